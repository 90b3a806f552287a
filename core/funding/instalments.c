/* instalments.c - an amount in parts, as instalments.h says. */
#include "instalments.h"

#include "functions.h"

hn_wide hn_deal(hn_wide total, int part, int parts, hn_remainder remainder)
{
    hn_wide each = total / parts;      /* towards 0, of either sign         */
    hn_wide rest = total % parts, one = rest < 0 ? -1 : 1;
    switch (remainder) {
    case HN_REMAINDER_FIRST: return part == 1 ? each + rest : each;
    case HN_REMAINDER_LAST: return part == parts ? each + rest : each;
    default: return part <= rest * one ? each + one : each;
    }
}

/* How many parts are done; a sentence where that is no number of them. */
static const char *read_done(int *out, hn_ratio done, int parts)
{
    if (done.den != 1)
        return "the number of parts that are done is not whole";
    if (done.num < 0)
        return "the number of parts that are done is below 0";
    if (done.num > parts)
        return "more parts are done than there are";
    *out = (int)done.num;
    return NULL;
}

const char *hn_instalment(hn_ratio *out, hn_ratio amount, hn_ratio paid,
                          hn_ratio done, const hn_dealing *dealing)
{
    int gone = 0;
    hn_wide steps;
    hn_ratio balance, step = {dealing->step.step_num, dealing->step.step_den};
    const char *wrong = read_done(&gone, done, dealing->parts);
    if (wrong)
        return wrong;
    if (!hn_ratio_sub(&balance, amount, paid)
        || !hn_round_steps(&steps, balance, dealing->step))
        return HN_FUNDING_OUT_OF_RANGE;
    if (gone == dealing->parts && steps != 0)
        return steps > 0 ? "all parts are done, and something is still owed"
                         : "all parts are done, and too much was paid";
    hn_ratio part = {0, 1};
    if (dealing->part > gone)
        part.num = hn_deal(steps, dealing->part - gone, dealing->parts - gone,
                           dealing->remainder);
    return hn_ratio_mul(out, part, step) ? NULL : HN_FUNDING_OUT_OF_RANGE;
}
