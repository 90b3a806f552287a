/*
 * cliffs.c - what of a sweep moves, and where it jumps.
 */
#include <string.h>
#include "sweep.h"

static bool is_same(const hn_swept *a, const hn_swept *b)
{
    return a->told.known == b->told.known
           && strcmp(a->told.exact, b->told.exact) == 0;
}

bool hn_swept_moves(const hn_sweep_run *sweep, int figure)
{
    for (int p = 1; p < sweep->points; p++)
        if (!is_same(hn_swept_at(sweep, 0, figure),
                     hn_swept_at(sweep, p, figure)))
            return true;
    return false;
}

bool hn_swept_drawn(const hn_sweep_run *sweep, int figure, bool asked)
{
    return sweep->figures[figure].type.kind == HN_NUMBER
           && (asked || hn_swept_moves(sweep, figure));
}

/* From the point before to this one; false where there is none. */
static bool change(const hn_sweep_run *sweep, int figure, int point,
                   hn_ratio *out)
{
    if (point < 1 || point >= sweep->points)
        return false;
    const hn_told *a = &hn_swept_at(sweep, point - 1, figure)->told;
    const hn_told *b = &hn_swept_at(sweep, point, figure)->told;
    return a->counts && b->counts && hn_ratio_sub(out, b->number, a->number);
}

static hn_ratio size_of(hn_ratio number)
{
    number.num = number.num < 0 ? -number.num : number.num;
    return number;
}

bool hn_swept_cliff(const hn_sweep_run *sweep, int figure, int point,
                    hn_ratio *out)
{
    hn_ratio here, other, twice;
    bool beside = false;
    if (sweep->axis_count != 1 || !change(sweep, figure, point, &here)
        || here.num == 0)
        return false;
    for (int p = point - 1; p <= point + 1; p += 2) {
        if (!change(sweep, figure, p, &other))
            continue;
        beside = true;
        if (!hn_ratio_mul(&twice, size_of(other), hn_ratio_of(2))
            || hn_ratio_compare(size_of(here), twice) <= 0)
            return false;
    }
    *out = here;
    return beside;
}
