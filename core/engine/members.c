/*
 * members.c - what a median, a quartile or a place came from, in words.
 *
 * The members are values of other rows.  They are shown where there are few,
 * as in the printed tables that they are held against; of rows that private
 * ids name, or worked out from a private column, only their number is.
 */
#include "members.h"
#include <string.h>
#include "../funding/statistics.h"
#include "../graph/folds.h"
#include "../graph/ranks.h"
#include "../quantity/number.h"

#define MOST_SHOWN 20

typedef struct telling {
    hn_text *out;
    const hn_case *here;
    const hn_node *node;
    const hn_fold *fold;
    const hn_fold_state *state;
    const hn_ratio *values;   /* in order: state->count of them              */
} telling;

bool hn_members_told(const hn_node *node)
{
    return hn_op_is_ranked(node->op);
}

/* --- values -------------------------------------------------------------- */

static void mark(const hn_node *arg, void *ctx)
{
    ((bool *)ctx)[arg->id] = true;
}

/* Whether the members may stand in an explanation of another row. */
static bool may_show(const telling *t, const hn_graph *graph, hn_arena *arena)
{
    const hn_input *key = t->fold->over->key;
    int last = t->fold->of->id;
    bool *seen = hn_arena_alloc(arena, (size_t)last + 1);
    if (!seen || (key && key->is_private) || t->state->count > MOST_SHOWN)
        return false;
    seen[last] = true;
    for (int i = last; i >= 0; i--) {
        const hn_node *node = graph->nodes[i];
        if (!seen[i])
            continue;
        if (node->op == HN_OP_INPUT && node->u.input->is_private)
            return false;
        hn_node_each(node, mark, seen);
    }
    return true;
}

/* Without what it is counted in, which the figure says once. */
static void say_value(const telling *t, hn_ratio value)
{
    hn_type type = t->fold->of->type;
    hn_unit unit = hn_unit_is_money(type.unit) ? hn_unit_of(HN_GBP)
                                               : hn_unit_plain();
    if (type.form == HN_PERCENT)
        hn_percent_write(t->out, value);
    else
        hn_amount_write(t->out, value, unit);
}

static void list_values(const telling *t)
{
    int64_t count = t->state->count;
    bool falling = hn_op_is_place(t->node->op) && t->fold->highest_first;
    for (int64_t i = 0; i < count; i++) {
        hn_text_add(t->out, i ? ", " : ": ");
        say_value(t, t->values[falling ? count - 1 - i : i]);
    }
}

/* --- words --------------------------------------------------------------- */

static void say_nth(hn_text *out, int64_t n)
{
    static const char *const ends[] = {"th", "st", "nd", "rd"};
    int64_t last = n % 10, tens = n / 10 % 10;
    hn_text_add_grouped(out, n);
    hn_text_add(out, ends[tens != 1 && last < 4 ? last : 0]);
}

static bool own_of(const telling *t, hn_ratio *out)
{
    int row;
    const hn_vector *own = hn_case_vector(t->here, t->fold->of, &row);
    if (!own || !hn_bit(own->known, row))
        return false;
    *out = hn_vector_ratio(own, row);
    return true;
}

/* "3rd highest of", "equal 3rd highest of" where others are the same. */
static void say_rank(const telling *t)
{
    hn_ratio own;
    int64_t count = t->state->count;
    bool highest = t->fold->highest_first;
    if (!own_of(t, &own))
        return;
    int64_t rank = hn_rank(own, t->values, count, highest);
    int64_t below = count + 1 - hn_rank(own, t->values, count, !highest);
    if (below > rank)
        hn_text_add(t->out, "equal ");
    if (rank > 1)
        say_nth(t->out, rank);
    hn_text_add(t->out, rank > 1 ? " " : "");
    hn_text_add(t->out, highest ? "highest of " : "lowest of ");
}

static void say_quarter(const telling *t)
{
    static const char *const names[] = {"1st", "2nd", "3rd", "4th"};
    hn_ratio own;
    int quarter;
    bool highest = t->fold->highest_first;
    if (own_of(t, &own)
        && hn_quarter(&quarter, own, t->values, t->state->count, highest))
        hn_text_addf(t->out, "in the %s quarter, %s first, of ",
                     names[quarter - 1], highest ? "highest" : "lowest");
}

/* A quartile stands at a value, or so far on the way to the next. */
static void say_middle(const telling *t, int quartile)
{
    static const char *const where[] = {
        "a quarter of the way up ", "the middle of ",
        "three quarters of the way up "
    };
    int64_t at;
    int rest;
    hn_quartile_place(t->state->count, quartile, &at, &rest);
    if (quartile == 2 && rest)
        hn_text_add(t->out, "half-way between the two in ");
    hn_text_add(t->out, where[quartile - 1]);
}

static void say_what(const telling *t)
{
    switch (t->node->op) {
    case HN_OP_LOWER_QUARTILE: say_middle(t, 1); break;
    case HN_OP_MEDIAN: say_middle(t, 2); break;
    case HN_OP_UPPER_QUARTILE: say_middle(t, 3); break;
    case HN_OP_QUARTILE: say_quarter(t); break;
    case HN_OP_RANK: say_rank(t); break;
    default: break;
    }
}

static void say_count(const telling *t)
{
    hn_text_add_grouped(t->out, t->state->count);
    hn_text_add(t->out, t->state->count == 1 ? " value" : " values");
}

/* Nothing came of it: what is known, and what would be needed. */
static void say_open(const telling *t)
{
    hn_text_add_grouped(t->out, t->state->left_out);
    hn_text_add(t->out, " of ");
    hn_text_add_grouped(t->out, t->state->count + t->state->left_out);
    hn_text_add(t->out, t->state->left_out == 1
                            ? " values is not known"
                            : " values are not known");
}

void hn_members_say(hn_text *out, const hn_case *here, const hn_node *node,
                    const hn_graph *graph, hn_arena *arena)
{
    int row;
    const hn_frame *frame = hn_case_frame(here, node, &row);
    const hn_fold_state *state = hn_fold_state_of(frame, node, row);
    telling t = {out, here, node, node->u.fold, state, NULL};
    if (!state || state->count + state->left_out == 0)
        return;
    t.values = hn_ranks_of(frame->tables, node, state);
    if (state->left_out && !t.fold->leave_out) {
        say_open(&t);
        return;
    }
    if (hn_case_known(here, node))
        say_what(&t);
    say_count(&t);
    if (may_show(&t, graph, arena))
        list_values(&t);
    if (state->left_out) {
        hn_text_add(out, "; ");
        hn_text_add_grouped(out, state->left_out);
        hn_text_add(out, " left out");
    }
}
