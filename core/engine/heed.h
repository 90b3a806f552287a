/*
 * heed.h - which examples of a pack notice that a rule of it was changed.
 *
 * What an example expects can only change where the formula below it did
 * (same.h), so the other examples are passed over.  And at first only what
 * stands below is worked out: of the changed pack's nodes the rest is put aside
 * for the while.  An example that does not hold then is asked as a whole.  One
 * of which the pack rejects a row always is: there all the rest matters.
 */
#ifndef HN_HEED_H
#define HN_HEED_H

#include "expect.h"
#include "same.h"

typedef struct hn_heed {
    const hn_pack *pack;
    const hn_likeness *likeness;  /* of the pack, no base                    */
    hn_arena arena;
    hn_wanted **wanted;           /* by example, by what it expects; thing
                                   * NULL: there is nothing of that name     */
    int **at;                     /* the things' numbers                     */
    bool *whole;                  /* by example: a row of it is rejected     */
} hn_heed;

/* False when memory is refused; hn_heed_dispose() either way. */
bool hn_heed_init(hn_heed *heed, const hn_likeness *likeness,
                  hn_memory *memory);
void hn_heed_dispose(hn_heed *heed);

/* The first example found that does not hold for another pack, whose likeness
 * has that of the pack for its base; -1: none was found, but a fault that only
 * a rejected row shows may be overlooked.  The other pack is as it was
 * afterwards. */
hn_status hn_heed_first(int *failed, const hn_heed *heed, hn_pack *other,
                        const hn_likeness *likeness, hn_memory *memory,
                        hn_error *err);

#endif
