/*
 * sweep.c - hn_sweep(): figures of a pack at the points of a grid.
 */
#include "sweep.h"

#include <string.h>
#include "../quantity/number.h"

/* --- figures ------------------------------------------------------------- */

static bool is_shown_here(const hn_sweep_run *sweep, const hn_thing *thing)
{
    if (!sweep->records)
        return hn_is_run_line(thing);
    return hn_is_shown(thing) && thing->node->records == sweep->records;
}

static hn_status no_figure(hn_sweep_run *sweep, const char *name)
{
    hn_probe *probe = &sweep->probe;
    const hn_graph *graph = &sweep->probe.pack->graph;
    const char **names = hn_arena_alloc(
        &probe->arena, ((size_t)graph->thing_count + 1) * sizeof *names);
    int count = 0;
    if (!names)
        return hn_no_memory(probe->err);
    for (int i = 0; i < graph->thing_count; i++) {
        const hn_thing *thing = graph->things[i];
        if (hn_is_shown(thing) && strcmp(thing->name, name) == 0)
            return hn_probe_refuse(
                probe, 641, "--figure",
                sweep->records ? "leave out --key and --example for figures "
                                 "of the run"
                               : "say of which row, with --key or --example, "
                                 "or name a figure of the run",
                hn_probe_text(probe, sweep->records
                                  ? "`%s` is no figure of this row"
                                  : "`%s` is a figure of each row", name));
        if (is_shown_here(sweep, thing))
            names[count++] = thing->name;
    }
    const char *near = hn_text_nearest(name, names, count);
    return hn_probe_refuse(
        probe, 110, "--figure",
        near ? hn_probe_text(probe, "did you mean `%s`?", near)
             : "`hn check` lists what the pack holds",
        hn_probe_text(probe, "the pack has no figure `%s` that is shown",
                      name));
}

static void take(hn_sweep_run *sweep, const hn_thing *thing)
{
    sweep->figures[sweep->figure_count++] = (hn_wanted_figure){
        thing->word, thing->name, thing->label, thing->node->type};
}

static hn_status find_figure(hn_sweep_run *sweep, const char *name)
{
    const hn_graph *graph = &sweep->probe.pack->graph;
    for (int i = 0; i < graph->thing_count; i++)
        if (is_shown_here(sweep, graph->things[i])
            && strcmp(graph->things[i]->name, name) == 0) {
            take(sweep, graph->things[i]);
            return HN_OK;
        }
    return no_figure(sweep, name);
}

static hn_status find_figures(hn_sweep_run *sweep)
{
    const hn_sweep_options *o = sweep->options;
    const hn_graph *graph = &sweep->probe.pack->graph;
    hn_status status = HN_OK;
    size_t room = (size_t)(graph->thing_count + o->figure_count) + 1;
    sweep->figures = hn_arena_alloc(&sweep->probe.arena,
                                    room * sizeof *sweep->figures);
    if (!sweep->figures)
        return hn_no_memory(sweep->probe.err);
    for (int i = 0; i < o->figure_count && status == HN_OK; i++)
        status = find_figure(sweep, o->figures[i]);
    for (int i = 0; o->figure_count == 0 && i < graph->thing_count; i++)
        if (is_shown_here(sweep, graph->things[i]))
            take(sweep, graph->things[i]);
    if (status == HN_OK && sweep->figure_count == 0)
        status = hn_probe_refuse(&sweep->probe, 641, "--figure", NULL,
                                 sweep->records ? "the row shows no figure"
                                     : "the pack shows no figure of the run");
    return status;
}

/* --- points -------------------------------------------------------------- */

static bool copy_told(hn_sweep_run *sweep, hn_swept *out,
                      const hn_run_line *line)
{
    hn_arena *arena = &sweep->probe.arena;
    *out = (hn_swept){line->told, line->left_out};
    out->told.said = hn_arena_text(arena, line->told.said);
    out->told.exact = hn_arena_text(arena, line->told.exact);
    return out->told.said && out->told.exact;
}

static hn_status take_figures(hn_sweep_run *sweep, int point,
                              const hn_summary *summary)
{
    for (int f = 0; f < sweep->figure_count; f++) {
        hn_swept *out = &sweep->swept[point * sweep->figure_count + f];
        for (int i = 0; i < summary->line_count; i++) {
            const hn_run_line *line = &summary->lines[i];
            if (strcmp(line->thing->name, sweep->figures[f].name) == 0
                && !copy_told(sweep, out, line))
                return hn_no_memory(sweep->probe.err);
        }
    }
    sweep->rejected[point] = hn_summary_counts(summary).rejected;
    return HN_OK;
}

static const char *say_input(hn_sweep_run *sweep, const hn_axis *axis, int at)
{
    hn_text text;
    if (!axis->numbers || axis->type.kind != HN_NUMBER
        || axis->type.form == HN_PERCENT)
        return axis->values[at];
    hn_text_init(&text, &sweep->probe.memory);
    hn_amount_write(&text, axis->numbers[at], axis->type.unit);
    const char *said = hn_probe_text(&sweep->probe, "%s",
                                     hn_text_string(&text));
    hn_text_dispose(&text);
    return said;
}

static hn_status say_value(hn_sweep_run *sweep, const hn_pack *pack, int axis,
                           int point)
{
    hn_axis *a = &sweep->axes[axis];
    const char **said = &a->said[hn_axis_at(sweep, axis, point)];
    if (!*said && a->input)
        *said = say_input(sweep, a, hn_axis_at(sweep, axis, point));
    if (!*said)
        *said = hn_probe_said(&sweep->probe, pack, a->name);
    return *said ? HN_OK : hn_no_memory(sweep->probe.err);
}

static hn_status run_point(hn_sweep_run *sweep, const hn_pack *pack,
                           int point)
{
    hn_summary *summary = NULL;
    hn_status status = HN_OK;
    for (int i = 0; i < sweep->axis_count && status == HN_OK; i++)
        status = say_value(sweep, pack, i, point);
    if (status == HN_OK && sweep->records)
        return hn_sweep_row(sweep, pack, point);
    if (status == HN_OK)
        status = hn_probe_run(&summary, &sweep->probe, pack);
    if (!summary)
        return status;
    if (status == HN_BAD_DATA)
        sweep->status = status;
    status = take_figures(sweep, point, summary);
    hn_summary_free(summary);
    return status;
}

/* The parameters at a point: how many. */
static int params_at(const hn_sweep_run *sweep, int point, hn_set *sets)
{
    int count = 0;
    for (int i = 0; i < sweep->axis_count; i++) {
        const hn_axis *axis = &sweep->axes[i];
        if (!axis->input)
            sets[count++] = (hn_set){
                axis->name, axis->values[hn_axis_at(sweep, i, point)]};
    }
    return count;
}

/* Where no parameter is gone through the pack stays as it is. */
static hn_status work_out(hn_sweep_run *sweep, int point)
{
    hn_pack *pack = NULL;
    size_t size = ((size_t)sweep->axis_count + 1) * sizeof(hn_set);
    hn_memory *memory = &sweep->probe.memory;
    hn_set *sets = hn_memory_alloc(memory, size);
    if (!sets)
        return hn_no_memory(sweep->probe.err);
    hn_status status = HN_OK;
    int count = params_at(sweep, point, sets);
    if (count)
        status = hn_probe_load(&pack, &sweep->probe, sets, count);
    if (status == HN_OK)
        status = run_point(sweep, count ? pack : sweep->probe.pack, point);
    hn_pack_free(pack);
    hn_memory_free(memory, sets, size);
    return status;
}

static hn_status make_room(hn_sweep_run *sweep)
{
    hn_arena *arena = &sweep->probe.arena;
    size_t points = (size_t)sweep->points;
    sweep->swept = hn_arena_alloc(arena, points * (size_t)sweep->figure_count
                                             * sizeof *sweep->swept);
    sweep->rejected = hn_arena_alloc(arena, points * sizeof(int64_t));
    return sweep->swept && sweep->rejected
               ? HN_OK : hn_no_memory(sweep->probe.err);
}

static hn_status work_all(hn_sweep_run *sweep)
{
    hn_status status = make_room(sweep);
    for (int i = 0; i < sweep->points && status == HN_OK; i++)
        status = work_out(sweep, i);
    return status;
}

/* --- all together -------------------------------------------------------- */

static hn_status print(hn_sweep_run *sweep, const hn_sink *sink)
{
    hn_error *err = sweep->probe.err;
    hn_status status = HN_OK;
    hn_text out;
    hn_text_init(&out, &sweep->probe.memory);
    hn_format form = sweep->options->out;
    bool ok = form == HN_FORMAT_CSV ? hn_sweep_rows(sweep, &out)
              : form == HN_FORMAT_JSON ? hn_sweep_json(sweep, &out)
              : form == HN_FORMAT_SVG ? hn_sweep_chart(sweep, &out)
                                      : hn_sweep_table(sweep, &out);
    if (!ok || out.failed)
        status = hn_no_memory(err);
    else if (!hn_flush(sink, &out))
        status = hn_fail(err, HN_IO, 0, "", "the sweep could not be written");
    hn_text_dispose(&out);
    return status;
}

/* A chart has one thing across, and numbers. */
static hn_status check_chart(hn_sweep_run *sweep)
{
    if (sweep->options->out != HN_FORMAT_SVG)
        return HN_OK;
    if (sweep->axis_count != 1)
        return hn_probe_refuse(&sweep->probe, 640, "--over",
                               "give one --over; a table takes several",
                               "a chart goes over one thing");
    for (int f = 0; f < sweep->figure_count; f++) {
        const hn_wanted_figure *figure = &sweep->figures[f];
        if (sweep->options->figure_count > 0
            && figure->type.kind != HN_NUMBER)
            return hn_probe_refuse(
                &sweep->probe, 641, "--figure", "leave it out of the chart",
                hn_probe_text(&sweep->probe, "`%s` is not a number",
                              figure->name));
    }
    return HN_OK;
}

static hn_status prepare(hn_sweep_run *sweep, const hn_source *sources,
                         int count)
{
    const hn_sweep_options *o = sweep->options;
    hn_probe *probe = &sweep->probe;
    probe->calc.on = o->on;
    probe->calc.extra_columns = o->extra_columns;
    probe->calc.out = o->out == HN_FORMAT_JSON ? HN_FORMAT_JSON
                                               : HN_FORMAT_CSV;
    hn_status status = hn_read_on(probe->host, o->on, &sweep->has_on,
                                  &sweep->on, probe->err);
    if (status == HN_OK)
        status = hn_sweep_find_row(sweep);
    if (status == HN_OK)
        status = hn_axes_read(sweep);
    if (status == HN_OK)
        status = find_figures(sweep);
    if (status == HN_OK)
        status = check_chart(sweep);
    return status == HN_OK ? hn_probe_hold(probe, sources, count) : status;
}

hn_status hn_sweep(const hn_pack *pack, const hn_host *host,
                   const hn_sweep_options *options, const hn_source *sources,
                   int source_count, const hn_sink *sink, hn_error *err)
{
    hn_sweep_run sweep = {.options = options};
    hn_probe_open(&sweep.probe, pack, host, err);
    hn_status status = prepare(&sweep, sources, source_count);
    if (status == HN_OK)
        status = work_all(&sweep);
    if (status == HN_OK)
        status = print(&sweep, sink);
    if (status == HN_OK)
        status = sweep.status;
    hn_probe_close(&sweep.probe);
    return status;
}
