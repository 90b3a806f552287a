/*
 * allocated.h - pots shared out over the rows that claim them: the groups of
 * ordered.h given to the arithmetic of core/funding/allocation.h.
 *
 * Beside what each row is paid, what each pot came to is kept, for people: what
 * was claimed, who was left out, and what a little more would do.
 */
#ifndef HN_ALLOCATED_H
#define HN_ALLOCATED_H

#include "ordered.h"

/* What became of a row's claim. */
typedef enum hn_claim_state {
    HN_STANDS_OUT,           /* rejected, or level with another              */
    HN_STANDS_UNKNOWN,       /* the claim, or a limit of it, is missing      */
    HN_STANDS_UNGROUPED,     /* whose pot it is on is missing                */
    HN_STANDS_NOUGHT,        /* it claims 0, and is not in the queue         */
    HN_STANDS_IN,            /* it was considered: what it is paid holds     */
    HN_STANDS_WITHOUT,       /* its pot could not be shared out              */
    HN_STANDS_BELOW          /* refused: it claims less than nought, or its
                              * cap or floor is below nought                 */
} hn_claim_state;

/* The choices of FARED, in their order. */
enum {
    HN_FARED_NOT_CLAIMED, HN_FARED_IN_FULL, HN_FARED_TO_CAP, HN_FARED_IN_PART,
    HN_FARED_CAP_REACHED, HN_FARED_TOO_LARGE, HN_FARED_BEHIND
};

/* Whether a pot could be shared out. */
typedef enum hn_pot_state {
    HN_POT_SHARED,
    HN_POT_MISSING,
    HN_POT_BELOW,            /* it is less than nought                       */
    HN_POT_DIFFERS,          /* its rows do not agree what is in it          */
    HN_POT_YEARS,            /* it is of one year, and a row of another      */
    HN_POT_CAP_DIFFERS,      /* ... or on a cap that they share              */
    HN_POT_BEYOND            /* the claims do not add up exactly             */
} hn_pot_state;

/* One pot and the claims on it. */
typedef struct hn_pot_outcome {
    hn_pot_state is;
    hn_ratio pot, other;     /* `other`: what another row says               */
    int year, other_year;    /* of YEARS: that in which each began           */
    hn_ratio claimed, paid;  /* by those in the queue                        */
    int64_t in_full, in_part, out;
    int64_t unknown;         /* claims that cannot be told                   */
    int64_t unpriced;        /* of these, without an amount                  */
    hn_ratio could_be;       /* what the others could cost at most           */
    int64_t row;             /* one of its rows; -1: it has none             */
    int64_t next_more, next_less;     /* with HN_NEXT more in the pot: rows
                                       * paid more, and less                 */
    hn_ratio next;           /* what more would be paid then                 */
} hn_pot_outcome;

/* Of what more the summary says what it would do, in the unit of the claim. */
#define HN_NEXT 10000

typedef struct hn_queue {
    int64_t *capped;         /* by row: the cap that it shares; below 0: none*/
    uint8_t *states;         /* by row: hn_claim_state                       */
    uint8_t *limits;         /* by row: hn_pot_limit                         */
    int64_t *paid, *before;  /* by row, in steps                             */
    int64_t *places;         /* by row, from 1                               */
    hn_pot_outcome *pots;    /* by group                                     */
    int64_t ungrouped;       /* claims of which the pot is not known         */
} hn_queue;

/* The queue of an ALLOCATED node, settled. */
const hn_queue *hn_allocated_queue(const hn_tables *tables,
                                   const hn_node *node);
int64_t hn_allocated_pots(const hn_tables *tables, const hn_node *node);
/* Steps as an amount in the unit of the claim. */
hn_ratio hn_allocated_amount(const hn_node *node, int64_t steps);
/* The pot that a row claims; NULL: none. */
const hn_pot_outcome *hn_allocated_pot(const hn_tables *tables,
                                       const hn_node *node, int64_t row);

/* --- for ordered.c and tables.c ------------------------------------------ */

bool hn_allocated_room(hn_tables *tables, const hn_node *node);
/* Notes which cap a row of a known group shares; `key` is scratch. */
bool hn_allocated_add(hn_tables *tables, const hn_node *node,
                      const hn_frame *frame, int i, hn_text *key);
bool hn_allocated_settle(hn_tables *tables, const hn_node *node);
void hn_allocated_read(const hn_frame *frame, const hn_node *node,
                       hn_vector *out, int i);
/* Of QUEUED and FARED. */
void hn_queued_read(const hn_frame *frame, const hn_node *node,
                    hn_vector *out);

#endif
