/*
 * constant.c - the value of a formula that reads no data, for the calculator.
 *
 * What the formula stands on is copied into a graph of its own and evaluated
 * as a run, so that there is one evaluator, and nothing else of the pack is
 * worked out on the way.
 */
#include "build.h"

#include <string.h>
#include "eval.h"
#include "sentence.h"

static bool reads_data(const hn_node *node)
{
    switch (node->op) {
    case HN_OP_INPUT: case HN_OP_PARAM: case HN_OP_DECISION_DATE:
    case HN_OP_LINK: case HN_OP_VIA: case HN_OP_DATED: case HN_OP_LOOKUP:
    case HN_OP_BANDS: case HN_OP_BAND_COLUMN: case HN_OP_SCORE:
    case HN_OP_SENTENCE: case HN_OP_PRINTED:
        return true;
    default:
        return node->records || node->for_run;
    }
}

typedef struct copier {
    const hn_graph *from;
    hn_graph to;
    int *ids;                      /* by old id: 1 wanted; then 1 + new id   */
} copier;

/* Arguments stand before what reads them, so one walk down finds them all. */
static bool mark(copier *c, const hn_node *node)
{
    c->ids[node->id] = 1;
    for (int i = node->id; i >= 0; i--) {
        const hn_node *here = c->from->nodes[i];
        if (!c->ids[i])
            continue;
        if (reads_data(here))
            return false;
        for (int j = 0; j < here->count; j++)
            c->ids[here->args[j]->id] = 1;
        c->to.node_count++;
    }
    return true;
}

static hn_node *copy(copier *c, const hn_node *from)
{
    hn_arena *arena = &c->to.arena;
    hn_node *node = hn_arena_alloc(arena, sizeof *node);
    hn_node **args = hn_arena_alloc(arena, sizeof *args
                                    * ((size_t)from->count + 1));
    if (!node || !args)
        return NULL;
    *node = *from;
    node->id = c->to.node_count;
    node->args = args;
    for (int i = 0; i < from->count; i++)
        args[i] = c->to.nodes[c->ids[from->args[i]->id] - 1];
    c->to.nodes[c->to.node_count++] = node;
    return node;
}

/* The copy of `node`, which stands last; NULL where it reads data. */
static hn_node *copy_all(copier *c, const hn_node *node)
{
    hn_arena *arena = &c->to.arena;
    c->ids = hn_arena_alloc(arena, sizeof *c->ids
                            * ((size_t)c->from->node_count + 1));
    if (!c->ids || (node->id >= 0 && !mark(c, node)))
        return NULL;
    c->to.nodes = hn_arena_alloc(arena, sizeof *c->to.nodes
                                 * ((size_t)c->to.node_count + 1));
    c->to.node_count = 0;
    if (!c->to.nodes)
        return NULL;
    if (node->id < 0)
        return copy(c, node);
    hn_node *last = NULL;
    for (int i = 0; i <= node->id; i++) {
        if (!c->ids[i])
            continue;
        last = copy(c, c->from->nodes[i]);
        if (!last)
            return NULL;
        c->ids[i] = c->to.node_count;
    }
    return last;
}

typedef struct asked {
    const hn_node *node;
    hn_text *out;                  /* takes the value for people, if set   */
    const char *why;               /* why it has none                      */
} asked;

static const char *refusal(const hn_frame *frame, const hn_node *node)
{
    hn_ratio result;
    for (int i = 0; i < node->count; i++)
        if (!hn_bit(hn_arg(frame, node, i)->known, 0))
            return NULL;
    return hn_eval_funding_row(frame, node, 0, &result);
}

/* Works it out as a run. */
static bool ask(copier *c, asked *a)
{
    hn_plan plan;
    hn_frame frame;
    hn_report report;
    hn_report_init(&report, c->to.memory);
    bool fit = hn_plan_make(&plan, &c->to, c->to.memory, false, 0, &report);
    if (fit) {
        fit = hn_frame_init(&frame, &plan, NULL, c->to.memory);
        if (fit) {
            hn_frame_run(&frame, NULL, 0);
            if (a->out)
                hn_value_say(a->out, &frame, a->node, 0);
            else
                a->why = refusal(&frame, a->node);
        }
        hn_frame_dispose(&frame);
    }
    hn_plan_dispose(&plan);
    hn_report_dispose(&report);
    return fit;
}

/* False where it reads data. */
static bool work_out(hn_graph *graph, const hn_node *node, asked *a)
{
    copier c = { .from = graph, .to = { .memory = graph->memory } };
    hn_arena_init(&c.to.arena, graph->memory);
    a->node = copy_all(&c, node);
    bool fit = a->node && ask(&c, a);
    if (c.to.arena.failed || (a->node && !fit))
        graph->arena.failed = 1;
    hn_arena_dispose(&c.to.arena);
    return fit;
}

bool hn_graph_constant_text(hn_graph *graph, const hn_node *node,
                            hn_text *out)
{
    if (!node || node->type.kind == HN_BROKEN || (node->id < 0
        && node->op != HN_OP_CONSTANT))
        return false;
    if (node->type.kind == HN_LITERAL) {
        hn_text_add(out, node->u.constant.missing ? "missing"
                                                  : node->u.constant.text);
        return true;
    }
    asked a = { .out = out };
    bool fit = work_out(graph, node, &a);
    if (fit && node->id >= 0)
        graph->nodes[node->id]->uses++;   /* what is printed is not idle */
    return fit;
}

const char *hn_graph_constant_refusal(hn_graph *graph, const hn_node *node)
{
    asked a = { .why = NULL };
    if (!reads_data(node))
        work_out(graph, node, &a);
    return a.why;
}
