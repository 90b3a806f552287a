/* test_number.c - numbers as people write them: what is read, what is
 * refused and why, and how amounts are shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "../../core/quantity/number.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static hn_memory memory;

/* Reads a copy without room behind it, so that a byte too far is seen. */
static const char *read_tight(int64_t *out, const char *text, int decimals,
                              hn_number_style style)
{
    size_t len = strlen(text);
    char *copy = malloc(len > 0 ? len : 1);
    memcpy(copy, text, len);
    const char *why = hn_number_read(out, (hn_slice){ copy, len }, decimals,
                                     style);
    free(copy);
    return why;
}

static void plain_numbers_are_read(void **state)
{
    (void)state;
    static const struct { const char *text; int decimals; int64_t value; }
    cases[] = {
        { "0", 0, 0 }, { "7", 0, 7 }, { "-7", 0, -7 }, { "-0", 2, 0 },
        { "1234.5", 2, 123450 }, { "1234.50", 2, 123450 },
        { "-0.01", 2, -1 }, { "0.5", 1, 5 }, { "007", 0, 7 },
        { " 12\t", 0, 12 }, { "1", 18, 1000000000000000000 },
        { "9223372036854775807", 0, INT64_MAX },
        { "-9223372036854775808", 0, INT64_MIN },
        { "92233720368547758.07", 2, INT64_MAX },
        { "-92233720368547758.08", 2, INT64_MIN },
        { "9.223372036854775807", 18, INT64_MAX },
        { "000000000000000000000000000000000000000000001", 0, 1 },
        { "123456789012345678", 0, 123456789012345678 },
        { "0.000000000000000001", 18, 1 },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t plain = 77, money = 77;
        assert_null(read_tight(&plain, cases[i].text, cases[i].decimals,
                               HN_PLAIN));
        assert_null(read_tight(&money, cases[i].text, cases[i].decimals,
                               HN_MONEY));
        assert_true(plain == cases[i].value);
        assert_true(money == cases[i].value);
    }
}

static void money_is_read_as_people_write_it(void **state)
{
    (void)state;
    static const struct { const char *text; int64_t pence; } cases[] = {
        { "£1,234.50", 123450 }, { "£5", 500 }, { "-£5", -500 },
        { "£-5", -500 }, { "(12.00)", -1200 }, { "(£12.00)", -1200 },
        { "1,234", 123400 }, { "1,234,567.89", 123456789 },
        { "12,345", 1234500 }, { "123,456", 12345600 },
        { " (£1,234.5) ", -123450 }, { "-1,000", -100000 },
        { "£0", 0 }, { "(0)", 0 },
        { "£92,233,720,368,547,758.07", INT64_MAX },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t pence = 77;
        assert_null(read_tight(&pence, cases[i].text, 2, HN_MONEY));
        assert_true(pence == cases[i].pence);
    }
}

static void what_has_two_readings_is_told_with_both(void **state)
{
    (void)state;
    static const struct { const char *text, *advice; } cases[] = {
        { "1,23", "could be 1.23 or 123: write the one that is meant" },
        { " -£0,5 ", "could be -£0.5 or -£05: write the one that is meant" },
        { "1,234", NULL }, { "1.2.3", NULL }, { "words", NULL }, { "", NULL },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        hn_text t;
        hn_text_init(&t, &memory);
        bool any = hn_number_advise(&t, hn_slice_of(cases[i].text), HN_MONEY);
        assert_int_equal(any, cases[i].advice != NULL);
        assert_string_equal(hn_text_string(&t),
                            any ? cases[i].advice : "");
        hn_text_dispose(&t);
    }
}

static void what_is_doubtful_is_refused_with_a_reason(void **state)
{
    (void)state;
    static const struct { const char *text, *why; } cases[] = {
        { "", "blank" }, { "   ", "blank" }, { "\t", "blank" },
        { "1,23", "two ways" }, { "0,123", "two ways" }, { "1,2", "two ways" },
        { "1,2345", "two ways" }, { "1.234,50", "comma after a point" },
        { "12,34.5", "comma out of place" }, { "1234,567", "out of place" },
        { "1,234,56", "out of place" }, { "1,,234", "out of place" },
        { "1,", "out of place" }, { ",5", "out of place" },
        { "1,234,", "out of place" }, { "1e5", "scientific" },
        { "1.23E+11", "scientific" }, { "0x1F", "hexadecimal" },
        { "+5", "without the plus" }, { "£+5", "without the plus" },
        { "--5", "two minus" }, { "-£-5", "two minus" }, { "-", "no digits" },
        { "£", "no digits" }, { "-£", "no digits" }, { "()", "no digits" },
        { "(£)", "no digits" }, { "1.", "after the point" },
        { ".5", "write 0.5" }, { "-.5", "write 0.5" }, { ".", "not a number" },
        { "1..2", "two points" }, { "1.2.3", "two points" },
        { "(5", "not closed" }, { "5)", "out of place" }, { "(", "closed" },
        { "(-5)", "brackets and a minus" }, { "-(5)", "out of place" },
        { "£(5)", "out of place" }, { "5£", "pound sign out of place" },
        { "££5", "pound sign out of place" }, { "£ 5", "blank inside" },
        { "1 234", "blank inside" }, { "1\xC2\xA0""234", "does not break" },
        { "\xE2\x88\x92""5", "hyphen" }, { "€5", "euros" },
        { "$5", "dollars" },
        { "１２", "full-width" }, { "1２", "full-width" }, { "5%", "percent" },
        { "1'234", "apostrophe" }, { "38k", "thousands" },
        { "3m", "millions" }, { "nan", "not a number" },
        { "inf", "not a number" }, { "N/A", "not a number" },
        { "-x", "not a number" },
        { "e5", "not a number" }, { "x5", "not a number" },
        { "12 weeks", "not a number" },
        { "1;2", "not a number" }, { "1.250", "more than 2 decimals" },
        { "43127313.519999996", "more than 2 decimals" },
        { "9223372036854775808", "too large" },
        { "92233720368547758.08", "too large" },
        { "-92233720368547758.09", "too large" },
        { "999999999999999999999999999999999999999999999999", "too large" },
        { "1.1234567890123456789", "18 decimals" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t pence = 77;
        const char *why = read_tight(&pence, cases[i].text, 2, HN_MONEY);
        assert_int_equal(pence, 77);
        if (!why || !strstr(why, cases[i].why))
            fail_msg("%s: %s", cases[i].text, why ? why : "was read");
    }
}

static void a_plain_number_has_no_signs_of_money(void **state)
{
    (void)state;
    static const struct { const char *text, *why; } cases[] = {
        { "1,234", "comma" }, { "£5", "pound sign" }, { "(5)", "brackets" },
        { "-£5", "pound sign" }, { "1.5", "write a whole number" },
        { "+1", "plus" }, { ".5", "0.5" }, { "1e5", "scientific" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t value = 77;
        const char *why = read_tight(&value, cases[i].text, 0, HN_PLAIN);
        assert_int_equal(value, 77);
        if (!why || !strstr(why, cases[i].why))
            fail_msg("%s: %s", cases[i].text, why ? why : "was read");
    }
    int64_t value;
    assert_string_equal(read_tight(&value, "1.25", 1, HN_PLAIN),
                        "has more than 1 decimal");
}

static void ratios_are_read_with_the_decimals_they_have(void **state)
{
    (void)state;
    static const struct { const char *text; int64_t num, den; } cases[] = {
        { "0.5", 1, 2 }, { "-1.25", -5, 4 }, { "3", 3, 1 }, { "0.10", 1, 10 },
        { "43127313.519999996", 10781828379999999, 250000000 },
        { "0.000000000000000001", 1, 1000000000000000000 },
        { "1,234.5", 2469, 2 },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        hn_ratio out = { 0, 1 };
        assert_null(hn_ratio_read(&out, hn_slice_of(cases[i].text),
                                  HN_MONEY));
        assert_true(out.num == cases[i].num);
        assert_true(out.den == cases[i].den);
    }
    hn_ratio out = { 77, 1 }, most;
    assert_non_null(hn_ratio_read(&out, hn_slice_of("1/3"), HN_MONEY));
    assert_non_null(hn_ratio_read(
        &out, hn_slice_of("170141183460469231731687303715884105728"),
        HN_PLAIN));
    assert_int_equal(out.num, 77);
    assert_null(hn_ratio_read(
        &most, hn_slice_of("-170141183460469231731687303715884105727"),
        HN_PLAIN));
    assert_true(most.num == -((((hn_wide)1 << 126) - 1) * 2 + 1));
}

/* --- writing ------------------------------------------------------------- */

static void numbers_are_written_for_programs(void **state)
{
    (void)state;
    static const struct { int64_t value; int decimals; const char *text; }
    cases[] = {
        { 125000, 2, "1250.00" }, { -3, 0, "-3" }, { 0, 2, "0.00" },
        { -5, 2, "-0.05" }, { 5, 18, "0.000000000000000005" },
        { INT64_MIN, 2, "-92233720368547758.08" },
        { INT64_MAX, 0, "9223372036854775807" },
        { INT64_MIN, 18, "-9.223372036854775808" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        hn_text t;
        hn_text_init(&t, &memory);
        hn_number_write(&t, cases[i].value, cases[i].decimals);
        assert_string_equal(hn_text_string(&t), cases[i].text);
        hn_text_dispose(&t);
    }
}

static hn_ratio r(hn_wide num, hn_wide den)
{
    hn_ratio out = { 0, 1 };
    assert_true(hn_ratio_make(&out, num, den));
    return out;
}

static const hn_wide wide_min = -((hn_wide)1 << 126) * 2;

static void ratios_are_written_for_programs(void **state)
{
    (void)state;
    const struct { hn_ratio value; int least; const char *text; } cases[] = {
        { r(1, 2), 0, "0.5" }, { r(1, 2), 2, "0.50" }, { r(3, 1), 0, "3" },
        { r(3, 1), 2, "3.00" }, { r(-1, 8), 2, "-0.125" },
        { r(1, 3), 2, "1/3" }, { r(-17500, 117), 0, "-17500/117" },
        { r(0, 1), 0, "0" }, { r(1, 1024), 0, "0.0009765625" },
        { r(wide_min, 1), 0, "-170141183460469231731687303715884105728" },
        { r(wide_min, 3), 0, "-170141183460469231731687303715884105728/3" },
        { r(wide_min + 1, 10), 0,
          "-17014118346046923173168730371588410572.7" },
        { r(1, (hn_wide)1 << 62), 0,
          "0.00000000000000000021684043449710088680"
          "149056017398834228515625" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        hn_text t;
        hn_text_init(&t, &memory);
        hn_ratio_write(&t, cases[i].value, cases[i].least);
        assert_string_equal(hn_text_string(&t), cases[i].text);
        hn_text_dispose(&t);
    }
}

static void says(hn_ratio value, const char *unit, const char *expect)
{
    hn_text t;
    hn_unit u = hn_unit_plain();
    if (unit)
        assert_true(hn_unit_read(&u, unit));
    hn_text_init(&t, &memory);
    hn_amount_write(&t, value, u);
    assert_string_equal(hn_text_string(&t), expect);
    hn_text_dispose(&t);
}

static void amounts_are_written_for_people(void **state)
{
    (void)state;
    says(r(1250, 1), "GBP", "£1,250.00");
    says(r(1250, 1), "GBP/year", "£1,250.00 a year");
    says(r(26000, 1), "GBP/place/year", "£26,000.00 a place a year");
    says(r(1261, 1), "net GBP/head_0_19/year",
         "£1,261.00 a head aged 0 to 19 a year, net");
    says(r(1000, 3), "gross GBP", "about £333.333333, gross");
    says(r(1, 1), "heads_0_25", "1 head aged 0 to 25");
    says(r(-5, 2), "GBP", "-£2.50");
    says(r(1, 8), "GBP", "£0.125");
    says(r(0, 1), "GBP", "£0.00");
    says(r(1000, 3), "GBP", "about £333.333333");
    says(r(-2000, 3), "GBP", "about -£666.666667");
    says(r(1, 3000000000), "GBP", "about £0.00");
    says(r(3, 1), "weeks", "3 weeks");
    says(r(1, 1), "weeks", "1 week");
    says(r(-1, 1), "weeks", "-1 week");
    says(r(0, 1), "weeks", "0 weeks");
    says(r(39, 1), "weeks/year", "39 weeks a year");
    says(r(5, 2), "places", "2.5 places");
    says(r(2, 3), "places", "about 0.666667 places");
    says(r(3, 1), NULL, "3");
    says(r(12500, 1), "heads", "12,500 heads");
    says(r(wide_min, 1), NULL,
         "-170,141,183,460,469,231,731,687,303,715,884,105,728");
    says(r(wide_min, 3), "GBP",
         "about -£56,713,727,820,156,410,577,229,101,238,628,035,243.00");
}

static void percentages_are_written(void **state)
{
    (void)state;
    const struct { hn_ratio value; const char *text; } cases[] = {
        { r(3, 100), "3%" }, { r(35, 1000), "3.5%" }, { r(1, 1), "100%" },
        { r(-1, 400), "-0.25%" }, { r(1, 3), "about 33.333333%" },
        { r(12, 1), "1,200%" }, { r(0, 1), "0%" },
        { r(wide_min, 1), "-170141183460469231731687303715884105728" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        hn_text t;
        hn_text_init(&t, &memory);
        hn_percent_write(&t, cases[i].value);
        assert_string_equal(hn_text_string(&t), cases[i].text);
        hn_text_dispose(&t);
    }
}

static int plain_memory(void **state)
{
    (void)state;
    hn_memory_init(&memory, NULL, NULL, 0);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_numbers_are_read),
        cmocka_unit_test(money_is_read_as_people_write_it),
        cmocka_unit_test(what_is_doubtful_is_refused_with_a_reason),
        cmocka_unit_test(what_has_two_readings_is_told_with_both),
        cmocka_unit_test(a_plain_number_has_no_signs_of_money),
        cmocka_unit_test(ratios_are_read_with_the_decimals_they_have),
        cmocka_unit_test(numbers_are_written_for_programs),
        cmocka_unit_test(ratios_are_written_for_programs),
        cmocka_unit_test(amounts_are_written_for_people),
        cmocka_unit_test(percentages_are_written),
    };
    return cmocka_run_group_tests(tests, plain_memory, NULL);
}
