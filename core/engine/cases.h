/*
 * cases.h - made-up rows, worked out in numbers.
 *
 * A case is the rows of an example with some cells changed.  What is read of
 * one row by itself is worked out for thousands of cases at once, each a row of
 * one trial; anything else takes a trial for each case.
 */
#ifndef HN_CASES_H
#define HN_CASES_H

#include "domains.h"
#include "trial.h"

/* Of a variable: what the base has. */
#define HN_AS_GIVEN (-1)

/* The rows that cases begin with: what an example gives of what is read. */
typedef struct hn_base {
    hn_example example;       /* without expectations                         */
} hn_base;

/* A case: a base, and a value by number for each domain of the reads. */
typedef struct hn_made_case { int base; int16_t *at; } hn_made_case;

/* What it comes to. */
typedef struct hn_outcome {
    bool asked;               /* it is known, and rows such as this are meant */
    bool kept;                /* the test, where there is one                 */
    hn_ratio value;
} hn_outcome;

typedef struct hn_cases {
    hn_reads reads;
    hn_trials trials;         /* of a graph with the nodes of properties      */
    hn_graph graph;
    hn_arena arena;
    hn_base *bases;
    int base_count, base_cap;
    const hn_promise *promise;
    bool failed;              /* memory was refused                           */
} hn_cases;

/* False when memory is refused; hn_cases_dispose() either way. */
bool hn_cases_init(hn_cases *cases, const hn_graph *graph,
                   const hn_promise *promise, hn_memory *memory);
void hn_cases_dispose(hn_cases *cases);

/* A fresh case, all of it as the base has it. */
hn_made_case hn_case_make(hn_cases *cases, int base, hn_arena *arena);
/* Whether the base says what stands in the input. */
bool hn_base_says(const hn_cases *cases, int base, const hn_input *input);
/* The case as an example, in the arena; false when memory is refused. */
bool hn_case_example(const hn_cases *cases, const hn_made_case *made,
                     hn_example *out, hn_arena *arena);
/* Works out cases of bases with one date.  False when memory is refused. */
bool hn_cases_run(hn_cases *cases, const hn_made_case *list, int count,
                  hn_outcome *out);
/* The same for one case by itself, as an example is; the trial stays to be
 * looked at, and is the caller's to dispose of. */
bool hn_case_run(hn_cases *cases, const hn_example *example,
                 hn_trial *trial, hn_outcome *out);

#endif
