/*
 * date.c - the calendar as arithmetic on day numbers.
 *
 * Years are counted from March, so that the odd day of a leap year comes last
 * and a month's length follows one formula.  Each era of 400 years has 146,097
 * days; so has a century in quarter days.
 */
#include "date.h"

#include <string.h>


/* --- days ---------------------------------------------------------------- */

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int hn_days_in_month(int year, int month)
{
    static const signed char days[] = {
        31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
    };
    return days[month - 1] + (month == 2 && is_leap(year));
}

/* Of a date that exists, between the years 1600 and 9999. */
static hn_date count_days(int year, int month, int day)
{
    int from_march = month > 2 ? month - 3 : month + 9;
    year -= month <= 2;
    int in_year = (153 * from_march + 2) / 5 + day - 1;
    return year * 365 + year / 4 - year / 100 + year / 400 + in_year
         - HN_EPOCH_DAYS;
}

bool hn_date_make(hn_date *out, int year, int month, int day)
{
    if (year < 1600 || year > 9999 || month < 1 || month > 12 || day < 1
        || day > hn_days_in_month(year, month))
        return false;
    *out = count_days(year, month, day);
    return true;
}

int hn_weekday(hn_date date)
{
    return (date + HN_EPOCH_DAYS + 2) % 7;   /* 1 March 0 was a Wednesday */
}

/* --- reading ------------------------------------------------------------- */

#define PLAINLY "write year, month and day, such as 2026-04-07"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Whether the text has the shape of `shape`, where 0 stands for a digit and
 * * for all that follows. */
static bool has_shape(hn_slice text, const char *shape)
{
    size_t i = 0;
    for (; shape[i] != '\0' && shape[i] != '*'; i++)
        if (i == text.len || (shape[i] == '0' ? !is_digit(text.at[i])
                                              : text.at[i] != shape[i]))
            return false;
    return shape[i] == '*' || i == text.len;
}

static bool read_digits(int *out, const char *at, int digits)
{
    int number = 0;
    for (int i = 0; i < digits; i++) {
        if (!is_digit(at[i]))
            return false;
        number = number * 10 + (at[i] - '0');
    }
    *out = number;
    return true;
}

/* Why a text of the right shape is no date of ours. */
static const char *say_no_such_date(int year, int month, int day)
{
    if (month < 1 || month > 12)
        return "the month, in the middle, goes from 01 to 12: " PLAINLY;
    if (day < 1 || day > 31)
        return "the day, at the end, goes from 01 to 31: " PLAINLY;
    if (day <= hn_days_in_month(year, month))
        return "the year is before 1600: years go from 1600 to 9999";
    switch (month) {
    case 4:  return "there is no 31 April";
    case 6:  return "there is no 31 June";
    case 9:  return "there is no 31 September";
    case 11: return "there is no 31 November";
    }
    return day == 29 ? "there is no 29 February in that year"
         : day == 30 ? "there is no 30 February"
                     : "there is no 31 February";
}

/* Shapes that people and programs write, and what to say to each. */
static const char *say_unread(hn_slice text)
{
    static const char *const advice[][2] = {
        { "", "is blank: " PLAINLY },
        { "0000-00-00T*", "has a time of day: write the date alone, such as "
                          "2026-04-07" },
        { "0000-00-00 *", "has something after the date: write the date "
                          "alone, such as 2026-04-07" },
        { "0000/00/00", "has slashes: " PLAINLY },
        { "00000000", "has no hyphens: " PLAINLY },
        { "0000-0-*", "the month needs two digits: " PLAINLY },
        { "0000-00-0", "the day needs two digits: " PLAINLY },
        { "0000-00", "has no day: " PLAINLY },
        { "00000", "looks like the number that a spreadsheet keeps for a "
                   "date: format the column as a date, such as 2026-04-07" },
        { " *", "begins with a blank: " PLAINLY }
    };
    static const char *const two_ways[] = {
        "00/00/*", "0/0/*", "00/0/*", "0/00/*", "00-00-*", "0-0-*", "00-0-*",
        "0-00-*", "00.00.*", "0.0.*", "00.0.*", "0.00.*"
    };
    for (size_t i = 0; i < sizeof advice / sizeof advice[0]; i++)
        if (has_shape(text, advice[i][0]))
            return advice[i][1];
    for (size_t i = 0; i < sizeof two_ways / sizeof two_ways[0]; i++)
        if (has_shape(text, two_ways[i]))
            return "is written with the day or the month first: " PLAINLY;
    return "is not a date: " PLAINLY;
}

const char *hn_date_read(hn_date *out, hn_slice text)
{
    int year, month, day;
    if (text.len != 10 || text.at[4] != '-' || text.at[7] != '-'
        || !read_digits(&year, text.at, 4)
        || !read_digits(&month, text.at + 5, 2)
        || !read_digits(&day, text.at + 8, 2))
        return say_unread(text);
    if (!hn_date_make(out, year, month, day))
        return say_no_such_date(year, month, day);
    return NULL;
}

/* --- advice -------------------------------------------------------------- */

/* Takes one to `most` digits off the front; how many there were. */
static int take_digits(int *out, hn_slice *text, int most)
{
    int digits = 0;
    *out = 0;
    for (; digits < most && text->len > 0 && is_digit(*text->at); digits++) {
        *out = *out * 10 + (*text->at - '0');
        *text = (hn_slice){ text->at + 1, text->len - 1 };
    }
    return digits;
}

static bool take_sign(char *sign, hn_slice *text)
{
    if (text->len == 0 || !memchr("/-.", *text->at, 3)
        || (*sign && *text->at != *sign))
        return false;
    *sign = *text->at;
    *text = (hn_slice){ text->at + 1, text->len - 1 };
    return true;
}

/* Three numbers with a sign between them, and how many digits each has; what
 * may follow is a time of day. */
static bool take_three(int numbers[3], int digits[3], hn_slice text)
{
    char sign = '\0';
    for (int i = 0; i < 3; i++) {
        if (i > 0 && !take_sign(&sign, &text))
            return false;
        digits[i] = take_digits(&numbers[i], &text, 4);
        if (digits[i] == 0)
            return false;
    }
    return text.len == 0 || *text.at == ' ' || *text.at == 'T';
}

static bool take_eight(int numbers[3], hn_slice text)
{
    return has_shape(text, "00000000") && read_digits(&numbers[0], text.at, 4)
        && read_digits(&numbers[1], text.at + 4, 2)
        && read_digits(&numbers[2], text.at + 6, 2);
}

static const char *const month_names[] = {
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December"
};

static void say_two_ways(hn_text *out, hn_date a, hn_date b)
{
    hn_ymd d = hn_date_split(a), e = hn_date_split(b);
    hn_text_addf(out, "could be %d %s or %d %s: write ", d.day,
                 month_names[d.month - 1], e.day, month_names[e.month - 1]);
    hn_date_write(out, a);
    hn_text_add(out, " or ");
    hn_date_write(out, b);
}

/* The year is last: is the day first, or the month? */
static bool advise_last(hn_text *out, const int n[3], int year_digits)
{
    hn_date by_day, by_month;
    int year = year_digits == 2 ? 2000 + n[2] : n[2];
    bool day = hn_date_make(&by_day, year, n[1], n[0]);
    bool month = hn_date_make(&by_month, year, n[0], n[1]);
    if (day && month && by_day != by_month) {
        say_two_ways(out, by_day, by_month);
        return true;
    }
    if (day || month) {
        hn_text_add(out, day ? "is written the other way round: write "
                             : "is written with the month first: write ");
        hn_date_write(out, day ? by_day : by_month);
    }
    return day || month;
}

bool hn_date_advise(hn_text *out, hn_slice text)
{
    int n[3], digits[3] = { 4, 2, 2 };
    hn_date date;
    const char *why = hn_date_read(&date, text);
    if (!why || (!take_eight(n, text) && !take_three(n, digits, text)))
        return false;
    if (digits[0] <= 2 && digits[1] <= 2 && digits[2] % 2 == 0)
        return advise_last(out, n, digits[2]);
    const char *colon = strstr(why, ": ");
    if (digits[0] != 4 || !colon || !hn_date_make(&date, n[0], n[1], n[2]))
        return false;
    hn_text_add_n(out, why, (size_t)(colon - why));
    hn_text_add(out, ": write ");
    hn_date_write(out, date);
    return true;
}

/* --- writing ------------------------------------------------------------- */

static void put_two(char *at, int number)
{
    at[0] = (char)('0' + number / 10);
    at[1] = (char)('0' + number % 10);
}

void hn_date_write(hn_text *out, hn_date date)
{
    hn_ymd d = hn_date_split(date);
    char *at = hn_text_room(out, 10);
    if (!at)
        return;
    put_two(at, d.year / 100);
    put_two(at + 2, d.year % 100);
    at[4] = at[7] = '-';
    put_two(at + 5, d.month);
    put_two(at + 8, d.day);
    out->len += 10;
}

void hn_date_write_long(hn_text *out, hn_date date)
{
    hn_ymd d = hn_date_split(date);
    hn_text_addf(out, "%d %s %d", d.day, month_names[d.month - 1], d.year);
}

/* --- months and years ---------------------------------------------------- */

bool hn_date_add_months(hn_date *out, hn_date date, int months)
{
    hn_ymd d = hn_date_split(date);
    int64_t count = (int64_t)d.year * 12 + d.month - 1 + months;
    if (count < 1600 * 12 || count >= 10000 * 12)
        return false;
    int year = (int)(count / 12), month = (int)(count % 12) + 1;
    int last = hn_days_in_month(year, month);
    return hn_date_make(out, year, month, d.day < last ? d.day : last);
}

int hn_completed_months(hn_date from, hn_date to)
{
    if (to < from)
        return -hn_completed_months(to, from);
    hn_ymd a = hn_date_split(from), b = hn_date_split(to);
    int last = hn_days_in_month(b.year, b.month);
    int due = a.day < last ? a.day : last;
    return (b.year - a.year) * 12 + b.month - a.month - (b.day < due);
}

int hn_completed_years(hn_date from, hn_date to)
{
    return hn_completed_months(from, to) / 12;
}

static int year_from(hn_date date, int first_month)
{
    hn_ymd d = hn_date_split(date);
    return d.year - (d.month < first_month);
}

int hn_financial_year(hn_date date)
{
    return year_from(date, 4);
}

int hn_academic_year(hn_date date)
{
    return year_from(date, 9);
}

void hn_year_name(hn_text *out, int begins)
{
    int ends = (begins + 1) % 100;
    hn_text_addf(out, "%d-%d%d", begins, ends / 10, ends % 10);
}

/* --- parts of a year ----------------------------------------------------- */

static int lesser(int a, int b)
{
    return a < b ? a : b;
}

static bool part_by_weeks(hn_ratio *out, int first, int last)
{
    int weeks = lesser(last / 7, 51) - lesser(first / 7, 51) + 1;
    return hn_ratio_make(out, weeks, 52);
}

/* What `days` of a month of `length` days count: a ratio over `length`. */
static int part_of_month(int days, int length, hn_part_month part)
{
    if (part == HN_PART_DAYS || days == length)
        return days;
    return part == HN_PART_WHOLE ? length : 0;
}

/* Months of the year are counted from `start`, each to the day before the
 * next; only the first and the last that are touched can be parts. */
static bool part_by_months(hn_ratio *out, hn_date from, hn_date to,
                           hn_date start, hn_part_month part)
{
    hn_date first, second, last, end;
    int f = hn_completed_months(start, from);
    int l = hn_completed_months(start, to);
    if (!hn_date_add_months(&first, start, f)
        || !hn_date_add_months(&second, start, f + 1)
        || !hn_date_add_months(&last, start, l)
        || !hn_date_add_months(&end, start, l + 1))
        return false;
    int a_length = second - first, b_length = end - last;
    if (f == l)
        return hn_ratio_make(out, part_of_month(to - from + 1, a_length, part),
                             12 * a_length);
    int a = part_of_month(second - from, a_length, part);
    int b = part_of_month(to - last + 1, b_length, part);
    int between = (l - f - 1) * a_length * b_length;
    return hn_ratio_make(out, between + a * b_length + b * a_length,
                         12 * a_length * b_length);
}

bool hn_part_of_year(hn_ratio *out, hn_date from, hn_date to, hn_date start,
                     hn_year_part count, hn_part_month part)
{
    hn_date end;
    if (!hn_date_add_months(&end, start, 12))
        return false;
    if (from < start)
        from = start;
    if (to >= end)
        to = end - 1;
    if (to < from) {
        *out = hn_ratio_of(0);
        return true;
    }
    if (count == HN_BY_DAYS)
        return hn_ratio_make(out, to - from + 1, end - start);
    if (count == HN_BY_WEEKS)
        return part_by_weeks(out, from - start, to - start);
    return part_by_months(out, from, to, start, part);
}
