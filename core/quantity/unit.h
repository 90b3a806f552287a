/*
 * unit.h - units as part of a type, and their algebra.
 *
 * A unit is a product of powers of a few base units: GBP/place/year is
 * GBP^1 place^-1 year^-1.  Plain numbers have every power 0.
 */
#ifndef HN_UNIT_H
#define HN_UNIT_H

#include <stdbool.h>
#include "../base/text.h"

typedef enum hn_base_unit {
    HN_GBP, HN_YEARS, HN_WEEKS, HN_DAYS, HN_MONTHS, HN_HOURS,
    HN_PLACES, HN_PUPILS, HN_HEADS, HN_PLANS, HN_POINTS,
    HN_BASE_UNITS
} hn_base_unit;

typedef struct hn_unit { int8_t power[HN_BASE_UNITS]; } hn_unit;

hn_unit hn_unit_plain(void);
hn_unit hn_unit_of(hn_base_unit base);
bool hn_unit_same(hn_unit a, hn_unit b);
bool hn_unit_is_plain(hn_unit unit);
/* False when a power passes 9. */
bool hn_unit_mul(hn_unit *out, hn_unit a, hn_unit b);
bool hn_unit_div(hn_unit *out, hn_unit a, hn_unit b);

/* Reads "GBP/place/year", "weeks/year", "heads"; one or many of a unit is
 * the same ("place", "places").  False for anything else. */
bool hn_unit_read(hn_unit *out, const char *text);
/* Writes it the same way: "GBP/place/year"; "number" when plain.  A product
 * or a mere divisor, which no type can be declared as, is written "GBP*weeks"
 * or "1/year". */
void hn_unit_write(hn_text *out, hn_unit unit);
/* Writes what follows a number that is said: " weeks a year", " week" if it
 * is `one`; the pound sign stands before the number, so GBP/place/year is
 * " a place a year" and GBP nothing. */
void hn_unit_say(hn_text *out, hn_unit unit, bool one);
/* Whether the unit is money, with or without "/year" and the like. */
bool hn_unit_is_money(hn_unit unit);
/* The words of every base unit, singular and plural, for suggestions. */
const char *const *hn_unit_words(int *count);

#endif
