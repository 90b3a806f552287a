/*
 * why.c - hn_why(): finds one row and explains it.
 *
 * Where every row stands by itself, the first row of that id is explained as
 * soon as it is found; what follows is read to say if the id stands again.
 * Without an id reading stops there.  Where rows read other rows, or a figure
 * of the run is asked for, all of them are read first, as hn_calc() does.
 */
#include <string.h>
#include "change.h"
#include "explain.h"

typedef struct asking {
    hn_run run;
    const hn_why_options *options;
    const hn_sink *sink;
    hn_row_visit visit;       /* in place of being explained; NULL           */
    void *visit_ctx;
    const hn_thing *only;     /* NULL: all                                   */
    const hn_records *records;/* whose row; NULL: the run                    */
    bool found;               /* explained, or refused                       */
    bool counting;            /* the rest is read to count the rows          */
    int64_t line;             /* of the row that was explained               */
    int64_t rows;             /* that have the id                            */
} asking;

/* --- what is asked ------------------------------------------------------- */

static hn_status refuse(asking *a, int code, const char *where,
                        const char *help, const char *message)
{
    hn_place place = {.file = where};
    a->found = true;
    hn_report_addf(&a->run.report, code, HN_ERROR, place, help, "%s",
                   message);
    return hn_run_refuse(&a->run, HN_BAD_USE);
}

static const char *nearest(asking *a, const char *name)
{
    const hn_graph *graph = &a->run.pack->graph;
    const char **names = hn_arena_alloc(
        &a->run.arena, ((size_t)graph->thing_count + 1) * sizeof *names);
    int count = 0;
    for (int i = 0; names && i < graph->thing_count; i++)
        if (hn_explains(graph->things[i]))
            names[count++] = graph->things[i]->name;
    return names ? hn_text_nearest(name, names, count) : NULL;
}

static hn_status unknown_figure(asking *a)
{
    hn_text help;
    const char *near = nearest(a, a->options->figure);
    hn_text_init(&help, &a->run.memory);
    if (near)
        hn_text_addf(&help, "did you mean `%s`?", near);
    else
        hn_text_add(&help, "`hn check` lists what the pack holds");
    hn_status status = refuse(a, 110, "--figure", hn_text_string(&help),
                              "the pack has no figure, criterion or award of "
                              "that name");
    hn_text_dispose(&help);
    return status;
}

/* Two kinds of records may have a column of one name: the first is taken. */
static const hn_thing *figure_of(asking *a)
{
    const hn_graph *graph = &a->run.pack->graph;
    for (int i = 0; i < graph->thing_count; i++)
        if (strcmp(graph->things[i]->name, a->options->figure) == 0
            && hn_explains(graph->things[i])
            && (!a->records || graph->things[i]->node->records == a->records))
            return graph->things[i];
    return NULL;
}

/* Whose row it is: as asked for, or of the figure, or the first. */
static hn_status find_records(asking *a)
{
    const hn_graph *graph = &a->run.pack->graph;
    const char *name = a->options->table;
    a->records = name ? hn_graph_records(graph, name) : NULL;
    if (name && !a->records)
        return refuse(a, 413, "--table", "`hn check` lists the records of the "
                      "pack", "the pack has no records of that name");
    return HN_OK;
}

static hn_status find_figure(asking *a)
{
    const hn_graph *graph = &a->run.pack->graph;
    if (a->options->flip && a->options->audience != HN_STAFF)
        return refuse(a, 119, "--flip", "leave --flip out, or ask for "
                      "--audience staff", "what would turn an outcome is "
                      "told to staff only: to others it would be advice on "
                      "what to write");
    if (find_records(a) != HN_OK)
        return a->run.status;
    a->only = a->options->figure ? figure_of(a) : NULL;
    if (a->options->figure && !a->only)
        return unknown_figure(a);
    if (!a->records && graph->records_count)
        a->records = graph->records[0];
    if (a->only && a->only->node->for_run)
        a->records = NULL;
    else if (a->only && a->only->node->records)
        a->records = a->only->node->records;
    if (a->options->key && a->records && !a->records->key)
        return refuse(a, 413, "--key", "leave it out: the first row is "
                      "explained", "these rows have no id");
    return HN_OK;
}

/* --- telling ------------------------------------------------------------- */

static void print(asking *a, const hn_frame *frame, int row)
{
    hn_explanation explanation;
    hn_text out;
    if (a->visit) {
        a->visit(a->visit_ctx, frame, row);
        a->run.status = HN_OK;
        a->found = true;
        return;
    }
    hn_text_init(&out, &a->run.memory);
    bool ok = hn_explain(&explanation, a->run.pack, &a->run.tables, frame,
                         row, a->only, a->options->depth, &a->run.arena);
    explanation.key = a->options->key;
    explanation.audience = a->options->audience;
    if (ok && a->options->flip)
        ok = hn_explanation_turn(&explanation);
    if (ok && a->options->out == HN_FORMAT_JSON)
        hn_explanation_json(&out, &explanation);
    else if (ok)
        hn_explanation_text(&out, &explanation);
    a->run.status = HN_OK;
    if (!ok || out.failed)
        hn_run_no_memory(&a->run);
    else if (!hn_flush(a->sink, &out))
        a->run.status = hn_fail(a->run.err, HN_IO, 0, "",
                                "the explanation could not be written");
    hn_text_dispose(&out);
    a->found = true;
}

/* Tells the faults from `from` on that are of the same row. */
static void tell_faults(asking *a, const hn_layout *layout,
                        const hn_faults *faults, int from)
{
    const hn_fault *first = &faults->items[from];
    for (int i = from; i < faults->count; i++)
        if (faults->items[i].row.at == first->row.at)
            hn_fault_tell(&a->run.report, layout, &faults->items[i]);
    a->found = true;
    hn_run_refuse(&a->run, HN_BAD_DATA);
}

/* Explains a row of a frame that has been run, unless it has a fault. */
static void explain_row(asking *a, const hn_frame *frame, int row,
                        const hn_layout *layout, hn_faults *faults)
{
    const hn_results *results =
        &a->run.summary->results[frame->records->index];
    uint64_t live[HN_CHUNK_WORDS] = {0};
    int from = faults->count;
    hn_bit_set(live, row);
    hn_row_faults(results, frame, 0, live, faults, from);
    if (faults->failed || frame->failed)
        hn_run_no_memory(&a->run);
    else if (faults->count > from)
        tell_faults(a, layout, faults, from);
    else
        print(a, frame, row);
    a->found = true;
}

static void not_found(asking *a, const char *file)
{
    const hn_input *key = a->records->key;
    hn_text text;
    if (!a->options->key) {
        refuse(a, 413, file, NULL, "there is no row to explain");
        return;
    }
    hn_text_init(&text, &a->run.memory);
    hn_text_add(&text, "no row has the id that was asked for");
    if (!key->is_private)
        hn_text_addf(&text, ", `%s`", a->options->key);
    refuse(a, 413, file, "ids are compared letter by letter: capitals and "
           "leading noughts count", hn_text_string(&text));
    hn_text_dispose(&text);
}

/* --- going through a source ---------------------------------------------- */

typedef struct search {
    asking *a;
    hn_input_file file;
    hn_job job;
    hn_frame frame;
    hn_rows rows;
} search;

static bool is_asked(const asking *a, hn_slice id)
{
    return !a->options->key || hn_slice_is(id, a->options->key);
}

/* The first row from `from` on that was asked for. */
static int find_row(const search *s, int from)
{
    const hn_input *key = s->file.records->key;
    for (int i = from; i < s->rows.count; i++) {
        const hn_vector *ids = key ? &s->rows.vectors[key->index] : NULL;
        hn_slice id = {"", 0};
        if (ids && hn_bit(ids->known, i))
            id = ids->text[i];
        if (is_asked(s->a, id))
            return i;
    }
    return -1;
}

static int find_fault(const search *s, int from)
{
    for (int i = from; i < s->job.faults.count; i++)
        if (is_asked(s->a, s->job.faults.items[i].row_id))
            return i;
    return -1;
}

/* Rows of the id: those that were read, and those that were left out, each of
 * which may have several faults. */
static void count_rows(search *s, int from)
{
    const hn_fault *items = s->job.faults.items;
    for (int i = find_row(s, 0); i >= 0; i = find_row(s, i + 1))
        s->a->rows++;
    for (int i = from; i < s->job.faults.count; i++)
        if (is_asked(s->a, items[i].row_id)
            && (i == from || items[i].row.at != items[i - 1].row.at))
            s->a->rows++;
}

static void tell_rows(asking *a, const char *file)
{
    hn_report one;
    hn_place place = {.file = file, .line = (int)a->line};
    if (a->rows < 2 || !a->run.host->message)
        return;
    hn_report_init(&one, &a->run.memory);
    hn_report_addf(&one, 410, HN_WARNING, place,
                   "an id should stand once: take the other rows out, or "
                   "give them ids of their own",
                   "%ld rows have this id; this is the one of line %ld",
                   (long)a->rows, (long)a->line);
    hn_tell_all(a->run.host, &one, 0, NULL);
    hn_report_dispose(&one);
}

/* Whichever stands first: the row, or the row of that id that was left out. */
static void look(search *s, int from)
{
    const hn_faults *faults = &s->job.faults;
    int row = find_row(s, 0), fault = find_fault(s, from);
    int64_t line = 0;
    if (s->a->options->key)
        count_rows(s, from);
    if (s->a->counting)
        return;
    if (fault >= 0
        && (row < 0 || faults->items[fault].line < s->rows.origins[row].line))
        tell_faults(s->a, &s->file.layout, faults, fault);
    else if (row >= 0) {
        line = s->rows.origins[row].line;
        hn_frame_run(&s->frame, &s->rows, s->a->run.plan.levels);
        explain_row(s->a, &s->frame, row, &s->file.layout, &s->job.faults);
    }
    s->a->line = line;
    s->a->counting = line > 0 && s->a->options->key
                     && s->a->run.status == HN_OK;
}

/* Whether there is more to read for. */
static bool is_looking(const asking *a)
{
    return !a->found || a->counting;
}

/* Whether the row that is asked for stands in this source; else its rows are
 * added up. */
static bool is_searched(const search *s)
{
    return s->file.records == s->a->records;
}

static void add_up(search *s)
{
    hn_run *run = &s->a->run;
    uint64_t live[HN_CHUNK_WORDS];
    hn_frame_run(&s->frame, &s->rows, run->plan.levels);
    memcpy(live, s->frame.live, sizeof live);
    s->job.rejected += hn_row_faults(
        &run->summary->results[s->file.records->index], &s->frame, 0, live,
        &s->job.faults, 0);
    if (!hn_tables_fold(&run->tables, &s->frame, 0, live))
        hn_run_no_memory(run);
}

static void go_through(search *s)
{
    hn_cursor cursor;
    const hn_block *block = &s->job.block;
    int from = 0;
    bool more = true;
    hn_cursor_init(&cursor, block->bytes + block->begins,
                   block->bytes + block->len, block->line, block->last,
                   &s->job.scratch);
    while (more && is_looking(s->a) && s->a->run.status == HN_OK) {
        more = hn_table_rows(&s->file.layout, &cursor, &s->rows,
                             &s->job.faults);
        if (!more)
            s->rows.count = 0;
        hn_changes_make(s->a->run.changes, &s->rows);
        if (is_searched(s))
            look(s, from);
        else if (more)
            add_up(s);
        from = s->job.faults.count;
    }
    s->job.rejected += cursor.rejected;
    if (cursor.broken && !s->a->found && s->job.faults.count > 0)
        tell_faults(s->a, &s->file.layout, &s->job.faults,
                    s->job.faults.count - 1);
    hn_cursor_dispose(&cursor);
}

static bool next_block(search *s)
{
    hn_run *run = &s->a->run;
    hn_job_clear(&s->job);
    int got = hn_input_block(&s->file, run->options->extra_columns,
                             &s->job.block, &run->report);
    if (got < 0 && s->a->counting)
        return false;
    if (got < 0 && run->report.count)
        hn_run_refuse(run, HN_BAD_DATA);
    else if (got < 0)
        hn_run_no_memory(run);
    return got > 0;
}

static void go_through_all(search *s)
{
    hn_run *run = &s->a->run;
    while (is_looking(s->a) && !hn_run_cancelled(run) && next_block(s)) {
        go_through(s);
        if (s->job.faults.failed)
            hn_run_no_memory(run);
        if (!is_searched(s) && run->status == HN_OK
            && hn_run_account(run, &s->file, &s->job) == HN_OK)
            run->status = HN_OK;
        if (run->status != HN_OK)
            return;
    }
}

static void stream(asking *a, const hn_records *records,
                   const hn_source *source)
{
    search s = {.a = a};
    hn_run *run = &a->run;
    hn_input_file_init(&s.file, source, records, &run->memory);
    bool ok = hn_job_init(&s.job, &run->memory);
    ok = hn_frame_init(&s.frame, &run->plan, records, &run->memory) && ok;
    ok = ok && hn_rows_init(&s.rows, records, &run->arena);
    s.frame.tables = &run->tables;
    if (ok) {
        go_through_all(&s);
        tell_rows(a, source->name);
    } else
        hn_run_no_memory(run);
    hn_frame_dispose(&s.frame);
    hn_job_dispose(&s.job);
    hn_input_file_dispose(&s.file);
}

/* --- held rows ----------------------------------------------------------- */

/* The first row of an id that stands more than once; counts them. */
static int64_t first_row(asking *a, const hn_held *held)
{
    int index = a->records->key->index;
    int64_t first = -1;
    for (int64_t row = 0; row < held->count; row++) {
        const hn_rows *rows = held->chunks[row / HN_CHUNK];
        int i = (int)(row % HN_CHUNK);
        if (!hn_bit(rows->vectors[index].known, i)
            || !is_asked(a, rows->vectors[index].text[i]))
            continue;
        first = first < 0 ? row : first;
        a->line = first == row ? rows->origins[i].line : a->line;
        a->rows++;
    }
    return first;
}

static int64_t held_row(asking *a, const hn_held *held)
{
    int64_t row = a->options->key
        ? hn_text_map_find(&held->by_key, hn_slice_of(a->options->key)) : -1;
    if (row == HN_TEXT_MAP_TWICE)
        return first_row(a, held);
    if (a->options->key)
        return row;
    for (int64_t c = 0; c < held->chunk_count; c++)
        if (held->chunks[c]->count > 0)
            return c * HN_CHUNK;
    return -1;
}

static void explain_settled(asking *a, hn_held *held, int64_t row,
                            const hn_layout *layout)
{
    hn_faults faults;
    hn_faults_init(&faults, &a->run.memory);
    hn_frame_run(&held->frame, held->chunks[row / HN_CHUNK],
                 a->run.plan.levels);
    explain_row(a, &held->frame, (int)(row % HN_CHUNK), layout, &faults);
    hn_faults_dispose(&faults);
}

static void explain_held(asking *a, const hn_source *source)
{
    int index = a->records->index;
    const hn_withdrawn *withdrawn = &a->run.withdrawn[index];
    int64_t row = held_row(a, &a->run.tables.held[index]);
    hn_layout layout = {.records = a->records, .file = source->name};
    if (row < 0)
        return;
    const hn_withdrawal *found = hn_withdrawn_row(withdrawn, row);
    if (found)
        tell_faults(a, &layout, &withdrawn->faults, found->fault);
    else
        explain_settled(a, &a->run.tables.held[index], row, &layout);
    tell_rows(a, source->name);
}

/* --- all together -------------------------------------------------------- */

/* Rows that were left out are told, and others explained all the same. */
static bool goes_on(asking *a)
{
    if (a->run.status == HN_BAD_DATA && !a->found && !a->run.report.count)
        a->run.status = HN_OK;
    return a->run.status == HN_OK && !a->found;
}

/* Whether the rows are needed for what is asked. */
static bool is_wanted(const asking *a, const hn_records *records)
{
    const hn_run *run = &a->run;
    if (a->only && !a->records)
        return run->plan.steps[a->only->node->id].level > 0;
    return records == a->records || hn_tables_holds(&run->tables, records)
           || hn_tables_holds(&run->tables, a->records);
}

static void read_records(asking *a, const hn_records *records,
                         const hn_source *source)
{
    if (!source)
        refuse(a, 400, NULL, NULL, "no data was given for one of the records "
               "that this pack reads");
    else if (hn_tables_holds(&a->run.tables, records))
        hn_run_hold(&a->run, records, source);
    else
        stream(a, records, source);
}

static void answer(asking *a, const hn_source *sources, int count)
{
    hn_run *run = &a->run;
    const hn_graph *graph = &run->pack->graph;
    const hn_source *source = NULL;
    for (int i = graph->records_count - 1; i >= 0 && goes_on(a); i--) {
        const hn_records *records = graph->records[i];
        source = hn_run_source(run, records, sources, count);
        if (is_wanted(a, records))
            read_records(a, records, source);
    }
    if (goes_on(a))
        hn_run_settle(run);
    if (!goes_on(a))
        return;
    hn_tables_finish(&run->tables);
    if (!a->records) {
        print(a, &run->tables.run, 0);
        return;
    }
    source = hn_run_source(run, a->records, sources, count);
    if (hn_tables_holds(&run->tables, a->records))
        explain_held(a, source);
    if (goes_on(a))
        not_found(a, source->name);
}

static hn_status ask(asking *a, const hn_pack *pack, const hn_host *host,
                     hn_changes *changes, const hn_source *sources,
                     int source_count, hn_error *err)
{
    static const hn_host no_host;
    hn_calc_options calc = {
        .on = a->options->on, .extra_columns = a->options->extra_columns,
        .repeats = 1, .max_rejects = -1,
    };
    if (hn_run_open(&a->run, pack, host ? host : &no_host, &calc, err)
            == HN_OK
        && find_figure(a) == HN_OK) {
        a->run.changes = changes;
        answer(a, sources, source_count);
    }
    hn_status status = a->run.status;
    hn_run_close(&a->run);
    return status;
}

hn_status hn_why(const hn_pack *pack, const hn_host *host,
                 const hn_why_options *options, const hn_source *sources,
                 int source_count, const hn_sink *sink, hn_error *err)
{
    asking a = {.options = options, .sink = sink};
    return ask(&a, pack, host, NULL, sources, source_count, err);
}

hn_status hn_row_find(const hn_pack *pack, const hn_host *host,
                      const hn_why_options *options, hn_changes *changes,
                      hn_row_visit visit, void *ctx, const hn_source *sources,
                      int source_count, hn_error *err)
{
    asking a = {.options = options, .visit = visit, .visit_ctx = ctx};
    return ask(&a, pack, host, changes, sources, source_count, err);
}
