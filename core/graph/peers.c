/*
 * peers.c - who stands beside whom, and what goes over the peers of each row.
 *
 * Rows are gone through before the pairs of the same level (a link leads to
 * records that are declared before it): what each row brings is kept, and a
 * pair hands on what its peer brings to the row whose peer it is.
 */
#include "peers.h"
#include "eval.h"
#include "folds.h"

/* --- pairs ---------------------------------------------------------------------------- */

static bool is_new(const hn_tables *tables, const hn_peers *peers)
{
    for (int i = 0; i < tables->pair_count; i++)
        if (tables->pairs[i].are == peers->are
            && tables->pairs[i].of == peers->of)
            return false;
    return true;
}

bool hn_peers_init(hn_tables *tables)
{
    const hn_graph *graph = tables->plan->graph;
    tables->pairs = hn_arena_alloc(&tables->arena,
                                   ((size_t)graph->thing_count + 1)
                                       * sizeof *tables->pairs);
    for (int i = 0; tables->pairs && i < graph->thing_count; i++) {
        const hn_peers *peers = (const hn_peers *)graph->things[i];
        if (peers->thing.word != HN_WORD_PEERS || !peers->of
            || !is_new(tables, peers))
            continue;
        hn_pairs *pairs = &tables->pairs[tables->pair_count++];
        *pairs = (hn_pairs){.of = peers->of, .are = peers->are};
        hn_text_map_init(&pairs->seen, tables->memory);
    }
    return tables->pairs != NULL;
}

void hn_peers_dispose(hn_tables *tables)
{
    for (int i = 0; i < tables->pair_count; i++) {
        hn_pairs *pairs = &tables->pairs[i];
        hn_text_map_dispose(&pairs->seen);
        hn_memory_free(tables->memory, pairs->first,
                       (size_t)pairs->cap * sizeof *pairs->first);
    }
}

static bool same(hn_slice a, hn_slice b)
{
    return a.len == b.len && memcmp(a.at, b.at, a.len) == 0;
}

/* The row in which a pair stands first, itself where an id is not given;
 * HN_PEER_ITSELF; HN_TEXT_MAP_NONE when memory is refused.  No id holds a
 * NUL. */
static int64_t first_of(hn_pairs *pairs, const hn_rows *rows, int i,
                        hn_text *text)
{
    const hn_vector *of = &rows->vectors[pairs->of->by->index];
    const hn_vector *are = &rows->vectors[pairs->are->by->index];
    int64_t row = rows->first + i;
    if (!hn_bit(of->known, i) || !hn_bit(are->known, i))
        return row;
    if (same(of->text[i], are->text[i]))
        return HN_PEER_ITSELF;
    hn_text_clear(text);
    hn_text_add_n(text, of->text[i].at, of->text[i].len);
    hn_text_add_char(text, '\0');
    hn_text_add_n(text, are->text[i].at, are->text[i].len);
    return text->failed ? HN_TEXT_MAP_NONE
                        : hn_text_map_enter(&pairs->seen,
                                            (hn_slice){text->at, text->len},
                                            row);
}

static bool make_room(hn_tables *tables, hn_pairs *pairs, int64_t count)
{
    int64_t cap = count > pairs->cap * 2 ? count : pairs->cap * 2;
    if (count <= pairs->cap)
        return true;
    int64_t *first = hn_memory_resize(
        tables->memory, pairs->first,
        (size_t)pairs->cap * sizeof *first, (size_t)cap * sizeof *first);
    if (!first)
        return false;
    pairs->first = first;
    pairs->cap = cap;
    return true;
}

static bool enter(hn_tables *tables, hn_pairs *pairs, const hn_rows *rows)
{
    hn_text text;
    bool fits = make_room(tables, pairs, rows->first + rows->count);
    hn_text_init(&text, tables->memory);
    for (int i = 0; fits && i < rows->count; i++) {
        int64_t first = first_of(pairs, rows, i, &text);
        pairs->first[rows->first + i] = first;
        fits = first != HN_TEXT_MAP_NONE;
    }
    hn_text_dispose(&text);
    return fits;
}

bool hn_peers_enter(hn_tables *tables, const hn_rows *rows)
{
    bool fits = true;
    for (int k = 0; fits && k < tables->pair_count; k++)
        if (tables->pairs[k].of->thing.records == rows->records)
            fits = enter(tables, &tables->pairs[k], rows);
    return fits;
}

int64_t hn_peers_fault(const hn_tables *tables, const hn_link *link,
                       int64_t row)
{
    int64_t fault = 0;
    for (int k = 0; fault == 0 && k < tables->pair_count; k++) {
        const hn_pairs *pairs = &tables->pairs[k];
        if (pairs->are != link || pairs->first[row] == row)
            continue;
        fault = pairs->first[row] < 0 ? HN_PEER_ITSELF : HN_PEER_AGAIN;
    }
    return fault;
}

int64_t hn_peers_first(const hn_tables *tables, const hn_link *link,
                       int64_t row)
{
    for (int k = 0; k < tables->pair_count; k++)
        if (tables->pairs[k].are == link && tables->pairs[k].first[row] >= 0
            && tables->pairs[k].first[row] != row)
            return tables->pairs[k].first[row];
    return row;
}

/* --- going through them ----------------------------------------------------------------- */

bool hn_peers_room(hn_tables *tables, const hn_node *node, int64_t count)
{
    hn_fold_states *states = &tables->folds[node->id];
    if (!hn_fold_room(tables, node, count))
        return false;
    if (count <= states->brings_cap)
        return true;
    states->brings = hn_memory_alloc(tables->memory,
                                     (size_t)count * sizeof *states->brings);
    states->brings_cap = states->brings ? count : 0;
    return states->brings != NULL;
}

bool hn_peers_own(hn_tables *tables, const hn_node *node,
                  const hn_frame *frame, const uint64_t *live)
{
    hn_brought *brings = tables->folds[node->id].brings;
    bool fits = true;
    HN_EACH_BIT(i, live, {
        int64_t row = frame->rows->first + i;
        brings[row] = hn_fold_brought(node, frame, i);
        if (fits && node->u.fold->peers->own)
            fits = hn_fold_add(tables, node, row, brings[row]);
    })
    return fits;
}

/* What the pair in row `i` brings: a pair that is rejected, and a peer that is
 * not there or is rejected, something that is not known. */
static hn_brought brought_by(hn_fold_states *states, const hn_vector *are,
                       const uint64_t *live, int i)
{
    if (!hn_bit(live, i))
        return (hn_brought){.is = HN_BRINGS_OPEN};
    if (hn_bit(are->known, i))
        return states->brings[are->value[i]];
    states->absent++;
    return (hn_brought){.is = HN_BRINGS_OPEN};
}

bool hn_peers_fold(hn_tables *tables, const hn_node *node,
                   const hn_frame *frame, const uint64_t *live)
{
    const hn_peers *peers = node->u.fold->peers;
    hn_fold_states *states = &tables->folds[node->id];
    const hn_vector *of = hn_frame_vector(frame, peers->of->thing.node);
    const hn_vector *are = hn_frame_vector(frame, peers->are->thing.node);
    bool fits = true;
    for (int i = 0; fits && i < frame->count; i++) {
        if (!hn_bit(of->known, i)) {
            states->unlinked += hn_bit(live, i);
            continue;
        }
        states->at[of->value[i]].paired = true;
        fits = hn_fold_add(tables, node, of->value[i],
                           brought_by(states, are, live, i));
    }
    return fits;
}

/* --- telling ------------------------------------------------------------------------------ */

static bool is_open(const hn_tables *tables, const hn_node *node,
                    const hn_rows *rows, int i)
{
    const hn_peers *peers = node->u.fold->peers;
    const hn_vector *are = &rows->vectors[peers->are->by->index];
    int64_t peer = hn_bit(are->known, i)
        ? hn_text_map_find(&tables->held[node->records->index].by_key,
                           are->text[i])
        : HN_TEXT_MAP_NONE;
    return peer < 0
           || hn_peers_fault(tables, peers->are, rows->first + i) != 0
           || tables->folds[node->id].brings[peer].is == HN_BRINGS_OPEN;
}

void hn_peers_open(const hn_tables *tables, const hn_node *node, hn_slice key,
                   void (*visit)(hn_slice id, void *ctx), void *ctx)
{
    const hn_peers *peers = node->u.fold->peers;
    const hn_held *held = &tables->held[peers->of->thing.records->index];
    for (int64_t c = 0; c < held->chunk_count; c++) {
        const hn_rows *rows = held->chunks[c];
        const hn_vector *of = &rows->vectors[peers->of->by->index];
        const hn_vector *are = &rows->vectors[peers->are->by->index];
        for (int i = 0; i < rows->count; i++)
            if (hn_bit(of->known, i) && same(of->text[i], key)
                && is_open(tables, node, rows, i))
                visit(hn_bit(are->known, i) ? are->text[i]
                                            : hn_slice_of("one without an id"),
                      ctx);
    }
}
