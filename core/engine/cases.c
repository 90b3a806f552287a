/*
 * cases.c - see cases.h.
 */
#include "cases.h"

#include <string.h>
#include "formula.h"

/* --- bases --------------------------------------------------------------- */

static bool first_of_kind(const hn_example *example, int row)
{
    for (int i = 0; i < row; i++)
        if (example->rows[i].records == example->rows[row].records)
            return false;
    return true;
}

/* What is read of one row by itself needs only its first row. */
static bool takes_row(const hn_cases *c, const hn_example *example, int row)
{
    const hn_records *records = c->promise->of->records;
    return !c->reads.alone
           || (example->rows[row].records == records
               && first_of_kind(example, row));
}

static int copy_cells(hn_cases *c, const hn_example_row *from, hn_cell *to)
{
    int count = 0;
    for (int i = 0; i < from->count; i++) {
        const hn_input *input = hn_records_input(from->records,
                                                 from->cells[i].name);
        if (input && hn_reads_domain(&c->reads, input))
            to[count++] = from->cells[i];
    }
    return count;
}

static bool make_base(hn_cases *c, const hn_example *from, hn_example *to)
{
    *to = (hn_example){.name = "", .has_on = from->has_on, .on = from->on};
    to->rows = hn_arena_alloc(&c->arena, sizeof *to->rows
                                         * ((size_t)from->row_count + 1));
    for (int i = 0; to->rows && i < from->row_count; i++) {
        hn_example_row *row = &to->rows[to->row_count];
        const hn_example_row *given = &from->rows[i];
        if (!takes_row(c, from, i))
            continue;
        row->records = given->records;
        row->cells = hn_arena_alloc(&c->arena, sizeof *row->cells
                                               * ((size_t)given->count + 1));
        if (!row->cells)
            return false;
        row->count = copy_cells(c, given, row->cells);
        to->row_count++;
    }
    return to->rows != NULL;
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_rows(const hn_example *a, const hn_example *b)
{
    if (a->row_count != b->row_count || a->has_on != b->has_on
        || a->on != b->on)
        return false;
    for (int i = 0; i < a->row_count; i++) {
        const hn_example_row *x = &a->rows[i], *y = &b->rows[i];
        if (x->records != y->records || x->count != y->count)
            return false;
        for (int j = 0; j < x->count; j++)
            if (!same_text(x->cells[j].name, y->cells[j].name)
                || !same_text(x->cells[j].text, y->cells[j].text))
                return false;
    }
    return true;
}

static void add_base(hn_cases *c, const hn_example *from)
{
    hn_example base;
    if (!make_base(c, from, &base))
        return;
    if (base.row_count == 0 && c->reads.alone)
        return;
    for (int i = 0; i < c->base_count; i++)
        if (same_rows(&c->bases[i].example, &base))
            return;
    hn_base *all = hn_arena_grow(&c->arena, c->bases, c->base_count,
                                 &c->base_cap, sizeof *all);
    if (!all)
        return;
    c->bases = all;
    all[c->base_count++] = (hn_base){base};
}

/* A row of each kind that is read, without a cell. */
static void add_bare(hn_cases *c, bool has_on, hn_date on)
{
    hn_example_row *rows = hn_arena_alloc(
        &c->arena, sizeof *rows * ((size_t)c->graph.records_count + 1));
    hn_example bare = {.has_on = has_on, .on = on, .rows = rows};
    for (int i = 0; rows && i < c->graph.records_count; i++)
        rows[bare.row_count++] = (hn_example_row){
            .records = c->graph.records[i]};
    if (rows)
        add_base(c, &bare);
}

/* The first example on another date of the run, or bare rows. */
static void add_dated(hn_cases *c, hn_date on)
{
    if (c->graph.example_count == 0) {
        add_bare(c, true, on);
        return;
    }
    hn_example moved = *c->graph.examples[0];
    moved.has_on = true;
    moved.on = on;
    add_base(c, &moved);
}

/* The day from which all that is in force at some time is: other figures of
 * the run need a date, even where this promise does not. */
static hn_date latest(const hn_graph *graph)
{
    hn_date date = HN_DATE_FIRST;
    for (int i = 0; i < graph->param_count; i++) {
        const hn_param *param = graph->params[i];
        for (int j = 0; j < param->count; j++)
            if (param->periods[j].value && param->periods[j].from > date)
                date = param->periods[j].from;
    }
    return date;
}

static void add_bases(hn_cases *c)
{
    const hn_graph *graph = &c->graph;
    for (int i = 0; i < graph->example_count; i++)
        add_base(c, graph->examples[i]);
    for (int i = c->reads.break_count - 1; i >= 0; i--)
        add_dated(c, c->reads.breaks[i]);
    if (c->base_count == 0)
        add_bare(c, latest(graph) > HN_DATE_FIRST, latest(graph));
}

/* --- one case as an example ---------------------------------------------- */

hn_made_case hn_case_make(hn_cases *cases, int base, hn_arena *arena)
{
    size_t size = sizeof(int16_t) * ((size_t)cases->reads.count + 1);
    hn_made_case made = {base, hn_arena_alloc(arena, size)};
    for (int i = 0; made.at && i < cases->reads.count; i++)
        made.at[i] = HN_AS_GIVEN;
    return made;
}

bool hn_base_says(const hn_cases *cases, int base, const hn_input *input)
{
    const hn_example *example = &cases->bases[base].example;
    for (int i = 0; i < example->row_count; i++) {
        const hn_example_row *row = &example->rows[i];
        for (int j = 0; row->records == input->thing.records
                        && j < row->count; j++)
            if (strcmp(row->cells[j].name, input->thing.name) == 0)
                return row->cells[j].text != NULL;
        if (row->records == input->thing.records)
            return false;
    }
    return false;
}

static void set_cell(hn_example_row *row, const char *name, const char *text)
{
    for (int i = 0; i < row->count; i++)
        if (strcmp(row->cells[i].name, name) == 0) {
            row->cells[i].text = text;
            return;
        }
    row->cells[row->count++] = (hn_cell){.name = name, .text = text};
}

static bool change_row(const hn_cases *c, const hn_made_case *made,
                       const hn_example_row *from, bool first,
                       hn_example_row *to, hn_arena *arena)
{
    size_t room = (size_t)from->count + (size_t)c->reads.count + 1;
    *to = (hn_example_row){.records = from->records};
    to->cells = hn_arena_alloc(arena, sizeof *to->cells * room);
    if (!to->cells)
        return false;
    for (int i = 0; i < from->count; i++)
        to->cells[to->count++] = from->cells[i];
    for (int i = 0; first && i < c->reads.count; i++) {
        const hn_domain *d = &c->reads.domains[i];
        if (made->at[i] >= 0 && d->input->thing.records == from->records)
            set_cell(to, d->input->thing.name, d->texts[made->at[i]]);
    }
    return true;
}

bool hn_case_example(const hn_cases *cases, const hn_made_case *made,
                     hn_example *out, hn_arena *arena)
{
    const hn_example *base = &cases->bases[made->base].example;
    *out = *base;
    out->rows = hn_arena_alloc(arena, sizeof *out->rows
                                      * ((size_t)base->row_count + 1));
    for (int i = 0; out->rows && i < base->row_count; i++)
        if (!change_row(cases, made, &base->rows[i], first_of_kind(base, i),
                        &out->rows[i], arena))
            return false;
    return out->rows != NULL;
}

/* --- what it comes to ---------------------------------------------------- */

static bool read_value(const hn_case *here, const hn_node *node,
                       hn_ratio *out)
{
    int row;
    const hn_vector *vector = hn_case_vector(here, node, &row);
    if (!vector || !vector->known || !hn_bit(vector->known, row))
        return false;
    if (node->type.kind == HN_NUMBER)
        *out = hn_vector_ratio(vector, row);
    else if (node->type.kind == HN_YESNO)
        *out = hn_ratio_of(hn_bit(vector->yes, row));
    else
        *out = hn_ratio_of(vector->value[row]);
    return true;
}

static hn_outcome outcome_of(const hn_cases *c, const hn_case *here)
{
    const hn_promise *p = c->promise;
    hn_outcome out = {.kept = true};
    hn_ratio test = hn_ratio_of(1), where = hn_ratio_of(1);
    out.asked = read_value(here, p->of, &out.value)
                && (!p->test || read_value(here, p->test, &test))
                && (!p->where || read_value(here, p->where, &where))
                && where.num != 0;
    out.kept = test.num != 0;
    return out;
}

static hn_case where_row(const hn_cases *c, const hn_tables *tables, int row)
{
    const hn_records *records = c->promise->of->records;
    hn_case here = {&tables->run, 0, &tables->run};
    if (records) {
        here.frame = &tables->held[records->index].frame;
        here.row = row;
    }
    return here;
}

/* Whether there is such a row, and it is not rejected. */
static bool has_row(const hn_cases *c, const hn_tables *tables, int64_t row)
{
    const hn_records *records = c->promise->of->records;
    return !records
           || (tables->held[records->index].chunk_count > 0
               && !hn_tables_is_withdrawn(tables, records, row));
}

bool hn_case_run(hn_cases *cases, const hn_example *example,
                 hn_trial *trial, hn_outcome *out)
{
    *out = (hn_outcome){.kept = true};
    hn_trial_run(trial, &cases->trials, example, NULL);
    if (trial->failed)
        return false;
    if (!trial->ran || trial->faults || !has_row(cases, &trial->tables, 0))
        return true;
    hn_case here = where_row(cases, &trial->tables, 0);
    *out = outcome_of(cases, &here);
    return true;
}

/* --- many of them -------------------------------------------------------- */

static bool run_apart(hn_cases *c, const hn_made_case *list, int count,
                      hn_outcome *out)
{
    bool fine = true;
    for (int i = 0; i < count && fine; i++) {
        hn_arena arena;
        hn_example example;
        hn_trial trial;
        hn_arena_init(&arena, c->arena.memory);
        fine = hn_case_example(c, &list[i], &example, &arena);
        if (fine) {
            fine = hn_case_run(c, &example, &trial, &out[i]);
            hn_trial_dispose(&trial);
        }
        hn_arena_dispose(&arena);
    }
    return fine;
}

/* Each case is a row of one example. */
static bool join_cases(const hn_cases *c, const hn_made_case *list, int count,
                       hn_example *out, hn_arena *arena)
{
    *out = c->bases[list[0].base].example;
    out->rows = hn_arena_alloc(arena, sizeof *out->rows * (size_t)count);
    out->row_count = count;
    for (int i = 0; out->rows && i < count; i++)
        if (!change_row(c, &list[i], &c->bases[list[i].base].example.rows[0],
                        true, &out->rows[i], arena))
            return false;
    return out->rows != NULL;
}

static void read_rows(hn_cases *c, hn_trial *trial, int count,
                      hn_outcome *out)
{
    for (int i = 0; i < count; i++) {
        if (i % HN_CHUNK == 0)
            hn_trial_look(trial, c->promise->of->records, i / HN_CHUNK);
        hn_case here = where_row(c, &trial->tables, i % HN_CHUNK);
        out[i] = has_row(c, &trial->tables, i) ? outcome_of(c, &here)
                                               : (hn_outcome){.kept = true};
    }
}

static bool run_together(hn_cases *c, const hn_made_case *list, int count,
                         hn_outcome *out)
{
    hn_arena arena;
    hn_example example;
    hn_trial trial;
    hn_arena_init(&arena, c->arena.memory);
    bool fine = join_cases(c, list, count, &example, &arena);
    memset(out, 0, sizeof *out * (size_t)count);
    if (fine) {
        hn_trial_run(&trial, &c->trials, &example, NULL);
        fine = !trial.failed;
        if (trial.ran)
            read_rows(c, &trial, count, out);
        hn_trial_dispose(&trial);
    }
    hn_arena_dispose(&arena);
    return fine;
}

bool hn_cases_run(hn_cases *cases, const hn_made_case *list, int count,
                  hn_outcome *out)
{
    if (count == 0)
        return true;
    return cases->reads.alone ? run_together(cases, list, count, out)
                              : run_apart(cases, list, count, out);
}

/* --- all together -------------------------------------------------------- */

/* Rows that are made up have one id, or none: a pot that is shared out over
 * them all would have them level, and none of them would be a case. */
static bool share_a_pot(const hn_graph *graph, const hn_records *records)
{
    for (int i = 0; i < graph->node_count; i++)
        if (graph->nodes[i]->op == HN_OP_ALLOCATED
            && graph->nodes[i]->records == records)
            return true;
    return false;
}

bool hn_cases_init(hn_cases *cases, const hn_graph *graph,
                   const hn_promise *promise, hn_memory *memory)
{
    *cases = (hn_cases){.promise = promise, .graph = *graph};
    const hn_node *roots[] = {promise->of, promise->test, promise->where,
                              promise->with ? promise->with->thing.node
                                            : NULL};
    hn_arena_init(&cases->arena, memory);
    cases->graph.memory = memory;
    cases->graph.node_count += graph->property_nodes;
    bool fine = hn_trials_init(&cases->trials, &cases->graph, memory)
                && hn_reads_find(&cases->reads, &cases->graph, roots, 4,
                                 &cases->arena)
                && hn_reads_fill(&cases->reads);
    if (!promise->of->records || share_a_pot(graph, promise->of->records))
        cases->reads.alone = false;
    if (fine)
        add_bases(cases);
    return fine && !cases->arena.failed;
}

void hn_cases_dispose(hn_cases *cases)
{
    hn_trials_dispose(&cases->trials);
    hn_arena_dispose(&cases->arena);
}
