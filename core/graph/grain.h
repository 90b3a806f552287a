/*
 * grain.h - how fine the values of each node can be.
 *
 * Pennies times whole weeks are whole pennies, whatever the row says, and so
 * it is known that rounding them to the penny changes nothing.  A grain is an
 * amount of which every value of a node is a whole number of times.
 */
#ifndef HN_GRAIN_H
#define HN_GRAIN_H

#include "graph.h"

/* By node id, for the first `count` nodes, at whatever date; den 0: there is
 * none that is known, num 0: the value is nought.  NULL when memory is
 * refused. */
hn_ratio *hn_grain_make(const hn_graph *graph, int count, hn_arena *arena);

#endif
