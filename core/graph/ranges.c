/*
 * ranges.c - see ranges.h.
 */
#include "ranges.h"

enum { MOST_COMPARED = 32 };       /* tests that are held against each other */

static const hn_range anything = {
    .number = { .no_low = true, .no_high = true }, .yes = true, .no = true
};

const hn_node *hn_node_behind(const hn_node *node)
{
    while (node->op == HN_OP_SAME)
        node = node->args[0];
    return node;
}

/* --- joining ranges ------------------------------------------------------ */

static hn_interval hull(hn_interval a, hn_interval b)
{
    hn_interval out = a;
    out.no_low = a.no_low || b.no_low;
    out.no_high = a.no_high || b.no_high;
    if (!out.no_low && hn_ratio_compare(b.low, a.low) < 0)
        out.low = b.low;
    if (!out.no_high && hn_ratio_compare(b.high, a.high) > 0)
        out.high = b.high;
    if (out.no_low)
        out.low = hn_ratio_of(0);
    if (out.no_high)
        out.high = hn_ratio_of(0);
    return out;
}

/* A range that grows value by value. */
typedef struct growing { hn_interval all; bool any, open; } growing;

static void grow(growing *g, hn_interval more)
{
    g->all = g->any ? hull(g->all, more) : more;
    g->any = true;
}

static void grow_constant(growing *g, const hn_node *constant)
{
    if (constant && constant->op == HN_OP_CONSTANT
        && constant->type.kind == HN_NUMBER) {
        if (!constant->u.constant.missing)
            grow(g, hn_interval_point(constant->u.constant.number));
    } else if (constant) {
        g->open = true;
    }
}

static hn_interval grown(const growing *g)
{
    return g->any && !g->open ? g->all : hn_interval_all();
}

/* --- leaves -------------------------------------------------------------- */

static hn_interval input_range(const hn_input *input)
{
    hn_interval out = hn_interval_all();
    int64_t scale = input->type.form == HN_PERCENT ? 100 : 1;
    for (int i = 0; i < input->decimals; i++)
        scale *= 10;
    out.no_low = !input->has_min
                 || !hn_ratio_make(&out.low, input->min, scale);
    out.no_high = !input->has_max
                  || !hn_ratio_make(&out.high, input->max, scale);
    return out;
}

static hn_interval param_range(const hn_param *param)
{
    growing g = { .any = false };
    for (int i = 0; i < param->count; i++)
        grow_constant(&g, param->periods[i].value);
    return grown(&g);
}

static hn_interval lookup_range(const hn_lookup *lookup, int column)
{
    growing g = { .any = false };
    for (int i = 0; i < lookup->row_count; i++)
        grow_constant(&g, lookup->rows[i].cells[column]);
    return grown(&g);
}

static hn_interval bands_range(const hn_range *ranges, const hn_bands *bands,
                               int column)
{
    growing g = { .any = false };
    for (int i = 0; i < bands->count; i++)
        if (hn_band_reached(ranges, bands, i))
            grow_constant(&g, bands->bands[i].cells[column]);
    return grown(&g);
}

static hn_interval score_range(const hn_score *score)
{
    hn_interval out = hn_interval_point(hn_ratio_of(0));
    for (int i = 0; i < score->count; i++) {
        const hn_score_row *row = &score->rows[i];
        growing g = { .any = false };
        if (row->when)
            grow(&g, hn_interval_point(hn_ratio_of(0)));
        for (int j = 0; j < row->count; j++)
            grow_constant(&g, row->points[j]);
        if (!hn_interval_add(&out, out, grown(&g)))
            return hn_interval_all();
    }
    return out;
}

/* --- amounts ------------------------------------------------------------- */

static hn_interval of_all(const hn_range *ranges, const hn_node *node)
{
    hn_interval out = ranges[node->args[0]->id].number;
    for (int i = 1; i < node->count; i++) {
        hn_interval next = ranges[node->args[i]->id].number;
        bool fits = true;
        switch (node->op) {
        case HN_OP_ADD:    fits = hn_interval_add(&out, out, next); break;
        case HN_OP_SUB:    fits = hn_interval_sub(&out, out, next); break;
        case HN_OP_MUL:    fits = hn_interval_mul(&out, out, next); break;
        case HN_OP_DIV:    fits = hn_interval_div(&out, out, next); break;
        case HN_OP_LOWER:  out = hn_interval_lower(out, next); break;
        case HN_OP_HIGHER: out = hn_interval_higher(out, next); break;
        default:           out = hull(out, next); break;
        }
        if (!fits)
            return hn_interval_all();
    }
    return out;
}

static hn_interval rounded(hn_interval a, hn_rounding rounding)
{
    a.no_low = a.no_low || !hn_round(&a.low, a.low, rounding);
    a.no_high = a.no_high || !hn_round(&a.high, a.high, rounding);
    return a;
}

static hn_interval choose_range(const hn_range *ranges, const hn_node *node)
{
    growing g = { .any = false };
    for (int i = 0; i <= node->count / 2; i++)
        if (hn_arm_reached(ranges, node, i))
            grow(&g, ranges[node->args[i < node->count / 2
                                       ? 2 * i + 1 : node->count - 1]->id]
                         .number);
    return grown(&g);
}

static hn_interval at_least_nought(hn_interval of)
{
    hn_interval out = hn_interval_all();
    out.no_low = of.no_low || of.low.num < 0;
    return out;
}

/* A part of it, from nought on. */
static hn_interval up_to(hn_interval of)
{
    of.no_low = false;
    of.low = hn_ratio_of(0);
    if (!of.no_high && of.high.num < 0)
        of.high = of.low;
    return of;
}

/* A claim less what a pot pays of it: never below nought. */
static bool is_unpaid(const hn_node *node)
{
    return node->args[1]->op == HN_OP_ALLOCATED
           && node->args[1]->u.fold->of == node->args[0];
}

static hn_interval number_range(const hn_range *ranges, const hn_node *node)
{
    const hn_fold *fold = hn_op_is_fold(node->op) ? node->u.fold : NULL;
    hn_interval of = fold && fold->of && fold->of->type.kind == HN_NUMBER
                         ? ranges[fold->of->id].number : hn_interval_all();
    switch (node->op) {
    case HN_OP_CONSTANT:
        return node->u.constant.missing
                   ? hn_interval_all()
                   : hn_interval_point(node->u.constant.number);
    case HN_OP_INPUT:
        return input_range(node->u.input);
    case HN_OP_PARAM:
        return param_range(node->u.param.param);
    case HN_OP_SUB:
        return is_unpaid(node) ? up_to(ranges[node->args[0]->id].number)
                               : of_all(ranges, node);
    case HN_OP_ADD: case HN_OP_MUL: case HN_OP_DIV:
    case HN_OP_LOWER: case HN_OP_HIGHER: case HN_OP_MEDIAN_OF:
        return of_all(ranges, node);
    case HN_OP_SAME:
        return ranges[node->args[0]->id].number;
    case HN_OP_VIA:
        return ranges[node->args[1]->id].number;
    case HN_OP_NEG:
        return hn_interval_neg(&of, ranges[node->args[0]->id].number)
                   ? of : hn_interval_all();
    case HN_OP_ROUND:
        return rounded(ranges[node->args[0]->id].number, node->u.rounding);
    case HN_OP_CHOOSE:
        return choose_range(ranges, node);
    case HN_OP_GATE:
        return hull(ranges[node->args[1]->id].number,
                    hn_interval_point(hn_ratio_of(0)));
    case HN_OP_LOOKUP:
        return lookup_range(node->u.lookup.lookup, node->u.lookup.column);
    case HN_OP_BAND_COLUMN:
        return bands_range(ranges, node->u.bands.bands, node->u.bands.column);
    case HN_OP_SCORE:
        return score_range(node->u.score);
    case HN_OP_SUM:
        return at_least_nought(of);
    case HN_OP_ALLOCATED:
        return up_to(of);
    case HN_OP_COUNT: case HN_OP_SCHOOL_WEEKS:
        return at_least_nought(hn_interval_point(hn_ratio_of(0)));
    case HN_OP_MEAN: case HN_OP_MINIMUM: case HN_OP_MAXIMUM:
    case HN_OP_MEDIAN: case HN_OP_LOWER_QUARTILE:
    case HN_OP_UPPER_QUARTILE: case HN_OP_PREVIOUS:
        return of;
    default:
        return hn_interval_all();
    }
}

/* --- comparisons --------------------------------------------------------- */

/* Whether all of `a` is above all of `b`; `level`: or level with it. */
static bool above(hn_interval a, hn_interval b, bool level)
{
    return !a.no_low && !b.no_high
           && hn_ratio_compare(a.low, b.high) >= (level ? 0 : 1);
}

static bool is_comparison(const hn_node *node)
{
    return node->op >= HN_OP_OVER && node->op <= HN_OP_AT_MOST
           && node->args[0]->type.kind == HN_NUMBER;
}

static hn_op opposite(hn_op op)
{
    switch (op) {
    case HN_OP_OVER:     return HN_OP_AT_MOST;
    case HN_OP_AT_MOST:  return HN_OP_OVER;
    case HN_OP_UNDER:    return HN_OP_AT_LEAST;
    default:             return HN_OP_UNDER;
    }
}

static bool looks_up(hn_op op)
{
    return op == HN_OP_OVER || op == HN_OP_AT_LEAST;
}

static bool is_strict(hn_op op)
{
    return op == HN_OP_OVER || op == HN_OP_UNDER;
}

/* Whether limit `a` is above limit `b`, or level with it, at any date. */
static bool limit_above(const hn_range *ranges, const hn_node *a,
                        const hn_node *b, bool level)
{
    if (hn_node_behind(a) == hn_node_behind(b))
        return level;
    return above(ranges[a->id].number, ranges[b->id].number, level);
}

/* Two comparisons of one amount, `a` taken as `a_op` and `b` as `b_op`. */
static bool cannot_both(const hn_range *ranges, const hn_node *a, hn_op a_op,
                        const hn_node *b, hn_op b_op)
{
    if (hn_node_behind(a->args[0]) != hn_node_behind(b->args[0])
        || looks_up(a_op) == looks_up(b_op))
        return false;
    const hn_node *low = looks_up(a_op) ? a->args[1] : b->args[1];
    const hn_node *high = looks_up(a_op) ? b->args[1] : a->args[1];
    return limit_above(ranges, low, high,
                       is_strict(a_op) || is_strict(b_op));
}

static bool pair_apart(const hn_range *ranges, const hn_node *a,
                       const hn_node *b)
{
    a = hn_node_behind(a);
    b = hn_node_behind(b);
    return is_comparison(a) && is_comparison(b)
           && cannot_both(ranges, a, a->op, b, b->op);
}

static bool pair_implies(const hn_range *ranges, const hn_node *a,
                         const hn_node *b)
{
    a = hn_node_behind(a);
    return a == b || (is_comparison(a) && is_comparison(b)
                      && cannot_both(ranges, a, a->op, b, opposite(b->op)));
}

/* The entries of an ALL, or the test itself; of those within them nothing is
 * asked, so that what is shared again and again takes no longer. */
static int entries_of(const hn_node *const *test, const hn_node *const **out)
{
    bool all = (*test)->op == HN_OP_ALL && (*test)->count <= MOST_COMPARED;
    *out = all ? (const hn_node *const *)(*test)->args : test;
    return all ? (*test)->count : 1;
}

bool hn_tests_apart(const hn_range *ranges, const hn_node *a,
                    const hn_node *b)
{
    const hn_node *const *x, *const *y;
    a = hn_node_behind(a);
    b = hn_node_behind(b);
    int xs = entries_of(&a, &x), ys = entries_of(&b, &y);
    for (int i = 0; i < xs; i++)
        for (int j = 0; j < ys; j++)
            if (pair_apart(ranges, x[i], y[j]))
                return true;
    return false;
}

bool hn_test_implies(const hn_range *ranges, const hn_node *a,
                     const hn_node *b)
{
    const hn_node *const *x;
    a = hn_node_behind(a);
    b = hn_node_behind(b);
    int xs = entries_of(&a, &x);
    for (int i = 0; i < xs; i++)
        if (pair_implies(ranges, x[i], b))
            return true;
    return a == b;
}

bool hn_tests_cover(const hn_range *ranges, const hn_node *a,
                    const hn_node *b)
{
    a = hn_node_behind(a);
    b = hn_node_behind(b);
    return is_comparison(a) && is_comparison(b)
           && cannot_both(ranges, a, opposite(a->op), b, opposite(b->op));
}

static hn_range compare_range(const hn_range *ranges, const hn_node *node)
{
    hn_interval a = ranges[node->args[0]->id].number;
    hn_interval b = ranges[node->args[1]->id].number;
    hn_range out = anything;
    switch (node->op) {
    case HN_OP_OVER:
        out.yes = !above(b, a, true);
        out.no = !above(a, b, false);
        break;
    case HN_OP_AT_LEAST:
        out.yes = !above(b, a, false);
        out.no = !above(a, b, true);
        break;
    case HN_OP_UNDER:
        out.yes = !above(a, b, true);
        out.no = !above(b, a, false);
        break;
    default:
        out.yes = !above(a, b, false);
        out.no = !above(b, a, true);
        break;
    }
    return out;
}

/* --- tests --------------------------------------------------------------- */

static bool any_apart(const hn_range *ranges, const hn_node *node)
{
    for (int i = 0; i < node->count && node->count <= MOST_COMPARED; i++)
        for (int j = 0; j < i; j++)
            if (pair_apart(ranges, node->args[i], node->args[j]))
                return true;
    return false;
}

static bool any_cover(const hn_range *ranges, const hn_node *node)
{
    for (int i = 0; i < node->count && node->count <= MOST_COMPARED; i++)
        for (int j = 0; j < i; j++)
            if (hn_tests_cover(ranges, node->args[i], node->args[j]))
                return true;
    return false;
}

static hn_range join_range(const hn_range *ranges, const hn_node *node)
{
    int yes = 0, always = 0;
    hn_range out = anything;
    for (int i = 0; i < node->count; i++) {
        yes += ranges[node->args[i]->id].yes;
        always += !ranges[node->args[i]->id].no;
    }
    int needed = node->op == HN_OP_ALL ? node->count
                 : node->op == HN_OP_AT_LEAST_N ? node->u.at_least : 1;
    out.yes = yes >= needed
              && !(node->op == HN_OP_ALL && any_apart(ranges, node));
    out.no = always < needed
             && !(needed == 1 && any_cover(ranges, node));
    if (node->op == HN_OP_NONE)
        out = (hn_range){ anything.number, out.no, out.yes };
    return out;
}

static hn_range union_range(const hn_range *ranges, const hn_node *node)
{
    hn_range out = anything;
    out.yes = out.no = false;
    for (int i = 0; i < node->count; i++) {
        out.yes = out.yes || ranges[node->args[i]->id].yes;
        out.no = out.no || ranges[node->args[i]->id].no;
    }
    return out;
}

static hn_range test_range(const hn_range *ranges, const hn_node *node)
{
    switch (node->op) {
    case HN_OP_SAME: case HN_OP_DATED:
        return union_range(ranges, node);
    case HN_OP_OVER: case HN_OP_AT_LEAST: case HN_OP_UNDER:
    case HN_OP_AT_MOST:
        return is_comparison(node) ? compare_range(ranges, node) : anything;
    case HN_OP_ALL: case HN_OP_ANY: case HN_OP_NONE: case HN_OP_AT_LEAST_N:
        return join_range(ranges, node);
    default:
        return anything;
    }
}

hn_range *hn_ranges_make(const hn_graph *graph, int count, hn_arena *arena)
{
    hn_range *ranges = hn_arena_alloc(arena, sizeof *ranges
                                             * ((size_t)count + 1));
    for (int i = 0; ranges && i < count; i++) {
        const hn_node *node = graph->nodes[i];
        ranges[i] = anything;
        if (node->type.kind == HN_NUMBER)
            ranges[i].number = number_range(ranges, node);
        else if (node->type.kind == HN_YESNO)
            ranges[i] = test_range(ranges, node);
    }
    return ranges;
}

/* --- what is reached ----------------------------------------------------- */

bool hn_band_reached(const hn_range *ranges, const hn_bands *bands, int band)
{
    hn_interval of = ranges[bands->of->id].number;
    const hn_band *low = &bands->bands[band];
    const hn_band *high = band + 1 < bands->count ? low + 1 : NULL;
    if (low->edge && !of.no_high) {
        int order = hn_ratio_compare(of.high, low->edge->u.constant.number);
        if (order < 0 || (order == 0 && low->over))
            return false;
    }
    if (high && !of.no_low) {
        int order = hn_ratio_compare(of.low, high->edge->u.constant.number);
        if (order > 0 || (order == 0 && !high->over))
            return false;
    }
    return true;
}

bool hn_arm_reached(const hn_range *ranges, const hn_node *choose, int arm)
{
    const hn_node *when = arm < choose->count / 2 ? choose->args[2 * arm]
                                                  : NULL;
    if (when && !ranges[when->id].yes)
        return false;
    for (int i = 0; i < arm && arm <= MOST_COMPARED; i++) {
        const hn_node *earlier = choose->args[2 * i];
        if (!ranges[earlier->id].no
            || (when && hn_test_implies(ranges, when, earlier)))
            return false;
        for (int j = 0; j < i; j++)
            if (hn_tests_cover(ranges, earlier, choose->args[2 * j]))
                return false;
    }
    return true;
}
