/*
 * build_rows.c - reaching values: by reference, over a link, at another date,
 * and adding up many rows.
 */
#include "make.h"

#include <string.h>
#include "edit.h"

static hn_node *refuse(hn_graph *graph, int code, hn_place place,
                       const char *help, const char *message)
{
    hn_report_addf(graph->report, code, HN_ERROR, place, help, "%s",
                   message);
    return hn_build_broken(graph, place);
}

/* --- references ---------------------------------------------------------- */

static hn_node *no_value(hn_graph *graph, const hn_thing *thing,
                         hn_place place)
{
    const char *help = NULL;
    if (thing->word == HN_WORD_LOOKUP)
        help = hn_make_text(graph, "name a column: lookup.%s.%s",
                            thing->name,
                            ((const hn_lookup *)thing)->column_count
                            ? ((const hn_lookup *)thing)->columns[0].name
                            : "column");
    else if (thing->word == HN_WORD_RECORDS)
        help = hn_make_text(graph, "name a column: %s.column", thing->name);
    return refuse(graph, 213, place, help,
                  hn_make_text(graph, "`%s` is %s and has no value of its "
                               "own", thing->name,
                               hn_thing_word(thing)));
}

hn_node *hn_build_reference(hn_graph *graph, hn_thing *thing, hn_place place)
{
    thing = hn_edit_reference(graph, thing, place);
    thing->uses++;
    if (thing->node)
        return thing->node;
    if (graph->arena.failed)
        return NULL;
    if (thing->word == HN_WORD_LOOKUP || thing->word == HN_WORD_RECORDS
        || thing->word == HN_WORD_CALENDAR || thing->word == HN_WORD_PEERS)
        return no_value(graph, thing, place);
    return hn_build_broken(graph, place);
}

/* --- over a link --------------------------------------------------------- */

/* The same value over the same link is one node. */
static hn_node *find_via(const hn_graph *graph, const hn_node *link,
                         const hn_node *value)
{
    int from = link->id > value->id ? link->id : value->id;
    for (int i = from + 1; i < graph->node_count; i++) {
        hn_node *node = graph->nodes[i];
        if (node->op == HN_OP_VIA && node->args[0] == link
            && node->args[1] == value)
            return node;
    }
    return NULL;
}

static hn_node *make_via(hn_graph *graph, hn_node *link, hn_node *value,
                         hn_place place)
{
    hn_node *found = find_via(graph, link, value);
    if (found)
        return found;
    hn_node *node = hn_make_node(graph, HN_OP_VIA, value->type, &link, 1,
                                 place);
    if (!node || hn_node_broken(node))
        return node;
    hn_node *args[] = { link, value };
    node->args = hn_make_array(graph, args, 2, sizeof *args);
    if (!node->args)
        return NULL;
    node->count = 2;
    node->uneven = value->uneven;
    if (value->depth >= node->depth)
        node->depth = value->depth + 1;
    value->uses++;
    return hn_make_enter(graph, node);
}

static hn_node *via(hn_graph *graph, hn_node *link, hn_thing *thing,
                    hn_place place)
{
    if (link->op == HN_OP_VIA) {
        hn_node *inner = via(graph, link->args[1], thing, place);
        return !inner || hn_node_broken(inner)
               ? inner : make_via(graph, link->args[0], inner, place);
    }
    const hn_link *to = link->u.link;
    if (thing->records == to->to)
        return make_via(graph, link, thing->node, place);
    if (!thing->records)
        return refuse(graph, 213, place, "write it without the link",
                      hn_make_text(graph, "`%s` is one for the run: it is "
                                   "reached over no link", thing->name));
    return refuse(graph, 121, place, NULL,
                  hn_make_text(graph, "link `%s` leads to `%s`, and `%s` is "
                               "of `%s`", to->thing.name, to->to->thing.name,
                               thing->name, thing->records->thing.name));
}

hn_node *hn_build_via(hn_graph *graph, hn_node *link, hn_thing *thing,
                      hn_place place)
{
    thing->uses++;
    if (!link || hn_node_broken(link))
        return link;
    if (thing->node && hn_node_broken(thing->node)) {
        link->uses++;
        return thing->node;
    }
    if (!thing->node)
        return graph->arena.failed ? NULL : no_value(graph, thing, place);
    return via(graph, link, thing, place);
}

hn_node *hn_build_param_at(hn_graph *graph, hn_param *param, hn_node *date,
                           hn_place place)
{
    param->thing.uses++;
    if (!param->thing.node || hn_node_broken(param->thing.node))
        return param->thing.node;
    date = hn_make_typed(graph, date, hn_type_of(HN_DATE), NULL);
    if (!date || hn_node_broken(date))
        return date;
    if (date->type.kind != HN_DATE)
        return refuse(graph, 202, place, NULL,
                      hn_make_text(graph, "`%s:at` takes a date",
                                   param->thing.name));
    hn_node *node = hn_make(graph, HN_OP_PARAM, param->type, &date, 1,
                            place);
    if (node && !hn_node_broken(node))
        node->u.param.param = param;
    return node;
}

/* --- folds --------------------------------------------------------------- */

typedef struct folding {
    hn_graph *graph;
    hn_op op;
    hn_fold *fold;
    hn_place place;
    const char *word;
} folding;

static const char *fold_word(hn_op op)
{
    static const char *const words[HN_OPS] = {
        [HN_OP_SUM] = "sum", [HN_OP_COUNT] = "count", [HN_OP_MEAN] = "mean",
        [HN_OP_MINIMUM] = "minimum", [HN_OP_MAXIMUM] = "maximum",
        [HN_OP_MEDIAN] = "median", [HN_OP_LOWER_QUARTILE] = "lower_quartile",
        [HN_OP_UPPER_QUARTILE] = "upper_quartile",
        [HN_OP_QUARTILE] = "quartile", [HN_OP_RANK] = "rank"
    };
    return words[op] ? words[op] : "?";
}

static bool fault(folding *f, int code, const char *help, const char *message)
{
    refuse(f->graph, code, f->place, help, message);
    return false;
}

static bool settle_rows(folding *f)
{
    hn_fold *fold = f->fold;
    if (!fold->of && f->op != HN_OP_COUNT)
        return fault(f, 112, NULL, hn_make_text(f->graph,
                     "`%s` does not say of what", f->word));
    if (fold->of && hn_node_is_link(fold->of))
        return fault(f, 213, "name a column of the row it leads to",
                     hn_make_text(f->graph, "`%s` takes a value, and this is "
                                  "a link", f->word));
    if (fold->of && !fold->of->records)
        return fault(f, 213, "give it a column, or a figure of each row",
                     hn_make_text(f->graph, "%s is not one for each row: "
                                  "`%s` has nothing to go through",
                                  hn_make_name(f->graph, fold->of, "this"),
                                  f->word));
    if (!fold->over && fold->of)
        fold->over = fold->of->records;
    if (!fold->over)
        return fault(f, 112, "count(pupil), or count(pupil, { where = ... })",
                     hn_make_text(f->graph, "`%s` does not say what it goes "
                                  "through", f->word));
    if (fold->of && fold->of->records != fold->over)
        return fault(f, 121, NULL, hn_make_text(f->graph,
                     "`%s` goes through `%s` and adds up a value of `%s`",
                     f->word, fold->over->thing.name,
                     fold->of->records->thing.name));
    return true;
}

static bool fits_rows(folding *f, const hn_node *node, const char *key)
{
    const hn_records *over = f->fold->over;
    if (!node || !node->records || node->records == over)
        return true;
    return fault(f, 121, NULL, hn_make_text(f->graph,
                 "`%s` goes through `%s`, and its %s is of `%s`", f->word,
                 over->thing.name, key, node->records->thing.name));
}

static bool settle_peers(folding *f)
{
    const hn_fold *fold = f->fold;
    const hn_peers *peers = fold->peers;
    if (peers->of->to != fold->over)
        return fault(f, 121, NULL, hn_make_text(
                     f->graph, "`%s` goes over `%s`, which are rows of `%s`, "
                     "and takes a value of `%s`", f->word, peers->thing.name,
                     peers->of->to->thing.name, fold->over->thing.name));
    if (fold->by_count || fold->for_each)
        return fault(f, 119, "leave one of them out", hn_make_text(
                     f->graph, "`%s` has both over and %s", f->word,
                     fold->by_count ? "by" : "for_each"));
    return true;
}

static bool settle_keys(folding *f)
{
    hn_fold *fold = f->fold;
    const char *where = hn_make_text(f->graph, "the where of `%s`", f->word);
    if (fold->peers && !settle_peers(f))
        return false;
    if (fold->where && !hn_make_test(f->graph, fold->where, where))
        return false;
    if (!fits_rows(f, fold->where, "where"))
        return false;
    for (int i = 0; i < fold->by_count; i++) {
        if (!fits_rows(f, fold->by[i], "by"))
            return false;
        if (!fold->by[i]->records || hn_node_is_link(fold->by[i]))
            return fault(f, 213, "group by a column", hn_make_text(
                         f->graph, "the by of `%s` is no column of its rows",
                         f->word));
    }
    if (fold->for_each && fold->for_each->op != HN_OP_LINK)
        return fault(f, 213, "name the link: for_each = payment.pupil",
                     hn_make_text(f->graph, "the for_each of `%s` is no "
                                  "link", f->word));
    if (fold->for_each && hn_op_is_place(f->op))
        return fault(f, 119, "group its rows with by = { ... }",
                     hn_make_text(f->graph, "`%s` says where each row stands, "
                                  "and for_each makes one value of many rows",
                                  f->word));
    if (fold->for_each && fold->by_count)
        return fault(f, 119, "leave one of them out", hn_make_text(
                     f->graph, "`%s` has both by and for_each", f->word));
    return fits_rows(f, fold->for_each, "for_each");
}

static bool of_tests(folding *f)
{
    return fault(f, 201, hn_make_text(f->graph,
                 "to count the rows where it holds write count(%s, { where = "
                 "... })", f->fold->over->thing.name),
                 hn_make_text(f->graph, "%s is yes or no: `%s` takes amounts",
                              hn_make_name(f->graph, f->fold->of, "this"),
                              f->word));
}

/* What is compared and not added up: it is exact for any denominators. */
static bool compares(hn_op op)
{
    return op != HN_OP_SUM && op != HN_OP_MEAN;
}

static hn_type type_of(const folding *f)
{
    hn_type type = f->fold->of->type;
    if (hn_op_is_place(f->op))
        return hn_type_form(HN_COUNT);
    if (!compares(f->op) && type.form == HN_PERCENT)
        type.form = HN_RATIO;
    if (f->op != HN_OP_SUM && f->op != HN_OP_MINIMUM
        && f->op != HN_OP_MAXIMUM && type.form == HN_COUNT)
        type.form = HN_AMOUNT;
    return type;
}

static bool settle_type(folding *f, hn_type *type)
{
    const hn_node *of = f->fold->of;
    bool edge = f->op == HN_OP_MINIMUM || f->op == HN_OP_MAXIMUM;
    *type = hn_type_form(HN_COUNT);
    if (of && of->type.kind == HN_YESNO)
        return of_tests(f);
    if (f->op == HN_OP_COUNT)
        return true;
    if (of->type.kind != HN_NUMBER && !(edge && of->type.kind == HN_DATE))
        return fault(f, 201, NULL, hn_make_text(f->graph,
                     "%s is %s: `%s` takes amounts",
                     hn_make_name(f->graph, of, "this"),
                     hn_make_type_text(f->graph, of->type), f->word));
    if (of->uneven && !compares(f->op))
        return fault(f, 210, "make it a figure with rounding = { to = "
                     "\"0.01\", mode = \"half away from zero\" } and use "
                     "that", hn_make_text(f->graph,
                     "%s was divided by a value of each row and is not "
                     "rounded: `%s` cannot be exact",
                     hn_make_name(f->graph, of, "this"), f->word));
    *type = type_of(f);
    return true;
}

/* What the fold reads, in one list: for whoever goes through the graph. */
static int list_args(const hn_fold *fold, hn_node **args)
{
    int count = 0;
    if (fold->of)
        args[count++] = fold->of;
    if (fold->where)
        args[count++] = fold->where;
    for (int i = 0; i < fold->by_count; i++)
        args[count++] = fold->by[i];
    if (fold->for_each)
        args[count++] = fold->for_each;
    return count;
}

/* Of several values: a mean has the denominator of how many there are, and
 * what is compared has that of its members. */
static bool is_uneven(const folding *f)
{
    if (f->op == HN_OP_COUNT || hn_op_is_place(f->op))
        return false;
    return f->op == HN_OP_MEAN || f->fold->of->uneven;
}

static hn_node *make_fold(folding *f, hn_type type, hn_node **args, int count)
{
    hn_fold *fold = f->fold;
    hn_node *node = hn_make_node(f->graph, f->op, type, args, count,
                                 f->place);
    if (!node || hn_node_broken(node))
        return node;
    node->u.fold = fold;
    node->records = fold->for_each ? fold->for_each->u.link->to
                    : hn_fold_is_whole(fold) && !hn_op_is_place(f->op)
                        ? NULL : fold->over;
    node->for_run = !node->records;
    node->uneven = node->records && is_uneven(f);
    return hn_make_enter(f->graph, node);
}

hn_node *hn_build_fold(hn_graph *graph, hn_op op, const hn_fold *from,
                       hn_place place)
{
    hn_fold *fold = hn_make_array(graph, from, 1, sizeof *fold);
    hn_node **args = hn_arena_alloc(&graph->arena, sizeof *args
                                    * (size_t)(from->by_count + 3));
    if (!fold || !args || !hn_op_is_fold(op))
        return NULL;
    fold->by = hn_make_array(graph, from->by, from->by_count,
                             sizeof *fold->by);
    if (!fold->by)
        return NULL;
    hn_edit_fold(graph, &op, fold, place);
    folding f = { graph, op, fold, place, fold_word(op) };
    int count = list_args(fold, args);
    hn_type type;
    for (int i = 0; i < count; i++)
        if (!args[i] || hn_node_broken(args[i]))
            return hn_make_spoiled(graph, args, count, place);
    if (fold->peers)
        hn_make_use(graph, &fold->peers->thing);
    if ((fold->peers && !fold->peers->of) || !settle_rows(&f) || !settle_keys(&f) || !settle_type(&f, &type))
        return hn_make_spoiled(graph, args, count, place);
    if (fold->over)
        hn_make_use(graph, &fold->over->thing);
    return make_fold(&f, type, args, count);
}
