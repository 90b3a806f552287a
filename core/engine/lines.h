/*
 * lines.h - a table for people: labels on the left, cells on the right, each
 * column as wide as its widest cell.
 */
#ifndef HN_LINES_H
#define HN_LINES_H

#include "../graph/graph.h"

/* A line of the table: a heading where it has no cells. */
typedef struct hn_line {
    const char *label;
    int indent;
    const char **cells;       /* one a column; NULL: a heading               */
} hn_line;

typedef struct hn_lines {
    hn_arena arena;           /* holds the lines and their texts             */
    int columns;
    hn_line *lines;
    int count, cap;
} hn_lines;

void hn_lines_init(hn_lines *lines, int columns, hn_memory *memory);
void hn_lines_dispose(hn_lines *lines);

/* An empty line, and the heading. */
void hn_lines_heading(hn_lines *lines, const char *label);
/* A line with empty cells, to be set; NULL when memory is refused. */
const char **hn_lines_cells(hn_lines *lines, int indent, const char *label);

/* Texts for labels and cells, in the arena and never NULL.  `with_sign`: a
 * number above nought has a plus. */
const char *hn_lines_text(hn_lines *lines, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
const char *hn_lines_count(hn_lines *lines, int64_t count, bool with_sign);
const char *hn_lines_money(hn_lines *lines, hn_ratio money, hn_type type,
                           bool with_sign);

/* Writes a text that Markdown would read as such: its marks are escaped. */
void hn_lines_plain(hn_text *out, const char *text);
/* Writes the table as Markdown: a line without a label that follows a heading
 * has the titles of the columns. */
void hn_lines_markdown(hn_lines *lines, hn_text *out);
/* Writes the table; `out` or the arena has failed where memory was refused. */
void hn_lines_print(hn_lines *lines, hn_text *out);

#endif
