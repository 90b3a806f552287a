/*
 * cover_reach.c - points that nothing can reach: proved, never assumed.
 *
 * The idea: go once through the nodes, each after what it reads, and keep what
 * its value can be at most: whether it can be missing, whether a test can be
 * met and unmet, which choices it can come to, between which ends a number or
 * a date lies.  What lies outside cannot be reached.  Each node is taken by
 * itself, so that more is thought possible than is, and nothing less.
 */
#include "cover.h"

#define ALL_CHOICES (~(uint64_t)0)

enum { CAN_YES = 1, CAN_NO = 2, CAN_BOTH = 3 };

/* An end of a range, if it has one. */
typedef struct limit { bool is; hn_ratio at; } limit;
typedef struct range { limit low, high; } range;

typedef struct prover {
    const hn_graph *graph;
    hn_plan plan;
    hn_arena arena;
    bool *misses;             /* by node id: it can be not known             */
    uint8_t *can;             /* by node id, of yes/no: CAN_...              */
    uint64_t *choices;        /* by node id, of choices: a bit each          */
    range *ranges;            /* by node id, of numbers and dates            */
} prover;

/* --- what can be missing ------------------------------------------------- */

static bool records_miss(const hn_records *records)
{
    return records->dated_by && !records->dated_by->required;
}

/* Whether the date in use can be missing. */
static bool date_misses(const prover *p, const hn_node *node)
{
    if (node->for_run)
        return false;
    if (node->records)
        return records_miss(node->records);
    for (int i = 0; i < p->graph->records_count; i++)
        if (records_miss(p->graph->records[i]))
            return true;
    return false;
}

typedef struct missing { const prover *p; bool any; } missing;

static void gather_missing(const hn_node *arg, void *ctx)
{
    missing *m = ctx;
    m->any = m->any || m->p->misses[arg->id];
}

static bool any_misses(const prover *p, const hn_node *node)
{
    missing m = {p, false};
    hn_node_each(node, gather_missing, &m);
    return m.any;
}

static bool table_misses(const prover *p, const hn_node *node)
{
    const hn_step *step = &p->plan.steps[node->id];
    int count = 0;
    if (node->op == HN_OP_PARAM)
        count = node->u.param.param->count;
    else if (node->op == HN_OP_BAND_COLUMN)
        count = node->u.bands.bands->count;
    for (int i = 0; i < count; i++)
        if (step->gaps[i] == HN_GAP_MISSING)
            return true;
    if (node->op != HN_OP_LOOKUP)
        return false;
    const hn_lookup *lookup = node->u.lookup.lookup;
    for (int i = 0; i < lookup->row_count; i++) {
        const hn_node *cell = lookup->rows[i].cells[node->u.lookup.column];
        if (!cell || cell->u.constant.missing)
            return true;
    }
    return false;
}

static bool link_misses(const hn_node *node)
{
    return !node->u.link->required || !node->u.link->by->required;
}

/* Adding up rows comes to something even where there are none; a group has at
 * least the row that asks. */
static bool fold_misses(const prover *p, const hn_node *node)
{
    const hn_fold *fold = node->u.fold;
    bool adds = node->op == HN_OP_SUM || node->op == HN_OP_COUNT;
    bool by = false;
    for (int i = 0; i < fold->by_count; i++)
        by = by || p->misses[fold->by[i]->id];
    if (!adds || fold->peers)
        return true;
    return by || (any_misses(p, node) && (!fold->leave_out || fold->for_each));
}

/* --- what is asked for first --------------------------------------------- */

/* Tests beside one another, or before what is taken: where one of them has
 * settled the matter, a value is not missed. */
typedef struct guards {
    const prover *p;
    hn_node *const *tests;
    int count;
    bool any;                 /* they are of ANY: each is unmet; else each is
                               * met                                          */
} guards;

static bool is_same_group(const hn_fold *a, const hn_fold *b)
{
    bool same = a->over == b->over && a->where == b->where
                && a->by_count == b->by_count && a->for_each == b->for_each
                && a->peers == b->peers;
    for (int i = 0; same && i < a->by_count; i++)
        same = a->by[i] == b->by[i];
    return same;
}

static const hn_node *value_of(const hn_node *node)
{
    while (node->op == HN_OP_SAME)
        node = node->args[0];
    return node;
}

static bool is_nought(const hn_node *node)
{
    return node->op == HN_OP_CONSTANT && node->type.kind == HN_NUMBER
           && !node->u.constant.missing && node->u.constant.number.num == 0;
}

/* Where the count of the same rows is not nought there is a lowest, a mean. */
static bool is_counted(const guards *g, const hn_node *test,
                       const hn_node *node)
{
    const hn_node *count = test->count == 2 ? value_of(test->args[0]) : NULL;
    if (!g->any || test->op != HN_OP_IS || count->op != HN_OP_COUNT
        || !is_nought(test->args[1]) || !hn_op_is_fold(node->op)
        || hn_op_is_ordered(node->op) || hn_op_is_place(node->op))
        return false;
    return is_same_group(count->u.fold, node->u.fold)
           && !any_misses(g->p, node);
}

static bool is_guarded(const guards *g, const hn_node *node)
{
    for (int i = 0; i < g->count; i++) {
        const hn_node *test = g->tests[i];
        bool known = test->op == HN_OP_KNOWN || test->op == HN_OP_GIVEN;
        if ((known && !g->any && value_of(test->args[0]) == value_of(node))
            || is_counted(g, test, value_of(node)))
            return true;
    }
    return false;
}

/* Whether a value can be missing although none of the tests has settled it. */
static bool misses_still(const guards *g, const hn_node *node, int depth)
{
    if (!g->p->misses[node->id] || is_guarded(g, node))
        return false;
    switch (node->op) {
    case HN_OP_SAME: case HN_OP_ADD: case HN_OP_SUB: case HN_OP_MUL:
    case HN_OP_DIV: case HN_OP_NEG: case HN_OP_ROUND: case HN_OP_LOWER:
    case HN_OP_HIGHER: case HN_OP_OVER: case HN_OP_AT_LEAST:
    case HN_OP_UNDER: case HN_OP_AT_MOST: case HN_OP_IS: case HN_OP_IS_NOT:
    case HN_OP_ONE_OF: case HN_OP_DATE_SHIFT: case HN_OP_DATE_DIFF:
        break;
    default:
        return true;
    }
    for (int i = 0; depth > 0 && i < node->count; i++)
        if (misses_still(g, node->args[i], depth - 1))
            return true;
    return depth == 0;
}

#define MOST_DEPTH 6

static bool list_misses(const prover *p, const hn_node *node)
{
    guards g = {p, node->args, node->count, node->op != HN_OP_ALL};
    for (int i = 0; i < node->count; i++)
        if (misses_still(&g, node->args[i], MOST_DEPTH))
            return true;
    return false;
}

/* An arm is taken where its test is met. */
static bool choose_misses(const prover *p, const hn_node *node)
{
    for (int k = 0; k + 1 < node->count; k += 2) {
        const hn_node *when = node->args[k];
        bool all = when->op == HN_OP_ALL;
        guards g = {p, all ? when->args : &node->args[k],
                    all ? when->count : 1, false};
        if (p->misses[when->id]
            || misses_still(&g, node->args[k + 1], MOST_DEPTH))
            return true;
    }
    return p->misses[node->args[node->count - 1]->id];
}

/* Whether a row of the panel may be unable to tell. */
static bool is_open(const prover *p, const hn_node *panel)
{
    bool open = false;
    for (int k = 0; k + 1 < panel->count; k += 2)
        open = open || p->misses[panel->args[k]->id];
    return open;
}

static bool misses(const prover *p, const hn_node *node)
{
    switch (node->op) {
    case HN_OP_CONSTANT:
        return node->u.constant.missing;
    case HN_OP_INPUT:
        return !node->u.input->required;
    case HN_OP_DECISION_DATE:
        return date_misses(p, node);
    case HN_OP_KNOWN:
        return false;
    case HN_OP_LINK:
        return link_misses(node);
    case HN_OP_PREVIOUS: case HN_OP_QUEUED: case HN_OP_FARED:
    case HN_OP_SENTENCE:
        return true;
    case HN_OP_ALL: case HN_OP_ANY: case HN_OP_NONE:
        return list_misses(p, node);
    case HN_OP_CHOOSE:
        return choose_misses(p, node);
    case HN_OP_PANEL:
        return is_open(p, node)
               && p->misses[node->args[node->count - 1]->id];
    case HN_OP_PARAM: case HN_OP_LOOKUP: case HN_OP_DATED:
    case HN_OP_BAND_COLUMN:
        if (node->op == HN_OP_LOOKUP && node->u.lookup.lookup->otherwise)
            return false;
        return any_misses(p, node) || table_misses(p, node)
               || (hn_node_reads_date(node, &p->plan.steps[node->id])
                   && date_misses(p, node));
    default:
        return hn_op_is_fold(node->op) ? fold_misses(p, node)
                                       : any_misses(p, node);
    }
}

/* --- ranges -------------------------------------------------------------- */

static const limit none;

static limit limit_of(hn_ratio at)
{
    return (limit){true, at};
}

static const range *range_of(const prover *p, const hn_node *node)
{
    return &p->ranges[node->id];
}

static range point_at(hn_ratio at)
{
    return (range){limit_of(at), limit_of(at)};
}

static bool is_below(const limit *a, const limit *b)
{
    return hn_ratio_compare(a->at, b->at) < 0;
}

static limit lower(limit a, limit b)
{
    return is_below(&b, &a) ? b : a;
}

static limit higher(limit a, limit b)
{
    return is_below(&a, &b) ? b : a;
}

/* All of both. */
static range joined(range a, range b)
{
    return (range){
        a.low.is && b.low.is ? lower(a.low, b.low) : none,
        a.high.is && b.high.is ? higher(a.high, b.high) : none};
}

static limit added(limit a, limit b)
{
    limit sum = {a.is && b.is, {0, 1}};
    if (sum.is)
        sum.is = hn_ratio_add(&sum.at, a.at, b.at);
    return sum;
}

static limit negated(limit a)
{
    a.at.num = -a.at.num;
    return a;
}

static range turned_round(range a)
{
    return (range){negated(a.high), negated(a.low)};
}

static range sum_of(range a, range b)
{
    return (range){added(a.low, b.low), added(a.high, b.high)};
}

/* One end is enough to hold the lower from above, the higher from below. */
static range least_of(range a, range b)
{
    range least = {a.low.is && b.low.is ? lower(a.low, b.low) : none, b.high};
    if (a.high.is)
        least.high = b.high.is ? lower(a.high, b.high) : a.high;
    return least;
}

static bool is_positive(range a)
{
    return a.low.is && a.low.at.num >= 0;
}

/* Of two that are not below nought a product is not either; nor is what is
 * divided. */
static range product_of(range a, range b, bool divide)
{
    range product = {none, none};
    if (is_positive(a) && is_positive(b))
        product.low = limit_of(hn_ratio_of(0));
    if (product.low.is && !divide && a.high.is && b.high.is)
        product.high.is = hn_ratio_mul(&product.high.at, a.high.at,
                                       b.high.at);
    return product;
}

static range rounded(range a, hn_rounding rounding)
{
    a.low.is = a.low.is && hn_round(&a.low.at, a.low.at, rounding);
    a.high.is = a.high.is && hn_round(&a.high.at, a.high.at, rounding);
    return a;
}

/* Rows that are added up, each with that range; there may be none. */
static range total_of(range each)
{
    limit nought = limit_of(hn_ratio_of(0));
    return (range){each.low.is && each.low.at.num >= 0 ? nought : none,
                   each.high.is && each.high.at.num <= 0 ? nought : none};
}

static range constant_range(const hn_node *constant)
{
    const hn_constant *c = constant ? &constant->u.constant : NULL;
    if (!c || c->missing)
        return (range){none, none};
    return point_at(constant->type.kind == HN_DATE ? hn_ratio_of(c->index)
                                                   : c->number);
}

static range period_range(const hn_param *param)
{
    range all = {none, none};
    bool first = true;
    for (int i = 0; i < param->count; i++) {
        if (!param->periods[i].value)
            continue;
        range one = constant_range(param->periods[i].value);
        all = first ? one : joined(all, one);
        first = false;
    }
    return all;
}

/* What the plan has proved of it. */
static range planned_range(const prover *p, const hn_node *node)
{
    const hn_step *step = &p->plan.steps[node->id];
    range r = {none, none};
    if (node->type.kind != HN_NUMBER || step->den == 0)
        return r;
    r.low.is = hn_ratio_make(&r.low.at, step->low, step->den);
    r.high.is = hn_ratio_make(&r.high.at, step->high, step->den);
    return r;
}

static range arms_range(const prover *p, const hn_node *node)
{
    range all = *range_of(p, node->args[node->count - 1]);
    for (int k = 1; k < node->count; k += 2)
        all = joined(all, *range_of(p, node->args[k]));
    return all;
}

static range list_range(const prover *p, const hn_node *node)
{
    bool lower = node->op == HN_OP_LOWER;
    range all = *range_of(p, node->args[0]);
    for (int i = 1; i < node->count; i++) {
        range next = *range_of(p, node->args[i]);
        all = lower ? least_of(all, next)
                    : turned_round(least_of(turned_round(all),
                                            turned_round(next)));
    }
    return all;
}

/* What follows from the ranges of what it reads. */
static range derived_range(const prover *p, const hn_node *node)
{
    const range *a = node->count > 0 ? range_of(p, node->args[0]) : NULL;
    const range *b = node->count > 1 ? range_of(p, node->args[1]) : NULL;
    range nought = point_at(hn_ratio_of(0));
    switch (node->op) {
    case HN_OP_CONSTANT:
        return constant_range(node);
    case HN_OP_PARAM:
        return period_range(node->u.param.param);
    case HN_OP_SAME:
        return *a;
    case HN_OP_VIA:
        return *b;
    case HN_OP_NEG:
        return turned_round(*a);
    case HN_OP_ADD:
        return sum_of(*a, *b);
    case HN_OP_SUB:
        return sum_of(*a, turned_round(*b));
    case HN_OP_MUL: case HN_OP_DIV:
        return product_of(*a, *b, node->op == HN_OP_DIV);
    case HN_OP_ROUND:
        return rounded(*a, node->u.rounding);
    case HN_OP_LOWER: case HN_OP_HIGHER:
        return list_range(p, node);
    case HN_OP_CHOOSE:
        return arms_range(p, node);
    case HN_OP_GATE:
        return joined(*b, nought);
    case HN_OP_SUM:
        return total_of(*range_of(p, node->u.fold->of));
    case HN_OP_COUNT:
        return (range){nought.low, none};
    case HN_OP_MEAN: case HN_OP_MINIMUM: case HN_OP_MAXIMUM:
    case HN_OP_MEDIAN: case HN_OP_LOWER_QUARTILE: case HN_OP_UPPER_QUARTILE:
        return *range_of(p, node->u.fold->of);
    default:
        return (range){none, none};
    }
}

/* The narrower of the two at either end. */
static range range_for(const prover *p, const hn_node *node)
{
    range derived = derived_range(p, node), planned = planned_range(p, node);
    if (planned.low.is && (!derived.low.is
                           || is_below(&derived.low, &planned.low)))
        derived.low = planned.low;
    if (planned.high.is && (!derived.high.is
                            || is_below(&planned.high, &derived.high)))
        derived.high = planned.high;
    return derived;
}

/* The range of a value less an edge. */
static range gap_range(const prover *p, const hn_point *point)
{
    const hn_node *node = point->node;
    range edge;
    if (node->op == HN_OP_BANDS)
        edge = constant_range(
            node->u.bands.bands->bands[point->of].edge);
    else
        edge = *range_of(p, node->args[1]);
    return sum_of(*range_of(p, node->args[0]), turned_round(edge));
}

static uint8_t compare_can(const prover *p, const hn_node *node)
{
    range gap = gap_range(p, &(hn_point){.node = node});
    bool above = node->op == HN_OP_OVER || node->op == HN_OP_AT_LEAST;
    bool equal = node->op == HN_OP_AT_LEAST || node->op == HN_OP_AT_MOST;
    if (!above)
        gap = turned_round(gap);
    bool yes = !gap.high.is || (equal ? gap.high.at.num >= 0
                                      : gap.high.at.num > 0);
    bool no = !gap.low.is || (equal ? gap.low.at.num < 0
                                    : gap.low.at.num <= 0);
    return (uint8_t)((yes ? CAN_YES : 0) | (no ? CAN_NO : 0));
}

/* Whether the values of band `i` overlap what can be. */
static bool band_can(const prover *p, const hn_node *node, int i)
{
    const hn_bands *bands = node->u.bands.bands;
    const range *r = range_of(p, node->args[0]);
    if (i > 0 && r->high.is) {
        int order = hn_ratio_compare(r->high.at,
                                     bands->bands[i].edge->u.constant.number);
        if (order < 0 || (order == 0 && bands->bands[i].over))
            return false;
    }
    if (i + 1 < bands->count && r->low.is) {
        const hn_band *next = &bands->bands[i + 1];
        int order = hn_ratio_compare(r->low.at,
                                     next->edge->u.constant.number);
        if (order > 0 || (order == 0 && !next->over))
            return false;
    }
    return true;
}

/* --- choices ------------------------------------------------------------- */

static uint64_t choice_bit(int64_t index)
{
    return index >= 0 && index < 64 ? (uint64_t)1 << index : ALL_CHOICES;
}

static uint64_t every_choice(const hn_node *node)
{
    int count = node->type.choices ? node->type.choices->count : 64;
    return count < 64 ? ((uint64_t)1 << count) - 1 : ALL_CHOICES;
}

static uint64_t band_choices(const prover *p, const hn_node *node)
{
    uint64_t set = 0;
    for (int i = 0; i < node->u.bands.bands->count; i++)
        if (band_can(p, node, i))
            set |= choice_bit(i);
    return set;
}

static uint64_t arm_choices(const prover *p, const hn_node *node)
{
    uint64_t set = p->choices[node->args[node->count - 1]->id];
    for (int k = 1; k < node->count; k += 2)
        set |= p->choices[node->args[k]->id];
    return set;
}

static uint64_t period_choices(const hn_param *param)
{
    uint64_t set = 0;
    for (int i = 0; i < param->count; i++)
        if (param->periods[i].value)
            set |= choice_bit(param->periods[i].value->u.constant.index);
    return set;
}

static uint64_t choices_of(const prover *p, const hn_node *node)
{
    switch (node->op) {
    case HN_OP_PARAM:
        return period_choices(node->u.param.param);
    case HN_OP_CONSTANT:
        return choice_bit(node->u.constant.index);
    case HN_OP_SAME:
        return p->choices[node->args[0]->id];
    case HN_OP_VIA:
        return p->choices[node->args[1]->id];
    case HN_OP_BANDS:
        return band_choices(p, node);
    case HN_OP_CHOOSE: case HN_OP_PANEL:
        return arm_choices(p, node);
    default:
        return every_choice(node);
    }
}

static bool is_one(uint64_t set)
{
    return (set & (set - 1)) == 0;
}

/* Whether a choice is one of the others.  What differs is known only where
 * each of the others can be one thing. */
static uint8_t is_can(const prover *p, const hn_node *node)
{
    if (node->args[0]->type.kind != HN_CHOICE)
        return CAN_BOTH;
    uint64_t mine = p->choices[node->args[0]->id], others = 0;
    bool fixed = true;
    for (int i = 1; i < node->count; i++) {
        others |= p->choices[node->args[i]->id];
        fixed = fixed && is_one(p->choices[node->args[i]->id]);
    }
    bool alike = mine & others, differ = !fixed || (mine & ~others);
    bool yes = node->op == HN_OP_IS_NOT ? differ : alike;
    bool no = node->op == HN_OP_IS_NOT ? alike : differ;
    return (uint8_t)((yes ? CAN_YES : 0) | (no ? CAN_NO : 0));
}

/* --- tests --------------------------------------------------------------- */

static uint8_t either(const prover *p, const hn_node *node, int from, int by)
{
    uint8_t can = 0;
    for (int i = from; i < node->count; i += by)
        can |= p->can[node->args[i]->id];
    return can;
}

static uint8_t join_can(const prover *p, const hn_node *node, int needed)
{
    int may = 0, must = 0;
    for (int i = 0; i < node->count; i++) {
        uint8_t can = p->can[node->args[i]->id];
        may += (can & CAN_YES) != 0;
        must += can == CAN_YES;
    }
    return (uint8_t)((may >= needed ? CAN_YES : 0)
                     | (must < needed ? CAN_NO : 0));
}

static uint8_t turned(uint8_t can)
{
    return (uint8_t)((can & CAN_YES ? CAN_NO : 0)
                     | (can & CAN_NO ? CAN_YES : 0));
}

static uint8_t can_of(const prover *p, const hn_node *node)
{
    switch (node->op) {
    case HN_OP_CONSTANT:
        return node->u.constant.index ? CAN_YES : CAN_NO;
    case HN_OP_OVER: case HN_OP_AT_LEAST: case HN_OP_UNDER:
    case HN_OP_AT_MOST:
        return compare_can(p, node);
    case HN_OP_IS: case HN_OP_IS_NOT: case HN_OP_ONE_OF:
        return is_can(p, node);
    case HN_OP_KNOWN:
        return p->misses[node->args[0]->id] ? CAN_BOTH : CAN_YES;
    case HN_OP_ALL:
        return join_can(p, node, node->count);
    case HN_OP_ANY:
        return join_can(p, node, 1);
    case HN_OP_NONE:
        return turned(join_can(p, node, 1));
    case HN_OP_AT_LEAST_N:
        return join_can(p, node, node->u.at_least);
    case HN_OP_SAME: case HN_OP_DATED:
        return either(p, node, 0, 1);
    case HN_OP_CHOOSE:
        return either(p, node, 1, 2)
               | p->can[node->args[node->count - 1]->id];
    case HN_OP_VIA:
        return p->can[node->args[1]->id];
    default:
        return CAN_BOTH;
    }
}

/* --- points -------------------------------------------------------------- */

#define REQUIRED "all that it reads must be given"
#define LIMITS   "the limits of what it reads rule it out"
#define BEFORE   "what stands before it leaves nothing over"
#define NEVER    "its test never holds"
#define ALWAYS   "its test always holds"

static const char *answer_why(const prover *p, const hn_node *test, int index)
{
    if (index == HN_CANNOT_TELL)
        return p->misses[test->id] ? NULL : REQUIRED;
    if (index == HN_MET)
        return p->can[test->id] & CAN_YES ? NULL : NEVER;
    return p->can[test->id] & CAN_NO ? NULL : ALWAYS;
}

static const hn_node *test_of(const hn_point *point)
{
    const hn_criterion *criterion = (const hn_criterion *)point->thing;
    return point->kind == HN_POINT_CRITERION
               ? criterion->wordings[point->of].test : point->node;
}

static const char *arm_why(const prover *p, const hn_point *point)
{
    const hn_node *node = point->node;
    if (node->op == HN_OP_PANEL && point->index == node->count / 2)
        return is_open(p, node) ? NULL : REQUIRED;
    for (int k = 0; node->op == HN_OP_CHOOSE && k < point->index; k++)
        if (!(p->can[node->args[2 * k]->id] & CAN_NO))
            return BEFORE;
    if (point->index < node->count / 2
        && !(p->can[node->args[2 * point->index]->id] & CAN_YES))
        return NEVER;
    return NULL;
}

/* Nothing below all others can be lower than what another never passes. */
static const char *least_why(const prover *p, const hn_point *point)
{
    const hn_node *node = point->node;
    bool lower = node->op == HN_OP_LOWER;
    range mine = *range_of(p, node->args[point->index]);
    for (int k = 0; k < node->count; k++) {
        range other = *range_of(p, node->args[k]);
        const limit *a = lower ? &other.high : &mine.high;
        const limit *b = lower ? &mine.low : &other.low;
        if (k != point->index && a->is && b->is && !is_below(b, a))
            return LIMITS;
    }
    return NULL;
}

static const char *edge_why(const prover *p, const hn_point *point)
{
    range gap = gap_range(p, point);
    bool below = !gap.low.is || gap.low.at.num < 0;
    bool above = !gap.high.is || gap.high.at.num > 0;
    bool at = (below || gap.low.at.num == 0)
              && (above || gap.high.at.num == 0);
    bool can = point->index == HN_BELOW ? below
               : point->index == HN_ABOVE ? above : at;
    return can ? NULL : LIMITS;
}

static const char *score_why(const prover *p, const hn_point *point)
{
    const hn_score_row *row = &point->node->u.score->rows[point->of];
    if (row->when)
        return answer_why(p, row->when, point->index);
    return p->choices[row->of->id] & choice_bit(point->index) ? NULL : LIMITS;
}

static const char *line_why(const prover *p, const hn_point *point)
{
    const hn_lookup *lookup = point->node->u.lookup.lookup;
    const hn_lookup_row *line = &lookup->rows[point->index];
    for (int k = 0; k < lookup->by_count; k++)
        if (!(p->choices[lookup->by[k]->id] & choice_bit(line->keys[k])))
            return LIMITS;
    return NULL;
}

static const char *why(const prover *p, const hn_point *point)
{
    switch (point->kind) {
    case HN_POINT_CRITERION: case HN_POINT_AWARD:
        return answer_why(p, test_of(point), point->index);
    case HN_POINT_ARM:
        return arm_why(p, point);
    case HN_POINT_LEAST:
        return least_why(p, point);
    case HN_POINT_BAND:
        return band_can(p, point->node, point->index) ? NULL : LIMITS;
    case HN_POINT_SCORE_TEST: case HN_POINT_SCORE_CHOICE:
        return score_why(p, point);
    case HN_POINT_LINE:
        return line_why(p, point);
    case HN_POINT_EDGE:
        return edge_why(p, point);
    default:
        return NULL;
    }
}

/* --- all together -------------------------------------------------------- */

/* Ranges are the same on every day, so that any day will do for the plan. */
static bool prepare(prover *p, hn_memory *memory)
{
    size_t nodes = (size_t)p->graph->node_count + 1;
    hn_report report;
    hn_arena_init(&p->arena, memory);
    p->misses = hn_arena_alloc(&p->arena, nodes * sizeof *p->misses);
    p->can = hn_arena_alloc(&p->arena, nodes);
    p->choices = hn_arena_alloc(&p->arena, nodes * sizeof *p->choices);
    p->ranges = hn_arena_alloc(&p->arena, nodes * sizeof *p->ranges);
    hn_report_init(&report, memory);
    bool made = hn_plan_make(&p->plan, p->graph, memory, true, 0, &report);
    hn_report_dispose(&report);
    return made && !p->arena.failed;
}

static void go_through(prover *p)
{
    for (int i = 0; i < p->graph->node_count; i++) {
        const hn_node *node = p->graph->nodes[i];
        p->misses[i] = misses(p, node);
        if (node->type.kind == HN_NUMBER || node->type.kind == HN_DATE)
            p->ranges[i] = range_for(p, node);
        if (node->type.kind == HN_CHOICE)
            p->choices[i] = choices_of(p, node);
        if (node->type.kind == HN_YESNO)
            p->can[i] = can_of(p, node);
    }
}

bool hn_cover_prove(hn_cover *cover, hn_memory *memory)
{
    prover p = {.graph = cover->graph};
    bool ready = prepare(&p, memory);
    if (ready)
        go_through(&p);
    for (int i = 0; ready && i < cover->count; i++)
        if (cover->points[i].head == i && !cover->points[i].by)
            cover->points[i].impossible = why(&p, &cover->points[i]);
    for (int i = 0; ready && i < cover->count; i++)
        if (!why(&p, &cover->points[i]))
            cover->points[cover->points[i].head].impossible = NULL;
    if (p.plan.graph)
        hn_plan_dispose(&p.plan);
    hn_arena_dispose(&p.arena);
    return ready;
}
