/*
 * trial.c - see trial.h.
 */
#include "trial.h"

#include "change.h"

#include <string.h>

/* --- preparing ----------------------------------------------------------- */

static bool make_readings(hn_trials *t)
{
    const hn_graph *graph = t->graph;
    t->readings = hn_arena_alloc(&t->arena, ((size_t)graph->records_count + 1)
                                                * sizeof *t->readings);
    for (int i = 0; t->readings && i < graph->records_count; i++) {
        const hn_records *records = graph->records[i];
        hn_reading *all = hn_arena_alloc(
            &t->arena, ((size_t)records->input_count + 1) * sizeof *all);
        t->readings[i] = all;
        for (int k = 0; all && k < records->input_count; k++)
            if (!hn_reading_init(&all[k], records, records->inputs[k],
                                 &t->arena))
                return false;
    }
    return !t->arena.failed;
}

/* An example gives the rows that it is about: a link that must find one, and
 * does not, is a fault there of what reads it alone.  Links are checked first. */
static void spare_links(hn_results *results)
{
    results->checked += results->records->link_count;
    results->checked_count -= results->records->link_count;
}

static bool make_results(hn_trials *t)
{
    const hn_graph *graph = t->graph;
    t->results = hn_arena_alloc(&t->arena, ((size_t)graph->records_count + 1)
                                               * sizeof *t->results);
    for (int i = 0; t->results && i < graph->records_count; i++) {
        if (!hn_results_init(&t->results[i], graph, graph->records[i],
                             HN_TABLE_CSV, &t->arena))
            return false;
        spare_links(&t->results[i]);
    }
    return t->results != NULL;
}

static void drop_plan(hn_trials *t)
{
    if (t->plan.graph)
        hn_plan_dispose(&t->plan);
    t->plan = (hn_plan){.graph = NULL};
    t->planned = false;
}

static void say(hn_trial *trial, const char *line)
{
    trial->faults++;
    if (trial->wrong)
        hn_text_addf(trial->wrong, HN_TRIAL_INDENT "%s\n", line);
}

static void say_report(hn_trial *trial, const hn_report *report)
{
    for (int i = 0; i < report->count; i++) {
        say(trial, report->notices[i].message);
        if (report->notices[i].code == 415)
            say(trial, "write on = \"2026-09-01\" in the example");
    }
    trial->failed = trial->failed || report->failed;
}

/* Whether no kind of records has more rows than that. */
static bool has_few(const hn_example *example, int most)
{
    for (int i = 0; i + most < example->row_count; i++) {
        int count = 0;
        for (int j = i; j < example->row_count; j++)
            count += example->rows[j].records == example->rows[i].records;
        if (count > most)
            return false;
    }
    return true;
}

/* A plan for the example's date.  All rows are held: there are few. */
static bool find_plan(hn_trial *trial)
{
    hn_trials *t = trial->of;
    const hn_example *example = trial->example;
    hn_report report;
    if (t->planned && t->plan.has_on == example->has_on
        && t->plan.on == example->on && t->params == 0
        && example->param_count == 0) {
        t->plan.with = example;
        return true;
    }
    drop_plan(t);
    hn_report_init(&report, t->memory);
    t->params = example->param_count;
    t->planned = hn_plan_make_with(&t->plan, t->graph, t->memory, example,
                                   &report);
    t->plan.streams = false;
    if (t->planned && t->only)
        hn_plan_narrow(&t->plan, t->only);
    say_report(trial, &report);
    trial->failed = trial->failed || (!t->planned && report.count == 0);
    hn_report_dispose(&report);
    return t->planned && !trial->failed;
}

static bool make_plan(hn_trial *trial)
{
    enum { FEW = 64 };
    bool made = find_plan(trial);
    trial->of->plan.room = has_few(trial->example, FEW) ? FEW : HN_CHUNK;
    return made;
}

/* --- rows ---------------------------------------------------------------- */

static void refuse_cell(hn_trial *trial, const hn_reading *reading,
                        const hn_cell *cell, const hn_value *value)
{
    const char *why = hn_value_message(reading, hn_slice_of(cell->name),
                                       hn_slice_of(cell->text), value,
                                       &trial->arena);
    trial->faults++;
    if (trial->wrong)
        hn_text_addf(trial->wrong, HN_TRIAL_INDENT "what is given cannot be "
                     "read (%s:%d): %s\n",
                     cell->place.file ? cell->place.file : "",
                     cell->place.line, why ? why : "");
}

static void read_cell(hn_trial *trial, hn_rows *rows, int row,
                      const hn_cell *cell)
{
    const hn_records *records = rows->records;
    const hn_input *input = hn_records_input(records, cell->name);
    if (!input || !cell->text)
        return;
    const hn_reading *reading =
        &trial->of->readings[records->index][input->index];
    hn_value value = hn_value_read(reading, hn_slice_of(cell->text));
    if (value.state == HN_REFUSED)
        refuse_cell(trial, reading, cell, &value);
    else
        hn_change_put(&rows->vectors[input->index], row, &value);
}

static bool gives(const hn_example_row *given, const hn_input *input)
{
    for (int i = 0; i < given->count; i++)
        if (strcmp(given->cells[i].name, input->thing.name) == 0)
            return true;
    return false;
}

/* The example's date is that of a row which gives none. */
static void date_row(const hn_trial *trial, hn_rows *rows, int row,
                     const hn_example_row *given)
{
    const hn_input *by = rows->records->dated_by;
    if (!by || !trial->example->has_on || gives(given, by))
        return;
    hn_bit_set(rows->vectors[by->index].known, row);
    rows->vectors[by->index].value[row] = trial->example->on;
}

static bool hold_rows(hn_trial *trial, const hn_records *records)
{
    hn_rows *rows = NULL;
    for (int i = 0; i < trial->example->row_count; i++) {
        const hn_example_row *given = &trial->example->rows[i];
        if (given->records != records)
            continue;
        if (rows && rows->count == HN_CHUNK
            && !hn_tables_enter(&trial->tables, rows))
            return false;
        if (!rows || rows->count == HN_CHUNK)
            rows = hn_tables_chunk(&trial->tables, records);
        if (!rows)
            return false;
        for (int k = 0; k < given->count; k++)
            read_cell(trial, rows, rows->count, &given->cells[k]);
        date_row(trial, rows, rows->count++, given);
    }
    return !rows || hn_tables_enter(&trial->tables, rows);
}

static bool hold_all(hn_trial *trial)
{
    hn_trials *t = trial->of;
    const hn_graph *graph = t->graph;
    trial->withdrawn = hn_arena_alloc(
        &trial->arena,
        ((size_t)graph->records_count + 1) * sizeof *trial->withdrawn);
    for (int i = 0; trial->withdrawn && i < graph->records_count; i++)
        hn_withdrawn_init(&trial->withdrawn[i], t->memory);
    if (!trial->withdrawn
        || !hn_tables_init(&trial->tables, &t->plan, t->memory))
        return false;
    for (int i = 0; i < graph->records_count; i++) {
        hn_tables_check(&trial->tables, graph->records[i],
                        t->results[i].checked, t->results[i].checked_count);
        if (!hold_rows(trial, graph->records[i]))
            return false;
    }
    return true;
}

static bool settle(hn_trial *trial)
{
    do {
        if (!hn_settle(&trial->tables, trial->of->results, trial->withdrawn))
            return false;
    } while (trial->tables.stale);
    hn_tables_finish(&trial->tables);
    return true;
}

static bool work_out(hn_trial *trial)
{
    const hn_plan *plan = &trial->of->plan;
    if (!hold_all(trial) || !settle(trial))
        return false;
    for (int i = 0; i < plan->graph->records_count; i++) {
        hn_held *held = &trial->tables.held[i];
        if (held->chunk_count > 1)
            hn_frame_run(&held->frame, held->chunks[0], plan->levels);
        if (held->frame.failed)
            return false;
    }
    return !trial->tables.run.failed;
}

/* --- all together -------------------------------------------------------- */

bool hn_trials_init(hn_trials *trials, const hn_graph *graph,
                    hn_memory *memory)
{
    *trials = (hn_trials){.graph = graph, .memory = memory};
    hn_arena_init(&trials->arena, memory);
    return make_readings(trials) && make_results(trials);
}

void hn_trials_dispose(hn_trials *trials)
{
    drop_plan(trials);
    hn_arena_dispose(&trials->arena);
}

void hn_trials_narrow(hn_trials *trials, const bool *only)
{
    drop_plan(trials);
    trials->only = only;
}

void hn_trial_run(hn_trial *out, hn_trials *trials, const hn_example *example,
                  hn_text *wrong)
{
    *out = (hn_trial){.of = trials, .example = example, .wrong = wrong};
    hn_arena_init(&out->arena, trials->memory);
    if (!make_plan(out))
        return;
    out->ran = work_out(out);
    out->failed = !out->ran || out->arena.failed;
}

void hn_trial_look(hn_trial *trial, const hn_records *records, int64_t chunk)
{
    hn_held *held = &trial->tables.held[records->index];
    if (chunk < held->chunk_count && held->frame.rows != held->chunks[chunk])
        hn_frame_run(&held->frame, held->chunks[chunk],
                     trial->of->plan.levels);
}

void hn_trial_each(hn_trial *trial,
                   void (*look)(void *ctx, const hn_frame *frame), void *ctx)
{
    const hn_graph *graph = trial->of->graph;
    for (int i = 0; i < graph->records_count; i++) {
        const hn_held *held = &trial->tables.held[i];
        for (int64_t c = 0; c < held->chunk_count; c++) {
            hn_trial_look(trial, graph->records[i], c);
            look(ctx, &held->frame);
        }
        hn_trial_look(trial, graph->records[i], 0);
    }
    look(ctx, &trial->tables.run);
}

const char *hn_trial_rejected(const hn_trial *trial, const hn_node *node,
                              int row)
{
    if (!node->records)
        return NULL;
    int index = node->records->index;
    const hn_withdrawn *withdrawn = &trial->withdrawn[index];
    const hn_withdrawal *found = hn_withdrawn_row(
        withdrawn, trial->tables.held[index].frame.rows->first + row);
    return found && found->level <= trial->of->plan.steps[node->id].level
               ? withdrawn->faults.items[found->fault].message : NULL;
}

void hn_trial_dispose(hn_trial *trial)
{
    for (int i = 0; trial->withdrawn && i < trial->of->graph->records_count;
         i++)
        hn_withdrawn_dispose(&trial->withdrawn[i]);
    if (trial->tables.plan)
        hn_tables_dispose(&trial->tables);
    hn_arena_dispose(&trial->arena);
}
