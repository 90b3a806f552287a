/* test_place.c - places, units, the block and its shares. */
#include "exact.h"
#include "../../core/funding/place.h"
#include "../../core/quantity/round.h"

static const hn_rounding up_to_a_pound = { 1, 1, HN_CEILING };

static void published_deductions_are_the_amount_rounded_up(void **state)
{
    (void)state;
    /* High needs place deductions 2020-21, Camden. */
    static const struct { int64_t rate, before, after, months, printed; }
    lines[] = {
        { 10000, 3, 2, 5, 24167 },
        { 6000, 418, 438, 4, 2588000 }
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        hn_ratio out = untouched, pounds = untouched;
        const char *why = hn_funding_place(&out, w(lines[i].rate),
                                           w(lines[i].before),
                                           w(lines[i].after),
                                           w(lines[i].months));
        assert_null(why);
        assert_true(hn_round(&pounds, out, up_to_a_pound));
        is(NULL, pounds, lines[i].printed, 1);
    }
}

static void place_funding_is_not_rounded(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    const char *why = hn_funding_place(&out, w(10000), w(3), w(2), w(5));
    is(why, out, 72500, 3);
    why = hn_funding_place(&out, w(10000), r(21, 2), r(21, 2), w(5));
    is(why, out, 105000, 1);
    why = hn_funding_place(&out, w(0), w(3), w(2), w(5));
    is(why, out, 0, 1);
}

static void the_year_can_change_at_either_end(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    const char *why = hn_funding_place(&out, w(6000), w(1), w(9), w(0));
    is(why, out, 54000, 1);
    why = hn_funding_place(&out, w(6000), w(1), w(9), w(12));
    is(why, out, 6000, 1);
    why = hn_funding_place(&out, w(6000), w(1), w(0), r(1, 2));
    is(why, out, 250, 1);
}

static void a_change_outside_the_year_is_refused(void **state)
{
    (void)state;
    const char *expect = "the months before the change are not from 0 to 12";
    const hn_ratio outside[] = { w(-1), r(-1, 1000), r(12001, 1000), w(13),
                                 most() };
    for (size_t i = 0; i < sizeof outside / sizeof outside[0]; i++) {
        hn_ratio out = untouched;
        const char *why = hn_funding_place(&out, w(1), w(1), w(1),
                                           outside[i]);
        refused(why, out, expect);
    }
}

static void two_parts_of_the_year_are_the_year(void **state)
{
    (void)state;
    hn_ratio first = untouched, second = untouched;
    const char *why = hn_funding_place_parts(&first, &second, w(10000), w(3),
                                             w(2), w(5));
    is(why, first, 12500, 1);
    is(why, second, 35000, 3);
    first = second = untouched;
    why = hn_funding_place_parts(&first, &second, w(1), w(1), w(1), w(13));
    assert_non_null(why);
    refused(why, first, "the months before the change are not from 0 to 12");
    refused(why, second, why);
}

static void places_out_of_range_are_refused(void **state)
{
    (void)state;
    hn_ratio out = untouched, second = untouched;
    refused(hn_funding_place(&out, most(), w(12), w(12), w(5)), out,
            HN_FUNDING_OUT_OF_RANGE);
    refused(hn_funding_place(&out, most(), w(2), w(1), w(6)), out,
            HN_FUNDING_OUT_OF_RANGE);
    refused(hn_funding_place_parts(&out, &second, w(1), thin(), w(2), w(5)),
            out, HN_FUNDING_OUT_OF_RANGE);
    refused(hn_funding_place_parts(&out, &second, w(1), w(2), thin(), w(5)),
            out, HN_FUNDING_OUT_OF_RANGE);
    refused(HN_FUNDING_OUT_OF_RANGE, second, HN_FUNDING_OUT_OF_RANGE);
    refused(hn_funding_place(&out, w(1), w(1), w(1), thin()), out,
            HN_FUNDING_OUT_OF_RANGE);
}

static void a_unit_has_two_rates(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    const char *why = hn_funding_unit_places(&out, w(10), w(7), w(6000),
                                             w(10000));
    is(why, out, 72000, 1);
    why = hn_funding_unit_places(&out, w(10), w(0), w(6000), w(10000));
    is(why, out, 100000, 1);
    why = hn_funding_unit_places(&out, w(10), w(10), w(6000), w(10000));
    is(why, out, 60000, 1);
    why = hn_funding_unit_places(&out, w(0), w(0), w(6000), w(10000));
    is(why, out, 0, 1);
    why = hn_funding_unit_places(&out, r(5, 2), r(1, 3), w(6000), w(10000));
    is(why, out, 71000, 3);
}

static void units_that_cannot_be_are_refused(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    refused(hn_funding_unit_places(&out, w(10), w(11), w(6), w(10)), out,
            "more places are occupied than there are");
    refused(hn_funding_unit_places(&out, w(-1), w(0), w(6), w(10)), out,
            "more places are occupied than there are");
    refused(hn_funding_unit_places(&out, w(10), r(-1, 9), w(6), w(10)), out,
            "fewer than 0 places are occupied");
    refused(hn_funding_unit_places(&out, w(3), w(2), most(), w(1)), out,
            HN_FUNDING_OUT_OF_RANGE);
    refused(hn_funding_unit_places(&out, w(3), w(1), w(1), most()), out,
            HN_FUNDING_OUT_OF_RANGE);
    refused(hn_funding_unit_places(&out, w(2), w(1), most(), w(1)), out,
            HN_FUNDING_OUT_OF_RANGE);
}

static void the_block_of_one_authority_is_as_published(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    /* High needs block allocations 2023-24, Bournemouth, Christchurch and
     * Poole, to the pound. */
    const char *why = hn_funding_block(&out, &(hn_funding_columns){
        .nff = w(51683723), .rate = w(4660), .pupils = w(1147),
        .import_export = w(-1650000), .free_schools = w(42000),
        .hospital = w(1422776), .additional = w(2372979) });
    is(why, out, 59216498, 1);
}

static void the_block_keeps_its_pence(void **state)
{
    (void)state;
    hn_ratio out = untouched, pounds = untouched;
    /* 2020-21, Camden: the columns after E did not exist. */
    const char *why = hn_funding_block(&out, &(hn_funding_columns){
        .nff = w(36630263), .rate = r(483086, 100), .pupils = w(338),
        .import_export = w(1881000), .free_schools = w(12000),
        .hospital = w(0), .additional = w(0) });
    is(why, out, 1003902342, 25);
    assert_true(hn_round(&pounds, out, up_to_a_pound));
    is(NULL, pounds, 40156094, 1);
}

static void a_block_out_of_range_is_refused(void **state)
{
    (void)state;
    for (int column = 0; column < 5; column++) {
        hn_ratio all[7] = { w(0), w(1), w(1), w(0), w(0), w(0), w(0) };
        static const int at[5] = { 0, 3, 4, 5, 6 };
        hn_ratio out = untouched;
        all[at[column]] = most();
        refused(hn_funding_block(&out, &(hn_funding_columns){
            all[0], all[1], all[2], all[3], all[4], all[5], all[6] }), out,
            HN_FUNDING_OUT_OF_RANGE);
    }
}

static void a_share_of_a_grant_goes_by_its_part(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    const char *why = hn_funding_share_of_grant(&out, w(1), w(3), w(400));
    is(why, out, 400, 3);
    why = hn_funding_share_of_grant(&out, w(0), w(3), w(400));
    is(why, out, 0, 1);
    why = hn_funding_share_of_grant(&out, w(3), w(3), r(40001, 100));
    is(why, out, 40001, 100);
    why = hn_funding_share_of_grant(&out, w(-1), w(3), w(400));
    is(why, out, -400, 3);
}

static void a_share_of_nothing_is_refused(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    refused(hn_funding_share_of_grant(&out, w(1), w(0), w(400)), out,
            "the whole that is shared by is not above 0");
    refused(hn_funding_share_of_grant(&out, w(1), w(-3), w(400)), out,
            "the whole that is shared by is not above 0");
    refused(hn_funding_share_of_grant(&out, w(2), w(1), most()), out,
            HN_FUNDING_OUT_OF_RANGE);
    refused(hn_funding_share_of_grant(&out, w(2), thin(), most()), out,
            HN_FUNDING_OUT_OF_RANGE);
}

static void dealing_up_gives_out_a_few_pounds_more(void **state)
{
    (void)state;
    int64_t parts[3], excess = 99;
    assert_null(hn_funding_deal_up(parts, &excess, 100,
                                   (int64_t[]){ 1, 1, 1 }, 3));
    assert_int_equal(parts[0], 34);
    assert_int_equal(parts[2], 34);
    assert_int_equal(excess, 2);
    assert_null(hn_funding_deal_up(parts, &excess, 90,
                                   (int64_t[]){ 1, 0, 2 }, 3));
    assert_int_equal(parts[0], 30);
    assert_int_equal(parts[1], 0);
    assert_int_equal(parts[2], 60);
    assert_int_equal(excess, 0);
    assert_null(hn_funding_deal_up(parts, &excess, INT64_MAX,
                                   (int64_t[]){ 1, INT64_MAX - 1 }, 2));
    assert_true(parts[0] == 1 && parts[1] == INT64_MAX - 1);
    assert_int_equal(excess, 0);
}

static void what_cannot_be_dealt_is_refused(void **state)
{
    (void)state;
    int64_t parts[2], excess = 99;
    static const struct { int64_t grant, weights[2]; const char *why; }
    cases[] = {
        { -1, { 1, 1 }, "the grant is below 0" },
        { 1, { 2, -1 }, "a part is below 0" },
        { 1, { INT64_MAX, 1 }, HN_FUNDING_OUT_OF_RANGE },
        { 1, { 0, 0 }, "the whole that is shared by is not above 0" }
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(hn_funding_deal_up(parts, &excess, cases[i].grant,
                                               cases[i].weights, 2),
                            cases[i].why);
    assert_non_null(hn_funding_deal_up(parts, &excess, 1, NULL, 0));
    assert_int_equal(excess, 99);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_deductions_are_the_amount_rounded_up),
        cmocka_unit_test(place_funding_is_not_rounded),
        cmocka_unit_test(the_year_can_change_at_either_end),
        cmocka_unit_test(a_change_outside_the_year_is_refused),
        cmocka_unit_test(two_parts_of_the_year_are_the_year),
        cmocka_unit_test(places_out_of_range_are_refused),
        cmocka_unit_test(a_unit_has_two_rates),
        cmocka_unit_test(units_that_cannot_be_are_refused),
        cmocka_unit_test(the_block_of_one_authority_is_as_published),
        cmocka_unit_test(the_block_keeps_its_pence),
        cmocka_unit_test(a_block_out_of_range_is_refused),
        cmocka_unit_test(a_share_of_a_grant_goes_by_its_part),
        cmocka_unit_test(a_share_of_nothing_is_refused),
        cmocka_unit_test(dealing_up_gives_out_a_few_pounds_more),
        cmocka_unit_test(what_cannot_be_dealt_is_refused)
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
