/*
 * mix_version.c - one graph of two: definitions copied from either, references
 * found by name.
 *
 * A node is known by what it was copied from and by its arguments, so that two
 * versions share all that is the same in both.  A version that meets something
 * that does not fit is given up, what is in the way is marked as taken along,
 * and it is made again: at the latest when all is taken it is NEW itself.
 */
#include "mix.h"

#include <string.h>
#include "make.h"

#define MOST_NODES 200000      /* of all versions together                   */

/* --- nodes of all versions ----------------------------------------------- */

/* What a node was copied from.  `from` is the node, or the table that it is a
 * column of; `with` is what it goes by beside its arguments. */
typedef struct origin {
    const void *from, *with;
    int number;
} origin;

typedef struct shared_node { origin of; hn_node *node; int next; } shared_node;

struct hn_shared {
    shared_node *nodes;
    int count, cap;
    int *heads;                /* by hash: 1 + the first; 0: none            */
    int mask;
    int base;                  /* nodes of the graph that are of no version  */
};

static uint32_t mixed(uint32_t hash, uintptr_t bits)
{
    hash ^= (uint32_t)(bits >> 4) ^ (uint32_t)((uint64_t)bits >> 32);
    return hash * UINT32_C(0x9E3779B1) + (hash >> 15);
}

static uint32_t hash_of(origin of, hn_node *const *args, int count)
{
    uint32_t hash = mixed((uint32_t)of.number, (uintptr_t)of.from);
    hash = mixed(hash, (uintptr_t)of.with);
    for (int i = 0; i < count; i++)
        hash = mixed(hash, (uintptr_t)args[i]);
    return hash ^ hash >> 16;
}

static bool shared_open(hn_mix *mix)
{
    enum { FIRST = 4096 };
    hn_arena *arena = &mix->graph->arena;
    struct hn_shared *s = hn_arena_alloc(arena, sizeof *s);
    if (!s)
        return false;
    s->heads = hn_arena_alloc(arena, FIRST * sizeof *s->heads);
    s->mask = FIRST - 1;
    s->base = mix->graph->node_count;
    mix->shared = s->heads ? s : NULL;
    return s->heads != NULL;
}

static bool is_same(const shared_node *known, origin of,
                    hn_node *const *args, int count)
{
    bool same = known->of.from == of.from && known->of.with == of.with
                && known->of.number == of.number
                && known->node->count == count;
    for (int i = 0; same && i < count; i++)
        same = known->node->args[i] == args[i];
    return same;
}

static hn_node *shared_find(const hn_mix *mix, origin of,
                            hn_node *const *args, int count)
{
    const struct hn_shared *s = mix->shared;
    uint32_t hash = hash_of(of, args, count);
    for (int i = s->heads[hash & (uint32_t)s->mask]; i > 0;
         i = s->nodes[i - 1].next)
        if (is_same(&s->nodes[i - 1], of, args, count))
            return s->nodes[i - 1].node;
    return NULL;
}

static void shared_chain(struct hn_shared *s, int i)
{
    shared_node *known = &s->nodes[i];
    int *head = &s->heads[hash_of(known->of, known->node->args,
                                  known->node->count) & (uint32_t)s->mask];
    known->next = *head;
    *head = i + 1;
}

static bool shared_add(hn_mix *mix, origin of, hn_node *node)
{
    struct hn_shared *s = mix->shared;
    shared_node *nodes = hn_arena_grow(&mix->graph->arena, s->nodes, s->count,
                                       &s->cap, sizeof *nodes);
    if (!nodes)
        return false;
    s->nodes = nodes;
    nodes[s->count] = (shared_node){of, node, 0};
    shared_chain(s, s->count++);
    return true;
}

/* Forgets the nodes from the `count`-th of the graph on. */
static void take_back(hn_mix *mix, int count)
{
    struct hn_shared *s = mix->shared;
    mix->graph->node_count = count;
    s->count = count - s->base;
    memset(s->heads, 0, ((size_t)s->mask + 1) * sizeof *s->heads);
    for (int i = 0; i < s->count; i++)
        shared_chain(s, i);
}

/* --- what does not fit --------------------------------------------------- */

static bool take_along(hn_mixture *v, int pair)
{
    bool more = pair >= 0 && !v->taken[pair];
    if (more)
        v->taken[pair] = true;
    return more;
}

/* What `inside` says of `pair` does not hold in this version: both are taken
 * from NEW, where they fit.  If they are already, all is. */
static hn_node *unfit(hn_mixture *v, int pair)
{
    bool more = take_along(v, v->inside);
    more = take_along(v, pair) || more;
    for (int i = 0; !more && i < v->mix->count; i++)
        take_along(v, i);
    v->unfit = true;
    return NULL;
}

/* --- references ---------------------------------------------------------- */

static hn_node *copy(hn_mixture *v, hn_side side, const hn_node *node);

/* Whose definition of the pair the version takes. */
static hn_side side_of(const hn_mixture *v, int pair)
{
    hn_side side = v->taken[pair] ? HN_NEW : HN_OLD;
    return v->mix->pairs[pair].of[side] ? side : (hn_side)!side;
}

static const char *records_name(const hn_node *node)
{
    return node->records ? node->records->thing.name : "";
}

/* Whether what reads one can read the other; lists of choices may differ. */
static bool is_alike(const hn_node *a, const hn_node *b)
{
    return a->type.kind == b->type.kind
           && (a->type.kind != HN_NUMBER
               || hn_unit_same(a->type.unit, b->type.unit))
           && a->for_run == b->for_run
           && strcmp(records_name(a), records_name(b)) == 0;
}

static int column_at(const hn_column_name *columns, int count,
                     const char *name)
{
    for (int i = 0; i < count; i++)
        if (strcmp(columns[i].name, name) == 0)
            return i;
    return -1;
}

/* --- nodes --------------------------------------------------------------- */

static const hn_records *records_of(const hn_mixture *v, hn_side side,
                                    const hn_records *records)
{
    return records ? v->mix->records[side][records->index] : NULL;
}

static void join_depth(hn_node *node)
{
    for (int i = 0; i < node->count; i++)
        if (node->args[i]->depth >= node->depth)
            node->depth = node->args[i]->depth + 1;
}

/* Enters a copy of `like`, which is of `side`, with other arguments; what it
 * goes by is still that of `like`. */
static hn_node *enter(hn_mixture *v, hn_side side, const hn_node *like,
                      origin of, hn_node *const *args, int count)
{
    hn_graph *graph = v->mix->graph;
    hn_node *node = hn_make_array(graph, like, 1, sizeof *node);
    hn_node **nodes = hn_arena_grow(&graph->arena, graph->nodes,
                                    graph->node_count, &graph->node_cap,
                                    sizeof *nodes);
    v->mix->too_many = v->mix->too_many || graph->node_count >= MOST_NODES;
    if (!node || !nodes || v->mix->too_many)
        return NULL;
    graph->nodes = nodes;
    node->args = hn_make_array(graph, args, count, sizeof *args);
    node->count = count;
    node->records = records_of(v, side, like->records);
    node->depth = 0;
    node->id = graph->node_count;
    if (!node->args)
        return NULL;
    join_depth(node);
    graph->nodes[graph->node_count++] = node;
    return shared_add(v->mix, of, node) ? node : NULL;
}

/* --- choices ------------------------------------------------------------- */

static int choice_at(const hn_choices *choices, const char *name)
{
    for (int i = 0; i < choices->count; i++)
        if (strcmp(choices->names[i], name) == 0)
            return i;
    return -1;
}

static bool same_choices(const hn_choices *a, const hn_choices *b)
{
    bool same = a == b || a->count == b->count;
    for (int i = 0; a != b && same && i < a->count; i++)
        same = strcmp(a->names[i], b->names[i]) == 0;
    return same;
}

/* The name of a choice that stands in the pack, as one of another list, which
 * is that of the pair `meets`. */
static hn_node *choice_in(hn_mixture *v, hn_side side, const hn_node *node,
                          const hn_choices *choices, int meets)
{
    const hn_constant *constant = &node->u.constant;
    int at = constant->missing ? 0
        : choice_at(choices,
                    node->type.choices->names[constant->index]);
    origin of = {node, choices, 0};
    hn_node *found = shared_find(v->mix, of, NULL, 0);
    if (found || at < 0)
        return found ? found : unfit(v, meets);
    found = enter(v, side, node, of, NULL, 0);
    if (!found)
        return NULL;
    found->u.constant.index = at;
    found->type.choices = choices;
    return found;
}

/* Whether the argument is one of several that are of one list of choices. */
static bool shares_choices(const hn_node *node, int i)
{
    switch (node->op) {
    case HN_OP_IS: case HN_OP_IS_NOT: case HN_OP_ONE_OF:
        return node->args[i]->type.kind == HN_CHOICE;
    case HN_OP_CHOOSE: case HN_OP_PANEL:
        return (i % 2 == 1 || i == node->count - 1)
               && node->type.kind == HN_CHOICE;
    default:
        return false;
    }
}

/* Choices that stand in the pack are of the list of what they meet. */
static bool copy_choices(hn_mixture *v, hn_side side, const hn_node *node,
                         hn_node **args)
{
    const hn_choices *list = NULL;
    int meets = -1;
    for (int i = 0; i < node->count; i++) {
        if (!shares_choices(node, i) || !args[i])
            continue;
        meets = v->mix->owner[side][node->args[i]->id];
        if (list && !same_choices(list, args[i]->type.choices))
            return unfit(v, meets) != NULL;
        list = list ? list : args[i]->type.choices;
    }
    for (int i = 0; i < node->count; i++) {
        const hn_node *arg = node->args[i];
        if (args[i] || !shares_choices(node, i))
            continue;
        list = list ? list : arg->type.choices;
        args[i] = choice_in(v, side, arg, list, meets);
        if (!args[i])
            return false;
    }
    return true;
}

/* The list of a copy: that of what it hands on. */
static void settle_choices(hn_node *node)
{
    int from = node->op == HN_OP_VIA || hn_op_has_arms(node->op) ? 1 : 0;
    bool hands_on = node->op == HN_OP_SAME || node->op == HN_OP_VIA
                    || hn_op_has_arms(node->op)
                    || node->op == HN_OP_DECIDED
                    || node->op == HN_OP_PREVIOUS;
    if (hands_on && node->type.kind == HN_CHOICE)
        node->type.choices = node->args[from]->type.choices;
}

/* --- what a node goes by ------------------------------------------------- */

/* The calendar as the version has it. */
static const hn_calendar *calendar_in(const hn_mixture *v, hn_side side,
                                      const hn_node *node)
{
    int pair = hn_mix_calendar(v->mix, side, hn_node_calendar(node));
    if (pair < 0)
        return NULL;
    return &((const hn_calendar_thing *)
             v->mix->pairs[pair].of[side_of(v, pair)])->calendar;
}

static const hn_link *link_in(const hn_mixture *v, hn_side side,
                              const hn_link *link)
{
    return v->mix->column[side][link->thing.node->id]->u.link;
}

/* The pairs of peers are things of the graph: tables are made for them. */
static const hn_peers *peers_in(hn_mixture *v, hn_side side,
                                const hn_peers *peers)
{
    hn_graph *graph = v->mix->graph;
    int pair = hn_mix_pair(v->mix, side, &peers->thing);
    hn_side from = side_of(v, pair);
    const hn_peers *source =
        (const hn_peers *)v->mix->pairs[pair].of[from];
    const hn_link *of = link_in(v, from, source->of);
    const hn_link *are = link_in(v, from, source->are);
    for (int i = 0; i < graph->thing_count; i++) {
        const hn_peers *made = (const hn_peers *)graph->things[i];
        if (made->thing.word == HN_WORD_PEERS && made->of == of
            && made->are == are && made->own == source->own)
            return made;
    }
    hn_peers *made = hn_make_array(graph, source, 1, sizeof *made);
    hn_thing **things = hn_arena_grow(&graph->arena, graph->things,
                                      graph->thing_count, &graph->thing_cap,
                                      sizeof *things);
    if (!made || !things)
        return NULL;
    made->of = of;
    made->are = are;
    graph->things = things;
    graph->things[graph->thing_count++] = &made->thing;
    return made;
}

static const void *goes_by(hn_mixture *v, hn_side side, const hn_node *node)
{
    if (hn_op_is_fold(node->op) && node->u.fold->peers)
        return peers_in(v, side, node->u.fold->peers);
    return calendar_in(v, side, node);
}

static hn_node *next_arg(const hn_node *node, int *at, bool there)
{
    return there ? node->args[(*at)++] : NULL;
}

static const hn_pot *settle_pot(hn_graph *graph, const hn_node *node,
                                const hn_pot *from, int *at)
{
    hn_pot *pot = hn_make_array(graph, from, 1, sizeof *pot);
    if (!pot)
        return NULL;
    pot->of = next_arg(node, at, true);
    pot->floor = next_arg(node, at, from->floor != NULL);
    pot->cap = next_arg(node, at, from->cap != NULL);
    pot->most = next_arg(node, at, from->most != NULL);
    pot->most_by = hn_make_array(graph, node->args + *at,
                                 from->most_by_count, sizeof *pot->most_by);
    *at += from->most_by_count;
    pot->could = next_arg(node, at, from->could != NULL);
    return pot->most_by ? pot : NULL;
}

/* The fold of a copy, out of its arguments, which stand in the order in which
 * they were listed. */
static bool settle_fold(hn_mixture *v, hn_side side, hn_node *node,
                        const void *with)
{
    hn_graph *graph = v->mix->graph;
    const hn_fold *from = node->u.fold;
    hn_fold *fold = hn_make_array(graph, from, 1, sizeof *fold);
    int at = 0;
    if (!fold)
        return false;
    node->u.fold = fold;
    fold->over = records_of(v, side, from->over);
    fold->peers = from->peers ? with : NULL;
    fold->of = next_arg(node, &at, from->of != NULL);
    fold->where = next_arg(node, &at, from->where != NULL);
    fold->by = hn_make_array(graph, node->args + at, from->by_count,
                             sizeof *fold->by);
    fold->order = hn_make_array(graph, from->order, from->order_count,
                                sizeof *fold->order);
    at += from->by_count;
    fold->for_each = next_arg(node, &at, from->for_each != NULL);
    for (int i = 0; fold->order && i < from->order_count; i++)
        fold->order[i].node = node->args[at++];
    fold->share = next_arg(node, &at, from->share != NULL);
    if (from->pot)
        fold->pot = settle_pot(graph, node, from->pot, &at);
    return fold->by && fold->order && !from->pot == !fold->pot;
}

static bool settle_sentence(hn_mixture *v, hn_node *node)
{
    hn_graph *graph = v->mix->graph;
    hn_sentence *sentence = hn_make_array(graph, node->u.sentence, 1,
                                          sizeof *sentence);
    int at = 0;
    if (!sentence)
        return false;
    sentence->parts = hn_make_array(graph, sentence->parts, sentence->count,
                                    sizeof *sentence->parts);
    for (int i = 0; sentence->parts && i < sentence->count; i++)
        if (sentence->parts[i].node)
            sentence->parts[i].node = node->args[at++];
    node->u.sentence = sentence;
    return sentence->parts != NULL;
}

/* Points in the order of the choices that the copy reads; `from` is what the
 * row reads where it stands. */
static bool settle_points(hn_mixture *v, hn_side side, const hn_node *from,
                          hn_score_row *row)
{
    const hn_choices *before = from->type.choices;
    const hn_choices *choices = row->of->type.choices;
    if (same_choices(before, choices))
        return true;
    hn_node **points = hn_arena_alloc(&v->mix->graph->arena,
                                      ((size_t)choices->count + 1)
                                          * sizeof *points);
    for (int i = 0; points && i < choices->count; i++) {
        int at = choice_at(before, choices->names[i]);
        if (at < 0)
            return unfit(v, v->mix->owner[side][from->id]) != NULL;
        points[i] = row->points[at];
    }
    row->points = points;
    row->count = choices->count;
    return points != NULL;
}

static bool settle_score(hn_mixture *v, hn_side side, hn_node *node,
                         const hn_node *from)
{
    hn_graph *graph = v->mix->graph;
    hn_score *score = hn_make_array(graph, node->u.score, 1, sizeof *score);
    if (!score)
        return false;
    score->rows = hn_make_array(graph, score->rows, score->count,
                                sizeof *score->rows);
    node->u.score = score;
    for (int i = 0; score->rows && i < score->count; i++) {
        hn_score_row *row = &score->rows[i];
        bool test = row->when != NULL;
        row->when = test ? node->args[i] : NULL;
        row->of = test ? NULL : node->args[i];
        if (!test && !settle_points(v, side, from->args[i], row))
            return false;
    }
    return score->rows != NULL;
}

static bool settle_part(hn_mixture *v, hn_side side, hn_node *node,
                        const hn_node *from, const void *with)
{
    settle_choices(node);
    if (hn_op_is_fold(node->op))
        return settle_fold(v, side, node, with);
    if (node->op == HN_OP_SENTENCE)
        return settle_sentence(v, node);
    if (node->op == HN_OP_SCORE)
        return settle_score(v, side, node, from);
    if (node->op == HN_OP_PART_OF_YEAR)
        node->u.year.terms = with;
    else if (hn_node_calendar(node))
        node->u.calendar = with;
    return true;
}

/* --- tables -------------------------------------------------------------- */

/* The rows of a lookup by the choices that the copy is looked up by; false
 * where one of them has no row. */
static bool settle_rows(hn_mixture *v, hn_side side, hn_lookup *lookup,
                        int key, const hn_node *by)
{
    const hn_choices *before = by->type.choices;
    const hn_choices *choices = lookup->by[key]->type.choices;
    int kept = 0;
    if (same_choices(before, choices))
        return true;
    for (int i = 0; i < choices->count; i++)
        if (choice_at(before, choices->names[i]) < 0)
            return unfit(v, v->mix->owner[side][by->id]) != NULL;
    for (int i = 0; i < lookup->row_count; i++) {
        hn_lookup_row row = lookup->rows[i];
        int at = choice_at(choices, before->names[row.keys[key]]);
        row.keys = hn_make_array(v->mix->graph, row.keys, lookup->by_count,
                                 sizeof *row.keys);
        if (!row.keys)
            return false;
        row.keys[key] = at;
        lookup->rows[kept] = row;
        kept += at >= 0;
    }
    lookup->row_count = kept;
    return true;
}

static hn_lookup *lookup_in(hn_mixture *v, hn_side side,
                            const hn_lookup *from, hn_node *const *by)
{
    hn_graph *graph = v->mix->graph;
    hn_lookup *lookup = hn_make_array(graph, from, 1, sizeof *lookup);
    if (!lookup)
        return NULL;
    lookup->by = hn_make_array(graph, by, from->by_count, sizeof *by);
    lookup->rows = hn_make_array(graph, from->rows, from->row_count,
                                 sizeof *lookup->rows);
    if (!lookup->by || !lookup->rows)
        return NULL;
    for (int k = 0; k < from->by_count; k++)
        if (!settle_rows(v, side, lookup, k, from->by[k]))
            return NULL;
    return lookup;
}

/* A column of a table that the version has from `side`, for a node that may be
 * of the other graph. */
static hn_node *lookup_column(hn_mixture *v, hn_side side,
                              const hn_lookup *from, const hn_node *like)
{
    const hn_lookup *old = like->u.lookup.lookup;
    int column = column_at(from->columns, from->column_count,
                           old->columns[like->u.lookup.column].name);
    hn_node **by = hn_arena_alloc(&v->mix->graph->arena, sizeof *by
                                  * ((size_t)from->by_count + 1));
    for (int k = 0; by && k < from->by_count; k++)
        if (!(by[k] = copy(v, side, from->by[k])))
            return NULL;
    if (!by || column < 0)
        return by ? unfit(v, hn_mix_pair(v->mix, side, &from->thing)) : NULL;
    origin of = {from, NULL, column};
    hn_node *node = shared_find(v->mix, of, by, from->by_count);
    if (node)
        return node;
    hn_lookup *lookup = lookup_in(v, side, from, by);
    hn_node proto = *like;
    proto.type = from->columns[column].type;
    proto.records = NULL;
    node = lookup ? enter(v, side, &proto, of, by, from->by_count) : NULL;
    if (!node)
        return NULL;
    node->u.lookup.lookup = lookup;
    node->u.lookup.column = column;
    for (int k = 0; k < from->by_count; k++) {
        node->records = by[k]->records ? by[k]->records : node->records;
        node->for_run = node->for_run || by[k]->for_run;
    }
    node->for_run = node->for_run && !node->records;
    return node;
}

static hn_node *band_column(hn_mixture *v, hn_side side,
                            const hn_bands *from, const hn_node *like)
{
    const hn_bands *old = like->u.bands.bands;
    int column = column_at(from->columns, from->column_count,
                           old->columns[like->u.bands.column].name);
    hn_node *band = column < 0
        ? unfit(v, hn_mix_pair(v->mix, side, &from->thing))
        : copy(v, side, from->thing.node);
    if (!band)
        return NULL;
    origin of = {from, NULL, column};
    hn_node *node = shared_find(v->mix, of, &band, 1);
    if (node)
        return node;
    hn_node proto = *like;
    proto.type = from->columns[column].type;
    proto.records = NULL;
    node = enter(v, side, &proto, of, &band, 1);
    if (!node)
        return NULL;
    node->records = band->records;
    node->for_run = band->for_run;
    node->u.bands.bands = from;
    node->u.bands.column = column;
    return node;
}

/* A parameter at a date that the formula says. */
static hn_node *param_at(hn_mixture *v, hn_side side, const hn_param *param,
                         const hn_node *like)
{
    hn_node *date = copy(v, side, like->args[0]);
    origin of = {param, NULL, 1};
    if (!date)
        return NULL;
    hn_node *node = shared_find(v->mix, of, &date, 1);
    if (node)
        return node;
    hn_node proto = *like;
    proto.type = param->type;
    node = enter(v, side, &proto, of, &date, 1);
    if (node)
        node->u.param.param = param;
    return node;
}

/* --- lists that whole criteria came into or left --------------------------- */

static bool is_lone(const hn_mix *mix, hn_side side, const hn_node *arg,
                    hn_altered altered, int *pair)
{
    *pair = mix->owner[side][arg->id];
    return *pair >= 0 && mix->pairs[*pair].altered == altered;
}

/* The entries of a list as the version has them. */
static int list_args(hn_mixture *v, hn_side side, const hn_node *node,
                     hn_node **args)
{
    const hn_mix *mix = v->mix;
    hn_altered own = side == HN_OLD ? HN_DROPPED : HN_ADDED;
    hn_altered others = side == HN_OLD ? HN_ADDED : HN_DROPPED;
    const hn_node *partner = mix->partner[side][node->id];
    int count = 0, pair;
    for (int i = 0; i < node->count; i++)
        if (!is_lone(mix, side, node->args[i], own, &pair)
            || v->taken[pair] == (own == HN_ADDED))
            if (!(args[count++] = copy(v, side, node->args[i])))
                return -1;
    for (int i = 0; i < partner->count; i++)
        if (is_lone(mix, (hn_side)!side, partner->args[i], others, &pair)
            && v->taken[pair] == (others == HN_ADDED))
            if (!(args[count++] = copy(v, (hn_side)!side,
                                       partner->args[i])))
                return -1;
    return count;
}

/* --- copying ------------------------------------------------------------- */

static int plain_args(hn_mixture *v, hn_side side, const hn_node *node,
                      hn_node **args)
{
    for (int i = 0; i < node->count; i++) {
        const hn_node *arg = node->args[i];
        if (shares_choices(node, i) && arg->op == HN_OP_CONSTANT)
            continue;              /* when it is known what it meets         */
        if (!(args[i] = copy(v, side, arg)))
            return -1;
    }
    return copy_choices(v, side, node, args) ? node->count : -1;
}

static hn_node *formula(hn_mixture *v, hn_side side, const hn_node *node)
{
    const hn_node *partner = v->mix->partner[side][node->id];
    int most = node->count + (partner ? partner->count : 0);
    hn_node **args = hn_arena_alloc(&v->mix->graph->arena,
                                    ((size_t)most + 1) * sizeof *args);
    if (!args)
        return NULL;
    int count = partner ? list_args(v, side, node, args)
                        : plain_args(v, side, node, args);
    if (count < 0)
        return NULL;
    const void *with = goes_by(v, side, node);
    origin of = {node, with, 0};
    hn_node *found = shared_find(v->mix, of, args, count);
    if (found)
        return found;
    hn_node *made = enter(v, side, node, of, args, count);
    return made && settle_part(v, side, made, node, with) ? made : NULL;
}

/* A parameter's values are constants: they are read where they stand. */
static hn_node *definition(hn_mixture *v, hn_side side, const hn_node *node)
{
    if (node->op == HN_OP_INPUT || node->op == HN_OP_LINK)
        return v->mix->column[side][node->id];
    if (node->op == HN_OP_LOOKUP && node->thing)      /* a matrix            */
        return lookup_column(v, side, node->u.lookup.lookup, node);
    return formula(v, side, node);
}

/* All that is being copied reads itself in this version. */
static hn_node *circle(hn_mixture *v)
{
    bool more = false;
    for (int side = 0; side < 2; side++)
        for (int i = 0; i < v->mix->of[side]->node_count; i++)
            if (v->mix->busy[side][i] && v->mix->owner[side][i] >= 0)
                more = take_along(v, v->mix->owner[side][i]) || more;
    v->unfit = true;
    return more ? NULL : unfit(v, -1);
}

static hn_node *define(hn_mixture *v, hn_side side, const hn_node *node)
{
    if (v->mix->busy[side][node->id])
        return circle(v);
    if (v->mix->made[side][node->id])
        return v->mix->made[side][node->id];
    v->mix->busy[side][node->id] = true;
    hn_node *made = definition(v, side, node);
    v->mix->busy[side][node->id] = false;
    return v->mix->made[side][node->id] = made;
}

/* The node of `thing`, which is of another graph, that `like` stands for. */
static const hn_node *counterpart(const hn_thing *thing, const hn_node *like)
{
    bool full = !like->thing && thing->word == HN_WORD_AWARD;
    return full ? ((const hn_award *)thing)->full_year : thing->node;
}

static hn_node *refer(hn_mixture *v, hn_side side, const hn_node *node,
                      int pair)
{
    hn_side from = side_of(v, pair);
    const hn_thing *thing = v->mix->pairs[pair].of[from];
    if (node->op == HN_OP_LOOKUP)
        return lookup_column(v, from, (const hn_lookup *)thing, node);
    if (node->op == HN_OP_BAND_COLUMN)
        return band_column(v, from, (const hn_bands *)thing, node);
    if (node->op == HN_OP_PARAM && node->count > 0)
        return param_at(v, side, (const hn_param *)thing, node);
    const hn_node *target = from == side ? node : counterpart(thing, node);
    return target ? define(v, from, target) : unfit(v, pair);
}

static hn_node *copy(hn_mixture *v, hn_side side, const hn_node *node)
{
    int pair = v->mix->owner[side][node->id];
    if (pair < 0)
        return define(v, side, node);
    int outer = v->inside;
    v->inside = pair;
    hn_node *made = refer(v, side, node, pair);
    v->inside = outer;
    if (made && !is_alike(node, made))
        return unfit(v, pair);
    return made;
}

/* --- versions ------------------------------------------------------------ */

static bool make_award(hn_mixture *v, hn_side side, const hn_award *award)
{
    return define(v, side, award->thing.node)
           && (!award->when || copy(v, side, award->when))
           && define(v, side, award->amount)
           && (!award->full_year || define(v, side, award->full_year))
           && (!award->full_year_amount
               || define(v, side, award->full_year_amount));
}

static bool make_value(hn_mixture *v, int pair)
{
    hn_side side = side_of(v, pair);
    const hn_thing *thing = v->mix->pairs[pair].of[side];
    v->inside = pair;
    if (thing->word == HN_WORD_AWARD)
        return make_award(v, side, (const hn_award *)thing);
    return !thing->node || define(v, side, thing->node) != NULL;
}

/* Whether the version has the pair at all. */
static bool has(const hn_mixture *v, int pair)
{
    return v->mix->pairs[pair].of[v->taken[pair] ? HN_NEW : HN_OLD] != NULL;
}

static bool make_all(hn_mixture *v, const bool *wanted)
{
    for (int i = 0; i < v->mix->count; i++)
        if (wanted[i] && has(v, i) && !make_value(v, i))
            return false;
    return true;
}

static bool room(hn_mix *mix)
{
    hn_arena *arena = &mix->graph->arena;
    for (int side = 0; side < 2; side++) {
        size_t nodes = (size_t)mix->of[side]->node_count + 1;
        mix->made[side] = hn_arena_alloc(arena, nodes * sizeof(hn_node *));
        mix->busy[side] = hn_arena_alloc(arena, nodes);
    }
    return !arena->failed && shared_open(mix);
}

static void begin(hn_mix *mix)
{
    for (int side = 0; side < 2; side++) {
        size_t nodes = (size_t)mix->of[side]->node_count + 1;
        memset(mix->made[side], 0, nodes * sizeof(hn_node *));
        memset(mix->busy[side], 0, nodes);
    }
}

bool hn_mixture_make(hn_mixture *version, hn_mix *mix, bool *taken,
                     const bool *wanted)
{
    if (!mix->shared && !room(mix))
        return false;
    for (;;) {
        *version = (hn_mixture){.mix = mix, .taken = taken, .inside = -1,
                                .began = mix->graph->node_count};
        begin(mix);
        if (make_all(version, wanted))
            return true;
        if (!version->unfit)
            return false;
        hn_mixture_forget(version);
    }
}

void hn_mixture_forget(hn_mixture *version)
{
    take_back(version->mix, version->began);
}

/* The copy of a node of the pair; NULL for NULL. */
static hn_node *made_of(const hn_mixture *v, hn_side side,
                        const hn_node *node)
{
    if (!node)
        return NULL;
    int pair = v->mix->owner[side][node->id];
    hn_side from = pair < 0 ? side : side_of(v, pair);
    const hn_node *target = from == side ? node
        : counterpart(v->mix->pairs[pair].of[from], node);
    return target ? v->mix->made[from][target->id] : NULL;
}

hn_node *hn_mixture_value(const hn_mixture *version, int pair)
{
    hn_side side = side_of(version, pair);
    return has(version, pair)
               ? made_of(version, side,
                         version->mix->pairs[pair].of[side]->node)
               : NULL;
}

/* A `must` of the version, which names itself and has no sentence. */
static hn_criterion *must_of(hn_graph *graph, const hn_thing *thing)
{
    hn_criterion *must = hn_arena_alloc(&graph->arena, sizeof *must);
    hn_wording *wording = hn_arena_alloc(&graph->arena, sizeof *wording);
    if (!must || !wording)
        return NULL;
    *wording = (hn_wording){ .from = HN_DATE_FIRST };
    *must = (hn_criterion){ .thing = *thing, .wordings = wording,
                            .count = 1 };
    return must;
}

hn_node *hn_mixture_refusal(const hn_mixture *version, int pair)
{
    const hn_mix *mix = version->mix;
    const hn_thing *thing = mix->pairs[pair].of[side_of(version, pair)];
    origin of = { .from = ((const hn_criterion *)thing)->refusal };
    hn_node *test = hn_mixture_value(version, pair);
    hn_node *node = test ? shared_find(mix, of, &test, 1) : NULL;
    if (!test || node)
        return node;
    hn_criterion *must = must_of(mix->graph, thing);
    node = must ? hn_make(mix->graph, HN_OP_REFUSE, test->type, &test, 1,
                          thing->place) : NULL;
    if (!node || !shared_add(version->mix, of, node))
        return NULL;
    node->u.criterion = must;
    return node;
}

bool hn_mixture_award(const hn_mixture *version, int pair, hn_award *out)
{
    hn_side side = side_of(version, pair);
    const hn_award *award =
        (const hn_award *)version->mix->pairs[pair].of[side];
    if (!has(version, pair))
        return false;
    *out = *award;
    out->thing.node = made_of(version, side, award->thing.node);
    out->when = made_of(version, side, award->when);
    out->amount = made_of(version, side, award->amount);
    out->full_year = made_of(version, side, award->full_year);
    out->full_year_amount = made_of(version, side, award->full_year_amount);
    return true;
}
