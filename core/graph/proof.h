/*
 * proof.h - whether a promise follows from the graph, whatever a row says.
 *
 * Three ways of reading the graph, each from the leaves up: which way a node
 * goes as one input rises; whether one node is never above another; how far a
 * node moves at most when one input moves by a step.  Each knows the ops that
 * it knows and proves nothing of the rest.
 */
#ifndef HN_PROOF_H
#define HN_PROOF_H

#include "ranges.h"

/* `graph` with the nodes of properties counted in.  False: not proved, or
 * memory was refused (arena->failed). */
bool hn_promise_proved(const hn_graph *graph, const hn_promise *promise,
                       hn_arena *arena);

#endif
