/*
 * threads.c - a few threads that work on items as they are given.
 *
 * A ring of slots; three counters say how many items were given, taken and
 * waited for.  One lock guards them all: it is held for a few instructions per
 * block of some thousand rows.
 */
#include "threads.h"
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct slot { void *item; bool done; } slot;

typedef struct thread { struct hn_threads *all; void *worker; pthread_t id; } thread;

struct hn_threads {
    hn_memory *memory;
    hn_thread_fn work;
    void *ctx;
    pthread_mutex_t lock;
    pthread_cond_t given, done;
    slot *ring;
    int slots, count, room;       /* `room`: threads that memory was made for */
    int64_t gave, took, waited;
    bool closing;
    thread *threads;
};

static slot *take(hn_threads *t)
{
    while (t->took == t->gave && !t->closing)
        pthread_cond_wait(&t->given, &t->lock);
    return t->took < t->gave ? &t->ring[t->took++ % t->slots] : NULL;
}

static void *run(void *arg)
{
    thread *self = arg;
    hn_threads *t = self->all;
    slot *next;
    pthread_mutex_lock(&t->lock);
    while ((next = take(t)) != NULL) {
        pthread_mutex_unlock(&t->lock);
        t->work(t->ctx, self->worker, next->item);
        pthread_mutex_lock(&t->lock);
        next->done = true;
        pthread_cond_signal(&t->done);
    }
    pthread_mutex_unlock(&t->lock);
    return NULL;
}

static void start(hn_threads *t, void *const *workers)
{
    for (int i = 0; i < t->room; i++) {
        thread *self = &t->threads[i];
        *self = (thread){.all = t, .worker = workers[i]};
        if (pthread_create(&self->id, NULL, run, self) != 0)
            return;
        t->count++;
    }
}

static void free_all(hn_threads *t)
{
    hn_memory *memory = t->memory;
    hn_memory_free(memory, t->ring, (size_t)t->slots * sizeof *t->ring);
    hn_memory_free(memory, t->threads, (size_t)t->room * sizeof *t->threads);
    hn_memory_free(memory, t, sizeof *t);
}

hn_threads *hn_threads_open(hn_memory *memory, int count, int slots,
                            hn_thread_fn work, void *ctx,
                            void *const *workers)
{
    hn_threads *t = hn_memory_alloc(memory, sizeof *t);
    if (!t)
        return NULL;
    *t = (hn_threads){.memory = memory, .work = work, .ctx = ctx,
                      .slots = slots, .room = count};
    t->ring = hn_memory_alloc(memory, (size_t)slots * sizeof *t->ring);
    t->threads = hn_memory_alloc(memory, (size_t)count * sizeof *t->threads);
    if (!t->ring || !t->threads) {
        free_all(t);
        return NULL;
    }
    pthread_mutex_init(&t->lock, NULL);
    pthread_cond_init(&t->given, NULL);
    pthread_cond_init(&t->done, NULL);
    start(t, workers);
    if (t->count > 0)
        return t;
    hn_threads_close(t);
    return NULL;
}

void hn_threads_give(hn_threads *t, void *item)
{
    pthread_mutex_lock(&t->lock);
    t->ring[t->gave++ % t->slots] = (slot){.item = item};
    pthread_cond_signal(&t->given);
    pthread_mutex_unlock(&t->lock);
}

void hn_threads_wait(hn_threads *t, void *item)
{
    slot *next = &t->ring[t->waited++ % t->slots];
    (void)item;
    pthread_mutex_lock(&t->lock);
    while (!next->done)
        pthread_cond_wait(&t->done, &t->lock);
    pthread_mutex_unlock(&t->lock);
}

void hn_threads_close(hn_threads *t)
{
    pthread_mutex_lock(&t->lock);
    t->closing = true;
    pthread_cond_broadcast(&t->given);
    pthread_mutex_unlock(&t->lock);
    for (int i = 0; i < t->count; i++)
        pthread_join(t->threads[i].id, NULL);
    pthread_cond_destroy(&t->done);
    pthread_cond_destroy(&t->given);
    pthread_mutex_destroy(&t->lock);
    free_all(t);
}
