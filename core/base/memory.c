/*
 * memory.c - metering and arenas.
 *
 * Growth is booked before memory is asked for and given back if it is refused,
 * so that threads sharing an hn_memory can never pass its limit together.
 */
#include "memory.h"

#include <stdlib.h>
#include <string.h>

/* --- metering ------------------------------------------------------------ */

static void *resize_plainly(void *ctx, void *ptr, size_t old_size,
                            size_t new_size)
{
    (void)ctx;
    (void)old_size;
    if (new_size > 0)
        return realloc(ptr, new_size);
    free(ptr);
    return NULL;
}

void hn_memory_init(hn_memory *memory, hn_resize_fn resize, void *ctx,
                    size_t limit)
{
    *memory = (hn_memory){ .resize = resize ? resize : resize_plainly,
                           .ctx = ctx, .limit = limit };
}

bool hn_memory_is_plain(const hn_memory *memory)
{
    return memory->resize == resize_plainly;
}

static bool book(hn_memory *memory, size_t more)
{
    size_t used = __atomic_load_n(&memory->used, __ATOMIC_RELAXED);
    size_t then;
    do {
        if (__builtin_add_overflow(used, more, &then)
            || (memory->limit > 0 && then > memory->limit))
            return false;
    } while (!__atomic_compare_exchange_n(&memory->used, &used, then, true,
                                          __ATOMIC_RELAXED,
                                          __ATOMIC_RELAXED));
    return true;
}

static void unbook(hn_memory *memory, size_t less)
{
    __atomic_fetch_sub(&memory->used, less, __ATOMIC_RELAXED);
}

static void note_peak(hn_memory *memory)
{
    size_t used = __atomic_load_n(&memory->used, __ATOMIC_RELAXED);
    size_t peak = __atomic_load_n(&memory->peak, __ATOMIC_RELAXED);
    while (used > peak
           && !__atomic_compare_exchange_n(&memory->peak, &peak, used, true,
                                           __ATOMIC_RELAXED,
                                           __ATOMIC_RELAXED))
        ;
}

static size_t real_size(const void *ptr, size_t size)
{
    return ptr && size == 0 ? 1 : size;
}

void hn_memory_free(hn_memory *memory, void *ptr, size_t size)
{
    if (!ptr)
        return;
    memory->resize(memory->ctx, ptr, real_size(ptr, size), 0);
    unbook(memory, real_size(ptr, size));
}

static void *refuse(hn_memory *memory)
{
    __atomic_store_n(&memory->refused, 1, __ATOMIC_RELAXED);
    return NULL;
}

void *hn_memory_resize(hn_memory *memory, void *ptr, size_t old_size,
                       size_t new_size)
{
    if (new_size == 0) {
        hn_memory_free(memory, ptr, old_size);
        return NULL;
    }
    old_size = ptr ? real_size(ptr, old_size) : 0;
    size_t growth = new_size > old_size ? new_size - old_size : 0;
    if (growth > 0 && !book(memory, growth))
        return refuse(memory);
    void *moved = memory->resize(memory->ctx, ptr, old_size, new_size);
    if (!moved) {
        unbook(memory, growth);
        return refuse(memory);
    }
    if (new_size < old_size)
        unbook(memory, old_size - new_size);
    note_peak(memory);
    return moved;
}

void *hn_memory_alloc(hn_memory *memory, size_t size)
{
    size = size > 0 ? size : 1;
    void *ptr = hn_memory_resize(memory, NULL, 0, size);
    if (ptr)
        memset(ptr, 0, size);
    return ptr;
}

/* --- arenas -------------------------------------------------------------- */

#define ALIGN       ((size_t)16)
#define FIRST_BLOCK ((size_t)4096)
#define LARGE_BLOCK ((size_t)1 << 20)

struct hn_arena_block {
    hn_arena_block *before;   /* the one filled before, or a large one    */
    size_t size;              /* bytes in all, with this header           */
    size_t taken;             /* of those, handed out; the header counts  */
};

static size_t aligned(size_t size)
{
    return (size + ALIGN - 1) & ~(ALIGN - 1);
}

void hn_arena_init(hn_arena *arena, hn_memory *memory)
{
    *arena = (hn_arena){ .memory = memory };
}

void hn_arena_dispose(hn_arena *arena)
{
    hn_arena_block *block = arena->block;
    while (block) {
        hn_arena_block *before = block->before;
        hn_memory_free(arena->memory, block, block->size);
        block = before;
    }
    arena->block = NULL;
}

static hn_arena_block *new_block(hn_arena *arena, size_t size,
                                 hn_arena_block *before)
{
    hn_arena_block *block = hn_memory_resize(arena->memory, NULL, 0, size);
    if (!block) {
        arena->failed = 1;
        return NULL;
    }
    block->before = before;
    block->size = size;
    block->taken = aligned(sizeof *block);
    return block;
}

/* A block with room for `size` bytes.  One that a large request fills alone
 * goes behind the newest, whose room is still good. */
static hn_arena_block *add_block(hn_arena *arena, size_t size)
{
    hn_arena_block *newest = arena->block;
    size_t usual = newest ? newest->size * 2 : FIRST_BLOCK;
    if (usual > LARGE_BLOCK)
        usual = LARGE_BLOCK;
    size_t need = aligned(sizeof *newest) + size;
    if (newest && need > usual / 2) {
        hn_arena_block *alone = new_block(arena, need, newest->before);
        if (alone)
            newest->before = alone;
        return alone;
    }
    hn_arena_block *block = new_block(arena, need > usual ? need : usual,
                                      newest);
    if (block)
        arena->block = block;
    return block;
}

void *hn_arena_alloc(hn_arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2) {
        arena->failed = 1;
        return NULL;
    }
    size = aligned(size > 0 ? size : 1);
    hn_arena_block *block = arena->block;
    if (!block || block->size - block->taken < size)
        block = add_block(arena, size);
    if (!block)
        return NULL;
    void *ptr = (char *)block + block->taken;
    block->taken += size;
    return memset(ptr, 0, size);
}

char *hn_arena_text_n(hn_arena *arena, const char *text, size_t len)
{
    char *copy = len < SIZE_MAX ? hn_arena_alloc(arena, len + 1) : NULL;
    if (copy && len > 0)
        memcpy(copy, text, len);
    return copy;
}

char *hn_arena_text(hn_arena *arena, const char *text)
{
    return hn_arena_text_n(arena, text, strlen(text));
}

void *hn_arena_grow(hn_arena *arena, void *array, int count, int *cap,
                    size_t item)
{
    if (array && count < *cap)
        return array;
    int more;
    size_t size;
    bool fits = !__builtin_mul_overflow(*cap, 2, &more);
    if (fits && more < 8)
        more = 8;
    if (!fits || __builtin_mul_overflow((size_t)more, item, &size)) {
        arena->failed = 1;
        return NULL;
    }
    void *moved = hn_arena_alloc(arena, size);
    if (!moved)
        return NULL;
    if (count > 0)
        memcpy(moved, array, (size_t)count * item);
    *cap = more;
    return moved;
}
