/*
 * build_properties.c - what must hold of every row, whatever it says.
 *
 * A property is one promise or several.  It is no part of what is worked out
 * for rows; core/engine proves it or looks for a case against it.
 */
#include "make.h"

#include <string.h>

static const char *const words[] = {
    [HN_RISES] = "rises", [HN_FALLS] = "falls",
    [HN_NEVER_OVER] = "never_over", [HN_NEVER_UNDER] = "never_under",
    [HN_NO_CLIFF] = "no_cliff", [HN_SAME_FOR] = "same_for"
};

static bool refuse(hn_graph *graph, const hn_promise *promise,
                   const char *help, const char *message)
{
    hn_report_addf(graph->report, 218, HN_ERROR, promise->place, help,
                   "`%s` %s", words[promise->kind], message);
    return false;
}

/* --- what it is about ---------------------------------------------------- */

static hn_node *read(hn_graph *graph, hn_node *node)
{
    node = hn_make_enter(graph, node);
    if (node)
        node->uses++;
    return node;
}

static bool has_order(hn_kind kind)
{
    return kind == HN_NUMBER || kind == HN_DATE || kind == HN_YESNO;
}

static bool check_of(hn_graph *graph, const hn_promise *promise)
{
    hn_kind kind = promise->of->type.kind;
    const char *says = hn_make_says(graph, promise->of, "this");
    bool fits = has_order(kind);
    if (promise->kind == HN_NO_CLIFF)
        fits = kind == HN_NUMBER;
    else if (promise->kind == HN_SAME_FOR)
        fits = kind != HN_TEXT && kind != HN_LITERAL;
    return fits || refuse(graph, promise, NULL,
                          hn_make_text(graph, "is asked of %s, and %s",
                                       promise->kind == HN_NO_CLIFF
                                       ? "an amount"
                                       : promise->kind == HN_SAME_FOR
                                       ? "what is worked out"
                                       : "an amount, a date or a test",
                                       says));
}

static bool check_where(hn_graph *graph, const hn_promise *promise)
{
    const hn_node *where = promise->where, *of = promise->of;
    if (!where)
        return true;
    if (!hn_make_test(graph, where, "`where`"))
        return false;
    return !where->records || where->records == of->records
           || refuse(graph, promise, NULL,
                     "has a `where` of other rows");
}

/* --- with, but, limit ---------------------------------------------------- */

static bool take_with(hn_graph *graph, hn_promise *promise,
                      const hn_node *with)
{
    while (with->op == HN_OP_SAME)
        with = with->args[0];
    if (with->op != HN_OP_INPUT)
        return refuse(graph, promise, "write with = pupil.cost",
                      "is held against a column, and `with` is none");
    if (with->type.kind != HN_NUMBER && with->type.kind != HN_DATE)
        return refuse(graph, promise, NULL,
                      hn_make_text(graph, "is held against an amount or a "
                                   "date, and %s",
                                   hn_make_says(graph, with, "`with`")));
    promise->with = with->u.input;
    return true;
}

static bool take_above(hn_graph *graph, hn_promise *promise, hn_node *above)
{
    above = hn_make_declared(graph, above, promise->of->type, "`above`");
    if (!above || hn_node_broken(above) || above->op != HN_OP_CONSTANT)
        return false;
    promise->above = above->u.constant.number;
    return promise->above.num >= 0
           || refuse(graph, promise, NULL,
                     "has an `above` below nought");
}

static bool take_limit(hn_graph *graph, hn_promise *promise)
{
    hn_op op = promise->kind == HN_NEVER_OVER ? HN_OP_AT_MOST
                                              : HN_OP_AT_LEAST;
    hn_node *both[2] = { promise->of, promise->limit };
    promise->test = hn_build_op(graph, op, both, 2, promise->place);
    if (!promise->test || hn_node_broken(promise->test))
        return false;
    promise->of = promise->test->args[0];
    promise->limit = promise->test->args[1];
    promise->test->uses++;
    return true;
}

/* Of the records that the value is of; of the first ones for the run's. */
static const hn_input *input_named(const hn_graph *graph,
                                   const hn_promise *promise,
                                   const char *name)
{
    const hn_records *records = promise->of->records;
    const hn_input *found = NULL;
    if (!records && graph->records_count > 0)
        records = graph->records[0];
    if (records)
        found = hn_records_input(records, name);
    for (int i = 0; !found && i < graph->records_count; i++)
        found = hn_records_input(graph->records[i], name);
    return found;
}

static bool take_but(hn_graph *graph, hn_promise *promise,
                     const hn_promised *given)
{
    promise->but = hn_arena_alloc(&graph->arena, sizeof *promise->but
                                  * ((size_t)given->but_count + 1));
    for (int i = 0; promise->but && i < given->but_count; i++) {
        const hn_input *input = input_named(graph, promise, given->but[i]);
        if (!input)
            return refuse(graph, promise,
                          hn_make_nearest_thing(graph, HN_WORD_INPUT,
                                                given->but[i]),
                          hn_make_text(graph, "has `%s` for `but`, and no "
                                       "input is called so", given->but[i]));
        hn_make_use(graph, &input->thing);
        promise->but[promise->but_count++] = input;
    }
    return promise->but != NULL;
}

static bool take_promise(hn_graph *graph, hn_promise *promise,
                         const hn_promised *given)
{
    if (!promise->of || hn_node_broken(promise->of))
        return false;
    if (promise->where && hn_node_broken(promise->where))
        return false;
    if (!check_of(graph, promise) || !check_where(graph, promise))
        return false;
    if (promise->where)
        promise->where = read(graph, promise->where);
    if (promise->limit)
        return take_limit(graph, promise);
    promise->of = read(graph, promise->of);
    if (promise->kind == HN_SAME_FOR)
        return take_but(graph, promise, given);
    if (!given->with || hn_node_broken(given->with)
        || !take_with(graph, promise, given->with))
        return false;
    return promise->kind != HN_NO_CLIFF
           || (given->above && take_above(graph, promise, given->above));
}

/* --- a property ---------------------------------------------------------- */

static void check_name(hn_graph *graph, const hn_property *property)
{
    bool twice = false;
    for (int i = 0; i < graph->property_count; i++)
        twice = twice
                || strcmp(graph->properties[i]->name, property->name) == 0;
    for (int i = 0; i < graph->example_count; i++)
        twice = twice
                || strcmp(graph->examples[i]->name, property->name) == 0;
    if (twice)
        hn_report_addf(graph->report, 113, HN_ERROR, property->place, NULL,
                       "two properties or examples are called `%s`",
                       property->name);
}

hn_property *hn_build_property(hn_graph *graph, const char *name,
                               hn_place place, const hn_promised *promised,
                               int count)
{
    hn_property *property = hn_make_array(
        graph, &(hn_property){ .place = place }, 1, sizeof *property);
    hn_property **all = hn_arena_grow(&graph->arena, graph->properties,
                                      graph->property_count,
                                      &graph->property_cap, sizeof *all);
    if (!property || !all)
        return NULL;
    graph->properties = all;
    property->name = hn_make_copy(graph, name);
    property->promises = hn_arena_alloc(
        &graph->arena, sizeof *property->promises * ((size_t)count + 1));
    bool whole = property->name && property->promises;
    for (int i = 0; i < count && property->promises; i++) {
        property->promises[i] = promised[i].promise;
        whole = take_promise(graph, &property->promises[i], &promised[i])
                && whole;
    }
    property->count = count;
    if (graph->arena.failed)
        return NULL;
    check_name(graph, property);
    if (whole)
        graph->properties[graph->property_count++] = property;
    return property;
}
