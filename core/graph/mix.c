/*
 * mix.c - matching the things of two graphs, and the records of both as one.
 */
#include "mix.h"

#include <string.h>
#include "make.h"

/* --- finding ------------------------------------------------------------- */

int hn_mix_find(const hn_mix *mix, int word, const char *name)
{
    for (int i = 0; i < mix->count; i++) {
        const hn_thing *const *of = mix->pairs[i].of;
        const hn_thing *thing = of[HN_OLD] ? of[HN_OLD] : of[HN_NEW];
        if ((word < 0 || (int)thing->word == word)
            && strcmp(thing->name, name) == 0)
            return i;
    }
    return -1;
}

int hn_mix_pair(const hn_mix *mix, hn_side side, const hn_thing *thing)
{
    for (int i = 0; i < mix->count; i++)
        if (mix->pairs[i].of[side] == thing)
            return i;
    return -1;
}

int hn_mix_calendar(const hn_mix *mix, hn_side side,
                    const hn_calendar *calendar)
{
    for (int i = 0; calendar && i < mix->count; i++) {
        const hn_thing *thing = mix->pairs[i].of[side];
        if (thing && thing->word == HN_WORD_CALENDAR
            && &((const hn_calendar_thing *)thing)->calendar == calendar)
            return i;
    }
    return -1;
}

const hn_calendar *hn_node_calendar(const hn_node *node)
{
    switch (node->op) {
    case HN_OP_PART_OF_YEAR:
        return node->u.year.terms;
    case HN_OP_CALENDAR_ADD: case HN_OP_CALENDAR_DAYS:
    case HN_OP_SCHOOL_WEEKS: case HN_OP_SCHOOL_WEEK_END:
    case HN_OP_TERM_END:
    case HN_OP_SCHOOL_DAY:
        return node->u.calendar;
    default:
        return NULL;
    }
}

const char *hn_mix_part(const hn_node *node)
{
    if (node->op == HN_OP_LOOKUP && !node->thing)
        return node->u.lookup.lookup->columns[node->u.lookup.column].name;
    if (node->op == HN_OP_BAND_COLUMN)
        return node->u.bands.bands->columns[node->u.bands.column].name;
    return node->thing || node->op == HN_OP_PARAM ? "" : "of a full year";
}

bool hn_mix_is_change(const hn_mix *mix, int pair)
{
    const hn_pairing *p = &mix->pairs[pair];
    const hn_thing *thing = p->of[p->of[HN_OLD] ? HN_OLD : HN_NEW];
    if (p->altered == HN_ADDED || p->altered == HN_DROPPED)
        return p->listed || thing->word == HN_WORD_AWARD;
    return p->altered == HN_ALTERED && thing->word != HN_WORD_RECORDS;
}

/* --- pairs --------------------------------------------------------------- */

static bool is_column(const hn_thing *thing)
{
    return thing->word == HN_WORD_INPUT || thing->word == HN_WORD_LINK;
}

static bool matches(const hn_thing *a, const hn_thing *b)
{
    return a->word == b->word && strcmp(a->name, b->name) == 0
           && (!is_column(a) || strcmp(a->records->thing.name,
                                       b->records->thing.name) == 0);
}

static const hn_thing *match_in(const hn_graph *graph, const hn_thing *thing)
{
    for (int i = 0; i < graph->thing_count; i++)
        if (matches(thing, graph->things[i]))
            return graph->things[i];
    return NULL;
}

static bool pair_things(hn_mix *mix)
{
    const hn_graph *before = mix->of[HN_OLD], *after = mix->of[HN_NEW];
    size_t most = (size_t)before->thing_count + (size_t)after->thing_count;
    mix->pairs = hn_arena_alloc(&mix->graph->arena,
                                (most + 1) * sizeof *mix->pairs);
    if (!mix->pairs)
        return false;
    for (int i = 0; i < before->thing_count; i++)
        mix->pairs[mix->count++] = (hn_pairing){
            .of = {before->things[i], match_in(after, before->things[i])}};
    for (int i = 0; i < after->thing_count; i++)
        if (!match_in(before, after->things[i]))
            mix->pairs[mix->count++] = (hn_pairing){
                .of = {NULL, after->things[i]}};
    return true;
}

/* --- whose value a node is ----------------------------------------------- */

static void own(hn_mix *mix, hn_side side, const hn_node *node, int pair)
{
    if (node && node->id >= 0)
        mix->owner[side][node->id] = pair;
}

/* The values of tables and of parameters on other dates have no name in the
 * node. */
static const hn_thing *named_in(const hn_node *node)
{
    switch (node->op) {
    case HN_OP_LOOKUP:
        return &node->u.lookup.lookup->thing;
    case HN_OP_BAND_COLUMN:
        return &node->u.bands.bands->thing;
    case HN_OP_PARAM:
        return &node->u.param.param->thing;
    default:
        return NULL;
    }
}

static bool find_owners(hn_mix *mix, hn_side side)
{
    const hn_graph *graph = mix->of[side];
    size_t nodes = (size_t)(graph->node_count + graph->claim_nodes) + 1;
    hn_arena *arena = &mix->graph->arena;
    mix->owner[side] = hn_arena_alloc(arena, nodes * sizeof(int));
    mix->partner[side] = hn_arena_alloc(arena, nodes * sizeof(hn_node *));
    if (!mix->owner[side] || !mix->partner[side])
        return false;
    for (size_t i = 0; i < nodes; i++)
        mix->owner[side][i] = -1;
    for (int i = 0; i < graph->node_count; i++) {
        const hn_thing *thing = named_in(graph->nodes[i]);
        if (thing)
            own(mix, side, graph->nodes[i], hn_mix_pair(mix, side, thing));
    }
    for (int i = 0; i < mix->count; i++) {
        const hn_thing *thing = mix->pairs[i].of[side];
        if (!thing)
            continue;
        own(mix, side, thing->node, i);
        if (thing->word == HN_WORD_AWARD)
            own(mix, side, ((const hn_award *)thing)->full_year, i);
    }
    return true;
}

/* --- columns of both ----------------------------------------------------- */

static hn_node *column_node(hn_graph *graph, hn_op op, const hn_thing *from,
                            hn_records *records, hn_node *const *args,
                            int count)
{
    hn_node *node = hn_make_node(graph, op, from->node->type, args, count,
                                 from->place);
    if (!node)
        return NULL;
    node->records = records;
    node->for_run = false;
    node->thing = from;
    return hn_make_enter(graph, node);
}

static hn_input *add_input(hn_mix *mix, hn_records *records,
                           const hn_input *from)
{
    hn_graph *graph = mix->graph;
    hn_input *input = hn_make_array(graph, from, 1, sizeof *input);
    hn_input **all = hn_arena_grow(&graph->arena, records->inputs,
                                   records->input_count, &records->input_cap,
                                   sizeof *all);
    if (!input || !all)
        return NULL;
    records->inputs = all;
    input->thing.records = records;
    input->index = records->input_count;
    records->inputs[records->input_count++] = input;
    input->thing.node = column_node(graph, HN_OP_INPUT, &from->thing, records,
                                    NULL, 0);
    if (input->thing.node)
        input->thing.node->u.input = input;
    return input;
}

static hn_link *add_link(hn_mix *mix, hn_side side, hn_records *records,
                         const hn_link *from)
{
    hn_graph *graph = mix->graph;
    hn_link *link = hn_make_array(graph, from, 1, sizeof *link);
    hn_link **all = hn_arena_grow(&graph->arena, records->links,
                                  records->link_count, &records->link_cap,
                                  sizeof *all);
    if (!link || !all)
        return NULL;
    hn_node *args[2] = {mix->column[side][from->by->thing.node->id]};
    if (from->on)
        args[1] = mix->column[side][from->on->thing.node->id];
    records->links = all;
    link->thing.records = records;
    link->to = mix->records[side][from->to->index];
    link->by = args[0]->u.input;
    link->on = from->on ? args[1]->u.input : NULL;
    link->index = records->link_count;
    records->links[records->link_count++] = link;
    link->thing.node = column_node(graph, HN_OP_LINK, &from->thing, records,
                                   args, from->on ? 2 : 1);
    if (link->thing.node)
        link->thing.node->u.link = link;
    return link;
}

/* The column of both that stands for one of `side`: its own, or the one that
 * the other has and that is read in the same way. */
static hn_node *column_of(hn_mix *mix, hn_side side, const hn_thing *thing)
{
    const hn_pairing *pair = &mix->pairs[hn_mix_pair(mix, side, thing)];
    hn_records *records = mix->records[side][thing->records->index];
    const hn_thing *before = pair->of[HN_OLD];
    if (side == HN_NEW && before && pair->altered != HN_ALTERED)
        return mix->column[HN_OLD][before->node->id];
    const hn_thing *made;
    if (thing->word == HN_WORD_INPUT) {
        hn_input *input = add_input(mix, records, (const hn_input *)thing);
        made = input ? &input->thing : NULL;
    } else {
        hn_link *link = add_link(mix, side, records, (const hn_link *)thing);
        made = link ? &link->thing : NULL;
    }
    return made ? made->node : NULL;
}

static bool take_column(hn_mix *mix, hn_side side, const hn_thing *thing)
{
    hn_node *node = column_of(mix, side, thing);
    mix->column[side][thing->node->id] = node;
    return node != NULL;
}

static bool take_columns(hn_mix *mix, hn_side side, const hn_records *from)
{
    bool fine = true;
    for (int i = 0; fine && i < from->input_count; i++)
        fine = take_column(mix, side, &from->inputs[i]->thing);
    for (int i = 0; fine && i < from->link_count; i++)
        fine = take_column(mix, side, &from->links[i]->thing);
    return fine;
}

/* --- records of both ----------------------------------------------------- */

static hn_records *add_records(hn_mix *mix, const hn_records *from)
{
    hn_graph *graph = mix->graph;
    hn_records *records = hn_arena_alloc(&graph->arena, sizeof *records);
    hn_records **all = hn_arena_grow(&graph->arena, graph->records,
                                     graph->records_count,
                                     &graph->records_cap, sizeof *all);
    if (!records || !all)
        return NULL;
    graph->records = all;
    *records = (hn_records){
        .thing = from->thing, .what = from->what, .file = from->file,
        .marks = from->marks, .mark_count = from->mark_count,
        .index = graph->records_count};
    records->thing.records = records;
    graph->records[graph->records_count++] = records;
    return records;
}

static bool take_records(hn_mix *mix, hn_side side)
{
    const hn_graph *from = mix->of[side];
    hn_arena *arena = &mix->graph->arena;
    size_t count = (size_t)from->records_count + 1;
    size_t nodes = (size_t)(from->node_count + from->claim_nodes) + 1;
    mix->records[side] = hn_arena_alloc(arena,
                                        count * sizeof *mix->records[side]);
    mix->column[side] = hn_arena_alloc(arena,
                                       nodes * sizeof *mix->column[side]);
    if (!mix->records[side] || !mix->column[side])
        return false;
    for (int i = 0; i < from->records_count; i++) {
        hn_records *records = hn_graph_records(mix->graph,
                                               from->records[i]->thing.name);
        if (!records)
            records = add_records(mix, from->records[i]);
        if (!records)
            return false;
        mix->records[side][i] = records;
        if (!take_columns(mix, side, from->records[i]))
            return false;
    }
    return true;
}

static const hn_input *own_input(const hn_mix *mix, hn_side side,
                                 const hn_input *from)
{
    return from ? mix->column[side][from->thing.node->id]->u.input : NULL;
}

static hn_lasting own_lasting(const hn_mix *mix, hn_side side,
                              const hn_lasting *from)
{
    return (hn_lasting){own_input(mix, side, from->of),
                        own_input(mix, side, from->starts),
                        own_input(mix, side, from->ends)};
}

static void settle_records(hn_mix *mix, hn_side side)
{
    const hn_graph *from = mix->of[side];
    for (int i = 0; i < from->records_count; i++) {
        hn_records *records = mix->records[side][i];
        if (!records->key)
            records->key = own_input(mix, side, from->records[i]->key);
        if (!records->dated_by)
            records->dated_by = own_input(mix, side,
                                          from->records[i]->dated_by);
        if (!records->lasts.starts)
            records->lasts = own_lasting(mix, side,
                                         &from->records[i]->lasts);
    }
}

/* --- what cannot be read from one file ----------------------------------- */

static bool tell(hn_mix *mix, const hn_records *records, const char *what,
                 const char *help)
{
    hn_report_addf(mix->graph->report, 620, HN_ERROR, records->thing.place,
                   help, "the two packs differ in %s of `%s`", what,
                   records->thing.name);
    return false;
}

static bool same_marks(const hn_records *a, const hn_records *b)
{
    bool same = a->mark_count == b->mark_count;
    for (int i = 0; same && i < a->mark_count; i++)
        same = strcmp(a->marks[i].mark, b->marks[i].mark) == 0;
    return same;
}

/* The same column, read as the same type. */
static bool same_column(const hn_input *a, const hn_input *b)
{
    if (!a || !b)
        return a == b;
    return a->type.kind == b->type.kind
           && strcmp(a->column, b->column) == 0;
}

/* Where but one of both says how long its rows last, the other does not ask. */
static bool lasts_alike(const hn_records *a, const hn_records *b)
{
    return !a->lasts.starts || !b->lasts.starts
           || (same_column(a->lasts.of, b->lasts.of)
               && same_column(a->lasts.starts, b->lasts.starts)
               && same_column(a->lasts.ends, b->lasts.ends));
}

static bool fits(hn_mix *mix, const hn_records *a, const hn_records *b)
{
    if (!same_column(a->key, b->key))
        return tell(mix, b, "the key", "give both the same `key`: a case is "
                    "the same case in both by its id");
    if (!same_column(a->dated_by, b->dated_by))
        return tell(mix, b, "the date", "give both the same `dated_by`");
    if (!lasts_alike(a, b))
        return tell(mix, b, "how long a row lasts", "give both the same "
                    "`lasts`");
    return same_marks(a, b)
           || tell(mix, b, "the marks for a missing value",
                   "give both the same `missing`");
}

static bool check_records(hn_mix *mix)
{
    const hn_graph *before = mix->of[HN_OLD], *after = mix->of[HN_NEW];
    bool fine = before->records_count > 0 && after->records_count > 0;
    if (!fine || strcmp(before->records[0]->thing.name,
                        after->records[0]->thing.name) != 0) {
        hn_report_addf(mix->graph->report, 620, HN_ERROR, after->pack.place,
                       "the first records of both packs have to be of one "
                       "name", "the two packs do not read the same records");
        return false;
    }
    for (int i = 0; i < before->records_count; i++) {
        const hn_records *other = hn_graph_records(
            after, before->records[i]->thing.name);
        fine = (!other || fits(mix, before->records[i], other)) && fine;
    }
    return fine;
}

/* --- opening ------------------------------------------------------------- */

bool hn_mix_open(hn_mix *mix, hn_graph *graph, const hn_graph *old_graph,
                 const hn_graph *new_graph)
{
    *mix = (hn_mix){.of = {old_graph, new_graph}, .graph = graph};
    graph->pack = new_graph->pack;
    return check_records(mix) && pair_things(mix)
           && find_owners(mix, HN_OLD) && find_owners(mix, HN_NEW)
           && hn_mix_compare(mix) && take_records(mix, HN_OLD)
           && take_records(mix, HN_NEW)
           && (settle_records(mix, HN_OLD), settle_records(mix, HN_NEW), true)
           && !graph->arena.failed;
}
