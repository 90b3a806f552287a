/*
 * diff_tables.c - a comparison for programs: a row for each number.
 *
 * A row says the table that the number stands in, the row of that table, what
 * is measured, and the value: empty in CSV, or null, where it is not told.
 */
#include "diff.h"
#include "../quantity/number.h"

typedef struct writer {
    const hn_difference *d;
    hn_text *out;
    bool json;
    bool begun;               /* a row has been written                       */
} writer;

/* --- rows ---------------------------------------------------------------- */

static void cell(writer *w, const char *before, hn_slice text)
{
    hn_text_add(w->out, before);
    if (w->json)
        hn_write_json_text(w->out, text);
    else
        hn_write_csv_text(w->out, text);
}

static void begin_row(writer *w, const char *table, const char *name,
                      const char *measure)
{
    if (w->json)
        hn_text_add(w->out, w->begun ? ",\n    " : "\n    ");
    w->begun = true;
    cell(w, w->json ? "{\"table\":" : "", hn_slice_of(table));
    cell(w, w->json ? ",\"row\":" : ",", hn_slice_of(name));
    cell(w, w->json ? ",\"measure\":" : ",", hn_slice_of(measure));
    hn_text_add(w->out, w->json ? ",\"value\":" : ",");
}

static void end_row(writer *w)
{
    hn_text_add(w->out, w->json ? "}" : "\n");
}

static void count(writer *w, const char *table, const char *name,
                  const char *measure, bool told, int64_t value)
{
    begin_row(w, table, name, measure);
    if (told)
        hn_text_add_int(w->out, value);
    else if (w->json)
        hn_text_add(w->out, "null");
    end_row(w);
}

static void money(writer *w, const char *table, const char *name,
                  const char *measure, bool told, hn_ratio value)
{
    const char *quote = w->json && told ? "\"" : "";
    begin_row(w, table, name, measure);
    hn_text_add(w->out, quote);
    if (told)
        hn_ratio_write(w->out, value, 2);
    else if (w->json)
        hn_text_add(w->out, "null");
    hn_text_add(w->out, quote);
    end_row(w);
}

/* --- what is told --------------------------------------------------------- */

static const char *const ways[HN_WAYS] = {
    "winners", "losers", "unchanged", "newly_cannot_tell",
    "no_longer_cannot_tell", "cannot_tell"
};

static const char *const turns[HN_TURNS] = {
    "", "newly_eligible", "newly_refused"
};

static void write_counts(writer *w, const char *table, const char *name,
                         const hn_telling *tells, const hn_moves *moves)
{
    bool any = w->d->tells_any;
    count(w, table, name, "cases", any, moves->cases);
    for (int way = 0; way < HN_WAYS; way++)
        count(w, table, name, ways[way], any && tells->way[way],
              hn_moves_way(moves, (hn_way)way));
    for (int turn = HN_TURN_NONE + 1; turn < HN_TURNS; turn++)
        count(w, table, name, turns[turn], any && tells->turn[turn],
              hn_moves_turn(moves, (hn_turn)turn));
}

/* Each sum by its name, and then what could be. */
static void write_money(writer *w, const char *table, const char *name,
                        const hn_telling *tells, const hn_moved *moved)
{
    const hn_difference *d = w->d;
    hn_text measure;
    hn_text_init(&measure, w->out->memory);
    for (int k = 0; k < 2 * d->sum_count; k++) {
        hn_text_clear(&measure);
        hn_text_addf(&measure, "%s%s", d->sums[k / 2].name,
                     k % 2 ? "_could_be" : "");
        money(w, table, name, hn_text_string(&measure),
              d->tells_any && tells->money[k], moved[k].sum);
    }
    w->out->failed = w->out->failed || measure.failed;
    hn_text_dispose(&measure);
}

static void write_changes(writer *w)
{
    const hn_difference *d = w->d;
    for (int i = 0; i < d->change_count && d->tells_changes; i++)
        if (d->changes[i].reaches && !d->changes[i].pooled)
            write_money(w, "change", d->changes[i].title, &d->change_tells,
                        d->changes[i].money);
    if (d->tells_changes)
        write_money(w, "change", d->pools_changes ? "others and together"
                                                  : "together",
                    &d->change_tells,
                    d->pools_changes ? d->pool : d->together);
}

static void write_groups(writer *w, const hn_diff_by *by)
{
    hn_text table;
    hn_text_init(&table, w->out->memory);
    hn_text_addf(&table, "by %s", by->name);
    for (int i = 0; i < by->count && !by->hidden; i++) {
        const hn_diff_group *group = &by->groups[by->sorted[i]];
        if (group->pooled)
            continue;
        write_counts(w, hn_text_string(&table), group->name, &by->tells,
                     &group->moves);
        write_money(w, hn_text_string(&table), group->name, &by->tells,
                    group->moves.money);
    }
    if (!by->hidden && by->pool_count) {
        write_counts(w, hn_text_string(&table), "others together",
                     &by->tells, &by->pool);
        write_money(w, hn_text_string(&table), "others together",
                    &by->tells, by->pool.money);
    }
    w->out->failed = w->out->failed || table.failed;
    hn_text_dispose(&table);
}

/* "100 to under 500", "25000 and over". */
static void write_bin(writer *w, bool less, const hn_diff_bin *bin)
{
    hn_text name;
    hn_text_init(&name, w->out->memory);
    hn_text_add_int(&name, bin->from ? hn_diff_steps[bin->from - 1] : 0);
    if (bin->to < HN_DIFF_STEPS) {
        hn_text_add(&name, " to under ");
        hn_text_add_int(&name, hn_diff_steps[bin->to]);
    } else {
        hn_text_add(&name, " and over");
    }
    count(w, less ? "less by" : "more by", hn_text_string(&name), "cases",
          true, bin->cases);
    w->out->failed = w->out->failed || name.failed;
    hn_text_dispose(&name);
}

static void write_largest(writer *w)
{
    const hn_difference *d = w->d;
    hn_text name;
    hn_text_init(&name, w->out->memory);
    for (int i = 0; i < d->largest_count; i++) {
        const hn_diff_case *one = &d->largest[i];
        hn_text_clear(&name);
        hn_text_add(&name, one->key);
        if (!*one->key)
            hn_text_addf(&name, "line %ld", (long)one->line);
        money(w, "largest", hn_text_string(&name), "before", true,
              one->before);
        money(w, "largest", hn_text_string(&name), "after", true,
              one->after);
    }
    w->out->failed = w->out->failed || name.failed;
    hn_text_dispose(&name);
}

static void write_numbers(writer *w)
{
    const hn_difference *d = w->d;
    write_counts(w, "all", "", &d->tells, &d->all);
    write_money(w, "all", "", &d->tells, d->all.money);
    if (!d->tells_any)
        return;
    write_changes(w);
    for (int i = 0; i < d->by_count; i++)
        write_groups(w, &d->by[i]);
    for (int less = 0; less < 2; less++)
        for (int i = 0; i < d->bin_count[less]; i++)
            write_bin(w, less, &d->bins[less][i]);
    write_largest(w);
}

/* --- the two forms -------------------------------------------------------- */

void hn_diff_csv(const hn_difference *d, hn_text *out)
{
    writer w = {.d = d, .out = out};
    hn_text_add(out, "table,row,measure,value\n");
    write_numbers(&w);
}

static void add_member(hn_text *out, const char *before, const char *name,
                       const char *text)
{
    hn_text_addf(out, "%s\"%s\": ", before, name);
    hn_write_json_text(out, hn_slice_of(text));
}

static void add_conditions(const hn_difference *d, hn_text *out)
{
    hn_text_add(out, ",\n  \"fail_if\": [");
    for (int i = 0; i < d->condition_count; i++) {
        hn_text_add(out, i ? ", { \"condition\": " : " { \"condition\": ");
        hn_write_json_text(out, hn_slice_of(d->conditions[i].text));
        hn_text_addf(out, ", \"holds\": %s }",
                     d->conditions[i].holds ? "true" : "false");
    }
    hn_text_add(out, d->condition_count ? " ]" : "]");
}

void hn_diff_json(const hn_difference *d, hn_text *out)
{
    writer w = {.d = d, .out = out, .json = true};
    hn_text_add(out, "{\n");
    add_member(out, "  ", "format", "hn.diff.v1");
    hn_text_add(out, ",\n  \"old\": ");
    hn_pack_json(out, d->of[HN_OLD]);
    hn_text_add(out, ",\n  \"new\": ");
    hn_pack_json(out, d->of[HN_NEW]);
    hn_on_json(out, d->has_on, d->on);
    add_member(out, ",\n  ", "award", d->awards[d->award].name);
    hn_text_add(out, ",\n  \"least_told\": ");
    hn_text_add_int(out, d->least);
    add_conditions(d, out);
    hn_text_add(out, ",\n  \"numbers\": [");
    write_numbers(&w);
    hn_text_add(out, "\n  ]\n}\n");
}
