/*
 * memory.h - the one door to memory.
 *
 * Everything in the library allocates through an hn_memory, which meters it
 * and may refuse.  Most things live in an arena and are freed together;
 * a jump out of the middle of a load therefore leaks nothing.
 */
#ifndef HN_MEMORY_H
#define HN_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Allocates, resizes or (new_size 0) frees; the old size is always passed
 * back, so that a host can meter memory in ten lines. */
typedef void *(*hn_resize_fn)(void *ctx, void *ptr,
                              size_t old_size, size_t new_size);

typedef struct hn_memory {
    hn_resize_fn resize;
    void *ctx;
    size_t used;   /* bytes now; changed atomically                       */
    size_t peak;   /* most bytes ever                                     */
    size_t limit;  /* most bytes allowed; 0: no limit                     */
    int refused;   /* set once an allocation was refused: sticky          */
} hn_memory;

/* `resize` NULL: the C library's realloc. */
void hn_memory_init(hn_memory *memory, hn_resize_fn resize, void *ctx,
                    size_t limit);

/* Whether it is the C library's: a host that gives its own wants to be asked
 * for every block. */
bool hn_memory_is_plain(const hn_memory *memory);

/* NULL when memory is refused; what was there stays as it was.  A block of
 * size 0 is a block of one byte, so that NULL always means refused; only
 * resizing to 0 frees. */
void *hn_memory_resize(hn_memory *memory, void *ptr,
                       size_t old_size, size_t new_size);
void *hn_memory_alloc(hn_memory *memory, size_t size);      /* zeroed */
void hn_memory_free(hn_memory *memory, void *ptr, size_t size);

typedef struct hn_arena_block hn_arena_block;

typedef struct hn_arena {
    hn_memory *memory;
    hn_arena_block *block;  /* newest; blocks are chained                 */
    int failed;             /* set once an allocation was refused: sticky */
} hn_arena;

void hn_arena_init(hn_arena *arena, hn_memory *memory);
void hn_arena_dispose(hn_arena *arena);

/* Zeroed, aligned for any type (16 bytes).  NULL when refused. */
void *hn_arena_alloc(hn_arena *arena, size_t size);
char *hn_arena_text(hn_arena *arena, const char *text);     /* a copy */
char *hn_arena_text_n(hn_arena *arena, const char *text, size_t len);

/* Makes room for one more in a growing array of the arena: returns the array
 * (moved if need be), or NULL when refused.  `*cap` is kept by the caller. */
void *hn_arena_grow(hn_arena *arena, void *array, int count, int *cap,
                    size_t item);

#endif
