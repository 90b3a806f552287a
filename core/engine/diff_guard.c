/*
 * diff_guard.c - which numbers may be told, so that no child is found in them.
 *
 * A count from 1 to just under the least that is told is small.  A small count
 * is never told, nor is money that comes from so few cases; and since what is
 * told adds up, what is left when the rest is taken away must not be small
 * either.  So numbers are put together rather than struck out one by one: what
 * is told is always a coarser table, every cell of which is nought or large
 * enough, and nothing finer is told anywhere.
 *
 * What is checked, in this order: the ways that an award can go, which add up
 * to all cases; the turns, which cut across them; money; each group of a
 * column by all of that; and the groups of one column against those of another,
 * of which they may be a part.
 */
#include <string.h>
#include "diff.h"
#include "../base/sort.h"

static bool is_small(const hn_difference *d, int64_t count)
{
    return count > 0 && count < d->least;
}

/* --- ways and turns ------------------------------------------------------- */

/* Cases whose way is not told by itself. */
static int64_t untold(const hn_telling *tells, const hn_moves *moves)
{
    int64_t count = moves->cases;
    for (int way = 0; way < HN_WAYS; way++)
        if (tells->way[way])
            count -= hn_moves_way(moves, (hn_way)way);
    return count;
}

/* Cases of a turn in `turns` (a bit for each): in one way, or in all that are
 * not told by themselves (`way` HN_WAYS). */
static int64_t turned_in(const hn_telling *tells, const hn_moves *moves,
                         int way, int turns)
{
    int64_t count = 0;
    for (int w = 0; w < HN_WAYS; w++)
        for (int t = 0; t < HN_TURNS; t++)
            if ((way == w || (way == HN_WAYS && !tells->way[w]))
                && turns >> t & 1)
                count += moves->by[w][t];
    return count;
}

/* Whether what is left is small when the turns are taken from the ways that
 * they are among, or the ways that lie within them from the turns. */
static bool turns_tell(const hn_difference *d, const hn_telling *tells,
                       const hn_moves *moves, int turns)
{
    int64_t around = 0, within = 0, all = 0;
    for (int way = 0; way <= HN_WAYS; way++) {
        if (way < HN_WAYS && !tells->way[way])
            continue;
        int64_t cases = way == HN_WAYS ? untold(tells, moves)
                                       : hn_moves_way(moves, (hn_way)way);
        int64_t turned = turned_in(tells, moves, way, turns);
        all += turned;
        around += turned ? cases : 0;
        within += turned == cases ? turned : 0;
    }
    return is_small(d, all) || is_small(d, around - all)
           || is_small(d, all - within);
}

static int told_turns(const hn_telling *tells)
{
    return (tells->turn[HN_TURN_ELIGIBLE] << HN_TURN_ELIGIBLE)
           | (tells->turn[HN_TURN_REFUSED] << HN_TURN_REFUSED);
}

/* Whether the counts that are told, or what they leave, find a few cases. */
static bool counts_tell(const hn_difference *d, const hn_telling *tells,
                        const hn_moves *moves)
{
    bool tell = is_small(d, moves->cases)
                || is_small(d, untold(tells, moves));
    for (int way = 0; way < HN_WAYS; way++)
        tell = tell || (tells->way[way]
                        && is_small(d, hn_moves_way(moves, (hn_way)way)));
    for (int turn = HN_TURN_NONE + 1; turn < HN_TURNS; turn++)
        tell = tell || (tells->turn[turn]
                        && turns_tell(d, tells, moves, 1 << turn));
    return tell || turns_tell(d, tells, moves, told_turns(tells));
}

/* A way that is told and has cases, to hide among: winners and losers are what
 * the report is for, so they go last. */
static int cover_of(const hn_difference *d)
{
    static const hn_way order[HN_WAYS] = {
        HN_WAY_OPEN, HN_WAY_SAME, HN_WAY_SETTLED, HN_WAY_OPENED, HN_WAY_LESS,
        HN_WAY_MORE
    };
    for (int i = 0; i < HN_WAYS; i++)
        if (d->tells.way[order[i]] && hn_moves_way(&d->all, order[i]) > 0)
            return order[i];
    return -1;
}

static void settle_ways(hn_difference *d)
{
    for (int way = 0; way < HN_WAYS; way++)
        d->tells.way[way] = !is_small(d, hn_moves_way(&d->all, (hn_way)way));
    while (is_small(d, untold(&d->tells, &d->all)) && cover_of(d) >= 0)
        d->tells.way[cover_of(d)] = false;
}

static void settle_turns(hn_difference *d)
{
    for (int turn = HN_TURN_NONE + 1; turn < HN_TURNS; turn++)
        d->tells.turn[turn] = !turns_tell(d, &d->tells, &d->all, 1 << turn);
    if (turns_tell(d, &d->tells, &d->all, told_turns(&d->tells)))
        d->tells.turn[HN_TURN_REFUSED] = false;
}

/* --- money --------------------------------------------------------------- */

static bool settle_money(hn_difference *d)
{
    int count = 2 * d->sum_count;
    d->tells.money = hn_arena_alloc(&d->arena, (size_t)count + 1);
    for (int k = 0; d->tells.money && k < count; k++)
        d->tells.money[k] = !is_small(d, d->all.money[k].cases);
    return d->tells.money != NULL;
}

static bool money_tells(const hn_difference *d, const hn_telling *tells,
                        const hn_moved *money)
{
    for (int k = 0; k < 2 * d->sum_count; k++)
        if (tells->money[k] && is_small(d, money[k].cases))
            return true;
    return false;
}

static bool moves_tell(const hn_difference *d, const hn_telling *tells,
                       const hn_moves *moves)
{
    return counts_tell(d, tells, moves)
           || money_tells(d, tells, moves->money);
}

/* --- changes, which add up to the whole ----------------------------------- */

/* Of a change the money that is certain is told: what could be comes from few
 * cases as a rule, and would take much of the rest with it. */
static bool settle_sums(hn_difference *d)
{
    int count = 2 * d->sum_count;
    d->change_tells.money = hn_arena_alloc(&d->arena, (size_t)count + 1);
    for (int k = 0; d->change_tells.money && k < count; k++)
        d->change_tells.money[k] = d->tells.money[k]
                                   && (d->internal || k % 2 == 0);
    return d->change_tells.money != NULL;
}

/* The most cases that any money that is told comes from. */
static int64_t cases_of(const hn_difference *d, const hn_moved *money)
{
    int64_t most = 0;
    for (int k = 0; k < 2 * d->sum_count; k++)
        if (d->change_tells.money[k] && money[k].cases > most)
            most = money[k].cases;
    return most;
}

/* The change of fewest cases that has enough of them, or -1. */
static int best_cover(const hn_difference *d)
{
    int found = -1;
    for (int i = 0; i < d->change_count; i++) {
        int64_t cases = cases_of(d, d->changes[i].money);
        if (!d->changes[i].pooled && cases >= d->least
            && (found < 0 || cases < cases_of(d, d->changes[found].money)))
            found = i;
    }
    return found;
}

/* Whether some sum of the pool is that of a few cases, with no others. */
static bool pool_tells(const hn_difference *d)
{
    for (int k = 0; k < 2 * d->sum_count; k++) {
        int64_t most = d->together[k].cases;
        for (int i = 0; i < d->change_count; i++)
            if (d->changes[i].pooled && d->changes[i].money[k].cases > most)
                most = d->changes[i].money[k].cases;
        if (d->change_tells.money[k] && is_small(d, most))
            return true;
    }
    return false;
}

static bool all_pooled(const hn_difference *d)
{
    for (int i = 0; i < d->change_count; i++)
        if (d->changes[i].reaches && !d->changes[i].pooled)
            return false;
    return true;
}

/* Changes of a few cases are told together, with what they do together and
 * with one of many; if that leaves none, nothing is told but the whole. */
static void pool_changes(hn_difference *d)
{
    d->pools_changes = money_tells(d, &d->change_tells, d->together);
    for (int i = 0; i < d->change_count; i++) {
        d->changes[i].pooled = money_tells(d, &d->change_tells,
                                           d->changes[i].money);
        d->pools_changes = d->pools_changes || d->changes[i].pooled;
    }
    while (d->pools_changes && pool_tells(d) && best_cover(d) >= 0)
        d->changes[best_cover(d)].pooled = true;
    d->tells_changes = !d->pools_changes
                       || !(all_pooled(d) || pool_tells(d));
}

static bool settle_changes(hn_difference *d)
{
    hn_moves pool, part;
    bool fits = hn_moves_init(&pool, d) && settle_sums(d);
    if (fits)
        pool_changes(d);
    part = (hn_moves){.money = d->together};
    fits = fits && hn_moves_add(d, &pool, &part, 1);
    for (int i = 0; fits && i < d->change_count; i++) {
        part.money = d->changes[i].money;
        if (d->changes[i].pooled)
            fits = hn_moves_add(d, &pool, &part, 1);
    }
    d->pool = pool.money;
    return fits;
}

/* --- the histogram ------------------------------------------------------- */

static void settle_bins(hn_difference *d, bool less)
{
    hn_diff_bin *bins = d->bins[less];
    int count = 0;
    for (int step = 0; step <= HN_DIFF_STEPS; step++) {
        bool open = count > 0 && is_small(d, bins[count - 1].cases);
        if (!open)
            bins[count++] = (hn_diff_bin){.from = step};
        bins[count - 1].to = step;
        bins[count - 1].cases += d->steps[less][step];
    }
    while (count > 1 && is_small(d, bins[count - 1].cases)) {
        bins[count - 2].to = bins[count - 1].to;
        bins[count - 2].cases += bins[count - 1].cases;
        count--;
    }
    d->bin_count[less] = d->tells.way[less ? HN_WAY_LESS : HN_WAY_MORE]
                             ? count : 0;
}

/* --- groups of one column ------------------------------------------------- */

static void clear_moves(const hn_difference *d, hn_moves *moves)
{
    hn_moved *money = moves->money;
    for (int k = 0; k < 2 * d->sum_count; k++)
        money[k] = (hn_moved){.sum = {0, 1}};
    *moves = (hn_moves){.money = money};
}

static bool put_in_pool(hn_difference *d, hn_diff_by *by, int group)
{
    by->groups[group].pooled = true;
    by->pool_count++;
    return hn_moves_add(d, &by->pool, &by->groups[group].moves, 1);
}

/* The group of fewest cases that is told, or -1. */
static int smallest(const hn_diff_by *by)
{
    int found = -1;
    for (int i = 0; i < by->count; i++)
        if (!by->groups[i].pooled
            && (found < 0 || by->groups[i].moves.cases
                                 < by->groups[found].moves.cases))
            found = i;
    return found;
}

static bool pool_is_unsafe(const hn_difference *d, const hn_diff_by *by)
{
    return by->pool_count == 1
           || (by->pool_count > 1 && moves_tell(d, &by->tells, &by->pool));
}

/* Puts more into the pool until it tells nothing by itself. */
static bool fill_pool(hn_difference *d, hn_diff_by *by)
{
    bool fits = true;
    while (fits && pool_is_unsafe(d, by) && smallest(by) >= 0)
        fits = put_in_pool(d, by, smallest(by));
    by->hidden = by->pool_count == by->count;
    return fits;
}

/* Numbers that are told of each group, from all to cases and money alone. */
enum { LEVELS = 5 };

static bool is_own(const hn_difference *d, int k)
{
    return k % 2 == 0 && d->sums[k / 2].award == d->award;
}

static void set_level(const hn_difference *d, hn_telling *tells, int level)
{
    static const int coarsest[HN_WAYS] = {3, 3, 0, 1, 0, 0};
    for (int way = 0; way < HN_WAYS; way++)
        tells->way[way] = d->tells.way[way] && level <= coarsest[way];
    for (int turn = 0; turn < HN_TURNS; turn++)
        tells->turn[turn] = d->tells.turn[turn] && level <= 2;
    for (int k = 0; k < 2 * d->sum_count; k++)
        tells->money[k] = d->tells.money[k] && (level == 0 || is_own(d, k));
}

static bool try_level(hn_difference *d, hn_diff_by *by, int level)
{
    bool fits = true;
    set_level(d, &by->tells, level);
    clear_moves(d, &by->pool);
    by->pool_count = 0;
    for (int i = 0; i < by->count; i++)
        by->groups[i].pooled = false;
    for (int i = 0; fits && i < by->count; i++)
        if (moves_tell(d, &by->tells, &by->groups[i].moves))
            fits = put_in_pool(d, by, i);
    return fits && fill_pool(d, by);
}

/* The finest level of those that tell the most groups. */
static bool settle_by(hn_difference *d, hn_diff_by *by)
{
    int best = 0, fewest_pooled = -1;
    bool fits = hn_moves_init(&by->pool, d);
    by->tells.money = hn_arena_alloc(&d->arena,
                                     (size_t)d->sum_count * 2 + 1);
    for (int level = 0; fits && by->tells.money && level < LEVELS; level++) {
        fits = try_level(d, by, level);
        if (fewest_pooled >= 0 && by->pool_count >= fewest_pooled)
            continue;
        best = level;
        fewest_pooled = by->pool_count;
    }
    return fits && by->tells.money && try_level(d, by, best);
}

/* --- the order of groups -------------------------------------------------- */

static int compare(const void *ctx, int64_t a, int64_t b)
{
    const hn_diff_by *by = ctx;
    const hn_diff_group *x = &by->groups[a], *y = &by->groups[b];
    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    return strcmp(x->name, y->name);
}

static bool sort_groups(hn_difference *d, hn_diff_by *by)
{
    size_t size = ((size_t)by->count + 1) * sizeof *by->sorted;
    int64_t *work = hn_arena_alloc(&d->arena, size);
    by->sorted = hn_arena_alloc(&d->arena, size);
    for (int i = 0; by->sorted && i < by->count; i++)
        by->sorted[i] = i;
    if (by->sorted && work)
        hn_sort_by(by->sorted, work, by->count, compare, by);
    return by->sorted && work;
}

/* --- groups of two columns ------------------------------------------------ */

/*
 * A block is a group that is told, or the pool.  Blocks of Q that lie within
 * some blocks of P can be taken from those, where a school is of one phase for
 * example, and what is left must not be small.
 */
typedef struct blocks {
    const hn_difference *d;
    int p, q;                 /* columns                                      */
    bool *in;                 /* by block of P: it is among them              */
    bool *out;                /* by block of Q: it reaches beyond them        */
    hn_telling tells;         /* of both columns                              */
    hn_moves left;
} blocks;

/* The number of a group's block: its own, or that of the pool. */
static int block_of(const hn_diff_by *by, int group)
{
    return by->groups[group].pooled ? by->count : group;
}

static const hn_moves *block_moves(const hn_diff_by *by, int block)
{
    return block == by->count ? &by->pool : &by->groups[block].moves;
}

static bool is_block(const hn_diff_by *by, int block)
{
    return block == by->count ? by->pool_count > 0
                              : !by->groups[block].pooled;
}

static void find_beyond(blocks *b)
{
    const hn_diff_by *p = &b->d->by[b->p], *q = &b->d->by[b->q];
    memset(b->out, 0, (size_t)q->count + 1);
    for (int i = 0; i < b->d->mix_count; i++) {
        const int *mixed = b->d->mixed[i];
        if (!b->in[block_of(p, mixed[b->p])])
            b->out[block_of(q, mixed[b->q])] = true;
    }
}

/* Whether the blocks of P in `in`, less all of Q that lies within them, leave
 * a few cases. */
static bool leaves_few(blocks *b)
{
    const hn_diff_by *p = &b->d->by[b->p], *q = &b->d->by[b->q];
    bool fits = true, any = false;
    clear_moves(b->d, &b->left);
    find_beyond(b);
    for (int i = 0; i <= p->count; i++)
        if (b->in[i])
            fits = hn_moves_add(b->d, &b->left, block_moves(p, i), 1)
                   && fits;
    for (int i = 0; i <= q->count; i++) {
        if (!is_block(q, i) || b->out[i])
            continue;
        fits = hn_moves_add(b->d, &b->left, block_moves(q, i), -1) && fits;
        any = true;
    }
    return any && (!fits || moves_tell(b->d, &b->tells, &b->left));
}

/* By each block of P alone, and by all that a block of Q reaches into: whether
 * a few cases are left; `in` and `out` then say where. */
static bool find_leak(blocks *b)
{
    const hn_diff_by *p = &b->d->by[b->p], *q = &b->d->by[b->q];
    for (int i = 0; i <= p->count; i++) {
        memset(b->in, 0, (size_t)p->count + 1);
        b->in[i] = is_block(p, i);
        if (b->in[i] && leaves_few(b))
            return true;
    }
    for (int j = 0; j <= q->count; j++) {
        memset(b->in, 0, (size_t)p->count + 1);
        for (int i = 0; is_block(q, j) && i < b->d->mix_count; i++)
            if (block_of(q, b->d->mixed[i][b->q]) == j)
                b->in[block_of(p, b->d->mixed[i][b->p])] = true;
        if (is_block(q, j) && leaves_few(b))
            return true;
    }
    return false;
}

/* The smallest told group of Q that lies within, or -1. */
static int smallest_within(const blocks *b)
{
    const hn_diff_by *q = &b->d->by[b->q];
    int found = -1;
    for (int i = 0; i < q->count; i++)
        if (!q->groups[i].pooled && !b->out[i]
            && (found < 0 || q->groups[i].moves.cases
                                 < q->groups[found].moves.cases))
            found = i;
    return found;
}

/* Puts a group of Q into its pool; where only the pool lies within, one of P,
 * which has one that is told or would be hidden. */
static bool mend(hn_difference *d, const blocks *b)
{
    int group = smallest_within(b);
    hn_diff_by *by = &d->by[group < 0 ? b->p : b->q];
    if (group < 0)
        group = smallest(by);
    return group >= 0 && put_in_pool(d, by, group) && fill_pool(d, by);
}

/* Only what both tell can be taken from each other. */
static void tell_both(blocks *b)
{
    const hn_telling *p = &b->d->by[b->p].tells, *q = &b->d->by[b->q].tells;
    for (int way = 0; way < HN_WAYS; way++)
        b->tells.way[way] = p->way[way] && q->way[way];
    for (int turn = 0; turn < HN_TURNS; turn++)
        b->tells.turn[turn] = p->turn[turn] && q->turn[turn];
    for (int k = 0; k < 2 * b->d->sum_count; k++)
        b->tells.money[k] = p->money[k] && q->money[k];
}

/* Whether anything had to be put together; `*fits` is false where a sum left
 * the range. */
static bool settle_pair(hn_difference *d, blocks *b, bool *fits)
{
    bool any = false;
    tell_both(b);
    while (*fits && !d->by[b->p].hidden && !d->by[b->q].hidden
           && find_leak(b)) {
        *fits = mend(d, b);
        any = true;
    }
    return any;
}

static bool settle_pairs(hn_difference *d)
{
    blocks b = {.d = d};
    int most = 0;
    bool fits = hn_moves_init(&b.left, d), any = d->by_count > 1;
    for (int i = 0; i < d->by_count; i++)
        most = d->by[i].count > most ? d->by[i].count : most;
    b.in = hn_arena_alloc(&d->arena, (size_t)most + 1);
    b.out = hn_arena_alloc(&d->arena, (size_t)most + 1);
    b.tells.money = hn_arena_alloc(&d->arena, (size_t)d->sum_count * 2 + 1);
    if (!fits || !b.in || !b.out || !b.tells.money)
        return false;
    while (fits && any) {
        any = false;
        for (b.p = 0; b.p < d->by_count; b.p++)
            for (b.q = 0; b.q < d->by_count; b.q++)
                if (b.p != b.q && !d->by[b.p].hidden && !d->by[b.q].hidden)
                    any = settle_pair(d, &b, &fits) || any;
    }
    return fits;
}

/* --- all ----------------------------------------------------------------- */

bool hn_diff_guard(hn_difference *d)
{
    bool fits = true;
    d->tells_any = !is_small(d, d->all.cases);
    settle_ways(d);
    settle_turns(d);
    if (!settle_money(d) || !settle_changes(d))
        return false;
    settle_bins(d, false);
    settle_bins(d, true);
    for (int i = 0; fits && i < d->by_count; i++)
        fits = sort_groups(d, &d->by[i]) && settle_by(d, &d->by[i]);
    return fits && settle_pairs(d);
}
