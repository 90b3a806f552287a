/*
 * build.c - the graph itself, and what a pack says about its data: records,
 * inputs, links, parameters, calendars, examples.
 */
#include "make.h"

#include <string.h>
#include "edit.h"
#include "../quantity/number.h"

bool hn_graph_init(hn_graph *graph, hn_memory *memory, hn_report *report)
{
    memset(graph, 0, sizeof *graph);
    graph->memory = memory;
    graph->report = report;
    graph->pack.rounding = (hn_rounding){ 1, 100, HN_HALF_AWAY };
    hn_arena_init(&graph->arena, memory);
    return true;
}

void hn_graph_dispose(hn_graph *graph)
{
    hn_arena_dispose(&graph->arena);
    memset(graph, 0, sizeof *graph);
}

/* --- records ------------------------------------------------------------- */

hn_records *hn_build_records(hn_graph *graph, const char *name,
                             const char *what, hn_place place)
{
    hn_records *records = hn_arena_alloc(&graph->arena, sizeof *records);
    hn_records **all = hn_arena_grow(&graph->arena, graph->records,
                                     graph->records_count,
                                     &graph->records_cap, sizeof *all);
    if (!records || !all)
        return NULL;
    records->thing.name = name;
    records->thing.place = place;
    records->what = hn_make_copy(graph, what);
    records->index = graph->records_count;
    graph->records = all;
    graph->records[graph->records_count++] = records;
    hn_make_thing(graph, &records->thing, HN_WORD_RECORDS);
    if (strcmp(name, "run") == 0)
        hn_report_addf(graph->report, 107, HN_ERROR, place,
                       "choose another name",
                       "`run` is the table of what holds for the run");
    records->thing.records = records;
    return records;
}

static hn_node *column_node(hn_graph *graph, hn_op op, hn_type type,
                            const hn_thing *thing)
{
    hn_node *node = hn_make_node(graph, op, type, NULL, 0, thing->place);
    if (!node || hn_node_broken(node))
        return node;
    node->records = thing->records;
    node->thing = thing;
    return hn_make_enter(graph, node);
}

/* --- inputs -------------------------------------------------------------- */

/* A limit as a whole number of 10^-decimals; a percentage as it is written. */
static bool scaled(int64_t *out, const hn_node *limit, const hn_input *input)
{
    hn_ratio value = limit->u.constant.number;
    if (limit->type.kind == HN_DATE) {
        *out = limit->u.constant.index;
        return true;
    }
    int64_t scale = input->type.form == HN_PERCENT ? 100 : 1;
    for (int i = 0; i < input->decimals; i++)
        scale *= 10;
    if (!hn_ratio_mul(&value, value, hn_ratio_of(scale)) || value.den != 1
        || value.num > HN_INPUT_LIMIT || value.num < -HN_INPUT_LIMIT)
        return false;
    *out = (int64_t)value.num;
    return true;
}

static bool read_limit(hn_graph *graph, const hn_input *input,
                       hn_node *limit, const char *key, int64_t *out)
{
    hn_kind kind = input->type.kind;
    if (!limit || kind == HN_BROKEN)
        return false;
    const char *what = hn_make_text(graph, "the %s of `%s`", key,
                                    input->thing.name);
    if (kind != HN_NUMBER && kind != HN_DATE) {
        hn_report_addf(graph->report, 119, HN_ERROR, limit->place,
                       "only amounts and dates have limits",
                       "%s: a %s has none", what,
                       hn_make_type_text(graph, input->type));
        return false;
    }
    limit = hn_make_declared(graph, limit, input->type, what);
    if (!limit || hn_node_broken(limit))
        return false;
    if (!limit->u.constant.missing && scaled(out, limit, input))
        return true;
    hn_report_addf(graph->report, 206, HN_ERROR, limit->place, NULL,
                   "%s has more than %d decimals, or is too large", what,
                   input->decimals);
    return false;
}

/* What is read is kept in whole units of 10^-decimals, so it is rounded to a
 * number of those. */
static void check_read(hn_graph *graph, const hn_input *input)
{
    const hn_rounding *read = input->read;
    hn_ratio step;
    int64_t scale = 1;
    for (int i = 0; i < input->decimals; i++)
        scale *= 10;
    if (!read || input->type.kind == HN_BROKEN)
        return;
    bool fits = hn_ratio_make(&step, read->step_num, read->step_den)
                && hn_ratio_mul(&step, step, hn_ratio_of(scale))
                && step.den == 1;
    if (input->type.kind == HN_NUMBER && fits)
        return;
    hn_report_addf(graph->report, 209, HN_ERROR, input->thing.place,
                   input->type.kind == HN_NUMBER
                   ? hn_make_text(graph, "it is kept with %d decimals: round "
                                  "to no less", input->decimals) : NULL,
                   input->type.kind == HN_NUMBER
                   ? "`%s` is rounded to a finer step than it is kept in"
                   : "`%s` is no amount and cannot be rounded",
                   input->thing.name);
}

static void check_input(hn_graph *graph, const hn_input *input)
{
    const hn_thing *thing = &input->thing;
    check_read(graph, input);
    if (input->type.kind == HN_CHOICE
        && (!input->type.choices || input->type.choices->count == 0))
        hn_report_addf(graph->report, 112, HN_ERROR, thing->place,
                       "add one_of = { \"...\", \"...\" }",
                       "input `%s` is a choice and does not say of what",
                       thing->name);
    if (input->has_min && input->has_max && input->min > input->max)
        hn_report_addf(graph->report, 214, HN_ERROR, thing->place, NULL,
                       "the min of `%s` is above its max", thing->name);
    if (input->blank && input->required)
        hn_report_addf(graph->report, 119, HN_ERROR, thing->place,
                       "leave out `required`, or `blank`",
                       "`%s` is required and says what an empty cell means",
                       thing->name);
}

hn_input *hn_build_input(hn_graph *graph, hn_records *records,
                         const hn_input *proto, hn_node *min, hn_node *max)
{
    hn_input *input = hn_make_array(graph, proto, 1, sizeof *input);
    hn_input **all = hn_arena_grow(&graph->arena, records->inputs,
                                   records->input_count, &records->input_cap,
                                   sizeof *all);
    if (!input || !all)
        return NULL;
    records->inputs = all;
    input->thing.records = records;
    hn_make_thing(graph, &input->thing, HN_WORD_INPUT);
    input->type = hn_make_type(graph, input->type, input->thing.place);
    input->decimals = hn_type_decimals(input->type);
    input->column = hn_make_copy(graph, proto->column ? proto->column
                                                      : input->thing.name);
    input->blank = hn_make_copy(graph, proto->blank);
    input->read = hn_make_rounding(graph, proto->read);
    input->has_min = read_limit(graph, input, min, "min", &input->min);
    input->has_max = read_limit(graph, input, max, "max", &input->max);
    check_input(graph, input);
    input->index = records->input_count;
    records->inputs[records->input_count++] = input;
    input->thing.node = column_node(graph, HN_OP_INPUT, input->type,
                                    &input->thing);
    if (input->thing.node && !hn_node_broken(input->thing.node))
        input->thing.node->u.input = input;
    return graph->arena.failed ? NULL : input;
}

/* --- links --------------------------------------------------------------- */

static hn_input *own_input(hn_graph *graph, const hn_records *records,
                           const char *name, const char *key, hn_place place)
{
    hn_input *input = hn_records_input(records, name);
    const char **names;
    if (input || !name)
        return input;
    names = hn_arena_alloc(&graph->arena, sizeof *names
                           * ((size_t)records->input_count + 1));
    for (int i = 0; names && i < records->input_count; i++)
        names[i] = records->inputs[i]->thing.name;
    hn_report_addf(graph->report, 110, HN_ERROR, place,
                   names ? hn_make_nearest(graph, name, names,
                                           records->input_count) : NULL,
                   "%s = `%s`: `%s` has no input of that name", key, name,
                   records->thing.name);
    return NULL;
}

static const hn_records *link_target(hn_graph *graph, const hn_link *link,
                                     const char *to)
{
    const hn_records *records = hn_graph_records(graph, to);
    if (!records)
        hn_report_addf(graph->report, to ? 110 : 112, HN_ERROR,
                       link->thing.place,
                       to ? hn_make_nearest_thing(graph, HN_WORD_RECORDS, to)
                          : "add to = and the name of records above",
                       "link `%s` leads to `%s`, and no records above are "
                       "called that", link->thing.name, to ? to : "");
    return records;
}

static void link_node(hn_graph *graph, hn_link *link)
{
    hn_thing *thing = &link->thing;
    if (!link->to || !link->by || hn_node_broken(link->by->thing.node)) {
        thing->node = hn_build_broken(graph, thing->place);
        return;
    }
    hn_node *args[2] = {link->by->thing.node,
                        link->on ? link->on->thing.node : NULL};
    thing->node = hn_make(graph, HN_OP_LINK, hn_type_form(HN_COUNT), args,
                          link->on ? 2 : 1, thing->place);
    if (!thing->node || hn_node_broken(thing->node))
        return;
    thing->node->u.link = link;
    thing->node->thing = thing;
}

static void tell_no_id(hn_graph *graph, const hn_input *input,
                       const char *what)
{
    hn_report_addf(graph->report, 213, HN_ERROR, input->thing.place,
                   "declare it as type = \"id\"",
                   "`%s` %s and is not an id", input->thing.name, what);
}

/* An input that has to be a date; NULL after a report, or where none is named. */
static const hn_input *own_date(hn_graph *graph, const hn_records *records,
                                const char *name, const char *key,
                                const char *what, hn_place place)
{
    hn_input *input = own_input(graph, records, name, key, place);
    if (input)
        input->thing.uses++;
    if (!input || input->type.kind == HN_DATE)
        return input;
    if (input->type.kind != HN_BROKEN)
        hn_report_addf(graph->report, 202, HN_ERROR, input->thing.place,
                       "declare it as type = \"date\"",
                       "`%s` %s and is not a date", input->thing.name, what);
    return NULL;
}

hn_link *hn_build_link(hn_graph *graph, hn_records *records,
                       const char *name, const char *to, const char *by,
                       const char *on, bool required, hn_place place)
{
    hn_link *link = hn_arena_alloc(&graph->arena, sizeof *link);
    hn_link **all = hn_arena_grow(&graph->arena, records->links,
                                  records->link_count, &records->link_cap,
                                  sizeof *all);
    if (!link || !all)
        return NULL;
    records->links = all;
    link->thing.name = name;
    link->thing.place = place;
    link->thing.records = records;
    link->required = required;
    hn_make_thing(graph, &link->thing, HN_WORD_LINK);
    link->to = link_target(graph, link, to);
    hn_input *input = own_input(graph, records, by, "by", place);
    link->by = input;
    if (input)
        input->thing.uses++;
    if (input && input->type.kind != HN_TEXT
        && input->type.kind != HN_BROKEN)
        tell_no_id(graph, input, "finds the row of another table");
    link->on = own_date(graph, records, on, "on",
                        hn_make_text(graph, "is the day of link `%s`", name),
                        place);
    link->index = records->link_count;
    records->links[records->link_count++] = link;
    link_node(graph, link);
    return graph->arena.failed ? NULL : link;
}

static const hn_mark *copy_marks(hn_graph *graph, const hn_mark *marks,
                                 int count)
{
    hn_mark *copy = hn_make_array(graph, marks, count, sizeof *copy);
    for (int i = 0; copy && i < count; i++) {
        copy[i].mark = hn_make_copy(graph, copy[i].mark);
        copy[i].reason = hn_make_copy(graph, copy[i].reason);
    }
    return copy;
}

/* An input that has to be an id; NULL after a report, or where none is named. */
static const hn_input *own_id(hn_graph *graph, const hn_records *records,
                              const char *name, const char *key,
                              const char *what)
{
    hn_input *input = own_input(graph, records, name, key,
                                records->thing.place);
    if (input)
        input->thing.uses++;
    if (input && input->type.kind != HN_TEXT
        && input->type.kind != HN_BROKEN)
        tell_no_id(graph, input, what);
    return input && input->type.kind == HN_TEXT ? input : NULL;
}

/* A first day that is not known, or a last one that only was not given, would
 * leave open which row a day belongs to. */
static void check_lasting(hn_graph *graph, const hn_lasting *lasts)
{
    if (lasts->starts && !lasts->starts->required)
        hn_report_addf(graph->report, 119, HN_ERROR,
                       lasts->starts->thing.place, "add required = true",
                       "`%s` is the first day of a row that lasts, and may be "
                       "missing", lasts->starts->thing.name);
    if (lasts->ends && !lasts->ends->required && !lasts->ends->blank)
        hn_report_addf(graph->report, 119, HN_ERROR, lasts->ends->thing.place,
                       "add required = true, or blank = \"no end yet\" where "
                       "nothing means that",
                       "`%s` is the last day of a row that lasts, and may be "
                       "missing", lasts->ends->thing.name);
}

static void build_lasting(hn_graph *graph, hn_records *records,
                          const hn_records_facts *facts)
{
    hn_place place = records->thing.place;
    hn_lasting *lasts = &records->lasts;
    if (!facts->starts)
        return;
    lasts->starts = own_date(graph, records, facts->starts, "lasts",
                             "is the first day of a row that lasts", place);
    lasts->ends = own_date(graph, records, facts->ends, "lasts",
                           "is the last day of a row that lasts", place);
    lasts->of = facts->of ? own_id(graph, records, facts->of, "of",
                                   "says whose a row is that lasts")
                          : records->key;
    if (!facts->of && !facts->key)
        hn_report_addf(graph->report, 112, HN_ERROR, place,
                       "add the id that links go by: lasts = { \"starts\", "
                       "\"ends\", of = \"pupil\" }",
                       "the rows of `%s` last, and nothing says whose they "
                       "are", records->thing.name);
    check_lasting(graph, lasts);
    if (!lasts->ends || !lasts->of)
        lasts->starts = NULL;
}

void hn_build_records_end(hn_graph *graph, hn_records *records,
                          const hn_records_facts *facts)
{
    records->file = hn_make_copy(graph, facts->file);
    records->marks = copy_marks(graph, facts->marks, facts->mark_count);
    records->mark_count = records->marks ? facts->mark_count : 0;
    records->key = own_id(graph, records, facts->key, "key",
                          "is the key of its rows");
    records->dated_by = own_date(
        graph, records, facts->dated_by, "dated_by",
        hn_make_text(graph, "dates the rows of `%s`", records->thing.name),
        records->thing.place);
    build_lasting(graph, records, facts);
}

/* --- parameters ---------------------------------------------------------- */

static bool says_expected(const hn_node *value)
{
    return hn_node_literal(value) && !value->u.constant.missing
           && value->u.constant.quoted
           && strcmp(value->u.constant.text, "expected") == 0;
}

static void build_period(hn_graph *graph, hn_param *param, hn_period *period)
{
    const char *what = hn_make_text(graph, "`%s`", param->thing.name);
    period->source = hn_make_copy(graph, period->source);
    if (says_expected(period->value))
        period->value = NULL;
    if (!period->value)
        return;
    if (hn_node_literal(period->value)
        && period->value->u.constant.missing)
        hn_report_addf(graph->report, 119, HN_ERROR, period->place,
                       "write the value, or value = \"expected\" until it is "
                       "known",
                       "`%s` cannot be `missing`: a parameter is what has been "
                       "decided", param->thing.name);
    period->value = hn_make_declared(graph, period->value, param->type,
                                     what);
    hn_make_within(graph, period->value, param->min, param->max, what);
}

static bool usable(const hn_period *period)
{
    return period->value && period->value->type.kind == HN_NUMBER
           && !period->value->u.constant.missing
           && period->value->u.constant.number.num != 0;
}

static bool tenfold(hn_ratio a, hn_ratio b)
{
    hn_ratio size_a = a, size_b = b, ten;
    size_a.num = a.num < 0 ? -a.num : a.num;
    size_b.num = b.num < 0 ? -b.num : b.num;
    if (hn_ratio_mul(&ten, size_a, hn_ratio_of(10))
        && hn_ratio_compare(size_b, ten) >= 0)
        return true;
    return hn_ratio_mul(&ten, size_b, hn_ratio_of(10))
           && hn_ratio_compare(size_a, ten) >= 0;
}

static void check_periods(hn_graph *graph, const hn_param *param)
{
    for (int i = 1; i < param->count; i++) {
        const hn_period *period = &param->periods[i];
        if (period->from <= period[-1].from)
            hn_report_addf(graph->report, 115, HN_ERROR, period->place,
                           "put the earliest first, each date once",
                           "the dates of `%s` do not rise",
                           param->thing.name);
        if (usable(period) && usable(period - 1)
            && tenfold(period->value->u.constant.number,
                       period[-1].value->u.constant.number))
            hn_report_addf(graph->report, 302, HN_WARNING, period->place,
                           "check pounds and pence, years and weeks",
                           "`%s` changes tenfold from one period to the "
                           "next", param->thing.name);
    }
}

static hn_node *param_limit(hn_graph *graph, const hn_param *param,
                            hn_node *limit, const char *key)
{
    hn_kind kind = param->type.kind;
    if (!limit || kind == HN_BROKEN)
        return NULL;
    const char *what = hn_make_text(graph, "the %s of `%s`", key,
                                    param->thing.name);
    if (kind == HN_NUMBER || kind == HN_DATE)
        return hn_make_declared(graph, limit, param->type, what);
    hn_report_addf(graph->report, 119, HN_ERROR, limit->place,
                   "only amounts and dates have limits", "%s: a %s has none",
                   what, hn_make_type_text(graph, param->type));
    return NULL;
}

static void param_node(hn_graph *graph, hn_param *param)
{
    hn_thing *thing = &param->thing;
    thing->node = hn_make(graph, HN_OP_PARAM, param->type, NULL, 0,
                          thing->place);
    if (!thing->node || hn_node_broken(thing->node))
        return;
    thing->node->thing = thing;
    thing->node->u.param.param = param;
}

static void check_param(hn_graph *graph, const hn_param *param)
{
    const hn_thing *thing = &param->thing;
    if (param->type.kind == HN_CHOICE && !param->type.choices)
        hn_report_addf(graph->report, 112, HN_ERROR, thing->place,
                       "add one_of = { \"...\", \"...\" }",
                       "param `%s` is a choice and does not say of what",
                       thing->name);
    if (param->count == 0)
        hn_report_addf(graph->report, 112, HN_ERROR, thing->place,
                       "add { from = \"2026-04-01\", value = ..., source = "
                       "\"...\" }", "param `%s` has no value", thing->name);
    check_periods(graph, param);
}

hn_param *hn_build_param(hn_graph *graph, const hn_param *proto,
                         hn_node *min, hn_node *max)
{
    hn_param *param = hn_make_array(graph, proto, 1, sizeof *param);
    hn_param **all = hn_arena_grow(&graph->arena, graph->params,
                                   graph->param_count, &graph->param_cap,
                                   sizeof *all);
    if (!param || !all)
        return NULL;
    graph->params = all;
    param->index = graph->param_count;
    graph->params[graph->param_count++] = param;
    hn_make_thing(graph, &param->thing, HN_WORD_PARAM);
    param->thing.records = NULL;
    param->type = hn_make_type(graph, param->type, param->thing.place);
    param->basis = hn_make_copy(graph, proto->basis);
    param->periods = hn_make_array(graph, proto->periods, proto->count,
                                   sizeof *param->periods);
    if (!param->periods)
        return NULL;
    param->min = param_limit(graph, param, min, "min");
    param->max = param_limit(graph, param, max, "max");
    for (int i = 0; i < param->count; i++)
        build_period(graph, param, &param->periods[i]);
    hn_edit_param(graph, param);
    check_param(graph, param);
    param_node(graph, param);
    return graph->arena.failed ? NULL : param;
}

/* --- what-if ------------------------------------------------------------- */

hn_node *hn_make_set(hn_graph *graph, const char *name, const char *text,
                     hn_place place)
{
    hn_param *param = (hn_param *)hn_graph_find(graph, HN_WORD_PARAM, name);
    const char *what = hn_make_text(graph, "`%s`", name);
    if (!param) {
        hn_report_addf(graph->report, 110, HN_ERROR, place,
                       hn_make_nearest_thing(graph, HN_WORD_PARAM, name),
                       "the pack has no param `%s`", name);
        return NULL;
    }
    hn_node *value = hn_make_declared(
        graph, hn_build_literal(graph, text, true, place), param->type, what);
    return value && !hn_node_broken(value)
           && hn_make_within(graph, value, param->min, param->max, what)
               ? value : NULL;
}

bool hn_graph_set(hn_graph *graph, const char *name, const char *text)
{
    hn_node *value = hn_make_set(graph, name, text,
                                 (hn_place){ "--set", 0, 0 });
    if (!value)
        return false;
    hn_param *param = (hn_param *)hn_graph_find(graph, HN_WORD_PARAM, name);
    for (int i = 0; i < param->count; i++)
        param->periods[i].value = value;
    return true;
}

/* --- calendars ----------------------------------------------------------- */

static void check_terms(hn_graph *graph, const hn_calendar_thing *thing)
{
    const hn_calendar *calendar = &thing->calendar;
    bool fits = true;
    for (int i = 0; i < calendar->term_count; i++) {
        const hn_term *term = &calendar->terms[i];
        fits = fits && term->first <= term->last
               && (i == 0 || term->first > term[-1].last);
    }
    if (!fits)
        hn_report_addf(graph->report, 115, HN_ERROR, thing->thing.place,
                       "put the earliest first; a term ends before the next "
                       "begins", "the terms of `%s` do not rise",
                       thing->thing.name);
}

/* Holidays in any order, each perhaps twice: sorted, each once. */
static int sort_dates(hn_date *dates, int count)
{
    int kept = 0;
    for (int i = 0; i < count; i++) {
        hn_date date = dates[i];
        int at = kept;
        while (at > 0 && dates[at - 1] > date)
            at--;
        if (at > 0 && dates[at - 1] == date)
            continue;
        memmove(dates + at + 1, dates + at,
                sizeof *dates * (size_t)(kept - at));
        dates[at] = date;
        kept++;
    }
    return kept;
}

hn_calendar_thing *hn_build_calendar(hn_graph *graph,
                                     const hn_calendar_thing *proto)
{
    hn_calendar_thing *thing = hn_make_array(graph, proto, 1, sizeof *thing);
    if (!thing)
        return NULL;
    hn_calendar *calendar = &thing->calendar;
    hn_make_thing(graph, &thing->thing, HN_WORD_CALENDAR);
    hn_date *closed = hn_make_array(graph, calendar->closed,
                                    calendar->closed_count, sizeof *closed);
    hn_term *terms = hn_make_array(graph, calendar->terms,
                                   calendar->term_count, sizeof *terms);
    if (!closed || !terms)
        return NULL;
    calendar->closed_count = sort_dates(closed, calendar->closed_count);
    hn_edit_calendar(graph, thing, closed, terms);
    for (int i = 0; i < calendar->term_count; i++)
        terms[i].name = hn_make_copy(graph, terms[i].name);
    calendar->closed = closed;
    calendar->terms = terms;
    check_terms(graph, thing);
    hn_calendar_prepare(calendar, &graph->arena);
    return graph->arena.failed ? NULL : thing;
}

/* --- examples ------------------------------------------------------------ */

static hn_cell *copy_cells(hn_graph *graph, const hn_cell *cells, int count)
{
    hn_cell *copy = hn_make_array(graph, cells, count, sizeof *copy);
    for (int i = 0; copy && i < count; i++) {
        copy[i].name = hn_make_copy(graph, copy[i].name);
        copy[i].text = hn_make_copy(graph, copy[i].text);
    }
    return copy;
}

hn_example *hn_build_example(hn_graph *graph, const hn_example *proto)
{
    hn_example *example = hn_make_array(graph, proto, 1, sizeof *example);
    hn_example **all = hn_arena_grow(&graph->arena, graph->examples,
                                     graph->example_count,
                                     &graph->example_cap, sizeof *all);
    if (!example || !all)
        return NULL;
    graph->examples = all;
    example->name = hn_make_copy(graph, proto->name ? proto->name : "");
    example->rows = hn_make_array(graph, proto->rows, proto->row_count,
                                  sizeof *example->rows);
    for (int i = 0; example->rows && i < example->row_count; i++)
        example->rows[i].cells = copy_cells(graph, example->rows[i].cells,
                                            example->rows[i].count);
    example->expect = copy_cells(graph, proto->expect, proto->expect_count);
    example->params = copy_cells(graph, proto->params, proto->param_count);
    if (graph->arena.failed)
        return NULL;
    for (int i = 0; i < graph->example_count; i++)
        if (strcmp(graph->examples[i]->name, example->name) == 0)
            hn_report_addf(graph->report, 113, HN_ERROR, example->place,
                           NULL, "two examples are called `%s`",
                           example->name);
    graph->examples[graph->example_count++] = example;
    return example;
}
