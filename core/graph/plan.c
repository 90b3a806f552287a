/*
 * plan.c - settles how each node is held and evaluated.
 *
 * The idea: with the ranges of the inputs known, interval arithmetic proves for
 * most nodes that every numerator fits 62 bits over one denominator, so that the
 * evaluator can use plain integers without a check.  Where it does not, the node
 * is `wide` and carries exact ratios that are checked row by row.
 */
#include "plan.h"
#include <string.h>
#include "tables.h"

#define FITS ((hn_wide)1 << 62)
#define MOST_CELLS 1000000     /* of a lookup: keys times dates              */

typedef struct planner {
    hn_plan *plan;
    hn_report *report;
    bool *dated;          /* by node id: floats, and depends on the date     */
    bool date_told;
} planner;

static hn_step *step_of(planner *p, const hn_node *node)
{
    return &p->plan->steps[node->id];
}

static bool fits(hn_wide value)
{
    return value <= FITS && value >= -FITS;
}

/* --- ranges -------------------------------------------------------------------- */

static void set_wide(hn_step *step)
{
    step->wide = true;
    step->den = 0;
    step->can_fault = true;
}

static void set_range(hn_step *step, int64_t den, hn_wide low, hn_wide high)
{
    if (den <= 0 || den > FITS || !fits(low) || !fits(high)) {
        set_wide(step);
        return;
    }
    step->den = den;
    step->low = low;
    step->high = high;
}

static void *take(planner *p, size_t size)
{
    return hn_arena_alloc(&p->plan->arena, size ? size : 1);
}

/* Brings `count` numbers to one denominator: sets `times`, and the common range
 * and denominator.  False where 64 bits do not suffice. */
static bool align(planner *p, hn_step *step, hn_node *const *args, int count,
                  int64_t *den, hn_wide *low, hn_wide *high)
{
    step->times = take(p, sizeof *step->times * (size_t)count);
    if (!step->times)
        return false;
    *den = 1;
    for (int i = 0; i < count; i++) {
        const hn_step *arg = step_of(p, args[i]);
        if (arg->den == 0 || !hn_lcm(den, *den, arg->den))
            return false;
    }
    for (int i = 0; i < count; i++) {
        const hn_step *arg = step_of(p, args[i]);
        int64_t times = *den / arg->den;
        hn_wide from = arg->low * times, to = arg->high * times;
        if (!fits(times) || !fits(from) || !fits(to))
            return false;
        step->times[i] = times;
        *low = i == 0 || from < *low ? from : *low;
        *high = i == 0 || to > *high ? to : *high;
    }
    return true;
}

static void plan_like(planner *p, const hn_node *node, hn_step *step)
{
    int64_t den;
    hn_wide low = 0, high = 0;
    if (node->type.kind != HN_NUMBER)
        return;
    if (align(p, step, node->args, node->count, &den, &low, &high))
        set_range(step, den, low, high);
    else
        set_wide(step);
}

static void plan_add(planner *p, const hn_node *node, hn_step *step)
{
    int64_t den;
    hn_wide low, high;
    if (!align(p, step, node->args, 2, &den, &low, &high)) {
        set_wide(step);
        return;
    }
    const hn_step *a = step_of(p, node->args[0]);
    const hn_step *b = step_of(p, node->args[1]);
    hn_wide from = b->low * step->times[1], to = b->high * step->times[1];
    bool minus = node->op == HN_OP_SUB;
    set_range(step, den, a->low * step->times[0] + (minus ? -to : from),
              a->high * step->times[0] + (minus ? -from : to));
}

static void product_range(const hn_step *a, hn_wide from, hn_wide to,
                          hn_wide *low, hn_wide *high)
{
    hn_wide ends[4] = {a->low * from, a->low * to, a->high * from,
                       a->high * to};
    *low = *high = ends[0];
    for (int i = 1; i < 4; i++) {
        *low = ends[i] < *low ? ends[i] : *low;
        *high = ends[i] > *high ? ends[i] : *high;
    }
}

static void plan_mul(planner *p, const hn_node *node, hn_step *step)
{
    const hn_step *a = step_of(p, node->args[0]);
    const hn_step *b = step_of(p, node->args[1]);
    int64_t den;
    hn_wide low, high;
    if (!a->den || !b->den || __builtin_mul_overflow(a->den, b->den, &den)) {
        set_wide(step);
        return;
    }
    product_range(a, b->low, b->high, &low, &high);
    set_range(step, den, low, high);
}

static void plan_neg(planner *p, const hn_node *node, hn_step *step)
{
    const hn_step *a = step_of(p, node->args[0]);
    if (a->den)
        set_range(step, a->den, -a->high, -a->low);
    else
        set_wide(step);
}

/* --- what is known when the run begins ------------------------------------------- */

/* Puts values over one denominator into the step's table; a value may be
 * missing.  `nodes` are constants, NULL: missing. */
static void table_of(planner *p, hn_step *step, hn_type type,
                     hn_node *const *nodes, const uint8_t *gaps, int count)
{
    step->table = take(p, sizeof *step->table * (size_t)count);
    step->gaps = take(p, (size_t)count);
    if (!step->table || !step->gaps)
        return;
    step->nodes = take(p, sizeof *step->nodes * (size_t)count);
    if (!step->nodes)
        return;
    memcpy(step->nodes, nodes, sizeof *nodes * (size_t)count);
    int64_t den = 1;
    bool whole = true;
    for (int i = 0; i < count && type.kind == HN_NUMBER; i++)
        if (nodes[i] && !nodes[i]->u.constant.missing)
            whole = whole && hn_lcm(&den, den, nodes[i]->u.constant.number.den);
    hn_wide low = 0, high = 0;
    bool first = true;
    for (int i = 0; i < count; i++) {
        step->gaps[i] = gaps ? gaps[i] : HN_GAP_NONE;
        if (step->gaps[i] == HN_GAP_NO_ROW)
            continue;
        if (!nodes[i] || nodes[i]->u.constant.missing) {
            step->gaps[i] = HN_GAP_MISSING;
            continue;
        }
        const hn_constant *c = &nodes[i]->u.constant;
        if (type.kind == HN_TEXT) {
            step->table[i] = (int64_t)(intptr_t)c->text;
        } else if (type.kind != HN_NUMBER) {
            step->table[i] = c->index;
        } else if (whole) {
            whole = fits(c->number.num);
            hn_wide scaled = whole ? c->number.num * (den / c->number.den)
                                   : 0;
            whole = whole && fits(scaled);
            step->table[i] = (int64_t)scaled;
            low = first || scaled < low ? scaled : low;
            high = first || scaled > high ? scaled : high;
            first = false;
        }
    }
    if (type.kind != HN_NUMBER)
        return;
    if (whole)
        set_range(step, den, low, high);
    else
        set_wide(step);
}

static bool is_dated(const hn_period *periods, int count)
{
    return count > 1 || (count == 1 && periods[0].from > HN_DATE_FIRST);
}

/* What the param is in that period; NULL: a value still to come. */
static hn_node *value_of(const planner *p, const hn_param *param, int period)
{
    hn_node *set = hn_plan_set(p->plan, param);
    return set ? set : param->periods[period].value;
}

static void plan_param(planner *p, const hn_node *node, hn_step *step)
{
    const hn_param *param = node->u.param.param;
    hn_node **values = take(p, sizeof *values * (size_t)param->count);
    uint8_t *gaps = take(p, (size_t)param->count);
    if (!values || !gaps)
        return;
    for (int i = 0; i < param->count; i++) {
        values[i] = value_of(p, param, i);
        gaps[i] = values[i] ? HN_GAP_NONE : HN_GAP_NO_ROW;
    }
    table_of(p, step, node->type, values, gaps, param->count);
    step->periods = param->periods;
    step->period_count = param->count;
    step->can_fault = true;
}

static void plan_constant(planner *p, const hn_node *node, hn_step *step)
{
    hn_node *self = (hn_node *)node;
    table_of(p, step, node->type, &self, NULL, 1);
}

static void plan_input(planner *p, const hn_node *node, hn_step *step)
{
    const hn_input *input = node->u.input;
    int64_t den = 1;
    (void)p;
    if (node->type.kind != HN_NUMBER)
        return;
    for (int i = 0; i < input->decimals; i++)
        den *= 10;
    hn_wide low = input->has_min ? input->min : -HN_INPUT_LIMIT;
    hn_wide high = input->has_max ? input->max : HN_INPUT_LIMIT;
    if (node->type.form == HN_PERCENT)
        den *= 100;
    set_range(step, den, low, high);
}

/* The values a divisor takes, where they are known when the run begins. */
static int known_divisors(const planner *p, const hn_node *node,
                          hn_node **out, int room)
{
    if (node->op == HN_OP_CONSTANT) {
        out[0] = (hn_node *)node;
        return 1;
    }
    if (node->op != HN_OP_PARAM || node->u.param.param->count > room)
        return 0;
    for (int i = 0; i < node->u.param.param->count; i++)
        out[i] = value_of(p, node->u.param.param, i);
    return node->u.param.param->count;
}

/* x / v is x * (L / v.num) * v.den over L, where L is a multiple of every
 * numerator: a division by what is known becomes a multiplication. */
static bool reciprocals(planner *p, hn_step *step, hn_node *const *values,
                        int count, int64_t *common)
{
    *common = 1;
    for (int i = 0; i < count; i++) {
        if (!values[i] || values[i]->u.constant.missing)
            continue;
        hn_wide num = values[i]->u.constant.number.num;
        if (num == 0 || !fits(num)
            || !hn_lcm(common, *common, (int64_t)(num < 0 ? -num : num)))
            return false;
    }
    step->table = take(p, sizeof *step->table * (size_t)count);
    step->gaps = take(p, (size_t)count);
    if (!step->table || !step->gaps)
        return false;
    for (int i = 0; i < count; i++) {
        if (!values[i] || values[i]->u.constant.missing) {
            step->gaps[i] = values[i] ? HN_GAP_MISSING : HN_GAP_NO_ROW;
            continue;
        }
        hn_ratio v = values[i]->u.constant.number;
        hn_wide turned = (hn_wide)v.den * (*common / (int64_t)v.num);
        if (!fits(turned))
            return false;
        step->table[i] = (int64_t)turned;
    }
    return true;
}

static void plan_div(planner *p, const hn_node *node, hn_step *step)
{
    enum { ROOM = 64 };
    hn_node *values[ROOM];
    const hn_step *a = step_of(p, node->args[0]);
    int count = known_divisors(p, node->args[1], values, ROOM);
    int64_t common, den;
    step->can_fault = true;
    if (!a->den || count == 0
        || !reciprocals(p, step, values, count, &common)
        || __builtin_mul_overflow(a->den, common, &den)) {
        set_wide(step);
        return;
    }
    hn_wide from = 0, to = 0, low, high;
    for (int i = 0; i < count; i++) {
        from = step->table[i] < from ? step->table[i] : from;
        to = step->table[i] > to ? step->table[i] : to;
    }
    product_range(a, from, to, &low, &high);
    step->periods = step_of(p, node->args[1])->periods;
    step->period_count = step_of(p, node->args[1])->period_count;
    set_range(step, den, low, high);
}

/* Parts are whole steps, and lie between nought and the balance, which rounding
 * may move by one step. */
static void plan_instalment(planner *p, const hn_node *node, hn_step *step)
{
    const hn_step *of = step_of(p, node->args[0]);
    const hn_step *paid = step_of(p, node->args[1]);
    const hn_rounding r = node->u.dealing->step;
    hn_wide low, high;
    step->can_fault = true;
    if (!of->den || !paid->den) {
        set_wide(step);
        return;
    }
    low = of->low / of->den - paid->high / paid->den - 2;
    high = of->high / of->den - paid->low / paid->den + 2;
    set_range(step, r.step_den, (low < 0 ? low : 0) * r.step_den - r.step_num,
              (high > 0 ? high : 0) * r.step_den + r.step_num);
}

/* --- rounding, choosing ---------------------------------------------------------- */

static void plan_round(planner *p, const hn_node *node, hn_step *step)
{
    const hn_step *a = step_of(p, node->args[0]);
    hn_rounding r = node->u.rounding;
    hn_wide limit = (hn_wide)HN_INPUT_LIMIT * 100;
    step->times = take(p, sizeof *step->times);
    if (!step->times)
        return;
    step->wide = a->den == 0;
    step->can_fault = step->can_fault || step->wide;
    hn_wide low = -limit, high = limit;
    if (a->den) {
        int64_t g = hn_gcd(r.step_den, a->den);
        int64_t below;
        step->times[0] = r.step_den / g;
        if (__builtin_mul_overflow(a->den / g, r.step_num, &below)) {
            set_wide(step);
            return;
        }
        step->divide = below;
        low = hn_round_div(a->low * step->times[0], below, r.mode);
        high = hn_round_div(a->high * step->times[0], below, r.mode);
        low *= r.step_num;
        high *= r.step_num;
    }
    bool wide = step->wide;
    set_range(step, r.step_den, low, high);
    step->wide = wide || step->den == 0;
}

static void plan_gate(planner *p, const hn_node *node, hn_step *step)
{
    const hn_step *a = step_of(p, node->args[1]);
    if (a->den)
        set_range(step, a->den, a->low < 0 ? a->low : 0,
                  a->high > 0 ? a->high : 0);
    else
        set_wide(step);
}

static void plan_choose(planner *p, const hn_node *node, hn_step *step)
{
    int arms = node->count / 2 + 1;
    hn_node **takes = take(p, sizeof *takes * (size_t)arms);
    int64_t den;
    hn_wide low = 0, high = 0;
    if (!takes || node->type.kind != HN_NUMBER)
        return;
    for (int i = 0; i < arms; i++)
        takes[i] = i < arms - 1 ? node->args[2 * i + 1]
                                : node->args[node->count - 1];
    if (align(p, step, takes, arms, &den, &low, &high))
        set_range(step, den, low, high);
    else
        set_wide(step);
}

static void plan_same(planner *p, const hn_node *node, hn_step *step)
{
    const hn_step *a = step_of(p, node->args[0]);
    step->wide = a->wide;
    step->den = a->den;
    step->low = a->low;
    step->high = a->high;
}

static void plan_compare(planner *p, const hn_node *node, hn_step *step)
{
    int64_t den;
    hn_wide low = 0, high = 0;
    if (node->args[0]->type.kind == HN_NUMBER
        && !align(p, step, node->args, node->count, &den, &low, &high))
        step->wide = true;
}

/* --- tables ------------------------------------------------------------------------ */

/* The edges over the denominator of what they divide; a constant that stands in
 * a table only has no step of its own. */
static bool scale_edges(hn_step *step, const hn_step *arg,
                        const hn_bands *bands)
{
    int64_t den = arg->den;
    for (int i = 1; i < bands->count; i++)
        if (den == 0
            || !hn_lcm(&den, den, bands->bands[i].edge->u.constant.number.den))
            return false;
    for (int i = 1; i < bands->count; i++) {
        hn_ratio edge = bands->bands[i].edge->u.constant.number;
        if (!fits(edge.num) || !fits(edge.num * (den / edge.den)))
            return false;
        step->table[i] = (int64_t)(edge.num * (den / edge.den));
    }
    step->times[0] = arg->den ? den / arg->den : 0;
    return arg->den && fits(arg->low * step->times[0])
           && fits(arg->high * step->times[0]);
}

static void plan_bands(planner *p, const hn_node *node, hn_step *step)
{
    const hn_bands *bands = node->u.bands.bands;
    step->table = take(p, sizeof *step->table * (size_t)bands->count);
    step->times = take(p, sizeof *step->times);
    if (step->table && step->times)
        step->wide = !scale_edges(step, step_of(p, node->args[0]), bands);
}

static void plan_band_column(planner *p, const hn_node *node, hn_step *step)
{
    const hn_bands *bands = node->u.bands.bands;
    hn_node **cells = take(p, sizeof *cells * (size_t)bands->count);
    if (!cells)
        return;
    for (int i = 0; i < bands->count; i++)
        cells[i] = bands->bands[i].cells[node->u.bands.column];
    table_of(p, step, node->type, cells, NULL, bands->count);
}

static void plan_score(planner *p, const hn_node *node, hn_step *step)
{
    const hn_score *score = node->u.score;
    int count = 0, at = 0;
    for (int i = 0; i < score->count; i++)
        count += score->rows[i].count;
    hn_node **points = take(p, sizeof *points * (size_t)count);
    if (!points)
        return;
    for (int i = 0; i < score->count; i++)
        for (int j = 0; j < score->rows[i].count; j++)
            points[at++] = score->rows[i].points[j];
    table_of(p, step, node->type, points, NULL, count);
    if (step->den) {
        hn_wide reach = (step->high > -step->low ? step->high : -step->low)
                        * score->count;
        set_range(step, step->den, -reach, reach);
    }
}

/* The dates on which some row of the table begins, rising. */
static int lookup_breaks(planner *p, const hn_lookup *lookup, hn_period **out)
{
    hn_period *breaks = take(p, sizeof *breaks * (size_t)(lookup->row_count + 1));
    int count = 0;
    *out = breaks;
    for (int i = 0; breaks && i < lookup->row_count; i++) {
        hn_date from = lookup->rows[i].from;
        int at = 0;
        while (at < count && breaks[at].from < from)
            at++;
        if (at < count && breaks[at].from == from)
            continue;
        memmove(breaks + at + 1, breaks + at,
                sizeof *breaks * (size_t)(count - at));
        breaks[at].from = from;
        count++;
    }
    return breaks ? count : 0;
}

static int lookup_key(const hn_lookup *lookup, const hn_lookup_row *row)
{
    int key = 0;
    for (int i = 0; i < lookup->by_count; i++)
        key = key * lookup->by[i]->type.choices->count + row->keys[i];
    return key;
}

static void plan_lookup(planner *p, const hn_node *node, hn_step *step)
{
    const hn_lookup *lookup = node->u.lookup.lookup;
    hn_period *breaks;
    int dates = lookup_breaks(p, lookup, &breaks), keys = 1;
    for (int i = 0; i < lookup->by_count && keys > 0; i++)
        if (__builtin_mul_overflow(keys, lookup->by[i]->type.choices->count,
                                   &keys))
            keys = -1;
    int64_t most = (int64_t)keys * (dates ? dates : 1);
    if (keys < 1 || most > MOST_CELLS) {
        hn_report_addf(p->report, 502, HN_ERROR, lookup->thing.place,
                       "key it by fewer or shorter lists of choices",
                       "`%s` has more than a million places",
                       lookup->thing.name);
        return;
    }
    size_t count = (size_t)most;
    hn_node **cells = take(p, sizeof *cells * count);
    uint8_t *gaps = take(p, count);
    if (!cells || !gaps)
        return;
    memset(gaps, HN_GAP_NO_ROW, count);
    for (int i = 0; i < lookup->row_count; i++) {
        const hn_lookup_row *row = &lookup->rows[i];
        int key = lookup_key(lookup, row);
        for (int d = 0; d < dates; d++)
            if (row->from <= breaks[d].from) {
                cells[key * dates + d] = row->cells[node->u.lookup.column];
                gaps[key * dates + d] = HN_GAP_NONE;
            }
    }
    table_of(p, step, node->type, cells, gaps, (int)count);
    step->periods = breaks;
    step->period_count = dates;
    step->can_fault = true;
}

static void plan_dated(planner *p, const hn_node *node, hn_step *step)
{
    const hn_criterion *criterion = node->u.criterion;
    hn_period *periods = take(p, sizeof *periods * (size_t)criterion->count);
    if (!periods)
        return;
    for (int i = 0; i < criterion->count; i++)
        periods[i].from = criterion->wordings[i].from;
    step->periods = periods;
    step->period_count = criterion->count;
    step->can_fault = true;
}

static void plan_fraction(planner *p, const hn_node *node, hn_step *step)
{
    (void)p;
    (void)node;
    set_wide(step);
}

static void plan_whole(planner *p, const hn_node *node, hn_step *step)
{
    (void)p;
    (void)node;
    set_range(step, 1, -HN_INPUT_LIMIT, HN_INPUT_LIMIT);
}

/* Days between two dates, and all that is counted in days or more. */
static void plan_span(planner *p, const hn_node *node, hn_step *step)
{
    hn_wide most = (hn_wide)HN_DATE_LAST - HN_DATE_FIRST + 1;
    (void)p;
    (void)node;
    set_range(step, 1, -most, most);
}

static void plan_link(planner *p, const hn_node *node, hn_step *step)
{
    plan_whole(p, node, step);
    step->can_fault = true;
}

static void plan_shift(planner *p, const hn_node *node, hn_step *step)
{
    (void)p;
    (void)node;
    step->can_fault = true;
}

/* Two rows may hold, or none. */
static void plan_panel(planner *p, const hn_node *node, hn_step *step)
{
    plan_shift(p, node, step);
}

/* By the choices of what was recorded: the outcomes of those names. */
static void plan_decided(planner *p, const hn_node *node, hn_step *step)
{
    const hn_choices *has = node->args[1]->type.choices;
    const hn_choices *all = node->type.choices;
    step->table = take(p, sizeof *step->table * (size_t)has->count);
    for (int i = 0; step->table && i < has->count; i++)
        for (int k = 0; k < all->count; k++)
            if (strcmp(all->names[k], has->names[i]) == 0)
                step->table[i] = k;
    step->can_fault = true;
}

static void plan_via(planner *p, const hn_node *node, hn_step *step)
{
    plan_same(p, &(hn_node){.args = &((hn_node **)node->args)[1]}, step);
}

/* The claim or nought; a share of it has a denominator of its own. */
static void plan_attributed(planner *p, const hn_node *node, hn_step *step)
{
    const hn_step *a = step_of(p, node->args[0]);
    if (node->u.fold->share || !a->den)
        set_wide(step);
    else
        set_range(step, a->den, a->low < 0 ? a->low : 0,
                  a->high > 0 ? a->high : 0);
}

typedef void (*plan_fn)(planner *p, const hn_node *node, hn_step *step);

/* What an op needs settled beyond its level; NULL: nothing. */
static const plan_fn planners[HN_OPS] = {
    [HN_OP_CONSTANT] = plan_constant,
    [HN_OP_INPUT] = plan_input,
    [HN_OP_PARAM] = plan_param,
    [HN_OP_LINK] = plan_link,
    [HN_OP_REFUSE] = plan_shift,
    [HN_OP_SAME] = plan_same,
    [HN_OP_ADD] = plan_add,
    [HN_OP_SUB] = plan_add,
    [HN_OP_MUL] = plan_mul,
    [HN_OP_DIV] = plan_div,
    [HN_OP_NEG] = plan_neg,
    [HN_OP_INSTALMENT] = plan_instalment,
    [HN_OP_ROUND] = plan_round,
    [HN_OP_LOWER] = plan_like,
    [HN_OP_HIGHER] = plan_like,
    [HN_OP_OVER] = plan_compare,
    [HN_OP_AT_LEAST] = plan_compare,
    [HN_OP_UNDER] = plan_compare,
    [HN_OP_AT_MOST] = plan_compare,
    [HN_OP_IS] = plan_compare,
    [HN_OP_IS_NOT] = plan_compare,
    [HN_OP_ONE_OF] = plan_compare,
    [HN_OP_CHOOSE] = plan_choose,
    [HN_OP_PANEL] = plan_panel,
    [HN_OP_DECIDED] = plan_decided,
    [HN_OP_DATED] = plan_dated,
    [HN_OP_LOOKUP] = plan_lookup,
    [HN_OP_BANDS] = plan_bands,
    [HN_OP_BAND_COLUMN] = plan_band_column,
    [HN_OP_SCORE] = plan_score,
    [HN_OP_GATE] = plan_gate,
    [HN_OP_DATE_SHIFT] = plan_shift,
    [HN_OP_DATE_DIFF] = plan_span,
    [HN_OP_PART_OF_YEAR] = plan_fraction,
    [HN_OP_COMPLETED_MONTHS] = plan_span,
    [HN_OP_COMPLETED_YEARS] = plan_span,
    [HN_OP_FINANCIAL_YEAR] = plan_shift,
    [HN_OP_ACADEMIC_YEAR] = plan_shift,
    [HN_OP_FINANCIAL_YEAR_END] = plan_shift,
    [HN_OP_ACADEMIC_YEAR_END] = plan_shift,
    [HN_OP_MONTH_END] = plan_shift,
    [HN_OP_CALENDAR_ADD] = plan_shift,
    [HN_OP_CALENDAR_DAYS] = plan_span,
    [HN_OP_SCHOOL_WEEKS] = plan_span,
    [HN_OP_SCHOOL_WEEK_END] = plan_shift,
    [HN_OP_TERM_END] = plan_shift,
    [HN_OP_SCHOOL_DAY] = plan_shift,
    [HN_OP_FUNDING] = plan_fraction,
    [HN_OP_MEDIAN_OF] = plan_fraction,
    [HN_OP_VIA] = plan_via,
    [HN_OP_SUM] = plan_fraction,
    [HN_OP_COUNT] = plan_whole,
    [HN_OP_MEAN] = plan_fraction,
    [HN_OP_MINIMUM] = plan_fraction,
    [HN_OP_MAXIMUM] = plan_fraction,
    [HN_OP_MEDIAN] = plan_fraction,
    [HN_OP_LOWER_QUARTILE] = plan_fraction,
    [HN_OP_UPPER_QUARTILE] = plan_fraction,
    [HN_OP_QUARTILE] = plan_whole,
    [HN_OP_RANK] = plan_whole,
    [HN_OP_PREVIOUS] = plan_same,
    [HN_OP_ATTRIBUTED] = plan_attributed,
    [HN_OP_ALLOCATED] = plan_fraction,
    [HN_OP_QUEUED] = plan_whole,
    [HN_OP_FARED] = plan_whole,
};

/* --- levels ------------------------------------------------------------------------ */

/* What a step takes over from those that it reads. */
typedef struct inherit {
    planner *p;
    hn_step *step;
    int more;             /* levels that it stands above them               */
    bool dated;
} inherit;

static void inherit_from(const hn_node *arg, void *ctx)
{
    inherit *in = ctx;
    const hn_step *step = step_of(in->p, arg);
    if (step->level + in->more > in->step->level)
        in->step->level = step->level + in->more;
    in->step->can_fault = in->step->can_fault || step->can_fault;
    in->dated = in->dated || in->p->dated[arg->id];
}

static bool inherit_all(planner *p, const hn_node *node, hn_step *step)
{
    inherit in = {.p = p, .step = step, .more = hn_op_is_fold(node->op)};
    step->level = in.more;
    hn_node_each(node, inherit_from, &in);
    in.more = 1;
    if (node->op == HN_OP_VIA && node->args[1]->op != HN_OP_INPUT)
        inherit_from(node->args[1], &in);
    return in.dated;
}

/* --- the date ----------------------------------------------------------------------- */

bool hn_node_reads_date(const hn_node *node, const hn_step *step)
{
    if (node->op == HN_OP_DECISION_DATE)
        return true;
    if (node->op == HN_OP_PARAM && node->count > 0)
        return false;
    return is_dated(step->periods, step->period_count)
           && node->op != HN_OP_DIV;
}

static void need_date(planner *p, const hn_node *node)
{
    if (p->plan->has_on || p->date_told)
        return;
    p->date_told = true;
    hn_report_addf(p->report, 415, HN_ERROR, node->place,
                   "write --on and a date, for example --on 2026-09-01",
                   "the pack has values that depend on the date, and this one "
                   "is worked out for the run: no date was given");
}

static void check_date(planner *p, const hn_node *node, const hn_step *step,
                       bool dated)
{
    dated = dated || hn_node_reads_date(node, step);
    bool floats = !node->records && !node->for_run;
    p->dated[node->id] = dated && floats;
    if (dated && (node->for_run
                  || (node->records && !node->records->dated_by)))
        need_date(p, node);
}

/* --- all together --------------------------------------------------------------------- */

static void plan_node(planner *p, const hn_node *node)
{
    hn_step *step = step_of(p, node);
    bool dated = inherit_all(p, node, step);
    if (planners[node->op])
        planners[node->op](p, node, step);
    if (hn_op_is_fold(node->op))
        step->can_fault = true;
    if (step->level + 1 > p->plan->levels)
        p->plan->levels = step->level + 1;
    check_date(p, node, step, dated);
}

/* The main records stream where every row node is known at once, no link looks
 * into them and what they add up to is the run's. */
static bool main_streams(const hn_plan *plan)
{
    const hn_graph *graph = plan->graph;
    if (graph->records_count == 0)
        return false;
    const hn_records *first = graph->records[0];
    for (int i = 0; i < graph->node_count; i++) {
        const hn_node *node = graph->nodes[i];
        if (node->records == first && plan->steps[i].level > 0)
            return false;
        if (hn_op_is_fold(node->op) && node->u.fold->over == first
            && (!node->for_run || plan->steps[i].level > 1))
            return false;
    }
    for (int i = 0; i < graph->records_count; i++)
        for (int j = 0; j < graph->records[i]->link_count; j++)
            if (graph->records[i]->links[j]->to == first)
                return false;
    return true;
}

hn_node *hn_plan_set(const hn_plan *plan, const hn_param *param)
{
    const hn_example *with = plan->with;
    for (int i = 0; with && i < with->param_count; i++)
        if (with->values[i]
            && strcmp(with->params[i].name, param->thing.name) == 0)
            return with->values[i];
    return NULL;
}

static bool make(hn_plan *plan, hn_memory *memory, hn_report *report)
{
    const hn_graph *graph = plan->graph;
    plan->room = HN_CHUNK;
    hn_arena_init(&plan->arena, memory);
    planner p = {.plan = plan, .report = report};
    size_t nodes = (size_t)graph->node_count;
    plan->steps = take(&p, sizeof *plan->steps * nodes);
    p.dated = take(&p, sizeof *p.dated * nodes);
    int before = report->errors;
    if (plan->steps && p.dated)
        for (int i = 0; i < graph->node_count && !plan->arena.failed; i++)
            plan_node(&p, graph->nodes[i]);
    plan->streams = !plan->arena.failed && main_streams(plan);
    return !plan->arena.failed && report->errors == before;
}

bool hn_plan_make(hn_plan *plan, const hn_graph *graph, hn_memory *memory,
                  bool has_on, hn_date on, hn_report *report)
{
    *plan = (hn_plan){.graph = graph, .has_on = has_on, .on = on, .levels = 1};
    return make(plan, memory, report);
}

bool hn_plan_make_with(hn_plan *plan, const hn_graph *graph,
                       hn_memory *memory, const hn_example *example,
                       hn_report *report)
{
    *plan = (hn_plan){.graph = graph, .has_on = example->has_on,
                      .on = example->on, .levels = 1, .with = example};
    return make(plan, memory, report);
}

void hn_plan_dispose(hn_plan *plan)
{
    hn_arena_dispose(&plan->arena);
}

/* A level that no run comes to. */
#define NEVER INT32_MAX

void hn_plan_narrow(hn_plan *plan, const bool *only)
{
    plan->levels = 1;
    for (int i = 0; i < plan->graph->node_count; i++) {
        hn_step *step = &plan->steps[i];
        if (!only[i])
            step->level = NEVER;
        else if (step->level + 1 > plan->levels)
            plan->levels = step->level + 1;
    }
}

/* --- what a node reads ----------------------------------------------------------------- */

static void each_of_fold(const hn_fold *fold,
                         void (*visit)(const hn_node *, void *), void *ctx)
{
    const hn_node *one[3] = {fold->of, fold->where, fold->for_each};
    for (int i = 0; i < 3; i++)
        if (one[i])
            visit(one[i], ctx);
    for (int i = 0; i < fold->by_count; i++)
        visit(fold->by[i], ctx);
}

static void each_of_score(const hn_score *score,
                          void (*visit)(const hn_node *, void *), void *ctx)
{
    for (int i = 0; i < score->count; i++)
        visit(score->rows[i].when ? score->rows[i].when : score->rows[i].of,
              ctx);
}

void hn_node_each(const hn_node *node,
                  void (*visit)(const hn_node *arg, void *ctx), void *ctx)
{
    if (hn_op_is_fold(node->op))
        each_of_fold(node->u.fold, visit, ctx);
    for (int i = 0; i < node->count; i++)
        visit(node->args[i], ctx);
    if (node->op == HN_OP_SCORE)
        each_of_score(node->u.score, visit, ctx);
    for (int i = 0; node->op == HN_OP_LOOKUP
                    && i < node->u.lookup.lookup->by_count; i++)
        visit(node->u.lookup.lookup->by[i], ctx);
    for (int i = 0; node->op == HN_OP_SENTENCE
                    && i < node->u.sentence->count; i++)
        if (node->u.sentence->parts[i].node)
            visit(node->u.sentence->parts[i].node, ctx);
}

int hn_period_at(const hn_period *periods, int count, hn_date date)
{
    int at = count;
    while (at > 0 && periods[at - 1].from > date)
        at--;
    return at - 1;
}
