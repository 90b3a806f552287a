/*
 * properties.c - see properties.h.
 *
 * A case against a property is told as an example whose expectations are what
 * the pack comes to now: pasted into the pack it holds, and shows the fault.
 */
#include "properties.h"

#include <string.h>
#include "example_text.h"
#include "formula.h"
#include "search.h"
#include "../quantity/number.h"

#define INDENT HN_TRIAL_INDENT

enum { MOST_EXPECTED = 6 };

typedef struct teller {
    hn_text *out;
    const hn_pack *pack;
    const hn_property *property;
    hn_search *search;
    const hn_node *expected[MOST_EXPECTED];
    int expected_count;
    int cases;                /* written so far: each has a name of its own   */
} teller;

/* --- what is expected ---------------------------------------------------- */

static bool can_expect(const hn_node *node)
{
    if (!node->thing)
        return false;
    switch (node->thing->word) {
    case HN_WORD_CRITERION: case HN_WORD_FIGURE: case HN_WORD_AWARD:
    case HN_WORD_SCORE: case HN_WORD_BANDS: case HN_WORD_ATTRIBUTION:
    case HN_WORD_PANEL: case HN_WORD_MATRIX:
    case HN_WORD_ALLOCATION:
        return node->thing->node == node;
    default:
        return false;
    }
}

static void add_expected(teller *t, const hn_node *node)
{
    bool named = can_expect(node)
                 || hn_full_year_of(&t->search->cases.graph, node);
    for (int i = 0; i < t->expected_count; i++)
        if (t->expected[i] == node)
            return;
    if (named && t->expected_count < MOST_EXPECTED)
        t->expected[t->expected_count++] = node;
    for (int i = 0; !named && i < node->count; i++)
        add_expected(t, node->args[i]);
}

/* A number without end cannot be written: false. */
static bool write_number(hn_text *out, const hn_node *node, hn_ratio value)
{
    size_t was = out->len;
    if (node->type.form == HN_PERCENT
        && !hn_ratio_mul(&value, value, hn_ratio_of(100)))
        return false;
    hn_ratio_write(out, value, hn_unit_is_money(node->type.unit) ? 2 : 0);
    if (out->failed || !memchr(out->at + was, '/', out->len - was))
        return true;
    out->len = was;
    return false;
}

static bool write_value(hn_text *out, const hn_node *node,
                        const hn_vector *vector, int row)
{
    switch (node->type.kind) {
    case HN_NUMBER:
        return write_number(out, node, hn_vector_ratio(vector, row));
    case HN_DATE:
        hn_date_write(out, (hn_date)vector->value[row]);
        return true;
    case HN_CHOICE:
        hn_text_add(out, node->type.choices->names[vector->value[row]]);
        return true;
    default:
        hn_text_add(out, node->thing && node->thing->word == HN_WORD_CRITERION
                         ? hn_bit(vector->yes, row) ? "met" : "unmet"
                         : hn_bit(vector->yes, row) ? "yes" : "no");
        return node->type.kind == HN_YESNO;
    }
}

static void write_name(teller *t, const hn_node *node)
{
    const hn_award *award = hn_full_year_of(&t->search->cases.graph, node);
    hn_text_add(t->out, award ? award->thing.name : node->thing->name);
    if (award)
        hn_text_add(t->out, "_full_year");
}

static void write_expected(teller *t, const hn_case *here)
{
    hn_text value;
    const char *before = "expect = { ";
    hn_text_init(&value, t->out->memory);
    for (int i = 0; i < t->expected_count; i++) {
        int row;
        const hn_node *node = t->expected[i];
        const hn_vector *vector = hn_case_vector(here, node, &row);
        bool known = vector && hn_bit(vector->known, row);
        hn_text_clear(&value);
        if (known && !write_value(&value, node, vector, row))
            continue;
        hn_text_add(t->out, before);
        write_name(t, node);
        hn_text_add(t->out, " = ");
        if (known)
            hn_example_value(t->out, hn_text_string(&value));
        else
            hn_text_add(t->out, node->type.kind == HN_YESNO
                                ? "\"cannot tell\"" : "missing");
        before = ", ";
    }
    hn_text_add(t->out, *before == ',' ? " } }\n" : "expect = { } }\n");
    t->out->failed = t->out->failed || value.failed;
    hn_text_dispose(&value);
}

/* --- the case ------------------------------------------------------------ */

static void write_row(hn_text *out, const hn_example_row *row)
{
    bool first = true;
    hn_text_add(out, "{");
    for (int i = 0; i < row->count; i++) {
        if (!row->cells[i].text)
            continue;
        hn_text_addf(out, "%s %s = ", first ? "" : ",", row->cells[i].name);
        hn_example_value(out, row->cells[i].text);
        first = false;
    }
    hn_text_add(out, " }");
}

static void write_rows(hn_text *out, const hn_graph *graph,
                       const hn_example *example)
{
    const char *before = "rows = { ";
    for (int i = 0; i < graph->records_count; i++) {
        int count = 0;
        for (int j = 0; j < example->row_count; j++) {
            if (example->rows[j].records != graph->records[i])
                continue;
            if (count++ == 0)
                hn_text_addf(out, "%s%s = { ", before,
                             graph->records[i]->thing.name);
            else
                hn_text_add(out, ", ");
            write_row(out, &example->rows[j]);
            before = ", ";
        }
        if (count)
            hn_text_add(out, " }");
    }
    hn_text_add(out, " }");
}

static void write_given(teller *t, const hn_example *example)
{
    const hn_graph *graph = &t->pack->graph;
    hn_text_add(t->out, INDENT "  ");
    if (example->has_on) {
        hn_text_add(t->out, "on = \"");
        hn_date_write(t->out, example->on);
        hn_text_add(t->out, "\", ");
    }
    if (example->row_count == 1
        && example->rows[0].records == graph->records[0]) {
        hn_text_add(t->out, "given = ");
        write_row(t->out, &example->rows[0]);
    } else {
        write_rows(t->out, graph, example);
    }
    hn_text_add(t->out, ",\n" INDENT "  ");
}

/* The row that the promise is about, or the run. */
static hn_case case_of(const hn_search *s, const hn_trial *trial)
{
    const hn_records *records = s->promise->of->records;
    const hn_tables *tables = &trial->tables;
    return (hn_case){records ? &tables->held[records->index].frame
                             : &tables->run, 0, &tables->run};
}

static void write_case(teller *t, const hn_example *example)
{
    hn_trial trial;
    hn_outcome outcome;
    hn_search *s = t->search;
    s->failed = !hn_case_run(&s->cases, example, &trial, &outcome)
                || s->failed;
    if (!s->failed) {
        hn_case here = case_of(s, &trial);
        hn_text_add(t->out, INDENT "example ");
        hn_text name;
        hn_text_init(&name, t->out->memory);
        hn_text_addf(&name, "%s: case %d", t->property->name, ++t->cases);
        hn_example_quote(t->out, hn_text_string(&name));
        t->out->failed = t->out->failed || name.failed;
        hn_text_dispose(&name);
        hn_text_add(t->out, " {\n");
        write_given(t, example);
        write_expected(t, &here);
    }
    hn_trial_dispose(&trial);
}

/* --- in a sentence ------------------------------------------------------- */

static void say_name(teller *t, const hn_node *node)
{
    hn_text_add_char(t->out, '`');
    hn_formula_write(t->out, &t->search->cases.graph, node, NULL, NULL);
    hn_text_add_char(t->out, '`');
}

static void say_value(teller *t, const hn_example *example,
                      const hn_node *node)
{
    hn_trial trial;
    hn_outcome outcome;
    hn_search *s = t->search;
    s->failed = !hn_case_run(&s->cases, example, &trial, &outcome)
                || s->failed;
    if (!s->failed) {
        hn_case here = case_of(s, &trial);
        if (hn_case_known(&here, node))
            hn_case_say(t->out, &here, node);
    }
    hn_trial_dispose(&trial);
}

static const char *cell_of(const hn_example *example, const hn_input *input)
{
    for (int i = 0; i < example->row_count; i++)
        for (int j = 0; example->rows[i].records == input->thing.records
                        && j < example->rows[i].count; j++)
            if (strcmp(example->rows[i].cells[j].name, input->thing.name) == 0)
                return example->rows[i].cells[j].text;
    return NULL;
}

/* "where `cost` goes from 5999 to 6000": the one input that differs. */
static void say_change(teller *t)
{
    const hn_reads *reads = &t->search->cases.reads;
    for (int i = 0; i < reads->count; i++) {
        const hn_input *input = reads->domains[i].input;
        const char *from = cell_of(&t->search->against[0], input);
        const char *to = cell_of(&t->search->against[1], input);
        if (from == to || (from && to && strcmp(from, to) == 0))
            continue;
        hn_text_addf(t->out, ", where `%s` goes from %s to %s",
                     input->thing.name,
                     !from ? "missing" : *from ? from : "nothing",
                     !to ? "missing" : *to ? to : "nothing");
    }
}

static void say_promise(teller *t)
{
    const hn_promise *p = t->search->promise;
    const hn_example *against = t->search->against;
    hn_text_add(t->out, INDENT);
    say_name(t, p->of);
    if (t->search->count == 2) {
        hn_text_add(t->out, " goes from ");
        say_value(t, &against[0], p->of);
        hn_text_add(t->out, " to ");
        say_value(t, &against[1], p->of);
        say_change(t);
    } else {
        hn_text_add(t->out, " is ");
        say_value(t, &against[0], p->of);
        hn_text_addf(t->out, ", which is %s ",
                     p->kind == HN_NEVER_OVER ? "over" : "under");
        if (p->limit->op != HN_OP_CONSTANT) {
            say_name(t, p->limit);
            hn_text_add(t->out, ", ");
        }
        say_value(t, &against[0], p->limit);
    }
    hn_text_add_char(t->out, '\n');
}

static void say_found(teller *t)
{
    hn_search *s = t->search;
    add_expected(t, s->promise->of);
    if (s->promise->limit)
        add_expected(t, s->promise->limit);
    say_promise(t);
    hn_text_add(t->out, s->count == 2
                ? INDENT "pasted into the pack, these examples hold and show "
                         "it:\n"
                : INDENT "pasted into the pack, this example holds and shows "
                         "it:\n");
    for (int i = 0; i < s->count; i++)
        write_case(t, &s->against[i]);
}

/* --- judging ------------------------------------------------------------- */

/* What is known of several promises is as much as of the weakest. */
typedef struct known { int64_t tried; bool proved, all; } known;

static hn_status judge(teller *t, known *so_far, const hn_promise *promise,
                       const hn_host *host, hn_memory *memory)
{
    hn_search search;
    hn_search_run(&search, &t->pack->graph, promise, host, memory);
    t->search = &search;
    t->expected_count = 0;
    if (search.found)
        say_found(t);
    else if (!search.proved && search.asked == 0)
        hn_text_addf(t->out, INDENT "nothing was tested (%s:%d): in none of "
                     "%ld cases tried is everything known that it asks about\n",
                     promise->place.file ? promise->place.file : "",
                     promise->place.line, (long)search.tried);
    so_far->tried += search.tried;
    so_far->all = so_far->all && (search.all || search.proved);
    so_far->proved = so_far->proved && search.proved;
    hn_status status = search.failed ? HN_NO_MEMORY
                       : search.stopped ? HN_OVER_LIMIT : HN_OK;
    hn_search_dispose(&search);
    return status;
}

hn_status hn_property_judge(hn_text *wrong, hn_text *how, const hn_pack *pack,
                            const hn_property *property, const hn_host *host,
                            hn_memory *memory)
{
    teller t = {.out = wrong, .pack = pack, .property = property};
    known so_far = {.proved = true, .all = true};
    hn_status status = HN_OK;
    for (int i = 0; i < property->count && status == HN_OK; i++)
        status = judge(&t, &so_far, &property->promises[i], host, memory);
    if (so_far.proved) {
        hn_text_add(how, "proved");
        return status;
    }
    hn_text_add(how, so_far.all ? "all " : "searched ");
    hn_text_add_grouped(how, so_far.tried);
    hn_text_add(how, " cases");
    return status;
}
