/*
 * attribution.h - what several claim of one thing, counted once.
 *
 * Several initiatives may each claim what is saved by one child or one place.
 * Of the claims for one thing either the first in a stated order is counted
 * and no other, or each has a stated share and the shares come to at most one.
 * Claim less counted is the double count, so that the two parts of a claim
 * always add up to it.
 *
 * Units: claims and what is counted are of one unit, whichever; a share is a
 * plain number, 1 the whole.  A claim that is missing is no claim of nought:
 * it stays missing, and takes nothing from the others.
 * Source: Invest to Save report, 27 January 2026, 4.13: double counting across
 * initiatives is to be prevented, against an agreed counterfactual.
 */
#ifndef HN_ATTRIBUTION_H
#define HN_ATTRIBUTION_H

#include "../quantity/round.h"

/* What became of a claim. */
typedef enum hn_claim_fate {
    HN_CLAIM_UNKNOWN,     /* it, or its share, is missing                  */
    HN_CLAIM_NOUGHT,      /* it is 0, and counted as 0                     */
    HN_CLAIM_COUNTED,
    HN_CLAIM_LATER,       /* an earlier one is counted: 0                  */
    HN_CLAIM_OUTSIDE,     /* refused: a share below 0 or above 1           */
    HN_CLAIM_OVER,        /* refused: the shares come to more than 1       */
    HN_CLAIM_BEYOND       /* refused: the exact result does not fit        */
} hn_claim_fate;

typedef struct hn_claim {
    bool has_claim, has_share;
    hn_ratio claim;
    hn_ratio share;       /* where claims are counted by share             */
    hn_claim_fate fate;   /* set, as are those below                       */
    hn_ratio counted;     /* of NOUGHT, COUNTED and LATER                  */
    hn_ratio rest;        /* of rounding: what lies over a whole step      */
} hn_claim;

/* The claims for one thing, in order: the first other than nought is counted
 * whole.  Nothing is rounded and nothing refused. */
void hn_attribute_first(hn_claim *claims, int64_t count);

/*
 * The claims for one thing by share: claim x share.  Refused: each share
 * outside 0 to 1; and, if the others come to more than 1, each of those.
 * `*sum` is what they come to.  A claim that is missing has its share in the
 * sum all the same; a share that is missing makes its own claim unknown.
 *
 * Without `rounding` what is counted is exact.  With it the parts are whole
 * steps that add up to the rounded sum of the exact ones, by largest remainder
 * (a tie goes to the claim that stands first): three shares of a third of £100
 * are £33.34, £33.33 and £33.33, where rounding each would lose a penny or,
 * elsewhere, count more than there is.  `work` has room for 2 x count then.
 */
void hn_attribute_shares(hn_claim *claims, int64_t count,
                         const hn_rounding *rounding, int64_t *work,
                         hn_ratio *sum);

/* A claim for a thing that is not named: nought counts as nought; whether any
 * other is counted twice cannot be told. */
void hn_attribute_unnamed(hn_claim *claim, bool by_share);

#endif
