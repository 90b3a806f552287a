/* test_per_capita.c - net, a head, and growth. */
#include "exact.h"
#include "../../core/funding/per_capita.h"
#include "../../core/quantity/round.h"

static const hn_rounding to_a_pound = { 1, 1, HN_HALF_AWAY };

static void net_is_gross_less_income_and_can_be_below_nought(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    const char *why = hn_funding_net(&out, r(100001, 100), w(250));
    is(why, out, 75001, 100);
    why = hn_funding_net(&out, w(100), w(102));
    is(why, out, -2, 1);
    out = untouched;
    refused(hn_funding_net(&out, most(), w(-1)), out,
            HN_FUNDING_OUT_OF_RANGE);
}

static void an_amount_a_head_is_exact(void **state)
{
    (void)state;
    hn_ratio out = untouched, pounds = untouched;
    const char *why = hn_funding_per_head(&out, w(100), w(3));
    is(why, out, 100, 3);
    why = hn_funding_per_head(&out, w(-6), w(4));
    is(why, out, -3, 2);
    why = hn_funding_per_head(&out, w(0), r(1, 2));
    is(why, out, 0, 1);
    /* 2024-25: £2,181,440 thousand for 34,028 plans in independent and
     * non-maintained special schools is £64,000 to the thousand. */
    why = hn_funding_per_head(&out, w(2181440), w(34028));
    assert_null(why);
    assert_true(hn_round(&pounds, out, to_a_pound));
    is(NULL, pounds, 64, 1);
}

static void nobody_to_divide_by_is_refused(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    refused(hn_funding_per_head(&out, w(1), w(0)), out,
            "the number that divides is not above 0");
    refused(hn_funding_per_head(&out, w(1), r(-1, 9)), out,
            "the number that divides is not above 0");
    refused(hn_funding_per_head(&out, most(), thin()), out,
            HN_FUNDING_OUT_OF_RANGE);
}

static void growth_is_on_the_earlier_value(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    const char *why = hn_funding_growth(&out, w(100), w(124));
    is(why, out, 6, 25);
    why = hn_funding_growth(&out, w(124), w(100));
    is(why, out, -6, 31);
    why = hn_funding_growth(&out, w(5), w(0));
    is(why, out, -1, 1);
    out = untouched;
    refused(hn_funding_growth(&out, w(0), w(5)), out,
            "the earlier value is not above 0");
    refused(hn_funding_growth(&out, w(-5), w(5)), out,
            "the earlier value is not above 0");
    refused(hn_funding_growth(&out, thin(), most()), out,
            HN_FUNDING_OUT_OF_RANGE);
}

static void growth_of_several_years_is_compounded(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    const char *why = hn_funding_growth_over(&out, NULL, 0);
    is(why, out, 0, 1);
    why = hn_funding_growth_over(&out, (hn_ratio[]){ r(1, 10), r(-1, 10) }, 2);
    is(why, out, -1, 100);
    why = hn_funding_growth_over(&out, (hn_ratio[]){ w(-1), w(7) }, 2);
    is(why, out, -1, 1);
    /* Growth in plans, Barnet: 13.07%, 8.09% and 10.76%, 35.37% in all. */
    why = hn_funding_growth_over(&out, (hn_ratio[]){
        r(1307, 10000), r(809, 10000), r(1076, 10000) }, 3);
    assert_null(why);
    assert_true(hn_round(&out, out,
                         (hn_rounding){ 1, 10000, HN_HALF_AWAY }));
    is(NULL, out, 3537, 10000);
}

static void nine_years_of_three_percent_fit_and_ten_do_not(void **state)
{
    (void)state;
    hn_ratio out = untouched, rates[10];
    for (int i = 0; i < 10; i++)
        rates[i] = r(3, 100);
    assert_null(hn_funding_growth_over(&out, rates, 9));
    out = untouched;
    refused(hn_funding_growth_over(&out, rates, 10), out,
            HN_FUNDING_OUT_OF_RANGE);
    rates[1] = r(-101, 100);
    refused(hn_funding_growth_over(&out, rates, 2), out,
            "a rate is a loss of more than all");
    rates[1] = most();
    refused(hn_funding_growth_over(&out, rates, 2), out,
            HN_FUNDING_OUT_OF_RANGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(net_is_gross_less_income_and_can_be_below_nought),
        cmocka_unit_test(an_amount_a_head_is_exact),
        cmocka_unit_test(nobody_to_divide_by_is_refused),
        cmocka_unit_test(growth_is_on_the_earlier_value),
        cmocka_unit_test(growth_of_several_years_is_compounded),
        cmocka_unit_test(nine_years_of_three_percent_fit_and_ten_do_not)
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
