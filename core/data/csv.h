/*
 * csv.h - CSV by RFC 4180, strictly.
 *
 * A quoted cell begins and ends with a quote, and a quote within it is
 * doubled; it may hold commas and newlines.  LF, CR LF and CR end a row.  What
 * is looser than that is refused, because it is mostly a sign that something
 * else has gone wrong.
 */
#ifndef HN_CSV_H
#define HN_CSV_H

#include "table.h"

typedef enum hn_quoting {
    HN_QUOTES_FINE, HN_QUOTE_OPEN,   /* never closed                         */
    HN_QUOTE_AFTER,                  /* text after the closing quote         */
    HN_QUOTE_BARE,                   /* within a cell that has none around   */
    HN_QUOTE_NO_MEMORY
} hn_quoting;

typedef struct hn_csv_cell {
    hn_slice text;                   /* what it says                         */
    hn_slice stands;                 /* with its quotes                      */
    hn_quoting quoting;
    const char *where;               /* of the quote that is out of place    */
} hn_csv_cell;

/* Reads one cell; returns the comma or newline that ends it, or `end`.
 * Doubled quotes are written out single into `scratch`. */
const char *hn_csv_cell_read(hn_csv_cell *out, const char *at,
                             const char *end, hn_arena *scratch);

/* See hn_table_cut. */
size_t hn_csv_cut(const char *bytes, size_t len, bool final, int64_t *lines);
void hn_csv_stuck(const char *bytes, size_t len, hn_place place,
                  hn_report *report);

/* What a quote out of place is called, and what to do. */
const char *hn_csv_quoting_message(hn_quoting quoting);
const char *hn_csv_quoting_help(hn_quoting quoting);

#endif
