/*
 * change.c - see change.h.
 */
#include "change.h"

#include <string.h>

static void clear(uint64_t *bits, int row)
{
    if (bits)
        bits[row >> 6] &= ~((uint64_t)1 << (row & 63));
}

void hn_change_put(hn_vector *to, int row, const hn_value *value)
{
    clear(to->known, row);
    clear(to->none, row);
    clear(to->yes, row);
    if (value->state == HN_NONE && to->none)
        hn_bit_set(to->none, row);
    if (to->mark)
        to->mark[row] = value->mark;
    if (value->state != HN_KNOWN)
        return;
    hn_bit_set(to->known, row);
    if (to->yes && value->value)
        hn_bit_set(to->yes, row);
    if (to->value)
        to->value[row] = value->value;
    if (to->text)
        to->text[row] = value->text;
}

static bool is_meant(const hn_changes *changes, const hn_rows *rows, int row)
{
    const hn_input *key = rows->records->key;
    const hn_vector *ids = key ? &rows->vectors[key->index] : NULL;
    if (!changes->key)
        return !changes->made;
    return ids && hn_bit(ids->known, row)
           && hn_slice_is(ids->text[row], changes->key);
}

void hn_changes_make(hn_changes *changes, hn_rows *rows)
{
    if (!changes || rows->records->index != 0)
        return;
    for (int row = 0; row < rows->count; row++) {
        if (!is_meant(changes, rows, row))
            continue;
        changes->made = true;
        for (int i = 0; i < changes->count; i++)
            hn_change_put(&rows->vectors[changes->at[i].input->index], row,
                          &changes->at[i].value);
    }
}
