/*
 * attributed.c - claims for one thing, counted once: the groups of ordered.h
 * given to the arithmetic of core/funding/attribution.h.
 */
#include "../funding/attribution.h"
#include "eval.h"
#include "ordered.h"

/* Where the value of an argument that may be missing goes. */
static bool number_at(const hn_tables *tables, const hn_node *node,
                      int64_t row, hn_ratio *out)
{
    const hn_vector *cell = hn_tables_cell(tables, node, row);
    int i = (int)(row % HN_CHUNK);
    if (!hn_bit(cell->known, i))
        return false;
    *out = hn_vector_ratio(cell, i);
    return true;
}

static hn_claim claim_of(const hn_tables *tables, const hn_node *node,
                         int64_t row)
{
    const hn_fold *fold = node->u.fold;
    hn_claim claim = {.has_share = false};
    claim.has_claim = number_at(tables, fold->of, row, &claim.claim);
    if (fold->share)
        claim.has_share = number_at(tables, fold->share, row, &claim.share);
    return claim;
}

/* --- settling ------------------------------------------------------------ */

/* Scratch for the claims of one group at a time. */
typedef struct settling {
    hn_tables *tables;
    const hn_node *node;
    hn_ordered *ordered;
    hn_claim *claims;
    int64_t *work;
    size_t most;                /* claims of the largest group               */
} settling;

static void keep(settling *s, int64_t row, const hn_claim *claim)
{
    s->ordered->fates[row] = (uint8_t)claim->fate;
    if (s->ordered->counted)
        s->ordered->counted[row] = claim->counted;
}

static void settle_group(settling *s, int64_t group)
{
    const hn_ordered *o = s->ordered;
    const hn_fold *fold = s->node->u.fold;
    const int64_t *rows = o->rows + o->begins[group];
    int64_t count = o->begins[group + 1] - o->begins[group];
    for (int64_t i = 0; i < count; i++)
        s->claims[i] = claim_of(s->tables, s->node, rows[i]);
    if (fold->share)
        hn_attribute_shares(s->claims, count, fold->rounding, s->work,
                            &o->sums[group]);
    else
        hn_attribute_first(s->claims, count);
    for (int64_t i = 0; i < count; i++)
        keep(s, rows[i], &s->claims[i]);
}

static void settle_all(settling *s)
{
    const hn_ordered *o = s->ordered;
    for (int64_t g = 0; g < o->group_count; g++)
        settle_group(s, g);
    for (int64_t row = 0; row < o->row_count; row++) {
        if (o->group[row] != HN_ROW_UNGROUPED)
            continue;
        hn_claim claim = claim_of(s->tables, s->node, row);
        hn_attribute_unnamed(&claim, s->node->u.fold->share != NULL);
        keep(s, row, &claim);
    }
}

static bool make_room(settling *s)
{
    hn_ordered *o = s->ordered;
    hn_arena *arena = &s->tables->settled;
    size_t rows = (size_t)o->row_count + 1;
    size_t groups = (size_t)o->group_count + 1;
    bool shares = s->node->u.fold->share != NULL;
    o->fates = hn_arena_alloc(arena, rows);
    if (shares)
        o->counted = hn_arena_alloc(arena, rows * sizeof *o->counted);
    if (shares)
        o->sums = hn_arena_alloc(arena, groups * sizeof *o->sums);
    for (int64_t g = 0; g < o->group_count; g++)
        if ((size_t)(o->begins[g + 1] - o->begins[g]) > s->most)
            s->most = (size_t)(o->begins[g + 1] - o->begins[g]);
    return !arena->failed;
}

bool hn_attributed_settle(hn_tables *tables, const hn_node *node)
{
    settling s = {.tables = tables, .node = node,
                  .ordered = tables->folds[node->id].ordered};
    if (!make_room(&s))
        return false;
    size_t claims = (s.most + 1) * sizeof *s.claims;
    size_t work = (2 * s.most + 1) * sizeof *s.work;
    s.claims = hn_memory_alloc(tables->memory, claims);
    s.work = hn_memory_alloc(tables->memory, work);
    bool fits = s.claims && s.work;
    if (fits)
        settle_all(&s);
    if (s.claims)
        hn_memory_free(tables->memory, s.claims, claims);
    if (s.work)
        hn_memory_free(tables->memory, s.work, work);
    return fits;
}

/* --- reading ------------------------------------------------------------- */

static void put_number(hn_vector *out, int i, hn_ratio value)
{
    if (out->wide)
        out->wide[i] = value;
    else
        out->value[i] = (int64_t)value.num;      /* 0, over any denominator  */
}

void hn_attributed_read(const hn_frame *frame, const hn_node *node,
                        hn_vector *out, int i)
{
    const hn_ordered *o = frame->tables->folds[node->id].ordered;
    int64_t row = frame->rows->first + i;
    switch ((hn_claim_fate)o->fates[row]) {
    case HN_CLAIM_UNKNOWN:
        hn_bit_clear(out->known, i);
        return;
    case HN_CLAIM_OUTSIDE: case HN_CLAIM_OVER: case HN_CLAIM_BEYOND:
        hn_eval_fault(out, i);
        return;
    case HN_CLAIM_COUNTED:
        if (o->counted)
            put_number(out, i, o->counted[row]);
        else
            hn_tables_copy(out, i, hn_arg(frame, node, 0), i);
        return;
    default:
        put_number(out, i, hn_ratio_of(0));
    }
}

/* --- for people ---------------------------------------------------------- */

hn_attributed hn_attributed_at(const hn_tables *tables, const hn_node *node,
                               int64_t row)
{
    const hn_ordered *o = tables->folds[node->id].ordered;
    int64_t group = o->group[row];
    hn_attributed out = {.level = group == HN_ROW_LEVEL, .named = group >= 0,
                         .fate = (hn_claim_fate)o->fates[row],
                         .sum = {0, 1}};
    for (int64_t i = group < 0 ? 0 : o->begins[group];
         group >= 0 && i < o->begins[group + 1]; i++) {
        hn_ratio claim;
        if (number_at(tables, node->u.fold->of, o->rows[i], &claim))
            out.claims += claim.num != 0;
    }
    if (group >= 0 && o->sums)
        out.sum = o->sums[group];
    return out;
}
