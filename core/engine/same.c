/*
 * same.c - see same.h.
 */
#include "same.h"

#include <string.h>
#include "../graph/grain.h"
#include "../graph/plan.h"
#include "../graph/ranges.h"

typedef struct likening {
    const hn_graph *graph;
    const hn_plan *plan;      /* NULL: as it is written                      */
    const hn_range *ranges;   /* with the plan                               */
    hn_ratio *grain;          /* by node id: each value is a whole number of
                               * times it; den 0: not known                  */
    hn_forms *forms;
    int count;                /* nodes that have a form                      */
    hn_text text;             /* of the node in hand                         */
    hn_arena *arena;
} likening;

/* --- writing ------------------------------------------------------------- */

static void put_int(likening *l, int64_t value)
{
    hn_text_add_int(&l->text, value);
    hn_text_add_char(&l->text, ' ');
}

/* With its length, so that nothing can be taken for something else. */
static void put_text(likening *l, const char *text)
{
    size_t len = text ? strlen(text) : 0;
    put_int(l, text ? (int64_t)len : -1);
    hn_text_add_n(&l->text, text ? text : "", len);
    hn_text_add_char(&l->text, ' ');
}

static void put_ratio(likening *l, hn_ratio value)
{
    hn_text_add_n(&l->text, (const char *)&value.num, sizeof value.num);
    put_int(l, value.den);
}

static void put_type(likening *l, hn_type type)
{
    put_int(l, type.kind);
    put_int(l, type.kind == HN_NUMBER ? type.form : 0);
    for (int i = 0; type.kind == HN_NUMBER && i < HN_BASE_UNITS; i++)
        put_int(l, type.unit.power[i]);
    for (int i = 0; type.kind == HN_CHOICE && type.choices
                    && i < type.choices->count; i++)
        put_text(l, type.choices->names[i]);
}

static void put_rounding(likening *l, const hn_rounding *rounding)
{
    put_int(l, rounding ? rounding->step_num : 0);
    put_int(l, rounding ? rounding->step_den : 0);
    put_int(l, rounding ? (int)rounding->mode : -1);
}

static void put_constant(likening *l, const hn_node *node)
{
    const hn_constant *constant = &node->u.constant;
    put_text(l, "constant");
    put_type(l, node->type);
    put_int(l, constant->missing);
    if (constant->missing)
        return;
    if (node->type.kind == HN_NUMBER)
        put_ratio(l, constant->number);
    else
        put_int(l, constant->index);
    put_text(l, constant->text);
}

/* A node that was written already, or a constant of a table. */
static void put_node(likening *l, const hn_node *node)
{
    if (!node)
        put_text(l, NULL);
    else if (node->op == HN_OP_CONSTANT)
        put_constant(l, node);
    else if (node->id >= 0 && node->id < l->count)
        put_int(l, l->forms->nodes[node->id]);
    else
        put_int(l, (int64_t)(intptr_t)node);    /* like nothing else         */
}

static int thing_number(const likening *l, const hn_thing *thing)
{
    for (int i = 0; i < l->graph->thing_count; i++)
        if (l->graph->things[i] == thing)
            return i;
    return -1;
}

/* All that is in it: a change may be there. */
static void put_calendar(likening *l, const hn_calendar *calendar)
{
    put_int(l, calendar ? calendar->weekend : -1);
    for (int i = 0; calendar && i < calendar->closed_count; i++)
        put_int(l, calendar->closed[i]);
    for (int i = 0; calendar && i < calendar->term_count; i++) {
        put_int(l, calendar->terms[i].first);
        put_int(l, calendar->terms[i].last);
    }
}

/* --- what an op has besides its arguments -------------------------------- */

/* Of the rounding only the step is asked. */
static void put_pot(likening *l, const hn_pot *pot, const hn_rounding *step)
{
    put_int(l, step ? step->step_num : 0);
    put_int(l, step ? step->step_den : 0);
    put_int(l, pot->rule.way);
    put_int(l, pot->rule.part);
    put_int(l, pot->rule.goes_on);
    put_node(l, pot->of);
    put_node(l, pot->floor);
    put_node(l, pot->cap);
    put_node(l, pot->most);
    put_int(l, pot->most_by_count);
    for (int i = 0; i < pot->most_by_count; i++)
        put_node(l, pot->most_by[i]);
}

static void put_fold(likening *l, const hn_fold *fold)
{
    put_int(l, fold->over ? fold->over->index : -1);
    put_node(l, fold->of);
    put_node(l, fold->where);
    put_int(l, fold->by_count);
    for (int i = 0; i < fold->by_count; i++)
        put_node(l, fold->by[i]);
    put_node(l, fold->for_each);
    put_int(l, fold->leave_out);
    put_int(l, fold->peers ? thing_number(l, &fold->peers->thing) : -1);
    put_int(l, fold->peers ? fold->peers->own : 0);
    put_int(l, fold->highest_first);
    put_int(l, fold->order_count);
    for (int i = 0; i < fold->order_count; i++) {
        put_node(l, fold->order[i].node);
        put_int(l, fold->order[i].falling);
    }
    put_node(l, fold->share);
    if (fold->pot)
        put_pot(l, fold->pot, fold->rounding);
    else
        put_rounding(l, fold->rounding);
}

static void put_lookup(likening *l, const hn_lookup *lookup, int column)
{
    put_int(l, thing_number(l, &lookup->thing));
    put_int(l, lookup->row_count);
    put_node(l, lookup->otherwise);
    for (int i = 0; i < lookup->row_count; i++) {
        const hn_lookup_row *row = &lookup->rows[i];
        for (int k = 0; k < lookup->by_count; k++)
            put_int(l, row->keys[k]);
        put_int(l, row->from);
        put_node(l, row->cells[column]);
    }
}

static void put_bands(likening *l, const hn_bands *bands, int column)
{
    put_int(l, bands->count);
    for (int i = 0; i < bands->count; i++) {
        const hn_band *band = &bands->bands[i];
        if (column >= 0) {
            put_node(l, band->cells[column]);
            continue;
        }
        put_text(l, band->name);
        put_node(l, band->edge);
        put_int(l, band->over);
    }
}

static void put_score(likening *l, const hn_score *score)
{
    for (int i = 0; i < score->count; i++) {
        put_int(l, score->rows[i].count);
        for (int k = 0; k < score->rows[i].count; k++)
            put_node(l, score->rows[i].points[k]);
    }
    put_node(l, score->out_of);
}

static void put_sentence(likening *l, const hn_sentence *sentence)
{
    for (int i = 0; sentence && i < sentence->count; i++) {
        put_text(l, sentence->parts[i].text);
        put_node(l, sentence->parts[i].node);
    }
}

static bool same_value(const hn_node *a, const hn_node *b)
{
    if (!a || !b || a->u.constant.missing || b->u.constant.missing)
        return false;
    switch (a->type.kind) {
    case HN_NUMBER:
        return hn_ratio_compare(a->u.constant.number,
                                b->u.constant.number) == 0;
    case HN_DATE: case HN_YESNO: case HN_CHOICE:
        return a->u.constant.index == b->u.constant.index;
    default:
        return false;
    }
}

/* A period with the value of the one before goes on with it. */
static void put_param(likening *l, const hn_param *param)
{
    put_int(l, thing_number(l, &param->thing));
    for (int i = 0; i < param->count; i++) {
        const hn_period *period = &param->periods[i];
        if (l->plan && i > 0 && same_value(period->value, period[-1].value))
            continue;
        put_int(l, period->from);
        put_node(l, period->value);
    }
}

/* Half steps that the grain of a node has, in lowest terms; den 0: not known. */
static hn_ratio half_steps(const likening *l, const hn_node *node,
                           const hn_rounding *rounding)
{
    hn_ratio grain = l->grain[node->id], half, made = {0, 0};
    if (grain.den == 0
        || !hn_ratio_make(&half, rounding->step_num,
                          (hn_wide)rounding->step_den * 2)
        || !hn_ratio_div(&made, grain, half))
        made.den = 0;
    return made;
}

/* Whether no value can lie half way between two steps: an odd number of half
 * steps needs an odd number of them in a grain, or in a part of it. */
static bool no_half(const likening *l, const hn_node *node,
                    const hn_rounding *rounding)
{
    hn_ratio halves = half_steps(l, node, rounding);
    return halves.den != 0 && halves.num % 2 == 0;
}

/* Whether every value is a whole number of steps as it is. */
static bool is_rounded(const likening *l, const hn_node *node,
                       const hn_rounding *rounding)
{
    hn_ratio halves = half_steps(l, node, rounding);
    return halves.den == 1 && halves.num % 2 == 0;
}

/* An amount less what is paid, in whole steps. */
static void put_dealing(likening *l, const hn_node *node)
{
    const hn_dealing *dealing = node->u.dealing;
    bool rounded = l->plan && node->count >= 2
                   && is_rounded(l, node->args[0], &dealing->step)
                   && is_rounded(l, node->args[1], &dealing->step);
    put_int(l, dealing->part);
    put_int(l, dealing->parts);
    put_int(l, dealing->remainder);
    put_int(l, dealing->step.step_num);
    put_int(l, dealing->step.step_den);
    put_int(l, rounded ? -1 : (int)dealing->step.mode);
}

static void put_year(likening *l, const hn_node *node)
{
    put_int(l, node->u.year.by);
    put_int(l, node->u.year.part);
    put_calendar(l, node->u.year.terms);
}

static void put_dated(likening *l, const hn_criterion *criterion)
{
    for (int i = 0; i < criterion->count; i++)
        put_int(l, criterion->wordings[i].from);
}

static void put_more(likening *l, const hn_node *node)
{
    if (hn_op_is_fold(node->op)) {
        put_fold(l, node->u.fold);
        return;
    }
    switch (node->op) {
    case HN_OP_INPUT: put_int(l, node->u.input->index); break;
    case HN_OP_LINK: put_int(l, node->u.link->index); break;
    case HN_OP_PARAM: put_param(l, node->u.param.param); break;
    case HN_OP_ROUND: put_rounding(l, &node->u.rounding); break;
    case HN_OP_AT_LEAST_N: put_int(l, node->u.at_least); break;
    case HN_OP_DATED: put_dated(l, node->u.criterion); break;
    case HN_OP_LOOKUP:
        put_lookup(l, node->u.lookup.lookup, node->u.lookup.column); break;
    case HN_OP_BANDS: case HN_OP_BAND_COLUMN:
        put_bands(l, node->u.bands.bands, node->u.bands.column); break;
    case HN_OP_SCORE: put_score(l, node->u.score); break;
    case HN_OP_PART_OF_YEAR: put_year(l, node); break;
    case HN_OP_CALENDAR_ADD: case HN_OP_CALENDAR_DAYS:
    case HN_OP_SCHOOL_WEEKS: case HN_OP_SCHOOL_WEEK_END:
    case HN_OP_TERM_END:
    case HN_OP_SCHOOL_DAY:
        put_calendar(l, node->u.calendar); break;
    case HN_OP_FUNDING: put_text(l, node->u.funding->name); break;
    case HN_OP_INSTALMENT: put_dealing(l, node); break;
    case HN_OP_PRINTED: put_text(l, node->u.printed->text); break;
    case HN_OP_SENTENCE: put_sentence(l, node->u.sentence); break;
    case HN_OP_FINANCIAL_YEAR: case HN_OP_ACADEMIC_YEAR:
        put_int(l, node->u.begins); break;
    default: break;
    }
}

/* --- what always agrees -------------------------------------------------- */

static bool any_order(hn_op op)
{
    switch (op) {
    case HN_OP_ADD: case HN_OP_MUL: case HN_OP_LOWER: case HN_OP_HIGHER:
    case HN_OP_ALL: case HN_OP_ANY: case HN_OP_NONE: case HN_OP_AT_LEAST_N:
    case HN_OP_MEDIAN_OF:
        return true;
    default:
        return false;
    }
}

/* One entry alone is itself. */
static bool is_itself(const hn_node *node)
{
    return node->op == HN_OP_SAME
           || (node->count == 1
               && (node->op == HN_OP_ALL || node->op == HN_OP_ANY
                   || node->op == HN_OP_LOWER || node->op == HN_OP_HIGHER));
}

/* Of numbers that are whole over one denominator: that; else 0.  Only of rows:
 * a plan is for one date of the run. */
static int64_t denominator(const likening *l, const hn_node *node)
{
    return l->plan && node->records && node->type.kind == HN_NUMBER
               ? l->plan->steps[node->id].den : 0;
}

/* Of ways that come to the same one stands for all. */
static hn_round_mode mode_of(const likening *l, const hn_node *node)
{
    hn_round_mode mode = node->u.rounding.mode;
    hn_interval all = l->ranges[node->args[0]->id].number;
    bool above = !all.no_low && all.low.num >= 0;
    bool below = !all.no_high && all.high.num <= 0;
    if (mode == HN_HALF_EVEN
        && no_half(l, node->args[0], &node->u.rounding))
        return HN_HALF_AWAY;
    if (mode == HN_UP && (above || below))
        return above ? HN_CEILING : HN_FLOOR;
    if (mode == HN_DOWN && (above || below))
        return above ? HN_FLOOR : HN_CEILING;
    return mode;
}

/* The first whole number over `den` that is at least, or over, the constant. */
static bool first_beyond(hn_wide *out, hn_ratio constant, int64_t den,
                         bool over)
{
    hn_ratio scaled;
    if (!hn_ratio_mul(&scaled, constant, hn_ratio_of(den)))
        return false;
    *out = hn_round_div(scaled.num, scaled.den, over ? HN_FLOOR : HN_CEILING)
           + over;
    return true;
}

/* A comparison with a constant, by the first step beyond it; beyond all that
 * the value can be, and before it, are each one case. */
static bool put_threshold(likening *l, const hn_node *node)
{
    const hn_node *of = node->count == 2 ? node->args[0] : NULL;
    const hn_node *constant = of ? node->args[1] : NULL;
    bool up = node->op == HN_OP_OVER || node->op == HN_OP_AT_LEAST;
    bool over = node->op == HN_OP_OVER || node->op == HN_OP_AT_MOST;
    hn_wide first;
    int64_t den = of && of->records ? denominator(l, of) : 0;
    if (den <= 0 || constant->op != HN_OP_CONSTANT
        || constant->u.constant.missing
        || !first_beyond(&first, constant->u.constant.number, den, over))
        return false;
    const hn_step *step = &l->plan->steps[of->id];
    first = first <= step->low ? step->low : first;
    first = first > step->high ? step->high + 1 : first;
    put_text(l, "threshold");
    put_int(l, up);
    hn_text_add_n(&l->text, (const char *)&first, sizeof first);
    put_int(l, den);
    put_node(l, of);
    return true;
}

static bool is_comparison(hn_op op)
{
    return op == HN_OP_OVER || op == HN_OP_AT_LEAST || op == HN_OP_UNDER
           || op == HN_OP_AT_MOST;
}

/* The forms of some arguments, in order; `once`: each once. */
static void put_sorted(likening *l, const hn_node *node, const char *alike,
                       char letter, bool once)
{
    int64_t *all = hn_arena_alloc(l->arena, sizeof *all
                                  * ((size_t)node->count + 1));
    int count = 0;
    for (int i = 0; all && i < node->count; i++) {
        int64_t form = l->forms->nodes[node->args[i]->id];
        int at = count;
        if (alike && alike[i] != letter)
            continue;
        for (; at > 0 && all[at - 1] > form; at--)
            all[at] = all[at - 1];
        all[at] = form;
        count++;
    }
    for (int i = 0; all && i < count; i++)
        if (!once || i == 0 || all[i] != all[i - 1])
            put_int(l, all[i]);
}

/* Where the same entry twice says no more than once. */
static bool is_once(hn_op op)
{
    return op == HN_OP_ALL || op == HN_OP_ANY || op == HN_OP_NONE
           || op == HN_OP_LOWER || op == HN_OP_HIGHER;
}

static void put_alike(likening *l, const hn_node *node)
{
    const char *alike = node->u.funding->alike;
    for (int i = 0; i < node->count; i++)
        if (alike[i] == '-')
            put_node(l, node->args[i]);
        else if (!memchr(alike, alike[i], (size_t)i))
            put_sorted(l, node, alike, alike[i], false);
}

static void put_read(const hn_node *arg, void *ctx)
{
    put_node(ctx, arg);
}

static void put_args(likening *l, const hn_node *node)
{
    if (l->plan && any_order(node->op)) {
        put_int(l, is_once(node->op) ? 0 : node->count);
        put_sorted(l, node, NULL, 0, is_once(node->op));
    } else if (l->plan && node->op == HN_OP_FUNDING && node->u.funding->alike
               && node->count == node->u.funding->count) {
        put_alike(l, node);
    } else {
        put_int(l, node->count);
        hn_node_each(node, put_read, l);
    }
}

/* On a day that is written down a parameter is its value there. */
static bool put_on_a_day(likening *l, const hn_node *node)
{
    const hn_param *param = node->u.param.param;
    const hn_node *day = node->count == 1 ? node->args[0] : NULL;
    if (!day || day->op != HN_OP_CONSTANT || day->u.constant.missing)
        return false;
    int at = hn_period_at(param->periods, param->count,
                          (hn_date)day->u.constant.index);
    put_text(l, "on a day");
    put_int(l, thing_number(l, &param->thing));
    put_int(l, at >= 0);
    if (at >= 0)
        put_node(l, param->periods[at].value);
    return true;
}

static void put_formula(likening *l, const hn_node *node)
{
    if (l->plan && node->op == HN_OP_PARAM && put_on_a_day(l, node))
        return;
    if (l->plan && is_comparison(node->op) && put_threshold(l, node))
        return;
    put_int(l, node->op);
    put_type(l, node->type);
    put_int(l, node->records ? node->records->index : -1);
    put_int(l, node->for_run);
    put_args(l, node);
    if (!l->plan || node->op != HN_OP_ROUND) {
        put_more(l, node);
        return;
    }
    put_int(l, node->u.rounding.step_num);
    put_int(l, node->u.rounding.step_den);
    put_int(l, mode_of(l, node));
}

/* The number of what was written, which is the base's where it has it. */
static int64_t end(likening *l)
{
    hn_forms *forms = l->forms;
    hn_slice text = {l->text.at, l->text.len};
    int64_t number = forms->base ? hn_text_map_find(&forms->base->numbers,
                                                    text) : -1;
    if (number < 0 && !l->text.failed) {
        number = hn_text_map_enter(&forms->numbers, text, forms->count);
        forms->count += number == forms->count;
    }
    if (number < 0)
        l->arena->failed = 1;
    hn_text_clear(&l->text);
    return number;
}

static int64_t like_node(likening *l, const hn_node *node)
{
    if (l->plan && node->args && node->count > 0
        && node->args[0]->op != HN_OP_CONSTANT
        && (is_itself(node)
            || (node->op == HN_OP_ROUND
                && is_rounded(l, node->args[0], &node->u.rounding))))
        return l->forms->nodes[node->args[0]->id];
    if (node->op == HN_OP_CONSTANT)
        put_constant(l, node);
    else
        put_formula(l, node);
    return end(l);
}

/* --- all that is shown --------------------------------------------------- */

static void put_shown(likening *l, const hn_thing *thing)
{
    put_text(l, thing->name);
    put_node(l, thing->node);
    if (thing->word == HN_WORD_AWARD) {
        const hn_award *award = (const hn_award *)thing;
        put_node(l, award->when);
        put_node(l, award->amount);
        put_node(l, award->full_year);
    }
    if (thing->word == HN_WORD_CRITERION) {
        const hn_criterion *criterion = (const hn_criterion *)thing;
        for (int i = 0; i < criterion->count; i++) {
            put_sentence(l, criterion->wordings[i].met);
            put_sentence(l, criterion->wordings[i].unmet);
        }
    }
}

static bool liken(hn_forms *forms, const hn_forms *base,
                  const hn_graph *graph, const hn_plan *plan, hn_arena *arena)
{
    likening l = {.graph = graph, .plan = plan, .forms = forms,
                  .arena = arena, .count = graph->node_count};
    if (!plan)
        l.count += graph->property_nodes;
    *forms = (hn_forms){.base = base, .count = base ? base->count : 0};
    hn_text_init(&l.text, arena->memory);
    hn_text_map_init(&forms->numbers, arena->memory);
    forms->nodes = hn_arena_alloc(arena, sizeof *forms->nodes
                                         * ((size_t)l.count + 1));
    l.grain = plan ? hn_grain_make(graph, l.count, arena) : NULL;
    l.ranges = plan ? hn_ranges_make(graph, l.count, arena) : NULL;
    for (int i = 0; !arena->failed && i < l.count; i++)
        forms->nodes[i] = like_node(&l, graph->nodes[i]);
    for (int i = 0; !arena->failed && i < graph->thing_count; i++)
        if (hn_is_of_account(graph->things[i]))
            put_shown(&l, graph->things[i]);
    put_text(&l, "");
    if (!arena->failed)
        forms->shown = end(&l);
    hn_text_dispose(&l.text);
    return !arena->failed;
}

bool hn_likeness_find(hn_likeness *out, const hn_pack *pack,
                      const hn_likeness *base, hn_memory *memory)
{
    *out = (hn_likeness){.pack = pack, .normal = {
                             .base = base ? &base->normal : NULL}};
    hn_arena_init(&out->arena, memory);
    return liken(&out->plain, base ? &base->plain : NULL, &pack->graph, NULL,
                 &out->arena);
}

bool hn_likeness_normal(hn_likeness *likeness)
{
    hn_plan plan;
    hn_report report;
    hn_memory *memory = likeness->arena.memory;
    const hn_graph *graph = &likeness->pack->graph;
    hn_report_init(&report, memory);
    bool ok = hn_plan_make(&plan, graph, memory, true, 0, &report)
              && liken(&likeness->normal, likeness->normal.base, graph, &plan,
                       &likeness->arena);
    hn_plan_dispose(&plan);
    hn_report_dispose(&report);
    return ok;
}

void hn_likeness_dispose(hn_likeness *likeness)
{
    if (likeness->plain.numbers.memory)
        hn_text_map_dispose(&likeness->plain.numbers);
    if (likeness->normal.numbers.memory)
        hn_text_map_dispose(&likeness->normal.numbers);
    hn_arena_dispose(&likeness->arena);
}

const char *hn_likeness_same(hn_likeness *likeness, bool *failed)
{
    *failed = false;
    if (likeness->plain.shown == likeness->plain.base->shown)
        return "nothing that is shown reads it";
    *failed = !hn_likeness_normal(likeness);
    if (!*failed && likeness->normal.shown == likeness->normal.base->shown)
        return "what is shown comes to the same for every value that its "
               "inputs can have";
    return NULL;
}
