/*
 * interval.c - reading printed figures, and arithmetic on what they stand for.
 *
 * An end is a number or without limit.  The ends of a product or quotient are
 * the lowest and highest among those of the ends; an unlimited end times
 * nought is nought, since the amounts themselves have limits.
 */
#include "interval.h"

#include "number.h"
#include "round.h"

/* --- reading: the parts of a figure -------------------------------------- */

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static void trim(hn_slice *text)
{
    while (text->len > 0 && *text->at == ' ')
        *text = (hn_slice){ text->at + 1, text->len - 1 };
    while (text->len > 0 && text->at[text->len - 1] == ' ')
        text->len--;
}

/* Takes `part`, in small letters, from the end or the beginning. */
static bool take_last(hn_slice *text, const char *part)
{
    size_t len = strlen(part);
    if (text->len < len)
        return false;
    for (size_t i = 0; i < len; i++)
        if (small(text->at[text->len - len + i]) != part[i])
            return false;
    text->len -= len;
    trim(text);
    return true;
}

static bool take_first(hn_slice *text, const char *part)
{
    size_t len = strlen(part);
    if (text->len < len || memcmp(text->at, part, len) != 0)
        return false;
    *text = (hn_slice){ text->at + len, text->len - len };
    trim(text);
    return true;
}

static int64_t take_scale(hn_slice *text)
{
    static const struct { const char *word; int64_t times; } scales[] = {
        { "thousand", 1000 }, { "million", 1000000 },
        { "billion", 1000000000 }, { "bn", 1000000000 },
        { "k", 1000 }, { "m", 1000000 }
    };
    for (size_t i = 0; i < sizeof scales / sizeof scales[0]; i++)
        if (take_last(text, scales[i].word))
            return scales[i].times;
    return 1;
}

static bool has_letter(hn_slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (small(text.at[i]) >= 'a' && small(text.at[i]) <= 'z')
            return true;
    return false;
}

static int64_t tenths(hn_slice text)
{
    int64_t below = 1;
    const char *point = memchr(text.at, '.', text.len);
    for (; point && ++point < text.at + text.len; )
        below *= 10;
    return below;
}

/* What stands around the digits. */
typedef struct around {
    bool negative, money, percent, more;
    int64_t times;
} around;

static const char *take_around(around *out, hn_slice *text)
{
    bool brackets = text->len > 1 && *text->at == '('
                    && text->at[text->len - 1] == ')';
    *out = (around){ .negative = brackets };
    if (brackets) {
        *text = (hn_slice){ text->at + 1, text->len - 2 };
        trim(text);
    }
    out->more = take_last(text, "+");
    bool minus = take_first(text, "-");
    bool plus = !minus && take_first(text, "+");
    out->money = take_first(text, "\xC2\xA3");
    if (out->money && !minus && !plus)
        minus = take_first(text, "-");
    if (minus && brackets)
        return "has a minus and brackets: write one of them";
    out->negative = brackets || minus;
    out->percent = take_last(text, "%");
    out->times = take_scale(text);
    if (out->percent && (out->money || out->times > 1))
        return "is a percentage and more than that: write a percentage "
               "as 31%";
    return NULL;
}

static const char *say_wrong(hn_slice digits, const char *why)
{
    if (digits.len == 0)
        return "has no number in it";
    if (has_letter(digits))
        return "has words beside the number: write the number alone, with "
               "\xC2\xA3, k, m, bn or % where the report has them";
    return why ? why : "is not a number as a report prints it";
}

/* --- reading: what it stands for ----------------------------------------- */

static bool scale(hn_printed_figure *out, hn_ratio number, int64_t below,
                  const around *with)
{
    hn_ratio times;
    int64_t sign = with->negative ? -1 : 1;
    return hn_ratio_make(&times, with->times, with->percent ? 100 : 1)
        && hn_ratio_mul(&out->value, number, times)
        && hn_ratio_mul(&out->value, out->value, hn_ratio_of(sign))
        && hn_ratio_div(&out->step, times, hn_ratio_of(below));
}

static bool spread(hn_printed_figure *out, bool more)
{
    hn_ratio half;
    out->between = hn_interval_point(out->value);
    if (more) {
        out->between.high = hn_ratio_of(0);
        out->between.no_high = true;
        return true;
    }
    return hn_ratio_div(&half, out->step, hn_ratio_of(2))
        && hn_ratio_sub(&out->between.low, out->value, half)
        && hn_ratio_add(&out->between.high, out->value, half);
}

static const char *read_figure(hn_printed_figure *out, hn_slice text,
                               bool *more)
{
    around with;
    hn_ratio number;
    trim(&text);
    const char *wrong = take_around(&with, &text);
    if (wrong)
        return wrong;
    bool digit = text.len > 0 && *text.at >= '0' && *text.at <= '9';
    wrong = hn_ratio_read(&number, text, HN_MONEY);
    if (wrong || !digit)
        return say_wrong(text, wrong);
    *out = (hn_printed_figure){ .times = with.times, .money = with.money,
                                .percent = with.percent };
    *more = with.more;
    return scale(out, number, tenths(text), &with) ? NULL : "is too large";
}

static const char *set_step(hn_printed_figure *out, const char *text)
{
    hn_printed_figure step;
    hn_ratio steps;
    bool more;
    const char *wrong = read_figure(&step, hn_slice_of(text), &more);
    if (wrong || more || step.value.num <= 0)
        return "is rounded to what is no step: write to = "
               "\"\xC2\xA3""1,000\", or 0.5%";
    if (step.percent != out->percent || (step.money && !out->money))
        return "is rounded to a step of another kind: write \xC2\xA3 for "
               "money, % for a percentage";
    if (!hn_ratio_div(&steps, out->value, step.value) || steps.den != 1)
        return "is no whole number of the step it is rounded to";
    out->step = step.value;
    return NULL;
}

const char *hn_printed_read(hn_printed_figure *out, hn_slice text,
                            const char *step)
{
    hn_printed_figure figure;
    bool more;
    const char *wrong = read_figure(&figure, text, &more);
    if (!wrong && step)
        wrong = set_step(&figure, step);
    if (!wrong && !spread(&figure, more))
        wrong = "is too large";
    if (!wrong)
        *out = figure;
    return wrong;
}

/* --- ends ---------------------------------------------------------------- */

/* A number, or without limit: beyond is -1 or 1. */
typedef struct end { int beyond; hn_ratio at; } end;

static end low_of(hn_interval a)
{
    return a.no_low ? (end){ -1, { 0, 1 } } : (end){ 0, a.low };
}

static end high_of(hn_interval a)
{
    return a.no_high ? (end){ 1, { 0, 1 } } : (end){ 0, a.high };
}

static hn_interval between(end low, end high)
{
    return (hn_interval){ low.at, high.at, low.beyond != 0,
                          high.beyond != 0 };
}

static int sign_of(end e)
{
    return e.beyond ? e.beyond : (e.at.num > 0) - (e.at.num < 0);
}

static int order(end a, end b)
{
    if (a.beyond || b.beyond)
        return a.beyond - b.beyond;
    return hn_ratio_compare(a.at, b.at);
}

static end least(end a, end b)
{
    return order(a, b) <= 0 ? a : b;
}

static end most(end a, end b)
{
    return order(a, b) >= 0 ? a : b;
}

typedef bool (*ratio_op)(hn_ratio *, hn_ratio, hn_ratio);

static bool sum_ends(end *out, end a, end b, ratio_op op)
{
    *out = (end){ a.beyond ? a.beyond : b.beyond, { 0, 1 } };
    return out->beyond || op(&out->at, a.at, b.at);
}

/* Divided by what has no limit, and whatever is nought, is nought. */
static bool product_ends(end *out, end a, end b, ratio_op op)
{
    int sign = sign_of(a) * sign_of(b);
    *out = (end){ 0, { 0, 1 } };
    if (sign == 0 || (b.beyond && op == hn_ratio_div))
        return true;
    if (a.beyond || b.beyond) {
        out->beyond = sign;
        return true;
    }
    return op(&out->at, a.at, b.at);
}

/* --- arithmetic ---------------------------------------------------------- */

hn_interval hn_interval_point(hn_ratio value)
{
    return (hn_interval){ .low = value, .high = value };
}

hn_interval hn_interval_all(void)
{
    return (hn_interval){ { 0, 1 }, { 0, 1 }, true, true };
}

bool hn_interval_add(hn_interval *out, hn_interval a, hn_interval b)
{
    end low, high;
    if (!sum_ends(&low, low_of(a), low_of(b), hn_ratio_add)
        || !sum_ends(&high, high_of(a), high_of(b), hn_ratio_add))
        return false;
    *out = between(low, high);
    return true;
}

bool hn_interval_neg(hn_interval *out, hn_interval a)
{
    const hn_ratio minus = { -1, 1 };
    hn_interval turned = { { 0, 1 }, { 0, 1 }, a.no_high, a.no_low };
    if ((!a.no_high && !hn_ratio_mul(&turned.low, a.high, minus))
        || (!a.no_low && !hn_ratio_mul(&turned.high, a.low, minus)))
        return false;
    *out = turned;
    return true;
}

/* An end to be taken away. */
static end away(end e)
{
    e.beyond = -e.beyond;
    return e;
}

bool hn_interval_sub(hn_interval *out, hn_interval a, hn_interval b)
{
    end low, high;
    if (!sum_ends(&low, low_of(a), away(high_of(b)), hn_ratio_sub)
        || !sum_ends(&high, high_of(a), away(low_of(b)), hn_ratio_sub))
        return false;
    *out = between(low, high);
    return true;
}

static bool spread_product(hn_interval *out, hn_interval a, hn_interval b,
                           ratio_op op)
{
    end of_a[] = { low_of(a), high_of(a) };
    end of_b[] = { low_of(b), high_of(b) };
    end low = { 0, { 0, 1 } }, high = low;
    for (int i = 0; i < 4; i++) {
        end corner;
        if (!product_ends(&corner, of_a[i / 2], of_b[i % 2], op))
            return false;
        low = i == 0 ? corner : least(low, corner);
        high = i == 0 ? corner : most(high, corner);
    }
    *out = between(low, high);
    return true;
}

bool hn_interval_mul(hn_interval *out, hn_interval a, hn_interval b)
{
    return spread_product(out, a, b, hn_ratio_mul);
}

bool hn_interval_div(hn_interval *out, hn_interval a, hn_interval b)
{
    return !hn_interval_has(b, hn_ratio_of(0))
        && spread_product(out, a, b, hn_ratio_div);
}

hn_interval hn_interval_lower(hn_interval a, hn_interval b)
{
    return between(least(low_of(a), low_of(b)),
                   least(high_of(a), high_of(b)));
}

hn_interval hn_interval_higher(hn_interval a, hn_interval b)
{
    return between(most(low_of(a), low_of(b)), most(high_of(a), high_of(b)));
}

/* --- asking -------------------------------------------------------------- */

bool hn_interval_is_point(hn_interval a)
{
    return !a.no_low && !a.no_high && hn_ratio_compare(a.low, a.high) == 0;
}

bool hn_interval_has(hn_interval a, hn_ratio value)
{
    return (a.no_low || hn_ratio_compare(a.low, value) <= 0)
        && (a.no_high || hn_ratio_compare(value, a.high) <= 0);
}

bool hn_interval_within(hn_interval a, hn_interval b)
{
    return order(low_of(b), low_of(a)) <= 0
        && order(high_of(a), high_of(b)) <= 0;
}

bool hn_interval_meet(hn_interval *out, hn_interval a, hn_interval b)
{
    end low = most(low_of(a), low_of(b)), high = least(high_of(a), high_of(b));
    if (order(low, high) > 0)
        return false;
    *out = between(low, high);
    return true;
}

bool hn_interval_apart(hn_ratio *out, hn_interval a, hn_interval b)
{
    *out = hn_ratio_of(0);
    if (!a.no_high && !b.no_low && hn_ratio_compare(a.high, b.low) < 0)
        return hn_ratio_sub(out, b.low, a.high);
    if (!a.no_low && !b.no_high && hn_ratio_compare(b.high, a.low) < 0)
        return hn_ratio_sub(out, b.high, a.low);
    return true;
}

/* --- writing ------------------------------------------------------------- */

/* As near as people read it; whether that is not all of it. */
static bool shorten(hn_ratio *value, hn_number_look look)
{
    static const hn_rounding steps[] = {
        [HN_LOOK_PLAIN] = { 1, 1000000, HN_HALF_AWAY },
        [HN_LOOK_MONEY] = { 1, 100, HN_HALF_AWAY },
        [HN_LOOK_PERCENT] = { 1, 1000000, HN_HALF_AWAY }
    };
    hn_ratio near;
    if (!hn_round(&near, *value, steps[look])
        || hn_ratio_compare(near, *value) == 0)
        return false;
    *value = near;
    return true;
}

void hn_look_write(hn_text *out, hn_ratio value, hn_number_look look)
{
    if (shorten(&value, look))
        hn_text_add(out, "about ");
    if (look == HN_LOOK_PERCENT)
        hn_percent_write(out, value);
    else if (look == HN_LOOK_PLAIN)
        hn_amount_write(out, value, hn_unit_plain());
    else
        hn_amount_write(out, value, hn_unit_of(HN_GBP));
    bool whole = out->len > 3 && memcmp(out->at + out->len - 3, ".00", 3) == 0;
    if (look == HN_LOOK_MONEY && whole)
        out->len -= 3;
}

void hn_printed_write(hn_text *out, hn_ratio value,
                      const hn_printed_figure *like)
{
    hn_number_look look = like->percent ? HN_LOOK_PERCENT
                          : like->money ? HN_LOOK_MONEY : HN_LOOK_PLAIN;
    hn_ratio part;
    if (like->times == 1
        || !hn_ratio_div(&part, value, hn_ratio_of(like->times))) {
        hn_look_write(out, value, look);
        return;
    }
    hn_text_add(out, part.num < 0 ? "-" : "");
    hn_text_add(out, like->money ? "\xC2\xA3" : "");
    part.num = part.num < 0 ? -part.num : part.num;
    hn_look_write(out, part, HN_LOOK_PLAIN);
    hn_text_add(out, like->times == 1000 ? "k"
                     : like->times == 1000000 ? "m" : "bn");
}

void hn_interval_write(hn_text *out, hn_interval a, hn_number_look look)
{
    if (a.no_low && a.no_high) {
        hn_text_add(out, "anything");
    } else if (a.no_low) {
        hn_look_write(out, a.high, look);
        hn_text_add(out, " or less");
    } else {
        hn_look_write(out, a.low, look);
        if (a.no_high)
            hn_text_add(out, " or more");
        else if (!hn_interval_is_point(a)) {
            hn_text_add(out, " to ");
            hn_look_write(out, a.high, look);
        }
    }
}
