/*
 * allocated.c - pots shared out, as allocated.h says.
 *
 * A claim that cannot be told takes nothing from the pot and is no claim of
 * nought.  A pot that cannot be shared out leaves its rows without a value:
 * that is told once, of the pot, and not of every row.
 */
#include "allocated.h"

#include <string.h>
#include "eval.h"
#include "folds.h"

/* --- room and notes ------------------------------------------------------ */

bool hn_allocated_room(hn_tables *tables, const hn_node *node)
{
    hn_ordered *o = tables->folds[node->id].ordered;
    hn_arena *arena = &tables->settled;
    size_t rows = (size_t)o->row_count + 1;
    hn_queue *queue = hn_arena_alloc(arena, sizeof *queue);
    if (!queue)
        return false;
    o->queue = queue;
    queue->capped = hn_arena_alloc(arena, rows * sizeof *queue->capped);
    queue->states = hn_arena_alloc(arena, rows);
    queue->limits = hn_arena_alloc(arena, rows);
    queue->paid = hn_arena_alloc(arena, rows * sizeof *queue->paid);
    queue->before = hn_arena_alloc(arena, rows * sizeof *queue->before);
    queue->places = hn_arena_alloc(arena, rows * sizeof *queue->places);
    return !arena->failed;
}

/* In place of a shared cap. */
enum { NO_CAP = -1, CAP_UNKNOWN = -2 };

bool hn_allocated_add(hn_tables *tables, const hn_node *node,
                      const hn_frame *frame, int i, hn_text *key)
{
    const hn_fold *fold = node->u.fold;
    hn_fold_states *states = &tables->folds[node->id];
    int64_t *capped = &states->ordered->queue->capped[frame->rows->first + i];
    *capped = NO_CAP;
    if (!fold->pot->most
        || states->ordered->group[frame->rows->first + i] < 0)
        return true;
    hn_text_clear(key);
    hn_fold_key(key, frame, fold->by, fold->by_count, i);
    if (!hn_fold_key(key, frame, fold->pot->most_by,
                     fold->pot->most_by_count, i)) {
        *capped = CAP_UNKNOWN;
        return !key->failed;
    }
    if (!key->failed)
        *capped = hn_text_map_enter(&states->capped,
                                    (hn_slice){key->at, key->len},
                                    states->capped.count);
    return !key->failed && *capped != HN_TEXT_MAP_NONE;
}

/* --- values -------------------------------------------------------------- */

/* Scratch for one group at a time. */
typedef struct settling {
    hn_tables *tables;
    const hn_node *node;
    const hn_fold *fold;
    hn_ordered *ordered;
    hn_queue *queue;
    hn_bid *bids;
    int64_t *rows, *work;       /* of each bid; room for 4 x most            */
    int64_t most;               /* rows of the largest group                 */
    hn_shared_cap *caps;
    int64_t cap_count;
} settling;

static bool value_at(const settling *s, const hn_node *node, int64_t row,
                     hn_ratio *out)
{
    const hn_vector *cell = node->records
        ? hn_tables_cell(s->tables, node, row)
        : hn_frame_vector(&s->tables->run, node);
    int i = node->records ? (int)(row % HN_CHUNK) : 0;
    if (!hn_bit(cell->known, i))
        return false;
    *out = hn_vector_ratio(cell, i);
    return true;
}

/* An amount in whole steps; none is paid in part. */
static bool steps_of(const settling *s, hn_ratio amount, hn_round_mode mode,
                     int64_t *out)
{
    hn_rounding by = *s->fold->rounding;
    hn_wide steps;
    by.mode = mode;
    if (!hn_round_steps(&steps, amount, by) || steps > INT64_MAX
        || steps < -INT64_MAX)
        return false;
    *out = (int64_t)steps;
    return true;
}

hn_ratio hn_allocated_amount(const hn_node *node, int64_t steps)
{
    const hn_rounding *by = node->u.fold->rounding;
    hn_ratio out = {0, 1};
    hn_ratio_make(&out, (hn_wide)steps * by->step_num, by->step_den);
    return out;
}

/* --- one claim ----------------------------------------------------------- */

/* A limit of a claim: `otherwise` where there is none. */
static hn_claim_state limit_at(const settling *s, const hn_node *node,
                               int64_t row, hn_round_mode mode,
                               int64_t otherwise, int64_t *out)
{
    hn_ratio amount;
    *out = otherwise;
    if (!node)
        return HN_STANDS_IN;
    if (!value_at(s, node, row, &amount))
        return HN_STANDS_UNKNOWN;
    return steps_of(s, amount, mode, out) && *out >= 0 ? HN_STANDS_IN
                                                       : HN_STANDS_BELOW;
}

/* Whether the year of the row can be told, where it matters. */
static bool has_year(const settling *s, int64_t row)
{
    if (s->fold->pot->year == HN_OP_CONSTANT)
        return true;
    const hn_vector *cell = hn_tables_cell(
        s->tables, s->fold->over->dated_by->thing.node, row);
    return hn_bit(cell->known, (int)(row % HN_CHUNK));
}

static hn_claim_state bid_of(const settling *s, int64_t row, hn_bid *bid)
{
    const hn_pot *pot = s->fold->pot;
    hn_ratio claim;
    hn_claim_state is;
    int64_t most;
    *bid = (hn_bid){.shared = s->queue->capped[row]};
    if (!value_at(s, s->fold->of, row, &claim))
        return HN_STANDS_UNKNOWN;
    if (claim.num == 0)
        return HN_STANDS_NOUGHT;
    if (!steps_of(s, claim, HN_FLOOR, &bid->claim) || bid->claim <= 0)
        return HN_STANDS_BELOW;
    if (bid->shared == CAP_UNKNOWN || !has_year(s, row))
        return HN_STANDS_UNKNOWN;
    is = limit_at(s, pot->cap, row, HN_FLOOR, -1, &bid->cap);
    if (is == HN_STANDS_IN)
        is = limit_at(s, pot->floor, row, HN_CEILING, 0, &bid->floor);
    return is == HN_STANDS_IN
               ? limit_at(s, pot->most, row, HN_FLOOR, 0, &most) : is;
}

static void add_unknown(const settling *s, hn_pot_outcome *out, int64_t row)
{
    hn_ratio could;
    out->unknown++;
    if (!s->fold->pot->could || !value_at(s, s->fold->pot->could, row, &could)
        || !hn_ratio_add(&out->could_be, out->could_be, could))
        out->unpriced++;
}

/* The bids of a group: how many. */
static int64_t collect(settling *s, int64_t group)
{
    const hn_ordered *o = s->ordered;
    int64_t count = 0;
    for (int64_t at = o->begins[group]; at < o->begins[group + 1]; at++) {
        int64_t row = o->rows[at];
        hn_claim_state is = bid_of(s, row, &s->bids[count]);
        s->queue->states[row] = (uint8_t)is;
        if (is == HN_STANDS_UNKNOWN)
            add_unknown(s, &s->queue->pots[group], row);
        if (is == HN_STANDS_IN)
            s->rows[count++] = row;
    }
    return count;
}

/* --- the pot ------------------------------------------------------------- */

static void take_pot(const settling *s, hn_pot_outcome *out, int64_t row)
{
    hn_ratio pot;
    if (!value_at(s, s->fold->pot->of, row, &pot)) {
        out->is = HN_POT_MISSING;
    } else if (out->row < 0) {
        out->pot = pot;
    } else if (hn_ratio_compare(out->pot, pot) != 0) {
        out->is = HN_POT_DIFFERS;
        out->other = pot;
    }
}

/* Reads the pot from every row of the group: they have to agree. */
static void find_pot(const settling *s, int64_t group, hn_pot_outcome *out)
{
    const hn_ordered *o = s->ordered;
    int64_t end = s->fold->pot->of->records ? o->begins[group + 1]
                                            : o->begins[group];
    if (!s->fold->pot->of->records)
        take_pot(s, out, 0);
    for (int64_t at = o->begins[group]; at < end
                                        && out->is == HN_POT_SHARED; at++) {
        take_pot(s, out, o->rows[at]);
        out->row = o->rows[at];
    }
    if (o->begins[group] < o->begins[group + 1])
        out->row = o->rows[o->begins[group]];
    if (out->is == HN_POT_SHARED && out->pot.num < 0)
        out->is = HN_POT_BELOW;
}

/* The year in which that of `date` began. */
static int begins(const settling *s, hn_date date)
{
    return s->fold->pot->year == HN_OP_ACADEMIC_YEAR ? hn_academic_year(date)
                                                     : hn_financial_year(date);
}

/* The money of the run's year is for rows of that year. */
static void find_years(const settling *s, int64_t count, hn_pot_outcome *out)
{
    const hn_node *dated = s->fold->over->dated_by->thing.node;
    out->year = begins(s, s->tables->plan->on);
    for (int64_t i = 0; i < count; i++) {
        const hn_vector *cell = hn_tables_cell(s->tables, dated, s->rows[i]);
        hn_date date = (hn_date)cell->value[s->rows[i] % HN_CHUNK];
        out->other_year = begins(s, date);
        if (out->other_year == out->year)
            continue;
        out->is = HN_POT_YEARS;
        return;
    }
}

/* Sets the caps that the bids share; not so where rows do not agree. */
static void find_caps(const settling *s, int64_t count, hn_pot_outcome *out)
{
    for (int64_t i = 0; i < count; i++)
        if (s->bids[i].shared >= 0)
            s->caps[s->bids[i].shared].most = -1;
    for (int64_t i = 0; i < count && s->fold->pot->most; i++) {
        hn_shared_cap *cap = &s->caps[s->bids[i].shared];
        int64_t most;
        limit_at(s, s->fold->pot->most, s->rows[i], HN_FLOOR, 0, &most);
        if (cap->most >= 0 && cap->most != most)
            out->is = HN_POT_CAP_DIFFERS;
        cap->most = most;
    }
}

/* --- one group ----------------------------------------------------------- */

static bool allocate(settling *s, int64_t count, hn_ratio pot)
{
    int64_t steps;
    return steps_of(s, pot, HN_FLOOR, &steps)
           && hn_allocate(s->bids, count, steps, s->fold->pot->rule,
                          s->fold->pot->most ? s->caps : NULL, s->work);
}

static bool add_steps(const settling *s, hn_ratio *sum, int64_t steps)
{
    return hn_ratio_add(sum, *sum, hn_allocated_amount(s->node, steps));
}

static void keep(settling *s, int64_t count, hn_pot_outcome *out)
{
    hn_queue *queue = s->queue;
    for (int64_t i = 0; i < count; i++) {
        const hn_bid *bid = &s->bids[i];
        int64_t row = s->rows[i];
        queue->paid[row] = bid->paid;
        queue->before[row] = bid->before;
        queue->limits[row] = (uint8_t)bid->limit;
        queue->places[row] = i + 1;
        out->in_full += bid->paid == bid->claim;
        out->in_part += bid->paid > 0 && bid->paid < bid->claim;
        out->out += bid->paid == 0;
        if (!add_steps(s, &out->claimed, bid->claim)
            || !add_steps(s, &out->paid, bid->paid))
            out->is = HN_POT_BEYOND;
    }
}

/* What HN_NEXT more would do: the same once more. */
static void try_more(settling *s, int64_t count, hn_pot_outcome *out)
{
    hn_ratio pot, more = {0, 1};
    if (!hn_ratio_add(&pot, out->pot, hn_ratio_of(HN_NEXT))
        || !allocate(s, count, pot))
        return;
    for (int64_t i = 0; i < count; i++) {
        out->next_more += s->bids[i].paid > s->queue->paid[s->rows[i]];
        out->next_less += s->bids[i].paid < s->queue->paid[s->rows[i]];
        add_steps(s, &more, s->bids[i].paid);
    }
    hn_ratio_sub(&out->next, more, out->paid);
}

static void settle_group(settling *s, int64_t group)
{
    hn_pot_outcome *out = &s->queue->pots[group];
    *out = (hn_pot_outcome){.row = -1, .pot = {0, 1}, .other = {0, 1},
                            .claimed = {0, 1}, .paid = {0, 1},
                            .could_be = {0, 1}, .next = {0, 1}};
    find_pot(s, group, out);
    int64_t count = collect(s, group);
    if (out->is == HN_POT_SHARED && s->fold->pot->year != HN_OP_CONSTANT)
        find_years(s, count, out);
    if (out->is == HN_POT_SHARED)
        find_caps(s, count, out);
    if (out->is == HN_POT_SHARED && !allocate(s, count, out->pot))
        out->is = HN_POT_BEYOND;
    if (out->is == HN_POT_SHARED)
        keep(s, count, out);
    if (out->is == HN_POT_SHARED)
        try_more(s, count, out);
    for (int64_t i = 0; i < count && out->is != HN_POT_SHARED; i++)
        s->queue->states[s->rows[i]] = HN_STANDS_WITHOUT;
}

/* --- all groups ---------------------------------------------------------- */

static void settle_all(settling *s)
{
    const hn_ordered *o = s->ordered;
    for (int64_t g = 0; g < o->group_count; g++)
        settle_group(s, g);
    for (int64_t row = 0; row < o->row_count; row++) {
        hn_bid bid;
        if (o->group[row] != HN_ROW_UNGROUPED)
            continue;
        hn_claim_state is = bid_of(s, row, &bid);
        s->queue->states[row] = is == HN_STANDS_IN || is == HN_STANDS_UNKNOWN
                                    ? HN_STANDS_UNGROUPED : (uint8_t)is;
        s->queue->ungrouped += s->queue->states[row] == HN_STANDS_UNGROUPED;
    }
}

static int64_t largest(const hn_ordered *o)
{
    int64_t most = 0;
    for (int64_t g = 0; g < o->group_count; g++)
        if (o->begins[g + 1] - o->begins[g] > most)
            most = o->begins[g + 1] - o->begins[g];
    return most;
}

bool hn_allocated_settle(hn_tables *tables, const hn_node *node)
{
    hn_fold_states *states = &tables->folds[node->id];
    hn_arena work;
    settling s = {.tables = tables, .node = node, .fold = node->u.fold,
                  .ordered = states->ordered,
                  .queue = states->ordered->queue,
                  .most = largest(states->ordered),
                  .cap_count = states->capped.count};
    size_t most = (size_t)s.most + 1;
    s.queue->pots = hn_arena_alloc(
        &tables->settled, ((size_t)s.ordered->group_count + 1)
                            * sizeof *s.queue->pots);
    hn_arena_init(&work, tables->memory);
    s.bids = hn_arena_alloc(&work, most * sizeof *s.bids);
    s.rows = hn_arena_alloc(&work, most * sizeof *s.rows);
    s.work = hn_arena_alloc(&work, 4 * most * sizeof *s.work);
    s.caps = hn_arena_alloc(&work, ((size_t)s.cap_count + 1)
                                       * sizeof *s.caps);
    bool fits = s.queue->pots && !work.failed;
    if (fits)
        settle_all(&s);
    hn_arena_dispose(&work);
    return fits;
}

/* --- reading ------------------------------------------------------------- */

void hn_allocated_read(const hn_frame *frame, const hn_node *node,
                       hn_vector *out, int i)
{
    const hn_queue *queue = hn_allocated_queue(frame->tables, node);
    int64_t row = frame->rows->first + i;
    switch ((hn_claim_state)queue->states[row]) {
    case HN_STANDS_IN: case HN_STANDS_NOUGHT:
        out->wide[i] = hn_allocated_amount(node, queue->paid[row]);
        break;
    case HN_STANDS_BELOW:
        hn_eval_fault(out, i);
        break;
    default:
        hn_bit_clear(out->known, i);
    }
}

/* Where a claim stood that was considered. */
static int64_t fared(const hn_queue *queue, int64_t row)
{
    bool paid = queue->paid[row] > 0;
    switch ((hn_pot_limit)queue->limits[row]) {
    case HN_LIMIT_NONE: return HN_FARED_IN_FULL;
    case HN_LIMIT_CAP: case HN_LIMIT_SHARED:
        return paid ? HN_FARED_TO_CAP : HN_FARED_CAP_REACHED;
    case HN_LIMIT_POT: return paid ? HN_FARED_IN_PART : HN_FARED_TOO_LARGE;
    default: return HN_FARED_BEHIND;
    }
}

/* The value for a row; false: it has none. */
static bool stands_at(const hn_queue *queue, hn_op op, int64_t row,
                      int64_t *out)
{
    hn_claim_state is = (hn_claim_state)queue->states[row];
    bool in = is == HN_STANDS_IN;
    if (op == HN_OP_QUEUED)
        *out = queue->places[row];
    else
        *out = in ? fared(queue, row) : HN_FARED_NOT_CLAIMED;
    return in || (op == HN_OP_FARED && is == HN_STANDS_NOUGHT);
}

void hn_queued_read(const hn_frame *frame, const hn_node *node,
                    hn_vector *out)
{
    const hn_queue *queue = hn_allocated_queue(frame->tables, node->args[0]);
    hn_eval_known_in(hn_arg(frame, node, 0), out);
    for (int i = 0; i < frame->count; i++)
        if (!stands_at(queue, node->op, frame->rows->first + i,
                       &out->value[i]))
            hn_bit_clear(out->known, i);
}

/* --- for people ---------------------------------------------------------- */

const hn_queue *hn_allocated_queue(const hn_tables *tables,
                                   const hn_node *node)
{
    return tables->folds[node->id].ordered->queue;
}

int64_t hn_allocated_pots(const hn_tables *tables, const hn_node *node)
{
    return tables->folds[node->id].ordered->group_count;
}

const hn_pot_outcome *hn_allocated_pot(const hn_tables *tables,
                                       const hn_node *node, int64_t row)
{
    const hn_ordered *o = tables->folds[node->id].ordered;
    return o->group[row] < 0 ? NULL : &o->queue->pots[o->group[row]];
}
