/*
 * part_nodes.c - what is worked out for rows, apart from the rest.
 *
 * A property and a claim are no part of what a run works out.  Their formulas
 * are built by the same ops as any other; in the end the nodes that properties
 * alone read are put behind the rest, and those of claims alone behind these,
 * where no plan of a run sees them.
 */
#include "make.h"

#include <string.h>

static void note(int *uses, const hn_node *node)
{
    if (node && node->id >= 0)
        uses[node->id]++;
}

static void note_claims(const hn_graph *graph, int *uses)
{
    for (int i = 0; i < graph->claim_count; i++)
        note(uses, graph->claims[i]->equals);
}

static void note_properties(const hn_graph *graph, int *uses)
{
    for (int i = 0; i < graph->property_count; i++) {
        const hn_property *property = graph->properties[i];
        for (int j = 0; j < property->count; j++) {
            note(uses, property->promises[j].test ? property->promises[j].test
                                                  : property->promises[j].of);
            note(uses, property->promises[j].where);
        }
    }
}

/* How often what `begin` notes, and what that alone reads, read each node; a
 * node stands after all that it reads. */
static int *count_uses(hn_graph *graph,
                       void (*begin)(const hn_graph *graph, int *uses))
{
    int *uses = hn_arena_alloc(&graph->arena, sizeof *uses
                               * ((size_t)graph->node_count + 1));
    if (!uses)
        return NULL;
    begin(graph, uses);
    for (int i = graph->node_count - 1; i >= 0; i--) {
        const hn_node *node = graph->nodes[i];
        if (uses[i] == 0 || uses[i] < node->uses || node->thing)
            uses[i] = 0;
        for (int j = 0; uses[i] && j < node->count; j++)
            uses[node->args[j]->id]++;
    }
    return uses;
}

/* Moves what is marked to the end; how many that are. */
static int move(hn_graph *graph, const int *marked, hn_node **behind)
{
    int kept = 0, moved = 0;
    for (int i = 0; i < graph->node_count; i++) {
        hn_node *node = graph->nodes[i];
        if (marked[node->id])
            behind[moved++] = node;
        else
            graph->nodes[kept++] = node;
    }
    memcpy(graph->nodes + kept, behind, sizeof *behind * (size_t)moved);
    graph->node_count = kept;
    return moved;
}

void hn_part_nodes(hn_graph *graph)
{
    int all = graph->node_count;
    if (graph->claim_count + graph->property_count == 0)
        return;
    int *claims = count_uses(graph, note_claims);
    int *properties = count_uses(graph, note_properties);
    hn_node **room = hn_arena_alloc(&graph->arena, sizeof *room
                                    * ((size_t)all + 1));
    if (!claims || !properties || !room)
        return;
    graph->claim_nodes = move(graph, claims, room);
    graph->property_nodes = move(graph, properties, room);
    for (int i = 0; i < all; i++)
        graph->nodes[i]->id = i;
}
