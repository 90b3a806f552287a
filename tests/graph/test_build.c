/*
 * test_build.c - building a graph: what it makes of what is written, and what
 * it says when something is wrong.
 *
 * Every test begins with a pack of two kinds of records and a few parameters,
 * and asks by name: node("cost") is the value of that thing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "../../core/graph/build.h"
#include "../base/starve.h"

#define COUNT(table) (int)(sizeof(table) / sizeof(table)[0])

static hn_memory memory;
static hn_report report;
static hn_graph graph;
static hn_records *pupil, *payment;
static hn_place here = { "rules.lua", 1, 1 };

/* --- the pack of every test ---------------------------------------------- */

static hn_type type_of(const char *text)
{
    static const char *names[] = { "SEMH", "SLCN", "HI" };
    static const hn_choices needs = { names, 3 };
    hn_type type;
    const char *why = hn_type_read(&type, text, &needs);
    assert_null(why);
    return type;
}

static hn_node *lit(const char *text)
{
    return hn_build_literal(&graph, text, true, here);
}

static hn_node *bare(const char *text)
{
    return hn_build_literal(&graph, text, false, here);
}

static hn_input *input(hn_records *records, const char *name,
                       const char *type, const char *min, const char *max)
{
    hn_input proto = { .thing = { .name = name, .label = name,
                                  .place = here },
                       .type = type_of(type) };
    return hn_build_input(&graph, records, &proto, min ? lit(min) : NULL,
                          max ? lit(max) : NULL);
}

static hn_param *param(const char *name, const char *type, const char *value)
{
    hn_period period = { .from = HN_DATE_FIRST, .value = lit(value),
                         .source = "illustration", .place = here };
    hn_param proto = { .thing = { .name = name, .label = name,
                                  .place = here },
                       .type = type_of(type), .periods = &period,
                       .count = 1 };
    return hn_build_param(&graph, &proto, NULL, NULL);
}

static void declare_pupil(void)
{
    pupil = hn_build_records(&graph, "pupil", "a pupil", here);
    if (!pupil)
        return;
    input(pupil, "pupil_id", "id", NULL, NULL);
    input(pupil, "cost", "GBP/year", "0", "120000");
    input(pupil, "weeks", "weeks", "1", "39");
    input(pupil, "cycles", "count", "0", NULL);
    input(pupil, "lost", "percent", "0", "100");
    input(pupil, "need", "choice", NULL, NULL);
    input(pupil, "excluded", "yes/no", NULL, NULL);
    input(pupil, "came", "date", NULL, NULL);
    hn_input *left = input(pupil, "left", "date", NULL, NULL);
    if (left)
        left->blank = "still here";
    hn_build_records_end(&graph, pupil, &(hn_records_facts){
        .key = "pupil_id", .dated_by = "came"});
}

static void declare(void)
{
    graph.pack.declared = true;
    declare_pupil();
    payment = hn_build_records(&graph, "payment", "a payment", here);
    if (!payment)
        return;
    input(payment, "upn", "id", NULL, NULL);
    input(payment, "amount", "GBP", "0", "1000");
    hn_build_link(&graph, payment, "pupil", "pupil", "upn", NULL, false, here);
    hn_build_records_end(&graph, payment, &(hn_records_facts){.key = NULL});
    param("share", "GBP/year", "6000");
    param("year_weeks", "weeks/year", "39");
    param("rate", "percent", "3");
    param("start", "date", "2026-04-01");
}

static int set_up(void **state)
{
    (void)state;
    hn_memory_init(&memory, NULL, NULL, 0);
    hn_report_init(&report, &memory);
    hn_graph_init(&graph, &memory, &report);
    declare();
    assert_int_equal(report.count, 0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    hn_graph_dispose(&graph);
    hn_report_dispose(&report);
    return memory.used == 0 ? 0 : -1;
}

/* --- asking -------------------------------------------------------------- */

static hn_node *node(const char *name)
{
    hn_thing *thing = hn_graph_find(&graph, -1, name);
    if (thing == NULL && graph.arena.failed)
        return NULL;
    if (thing == NULL)
        fail_msg("no thing is called %s", name);
    return hn_build_reference(&graph, thing, here);
}

/* The value of a name, or else a literal; "~5" is 5 without quotes. */
static hn_node *term(const char *text)
{
    if (*text == '~')
        return bare(text + 1);
    if (strcmp(text, "missing") == 0)
        return lit(NULL);
    if (strcmp(text, "weeks(6)") == 0)
        return hn_build_number(&graph, hn_ratio_of(6),
                               hn_unit_of(HN_WEEKS), HN_AMOUNT, here);
    return hn_graph_find(&graph, -1, text) ? node(text) : lit(text);
}

static hn_node *op(hn_op op, const char *a, const char *b)
{
    hn_node *args[] = { term(a), b ? term(b) : NULL };
    return hn_build_op(&graph, op, args, b ? 2 : 1, here);
}

static const char *type_text(const hn_node *of)
{
    static char buffer[100];
    hn_text text;
    hn_text_init(&text, &memory);
    hn_type_write(&text, of->type);
    snprintf(buffer, sizeof buffer, "%s", hn_text_string(&text));
    hn_text_dispose(&text);
    return buffer;
}

static bool broken(const hn_node *of)
{
    return of->type.kind == HN_BROKEN;
}

static bool holds(const char *text, const char *part)
{
    return text && strstr(text, part);
}

/* Exactly one notice stands: of that code, with that part; and is taken. */
static void told(int code, const char *part)
{
    if (report.count != 1) {
        for (int i = 0; i < report.count; i++)
            print_message("HN%d %s\n", report.notices[i].code,
                          report.notices[i].message);
        fail_msg("%d notices, not one of HN%d %s", report.count, code, part);
    }
    const hn_notice *notice = &report.notices[0];
    if (notice->code != code
        || (!holds(notice->message, part) && !holds(notice->help, part)))
        fail_msg("HN%d %s (%s), not HN%d %s", notice->code, notice->message,
                 notice->help ? notice->help : "", code, part);
    report.count = report.errors = 0;
}

static void nothing_told(void)
{
    if (report.count)
        fail_msg("HN%d %s", report.notices[0].code,
                 report.notices[0].message);
}

static bool any_told(int code, const char *part)
{
    for (int i = 0; i < report.count; i++)
        if (report.notices[i].code == code
            && (holds(report.notices[i].message, part)
                || holds(report.notices[i].help, part)))
            return true;
    return false;
}

/* --- types --------------------------------------------------------------- */

static void types_are_read_and_written(void **state)
{
    (void)state;
    static const char *const same[] = {
        "GBP", "GBP/year", "GBP/place/year", "weeks/year", "count", "ratio",
        "percent", "date", "yes/no", "choice", "id", "text", "points"
    };
    for (int i = 0; i < COUNT(same); i++) {
        hn_node of = { .type = type_of(same[i]) };
        assert_string_equal(type_text(&of), same[i]);
    }
    hn_type type;
    assert_non_null(hn_type_read(&type, "pounds", NULL));
    assert_int_equal(hn_type_decimals(type_of("GBP/year")), 2);
    assert_int_equal(hn_type_decimals(type_of("count")), 0);
    assert_int_equal(hn_type_decimals(type_of("weeks")), 4);
}

/* --- arithmetic ---------------------------------------------------------- */

/* `code` 0: the type that comes; else what is told. */
typedef struct sum_case {
    hn_op op;
    const char *a, *b;
    int code;
    const char *is;
} sum_case;

static const sum_case sums[] = {
    { HN_OP_ADD, "cost", "share", 0, "GBP/year" },
    { HN_OP_SUB, "cost", "~6000", 0, "GBP/year" },
    { HN_OP_ADD, "cost", "£1,000.50", 0, "GBP/year" },
    { HN_OP_ADD, "cost", "weeks", 200, "`cost` is GBP/year and `weeks`" },
    { HN_OP_ADD, "cost", "1,23", 205, "1,23" },
    { HN_OP_ADD, "cycles", "~2", 0, "count" },
    { HN_OP_SUB, "~1", "rate", 0, "ratio" },
    { HN_OP_ADD, "rate", "lost", 0, "ratio" },
    { HN_OP_ADD, "~1", "~2", 0, "number" },
    { HN_OP_MUL, "cost", "weeks", 0, "GBP*weeks/year" },
    { HN_OP_DIV, "weeks", "year_weeks", 0, "years" },
    { HN_OP_DIV, "cost", "cost", 0, "number" },
    { HN_OP_DIV, "cost", "~12", 0, "GBP/year" },
    { HN_OP_MUL, "cost", "rate", 0, "GBP/year" },
    { HN_OP_MUL, "rate", "~2", 0, "ratio" },
    { HN_OP_MUL, "cycles", "~2", 0, "number" },
    { HN_OP_MUL, "cost", "need", 201, "`need` is a choice" },
    { HN_OP_ADD, "cost", "excluded", 201, "choose" },
    { HN_OP_MUL, "came", "~2", 201, "`came` is a date" },
    { HN_OP_SUB, "came", "left", 0, "days" },
    { HN_OP_SUB, "came", "2026-01-01", 0, "days" },
    { HN_OP_SUB, "2026-02-01", "2026-01-01", 0, "days" },
    { HN_OP_ADD, "came", "weeks", 0, "date" },
    { HN_OP_ADD, "weeks", "came", 0, "date" },
    { HN_OP_SUB, "came", "weeks(6)", 0, "date" },
    { HN_OP_ADD, "came", "~6", 200, "weeks(6)" },
    { HN_OP_ADD, "came", "cost", 200, "days, weeks, months or years" },
    { HN_OP_ADD, "came", "left", 213, "two dates" },
    { HN_OP_SUB, "weeks", "came", 213, "write the date first" },
    { HN_OP_NEG, "cost", NULL, 0, "GBP/year" },
    { HN_OP_NEG, "came", NULL, 201, "date" },
    { HN_OP_ADD, "cost", "missing", 0, "GBP/year" },
    { HN_OP_LOWER, "cost", "~10000", 0, "GBP/year" },
    { HN_OP_LOWER, "lost", "~50", 0, "percent" },
    { HN_OP_HIGHER, "came", "2026-01-01", 0, "date" },
    { HN_OP_LOWER, "need", "need", 201, "`lower_of`" },
    { HN_OP_LOWER, "came", "cost", 213, "`came` is a date" },
    { HN_OP_COMPLETED_MONTHS, "came", "left", 0, "months" },
    { HN_OP_COMPLETED_YEARS, "came", "cost", 202, "`cost` is GBP/year" },
    { HN_OP_FINANCIAL_YEAR, "came", NULL, 0, "choice" },
    { HN_OP_ACADEMIC_YEAR_END, "came", NULL, 0, "date" },
};

static void check_sum(const sum_case *c)
{
    hn_node *made = op(c->op, c->a, c->b);
    if (c->code) {
        assert_true(broken(made));
        told(c->code, c->is);
        return;
    }
    nothing_told();
    if (strcmp(type_text(made), c->is) != 0)
        fail_msg("%s op %d %s is %s, not %s", c->a, c->op,
                 c->b ? c->b : "", type_text(made), c->is);
}

static void units_follow_what_is_computed(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT(sums); i++)
        check_sum(&sums[i]);
}

static void dates_become_shifts_and_differences(void **state)
{
    (void)state;
    hn_node *shift = op(HN_OP_ADD, "weeks", "came");
    assert_int_equal(shift->op, HN_OP_DATE_SHIFT);
    assert_ptr_equal(shift->args[0], node("came"));
    hn_node *back = op(HN_OP_SUB, "came", "weeks");
    assert_int_equal(back->args[1]->op, HN_OP_NEG);
    assert_int_equal(op(HN_OP_SUB, "came", "left")->op, HN_OP_DATE_DIFF);
}

/* --- tests --------------------------------------------------------------- */

static const sum_case tests[] = {
    { HN_OP_OVER, "cost", "share", 0, "yes/no" },
    { HN_OP_OVER, "cost", "~6000", 0, "yes/no" },
    { HN_OP_OVER, "cost", "weeks", 200,
      "`cost` is GBP/year and `weeks` is weeks" },
    { HN_OP_AT_MOST, "came", "2026-04-01", 0, "yes/no" },
    { HN_OP_AT_MOST, "came", "1 April", 202, "1 April" },
    { HN_OP_OVER, "need", "~3", 204, "`3`" },
    { HN_OP_OVER, "need", "HI", 201, "choice" },
    { HN_OP_OVER, "cost", "missing", 213, ":known()" },
    { HN_OP_IS, "need", "HI", 0, "yes/no" },
    { HN_OP_IS, "need", "H1", 204, "did you mean `HI`?" },
    { HN_OP_IS, "need", "autism", 204, "SLCN" },
    { HN_OP_IS, "excluded", "no", 0, "yes/no" },
    { HN_OP_IS, "excluded", "met", 204, "`met` is not an answer" },
    { HN_OP_IS, "excluded", "cannot tell", 204, ":known()" },
    { HN_OP_IS, "cycles", "~0", 0, "yes/no" },
    { HN_OP_IS, "pupil_id", "A1", 0, "yes/no" },
    { HN_OP_IS, "need", "pupil_id", 0, "yes/no" },
    { HN_OP_IS, "cost", "came", 213, "like and like" },
    { HN_OP_IS, "need", "missing", 213, ":known()" },
    { HN_OP_KNOWN, "cost", NULL, 0, "yes/no" },
    { HN_OP_KNOWN, "5", NULL, 213, "always known" },
    { HN_OP_GIVEN, "left", NULL, 0, "yes/no" },
    { HN_OP_GIVEN, "came", NULL, 213, "blank" },
    { HN_OP_GIVEN, "share", NULL, 213, "`share` is not an input" },
    { HN_OP_ALL, "excluded", "excluded", 0, "yes/no" },
    { HN_OP_ANY, "excluded", "cost", 203, "`cost` is GBP/year" },
    { HN_OP_ALL, "yes", NULL, 203, "bare value" },
    { HN_OP_ADD, "pupil", "cost", 213, "pupil" },
};

static void tests_are_of_like_and_like(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT(tests) - 1; i++)
        check_sum(&tests[i]);
}

static void a_percentage_beside_a_number(void **state)
{
    (void)state;
    hn_node *test = op(HN_OP_OVER, "lost", "~50");
    hn_ratio half = test->args[1]->u.constant.number;
    assert_int_equal((int)half.num, 1);
    assert_int_equal((int)half.den, 2);
    hn_node *rest = op(HN_OP_SUB, "~1", "rate");
    assert_int_equal((int)rest->args[0]->u.constant.number.num, 1);
    hn_node *number = hn_build_number(&graph, (hn_ratio){ 7, 2 },
                                      hn_unit_plain(), HN_PERCENT, here);
    assert_int_equal((int)number->u.constant.number.num, 7);
    assert_int_equal((int)number->u.constant.number.den, 200);
}

static void words_count_their_arguments(void **state)
{
    (void)state;
    hn_node *args[] = { node("cost"), node("cost"), node("cost") };
    assert_true(broken(hn_build_op(&graph, HN_OP_ADD, args, 3, here)));
    told(119, "takes 2");
    assert_true(broken(hn_build_op(&graph, HN_OP_ALL, args, 0, here)));
    told(120, "`all`");
    hn_node *answers[] = { node("excluded"), node("excluded") };
    assert_int_equal(hn_build_at_least_n(&graph, 2, answers, 2, here)
                         ->u.at_least, 2);
    assert_true(broken(hn_build_at_least_n(&graph, 3, answers, 2, here)));
    told(119, "3 of 2");
}

/* --- choose -------------------------------------------------------------- */

static hn_node *choose(const char *a, const char *b, const char *c)
{
    hn_node *args[] = { node("excluded"), term(a),
                        op(HN_OP_IS, "need", "HI"), term(b), term(c) };
    return hn_build_op(&graph, HN_OP_CHOOSE, args, 5, here);
}

static void arms_of_texts_make_choices(void **state)
{
    (void)state;
    const hn_choices *made = choose("high", "low", "high")->type.choices;
    assert_int_equal(made->count, 2);
    assert_string_equal(made->names[0], "high");
    assert_string_equal(made->names[1], "low");
    assert_int_equal(choose("2026", "2027", "never")->type.kind, HN_CHOICE);
    assert_string_equal(type_text(choose("~12", "~26", "weeks(6)")),
                        "weeks");
    assert_string_equal(type_text(choose("~1", "~2", "~3")), "number");
    assert_string_equal(type_text(choose("cost", "missing", "~0")),
                        "GBP/year");
    nothing_told();
    assert_true(broken(choose("cost", "weeks", "~0")));
    told(200, "`cost` is GBP/year and `weeks` is weeks");
    assert_true(broken(choose("need", "HI", "XX")));
    told(204, "`XX`");
}

static void choose_needs_otherwise(void **state)
{
    (void)state;
    hn_node *args[] = { node("excluded"), lit("1") };
    assert_true(broken(hn_build_op(&graph, HN_OP_CHOOSE, args, 2, here)));
    told(112, "otherwise");
}

/* --- row or run ---------------------------------------------------------- */

static hn_node *fold_with(hn_op op, hn_fold fold)
{
    return hn_build_fold(&graph, op, &fold, here);
}

static hn_node *link_node(void)
{
    return hn_records_link(payment, "pupil")->thing.node;
}

static void rows_follow_what_is_read(void **state)
{
    (void)state;
    assert_ptr_equal(op(HN_OP_SUB, "cost", "share")->records, pupil);
    hn_node *floats = op(HN_OP_ADD, "share", "~1");
    assert_null(floats->records);
    assert_false(floats->for_run);
    hn_node *total = fold_with(HN_OP_SUM, (hn_fold){ .of = node("cost") });
    assert_true(total->for_run && !total->records);
    hn_node *both[] = { node("cost"), total };
    hn_node *part = hn_build_op(&graph, HN_OP_DIV, both, 2, here);
    assert_ptr_equal(part->records, pupil);
    assert_false(part->for_run);
    assert_true(broken(op(HN_OP_OVER, "amount", "cost")));
    told(200, "GBP");
    assert_true(broken(op(HN_OP_MUL, "amount", "cost")));
    told(121, "link");
}

static void folds_say_whose_their_rows_are(void **state)
{
    (void)state;
    hn_node *amount = node("amount"), *upn = node("upn");
    hn_node *by = fold_with(HN_OP_SUM, (hn_fold){ .of = amount, .by = &upn,
                                                  .by_count = 1 });
    assert_ptr_equal(by->records, payment);
    hn_node *each = fold_with(HN_OP_SUM, (hn_fold){ .of = amount,
                                             .for_each = link_node() });
    assert_ptr_equal(each->records, pupil);
    hn_node *count = fold_with(HN_OP_COUNT, (hn_fold){ .over = pupil,
                                        .where = node("excluded") });
    assert_string_equal(type_text(count), "count");
    assert_string_equal(type_text(fold_with(HN_OP_MEAN, (hn_fold){
                            .of = node("cycles") })), "number");
    assert_string_equal(type_text(fold_with(HN_OP_MAXIMUM, (hn_fold){
                            .of = node("came") })), "date");
    nothing_told();
}

static void folds_that_make_no_sense(void **state)
{
    (void)state;
    hn_node *upn = node("upn");
    const struct { hn_op op; hn_fold fold; int code; const char *part; }
    cases[] = {
        { HN_OP_SUM, { .of = node("excluded") }, 201, "count(pupil" },
        { HN_OP_SUM, { .of = node("share") }, 213, "`share`" },
        { HN_OP_SUM, { .of = node("need") }, 201, "`need`" },
        { HN_OP_SUM, { .over = pupil }, 112, "sum" },
        { HN_OP_COUNT, { .of = NULL }, 112, "count" },
        { HN_OP_SUM, { .of = node("cost"), .where = node("cost") }, 203,
          "where" },
        { HN_OP_SUM, { .of = node("cost"), .by = &upn, .by_count = 1 }, 121,
          "by" },
        { HN_OP_SUM, { .of = node("amount"), .by = &upn, .by_count = 1,
                       .for_each = link_node() }, 119, "both" },
        { HN_OP_SUM, { .of = node("amount"), .for_each = node("upn") }, 213,
          "for_each" },
        { HN_OP_SUM, { .of = link_node() }, 213, "link" },
    };
    for (int i = 0; i < COUNT(cases); i++) {
        assert_true(broken(fold_with(cases[i].op, cases[i].fold)));
        told(cases[i].code, cases[i].part);
    }
}

static void a_sum_needs_even_figures(void **state)
{
    (void)state;
    hn_node *uneven = op(HN_OP_DIV, "cost", "weeks");
    assert_true(uneven->uneven);
    assert_false(op(HN_OP_DIV, "cost", "year_weeks")->uneven);
    assert_true(broken(fold_with(HN_OP_SUM, (hn_fold){ .of = uneven })));
    told(210, "rounding");
    static const hn_rounding penny = { 1, 100, HN_HALF_AWAY };
    hn_figure proto = { .thing = { .name = "even", .label = "E",
                                   .place = here },
                        .declared = type_of("GBP/week/year"),
                        .rounding = &penny };
    hn_build_figure(&graph, &proto, uneven);
    assert_false(broken(fold_with(HN_OP_SUM,
                                  (hn_fold){ .of = node("even") })));
    nothing_told();
}

static void values_over_a_link(void **state)
{
    (void)state;
    hn_thing *came = &hn_records_input(pupil, "came")->thing;
    hn_node *via = hn_build_via(&graph, link_node(), came, here);
    assert_int_equal(via->op, HN_OP_VIA);
    assert_ptr_equal(via->records, payment);
    assert_ptr_equal(via, hn_build_via(&graph, link_node(), came, here));
    assert_int_equal(via->type.kind, HN_DATE);
    hn_node *link = link_node();
    assert_string_equal(type_text(hn_build_op(&graph, HN_OP_KNOWN, &link, 1,
                                              here)), "yes/no");
    nothing_told();
    hn_node *args[] = { link, lit("1") };
    assert_true(broken(hn_build_op(&graph, HN_OP_IS, args, 2, here)));
    told(213, "`pupil` is a link");
    hn_thing *amount = hn_graph_find(&graph, -1, "amount");
    assert_true(broken(hn_build_via(&graph, link, amount, here)));
    told(121, "`amount` is of `payment`");
    assert_true(broken(hn_build_via(&graph, link,
                    hn_graph_find(&graph, -1, "share"), here)));
    told(213, "without the link");
}

static void what_is_broken_is_told_once(void **state)
{
    (void)state;
    hn_node *bad = op(HN_OP_ADD, "cost", "weeks");
    told(200, "weeks");
    hn_node *args[] = { bad, node("cost") };
    hn_node *more = hn_build_op(&graph, HN_OP_MUL, args, 2, here);
    assert_true(broken(more));
    hn_figure proto = { .thing = { .name = "f", .label = "F" } };
    hn_build_figure(&graph, &proto, more);
    assert_true(broken(node("f")));
    assert_true(broken(fold_with(HN_OP_SUM, (hn_fold){ .of = node("f") })));
    nothing_told();
}

/* --- rules --------------------------------------------------------------- */

static hn_figure *figure(const char *name, const char *type, hn_node *value)
{
    hn_figure proto = { .thing = { .name = name, .label = name,
                                   .place = here } };
    if (type)
        proto.declared = type_of(type);
    return hn_build_figure(&graph, &proto, value);
}

static void figures_have_nodes_of_their_own(void **state)
{
    (void)state;
    hn_node *over = op(HN_OP_SUB, "cost", "share");
    figure("a", "GBP/year", over);
    assert_ptr_equal(node("a"), over);
    assert_string_equal(over->thing->name, "a");
    figure("b", "GBP/year", node("a"));
    assert_int_equal(node("b")->op, HN_OP_SAME);
    assert_string_equal(node("b")->thing->name, "b");
    figure("c", NULL, node("weeks"));
    assert_int_equal(node("c")->op, HN_OP_SAME);
    figure("d", "GBP/year", node("share"));
    assert_true(node("d")->for_run);
    figure("e", "percent", op(HN_OP_DIV, "cost", "share"));
    assert_string_equal(type_text(node("e")), "percent");
    figure("g", "weeks", bare("3"));
    assert_string_equal(type_text(node("g")), "weeks");
    nothing_told();
}

static void figures_keep_what_they_declare(void **state)
{
    (void)state;
    figure("a", "GBP", op(HN_OP_MUL, "cost", "weeks"));
    told(208, "the formula is GBP*weeks/year; divide by weeks/year");
    assert_true(broken(node("a")));
    figure("b", "GBP", node("cost"));
    told(208, "the formula is GBP/year; multiply by years");
    figure("c", NULL, op(HN_OP_SUB, "cost", "share"));
    told(112, "type = \"GBP/year\"");
    assert_false(broken(node("c")));
    figure("d", "count", op(HN_OP_DIV, "cost", "share"));
    told(208, "whole");
    figure("share", NULL, node("weeks"));
    told(113, "`share` is a name already");
}

static hn_award *award(const char *name, hn_node *when, hn_node *amount,
                       hn_node *full)
{
    hn_award proto = { .thing = { .name = name, .label = name,
                                  .source = "s", .place = here },
                       .declared = type_of("GBP/year"), .when = when };
    return hn_build_award(&graph, &proto, amount, full);
}

static void awards_are_rounded_and_gated(void **state)
{
    (void)state;
    hn_award *made = award("paid", node("excluded"),
                           op(HN_OP_SUB, "cost", "share"), node("cost"));
    assert_int_equal(made->thing.node->op, HN_OP_GATE);
    assert_ptr_equal(made->thing.node->args[1], made->amount);
    assert_int_equal(made->amount->op, HN_OP_ROUND);
    assert_int_equal(made->amount->u.rounding.step_den, 100);
    assert_int_equal(made->full_year->op, HN_OP_GATE);
    assert_int_equal(made->full_year_amount->op, HN_OP_ROUND);
    assert_int_equal(made->full_year->uses, 1);
    hn_award *always = award("always", NULL, bare("5"), NULL);
    assert_int_equal(always->thing.node->op, HN_OP_ROUND);
    assert_true(always->thing.node->for_run);
    nothing_told();
    award("wrong", NULL, node("weeks"), NULL);
    told(208, "weeks");
    award("bad", node("cost"), node("cost"), NULL);
    told(203, "the when of `bad`");
}

static hn_criterion *criterion(const char *name, hn_node *test,
                               const char *met)
{
    hn_wording wording = { .from = HN_DATE_FIRST, .test = test,
                           .if_met = met, .if_unmet = "No.",
                           .source = "s", .place = here };
    hn_criterion proto = { .thing = { .name = name, .label = name,
                                      .place = here },
                           .wordings = &wording, .count = 1 };
    return hn_build_criterion(&graph, &proto, NULL);
}

static void criteria_are_tests_with_dates(void **state)
{
    (void)state;
    hn_wording both[] = {
        { .from = 10, .test = node("excluded"), .if_met = "a",
          .if_unmet = "b", .source = "s", .place = here },
        { .from = 20, .test = op(HN_OP_OVER, "cost", "share"), .if_met = "a",
          .if_unmet = "b", .source = "s", .place = here }
    };
    hn_criterion proto = { .thing = { .name = "x", .label = "X",
                                      .place = here },
                           .wordings = both, .count = 2 };
    hn_node *made = hn_build_criterion(&graph, &proto, NULL)->thing.node;
    assert_int_equal(made->op, HN_OP_DATED);
    assert_int_equal(made->count, 2);
    criterion("y", node("x"), "Yes.");
    assert_int_equal(node("y")->op, HN_OP_SAME);
    hn_node *args[] = { node("y"), lit("unmet") };
    assert_false(broken(hn_build_op(&graph, HN_OP_IS, args, 2, here)));
    nothing_told();
    both[1].from = 10;
    proto.thing.name = "z";
    hn_build_criterion(&graph, &proto, NULL);
    told(115, "`z`");
    criterion("w", node("cost"), "Yes.");
    told(203, "criterion `w`");
}

/* --- parameters ---------------------------------------------------------- */

static hn_param *dated_param(const char *name, const char *type,
                             const char *first, const char *second,
                             hn_date from)
{
    hn_period periods[] = {
        { .from = 0, .value = lit(first), .source = "s", .place = here },
        { .from = from, .value = lit(second), .source = "s", .place = here }
    };
    hn_param proto = { .thing = { .name = name, .place = here },
                       .type = type_of(type), .periods = periods,
                       .count = 2 };
    return hn_build_param(&graph, &proto, lit("1"), lit("1000"));
}

static void parameters_are_dated_values(void **state)
{
    (void)state;
    hn_param *made = dated_param("a", "GBP", "£100", "expected", 10);
    assert_null(made->periods[1].value);
    assert_int_equal((int)made->periods[0].value->u.constant.number.num, 100);
    nothing_told();
    dated_param("b", "GBP", "100", "100", 0);
    told(115, "`b`");
    dated_param("c", "GBP", "100", "1000", 9);
    told(302, "tenfold");
    dated_param("d", "GBP", "5000", "999", 9);
    told(214, "above its max of 1000");
    dated_param("e", "count", "2.5", "3", 9);
    told(205, "`e`");
    dated_param("f", "GBP", "1e3", "999", 9);
    told(205, "scientific");
}

static void a_what_if_sets_all_periods(void **state)
{
    (void)state;
    hn_param *made = dated_param("cap", "GBP", "100", "200", 10);
    assert_true(hn_graph_set(&graph, "cap", "150.50"));
    for (int i = 0; i < 2; i++)
        assert_int_equal((int)made->periods[i].value->u.constant.number.num,
                         301);
    nothing_told();
    assert_false(hn_graph_set(&graph, "cpa", "1"));
    told(110, "did you mean `cap`?");
    assert_false(hn_graph_set(&graph, "cap", "5000"));
    told(214, "above");
    assert_false(hn_graph_set(&graph, "cap", "much"));
    told(205, "much");
}

/* --- tables -------------------------------------------------------------- */

/* What the next lookups are by; NULL: the need. */
static hn_node *lookup_by;

static hn_lookup *lookup(const char *name, const char *const *keys,
                         const hn_date *from, int count)
{
    hn_lookup_line lines[8];
    hn_node *by = lookup_by ? lookup_by : node("need"), *cells[8];
    const char *by_name = "need";
    hn_column_name column = { "topup", type_of("GBP/year") };
    hn_lookup proto = { .thing = { .name = name, .place = here,
                                   .source = "s" },
                        .by = &by, .by_names = &by_name, .by_count = 1,
                        .columns = &column, .column_count = 1 };
    for (int i = 0; i < count; i++) {
        cells[i] = lit("500");
        lines[i] = (hn_lookup_line){ .keys = (const char **)&keys[i],
                                     .from = from[i], .cells = &cells[i],
                                     .place = here };
    }
    return hn_build_lookup(&graph, &proto, lines, count);
}

static void lookups_have_a_row_for_every_choice(void **state)
{
    (void)state;
    const char *const all[] = { "HI", "SEMH", "SLCN", "HI" };
    const hn_date from[] = { 5, 5, 5, 9 };
    hn_lookup *made = lookup("rates", all, from, 4);
    nothing_told();
    assert_int_equal(made->rows[0].keys[0], 0);
    assert_int_equal(made->rows[2].keys[0], 2);
    assert_int_equal(made->rows[3].from, 9);
    hn_node *column = hn_build_lookup_column(&graph, made, 0, here);
    assert_ptr_equal(column->records, pupil);
    assert_ptr_equal(column, hn_build_lookup_column(&graph, made, 0, here));
    assert_true(broken(node("rates")));
    told(213, "lookup.rates.topup");
    const char *const years[] = { "2026-27" };
    hn_node *need_node = lookup_by;
    lookup_by = op(HN_OP_FINANCIAL_YEAR, "came", NULL);
    lookup("yearly", years, from, 1);
    nothing_told();
    lookup_by = need_node;
    lookup("few", all, from, 1);
    told(116, "`SEMH`, `SLCN`");
    const char *const bad[] = { "SLCM" };
    lookup("bad", bad, from, 1);
    told(204, "did you mean `SLCN`?");
    const hn_date falling[] = { 5, 5, 5, 4 }, same[] = { 5, 5, 5, 5 };
    lookup("falling", all, falling, 4);
    told(115, "`falling`");
    lookup("same", all, same, 4);
    told(113, "`same`");
}

static hn_bands *bands(const char *name, const char *low, const char *high)
{
    hn_band three[] = { { .name = "below", .place = here },
                        { .name = "A", .edge = lit(low), .place = here },
                        { .name = "B", .edge = lit(high), .over = true,
                          .place = here } };
    hn_node *cells[] = { bare("0"), bare("10"), NULL };
    hn_column_name column = { "topup", type_of("GBP") };
    for (int i = 0; i < 3; i++)
        three[i].cells = &cells[i];
    hn_bands proto = { .thing = { .name = name, .place = here },
                       .of = node("cost"), .bands = three, .count = 3,
                       .columns = &column, .column_count = 1 };
    return hn_build_bands(&graph, &proto);
}

static void bands_rise(void **state)
{
    (void)state;
    hn_bands *made = bands("level", "5", "5");
    nothing_told();
    assert_int_equal(node("level")->type.choices->count, 3);
    assert_true(made->bands[1].edge->id >= 0);
    hn_node *column = hn_build_band_column(&graph, made, 0, here);
    assert_string_equal(type_text(column), "GBP");
    assert_int_equal(column->op, HN_OP_BAND_COLUMN);
    bands("wrong", "5", "4");
    told(115, "band `B` does not begin above `A`");
}

static void scores_have_points_for_every_choice(void **state)
{
    (void)state;
    hn_node *one[] = { bare("1") };
    hn_node *three[] = { bare("1"), bare("2"), bare("0") };
    hn_score_row rows[] = {
        { .when = node("excluded"), .points = one, .count = 1,
          .place = here },
        { .of = node("need"), .points = three, .count = 3, .place = here }
    };
    hn_score proto = { .thing = { .name = "s", .place = here },
                       .rows = rows, .count = 2, .out_of = bare("3") };
    hn_build_score(&graph, &proto);
    assert_string_equal(type_text(node("s")), "points");
    assert_false(broken(op(HN_OP_AT_LEAST, "s", "~2")));
    nothing_told();
    rows[1].count = 2;
    proto.thing.name = "t";
    hn_build_score(&graph, &proto);
    told(116, "`HI`");
}

/* --- the end ------------------------------------------------------------- */

/* Uses what the pack of every test declares. */
static void use_all(void)
{
    static const char *const names[] = {
        "pupil_id", "cost", "weeks", "cycles", "lost", "need", "excluded",
        "came", "left", "upn", "amount", "share", "year_weeks", "rate",
        "start"
    };
    for (int i = 0; i < COUNT(names); i++)
        node(names[i]);
}

static void sentences_name_things(void **state)
{
    (void)state;
    criterion("dear", op(HN_OP_OVER, "cost", "share"),
              "It costs {cost}, more than {share} {{sic}}.");
    criterion("slip", op(HN_OP_OVER, "cost", "share"), "It costs {cots}.");
    criterion("brace", op(HN_OP_OVER, "cost", "share"), "It costs {cost.");
    criterion("other", op(HN_OP_OVER, "cost", "share"), "{amount} paid.");
    criterion("digits", op(HN_OP_OVER, "cost", "share"), "Over 6000.");
    award("paid", node("dear"), node("cost"), NULL);
    use_all();
    hn_graph_finish(&graph);
    assert_int_equal(report.count, 4);
    assert_true(any_told(122, "did you mean `cost`?"));
    assert_true(any_told(122, "brace"));
    assert_true(any_told(122, "`amount`"));
    assert_true(any_told(301, "digits"));
    hn_criterion *dear = (hn_criterion *)hn_graph_find(&graph, -1, "dear");
    const hn_sentence *met = dear->wordings[0].met;
    assert_int_equal(met->count, 5);
    assert_string_equal(met->parts[0].text, "It costs ");
    assert_ptr_equal(met->parts[1].node, node("cost"));
    assert_string_equal(met->parts[4].text, " {sic}.");
}

static void sentences_go_over_links(void **state)
{
    (void)state;
    hn_node *test = op(HN_OP_OVER, "amount", "~1");
    criterion("paid", test, "{pupil.came} and {amount}");
    hn_graph_finish(&graph);
    hn_criterion *made = (hn_criterion *)hn_graph_find(&graph, -1, "paid");
    assert_int_equal(made->wordings[0].met->parts[0].node->op, HN_OP_VIA);
    hn_node *text = hn_build_sentence(&graph, "{amount}: {pupil.need}",
                                      here);
    assert_ptr_equal(text->records, payment);
    text = hn_build_sentence(&graph, "{pupil.need}: {cost}", here);
    assert_ptr_equal(text->records, pupil);
}

static void what_nothing_uses_is_told(void **state)
{
    (void)state;
    criterion("idle", op(HN_OP_OVER, "cost", "share"), "Yes.");
    award("paid", NULL, node("cost"), NULL);
    op(HN_OP_ADD, "cost", "share");
    hn_graph_finish(&graph);
    assert_true(any_told(123, "a calculation was built here"));
    assert_true(any_told(118, "param `rate`"));
    assert_true(any_told(306, "criterion `idle`"));
    assert_true(any_told(300, "input `need`"));
    assert_false(any_told(300, "`came`"));
    assert_false(any_told(300, "`pupil_id`"));
    assert_false(any_told(300, "`upn`"));
    assert_true(graph.frozen);
}

static void doubtful_numbers_are_told(void **state)
{
    (void)state;
    figure("a", NULL, op(HN_OP_OVER, "cost", "~6000"));
    figure("b", NULL, op(HN_OP_OVER, "cost", "~0"));
    figure("c", "GBP/year", op(HN_OP_DIV, "cost", "~0"));
    use_all();
    hn_graph_finish(&graph);
    assert_int_equal(report.count, 2);
    assert_true(any_told(301, "`6000`"));
    assert_true(any_told(211, "nought"));
}

static void awards_below_nought_are_told(void **state)
{
    (void)state;
    criterion("dear", op(HN_OP_OVER, "cost", "share"), "Yes.");
    award("free", node("excluded"), op(HN_OP_SUB, "cost", "share"), NULL);
    award("kept", node("dear"), op(HN_OP_SUB, "cost", "share"), NULL);
    hn_node *args[] = { op(HN_OP_SUB, "cost", "share"), bare("0") };
    award("held", node("excluded"),
          hn_build_op(&graph, HN_OP_HIGHER, args, 2, here), NULL);
    use_all();
    hn_graph_finish(&graph);
    told(303, "award `free` can fall to -£6,000.00 a year");
}

static void an_award_without_a_test_beside_criteria_is_told(void **state)
{
    (void)state;
    criterion("dear", op(HN_OP_OVER, "cost", "share"), "Yes.");
    award("kept", node("dear"), node("cost"), NULL);
    award("given", NULL, node("cost"), NULL);
    use_all();
    hn_graph_finish(&graph);
    told(307, "the award `given` has no `when`");
}

static void approval_says_who_and_when(void **state)
{
    (void)state;
    graph.param_count = graph.thing_count = 0;   /* theirs are illustrations */
    graph.pack.approved = "yes";
    hn_graph_finish(&graph);
    told(308, "does not say who approved the pack");
}

static void an_approved_pack_has_no_illustrations(void **state)
{
    (void)state;
    graph.pack.approved = "Schools Forum, 10 December 2026";
    hn_graph_finish(&graph);
    int illustrations = 0;
    for (int i = 0; i < report.count; i++)
        illustrations += report.notices[i].code == 316
                         && holds(report.notices[i].message,
                                  "is an illustration");
    assert_int_equal(illustrations, graph.param_count);
    report.count = report.errors = 0;
}

static void example_with(const char *given, const char *text,
                         const char *expect, const char *value)
{
    hn_cell cell = { given, text, here }, outcome = { expect, value, here };
    hn_example_row row = { pupil, &cell, 1 };
    hn_example proto = { .name = given, .place = here, .rows = &row,
                         .row_count = 1, .expect = &outcome,
                         .expect_count = 1 };
    graph.example_count = 0;
    hn_build_example(&graph, &proto);
    hn_graph_finish(&graph);
}

static void examples_are_read(void **state)
{
    (void)state;
    criterion("dear", op(HN_OP_OVER, "cost", "share"), "Yes.");
    award("paid", node("dear"), node("cost"), node("cost"));
    use_all();
    const struct { const char *given, *text, *expect, *value; int code;
                   const char *part; } cases[] = {
        { "cost", "6000", "paid", "6000.00", 0, "" },
        { "cost", NULL, "dear", "cannot tell", 0, "" },
        { "need", "HI", "paid_full_year", "1", 0, "" },
        { "left", "", "paid", NULL, 0, "" },
        { "coast", "1", "paid", "1", 110, "did you mean `cost`?" },
        { "cost", "1", "payd", "1", 110, "did you mean `paid`?" },
        { "cost", "12O", "paid", "1", 205, "`cost`" },
        { "cost", "0.001", "paid", "1", 205, "decimals" },
        { "cost", "120001", "paid", "1", 214, "above its max" },
        { "need", "HJ", "paid", "1", 204, "`HI`" },
        { "came", "1 May", "paid", "1", 202, "1 May" },
        { "cost", "1", "dear", "yes", 204, "met" },
        { "cost", "1", "dear", NULL, 204, "cannot tell" },
        { "cost", "1", "paid", "lots", 205, "lots" },
    };
    for (int i = 0; i < COUNT(cases); i++) {
        example_with(cases[i].given, cases[i].text, cases[i].expect,
                     cases[i].value);
        if (cases[i].code)
            told(cases[i].code, cases[i].part);
        else
            nothing_told();
    }
}

static void a_pack_must_be_there(void **state)
{
    (void)state;
    graph.pack.declared = false;
    hn_build_records(&graph, "empty", NULL, here);
    use_all();
    hn_graph_finish(&graph);
    assert_true(any_told(120, "`pack`"));
    assert_true(any_told(120, "`empty`"));
}

static void reviews_fall_due(void **state)
{
    (void)state;
    hn_param *cap = dated_param("cap", "GBP", "10", "20", 100);
    cap->periods[0].review_by = 50;
    cap->periods[1].review_by = 500;
    hn_graph_overdue(&graph, 50);
    nothing_told();
    hn_graph_overdue(&graph, 51);
    told(304, "`cap` was due by 20 February 1970");
    hn_graph_overdue(&graph, 300);
    nothing_told();
}

/* --- limits -------------------------------------------------------------- */

static void too_deep_is_told_once(void **state)
{
    (void)state;
    hn_node *at = node("cost");
    for (int i = 0; i < 300; i++) {
        hn_node *args[] = { at, node("share") };
        at = hn_build_op(&graph, HN_OP_ADD, args, 2, here);
    }
    assert_true(broken(at));
    told(502, "200");
}

static void too_many_is_told_once(void **state)
{
    (void)state;
    for (int i = 0; i < 21000; i++)
        op(HN_OP_ADD, "cost", "share");
    assert_int_equal(graph.node_count, 20000);
    told(502, "20000");
}

static void names_are_names(void **state)
{
    (void)state;
    param("top-up", "GBP", "1");
    told(119, "`top-up`");
    param("cost", "GBP", "1");
    told(113, "`cost` is a name already");
    input(pupil, "cost", "GBP", NULL, NULL);
    told(113, "`cost` is a name already");
}

/* --- constants ----------------------------------------------------------- */

static void says(hn_node *of, const char *expected)
{
    hn_text text;
    hn_text_init(&text, &memory);
    bool is = hn_graph_constant_text(&graph, of, &text);
    if (expected) {
        assert_true(is);
        assert_string_equal(hn_text_string(&text), expected);
    } else {
        assert_false(is);
    }
    hn_text_dispose(&text);
}

static void constants_are_worked_out(void **state)
{
    (void)state;
    says(op(HN_OP_MUL, "~12", "weeks(6)"), "72 weeks");
    says(term("weeks(6)"), "6 weeks");
    says(bare("7"), "7");
    says(op(HN_OP_SUB, "2026-02-01", "2026-01-01"), "31 days");
    says(op(HN_OP_ADD, "cost", "~1"), NULL);
    says(op(HN_OP_ADD, "share", "~1"), NULL);
}

/* --- the arithmetic of funding ------------------------------------------- */

/* Names and terms in turn, up to NULL; "a;b" is a list of two terms. */
static hn_node *funding(const char *name, const char *const *args)
{
    hn_given given[12];
    hn_node *nodes[24];
    int count = 0, at = 0;
    for (; args[0]; args += 2, count++) {
        char text[100], *rest = text, *next;
        given[count] = (hn_given){ .name = args[0], .nodes = nodes + at,
                                   .list = strchr(args[1], ';'),
                                   .place = here, .name_place = here };
        snprintf(text, sizeof text, "%s", args[1]);
        while ((next = strsep(&rest, ";"))) {
            nodes[at++] = term(next);
            given[count].count++;
        }
    }
    return hn_build_funding(&graph, hn_funding_find(name), given, count,
                            here);
}

#define FUNDING(name, ...)                                                  \
    funding(name, (const char *const[]){ __VA_ARGS__, NULL })

/* Columns of further units; uses keep them from being told. */
static void declare_units(void)
{
    hn_records *set = hn_build_records(&graph, "set", "a set", here);
    if (!set)
        return;
    input(set, "a_place", "GBP/place/year", "0", "99999");
    input(set, "places", "places", "0", "99");
    input(set, "plans", "plans", "0", "99");
    input(set, "a_plan", "GBP/plan/year", "0", "99999");
    input(set, "before_income", "gross GBP/year", "0", "99999");
    input(set, "income", "GBP/year", "0", "99999");
    input(set, "after_income", "net GBP/year", "0", "99999");
    input(set, "people", "heads_0_19", "0", "99999");
    input(set, "number", "count", "0", "99");
    input(set, "part", "percent", "0", "99");
    hn_build_records_end(&graph, set, &(hn_records_facts){.key = NULL});
}

static void functions_take_the_units_of_their_arguments(void **state)
{
    (void)state;
    declare_units();
    hn_node *made = FUNDING("place", "rate", "a_place", "before", "places",
                            "after", "2.5", "months_before", "~5");
    nothing_told();
    assert_string_equal(type_text(made), "GBP");
    assert_string_equal(type_text(made->args[2]), "places");
    assert_string_equal(type_text(made->args[3]), "months");
    assert_false(made->uneven);
    made = FUNDING("net", "gross", "before_income", "income", "income");
    assert_string_equal(type_text(made), "net GBP/year");
    made = FUNDING("per_head", "people", "people", "amount", "after_income");
    assert_string_equal(type_text(made), "net GBP/head_0_19/year");
    assert_true(made->uneven);
    made = FUNDING("per_head", "people", "people", "amount", "~100");
    assert_string_equal(type_text(made), "GBP/head_0_19");
    made = FUNDING("per_head", "people", "~3", "amount", "after_income");
    assert_string_equal(type_text(made), "net GBP/year");
    assert_false(made->uneven);
    made = FUNDING("avoided", "units", "~3", "instead_of", "a_plan", "cost",
                   "~5");
    assert_string_equal(type_text(made->args[0]), "plans");
    assert_string_equal(type_text(made->args[3]), "GBP/plan/year");
    assert_int_equal((int)made->args[4]->u.constant.number.num, 12);
    nothing_told();
}

static void counts_stay_counts(void **state)
{
    (void)state;
    declare_units();
    hn_node *made = FUNDING("caseload", "opening", "number", "joiners", "~3");
    assert_string_equal(type_text(made), "count");
    made = FUNDING("caseload", "opening", "number", "joiners", "0.5");
    assert_string_equal(type_text(made), "number");
    made = FUNDING("caseload", "opening", "plans", "joiners", "~3");
    assert_string_equal(type_text(made), "plans");
    nothing_told();
}

static void percentages_are_read_as_such(void **state)
{
    (void)state;
    hn_node *made = FUNDING("stability_grant", "deficit", "~100", "share",
                            "~3");
    assert_int_equal(made->args[1]->u.constant.number.den, 100);
    made = FUNDING("stability_grant", "deficit", "~100", "share", "rate");
    nothing_told();
    assert_ptr_equal(made->args[1], node("rate"));
    FUNDING("stability_grant", "deficit", "~100", "share", "cycles");
    told(200, "a count of 3 would be 300%");
}

static void lists_are_added_up(void **state)
{
    (void)state;
    hn_node *made = FUNDING("roll_forward", "opening", "amount", "raises",
                            "amount;~3;0.50");
    nothing_told();
    assert_int_equal(made->args[1]->op, HN_OP_ADD);
    assert_int_equal(made->args[1]->args[0]->op, HN_OP_ADD);
    assert_ptr_equal(made->args[1]->args[0]->args[0], node("amount"));
    assert_int_equal(made->args[2]->op, HN_OP_CONSTANT);
    FUNDING("roll_forward", "opening", "amount;~3");
    told(119, "`opening` of `funding.roll_forward` takes one value");
    FUNDING("roll_forward", "opening", "amount", "raises", "~3;cost");
    told(200, "`cost` is GBP/year: `raises` of `funding.roll_forward`");
}

static void what_a_function_lacks_is_told(void **state)
{
    (void)state;
    FUNDING("interest", "opening", "amount", "rate", "~3");
    told(112, "`funding.interest` has no `closing` (deficit at its end)");
    FUNDING("interest", "opening", "amount", "rate", "~3", "closng", "~3");
    told(111, "did you mean `closing`?");
    FUNDING("interest", "opening", "amount", "rate", "~3", "closing",
            "amount", "zzz", "~3");
    told(111, "it takes opening, closing, rate");
    FUNDING("interest", "opening", "need", "rate", "~3", "closing",
            "amount");
    told(201, "`need` is a choice: `opening` of `funding.interest`");
    FUNDING("interest", "opening", "cost", "rate", "~3", "closing",
            "~4");
    told(200, "years(1)");
    FUNDING("interest", "opening", "amount", "rate", "lost", "closing",
            "~4");
    told(121, "without a link");
}

static void what_has_no_result_is_told_at_once(void **state)
{
    (void)state;
    assert_true(broken(FUNDING("per_head", "amount", "~1", "people", "~0")));
    told(212, "`funding.per_head` has no result: the number that divides is "
              "not above 0");
    assert_false(broken(FUNDING("per_head", "amount", "missing", "people",
                                "~0")));
    assert_false(broken(FUNDING("per_head", "amount", "~1", "people",
                                "cycles")));
    nothing_told();
}

/* --- memory -------------------------------------------------------------- */

static void declare_all(void)
{
    declare();
    use_all();
}

static void make_rules(void)
{
    figure("a", "GBP/year", op(HN_OP_SUB, "cost", "share"));
    criterion("c", op(HN_OP_OVER, "cost", "share"), "{cost} of {share}.");
    award("paid", node("c"), node("a"), node("a"));
}

static void make_tables(void)
{
    const char *const all[] = { "HI", "SEMH", "SLCN" };
    const hn_date from[] = { 5, 5, 5 };
    lookup("l", all, from, 3);
    bands("b", "5", "6");
    choose("x", "y", "z");
}

static void make_funding(void)
{
    figure("closing", "GBP", FUNDING("roll_forward", "opening", "~7",
                                     "raises", "amount;~3"));
    FUNDING("per_head", "amount", "~1", "people", "~0");
    FUNDING("interest", "opening", "cost", "rat", "~3");
}

static void make_faults(void)
{
    op(HN_OP_ADD, "cost", "weeks");
    hn_build_sentence(&graph, "{cost} {cots}", here);
    hn_graph_set(&graph, "share", "7000");
    example_with("cost", "6000", "paid", "0.00");
}

/* Stands in for Lua, which jumps out of a step when memory is refused: the
 * next one is not begun. */
static bool build_starved(hn_memory *m)
{
    static void (*const steps[])(void) = {
        declare_all, make_rules, make_tables, make_funding, make_faults
    };
    hn_report_init(&report, m);
    hn_graph_init(&graph, m, &report);
    for (int i = 0; i < COUNT(steps) && !graph.arena.failed; i++)
        steps[i]();
    bool well = !graph.arena.failed && !report.failed && graph.frozen;
    hn_graph_dispose(&graph);
    hn_report_dispose(&report);
    return well;
}

static void refused_memory_is_lived_through(void **state)
{
    (void)state;
    assert_true(starve_walk(build_starved) > 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest all[] = {
        TEST(types_are_read_and_written), TEST(units_follow_what_is_computed),
        TEST(dates_become_shifts_and_differences),
        TEST(tests_are_of_like_and_like), TEST(a_percentage_beside_a_number),
        TEST(words_count_their_arguments), TEST(arms_of_texts_make_choices),
        TEST(choose_needs_otherwise), TEST(rows_follow_what_is_read),
        TEST(folds_say_whose_their_rows_are), TEST(folds_that_make_no_sense),
        TEST(a_sum_needs_even_figures), TEST(values_over_a_link),
        TEST(what_is_broken_is_told_once),
        TEST(figures_have_nodes_of_their_own),
        TEST(figures_keep_what_they_declare),
        TEST(awards_are_rounded_and_gated),
        TEST(criteria_are_tests_with_dates),
        TEST(parameters_are_dated_values), TEST(a_what_if_sets_all_periods),
        TEST(lookups_have_a_row_for_every_choice), TEST(bands_rise),
        TEST(scores_have_points_for_every_choice),
        TEST(sentences_name_things), TEST(sentences_go_over_links),
        TEST(what_nothing_uses_is_told), TEST(doubtful_numbers_are_told),
        TEST(awards_below_nought_are_told), TEST(examples_are_read),
        TEST(an_award_without_a_test_beside_criteria_is_told),
        TEST(approval_says_who_and_when),
        TEST(an_approved_pack_has_no_illustrations),
        TEST(a_pack_must_be_there), TEST(reviews_fall_due),
        TEST(too_deep_is_told_once), TEST(too_many_is_told_once),
        TEST(names_are_names), TEST(constants_are_worked_out),
        TEST(functions_take_the_units_of_their_arguments),
        TEST(counts_stay_counts), TEST(percentages_are_read_as_such),
        TEST(lists_are_added_up), TEST(what_a_function_lacks_is_told),
        TEST(what_has_no_result_is_told_at_once),
        cmocka_unit_test(refused_memory_is_lived_through),
    };
    return cmocka_run_group_tests(all, NULL, NULL);
}
