/*
 * interval.h - what a printed figure can stand for.
 *
 * A figure printed as £38k stands for any amount from 37,500 to 38,500, both
 * ends counted: whichever way a half was rounded, the true amount is within.
 * Arithmetic on intervals gives all that the results can be when each input is
 * anywhere in its own interval.  An end may be open (`no_low`, `no_high`) for a
 * figure such as "£30,000+".
 */
#ifndef HN_INTERVAL_H
#define HN_INTERVAL_H

#include "../base/text.h"
#include "ratio.h"

typedef struct hn_interval {
    hn_ratio low, high;            /* low is not above high                 */
    bool no_low, no_high;          /* without an end on that side           */
} hn_interval;

#endif
