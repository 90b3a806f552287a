/*
 * cover_search.h - an example that reaches a point, looked for; or the proof
 * that there is none.
 */
#ifndef HN_COVER_SEARCH_H
#define HN_COVER_SEARCH_H

#include "cover.h"

typedef enum hn_sought {
    HN_SOUGHT_FOUND,
    HN_SOUGHT_NOTHING,        /* it was not found, which proves nothing      */
    HN_SOUGHT_IMPOSSIBLE,     /* every case there is was tried               */
    HN_SOUGHT_STOPPED,        /* as the host asked                           */
    HN_SOUGHT_NO_MEMORY
} hn_sought;

typedef struct hn_cover_search {
    const hn_cover *cover;
    hn_trials *trials;
    int (*cancel)(void *ctx); /* NULL: never                                 */
    void *cancel_ctx;
    bool quickly;             /* only where every case can be tried          */
    bool alive;               /* the point must matter to what is shown      */
    const hn_example **found; /* that were offered: to begin from as well     */
    int found_count, found_cap;
    bool from_found;          /* to begin from those alone                   */
    int64_t work;             /* nodes that may still be worked out          */
} hn_cover_search;

/* Looks for an example that reaches one of the points of `head`: `*out`, whose
 * texts and rows live in `arena`; it has no name and expects nothing. */
hn_sought hn_cover_search_for(hn_cover_search *search, int head,
                              hn_arena *arena, hn_example *out);

#endif
