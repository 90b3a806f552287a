/*
 * eval.h - shared by the files of the evaluator: one function for each op.
 */
#ifndef HN_EVAL_H
#define HN_EVAL_H

#include <string.h>
#include "plan.h"

/* Works out `node` for the rows of the frame into its vector.  On entry the
 * vector's `known` is all live rows and `fault` is empty. */
typedef void (*hn_eval_fn)(hn_frame *frame, const hn_node *node,
                           const hn_step *step, hn_vector *out);

void hn_eval_constant(hn_frame *, const hn_node *, const hn_step *,
                      hn_vector *);
void hn_eval_param(hn_frame *, const hn_node *, const hn_step *, hn_vector *);
void hn_eval_decision_date(hn_frame *, const hn_node *, const hn_step *,
                           hn_vector *);
void hn_eval_add(hn_frame *, const hn_node *, const hn_step *, hn_vector *);
void hn_eval_mul(hn_frame *, const hn_node *, const hn_step *, hn_vector *);
void hn_eval_div(hn_frame *, const hn_node *, const hn_step *, hn_vector *);
void hn_eval_neg(hn_frame *, const hn_node *, const hn_step *, hn_vector *);
/* The part of row `i`, whose arguments are known; or why there is none. */
const char *hn_eval_instalment_row(const hn_frame *frame, const hn_node *node,
                                   int i, hn_ratio *out);
void hn_eval_instalment(hn_frame *, const hn_node *, const hn_step *,
                        hn_vector *);
void hn_eval_round(hn_frame *, const hn_node *, const hn_step *, hn_vector *);
void hn_eval_lower(hn_frame *, const hn_node *, const hn_step *, hn_vector *);
void hn_eval_median_of(hn_frame *, const hn_node *, const hn_step *,
                       hn_vector *);
void hn_eval_compare(hn_frame *, const hn_node *, const hn_step *,
                     hn_vector *);
void hn_eval_is(hn_frame *, const hn_node *, const hn_step *, hn_vector *);
void hn_eval_known(hn_frame *, const hn_node *, const hn_step *, hn_vector *);
void hn_eval_refuse(hn_frame *, const hn_node *, const hn_step *, hn_vector *);
void hn_eval_given(hn_frame *, const hn_node *, const hn_step *, hn_vector *);
void hn_eval_join(hn_frame *, const hn_node *, const hn_step *, hn_vector *);
void hn_eval_at_least_n(hn_frame *, const hn_node *, const hn_step *,
                        hn_vector *);
void hn_eval_choose(hn_frame *, const hn_node *, const hn_step *,
                    hn_vector *);
void hn_eval_panel(hn_frame *, const hn_node *, const hn_step *, hn_vector *);
void hn_eval_decided(hn_frame *, const hn_node *, const hn_step *,
                     hn_vector *);
void hn_eval_dated(hn_frame *, const hn_node *, const hn_step *, hn_vector *);
void hn_eval_gate(hn_frame *, const hn_node *, const hn_step *, hn_vector *);
void hn_eval_lookup(hn_frame *, const hn_node *, const hn_step *,
                    hn_vector *);
void hn_eval_bands(hn_frame *, const hn_node *, const hn_step *, hn_vector *);
void hn_eval_band_column(hn_frame *, const hn_node *, const hn_step *,
                         hn_vector *);
void hn_eval_score(hn_frame *, const hn_node *, const hn_step *, hn_vector *);
void hn_eval_date_shift(hn_frame *, const hn_node *, const hn_step *,
                        hn_vector *);
void hn_eval_date_pair(hn_frame *, const hn_node *, const hn_step *,
                       hn_vector *);
void hn_eval_part_of_year(hn_frame *, const hn_node *, const hn_step *,
                          hn_vector *);
void hn_eval_year(hn_frame *, const hn_node *, const hn_step *, hn_vector *);
void hn_eval_calendar(hn_frame *, const hn_node *, const hn_step *,
                      hn_vector *);

void hn_eval_funding(hn_frame *, const hn_node *, const hn_step *,
                     hn_vector *);

static inline hn_vector *hn_arg(const hn_frame *frame, const hn_node *node,
                                int i)
{
    return &frame->vectors[node->args[i]->id];
}

static inline void hn_bit_clear(uint64_t *bits, int i)
{
    bits[i >> 6] &= ~((uint64_t)1 << (i & 63));
}

/* Known where every argument is; a fault where one is. */
void hn_eval_known_args(const hn_frame *frame, const hn_node *node,
                        hn_vector *out);

/* Known only where `arg` is; a fault where it has one. */
void hn_eval_known_in(const hn_vector *arg, hn_vector *out);

/* Row `i` could not be worked out. */
static inline void hn_eval_fault(hn_vector *out, int i)
{
    hn_bit_clear(out->known, i);
    if (out->fault)
        hn_bit_set(out->fault, i);
}

/* Runs `body` for each set bit `i` of `bits`. */
#define HN_EACH_BIT(i, bits, ...)                                           \
    for (int hn_w = 0; hn_w < HN_CHUNK_WORDS; hn_w++)                       \
        for (uint64_t hn_b = (bits)[hn_w]; hn_b; hn_b &= hn_b - 1) {        \
            int i = hn_w * 64 + __builtin_ctzll(hn_b);                      \
            __VA_ARGS__                                                     \
        }

/* Works out a function of core/funding for row `i`, whose arguments are known:
 * NULL, or why there is no result. */
const char *hn_eval_funding_row(const hn_frame *frame, const hn_node *node,
                                int i, hn_ratio *out);

/* The period in force for all rows of the chunk if they share one (-1: none,
 * -2: the date is not known), by `date` where given, else by the row's date;
 * else -3, and frame->periods has it for each row. */
int hn_eval_periods(hn_frame *frame, const hn_period *periods, int count,
                    const hn_vector *date);

/* Takes the values of a step's table by index; `index` NULL: all `same`.
 * Below 0: -1 a fault, -2 missing. */
void hn_eval_take(hn_frame *frame, const hn_node *node, const hn_step *step,
                  hn_vector *out, const int32_t *index, int same);

#endif
