/*
 * formula.h - how a value is worked out, in words that people read.
 *
 * A formula is printed from the graph, once with the names that the pack gave
 * and once with the numbers of a row.  What has a name is printed by its name,
 * so that a formula is never longer than what was written.
 */
#ifndef HN_FORMULA_H
#define HN_FORMULA_H

#include "../graph/tables.h"

/* Where values are looked up. */
typedef struct hn_case {
    const hn_frame *frame;
    int row;
    const hn_frame *run;      /* of the run's values; NULL: not known yet    */
} hn_case;

/* The frame that holds a node, and the row of it. */
const hn_frame *hn_case_frame(const hn_case *here, const hn_node *node,
                              int *row);
/* The vector of a node, or NULL where nothing was worked out for it. */
const hn_vector *hn_case_vector(const hn_case *here, const hn_node *node,
                                int *row);
bool hn_case_known(const hn_case *here, const hn_node *node);
/* The answer of a test that is known. */
bool hn_case_yes(const hn_case *here, const hn_node *node);
/* The value as people read it. */
void hn_case_say(hn_text *out, const hn_case *here, const hn_node *node);
/* A value that stands in the pack. */
void hn_constant_say(hn_text *out, const hn_node *constant);

/* Whether a formula calls the node by a name and goes no further; `self` is
 * the thing that is being explained. */
bool hn_formula_named(const hn_node *node, const hn_thing *self);
/* The name: "cap", "rates.weekly", "pupil.left_on", "cap on asked_on". */
void hn_formula_name(hn_text *out, const hn_graph *graph,
                     const hn_node *node);
/* The award whose money for a full year the node is, or NULL. */
const hn_award *hn_full_year_of(const hn_graph *graph, const hn_node *node);

/* The formula of `node`, which may be the value of `self`, in names (`here`
 * NULL) or in numbers. */
void hn_formula_write(hn_text *out, const hn_graph *graph,
                      const hn_node *node, const hn_thing *self,
                      const hn_case *here);

/* "0.01, half away from zero". */
void hn_rounding_say(hn_text *out, hn_rounding rounding);

#endif
