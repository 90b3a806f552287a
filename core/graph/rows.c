/*
 * rows.c - room for a chunk of rows, taken once and used for every chunk.
 *
 * A vector has the parts that its type needs and no others; the rest is NULL.
 */
#include "rows.h"
#include <string.h>

#define WORDS (HN_CHUNK_WORDS * sizeof(uint64_t))

/* A value of an amount is a whole number of 1/den: 10^decimals, and a hundred
 * times that for a percentage, which is written 3 and means 3/100. */
static int64_t denominator(const hn_input *input)
{
    int64_t den = 1;
    if (input->type.kind != HN_NUMBER)
        return 1;
    for (int i = 0; i < input->decimals; i++)
        den *= 10;
    return input->type.form == HN_PERCENT ? den * 100 : den;
}

static bool vector_init(hn_vector *v, const hn_input *input, bool marks,
                        hn_arena *arena)
{
    hn_kind kind = input->type.kind;
    v->den = denominator(input);
    v->known = hn_arena_alloc(arena, WORDS);
    if (input->blank)
        v->none = hn_arena_alloc(arena, WORDS);
    if (kind == HN_YESNO)
        v->yes = hn_arena_alloc(arena, WORDS);
    else if (kind == HN_TEXT)
        v->text = hn_arena_alloc(arena, HN_CHUNK * sizeof *v->text);
    else
        v->value = hn_arena_alloc(arena, HN_CHUNK * sizeof *v->value);
    if (marks)
        v->mark = hn_arena_alloc(arena, HN_CHUNK);
    return v->known && (v->none || !input->blank) &&
           (v->yes || v->text || v->value) && (v->mark || !marks);
}

bool hn_rows_init(hn_rows *rows, const hn_records *records, hn_arena *arena)
{
    size_t inputs = (size_t)records->input_count;
    rows->records = records;
    rows->count = 0;
    rows->vectors = hn_arena_alloc(arena, (inputs + 1) *
                                              sizeof *rows->vectors);
    rows->origins = hn_arena_alloc(arena, HN_CHUNK * sizeof *rows->origins);
    if (!rows->vectors || !rows->origins)
        return false;
    for (size_t i = 0; i < inputs; i++)
        if (!vector_init(&rows->vectors[i], records->inputs[i],
                         records->mark_count > 0, arena))
            return false;
    return true;
}

static void vector_clear(hn_vector *v)
{
    memset(v->known, 0, WORDS);
    if (v->none)
        memset(v->none, 0, WORDS);
    if (v->yes)
        memset(v->yes, 0, WORDS);
    if (v->mark)
        memset(v->mark, 0, HN_CHUNK);
}

void hn_rows_clear(hn_rows *rows)
{
    for (int i = 0; i < rows->records->input_count; i++)
        vector_clear(&rows->vectors[i]);
    rows->count = 0;
}
