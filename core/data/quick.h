/*
 * quick.h - the usual forms of a cell, eight bytes at a time.
 *
 * Each function takes the plain form of its kind and nothing else; what it
 * refuses is read again by value.c, which knows every form and what to say.
 * `end` is how far bytes may be looked at: past the cell, but never past the
 * block.  Words are taken with the first character in the lowest byte, on
 * every machine.
 */
#ifndef HN_QUICK_H
#define HN_QUICK_H

#include <string.h>
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

/* Up to 8 bytes, the rest 0. */
static inline uint64_t hn_word_of(const char *at, size_t len, const char *end)
{
    if (end - at >= 8) {
        uint64_t word = hn_word_at(at);
        return len >= 8 ? word : word & ((UINT64_C(1) << (len * 8)) - 1);
    }
    uint64_t word = 0;
    for (size_t i = 0; i < len && i < 8; i++)
        word |= (uint64_t)(unsigned char)at[i] << (i * 8);
    return word;
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
    return ((word & UINT64_C(0x000000FF000000FF)) * UINT64_C(0x000F424000000064)
            + (word >> 16 & UINT64_C(0x000000FF000000FF))
                  * UINT64_C(0x0000271000000001)) >> 32;
}

/* Digits with at most one point, 1 to 8 characters: the digits and how many
 * stand after the point. */
static inline bool hn_quick_short(uint64_t word, size_t len, uint64_t *digits,
                                  int *decimals)
{
    unsigned gap = (unsigned)(8 - len) * 8;
    word = word << gap | HN_EACH('0') >> (63 - gap) >> 1;
    uint64_t points = word ^ HN_EACH('.');
    points = (points - HN_EACH(1)) & ~points & HN_EACH(0x80);
    *decimals = 0;
    if (points) {
        unsigned point = (unsigned)__builtin_ctzll(points) & ~7u;
        if (point <= gap || point == 56)
            return false;
        uint64_t before = word & ((UINT64_C(1) << point) - 1);
        uint64_t after = word >> point >> 8 << 8 << point;
        word = after | before << 8 | '0';
        *decimals = (int)(56 - point) / 8;
    }
    *digits = hn_eight_digits(word);
    return hn_all_digits(word);
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

/* A plain number of up to 17 digits, of either sign. */
static inline bool hn_quick_digits(hn_slice cell, const char *end,
                                   int64_t *value, int *decimals)
{
    uint64_t digits;
    if (cell.len - 1 < 8
        && hn_quick_short(hn_word_of(cell.at, cell.len, end), cell.len,
                          &digits, decimals)) {
        *value = (int64_t)digits;
        return true;
    }
    bool minus = cell.len > 1 && *cell.at == '-';
    if (!hn_quick_long(cell.at + minus, cell.len - minus, &digits, decimals))
        return false;
    *value = minus ? -(int64_t)digits : (int64_t)digits;
    return true;
}

/* A plain number with at most reading->input->decimals decimals (9 at most),
 * in its limits. */
static inline bool hn_quick_number(int64_t *out, const hn_reading *reading,
                                   hn_slice cell, const char *end)
{
    static const int64_t powers[] = {
        1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000,
        1000000000
    };
    int64_t value;
    int decimals, most = reading->input->decimals;
    if (!hn_quick_digits(cell, end, &value, &decimals) || decimals > most
        || __builtin_mul_overflow(value, powers[most - decimals], out))
        return false;
    return *out >= reading->least && *out <= reading->most;
}

/* YYYY-MM-DD of a day that exists. */
static inline bool hn_quick_date(int64_t *out, hn_slice cell)
{
    static const uint16_t before[2][16] = {
        { 0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334 },
        { 0, 0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335 }
    };
    static const uint8_t days[2][16] = {
        { 0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 },
        { 0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }
    };
    const uint64_t hyphens = UINT64_C(0x2D00002D00000000);
    const uint64_t places = UINT64_C(0xFF0000FF00000000);
    if (cell.len != 10)
        return false;
    uint64_t word = hn_word_at(cell.at);
    unsigned tens = (unsigned char)cell.at[8] - (unsigned)'0';
    unsigned ones = (unsigned char)cell.at[9] - (unsigned)'0';
    bool shape = (word & places) == hyphens && tens <= 9 && ones <= 9;
    word = (word & ~places) | (HN_EACH('0') & places);
    shape &= hn_all_digits(word);
    word -= HN_EACH('0');
    word = word * 10 + (word >> 8);
    unsigned year = (unsigned)(word & 0xFF) * 100
                  + (unsigned)(word >> 16 & 0xFF);
    unsigned month = (unsigned)(word >> 40 & 0xFF);
    unsigned day = tens * 10 + ones;
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if (!shape || month > 12 || day - 1 >= days[leap][month] || year < 1600)
        return false;
    unsigned y = year - 1;
    *out = (int64_t)(365 * y + y / 4 - y / 100 + y / 400
                     + before[leap][month] + day) - 719163;
    return true;
}

/* yes no Yes No: 1, 0, or -1 for anything else. */
static inline int hn_quick_yes_no(hn_slice cell, const char *end)
{
    if (cell.len - 2 > 1)
        return -1;
    uint64_t word = hn_word_of(cell.at, cell.len, end) | 0x20;
    return word == 0x736579 ? 1 : word == 0x6F6E ? 0 : -1;
}

/* A name of up to 16 bytes is told by its first and last eight. */
static inline hn_choice_slot hn_choice_key(hn_slice name, const char *end)
{
    hn_choice_slot key = { .len = (uint32_t)name.len, .index = -1 };
    key.first = hn_word_of(name.at, name.len, end);
    key.last = name.len > 8 ? hn_word_at(name.at + name.len - 8) : 0;
    return key;
}

static inline int hn_choice_place(const hn_choice_slot *key)
{
    uint64_t mixed = key->first ^ key->last * UINT64_C(0x9E3779B97F4A7C15)
                   ^ key->len;
    return (int)(mixed * UINT64_C(0xD6E8FEB86659FD93) >> 40);
}

static inline int hn_choice_find(const hn_reading *reading, hn_slice cell,
                                 const char *end)
{
    hn_choice_slot key = hn_choice_key(cell, end);
    int at = hn_choice_place(&key);
    for (;; at++) {
        const hn_choice_slot *slot = &reading->slots[at & reading->slot_mask];
        if (slot->index < 0)
            return -1;
        if (slot->first == key.first && slot->last == key.last
            && slot->len == key.len
            && (key.len <= 16
                || memcmp(reading->input->type.choices->names[slot->index],
                          cell.at, cell.len) == 0))
            return slot->index;
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
