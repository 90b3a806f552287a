/*
 * topup.h - what is paid over the core funding of a place.
 *
 * Who pays is no arithmetic: the authority where the school is (the provider
 * authority) has its places paid from its grant, the one where the child lives
 * (the resident authority) pays the top-up.  A pack says it by adding up
 * figures by the one or the other.  Errors, units: see place.h.
 */
#ifndef HN_FUNDING_TOPUP_H
#define HN_FUNDING_TOPUP_H

#include "../quantity/ratio.h"

/*
 * Element 3, in pounds: (the higher of cost - met and 0) x part.
 *
 * cost: of all the child's provision, pounds a year.  met: what place funding
 * or the notional budget meets of it: £6,000 in a mainstream school, the whole
 * £10,000 of a special place.  part: of a year, as many years as the spell
 * lasts (part_of_year of a pack counts days, weeks, months or terms); above 1
 * for a spell of several years.
 * Refused: part below 0.
 *
 * A cost within what is met is a top-up of 0, never one below.
 * Trap: the value of a band is most often net of core funding already: then it
 * is the top-up of a full year, and met is 0.  Trap: councils differ in
 * whether the part of the year is applied before or after `met` comes off;
 * here it is after, so that half a year is half of a year's top-up.
 * Source: high needs funding operational guide: top-up is what is needed over
 * core funding, paid by the authority that places the child.
 */
const char *hn_funding_topup(hn_ratio *out, hn_ratio cost, hn_ratio met,
                             hn_ratio part);

/* What a special school was and is paid for places and top-up. */
typedef struct hn_funding_school {
    hn_ratio baseline_income;      /* pounds a year                        */
    hn_ratio baseline_places;      /* above 0                              */
    hn_ratio change;               /* 0.03: 3% more; may be below 0        */
    hn_ratio income;               /* pounds a year, before the guarantee  */
    hn_ratio places;               /* not below 0                          */
} hn_funding_school;

/*
 * The minimum funding guarantee of special schools, in pounds a year: what
 * lifts the income a place to the guaranteed one.
 *
 *     the higher of 0 and
 *     baseline_income / baseline_places x (1 + change) x places - income
 *
 * Refused: baseline_places not above 0, places below 0.
 *
 * Trap: it is meant for one mix of bands.  A school whose children now have
 * lower bands is paid less a place for good reason: state the baseline at the
 * mix of bands of the year, or the guarantee pays for children who left.
 * Trap: `change` is the Department's, for a stated pair of years (3% from
 * 2021-22 to 2023-24; 0% in 2025-26, both from third parties).
 * Source: none in hand says the comparison in full; it is stated here so that
 * its inputs can be seen and checked.
 */
const char *hn_funding_guarantee(hn_ratio *out,
                                 const hn_funding_school *school);

#endif
