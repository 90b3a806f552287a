/*
 * interval_driver.c - answers questions about intervals, one a line.
 *
 * An interval is two ends, each NUM/DEN or - where it is open.  The answer is
 * one line; "no" is a refusal.  interval_oracle.py asks.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "../../core/quantity/interval.h"
#include "../../core/quantity/number.h"

static hn_wide wide(const char **text)
{
    bool negative = **text == '-';
    hn_wide value = 0;
    for (*text += negative; **text >= '0' && **text <= '9'; ++*text)
        value = value * 10 + (negative ? '0' - **text : **text - '0');
    return value;
}

static hn_ratio end_of(const char *word, bool *open)
{
    hn_ratio end = { 0, 1 };
    *open = strcmp(word, "-") == 0;
    if (!*open) {
        end.num = wide(&word);
        word++;
        end.den = (int64_t)wide(&word);
    }
    return end;
}

static hn_interval interval(char **words)
{
    hn_interval a;
    a.low = end_of(words[0], &a.no_low);
    a.high = end_of(words[1], &a.no_high);
    return a;
}

static void tell_end(hn_text *out, hn_ratio end, bool open)
{
    if (open) {
        hn_text_add_char(out, '-');
        return;
    }
    hn_ratio_write(out, (hn_ratio){ end.num, 1 }, 0);
    hn_text_addf(out, "/%ld", (long)end.den);
}

static void tell(hn_text *out, bool fits, hn_interval a)
{
    if (!fits) {
        hn_text_add(out, "no");
        return;
    }
    tell_end(out, a.low, a.no_low);
    hn_text_add_char(out, ' ');
    tell_end(out, a.high, a.no_high);
}

static void work_out(hn_text *out, const char *op, hn_interval a,
                     hn_interval b)
{
    hn_interval value = hn_interval_all();
    hn_ratio far;
    bool fits = true;
    if (strcmp(op, "add") == 0)
        fits = hn_interval_add(&value, a, b);
    else if (strcmp(op, "sub") == 0)
        fits = hn_interval_sub(&value, a, b);
    else if (strcmp(op, "mul") == 0)
        fits = hn_interval_mul(&value, a, b);
    else if (strcmp(op, "div") == 0)
        fits = hn_interval_div(&value, a, b);
    else if (strcmp(op, "neg") == 0)
        fits = hn_interval_neg(&value, a);
    else if (strcmp(op, "lower") == 0)
        value = hn_interval_lower(a, b);
    else if (strcmp(op, "higher") == 0)
        value = hn_interval_higher(a, b);
    else if (strcmp(op, "meet") == 0)
        fits = hn_interval_meet(&value, a, b);
    else if (strcmp(op, "apart") == 0) {
        fits = hn_interval_apart(&far, a, b);
        value = hn_interval_point(far);
    } else
        exit(1);
    tell(out, fits, value);
}

/* read TEXT | STEP: value, step and ends */
static void read_it(hn_text *out, char *line)
{
    hn_printed_figure f;
    char *bar = strchr(line, '|');
    *bar = '\0';
    if (hn_printed_read(&f, hn_slice_of(line), bar[1] ? bar + 1 : NULL)) {
        hn_text_add(out, "no");
        return;
    }
    tell_end(out, f.value, false);
    hn_text_add_char(out, ' ');
    tell_end(out, f.step, false);
    hn_text_add(out, f.money ? " money " : f.percent ? " percent "
                                                     : " plain ");
    tell(out, true, f.between);
}

static void answer(hn_text *out, char *line)
{
    char *words[5] = { NULL };
    int count = 0;
    if (strncmp(line, "read ", 5) == 0) {
        read_it(out, line + 5);
        return;
    }
    for (char *w = strtok(line, " "); w && count < 5; w = strtok(NULL, " "))
        words[count++] = w;
    if (count != 5)
        exit(1);
    work_out(out, words[0], interval(words + 1), interval(words + 3));
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
        answer(&out, line);
        puts(hn_text_string(&out));
    }
    free(line);
    hn_text_dispose(&out);
    return 0;
}
