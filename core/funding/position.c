/* position.c - the grant's position, as position.h says. */
#include "position.h"

#include "functions.h"

static const hn_ratio one = { 1, 1 };

const char *hn_funding_roll_forward(hn_ratio *out, hn_ratio opening,
                                    hn_ratio raises, hn_ratio lowers)
{
    hn_ratio sum;
    bool fits = hn_ratio_sub(&sum, raises, lowers)
             && hn_ratio_add(out, opening, sum);
    return fits ? NULL : HN_FUNDING_OUT_OF_RANGE;
}

const char *hn_funding_caseload_closes(hn_ratio *out,
                                       const hn_funding_caseload *year)
{
    hn_ratio sum;
    bool fits = hn_ratio_add(&sum, year->opening, year->joiners)
             && hn_ratio_add(&sum, sum, year->moved_in)
             && hn_ratio_sub(&sum, sum, year->leavers)
             && hn_ratio_sub(&sum, sum, year->moved_out)
             && hn_ratio_add(&sum, sum, year->unexplained);
    if (!fits)
        return HN_FUNDING_OUT_OF_RANGE;
    if (sum.num < 0)
        return "more leave the caseload than there are";
    *out = sum;
    return NULL;
}

const char *hn_funding_stability_grant(hn_ratio *out, hn_ratio deficit,
                                       hn_ratio share)
{
    if (share.num < 0
        || hn_ratio_compare(share, one) > 0)
        return "the share that is granted is not from 0% to 100%";
    if (deficit.num < 0)
        deficit = hn_ratio_of(0);
    return hn_ratio_mul(out, deficit, share) ? NULL : HN_FUNDING_OUT_OF_RANGE;
}

const char *hn_funding_interest(hn_ratio *out, hn_ratio opening,
                                hn_ratio closing, hn_ratio rate)
{
    hn_ratio mean;
    bool fits = hn_ratio_add(&mean, opening, closing)
             && hn_ratio_div(&mean, mean, hn_ratio_of(2))
             && hn_ratio_mul(out, mean, rate);
    return fits ? NULL : HN_FUNDING_OUT_OF_RANGE;
}

const char *hn_funding_deficit_ratio(hn_ratio *out, hn_ratio deficit,
                                     hn_ratio grant)
{
    if (grant.num <= 0)
        return "the grant is not above 0";
    return hn_ratio_div(out, deficit, grant) ? NULL : HN_FUNDING_OUT_OF_RANGE;
}
