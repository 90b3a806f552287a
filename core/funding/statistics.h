/*
 * statistics.h - the middle, the quarters and the place of exact numbers.
 *
 * All of them are asked of numbers that stand in order, the lowest first;
 * there is at least one.  Nothing is rounded, and comparing is exact for every
 * pair.  Where a value lies between two numbers it is worked out from them
 * exactly; false says that the exact value does not fit (numerators beyond
 * 2^124 are not tried), and `*out` is as it was.
 *
 * Which quartile.  Of the conventions in use this is the inclusive one with
 * linear interpolation: of n numbers the lower quartile stands at place
 * 1 + (n - 1)/4, the median at 1 + (n - 1)/2, the upper quartile at
 * 1 + 3(n - 1)/4, and between two places in proportion.  It is QUARTILE and
 * QUARTILE.INC of spreadsheets and type 7 of R's quantile(), which the
 * Department's Local Authority Interactive Tool calls
 * (dfe-analytical-services/local-authority-interactive-tool).  The
 * Department's table of section 251 budgets prints medians only, where all
 * conventions agree.
 */
#ifndef HN_FUNDING_STATISTICS_H
#define HN_FUNDING_STATISTICS_H

#include "../quantity/ratio.h"

/* Puts numbers in order, the lowest first: n log n comparisons, in place. */
void hn_sort(hn_ratio *values, int64_t count);

/* The middle number, or the mean of the two in the middle. */
bool hn_median(hn_ratio *out, const hn_ratio *sorted, int64_t count);

/* The lower quartile (1), the median (2) or the upper quartile (3). */
bool hn_quartile_value(hn_ratio *out, const hn_ratio *sorted, int64_t count,
                       int quartile);

/* The numbers that a quartile lies between: `*at` is the index of the lower,
 * and `rest` quarters of the way on to the next is where it lies (0: at it). */
void hn_quartile_place(int64_t count, int quartile, int64_t *at, int *rest);

/* The place of `value`, which need not be among them: 1 and one more for each
 * that is better, so that equal numbers share the better place and the next
 * comes as many places later (1, 2, 2, 4). */
int64_t hn_rank(hn_ratio value, const hn_ratio *sorted, int64_t count,
                bool highest_first);

/* Which quarter `value` lies in, 1 to 4: 1 up to and including the lower
 * quartile, 2 up to and including the median, 3 up to and including the upper
 * quartile.  With the highest first it is mirrored: 1 from the upper quartile
 * on, itself included, and so down.  (The Department's tool names its bands by
 * the first of these two whichever way is good, so that a value exactly at an
 * edge lies one band further from "highest" there.) */
bool hn_quarter(int *out, hn_ratio value, const hn_ratio *sorted,
                int64_t count, bool highest_first);

#endif
