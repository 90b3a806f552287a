/*
 * cover_points.c - which points a pack has.
 */
#include "cover.h"

#include <stdlib.h>
#include <string.h>

typedef struct finder {
    hn_cover *cover;
    unsigned kinds;
} finder;

static void add(finder *f, hn_point point)
{
    hn_cover *cover = f->cover;
    if (!(f->kinds & 1u << point.kind))
        return;
    hn_point *points = hn_arena_grow(&cover->arena, cover->points,
                                     cover->count, &cover->cap,
                                     sizeof *points);
    if (!points)
        return;
    cover->points = points;
    points[cover->count++] = point;
}

/* One for each index below `count`. */
static void add_all(finder *f, hn_point point, int count)
{
    for (int i = 0; i < count; i++) {
        point.index = i;
        add(f, point);
    }
}

/* --- whose a node is ----------------------------------------------------- */

typedef struct owning {
    const hn_thing **owners;
    const hn_thing *thing;
} owning;

static void own(const hn_node *node, void *ctx)
{
    owning *o = ctx;
    if (node->id < 0 || o->owners[node->id]
        || (node->thing && node->thing != o->thing))
        return;
    o->owners[node->id] = o->thing;
    hn_node_each(node, own, ctx);
}

static void own_thing(owning *o, const hn_thing *thing)
{
    const hn_award *award = (const hn_award *)thing;
    o->thing = thing;
    if (thing->node)
        own(thing->node, o);
    if (thing->word != HN_WORD_AWARD)
        return;
    if (award->amount)
        own(award->amount, o);
    if (award->full_year)
        own(award->full_year, o);
}

static bool find_owners(hn_cover *cover)
{
    const hn_graph *graph = cover->graph;
    cover->owners = hn_arena_alloc(&cover->arena,
                                   ((size_t)graph->node_count + 1)
                                       * sizeof *cover->owners);
    owning o = {cover->owners, NULL};
    for (int i = 0; cover->owners && i < graph->thing_count; i++)
        own_thing(&o, graph->things[i]);
    return cover->owners != NULL;
}

/* --- what is written once ------------------------------------------------ */

static int compare_files(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "");
}

static bool is_same_line(hn_place a, hn_place b)
{
    return a.line == b.line && compare_files(a.file, b.file) == 0;
}

/* Whether a loop or a helper has declared both. */
static bool is_same_declaration(const hn_thing *a, const hn_thing *b)
{
    return a == b || (a && b && a->word == b->word
                      && a->place.column == b->place.column
                      && is_same_line(a->place, b->place));
}

/* Whether they come from the same words of the pack.  A loop runs the same for
 * every entry, since there is no `if`, so that the second comparison of a line
 * is the second in each of the things that it declares. */
static bool is_same_rule(const hn_point *a, const hn_point *b)
{
    const hn_node *x = a->node, *y = b->node;
    if (x == y)
        return true;
    return x->op == y->op && is_same_line(x->place, y->place)
           && ((x->once && y->once)
               || (a->nth == b->nth
                   && is_same_declaration(a->thing, b->thing)));
}

static bool is_written_once(const hn_node *a, const hn_node *b)
{
    return a == b || (a->once && b->once && a->op == b->op
                      && is_same_line(a->place, b->place));
}

static int nth_of(const hn_cover *cover, const hn_node *node)
{
    const hn_thing *owner = cover->owners[node->id];
    int count = 0;
    for (int i = 0; !node->once && i < node->id; i++) {
        const hn_node *other = cover->graph->nodes[i];
        count += other->op == node->op && cover->owners[i] == owner
                 && is_same_line(other->place, node->place);
    }
    return count;
}

/* Arms are the same where their tests are written once, as in a list that a
 * loop fills. */
static bool is_same_arm(const hn_point *a, const hn_point *b)
{
    int last_a = a->node->count / 2, last_b = b->node->count / 2;
    if (a->index == last_a || b->index == last_b)
        return a->index == last_a && b->index == last_b;
    const hn_node *when = a->node->args[2 * a->index];
    const hn_node *other = b->node->args[2 * b->index];
    return a->index == b->index || is_written_once(when, other);
}

static bool is_same(const hn_point *a, const hn_point *b)
{
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case HN_POINT_PERIOD:
        return a->thing == b->thing && a->index == b->index;
    case HN_POINT_ARM:
        return is_same_rule(a, b) && is_same_arm(a, b);
    case HN_POINT_LEAST: case HN_POINT_EDGE:
        return is_same_rule(a, b) && a->of == b->of && a->index == b->index;
    case HN_POINT_BAND: case HN_POINT_SCORE_TEST: case HN_POINT_SCORE_CHOICE:
        return is_same_declaration(a->thing, b->thing) && a->of == b->of
               && a->index == b->index;
    default:
        return false;
    }
}

/* --- things -------------------------------------------------------------- */

static void add_criterion(finder *f, const hn_criterion *criterion)
{
    for (int i = 0; i < criterion->count; i++)
        add_all(f, (hn_point){
            .kind = HN_POINT_CRITERION, .node = criterion->thing.node,
            .thing = &criterion->thing, .of = i,
            .place = criterion->count > 1 ? criterion->wordings[i].place
                                          : criterion->thing.place}, 3);
}

static void add_award(finder *f, const hn_award *award)
{
    if (award->when)
        add_all(f, (hn_point){
            .kind = HN_POINT_AWARD, .node = award->when,
            .thing = &award->thing, .place = award->thing.place}, 3);
}

static void add_thing(finder *f, const hn_thing *thing)
{
    if (thing->word == HN_WORD_CRITERION)
        add_criterion(f, (const hn_criterion *)thing);
    else if (thing->word == HN_WORD_AWARD)
        add_award(f, (const hn_award *)thing);
}

/* --- nodes --------------------------------------------------------------- */

/* Whether it stands in the pack: a number, or a parameter. */
static bool is_fixed(const hn_node *node)
{
    while (node->op == HN_OP_SAME || node->op == HN_OP_NEG)
        node = node->args[0];
    return node->op == HN_OP_CONSTANT || node->op == HN_OP_PARAM;
}

static bool all_fixed(const hn_node *node)
{
    for (int i = 0; i < node->count; i++)
        if (!is_fixed(node->args[i]))
            return false;
    return true;
}

static void add_outcomes(finder *f, hn_point point)
{
    const hn_panel *panel = point.node->u.panel;
    point.kind = HN_POINT_ARM;
    for (point.index = 0; point.index <= panel->count; point.index++) {
        point.place = point.index < panel->count
                          ? panel->rows[point.index].place
                          : point.node->place;
        add(f, point);
    }
}

static void add_bands(finder *f, hn_point point)
{
    const hn_bands *bands = point.node->u.bands.bands;
    for (int i = 0; i < bands->count; i++) {
        point.kind = HN_POINT_BAND;
        point.place = bands->bands[i].place;
        point.index = i;
        add(f, point);
    }
    for (int i = 1; i < bands->count; i++) {
        point.kind = HN_POINT_EDGE;
        point.place = bands->bands[i].place;
        point.of = i;
        add_all(f, point, 3);
    }
}

static void add_score(finder *f, hn_point point)
{
    const hn_score *score = point.node->u.score;
    for (int i = 0; i < score->count; i++) {
        const hn_score_row *row = &score->rows[i];
        point.kind = row->when ? HN_POINT_SCORE_TEST : HN_POINT_SCORE_CHOICE;
        point.place = row->place;
        point.of = i;
        add_all(f, point, row->when ? 2 : row->count);
    }
}

/* Every column of a lookup is read by the same keys on the same day: the first
 * stands for all. */
static bool is_first_column(const finder *f, const hn_node *node)
{
    const hn_graph *graph = f->cover->graph;
    for (int i = 0; i < node->id; i++)
        if (graph->nodes[i]->op == HN_OP_LOOKUP
            && graph->nodes[i]->u.lookup.lookup == node->u.lookup.lookup)
            return false;
    return true;
}

static void add_lines(finder *f, hn_point point)
{
    const hn_lookup *lookup = point.node->u.lookup.lookup;
    point.kind = HN_POINT_LINE;
    point.thing = &lookup->thing;
    for (int i = 0; is_first_column(f, point.node) && i < lookup->row_count;
         i++) {
        point.place = lookup->rows[i].place;
        point.index = i;
        add(f, point);
    }
}

/* What is only expected has no value that an example could have. */
static void add_periods(finder *f, hn_point point)
{
    const hn_param *param = point.node->u.param.param;
    point.kind = HN_POINT_PERIOD;
    point.thing = &param->thing;
    for (int i = 0; i < param->count; i++) {
        point.place = param->periods[i].place;
        point.index = i;
        if (param->periods[i].value)
            add(f, point);
    }
}

static bool is_looked_at(hn_op op)
{
    return (op >= HN_OP_OVER && op <= HN_OP_AT_MOST) || hn_op_has_arms(op)
           || op == HN_OP_LOWER || op == HN_OP_HIGHER;
}

static void add_node(finder *f, const hn_node *node)
{
    hn_point point = {.node = node, .thing = f->cover->owners[node->id],
                      .place = node->place};
    if (is_looked_at(node->op))
        point.nth = nth_of(f->cover, node);
    switch (node->op) {
    case HN_OP_OVER: case HN_OP_AT_LEAST: case HN_OP_UNDER:
    case HN_OP_AT_MOST:
        point.kind = HN_POINT_EDGE;
        if (!all_fixed(node))
            add_all(f, point, 3);
        break;
    case HN_OP_CHOOSE:
        point.kind = HN_POINT_ARM;
        add_all(f, point, node->count / 2 + 1);
        break;
    case HN_OP_PANEL:
        add_outcomes(f, point);
        break;
    case HN_OP_LOWER: case HN_OP_HIGHER:
        point.kind = HN_POINT_LEAST;
        if (node->count > 1 && !all_fixed(node))
            add_all(f, point, node->count);
        break;
    case HN_OP_BANDS:
        add_bands(f, point);
        break;
    case HN_OP_SCORE:
        add_score(f, point);
        break;
    case HN_OP_LOOKUP:
        add_lines(f, point);
        break;
    case HN_OP_PARAM:
        add_periods(f, point);
        break;
    default:
        break;
    }
}

/* --- all together -------------------------------------------------------- */

/* In order of place; those of one place as they were found. */
static bool sort_points(hn_cover *cover)
{
    size_t size = (size_t)cover->count * sizeof *cover->points;
    hn_point *sorted = hn_arena_alloc(&cover->arena, size ? size : 1);
    for (int i = 0; sorted && i < cover->count; i++) {
        hn_point point = cover->points[i];
        int at = i;
        for (; at > 0; at--) {
            hn_place before = sorted[at - 1].place;
            int order = compare_files(before.file, point.place.file);
            if (order < 0 || (order == 0 && before.line <= point.place.line))
                break;
            sorted[at] = sorted[at - 1];
        }
        sorted[at] = point;
    }
    cover->points = sorted;
    return sorted != NULL;
}

/* Points of one line stand together. */
static void find_heads(hn_cover *cover)
{
    int from = 0;
    for (int i = 0; i < cover->count; i++) {
        hn_point *point = &cover->points[i];
        if (!is_same_line(cover->points[from].place, point->place))
            from = i;
        point->head = from;
        while (point->head < i
               && (cover->points[point->head].head != point->head
                   || !is_same(&cover->points[point->head], point)))
            point->head++;
        cover->points[point->head].times++;
    }
}

bool hn_cover_init(hn_cover *cover, const hn_graph *graph, hn_memory *memory,
                   unsigned kinds)
{
    finder f = {cover, kinds ? kinds : ~0u};
    *cover = (hn_cover){.graph = graph};
    hn_arena_init(&cover->arena, memory);
    if (!hn_live_init(&cover->live, graph, NULL, memory)
        || !find_owners(cover))
        return false;
    for (int i = 0; i < graph->thing_count; i++)
        add_thing(&f, graph->things[i]);
    for (int i = 0; i < graph->node_count; i++)
        add_node(&f, graph->nodes[i]);
    if (cover->arena.failed || !sort_points(cover))
        return false;
    find_heads(cover);
    return true;
}

void hn_cover_dispose(hn_cover *cover)
{
    hn_live_dispose(&cover->live);
    hn_arena_dispose(&cover->arena);
}
