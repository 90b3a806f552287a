/*
 * ordered.h - the rows of a table put in order, group by group.
 *
 * An order says of every two rows which goes first, for it ends with their
 * key.  Rows that it leaves level all the same, because they share a key or
 * have none, are taken out and are faults: whatever came of them would depend
 * on the order of the file.  Missing values of a key come last.
 *
 * What goes by an order is known when all rows have been seen:
 * hn_ordered_add() notes the group of each row, hn_ordered_settle() puts the
 * groups in order and works out what PREVIOUS, ATTRIBUTED and ALLOCATED come
 * to.  The values that they read are kept (hn_tables_cell), so that a group can
 * be gone through again.
 */
#ifndef HN_ORDERED_H
#define HN_ORDERED_H

#include "../funding/attribution.h"
#include "tables.h"

/* In place of a group. */
enum {
    HN_ROW_OUT = -1,         /* rejected, or it cannot be worked out         */
    HN_ROW_UNGROUPED = -2,   /* it does not say which group it is of         */
    HN_ROW_LEVEL = -3        /* level with another row of its group          */
};

typedef struct hn_ordered {
    int64_t row_count;
    int64_t *group;          /* by row                                       */
    int64_t group_count;
    int64_t *begins;         /* by group, and one more: where its rows begin */
    int64_t *rows;           /* in order, group after group                  */
    int64_t *before;         /* of PREVIOUS, by row: -1 at the first         */
    uint8_t *fates;          /* of ATTRIBUTED, by row: hn_claim_fate         */
    hn_ratio *counted;       /* of ATTRIBUTED by share, by row               */
    hn_ratio *sums;          /* of ATTRIBUTED by share, by group: the shares */
    struct hn_queue *queue;  /* of ALLOCATED: allocated.h                    */
} hn_ordered;

/* The first of its arguments that is of its own row: the value of the row
 * before is another's. */
static inline int hn_ordered_own(const hn_node *node)
{
    return node->op == HN_OP_PREVIOUS ? 1 : 0;
}

/* How many of its arguments its value goes by: the amount of an award before
 * its test is there for the summary alone, as the last. */
static inline int hn_ordered_ends(const hn_node *node)
{
    return node->op == HN_OP_ALLOCATED && node->u.fold->pot->could
               ? node->count - 1 : node->count;
}

/* Room for the rows of the table that `node` goes through. */
bool hn_ordered_room(hn_tables *tables, const hn_node *node, int64_t count);
/* Notes the groups of those rows in `live` that have no fault. */
bool hn_ordered_add(hn_tables *tables, const hn_node *node,
                    const hn_frame *frame, const uint64_t *live);
bool hn_ordered_settle(hn_tables *tables, const hn_node *node);
/* The value of the node for the rows of a frame. */
void hn_ordered_read(const hn_frame *frame, const hn_node *node,
                     hn_vector *out);

/* How one row of an attribution came out, for people. */
typedef struct hn_attributed {
    bool level;              /* another row stands level with it             */
    bool named;              /* it says what it claims for                   */
    hn_claim_fate fate;
    int64_t claims;          /* other than nought for the same thing         */
    hn_ratio sum;            /* of the shares of the same thing              */
} hn_attributed;

hn_attributed hn_attributed_at(const hn_tables *tables, const hn_node *node,
                               int64_t row);

/* --- shared by the files that settle what goes by an order --------------- */

/* Puts the rows of each group in order. */
bool hn_ordered_sort(hn_tables *tables, const hn_node *node);
/* Works out the claims of each group. */
bool hn_attributed_settle(hn_tables *tables, const hn_node *node);
void hn_attributed_read(const hn_frame *frame, const hn_node *node,
                        hn_vector *out, int i);

#endif
