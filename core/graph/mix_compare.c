/*
 * mix_compare.c - what differs between two graphs, thing by thing.
 *
 * Two definitions are the same when their formulas are, down to the next thing
 * that has a name: that one is compared in its own place.
 */
#include "mix.h"

#include <string.h>
#include "ordered.h"

typedef struct comparing {
    hn_mix *mix;
    int *with;                     /* by OLD's node id: 1 + the NEW node that it
                                    * was compared with last, 0: none         */
    bool *same;                    /* what came of that                       */
} comparing;

static bool same_node(comparing *c, const hn_node *a, const hn_node *b);

/* --- values -------------------------------------------------------------- */

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_choices(const hn_choices *a, const hn_choices *b)
{
    bool same = (a == NULL) == (b == NULL) && (!a || a->count == b->count);
    for (int i = 0; a && same && i < a->count; i++)
        same = strcmp(a->names[i], b->names[i]) == 0;
    return same;
}

/* How an amount is shown is no part of what it is. */
static bool same_type(hn_type a, hn_type b)
{
    return a.kind == b.kind
           && (a.kind != HN_NUMBER || hn_unit_same(a.unit, b.unit))
           && (a.kind != HN_TEXT || a.form == b.form);
}

static bool same_number(hn_ratio a, hn_ratio b)
{
    return a.num == b.num && a.den == b.den;
}

static bool same_constant(const hn_node *a, const hn_node *b)
{
    const hn_constant *x = &a->u.constant, *y = &b->u.constant;
    if (!same_type(a->type, b->type) || x->missing != y->missing)
        return false;
    if (x->missing)
        return true;
    switch (a->type.kind) {
    case HN_NUMBER:
        return same_number(x->number, y->number);
    case HN_TEXT:
        return same_text(x->text, y->text);
    case HN_CHOICE:
        return same_text(a->type.choices->names[x->index],
                         b->type.choices->names[y->index]);
    default:
        return x->index == y->index;
    }
}

/* Either may be NULL: there is none. */
static bool same_cell(const hn_node *a, const hn_node *b)
{
    return a && b ? same_constant(a, b) : a == b;
}

static bool same_cells(hn_node *const *a, hn_node *const *b, int count)
{
    for (int i = 0; i < count; i++)
        if (!same_cell(a[i], b[i]))
            return false;
    return true;
}

static bool same_rounding(const hn_rounding *a, const hn_rounding *b)
{
    if (!a || !b)
        return a == b;
    return a->step_num == b->step_num && a->step_den == b->step_den
           && a->mode == b->mode;
}

static bool same_columns(const hn_column_name *a, int count,
                         const hn_column_name *b, int other)
{
    for (int i = 0; i < count && count == other; i++)
        if (!same_text(a[i].name, b[i].name)
            || !same_type(a[i].type, b[i].type)
            || !same_choices(a[i].type.choices, b[i].type.choices))
            return false;
    return count == other;
}

/* --- what a node goes by, beside its arguments ---------------------------- */

static bool same_pair(const comparing *c, const hn_thing *a,
                      const hn_thing *b)
{
    return (a == NULL) == (b == NULL)
           && (!a || hn_mix_pair(c->mix, HN_OLD, a)
                         == hn_mix_pair(c->mix, HN_NEW, b));
}

static bool same_calendar(const comparing *c, const hn_node *a,
                          const hn_node *b)
{
    return hn_mix_calendar(c->mix, HN_OLD, hn_node_calendar(a))
           == hn_mix_calendar(c->mix, HN_NEW, hn_node_calendar(b));
}

/* What the fold reads stands in the arguments, in one order: here is how many
 * there are of each. */
static bool same_pot(const hn_pot *a, const hn_pot *b)
{
    if (!a || !b)
        return a == b;
    return a->rule.way == b->rule.way && a->rule.part == b->rule.part
           && a->rule.goes_on == b->rule.goes_on && !a->floor == !b->floor
           && !a->cap == !b->cap && !a->most == !b->most
           && a->most_by_count == b->most_by_count && !a->could == !b->could;
}

static bool same_fold(const comparing *c, const hn_fold *a, const hn_fold *b)
{
    const hn_thing *peers[2] = {a->peers ? &a->peers->thing : NULL,
                                b->peers ? &b->peers->thing : NULL};
    bool same = same_pair(c, &a->over->thing, &b->over->thing)
                && same_pair(c, peers[0], peers[1])
                && !a->where == !b->where && !a->for_each == !b->for_each
                && !a->share == !b->share && a->by_count == b->by_count
                && a->order_count == b->order_count
                && a->leave_out == b->leave_out
                && a->highest_first == b->highest_first
                && same_rounding(a->rounding, b->rounding)
                && same_pot(a->pot, b->pot);
    for (int i = 0; same && i < a->order_count; i++)
        same = a->order[i].falling == b->order[i].falling;
    return same;
}

static bool same_dealing(const hn_dealing *a, const hn_dealing *b)
{
    return a->part == b->part && a->parts == b->parts
           && a->remainder == b->remainder
           && same_rounding(&a->step, &b->step);
}

static bool same_sentence(const hn_sentence *a, const hn_sentence *b)
{
    bool same = a->count == b->count;
    for (int i = 0; same && i < a->count; i++)
        same = same_text(a->parts[i].text, b->parts[i].text);
    return same;
}

static bool same_score(const hn_score *a, const hn_score *b)
{
    bool same = a->count == b->count;
    for (int i = 0; same && i < a->count; i++)
        same = a->rows[i].count == b->rows[i].count
               && !a->rows[i].when == !b->rows[i].when
               && same_cells(a->rows[i].points, b->rows[i].points,
                             a->rows[i].count);
    return same;
}

static bool same_bands(const hn_bands *a, const hn_bands *b)
{
    bool same = a->count == b->count
                && same_columns(a->columns, a->column_count, b->columns,
                                b->column_count);
    for (int i = 0; same && i < a->count; i++)
        same = same_text(a->bands[i].name, b->bands[i].name)
               && same_cell(a->bands[i].edge, b->bands[i].edge)
               && a->bands[i].over == b->bands[i].over
               && same_cells(a->bands[i].cells, b->bands[i].cells,
                             a->column_count);
    return same;
}

static bool same_outcomes(const hn_panel *a, const hn_panel *b)
{
    bool same = a->count == b->count
                && same_text(a->on_missing, b->on_missing);
    for (int i = 0; same && i < a->count; i++)
        same = same_text(a->rows[i].outcome, b->rows[i].outcome);
    return same;
}

/* The days from which each wording of a criterion holds. */
static bool same_days(const hn_criterion *a, const hn_criterion *b)
{
    bool same = a->count == b->count;
    for (int i = 0; same && i < a->count; i++)
        same = a->wordings[i].from == b->wordings[i].from;
    return same;
}

static bool same_part(const comparing *c, const hn_node *a, const hn_node *b)
{
    if (hn_op_is_fold(a->op))
        return same_fold(c, a->u.fold, b->u.fold);
    switch (a->op) {
    case HN_OP_CONSTANT:
        return same_constant(a, b);
    case HN_OP_ROUND:
        return same_rounding(&a->u.rounding, &b->u.rounding);
    case HN_OP_AT_LEAST_N:
        return a->u.at_least == b->u.at_least;
    case HN_OP_PART_OF_YEAR:
        return a->u.year.by == b->u.year.by
               && a->u.year.part == b->u.year.part && same_calendar(c, a, b);
    case HN_OP_CALENDAR_ADD: case HN_OP_CALENDAR_DAYS:
    case HN_OP_SCHOOL_WEEKS: case HN_OP_SCHOOL_WEEK_END:
    case HN_OP_TERM_END:
    case HN_OP_SCHOOL_DAY:
        return same_calendar(c, a, b);
    case HN_OP_FUNDING:
        return a->u.funding == b->u.funding;
    case HN_OP_INSTALMENT:
        return same_dealing(a->u.dealing, b->u.dealing);
    case HN_OP_SENTENCE:
        return same_sentence(a->u.sentence, b->u.sentence);
    case HN_OP_SCORE:
        return same_score(a->u.score, b->u.score);
    case HN_OP_BANDS:
        return same_bands(a->u.bands.bands, b->u.bands.bands);
    case HN_OP_PANEL:
        return same_outcomes(a->u.panel, b->u.panel);
    case HN_OP_DATED:
        return same_days(a->u.criterion, b->u.criterion);
    default:
        return true;
    }
}

/* --- formulas ------------------------------------------------------------ */

static bool same_args(comparing *c, const hn_node *a, const hn_node *b)
{
    bool same = a->count == b->count;
    for (int i = 0; same && i < hn_ordered_ends(a); i++)
        same = same_node(c, a->args[i], b->args[i]);
    return same;
}

static bool is_list(const hn_node *node)
{
    return node->op == HN_OP_ALL || node->op == HN_OP_ANY
           || node->op == HN_OP_NONE;
}

/* The pair of a criterion that only one graph has, which is `altered`. */
static int lone(const comparing *c, hn_side side, const hn_node *node,
                hn_altered altered)
{
    int pair = c->mix->owner[side][node->id];
    return pair >= 0 && c->mix->pairs[pair].altered == altered
           && node->thing && node->thing->word == HN_WORD_CRITERION
               ? pair : -1;
}

/* The next entry that both lists should have. */
static int skip(const comparing *c, hn_side side, const hn_node *list, int at,
                hn_altered altered)
{
    while (at < list->count && lone(c, side, list->args[at], altered) >= 0)
        at++;
    return at;
}

static void mark_lone(comparing *c, hn_side side, const hn_node *list,
                      hn_altered altered)
{
    for (int i = 0; i < list->count; i++) {
        int pair = lone(c, side, list->args[i], altered);
        if (pair >= 0)
            c->mix->pairs[pair].listed = true;
    }
}

/* Lists that are alike but for criteria that one of the graphs does not have
 * are partners. */
static bool same_list(comparing *c, const hn_node *a, const hn_node *b)
{
    int i = 0, j = 0;
    for (;; i++, j++) {
        i = skip(c, HN_OLD, a, i, HN_DROPPED);
        j = skip(c, HN_NEW, b, j, HN_ADDED);
        if (i == a->count || j == b->count)
            break;
        if (!same_node(c, a->args[i], b->args[j]))
            return false;
    }
    if (i < a->count || j < b->count)
        return false;
    mark_lone(c, HN_OLD, a, HN_DROPPED);
    mark_lone(c, HN_NEW, b, HN_ADDED);
    c->mix->partner[HN_OLD][a->id] = b;
    c->mix->partner[HN_NEW][b->id] = a;
    return true;
}

/* The formulas themselves, whatever has their names. */
static bool same_formula(comparing *c, const hn_node *a, const hn_node *b)
{
    if (a->op != b->op || !same_type(a->type, b->type)
        || !same_part(c, a, b))
        return false;
    return is_list(a) ? same_list(c, a, b) : same_args(c, a, b);
}

/* The same value of the same thing. */
static bool same_reference(comparing *c, const hn_node *a, const hn_node *b)
{
    return same_text(hn_mix_part(a), hn_mix_part(b))
           && (a->op != HN_OP_PARAM || b->op != HN_OP_PARAM
               || same_args(c, a, b));
}

static bool same_node(comparing *c, const hn_node *a, const hn_node *b)
{
    int owner = c->mix->owner[HN_OLD][a->id];
    if (owner != c->mix->owner[HN_NEW][b->id])
        return false;
    if (owner >= 0)
        return same_reference(c, a, b);
    if (c->with[a->id] != b->id + 1) {
        c->same[a->id] = same_formula(c, a, b);
        c->with[a->id] = b->id + 1;
    }
    return c->same[a->id];
}

static bool same_value(comparing *c, const hn_node *a, const hn_node *b)
{
    return a && b ? same_formula(c, a, b) : a == b;
}

/* --- things -------------------------------------------------------------- */

static bool same_input(const hn_input *a, const hn_input *b)
{
    return same_type(a->type, b->type) && a->type.form == b->type.form
           && same_choices(a->type.choices, b->type.choices)
           && a->decimals == b->decimals && same_text(a->column, b->column)
           && !a->blank == !b->blank && a->required == b->required
           && a->has_min == b->has_min && a->has_max == b->has_max
           && (!a->has_min || a->min == b->min)
           && (!a->has_max || a->max == b->max)
           && same_rounding(a->read, b->read);
}

/* By the same column, read in the same way. */
static bool same_link(const comparing *c, const hn_link *a, const hn_link *b)
{
    return same_pair(c, &a->to->thing, &b->to->thing)
           && same_pair(c, &a->by->thing, &b->by->thing)
           && same_input(a->by, b->by) && a->required == b->required
           && same_pair(c, a->on ? &a->on->thing : NULL,
                        b->on ? &b->on->thing : NULL)
           && (!a->on || same_input(a->on, b->on));
}

static bool same_param(const hn_param *a, const hn_param *b)
{
    bool same = same_type(a->type, b->type) && a->count == b->count;
    for (int i = 0; same && i < a->count; i++)
        same = a->periods[i].from == b->periods[i].from
               && same_cell(a->periods[i].value, b->periods[i].value);
    return same;
}

static bool same_row(const hn_lookup *x, const hn_lookup_row *a,
                     const hn_lookup *y, const hn_lookup_row *b)
{
    bool same = a->from == b->from
                && same_cells(a->cells, b->cells, x->column_count);
    for (int k = 0; same && k < x->by_count; k++)
        same = same_text(x->by[k]->type.choices->names[a->keys[k]],
                         y->by[k]->type.choices->names[b->keys[k]]);
    return same;
}

static bool same_lookup(comparing *c, const hn_lookup *a, const hn_lookup *b)
{
    bool same = a->by_count == b->by_count && a->row_count == b->row_count
                && same_text(a->on_missing, b->on_missing)
                && same_columns(a->columns, a->column_count, b->columns,
                                b->column_count);
    for (int k = 0; same && k < a->by_count; k++)
        same = a->by[k]->id >= 0 && b->by[k]->id >= 0
               && same_node(c, a->by[k], b->by[k]);
    for (int i = 0; same && i < a->row_count; i++)
        same = same_row(a, &a->rows[i], b, &b->rows[i]);
    return same;
}

/* Every part is looked at whatever the others come to, so that every list finds
 * its partner. */
static bool same_award(comparing *c, const hn_award *a, const hn_award *b)
{
    bool when = a->when && b->when ? same_node(c, a->when, b->when)
                                   : a->when == b->when;
    bool amount = same_value(c, a->amount, b->amount);
    bool full = same_value(c, a->full_year_amount, b->full_year_amount);
    return when && amount && full;
}

static bool same_days_closed(const hn_calendar *a, const hn_calendar *b)
{
    bool same = a->weekend == b->weekend
                && a->closed_count == b->closed_count
                && a->term_count == b->term_count;
    for (int i = 0; same && i < a->closed_count; i++)
        same = a->closed[i] == b->closed[i];
    for (int i = 0; same && i < a->term_count; i++)
        same = a->terms[i].first == b->terms[i].first
               && a->terms[i].last == b->terms[i].last;
    return same;
}

static bool same_records(const comparing *c, const hn_records *a,
                         const hn_records *b)
{
    const hn_input *old[] = {a->key, a->dated_by, a->lasts.of,
                             a->lasts.starts, a->lasts.ends};
    const hn_input *new[] = {b->key, b->dated_by, b->lasts.of,
                             b->lasts.starts, b->lasts.ends};
    bool same = true;
    for (size_t i = 0; same && i < sizeof old / sizeof *old; i++)
        same = same_pair(c, old[i] ? &old[i]->thing : NULL,
                         new[i] ? &new[i]->thing : NULL);
    return same;
}

static bool same_peers(const comparing *c, const hn_peers *a,
                       const hn_peers *b)
{
    return same_pair(c, &a->of->thing, &b->of->thing)
           && same_pair(c, &a->are->thing, &b->are->thing)
           && a->own == b->own;
}

static bool same_thing(comparing *c, const hn_thing *a, const hn_thing *b)
{
    switch (a->word) {
    case HN_WORD_RECORDS:
        return same_records(c, (const hn_records *)a, (const hn_records *)b);
    case HN_WORD_INPUT:
        return same_input((const hn_input *)a, (const hn_input *)b);
    case HN_WORD_LINK:
        return same_link(c, (const hn_link *)a, (const hn_link *)b);
    case HN_WORD_PARAM:
        return same_param((const hn_param *)a, (const hn_param *)b);
    case HN_WORD_LOOKUP: case HN_WORD_MATRIX:
        return same_lookup(c, (const hn_lookup *)a, (const hn_lookup *)b);
    case HN_WORD_AWARD:
        return same_award(c, (const hn_award *)a, (const hn_award *)b);
    case HN_WORD_CALENDAR:
        return same_days_closed(&((const hn_calendar_thing *)a)->calendar,
                                &((const hn_calendar_thing *)b)->calendar);
    case HN_WORD_PEERS:
        return same_peers(c, (const hn_peers *)a, (const hn_peers *)b);
    default:
        return same_value(c, a->node, b->node);
    }
}

/* --- words --------------------------------------------------------------- */

static bool reads_same_params(const hn_param *a, const hn_param *b)
{
    bool same = a->type.form == b->type.form && same_text(a->basis, b->basis)
                && same_cell(a->min, b->min) && same_cell(a->max, b->max);
    for (int i = 0; same && i < a->count; i++)
        same = same_text(a->periods[i].source, b->periods[i].source)
               && a->periods[i].review_by == b->periods[i].review_by;
    return same;
}

static bool reads_same_criteria(const hn_criterion *a, const hn_criterion *b)
{
    bool same = true;
    for (int i = 0; same && i < a->count; i++) {
        const hn_wording *x = &a->wordings[i], *y = &b->wordings[i];
        same = same_text(x->if_met, y->if_met)
               && same_text(x->if_unmet, y->if_unmet)
               && same_text(x->asks, y->asks)
               && same_text(x->source, y->source);
    }
    return same;
}

static bool reads_same_scores(const hn_score *a, const hn_score *b)
{
    bool same = true;
    for (int i = 0; same && i < a->count; i++) {
        const hn_score_row *x = &a->rows[i], *y = &b->rows[i];
        same = !x->descriptors == !y->descriptors;
        for (int k = 0; same && x->descriptors && k < x->count; k++)
            same = same_text(x->descriptors[k], y->descriptors[k]);
    }
    return same;
}

static bool reads_same_panels(const hn_panel *a, const hn_panel *b)
{
    bool same = true;
    for (int i = 0; same && i < a->count; i++)
        same = same_text(a->rows[i].say, b->rows[i].say);
    return same;
}

static bool reads_same_lookups(const hn_lookup *a, const hn_lookup *b)
{
    bool same = true;
    for (int i = 0; same && i < a->row_count; i++)
        same = same_text(a->rows[i].source, b->rows[i].source);
    int said = same && a->says && b->says
                   ? a->columns[0].type.choices->count : 0;
    same = same && !a->says == !b->says;
    for (int i = 0; same && i < said; i++)
        same = same_text(a->says[i], b->says[i]);
    return same;
}

/* Of two that work out the same: whether they also say the same. */
static bool reads_same(const hn_thing *a, const hn_thing *b)
{
    if (!same_text(a->label, b->label) || !same_text(a->source, b->source))
        return false;
    switch (a->word) {
    case HN_WORD_PARAM:
        return reads_same_params((const hn_param *)a, (const hn_param *)b);
    case HN_WORD_CRITERION:
        return reads_same_criteria((const hn_criterion *)a,
                                   (const hn_criterion *)b);
    case HN_WORD_SCORE:
        return reads_same_scores((const hn_score *)a, (const hn_score *)b);
    case HN_WORD_PANEL:
        return reads_same_panels((const hn_panel *)a, (const hn_panel *)b);
    case HN_WORD_LOOKUP: case HN_WORD_MATRIX:
        return reads_same_lookups((const hn_lookup *)a, (const hn_lookup *)b);
    case HN_WORD_INPUT:
        return same_text(((const hn_input *)a)->blank,
                         ((const hn_input *)b)->blank);
    default:
        return !a->node || a->node->type.form == b->node->type.form;
    }
}

/* --- all ----------------------------------------------------------------- */

/* Before any definition is compared: which things only one graph has. */
static void mark_lacking(hn_mix *mix)
{
    for (int i = 0; i < mix->count; i++) {
        hn_pairing *pair = &mix->pairs[i];
        pair->altered = !pair->of[HN_OLD] ? HN_ADDED
                        : !pair->of[HN_NEW] ? HN_DROPPED : HN_UNALTERED;
    }
}

bool hn_mix_compare(hn_mix *mix)
{
    size_t nodes = (size_t)mix->of[HN_OLD]->node_count + 1;
    hn_arena *arena = &mix->graph->arena;
    comparing c = {.mix = mix};
    c.with = hn_arena_alloc(arena, nodes * sizeof *c.with);
    c.same = hn_arena_alloc(arena, nodes);
    if (!c.with || !c.same)
        return false;
    mark_lacking(mix);
    for (int i = 0; i < mix->count; i++) {
        hn_pairing *pair = &mix->pairs[i];
        const hn_thing *a = pair->of[HN_OLD], *b = pair->of[HN_NEW];
        if (a && b && !same_thing(&c, a, b))
            pair->altered = HN_ALTERED;
        else if (a && b && !reads_same(a, b))
            pair->altered = HN_REWORDED;
    }
    return true;
}
