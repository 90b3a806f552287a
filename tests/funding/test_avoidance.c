/* test_avoidance.c - cost avoided, payback and break-even. */
#include "exact.h"
#include "../../core/funding/avoidance.h"

/* 264 places at £26,000 in place of £64,000, a full year, nothing taken off:
 * Invest to Save report, Table 3. */
static hn_funding_avoidance places(int count)
{
    return (hn_funding_avoidance){
        .units = w(count), .filled = w(1), .instead_of = w(64000),
        .cost = w(26000), .months = w(12), .deadweight = w(0),
        .displacement = w(0), .share = w(1), .optimism = w(0),
        .running = w(0) };
}

static void the_reports_figures_are_units_times_the_difference(void **state)
{
    (void)state;
    static const struct { int count; int64_t avoided; } cases[] = {
        { 46, 1748000 }, { 18, 684000 }, { 140, 5320000 }, { 60, 2280000 },
        { 264, 10032000 }, { 224, 8512000 }, { 488, 18544000 }, { 0, 0 }
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        hn_ratio out = untouched;
        hn_funding_avoidance of = places(cases[i].count);
        const char *why = hn_funding_avoided(&out, &of);
        is(why, out, cases[i].avoided, 1);
    }
}

static void every_adjustment_takes_its_part(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    hn_funding_avoidance of = places(100);
    of.filled = r(95, 100);
    of.months = w(7);
    of.deadweight = r(1, 10);
    of.displacement = r(1, 5);
    of.share = r(1, 2);
    of.optimism = r(41, 100);
    of.running = w(20000);
    const char *why = hn_funding_avoided(&out, &of);
    /* 3,800,000 x .95 x 7/12 x .9 x .8 x .5 x .59 - 20,000 */
    is(why, out, 427279, 1);
}

static void months_tell_in_year_full_year_and_cumulative_apart(void **state)
{
    (void)state;
    static const struct { int months, num, den; } cases[] = {
        { 0, 0, 1 }, { 7, 66500, 3 }, { 12, 38000, 1 }, { 43, 408500, 3 }
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        hn_ratio out = untouched;
        hn_funding_avoidance of = places(1);
        of.months = w(cases[i].months);
        const char *why = hn_funding_avoided(&out, &of);
        is(why, out, cases[i].num, cases[i].den);
    }
}

static void what_costs_more_is_below_nought(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    hn_funding_avoidance of = places(2);
    of.cost = w(65000);
    const char *why = hn_funding_avoided(&out, &of);
    is(why, out, -2000, 1);
    of = places(1);
    of.running = w(40000);
    why = hn_funding_avoided(&out, &of);
    is(why, out, -2000, 1);
}

static void a_part_outside_nought_to_one_is_refused(void **state)
{
    (void)state;
    struct { hn_ratio *at; const char *why; } parts[5];
    hn_funding_avoidance of = places(1), fit = of;
    parts[0].at = &of.filled;
    parts[0].why = "the part that is filled is not from 0 to 1";
    parts[1].at = &of.deadweight;
    parts[1].why = "the deadweight is not from 0% to 100%";
    parts[2].at = &of.displacement;
    parts[2].why = "the displacement is not from 0% to 100%";
    parts[3].at = &of.share;
    parts[3].why = "the share attributed is not from 0 to 1";
    parts[4].at = &of.optimism;
    parts[4].why = "the adjustment for optimism is not from 0% to 100%";
    for (int i = 0; i < 5; i++) {
        hn_ratio out = untouched;
        *parts[i].at = r(101, 100);
        refused(hn_funding_avoided(&out, &of), out, parts[i].why);
        *parts[i].at = r(-1, 100);
        refused(hn_funding_avoided(&out, &of), out, parts[i].why);
        *parts[i].at = w(1);
        assert_null(hn_funding_avoided(&out, &of));
        *parts[i].at = w(0);
        assert_null(hn_funding_avoided(&out, &of));
        of = fit;
    }
}

static void fewer_units_or_months_than_none_are_refused(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    hn_funding_avoidance of = places(-1);
    refused(hn_funding_avoided(&out, &of), out,
            "the number of units is below 0");
    of = places(1);
    of.months = r(-1, 31);
    refused(hn_funding_avoided(&out, &of), out,
            "the number of months is below 0");
}

static void avoidance_out_of_range_is_refused(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    hn_funding_avoidance of = places(1);
    of.instead_of = most();
    of.cost = w(-1);
    refused(hn_funding_avoided(&out, &of), out, HN_FUNDING_OUT_OF_RANGE);
    of = places(1);
    of.units = most();
    refused(hn_funding_avoided(&out, &of), out, HN_FUNDING_OUT_OF_RANGE);
    of = places(1);
    of.deadweight = of.optimism = of.displacement = thin();
    refused(hn_funding_avoided(&out, &of), out, HN_FUNDING_OUT_OF_RANGE);
}

static void payback_is_in_months(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    const char *why = hn_funding_payback(&out, w(100000), w(30000));
    is(why, out, 40, 1);
    why = hn_funding_payback(&out, w(9000000), w(6840000));
    is(why, out, 300, 19);
    why = hn_funding_payback(&out, w(0), w(1));
    is(why, out, 0, 1);
}

static void what_is_never_paid_back_is_refused(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    const char *never = "nothing is avoided in a year, so it is never paid "
                        "back";
    refused(hn_funding_payback(&out, w(1), w(0)), out, never);
    refused(hn_funding_payback(&out, w(0), w(0)), out, never);
    refused(hn_funding_payback(&out, w(1), r(-1, 100)), out, never);
    refused(hn_funding_payback(&out, w(-1), w(1)), out,
            "the outlay is below 0");
    refused(hn_funding_payback(&out, most(), w(1)), out,
            HN_FUNDING_OUT_OF_RANGE);
    refused(hn_funding_payback(&out, most(), thin()), out,
            HN_FUNDING_OUT_OF_RANGE);
}

static void break_even_is_outlay_by_each(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    /* SEND Improvement Update: £100,000 of staff, £30,000 a placement. */
    const char *why = hn_funding_break_even(&out, w(100000), w(30000));
    is(why, out, 10, 3);
    why = hn_funding_break_even(&out, w(0), w(30000));
    is(why, out, 0, 1);
    out = untouched;
    const char *never = "nothing is avoided by each, so no number of them is "
                        "enough";
    refused(hn_funding_break_even(&out, w(1), w(0)), out, never);
    refused(hn_funding_break_even(&out, w(1), w(-3)), out, never);
    refused(hn_funding_break_even(&out, r(-1, 100), w(1)), out,
            "the outlay is below 0");
    refused(hn_funding_break_even(&out, most(), thin()), out,
            HN_FUNDING_OUT_OF_RANGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_reports_figures_are_units_times_the_difference),
        cmocka_unit_test(every_adjustment_takes_its_part),
        cmocka_unit_test(months_tell_in_year_full_year_and_cumulative_apart),
        cmocka_unit_test(what_costs_more_is_below_nought),
        cmocka_unit_test(a_part_outside_nought_to_one_is_refused),
        cmocka_unit_test(fewer_units_or_months_than_none_are_refused),
        cmocka_unit_test(avoidance_out_of_range_is_refused),
        cmocka_unit_test(payback_is_in_months),
        cmocka_unit_test(what_is_never_paid_back_is_refused),
        cmocka_unit_test(break_even_is_outlay_by_each)
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
