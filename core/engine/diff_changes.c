/*
 * diff_changes.c - what two packs differ in, in words.
 *
 * Changes come first, each with its label and, of a parameter, what it was and
 * is; then what shows only in what reads it, and what is words alone.
 */
#include "diff.h"
#include "formula.h"
#include "lines.h"

static const hn_thing *either(const hn_difference *d, int pair)
{
    const hn_thing *const *of = d->mix.pairs[pair].of;
    return of[HN_NEW] ? of[HN_NEW] : of[HN_OLD];
}

static void say_name(hn_text *out, const hn_thing *thing)
{
    hn_text_addf(out, "%s %s", hn_thing_word(thing), thing->name);
}

/* --- parameters ---------------------------------------------------------- */

static void say_period(hn_text *out, const hn_period *period)
{
    if (period->value)
        hn_constant_say(out, period->value);
    else
        hn_text_add(out, "expected");
}

static bool is_dated(const hn_param *param)
{
    return param->count > 1 || param->periods[0].from > HN_DATE_FIRST;
}

static void say_from(hn_text *out, const hn_param *param, int at)
{
    if (!is_dated(param))
        return;
    hn_text_add(out, " from ");
    hn_date_write_long(out, param->periods[at].from);
}

static bool same_value(const hn_period *a, const hn_period *b)
{
    const hn_node *x = a->value, *y = b->value;
    return a->from == b->from && !x == !y
           && (!x || (x->u.constant.number.num == y->u.constant.number.num
                      && x->u.constant.number.den == y->u.constant.number.den
                      && x->u.constant.index == y->u.constant.index));
}

/* The first period that differs; what follows it is not told apart. */
static void say_param(hn_text *out, const hn_param *old_param,
                      const hn_param *new_param)
{
    int at = 0;
    while (at < old_param->count && at < new_param->count
           && same_value(&old_param->periods[at], &new_param->periods[at]))
        at++;
    hn_text_add(out, ": ");
    if (at >= new_param->count) {
        hn_text_add(out, "it ends sooner");
        return;
    }
    if (at < old_param->count
        && old_param->periods[at].from == new_param->periods[at].from) {
        say_period(out, &old_param->periods[at]);
        hn_text_add(out, " becomes ");
    }
    say_period(out, &new_param->periods[at]);
    say_from(out, new_param, at);
    if (new_param->count > at + 1 || old_param->count > at + 1)
        hn_text_add(out, ", and so on");
}

/* --- changes ------------------------------------------------------------- */

static bool is_param(const hn_pairing *pair)
{
    const hn_thing *a = pair->of[HN_OLD], *b = pair->of[HN_NEW];
    return a && b && a->word == HN_WORD_PARAM
           && ((const hn_param *)a)->count > 0
           && ((const hn_param *)b)->count > 0;
}

static void say_change(const hn_difference *d, int at, hn_text *out)
{
    const hn_pairing *pair = &d->mix.pairs[at];
    const hn_thing *thing = either(d, at);
    say_name(out, thing);
    if (pair->altered == HN_ADDED)
        hn_text_add(out, ", new");
    if (pair->altered == HN_DROPPED)
        hn_text_add(out, ", gone");
    if (thing->label)
        hn_text_addf(out, ": %s", thing->label);
    if (is_param(pair))
        say_param(out, (const hn_param *)pair->of[HN_OLD],
                  (const hn_param *)pair->of[HN_NEW]);
}

/* A line of its own; in Markdown one of a list. */
static void add_change(const hn_difference *d, int at, bool markdown,
                       hn_text *out)
{
    hn_text said;
    hn_text_init(&said, out->memory);
    say_change(d, at, &said);
    hn_text_add(out, markdown ? "- " : "  ");
    if (markdown)
        hn_lines_plain(out, hn_text_string(&said));
    else
        hn_text_add(out, hn_text_string(&said));
    hn_text_add_char(out, '\n');
    out->failed = out->failed || said.failed;
    hn_text_dispose(&said);
}

static bool is_read(const hn_difference *d, int pair)
{
    for (int i = 0; i < d->change_count; i++)
        if (d->changes[i].taken[pair] && d->changes[i].reaches)
            return true;
    return false;
}

static void say_changes(const hn_difference *d, bool read, const char *heading,
                        bool markdown, hn_text *out)
{
    bool any = false;
    for (int i = 0; i < d->mix.count; i++) {
        if (!hn_mix_is_change(&d->mix, i) || is_read(d, i) != read)
            continue;
        if (!any)
            hn_text_addf(out, markdown ? "\n## %s\n\n" : "\n%s\n", heading);
        any = true;
        add_change(d, i, markdown, out);
    }
}

/* Names alone, in a line. */
static void say_others(const hn_difference *d, hn_altered altered,
                       const char *what, hn_text *out)
{
    bool any = false;
    for (int i = 0; i < d->mix.count; i++) {
        if (d->mix.pairs[i].altered != altered
            || hn_mix_is_change(&d->mix, i))
            continue;
        hn_text_add(out, any ? ", " : what);
        say_name(out, either(d, i));
        any = true;
    }
    if (any)
        hn_text_add_char(out, '\n');
}

void hn_diff_say_changes(const hn_difference *d, bool markdown, hn_text *out)
{
    say_changes(d, true, "What changes", markdown, out);
    say_changes(d, false, "What changes, and no award reads it", markdown,
                out);
    size_t before = out->len;
    hn_text_add_char(out, '\n');
    say_others(d, HN_ADDED, "New, and told with what reads it: ", out);
    say_others(d, HN_DROPPED, "Gone, and told with what read it: ", out);
    say_others(d, HN_REWORDED, "Changed in words or sources only: ", out);
    if (out->len == before + 1)
        out->len = before;
}
