/*
 * ratio.h - exact numbers.
 *
 * A ratio is a 128-bit numerator over a positive 64-bit denominator.  Every
 * operation is exact or says that it is out of range; nothing wraps and
 * nothing is rounded.  Money is a ratio of pounds until it reaches a place
 * that rounds (round.h).
 */
#ifndef HN_RATIO_H
#define HN_RATIO_H

#include <stdbool.h>
#include <stdint.h>

__extension__ typedef __int128 hn_wide;

typedef struct hn_ratio {
    hn_wide num;   /* carries the sign                                    */
    int64_t den;   /* always above 0; lowest terms with num               */
} hn_ratio;

/* Each sets `*out` and returns true, or returns false when the exact result
 * does not fit (or a denominator is 0), leaving `*out` as it was. */
bool hn_ratio_make(hn_ratio *out, hn_wide num, hn_wide den);
bool hn_ratio_add(hn_ratio *out, hn_ratio a, hn_ratio b);
bool hn_ratio_sub(hn_ratio *out, hn_ratio a, hn_ratio b);
bool hn_ratio_mul(hn_ratio *out, hn_ratio a, hn_ratio b);
bool hn_ratio_div(hn_ratio *out, hn_ratio a, hn_ratio b);
hn_ratio hn_ratio_of(int64_t whole);

/* Below 0, 0 or above 0 as a is below, equal to or above b; exact for every
 * pair, never out of range. */
int hn_ratio_compare(hn_ratio a, hn_ratio b);

/* The greatest common divisor of two magnitudes that fits 64 bits (INT64_MIN
 * has a magnitude that does not); hn_gcd(0, 0) is 0. */
int64_t hn_gcd(int64_t a, int64_t b);
/* The least common multiple of two positive numbers; false if it does not
 * fit 64 bits. */
bool hn_lcm(int64_t *out, int64_t a, int64_t b);

#endif
