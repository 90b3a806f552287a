/*
 * cover_print.c - see cover_print.h.
 */
#include "cover_print.h"

#include <string.h>
#include "lines.h"

typedef struct printer {
    hn_text *out;
    const hn_cover *cover;
    int printed;              /* points so far                               */
} printer;

static const char *file_of(const hn_point *point)
{
    return point->place.file ? point->place.file : "";
}

static const char *name_of(const hn_point *point)
{
    return point->thing ? point->thing->name : "";
}

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

/* What it is, and of how many it is told. */
static void say(hn_text *out, const hn_cover *cover, const hn_point *point)
{
    hn_point_say(out, cover, point);
    if (point->times > 1 && point->kind != HN_POINT_PERIOD)
        hn_text_addf(out, ", or the same of another of the %d that are made "
                     "there", point->times);
}

static void each(printer *p, hn_point_state state,
                 void (*print)(printer *p, const hn_point *point))
{
    for (int i = 0; i < p->cover->count; i++)
        if (hn_point_is_head(p->cover, i)
            && hn_point_state_of(&p->cover->points[i]) == state)
            print(p, &p->cover->points[i]);
}

/* --- for people ---------------------------------------------------------- */

/* Each kind of points, as people read it, in the order of hn_point_kind; two
 * kinds with one name are one. */
static const char *const kinds[HN_POINT_KINDS] = {
    [HN_POINT_CRITERION] = "criteria met, unmet, cannot be told",
    [HN_POINT_AWARD] = "awards met, unmet, cannot be told",
    [HN_POINT_ARM] = "choices",
    [HN_POINT_BAND] = "bands",
    [HN_POINT_SCORE_TEST] = "rows of scores",
    [HN_POINT_LINE] = "lines of tables",
    [HN_POINT_PERIOD] = "periods of parameters",
    [HN_POINT_EDGE] = "thresholds, exactly and just beside",
};

static int count_of(const hn_cover *cover, hn_point_kind kind,
                    hn_point_state state)
{
    int count = 0;
    for (int i = 0; i < cover->count; i++) {
        const hn_point *point = &cover->points[i];
        count += hn_point_is_head(cover, i)
                 && hn_point_state_of(point) == state
                 && strcmp(hn_point_kind_name(point->kind),
                           hn_point_kind_name(kind)) == 0;
    }
    return count;
}

static void add_kind(hn_lines *lines, const hn_cover *cover,
                     hn_point_kind kind)
{
    int counts[3], all = 0;
    for (int i = 0; i < 3; i++) {
        counts[i] = count_of(cover, kind, (hn_point_state)i);
        all += counts[i];
    }
    const char **cells = all > 0 ? hn_lines_cells(lines, 2, kinds[kind])
                                 : NULL;
    for (int i = 0; cells && i < 3; i++)
        cells[i] = hn_lines_count(lines, counts[i], false);
}

static void print_kinds(hn_text *out, const hn_cover *cover)
{
    static const char *const titles[] = { "reached", "not reached",
                                          "cannot be" };
    hn_lines lines;
    hn_lines_init(&lines, 3, out->memory);
    const char **cells = hn_lines_cells(&lines, 0, "");
    for (int i = 0; cells && i < 3; i++)
        cells[i] = titles[i];
    for (int kind = 0; kind < HN_POINT_KINDS; kind++)
        if (kinds[kind])
            add_kind(&lines, cover, (hn_point_kind)kind);
    hn_lines_print(&lines, out);
    out->failed = out->failed || lines.arena.failed;
    hn_lines_dispose(&lines);
}

static void begin_line(printer *p, const hn_point *point)
{
    hn_text_addf(p->out, "  %s:%d: ", file_of(point), point->place.line);
    if (*name_of(point))
        hn_text_addf(p->out, "%s: ", name_of(point));
    say(p->out, p->cover, point);
}

static void print_missing(printer *p, const hn_point *point)
{
    begin_line(p, point);
    hn_text_add_char(p->out, '\n');
}

static void print_impossible(printer *p, const hn_point *point)
{
    begin_line(p, point);
    hn_text_addf(p->out, ": %s\n", point->impossible);
}

static void print_stub(printer *p, const hn_point *point)
{
    if (!point->stub)
        return;
    if (p->printed++ == 0)
        hn_text_add(p->out, "\nExamples that reach them, ready to paste: what "
                            "they expect is what the rules come to now\n");
    hn_text_addf(p->out, "\n%s", point->stub);
}

/* Whole per cent, never more than is so. */
static int percent(const hn_coverage_counts *counts)
{
    int64_t all = counts->reached + counts->missing;
    return all > 0 ? (int)(counts->reached * INT64_C(100) / all) : 100;
}

static void print_table(printer *p, const hn_pack *pack, int examples,
                        const hn_coverage_counts *counts)
{
    hn_text_addf(p->out, "Coverage of %s %s by %d example%s: %d of %d points "
                 "(%d%%)\n\n", hn_pack_name(pack), hn_pack_version(pack),
                 examples, examples == 1 ? "" : "s", counts->reached,
                 counts->reached + counts->missing, percent(counts));
    print_kinds(p->out, p->cover);
    if (counts->missing)
        hn_text_add(p->out, "\nNot reached\n");
    each(p, HN_POINT_MISSING, print_missing);
    if (counts->impossible)
        hn_text_add(p->out, "\nCannot be reached\n");
    each(p, HN_POINT_IMPOSSIBLE, print_impossible);
    each(p, HN_POINT_MISSING, print_stub);
}

/* --- for programs -------------------------------------------------------- */

enum { COLUMNS = 9, LINE = 4 };

static const char *const columns[COLUMNS] = {
    "kind", "name", "what", "file", "line", "state", "by", "why", "stub"
};

/* The texts of the columns; `what` and `line` hold two of them. */
static void fill_cells(const printer *p, const hn_point *point,
                       const char *cells[COLUMNS], hn_text *what,
                       hn_text *line)
{
    static const char *const states[] = { "reached", "missing",
                                          "impossible" };
    hn_text_clear(what);
    hn_text_clear(line);
    say(what, p->cover, point);
    hn_text_add_int(line, point->place.line);
    cells[0] = hn_point_kind_name(point->kind);
    cells[1] = name_of(point);
    cells[2] = hn_text_string(what);
    cells[3] = file_of(point);
    cells[LINE] = hn_text_string(line);
    cells[5] = states[hn_point_state_of(point)];
    cells[6] = or_empty(point->by ? point->by : point->offered);
    cells[7] = or_empty(point->impossible);
    cells[8] = or_empty(point->stub);
}

static void print_row(hn_text *out, const char *const cells[COLUMNS])
{
    for (int i = 0; i < COLUMNS; i++) {
        hn_text_add(out, i > 0 ? "," : "");
        hn_write_csv_text(out, hn_slice_of(cells[i]));
    }
    hn_text_add_char(out, '\n');
}

static void print_object(hn_text *out, const char *const cells[COLUMNS])
{
    for (int i = 0; i < COLUMNS; i++) {
        hn_text_addf(out, "%s\"%s\":", i > 0 ? "," : "{", columns[i]);
        if (i == LINE)
            hn_text_add(out, cells[i]);
        else
            hn_write_json_text(out, hn_slice_of(cells[i]));
    }
    hn_text_add_char(out, '}');
}

static void print_points(printer *p, bool json)
{
    const char *cells[COLUMNS];
    hn_text what, line;
    hn_text_init(&what, p->out->memory);
    hn_text_init(&line, p->out->memory);
    for (int i = 0; i < p->cover->count; i++) {
        if (!hn_point_is_head(p->cover, i))
            continue;
        fill_cells(p, &p->cover->points[i], cells, &what, &line);
        if (json)
            hn_text_add(p->out, p->printed++ > 0 ? ",\n" : "");
        if (json)
            print_object(p->out, cells);
        else
            print_row(p->out, cells);
    }
    p->out->failed = p->out->failed || what.failed || line.failed;
    hn_text_dispose(&what);
    hn_text_dispose(&line);
}

/* --- all together -------------------------------------------------------- */

void hn_cover_print(hn_text *out, const hn_cover *cover, const hn_pack *pack,
                    int examples, const hn_coverage_counts *counts,
                    hn_format format)
{
    printer p = {out, cover, 0};
    bool json = format == HN_FORMAT_JSON;
    if (format == HN_FORMAT_TABLE) {
        print_table(&p, pack, examples, counts);
        return;
    }
    if (json)
        hn_text_add(out, "[\n");
    else
        print_row(out, columns);
    print_points(&p, json);
    if (json)
        hn_text_add(out, "\n]\n");
}
