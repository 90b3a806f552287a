/*
 * claims.c - judging claims.
 *
 * All arrays are by node id; a node stands after all that it reads, so one
 * pass upwards works the formula out and one pass downwards turns it round.
 */
#include "claims.h"

#include <string.h>
#include "../quantity/number.h"
#include "../quantity/round.h"
#include "claims_work.h"

/* One way of working out and turning round: at points, or with intervals. */
typedef struct pass {
    hn_interval *value;
    hn_interval *target;           /* what the node would have to be        */
    bool *reached;                 /* `target` is set                       */
} pass;

struct hn_judge {
    const hn_graph *graph;
    const hn_printed_claim *claim;     /* judged last                       */
    uint8_t *seen;                 /* ways from the claim down: 0, 1, 2: more*/
    pass point, wide;
    hn_interval *room;
};

/* --- room ---------------------------------------------------------------- */

static bool pass_init(pass *p, int nodes, hn_arena *arena)
{
    size_t count = (size_t)nodes + 1;
    p->value = hn_arena_alloc(arena, count * sizeof *p->value);
    p->target = hn_arena_alloc(arena, count * sizeof *p->target);
    p->reached = hn_arena_alloc(arena, count * sizeof *p->reached);
    return p->value && p->target && p->reached;
}

static int longest(const hn_graph *graph, int nodes)
{
    int most = 0;
    for (int i = 0; i < nodes; i++)
        if (graph->nodes[i]->count > most)
            most = graph->nodes[i]->count;
    return most;
}

hn_judge *hn_judge_new(const hn_graph *graph, hn_arena *arena)
{
    int nodes = graph->node_count + graph->property_nodes
                + graph->claim_nodes;
    hn_judge *judge = hn_arena_alloc(arena, sizeof *judge);
    if (!judge)
        return NULL;
    judge->graph = graph;
    judge->seen = hn_arena_alloc(arena, (size_t)nodes + 1);
    judge->room = hn_arena_alloc(arena, sizeof *judge->room
                                 * ((size_t)longest(graph, nodes) + 1));
    bool fits = judge->seen && judge->room
                && pass_init(&judge->point, nodes, arena)
                && pass_init(&judge->wide, nodes, arena);
    return fits ? judge : NULL;
}

/* --- what the claim is made of ------------------------------------------- */

static const hn_node *node_at(const hn_judge *judge, int id)
{
    return judge->graph->nodes[id];
}

static void count_ways(hn_judge *judge)
{
    int top = judge->claim->equals->id;
    memset(judge->seen, 0, (size_t)top + 1);
    judge->seen[top] = 1;
    for (int id = top; id >= 0; id--) {
        const hn_node *node = node_at(judge, id);
        for (int i = 0; judge->seen[id] && i < node->count; i++) {
            uint8_t *seen = &judge->seen[node->args[i]->id];
            *seen = (uint8_t)(*seen + judge->seen[id]);
            *seen = *seen > 2 ? 2 : *seen;
        }
    }
}

static bool is_input(const hn_node *node)
{
    return node->op == HN_OP_PRINTED || node->op == HN_OP_CONSTANT;
}

/* Whether it is an input that stands in the claim once. */
static bool is_single(const hn_judge *judge, int id)
{
    return judge->seen[id] == 1 && is_input(node_at(judge, id));
}

static const char *work_out(hn_judge *judge, pass *p, bool exactly)
{
    const char *wrong = NULL;
    for (int id = 0; !wrong && id <= judge->claim->equals->id; id++)
        if (judge->seen[id])
            wrong = hn_claim_work(&p->value[id], node_at(judge, id),
                                  p->value, exactly, judge->room);
    return wrong;
}

/* From the printed interval down along the ways that are the only one. */
static void turn_round(hn_judge *judge, pass *p)
{
    int top = judge->claim->equals->id;
    memset(p->reached, 0, (size_t)top + 1);
    p->target[top] = judge->claim->printed->u.printed->figure.between;
    p->reached[top] = true;
    for (int id = top; id >= 0; id--) {
        const hn_node *node = node_at(judge, id);
        for (int i = 0; p->reached[id] && i < node->count; i++) {
            int arg = node->args[i]->id;
            if (judge->seen[arg] == 1)
                p->reached[arg] = hn_claim_turn(&p->target[arg], node, i,
                                                p->target[id], p->value,
                                                judge->room);
        }
    }
}

/* --- only if ------------------------------------------------------------- */

/* What part of its own interval is needed: width by width. */
static bool part_of(hn_ratio *out, hn_interval within, hn_interval own)
{
    hn_ratio width, whole;
    *out = hn_ratio_of(1);
    return !own.no_low && !own.no_high
        && hn_ratio_sub(&width, within.high, within.low)
        && hn_ratio_sub(&whole, own.high, own.low)
        && hn_ratio_div(out, width, whole);
}

/* The strictest are kept, in order. */
static void add_need(hn_claim_answer *out, hn_claim_need need)
{
    int at = out->need_count++;
    if (at >= HN_CLAIM_NEEDS) {
        at = HN_CLAIM_NEEDS - 1;
        if (hn_ratio_compare(need.part, out->needs[at].part) >= 0)
            return;
    }
    for (; at > 0 && hn_ratio_compare(need.part, out->needs[at - 1].part) < 0;
         at--)
        out->needs[at] = out->needs[at - 1];
    out->needs[at] = need;
}

static void find_needs(hn_judge *judge, hn_claim_answer *out)
{
    const pass *wide = &judge->wide;
    for (int id = 0; id <= judge->claim->equals->id; id++) {
        hn_claim_need need = { .input = node_at(judge, id) };
        if (!is_single(judge, id) || !wide->reached[id]
            || !hn_interval_meet(&need.within, wide->target[id],
                                 wide->value[id])
            || hn_interval_within(wide->value[id], need.within))
            continue;
        part_of(&need.part, need.within, wide->value[id]);
        add_need(out, need);
    }
}

/* --- does not: another value --------------------------------------------- */

/* One of its last digit. */
static hn_ratio step_of(const hn_node *node)
{
    if (node->op == HN_OP_PRINTED)
        return node->u.printed->figure.step;
    bool percent = node->type.form == HN_PERCENT;
    hn_ratio step = { 1, percent ? 100 : 1 }, steps;
    hn_ratio value = node->u.constant.number;
    while (step.den < INT64_C(1000000000)
           && (!hn_ratio_div(&steps, value, step) || steps.den != 1))
        step.den *= 10;
    return step;
}

/* What the text of the input may say: half a step round what is needed, where
 * it stands for that. */
static bool texts_of(hn_interval *out, const hn_node *node,
                     hn_interval needed, hn_ratio step)
{
    hn_ratio half;
    hn_interval spread;
    *out = needed;
    if (node->op != HN_OP_PRINTED
        || hn_interval_is_point(node->u.printed->figure.between))
        return true;
    if (!hn_ratio_div(&half, step, hn_ratio_of(2))
        || !hn_ratio_sub(&spread.low, hn_ratio_of(0), half))
        return false;
    spread.high = half;
    spread.no_low = spread.no_high = false;
    return hn_interval_add(out, needed, spread);
}

/* The whole number of steps within that is nearest to `value`, which lies
 * outside. */
static bool nearest(hn_ratio *out, hn_interval within, hn_ratio value,
                    hn_ratio step)
{
    bool above = !within.no_low && hn_ratio_compare(value, within.low) < 0;
    if (hn_interval_has(within, value) || step.num > INT64_MAX)
        return false;
    hn_rounding rounding = { (int64_t)step.num, step.den,
                             above ? HN_CEILING : HN_FLOOR };
    return hn_round(out, above ? within.low : within.high, rounding)
        && hn_interval_has(within, *out)
        && (out->num > 0) == (value.num > 0) && out->num != 0;
}

/* |a - b| / |b|. */
static bool distance(hn_ratio *out, hn_ratio a, hn_ratio b)
{
    if (!hn_ratio_sub(out, a, b) || !hn_ratio_div(out, *out, b))
        return false;
    if (out->num < 0)
        out->num = -out->num;
    return true;
}

static void find_value(hn_judge *judge, hn_claim_cause *cause)
{
    const pass *wide = &judge->wide;
    hn_ratio best = hn_ratio_of(0);
    for (int id = 0; id <= judge->claim->equals->id; id++) {
        const hn_node *node = node_at(judge, id);
        hn_ratio value, far, now = judge->point.value[id].low;
        hn_interval texts;
        if (!is_single(judge, id) || !wide->reached[id])
            continue;
        hn_ratio step = step_of(node);
        if (!texts_of(&texts, node, wide->target[id], step)
            || !nearest(&value, texts, now, step)
            || !distance(&far, value, now)
            || (cause->node && hn_ratio_compare(far, best) >= 0))
            continue;
        *cause = (hn_claim_cause){ node, false, value };
        best = far;
    }
}

/* --- does not: a term left out ------------------------------------------- */

/* An input, or inputs multiplied and divided: what people call one entry. */
static bool is_term(const hn_judge *judge, const hn_node *node)
{
    if (judge->seen[node->id] != 1)
        return false;
    if (is_input(node))
        return true;
    bool factor = node->op == HN_OP_MUL || node->op == HN_OP_DIV
                  || node->op == HN_OP_NEG || node->op == HN_OP_SAME;
    for (int i = 0; factor && i < node->count; i++)
        factor = is_term(judge, node->args[i]);
    return factor;
}

static bool explains(const hn_judge *judge, const pass *p,
                     const hn_node *node)
{
    const hn_ratio nought = hn_ratio_of(0);
    return p->reached[node->id]
        && hn_interval_has(p->target[node->id], nought)
        && !hn_interval_has(p->target[node->id],
                            judge->point.value[node->id].low)
        && is_term(judge, node);
}

static void find_left_out(const hn_judge *judge, const pass *p,
                          hn_claim_cause *cause)
{
    for (int id = 0; !cause->node && id <= judge->claim->equals->id; id++) {
        const hn_node *node = node_at(judge, id);
        bool sum = node->op == HN_OP_ADD || node->op == HN_OP_SUB;
        for (int i = 0; sum && judge->seen[id] == 1 && i < node->count; i++)
            if (!cause->node && explains(judge, p, node->args[i]))
                *cause = (hn_claim_cause){ node->args[i], true, { 0, 1 } };
    }
}

/* --- the judgement ------------------------------------------------------- */

static void find_cause(hn_judge *judge, hn_claim_answer *out)
{
    turn_round(judge, &judge->point);
    find_left_out(judge, &judge->point, &out->cause);
    if (!out->cause.node)
        find_value(judge, &out->cause);
    if (!out->cause.node)
        find_left_out(judge, &judge->wide, &out->cause);
}

void hn_judge_claim(hn_judge *judge, hn_claim_answer *out,
                    const hn_printed_claim *claim)
{
    hn_interval printed = claim->printed->u.printed->figure.between, common;
    int top = claim->equals->id;
    judge->claim = claim;
    *out = (hn_claim_answer){ .verdict = HN_CLAIM_FAILS,
                              .gap = hn_ratio_of(0) };
    count_ways(judge);
    out->wrong = work_out(judge, &judge->point, true);
    if (!out->wrong)
        out->wrong = work_out(judge, &judge->wide, false);
    if (out->wrong)
        return;
    out->point = judge->point.value[top].low;
    out->between = judge->wide.value[top];
    if (hn_interval_has(printed, out->point)) {
        out->verdict = HN_CLAIM_HOLDS;
        return;
    }
    turn_round(judge, &judge->wide);
    if (hn_interval_meet(&common, printed, out->between)) {
        out->verdict = HN_CLAIM_ONLY_IF;
        find_needs(judge, out);
        return;
    }
    hn_interval_apart(&out->gap, printed, out->between);
    find_cause(judge, out);
}

/* --- in words ------------------------------------------------------------ */

static bool same_text(const hn_node *a, const hn_node *b)
{
    if (a->op != b->op || !is_input(a))
        return false;
    if (a->op == HN_OP_PRINTED)
        return strcmp(a->u.printed->text, b->u.printed->text) == 0;
    return hn_ratio_compare(a->u.constant.number, b->u.constant.number) == 0;
}

int hn_judge_nth(const hn_judge *judge, const hn_node *input, int *of)
{
    int nth = 1;
    *of = 0;
    for (int id = 0; id <= judge->claim->equals->id; id++) {
        if (!judge->seen[id] || !same_text(node_at(judge, id), input))
            continue;
        nth += id < input->id;
        ++*of;
    }
    return nth;
}

hn_number_look hn_claim_look(const hn_node *node)
{
    if (node->type.form == HN_PERCENT)
        return HN_LOOK_PERCENT;
    return node->type.unit.power[HN_GBP] == 1 ? HN_LOOK_MONEY
                                              : HN_LOOK_PLAIN;
}

void hn_claim_value_write(hn_text *out, hn_ratio value, const hn_node *node)
{
    if (node->op == HN_OP_PRINTED)
        hn_printed_write(out, value, &node->u.printed->figure);
    else
        hn_look_write(out, value, hn_claim_look(node));
}

void hn_claim_input_write(hn_text *out, const hn_node *node)
{
    switch (node->op) {
    case HN_OP_PRINTED:
        hn_text_add(out, node->u.printed->text);
        break;
    case HN_OP_CONSTANT:
        hn_look_write(out, node->u.constant.number, hn_claim_look(node));
        break;
    case HN_OP_NEG:
        hn_text_add_char(out, '-');
        hn_claim_input_write(out, node->args[0]);
        break;
    case HN_OP_MUL: case HN_OP_DIV:
        hn_claim_input_write(out, node->args[0]);
        hn_text_add(out, node->op == HN_OP_MUL ? " x " : " / ");
        hn_claim_input_write(out, node->args[1]);
        break;
    default:
        hn_claim_input_write(out, node->args[0]);
        break;
    }
}
