/*
 * build_ordered.c - what goes by an order among rows: the row before, and
 * claims for one thing counted once.
 *
 * An order is refused unless it decides: it ends with the key of its rows, so
 * that no result depends on the order of a file.
 */
#include "build_ordered.h"
#include "edit.h"

static bool fault(const hn_ordering *o, int code, const char *help,
                  const char *message)
{
    hn_report_addf(o->graph->report, code, HN_ERROR, o->place, help, "%s",
                   message);
    return false;
}

/* --- orders -------------------------------------------------------------- */

static const char *key_name(const hn_ordering *o)
{
    const hn_records *over = o->fold->over;
    return hn_make_text(o->graph, "%s.%s", over->thing.name,
                        over->key->thing.name);
}

static bool no_key(const hn_ordering *o)
{
    return fault(o, 124, "name the column that tells its rows apart: key = "
                 "\"...\"", hn_make_text(o->graph,
                 "%s goes by an order, and the rows of `%s` have no key to "
                 "settle it", o->what, o->fold->over->thing.name));
}

static bool check_last(const hn_ordering *o)
{
    const hn_fold *fold = o->fold;
    if (!fold->over->key)
        return no_key(o);
    const char *name = key_name(o);
    if (fold->order_count == 0)
        return fault(o, 112, hn_make_text(o->graph, "write order = { %s }, "
                     "and before it what comes first", name),
                     hn_make_text(o->graph, "%s has an empty order",
                                  o->what));
    const hn_node *last = fold->order[fold->order_count - 1].node;
    if (last == fold->over->key->thing.node)
        return true;
    return fault(o, 124, hn_make_text(o->graph, "end it with the key: order "
                 "= { ..., %s }", name),
                 hn_make_text(o->graph, "the order of %s can leave two rows "
                              "level", o->what));
}

static bool is_orderable(const hn_ordering *o, const hn_node *node)
{
    const char *name = hn_make_name(o->graph, node, "one of these");
    if (hn_node_is_link(node))
        return fault(o, 213, "name a column of the row it leads to",
                     hn_make_text(o->graph, "%s in the order of %s is a link "
                                  "and no value", name, o->what));
    if (!node->records)
        return fault(o, 213, "name columns, or figures of each row",
                     hn_make_text(o->graph, "%s in the order of %s is the "
                                  "same for every row", name, o->what));
    if (node->records != o->fold->over)
        return fault(o, 121, NULL, hn_make_text(o->graph, "%s puts `%s` in "
                     "order, and %s is of `%s`", o->what,
                     o->fold->over->thing.name, name,
                     node->records->thing.name));
    if (node->type.kind == HN_YESNO)
        return fault(o, 213, "give it points with a `score`, and order by "
                     "those: score.name:highest_first()",
                     hn_make_text(o->graph, "%s in the order of %s is yes or "
                                  "no: which comes first is not said", name,
                                  o->what));
    return true;
}

bool hn_ordering_decides(const hn_ordering *o)
{
    for (int i = 0; i < o->fold->order_count; i++)
        if (!is_orderable(o, o->fold->order[i].node))
            return false;
    return check_last(o);
}

bool hn_ordering_by_key(const hn_ordering *o)
{
    hn_fold *fold = o->fold;
    const hn_records *over = fold->over;
    if (!over->key)
        return no_key(o);
    hn_order_key key = { .node = over->key->thing.node };
    fold->order = hn_make_array(o->graph, &key, 1, sizeof key);
    fold->order_count = fold->order ? 1 : 0;
    return fold->order && !hn_node_broken(key.node);
}

/* --- groups -------------------------------------------------------------- */

bool hn_ordering_groups(const hn_ordering *o, const hn_node *by,
                        const char *key)
{
    const hn_records *over = o->fold->over;
    if (hn_node_literal(by) || !by->records || hn_node_is_link(by))
        return fault(o, 213, hn_make_text(o->graph, "write a column: %s.name",
                                          over->thing.name),
                     hn_make_text(o->graph, "the %s of %s is no column of "
                                  "its rows", key, o->what));
    if (by->records != over)
        return fault(o, 121, NULL, hn_make_text(o->graph, "%s goes through "
                     "`%s`, and its %s is of `%s`", o->what,
                     over->thing.name, key, by->records->thing.name));
    return true;
}

static int list_pot(const hn_pot *pot, hn_node **args, int count)
{
    hn_node *const one[] = { pot->of, pot->floor, pot->cap, pot->most };
    for (int i = 0; i < 4; i++)
        if (one[i])
            args[count++] = one[i];
    for (int i = 0; i < pot->most_by_count; i++)
        args[count++] = pot->most_by[i];
    if (pot->could)
        args[count++] = pot->could;
    return count;
}

/* What is read, in one list, the value first: for whoever goes through the
 * graph. */
static int list_args(const hn_fold *fold, hn_node **args)
{
    int count = 0;
    args[count++] = fold->of;
    for (int i = 0; i < fold->by_count; i++)
        args[count++] = fold->by[i];
    for (int i = 0; i < fold->order_count; i++)
        args[count++] = fold->order[i].node;
    if (fold->share)
        args[count++] = fold->share;
    return fold->pot ? list_pot(fold->pot, args, count) : count;
}

static bool any_broken(hn_node *const *args, int count)
{
    for (int i = 0; i < count; i++)
        if (!args[i] || hn_node_broken(args[i]))
            return true;
    return false;
}

hn_fold *hn_ordering_copy(hn_graph *graph, const hn_fold *from)
{
    hn_fold *fold = hn_make_array(graph, from, 1, sizeof *fold);
    if (!fold)
        return NULL;
    fold->by = hn_make_array(graph, from->by, from->by_count,
                             sizeof *fold->by);
    fold->order = hn_make_array(graph, from->order, from->order_count,
                                sizeof *fold->order);
    fold->rounding = hn_make_rounding(graph, from->rounding);
    return fold->by && fold->order ? fold : NULL;
}

hn_node *hn_ordering_make(const hn_ordering *o, hn_op op, bool uneven)
{
    hn_fold *fold = o->fold;
    hn_node **args = hn_arena_alloc(&o->graph->arena, sizeof *args
        * (size_t)(fold->by_count + fold->order_count + 7
                   + (fold->pot ? fold->pot->most_by_count : 0)));
    if (!args)
        return NULL;
    int count = list_args(fold, args);
    hn_node *node = hn_make_node(o->graph, op, fold->of->type, args, count,
                                 o->place);
    if (!node || hn_node_broken(node))
        return node;
    node->u.fold = fold;
    node->uneven = uneven;
    return hn_make_enter(o->graph, node);
}

/* --- previous ------------------------------------------------------------ */

static bool check_of(const hn_ordering *o)
{
    const hn_node *of = o->fold->of;
    if (hn_node_is_link(of))
        return fault(o, 213, "name a column of the row it leads to",
                     hn_make_text(o->graph, "%s takes a value, and this is a "
                                  "link", o->what));
    if (hn_node_literal(of) || !of->records)
        return fault(o, 213, "give it a column, or a figure of each row",
                     hn_make_text(o->graph, "%s is not one for each row: "
                                  "there is no row before",
                                  hn_make_name(o->graph, of, "this")));
    o->fold->over = of->records;
    return true;
}

static void spoil_pot(const hn_ordering *o, const hn_pot *pot)
{
    hn_node *args[] = { pot->of, pot->floor, pot->cap, pot->most };
    for (int i = 0; i < 4; i++)
        if (args[i])
            hn_make_spoiled(o->graph, &args[i], 1, o->place);
    if (pot->most_by_count)
        hn_make_spoiled(o->graph, pot->most_by, pot->most_by_count, o->place);
}

hn_node *hn_ordering_spoiled(const hn_ordering *o)
{
    hn_node *args[3] = { o->fold->of, o->fold->share };
    if (o->fold->pot)
        spoil_pot(o, o->fold->pot);
    for (int i = 0; i < o->fold->by_count; i++)
        hn_make_spoiled(o->graph, &o->fold->by[i], 1, o->place);
    for (int i = 0; i < o->fold->order_count; i++)
        hn_make_spoiled(o->graph, &o->fold->order[i].node, 1, o->place);
    return hn_make_spoiled(o->graph, args, 2, o->place);
}

static bool is_pot_whole(const hn_pot *pot)
{
    return !any_broken(&pot->of, 1) && !hn_node_broken(pot->floor)
           && !hn_node_broken(pot->cap) && !hn_node_broken(pot->most)
           && !any_broken(pot->most_by, pot->most_by_count);
}

bool hn_ordering_whole(const hn_ordering *o)
{
    const hn_fold *fold = o->fold;
    bool fits = !any_broken(&fold->of, 1) && !any_broken(fold->by,
                                                         fold->by_count);
    for (int i = 0; i < fold->order_count; i++)
        fits = fits && !any_broken(&fold->order[i].node, 1);
    if (fold->pot)
        fits = fits && is_pot_whole(fold->pot);
    return fits && (!fold->share || !hn_node_broken(fold->share));
}

hn_node *hn_build_previous(hn_graph *graph, const hn_fold *from,
                           hn_place place)
{
    hn_ordering o = { graph, hn_ordering_copy(graph, from), "`previous`",
                      place };
    if (!o.fold)
        return NULL;
    hn_edit_order(graph, o.fold, place);
    if (!hn_ordering_whole(&o) || !check_of(&o))
        return hn_ordering_spoiled(&o);
    for (int i = 0; i < o.fold->by_count; i++)
        if (!hn_ordering_groups(&o, o.fold->by[i], "by"))
            return hn_ordering_spoiled(&o);
    if (!hn_ordering_decides(&o))
        return hn_ordering_spoiled(&o);
    hn_make_use(graph, &o.fold->over->thing);
    return hn_ordering_make(&o, HN_OP_PREVIOUS, o.fold->of->uneven);
}

/* --- attribution --------------------------------------------------------- */

static bool check_claim(const hn_ordering *o)
{
    const hn_node *claim = o->fold->of;
    const char *name = hn_make_name(o->graph, claim, "this");
    if (hn_node_is_link(claim) || hn_node_literal(claim) || !claim->records)
        return fault(o, 213, "name a column, or a figure of each row",
                     hn_make_text(o->graph, "the claim of %s is not one for "
                                  "each row", o->what));
    if (claim->type.kind != HN_NUMBER)
        return fault(o, 201, NULL, hn_make_text(o->graph,
                     "the claim of %s is an amount, and %s is %s", o->what,
                     name, hn_make_type_text(o->graph, claim->type)));
    o->fold->over = claim->records;
    return true;
}

static bool check_once_for(const hn_ordering *o)
{
    const hn_node *by = o->fold->by[0];
    if (!hn_ordering_groups(o, by, "once_for"))
        return false;
    if (by->type.kind == HN_TEXT || by->type.kind == HN_CHOICE)
        return true;
    return fault(o, 213, "name the column that says which child or place it "
                 "is", hn_make_text(o->graph,
                 "the once_for of %s is an id, a text or a choice, and %s is "
                 "%s", o->what, hn_make_name(o->graph, by, "this"),
                 hn_make_type_text(o->graph, by->type)));
}

/* A value that is one for all rows, as one of each row. */
hn_node *hn_ordering_of_rows(const hn_ordering *o, hn_node *node)
{
    if (node->records)
        return node;
    hn_node *same = hn_make_node(o->graph, HN_OP_SAME, node->type, &node, 1,
                                 o->place);
    if (!same || hn_node_broken(same))
        return same;
    same->records = o->fold->over;
    same->for_run = false;
    return hn_make_enter(o->graph, same);
}

static bool check_share(const hn_ordering *o)
{
    hn_fold *fold = o->fold;
    fold->share = hn_make_typed(o->graph, fold->share, hn_type_form(HN_RATIO),
                                NULL);
    if (!fold->share || hn_node_broken(fold->share))
        return false;
    const hn_node *share = fold->share;
    const char *name = hn_make_name(o->graph, share, "this");
    if (share->type.kind != HN_NUMBER || !hn_unit_is_plain(share->type.unit)
        || share->type.form == HN_COUNT)
        return fault(o, 213, "declare it as ratio or percent",
                     hn_make_text(o->graph, "the share of %s is a part of "
                                  "one, and %s is %s", o->what, name,
                                  hn_make_type_text(o->graph, share->type)));
    if (share->records && share->records != fold->over)
        return fault(o, 121, NULL, hn_make_text(o->graph, "%s goes through "
                     "`%s`, and its share is of `%s`", o->what,
                     fold->over->thing.name, share->records->thing.name));
    fold->share = hn_ordering_of_rows(o, fold->share);
    return fold->share && !hn_node_broken(fold->share);
}

/* A share is rounded as its claim is.  Rounded ones are dealt: ties go by the
 * key. */
static bool settle_rounding(const hn_ordering *o)
{
    hn_fold *fold = o->fold;
    if (!fold->rounding)
        fold->rounding = hn_node_rounding(fold->of);
    return !fold->rounding || hn_ordering_by_key(o);
}

static bool check_way(const hn_ordering *o, bool has_order)
{
    if (!o->fold->share && !has_order)
        return fault(o, 112, hn_make_text(o->graph, "write order = { ... }: "
                     "the first is counted; or share = ... for a part each"),
                     hn_make_text(o->graph, "%s says neither `order` nor "
                                  "`share`", o->what));
    if (o->fold->share && has_order)
        return fault(o, 119, "leave one of them out: with `order` the first "
                     "is counted, with `share` a part of each",
                     hn_make_text(o->graph, "%s has both `order` and `share`",
                                  o->what));
    if (!o->fold->rounding || o->fold->share)
        return true;
    return fault(o, 119, "leave the rounding out",
                 hn_make_text(o->graph, "%s counts whole claims: only shares "
                              "are rounded", o->what));
}

static hn_node *attributed(const hn_ordering *o, bool has_order)
{
    hn_fold *fold = o->fold;
    if (!hn_ordering_whole(o) || !check_way(o, has_order) || !check_claim(o)
        || !check_once_for(o)
        || !(fold->share ? check_share(o) && settle_rounding(o)
                         : hn_ordering_decides(o)))
        return hn_ordering_spoiled(o);
    bool uneven = fold->of->uneven || (fold->share && fold->share->uneven);
    hn_make_use(o->graph, &fold->over->thing);
    return hn_ordering_make(o, HN_OP_ATTRIBUTED, uneven && !fold->rounding);
}

static hn_figure *removed(hn_graph *graph, const hn_attribution *made,
                          hn_node *claim)
{
    const hn_thing *thing = &made->thing;
    hn_node *args[] = { claim, thing->node };
    hn_node *value = hn_build_op(graph, HN_OP_SUB, args, 2, thing->place);
    hn_figure proto = { .declared = { .kind = HN_BROKEN } };
    proto.thing = (hn_thing){
        .name = hn_make_text(graph, "%s_removed", thing->name),
        .label = hn_make_text(graph, "%s, not counted",
                              thing->label ? thing->label : thing->name),
        .source = thing->source, .place = thing->place };
    if (value && !hn_node_broken(value))
        proto.declared = value->type;
    return hn_build_figure(graph, &proto, value);
}

hn_attribution *hn_build_attribution(hn_graph *graph,
                                     const hn_thing *thing,
                                     const hn_fold *from, bool has_order)
{
    hn_attribution *made = hn_arena_alloc(&graph->arena, sizeof *made);
    if (!made)
        return NULL;
    made->thing = *thing;
    hn_make_thing(graph, &made->thing, HN_WORD_ATTRIBUTION);
    made->thing.node = NULL;
    hn_ordering o = { graph, hn_ordering_copy(graph, from),
                   hn_make_text(graph, "attribution `%s`", thing->name),
                   made->thing.place };
    if (!o.fold)
        return NULL;
    hn_edit_order(graph, o.fold, made->thing.place);
    hn_make_own(&made->thing, attributed(&o, has_order));
    if (made->thing.node)
        made->removed = removed(graph, made, o.fold->of);
    return graph->arena.failed ? NULL : made;
}
