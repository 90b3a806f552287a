/*
 * eval_choices.c - tests joined, arms chosen, bands, tables and points.
 *
 * A test is two bits: whether it is known, and yes.  Joins work on 64 rows at a
 * time and are known as soon as the known entries settle them.
 */
#include "eval.h"

void hn_eval_known(hn_frame *frame, const hn_node *node, const hn_step *step,
                   hn_vector *out)
{
    const hn_vector *arg = hn_arg(frame, node, 0);
    (void)step;
    for (int w = 0; w < HN_CHUNK_WORDS; w++)
        out->yes[w] = arg->known[w] & frame->live[w];
}

/* What cannot be told is let in: a row is refused for what it says. */
void hn_eval_refuse(hn_frame *frame, const hn_node *node, const hn_step *step,
                    hn_vector *out)
{
    const hn_vector *test = hn_arg(frame, node, 0);
    (void)step;
    for (int w = 0; w < HN_CHUNK_WORDS; w++) {
        uint64_t refused = test->known[w] & ~test->yes[w] & frame->live[w];
        out->fault[w] |= refused | (test->fault ? test->fault[w] : 0);
        out->known[w] &= ~out->fault[w];
        out->yes[w] = out->known[w];
    }
}

/* A value is given; a blank that is a fact is not; what is missing cannot be
 * told. */
void hn_eval_given(hn_frame *frame, const hn_node *node, const hn_step *step,
                   hn_vector *out)
{
    const hn_vector *arg = hn_arg(frame, node, 0);
    (void)step;
    for (int w = 0; w < HN_CHUNK_WORDS; w++) {
        out->yes[w] = arg->known[w];
        out->known[w] &= arg->known[w] | (arg->none ? arg->none[w] : 0);
    }
}

static void join_faults(const hn_frame *frame, const hn_node *node,
                        hn_vector *out)
{
    for (int k = 0; k < node->count && out->fault; k++) {
        const hn_vector *arg = hn_arg(frame, node, k);
        for (int w = 0; w < HN_CHUNK_WORDS && arg->fault; w++)
            out->fault[w] |= arg->fault[w] & ~out->known[w];
    }
}

/* ALL is no as soon as one is no; ANY is yes as soon as one is yes; NONE is
 * the opposite of ANY. */
void hn_eval_join(hn_frame *frame, const hn_node *node, const hn_step *step,
                  hn_vector *out)
{
    bool all = node->op == HN_OP_ALL;
    (void)step;
    for (int w = 0; w < HN_CHUNK_WORDS; w++) {
        uint64_t settled = 0, known = ~(uint64_t)0;
        for (int k = 0; k < node->count; k++) {
            const hn_vector *arg = hn_arg(frame, node, k);
            uint64_t yes = arg->yes[w] & arg->known[w];
            settled |= all ? arg->known[w] & ~yes : yes;
            known &= arg->known[w];
        }
        out->known[w] &= settled | known;
        out->yes[w] = (node->op == HN_OP_ANY ? settled : ~settled)
                      & out->known[w];
    }
    join_faults(frame, node, out);
}

void hn_eval_at_least_n(hn_frame *frame, const hn_node *node,
                        const hn_step *step, hn_vector *out)
{
    (void)step;
    memset(out->yes, 0, sizeof frame->live);
    HN_EACH_BIT(i, frame->live, {
        int yes = 0;
        int open = 0;
        for (int k = 0; k < node->count; k++) {
            const hn_vector *arg = hn_arg(frame, node, k);
            bool known = hn_bit(arg->known, i);
            yes += known && hn_bit(arg->yes, i);
            open += !known;
        }
        if (yes >= node->u.at_least)
            hn_bit_set(out->yes, i);
        else if (yes + open >= node->u.at_least)
            hn_bit_clear(out->known, i);
    })
    join_faults(frame, node, out);
}

/* Copies the value of `from` for the rows in `bits`. */
static void copy_rows(hn_vector *out, const hn_vector *from, int64_t times,
                      const uint64_t *bits)
{
    if (out->yes) {
        for (int w = 0; w < HN_CHUNK_WORDS; w++)
            out->yes[w] = (out->yes[w] & ~bits[w]) | (from->yes[w] & bits[w]);
        return;
    }
    HN_EACH_BIT(i, bits, {
        if (out->wide)
            out->wide[i] = hn_vector_ratio(from, i);
        else if (out->text)
            out->text[i] = from->text[i];
        else
            out->value[i] = from->value[i] * times;
    })
}

/* Gives the rows in `rows` the value of `from`, known or not. */
static void take_arm(hn_vector *out, const hn_vector *from, int64_t times,
                     const uint64_t *rows)
{
    uint64_t known[HN_CHUNK_WORDS];
    for (int w = 0; w < HN_CHUNK_WORDS; w++) {
        known[w] = rows[w] & from->known[w];
        out->known[w] |= known[w];
        if (from->fault && out->fault)
            out->fault[w] |= rows[w] & from->fault[w];
    }
    copy_rows(out, from, times, known);
}

void hn_eval_choose(hn_frame *frame, const hn_node *node,
                    const hn_step *step, hn_vector *out)
{
    uint64_t left[HN_CHUNK_WORDS], rows[HN_CHUNK_WORDS];
    memcpy(left, frame->live, sizeof left);
    memset(out->known, 0, sizeof left);
    if (out->yes)
        memset(out->yes, 0, sizeof left);
    for (int k = 0; k + 1 < node->count; k += 2) {
        const hn_vector *when = hn_arg(frame, node, k);
        for (int w = 0; w < HN_CHUNK_WORDS; w++) {
            rows[w] = left[w] & when->known[w] & when->yes[w];
            if (when->fault && out->fault)
                out->fault[w] |= left[w] & when->fault[w];
            left[w] &= when->known[w] & ~when->yes[w];
        }
        take_arm(out, hn_arg(frame, node, k + 1),
                 step->times ? step->times[k / 2] : 1, rows);
    }
    take_arm(out, hn_arg(frame, node, node->count - 1),
             step->times ? step->times[node->count / 2] : 1, left);
}

/* The rows of a chunk, by how many tests of a panel hold: `once` at least one,
 * `twice` more; `open` where one cannot tell. */
typedef struct held {
    uint64_t once[HN_CHUNK_WORDS], twice[HN_CHUNK_WORDS],
             open[HN_CHUNK_WORDS];
} held;

static void count_held(const hn_frame *frame, const hn_node *node, held *h,
                       hn_vector *out)
{
    for (int k = 0; k + 1 < node->count; k += 2) {
        const hn_vector *when = hn_arg(frame, node, k);
        for (int w = 0; w < HN_CHUNK_WORDS; w++) {
            uint64_t yes = frame->live[w] & when->known[w] & when->yes[w];
            h->twice[w] |= h->once[w] & yes;
            h->once[w] |= yes;
            h->open[w] |= frame->live[w] & ~when->known[w];
            if (when->fault && out->fault)
                out->fault[w] |= frame->live[w] & when->fault[w];
        }
    }
    for (int w = 0; w < HN_CHUNK_WORDS && out->fault; w++)
        out->fault[w] = (out->fault[w] & ~h->once[w]) | h->twice[w]
                        | (frame->live[w] & ~h->once[w] & ~h->open[w]);
}

/* The outcome of the one test that holds, whatever the others cannot tell;
 * else, where one cannot, what is said for that.  Two that hold, or none that
 * could, are a fault. */
void hn_eval_panel(hn_frame *frame, const hn_node *node, const hn_step *step,
                   hn_vector *out)
{
    held h = {{0}, {0}, {0}};
    uint64_t rows[HN_CHUNK_WORDS];
    (void)step;
    memset(out->known, 0, sizeof rows);
    count_held(frame, node, &h, out);
    for (int k = 0; k + 1 < node->count; k += 2) {
        const hn_vector *when = hn_arg(frame, node, k);
        for (int w = 0; w < HN_CHUNK_WORDS; w++)
            rows[w] = frame->live[w] & when->known[w] & when->yes[w]
                      & ~h.twice[w];
        take_arm(out, hn_arg(frame, node, k + 1), 1, rows);
    }
    for (int w = 0; w < HN_CHUNK_WORDS; w++)
        rows[w] = h.open[w] & ~h.once[w]
                  & (out->fault ? ~out->fault[w] : ~(uint64_t)0);
    take_arm(out, hn_arg(frame, node, node->count - 1), 1, rows);
}

/* What was recorded, where it is with who, why and when; else the outcome. */
void hn_eval_decided(hn_frame *frame, const hn_node *node,
                     const hn_step *step, hn_vector *out)
{
    const hn_vector *is = hn_arg(frame, node, 0);
    const hn_vector *other = hn_arg(frame, node, 1);
    uint64_t rows[HN_CHUNK_WORDS], whole[HN_CHUNK_WORDS];
    memset(out->known, 0, sizeof rows);
    for (int w = 0; w < HN_CHUNK_WORDS; w++) {
        whole[w] = frame->live[w];
        for (int k = 2; k < node->count; k++)
            whole[w] &= hn_arg(frame, node, k)->known[w];
        rows[w] = frame->live[w] & ~other->known[w]
                  & (other->none ? other->none[w] : 0);
    }
    take_arm(out, is, 1, rows);
    HN_EACH_BIT(i, frame->live, {
        if (!hn_bit(other->known, i))
            continue;
        if (!hn_bit(whole, i)) {
            hn_eval_fault(out, i);
            continue;
        }
        hn_bit_set(out->known, i);
        out->value[i] = step->table[other->value[i]];
    })
}

void hn_eval_dated(hn_frame *frame, const hn_node *node, const hn_step *step,
                   hn_vector *out)
{
    int same = hn_eval_periods(frame, step->periods, step->period_count, NULL);
    memset(out->known, 0, sizeof frame->live);
    memset(out->yes, 0, sizeof frame->live);
    if (same >= 0) {
        take_arm(out, hn_arg(frame, node, same), 1, frame->live);
        return;
    }
    HN_EACH_BIT(i, frame->live, {
        uint64_t row[HN_CHUNK_WORDS] = {0};
        int at = same == -3 ? frame->periods[i] : same;
        hn_bit_set(row, i);
        if (at >= 0)
            take_arm(out, hn_arg(frame, node, at), 1, row);
        else if (at == -1)
            hn_eval_fault(out, i);
    })
}

/* An award whose test is unmet is nought; one that cannot be told is missing. */
void hn_eval_gate(hn_frame *frame, const hn_node *node, const hn_step *step,
                  hn_vector *out)
{
    const hn_vector *when = hn_arg(frame, node, 0);
    const hn_vector *amount = hn_arg(frame, node, 1);
    uint64_t yes[HN_CHUNK_WORDS];
    (void)step;
    for (int w = 0; w < HN_CHUNK_WORDS; w++) {
        yes[w] = when->known[w] & when->yes[w] & frame->live[w];
        out->known[w] = when->known[w] & ~when->yes[w] & frame->live[w];
        if (when->fault && out->fault)
            out->fault[w] |= when->fault[w];
    }
    if (out->wide)
        memset(out->wide, 0, (size_t)frame->room * sizeof *out->wide);
    else
        memset(out->value, 0, (size_t)frame->room * sizeof *out->value);
    for (int i = 0; i < frame->room && out->wide; i++)
        out->wide[i].den = 1;
    take_arm(out, amount, 1, yes);
}

/* --- tables --------------------------------------------------------------------------- */

/* What all cells come to that the keys of row `i` leave, of which those that
 * are not known may be anything; -1 where they differ. */
static int64_t settled(const hn_frame *frame, const hn_lookup *matrix,
                       const hn_step *step, int i, int key, int at)
{
    int64_t is = -1;
    if (key == matrix->by_count)
        return step->table[at];
    const hn_node *by = matrix->by[key];
    const hn_vector *vector = &frame->vectors[by->id];
    int choices = by->type.choices->count;
    if (hn_bit(vector->known, i))
        return settled(frame, matrix, step, i, key + 1,
                       at * choices + (int)vector->value[i]);
    for (int k = 0; k < choices; k++) {
        int64_t one = settled(frame, matrix, step, i, key + 1,
                              at * choices + k);
        if (one < 0 || (k > 0 && one != is))
            return -1;
        is = one;
    }
    return is;
}

static void settle(const hn_frame *frame, const hn_node *node,
                   const hn_step *step, hn_vector *out)
{
    const hn_lookup *matrix = node->u.lookup.lookup;
    HN_EACH_BIT(i, frame->live, {
        if (hn_bit(out->known, i) || (out->fault && hn_bit(out->fault, i)))
            continue;
        int64_t is = settled(frame, matrix, step, i, 0, 0);
        if (is < 0 && matrix->otherwise)
            is = matrix->otherwise->u.constant.index;
        if (is < 0)
            continue;
        out->value[i] = is;
        hn_bit_set(out->known, i);
    })
}

void hn_eval_lookup(hn_frame *frame, const hn_node *node, const hn_step *step,
                    hn_vector *out)
{
    const hn_lookup *lookup = node->u.lookup.lookup;
    int dates = step->period_count ? step->period_count : 1;
    int32_t index[HN_CHUNK] = {0};
    int same = hn_eval_periods(frame, step->periods, step->period_count, NULL);
    for (int k = 0; k < lookup->by_count; k++) {
        const hn_vector *key = &frame->vectors[lookup->by[k]->id];
        int choices = lookup->by[k]->type.choices->count;
        hn_eval_known_in(key, out);
        for (int i = 0; i < frame->room; i++)
            index[i] = (int32_t)((uint32_t)index[i] * (uint32_t)choices
                                 + (uint32_t)key->value[i]);
    }
    for (int i = 0; i < frame->count; i++) {
        int at = same == -3 ? frame->periods[i] : same;
        index[i] = at < 0 ? at : index[i] * dates + at;
    }
    hn_eval_take(frame, node, step, out, index, -3);
    if (lookup->thing.word == HN_WORD_MATRIX)
        settle(frame, node, step, out);
}

static int band_of(const hn_bands *bands, const hn_step *step,
                   const hn_vector *arg, int i)
{
    int at = 0;
    for (int k = 1; k < bands->count; k++) {
        int order;
        if (step->wide) {
            order = hn_ratio_compare(hn_vector_ratio(arg, i),
                                     bands->bands[k].edge->u.constant.number);
        } else {
            int64_t value = arg->value[i] * step->times[0];
            order = (value > step->table[k]) - (value < step->table[k]);
        }
        at = order > 0 || (order == 0 && !bands->bands[k].over) ? k : at;
    }
    return at;
}

void hn_eval_bands(hn_frame *frame, const hn_node *node, const hn_step *step,
                   hn_vector *out)
{
    hn_eval_known_args(frame, node, out);
    HN_EACH_BIT(i, out->known, {
        out->value[i] = band_of(node->u.bands.bands, step,
                                hn_arg(frame, node, 0), i);
    })
}

void hn_eval_band_column(hn_frame *frame, const hn_node *node,
                         const hn_step *step, hn_vector *out)
{
    const hn_vector *band = hn_arg(frame, node, 0);
    int32_t index[HN_CHUNK];
    hn_eval_known_args(frame, node, out);
    for (int i = 0; i < frame->count; i++)
        index[i] = (int32_t)band->value[i];
    hn_eval_take(frame, node, step, out, index, -3);
}

/* Adds to the points of every row; `base` is where this row's points begin in
 * the table. */
static void add_points(hn_frame *frame, const hn_score_row *row,
                       const hn_step *step, int base, hn_vector *out)
{
    const hn_node *reads = row->when ? row->when : row->of;
    const hn_vector *arg = &frame->vectors[reads->id];
    hn_eval_known_in(arg, out);
    HN_EACH_BIT(i, out->known, {
        int at = base + (row->when ? 0 : (int)arg->value[i]);
        if (row->when && !hn_bit(arg->yes, i))
            continue;
        if (step->gaps[at] != HN_GAP_NONE)
            hn_bit_clear(out->known, i);
        else if (out->wide)
            hn_ratio_add(&out->wide[i], out->wide[i],
                         step->nodes[at]->u.constant.number);
        else
            out->value[i] += step->table[at];
    })
}

void hn_eval_score(hn_frame *frame, const hn_node *node, const hn_step *step,
                   hn_vector *out)
{
    const hn_score *score = node->u.score;
    int base = 0;
    for (int i = 0; i < frame->room && out->wide; i++)
        out->wide[i] = (hn_ratio){0, 1};
    if (!out->wide)
        memset(out->value, 0, (size_t)frame->room * sizeof *out->value);
    for (int k = 0; k < score->count; k++) {
        add_points(frame, &score->rows[k], step, base, out);
        base += score->rows[k].count;
    }
}
