/*
 * pool.h - the memory of one Lua state.
 *
 * Lua asks for tens of thousands of small blocks while a pack loads and gives
 * most of them back together.  They are cut from larger ones, are reused by
 * their size, and go in a few steps when the state is done with.  Whoever
 * uses a pool counts what Lua asks for; the pool sees to it that what is held
 * for that does not pass about the same cap, however the sizes are chosen.
 *
 * Where the host gives its own memory nothing is cut: it is asked for every
 * block, and may refuse each.
 */
#ifndef HN_POOL_H
#define HN_POOL_H

#include "../core/base/memory.h"

#define HN_POOL_LARGEST 512    /* bytes of a small block, at most         */
#define HN_POOL_CHUNK   65536  /* bytes that small blocks are cut from    */

typedef struct hn_pool_block hn_pool_block;

typedef struct hn_pool {
    hn_memory *memory;
    size_t most, held;      /* bytes: the cap, and taken from `memory`    */
    bool cuts;              /* small blocks from chunks                   */
    hn_pool_block *blocks;  /* chunks, and blocks too large to be cut     */
    char *at, *end;         /* what is left of the newest chunk           */
    void *spare[HN_POOL_LARGEST / 16 + 1];  /* small ones given back, by
                                               size; each holds the next  */
} hn_pool;

void hn_pool_init(hn_pool *pool, hn_memory *memory, size_t most);
/* Frees all there is. */
void hn_pool_dispose(hn_pool *pool);

/* As hn_memory_resize: NULL when memory is refused, and then all is as it
 * was.  What gets smaller but stays small is never refused. */
void *hn_pool_resize(hn_pool *pool, void *ptr, size_t old_size,
                     size_t new_size);

#endif
