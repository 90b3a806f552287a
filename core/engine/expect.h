/*
 * expect.h - what an example expects of a pack, and whether it holds.
 *
 * What is expected of a row is asked of the first row of its kind.
 */
#ifndef HN_EXPECT_H
#define HN_EXPECT_H

#include "explain.h"

/* A name of `expect`: the node, and the thing to explain if it fails. */
typedef struct hn_wanted {
    const hn_thing *thing;
    const hn_node *node;      /* NULL: an award without a test is met        */
    bool is_test;
} hn_wanted;

/* Whether that name is of this thing: its own, or an award's decision or
 * amount of a full year. */
bool hn_wanted_match(hn_wanted *out, const hn_thing *thing, const char *name);
/* False: the pack works out nothing of that name. */
bool hn_wanted_find(hn_wanted *out, const hn_graph *graph, const char *name);
/* Where the value stands; false where the example has no such row. */
bool hn_wanted_case(hn_case *out, const hn_tables *tables,
                    const hn_node *node);
/* "met", "unmet" or "cannot tell". */
const char *hn_wanted_answer(const hn_case *here, const hn_node *node);
/* What is expected, as a number of the node's type. */
bool hn_wanted_number(const hn_node *node, const char *text, hn_ratio *out);
bool hn_wanted_holds(const hn_wanted *target, const hn_case *here,
                     const hn_cell *cell);

#endif
