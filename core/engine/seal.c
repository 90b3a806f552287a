/*
 * seal.c - makes the seal of a run and writes it.
 *
 * The text is one and the same for the same run: members in a fixed order,
 * data and results in the order in which the pack declares them, files by
 * name, and of a parameter that was set twice the value that held.
 */
#include <string.h>
#include "seal.h"

/* --- while the run goes on ----------------------------------------------- */

bool hn_seal_begin(hn_run *run)
{
    size_t kinds = (size_t)run->pack->graph.records_count + 1;
    if (!run->options->seal)
        return true;
    run->sealing = hn_arena_alloc(&run->arena, kinds * sizeof *run->sealing);
    for (size_t i = 0; run->sealing && i < kinds; i++) {
        hn_hash_init(&run->sealing[i].values);
        hn_hash_init(&run->sealing[i].bytes);
        hn_hash_init(&run->sealing[i].results);
    }
    return run->sealing != NULL;
}

void hn_seal_source(hn_run *run, hn_input_file *file)
{
    hn_text heading;
    if (!run->sealing)
        return;
    hn_sealing *sealing = &run->sealing[file->records->index];
    hn_text_init(&heading, &run->memory);
    hn_canon_heading(&heading, file->records);
    hn_hash_add(&sealing->values, heading.at, heading.len);
    file->hash = &sealing->bytes;
    if (heading.failed)
        hn_run_no_memory(run);
    hn_text_dispose(&heading);
}

void hn_seal_rows(hn_run *run, const hn_records *records, const hn_job *job)
{
    if (!run->sealing)
        return;
    hn_sealing *sealing = &run->sealing[records->index];
    hn_hash_add(&sealing->values, job->canon.at, job->canon.len);
    sealing->rows += job->read;
    sealing->rejected += job->rejected;
}

void hn_seal_results(hn_run *run, const hn_records *records,
                     const char *bytes, size_t len)
{
    int index = records ? records->index : run->pack->graph.records_count;
    if (run->sealing && len > 0)
        hn_hash_add(&run->sealing[index].results, bytes, len);
}

/* --- at its end ---------------------------------------------------------- */

/* The whole is made of its parts, so that they need hashing only once. */
static void hash_parts(hn_seal *seal)
{
    hn_hash hash;
    hn_hash_init(&hash);
    for (int i = 0; i < seal->data_count; i++) {
        const hn_sealed_data *data = &seal->data[i];
        hn_hash_add(&hash, data->records, strlen(data->records));
        hn_hash_add(&hash, " ", 1);
        hn_hash_add(&hash, data->values, HN_HASH_TEXT - 1);
        hn_hash_add(&hash, "\n", 1);
    }
    hn_hash_hex(&hash, seal->input_hash);
}

static bool take_data(hn_seal *seal, hn_run *run, hn_arena *arena)
{
    const hn_graph *graph = &run->pack->graph;
    size_t room = (size_t)graph->records_count + 1;
    seal->data = hn_arena_alloc(arena, room * sizeof *seal->data);
    seal->results = hn_arena_alloc(arena, room * sizeof *seal->results);
    if (!seal->data || !seal->results)
        return false;
    seal->data_count = graph->records_count;
    seal->result_count = graph->records_count + 1;
    for (int i = 0; i < seal->result_count; i++) {
        hn_sealing *sealing = &run->sealing[i];
        const char *name = i < seal->data_count
                               ? graph->records[i]->thing.name : "run";
        seal->data[i] = (hn_sealed_data){
            .records = name, .rows = sealing->rows,
            .rejected = sealing->rejected};
        seal->results[i].table = name;
        hn_hash_hex(&sealing->values, seal->data[i].values);
        hn_hash_hex(&sealing->bytes, seal->data[i].bytes);
        hn_hash_hex(&sealing->results, seal->results[i].hash);
    }
    seal->output_hash = seal->results[0].hash;
    hash_parts(seal);
    return true;
}

static bool take_sets(hn_seal *seal, const hn_pack *pack, hn_arena *arena)
{
    hn_set *sets = hn_arena_alloc(
        arena, ((size_t)pack->set_count + 1) * sizeof *sets);
    for (int i = 0; sets && i < pack->set_count; i++)
        if (hn_set_holds(pack, i))
            sets[seal->set_count++] = pack->sets[i];
    seal->sets = sets;
    return sets != NULL;
}

static bool take_date(hn_seal *seal, const hn_summary *s, hn_arena *arena)
{
    hn_text on;
    if (!s->has_on)
        return true;
    hn_text_init(&on, arena->memory);
    hn_date_write(&on, s->on);
    seal->on = on.failed ? NULL : hn_arena_text_n(arena, on.at, on.len);
    hn_text_dispose(&on);
    return seal->on != NULL;
}

bool hn_seal_end(hn_run *run)
{
    hn_summary *s = run->summary;
    const hn_pack *pack = run->pack;
    hn_arena *arena = &s->arena;
    hn_seal *seal = hn_arena_alloc(arena, sizeof *seal);
    if (!seal)
        return false;
    seal->engine = hn_version();
    seal->pack = hn_pack_name(pack);
    seal->version = hn_pack_version(pack);
    seal->pack_hash = pack->hash;
    seal->files = pack->files;
    seal->file_count = pack->file_count;
    seal->extra_columns = run->options->extra_columns;
    seal->repeats = run->options->repeats;
    seal->out = run->options->out == HN_FORMAT_TABLE ? HN_FORMAT_CSV
                                                   : run->options->out;
    seal->counts = s->counts;
    if (!take_data(seal, run, arena) || !take_sets(seal, pack, arena)
        || !take_date(seal, s, arena))
        return false;
    s->seal = seal;
    return true;
}

/* --- its text ------------------------------------------------------------ */

static void add_text(hn_text *out, const char *before, const char *text)
{
    hn_text_add(out, before);
    if (text)
        hn_write_json_text(out, hn_slice_of(text));
    else
        hn_text_add(out, "null");
}

static void add_number(hn_text *out, const char *before, int64_t number)
{
    hn_text_add(out, before);
    hn_text_add_int(out, number);
}

static void add_files(hn_text *out, const hn_seal *seal)
{
    hn_text_add(out, ",\n  \"files\": [");
    for (int i = 0; i < seal->file_count; i++) {
        add_text(out, i ? ",\n    { \"name\": " : "\n    { \"name\": ",
                 seal->files[i].name);
        add_text(out, ", \"sha256\": ", seal->files[i].hash);
        hn_text_add(out, " }");
    }
    hn_text_add(out, "\n  ]");
}

/* The parameters that --set gave another value: without them a what-if would
 * pass for the pack as it stands. */
static void add_sets(hn_text *out, const hn_seal *seal)
{
    hn_text_add(out, ",\n  \"set\": {");
    for (int i = 0; i < seal->set_count; i++) {
        add_text(out, i ? ", " : " ", seal->sets[i].param);
        add_text(out, ": ", seal->sets[i].value);
    }
    hn_text_add(out, seal->set_count ? " }" : "}");
}

static void add_data(hn_text *out, const hn_seal *seal)
{
    add_text(out, ",\n  \"input_sha256\": ", seal->input_hash);
    hn_text_add(out, ",\n  \"data\": [");
    for (int i = 0; i < seal->data_count; i++) {
        const hn_sealed_data *data = &seal->data[i];
        add_text(out, i ? ",\n    { \"records\": " : "\n    { \"records\": ",
                 data->records);
        add_number(out, ", \"rows\": ", data->rows);
        add_number(out, ", \"rejected\": ", data->rejected);
        add_text(out, ",\n      \"sha256\": ", data->values);
        add_text(out, ",\n      \"bytes_sha256\": ", data->bytes);
        hn_text_add(out, " }");
    }
    hn_text_add(out, seal->data_count ? "\n  ]" : "]");
}

static void add_results(hn_text *out, const hn_seal *seal)
{
    add_text(out, ",\n  \"output_sha256\": ", seal->output_hash);
    hn_text_add(out, ",\n  \"results\": [");
    for (int i = 0; i < seal->result_count; i++) {
        add_text(out, i ? ",\n    { \"table\": " : "\n    { \"table\": ",
                 seal->results[i].table);
        add_text(out, ", \"sha256\": ", seal->results[i].hash);
        hn_text_add(out, " }");
    }
    hn_text_add(out, "\n  ]");
}

static void add_counts(hn_text *out, const hn_counts *counts)
{
    add_number(out, ",\n  \"counts\": { \"rows\": ", counts->rows);
    add_number(out, ", \"calculated\": ", counts->calculated);
    add_number(out, ", \"rejected\": ", counts->rejected);
    add_number(out, ", \"repeated\": ", counts->repeated);
    hn_text_add(out, " }");
}

static void add_own_hash(hn_text *out, size_t from)
{
    hn_hash hash;
    char hex[HN_HASH_TEXT];
    hn_text_add(out, ",\n");
    if (out->failed)
        return;
    hn_hash_init(&hash);
    hn_hash_add(&hash, out->at + from, out->len - from);
    hn_hash_hex(&hash, hex);
    add_text(out, "  \"seal_sha256\": ", hex);
}

void hn_seal_write(hn_text *out, const hn_seal *seal)
{
    static const char *const formats[] = {
        [HN_FORMAT_CSV] = "csv", [HN_FORMAT_JSONL] = "jsonl",
        [HN_FORMAT_JSON] = "json"};
    size_t from = out->len;
    add_text(out, "{\n  \"format\": ", HN_SEAL_FORMAT);
    add_text(out, ",\n  \"engine\": ", seal->engine);
    add_text(out, ",\n  \"pack\": ", seal->pack);
    add_text(out, ",\n  \"version\": ", seal->version);
    add_text(out, ",\n  \"pack_sha256\": ", seal->pack_hash);
    add_files(out, seal);
    add_sets(out, seal);
    add_text(out, ",\n  \"on\": ", seal->on);
    add_text(out, ",\n  \"extra_columns\": ",
             seal->extra_columns ? "ignored" : "refused");
    add_text(out, ",\n  \"repeats\": ", seal->repeats ? "ignored" : "told");
    add_text(out, ",\n  \"out\": ", formats[seal->out]);
    add_data(out, seal);
    add_results(out, seal);
    add_counts(out, &seal->counts);
    add_own_hash(out, from);
    hn_text_add(out, "\n}\n");
}

hn_status hn_summary_seal(const hn_summary *summary, const hn_sink *sink)
{
    hn_memory memory;
    hn_text out;
    const hn_host *host = &summary->pack->host;
    if (!summary->seal)
        return HN_BAD_USE;
    hn_memory_init(&memory, host->resize, host->resize_ctx,
                   host->memory_limit);
    hn_text_init(&out, &memory);
    hn_seal_write(&out, summary->seal);
    bool refused = out.failed;
    bool written = !refused && hn_flush(sink, &out);
    hn_text_dispose(&out);
    return refused ? HN_NO_MEMORY : written ? HN_OK : HN_IO;
}
