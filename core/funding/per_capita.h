/*
 * per_capita.h - net spending, spending a head, and growth.
 *
 * Errors, units: see place.h.
 */
#ifndef HN_FUNDING_PER_CAPITA_H
#define HN_FUNDING_PER_CAPITA_H

#include "../quantity/ratio.h"

/*
 * Net spending: gross - income, in the unit of both.  Below 0 where income is
 * above spending, which occurs in published lines: it is neither refused nor
 * cut off at 0.
 * Trap: gross is not net.  The Department's benchmarking table has both, and
 * a gross figure of one year beside a net one of the next is no growth.
 * Source: section 251, columns gross, income and net of each line.
 */
const char *hn_funding_net(hn_ratio *out, hn_ratio gross, hn_ratio income);

/*
 * Spending a head: amount / people, in the unit of the amount for each one of
 * the people.  Refused: people not above 0 (a population not known is missing,
 * which is the caller's to say).
 *
 * Trap: the people are a named population.  The benchmarking table divides
 * high needs lines by heads aged 0 to 19, transport by pupils aged 3 to 15 and
 * heads aged 16 to 18 and 19 to 25, educational psychology, SEN administration
 * and advice by pupils aged 3 to 19; the benchmarking tool divides by heads
 * aged 2 to 18.  Two such figures do not compare.
 * Trap: figures printed to the pound do not add up to the pound; work from
 * amounts and round at the end.
 * Source: section 251 benchmarking table, explanatory notes.
 */
const char *hn_funding_per_head(hn_ratio *out, hn_ratio amount,
                                hn_ratio people);

/*
 * Growth from one value to the next: (after - before) / before, a fraction of
 * the earlier value.  Refused: before not above 0.
 * Trap: "x% below" and "x% above" have different bases: 124 is 24% above 100,
 * 100 is 19.35% below 124.
 */
const char *hn_funding_growth(hn_ratio *out, hn_ratio before, hn_ratio after);

/*
 * Growth over all of several years, each on the one before:
 * (1 + r1)(1 + r2) ... - 1.  No years: 0.  Refused: a rate below -1, that is a
 * loss of more than all.
 *
 * Trap: digits grow with each year.  Nine years of 3% are exact, ten are out
 * of range: a plan over 15 years rounds each year at a name.
 * Trap: rates printed to one decimal give a sum known to a few tenths only.
 * Source: Department for Education, High needs budgets: effective management,
 * June 2022, tables of growth by year and overall.
 */
const char *hn_funding_growth_over(hn_ratio *out, const hn_ratio *rates,
                                   int count);

#endif
