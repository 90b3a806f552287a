/*
 * test_allocation.c - a pot shared out over claims: the edges by value.
 * tests/engine/allocation.py holds thousands of pots against Python.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "../../core/funding/allocation.h"

#define MOST 8

static hn_bid bids[MOST];
static int64_t count, work[4 * MOST];
static hn_shared_cap caps[2];

static const hn_pot_rule stops = {HN_POT_IN_ORDER, false, false};
static const hn_pot_rule passes = {HN_POT_IN_ORDER, false, true};
static const hn_pot_rule parts = {HN_POT_IN_ORDER, true, false};
static const hn_pot_rule rata = {HN_POT_PRO_RATA, false, false};
static const hn_pot_rule equal = {HN_POT_EQUAL, false, false};

static hn_bid *bid(int64_t claim)
{
    hn_bid *b = &bids[count++];
    *b = (hn_bid){.claim = claim, .cap = -1, .shared = -1};
    return b;
}

static void share(int64_t pot, hn_pot_rule rule)
{
    assert_true(hn_allocate(bids, count, pot, rule, caps, work));
}

static void is(int i, int64_t paid, hn_pot_limit limit)
{
    assert_int_equal(bids[i].paid, paid);
    assert_int_equal(bids[i].limit, limit);
}

static int start(void **state)
{
    (void)state;
    count = 0;
    caps[0] = caps[1] = (hn_shared_cap){0};
    return 0;
}

/* --- in order ------------------------------------------------------------ */

static void nobody_is_overtaken(void **state)
{
    (void)state;
    bid(60);
    bid(41);
    bid(1);
    share(100, stops);
    is(0, 60, HN_LIMIT_NONE);
    is(1, 0, HN_LIMIT_POT);
    is(2, 0, HN_LIMIT_QUEUE);
    assert_int_equal(bids[2].before, 60);
}

static void the_next_that_fits_is_paid_where_the_rule_says_so(void **state)
{
    (void)state;
    bid(60);
    bid(41);
    bid(40);
    share(100, passes);
    is(1, 0, HN_LIMIT_POT);
    is(2, 40, HN_LIMIT_NONE);
}

static void the_last_is_paid_in_part_where_the_rule_says_so(void **state)
{
    (void)state;
    bid(60);
    bid(41);
    bid(1);
    share(100, parts);
    is(1, 40, HN_LIMIT_POT);
    is(2, 0, HN_LIMIT_POT);
}

static void a_claim_that_fits_to_the_penny_is_whole(void **state)
{
    (void)state;
    bid(60);
    bid(40);
    share(100, stops);
    is(1, 40, HN_LIMIT_NONE);
}

static void an_empty_pot_pays_nobody(void **state)
{
    (void)state;
    const hn_pot_rule all[] = {stops, passes, parts, rata, equal};
    for (int i = 0; i < 5; i++) {
        start(NULL);
        bid(1);
        share(0, all[i]);
        is(0, 0, HN_LIMIT_POT);
    }
}

static void no_claims_are_no_fault(void **state)
{
    (void)state;
    share(100, rata);
    share(100, equal);
    share(100, stops);
}

/* A cap closes those that share it, and nobody else. */
static void a_shared_cap_stops_its_own_queue_only(void **state)
{
    (void)state;
    caps[0].most = 50;
    bid(40)->shared = 0;
    bid(20)->shared = 0;
    bid(5)->shared = 0;
    bid(30);
    share(100, stops);
    is(0, 40, HN_LIMIT_NONE);
    is(1, 0, HN_LIMIT_SHARED);
    is(2, 0, HN_LIMIT_QUEUE);
    is(3, 30, HN_LIMIT_NONE);
}

/* Nor does who is not paid use any of it. */
static void who_is_passed_over_uses_nothing_of_a_shared_cap(void **state)
{
    (void)state;
    caps[0].most = 50;
    bid(45)->shared = 0;
    bid(40)->shared = 0;
    share(40, passes);
    is(0, 0, HN_LIMIT_POT);
    is(1, 40, HN_LIMIT_NONE);
}

static void a_cap_of_its_own_is_paid_whole(void **state)
{
    (void)state;
    bid(60)->cap = 50;
    bid(60)->cap = 0;
    share(50, stops);
    is(0, 50, HN_LIMIT_CAP);
    is(1, 0, HN_LIMIT_CAP);
}

/* --- in proportion ------------------------------------------------------- */

static void the_largest_remainder_has_the_penny_and_the_first_of_equals(
    void **state)
{
    (void)state;
    bid(5);
    bid(5);
    bid(5);
    share(4, rata);
    is(0, 2, HN_LIMIT_POT);
    is(1, 1, HN_LIMIT_POT);
    is(2, 1, HN_LIMIT_POT);
}

static void a_pot_that_suffices_meets_all(void **state)
{
    (void)state;
    bid(5);
    bid(7);
    share(12, rata);
    is(0, 5, HN_LIMIT_NONE);
    is(1, 7, HN_LIMIT_NONE);
}

/* 100 of 300 pro rata are 10, 40 and 50: with a floor of 20 the others share
 * what is left, 80, as 120 to 150. */
static void no_claim_is_cut_below_its_floor(void **state)
{
    (void)state;
    bid(30)->floor = 20;
    bid(120)->floor = 20;
    bid(150)->floor = 20;
    share(100, rata);
    is(0, 20, HN_LIMIT_POT);
    is(1, 36, HN_LIMIT_POT);
    is(2, 44, HN_LIMIT_POT);
}

static void a_claim_below_its_floor_is_whole(void **state)
{
    (void)state;
    bid(10)->floor = 20;
    bid(190)->floor = 20;
    share(100, rata);
    is(0, 10, HN_LIMIT_NONE);
    is(1, 90, HN_LIMIT_POT);
}

static void floors_that_the_pot_does_not_reach_are_what_is_shared(
    void **state)
{
    (void)state;
    bid(100)->floor = 20;
    bid(900)->floor = 40;
    share(30, rata);
    is(0, 10, HN_LIMIT_POT);
    is(1, 20, HN_LIMIT_POT);
}

static void a_shared_cap_comes_before_the_pot(void **state)
{
    (void)state;
    caps[0].most = 40;
    caps[1].most = 1000;
    bid(30)->shared = 0;
    bid(50)->shared = 1;
    bid(50)->shared = 0;
    share(45, rata);
    /* 15, 50 and 25 are claimed then: 90 for 45. */
    is(0, 8, HN_LIMIT_POT);
    is(1, 25, HN_LIMIT_POT);
    is(2, 12, HN_LIMIT_POT);
    share(90, rata);
    is(0, 15, HN_LIMIT_SHARED);
    is(1, 50, HN_LIMIT_NONE);
    is(2, 25, HN_LIMIT_SHARED);
}

static void nothing_is_paid_where_the_claims_do_not_add_up(void **state)
{
    (void)state;
    bid(INT64_MAX);
    bid(INT64_MAX);
    assert_false(hn_allocate(bids, count, 10, rata, caps, work));
    is(0, 0, HN_LIMIT_NONE);
    share(INT64_MAX, stops);
    is(0, INT64_MAX, HN_LIMIT_NONE);
}

/* --- equal parts --------------------------------------------------------- */

static void what_one_does_not_need_is_shared_again(void **state)
{
    (void)state;
    bid(100);
    bid(10);
    bid(100);
    share(100, equal);
    is(0, 45, HN_LIMIT_POT);
    is(1, 10, HN_LIMIT_NONE);
    is(2, 45, HN_LIMIT_POT);
}

static void odd_pennies_go_one_each_to_the_first(void **state)
{
    (void)state;
    bid(100);
    bid(100);
    bid(100);
    share(101, equal);
    is(0, 34, HN_LIMIT_POT);
    is(1, 34, HN_LIMIT_POT);
    is(2, 33, HN_LIMIT_POT);
}

static void an_equal_part_is_no_larger_than_the_cap(void **state)
{
    (void)state;
    bid(100)->cap = 20;
    bid(100);
    share(100, equal);
    is(0, 20, HN_LIMIT_CAP);
    is(1, 80, HN_LIMIT_POT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup(f, start)
        T(nobody_is_overtaken),
        T(the_next_that_fits_is_paid_where_the_rule_says_so),
        T(the_last_is_paid_in_part_where_the_rule_says_so),
        T(a_claim_that_fits_to_the_penny_is_whole),
        T(an_empty_pot_pays_nobody),
        T(no_claims_are_no_fault),
        T(a_shared_cap_stops_its_own_queue_only),
        T(who_is_passed_over_uses_nothing_of_a_shared_cap),
        T(a_cap_of_its_own_is_paid_whole),
        T(the_largest_remainder_has_the_penny_and_the_first_of_equals),
        T(a_pot_that_suffices_meets_all),
        T(no_claim_is_cut_below_its_floor),
        T(a_claim_below_its_floor_is_whole),
        T(floors_that_the_pot_does_not_reach_are_what_is_shared),
        T(a_shared_cap_comes_before_the_pot),
        T(nothing_is_paid_where_the_claims_do_not_add_up),
        T(what_one_does_not_need_is_shared_again),
        T(odd_pennies_go_one_each_to_the_first),
        T(an_equal_part_is_no_larger_than_the_cap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
