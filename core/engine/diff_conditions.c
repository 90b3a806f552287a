/*
 * diff_conditions.c - "cost > 0": a name, a sign and an amount, and nothing
 * more.
 *
 * A condition is judged on the numbers as they are, whatever of them is told.
 */
#include <string.h>
#include "diff.h"
#include "../quantity/number.h"

/* --- what can be asked about --------------------------------------------- */

typedef enum quantity {
    CASES, CHANGED, WINNERS, LOSERS, UNCHANGED, ELIGIBLE, REFUSED, OPENED,
    SETTLED, COST, COST_YEAR, COULD_BE, COULD_BE_YEAR, QUANTITIES
} quantity;

static const char *const names[QUANTITIES] = {
    "cases", "changed", "winners", "losers", "unchanged", "newly_eligible",
    "newly_refused", "newly_cannot_tell", "no_longer_cannot_tell", "cost",
    "cost_full_year", "could_be", "could_be_full_year"
};

/* The sum of the award that is compared, or -1. */
static int sum_of(const hn_difference *d, bool full_year)
{
    for (int s = 0; s < d->sum_count; s++)
        if (d->sums[s].award == d->award
            && d->sums[s].full_year == full_year)
            return s;
    return -1;
}

static hn_ratio money(const hn_difference *d, bool full_year, bool could_be)
{
    return d->all.money[2 * sum_of(d, full_year) + could_be].sum;
}

static bool asks_full_year(quantity of)
{
    return of == COST_YEAR || of == COULD_BE_YEAR;
}

static hn_ratio amount(const hn_difference *d, quantity of)
{
    const hn_moves *all = &d->all;
    switch (of) {
    case CASES: return hn_ratio_of(all->cases);
    case CHANGED: return hn_ratio_of(hn_moves_changed(all));
    case WINNERS: return hn_ratio_of(hn_moves_way(all, HN_WAY_MORE));
    case LOSERS: return hn_ratio_of(hn_moves_way(all, HN_WAY_LESS));
    case UNCHANGED: return hn_ratio_of(all->cases - hn_moves_changed(all));
    case ELIGIBLE: return hn_ratio_of(hn_moves_turn(all, HN_TURN_ELIGIBLE));
    case REFUSED: return hn_ratio_of(hn_moves_turn(all, HN_TURN_REFUSED));
    case OPENED: return hn_ratio_of(hn_moves_way(all, HN_WAY_OPENED));
    case SETTLED: return hn_ratio_of(hn_moves_way(all, HN_WAY_SETTLED));
    case COST: return money(d, false, false);
    case COST_YEAR: return money(d, true, false);
    case COULD_BE: return money(d, false, true);
    default: return money(d, true, true);
    }
}

/* --- reading ------------------------------------------------------------- */

typedef enum sign { OVER, AT_LEAST, UNDER, AT_MOST, EQUAL, SIGNS } sign;

/* The longer before those that they begin with. */
static const struct { const char *text; sign is; } signs[] = {
    {">=", AT_LEAST}, {"<=", AT_MOST}, {"==", EQUAL},
    {">", OVER}, {"<", UNDER}, {"=", EQUAL}
};

typedef struct condition { quantity of; sign is; hn_ratio than; } condition;

static const char *skip_blanks(const char *at)
{
    while (*at == ' ')
        at++;
    return at;
}

static bool read_name(const char **at, quantity *out)
{
    size_t len = strcspn(*at, " <>=");
    for (int i = 0; i < QUANTITIES; i++)
        if (strlen(names[i]) == len && memcmp(names[i], *at, len) == 0) {
            *out = (quantity)i;
            *at += len;
            return true;
        }
    return false;
}

static bool read_sign(const char **at, sign *out)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t len = strlen(signs[i].text);
        if (strncmp(*at, signs[i].text, len) == 0) {
            *out = signs[i].is;
            *at += len;
            return true;
        }
    }
    return false;
}

/* NULL, or what is wrong. */
static const char *read_condition(const char *text, condition *out)
{
    const char *at = skip_blanks(text);
    if (!read_name(&at, &out->of))
        return "does not begin with a quantity";
    at = skip_blanks(at);
    if (!read_sign(&at, &out->is))
        return "has none of the signs > >= < <= = after its quantity";
    return hn_ratio_read(&out->than, hn_slice_of(at), HN_MONEY)
               ? "does not end with an amount" : NULL;
}

static hn_status refuse(hn_difference *d, const char *text,
                        const char *wrong, const hn_host *host,
                        hn_error *err)
{
    hn_text help;
    hn_text_init(&help, &d->memory);
    hn_text_add(&help, "write it like 'cost > 0'; the quantities are");
    for (int i = 0; i < QUANTITIES; i++)
        hn_text_addf(&help, "%s %s", i ? "," : "", names[i]);
    hn_report_addf(&d->report, 623, HN_ERROR,
                   (hn_place){.file = "--fail-if"}, hn_text_string(&help),
                   "\"%.*s\" %s", (int)strnlen(text, 80), text, wrong);
    bool refused = help.failed || d->report.failed;
    hn_text_dispose(&help);
    if (refused)
        return hn_no_memory(err);
    hn_tell_all(host, &d->report, 0, err);
    if (err)
        err->status = HN_BAD_USE;
    return HN_BAD_USE;
}

hn_status hn_diff_conditions(hn_difference *d,
                             const hn_diff_options *options,
                             const hn_host *host, hn_error *err)
{
    size_t count = (size_t)options->fail_if_count;
    d->conditions = hn_arena_alloc(&d->arena, (count + 1)
                                                  * sizeof *d->conditions);
    if (!d->conditions)
        return hn_no_memory(err);
    for (size_t i = 0; i < count; i++) {
        condition read;
        const char *text = options->fail_if[i];
        const char *wrong = read_condition(text, &read);
        if (!wrong && asks_full_year(read.of) && sum_of(d, true) < 0)
            wrong = "asks for a full year, and the award has none";
        if (wrong)
            return refuse(d, text, wrong, host, err);
        d->conditions[d->condition_count].text = hn_arena_text(&d->arena,
                                                               text);
        if (!d->conditions[d->condition_count++].text)
            return hn_no_memory(err);
    }
    return HN_OK;
}

/* --- judging ------------------------------------------------------------- */

static bool holds(const hn_difference *d, const char *text)
{
    condition c;
    if (read_condition(text, &c))
        return false;
    int order = hn_ratio_compare(amount(d, c.of), c.than);
    switch (c.is) {
    case OVER: return order > 0;
    case AT_LEAST: return order >= 0;
    case UNDER: return order < 0;
    case AT_MOST: return order <= 0;
    default: return order == 0;
    }
}

bool hn_diff_judge(hn_difference *d)
{
    bool any = false;
    for (int i = 0; i < d->condition_count; i++) {
        d->conditions[i].holds = holds(d, d->conditions[i].text);
        any = any || d->conditions[i].holds;
    }
    return any;
}
