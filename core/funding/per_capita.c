/* per_capita.c - net, a head and growth, as per_capita.h says. */
#include "per_capita.h"

#include "functions.h"

static const hn_ratio one = { 1, 1 };

const char *hn_funding_net(hn_ratio *out, hn_ratio gross, hn_ratio income)
{
    return hn_ratio_sub(out, gross, income) ? NULL : HN_FUNDING_OUT_OF_RANGE;
}

const char *hn_funding_per_head(hn_ratio *out, hn_ratio amount,
                                hn_ratio people)
{
    if (people.num <= 0)
        return "the number that divides is not above 0";
    return hn_ratio_div(out, amount, people) ? NULL : HN_FUNDING_OUT_OF_RANGE;
}

const char *hn_funding_growth(hn_ratio *out, hn_ratio before, hn_ratio after)
{
    hn_ratio times;
    if (before.num <= 0)
        return "the earlier value is not above 0";
    bool fits = hn_ratio_div(&times, after, before)
             && hn_ratio_sub(out, times, one);
    return fits ? NULL : HN_FUNDING_OUT_OF_RANGE;
}

const char *hn_funding_growth_over(hn_ratio *out, const hn_ratio *rates,
                                   int count)
{
    hn_ratio times = one, year;
    for (int i = 0; i < count; i++) {
        if (hn_ratio_compare(rates[i], hn_ratio_of(-1)) < 0)
            return "a rate is a loss of more than all";
        if (!hn_ratio_add(&year, one, rates[i])
            || !hn_ratio_mul(&times, times, year))
            return HN_FUNDING_OUT_OF_RANGE;
    }
    return hn_ratio_sub(out, times, one) ? NULL : HN_FUNDING_OUT_OF_RANGE;
}
