/* test_interval.c - printed figures, and arithmetic on what they stand for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "../../core/quantity/interval.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static hn_memory memory;

static hn_ratio r(int64_t num, int64_t den)
{
    hn_ratio out;
    assert_true(hn_ratio_make(&out, num, den));
    return out;
}

static hn_interval whole(int64_t low, int64_t high)
{
    return (hn_interval){ .low = r(low, 1), .high = r(high, 1) };
}

static void same(hn_ratio a, hn_ratio b)
{
    assert_int_equal(hn_ratio_compare(a, b), 0);
}

static void is_written(hn_interval a, hn_number_look look, const char *expect)
{
    hn_text t;
    hn_text_init(&t, &memory);
    hn_interval_write(&t, a, look);
    assert_string_equal(hn_text_string(&t), expect);
    hn_text_dispose(&t);
}

/* --- reading ------------------------------------------------------------- */

static void figures_are_read_as_printed(void **state)
{
    (void)state;
    static const struct {
        const char *text, *step, *stands_for;
        hn_number_look look;
    } cases[] = {
        { "£38k", NULL, "£37,500 to £38,500", HN_LOOK_MONEY },
        { "£10,032k", NULL, "£10,031,500 to £10,032,500", HN_LOOK_MONEY },
        { "£57.5m", NULL, "£57,450,000 to £57,550,000", HN_LOOK_MONEY },
        { "£57.50M", NULL, "£57,495,000 to £57,505,000", HN_LOOK_MONEY },
        { "£1.5bn", NULL, "£1,450,000,000 to £1,550,000,000", HN_LOOK_MONEY },
        { "£1.5 billion", NULL, "£1,450,000,000 to £1,550,000,000",
          HN_LOOK_MONEY },
        { "£57.5 million", NULL, "£57,450,000 to £57,550,000",
          HN_LOOK_MONEY },
        { "£30,000+", NULL, "£30,000 or more", HN_LOOK_MONEY },
        { "£64,000", NULL, "£63,999.50 to £64,000.50", HN_LOOK_MONEY },
        { "£64,000", "£1,000", "£63,500 to £64,500", HN_LOOK_MONEY },
        { "64000", "1000", "63,500 to 64,500", HN_LOOK_PLAIN },
        { "£12.34", NULL, "about £12.34 to about £12.35", HN_LOOK_MONEY },
        { "31%", NULL, "30.5% to 31.5%", HN_LOOK_PERCENT },
        { "31.5 %", "0.5%", "31.25% to 31.75%", HN_LOOK_PERCENT },
        { "-2", NULL, "-2.5 to -1.5", HN_LOOK_PLAIN },
        { "-2%", NULL, "-2.5% to -1.5%", HN_LOOK_PERCENT },
        { "(1,234)", NULL, "-1,234.5 to -1,233.5", HN_LOOK_PLAIN },
        { "(£1.2m)", NULL, "-£1,250,000 to -£1,150,000", HN_LOOK_MONEY },
        { "-£1.2m", NULL, "-£1,250,000 to -£1,150,000", HN_LOOK_MONEY },
        { "£-1.2m", NULL, "-£1,250,000 to -£1,150,000", HN_LOOK_MONEY },
        { "+£1.2m", NULL, "£1,150,000 to £1,250,000", HN_LOOK_MONEY },
        { " 1,464 ", NULL, "1,463.5 to 1,464.5", HN_LOOK_PLAIN },
        { "0", NULL, "-0.5 to 0.5", HN_LOOK_PLAIN },
        { "5.25", NULL, "5.245 to 5.255", HN_LOOK_PLAIN },
        { "38k", NULL, "37,500 to 38,500", HN_LOOK_PLAIN },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        hn_printed_figure f;
        const char *wrong = hn_printed_read(&f, hn_slice_of(cases[i].text),
                                            cases[i].step);
        if (wrong)
            fail_msg("%s %s", cases[i].text, wrong);
        assert_true(f.money == (cases[i].look == HN_LOOK_MONEY));
        assert_true(f.percent == (cases[i].look == HN_LOOK_PERCENT));
        assert_true(hn_interval_has(f.between, f.value));
        is_written(f.between, cases[i].look, cases[i].stands_for);
    }
}

static void the_number_and_its_step_are_kept(void **state)
{
    (void)state;
    hn_printed_figure f;
    assert_null(hn_printed_read(&f, hn_slice_of("£57.5m"), NULL));
    same(f.value, r(57500000, 1));
    same(f.step, r(100000, 1));
    assert_null(hn_printed_read(&f, hn_slice_of("31.5%"), NULL));
    same(f.value, r(315, 1000));
    same(f.step, r(1, 1000));
    assert_null(hn_printed_read(&f, hn_slice_of("£64,000"), "£1k"));
    same(f.step, r(1000, 1));
}

static void what_is_no_figure_is_refused_with_a_sentence(void **state)
{
    (void)state;
    static const struct { const char *text, *step, *says; } cases[] = {
        { "", NULL, "has no number" }, { "£", NULL, "has no number" },
        { "£k", NULL, "has no number" },
        { "264 places", NULL, "has words beside the number" },
        { "about £5m", NULL, "has words beside the number" },
        { "£5m a year", NULL, "has words beside the number" },
        { "5pp", NULL, "has words beside the number" },
        { "$5", NULL, "in dollars" },
        { "\xE2\x80\x93" "5", NULL, "dash for a minus" },
        { "1,23", NULL, "comma" }, { "1.2.3", NULL, "two points" },
        { "(-5)", NULL, "minus and brackets" },
        { "--5", NULL, "not a number as a report" },
        { "£££5", NULL, "pound sign out of place" },
        { "31% £", NULL, "percent sign" },
        { "£31%", NULL, "is a percentage and more" },
        { "5k%", NULL, "is a percentage and more" },
        { "99999999999999999999999999999999999999999", NULL, "too large" },
        { "£64,500", "£1,000", "no whole number of the step" },
        { "£64,000", "1%", "step of another kind" },
        { "64%", "1", "step of another kind" },
        { "64", "£1", "step of another kind" },
        { "£64k", "0", "no step" }, { "£64k", "-£1", "no step" },
        { "£64k", "£1k+", "no step" }, { "£64k", "pounds", "no step" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        hn_printed_figure f = { .step = r(77, 99) };
        const char *wrong = hn_printed_read(&f, hn_slice_of(cases[i].text),
                                            cases[i].step);
        if (!wrong || !strstr(wrong, cases[i].says))
            fail_msg("`%s` %s", cases[i].text, wrong ? wrong : "is read");
        same(f.step, r(77, 99));
    }
}

/* --- arithmetic ---------------------------------------------------------- */

static void ends_add_and_multiply(void **state)
{
    (void)state;
    hn_interval out, rise = whole(30000, 30000);
    rise.no_high = true;
    assert_true(hn_interval_add(&out, whole(1, 2), whole(10, 20)));
    is_written(out, HN_LOOK_PLAIN, "11 to 22");
    assert_true(hn_interval_sub(&out, whole(1, 2), whole(10, 20)));
    is_written(out, HN_LOOK_PLAIN, "-19 to -8");
    assert_true(hn_interval_mul(&out, whole(-2, 3), whole(-5, 7)));
    is_written(out, HN_LOOK_PLAIN, "-15 to 21");
    assert_true(hn_interval_div(&out, whole(-2, 3), whole(-2, -1)));
    is_written(out, HN_LOOK_PLAIN, "-3 to 2");
    assert_true(hn_interval_neg(&out, rise));
    is_written(out, HN_LOOK_MONEY, "-£30,000 or less");
    assert_true(hn_interval_mul(&out, rise, whole(2, 3)));
    is_written(out, HN_LOOK_MONEY, "£60,000 or more");
    assert_true(hn_interval_mul(&out, rise, whole(-1, 1)));
    is_written(out, HN_LOOK_PLAIN, "anything");
    assert_true(hn_interval_mul(&out, rise, whole(0, 0)));
    is_written(out, HN_LOOK_PLAIN, "0");
    assert_true(hn_interval_div(&out, whole(60000, 60000), rise));
    is_written(out, HN_LOOK_PLAIN, "0 to 2");
    is_written(hn_interval_lower(whole(1, 5), whole(2, 3)), HN_LOOK_PLAIN,
               "1 to 3");
    is_written(hn_interval_higher(whole(1, 5), rise), HN_LOOK_PLAIN,
               "30,000 or more");
}

static void nothing_is_divided_by_what_may_be_nought(void **state)
{
    (void)state;
    hn_interval out = whole(7, 9), open = whole(1, 1);
    open.no_low = true;
    assert_false(hn_interval_div(&out, whole(1, 2), whole(-1, 1)));
    assert_false(hn_interval_div(&out, whole(1, 2), whole(0, 1)));
    assert_false(hn_interval_div(&out, whole(1, 2), whole(-1, 0)));
    assert_false(hn_interval_div(&out, whole(1, 2), open));
    is_written(out, HN_LOOK_PLAIN, "7 to 9");
}

static void what_does_not_fit_is_refused(void **state)
{
    (void)state;
    hn_interval out = whole(7, 9);
    hn_ratio large = { (hn_wide)1 << 126, 1 };
    hn_interval top = hn_interval_point(large);
    assert_false(hn_interval_add(&out, top, top));
    assert_false(hn_interval_mul(&out, top, whole(2, 3)));
    top.low.num = top.high.num = -large.num - large.num;
    assert_false(hn_interval_neg(&out, top));
    assert_true(hn_interval_sub(&out, top, top));
    is_written(out, HN_LOOK_PLAIN, "0");
}

static void intervals_are_asked(void **state)
{
    (void)state;
    hn_interval out, up = whole(5, 5), down = whole(5, 5);
    hn_ratio far = r(0, 1);
    up.no_high = down.no_low = true;
    assert_true(hn_interval_has(whole(1, 2), r(2, 1)));
    assert_false(hn_interval_has(whole(1, 2), r(201, 100)));
    assert_true(hn_interval_has(up, r(1000, 1)));
    assert_true(hn_interval_within(whole(5, 9), up));
    assert_false(hn_interval_within(up, whole(5, 9)));
    assert_true(hn_interval_within(up, hn_interval_all()));
    assert_true(hn_interval_meet(&out, up, down));
    is_written(out, HN_LOOK_PLAIN, "5");
    assert_false(hn_interval_meet(&out, whole(1, 2), whole(3, 4)));
    assert_true(hn_interval_apart(&far, whole(1, 2), whole(3, 4)));
    same(far, r(1, 1));
    assert_true(hn_interval_apart(&far, up, whole(1, 3)));
    same(far, r(-2, 1));
    assert_true(hn_interval_apart(&far, up, down));
    same(far, r(0, 1));
    assert_true(hn_interval_is_point(whole(4, 4)));
    assert_false(hn_interval_is_point(up));
}

/* Whatever is taken from each of two intervals, the result is in theirs. */
static void results_are_in_the_interval_of_results(void **state)
{
    (void)state;
    typedef bool (*on_ratios)(hn_ratio *, hn_ratio, hn_ratio);
    typedef bool (*on_intervals)(hn_interval *, hn_interval, hn_interval);
    static const on_ratios exact[] = { hn_ratio_add, hn_ratio_sub,
                                       hn_ratio_mul, hn_ratio_div };
    static const on_intervals wide[] = { hn_interval_add, hn_interval_sub,
                                         hn_interval_mul, hn_interval_div };
    int checked = 0;
    for (int64_t low = -3; low <= 3; low++)
        for (int64_t width = 0; width < 3; width++)
            for (int64_t from = -3; from <= 3; from++)
                for (int op = 0; op < 4; op++) {
                    hn_interval a = whole(low, low + width), out;
                    hn_interval b = whole(from, from + 2);
                    a.no_high = width == 2;
                    b.no_low = op == 2 && from == 0;
                    if (!wide[op](&out, a, b)) {
                        assert_true(op == 3);
                        continue;
                    }
                    for (int64_t i = 0; i <= 4; i++)
                        for (int64_t j = 0; j <= 4; j++) {
                            hn_ratio point;
                            assert_true(exact[op](&point,
                                r(4 * low + width * i, 4),
                                r(2 * from + j, 2)));
                            assert_true(hn_interval_has(out, point));
                            checked++;
                        }
                }
    assert_true(checked > 10000);
}

static int plain_memory(void **state)
{
    (void)state;
    hn_memory_init(&memory, NULL, NULL, 0);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_read_as_printed),
        cmocka_unit_test(the_number_and_its_step_are_kept),
        cmocka_unit_test(what_is_no_figure_is_refused_with_a_sentence),
        cmocka_unit_test(ends_add_and_multiply),
        cmocka_unit_test(nothing_is_divided_by_what_may_be_nought),
        cmocka_unit_test(what_does_not_fit_is_refused),
        cmocka_unit_test(intervals_are_asked),
        cmocka_unit_test(results_are_in_the_interval_of_results),
    };
    return cmocka_run_group_tests(tests, plain_memory, NULL);
}
