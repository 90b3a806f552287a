/*
 * functions.h - the arithmetic of high needs funding as one list.
 *
 * Each entry is a function of exact numbers with named arguments.  The list is
 * what every user of the arithmetic goes by: the graph (a node of a rule), the
 * word `funding` of a rule pack, explanations and the manual.  What a function
 * does, and where its rule comes from, stands in the header of its subject
 * (place.h, topup.h, per_capita.h, avoidance.h, position.h).
 *
 * Units are written as types are.  Two signs stand for what an argument brings
 * along: "*" for one unit that is counted (places, pupils, heads, plans ...),
 * the same wherever it stands in one function; "money" for any unit of money.
 */
#ifndef HN_FUNDING_FUNCTIONS_H
#define HN_FUNDING_FUNCTIONS_H

#include <stddef.h>
#include "../quantity/ratio.h"

typedef struct hn_funding_arg {
    const char *name;              /* "months_before"                       */
    const char *unit;              /* "GBP/place/year", "months", "percent" */
    const char *otherwise;         /* "0"; NULL: it must be given           */
    const char *says;              /* "months before places change"         */
} hn_funding_arg;

typedef struct hn_funding_function {
    const char *name;              /* "place"                               */
    const char *says;              /* "place funding of a financial year"   */
    const char *formula;           /* in the names of the arguments         */
    const char *unit;              /* of the result                         */
    const char *source;            /* of the rule                           */
    const hn_funding_arg *args;
    int count;
    const char *alike;             /* a letter for each argument: those with
                                    * one letter can be exchanged, "-" not;
                                    * NULL: none can                        */
    const char *divided_by;        /* the argument that divides, so that the
                                    * result has any denominator, or NULL   */
    /* NULL, or a static sentence without full stop that says why there is no
     * result ("more places are filled than there are"); it holds no value.
     * Only with NULL is `*out` set.  A percent is its fraction: 3% is 0.03. */
    const char *(*work)(hn_ratio *out, const hn_ratio *args);
} hn_funding_function;

#define HN_FUNDING_MOST_ARGS 12

/* What is told of every result, or step on the way to one, that is larger or
 * finer than an exact number can be. */
#define HN_FUNDING_OUT_OF_RANGE "the exact result is out of range"

/* All of them, in order of subject; `*count` of them. */
const hn_funding_function *const *hn_funding_functions(int *count);
/* The one of that name, or NULL. */
const hn_funding_function *hn_funding_find(const char *name);

#endif
