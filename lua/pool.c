/*
 * pool.c - small blocks cut from chunks, and large ones kept in a list.
 *
 * Blocks are known by the size that Lua passes back, so that a small one needs
 * no header.  A small block that could not be moved when it shrank is larger
 * than its size says; that is no harm.
 */
#include "pool.h"

#include <string.h>

/* In front of every block that was taken from `memory`. */
struct hn_pool_block {
    hn_pool_block *next, *before;
    size_t size;            /* with this header                           */
    size_t unused;          /* so that what follows is aligned            */
};

/* What is asked for is counted with 16 bytes for each block, what is held
 * with a header for each large one: more, so the cap gives way a little. */
static size_t cap_of(size_t most)
{
    size_t more = most / 16 + HN_POOL_CHUNK;
    return most < SIZE_MAX - more ? most + more : SIZE_MAX;
}

void hn_pool_init(hn_pool *pool, hn_memory *memory, size_t most)
{
    bool cuts = hn_memory_is_plain(memory);
    *pool = (hn_pool){ .memory = memory, .cuts = cuts,
                       .most = cuts ? cap_of(most) : SIZE_MAX };
}

void hn_pool_dispose(hn_pool *pool)
{
    hn_pool_block *block = pool->blocks;
    while (block) {
        hn_pool_block *next = block->next;
        hn_memory_free(pool->memory, block, block->size);
        block = next;
    }
    pool->blocks = NULL;
}

/* --- blocks of their own ------------------------------------------------- */

static hn_pool_block *block_of(void *ptr)
{
    return (hn_pool_block *)ptr - 1;
}

static void hook_in(hn_pool *pool, hn_pool_block *block)
{
    block->next = pool->blocks;
    block->before = NULL;
    if (block->next)
        block->next->before = block;
    pool->blocks = block;
}

static void hook_out(hn_pool *pool, hn_pool_block *block)
{
    if (block->before)
        block->before->next = block->next;
    else
        pool->blocks = block->next;
    if (block->next)
        block->next->before = block->before;
}

/* `block` NULL: a new one.  When refused, the old one stays. */
static hn_pool_block *resize_block(hn_pool *pool, hn_pool_block *block,
                                   size_t size)
{
    size_t old = block ? block->size : 0;
    size += sizeof *block;
    if (size > old && pool->held - old + size > pool->most)
        return NULL;
    if (block)
        hook_out(pool, block);
    hn_pool_block *moved = hn_memory_resize(pool->memory, block, old, size);
    if (moved) {
        pool->held += size - old;
        moved->size = size;
    }
    if (moved || block)
        hook_in(pool, moved ? moved : block);
    return moved;
}

static void *large_alloc(hn_pool *pool, size_t size)
{
    hn_pool_block *block = resize_block(pool, NULL, size);
    return block ? block + 1 : NULL;
}

/* --- small ones ---------------------------------------------------------- */

static bool is_small(const hn_pool *pool, size_t size)
{
    return pool->cuts && size <= HN_POOL_LARGEST;
}

static size_t row_of(size_t size)
{
    return (size + 15) / 16;
}

static void small_free(hn_pool *pool, void *ptr, size_t size)
{
    void **spare = &pool->spare[row_of(size)];
    memcpy(ptr, spare, sizeof *spare);
    *spare = ptr;
}

/* What is left of the old chunk is too small for some, and good for others. */
static bool new_chunk(hn_pool *pool)
{
    size_t left = (size_t)(pool->end - pool->at);
    hn_pool_block *chunk = resize_block(pool, NULL,
                                        HN_POOL_CHUNK - sizeof *chunk);
    if (!chunk)
        return false;
    if (left > 0)
        small_free(pool, pool->at, left);
    pool->at = (char *)(chunk + 1);
    pool->end = (char *)chunk + HN_POOL_CHUNK;
    return true;
}

static void *small_alloc(hn_pool *pool, size_t size)
{
    size_t row = row_of(size);
    void *ptr = pool->spare[row];
    if (ptr) {
        memcpy(&pool->spare[row], ptr, sizeof ptr);
        return ptr;
    }
    if ((size_t)(pool->end - pool->at) < row * 16 && !new_chunk(pool))
        return NULL;
    ptr = pool->at;
    pool->at += row * 16;
    return ptr;
}

/* --- any ----------------------------------------------------------------- */

static void *any_alloc(hn_pool *pool, size_t size)
{
    return is_small(pool, size) ? small_alloc(pool, size)
                                : large_alloc(pool, size);
}

static void any_free(hn_pool *pool, void *ptr, size_t size)
{
    if (is_small(pool, size)) {
        small_free(pool, ptr, size);
        return;
    }
    hn_pool_block *block = block_of(ptr);
    hook_out(pool, block);
    pool->held -= block->size;
    hn_memory_free(pool->memory, block, block->size);
}

/* Between sizes that are not kept in the same way. */
static void *move(hn_pool *pool, void *ptr, size_t old_size, size_t new_size)
{
    void *moved = any_alloc(pool, new_size);
    if (!moved)
        return new_size < old_size && is_small(pool, old_size)
               ? ptr : NULL;
    memcpy(moved, ptr, old_size < new_size ? old_size : new_size);
    any_free(pool, ptr, old_size);
    return moved;
}

void *hn_pool_resize(hn_pool *pool, void *ptr, size_t old_size,
                     size_t new_size)
{
    if (!ptr)
        return new_size > 0 ? any_alloc(pool, new_size) : NULL;
    if (new_size == 0) {
        any_free(pool, ptr, old_size);
        return NULL;
    }
    bool was = is_small(pool, old_size), is = is_small(pool, new_size);
    if (was && is && row_of(old_size) == row_of(new_size))
        return ptr;
    if (was || is)
        return move(pool, ptr, old_size, new_size);
    hn_pool_block *moved = resize_block(pool, block_of(ptr), new_size);
    return moved ? moved + 1 : NULL;
}
