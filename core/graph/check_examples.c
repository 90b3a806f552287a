/*
 * check_examples.c - whether the names and values of examples can be read.
 */
#include "make.h"

#include <string.h>
#include "../quantity/number.h"

static void fault(hn_graph *graph, int code, const hn_cell *cell,
                  const char *help, const char *message)
{
    hn_report_addf(graph->report, code, HN_ERROR, cell->place, help, "%s",
                   message);
}

/* --- given --------------------------------------------------------------- */

static bool is_mark(const hn_records *records, const char *text)
{
    for (int i = 0; i < records->mark_count; i++)
        if (strcmp(records->marks[i].mark, text) == 0)
            return true;
    return false;
}

static void number_given(hn_graph *graph, const hn_input *input,
                         const hn_cell *cell)
{
    int64_t value = 0;
    const char *why = hn_number_read(&value, hn_slice_of(cell->text),
                                     input->decimals, HN_MONEY);
    if (why && !input->read)
        fault(graph, 205, cell, NULL,
              hn_make_text(graph, "`%s` takes %s: what is given %s",
                           cell->name, hn_make_type_text(graph, input->type),
                           why));
    else if (!why && ((input->has_min && value < input->min)
                      || (input->has_max && value > input->max)))
        fault(graph, 214, cell, NULL,
              hn_make_text(graph, "what is given for `%s` is %s", cell->name,
                           input->has_min && value < input->min
                           ? "below its min" : "above its max"));
}

static void value_given(hn_graph *graph, const hn_input *input,
                        const hn_cell *cell)
{
    hn_node *literal;
    if (!cell->text || !*cell->text
        || is_mark(input->thing.records, cell->text))
        return;
    if (input->type.kind == HN_NUMBER) {
        number_given(graph, input, cell);
        return;
    }
    if (input->type.kind == HN_BROKEN || input->type.kind == HN_TEXT)
        return;
    literal = hn_build_literal(graph, cell->text, true, cell->place);
    hn_make_typed(graph, literal, input->type, input->thing.node);
}

static void unknown_input(hn_graph *graph, const hn_records *records,
                          const hn_cell *cell)
{
    const char **names = hn_arena_alloc(&graph->arena, sizeof *names
                                        * ((size_t)records->input_count + 1));
    for (int i = 0; names && i < records->input_count; i++)
        names[i] = records->inputs[i]->thing.name;
    fault(graph, 110, cell,
          names ? hn_make_nearest(graph, cell->name, names,
                                  records->input_count) : NULL,
          hn_make_text(graph, "`%s` is no input of `%s`", cell->name,
                       records->thing.name));
}

static void check_row(hn_graph *graph, const hn_example_row *row)
{
    for (int i = 0; i < row->count; i++) {
        const hn_cell *cell = &row->cells[i];
        const hn_input *input = row->records && cell->name
            ? hn_records_input(row->records, cell->name) : NULL;
        if (input)
            value_given(graph, input, cell);
        else if (row->records && cell->name)
            unknown_input(graph, row->records, cell);
    }
}

/* --- expected ------------------------------------------------------------ */

static bool can_expect(const hn_thing *thing)
{
    switch (thing->word) {
    case HN_WORD_CRITERION: case HN_WORD_FIGURE: case HN_WORD_AWARD:
    case HN_WORD_SCORE: case HN_WORD_BANDS: case HN_WORD_ATTRIBUTION:
    case HN_WORD_PANEL: case HN_WORD_MATRIX:
    case HN_WORD_ALLOCATION:
        return true;
    default:
        return false;
    }
}

static const hn_thing *find_expected(const hn_graph *graph, const char *name,
                                     size_t len)
{
    for (int i = 0; i < graph->thing_count; i++) {
        const hn_thing *thing = graph->things[i];
        if (can_expect(thing) && strlen(thing->name) == len
            && memcmp(thing->name, name, len) == 0)
            return thing;
    }
    return NULL;
}

static const hn_award *award_with(const hn_graph *graph, const char *name,
                                  const char *end)
{
    size_t len = strlen(name), tail = strlen(end);
    if (len <= tail || strcmp(name + len - tail, end) != 0)
        return NULL;
    const hn_thing *thing = find_expected(graph, name, len - tail);
    return thing && thing->word == HN_WORD_AWARD ? (const hn_award *)thing
                                                 : NULL;
}

static void unknown_expected(hn_graph *graph, const hn_cell *cell)
{
    const char **names = hn_arena_alloc(&graph->arena, sizeof *names
                                        * ((size_t)graph->thing_count + 1));
    int count = 0;
    for (int i = 0; names && i < graph->thing_count; i++)
        if (can_expect(graph->things[i]))
            names[count++] = graph->things[i]->name;
    const char *help = names ? hn_make_nearest(graph, cell->name, names,
                                               count) : NULL;
    fault(graph, 110, cell,
          help ? help : "expect names criteria, figures, awards, scores and "
                        "bands",
          hn_make_text(graph, "`%s` is nothing that the pack works out",
                       cell->name));
}

static void expect_answer(hn_graph *graph, const hn_thing *thing,
                          const hn_cell *cell)
{
    static const char *const answers[] = { "met", "unmet", "cannot tell" };
    for (int i = 0; cell->text && i < 3; i++)
        if (strcmp(cell->text, answers[i]) == 0)
            return;
    fault(graph, 204, cell, "write \"met\", \"unmet\" or \"cannot tell\"",
          hn_make_text(graph, "`%s` is not an answer of criterion `%s`",
                       cell->text ? cell->text : "missing", thing->name));
}

static void expect_value(hn_graph *graph, const hn_node *node,
                         const hn_cell *cell)
{
    if (!cell->text || !node || hn_node_broken(node)
        || node->type.kind == HN_TEXT)
        return;
    hn_node *literal = hn_build_literal(graph, cell->text, true,
                                        cell->place);
    hn_make_typed(graph, literal, node->type, node);
}

/* What may be expected under that name; NULL: nothing. */
static const hn_thing *expected(const hn_graph *graph, const char *name)
{
    const hn_thing *thing = find_expected(graph, name, strlen(name));
    const hn_award *award = award_with(graph, name, "_full_year");
    if (!thing && award && award->full_year)
        thing = &award->thing;
    award = award_with(graph, name, "_decision");
    return thing || !award ? thing : &award->thing;
}

/* `clean`: nothing is wrong with the rules, so that a name that is not there
 * was never meant to be. */
static void check_expected(hn_graph *graph, const hn_cell *cell, bool clean)
{
    const hn_thing *thing = find_expected(graph, cell->name,
                                          strlen(cell->name));
    const hn_award *full = award_with(graph, cell->name, "_full_year");
    if (thing && thing->word == HN_WORD_CRITERION)
        expect_answer(graph, thing, cell);
    else if (thing)
        expect_value(graph, thing->node, cell);
    else if (full && full->full_year)
        expect_value(graph, full->full_year, cell);
    else if (clean && !award_with(graph, cell->name, "_decision"))
        unknown_expected(graph, cell);
}

/* --- parameters with another value --------------------------------------- */

static void check_params(hn_graph *graph, hn_example *example)
{
    example->values = hn_arena_alloc(&graph->arena, sizeof *example->values
                                     * ((size_t)example->param_count + 1));
    for (int i = 0; example->values && i < example->param_count; i++) {
        const hn_cell *cell = &example->params[i];
        example->values[i] = cell->name && cell->text
            ? hn_make_set(graph, cell->name, cell->text, cell->place) : NULL;
        if (cell->name && !cell->text)
            fault(graph, 119, cell, "give it a value, or leave it out",
                  hn_make_text(graph, "`%s` is a parameter, and has a value "
                               "in an example too", cell->name));
    }
}

void hn_check_examples(hn_graph *graph)
{
    bool clean = graph->report->errors == 0;
    for (int i = 0; i < graph->example_count; i++) {
        hn_example *example = graph->examples[i];
        check_params(graph, example);
        for (int j = 0; j < example->row_count; j++)
            check_row(graph, &example->rows[j]);
        for (int j = 0; j < example->expect_count; j++)
            if (example->expect[j].name)
                check_expected(graph, &example->expect[j], clean);
    }
}

/* --- headings of tables -------------------------------------------------- */

#define EXPECT "expect "

static const hn_input *input_called(const hn_records *records,
                                    const char *text)
{
    for (int i = 0; i < records->input_count; i++) {
        const hn_input *input = records->inputs[i];
        if (strcmp(input->thing.name, text) == 0
            || (input->column && strcmp(input->column, text) == 0))
            return input;
    }
    return NULL;
}

/* "visit.hours", or "hours" of the first records. */
static const hn_input *find_input(const hn_graph *graph, const char *text)
{
    const hn_input *input = graph->records_count > 0
                                ? input_called(graph->records[0], text) : NULL;
    for (int i = 0; !input && i < graph->records_count; i++) {
        const char *name = graph->records[i]->thing.name;
        size_t len = strlen(name);
        if (strncmp(text, name, len) == 0 && text[len] == '.')
            input = input_called(graph->records[i], text + len + 1);
    }
    return input;
}

static const char *heading_near(hn_graph *graph, const char *text)
{
    size_t room = (size_t)graph->thing_count * 2 + 2;
    const char **names = hn_arena_alloc(&graph->arena, sizeof *names * room);
    int count = 0;
    if (!names)
        return NULL;
    names[count++] = "example";
    names[count++] = "on";
    for (int i = 0; i < graph->thing_count; i++) {
        const hn_thing *thing = graph->things[i];
        const hn_input *input = (const hn_input *)thing;
        if (can_expect(thing))
            names[count++] = hn_make_text(graph, EXPECT "%s", thing->name);
        if (thing->word == HN_WORD_INPUT)
            names[count++] = thing->name;
        if (thing->word == HN_WORD_INPUT && input->column)
            names[count++] = input->column;
    }
    return hn_make_nearest(graph, text, names, count);
}

bool hn_graph_heading(hn_graph *graph, const char *text, hn_heading *out,
                      const char **help)
{
    *out = (hn_heading){.is = HN_HEADS_INPUT};
    if (strcmp(text, "example") == 0 || strcmp(text, "on") == 0) {
        out->is = *text == 'e' ? HN_HEADS_EXAMPLE : HN_HEADS_ON;
        return true;
    }
    if (strncmp(text, EXPECT, sizeof EXPECT - 1) == 0) {
        out->is = HN_HEADS_EXPECT;
        out->name = text + sizeof EXPECT - 1;
        if (expected(graph, out->name))
            return true;
    } else {
        out->input = find_input(graph, text);
        if (out->input)
            return true;
    }
    *help = heading_near(graph, text);
    return false;
}
