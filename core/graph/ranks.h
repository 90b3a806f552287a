/*
 * ranks.h - medians, quartiles and places: the folds whose members are put in
 * order; used by folds.c and tables.c, and by who explains them.
 */
#ifndef HN_RANKS_H
#define HN_RANKS_H

#include "tables.h"

/* Keeps a member of state `at`; false when memory is refused. */
bool hn_ranks_add(hn_tables *tables, const hn_node *node, int64_t at,
                  hn_ratio value);
/* Adds what another thread has kept for the run. */
bool hn_ranks_merge(hn_tables *tables, const hn_node *node,
                    const hn_members *from);
/* Puts in order what levels up to `level` have kept.  Memory is asked for only
 * where there are groups. */
bool hn_ranks_settle(hn_tables *tables, int level);
void hn_ranks_dispose(hn_memory *memory, hn_members *members);

/* The members of a state in order: state->count of them. */
static inline const hn_ratio *hn_ranks_of(const hn_tables *tables,
                                          const hn_node *node,
                                          const hn_fold_state *state)
{
    return tables->folds[node->id].members.values + state->first;
}

/* Sets the value of such a fold for row `i` of a frame. */
void hn_ranks_read(const hn_frame *frame, const hn_node *node,
                   const hn_fold_state *state, hn_vector *out, int i);

#endif
