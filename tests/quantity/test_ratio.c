/* test_ratio.c - exact fractions, and the edges of 128 and 64 bits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "../../core/quantity/ratio.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

#define WIDE_MAX ((hn_wide)(((hn_wide)1 << 126) - 1 + ((hn_wide)1 << 126)))
#define WIDE_MIN (-WIDE_MAX - 1)

static const hn_ratio untouched = { 77, 99 };

static hn_ratio r(hn_wide num, hn_wide den)
{
    hn_ratio out = untouched;
    assert_true(hn_ratio_make(&out, num, den));
    return out;
}

static void is_ratio(hn_ratio a, hn_wide num, int64_t den)
{
    assert_true(a.num == num);
    assert_int_equal(a.den, den);
}

static void a_ratio_is_in_lowest_terms_over_a_positive_number(void **state)
{
    (void)state;
    is_ratio(r(6, 4), 3, 2);
    is_ratio(r(-6, 4), -3, 2);
    is_ratio(r(6, -4), -3, 2);
    is_ratio(r(-6, -4), 3, 2);
    is_ratio(r(0, -5), 0, 1);
    is_ratio(r(WIDE_MIN, 2), WIDE_MIN / 2, 1);
    is_ratio(r(WIDE_MIN, WIDE_MIN), 1, 1);
    is_ratio(r(WIDE_MIN, -2), -(WIDE_MIN / 2), 1);
    is_ratio(r(WIDE_MAX, WIDE_MAX), 1, 1);
    is_ratio(r((hn_wide)1 << 100, (hn_wide)1 << 101), 1, 2);
    is_ratio(hn_ratio_of(INT64_MIN), INT64_MIN, 1);
}

static void what_does_not_fit_leaves_the_answer_alone(void **state)
{
    (void)state;
    hn_ratio out = untouched;
    hn_ratio most = r(WIDE_MAX, 1), least = r(WIDE_MIN, 1);
    hn_ratio thin = r(1, INT64_MAX), zero = { 0, 0 }, one = hn_ratio_of(1);
    assert_false(hn_ratio_make(&out, 1, 0));
    assert_false(hn_ratio_make(&out, 1, (hn_wide)1 << 63));
    assert_false(hn_ratio_make(&out, WIDE_MIN, -1));
    assert_false(hn_ratio_add(&out, most, one));
    assert_false(hn_ratio_sub(&out, least, one));
    assert_false(hn_ratio_sub(&out, one, least));
    assert_false(hn_ratio_mul(&out, most, r(2, 1)));
    assert_false(hn_ratio_mul(&out, thin, r(1, 2)));
    assert_false(hn_ratio_div(&out, thin, r(2, 1)));
    assert_false(hn_ratio_div(&out, one, hn_ratio_of(0)));
    assert_false(hn_ratio_div(&out, least, r(-1, 1)));
    assert_false(hn_ratio_div(&out, one, most));
    assert_false(hn_ratio_add(&out, thin, r(1, 2)));
    assert_false(hn_ratio_add(&out, zero, one));
    assert_false(hn_ratio_mul(&out, one, zero));
    assert_false(hn_ratio_div(&out, one, zero));
    is_ratio(out, untouched.num, untouched.den);
}

static void sums_that_pass_128_bits_on_the_way_are_exact(void **state)
{
    (void)state;
    hn_ratio out;
    /* (2^127 - 1) is 1 modulo 3: twice that over 3 does not fit, but ... */
    assert_true(hn_ratio_add(&out, r(WIDE_MAX, 3), r(WIDE_MAX - 2, 3)));
    is_ratio(out, (WIDE_MAX - 1) / 3 * 2, 1);
    assert_true(hn_ratio_sub(&out, r(1, 3), r(WIDE_MIN, 3)));
    is_ratio(out, WIDE_MAX / 3 + 1, 1);
    assert_true(hn_ratio_sub(&out, r(WIDE_MIN, 3), r(WIDE_MIN, 3)));
    is_ratio(out, 0, 1);
    assert_true(hn_ratio_add(&out, r(WIDE_MAX, 7), r(WIDE_MIN, 7)));
    is_ratio(out, -1, 7);
    assert_true(hn_ratio_sub(&out, hn_ratio_of(-1), r(WIDE_MIN, 1)));
    is_ratio(out, WIDE_MAX, 1);
    /* 2^127 - 2 is a multiple of 2^63 - 1, and 2^127 - 1 is not */
    assert_true(hn_ratio_add(&out, r(WIDE_MIN + 1, INT64_MAX),
                             r(1, INT64_MAX)));
    is_ratio(out, (WIDE_MIN + 2) / INT64_MAX, 1);
}

static void the_four_operations_are_exact(void **state)
{
    (void)state;
    static const struct { int a, b, c, d; char op; int num, den; } cases[] = {
        { 1, 2, 1, 3, '+', 5, 6 },   { 1, 6, 1, 3, '+', 1, 2 },
        { 1, 2, -1, 2, '+', 0, 1 },  { -7, 12, 5, 18, '+', -11, 36 },
        { 1, 2, 1, 3, '-', 1, 6 },   { 1, 3, 1, 2, '-', -1, 6 },
        { 0, 1, 1, 3, '-', -1, 3 },  { 2, 3, 3, 4, '*', 1, 2 },
        { -2, 3, 3, 4, '*', -1, 2 }, { 0, 1, 3, 4, '*', 0, 1 },
        { 2, 3, 4, 9, '/', 3, 2 },   { 2, 3, -4, 9, '/', -3, 2 },
        { 0, 1, -4, 9, '/', 0, 1 },  { 7, 12, 7, 12, '/', 1, 1 },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        hn_ratio out, a = r(cases[i].a, cases[i].b),
                      b = r(cases[i].c, cases[i].d);
        bool (*op)(hn_ratio *, hn_ratio, hn_ratio) =
            cases[i].op == '+' ? hn_ratio_add
            : cases[i].op == '-' ? hn_ratio_sub
            : cases[i].op == '*' ? hn_ratio_mul : hn_ratio_div;
        assert_true(op(&out, a, b));
        is_ratio(out, cases[i].num, cases[i].den);
    }
}

static void seven_twelfths_of_an_amount_come_back_whole(void **state)
{
    (void)state;
    hn_ratio out = hn_ratio_of(10000);
    assert_true(hn_ratio_mul(&out, out, r(7, 12)));
    assert_true(hn_ratio_div(&out, out, hn_ratio_of(39)));
    is_ratio(out, 17500, 117);
    assert_true(hn_ratio_mul(&out, out, r(39 * 12, 7)));
    is_ratio(out, 10000, 1);
}

static void any_two_ratios_compare(void **state)
{
    (void)state;
    static const hn_ratio rising[] = {
        { WIDE_MIN, 1 }, { WIDE_MIN + 1, 1 }, { WIDE_MIN, 3 },
        { WIDE_MIN, INT64_MAX }, { -1, 2 }, { -1, 3 }, { -1, INT64_MAX },
        { 0, 1 }, { 1, INT64_MAX }, { 1, INT64_MAX - 1 }, { 1, 3 }, { 1, 2 },
        { INT64_MAX - 1, INT64_MAX }, { 1, 1 },
        { WIDE_MAX - 1, INT64_MAX }, { WIDE_MAX, INT64_MAX },
        { WIDE_MAX, INT64_MAX - 1 }, { WIDE_MAX, 2 }, { WIDE_MAX - 1, 1 },
        { WIDE_MAX, 1 }
    };
    for (size_t i = 0; i < COUNT(rising); i++)
        for (size_t j = 0; j < COUNT(rising); j++) {
            int order = hn_ratio_compare(rising[i], rising[j]);
            assert_int_equal(order < 0, i < j);
            assert_int_equal(order > 0, i > j);
        }
}

static void divisors_and_multiples_are_found(void **state)
{
    (void)state;
    static const struct { int64_t a, b, gcd; } cases[] = {
        { 0, 0, 0 }, { 0, 5, 5 }, { 5, 0, 5 }, { 12, 18, 6 }, { -12, 18, 6 },
        { 1, INT64_MAX, 1 }, { INT64_MAX, INT64_MAX, INT64_MAX },
        { INT64_MIN, 6, 2 }, { INT64_MIN, INT64_MIN / 2, INT64_MAX / 2 + 1 },
        { INT64_MIN, 0, INT64_MAX / 2 + 1 }, { 365, 366, 1 }
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_true(hn_gcd(cases[i].a, cases[i].b) == cases[i].gcd);
    int64_t lcm = 7;
    assert_false(hn_lcm(&lcm, INT64_MAX, 2));
    assert_false(hn_lcm(&lcm, 0, 2));
    assert_false(hn_lcm(&lcm, 2, -2));
    assert_int_equal(lcm, 7);
    assert_true(hn_lcm(&lcm, 12, 18));
    assert_int_equal(lcm, 36);
    assert_true(hn_lcm(&lcm, INT64_MAX, INT64_MAX));
    assert_true(lcm == INT64_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_ratio_is_in_lowest_terms_over_a_positive_number),
        cmocka_unit_test(what_does_not_fit_leaves_the_answer_alone),
        cmocka_unit_test(sums_that_pass_128_bits_on_the_way_are_exact),
        cmocka_unit_test(the_four_operations_are_exact),
        cmocka_unit_test(seven_twelfths_of_an_amount_come_back_whole),
        cmocka_unit_test(any_two_ratios_compare),
        cmocka_unit_test(divisors_and_multiples_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
