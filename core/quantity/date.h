/*
 * date.h - days, months, years and terms, without a clock.
 *
 * A date is a count of days since 1 January 1970 in the Gregorian calendar,
 * from 1 January 1600 to 31 December 9999.  There are no time zones here.
 */
#ifndef HN_DATE_H
#define HN_DATE_H

#include <stdbool.h>
#include <stdint.h>
#include "ratio.h"
#include "../base/text.h"

typedef int32_t hn_date;

typedef struct hn_ymd { int year, month, day; } hn_ymd;   /* month 1-12   */

#define HN_DATE_FIRST (-135140)   /* 1600-01-01                           */
#define HN_DATE_LAST  2932896     /* 9999-12-31                           */

bool hn_date_make(hn_date *out, int year, int month, int day);

#define HN_ERA_DAYS   146097   /* of 400 years                              */
#define HN_EPOCH_DAYS 719468   /* from 1 March of the year 0 to 1970-01-01  */

/* The constants are fractions in binary: 2939745 / 2^32 is a year in quarter
 * days, 2141 / 2^16 the lengths of the months from March (C. Neri and
 * L. Schneider, "Euclidean affine functions"); a test walks every day. */
static inline hn_ymd hn_date_split(hn_date date)
{
    uint32_t quarters = 4 * (uint32_t)(date + HN_EPOCH_DAYS) + 3;
    uint32_t century = quarters / HN_ERA_DAYS;
    uint32_t in_century = quarters % HN_ERA_DAYS | 3;
    uint64_t years = (uint64_t)in_century * 2939745u;
    uint32_t in_year = (uint32_t)years / 2939745u / 4;
    uint32_t months = in_year * 2141 + 197913;
    int next = in_year >= 306;   /* January and February */
    return (hn_ymd){ (int)(100 * century + (years >> 32)) + next,
                     (int)(months >> 16) - 12 * next,
                     (int)((months & 0xFFFF) / 2141) + 1 };
}

int hn_days_in_month(int year, int month);

/* Reads YYYY-MM-DD and nothing else; NULL, or a sentence that says what is
 * wrong ("there is no 30 February", "has slashes: write year, month and day,
 * such as 2026-04-07").  It is static text and holds no digit of the value. */
const char *hn_date_read(hn_date *out, hn_slice text);
/* For one who may quote the text that hn_date_read refused: writes what comes
 * after it, such as "is written the other way round: write 2027-03-28" or
 * "could be 7 April or 4 July: write 2026-04-07 or 2026-07-04".  False, and
 * nothing is written, where no date can be made out. */
bool hn_date_advise(hn_text *out, hn_slice text);
void hn_date_write(hn_text *out, hn_date date);        /* 2026-09-01       */
void hn_date_write_long(hn_text *out, hn_date date);   /* 1 September 2026 */

/* The same day `months` later (or earlier); the last day of a shorter month.
 * False outside the range. */
bool hn_date_add_months(hn_date *out, hn_date date, int months);

/* Whole months, and years, from `from` to `to`; if `to` is earlier, those from
 * `to` to `from`, negative.
 * A month is completed on the same day of the next month, or on its last day
 * if it is shorter. */
int hn_completed_months(hn_date from, hn_date to);
int hn_completed_years(hn_date from, hn_date to);

/* The calendar year in which the financial year (from 1 April) or academic
 * year (from 1 September) of `date` began: 2026 for "2026-27". */
int hn_financial_year(hn_date date);
int hn_academic_year(hn_date date);
void hn_year_name(hn_text *out, int begins);            /* 2026-27          */

/* 0 is Monday. */
int hn_weekday(hn_date date);

typedef enum hn_year_part {
    HN_BY_DAYS, HN_BY_WEEKS, HN_BY_MONTHS
} hn_year_part;
typedef enum hn_part_month {
    HN_PART_DAYS,      /* a part month counts by its own days             */
    HN_PART_WHOLE,     /* a month begun counts whole                      */
    HN_PART_NONE       /* only complete months count                      */
} hn_part_month;

/* The part of the year beginning on `start` that lies from `from` to `to`,
 * both counted, as an exact ratio between 0 and 1: days over the days of that
 * year (365 or 366); begun weeks of seven days from `start`, over 52, the last
 * week taking the odd days; months counted from `start`, over 12.  What lies
 * outside the year is not counted; `to` before `from` is 0. */
bool hn_part_of_year(hn_ratio *out, hn_date from, hn_date to, hn_date start,
                     hn_year_part count, hn_part_month part);

#endif
