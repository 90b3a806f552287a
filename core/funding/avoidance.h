/*
 * avoidance.h - cost avoided against a named counterfactual.
 *
 * A cost avoided is not cash saved: it is the difference to what would have
 * been spent otherwise, and stands or falls with that "otherwise".  Three
 * figures are kept apart, and no function blends them:
 *   in-year      months: those of the financial year that the place was open
 *   full-year    months: 12, whatever the date it opened
 *   cumulative   months: all since it opened, 12 for each full year
 * A full-year figure added to a cumulative one means nothing, though it is
 * printed now and then.  Errors, units: see place.h.
 */
#ifndef HN_FUNDING_AVOIDANCE_H
#define HN_FUNDING_AVOIDANCE_H

#include "../quantity/ratio.h"

/* One initiative, or one place of it.  A unit is whatever is counted: places,
 * pupils, plans. */
typedef struct hn_funding_avoidance {
    hn_ratio units;                /* those that count; the others left out */
    hn_ratio filled;               /* of the units, 0 to 1                  */
    hn_ratio instead_of;           /* pounds a unit a year, counterfactual  */
    hn_ratio cost;                 /* pounds a unit a year, as it is        */
    hn_ratio months;               /* not below 0; see above                */
    hn_ratio deadweight;           /* 0 to 1: would have come about anyway  */
    hn_ratio displacement;         /* 0 to 1: moved elsewhere, not avoided  */
    hn_ratio share;                /* 0 to 1: attributed to this initiative */
    hn_ratio optimism;             /* 0 to 1: taken off for optimism        */
    hn_ratio running;              /* pounds over the same months           */
} hn_funding_avoidance;

/*
 * Pounds avoided over the months:
 *
 *     units x filled x (instead_of - cost) x months / 12
 *         x (1 - deadweight) x (1 - displacement) x share x (1 - optimism)
 *         - running
 *
 * Refused: what lies outside the limits above.  An initiative with no
 * auditable figure is no case for this function: it is missing, not 0.
 *
 * With nothing taken off and all places filled it is the report's own figure:
 * 264 places at 64,000 less 26,000 are 10,032,000.  Never above that for the
 * same units, months and a difference not below 0.
 * Trap: filled 1 and nothing taken off is the most that could be, not the
 * central case.  Trap: a unit cost that holds place money the council does not
 * pay is no like-for-like counterfactual.  Trap: a child or place claimed by
 * several initiatives must be counted once: the shares come to at most 1.
 * Trap: where the provision costs more than it stands in for, the difference
 * is below 0 and every reduction makes the loss look smaller.
 * Capital is not here: see hn_funding_payback.
 * Source: Invest to Save report, 27 January 2026, 4.4 to 4.14 (difference,
 * attribution once, units); HM Treasury's Green Book as quoted in other
 * guidance (optimism); deadweight and displacement are general practice
 * without a source in hand.
 */
const char *hn_funding_avoided(hn_ratio *out, const hn_funding_avoidance *of);

/*
 * Months until an outlay has paid for itself: outlay / a_year x 12.  Exact;
 * who reports whole months rounds up.  Undiscounted.
 * outlay: pounds.  a_year: pounds avoided in a full year, net of running cost.
 * Refused: outlay below 0, nothing avoided in a year.
 */
const char *hn_funding_payback(hn_ratio *out, hn_ratio outlay,
                               hn_ratio a_year);

/*
 * How many units must succeed to pay for an outlay: outlay / each.  Exact; one
 * who asks for whole children rounds up: 100,000 at 30,000 a placement are
 * 3 1/3, that is 4.
 * Refused: outlay below 0, each not above 0.
 * Source: SEND Improvement Update, 11 March 2025 (staff against placements).
 */
const char *hn_funding_break_even(hn_ratio *out, hn_ratio outlay,
                                  hn_ratio each);

#endif
