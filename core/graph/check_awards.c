/*
 * check_awards.c - an award that can fall below nought.
 *
 * Only what is proved is told.  The least value of an amount is worked out
 * from the limits of its inputs; it is one that can be reached only where each
 * input stands in the formula once and the award's `when` asks about none of
 * them.  Wherever that is not so, nothing is said.
 */
#include "make.h"

#include <string.h>
#include "../quantity/number.h"

#define MOST_STEPS 20000

typedef struct range { hn_ratio low, high; } range;

typedef struct prover {
    hn_graph *graph;
    unsigned char *seen;           /* by node id: leaves of the amount     */
    int steps;                     /* left; a formula shared again and again
                                    * has more ways through it than nodes  */
} prover;

/* --- leaves -------------------------------------------------------------- */

/* Whether the node, or anything below it, is a leaf of the amount. */
static bool reads_seen(const prover *p, const hn_node *node,
                       unsigned char *been)
{
    if (been[node->id])
        return false;
    been[node->id] = 1;
    if (p->seen[node->id])
        return true;
    for (int i = 0; i < node->count; i++)
        if (reads_seen(p, node->args[i], been))
            return true;
    return false;
}

static bool first_time(prover *p, const hn_node *leaf)
{
    if (p->seen[leaf->id])
        return false;
    p->seen[leaf->id] = 1;
    return true;
}

static bool input_range(prover *p, const hn_node *node, range *out)
{
    const hn_input *input = node->u.input;
    int64_t scale = input->type.form == HN_PERCENT ? 100 : 1;
    for (int i = 0; i < input->decimals; i++)
        scale *= 10;
    return first_time(p, node) && input->has_min && input->has_max
           && hn_ratio_make(&out->low, input->min, scale)
           && hn_ratio_make(&out->high, input->max, scale);
}

static bool param_range(prover *p, const hn_node *node, range *out)
{
    const hn_param *param = node->u.param.param;
    if (param->count != 1 && !first_time(p, node))
        return false;
    for (int i = 0; i < param->count; i++) {
        const hn_node *value = param->periods[i].value;
        if (!value || hn_node_broken(value) || value->u.constant.missing)
            return false;
        hn_ratio number = value->u.constant.number;
        if (i == 0 || hn_ratio_compare(number, out->low) < 0)
            out->low = number;
        if (i == 0 || hn_ratio_compare(number, out->high) > 0)
            out->high = number;
    }
    return param->count > 0;
}

/* --- ops ----------------------------------------------------------------- */

static bool extend(range *out, hn_ratio value, bool first)
{
    if (first || hn_ratio_compare(value, out->low) < 0)
        out->low = value;
    if (first || hn_ratio_compare(value, out->high) > 0)
        out->high = value;
    return true;
}

static int sign(hn_ratio value)
{
    return (value.num > 0) - (value.num < 0);
}

static bool product(hn_op op, range a, range b, range *out)
{
    const hn_ratio x[] = { a.low, a.high }, y[] = { b.low, b.high };
    bool divide = op == HN_OP_DIV;
    if (divide && (sign(b.low) == 0 || sign(b.low) != sign(b.high)))
        return false;
    for (int i = 0; i < 4; i++) {
        hn_ratio value;
        bool fits = divide ? hn_ratio_div(&value, x[i / 2], y[i % 2])
                           : hn_ratio_mul(&value, x[i / 2], y[i % 2]);
        if (!fits || !extend(out, value, i == 0))
            return false;
    }
    return true;
}

static bool combine(hn_op op, range a, range b, range *out)
{
    bool lower = op == HN_OP_LOWER;
    switch (op) {
    case HN_OP_ADD:
        return hn_ratio_add(&out->low, a.low, b.low)
               && hn_ratio_add(&out->high, a.high, b.high);
    case HN_OP_SUB:
        return hn_ratio_sub(&out->low, a.low, b.high)
               && hn_ratio_sub(&out->high, a.high, b.low);
    case HN_OP_MUL: case HN_OP_DIV:
        return product(op, a, b, out);
    case HN_OP_LOWER: case HN_OP_HIGHER:
        out->low = (hn_ratio_compare(a.low, b.low) < 0) == lower ? a.low
                                                                 : b.low;
        out->high = (hn_ratio_compare(a.high, b.high) < 0) == lower
                    ? a.high : b.high;
        return true;
    default:
        return false;
    }
}

static bool range_of(prover *p, const hn_node *node, range *out);

static bool range_of_all(prover *p, const hn_node *node, range *out)
{
    if (!range_of(p, node->args[0], out))
        return false;
    for (int i = 1; i < node->count; i++) {
        range next, both;
        if (!range_of(p, node->args[i], &next)
            || !combine(node->op, *out, next, &both))
            return false;
        *out = both;
    }
    return true;
}

static bool rounded(const hn_node *node, range *out)
{
    return hn_round(&out->low, out->low, node->u.rounding)
           && hn_round(&out->high, out->high, node->u.rounding);
}

static bool negated(range *out)
{
    range was = *out;
    return hn_ratio_sub(&out->low, hn_ratio_of(0), was.high)
           && hn_ratio_sub(&out->high, hn_ratio_of(0), was.low);
}

/* False where it cannot be told. */
static bool range_of(prover *p, const hn_node *node, range *out)
{
    if (--p->steps < 0)
        return false;
    switch (node->op) {
    case HN_OP_CONSTANT:
        out->low = out->high = node->u.constant.number;
        return !node->u.constant.missing;
    case HN_OP_INPUT:
        return input_range(p, node, out);
    case HN_OP_PARAM:
        return node->count == 0 && param_range(p, node, out);
    case HN_OP_SAME:
        return range_of(p, node->args[0], out);
    case HN_OP_ROUND:
        return range_of(p, node->args[0], out) && rounded(node, out);
    case HN_OP_NEG:
        return range_of(p, node->args[0], out) && negated(out);
    case HN_OP_ADD: case HN_OP_SUB: case HN_OP_MUL: case HN_OP_DIV:
    case HN_OP_LOWER: case HN_OP_HIGHER:
        return range_of_all(p, node, out);
    default:
        return false;
    }
}

/* --- awards -------------------------------------------------------------- */

static void tell(hn_graph *graph, const hn_award *award, hn_ratio low)
{
    hn_text least;
    hn_text_init(&least, graph->memory);
    hn_amount_write(&least, low, award->declared.unit);
    hn_report_addf(graph->report, 303, HN_WARNING, award->thing.place,
                   "write amount = higher_of { ..., 0 }, or add a criterion "
                   "that prevents it",
                   "award `%s` can fall to %s within the limits of its "
                   "inputs", award->thing.name, hn_text_string(&least));
    if (least.failed)
        graph->arena.failed = 1;
    hn_text_dispose(&least);
}

static void check_award(hn_graph *graph, const hn_award *award)
{
    prover p = { graph, NULL, MOST_STEPS };
    range out;
    size_t nodes = (size_t)graph->node_count + 1;
    if (!award->amount || hn_node_broken(award->amount)
        || hn_node_broken(award->thing.node))
        return;
    p.seen = hn_memory_alloc(graph->memory, nodes);
    unsigned char *been = hn_memory_alloc(graph->memory, nodes);
    if (p.seen && been && range_of(&p, award->amount, &out)
        && sign(out.low) < 0
        && !(award->when && reads_seen(&p, award->when, been)))
        tell(graph, award, out.low);
    if (!p.seen || !been)
        graph->arena.failed = 1;
    hn_memory_free(graph->memory, p.seen, nodes);
    hn_memory_free(graph->memory, been, nodes);
}

static bool has_criterion(const hn_graph *graph)
{
    for (int i = 0; i < graph->thing_count; i++)
        if (graph->things[i]->word == HN_WORD_CRITERION
            && !((const hn_criterion *)graph->things[i])->refuses)
            return true;
    return false;
}

/* In a pack with criteria an award without a test has most likely lost it. */
static void check_test(hn_graph *graph, const hn_award *award)
{
    if (!award->when && has_criterion(graph))
        hn_report_addf(graph->report, 307, HN_WARNING, award->thing.place,
                       "add when = all { criterion.first, criterion.second }",
                       "the award `%s` has no `when`: every row is given it",
                       award->thing.name);
}

void hn_check_awards(hn_graph *graph)
{
    for (int i = 0; i < graph->thing_count; i++)
        if (graph->things[i]->word == HN_WORD_AWARD)
            check_test(graph, (const hn_award *)graph->things[i]);
    for (int i = 0; i < graph->thing_count; i++)
        if (graph->things[i]->word == HN_WORD_AWARD)
            check_award(graph, (const hn_award *)graph->things[i]);
}
