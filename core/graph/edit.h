/*
 * edit.h - one change to a rule while its graph is built.
 *
 * A pack can be built again and again, each time with one thing in it made
 * otherwise: that is how it is found out whether its examples would notice.
 * Every place of the builder that could have made something else asks, each
 * time in the same order, whether this is the change to make.  A change is its
 * number in that order, so that of a formula made many times over in a loop
 * it is exactly one that is changed.
 *
 * What is changed is judged like anything else that is written in a pack, and
 * may be refused.
 */
#ifndef HN_EDIT_H
#define HN_EDIT_H

#include "graph.h"

/* A change, in words: "`cap`: £10,000.01 a year for £10,000.00 a year". */
typedef struct hn_edit {
    hn_place place;
    const char *what;
} hn_edit;

/* Belongs to who builds the graph again and again; outlives each graph. */
typedef struct hn_edits {
    int wanted;                    /* the number of the one to make; -1: none
                                    * is made, and all are listed          */
    int count;                     /* how many were asked about            */
    hn_edit *list;                 /* where all are listed                 */
    int list_cap;
    hn_edit made;                  /* what: NULL, none was                 */
    hn_arena arena;
} hn_edits;

void hn_edits_init(hn_edits *edits, hn_memory *memory, int wanted);
void hn_edits_dispose(hn_edits *edits);

/* Whether this change is the one to make.  %s, %d and %% only. */
bool hn_edit_asked(hn_graph *graph, hn_place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* In whatever graph is built without edits these do nothing. */

/* A constant of a type, one step higher or lower: a penny, a day, otherwise one
 * of the last digit that is written.  Any other node as it is. */
hn_node *hn_edit_constant(hn_graph *graph, hn_node *node, const char *name,
                          hn_place place);
/* An op and its arguments, of which there may be fewer afterwards; `args` is
 * the caller's to be written to. */
void hn_edit_op(hn_graph *graph, hn_op *op, hn_node **args, int *count,
                hn_place place);
/* How many of `count` tests are asked for. */
void hn_edit_least(hn_graph *graph, int *n, int count, hn_place place);
/* Another input of the same kind, for the one that is named. */
hn_thing *hn_edit_reference(hn_graph *graph, hn_thing *thing, hn_place place);
/* The step and the mode of what is rounded; `name` says what that is. */
void hn_edit_rounding(hn_graph *graph, hn_rounding *rounding,
                      const char *name, hn_place place);
/* The values, dates and number of its periods, when they are typed. */
void hn_edit_param(hn_graph *graph, hn_param *param);
/* What it runs over, what it leaves out, and in which order. */
void hn_edit_fold(hn_graph *graph, hn_op *op, hn_fold *fold, hn_place place);
/* The order of `fold` alone. */
void hn_edit_order(hn_graph *graph, hn_fold *fold, hn_place place);
/* Two rows that stand one below the other, with their cells exchanged. */
void hn_edit_lookup(hn_graph *graph, const hn_lookup *lookup);
/* Edges and names, when they are typed. */
void hn_edit_bands(hn_graph *graph, hn_bands *bands);
/* Points and rows, when they are typed. */
void hn_edit_score(hn_graph *graph, hn_score *score);
/* Rows, before they are joined. */
void hn_edit_panel(hn_graph *graph, hn_panel *panel);
/* Wordings and their dates. */
void hn_edit_criterion(hn_graph *graph, hn_criterion *criterion);
/* Whether a row counts among its own peers. */
void hn_edit_peers(hn_graph *graph, hn_peers *peers);
/* Where the remainder of instalments goes. */
void hn_edit_dealing(hn_graph *graph, hn_dealing *dealing,
                     const hn_thing *thing);
/* How a part of a year is counted. */
void hn_edit_year(hn_graph *graph, hn_year_part *by, hn_part_month *part,
                  bool has_terms, hn_place place);

#endif
