/*
 * build_peers.c - declaring who stands beside whom.
 */
#include "make.h"
#include "edit.h"

typedef struct declaring {
    hn_graph *graph;
    hn_peers *peers;
} declaring;

static bool fault(const declaring *d, int code, const char *help,
                  const char *message)
{
    hn_report_addf(d->graph->report, code, HN_ERROR, d->peers->thing.place,
                   help, "%s", message);
    return false;
}

/* The link behind a node; NULL after a report, or where one was made. */
static const hn_link *link_of(const declaring *d, const hn_node *node,
                              const char *key)
{
    if (!node || hn_node_broken(node))
        return NULL;
    if (node->op == HN_OP_LINK && node->u.link->on) {
        fault(d, 119, "leave `on` out of the link", hn_make_text(
                  d->graph, "the `%s` of peers `%s` goes by a day, and peers "
                  "are the same on every day", key, d->peers->thing.name));
        return NULL;
    }
    if (node->op == HN_OP_LINK)
        return node->u.link;
    fault(d, 213, "name two links of the records that hold the pairs: of = "
          "neighbour.home, are = neighbour.peer", hn_make_text(
              d->graph, "the `%s` of peers `%s` is no link", key,
              d->peers->thing.name));
    return NULL;
}

static bool fit(const declaring *d, const hn_link *of, const hn_link *are)
{
    const char *name = d->peers->thing.name;
    if (of == are)
        return fault(d, 119, "one link leads to the row whose peer it is, "
                     "the other to the peer", hn_make_text(
                         d->graph, "the `of` and the `are` of peers `%s` are "
                         "one link", name));
    if (of->thing.records != are->thing.records)
        return fault(d, 121, "both are links of the records that hold the "
                     "pairs", hn_make_text(
                         d->graph, "the `of` of peers `%s` is a link of `%s`, "
                         "and its `are` one of `%s`", name,
                         of->thing.records->thing.name,
                         are->thing.records->thing.name));
    if (of->to != are->to)
        return fault(d, 121, "rows have rows of their own kind as peers",
                     hn_make_text(d->graph, "the `of` of peers `%s` leads to "
                                  "`%s`, and its `are` to `%s`", name,
                                  of->to->thing.name, are->to->thing.name));
    if (of->to == of->thing.records)
        return fault(d, 121, "declare records of their own for the pairs",
                     hn_make_text(d->graph, "the pairs of peers `%s` stand in "
                                  "the rows that they pair", name));
    return true;
}

hn_peers *hn_build_peers(hn_graph *graph, const hn_peers *proto, hn_node *of,
                         hn_node *are)
{
    hn_peers *peers = hn_make_array(graph, proto, 1, sizeof *peers);
    if (!peers)
        return NULL;
    hn_edit_peers(graph, peers);
    declaring d = { graph, peers };
    peers->of = peers->are = NULL;
    hn_make_thing(graph, &peers->thing, HN_WORD_PEERS);
    const hn_link *first = link_of(&d, of, "of");
    const hn_link *second = link_of(&d, are, "are");
    if (first && second && fit(&d, first, second)) {
        peers->of = first;
        peers->are = second;
        peers->thing.records = first->to;
    }
    return graph->arena.failed ? NULL : peers;
}
