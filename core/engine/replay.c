/*
 * replay.c - hn_replay(): which pack made the decisions of a log, and what is
 * to be told of runs that cannot be judged.
 */
#include <string.h>
#include "replay.h"

#define LEAST_TOLD 5

/* --- packs --------------------------------------------------------------- */

static hn_pack *keep_pack(hn_replayed *r, hn_pack *pack)
{
    hn_pack **packs = hn_arena_grow(&r->arena, r->loaded, r->loaded_count,
                                    &r->loaded_cap, sizeof(hn_pack *));
    if (!packs) {
        hn_pack_free(pack);
        return NULL;
    }
    r->loaded = packs;
    return packs[r->loaded_count++] = pack;
}

/* `reform` NULL: with none. */
static hn_status load(hn_replayed *r, const hn_host *host,
                      const char *folder, const hn_load_options *reform,
                      const hn_set *sets, int count, hn_pack **out,
                      hn_error *err)
{
    hn_load_options options = {.sets = sets, .set_count = count};
    hn_pack *pack = NULL;
    if (reform) {
        options.reform = reform->reform;
        options.reform_len = reform->reform_len;
        options.reform_name = reform->reform_name;
    }
    hn_status status = hn_pack_load(&pack, host, folder, &options, err);
    if (status != HN_OK)
        return status;
    *out = keep_pack(r, pack);
    return *out ? HN_OK : hn_no_memory(err);
}

static bool same_sets(const hn_pack *pack, const hn_logged_run *run)
{
    if (pack->set_count != run->set_count)
        return false;
    for (int i = 0; i < run->set_count; i++)
        if (strcmp(pack->sets[i].param, run->sets[i].param) != 0
            || strcmp(pack->sets[i].value, run->sets[i].value) != 0)
            return false;
    return true;
}

/* How many are loaded before any run is looked at: each pack, and the first
 * with its reform. */
static int given_count(const hn_replay_options *options)
{
    return options->pack_count + (options->reform != NULL);
}

/* The pack that made a run, with the parameters that were set: one that is
 * loaded, or loaded for it.  `*out` NULL: no folder has it. */
static hn_status find_pack(hn_replayed *r, const hn_host *host,
                           const hn_replay_options *options,
                           const hn_logged_run *run, const hn_pack **out,
                           hn_error *err)
{
    int given = given_count(options), found = -1;
    hn_pack *pack = NULL;
    *out = NULL;
    for (int i = r->loaded_count; i-- > 0 && !*out;)
        if (strcmp(r->loaded[i]->hash, run->hash) == 0
            && same_sets(r->loaded[i], run))
            *out = r->loaded[i];
    for (int i = 0; i < given && found < 0; i++)
        if (strcmp(r->loaded[i]->hash, run->hash) == 0)
            found = i;
    if (*out || found < 0)
        return HN_OK;
    bool reform = found >= options->pack_count;
    hn_status status = load(r, host, options->packs[reform ? 0 : found],
                            reform ? options->reform : NULL, run->sets,
                            run->set_count, &pack, err);
    *out = pack;
    return status;
}

/* --- what was wrong with the log ----------------------------------------- */

/* The given pack that is most like the one that made a run; NULL: none has
 * its name. */
static const hn_pack *likest(const hn_replayed *r, int given,
                             const hn_logged_run *run)
{
    const hn_pack *found = NULL;
    for (int i = 0; i < given; i++) {
        const hn_pack *pack = r->loaded[i];
        if (strcmp(hn_pack_name(pack), run->pack) == 0
            && (!found || strcmp(hn_pack_version(pack), run->version) == 0))
            found = pack;
    }
    return found;
}

static bool has_file(const hn_pack *pack, const hn_sealed_file *file)
{
    for (int i = 0; i < pack->file_count; i++)
        if (strcmp(pack->files[i].name, file->name) == 0)
            return strcmp(pack->files[i].hash, file->hash) == 0;
    return false;
}

/* Which of its files are others now, where the log says what they were. */
static void add_files(hn_text *out, const hn_pack *pack,
                      const hn_logged_run *run)
{
    int others = 0;
    for (int i = 0; pack && i < run->file_count; i++)
        if (!has_file(pack, &run->files[i]))
            hn_text_addf(out, "%s`%s`", others++ ? ", " : ": ",
                         run->files[i].name);
    if (others)
        hn_text_add(out, others == 1 ? " is another now"
                                     : " are others now");
}

static void tell_run(const hn_replayed *r, const hn_host *host, int code,
                     const hn_logged_run *run, const char *message,
                     const char *help)
{
    hn_report one;
    hn_memory memory = r->memory;
    hn_place place = {.file = r->log.name};
    if (run->count)
        place.line = (int)r->log.cases[run->first].line;
    hn_report_init(&one, &memory);
    hn_report_addf(&one, code, HN_ERROR, place, help, "%s", message);
    hn_tell_all(host, &one, 0, NULL);
    hn_report_dispose(&one);
}

/* "400 decisions by pre_ehcp 2026.1, on 2026-09-01". */
static void add_decisions(hn_text *out, const hn_replayed *r,
                          const hn_logged_run *run)
{
    int64_t count = hn_logged_decisions(&r->log, run);
    hn_text_add_grouped(out, count);
    hn_text_addf(out, " decision%s by %s %s%s%s", count == 1 ? "" : "s",
                 run->pack, run->version, run->on ? ", on " : "",
                 run->on ? run->on : "");
}

static void tell_not_given(hn_replayed *r, const hn_host *host, int given,
                           const hn_logged_run *run)
{
    hn_text text;
    hn_text_init(&text, &r->memory);
    hn_text_add(&text, "no pack that is given made ");
    add_decisions(&text, r, run);
    add_files(&text, likest(r, given, run), run);
    tell_run(r, host, 613, run, hn_text_string(&text),
             "give the pack as it was then: --pack FOLDER, and --reform FILE "
             "where there was one");
    hn_text_dispose(&text);
}

static void tell_part(hn_replayed *r, const hn_host *host,
                      const hn_logged_run *run, const hn_pack *pack)
{
    hn_text text;
    hn_text_init(&text, &r->memory);
    hn_text_addf(&text, "%s %s goes by other rows as well, and a part of a "
                 "log does not hold them: ", hn_pack_name(pack),
                 hn_pack_version(pack));
    add_decisions(&text, r, run);
    tell_run(r, host, 614, run, hn_text_string(&text),
             "give the whole log, with the line that ends the run");
    hn_text_dispose(&text);
}

/* --- a run --------------------------------------------------------------- */

typedef struct reads { const hn_graph *graph; bool *seen; } reads;

static void mark(const hn_node *arg, void *ctx)
{
    ((reads *)ctx)->seen[arg->id] = true;
}

/* Whether an award of some rows goes by other rows as well. */
static bool goes_by_others(const hn_pack *pack, hn_arena *arena)
{
    const hn_graph *graph = &pack->graph;
    reads r = {graph, hn_arena_alloc(arena, (size_t)graph->node_count + 1)};
    bool others = false;
    for (int i = 0; r.seen && i < graph->thing_count; i++) {
        const hn_thing *thing = graph->things[i];
        if (thing->word == HN_WORD_AWARD && thing->node
            && thing->node->records)
            mark(thing->node, &r);
    }
    for (int id = graph->node_count; r.seen && id-- > 0;) {
        const hn_node *node = graph->nodes[id];
        if (!r.seen[id])
            continue;
        others = others || hn_op_is_fold(node->op) || node->op == HN_OP_VIA
                 || node->op == HN_OP_LINK;
        hn_node_each(node, mark, &r);
    }
    return others;
}

/* One run under one pack: the one that made it, or another. */
static hn_status replay_run(hn_replayed *r, const hn_host *host,
                            const hn_logged_run *run, const hn_pack *pack,
                            bool as_then, hn_error *err)
{
    hn_arena scratch;
    hn_arena_init(&scratch, &r->memory);
    bool others = !run->whole && goes_by_others(pack, &scratch);
    bool refused = scratch.failed;
    hn_arena_dispose(&scratch);
    if (refused)
        return hn_no_memory(err);
    if (!others)
        return hn_replay_rows(r, host, run, pack, as_then, err);
    tell_part(r, host, run, pack);
    r->counts.not_judged += as_then ? hn_logged_decisions(&r->log, run) : 0;
    return HN_OK;
}

static hn_status replay_then(hn_replayed *r, const hn_host *host,
                             const hn_replay_options *options, int run,
                             hn_error *err)
{
    const hn_logged_run *of = &r->log.runs[run];
    hn_status status = find_pack(r, host, options, of, &r->packs[run], err);
    r->counts.decisions += hn_logged_decisions(&r->log, of);
    if (status != HN_OK)
        return status;
    if (r->packs[run])
        return replay_run(r, host, of, r->packs[run], true, err);
    tell_not_given(r, host, given_count(options), of);
    r->counts.not_judged += hn_logged_decisions(&r->log, of);
    return HN_OK;
}

static hn_status replay_runs(hn_replayed *r, const hn_host *host,
                             const hn_replay_options *options, hn_error *err)
{
    hn_status status = HN_OK;
    for (int i = 0; status == HN_OK && i < r->log.run_count; i++) {
        status = replay_then(r, host, options, i, err);
        if (status == HN_OK && r->with)
            status = replay_run(r, host, &r->log.runs[i], r->with, false,
                                err);
    }
    return status;
}

/* --- all together -------------------------------------------------------- */

static hn_status load_packs(hn_replayed *r, const hn_host *host,
                            const hn_replay_options *options, hn_error *err)
{
    hn_status status = HN_OK;
    hn_pack *pack = NULL;
    for (int i = 0; status == HN_OK && i < options->pack_count; i++)
        status = load(r, host, options->packs[i], NULL, NULL, 0, &pack, err);
    if (status == HN_OK && options->reform && options->pack_count > 0)
        status = load(r, host, options->packs[0], options->reform, NULL, 0,
                      &pack, err);
    if (status == HN_OK && options->with)
        status = load(r, host, options->with, options->with_reform,
                      options->sets, options->set_count, &r->with, err);
    return status;
}

static hn_status read_log(hn_replayed *r, const hn_host *host,
                          const hn_source *log, hn_error *err)
{
    hn_report report;
    hn_report_init(&report, &r->memory);
    hn_status status = hn_logged_read(&r->log, log, &r->arena, &report);
    if (status == HN_NO_MEMORY)
        hn_no_memory(err);
    else if (status == HN_IO)
        hn_fail(err, HN_IO, 400, log->name, "the log could not be read");
    else {
        hn_tell_all(host, &report, 0, err);
        if (err)
            err->status = status;
    }
    hn_report_dispose(&report);
    return status;
}

static hn_replayed *replayed_new(const hn_host *host,
                                 const hn_replay_options *options)
{
    hn_memory memory;
    hn_memory_init(&memory, host->resize, host->resize_ctx,
                   host->memory_limit);
    hn_replayed *r = hn_memory_alloc(&memory, sizeof *r);
    if (!r)
        return NULL;
    r->memory = memory;
    hn_arena_init(&r->arena, &r->memory);
    r->internal = options->internal;
    r->least = options->suppress > 0 ? options->suppress : LEAST_TOLD;
    const char *with = options->with_reform ? options->with_reform->reform_name
                                            : options->with;
    r->with_folder = with ? hn_arena_text(&r->arena, with) : NULL;
    return r;
}

static hn_status replay(hn_replayed *r, const hn_host *host,
                        const hn_replay_options *options,
                        const hn_source *log, hn_error *err)
{
    hn_status status = load_packs(r, host, options, err);
    if (status == HN_OK)
        status = read_log(r, host, log, err);
    if (status != HN_OK)
        return status;
    r->packs = hn_arena_alloc(&r->arena, ((size_t)r->log.run_count + 1)
                                             * sizeof *r->packs);
    if (r->packs)
        status = replay_runs(r, host, options, err);
    if (r->arena.failed)
        return hn_no_memory(err);
    if (status != HN_OK)
        return status;
    hn_replay_guard(r);
    const hn_replay_counts *c = &r->counts;
    return c->otherwise || c->not_judged || r->log.changed
                   || r->otherwise_count ? HN_FINDINGS : HN_OK;
}

hn_status hn_replay(hn_replayed **out, const hn_host *host,
                    const hn_replay_options *options, const hn_source *log,
                    hn_error *err)
{
    hn_fail(err, HN_OK, 0, "", "");
    hn_replayed *r = replayed_new(host, options);
    if (!r)
        return hn_no_memory(err);
    hn_status status = replay(r, host, options, log, err);
    if (status == HN_OK || status == HN_FINDINGS)
        *out = r;
    else
        hn_replayed_free(r);
    return status;
}

void hn_replayed_free(hn_replayed *replayed)
{
    if (!replayed)
        return;
    for (int i = 0; i < replayed->loaded_count; i++)
        hn_pack_free(replayed->loaded[i]);
    hn_logged_dispose(&replayed->log);
    hn_arena_dispose(&replayed->arena);
    hn_memory memory = replayed->memory;
    hn_memory_free(&memory, replayed, sizeof *replayed);
}

hn_replay_counts hn_replayed_counts(const hn_replayed *replayed)
{
    return replayed->counts;
}
