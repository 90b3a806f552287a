/*
 * withdrawn.c - held rows that were rejected after sums had counted them.
 *
 * A row that reads a sum and is at fault for it is withdrawn, and all is
 * settled again without it (tables.h).  By then the fault may have gone, as
 * that of shares which came to more than the whole: what is told is therefore
 * written down when it is found.
 */
#include "engine.h"

void hn_withdrawn_init(hn_withdrawn *withdrawn, hn_memory *memory)
{
    *withdrawn = (hn_withdrawn){.rows = NULL};
    hn_faults_init(&withdrawn->faults, memory);
}

void hn_withdrawn_dispose(hn_withdrawn *withdrawn)
{
    hn_faults_dispose(&withdrawn->faults);
}

/* --- writing down -------------------------------------------------------- */

typedef struct noting {
    const hn_results *results;
    hn_withdrawn *withdrawn;
} noting;

static bool note_row(hn_withdrawn *withdrawn, const hn_results *results,
                     const hn_frame *frame, int level, int row)
{
    hn_faults *faults = &withdrawn->faults;
    uint64_t live[HN_CHUNK_WORDS] = {0};
    hn_bit_set(live, row);
    hn_withdrawal *out = &withdrawn->rows[frame->rows->first + row];
    *out = (hn_withdrawal){level, faults->count, 0};
    hn_row_faults(results, frame, level, live, faults, faults->count);
    out->fault_count = faults->count - out->fault;
    return !faults->failed;
}

static bool note(void *ctx, const hn_frame *frame, int level,
                 const uint64_t *rows)
{
    const noting *n = ctx;
    int index = frame->records->index;
    hn_withdrawn *withdrawn = &n->withdrawn[index];
    size_t count = (size_t)frame->tables->held[index].count;
    bool fits = true;
    if (!withdrawn->rows)
        withdrawn->rows = hn_arena_alloc(&withdrawn->faults.arena,
                                         count * sizeof *withdrawn->rows);
    for (int i = 0; fits && i < frame->count; i++)
        if (hn_bit(rows, i))
            fits = withdrawn->rows
                   && note_row(withdrawn, &n->results[index], frame, level,
                               i);
    return fits;
}

bool hn_settle(hn_tables *tables, const hn_results *results,
               hn_withdrawn *withdrawn)
{
    noting n = {results, withdrawn};
    return hn_tables_settle(tables, note, &n);
}

/* --- telling ------------------------------------------------------------- */

const hn_withdrawal *hn_withdrawn_row(const hn_withdrawn *withdrawn,
                                      int64_t row)
{
    return withdrawn->rows && withdrawn->rows[row].level > 0
               ? &withdrawn->rows[row] : NULL;
}

static void add(hn_faults *faults, const hn_fault *fault)
{
    hn_fault *items = hn_arena_grow(&faults->arena, faults->items,
                                    faults->count, &faults->cap,
                                    sizeof *items);
    if (!items) {
        faults->failed = true;
        return;
    }
    faults->items = items;
    items[faults->count++] = *fault;
}

int hn_withdrawn_take(const hn_withdrawn *withdrawn, const hn_rows *rows,
                      uint64_t *live, hn_faults *faults)
{
    int count = 0;
    for (int i = 0; i < rows->count; i++) {
        const hn_withdrawal *row = hn_withdrawn_row(withdrawn,
                                                    rows->first + i);
        if (!row)
            continue;
        for (int k = 0; k < row->fault_count; k++)
            add(faults, &withdrawn->faults.items[row->fault + k]);
        live[i >> 6] &= ~((uint64_t)1 << (i & 63));
        count++;
    }
    return count;
}
