/*
 * layout.h - how the columns of one file become the inputs of one kind of
 * records.
 *
 * A layout is made once, from the start of a file, and then only read: threads
 * share it.  For CSV that is the header line; all that is wrong with it is
 * reported before row 1, since a missing column cannot be told from missing
 * values.  JSON names its columns in each row: there the layout holds the
 * names that may occur.
 */
#ifndef HN_LAYOUT_H
#define HN_LAYOUT_H

#include "table.h"
#include "value.h"

/* A column of the file; for JSON, a key that may occur. */
typedef struct hn_column {
    hn_slice name;            /* as the file has it, without blanks around */
    const hn_input *input;    /* the first that reads it; NULL: none does  */
    bool plain;               /* JSON: its name needs no escapes           */
    bool number, yes_no;      /* JSON: may be written 12, or true          */
} hn_column;

struct hn_layout {
    hn_table_format format;
    const hn_records *records;
    const char *file;
    bool extra_columns;       /* columns that no input reads are passed over */
    bool has_private;         /* some input of the records is private       */
    hn_column *columns;
    int count;
    int *column_of;           /* by input: where it stands; -1: nowhere     */
    hn_reading *readings;     /* by input: how its cells are read           */
    int key_column;           /* of records->key; -1: none                  */
    size_t begins;            /* bytes before the first row                 */
    int64_t line;             /* of the first row, from 1                   */
    int *slots;               /* names to columns: 1 + column, 0 where free */
    int slot_mask;
};

/* Makes the layout from the first whole records of a file (hn_table_cut), into
 * the arena; `file` and what it points to must live as long.  False when there
 * was an error; all that is wrong is in the report. */
bool hn_layout_read(hn_layout *out, hn_table_format format,
                    const hn_records *records, const char *file,
                    bool extra_columns, const char *bytes, size_t len,
                    hn_arena *arena, hn_report *report);

/* The column of that name, or -1. */
int hn_layout_find(const hn_layout *layout, hn_slice name);

/* The name of an input in a file. */
const char *hn_input_column(const hn_input *input);

#endif
