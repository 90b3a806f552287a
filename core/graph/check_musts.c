/*
 * check_musts.c - what a row must be to be let in.
 *
 * A `must` is a criterion whose unmet rows are refused.  Its sentence goes to
 * whoever sent the row, and into reports, so it names nothing private; and it
 * is told of one row before any are added up, so it reads no sums.
 */
#include "make.h"

#include "plan.h"

typedef struct look {
    const hn_graph *graph;
    bool *read;                    /* by node id                           */
} look;

static void mark(const hn_node *arg, void *ctx)
{
    ((look *)ctx)->read[arg->id] = true;
}

/* Marks all that a node reads, itself among it. */
static void look_under(look *l, const hn_node *node)
{
    memset(l->read, 0, (size_t)l->graph->node_count * sizeof *l->read);
    l->read[node->id] = true;
    for (int id = node->id; id >= 0; id--)
        if (l->read[id])
            hn_node_each(l->graph->nodes[id], mark, l);
}

static const hn_node *find(const look *l, bool (*is)(const hn_node *))
{
    for (int id = 0; id < l->graph->node_count; id++)
        if (l->read[id] && is(l->graph->nodes[id]))
            return l->graph->nodes[id];
    return NULL;
}

static bool is_over_rows(const hn_node *node)
{
    return hn_op_is_fold(node->op);
}

static bool is_private(const hn_node *node)
{
    return node->op == HN_OP_INPUT && node->u.input->is_private;
}

/* --- its test ------------------------------------------------------------ */

static void check_rows(hn_graph *graph, look *l, const hn_criterion *must)
{
    const char *name = must->thing.name;
    if (!must->thing.node->records) {
        hn_report_addf(graph->report, 126, HN_ERROR, must->thing.place,
                       "test a column of the row, or leave it out",
                       "must `%s` reads no row: it would refuse all or none",
                       name);
        return;
    }
    look_under(l, must->thing.node);
    const hn_node *over = find(l, is_over_rows);
    if (over)
        hn_report_addf(graph->report, 126, HN_ERROR, over->place,
                       "make it a criterion, whose row stays in the results",
                       "must `%s` reads a value over rows: a row is let in "
                       "before any are added up", name);
}

/* --- its sentence -------------------------------------------------------- */

static void check_part(hn_graph *graph, look *l, const hn_wording *wording,
                       const hn_sentence_part *part)
{
    if (!part->node)
        return;
    look_under(l, part->node);
    const hn_node *found = find(l, is_private);
    hn_place place = wording->place;
    place.column = 0;
    if (found)
        hn_report_addf(graph->report, 217, HN_ERROR, place,
                       "name the column in words; its value stays out",
                       "the sentence would tell {%s}, and `%s` is private",
                       part->thing->name, found->u.input->thing.name);
}

static void check_sentences(hn_graph *graph, look *l,
                            const hn_criterion *must)
{
    for (int i = 0; i < must->count; i++) {
        const hn_sentence *said = must->wordings[i].unmet;
        for (int k = 0; said && k < said->count; k++)
            check_part(graph, l, &must->wordings[i], &said->parts[k]);
    }
}

void hn_check_musts(hn_graph *graph)
{
    size_t size = (size_t)graph->node_count * sizeof(bool);
    look l = { graph, hn_memory_alloc(graph->memory, size ? size : 1) };
    if (!l.read)
        graph->arena.failed = 1;
    for (int i = 0; l.read && i < graph->thing_count; i++) {
        const hn_criterion *must = (const hn_criterion *)graph->things[i];
        if (must->thing.word != HN_WORD_CRITERION || !must->refusal
            || hn_node_broken(must->refusal))
            continue;
        check_rows(graph, &l, must);
        check_sentences(graph, &l, must);
    }
    hn_memory_free(graph->memory, l.read, size ? size : 1);
}
