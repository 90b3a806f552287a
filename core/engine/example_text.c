/*
 * example_text.c - see example_text.h.
 */
#include "example_text.h"

#include <string.h>
#include "formula.h"
#include "../quantity/number.h"

#define MOST_COLUMNS 110

/* Where something is being written. */
typedef struct writer {
    hn_text *out;
    const char *indent;       /* of the whole example                        */
    size_t line;              /* where the line begins                       */
    int deep;                 /* steps that its next line is set in          */
    int count;                /* cells of the list                           */
} writer;

static void end_line(writer *w)
{
    hn_text_addf(w->out, "\n%s", w->indent);
    w->line = w->out->len;
    for (int i = 0; i < w->deep; i++)
        hn_text_add(w->out, "  ");
}

/* --- texts of Lua -------------------------------------------------------- */

static bool is_whole(const char *text)
{
    size_t len = strlen(text), digits = strspn(text, "0123456789");
    return len > 0 && digits == len && len < 16
           && (text[0] != '0' || len == 1);
}

void hn_example_quote(hn_text *out, const char *text)
{
    hn_text_add_char(out, '"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            hn_text_add_char(out, '\\');
        if (*text == '\n')
            hn_text_add(out, "\\n");
        else
            hn_text_add_char(out, *text);
    }
    hn_text_add_char(out, '"');
}

void hn_example_value(hn_text *out, const char *text)
{
    if (!text)
        hn_text_add(out, "missing");
    else if (is_whole(text))
        hn_text_add(out, text);
    else
        hn_example_quote(out, text);
}

static void add_cell(writer *w, const char *name, const char *text)
{
    size_t room = strlen(name) + (text ? strlen(text) : 7) + 6;
    hn_text_add(w->out, w->count++ > 0 ? "," : "");
    if (w->out->len - w->line + room > MOST_COLUMNS)
        end_line(w);
    else
        hn_text_add_char(w->out, ' ');
    hn_text_addf(w->out, "%s = ", name);
    hn_example_value(w->out, text);
}

/* --- rows ---------------------------------------------------------------- */

/* In the order of the columns. */
static void add_row(writer *w, const hn_example_row *row)
{
    w->count = 0;
    w->deep++;
    hn_text_add_char(w->out, '{');
    for (int i = 0; i < row->records->input_count; i++)
        for (int k = 0; k < row->count; k++)
            if (strcmp(row->cells[k].name,
                       row->records->inputs[i]->thing.name) == 0)
                add_cell(w, row->cells[k].name, row->cells[k].text);
    hn_text_add(w->out, " }");
    w->deep--;
}

static void add_rows_of(writer *w, const hn_example *example,
                        const hn_records *records)
{
    bool first = true;
    for (int i = 0; i < example->row_count; i++) {
        if (example->rows[i].records != records)
            continue;
        if (first) {
            end_line(w);
            hn_text_addf(w->out, "%s = {", records->thing.name);
            w->deep++;
        } else {
            hn_text_add_char(w->out, ',');
        }
        first = false;
        end_line(w);
        add_row(w, &example->rows[i]);
    }
    w->deep -= !first;
    hn_text_add(w->out, first ? "" : " },");
}

static void add_params(writer *w, const hn_example *example)
{
    if (example->param_count == 0)
        return;
    end_line(w);
    hn_text_add(w->out, "params = {");
    w->count = 0;
    w->deep++;
    for (int i = 0; i < example->param_count; i++)
        add_cell(w, example->params[i].name, example->params[i].text);
    w->deep--;
    hn_text_add(w->out, " },");
}

static void add_given(writer *w, const hn_graph *graph,
                      const hn_example *example)
{
    end_line(w);
    if (example->row_count == 1
        && example->rows[0].records == graph->records[0]) {
        hn_text_add(w->out, "given = ");
        add_row(w, &example->rows[0]);
        hn_text_add_char(w->out, ',');
        return;
    }
    hn_text_add(w->out, "rows = {");
    w->deep++;
    for (int i = 0; i < graph->records_count; i++)
        add_rows_of(w, example, graph->records[i]);
    w->deep--;
    if (example->row_count)
        end_line(w);
    hn_text_add(w->out, "},");
}

/* --- what it expects ----------------------------------------------------- */

bool hn_can_expect(const hn_thing *thing)
{
    switch (thing->word) {
    case HN_WORD_CRITERION: case HN_WORD_FIGURE: case HN_WORD_AWARD:
    case HN_WORD_SCORE: case HN_WORD_BANDS: case HN_WORD_ATTRIBUTION:
    case HN_WORD_PANEL: case HN_WORD_MATRIX:
    case HN_WORD_ALLOCATION:
        return thing->node != NULL;
    default:
        return false;
    }
}

static bool find_case(const hn_trial *trial, const hn_thing *thing,
                      hn_case *out)
{
    const hn_tables *tables = &trial->tables;
    const hn_records *records = thing->node->records;
    *out = (hn_case){&tables->run, 0, &tables->run};
    if (records)
        out->frame = &tables->held[records->index].frame;
    return !records || tables->held[records->index].count > 0;
}

/* A value as `expect` takes it; false for one that it cannot take. */
static bool write_value(hn_text *out, const hn_node *node,
                        const hn_vector *vector, int row)
{
    hn_ratio number;
    switch (node->type.kind) {
    case HN_NUMBER:
        number = hn_vector_ratio(vector, row);
        if (node->type.form == HN_PERCENT
            && !hn_ratio_mul(&number, number, hn_ratio_of(100)))
            return false;
        hn_ratio_write(out, number, number.den == 1
                                    || !hn_unit_is_money(node->type.unit)
                                    ? 0 : 2);
        return out->failed || !memchr(out->at, '/', out->len);
    case HN_DATE:
        hn_date_write(out, (hn_date)vector->value[row]);
        return true;
    case HN_CHOICE:
        hn_text_add(out, node->type.choices->names[vector->value[row]]);
        return true;
    case HN_YESNO:
        hn_text_add(out, hn_bit(vector->yes, row) ? "yes" : "no");
        return true;
    default:
        return false;
    }
}

static const char *answer(const hn_case *here, const hn_node *node)
{
    if (!hn_case_known(here, node))
        return "cannot tell";
    return hn_case_yes(here, node) ? "met" : "unmet";
}

static void expect(writer *w, const hn_trial *trial, const hn_thing *thing)
{
    hn_case here;
    hn_text value;
    int row;
    if (!find_case(trial, thing, &here))
        return;
    const hn_vector *vector = hn_case_vector(&here, thing->node, &row);
    bool faulty = vector && vector->fault && hn_bit(vector->fault, row);
    if (faulty && thing->word == HN_WORD_PANEL)
        add_cell(w, thing->name, NULL);   /* it fails until it is mended      */
    if (!vector || faulty)
        return;
    hn_text_init(&value, w->out->memory);
    if (thing->word == HN_WORD_CRITERION)
        add_cell(w, thing->name, answer(&here, thing->node));
    else if (!hn_bit(vector->known, row))
        add_cell(w, thing->name, NULL);
    else if (write_value(&value, thing->node, vector, row))
        add_cell(w, thing->name, hn_text_string(&value));
    w->out->failed = w->out->failed || value.failed;
    hn_text_dispose(&value);
}

/* --- all together -------------------------------------------------------- */

bool hn_example_write(hn_text *out, const hn_trial *trial, const char *name,
                      const hn_thing *const *things, int count,
                      const char *indent)
{
    const hn_example *example = trial->example;
    writer w = {.out = out, .indent = indent, .deep = 1};
    hn_text_addf(out, "%sexample ", indent);
    hn_example_quote(out, name);
    hn_text_add(out, " {");
    if (example->has_on) {
        end_line(&w);
        hn_text_add(out, "on = \"");
        hn_date_write(out, example->on);
        hn_text_add(out, "\",");
    }
    add_params(&w, example);
    add_given(&w, trial->of->graph, example);
    end_line(&w);
    hn_text_add(out, "expect = {");
    w.count = 0;
    w.deep = 2;
    for (int i = 0; i < count; i++)
        expect(&w, trial, things[i]);
    hn_text_add(out, " } }\n");
    return w.count > 0 && !out->failed;
}
