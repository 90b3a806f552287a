/*
 * test_instalments.c - an amount in parts: the edges by value, and that the
 * parts always add up.  tests/engine/instalments.py holds whole tables against
 * Python.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "../../core/funding/functions.h"
#include "../../core/funding/instalments.h"

static const hn_rounding penny = {1, 100, HN_HALF_AWAY};
static const hn_ratio nought = {0, 1};

static const hn_remainder ways[] = {
    HN_REMAINDER_FIRST, HN_REMAINDER_LAST, HN_REMAINDER_SPREAD
};

static hn_ratio pence(int64_t number)
{
    hn_ratio out;
    assert_true(hn_ratio_make(&out, number, 100));
    return out;
}

/* --- dealing --------------------------------------------------------------- */

typedef struct case_of { int64_t total, parts[3][4]; } case_of;

static void parts_are_as_written(void **state)
{
    static const case_of cases[] = {
        {100, {{25, 25, 25, 25}, {25, 25, 25, 25}, {25, 25, 25, 25}}},
        {0, {{0}, {0}, {0}}},
        {1, {{1, 0, 0, 0}, {0, 0, 0, 1}, {1, 0, 0, 0}}},
        {-1, {{-1, 0, 0, 0}, {0, 0, 0, -1}, {-1, 0, 0, 0}}},
        {3, {{3, 0, 0, 0}, {0, 0, 0, 3}, {1, 1, 1, 0}}},
        {7, {{4, 1, 1, 1}, {1, 1, 1, 4}, {2, 2, 2, 1}}},
        {-7, {{-4, -1, -1, -1}, {-1, -1, -1, -4}, {-2, -2, -2, -1}}},
    };
    (void)state;
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++)
        for (int w = 0; w < 3; w++)
            for (int i = 0; i < 4; i++)
                assert_true(hn_deal(cases[c].total, i + 1, 4, ways[w])
                            == cases[c].parts[w][i]);
}

/* The Department's profile: 25 parts of 4%, rounded down, the last the rest. */
static void a_profile_of_twenty_five(void **state)
{
    (void)state;
    for (int i = 1; i < 25; i++)
        assert_true(hn_deal(100013, i, 25, HN_REMAINDER_LAST) == 4000);
    assert_true(hn_deal(100013, 25, 25, HN_REMAINDER_LAST) == 4013);
}

static void parts_always_add_up(void **state)
{
    static const hn_wide totals[] = {
        0, 1, -1, 99, 12345, -12345, INT64_MAX, INT64_MIN,
        (hn_wide)INT64_MAX * INT64_MAX
    };
    (void)state;
    for (size_t t = 0; t < sizeof totals / sizeof *totals; t++)
        for (int w = 0; w < 3; w++)
            for (int parts = 1; parts <= HN_MOST_INSTALMENTS; parts++) {
                hn_wide sum = 0;
                for (int i = 1; i <= parts; i++)
                    sum += hn_deal(totals[t], i, parts, ways[w]);
                assert_true(sum == totals[t]);
            }
}

/* --- what is still to pay -------------------------------------------------- */

static const char *ask(hn_ratio *out, hn_ratio amount, hn_ratio paid,
                       hn_ratio done, int part, int parts)
{
    const hn_dealing dealing = {part, parts, HN_REMAINDER_LAST, penny};
    return hn_instalment(out, amount, paid, done, &dealing);
}

static void is(int64_t amount, int64_t paid, int64_t done, int part,
               int64_t wanted)
{
    hn_ratio out;
    assert_null(ask(&out, pence(amount), pence(paid), hn_ratio_of(done), part,
                    4));
    assert_int_equal(hn_ratio_compare(out, pence(wanted)), 0);
}

static void what_is_left_is_dealt_over_what_is_left(void **state)
{
    (void)state;
    is(10000, 0, 0, 1, 2500);
    is(10000, 2500, 1, 1, 0);
    is(10000, 2500, 1, 2, 2500);
    is(10001, 2500, 1, 4, 2501);
    is(12000, 5000, 2, 3, 3500);
    is(4000, 5000, 2, 3, -500);
    is(4001, 5000, 2, 4, -500);
    is(10000, 0, 3, 4, 10000);
    is(10000, 10000, 4, 4, 0);
}

static void is_refused(hn_ratio amount, hn_ratio paid, hn_ratio done,
                       const char *why)
{
    hn_ratio out = {77, 1};
    const char *got = ask(&out, amount, paid, done, 1, 4);
    assert_non_null(got);
    assert_non_null(strstr(got, why));
    assert_true(out.num == 77);
}

static void what_cannot_be_dealt_is_said(void **state)
{
    const hn_ratio most = {((hn_wide)1 << 126), 1};
    (void)state;
    is_refused(pence(1), nought, hn_ratio_of(4), "still owed");
    is_refused(pence(1), pence(2), hn_ratio_of(4), "too much was paid");
    is_refused(pence(1), nought, hn_ratio_of(5), "more parts are done");
    is_refused(pence(1), nought, hn_ratio_of(-1), "below 0");
    is_refused(pence(1), nought, pence(150), "not whole");
    is_refused(most, nought, nought, HN_FUNDING_OUT_OF_RANGE);
    is_refused(most, (hn_ratio){-most.num, 1}, nought,
               HN_FUNDING_OUT_OF_RANGE);
}

/* A third of a pound is no whole number of pennies: it is rounded first. */
static void a_balance_between_steps_is_rounded(void **state)
{
    hn_ratio out, third;
    (void)state;
    assert_true(hn_ratio_make(&third, 200, 3));
    assert_null(ask(&out, third, nought, nought, 4, 4));
    assert_int_equal(hn_ratio_compare(out, pence(1669)), 0);  /* of 66.67  */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_are_as_written),
        cmocka_unit_test(a_profile_of_twenty_five),
        cmocka_unit_test(parts_always_add_up),
        cmocka_unit_test(what_is_left_is_dealt_over_what_is_left),
        cmocka_unit_test(what_cannot_be_dealt_is_said),
        cmocka_unit_test(a_balance_between_steps_is_rounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
