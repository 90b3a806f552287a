/*
 * build_ordered.h - shared by the files that build what goes by an order among
 * rows.
 */
#ifndef HN_BUILD_ORDERED_H
#define HN_BUILD_ORDERED_H

#include "make.h"

typedef struct hn_ordering {
    hn_graph *graph;
    hn_fold *fold;
    const char *what;              /* "`previous`", "attribution `once`"   */
    hn_place place;
} hn_ordering;

/* Whether the order decides between any two rows; reported if not. */
bool hn_ordering_decides(const hn_ordering *o);
/* Puts the rows in the order of their key; reported where they have none. */
bool hn_ordering_by_key(const hn_ordering *o);
/* Whether `by` is a column of the rows; `key` is what it was given to. */
bool hn_ordering_groups(const hn_ordering *o, const hn_node *by,
                        const char *key);
/* A value that is one for all rows, as one of each row. */
hn_node *hn_ordering_of_rows(const hn_ordering *o, hn_node *node);

/* A fold of the graph's own; NULL: memory was refused. */
hn_fold *hn_ordering_copy(hn_graph *graph, const hn_fold *from);
/* Whether nothing that it reads is broken. */
bool hn_ordering_whole(const hn_ordering *o);
/* What is read, counted as used, and a broken node. */
hn_node *hn_ordering_spoiled(const hn_ordering *o);
/* The node, of the type of its value. */
hn_node *hn_ordering_make(const hn_ordering *o, hn_op op, bool uneven);

#endif
