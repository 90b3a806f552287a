/*
 * rows.h - columns of values for a chunk of rows.
 *
 * A vector holds one quantity for up to HN_CHUNK rows of one kind of records.
 * Whether a value is known is a bit beside it, never a special number: missing
 * is not nought.  Bits at and above the count of rows are 0.
 *
 * A number is value[i] / den when den is above 0: a whole number over one
 * denominator for the whole column.  Where a divisor differs from row to row
 * den is 0 and the exact ratios stand in `wide`.
 */
#ifndef HN_ROWS_H
#define HN_ROWS_H

#include "graph.h"

#define HN_CHUNK 512                       /* rows; a multiple of 64        */
#define HN_CHUNK_WORDS (HN_CHUNK / 64)

typedef struct hn_vector {
    int64_t den;
    uint64_t *known;      /* bit i: the value of row i is known             */
    uint64_t *none;       /* bit i: nothing, and that is a fact; or NULL    */
    uint64_t *fault;      /* bit i: could not be computed; or NULL          */
    uint64_t *yes;        /* HN_YESNO: bit i is the answer, where known     */
    int64_t *value;       /* HN_NUMBER with den, HN_DATE, HN_CHOICE         */
    hn_ratio *wide;       /* HN_NUMBER without den                          */
    hn_slice *text;       /* HN_TEXT                                        */
    bool plain;           /* the text has letters, digits and "_; " only     */
    uint8_t *mark;        /* of inputs: 1 + the mark that stood there, 0    */
} hn_vector;

/* Where a row stood. */
typedef struct hn_origin {
    const char *at;       /* the whole row as it stood                      */
    uint32_t len;
    uint32_t before;      /* characters of its first line before it: JSON   */
    int64_t line;         /* where it begins, from 1                        */
} hn_origin;

/* Rows of data, decoded.  Vectors stand in order of records->inputs; the text
 * of ids points into the bytes that were read and lives as long as they do. */
typedef struct hn_rows {
    const hn_records *records;
    int64_t first;                         /* its place in a held table     */
    int count;                             /* rows in use                   */
    hn_vector *vectors;
    hn_origin *origins;
} hn_rows;

/* Room for a chunk of rows of `records`; false when memory is refused. */
bool hn_rows_init(hn_rows *rows, const hn_records *records, hn_arena *arena);
void hn_rows_clear(hn_rows *rows);

static inline bool hn_bit(const uint64_t *bits, int i)
{
    return bits[i >> 6] >> (i & 63) & 1;
}

static inline void hn_bit_set(uint64_t *bits, int i)
{
    bits[i >> 6] |= (uint64_t)1 << (i & 63);
}

#endif
