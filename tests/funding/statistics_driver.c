/*
 * statistics_driver.c - answers questions about numbers in order, one a line.
 *
 *     sort N (num den)*          the numbers in order
 *     value Q N (num den)*       quartile Q of numbers that stand in order
 *     rank H num den N (...)     with H 1: the highest first
 *     quarter H num den N (...)
 *
 * The answer is one line; "no" is a value that does not fit.
 * order.py asks.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "../../core/funding/statistics.h"
#include "../../core/quantity/number.h"

#define MOST 4096

static hn_ratio values[MOST];

static hn_wide wide(void)
{
    const char *text = strtok(NULL, " \n");
    bool negative = text && *text == '-';
    hn_wide value = 0;
    for (text += negative; text && *text; text++)
        value = value * 10 + (negative ? '0' - *text : *text - '0');
    return value;
}

static int64_t number(void)
{
    return (int64_t)wide();
}

static hn_ratio ratio(void)
{
    hn_wide num = wide();
    return (hn_ratio){num, number()};
}

static int64_t read_values(void)
{
    int64_t count = number();
    for (int64_t i = 0; i < count; i++)
        values[i] = ratio();
    return count;
}

static void tell(hn_text *out, hn_ratio value)
{
    hn_ratio_write(out, (hn_ratio){value.num, 1}, 0);
    hn_text_addf(out, "/%ld", (long)value.den);
}

static void answer_sort(hn_text *out)
{
    int64_t count = read_values();
    hn_sort(values, count);
    for (int64_t i = 0; i < count; i++) {
        hn_text_add(out, i ? " " : "");
        tell(out, values[i]);
    }
}

static void answer_value(hn_text *out)
{
    hn_ratio value = {0, 1}, median = {0, 1};
    int quartile = (int)number();
    int64_t count = read_values();
    bool fits = hn_quartile_value(&value, values, count, quartile);
    if (quartile == 2
        && (hn_median(&median, values, count) != fits
            || hn_ratio_compare(median, value) != 0))
        hn_text_add(out, "two medians ");
    if (fits)
        tell(out, value);
    else
        hn_text_add(out, "no");
}

static void answer_place(hn_text *out, bool quarter)
{
    int which = 0;
    bool highest = number() == 1;
    hn_ratio value = ratio();
    int64_t count = read_values();
    if (!quarter)
        hn_text_add_int(out, hn_rank(value, values, count, highest));
    else if (hn_quarter(&which, value, values, count, highest))
        hn_text_add_int(out, which);
    else
        hn_text_add(out, "no");
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
        const char *word = strtok(line, " \n");
        hn_text_clear(&out);
        if (strcmp(word, "sort") == 0)
            answer_sort(&out);
        else if (strcmp(word, "value") == 0)
            answer_value(&out);
        else
            answer_place(&out, strcmp(word, "quarter") == 0);
        puts(hn_text_string(&out));
    }
    hn_text_dispose(&out);
    free(line);
    return 0;
}
