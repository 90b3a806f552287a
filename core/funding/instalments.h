/*
 * instalments.h - an amount paid in parts that add up to it.
 *
 * Every part is a whole number of steps: pennies, or what the amount is
 * rounded to.  Where the steps do not divide evenly, the remainder goes where
 * the pack says.  After a change the same question is asked again with what
 * was paid and how many parts are done: what is still to pay is dealt over the
 * parts that are left, so that payments over a year always come to the amount
 * as it stands at the end.
 *
 * Units: amount, paid and step are of one unit of money; parts are counted
 * from 1.  Nothing is lost to rounding.  A balance below 0 (more was paid than
 * is due) is dealt as its opposite is, with every part below 0.
 * Source of "last": the Department's Calculate Funding Service, whose profiles
 * round each instalment down and let the last take the rest.
 */
#ifndef HN_INSTALMENTS_H
#define HN_INSTALMENTS_H

#include "../quantity/round.h"

#define HN_MOST_INSTALMENTS 366

typedef enum hn_remainder {
    HN_REMAINDER_FIRST,   /* the others are rounded down, the first takes
                           * the rest                                      */
    HN_REMAINDER_LAST,    /* the same, and the last takes the rest         */
    HN_REMAINDER_SPREAD   /* one step each to the earliest                 */
} hn_remainder;

/* Which part, and how the amount is dealt. */
typedef struct hn_dealing {
    int part, parts;      /* part from 1 to parts                          */
    hn_remainder remainder;
    hn_rounding step;     /* its mode is for a balance between two steps   */
} hn_dealing;

/* Part `part` of `total` whole steps: the parts add up to it. */
hn_wide hn_deal(hn_wide total, int part, int parts, hn_remainder remainder);

/*
 * What part `dealing->part` pays of what is still to pay: amount - paid, dealt
 * over the parts after `done`, which is 0 for those that are done.
 *
 * 100 into 3: 33.34 33.33 33.33 ("first" and "spread"), 33.33 33.33 33.34
 * ("last").  0.02 into 3: 0.02 0 0, 0.01 0.01 0, 0 0 0.02.
 *
 * Returns NULL, or a sentence without full stop that says why nothing can be
 * dealt and holds no value: `done` is no whole number from 0 to the number of
 * parts; all parts are done and something is still owed or was overpaid;
 * HN_FUNDING_OUT_OF_RANGE.
 */
const char *hn_instalment(hn_ratio *out, hn_ratio amount, hn_ratio paid,
                          hn_ratio done, const hn_dealing *dealing);

#endif
