/*
 * value.c - one cell, read as an input declares it.
 *
 * Reading says only whether and why a cell is refused; the sentence is built
 * apart, and only for cells that are told to somebody.
 */
#include "value.h"
#include "quick.h"
#include "../quantity/number.h"

#include <string.h>

hn_slice hn_slice_trim(hn_slice slice)
{
    while (slice.len > 0 && (*slice.at == ' ' || *slice.at == '\t'))
        slice = (hn_slice){ slice.at + 1, slice.len - 1 };
    while (slice.len > 0 && (slice.at[slice.len - 1] == ' '
                             || slice.at[slice.len - 1] == '\t'))
        slice.len--;
    return slice;
}

/* --- preparing ----------------------------------------------------------- */

/* Puts the choices into their slots; how many did not get their first. */
static int place_choices(hn_reading *out, const hn_choices *choices)
{
    int displaced = 0;
    for (int i = 0; i <= out->slot_mask; i++)
        out->slots[i] = (hn_choice_slot){ .len = UINT32_MAX, .index = -1 };
    for (int i = 0; i < choices->count; i++) {
        hn_slice name = hn_slice_of(choices->names[i]);
        hn_choice_slot key = hn_choice_key(name, false);
        int at = hn_choice_place(&key, out->mix) & out->slot_mask;
        displaced += out->slots[at].index >= 0;
        while (out->slots[at].index >= 0)
            at = (at + 1) & out->slot_mask;
        key.index = i;
        out->slots[at] = key;
    }
    return displaced;
}

#define MIXES_TRIED 64
#define MOST_DECIMALS 18      /* that can be read at all                    */

static bool enter_choices(hn_reading *out, const hn_choices *choices,
                          hn_arena *arena)
{
    int size = 8;
    while (size < choices->count * 4)
        size *= 2;
    out->slots = hn_arena_alloc(arena, (size_t)size * sizeof *out->slots);
    if (!out->slots)
        return false;
    out->slot_mask = size - 1;
    out->mix = UINT64_C(0xD6E8FEB86659FD93);
    for (int i = 0; place_choices(out, choices) > 0 && i < MIXES_TRIED; i++)
        out->mix *= UINT64_C(0xDA942042E4DD58B5);
    return true;
}

static bool enter_marks(hn_reading *out, hn_arena *arena)
{
    const hn_records *records = out->records;
    if (records->mark_count == 0)
        return true;
    bool *first = hn_arena_alloc(arena, 256 * sizeof *first);
    if (!first)
        return false;
    for (int i = 0; i < records->mark_count; i++)
        first[(unsigned char)*records->marks[i].mark] = true;
    out->mark_first = first;
    return true;
}

/* Short plain numbers can be taken as they are when rounding would leave them
 * so: when there is none, or its step is the last decimal kept. */
static bool is_quick(const hn_input *input, int64_t scale)
{
    const hn_rounding *read = input->read;
    return input->decimals <= 9
        && (!read || (read->step_num == 1 && read->step_den == scale));
}

bool hn_reading_init(hn_reading *out, const hn_records *records,
                     const hn_input *input, hn_arena *arena)
{
    *out = (hn_reading){ .input = input, .records = records, .scale = 1 };
    out->money = input->type.kind == HN_NUMBER
              && hn_unit_is_money(input->type.unit);
    for (int i = 0; i < input->decimals; i++)
        out->scale *= 10;
    out->quick = is_quick(input, out->scale);
    out->least = input->has_min ? input->min : -HN_INPUT_LIMIT;
    out->most = input->has_max ? input->max : HN_INPUT_LIMIT;
    if (input->type.kind == HN_CHOICE
        && !enter_choices(out, input->type.choices, arena))
        return false;
    return enter_marks(out, arena);
}

/* --- reading ------------------------------------------------------------- */

static hn_value refuse(int code, const char *why)
{
    return (hn_value){ .state = HN_REFUSED, .code = code, .why = why };
}

static hn_value known(int64_t value)
{
    return (hn_value){ .state = HN_KNOWN, .value = value };
}

static hn_value read_nothing(const hn_input *input)
{
    if (input->required)
        return refuse(405, NULL);
    return (hn_value){ .state = input->blank ? HN_NONE : HN_MISSING };
}

static int find_mark(const hn_reading *reading, hn_slice cell)
{
    if (!reading->mark_first || !reading->mark_first[(unsigned char)*cell.at])
        return -1;
    for (int i = 0; i < reading->records->mark_count; i++)
        if (hn_slice_is(cell, reading->records->marks[i].mark))
            return i;
    return -1;
}

static hn_value read_mark(const hn_reading *reading, int mark)
{
    if (reading->input->required)
        return refuse(405, NULL);
    return (hn_value){ .state = HN_MISSING, .mark = (uint8_t)(mark + 1) };
}

/* A number with more decimals than are kept, rounded as the input says. */
static const char *read_rounded(const hn_reading *reading, hn_slice cell,
                                hn_value *out)
{
    hn_ratio exact, rounded, scaled;
    const char *why = hn_ratio_read(&exact, cell,
                                    reading->money ? HN_MONEY : HN_PLAIN);
    if (why)
        return why;
    if (!hn_round(&rounded, exact, *reading->input->read)
        || !hn_ratio_mul(&scaled, rounded, hn_ratio_of(reading->scale))
        || scaled.num > INT64_MAX || scaled.num < INT64_MIN)
        return "is too large";
    if (scaled.den != 1)
        return "has more decimals than are kept";
    *out = known((int64_t)scaled.num);
    out->rounded = hn_ratio_compare(exact, rounded) != 0;
    return NULL;
}

static hn_value read_number(const hn_reading *reading, hn_slice cell)
{
    hn_value value = known(0);
    const char *why =
        reading->input->read
            ? read_rounded(reading, cell, &value)
            : hn_number_read(&value.value, cell, reading->input->decimals,
                             reading->money ? HN_MONEY : HN_PLAIN);
    if (why)
        return refuse(401, why);
    if (value.value < reading->least || value.value > reading->most)
        return refuse(401, NULL);
    return value;
}

static hn_value read_date(hn_slice cell)
{
    hn_date date;
    const char *why = hn_date_read(&date, cell);
    return why ? refuse(401, why) : known(date);
}

static hn_value read_yes_no(hn_slice cell)
{
    static const char *const words[] = {
        "no", "yes", "No", "Yes", "NO", "YES", "n", "y", "N", "Y",
        "false", "true", "False", "True", "FALSE", "TRUE"
    };
    for (int i = 0; i < (int)(sizeof words / sizeof words[0]); i++)
        if (hn_slice_is(cell, words[i]))
            return known(i & 1);
    return refuse(401, NULL);
}

static hn_value read_choice(const hn_reading *reading, hn_slice cell)
{
    int index = hn_choice_find(reading, cell, false);
    return index < 0 ? refuse(401, NULL) : known(index);
}

static hn_value read_text(const hn_input *input, hn_slice cell)
{
    if (input->type.form == HN_ID && hn_is_damaged(cell))
        return refuse(417, NULL);
    return (hn_value){ .state = HN_KNOWN, .text = cell };
}

hn_value hn_value_read(const hn_reading *reading, hn_slice cell)
{
    cell = hn_slice_trim(cell);
    if (cell.len == 0)
        return read_nothing(reading->input);
    int mark = find_mark(reading, cell);
    if (mark >= 0)
        return read_mark(reading, mark);
    switch (reading->input->type.kind) {
    case HN_NUMBER:
        return read_number(reading, cell);
    case HN_DATE:
        return read_date(cell);
    case HN_YESNO:
        return read_yes_no(cell);
    case HN_CHOICE:
        return read_choice(reading, cell);
    default:
        return read_text(reading->input, cell);
    }
}

/* --- what to say --------------------------------------------------------- */

static const char *finish(hn_text *text, hn_arena *arena)
{
    const char *kept = hn_arena_text_n(arena, text->len ? text->at : "",
                                       text->len);
    bool failed = text->failed;
    hn_text_dispose(text);
    arena->failed |= failed;
    return failed ? NULL : kept;
}

static hn_number_style style_of(const hn_reading *reading)
{
    return reading->money ? HN_MONEY : HN_PLAIN;
}

/* A value of the input: with its unit where that is said, with a pound sign
 * where it is money. */
static void add_number(hn_text *out, const hn_reading *reading, int64_t value,
                       bool with_unit)
{
    hn_type type = reading->input->type;
    hn_unit unit = with_unit ? type.unit
                   : reading->money ? hn_unit_of(HN_GBP) : hn_unit_plain();
    hn_ratio ratio;
    if (!hn_ratio_make(&ratio, value, reading->scale))
        return;
    hn_amount_write(out, ratio, unit);
    if (with_unit && type.form == HN_PERCENT)
        hn_text_add_char(out, '%');
}

/* "between 1 and 39 weeks", "at most £120.00 a year"; " " before it. */
static void add_limits(hn_text *out, const hn_reading *reading, bool units)
{
    const hn_input *input = reading->input;
    if (input->has_min && input->has_max) {
        hn_text_add(out, " between ");
        add_number(out, reading, input->min, false);
        hn_text_add(out, " and ");
    } else if (input->has_min) {
        hn_text_add(out, " at least ");
        add_number(out, reading, input->min, units);
    } else if (input->has_max) {
        hn_text_add(out, " at most ");
    }
    if (input->has_max)
        add_number(out, reading, input->max, units);
}

/* What to write into the cell: no unit stands behind a number there. */
static void add_type(hn_text *out, const hn_reading *reading)
{
    hn_type type = reading->input->type;
    if (type.form == HN_COUNT)
        hn_text_add(out, "a whole number");
    else if (type.form == HN_PERCENT)
        hn_text_add(out, "a percentage");
    else if (reading->money)
        hn_text_add(out, "an amount");
    else
        hn_text_add(out, "a number");
    if (!reading->money && type.form == HN_AMOUNT
        && !hn_unit_is_plain(type.unit)) {
        hn_text_add(out, " of");
        hn_unit_say(out, type.unit, false);
    }
    add_limits(out, reading, false);
}

/* What the value must be, where it is outside. */
static void add_range(hn_text *out, const hn_reading *reading)
{
    const hn_input *input = reading->input;
    if (input->type.form == HN_COUNT || (!input->has_min && !input->has_max)) {
        hn_text_add_char(out, ' ');
        add_type(out, reading);
    } else {
        add_limits(out, reading, true);
    }
}

#define CHOICES_SHOWN 12

static void add_choices(hn_text *out, const hn_choices *choices)
{
    for (int i = 0; i < choices->count && i < CHOICES_SHOWN; i++) {
        if (i > 0)
            hn_text_add(out, i + 1 == choices->count ? " or " : ", ");
        hn_text_add(out, choices->names[i]);
    }
    if (choices->count > CHOICES_SHOWN)
        hn_text_addf(out, " or one of %d others",
                     choices->count - CHOICES_SHOWN);
}

static void add_wanted(hn_text *out, const hn_reading *reading)
{
    switch (reading->input->type.kind) {
    case HN_NUMBER:
        add_type(out, reading);
        return;
    case HN_YESNO:
        hn_text_add(out, "yes or no");
        return;
    case HN_CHOICE:
        add_choices(out, reading->input->type.choices);
        return;
    case HN_DATE:
        hn_text_add(out, "a date such as 2026-09-01");
        return;
    default:
        hn_text_add(out, reading->input->type.form == HN_ID ? "an id"
                                                            : "text");
    }
}

/* The input's name, and the file's name for it where that is another. */
static void add_name(hn_text *out, const hn_input *input, hn_slice column)
{
    hn_text_add(out, input->thing.name);
    if (column.len > 0 && !hn_slice_is(column, input->thing.name))
        hn_text_addf(out, " (column \"%.*s\")", (int)column.len, column.at);
}

/* What can be made out of a cell that is not private: as in date.h. */
static bool advise(hn_text *out, const hn_reading *reading, hn_slice cell)
{
    hn_kind kind = reading->input->type.kind;
    return !reading->input->is_private
        && ((kind == HN_DATE && hn_date_advise(out, cell))
            || (kind == HN_NUMBER
                && hn_number_advise(out, cell, style_of(reading))));
}

static void add_advice(hn_text *out, hn_slice cell, const char *advice)
{
    const char *colon = strstr(advice, ": ");
    hn_text_addf(out, ": %.*s %.*s", (int)cell.len, cell.at,
                 colon ? (int)(colon - advice) : (int)strlen(advice), advice);
}

/* number.h and date.h say "is blank: write year, month and day": what stands
 * before the colon is the sentence, what follows is the help. */
static void add_why(hn_text *out, const char *why)
{
    bool verb = strncmp(why, "has ", 4) == 0 || strncmp(why, "is ", 3) == 0;
    const char *colon = strstr(why, ": ");
    hn_text_add(out, verb ? " " : ": ");
    hn_text_add_n(out, why, colon ? (size_t)(colon - why) : strlen(why));
}

const char *hn_value_message(const hn_reading *reading, hn_slice column,
                             hn_slice cell, const hn_value *value,
                             hn_arena *arena)
{
    hn_text out, advice;
    hn_text_init(&out, arena->memory);
    hn_text_init(&advice, arena->memory);
    cell = hn_slice_trim(cell);
    add_name(&out, reading->input, column);
    if (value->code == 405) {
        hn_text_add(&out, " is required and nothing stands there");
    } else if (value->code == 417) {
        hn_text_add(&out, " holds a number that a spreadsheet has damaged");
    } else if (value->why && advise(&advice, reading, cell)) {
        add_advice(&out, cell, hn_text_string(&advice));
    } else if (value->why) {
        add_why(&out, value->why);
    } else if (reading->input->type.kind == HN_NUMBER) {
        hn_text_add(&out, " must be");
        add_range(&out, reading);
    } else {
        hn_text_add(&out, " must be ");
        add_wanted(&out, reading);
    }
    arena->failed |= advice.failed;
    hn_text_dispose(&advice);
    return finish(&out, arena);
}

/* --- help ---------------------------------------------------------------- */

/* Whether the value is one that the input takes; `*over`: beyond the most. */
static bool passes(const hn_reading *reading, hn_ratio value, bool *over)
{
    hn_ratio scaled = { 0, 0 };
    *over = hn_ratio_mul(&scaled, value, hn_ratio_of(reading->scale))
         && hn_ratio_compare(scaled, hn_ratio_of(reading->most)) > 0;
    return scaled.den == 1 && !*over && scaled.num >= reading->least;
}

static void help_pence(hn_text *out, const hn_reading *reading,
                       hn_ratio value)
{
    hn_ratio pounds;
    bool over;
    if (!reading->money || !hn_ratio_div(&pounds, value, hn_ratio_of(100))
        || !passes(reading, pounds, &over))
        return;
    hn_text_add(out, " Pence entered as pounds? ");
    if (reading->input->is_private)
        hn_text_add(out, "A hundredth of it");
    else
        hn_ratio_write(out, pounds, 2);
    hn_text_add(out, " would pass.");
}

static void help_range(hn_text *out, const hn_reading *reading, hn_slice cell)
{
    hn_ratio value;
    bool over;
    if (hn_ratio_read(&value, cell, style_of(reading)))
        return;
    if (reading->input->is_private)
        hn_text_add(out, "The value");
    else
        hn_text_add_n(out, cell.at, cell.len);
    (void)passes(reading, value, &over);
    hn_text_add(out, over ? " is over the maximum."
                          : " is under the minimum.");
    if (over)
        help_pence(out, reading, value);
}

static bool same_but_capitals(const char *name, hn_slice cell)
{
    if (strlen(name) != cell.len)
        return false;
    for (size_t i = 0; i < cell.len; i++) {
        char a = name[i], b = cell.at[i];
        if (a != b && ((a | 0x20) != (b | 0x20) || (a | 0x20) < 'a'
                       || (a | 0x20) > 'z'))
            return false;
    }
    return true;
}

/* What is near a private value would nearly tell it: nothing is suggested. */
static void help_choice(hn_text *out, const hn_reading *reading, hn_slice cell,
                        hn_arena *arena)
{
    const hn_choices *choices = reading->input->type.choices;
    if (reading->input->is_private) {
        hn_text_add(out, "write one of the choices, letter by letter");
        return;
    }
    for (int i = 0; i < choices->count; i++)
        if (same_but_capitals(choices->names[i], cell)) {
            hn_text_addf(out, "capitals matter: write %s", choices->names[i]);
            return;
        }
    const char *given = hn_arena_text_n(arena, cell.at, cell.len);
    const char *near = given ? hn_text_nearest(given, choices->names,
                                               choices->count) : NULL;
    if (near)
        hn_text_addf(out, "did you mean %s?", near);
    else if (choices->count > CHOICES_SHOWN)
        hn_text_add(out, "the pack lists the choices");
}

/* A mark in other capitals: people know that it is accepted elsewhere. */
static bool help_mark(hn_text *out, const hn_reading *reading, hn_slice cell)
{
    const hn_records *records = reading->records;
    for (int i = 0; i < records->mark_count; i++) {
        const char *mark = records->marks[i].mark;
        if (!reading->input->is_private && !reading->input->required
            && same_but_capitals(mark, cell)) {
            hn_text_addf(out, "`%s` is read as missing, and capitals matter: "
                         "write %s", mark, mark);
            return true;
        }
    }
    return false;
}

/* The two values of as many decimals as are kept that the cell lies between,
 * where they pass. */
static bool near_values(const hn_reading *reading, hn_slice cell,
                        hn_ratio near[2])
{
    static const hn_round_mode modes[2] = { HN_FLOOR, HN_CEILING };
    hn_ratio value;
    bool over;
    if (reading->input->is_private
        || hn_ratio_read(&value, cell, style_of(reading)))
        return false;
    for (int i = 0; i < 2; i++)
        if (!hn_round(&near[i], value,
                      (hn_rounding){ 1, reading->scale, modes[i] })
            || !passes(reading, near[i], &over))
            return false;
    return true;
}

static void help_decimals(hn_text *out, const hn_reading *reading,
                          hn_slice cell)
{
    int decimals = reading->input->decimals;
    hn_ratio near[2];
    if (near_values(reading, cell, near)) {
        hn_text_add(out, "write ");
        hn_ratio_write(out, near[0], decimals);
        hn_text_add(out, " or ");
        hn_ratio_write(out, near[1], decimals);
    } else if (reading->money && decimals == 2) {
        hn_text_add(out, "round it to the penny");
    } else {
        hn_text_addf(out, "round it to %d decimal%s", decimals,
                     decimals == 1 ? "" : "s");
    }
}

static void help_yes_no(hn_text *out, hn_slice cell)
{
    if (hn_slice_is(cell, "1") || hn_slice_is(cell, "0"))
        hn_text_add(out, "1 and 0 are numbers here: write yes or no");
    else
        hn_text_add(out, "write yes or no; y, n, true and false are read too");
}

static void help_required(hn_text *out, const hn_reading *reading,
                          hn_slice cell)
{
    if (cell.len == 0) {
        hn_text_add(out, "write ");
        add_wanted(out, reading);
        return;
    }
    int mark = find_mark(reading, cell);
    if (mark >= 0)
        hn_text_addf(out, "the mark that stands there says: %s",
                     reading->records->marks[mark].reason);
}

static void help_value(hn_text *out, const hn_reading *reading, hn_slice cell,
                       hn_arena *arena)
{
    switch (reading->input->type.kind) {
    case HN_NUMBER:
        help_range(out, reading, cell);
        return;
    case HN_YESNO:
        help_yes_no(out, cell);
        return;
    case HN_CHOICE:
        help_choice(out, reading, cell, arena);
        return;
    default:
        return;
    }
}

const char *hn_value_help(const hn_reading *reading, hn_slice cell,
                          const hn_value *value, hn_arena *arena)
{
    hn_text out, advice;
    hn_text_init(&out, arena->memory);
    hn_text_init(&advice, arena->memory);
    cell = hn_slice_trim(cell);
    const char *why = value->why;
    if (why && advise(&advice, reading, cell))
        why = hn_text_string(&advice);
    const char *colon = why ? strstr(why, ": ") : NULL;
    if (value->code == 405)
        help_required(&out, reading, cell);
    else if (value->code == 417)
        hn_text_add(&out, "digits are lost: export the column again as text");
    else if (help_mark(&out, reading, cell))
        ;
    else if (colon)
        hn_text_add(&out, colon + 2);
    else if (why && strncmp(why, "has more than ", 14) == 0
             && reading->input->decimals < MOST_DECIMALS)
        help_decimals(&out, reading, cell);
    else if (why) {
        hn_text_add(&out, "write ");
        add_wanted(&out, reading);
    } else
        help_value(&out, reading, cell, arena);
    arena->failed |= advice.failed;
    hn_text_dispose(&advice);
    bool any = out.len > 0;
    const char *help = finish(&out, arena);
    return any ? help : NULL;
}
