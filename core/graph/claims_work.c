/*
 * claims_work.c - the ops of claims on intervals, forwards and turned round.
 *
 * Forwards, every op rises or falls throughout in each of its arguments, so
 * that its ends are found at ends of theirs; that holds for the functions of
 * core/funding as well, whose corners are all tried.  Turned round, what is
 * not settled exactly is anything: it then explains nothing.
 */
#include "claims_work.h"

#include <string.h>
#include "../quantity/round.h"

static const char too_large[] =
    "it has more digits on the way than can be kept exactly";
static const char by_nought[] = "it divides by nought";

/* --- the middle of a list ------------------------------------------------ */

/* Moves one interval to its place among `count` that rise by their low end, or
 * by their high one. */
static bool before(hn_interval a, hn_interval b, bool by_low)
{
    if (by_low)
        return !b.no_low && (a.no_low || hn_ratio_compare(a.low, b.low) < 0);
    return !a.no_high && (b.no_high || hn_ratio_compare(a.high, b.high) < 0);
}

static void sort(hn_interval *list, int count, bool by_low)
{
    for (int i = 1; i < count; i++) {
        hn_interval moved = list[i];
        int at = i;
        for (; at > 0 && before(moved, list[at - 1], by_low); at--)
            list[at] = list[at - 1];
        list[at] = moved;
    }
}

/* The `nth` of a list, from 0: its lowest is the nth of the low ends. */
static hn_interval nth_of(hn_interval *list, int count, int nth)
{
    hn_interval out;
    sort(list, count, true);
    out.low = list[nth].low;
    out.no_low = list[nth].no_low;
    sort(list, count, false);
    out.high = list[nth].high;
    out.no_high = list[nth].no_high;
    return out;
}

static bool half(hn_interval *out, hn_interval a)
{
    return hn_interval_div(out, a, hn_interval_point(hn_ratio_of(2)));
}

static bool median(hn_interval *out, hn_interval *list, int count)
{
    hn_interval low = nth_of(list, count, (count - 1) / 2);
    hn_interval high = nth_of(list, count, count / 2);
    if (count % 2) {
        *out = low;
        return true;
    }
    return hn_interval_add(out, low, high) && half(out, *out);
}

/* --- forwards ------------------------------------------------------------ */

static int gather(hn_interval *list, const hn_node *node, int except,
                  const hn_interval *values)
{
    int count = 0;
    for (int i = 0; i < node->count; i++)
        if (i != except)
            list[count++] = values[node->args[i]->id];
    return count;
}

static hn_interval extreme(const hn_interval *list, int count, hn_op op)
{
    hn_interval out = list[0];
    for (int i = 1; i < count; i++)
        out = op == HN_OP_LOWER ? hn_interval_lower(out, list[i])
                                : hn_interval_higher(out, list[i]);
    return out;
}

static bool round_ends(hn_interval *out, hn_interval a, hn_rounding rounding)
{
    *out = a;
    return (a.no_low || hn_round(&out->low, a.low, rounding))
        && (a.no_high || hn_round(&out->high, a.high, rounding));
}

static hn_interval constant(const hn_node *node, bool exactly)
{
    if (node->op == HN_OP_CONSTANT)
        return hn_interval_point(node->u.constant.number);
    const hn_printed_figure *figure = &node->u.printed->figure;
    return exactly ? hn_interval_point(figure->value) : figure->between;
}

/* One corner: the argument has its high end where its bit is set. */
static const char *corner(hn_ratio *out, const hn_node *node,
                          const hn_interval *values, unsigned bits)
{
    hn_ratio args[HN_FUNDING_MOST_ARGS];
    for (int i = 0; i < node->count; i++) {
        hn_interval arg = values[node->args[i]->id];
        args[i] = bits >> i & 1 ? arg.high : arg.low;
    }
    return node->u.funding->work(out, args);
}

/* The arguments that are no points, as bits; all bits where one is open. */
static unsigned wide_args(const hn_node *node, const hn_interval *values)
{
    unsigned bits = 0;
    for (int i = 0; i < node->count; i++) {
        hn_interval arg = values[node->args[i]->id];
        if (arg.no_low || arg.no_high)
            return ~0u;
        if (!hn_interval_is_point(arg))
            bits |= 1u << i;
    }
    return bits;
}

static const char *fund(hn_interval *out, const hn_node *node,
                        const hn_interval *values)
{
    unsigned wide = wide_args(node, values);
    hn_ratio value;
    if (wide == ~0u)
        return too_large;
    const char *wrong = corner(&value, node, values, 0);
    if (!wrong)
        *out = hn_interval_point(value);
    /* The subsets of `wide`, from the least to itself. */
    for (unsigned bits = wide & (0 - wide); !wrong && bits != 0;
         bits = (bits - wide) & wide) {
        wrong = corner(&value, node, values, bits);
        if (!wrong && hn_ratio_compare(value, out->low) < 0)
            out->low = value;
        if (!wrong && hn_ratio_compare(value, out->high) > 0)
            out->high = value;
    }
    return wrong;
}

static const char *divide(hn_interval *out, hn_interval a, hn_interval b)
{
    const hn_ratio nought = hn_ratio_of(0);
    if (hn_interval_is_point(b) && hn_interval_has(b, nought))
        return by_nought;
    return hn_interval_div(out, a, b) ? NULL : too_large;
}

static const char *work(hn_interval *out, const hn_node *node,
                        const hn_interval *values, bool exactly,
                        hn_interval *room)
{
    hn_interval a = { .low = { 0, 1 } }, b = a;
    bool fits = true;
    if (node->count > 0)
        a = values[node->args[0]->id];
    if (node->count > 1)
        b = values[node->args[1]->id];
    switch (node->op) {
    case HN_OP_ADD:
        fits = hn_interval_add(out, a, b);
        break;
    case HN_OP_SUB:
        fits = hn_interval_sub(out, a, b);
        break;
    case HN_OP_MUL:
        fits = hn_interval_mul(out, a, b);
        break;
    case HN_OP_DIV:
        return divide(out, a, b);
    case HN_OP_NEG:
        fits = hn_interval_neg(out, a);
        break;
    case HN_OP_ROUND:
        fits = round_ends(out, a, node->u.rounding);
        break;
    case HN_OP_LOWER: case HN_OP_HIGHER:
        *out = extreme(room, gather(room, node, -1, values), node->op);
        break;
    case HN_OP_MEDIAN_OF:
        fits = median(out, room, gather(room, node, -1, values));
        break;
    case HN_OP_FUNDING:
        return fund(out, node, values);
    case HN_OP_SAME:
        *out = a;
        break;
    default:
        *out = constant(node, exactly);
        break;
    }
    return fits ? NULL : too_large;
}

const char *hn_claim_work(hn_interval *out, const hn_node *node,
                          const hn_interval *values, bool exactly,
                          hn_interval *room)
{
    const char *wrong = work(out, node, values, exactly, room);
    if (!wrong || exactly || wrong == by_nought)
        return wrong;
    *out = hn_interval_all();
    return NULL;
}

/* --- turned round -------------------------------------------------------- */

/* lower_of(x, other) in `target`: where the other can be the lower one, x has
 * no end above. */
static bool turn_lower(hn_interval *out, hn_interval target,
                       hn_interval other)
{
    hn_interval common;
    *out = target;
    if (hn_interval_meet(&common, target, other))
        out->no_high = true;
    else if (!other.no_low && !target.no_high
             && hn_ratio_compare(other.low, target.high) > 0)
        return true;
    else
        return false;
    return true;
}

static bool turn_higher(hn_interval *out, hn_interval target,
                        hn_interval other)
{
    hn_interval common;
    *out = target;
    if (hn_interval_meet(&common, target, other))
        out->no_low = true;
    else if (!other.no_high && !target.no_low
             && hn_ratio_compare(other.high, target.low) < 0)
        return true;
    else
        return false;
    return true;
}

/* x kept between the nth others below and above it; -1 and `count`: no end. */
static bool turn_between(hn_interval *out, hn_interval target,
                         hn_interval *others, int count, int low, int high)
{
    *out = target;
    if (high < count
        && !turn_lower(out, *out, nth_of(others, count, high)))
        return false;
    return low < 0 || turn_higher(out, *out, nth_of(others, count, low));
}

static bool turn_median(hn_interval *out, hn_interval target,
                        hn_interval *others, int count)
{
    if (count % 2 == 0)
        return turn_between(out, target, others, count, count / 2 - 1,
                            count / 2);
    int middle = count / 2;
    hn_interval twice;
    if (!hn_interval_add(&twice, target, target)
        || !hn_interval_sub(&twice, twice, nth_of(others, count, middle))) {
        *out = hn_interval_all();
        return true;
    }
    return turn_between(out, twice, others, count, middle - 1, middle + 1);
}

static bool turn_extreme(hn_interval *out, hn_interval target,
                         const hn_interval *others, int count, hn_op op)
{
    *out = target;
    if (count == 0)
        return true;
    hn_interval other = extreme(others, count, op);
    return op == HN_OP_LOWER ? turn_lower(out, target, other)
                             : turn_higher(out, target, other);
}

static bool turn_sum(hn_interval *out, const hn_node *node, int i,
                     hn_interval target, hn_interval other)
{
    if (node->op == HN_OP_ADD)
        return hn_interval_sub(out, target, other);
    return i == 0 ? hn_interval_add(out, target, other)
                  : hn_interval_sub(out, other, target);
}

static int sign_of(hn_interval a)
{
    return !a.no_low && a.low.num > 0 ? 1
           : !a.no_high && a.high.num < 0 ? -1 : 0;
}

/* 1 / a of what in it has that sign; there is some. */
static bool turn_over(hn_interval *out, hn_interval a, int sign)
{
    const hn_ratio one = hn_ratio_of(1);
    bool no_far = sign > 0 ? a.no_high : a.no_low;
    hn_ratio far = hn_ratio_of(0);
    if (!no_far && !hn_ratio_div(&far, one, sign > 0 ? a.high : a.low))
        return false;
    *out = sign > 0 ? (hn_interval){ far, { 0, 1 }, false, true }
                    : (hn_interval){ { 0, 1 }, far, true, false };
    return true;
}

/* What `over` is divided by to be in a target that has nought in it: as far
 * away as one likes, on the side where the divisor is.  False where nothing
 * would do. */
static bool turn_divisor(hn_interval *out, hn_interval over, hn_interval by,
                         hn_interval target)
{
    int sign = sign_of(over) * sign_of(by);
    *out = hn_interval_all();
    if (sign == 0)
        return true;
    if (sign > 0 ? !target.no_high && target.high.num == 0
                 : !target.no_low && target.low.num == 0)
        return false;
    hn_interval turned;
    if (turn_over(&turned, target, sign)
        && !hn_interval_mul(out, over, turned))
        *out = hn_interval_all();
    return true;
}

/* False: anything would do, or it cannot be said. */
static bool turn_product(hn_interval *out, const hn_node *node, int i,
                         hn_interval target, hn_interval other)
{
    if (node->op == HN_OP_MUL)
        return hn_interval_div(out, target, other);
    return i == 0 ? hn_interval_mul(out, target, other)
                  : hn_interval_div(out, other, target);
}

bool hn_claim_turn(hn_interval *out, const hn_node *node, int i,
                   hn_interval target, const hn_interval *values,
                   hn_interval *room)
{
    hn_interval other = { .low = { 0, 1 } };
    bool said = false;
    if (node->count == 2)
        other = values[node->args[1 - i]->id];
    switch (node->op) {
    case HN_OP_ADD: case HN_OP_SUB:
        said = turn_sum(out, node, i, target, other);
        break;
    case HN_OP_MUL: case HN_OP_DIV:
        if (node->op == HN_OP_DIV && i == 1
            && hn_interval_has(target, hn_ratio_of(0)))
            return turn_divisor(out, other, values[node->args[1]->id],
                                target);
        said = turn_product(out, node, i, target, other);
        break;
    case HN_OP_NEG:
        said = hn_interval_neg(out, target);
        break;
    case HN_OP_SAME:
        *out = target;
        said = true;
        break;
    case HN_OP_LOWER: case HN_OP_HIGHER:
        return turn_extreme(out, target, room,
                            gather(room, node, i, values), node->op);
    case HN_OP_MEDIAN_OF:
        return turn_median(out, target, room,
                           gather(room, node, i, values));
    default:
        break;
    }
    if (!said)
        *out = hn_interval_all();
    return true;
}
