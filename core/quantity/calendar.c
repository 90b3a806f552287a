/*
 * calendar.c - counting open days and school weeks.
 *
 * Spans are counted by whole weeks and then corrected by the closed dates in
 * them, so that a long span costs no more than a short one.
 */
#include "calendar.h"

#define WHOLE_WEEK 0x7F

static bool is_weekend(const hn_calendar *calendar, hn_date date)
{
    return calendar->weekend >> hn_weekday(date) & 1;
}

/* How many closed dates come before `date`. */
static int closed_before(const hn_calendar *calendar, hn_date date)
{
    int low = 0, high = calendar->closed_count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (calendar->closed[middle] < date)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool hn_calendar_open(const hn_calendar *calendar, hn_date date)
{
    if (is_weekend(calendar, date))
        return false;
    int i = closed_before(calendar, date);
    return i == calendar->closed_count || calendar->closed[i] != date;
}

bool hn_calendar_add(hn_date *out, const hn_calendar *calendar,
                     hn_date date, int days)
{
    int step = days < 0 ? -1 : 1;
    if (days != 0 && (calendar->weekend & WHOLE_WEEK) == WHOLE_WEEK)
        return false;
    while (days != 0) {
        date += step;
        if (date < HN_DATE_FIRST || date > HN_DATE_LAST)
            return false;
        if (hn_calendar_open(calendar, date))
            days -= step;
    }
    *out = date;
    return true;
}

/* --- open days ----------------------------------------------------------- */

static int working_days(const hn_calendar *calendar, hn_date from, hn_date to)
{
    int open = 7 - __builtin_popcount(calendar->weekend & WHOLE_WEEK);
    int days = to - from + 1;
    int count = days / 7 * open;
    for (hn_date odd = to - days % 7 + 1; odd <= to; odd++)
        count += !is_weekend(calendar, odd);
    return count;
}

int hn_calendar_days(const hn_calendar *calendar, hn_date from, hn_date to)
{
    if (to < from)
        return -hn_calendar_days(calendar, to, from);
    int count = working_days(calendar, from, to);
    int end = closed_before(calendar, to + 1);
    for (int i = closed_before(calendar, from); i < end; i++)
        count -= !is_weekend(calendar, calendar->closed[i]);
    return count;
}

/* --- terms --------------------------------------------------------------- */

const hn_term *hn_calendar_term(const hn_calendar *calendar, hn_date date)
{
    for (int i = 0; i < calendar->term_count; i++) {
        const hn_term *term = &calendar->terms[i];
        if (term->first <= date && date <= term->last)
            return term;
    }
    return NULL;
}

static hn_date sunday_of(hn_date date)
{
    return date + 6 - hn_weekday(date);
}

/*
 * The first school week that has an open day of a term on or after `*day` and
 * no later than `to`: sets `*day` to the Monday after it and returns true.
 * Terms rise, so `*term` only moves on.
 */
static bool next_week(const hn_calendar *calendar, int *term, hn_date *day,
                      hn_date to)
{
    for (; *term < calendar->term_count; ++*term) {
        const hn_term *t = &calendar->terms[*term];
        hn_date last = t->last < to ? t->last : to;
        hn_date d = *day > t->first ? *day : t->first;
        for (; d <= last; d++) {
            if (hn_calendar_open(calendar, d)) {
                *day = sunday_of(d) + 1;
                return true;
            }
        }
    }
    return false;
}

/* --- school weeks laid out ------------------------------------------------- */

enum { MOST_DAYS = 36525 };

static void lay_weeks(hn_school_weeks *school, const hn_calendar *calendar)
{
    for (int i = 0; i < calendar->term_count; i++)
        for (hn_date d = calendar->terms[i].first;
             d <= calendar->terms[i].last; d++) {
            if (!hn_calendar_open(calendar, d))
                continue;
            int n = school->count;
            if (n && sunday_of(school->weeks[n - 1].last) == sunday_of(d))
                school->weeks[n - 1].last = d;
            else
                school->weeks[school->count++] = (hn_school_week){d, d};
        }
}

static void lay_days(hn_school_weeks *school)
{
    int over = 0, begun = 0;
    for (hn_date d = school->from; d <= school->to; d++) {
        while (over < school->count && school->weeks[over].last < d)
            over++;
        while (begun < school->count && school->weeks[begun].first <= d)
            begun++;
        school->over[d - school->from] = over;
        school->begun[d - school->from] = begun;
    }
}

static bool terms_rise(const hn_calendar *calendar)
{
    for (int i = 0; i < calendar->term_count; i++) {
        const hn_term *term = &calendar->terms[i];
        if (term->last < term->first
            || (i > 0 && term->first <= calendar->terms[i - 1].last))
            return false;
    }
    return calendar->term_count > 0;
}

bool hn_calendar_prepare(hn_calendar *calendar, hn_arena *arena)
{
    calendar->school = NULL;
    if (!terms_rise(calendar))
        return true;
    hn_date from = calendar->terms[0].first;
    int64_t days = (int64_t)calendar->terms[calendar->term_count - 1].last
                   - from + 1;
    if (days < 1 || days > MOST_DAYS)
        return true;
    hn_school_weeks *school = hn_arena_alloc(arena, sizeof *school);
    size_t each = (size_t)days;
    if (!school)
        return false;
    school->over = hn_arena_alloc(arena, each * sizeof *school->over);
    school->begun = hn_arena_alloc(arena, each * sizeof *school->begun);
    school->weeks = hn_arena_alloc(arena,
                                   (each / 7 + 2) * sizeof *school->weeks);
    if (!school->over || !school->begun || !school->weeks)
        return false;
    school->from = from;
    school->to = from + (hn_date)days - 1;
    lay_weeks(school, calendar);
    lay_days(school);
    calendar->school = school;
    return true;
}

static int count_weeks(const hn_calendar *calendar, hn_date from, hn_date to)
{
    int term = 0, weeks = 0;
    while (next_week(calendar, &term, &from, to))
        weeks++;
    return weeks;
}

/* Within one calendar week the days themselves have to be looked at: a week
 * that is over only after `from` and begun before `to` may be shut between. */
int hn_calendar_school_weeks(const hn_calendar *calendar,
                             hn_date from, hn_date to)
{
    const hn_school_weeks *school = calendar->school;
    if (to < from)
        return 0;
    if (!school || (to - from < 7 && sunday_of(from) == sunday_of(to)))
        return count_weeks(calendar, from, to);
    if (from > school->to || to < school->from)
        return 0;
    hn_date first = from < school->from ? school->from : from;
    hn_date last = to > school->to ? school->to : to;
    return school->begun[last - school->from]
           - school->over[first - school->from];
}

static bool step_weeks(hn_date *out, const hn_calendar *calendar,
                       hn_date from, int weeks)
{
    int term = 0;
    while (weeks > 0 && next_week(calendar, &term, &from, HN_DATE_LAST))
        weeks--;
    if (weeks > 0)
        return false;
    *out = from - 1;
    return true;
}

bool hn_calendar_school_week_end(hn_date *out, const hn_calendar *calendar,
                                 hn_date from, int weeks)
{
    const hn_school_weeks *school = calendar->school;
    if (weeks < 1 || (school && from > school->to))
        return false;
    if (!school)
        return step_weeks(out, calendar, from, weeks);
    int over = from < school->from ? 0 : school->over[from - school->from];
    if (weeks > school->count - over)
        return false;
    *out = sunday_of(school->weeks[over + weeks - 1].last);
    return true;
}

bool hn_calendar_term_end(hn_date *out, const hn_calendar *calendar,
                          hn_date from, int terms)
{
    int at = 0;
    while (at < calendar->term_count && calendar->terms[at].last < from)
        at++;
    if (terms < 1 || terms > calendar->term_count - at)
        return false;
    *out = calendar->terms[at + terms - 1].last;
    return true;
}

bool hn_calendar_school_day(hn_date *out, const hn_calendar *calendar,
                            hn_date date, int days)
{
    if (days < 1)
        return false;
    for (int i = 0; i < calendar->term_count; i++) {
        const hn_term *term = &calendar->terms[i];
        for (hn_date d = date < term->first ? term->first : date + 1;
             d <= term->last; d++)
            if (hn_calendar_open(calendar, d) && --days == 0) {
                *out = d;
                return true;
            }
    }
    return false;
}

bool hn_calendar_part_of_year(hn_ratio *out, const hn_calendar *calendar,
                              hn_date from, hn_date to, hn_date start)
{
    hn_date end;
    int all = 0, begun = 0;
    if (!hn_date_add_months(&end, start, 12))
        return false;
    if (to >= end)
        to = end - 1;
    for (int i = 0; i < calendar->term_count; i++) {
        const hn_term *term = &calendar->terms[i];
        if (term->first < start || term->first >= end)
            continue;
        all++;
        begun += from <= to && from <= term->last && term->first <= to;
    }
    return all > 0 && hn_ratio_make(out, begun, all);
}
