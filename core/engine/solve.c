/*
 * solve.c - hn_solve(): the value of a parameter that meets a target.
 *
 * The values are steps from one end to the other.  A few, evenly spread, are
 * looked at first, all of them where there are few: they show on which stretch
 * the target is crossed, which is then halved until two neighbouring steps are
 * left.  What was not looked at is not known, so that a figure which turns
 * back anywhere that was looked at is said to.
 */
#include <string.h>
#include "formula.h"
#include "lines.h"
#include "probe.h"
#include "../quantity/number.h"
#include "../data/value.h"

#define SPREAD 32             /* stretches that are looked at first          */
#define STEPS_MOST INT64_C(1000000000000)

typedef enum target_op { AT_MOST, UNDER, AT_LEAST, OVER, EXACTLY } target_op;

/* What was looked at: one step. */
typedef struct look {
    int64_t step;
    hn_ratio figure;
    int side;                 /* of the target: below 0, 0, above 0          */
    const char *value, *said; /* of the parameter                            */
    const char *exact, *figure_said;
    int64_t left_out, rejected;
} look;

typedef struct solver {
    hn_probe probe;
    const hn_solve_options *options;
    const hn_param *param;
    const hn_thing *figure;
    target_op op;
    hn_ratio amount;
    const char *amount_said;
    hn_ratio from, step;
    int64_t last;             /* the number of the last step                 */
    look *looks;              /* rising by step                              */
    int count, cap;
    bool rises, falls;        /* neither turned back among the looks         */
    bool rejected;            /* rows, somewhere                             */
    bool has_on;
    hn_date on;
} solver;

/* --- the target ---------------------------------------------------------- */

static hn_status refuse_target(solver *s, const char *help)
{
    return hn_probe_refuse(
        &s->probe, 642, "--target",
        help ? help : "write a figure of the run, <= or another of < = > >=, "
                      "and an amount: 'total <= 1500000.00'",
        hn_probe_text(&s->probe, "`%s` is no target", s->options->target));
}

static size_t read_op(target_op *out, const char *text)
{
    bool or_same = *text != '=' && text[1] == '=';
    *out = *text == '=' ? EXACTLY
           : *text == '<' ? (or_same ? AT_MOST : UNDER)
                          : (or_same ? AT_LEAST : OVER);
    return or_same ? 2 : 1;
}

static hn_status find_figure(solver *s, hn_slice name)
{
    const hn_graph *graph = &s->probe.pack->graph;
    const char **names = hn_arena_alloc(
        &s->probe.arena, ((size_t)graph->thing_count + 1) * sizeof *names);
    const char *asked = hn_arena_text_n(&s->probe.arena, name.at, name.len);
    int count = 0;
    if (!names || !asked)
        return hn_no_memory(s->probe.err);
    for (int i = 0; i < graph->thing_count; i++) {
        const hn_thing *thing = graph->things[i];
        if (!hn_is_run_line(thing) || thing->node->type.kind != HN_NUMBER)
            continue;
        names[count++] = thing->name;
        if (strcmp(thing->name, asked) == 0)
            s->figure = thing;
    }
    if (s->figure)
        return HN_OK;
    const char *near = hn_text_nearest(asked, names, count);
    return hn_probe_refuse(
        &s->probe, 641, "--target",
        near ? hn_probe_text(&s->probe, "did you mean `%s`?", near)
             : "`hn check` lists the figures of the run",
        hn_probe_text(&s->probe, "the pack has no figure of the run `%s` "
                      "that is shown and is a number", asked));
}

/* As people and packs write it: 31 and 31% are both 31/100. */
static bool read_amount(solver *s, hn_slice text)
{
    bool percent = s->figure->node->type.form == HN_PERCENT;
    hn_ratio hundred = hn_ratio_of(100);
    text = hn_slice_trim(text);
    if (percent && text.len && text.at[text.len - 1] == '%')
        text.len--;
    return !hn_ratio_read(&s->amount, text, HN_MONEY)
           && (!percent || hn_ratio_div(&s->amount, s->amount, hundred));
}

static hn_status read_target(solver *s)
{
    const char *text = s->options->target;
    size_t name = strcspn(text, "<>=");
    hn_slice asked = hn_slice_trim((hn_slice){text, name});
    if (!text[name] || asked.len == 0)
        return refuse_target(s, NULL);
    size_t op = read_op(&s->op, text + name);
    hn_status status = find_figure(s, asked);
    if (status != HN_OK)
        return status;
    if (!read_amount(s, hn_slice_of(text + name + op)))
        return refuse_target(s, NULL);
    hn_text said;
    hn_text_init(&said, &s->probe.memory);
    hn_type type = s->figure->node->type;
    if (type.form == HN_PERCENT)
        hn_percent_write(&said, s->amount);
    else
        hn_amount_write(&said, s->amount, type.unit);
    s->amount_said = hn_probe_text(&s->probe, "%s", hn_text_string(&said));
    hn_text_dispose(&said);
    return s->amount_said ? HN_OK : hn_no_memory(s->probe.err);
}

/* --- the steps ----------------------------------------------------------- */

static hn_status refuse_range(solver *s, const char *what, const char *given)
{
    return hn_probe_refuse(
        &s->probe, 640, "--between",
        "write from..to, such as --between 0..20000 --step 0.01",
        hn_probe_text(&s->probe, "%s%s%s", given, *given ? " " : "", what));
}

static hn_status find_param(solver *s)
{
    const hn_graph *graph = &s->probe.pack->graph;
    const char *name = s->options->param;
    const char **names = hn_arena_alloc(
        &s->probe.arena, ((size_t)graph->param_count + 1) * sizeof *names);
    int count = 0;
    if (!names)
        return hn_no_memory(s->probe.err);
    for (int i = 0; i < graph->param_count; i++) {
        if (graph->params[i]->type.kind != HN_NUMBER)
            continue;
        names[count++] = graph->params[i]->thing.name;
        if (strcmp(names[count - 1], name) == 0)
            s->param = graph->params[i];
    }
    if (s->param)
        return HN_OK;
    const char *near = hn_text_nearest(name, names, count);
    return hn_probe_refuse(
        &s->probe, 110, "--param",
        near ? hn_probe_text(&s->probe, "did you mean `%s`?", near)
             : "`hn check` lists the parameters of the pack",
        hn_probe_text(&s->probe, "the pack has no param `%s` that is a "
                      "number", name));
}

/* As --set takes it: 50 where the pack holds a half as a percentage. */
static hn_ratio as_set(const solver *s, const hn_node *constant)
{
    hn_ratio number = constant->u.constant.number;
    if (s->param->type.form == HN_PERCENT)
        hn_ratio_mul(&number, number, hn_ratio_of(100));
    return number;
}

/* Its own limits; where it has none, nought and twice its highest value. */
static void own_range(solver *s, hn_ratio *from, hn_ratio *to)
{
    const hn_param *param = s->param;
    *from = *to = hn_ratio_of(0);
    for (int i = 0; i < param->count; i++) {
        const hn_node *value = param->periods[i].value;
        hn_ratio twice;
        if (value && !value->u.constant.missing
            && hn_ratio_mul(&twice, as_set(s, value), hn_ratio_of(2))
            && hn_ratio_compare(twice, *to) > 0)
            *to = twice;
    }
    if (param->min)
        *from = as_set(s, param->min);
    if (param->max)
        *to = as_set(s, param->max);
}

/* A penny, a hundredth of a percentage or of a plain number; else one. */
static hn_ratio own_step(const solver *s)
{
    hn_type type = s->param->type;
    bool fine = hn_unit_is_money(type.unit) || type.form == HN_PERCENT
                || (type.form != HN_COUNT && hn_unit_is_plain(type.unit));
    return fine ? (hn_ratio){1, 100} : hn_ratio_of(1);
}

static bool read_between(hn_ratio *from, hn_ratio *to, const char *text)
{
    const char *dots = strstr(text, "..");
    return dots
           && !hn_ratio_read(from, (hn_slice){text, (size_t)(dots - text)},
                             HN_MONEY)
           && !hn_ratio_read(to, hn_slice_of(dots + 2), HN_MONEY);
}

static hn_status read_steps(solver *s)
{
    const hn_solve_options *o = s->options;
    hn_ratio to, width, steps;
    own_range(s, &s->from, &to);
    s->step = own_step(s);
    if (o->between && !read_between(&s->from, &to, o->between))
        return refuse_range(s, "is no range", o->between);
    if (o->step && (hn_ratio_read(&s->step, hn_slice_of(o->step), HN_MONEY)
                    || s->step.num <= 0))
        return refuse_range(s, "is no step above nought", o->step);
    if (hn_ratio_compare(s->from, to) >= 0)
        return refuse_range(s, o->between ? "does not rise"
                                          : "the parameter tells no range",
                            o->between ? o->between : "");
    if (!hn_ratio_sub(&width, to, s->from)
        || !hn_ratio_div(&steps, width, s->step)
        || steps.num / steps.den > STEPS_MOST)
        return refuse_range(s, "that has more steps than can be gone "
                            "through", o->between ? o->between : "");
    s->last = (int64_t)(steps.num / steps.den);
    if (s->last == 0)
        return refuse_range(s, "is narrower than one step",
                            o->between ? o->between : "");
    return HN_OK;
}

/* --- looking ------------------------------------------------------------- */

static const char *value_of(solver *s, int64_t step)
{
    hn_ratio value;
    hn_text text;
    hn_text_init(&text, &s->probe.memory);
    if (hn_ratio_mul(&value, s->step, hn_ratio_of(step))
        && hn_ratio_add(&value, value, s->from))
        hn_ratio_write(&text, value, 0);
    const char *kept = hn_probe_text(&s->probe, "%s", hn_text_string(&text));
    hn_text_dispose(&text);
    return kept;
}

static hn_status not_known(solver *s, const look *at)
{
    return hn_probe_refuse(
        &s->probe, 642, "--target",
        "`hn sweep` shows it at several values",
        hn_probe_text(&s->probe, "`%s` is not known where `%s` is %s",
                      s->figure->name, s->param->thing.name, at->value));
}

static hn_status take(solver *s, look *at, const hn_summary *summary)
{
    hn_arena *arena = &s->probe.arena;
    for (int i = 0; i < summary->line_count; i++) {
        const hn_run_line *line = &summary->lines[i];
        if (strcmp(line->thing->name, s->figure->name) != 0)
            continue;
        if (!line->told.counts)
            return not_known(s, at);
        at->figure = line->told.number;
        at->left_out = line->left_out;
        at->exact = hn_arena_text(arena, line->told.exact);
        at->figure_said = hn_arena_text(arena, line->told.said);
    }
    at->rejected = hn_summary_counts(summary).rejected;
    s->rejected = s->rejected || at->rejected > 0;
    at->side = hn_ratio_compare(at->figure, s->amount);
    return at->exact && at->figure_said ? HN_OK : hn_no_memory(s->probe.err);
}

static hn_status work_out(solver *s, look *at)
{
    hn_pack *pack = NULL;
    hn_summary *summary = NULL;
    hn_set set = {s->param->thing.name, at->value};
    hn_status status = hn_probe_load(&pack, &s->probe, &set, 1);
    if (status == HN_OK) {
        at->said = hn_probe_said(&s->probe, pack, set.param);
        status = hn_probe_run(&summary, &s->probe, pack);
    }
    if (summary)
        status = at->said ? take(s, at, summary)
                          : hn_no_memory(s->probe.err);
    hn_summary_free(summary);
    hn_pack_free(pack);
    return status;
}

/* Puts a look among the others, where it is not there yet. */
static hn_status look_at(solver *s, int64_t step, look *out)
{
    int at = 0;
    while (at < s->count && s->looks[at].step < step)
        at++;
    if (at == s->count || s->looks[at].step != step) {
        look *more = hn_arena_grow(&s->probe.arena, s->looks, s->count,
                                   &s->cap, sizeof *more);
        look now = {.step = step, .value = value_of(s, step)};
        if (!more || !now.value)
            return hn_no_memory(s->probe.err);
        s->looks = more;
        hn_status status = work_out(s, &now);
        if (status != HN_OK)
            return status;
        memmove(more + at + 1, more + at,
                (size_t)(s->count++ - at) * sizeof *more);
        more[at] = now;
    }
    *out = s->looks[at];
    return HN_OK;
}

static bool meets(const solver *s, const look *at)
{
    switch (s->op) {
    case AT_MOST: return at->side <= 0;
    case UNDER: return at->side < 0;
    case AT_LEAST: return at->side >= 0;
    case OVER: return at->side > 0;
    default: return at->side == 0;
    }
}

/* On which side of a crossing it is: for = those below lie on one. */
static bool beyond(const solver *s, const look *at)
{
    return s->op == EXACTLY ? at->side >= 0 : meets(s, at);
}

static hn_status spread(solver *s)
{
    look at;
    hn_status status = HN_OK;
    int64_t parts = s->last <= 2 * SPREAD ? s->last : SPREAD;
    for (int64_t i = 0; i <= parts && status == HN_OK; i++)
        status = look_at(s, s->last / parts * i + s->last % parts * i / parts,
                         &at);
    return status;
}

/* Halves the stretch until its ends are neighbours. */
static hn_status narrow(solver *s, look low, look high)
{
    hn_status status = HN_OK;
    bool first = beyond(s, &low);
    while (status == HN_OK && high.step - low.step > 1) {
        look middle;
        status = look_at(s, low.step + (high.step - low.step) / 2, &middle);
        if (status == HN_OK && beyond(s, &middle) == first)
            low = middle;
        else if (status == HN_OK)
            high = middle;
    }
    return status;
}

/* Each stretch that is crossed.  The looks that are put between are on the
 * stretch in hand, and neighbours in the end. */
static hn_status narrow_all(solver *s)
{
    hn_status status = HN_OK;
    for (int i = 0; i + 1 < s->count && status == HN_OK; i++)
        if (beyond(s, &s->looks[i]) != beyond(s, &s->looks[i + 1])
            && s->looks[i + 1].step - s->looks[i].step > 1) {
            status = narrow(s, s->looks[i], s->looks[i + 1]);
            i--;
        }
    return status;
}

static void find_turns(solver *s)
{
    s->rises = s->falls = true;
    for (int i = 0; i + 1 < s->count; i++) {
        int way = hn_ratio_compare(s->looks[i + 1].figure,
                                   s->looks[i].figure);
        s->rises = s->rises && way >= 0;
        s->falls = s->falls && way <= 0;
    }
}

/* --- what to show -------------------------------------------------------- */

/* Whether a look stands at a crossing, or meets = by itself. */
static bool is_shown(const solver *s, int i)
{
    const look *at = &s->looks[i];
    bool now = beyond(s, at);
    return (i > 0 && beyond(s, at - 1) != now)
           || (i + 1 < s->count && beyond(s, at + 1) != now);
}

static int crossings(const solver *s)
{
    int count = 0;
    for (int i = 0; i + 1 < s->count; i++)
        count += beyond(s, &s->looks[i]) != beyond(s, &s->looks[i + 1]);
    return count;
}

static int hits(const solver *s)
{
    int count = 0;
    for (int i = 0; i < s->count; i++)
        count += meets(s, &s->looks[i]);
    return count;
}

/* For = a value that meets it and no crossing: it only touches the target. */
static bool touches(const solver *s, int i)
{
    return s->op == EXACTLY && crossings(s) == 0 && meets(s, &s->looks[i]);
}

static bool is_solved(const solver *s)
{
    if (s->op == EXACTLY && crossings(s) == 0)
        return hits(s) > 0 && (s->rises || s->falls);
    return crossings(s) == 1 && (s->rises || s->falls);
}

/* --- for people ---------------------------------------------------------- */

static const char *op_said(const solver *s)
{
    static const char *const words[] = {
        [AT_MOST] = "at most", [UNDER] = "under", [AT_LEAST] = "at least",
        [OVER] = "over", [EXACTLY] = "exactly"
    };
    return words[s->op];
}

static const char *label_of(const hn_thing *thing)
{
    return thing->label ? thing->label : thing->name;
}

static bool shows_ends(const solver *s)
{
    return crossings(s) == 0 && !(s->op == EXACTLY && hits(s) > 0);
}

static bool add_looks(const solver *s, hn_text *out)
{
    hn_lines lines;
    hn_lines_init(&lines, 2, s->probe.arena.memory);
    const char **cells = hn_lines_cells(&lines, 2, s->param->thing.name);
    if (cells)
        cells[0] = s->figure->name;
    for (int i = 0; i < s->count; i++) {
        bool end = (i == 0 || i == s->count - 1) && shows_ends(s);
        const look *at = &s->looks[i];
        if (!is_shown(s, i) && !touches(s, i) && !end)
            continue;
        cells = hn_lines_cells(&lines, 2, at->said);
        if (cells) {
            cells[0] = at->figure_said;
            cells[1] = at->side == 0 && meets(s, at) ? "meets it exactly"
                       : meets(s, at) ? "meets it" : "does not";
        }
    }
    hn_lines_print(&lines, out);
    bool ok = !lines.arena.failed;
    hn_lines_dispose(&lines);
    return ok;
}

/* The last that meets, or the first; for = the two on either side. */
static void say_answer(const solver *s, hn_text *out)
{
    int at = 0;
    while (at < s->count - 1
           && beyond(s, &s->looks[at]) == beyond(s, &s->looks[at + 1]))
        at++;
    const look *low = &s->looks[at];
    const look *high = at + 1 < s->count ? low + 1 : low;
    if (!meets(s, low) && !meets(s, high))
        hn_text_addf(out, "No step meets it exactly: %s and %s are on either "
                     "side.\n", low->said, high->said);
    else if (s->op == EXACTLY)
        hn_text_addf(out, "It is met exactly at %s.\n",
                     meets(s, low) ? low->said : high->said);
    else
        hn_text_addf(out, "The %s value that meets it is %s.\n",
                     meets(s, low) ? "highest" : "lowest",
                     meets(s, low) ? low->said : high->said);
}

static void say_outcome(const solver *s, hn_text *out)
{
    bool turns = !s->rises && !s->falls;
    int count = crossings(s);
    if (is_solved(s) && count == 1)
        say_answer(s, out);
    else if (is_solved(s))
        hn_text_add(out, "It is met exactly at the values above.\n");
    else if (count == 0 && hits(s) == 0)
        hn_text_add(out, "No value in this range meets it; try another "
                         "--between.\n");
    else if (count == 0)
        hn_text_add(out, "Every value that was looked at meets it; try "
                         "another --between.\n");
    else
        hn_text_addf(out, "The target is crossed at %d place%s: there is no "
                     "one answer.\n", count, count == 1 ? "" : "s");
    if (turns)
        hn_text_addf(out, "%s neither rises throughout nor falls: between "
                     "the values that were looked at it may cross again.\n",
                     s->figure->name);
}

static void say_looks(const solver *s, hn_text *out)
{
    const look *first = &s->looks[0], *last = &s->looks[s->count - 1];
    bool all = s->count == s->last + 1;
    hn_text_add(out, all ? "All " : "");
    hn_text_add_grouped(out, s->count);
    if (!all) {
        hn_text_add(out, " of ");
        hn_text_add_grouped(out, s->last + 1);
    }
    hn_text_addf(out, " values from %s to %s were looked at",
                 first->said, last->said);
    if (s->rises != s->falls)
        hn_text_addf(out, ": %s %s with %s", s->figure->name,
                     s->rises ? "rises" : "falls", s->param->thing.name);
    else if (s->rises)
        hn_text_addf(out, ": %s stays the same", s->figure->name);
    hn_text_add(out, ".\n");
}

static void say_lacking(const solver *s, hn_text *out)
{
    int64_t left_out = 0, rejected = 0;
    for (int i = 0; i < s->count; i++) {
        const look *at = &s->looks[i];
        left_out = at->left_out > left_out ? at->left_out : left_out;
        rejected = at->rejected > rejected ? at->rejected : rejected;
    }
    if (left_out) {
        hn_text_add(out, "Up to ");
        hn_text_add_grouped(out, left_out);
        hn_text_addf(out, " row%s left out of %s: their value is not "
                     "known.\n", left_out == 1 ? "" : "s", s->figure->name);
    }
    if (rejected) {
        hn_text_add(out, "At some values up to ");
        hn_text_add_grouped(out, rejected);
        hn_text_addf(out, " row%s rejected and in none of these figures.\n",
                     rejected == 1 ? "" : "s");
    }
}

static bool say_all(const solver *s, hn_text *out)
{
    const hn_pack *pack = s->probe.pack;
    hn_text_addf(out, "%s (%s %s, %s)", hn_pack_title(pack),
                 hn_pack_name(pack), hn_pack_version(pack),
                 hn_pack_approved(pack));
    if (s->has_on) {
        hn_text_add(out, ", on ");
        hn_date_write_long(out, s->on);
    }
    hn_text_add_char(out, '\n');
    for (int i = 0; i < pack->set_count; i++)
        hn_text_addf(out, "What if: %s\n", hn_pack_set_text(pack, i));
    hn_text_addf(out, "\nTarget: %s, %s %s\nBy:     %s\n\n",
                 label_of(s->figure), op_said(s), s->amount_said,
                 label_of(&s->param->thing));
    bool ok = add_looks(s, out);
    hn_text_add_char(out, '\n');
    say_outcome(s, out);
    say_looks(s, out);
    say_lacking(s, out);
    return ok && !out->failed;
}

/* --- for programs -------------------------------------------------------- */

static bool is_written(const solver *s, int i)
{
    bool end = (i == 0 || i == s->count - 1) && shows_ends(s);
    return is_shown(s, i) || touches(s, i) || end;
}

static bool write_rows(const solver *s, hn_text *out)
{
    hn_text_addf(out, "%s,%s,left_out,rejected,meets,exactly\n",
                 s->param->thing.name, s->figure->name);
    for (int i = 0; i < s->count; i++) {
        const look *at = &s->looks[i];
        if (!is_written(s, i))
            continue;
        hn_text_addf(out, "%s,%s,%ld,%ld,%s,%s\n", at->value, at->exact,
                     (long)at->left_out, (long)at->rejected,
                     meets(s, at) ? "yes" : "no",
                     at->side == 0 ? "yes" : "no");
    }
    return !out->failed;
}

static void write_look(const solver *s, const look *at, hn_text *out)
{
    hn_text_add(out, "    { \"value\": ");
    hn_write_json_text(out, hn_slice_of(at->value));
    hn_text_addf(out, ", \"figure\": %s, \"left_out\": %ld, \"rejected\": "
                 "%ld, \"meets\": %s, \"exactly\": %s }", at->exact,
                 (long)at->left_out, (long)at->rejected,
                 meets(s, at) ? "true" : "false",
                 at->side == 0 ? "true" : "false");
}

static bool write_json(const solver *s, hn_text *out)
{
    bool any = false;
    hn_text_add(out, "{\n  \"format\": \"hn.solve.v1\",\n  \"of\": ");
    hn_pack_json(out, s->probe.pack);
    hn_on_json(out, s->has_on, s->on);
    hn_text_add(out, ",\n  \"param\": ");
    hn_write_json_text(out, hn_slice_of(s->param->thing.name));
    hn_text_add(out, ",\n  \"target\": ");
    hn_write_json_text(out, hn_slice_of(s->options->target));
    hn_text_addf(out, ",\n  \"solved\": %s,\n  \"looks\": [\n",
                 is_solved(s) ? "true" : "false");
    for (int i = 0; i < s->count; i++) {
        if (!is_written(s, i))
            continue;
        hn_text_add(out, any ? ",\n" : "");
        any = true;
        write_look(s, &s->looks[i], out);
    }
    hn_text_add(out, "\n  ]\n}\n");
    return !out->failed;
}

/* --- all together -------------------------------------------------------- */

static hn_status print(solver *s, const hn_sink *sink)
{
    hn_status status = is_solved(s) ? HN_OK : HN_FINDINGS;
    hn_text out;
    hn_text_init(&out, &s->probe.memory);
    hn_format form = s->options->out;
    bool ok = form == HN_FORMAT_CSV ? write_rows(s, &out)
              : form == HN_FORMAT_JSON ? write_json(s, &out)
                                       : say_all(s, &out);
    if (!ok)
        status = hn_no_memory(s->probe.err);
    else if (!hn_flush(sink, &out))
        status = hn_fail(s->probe.err, HN_IO, 0, "",
                         "the answer could not be written");
    hn_text_dispose(&out);
    return status == HN_OK && s->rejected ? HN_BAD_DATA : status;
}

static hn_status prepare(solver *s, const hn_source *sources, int count)
{
    hn_probe *probe = &s->probe;
    probe->calc.on = s->options->on;
    probe->calc.extra_columns = s->options->extra_columns;
    probe->calc.out = s->options->out == HN_FORMAT_JSON ? HN_FORMAT_JSON
                                                        : HN_FORMAT_CSV;
    hn_status status = hn_read_on(probe->host, s->options->on, &s->has_on,
                                  &s->on, probe->err);
    if (status == HN_OK)
        status = find_param(s);
    if (status == HN_OK)
        status = read_target(s);
    if (status == HN_OK)
        status = read_steps(s);
    return status == HN_OK ? hn_probe_hold(probe, sources, count) : status;
}

hn_status hn_solve(const hn_pack *pack, const hn_host *host,
                   const hn_solve_options *options, const hn_source *sources,
                   int source_count, const hn_sink *sink, hn_error *err)
{
    solver s = {.options = options};
    hn_probe_open(&s.probe, pack, host, err);
    hn_status status = prepare(&s, sources, source_count);
    if (status == HN_OK)
        status = spread(&s);
    if (status == HN_OK)
        status = narrow_all(&s);
    if (status == HN_OK) {
        find_turns(&s);
        status = print(&s, sink);
    }
    hn_probe_close(&s.probe);
    return status;
}
