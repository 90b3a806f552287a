/*
 * allocation.h - claims on one pot of money, met as far as it goes.
 *
 * A pot is never exceeded, and no penny stays in it that the stated rule would
 * have spent.  Caps come first: they limit what is claimed.  The pot is then
 * shared out in one of three ways:
 *   in order   each claim in full, from the first on, until one is too large
 *              for what is left.  That one gets nothing and nobody behind it
 *              anything: nobody is overtaken.  Or, where the rule says so, it
 *              gets what is left (`part`), or is passed over for the next that
 *              fits (`goes_on`).
 *   pro rata   all in full where the pot suffices; else each claim x pot / sum
 *              of the claims, in whole steps by largest remainder, a tie going
 *              to the claim that stands first.  With floors no claim is cut
 *              below its own (or itself, where it is smaller): those that would
 *              be are paid it, and the others share the rest; a pot too small
 *              for the floors is shared in proportion to them.
 *   equal      equal parts, none above its claim; what one does not need is
 *              shared again.  Steps that do not divide evenly go one each to
 *              the claims that stand first.
 *
 * Units: all amounts are whole numbers of one step, a penny or what the claims
 * are rounded to.  Nothing is rounded here.
 * Source of "in order" and "pro rata": Invest to Save report, 27 January 2026,
 * 4.14(c), one envelope for targeted funding before a plan; of largest
 * remainder: quantity/round.h.
 */
#ifndef HN_ALLOCATION_H
#define HN_ALLOCATION_H

#include "../quantity/round.h"

typedef enum hn_pot_way {
    HN_POT_IN_ORDER, HN_POT_PRO_RATA, HN_POT_EQUAL
} hn_pot_way;

typedef struct hn_pot_rule {
    hn_pot_way way;
    bool part;            /* of IN_ORDER, as is the next                    */
    bool goes_on;
} hn_pot_rule;

/* What kept a claim from being paid in full. */
typedef enum hn_pot_limit {
    HN_LIMIT_NONE,
    HN_LIMIT_CAP,         /* its own cap                                    */
    HN_LIMIT_SHARED,      /* the cap that it shares with other claims       */
    HN_LIMIT_POT,         /* what was left for it                           */
    HN_LIMIT_QUEUE        /* the pot, or the shared cap, was closed by a
                           * claim before it that was too large             */
} hn_pot_limit;

/* A cap that several claims share, such as the most for one school. */
typedef struct hn_shared_cap {
    int64_t most;         /* 0 or more                                      */
    int64_t left;         /* scratch, as is the next                        */
    bool closed;
} hn_shared_cap;

typedef struct hn_bid {
    int64_t claim;        /* above 0                                        */
    int64_t cap;          /* below 0: none                                  */
    int64_t floor;        /* of PRO_RATA; 0: none                           */
    int64_t shared;       /* which of the shared caps; below 0: none        */
    int64_t paid;         /* set, as are those below                        */
    int64_t before;       /* of IN_ORDER: paid to those before it           */
    hn_pot_limit limit;
    bool fixed;           /* scratch                                        */
} hn_bid;

/* Shares out `pot` (0 or more) over the bids, which stand in order.  `caps`
 * may be NULL where no bid has one; `work` has room for 4 x count.  False when
 * a sum does not fit: nothing is paid then. */
bool hn_allocate(hn_bid *bids, int64_t count, int64_t pot, hn_pot_rule rule,
                 hn_shared_cap *caps, int64_t *work);

#endif
