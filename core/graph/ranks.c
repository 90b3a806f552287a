/*
 * ranks.c - medians, quartiles and places over rows.
 *
 * Members are kept as they come, from any thread, and put in order once: by
 * state and then by value.  What they come to is therefore the same whatever
 * the order of the rows.  Putting n members in order takes n log n steps, and
 * a place among them log n.
 */
#include "ranks.h"
#include <string.h>
#include "../funding/statistics.h"
#include "eval.h"

/* --- keeping -------------------------------------------------------------------------- */

static bool grow(hn_memory *memory, void **array, int64_t *cap, int64_t least,
                 size_t item)
{
    int64_t more = *cap ? *cap * 2 : 64;
    if (*cap >= least)
        return true;
    more = more < least ? least : more;
    void *moved = hn_memory_resize(memory, *array, (size_t)*cap * item,
                                   (size_t)more * item);
    if (!moved)
        return false;
    *array = moved;
    *cap = more;
    return true;
}

static bool make_room(hn_memory *memory, hn_members *m, int64_t more,
                      bool grouped)
{
    int64_t least = m->count + more;
    return grow(memory, (void **)&m->values, &m->cap, least,
                sizeof *m->values)
           && (!grouped || grow(memory, (void **)&m->of, &m->of_cap, least,
                                sizeof *m->of));
}

bool hn_ranks_add(hn_tables *tables, const hn_node *node, int64_t at,
                  hn_ratio value)
{
    hn_members *m = &tables->folds[node->id].members;
    bool grouped = !hn_fold_is_whole(node->u.fold);
    if (!make_room(tables->memory, m, 1, grouped))
        return false;
    m->values[m->count] = value;
    if (grouped)
        m->of[m->count] = at;
    m->count++;
    return true;
}

bool hn_ranks_merge(hn_tables *tables, const hn_node *node,
                    const hn_members *from)
{
    hn_members *m = &tables->folds[node->id].members;
    if (from->count == 0)
        return true;
    if (!make_room(tables->memory, m, from->count, false))
        return false;
    memcpy(m->values + m->count, from->values,
           (size_t)from->count * sizeof *m->values);
    m->count += from->count;
    return true;
}

void hn_ranks_dispose(hn_memory *memory, hn_members *m)
{
    hn_memory_free(memory, m->values, (size_t)m->cap * sizeof *m->values);
    hn_memory_free(memory, m->of, (size_t)m->of_cap * sizeof *m->of);
}

/* --- putting in order ------------------------------------------------------------------- */

/* Puts the members of each state side by side. */
static bool group(hn_memory *memory, hn_fold_states *states)
{
    hn_members *m = &states->members;
    hn_ratio *values = hn_memory_alloc(memory,
                                       (size_t)m->cap * sizeof *values);
    int64_t first = 0;
    if (!values)
        return false;
    for (int64_t s = 0; s < states->count; s++) {
        states->at[s].first = first;
        first += states->at[s].count;
    }
    for (int64_t i = 0; i < m->count; i++)
        values[states->at[m->of[i]].first++] = m->values[i];
    for (int64_t s = 0; s < states->count; s++)
        states->at[s].first -= states->at[s].count;
    int64_t cap = m->cap;
    hn_ranks_dispose(memory, m);
    *m = (hn_members){.values = values, .count = m->count, .cap = cap};
    return true;
}

static bool order(hn_memory *memory, hn_fold_states *states)
{
    if (states->members.of && !group(memory, states))
        return false;
    for (int64_t s = 0; s < states->count; s++)
        hn_sort(states->members.values + states->at[s].first,
                states->at[s].count);
    states->members.ordered = true;
    return true;
}

bool hn_ranks_settle(hn_tables *tables, int level)
{
    const hn_graph *graph = tables->plan->graph;
    for (int k = 0; k < tables->fold_count; k++) {
        int i = tables->fold_ids[k];
        hn_fold_states *states = &tables->folds[i];
        if (hn_op_is_ranked(graph->nodes[i]->op)
            && tables->plan->steps[i].level <= level + 1
            && states->members.count && !states->members.ordered
            && !order(tables->memory, states))
            return false;
    }
    return true;
}

/* --- reading ------------------------------------------------------------------------------ */

/* Whether row `i` has a value that is one of the members, or could be. */
static bool has_own(const hn_frame *frame, const hn_fold *fold, int i)
{
    const hn_vector *where =
        fold->where ? hn_frame_vector(frame, fold->where) : NULL;
    return hn_bit(hn_frame_vector(frame, fold->of)->known, i)
           && (!where || (hn_bit(where->known, i) && hn_bit(where->yes, i)));
}

/* Where row `i` stands; false where an edge between quarters does not fit. */
static bool place_of(const hn_frame *frame, const hn_node *node,
                     const hn_fold_state *state, hn_ratio *out, int i)
{
    const hn_ratio *members = hn_ranks_of(frame->tables, node, state);
    bool highest = node->u.fold->highest_first;
    hn_ratio own = hn_vector_ratio(hn_frame_vector(frame, node->u.fold->of),
                                   i);
    int quarter = 0;
    if (node->op == HN_OP_RANK) {
        *out = hn_ratio_of(hn_rank(own, members, state->count, highest));
        return true;
    }
    bool fits = hn_quarter(&quarter, own, members, state->count, highest);
    *out = hn_ratio_of(quarter);
    return fits;
}

static bool value_of(const hn_frame *frame, const hn_node *node,
                     const hn_fold_state *state, hn_ratio *out, int i)
{
    const hn_ratio *members = hn_ranks_of(frame->tables, node, state);
    switch (node->op) {
    case HN_OP_LOWER_QUARTILE:
        return hn_quartile_value(out, members, state->count, 1);
    case HN_OP_UPPER_QUARTILE:
        return hn_quartile_value(out, members, state->count, 3);
    case HN_OP_MEDIAN:
        return hn_median(out, members, state->count);
    default:
        return place_of(frame, node, state, out, i);
    }
}

void hn_ranks_read(const hn_frame *frame, const hn_node *node,
                   const hn_fold_state *state, hn_vector *out, int i)
{
    const hn_fold *fold = node->u.fold;
    hn_ratio value;
    if (state->count == 0 || (state->left_out && !fold->leave_out)
        || (hn_op_is_place(node->op) && !has_own(frame, fold, i)))
        hn_bit_clear(out->known, i);
    else if (!value_of(frame, node, state, &value, i))
        hn_eval_fault(out, i);
    else if (out->wide)
        out->wide[i] = value;
    else
        out->value[i] = (int64_t)value.num;
}
