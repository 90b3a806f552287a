/*
 * test_attribution.c - claims for one thing, counted once: the edges by value.
 * tests/engine/ordered.py holds whole tables against Python.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "../../core/funding/attribution.h"

#define MOST 8

static hn_claim claims[MOST];
static int64_t count;

/* Numbers in hundredths; NONE: missing. */
#define NONE INT64_MIN

static hn_ratio hundredths(int64_t number)
{
    hn_ratio out;
    assert_true(hn_ratio_make(&out, number, 100));
    return out;
}

static void claim(int64_t amount, int64_t share)
{
    hn_claim *c = &claims[count++];
    *c = (hn_claim){.has_claim = amount != NONE, .has_share = share != NONE};
    if (c->has_claim)
        c->claim = hundredths(amount);
    if (c->has_share)
        c->share = hundredths(share);
}

static void is(int i, hn_claim_fate fate, int64_t counted)
{
    assert_int_equal(claims[i].fate, fate);
    assert_int_equal(hn_ratio_compare(claims[i].counted,
                                      hundredths(counted)), 0);
}

static int start(void **state)
{
    (void)state;
    count = 0;
    return 0;
}

/* --- in order -------------------------------------------------------------- */

static void the_first_other_than_nought_is_counted(void **state)
{
    (void)state;
    claim(0, NONE);
    claim(NONE, NONE);
    claim(500, NONE);
    claim(700, NONE);
    claim(0, NONE);
    hn_attribute_first(claims, count);
    is(0, HN_CLAIM_NOUGHT, 0);
    is(1, HN_CLAIM_UNKNOWN, 0);
    is(2, HN_CLAIM_COUNTED, 500);
    is(3, HN_CLAIM_LATER, 0);
    is(4, HN_CLAIM_NOUGHT, 0);
}

static void a_claim_below_nought_is_a_claim(void **state)
{
    (void)state;
    claim(-1, NONE);
    claim(700, NONE);
    hn_attribute_first(claims, count);
    is(0, HN_CLAIM_COUNTED, -1);
    is(1, HN_CLAIM_LATER, 0);
}

static void no_claim_is_no_trouble(void **state)
{
    int64_t work[2];
    hn_ratio sum;
    const hn_rounding penny = {1, 100, HN_HALF_AWAY};
    (void)state;
    hn_attribute_first(claims, 0);
    hn_attribute_shares(claims, 0, &penny, work, &sum);
    assert_true(sum.num == 0);
}

/* --- by share -------------------------------------------------------------- */

static void share_out(const hn_rounding *rounding, int64_t sum)
{
    int64_t work[2 * MOST];
    hn_ratio got;
    hn_attribute_shares(claims, count, rounding, work, &got);
    assert_int_equal(hn_ratio_compare(got, hundredths(sum)), 0);
}

static void shares_of_one_are_counted(void **state)
{
    (void)state;
    claim(1000, 60);
    claim(3000, 40);
    claim(NONE, 0);
    share_out(NULL, 100);
    is(0, HN_CLAIM_COUNTED, 600);
    is(1, HN_CLAIM_COUNTED, 1200);
    is(2, HN_CLAIM_UNKNOWN, 0);
}

static void one_hundredth_over_refuses_each(void **state)
{
    (void)state;
    claim(1000, 60);
    claim(3000, 41);
    claim(NONE, 0);
    claim(2000, NONE);
    claim(2000, 101);
    share_out(NULL, 101);
    is(0, HN_CLAIM_OVER, 0);
    is(1, HN_CLAIM_OVER, 0);
    is(2, HN_CLAIM_OVER, 0);
    is(3, HN_CLAIM_UNKNOWN, 0);
    is(4, HN_CLAIM_OUTSIDE, 0);
}

static void a_share_outside_takes_no_room(void **state)
{
    (void)state;
    claim(1000, -1);
    claim(1000, 100);
    share_out(NULL, 100);
    is(0, HN_CLAIM_OUTSIDE, 0);
    is(1, HN_CLAIM_COUNTED, 1000);
}

static void rounded_parts_add_up(void **state)
{
    const hn_rounding pound = {1, 1, HN_HALF_AWAY};
    (void)state;
    for (int i = 0; i < 3; i++)
        claim(10000, 33);
    claim(10000, 1);
    share_out(&pound, 100);
    is(0, HN_CLAIM_COUNTED, 3300);
    is(3, HN_CLAIM_COUNTED, 100);
    count = 0;
    claim(1000, 25);
    claim(1000, 25);
    claim(1000, 50);
    share_out(&pound, 100);
    is(0, HN_CLAIM_COUNTED, 300);      /* 2.50, 2.50 and 5: one is left   */
    is(1, HN_CLAIM_COUNTED, 200);
    is(2, HN_CLAIM_COUNTED, 500);
}

static void parts_below_nought_add_up(void **state)
{
    const hn_rounding pound = {1, 1, HN_HALF_AWAY};
    (void)state;
    claim(-1000, 25);
    claim(-1000, 25);
    share_out(&pound, 50);
    is(0, HN_CLAIM_COUNTED, -200);
    is(1, HN_CLAIM_COUNTED, -300);
}

static void a_sum_that_does_not_fit_is_told(void **state)
{
    (void)state;
    claim(100, NONE);
    claim(100, NONE);
    claim(100, NONE);
    for (int i = 0; i < 3; i++) {
        claims[i].has_share = true;
        claims[i].share = (hn_ratio){1, INT64_MAX - i};
    }
    hn_ratio sum;
    hn_attribute_shares(claims, count, NULL, NULL, &sum);
    is(0, HN_CLAIM_BEYOND, 0);
    is(2, HN_CLAIM_BEYOND, 0);
}

/* --- for nothing that is named --------------------------------------------- */

static void only_nought_is_known_without_a_thing(void **state)
{
    (void)state;
    claim(0, NONE);
    claim(5, NONE);
    claim(0, 50);
    claim(0, NONE);
    claim(5, 101);
    for (int i = 0; i < 5; i++)
        hn_attribute_unnamed(&claims[i], i >= 2);
    is(0, HN_CLAIM_NOUGHT, 0);
    is(1, HN_CLAIM_UNKNOWN, 0);
    is(2, HN_CLAIM_NOUGHT, 0);
    is(3, HN_CLAIM_UNKNOWN, 0);
    is(4, HN_CLAIM_OUTSIDE, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_first_other_than_nought_is_counted,
                               start),
        cmocka_unit_test_setup(a_claim_below_nought_is_a_claim, start),
        cmocka_unit_test_setup(no_claim_is_no_trouble, start),
        cmocka_unit_test_setup(shares_of_one_are_counted, start),
        cmocka_unit_test_setup(one_hundredth_over_refuses_each, start),
        cmocka_unit_test_setup(a_share_outside_takes_no_room, start),
        cmocka_unit_test_setup(rounded_parts_add_up, start),
        cmocka_unit_test_setup(parts_below_nought_add_up, start),
        cmocka_unit_test_setup(a_sum_that_does_not_fit_is_told, start),
        cmocka_unit_test_setup(only_nought_is_known_without_a_thing, start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
