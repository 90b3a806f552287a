/*
 * turns.h - which of a row's inputs would settle an outcome, and which change
 * of one of them would turn it.
 *
 * The row is worked out again with other values in it, and everything else as
 * it is: what is told has been seen to happen.  Where the outcome goes over
 * other rows nothing is told, since they would change with it.
 */
#ifndef HN_TURNS_H
#define HN_TURNS_H

#include "engine.h"
#include "formula.h"

/* "sessions_lost" from 10% to 50%: then it is tier 2. */
typedef struct hn_turn {
    const hn_input *input;
    const char *from, *to;    /* for people                                  */
    const char *outcome;
} hn_turn;

typedef struct hn_turns {
    hn_turn *list;
    int count, cap;
    bool over_rows;           /* it goes over other rows                     */
} hn_turns;

/* Of the inputs that are missing in the row, those that can make a difference
 * to `target`: some of what is missing being what it may, one other value of
 * that input is another outcome.  `*judged`: all cases could be gone through.
 * False when memory is refused; all of it lives in `arena`. */
bool hn_turns_settle(const hn_input ***out, int *count, bool *judged,
                     const hn_pack *pack, const hn_case *here,
                     const hn_node *target, hn_arena *arena);

/* For each input that is known and not private, the nearest values that turn
 * the outcome: of an amount or a date one below and one above, of choices each
 * other.  False when memory is refused. */
bool hn_turns_find(hn_turns *out, const hn_pack *pack, const hn_case *here,
                   const hn_node *target, hn_arena *arena);

#endif
