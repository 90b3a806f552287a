/*
 * partition.h - whether of some tests exactly one holds, whatever a row says.
 */
#ifndef HN_PARTITION_H
#define HN_PARTITION_H

#include "ranges.h"

/* True: of every case exactly one of `count` tests holds, the first of which
 * is tests[0] and the next tests[step].  False: it is not proved, or memory
 * was refused (arena->failed). */
bool hn_tests_part(const hn_range *ranges, hn_node *const *tests, int count,
                   int step, hn_arena *arena);

#endif
