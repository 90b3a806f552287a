/* exact.h - what the tests of the funding arithmetic say of a result. */
#ifndef HN_TESTS_FUNDING_EXACT_H
#define HN_TESTS_FUNDING_EXACT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "../../core/funding/functions.h"

static const hn_ratio untouched = { 77, 99 };

static inline hn_ratio r(hn_wide num, hn_wide den)
{
    hn_ratio out = untouched;
    assert_true(hn_ratio_make(&out, num, den));
    return out;
}

static inline hn_ratio w(int64_t whole)
{
    return hn_ratio_of(whole);
}

/* The largest there is, the smallest above 0, and a smallest of another
 * denominator: no product of the two is in range. */
static inline hn_ratio most(void)
{
    return (hn_ratio){ (hn_wide)(((hn_wide)1 << 126) - 1)
                       + ((hn_wide)1 << 126), 1 };
}

static inline hn_ratio thin(void)
{
    return r(1, INT64_MAX);
}

static inline hn_ratio thin_too(void)
{
    return r(1, INT64_MAX - 1);
}

static inline void is(const char *why, hn_ratio got, hn_wide num, int64_t den)
{
    if (why)
        assert_string_equal(why, "");
    assert_true(got.num == num);
    assert_int_equal(got.den, den);
}

/* Says why, and has not touched what was to be set. */
static inline void refused(const char *why, hn_ratio out, const char *expect)
{
    assert_non_null(why);
    assert_string_equal(why, expect);
    assert_memory_equal(&out.num, &untouched.num, sizeof out.num);
    assert_int_equal(out.den, untouched.den);
}

#endif
