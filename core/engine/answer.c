/*
 * answer.c - one text of JSON in, one text of JSON out.
 *
 * The rows of all kinds of records stand in one text; results, figures of the
 * run and refused rows come back in one.  It is hn_calc() over texts in
 * memory, for hosts that ask about a case at a time.
 */
#include <string.h>
#include "../data/json_text.h"
#include "../data/write.h"
#include "engine.h"

typedef struct answering {
    const hn_pack *pack;
    const hn_host *host;
    hn_error *err;
    hn_memory memory;
    hn_arena arena;
    int count;                /* of kinds of records                           */
    hn_reader *readers;       /* by kind, and the sources over them            */
    hn_source *sources;
    int source_count;
    hn_buffer *buffers;       /* by kind, then the run's and the rejects       */
    hn_output *outputs;
} answering;

static hn_status wrong(answering *a, const char *message, const char *help)
{
    hn_report one;
    hn_place nowhere = {NULL, 0, 0};
    hn_report_init(&one, &a->memory);
    hn_report_addf(&one, 409, HN_ERROR, nowhere, help, "%s", message);
    hn_tell_all(a->host, &one, 0, NULL);
    hn_report_dispose(&one);
    return hn_fail(a->err, HN_BAD_DATA, 409, "", message);
}

/* --- what comes in ------------------------------------------------------- */

static bool add_source(answering *a, const char *records, hn_slice rows)
{
    hn_reader *reader = &a->readers[a->source_count];
    *reader = (hn_reader){rows.at, rows.len};
    a->sources[a->source_count++] = hn_source_of(reader, records, records,
                                                 HN_FORMAT_JSON);
    return true;
}

static const char *records_named(const answering *a, hn_slice name)
{
    const hn_graph *graph = &a->pack->graph;
    for (int i = 0; i < graph->records_count; i++)
        if (hn_slice_is(name, graph->records[i]->thing.name))
            return graph->records[i]->thing.name;
    return NULL;
}

static hn_status unknown(answering *a, hn_slice name)
{
    hn_text text;
    hn_text_init(&text, &a->memory);
    hn_text_addf(&text, "the pack has no records `%.*s`",
                 name.len < 80 ? (int)name.len : 80, name.at);
    hn_status status = text.failed ? hn_no_memory(a->err)
        : wrong(a, hn_text_string(&text),
                "name each list of rows after its records: "
                "{ \"pupil\": [ ... ] }");
    hn_text_dispose(&text);
    return status;
}

static hn_status take_members(answering *a, const hn_json_item *root)
{
    for (const hn_json_item *one = root->child; one; one = one->next) {
        const char *records = records_named(a, one->name);
        if (!records)
            return unknown(a, one->name);
        add_source(a, records, one->stands);
    }
    return HN_OK;
}

/* A list is of the main records; an object has a list for each kind. */
static hn_status take_text(answering *a, const char *text, size_t len)
{
    hn_json_scan scan;
    hn_json_scan_init(&scan, text, text + len, &a->memory, &a->arena);
    const hn_json_item *root = hn_json_tree(&scan);
    hn_status status = HN_OK;
    if (scan.failed)
        status = hn_no_memory(a->err);
    else if (!root)
        status = wrong(a, scan.why ? scan.why : "this is not JSON",
                       scan.help);
    else if (hn_json_begins(root, '['))
        add_source(a, hn_pack_records_name(a->pack, 0), root->stands);
    else if (hn_json_begins(root, '{'))
        status = take_members(a, root);
    else
        status = wrong(a, "rows stand in a list", "write [ { ... } ]");
    hn_json_scan_dispose(&scan);
    return status;
}

/* --- what goes out ------------------------------------------------------- */

static void add_name(hn_text *out, const char *before, const char *name)
{
    hn_text_add(out, before);
    hn_write_json_text(out, hn_slice_of(name));
    hn_text_add(out, ": ");
}

/* Without the newline at its end. */
static void add_list(hn_text *out, const hn_buffer *list)
{
    size_t len = list->len;
    while (len > 0 && list->at[len - 1] == '\n')
        len--;
    if (len)
        hn_text_add_n(out, list->at, len);
    else
        hn_text_add(out, "[]");
}

/* Lines of JSON as the entries of a list. */
static void add_lines(hn_text *out, const hn_buffer *lines)
{
    hn_text_add(out, "[");
    for (size_t at = 0; at < lines->len;) {
        size_t len = strcspn(lines->at + at, "\n");
        hn_text_add(out, at ? ",\n" : "\n");
        hn_text_add_n(out, lines->at + at, len);
        at += len + 1;
    }
    hn_text_add(out, "]");
}

static void add_counts(hn_text *out, hn_counts counts)
{
    hn_text_addf(out, "{\"counts\": {\"rows\": %ld, \"calculated\": %ld, "
                 "\"rejected\": %ld},\n", (long)counts.rows,
                 (long)counts.calculated, (long)counts.rejected);
}

static hn_status put(answering *a, hn_counts counts, const hn_sink *sink)
{
    const hn_graph *graph = &a->pack->graph;
    hn_text out;
    hn_text_init(&out, &a->memory);
    add_counts(&out, counts);
    hn_text_add(&out, "\"results\": {");
    for (int i = 0; i < a->count; i++) {
        add_name(&out, i ? ",\n" : "", graph->records[i]->thing.name);
        add_list(&out, &a->buffers[i]);
    }
    hn_text_add(&out, "},\n\"run\": ");
    add_list(&out, &a->buffers[a->count]);
    hn_text_add(&out, ",\n\"rejected\": ");
    add_lines(&out, &a->buffers[a->count + 1]);
    hn_text_add(&out, "}\n");
    hn_status status = out.failed ? hn_no_memory(a->err)
                       : hn_flush(sink, &out) ? HN_OK
                       : hn_fail(a->err, HN_IO, 0, "",
                                 "the answer could not be written");
    hn_text_dispose(&out);
    return status;
}

/* --- all together -------------------------------------------------------- */

static bool open(answering *a)
{
    size_t count = (size_t)a->pack->graph.records_count;
    hn_arena_init(&a->arena, &a->memory);
    a->count = (int)count;
    a->readers = hn_arena_alloc(&a->arena, (count + 1) * sizeof *a->readers);
    a->sources = hn_arena_alloc(&a->arena, (count + 1) * sizeof *a->sources);
    a->buffers = hn_arena_alloc(&a->arena, (count + 2) * sizeof *a->buffers);
    a->outputs = hn_arena_alloc(&a->arena, (count + 1) * sizeof *a->outputs);
    if (a->arena.failed)
        return false;
    for (size_t i = 0; i < count + 2; i++)
        a->buffers[i].host = a->host;
    for (size_t i = 0; i <= count; i++)
        a->outputs[i] = (hn_output){
            i < count ? a->pack->graph.records[i]->thing.name : "run",
            hn_sink_of(&a->buffers[i])};
    return true;
}

static void close(answering *a)
{
    for (int i = 0; a->buffers && i < a->count + 2; i++)
        hn_buffer_free(&a->buffers[i]);
    hn_arena_dispose(&a->arena);
}

static hn_status work(answering *a, const hn_calc_options *options,
                      const hn_sink *sink)
{
    hn_calc_options mine = *options;
    hn_sink rejects = hn_sink_of(&a->buffers[a->count + 1]);
    hn_summary *summary = NULL;
    mine.out = HN_FORMAT_JSON;
    mine.rejects = HN_FORMAT_JSONL;
    hn_status status = hn_calc(&summary, a->pack, a->host, &mine, a->sources,
                               a->source_count, a->outputs, a->count + 1,
                               &rejects, a->err);
    if (summary) {
        hn_status written = put(a, hn_summary_counts(summary), sink);
        status = written == HN_OK ? status : written;
    }
    hn_summary_free(summary);
    return status;
}

hn_status hn_calc_json(const hn_pack *pack, const hn_host *host,
                       const hn_calc_options *options, const char *text,
                       size_t len, const hn_sink *sink, hn_error *err)
{
    answering a = {.pack = pack, .host = host, .err = err};
    hn_memory_init(&a.memory, host->resize, host->resize_ctx,
                   host->memory_limit);
    hn_status status = open(&a) ? take_text(&a, text, len)
                                : hn_no_memory(err);
    if (status == HN_OK)
        status = work(&a, options, sink);
    close(&a);
    return status;
}
