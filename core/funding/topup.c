/* topup.c - top-up and the guarantee, as topup.h says. */
#include "topup.h"

#include "functions.h"

static hn_ratio not_below_nought(hn_ratio value)
{
    return value.num < 0 ? hn_ratio_of(0) : value;
}

const char *hn_funding_topup(hn_ratio *out, hn_ratio cost, hn_ratio met,
                             hn_ratio part)
{
    hn_ratio over;
    if (part.num < 0)
        return "the part of the year is below 0";
    bool fits = hn_ratio_sub(&over, cost, met)
             && hn_ratio_mul(out, not_below_nought(over), part);
    return fits ? NULL : HN_FUNDING_OUT_OF_RANGE;
}

const char *hn_funding_guarantee(hn_ratio *out,
                                 const hn_funding_school *school)
{
    hn_ratio kept, a_place, lacks;
    if (school->baseline_places.num <= 0)
        return "the places of the baseline are not above 0";
    if (school->places.num < 0)
        return "the number of places is below 0";
    bool fits = hn_ratio_add(&kept, hn_ratio_of(1), school->change)
             && hn_ratio_div(&a_place, school->baseline_income,
                             school->baseline_places)
             && hn_ratio_mul(&lacks, a_place, school->places)
             && hn_ratio_mul(&lacks, lacks, kept)
             && hn_ratio_sub(&lacks, lacks, school->income);
    if (!fits)
        return HN_FUNDING_OUT_OF_RANGE;
    *out = not_below_nought(lacks);
    return NULL;
}
