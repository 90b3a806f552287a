/* allocation.c - a pot shared out, as allocation.h says. */
#include "allocation.h"

#include <limits.h>
#include <stddef.h>
#include "../base/sort.h"

static int64_t lower(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t payable(const hn_bid *bid)
{
    return bid->cap < 0 ? bid->claim : lower(bid->claim, bid->cap);
}

/* --- in order ------------------------------------------------------------ */

/* Why a claim of which `want` can be paid does not get it whole. */
static hn_pot_limit limit_of(const hn_shared_cap *cap, int64_t want)
{
    return cap && cap->left < want ? HN_LIMIT_SHARED : HN_LIMIT_POT;
}

/* A claim that gets nothing closes what it was too large for. */
static void close_after(const hn_bid *bid, hn_shared_cap *cap, bool *closed)
{
    if (bid->limit == HN_LIMIT_SHARED)
        cap->closed = true;
    else
        *closed = true;
}

static void pay_next(hn_bid *bid, hn_shared_cap *cap, int64_t left,
                     hn_pot_rule rule, bool *closed)
{
    int64_t want = payable(bid);
    int64_t could = lower(want, left);
    bid->limit = want < bid->claim ? HN_LIMIT_CAP : HN_LIMIT_NONE;
    if (cap)
        could = lower(could, cap->left);
    if (*closed || (cap && cap->closed)) {
        bid->limit = HN_LIMIT_QUEUE;
    } else if (could == want || rule.part) {
        bid->paid = could;
        if (could < want)
            bid->limit = limit_of(cap, want);
    } else {
        bid->limit = limit_of(cap, want);
        if (!rule.goes_on)
            close_after(bid, cap, closed);
    }
    if (cap)
        cap->left -= bid->paid;
}

static void pay_in_order(hn_bid *bids, int64_t count, int64_t pot,
                         hn_pot_rule rule, hn_shared_cap *caps)
{
    int64_t left = pot;
    bool closed = false;
    for (int64_t i = 0; i < count; i++) {
        hn_bid *bid = &bids[i];
        bid->before = pot - left;
        pay_next(bid, bid->shared < 0 ? NULL : &caps[bid->shared], left,
                 rule, &closed);
        left -= bid->paid;
    }
}

/* --- in proportion ------------------------------------------------------- */

/* Some of the bids, in order, and room to work on them. */
typedef struct some {
    hn_bid *bids;
    int64_t *which, count;
    int64_t *parts, *rests, *weights;       /* room for `count` each          */
} some;

/* Pays `total` to those that are not fixed, in proportion to the weights. */
static bool deal(const some *s, int64_t total)
{
    int64_t count = 0;
    for (int64_t i = 0; i < s->count; i++)
        if (!s->bids[s->which[i]].fixed)
            s->weights[count++] = s->weights[i];
    if (count > 0
        && !hn_share(s->parts, total, s->weights, (int)count, s->rests))
        return false;
    for (int64_t i = 0, at = 0; i < s->count; i++)
        if (!s->bids[s->which[i]].fixed)
            s->bids[s->which[i]].paid = s->parts[at++];
    return true;
}

static int64_t floor_of(const hn_bid *bid)
{
    return lower(bid->floor, bid->paid);
}

/* The greater part of a claim that its floor is, first; nothing to pay last. */
static int by_floor(const void *ctx, int64_t a, int64_t b)
{
    const hn_bid *bids = ctx;
    if (bids[a].paid == 0 || bids[b].paid == 0)
        return (bids[a].paid == 0) - (bids[b].paid == 0);
    hn_wide x = (hn_wide)floor_of(&bids[a]) * bids[b].paid;
    hn_wide y = (hn_wide)floor_of(&bids[b]) * bids[a].paid;
    return (x < y) - (x > y);
}

/* Fixes at its floor whoever would be cut below it; `*total` and `*sum` are
 * what is left for the others, and what they claim. */
static void fix_floors(const some *s, int64_t *total, int64_t *sum)
{
    for (int64_t i = 0; i < s->count; i++)
        s->parts[i] = s->which[i];
    hn_sort_by(s->parts, s->rests, s->count, by_floor, s->bids);
    for (int64_t i = 0; i < s->count; i++) {
        hn_bid *bid = &s->bids[s->parts[i]];
        int64_t least = floor_of(bid);
        if ((hn_wide)*total * bid->paid >= (hn_wide)least * *sum)
            return;
        *total -= least;
        *sum -= bid->paid;
        bid->paid = least;
        bid->fixed = true;
    }
}

/* `sum` is what they claim, more than `total`. */
static bool share_pro_rata(const some *s, int64_t total, int64_t sum,
                           bool floors)
{
    int64_t least = 0;
    for (int64_t i = 0; i < s->count && floors; i++)
        least += floor_of(&s->bids[s->which[i]]);
    bool scarce = least > 0 && least >= total;
    if (least > 0 && !scarce)
        fix_floors(s, &total, &sum);
    for (int64_t i = 0; i < s->count; i++) {
        const hn_bid *bid = &s->bids[s->which[i]];
        s->weights[i] = scarce ? floor_of(bid) : bid->paid;
    }
    return deal(s, total);
}

/* --- equal parts --------------------------------------------------------- */

static int by_paid(const void *ctx, int64_t a, int64_t b)
{
    const hn_bid *bids = ctx;
    return (bids[a].paid > bids[b].paid) - (bids[a].paid < bids[b].paid);
}

static void pay_level(const some *s, int64_t level, int64_t more)
{
    for (int64_t i = 0; i < s->count; i++) {
        hn_bid *bid = &s->bids[s->which[i]];
        if (bid->fixed)
            continue;
        bid->paid = level + (more > 0);
        more -= more > 0;
    }
}

/* The smallest claims are met first: each that an equal part would cover. */
static bool share_equally(const some *s, int64_t total)
{
    int64_t left = s->count;
    for (int64_t i = 0; i < s->count; i++)
        s->parts[i] = s->which[i];
    hn_sort_by(s->parts, s->rests, s->count, by_paid, s->bids);
    for (int64_t i = 0; i < s->count; i++, left--) {
        hn_bid *bid = &s->bids[s->parts[i]];
        if ((hn_wide)bid->paid * left > total)
            break;
        total -= bid->paid;
        bid->fixed = true;
    }
    if (left > 0)
        pay_level(s, total / left, total % left);
    return true;
}

/* --- caps, then the pot -------------------------------------------------- */

/* Brings what these are to be paid down to `most` together. */
static bool bring_down(const some *s, int64_t most, hn_pot_way way,
                       hn_pot_limit limit)
{
    int64_t sum = 0;
    for (int64_t i = 0; i < s->count; i++) {
        hn_bid *bid = &s->bids[s->which[i]];
        bid->fixed = false;
        if (__builtin_add_overflow(sum, bid->paid, &sum))
            return false;
        bid->before = bid->paid;
    }
    if (sum > most
        && !(way == HN_POT_EQUAL
                 ? share_equally(s, most)
                 : share_pro_rata(s, most, sum, limit == HN_LIMIT_POT)))
        return false;
    for (int64_t i = 0; i < s->count; i++) {
        hn_bid *bid = &s->bids[s->which[i]];
        if (bid->paid < bid->before)
            bid->limit = limit;
        bid->before = 0;
    }
    return true;
}

static int by_shared(const void *ctx, int64_t a, int64_t b)
{
    const hn_bid *bids = ctx;
    return (bids[a].shared > bids[b].shared)
           - (bids[a].shared < bids[b].shared);
}

/* Each shared cap by itself; `all` are in the order of their caps. */
static bool bring_down_shared(const some *all, const hn_shared_cap *caps,
                              hn_pot_way way)
{
    some s = *all;
    int64_t end;
    for (int64_t from = 0; from < all->count; from = end) {
        int64_t cap = all->bids[all->which[from]].shared;
        for (end = from; end < all->count
                         && all->bids[all->which[end]].shared == cap; end++)
            continue;
        s.which = all->which + from;
        s.count = end - from;
        if (cap >= 0
            && !bring_down(&s, caps[cap].most, way, HN_LIMIT_SHARED))
            return false;
    }
    return true;
}

static bool share_out(hn_bid *bids, int64_t count, int64_t pot,
                      hn_pot_way way, const hn_shared_cap *caps,
                      int64_t *work)
{
    some s = {bids, work, count, work + count, work + 2 * count,
              work + 3 * count};
    for (int64_t i = 0; i < count; i++) {
        bids[i].paid = payable(&bids[i]);
        bids[i].limit = bids[i].paid < bids[i].claim ? HN_LIMIT_CAP
                                                     : HN_LIMIT_NONE;
        s.which[i] = i;
    }
    if (caps) {
        hn_sort_by(s.which, s.parts, count, by_shared, bids);
        if (!bring_down_shared(&s, caps, way))
            return false;
    }
    for (int64_t i = 0; i < count; i++)
        s.which[i] = i;
    return bring_down(&s, pot, way, HN_LIMIT_POT);
}

static void open_caps(const hn_bid *bids, int64_t count, hn_shared_cap *caps)
{
    for (int64_t i = 0; i < count; i++) {
        if (bids[i].shared < 0)
            continue;
        hn_shared_cap *cap = &caps[bids[i].shared];
        cap->left = cap->most;
        cap->closed = false;
    }
}

bool hn_allocate(hn_bid *bids, int64_t count, int64_t pot, hn_pot_rule rule,
                 hn_shared_cap *caps, int64_t *work)
{
    for (int64_t i = 0; i < count; i++) {
        bids[i].paid = bids[i].before = 0;
        bids[i].fixed = false;
        bids[i].limit = HN_LIMIT_NONE;
    }
    if (rule.way == HN_POT_IN_ORDER) {
        open_caps(bids, count, caps);
        pay_in_order(bids, count, pot, rule, caps);
        return true;
    }
    if (count <= INT_MAX
        && share_out(bids, count, pot, rule.way, caps, work))
        return true;
    for (int64_t i = 0; i < count; i++)
        bids[i].paid = 0;
    return false;
}
