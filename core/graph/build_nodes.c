/*
 * build_nodes.c - arithmetic, comparisons, joins and choices, checked for
 * kind and unit.
 *
 * Each op has a line in `facts`: the word people write, how many arguments it
 * takes, and the function that types it.  Literals among the arguments first
 * take the type of what they meet.
 */
#include "make.h"

#include <string.h>
#include "build_ops.h"
#include "edit.h"

/* --- refusing ------------------------------------------------------------ */

hn_node *hn_op_spoiled(hn_op_call *job)
{
    return hn_make_spoiled(job->graph, job->args, job->count, job->place);
}

hn_node *hn_op_refuse(hn_op_call *job, int code, const char *help,
                       const char *message)
{
    hn_report_addf(job->graph->report, code, HN_ERROR, job->place, help,
                   "%s", message);
    return hn_op_spoiled(job);
}

static const char *side(hn_graph *graph, int i, int count)
{
    if (count == 2)
        return i == 0 ? "the left side" : "the right side";
    return hn_make_text(graph, "entry %d", i + 1);
}

/* --- making alike -------------------------------------------------------- */

static const hn_node *first_typed(hn_node *const *args, int count)
{
    for (int i = 0; i < count; i++)
        if (!hn_node_literal(args[i]))
            return args[i];
    return NULL;
}

/* Literals alone: numbers if all of them are, dates if all are, else texts. */
static hn_type guess_all(hn_node *const *args, int count)
{
    hn_type type = hn_type_form(HN_AMOUNT);
    bool any = false;
    for (int i = 0; i < count; i++) {
        if (args[i]->u.constant.missing)
            continue;
        hn_type guess = hn_make_guess(args[i]);
        if (any && guess.kind != type.kind)
            return hn_type_of(HN_TEXT);
        type = guess;
        any = true;
    }
    return type;
}

/* Plain numbers of several forms together. */
static hn_form join_forms(hn_node *const *args, int count)
{
    hn_form form = args[0]->type.form;
    bool ratio = false;
    for (int i = 0; i < count; i++) {
        hn_form other = args[i]->type.form;
        ratio = ratio || other == HN_RATIO || other == HN_PERCENT;
        form = other == form ? form : HN_AMOUNT;
    }
    return form == HN_AMOUNT && ratio ? HN_RATIO : form;
}

static bool unlike(hn_graph *graph, const char *word, hn_node **args,
                   int count, int i, hn_place place)
{
    int j = 0;
    while (args[j]->type.kind == HN_BROKEN)
        j++;
    bool numbers = args[i]->type.kind == HN_NUMBER
                   && args[j]->type.kind == HN_NUMBER;
    bool choices = args[i]->type.kind == HN_CHOICE
                   && args[j]->type.kind == HN_CHOICE;
    const char *tags = hn_make_tag_help(args[j]->type, args[i]->type);
    const char *help = choices
        ? "they have different choices: give both the same list"
        : tags ? tags
        : numbers ? "like goes with like: multiply or divide one of them "
                    "until the units are the same"
                  : NULL;
    hn_report_addf(graph->report, numbers ? 200 : 213, HN_ERROR, place, help,
                   "%s and %s: `%s` takes like and like",
                   hn_make_says(graph, args[j], side(graph, j, count)),
                   hn_make_says(graph, args[i], side(graph, i, count)),
                   word);
    return false;
}

bool hn_make_alike(hn_graph *graph, const char *word, hn_node **args,
                   int count, hn_place place, hn_type *out)
{
    const hn_node *like = first_typed(args, count);
    hn_type type = like ? like->type : guess_all(args, count);
    bool broken = false;
    for (int i = 0; i < count; i++) {
        args[i] = hn_make_typed(graph, args[i], type, like);
        broken = broken || !args[i] || hn_node_broken(args[i]);
    }
    if (broken)
        return false;
    for (int i = 1; i < count; i++)
        if (!hn_type_like(args[0]->type, args[i]->type))
            return unlike(graph, word, args, count, i, place);
    *out = type;
    if (type.kind == HN_NUMBER)
        out->form = join_forms(args, count);
    return true;
}

/* --- arithmetic ---------------------------------------------------------- */

/* What `1 - percent` makes of a literal: a plain number. */
static hn_type beside(hn_type type)
{
    if (type.kind == HN_NUMBER && type.form == HN_PERCENT)
        type.form = HN_AMOUNT;
    return type;
}

static void meet(hn_op_call *job)
{
    for (int i = 0; i < 2; i++) {
        hn_node *other = job->args[1 - i];
        if (!hn_node_literal(job->args[i]) || hn_node_literal(other))
            continue;
        hn_type type = beside(other->type);
        if (type.kind == HN_DATE
            && hn_make_guess(job->args[i]).kind != HN_DATE)
            type = hn_type_form(HN_AMOUNT);
        job->args[i] = hn_make_typed(job->graph, job->args[i], type, other);
    }
    if (hn_node_literal(job->args[0])) {
        hn_type type = guess_all(job->args, 2);
        for (int i = 0; i < 2; i++)
            job->args[i] = hn_make_typed(job->graph, job->args[i], type,
                                         NULL);
    }
}

static hn_node *not_amount(hn_op_call *job, int i)
{
    const hn_node *arg = job->args[i];
    const char *help = NULL;
    if (arg->type.kind == HN_YESNO)
        help = "to pay by a test use choose { { when = ..., take = ... }, "
               "otherwise = ... }, or the `when` of an award";
    else if (arg->type.kind == HN_CHOICE)
        help = "a choice becomes an amount by a `lookup`";
    return hn_op_refuse(job, 201, help,
        hn_make_text(job->graph, "%s: `%s` takes amounts",
                     hn_make_says(job->graph, arg,
                                  side(job->graph, i, job->count)),
                     job->word));
}

/* Days, weeks, months or years and nothing else. */
static bool is_duration(hn_type type)
{
    static const hn_base_unit bases[] = {
        HN_DAYS, HN_WEEKS, HN_MONTHS, HN_YEARS
    };
    for (int i = 0; i < 4 && type.kind == HN_NUMBER; i++)
        if (hn_unit_same(type.unit, hn_unit_of(bases[i])))
            return true;
    return false;
}

static hn_node *shift(hn_op_call *job, hn_node *date, hn_node *duration)
{
    hn_graph *graph = job->graph;
    if (!is_duration(duration->type))
        return hn_op_refuse(job, 200,
            "write days(3), weeks(6), months(12) or years(1)",
            hn_make_text(graph, "%s: a date takes days, weeks, months or "
                         "years", hn_make_says(graph, duration,
                                               "what is added")));
    if (job->op == HN_OP_SUB)
        duration = hn_make(graph, HN_OP_NEG, duration->type, &duration, 1,
                           job->place);
    hn_node *args[] = { date, duration };
    return hn_make(graph, HN_OP_DATE_SHIFT, hn_type_of(HN_DATE), args, 2,
                   job->place);
}

static hn_node *sum_of_dates(hn_op_call *job)
{
    hn_node *a = job->args[0], *b = job->args[1];
    bool two = a->type.kind == HN_DATE && b->type.kind == HN_DATE;
    if (two && job->op == HN_OP_SUB)
        return hn_make(job->graph, HN_OP_DATE_DIFF,
                       hn_type_number(hn_unit_of(HN_DAYS)), job->args, 2,
                       job->place);
    if (two)
        return hn_op_refuse(job, 213, "a date takes days(...), weeks(...), "
                             "months(...) or years(...)",
                             "two dates cannot be added");
    if (a->type.kind == HN_DATE && b->type.kind == HN_NUMBER)
        return shift(job, a, b);
    if (a->type.kind == HN_NUMBER && job->op == HN_OP_ADD)
        return shift(job, b, a);
    return hn_op_refuse(job, 213, "write the date first",
        hn_make_text(job->graph, "%s and %s: that is no difference",
                     hn_make_says(job->graph, a, "the left side"),
                     hn_make_says(job->graph, b, "the right side")));
}

static hn_form sum_form(hn_node *const *args)
{
    hn_form form = join_forms(args, 2);
    return form == HN_PERCENT ? HN_RATIO : form;
}

static hn_node *build_sum(hn_op_call *job)
{
    hn_type type;
    meet(job);
    for (int i = 0; i < 2; i++)
        if (!job->args[i] || hn_node_broken(job->args[i]))
            return hn_op_spoiled(job);
    for (int i = 0; i < 2; i++)
        if (job->args[i]->type.kind == HN_DATE)
            return sum_of_dates(job);
    for (int i = 0; i < 2; i++)
        if (job->args[i]->type.kind != HN_NUMBER)
            return not_amount(job, i);
    if (!hn_make_alike(job->graph, job->word, job->args, 2, job->place,
                       &type))
        return hn_op_spoiled(job);
    type.form = sum_form(job->args);
    return hn_make(job->graph, job->op, type, job->args, 2, job->place);
}

static hn_form product_form(const hn_op_call *job)
{
    hn_form form = join_forms(job->args, 2);
    if (form == HN_PERCENT)
        return HN_RATIO;
    return form == HN_COUNT && job->op == HN_OP_DIV ? HN_AMOUNT : form;
}

/* Net, gross and neither in one product or ratio. */
static hn_node *mixed(hn_op_call *job)
{
    hn_graph *graph = job->graph;
    const hn_node *a = job->args[0], *b = job->args[1];
    return hn_op_refuse(job, 200, hn_make_tag_help(a->type, b->type),
        hn_make_text(graph, "%s and %s: `%s` takes money that is alike net, "
                     "gross or neither",
                     hn_make_says(graph, a, "the left side"),
                     hn_make_says(graph, b, "the right side"), job->word));
}

static hn_node *build_product(hn_op_call *job)
{
    hn_type type = hn_type_form(HN_AMOUNT);
    for (int i = 0; i < 2; i++) {
        job->args[i] = hn_make_typed(job->graph, job->args[i], type, NULL);
        if (!job->args[i] || hn_node_broken(job->args[i]))
            return hn_op_spoiled(job);
    }
    for (int i = 0; i < 2; i++)
        if (job->args[i]->type.kind != HN_NUMBER)
            return not_amount(job, i);
    hn_unit a = job->args[0]->type.unit, b = job->args[1]->type.unit;
    bool fits = job->op == HN_OP_MUL ? hn_unit_mul(&type.unit, a, b)
                                     : hn_unit_div(&type.unit, a, b);
    if (!fits)
        return hn_op_refuse(job, 200, NULL,
                             "the unit has a power above nine");
    if (!hn_unit_is_sound(type.unit))
        return mixed(job);
    if (hn_unit_is_plain(type.unit) && hn_unit_is_plain(a))
        type.form = product_form(job);
    return hn_make(job->graph, job->op, type, job->args, 2, job->place);
}

static hn_node *build_neg(hn_op_call *job)
{
    job->args[0] = hn_make_typed(job->graph, job->args[0],
                                 hn_type_form(HN_AMOUNT), NULL);
    if (!job->args[0] || hn_node_broken(job->args[0]))
        return hn_op_spoiled(job);
    if (job->args[0]->type.kind != HN_NUMBER)
        return not_amount(job, 0);
    return hn_make(job->graph, HN_OP_NEG, job->args[0]->type, job->args, 1,
                   job->place);
}

/* --- comparisons --------------------------------------------------------- */

static hn_node *build_extreme(hn_op_call *job)
{
    hn_type type;
    if (!hn_make_alike(job->graph, job->word, job->args, job->count,
                       job->place, &type))
        return hn_op_spoiled(job);
    if (type.kind != HN_NUMBER && type.kind != HN_DATE)
        return not_amount(job, 0);
    return hn_make(job->graph, job->op, type, job->args, job->count,
                   job->place);
}

/* Of an even number it is half of two, which need not be whole. */
static hn_node *build_median(hn_op_call *job)
{
    hn_type type;
    if (!hn_make_alike(job->graph, job->word, job->args, job->count,
                       job->place, &type))
        return hn_op_spoiled(job);
    if (type.kind != HN_NUMBER)
        return not_amount(job, 0);
    if (type.form == HN_COUNT)
        type.form = HN_AMOUNT;
    return hn_make(job->graph, job->op, type, job->args, job->count,
                   job->place);
}

static hn_node *build_compare(hn_op_call *job)
{
    hn_type type;
    for (int i = 0; i < 2; i++)
        if (hn_node_literal(job->args[i])
            && job->args[i]->u.constant.missing)
            return hn_op_refuse(job, 213,
                                 "ask :known():is(\"no\") instead",
                                 "nothing can be compared with `missing`");
    if (!hn_make_alike(job->graph, job->word, job->args, 2, job->place,
                       &type))
        return hn_op_spoiled(job);
    if (type.kind != HN_NUMBER && type.kind != HN_DATE)
        return not_amount(job, 0);
    return hn_make(job->graph, job->op, hn_type_of(HN_YESNO), job->args, 2,
                   job->place);
}

/* Text and a choice are compared by the name of the choice. */
static bool comparable(hn_type a, hn_type b)
{
    bool texts = (a.kind == HN_TEXT || a.kind == HN_CHOICE)
                 && (b.kind == HN_TEXT || b.kind == HN_CHOICE)
                 && a.kind != b.kind;
    return texts || hn_type_like(a, b);
}

static hn_node *build_is(hn_op_call *job)
{
    hn_graph *graph = job->graph;
    const hn_node *like = first_typed(job->args, job->count);
    hn_type type = like ? like->type : hn_type_of(HN_TEXT);
    bool broken = false;
    for (int i = 0; i < job->count; i++) {
        if (hn_node_literal(job->args[i])
            && job->args[i]->u.constant.missing)
            return hn_op_refuse(job, 213,
                                 "ask :known():is(\"no\") instead",
                                 "nothing is equal to `missing`");
        job->args[i] = hn_make_typed(graph, job->args[i], type, like);
        broken = broken || !job->args[i] || hn_node_broken(job->args[i]);
    }
    if (broken)
        return hn_op_spoiled(job);
    for (int i = 1; i < job->count; i++) {
        if (!comparable(job->args[0]->type, job->args[i]->type)) {
            unlike(graph, job->word, job->args, job->count, i, job->place);
            return hn_op_spoiled(job);
        }
    }
    return hn_make(graph, job->op, hn_type_of(HN_YESNO), job->args,
                   job->count, job->place);
}

static hn_node *build_known(hn_op_call *job)
{
    if (hn_node_literal(job->args[0]))
        return hn_op_refuse(job, 213, "ask it of an input or a figure",
                             "a value in the pack is always known");
    return hn_make(job->graph, job->op, hn_type_of(HN_YESNO), job->args, 1,
                   job->place);
}

static hn_node *build_given(hn_op_call *job)
{
    const hn_node *leaf = hn_node_leaf(job->args[0]);
    if (leaf->op == HN_OP_INPUT && leaf->u.input->blank)
        return build_known(job);
    const char *name = hn_make_name(job->graph, leaf, "this");
    if (leaf->op != HN_OP_INPUT)
        return hn_op_refuse(job, 213, "write :known()", hn_make_text(
            job->graph, "%s is not an input: :given() asks what an empty "
            "cell means", name));
    return hn_op_refuse(job, 213, "write :known(), or say in the input what "
                         "nothing means: blank = \"...\"",
                         hn_make_text(job->graph, "%s does not say what an "
                                      "empty cell means", name));
}

/* --- tests --------------------------------------------------------------- */

bool hn_make_test(hn_graph *graph, const hn_node *node, const char *word)
{
    if (node->type.kind == HN_YESNO)
        return true;
    const char *help = "compare it: :is(...), :over(...), :at_least(...)";
    if (hn_node_literal(node))
        hn_report_addf(graph->report, 203, HN_ERROR, node->place, help,
                       "%s takes a test, and this is a bare value", word);
    else
        hn_report_addf(graph->report, 203, HN_ERROR, node->place, help,
                       "%s takes a test, and %s", word,
                       hn_make_says(graph, node, "this"));
    return false;
}

static bool all_tests(hn_op_call *job, int count, int step)
{
    bool fit = true;
    const char *word = hn_make_text(job->graph, "`%s`", job->word);
    for (int i = 0; i < count; i += step)
        if (!hn_make_test(job->graph, job->args[i], word))
            fit = false;
    return fit;
}

static hn_node *build_join(hn_op_call *job)
{
    if (!all_tests(job, job->count, 1))
        return hn_op_spoiled(job);
    return hn_make(job->graph, job->op, hn_type_of(HN_YESNO), job->args,
                   job->count, job->place);
}

hn_node *hn_build_at_least_n(hn_graph *graph, int n, hn_node **args,
                             int count, hn_place place)
{
    hn_edit_least(graph, &n, count, place);
    hn_node *node = hn_build_op(graph, HN_OP_AT_LEAST_N, args, count, place);
    if (!node || hn_node_broken(node))
        return node;
    if (n < 1 || n > count) {
        hn_report_addf(graph->report, 119, HN_ERROR, place, NULL,
                       "`at_least_n` asks for %d of %d tests", n, count);
        node->uses++;
        return hn_build_broken(graph, place);
    }
    node->u.at_least = n;
    return node;
}

/* --- choose -------------------------------------------------------------- */

static bool names_add(hn_choices *choices, const char *name)
{
    for (int i = 0; i < choices->count; i++)
        if (strcmp(choices->names[i], name) == 0)
            return false;
    choices->names[choices->count++] = name;
    return true;
}

/* Texts alone make a list of choices of their own, in the order of writing. */
static bool choices_of(hn_graph *graph, hn_node *const *takes, int count,
                       hn_type *type)
{
    hn_choices *choices = hn_arena_alloc(&graph->arena, sizeof *choices);
    const char **names = hn_arena_alloc(&graph->arena,
                                        sizeof *names * (size_t)count);
    if (!choices || !names)
        return false;
    choices->names = names;
    for (int i = 0; i < count; i++)
        if (!takes[i]->u.constant.missing)
            names_add(choices, takes[i]->u.constant.text);
    *type = (hn_type){ .kind = HN_CHOICE, .choices = choices };
    return true;
}

/* Whether the arms are names: texts in quotes, one of which at least is neither
 * a number nor a date. */
static bool are_names(hn_node *const *takes, int count)
{
    bool named = false;
    for (int i = 0; i < count; i++) {
        const hn_constant *constant = &takes[i]->u.constant;
        if (!hn_node_literal(takes[i])
            || (!constant->missing && !constant->quoted))
            return false;
        named = named || hn_make_guess(takes[i]).kind == HN_TEXT;
    }
    return named;
}

static bool type_arms(hn_op_call *job, hn_node **takes, int count, hn_type *type)
{
    hn_graph *graph = job->graph;
    if (are_names(takes, count)) {
        if (!choices_of(graph, takes, count, type))
            return false;
        for (int i = 0; i < count; i++)
            takes[i] = hn_make_typed(graph, takes[i], *type, NULL);
        return true;
    }
    return hn_make_alike(graph, job->word, takes, count, job->place, type);
}

static hn_node *build_choose(hn_op_call *job)
{
    hn_type type;
    int arms = job->count / 2 + 1;
    if (job->count % 2 == 0)
        return hn_op_refuse(job, 112, "add otherwise = ...",
                             "`choose` has no otherwise");
    hn_node **takes = hn_make_array(job->graph, job->args, arms,
                                    sizeof *takes);
    if (!takes)
        return NULL;
    for (int i = 0; i < arms; i++)
        takes[i] = job->args[i < arms - 1 ? 2 * i + 1 : job->count - 1];
    bool tests = all_tests(job, job->count - 1, 2);
    if (!type_arms(job, takes, arms, &type) || !tests)
        return hn_op_spoiled(job);
    for (int i = 0; i < arms; i++)
        job->args[i < arms - 1 ? 2 * i + 1 : job->count - 1] = takes[i];
    return hn_make(job->graph, job->op, type, job->args, job->count,
                   job->place);
}

/* --- the table ----------------------------------------------------------- */

typedef struct op_fact {
    const char *word;
    int least, most;               /* arguments; most 0: no end   */
    hn_node *(*build)(hn_op_call *job);
} op_fact;

static const op_fact facts[HN_OPS] = {
    [HN_OP_ADD] = { "+", 2, 2, build_sum },
    [HN_OP_SUB] = { "-", 2, 2, build_sum },
    [HN_OP_MUL] = { "*", 2, 2, build_product },
    [HN_OP_DIV] = { "/", 2, 2, build_product },
    [HN_OP_NEG] = { "-", 1, 1, build_neg },
    [HN_OP_LOWER] = { "lower_of", 1, 0, build_extreme },
    [HN_OP_HIGHER] = { "higher_of", 1, 0, build_extreme },
    [HN_OP_MEDIAN_OF] = { "median_of", 1, 0, build_median },
    [HN_OP_OVER] = { ":over", 2, 2, build_compare },
    [HN_OP_AT_LEAST] = { ":at_least", 2, 2, build_compare },
    [HN_OP_UNDER] = { ":under", 2, 2, build_compare },
    [HN_OP_AT_MOST] = { ":at_most", 2, 2, build_compare },
    [HN_OP_IS] = { ":is", 2, 2, build_is },
    [HN_OP_IS_NOT] = { ":is_not", 2, 2, build_is },
    [HN_OP_ONE_OF] = { ":one_of", 2, 0, build_is },
    [HN_OP_KNOWN] = { ":known", 1, 1, build_known },
    [HN_OP_GIVEN] = { ":given", 1, 1, build_given },
    [HN_OP_ALL] = { "all", 1, 0, build_join },
    [HN_OP_ANY] = { "any", 1, 0, build_join },
    [HN_OP_NONE] = { "none", 1, 0, build_join },
    [HN_OP_AT_LEAST_N] = { "at_least_n", 1, 0, build_join },
    [HN_OP_CHOOSE] = { "choose", 1, 0, build_choose },
    [HN_OP_DATE_SHIFT] = { "+", 2, 2, hn_op_dates },
    [HN_OP_DATE_DIFF] = { "-", 2, 2, hn_op_dates },
    [HN_OP_COMPLETED_MONTHS] = { "completed_months", 2, 2, hn_op_dates },
    [HN_OP_COMPLETED_YEARS] = { "completed_years", 2, 2, hn_op_dates },
    [HN_OP_FINANCIAL_YEAR] = { "financial_year", 1, 1, hn_op_dates },
    [HN_OP_ACADEMIC_YEAR] = { "academic_year", 1, 1, hn_op_dates },
    [HN_OP_FINANCIAL_YEAR_END] = { "financial_year_end", 1, 1,
                                   hn_op_dates },
    [HN_OP_ACADEMIC_YEAR_END] = { "academic_year_end", 1, 1, hn_op_dates },
    [HN_OP_MONTH_END] = { "month_end", 1, 1, hn_op_dates },
    [HN_OP_CALENDAR_ADD] = { ":add", 2, 2, hn_op_dates },
    [HN_OP_CALENDAR_DAYS] = { ":days", 2, 2, hn_op_dates },
    [HN_OP_SCHOOL_WEEKS] = { ":school_weeks", 2, 2, hn_op_dates },
    [HN_OP_SCHOOL_WEEK_END] = { ":school_week_end", 2, 2, hn_op_dates },
    [HN_OP_TERM_END] = { ":term_end", 2, 2, hn_op_dates },
    [HN_OP_SCHOOL_DAY] = { ":school_day", 2, 2, hn_op_dates },
    [HN_OP_PART_OF_YEAR] = { "part_of_year", 3, 3, hn_op_dates },
};

/* What the word is called beside dates. */
static const char *word_of(hn_op op, hn_node *const *args, int count)
{
    static const char *const of_dates[HN_OPS] = {
        [HN_OP_LOWER] = "earliest", [HN_OP_HIGHER] = "latest",
        [HN_OP_OVER] = ":after", [HN_OP_AT_LEAST] = ":on_or_after",
        [HN_OP_UNDER] = ":before", [HN_OP_AT_MOST] = ":on_or_before"
    };
    for (int i = 0; i < count; i++)
        if (args[i]->type.kind == HN_DATE && of_dates[op])
            return of_dates[op];
    return facts[op].word;
}

static hn_node *wrong_count(hn_op_call *job, const op_fact *fact)
{
    if (job->count == 0)
        return hn_op_refuse(job, 120, NULL, hn_make_text(
            job->graph, "`%s` has nothing in it", job->word));
    return hn_op_refuse(job, 119, NULL, hn_make_text(
        job->graph, "`%s` takes %d, and here are %d", job->word,
        job->count < fact->least ? fact->least : fact->most, job->count));
}

static hn_node *link_as_value(hn_op_call *job, const hn_node *link)
{
    return hn_op_refuse(job, 213, hn_make_text(
        job->graph, "name a column of the row it leads to, or ask "
        ":known()"), hn_make_text(
        job->graph, "%s is a link and no value",
        hn_make_name(job->graph, hn_node_leaf(link), "this")));
}

hn_node *hn_build_op(hn_graph *graph, hn_op op, hn_node **args, int count,
                     hn_place place)
{
    hn_op_call job = { .graph = graph, .place = place };
    job.args = args = hn_make_array(graph, args, count, sizeof *args);
    if (!args)
        return NULL;
    hn_edit_op(graph, &op, args, &count, place);
    const op_fact *fact = &facts[op];
    job.op = op;
    job.count = count;
    for (int i = 0; i < count; i++)
        if (!args[i] || hn_node_broken(args[i]))
            return hn_op_spoiled(&job);
    job.word = word_of(op, args, count);
    if (!fact->build)
        return hn_op_refuse(&job, 114, NULL, "this is not an operation");
    if (count < fact->least || (fact->most && count > fact->most))
        return wrong_count(&job, fact);
    for (int i = 0; i < count && op != HN_OP_KNOWN; i++)
        if (hn_node_is_link(args[i]))
            return link_as_value(&job, args[i]);
    return fact->build(&job);
}
