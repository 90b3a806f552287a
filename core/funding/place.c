/*
 * place.c - places and the block, as place.h says.
 *
 * A formula is a chain of exact steps: the first that does not fit ends it.
 */
#include "place.h"

#include "../quantity/round.h"
#include "functions.h"

#define NO_WHOLE "the whole that is shared by is not above 0"

static const hn_ratio months_of_year = { 12, 1 };

/* Pounds for so many places over so many months. */
static bool months_of_places(hn_ratio *out, hn_ratio rate, hn_ratio places,
                             hn_ratio months)
{
    hn_ratio value;
    return hn_ratio_mul(&value, places, months)
        && hn_ratio_div(&value, value, months_of_year)
        && hn_ratio_mul(out, value, rate);
}

const char *hn_funding_place_parts(hn_ratio *first, hn_ratio *second,
                                   hn_ratio rate, hn_ratio before,
                                   hn_ratio after, hn_ratio months_before)
{
    hn_ratio months_after, one, two;
    if (months_before.num < 0
        || hn_ratio_compare(months_before, months_of_year) > 0)
        return "the months before the change are not from 0 to 12";
    if (!hn_ratio_sub(&months_after, months_of_year, months_before)
        || !months_of_places(&one, rate, before, months_before)
        || !months_of_places(&two, rate, after, months_after))
        return HN_FUNDING_OUT_OF_RANGE;
    *first = one;
    *second = two;
    return NULL;
}

const char *hn_funding_place(hn_ratio *out, hn_ratio rate, hn_ratio before,
                             hn_ratio after, hn_ratio months_before)
{
    hn_ratio first, second;
    const char *why = hn_funding_place_parts(&first, &second, rate, before,
                                             after, months_before);
    if (why)
        return why;
    return hn_ratio_add(out, first, second) ? NULL : HN_FUNDING_OUT_OF_RANGE;
}

const char *hn_funding_unit_places(hn_ratio *out, hn_ratio places,
                                   hn_ratio occupied, hn_ratio rate_occupied,
                                   hn_ratio rate_empty)
{
    hn_ratio filled, empty;
    if (occupied.num < 0)
        return "fewer than 0 places are occupied";
    if (hn_ratio_compare(occupied, places) > 0)
        return "more places are occupied than there are";
    bool fits = hn_ratio_mul(&filled, occupied, rate_occupied)
             && hn_ratio_sub(&empty, places, occupied)
             && hn_ratio_mul(&empty, empty, rate_empty)
             && hn_ratio_add(out, filled, empty);
    return fits ? NULL : HN_FUNDING_OUT_OF_RANGE;
}

const char *hn_funding_block(hn_ratio *out, const hn_funding_columns *columns)
{
    hn_ratio sum;
    bool fits = hn_ratio_mul(&sum, columns->rate, columns->pupils)
             && hn_ratio_add(&sum, sum, columns->nff)
             && hn_ratio_add(&sum, sum, columns->import_export)
             && hn_ratio_add(&sum, sum, columns->free_schools)
             && hn_ratio_add(&sum, sum, columns->hospital)
             && hn_ratio_add(out, sum, columns->additional);
    return fits ? NULL : HN_FUNDING_OUT_OF_RANGE;
}

const char *hn_funding_share_of_grant(hn_ratio *out, hn_ratio part,
                                      hn_ratio whole, hn_ratio grant)
{
    hn_ratio share;
    if (whole.num <= 0)
        return NO_WHOLE;
    bool fits = hn_ratio_div(&share, part, whole)
             && hn_ratio_mul(out, share, grant);
    return fits ? NULL : HN_FUNDING_OUT_OF_RANGE;
}

static const char *weigh(int64_t *whole, const int64_t *weights, int count)
{
    *whole = 0;
    for (int i = 0; i < count; i++) {
        if (weights[i] < 0)
            return "a part is below 0";
        if (__builtin_add_overflow(*whole, weights[i], whole))
            return HN_FUNDING_OUT_OF_RANGE;
    }
    return *whole > 0 ? NULL : NO_WHOLE;
}

const char *hn_funding_deal_up(int64_t *parts, int64_t *excess, int64_t grant,
                               const int64_t *weights, int count)
{
    int64_t whole;
    hn_wide dealt = 0;
    const char *why = weigh(&whole, weights, count);
    if (why || grant < 0)
        return why ? why : "the grant is below 0";
    for (int i = 0; i < count; i++) {
        hn_wide part = hn_round_div((hn_wide)grant * weights[i], whole,
                                    HN_CEILING);
        parts[i] = (int64_t)part;
        dealt += part;
    }
    *excess = (int64_t)(dealt - grant);
    return NULL;
}
