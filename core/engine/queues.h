/*
 * queues.h - what became of a pot of money, and of a claim on it, for people.
 */
#ifndef HN_QUEUES_H
#define HN_QUEUES_H

#include "../graph/allocated.h"

/* One pot as it came out, kept for the summary. */
typedef struct hn_pot_line {
    const hn_thing *thing;    /* the allocation                              */
    const char *name;         /* of its group: "2026-27"; "" where all are in
                               * one                                         */
    int64_t ungrouped;        /* of the allocation: rows that do not say
                               * which pot they claim                        */
    hn_pot_outcome out;
} hn_pot_line;

struct hn_run;

/* Writes why a row was paid what it was, in a sentence, without a word of what
 * others are paid. */
void hn_queue_say(hn_text *out, const hn_tables *tables, const hn_node *node,
                  int64_t row);
/* Writes where it stood and what was in the pot, for staff; of others no more
 * than what was paid before it, all together.  Nothing: there is no more to
 * say. */
void hn_queue_detail(hn_text *out, const hn_tables *tables,
                     const hn_node *node, int64_t row);
/* Keeps how the pots came out in the summary; false when memory is refused. */
bool hn_run_pots(struct hn_run *run);
/* Tells of pots that could not be shared out, each once. */
void hn_run_pot_faults(struct hn_run *run);

#endif
