/*
 * cover_live.c - see cover_live.h.
 *
 * The question goes from the top down, as in graph/needs.c: what matters in
 * some rows passes that on to those of its arguments that decide there.
 */
#include "cover_live.h"

#include <string.h>
#include "engine.h"
#include "../graph/eval.h"
#include "../graph/ordered.h"

static uint64_t *bits_of(const hn_live *l, const hn_node *node)
{
    return l->bits + (size_t)node->id * HN_CHUNK_WORDS;
}

/* --- roots --------------------------------------------------------------- */

static void mark(hn_live *l, const hn_node *node)
{
    if (node && node->id >= 0 && node->id < l->graph->node_count)
        l->roots[node->id] = true;
}

/* What is said of a criterion names values that nothing else may read. */
static void mark_sentence(hn_live *l, const hn_sentence *sentence)
{
    for (int i = 0; sentence && i < sentence->count; i++)
        mark(l, sentence->parts[i].node);
}

static void mark_thing(hn_live *l, const hn_thing *thing)
{
    const hn_award *award = (const hn_award *)thing;
    const hn_criterion *criterion = (const hn_criterion *)thing;
    const hn_panel *panel = (const hn_panel *)thing;
    if (!hn_is_of_account(thing))
        return;
    mark(l, thing->node);
    if (thing->word == HN_WORD_AWARD)
        mark(l, award->full_year);
    for (int i = 0; thing->word == HN_WORD_CRITERION && i < criterion->count;
         i++) {
        mark_sentence(l, criterion->wordings[i].met);
        mark_sentence(l, criterion->wordings[i].unmet);
    }
    for (int i = 0; thing->word == HN_WORD_PANEL && i < panel->count; i++)
        mark_sentence(l, panel->rows[i].sentence);
}

/* What goes over rows asks of every row whether it counts, and in what group
 * and order; its value only where it counts. */
static void mark_fold(hn_live *l, const hn_node *node)
{
    const hn_fold *fold = node->u.fold;
    mark(l, fold->where ? fold->where : fold->of);
    mark(l, fold->for_each);
    for (int i = 0; i < fold->by_count; i++)
        mark(l, fold->by[i]);
    for (int i = 0; i < hn_ordered_ends(node); i++)
        mark(l, node->args[i]);
}

static void mark_of_run(const hn_node *arg, void *ctx)
{
    if (arg->for_run)
        mark(ctx, arg);
}

/* What one frame reads of another. */
static void mark_read(hn_live *l, const hn_node *node)
{
    if (hn_op_is_fold(node->op))
        mark_fold(l, node);
    if (node->op == HN_OP_VIA)
        mark(l, node->args[1]);
    if (node->records)
        hn_node_each(node, mark_of_run, l);
}

static void find_roots(hn_live *l)
{
    for (int i = 0; i < l->graph->thing_count; i++)
        mark_thing(l, l->graph->things[i]);
    for (int i = 0; i < l->graph->node_count; i++)
        mark_read(l, l->graph->nodes[i]);
}

/* --- passing on ---------------------------------------------------------- */

typedef struct passing {
    hn_live *live;
    const hn_frame *frame;
    const uint64_t *rows;
} passing;

static void pass(const passing *p, const hn_node *node, const uint64_t *rows)
{
    uint64_t *bits;
    if (node->id < 0)
        return;
    bits = bits_of(p->live, node);
    for (int w = 0; w < HN_CHUNK_WORDS; w++)
        bits[w] |= rows[w];
}

static void pass_arg(const hn_node *arg, void *ctx)
{
    const passing *p = ctx;
    pass(p, arg, p->rows);
}

static bool is_here(const hn_frame *frame, const hn_node *node)
{
    return frame->vectors[node->id].known != NULL;
}

static void pass_choose(const passing *p, const hn_node *node)
{
    uint64_t left[HN_CHUNK_WORDS], here[HN_CHUNK_WORDS];
    memcpy(left, p->rows, sizeof left);
    for (int k = 0; k + 1 < node->count; k += 2) {
        const hn_vector *when = hn_arg(p->frame, node, k);
        pass(p, node->args[k], left);
        for (int w = 0; w < HN_CHUNK_WORDS; w++) {
            here[w] = left[w] & when->known[w] & when->yes[w];
            left[w] &= when->known[w] & ~when->yes[w];
        }
        pass(p, node->args[k + 1], here);
    }
    pass(p, node->args[node->count - 1], left);
}

static void pass_gate(const passing *p, const hn_node *node)
{
    const hn_vector *when = hn_arg(p->frame, node, 0);
    uint64_t met[HN_CHUNK_WORDS];
    for (int w = 0; w < HN_CHUNK_WORDS; w++)
        met[w] = p->rows[w] & when->known[w] & when->yes[w];
    pass(p, node->args[0], p->rows);
    pass(p, node->args[1], met);
}

/* Only the wording in force on the row's day. */
static void pass_dated(const passing *p, const hn_node *node)
{
    const hn_step *step = &p->frame->plan->steps[node->id];
    HN_EACH_BIT(i, p->rows, {
        uint64_t row[HN_CHUNK_WORDS] = {0};
        hn_date date;
        int at = hn_frame_date(p->frame, i, &date)
                     ? hn_period_at(step->periods, step->period_count, date)
                     : -1;
        hn_bit_set(row, i);
        if (at >= 0)
            pass(p, node->args[at], row);
    })
}

static void pass_on(hn_live *l, const hn_frame *frame, const hn_node *node)
{
    passing p = {l, frame, bits_of(l, node)};
    if ((node->for_run && frame->records) || hn_op_is_fold(node->op))
        return;
    if (node->op == HN_OP_CHOOSE)
        pass_choose(&p, node);
    else if (node->op == HN_OP_GATE)
        pass_gate(&p, node);
    else if (node->op == HN_OP_DATED)
        pass_dated(&p, node);
    else if (node->op == HN_OP_VIA)
        pass(&p, node->args[0], p.rows);
    else
        hn_node_each(node, pass_arg, &p);
    if (l->first_column[node->id] >= 0)
        pass(&p, l->graph->nodes[l->first_column[node->id]], p.rows);
}

/* The rows that count in a fold, for what is added up. */
static void count_in(hn_live *l, const hn_frame *frame, const hn_node *node)
{
    const hn_fold *fold = node->u.fold;
    uint64_t rows[HN_CHUNK_WORDS];
    if (!fold->of || !fold->where || fold->over != frame->records
        || !is_here(frame, fold->where))
        return;
    const hn_vector *where = hn_frame_vector(frame, fold->where);
    for (int w = 0; w < HN_CHUNK_WORDS; w++)
        rows[w] = frame->live[w] & where->known[w] & where->yes[w];
    pass(&(passing){l, frame, rows}, fold->of, rows);
}

/* --- all together -------------------------------------------------------- */

static void find_columns(hn_live *l)
{
    const hn_graph *graph = l->graph;
    for (int i = 0; i < graph->node_count; i++) {
        const hn_node *node = graph->nodes[i];
        l->first_column[i] = -1;
        for (int k = 0; node->op == HN_OP_LOOKUP && k < i; k++)
            if (graph->nodes[k]->op == HN_OP_LOOKUP
                && graph->nodes[k]->u.lookup.lookup
                       == node->u.lookup.lookup) {
                l->first_column[i] = k;
                break;
            }
    }
}

bool hn_live_init(hn_live *live, const hn_graph *graph, const hn_node *root,
                  hn_memory *memory)
{
    size_t nodes = (size_t)graph->node_count + 1;
    *live = (hn_live){.graph = graph};
    hn_arena_init(&live->arena, memory);
    live->roots = hn_arena_alloc(&live->arena, nodes * sizeof *live->roots);
    live->first_column = hn_arena_alloc(&live->arena,
                                        nodes * sizeof *live->first_column);
    live->bits = hn_arena_alloc(&live->arena, nodes * HN_CHUNK_WORDS
                                                  * sizeof *live->bits);
    if (live->arena.failed)
        return false;
    find_columns(live);
    if (root)
        mark(live, root);
    else
        find_roots(live);
    return true;
}

void hn_live_dispose(hn_live *live)
{
    hn_arena_dispose(&live->arena);
}

void hn_live_find(hn_live *live, const hn_frame *frame)
{
    const hn_graph *graph = live->graph;
    size_t words = (size_t)graph->node_count * HN_CHUNK_WORDS;
    memset(live->bits, 0, words * sizeof *live->bits);
    for (int i = 0; i < graph->node_count; i++)
        if (hn_op_is_fold(graph->nodes[i]->op))
            count_in(live, frame, graph->nodes[i]);
    for (int id = graph->node_count - 1; id >= 0; id--) {
        const hn_node *node = graph->nodes[id];
        if (!is_here(frame, node))
            continue;
        if (live->roots[id])
            pass(&(passing){live, frame, frame->live}, node, frame->live);
        pass_on(live, frame, node);
    }
}
