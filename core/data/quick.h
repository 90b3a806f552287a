/*
 * quick.h - the usual forms of a cell, eight bytes at a time.
 *
 * Each function takes the plain form of its kind and nothing else; what it
 * refuses is read again by value.c, which knows every form and what to say.
 * Unless it says otherwise a function looks at 8 bytes from where the cell
 * begins, however short it is: the caller sees to it that they are there.
 * Words are taken with the first character in the lowest byte, on every
 * machine.
 */
#ifndef HN_QUICK_H
#define HN_QUICK_H

#include <string.h>
#include "../quantity/date.h"
#include "value.h"

#define HN_EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

static inline uint64_t hn_word_at(const char *at)
{
    uint64_t word;
    memcpy(&word, at, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

static inline uint64_t hn_word_mask(size_t len)
{
    static const uint64_t masks[] = {
        0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, UINT64_C(0xFFFFFFFFFF),
        UINT64_C(0xFFFFFFFFFFFF), UINT64_C(0xFFFFFFFFFFFFFF), UINT64_MAX
    };
    return masks[len < 8 ? len : 8];
}

/* Up to 8 bytes, the rest 0; looks at 8 whatever `len` is. */
static inline uint64_t hn_word_near(const char *at, size_t len)
{
    return hn_word_at(at) & hn_word_mask(len);
}

/* The same, looking at no more than the text. */
static inline uint64_t hn_word_of(const char *at, size_t len)
{
    char bytes[8] = { 0 };
    memcpy(bytes, at, len < 8 ? len : 8);
    return hn_word_at(bytes);
}

/* Eight digits, the first in the lowest byte. */
static inline bool hn_all_digits(uint64_t word)
{
    return (((word + HN_EACH(0x46)) | (word - HN_EACH('0')))
            & HN_EACH(0x80)) == 0;
}

static inline uint64_t hn_eight_digits(uint64_t word)
{
    word -= HN_EACH('0');
    word = word * 10 + (word >> 8);
    const uint64_t fours = UINT64_C(0x000000FF000000FF);
    return ((word & fours) * UINT64_C(0x000F424000000064)
            + (word >> 16 & fours) * UINT64_C(0x0000271000000001)) >> 32;
}

/* 1 to 8 characters in eight, noughts in front. */
static inline uint64_t hn_padded(uint64_t word, size_t len)
{
    unsigned gap = (unsigned)(8 - len) * 8;
    return word << gap | HN_EACH('0') >> (63 - gap) >> 1;
}

/* Digits with one point among eight padded characters: takes the point out;
 * how many digits stand after it, or -1 where there is no digit before or
 * after it. */
static inline int hn_without_point(uint64_t *word, size_t len)
{
    uint64_t points = *word ^ HN_EACH('.');
    points = (points - HN_EACH(1)) & ~points & HN_EACH(0x80);
    if (points == 0)
        return 0;
    unsigned point = (unsigned)__builtin_ctzll(points) & ~7u;
    uint64_t before = *word & ((UINT64_C(1) << point) - 1);
    uint64_t after = *word >> point >> 8 << 8 << point;
    *word = after | before << 8 | '0';
    return point <= (8 - len) * 8 || point == 56 ? -1
                                                 : (int)(56 - point) / 8;
}

/* -?digits[.digits] of up to 17 characters, a digit at a time. */
static inline bool hn_quick_long(const char *at, size_t len, uint64_t *digits,
                                 int *decimals)
{
    const char *end = at + len, *point = NULL;
    uint64_t number = 0;
    if (len == 0 || len > 17 || *at == '.' || end[-1] == '.')
        return false;
    for (; at < end; at++) {
        unsigned digit = (unsigned char)*at - (unsigned)'0';
        if (digit <= 9)
            number = number * 10 + digit;
        else if (*at == '.' && !point)
            point = at;
        else
            return false;
    }
    *digits = number;
    *decimals = point ? (int)(end - point) - 1 : 0;
    return true;
}

/* A plain number of up to 17 digits, of either sign, in 10^-most. */
static inline bool hn_quick_longer(int64_t *out, hn_slice cell, int most)
{
    static const int64_t powers[] = {
        1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000,
        1000000000
    };
    uint64_t digits;
    int decimals;
    bool minus = cell.len > 1 && *cell.at == '-';
    if (!hn_quick_long(cell.at + minus, cell.len - minus, &digits, &decimals)
        || decimals > most)
        return false;
    int64_t value = minus ? -(int64_t)digits : (int64_t)digits;
    return !__builtin_mul_overflow(value, powers[most - decimals], out);
}

/* A plain number with at most `most` decimals, which is 9 at most, as a whole
 * number of 10^-most. */
static inline bool hn_quick_number(int64_t *out, hn_slice cell, int most)
{
    static const int64_t powers[] = {
        1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000,
        1000000000
    };
    if (cell.len - 1 >= 8 || *cell.at == '-')
        return hn_quick_longer(out, cell, most);
    uint64_t word = hn_padded(hn_word_at(cell.at), cell.len);
    int decimals = most > 0 ? hn_without_point(&word, cell.len) : 0;
    if ((unsigned)decimals > (unsigned)most || !hn_all_digits(word))
        return false;
    *out = (int64_t)hn_eight_digits(word) * powers[most - decimals];
    return true;
}

/* The months met last: the same few come again and again. */
#define HN_MONTHS_KEPT 64
typedef struct hn_month {
    uint64_t word;             /* "2026-09-" as it stands; 0: free           */
    int32_t before, days;      /* the day before the first; days in it       */
} hn_month;

/* False when `word` is not "2026-09-" or the like. */
static inline bool hn_month_read(hn_month *out, uint64_t word)
{
    const uint64_t hyphens = UINT64_C(0x2D00002D00000000);
    const uint64_t places = UINT64_C(0xFF0000FF00000000);
    uint64_t digits = (word & ~places) | (HN_EACH('0') & places);
    if ((word & places) != hyphens || !hn_all_digits(digits))
        return false;
    digits -= HN_EACH('0');
    digits = digits * 10 + (digits >> 8);
    int year = (int)(digits & 0xFF) * 100 + (int)(digits >> 16 & 0xFF);
    int month = (int)(digits >> 40 & 0xFF);
    hn_date first;
    if (!hn_date_make(&first, year, month, 1))
        return false;
    *out = (hn_month){ word, first - 1, hn_days_in_month(year, month) };
    return true;
}

/* YYYY-MM-DD of a day that exists. */
static inline bool hn_quick_date(int64_t *out, hn_slice cell,
                                 hn_month *months)
{
    if (cell.len != 10)
        return false;
    uint64_t word = hn_word_at(cell.at);
    hn_month *kept = &months[word * UINT64_C(0x9E3779B97F4A7C15) >> 58];
    unsigned tens = (unsigned char)cell.at[8] - (unsigned)'0';
    unsigned ones = (unsigned char)cell.at[9] - (unsigned)'0';
    unsigned day = tens * 10 + ones;
    if (kept->word != word && !hn_month_read(kept, word))
        return false;
    *out = kept->before + (int64_t)day;
    return (tens <= 9) & (ones <= 9) & (day - 1 < (unsigned)kept->days);
}

static inline uint64_t hn_lesser(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* yes no true false, perhaps with a capital.  Which of them it is cannot be
 * foreseen, so it is no branch: the least of the differences is nought. */
static inline bool hn_quick_yes_no(uint64_t *yes, hn_slice cell)
{
    uint64_t word = hn_word_near(cell.at, cell.len) | 0x20;
    uint64_t from_yes = hn_lesser(word ^ 0x736579, word ^ 0x65757274);
    uint64_t from_no = hn_lesser(word ^ 0x6F6E,
                                 word ^ UINT64_C(0x65736C6166));
    *yes = from_yes == 0;
    return hn_lesser(from_yes, from_no) == 0;
}

/* A name of up to 16 bytes is told by its first and last eight; `near` says
 * that 8 bytes may be looked at. */
static inline hn_choice_slot hn_choice_key(hn_slice name, bool near)
{
    hn_choice_slot key = { .len = (uint32_t)name.len, .index = -1 };
    bool more = name.len > 8;
    key.first = near ? hn_word_near(name.at, name.len)
                     : hn_word_of(name.at, name.len);
    if (near)
        key.last = hn_word_at(name.at + (more ? name.len - 8 : 0))
                 & (more ? UINT64_MAX : 0);
    else if (more)
        key.last = hn_word_at(name.at + name.len - 8);
    return key;
}

static inline int hn_choice_place(const hn_choice_slot *key, uint64_t mix)
{
    uint64_t mixed = key->first ^ key->last * UINT64_C(0x9E3779B97F4A7C15)
                   ^ key->len;
    return (int)(mixed * mix >> 40);
}

static inline int hn_choice_find(const hn_reading *reading, hn_slice cell,
                                 bool near)
{
    hn_choice_slot key = hn_choice_key(cell, near);
    int at = hn_choice_place(&key, reading->mix);
    for (;; at++) {
        const hn_choice_slot *slot = &reading->slots[at & reading->slot_mask];
        uint64_t other = (slot->first ^ key.first) | (slot->last ^ key.last)
                       | (slot->len ^ key.len);
        if (other == 0
            && (key.len <= 16
                || memcmp(reading->input->type.choices->names[slot->index],
                          cell.at, cell.len) == 0))
            return slot->index;
        if (slot->index < 0)
            return -1;
    }
}

/* What a spreadsheet makes of a long number: 1.23E+11. */
static inline bool hn_is_damaged(hn_slice id)
{
    const char *at = id.at;
    size_t len = id.len;
    if (len < 5 || (at[len - 3] != '+' && at[len - 4] != '+'))
        return false;
    size_t plus = len - (at[len - 3] == '+' ? 3 : 4);
    if (plus < 2 || (at[plus - 1] | 0x20) != 'e')
        return false;
    for (size_t i = 0; i < len; i++) {
        bool digit = at[i] >= '0' && at[i] <= '9';
        bool sign = i == plus || i == plus - 1 || (i == 1 && at[i] == '.');
        if (!digit && !sign)
            return false;
    }
    return true;
}

#endif
