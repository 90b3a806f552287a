/*
 * oracle_driver.c - answers questions about quantities, one a line.
 *
 * A question is words apart by blanks, the first of them the name of an
 * `answers` line below; a text to be read comes last and runs to the end of
 * the line.  The answer is one line; "no" is a refusal.  oracle.py asks.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "../../core/quantity/calendar.h"
#include "../../core/quantity/number.h"
#include "../../core/quantity/round.h"

#define MOST_WORDS 3000

/* A negative is built up below nought: the least has no positive. */
static hn_wide wide(const char *text)
{
    bool negative = *text == '-';
    hn_wide value = 0;
    for (text += negative; *text; text++)
        value = value * 10 + (negative ? '0' - *text : *text - '0');
    return value;
}

static int64_t number(const char *text)
{
    return (int64_t)wide(text);
}

static int small(const char *text)
{
    return (int)wide(text);
}

static hn_ratio ratio(char **words)
{
    return (hn_ratio){ wide(words[0]), number(words[1]) };
}

static void tell_ratio(hn_text *out, bool fits, hn_ratio value)
{
    if (!fits) {
        hn_text_add(out, "no");
        return;
    }
    hn_ratio_write(out, (hn_ratio){ value.num, 1 }, 0);
    hn_text_addf(out, "/%ld", (long)value.den);
}

static void make(hn_text *out, char **w, int n)
{
    (void)n;
    hn_ratio value;
    bool fits = hn_ratio_make(&value, wide(w[1]), wide(w[2]));
    tell_ratio(out, fits, fits ? value : hn_ratio_of(0));
}

static void work_out(hn_text *out, char **w, int n)
{
    (void)n;
    hn_ratio value = hn_ratio_of(0), a = ratio(w + 1), b = ratio(w + 3);
    bool fits = strcmp(w[0], "add") == 0 ? hn_ratio_add(&value, a, b)
              : strcmp(w[0], "sub") == 0 ? hn_ratio_sub(&value, a, b)
              : strcmp(w[0], "mul") == 0 ? hn_ratio_mul(&value, a, b)
                                         : hn_ratio_div(&value, a, b);
    tell_ratio(out, fits, value);
}

static void compare(hn_text *out, char **w, int n)
{
    (void)n;
    int order = hn_ratio_compare(ratio(w + 1), ratio(w + 3));
    hn_text_add_int(out, (order > 0) - (order < 0));
}

static void divisor(hn_text *out, char **w, int n)
{
    (void)n;
    int64_t lcm = 0;
    hn_text_add_int(out, hn_gcd(number(w[1]), number(w[2])));
    if (hn_lcm(&lcm, number(w[1]), number(w[2])))
        hn_text_addf(out, " %ld", (long)lcm);
    else
        hn_text_add(out, " no");
}

/* round NUM DEN STEP_NUM STEP_DEN MODE: steps, and the rounded amount */
static void round_it(hn_text *out, char **w, int n)
{
    (void)n;
    hn_rounding to = { number(w[3]), number(w[4]),
                       (hn_round_mode)small(w[5]) };
    hn_wide steps = 0;
    hn_ratio value = hn_ratio_of(0);
    if (hn_round_steps(&steps, ratio(w + 1), to))
        hn_ratio_write(out, (hn_ratio){ steps, 1 }, 0);
    else
        hn_text_add(out, "no");
    hn_text_add_char(out, ' ');
    bool fits = hn_round(&value, ratio(w + 1), to);
    tell_ratio(out, fits, value);
}

static void share(hn_text *out, char **w, int n)
{
    static int64_t weights[MOST_WORDS], parts[MOST_WORDS], work[MOST_WORDS];
    for (int i = 2; i < n; i++)
        weights[i - 2] = number(w[i]);
    if (!hn_share(parts, number(w[1]), weights, n - 2, work)) {
        hn_text_add(out, "no");
        return;
    }
    for (int i = 0; i < n - 2; i++)
        hn_text_addf(out, i > 0 ? " %ld" : "%ld", (long)parts[i]);
}

static void date(hn_text *out, char **w, int n)
{
    hn_date day = 0;
    if (hn_date_read(&day, hn_slice_of(n > 1 ? w[1] : ""))) {
        hn_text_add(out, "no");
        return;
    }
    hn_text_addf(out, "%d %d ", (int)day, hn_weekday(day));
    hn_date_write(out, day);
    hn_text_addf(out, " %d ", hn_financial_year(day));
    hn_date_write_long(out, day);
}

static void months(hn_text *out, char **w, int n)
{
    (void)n;
    hn_date day;
    if (hn_date_add_months(&day, small(w[1]), small(w[2])))
        hn_text_add_int(out, day);
    else
        hn_text_add(out, "no");
}

static void completed(hn_text *out, char **w, int n)
{
    (void)n;
    hn_text_addf(out, "%d %d", hn_completed_months(small(w[1]), small(w[2])),
                 hn_completed_years(small(w[1]), small(w[2])));
}

static void part(hn_text *out, char **w, int n)
{
    (void)n;
    hn_ratio value = hn_ratio_of(0);
    bool fits = hn_part_of_year(&value, small(w[1]), small(w[2]), small(w[3]),
                                (hn_year_part)small(w[4]),
                                (hn_part_month)small(w[5]));
    tell_ratio(out, fits, value);
}

/* calendar FROM TO WEEKEND CLOSED... - FIRST LAST...: days and weeks */
static void calendar(hn_text *out, char **w, int n)
{
    static hn_date closed[MOST_WORDS];
    static hn_term terms[MOST_WORDS];
    hn_calendar c = { .weekend = (uint8_t)small(w[3]), .closed = closed,
                      .terms = terms };
    int i = 4;
    for (; strcmp(w[i], "-") != 0; i++)
        closed[c.closed_count++] = small(w[i]);
    for (i++; i < n; i += 2)
        terms[c.term_count++] = (hn_term){ small(w[i]), small(w[i + 1]), "" };
    hn_date from = small(w[1]), to = small(w[2]), end = 0;
    int weeks = hn_calendar_school_weeks(&c, from, to);
    hn_text_addf(out, "%d %d ", hn_calendar_days(&c, from, to), weeks);
    if (hn_calendar_add(&end, &c, from, (to - from) / 2))
        hn_text_addf(out, "%d", (int)end);
    else
        hn_text_add(out, "no");
    if (weeks > 0 && hn_calendar_school_week_end(&end, &c, from, weeks))
        hn_text_addf(out, " %d", (int)end);
}

/* The text that begins behind `count` words. */
static hn_slice text_after(const char *line, int count)
{
    for (; count > 0; count--)
        line += strcspn(line, " ") + 1;
    return hn_slice_of(line);
}

/* read DECIMALS STYLE TEXT: as a number, and as a ratio */
static void read_it(hn_text *out, const char *line)
{
    char *end;
    int decimals = (int)strtol(line + 5, &end, 10);
    hn_number_style style = end[1] == '1' ? HN_MONEY : HN_PLAIN;
    hn_slice text = text_after(line, 3);
    int64_t value = 0;
    hn_ratio exact = hn_ratio_of(0);
    if (hn_number_read(&value, text, decimals, style))
        hn_text_add(out, "no ");
    else
        hn_text_addf(out, "%ld ", (long)value);
    tell_ratio(out, !hn_ratio_read(&exact, text, style), exact);
}

/* write VALUE DECIMALS: VALUE/10^DECIMALS */
static void write_it(hn_text *out, char **w, int n)
{
    (void)n;
    hn_number_write(out, number(w[1]), small(w[2]));
}

/* show NUM DEN LEAST: as programs read it, and as people do */
static void show(hn_text *out, char **w, int n)
{
    (void)n;
    hn_ratio_write(out, ratio(w + 1), small(w[3]));
    hn_text_add_char(out, ' ');
    hn_amount_write(out, ratio(w + 1), hn_unit_plain());
}

static const struct {
    const char *name;
    void (*answer)(hn_text *out, char **words, int count);
} answers[] = {
    { "make", make },         { "add", work_out },   { "sub", work_out },
    { "mul", work_out },      { "div", work_out },   { "compare", compare },
    { "divisor", divisor },   { "round", round_it }, { "share", share },
    { "date", date },         { "months", months },  { "part", part },
    { "completed", completed }, { "calendar", calendar },
    { "write", write_it },    { "show", show }
};

static bool answer(hn_text *out, char *line)
{
    static char *words[MOST_WORDS];
    int count = 0;
    if (strncmp(line, "read ", 5) == 0) {
        read_it(out, line);
        return true;
    }
    for (char *w = strtok(line, " "); w && count < MOST_WORDS;
         w = strtok(NULL, " "))
        words[count++] = w;
    for (size_t i = 0; count && i < sizeof answers / sizeof answers[0]; i++) {
        if (strcmp(words[0], answers[i].name) == 0) {
            answers[i].answer(out, words, count);
            return true;
        }
    }
    return false;
}

int main(void)
{
    hn_memory memory;
    hn_text out;
    char *line = NULL;
    size_t room = 0;
    hn_memory_init(&memory, NULL, NULL, 0);
    hn_text_init(&out, &memory);
    while (getline(&line, &room, stdin) > 0) {
        line[strcspn(line, "\n")] = '\0';
        hn_text_clear(&out);
        if (!answer(&out, line))
            return 1;
        puts(hn_text_string(&out));
    }
    free(line);
    hn_text_dispose(&out);
    return 0;
}
