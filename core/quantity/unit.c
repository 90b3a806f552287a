/*
 * unit.c - the algebra of units and their names.
 *
 * To add a unit: a line in hn_base_unit (unit.h), a line in `names` here in
 * the same place, and its place in `order`.
 */
#include "unit.h"

#include <string.h>

#define MOST_POWER 9

/* One and many of each, in the order of hn_base_unit. */
static const char *const names[] = {
    "GBP", "GBP",
    "year", "years", "week", "weeks", "day", "days", "month", "months",
    "hour", "hours",
    "place", "places", "pupil", "pupils", "head", "heads", "plan", "plans",
    "point", "points"
};

_Static_assert(sizeof names / sizeof names[0] == 2 * HN_BASE_UNITS,
               "every base unit has a name for one and for many");

/* As people say them: GBP a place a year. */
static const hn_base_unit order[HN_BASE_UNITS] = {
    HN_GBP, HN_PLACES, HN_PUPILS, HN_HEADS, HN_PLANS, HN_POINTS,
    HN_HOURS, HN_DAYS, HN_WEEKS, HN_MONTHS, HN_YEARS
};

static const char *name_of(hn_base_unit base, bool one)
{
    return names[(int)base * 2 + !one];
}

/* Without the first, which is GBP again. */
const char *const *hn_unit_words(int *count)
{
    *count = 2 * HN_BASE_UNITS - 1;
    return names + 1;
}

hn_unit hn_unit_plain(void)
{
    return (hn_unit){ { 0 } };
}

hn_unit hn_unit_of(hn_base_unit base)
{
    hn_unit unit = hn_unit_plain();
    unit.power[base] = 1;
    return unit;
}

bool hn_unit_same(hn_unit a, hn_unit b)
{
    return memcmp(a.power, b.power, sizeof a.power) == 0;
}

bool hn_unit_is_plain(hn_unit unit)
{
    return hn_unit_same(unit, hn_unit_plain());
}

static bool combine(hn_unit *out, hn_unit a, hn_unit b, int sign)
{
    for (int i = 0; i < HN_BASE_UNITS; i++) {
        int power = a.power[i] + sign * b.power[i];
        if (power > MOST_POWER || power < -MOST_POWER)
            return false;
        a.power[i] = (int8_t)power;
    }
    *out = a;
    return true;
}

bool hn_unit_mul(hn_unit *out, hn_unit a, hn_unit b)
{
    return combine(out, a, b, 1);
}

bool hn_unit_div(hn_unit *out, hn_unit a, hn_unit b)
{
    return combine(out, a, b, -1);
}

static bool read_word(hn_unit *out, hn_slice word)
{
    for (int i = 0; i < HN_BASE_UNITS; i++) {
        if (hn_slice_is(word, name_of((hn_base_unit)i, true))
            || hn_slice_is(word, name_of((hn_base_unit)i, false))) {
            *out = hn_unit_of((hn_base_unit)i);
            return true;
        }
    }
    return false;
}

bool hn_unit_read(hn_unit *out, const char *text)
{
    hn_unit unit, word;
    size_t len = strcspn(text, "/");
    if (!read_word(&unit, (hn_slice){ text, len }))
        return false;
    for (text += len; *text == '/'; text += len) {
        text++;
        len = strcspn(text, "/");
        if (!read_word(&word, (hn_slice){ text, len })
            || !hn_unit_div(&unit, unit, word))
            return false;
    }
    *out = unit;
    return true;
}

/* A product, which only the middle of a formula can have, is written with
 * `*`; no type is declared so. */
void hn_unit_write(hn_text *out, hn_unit unit)
{
    const char *between = "";
    if (hn_unit_is_plain(unit)) {
        hn_text_add(out, "number");
        return;
    }
    for (int i = 0; i < HN_BASE_UNITS; i++) {
        for (int n = unit.power[order[i]]; n > 0; n--) {
            hn_text_add(out, between);
            hn_text_add(out, name_of(order[i], false));
            between = "*";
        }
    }
    if (*between == '\0')
        hn_text_add_char(out, '1');
    for (int i = 0; i < HN_BASE_UNITS; i++) {
        for (int n = unit.power[order[i]]; n < 0; n++) {
            hn_text_add_char(out, '/');
            hn_text_add(out, name_of(order[i], true));
        }
    }
}

static int factors(hn_unit unit)
{
    int count = 0;
    for (int i = 0; i < HN_BASE_UNITS; i++)
        count += unit.power[i] > 0 ? unit.power[i] : 0;
    return count;
}

void hn_unit_say(hn_text *out, hn_unit unit, bool one)
{
    if (factors(unit) > 1) {
        hn_text_add_char(out, ' ');
        hn_unit_write(out, unit);
        return;
    }
    for (int i = HN_GBP + 1; i < HN_BASE_UNITS; i++)
        if (unit.power[i] > 0)
            hn_text_addf(out, " %s", name_of((hn_base_unit)i, one));
    for (int i = 0; i < HN_BASE_UNITS; i++)
        for (int n = unit.power[order[i]]; n < 0; n++)
            hn_text_addf(out, order[i] == HN_HOURS ? " an %s" : " a %s",
                         name_of(order[i], true));
}

bool hn_unit_is_money(hn_unit unit)
{
    return unit.power[HN_GBP] == 1 && factors(unit) == 1;
}
