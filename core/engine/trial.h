/*
 * trial.h - the rows of an example, worked out as a run of their own.
 *
 * The cells are read as data is; one that is not given is missing, and "" is
 * what nothing means for that input.  All rows are held, since there are few,
 * so that every node's value can be looked at afterwards.
 */
#ifndef HN_TRIAL_H
#define HN_TRIAL_H

#include "../data/value.h"
#include "engine.h"

/* What the examples of one graph share. */
typedef struct hn_trials {
    const hn_graph *graph;
    hn_memory *memory;
    hn_arena arena;
    hn_reading **readings;    /* by records index, by input                  */
    hn_results *results;      /* by records index                            */
    hn_plan plan;             /* of the last example, or of its date         */
    bool planned;
    int params;               /* how many have the value of that example     */
    const bool *only;         /* by node id: see hn_trials_narrow(); NULL    */
} hn_trials;

/* One example, worked out. */
typedef struct hn_trial {
    hn_trials *of;
    const hn_example *example;
    hn_tables tables;         /* known up to the last level where `ran`; the
                               * frame of each kind of records has its first
                               * chunk                                       */
    hn_withdrawn *withdrawn;  /* by records index                            */
    hn_arena arena;
    hn_text *wrong;           /* where what cannot be read is said, a line
                               * each; NULL: nowhere                         */
    int faults;               /* how many lines                              */
    bool ran;
    bool failed;              /* memory was refused                          */
} hn_trial;

/* Each line of `wrong` begins so. */
#define HN_TRIAL_INDENT "     "

/* False when memory is refused; hn_trials_dispose() either way. */
bool hn_trials_init(hn_trials *trials, const hn_graph *graph,
                    hn_memory *memory);
void hn_trials_dispose(hn_trials *trials);

/* From now on only these nodes are worked out (by id, NULL: all), so that a
 * trial of a large pack for the sake of a few nodes is quick. */
void hn_trials_narrow(hn_trials *trials, const bool *only);

/* Works the example out; hn_trial_dispose() whatever comes of it. */
void hn_trial_run(hn_trial *out, hn_trials *trials, const hn_example *example,
                  hn_text *wrong);
/* Puts another chunk of its rows into the frame of `records`. */
void hn_trial_look(hn_trial *trial, const hn_records *records, int64_t chunk);
/* Calls `look` for every chunk of rows, with its frame, and for the run. */
void hn_trial_each(hn_trial *trial,
                   void (*look)(void *ctx, const hn_frame *frame), void *ctx);
/* Why a row of the chunk in hand has no such figure: it was withdrawn before
 * that was worked out.  NULL: it has.  (A row that is rejected is in no sum, but
 * what of it came before its fault stands: an example gives what it is about
 * and leaves out the rest.) */
const char *hn_trial_rejected(const hn_trial *trial, const hn_node *node,
                              int row);
void hn_trial_dispose(hn_trial *trial);

#endif
