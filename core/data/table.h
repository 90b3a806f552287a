/*
 * table.h - tables of data: bytes in, rows out, and every fault told.
 *
 * A file is read in blocks of whole records.  Whoever reads cuts the bytes
 * (hn_table_cut), and any thread may then decode a block (hn_table_rows)
 * under the layout that the start of the file gave (layout.h).  A row with a
 * fault is left out of the rows and all that is wrong with it is kept beside
 * them: rows = good + left out, always.
 *
 *     bytes = first block, filled; len = hn_table_cut(format, bytes, ...);
 *     hn_layout_read(&layout, format, records, ..., bytes, len, ...);
 *     hn_cursor_init(&cursor, &layout, bytes + layout.begins, bytes + len,
 *                    layout.line, last, &arena);
 *     while (hn_table_rows(&layout, &cursor, &rows, &faults))
 *         ...                      rows.count may be 0: all had faults
 *     if (faults.failed) ...   out of memory
 *     hn_cursor_dispose(&cursor);
 */
#ifndef HN_TABLE_H
#define HN_TABLE_H

#include "../graph/rows.h"

/* CSV by RFC 4180; JSON Lines, one object a line; or one JSON document, a
 * list of objects or { "rows": [ ... ] }, read whole. */
typedef enum hn_table_format {
    HN_TABLE_CSV, HN_TABLE_JSONL, HN_TABLE_JSON
} hn_table_format;

/* Bytes that one record, or a whole JSON document, may have. */
#define HN_RECORD_MOST (1 << 20)
#define HN_DOCUMENT_MOST (16 << 20)
#define HN_COLUMNS_MOST 4096

typedef struct hn_layout hn_layout;

/* What is wrong with one cell or one row.  The slices point into the block or
 * into the cursor's scratch; the texts are the faults' own. */
typedef struct hn_fault {
    int code;
    int64_t line;             /* in the file, where the cell begins        */
    int column;               /* character of that line, from 1; 0: none   */
    int width;                /* characters of the cell; 0: none           */
    const hn_input *input;    /* NULL: the fault is the row's              */
    hn_slice column_name;     /* as the file has it; empty: none           */
    const char *message;      /* one sentence; never a private value       */
    const char *help;         /* or NULL                                   */
    hn_slice value;           /* as it stood; `at` NULL: private, or none  */
    hn_slice row_id;          /* the key's cell, private or not; or empty  */
    hn_slice row;             /* the whole row as it stood                 */
    hn_slice where;           /* the cell as it stands in `row`; or empty  */
} hn_fault;

typedef struct hn_faults {
    hn_arena arena;
    hn_fault *items;          /* in order of row, then of place            */
    int count, cap;
    bool failed;              /* memory ran out: not all is told           */
} hn_faults;

void hn_faults_init(hn_faults *faults, hn_memory *memory);
void hn_faults_clear(hn_faults *faults);
void hn_faults_dispose(hn_faults *faults);

/* Where a block is being read.  What stands in `scratch` (cells with doubled
 * quotes or escapes, written out) must live as long as the block and the rows
 * read from it. */
typedef struct hn_cursor {
    const char *at, *end;
    int64_t line;             /* of `at`, from 1                           */
    bool last;                /* the file ends with this block             */
    hn_arena *scratch;
    int64_t rows;             /* gone through: good and left out           */
    int64_t rejected;         /* left out                                  */
    int64_t rounded;          /* values that `read` rounded                */
    bool broken;              /* a document without rows: see the faults;
                                 it counts as one row left out             */
    hn_slice *cells;          /* of a batch of rows                        */
    void *document;           /* of JSON: what cJSON holds                 */
} hn_cursor;

void hn_cursor_init(hn_cursor *cursor, const char *at, const char *end,
                    int64_t line, bool last, hn_arena *scratch);
void hn_cursor_dispose(hn_cursor *cursor);

/* How many of the bytes are whole records, and how many lines they have; a
 * quoted cell may hold newlines.  Empty lines at the end are left for the
 * next cut, since only at the end of the file are they nothing.  0: no record
 * is whole; read more, up to HN_RECORD_MOST (HN_DOCUMENT_MOST for JSON, which
 * is whole only when `final`), then report with hn_table_stuck. */
size_t hn_table_cut(hn_table_format format, const char *bytes, size_t len,
                    bool final, int64_t *lines);

/* Says why no record could be cut from the bytes: a quote that is never
 * closed, or a row that is too long. */
void hn_table_stuck(hn_table_format format, const char *bytes, size_t len,
                    const char *file, int64_t line, hn_report *report);

/* Decodes the next rows, up to HN_CHUNK of them, into `out`, which it clears
 * first; faults are added to `faults`.  False when nothing is left (or memory
 * is refused: faults->failed). */
bool hn_table_rows(const hn_layout *layout, hn_cursor *cursor, hn_rows *out,
                   hn_faults *faults);

#endif
