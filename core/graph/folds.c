/*
 * folds.c - sums, counts, means and edges over rows.
 *
 * Totals are exact ratios.  A member that is missing makes the whole missing,
 * unless the pack leaves it out; how many were left out is kept beside it.
 */
#include "folds.h"
#include <string.h>
#include "eval.h"
#include "ordered.h"
#include "peers.h"
#include "ranks.h"

/* --- room ------------------------------------------------------------------------------ */

bool hn_fold_init(hn_tables *tables, const hn_node *node)
{
    hn_fold_states *states = &tables->folds[node->id];
    *states = (hn_fold_states){.at = NULL};
    hn_text_map_init(&states->groups, tables->memory);
    hn_text_map_init(&states->capped, tables->memory);
    return !hn_op_is_fold(node->op) || hn_op_is_ordered(node->op)
           || !hn_fold_is_whole(node->u.fold)
           || hn_fold_room(tables, node, 1);
}

bool hn_fold_room(hn_tables *tables, const hn_node *node, int64_t count)
{
    hn_fold_states *states = &tables->folds[node->id];
    if (count > states->cap) {
        int64_t cap = count > states->cap * 2 ? count : states->cap * 2;
        hn_fold_state *more = hn_memory_resize(
            tables->memory, states->at,
            (size_t)states->cap * sizeof *more, (size_t)cap * sizeof *more);
        if (!more)
            return false;
        states->at = more;
        states->cap = cap;
    }
    if (count > states->count) {
        memset(states->at + states->count, 0,
               (size_t)(count - states->count) * sizeof *states->at);
        states->count = count;
    }
    return true;
}

static bool is_due(const hn_tables *tables, const hn_node *node,
                   const hn_records *over, int level)
{
    return hn_op_is_fold(node->op)
           && node->u.fold->over == over
           && tables->plan->steps[node->id].level == level + 1;
}

/* The same for the pairs that it goes through. */
static bool is_of_pairs(const hn_tables *tables, const hn_node *node,
                        const hn_records *pairs, int level)
{
    return hn_op_is_fold(node->op) && node->u.fold->peers
           && node->u.fold->peers->of->thing.records == pairs
           && tables->plan->steps[node->id].level == level + 1;
}

bool hn_fold_rooms(hn_tables *tables, const hn_held *held, int level)
{
    const hn_graph *graph = tables->plan->graph;
    for (int k = 0; held->holds && k < tables->fold_count; k++) {
        const hn_node *node = graph->nodes[tables->fold_ids[k]];
        hn_fold_states *states = &tables->folds[node->id];
        if (!is_due(tables, node, held->records, level))
            continue;
        if (hn_op_is_ordered(node->op)) {
            if (!hn_ordered_room(tables, node, held->count))
                return false;
            continue;
        }
        if (node->u.fold->for_each
            && !hn_fold_room(tables, node,
                             tables->held[node->records->index].count))
            return false;
        if (node->u.fold->peers && !hn_peers_room(tables, node, held->count))
            return false;
        if (node->u.fold->by_count && held->count > states->of_row_cap) {
            states->of_row = hn_memory_alloc(
                tables->memory,
                (size_t)held->count * sizeof *states->of_row);
            if (!states->of_row)
                return false;
            states->of_row_cap = held->count;
        }
    }
    return true;
}

void hn_fold_dispose(hn_tables *tables, hn_fold_states *states)
{
    hn_memory_free(tables->memory, states->at,
                   (size_t)states->cap * sizeof *states->at);
    hn_memory_free(tables->memory, states->of_row,
                   (size_t)states->of_row_cap * sizeof *states->of_row);
    hn_memory_free(tables->memory, states->brings,
                   (size_t)states->brings_cap * sizeof *states->brings);
    hn_ranks_dispose(tables->memory, &states->members);
    if (states->groups.memory)
        hn_text_map_dispose(&states->groups);
    if (states->capped.memory)
        hn_text_map_dispose(&states->capped);
}

/* --- adding up --------------------------------------------------------------------------- */

static void add_total(hn_fold_state *state, hn_ratio value)
{
    if (state->total.den == 0)
        state->total = value;
    else if (!hn_ratio_add(&state->total, state->total, value))
        state->fault = true;
}

static void add_edge(hn_fold_state *state, hn_op op, hn_ratio value)
{
    int order = state->count == 0 ? 0
                                  : hn_ratio_compare(value, state->edge);
    if (state->count == 0 || (op == HN_OP_MINIMUM ? order < 0 : order > 0))
        state->edge = value;
}

static hn_ratio member_of(const hn_node *of, const hn_vector *vector, int i)
{
    return of->type.kind == HN_NUMBER ? hn_vector_ratio(vector, i)
                                      : hn_ratio_of(vector->value[i]);
}

hn_brought hn_fold_brought(const hn_node *node, const hn_frame *frame, int i)
{
    const hn_fold *fold = node->u.fold;
    const hn_vector *where =
        fold->where ? hn_frame_vector(frame, fold->where) : NULL;
    const hn_vector *of = fold->of ? hn_frame_vector(frame, fold->of) : NULL;
    if (where && hn_bit(where->known, i) && !hn_bit(where->yes, i))
        return (hn_brought){.is = HN_BRINGS_NOTHING};
    if ((where && !hn_bit(where->known, i)) || (of && !hn_bit(of->known, i)))
        return (hn_brought){.is = HN_BRINGS_OPEN};
    return (hn_brought){HN_BRINGS_VALUE, of && node->op != HN_OP_COUNT
                                     ? member_of(fold->of, of, i)
                                     : hn_ratio_of(0)};
}

bool hn_fold_add(hn_tables *tables, const hn_node *node, int64_t at,
                 hn_brought brought)
{
    hn_fold_state *state = &tables->folds[node->id].at[at];
    state->left_out += brought.is == HN_BRINGS_OPEN;
    if (brought.is != HN_BRINGS_VALUE)
        return true;
    if (hn_op_is_ranked(node->op)
        && !hn_ranks_add(tables, node, at, brought.value))
        return false;
    if (node->op == HN_OP_SUM || node->op == HN_OP_MEAN)
        add_total(state, brought.value);
    else if (node->op == HN_OP_MINIMUM || node->op == HN_OP_MAXIMUM)
        add_edge(state, node->op, brought.value);
    state->count++;
    return true;
}

/* One row into one state; false when memory is refused. */
static bool add_row(hn_tables *tables, const hn_node *node, int64_t at,
                    const hn_frame *frame, int i)
{
    return hn_fold_add(tables, node, at, hn_fold_brought(node, frame, i));
}

/* The whole chunk of a sum over plain numbers, 64 rows at a time; a group of
 * 64 bits shortened to those rows whose `where` is yes. */
static void add_chunk(hn_fold_state *state, const hn_vector *of,
                      const hn_vector *where, const uint64_t *live)
{
    hn_wide total = 0;
    hn_ratio value;
    int64_t in = 0;
    for (int w = 0; w < HN_CHUNK_WORDS; w++) {
        uint64_t rows = live[w], open = 0;
        if (where) {
            open = rows & ~where->known[w];
            rows &= where->known[w] & where->yes[w];
        }
        open |= rows & ~of->known[w];
        rows &= of->known[w];
        in += __builtin_popcountll(rows);
        state->left_out += __builtin_popcountll(open);
        for (; rows; rows &= rows - 1)
            total += of->value[w * 64 + __builtin_ctzll(rows)];
    }
    if (in && hn_ratio_make(&value, total, of->den))
        add_total(state, value);
    state->count += in;
}

static void key_of(hn_text *out, const hn_frame *frame, const hn_node *by,
                   int i)
{
    const hn_vector *vector = hn_frame_vector(frame, by);
    if (by->type.kind == HN_TEXT) {
        hn_text_add_n(out, vector->text[i].at, vector->text[i].len);
    } else if (by->type.kind == HN_YESNO) {
        hn_text_add(out, hn_bit(vector->yes, i) ? "yes" : "no");
    } else {
        hn_ratio r = member_of(by, vector, i);
        hn_text_add_int(out, (int64_t)r.num);
        hn_text_add_char(out, '/');
        hn_text_add_int(out, r.den);
    }
    hn_text_add_char(out, '\0');
}

bool hn_fold_key(hn_text *out, const hn_frame *frame, hn_node *const *by,
                 int count, int i)
{
    for (int k = 0; k < count; k++) {
        if (!hn_bit(hn_frame_vector(frame, by[k])->known, i))
            return false;
        key_of(out, frame, by[k], i);
    }
    return true;
}

/* A row that does not say which group it is of is of none. */
bool hn_fold_has_group(const hn_node *node, const hn_frame *frame, int i)
{
    for (int k = 0; k < node->u.fold->by_count; k++)
        if (!hn_bit(hn_frame_vector(frame, node->u.fold->by[k])->known, i))
            return false;
    return true;
}

int64_t hn_fold_group(hn_tables *tables, const hn_node *node,
                      const hn_frame *frame, int i, hn_text *key)
{
    hn_fold_states *states = &tables->folds[node->id];
    hn_text_clear(key);
    hn_fold_key(key, frame, node->u.fold->by, node->u.fold->by_count, i);
    if (key->failed)
        return -1;
    return hn_text_map_enter(&states->groups, (hn_slice){key->at, key->len},
                             states->groups.count);
}

/* The same with room for its state, and noted for the row. */
static int64_t group_of(hn_tables *tables, const hn_node *node,
                        const hn_frame *frame, int i, hn_text *key)
{
    int64_t group = hn_fold_group(tables, node, frame, i, key);
    if (group < 0 || !hn_fold_room(tables, node, group + 1))
        return -1;
    tables->folds[node->id].of_row[frame->rows->first + i] = group;
    return group;
}

static bool fold_groups(hn_tables *tables, const hn_node *node,
                        const hn_frame *frame, const uint64_t *live)
{
    hn_text key;
    bool fits = true;
    hn_text_init(&key, tables->memory);
    for (int i = 0; i < frame->count; i++)
        tables->folds[node->id].of_row[frame->rows->first + i] = -1;
    HN_EACH_BIT(i, live, {
        if (!hn_fold_has_group(node, frame, i))
            continue;
        int64_t group = fits ? group_of(tables, node, frame, i, &key) : -1;
        fits = group >= 0 && add_row(tables, node, group, frame, i);
    })
    hn_text_dispose(&key);
    return fits;
}

/* A blank that the records call a fact: the row is meant to lead nowhere. */
static bool is_none(const hn_vector *by, int i)
{
    return by->none && hn_bit(by->none, i);
}

static bool fold_targets(hn_tables *tables, const hn_node *node,
                         const hn_frame *frame, const uint64_t *live)
{
    const hn_vector *link = hn_frame_vector(frame, node->u.fold->for_each);
    const hn_vector *by = hn_frame_vector(frame,
                                          node->u.fold->for_each->args[0]);
    bool fits = true;
    HN_EACH_BIT(i, live, {
        if (!hn_bit(link->known, i))
            tables->folds[node->id].unlinked += !is_none(by, i);
        else if (fits)
            fits = add_row(tables, node, link->value[i], frame, i);
    })
    return fits;
}

static bool fold_run(hn_tables *tables, const hn_node *node,
                     const hn_frame *frame, const uint64_t *live)
{
    const hn_fold *fold = node->u.fold;
    hn_fold_state *state = &tables->folds[node->id].at[0];
    const hn_vector *of = fold->of ? hn_frame_vector(frame, fold->of) : NULL;
    if (node->op == HN_OP_SUM && of->den) {
        add_chunk(state, of,
                  fold->where ? hn_frame_vector(frame, fold->where) : NULL,
                  live);
        return true;
    }
    bool fits = true;
    HN_EACH_BIT(i, live, { fits = fits && add_row(tables, node, 0, frame, i); })
    return fits;
}

bool hn_tables_fold(hn_tables *tables, const hn_frame *frame, int level,
                    const uint64_t *live)
{
    const hn_graph *graph = tables->plan->graph;
    bool fits = true;
    for (int i = 0; i < tables->fold_count && fits; i++) {
        const hn_node *node = graph->nodes[tables->fold_ids[i]];
        if (is_of_pairs(tables, node, frame->records, level))
            fits = hn_peers_fold(tables, node, frame, live);
        if (!fits || !is_due(tables, node, frame->records, level))
            continue;
        if (hn_op_is_ordered(node->op))
            fits = hn_ordered_add(tables, node, frame, live);
        else if (node->u.fold->peers)
            fits = hn_peers_own(tables, node, frame, live);
        else if (node->u.fold->by_count)
            fits = fold_groups(tables, node, frame, live);
        else if (node->u.fold->for_each)
            fits = fold_targets(tables, node, frame, live);
        else
            fits = fold_run(tables, node, frame, live);
    }
    return fits;
}

bool hn_folds_settle(hn_tables *tables, const hn_held *held, int level)
{
    const hn_graph *graph = tables->plan->graph;
    bool fits = true;
    for (int i = 0; held->holds && i < tables->fold_count && fits; i++) {
        const hn_node *node = graph->nodes[tables->fold_ids[i]];
        if (is_due(tables, node, held->records, level)
            && hn_op_is_ordered(node->op))
            fits = hn_ordered_settle(tables, node);
    }
    return fits;
}

static void merge_state(hn_fold_state *into, const hn_fold_state *from,
                        hn_op op)
{
    if (from->total.den)
        add_total(into, from->total);
    if (from->count && (op == HN_OP_MINIMUM || op == HN_OP_MAXIMUM))
        add_edge(into, op, from->edge);
    into->count += from->count;
    into->left_out += from->left_out;
    into->fault = into->fault || from->fault;
}

bool hn_tables_merge(hn_tables *tables, const hn_tables *other)
{
    const hn_graph *graph = tables->plan->graph;
    for (int i = 0; i < graph->node_count; i++) {
        if (tables->folds[i].count != 1 || other->folds[i].count != 1)
            continue;
        if (!hn_ranks_merge(tables, graph->nodes[i],
                            &other->folds[i].members))
            return false;
        merge_state(&tables->folds[i].at[0], &other->folds[i].at[0],
                    graph->nodes[i]->op);
    }
    return true;
}

/* --- reading -------------------------------------------------------------------------------- */

static bool value_of(const hn_node *node, const hn_fold_state *state,
                     hn_ratio *out)
{
    *out = (hn_ratio){0, 1};
    switch (node->op) {
    case HN_OP_COUNT:
        *out = hn_ratio_of(state->count);
        return true;
    case HN_OP_SUM:
        if (state->total.den)
            *out = state->total;
        return true;
    case HN_OP_MEAN:
        return state->count > 0 && state->total.den
               && hn_ratio_div(out, state->total, hn_ratio_of(state->count));
    default:
        *out = state->edge;
        return state->count > 0;
    }
}

static void read_state(const hn_node *node, const hn_fold_state *state,
                       hn_vector *out, int i)
{
    hn_ratio value;
    if (state->fault) {
        hn_eval_fault(out, i);
    } else if ((state->left_out && !node->u.fold->leave_out)
               || !value_of(node, state, &value)) {
        hn_bit_clear(out->known, i);
    } else if (out->wide) {
        out->wide[i] = value;
    } else {
        out->value[i] = (int64_t)value.num;
    }
}

const hn_fold_state *hn_fold_state_of(const hn_frame *frame,
                                      const hn_node *node, int i)
{
    const hn_fold_states *states = &frame->tables->folds[node->id];
    int64_t row = frame->rows ? frame->rows->first + i : 0;
    int64_t at = node->u.fold->by_count ? states->of_row[row]
                 : hn_fold_is_whole(node->u.fold) ? 0 : row;
    return at < 0 ? NULL : &states->at[at];
}

void hn_fold_read(const hn_frame *frame, const hn_node *node, hn_vector *out)
{
    if (hn_op_is_ordered(node->op)) {
        hn_ordered_read(frame, node, out);
        return;
    }
    for (int i = 0; i < frame->count; i++) {
        const hn_fold_state *state = hn_fold_state_of(frame, node, i);
        if (!state || hn_peers_lack(node, state))
            hn_bit_clear(out->known, i);
        else if (hn_op_is_ranked(node->op))
            hn_ranks_read(frame, node, state, out, i);
        else
            read_state(node, state, out, i);
    }
}

int64_t hn_tables_left_out(const hn_tables *tables, const hn_node *node)
{
    const hn_fold_states *states = &tables->folds[node->id];
    return states->count ? states->at[0].left_out : 0;
}
