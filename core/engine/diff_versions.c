/*
 * diff_versions.c - what is compared: the awards of OLD, of NEW and of each
 * change alone, in one graph, and the columns that cases are grouped by.
 */
#include <string.h>
#include "diff.h"

/* --- refusing ------------------------------------------------------------ */

typedef struct preparing {
    hn_difference *d;
    const hn_diff_options *options;
    const hn_host *host;
    hn_error *err;
    bool *wanted;             /* by pair                                     */
} preparing;

static hn_status told(const preparing *p)
{
    if (p->d->report.failed || p->d->report.count == 0)
        return hn_no_memory(p->err);
    hn_fail(p->err, HN_BAD_USE, 620, "", "");
    hn_tell_all(p->host, &p->d->report, 0, p->err);
    if (p->err)
        p->err->status = HN_BAD_USE;
    return HN_BAD_USE;
}

static hn_status refuse(const preparing *p, int code, const char *flag,
                        const char *help, const char *message)
{
    hn_report_addf(&p->d->report, code, HN_ERROR,
                   (hn_place){.file = flag}, help, "%s", message);
    return told(p);
}

/* Refuses a name that means nothing here; the nearest is suggested. */
static hn_status refuse_name(const preparing *p, int code, const char *flag,
                             const char *what, const char *name,
                             const char *const *names, int count)
{
    const char *near = hn_text_nearest(name, names, count);
    hn_text help, message;
    hn_text_init(&help, &p->d->memory);
    hn_text_init(&message, &p->d->memory);
    hn_text_addf(&message, "%s `%s`", what, name);
    if (near)
        hn_text_addf(&help, "did you mean `%s`?", near);
    else
        hn_text_add(&help, "`hn check` lists what a pack holds");
    hn_status status = refuse(p, code, flag, hn_text_string(&help),
                              hn_text_string(&message));
    hn_text_dispose(&help);
    hn_text_dispose(&message);
    return status;
}

/* --- awards -------------------------------------------------------------- */

static const hn_thing *either(const hn_difference *d, int pair)
{
    const hn_thing *const *of = d->mix.pairs[pair].of;
    return of[HN_OLD] ? of[HN_OLD] : of[HN_NEW];
}

static bool is_row_award(const hn_difference *d, int pair)
{
    const hn_thing *thing = either(d, pair);
    return thing->word == HN_WORD_AWARD && thing->records;
}

static bool same_kind(const hn_award *a, const hn_award *b)
{
    return a->thing.records && b->thing.records
           && strcmp(a->thing.records->thing.name,
                     b->thing.records->thing.name) == 0
           && hn_unit_same(a->declared.unit, b->declared.unit);
}

/* Whether the award is money of the same kind in both. */
static bool is_comparable(const hn_difference *d, int pair)
{
    const hn_thing *const *of = d->mix.pairs[pair].of;
    return !of[HN_OLD] || !of[HN_NEW]
           || same_kind((const hn_award *)of[HN_OLD],
                        (const hn_award *)of[HN_NEW]);
}

static hn_status no_award(const preparing *p)
{
    const hn_difference *d = p->d;
    const char **names = hn_arena_alloc(&p->d->arena,
                                        ((size_t)d->mix.count + 1)
                                            * sizeof *names);
    int count = 0;
    if (!p->options->award)
        return refuse(p, 621, NULL, "hn diff counts who gets more and who "
                      "gets less of an award", "neither pack has an award "
                      "for each row");
    for (int i = 0; names && i < d->mix.count; i++)
        if (is_row_award(d, i))
            names[count++] = either(d, i)->name;
    return names ? refuse_name(p, 621, "--award",
                               "neither pack has for each row an award",
                               p->options->award, names, count)
                 : hn_no_memory(p->err);
}

static hn_status find_award(const preparing *p, int *out)
{
    const hn_difference *d = p->d;
    const char *name = p->options->award;
    *out = -1;
    for (int i = 0; *out < 0 && i < d->mix.count; i++)
        if (is_row_award(d, i)
            && (!name || strcmp(either(d, i)->name, name) == 0))
            *out = i;
    if (*out < 0)
        return no_award(p);
    if (is_comparable(d, *out))
        return HN_OK;
    return refuse(p, 620, NULL, "name another award with --award",
                  "the award is not money of the same kind in both packs, or "
                  "not for each of the same rows");
}

static void add_award(hn_difference *d, int pair)
{
    const hn_thing *thing = either(d, pair);
    hn_diff_award *award = &d->awards[d->award_count++];
    *award = (hn_diff_award){.pair = pair, .name = thing->name,
                             .label = thing->label ? thing->label
                                                   : thing->name};
}

static bool of_rows(const hn_difference *d, int pair, const hn_thing *first)
{
    return is_row_award(d, pair) && is_comparable(d, pair)
           && strcmp(either(d, pair)->records->thing.name,
                     first->records->thing.name) == 0;
}

/* The award that was asked for comes first. */
static hn_status find_awards(const preparing *p)
{
    hn_difference *d = p->d;
    int first;
    hn_status status = find_award(p, &first);
    if (status != HN_OK)
        return status;
    d->awards = hn_arena_alloc(&d->arena, ((size_t)d->mix.count + 1)
                                              * sizeof *d->awards);
    if (!d->awards)
        return hn_no_memory(p->err);
    add_award(d, first);
    for (int i = 0; i < d->mix.count; i++)
        if (i != first && of_rows(d, i, either(d, first)))
            add_award(d, i);
    d->records = hn_graph_records(&d->graph,
                                  either(d, first)->records->thing.name);
    return HN_OK;
}

/* --- sums ---------------------------------------------------------------- */

static const hn_node *money_node(const hn_thing *thing, bool full_year)
{
    const hn_award *award = (const hn_award *)thing;
    return !thing ? NULL : full_year ? award->full_year_amount
                                     : award->amount;
}

static const char *joined(hn_difference *d, const char *a, const char *b)
{
    hn_text text;
    hn_text_init(&text, &d->memory);
    hn_text_addf(&text, "%s%s", a, b);
    const char *kept = text.failed ? NULL : hn_arena_text_n(
                                         &d->arena, text.at, text.len);
    if (!kept)
        d->arena.failed = 1;
    hn_text_dispose(&text);
    return kept ? kept : "";
}

static void add_sum(hn_difference *d, int award, bool full_year)
{
    const hn_diff_award *of = &d->awards[award];
    const hn_thing *const *things = d->mix.pairs[of->pair].of;
    const hn_node *before = money_node(things[HN_OLD], full_year);
    const hn_node *after = money_node(things[HN_NEW], full_year);
    const hn_node *node = before ? before : after;
    if (!node || (before && after
                  && !hn_unit_same(before->type.unit, after->type.unit)))
        return;
    d->sums[d->sum_count++] = (hn_diff_sum){
        .award = award, .full_year = full_year, .type = node->type,
        .name = full_year ? joined(d, of->name, "_full_year") : of->name,
        .label = full_year ? joined(d, of->label, ", for a full year")
                           : of->label};
}

static bool make_sums(hn_difference *d)
{
    d->sums = hn_arena_alloc(&d->arena, ((size_t)d->award_count * 2 + 1)
                                            * sizeof *d->sums);
    for (int i = 0; d->sums && i < d->award_count; i++) {
        add_sum(d, i, false);
        add_sum(d, i, true);
    }
    return !d->arena.failed;
}

/* --- columns to group by ------------------------------------------------- */

/* What cases can be grouped by: a column, or a thing of the pack that is one
 * of a list or yes or no.  What the pack works out to the penny parts the cases
 * one by one. */
static bool groups_by(hn_type type, bool column)
{
    return column || type.kind == HN_CHOICE || type.kind == HN_YESNO;
}

static bool is_by(const hn_difference *d, int pair)
{
    const hn_thing *thing = either(d, pair);
    return thing->node && thing->records
           && strcmp(thing->records->thing.name,
                     d->records->thing.name) == 0
           && groups_by(thing->node->type, thing->word == HN_WORD_INPUT)
           && (thing->word != HN_WORD_INPUT
               || !((const hn_input *)thing)->is_private);
}

static hn_status no_by(const preparing *p, const char *name)
{
    const hn_difference *d = p->d;
    const char **names = hn_arena_alloc(&p->d->arena,
                                        ((size_t)d->mix.count + 1)
                                            * sizeof *names);
    int count = 0;
    for (int i = 0; i < d->mix.count; i++) {
        const hn_thing *thing = either(d, i);
        if (strcmp(thing->name, name) != 0)
            continue;
        bool is_private = thing->word == HN_WORD_INPUT
                          && ((const hn_input *)thing)->is_private;
        return refuse(p, 622, "--by", is_private
                      ? "name a column that is not about one child"
                      : "name a column of the rows that have the award, or "
                        "what the pack makes a choice or a yes or no of; put "
                        "amounts that it works out into `bands`",
                      is_private ? "cases are not grouped by a private column"
                                 : "cases are not grouped by that");
    }
    for (int i = 0; names && i < d->mix.count; i++)
        if (is_by(d, i))
            names[count++] = either(d, i)->name;
    return names ? refuse_name(p, 622, "--by", "neither pack has a column",
                               name, names, count)
                 : hn_no_memory(p->err);
}

static int find_by(const hn_difference *d, const char *name)
{
    for (int i = 0; i < d->mix.count; i++)
        if (strcmp(either(d, i)->name, name) == 0 && is_by(d, i))
            return i;
    return -1;
}

static hn_status find_columns(const preparing *p)
{
    hn_difference *d = p->d;
    size_t count = (size_t)p->options->by_count;
    d->by = hn_arena_alloc(&d->arena, (count + 1) * sizeof *d->by);
    if (!d->by)
        return hn_no_memory(p->err);
    for (size_t i = 0; i < count; i++) {
        int pair = find_by(d, p->options->by[i]);
        if (pair < 0)
            return no_by(p, p->options->by[i]);
        const hn_thing *thing = either(d, pair);
        hn_diff_by *by = &d->by[d->by_count++];
        by->name = thing->name;
        by->label = thing->label ? thing->label : thing->name;
        hn_text_map_init(&by->map, &d->memory);
        p->wanted[pair] = true;
    }
    return HN_OK;
}

/* As OLD has them, where it does. */
static void take_columns(hn_difference *d, const hn_mixture *version)
{
    for (int i = 0; i < d->by_count; i++)
        if (!d->by[i].node)
            d->by[i].node = hn_mixture_value(version,
                                             find_by(d, d->by[i].name));
}

/* --- versions ------------------------------------------------------------ */

/* A row that cannot show something is in neither. */
static bool add_shown(hn_difference *d, const char *name, hn_node *node)
{
    hn_graph *graph = &d->graph;
    hn_thing *thing = hn_arena_alloc(&graph->arena, sizeof *thing);
    hn_thing **things = hn_arena_grow(&graph->arena, graph->things,
                                      graph->thing_count, &graph->thing_cap,
                                      sizeof *things);
    if (!thing || !things)
        return false;
    *thing = (hn_thing){.word = HN_WORD_FIGURE, .name = name, .label = name,
                        .records = node->records, .node = node};
    graph->things = things;
    graph->things[graph->thing_count++] = thing;
    return true;
}

static bool show_pair(hn_difference *d, const hn_mixture *version, int pair)
{
    const hn_thing *thing = either(d, pair);
    hn_award award;
    if (thing->word != HN_WORD_AWARD) {
        hn_node *node = hn_mixture_value(version, pair);
        if (node && hn_refusal_of(thing))
            node = hn_mixture_refusal(version, pair);
        return !node || add_shown(d, thing->name, node);
    }
    if (!hn_mixture_award(version, pair, &award))
        return true;
    return add_shown(d, thing->name, award.thing.node)
           && (!award.full_year
               || add_shown(d, thing->name, award.full_year));
}

static bool is_shown_row(const hn_thing *thing)
{
    return thing && thing->records && hn_is_of_account(thing);
}

/* OLD or NEW as a whole: with all that is shown, so that a row has the faults
 * that it has there. */
static bool make_whole(const preparing *p, hn_side side)
{
    hn_difference *d = p->d;
    hn_mixture version;
    bool *taken = hn_arena_alloc(&d->arena, (size_t)d->mix.count + 1);
    if (!taken)
        return false;
    for (int i = 0; i < d->mix.count; i++)
        taken[i] = side == HN_NEW && d->mix.pairs[i].altered != HN_UNALTERED
                   && d->mix.pairs[i].altered != HN_REWORDED;
    if (!hn_mixture_make(&version, &d->mix, taken, p->wanted))
        return false;
    for (int i = 0; i < d->award_count; i++)
        d->awards[i].has[side] = hn_mixture_award(
            &version, d->awards[i].pair, &d->awards[i].of[side]);
    take_columns(d, &version);
    for (int i = 0; i < d->mix.count; i++)
        if (p->wanted[i] && is_shown_row(d->mix.pairs[i].of[side])
            && !show_pair(d, &version, i))
            return false;
    return true;
}

static void want_shown(const preparing *p)
{
    for (int i = 0; i < p->d->mix.count; i++)
        for (int side = 0; side < 2; side++)
            if (is_shown_row(p->d->mix.pairs[i].of[side]))
                p->wanted[i] = true;
}

static void want_awards(const preparing *p)
{
    memset(p->wanted, 0, (size_t)p->d->mix.count);
    for (int i = 0; i < p->d->award_count; i++)
        p->wanted[p->d->awards[i].pair] = true;
}

/* --- changes, each alone ------------------------------------------------- */

/* One change for each pair that is one, to begin with. */
static bool list_changes(hn_difference *d)
{
    size_t pairs = (size_t)d->mix.count;
    d->changes = hn_arena_alloc(&d->arena, (pairs + 1) * sizeof *d->changes);
    for (int i = 0; d->changes && i < d->mix.count; i++) {
        if (!hn_mix_is_change(&d->mix, i))
            continue;
        bool *taken = hn_arena_alloc(&d->arena, pairs + 1);
        if (!taken)
            return false;
        taken[i] = true;
        d->changes[d->change_count++] = (hn_diff_change){.taken = taken};
    }
    return !d->arena.failed;
}

static void take_out(hn_difference *d, int at)
{
    d->change_count--;
    memmove(d->changes + at, d->changes + at + 1,
            (size_t)(d->change_count - at) * sizeof *d->changes);
}

/* Whether the two have a change in common. */
static bool overlap(const hn_difference *d, const hn_diff_change *a,
                    const hn_diff_change *b)
{
    for (int i = 0; i < d->mix.count; i++)
        if (a->taken[i] && b->taken[i] && hn_mix_is_change(&d->mix, i))
            return true;
    return false;
}

static bool join_next(hn_difference *d)
{
    for (int i = 0; i < d->change_count; i++)
        for (int j = i + 1; j < d->change_count; j++) {
            if (!overlap(d, &d->changes[i], &d->changes[j]))
                continue;
            for (int k = 0; k < d->mix.count; k++)
                d->changes[i].taken[k] |= d->changes[j].taken[k];
            take_out(d, j);
            return true;
        }
    return false;
}

/* What does not fit alone is taken along, and changes that take the same along
 * are one. */
static bool join_changes(const preparing *p)
{
    hn_difference *d = p->d;
    bool joined_some;
    do {
        for (int i = 0; i < d->change_count; i++) {
            hn_mixture version;
            if (!hn_mixture_make(&version, &d->mix, d->changes[i].taken,
                                 p->wanted))
                return false;
            hn_mixture_forget(&version);
        }
        joined_some = false;
        while (join_next(d))
            joined_some = true;
    } while (joined_some);
    return true;
}

static const char *title_of(hn_difference *d, const hn_diff_change *change)
{
    hn_text text;
    hn_text_init(&text, &d->memory);
    for (int i = 0; i < d->mix.count; i++) {
        const hn_thing *thing = either(d, i);
        if (change->taken[i] && hn_mix_is_change(&d->mix, i))
            hn_text_addf(&text, "%s%s %s", text.len ? ", " : "",
                         hn_thing_word(thing), thing->name);
    }
    const char *kept = text.failed ? NULL : hn_arena_text_n(
                                         &d->arena, text.at, text.len);
    if (!kept)
        d->arena.failed = 1;
    hn_text_dispose(&text);
    return kept ? kept : "";
}

static bool same_award(const hn_award *a, const hn_award *b)
{
    return a->thing.node == b->thing.node && a->when == b->when
           && a->amount == b->amount
           && a->full_year_amount == b->full_year_amount;
}

static void compare_awards(const hn_difference *d, hn_diff_change *change)
{
    for (int i = 0; i < d->award_count; i++) {
        const hn_diff_award *award = &d->awards[i];
        change->touches[i] = change->has[i] != award->has[HN_OLD]
            || (change->has[i] && !same_award(&change->awards[i],
                                              &award->of[HN_OLD]));
        change->reaches = change->reaches || change->touches[i];
    }
}

static bool make_change(const preparing *p, hn_diff_change *change)
{
    hn_difference *d = p->d;
    hn_mixture version;
    size_t count = (size_t)d->award_count + 1;
    change->awards = hn_arena_alloc(&d->arena, count * sizeof(hn_award));
    change->has = hn_arena_alloc(&d->arena, count);
    change->touches = hn_arena_alloc(&d->arena, count);
    change->title = title_of(d, change);
    if (d->arena.failed
        || !hn_mixture_make(&version, &d->mix, change->taken, p->wanted))
        return false;
    for (int i = 0; i < d->award_count; i++)
        change->has[i] = hn_mixture_award(&version, d->awards[i].pair,
                                          &change->awards[i]);
    compare_awards(d, change);
    return true;
}

static bool make_changes(const preparing *p)
{
    hn_difference *d = p->d;
    want_awards(p);
    if (!list_changes(d) || !join_changes(p))
        return false;
    for (int i = 0; i < d->change_count; i++)
        if (!make_change(p, &d->changes[i]))
            return false;
    return true;
}

/* --- all ----------------------------------------------------------------- */

static hn_status too_many(const preparing *p)
{
    if (!p->d->mix.too_many)
        return hn_no_memory(p->err);
    return refuse(p, 620, NULL, "compare them in several steps",
                  "the packs differ in too many places to take each change "
                  "alone");
}

static hn_status make_versions(const preparing *p)
{
    hn_difference *d = p->d;
    want_shown(p);
    for (int i = 0; i < d->award_count; i++)
        p->wanted[d->awards[i].pair] = true;
    if (!make_sums(d) || !make_whole(p, HN_OLD) || !make_whole(p, HN_NEW)
        || !make_changes(p))
        return too_many(p);
    return HN_OK;
}

hn_status hn_diff_prepare(hn_difference *d, const hn_diff_options *options,
                          const hn_host *host, hn_error *err)
{
    preparing p = {.d = d, .options = options, .host = host, .err = err};
    if (!hn_graph_init(&d->graph, &d->memory, &d->report))
        return hn_no_memory(err);
    if (!hn_mix_open(&d->mix, &d->graph, &d->of[HN_OLD]->graph,
                     &d->of[HN_NEW]->graph))
        return told(&p);
    p.wanted = hn_arena_alloc(&d->arena, (size_t)d->mix.count + 1);
    if (!p.wanted)
        return hn_no_memory(err);
    hn_status status = find_awards(&p);
    if (status == HN_OK)
        status = find_columns(&p);
    return status == HN_OK ? make_versions(&p) : status;
}
