/*
 * pack.c - loading a rule pack and what it says of itself.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "engine.h"
#include "formula.h"
#include "panels.h"

/* --- files ---------------------------------------------------------------------- */

typedef struct folder { hn_pack *pack; const char *path; } folder;

static bool take_stream(hn_pack *pack, FILE *stream, hn_slice *out)
{
    hn_text text;
    char part[4096];
    size_t got;
    hn_text_init(&text, &pack->memory);
    while ((got = fread(part, 1, sizeof part, stream)) > 0)
        hn_text_add_n(&text, part, got);
    bool ok = !ferror(stream) && !text.failed;
    if (text.failed)
        pack->arena.failed = 1;
    out->len = text.len;
    out->at = ok ? hn_arena_text_n(&pack->arena, text.at ? text.at : "",
                                   text.len)
                 : NULL;
    hn_text_dispose(&text);
    return out->at != NULL;
}

static bool read_in_folder(hn_pack *pack, const char *path, const char *name,
                           hn_slice *out)
{
    hn_text full;
    hn_text_init(&full, &pack->memory);
    hn_text_addf(&full, "%s/%s", path, name);
    if (full.failed)
        pack->arena.failed = 1;
    FILE *stream = full.failed ? NULL : fopen(hn_text_string(&full), "rb");
    hn_text_dispose(&full);
    if (!stream)
        return false;
    bool ok = take_stream(pack, stream, out);
    fclose(stream);
    return ok;
}

static bool read_from_host(hn_pack *pack, const char *path, const char *name,
                           hn_slice *out)
{
    const hn_host *host = &pack->host;
    char *text = NULL;
    size_t len = 0;
    if (host->read_file(host->read_file_ctx, path, name, &text, &len) != 0)
        return false;
    out->at = hn_arena_text_n(&pack->arena, text ? text : "", len);
    out->len = len;
    if (text && host->resize)
        host->resize(host->resize_ctx, text, len, 0);
    else
        free(text);
    return out->at != NULL;
}

static bool read_file(void *ctx, const char *name, hn_slice *out)
{
    folder *f = ctx;
    return f->pack->host.read_file
               ? read_from_host(f->pack, f->path, name, out)
               : read_in_folder(f->pack, f->path, name, out);
}

/* --- loading --------------------------------------------------------------------- */

static void hash_text(char out[HN_HASH_TEXT], hn_slice text)
{
    hn_hash hash;
    hn_hash_init(&hash);
    hn_hash_add(&hash, text.at, text.len);
    hn_hash_hex(&hash, out);
}

/* Name and bytes of each file, in the order of their names. */
static void hash_files(hn_pack *pack, hn_pack_file *files, int count)
{
    hn_hash hash;
    pack->files = hn_arena_alloc(&pack->arena,
                                 ((size_t)count + 1) * sizeof *pack->files);
    if (!pack->files)
        return;
    pack->file_count = count;
    hn_hash_init(&hash);
    for (int i = 1; i < count; i++)
        for (int j = i; j > 0 && strcmp(files[j - 1].name,
                                        files[j].name) > 0; j--) {
            hn_pack_file other = files[j];
            files[j] = files[j - 1];
            files[j - 1] = other;
        }
    for (int i = 0; i < count; i++) {
        pack->files[i].name = files[i].name;
        hash_text(pack->files[i].hash, files[i].text);
        hn_hash_add(&hash, files[i].name, strlen(files[i].name) + 1);
        uint64_t len = files[i].text.len;
        for (int shift = 0; shift < 64; shift += 8)
            hn_hash_add(&hash, &(unsigned char){(unsigned char)(len >> shift)},
                        1);
        hn_hash_add(&hash, files[i].text.at, files[i].text.len);
    }
    hn_hash_hex(&hash, pack->hash);
}

static int cancelled(void *ctx)
{
    const hn_host *host = ctx;
    return host->cancel && host->cancel(host->cancel_ctx);
}

static bool load_rules(hn_pack *pack, const char *path,
                       const hn_load_options *options)
{
    folder f = {pack, path};
    hn_load load = {
        .file = read_file, .file_ctx = &f,
        .work_limit = pack->host.work_limit,
        .script_limit = pack->host.script_limit,
        .cancel = pack->host.cancel ? cancelled : NULL,
        .cancel_ctx = &pack->host,
        .sets = (const hn_load_set *)options->sets,
        .set_count = options->set_count,
        .reform = pack->reform,
    };
    bool loaded = hn_load_pack(&pack->graph, &load);
    pack->printed = load.printed;
    if (loaded)
        hash_files(pack, load.files, load.file_count);
    return loaded;
}

/* A draft may have warnings; an approved pack, and any under strict, may not. */
static bool is_strict(const hn_pack *pack, const hn_load_options *options)
{
    return options->strict || !hn_graph_is_draft(&pack->graph);
}

static hn_status status_of(const hn_report *report)
{
    for (int i = 0; i < report->count; i++)
        if (report->notices[i].code >= 500 && report->notices[i].code < 600
            && report->notices[i].code != 502
            && report->notices[i].code != 503)
            return report->notices[i].code == 500
                           && report->arena.memory->refused
                       ? HN_NO_MEMORY : HN_OVER_LIMIT;
    return HN_BAD_PACK;
}

/* What takes made-up rows to tell, or the examples. */
static hn_status look_closer(hn_pack *pack, const hn_load_options *options,
                             bool strict, hn_error *err)
{
    hn_status status = HN_OK;
    if (options->prove)
        hn_panels_prove(pack);
    if (options->prove && !pack->report.errors)
        status = hn_unreached_show(pack, err);
    if (status == HN_OK && !pack->report.errors)
        status = hn_steps_warn(pack, options->prove, err);
    if (status == HN_OK && strict && options->prove && !pack->report.errors)
        status = hn_cover_warn(pack, err);
    return status;
}

static hn_status judge(hn_pack *pack, const hn_load_options *options,
                       bool loaded, hn_error *err)
{
    hn_report *report = &pack->report;
    hn_date as_at;
    if (loaded && options->as_at) {
        hn_status status = hn_read_date(&pack->host, "--as-at",
                                        options->as_at, &as_at, err);
        if (status != HN_OK)
            return status;
        hn_graph_overdue(&pack->graph, as_at);
    }
    bool strict = loaded && is_strict(pack, options);
    hn_status found = loaded ? look_closer(pack, options, strict, err)
                             : HN_OK;
    if (found != HN_OK)
        return found;
    if (pack->arena.failed || pack->graph.arena.failed || report->failed)
        return hn_no_memory(err);
    hn_fail(err, HN_OK, 0, "", "");
    hn_tell_all(&pack->host, report, strict, err);
    if (loaded && !report->errors && !(strict && report->count))
        return HN_OK;
    hn_status status = loaded ? HN_BAD_PACK : status_of(report);
    if (err)
        err->status = status;
    return status;
}

static hn_pack *pack_new(const hn_host *host)
{
    hn_memory memory;
    hn_memory_init(&memory, host->resize, host->resize_ctx,
                   host->memory_limit);
    hn_pack *pack = hn_memory_alloc(&memory, sizeof *pack);
    if (!pack)
        return NULL;
    pack->host = *host;
    pack->memory = memory;
    hn_arena_init(&pack->arena, &pack->memory);
    hn_report_init(&pack->report, &pack->memory);
    if (!hn_graph_init(&pack->graph, &pack->memory, &pack->report)) {
        hn_pack_free(pack);
        return NULL;
    }
    return pack;
}

hn_status hn_folder_hash(const hn_host *host, const char *path,
                         const char *name, bool *found,
                         char out[HN_HASH_TEXT])
{
    hn_slice text;
    hn_pack *pack = pack_new(host);
    folder f = {pack, path};
    *found = pack && hn_load_is_bare(name) && read_file(&f, name, &text);
    if (*found)
        hash_text(out, text);
    bool refused = !pack || pack->arena.failed;
    hn_pack_free(pack);
    return refused ? HN_NO_MEMORY : HN_OK;
}

/* As the pack has taken it: the value says whether 0.5 was half, or half a per
 * cent. */
static const char *set_text(hn_pack *pack, const hn_set *set)
{
    const hn_graph *graph = &pack->graph;
    hn_text text;
    hn_text_init(&text, &pack->memory);
    hn_text_addf(&text, "%s = ", set->param);
    for (int i = 0; i < graph->param_count; i++)
        if (strcmp(graph->params[i]->thing.name, set->param) == 0
            && graph->params[i]->count > 0)
            hn_constant_say(&text, graph->params[i]->periods[0].value);
    const char *kept = text.failed ? NULL : hn_arena_text_n(
                                         &pack->arena, text.at, text.len);
    hn_text_dispose(&text);
    return kept;
}

bool hn_set_holds(const hn_pack *pack, int i)
{
    for (int later = i + 1; later < pack->set_count; later++)
        if (strcmp(pack->sets[later].param, pack->sets[i].param) == 0)
            return false;
    return true;
}

static bool say_sets(hn_pack *pack)
{
    size_t count = (size_t)pack->set_count;
    pack->set_texts = hn_arena_alloc(&pack->arena, (count + 1)
                                                   * sizeof *pack->set_texts);
    for (size_t i = 0; pack->set_texts && i < count; i++) {
        pack->set_texts[i] = set_text(pack, &pack->sets[i]);
        if (!pack->set_texts[i])
            return false;
    }
    return pack->set_texts != NULL;
}

static bool keep_sets(hn_pack *pack, const hn_load_options *options)
{
    size_t count = (size_t)options->set_count;
    hn_set *sets = hn_arena_alloc(&pack->arena, (count + 1) * sizeof *sets);
    for (size_t i = 0; sets && i < count; i++)
        sets[i] = (hn_set){
            hn_arena_text(&pack->arena, options->sets[i].param),
            hn_arena_text(&pack->arena, options->sets[i].value)};
    pack->sets = sets;
    pack->set_count = options->set_count;
    return !pack->arena.failed;
}

/* What-ifs load the pack again, long after the host has let go of the text. */
static bool keep_reform(hn_pack *pack, const hn_load_options *options)
{
    const char *name = options->reform_name ? options->reform_name
                                            : "reform.lua";
    if (!options->reform)
        return true;
    pack->reform = (hn_pack_file){
        hn_arena_text(&pack->arena, name),
        {hn_arena_text_n(&pack->arena, options->reform, options->reform_len),
         options->reform_len}};
    return !pack->arena.failed;
}

static hn_status load(hn_pack **out, const hn_host *host, const char *path,
                      const hn_load_options *options,
                      struct hn_edits *edits, hn_error *err)
{
    hn_pack *pack = pack_new(host);
    if (pack)
        pack->folder = hn_arena_text(&pack->arena, path);
    if (!pack || !keep_sets(pack, options)
        || !keep_reform(pack, options)) {
        hn_pack_free(pack);
        return hn_no_memory(err);
    }
    pack->graph.edits = edits;
    hn_status status = judge(pack, options, load_rules(pack, path, options),
                             err);
    if (status == HN_OK && !say_sets(pack))
        status = hn_no_memory(err);
    if (status == HN_OK)
        *out = pack;
    else
        hn_pack_free(pack);
    return status;
}

hn_status hn_pack_load(hn_pack **out, const hn_host *host, const char *path,
                       const hn_load_options *options, hn_error *err)
{
    static const hn_host no_host;
    static const hn_load_options no_options;
    return load(out, host ? host : &no_host, path,
                options ? options : &no_options, NULL, err);
}

hn_status hn_pack_load_edited(hn_pack **out, const hn_host *host,
                              const char *path, struct hn_edits *edits,
                              hn_error *err)
{
    static const hn_load_options no_options;
    return load(out, host, path, &no_options, edits, err);
}

void hn_pack_free(hn_pack *pack)
{
    if (!pack)
        return;
    hn_graph_dispose(&pack->graph);
    hn_report_dispose(&pack->report);
    hn_arena_dispose(&pack->arena);
    hn_memory memory = pack->memory;
    hn_memory_free(&memory, pack, sizeof *pack);
}

/* --- facts ------------------------------------------------------------------------- */

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

const char *hn_pack_name(const hn_pack *pack)
{
    return or_empty(pack->graph.pack.name);
}

const char *hn_pack_title(const hn_pack *pack)
{
    return or_empty(pack->graph.pack.title);
}

const char *hn_pack_version(const hn_pack *pack)
{
    return or_empty(pack->graph.pack.version);
}

const char *hn_pack_approved(const hn_pack *pack)
{
    return hn_graph_is_draft(&pack->graph) ? "draft" : pack->graph.pack.approved;
}

const char *hn_pack_hash(const hn_pack *pack)
{
    return pack->hash;
}

int hn_pack_file_count(const hn_pack *pack)
{
    return pack->file_count;
}

const char *hn_pack_file_name(const hn_pack *pack, int index)
{
    return pack->files[index].name;
}

const char *hn_pack_file_hash(const hn_pack *pack, int index)
{
    return pack->files[index].hash;
}

const char *hn_pack_printed(const hn_pack *pack)
{
    return or_empty(pack->printed);
}

const char *hn_pack_set_text(const hn_pack *pack, int index)
{
    return pack->set_texts[index];
}

int hn_pack_records_count(const hn_pack *pack)
{
    return pack->graph.records_count;
}

const char *hn_pack_records_name(const hn_pack *pack, int index)
{
    return pack->graph.records[index]->thing.name;
}

const char *hn_pack_records_file(const hn_pack *pack, int index)
{
    return pack->graph.records[index]->file;
}

/* --- in JSON --------------------------------------------------------------------- */

static void add_member(hn_text *out, const char *before, const char *text)
{
    hn_text_add(out, before);
    hn_write_json_text(out, hn_slice_of(text));
}

void hn_pack_json(hn_text *out, const hn_pack *pack)
{
    add_member(out, "{ \"pack\": ", hn_pack_name(pack));
    add_member(out, ", \"version\": ", hn_pack_version(pack));
    add_member(out, ", \"pack_sha256\": ", hn_pack_hash(pack));
    hn_text_add(out, ", \"set\": {");
    for (int i = 0; i < pack->set_count; i++) {
        add_member(out, i ? ", " : " ", pack->sets[i].param);
        add_member(out, ": ", pack->sets[i].value);
    }
    hn_text_add(out, pack->set_count ? " } }" : "} }");
}

void hn_on_json(hn_text *out, bool has_on, hn_date on)
{
    hn_text_add(out, ",\n  \"on\": ");
    hn_text_add(out, has_on ? "\"" : "null");
    if (has_on) {
        hn_date_write(out, on);
        hn_text_add_char(out, '"');
    }
}
