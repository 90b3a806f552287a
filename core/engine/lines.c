/*
 * lines.c - see lines.h.
 */
#include "lines.h"

#include <string.h>
#include "../quantity/number.h"

#define GAP 3                 /* between columns                             */

void hn_lines_init(hn_lines *lines, int columns, hn_memory *memory)
{
    *lines = (hn_lines){.columns = columns};
    hn_arena_init(&lines->arena, memory);
}

void hn_lines_dispose(hn_lines *lines)
{
    hn_arena_dispose(&lines->arena);
}

/* --- lines --------------------------------------------------------------- */

static hn_line *add_line(hn_lines *lines, int indent, const char *label)
{
    hn_line *more = hn_arena_grow(&lines->arena, lines->lines, lines->count,
                                  &lines->cap, sizeof *more);
    if (!more)
        return NULL;
    lines->lines = more;
    more[lines->count] = (hn_line){.label = label, .indent = indent};
    return &more[lines->count++];
}

void hn_lines_heading(hn_lines *lines, const char *label)
{
    add_line(lines, 0, "");
    add_line(lines, 0, label);
}

const char **hn_lines_cells(hn_lines *lines, int indent, const char *label)
{
    hn_line *added = add_line(lines, indent, label);
    const char **cells = hn_arena_alloc(
        &lines->arena, ((size_t)lines->columns + 1) * sizeof *cells);
    if (!added || !cells)
        return NULL;
    for (int i = 0; i < lines->columns; i++)
        cells[i] = "";
    added->cells = cells;
    return cells;
}

/* --- texts --------------------------------------------------------------- */

static const char *keep(hn_lines *lines, hn_text *text)
{
    const char *copy = NULL;
    if (!text->failed)
        copy = hn_arena_text_n(&lines->arena, text->at ? text->at : "",
                               text->len);
    else
        lines->arena.failed = 1;
    hn_text_dispose(text);
    return copy ? copy : "";
}

const char *hn_lines_text(hn_lines *lines, const char *format, ...)
{
    hn_text text;
    va_list parts;
    hn_text_init(&text, lines->arena.memory);
    va_start(parts, format);
    hn_text_addv(&text, format, parts);
    va_end(parts);
    return keep(lines, &text);
}

const char *hn_lines_count(hn_lines *lines, int64_t count, bool with_sign)
{
    hn_text text;
    hn_text_init(&text, lines->arena.memory);
    if (with_sign && count > 0)
        hn_text_add_char(&text, '+');
    hn_text_add_grouped(&text, count);
    return keep(lines, &text);
}

const char *hn_lines_money(hn_lines *lines, hn_ratio money, hn_type type,
                           bool with_sign)
{
    hn_text text;
    hn_text_init(&text, lines->arena.memory);
    if (with_sign && money.num > 0)
        hn_text_add_char(&text, '+');
    if (type.form == HN_PERCENT)
        hn_percent_write(&text, money);
    else
        hn_amount_write(&text, money, type.unit);
    return keep(lines, &text);
}

/* --- printing ------------------------------------------------------------ */

/* Characters, of which some are several bytes. */
static int width_of(const char *text)
{
    int width = 0;
    for (; *text; text++)
        width += ((unsigned char)*text & 0xC0) != 0x80;
    return width;
}

static int greater(int a, int b)
{
    return a > b ? a : b;
}

static void pad(hn_text *out, int count)
{
    for (int i = 0; i < count && !out->failed; i++)
        hn_text_add_char(out, ' ');
}

static int label_width(const hn_lines *lines)
{
    int width = 0;
    for (int i = 0; i < lines->count; i++)
        if (lines->lines[i].cells)
            width = greater(width, lines->lines[i].indent
                                       + width_of(lines->lines[i].label));
    return width;
}

static int column_width(const hn_lines *lines, int column)
{
    int width = 0;
    for (int i = 0; i < lines->count; i++)
        if (lines->lines[i].cells)
            width = greater(width, width_of(lines->lines[i].cells[column]));
    return width;
}

static void print_line(const hn_lines *lines, const hn_line *line,
                       const int *widths, hn_text *out)
{
    pad(out, line->indent);
    hn_text_add(out, line->label);
    if (line->cells)
        pad(out, widths[0] - line->indent - width_of(line->label));
    for (int c = 0; line->cells && c < lines->columns; c++) {
        pad(out, GAP + widths[c + 1] - width_of(line->cells[c]));
        hn_text_add(out, line->cells[c]);
    }
    while (out->len && out->at[out->len - 1] == ' ')
        out->len--;
    hn_text_add_char(out, '\n');
}

void hn_lines_print(hn_lines *lines, hn_text *out)
{
    int *widths = hn_arena_alloc(&lines->arena, ((size_t)lines->columns + 1)
                                                    * sizeof *widths);
    if (!widths)
        return;
    widths[0] = label_width(lines);
    for (int c = 0; c < lines->columns; c++)
        widths[c + 1] = column_width(lines, c);
    for (int i = 0; i < lines->count; i++)
        print_line(lines, &lines->lines[i], widths, out);
}

/* --- Markdown ------------------------------------------------------------ */

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
           || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* Names such as school_first need no escape; what data holds may be anything. */
static bool is_mark(const char *text, int i)
{
    if (text[i] == '_')
        return i == 0 || !is_word(text[i - 1]) || !is_word(text[i + 1]);
    return strchr("\\`*<[]|&~", text[i]) != NULL;
}

void hn_lines_plain(hn_text *out, const char *text)
{
    for (int i = 0; text[i]; i++) {
        if (is_mark(text, i))
            hn_text_add_char(out, '\\');
        hn_text_add_char(out, (unsigned char)text[i] < ' ' ? ' ' : text[i]);
    }
}

static void mark_row(const hn_lines *lines, const char *label,
                     const char *const *cells, hn_text *out)
{
    hn_text_add(out, "| ");
    hn_lines_plain(out, label);
    for (int c = 0; c < lines->columns; c++) {
        hn_text_add(out, " | ");
        hn_lines_plain(out, cells ? cells[c] : "");
    }
    hn_text_add(out, " |\n");
}

/* Labels stand on the left, numbers on the right. */
static void mark_titles(const hn_lines *lines, const hn_line *titles,
                        hn_text *out)
{
    mark_row(lines, "", titles ? titles->cells : NULL, out);
    hn_text_add(out, "|---");
    for (int c = 0; c < lines->columns; c++)
        hn_text_add(out, "|---:");
    hn_text_add(out, "|\n");
}

void hn_lines_markdown(hn_lines *lines, hn_text *out)
{
    bool begun = false;
    for (int i = 0; i < lines->count; i++) {
        const hn_line *line = &lines->lines[i];
        if (!line->cells && !*line->label)
            continue;
        if (!line->cells) {
            hn_text_add(out, "\n## ");
            hn_lines_plain(out, line->label);
            hn_text_add(out, "\n\n");
            begun = false;
            continue;
        }
        bool titles = !begun && !*line->label;
        if (!begun)
            mark_titles(lines, titles ? line : NULL, out);
        begun = true;
        if (!titles)
            mark_row(lines, line->label, line->cells, out);
    }
}
