/*
 * diff_print.c - a comparison as finance officers and Schools Forum read it.
 */
#include "diff.h"

#include <string.h>
#include "lines.h"
#include "../quantity/number.h"

#define INDENT 2
#define NOT_TOLD "c"

typedef struct printer {
    const hn_difference *d;
    hn_text *out;
    bool markdown;            /* for a paper                                 */
    bool withheld;            /* something was not told                      */
} printer;

/* --- tables -------------------------------------------------------------- */

static void begin(printer *p, hn_lines *lines, int columns)
{
    hn_lines_init(lines, columns, p->out->memory);
}

static void end(printer *p, hn_lines *lines)
{
    if (p->markdown)
        hn_lines_markdown(lines, p->out);
    else
        hn_lines_print(lines, p->out);
    if (lines->arena.failed)
        p->out->failed = true;
    hn_lines_dispose(lines);
}

static const char *count_cell(printer *p, hn_lines *lines, bool told,
                              int64_t count)
{
    p->withheld = p->withheld || !told;
    return told ? hn_lines_count(lines, count, false) : NOT_TOLD;
}

static const char *money_cell(printer *p, hn_lines *lines, bool told, int k,
                              const hn_moved *money)
{
    p->withheld = p->withheld || !told;
    return told ? hn_lines_money(lines, money[k].sum,
                                 p->d->sums[k / 2].type, true)
                : NOT_TOLD;
}

/* --- the heading --------------------------------------------------------- */

/* A fact of the comparison: a line, and in Markdown one of a list. */
static void say_fact(printer *p, const char *name, const char *fact)
{
    if (p->markdown) {
        hn_text_addf(p->out, "- %s: ", name);
        hn_lines_plain(p->out, fact);
    } else {
        hn_text_addf(p->out, "%s%s%s", name, strlen(name) < 3 ? "   " : "  ",
                     fact);
    }
    hn_text_add_char(p->out, '\n');
}

/* A paper is called what the proposal is. */
static void say_title(printer *p)
{
    const char *before = hn_pack_title(p->d->of[0]);
    const char *after = hn_pack_title(p->d->of[1]);
    hn_text_add(p->out, "# ");
    hn_lines_plain(p->out, strcmp(before, after) == 0
                               ? "What a change would do" : after);
    hn_text_add(p->out, "\n\n");
}

static void say_packs(printer *p, const char *const *titles)
{
    const hn_difference *d = p->d;
    static const char *const names[2] = {"old", "new"};
    hn_text fact;
    hn_text_init(&fact, p->out->memory);
    if (p->markdown)
        say_title(p);
    for (int side = 0; side < 2; side++) {
        const hn_pack *pack = d->of[side];
        fact.len = 0;
        hn_text_addf(&fact, "%s: %s (%s %s, %s)", titles[side],
                     hn_pack_title(pack), hn_pack_name(pack),
                     hn_pack_version(pack), hn_pack_approved(pack));
        say_fact(p, names[side], hn_text_string(&fact));
    }
    fact.len = 0;
    if (d->has_on) {
        hn_date_write_long(&fact, d->on);
        say_fact(p, "on", hn_text_string(&fact));
    }
    p->out->failed = p->out->failed || fact.failed;
    hn_text_dispose(&fact);
}

static bool tells(const hn_difference *d, hn_way a, hn_way b)
{
    return d->tells.way[a] && d->tells.way[b];
}

/* Where the number of changed cases would tell more than the ways do, as many
 * of them as are told. */
static void say_changed(printer *p)
{
    const hn_difference *d = p->d;
    static const hn_way changed[] = {HN_WAY_MORE, HN_WAY_LESS, HN_WAY_OPENED,
                                     HN_WAY_SETTLED};
    int64_t count = 0;
    bool whole = tells(d, HN_WAY_SAME, HN_WAY_OPEN)
                 || (tells(d, HN_WAY_MORE, HN_WAY_LESS)
                     && tells(d, HN_WAY_OPENED, HN_WAY_SETTLED));
    for (int i = 0; i < 4; i++)
        if (whole || d->tells.way[changed[i]])
            count += hn_moves_way(&d->all, changed[i]);
    hn_text_add(p->out, p->markdown ? "\nChanged: " : "\nchanged ");
    if (whole || count > 0)
        hn_text_add_grouped(p->out, count);
    else
        hn_text_add(p->out, NOT_TOLD);
    hn_text_add(p->out, whole || count == 0 ? " of " : " or more of ");
    hn_text_add_grouped(p->out, d->all.cases);
    hn_text_add(p->out, d->all.cases == 1 ? " case\n" : " cases\n");
}

/* --- cases --------------------------------------------------------------- */

static void say_way(printer *p, hn_lines *lines, hn_way way,
                    const char *label)
{
    const hn_difference *d = p->d;
    const char **cells = hn_lines_cells(lines, INDENT, label);
    if (cells)
        cells[0] = count_cell(p, lines, d->tells.way[way],
                              hn_moves_way(&d->all, way));
}

static void say_turn(printer *p, hn_lines *lines, hn_turn turn,
                     const char *label)
{
    const hn_difference *d = p->d;
    const char **cells = hn_lines_cells(lines, INDENT, label);
    if (cells)
        cells[0] = count_cell(p, lines, d->tells.turn[turn],
                              hn_moves_turn(&d->all, turn));
}

static void say_cases(printer *p)
{
    const hn_difference *d = p->d;
    hn_lines lines;
    begin(p, &lines, 1);
    hn_lines_heading(&lines, hn_lines_text(&lines, "Who gets what: %s",
                                           d->awards[d->award].label));
    say_way(p, &lines, HN_WAY_MORE, "get more");
    say_way(p, &lines, HN_WAY_LESS, "get less");
    say_way(p, &lines, HN_WAY_SAME, "get the same");
    say_way(p, &lines, HN_WAY_OPENED, "newly cannot tell");
    say_way(p, &lines, HN_WAY_SETTLED, "no longer cannot tell");
    say_way(p, &lines, HN_WAY_OPEN, "cannot tell, before and after");
    say_turn(p, &lines, HN_TURN_ELIGIBLE, "of all these, newly eligible");
    say_turn(p, &lines, HN_TURN_REFUSED, "of all these, newly refused");
    end(p, &lines);
}

/* --- money --------------------------------------------------------------- */

static void say_money(printer *p)
{
    const hn_difference *d = p->d;
    hn_lines lines;
    begin(p, &lines, 2);
    hn_lines_heading(&lines, "What it costs");
    const char **titles = hn_lines_cells(&lines, INDENT, "");
    if (titles) {
        titles[0] = "certain";
        titles[1] = "could be, besides";
    }
    for (int s = 0; s < d->sum_count; s++) {
        const char **cells = hn_lines_cells(&lines, INDENT,
                                            d->sums[s].label);
        for (int i = 0; cells && i < 2; i++)
            cells[i] = money_cell(p, &lines, d->tells.money[2 * s + i],
                                  2 * s + i, d->all.money);
    }
    end(p, &lines);
}

/* --- changes ------------------------------------------------------------- */

static void say_change(printer *p, hn_lines *lines, const char *label,
                       const hn_moved *money)
{
    const hn_difference *d = p->d;
    const char **cells = hn_lines_cells(lines, INDENT, label);
    for (int s = 0; cells && s < d->sum_count; s++)
        cells[s] = money_cell(p, lines, d->tells.money[2 * s], 2 * s, money);
}

/* The changes that are told together, by name. */
static const char *pool_label(const hn_difference *d, hn_lines *lines)
{
    const char *label = "";
    for (int i = 0; i < d->change_count; i++)
        if (d->changes[i].pooled)
            label = hn_lines_text(lines, "%s%s%s", label, *label ? ", " : "",
                                  d->changes[i].title);
    return hn_lines_text(lines, "%s, and acting together", label);
}

static void say_changes(printer *p)
{
    const hn_difference *d = p->d;
    hn_lines lines;
    int reach = 0;
    for (int i = 0; i < d->change_count; i++)
        reach += d->changes[i].reaches;
    if (reach == 0)
        return;
    begin(p, &lines, d->sum_count);
    hn_lines_heading(&lines, "Which change costs what, each alone");
    const char **titles = hn_lines_cells(&lines, INDENT, "");
    for (int s = 0; titles && s < d->sum_count; s++)
        titles[s] = d->sums[s].label;
    for (int i = 0; i < d->change_count && d->tells_changes; i++)
        if (d->changes[i].reaches && !d->changes[i].pooled)
            say_change(p, &lines, d->changes[i].title, d->changes[i].money);
    if (!d->tells_changes)
        hn_lines_cells(&lines, INDENT, "not shown: each is of too few cases");
    else if (d->pools_changes)
        say_change(p, &lines, pool_label(d, &lines), d->pool);
    else if (reach > 1)
        say_change(p, &lines, "acting together", d->together);
    say_change(p, &lines, "all", d->all.money);
    end(p, &lines);
}

/* --- groups -------------------------------------------------------------- */

typedef struct group_column {
    const char *title;
    bool is_turn;
    int which;
} group_column;

static const group_column group_columns[] = {
    {"get more", false, HN_WAY_MORE}, {"get less", false, HN_WAY_LESS},
    {"newly eligible", true, HN_TURN_ELIGIBLE},
    {"newly refused", true, HN_TURN_REFUSED},
    {"newly cannot tell", false, HN_WAY_OPENED}
};

enum { GROUP_COLUMNS = sizeof group_columns / sizeof *group_columns };

/* Sums of the award that is compared: they come first. */
static int own_sums(const hn_difference *d)
{
    int count = 0;
    while (count < d->sum_count && d->sums[count].award == d->award)
        count++;
    return count;
}

static bool tells_column(const hn_diff_by *by, const group_column *c)
{
    return c->is_turn ? by->tells.turn[c->which] : by->tells.way[c->which];
}

/* What is told of no group has no column. */
static void say_group(printer *p, hn_lines *lines, const hn_diff_by *by,
                      const char *label, const hn_moves *moves)
{
    const hn_difference *d = p->d;
    const char **cells = hn_lines_cells(lines, INDENT, label);
    int at = 0;
    if (!cells)
        return;
    cells[at++] = hn_lines_count(lines, moves->cases, false);
    for (int i = 0; i < GROUP_COLUMNS; i++) {
        const group_column *c = &group_columns[i];
        if (tells_column(by, c))
            cells[at++] = hn_lines_count(
                lines, c->is_turn ? hn_moves_turn(moves, (hn_turn)c->which)
                                  : hn_moves_way(moves, (hn_way)c->which),
                false);
    }
    for (int s = 0; s < own_sums(d); s++)
        if (by->tells.money[2 * s])
            cells[at++] = money_cell(p, lines, true, 2 * s, moves->money);
}

static void group_titles(const printer *p, hn_lines *lines,
                         const hn_diff_by *by)
{
    const char **titles = hn_lines_cells(lines, INDENT, "");
    int at = 0;
    if (!titles)
        return;
    titles[at++] = "cases";
    for (int i = 0; i < GROUP_COLUMNS; i++)
        if (tells_column(by, &group_columns[i]))
            titles[at++] = group_columns[i].title;
    for (int s = 0; s < own_sums(p->d); s++)
        if (by->tells.money[2 * s])
            titles[at++] = p->d->sums[s].label;
}

static int told_columns(const hn_difference *d, const hn_diff_by *by)
{
    int count = 1;
    for (int i = 0; i < GROUP_COLUMNS; i++)
        count += tells_column(by, &group_columns[i]);
    for (int s = 0; s < own_sums(d); s++)
        count += by->tells.money[2 * s];
    return count;
}

static void say_groups(printer *p, const hn_diff_by *by)
{
    const hn_difference *d = p->d;
    hn_lines lines;
    begin(p, &lines, told_columns(d, by));
    hn_lines_heading(&lines, hn_lines_text(&lines, "By %s: %s", by->name,
                                           by->label));
    if (by->hidden && by->count > 0) {
        hn_lines_cells(&lines, INDENT, "not shown: too few cases would stand "
                                       "in a row");
        p->withheld = true;
    } else {
        group_titles(p, &lines, by);
        for (int i = 0; i < by->count; i++) {
            const hn_diff_group *group = &by->groups[by->sorted[i]];
            if (!group->pooled)
                say_group(p, &lines, by, group->name, &group->moves);
        }
        if (by->pool_count)
            say_group(p, &lines, by,
                      hn_lines_text(&lines, "%d others together",
                                    by->pool_count), &by->pool);
    }
    end(p, &lines);
}

/* --- the histogram ------------------------------------------------------- */

static const char *bin_label(const printer *p, hn_lines *lines, bool less,
                             const hn_diff_bin *bin)
{
    const hn_difference *d = p->d;
    hn_type type = d->sums[0].type;
    const char *word = less ? "less" : "more";
    const char *from = bin->from == 0 ? NULL
        : hn_lines_money(lines, hn_ratio_of(hn_diff_steps[bin->from - 1]),
                         type, false);
    const char *to = bin->to == HN_DIFF_STEPS ? NULL
        : hn_lines_money(lines, hn_ratio_of(hn_diff_steps[bin->to]), type,
                         false);
    if (from && to)
        return hn_lines_text(lines, "%s by %s to under %s", word, from, to);
    if (to)
        return hn_lines_text(lines, "%s by under %s", word, to);
    return from ? hn_lines_text(lines, "%s by %s and over", word, from)
                : word;
}

static void say_bins(printer *p, hn_lines *lines, bool less)
{
    const hn_difference *d = p->d;
    int count = d->bin_count[less];
    for (int i = 0; i < count; i++) {
        const hn_diff_bin *bin = &d->bins[less][less ? count - 1 - i : i];
        const char **cells = bin->cases == 0 ? NULL
            : hn_lines_cells(lines, INDENT,
                             bin_label(p, lines, less, bin));
        if (cells)
            cells[0] = hn_lines_count(lines, bin->cases, false);
    }
}

static bool has_bins(const hn_difference *d)
{
    for (int less = 0; less < 2; less++)
        for (int i = 0; i < d->bin_count[less]; i++)
            if (d->bins[less][i].cases > 0)
                return true;
    return false;
}

static void say_histogram(printer *p)
{
    hn_lines lines;
    if (!has_bins(p->d))
        return;
    begin(p, &lines, 1);
    hn_lines_heading(&lines, "By how much");
    say_bins(p, &lines, true);
    say_bins(p, &lines, false);
    end(p, &lines);
}

/* --- the largest changes --------------------------------------------------- */

static void say_largest(printer *p)
{
    const hn_difference *d = p->d;
    hn_lines lines;
    if (d->largest_count == 0)
        return;
    begin(p, &lines, 3);
    hn_lines_heading(&lines, "The largest changes: for staff, not for "
                             "publication");
    for (int i = 0; i < d->largest_count; i++) {
        const hn_diff_case *one = &d->largest[i];
        hn_type type = d->sums[0].type;
        hn_ratio by;
        const char **cells = hn_lines_cells(&lines, INDENT, *one->key
            ? one->key : hn_lines_text(&lines, "line %ld", (long)one->line));
        if (!cells || !hn_ratio_sub(&by, one->after, one->before))
            continue;
        cells[0] = hn_lines_money(&lines, one->before, type, false);
        cells[1] = hn_lines_money(&lines, one->after, type, false);
        cells[2] = hn_lines_money(&lines, by, type, true);
    }
    end(p, &lines);
}

/* --- notes --------------------------------------------------------------- */

static void say_unsettled(printer *p)
{
    const hn_difference *d = p->d;
    for (int i = 0; i < d->change_count && d->internal; i++) {
        if (d->changes[i].unsettled == 0)
            continue;
        hn_text_add_char(p->out, '\n');
        hn_text_add_grouped(p->out, d->changes[i].unsettled);
        hn_text_addf(p->out, " cases cannot be worked out with %s alone and "
                     "are taken as unchanged by it.\n", d->changes[i].title);
    }
}

static bool pools_any(const hn_difference *d)
{
    bool any = d->pools_changes && d->least > 1;
    for (int i = 0; i < d->by_count; i++)
        any = any || d->by[i].pool_count > 0;
    return any;
}

static void say_notes(printer *p)
{
    const hn_difference *d = p->d;
    say_unsettled(p);
    if (p->withheld || pools_any(d)) {
        hn_text_add(p->out, "\nNumbers of fewer than ");
        hn_text_add_grouped(p->out, d->least);
        hn_text_add(p->out, " cases, and those that would tell them, are put "
                    "together with others or left out (" NOT_TOLD ").\n");
    }
    if (d->condition_count)
        hn_text_add_char(p->out, '\n');
    for (int i = 0; i < d->condition_count; i++) {
        const hn_diff_condition *c = &d->conditions[i];
        hn_text_add(p->out, p->markdown ? "- " : "");
        if (p->markdown)
            hn_lines_plain(p->out, c->text);
        else
            hn_text_add(p->out, c->text);
        hn_text_addf(p->out, ": %s\n", c->holds ? "yes" : "no");
    }
}

static void say_numbers(printer *p)
{
    const hn_difference *d = p->d;
    if (!d->tells_any) {
        hn_text_add(p->out, "\nThere are fewer than ");
        hn_text_add_grouped(p->out, d->least);
        hn_text_add(p->out, " cases: nothing is shown of so few.\n");
        return;
    }
    say_changed(p);
    say_cases(p);
    say_money(p);
    say_changes(p);
    for (int i = 0; i < d->by_count; i++)
        say_groups(p, &d->by[i]);
    say_histogram(p);
    say_largest(p);
}

void hn_diff_say(const hn_difference *d, const char *const *titles,
                 bool markdown, hn_text *out)
{
    printer p = {.d = d, .out = out, .markdown = markdown};
    say_packs(&p, titles);
    hn_diff_say_changes(d, markdown, out);
    say_numbers(&p);
    say_notes(&p);
}
