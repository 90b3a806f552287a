/*
 * reform.c - named changes to a pack that is otherwise as it stands.
 *
 * They are made in the graph, before it is finished, to what is read by name: a
 * parameter gets other periods, and what reads a criterion reads the same node,
 * which is then another.  So nothing that reads them need be found, and what is
 * read without its name cannot be changed (hn_node.bare).
 */
#include "make.h"

#include <string.h>
#include "plan.h"

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

/* The criterion, or NULL after telling why it cannot be changed by its name. */
static hn_criterion *find_criterion(hn_graph *graph, const char *name,
                                    hn_place place)
{
    hn_thing *thing = hn_graph_find(graph, HN_WORD_CRITERION, name);
    if (!thing) {
        hn_report_addf(graph->report, 110, HN_ERROR, place,
                       hn_make_nearest_thing(graph, HN_WORD_CRITERION, name),
                       "the pack has no criterion `%s`", name);
        return NULL;
    }
    if (!thing->node || hn_node_broken(thing->node))
        return NULL;
    if (!thing->node->bare)
        return (hn_criterion *)thing;
    hn_report_addf(graph->report, 119, HN_ERROR, place,
                   hn_make_text(graph, "write criterion.%s in the pack, or "
                                "the formula again", name),
                   "the pack also reads the formula of `%s` by a `local`, "
                   "which need not mean the criterion", name);
    return NULL;
}

/* --- another test -------------------------------------------------------- */

/* What a test reads that stands behind the criterion. */
typedef struct behind {
    const hn_node *node;      /* of the criterion                             */
    bool *marked;             /* by id                                        */
    int count;
    bool loops;               /* the criterion itself is among it             */
} behind;

static void mark(const hn_node *node, void *ctx)
{
    behind *b = ctx;
    b->loops = b->loops || node == b->node;
    if (node->id <= b->node->id || b->marked[node->id])
        return;
    b->marked[node->id] = true;
    b->count++;
    hn_node_each(node, mark, ctx);
}

/* Puts what is marked before the criterion, in its order: a node stands after
 * all that it reads. */
static bool bring_forward(hn_graph *graph, const behind *b)
{
    int all = graph->node_count, first = b->node->id, kept = first;
    hn_node **order = hn_arena_alloc(&graph->arena, sizeof *order
                                                    * ((size_t)all + 1));
    if (!order)
        return false;
    memcpy(order, graph->nodes, sizeof *order * (size_t)all);
    int at = first + b->count;
    for (int i = first; i < all; i++)
        graph->nodes[b->marked[i] ? kept++ : at++] = order[i];
    for (int i = first; i < all; i++)
        graph->nodes[i]->id = i;
    return true;
}

/* The tests that stay in force before the date, in `tests`; how many. */
static int kept_tests(hn_graph *graph, const hn_criterion *criterion,
                      hn_date from, hn_node **tests)
{
    hn_node *node = criterion->thing.node;
    int kept = 0;
    while (kept < criterion->count && criterion->wordings[kept].from < from) {
        tests[kept] = criterion->wordings[kept].test;
        kept++;
    }
    if (kept == 0 || tests[0] != node)
        return kept;
    /* The criterion is its test: the test becomes a node of its own. */
    hn_node *test = hn_make_array(graph, node, 1, sizeof *test);
    if (!test)
        return 0;
    test->id = -1;
    test->thing = NULL;
    test->uses = 1;
    tests[0] = criterion->wordings[0].test = hn_make_enter(graph, test);
    return tests[0] ? 1 : 0;
}

/* Everything that reads the criterion reads its node, which now is another. */
static void change_node(hn_node *node, hn_criterion *criterion,
                        hn_node **tests)
{
    bool is_dated = criterion->count > 1
                    || criterion->wordings[0].from > HN_DATE_FIRST;
    node->op = is_dated ? HN_OP_DATED : HN_OP_SAME;
    node->args = tests;
    node->count = criterion->count;
    node->once = false;
    memset(&node->u, 0, sizeof node->u);
    if (is_dated)
        node->u.criterion = criterion;
    for (int i = 0; i < node->count; i++)
        node->depth = tests[i]->depth >= node->depth ? tests[i]->depth + 1
                                                     : node->depth;
    tests[node->count - 1]->uses++;
}

/* What reads the criterion has been given its rows. */
static bool fits_rows(hn_graph *graph, const hn_node *node,
                      const hn_wording *wording, const char *name)
{
    const hn_node *test = wording->test;
    if (node->records ? !test->records || test->records == node->records
                      : !test->records && (!test->for_run || node->for_run))
        return true;
    hn_report_addf(graph->report, 119, HN_ERROR, wording->place,
                   "change the criterion in the pack itself",
                   "the new test of `%s` is not for the same rows as the old "
                   "one", name);
    return false;
}

static bool add_wording(hn_graph *graph, hn_criterion *criterion,
                        const hn_wording *wording, int kept)
{
    hn_wording *wordings = hn_arena_alloc(&graph->arena, sizeof *wordings
                                          * ((size_t)kept + 1));
    if (!wordings)
        return false;
    memcpy(wordings, criterion->wordings, sizeof *wordings * (size_t)kept);
    wordings[kept] = *wording;
    criterion->wordings = wordings;
    criterion->count = kept + 1;
    return true;
}

static bool marks_loop(hn_graph *graph, behind *b, const hn_wording *wording,
                       const char *name)
{
    mark(wording->test, b);
    if (!b->loops)
        return false;
    hn_report_addf(graph->report, 119, HN_ERROR, wording->place,
                   "change the criterion in the pack itself",
                   "the new test of `%s` reads what is decided by `%s`", name,
                   name);
    return true;
}

static void put_wording(hn_graph *graph, hn_criterion *criterion,
                        hn_wording wording)
{
    const char *name = criterion->thing.name;
    if (!hn_make_wording(graph, &criterion->thing, &wording)
        || !fits_rows(graph, criterion->thing.node, &wording, name))
        return;
    if (wording.from == HN_DATE_FIRST)
        wording.from = criterion->wordings[0].from;
    hn_node **tests = hn_arena_alloc(&graph->arena, sizeof *tests
                                     * ((size_t)criterion->count + 1));
    int kept = tests ? kept_tests(graph, criterion, wording.from, tests) : 0;
    behind b = {.node = criterion->thing.node,
                .marked = hn_arena_alloc(&graph->arena,
                                         (size_t)graph->node_count + 1)};
    if (!tests || !b.marked || marks_loop(graph, &b, &wording, name))
        return;
    for (int i = 0; i < kept; i++)
        mark(tests[i], &b);
    tests[kept] = wording.test;
    if (add_wording(graph, criterion, &wording, kept)
        && bring_forward(graph, &b))
        change_node(criterion->thing.node, criterion, tests);
}

void hn_build_reform_criterion(hn_graph *graph, const char *name,
                               const hn_wording *proto, hn_place place)
{
    hn_criterion *criterion = find_criterion(graph, name, place);
    if (criterion)
        put_wording(graph, criterion, *proto);
}

/* --- criteria that go ---------------------------------------------------- */

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
static bool can_drop(hn_graph *graph, const hn_node *node, hn_date from,
                     hn_place place)
{
    int uses = 1;                  /* its own name                           */
    for (int i = 0; i < graph->node_count; i++) {
        const hn_node *list = graph->nodes[i];
        int count = is_list(list) ? entries_of(list, node) : 0;
        int left = list->count - count;
        int least = list->op == HN_OP_AT_LEAST_N ? list->u.at_least : 1;
        uses += count;
        if (count == 0 || left >= least || from > HN_DATE_FIRST)
            continue;
        hn_report_addf(graph->report, 119, HN_ERROR, place,
                       "change the list in the pack itself",
                       "without `%s` too few entries are left in a list that "
                       "it is in", node->thing->name);
        return false;
    }
    if (node->uses == uses)
        return true;
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

static bool is_asked_by_all(hn_graph *graph, const hn_node *node,
                            hn_place place)
{
    for (int i = 0; i < graph->node_count; i++) {
        const hn_node *list = graph->nodes[i];
        if (!is_list(list) || list->op == HN_OP_ALL
            || entries_of(list, node) == 0)
            continue;
        hn_report_addf(graph->report, 119, HN_ERROR, place,
                       "leave `from` away, so that it is gone throughout, or "
                       "give it another test in criteria = { }",
                       "`%s` stands in a list other than all { }, and cannot "
                       "be dropped from a date on", node->thing->name);
        return false;
    }
    return true;
}

/* From then on it is met, which in all { } is as if it were not asked for. */
static void drop_from(hn_graph *graph, hn_criterion *criterion, hn_date from,
                      const char *source, hn_place place)
{
    static const char says[] = "It is no longer asked for.";
    hn_node *yes = hn_make_typed(
        graph, hn_build_literal(graph, "yes", true, place),
        hn_type_of(HN_YESNO), NULL);
    put_wording(graph, criterion, (hn_wording){
        .from = from, .test = hn_make_enter(graph, yes), .if_met = says,
        .if_unmet = says, .source = source, .place = place});
}

void hn_build_reform_drop(hn_graph *graph, const char *name, hn_date from,
                          const char *source, hn_place place)
{
    hn_criterion *criterion = find_criterion(graph, name, place);
    if (!criterion
        || !can_drop(graph, criterion->thing.node, from, place))
        return;
    if (from > HN_DATE_FIRST) {
        if (is_asked_by_all(graph, criterion->thing.node, place))
            drop_from(graph, criterion, from, source, place);
        return;
    }
    for (int i = 0; i < graph->node_count; i++)
        if (is_list(graph->nodes[i]))
            take_out(graph->nodes[i], criterion->thing.node);
    forget(graph, &criterion->thing);
}
