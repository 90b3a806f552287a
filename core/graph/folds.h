/*
 * folds.h - sums, counts, means and edges over rows; used by tables.c, and by
 * who explains them.
 */
#ifndef HN_FOLDS_H
#define HN_FOLDS_H

#include "tables.h"

/* The states of a node, of which nothing has been added up; a node that is no
 * fold has none. */
bool hn_fold_init(hn_tables *tables, const hn_node *node);
/* Room for `count` states of a fold. */
bool hn_fold_room(hn_tables *tables, const hn_node *node, int64_t count);
/* Room for what a level will add up over the rows of `held`: a state for each
 * row that a for_each leads to, the group of each row. */
bool hn_fold_rooms(hn_tables *tables, const hn_held *held, int level);
/* What can be settled only when a level has seen all rows of `held`. */
bool hn_folds_settle(hn_tables *tables, const hn_held *held, int level);
/* Whether row `i` of the frame says which group of `by` it is of. */
bool hn_fold_has_group(const hn_node *node, const hn_frame *frame, int i);
/* The group of a row that does: its index, or -1 when memory is refused.
 * `key` is scratch. */
int64_t hn_fold_group(hn_tables *tables, const hn_node *node,
                      const hn_frame *frame, int i, hn_text *key);
/* Writes what row `i` has of each of `by`, as one key; false: one is not
 * known. */
bool hn_fold_key(hn_text *out, const hn_frame *frame, hn_node *const *by,
                 int count, int i);
/* What row `i` of a frame brings. */
hn_brought hn_fold_brought(const hn_node *node, const hn_frame *frame, int i);
/* Adds that to state `at`; false when memory is refused. */
bool hn_fold_add(hn_tables *tables, const hn_node *node, int64_t at,
                 hn_brought brought);
void hn_fold_dispose(hn_tables *tables, hn_fold_states *states);
/* The state that row `i` of a frame reads; NULL: none. */
const hn_fold_state *hn_fold_state_of(const hn_frame *frame,
                                      const hn_node *node, int i);
/* The value of a fold for the rows of a frame. */
void hn_fold_read(const hn_frame *frame, const hn_node *node, hn_vector *out);

#endif
