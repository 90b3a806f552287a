/*
 * proof.c - see proof.h.
 *
 * What is proved holds of values that are known: of two rows that are compared
 * both are, and nothing is said of a row whose value is missing.
 */
#include "proof.h"

#include "plan.h"

/* Which way a node goes as the input rises. */
typedef enum way { STAYS = 0, RISES = 1, FALLS = 2, EITHER = 3 } way;

typedef struct prover {
    const hn_graph *graph;
    const hn_range *ranges;
    const hn_input *with;
    unsigned char *ways;           /* by node id                           */
    hn_ratio *moves;               /* by node id; den 0: not known         */
    int *steps;                    /* left, of asking what is at most what */
} prover;

static hn_interval range_of(const prover *p, const hn_node *node)
{
    return p->ranges[node->id].number;
}

static bool is_positive(hn_interval a)
{
    return !a.no_low && a.low.num >= 0;
}

static bool is_negative(hn_interval a)
{
    return !a.no_high && a.high.num <= 0;
}

/* --- which way ----------------------------------------------------------- */

static way way_of(const prover *p, const hn_node *node)
{
    return (way)p->ways[node->id];
}

static way turned(way is)
{
    return is == RISES ? FALLS : is == FALLS ? RISES : is;
}

static way both(way a, way b)
{
    return (way)(a | b);
}

typedef struct gather { const prover *p; way all; } gather;

static void gather_one(const hn_node *arg, void *ctx)
{
    gather *g = ctx;
    g->all = both(g->all, way_of(g->p, arg));
}

/* What everything that it reads does. */
static way way_of_all(const prover *p, const hn_node *node)
{
    gather g = { p, STAYS };
    hn_node_each(node, gather_one, &g);
    return g.all;
}

/* Times something that stays as it is. */
static way scaled(way is, hn_interval by)
{
    return is == STAYS || is_positive(by) ? is
           : is_negative(by) ? turned(is) : EITHER;
}

static way way_of_product(const prover *p, const hn_node *node)
{
    const hn_node *a = node->args[0], *b = node->args[1];
    bool divides = node->op == HN_OP_DIV;
    way x = way_of(p, a), y = way_of(p, b);
    if (y == STAYS)
        return scaled(x, range_of(p, b));
    if (divides && !is_positive(range_of(p, b)))
        return EITHER;
    if (divides)
        y = turned(y);
    if (x == STAYS)
        return scaled(y, range_of(p, a));
    return is_positive(range_of(p, a)) && is_positive(range_of(p, b))
               ? both(x, y) : EITHER;
}

static way way_of_pair(const prover *p, const hn_node *node, bool first_turns)
{
    way a = way_of(p, node->args[0]), b = way_of(p, node->args[1]);
    return first_turns ? both(turned(a), b) : both(a, turned(b));
}

/* Arms from `at` on: an amount that is never below the next one's. */
static bool never_rise(const prover *p, const hn_node *node, bool turn)
{
    int arms = node->count / 2;
    for (int i = 0; i < arms; i++) {
        const hn_node *one = node->args[2 * i + 1];
        const hn_node *next = node->args[i + 1 < arms ? 2 * i + 3
                                                      : node->count - 1];
        hn_interval high = range_of(p, turn ? next : one);
        hn_interval low = range_of(p, turn ? one : next);
        if (high.no_low || low.no_high
            || hn_ratio_compare(high.low, low.high) < 0)
            return false;
    }
    return true;
}

/* Where tests only come to hold, a row moves to arms that stand earlier. */
static way way_of_choose(const prover *p, const hn_node *node)
{
    way tests = STAYS, takes = way_of(p, node->args[node->count - 1]);
    for (int i = 0; i < node->count / 2; i++) {
        tests = both(tests, way_of(p, node->args[2 * i]));
        takes = both(takes, way_of(p, node->args[2 * i + 1]));
    }
    if (tests == STAYS)
        return takes;
    if (tests == EITHER || takes == EITHER || node->type.kind != HN_NUMBER)
        return EITHER;
    if (takes != FALLS && never_rise(p, node, tests == FALLS))
        return RISES;
    if (takes != RISES && never_rise(p, node, tests == RISES))
        return FALLS;
    return EITHER;
}

static way way_of_gate(const prover *p, const hn_node *node)
{
    way when = way_of(p, node->args[0]), amount = way_of(p, node->args[1]);
    if (when == STAYS)
        return amount;
    return is_positive(range_of(p, node->args[1])) ? both(when, amount)
                                                   : EITHER;
}

static way way_of_cells(const prover *p, const hn_node *node)
{
    const hn_bands *bands = node->u.bands.bands;
    way of = way_of(p, bands->of), cells = STAYS;
    const hn_node *last = NULL;
    for (int i = 0; i < bands->count && of != STAYS; i++) {
        const hn_node *cell = bands->bands[i].cells[node->u.bands.column];
        if (!hn_band_reached(p->ranges, bands, i))
            continue;
        if (!cell || cell->type.kind != HN_NUMBER || cell->u.constant.missing)
            return EITHER;
        int order = last ? hn_ratio_compare(cell->u.constant.number,
                                            last->u.constant.number) : 0;
        cells = both(cells, order > 0 ? RISES : order < 0 ? FALLS : STAYS);
        last = cell;
    }
    return of == EITHER ? EITHER
           : of == FALLS ? turned(cells) : cells;
}

static way way_of_score(const prover *p, const hn_node *node)
{
    const hn_score *score = node->u.score;
    way out = STAYS;
    for (int i = 0; i < score->count; i++) {
        const hn_score_row *row = &score->rows[i];
        way is = way_of(p, row->when ? row->when : row->of);
        if (is != STAYS && !row->when)
            return EITHER;
        if (row->when)
            is = scaled(is, hn_interval_point(
                                row->points[0]->u.constant.number));
        out = both(out, is);
    }
    return out;
}

/* Without rows left out it is known only where all of its rows are. */
static way way_of_sum(const prover *p, const hn_node *node)
{
    const hn_fold *fold = node->u.fold;
    bool same = !fold->leave_out && !fold->peers
                && (!fold->where || way_of(p, fold->where) == STAYS)
                && (!fold->for_each || way_of(p, fold->for_each) == STAYS);
    for (int i = 0; i < fold->by_count; i++)
        same = same && way_of(p, fold->by[i]) == STAYS;
    return same && fold->of ? way_of(p, fold->of) : EITHER;
}

/* Whether an input decides which row a link finds. */
static bool goes_by(const hn_link *link, const hn_input *input)
{
    const hn_lasting *lasts = &link->to->lasts;
    if (!link->on)
        return input == link->by || input == link->to->key;
    return input == link->by || input == link->on || input == lasts->of
           || input == lasts->starts || input == lasts->ends;
}

static way find_way(const prover *p, const hn_node *node)
{
    way all = way_of_all(p, node);
    if (node->op == HN_OP_INPUT)
        return node->u.input == p->with ? RISES : STAYS;
    if (node->op == HN_OP_LINK)
        return goes_by(node->u.link, p->with) ? EITHER : STAYS;
    if (all == STAYS)
        return STAYS;
    switch (node->op) {
    case HN_OP_SAME: case HN_OP_ROUND: case HN_OP_ADD: case HN_OP_LOWER:
    case HN_OP_HIGHER: case HN_OP_MEDIAN_OF: case HN_OP_ALL: case HN_OP_ANY:
    case HN_OP_AT_LEAST_N: case HN_OP_DATED: case HN_OP_DATE_SHIFT:
    case HN_OP_FINANCIAL_YEAR_END: case HN_OP_ACADEMIC_YEAR_END:
    case HN_OP_MONTH_END:
    case HN_OP_CALENDAR_ADD: case HN_OP_SCHOOL_WEEK_END: case HN_OP_VIA:
    case HN_OP_TERM_END:
    case HN_OP_SCHOOL_DAY:
        return all;
    case HN_OP_NEG: case HN_OP_NONE:
        return turned(all);
    case HN_OP_SUB: case HN_OP_OVER: case HN_OP_AT_LEAST:
    case HN_OP_DATE_DIFF:
        return way_of_pair(p, node, false);
    case HN_OP_UNDER: case HN_OP_AT_MOST: case HN_OP_CALENDAR_DAYS:
    case HN_OP_SCHOOL_WEEKS:
        return way_of_pair(p, node, true);
    case HN_OP_MUL: case HN_OP_DIV:
        return way_of_product(p, node);
    case HN_OP_CHOOSE:
        return way_of_choose(p, node);
    case HN_OP_GATE:
        return way_of_gate(p, node);
    case HN_OP_BAND_COLUMN:
        return way_of_cells(p, node);
    case HN_OP_SCORE:
        return way_of_score(p, node);
    case HN_OP_SUM:
        return way_of_sum(p, node);
    case HN_OP_KNOWN: case HN_OP_GIVEN:
        return node->args[0]->op == HN_OP_INPUT ? STAYS : EITHER;
    default:
        return EITHER;
    }
}

/* An input that says which date a row has changes all that is dated. */
static bool dates_rows(const hn_graph *graph, const hn_input *input)
{
    for (int i = 0; i < graph->records_count; i++)
        if (graph->records[i]->dated_by == input)
            return true;
    return false;
}

static bool find_ways(prover *p, hn_arena *arena)
{
    p->ways = hn_arena_alloc(arena, (size_t)p->graph->node_count + 1);
    if (!p->ways || dates_rows(p->graph, p->with))
        return false;
    for (int i = 0; i < p->graph->node_count; i++)
        p->ways[i] = (unsigned char)find_way(p, p->graph->nodes[i]);
    return true;
}

/* --- never above --------------------------------------------------------- */

static bool is_multiple(const hn_node *node, hn_ratio step)
{
    const hn_param *param = node->op == HN_OP_PARAM ? node->u.param.param
                                                    : NULL;
    int count = param ? param->count : 1;
    if (node->op == HN_OP_ROUND) {
        hn_ratio own;
        return hn_ratio_make(&own, node->u.rounding.step_num,
                             node->u.rounding.step_den)
               && hn_ratio_compare(own, step) == 0;
    }
    if (!param && node->op != HN_OP_CONSTANT)
        return false;
    for (int i = 0; i < count; i++) {
        const hn_node *value = param ? param->periods[i].value : node;
        hn_ratio times;
        if (!value)
            continue;
        if (value->u.constant.missing
            || !hn_ratio_div(&times, value->u.constant.number, step)
            || times.den != 1)
            return false;
    }
    return true;
}

static bool at_most(const prover *p, const hn_node *a, const hn_node *b,
                    int depth);

static bool each_at_most(const prover *p, const hn_node *a, const hn_node *b,
                         int depth, bool every)
{
    for (int i = 0; i < a->count; i++)
        if (at_most(p, a->args[i], b, depth) != every)
            return !every;
    return every;
}

static bool at_most_each(const prover *p, const hn_node *a, const hn_node *b,
                         int depth, bool every)
{
    for (int i = 0; i < b->count; i++)
        if (at_most(p, a, b->args[i], depth) != every)
            return !every;
    return every;
}

/* Rounding does not pass a limit that is itself so rounded. */
static bool rounded_at_most(const prover *p, const hn_node *a,
                            const hn_node *b, int depth)
{
    hn_ratio step;
    const hn_rounding r = a->u.rounding;
    if (b->op == HN_OP_ROUND && b->u.rounding.mode == r.mode
        && b->u.rounding.step_num == r.step_num
        && b->u.rounding.step_den == r.step_den
        && at_most(p, a->args[0], b->args[0], depth))
        return true;
    return hn_ratio_make(&step, r.step_num, r.step_den)
           && is_multiple(b, step) && at_most(p, a->args[0], b, depth);
}

static bool choice_at_most(const prover *p, const hn_node *a,
                           const hn_node *b, int depth)
{
    int arms = a->count / 2;
    for (int i = 0; i <= arms; i++)
        if (hn_arm_reached(p->ranges, a, i)
            && !at_most(p, a->args[i < arms ? 2 * i + 1 : a->count - 1], b,
                        depth))
            return false;
    return true;
}

/* x times y is at most v times w, for x up to v, y up to w, all above 0. */
static bool product_at_most(const prover *p, const hn_node *a,
                            const hn_node *b, int depth)
{
    bool divides = a->op == HN_OP_DIV;
    if (a->op != b->op)
        return false;
    for (int i = 0; i < 2; i++)
        if (!is_positive(range_of(p, a->args[i]))
            || !is_positive(range_of(p, b->args[i])))
            return false;
    return at_most(p, a->args[0], b->args[0], depth)
           && (divides ? at_most(p, b->args[1], a->args[1], depth)
                       : at_most(p, a->args[1], b->args[1], depth));
}

static bool same_test(const hn_node *a, const hn_node *b)
{
    a = hn_node_behind(a);
    b = hn_node_behind(b);
    bool same = a->op == HN_OP_ALL && b->op == HN_OP_ALL
                && a->count == b->count;
    for (int i = 0; same && i < a->count; i++)
        same = hn_node_behind(a->args[i]) == hn_node_behind(b->args[i]);
    return a == b || same;
}

/* Two awards that are made of the same rows; nought where they are not. */
static bool gate_at_most(const prover *p, const hn_node *a, const hn_node *b,
                         int depth)
{
    if (b->op == HN_OP_GATE && same_test(a->args[0], b->args[0]))
        return at_most(p, a->args[1], b->args[1], depth);
    return is_positive(range_of(p, b)) && at_most(p, a->args[1], b, depth);
}

static bool at_most(const prover *p, const hn_node *a, const hn_node *b,
                    int depth)
{
    a = hn_node_behind(a);
    b = hn_node_behind(b);
    hn_interval x = range_of(p, a), y = range_of(p, b);
    if (a == b || (!x.no_high && !y.no_low
                   && hn_ratio_compare(x.high, y.low) <= 0))
        return true;
    if (--depth < 0 || --*p->steps < 0)
        return false;
    if ((a->op == HN_OP_LOWER && each_at_most(p, a, b, depth, false))
        || (a->op == HN_OP_HIGHER && each_at_most(p, a, b, depth, true))
        || (b->op == HN_OP_HIGHER && at_most_each(p, a, b, depth, false))
        || (b->op == HN_OP_LOWER && at_most_each(p, a, b, depth, true)))
        return true;
    switch (a->op) {
    case HN_OP_ROUND:
        return rounded_at_most(p, a, b, depth);
    case HN_OP_GATE:
        return gate_at_most(p, a, b, depth);
    case HN_OP_CHOOSE:
        return choice_at_most(p, a, b, depth);
    case HN_OP_MUL: case HN_OP_DIV:
        return product_at_most(p, a, b, depth);
    case HN_OP_SUB:
        return is_positive(range_of(p, a->args[1]))
               && at_most(p, a->args[0], b, depth);
    default:
        return false;
    }
}

/* a - b is not below nought where b is at most a. */
static bool never_under(const prover *p, const hn_node *a, const hn_node *b,
                        int depth)
{
    const hn_node *node = hn_node_behind(a);
    hn_interval low = range_of(p, b);
    if (at_most(p, b, a, depth))
        return true;
    while (node->op == HN_OP_ROUND)
        node = hn_node_behind(node->args[0]);
    return node->op == HN_OP_SUB && is_negative(low)
           && at_most(p, node->args[1], node->args[0], depth);
}

/* --- how far ------------------------------------------------------------- */

static bool largest(hn_interval a, hn_ratio *out)
{
    hn_ratio low = a.low;
    low.num = low.num < 0 ? -low.num : low.num;
    *out = a.high;
    out->num = out->num < 0 ? -out->num : out->num;
    if (hn_ratio_compare(low, *out) > 0)
        *out = low;
    return !a.no_low && !a.no_high;
}

static bool most_of(const prover *p, const hn_node *node, bool sum, int from,
                    int stride, hn_ratio *out)
{
    *out = hn_ratio_of(0);
    for (int i = from; i < node->count; i += stride) {
        hn_ratio one = p->moves[node->args[i]->id];
        if (one.den == 0)
            return false;
        if (sum && !hn_ratio_add(out, *out, one))
            return false;
        if (!sum && hn_ratio_compare(one, *out) > 0)
            *out = one;
    }
    return true;
}

static bool move_of_product(const prover *p, const hn_node *node,
                            hn_ratio *out)
{
    bool first = way_of(p, node->args[1]) == STAYS;
    const hn_node *moves = node->args[first ? 0 : 1];
    const hn_node *stays = node->args[first ? 1 : 0];
    hn_interval by = range_of(p, stays);
    hn_ratio one = p->moves[moves->id], most;
    if (way_of(p, stays) != STAYS || one.den == 0)
        return false;
    if (node->op == HN_OP_DIV)
        return first && !by.no_low && by.low.num > 0
               && hn_ratio_div(out, one, by.low);
    return largest(by, &most) && hn_ratio_mul(out, one, most);
}

static bool move_of_choose(const prover *p, const hn_node *node,
                           hn_ratio *out)
{
    hn_ratio last = p->moves[node->args[node->count - 1]->id];
    for (int i = 0; i < node->count / 2; i++)
        if (way_of(p, node->args[2 * i]) != STAYS)
            return false;
    if (last.den == 0 || !most_of(p, node, false, 1, 2, out))
        return false;
    if (hn_ratio_compare(last, *out) > 0)
        *out = last;
    return true;
}

/* Rounding adds no more than the rest of a step. */
static bool move_of_round(const prover *p, const hn_node *node, hn_ratio *out)
{
    const hn_rounding up = { node->u.rounding.step_num,
                             node->u.rounding.step_den, HN_CEILING };
    hn_ratio one = p->moves[node->args[0]->id];
    return one.den != 0 && hn_round(out, one, up);
}

static bool step_of(const hn_input *input, hn_ratio *out)
{
    hn_wide scale = input->type.form == HN_PERCENT ? 100 : 1;
    for (int i = 0; i < input->decimals; i++)
        scale *= 10;
    return hn_ratio_make(out, 1, input->type.kind == HN_DATE ? 1 : scale);
}

static bool find_move(const prover *p, const hn_node *node, hn_ratio *out)
{
    *out = hn_ratio_of(0);
    if (way_of(p, node) == STAYS)
        return true;
    switch (node->op) {
    case HN_OP_INPUT:
        return step_of(node->u.input, out);
    case HN_OP_SAME: case HN_OP_NEG: case HN_OP_ADD: case HN_OP_SUB:
    case HN_OP_DATE_DIFF:
        return most_of(p, node, true, 0, 1, out);
    case HN_OP_LOWER: case HN_OP_HIGHER: case HN_OP_MEDIAN_OF:
        return most_of(p, node, false, 0, 1, out);
    case HN_OP_MUL: case HN_OP_DIV:
        return move_of_product(p, node, out);
    case HN_OP_ROUND:
        return move_of_round(p, node, out);
    case HN_OP_CHOOSE:
        return move_of_choose(p, node, out);
    case HN_OP_GATE:
        *out = p->moves[node->args[1]->id];
        return way_of(p, node->args[0]) == STAYS && out->den != 0;
    default:
        return false;
    }
}

static bool no_cliff(prover *p, const hn_promise *promise, hn_arena *arena)
{
    int count = p->graph->node_count;
    p->moves = hn_arena_alloc(arena,
                              sizeof *p->moves * ((size_t)count + 1));
    if (!p->moves)
        return false;
    for (int i = 0; i < count; i++)
        if (!find_move(p, p->graph->nodes[i], &p->moves[i]))
            p->moves[i] = (hn_ratio){ 0, 0 };
    hn_ratio move = p->moves[promise->of->id];
    return move.den != 0 && hn_ratio_compare(move, promise->above) <= 0;
}

/* --- all together -------------------------------------------------------- */

static bool goes(const prover *p, const hn_promise *promise)
{
    way is = way_of(p, promise->of);
    return is == STAYS || is == (promise->kind == HN_RISES ? RISES : FALLS);
}

bool hn_promise_proved(const hn_graph *graph, const hn_promise *promise,
                       hn_arena *arena)
{
    enum { DEEP = 24 };
    int steps = 50000;
    prover p = { .graph = graph, .with = promise->with, .steps = &steps };
    p.ranges = hn_ranges_make(graph, graph->node_count, arena);
    if (!p.ranges)
        return false;
    switch (promise->kind) {
    case HN_NEVER_OVER:
        return promise->of->type.kind == HN_NUMBER
               && at_most(&p, promise->of, promise->limit, DEEP);
    case HN_NEVER_UNDER:
        return promise->of->type.kind == HN_NUMBER
               && never_under(&p, promise->of, promise->limit, DEEP);
    case HN_RISES: case HN_FALLS:
        return find_ways(&p, arena) && goes(&p, promise);
    case HN_NO_CLIFF:
        return find_ways(&p, arena) && no_cliff(&p, promise, arena);
    default:
        return false;
    }
}
