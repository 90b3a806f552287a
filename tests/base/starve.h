/*
 * starve.h - memory that is refused at one chosen moment.
 *
 * A task is run again and again while allocation 0, 1, 2... is refused, until
 * it needs no more than it gets: so every path without memory is walked, and
 * always the same ones.
 */
#ifndef STARVE_H
#define STARVE_H

#include <stdbool.h>
#include <stdlib.h>
#include "../../core/base/memory.h"

typedef struct starve {
    int left;         /* allocations until the one that is refused         */
    bool refused;     /* whether it came to that                           */
    size_t held;      /* bytes out, as the library told the sizes          */
} starve;

static void *starve_resize(void *ctx, void *ptr, size_t old_size,
                           size_t new_size)
{
    starve *s = ctx;
    if (new_size > old_size && s->left-- == 0) {
        s->refused = true;
        return NULL;
    }
    s->held += new_size - old_size;
    if (new_size > 0)
        return realloc(ptr, new_size);
    free(ptr);
    return NULL;
}

/* `task` returns whether it ended well, which it must exactly when nothing was
 * refused.  Returns how many refusals it lived through, or -1. */
static inline int starve_walk(bool (*task)(hn_memory *memory))
{
    for (int n = 0; n < 10000; n++) {
        starve s = { .left = n };
        hn_memory memory;
        hn_memory_init(&memory, starve_resize, &s, 0);
        bool well = task(&memory);
        if (well == s.refused || s.held != 0 || memory.used != 0)
            return -1;
        if (!s.refused)
            return n;
    }
    return -1;
}

#endif
