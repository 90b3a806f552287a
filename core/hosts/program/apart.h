/*
 * apart.h - work in a process of its own, so that a crash is told.
 *
 * What a changed rule does to the kernel is not known beforehand.  If it were
 * to crash, that must not pass for a result, nor take down who tells of it.
 */
#ifndef HN_APART_H
#define HN_APART_H

#include "say.h"

/* How far the work is: a number that the other process sees. */
typedef struct hn_apart {
    volatile int *reached;
    int here;                /* where there is no memory to share            */
} hn_apart;

/* Calls work(ctx, apart) in a process of its own and gives back its exit code;
 * HN_EXIT_BUG when it was ended by a signal, of which `*number` (0: none) then
 * tells.  Where no process can be had the work is done in this one. */
int hn_apart_run(int (*work)(void *ctx, const hn_apart *apart), void *ctx,
                 hn_apart *apart, int *number);
void hn_apart_end(hn_apart *apart);

#endif
