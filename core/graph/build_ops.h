/*
 * build_ops.h - shared by build_nodes.c and build_dates.c: an op in the making.
 */
#ifndef HN_BUILD_OPS_H
#define HN_BUILD_OPS_H

#include "make.h"

typedef struct hn_job {
    hn_graph *graph;
    hn_op op;
    hn_node **args;                /* a copy: literals are replaced in it   */
    int count;
    hn_place place;
    const char *word;              /* as people write it                    */
} hn_job;

hn_node *hn_job_spoiled(hn_job *job);
hn_node *hn_job_refuse(hn_job *job, int code, const char *help,
                       const char *message);
/* Types an op on dates. */
hn_node *hn_job_dates(hn_job *job);

#endif
