/* test_date.c - days, months, years and parts of a year. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "../../core/quantity/date.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static hn_memory memory;

static hn_date d(const char *text)
{
    hn_date date = 0;
    const char *why = hn_date_read(&date, hn_slice_of(text));
    if (why)
        fail_msg("%s: %s", text, why);
    return date;
}

static void is_date(hn_date date, const char *expect)
{
    hn_text t;
    hn_text_init(&t, &memory);
    hn_date_write(&t, date);
    assert_string_equal(hn_text_string(&t), expect);
    hn_text_dispose(&t);
}

static void every_day_of_the_range_goes_there_and_back(void **state)
{
    (void)state;
    hn_date date = HN_DATE_FIRST;
    int weekday = hn_weekday(date);
    for (int y = 1600; y <= 9999; y++)
        for (int m = 1; m <= 12; m++)
            for (int day = 1; day <= hn_days_in_month(y, m); day++) {
                hn_date made;
                assert_true(hn_date_make(&made, y, m, day));
                hn_ymd s = hn_date_split(date);
                if (made != date || s.year != y || s.month != m
                    || s.day != day || hn_weekday(date) != weekday)
                    fail_msg("%d-%d-%d", y, m, day);
                date++;
                weekday = (weekday + 1) % 7;
            }
    assert_int_equal(date - 1, HN_DATE_LAST);
    assert_int_equal(hn_weekday(d("2026-09-01")), 1);
    assert_int_equal(hn_weekday(d("1970-01-01")), 3);
    assert_int_equal(d("1970-01-01"), 0);
}

static void days_that_are_not_cannot_be_made(void **state)
{
    (void)state;
    static const struct { int y, m, d; } cases[] = {
        { 1599, 12, 31 }, { 10000, 1, 1 }, { 2026, 0, 1 }, { 2026, 13, 1 },
        { 2026, 1, 0 }, { 2026, 1, 32 }, { 2026, 2, 29 }, { 2100, 2, 29 },
        { 2024, 2, 30 }, { 2026, 4, 31 }, { 2026, -1, 1 }, { 2026, 1, -1 },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        hn_date out = 77;
        assert_false(hn_date_make(&out, cases[i].y, cases[i].m, cases[i].d));
        assert_int_equal(out, 77);
    }
}

static void dates_are_written_for_programs_and_people(void **state)
{
    (void)state;
    is_date(d("2026-09-01"), "2026-09-01");
    is_date(HN_DATE_FIRST, "1600-01-01");
    is_date(HN_DATE_LAST, "9999-12-31");
    hn_text t;
    hn_text_init(&t, &memory);
    hn_date_write_long(&t, d("2026-09-01"));
    assert_string_equal(hn_text_string(&t), "1 September 2026");
    hn_text_dispose(&t);
}

static void what_can_be_made_out_of_a_text_is_told(void **state)
{
    (void)state;
    static const struct { const char *text, *advice; } cases[] = {
        { "28/03/2027", "is written the other way round: write 2027-03-28" },
        { "28.3.27", "is written the other way round: write 2027-03-28" },
        { "05/05/2026", "is written the other way round: write 2026-05-05" },
        { "28-03-2027 00:00",
          "is written the other way round: write 2027-03-28" },
        { "03/28/2027", "is written with the month first: write 2027-03-28" },
        { "07/04/2026", "could be 7 April or 4 July: write 2026-04-07 or "
                        "2026-07-04" },
        { "2026/04/07", "has slashes: write 2026-04-07" },
        { "20260407", "has no hyphens: write 2026-04-07" },
        { "2026-4-7", "the month needs two digits: write 2026-04-07" },
        { "2026-04-07T10:00", "has a time of day: write 2026-04-07" },
        { "2026-04-07", NULL }, { "30/02/2026", NULL }, { "", NULL },
        { "2026-02-30", NULL }, { "46000", NULL }, { "7 April 2026", NULL },
        { "28/03-2027", NULL }, { "28/03/", NULL }, { "28/03/2027x", NULL },
        { "280/3/2027", NULL }, { "1/2/3", NULL }, { "99/99/9999", NULL },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        hn_text t;
        hn_text_init(&t, &memory);
        bool any = hn_date_advise(&t, hn_slice_of(cases[i].text));
        if (any != (cases[i].advice != NULL))
            fail_msg("%s: %s", cases[i].text, hn_text_string(&t));
        assert_string_equal(hn_text_string(&t),
                            any ? cases[i].advice : "");
        hn_text_dispose(&t);
    }
}

static void what_is_no_date_is_refused_with_a_reason(void **state)
{
    (void)state;
    static const struct { const char *text, *why; } cases[] = {
        { "", "blank" }, { "2026-02-30", "there is no 30 February" },
        { "2026-02-31", "no 31 February" }, { "2026-02-29", "in that year" },
        { "2026-04-31", "no 31 April" }, { "2026-06-31", "no 31 June" },
        { "2026-09-31", "no 31 September" },
        { "2026-11-31", "no 31 November" }, { "2026-13-01", "month" },
        { "2026-00-01", "month" }, { "2026-01-00", "day" },
        { "2026-01-32", "day" }, { "1599-12-31", "before 1600" },
        { "0000-01-01", "before 1600" },
        { "07/04/2026", "day or the month first" },
        { "7/4/2026", "day or the month first" },
        { "7/4/26", "day or the month first" },
        { "31-12-2026", "first" }, { "07.04.2026", "first" },
        { "2026/04/07", "slashes" }, { "20260407", "hyphens" },
        { "2026-4-7", "two digits" }, { "2026-04-7", "two digits" },
        { "2026-04", "no day" }, { "46000", "spreadsheet" },
        { "2026-04-07T00:00:00", "time of day" },
        { "2026-04-07 00:00", "after the date" },
        { "2026-04-07 ", "after the date" }, { " 2026-04-07", "blank" },
        { "2026-04-0x", "not a date" }, { "7 April 2026", "not a date" },
        { "2026-04-077", "not a date" }, { "-2026-04-07", "not a date" },
        { "today", "not a date" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t len = strlen(cases[i].text);
        char *copy = malloc(len > 0 ? len : 1);
        memcpy(copy, cases[i].text, len);
        hn_date out = 77;
        const char *why = hn_date_read(&out, (hn_slice){ copy, len });
        free(copy);
        assert_int_equal(out, 77);
        if (!why || !strstr(why, cases[i].why))
            fail_msg("%s: %s", cases[i].text, why ? why : "was read");
    }
}

static void months_are_added_to_the_same_day_or_the_last(void **state)
{
    (void)state;
    static const struct { const char *from; int months; const char *to; }
    cases[] = {
        { "2026-01-31", 1, "2026-02-28" }, { "2024-01-31", 1, "2024-02-29" },
        { "2026-01-31", 2, "2026-03-31" }, { "2026-03-31", -1, "2026-02-28" },
        { "2026-09-01", 12, "2027-09-01" }, { "2024-02-29", 12, "2025-02-28" },
        { "2024-02-29", 48, "2028-02-29" }, { "2026-01-01", -1, "2025-12-01" },
        { "2026-05-15", 0, "2026-05-15" }, { "2026-12-31", 1, "2027-01-31" },
        { "9999-12-31", 0, "9999-12-31" },
        { "1600-02-29", -1, "1600-01-29" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        hn_date out;
        assert_true(hn_date_add_months(&out, d(cases[i].from),
                                       cases[i].months));
        is_date(out, cases[i].to);
    }
    hn_date out = 77;
    assert_false(hn_date_add_months(&out, d("9999-12-01"), 1));
    assert_false(hn_date_add_months(&out, d("1600-01-31"), -1));
    assert_false(hn_date_add_months(&out, d("2026-01-01"), INT32_MAX));
    assert_false(hn_date_add_months(&out, d("2026-01-01"), INT32_MIN));
    assert_int_equal(out, 77);
}

static void completed_months_and_years_are_counted(void **state)
{
    (void)state;
    static const struct { const char *from, *to; int months; } cases[] = {
        { "2026-01-15", "2026-02-14", 0 }, { "2026-01-15", "2026-02-15", 1 },
        { "2026-01-31", "2026-02-27", 0 }, { "2026-01-31", "2026-02-28", 1 },
        { "2024-02-29", "2025-02-28", 12 }, { "2024-02-29", "2025-02-27", 11 },
        { "2026-02-28", "2026-03-31", 1 }, { "2026-05-05", "2026-05-05", 0 },
        { "2011-09-01", "2026-08-31", 179 },
        { "2011-09-01", "2026-09-01", 180 },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        hn_date from = d(cases[i].from), to = d(cases[i].to);
        assert_int_equal(hn_completed_months(from, to), cases[i].months);
        assert_int_equal(hn_completed_months(to, from), -cases[i].months);
        assert_int_equal(hn_completed_years(from, to), cases[i].months / 12);
        assert_int_equal(hn_completed_years(to, from), -cases[i].months / 12);
    }
}

static void years_begin_in_april_and_september(void **state)
{
    (void)state;
    assert_int_equal(hn_financial_year(d("2026-03-31")), 2025);
    assert_int_equal(hn_financial_year(d("2026-04-01")), 2026);
    assert_int_equal(hn_academic_year(d("2026-08-31")), 2025);
    assert_int_equal(hn_academic_year(d("2026-09-01")), 2026);
    assert_int_equal(hn_financial_year(HN_DATE_FIRST), 1599);
    hn_text t;
    hn_text_init(&t, &memory);
    hn_year_name(&t, 2026);
    hn_text_add_char(&t, ' ');
    hn_year_name(&t, 1999);
    hn_text_add_char(&t, ' ');
    hn_year_name(&t, 2008);
    assert_string_equal(hn_text_string(&t), "2026-27 1999-00 2008-09");
    hn_text_dispose(&t);
}

static const struct {
    const char *from, *to, *start;
    hn_year_part count;
    hn_part_month part;
    int num, den;
} year_parts[] = {
    { "2026-04-01", "2027-03-31", "2026-04-01", HN_BY_DAYS, 0, 1, 1 },
    { "2026-04-01", "2026-04-01", "2026-04-01", HN_BY_DAYS, 0, 1, 365 },
    { "2027-04-01", "2027-04-02", "2027-04-01", HN_BY_DAYS, 0, 1, 183 },
    { "2020-01-01", "2030-01-01", "2026-04-01", HN_BY_DAYS, 0, 1, 1 },
    { "2026-09-02", "2026-09-01", "2026-04-01", HN_BY_DAYS, 0, 0, 1 },
    { "2027-04-01", "2027-09-01", "2026-04-01", HN_BY_DAYS, 0, 0, 1 },
    { "2025-04-01", "2026-03-31", "2026-04-01", HN_BY_MONTHS, 0, 0, 1 },
    /* weeks */
    { "2026-04-01", "2026-04-01", "2026-04-01", HN_BY_WEEKS, 0, 1, 52 },
    { "2026-04-07", "2026-04-08", "2026-04-01", HN_BY_WEEKS, 0, 1, 26 },
    { "2026-04-08", "2026-04-14", "2026-04-01", HN_BY_WEEKS, 0, 1, 52 },
    { "2026-04-01", "2027-03-31", "2026-04-01", HN_BY_WEEKS, 0, 1, 1 },
    { "2027-03-31", "2027-03-31", "2026-04-01", HN_BY_WEEKS, 0, 1, 52 },
    { "2027-03-24", "2027-03-31", "2026-04-01", HN_BY_WEEKS, 0, 1, 52 },
    { "2027-03-23", "2027-03-31", "2026-04-01", HN_BY_WEEKS, 0, 1, 26 },
    /* months */
    { "2026-09-01", "2027-03-31", "2026-04-01", HN_BY_MONTHS,
      HN_PART_DAYS, 7, 12 },
    { "2026-09-16", "2027-03-31", "2026-04-01", HN_BY_MONTHS,
      HN_PART_DAYS, 13, 24 },
    { "2026-09-16", "2027-03-31", "2026-04-01", HN_BY_MONTHS,
      HN_PART_WHOLE, 7, 12 },
    { "2026-09-16", "2027-03-31", "2026-04-01", HN_BY_MONTHS,
      HN_PART_NONE, 1, 2 },
    { "2026-09-16", "2026-09-20", "2026-04-01", HN_BY_MONTHS,
      HN_PART_DAYS, 1, 72 },
    { "2026-09-16", "2026-09-20", "2026-04-01", HN_BY_MONTHS,
      HN_PART_WHOLE, 1, 12 },
    { "2026-09-16", "2026-09-20", "2026-04-01", HN_BY_MONTHS,
      HN_PART_NONE, 0, 1 },
    { "2026-04-30", "2026-05-01", "2026-04-01", HN_BY_MONTHS,
      HN_PART_WHOLE, 1, 6 },
    { "2026-04-30", "2026-05-01", "2026-04-01", HN_BY_MONTHS,
      HN_PART_DAYS, 61, 11160 },   /* (1/30 + 1/31) / 12 */
    { "2026-01-31", "2026-02-27", "2026-01-31", HN_BY_MONTHS,
      HN_PART_NONE, 1, 12 },       /* the month ends before 28 February */
    { "2026-02-28", "2026-03-30", "2026-01-31", HN_BY_MONTHS,
      HN_PART_NONE, 1, 12 },
    { "2024-02-29", "2025-02-27", "2024-02-29", HN_BY_MONTHS,
      HN_PART_DAYS, 1, 1 },
};

static void a_part_of_a_year_is_an_exact_ratio(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(year_parts); i++) {
        hn_ratio out = { 77, 1 };
        assert_true(hn_part_of_year(&out, d(year_parts[i].from),
                                    d(year_parts[i].to),
                                    d(year_parts[i].start),
                                    year_parts[i].count,
                                    year_parts[i].part));
        if (out.num != year_parts[i].num || out.den != year_parts[i].den)
            fail_msg("case %d: %d/%d", (int)i, (int)out.num, (int)out.den);
    }
    hn_ratio out;
    assert_false(hn_part_of_year(&out, d("9999-06-01"), d("9999-07-01"),
                                 d("9999-04-01"), HN_BY_DAYS, HN_PART_DAYS));
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
        cmocka_unit_test(every_day_of_the_range_goes_there_and_back),
        cmocka_unit_test(days_that_are_not_cannot_be_made),
        cmocka_unit_test(dates_are_written_for_programs_and_people),
        cmocka_unit_test(what_is_no_date_is_refused_with_a_reason),
        cmocka_unit_test(what_can_be_made_out_of_a_text_is_told),
        cmocka_unit_test(months_are_added_to_the_same_day_or_the_last),
        cmocka_unit_test(completed_months_and_years_are_counted),
        cmocka_unit_test(years_begin_in_april_and_september),
        cmocka_unit_test(a_part_of_a_year_is_an_exact_ratio),
    };
    return cmocka_run_group_tests(tests, plain_memory, NULL);
}
