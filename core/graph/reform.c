/*
 * reform.c - named changes to a pack that is otherwise as it stands.
 */
#include "make.h"

#include <string.h>

/* --- parameters ---------------------------------------------------------- */

/* The values before the date stay; those after it give way to the new one. */
static void replace_from(hn_graph *graph, hn_param *param, hn_period period)
{
    hn_period *periods = hn_arena_alloc(&graph->arena, sizeof *periods
                                        * ((size_t)param->count + 1));
    int kept = 0;
    if (!periods)
        return;
    while (kept < param->count && param->periods[kept].from < period.from) {
        periods[kept] = param->periods[kept];
        kept++;
    }
    periods[kept] = period;
    param->periods = periods;
    param->count = kept + 1;
}

void hn_build_reform_param(hn_graph *graph, const char *name, hn_node *value,
                           hn_date from, const char *source, hn_place place)
{
    hn_param *param = (hn_param *)hn_graph_find(graph, HN_WORD_PARAM, name);
    const char *what = hn_make_text(graph, "`%s`", name);
    if (!param) {
        hn_report_addf(graph->report, 110, HN_ERROR, place,
                       hn_make_nearest_thing(graph, HN_WORD_PARAM, name),
                       "the pack has no param `%s`", name);
        return;
    }
    value = hn_make_declared(graph, value, param->type, what);
    if (!value || hn_node_broken(value) || param->count == 0
        || !hn_make_within(graph, value, param->min, param->max, what))
        return;
    if (from == HN_DATE_FIRST)
        from = param->periods[0].from;
    replace_from(graph, param, (hn_period){
        .from = from, .value = value, .place = place,
        .source = hn_make_copy(graph, source)});
}

/* --- criteria ------------------------------------------------------------ */

static bool is_list(const hn_node *node)
{
    return node->op == HN_OP_ALL || node->op == HN_OP_ANY
           || node->op == HN_OP_NONE || node->op == HN_OP_AT_LEAST_N;
}

static int entries_of(const hn_node *list, const hn_node *entry)
{
    int count = 0;
    for (int i = 0; i < list->count; i++)
        count += list->args[i] == entry;
    return count;
}

static void take_out(hn_node *list, const hn_node *entry)
{
    int kept = 0;
    for (int i = 0; i < list->count; i++)
        if (list->args[i] != entry)
            list->args[kept++] = list->args[i];
    list->count = kept;
}

/* Whether lists are all that reads it, and are lists without it. */
static bool can_drop(hn_graph *graph, const hn_node *node, hn_place place)
{
    int uses = 1;                  /* its own name                           */
    for (int i = 0; i < graph->node_count; i++) {
        const hn_node *list = graph->nodes[i];
        int count = is_list(list) ? entries_of(list, node) : 0;
        int left = list->count - count;
        int least = list->op == HN_OP_AT_LEAST_N ? list->u.at_least : 1;
        uses += count;
        if (count == 0 || left >= least)
            continue;
        hn_report_addf(graph->report, 119, HN_ERROR, place,
                       "change the list in the pack itself",
                       "without `%s` too few entries are left in a list that "
                       "it is in", node->thing->name);
        return false;
    }
    if (node->uses == uses && !node->bare)
        return true;
    if (node->bare) {
        hn_report_addf(graph->report, 119, HN_ERROR, place,
                       hn_make_text(graph, "write criterion.%s in the pack, "
                                    "or the formula again",
                                    node->thing->name),
                       "the pack also reads the formula of `%s` by a `local`, "
                       "which need not mean the criterion",
                       node->thing->name);
        return false;
    }
    hn_report_addf(graph->report, 119, HN_ERROR, place,
                   "only a criterion that stands in lists such as all { } can "
                   "be dropped: change the pack itself",
                   "`%s` is read by more than lists", node->thing->name);
    return false;
}

static void forget(hn_graph *graph, const hn_thing *thing)
{
    int kept = 0;
    for (int i = 0; i < graph->thing_count; i++)
        if (graph->things[i] != thing)
            graph->things[kept++] = graph->things[i];
    graph->thing_count = kept;
}

void hn_build_reform_drop(hn_graph *graph, const char *name, hn_place place)
{
    const hn_thing *thing = hn_graph_find(graph, HN_WORD_CRITERION, name);
    if (!thing) {
        hn_report_addf(graph->report, 110, HN_ERROR, place,
                       hn_make_nearest_thing(graph, HN_WORD_CRITERION, name),
                       "the pack has no criterion `%s`", name);
        return;
    }
    if (!thing->node || hn_node_broken(thing->node)
        || !can_drop(graph, thing->node, place))
        return;
    for (int i = 0; i < graph->node_count; i++)
        if (is_list(graph->nodes[i]))
            take_out(graph->nodes[i], thing->node);
    forget(graph, thing);
}
