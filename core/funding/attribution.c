/* attribution.c - claims counted once, as attribution.h says. */
#include "attribution.h"

#include "../base/sort.h"

static const hn_ratio nought = {0, 1};

/* --- in order ------------------------------------------------------------ */

void hn_attribute_first(hn_claim *claims, int64_t count)
{
    bool taken = false;
    for (int64_t i = 0; i < count; i++) {
        hn_claim *c = &claims[i];
        c->counted = nought;
        if (!c->has_claim)
            c->fate = HN_CLAIM_UNKNOWN;
        else if (c->claim.num == 0)
            c->fate = HN_CLAIM_NOUGHT;
        else
            c->fate = taken ? HN_CLAIM_LATER : HN_CLAIM_COUNTED;
        if (c->fate == HN_CLAIM_COUNTED)
            c->counted = c->claim;
        taken = taken || c->fate == HN_CLAIM_COUNTED;
    }
}

/* --- by share ------------------------------------------------------------ */

static bool is_outside(const hn_claim *c)
{
    return c->has_share && (hn_ratio_compare(c->share, nought) < 0
                            || hn_ratio_compare(c->share, hn_ratio_of(1)) > 0);
}

static bool is_in_sum(const hn_claim *c)
{
    return c->has_share && !is_outside(c);
}

/* What the sum of the shares says of each of them. */
static hn_claim_fate add_shares(const hn_claim *claims, int64_t count,
                                hn_ratio *sum)
{
    *sum = nought;
    for (int64_t i = 0; i < count; i++)
        if (is_in_sum(&claims[i])
            && !hn_ratio_add(sum, *sum, claims[i].share))
            return HN_CLAIM_BEYOND;
    return hn_ratio_compare(*sum, hn_ratio_of(1)) > 0 ? HN_CLAIM_OVER
                                                      : HN_CLAIM_COUNTED;
}

static void count_share(hn_claim *c, hn_claim_fate all)
{
    c->counted = nought;
    if (is_outside(c))
        c->fate = HN_CLAIM_OUTSIDE;
    else if (!c->has_share)
        c->fate = HN_CLAIM_UNKNOWN;
    else if (all != HN_CLAIM_COUNTED)
        c->fate = all;
    else if (!c->has_claim)
        c->fate = HN_CLAIM_UNKNOWN;
    else
        c->fate = hn_ratio_mul(&c->counted, c->claim, c->share)
                      ? HN_CLAIM_COUNTED : HN_CLAIM_BEYOND;
}

/* The greater remainder first. */
static int by_rest(const void *ctx, int64_t a, int64_t b)
{
    const hn_claim *claims = ctx;
    return hn_ratio_compare(claims[b].rest, claims[a].rest);
}

/* Rounds down to a whole step; `*steps` and the rest are what there was. */
static bool step_down(hn_claim *c, hn_rounding down, hn_wide *steps)
{
    hn_ratio step = {down.step_num, down.step_den}, whole;
    return hn_round_steps(steps, c->counted, down)
           && hn_ratio_mul(&whole, (hn_ratio){*steps, 1}, step)
           && hn_ratio_sub(&c->rest, c->counted, whole)
           && ((c->counted = whole), true);
}

/* How many steps are left to deal when all are rounded down: their numbers
 * stand in `work`. */
static bool round_down(hn_claim *claims, int64_t count, hn_rounding rounding,
                       int64_t *work, int64_t *in, hn_wide *left)
{
    hn_rounding down = {rounding.step_num, rounding.step_den, HN_FLOOR};
    hn_ratio exact = nought;
    hn_wide whole = 0, steps;
    *in = 0;
    for (int64_t i = 0; i < count; i++) {
        if (claims[i].fate != HN_CLAIM_COUNTED)
            continue;
        work[(*in)++] = i;
        if (!hn_ratio_add(&exact, exact, claims[i].counted)
            || !step_down(&claims[i], down, &steps)
            || __builtin_add_overflow(whole, steps, &whole))
            return false;
    }
    return hn_round_steps(left, exact, rounding)
           && !__builtin_sub_overflow(*left, whole, left);
}

static bool deal(hn_claim *claims, int64_t count, hn_rounding rounding,
                 int64_t *work)
{
    hn_ratio step = {rounding.step_num, rounding.step_den};
    hn_wide left;
    int64_t in;
    if (!round_down(claims, count, rounding, work, &in, &left))
        return false;
    hn_sort_by(work, work + in, in, by_rest, claims);
    for (int64_t i = 0; i < in && i < left; i++) {
        hn_claim *c = &claims[work[i]];
        if (!hn_ratio_add(&c->counted, c->counted, step))
            return false;
    }
    return true;
}

void hn_attribute_shares(hn_claim *claims, int64_t count,
                         const hn_rounding *rounding, int64_t *work,
                         hn_ratio *sum)
{
    hn_claim_fate all = add_shares(claims, count, sum);
    for (int64_t i = 0; i < count; i++)
        count_share(&claims[i], all);
    if (!rounding || deal(claims, count, *rounding, work))
        return;
    for (int64_t i = 0; i < count; i++)
        if (claims[i].fate == HN_CLAIM_COUNTED)
            claims[i].fate = HN_CLAIM_BEYOND;
}

/* --- for nothing that is named ------------------------------------------- */

void hn_attribute_unnamed(hn_claim *claim, bool by_share)
{
    bool known = claim->has_claim && claim->claim.num == 0
                 && (claim->has_share || !by_share);
    claim->counted = nought;
    claim->fate = by_share && is_outside(claim) ? HN_CLAIM_OUTSIDE
                  : known ? HN_CLAIM_NOUGHT : HN_CLAIM_UNKNOWN;
}
