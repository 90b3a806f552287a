/*
 * claims_work.h - shared by claims.c and claims_work.c: one op on intervals,
 * forwards and turned round.
 */
#ifndef HN_CLAIMS_WORK_H
#define HN_CLAIMS_WORK_H

#include "graph.h"

/* Works out a node from `values`, by id; `exactly`: all of them are points.
 * NULL, or a sentence that says why it cannot be.  Not exactly, what cannot be
 * said of an interval is anything. */
const char *hn_claim_work(hn_interval *out, const hn_node *node,
                          const hn_interval *values, bool exactly,
                          hn_interval *room);

/* What argument `i` would have to be for the node to be in `target`, with the
 * others anywhere in their `values`.  False where nothing would do. */
bool hn_claim_turn(hn_interval *out, const hn_node *node, int i,
                   hn_interval target, const hn_interval *values,
                   hn_interval *room);

#endif
