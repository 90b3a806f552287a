/*
 * written.h - which formulas stand in the text of a pack once.
 *
 * A line in a loop or in a helper builds the same formula many times.  Where a
 * line has the word of a formula just once, all that came of it with that word
 * is one rule, and whoever asks what examples reach takes it for one.
 */
#ifndef HN_WRITTEN_H
#define HN_WRITTEN_H

#include "lexer.h"
#include "../core/graph/graph.h"

/* How often a line has the words of an op; 0: not known. */
int hn_written_times(const hn_sources *sources, hn_place place, hn_op op);
/* Sets `once` of the nodes whose line has their word once. */
void hn_mark_written(hn_graph *graph, const hn_sources *sources);

#endif
