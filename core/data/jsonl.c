/*
 * jsonl.c - JSON Lines in bulk.
 *
 * The keys of a row nearly always come in the same order as in the row before,
 * so each key is first compared with the one that came next last time.
 */
#include "json.h"

#include <string.h>

/* The column that a key names: the expected one is tried before the key is
 * even read.  -1: none.  False: not JSON. */
static bool take_key(hn_json_scan *scan, const hn_layout *layout,
                     int expected, int *column)
{
    hn_slice key, name = layout->columns[expected].name;
    const char *at = scan->at;
    if (layout->columns[expected].plain
        && (size_t)(scan->end - at) > name.len + 2 && *at == '"'
        && at[name.len + 1] == '"' && memcmp(at + 1, name.at, name.len) == 0) {
        scan->at = at + name.len + 2;
        *column = expected;
        return true;
    }
    if (!hn_json_string(scan, &key))
        return false;
    *column = hn_layout_find(layout, key);
    return *column >= 0 || hn_json_keys_add(scan, key);
}

static bool take_number(hn_json_scan *scan, hn_slice *cell)
{
    if (!hn_json_number(scan, cell))
        return false;
    *cell = hn_json_plain(scan, *cell);
    return cell->at != NULL;
}

/* A value for a cell; false where it is no fit value, or not JSON. */
static bool take_cell(hn_json_scan *scan, const hn_column *column,
                      hn_slice *cell)
{
    hn_json_kind kind = hn_json_kind_of(scan->at, scan->end);
    if (!hn_json_takes(column, kind))
        return false;
    if (kind == HN_JSON_TEXT)
        return hn_json_string(scan, cell);
    if (kind == HN_JSON_NUMBER)
        return take_number(scan, cell);
    if (!hn_json_word(scan, cell))
        return false;
    if (kind == HN_JSON_NULL)
        cell->len = 0;
    return true;
}

/* One "key": value into its cell, with the comma or brace behind it. */
static bool take_member(hn_json_scan *scan, const hn_layout *layout,
                        hn_slice *cells, int *expected, bool *over)
{
    int column;
    hn_json_space(scan);
    if (!take_key(scan, layout, *expected, &column))
        return false;
    hn_json_space(scan);
    if (!hn_json_take(scan, ':'))
        return false;
    hn_json_space(scan);
    if (column < 0) {
        if (!layout->extra_columns || !hn_json_value(scan))
            return false;
    } else {
        if (cells[column].at
            || !take_cell(scan, &layout->columns[column], &cells[column]))
            return false;
        *expected = column + 1 < layout->count ? column + 1 : 0;
    }
    hn_json_space(scan);
    *over = hn_json_take(scan, '}');
    return *over || hn_json_take(scan, ',');
}

static bool take_row(hn_json_scan *scan, const hn_layout *layout,
                     hn_slice *cells)
{
    int expected = 0;
    bool over = false;
    size_t opened = hn_json_keys_open(scan);
    hn_json_space(scan);
    if (!hn_json_take(scan, '{'))
        return false;
    scan->depth = 1;
    hn_json_space(scan);
    over = hn_json_take(scan, '}');
    while (!over)
        if (!take_member(scan, layout, cells, &expected, &over))
            return false;
    hn_json_space(scan);
    return scan->at == scan->end && hn_json_keys_close(scan, opened);
}

static bool split(hn_decoder *d, int i, bool *broken)
{
    hn_cursor *cursor = d->cursor;
    hn_json_scan *scan = d->scan;
    size_t bad;
    if (cursor->at == cursor->end || d->faults->failed)
        return false;
    const char *at = cursor->at;
    const char *stop = memchr(at, '\n', (size_t)(cursor->end - at));
    const char *end = stop ? stop : cursor->end;
    while (end > at && end[-1] == '\r')
        end--;
    hn_slice *cells = hn_decoder_row(d, i);
    memset(cells, 0, (size_t)d->layout->count * sizeof *cells);
    scan->begin = scan->at = at;
    scan->end = end;
    *broken = !take_row(scan, d->layout, cells)
           || !hn_bytes_fit(at, (size_t)(end - at), &bad);
    scan->key_count = 0;
    scan->bad = NULL;
    d->faults->failed |= scan->failed;
    cursor->at = stop ? stop + 1 : cursor->end;
    d->origins[i] = (hn_origin){ .at = at, .line = cursor->line,
                                 .len = (uint32_t)(end - at) };
    size_t len = (size_t)(cursor->at - at);
    cursor->line += memchr(at, '\r', len) ? hn_count_lines(at, len) : 1;
    return true;
}

const hn_splitter hn_jsonl_splitter = { split, hn_json_tell, NULL };
