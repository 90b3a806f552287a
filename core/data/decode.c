/*
 * decode.c - a batch of split rows, column by column.
 */
#include "decode.h"

#include <string.h>
#include "quick.h"

/* The cells of one input in the batch, and where they go. */
typedef struct column {
    const hn_reading *reading;
    const hn_slice *cells;     /* of row 0; `stride` apart                   */
    size_t stride;
    int count, base;           /* rows in the batch; the first in the vector */
    const char *end;           /* of the block                               */
    hn_vector *to;
    uint64_t known, none, yes; /* as far as they have come                   */
    uint64_t bad;
    int64_t rounded;
} column;

/* Most blocks hold the cells themselves; those with quotes or escapes were
 * written out elsewhere, and nothing may be looked at past them. */
static inline const char *limit_of(const column *c, const char *begin,
                                   hn_slice cell)
{
    return cell.at >= begin && cell.at < c->end ? c->end
                                                : cell.at + cell.len;
}

/* The careful way, for any cell. */
static void settle(column *c, int i, hn_slice cell)
{
    uint64_t bit = (uint64_t)1 << i;
    int row = c->base + i;
    hn_value value = hn_value_read(c->reading, cell);
    if (value.state == HN_REFUSED)
        c->bad |= bit;
    if (value.state == HN_NONE)
        c->none |= bit;
    if (c->to->mark)
        c->to->mark[row] = value.mark;
    if (value.state != HN_KNOWN)
        return;
    c->known |= bit;
    c->rounded += value.rounded;
    if (c->to->value)
        c->to->value[row] = value.value;
    else if (c->to->text)
        c->to->text[row] = value.text;
    else if (value.value)
        c->yes |= bit;
}

/* Nothing there, or it may be a mark: not for the quick way. */
static inline bool is_odd(const column *c, hn_slice cell)
{
    return cell.len == 0
        || (c->reading->mark_first
            && c->reading->mark_first[(unsigned char)*cell.at]);
}

static void numbers(column *c, const char *begin)
{
    const hn_slice *cell = c->cells;
    int64_t *value = c->to->value + c->base;
    bool quick = c->reading->quick;
    for (int i = 0; i < c->count; i++, cell += c->stride) {
        if (!quick || is_odd(c, *cell)
            || !hn_quick_number(&value[i], c->reading, *cell,
                                limit_of(c, begin, *cell)))
            settle(c, i, *cell);
        else
            c->known |= (uint64_t)1 << i;
    }
}

static void dates(column *c)
{
    const hn_slice *cell = c->cells;
    int64_t *value = c->to->value + c->base;
    for (int i = 0; i < c->count; i++, cell += c->stride) {
        if (is_odd(c, *cell) || !hn_quick_date(&value[i], *cell))
            settle(c, i, *cell);
        else
            c->known |= (uint64_t)1 << i;
    }
}

static void choices(column *c, const char *begin)
{
    const hn_slice *cell = c->cells;
    int64_t *value = c->to->value + c->base;
    for (int i = 0; i < c->count; i++, cell += c->stride) {
        int index = is_odd(c, *cell)
                        ? -1
                        : hn_choice_find(c->reading, *cell,
                                         limit_of(c, begin, *cell));
        if (index < 0) {
            settle(c, i, *cell);
            continue;
        }
        value[i] = index;
        c->known |= (uint64_t)1 << i;
    }
}

static void yes_nos(column *c, const char *begin)
{
    const hn_slice *cell = c->cells;
    for (int i = 0; i < c->count; i++, cell += c->stride) {
        int yes = is_odd(c, *cell)
                      ? -1
                      : hn_quick_yes_no(*cell, limit_of(c, begin, *cell));
        if (yes < 0) {
            settle(c, i, *cell);
            continue;
        }
        c->known |= (uint64_t)1 << i;
        c->yes |= (uint64_t)(unsigned)yes << i;
    }
}

static void texts(column *c)
{
    const hn_slice *cell = c->cells;
    hn_slice *text = c->to->text + c->base;
    for (int i = 0; i < c->count; i++, cell += c->stride) {
        const char *at = cell->at;
        size_t len = cell->len;
        if (is_odd(c, *cell) || (unsigned char)at[0] <= ' '
            || (unsigned char)at[len - 1] <= ' ' || hn_is_damaged(*cell)) {
            settle(c, i, *cell);
            continue;
        }
        text[i] = *cell;
        c->known |= (uint64_t)1 << i;
    }
}

static void decode_column(column *c, const char *begin)
{
    switch (c->reading->input->type.kind) {
    case HN_NUMBER:
        numbers(c, begin);
        return;
    case HN_DATE:
        dates(c);
        return;
    case HN_CHOICE:
        choices(c, begin);
        return;
    case HN_YESNO:
        yes_nos(c, begin);
        return;
    default:
        texts(c);
    }
}

static void put_words(const column *c)
{
    int word = c->base / HN_BATCH;
    c->to->known[word] = c->known;
    if (c->to->none)
        c->to->none[word] = c->none;
    if (c->to->yes)
        c->to->yes[word] = c->yes;
}

/* Decodes the first `count` rows of the batch: the rows that have a fault. */
static uint64_t decode_batch(hn_decoder *d, int count, int64_t *rounded)
{
    const hn_layout *layout = d->layout;
    uint64_t bad = d->broken;
    *rounded = 0;
    for (int i = 0; i < layout->records->input_count; i++) {
        column c = { .reading = &layout->readings[i],
                     .cells = hn_decoder_row(d, 0) + layout->column_of[i],
                     .stride = (size_t)layout->count, .count = count,
                     .base = d->rows->count, .end = d->cursor->end,
                     .to = &d->rows->vectors[i] };
        if (c.to->mark)
            memset(c.to->mark + c.base, 0, HN_BATCH);
        decode_column(&c, d->origins[0].at);
        put_words(&c);
        bad |= c.bad;
        *rounded += c.rounded;
    }
    return bad;
}

static void tell_row(hn_decoder *d, const hn_origin *origin)
{
    int before = d->faults->count;
    hn_slice none = { NULL, 0 };
    d->splitter->tell(d, origin);
    d->cursor->rejected++;
    if (d->faults->count == before && !d->faults->failed)
        hn_tell(d, origin, 400, NULL, none, none, "the row cannot be read",
                NULL);
}

/* Tells the faulty rows and closes the gaps: how many rows are left. */
static int leave_out(hn_decoder *d, int count, uint64_t bad)
{
    size_t size = (size_t)d->layout->count * sizeof(hn_slice);
    int kept = 0;
    for (int i = 0; i < count; i++) {
        if (bad >> i & 1) {
            tell_row(d, &d->origins[i]);
            continue;
        }
        if (kept < i) {
            d->origins[kept] = d->origins[i];
            memcpy(hn_decoder_row(d, kept), hn_decoder_row(d, i), size);
        }
        kept++;
    }
    return kept;
}

/* Splits rows until the batch is full or nothing is left. */
static int fill(hn_decoder *d, int count)
{
    d->broken = 0;
    while (count < HN_BATCH) {
        bool broken = false;
        if (!d->splitter->split(d, count, &broken))
            break;
        if (broken) {
            d->broken |= (uint64_t)1 << count;
            memset(hn_decoder_row(d, count), 0,
                   (size_t)d->layout->count * sizeof(hn_slice));
        }
        d->cursor->rows++;
        count++;
    }
    return count;
}

/* False when the batch is the last. */
static bool decode_some(hn_decoder *d)
{
    int64_t rounded;
    int count = 0;
    d->origins = d->rows->origins + d->rows->count;
    for (;;) {
        count = fill(d, count);
        uint64_t bad = decode_batch(d, count, &rounded);
        if (bad == 0)
            break;
        count = leave_out(d, count, bad);
    }
    d->cursor->rounded += rounded;
    d->rows->count += count;
    return count == HN_BATCH;
}

static bool take_cells(hn_decoder *d)
{
    size_t size = HN_BATCH * ((size_t)d->layout->count + 1);
    if (!d->cursor->cells)
        d->cursor->cells = hn_arena_alloc(d->cursor->scratch,
                                          size * sizeof(hn_slice));
    d->faults->failed |= !d->cursor->cells;
    return d->cursor->cells != NULL;
}

bool hn_decode(hn_decoder *d)
{
    int64_t before = d->cursor->rows;
    hn_rows_clear(d->rows);
    if (d->faults->failed || !take_cells(d))
        return false;
    if (d->splitter->begin)
        d->splitter->begin(d);
    while (d->rows->count < HN_CHUNK && decode_some(d))
        ;
    return d->cursor->rows > before;
}
