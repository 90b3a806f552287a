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
    const char *begin;         /* of the rows in the block                   */
    size_t near;               /* bytes from there with 8 more behind them   */
    const bool *mark_first;
    bool required;
    hn_vector *to;
    uint64_t known, none, yes; /* as far as they have come                   */
    uint64_t bad;
    int64_t rounded;
} column;

/* The careful way, for any cell. */
__attribute__((noinline))
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

/* Nothing there, which is no fault. */
static inline bool is_empty(const column *c, hn_slice cell)
{
    return cell.len == 0 && !c->required;
}

/* Whether the quick way may be tried: something is there, it is no mark, and 8
 * bytes may be looked at.  (A cell that was written out elsewhere, or the last
 * of a block, has fewer.) */
static inline bool is_plain(const column *c, hn_slice cell)
{
    return cell.len > 0
        && (uintptr_t)cell.at - (uintptr_t)c->begin < c->near
        && !(c->mark_first && c->mark_first[(unsigned char)*cell.at]);
}

static uint64_t numbers(column *c)
{
    const hn_slice *cell = c->cells;
    const hn_reading *reading = c->reading;
    int64_t least = reading->least, most = reading->most;
    int64_t *to = c->to->value + c->base, value;
    int decimals = reading->input->decimals;
    uint64_t known = 0, empty = 0;
    for (int i = 0; i < c->count; i++, cell += c->stride) {
        if (is_empty(c, *cell)) {
            empty |= (uint64_t)1 << i;
        } else if (is_plain(c, *cell) && reading->quick
                   && hn_quick_number(&value, *cell, decimals)
                   && value >= least && value <= most) {
            to[i] = value;
            known |= (uint64_t)1 << i;
        } else {
            settle(c, i, *cell);
        }
    }
    c->known |= known;
    return empty;
}

static uint64_t dates(column *c, hn_month *months)
{
    const hn_slice *cell = c->cells;
    int64_t *value = c->to->value + c->base;
    uint64_t known = 0, empty = 0;
    for (int i = 0; i < c->count; i++, cell += c->stride) {
        if (is_empty(c, *cell))
            empty |= (uint64_t)1 << i;
        else if (is_plain(c, *cell) && hn_quick_date(&value[i], *cell, months))
            known |= (uint64_t)1 << i;
        else
            settle(c, i, *cell);
    }
    c->known |= known;
    return empty;
}

static uint64_t choices(column *c)
{
    const hn_slice *cell = c->cells;
    int64_t *value = c->to->value + c->base;
    uint64_t known = 0, empty = 0;
    for (int i = 0; i < c->count; i++, cell += c->stride) {
        int index = -1;
        if (is_empty(c, *cell)) {
            empty |= (uint64_t)1 << i;
            continue;
        }
        if (is_plain(c, *cell))
            index = hn_choice_find(c->reading, *cell, true);
        if (index < 0) {
            settle(c, i, *cell);
            continue;
        }
        value[i] = index;
        known |= (uint64_t)1 << i;
    }
    c->known |= known;
    return empty;
}

static uint64_t yes_nos(column *c)
{
    const hn_slice *cell = c->cells;
    uint64_t known = 0, yes = 0, empty = 0, answer;
    for (int i = 0; i < c->count; i++, cell += c->stride) {
        if (is_empty(c, *cell)) {
            empty |= (uint64_t)1 << i;
        } else if (is_plain(c, *cell) && hn_quick_yes_no(&answer, *cell)) {
            known |= (uint64_t)1 << i;
            yes |= answer << i;
        } else {
            settle(c, i, *cell);
        }
    }
    c->known |= known;
    c->yes |= yes;
    return empty;
}

static uint64_t texts(column *c)
{
    const hn_slice *cell = c->cells;
    hn_slice *text = c->to->text + c->base;
    uint64_t known = 0, empty = 0;
    for (int i = 0; i < c->count; i++, cell += c->stride) {
        const char *at = cell->at;
        size_t len = cell->len;
        if (is_empty(c, *cell)) {
            empty |= (uint64_t)1 << i;
        } else if (is_plain(c, *cell) && (unsigned char)at[0] > ' '
                   && (unsigned char)at[len - 1] > ' '
                   && !hn_is_damaged(*cell)) {
            text[i] = *cell;
            known |= (uint64_t)1 << i;
        } else {
            settle(c, i, *cell);
        }
    }
    c->known |= known;
    return empty;
}

/* Rows in which nothing stands, which is no fault, are returned. */
static uint64_t decode_column(column *c, hn_month *months)
{
    switch (c->reading->input->type.kind) {
    case HN_NUMBER:
        return numbers(c);
    case HN_DATE:
        return dates(c, months);
    case HN_CHOICE:
        return choices(c);
    case HN_YESNO:
        return yes_nos(c);
    default:
        return texts(c);
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

static column column_of(const hn_decoder *d, int input, int count)
{
    const hn_layout *layout = d->layout;
    const char *begin = d->origins[0].at, *end = d->cursor->end;
    column c = { .reading = &layout->readings[input], .count = count,
                 .cells = hn_decoder_row(d, 0) + layout->column_of[input],
                 .stride = (size_t)layout->count, .base = d->rows->count,
                 .to = &d->rows->vectors[input] };
    c.mark_first = c.reading->mark_first;
    c.required = c.reading->input->required;
    c.begin = begin;
    if (count > 0 && end - begin > 8)
        c.near = (size_t)(end - begin) - 8;
    return c;
}

/* Decodes the first `count` rows of the batch: the rows that have a fault. */
static uint64_t decode_batch(hn_decoder *d, int count, int64_t *rounded)
{
    uint64_t bad = d->broken;
    *rounded = 0;
    for (int i = 0; i < d->layout->records->input_count; i++) {
        column c = column_of(d, i, count);
        if (c.to->mark)
            memset(c.to->mark + c.base, 0, HN_BATCH);
        uint64_t empty = decode_column(&c, d->months);
        if (c.reading->input->blank)
            c.none |= empty;
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
    hn_month months[HN_MONTHS_KEPT] = { 0 };
    int64_t before = d->cursor->rows;
    d->months = months;
    hn_rows_clear(d->rows);
    if (d->faults->failed || !take_cells(d))
        return false;
    if (d->splitter->begin)
        d->splitter->begin(d);
    while (d->rows->count < HN_CHUNK && decode_some(d))
        ;
    return d->cursor->rows > before;
}
