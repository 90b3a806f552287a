/*
 * threads.h - a few threads that work on items as they are given.
 *
 * Items are worked on in the order given, by whichever thread is free; who
 * gives them waits for each in turn.  Each thread has a worker of its own.
 */
#ifndef HN_THREADS_H
#define HN_THREADS_H

#include "../base/memory.h"

#define HN_JOBS_MOST 64

typedef struct hn_threads hn_threads;
typedef void (*hn_thread_fn)(void *ctx, void *worker, void *item);

/* NULL when memory is refused or no thread can be started.  At most `slots`
 * items are ever given and not yet waited for. */
hn_threads *hn_threads_open(hn_memory *memory, int count, int slots,
                            hn_thread_fn work, void *ctx,
                            void *const *workers);
void hn_threads_give(hn_threads *threads, void *item);
/* Waits until an item that was given is done; items are waited for in the
 * order in which they were given. */
void hn_threads_wait(hn_threads *threads, void *item);
/* Lets what was given be finished, and ends the threads. */
void hn_threads_close(hn_threads *threads);

#endif
