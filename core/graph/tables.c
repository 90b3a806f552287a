/*
 * tables.c - rows that are held, and the levels of a run.
 *
 * Rows are held as the columns that were read, in chunks.  A level goes through
 * them once more with all that lower levels have settled: simple, and memory
 * holds inputs only.
 */
#include <string.h>
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
        hn_text_map_init(&tables->folds[i].groups, tables->memory);
        if (node->op == HN_OP_VIA)
            tables->reached[node->args[1]->id] = true;
        for (int k = 0; hn_op_is_ordered(node->op) && k < node->count; k++)
            tables->reached[node->args[k]->id] = true;
        if (hn_op_is_fold(node->op) && !hn_op_is_ordered(node->op)
            && hn_fold_is_whole(node->u.fold)
            && !hn_fold_room(tables, node, 1))
            return false;
    }
    return true;
}

bool hn_tables_init(hn_tables *tables, const hn_plan *plan, hn_memory *memory)
{
    const hn_graph *graph = plan->graph;
    *tables = (hn_tables){.plan = plan, .memory = memory};
    hn_arena_init(&tables->arena, memory);
    size_t nodes = (size_t)graph->node_count;
    tables->held = hn_arena_alloc(&tables->arena,
                                  ((size_t)graph->records_count + 1)
                                      * sizeof *tables->held);
    tables->folds = hn_arena_alloc(&tables->arena,
                                   nodes * sizeof *tables->folds);
    tables->reached = hn_arena_alloc(&tables->arena, nodes);
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
        if (held->frame.plan)
            hn_frame_dispose(&held->frame);
    }
    for (int i = 0; graph && i < graph->node_count; i++)
        hn_fold_dispose(tables, &tables->folds[i]);
    if (tables->run.plan)
        hn_frame_dispose(&tables->run);
    hn_peers_dispose(tables);
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

/* --- levels ------------------------------------------------------------------------------ */

static bool keep_bits(hn_arena *arena, uint64_t **out, const uint64_t *bits)
{
    *out = bits ? hn_arena_alloc(arena, HN_CHUNK_WORDS * sizeof **out) : NULL;
    if (*out)
        memcpy(*out, bits, HN_CHUNK_WORDS * sizeof **out);
    return *out || !bits;
}

static bool keep_array(hn_arena *arena, void **out, const void *array,
                       size_t item)
{
    *out = array ? hn_arena_alloc(arena, HN_CHUNK * item) : NULL;
    if (*out)
        memcpy(*out, array, HN_CHUNK * item);
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

static bool keep_vector(hn_arena *arena, hn_vector *out, const hn_vector *from)
{
    out->den = from->den;
    return keep_bits(arena, &out->known, from->known)
           && keep_bits(arena, &out->none, from->none)
           && keep_bits(arena, &out->fault, from->fault)
           && keep_bits(arena, &out->yes, from->yes)
           && keep_array(arena, (void **)&out->value, from->value,
                         sizeof *from->value)
           && keep_array(arena, (void **)&out->wide, from->wide,
                         sizeof *from->wide)
           && keep_array(arena, (void **)&out->text, from->text,
                         sizeof *from->text)
           && keep_text(arena, out, from->known);
}

/* Keeps, of the chunk in hand, what links will read and this level settled. */
static bool keep_reached(hn_tables *tables, hn_held *held, int64_t chunk,
                         int level)
{
    const hn_graph *graph = tables->plan->graph;
    for (int i = 0; i < graph->node_count; i++) {
        const hn_node *node = graph->nodes[i];
        if (!tables->reached[i] || node->records != held->records
            || node->op == HN_OP_INPUT
            || tables->plan->steps[i].level != level)
            continue;
        if (!held->columns[i])
            held->columns[i] = hn_arena_alloc(
                &tables->arena,
                (size_t)held->chunk_count * sizeof **held->columns);
        if (!held->columns[i]
            || !keep_vector(&tables->arena, &held->columns[i][chunk],
                            &held->frame.vectors[i]))
            return false;
    }
    return true;
}

void hn_tables_check(hn_tables *tables, const hn_records *records,
                     hn_node *const *checked, int count)
{
    tables->held[records->index].checked = checked;
    tables->held[records->index].checked_count = count;
}

void hn_tables_live(const hn_tables *tables, const hn_frame *frame, int level,
                    uint64_t *live)
{
    const hn_held *held = &tables->held[frame->records->index];
    memcpy(live, frame->live, sizeof frame->live);
    for (int k = 0; k < held->checked_count; k++) {
        const hn_node *node = held->checked[k];
        const uint64_t *fault = hn_frame_vector(frame, node)->fault;
        if (!fault || tables->plan->steps[node->id].level > level)
            continue;
        for (int w = 0; w < HN_CHUNK_WORDS; w++)
            live[w] &= ~fault[w];
    }
}

static bool settle_level(hn_tables *tables, hn_held *held, int level)
{
    uint64_t live[HN_CHUNK_WORDS];
    for (int64_t c = 0; held->holds && c < held->chunk_count; c++) {
        hn_frame_run(&held->frame, held->chunks[c], level);
        hn_tables_live(tables, &held->frame, level, live);
        if (held->frame.failed
            || !hn_tables_fold(tables, &held->frame, level, live)
            || !keep_reached(tables, held, c, level))
            return false;
    }
    return true;
}

bool hn_tables_settle(hn_tables *tables)
{
    const hn_plan *plan = tables->plan;
    for (int level = 0; level < plan->levels; level++) {
        for (int i = 0; i < plan->graph->records_count; i++)
            if (!hn_fold_rooms(tables, &tables->held[i], level)
                || !settle_level(tables, &tables->held[i], level)
                || !hn_folds_settle(tables, &tables->held[i], level))
                return false;
        if (!hn_ranks_settle(tables, level))
            return false;
        hn_frame_run(&tables->run, NULL, level + 1);
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
                          ? hn_text_map_find(&held->by_key, by->text[i])
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
    else
        hn_fold_read(frame, node, out);
}
