/*
 * cover_live.h - whose value matters to a row.
 *
 * Everything is worked out for every row, an arm that is not taken and a table
 * that is not asked as well.  A rule has been reached only where what came of
 * it goes into something that is shown, or that other rows read.
 */
#ifndef HN_COVER_LIVE_H
#define HN_COVER_LIVE_H

#include "trial.h"

typedef struct hn_live {
    const hn_graph *graph;
    hn_arena arena;
    bool *roots;              /* by node id: its value matters by itself     */
    int *first_column;        /* by node id, of a lookup's column: the first
                               * column of that lookup that is read          */
    uint64_t *bits;           /* HN_CHUNK_WORDS for each node                */
} hn_live;

/* Roots are what is shown and what other rows read; or `root` alone.  False
 * when memory is refused; hn_live_dispose() either way. */
bool hn_live_init(hn_live *live, const hn_graph *graph, const hn_node *root,
                  hn_memory *memory);
void hn_live_dispose(hn_live *live);

/* Finds out for the rows of a frame. */
void hn_live_find(hn_live *live, const hn_frame *frame);

/* Whether the node's value matters to row `row` of that frame; a column of a
 * lookup stands for all of that lookup. */
static inline bool hn_live_at(const hn_live *live, const hn_node *node,
                              int row)
{
    return hn_bit(live->bits + (size_t)node->id * HN_CHUNK_WORDS, row);
}

#endif
