/*
 * ranges.h - what values each node can take at all, from the limits of the
 * inputs and the values of the parameters at any date.
 *
 * The arithmetic is that of intervals: a range holds every value that can come
 * up, and may hold more.  So what is said not to be possible is proved; what is
 * said to be possible need not be.
 */
#ifndef HN_RANGES_H
#define HN_RANGES_H

#include "graph.h"

typedef struct hn_range {
    hn_interval number;            /* of HN_NUMBER                         */
    bool yes, no;                  /* of HN_YESNO: whether it can be that  */
} hn_range;

/* By node id, for the first `count` nodes; NULL when memory is refused. */
hn_range *hn_ranges_make(const hn_graph *graph, int count, hn_arena *arena);

/* The node behind names for it. */
const hn_node *hn_node_behind(const hn_node *node);

/* Whether a row for which test `a` holds is always one for which `b` holds;
 * never one; whether every row is one or the other.  False: not proved. */
bool hn_test_implies(const hn_range *ranges, const hn_node *a,
                     const hn_node *b);
bool hn_tests_apart(const hn_range *ranges, const hn_node *a,
                    const hn_node *b);
bool hn_tests_cover(const hn_range *ranges, const hn_node *a,
                    const hn_node *b);

/* Whether a row can come to that band, or to that arm of CHOOSE (the last is
 * `otherwise`). */
bool hn_band_reached(const hn_range *ranges, const hn_bands *bands, int band);
bool hn_arm_reached(const hn_range *ranges, const hn_node *choose, int arm);

#endif
