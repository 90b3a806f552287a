/*
 * sentence.h - values as people read them, alone and inside sentences.
 */
#ifndef HN_SENTENCE_H
#define HN_SENTENCE_H

#include "plan.h"

/* Writes row `i` of a node for people: "£1,250.00 a year", "1 September 2026",
 * "met"; "not known" where it is missing, and for an input whose blank is a
 * fact what the blank says. */
void hn_value_say(hn_text *out, const hn_frame *frame, const hn_node *node,
                  int i);

/* Writes a sentence with the values of row `i` in place of its names. */
void hn_sentence_say(hn_text *out, const hn_frame *frame,
                     const hn_sentence *sentence, int i);

/* For the evaluator: the sentences of a chunk; and freeing their texts. */
void hn_sentence_vector(hn_frame *frame, const hn_node *node, hn_vector *out);
void hn_sentence_dispose(hn_frame *frame);

/* The wording of a criterion in force for row `i`, or NULL. */
const hn_wording *hn_wording_at(const hn_frame *frame,
                                const hn_criterion *criterion, int i);

#endif
