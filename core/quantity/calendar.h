/*
 * calendar.h - working days and terms, given as data.
 *
 * A calendar knows which weekdays are a weekend, which dates are closed, and
 * which spans are terms.  It owns nothing: the arrays belong to the caller and
 * outlive it.
 */
#ifndef HN_CALENDAR_H
#define HN_CALENDAR_H

#include "../base/memory.h"
#include "date.h"

typedef struct hn_term { hn_date first, last; const char *name; } hn_term;

/* A calendar week with an open day of a term: its first and last such day. */
typedef struct hn_school_week { hn_date first, last; } hn_school_week;

/* The school weeks of a calendar, laid out by day, so that a question about a
 * long span costs no more than one about a day. */
typedef struct hn_school_weeks {
    hn_date from, to;         /* the days that are laid out               */
    int32_t *over;            /* by day: weeks whose last day is before it */
    int32_t *begun;           /* by day: weeks whose first day has come    */
    hn_school_week *weeks;
    int count;
} hn_school_weeks;

typedef struct hn_calendar {
    uint8_t weekend;          /* bit 0 Monday ... bit 6 Sunday            */
    const hn_date *closed;    /* rising, each once                        */
    int closed_count;
    const hn_term *terms;     /* rising, apart                            */
    int term_count;
    const hn_school_weeks *school;   /* NULL: counted day by day          */
} hn_calendar;

/* Lays out the school weeks, in the arena; without terms, or for terms more
 * than a century apart, they go on being counted day by day.  False when
 * memory is refused. */
bool hn_calendar_prepare(hn_calendar *calendar, hn_arena *arena);

bool hn_calendar_open(const hn_calendar *calendar, hn_date date);
/* The date `days` open days after `date` (before, if negative); `date` itself
 * for 0, open or not.  False when there is no such date. */
bool hn_calendar_add(hn_date *out, const hn_calendar *calendar,
                     hn_date date, int days);
/* Open days from `from` to `to`, both counted; negative when `to` is earlier
 * (and then the days from `to` to `from`). */
int hn_calendar_days(const hn_calendar *calendar, hn_date from, hn_date to);

/* Calendar weeks (Monday to Sunday) in which at least one open day of a term
 * falls that lies from `from` to `to`, both counted: school weeks.  0 when
 * `to` is earlier. */
int hn_calendar_school_weeks(const hn_calendar *calendar,
                             hn_date from, hn_date to);
/* The last day (a Sunday) of the `weeks`-th school week from `from` on; false
 * when the terms given do not reach that far, or for less than one week. */
bool hn_calendar_school_week_end(hn_date *out, const hn_calendar *calendar,
                                 hn_date from, int weeks);
/* The last day of the `terms`-th term of which a day is `from` or later; false
 * when the terms given do not reach that far, or for less than one. */
bool hn_calendar_term_end(hn_date *out, const hn_calendar *calendar,
                          hn_date from, int terms);
/* The `days`-th open day of a term after `date`; false when the terms given do
 * not reach that far, or for less than one. */
bool hn_calendar_school_day(hn_date *out, const hn_calendar *calendar,
                            hn_date date, int days);
/* Terms of which any day lies in the part from `from` to `to`, each counted
 * whole, over the terms of that year (those that begin within twelve months of
 * `start`); false when it has none. */
bool hn_calendar_part_of_year(hn_ratio *out, const hn_calendar *calendar,
                              hn_date from, hn_date to, hn_date start);
/* The term that holds `date`, or NULL. */
const hn_term *hn_calendar_term(const hn_calendar *calendar, hn_date date);

#endif
