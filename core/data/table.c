/*
 * table.c - the formats behind one door.
 */
#include "csv.h"
#include "json.h"

#include <string.h>

static bool is_newline(char c)
{
    return c == '\n' || c == '\r';
}

/* Empty lines at the end of a file are nothing; elsewhere they are faults. */
void hn_cursor_init(hn_cursor *cursor, const char *at, const char *end,
                    int64_t line, bool last, hn_arena *scratch)
{
    while (last && end > at && is_newline(end[-1]))
        end--;
    *cursor = (hn_cursor){ .at = at, .end = end, .line = line, .last = last,
                           .scratch = scratch };
}

void hn_cursor_dispose(hn_cursor *cursor)
{
    hn_json_close(cursor);
}

/* --- cutting ------------------------------------------------------------- */

static size_t cut_lines(const char *bytes, size_t len, bool final)
{
    size_t cut = len;
    while (!final && cut > 0 && bytes[cut - 1] != '\n')
        cut--;
    /* "}\n\n" is cut behind the first newline. */
    while (!final && cut > 0) {
        size_t before = cut - 1;
        while (before > 0 && bytes[before - 1] == '\r')
            before--;
        if (before > 0 && bytes[before - 1] != '\n')
            break;
        cut = before;
    }
    return cut;
}

size_t hn_table_cut(hn_table_format format, const char *bytes, size_t len,
                    bool final, int64_t *lines)
{
    size_t cut = final ? len : 0;
    if (format == HN_TABLE_CSV)
        return hn_csv_cut(bytes, len, final, lines);
    if (format == HN_TABLE_JSONL)
        cut = cut_lines(bytes, len, final);
    *lines = hn_count_lines(bytes, cut);
    return cut;
}

void hn_table_stuck(hn_table_format format, const char *bytes, size_t len,
                    const char *file, int64_t line, hn_report *report)
{
    hn_place place = { file, (int)line, 0 };
    if (format == HN_TABLE_CSV)
        hn_csv_stuck(bytes, len, place, report);
    else if (format == HN_TABLE_JSONL)
        hn_report_addf(report, 400, HN_ERROR, place,
                       "write one object on each line",
                       "a line is longer than %d bytes", HN_RECORD_MOST);
    else
        hn_report_addf(report, 400, HN_ERROR, place,
                       "write it as JSON Lines, an object on each line, and "
                       "read it with --in jsonl",
                       "the document is longer than %d bytes",
                       HN_DOCUMENT_MOST);
}

/* --- rows ---------------------------------------------------------------- */

static bool json_lines(hn_decoder *d)
{
    hn_json_scan scan;
    hn_json_scan_init(&scan, d->cursor->at, d->cursor->end,
                      d->faults->arena.memory, d->cursor->scratch);
    d->scan = &scan;
    bool more = hn_decode(d);
    hn_json_scan_dispose(&scan);
    return more;
}

bool hn_table_rows(const hn_layout *layout, hn_cursor *cursor, hn_rows *out,
                   hn_faults *faults)
{
    hn_decoder d = { .layout = layout, .cursor = cursor, .rows = out,
                     .faults = faults };
    switch (layout->format) {
    case HN_TABLE_CSV:
        d.splitter = &hn_csv_splitter;
        return hn_decode(&d);
    case HN_TABLE_JSONL:
        d.splitter = &hn_jsonl_splitter;
        return json_lines(&d);
    default:
        d.splitter = &hn_json_splitter;
        return hn_decode(&d);
    }
}
