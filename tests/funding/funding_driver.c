/*
 * funding_driver.c - works out the funding arithmetic, one question a line.
 *
 * A question is the name of a function and its arguments, each as num/den; the
 * answer is the result in the same form, or "no: " and why there is none.
 * Functions of the list (functions.h) are asked by their names; the others by
 * those in `answers` below.  funding.py asks.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "../../core/funding/functions.h"
#include "../../core/funding/per_capita.h"
#include "../../core/funding/place.h"
#include "../../core/funding/position.h"
#include "../../core/quantity/number.h"
#include "../../core/quantity/round.h"

#define MOST_ARGS 400

static hn_wide wide(const char **at)
{
    bool negative = **at == '-';
    hn_wide value = 0;
    for (*at += negative; **at >= '0' && **at <= '9'; ++*at)
        value = value * 10 + (negative ? '0' - **at : **at - '0');
    return value;
}

/* As written, which is in lowest terms. */
static hn_ratio ratio(const char *text)
{
    hn_ratio value = { wide(&text), 1 };
    if (*text++ == '/')
        value.den = (int64_t)wide(&text);
    return value;
}

static void tell(hn_text *out, hn_ratio value)
{
    hn_ratio_write(out, (hn_ratio){ value.num, 1 }, 0);
    hn_text_addf(out, "/%ld", (long)value.den);
}

static void tell_one(hn_text *out, const char *why, hn_ratio value)
{
    if (why)
        hn_text_addf(out, "no: %s", why);
    else
        tell(out, value);
}

static void parts(hn_text *out, const hn_ratio *a, int count)
{
    (void)count;
    hn_ratio first = { 0, 1 }, second = { 0, 1 };
    const char *why = hn_funding_place_parts(&first, &second, a[0], a[1],
                                             a[2], a[3]);
    tell_one(out, why, first);
    if (!why) {
        hn_text_add_char(out, ' ');
        tell(out, second);
    }
}

static void growth(hn_text *out, const hn_ratio *a, int count)
{
    (void)count;
    hn_ratio value = { 0, 1 };
    const char *why = hn_funding_growth(&value, a[0], a[1]);
    tell_one(out, why, value);
}

static void growth_over(hn_text *out, const hn_ratio *a, int count)
{
    hn_ratio value = { 0, 1 };
    const char *why = hn_funding_growth_over(&value, a, count);
    tell_one(out, why, value);
}

static void deficit_ratio(hn_text *out, const hn_ratio *a, int count)
{
    (void)count;
    hn_ratio value = { 0, 1 };
    const char *why = hn_funding_deficit_ratio(&value, a[0], a[1]);
    tell_one(out, why, value);
}

static void tell_dealt(hn_text *out, const int64_t *dealt, int count)
{
    for (int i = 0; i < count; i++)
        hn_text_addf(out, i > 0 ? " %ld" : "%ld", (long)dealt[i]);
}

/* deal_up GRANT WEIGHT...: the excess, then the parts */
static void deal_up(hn_text *out, const hn_ratio *a, int count)
{
    int64_t dealt[MOST_ARGS], weights[MOST_ARGS] = { 0 }, excess = 0;
    for (int i = 1; i < count; i++)
        weights[i - 1] = (int64_t)a[i].num;
    const char *why = hn_funding_deal_up(dealt, &excess, (int64_t)a[0].num,
                                         weights, count - 1);
    if (why) {
        hn_text_addf(out, "no: %s", why);
        return;
    }
    hn_text_addf(out, "%ld ", (long)excess);
    tell_dealt(out, dealt, count - 1);
}

/* share GRANT WEIGHT...: dealt out exactly */
static void share(hn_text *out, const hn_ratio *a, int count)
{
    int64_t dealt[MOST_ARGS], weights[MOST_ARGS] = { 0 }, work[MOST_ARGS];
    for (int i = 1; i < count; i++)
        weights[i - 1] = (int64_t)a[i].num;
    if (hn_share(dealt, (int64_t)a[0].num, weights, count - 1, work))
        tell_dealt(out, dealt, count - 1);
    else
        hn_text_add(out, "no: the weights are unfit");
}

/* describe I: the I-th function of the list, its parts apart by tabs */
static void describe(hn_text *out, const hn_ratio *a, int n)
{
    (void)n;
    int count = 0;
    const hn_funding_function *const *all = hn_funding_functions(&count);
    if (a[0].num >= count) {
        hn_text_add(out, "no: the list is shorter");
        return;
    }
    const hn_funding_function *f = all[a[0].num];
    hn_text_addf(out, "%s\t%s\t%s", f->name, f->divided_by ? "divides" : "",
                 f->formula);
    for (int i = 0; i < f->count; i++)
        hn_text_addf(out, "\t%s", f->args[i].name);
}

static const struct {
    const char *name;
    void (*answer)(hn_text *out, const hn_ratio *args, int count);
    int least;                     /* arguments                             */
} answers[] = {
    { "parts", parts, 4 }, { "growth", growth, 2 },
    { "growth_over", growth_over, 0 }, { "deficit_ratio", deficit_ratio, 2 },
    { "deal_up", deal_up, 1 }, { "share", share, 1 },
    { "describe", describe, 1 }
};

static bool answer(hn_text *out, const char *name, const hn_ratio *args,
                   int count)
{
    const hn_funding_function *f = hn_funding_find(name);
    hn_ratio value = { 0, 1 };
    if (f && f->count == count) {
        const char *why = f->work(&value, args);
        tell_one(out, why, value);
        return true;
    }
    for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
        if (strcmp(name, answers[i].name) == 0 && count >= answers[i].least) {
            answers[i].answer(out, args, count);
            return true;
        }
    }
    return false;
}

static bool answer_line(hn_text *out, char *line)
{
    hn_ratio args[MOST_ARGS];
    int count = 0;
    const char *name = strtok(line, " \n");
    for (char *w; (w = strtok(NULL, " \n")) && count < MOST_ARGS;)
        args[count++] = ratio(w);
    return name && answer(out, name, args, count);
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
        hn_text_clear(&out);
        if (!answer_line(&out, line))
            return 1;
        puts(hn_text_string(&out));
        fflush(stdout);
    }
    free(line);
    hn_text_dispose(&out);
    return 0;
}
