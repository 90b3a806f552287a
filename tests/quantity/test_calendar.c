/* test_calendar.c - open days, terms and school weeks.  2026-09-01 is a
 * Tuesday. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "../../core/quantity/calendar.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])
#define WEEKEND 0x60

static hn_date d(const char *text)
{
    hn_date date = 0;
    const char *why = hn_date_read(&date, hn_slice_of(text));
    if (why)
        fail_msg("%s: %s", text, why);
    return date;
}

/* A school year: a half-term's week is left out, Monday 5 October is closed,
 * Saturday 10 October too, which changes nothing. */
typedef struct year {
    hn_calendar calendar;
    hn_date closed[4];
    hn_term terms[3];
} year;

static const hn_calendar *school(year *y)
{
    *y = (year){ .closed = { d("2026-10-05"), d("2026-10-10"),
                             d("2026-12-25"), d("2026-12-28") },
                 .terms = { { d("2026-09-02"), d("2026-10-23"), "autumn" },
                            { d("2026-11-02"), d("2026-12-16"), "winter" },
                            { d("2026-12-17"), d("2027-03-25"), "spring" } } };
    y->calendar = (hn_calendar){ .weekend = WEEKEND,
                                 .closed = y->closed, .closed_count = 4,
                                 .terms = y->terms, .term_count = 3 };
    return &y->calendar;
}

static void weekends_and_closed_dates_are_not_open(void **state)
{
    (void)state;
    year y;
    const hn_calendar *c = school(&y);
    static const struct { const char *date; bool open; } cases[] = {
        { "2026-09-01", true }, { "2026-09-05", false },
        { "2026-09-06", false }, { "2026-09-07", true },
        { "2026-10-05", false }, { "2026-10-10", false },
        { "2026-12-24", true }, { "2026-12-25", false },
        { "2026-12-28", false }, { "2026-12-29", true },
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(hn_calendar_open(c, d(cases[i].date)),
                         cases[i].open);
    hn_calendar every = { 0 };
    assert_true(hn_calendar_open(&every, d("2026-09-06")));
}

static void open_days_are_added_and_taken_away(void **state)
{
    (void)state;
    year y;
    const hn_calendar *c = school(&y);
    static const struct { const char *from; int days; const char *to; }
    cases[] = {
        { "2026-09-01", 1, "2026-09-02" }, { "2026-09-04", 1, "2026-09-07" },
        { "2026-09-05", 1, "2026-09-07" }, { "2026-09-05", 0, "2026-09-05" },
        { "2026-10-02", 1, "2026-10-06" }, { "2026-12-24", 1, "2026-12-29" },
        { "2026-12-29", -1, "2026-12-24" }, { "2026-09-06", -1, "2026-09-04" },
        { "2026-09-01", 15, "2026-09-22" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        hn_date out;
        assert_true(hn_calendar_add(&out, c, d(cases[i].from),
                                    cases[i].days));
        assert_int_equal(out, d(cases[i].to));
    }
    hn_date out = 77;
    hn_calendar never = { .weekend = 0x7F };
    assert_false(hn_calendar_add(&out, &never, d("2026-09-01"), 1));
    assert_false(hn_calendar_add(&out, c, HN_DATE_LAST, 1));
    assert_false(hn_calendar_add(&out, c, HN_DATE_FIRST, -1));
    assert_int_equal(out, 77);
}

static void open_days_are_counted_with_both_ends(void **state)
{
    (void)state;
    year y;
    const hn_calendar *c = school(&y);
    for (hn_date from = d("2026-09-25"); from < d("2026-10-16"); from++) {
        int count = 0;
        for (hn_date to = from; to < d("2027-01-15"); to++) {
            count += hn_calendar_open(c, to);
            assert_int_equal(hn_calendar_days(c, from, to), count);
            if (to > from)
                assert_int_equal(hn_calendar_days(c, to, from), -count);
        }
    }
}

static void a_school_week_has_an_open_day_of_a_term(void **state)
{
    (void)state;
    year y;
    const hn_calendar *c = school(&y);
    static const struct { const char *from, *to; int weeks; } cases[] = {
        { "2026-09-02", "2026-09-06", 1 }, { "2026-09-02", "2026-09-07", 2 },
        { "2026-08-01", "2026-09-01", 0 }, { "2026-08-01", "2026-09-02", 1 },
        { "2026-09-05", "2026-09-06", 0 },   /* its days are over */
        { "2026-10-05", "2026-10-05", 0 },   /* closed */
        { "2026-10-19", "2026-11-06", 2 },   /* half-term between */
        { "2026-10-26", "2026-11-01", 0 },
        { "2026-12-14", "2026-12-20", 1 },   /* two terms in one week */
        { "2026-09-02", "2026-12-16", 15 },
        { "2026-09-07", "2026-09-02", 0 },
        { "2030-01-01", "2030-12-31", 0 },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int weeks = hn_calendar_school_weeks(c, d(cases[i].from),
                                             d(cases[i].to));
        if (weeks != cases[i].weeks)
            fail_msg("%s to %s: %d", cases[i].from, cases[i].to, weeks);
    }
}

/* The terms of a calendar are gone through one by one. */
static void a_term_ends_on_its_last_day(void **state)
{
    (void)state;
    year y;
    const hn_calendar *c = school(&y);
    hn_date out = 77;
    for (int at = 0; at < c->term_count; at++)
        for (int terms = 1; terms <= c->term_count - at; terms++) {
            hn_date end = c->terms[at + terms - 1].last;
            hn_date after = at ? c->terms[at - 1].last + 1 : d("2020-02-29");
            assert_true(hn_calendar_term_end(&out, c, after, terms));
            assert_int_equal(out, end);
            assert_true(hn_calendar_term_end(&out, c, c->terms[at].last,
                                             terms));
            assert_int_equal(out, end);
        }
    out = 77;
    assert_false(hn_calendar_term_end(&out, c, d("2020-02-29"), 0));
    assert_false(hn_calendar_term_end(&out, c, d("2020-02-29"),
                                      c->term_count + 1));
    assert_false(hn_calendar_term_end(
        &out, c, c->terms[c->term_count - 1].last + 1, 1));
    assert_int_equal(out, 77);
}

/* The days of all terms are gone through one by one. */
static void a_school_day_is_an_open_day_of_a_term(void **state)
{
    (void)state;
    year y;
    const hn_calendar *c = school(&y);
    hn_date first = c->terms[0].first - 3;
    hn_date last = c->terms[c->term_count - 1].last, out = 77;
    int days = 0;
    for (hn_date day = first + 1; day <= last; day++) {
        if (!hn_calendar_open(c, day) || !hn_calendar_term(c, day))
            continue;
        days++;
        assert_true(hn_calendar_school_day(&out, c, first, days));
        assert_int_equal(out, day);
        assert_true(hn_calendar_school_day(&out, c, day - 1, 1));
        assert_int_equal(out, day);
    }
    assert_true(days > 100);
    out = 77;
    assert_false(hn_calendar_school_day(&out, c, first, days + 1));
    assert_false(hn_calendar_school_day(&out, c, last, 1));
    assert_false(hn_calendar_school_day(&out, c, first, 0));
    assert_int_equal(out, 77);
}

static void school_weeks_end_on_a_sunday(void **state)
{
    (void)state;
    year y;
    const hn_calendar *c = school(&y);
    hn_date out = 77;
    for (int weeks = 1; weeks <= 29; weeks++) {
        assert_true(hn_calendar_school_week_end(&out, c, d("2026-08-15"),
                                                weeks));
        assert_int_equal(hn_weekday(out), 6);
        assert_int_equal(hn_calendar_school_weeks(c, d("2026-08-15"), out),
                         weeks);
        assert_int_equal(hn_calendar_school_weeks(c, d("2026-08-15"),
                                                  out - 7) < weeks, 1);
    }
    out = 77;
    assert_false(hn_calendar_school_week_end(&out, c, d("2026-08-15"), 30));
    assert_false(hn_calendar_school_week_end(&out, c, d("2026-09-02"), 0));
    assert_int_equal(out, 77);
    assert_true(hn_calendar_school_week_end(&out, c, d("2026-10-23"), 2));
    assert_int_equal(out, d("2026-11-08"));
}

static void terms_begun_are_counted_over_those_of_the_year(void **state)
{
    (void)state;
    year y;
    const hn_calendar *c = school(&y);
    static const struct { const char *from, *to, *start; int num, den; }
    cases[] = {
        { "2026-09-01", "2027-08-31", "2026-09-01", 1, 1 },
        { "2026-10-23", "2026-11-01", "2026-09-01", 1, 3 },
        { "2026-10-23", "2026-11-02", "2026-09-01", 2, 3 },
        { "2026-10-24", "2026-11-01", "2026-09-01", 0, 1 },
        { "2026-11-02", "2026-10-23", "2026-09-01", 0, 1 },
        { "2027-01-01", "2030-01-01", "2026-11-01", 1, 2 },
        { "2026-01-01", "2026-12-31", "2025-12-17", 1, 1 },
        { "2026-12-17", "2026-12-31", "2025-12-17", 0, 1 },
        { "2026-01-01", "2026-09-02", "2025-12-17", 1, 2 },
        { "2026-12-05", "2026-12-10", "2025-12-01", 0, 1 },  /* too late */
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        hn_ratio out = { 77, 1 };
        assert_true(hn_calendar_part_of_year(&out, c, d(cases[i].from),
                                             d(cases[i].to),
                                             d(cases[i].start)));
        if (out.num != cases[i].num || out.den != cases[i].den)
            fail_msg("case %d: %d/%d", (int)i, (int)out.num, (int)out.den);
    }
    hn_ratio out = { 77, 1 };
    assert_false(hn_calendar_part_of_year(&out, c, d("2026-09-01"),
                                          d("2027-01-01"), d("2028-01-01")));
    assert_int_equal(out.num, 77);
}

static void a_date_finds_its_term(void **state)
{
    (void)state;
    year y;
    const hn_calendar *c = school(&y);
    assert_string_equal(hn_calendar_term(c, d("2026-09-02"))->name, "autumn");
    assert_string_equal(hn_calendar_term(c, d("2026-10-23"))->name, "autumn");
    assert_string_equal(hn_calendar_term(c, d("2026-12-17"))->name, "spring");
    assert_null(hn_calendar_term(c, d("2026-09-01")));
    assert_null(hn_calendar_term(c, d("2026-10-24")));
    assert_null(hn_calendar_term(c, d("2027-03-26")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weekends_and_closed_dates_are_not_open),
        cmocka_unit_test(open_days_are_added_and_taken_away),
        cmocka_unit_test(open_days_are_counted_with_both_ends),
        cmocka_unit_test(a_school_week_has_an_open_day_of_a_term),
        cmocka_unit_test(school_weeks_end_on_a_sunday),
        cmocka_unit_test(a_school_day_is_an_open_day_of_a_term),
        cmocka_unit_test(a_term_ends_on_its_last_day),
        cmocka_unit_test(terms_begun_are_counted_over_those_of_the_year),
        cmocka_unit_test(a_date_finds_its_term),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
