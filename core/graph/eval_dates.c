/*
 * eval_dates.c - dates, parts of a year and calendars over columns.
 */
#include "eval.h"

static bool in_range(int64_t date)
{
    return date >= HN_DATE_FIRST && date <= HN_DATE_LAST;
}

/* How a duration's unit moves a date: days, or months, for each one. */
static int64_t shift_size(hn_unit unit, bool *months)
{
    *months = unit.power[HN_MONTHS] || unit.power[HN_YEARS];
    return unit.power[HN_WEEKS] ? 7 : unit.power[HN_YEARS] ? 12 : 1;
}

/* The whole number that `vector` holds in row `i`; false if it is not whole. */
static bool whole_number(const hn_vector *vector, int i, int64_t *out)
{
    if (vector->den) {
        *out = vector->value[i] / vector->den;
        return *out * vector->den == vector->value[i];
    }
    hn_ratio r = vector->wide[i];
    if (r.den != 1 || r.num > HN_INPUT_LIMIT || r.num < -HN_INPUT_LIMIT)
        return false;
    *out = (int64_t)r.num;
    return true;
}

static bool shift(hn_date *out, int64_t date, int64_t by, bool months)
{
    int64_t days = date + by;
    if (months)
        return by > -200000 && by < 200000
               && hn_date_add_months(out, (hn_date)date, (int)by);
    *out = (hn_date)days;
    return in_range(days);
}

void hn_eval_date_shift(hn_frame *frame, const hn_node *node,
                        const hn_step *step, hn_vector *out)
{
    const hn_vector *dates = hn_arg(frame, node, 0);
    const hn_vector *by = hn_arg(frame, node, 1);
    bool months;
    int64_t size = shift_size(node->args[1]->type.unit, &months);
    (void)step;
    hn_eval_known_args(frame, node, out);
    HN_EACH_BIT(i, out->known, {
        int64_t number;
        hn_date date;
        bool fits = by->den == 1 ? (number = by->value[i], true)
                                 : whole_number(by, i, &number);
        if (fits && number < HN_INPUT_LIMIT && number > -HN_INPUT_LIMIT
            && shift(&date, dates->value[i], number * size, months))
            out->value[i] = date;
        else
            hn_eval_fault(out, i);
    })
}

void hn_eval_date_pair(hn_frame *frame, const hn_node *node,
                       const hn_step *step, hn_vector *out)
{
    const hn_vector *a = hn_arg(frame, node, 0), *b = hn_arg(frame, node, 1);
    (void)step;
    hn_eval_known_args(frame, node, out);
    HN_EACH_BIT(i, out->known, {
        hn_date from = (hn_date)a->value[i];
        hn_date to = (hn_date)b->value[i];
        out->value[i] = node->op == HN_OP_DATE_DIFF ? from - to
                        : node->op == HN_OP_COMPLETED_MONTHS
                            ? hn_completed_months(from, to)
                            : hn_completed_years(from, to);
    })
}

void hn_eval_part_of_year(hn_frame *frame, const hn_node *node,
                          const hn_step *step, hn_vector *out)
{
    const hn_calendar *terms = node->u.year.terms;
    (void)step;
    hn_eval_known_args(frame, node, out);
    HN_EACH_BIT(i, out->known, {
        hn_date from = (hn_date)hn_arg(frame, node, 0)->value[i];
        hn_date to = (hn_date)hn_arg(frame, node, 1)->value[i];
        hn_date start = (hn_date)hn_arg(frame, node, 2)->value[i];
        bool fits = terms
            ? hn_calendar_part_of_year(&out->wide[i], terms, from, to, start)
            : hn_part_of_year(&out->wide[i], from, to, start, node->u.year.by,
                              node->u.year.part);
        if (!fits)
            hn_eval_fault(out, i);
    })
}

/* --- years ------------------------------------------------------------------------------ */

/* A year, or a month, and what it gives for every date in it. */
typedef struct year_span {
    hn_date first, last;
    int64_t value;
    bool fits;
} year_span;

static year_span month_of(hn_date date)
{
    hn_ymd d = hn_date_split(date);
    year_span span = {.first = date, .last = date};
    hn_date_make(&span.first, d.year, d.month, 1);
    span.fits = hn_date_make(&span.last, d.year, d.month,
                             hn_days_in_month(d.year, d.month));
    span.value = span.last;
    return span;
}

static year_span year_of(const hn_node *node, hn_date date)
{
    if (node->op == HN_OP_MONTH_END)
        return month_of(date);
    bool financial = node->op == HN_OP_FINANCIAL_YEAR
                     || node->op == HN_OP_FINANCIAL_YEAR_END;
    int year = financial ? hn_financial_year(date) : hn_academic_year(date);
    int month = financial ? 4 : 9;
    year_span span = {.first = date, .last = date};
    span.fits = hn_date_make(&span.last, year + 1, month, 1);
    span.last -= span.fits;
    hn_date_make(&span.first, year, month, 1);
    span.value = span.last;
    if (node->type.kind == HN_CHOICE) {
        span.value = year - node->u.begins;
        span.fits = span.value >= 0
                    && span.value < node->type.choices->count;
    }
    return span;
}

/* Dates of a caseload lie in a year or two: two spans are remembered. */
void hn_eval_year(hn_frame *frame, const hn_node *node, const hn_step *step,
                  hn_vector *out)
{
    const hn_vector *dates = hn_arg(frame, node, 0);
    year_span span = {.first = 1}, before = {.first = 1};
    (void)step;
    hn_eval_known_args(frame, node, out);
    HN_EACH_BIT(i, out->known, {
        hn_date date = (hn_date)dates->value[i];
        if (date < span.first || date > span.last) {
            year_span last = span;
            span = date < before.first || date > before.last
                       ? year_of(node, date) : before;
            before = last;
        }
        out->value[i] = span.value;
        if (!span.fits)
            hn_eval_fault(out, i);
    })
}

/* --- calendars ---------------------------------------------------------------------------- */

static bool calendar_value(const hn_node *node, hn_date a, int64_t b,
                           int64_t *out)
{
    const hn_calendar *calendar = node->u.calendar;
    hn_date date = 0;
    bool fits = true;
    switch (node->op) {
    case HN_OP_CALENDAR_DAYS:
        *out = hn_calendar_days(calendar, a, (hn_date)b);
        return true;
    case HN_OP_SCHOOL_WEEKS:
        *out = hn_calendar_school_weeks(calendar, a, (hn_date)b);
        return true;
    case HN_OP_CALENDAR_ADD:
        fits = b > -100000 && b < 100000
               && hn_calendar_add(&date, calendar, a, (int)b);
        break;
    case HN_OP_TERM_END:
        fits = b > 0 && b < 10000
               && hn_calendar_term_end(&date, calendar, a, (int)b);
        break;
    case HN_OP_SCHOOL_DAY:
        fits = b > 0 && b < 10000
               && hn_calendar_school_day(&date, calendar, a, (int)b);
        break;
    default:
        fits = b > 0 && b < 10000
               && hn_calendar_school_week_end(&date, calendar, a, (int)b);
    }
    *out = date;
    return fits;
}

void hn_eval_calendar(hn_frame *frame, const hn_node *node,
                      const hn_step *step, hn_vector *out)
{
    const hn_vector *a = hn_arg(frame, node, 0), *b = hn_arg(frame, node, 1);
    bool number = node->args[1]->type.kind == HN_NUMBER;
    (void)step;
    hn_eval_known_args(frame, node, out);
    HN_EACH_BIT(i, out->known, {
        int64_t second = 0;
        bool fits = number ? whole_number(b, i, &second)
                           : (second = b->value[i], true);
        if (!fits || !calendar_value(node, (hn_date)a->value[i], second,
                                     &out->value[i]))
            hn_eval_fault(out, i);
    })
}
