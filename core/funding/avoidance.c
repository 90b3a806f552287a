/* avoidance.c - cost avoided, payback and break-even, as avoidance.h says. */
#include "avoidance.h"

#include "functions.h"

static const hn_ratio one = { 1, 1 }, year = { 12, 1 };

static bool is_part(hn_ratio value)
{
    return value.num >= 0
        && hn_ratio_compare(value, one) <= 0;
}

static const char *unfit(const hn_funding_avoidance *of)
{
    if (of->units.num < 0)
        return "the number of units is below 0";
    if (!is_part(of->filled))
        return "the part that is filled is not from 0 to 1";
    if (of->months.num < 0)
        return "the number of months is below 0";
    if (!is_part(of->deadweight))
        return "the deadweight is not from 0% to 100%";
    if (!is_part(of->displacement))
        return "the displacement is not from 0% to 100%";
    if (!is_part(of->share))
        return "the share attributed is not from 0 to 1";
    if (!is_part(of->optimism))
        return "the adjustment for optimism is not from 0% to 100%";
    return NULL;
}

/* Multiplies by what is left when `part` is taken off. */
static bool take_off(hn_ratio *value, hn_ratio part)
{
    hn_ratio left;
    return hn_ratio_sub(&left, one, part)
        && hn_ratio_mul(value, *value, left);
}

const char *hn_funding_avoided(hn_ratio *out, const hn_funding_avoidance *of)
{
    hn_ratio value;
    const char *why = unfit(of);
    if (why)
        return why;
    bool fits = hn_ratio_sub(&value, of->instead_of, of->cost)
             && hn_ratio_mul(&value, value, of->units)
             && hn_ratio_mul(&value, value, of->filled)
             && hn_ratio_mul(&value, value, of->months)
             && hn_ratio_div(&value, value, year)
             && take_off(&value, of->deadweight)
             && take_off(&value, of->displacement)
             && hn_ratio_mul(&value, value, of->share)
             && take_off(&value, of->optimism)
             && hn_ratio_sub(out, value, of->running);
    return fits ? NULL : HN_FUNDING_OUT_OF_RANGE;
}

const char *hn_funding_payback(hn_ratio *out, hn_ratio outlay,
                               hn_ratio a_year)
{
    hn_ratio years;
    if (outlay.num < 0)
        return "the outlay is below 0";
    if (a_year.num <= 0)
        return "nothing is avoided in a year, so it is never paid back";
    bool fits = hn_ratio_div(&years, outlay, a_year)
             && hn_ratio_mul(out, years, year);
    return fits ? NULL : HN_FUNDING_OUT_OF_RANGE;
}

const char *hn_funding_break_even(hn_ratio *out, hn_ratio outlay,
                                  hn_ratio each)
{
    if (outlay.num < 0)
        return "the outlay is below 0";
    if (each.num <= 0)
        return "nothing is avoided by each, so no number of them is enough";
    return hn_ratio_div(out, outlay, each) ? NULL : HN_FUNDING_OUT_OF_RANGE;
}
