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
#include "../graph/peers.h"
#include "../graph/ranks.h"
#include "../quantity/number.h"

#define MOST_SHOWN 20

typedef struct telling {
    hn_text *out;
    const hn_case *here;
    const hn_node *node;
    const hn_fold *fold;
    const hn_fold_state *state;
    const hn_ratio *values;   /* in order: state->count of them; NULL        */
    bool shows;               /* values and ids of other rows                */
} telling;

bool hn_members_told(const hn_node *node)
{
    return hn_op_is_ranked(node->op)
           || (hn_op_is_fold(node->op) && node->u.fold->peers);
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
    int last = t->fold->of ? t->fold->of->id : -1;
    bool *seen = hn_arena_alloc(arena, (size_t)last + 2);
    if (!seen || (key && key->is_private))
        return false;
    for (int i = last; i >= 0; i--) {
        seen[last] = true;
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
    for (int64_t i = 0; i < count && t->values; i++) {
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
    case HN_OP_SUM: hn_text_add(t->out, "the sum of "); break;
    case HN_OP_MEAN: hn_text_add(t->out, "the mean of "); break;
    case HN_OP_MINIMUM: hn_text_add(t->out, "the lowest of "); break;
    case HN_OP_MAXIMUM: hn_text_add(t->out, "the highest of "); break;
    default: break;
    }
}

/* What is counted has a row and need not have a value. */
static void say_count(const telling *t)
{
    const char *what = t->fold->of ? "value" : "row";
    int64_t count = t->state->count;
    hn_text_add_grouped(t->out, count);
    hn_text_addf(t->out, " %s%s", what, count == 1 ? "" : "s");
    if (!t->fold->peers)
        return;
    if (!t->fold->peers->own)
        hn_text_add(t->out, count == 1 ? ", not its own"
                                       : ", its own not among them");
    else if (hn_fold_brought(t->node, t->here->frame, t->here->row).is
             == HN_BRINGS_VALUE)
        hn_text_add(t->out, ", its own included");
}

/* --- what is not known --------------------------------------------------- */

typedef struct naming { hn_text *out; int count; } naming;

static void name_open(hn_slice id, void *ctx)
{
    naming *n = ctx;
    if (n->count < MOST_SHOWN)
        hn_text_add(n->out, n->count ? ", " : ": ");
    if (n->count < MOST_SHOWN)
        hn_text_add_n(n->out, id.at, id.len);
    else if (n->count == MOST_SHOWN)
        hn_text_add(n->out, " ...");
    n->count++;
}

/* Which peers have no value that is known. */
static void name_peers(const telling *t)
{
    const hn_frame *frame = t->here->frame;
    const hn_peers *peers = t->fold->peers;
    naming n = {t->out, 0};
    if (!peers || !t->shows || peers->are->by->is_private)
        return;
    if (peers->own && hn_fold_brought(t->node, frame, t->here->row).is
                          == HN_BRINGS_OPEN)
        name_open(hn_slice_of("its own"), &n);
    const hn_vector *ids = &frame->rows->vectors[t->fold->over->key->index];
    if (hn_bit(ids->known, t->here->row))
        hn_peers_open(frame->tables, t->node, ids->text[t->here->row],
                      name_open, &n);
}

static void say_left_out(const telling *t)
{
    if (t->state->left_out == 0)
        return;
    hn_text_add(t->out, "; ");
    hn_text_add_grouped(t->out, t->state->left_out);
    hn_text_add(t->out, " left out");
    name_peers(t);
}

/* Nothing came of it: what would be needed. */
static void say_open(const telling *t)
{
    hn_text_add_grouped(t->out, t->state->left_out);
    hn_text_add(t->out, " of ");
    hn_text_add_grouped(t->out, t->state->count + t->state->left_out);
    hn_text_add(t->out, t->state->left_out == 1
                            ? " values is not known"
                            : " values are not known");
    name_peers(t);
}

static void say_all(const telling *t)
{
    if (hn_case_known(t->here, t->node))
        say_what(t);
    say_count(t);
    if (t->shows && t->state->count <= MOST_SHOWN)
        list_values(t);
    say_left_out(t);
}

void hn_members_say(hn_text *out, const hn_case *here, const hn_node *node,
                    const hn_graph *graph, hn_arena *arena)
{
    int row;
    const hn_frame *frame = hn_case_frame(here, node, &row);
    const hn_fold_state *state = hn_fold_state_of(frame, node, row);
    telling t = {.out = out, .here = here, .node = node,
                 .fold = node->u.fold, .state = state};
    bool alone = state && hn_peers_lack(node, state);
    if (!state || (!alone && state->count + state->left_out == 0))
        return;
    t.shows = may_show(&t, graph, arena);
    if (hn_op_is_ranked(node->op))
        t.values = hn_ranks_of(frame->tables, node, state);
    if (alone)
        hn_text_add(out, "no pair names a peer of this row");
    else if (state->left_out && !t.fold->leave_out)
        say_open(&t);
    else
        say_all(&t);
}
