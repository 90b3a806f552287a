/*
 * interval.h - what a printed figure can stand for.
 *
 * A figure printed as £38k stands for any amount from 37,500 to 38,500, both
 * ends counted: whichever way a half was rounded, the true amount is within.
 * Arithmetic on intervals gives all that the results can be when each input is
 * anywhere in its own interval; an input that stands twice in a formula counts
 * as two.  An end may be open (`no_low`, `no_high`) for a figure such as
 * "£30,000+".
 */
#ifndef HN_INTERVAL_H
#define HN_INTERVAL_H

#include "../base/text.h"
#include "ratio.h"

typedef struct hn_interval {
    hn_ratio low, high;            /* low is not above high; 0 where open   */
    bool no_low, no_high;          /* without an end on that side           */
} hn_interval;

/* --- as printed ------------------------------------------------------------ */

/* A figure of a document: a percentage as a part of one, money in pounds. */
typedef struct hn_printed_figure {
    hn_ratio value;                /* the number that is printed            */
    hn_ratio step;                 /* one of its last digit                 */
    hn_interval between;           /* half a step to both sides             */
    int64_t times;                 /* 1000 for k, a million for m ...       */
    bool money, percent;
} hn_printed_figure;

/* Reads all of `text`: a number with or without a pound sign before it, a
 * minus or brackets round it, thousands, k m bn thousand million billion or %
 * behind it, and + at the end for "or more": "£10,032k", "£57.5m", "(1,234)",
 * "31%", "£30,000+".  `step`, such as "£1,000", says what it is rounded to
 * where the text does not show that; NULL: its last digit.  NULL, or a
 * sentence without full stop that says what is wrong. */
const char *hn_printed_read(hn_printed_figure *out, hn_slice text,
                            const char *step);

/* --- arithmetic ------------------------------------------------------------ */

hn_interval hn_interval_point(hn_ratio value);
hn_interval hn_interval_all(void);             /* open on both sides       */

/* Each sets `*out` and returns true, or returns false when an end does not
 * fit, leaving `*out` as it was.  div: also when b contains 0. */
bool hn_interval_add(hn_interval *out, hn_interval a, hn_interval b);
bool hn_interval_sub(hn_interval *out, hn_interval a, hn_interval b);
bool hn_interval_mul(hn_interval *out, hn_interval a, hn_interval b);
bool hn_interval_div(hn_interval *out, hn_interval a, hn_interval b);
bool hn_interval_neg(hn_interval *out, hn_interval a);

/* Of the lower, or higher, of one amount from each. */
hn_interval hn_interval_lower(hn_interval a, hn_interval b);
hn_interval hn_interval_higher(hn_interval a, hn_interval b);

/* --- asking ---------------------------------------------------------------- */

bool hn_interval_is_point(hn_interval a);
bool hn_interval_has(hn_interval a, hn_ratio value);
bool hn_interval_within(hn_interval a, hn_interval b);     /* a in b        */
/* What both have in common; false when that is nothing. */
bool hn_interval_meet(hn_interval *out, hn_interval a, hn_interval b);
/* How far b lies from a, end to end: above 0 when all of b is above a, 0 when
 * they meet.  False when that does not fit. */
bool hn_interval_apart(hn_ratio *out, hn_interval a, hn_interval b);

/* --- writing --------------------------------------------------------------- */

/* How a number is written for people: £57,500,000, £12.50, 31%, 1,464.  To the
 * penny, to four decimals of a percentage and to six of a plain number, with
 * "about " before what that does not show. */
typedef enum hn_number_look {
    HN_LOOK_PLAIN, HN_LOOK_MONEY, HN_LOOK_PERCENT
} hn_number_look;

void hn_look_write(hn_text *out, hn_ratio value, hn_number_look look);
/* A number in the way of a printed figure: £66k beside £64k, 31% beside 30%,
 * with more decimals where it has more. */
void hn_printed_write(hn_text *out, hn_ratio value,
                      const hn_printed_figure *like);
/* "£37,500 to £38,500", "£38,000", "£30,000 or more", "anything". */
void hn_interval_write(hn_text *out, hn_interval a, hn_number_look look);

#endif
