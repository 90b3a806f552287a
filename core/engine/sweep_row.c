/*
 * sweep_row.c - a sweep of one row, of the data or of an example: its figures
 * where parameters or its own inputs are something else.
 */
#include "sweep.h"

#include <string.h>
#include "change.h"
#include "trial.h"

typedef struct visit {
    hn_sweep_run *sweep;
    const hn_pack *pack;
    int point;
    bool failed;              /* memory was refused                          */
} visit;

/* --- whose row ----------------------------------------------------------- */

static const hn_example *find_example(const hn_graph *graph, const char *name)
{
    for (int i = 0; i < graph->example_count; i++)
        if (strcmp(graph->examples[i]->name, name) == 0)
            return graph->examples[i];
    return NULL;
}

static hn_status no_example(hn_sweep_run *sweep)
{
    hn_probe *probe = &sweep->probe;
    const hn_graph *graph = &probe->pack->graph;
    const char *asked = sweep->options->example;
    const char **names = hn_arena_alloc(
        &probe->arena, ((size_t)graph->example_count + 1) * sizeof *names);
    if (!names)
        return hn_no_memory(probe->err);
    for (int i = 0; i < graph->example_count; i++)
        names[i] = graph->examples[i]->name;
    const char *near = hn_text_nearest(asked, names, graph->example_count);
    return hn_probe_refuse(
        probe, 641, "--example",
        near ? hn_probe_text(probe, "did you mean \"%s\"?", near)
             : "`hn test` lists the examples of the pack",
        hn_probe_text(probe, "the pack has no example \"%s\" with a row",
                      asked));
}

hn_status hn_sweep_find_row(hn_sweep_run *sweep)
{
    const hn_sweep_options *o = sweep->options;
    const hn_graph *graph = &sweep->probe.pack->graph;
    if (o->key && o->example)
        return hn_probe_refuse(&sweep->probe, 641, "--example",
                               "leave one of them out",
                               "--key and --example are two rows");
    if (o->key && graph->records_count)
        sweep->records = graph->records[0];
    if (o->key && (!sweep->records || !sweep->records->key))
        return hn_probe_refuse(&sweep->probe, 413, "--key",
                               "use --example, or leave it out for figures "
                               "of the run", "these rows have no id");
    if (!o->example)
        return HN_OK;
    sweep->example = find_example(graph, o->example);
    if (!sweep->example || sweep->example->row_count == 0)
        return no_example(sweep);
    sweep->records = sweep->example->rows[0].records;
    sweep->has_on = sweep->example->has_on;
    sweep->on = sweep->example->on;
    return HN_OK;
}

/* --- figures ------------------------------------------------------------- */

static hn_swept *cell(visit *v, int figure)
{
    return &v->sweep->swept[v->point * v->sweep->figure_count + figure];
}

static void take_row(void *ctx, const hn_frame *frame, int row)
{
    visit *v = ctx;
    for (int f = 0; f < v->sweep->figure_count; f++) {
        const hn_wanted_figure *figure = &v->sweep->figures[f];
        const hn_thing *thing = hn_graph_find(&v->pack->graph,
                                              (int)figure->word,
                                              figure->name);
        if (thing && !hn_told_make(&cell(v, f)->told, frame, thing->node, row,
                                   v->sweep->options->out == HN_FORMAT_JSON
                                       ? HN_TABLE_JSON : HN_TABLE_CSV,
                                   &v->sweep->probe.arena))
            v->failed = true;
    }
}

/* It cannot be worked out there, which is not the same as not known. */
static void take_nothing(visit *v)
{
    for (int f = 0; f < v->sweep->figure_count; f++)
        cell(v, f)->told = (hn_told){.said = "rejected", .exact = ""};
    v->sweep->rejected[v->point] = 1;
    v->sweep->status = HN_BAD_DATA;
}

/* --- a row of an example ------------------------------------------------- */

static const char *value_at(const hn_sweep_run *sweep, int axis, int point)
{
    return sweep->axes[axis].values[hn_axis_at(sweep, axis, point)];
}

/* The cells of the row with those of the axes in place of its own. */
static hn_cell *changed_cells(hn_sweep_run *sweep, const hn_example_row *row,
                              int point, int *count)
{
    size_t room = (size_t)(row->count + sweep->axis_count) + 1;
    hn_cell *cells = hn_arena_alloc(&sweep->probe.arena,
                                    room * sizeof *cells);
    *count = row->count;
    for (int i = 0; cells && i < row->count; i++)
        cells[i] = row->cells[i];
    for (int a = 0; cells && a < sweep->axis_count; a++) {
        int at = 0;
        while (at < *count
               && strcmp(cells[at].name, sweep->axes[a].name) != 0)
            at++;
        if (!sweep->axes[a].input)
            continue;
        cells[at] = (hn_cell){sweep->axes[a].name, value_at(sweep, a, point),
                              {.file = "--over"}};
        *count += at == *count;
    }
    return cells;
}

static hn_status run_trial(visit *v, const hn_example *example,
                           const hn_records *records)
{
    hn_probe *probe = &v->sweep->probe;
    hn_status status = HN_OK;
    hn_trials trials;
    hn_trial trial;
    hn_text wrong;
    hn_text_init(&wrong, &probe->memory);
    bool ok = hn_trials_init(&trials, &v->pack->graph, &probe->memory);
    hn_trial_run(&trial, &trials, example, &wrong);
    if (!ok || trial.failed)
        status = hn_no_memory(probe->err);
    else if (trial.faults)
        status = hn_probe_refuse(probe, 640, "--over", NULL,
                                 hn_probe_text(probe, "the example cannot be "
                                               "worked out:\n%s",
                                               hn_text_string(&wrong)));
    else
        take_row(v, &trial.tables.held[records->index].frame, 0);
    hn_trial_dispose(&trial);
    hn_trials_dispose(&trials);
    hn_text_dispose(&wrong);
    return status;
}

static hn_status example_row(visit *v)
{
    hn_sweep_run *sweep = v->sweep;
    const hn_example *of = find_example(&v->pack->graph,
                                        sweep->example->name);
    hn_example example = *of;
    hn_example_row *rows = hn_arena_alloc(
        &sweep->probe.arena, (size_t)of->row_count * sizeof *rows);
    if (!rows)
        return hn_no_memory(sweep->probe.err);
    memcpy(rows, of->rows, (size_t)of->row_count * sizeof *rows);
    rows[0].cells = changed_cells(sweep, &of->rows[0], v->point,
                                  &rows[0].count);
    if (!rows[0].cells)
        return hn_no_memory(sweep->probe.err);
    example.rows = rows;
    return run_trial(v, &example, rows[0].records);
}

/* --- a row of the data --------------------------------------------------- */

static hn_status refuse_value(hn_sweep_run *sweep, const hn_reading *reading,
                              const char *text, const hn_value *value)
{
    hn_probe *probe = &sweep->probe;
    const char *name = reading->input->thing.name;
    return hn_probe_refuse(
        probe, 640, "--over",
        hn_value_help(reading, hn_slice_of(text), value, &probe->arena),
        hn_value_message(reading, hn_slice_of(name), hn_slice_of(text), value,
                         &probe->arena));
}

static hn_status read_changes(visit *v, hn_changes *out)
{
    hn_sweep_run *sweep = v->sweep;
    hn_arena *arena = &sweep->probe.arena;
    const hn_records *records = v->pack->graph.records[0];
    hn_change *at = hn_arena_alloc(arena, ((size_t)sweep->axis_count + 1)
                                              * sizeof *at);
    *out = (hn_changes){.key = sweep->options->key, .at = at};
    for (int a = 0; at && a < sweep->axis_count; a++) {
        hn_reading reading;
        const char *text = value_at(sweep, a, v->point);
        if (!sweep->axes[a].input)
            continue;
        const hn_input *input = hn_records_input(records,
                                                 sweep->axes[a].name);
        if (!hn_reading_init(&reading, records, input, arena))
            return hn_no_memory(sweep->probe.err);
        at[out->count] = (hn_change){
            input, hn_value_read(&reading, hn_slice_of(text))};
        if (at[out->count].value.state == HN_REFUSED)
            return refuse_value(sweep, &reading, text,
                                &at[out->count].value);
        out->count++;
    }
    return at ? HN_OK : hn_no_memory(sweep->probe.err);
}

static hn_status data_row(visit *v)
{
    hn_probe *probe = &v->sweep->probe;
    hn_host host = *probe->host;
    hn_changes changes;
    hn_why_options why = {.on = probe->calc.on, .key = v->sweep->options->key,
                          .extra_columns = probe->calc.extra_columns};
    hn_status status = read_changes(v, &changes);
    if (status != HN_OK)
        return status;
    if (probe->ran)
        host.message = NULL;
    host.progress = NULL;
    probe->ran = true;
    hn_probe_rewind(probe);
    status = hn_row_find(v->pack, &host, &why, &changes, take_row, v,
                         probe->sources, probe->source_count, probe->err);
    if (status != HN_BAD_DATA || !changes.made)
        return status;
    take_nothing(v);
    return HN_OK;
}

hn_status hn_sweep_row(hn_sweep_run *sweep, const hn_pack *pack, int point)
{
    visit v = {.sweep = sweep, .pack = pack, .point = point};
    hn_status status = sweep->example ? example_row(&v) : data_row(&v);
    if (status == HN_OK && v.failed)
        status = hn_no_memory(sweep->probe.err);
    return status;
}
