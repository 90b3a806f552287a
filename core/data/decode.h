/*
 * decode.h - what the formats share: cells in, columns out.
 *
 * A format splits records into cells, a batch of 64 rows at a time, and this
 * decodes the batch column by column, so that each kind of value has its own
 * short loop and a word of the bitmaps is made at once.  A row that has a
 * fault is taken out of the batch, told, and replaced by the next row.
 *
 * Splitting and decoding only notice that something is wrong.  What is wrong
 * is found by going through the row again with care: the format's `tell`.
 */
#ifndef HN_DECODE_H
#define HN_DECODE_H

#include "layout.h"

#define HN_BATCH 64                            /* rows; a word of a bitmap   */

typedef struct hn_decoder hn_decoder;

/* How a format takes rows apart. */
typedef struct hn_splitter {
    /* Splits the next record into hn_decoder_row(d, i) and notes its origin;
     * sets `*broken` where it cannot be taken apart.  False at the end. */
    bool (*split)(hn_decoder *d, int i, bool *broken);
    /* Tells every fault of a row. */
    void (*tell)(hn_decoder *d, const hn_origin *origin);
    /* Splitting is about to go on at cursor->at; or NULL. */
    void (*begin)(hn_decoder *d);
} hn_splitter;

/* How far CSV has looked ahead: bit i of `special` is set where base[i]
 * means something. */
typedef struct hn_ahead {
    const char *base;
    uint64_t special;
    bool high;                                 /* not all of it is ASCII     */
} hn_ahead;

struct hn_decoder {
    const hn_splitter *splitter;
    const hn_layout *layout;
    hn_cursor *cursor;
    hn_rows *rows;
    hn_faults *faults;
    hn_origin *origins;                        /* of the batch, in rows      */
    uint64_t broken;                           /* rows that were not split   */
    struct hn_month *months;                   /* met in dates: quick.h      */
    hn_ahead ahead;                            /* of CSV                     */
    struct hn_json_scan *scan;                 /* of JSON                    */
};

static inline hn_slice *hn_decoder_row(const hn_decoder *d, int i)
{
    return d->cursor->cells + (size_t)i * (size_t)d->layout->count;
}

/* Fills d->rows; true when it went through at least one row. */
bool hn_decode(hn_decoder *d);

/* --- telling ------------------------------------------------------------- */

/* Adds a fault of the row: `where` is the part of the row it is about (NULL
 * `at`: all of it).  The texts are copied; `help` may be NULL. */
void hn_tell(hn_decoder *d, const hn_origin *origin, int code,
             const hn_input *input, hn_slice column, hn_slice where,
             const char *message, const char *help);

/* Reads the cell as the input does and tells if that is refused.  `stands` is
 * the cell as it stands in the row, `text` what it says. */
void hn_tell_value(hn_decoder *d, const hn_origin *origin, int input,
                   hn_slice stands, hn_slice text);

/* Tells NUL and what is not UTF-8; false if there was any. */
bool hn_tell_bytes(hn_decoder *d, const hn_origin *origin);

/* Puts the row id into the faults from `from` on. */
void hn_tell_id(hn_decoder *d, int from, hn_slice id);

/* Puts the faults from `from` on in order of where they stand. */
void hn_tell_sort(hn_decoder *d, int from);

/* What bytes that are not UTF-8 most likely are, or NULL. */
const char *hn_bytes_help(const char *at, const char *end);

/* Whether bytes are ASCII without NUL. */
bool hn_bytes_plain(const char *at, size_t len);
/* Whether bytes may stand in a table: UTF-8 without NUL; else where not. */
bool hn_bytes_fit(const char *at, size_t len, size_t *bad);

/* How many lines end in the bytes: LF, CR LF or CR. */
int64_t hn_count_lines(const char *at, size_t len);

int hn_count_characters(const char *at, const char *end);

extern const hn_splitter hn_csv_splitter, hn_jsonl_splitter,
    hn_json_splitter;

#endif
