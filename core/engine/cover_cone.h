/*
 * cover_cone.h - what a value goes by: the inputs beneath it, and the cells of
 * each that may make a difference.
 */
#ifndef HN_COVER_CONE_H
#define HN_COVER_CONE_H

#include "../graph/tables.h"

/* An input, and the cells that are tried for it; NULL is the word missing. */
typedef struct hn_cone_input {
    const hn_input *input;
    const char **cells;
    int count, cap;
    bool exact;               /* no other cell can lead to anything else     */
} hn_cone_input;

typedef struct hn_cone {
    const hn_graph *graph;
    hn_arena *arena;
    const hn_node *root;
    bool *seen;               /* by node id                                  */
    int nodes;                /* how many                                    */
    hn_cone_input *inputs;
    int count, cap;
    hn_date *days;            /* on which something comes into force, for
                               * what takes the run's date; rising           */
    int day_count, day_cap;
    bool local;               /* a row is settled by its own values          */
    bool exact;               /* the days, and how all is read, leave nothing
                               * out: with every input exact all cases there
                               * are can be tried                            */
} hn_cone;

/* Looks beneath a node; all of it lives in `arena`.  False when memory is
 * refused. */
bool hn_cone_make(hn_cone *out, const hn_graph *graph, const hn_node *root,
                  hn_arena *arena);

/* Whether the value of `root` goes by that of `node`; `arena` is for the way. */
bool hn_cone_reads(const hn_graph *graph, const hn_node *root,
                   const hn_node *node, hn_arena *arena);

/* A number of 10^-decimals, or a date, as a cell of that input. */
const char *hn_cone_cell(const hn_cone *cone, const hn_input *input,
                         int64_t value);
/* The other way round; false for what is no number or date. */
bool hn_cone_value(const hn_input *input, const char *cell, int64_t *value);

#endif
