/*
 * build_ops.h - shared by build_nodes.c and build_dates.c: an op in the making.
 */
#ifndef HN_BUILD_OPS_H
#define HN_BUILD_OPS_H

#include "make.h"

typedef struct hn_op_call {
    hn_graph *graph;
    hn_op op;
    hn_node **args;                /* a copy: literals are replaced in it   */
    int count;
    hn_place place;
    const char *word;              /* as people write it                    */
} hn_op_call;

hn_node *hn_op_spoiled(hn_op_call *job);
hn_node *hn_op_refuse(hn_op_call *job, int code, const char *help,
                       const char *message);
/* Types an op on dates. */
hn_node *hn_op_dates(hn_op_call *job);

#endif
