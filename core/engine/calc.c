/*
 * calc.c - hn_calc(): rows in, rows out.
 *
 * The main records stream: blocks of whole records are read in order, worked
 * out by one thread or several, and written in order, so that memory stays as
 * large as a few blocks and the bytes are the same whatever `jobs` says.  What
 * links or groups look into is held (tables.h) and written at the end.
 */
#include <string.h>
#include "decisions.h"
#include "queues.h"
#include "seal.h"
#include "threads.h"

/* --- workers ---------------------------------------------------------------------- */

static bool worker_init(hn_worker *worker, hn_run *run,
                        const hn_records *records)
{
    hn_memory *memory = &run->memory;
    const hn_results *results = &run->summary->results[records->index];
    hn_arena_init(&worker->arena, memory);
    if (!hn_frame_init(&worker->frame, &run->plan, records, memory)
        || !hn_tables_init(&worker->sums, &run->plan, memory)
        || !hn_sheet_init(&worker->sheet, results, &run->plan, memory)
        || !hn_tally_init(&worker->tally, results, &worker->arena)
        || !hn_rows_init(&worker->rows, records, &worker->arena))
        return false;
    worker->frame.tables = &run->tables;
    return true;
}

static void worker_dispose(hn_worker *worker)
{
    if (worker->frame.plan)
        hn_frame_dispose(&worker->frame);
    if (worker->sums.plan)
        hn_tables_dispose(&worker->sums);
    hn_sheet_dispose(&worker->sheet);
    if (worker->arena.memory)
        hn_arena_dispose(&worker->arena);
}

/* Prints a chunk after what stands there already. */
static bool print_rows(hn_sheet *sheet, const hn_frame *frame,
                       const uint64_t *live, hn_tally *tally, hn_text *out)
{
    size_t before = out->len;
    if (before)
        hn_text_add(out, hn_writer_between(&sheet->results->writer));
    size_t begun = out->len;
    bool ok = hn_sheet_rows(sheet, frame, live, tally, out);
    if (out->len == begun)
        out->len = before;
    return ok;
}

static bool work_chunk(const hn_run *run, hn_worker *worker, hn_job *job,
                       int faults_from)
{
    hn_frame *frame = &worker->frame;
    uint64_t live[HN_CHUNK_WORDS];
    hn_frame_run(frame, &worker->rows, run->plan.levels);
    memcpy(live, frame->live, sizeof live);
    int faults = hn_row_faults(worker->sheet.results, frame, 0, live,
                               &job->faults, faults_from);
    job->rejected += faults;
    job->calculated += worker->rows.count - faults;
    return !frame->failed && hn_tables_fold(&worker->sums, frame, 0, live)
           && print_rows(&worker->sheet, frame, live, &worker->tally,
                         &job->out)
           && hn_log_rows(run, &worker->sheet, frame, live, &job->log)
           && hn_job_note(job, run, &worker->rows);
}

/* Works out one block: called by any thread, touches only worker and job. */
static void work_block(const hn_run *run, const hn_layout *layout,
                       hn_worker *worker, hn_job *job)
{
    hn_cursor cursor;
    const hn_block *block = &job->block;
    hn_cursor_init(&cursor, block->bytes + block->begins,
                   block->bytes + block->len, block->line, block->last,
                   &job->scratch);
    int from = job->faults.count;
    while (!job->failed
           && hn_table_rows(layout, &cursor, &worker->rows, &job->faults)) {
        job->failed = !work_chunk(run, worker, job, from);
        from = job->faults.count;
    }
    job->read += cursor.rows;
    job->rejected += cursor.rejected;
    hn_cursor_dispose(&cursor);
}

/* --- one source, streamed ------------------------------------------------------------ */

typedef struct stream {
    hn_run *run;
    hn_input_file file;
    const hn_sink *sink;      /* NULL: rows are not wanted                      */
    const hn_writer *writer;
    bool begun;               /* a row has been written                         */
    bool ended;
    bool stuck;               /* the rest cannot be read: told at the end, so
                               * that it is the same for any number of threads */
} stream;

static bool put(stream *s, const char *bytes, size_t len)
{
    hn_seal_results(s->run, s->file.records, bytes, len);
    if (!s->sink || len == 0)
        return true;
    if (s->sink->write(s->sink->ctx, bytes, len) == 0)
        return true;
    s->run->status = hn_fail(s->run->err, HN_IO, 0, "",
                             "the results could not be written");
    return false;
}

static bool put_heading(stream *s, bool end)
{
    hn_text text;
    hn_text_init(&text, &s->run->memory);
    if (end)
        hn_writer_end(s->writer, &text);
    else
        hn_writer_begin(s->writer, &text);
    if (text.failed)
        hn_run_no_memory(s->run);
    bool ok = !text.failed && put(s, text.at, text.len);
    hn_text_dispose(&text);
    return ok;
}

static bool put_rows(stream *s, const hn_text *rows)
{
    const char *between = hn_writer_between(s->writer);
    if (rows->len == 0)
        return true;
    if (s->begun && !put(s, between, strlen(between)))
        return false;
    s->begun = true;
    return put(s, rows->at, rows->len);
}

static bool next_block(stream *s, hn_job *job)
{
    hn_run *run = s->run;
    hn_job_clear(job);
    bool first = !s->file.has_layout;
    int got = s->ended ? 0 : hn_input_block(&s->file,
                                            run->options->extra_columns,
                                            &job->block, &run->report);
    s->stuck = got < 0;
    s->ended = got <= 0;
    if (first && got > 0 && !put_heading(s, false))
        return false;
    return got > 0;
}

static bool gives_up(const hn_run *run)
{
    return run->stopped
           || (run->status != HN_OK && run->status != HN_BAD_DATA);
}

static bool finish_block(stream *s, hn_job *job)
{
    return hn_run_account(s->run, &s->file, job) == HN_OK
           && put_rows(s, &job->out) && hn_log_put(s->run, &job->log);
}

static void stream_alone(stream *s, hn_worker *worker, hn_job *job)
{
    while (!hn_run_cancelled(s->run) && next_block(s, job)) {
        work_block(s->run, &s->file.layout, worker, job);
        if (!finish_block(s, job))
            return;
    }
}

static void work_in_thread(void *ctx, void *worker, void *job)
{
    const stream *s = ctx;
    work_block(s->run, &s->file.layout, worker, job);
}

/* Blocks go out to the threads as they are read and come back in order. */
static void stream_together(stream *s, hn_worker *workers, int jobs,
                            hn_job *ring, int slots)
{
    void *each[HN_JOBS_MOST];
    int64_t read = 0, written = 0;
    bool more = true;
    for (int i = 0; i < jobs; i++)
        each[i] = &workers[i];
    hn_threads *threads = hn_threads_open(&s->run->memory, jobs, slots,
                                          work_in_thread, s, each);
    if (!threads) {
        stream_alone(s, &workers[0], &ring[0]);
        return;
    }
    while (more || written < read) {
        bool room = more && read - written < slots;
        if (room && !hn_run_cancelled(s->run)
            && next_block(s, &ring[read % slots])) {
            hn_threads_give(threads, &ring[read % slots]);
            read++;
            continue;
        }
        more = more && !room;
        if (written == read)
            continue;
        hn_job *job = &ring[written % slots];
        hn_threads_wait(threads, job);
        if (!finish_block(s, job) || gives_up(s->run))
            break;
        written++;
    }
    hn_threads_close(threads);
}

static void merge(hn_run *run, const hn_records *records,
                  const hn_worker *workers, int jobs)
{
    for (int i = 0; i < jobs; i++) {
        if (!hn_tables_merge(&run->tables, &workers[i].sums))
            hn_run_no_memory(run);
        hn_tally_merge(&run->summary->tallies[records->index],
                       &workers[i].tally);
    }
}

static void stream_rows(stream *s, const hn_records *records, int jobs)
{
    hn_run *run = s->run;
    int slots = jobs > 1 ? jobs * 3 : 1;
    hn_worker *workers = hn_arena_alloc(&run->arena,
                                        (size_t)jobs * sizeof *workers);
    hn_job *ring = hn_arena_alloc(&run->arena, (size_t)slots * sizeof *ring);
    bool ok = workers && ring;
    for (int i = 0; ok && i < jobs; i++)
        ok = worker_init(&workers[i], run, records);
    for (int i = 0; ok && i < slots; i++)
        ok = hn_job_init(&ring[i], &run->memory);
    if (!ok)
        hn_run_no_memory(run);
    else if (jobs > 1)
        stream_together(s, workers, jobs, ring, slots);
    else
        stream_alone(s, &workers[0], &ring[0]);
    if (s->stuck && !gives_up(run))
        hn_run_refuse(run, s->file.failed ? HN_IO : HN_BAD_DATA);
    if (ok)
        merge(run, records, workers, jobs);
    for (int i = 0; workers && i < jobs; i++)
        worker_dispose(&workers[i]);
    for (int i = 0; ring && i < slots; i++)
        hn_job_dispose(&ring[i]);
}

static int jobs_of(const hn_run *run)
{
    int jobs = run->options->jobs;
    return jobs < 1 ? 1 : jobs > HN_JOBS_MOST ? HN_JOBS_MOST : jobs;
}

static void calc_streamed(hn_run *run, const hn_records *records,
                          const hn_source *source, const hn_sink *sink)
{
    stream s = {.run = run, .sink = sink,
                .writer = &run->summary->results[records->index].writer};
    hn_input_file_init(&s.file, source, records, &run->memory);
    hn_id_set_dispose(&run->ids);
    hn_id_set_init(&run->ids, &run->memory);
    hn_seal_source(run, &s.file);
    stream_rows(&s, records, jobs_of(run));
    if (!gives_up(run) && s.file.has_layout)
        put_heading(&s, true);
    hn_input_file_dispose(&s.file);
}

/* --- held tables, written ---------------------------------------------------------------- */

static bool write_chunk(stream *s, hn_sheet *sheet, hn_frame *frame,
                        const hn_rows *rows, hn_job *job)
{
    hn_run *run = s->run;
    int index = frame->records->index;
    uint64_t live[HN_CHUNK_WORDS];
    hn_tally *tally = &run->summary->tallies[index];
    hn_job_clear(job);
    hn_frame_run(frame, rows, run->plan.levels);
    memcpy(live, frame->live, sizeof live);
    job->rejected = hn_withdrawn_take(&run->withdrawn[index], rows, live,
                                      &job->faults);
    job->rejected += hn_row_faults(sheet->results, frame, 0, live,
                                   &job->faults, 0);
    job->calculated = -job->rejected;
    job->failed = frame->failed
                  || !hn_sheet_rows(sheet, frame, live, tally, &job->out)
                  || !hn_log_rows(run, sheet, frame, live, &job->log);
    return finish_block(s, job) && !hn_run_cancelled(run);
}

static void write_held(hn_run *run, const hn_records *records,
                       const hn_source *source, const hn_sink *sink)
{
    hn_held *held = &run->tables.held[records->index];
    stream s = {.run = run, .sink = sink,
                .writer = &run->summary->results[records->index].writer};
    hn_sheet sheet;
    hn_job job;
    hn_input_file_init(&s.file, source, records, &run->memory);
    s.file.layout.records = records;
    s.file.layout.file = source->name;
    bool ok = hn_job_init(&job, &run->memory);
    ok = hn_sheet_init(&sheet, &run->summary->results[records->index],
                       &run->plan, &run->memory) && ok;
    if (!ok)
        hn_run_no_memory(run);
    ok = ok && put_heading(&s, false);
    for (int64_t c = 0; ok && c < held->chunk_count; c++)
        ok = held->chunks[c]->count == 0
             || write_chunk(&s, &sheet, &held->frame, held->chunks[c], &job);
    if (ok)
        put_heading(&s, true);
    hn_sheet_dispose(&sheet);
    hn_job_dispose(&job);
    hn_input_file_dispose(&s.file);
}

/* --- the run's own figures ------------------------------------------------------------------ */

static hn_table_format table_format(const hn_run *run)
{
    return run->options->out == HN_FORMAT_JSONL ? HN_TABLE_JSONL
           : run->options->out == HN_FORMAT_JSON ? HN_TABLE_JSON
                                                 : HN_TABLE_CSV;
}

/* The most rows that any fold under a node of the run left out: what is taken
 * from a sum that is not whole is not whole either. */
typedef struct lacking { const hn_tables *tables; int64_t rows; } lacking;

static void find_lacking(const hn_node *node, void *ctx)
{
    lacking *l = ctx;
    int64_t rows = hn_tables_left_out(l->tables, node);
    l->rows = rows > l->rows ? rows : l->rows;
    if (node->for_run && !hn_op_is_fold(node->op))
        hn_node_each(node, find_lacking, l);
}

static bool add_line(hn_run *run, const hn_thing *thing)
{
    hn_summary *s = run->summary;
    lacking l = {.tables = &run->tables};
    hn_run_line *line = &s->lines[s->line_count++];
    line->thing = thing;
    find_lacking(thing->node, &l);
    line->left_out = l.rows;
    return hn_told_make(&line->told, &run->tables.run, thing->node, 0,
                        table_format(run), &s->arena);
}

static void summarise(hn_run *run)
{
    const hn_graph *graph = &run->pack->graph;
    hn_summary *s = run->summary;
    s->lines = hn_arena_alloc(&s->arena, ((size_t)graph->thing_count + 1)
                                             * sizeof *s->lines);
    bool ok = s->lines != NULL;
    for (int i = 0; ok && i < graph->thing_count; i++)
        if (hn_is_run_line(graph->things[i]))
            ok = add_line(run, graph->things[i]);
    if (!ok || run->tables.run.failed || !hn_run_pots(run))
        hn_run_no_memory(run);
    hn_run_faults(run);
    hn_run_pot_faults(run);
}

/* --- run table ----------------------------------------------------------------------------- */

static void write_line(hn_text *out, const hn_run_line *line, bool json)
{
    const hn_thing *thing = line->thing;
    if (json) {
        hn_text_add(out, "{\"name\":");
        hn_write_json_text(out, hn_slice_of(thing->name));
        hn_text_add(out, ",\"label\":");
        hn_write_json_text(out, hn_slice_of(thing->label));
        hn_text_add(out, ",\"value\":");
    } else {
        hn_write_csv_text(out, hn_slice_of(thing->name));
        hn_text_add_char(out, ',');
        hn_write_csv_text(out, hn_slice_of(thing->label));
        hn_text_add_char(out, ',');
    }
    hn_text_add(out, line->told.exact);
    hn_text_add(out, json ? ",\"left_out\":" : ",");
    hn_text_add_int(out, line->left_out);
    if (json)
        hn_text_add_char(out, '}');
}

static void write_run(hn_run *run, const hn_sink *sink)
{
    const hn_summary *s = run->summary;
    hn_table_format format = table_format(run);
    hn_text text;
    hn_text_init(&text, &run->memory);
    hn_text_add(&text, format == HN_TABLE_CSV ? "name,label,value,left_out\n"
                       : format == HN_TABLE_JSON ? "[" : "");
    for (int i = 0; i < s->line_count; i++) {
        if (i && format == HN_TABLE_JSON)
            hn_text_add(&text, ",\n");
        write_line(&text, &s->lines[i], format != HN_TABLE_CSV);
        if (format != HN_TABLE_JSON)
            hn_text_add_char(&text, '\n');
    }
    if (format == HN_TABLE_JSON)
        hn_text_add(&text, "]\n");
    hn_seal_results(run, NULL, text.at, text.len);
    if (text.failed)
        hn_run_no_memory(run);
    else if (!hn_flush(sink, &text))
        run->status = hn_fail(run->err, HN_IO, 0, "",
                              "the results could not be written");
    hn_text_dispose(&text);
}

/* --- all together ------------------------------------------------------------------------------ */

static const hn_sink *sink_of(const char *table, const hn_output *outputs,
                              int count)
{
    for (int i = 0; i < count; i++)
        if (strcmp(outputs[i].table, table) == 0)
            return &outputs[i].sink;
    return NULL;
}

static hn_status no_source(hn_run *run, const hn_records *records)
{
    hn_report_addf(&run->report, 400, HN_ERROR, records->thing.place, NULL,
                   "no data was given for `%s`", records->thing.name);
    return hn_run_refuse(run, HN_BAD_USE);
}

static bool check_sources(hn_run *run, const hn_source *sources, int count)
{
    const hn_graph *graph = &run->pack->graph;
    for (int i = 0; i < graph->records_count; i++)
        if (!hn_run_source(run, graph->records[i], sources, count)) {
            no_source(run, graph->records[i]);
            return false;
        }
    return true;
}

static void read_all(hn_run *run, const hn_source *sources, int source_count,
                     const hn_output *outputs, int output_count)
{
    const hn_graph *graph = &run->pack->graph;
    bool held = false;
    for (int i = graph->records_count - 1; i >= 0 && !gives_up(run); i--) {
        const hn_records *records = graph->records[i];
        const hn_source *source = hn_run_source(run, records, sources,
                                                source_count);
        bool holds = hn_tables_holds(&run->tables, records);
        held = held || holds;
        if (holds)
            hn_run_hold(run, records, source);
        else
            calc_streamed(run, records, source,
                          sink_of(records->thing.name, outputs,
                                  output_count));
    }
    if (held && !gives_up(run))
        hn_run_settle(run);
    hn_tables_finish(&run->tables);
    if (held && !gives_up(run))
        hn_run_unlinked(run);
}

static void write_all(hn_run *run, const hn_source *sources, int source_count,
                      const hn_output *outputs, int output_count)
{
    const hn_graph *graph = &run->pack->graph;
    for (int i = 0; i < graph->records_count && !gives_up(run); i++) {
        const hn_records *records = graph->records[i];
        if (hn_tables_holds(&run->tables, records))
            write_held(run, records,
                       hn_run_source(run, records, sources, source_count),
                       sink_of(records->thing.name, outputs, output_count));
    }
    if (!gives_up(run))
        summarise(run);
    const hn_sink *sink = sink_of("run", outputs, output_count);
    if ((sink || run->sealing) && !gives_up(run))
        write_run(run, sink);
    if (run->sealing && !gives_up(run) && !hn_seal_end(run))
        hn_run_no_memory(run);
    if (!gives_up(run))
        hn_log_end(run);
}

static void calculate(hn_run *run, const hn_source *sources,
                      int source_count, const hn_output *outputs,
                      int output_count)
{
    if (!check_sources(run, sources, source_count))
        return;
    read_all(run, sources, source_count, outputs, output_count);
    if (!gives_up(run))
        write_all(run, sources, source_count, outputs, output_count);
}

static hn_status end(hn_run *run, hn_error *err)
{
    if (run->status == HN_BAD_DATA && err && err->status == HN_OK)
        hn_fail(err, HN_BAD_DATA, 401, "", "some rows were not calculated");
    hn_status status = run->status;
    hn_run_close(run);
    return status;
}

hn_status hn_calc(hn_summary **out, const hn_pack *pack, const hn_host *host,
                  const hn_calc_options *options, const hn_source *sources,
                  int source_count, const hn_output *outputs,
                  int output_count, const hn_sink *rejects, hn_error *err)
{
    hn_run run;
    if (hn_run_open(&run, pack, host, options, err) == HN_OK) {
        run.rejects = rejects;
        if (options->log && !hn_log_begin(&run, options->log, false))
            hn_run_no_memory(&run);
        else
            calculate(&run, sources, source_count, outputs, output_count);
        if (out && !gives_up(&run)) {
            *out = run.summary;
            run.summary = NULL;
        }
    }
    return end(&run, err);
}

hn_status hn_calc_log(const hn_pack *pack, const hn_host *host,
                      const hn_calc_options *options,
                      const hn_source *sources, int source_count,
                      hn_error *err)
{
    hn_run run;
    if (hn_run_open(&run, pack, host, options, err) == HN_OK) {
        if (hn_log_begin(&run, options->log, true))
            calculate(&run, sources, source_count, NULL, 0);
        else
            hn_run_no_memory(&run);
    }
    return end(&run, err);
}
