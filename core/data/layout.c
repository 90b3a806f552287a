/*
 * layout.c - the columns of a file, matched to inputs by name.
 *
 * First it is made sure that the file is what it is said to be: a workbook or
 * UTF-16 read as CSV would otherwise give a hundred faults that say nothing.
 */
#include "layout.h"
#include "csv.h"
#include "decode.h"

#include <string.h>

/* What is needed while a layout is made. */
typedef struct maker {
    hn_layout *layout;
    hn_arena *arena;
    hn_report *report;
    const char *at, *end;    /* the header line                             */
    const char *line;        /* the same, as context                        */
    int cap;
    int errors;              /* in the report before                        */
} maker;

const char *hn_input_column(const hn_input *input)
{
    return input->column ? input->column : input->thing.name;
}

/* --- names --------------------------------------------------------------- */

static uint32_t hash_name(hn_slice name)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < name.len; i++)
        hash = (hash ^ (unsigned char)name.at[i]) * 16777619u;
    return hash ^ hash >> 15;
}

static bool same(hn_slice a, hn_slice b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

static int *slot_of(const hn_layout *layout, hn_slice name)
{
    uint32_t at = hash_name(name);
    for (;; at++) {
        int *slot = &layout->slots[at & (uint32_t)layout->slot_mask];
        if (*slot == 0 || same(layout->columns[*slot - 1].name, name))
            return slot;
    }
}

int hn_layout_find(const hn_layout *layout, hn_slice name)
{
    return *slot_of(layout, name) - 1;
}

static bool make_slots(hn_layout *layout, int names, hn_arena *arena)
{
    int size = 16;
    while (size < names * 2)
        size *= 2;
    layout->slots = hn_arena_alloc(arena, (size_t)size * sizeof(int));
    layout->slot_mask = size - 1;
    return layout->slots != NULL;
}

/* --- is it the right kind of file? --------------------------------------- */

typedef struct kind_of_file { const char *begins; size_t len;
                              const char *what, *help; } kind_of_file;

static const kind_of_file others[] = {
    { "\xFF\xFE", 2, "is UTF-16, not UTF-8", "save it as CSV UTF-8" },
    { "\xFE\xFF", 2, "is UTF-16, not UTF-8", "save it as CSV UTF-8" },
    { "PK\x03\x04", 4, "is a workbook or zip file, not text",
      "open it in the spreadsheet and save it as CSV UTF-8" },
    { "\xD0\xCF\x11\xE0", 4, "is an old Excel workbook, not text",
      "open it in the spreadsheet and save it as CSV UTF-8" },
    { "\x1F\x8B", 2, "is compressed", "unpack it first" },
    { "%PDF", 4, "is a PDF, not a table", "ask for the data as CSV" },
    { "<", 1, "looks like HTML or XML, not a table",
      "export the data as CSV UTF-8" }
};

static void tell_file(hn_report *report, const char *file, const char *what,
                      const char *help)
{
    hn_place place = { file, 1, 0 };
    hn_report_addf(report, 400, HN_ERROR, place, help, "the file %s", what);
}

static bool is_utf_16(const char *bytes, size_t len)
{
    return len >= 2 && (bytes[0] == '\0') != (bytes[1] == '\0');
}

/* The first byte that is no blank, or NUL where there is none: in a document,
 * or else in the first line. */
static char first_of(hn_table_format format, const char *bytes, size_t len)
{
    const char *blanks = format == HN_TABLE_JSON ? " \t\r\n" : " \t\r";
    size_t i = len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (i < len && bytes[i] != '\0' && strchr(blanks, bytes[i]))
        i++;
    return i < len && bytes[i] != '\n' ? bytes[i] : '\0';
}

static const kind_of_file *find_other(hn_table_format format,
                                      const char *bytes, size_t len)
{
    static const kind_of_file json = {
        NULL, 0, "looks like JSON, not CSV",
        "write --in json, or --in jsonl for an object on each line" };
    static const kind_of_file list = {
        NULL, 0, "is one JSON document, not an object on each line",
        "write --in json" };
    static const kind_of_file neither = {
        NULL, 0, "does not look like JSON",
        "write --in csv if it is CSV" };
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (len >= others[i].len
            && memcmp(bytes, others[i].begins, others[i].len) == 0)
            return &others[i];
    if (is_utf_16(bytes, len))
        return &others[0];
    char first = first_of(format, bytes, len);
    bool is_json = first == '{' || first == '[';
    if (format == HN_TABLE_CSV)
        return is_json ? &json : NULL;
    if (format == HN_TABLE_JSONL && first == '[')
        return &list;
    return is_json || (first == '\0' && format == HN_TABLE_JSONL) ? NULL
                                                                 : &neither;
}

static bool is_other(hn_table_format format, const char *bytes, size_t len,
                     const char *file, hn_report *report)
{
    const kind_of_file *other = find_other(format, bytes, len);
    if (other)
        tell_file(report, file, other->what, other->help);
    return other != NULL;
}

/* --- the header line ----------------------------------------------------- */

static int character_of(const maker *m, const char *at)
{
    int count = 1;
    for (const char *c = m->at; c < at; c++)
        count += ((unsigned char)*c & 0xC0) != 0x80;
    return count;
}

static void tell(maker *m, int code, hn_slice where, const char *help,
                 hn_text *message)
{
    hn_notice notice = { .code = code, .severity = HN_ERROR, .help = help,
                         .place = { m->layout->file, 1, 0 } };
    notice.message = hn_text_string(message);
    if (where.at >= m->at && where.at < m->end) {
        notice.place.column = character_of(m, where.at);
        notice.width = (int)where.len;
        notice.context = m->line;
    }
    hn_report_add(m->report, &notice);
    m->report->failed |= message->failed;
    hn_text_dispose(message);
}

#define LOOKED_AT 65536      /* bytes of the header                          */

/* How many cells of a line are the columns of inputs, if `separator` stands
 * between them. */
static int matches_in(const maker *m, const char *from, const char *end,
                      char separator)
{
    const hn_records *records = m->layout->records;
    int matches = 0;
    end = end - from > LOOKED_AT ? from + LOOKED_AT : end;
    for (const char *at = from; at <= end; at++) {
        const char *stop = at;
        while (stop < end && *stop != separator)
            stop++;
        hn_slice cell = hn_slice_trim((hn_slice){ at, (size_t)(stop - at) });
        if (cell.len >= 2 && *cell.at == '"' && cell.at[cell.len - 1] == '"')
            cell = (hn_slice){ cell.at + 1, cell.len - 2 };
        for (int i = 0; i < records->input_count; i++)
            matches += hn_slice_is(cell, hn_input_column(records->inputs[i]));
        at = stop;
    }
    return matches;
}

static int count_matches(const maker *m, char separator)
{
    return matches_in(m, m->at, m->end, separator);
}

static bool other_separator(maker *m)
{
    static const struct { char separator; const char *what; } known[] = {
        { ';', "has semicolons between its cells, not commas" },
        { '\t', "has tabs between its cells, not commas" },
        { '|', "has bars between its cells, not commas" }
    };
    int by_comma = count_matches(m, ',');
    if (m->end - m->at >= 4 && memcmp(m->at, "sep=", 4) == 0) {
        tell_file(m->report, m->layout->file, "begins with a line sep=",
                  "take that line out; the first line names the columns");
        return true;
    }
    for (int i = 0; i < 3; i++)
        if (count_matches(m, known[i].separator) > by_comma) {
            tell_file(m->report, m->layout->file, known[i].what,
                      "save it as CSV UTF-8 (comma delimited)");
            return true;
        }
    return false;
}

static bool add_column(maker *m, hn_slice name)
{
    hn_layout *layout = m->layout;
    hn_column *columns = hn_arena_grow(m->arena, layout->columns,
                                       layout->count, &m->cap,
                                       sizeof *columns);
    if (!columns)
        return false;
    layout->columns = columns;
    columns[layout->count] = (hn_column){ .name = name, .plain = true };
    for (size_t i = 0; i < name.len; i++)
        if (name.at[i] == '"' || name.at[i] == '\\'
            || (unsigned char)name.at[i] < 0x20)
            columns[layout->count].plain = false;
    layout->count++;
    return true;
}

static void tell_quoting(maker *m, const hn_csv_cell *cell)
{
    hn_text message;
    hn_slice where = { cell->where, 1 };
    hn_text_init(&message, m->arena->memory);
    hn_text_add(&message, hn_csv_quoting_message(cell->quoting));
    tell(m, 407, where, hn_csv_quoting_help(cell->quoting), &message);
}

/* Takes the header apart into columns; false when that cannot be done. */
static bool split_header(maker *m)
{
    bool fine = true;
    for (const char *at = m->at;; at++) {
        hn_csv_cell cell;
        at = hn_csv_cell_read(&cell, at, m->end, m->arena);
        if (cell.quoting == HN_QUOTE_NO_MEMORY
            || !add_column(m, hn_slice_trim(cell.text)))
            return false;
        if (cell.quoting != HN_QUOTES_FINE)
            tell_quoting(m, &cell);
        fine &= cell.quoting == HN_QUOTES_FINE;
        if (at == m->end)
            return fine;
    }
}

/* The first newline that is in no quoted cell, or the end. */
static const char *header_end(maker *m, const char *end)
{
    for (const char *at = m->at;; at++) {
        hn_csv_cell cell;
        at = hn_csv_cell_read(&cell, at, end, m->arena);
        if (at == end || *at != ',')
            return at;
    }
}

/* --- a header elsewhere -------------------------------------------------- */

#define LINES_LOOKED_AT 20   /* for the headings, where line 1 has none      */

/* The line below the first that names columns of inputs, two at least; 0:
 * none does. */
static int find_headings(const maker *m, const char *end)
{
    int enough = m->layout->records->input_count > 1 ? 2 : 1;
    const char *at = m->at;
    for (int line = 1; line <= LINES_LOOKED_AT; line++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        const char *cut = stop ? stop : end;
        if (cut > at && cut[-1] == '\r')
            cut--;
        if (line > 1 && matches_in(m, at, cut, ',') >= enough)
            return line;
        if (!stop)
            return 0;
        at = stop + 1;
    }
    return 0;
}

/* Whether some column of the file could be one of an input, misspelt. */
static bool any_near(const maker *m)
{
    const hn_records *records = m->layout->records;
    const char **names = hn_arena_alloc(
        m->arena, ((size_t)records->input_count + 1) * sizeof *names);
    for (int i = 0; names && i < records->input_count; i++)
        names[i] = hn_input_column(records->inputs[i]);
    for (int c = 0; names && c < m->layout->count; c++) {
        hn_slice of = m->layout->columns[c].name;
        const char *name = hn_arena_text_n(m->arena, of.at ? of.at : "",
                                           of.len);
        if (name && hn_text_nearest(name, names, records->input_count))
            return true;
    }
    return false;
}

/* A title above the headings, or no headings at all: one message and not one
 * for each column. */
static bool no_header(maker *m, const char *end)
{
    hn_place place = { m->layout->file, 1, 0 };
    if (m->layout->records->input_count == 0 || count_matches(m, ',') > 0)
        return false;
    int line = find_headings(m, end);
    if (line > 0)
        hn_report_addf(m->report, 400, HN_ERROR, place,
                       "take out the lines above: the first line names the "
                       "columns",
                       "the headings seem to be in line %d, not in the first",
                       line);
    else if (!any_near(m))
        hn_report_addf(m->report, 400, HN_ERROR, place,
                       "`hn schema` prints the headings that the pack reads",
                       "the first line names none of the columns that the "
                       "pack reads: is there a header?");
    else
        return false;
    return true;
}

/* --- matching ------------------------------------------------------------ */

static void tell_repeated(maker *m, int column)
{
    hn_text message;
    hn_slice name = m->layout->columns[column].name;
    hn_text_init(&message, m->arena->memory);
    hn_text_addf(&message, "the column \"%.*s\" stands twice", (int)name.len,
                 name.at);
    tell(m, 404, name, "take one of the two out, or give it another name",
         &message);
}

static void enter_columns(hn_layout *layout)
{
    for (int c = 0; c < layout->count; c++) {
        hn_slice name = layout->columns[c].name;
        int *slot = name.len > 0 ? slot_of(layout, name) : NULL;
        if (slot && *slot == 0)
            *slot = c + 1;
    }
}

/* Only what an input reads is looked at where others are passed over. */
static void tell_repeated_columns(maker *m)
{
    const hn_layout *layout = m->layout;
    for (int c = 0; c < layout->count; c++) {
        hn_slice name = layout->columns[c].name;
        int first = name.len > 0 ? hn_layout_find(layout, name) : c;
        if (first != c
            && (!layout->extra_columns || layout->columns[first].input))
            tell_repeated(m, c);
    }
}

/* The nearest of the columns that no input reads, or NULL. */
static const char *nearest_column(maker *m, const char *name)
{
    const hn_layout *layout = m->layout;
    const char **names = hn_arena_alloc(m->arena, ((size_t)layout->count + 1)
                                                      * sizeof *names);
    int count = 0;
    for (int c = 0; names && c < layout->count; c++) {
        hn_slice of = layout->columns[c].name;
        if (!layout->columns[c].input && of.len > 0)
            names[count] = hn_arena_text_n(m->arena, of.at, of.len);
        count += names[count] != NULL;
    }
    return names ? hn_text_nearest(name, names, count) : NULL;
}

static void tell_missing(maker *m, const hn_input *input)
{
    const char *column = hn_input_column(input);
    const char *near = nearest_column(m, column);
    hn_slice nowhere = { NULL, 0 };
    hn_text message, help;
    hn_text_init(&message, m->arena->memory);
    hn_text_init(&help, m->arena->memory);
    hn_text_addf(&message, "there is no column \"%s\"", column);
    if (strcmp(column, input->thing.name) != 0)
        hn_text_addf(&message, ", which %s reads", input->thing.name);
    if (near)
        hn_text_addf(&help, "did you mean the column \"%s\"? Rename it, or "
                            "write column = \"%s\" at the input", near, near);
    else
        hn_text_add(&help, "add the column; its cells may be empty where "
                           "nothing is known");
    tell(m, 402, nowhere, hn_text_string(&help), &message);
    m->report->failed |= help.failed;
    hn_text_dispose(&help);
}

static void give_column(hn_column *column, const hn_input *input)
{
    bool first = !column->input;
    if (first)
        column->input = input;
    column->number = input->type.kind == HN_NUMBER
                  && (first || column->number);
    column->yes_no = input->type.kind == HN_YESNO
                  && (first || column->yes_no);
}

static bool match_inputs(maker *m)
{
    hn_layout *layout = m->layout;
    const hn_records *records = layout->records;
    for (int i = 0; i < records->input_count; i++) {
        const hn_input *input = records->inputs[i];
        hn_slice name = hn_slice_of(hn_input_column(input));
        int column = hn_layout_find(layout, name);
        layout->column_of[i] = column;
        if (column >= 0)
            give_column(&layout->columns[column], input);
        if (input == records->key)
            layout->key_column = column;
        if (!hn_reading_init(&layout->readings[i], records, input, m->arena))
            return false;
    }
    return true;
}

static void tell_missing_columns(maker *m)
{
    const hn_records *records = m->layout->records;
    for (int i = 0; i < records->input_count; i++)
        if (m->layout->column_of[i] < 0)
            tell_missing(m, records->inputs[i]);
}

static const char *nearest_missing(maker *m, hn_slice name)
{
    const hn_records *records = m->layout->records;
    const char *given = hn_arena_text_n(m->arena, name.at, name.len);
    const char **names = hn_arena_alloc(
        m->arena, ((size_t)records->input_count + 1) * sizeof *names);
    int count = 0;
    for (int i = 0; names && i < records->input_count; i++)
        if (m->layout->column_of[i] < 0)
            names[count++] = hn_input_column(records->inputs[i]);
    return names && given ? hn_text_nearest(given, names, count) : NULL;
}

static void tell_unknown(maker *m, int column)
{
    hn_slice name = m->layout->columns[column].name;
    hn_slice where = name.len > 0 ? name : (hn_slice){ NULL, 0 };
    hn_text message, help;
    hn_text_init(&message, m->arena->memory);
    hn_text_init(&help, m->arena->memory);
    const char *near = name.len > 0 ? nearest_missing(m, name) : NULL;
    if (name.len > 0)
        hn_text_addf(&message, "no input reads the column \"%.*s\"",
                     (int)name.len, name.at);
    else
        hn_text_addf(&message, "column %d has no name", column + 1);
    if (near)
        hn_text_addf(&help, "did you mean \"%s\"?", near);
    else
        hn_text_add(&help, "take the column out, or write --extra ignore if "
                           "it is meant to be passed over");
    tell(m, 403, where, hn_text_string(&help), &message);
    m->report->failed |= help.failed;
    hn_text_dispose(&help);
}

static void tell_unknown_columns(maker *m)
{
    const hn_layout *layout = m->layout;
    for (int c = 0; c < layout->count && !layout->extra_columns; c++) {
        hn_slice name = layout->columns[c].name;
        bool first = name.len == 0 || hn_layout_find(layout, name) == c;
        if (!layout->columns[c].input && first)
            tell_unknown(m, c);
    }
}

/* --- making -------------------------------------------------------------- */

static bool header_fits(maker *m)
{
    size_t bad, len = (size_t)(m->end - m->at);
    hn_text message;
    if (hn_bytes_fit(m->at, len, &bad))
        return true;
    hn_slice where = { m->at + bad, 1 };
    hn_text_init(&message, m->arena->memory);
    hn_text_add(&message, m->at[bad] == '\0'
                              ? "the header has a NUL byte"
                              : "the header has bytes that are not UTF-8");
    m->line = NULL;
    tell(m, 408, where, hn_bytes_help(m->at + bad, m->end), &message);
    return false;
}

static void note_header(maker *m, const char *bytes, const char *end)
{
    const char *next = m->end;
    if (next < end && *next == '\r')
        next++;
    if (next < end && *next == '\n')
        next++;
    m->layout->begins = (size_t)(next - bytes);
    m->layout->line = 1 + hn_count_lines(bytes, m->layout->begins);
    m->line = hn_arena_text_n(m->arena, m->at, (size_t)(m->end - m->at));
}

static bool read_header(maker *m, const char *bytes, const char *end)
{
    hn_layout *layout = m->layout;
    if (m->at == end || *m->at == '\n' || *m->at == '\r') {
        tell_file(m->report, layout->file,
                  m->at == end ? "is empty" : "begins with an empty line",
                  "the first line names the columns");
        return false;
    }
    m->end = header_end(m, end);
    note_header(m, bytes, end);
    if (!header_fits(m) || other_separator(m) || !split_header(m)
        || no_header(m, end))
        return false;
    if (layout->count > HN_COLUMNS_MOST) {
        tell_file(m->report, layout->file, "has more than 4,096 columns",
                  "leave out the columns that no input reads");
        return false;
    }
    return true;
}

/* JSON names its columns in each row: those that may occur. */
static bool take_names(maker *m)
{
    hn_layout *layout = m->layout;
    const hn_records *records = layout->records;
    for (int i = 0; i < records->input_count; i++) {
        hn_slice name = hn_slice_of(hn_input_column(records->inputs[i]));
        int *slot = slot_of(layout, name);
        if (*slot == 0 && !add_column(m, name))
            return false;
        if (*slot == 0)
            *slot = layout->count;
    }
    return true;
}

static bool make_room(maker *m)
{
    hn_layout *layout = m->layout;
    size_t inputs = (size_t)layout->records->input_count + 1;
    layout->column_of = hn_arena_alloc(m->arena,
                                       inputs * sizeof *layout->column_of);
    layout->readings = hn_arena_alloc(m->arena,
                                      inputs * sizeof *layout->readings);
    for (size_t i = 0; i + 1 < inputs; i++)
        layout->has_private |= layout->records->inputs[i]->is_private;
    return layout->column_of && layout->readings;
}

static bool make_csv(maker *m, const char *bytes, const char *end)
{
    hn_layout *layout = m->layout;
    if (!read_header(m, bytes, end)
        || !make_slots(layout, layout->count, m->arena))
        return false;
    enter_columns(layout);
    if (!match_inputs(m))
        return false;
    tell_repeated_columns(m);
    tell_missing_columns(m);
    tell_unknown_columns(m);
    return true;
}

static bool make_json(maker *m)
{
    if (!add_column(m, (hn_slice){ "", 0 }))   /* there is always a first */
        return false;
    m->layout->count = 0;
    return make_slots(m->layout, m->layout->records->input_count, m->arena)
        && take_names(m) && match_inputs(m);
}

/* The block that the names were read from goes; the layout stays. */
static void keep_names(hn_layout *layout, hn_arena *arena)
{
    for (int c = 0; c < layout->count; c++) {
        hn_slice *name = &layout->columns[c].name;
        const char *copy = hn_arena_text_n(arena, name->at ? name->at : "",
                                           name->len);
        if (copy)
            name->at = copy;
    }
}

bool hn_layout_read(hn_layout *out, hn_table_format format,
                    const hn_records *records, const char *file,
                    bool extra_columns, const char *bytes, size_t len,
                    hn_arena *arena, hn_report *report)
{
    maker m = { .layout = out, .arena = arena, .report = report,
                .errors = report->errors };
    *out = (hn_layout){ .format = format, .records = records, .file = file,
                        .extra_columns = extra_columns, .key_column = -1,
                        .line = 1 };
    if (is_other(format, bytes, len, file, report))
        return false;
    if (len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        out->begins = 3;
    m.at = bytes + out->begins;
    bool made = make_room(&m)
             && (format == HN_TABLE_CSV ? make_csv(&m, bytes, bytes + len)
                                        : make_json(&m));
    if (made)
        keep_names(out, arena);
    report->failed |= arena->failed;
    return made && report->errors == m.errors && !arena->failed;
}
