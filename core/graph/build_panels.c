/*
 * build_panels.c - panels: what is decided of a case, one outcome for each.
 *
 * Rows stand in no order: of every case exactly one holds.  That it does is
 * proved, or searched, when the pack is checked (core/engine/panels.c); so
 * where one row holds, what the others cannot tell does not matter.
 */
#include "make.h"

#include <string.h>
#include "edit.h"

static bool fault(hn_graph *graph, int code, hn_place place, const char *help,
                  const char *message)
{
    hn_report_addf(graph->report, code, HN_ERROR, place, help, "%s", message);
    return false;
}

static bool check_row(hn_graph *graph, const hn_panel *panel, int at)
{
    const hn_panel_row *row = &panel->rows[at];
    bool fit = row->outcome && row->when && !hn_node_broken(row->when);
    for (int i = 0; row->outcome && i < at; i++)
        if (panel->rows[i].outcome
            && strcmp(panel->rows[i].outcome, row->outcome) == 0)
            fit = fault(graph, 113, row->place,
                        "write one row, with any { ... } of both tests",
                        hn_make_text(graph, "two rows of panel `%s` come to "
                                     "\"%s\"", panel->thing.name,
                                     row->outcome));
    if (!row->outcome && !hn_make_told(graph))
        fault(graph, 112, row->place, "add outcome = \"...\"",
              hn_make_text(graph, "a row of panel `%s` has no outcome",
                           panel->thing.name));
    if (!row->when && !hn_make_told(graph))
        fault(graph, 112, row->place, "add when = ...",
              hn_make_text(graph, "a row of panel `%s` has no `when`",
                           panel->thing.name));
    return fit && hn_make_test(graph, row->when, "the `when` of a panel");
}

static bool check_rows(hn_graph *graph, hn_panel *panel)
{
    bool fit = panel->count > 0;
    if (!fit && !hn_make_told(graph))
        fault(graph, 120, panel->thing.place,
              "add { outcome = \"...\", when = ..., say = \"...\" }",
              hn_make_text(graph, "panel `%s` has no rows",
                           panel->thing.name));
    for (int i = 0; i < panel->count; i++) {
        hn_panel_row *row = &panel->rows[i];
        row->outcome = hn_make_copy(graph, row->outcome);
        row->say = hn_make_copy(graph, row->say);
        fit = check_row(graph, panel, i) && fit;
    }
    return fit;
}

/* The outcomes in their order; what is said where one cannot tell is last,
 * where it is none of them. */
static bool outcomes(hn_graph *graph, const hn_panel *panel, hn_type *type)
{
    hn_choices *choices = hn_arena_alloc(&graph->arena, sizeof *choices);
    const char **names = hn_arena_alloc(&graph->arena, sizeof *names
                                        * ((size_t)panel->count + 1));
    const char *last = panel->on_missing;
    if (!choices || !names)
        return false;
    for (int i = 0; i < panel->count; i++) {
        names[i] = panel->rows[i].outcome;
        if (last && strcmp(names[i], last) == 0)
            last = NULL;
    }
    names[panel->count] = last;
    *choices = (hn_choices){ names, panel->count + (last != NULL) };
    *type = (hn_type){ .kind = HN_CHOICE, .choices = choices };
    return true;
}

/* A constant of that name; missing for NULL. */
static hn_node *outcome(hn_graph *graph, hn_type type, const char *name,
                        hn_place place)
{
    hn_node *node = hn_make_constant(graph, type, place);
    if (!node)
        return NULL;
    node->u.constant.missing = !name;
    for (int i = 0; name && i < type.choices->count; i++)
        if (strcmp(type.choices->names[i], name) == 0)
            node->u.constant.index = i;
    node->u.constant.text = name;
    return node;
}

/* when outcome when outcome ... on_missing */
static hn_node *panel_node(hn_graph *graph, hn_panel *panel)
{
    hn_type type;
    int count = 0;
    const char *last = panel->on_missing;
    hn_node **args = hn_arena_alloc(&graph->arena, sizeof *args
                                    * (2 * (size_t)panel->count + 1));
    if (!args || !outcomes(graph, panel, &type))
        return NULL;
    for (int i = 0; i < panel->count; i++) {
        const hn_panel_row *row = &panel->rows[i];
        args[count++] = row->when;
        args[count++] = outcome(graph, type, row->outcome, row->place);
    }
    if (last && hn_edit_asked(graph, panel->thing.place,
                              "without `on_missing`"))
        last = NULL;
    args[count++] = outcome(graph, type, last, panel->thing.place);
    if (graph->arena.failed)
        return NULL;
    hn_node *node = hn_make(graph, HN_OP_PANEL, type, args, count,
                            panel->thing.place);
    if (node && !hn_node_broken(node))
        node->u.panel = panel;
    return node;
}

/* What follows from an error is not told again. */
static hn_node *spoiled(hn_graph *graph, const hn_panel *panel)
{
    for (int i = 0; i < panel->count; i++)
        if (panel->rows[i].when)
            panel->rows[i].when->uses++;
    return hn_build_broken(graph, panel->thing.place);
}

hn_panel *hn_build_panel(hn_graph *graph, const hn_panel *proto)
{
    hn_panel *panel = hn_make_array(graph, proto, 1, sizeof *panel);
    if (!panel)
        return NULL;
    hn_make_thing(graph, &panel->thing, HN_WORD_PANEL);
    panel->rows = hn_make_array(graph, proto->rows, proto->count,
                                sizeof *panel->rows);
    panel->on_missing = hn_make_copy(graph, proto->on_missing);
    if (!panel->rows)
        return NULL;
    panel->thing.node = NULL;
    bool fit = check_rows(graph, panel);
    if (fit)
        hn_edit_panel(graph, panel);
    hn_make_own(&panel->thing, fit ? panel_node(graph, panel)
                                   : spoiled(graph, panel));
    return graph->arena.failed ? NULL : panel;
}

/* --- overrides ----------------------------------------------------------- */

static bool wrong_part(hn_graph *graph, const hn_override *override,
                       int code, const char *help, const char *message)
{
    return fault(graph, code, override->place, help, message);
}

/* What was recorded is one of the outcomes. */
static bool check_outcomes(hn_graph *graph, const hn_thing *thing,
                           const hn_override *override)
{
    const hn_choices *has = override->outcome->type.choices;
    const hn_choices *all = thing->node->type.choices;
    for (int i = 0; has && i < has->count; i++) {
        int at = 0;
        while (at < all->count && strcmp(all->names[at], has->names[i]) != 0)
            at++;
        if (at == all->count)
            return wrong_part(graph, override, 204,
                              hn_make_nearest(graph, has->names[i],
                                              all->names, all->count),
                              hn_make_text(graph, "`%s` is no outcome of "
                                           "`%s`, and its override may be "
                                           "that", has->names[i],
                                           thing->name));
    }
    return true;
}

static bool check_override(hn_graph *graph, const hn_thing *thing,
                           const hn_override *override)
{
    const hn_node *outcome = hn_node_leaf(override->outcome);
    const char *what = hn_make_text(graph, "the override of `%s`",
                                    thing->name);
    if (outcome->op != HN_OP_INPUT || outcome->type.kind != HN_CHOICE)
        return wrong_part(graph, override, 213, "give it an input of type "
                          "choice", hn_make_text(graph, "the outcome of %s "
                                                 "is no column with a "
                                                 "choice", what));
    if (!outcome->u.input->blank)
        return wrong_part(graph, override, 213,
                          hn_make_text(graph, "add blank = \"no override\" "
                                       "to the input `%s`",
                                       outcome->u.input->thing.name),
                          hn_make_text(graph, "%s does not say what an empty "
                                       "cell means", what));
    if (override->on->type.kind != HN_DATE)
        return wrong_part(graph, override, 202, NULL, hn_make_text(
            graph, "the `on` of %s is %s and no date", what,
            hn_make_type_text(graph, override->on->type)));
    return check_outcomes(graph, thing, override);
}

static hn_node *decided_node(hn_graph *graph, const hn_thing *thing,
                             const hn_override *override)
{
    hn_node *args[] = { thing->node, override->outcome, override->by,
                        override->reason, override->on };
    for (int i = 0; i < 5; i++)
        if (!args[i] || hn_node_broken(args[i]))
            return hn_build_broken(graph, override->place);
    if (!check_override(graph, thing, override))
        return hn_make_spoiled(graph, args, 5, override->place);
    if (hn_edit_asked(graph, override->place, "without the override of `%s`",
                      thing->name)) {
        hn_make_spoiled(graph, args, 5, override->place);
        return thing->node;
    }
    return hn_make(graph, HN_OP_DECIDED, thing->node->type, args, 5,
                   override->place);
}

hn_figure *hn_build_decided(hn_graph *graph, const hn_thing *thing,
                            const hn_override *override)
{
    hn_figure proto = { .declared = { .kind = HN_BROKEN } };
    proto.thing = (hn_thing){
        .name = hn_make_text(graph, "%s_decided", thing->name),
        .label = hn_make_text(graph, "%s, as decided",
                              thing->label ? thing->label : thing->name),
        .source = thing->source, .place = thing->place };
    if (!thing->node)
        return NULL;
    return hn_build_figure(graph, &proto,
                           decided_node(graph, thing, override));
}
