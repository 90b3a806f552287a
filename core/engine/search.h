/*
 * search.h - looks for a case in which a promise is broken.
 *
 * Where every input that is read can have few values only, all cases are gone
 * through, which is a proof.  Elsewhere the search is guided: it begins with
 * the rows of the examples, changes one input at a time to what is worth trying
 * (domains.h), then several at once, always in the same order.
 */
#ifndef HN_SEARCH_H
#define HN_SEARCH_H

#include "cases.h"

typedef struct hn_search {
    hn_cases cases;
    const hn_promise *promise;
    const hn_host *host;
    int64_t tried;            /* cases worked out                             */
    int64_t asked;            /* cases, or pairs of them, that were judged    */
    bool all;                 /* they are all there are                       */
    bool proved;              /* without a case                               */
    bool found;               /* a case against it, or two:                   */
    int count;
    hn_example against[2];    /* in cases.arena                               */
    bool stopped;             /* the host wants to stop                       */
    bool failed;              /* memory was refused                           */
} hn_search;

/* hn_search_dispose() whatever comes of it. */
void hn_search_run(hn_search *out, const hn_graph *graph,
                   const hn_promise *promise, const hn_host *host,
                   hn_memory *memory);
void hn_search_dispose(hn_search *search);

#endif
