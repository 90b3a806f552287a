/*
 * unit.h - units as part of a type, and their algebra.
 *
 * A unit is a product of powers of a few base units: GBP/place/year is
 * GBP^1 place^-1 year^-1.  Plain numbers have every power 0.
 *
 * Each named population is a unit of its own, so that an amount a head aged 0
 * to 19 never meets one a head aged 2 to 18.  Net and gross are tags of money
 * and have powers as well: each pound in a unit is net, gross or neither, so
 * that net GBP divided by net GBP is a plain number, and net and gross differ.
 */
#ifndef HN_UNIT_H
#define HN_UNIT_H

#include <stdbool.h>
#include "../base/text.h"

typedef enum hn_base_unit {
    HN_GBP, HN_YEARS, HN_WEEKS, HN_DAYS, HN_MONTHS, HN_HOURS,
    HN_PLACES, HN_PUPILS, HN_HEADS, HN_PLANS, HN_POINTS,
    HN_HEADS_0_19, HN_HEADS_2_18, HN_HEADS_0_25, HN_HEADS_16_18,
    HN_HEADS_19_25, HN_PUPILS_3_19, HN_PUPILS_3_15,
    HN_NET, HN_GROSS,              /* tags, which come last                */
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

/* Whether each pound in it is net, gross or neither: false for a tag without
 * money, which dividing net GBP by GBP leaves, or gross GBP by net GBP. */
bool hn_unit_is_sound(hn_unit unit);
/* Whether both are money, but not alike net, gross or neither. */
bool hn_unit_tags_differ(hn_unit a, hn_unit b);

/* Reads "GBP/place/year", "net GBP/head_0_19/year", "weeks/year"; one or many
 * of a unit is the same ("place", "places").  False for anything else. */
bool hn_unit_read(hn_unit *out, const char *text);
/* Writes it the same way: "net GBP/place/year"; "number" when plain.  A product
 * or a mere divisor, which no type can be declared as, is written "GBP*weeks"
 * or "1/year". */
void hn_unit_write(hn_text *out, hn_unit unit);
/* Writes what follows a number that is said: " weeks a year", " week" if it
 * is `one`; the pound sign stands before the number, so net GBP/head_0_19/year
 * is " a head aged 0 to 19 a year, net" and GBP nothing. */
void hn_unit_say(hn_text *out, hn_unit unit, bool one);
/* Whether the unit is money, with or without "/year", net or gross. */
bool hn_unit_is_money(hn_unit unit);
/* The words of every base unit, singular and plural, for suggestions; then
 * net and gross. */
const char *const *hn_unit_words(int *count);

#endif
