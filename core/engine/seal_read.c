/*
 * seal_read.c - reads the text of a seal.
 *
 * A seal is what seal.c writes and nothing else: what was read is written
 * again, and the two texts must be the same, their own hash too.  So nothing
 * that was added, left out or changed can pass, whatever it is.
 */
#include <string.h>
#include "seal.h"
#include "../data/json_text.h"

#define MOST_BYTES (1 << 20)

typedef struct reader {
    hn_seal *seal;
    const char *name;
    hn_slice text;
    hn_report *report;
    bool whole;               /* every member was there and of its form      */
} reader;

/* --- telling ------------------------------------------------------------- */

static void tell(const reader *r, int code, int line, const char *help,
                 const char *what)
{
    hn_place place = {.file = r->name, .line = line};
    hn_report_addf(r->report, code, HN_ERROR, place, help, "%s", what);
}

static void tell_none(const reader *r, const char *at, const char *why)
{
    hn_slice before = {r->text.at, at ? (size_t)(at - r->text.at) : 0};
    int line = at ? 1 : 0;
    for (size_t i = 0; i < before.len; i++)
        line += before.at[i] == '\n';
    tell(r, 600, line, "name the file that `hn calc --seal` wrote", why);
}

/* The line where the text first differs from what it should be; 0 where that
 * is its hash alone, which says nothing of where. */
static int first_line(hn_slice text, const hn_text *should)
{
    int line = 1;
    size_t i = 0, last = should->len - (HN_HASH_TEXT + 3);
    while (i < text.len && i < last && text.at[i] == should->at[i])
        line += text.at[i++] == '\n';
    return i < last ? line : 0;
}

/* --- members ------------------------------------------------------------- */

static const hn_json_item *member(reader *r, const hn_json_item *item,
                                  const char *name, char begins)
{
    const hn_json_item *found = hn_json_member(item, name);
    if (hn_json_begins(found, begins))
        return found;
    r->whole = false;
    return NULL;
}

static const char *keep(reader *r, hn_slice text)
{
    const char *kept = hn_arena_text_n(&r->seal->arena, text.at, text.len);
    return kept ? kept : "";
}

static const char *text_of(reader *r, const hn_json_item *item,
                           const char *name)
{
    const hn_json_item *found = member(r, item, name, '"');
    return found ? keep(r, found->text) : "";
}

static void hash_of(reader *r, const hn_json_item *item, const char *name,
                    char out[HN_HASH_TEXT])
{
    const hn_json_item *found = member(r, item, name, '"');
    if (found && found->text.len == HN_HASH_TEXT - 1)
        memcpy(out, found->text.at, HN_HASH_TEXT - 1);
    else
        r->whole = false;
}

static int64_t number_of(reader *r, const hn_json_item *item,
                         const char *name)
{
    const hn_json_item *found = hn_json_member(item, name);
    int64_t number = 0;
    if (!found || found->stands.len > 15)
        r->whole = false;
    for (size_t i = 0; r->whole && i < found->stands.len; i++) {
        char c = found->stands.at[i];
        r->whole = c >= '0' && c <= '9';
        number = number * 10 + (c - '0');
    }
    return r->whole ? number : 0;
}

/* Whether the text of a member is the second of two words. */
static bool second_of(reader *r, const hn_json_item *item, const char *name,
                      const char *first, const char *second)
{
    const hn_json_item *found = member(r, item, name, '"');
    bool is = found && hn_slice_is(found->text, second);
    if (found && !is && !hn_slice_is(found->text, first))
        r->whole = false;
    return is;
}

/* Room for as many as a list or an object has. */
static void *room_for(reader *r, const hn_json_item *list, size_t size)
{
    size_t count = 1;
    for (const hn_json_item *item = list ? list->child : NULL; item;
         item = item->next)
        count++;
    return hn_arena_alloc(&r->seal->arena, count * size);
}

/* --- parts --------------------------------------------------------------- */

static void read_files(reader *r, const hn_json_item *root)
{
    const hn_json_item *list = member(r, root, "files", '[');
    hn_sealed_file *files = room_for(r, list, sizeof *files);
    const hn_json_item *item = list && files ? list->child : NULL;
    for (; item; item = item->next) {
        hn_sealed_file *file = &files[r->seal->file_count++];
        file->name = text_of(r, item, "name");
        hash_of(r, item, "sha256", file->hash);
    }
    r->seal->files = files;
}

static void read_sets(reader *r, const hn_json_item *root)
{
    const hn_json_item *object = member(r, root, "set", '{');
    hn_set *sets = room_for(r, object, sizeof *sets);
    const hn_json_item *item = object && sets ? object->child : NULL;
    for (; item; item = item->next) {
        sets[r->seal->set_count++] = (hn_set){keep(r, item->name),
                                              keep(r, item->text)};
        r->whole = r->whole && hn_json_begins(item, '"');
    }
    r->seal->sets = sets;
}

static void read_data(reader *r, const hn_json_item *root)
{
    const hn_json_item *list = member(r, root, "data", '[');
    hn_sealed_data *data = room_for(r, list, sizeof *data);
    const hn_json_item *item = list && data ? list->child : NULL;
    for (; item; item = item->next) {
        hn_sealed_data *one = &data[r->seal->data_count++];
        one->records = text_of(r, item, "records");
        one->rows = number_of(r, item, "rows");
        one->rejected = number_of(r, item, "rejected");
        hash_of(r, item, "sha256", one->values);
        hash_of(r, item, "bytes_sha256", one->bytes);
    }
    r->seal->data = data;
    hash_of(r, root, "input_sha256", r->seal->input_hash);
}

static void read_results(reader *r, const hn_json_item *root)
{
    const hn_json_item *list = member(r, root, "results", '[');
    hn_sealed_result *results = room_for(r, list, sizeof *results);
    const hn_json_item *item = list && results ? list->child : NULL;
    for (; item; item = item->next) {
        hn_sealed_result *result = &results[r->seal->result_count++];
        result->table = text_of(r, item, "table");
        hash_of(r, item, "sha256", result->hash);
    }
    r->seal->results = results;
    r->seal->output_hash = text_of(r, root, "output_sha256");
}

static void read_counts(reader *r, const hn_json_item *root)
{
    const hn_json_item *object = member(r, root, "counts", '{');
    r->seal->counts = (hn_counts){
        .rows = number_of(r, object, "rows"),
        .calculated = number_of(r, object, "calculated"),
        .rejected = number_of(r, object, "rejected"),
        .repeated = number_of(r, object, "repeated")};
}

static void read_manner(reader *r, const hn_json_item *root)
{
    hn_seal *seal = r->seal;
    const hn_json_item *on = hn_json_member(root, "on");
    hn_date date;
    seal->on = hn_json_begins(on, '"') ? keep(r, on->text) : NULL;
    if (seal->on && hn_date_read(&date, hn_slice_of(seal->on)))
        r->whole = false;
    seal->extra_columns = second_of(r, root, "extra_columns", "refused",
                                    "ignored");
    seal->repeats = second_of(r, root, "repeats", "told", "ignored");
    hn_slice out = hn_slice_of(text_of(r, root, "out"));
    seal->out = hn_slice_is(out, "jsonl") ? HN_FORMAT_JSONL
                : hn_slice_is(out, "json") ? HN_FORMAT_JSON : HN_FORMAT_CSV;
}

/* For people: "pre_ehcp 2026.1". */
static void make_title(reader *r)
{
    hn_text title;
    hn_text_init(&title, &r->seal->memory);
    hn_notice_show(&title, r->seal->pack);
    hn_text_add_char(&title, ' ');
    hn_notice_show(&title, r->seal->version);
    r->seal->title = keep(r, (hn_slice){title.at, title.len});
    if (title.failed)
        r->seal->arena.failed = 1;
    hn_text_dispose(&title);
}

static void read_members(reader *r, const hn_json_item *root)
{
    r->whole = true;
    r->seal->engine = text_of(r, root, "engine");
    r->seal->pack = text_of(r, root, "pack");
    r->seal->version = text_of(r, root, "version");
    r->seal->pack_hash = text_of(r, root, "pack_sha256");
    make_title(r);
    read_files(r, root);
    read_sets(r, root);
    read_manner(r, root);
    read_data(r, root);
    read_results(r, root);
    read_counts(r, root);
}

/* --- the whole ----------------------------------------------------------- */

static const char changed[] =
    "the seal is not as it was written: it was changed or damaged since";
static const char keep_it[] =
    "take it again from where it was first kept";

static void compare_text(reader *r)
{
    hn_text should;
    hn_text_init(&should, &r->seal->memory);
    hn_seal_write(&should, r->seal);
    if (should.failed)
        r->seal->arena.failed = 1;
    else if (should.len != r->text.len
             || memcmp(should.at, r->text.at, should.len) != 0)
        tell(r, 602, first_line(r->text, &should), keep_it, changed);
    hn_text_dispose(&should);
}

static bool check_format(reader *r, const hn_json_item *root)
{
    const hn_json_item *format = hn_json_member(root, "format");
    hn_place place = {.file = r->name, .line = 1};
    if (!hn_json_begins(format, '"')
        || format->text.len < 8 || memcmp(format->text.at, "hn.seal.", 8)) {
        tell_none(r, NULL, "this is JSON, but not a seal");
        return false;
    }
    if (hn_slice_is(format->text, HN_SEAL_FORMAT))
        return true;
    hn_report_addf(r->report, 601, HN_ERROR, place,
                   "verify it with the version of hn that wrote it",
                   "the seal is of the format `%.*s`, and this hn reads "
                   HN_SEAL_FORMAT, format->text.len < 40
                   ? (int)format->text.len : 40, format->text.at);
    return false;
}

static void read_tree(reader *r)
{
    hn_json_scan scan;
    hn_json_scan_init(&scan, r->text.at, r->text.at + r->text.len,
                      &r->seal->memory, &r->seal->arena);
    const hn_json_item *root = hn_json_tree(&scan);
    if (scan.bad)
        tell_none(r, scan.bad, "this is not JSON, so it is not a seal");
    else if (root && check_format(r, root)) {
        read_members(r, root);
        if (r->whole)
            compare_text(r);
        else if (!r->seal->arena.failed)
            tell(r, 602, 0, keep_it, changed);
    }
    if (scan.failed)
        r->seal->arena.failed = 1;
    hn_json_scan_dispose(&scan);
}

static void read_text(reader *r)
{
    size_t bad;
    if (r->text.len > MOST_BYTES)
        tell_none(r, NULL, "the file is too long to be a seal");
    else if (!hn_text_is_utf8(r->text.at, r->text.len, &bad))
        tell_none(r, r->text.at + bad, "this is not text, so it is not a "
                                       "seal");
    else
        read_tree(r);
}

static hn_seal *seal_new(const hn_host *host)
{
    hn_memory memory;
    hn_memory_init(&memory, host->resize, host->resize_ctx,
                   host->memory_limit);
    hn_seal *seal = hn_memory_alloc(&memory, sizeof *seal);
    if (!seal)
        return NULL;
    seal->memory = memory;
    hn_arena_init(&seal->arena, &seal->memory);
    return seal;
}

hn_status hn_seal_read(hn_seal **out, const hn_host *host, const char *name,
                       const char *text, size_t len, hn_error *err)
{
    hn_report report;
    hn_status status = HN_OK;
    hn_seal *seal = seal_new(host);
    if (!seal)
        return hn_no_memory(err);
    hn_report_init(&report, &seal->memory);
    reader r = {.seal = seal, .name = name, .text = {text, len},
                .report = &report};
    read_text(&r);
    if (seal->arena.failed || report.failed)
        status = hn_no_memory(err);
    else if (report.count)
        status = HN_BAD_DATA;
    if (status == HN_BAD_DATA) {
        hn_tell_all(host, &report, 0, err);
        if (err)
            err->status = status;
    }
    hn_report_dispose(&report);
    if (status == HN_OK)
        *out = seal;
    else
        hn_seal_free(seal);
    return status;
}

void hn_seal_free(hn_seal *seal)
{
    if (!seal)
        return;
    hn_arena_dispose(&seal->arena);
    hn_memory memory = seal->memory;
    hn_memory_free(&memory, seal, sizeof *seal);
}

/* --- what it holds ------------------------------------------------------- */

const char *hn_seal_title(const hn_seal *seal)
{
    return seal->title;
}

int hn_seal_table_count(const hn_seal *seal)
{
    return seal->result_count;
}

const char *hn_seal_table(const hn_seal *seal, int index)
{
    return seal->results[index].table;
}

hn_load_options hn_seal_load_options(const hn_seal *seal)
{
    return (hn_load_options){.sets = seal->sets,
                             .set_count = seal->set_count};
}

hn_calc_options hn_seal_calc_options(const hn_seal *seal)
{
    return (hn_calc_options){.on = seal->on, .out = seal->out,
                             .extra_columns = seal->extra_columns,
                             .repeats = seal->repeats, .max_rejects = -1,
                             .seal = 1};
}
