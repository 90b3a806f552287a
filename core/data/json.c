/*
 * json.c - one JSON document: a list of rows, or { "rows": [ ... ] }.
 *
 * cJSON is lenient and keeps every number as a double, so the text is first
 * gone through strictly, and where each value stands is noted.  cJSON then
 * gives the tree; the numbers are taken from the text, exactly.
 *
 * cJSON keeps where its last error was in a global: the lock below, the only
 * variable of this library that outlives a call, guards that.
 */
#include "json.h"

#include <cJSON.h>
#include <pthread.h>
#include <string.h>

static pthread_mutex_t cjson_lock = PTHREAD_MUTEX_INITIALIZER;

typedef struct document {
    cJSON *tree;
    const cJSON *row;          /* the next                                   */
    hn_json_scan scan;         /* holds where the values stand               */
    size_t value;              /* of the next row                            */
    const char *counted;       /* up to where lines have been counted        */
    uint32_t before;           /* characters from its line's begin to there  */
} document;

/* --- opening ------------------------------------------------------------- */

/* A fault of the document: no row is read, and it counts as one left out. */
static void break_off(hn_decoder *d, int code, const char *at,
                      const char *why, const char *help)
{
    hn_cursor *cursor = d->cursor;
    hn_origin origin = { .at = cursor->at, .line = cursor->line };
    hn_slice where = { at, at < cursor->end }, none = { NULL, 0 };
    hn_tell(d, &origin, code, NULL, none, where, why, help);
    if (d->faults->count > 0)
        d->faults->items[d->faults->count - 1].value = none;
    cursor->rows += !cursor->broken;
    cursor->rejected += !cursor->broken;
    cursor->broken = true;
}

static bool check_text(hn_decoder *d, hn_json_scan *scan)
{
    size_t bad, len = (size_t)(scan->end - scan->begin);
    if (!hn_bytes_fit(scan->begin, len, &bad)) {
        break_off(d, 408, scan->begin + bad,
                  scan->begin[bad] == '\0' ? "the document has a NUL byte"
                                           : "there are bytes that are not "
                                             "UTF-8",
                  "save the document as UTF-8");
        return false;
    }
    scan->keep_values = true;
    if (!hn_json_value(scan))
        return false;
    hn_json_space(scan);
    return scan->at == scan->end
        || hn_json_wrong(scan, scan->at, "text follows the document",
                         "a file holds one document; for an object on each "
                         "line write --in jsonl");
}

static size_t count_values(const cJSON *item)
{
    size_t count = 1;
    for (const cJSON *child = item->child; child; child = child->next)
        count += count_values(child);
    return count;
}

/* Finds the list of rows in { "rows": [ ... ] }. */
static const cJSON *find_rows(hn_decoder *d, document *doc)
{
    const cJSON *found = NULL;
    size_t value = 1;
    for (const cJSON *item = doc->tree->child; item; item = item->next) {
        if (strcmp(item->string, "rows") == 0) {
            found = item;
            doc->value = value + 1;
        } else if (!d->layout->extra_columns) {
            break_off(d, 403, doc->scan.values[value].at,
                      "the document has more keys than \"rows\"",
                      "take it out, or write --extra ignore if it is meant "
                      "to be passed over");
        }
        value += count_values(item);
    }
    return found;
}

static void find_list(hn_decoder *d, document *doc)
{
    const cJSON *list = doc->tree;
    doc->value = 1;
    if (cJSON_IsObject(list))
        list = find_rows(d, doc);
    if (d->cursor->broken)
        return;
    if (!list || !cJSON_IsArray(list)) {
        break_off(d, 400, d->cursor->at, "the document holds no list of rows",
                  "write [ { ... }, ... ] or { \"rows\": [ ... ] }");
        return;
    }
    doc->row = list->child;
}

static cJSON *parse(const char *at, size_t len)
{
    pthread_mutex_lock(&cjson_lock);
    cJSON *tree = cJSON_ParseWithLength(at, len);
    pthread_mutex_unlock(&cjson_lock);
    return tree;
}

static void open_document(hn_decoder *d, document *doc)
{
    hn_cursor *cursor = d->cursor;
    hn_json_scan *scan = &doc->scan;
    hn_json_scan_init(scan, cursor->at, cursor->end,
                      cursor->scratch->memory, cursor->scratch);
    doc->counted = cursor->at;
    if (!check_text(d, scan)) {
        if (scan->bad)
            break_off(d, 409, scan->bad, scan->why, scan->help);
        d->faults->failed |= scan->failed;
        return;
    }
    doc->tree = parse(cursor->at, (size_t)(cursor->end - cursor->at));
    if (doc->tree)
        find_list(d, doc);
    else
        d->faults->failed = true;    /* all else has been ruled out */
}

static void begin(hn_decoder *d)
{
    if (d->cursor->document || d->cursor->broken)
        return;
    document *doc = hn_arena_alloc(d->cursor->scratch, sizeof *doc);
    d->cursor->document = doc;
    if (doc)
        open_document(d, doc);
    else
        d->faults->failed = true;
}

void hn_json_close(hn_cursor *cursor)
{
    document *doc = cursor->document;
    if (!doc)
        return;
    cJSON_Delete(doc->tree);
    hn_json_scan_dispose(&doc->scan);
    cursor->document = NULL;
}

/* --- rows ---------------------------------------------------------------- */

static bool put_text(hn_cursor *cursor, const cJSON *item, hn_slice *cell)
{
    size_t len = strlen(item->valuestring);
    cell->at = hn_arena_text_n(cursor->scratch, item->valuestring, len);
    cell->len = len;
    return cell->at != NULL;
}

/* Puts one member into its cell; `stands` is its text. */
static bool put_member(hn_decoder *d, document *doc, const cJSON *item,
                       hn_slice stands, hn_slice *cells)
{
    hn_slice key = hn_slice_of(item->string);
    int column = hn_layout_find(d->layout, key);
    if (column < 0)
        return d->layout->extra_columns;
    hn_json_kind kind = cJSON_IsString(item) ? HN_JSON_TEXT
                      : cJSON_IsNumber(item) ? HN_JSON_NUMBER
                      : cJSON_IsBool(item)   ? HN_JSON_TRUTH
                      : cJSON_IsNull(item)   ? HN_JSON_NULL
                                             : HN_JSON_NESTED;
    if (!hn_json_takes(&d->layout->columns[column], kind))
        return false;
    if (kind == HN_JSON_TEXT && !put_text(d->cursor, item, &cells[column])) {
        d->faults->failed = true;
        return false;
    }
    if (kind == HN_JSON_NUMBER)
        cells[column] = hn_json_plain(&doc->scan, stands);
    else if (kind == HN_JSON_TRUTH)
        cells[column] = hn_slice_of(cJSON_IsTrue(item) ? "true" : "false");
    return kind != HN_JSON_NUMBER || cells[column].at;
}

/* Goes on to `to`, counting lines, and characters from the last of them. */
static void count_up_to(document *doc, hn_cursor *cursor, const char *to)
{
    const char *line = to;
    while (line > doc->counted && line[-1] != '\n' && line[-1] != '\r')
        line--;
    if (line > doc->counted)
        doc->before = 0;
    doc->before += (uint32_t)hn_count_characters(line, to);
    cursor->line += hn_count_lines(doc->counted, (size_t)(to - doc->counted));
    doc->counted = to;
}

static void note_origin(hn_decoder *d, document *doc, int i)
{
    hn_slice stands = doc->scan.values[doc->value];
    count_up_to(doc, d->cursor, stands.at);
    d->origins[i] = (hn_origin){ .at = stands.at, .line = d->cursor->line,
                                 .len = (uint32_t)stands.len,
                                 .before = doc->before };
}

static bool split(hn_decoder *d, int i, bool *broken)
{
    document *doc = d->cursor->document;
    if (!doc || !doc->row || d->faults->failed || d->cursor->broken)
        return false;
    hn_slice *cells = hn_decoder_row(d, i);
    memset(cells, 0, (size_t)d->layout->count * sizeof *cells);
    note_origin(d, doc, i);
    *broken = !cJSON_IsObject(doc->row);
    size_t value = doc->value + 1;
    for (const cJSON *item = doc->row->child; item; item = item->next) {
        if (!*broken)
            *broken = !put_member(d, doc, item, doc->scan.values[value],
                                  cells);
        value += count_values(item);
    }
    doc->value = value;
    doc->row = doc->row->next;
    d->faults->failed |= doc->scan.failed;
    return true;
}

const hn_splitter hn_json_splitter = { split, hn_json_tell, begin };
