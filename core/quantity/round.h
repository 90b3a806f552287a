/*
 * round.h - rounding to a step, in a named mode.
 *
 * A step is a positive ratio in the unit of the amount: 1/100 is a penny,
 * 1 a pound, 1000 a thousand pounds.
 */
#ifndef HN_ROUND_H
#define HN_ROUND_H

#include "ratio.h"

typedef enum hn_round_mode {
    HN_HALF_AWAY,   /* "half away from zero"                              */
    HN_HALF_EVEN,   /* "half even"                                        */
    HN_UP,          /* "up": away from zero                               */
    HN_DOWN,        /* "down": towards zero                               */
    HN_FLOOR,       /* "floor": towards minus infinity                    */
    HN_CEILING      /* "ceiling": towards plus infinity                   */
} hn_round_mode;

typedef struct hn_rounding {
    int64_t step_num, step_den;    /* both above 0, lowest terms          */
    hn_round_mode mode;
} hn_rounding;

/* The number of steps nearest to `a` by the mode: the rounded amount is
 * `*steps` * step_num / step_den.  False when that does not fit. */
bool hn_round_steps(hn_wide *steps, hn_ratio a, hn_rounding rounding);
bool hn_round(hn_ratio *out, hn_ratio a, hn_rounding rounding);

/* num / den rounded to a whole number; den above 0. */
hn_wide hn_round_div(hn_wide num, hn_wide den, hn_round_mode mode);

/* "half away from zero" to HN_HALF_AWAY; false for an unknown name. */
bool hn_round_mode_read(hn_round_mode *out, const char *name);
const char *hn_round_mode_name(hn_round_mode mode);

/* Deals `total` (in whole steps, of either sign) into `count` parts in
 * proportion to weights (none below 0, not all 0), by largest remainder; a tie
 * goes to the part that stands first.  The parts always add up to `total`.
 * `work` has room for `count` values and is overwritten.  False when a product
 * does not fit or the weights are unfit. */
bool hn_share(int64_t *parts, int64_t total, const int64_t *weights,
              int count, int64_t *work);

#endif
