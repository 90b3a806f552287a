/*
 * spells.c - see spells.h.
 */
#include "spells.h"

#include "graph.h"
#include "../base/sort.h"

void hn_spells_dispose(hn_spells *spells)
{
    if (spells->owners.memory)
        hn_text_map_dispose(&spells->owners);
}

/* --- one row ------------------------------------------------------------- */

static int64_t first_day(hn_rows *const *chunks, int64_t row)
{
    const hn_rows *rows = chunks[row / HN_CHUNK];
    int starts = rows->records->lasts.starts->index;
    return rows->vectors[starts].value[row % HN_CHUNK];
}

/* Of one that has no end the last of all; of one whose end is missing, which an
 * example may leave out, the first: it holds no day that anybody knows of. */
static int64_t last_day(hn_rows *const *chunks, int64_t row)
{
    const hn_rows *rows = chunks[row / HN_CHUNK];
    const hn_vector *ends = &rows->vectors[rows->records->lasts.ends->index];
    int i = (int)(row % HN_CHUNK);
    bool open = ends->none && hn_bit(ends->none, i);
    return hn_bit(ends->known, i) ? ends->value[i]
           : open ? INT64_MAX : INT64_MIN;
}

static const hn_slice *owner_of(const hn_rows *rows, int i)
{
    const hn_vector *of = &rows->vectors[rows->records->lasts.of->index];
    return i < rows->count && hn_bit(of->known, i) ? &of->text[i] : NULL;
}

/* --- putting in order ---------------------------------------------------- */

static int compare(const void *ctx, int64_t a, int64_t b)
{
    hn_rows *const *chunks = ctx;
    int64_t x = first_day(chunks, a), y = first_day(chunks, b);
    return (x > y) - (x < y);
}

/* Numbers the owners, and counts the rows of each two places further on. */
static bool count_rows(hn_spells *s, hn_rows *const *chunks, int64_t count)
{
    for (int64_t row = 0; row < count; row++) {
        const hn_slice *owner = owner_of(chunks[row / HN_CHUNK],
                                         (int)(row % HN_CHUNK));
        int64_t number = owner ? hn_text_map_enter(&s->owners, *owner,
                                                   s->owners.count)
                               : row;
        if (number == HN_TEXT_MAP_NONE)
            return false;
        if (owner)
            s->begins[number + 2]++;
    }
    for (int64_t k = 2; k <= s->owners.count + 1; k++)
        s->begins[k] += s->begins[k - 1];
    return true;
}

/* Each goes to the next place of its owner, which moves on to where the owner
 * after it begins. */
static void deal(hn_spells *s, hn_rows *const *chunks, int64_t count)
{
    for (int64_t row = 0; row < count; row++) {
        const hn_slice *owner = owner_of(chunks[row / HN_CHUNK],
                                         (int)(row % HN_CHUNK));
        if (owner)
            s->rows[s->begins[hn_text_map_find(&s->owners, *owner) + 1]++] =
                row;
    }
}

static void find_ends(hn_spells *s, hn_rows *const *chunks, int64_t from,
                      int64_t to)
{
    int64_t last = -1, next = -1;
    for (int64_t at = from; at < to; at++) {
        int64_t row = s->rows[at], day = last_day(chunks, row);
        if (last < 0 || day > last_day(chunks, last)) {
            next = last;
            last = row;
        } else if (next < 0 || day > last_day(chunks, next)) {
            next = row;
        }
        s->last[at] = last;
        s->next[at] = next;
    }
}

bool hn_spells_init(hn_spells *s, hn_rows *const *chunks, int64_t count,
                    hn_arena *arena)
{
    size_t bytes = ((size_t)count + 2) * sizeof *s->rows;
    hn_text_map_init(&s->owners, arena->memory);
    s->begins = hn_arena_alloc(arena, bytes);
    s->rows = hn_arena_alloc(arena, bytes);
    s->last = hn_arena_alloc(arena, bytes);
    s->next = hn_arena_alloc(arena, bytes);
    if (!s->begins || !s->rows || !s->last || !s->next
        || !count_rows(s, chunks, count))
        return false;
    deal(s, chunks, count);
    for (int64_t k = 0; k < s->owners.count; k++) {
        int64_t from = s->begins[k], to = s->begins[k + 1];
        hn_sort_by(s->rows + from, s->last + from, to - from, compare,
                   chunks);
        find_ends(s, chunks, from, to);
    }
    return true;
}

/* --- finding ------------------------------------------------------------- */

/* The last of the owner's places that begins on `day` or before; one before the
 * first where none does. */
static int64_t place_of(const hn_spells *s, hn_rows *const *chunks,
                        int64_t owner, int64_t day)
{
    int64_t low = s->begins[owner], high = s->begins[owner + 1];
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (first_day(chunks, s->rows[middle]) <= day)
            low = middle + 1;
        else
            high = middle;
    }
    return low - 1;
}

int64_t hn_spells_find(const hn_spells *s, hn_rows *const *chunks,
                       hn_slice owner, int64_t day, int64_t two[2])
{
    int64_t of = hn_text_map_find(&s->owners, owner);
    int64_t at = of < 0 ? -1 : place_of(s, chunks, of, day);
    if (of < 0 || at < s->begins[of]
        || last_day(chunks, s->last[at]) < day)
        return HN_TEXT_MAP_NONE;
    int64_t row = s->last[at], other = s->next[at];
    if (other < 0 || last_day(chunks, other) < day)
        return row;
    if (two) {
        two[0] = row < other ? row : other;
        two[1] = row < other ? other : row;
    }
    return HN_TEXT_MAP_TWICE;
}
