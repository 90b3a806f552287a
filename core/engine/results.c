/*
 * results.c - which columns the results of one kind of records have.
 *
 * After the key, every thing with a label in the order in which the pack
 * declares it.  An award is several: whether it is met, the money, for a full
 * year, which criteria are unmet, what is needed where it cannot be told.
 */
#include <string.h>
#include "engine.h"

hn_node *hn_refusal_of(const hn_thing *thing)
{
    return thing->word == HN_WORD_CRITERION
               ? ((const hn_criterion *)thing)->refusal : NULL;
}

bool hn_is_of_account(const hn_thing *thing)
{
    return hn_is_shown(thing) || hn_refusal_of(thing) != NULL;
}

bool hn_is_shown(const hn_thing *thing)
{
    return thing->label && thing->node && !hn_refusal_of(thing)
           && (thing->word == HN_WORD_CRITERION
               || thing->word == HN_WORD_SCORE || thing->word == HN_WORD_BANDS
               || thing->word == HN_WORD_FIGURE
               || thing->word == HN_WORD_AWARD
               || thing->word == HN_WORD_ATTRIBUTION
               || thing->word == HN_WORD_PANEL
               || thing->word == HN_WORD_MATRIX
               || thing->word == HN_WORD_ALLOCATION);
}

bool hn_is_run_line(const hn_thing *thing)
{
    return hn_is_shown(thing) && thing->node->for_run;
}

typedef struct maker {
    hn_results *results;
    const hn_graph *graph;
    hn_arena *arena;
    int cap, award_cap, checked_cap;
} maker;

static const char *joined(maker *m, const char *a, const char *b)
{
    size_t la = strlen(a), lb = strlen(b);
    char *out = hn_arena_alloc(m->arena, la + lb + 1);
    if (out) {
        memcpy(out, a, la);
        memcpy(out + la, b, lb);
    }
    return out;
}

static void add(maker *m, hn_result_kind kind, const char *name,
                const hn_node *node, int award)
{
    hn_results *r = m->results;
    hn_result *columns = hn_arena_grow(m->arena, r->columns, r->count, &m->cap,
                                       sizeof *columns);
    if (!columns || !name)
        return;
    r->columns = columns;
    columns[r->count] = (hn_result){kind, name, node, award, r->count};
    r->count++;
}

static void check(maker *m, const hn_node *node)
{
    hn_results *r = m->results;
    hn_node **more = hn_arena_grow(m->arena, r->checked, r->checked_count,
                                   &m->checked_cap, sizeof *more);
    if (!more || !node)
        return;
    r->checked = more;
    more[r->checked_count++] = (hn_node *)node;
}

/* --- awards ------------------------------------------------------------------------- */

typedef struct under { bool *seen; } under;

static void mark(const hn_node *arg, void *ctx)
{
    ((under *)ctx)->seen[arg->id] = true;
}

/* Whether the criterion is of the rows of the award, and not over a link. */
static bool is_own(const maker *m, const hn_thing *criterion)
{
    const hn_records *records = criterion->node->records;
    return !records || records == m->results->records;
}

/* The criteria that a test reads, however deep, in order of declaration. */
static void criteria_under(maker *m, hn_award_parts *parts)
{
    const hn_graph *graph = m->graph;
    under u = {hn_arena_alloc(m->arena, (size_t)graph->node_count)};
    parts->criteria = hn_arena_alloc(
        m->arena, (size_t)graph->thing_count * sizeof *parts->criteria);
    if (!u.seen || !parts->criteria)
        return;
    u.seen[parts->award->when->id] = true;
    for (int id = parts->award->when->id; id >= 0; id--)
        if (u.seen[id])
            hn_node_each(graph->nodes[id], mark, &u);
    for (int i = 0; i < graph->thing_count; i++) {
        const hn_thing *thing = graph->things[i];
        if (thing->word == HN_WORD_CRITERION && thing->node
            && u.seen[thing->node->id] && is_own(m, thing))
            parts->criteria[parts->criteria_count++] =
                (const hn_criterion *)thing;
    }
}

/* A name as it follows another in a list. */
static hn_slice listed(maker *m, const char *name)
{
    const char *text = joined(m, "; ", name);
    return text ? hn_slice_of(text) : (hn_slice){"", 0};
}

static void name_criteria(maker *m, hn_award_parts *parts)
{
    size_t count = (size_t)parts->criteria_count + 1;
    parts->names = hn_arena_alloc(m->arena, count * sizeof *parts->names);
    for (int i = 0; parts->names && i < parts->criteria_count; i++)
        parts->names[i] = listed(m, parts->criteria[i]->thing.name);
}

static void name_inputs(maker *m)
{
    hn_results *r = m->results;
    int most = r->records->input_count;
    r->inputs = hn_arena_alloc(m->arena,
                               ((size_t)most + 1) * sizeof *r->inputs);
    for (int i = 0; r->inputs && i < r->records->input_count; i++)
        r->inputs[i] = listed(m, r->records->inputs[i]->thing.name);
    for (int i = 0; i < r->award_count; i++)
        if (r->awards[i].criteria_count > most)
            most = r->awards[i].criteria_count;
    r->mark_words = most / 64 + 1;
}

static int enter_award(maker *m, const hn_award *award)
{
    hn_results *r = m->results;
    hn_award_parts *awards = hn_arena_grow(m->arena, r->awards, r->award_count,
                                           &m->award_cap, sizeof *awards);
    if (!awards)
        return 0;
    r->awards = awards;
    awards[r->award_count] = (hn_award_parts){.award = award};
    if (award->when)
        criteria_under(m, &awards[r->award_count]);
    name_criteria(m, &awards[r->award_count]);
    return r->award_count++;
}

static bool same_test(const hn_node *a, const hn_node *b)
{
    if (a == b)
        return true;
    if (a->op != b->op || a->count != b->count || a->op != HN_OP_ALL)
        return false;
    for (int i = 0; i < a->count; i++)
        if (a->args[i] != b->args[i])
            return false;
    return true;
}

/* Awards of one test, such as the whole and what falls in this year, are unmet
 * for the same reasons: the list is made once. */
static void share_lists(hn_results *r)
{
    for (int c = 0; c < r->count; c++) {
        hn_result *column = &r->columns[c];
        for (int k = 0; k < c && column->kind == HN_RESULT_UNMET
                        && column->list == c; k++)
            if (r->columns[k].kind == HN_RESULT_UNMET
                && same_test(r->awards[r->columns[k].award].award->when,
                             r->awards[column->award].award->when))
                column->list = k;
    }
}

static void add_award(maker *m, const hn_award *award)
{
    const char *name = award->thing.name;
    int at = enter_award(m, award);
    if (award->when)
        add(m, HN_RESULT_DECISION, joined(m, name, "_decision"), award->when,
            at);
    add(m, HN_RESULT_VALUE, name, award->thing.node, at);
    check(m, award->thing.node);
    if (award->full_year) {
        add(m, HN_RESULT_VALUE, joined(m, name, "_full_year"),
            award->full_year, at);
        check(m, award->full_year);
    }
    if (award->when) {
        add(m, HN_RESULT_UNMET, joined(m, name, "_unmet"), NULL, at);
        add(m, HN_RESULT_NEEDS, joined(m, name, "_needs"), NULL, at);
    }
}

/* --- all ------------------------------------------------------------------------------ */

static void check_refusals(maker *m)
{
    for (int i = 0; i < m->graph->thing_count; i++) {
        const hn_node *refusal = hn_refusal_of(m->graph->things[i]);
        if (refusal && refusal->records == m->results->records)
            check(m, refusal);
    }
}

static void add_all(maker *m)
{
    const hn_records *records = m->results->records;
    if (records->key)
        add(m, HN_RESULT_VALUE, records->key->thing.name,
            records->key->thing.node, 0);
    for (int i = 0; i < records->link_count; i++)
        check(m, records->links[i]->thing.node);
    check_refusals(m);
    for (int i = 0; i < m->graph->thing_count; i++) {
        const hn_thing *thing = m->graph->things[i];
        if (!hn_is_shown(thing) || thing->node->records != records)
            continue;
        if (thing->word == HN_WORD_AWARD) {
            add_award(m, (const hn_award *)thing);
            continue;
        }
        add(m, HN_RESULT_VALUE, thing->name, thing->node, 0);
        check(m, thing->node);
    }
}

static hn_words words_of(const hn_result *column)
{
    bool test = column->kind == HN_RESULT_DECISION
                || (column->node && column->node->thing
                    && column->node->thing->word == HN_WORD_CRITERION);
    return test ? HN_WORDS_MET : HN_WORDS_YES_NO;
}

bool hn_results_init(hn_results *results, const hn_graph *graph,
                     const hn_records *records, hn_table_format format,
                     hn_arena *arena)
{
    *results = (hn_results){.records = records};
    maker m = {.results = results, .graph = graph, .arena = arena};
    add_all(&m);
    name_inputs(&m);
    share_lists(results);
    if (arena->failed
        || !hn_writer_init(&results->writer, format, results->count, arena))
        return false;
    for (int i = 0; i < results->count; i++) {
        const hn_result *column = &results->columns[i];
        hn_type type = column->node ? column->node->type
                                    : (hn_type){.kind = HN_TEXT};
        if (!hn_writer_column(&results->writer, i, column->name, type,
                              words_of(column)))
            return false;
    }
    return !arena->failed;
}
