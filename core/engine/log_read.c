/*
 * log_read.c - reads a decision log into its runs.
 *
 * Lines of one run begin alike, with the pack and how it was run; what begins
 * otherwise is of another run.  A line that is no decision is told and passed
 * over.  What a row holds is left as it stands until it is wanted.
 */
#include <string.h>
#include "replay.h"

enum { PIECE = 64 * 1024, MOST_BYTES = 8 << 20, MOST_AWARDS = 1000,
       MOST_TOLD = 3 };

typedef struct reader {
    hn_logged *log;
    hn_arena *arena;
    hn_report *report;
    hn_slice line;            /* in hand                                     */
    int64_t number;
    bool open;                /* the last run may go on                      */
    hn_hash hash;             /* of the lines since the last closed run      */
    int64_t lines;
    int runs;                 /* how many there were then                    */
    int64_t told;             /* lines that are no decisions                 */
    bool failed;
} reader;

/* --- telling ------------------------------------------------------------- */

static void tell(reader *r, int code, const char *what, const char *help)
{
    hn_place place = {.file = r->log->name, .line = (int)r->number};
    hn_report_addf(r->report, code, HN_ERROR, place, help, "%s", what);
}

/* The first few lines are told: a file that is no log has nothing else. */
static void tell_line(reader *r, const char *what)
{
    if (r->told++ < MOST_TOLD)
        tell(r, 610, what, "name a file that `hn calc --log` wrote");
    r->log->changed = true;
}

/* How many were not told. */
static void tell_rest(reader *r)
{
    hn_place place = {.file = r->log->name};
    if (r->told > MOST_TOLD)
        hn_report_addf(r->report, 610, HN_ERROR, place, NULL,
                       "%ld more lines are not decisions and were passed over",
                       (long)(r->told - MOST_TOLD));
}

/* --- members ------------------------------------------------------------- */

static const char *keep(reader *r, hn_slice text)
{
    return hn_arena_text_n(r->arena, text.at, text.len);
}

/* A text that must be there. */
static const char *text_of(reader *r, const hn_json_item *item,
                           const char *name, bool *whole)
{
    const hn_json_item *found = hn_json_member(item, name);
    if (hn_json_begins(found, '"'))
        return keep(r, found->text);
    *whole = false;
    return NULL;
}

/* A text or null. */
static const char *maybe_of(reader *r, const hn_json_item *item,
                            const char *name, bool *whole)
{
    const hn_json_item *found = hn_json_member(item, name);
    if (hn_json_begins(found, 'n'))
        return NULL;
    return text_of(r, item, name, whole);
}

static hn_slice stands_of(const hn_json_item *item, const char *name,
                          char begins, bool *whole)
{
    const hn_json_item *found = hn_json_member(item, name);
    if (hn_json_begins(found, begins))
        return found->stands;
    *whole = false;
    return (hn_slice){"", 0};
}

static int count_of(const hn_json_item *item)
{
    int count = 0;
    for (const hn_json_item *one = item ? item->child : NULL; one;
         one = one->next)
        count++;
    return count;
}

/* --- runs ---------------------------------------------------------------- */

static bool read_sets(reader *r, const hn_json_item *root,
                      hn_logged_run *run)
{
    const hn_json_item *object = hn_json_member(root, "set");
    if (!hn_json_begins(object, '{'))
        return false;
    run->sets = hn_arena_alloc(r->arena, ((size_t)count_of(object) + 1)
                                             * sizeof *run->sets);
    for (const hn_json_item *one = object->child; run->sets && one;
         one = one->next) {
        if (!hn_json_begins(one, '"'))
            return false;
        run->sets[run->set_count++] = (hn_set){keep(r, one->name),
                                               keep(r, one->text)};
    }
    return true;
}

/* The head of the line: up to the end of `on`. */
static bool read_head(reader *r, const hn_json_item *root, hn_slice *head)
{
    const hn_json_item *on = hn_json_member(root, "on");
    if (!on)
        return false;
    head->at = r->line.at;
    head->len = (size_t)(on->stands.at + on->stands.len - r->line.at);
    return true;
}

static bool same_head(const hn_logged_run *run, hn_slice head)
{
    return run->head.len == head.len
           && memcmp(run->head.at, head.at, head.len) == 0;
}

static hn_logged_run *begin_run(reader *r, const hn_json_item *root,
                                hn_slice head)
{
    hn_logged *log = r->log;
    bool whole = true;
    hn_date on;
    hn_logged_run run = {.head = head, .first = log->count};
    run.engine = text_of(r, root, "engine", &whole);
    run.pack = text_of(r, root, "pack", &whole);
    run.version = text_of(r, root, "version", &whole);
    run.hash = text_of(r, root, "pack_sha256", &whole);
    run.on = maybe_of(r, root, "on", &whole);
    if (run.on && hn_date_read(&on, hn_slice_of(run.on)))
        return NULL;
    if (!read_sets(r, root, &run) || !whole)
        return NULL;
    hn_logged_run *runs = hn_arena_grow(r->arena, log->runs, log->run_count,
                                        &log->run_cap, sizeof *runs);
    if (!runs)
        return NULL;
    log->runs = runs;
    runs[log->run_count] = run;
    r->open = true;
    return &runs[log->run_count++];
}

/* The run that the line is of; NULL: it does not say. */
static hn_logged_run *run_of(reader *r, const hn_json_item *root,
                             hn_slice head)
{
    hn_logged *log = r->log;
    if (r->open && same_head(&log->runs[log->run_count - 1], head))
        return &log->runs[log->run_count - 1];
    return begin_run(r, root, head);
}

/* --- the end of a run ---------------------------------------------------- */

static bool read_files(reader *r, const hn_json_item *end,
                       hn_sealed_file **files, int *count)
{
    const hn_json_item *list = hn_json_member(end, "files");
    bool whole = hn_json_begins(list, '[');
    hn_sealed_file *out = hn_arena_alloc(r->arena, ((size_t)count_of(list)
                                                    + 1) * sizeof *out);
    for (const hn_json_item *one = whole ? list->child : NULL; out && one;
         one = one->next) {
        hn_sealed_file *file = &out[(*count)++];
        const hn_json_item *hash = hn_json_member(one, "sha256");
        file->name = text_of(r, one, "name", &whole);
        if (hn_json_begins(hash, '"') && hash->text.len == HN_HASH_TEXT - 1)
            memcpy(file->hash, hash->text.at, HN_HASH_TEXT - 1);
        else
            whole = false;
    }
    *files = out;
    return whole;
}

/* Whether the line ends with the hash of all that stands before, and says how
 * many lines that are. */
static bool closes(reader *r, const hn_json_item *end)
{
    const hn_json_item *told = hn_json_member(end, "lines");
    const hn_json_item *sha = hn_json_member(end, "sha256");
    hn_text seal, lines;
    if (!told || !sha || r->log->run_count - r->runs != 1)
        return false;
    hn_text_init(&seal, r->arena->memory);
    hn_text_init(&lines, r->arena->memory);
    hn_text_add_int(&lines, r->lines);
    size_t before = (size_t)(sha->stands.at - r->line.at)
                    - (sizeof ",\"sha256\":" - 1);
    hn_hash_add(&r->hash, r->line.at, before);
    hn_log_seal(&seal, &r->hash);
    bool same = hn_slice_is(told->stands, hn_text_string(&lines))
                && seal.len == r->line.len - before
                && memcmp(seal.at, r->line.at + before, seal.len) == 0;
    r->failed = r->failed || lines.failed || seal.failed;
    hn_text_dispose(&lines);
    hn_text_dispose(&seal);
    return same;
}

static bool read_end(reader *r, const hn_json_item *root, hn_slice head)
{
    const hn_json_item *end = hn_json_member(root, "end");
    hn_sealed_file *files;
    int count = 0;
    bool whole = read_files(r, end, &files, &count);
    hn_logged_run *run = whole ? run_of(r, root, head) : NULL;
    if (!run)
        return false;
    run->files = files;
    run->file_count = count;
    run->whole = closes(r, end);
    if (!run->whole) {
        r->log->changed = run->changed = true;
        tell(r, 612, "the lines of the run that ends here are not as they "
             "were written", "take the log from where it was first kept");
    }
    hn_hash_init(&r->hash);
    r->lines = 0;
    r->runs = r->log->run_count;
    r->open = false;
    return true;
}

/* --- rows ---------------------------------------------------------------- */

/* Names stand again and again: one copy will do. */
static const char *name_of(reader *r, const hn_json_item *root, bool *whole)
{
    const hn_logged *log = r->log;
    const char *last = log->count ? log->cases[log->count - 1].records : NULL;
    const hn_json_item *found = hn_json_member(root, "records");
    if (last && hn_json_begins(found, '"') && hn_slice_is(found->text, last))
        return last;
    return text_of(r, root, "records", whole);
}

static bool read_case(reader *r, const hn_json_item *root, hn_slice head)
{
    hn_logged *log = r->log;
    bool whole = true;
    const hn_json_item *awards = hn_json_member(root, "awards");
    hn_logged_case one = {.line = r->number};
    one.records = name_of(r, root, &whole);
    one.id = maybe_of(r, root, "id", &whole);
    one.decided = maybe_of(r, root, "decided", &whole);
    one.inputs = stands_of(root, "inputs", '{', &whole);
    one.awards = stands_of(root, "awards",
                           hn_json_begins(awards, 'n') ? 'n' : '{', &whole);
    whole = whole && count_of(awards) <= MOST_AWARDS
            && count_of(hn_json_member(root, "inputs")) <= HN_COLUMNS_MOST;
    one.decides = awards && (hn_json_begins(awards, 'n') || awards->child);
    one.rest = (hn_slice){head.at + head.len, r->line.len - head.len};
    hn_logged_run *run = whole ? run_of(r, root, head) : NULL;
    if (!run)
        return false;
    hn_logged_case *cases = hn_arena_grow(r->arena, log->cases, log->count,
                                          &log->cap, sizeof *cases);
    if (!cases)
        return true;
    log->cases = cases;
    cases[log->count++] = one;
    run->count++;
    return true;
}

/* --- lines --------------------------------------------------------------- */

static void tell_format(reader *r, hn_slice format)
{
    bool other = format.len > 12
                 && memcmp(format.at, "hn.decision.", 12) == 0;
    if (!other)
        tell_line(r, "this line is not a decision");
    else if (r->told++ < MOST_TOLD)
        tell(r, 611, "this line is of another format than " HN_LOG_FORMAT,
             "judge it with the version of hn that wrote it");
}

static void read_root(reader *r, const hn_json_item *root)
{
    const hn_json_item *format = hn_json_member(root, "format");
    hn_slice head;
    if (!hn_json_begins(format, '"')) {
        tell_line(r, "this line is not a decision");
    } else if (!hn_slice_is(format->text, HN_LOG_FORMAT)) {
        tell_format(r, format->text);
    } else if (!read_head(r, root, &head)
               || !(hn_json_member(root, "end") ? read_end(r, root, head)
                                                : read_case(r, root, head))) {
        if (!r->arena->failed)
            tell_line(r, "this line lacks a part of a decision");
    }
}

static void read_line(reader *r)
{
    hn_json_scan scan;
    hn_arena scratch;
    size_t bad;
    if (r->line.len > MOST_BYTES
        || !hn_text_is_utf8(r->line.at, r->line.len, &bad)) {
        tell_line(r, "this line is too long, or not text");
        return;
    }
    hn_arena_init(&scratch, r->arena->memory);
    hn_json_scan_init(&scan, r->line.at, r->line.at + r->line.len,
                      r->arena->memory, &scratch);
    const hn_json_item *root = hn_json_tree(&scan);
    if (root)
        read_root(r, root);
    else if (scan.bad)
        tell_line(r, "this line is not JSON");
    r->failed = r->failed || scan.failed || scratch.failed;
    hn_json_scan_dispose(&scan);
    hn_arena_dispose(&scratch);
}

static bool is_end(const reader *r, int runs_before)
{
    return r->runs > runs_before;
}

static void read_lines(reader *r)
{
    const hn_text *text = &r->log->text;
    size_t at = 0;
    while (at < text->len && !r->failed && !r->arena->failed) {
        const char *begin = text->at + at;
        const char *end = memchr(begin, '\n', text->len - at);
        int runs = r->runs;
        size_t len = end ? (size_t)(end - begin) : text->len - at;
        r->line = (hn_slice){begin, len};
        r->number++;
        len += end != NULL;
        read_line(r);
        if (!is_end(r, runs)) {
            hn_hash_add(&r->hash, begin, len);
            r->lines++;
        }
        at += len;
    }
}

/* --- the whole ----------------------------------------------------------- */

static hn_status read_text(hn_text *text, const hn_source *source)
{
    for (;;) {
        char *room = hn_text_room(text, PIECE);
        long got = room ? source->read(source->ctx, room, PIECE) : 0;
        if (text->failed)
            return HN_NO_MEMORY;
        if (got <= 0)
            return got < 0 ? HN_IO : HN_OK;
        text->len += (size_t)got;
    }
}

hn_status hn_logged_read(hn_logged *out, const hn_source *source,
                         hn_arena *arena, hn_report *report)
{
    reader r = {.log = out, .arena = arena, .report = report};
    *out = (hn_logged){.name = source->name};
    hn_text_init(&out->text, arena->memory);
    hn_hash_init(&r.hash);
    hn_status status = read_text(&out->text, source);
    if (status != HN_OK)
        return status;
    read_lines(&r);
    tell_rest(&r);
    if (r.failed || arena->failed || report->failed)
        return HN_NO_MEMORY;
    if (out->run_count == 0 && report->errors == 0)
        tell_line(&r, "the log is empty");
    out->changed = out->changed || report->errors > 0;
    return out->run_count ? HN_OK : HN_BAD_DATA;
}

int64_t hn_logged_decisions(const hn_logged *log, const hn_logged_run *run)
{
    int64_t count = 0;
    for (int i = 0; i < run->count; i++)
        count += log->cases[run->first + i].decides;
    return count;
}

void hn_logged_dispose(hn_logged *logged)
{
    if (logged->text.memory)
        hn_text_dispose(&logged->text);
}
