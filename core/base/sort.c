/*
 * sort.c - merging runs that are twice as long each time.
 *
 * Two runs that already follow each other are copied, so that what is in order
 * costs one pass over it a doubling and no more than one question a pair.
 */
#include "sort.h"

#include <stdbool.h>
#include <string.h>

typedef struct sorting {
    hn_sort_fn compare;
    const void *ctx;
} sorting;

/* Joins from[low, middle) and from[middle, high) into `into`. */
static void merge(const sorting *s, int64_t *into, const int64_t *from,
                  int64_t low, int64_t middle, int64_t high)
{
    int64_t left = low, right = middle;
    if (middle >= high
        || s->compare(s->ctx, from[middle - 1], from[middle]) <= 0) {
        memcpy(into + low, from + low, (size_t)(high - low) * sizeof *into);
        return;
    }
    for (int64_t i = low; i < high; i++) {
        bool take_left = left < middle
                         && (right >= high
                             || s->compare(s->ctx, from[left], from[right])
                                <= 0);
        into[i] = take_left ? from[left++] : from[right++];
    }
}

void hn_sort_by(int64_t *items, int64_t *work, int64_t count,
                hn_sort_fn compare, const void *ctx)
{
    const sorting s = {compare, ctx};
    int64_t *from = items, *into = work;
    for (int64_t run = 1; run < count; run *= 2) {
        for (int64_t low = 0; low < count; low += 2 * run) {
            int64_t middle = low + run < count ? low + run : count;
            int64_t high = low + 2 * run < count ? low + 2 * run : count;
            merge(&s, into, from, low, middle, high);
        }
        int64_t *other = from;
        from = into;
        into = other;
    }
    if (from != items)
        memcpy(items, from, (size_t)count * sizeof *items);
}
