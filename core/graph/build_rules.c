/*
 * build_rules.c - criteria, figures and awards: the rules that have a name.
 */
#include "make.h"

#include <string.h>
#include "edit.h"

/* --- criteria ------------------------------------------------------------ */

bool hn_make_wording(hn_graph *graph, const hn_thing *thing,
                     hn_wording *wording)
{
    wording->if_met = hn_make_copy(graph, wording->if_met);
    wording->if_unmet = hn_make_copy(graph, wording->if_unmet);
    wording->asks = hn_make_copy(graph, wording->asks);
    wording->source = hn_make_copy(graph, wording->source);
    if (!wording->test && !hn_make_told(graph))
        hn_report_addf(graph->report, 112, HN_ERROR, wording->place,
                       "add test = ...", "%s `%s` has no `test`",
                       hn_thing_word(thing), thing->name);
    if (!wording->test || hn_node_broken(wording->test))
        return false;
    return hn_make_test(graph, wording->test,
                        hn_make_text(graph, "%s `%s`", hn_thing_word(thing),
                                     thing->name));
}

static bool check_wordings(hn_graph *graph, hn_criterion *criterion)
{
    bool fit = criterion->count > 0;
    for (int i = 0; i < criterion->count; i++) {
        hn_wording *wording = &criterion->wordings[i];
        fit = hn_make_wording(graph, &criterion->thing, wording) && fit;
        if (i > 0 && wording->from <= wording[-1].from)
            hn_report_addf(graph->report, 115, HN_ERROR, wording->place,
                           "put the earliest first, each date once",
                           "the dates of `%s` do not rise",
                           criterion->thing.name);
    }
    if (criterion->count == 0 && !hn_make_told(graph))
        hn_report_addf(graph->report, 112, HN_ERROR, criterion->thing.place,
                       "add test = ...", "%s `%s` has no `test`",
                       hn_thing_word(&criterion->thing),
                       criterion->thing.name);
    return fit;
}

/* A criterion that is dated, if only from one day on, asks which wording is
 * in force. */
static hn_node *dated(hn_graph *graph, hn_criterion *criterion,
                      hn_node **tests)
{
    hn_node *node = hn_make(graph, HN_OP_DATED, hn_type_of(HN_YESNO), tests,
                            criterion->count, criterion->thing.place);
    if (node && !hn_node_broken(node))
        node->u.criterion = criterion;
    return node;
}

/* What a `must` is beside met or unmet. */
static void make_refusal(hn_graph *graph, hn_criterion *criterion)
{
    hn_node *test = criterion->thing.node;
    if (!criterion->refuses || !test || hn_node_broken(test))
        return;
    criterion->refusal = hn_make(graph, HN_OP_REFUSE, hn_type_of(HN_YESNO),
                                 &test, 1, criterion->thing.place);
    if (criterion->refusal && !hn_node_broken(criterion->refusal)) {
        criterion->refusal->u.criterion = criterion;
        criterion->refusal->uses = 1;
    }
}

static void criterion_node(hn_graph *graph, hn_criterion *criterion)
{
    hn_thing *thing = &criterion->thing;
    hn_node **tests = hn_arena_alloc(&graph->arena, sizeof *tests
                                     * ((size_t)criterion->count + 1));
    if (!tests)
        return;
    bool fit = check_wordings(graph, criterion);
    for (int i = 0; i < criterion->count; i++)
        tests[i] = criterion->wordings[i].test;
    if (!fit)
        hn_make_own(thing, hn_make_spoiled(graph, tests, criterion->count,
                                           thing->place));
    else if (criterion->count > 1
             || criterion->wordings[0].from > HN_DATE_FIRST)
        hn_make_own(thing, dated(graph, criterion, tests));
    else
        hn_make_value(graph, thing, tests[0]);
}

static void find_column(hn_graph *graph, hn_criterion *criterion,
                        const hn_node *at)
{
    const hn_node *test = criterion->thing.node;
    if (!at || hn_node_broken(at) || !test || hn_node_broken(test))
        return;
    if (at->op == HN_OP_INPUT && at->records == test->records) {
        criterion->at = at->u.input;
        return;
    }
    hn_report_addf(graph->report, 213, HN_ERROR, criterion->thing.place,
                   "name the input to look at: at = form.ends",
                   "`at` of must `%s` is no input of the rows that it tests",
                   criterion->thing.name);
}

hn_criterion *hn_build_criterion(hn_graph *graph, const hn_criterion *proto,
                                 const hn_node *at)
{
    hn_criterion *criterion = hn_make_array(graph, proto, 1,
                                            sizeof *criterion);
    if (!criterion)
        return NULL;
    hn_make_thing(graph, &criterion->thing, HN_WORD_CRITERION);
    criterion->wordings = hn_make_array(graph, proto->wordings, proto->count,
                                        sizeof *criterion->wordings);
    if (!criterion->wordings)
        return NULL;
    criterion->thing.node = NULL;
    hn_edit_criterion(graph, criterion);
    criterion_node(graph, criterion);
    make_refusal(graph, criterion);
    find_column(graph, criterion, at);
    return graph->arena.failed ? NULL : criterion;
}

/* --- declared types ------------------------------------------------------ */

static hn_unit inverse(hn_unit unit)
{
    hn_unit out = hn_unit_plain();
    hn_unit_div(&out, out, unit);
    return out;
}

static bool any_above(hn_unit unit)
{
    for (int i = 0; i < HN_BASE_UNITS; i++)
        if (unit.power[i] > 0)
            return true;
    return false;
}

/* "the formula is GBP*weeks/year; divide by weeks/year". */
static const char *factor_help(hn_graph *graph, hn_type is, hn_type declared)
{
    hn_unit more;
    const char *type = hn_make_type_text(graph, is);
    const char *tags = hn_make_tag_help(is, declared);
    if (tags)
        return tags;
    if (is.kind != HN_NUMBER || declared.kind != HN_NUMBER
        || !hn_unit_div(&more, is.unit, declared.unit))
        return hn_make_text(graph, "the formula is %s", type);
    bool divide = any_above(more);
    hn_type factor = hn_type_number(divide ? more : inverse(more));
    return hn_make_text(graph, "the formula is %s; %s by %s", type,
                        divide ? "divide" : "multiply",
                        hn_make_type_text(graph, factor));
}

static bool is_whole(const hn_rounding *rounding)
{
    return rounding && rounding->step_den == 1;
}

/* False after a report.  The form that is declared is how it is shown. */
static bool check_declared(hn_graph *graph, const hn_thing *thing,
                           const char *key, const hn_node *value,
                           hn_type declared, const hn_rounding *rounding)
{
    if (!hn_type_like(value->type, declared)) {
        hn_report_addf(graph->report, 208, HN_ERROR, thing->place,
                       factor_help(graph, value->type, declared),
                       "%s of `%s` is %s, and %s is declared", key,
                       thing->name, hn_make_type_text(graph, value->type),
                       hn_make_type_text(graph, declared));
        return false;
    }
    if (declared.kind != HN_NUMBER || declared.form != HN_COUNT
        || value->type.form == HN_COUNT || is_whole(rounding))
        return true;
    hn_report_addf(graph->report, 208, HN_ERROR, thing->place,
                   "declare it as ratio, or add rounding = { to = \"1\", "
                   "mode = \"half away from zero\" }",
                   "%s of `%s` need not be whole, and count is declared",
                   key, thing->name);
    return false;
}

/* A percent is rounded as it is shown: to 0.1 is a tenth of one per cent. */
static hn_rounding step_of(const hn_rounding *rounding, hn_form form)
{
    hn_rounding step = *rounding;
    hn_ratio part;
    if (form == HN_PERCENT
        && hn_ratio_make(&part, step.step_num, (hn_wide)step.step_den * 100)) {
        step.step_num = (int64_t)part.num;
        step.step_den = part.den;
    }
    return step;
}

static hn_node *rounded(hn_graph *graph, hn_node *value, hn_rounding step,
                        hn_place place)
{
    hn_node *node = hn_make(graph, HN_OP_ROUND, value->type, &value, 1,
                            place);
    if (node && !hn_node_broken(node))
        node->u.rounding = step;
    return node;
}

/* --- figures ------------------------------------------------------------- */

static bool figure_fault(hn_graph *graph, const hn_figure *figure, int code,
                         const char *help, const char *message)
{
    hn_report_addf(graph->report, code, HN_ERROR, figure->thing.place, help,
                   "figure `%s` %s", figure->thing.name, message);
    return false;
}

static bool check_figure(hn_graph *graph, const hn_figure *figure,
                         const hn_node *value)
{
    const char *type = hn_make_type_text(graph, value->type);
    if (hn_node_is_link(value))
        return figure_fault(graph, figure, 213,
                            "name a column of the row it leads to",
                            "is a link and no value");
    if (figure->rounding && value->type.kind != HN_NUMBER)
        return figure_fault(graph, figure, 201, "leave out the rounding",
                            hn_make_text(graph, "is %s: only amounts are "
                                         "rounded", type));
    if (figure->declared.kind != HN_BROKEN)
        return check_declared(graph, &figure->thing, "the value", value,
                              figure->declared, figure->rounding);
    if (hn_type_is_money(value->type))
        figure_fault(graph, figure, 112,
                     hn_make_text(graph, "add type = \"%s\"", type),
                     hn_make_text(graph, "is money (%s) and says no `type`",
                                  type));
    return true;
}

static hn_node *figure_node(hn_graph *graph, hn_figure *figure,
                            hn_node *value)
{
    hn_type type = figure->declared;
    if (hn_node_literal(value))
        value = hn_make_typed(graph, value, type.kind == HN_BROKEN
                              ? hn_make_guess(value) : type, NULL);
    if (!value || hn_node_broken(value))
        return value;
    if (!check_figure(graph, figure, value))
        return hn_make_spoiled(graph, &value, 1, figure->thing.place);
    hn_form form = type.kind == HN_BROKEN ? value->type.form : type.form;
    if (figure->rounding)
        value = rounded(graph, value, step_of(figure->rounding, form),
                        figure->thing.place);
    return value;
}

static void show_as_declared(hn_thing *thing, hn_type declared)
{
    hn_node *node = thing->node;
    if (node && node->type.kind == HN_NUMBER && declared.kind == HN_NUMBER)
        node->type.form = declared.form;
}

hn_figure *hn_build_figure(hn_graph *graph, const hn_figure *proto,
                           hn_node *value)
{
    hn_figure *figure = hn_make_array(graph, proto, 1, sizeof *figure);
    if (!figure)
        return NULL;
    hn_make_thing(graph, &figure->thing, HN_WORD_FIGURE);
    hn_rounding *rounding = hn_make_rounding(graph, proto->rounding);
    hn_edit_rounding(graph, rounding, figure->thing.name,
                     figure->thing.place);
    figure->rounding = rounding;
    figure->declared = hn_make_type(graph, proto->declared,
                                    figure->thing.place);
    figure->thing.node = NULL;
    if (!value) {
        if (!hn_make_told(graph))
            figure_fault(graph, figure, 112, "add value = ...",
                         "has no `value`");
        value = hn_build_broken(graph, figure->thing.place);
    }
    hn_make_value(graph, &figure->thing, figure_node(graph, figure, value));
    show_as_declared(&figure->thing, figure->declared);
    return graph->arena.failed ? NULL : figure;
}

/* --- awards -------------------------------------------------------------- */

static bool award_fault(hn_graph *graph, const hn_award *award, int code,
                        const char *help, const char *message)
{
    hn_report_addf(graph->report, code, HN_ERROR, award->thing.place, help,
                   "award `%s` %s", award->thing.name, message);
    return false;
}

static bool check_award(hn_graph *graph, const hn_award *award)
{
    hn_type type = award->declared;
    if (type.kind == HN_BROKEN)
        return !hn_make_told(graph)
               && award_fault(graph, award, 112, "add type = \"GBP\"",
                              "has no `type`");
    if (!hn_type_is_money(type))
        return award_fault(graph, award, 201, "an award is GBP, GBP/year or "
                           "the like; for anything else use a figure",
                           hn_make_text(graph, "is %s and no money",
                                        hn_make_type_text(graph, type)));
    return true;
}

/* The amount as declared and rounded; broken after a report. */
static hn_node *award_amount(hn_graph *graph, hn_award *award,
                             hn_node *amount)
{
    hn_place place = award->thing.place;
    if (!amount) {
        if (!hn_make_told(graph))
            award_fault(graph, award, 112, "add amount = ...",
                        "has no `amount`");
        return hn_build_broken(graph, place);
    }
    bool fit = check_award(graph, award);
    amount = hn_make_typed(graph, amount, award->declared, NULL);
    if (!amount || hn_node_broken(amount))
        return amount;
    if (!fit || !check_declared(graph, &award->thing, "the amount", amount,
                                award->declared, award->rounding))
        return hn_make_spoiled(graph, &amount, 1, place);
    return rounded(graph, amount, *award->rounding, place);
}

static hn_node *full_amount(hn_graph *graph, hn_award *award, hn_node *full)
{
    hn_place place = award->thing.place;
    full = hn_make_typed(graph, full, award->declared, NULL);
    if (!full || hn_node_broken(full))
        return full;
    if (!hn_type_is_money(full->type)) {
        award_fault(graph, award, 201, "it is usually GBP/year",
                    hn_make_text(graph, "has a full_year that is %s and no "
                                 "money", hn_make_type_text(graph,
                                                            full->type)));
        return hn_make_spoiled(graph, &full, 1, place);
    }
    return rounded(graph, full, *award->rounding, place);
}

static hn_node *gated(hn_graph *graph, hn_node *when, hn_node *amount,
                      hn_place place)
{
    hn_node *args[] = { when, amount };
    if (!when || !amount || hn_node_broken(amount))
        return amount;
    return hn_make(graph, HN_OP_GATE, amount->type, args, 2, place);
}

static bool when_fits(hn_graph *graph, hn_award *award)
{
    const hn_node *when = award->when;
    return !when || hn_node_broken(when)
           || hn_make_test(graph, when, hn_make_text(
                  graph, "the when of `%s`", award->thing.name));
}

/* A full year is told beside the award, so it has the same rows. */
static void settle_full(hn_graph *graph, hn_award *award)
{
    hn_node *full = award->full_year, *own = award->thing.node;
    if (!full || !own || hn_node_broken(full) || hn_node_broken(own))
        return;
    full->uses++;
    if (full->records && full->records != own->records) {
        award_fault(graph, award, 121, "let both read the same rows",
                    hn_make_text(graph, "is one for the run, and its "
                                 "full_year one for each row of `%s`",
                                 full->records->thing.name));
        award->full_year = hn_build_broken(graph, award->thing.place);
        return;
    }
    full->for_run = full->for_run || own->for_run;
}

static void award_nodes(hn_graph *graph, hn_award *award, hn_node *amount,
                        hn_node *full)
{
    hn_place place = award->thing.place;
    if (!when_fits(graph, award))
        award->when = hn_build_broken(graph, place);
    award->amount = award_amount(graph, award, amount);
    award->full_year_amount = full ? full_amount(graph, award, full) : NULL;
    hn_make_own(&award->thing, gated(graph, award->when, award->amount,
                                     place));
    award->full_year = gated(graph, award->when, award->full_year_amount,
                             place);
    settle_full(graph, award);
}

hn_award *hn_build_award(hn_graph *graph, const hn_award *proto,
                         hn_node *amount, hn_node *full_year)
{
    hn_award *award = hn_make_array(graph, proto, 1, sizeof *award);
    if (!award)
        return NULL;
    hn_make_thing(graph, &award->thing, HN_WORD_AWARD);
    hn_rounding *rounding = hn_make_rounding(graph, proto->rounding
                                                    ? proto->rounding
                                                    : &graph->pack.rounding);
    if (!rounding)
        return NULL;
    hn_edit_rounding(graph, rounding, award->thing.name, award->thing.place);
    award->rounding = rounding;
    award->thing.node = NULL;
    award_nodes(graph, award, amount, full_year);
    return graph->arena.failed ? NULL : award;
}
