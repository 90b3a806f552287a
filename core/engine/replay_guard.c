/*
 * replay_guard.c - how much may be told of what another pack would change, so
 * that no child is found in it.
 *
 * A count from 1 to just under the least is small.  An award's cases are
 * divided by which way the decision goes and by which way the money goes; all
 * of that is told only where no cell of the two taken together is small, for
 * one division could be taken from the other.  Money for a full year goes its
 * own way, and is told only where that divides no cell into a small one.
 * Otherwise the ways of the
 * decision alone are told, or only how many are otherwise, or only how many
 * cases there are.  What is told is always the coarser table: every count in
 * it, and whatever is left of it, is nought or not small.
 */
#include <string.h>
#include "replay.h"

#define MOST_NUMBERS (HN_WENTS + HN_PAIDS + 2)

static bool is_small(const hn_replayed *r, int64_t count)
{
    return count > 0 && count < r->least;
}

/* Cases of one way of the decision and one of the money. */
static int64_t cell_of(const hn_replayed_award *award, int went, int paid)
{
    int64_t count = 0;
    for (int year = 0; year < HN_PAIDS; year++)
        count += award->by[went][paid][year];
    return count;
}

int64_t hn_replayed_went(const hn_replayed_award *award, hn_went went)
{
    int64_t count = 0;
    for (int paid = 0; paid < HN_PAIDS; paid++)
        count += cell_of(award, went, paid);
    return count;
}

int64_t hn_replayed_paid(const hn_replayed_award *award, hn_paid paid)
{
    int64_t count = 0;
    for (int went = 0; went < HN_WENTS; went++)
        count += cell_of(award, went, paid);
    return count;
}

static bool any_small(const hn_replayed *r, const hn_replayed_award *award)
{
    bool small = is_small(r, award->paid_was) || is_small(r, award->paid_is);
    for (int went = 0; went < HN_WENTS; went++)
        for (int paid = 0; paid < HN_PAIDS; paid++)
            small = small || is_small(r, cell_of(award, went, paid));
    return small;
}

static bool any_small_year(const hn_replayed *r,
                           const hn_replayed_award *award)
{
    bool small = is_small(r, award->year_paid_was)
                 || is_small(r, award->year_paid_is);
    for (int went = 0; went < HN_WENTS; went++)
        for (int paid = 0; paid < HN_PAIDS; paid++)
            for (int year = 0; year < HN_PAIDS; year++)
                small = small || is_small(r, award->by[went][paid][year]);
    return small;
}

static bool any_small_way(const hn_replayed *r,
                          const hn_replayed_award *award)
{
    bool small = false;
    for (int went = 0; went < HN_WENTS; went++)
        small = small || is_small(r, hn_replayed_went(award, (hn_went)went));
    return small;
}

static hn_detail detail_of(const hn_replayed *r,
                           const hn_replayed_award *award)
{
    if (r->internal || !any_small(r, award))
        return HN_DETAIL_ALL;
    if (!any_small_way(r, award))
        return HN_DETAIL_WENT;
    if (!is_small(r, award->otherwise)
        && !is_small(r, award->cases - award->otherwise))
        return HN_DETAIL_OTHERWISE;
    return is_small(r, award->cases) ? HN_DETAIL_NONE : HN_DETAIL_CASES;
}

/* --- one award beside another -------------------------------------------- */

/* The counts that are told of an award: how many. */
static int numbers_of(const hn_replayed_award *award, int64_t *out)
{
    int count = 0;
    for (int w = 0; award->detail >= HN_DETAIL_WENT && w < HN_WENTS; w++)
        out[count++] = hn_replayed_went(award, (hn_went)w);
    for (int p = 0; award->detail == HN_DETAIL_ALL && p < HN_PAIDS; p++)
        out[count++] = hn_replayed_paid(award, (hn_paid)p);
    if (award->detail == HN_DETAIL_OTHERWISE) {
        out[count++] = award->otherwise;
        out[count++] = award->cases - award->otherwise;
    }
    return count;
}

/* Cases of one award may lie within those of another: then what is between the
 * two counts is a count too. */
static bool tells_between(const hn_replayed *r, const hn_replayed_award *a,
                          const hn_replayed_award *b)
{
    int64_t one[MOST_NUMBERS], other[MOST_NUMBERS];
    int ones = numbers_of(a, one), others = numbers_of(b, other);
    for (int i = 0; i < ones; i++)
        for (int k = 0; k < others; k++) {
            int64_t between = one[i] - other[k];
            if (is_small(r, between < 0 ? -between : between))
                return true;
        }
    return false;
}

static void hold_beside(const hn_replayed *r, int at)
{
    hn_replayed_award *award = &r->awards[at];
    for (int i = 0; i < at; i++)
        if (strcmp(r->awards[i].records, award->records) == 0
            && award->detail > HN_DETAIL_CASES
            && tells_between(r, &r->awards[i], award))
            award->detail = HN_DETAIL_CASES;
}

void hn_replay_guard(hn_replayed *r)
{
    for (int i = 0; i < r->award_count; i++) {
        hn_replayed_award *award = &r->awards[i];
        award->detail = detail_of(r, award);
        award->tells_year = r->internal || !any_small_year(r, award);
        if (!r->internal)
            hold_beside(r, i);
    }
}
