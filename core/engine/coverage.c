/*
 * coverage.c - hn_coverage(): what the examples of a pack reach.
 */
#include <string.h>
#include "cover_print.h"
#include "cover_search.h"
#include "cover_stub.h"
#include "engine.h"

/* Nodes that may be worked out to look for stubs, all told. */
#define MOST_WORK 2000000

typedef struct coverer {
    const hn_pack *pack;
    const hn_host *host;
    const hn_coverage_options *options;
    hn_memory memory;
    hn_trials trials;
    hn_cover cover;
    int examples;             /* that were run                               */
} coverer;

static hn_status stopped(hn_error *err)
{
    return hn_fail(err, HN_OVER_LIMIT, 504, "",
                   "stopped as asked; not every example was looked at");
}

/* --- the examples -------------------------------------------------------- */

/* False where memory was refused. */
static bool look_at(coverer *c, const hn_example *example)
{
    hn_trial trial;
    hn_trial_run(&trial, &c->trials, example, NULL);
    bool ok = !trial.failed;
    if (ok)
        hn_cover_look(&c->cover, &trial, example->name, false);
    hn_trial_dispose(&trial);
    c->examples++;
    return ok;
}

static hn_status look_at_all(coverer *c, hn_error *err)
{
    const hn_graph *graph = &c->pack->graph;
    for (int i = 0; i < graph->example_count; i++) {
        const hn_example *example = graph->examples[i];
        if (c->host->cancel && c->host->cancel(c->host->cancel_ctx))
            return stopped(err);
        if (c->options->run && !strstr(example->name, c->options->run))
            continue;
        if (!look_at(c, example))
            return hn_no_memory(err);
    }
    return HN_OK;
}

/* --- what they do not reach ---------------------------------------------- */

static bool is_wanted(const hn_cover *cover, int i)
{
    const hn_point *point = &cover->points[i];
    return hn_point_is_head(cover, i) && !point->offered
           && hn_point_state_of(point) == HN_POINT_MISSING;
}

/* Keeps what was found, for others to begin from. */
static bool note_found(coverer *c, hn_cover_search *search,
                       const hn_example *found)
{
    hn_arena *arena = &c->cover.arena;
    hn_example *kept = hn_arena_alloc(arena, sizeof *kept);
    const hn_example **all = hn_arena_grow(arena, search->found,
                                           search->found_count,
                                           &search->found_cap, sizeof *all);
    if (!kept || !all)
        return false;
    *kept = *found;
    search->found = all;
    all[search->found_count++] = kept;
    return true;
}

/* `*settled`: there is nothing more to look for. */
static hn_status take(coverer *c, hn_cover_search *search, hn_point *point,
                      hn_sought sought, const hn_example *found,
                      bool *settled, hn_error *err)
{
    *settled = true;
    if (sought == HN_SOUGHT_STOPPED)
        return stopped(err);
    if (sought == HN_SOUGHT_NO_MEMORY)
        return hn_no_memory(err);
    if (sought == HN_SOUGHT_IMPOSSIBLE)
        point->impossible = "every case there is was tried";
    if (sought != HN_SOUGHT_FOUND || c->options->brief)
        return HN_OK;
    bool ok = hn_cover_offer(&c->cover, &c->trials, point, found, settled)
              && (!*settled || note_found(c, search, found));
    return ok ? HN_OK : hn_no_memory(err);
}

/* First whatever leads there; then only what matters to something shown. */
static hn_status seek(coverer *c, hn_cover_search *search, int i,
                      hn_error *err)
{
    hn_status status = HN_OK;
    bool settled = false;
    for (int alive = 0; alive < 2 && !settled && status == HN_OK; alive++) {
        hn_example found;
        search->alive = alive;
        hn_sought sought = hn_cover_search_for(search, i, &c->cover.arena,
                                               &found);
        status = take(c, search, &c->cover.points[i], sought, &found,
                      &settled, err);
    }
    return status;
}

/* An award that is met goes first: from there much else is near. */
static bool is_turn(const hn_cover *cover, int i, bool first)
{
    const hn_point *point = &cover->points[i];
    bool met = point->kind == HN_POINT_AWARD && point->index == HN_MET;
    return is_wanted(cover, i) && (!first || met);
}

/* Each point has its part of what work is left. */
static hn_status seek_all(coverer *c, hn_error *err)
{
    hn_cover_search search = {.cover = &c->cover, .trials = &c->trials,
                              .cancel = c->host->cancel,
                              .cancel_ctx = c->host->cancel_ctx,
                              .quickly = c->options->brief};
    hn_status status = HN_OK;
    int64_t left = MOST_WORK;
    int wanted = 0;
    for (int i = 0; i < c->cover.count; i++)
        wanted += is_wanted(&c->cover, i);
    for (int k = 0; k < 2 * c->cover.count && status == HN_OK; k++) {
        int i = k % c->cover.count;
        if (!is_turn(&c->cover, i, k < c->cover.count))
            continue;
        int64_t share = left / (wanted > 0 ? wanted : 1);
        search.work = share;
        status = seek(c, &search, i, err);
        left -= share - search.work;
        wanted -= wanted > 0;
    }
    return status;
}

/* --- all together -------------------------------------------------------- */

static void count(const hn_cover *cover, hn_coverage_counts *counts)
{
    for (int i = 0; i < cover->count; i++) {
        hn_point_state state = hn_point_state_of(&cover->points[i]);
        if (!hn_point_is_head(cover, i))
            continue;
        counts->reached += state == HN_POINT_REACHED;
        counts->missing += state == HN_POINT_MISSING;
        counts->impossible += state == HN_POINT_IMPOSSIBLE;
    }
}

static hn_status print(coverer *c, const hn_coverage_counts *counts,
                       const hn_sink *sink, hn_error *err)
{
    hn_text text;
    hn_status status = counts->missing ? HN_FINDINGS : HN_OK;
    hn_text_init(&text, &c->memory);
    hn_cover_print(&text, &c->cover, c->pack, c->examples, counts,
                   c->options->out);
    if (text.failed)
        status = hn_no_memory(err);
    else if (!hn_flush(sink, &text))
        status = hn_fail(err, HN_IO, 0, "",
                         "the answers could not be written");
    hn_text_dispose(&text);
    return status;
}

static hn_status cover(coverer *c, hn_coverage_counts *counts,
                       const hn_sink *sink, hn_error *err)
{
    const hn_graph *graph = &c->pack->graph;
    if (!hn_trials_init(&c->trials, graph, &c->memory)
        || !hn_cover_init(&c->cover, graph, &c->memory, 0))
        return hn_no_memory(err);
    hn_status status = look_at_all(c, err);
    if (status == HN_OK && !hn_cover_prove(&c->cover, &c->memory))
        status = hn_no_memory(err);
    if (status == HN_OK)
        status = seek_all(c, err);
    if (status != HN_OK)
        return status;
    count(&c->cover, counts);
    return print(c, counts, sink, err);
}

hn_status hn_coverage(hn_coverage_counts *out, const hn_pack *pack,
                      const hn_host *host, const hn_coverage_options *options,
                      const hn_sink *sink, hn_error *err)
{
    static const hn_host no_host;
    static const hn_coverage_options no_options = {.out = HN_FORMAT_TABLE};
    hn_coverage_counts counts = {0, 0, 0};
    coverer c = {.pack = pack, .host = host ? host : &no_host,
                 .options = options ? options : &no_options};
    hn_memory_init(&c.memory, c.host->resize, c.host->resize_ctx,
                   c.host->memory_limit);
    hn_arena_init(&c.cover.arena, &c.memory);
    hn_arena_init(&c.cover.live.arena, &c.memory);
    hn_status status = cover(&c, &counts, sink, err);
    if (out && (status == HN_OK || status == HN_FINDINGS))
        *out = counts;
    hn_cover_dispose(&c.cover);
    hn_trials_dispose(&c.trials);
    return status;
}
