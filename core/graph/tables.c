/*
 * tables.c - rows that are held, and the levels of a run.
 *
 * Rows are held as the columns that were read, in chunks.  A level goes through
 * them once more with all that lower levels have settled: simple, and memory
 * holds inputs only.
 */
#include <string.h>
#include "allocated.h"
#include "eval.h"
#include "folds.h"
#include "peers.h"
#include "ranks.h"
#include "tables.h"

/* --- setting up ------------------------------------------------------------------- */

/* The main records stream if they can; all others are held. */
bool hn_tables_holds(const hn_tables *tables, const hn_records *records)
{
    return records->index > 0 || !tables->plan->streams;
}

static bool held_init(hn_tables *tables, const hn_records *records)
{
    hn_held *held = &tables->held[records->index];
    size_t nodes = (size_t)tables->plan->graph->node_count;
    held->records = records;
    held->holds = hn_tables_holds(tables, records);
    hn_text_map_init(&held->by_key, tables->memory);
    if (!held->holds)
        return true;
    held->columns = hn_arena_alloc(&tables->arena,
                                   nodes * sizeof *held->columns);
    if (!held->columns
        || !hn_frame_init(&held->frame, tables->plan, records, tables->memory))
        return false;
    held->frame.tables = tables;
    return true;
}

static bool folds_init(hn_tables *tables)
{
    const hn_graph *graph = tables->plan->graph;
    for (int i = 0; i < graph->node_count; i++) {
        const hn_node *node = graph->nodes[i];
        if (hn_op_is_fold(node->op))
            tables->fold_ids[tables->fold_count++] = i;
        if (node->op == HN_OP_VIA)
            tables->reached[node->args[1]->id] = true;
        for (int k = 0; hn_op_is_ordered(node->op) && k < node->count; k++)
            tables->reached[node->args[k]->id] = true;
        if (!hn_fold_init(tables, node))
            return false;
    }
    return true;
}

bool hn_tables_init(hn_tables *tables, const hn_plan *plan, hn_memory *memory)
{
    const hn_graph *graph = plan->graph;
    *tables = (hn_tables){.plan = plan, .memory = memory};
    hn_arena_init(&tables->arena, memory);
    hn_arena_init(&tables->settled, memory);
    size_t nodes = (size_t)graph->node_count;
    tables->held = hn_arena_alloc(&tables->arena,
                                  ((size_t)graph->records_count + 1)
                                      * sizeof *tables->held);
    tables->folds = hn_arena_alloc(&tables->arena,
                                   nodes * sizeof *tables->folds);
    tables->reached = hn_arena_alloc(&tables->arena, nodes);
    tables->fold_ids = hn_arena_alloc(&tables->arena,
                                      nodes * sizeof *tables->fold_ids);
    if (tables->arena.failed || !folds_init(tables) || !hn_peers_init(tables))
        return false;
    for (int i = 0; i < graph->records_count; i++)
        if (!held_init(tables, graph->records[i]))
            return false;
    if (!hn_frame_init(&tables->run, plan, NULL, memory))
        return false;
    tables->run.tables = tables;
    hn_frame_run(&tables->run, NULL, 0);
    return true;
}

void hn_tables_dispose(hn_tables *tables)
{
    const hn_graph *graph = tables->plan->graph;
    if (!tables->held || !tables->folds)
        graph = NULL;
    for (int i = 0; graph && i < graph->records_count; i++) {
        hn_held *held = &tables->held[i];
        hn_memory_free(tables->memory, held->chunks,
                       (size_t)held->chunk_cap * sizeof *held->chunks);
        if (held->by_key.memory)
            hn_text_map_dispose(&held->by_key);
        hn_spells_dispose(&held->spells);
        if (held->frame.plan)
            hn_frame_dispose(&held->frame);
    }
    for (int i = 0; graph && i < graph->node_count; i++)
        hn_fold_dispose(tables, &tables->folds[i]);
    if (tables->run.plan)
        hn_frame_dispose(&tables->run);
    hn_peers_dispose(tables);
    hn_arena_dispose(&tables->settled);
    hn_arena_dispose(&tables->arena);
}

/* --- rows ----------------------------------------------------------------------------- */

hn_rows *hn_tables_chunk(hn_tables *tables, const hn_records *records)
{
    hn_held *held = &tables->held[records->index];
    if (held->chunk_count == held->chunk_cap) {
        int64_t cap = held->chunk_cap ? held->chunk_cap * 2 : 16;
        void *more = hn_memory_resize(
            tables->memory, held->chunks,
            (size_t)held->chunk_cap * sizeof *held->chunks,
            (size_t)cap * sizeof *held->chunks);
        if (!more)
            return NULL;
        held->chunks = more;
        held->chunk_cap = cap;
    }
    hn_rows *rows = hn_arena_alloc(&tables->arena, sizeof *rows);
    if (!rows || !hn_rows_init(rows, records, &tables->arena))
        return NULL;
    return held->chunks[held->chunk_count++] = rows;
}

bool hn_tables_enter(hn_tables *tables, hn_rows *rows)
{
    hn_held *held = &tables->held[rows->records->index];
    const hn_input *key = rows->records->key;
    rows->first = (held->chunk_count - 1) * HN_CHUNK;
    held->count = rows->first + rows->count;
    for (int i = 0; key && i < rows->count; i++) {
        const hn_vector *ids = &rows->vectors[key->index];
        int64_t row = rows->first + i;
        int64_t found = hn_bit(ids->known, i)
            ? hn_text_map_enter(&held->by_key, ids->text[i], row) : row;
        if (found == HN_TEXT_MAP_NONE)
            return false;
        if (found != row)
            hn_text_map_twice(&held->by_key, ids->text[i]);
    }
    return hn_peers_enter(tables, rows);
}

/* --- what links read ---------------------------------------------------------------------- */

static bool keep_bits(hn_arena *arena, uint64_t **out, const uint64_t *bits)
{
    *out = bits ? hn_arena_alloc(arena, HN_CHUNK_WORDS * sizeof **out) : NULL;
    if (*out)
        memcpy(*out, bits, HN_CHUNK_WORDS * sizeof **out);
    return *out || !bits;
}

static bool keep_array(hn_arena *arena, void **out, const void *array,
                       size_t size)
{
    *out = array ? hn_arena_alloc(arena, size) : NULL;
    if (*out)
        memcpy(*out, array, size);
    return *out || !array;
}

/* Text that a frame made is written over by the next chunk. */
static bool keep_text(hn_arena *arena, hn_vector *out, const uint64_t *known)
{
    for (int i = 0; out->text && i < HN_CHUNK; i++) {
        if (!hn_bit(known, i))
            continue;
        out->text[i].at = hn_arena_text_n(arena, out->text[i].at,
                                          out->text[i].len);
        if (!out->text[i].at)
            return false;
    }
    return true;
}

static bool keep_vector(hn_arena *arena, hn_vector *out, const hn_vector *from,
                        size_t rows)
{
    out->den = from->den;
    return keep_bits(arena, &out->known, from->known)
           && keep_bits(arena, &out->none, from->none)
           && keep_bits(arena, &out->fault, from->fault)
           && keep_bits(arena, &out->yes, from->yes)
           && keep_array(arena, (void **)&out->value, from->value,
                         rows * sizeof *from->value)
           && keep_array(arena, (void **)&out->wide, from->wide,
                         rows * sizeof *from->wide)
           && keep_array(arena, (void **)&out->text, from->text,
                         rows * sizeof *from->text)
           && keep_text(arena, out, from->known);
}

/* A figure that a withdrawn row reads of others, and could be at fault for, is
 * none that another row may go by: what made it faulty is gone with the row. */
static void mark_withdrawn(const hn_held *held, int64_t chunk, hn_vector *out)
{
    const uint64_t *gone = held->withdrawn + chunk * HN_CHUNK_WORDS;
    for (int w = 0; out->fault && w < HN_CHUNK_WORDS; w++) {
        out->fault[w] |= gone[w];
        out->known[w] &= ~gone[w];
    }
}

/* Keeps, of the chunk in hand, what links will read and this level settled. */
static bool keep_reached(hn_tables *tables, hn_held *held, int64_t chunk,
                         int level)
{
    const hn_frame *frame = &held->frame;
    for (int at = frame->begins[level]; at < frame->begins[level + 1]; at++) {
        int i = frame->order[at];
        const hn_node *node = tables->plan->graph->nodes[i];
        if (!tables->reached[i] || node->records != held->records
            || node->op == HN_OP_INPUT)
            continue;
        if (!held->columns[i])
            held->columns[i] = hn_arena_alloc(
                &tables->settled,
                (size_t)held->chunk_count * sizeof **held->columns);
        if (!held->columns[i]
            || !keep_vector(&tables->settled, &held->columns[i][chunk],
                            &held->frame.vectors[i],
                            (size_t)held->frame.room))
            return false;
        if (level > 0)
            mark_withdrawn(held, chunk, &held->columns[i][chunk]);
    }
    return true;
}

/* --- levels ------------------------------------------------------------------------------ */

/* A level, and who is shown the rows that it withdraws. */
typedef struct settling {
    int level;
    hn_withdraw_fn told;
    void *ctx;
} settling;

void hn_tables_check(hn_tables *tables, const hn_records *records,
                     hn_node *const *checked, int count)
{
    tables->held[records->index].checked = checked;
    tables->held[records->index].checked_count = count;
}

bool hn_tables_is_withdrawn(const hn_tables *tables,
                            const hn_records *records, int64_t row)
{
    const uint64_t *rows = tables->held[records->index].withdrawn;
    return rows && hn_bit(rows + row / HN_CHUNK * HN_CHUNK_WORDS,
                          (int)(row % HN_CHUNK));
}

/* The rows of the chunk in hand that have a fault at `level` or below. */
static void find_faults(const hn_held *held, int level, uint64_t *rows)
{
    const hn_frame *frame = &held->frame;
    memset(rows, 0, sizeof frame->live);
    for (int k = 0; k < held->checked_count; k++) {
        const hn_node *node = held->checked[k];
        const uint64_t *fault = hn_frame_vector(frame, node)->fault;
        if (!fault || frame->plan->steps[node->id].level > level)
            continue;
        for (int w = 0; w < HN_CHUNK_WORDS; w++)
            rows[w] |= fault[w] & frame->live[w];
    }
}

/* Withdraws rows of the chunk in hand; those that are left are `live`. */
static bool withdraw(hn_tables *tables, hn_held *held, int64_t chunk,
                     const settling *s, uint64_t *live)
{
    uint64_t *gone = held->withdrawn + chunk * HN_CHUNK_WORDS;
    uint64_t rows[HN_CHUNK_WORDS], any = 0;
    find_faults(held, s->level, rows);
    for (int w = 0; w < HN_CHUNK_WORDS; w++) {
        rows[w] &= ~gone[w];
        gone[w] |= rows[w];
        live[w] = held->frame.live[w] & ~gone[w];
        any |= rows[w];
    }
    if (!any || s->level == 0)
        return true;
    tables->stale = true;
    return !s->told || s->told(s->ctx, &held->frame, s->level, rows);
}

/* A chunk that is the only one stands in the frame, worked out up to the level
 * before. */
static bool settle_chunk(hn_tables *tables, hn_held *held, int64_t chunk,
                         const settling *s)
{
    uint64_t live[HN_CHUNK_WORDS];
    hn_frame_run_from(&held->frame, held->chunks[chunk],
                      held->chunk_count == 1 ? s->level : 0, s->level);
    return !held->frame.failed
           && withdraw(tables, held, chunk, s, live)
           && hn_tables_fold(tables, &held->frame, s->level, live)
           && keep_reached(tables, held, chunk, s->level);
}

static bool settle_level(hn_tables *tables, hn_held *held, const settling *s)
{
    if (!hn_fold_rooms(tables, held, s->level))
        return false;
    for (int64_t c = 0; held->holds && c < held->chunk_count; c++)
        if (!settle_chunk(tables, held, c, s))
            return false;
    return hn_folds_settle(tables, held, s->level);
}

/* Whether a link goes by a day to these records. */
static bool is_dated(const hn_tables *tables, const hn_records *records)
{
    const hn_graph *graph = tables->plan->graph;
    for (int i = 0; i < graph->records_count; i++)
        for (int k = 0; k < graph->records[i]->link_count; k++)
            if (graph->records[i]->links[k]->on
                && graph->records[i]->links[k]->to == records)
                return true;
    return false;
}

/* Room to say which rows are withdrawn; and all rows are there now, so that
 * they can be put in order. */
static bool begin(hn_tables *tables, hn_held *held)
{
    if (!held->spells.rows && is_dated(tables, held->records)
        && !hn_spells_init(&held->spells, held->chunks, held->count,
                           &tables->arena))
        return false;
    if (!held->withdrawn)
        held->withdrawn = hn_arena_alloc(
            &tables->arena, ((size_t)held->chunk_count + 1) * HN_CHUNK_WORDS
                                * sizeof *held->withdrawn);
    return held->withdrawn != NULL;
}

/* Forgets what held rows have come to.  What streamed stays. */
static bool begin_again(hn_tables *tables)
{
    const hn_graph *graph = tables->plan->graph;
    size_t nodes = (size_t)graph->node_count;
    for (int i = 0; i < graph->node_count; i++) {
        const hn_node *node = graph->nodes[i];
        if (!hn_op_is_fold(node->op)
            || !hn_tables_holds(tables, node->u.fold->over))
            continue;
        hn_fold_dispose(tables, &tables->folds[i]);
        if (!hn_fold_init(tables, node))
            return false;
    }
    for (int i = 0; i < graph->records_count; i++)
        if (tables->held[i].holds)
            memset(tables->held[i].columns, 0,
                   nodes * sizeof *tables->held[i].columns);
    hn_arena_dispose(&tables->settled);
    hn_arena_init(&tables->settled, tables->memory);
    tables->stale = false;
    return true;
}

bool hn_tables_settle(hn_tables *tables, hn_withdraw_fn told, void *ctx)
{
    const hn_plan *plan = tables->plan;
    settling s = {.told = told, .ctx = ctx};
    if (tables->stale && !begin_again(tables))
        return false;
    for (int i = 0; i < plan->graph->records_count; i++)
        if (!begin(tables, &tables->held[i]))
            return false;
    for (; s.level < plan->levels && !tables->stale; s.level++) {
        for (int i = 0; i < plan->graph->records_count; i++)
            if (!settle_level(tables, &tables->held[i], &s))
                return false;
        if (!hn_ranks_settle(tables, s.level))
            return false;
        hn_frame_run_from(&tables->run, NULL, s.level + 1, s.level + 1);
    }
    return true;
}

void hn_tables_finish(hn_tables *tables)
{
    hn_ranks_settle(tables, tables->plan->levels);
    hn_frame_run(&tables->run, NULL, tables->plan->levels);
}

/* --- reading ------------------------------------------------------------------------------ */

const hn_vector *hn_tables_cell(const hn_tables *tables, const hn_node *node,
                                int64_t row)
{
    const hn_held *held = &tables->held[node->records->index];
    int64_t chunk = row / HN_CHUNK;
    return node->op == HN_OP_INPUT
               ? &held->chunks[chunk]->vectors[node->u.input->index]
               : &held->columns[node->id][chunk];
}

void hn_tables_copy(hn_vector *out, int i, const hn_vector *from, int j)
{
    if (from->none && out->none && hn_bit(from->none, j))
        hn_bit_set(out->none, i);
    if (from->fault && out->fault && hn_bit(from->fault, j))
        hn_bit_set(out->fault, i);
    if (!hn_bit(from->known, j)) {
        hn_bit_clear(out->known, i);
        return;
    }
    if (out->yes && hn_bit(from->yes, j))
        hn_bit_set(out->yes, i);
    if (out->wide)
        out->wide[i] = hn_vector_ratio(from, j);
    if (out->value)
        out->value[i] = from->value[j];
    if (out->text)
        out->text[i] = from->text[j];
}

static void read_run(const hn_frame *frame, const hn_node *node,
                     hn_vector *out)
{
    const hn_vector *from = &frame->tables->run.vectors[node->id];
    if (out->yes)
        memset(out->yes, 0, sizeof frame->live);
    for (int i = 0; i < frame->count; i++)
        hn_tables_copy(out, i, from, 0);
}

/* Of a row whose `by` is known. */
static int64_t find_row(const hn_held *held, const hn_link *link,
                        const hn_rows *rows, int i)
{
    hn_slice by = rows->vectors[link->by->index].text[i];
    if (!link->on)
        return hn_text_map_find(&held->by_key, by);
    const hn_vector *on = &rows->vectors[link->on->index];
    return hn_bit(on->known, i)
               ? hn_spells_find(&held->spells, held->chunks, by, on->value[i],
                                NULL)
               : HN_TEXT_MAP_NONE;
}

static void read_link(const hn_frame *frame, const hn_node *node,
                      hn_vector *out)
{
    const hn_link *link = node->u.link;
    const hn_held *held = &frame->tables->held[link->to->index];
    const hn_vector *by = &frame->rows->vectors[link->by->index];
    for (int i = 0; i < frame->count; i++) {
        int64_t wrong = hn_peers_fault(frame->tables, link,
                                       frame->rows->first + i);
        int64_t row = wrong ? wrong
                      : hn_bit(by->known, i)
                          ? find_row(held, link, frame->rows, i)
                          : HN_TEXT_MAP_NONE;
        out->value[i] = row;
        if (row < HN_TEXT_MAP_NONE || (row < 0 && link->required))
            hn_eval_fault(out, i);
        else if (row < 0)
            hn_bit_clear(out->known, i);
    }
}

static void read_via(const hn_frame *frame, const hn_node *node,
                     hn_vector *out)
{
    const hn_vector *link = hn_arg(frame, node, 0);
    const hn_node *target = node->args[1];
    memset(out->none, 0, sizeof frame->live);
    if (out->yes)
        memset(out->yes, 0, sizeof frame->live);
    for (int i = 0; i < frame->count; i++) {
        if (!hn_bit(link->known, i)) {
            hn_bit_clear(out->known, i);
            if (link->fault && out->fault && hn_bit(link->fault, i))
                hn_bit_set(out->fault, i);
            continue;
        }
        hn_tables_copy(out, i,
                       hn_tables_cell(frame->tables, target, link->value[i]),
                       (int)(link->value[i] % HN_CHUNK));
    }
}

void hn_tables_read(const hn_frame *frame, const hn_node *node,
                    hn_vector *out)
{
    if (node->for_run && frame->records)
        read_run(frame, node, out);
    else if (node->op == HN_OP_LINK)
        read_link(frame, node, out);
    else if (node->op == HN_OP_VIA)
        read_via(frame, node, out);
    else if (node->op == HN_OP_QUEUED || node->op == HN_OP_FARED)
        hn_queued_read(frame, node, out);
    else
        hn_fold_read(frame, node, out);
}
