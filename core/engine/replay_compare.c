/*
 * replay_compare.c - a decision beside the one that was recorded.
 *
 * Under the pack that made it the line must be the same bytes, but for the
 * version of hn.  Under another pack it is the awards that count, each by its
 * name: which way its decision goes, and which way its money.
 */
#include <string.h>
#include "replay.h"
#include "../quantity/number.h"

/* --- outcomes ------------------------------------------------------------ */

static hn_slice stands_of(const hn_json_item *item, const char *name)
{
    const hn_json_item *found = hn_json_member(item, name);
    return found ? found->stands : (hn_slice){NULL, 0};
}

/* A number, in quotes or not. */
static hn_slice number_of(const hn_json_item *item, const char *name)
{
    const hn_json_item *found = hn_json_member(item, name);
    if (!found || hn_json_begins(found, 'n'))
        return (hn_slice){NULL, 0};
    return found->text;
}

static hn_came came_of(const hn_json_item *award)
{
    const hn_json_item *decision = hn_json_member(award, "decision");
    if (!decision)
        return HN_CAME_PLAIN;
    return hn_slice_is(decision->text, "met") ? HN_CAME_MET
           : hn_slice_is(decision->text, "unmet") ? HN_CAME_UNMET
                                                  : HN_CAME_OPEN;
}

/* `awards` NULL or null: the row was rejected. */
static hn_outcome outcome_of(const hn_json_item *awards, const char *name)
{
    const hn_json_item *award = hn_json_member(awards, name);
    if (!hn_json_begins(awards, '{'))
        return (hn_outcome){.came = HN_CAME_REJECTED};
    if (!award)
        return (hn_outcome){.came = HN_CAME_ABSENT};
    return (hn_outcome){.came = came_of(award),
                        .amount = number_of(award, "amount"),
                        .full_year = number_of(award, "full_year"),
                        .unmet = stands_of(award, "unmet"),
                        .needs = stands_of(award, "needs")};
}

static bool same_slice(hn_slice a, hn_slice b)
{
    return a.len == b.len && (a.at == NULL) == (b.at == NULL)
           && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

static bool same_outcome(const hn_outcome *a, const hn_outcome *b)
{
    return a->came == b->came && same_slice(a->amount, b->amount)
           && same_slice(a->full_year, b->full_year)
           && same_slice(a->unmet, b->unmet)
           && same_slice(a->needs, b->needs);
}

static hn_slice keep_slice(hn_arena *arena, hn_slice slice)
{
    if (slice.at)
        slice.at = hn_arena_text_n(arena, slice.at, slice.len);
    return slice;
}

/* What came of the second time stands in a text that goes. */
static void keep_outcome(hn_arena *arena, hn_outcome *outcome)
{
    outcome->amount = keep_slice(arena, outcome->amount);
    outcome->full_year = keep_slice(arena, outcome->full_year);
    outcome->unmet = keep_slice(arena, outcome->unmet);
    outcome->needs = keep_slice(arena, outcome->needs);
}

static void add_otherwise(hn_replayed *r, hn_otherwise **list, int *count,
                          int *cap, hn_otherwise one)
{
    hn_otherwise *more = hn_arena_grow(&r->arena, *list, *count, cap,
                                       sizeof *more);
    if (!more)
        return;
    *list = more;
    keep_outcome(&r->arena, &one.was);
    keep_outcome(&r->arena, &one.is);
    more[(*count)++] = one;
}

/* --- as it was recorded? ------------------------------------------------- */

static void is_otherwise(hn_replaying *p, hn_otherwise one)
{
    hn_replayed *r = p->r;
    one.why = p->why[one.index - p->run->first];
    add_otherwise(r, &r->otherwise, &r->otherwise_count, &r->otherwise_cap,
                  one);
}

/* Awards that stand in `awards` and whose outcome differs; those that stand in
 * `others` as well are passed over where `only_new`. */
static int find_otherwise(hn_replaying *p, int index,
                          const hn_json_item *names, bool only_new,
                          const hn_json_item *was, const hn_json_item *is)
{
    int found = 0;
    const hn_json_item *item = hn_json_begins(names, '{') ? names->child
                                                          : NULL;
    for (; item; item = item->next) {
        const char *name = hn_arena_text_n(&p->r->arena, item->name.at,
                                           item->name.len);
        if (!name || (only_new && hn_json_member(was, name)))
            continue;
        hn_otherwise one = {.index = index, .award = name,
                            .was = outcome_of(was, name),
                            .is = outcome_of(is, name)};
        if (same_outcome(&one.was, &one.is))
            continue;
        is_otherwise(p, one);
        found++;
    }
    return found;
}

/* A case whose line is another: in its awards, or in what stands beside. */
static void compare_awards(hn_replaying *p, int index, const hn_json_item *was,
                           const hn_json_item *is)
{
    int found = find_otherwise(p, index, was, false, was, is);
    found += find_otherwise(p, index, is, true, was, is);
    if (found == 0)
        is_otherwise(p, (hn_otherwise){.index = index});
}

static bool compare_then(hn_replaying *p, int index, hn_slice rest,
                         const hn_json_item *was, const hn_json_item *is)
{
    const hn_logged_case *one = &p->r->log.cases[index];
    bool same = same_slice(one->rest, rest);
    if (!same)
        compare_awards(p, index, was, is);
    p->r->counts.same += same && one->decides;
    p->r->counts.otherwise += !same && one->decides;
    return same;
}

/* --- under another pack -------------------------------------------------- */

static const hn_award *award_of(const hn_pack *pack, const char *records,
                                hn_slice name)
{
    const hn_graph *graph = &pack->graph;
    for (int i = 0; i < graph->thing_count; i++) {
        const hn_thing *thing = graph->things[i];
        if (thing->word == HN_WORD_AWARD && hn_is_shown(thing)
            && thing->node->records && hn_slice_is(name, thing->name)
            && strcmp(thing->node->records->thing.name, records) == 0)
            return (const hn_award *)thing;
    }
    return NULL;
}

/* NULL where neither pack has such an award. */
static hn_replayed_award *tally_of(hn_replaying *p, const hn_logged_case *one,
                                   hn_slice name)
{
    hn_replayed *r = p->r;
    for (int i = 0; i < r->award_count; i++)
        if (hn_slice_is(name, r->awards[i].name)
            && strcmp(r->awards[i].records, one->records) == 0)
            return &r->awards[i];
    const hn_pack *then = r->packs[p->run - r->log.runs];
    const hn_award *known = award_of(r->with, one->records, name);
    if (!known && then)
        known = award_of(then, one->records, name);
    hn_replayed_award *awards = hn_arena_grow(
        &r->arena, r->awards, r->award_count, &r->award_cap, sizeof *awards);
    if (!awards || !known)
        return NULL;
    r->awards = awards;
    hn_replayed_award *award = &awards[r->award_count++];
    *award = (hn_replayed_award){
        .records = one->records, .name = known->thing.name,
        .label = known->thing.label, .type = known->thing.node->type,
        .was = {0, 1}, .is = {0, 1}, .more = {0, 1}, .less = {0, 1},
        .year_was = {0, 1}, .year_is = {0, 1},
        .has_year = known->full_year != NULL};
    return award;
}

static hn_went went_of(hn_came was, hn_came is)
{
    if (was == is)
        return HN_WENT_SAME;
    if (was == HN_CAME_ABSENT)
        return HN_WENT_NEW;
    switch (is) {
    case HN_CAME_MET: return HN_WENT_MET;
    case HN_CAME_PLAIN: return HN_WENT_MET;
    case HN_CAME_UNMET: return HN_WENT_UNMET;
    case HN_CAME_OPEN: return HN_WENT_OPEN;
    case HN_CAME_REJECTED: return HN_WENT_REJECTED;
    default: return HN_WENT_GONE;
    }
}

static bool ratio_of(hn_slice text, hn_ratio *out)
{
    return text.at && !hn_ratio_read(out, text, HN_PLAIN);
}

static void add_up(hn_replayed_award *award, hn_ratio *into, hn_ratio more)
{
    award->fault = award->fault || !hn_ratio_add(into, *into, more);
}

/* Two amounts; what is not known counts for nothing in a sum. */
typedef struct two { hn_ratio was, is; bool had, has; } two;

static two two_of(hn_slice was, hn_slice is)
{
    two t = {.was = {0, 1}, .is = {0, 1}};
    t.had = ratio_of(was, &t.was);
    t.has = ratio_of(is, &t.is);
    t.was = t.had ? t.was : (hn_ratio){0, 1};
    t.is = t.has ? t.is : (hn_ratio){0, 1};
    return t;
}

static hn_paid way_of(const two *t)
{
    if (!t->had || !t->has)
        return HN_PAID_UNKNOWN;
    int order = hn_ratio_compare(t->is, t->was);
    return order > 0 ? HN_PAID_MORE : order < 0 ? HN_PAID_LESS : HN_PAID_SAME;
}

static hn_paid add_paid(hn_replayed_award *award, const hn_outcome *was,
                        const hn_outcome *is)
{
    two t = two_of(was->amount, is->amount);
    hn_paid paid = way_of(&t);
    hn_ratio more;
    add_up(award, &award->was, t.was);
    add_up(award, &award->is, t.is);
    award->paid_was += t.was.num != 0;
    award->paid_is += t.is.num != 0;
    if (paid != HN_PAID_MORE && paid != HN_PAID_LESS)
        return paid;
    award->fault = award->fault || !hn_ratio_sub(&more, t.is, t.was);
    if (!award->fault)
        add_up(award, paid == HN_PAID_MORE ? &award->more : &award->less,
               more);
    return paid;
}

static hn_paid add_years(hn_replayed_award *award, const hn_outcome *was,
                         const hn_outcome *is)
{
    two t = two_of(was->full_year, is->full_year);
    add_up(award, &award->year_was, t.was);
    add_up(award, &award->year_is, t.is);
    award->year_paid_was += t.was.num != 0;
    award->year_paid_is += t.is.num != 0;
    return way_of(&t);
}

/* The same way, or as little known as before. */
static bool same_money(hn_paid way, hn_slice was, hn_slice is)
{
    return way == HN_PAID_SAME || (!was.at && !is.at);
}

static void count_award(hn_replaying *p, int index, hn_slice name,
                        const hn_json_item *was, const hn_json_item *is)
{
    hn_replayed *r = p->r;
    hn_replayed_award *award = tally_of(p, &r->log.cases[index], name);
    if (!award)
        return;
    hn_otherwise one = {.index = index, .award = award->name,
                        .was = outcome_of(was, award->name),
                        .is = outcome_of(is, award->name),
                        .why = p->why[index - p->run->first]};
    hn_paid paid = add_paid(award, &one.was, &one.is);
    hn_paid year = add_years(award, &one.was, &one.is);
    hn_went went = went_of(one.was.came, one.is.came);
    bool same = went == HN_WENT_SAME
                && same_money(paid, one.was.amount, one.is.amount)
                && same_money(year, one.was.full_year, one.is.full_year);
    award->cases++;
    award->otherwise += !same;
    award->by[went][paid][year]++;
    if (r->internal && !same)
        add_otherwise(r, &r->changed, &r->changed_count, &r->changed_cap,
                      one);
}

/* Each award that either of the two has.  A row that was rejected, then or
 * now, still has the awards of the other. */
static void compare_with(hn_replaying *p, int index, const hn_json_item *was,
                         const hn_json_item *is)
{
    const hn_json_item *item = hn_json_begins(was, '{') ? was->child : NULL;
    for (; item; item = item->next)
        count_award(p, index, item->name, was, is);
    item = hn_json_begins(is, '{') ? is->child : NULL;
    for (; item; item = item->next) {
        const hn_json_item *then = hn_json_begins(was, '{') ? was->child
                                                            : NULL;
        while (then && !same_slice(then->name, item->name))
            then = then->next;
        if (!then)
            count_award(p, index, item->name, was, is);
    }
}

/* --- a case -------------------------------------------------------------- */

bool hn_replay_compare(hn_replaying *p, int index, hn_slice rest,
                       const hn_json_item *is)
{
    hn_replayed *r = p->r;
    hn_arena scratch;
    const hn_json_item *was;
    hn_arena_init(&scratch, &r->memory);
    bool ok = hn_replay_parse(r->log.cases[index].awards, &scratch, &was);
    if (ok && p->as_then)
        compare_then(p, index, rest, was, is);
    else if (ok)
        compare_with(p, index, was, is);
    hn_arena_dispose(&scratch);
    return ok;
}
