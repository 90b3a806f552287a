/*
 * same.h - whether two packs can be told apart by what is shown.
 *
 * Each formula is written in a form in which formulas that always agree look
 * alike: names are passed through, the entries of `all` or `lower_of` are put
 * in order, a threshold is the first step of its input that lies beyond it,
 * and ways of rounding halves are one where no half can occur.  What looks
 * alike has one number, in both packs.  Where all that is shown looks alike,
 * the packs are the same: a proof.  The other way round nothing follows.
 */
#ifndef HN_SAME_H
#define HN_SAME_H

#include "../graph/text_map.h"
#include "engine.h"

/* Formulas in one of the two forms, each different one with a number. */
typedef struct hn_forms {
    const struct hn_forms *base;  /* of the pack that this one is held
                                   * against; NULL: it is that pack          */
    hn_text_map numbers;
    int64_t count;                /* with those of the base                  */
    int64_t *nodes;               /* by node id                              */
    int64_t shown;                /* all that is shown                       */
} hn_forms;

typedef struct hn_likeness {
    hn_arena arena;
    const hn_pack *pack;
    hn_forms plain;               /* as they are written, but for names; of
                                   * what properties read as well            */
    hn_forms normal;
} hn_likeness;

/* `base` NULL: none.  False when memory is refused; hn_likeness_dispose()
 * either way, before that of the base. */
bool hn_likeness_find(hn_likeness *out, const hn_pack *pack,
                      const hn_likeness *base, hn_memory *memory);
/* Finds the normal form as well, which takes longer. */
bool hn_likeness_normal(hn_likeness *likeness);
void hn_likeness_dispose(hn_likeness *likeness);

/* Why nothing that is shown can differ from the base; NULL: that is not
 * known.  `*failed` when memory is refused. */
const char *hn_likeness_same(hn_likeness *likeness, bool *failed);

#endif
