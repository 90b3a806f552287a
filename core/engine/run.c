/*
 * run.c - what hn_calc() and hn_why() share: opening a run on a plan, holding
 * rows, and accounting for what was read: faults, repeated ids, hashes.
 */
#include <string.h>
#include "change.h"
#include "seal.h"

/* --- opening ----------------------------------------------------------------------- */

static hn_summary *summary_new(const hn_run *run)
{
    hn_memory memory;
    const hn_graph *graph = &run->pack->graph;
    hn_memory_init(&memory, run->host->resize, run->host->resize_ctx,
                   run->host->memory_limit);
    hn_summary *s = hn_memory_alloc(&memory, sizeof *s);
    if (!s)
        return NULL;
    s->memory = memory;
    s->pack = run->pack;
    hn_arena_init(&s->arena, &s->memory);
    size_t kinds = (size_t)graph->records_count + 1;
    s->results = hn_arena_alloc(&s->arena, kinds * sizeof *s->results);
    s->tallies = hn_arena_alloc(&s->arena, kinds * sizeof *s->tallies);
    s->of = hn_arena_alloc(&s->arena, kinds * sizeof *s->of);
    return s;
}

static hn_table_format out_format(hn_format format)
{
    return format == HN_FORMAT_JSONL ? HN_TABLE_JSONL
           : format == HN_FORMAT_JSON ? HN_TABLE_JSON : HN_TABLE_CSV;
}

static bool summary_fill(hn_summary *s, const hn_run *run)
{
    const hn_graph *graph = &run->pack->graph;
    s->has_on = run->plan.has_on;
    s->on = run->plan.on;
    for (int i = 0; !s->arena.failed && i < graph->records_count; i++)
        if (!hn_results_init(&s->results[i], graph, graph->records[i],
                             out_format(run->options->out), &s->arena)
            || !hn_tally_init(&s->tallies[i], &s->results[i], &s->arena))
            return false;
    return !s->arena.failed;
}

static bool withdrawn_new(hn_run *run)
{
    int count = run->pack->graph.records_count;
    run->withdrawn = hn_arena_alloc(
        &run->arena, ((size_t)count + 1) * sizeof *run->withdrawn);
    for (int i = 0; run->withdrawn && i < count; i++)
        hn_withdrawn_init(&run->withdrawn[i], &run->memory);
    return run->withdrawn != NULL;
}

hn_status hn_run_open(hn_run *run, const hn_pack *pack, const hn_host *host,
                      const hn_calc_options *options, hn_error *err)
{
    bool has_on;
    hn_date on = 0;
    *run = (hn_run){.pack = pack, .host = host, .options = options,
                    .err = err};
    hn_fail(err, HN_OK, 0, "", "");
    hn_memory_init(&run->memory, host->resize, host->resize_ctx,
                   host->memory_limit);
    hn_arena_init(&run->arena, &run->memory);
    hn_arena_init(&run->kept_scratch, &run->memory);
    hn_report_init(&run->report, &run->memory);
    hn_id_set_init(&run->ids, &run->memory);
    run->status = hn_read_on(host, options->on, &has_on, &on, err);
    if (run->status != HN_OK)
        return run->status;
    if (!hn_plan_make(&run->plan, &pack->graph, &run->memory, has_on, on,
                      &run->report))
        return hn_run_refuse(run, HN_BAD_USE);
    run->summary = summary_new(run);
    if (!run->summary || !summary_fill(run->summary, run)
        || !hn_seal_begin(run) || !withdrawn_new(run)
        || !hn_tables_init(&run->tables, &run->plan, &run->memory))
        return hn_run_no_memory(run);
    for (int i = 0; i < pack->graph.records_count; i++)
        hn_tables_check(&run->tables, pack->graph.records[i],
                        run->summary->results[i].checked,
                        run->summary->results[i].checked_count);
    return HN_OK;
}

void hn_run_close(hn_run *run)
{
    for (int i = 0; i < run->kept_count; i++)
        hn_memory_free(&run->memory, run->kept[i].bytes, run->kept[i].cap);
    hn_memory_free(&run->memory, run->kept,
                   (size_t)run->kept_cap * sizeof *run->kept);
    for (int i = 0; run->withdrawn && i < run->pack->graph.records_count; i++)
        hn_withdrawn_dispose(&run->withdrawn[i]);
    if (run->tables.plan)
        hn_tables_dispose(&run->tables);
    if (run->plan.graph)
        hn_plan_dispose(&run->plan);
    hn_id_set_dispose(&run->ids);
    hn_report_dispose(&run->report);
    hn_arena_dispose(&run->kept_scratch);
    hn_arena_dispose(&run->arena);
    hn_summary_free(run->summary);
    run->summary = NULL;
}

hn_status hn_run_no_memory(hn_run *run)
{
    return run->status = hn_no_memory(run->err);
}

hn_status hn_run_refuse(hn_run *run, hn_status status)
{
    run->stopped = true;
    if (run->report.failed || run->report.count == 0)
        return hn_run_no_memory(run);
    hn_fail(run->err, status, 0, "", "");
    hn_tell_all(run->host, &run->report, 0, run->err);
    if (run->err)
        run->err->status = status;
    return run->status = status;
}

bool hn_run_cancelled(hn_run *run)
{
    if (!run->host->cancel || !run->host->cancel(run->host->cancel_ctx))
        return false;
    run->status = hn_fail(run->err, HN_OVER_LIMIT, 504, "",
                          "stopped as asked; nothing more was calculated");
    return true;
}

/* --- jobs ------------------------------------------------------------------------------ */

bool hn_job_init(hn_job *job, hn_memory *memory)
{
    *job = (hn_job){.failed = false};
    hn_arena_init(&job->scratch, memory);
    hn_faults_init(&job->faults, memory);
    hn_text_init(&job->out, memory);
    hn_text_init(&job->canon, memory);
    hn_text_init(&job->log, memory);
    return true;
}

void hn_job_clear(hn_job *job)
{
    hn_memory *memory = job->out.memory;
    if (job->scratch.block) {
        hn_arena_dispose(&job->scratch);
        hn_arena_init(&job->scratch, memory);
    }
    if (job->faults.count)
        hn_faults_clear(&job->faults);
    hn_text_clear(&job->out);
    hn_text_clear(&job->canon);
    hn_text_clear(&job->log);
    job->id_count = job->read = job->rejected = job->calculated = 0;
    job->done = false;
}

void hn_job_dispose(hn_job *job)
{
    hn_memory *memory = job->out.memory;
    if (!memory)
        return;
    hn_memory_free(memory, job->block.bytes, job->block.cap);
    hn_memory_free(memory, job->ids, (size_t)job->id_cap * sizeof *job->ids);
    hn_arena_dispose(&job->scratch);
    hn_faults_dispose(&job->faults);
    hn_text_dispose(&job->out);
    hn_text_dispose(&job->canon);
    hn_text_dispose(&job->log);
}

static bool id_room(hn_job *job, int64_t more)
{
    int64_t cap = job->id_cap;
    if (job->id_count + more <= cap)
        return true;
    while (cap < job->id_count + more)
        cap = cap ? cap * 2 : HN_CHUNK;
    void *ids = hn_memory_resize(job->out.memory, job->ids,
                                 (size_t)job->id_cap * sizeof *job->ids,
                                 (size_t)cap * sizeof *job->ids);
    if (!ids)
        return false;
    job->ids = ids;
    job->id_cap = cap;
    return true;
}

bool hn_job_note(hn_job *job, const hn_run *run, const hn_rows *rows)
{
    const hn_input *key = rows->records->key;
    if (run->options->seal)
        hn_canon_rows(&job->canon, rows);
    if (run->options->repeats || !key)
        return !job->canon.failed;
    if (!id_room(job, rows->count))
        return false;
    const hn_vector *ids = &rows->vectors[key->index];
    for (int i = 0; i < rows->count; i++)
        if (hn_bit(ids->known, i))
            job->ids[job->id_count++] = (hn_seen){
                hn_fingerprint_of(ids->text[i]), rows->origins[i].line};
    return !job->canon.failed;
}

/* --- accounting --------------------------------------------------------------------------- */

static void put_rejects(hn_run *run, const hn_input_file *file,
                        const hn_job *job, hn_text *text)
{
    bool lines = run->options->rejects == HN_FORMAT_JSONL;
    if (!run->rejects_begun && !lines)
        hn_rejects_begin(text);
    run->rejects_begun = true;
    (lines ? hn_rejects_write_lines : hn_rejects_write)(
        text, &file->layout, &job->faults, 0, job->faults.count);
}

static hn_status account_faults(hn_run *run, const hn_input_file *file,
                                hn_job *job)
{
    hn_text text;
    bool ok = true;
    if (run->rejects && run->rejects->write && job->faults.count) {
        hn_text_init(&text, &run->memory);
        put_rejects(run, file, job, &text);
        bool refused = text.failed;
        ok = hn_flush(run->rejects, &text);
        hn_text_dispose(&text);
        if (refused)
            return hn_run_no_memory(run);
    }
    for (int i = 0; run->host->message && i < job->faults.count; i++)
        hn_tell_fault(run->host, &run->memory, &file->layout,
                      &job->faults.items[i]);
    return ok ? HN_OK
              : hn_fail(run->err, HN_IO, 0, "", "the rejects could not be "
                                                "written");
}

static void tell_repeat(hn_run *run, const char *file, int64_t line,
                        int64_t first)
{
    hn_report one;
    hn_place place = {.file = file, .line = (int)line};
    if (!run->host->message)
        return;
    hn_report_init(&one, &run->memory);
    hn_report_addf(&one, 410, HN_WARNING, place,
                   "if it is the same case, take one row out; both were "
                   "calculated",
                   "this id stood before, in line %ld", (long)first);
    hn_tell_all(run->host, &one, 0, NULL);
    hn_report_dispose(&one);
}

static hn_status account_ids(hn_run *run, const hn_input_file *file,
                             hn_job *job)
{
    for (int64_t i = 0; i < job->id_count; i++) {
        int64_t first = hn_id_set_add(&run->ids, job->ids[i].id,
                                      job->ids[i].line);
        if (first < 0)
            return hn_run_no_memory(run);
        if (first == 0)
            continue;
        run->summary->of[file->records->index].repeated++;
        tell_repeat(run, file->source->name, job->ids[i].line, first);
    }
    return HN_OK;
}

static hn_status too_many(hn_run *run)
{
    int64_t most = run->options->max_rejects;
    if (most < 0 || run->rejected <= most)
        return HN_OK;
    run->stopped = true;
    return run->status = hn_fail(run->err, HN_BAD_DATA, 416, "",
                                 "more rows were rejected than allowed: "
                                 "nothing was written");
}

hn_status hn_run_account(hn_run *run, const hn_input_file *file, hn_job *job)
{
    hn_counts *counts = &run->summary->of[file->records->index];
    if (job->failed || job->faults.failed || job->out.failed)
        return hn_run_no_memory(run);
    hn_status status = account_faults(run, file, job);
    if (status == HN_OK)
        status = account_ids(run, file, job);
    if (status != HN_OK)
        return run->status = status;
    hn_seal_rows(run, file->records, job);
    run->rejected += job->rejected;
    counts->rejected += job->rejected;
    counts->rows += job->read;
    counts->calculated += job->calculated;
    run->summary->counts = run->summary->of[0];
    if (job->rejected > 0 && run->status == HN_OK)
        run->status = HN_BAD_DATA;
    if (run->host->progress)
        run->host->progress(run->host->progress_ctx,
                            run->summary->counts.rows,
                            run->bytes + file->bytes);
    return too_many(run);
}

/* --- holding -------------------------------------------------------------------------------- */

const hn_source *hn_run_source(const hn_run *run, const hn_records *records,
                               const hn_source *sources, int count)
{
    (void)run;
    for (int i = 0; i < count; i++) {
        const char *name = sources[i].records;
        if (name ? strcmp(name, records->thing.name) == 0
                 : records->index == 0)
            return &sources[i];
    }
    return NULL;
}

static bool keep_block(hn_run *run, hn_block *block)
{
    if (run->kept_count == run->kept_cap) {
        int cap = run->kept_cap ? run->kept_cap * 2 : 8;
        void *more = hn_memory_resize(
            &run->memory, run->kept,
            (size_t)run->kept_cap * sizeof *run->kept,
            (size_t)cap * sizeof *run->kept);
        if (!more)
            return false;
        run->kept = more;
        run->kept_cap = cap;
    }
    run->kept[run->kept_count++] = *block;
    *block = (hn_block){.bytes = NULL};
    return true;
}

static bool hold_rows(hn_run *run, const hn_input_file *file, hn_job *job,
                      const hn_block *block)
{
    hn_cursor cursor;
    bool more = true, fits = true;
    hn_cursor_init(&cursor, block->bytes + block->begins,
                   block->bytes + block->len, block->line, block->last,
                   &run->kept_scratch);
    while (more && fits) {
        hn_rows *rows = hn_tables_chunk(&run->tables, file->records);
        more = rows && hn_table_rows(&file->layout, &cursor, rows,
                                     &job->faults);
        if (rows)
            hn_changes_make(run->changes, rows);
        fits = rows && hn_tables_enter(&run->tables, rows)
               && hn_job_note(job, run, rows);
        job->calculated += rows ? rows->count : 0;
    }
    job->read = cursor.rows;
    job->rejected = cursor.rejected;
    hn_cursor_dispose(&cursor);
    return fits;
}

static hn_status hold_block(hn_run *run, hn_input_file *file, hn_job *job)
{
    hn_job_clear(job);
    int got = hn_input_block(file, run->options->extra_columns, &job->block,
                             &run->report);
    if (got < 0)
        return hn_run_refuse(run, file->failed ? HN_IO : HN_BAD_DATA);
    if (got == 0) {
        job->done = true;
        return HN_OK;
    }
    if (!keep_block(run, &job->block))
        return hn_run_no_memory(run);
    if (!hold_rows(run, file, job, &run->kept[run->kept_count - 1]))
        return hn_run_no_memory(run);
    return hn_run_account(run, file, job);
}

static hn_status hold_file(hn_run *run, hn_input_file *file)
{
    hn_job job;
    hn_status status = HN_OK;
    hn_job_init(&job, &run->memory);
    hn_seal_source(run, file);
    while (status == HN_OK && !job.done && !hn_run_cancelled(run))
        status = hold_block(run, file, &job);
    if (status == HN_OK && !job.done)
        status = run->status;
    hn_job_dispose(&job);
    return status;
}

hn_status hn_run_hold(hn_run *run, const hn_records *records,
                      const hn_source *source)
{
    hn_input_file file;
    hn_input_file_init(&file, source, records, &run->memory);
    hn_id_set_dispose(&run->ids);
    hn_id_set_init(&run->ids, &run->memory);
    hn_status status = hold_file(run, &file);
    run->bytes += file.bytes;
    hn_input_file_dispose(&file);
    return status;
}

hn_status hn_run_settle(hn_run *run)
{
    do {
        if (!hn_settle(&run->tables, run->summary->results, run->withdrawn))
            return hn_run_no_memory(run);
    } while (run->tables.stale && !hn_run_cancelled(run));
    return run->status;
}
