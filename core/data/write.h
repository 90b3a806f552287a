/*
 * write.h - results as CSV, JSON Lines or JSON.
 *
 * A writer is prepared once for the columns of a table and then only read:
 * threads print chunks of rows with it, each into its own text, and whoever
 * writes them in order puts hn_writer_between() between those that are not
 * empty.
 *
 *              CSV                         JSON
 *   money      1250.00                     "1250.00"
 *   number     2.5, exact; 1/3 if no       2.5; "1/3", and in quotes beyond
 *              decimal shows it            15 digits
 *   percent    3.5 for 0.035               3.5
 *   date       2026-09-01                  "2026-09-01"
 *   yes/no     yes no                      "yes" "no"
 *   test       met, unmet, cannot tell     the same in quotes
 *   text       quoted where needed; a      exactly
 *              cell that a spreadsheet would run as a formula begins with '
 *   missing    nothing                     null
 */
#ifndef HN_WRITE_H
#define HN_WRITE_H

#include "table.h"

typedef enum hn_words {
    HN_WORDS_YES_NO,          /* a yes/no: what is missing is left empty     */
    HN_WORDS_MET              /* a test: met, unmet, cannot tell             */
} hn_words;

typedef struct hn_printer {
    hn_type type;
    hn_words words;
    int least;                /* decimals at least                           */
    hn_slice lead;            /* before its cell: , or {"name":              */
    const char *heading;      /* as given                                    */
    hn_slice *choices;        /* as they are printed                         */
    hn_slice yes, no, missing;        /* likewise                            */
    size_t room;              /* bytes at most, but for text                 */
} hn_printer;

typedef struct hn_writer {
    hn_table_format format;
    hn_printer *columns;
    int count;
    size_t room;              /* bytes of a row at most, but for text        */
    hn_arena *arena;
} hn_writer;

/* Room for `count` columns; then each is said.  False: no memory. */
bool hn_writer_init(hn_writer *writer, hn_table_format format, int count,
                    hn_arena *arena);
bool hn_writer_column(hn_writer *writer, int index, const char *name,
                      hn_type type, hn_words words);

/* What stands before the first row, between two texts of rows, and after the
 * last row. */
void hn_writer_begin(const hn_writer *writer, hn_text *out);
const char *hn_writer_between(const hn_writer *writer);
void hn_writer_end(const hn_writer *writer, hn_text *out);

/* Prints those of rows 0 to count - 1 whose bit is set in `live` (a chunk's
 * words; NULL: all); vectors[c] belongs to column c. */
void hn_writer_rows(const hn_writer *writer, hn_text *out,
                    const hn_vector *const *vectors, int count,
                    const uint64_t *live);

/* One cell, as it stands in a row; `row` of the vector. */
void hn_writer_cell(const hn_writer *writer, hn_text *out, int column,
                    const hn_vector *vector, int row);

/* Text as a CSV cell (quoted where needed, formulas defused), as a JSON
 * string with its quotes, and in XML, between tags or in double quotes. */
void hn_write_csv_text(hn_text *out, hn_slice text);
void hn_write_json_text(hn_text *out, hn_slice text);
void hn_write_xml_text(hn_text *out, hn_slice text);

#endif
