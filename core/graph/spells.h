/*
 * spells.h - which row lasts on a day.
 *
 * Rows that last have a first and a last day, both counted, and belong to
 * somebody (a pupil's awards).  Those of one owner stand in order of their first
 * day, and beside each stand the two that end last of all up to it: the row that
 * holds a day, and whether there is another, is found without going through
 * them.
 */
#ifndef HN_SPELLS_H
#define HN_SPELLS_H

#include "rows.h"
#include "text_map.h"

typedef struct hn_spells {
    hn_text_map owners;       /* to the number of an owner                     */
    int64_t *begins;          /* by owner, in `rows`; one more than owners     */
    int64_t *rows;            /* by owner, then by first day                   */
    int64_t *last, *next;     /* as rows: of the owner's rows up to this one,
                               * the one that ends last and the one after it;
                               * -1: none                                      */
} hn_spells;

void hn_spells_dispose(hn_spells *spells);
/* Puts `count` rows in order: row i of chunk c has the number
 * c * HN_CHUNK + i.  False when memory is refused. */
bool hn_spells_init(hn_spells *spells, hn_rows *const *chunks, int64_t count,
                    hn_arena *arena);
/* The row of `owner` that holds `day`, HN_TEXT_MAP_NONE or _TWICE; `two` (or
 * NULL) is then set to two that do, the lower number first. */
int64_t hn_spells_find(const hn_spells *spells, hn_rows *const *chunks,
                       hn_slice owner, int64_t day, int64_t two[2]);

#endif
