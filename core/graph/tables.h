/*
 * tables.h - what goes beyond one row: rows that are held, what links find,
 * and what sums and counts have come to.
 *
 * A fold state is exact, so that adding up is the same in any order and from
 * any number of threads: each thread has states of its own, merged at the end.
 */
#ifndef HN_TABLES_H
#define HN_TABLES_H

#include "plan.h"
#include "spells.h"
#include "text_map.h"

/* The values that stand in an order, of MEDIAN ... RANK: as they come, and in
 * the end (ranks.c) by state, the lowest of each first. */
typedef struct hn_members {
    hn_ratio *values;
    int64_t *of;           /* the state of each, until then; NULL: all of one */
    int64_t count, cap, of_cap;
    bool ordered;
} hn_members;

/* What a fold has come to over some rows. */
typedef struct hn_fold_state {
    hn_ratio total;        /* of SUM and MEAN; den 0 before the first          */
    hn_ratio edge;         /* of MINIMUM and MAXIMUM                          */
    int64_t count;         /* rows that are in                                */
    int64_t left_out;      /* rows whose value is missing                     */
    int64_t first;         /* of its members that are ordered                 */
    bool paired;           /* of peers: there is a pair                       */
    bool fault;            /* the exact total does not fit                    */
} hn_fold_state;

/* What one row brings to a fold. */
typedef struct hn_brought {
    enum {
        HN_BRINGS_OPEN,      /* it is not known, or whether it counts         */
        HN_BRINGS_NOTHING,   /* it does not count                             */
        HN_BRINGS_VALUE
    } is;
    hn_ratio value;          /* where one is asked for                        */
} hn_brought;

/* The states of one fold node: one, or one for each group or target row. */
typedef struct hn_fold_states {
    hn_fold_state *at;
    int64_t count, cap;
    hn_text_map groups;             /* of `by`: values to index               */
    int64_t *of_row;                /* of `by`: the group of each held row;
                                     * -1: of none                            */
    int64_t unlinked;               /* rows that lead nowhere: of for_each,
                                     * and of peers the pairs of nobody       */
    int64_t of_row_cap;
    hn_members members;
    struct hn_ordered *ordered;     /* of PREVIOUS ... ALLOCATED: ordered.h   */
    hn_text_map capped;             /* of ALLOCATED: who shares a cap         */
    hn_brought *brings;             /* of peers: by row                       */
    int64_t brings_cap;
    int64_t absent;                 /* of peers: pairs whose peer is not there*/
} hn_fold_states;

/* A table of pairs (peers.h), and for each of its rows the one in which that
 * pair stands first. */
typedef struct hn_pairs {
    const hn_link *of, *are;
    hn_text_map seen;
    int64_t *first, cap;
} hn_pairs;

typedef struct hn_held {
    const hn_records *records;
    bool holds;                     /* its rows are held                      */
    hn_rows **chunks;               /* up to HN_CHUNK rows each; row i of chunk
                                     * c has the number c * HN_CHUNK + i      */
    int64_t chunk_count, chunk_cap;
    int64_t count;                  /* one more than the last row's number    */
    hn_text_map by_key;             /* id to row                              */
    hn_spells spells;               /* where links go by a day                */
    hn_vector **columns;            /* by node id: a vector for each chunk, of
                                     * nodes that links read                  */
    hn_node *const *checked;        /* a fault in one of these rejects the row */
    int checked_count;
    uint64_t *withdrawn;            /* a bit for each row, HN_CHUNK_WORDS for
                                     * each chunk: rejected, and in no sum    */
    hn_frame frame;
} hn_held;

typedef struct hn_tables {
    const hn_plan *plan;
    hn_memory *memory;
    hn_arena arena;
    hn_arena settled;               /* what goes when all is settled anew     */
    bool stale;                     /* a row was withdrawn that sums may have
                                     * counted                                */
    hn_held *held;                  /* by records index                       */
    hn_fold_states *folds;          /* by node id                             */
    hn_frame run;                   /* the nodes of the run                   */
    bool *reached;                  /* by node id: read over a link           */
    int *fold_ids;                  /* of the nodes that are folds, rising    */
    int fold_count;
    hn_pairs *pairs;
    int pair_count;
} hn_tables;

/* The run's nodes that need no row are known after this. */
bool hn_tables_init(hn_tables *tables, const hn_plan *plan, hn_memory *memory);
void hn_tables_dispose(hn_tables *tables);

/* Whether the rows of `records` must be held. */
bool hn_tables_holds(const hn_tables *tables, const hn_records *records);
/* A fresh chunk to read rows into, kept; NULL when memory is refused. */
hn_rows *hn_tables_chunk(hn_tables *tables, const hn_records *records);
/* Enters a chunk after its rows have been read; a link finds no key that stands
 * twice. */
bool hn_tables_enter(hn_tables *tables, hn_rows *rows);

/* Adds a chunk that a frame has evaluated up to `level` to every fold that
 * stands just above; rows outside `live` are left alone.  False when memory is
 * refused. */
bool hn_tables_fold(hn_tables *tables, const hn_frame *frame, int level,
                    const uint64_t *live);
/* Adds what the folds of `other` for the run have come to: for threads.  False
 * when memory is refused. */
bool hn_tables_merge(hn_tables *tables, const hn_tables *other);

/* The nodes whose fault takes a held row out of every sum. */
void hn_tables_check(hn_tables *tables, const hn_records *records,
                     hn_node *const *checked, int count);
/* Whether a held row was. */
bool hn_tables_is_withdrawn(const hn_tables *tables,
                            const hn_records *records, int64_t row);

/* Is shown the rows of a chunk that have just been withdrawn, for a fault at
 * `level` and none below, while the frame can still say why; false when memory
 * is refused. */
typedef bool (*hn_withdraw_fn)(void *ctx, const hn_frame *frame, int level,
                               const uint64_t *rows);

/*
 * Goes through all held rows, level by level, and withdraws those at fault.
 *
 * A row at fault at level 0 is withdrawn before anything is added up.  One that
 * reads a sum and is at fault for it was in sums of lower levels, perhaps in
 * that very one: `told` (or NULL) is shown it, and the tables are stale: no
 * higher level is gone into, for it would go by those sums.  They are then to
 * be settled again, which forgets what held rows came to and goes through those
 * that are left.  What is withdrawn stays so, even if it would not be at fault
 * without itself; so this comes to an end.
 */
bool hn_tables_settle(hn_tables *tables, hn_withdraw_fn told, void *ctx);
/* Works out the nodes of the run, now that all rows have been seen. */
void hn_tables_finish(hn_tables *tables);

/* Sets the value of a link, a value over one, a fold, or any node of the run,
 * for the rows of a frame. */
void hn_tables_read(const hn_frame *frame, const hn_node *node,
                    hn_vector *out);

/* What a held row has of an input, or of a node that was kept (`reached`), once
 * its level is settled: at row % HN_CHUNK of the vector. */
const hn_vector *hn_tables_cell(const hn_tables *tables, const hn_node *node,
                                int64_t row);
/* Copies what stands at `j` to `i`: its value, or that it has none. */
void hn_tables_copy(hn_vector *out, int i, const hn_vector *from, int j);

/* How many rows a fold for the run left out. */
int64_t hn_tables_left_out(const hn_tables *tables, const hn_node *node);

#endif
