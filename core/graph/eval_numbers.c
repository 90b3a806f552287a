/*
 * eval_numbers.c - arithmetic, rounding and comparison over columns.
 *
 * Each op has a plain loop over whole numbers, for which the plan has proved
 * that 64 bits suffice, and a loop over exact ratios that checks every row.
 */
#include "eval.h"

/* --- arithmetic ------------------------------------------------------------------ */

typedef bool (*ratio_fn)(hn_ratio *out, hn_ratio a, hn_ratio b);

static void wide_pair(const hn_frame *frame, const hn_node *node,
                      hn_vector *out, ratio_fn work)
{
    const hn_vector *a = hn_arg(frame, node, 0), *b = hn_arg(frame, node, 1);
    HN_EACH_BIT(i, out->known, {
        if (!work(&out->wide[i], hn_vector_ratio(a, i), hn_vector_ratio(b, i)))
            hn_eval_fault(out, i);
    })
}

void hn_eval_add(hn_frame *frame, const hn_node *node, const hn_step *step,
                 hn_vector *out)
{
    hn_eval_known_args(frame, node, out);
    bool minus = node->op == HN_OP_SUB;
    if (step->wide) {
        wide_pair(frame, node, out, minus ? hn_ratio_sub : hn_ratio_add);
        return;
    }
    const int64_t *a = hn_arg(frame, node, 0)->value;
    const int64_t *b = hn_arg(frame, node, 1)->value;
    int64_t ta = step->times[0], tb = minus ? -step->times[1]
                                            : step->times[1];
    for (int i = 0; i < frame->room; i++)
        out->value[i] = (int64_t)((uint64_t)a[i] * (uint64_t)ta
                                  + (uint64_t)b[i] * (uint64_t)tb);
}

void hn_eval_mul(hn_frame *frame, const hn_node *node, const hn_step *step,
                 hn_vector *out)
{
    hn_eval_known_args(frame, node, out);
    if (step->wide) {
        wide_pair(frame, node, out, hn_ratio_mul);
        return;
    }
    const int64_t *a = hn_arg(frame, node, 0)->value;
    const int64_t *b = hn_arg(frame, node, 1)->value;
    for (int i = 0; i < frame->room; i++)
        out->value[i] = (int64_t)((uint64_t)a[i] * (uint64_t)b[i]);
}

/* By values known before the run: times the reciprocal in force. */
static void div_known(hn_frame *frame, const hn_node *node,
                      const hn_step *step, hn_vector *out)
{
    const hn_vector *a = hn_arg(frame, node, 0);
    const hn_node *divisor = node->args[1];
    const hn_vector *at = divisor->count ? hn_arg(frame, divisor, 0) : NULL;
    int same = hn_eval_periods(frame, step->periods, step->period_count, at);
    uint64_t times = same >= 0 ? (uint64_t)step->table[same] : 0;
    for (int i = 0; i < frame->room && same >= 0; i++)
        out->value[i] = (int64_t)((uint64_t)a->value[i] * times);
    for (int i = 0; i < frame->count && same == -3; i++)
        if (hn_bit(out->known, i))
            out->value[i] = a->value[i] * step->table[frame->periods[i]];
}

void hn_eval_div(hn_frame *frame, const hn_node *node, const hn_step *step,
                 hn_vector *out)
{
    hn_eval_known_args(frame, node, out);
    if (step->wide)
        wide_pair(frame, node, out, hn_ratio_div);
    else
        div_known(frame, node, step, out);
}

void hn_eval_neg(hn_frame *frame, const hn_node *node, const hn_step *step,
                 hn_vector *out)
{
    const hn_vector *a = hn_arg(frame, node, 0);
    hn_eval_known_args(frame, node, out);
    if (step->wide) {
        HN_EACH_BIT(i, out->known, {
            out->wide[i] = hn_vector_ratio(a, i);
            out->wide[i].num = -out->wide[i].num;
        })
        return;
    }
    for (int i = 0; i < frame->room; i++)
        out->value[i] = (int64_t)(0 - (uint64_t)a->value[i]);
}

/* --- the arithmetic of funding ------------------------------------------------------ */

const char *hn_eval_funding_row(const hn_frame *frame, const hn_node *node,
                                int i, hn_ratio *out)
{
    hn_ratio args[HN_FUNDING_MOST_ARGS];
    for (int k = 0; k < node->count; k++)
        args[k] = hn_vector_ratio(hn_arg(frame, node, k), i);
    return node->u.funding->work(out, args);
}

void hn_eval_funding(hn_frame *frame, const hn_node *node,
                     const hn_step *step, hn_vector *out)
{
    (void)step;
    hn_eval_known_args(frame, node, out);
    HN_EACH_BIT(i, out->known, {
        if (hn_eval_funding_row(frame, node, i, &out->wide[i]))
            hn_eval_fault(out, i);
    })
}

/* --- instalments -------------------------------------------------------------------- */

const char *hn_eval_instalment_row(const hn_frame *frame, const hn_node *node,
                                   int i, hn_ratio *out)
{
    return hn_instalment(out, hn_vector_ratio(hn_arg(frame, node, 0), i),
                         hn_vector_ratio(hn_arg(frame, node, 1), i),
                         hn_vector_ratio(hn_arg(frame, node, 2), i),
                         node->u.dealing);
}

void hn_eval_instalment(hn_frame *frame, const hn_node *node,
                        const hn_step *step, hn_vector *out)
{
    hn_eval_known_args(frame, node, out);
    HN_EACH_BIT(i, out->known, {
        hn_ratio part;
        if (hn_eval_instalment_row(frame, node, i, &part))
            hn_eval_fault(out, i);
        else if (out->wide)
            out->wide[i] = part;
        else
            out->value[i] = (int64_t)part.num * (step->den / part.den);
    })
}

/* --- rounding ------------------------------------------------------------------------ */

/* Halves away from zero is what nearly every pack says: its loop has no call. */
static void round_half_away(const hn_vector *a, const hn_step *step,
                            int64_t step_num, hn_vector *out, int count)
{
    int64_t times = step->times[0], den = step->divide, half = den / 2;
    for (int i = 0; i < count; i++) {
        uint64_t n = (uint64_t)a->value[i] * (uint64_t)times;
        uint64_t up = (int64_t)n < 0 ? n - (uint64_t)half
                                     : n + (uint64_t)half;
        out->value[i] = (int64_t)((uint64_t)((int64_t)up / den)
                                  * (uint64_t)step_num);
    }
}

/* n + den/2 must not pass 64 bits; and for an odd den the half is never met. */
static bool rounds_quickly(const hn_frame *frame, const hn_node *node,
                           const hn_step *step)
{
    const hn_step *a = &frame->plan->steps[node->args[0]->id];
    hn_wide most = (a->high > -a->low ? a->high : -a->low) * step->times[0];
    return node->u.rounding.mode == HN_HALF_AWAY
           && most <= ((hn_wide)1 << 61) && step->divide <= INT64_MAX / 4;
}

void hn_eval_round(hn_frame *frame, const hn_node *node, const hn_step *step,
                   hn_vector *out)
{
    const hn_vector *a = hn_arg(frame, node, 0);
    hn_rounding r = node->u.rounding;
    hn_eval_known_args(frame, node, out);
    if (a->den && out->den && rounds_quickly(frame, node, step)) {
        round_half_away(a, step, r.step_num, out, frame->count);
        return;
    }
    HN_EACH_BIT(i, out->known, {
        hn_wide steps;
        hn_wide limit = step->wide ? (hn_wide)HN_INPUT_LIMIT * 100
                                   : (hn_wide)INT64_MAX;
        bool fits = hn_round_steps(&steps, hn_vector_ratio(a, i), r)
                    && steps <= limit / r.step_num
                    && steps >= -limit / r.step_num;
        hn_wide value = fits ? steps * r.step_num : 0;
        if (!fits)
            hn_eval_fault(out, i);
        else if (out->wide)
            hn_ratio_make(&out->wide[i], value, r.step_den);
        else
            out->value[i] = (int64_t)value;
    })
}

/* --- the lower and the higher ----------------------------------------------------------- */

static void wide_lower(const hn_frame *frame, const hn_node *node,
                       hn_vector *out, int sign)
{
    HN_EACH_BIT(i, out->known, {
        hn_ratio best = hn_vector_ratio(hn_arg(frame, node, 0), i);
        for (int k = 1; k < node->count; k++) {
            hn_ratio other = hn_vector_ratio(hn_arg(frame, node, k), i);
            if (sign * hn_ratio_compare(other, best) < 0)
                best = other;
        }
        out->wide[i] = best;
    })
}

static int64_t times_of(const hn_step *step, int i)
{
    return step->times ? step->times[i] : 1;
}

void hn_eval_lower(hn_frame *frame, const hn_node *node, const hn_step *step,
                   hn_vector *out)
{
    bool lower = node->op == HN_OP_LOWER;
    hn_eval_known_args(frame, node, out);
    if (step->wide) {
        wide_lower(frame, node, out, lower ? 1 : -1);
        return;
    }
    for (int k = 0; k < node->count; k++) {
        const int64_t *arg = hn_arg(frame, node, k)->value;
        uint64_t times = (uint64_t)times_of(step, k);
        for (int i = 0; i < frame->room; i++) {
            int64_t value = (int64_t)((uint64_t)arg[i] * times);
            bool take = k == 0 || (lower ? value < out->value[i]
                                         : value > out->value[i]);
            out->value[i] = take ? value : out->value[i];
        }
    }
}

/* The `nth` lowest argument, from 0. */
static hn_ratio nth_of(const hn_frame *frame, const hn_node *node, int nth,
                       int i)
{
    hn_ratio one = hn_ratio_of(0);
    for (int k = 0; k < node->count; k++) {
        int below = 0, alike = 0;
        one = hn_vector_ratio(hn_arg(frame, node, k), i);
        for (int j = 0; j < node->count; j++) {
            int order = hn_ratio_compare(
                hn_vector_ratio(hn_arg(frame, node, j), i), one);
            below += order < 0;
            alike += order == 0;
        }
        if (below <= nth && nth < below + alike)
            break;
    }
    return one;
}

void hn_eval_median_of(hn_frame *frame, const hn_node *node,
                       const hn_step *step, hn_vector *out)
{
    int low = (node->count - 1) / 2, high = node->count / 2;
    (void)step;
    hn_eval_known_args(frame, node, out);
    HN_EACH_BIT(i, out->known, {
        hn_ratio sum = nth_of(frame, node, low, i);
        bool fits = low == high
                    || (hn_ratio_add(&sum, sum,
                                     nth_of(frame, node, high, i))
                        && hn_ratio_div(&sum, sum, hn_ratio_of(2)));
        out->wide[i] = sum;
        if (!fits)
            hn_eval_fault(out, i);
    })
}

/* --- comparisons -------------------------------------------------------------------------- */

static bool holds(hn_op op, int order)
{
    switch (op) {
    case HN_OP_OVER:     return order > 0;
    case HN_OP_AT_LEAST: return order >= 0;
    case HN_OP_UNDER:    return order < 0;
    case HN_OP_AT_MOST:  return order <= 0;
    case HN_OP_IS_NOT:   return order != 0;
    default:             return order == 0;
    }
}

/* Sets a bit for each row where a > b (or a >= b), 64 rows at a time. */
static void above(uint64_t *yes, int words, const int64_t *a, uint64_t ta,
                  const int64_t *b, uint64_t tb, bool more)
{
    for (int w = 0; w < words; w++) {
        uint64_t bits = 0;
        for (int j = 0; j < 64; j++) {
            int64_t x = (int64_t)((uint64_t)a[w * 64 + j] * ta);
            int64_t y = (int64_t)((uint64_t)b[w * 64 + j] * tb);
            bits |= (uint64_t)(more ? x >= y : x > y) << j;
        }
        yes[w] = bits;
    }
}

static void only_known(hn_vector *out)
{
    for (int w = 0; w < HN_CHUNK_WORDS; w++)
        out->yes[w] &= out->known[w];
}

void hn_eval_compare(hn_frame *frame, const hn_node *node,
                     const hn_step *step, hn_vector *out)
{
    const hn_vector *a = hn_arg(frame, node, 0), *b = hn_arg(frame, node, 1);
    hn_eval_known_args(frame, node, out);
    if (step->wide) {
        memset(out->yes, 0, sizeof frame->live);
        HN_EACH_BIT(i, out->known, {
            if (holds(node->op, hn_ratio_compare(hn_vector_ratio(a, i),
                                                 hn_vector_ratio(b, i))))
                hn_bit_set(out->yes, i);
        })
        return;
    }
    uint64_t ta = (uint64_t)times_of(step, 0), tb = (uint64_t)times_of(step, 1);
    bool over = node->op == HN_OP_OVER || node->op == HN_OP_AT_LEAST;
    bool more = node->op == HN_OP_AT_LEAST || node->op == HN_OP_AT_MOST;
    if (over)
        above(out->yes, frame->room / 64, a->value, ta, b->value, tb, more);
    else
        above(out->yes, frame->room / 64, b->value, tb, a->value, ta, more);
    only_known(out);
}

/* The text of row `i`: of a choice, its name. */
static hn_slice text_of(const hn_node *node, const hn_vector *vector, int i)
{
    return node->type.kind == HN_CHOICE
               ? hn_slice_of(node->type.choices->names[vector->value[i]])
               : vector->text[i];
}

static bool same_text(hn_slice a, hn_slice b)
{
    return a.len == b.len && memcmp(a.at, b.at, a.len) == 0;
}

/* Adds to out->yes the rows where two vectors are equal. */
static void equal(const hn_node *node, const hn_step *step, hn_vector *out,
                  const hn_vector *a, const hn_vector *b, int k, int words)
{
    hn_kind kind = node->args[0]->type.kind;
    const hn_node *other = node->args[k];
    if (kind == HN_YESNO) {
        for (int w = 0; w < HN_CHUNK_WORDS; w++)
            out->yes[w] |= ~(a->yes[w] ^ b->yes[w]);
    } else if (kind == HN_TEXT || other->type.kind == HN_TEXT) {
        HN_EACH_BIT(i, out->known, {
            if (same_text(text_of(node->args[0], a, i),
                          text_of(other, b, i)))
                hn_bit_set(out->yes, i);
        })
    } else if (step->wide) {
        HN_EACH_BIT(i, out->known, {
            if (hn_ratio_compare(hn_vector_ratio(a, i),
                                 hn_vector_ratio(b, i)) == 0)
                hn_bit_set(out->yes, i);
        })
    } else {
        uint64_t ta = (uint64_t)times_of(step, 0);
        uint64_t tb = (uint64_t)times_of(step, k);
        for (int w = 0; w < words; w++) {
            uint64_t bits = 0;
            for (int j = 0, i = w * 64; j < 64; j++, i++)
                bits |= (uint64_t)((uint64_t)a->value[i] * ta
                                   == (uint64_t)b->value[i] * tb) << j;
            out->yes[w] |= bits;
        }
    }
}

void hn_eval_is(hn_frame *frame, const hn_node *node, const hn_step *step,
                hn_vector *out)
{
    hn_eval_known_args(frame, node, out);
    memset(out->yes, 0, sizeof frame->live);
    for (int k = 1; k < node->count; k++)
        equal(node, step, out, hn_arg(frame, node, 0),
              hn_arg(frame, node, k), k, frame->room / 64);
    for (int w = 0; w < HN_CHUNK_WORDS && node->op == HN_OP_IS_NOT; w++)
        out->yes[w] = ~out->yes[w];
    only_known(out);
}
