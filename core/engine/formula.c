/*
 * formula.c - formulas as people read them.
 *
 * Most ops have a line in `patterns`: how it reads, with $1 $2 for what stands
 * there, and how closely it binds, so that brackets stand only where they are
 * needed.
 */
#include "formula.h"

#include <string.h>
#include "../graph/sentence.h"
#include "../quantity/number.h"

#define MOST_BYTES 2000       /* of one formula; then it is cut short        */

/* How closely an op binds what it joins. */
enum { LOOSE, LIST, TEST, PHRASE, SUM, PRODUCT, SIGN, ATOM };

typedef struct formula {
    hn_text *out;
    const hn_graph *graph;
    const hn_thing *self;
    const hn_case *here;      /* NULL: names                                 */
    size_t begin;
    bool cut;
} formula;

/* --- values -------------------------------------------------------------- */

const hn_frame *hn_case_frame(const hn_case *here, const hn_node *node,
                              int *row)
{
    bool run = node->for_run && here->run;
    *row = run ? 0 : here->row;
    return run ? here->run : here->frame;
}

const hn_vector *hn_case_vector(const hn_case *here, const hn_node *node,
                                int *row)
{
    const hn_frame *frame = hn_case_frame(here, node, row);
    if (node->id < 0 || !frame || (node->for_run && !here->run))
        return NULL;
    if (node->records && node->records != frame->records)
        return NULL;
    const hn_vector *vector = hn_frame_vector(frame, node);
    return vector->known ? vector : NULL;
}

bool hn_case_known(const hn_case *here, const hn_node *node)
{
    int row;
    const hn_vector *vector = hn_case_vector(here, node, &row);
    return vector && hn_bit(vector->known, row);
}

bool hn_case_yes(const hn_case *here, const hn_node *node)
{
    int row;
    const hn_vector *vector = hn_case_vector(here, node, &row);
    return vector && vector->yes && hn_bit(vector->known, row)
           && hn_bit(vector->yes, row);
}

static bool is_decimal(int64_t den)
{
    while (den % 2 == 0)
        den /= 2;
    while (den % 5 == 0)
        den /= 5;
    return den == 1;
}

static void say_known(hn_text *out, const hn_node *node)
{
    const hn_constant *c = &node->u.constant;
    if (node->type.kind == HN_NUMBER && node->type.form == HN_PERCENT) {
        hn_percent_write(out, c->number);
    } else if (node->type.kind == HN_NUMBER && !is_decimal(c->number.den)) {
        hn_ratio_write(out, c->number, 0);
        hn_unit_say(out, node->type.unit, false);
    }
    else if (node->type.kind == HN_NUMBER)
        hn_amount_write(out, c->number, node->type.unit);
    else if (node->type.kind == HN_DATE)
        hn_date_write_long(out, (hn_date)c->index);
    else if (node->type.kind == HN_YESNO)
        hn_text_add(out, c->index ? "yes" : "no");
    else if (node->type.kind == HN_CHOICE && node->type.choices)
        hn_text_add(out, node->type.choices->names[c->index]);
    else
        hn_text_add(out, c->text ? c->text : "");
}

void hn_constant_say(hn_text *out, const hn_node *constant)
{
    if (!constant || constant->u.constant.missing)
        hn_text_add(out, "missing");
    else
        say_known(out, constant);
}

/* What nothing means for the input at the end of a link, where nothing stands
 * there; else NULL. */
static const char *blank_over_link(const hn_case *here, const hn_node *node)
{
    int row;
    const hn_node *leaf = node;
    const hn_vector *vector = hn_case_vector(here, node, &row);
    while (leaf->op == HN_OP_VIA)
        leaf = leaf->args[1];
    return node->op == HN_OP_VIA && leaf->op == HN_OP_INPUT && vector
                   && vector->none && hn_bit(vector->none, row)
               ? leaf->u.input->blank : NULL;
}

/* Of a row that lasts how long; its key follows where it is read. */
static void say_link(hn_text *out, const hn_case *here, const hn_node *node)
{
    int row;
    const hn_link *link = node->u.link;
    const hn_lasting *lasts = &link->to->lasts;
    const hn_vector *found = hn_case_vector(here, node, &row);
    bool known = hn_case_known(here, node);
    hn_text_add(out, known ? "found" : "not found");
    if (!known || !link->on || lasts->starts->is_private
        || lasts->ends->is_private)
        return;
    const hn_tables *tables = hn_case_frame(here, node, &row)->tables;
    int64_t number = found->value[row];
    int i = (int)(number % HN_CHUNK);
    const hn_vector *ends = hn_tables_cell(tables, lasts->ends->thing.node,
                                           number);
    hn_text_add(out, ", from ");
    hn_date_write_long(out, (hn_date)hn_tables_cell(
        tables, lasts->starts->thing.node, number)->value[i]);
    if (!hn_bit(ends->known, i)) {
        hn_text_addf(out, ", %s", lasts->ends->blank);
        return;
    }
    hn_text_add(out, " to ");
    hn_date_write_long(out, (hn_date)ends->value[i]);
}

void hn_case_say(hn_text *out, const hn_case *here, const hn_node *node)
{
    int row;
    const char *blank = blank_over_link(here, node);
    if (node->op == HN_OP_CONSTANT) {
        hn_constant_say(out, node);
        return;
    }
    if (!hn_case_vector(here, node, &row)) {
        hn_text_add(out, "not known");
        return;
    }
    const hn_frame *frame = hn_case_frame(here, node, &row);
    if (node->op == HN_OP_LINK)
        say_link(out, here, node);
    else if (blank)
        hn_text_add(out, blank);
    else
        hn_value_say(out, frame, node, row);
}

/* --- names --------------------------------------------------------------- */

const hn_award *hn_full_year_of(const hn_graph *graph, const hn_node *node)
{
    for (int i = 0; i < graph->thing_count; i++) {
        const hn_award *award = (const hn_award *)graph->things[i];
        if (award->thing.word == HN_WORD_AWARD && award->full_year == node)
            return award;
    }
    return NULL;
}

bool hn_formula_named(const hn_node *node, const hn_thing *self)
{
    switch (node->op) {
    case HN_OP_PARAM: case HN_OP_LOOKUP: case HN_OP_BAND_COLUMN:
    case HN_OP_VIA: case HN_OP_DECISION_DATE: case HN_OP_GATE:
        return !self || node->thing != self;
    default:
        return node->thing && node->thing != self;
    }
}

static const char *column_of(const hn_node *node, const char **table)
{
    const hn_lookup *lookup = node->u.lookup.lookup;
    const hn_bands *bands = node->u.bands.bands;
    if (node->op == HN_OP_LOOKUP) {
        *table = lookup->thing.name;
        return lookup->columns[node->u.lookup.column].name;
    }
    *table = bands->thing.name;
    return bands->columns[node->u.bands.column].name;
}

static void unnamed(hn_text *out, const hn_graph *graph, const hn_node *node)
{
    const hn_award *award = hn_full_year_of(graph, node);
    if (award)
        hn_text_addf(out, "%s_full_year", award->thing.name);
    else
        hn_text_add(out, "this value");
}

void hn_formula_name(hn_text *out, const hn_graph *graph,
                     const hn_node *node)
{
    const char *column, *table;
    switch (node->op) {
    case HN_OP_PARAM:
        hn_text_add(out, node->u.param.param->thing.name);
        if (node->count > 0) {
            hn_text_add(out, " on ");
            hn_formula_write(out, graph, node->args[0], NULL, NULL);
        }
        return;
    case HN_OP_LOOKUP: case HN_OP_BAND_COLUMN:
        if (node->thing) {
            hn_text_add(out, node->thing->name);
            return;
        }
        column = column_of(node, &table);
        hn_text_addf(out, "%s.%s", table, column);
        return;
    case HN_OP_VIA:
        hn_formula_name(out, graph, node->args[0]);
        hn_text_add_char(out, '.');
        hn_formula_name(out, graph, node->args[1]);
        return;
    case HN_OP_DECISION_DATE:
        hn_text_add(out, "decision_date");
        return;
    default:
        if (node->thing)
            hn_text_add(out, node->thing->name);
        else
            unnamed(out, graph, node);
    }
}

void hn_rounding_say(hn_text *out, hn_rounding rounding)
{
    hn_ratio step = {rounding.step_num, rounding.step_den};
    hn_ratio_write(out, step, 0);
    hn_text_addf(out, ", %s", hn_round_mode_name(rounding.mode));
}

/* --- patterns ------------------------------------------------------------ */

typedef struct pattern {
    const char *words;        /* $1 $2 $3: arguments; $+: the rest, with
                               * commas; $&: all, with `and`; $;: all, apart         */
    const char *of_dates;     /* of dates; NULL: the same                    */
    int binds, wants;         /* as closely as what; and its arguments       */
} pattern;

static const pattern patterns[HN_OPS] = {
    [HN_OP_ADD] = {"$1 + $2", NULL, SUM, SUM},
    [HN_OP_MUL] = {"$1 x $2", NULL, PRODUCT, PRODUCT},
    [HN_OP_NEG] = {"-$1", NULL, SIGN, SIGN},
    [HN_OP_MEDIAN_OF] = {"the median of $&", NULL, PHRASE, SUM},
    [HN_OP_OVER] = {"$1 is over $2", "$1 is after $2", TEST, PHRASE},
    [HN_OP_AT_LEAST] = {"$1 is at least $2", "$1 is on or after $2", TEST,
                        PHRASE},
    [HN_OP_UNDER] = {"$1 is under $2", "$1 is before $2", TEST, PHRASE},
    [HN_OP_AT_MOST] = {"$1 is at most $2", "$1 is on or before $2", TEST,
                       PHRASE},
    [HN_OP_IS] = {"$1 is $2", NULL, TEST, PHRASE},
    [HN_OP_IS_NOT] = {"$1 is not $2", NULL, TEST, PHRASE},
    [HN_OP_ONE_OF] = {"$1 is one of $+", NULL, TEST, PHRASE},
    [HN_OP_KNOWN] = {"$1 is known", NULL, TEST, PHRASE},
    [HN_OP_GIVEN] = {"$1 is given", NULL, TEST, PHRASE},
    [HN_OP_ALL] = {"all of: $;", NULL, LIST, TEST},
    [HN_OP_ANY] = {"any of: $;", NULL, LIST, TEST},
    [HN_OP_NONE] = {"none of: $;", NULL, LIST, TEST},
    [HN_OP_DATED] = {"the test in force of: $;", NULL, LIST, TEST},
    [HN_OP_DATE_DIFF] = {"the days from $2 to $1", NULL, PHRASE, PHRASE},
    [HN_OP_COMPLETED_MONTHS] = {"the completed months from $1 to $2", NULL,
                                PHRASE, PHRASE},
    [HN_OP_COMPLETED_YEARS] = {"the completed years from $1 to $2", NULL,
                               PHRASE, PHRASE},
    [HN_OP_FINANCIAL_YEAR] = {"the financial year of $1", NULL, PHRASE,
                              PHRASE},
    [HN_OP_ACADEMIC_YEAR] = {"the academic year of $1", NULL, PHRASE, PHRASE},
    [HN_OP_FINANCIAL_YEAR_END] = {"the end of the financial year of $1",
                                  NULL, PHRASE, PHRASE},
    [HN_OP_ACADEMIC_YEAR_END] = {"the end of the academic year of $1", NULL,
                                 PHRASE, PHRASE},
    [HN_OP_MONTH_END] = {"the end of the month of $1", NULL, PHRASE, PHRASE},
    [HN_OP_CALENDAR_ADD] = {"$1 + $2, open days only", NULL, PHRASE, PRODUCT},
    [HN_OP_CALENDAR_DAYS] = {"the open days from $1 to $2", NULL, PHRASE,
                             PHRASE},
    [HN_OP_SCHOOL_WEEKS] = {"the school weeks from $1 to $2", NULL, PHRASE,
                            PHRASE},
    [HN_OP_SCHOOL_WEEK_END] = {"the end of the school weeks ($2) from $1",
                               NULL, PHRASE, PHRASE},
    [HN_OP_SCHOOL_DAY] = {"the school day $2 after $1", NULL,
                          PHRASE, PHRASE},
    [HN_OP_TERM_END] = {"the end of the terms ($2) from $1", NULL, PHRASE,
                        PHRASE},
    [HN_OP_GATE] = {"$2 if $1, else nothing", NULL, LOOSE, TEST},
    [HN_OP_SENTENCE] = {"a sentence", NULL, ATOM, ATOM},
    [HN_OP_SCORE] = {"points", NULL, ATOM, ATOM},
    [HN_OP_PANEL] = {"the outcome", NULL, ATOM, ATOM},
    [HN_OP_DECIDED] = {"$2 where it is given, else $1", NULL, LOOSE, PHRASE},
    [HN_OP_BANDS] = {"the band of $1", NULL, PHRASE, SUM},
};

static void put(formula *f, const hn_node *node, int wants);

static bool is_full(formula *f)
{
    if (f->out->len - f->begin > MOST_BYTES && !f->cut) {
        f->cut = true;
        hn_text_add(f->out, " ...");
    }
    return f->cut;
}

static void put_list(formula *f, hn_node *const *args, int count,
                     const char *between, const char *last, int wants)
{
    for (int i = 0; i < count && !is_full(f); i++) {
        if (i > 0)
            hn_text_add(f->out, i == count - 1 ? last : between);
        put(f, args[i], wants);
    }
}

static bool is_met(const hn_node *node)
{
    return node->thing && node->thing->word == HN_WORD_CRITERION;
}

/* The answer that a criterion is compared with is met or unmet. */
static void put_argument(formula *f, const hn_node *node, int i, int wants)
{
    const hn_node *arg = node->args[i];
    if (i > 0 && arg->op == HN_OP_CONSTANT && arg->type.kind == HN_YESNO
        && is_met(node->args[0]))
        hn_text_add(f->out, arg->u.constant.index ? "met" : "unmet");
    else
        put(f, arg, wants);
}

static void put_words(formula *f, const hn_node *node, const char *words,
                      int wants)
{
    for (; *words && !is_full(f); words++) {
        if (*words != '$') {
            hn_text_add_char(f->out, *words);
            continue;
        }
        words++;
        if (*words == '+')
            put_list(f, node->args + 1, node->count - 1, ", ", " or ", wants);
        else if (*words == '&')
            put_list(f, node->args, node->count, ", ", " and ", wants);
        else if (*words == ';')
            put_list(f, node->args, node->count, "; ", "; ", wants);
        else if (*words - '1' < node->count)
            put_argument(f, node, *words - '1', wants);
    }
}

/* "x is not given" for `:given():is("no")`. */
static bool put_question(formula *f, const hn_node *node)
{
    const hn_node *asked = node->args[0], *is = node->args[1];
    if ((asked->op != HN_OP_KNOWN && asked->op != HN_OP_GIVEN)
        || hn_formula_named(asked, f->self) || is->op != HN_OP_CONSTANT)
        return false;
    bool yes = (is->u.constant.index != 0) == (node->op == HN_OP_IS);
    put(f, asked->args[0], PHRASE);
    hn_text_add(f->out, yes ? " is " : " is not ");
    hn_text_add(f->out, asked->op == HN_OP_KNOWN ? "known" : "given");
    return true;
}

static bool has_dates(const hn_node *node)
{
    return node->count > 0 && node->args[0]->type.kind == HN_DATE;
}

/* --- ops that need more than a pattern ----------------------------------- */

static void put_quotient(formula *f, const hn_node *node, const char *sign,
                         int left, int right)
{
    put(f, node->args[0], left);
    hn_text_add(f->out, sign);
    put(f, node->args[1], right);
}

static void put_shift(formula *f, const hn_node *node)
{
    const hn_node *by = node->args[1];
    bool minus = by->op == HN_OP_NEG && !by->thing;
    put(f, node->args[0], SUM);
    hn_text_add(f->out, minus ? " - " : " + ");
    put(f, minus ? by->args[0] : by, PRODUCT);
}

static void put_extreme(formula *f, const hn_node *node)
{
    bool lower = node->op == HN_OP_LOWER, two = node->count == 2;
    const char *word = has_dates(node) ? two ? lower ? "earlier" : "later"
                                             : lower ? "earliest" : "latest"
                       : two ? lower ? "lower" : "higher"
                             : lower ? "lowest" : "highest";
    hn_text_addf(f->out, "the %s of ", word);
    put_words(f, node, "$&", SUM);
}

static void put_choose(formula *f, const hn_node *node)
{
    hn_text_add(f->out, "the first that holds: ");
    for (int i = 0; i + 1 < node->count && !is_full(f); i += 2) {
        hn_text_add(f->out, "if ");
        put(f, node->args[i], TEST);
        hn_text_add(f->out, ", ");
        put(f, node->args[i + 1], PHRASE);
        hn_text_add(f->out, "; ");
    }
    hn_text_add(f->out, "otherwise ");
    put(f, node->args[node->count - 1], PHRASE);
}

static void put_part_of_year(formula *f, const hn_node *node)
{
    static const char *const by[] = {"days", "weeks", "months"};
    put_words(f, node, "the part of the year beginning $3 from $1 to $2",
              SUM);
    if (node->u.year.terms)
        hn_text_add(f->out, ", in terms");
    else
        hn_text_addf(f->out, ", in %s", by[node->u.year.by]);
}

/* What rows are put in order by: "priority (highest first), panel_date". */
static void put_order(formula *f, const hn_fold *fold)
{
    for (int i = 0; i < fold->order_count && !is_full(f); i++) {
        const hn_node *key = fold->order[i].node;
        hn_text_add(f->out, i ? ", " : ", in order of ");
        put(f, key, PHRASE);
        if (fold->order[i].falling)
            hn_text_add(f->out, key->type.kind == HN_DATE
                                    ? " (latest first)" : " (highest first)");
    }
}

static void put_previous(formula *f, const hn_node *node)
{
    const hn_fold *fold = node->u.fold;
    put(f, fold->of, SUM);
    hn_text_addf(f->out, " of the `%s` row before", fold->over->thing.name);
    if (fold->by_count) {
        hn_text_add(f->out, " of the same ");
        put_list(f, fold->by, fold->by_count, ", ", " and ", ATOM);
    }
    put_order(f, fold);
}

static void put_attributed(formula *f, const hn_node *node)
{
    const hn_fold *fold = node->u.fold;
    put(f, fold->of, fold->share ? PRODUCT : SUM);
    if (!fold->share) {
        hn_text_add(f->out, ", counted once for each ");
        put(f, fold->by[0], ATOM);
        put_order(f, fold);
        return;
    }
    hn_text_add(f->out, " x ");
    put(f, fold->share, PRODUCT);
    if (!fold->rounding)
        return;
    hn_text_add(f->out, ", dealt in steps of ");
    hn_ratio_write(f->out, (hn_ratio){fold->rounding->step_num,
                                      fold->rounding->step_den}, 0);
    hn_text_add(f->out, " to add up for each ");
    put(f, fold->by[0], ATOM);
}

static void put_by(formula *f, hn_node *const *by, int count,
                   const char *before)
{
    hn_text_add(f->out, count ? before : "");
    put_list(f, by, count, ", ", " and ", ATOM);
}

static void put_limits(formula *f, const hn_pot *pot)
{
    if (pot->cap) {
        hn_text_add(f->out, ", none above ");
        put(f, pot->cap, SUM);
    }
    if (pot->floor) {
        hn_text_add(f->out, ", none cut below ");
        put(f, pot->floor, SUM);
    }
    if (pot->most) {
        hn_text_add(f->out, ", together at most ");
        put(f, pot->most, SUM);
        put_by(f, pot->most_by, pot->most_by_count, " for the same ");
    }
}

/* "award, met in order of points, id from envelope of the same year; ..." */
static void put_allocated(formula *f, const hn_node *node)
{
    static const char *const ways[] = {
        [HN_POT_IN_ORDER] = ", met from ",
        [HN_POT_PRO_RATA] = ", cut pro rata to ",
        [HN_POT_EQUAL] = ", in equal parts of "
    };
    const hn_fold *fold = node->u.fold;
    const hn_pot *pot = fold->pot;
    put(f, fold->of, SUM);
    hn_text_add(f->out, ways[pot->rule.way]);
    put(f, pot->of, SUM);
    put_by(f, fold->by, fold->by_count, " of the same ");
    put_limits(f, pot);
    if (pot->rule.way != HN_POT_IN_ORDER)
        return;
    put_order(f, fold);
    hn_text_add(f->out, pot->rule.part ? ", the last in part"
                        : pot->rule.goes_on
                            ? ", passing over what is too large"
                            : ", until one is too large");
}

/* What is read are other rows: they have no number here. */
static void put_ordered(formula *f, const hn_node *node)
{
    const hn_case *here = f->here;
    f->here = NULL;
    if (node->op == HN_OP_PREVIOUS)
        put_previous(f, node);
    else if (node->op == HN_OP_ATTRIBUTED)
        put_attributed(f, node);
    else
        put_allocated(f, node);
    f->here = here;
}

static const char *fold_word(hn_op op)
{
    switch (op) {
    case HN_OP_SUM: return "the sum of ";
    case HN_OP_MEAN: return "the mean of ";
    case HN_OP_MINIMUM: return "the lowest ";
    case HN_OP_MAXIMUM: return "the highest ";
    case HN_OP_MEDIAN: return "the median of ";
    case HN_OP_LOWER_QUARTILE: return "the lower quartile of ";
    case HN_OP_UPPER_QUARTILE: return "the upper quartile of ";
    case HN_OP_QUARTILE: return "the quarter of ";
    case HN_OP_RANK: return "the rank of ";
    default: return "the number of ";
    }
}

static void put_rows(formula *f, const hn_fold *fold)
{
    if (fold->peers)
        hn_text_addf(f->out, "%sits `%s`", fold->peers->own ? "itself and "
                                                            : "",
                     fold->peers->thing.name);
    else
        hn_text_addf(f->out, "%s`%s` rows", fold->of ? "all " : "",
                     fold->over->thing.name);
}

/* What is added up are other rows: it has no number here. */
static void put_fold(formula *f, const hn_node *node)
{
    const hn_fold *fold = node->u.fold;
    const hn_case *here = f->here;
    f->here = NULL;
    hn_text_add(f->out, fold_word(node->op));
    if (fold->of)
        put(f, fold->of, SUM);
    if (hn_op_is_place(node->op))
        hn_text_addf(f->out, ", %s first, among ",
                     fold->highest_first ? "highest" : "lowest");
    else if (fold->of)
        hn_text_add(f->out, " over ");
    put_rows(f, fold);
    if (fold->for_each) {
        hn_text_add(f->out, " whose ");
        put(f, fold->for_each, ATOM);
        hn_text_add(f->out, " this is");
    }
    if (fold->by_count) {
        hn_text_add(f->out, " of the same ");
        put_list(f, fold->by, fold->by_count, ", ", " and ", ATOM);
    }
    if (fold->where) {
        hn_text_add(f->out, " where ");
        put(f, fold->where, LIST);
    }
    if (fold->leave_out)
        hn_text_add(f->out, ", leaving out what is missing");
    f->here = here;
}

static void put_rounded(formula *f, const hn_node *node)
{
    hn_rounding step = node->u.rounding;
    hn_ratio shown;
    if (node->type.form == HN_PERCENT
        && hn_ratio_make(&shown, (hn_wide)step.step_num * 100,
                         step.step_den)) {
        step.step_num = (int64_t)shown.num;
        step.step_den = shown.den;
    }
    put(f, node->args[0], SUM);
    hn_text_add(f->out, " rounded to ");
    hn_rounding_say(f->out, step);
}

/* --- the arithmetic of funding ------------------------------------------- */

/* Entries that are taken away one by one: a - b - c for a - (b + c). */
static void put_taken_away(formula *f, const hn_node *node)
{
    bool sum = node->op == HN_OP_ADD && !hn_formula_named(node, f->self);
    if (sum) {
        put_taken_away(f, node->args[0]);
        hn_text_add(f->out, " - ");
    }
    put(f, sum ? node->args[1] : node, PRODUCT);
}

/* What stands for an argument, between what the formula of the function has
 * before and behind its name: where that adds or takes away, a product needs
 * no brackets. */
static void put_given(formula *f, const hn_node *node, char left, char right)
{
    bool among = strchr("+-(", left) && strchr("+-)", right);
    if (among && left == '-')
        put_taken_away(f, node);
    else
        put(f, node, among ? SUM : SIGN);
}

/* The characters beside text[from] to text[to], blanks passed over; the text
 * as a whole stands as if in brackets. */
static char before(const char *text, size_t from)
{
    while (from > 0 && text[from - 1] == ' ')
        from--;
    return from > 0 ? text[from - 1] : '(';
}

static char behind(const char *text, size_t to)
{
    to += strspn(text + to, " ");
    return text[to] ? text[to] : ')';
}

static int argument_of(const hn_funding_function *function, const char *word,
                       size_t len)
{
    for (int i = 0; i < function->count; i++)
        if (hn_slice_is((hn_slice){ word, len }, function->args[i].name))
            return i;
    return -1;
}

/* The formula of the function with what stands here for its arguments. */
static void put_funding(formula *f, const hn_node *node)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz_";
    const hn_funding_function *function = node->u.funding;
    const char *text = function->formula;
    for (size_t at = 0, len; text[at] && !is_full(f); at += len) {
        len = strspn(text + at, letters);
        int arg = argument_of(function, text + at, len);
        len += len == 0;
        if (arg >= 0)
            put_given(f, node->args[arg], before(text, at),
                      behind(text, at + len));
        else
            hn_text_add_n(f->out, text + at, len);
    }
}

/* A constant without a text of its own. */
static bool is_unsaid(const hn_node *node)
{
    return node->op == HN_OP_CONSTANT && !node->u.constant.text
           && node->u.constant.number.num == 0;
}

/* "part 3 of 12 of topup less paid_so_far, parts done: gone, in steps of 0.01,
 * the last taking the remainder"; a nought that nobody wrote is not said. */
static void put_instalment(formula *f, const hn_node *node)
{
    static const char *const ends[] = {
        [HN_REMAINDER_FIRST] = ", the first taking the remainder",
        [HN_REMAINDER_LAST] = ", the last taking the remainder",
        [HN_REMAINDER_SPREAD] = ", the earliest taking the remainder"
    };
    const hn_dealing *dealing = node->u.dealing;
    hn_text_addf(f->out, "part %d of %d of ", dealing->part, dealing->parts);
    put(f, node->args[0], SUM);
    if (!is_unsaid(node->args[1])) {
        hn_text_add(f->out, " less ");
        put(f, node->args[1], PRODUCT);
    }
    if (!is_unsaid(node->args[2])) {
        hn_text_add(f->out, ", parts done: ");
        put(f, node->args[2], PRODUCT);
    }
    hn_text_add(f->out, ", in steps of ");
    hn_ratio_write(f->out, (hn_ratio){dealing->step.step_num,
                                      dealing->step.step_den}, 0);
    hn_text_add(f->out, ends[dealing->remainder]);
}

static int binds_of(const formula *f, const hn_node *node)
{
    if (f->here && hn_op_is_fold(node->op))
        return ATOM;
    switch (node->op) {
    case HN_OP_SUB: case HN_OP_DATE_SHIFT: return SUM;
    case HN_OP_DIV: return PRODUCT;
    case HN_OP_ALL: case HN_OP_ANY:
        return node->count > 1 ? LIST : LOOSE;
    case HN_OP_LOWER: case HN_OP_HIGHER: case HN_OP_PART_OF_YEAR:
    case HN_OP_SUM: case HN_OP_COUNT: case HN_OP_MEAN: case HN_OP_MINIMUM:
    case HN_OP_MAXIMUM: case HN_OP_MEDIAN: case HN_OP_LOWER_QUARTILE:
    case HN_OP_UPPER_QUARTILE: case HN_OP_QUARTILE: case HN_OP_RANK:
    case HN_OP_ROUND: case HN_OP_FUNDING:
    case HN_OP_PREVIOUS: case HN_OP_ATTRIBUTED: case HN_OP_ALLOCATED:
    case HN_OP_QUEUED: case HN_OP_FARED: case HN_OP_INSTALMENT:
        return PHRASE;
    case HN_OP_CHOOSE: return LOOSE;
    case HN_OP_AT_LEAST_N: return LIST;
    case HN_OP_CONSTANT: return ATOM;
    default: return patterns[node->op].words ? patterns[node->op].binds : ATOM;
    }
}

static void put_op(formula *f, const hn_node *node)
{
    const pattern *p = &patterns[node->op];
    if (f->here && hn_op_is_fold(node->op)) {
        hn_case_say(f->out, f->here, node);
        return;
    }
    switch (node->op) {
    case HN_OP_CONSTANT: hn_constant_say(f->out, node); break;
    case HN_OP_SUB: put_quotient(f, node, " - ", SUM, PRODUCT); break;
    case HN_OP_DIV: put_quotient(f, node, " / ", PRODUCT, SIGN); break;
    case HN_OP_DATE_SHIFT: put_shift(f, node); break;
    case HN_OP_LOWER: case HN_OP_HIGHER: put_extreme(f, node); break;
    case HN_OP_CHOOSE: put_choose(f, node); break;
    case HN_OP_IS: case HN_OP_IS_NOT:
        if (!put_question(f, node))
            put_words(f, node, p->words, p->wants);
        break;
    case HN_OP_PART_OF_YEAR: put_part_of_year(f, node); break;
    case HN_OP_ROUND: put_rounded(f, node); break;
    case HN_OP_FUNDING: put_funding(f, node); break;
    case HN_OP_INSTALMENT: put_instalment(f, node); break;
    case HN_OP_SUM: case HN_OP_COUNT: case HN_OP_MEAN:
    case HN_OP_MINIMUM: case HN_OP_MAXIMUM: case HN_OP_MEDIAN:
    case HN_OP_LOWER_QUARTILE: case HN_OP_UPPER_QUARTILE:
    case HN_OP_QUARTILE: case HN_OP_RANK:
        put_fold(f, node);
        break;
    case HN_OP_PREVIOUS: case HN_OP_ATTRIBUTED: case HN_OP_ALLOCATED:
        put_ordered(f, node);
        break;
    case HN_OP_QUEUED: case HN_OP_FARED:
        hn_text_add(f->out, node->op == HN_OP_QUEUED
                                ? "the place in the queue for "
                                : "what became of the claim on ");
        hn_formula_name(f->out, f->graph, node->args[0]);
        break;
    case HN_OP_AT_LEAST_N:
        hn_text_addf(f->out, "at least %d of: ", node->u.at_least);
        put_words(f, node, "$;", TEST);
        break;
    default:
        if (p->words)
            put_words(f, node, p->of_dates && has_dates(node) ? p->of_dates
                                                              : p->words,
                      p->wants);
        else
            hn_formula_name(f->out, f->graph, node);
    }
}

static bool is_passed_through(const hn_node *node)
{
    return node->op == HN_OP_SAME
           || (node->count == 1
               && (node->op == HN_OP_ALL || node->op == HN_OP_ANY
                   || node->op == HN_OP_LOWER || node->op == HN_OP_HIGHER));
}

static void put(formula *f, const hn_node *node, int wants)
{
    if (is_full(f))
        return;
    if (hn_formula_named(node, f->self) || node->op == HN_OP_LINK) {
        if (f->here)
            hn_case_say(f->out, f->here, node);
        else
            hn_formula_name(f->out, f->graph, node);
        return;
    }
    if (is_passed_through(node)) {
        put(f, node->args[0], wants);
        return;
    }
    bool brackets = binds_of(f, node) < wants;
    if (brackets)
        hn_text_add_char(f->out, '(');
    put_op(f, node);
    if (brackets)
        hn_text_add_char(f->out, ')');
}

void hn_formula_write(hn_text *out, const hn_graph *graph,
                      const hn_node *node, const hn_thing *self,
                      const hn_case *here)
{
    formula f = {.out = out, .graph = graph, .self = self, .here = here,
                 .begin = out->len};
    put(&f, node, LOOSE);
}
