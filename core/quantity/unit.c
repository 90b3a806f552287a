/*
 * unit.c - the algebra of units and their names.
 *
 * To add a unit: a line in hn_base_unit (unit.h) before the tags, a line in
 * `names` here in the same place, and its place in `order`.
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
    "point", "points",
    "head_0_19", "heads_0_19", "head_2_18", "heads_2_18",
    "head_0_25", "heads_0_25", "head_16_18", "heads_16_18",
    "head_19_25", "heads_19_25",
    "pupil_3_19", "pupils_3_19", "pupil_3_15", "pupils_3_15",
    "net", "gross"                 /* the tags have one word               */
};

_Static_assert(sizeof names / sizeof names[0] == HN_BASE_UNITS + HN_NET,
               "every base unit has a name for one and for many");

/* As people say them: GBP a place a year. */
static const hn_base_unit order[HN_NET] = {
    HN_GBP, HN_PLACES, HN_PUPILS, HN_PUPILS_3_19, HN_PUPILS_3_15,
    HN_HEADS, HN_HEADS_0_19, HN_HEADS_2_18, HN_HEADS_0_25, HN_HEADS_16_18,
    HN_HEADS_19_25, HN_PLANS, HN_POINTS,
    HN_HOURS, HN_DAYS, HN_WEEKS, HN_MONTHS, HN_YEARS
};

static const char *name_of(hn_base_unit base, bool one)
{
    return base < HN_NET ? names[(int)base * 2 + !one]
                         : names[(int)base + HN_NET];
}

/* Without the first, which is GBP again. */
const char *const *hn_unit_words(int *count)
{
    *count = sizeof names / sizeof names[0] - 1;
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

bool hn_unit_is_sound(hn_unit unit)
{
    int pounds = unit.power[HN_GBP], sign = pounds < 0 ? -1 : 1;
    int net = sign * unit.power[HN_NET], gross = sign * unit.power[HN_GROSS];
    return net >= 0 && gross >= 0 && net + gross <= sign * pounds;
}

bool hn_unit_tags_differ(hn_unit a, hn_unit b)
{
    return hn_unit_is_money(a) && hn_unit_is_money(b)
        && (a.power[HN_NET] != b.power[HN_NET]
            || a.power[HN_GROSS] != b.power[HN_GROSS]);
}

static bool read_word(hn_unit *out, hn_slice word)
{
    for (int i = 0; i < HN_NET; i++) {
        if (hn_slice_is(word, name_of((hn_base_unit)i, true))
            || hn_slice_is(word, name_of((hn_base_unit)i, false))) {
            *out = hn_unit_of((hn_base_unit)i);
            return true;
        }
    }
    return false;
}

/* Takes "net " or "gross " from before the money. */
static const char *read_tag(hn_unit *out, const char *text)
{
    for (int i = HN_NET; i < HN_BASE_UNITS; i++) {
        const char *tag = name_of((hn_base_unit)i, true);
        size_t len = strlen(tag);
        if (strncmp(text, tag, len) == 0 && text[len] == ' ') {
            *out = hn_unit_of((hn_base_unit)i);
            return text + len + 1;
        }
    }
    *out = hn_unit_plain();
    return text;
}

bool hn_unit_read(hn_unit *out, const char *text)
{
    hn_unit unit, word, tag;
    text = read_tag(&tag, text);
    size_t len = strcspn(text, "/");
    if (!read_word(&unit, (hn_slice){ text, len })
        || !hn_unit_mul(&unit, unit, tag))
        return false;
    for (text += len; *text == '/'; text += len) {
        text++;
        len = strcspn(text, "/");
        if (!read_word(&word, (hn_slice){ text, len })
            || !hn_unit_div(&unit, unit, word))
            return false;
    }
    if (!hn_unit_is_sound(unit))
        return false;
    *out = unit;
    return true;
}

/* A factor of the unit; of pounds, the net ones come first, then the gross. */
static void write_factor(hn_text *out, hn_unit unit, hn_base_unit base,
                         int nth, bool one)
{
    int net = unit.power[HN_NET], gross = unit.power[HN_GROSS];
    if (unit.power[base] < 0) {
        net = -net;
        gross = -gross;
    }
    if (base == HN_GBP && nth < net + gross)
        hn_text_addf(out, "%s ", name_of(nth < net ? HN_NET : HN_GROSS,
                                         true));
    hn_text_add(out, name_of(base, one));
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
    for (int i = 0; i < HN_NET; i++) {
        for (int n = 0; n < unit.power[order[i]]; n++) {
            hn_text_add(out, between);
            write_factor(out, unit, order[i], n, false);
            between = "*";
        }
    }
    if (*between == '\0')
        hn_text_add_char(out, '1');
    for (int i = 0; i < HN_NET; i++) {
        for (int n = 0; n < -unit.power[order[i]]; n++) {
            hn_text_add_char(out, '/');
            write_factor(out, unit, order[i], n, true);
        }
    }
}

/* Those that are written before a stroke. */
static int factors(hn_unit unit)
{
    int count = 0;
    for (int i = 0; i < HN_NET; i++)
        count += unit.power[i] > 0 ? unit.power[i] : 0;
    return count;
}

/* "head_0_19" is said "head aged 0 to 19". */
static void say_name(hn_text *out, hn_base_unit base, bool one)
{
    const char *between = " aged ";
    for (const char *at = name_of(base, one); *at; at++) {
        if (*at != '_') {
            hn_text_add_char(out, *at);
            continue;
        }
        hn_text_add(out, between);
        between = " to ";
    }
}

static void say_divisors(hn_text *out, hn_unit unit)
{
    for (int i = 0; i < HN_NET; i++) {
        for (int n = unit.power[order[i]]; n < 0; n++) {
            hn_text_add(out, order[i] == HN_HOURS ? " an " : " a ");
            say_name(out, order[i], true);
        }
    }
}

void hn_unit_say(hn_text *out, hn_unit unit, bool one)
{
    if (factors(unit) > 1) {
        hn_text_add_char(out, ' ');
        hn_unit_write(out, unit);
        return;
    }
    for (int i = HN_GBP + 1; i < HN_NET; i++) {
        if (unit.power[i] > 0) {
            hn_text_add_char(out, ' ');
            say_name(out, (hn_base_unit)i, one);
        }
    }
    say_divisors(out, unit);
    for (int i = HN_NET; i < HN_BASE_UNITS; i++)
        if (unit.power[i] > 0)
            hn_text_addf(out, ", %s", name_of((hn_base_unit)i, true));
}

bool hn_unit_is_money(hn_unit unit)
{
    return unit.power[HN_GBP] == 1 && factors(unit) == 1
        && hn_unit_is_sound(unit);
}
