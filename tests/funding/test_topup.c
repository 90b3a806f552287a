/* test_topup.c - top-up and the special schools' guarantee. */
#include "exact.h"
#include "../../core/funding/topup.h"

static void top_up_is_what_is_over_for_the_part_of_a_year(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    const char *why = hn_funding_topup(&out, w(15000), w(6000), w(1));
    is(why, out, 9000, 1);
    why = hn_funding_topup(&out, w(15000), w(6000), r(7, 12));
    is(why, out, 5250, 1);
    why = hn_funding_topup(&out, w(15000), w(6000), r(1, 365));
    is(why, out, 1800, 73);
    why = hn_funding_topup(&out, w(15000), w(6000), w(2));
    is(why, out, 18000, 1);
    why = hn_funding_topup(&out, w(15000), w(6000), w(0));
    is(why, out, 0, 1);
}

static void what_core_funding_meets_is_no_top_up(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    const char *why = hn_funding_topup(&out, w(6000), w(6000), w(1));
    is(why, out, 0, 1);
    why = hn_funding_topup(&out, w(5999), w(6000), w(1));
    is(why, out, 0, 1);
    why = hn_funding_topup(&out, r(600001, 100), w(6000), w(1));
    is(why, out, 1, 100);
}

static void a_part_below_nought_is_refused(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    refused(hn_funding_topup(&out, w(9000), w(6000), r(-1, 365)), out,
            "the part of the year is below 0");
}

static void top_up_out_of_range_is_refused(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    refused(hn_funding_topup(&out, most(), w(-1), w(1)), out,
            HN_FUNDING_OUT_OF_RANGE);
    refused(hn_funding_topup(&out, most(), w(0), w(2)), out,
            HN_FUNDING_OUT_OF_RANGE);
    refused(hn_funding_topup(&out, thin(), w(0), r(1, 2)), out,
            HN_FUNDING_OUT_OF_RANGE);
}

/* 2,000,000 for 100 places, 3% more, is 20,600 a place. */
static const char *guarantee(hn_ratio *out, hn_ratio change, hn_ratio income,
                             hn_ratio places)
{
    return hn_funding_guarantee(out, &(hn_funding_school){
        .baseline_income = w(2000000), .baseline_places = w(100),
        .change = change, .income = income, .places = places });
}

static void the_guarantee_lifts_the_income_a_place(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    const char *why = guarantee(&out, r(3, 100), w(2030000), w(100));
    is(why, out, 30000, 1);
    why = guarantee(&out, r(3, 100), w(2030000), w(110));
    is(why, out, 236000, 1);
    why = guarantee(&out, w(0), r(199999999, 100), w(100));
    is(why, out, 1, 100);
    why = guarantee(&out, r(-1, 100), w(1970000), w(100));
    is(why, out, 10000, 1);
}

static void the_guarantee_takes_nothing_away(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    const char *why = guarantee(&out, r(3, 100), w(2060000), w(100));
    is(why, out, 0, 1);
    why = guarantee(&out, r(3, 100), w(2060001), w(100));
    is(why, out, 0, 1);
    why = guarantee(&out, r(3, 100), w(0), w(0));
    is(why, out, 0, 1);
    why = guarantee(&out, w(-2), w(5), w(100));
    is(why, out, 0, 1);
}

static void a_guarantee_without_places_is_refused(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    hn_funding_school school = { .baseline_income = w(1), .change = w(0),
                                 .income = w(0), .places = w(1),
                                 .baseline_places = w(0) };
    refused(hn_funding_guarantee(&out, &school), out,
            "the places of the baseline are not above 0");
    school.baseline_places = w(-4);
    refused(hn_funding_guarantee(&out, &school), out,
            "the places of the baseline are not above 0");
    refused(guarantee(&out, w(0), w(0), r(-1, 2)), out,
            "the number of places is below 0");
}

static void a_guarantee_out_of_range_is_refused(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    refused(guarantee(&out, w(0), w(-1), most()), out,
            HN_FUNDING_OUT_OF_RANGE);
    refused(guarantee(&out, most(), w(0), w(1)), out,
            HN_FUNDING_OUT_OF_RANGE);
    refused(guarantee(&out, thin(), thin_too(), w(1)), out,
            HN_FUNDING_OUT_OF_RANGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(top_up_is_what_is_over_for_the_part_of_a_year),
        cmocka_unit_test(what_core_funding_meets_is_no_top_up),
        cmocka_unit_test(a_part_below_nought_is_refused),
        cmocka_unit_test(top_up_out_of_range_is_refused),
        cmocka_unit_test(the_guarantee_lifts_the_income_a_place),
        cmocka_unit_test(the_guarantee_takes_nothing_away),
        cmocka_unit_test(a_guarantee_without_places_is_refused),
        cmocka_unit_test(a_guarantee_out_of_range_is_refused)
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
