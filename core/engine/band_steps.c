/*
 * band_steps.c - warns of neighbouring bands whose money is too far apart.
 *
 * How far that is says the pack (`cliff_warning`).  It is shown by two rows to
 * either side of the edge, as near each other as can be found: the second is
 * looked for by changing the first.
 */
#include "cover_cone.h"
#include "cover_search.h"
#include "engine.h"
#include "example_text.h"
#include "../quantity/number.h"

#define KINDS (1u << HN_POINT_EDGE | 1u << HN_POINT_BAND)

enum { MOST_WORK = 200000, MOST_EXPECTED = 8,
       MOST_SHOWN = 3600 };   /* bytes of a note that are sure to be told    */

/* Two bands, and the column that steps. */
typedef struct band_step {
    const hn_bands *bands;
    int band;                 /* the upper one                               */
    const hn_column_name *column;
    hn_ratio from, to, size;
} band_step;

typedef struct stepper {
    hn_pack *pack;
    hn_error *err;
    bool with_rows;
    bool ready;               /* what looks for rows was made                */
    hn_cover cover;
    hn_trials trials;
} stepper;

/* --- steps --------------------------------------------------------------- */

static bool is_known(const hn_node *cell)
{
    return cell && !cell->u.constant.missing;
}

/* False where it is within what the pack allows, or not known. */
static bool steps(band_step *step, const hn_bands *bands, int band, int column)
{
    const hn_node *from = bands->bands[band - 1].cells[column];
    const hn_node *to = bands->bands[band].cells[column];
    const hn_type type = bands->columns[column].type;
    if (type.kind != HN_NUMBER || !hn_unit_is_money(type.unit)
        || !is_known(from) || !is_known(to))
        return false;
    *step = (band_step){bands, band, &bands->columns[column],
                        from->u.constant.number, to->u.constant.number,
                        {0, 1}};
    if (!hn_ratio_sub(&step->size, step->to, step->from))
        return false;
    step->size.num = step->size.num < 0 ? -step->size.num : step->size.num;
    return hn_ratio_compare(step->size, bands->cliff->u.constant.number) > 0;
}

static void add_money(hn_text *out, const band_step *step, const char *before,
                      hn_ratio amount)
{
    hn_text_add(out, before);
    hn_amount_write(out, amount, step->column->type.unit);
}

static void say(hn_text *out, const band_step *step)
{
    const hn_band *bands = step->bands->bands;
    hn_text_addf(out, "from band \"%s\" to \"%s\" of `%s`, `%s` goes",
                 bands[step->band - 1].name, bands[step->band].name,
                 step->bands->thing.name, step->column->name);
    add_money(out, step, " from ", step->from);
    add_money(out, step, " to ", step->to);
    add_money(out, step, ": a step of ", step->size);
    add_money(out, step, ", above the ",
              step->bands->cliff->u.constant.number);
    hn_text_add(out, " of `cliff_warning`");
}

/* --- two rows that show it ----------------------------------------------- */

/* The point of a band, or of a side of its lower edge; -1: there is none. */
static int point_of(const hn_cover *cover, const hn_bands *bands,
                    hn_point_kind kind, int of, int index)
{
    for (int i = 0; i < cover->count; i++) {
        const hn_point *point = &cover->points[i];
        if (point->kind == kind && point->node == bands->thing.node
            && point->index == index
            && (kind == HN_POINT_BAND || point->of == of))
            return i;
    }
    return -1;
}

/* In the arena; of a band that a loop has made it is its own rows that are
 * wanted. */
static hn_sought look_for(stepper *s, hn_cover_search *search, int point,
                          hn_example *out)
{
    if (point < 0)
        return HN_SOUGHT_NOTHING;
    s->cover.points[point].head = point;
    search->work = MOST_WORK;
    return hn_cover_search_for(search, point, &s->cover.arena, out);
}

/* The upper row, then the lower: changed from it, or any. */
static hn_sought look_for_two(stepper *s, int upper, int lower,
                              hn_example *rows)
{
    const hn_example *found[1] = {&rows[1]};
    hn_cover_search search = {
        .cover = &s->cover, .trials = &s->trials,
        .cancel = s->pack->host.cancel,
        .cancel_ctx = s->pack->host.cancel_ctx};
    hn_sought sought = look_for(s, &search, upper, &rows[1]);
    if (sought != HN_SOUGHT_FOUND)
        return sought;
    search.found = found;
    search.found_count = 1;
    search.from_found = true;
    sought = look_for(s, &search, lower, &rows[0]);
    search.from_found = false;
    return sought == HN_SOUGHT_NOTHING ? look_for(s, &search, lower, &rows[0])
                                       : sought;
}

/* Next to the edge; where amounts go past it, anywhere in the two bands. */
static hn_sought find_rows(stepper *s, const band_step *step, hn_example *rows)
{
    const hn_bands *bands = step->bands;
    const hn_cover *cover = &s->cover;
    int i = step->band;
    int upper = bands->bands[i].over ? HN_ABOVE : HN_AT;
    hn_sought sought = look_for_two(
        s, point_of(cover, bands, HN_POINT_EDGE, i, upper),
        point_of(cover, bands, HN_POINT_EDGE, i, upper - 1), rows);
    if (sought == HN_SOUGHT_FOUND || sought == HN_SOUGHT_STOPPED
        || sought == HN_SOUGHT_NO_MEMORY)
        return sought;
    return look_for_two(s, point_of(cover, bands, HN_POINT_BAND, 0, i),
                        point_of(cover, bands, HN_POINT_BAND, 0, i - 1), rows);
}

/* The band, and the awards that go by it. */
static int find_expected(stepper *s, const hn_bands *bands,
                         const hn_thing **things)
{
    const hn_graph *graph = &s->pack->graph;
    int count = 0;
    things[count++] = &bands->thing;
    for (int i = 0; i < graph->thing_count && count < MOST_EXPECTED; i++)
        if (graph->things[i]->word == HN_WORD_AWARD
            && hn_can_expect(graph->things[i])
            && hn_cone_reads(graph, graph->things[i]->node,
                             bands->thing.node, &s->cover.arena))
            things[count++] = graph->things[i];
    return count;
}

static bool write_row(stepper *s, hn_text *out, const band_step *step,
                      const hn_example *row, int band)
{
    const hn_thing *things[MOST_EXPECTED];
    const hn_bands *bands = step->bands;
    int count = find_expected(s, bands, things);
    hn_text name;
    hn_trial trial;
    hn_text_init(&name, out->memory);
    hn_text_addf(&name, "%s: %s, next to %s", bands->thing.name,
                 bands->bands[band].name,
                 bands->bands[band == step->band ? band - 1 : band + 1].name);
    hn_trial_run(&trial, &s->trials, row, NULL);
    hn_text_add_char(out, '\n');
    bool written = !trial.failed && !name.failed && trial.ran
                   && hn_example_write(out, &trial, hn_text_string(&name),
                                       things, count, "");
    out->len -= written;      /* its last line has an end already            */
    out->failed = out->failed || trial.failed || name.failed;
    hn_trial_dispose(&trial);
    hn_text_dispose(&name);
    return written;
}

/* Empty where no rows were found, or they are too long for a note. */
static hn_status show(stepper *s, const band_step *step, hn_text *out)
{
    hn_example rows[2];
    hn_sought sought = find_rows(s, step, rows);
    if (sought == HN_SOUGHT_NO_MEMORY)
        return hn_no_memory(s->err);
    if (sought == HN_SOUGHT_STOPPED)
        return hn_fail(s->err, HN_OVER_LIMIT, 504, "",
                       "stopped as asked; not every band was looked at");
    if (sought != HN_SOUGHT_FOUND)
        return HN_OK;
    hn_text_add(out, "pasted into the pack, these examples hold and show it:");
    bool written = write_row(s, out, step, &rows[0], step->band - 1)
                   && write_row(s, out, step, &rows[1], step->band);
    if (!written || out->len > MOST_SHOWN)
        hn_text_clear(out);
    return out->failed || s->cover.arena.failed ? hn_no_memory(s->err) : HN_OK;
}

/* --- warning ------------------------------------------------------------- */

static bool make_ready(stepper *s)
{
    const hn_graph *graph = &s->pack->graph;
    if (s->ready)
        return true;
    s->ready = true;
    bool ok = hn_trials_init(&s->trials, graph, &s->pack->memory);
    return hn_cover_init(&s->cover, graph, &s->pack->memory, KINDS) && ok;
}

static hn_status warn(stepper *s, const band_step *step, bool with_rows)
{
    hn_report *report = &s->pack->report;
    hn_text said, rows;
    hn_status status = HN_OK;
    if (with_rows && !make_ready(s))
        return hn_no_memory(s->err);
    hn_text_init(&said, &s->pack->memory);
    hn_text_init(&rows, &s->pack->memory);
    say(&said, step);
    if (with_rows)
        status = show(s, step, &rows);
    hn_notice notice = {
        .code = 315, .severity = HN_WARNING,
        .place = step->bands->bands[step->band].place,
        .message = hn_text_string(&said),
        .note = rows.len ? hn_text_string(&rows) : NULL,
        .help = "put a band between the two, or raise `cliff_warning` to the "
                "step that is meant"};
    report->failed |= said.failed;
    if (status == HN_OK)
        hn_report_add(report, &notice);
    hn_text_dispose(&said);
    hn_text_dispose(&rows);
    return status;
}

/* Of several columns that step together the first has the rows. */
static hn_status warn_bands(stepper *s, const hn_bands *bands)
{
    hn_status status = HN_OK;
    for (int i = 1; i < bands->count && status == HN_OK; i++) {
        bool with_rows = s->with_rows;
        for (int k = 0; k < bands->column_count && status == HN_OK; k++) {
            band_step step;
            if (!steps(&step, bands, i, k))
                continue;
            status = warn(s, &step, with_rows);
            with_rows = false;
        }
    }
    return status;
}

hn_status hn_steps_warn(hn_pack *pack, bool with_rows, hn_error *err)
{
    const hn_graph *graph = &pack->graph;
    stepper s = {.pack = pack, .err = err, .with_rows = with_rows};
    hn_status status = HN_OK;
    for (int i = 0; i < graph->thing_count && status == HN_OK; i++) {
        const hn_bands *bands = (const hn_bands *)graph->things[i];
        if (bands->thing.word == HN_WORD_BANDS && bands->cliff)
            status = warn_bands(&s, bands);
    }
    if (s.ready) {
        hn_cover_dispose(&s.cover);
        hn_trials_dispose(&s.trials);
    }
    return status;
}
