/*
 * explain_for.c - an explanation for whoever reads it: what would turn an
 * outcome is for staff, and what a school and a family are told is about their
 * case and in sentences.
 */
#include "explain.h"

#include "../graph/ranges.h"

/* --- what would turn it -------------------------------------------------- */

static const hn_node *turned_node(const hn_item *item)
{
    const hn_thing *thing = item->thing;
    if (thing->word == HN_WORD_PANEL || thing->word == HN_WORD_MATRIX)
        return thing->node;
    return thing->word == HN_WORD_AWARD ? ((const hn_award *)thing)->when
                                        : NULL;
}

bool hn_explanation_turn(hn_explanation *explanation)
{
    const hn_explanation *e = explanation;
    bool ok = true;
    for (int i = 0; ok && i < e->count; i++) {
        hn_item *item = e->items[i];
        const hn_node *node = turned_node(item);
        if (!node || !node->records
            || node->records != e->here.frame->records
            || !hn_case_known(&e->here, node))
            continue;
        item->is_turned = true;
        ok = hn_turns_find(&item->turns, e->pack, &e->here, node, e->arena);
    }
    return ok;
}

/* --- for whom ------------------------------------------------------------ */

/* Whether something other than an order reads the node. */
static bool is_read(const hn_graph *graph, const hn_node *node)
{
    for (int i = node->id + 1; i < graph->node_count; i++) {
        const hn_node *reader = graph->nodes[i];
        for (int k = 0; k < reader->count; k++)
            if (reader->args[k] == node && !hn_op_is_ordered(reader->op))
                return true;
    }
    return false;
}

/* What only puts cases in order: a priority. */
static bool is_rank(const hn_explanation *e, const hn_thing *thing)
{
    return thing->word == HN_WORD_SCORE
           && !is_read(&e->pack->graph, thing->node);
}

/* What other rows come to, or where this one stands among them; what is paid
 * to it and counted of it is its own. */
static bool is_of_others(const hn_explanation *e, const hn_thing *thing)
{
    const hn_graph *graph = &e->pack->graph;
    hn_op op = hn_node_behind(thing->node)->op;
    for (int i = 0; i < graph->thing_count; i++) {
        const hn_allocation *pot = (const hn_allocation *)graph->things[i];
        if (pot->thing.word == HN_WORD_ALLOCATION && pot->left
            && &pot->left->thing == thing)
            return true;
    }
    return op == HN_OP_QUEUED || op == HN_OP_FARED
           || (hn_op_is_fold(op) && op != HN_OP_ALLOCATED
               && op != HN_OP_ATTRIBUTED);
}

/* What was decided otherwise than the rules have it: whoever is told what they
 * have is told that too. */
static bool is_overridden(const hn_explanation *e, const hn_thing *thing)
{
    const hn_node *node = hn_node_behind(thing->node);
    return node->op == HN_OP_DECIDED
           && hn_case_known(&e->here, node->args[1]);
}

bool hn_item_is_for(const hn_explanation *e, const hn_item *item)
{
    const hn_thing *thing = item->thing;
    switch (e->audience) {
    case HN_STAFF:
        return true;
    case HN_SCHOOL:
        return !thing->node->for_run && thing->label && !is_rank(e, thing)
               && !is_of_others(e, thing);
    default:
        return !thing->node->for_run
               && (item->is_test || thing->word == HN_WORD_PANEL
                   || thing->word == HN_WORD_MATRIX
                   || thing->word == HN_WORD_AWARD
                   || thing->word == HN_WORD_ALLOCATION
                   || is_overridden(e, thing));
    }
}
