/*
 * grain.c - see grain.h.
 */
#include "grain.h"

static const hn_ratio unknown = {0, 0};

static hn_wide divisor_of(hn_wide a, hn_wide b)
{
    while (b != 0) {
        hn_wide rest = a % b;
        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

/* Of values of the one and of the other: the largest amount that both are
 * whole numbers of times. */
static hn_ratio both(hn_ratio a, hn_ratio b)
{
    hn_wide x, y, den;
    hn_ratio made;
    if (a.den == 0 || b.den == 0
        || __builtin_mul_overflow((hn_wide)a.num, (hn_wide)b.den, &x)
        || __builtin_mul_overflow((hn_wide)b.num, (hn_wide)a.den, &y)
        || __builtin_mul_overflow((hn_wide)a.den, (hn_wide)b.den, &den)
        || !hn_ratio_make(&made, divisor_of(x, y), den))
        return unknown;
    return made;
}

static hn_ratio of_constant(const hn_node *node)
{
    hn_ratio none = {0, 1}, value;
    if (!node || node->op != HN_OP_CONSTANT || node->type.kind != HN_NUMBER)
        return node && node->op == HN_OP_CONSTANT && node->u.constant.missing
                   ? none : unknown;
    if (node->u.constant.missing)
        return none;
    value = node->u.constant.number;
    value.num = value.num < 0 ? -value.num : value.num;
    return value;
}

static hn_ratio of_input(const hn_input *input)
{
    hn_wide den = input->type.form == HN_PERCENT ? 100 : 1;
    hn_ratio made;
    for (int i = 0; i < input->decimals; i++)
        den *= 10;
    return hn_ratio_make(&made, 1, den) ? made : unknown;
}

static hn_ratio of_param(const hn_param *param)
{
    hn_ratio all = {0, 1};
    for (int i = 0; i < param->count; i++)
        if (param->periods[i].value)
            all = both(all, of_constant(param->periods[i].value));
    return all;
}

static hn_ratio of_lookup(const hn_lookup *lookup, int column)
{
    hn_ratio all = {0, 1};
    for (int i = 0; i < lookup->row_count; i++)
        if (lookup->rows[i].cells[column])
            all = both(all, of_constant(lookup->rows[i].cells[column]));
    return lookup->otherwise ? unknown : all;
}

/* From argument `from` on, each `stride`-th, and the last one. */
static hn_ratio of_args(const hn_ratio *grain, const hn_node *node, int from,
                        int stride)
{
    hn_ratio all = {0, 1};
    for (int i = from; i < node->count; i += stride)
        all = both(all, grain[node->args[i]->id]);
    return node->count > 0
               ? both(all, grain[node->args[node->count - 1]->id]) : unknown;
}

static hn_ratio of_product(const hn_ratio *grain, const hn_node *node)
{
    hn_ratio a = grain[node->args[0]->id], b = grain[node->args[1]->id], made;
    return a.den != 0 && b.den != 0 && hn_ratio_mul(&made, a, b)
               ? made : unknown;
}

static hn_ratio divided(hn_ratio a, const hn_node *by)
{
    hn_ratio b = of_constant(by), made;
    return a.den != 0 && b.den != 0 && b.num != 0 && hn_ratio_div(&made, a, b)
               ? made : unknown;
}

/* By what is known before the run alone: what else divides may be anything. */
static hn_ratio of_quotient(const hn_ratio *grain, const hn_node *node)
{
    hn_ratio a = grain[node->args[0]->id], all = {0, 1};
    const hn_node *by = node->args[1];
    while (by->op == HN_OP_SAME)
        by = by->args[0];
    if (by->op != HN_OP_PARAM)
        return divided(a, by);
    for (int i = 0; i < by->u.param.param->count; i++)
        if (by->u.param.param->periods[i].value)
            all = both(all, divided(a, by->u.param.param->periods[i].value));
    return all;
}

static hn_ratio of_step(const hn_rounding *rounding)
{
    hn_ratio made;
    return hn_ratio_make(&made, rounding->step_num, rounding->step_den)
               ? made : unknown;
}

static hn_ratio grain_of(const hn_ratio *grain, const hn_node *node)
{
    switch (node->op) {
    case HN_OP_CONSTANT: return of_constant(node);
    case HN_OP_INPUT: return of_input(node->u.input);
    case HN_OP_PARAM: return of_param(node->u.param.param);
    case HN_OP_LOOKUP:
        return of_lookup(node->u.lookup.lookup, node->u.lookup.column);
    case HN_OP_ROUND: return of_step(&node->u.rounding);
    case HN_OP_SAME: case HN_OP_ADD: case HN_OP_SUB: case HN_OP_NEG:
    case HN_OP_LOWER: case HN_OP_HIGHER:
        return of_args(grain, node, 0, 1);
    case HN_OP_CHOOSE: case HN_OP_GATE: return of_args(grain, node, 1, 2);
    case HN_OP_MUL: return of_product(grain, node);
    case HN_OP_DIV: return of_quotient(grain, node);
    case HN_OP_DATE_DIFF: case HN_OP_COMPLETED_MONTHS:
    case HN_OP_COMPLETED_YEARS: case HN_OP_CALENDAR_DAYS:
    case HN_OP_SCHOOL_WEEKS: case HN_OP_COUNT: case HN_OP_QUARTILE:
    case HN_OP_RANK:
        return (hn_ratio){1, 1};
    case HN_OP_VIA: return grain[node->args[1]->id];
    case HN_OP_SUM: case HN_OP_MINIMUM: case HN_OP_MAXIMUM:
        return node->u.fold->of ? grain[node->u.fold->of->id] : unknown;
    default: return unknown;
    }
}

hn_ratio *hn_grain_make(const hn_graph *graph, int count, hn_arena *arena)
{
    hn_ratio *grain = hn_arena_alloc(arena, sizeof *grain
                                            * ((size_t)count + 1));
    for (int i = 0; grain && i < count; i++)
        grain[i] = graph->nodes[i]->type.kind == HN_NUMBER
            ? grain_of(grain, graph->nodes[i]) : unknown;
    return grain;
}
