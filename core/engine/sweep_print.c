/*
 * sweep_print.c - the points of a sweep as a table for people, and as rows.
 *
 * For people, what stays the same at every point is said once below, so that
 * the table has what moves.
 */
#include "lines.h"
#include "sweep.h"

#define HEADING_WIDTH 20      /* of one line of a heading, in bytes          */

typedef struct sheet {
    hn_sweep_run *sweep;
    hn_lines lines;
    int *moving;              /* the figures that have a column              */
    int moving_count;
} sheet;

/* --- what moves ---------------------------------------------------------- */

static bool find_moving(sheet *s)
{
    hn_sweep_run *sweep = s->sweep;
    bool asked = sweep->options->figure_count > 0;
    s->moving = hn_arena_alloc(&sweep->probe.arena,
                               (size_t)sweep->figure_count
                                   * sizeof *s->moving);
    for (int f = 0; s->moving && f < sweep->figure_count; f++)
        if (asked || hn_swept_moves(sweep, f))
            s->moving[s->moving_count++] = f;
    return s->moving != NULL;
}

/* --- headings ------------------------------------------------------------ */

/* As many words as go into a line, and at least one. */
static size_t line_of(const char *text)
{
    size_t len = 0;
    while (text[len]) {
        size_t word = 1 + strcspn(text + len + (len > 0), " ") - (len == 0);
        if (len > 0 && len + word > HEADING_WIDTH)
            break;
        len += word;
    }
    return len;
}

static int lines_in(const char *text)
{
    int count = 0;
    for (; *text; count++) {
        text += line_of(text);
        text += *text == ' ';
    }
    return count;
}

static const char *nth_line(hn_lines *lines, const char *text, int n)
{
    for (; n > 0 && *text; n--) {
        text += line_of(text);
        text += *text == ' ';
    }
    return n < 0 ? "" : hn_lines_text(lines, "%.*s", (int)line_of(text),
                                      text);
}

/* The heading of a column: beyond the first axis the others, then figures. */
static const char *heading(const sheet *s, int column)
{
    int axes = s->sweep->axis_count - 1;
    return column < axes
               ? s->sweep->axes[column + 1].label
               : s->sweep->figures[s->moving[column - axes]].label;
}

/* The last line of each heading stands just above the values. */
static void add_headings(sheet *s)
{
    const char *first = s->sweep->axes[0].label;
    int most = lines_in(first);
    for (int c = 0; c < s->lines.columns; c++)
        if (lines_in(heading(s, c)) > most)
            most = lines_in(heading(s, c));
    for (int n = 0; n < most; n++) {
        const char **cells = hn_lines_cells(
            &s->lines, 0, nth_line(&s->lines, first,
                                   n - most + lines_in(first)));
        for (int c = 0; cells && c < s->lines.columns; c++)
            cells[c] = nth_line(&s->lines, heading(s, c),
                                n - most + lines_in(heading(s, c)));
    }
}

/* --- points -------------------------------------------------------------- */

static const char *axis_said(const hn_sweep_run *sweep, int axis, int point)
{
    const hn_axis *a = &sweep->axes[axis];
    int at = hn_axis_at(sweep, axis, point);
    return *a->said[at] ? a->said[at] : a->values[at];
}

static void add_point(sheet *s, int point)
{
    const hn_sweep_run *sweep = s->sweep;
    int axes = sweep->axis_count - 1;
    const char **cells = hn_lines_cells(&s->lines, 0,
                                        axis_said(sweep, 0, point));
    for (int i = 0; cells && i < axes; i++)
        cells[i] = axis_said(sweep, i + 1, point);
    for (int i = 0; cells && i < s->moving_count; i++)
        cells[axes + i] = hn_swept_at(sweep, point, s->moving[i])->told.said;
}

/* --- below --------------------------------------------------------------- */

static void add_still(sheet *s, hn_text *out)
{
    const hn_sweep_run *sweep = s->sweep;
    hn_lines still;
    if (s->moving_count == sweep->figure_count)
        return;
    hn_lines_init(&still, 1, &s->sweep->probe.memory);
    hn_lines_heading(&still, "The same at every point");
    for (int f = 0, m = 0; f < sweep->figure_count; f++) {
        if (m < s->moving_count && s->moving[m] == f) {
            m++;
            continue;
        }
        const char **cells = hn_lines_cells(&still, 2,
                                            sweep->figures[f].label);
        if (cells)
            cells[0] = hn_swept_at(sweep, 0, f)->told.said;
    }
    hn_lines_print(&still, out);
    if (still.arena.failed)
        s->lines.arena.failed = 1;
    hn_lines_dispose(&still);
}

/* Where one thing is gone through, each change that stands by itself. */
static void add_cliffs(sheet *s, hn_text *out)
{
    const hn_sweep_run *sweep = s->sweep;
    hn_ratio size;
    hn_lines cliffs;
    hn_lines_init(&cliffs, 2, &s->sweep->probe.memory);
    for (int f = 0; f < sweep->figure_count; f++)
        for (int p = 1; p < sweep->points; p++) {
            if (!hn_swept_cliff(sweep, f, p, &size))
                continue;
            if (cliffs.count == 0)
                hn_lines_heading(&cliffs, "Cliffs: changes more than twice "
                                          "those beside them");
            const char **cells = hn_lines_cells(&cliffs, 2,
                                                sweep->figures[f].label);
            if (cells) {
                cells[0] = hn_lines_money(&cliffs, size,
                                          sweep->figures[f].type, true);
                cells[1] = hn_lines_text(&cliffs, "at %s",
                                         axis_said(sweep, 0, p));
            }
        }
    hn_lines_print(&cliffs, out);
    if (cliffs.arena.failed)
        s->lines.arena.failed = 1;
    hn_lines_dispose(&cliffs);
}

static void add_range(hn_text *out, int64_t least, int64_t most)
{
    hn_text_add_grouped(out, least);
    if (most > least) {
        hn_text_add(out, " to ");
        hn_text_add_grouped(out, most);
    }
    hn_text_add(out, most == 1 ? " row" : " rows");
}

static void add_left_out(const sheet *s, hn_text *out)
{
    const hn_sweep_run *sweep = s->sweep;
    bool any = false;
    for (int f = 0; f < sweep->figure_count; f++) {
        int64_t least = INT64_MAX, most = 0;
        for (int p = 0; p < sweep->points; p++) {
            int64_t here = hn_swept_at(sweep, p, f)->left_out;
            least = here < least ? here : least;
            most = here > most ? here : most;
        }
        if (most == 0)
            continue;
        hn_text_add(out, any ? "" : "\n");
        any = true;
        hn_text_addf(out, "%s: ", sweep->figures[f].label);
        add_range(out, least, most);
        hn_text_add(out, " left out: their value is not known.\n");
    }
}

static void add_rejected(const sheet *s, hn_text *out)
{
    const hn_sweep_run *sweep = s->sweep;
    int64_t least = INT64_MAX, most = 0;
    for (int p = 0; p < sweep->points; p++) {
        int64_t here = sweep->rejected[p];
        least = here < least ? here : least;
        most = here > most ? here : most;
    }
    if (most == 0)
        return;
    hn_text_add_char(out, '\n');
    add_range(out, least, most);
    hn_text_addf(out, " %s rejected and in none of these figures.\n",
                 most == 1 ? "is" : "are");
    if (most > least)
        hn_text_add(out, "The points are not of the same cases: their "
                         "difference says little.\n");
}

/* --- for people ---------------------------------------------------------- */

static void add_title(const hn_sweep_run *sweep, hn_text *out)
{
    const hn_pack *pack = sweep->probe.pack;
    hn_text_addf(out, "%s (%s %s, %s)", hn_pack_title(pack),
                 hn_pack_name(pack), hn_pack_version(pack),
                 hn_pack_approved(pack));
    if (sweep->has_on) {
        hn_text_add(out, ", on ");
        hn_date_write_long(out, sweep->on);
    }
    hn_text_add_char(out, '\n');
    for (int i = 0; i < pack->set_count; i++)
        hn_text_addf(out, "What if: %s\n", hn_pack_set_text(pack, i));
    const hn_input *key = sweep->records ? sweep->records->key : NULL;
    if (sweep->example)
        hn_text_addf(out, "Example: %s\n", sweep->example->name);
    else if (sweep->records)
        hn_text_addf(out, "One row of %s%s%s\n", sweep->records->thing.name,
                     key && !key->is_private ? ": " : "",
                     key && !key->is_private ? sweep->options->key : "");
    hn_text_add_char(out, '\n');
}

bool hn_sweep_table(hn_sweep_run *sweep, hn_text *out)
{
    sheet s = {.sweep = sweep};
    if (!find_moving(&s))
        return false;
    hn_lines_init(&s.lines, sweep->axis_count - 1 + s.moving_count,
                  &sweep->probe.memory);
    add_title(sweep, out);
    add_headings(&s);
    for (int p = 0; p < sweep->points; p++)
        add_point(&s, p);
    hn_lines_print(&s.lines, out);
    add_cliffs(&s, out);
    add_still(&s, out);
    add_left_out(&s, out);
    add_rejected(&s, out);
    bool ok = !s.lines.arena.failed;
    hn_lines_dispose(&s.lines);
    return ok;
}

/* --- for programs -------------------------------------------------------- */

static void add_name(hn_text *out, const char *name, const char *end)
{
    hn_text_add(out, name);
    hn_text_add(out, end);
}

static void add_row(const hn_sweep_run *sweep, int point, hn_text *out)
{
    for (int i = 0; i < sweep->axis_count; i++) {
        const hn_axis *axis = &sweep->axes[i];
        const char *value = axis->values[hn_axis_at(sweep, i, point)];
        hn_write_csv_text(out, hn_slice_of(value));
        hn_text_add_char(out, ',');
    }
    for (int f = 0; f < sweep->figure_count; f++) {
        const hn_swept *swept = hn_swept_at(sweep, point, f);
        hn_text_add(out, swept->told.exact);
        hn_text_add_char(out, ',');
        if (sweep->records)
            continue;
        hn_text_add_int(out, swept->left_out);
        hn_text_add_char(out, ',');
    }
    hn_text_add_int(out, sweep->rejected[point]);
    hn_text_add_char(out, '\n');
}

bool hn_sweep_rows(hn_sweep_run *sweep, hn_text *out)
{
    for (int i = 0; i < sweep->axis_count; i++)
        add_name(out, sweep->axes[i].name, ",");
    for (int f = 0; f < sweep->figure_count; f++) {
        add_name(out, sweep->figures[f].name, ",");
        if (!sweep->records)
            add_name(out, sweep->figures[f].name, "_left_out,");
    }
    hn_text_add(out, "rejected\n");
    for (int p = 0; p < sweep->points; p++)
        add_row(sweep, p, out);
    return !out->failed;
}

/* --- in JSON ------------------------------------------------------------- */

static void add_json(hn_text *out, const char *before, const char *text)
{
    hn_text_add(out, before);
    hn_write_json_text(out, hn_slice_of(text));
}

static void add_labels(const hn_sweep_run *sweep, hn_text *out)
{
    hn_text_add(out, ",\n  \"over\": {");
    for (int i = 0; i < sweep->axis_count; i++) {
        add_json(out, i ? ", " : " ", sweep->axes[i].name);
        add_json(out, ": ", sweep->axes[i].label);
    }
    hn_text_add(out, " },\n  \"figures\": {");
    for (int f = 0; f < sweep->figure_count; f++) {
        add_json(out, f ? ", " : " ", sweep->figures[f].name);
        add_json(out, ": ", sweep->figures[f].label);
    }
    hn_text_add(out, " }");
}

/* What is not known is null. */
static void add_value(hn_text *out, const char *before, const char *value)
{
    hn_text_add(out, before);
    hn_text_add(out, *value ? value : "null");
}

static void add_json_point(const hn_sweep_run *sweep, int point, hn_text *out)
{
    hn_text_add(out, point ? ",\n    { \"at\": {" : "\n    { \"at\": {");
    for (int i = 0; i < sweep->axis_count; i++) {
        const hn_axis *axis = &sweep->axes[i];
        add_json(out, i ? ", " : " ", axis->name);
        add_json(out, ": ", axis->values[hn_axis_at(sweep, i, point)]);
    }
    hn_text_add(out, " }, \"figures\": {");
    for (int f = 0; f < sweep->figure_count; f++) {
        const hn_swept *swept = hn_swept_at(sweep, point, f);
        add_json(out, f ? ", " : " ", sweep->figures[f].name);
        add_value(out, ": { \"value\": ", swept->told.exact);
        if (!sweep->records) {
            hn_text_add(out, ", \"left_out\": ");
            hn_text_add_int(out, swept->left_out);
        }
        hn_text_add(out, " }");
    }
    hn_text_add(out, " }, \"rejected\": ");
    hn_text_add_int(out, sweep->rejected[point]);
    hn_text_add(out, " }");
}

bool hn_sweep_json(hn_sweep_run *sweep, hn_text *out)
{
    hn_text_add(out, "{\n  \"format\": \"hn.sweep.v1\",\n  \"of\": ");
    hn_pack_json(out, sweep->probe.pack);
    hn_on_json(out, sweep->has_on, sweep->on);
    add_labels(sweep, out);
    hn_text_add(out, ",\n  \"points\": [");
    for (int p = 0; p < sweep->points; p++)
        add_json_point(sweep, p, out);
    hn_text_add(out, "\n  ]\n}\n");
    return !out->failed;
}
