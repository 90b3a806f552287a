/*
 * sort.h - putting numbers of things in order.
 *
 * What stands level stays as it stood: the order is the same on every machine.
 */
#ifndef HN_SORT_H
#define HN_SORT_H

#include <stdint.h>

/* Below 0, 0 or above 0 as `a` goes before, with or after `b`. */
typedef int (*hn_sort_fn)(const void *ctx, int64_t a, int64_t b);

/* `work` has room for `count` and is overwritten; nothing is allocated. */
void hn_sort_by(int64_t *items, int64_t *work, int64_t count,
                hn_sort_fn compare, const void *ctx);

#endif
