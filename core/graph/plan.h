/*
 * plan.h - a graph made ready to be evaluated, and the one evaluator.
 *
 * A plan settles, once for a run, how each node is held: as whole numbers over
 * one denominator where the ranges of the inputs prove that 64 bits suffice,
 * as exact ratios elsewhere.  A frame holds a vector for every node and works
 * out a chunk of rows at a time; each thread has its own.  Nothing is allocated
 * per row.
 *
 * Levels.  A node over rows (sum, count ...) is known only when all rows have
 * been seen.  Row nodes that read none have level 0; a fold stands one level
 * above what it adds up, and so does a value reached over a link that is not an
 * input.  A run goes through the levels in turn (tables.h).
 */
#ifndef HN_PLAN_H
#define HN_PLAN_H

#include "rows.h"

/* How one node is evaluated. */
typedef struct hn_step {
    int level;
    bool wide;            /* worked out in exact ratios                      */
    bool can_fault;
    int64_t den;          /* of its numbers; 0: ratios                       */
    hn_wide low, high;    /* range of the numerators, where den is above 0   */
    int64_t *times;       /* what each arg is multiplied by to meet another  */
    int64_t divide;       /* of ROUND                                        */
    const hn_period *periods;      /* of what is dated: see hn_period_at()   */
    int period_count;
    int64_t *table;       /* values by period, choice, band or row           */
    uint8_t *gaps;        /* HN_GAP_... of each                              */
    hn_node **nodes;      /* the constants they come from                    */
} hn_step;

enum { HN_GAP_NONE, HN_GAP_MISSING, HN_GAP_NO_ROW };

typedef struct hn_plan {
    const hn_graph *graph;
    hn_arena arena;
    bool has_on;
    hn_date on;           /* the run's date                                  */
    hn_step *steps;       /* by node id                                      */
    int levels;           /* one more than the highest                       */
    bool streams;         /* the main records need be gone through only once */
    const hn_example *with;   /* whose params have its values; NULL: none    */
    int room;             /* rows that a chunk has at most: HN_CHUNK, or 64  */
} hn_plan;

/* `on` matters where has_on.  False when memory is refused or something is
 * reported: a date that is needed and not given (HN415). */
bool hn_plan_make(hn_plan *plan, const hn_graph *graph, hn_memory *memory,
                  bool has_on, hn_date on, hn_report *report);
/* The same on the day of an example, whose params have its values.  The
 * example is read until the plan is disposed of. */
bool hn_plan_make_with(hn_plan *plan, const hn_graph *graph,
                       hn_memory *memory, const hn_example *example,
                       hn_report *report);
/* What stands in for every value of the param; NULL: nothing does. */
hn_node *hn_plan_set(const hn_plan *plan, const hn_param *param);
void hn_plan_dispose(hn_plan *plan);
/* Leaves alone what is not in `only` (by node id), before a frame is made: it
 * has no value then, and a run takes as many levels fewer.  With a node all
 * that it reads must be in. */
void hn_plan_narrow(hn_plan *plan, const bool *only);

/* What the folds have come to so far, and the rows that links reach: tables.h.
 * Frames read it, never write it. */
struct hn_tables;

typedef struct hn_frame {
    const hn_plan *plan;
    const struct hn_tables *tables;   /* NULL where no fold or link is read  */
    const hn_records *records;        /* whose rows; NULL: the run           */
    hn_arena arena;
    hn_vector *vectors;               /* by node id; empty where not of here */
    int *order;                       /* ids to evaluate: by level, rising   */
    int order_count;
    int *begins;                      /* where each level does; one more     */
    int32_t *periods;                 /* scratch: the period of each row     */
    int *filled;                      /* by node id: 1 + the period that the
                                       * whole vector holds; 0: not so       */
    hn_text *texts;                   /* by node id: of SENTENCE             */
    const hn_rows *rows;              /* the chunk in hand                   */
    int count;                        /* its rows; 1 for the run             */
    int room;                         /* for so many values: see the plan's  */
    uint64_t live[HN_CHUNK_WORDS];    /* a bit for each of them              */
    bool failed;                      /* memory was refused                 */
    bool all_dated;                   /* each row's date is known, and lies  */
    hn_date first_date, last_date;    /* between these                       */
} hn_frame;

/* Room for the nodes of `records` (NULL: of the run) and those that float.
 * Freed by hn_frame_dispose(). */
bool hn_frame_init(hn_frame *frame, const hn_plan *plan,
                   const hn_records *records, hn_memory *memory);
void hn_frame_dispose(hn_frame *frame);

/* Evaluates every node of the frame up to `level` for a chunk; the rows stay
 * the caller's and are read until the next call.  `rows` NULL: the run. */
void hn_frame_run(hn_frame *frame, const hn_rows *rows, int level);
/* The same for levels from `from` on: the chunk is the one in hand, and stands
 * as the lower levels left it. */
void hn_frame_run_from(hn_frame *frame, const hn_rows *rows, int from,
                       int level);

/* The vector of a node after hn_frame_run(). */
static inline const hn_vector *hn_frame_vector(const hn_frame *frame,
                                               const hn_node *node)
{
    return &frame->vectors[node->id];
}

/* Calls `visit` for every node that `node` reads, however it reads it. */
void hn_node_each(const hn_node *node,
                  void (*visit)(const hn_node *arg, void *ctx), void *ctx);

/* Whether a node depends by itself on the date in use. */
bool hn_node_reads_date(const hn_node *node, const hn_step *step);

/* The number of row `i` as a ratio; it must be known. */
hn_ratio hn_vector_ratio(const hn_vector *vector, int i);

/* The period in force on `date`: its index, or -1. */
int hn_period_at(const hn_period *periods, int count, hn_date date);
/* The date in use for row `i` of the frame; false if it is not known. */
bool hn_frame_date(const hn_frame *frame, int i, hn_date *out);

/* Which inputs keep `node` from being known: sets in `needs` (HN_CHUNK_WORDS
 * words for each input of the records, zeroed by this call) the bit of every
 * row in `rows` that needs it.  `work`: HN_CHUNK_WORDS words for each node. */
void hn_frame_needs(const hn_frame *frame, const hn_node *node,
                    const uint64_t *rows, uint64_t *needs, uint64_t *work);

#endif
