/*
 * ordered.c - groups of rows, each put in order, and the row before.
 *
 * Rows are first dealt to their groups by counting, so that what is sorted are
 * groups, which are small.
 */
#include "ordered.h"
#include <string.h>
#include "../base/sort.h"
#include "allocated.h"
#include "eval.h"
#include "folds.h"

/* --- noting groups ------------------------------------------------------- */

bool hn_ordered_room(hn_tables *tables, const hn_node *node, int64_t count)
{
    hn_ordered *ordered = hn_arena_alloc(&tables->settled, sizeof *ordered);
    size_t rows = (size_t)count + 1;
    tables->folds[node->id].ordered = ordered;
    if (!ordered)
        return false;
    ordered->row_count = count;
    ordered->group = hn_arena_alloc(&tables->settled,
                                    rows * sizeof *ordered->group);
    return ordered->group
           && (node->op != HN_OP_ALLOCATED || hn_allocated_room(tables, node));
}

/* A value that cannot be worked out is a fault of the row that has it, not of
 * the one that would read it: that one would make way, as a fault, for the
 * next. */
static void without_faults(const hn_frame *frame, const hn_node *node,
                           const uint64_t *live, uint64_t *rows)
{
    memcpy(rows, live, HN_CHUNK_WORDS * sizeof *rows);
    for (int k = 0; k < hn_ordered_ends(node); k++) {
        const uint64_t *fault = hn_arg(frame, node, k)->fault;
        for (int w = 0; fault && w < HN_CHUNK_WORDS; w++)
            rows[w] &= ~fault[w];
    }
}

/* Group 0 where all are in one; HN_TEXT_MAP_NONE when memory is refused. */
static int64_t group_of(hn_tables *tables, const hn_node *node,
                        const hn_frame *frame, int i, hn_text *key)
{
    if (node->u.fold->by_count == 0)
        return 0;
    return hn_fold_has_group(node, frame, i)
               ? hn_fold_group(tables, node, frame, i, key)
               : HN_ROW_UNGROUPED;
}

bool hn_ordered_add(hn_tables *tables, const hn_node *node,
                    const hn_frame *frame, const uint64_t *live)
{
    hn_ordered *ordered = tables->folds[node->id].ordered;
    int64_t *group = ordered->group + frame->rows->first;
    uint64_t rows[HN_CHUNK_WORDS];
    hn_text key;
    bool fits = true;
    hn_text_init(&key, tables->memory);
    without_faults(frame, node, live, rows);
    for (int i = 0; i < frame->count; i++)
        group[i] = HN_ROW_OUT;
    HN_EACH_BIT(i, rows, {
        if (fits)
            group[i] = group_of(tables, node, frame, i, &key);
        fits = fits && group[i] != HN_TEXT_MAP_NONE
               && (node->op != HN_OP_ALLOCATED
                   || hn_allocated_add(tables, node, frame, i, &key));
    })
    hn_text_dispose(&key);
    return fits;
}

/* --- comparing rows ------------------------------------------------------ */

typedef struct ordering {
    const hn_tables *tables;
    const hn_fold *fold;
} ordering;

static int compare_text(hn_slice a, hn_slice b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len ? memcmp(a.at, b.at, len) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

static int compare_known(const hn_node *key, const hn_vector *a, int i,
                         const hn_vector *b, int j)
{
    if (key->type.kind == HN_TEXT)
        return compare_text(a->text[i], b->text[j]);
    if (key->type.kind == HN_NUMBER && (!a->den || a->den != b->den))
        return hn_ratio_compare(hn_vector_ratio(a, i),
                                hn_vector_ratio(b, j));
    return (a->value[i] > b->value[j]) - (a->value[i] < b->value[j]);
}

static int compare_key(const hn_tables *tables, const hn_order_key *key,
                       int64_t a, int64_t b)
{
    const hn_vector *x = hn_tables_cell(tables, key->node, a);
    const hn_vector *y = hn_tables_cell(tables, key->node, b);
    int i = (int)(a % HN_CHUNK), j = (int)(b % HN_CHUNK);
    bool has = hn_bit(x->known, i), other = hn_bit(y->known, j);
    if (!has || !other)
        return other - has;
    int order = compare_known(key->node, x, i, y, j);
    return key->falling ? -order : order;
}

static int compare_rows(const void *ctx, int64_t a, int64_t b)
{
    const ordering *by = ctx;
    for (int k = 0; k < by->fold->order_count; k++) {
        int order = compare_key(by->tables, &by->fold->order[k], a, b);
        if (order)
            return order;
    }
    return 0;
}

/* --- putting in order ---------------------------------------------------- */

/* Deals the rows to their groups: sets begins and rows. */
static bool deal(hn_tables *tables, const hn_node *node, hn_ordered *o)
{
    size_t groups = (size_t)tables->folds[node->id].groups.count;
    o->group_count = node->u.fold->by_count ? (int64_t)groups : 1;
    o->begins = hn_arena_alloc(&tables->settled,
                               ((size_t)o->group_count + 2)
                                   * sizeof *o->begins);
    o->rows = hn_arena_alloc(&tables->settled, ((size_t)o->row_count + 1)
                                                   * sizeof *o->rows);
    if (!o->begins || !o->rows)
        return false;
    for (int64_t row = 0; row < o->row_count; row++)
        if (o->group[row] >= 0)
            o->begins[o->group[row] + 2]++;
    for (int64_t g = 2; g < o->group_count + 2; g++)
        o->begins[g] += o->begins[g - 1];
    for (int64_t row = 0; row < o->row_count; row++)
        if (o->group[row] >= 0)
            o->rows[o->begins[o->group[row] + 1]++] = row;
    return true;
}

static bool is_level(const ordering *by, const hn_ordered *o, int64_t a,
                     int64_t b, int64_t from, int64_t to)
{
    return a >= from && b < to
           && compare_rows(by, o->rows[a], o->rows[b]) == 0;
}

/* Takes out the rows that stand level.  What is kept moves up behind what is
 * looked at, so that neighbours are still there to be compared with. */
static void drop_level(const ordering *by, hn_ordered *o)
{
    int64_t kept = 0, from, to = o->begins[0];
    for (int64_t g = 0; g < o->group_count; g++) {
        from = to;
        to = o->begins[g + 1];
        o->begins[g] = kept;
        bool level = false;
        for (int64_t i = from; i < to; i++) {
            bool next = is_level(by, o, i, i + 1, from, to);
            int64_t row = o->rows[i];
            if (level || next)
                o->group[row] = HN_ROW_LEVEL;
            else
                o->rows[kept++] = row;
            level = next;
        }
    }
    o->begins[o->group_count] = kept;
}

bool hn_ordered_sort(hn_tables *tables, const hn_node *node)
{
    hn_ordered *o = tables->folds[node->id].ordered;
    ordering by = {tables, node->u.fold};
    size_t size = ((size_t)o->row_count + 1) * sizeof *o->rows;
    if (!deal(tables, node, o))
        return false;
    if (node->u.fold->order_count == 0)
        return true;
    int64_t *work = hn_memory_alloc(tables->memory, size);
    if (!work)
        return false;
    for (int64_t g = 0; g < o->group_count; g++)
        hn_sort_by(o->rows + o->begins[g], work,
                   o->begins[g + 1] - o->begins[g], compare_rows, &by);
    hn_memory_free(tables->memory, work, size);
    drop_level(&by, o);
    return true;
}

/* --- the row before ------------------------------------------------------ */

static bool settle_before(hn_tables *tables, hn_ordered *o)
{
    o->before = hn_arena_alloc(&tables->settled, ((size_t)o->row_count + 1)
                                                     * sizeof *o->before);
    if (!o->before)
        return false;
    for (int64_t row = 0; row < o->row_count; row++)
        o->before[row] = -1;
    for (int64_t g = 0; g < o->group_count; g++)
        for (int64_t i = o->begins[g] + 1; i < o->begins[g + 1]; i++)
            o->before[o->rows[i]] = o->rows[i - 1];
    return true;
}

bool hn_ordered_settle(hn_tables *tables, const hn_node *node)
{
    hn_ordered *o = tables->folds[node->id].ordered;
    if (!hn_ordered_sort(tables, node))
        return false;
    return node->op == HN_OP_PREVIOUS ? settle_before(tables, o)
           : node->op == HN_OP_ATTRIBUTED ? hn_attributed_settle(tables, node)
                                          : hn_allocated_settle(tables, node);
}

/* --- reading ------------------------------------------------------------- */

static void read_before(const hn_frame *frame, const hn_node *node,
                        hn_vector *out, int i)
{
    const hn_ordered *o = frame->tables->folds[node->id].ordered;
    int64_t before = o->before[frame->rows->first + i];
    if (before < 0)
        hn_bit_clear(out->known, i);
    else
        hn_tables_copy(out, i, hn_tables_cell(frame->tables, node->args[0],
                                              before),
                       (int)(before % HN_CHUNK));
}

void hn_ordered_read(const hn_frame *frame, const hn_node *node,
                     hn_vector *out)
{
    const hn_ordered *o = frame->tables->folds[node->id].ordered;
    for (int k = 0; k < hn_ordered_ends(node); k++) {
        const uint64_t *fault = hn_arg(frame, node, k)->fault;
        for (int w = 0; fault && w < HN_CHUNK_WORDS; w++)
            out->fault[w] |= frame->live[w] & fault[w];
    }
    if (out->yes)
        memset(out->yes, 0, sizeof frame->live);
    for (int i = 0; i < frame->count; i++) {
        if (hn_bit(out->fault, i)
            || o->group[frame->rows->first + i] == HN_ROW_LEVEL)
            hn_eval_fault(out, i);
        else if (node->op == HN_OP_PREVIOUS)
            read_before(frame, node, out, i);
        else if (node->op == HN_OP_ATTRIBUTED)
            hn_attributed_read(frame, node, out, i);
        else
            hn_allocated_read(frame, node, out, i);
    }
}
