/*
 * verdicts.h - what a test of a pack came to: each verdict as it falls, and
 * all of them printed, for people or as JUnit XML for other programs.
 */
#ifndef HN_VERDICTS_H
#define HN_VERDICTS_H

#include "engine.h"

typedef struct hn_verdicts {
    const hn_pack *pack;
    bool quiet;               /* those that failed only                      */
    bool junit;
    hn_text out;              /* a verdict each                              */
    hn_text names;            /* of those that failed, a line each           */
    hn_test_counts counts;
} hn_verdicts;

void hn_verdicts_init(hn_verdicts *verdicts, const hn_pack *pack,
                      const hn_test_options *options, hn_memory *memory);
void hn_verdicts_dispose(hn_verdicts *verdicts);

/* Whether the options ask for what has this name. */
bool hn_verdict_wanted(const hn_test_options *options, const char *name);
/* `wrong` is empty where it holds; else indented lines that say what does
 * not, the first of them by itself. */
void hn_verdict_add(hn_verdicts *verdicts, const char *name, hn_place place,
                    const hn_text *wrong);
/* The same for a property; `how` says how it is known to hold. */
void hn_verdict_property(hn_verdicts *verdicts, const char *name,
                         hn_place place, const hn_text *wrong, hn_text *how);

/* Prints all that was added: HN_OK, HN_FINDINGS, or why it could not. */
hn_status hn_verdicts_print(hn_verdicts *verdicts, const hn_sink *sink,
                            hn_error *err);

#endif
