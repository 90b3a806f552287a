/* test_position.c - the grant's position, caseload, grant and interest. */
#include "exact.h"
#include "../../core/funding/position.h"

static void the_reports_position_rolls_forward(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    /* Invest to Save report, Table 4, in £100,000: overspend 575, reduced
     * funding 5, further overspend 155; earlier funding 19, other blocks 13. */
    const char *why = hn_funding_roll_forward(&out, w(1133),
                                              w(575 + 5 + 155), w(19 + 13));
    is(why, out, 1836, 1);
    why = hn_funding_roll_forward(&out, w(-50), w(20), w(0));
    is(why, out, -30, 1);
    why = hn_funding_roll_forward(&out, w(10), w(-5), r(1, 100));
    is(why, out, 499, 100);
}

static void movements_out_of_range_are_refused(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    refused(hn_funding_roll_forward(&out, w(1), most(), w(0)), out,
            HN_FUNDING_OUT_OF_RANGE);
    refused(hn_funding_roll_forward(&out, w(1), most(), w(-1)), out,
            HN_FUNDING_OUT_OF_RANGE);
    refused(hn_funding_roll_forward(&out, w(0), thin(), thin_too()), out,
            HN_FUNDING_OUT_OF_RANGE);
}

static void a_caseload_closes_with_what_is_unexplained(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    /* SEN2 2025, plans in England, January 2024 to January 2025. */
    hn_funding_caseload year = {
        .opening = w(576474), .joiners = w(97747), .moved_in = w(0),
        .leavers = w(44862), .moved_out = w(0), .unexplained = w(9386) };
    const char *why = hn_funding_caseload_closes(&out, &year);
    is(why, out, 638745, 1);
    year.unexplained = w(0);
    why = hn_funding_caseload_closes(&out, &year);
    is(why, out, 629359, 1);
    year.moved_in = w(3);
    year.moved_out = r(7, 2);
    why = hn_funding_caseload_closes(&out, &year);
    is(why, out, 1258717, 2);
}

static void a_caseload_below_nought_is_refused(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    hn_funding_caseload year = {
        .opening = w(5), .joiners = w(1), .moved_in = w(1), .leavers = w(4),
        .moved_out = w(4), .unexplained = w(1) };
    const char *why = hn_funding_caseload_closes(&out, &year);
    is(why, out, 0, 1);
    out = untouched;
    year.unexplained = r(99, 100);
    refused(hn_funding_caseload_closes(&out, &year), out,
            "more leave the caseload than there are");
}

static void a_caseload_out_of_range_is_refused(void **state)
{
    (void)state;
    for (int i = 0; i < 5; i++) {
        hn_ratio out = untouched, all[6];
        for (int j = 0; j < 6; j++)
            all[j] = w(0);
        all[0] = w(1);
        all[i + 1] = i == 2 || i == 3 ? w(0) : most();
        if (i == 2 || i == 3)
            all[i + 1] = (hn_ratio){ -most().num, 1 };
        refused(hn_funding_caseload_closes(&out, &(hn_funding_caseload){
            .opening = all[0], .joiners = all[1], .moved_in = all[2],
            .leavers = all[3], .moved_out = all[4], .unexplained = all[5] }),
            out, HN_FUNDING_OUT_OF_RANGE);
    }
}

static void the_stability_grant_is_a_share_of_a_deficit(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    const char *why = hn_funding_stability_grant(&out, w(183600000),
                                                 r(9, 10));
    is(why, out, 165240000, 1);
    why = hn_funding_stability_grant(&out, w(0), r(9, 10));
    is(why, out, 0, 1);
    why = hn_funding_stability_grant(&out, w(-5), r(9, 10));
    is(why, out, 0, 1);
    why = hn_funding_stability_grant(&out, w(7), w(1));
    is(why, out, 7, 1);
    why = hn_funding_stability_grant(&out, w(7), w(0));
    is(why, out, 0, 1);
}

static void a_grant_of_more_than_all_is_refused(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    const char *expect = "the share that is granted is not from 0% to 100%";
    refused(hn_funding_stability_grant(&out, w(1), w(90)), out, expect);
    refused(hn_funding_stability_grant(&out, w(1), r(-1, 100)), out, expect);
    refused(hn_funding_stability_grant(&out, thin(), r(1, 2)), out,
            HN_FUNDING_OUT_OF_RANGE);
}

static void interest_is_on_the_mean_of_the_year(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    const char *why = hn_funding_interest(&out, w(100), w(200), r(4, 100));
    is(why, out, 6, 1);
    why = hn_funding_interest(&out, w(-100), w(100), r(4, 100));
    is(why, out, 0, 1);
    why = hn_funding_interest(&out, w(-100), w(-50), r(4, 100));
    is(why, out, -3, 1);
    why = hn_funding_interest(&out, w(1), w(0), r(1, 100));
    is(why, out, 1, 200);
    out = untouched;
    refused(hn_funding_interest(&out, most(), w(1), w(0)), out,
            HN_FUNDING_OUT_OF_RANGE);
    refused(hn_funding_interest(&out, most(), w(0), w(3)), out,
            HN_FUNDING_OUT_OF_RANGE);
    refused(hn_funding_interest(&out, thin(), w(0), w(1)), out,
            HN_FUNDING_OUT_OF_RANGE);
}

static void a_deficit_is_a_part_of_a_grant(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    /* KLOE Benchmarking report, deficits at March 2025, in £000: BCP. */
    const char *why = hn_funding_deficit_ratio(&out, w(113257), w(365830));
    is(why, out, 113257, 365830);
    why = hn_funding_deficit_ratio(&out, w(-7098), w(207763));
    is(why, out, -7098, 207763);
    out = untouched;
    refused(hn_funding_deficit_ratio(&out, w(1), w(0)), out,
            "the grant is not above 0");
    refused(hn_funding_deficit_ratio(&out, w(1), w(-1)), out,
            "the grant is not above 0");
    refused(hn_funding_deficit_ratio(&out, most(), thin()), out,
            HN_FUNDING_OUT_OF_RANGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_reports_position_rolls_forward),
        cmocka_unit_test(movements_out_of_range_are_refused),
        cmocka_unit_test(a_caseload_closes_with_what_is_unexplained),
        cmocka_unit_test(a_caseload_below_nought_is_refused),
        cmocka_unit_test(a_caseload_out_of_range_is_refused),
        cmocka_unit_test(the_stability_grant_is_a_share_of_a_deficit),
        cmocka_unit_test(a_grant_of_more_than_all_is_refused),
        cmocka_unit_test(interest_is_on_the_mean_of_the_year),
        cmocka_unit_test(a_deficit_is_a_part_of_a_grant)
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
