/*
 * needs.c - which inputs keep a value from being known.
 *
 * The question goes from the value down: a node that is needed in some rows
 * passes the need on to those of its arguments that are not known there and
 * could still settle it.  What arrives at an input is what is missing.
 */
#include "eval.h"

typedef struct needing {
    const hn_frame *frame;
    uint64_t *work;           /* HN_CHUNK_WORDS words for each node           */
} needing;

static uint64_t *bits_of(const needing *n, const hn_node *node)
{
    return n->work + (size_t)node->id * HN_CHUNK_WORDS;
}

/* `arg` is needed in those of `rows` where it is not known. */
static void need(const needing *n, const hn_node *arg, const uint64_t *rows)
{
    const hn_vector *vector = hn_frame_vector(n->frame, arg);
    uint64_t *bits = bits_of(n, arg);
    for (int w = 0; vector->known && w < HN_CHUNK_WORDS; w++)
        bits[w] |= rows[w] & ~vector->known[w];
}

static void need_choose(const needing *n, const hn_node *node,
                        const uint64_t *rows)
{
    uint64_t left[HN_CHUNK_WORDS], here[HN_CHUNK_WORDS];
    memcpy(left, rows, sizeof left);
    for (int k = 0; k + 1 < node->count; k += 2) {
        const hn_vector *when = hn_arg(n->frame, node, k);
        need(n, node->args[k], left);
        for (int w = 0; w < HN_CHUNK_WORDS; w++) {
            here[w] = left[w] & when->known[w] & when->yes[w];
            left[w] &= when->known[w] & ~when->yes[w];
        }
        need(n, node->args[k + 1], here);
    }
    need(n, node->args[node->count - 1], left);
}

/* An award that is open needs what its test needs, and what its amount needs
 * should the test be met. */
static void need_gate(const needing *n, const hn_node *node,
                      const uint64_t *rows)
{
    const hn_vector *when = hn_arg(n->frame, node, 0);
    uint64_t open[HN_CHUNK_WORDS];
    for (int w = 0; w < HN_CHUNK_WORDS; w++)
        open[w] = rows[w] & ~(when->known[w] & ~when->yes[w]);
    need(n, node->args[0], rows);
    need(n, node->args[1], open);
}

/* What is dated needs the row's date, should that be missing. */
static void need_date(const needing *n, const uint64_t *rows)
{
    const hn_records *records = n->frame->records;
    if (records && records->dated_by && records->dated_by->thing.node)
        need(n, records->dated_by->thing.node, rows);
}

/* Only the wording in force on the row's day. */
static void need_dated(const needing *n, const hn_node *node,
                       const uint64_t *rows)
{
    const hn_step *step = &n->frame->plan->steps[node->id];
    HN_EACH_BIT(i, rows, {
        uint64_t row[HN_CHUNK_WORDS] = {0};
        hn_date date;
        int at = hn_frame_date(n->frame, i, &date)
                     ? hn_period_at(step->periods, step->period_count, date)
                     : -1;
        hn_bit_set(row, i);
        if (at >= 0)
            need(n, node->args[at], row);
    })
}

typedef struct passing { const needing *n; const uint64_t *rows; } passing;

static void pass_on(const hn_node *arg, void *ctx)
{
    const passing *p = ctx;
    need(p->n, arg, p->rows);
}

static bool is_needed(const uint64_t *rows)
{
    uint64_t any = 0;
    for (int w = 0; w < HN_CHUNK_WORDS; w++)
        any |= rows[w];
    return any != 0;
}

/* Where a row stands needs its own value, unless it is left out for good. */
static void need_place(const needing *n, const hn_fold *fold,
                       const uint64_t *rows)
{
    const hn_vector *where =
        fold->where ? hn_frame_vector(n->frame, fold->where) : NULL;
    uint64_t in[HN_CHUNK_WORDS];
    for (int w = 0; w < HN_CHUNK_WORDS; w++)
        in[w] = rows[w] & (where ? ~(where->known[w] & ~where->yes[w])
                                 : ~(uint64_t)0);
    need(n, fold->of, in);
    if (where)
        need(n, fold->where, in);
}

/* What is in the pot, and what limits the claim. */
static void need_pot(const needing *n, const hn_pot *pot,
                     const uint64_t *rows)
{
    const hn_node *const one[] = {pot->of, pot->floor, pot->cap, pot->most};
    for (int i = 0; i < 4; i++)
        if (one[i])
            need(n, one[i], rows);
    for (int i = 0; i < pot->most_by_count; i++)
        need(n, pot->most_by[i], rows);
}

/* What goes over rows is asked of no row; but where a row stands among them,
 * or which of them it goes with, needs its own values.  What rows are ordered
 * by may be missing, and the row before is another. */
static void need_own(const needing *n, const hn_node *node,
                     const uint64_t *rows)
{
    const hn_fold *fold = node->u.fold;
    if (hn_op_is_place(node->op))
        need_place(n, fold, rows);
    if (node->op == HN_OP_ATTRIBUTED || node->op == HN_OP_ALLOCATED)
        need(n, fold->of, rows);
    if (node->op == HN_OP_ALLOCATED)
        need_pot(n, fold->pot, rows);
    for (int i = 0; i < fold->by_count; i++)
        need(n, fold->by[i], rows);
    if (fold->share)
        need(n, fold->share, rows);
}

static void need_args(const needing *n, const hn_node *node)
{
    const uint64_t *rows = bits_of(n, node);
    passing p = {n, rows};
    if (hn_op_is_fold(node->op))
        need_own(n, node, rows);
    if (node->for_run || hn_op_is_fold(node->op))
        return;
    if (hn_node_reads_date(node, &n->frame->plan->steps[node->id]))
        need_date(n, rows);
    if (node->op == HN_OP_DATED)
        need_dated(n, node, rows);
    else if (node->op == HN_OP_CHOOSE)
        need_choose(n, node, rows);
    else if (node->op == HN_OP_GATE)
        need_gate(n, node, rows);
    else if (node->op == HN_OP_VIA)
        need(n, node->args[0], rows);
    else if (node->op == HN_OP_DECIDED)
        for (int i = 0; i < 2; i++)
            need(n, node->args[i], rows);
    else
        hn_node_each(node, pass_on, &p);
}

/* What is missing; a blank that is a fact is not. */
static void need_input(const needing *n, const hn_node *node, uint64_t *needs)
{
    const hn_vector *vector = hn_frame_vector(n->frame, node);
    const uint64_t *bits = bits_of(n, node);
    for (int w = 0; w < HN_CHUNK_WORDS; w++)
        needs[w] = bits[w] & (vector->none ? ~vector->none[w] : ~(uint64_t)0);
}

/* A link that finds nothing needs the id; one that goes by a day which is not
 * known needs that, and the id if it is not known either. */
static void need_link(const needing *n, const hn_node *node, uint64_t *needs)
{
    const hn_link *link = node->u.link;
    const uint64_t *rows = bits_of(n, node);
    uint64_t *id = needs + (size_t)link->by->index * HN_CHUNK_WORDS;
    memcpy(id, rows, HN_CHUNK_WORDS * sizeof *id);
    if (!link->on)
        return;
    const uint64_t *by = hn_arg(n->frame, node, 0)->known;
    const uint64_t *on = hn_arg(n->frame, node, 1)->known;
    for (int w = 0; w < HN_CHUNK_WORDS; w++)
        id[w] &= on[w] | ~by[w];
    need(n, node->args[1], rows);
}

void hn_frame_needs(const hn_frame *frame, const hn_node *node,
                    const uint64_t *rows, uint64_t *needs, uint64_t *work)
{
    const hn_graph *graph = frame->plan->graph;
    needing n = {frame, work};
    size_t words = HN_CHUNK_WORDS * sizeof *work;
    memset(work, 0, (size_t)(node->id + 1) * words);
    memset(needs, 0, (size_t)frame->records->input_count * words);
    memcpy(bits_of(&n, node), rows, words);
    for (int id = node->id; id >= 0; id--) {
        const hn_node *here = graph->nodes[id];
        if (!is_needed(bits_of(&n, here)))
            continue;
        if (here->op == HN_OP_INPUT && here->records == frame->records)
            need_input(&n, here, needs + (size_t)here->u.input->index
                                             * HN_CHUNK_WORDS);
        else if (here->op == HN_OP_LINK)
            need_link(&n, here, needs);
        else
            need_args(&n, here);
    }
}
