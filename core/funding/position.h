/*
 * position.h - the position of the Dedicated Schools Grant and its plan.
 *
 * A deficit is an amount above 0 here, a surplus one below: a council's papers
 * have both signs, so every movement says by its name which way it goes.
 * Errors, units: see place.h.
 */
#ifndef HN_FUNDING_POSITION_H
#define HN_FUNDING_POSITION_H

#include "../quantity/ratio.h"

/*
 * The closing position: opening + raises - lowers, in pounds.  raises: the sum
 * of what makes a deficit larger (overspend, reduced funding); lowers: of what
 * makes it smaller (earlier years' funding, underspend of another block, a
 * transfer).  Both are written as positive amounts; a correction may be below
 * 0.  In which order movements are added does not matter.
 * Source: Invest to Save report, 27 January 2026, Table 4: 113.3 million
 * becomes 183.6 and then 279.3.
 */
const char *hn_funding_roll_forward(hn_ratio *out, hn_ratio opening,
                                    hn_ratio raises, hn_ratio lowers);

/* A year of a caseload; plans, pupils or another unit that is counted. */
typedef struct hn_funding_caseload {
    hn_ratio opening, joiners, moved_in, leavers, moved_out;
    hn_ratio unexplained;          /* may be below 0                        */
} hn_funding_caseload;

/*
 * The closing caseload:
 *
 *     opening + joiners + moved_in - leavers - moved_out + unexplained
 *
 * Refused: a caseload that closes below 0.
 * Published stocks and flows do not close: in January 2024 the Department
 * counted 576,474 plans, then 97,747 new and 44,862 ceased ones, and 638,745 a
 * year later, 9,386 more than these make.  `unexplained` says so in a line of
 * its own instead of hiding it in joiners.
 * Source: SEN2 2025, caseload and flows.
 */
const char *hn_funding_caseload_closes(hn_ratio *out,
                                       const hn_funding_caseload *year);

/*
 * The High Needs Stability Grant, in pounds: deficit x share; 0 where there is
 * no deficit.  share is 0.9.  Refused: share below 0 or above 1.
 *
 * Trap: the deficit is the eligible one of high needs at 31 March 2026, not
 * that of the whole grant; where sources differ and the difference is not
 * explained, the lowest counts.  An approved reform plan is a condition.
 * Source: High Needs Stability Grant, explanatory note, 9 February 2026.
 */
const char *hn_funding_stability_grant(hn_ratio *out, hn_ratio deficit,
                                       hn_ratio share);

/*
 * Interest forgone on the cash that carries a deficit through one year, in
 * pounds: (opening + closing) / 2 x rate.  Below 0 where it is a surplus.
 * Trap: the mean of two days stands for the year; a deficit that jumps in
 * March costs less than this says.
 * Source: the cost is reported in SEND Improvement and Safety Valve, 22 May
 * 2024, 28 (£3.9 million in 2024-25); that it is taken on the mean is a
 * convention of this project.
 */
const char *hn_funding_interest(hn_ratio *out, hn_ratio opening,
                                hn_ratio closing, hn_ratio rate);

/*
 * A deficit as a part of the grant of a year: deficit / grant.  Refused: grant
 * not above 0.
 * Trap: the in-year deficit and the accumulated one have each a ratio of its
 * own, and an in-year deficit can be a planned use of a surplus.
 * Source: KLOE Benchmarking report, November 2025, table of deficits.
 */
const char *hn_funding_deficit_ratio(hn_ratio *out, hn_ratio deficit,
                                     hn_ratio grant);

#endif
