/* test_round.c - six modes, steps, and shares that add up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>
#include "../../core/quantity/round.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

#define WIDE_MAX ((hn_wide)(((hn_wide)1 << 126) - 1 + ((hn_wide)1 << 126)))
#define WIDE_MIN (-WIDE_MAX - 1)

static void each_mode_rounds_as_it_is_named(void **state)
{
    (void)state;
    static const struct { int num, den, rounded[6]; } cases[] = {
        /*            away even  up down floor ceiling */
        { 0, 1,     { 0,    0,   0,  0,  0,  0 } },
        { 3, 1,     { 3,    3,   3,  3,  3,  3 } },
        { -3, 1,    { -3,  -3,  -3, -3, -3, -3 } },
        { 5, 2,     { 3,    2,   3,  2,  2,  3 } },
        { 7, 2,     { 4,    4,   4,  3,  3,  4 } },
        { -5, 2,    { -3,  -2,  -3, -2, -3, -2 } },
        { -7, 2,    { -4,  -4,  -4, -3, -4, -3 } },
        { 1, 2,     { 1,    0,   1,  0,  0,  1 } },
        { -1, 2,    { -1,   0,  -1,  0, -1,  0 } },
        { 1, 3,     { 0,    0,   1,  0,  0,  1 } },
        { 2, 3,     { 1,    1,   1,  0,  0,  1 } },
        { -1, 3,    { 0,    0,  -1,  0, -1,  0 } },
        { -2, 3,    { -1,  -1,  -1,  0, -1,  0 } },
        { 2499, 1000, { 2,  2,   3,  2,  2,  3 } },
        { 2501, 1000, { 3,  3,   3,  2,  2,  3 } },
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        for (int mode = HN_HALF_AWAY; mode <= HN_CEILING; mode++)
            assert_int_equal(hn_round_div(cases[i].num, cases[i].den,
                                          (hn_round_mode)mode),
                             cases[i].rounded[mode]);
}

static void the_widest_numbers_round_without_wrapping(void **state)
{
    (void)state;
    assert_true(hn_round_div(WIDE_MAX, 1, HN_UP) == WIDE_MAX);
    assert_true(hn_round_div(WIDE_MIN, 1, HN_UP) == WIDE_MIN);
    assert_true(hn_round_div(WIDE_MAX - 1, WIDE_MAX, HN_HALF_AWAY) == 1);
    assert_true(hn_round_div(WIDE_MAX / 2, WIDE_MAX, HN_HALF_AWAY) == 0);
    assert_true(hn_round_div(WIDE_MAX / 2 + 1, WIDE_MAX, HN_HALF_AWAY) == 1);
    assert_true(hn_round_div(WIDE_MIN, WIDE_MAX, HN_FLOOR) == -2);
    assert_true(hn_round_div(WIDE_MIN, WIDE_MAX, HN_DOWN) == -1);
}

static hn_ratio r(hn_wide num, hn_wide den)
{
    hn_ratio out = { 0, 1 };
    assert_true(hn_ratio_make(&out, num, den));
    return out;
}

static void amounts_round_to_a_step(void **state)
{
    (void)state;
    static const struct { int64_t num, den; hn_rounding to; int steps, n, d; }
    cases[] = {
        { 17500, 117, { 1, 100, HN_HALF_AWAY }, 14957, 14957, 100 },
        { 1, 200, { 1, 100, HN_HALF_AWAY }, 1, 1, 100 },
        { 1, 200, { 1, 100, HN_HALF_EVEN }, 0, 0, 1 },
        { 3, 200, { 1, 100, HN_HALF_EVEN }, 2, 1, 50 },
        { -1, 200, { 1, 100, HN_HALF_AWAY }, -1, -1, 100 },
        { 1500, 1, { 1000, 1, HN_HALF_AWAY }, 2, 2000, 1 },
        { 2500, 1, { 1000, 1, HN_HALF_EVEN }, 2, 2000, 1 },
        { 59216498, 1, { 1, 1, HN_CEILING }, 59216498, 59216498, 1 },
        { 5921649801, 100, { 1, 1, HN_UP }, 59216499, 59216499, 1 },
        { 12, 1, { 5, 1, HN_HALF_AWAY }, 2, 10, 1 },
        { 25, 2, { 5, 1, HN_HALF_AWAY }, 3, 15, 1 },
        { 1, 3, { 3, 4, HN_UP }, 1, 3, 4 },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        hn_wide steps;
        hn_ratio out, a = r(cases[i].num, cases[i].den);
        assert_true(hn_round_steps(&steps, a, cases[i].to));
        assert_int_equal(steps, cases[i].steps);
        assert_true(hn_round(&out, a, cases[i].to));
        assert_int_equal(out.num, cases[i].n);
        assert_int_equal(out.den, cases[i].d);
    }
}

static void steps_beyond_128_bits_are_refused_and_no_others(void **state)
{
    (void)state;
    hn_wide steps = 42;
    hn_ratio out = { 42, 1 };
    hn_rounding penny = { 1, 100, HN_HALF_AWAY };
    assert_false(hn_round_steps(&steps, r(WIDE_MAX, 1), penny));
    assert_false(hn_round_steps(&steps, r(WIDE_MAX, 99), penny));
    assert_false(hn_round(&out, r(WIDE_MAX, 1), penny));
    assert_int_equal(steps, 42);
    assert_int_equal(out.num, 42);
    /* the product passes 128 bits and the answer does not */
    assert_true(hn_round_steps(&steps, r(WIDE_MAX, 101), penny));
    assert_true(steps == WIDE_MAX / 101 * 100 + (WIDE_MAX % 101 * 100 + 50)
                         / 101);
    hn_rounding fine = { 1, INT64_MAX, HN_FLOOR };
    assert_true(hn_round_steps(&steps, r(WIDE_MIN, INT64_MAX), fine));
    assert_true(steps == WIDE_MIN);
    assert_false(hn_round_steps(&steps, r(WIDE_MIN, INT64_MAX - 2), fine));
    hn_rounding none = { 0, 1, HN_UP };
    assert_false(hn_round_steps(&steps, r(1, 1), none));
    none = (hn_rounding){ 1, 0, HN_UP };
    assert_false(hn_round_steps(&steps, r(1, 1), none));
    assert_false(hn_round_steps(&steps, (hn_ratio){ 1, 0 }, fine));
}

static void modes_are_known_by_their_names(void **state)
{
    (void)state;
    hn_round_mode mode = HN_UP;
    for (int i = HN_HALF_AWAY; i <= HN_CEILING; i++) {
        const char *name = hn_round_mode_name((hn_round_mode)i);
        assert_true(hn_round_mode_read(&mode, name));
        assert_int_equal(mode, i);
    }
    assert_true(hn_round_mode_read(&mode, "half away from zero"));
    assert_int_equal(mode, HN_HALF_AWAY);
    assert_false(hn_round_mode_read(&mode, "half up"));
    assert_false(hn_round_mode_read(&mode, ""));
    assert_int_equal(mode, HN_HALF_AWAY);
}

/* --- shares -------------------------------------------------------------- */

static void shares_go_to_the_largest_remainder(void **state)
{
    (void)state;
    static const struct { int64_t total; int n; int64_t weights[5], parts[5]; }
    cases[] = {
        { 100, 3, { 1, 1, 1 }, { 34, 33, 33 } },
        { -100, 3, { 1, 1, 1 }, { -34, -33, -33 } },
        { 101, 3, { 1, 1, 1 }, { 34, 34, 33 } },
        { 10, 3, { 1, 2, 3 }, { 2, 3, 5 } },   /* 1.67 3.33 5.00 */
        { 7, 4, { 5, 0, 5, 0 }, { 4, 0, 3, 0 } },
        { 1, 5, { 0, 1, 2, 2, 1 }, { 0, 0, 1, 0, 0 } },
        { 0, 2, { 1, 2 }, { 0, 0 } },
        { 12, 1, { 7 }, { 12 } },
        { 3, 5, { 1, 1, 1, 1, 1 }, { 1, 1, 1, 0, 0 } },
        { 1000001, 2, { 1, 999999 }, { 1, 1000000 } },
        { INT64_MIN, 2, { 0, INT64_MAX }, { 0, INT64_MIN } },
        { INT64_MIN, 2, { 1, 1 }, { INT64_MIN / 2, INT64_MIN / 2 } },
        { INT64_MAX, 2, { INT64_MAX - 1, 1 }, { INT64_MAX - 1, 1 } },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t parts[5], work[5];
        assert_true(hn_share(parts, cases[i].total, cases[i].weights,
                             cases[i].n, work));
        for (int j = 0; j < cases[i].n; j++)
            assert_true(parts[j] == cases[i].parts[j]);
    }
}

static void unfit_weights_are_refused(void **state)
{
    (void)state;
    int64_t parts[3], work[3];
    assert_false(hn_share(parts, 5, (int64_t[]){ 0, 0 }, 2, work));
    assert_false(hn_share(parts, 5, (int64_t[]){ 2, -1 }, 2, work));
    assert_false(hn_share(parts, 5, (int64_t[]){ INT64_MAX, 1 }, 2, work));
    assert_false(hn_share(parts, 5, (int64_t[]){ 1 }, 0, work));
}

/* Few different weights, so that there are ties by the thousand. */
static void a_hundred_thousand_shares_add_up(void **state)
{
    (void)state;
    int n = 100000;
    int64_t *weights = malloc(3 * (size_t)n * sizeof *weights);
    int64_t *parts = weights + n, *work = parts + n, sum = 0, given = 0;
    for (int i = 0; i < n; i++)
        sum += weights[i] = (int64_t)i * 7919 % 11;
    assert_true(hn_share(parts, 123456789, weights, n, work));
    int64_t last[11];
    for (int w = 0; w < 11; w++)
        last[w] = INT64_MAX;
    for (int i = 0; i < n; i++) {
        int64_t whole = 123456789 * weights[i] / sum;
        assert_in_range(parts[i], whole, whole + 1);
        assert_true(parts[i] <= last[weights[i]]);   /* the first first */
        last[weights[i]] = parts[i];
        given += parts[i];
    }
    assert_int_equal(given, 123456789);
    free(weights);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_mode_rounds_as_it_is_named),
        cmocka_unit_test(the_widest_numbers_round_without_wrapping),
        cmocka_unit_test(amounts_round_to_a_step),
        cmocka_unit_test(steps_beyond_128_bits_are_refused_and_no_others),
        cmocka_unit_test(modes_are_known_by_their_names),
        cmocka_unit_test(shares_go_to_the_largest_remainder),
        cmocka_unit_test(unfit_weights_are_refused),
        cmocka_unit_test(a_hundred_thousand_shares_add_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
