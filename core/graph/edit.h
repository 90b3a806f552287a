/*
 * edit.h - one change to a rule while its graph is built.
 *
 * A pack can be built again and again, each time with one rule in it made
 * otherwise: that is how it is found out whether its examples would notice.
 * Every place of the builder that could have made something else asks whether
 * this is the change to make.  What a line in a loop or in a helper builds many
 * times is one rule, written once: the change is made each time.  So a change
 * is known by its place and its words, and where a line has a word several
 * times, by which of them it is; a word comes as often each time the line is
 * run, since the language has no `if`.
 *
 * What is changed is judged like anything else that is written in a pack, and
 * may be refused.
 */
#ifndef HN_EDIT_H
#define HN_EDIT_H

#include "graph.h"
#include "text_map.h"

/* A change, in words: "`cap`: £10,000.01 a year for £10,000.00 a year". */
typedef struct hn_edit {
    hn_place place;
    const char *what;              /* as it was asked first                */
    const char *key;               /* the same, without names that a loop
                                    * makes up                             */
    int nth;                       /* of those with that place and key     */
    int times;                     /* how often it was asked about         */
} hn_edit;

/* How often a place and key were asked about so far. */
typedef struct hn_edit_seen { int64_t at; int in_it, before; } hn_edit_seen;

/* Belongs to who builds the graph again and again; outlives each graph. */
typedef struct hn_edits {
    const hn_edit *wanted;         /* the one to make; NULL: none is made,
                                    * and all are listed                   */
    int count;
    hn_edit *list;
    int list_cap;
    int made;                      /* how often the one that is wanted was */
    hn_edit_seen seen;             /* of the one that is wanted            */
    hn_edit_seen *all_seen;        /* of all that are listed               */
    int seen_count, seen_cap;
    hn_text_map keys, entries;     /* to numbers in all_seen and in list   */
    /* How often a line has the words of an op; NULL, and 0: not known. */
    int (*written)(void *ctx, hn_place place, hn_op op);
    void *written_ctx;
    int here;                      /* so often, of the op in hand          */
    int64_t asked;                 /* ops so far                           */
    hn_arena arena;
} hn_edits;

/* `wanted` is of another list, which lives longer. */
void hn_edits_init(hn_edits *edits, hn_memory *memory, const hn_edit *wanted);
void hn_edits_dispose(hn_edits *edits);

/* Whether anything of that place is asked for at all. */
bool hn_edit_may_ask(const hn_graph *graph, hn_place place);
/* What is asked until hn_edit_end() is of this op, of that line. */
void hn_edit_begin(hn_graph *graph, hn_op op, hn_place place);
void hn_edit_end(hn_graph *graph);
/* Whether this change is the one to make.  %s, %d and %% only. */
bool hn_edit_asked(hn_graph *graph, hn_place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same, known by `key`, where the words have a name in them. */
bool hn_edit_asked_as(hn_graph *graph, hn_place place, const char *key,
                      const char *format, ...)
    __attribute__((format(printf, 4, 5)));

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
/* Two rows that stand one below the other, with their cells exchanged; a cell
 * one step higher. */
void hn_edit_lookup(hn_graph *graph, const hn_lookup *lookup);
/* Its days and terms, which the caller owns: a list of them is data, and is
 * changed as one. */
void hn_edit_calendar(hn_graph *graph, const hn_calendar_thing *thing,
                      hn_date *closed, hn_term *terms);
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
