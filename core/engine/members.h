/*
 * members.h - what a median, a quartile or a place, and what goes over peers,
 * came from, in words.
 */
#ifndef HN_MEMBERS_H
#define HN_MEMBERS_H

#include "formula.h"

/* Whether there is a sentence about the members of this node. */
bool hn_members_told(const hn_node *node);

/* "the middle of 11 values, its own included: £70.00, £93.00 ...; 1 left out:
 * 845".  `arena` is for what is needed on the way. */
void hn_members_say(hn_text *out, const hn_case *here, const hn_node *node,
                    const hn_graph *graph, hn_arena *arena);

#endif
