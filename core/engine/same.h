/*
 * same.h - whether two packs can be told apart by what is shown.
 *
 * Each formula is written in a form in which formulas that always agree look
 * alike: names are passed through, the entries of `all` or `lower_of` are put
 * in order, a threshold is the first step of its input that lies beyond it,
 * and ways of rounding halves are one where no half can occur.  Where all that
 * is shown looks alike, the packs are the same: a proof.  The other way round
 * nothing follows.
 */
#ifndef HN_SAME_H
#define HN_SAME_H

#include "engine.h"

/* The shown things of a pack in that form, as hashes. */
typedef struct hn_likeness {
    char plain[HN_HASH_TEXT];     /* as they are written, but for names      */
    char normal[HN_HASH_TEXT];
} hn_likeness;

/* False when memory is refused. */
bool hn_likeness_find(hn_likeness *out, const hn_pack *pack,
                      hn_memory *memory);
/* Why nothing that is shown can differ; NULL: that is not known. */
const char *hn_likeness_same(const hn_likeness *a, const hn_likeness *b);

#endif
