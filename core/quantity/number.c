/*
 * number.c - numbers as people write them, in and out.
 *
 * Most cells are a few plain digits, so those are tried first in one short
 * loop.  Whatever it cannot take goes the slow way, which either reads it or
 * finds out what to say.  Sentences are fixed texts: none can carry a value.
 */
#include "number.h"

#include <string.h>
#include "round.h"

#define MOST_DECIMALS 18
#define SHORT_DIGITS  18    /* so many always fit 64 bits                   */

__extension__ typedef unsigned __int128 wide_bits;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static uint64_t power_of_ten(int n)
{
    static const uint64_t powers[] = {
        1u, 10u, 100u, 1000u, 10000u, 100000u, 1000000u, 10000000u,
        100000000u, 1000000000u, 10000000000u, 100000000000u,
        1000000000000u, 10000000000000u, 100000000000000u,
        1000000000000000u, 10000000000000000u, 100000000000000000u,
        1000000000000000000u
    };
    return powers[n];
}

static hn_slice trim(hn_slice text)
{
    while (text.len > 0 && (*text.at == ' ' || *text.at == '\t'))
        text = (hn_slice){ text.at + 1, text.len - 1 };
    while (text.len > 0 && (text.at[text.len - 1] == ' '
                            || text.at[text.len - 1] == '\t'))
        text.len--;
    return text;
}

/* --- the short way ------------------------------------------------------- */

/* Reads -?digits[.digits] of no more than SHORT_DIGITS digits.  False says
 * nothing but that the text is not as simple as that. */
static bool read_short(int64_t *value, int *decimals, hn_slice text)
{
    if (text.len == 0)
        return false;
    const char *at = text.at, *end = text.at + text.len;
    bool negative = *at == '-';
    at += negative;
    if (end - at > SHORT_DIGITS || at == end || !is_digit(*at))
        return false;
    int64_t number = 0;
    while (at < end && is_digit(*at))
        number = number * 10 + (*at++ - '0');
    *decimals = 0;
    if (at < end) {
        const char *point = at;
        if (*point != '.' || end - point < 2)
            return false;
        for (at++; at < end && is_digit(*at); at++)
            number = number * 10 + (*at - '0');
        *decimals = (int)(at - point - 1);
    }
    *value = negative ? -number : number;
    return at == end;
}

/* --- what is wrong with it ----------------------------------------------- */

static bool has(hn_slice text, const char *what)
{
    size_t len = strlen(what);
    for (size_t i = 0; i + len <= text.len; i++)
        if (memcmp(text.at + i, what, len) == 0)
            return true;
    return false;
}

#define TOO_LARGE "is too large"
#define TWO_WAYS  "has a comma that can be read in two ways: write it with " \
                  "a point, or without the comma"
#define BAD_COMMA "has a comma out of place: write thousands as in " \
                  "1,234.50, or no comma at all"

/* Characters that look like a part of a number and are none. */
static const char *say_lookalike(hn_slice text)
{
    static const char *const looks[][2] = {
        { "\xE2\x88\x92", "has a minus sign from a word processor: write a "
                          "hyphen, such as -5" },
        { "\xE2\x80\x93", "has a dash for a minus: write a hyphen, such as "
                          "-5" },
        { "\xEF\xBC", "has full-width digits or signs: write plain ones" },
        { "\xC2\xA0", "has a blank that does not break: leave it out" },
        { "\xE2\x80\xAF", "has a blank that does not break: leave it out" },
        { "\xEF\xBB\xBF", "has an invisible mark before it: leave it out" },
        { "\xE2\x82\xAC", "is in euros: write an amount in pounds" },
        { "$", "is in dollars: write an amount in pounds" },
        { "%", "has a percent sign: leave it out" },
        { "'", "has an apostrophe: leave it out" },
        { " ", "has a blank inside: leave it out" },
        { "(", "has a bracket out of place: write (12.00) or -12.00" },
        { ")", "has a bracket out of place: write (12.00) or -12.00" },
        { "\xC2\xA3", "has a pound sign out of place: write it first" },
        { ",", BAD_COMMA }
    };
    for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++)
        if (has(text, looks[i][0]))
            return looks[i][1];
    return NULL;
}

static const char *say_letters(hn_slice text)
{
    bool digit_before = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        char small = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
        if (small == 'x' && digit_before)
            return "is hexadecimal: write it in decimal digits";
        if (small == 'e' && digit_before)
            return "is in scientific notation, which loses digits: write "
                   "them all, such as 123000 for 1.23E+5";
        if ((small == 'k' || small == 'm') && digit_before)
            return "is in thousands or millions: write all its digits, such "
                   "as 38000 for 38k";
        if (small >= 'a' && small <= 'z')
            return "is not a number: write digits and at most one point";
        digit_before = is_digit(c);
    }
    return NULL;
}

static const char *say_stray(hn_slice text)
{
    const char *why = say_letters(text);
    if (!why)
        why = say_lookalike(text);
    return why ? why : "is not a number: write digits and at most one point";
}

/* --- the long way -------------------------------------------------------- */

/* What stands there: `number` over 10^decimals. */
typedef struct parsed {
    bool negative;
    wide_bits number;
    int decimals;
} parsed;

/* Takes one character, or the two bytes of a pound sign, off the front. */
static bool take(hn_slice *text, const char *what)
{
    size_t len = strlen(what);
    if (text->len < len || memcmp(text->at, what, len) != 0)
        return false;
    *text = (hn_slice){ text->at + len, text->len - len };
    return true;
}

static size_t count_digits(hn_slice text)
{
    size_t n = 0;
    while (n < text.len && is_digit(text.at[n]))
        n++;
    return n;
}

/* Takes the minus, pound sign and brackets off, in whichever order they may
 * stand: -£5, £-5, (5), (£5). */
static const char *take_signs(parsed *p, hn_slice *text,
                              hn_number_style style)
{
    bool money = style == HN_MONEY;
    bool bracket = money && take(text, "(");
    if (bracket && (text->len == 0 || text->at[text->len - 1] != ')'))
        return "has a bracket that is not closed: write (12.00) or -12.00";
    text->len -= bracket;
    bool minus = take(text, "-");
    bool pound = money && take(text, "\xC2\xA3");
    if (pound && !minus)
        minus = take(text, "-");
    if (bracket && minus)
        return "has both brackets and a minus: write one of them";
    p->negative = bracket || minus;
    if (text->len > 0 && *text->at == '+')
        return "has a plus sign: write it without the plus";
    if (text->len > 0 && *text->at == '-')
        return "has two minus signs: write one";
    if (text->len == 0)
        return "has no digits: write 0 if nought is meant, or leave it blank";
    return NULL;
}

static bool push_digits(parsed *p, hn_slice *text, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (__builtin_mul_overflow(p->number, (wide_bits)10, &p->number)
            || __builtin_add_overflow(p->number,
                                      (wide_bits)(text->at[i] - '0'),
                                      &p->number))
            return false;
    *text = (hn_slice){ text->at + count, text->len - count };
    return true;
}

/* The digits before the point.  Commas stand before groups of three and only
 * where the first group could not be a whole number of its own: 0,123 would
 * be 0.123 elsewhere in Europe. */
static const char *take_whole(parsed *p, hn_slice *text)
{
    size_t count = count_digits(*text);
    bool grouped = count < text->len && text->at[count] == ',';
    if (grouped && (count == 0 || count > 3))
        return BAD_COMMA;
    bool nought = grouped && *text->at == '0', first = true;
    if (!push_digits(p, text, count))
        return TOO_LARGE;
    while (take(text, ",")) {
        count = count_digits(*text);
        if (nought || count != 3)
            return first && count > 0 && count == text->len ? TWO_WAYS
                                                            : BAD_COMMA;
        first = false;
        if (!push_digits(p, text, count))
            return TOO_LARGE;
    }
    return NULL;
}

static const char *take_decimals(parsed *p, hn_slice *text)
{
    if (!take(text, "."))
        return NULL;
    size_t count = count_digits(*text);
    if (count == 0 && text->len == 0)
        return "has no digit after the point: write 1 or 1.0";
    if (count < text->len && text->at[count] == ',')
        return "has a comma after a point: write thousands with commas and "
               "pence with a point, as in 1,234.50";
    if (count < text->len && text->at[count] == '.')
        return "has two points: write at most one";
    if (count > MOST_DECIMALS)
        return "has more than 18 decimals";
    p->decimals = (int)count;
    return push_digits(p, text, count) ? NULL : TOO_LARGE;
}

static const char *parse(parsed *p, hn_slice text, hn_number_style style)
{
    *p = (parsed){ 0 };
    if (text.len == 0)
        return "is blank";
    hn_slice whole = text;
    const char *why = take_signs(p, &text, style);
    if (why)
        return why;
    if (style == HN_PLAIN && has(text, ","))
        return "has a comma: write a plain number with a point and no "
               "thousands";
    if (style == HN_PLAIN && (has(text, "\xC2\xA3") || has(text, "(")))
        return "has a pound sign or brackets: write a plain number";
    if (*text.at == '.' && text.len > 1 && is_digit(text.at[1]))
        return "has no digit before the point: write 0.5, not .5";
    if (!is_digit(*text.at))
        return say_stray(whole);
    why = take_whole(p, &text);
    if (!why)
        why = take_decimals(p, &text);
    return !why && text.len > 0 ? say_stray(whole) : why;
}

/* --- reading ------------------------------------------------------------- */

static const char *say_decimals(int most)
{
    static const char *const sentences[] = {
        "has decimals: write a whole number",
        "has more than 1 decimal", "has more than 2 decimals",
        "has more than 3 decimals", "has more than 4 decimals",
        "has more than 5 decimals", "has more than 6 decimals",
        "has more than 7 decimals", "has more than 8 decimals",
        "has more than 9 decimals", "has more than 10 decimals",
        "has more than 11 decimals", "has more than 12 decimals",
        "has more than 13 decimals", "has more than 14 decimals",
        "has more than 15 decimals", "has more than 16 decimals",
        "has more than 17 decimals", "has more than 18 decimals"
    };
    return sentences[most];
}

static const char *read_long(int64_t *out, hn_slice text, int decimals,
                             hn_number_style style)
{
    parsed p;
    const char *why = parse(&p, text, style);
    if (why)
        return why;
    if (p.decimals > decimals)
        return say_decimals(decimals);
    wide_bits most = (wide_bits)INT64_MAX + p.negative;
    if (__builtin_mul_overflow(p.number,
                               (wide_bits)power_of_ten(decimals - p.decimals),
                               &p.number)
        || p.number > most)
        return TOO_LARGE;
    *out = (int64_t)(uint64_t)(p.negative ? 0 - p.number : p.number);
    return NULL;
}

const char *hn_number_read(int64_t *out, hn_slice text, int decimals,
                           hn_number_style style)
{
    int64_t value;
    int found;
    text = trim(text);
    if (!read_short(&value, &found, text) || found > decimals
        || __builtin_mul_overflow(
               value, (int64_t)power_of_ten(decimals - found), &value))
        return read_long(out, text, decimals, style);
    *out = value;
    return NULL;
}

const char *hn_ratio_read(hn_ratio *out, hn_slice text, hn_number_style style)
{
    int64_t value;
    parsed p;
    text = trim(text);
    if (read_short(&value, &p.decimals, text)) {
        hn_ratio_make(out, value, (hn_wide)power_of_ten(p.decimals));
        return NULL;
    }
    const char *why = parse(&p, text, style);
    if (why)
        return why;
    if (p.number >> 127 != 0)
        return TOO_LARGE;
    hn_wide num = (hn_wide)p.number;
    hn_ratio_make(out, p.negative ? -num : num,
                  (hn_wide)power_of_ten(p.decimals));
    return NULL;
}

static void write_with(hn_text *out, hn_slice text, const char *for_comma)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] == ',')
            hn_text_add(out, for_comma);
        else
            hn_text_add_char(out, text.at[i]);
}

bool hn_number_advise(hn_text *out, hn_slice text, hn_number_style style)
{
    parsed p;
    text = trim(text);
    const char *why = parse(&p, text, style);
    if (!why || strcmp(why, TWO_WAYS) != 0)
        return false;
    hn_text_add(out, "could be ");
    write_with(out, text, ".");
    hn_text_add(out, " or ");
    write_with(out, text, "");
    hn_text_add(out, ": write the one that is meant");
    return true;
}

/* --- writing ------------------------------------------------------------- */

/* A number that is written: its whole part as digits, and what is left of it
 * as `rest` over `den`, of which one decimal after another is taken. */
typedef struct written {
    bool negative;
    char whole[40];         /* at most 39 digits                          */
    int digits;
    uint64_t rest, den;
} written;

static written take_apart(hn_ratio value)
{
    written w = { .negative = value.num < 0, .den = (uint64_t)value.den };
    wide_bits num = value.num < 0 ? 0 - (wide_bits)value.num
                                  : (wide_bits)value.num;
    wide_bits whole = num / w.den;
    w.rest = (uint64_t)(num - whole * w.den);
    char *end = w.whole + sizeof w.whole, *at = end;
    do {
        *--at = (char)('0' + (int)(whole % 10));
        whole /= 10;
    } while (whole > 0);
    w.digits = (int)(end - at);
    memmove(w.whole, at, (size_t)w.digits);
    return w;
}

static void write_whole(hn_text *out, const written *w, bool grouped)
{
    for (int i = 0; i < w->digits; i++) {
        if (grouped && i > 0 && (w->digits - i) % 3 == 0)
            hn_text_add_char(out, ',');
        hn_text_add_char(out, w->whole[i]);
    }
}

static void write_decimals(hn_text *out, written *w, int least)
{
    if (least <= 0 && w->rest == 0)
        return;
    hn_text_add_char(out, '.');
    while (least-- > 0 || w->rest > 0) {
        wide_bits ten = (wide_bits)w->rest * 10;
        hn_text_add_char(out, (char)('0' + (int)(ten / w->den)));
        w->rest = (uint64_t)(ten % w->den);
    }
}

/* Whether some finite decimal is exactly the value. */
static bool is_finite(hn_ratio value)
{
    int64_t den = value.den >> __builtin_ctzll((uint64_t)value.den);
    while (den % 5 == 0)
        den /= 5;
    return den == 1;
}

void hn_number_write(hn_text *out, int64_t value, int decimals)
{
    char room[24 + MOST_DECIMALS];
    char *end = room + sizeof room, *at = end;
    uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    for (int i = 0; i < decimals; i++, left /= 10)
        *--at = (char)('0' + left % 10);
    if (decimals > 0)
        *--at = '.';
    if (value < 0)
        hn_text_add_char(out, '-');
    hn_text_add_int(out, (int64_t)left);
    hn_text_add_n(out, at, (size_t)(end - at));
}

void hn_ratio_write(hn_text *out, hn_ratio value, int least)
{
    written w = take_apart(value);
    if (w.negative)
        hn_text_add_char(out, '-');
    if (is_finite(value)) {
        write_whole(out, &w, false);
        write_decimals(out, &w, least);
        return;
    }
    w = take_apart((hn_ratio){ value.num, 1 });
    write_whole(out, &w, false);
    hn_text_add_char(out, '/');
    hn_text_add_int(out, value.den);
}

/* --- writing for people -------------------------------------------------- */

/* The value, or a near one that a few decimals can show; `*about` says which.
 * Of one too large for six decimals the whole pounds are near enough. */
static hn_ratio showable(hn_ratio value, bool *about)
{
    const hn_rounding six = { 1, 1000000, HN_HALF_AWAY };
    const hn_rounding none = { 1, 1, HN_HALF_AWAY };
    hn_ratio near = value;
    *about = !is_finite(value);
    if (*about && !hn_round(&near, value, six))
        hn_round(&near, value, none);
    return near;
}

static void write_shown(hn_text *out, hn_ratio value, const char *sign,
                        int least)
{
    written w = take_apart(value);
    if (w.negative)
        hn_text_add_char(out, '-');
    hn_text_add(out, sign);
    write_whole(out, &w, true);
    write_decimals(out, &w, least);
}

void hn_amount_write(hn_text *out, hn_ratio value, hn_unit unit)
{
    bool about, money = hn_unit_is_money(unit);
    value = showable(value, &about);
    if (about)
        hn_text_add(out, "about ");
    write_shown(out, value, money ? "\xC2\xA3" : "",
                money ? 2 : 0);
    bool one = value.den == 1 && (value.num == 1 || value.num == -1);
    hn_unit_say(out, unit, one);
}

void hn_percent_write(hn_text *out, hn_ratio value)
{
    bool about;
    hn_ratio hundred;
    if (!hn_ratio_mul(&hundred, value, hn_ratio_of(100))) {
        hn_ratio_write(out, value, 0);   /* far beyond any percentage */
        return;
    }
    value = showable(hundred, &about);
    if (about)
        hn_text_add(out, "about ");
    write_shown(out, value, "", 0);
    hn_text_add_char(out, '%');
}
