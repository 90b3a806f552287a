/*
 * make.c - making nodes and things, and the words that messages are made of.
 */
#include "make.h"

#include <string.h>

/* --- types --------------------------------------------------------------- */

static bool choices_like(const hn_choices *a, const hn_choices *b)
{
    if (a == b || !a || !b)
        return true;
    if (a->count != b->count)
        return false;
    for (int i = 0; i < a->count; i++)
        if (strcmp(a->names[i], b->names[i]) != 0)
            return false;
    return true;
}

bool hn_type_like(hn_type a, hn_type b)
{
    if (a.kind != b.kind)
        return false;
    if (a.kind == HN_NUMBER)
        return hn_unit_same(a.unit, b.unit);
    return a.kind != HN_CHOICE || choices_like(a.choices, b.choices);
}

/* --- words --------------------------------------------------------------- */

static const char *keep(hn_graph *graph, hn_text *text)
{
    const char *kept = hn_arena_text_n(&graph->arena, text->at, text->len);
    if (text->failed)
        graph->arena.failed = 1;
    hn_text_dispose(text);
    return kept ? kept : "";
}

const char *hn_make_text(hn_graph *graph, const char *format, ...)
{
    hn_text text;
    va_list parts;
    hn_text_init(&text, graph->memory);
    va_start(parts, format);
    hn_text_addv(&text, format, parts);
    va_end(parts);
    return keep(graph, &text);
}

const char *hn_make_type_text(hn_graph *graph, hn_type type)
{
    hn_text text;
    hn_text_init(&text, graph->memory);
    hn_type_write(&text, type);
    return keep(graph, &text);
}

const char *hn_make_tag_help(hn_type a, hn_type b)
{
    if (a.kind != HN_NUMBER || b.kind != HN_NUMBER
        || !hn_unit_tags_differ(a.unit, b.unit))
        return NULL;
    if (a.unit.power[HN_NET] + a.unit.power[HN_GROSS]
        == b.unit.power[HN_NET] + b.unit.power[HN_GROSS])
        return "net is gross less income: make the gross amount net first, "
               "with funding.net { gross = ..., income = ... }";
    return "say in the type of each whether it is net or gross, as in "
           "\"net GBP/year\"; gross less income is funding.net { gross = ..., "
           "income = ... }";
}

const hn_node *hn_node_leaf(const hn_node *node)
{
    while (node && node->op == HN_OP_VIA)
        node = node->args[1];
    return node;
}

const hn_rounding *hn_node_rounding(const hn_node *node)
{
    while (node->op == HN_OP_SAME || node->op == HN_OP_GATE
           || node->op == HN_OP_VIA)
        node = node->args[node->count - 1];
    return node->op == HN_OP_ROUND ? &node->u.rounding
           : node->op == HN_OP_ALLOCATED ? node->u.fold->rounding : NULL;
}

const char *hn_make_name(hn_graph *graph, const hn_node *node,
                         const char *otherwise)
{
    node = hn_node_leaf(node);
    if (!node || hn_node_broken(node))
        return otherwise;
    if (node->thing)
        return hn_make_text(graph, "`%s`", node->thing->name);
    if (node->op == HN_OP_PARAM)
        return hn_make_text(graph, "`%s`", node->u.param.param->thing.name);
    if (node->op != HN_OP_LOOKUP)
        return otherwise;
    const hn_lookup *lookup = node->u.lookup.lookup;
    return hn_make_text(graph, "`%s.%s`", lookup->thing.name,
                        lookup->columns[node->u.lookup.column].name);
}

const char *hn_make_says(hn_graph *graph, const hn_node *node,
                         const char *otherwise)
{
    const char *article = node->type.kind == HN_NUMBER
                          && node->type.form != HN_COUNT ? "" : "a ";
    if (node->type.kind == HN_YESNO)
        article = "";
    return hn_make_text(graph, "%s is %s%s",
                        hn_make_name(graph, node, otherwise), article,
                        hn_make_type_text(graph, node->type));
}

const char *hn_make_nearest(hn_graph *graph, const char *name,
                            const char *const *names, int count)
{
    const char *near = hn_text_nearest(name, names, count);
    return near ? hn_make_text(graph, "did you mean `%s`?", near) : NULL;
}

const char *hn_make_nearest_thing(hn_graph *graph, int word,
                                  const char *name)
{
    const char **names = hn_arena_alloc(
        &graph->arena, sizeof *names * ((size_t)graph->thing_count + 1));
    int count = 0;
    for (int i = 0; names && i < graph->thing_count; i++)
        if (word < 0 || (int)graph->things[i]->word == word)
            names[count++] = graph->things[i]->name;
    return names ? hn_make_nearest(graph, name, names, count) : NULL;
}

/* --- copies -------------------------------------------------------------- */

const char *hn_make_copy(hn_graph *graph, const char *text)
{
    return text ? hn_arena_text(&graph->arena, text) : NULL;
}

void *hn_make_array(hn_graph *graph, const void *items, int count,
                    size_t item)
{
    size_t size = item * (size_t)count;
    void *copy = hn_arena_alloc(&graph->arena, size ? size : 1);
    if (copy && size)
        memcpy(copy, items, size);
    return copy;
}

hn_rounding *hn_make_rounding(hn_graph *graph, const hn_rounding *rounding)
{
    return rounding ? hn_make_array(graph, rounding, 1, sizeof *rounding)
                    : NULL;
}

hn_type hn_make_type(hn_graph *graph, hn_type type, hn_place place)
{
    if (type.kind != HN_CHOICE || !type.choices)
        return type;
    hn_choices *copy = hn_make_array(graph, type.choices, 1, sizeof *copy);
    if (!copy)
        return hn_type_of(HN_BROKEN);
    copy->names = hn_make_array(graph, copy->names, copy->count,
                                sizeof *copy->names);
    for (int i = 0; copy->names && i < copy->count; i++) {
        copy->names[i] = hn_make_copy(graph, copy->names[i]);
        for (int j = 0; j < i && !graph->arena.failed; j++)
            if (strcmp(copy->names[i], copy->names[j]) == 0)
                hn_report_addf(graph->report, 113, HN_ERROR, place,
                               "leave one of them out",
                               "the choice `%s` is written twice",
                               copy->names[i]);
    }
    if (graph->arena.failed)
        return hn_type_of(HN_BROKEN);
    type.choices = copy;
    return type;
}

/* --- nodes --------------------------------------------------------------- */

static hn_node *new_node(hn_graph *graph, hn_op op, hn_type type,
                         hn_place place)
{
    hn_node *node = hn_arena_alloc(&graph->arena, sizeof *node);
    if (!node)
        return NULL;
    node->op = op;
    node->type = type;
    node->place = place;
    node->id = -1;
    return node;
}

hn_node *hn_build_broken(hn_graph *graph, hn_place place)
{
    return new_node(graph, HN_OP_CONSTANT, hn_type_of(HN_BROKEN), place);
}

hn_node *hn_make_constant(hn_graph *graph, hn_type type, hn_place place)
{
    hn_node *node = new_node(graph, HN_OP_CONSTANT, type, place);
    if (node)
        node->u.constant.number = hn_ratio_of(0);
    return node;
}

bool hn_node_is_link(const hn_node *node)
{
    return node->op == HN_OP_LINK
           || (node->op == HN_OP_VIA && hn_node_is_link(node->args[1]));
}

hn_node *hn_make_spoiled(hn_graph *graph, hn_node *const *args, int count,
                         hn_place place)
{
    for (int i = 0; i < count; i++)
        if (args[i])
            args[i]->uses++;
    return hn_build_broken(graph, place);
}

static hn_node *too_many(hn_graph *graph, hn_node *node)
{
    if (!graph->full)
        hn_report_addf(graph->report, 502, HN_ERROR, node->place,
                       "split the pack into several",
                       "the pack has more than %d formulas", HN_MOST_NODES);
    graph->full = true;
    return hn_build_broken(graph, node->place);
}

hn_node *hn_make_enter(hn_graph *graph, hn_node *node)
{
    if (!node || node->id >= 0 || hn_node_broken(node))
        return node;
    if (graph->node_count >= HN_MOST_NODES)
        return too_many(graph, node);
    hn_node **nodes = hn_arena_grow(&graph->arena, graph->nodes,
                                    graph->node_count, &graph->node_cap,
                                    sizeof *nodes);
    if (!nodes)
        return NULL;
    graph->nodes = nodes;
    node->id = graph->node_count;
    graph->nodes[graph->node_count++] = node;
    return node;
}

static void two_records(hn_graph *graph, const hn_records *a,
                        const hn_records *b, hn_place place)
{
    hn_report_addf(graph->report, 121, HN_ERROR, place,
                   hn_make_text(graph, "let a row of one find its row of the "
                                "other with `link`, or add up the many with "
                                "sum(..., { for_each = ... })"),
                   "columns of `%s` and of `%s` meet without a link",
                   a->thing.name, b->thing.name);
}

static bool join_rows(hn_graph *graph, hn_node *node)
{
    for (int i = 0; i < node->count; i++) {
        const hn_records *records = node->args[i]->records;
        if (records && node->records && records != node->records) {
            two_records(graph, node->records, records, node->place);
            return false;
        }
        node->records = records ? records : node->records;
        node->for_run = node->for_run || node->args[i]->for_run;
    }
    node->for_run = node->for_run && !node->records;
    return true;
}

static void join_depth(hn_node *node)
{
    bool number = node->type.kind == HN_NUMBER && node->op != HN_OP_ROUND;
    for (int i = 0; i < node->count; i++) {
        const hn_node *arg = node->args[i];
        node->depth = arg->depth >= node->depth ? arg->depth + 1
                                                : node->depth;
        node->uneven = node->uneven || (number && arg->uneven);
        node->of_report = node->of_report || arg->of_report;
    }
    if (node->op == HN_OP_DIV && node->args[1]->records)
        node->uneven = true;
}

static bool too_deep(hn_graph *graph, const hn_node *node)
{
    if (node->depth <= HN_MOST_DEPTH)
        return false;
    hn_report_addf(graph->report, 502, HN_ERROR, node->place,
                   "work it out in fewer steps, or with a fold such as sum()",
                   "a formula stands on more than %d others, one upon "
                   "another", HN_MOST_DEPTH);
    return true;
}

/* The arguments enter in their order, so that each stands before the node. */
static bool enter_args(hn_graph *graph, hn_node *node)
{
    for (int i = 0; i < node->count; i++) {
        hn_node *arg = hn_make_enter(graph, node->args[i]);
        if (!arg || hn_node_broken(arg))
            return false;
        arg->uses++;
    }
    return true;
}

static bool any_unfit(hn_node *const *args, int count)
{
    for (int i = 0; i < count; i++)
        if (!args[i] || hn_node_broken(args[i]))
            return true;
    return false;
}

hn_node *hn_make_node(hn_graph *graph, hn_op op, hn_type type,
                      hn_node *const *args, int count, hn_place place)
{
    if (any_unfit(args, count))
        return hn_make_spoiled(graph, args, count, place);
    hn_node *node = new_node(graph, op, type, place);
    if (!node)
        return NULL;
    node->args = hn_make_array(graph, args, count, sizeof *args);
    node->count = count;
    if (!node->args)
        return NULL;
    bool fits = join_rows(graph, node);
    join_depth(node);
    if (!fits || too_deep(graph, node))
        return hn_make_spoiled(graph, args, count, place);
    return enter_args(graph, node) ? node : hn_build_broken(graph, place);
}

hn_node *hn_make(hn_graph *graph, hn_op op, hn_type type,
                 hn_node *const *args, int count, hn_place place)
{
    return hn_make_enter(graph,
                         hn_make_node(graph, op, type, args, count, place));
}

/* --- the value of a thing ------------------------------------------------ */

/* Whether a thing may give the node its name: nothing else reads it, and it
 * is a formula rather than a column or a figure of its own. */
static bool is_free(const hn_node *node)
{
    switch (node->op) {
    case HN_OP_CONSTANT: case HN_OP_INPUT: case HN_OP_PARAM:
    case HN_OP_LINK: case HN_OP_VIA: case HN_OP_LOOKUP: case HN_OP_BANDS:
    case HN_OP_BAND_COLUMN: case HN_OP_DECISION_DATE:
        return false;
    default:
        return node->uses == 0 && !node->thing
               && (node->records || node->for_run);
    }
}

void hn_make_value(hn_graph *graph, hn_thing *thing, hn_node *node)
{
    if (node && !hn_node_broken(node) && !is_free(node))
        node = hn_make(graph, HN_OP_SAME, node->type, &node, 1,
                       thing->place);
    hn_make_own(thing, node);
}

void hn_make_own(hn_thing *thing, hn_node *node)
{
    if (!node)
        return;
    thing->node = node;
    thing->records = node->records;
    node->uses++;
    if (hn_node_broken(node))
        return;
    node->thing = thing;
    node->for_run = !node->records;
}

/* --- things -------------------------------------------------------------- */

static bool is_name(const char *name)
{
    static const char first[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ_";
    static const char more[] = "abcdefghijklmnopqrstuvwxyz"
                               "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
    return name[0] && strchr(first, name[0])
           && strspn(name, more) == strlen(name);
}

static bool is_column(hn_word word)
{
    return word == HN_WORD_INPUT || word == HN_WORD_LINK;
}

/* A column and a kind of records, a calendar or a table are never asked for by
 * the same words; a column and anything else would be, in a sentence. */
static bool clash(const hn_thing *a, const hn_thing *b)
{
    bool a_column = is_column(a->word), b_column = is_column(b->word);
    if (a_column && b_column)
        return a->records == b->records;
    if (!a_column && !b_column)
        return true;
    hn_word column = a_column ? a->word : b->word;
    hn_word other = a_column ? b->word : a->word;
    return column == HN_WORD_INPUT && other != HN_WORD_RECORDS
           && other != HN_WORD_CALENDAR && other != HN_WORD_LOOKUP
           && other != HN_WORD_PEERS;
}

static bool name_fits(hn_graph *graph, const hn_thing *thing)
{
    if (!is_name(thing->name)) {
        hn_report_addf(graph->report, 119, HN_ERROR, thing->place,
                       "write it with letters, digits and _, beginning with "
                       "a letter", "`%s` cannot be a name", thing->name);
        return false;
    }
    for (int i = 0; i < graph->thing_count; i++) {
        const hn_thing *other = graph->things[i];
        if (strcmp(other->name, thing->name) != 0 || !clash(other, thing))
            continue;
        hn_report_addf(graph->report, 113, HN_ERROR, thing->place,
                       "give one of them another name",
                       "`%s` is a name already: of the %s at %s:%d",
                       thing->name, hn_thing_word(other),
                       other->place.file ? other->place.file : "?",
                       other->place.line);
        return false;
    }
    return true;
}

void hn_build_heading(hn_graph *graph, const char *text)
{
    graph->heading = hn_make_copy(graph, text);
}

void hn_make_thing(hn_graph *graph, hn_thing *thing, hn_word word)
{
    thing->word = word;
    thing->name = hn_make_copy(graph, thing->name ? thing->name : "");
    thing->label = hn_make_copy(graph, thing->label);
    thing->source = hn_make_copy(graph, thing->source);
    thing->heading = graph->heading;
    thing->uses = 0;
    if (!thing->name)
        thing->name = "";
    if (graph->arena.failed || !name_fits(graph, thing))
        return;
    hn_thing **things = hn_arena_grow(&graph->arena, graph->things,
                                      graph->thing_count, &graph->thing_cap,
                                      sizeof *things);
    if (!things)
        return;
    graph->things = things;
    graph->things[graph->thing_count++] = thing;
}

void hn_make_use(hn_graph *graph, const hn_thing *thing)
{
    for (int i = 0; i < graph->thing_count; i++)
        if (graph->things[i] == thing)
            graph->things[i]->uses++;
}
