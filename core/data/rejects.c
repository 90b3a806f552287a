/*
 * rejects.c - telling faults.
 */
#include "rejects.h"

#include <string.h>
#include "decode.h"
#include "write.h"

/* --- the file ------------------------------------------------------------ */

void hn_rejects_begin(hn_text *out)
{
    hn_text_add(out, "file,line,column,column_name,row_id,error_code,"
                     "value_or_masked,message,row\n");
}

static bool is_masked(const hn_layout *layout, const hn_fault *fault)
{
    return !fault->value.at && fault->where.len > 0
        && (fault->input ? fault->input->is_private : layout->has_private);
}

static void write_fault(hn_text *out, const hn_layout *layout,
                        const hn_fault *fault)
{
    hn_write_csv_text(out, hn_slice_of(layout->file));
    hn_text_add_char(out, ',');
    hn_text_add_int(out, fault->line);
    hn_text_add_char(out, ',');
    if (fault->column > 0)
        hn_text_add_int(out, fault->column);
    hn_text_add_char(out, ',');
    hn_write_csv_text(out, fault->column_name);
    hn_text_add_char(out, ',');
    hn_write_csv_text(out, fault->row_id);
    hn_text_addf(out, ",HN%d,", fault->code);
    hn_write_csv_text(out, is_masked(layout, fault) ? hn_slice_of("masked")
                                                    : fault->value);
    hn_text_add_char(out, ',');
    hn_write_csv_text(out, hn_slice_of(fault->message));
    hn_text_add_char(out, ',');
    hn_write_csv_text(out, fault->row);
    hn_text_add_char(out, '\n');
}

void hn_rejects_write(hn_text *out, const hn_layout *layout,
                      const hn_faults *faults, int from, int to)
{
    for (int i = from; i < to; i++)
        write_fault(out, layout, &faults->items[i]);
}

/* --- lines of JSON ------------------------------------------------------- */

static void write_member(hn_text *out, const char *name, hn_slice text)
{
    hn_text_addf(out, ", \"%s\": ", name);
    hn_write_json_text(out, text);
}

static void write_line(hn_text *out, const hn_layout *layout,
                       const hn_fault *fault)
{
    hn_text_add(out, "{\"file\": ");
    hn_write_json_text(out, hn_slice_of(layout->file));
    hn_text_addf(out, ", \"line\": %ld", (long)fault->line);
    if (fault->column > 0)
        hn_text_addf(out, ", \"column\": %d", fault->column);
    write_member(out, "column_name", fault->column_name);
    write_member(out, "row_id", fault->row_id);
    hn_text_addf(out, ", \"error_code\": \"HN%d\"", fault->code);
    write_member(out, "value_or_masked", is_masked(layout, fault)
                                             ? hn_slice_of("masked")
                                             : fault->value);
    write_member(out, "message", hn_slice_of(fault->message));
    write_member(out, "row", fault->row);
    hn_text_add(out, "}\n");
}

void hn_rejects_write_lines(hn_text *out, const hn_layout *layout,
                            const hn_faults *faults, int from, int to)
{
    for (int i = from; i < to; i++)
        write_line(out, layout, &faults->items[i]);
}

/* --- notices ------------------------------------------------------------- */

#define SHOWN_AROUND 240     /* bytes of the row on either side, cut further */
#define SHOWN_CELL   120     /* bytes of a cell that is shown alone          */
#define ELLIPSIS     "\xE2\x80\xA6"

static bool continues(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

static bool is_newline(char c)
{
    return c == '\n' || c == '\r';
}

/* The part of the row around the cell, on its own line, without splitting a
 * character. */
static hn_slice around(const hn_fault *fault)
{
    const char *begin = fault->row.at, *end = begin + fault->row.len;
    const char *from = fault->where.at, *to = from;
    while (from > begin && fault->where.at - from < SHOWN_AROUND
           && !is_newline(from[-1]))
        from--;
    while (from < fault->where.at && continues(*from))
        from++;
    while (to < end && to - fault->where.at < SHOWN_AROUND
           && !is_newline(*to))
        to++;
    while (to > from && to < end && continues(*to))
        to--;
    return (hn_slice){ from, (size_t)(to - from) };
}

static void show_line(hn_text *out, const hn_fault *fault, int *caret)
{
    hn_slice part = around(fault);
    bool cut = part.at > fault->row.at && !is_newline(part.at[-1]);
    if (cut)
        hn_text_add(out, ELLIPSIS);
    hn_text_add_n(out, part.at, part.len);
    *caret = 1 + cut + hn_count_characters(part.at, fault->where.at);
}

/* The cell alone: its neighbours are, or may be, private. */
static void show_cell(hn_text *out, const hn_fault *fault, int *caret)
{
    hn_slice cell = fault->value;
    const char *end = fault->row.at + fault->row.len;
    const char *after = fault->where.at + fault->where.len;
    if (cell.len > SHOWN_CELL) {
        cell.len = SHOWN_CELL;
        while (cell.len > 0 && continues(cell.at[cell.len]))
            cell.len--;
    }
    bool first = fault->where.at == fault->row.at;
    if (!first)
        hn_text_add(out, ELLIPSIS ",");
    *caret = first ? 1 : 3;
    if (cell.at)
        hn_text_add_n(out, cell.at, cell.len);
    else
        hn_text_add(out, ELLIPSIS);
    if (after < end)
        hn_text_add(out, "," ELLIPSIS);
}

void hn_fault_tell(hn_report *report, const hn_layout *layout,
                   const hn_fault *fault)
{
    hn_text context, about;
    hn_text_init(&context, report->arena.memory);
    hn_text_init(&about, report->arena.memory);
    hn_notice notice = { .code = fault->code, .severity = HN_ERROR,
                         .message = fault->message, .help = fault->help };
    notice.place = (hn_place){ layout->file, (int)fault->line,
                               fault->column };
    if (fault->where.at && fault->row.len > 0) {
        if (layout->has_private)
            show_cell(&context, fault, &notice.caret);
        else
            show_line(&context, fault, &notice.caret);
        notice.width = fault->value.at ? fault->width : 1;
        notice.context = hn_text_string(&context);
    }
    if (!fault->where.at && fault->column_name.len > 0) {
        hn_text_addf(&about, "it is about the column `%.*s`",
                     (int)fault->column_name.len, fault->column_name.at);
        notice.note = hn_text_string(&about);
    }
    hn_report_add(report, &notice);
    report->failed |= context.failed || about.failed;
    hn_text_dispose(&context);
    hn_text_dispose(&about);
}
