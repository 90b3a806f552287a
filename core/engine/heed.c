/*
 * heed.c - see heed.h.
 */
#include "heed.h"

#include <string.h>
#include "trial.h"

/* --- what is expected ---------------------------------------------------- */

static void find_wanted(hn_heed *heed, int number)
{
    const hn_graph *graph = &heed->pack->graph;
    const hn_example *example = graph->examples[number];
    size_t count = (size_t)example->expect_count + 1;
    hn_wanted *wanted = hn_arena_alloc(&heed->arena, sizeof *wanted * count);
    int *at = hn_arena_alloc(&heed->arena, sizeof *at * count);
    for (int i = 0; wanted && at && i < example->expect_count; i++) {
        while (at[i] < graph->thing_count
               && !hn_wanted_match(&wanted[i], graph->things[at[i]],
                                   example->expect[i].name))
            at[i]++;
        if (at[i] == graph->thing_count)
            wanted[i] = (hn_wanted){NULL};
    }
    heed->wanted[number] = wanted;
    heed->at[number] = at;
}

static bool rejects(const hn_trial *trial)
{
    const hn_graph *graph = trial->of->graph;
    uint64_t any = 0;
    for (int i = 0; i < graph->records_count; i++) {
        const hn_held *held = &trial->tables.held[i];
        for (int64_t w = 0; held->withdrawn
                            && w < held->chunk_count * HN_CHUNK_WORDS; w++)
            any |= held->withdrawn[w];
    }
    return any != 0;
}

static bool find_whole(hn_heed *heed, hn_memory *memory)
{
    const hn_graph *graph = &heed->pack->graph;
    hn_trials trials;
    bool fine = hn_trials_init(&trials, graph, memory);
    for (int i = 0; fine && i < graph->example_count; i++) {
        hn_trial trial;
        hn_trial_run(&trial, &trials, graph->examples[i], NULL);
        heed->whole[i] = !trial.ran || rejects(&trial);
        fine = !trial.failed;
        hn_trial_dispose(&trial);
    }
    hn_trials_dispose(&trials);
    return fine;
}

bool hn_heed_init(hn_heed *heed, const hn_likeness *likeness,
                  hn_memory *memory)
{
    const hn_graph *graph = &likeness->pack->graph;
    size_t count = (size_t)graph->example_count + 1;
    *heed = (hn_heed){.pack = likeness->pack, .likeness = likeness};
    hn_arena_init(&heed->arena, memory);
    heed->wanted = hn_arena_alloc(&heed->arena, sizeof *heed->wanted * count);
    heed->at = hn_arena_alloc(&heed->arena, sizeof *heed->at * count);
    heed->whole = hn_arena_alloc(&heed->arena, count);
    for (int i = 0; !heed->arena.failed && i < graph->example_count; i++)
        find_wanted(heed, i);
    return !heed->arena.failed && find_whole(heed, memory);
}

void hn_heed_dispose(hn_heed *heed)
{
    hn_arena_dispose(&heed->arena);
}

/* --- the nodes that are asked for ---------------------------------------- */

/* One example, held against the other pack. */
typedef struct heeding {
    const hn_heed *heed;
    const hn_likeness *likeness;
    hn_graph *graph;
    hn_trials trials;
    hn_arena arena;               /* of the example in hand                  */
    hn_wanted *wanted;            /* in the other pack, by what is expected;
                                   * thing NULL: it holds as it did          */
    bool *below;                  /* by node id                              */
    hn_node **all;                /* nodes as they were                      */
    int all_count, property_nodes, claim_nodes;
} heeding;

static void mark(const hn_node *node, void *ctx)
{
    ((bool *)ctx)[node->id] = true;
}

/* What is gone through by way of peers reads the links of their pairs. */
static void mark_below(const hn_node *node, bool *below)
{
    const hn_peers *peers = hn_op_is_fold(node->op) ? node->u.fold->peers
                                                    : NULL;
    hn_node_each(node, mark, below);
    if (peers) {
        mark(peers->of->thing.node, below);
        mark(peers->are->thing.node, below);
    }
}

/* Leaves in the graph what is marked and all that it reads. */
static bool put_aside(heeding *h)
{
    hn_graph *graph = h->graph;
    hn_node **kept = hn_arena_alloc(&h->arena, sizeof *kept
                                    * ((size_t)graph->node_count + 1));
    int count = 0;
    h->all = graph->nodes;
    h->all_count = graph->node_count;
    h->property_nodes = graph->property_nodes;
    h->claim_nodes = graph->claim_nodes;
    for (int i = graph->node_count - 1; kept && i >= 0; i--)
        if (h->below[i])
            mark_below(graph->nodes[i], h->below);
    for (int i = 0; kept && i < graph->node_count; i++)
        if (h->below[i]) {
            kept[count] = graph->nodes[i];
            kept[count]->id = count;
            count++;
        }
    if (!kept)
        return false;
    graph->nodes = kept;
    graph->node_count = count;
    graph->property_nodes = graph->claim_nodes = 0;
    return true;
}

static void put_back(heeding *h)
{
    hn_graph *graph = h->graph;
    graph->nodes = h->all;
    graph->node_count = h->all_count;
    graph->property_nodes = h->property_nodes;
    graph->claim_nodes = h->claim_nodes;
    for (int i = 0; i < graph->node_count; i++)
        graph->nodes[i]->id = i;
}

/* --- one example --------------------------------------------------------- */

static bool same_form(const heeding *h, const hn_node *a, const hn_node *b)
{
    if (!a || !b)
        return a == b;
    return h->heed->likeness->plain.nodes[a->id]
           == h->likeness->plain.nodes[b->id];
}

static bool find_other(const heeding *h, const hn_wanted *mine, int at,
                       const hn_cell *cell, hn_wanted *out)
{
    const hn_graph *graph = h->graph;
    return mine->thing
           && ((at < graph->thing_count
                && strcmp(graph->things[at]->name, mine->thing->name) == 0
                && hn_wanted_match(out, graph->things[at], cell->name))
               || hn_wanted_find(out, graph, cell->name));
}

/* Marks what the example asks about and may have changed: whether it asks
 * about any such thing.  `*holds`: false where it is not there any more. */
static bool asks(heeding *h, int number, bool *holds)
{
    const hn_example *example = h->heed->pack->graph.examples[number];
    bool any = false;
    *holds = true;
    for (int i = 0; i < example->expect_count; i++) {
        const hn_wanted *mine = &h->heed->wanted[number][i];
        hn_wanted *its = &h->wanted[i];
        if (!find_other(h, mine, h->heed->at[number][i], &example->expect[i],
                        its)) {
            *holds = false;
            return true;
        }
        if (same_form(h, mine->node, its->node)
            && same_form(h, mine->thing->node, its->thing->node)) {
            its->thing = NULL;
            continue;
        }
        any = true;
        if (its->node)
            h->below[its->node->id] = true;
        h->below[its->thing->node->id] = true;
    }
    return any;
}

static bool work_out(heeding *h, const hn_example *example, bool *failed)
{
    hn_trial trial;
    hn_case here;
    hn_trials_narrow(&h->trials, NULL);
    hn_trial_run(&trial, &h->trials, example, NULL);
    bool holds = trial.ran && trial.faults == 0;
    *failed = trial.failed;
    for (int i = 0; holds && i < example->expect_count; i++)
        holds = !h->wanted[i].thing
                || (hn_wanted_case(&here, &trial.tables,
                                   h->wanted[i].thing->node)
                    && hn_wanted_holds(&h->wanted[i], &here,
                                       &example->expect[i]));
    hn_trial_dispose(&trial);
    return holds;
}

static bool ask_whole(const heeding *h, const hn_pack *other, int number,
                      bool *failed)
{
    bool holds = true;
    *failed = !hn_test_example(&holds, other, h->graph->examples[number]);
    return holds;
}

static bool try_example(heeding *h, int number, bool *failed)
{
    const hn_example *example = h->graph->examples[number];
    bool holds = true;
    size_t expects = (size_t)example->expect_count + 1;
    hn_arena_init(&h->arena, h->trials.memory);
    h->wanted = hn_arena_alloc(&h->arena, sizeof *h->wanted * expects);
    h->below = hn_arena_alloc(&h->arena, (size_t)h->graph->node_count + 1);
    *failed = h->arena.failed;
    if (!*failed && asks(h, number, &holds) && holds) {
        if (put_aside(h)) {
            holds = work_out(h, example, failed);
            put_back(h);
        } else {
            *failed = true;
        }
    }
    hn_arena_dispose(&h->arena);
    return holds;
}

/* --- all of them --------------------------------------------------------- */

static bool needs_date(const hn_graph *graph, hn_memory *memory, bool *failed)
{
    hn_plan plan;
    hn_report report;
    hn_report_init(&report, memory);
    bool made = hn_plan_make(&plan, graph, memory, false, 0, &report);
    bool told = report.count > 0;
    *failed = !made && !told;
    hn_plan_dispose(&plan);
    hn_report_dispose(&report);
    return told;
}

static int first_undated(const hn_graph *graph)
{
    int i = 0;
    while (i < graph->example_count && graph->examples[i]->has_on)
        i++;
    return i;
}

hn_status hn_heed_first(int *failed, const hn_heed *heed, hn_pack *other,
                        const hn_likeness *likeness, hn_memory *memory,
                        hn_error *err)
{
    heeding h = {.heed = heed, .likeness = likeness, .graph = &other->graph};
    int count = h.graph->example_count, i = 0;
    int undated = first_undated(h.graph);
    bool refused = false;
    if (count != heed->pack->graph.example_count)
        return hn_test_first(failed, other, err);
    if (undated < count && !needs_date(h.graph, memory, &refused))
        undated = count;
    refused = refused || !hn_trials_init(&h.trials, h.graph, memory);
    for (int k = 0; !refused && k < h.graph->records_count; k++)
        h.trials.results[k].checked_count = 0;
    while (!refused && i < undated
           && ((!heed->whole[i] && try_example(&h, i, &refused))
               || (!refused && ask_whole(&h, other, i, &refused))))
        i++;
    hn_trials_dispose(&h.trials);
    *failed = i < count ? i : -1;
    return refused ? hn_no_memory(err) : HN_OK;
}
