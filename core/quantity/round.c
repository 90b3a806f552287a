/*
 * round.c - rounding to a step, and sharing without losing a penny.
 *
 * Every mode is one question, asked of the magnitude: does what is left over
 * carry it one step further from nought?
 */
#include "round.h"

#include <string.h>

__extension__ typedef unsigned __int128 wide_bits;

static wide_bits magnitude(hn_wide value)
{
    return value < 0 ? 0 - (wide_bits)value : (wide_bits)value;
}

/* Whether `rest` (above 0, below `den`) carries a magnitude one further. */
static bool carries(hn_round_mode mode, bool negative, bool odd,
                    wide_bits rest, wide_bits den)
{
    wide_bits lacking = den - rest;
    switch (mode) {
    case HN_HALF_AWAY: return rest >= lacking;
    case HN_HALF_EVEN: return rest > lacking || (rest == lacking && odd);
    case HN_UP:        return true;
    case HN_DOWN:      return false;
    case HN_FLOOR:     return negative;
    case HN_CEILING:   return !negative;
    }
    return false;
}

static wide_bits rounded(wide_bits whole, wide_bits rest, wide_bits den,
                         hn_round_mode mode, bool negative)
{
    return whole + (rest > 0 && carries(mode, negative, whole & 1, rest, den));
}

hn_wide hn_round_div(hn_wide num, hn_wide den, hn_round_mode mode)
{
    wide_bits n = magnitude(num), d = (wide_bits)den;
    wide_bits steps = rounded(n / d, n % d, d, mode, num < 0);
    return (hn_wide)(num < 0 ? 0 - steps : steps);
}

/*
 * n * by / den, where the product may pass 128 bits.  With n = q*den + r it
 * is q*by + r*by/den, and the second part is worked out one bit of `by` at a
 * time.  r < den < 2^126, so doubling a remainder cannot go over.
 */
static bool scale(wide_bits *whole, wide_bits *rest, wide_bits n, uint64_t by,
                  wide_bits den)
{
    wide_bits first, q = 0, r = 0, one = n % den;
    if (__builtin_mul_overflow(n / den, (wide_bits)by, &first))
        return false;
    for (int bit = 63; bit >= 0; bit--) {
        r += r;
        q += q + (r >= den);
        r -= r >= den ? den : 0;
        if (by >> bit & 1)
            r += one;
        q += r >= den;
        r -= r >= den ? den : 0;
    }
    *rest = r;
    return !__builtin_add_overflow(first, q, whole);
}

bool hn_round_steps(hn_wide *steps, hn_ratio a, hn_rounding rounding)
{
    if (a.den <= 0 || rounding.step_num <= 0 || rounding.step_den <= 0)
        return false;
    bool negative = a.num < 0;
    wide_bits n = magnitude(a.num), product, whole, rest;
    wide_bits den = (wide_bits)a.den * (wide_bits)rounding.step_num;
    if (!__builtin_mul_overflow(n, (wide_bits)rounding.step_den, &product)) {
        whole = product / den;
        rest = product - whole * den;
    } else if (!scale(&whole, &rest, n, (uint64_t)rounding.step_den, den)) {
        return false;
    }
    wide_bits most = ((wide_bits)1 << 127) - !negative;
    if (whole > most)
        return false;
    whole = rounded(whole, rest, den, rounding.mode, negative);
    if (whole > most)
        return false;
    *steps = (hn_wide)(negative ? 0 - whole : whole);
    return true;
}

bool hn_round(hn_ratio *out, hn_ratio a, hn_rounding rounding)
{
    hn_wide steps;
    if (!hn_round_steps(&steps, a, rounding))
        return false;
    return hn_ratio_mul(out, (hn_ratio){ steps, 1 },
                        (hn_ratio){ rounding.step_num, rounding.step_den });
}

/* --- names --------------------------------------------------------------- */

/* In the order of hn_round_mode. */
static const char *const mode_names[] = {
    "half away from zero", "half even", "up", "down", "floor", "ceiling"
};

#define MODES (int)(sizeof mode_names / sizeof mode_names[0])

bool hn_round_mode_read(hn_round_mode *out, const char *name)
{
    for (int i = 0; i < MODES; i++) {
        if (strcmp(name, mode_names[i]) == 0) {
            *out = (hn_round_mode)i;
            return true;
        }
    }
    return false;
}

const char *hn_round_mode_name(hn_round_mode mode)
{
    return mode_names[mode];
}

/* --- sharing ------------------------------------------------------------- */

/* The sum of the weights, or 0 when they are unfit. */
static int64_t weigh(const int64_t *weights, int count)
{
    int64_t sum = 0;
    for (int i = 0; i < count; i++)
        if (weights[i] < 0 || __builtin_add_overflow(sum, weights[i], &sum))
            return 0;
    return sum;
}

static int count_from(const int64_t *values, int count, int64_t least)
{
    int found = 0;
    for (int i = 0; i < count; i++)
        found += values[i] >= least;
    return found;
}

/* The greatest value that at least `rank` of `values` reach, found by halving
 * the range 1 to `most`: 63 passes at worst, whatever the order. */
static int64_t reached_by(const int64_t *values, int count, int rank,
                          int64_t most)
{
    int64_t low = 1, high = most;
    while (low < high) {
        int64_t middle = high - (high - low) / 2;
        if (count_from(values, count, middle) >= rank)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

/* One more for each of the `left` parts with the largest remainders.  Their
 * remainders add up to `left` whole steps and each is less than one, so more
 * than `left` of them are above 0. */
static void deal(int64_t *parts, const int64_t *rests, int count, int left,
                 int64_t sum, int step)
{
    int64_t least = reached_by(rests, count, left, sum - 1);
    int ties = left - count_from(rests, count, least + 1);
    for (int i = 0; i < count; i++) {
        if (rests[i] > least || (rests[i] == least && ties-- > 0))
            parts[i] += step;
    }
}

bool hn_share(int64_t *parts, int64_t total, const int64_t *weights,
              int count, int64_t *work)
{
    int64_t sum = weigh(weights, count);
    if (sum <= 0)
        return false;
    wide_bits whole = magnitude(total), left = whole;
    for (int i = 0; i < count; i++) {
        wide_bits product = whole * (uint64_t)weights[i];
        wide_bits part = product / (uint64_t)sum;
        work[i] = (int64_t)(product - part * (uint64_t)sum);
        left -= part;
        parts[i] = (int64_t)(total < 0 ? 0 - part : part);
    }
    if (left > 0)
        deal(parts, work, count, (int)left, sum, total < 0 ? -1 : 1);
    return true;
}
