/*
 * claims.h - whether a claim's formula comes to what is printed.
 *
 * A claim is worked out twice: at the figures as they are printed, and with
 * each anywhere in the interval that it was rounded from.  It reconciles when
 * the first is within the printed interval; only if, when the second but not
 * the first reaches it; otherwise it does not.  For the last two the formula
 * is turned round, from the printed interval down to each input that stands in
 * it once: what would that one have to be, with the others anywhere in their
 * own?
 */
#ifndef HN_CLAIMS_H
#define HN_CLAIMS_H

#include "graph.h"

typedef enum hn_claim_verdict {
    HN_CLAIM_HOLDS, HN_CLAIM_ONLY_IF, HN_CLAIM_FAILS
} hn_claim_verdict;

/* An input of a claim, and what of its interval the claim needs. */
typedef struct hn_claim_need {
    const hn_node *input;
    hn_interval within;
    hn_ratio part;                 /* of its own interval; less is stricter */
} hn_claim_need;

#define HN_CLAIM_NEEDS 3

/* What one input would have to be for the claim to reconcile. */
typedef struct hn_claim_cause {
    const hn_node *node;           /* NULL: no single input explains it     */
    bool left_out;                 /* a term of a sum; or it is             */
    hn_ratio value;                /* ... another whole number of its step  */
} hn_claim_cause;

typedef struct hn_claim_answer {
    hn_claim_verdict verdict;
    const char *wrong;             /* why it cannot be worked out; or NULL  */
    hn_ratio point;                /* at the printed figures                */
    hn_interval between;           /* all it can come to                    */
    hn_ratio gap;                  /* from the printed interval to it: above
                                    * 0 where it comes to more; 0 elsewhere */
    hn_claim_need needs[HN_CLAIM_NEEDS];       /* of ONLY_IF, strictest first*/
    int need_count;                /* may be more than are kept             */
    hn_claim_cause cause;          /* of FAILS                              */
} hn_claim_answer;

/* Room to judge the claims of a graph, one after the other. */
typedef struct hn_judge hn_judge;

hn_judge *hn_judge_new(const hn_graph *graph, hn_arena *arena);
void hn_judge_claim(hn_judge *judge, hn_claim_answer *out,
                    const hn_printed_claim *claim);

/* Of the claim judged last: which of the inputs with the text of this one it
 * is, from 1, and how many there are. */
int hn_judge_nth(const hn_judge *judge, const hn_node *input, int *of);

/* Writes the input or the term as the pack has it: "£38k", "24 x £38k". */
void hn_claim_input_write(hn_text *out, const hn_node *node);
/* Writes another value for an input in the way that it is written. */
void hn_claim_value_write(hn_text *out, hn_ratio value, const hn_node *node);
hn_number_look hn_claim_look(const hn_node *node);

#endif
