/*
 * build_claims.c - printed figures, and claims about them.
 *
 * A claim is no part of what is worked out for rows.  Its formula is built by
 * the same ops as any other, and checked with them; when the graph is
 * finished, the nodes that claims alone read are put behind the rest, where
 * no plan sees them.
 */
#include "make.h"

#include <string.h>

/* --- printed figures ----------------------------------------------------- */

static hn_type type_of(const hn_printed_figure *figure)
{
    hn_type type = hn_type_form(figure->percent ? HN_PERCENT : HN_AMOUNT);
    if (figure->money)
        type.unit = hn_unit_of(HN_GBP);
    return type;
}

static hn_node *unread(hn_graph *graph, const char *text, const char *why,
                       hn_place place)
{
    hn_report_addf(graph->report, 215, HN_ERROR, place,
                   "write it as the report prints it, such as \"\xC2\xA3"
                   "38k\", \"\xC2\xA3""57.5m\", \"31%\" or \"1,464\"",
                   "`%s` %s", text, why);
    return hn_build_broken(graph, place);
}

hn_node *hn_build_printed(hn_graph *graph, const char *text, const char *step,
                          bool exact, hn_place place)
{
    hn_printed_figure figure;
    const char *why = hn_printed_read(&figure, hn_slice_of(text), step);
    if (!why && exact && figure.between.no_high)
        why = "is \"or more\", and no exact figure";
    if (why)
        return unread(graph, text, why, place);
    if (exact)
        figure.between = hn_interval_point(figure.value);
    hn_node *node = hn_make_constant(graph, type_of(&figure), place);
    hn_printed *printed = hn_make_array(
        graph, &(hn_printed){ hn_make_copy(graph, text), figure }, 1,
        sizeof *printed);
    if (!node || !printed || !printed->text)
        return NULL;
    node->op = HN_OP_PRINTED;
    node->of_report = true;
    node->u.printed = printed;
    return node;
}

/* --- a claim ------------------------------------------------------------- */

/* A claim restates a report, which seldom says what an amount is of: what is
 * held against each other is money and money, or a number and a number. */
static bool like_printed(hn_graph *graph, const hn_printed_claim *claim)
{
    const hn_node *equals = claim->equals;
    bool number = equals->type.kind == HN_NUMBER;
    bool money = claim->printed->u.printed->figure.money;
    if (number && equals->type.unit.power[HN_GBP] == money)
        return true;
    hn_report_addf(graph->report, 200, HN_ERROR, equals->place,
                   !number ? "a claim compares amounts"
                   : money ? "write the amounts in it with a pound sign: "
                             "exact \"\xC2\xA3""38k\""
                           : "write the printed figure as the report does, "
                             "with a pound sign if it is money",
                   "claim \"%s\" prints %s, and the formula is %s",
                   claim->name, money ? "money" : "a plain number",
                   hn_make_type_text(graph, equals->type));
    return false;
}

static void check_name(hn_graph *graph, const hn_printed_claim *claim)
{
    for (int i = 0; i < graph->claim_count; i++)
        if (strcmp(graph->claims[i]->name, claim->name) == 0)
            hn_report_addf(graph->report, 113, HN_ERROR, claim->place,
                           "say in the name which it is: of what, which "
                           "year, which row",
                           "two claims are called \"%s\"", claim->name);
}

static bool take_formula(hn_graph *graph, hn_printed_claim *claim)
{
    bool whole = claim->printed && !hn_node_broken(claim->printed);
    if (whole)
        claim->equals = hn_make_typed(graph, claim->equals,
                                      claim->printed->type, NULL);
    claim->equals = hn_make_enter(graph, claim->equals);
    if (!claim->equals)
        return false;
    claim->equals->uses++;
    return whole && !hn_node_broken(claim->equals)
        && like_printed(graph, claim);
}

hn_printed_claim *hn_build_claim(hn_graph *graph,
                                 const hn_printed_claim *proto)
{
    hn_printed_claim *claim = hn_make_array(graph, proto, 1, sizeof *claim);
    hn_printed_claim **all = hn_arena_grow(&graph->arena, graph->claims,
                                   graph->claim_count, &graph->claim_cap,
                                   sizeof *all);
    if (!claim || !all)
        return NULL;
    graph->claims = all;
    claim->name = hn_make_copy(graph, proto->name);
    claim->source = hn_make_copy(graph, proto->source);
    claim->note = hn_make_copy(graph, proto->note);
    if (graph->arena.failed)
        return NULL;
    check_name(graph, claim);
    if (take_formula(graph, claim))
        graph->claims[graph->claim_count++] = claim;
    return graph->arena.failed ? NULL : claim;
}

/* --- the end ------------------------------------------------------------- */

static bool fits_claim(const hn_node *node)
{
    switch (node->op) {
    case HN_OP_CONSTANT:
        return node->type.kind == HN_NUMBER && !node->u.constant.missing;
    case HN_OP_PRINTED: case HN_OP_SAME: case HN_OP_ADD: case HN_OP_SUB:
    case HN_OP_MUL: case HN_OP_DIV: case HN_OP_NEG: case HN_OP_ROUND:
    case HN_OP_LOWER: case HN_OP_HIGHER: case HN_OP_MEDIAN_OF:
    case HN_OP_FUNDING:
        return node->type.kind == HN_NUMBER;
    default:
        return false;
    }
}

/* What keeps the node from a claim; NULL where nothing does. */
static const hn_node *unfit(const hn_node *node, const bool *fit)
{
    if (fit[node->id])
        return NULL;
    for (int i = 0; i < node->count; i++)
        if (!fit[node->args[i]->id])
            return unfit(node->args[i], fit);
    return node;
}

static void tell_unfit(hn_graph *graph, const hn_printed_claim *claim,
                       const hn_node *node)
{
    hn_report_addf(graph->report, 216, HN_ERROR, claim->place,
                   "a claim is made of printed and exact figures and numbers, "
                   "with + - * / lower_of higher_of median_of and funding.*",
                   "claim \"%s\" cannot be worked out by itself: it reads %s",
                   claim->name,
                   hn_make_name(graph, node, "something else than figures of "
                                "a report"));
}

static void check_formulas(hn_graph *graph)
{
    bool *fit = hn_arena_alloc(&graph->arena,
                               (size_t)graph->node_count + 1);
    for (int i = 0; fit && i < graph->node_count; i++) {
        const hn_node *node = graph->nodes[i];
        fit[i] = fits_claim(node);
        for (int j = 0; j < node->count; j++)
            fit[i] = fit[i] && fit[node->args[j]->id];
    }
    for (int i = 0; fit && i < graph->claim_count; i++) {
        const hn_printed_claim *claim = graph->claims[i];
        const hn_node *why = unfit(claim->equals, fit);
        if (why)
            tell_unfit(graph, claim, why);
    }
}

static void check_strays(hn_graph *graph)
{
    for (int i = 0; i < graph->node_count + graph->property_nodes; i++) {
        const hn_node *node = graph->nodes[i];
        if (node->op == HN_OP_PRINTED)
            hn_report_addf(graph->report, 125, HN_ERROR, node->place,
                           "in a rule the amount is a param, with its source; "
                           "printed and exact belong into claims",
                           "`%s` is a figure of a report, and stands outside "
                           "a claim", node->u.printed->text);
    }
}

void hn_check_claims(hn_graph *graph)
{
    if (graph->report->errors > 0 || graph->arena.failed)
        return;
    check_formulas(graph);
    hn_part_nodes(graph);
    check_strays(graph);
}
