/*
 * domains.h - what a value reads, and what is worth trying there.
 *
 * Rules bend at their thresholds.  So an input is tried at each amount or date
 * that what is read holds of its kind, alone and added to another, and one step
 * to either side; at its limits; at what the examples have; and at some values
 * between.  Where that is all that can stand there the domain is whole.
 */
#ifndef HN_DOMAINS_H
#define HN_DOMAINS_H

#include "engine.h"

/* An input and its values, as they would stand in a file. */
typedef struct hn_domain {
    const hn_input *input;
    const char **texts;       /* NULL: missing                                */
    int64_t *values;          /* of the first `ordered`: rising               */
    int count, ordered;
    bool whole;               /* nothing else can stand there                 */
} hn_domain;

/* All that some nodes read, however they read it. */
typedef struct hn_reads {
    const hn_graph *graph;
    hn_arena *arena;
    bool *node;               /* by id                                        */
    hn_domain *domains;       /* of the inputs                                */
    int count, cap;
    bool alone;               /* of one row by itself: no other row, no sum   */
    bool dated;               /* something depends on the date in use         */
    hn_date *breaks;          /* on which what is dated changes, rising       */
    int break_count, break_cap;
} hn_reads;

/* `graph` with the nodes of properties counted in; NULLs among the roots are
 * passed over.  False when memory is refused. */
bool hn_reads_find(hn_reads *out, const hn_graph *graph,
                   const hn_node *const *roots, int count, hn_arena *arena);
/* Sets what is worth trying.  False when memory is refused. */
bool hn_reads_fill(hn_reads *reads);
/* The domain of an input that is read, or NULL. */
hn_domain *hn_reads_domain(const hn_reads *reads, const hn_input *input);

#endif
