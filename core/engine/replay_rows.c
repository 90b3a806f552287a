/*
 * replay_rows.c - the rows of a logged run, put before a pack again.
 *
 * They are written as JSON Lines by the columns of the pack, a source for each
 * kind of records, and worked out with a numbered log: line n of a source is
 * the n-th row of its kind, so each new line finds the case that it is of.  A
 * row without one was rejected.
 */
#include <string.h>
#include "replay.h"

bool hn_replay_parse(hn_slice text, hn_arena *scratch,
                     const hn_json_item **out)
{
    hn_json_scan scan;
    hn_json_scan_init(&scan, text.at, text.at + text.len, scratch->memory, scratch);
    *out = hn_json_tree(&scan);
    bool refused = scan.failed;
    hn_json_scan_dispose(&scan);
    return !refused;
}

/* --- rows as data -------------------------------------------------------- */

/* Whether an earlier input reads the same column and is to be gone by: a text
 * has the cell as it stood, and the first of others will do. */
static bool is_read_by_another(const hn_records *records, int input)
{
    const hn_input *own = records->inputs[input];
    for (int i = 0; i < records->input_count; i++) {
        const hn_input *other = records->inputs[i];
        bool text = other->type.kind == HN_TEXT;
        bool prior = i < input
                         ? text || own->type.kind != HN_TEXT
                         : i > input && text && own->type.kind != HN_TEXT;
        if (prior && strcmp(hn_input_column(other),
                            hn_input_column(own)) == 0)
            return true;
    }
    return false;
}

static void add_row(hn_text *out, const hn_records *records,
                    const hn_json_item *inputs)
{
    const char *before = "{";
    for (int i = 0; i < records->input_count; i++) {
        const hn_input *input = records->inputs[i];
        const hn_json_item *value = hn_json_member(inputs, input->thing.name);
        if (!value || is_read_by_another(records, i))
            continue;
        hn_text_add(out, before);
        hn_write_json_text(out, hn_slice_of(hn_input_column(input)));
        hn_text_add_char(out, ':');
        hn_text_add_n(out, value->stands.at, value->stands.len);
        before = ",";
    }
    hn_text_add(out, *before == '{' ? "{}\n" : "}\n");
}

static bool add_case(hn_replaying *p, int index)
{
    hn_replayed *r = p->r;
    const hn_logged_case *one = &r->log.cases[index];
    const hn_records *records = hn_graph_records(&p->pack->graph,
                                                 one->records);
    const hn_json_item *inputs;
    hn_arena scratch;
    if (!records)
        return true;
    hn_arena_init(&scratch, &r->memory);
    bool ok = hn_replay_parse(one->inputs, &scratch, &inputs);
    if (ok)
        add_row(&p->texts[records->index], records, inputs);
    p->rows[records->index][p->row_counts[records->index]++] = index;
    hn_arena_dispose(&scratch);
    return ok && !p->texts[records->index].failed;
}

static long read_feed(void *ctx, char *buf, size_t cap)
{
    hn_replay_feed *f = ctx;
    size_t left = f->text->len - f->at, part = left < cap ? left : cap;
    if (part)
        memcpy(buf, f->text->at + f->at, part);
    f->at += part;
    return (long)part;
}

static bool take_room(hn_replaying *p)
{
    size_t kinds = (size_t)p->pack->graph.records_count + 1;
    size_t rows = (size_t)p->run->count + 1;
    hn_arena *arena = &p->arena;
    p->texts = hn_arena_alloc(arena, kinds * sizeof *p->texts);
    p->rows = hn_arena_alloc(arena, kinds * sizeof *p->rows);
    p->row_counts = hn_arena_alloc(arena, kinds * sizeof *p->row_counts);
    p->sources = hn_arena_alloc(arena, kinds * sizeof *p->sources);
    p->feeds = hn_arena_alloc(arena, kinds * sizeof *p->feeds);
    p->why = hn_arena_alloc(arena, rows * sizeof *p->why);
    p->seen = hn_arena_alloc(arena, rows * sizeof *p->seen);
    for (size_t i = 0; !arena->failed && i + 1 < kinds; i++) {
        hn_text_init(&p->texts[i], &p->r->memory);
        p->rows[i] = hn_arena_alloc(arena, rows * sizeof *p->rows[i]);
    }
    return !arena->failed;
}

static bool make_data(hn_replaying *p)
{
    const hn_graph *graph = &p->pack->graph;
    bool ok = take_room(p);
    for (int i = 0; ok && i < p->run->count; i++)
        ok = add_case(p, p->run->first + i);
    for (int i = 0; ok && i < graph->records_count; i++) {
        const char *name = graph->records[i]->thing.name;
        p->feeds[i] = (hn_replay_feed){&p->texts[i], 0};
        p->sources[i] = (hn_source){name, name, HN_FORMAT_JSONL, read_feed,
                                    &p->feeds[i]};
    }
    return ok;
}

/* --- working it out again ------------------------------------------------ */

static int take_lines(void *ctx, const char *bytes, size_t len)
{
    hn_text *lines = ctx;
    hn_text_add_n(lines, bytes, len);
    return lines->failed ? -1 : 0;
}

/* The case of row `line` of a kind of records; -1: none. */
static int case_at(const hn_replaying *p, const char *records, size_t len,
                   int64_t line)
{
    const hn_graph *graph = &p->pack->graph;
    for (int i = 0; i < graph->records_count; i++) {
        const char *name = graph->records[i]->thing.name;
        if (strlen(name) == len && memcmp(name, records, len) == 0)
            return line >= 1 && line <= p->row_counts[i]
                       ? p->rows[i][line - 1] : -1;
    }
    return -1;
}

/* What is told of a row is kept for it, in place of being told. */
static void keep_why(void *ctx, const hn_message *message)
{
    hn_replaying *p = ctx;
    int index = case_at(p, message->file, strlen(message->file),
                        message->line);
    if (!message->is_error || index < 0)
        return;
    const char **why = &p->why[index - p->run->first];
    if (!*why)
        *why = hn_arena_text(&p->r->arena, message->text);
}

static hn_status work_out(hn_replaying *p)
{
    hn_host host = *p->host;
    hn_sink sink = {take_lines, &p->lines};
    hn_calc_options options = {.on = p->run->on, .out = HN_FORMAT_JSONL,
                               .repeats = 1, .max_rejects = -1,
                               .log = &sink};
    host.message = keep_why;
    host.message_ctx = p;
    hn_status status = hn_calc_log(p->pack, &host, &options, p->sources,
                                   p->pack->graph.records_count, p->err);
    if (p->lines.failed)
        return hn_no_memory(p->err);
    if (status == HN_BAD_DATA)
        hn_fail(p->err, HN_OK, 0, "", "");
    return status == HN_BAD_DATA ? HN_OK : status;
}

/* --- line beside line ---------------------------------------------------- */

static const hn_json_item no_awards = {.stands = {"{}", 2},
                                       .text = {"{}", 2}};

/* A row that did not come out: it was rejected, or the pack knows no such
 * records. */
static bool compare_absent(hn_replaying *p, int index)
{
    const char *records = p->r->log.cases[index].records;
    bool known = hn_graph_records(&p->pack->graph, records) != NULL;
    return hn_replay_compare(p, index, (hn_slice){"", 0},
                        known || p->as_then ? NULL : &no_awards);
}

/* "57 {...}": the row of a source, and its line of the second log. */
static bool compare_line(hn_replaying *p, hn_slice line)
{
    static const char mark[] = ",\"records\":\"";
    hn_arena scratch;
    const hn_json_item *root;
    int64_t number = 0;
    size_t at = 0;
    while (at < line.len && line.at[at] != ' ')
        number = number * 10 + (line.at[at++] - '0');
    hn_slice json = {line.at + at + 1, line.len - at - 1};
    hn_arena_init(&scratch, &p->r->memory);
    bool ok = hn_replay_parse(json, &scratch, &root);
    const hn_json_item *records = hn_json_member(root, "records");
    int index = records ? case_at(p, records->text.at, records->text.len,
                                  number) : -1;
    if (ok && index >= 0) {
        const char *from = records->stands.at - (sizeof mark - 2);
        p->seen[index - p->run->first] = true;
        ok = hn_replay_compare(p, index,
                          (hn_slice){from, (size_t)(json.at + json.len
                                                    - from)},
                          hn_json_member(root, "awards"));
    }
    hn_arena_dispose(&scratch);
    return ok;
}

static bool compare_lines(hn_replaying *p)
{
    const char *at = p->lines.at, *end = at + p->lines.len;
    bool ok = true;
    while (ok && at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        ok = compare_line(p, (hn_slice){at, (size_t)(stop - at)});
        at = stop + 1;
    }
    for (int i = 0; ok && i < p->run->count; i++)
        if (!p->seen[i])
            ok = compare_absent(p, p->run->first + i);
    return ok;
}


/* --- a run --------------------------------------------------------------- */

static hn_status judge(hn_replaying *p)
{
    if (!make_data(p))
        return hn_no_memory(p->err);
    hn_status status = work_out(p);
    if (status == HN_OK && !compare_lines(p))
        status = hn_no_memory(p->err);
    return status;
}

hn_status hn_replay_rows(hn_replayed *r, const hn_host *host,
                         const hn_logged_run *run, const hn_pack *pack,
                         bool as_then, hn_error *err)
{
    hn_replaying p = {.r = r, .host = host, .run = run, .pack = pack,
                      .as_then = as_then, .err = err};
    hn_arena_init(&p.arena, &r->memory);
    hn_text_init(&p.lines, &r->memory);
    hn_status status = judge(&p);
    for (int i = 0; p.texts && i < pack->graph.records_count; i++)
        if (p.texts[i].memory)
            hn_text_dispose(&p.texts[i]);
    hn_text_dispose(&p.lines);
    hn_arena_dispose(&p.arena);
    return status;
}
