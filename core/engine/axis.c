/*
 * axis.c - the values that a sweep goes through: "6000..8000/500", dates with
 * a step in days, or a list.  Steps are exact decimals and so are all values.
 */
#include <string.h>
#include "sweep.h"
#include "../data/value.h"
#include "../quantity/number.h"

typedef struct reader {
    hn_sweep_run *sweep;
    const hn_set *over;
    hn_axis *axis;
    int cap, number_cap;
} reader;

int hn_axis_at(const hn_sweep_run *sweep, int axis, int point)
{
    for (int i = sweep->axis_count - 1; i > axis; i--)
        point /= sweep->axes[i].count;
    return point % sweep->axes[axis].count;
}

static hn_status refuse(reader *r, const char *message)
{
    hn_probe *probe = &r->sweep->probe;
    return hn_probe_refuse(
        probe, 640, "--over", "write from..to/step, such as cap=8000..12000/500,"
        " or a list, such as cycles=1,2,3",
        message ? hn_probe_text(probe, "%s=%s %s", r->over->param,
                                r->over->value, message) : NULL);
}

/* --- values -------------------------------------------------------------- */

static bool add(reader *r, const char *value)
{
    hn_axis *axis = r->axis;
    const char **more = hn_arena_grow(&r->sweep->probe.arena, axis->values,
                                      axis->count, &r->cap, sizeof *more);
    if (!more || !value)
        return false;
    axis->values = more;
    more[axis->count++] = value;
    return true;
}

static bool add_number(reader *r, hn_ratio number)
{
    int at = r->axis->count;
    hn_ratio *more = hn_arena_grow(&r->sweep->probe.arena, r->axis->numbers,
                                   at, &r->number_cap, sizeof *more);
    if (!more)
        return false;
    r->axis->numbers = more;
    more[at] = number;
    return true;
}

static const char *written(reader *r, hn_ratio number, bool is_date)
{
    hn_text text;
    hn_text_init(&text, &r->sweep->probe.memory);
    if (is_date)
        hn_date_write(&text, (hn_date)number.num);
    else
        hn_ratio_write(&text, number, 0);
    const char *copy = text.failed
        ? NULL : hn_arena_text_n(&r->sweep->probe.arena, text.at, text.len);
    hn_text_dispose(&text);
    return copy;
}

/* --- ranges -------------------------------------------------------------- */

typedef struct range { hn_ratio from, to, step; bool dates; } range;

static const char *read_end(hn_ratio *out, hn_slice text, bool *is_date)
{
    hn_date date;
    *is_date = hn_date_read(&date, hn_slice_trim(text)) == NULL;
    if (*is_date)
        *out = hn_ratio_of(date);
    return *is_date ? NULL : hn_ratio_read(out, text, HN_MONEY);
}

static const char *read_range(range *out, hn_slice text, const char *dots)
{
    const char *end = text.at + text.len, *after = dots + 2;
    const char *slash = memchr(after, '/', (size_t)(end - after));
    bool from_date, to_date;
    if (!slash)
        return "has no step";
    hn_slice from = {text.at, (size_t)(dots - text.at)};
    hn_slice to = {after, (size_t)(slash - after)};
    hn_slice step = {slash + 1, (size_t)(end - slash - 1)};
    if (read_end(&out->from, from, &from_date)
        || read_end(&out->to, to, &to_date) || from_date != to_date
        || hn_ratio_read(&out->step, step, HN_MONEY))
        return "has something that is no number and no date";
    out->dates = from_date;
    if (out->step.num <= 0)
        return "goes by a step that is not above nought";
    if (out->dates && out->step.den != 1)
        return "goes by a step that is no whole number of days";
    if (hn_ratio_compare(out->from, out->to) > 0)
        return "begins above its end";
    return NULL;
}

static hn_status fill(reader *r, range of)
{
    hn_ratio now = of.from;
    while (hn_ratio_compare(now, of.to) <= 0) {
        if (r->axis->count == HN_SWEEP_MOST)
            return refuse(r, "has more than 10,000 values");
        if (!add_number(r, now) || !add(r, written(r, now, of.dates)))
            return hn_no_memory(r->sweep->probe.err);
        if (!hn_ratio_add(&now, now, of.step))
            return refuse(r, "goes beyond what can be held exactly");
    }
    return HN_OK;
}

/* --- lists --------------------------------------------------------------- */

static hn_status fill_list(reader *r, const char *text)
{
    while (*text) {
        size_t len = strcspn(text, ",");
        hn_slice one = hn_slice_trim((hn_slice){text, len});
        if (one.len == 0)
            return refuse(r, "has a value that is empty");
        if (!add(r, hn_arena_text_n(&r->sweep->probe.arena, one.at, one.len)))
            return hn_no_memory(r->sweep->probe.err);
        text += len + (text[len] == ',');
    }
    return HN_OK;
}

/* --- what it is ---------------------------------------------------------- */

static const char *label_of(const hn_thing *thing)
{
    return thing->label ? thing->label : thing->name;
}

static bool take_thing(reader *r, const hn_thing *thing, hn_type type,
                       const char **names, int *count)
{
    names[(*count)++] = thing->name;
    if (strcmp(thing->name, r->over->param) != 0)
        return false;
    r->axis->name = thing->name;
    r->axis->label = label_of(thing);
    r->axis->type = type;
    return true;
}

/* The key says which row it is, and a row is not gone through by it. */
static bool take_input(reader *r, const char **names, int *count)
{
    const hn_records *records = r->sweep->records;
    for (int i = 0; records && i < records->input_count; i++) {
        const hn_input *input = records->inputs[i];
        if (input == records->key
            || !take_thing(r, &input->thing, input->type, names, count))
            continue;
        r->axis->input = input;
        return true;
    }
    return false;
}

static hn_status find_thing(reader *r)
{
    hn_probe *probe = &r->sweep->probe;
    const hn_graph *graph = &probe->pack->graph;
    const char **names = hn_arena_alloc(
        &probe->arena, ((size_t)graph->thing_count + 1) * sizeof *names);
    int count = 0;
    if (!names)
        return hn_no_memory(probe->err);
    for (int i = 0; i < graph->param_count; i++)
        if (take_thing(r, &graph->params[i]->thing, graph->params[i]->type,
                       names, &count))
            return HN_OK;
    if (take_input(r, names, &count))
        return HN_OK;
    const char *near = hn_text_nearest(r->over->param, names, count);
    return hn_probe_refuse(
        probe, 110, "--over",
        near ? hn_probe_text(probe, "did you mean `%s`?", near)
        : r->sweep->records
            ? "`hn check` lists the parameters and inputs of the pack"
            : "`hn check` lists the parameters of the pack; an input needs "
              "--key or --example, which say of which row",
        hn_probe_text(probe, "the pack has no param%s `%s`",
                      r->sweep->records ? " and the row no input" : "",
                      r->over->param));
}

static bool is_given_before(const reader *r)
{
    const hn_sweep_options *options = r->sweep->options;
    for (const hn_set *set = options->over; set < r->over; set++)
        if (strcmp(set->param, r->over->param) == 0)
            return true;
    return false;
}

static hn_status read_axis(reader *r)
{
    const char *text = r->over->value, *dots = strstr(text, "..");
    range of = {.dates = false};
    const char *wrong = is_given_before(r) ? "is given twice"
                        : !dots ? NULL
                        : read_range(&of, hn_slice_of(text), dots);
    hn_status status = wrong ? refuse(r, wrong) : find_thing(r);
    if (status == HN_OK)
        status = dots ? fill(r, of) : fill_list(r, text);
    if (status == HN_OK && r->axis->count == 0)
        status = refuse(r, "has no value");
    r->axis->said = hn_arena_alloc(&r->sweep->probe.arena,
                                   ((size_t)r->axis->count + 1)
                                       * sizeof *r->axis->said);
    return status == HN_OK && !r->axis->said
               ? hn_no_memory(r->sweep->probe.err) : status;
}

hn_status hn_axes_read(hn_sweep_run *sweep)
{
    const hn_sweep_options *options = sweep->options;
    hn_probe *probe = &sweep->probe;
    size_t count = (size_t)options->over_count;
    sweep->axes = hn_arena_alloc(&probe->arena,
                                 (count + 1) * sizeof *sweep->axes);
    if (!sweep->axes)
        return hn_no_memory(probe->err);
    sweep->points = 1;
    for (int i = 0; i < options->over_count; i++) {
        reader r = {.sweep = sweep, .over = &options->over[i],
                    .axis = &sweep->axes[i]};
        hn_status status = read_axis(&r);
        if (status != HN_OK)
            return status;
        sweep->axis_count = i + 1;
        if (r.axis->count > HN_SWEEP_MOST / sweep->points)
            return refuse(&r, "makes more than 10,000 points");
        sweep->points *= r.axis->count;
    }
    return HN_OK;
}
