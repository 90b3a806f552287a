/*
 * diff.c - hn_diff(): what another pack changes for a caseload.
 */
#include <string.h>
#include "diff.h"
#include "../quantity/number.h"

enum { LEAST_TOLD = 5, LARGEST_KEPT = 5 };

/* --- what becomes of some cases ------------------------------------------- */

bool hn_moves_init(hn_moves *moves, hn_difference *d)
{
    int count = 2 * d->sum_count;
    *moves = (hn_moves){.money = NULL};
    moves->money = hn_arena_alloc(&d->arena, ((size_t)count + 1)
                                                 * sizeof *moves->money);
    for (int k = 0; moves->money && k < count; k++)
        moves->money[k].sum.den = 1;
    return moves->money != NULL;
}

int64_t hn_moves_way(const hn_moves *moves, hn_way way)
{
    int64_t count = 0;
    for (int turn = 0; turn < HN_TURNS; turn++)
        count += moves->by[way][turn];
    return count;
}

int64_t hn_moves_turn(const hn_moves *moves, hn_turn turn)
{
    int64_t count = 0;
    for (int way = 0; way < HN_WAYS; way++)
        count += moves->by[way][turn];
    return count;
}

bool hn_moves_add(const hn_difference *d, hn_moves *moves,
                  const hn_moves *other, int times)
{
    bool fits = true;
    moves->cases += times * other->cases;
    for (int way = 0; way < HN_WAYS; way++)
        for (int turn = 0; turn < HN_TURNS; turn++)
            moves->by[way][turn] += times * other->by[way][turn];
    for (int k = 0; k < 2 * d->sum_count; k++) {
        hn_moved *into = &moves->money[k];
        hn_ratio sum = other->money[k].sum;
        sum.num *= times;
        into->cases += times * other->money[k].cases;
        fits = hn_ratio_add(&into->sum, into->sum, sum) && fits;
    }
    return fits;
}

int64_t hn_moves_changed(const hn_moves *moves)
{
    return moves->cases - hn_moves_way(moves, HN_WAY_SAME)
           - hn_moves_way(moves, HN_WAY_OPEN);
}

/* --- the call ------------------------------------------------------------ */

static hn_difference *difference_new(const hn_pack *before,
                                     const hn_pack *after,
                                     const hn_host *host)
{
    hn_memory memory;
    hn_memory_init(&memory, host->resize, host->resize_ctx,
                   host->memory_limit);
    hn_difference *d = hn_memory_alloc(&memory, sizeof *d);
    if (!d)
        return NULL;
    d->memory = memory;
    d->of[HN_OLD] = before;
    d->of[HN_NEW] = after;
    hn_arena_init(&d->arena, &d->memory);
    hn_report_init(&d->report, &d->memory);
    return d;
}

static void set_up(hn_difference *d, const hn_diff_options *options)
{
    int least = options->suppress > 0 ? options->suppress : LEAST_TOLD;
    d->internal = options->internal != 0;
    d->least = d->internal ? 1 : least;
    d->largest_most = !d->internal ? 0
                      : options->largest > 0 ? options->largest
                                             : LARGEST_KEPT;
}

static hn_status work(hn_difference *d, const hn_host *host,
                      const hn_diff_options *options,
                      const hn_source *sources, int count, hn_error *err)
{
    hn_fail(err, HN_OK, 0, "", "");
    hn_status status = hn_diff_prepare(d, options, host, err);
    if (status == HN_OK)
        status = hn_diff_conditions(d, options, host, err);
    if (status == HN_OK)
        status = hn_diff_rows(d, host, options, sources, count, err);
    if (status != HN_OK && status != HN_BAD_DATA)
        return status;
    if (d->fault)
        return hn_fail(err, HN_OVER_LIMIT, 412, "",
                       "the money of this caseload is beyond what can be "
                       "added up exactly");
    if (!hn_diff_guard(d))
        return hn_no_memory(err);
    return hn_diff_judge(d) ? HN_FINDINGS : status;
}

hn_status hn_diff(hn_difference **out, const hn_pack *old_pack,
                  const hn_pack *new_pack, const hn_host *host,
                  const hn_diff_options *options, const hn_source *sources,
                  int source_count, hn_error *err)
{
    static const hn_host no_host;
    host = host ? host : &no_host;
    hn_difference *d = difference_new(old_pack, new_pack, host);
    if (!d)
        return hn_no_memory(err);
    set_up(d, options);
    hn_status status = work(d, host, options, sources, source_count, err);
    if (status == HN_OK || status == HN_FINDINGS
        || (status == HN_BAD_DATA && d->tells.money))
        *out = d;
    else
        hn_difference_free(d);
    return status;
}

void hn_difference_free(hn_difference *d)
{
    if (!d)
        return;
    for (int i = 0; i < d->by_count; i++)
        hn_text_map_dispose(&d->by[i].map);
    if (d->mixes.memory)
        hn_text_map_dispose(&d->mixes);
    if (d->graph.memory)
        hn_graph_dispose(&d->graph);
    hn_report_dispose(&d->report);
    hn_arena_dispose(&d->arena);
    hn_memory memory = d->memory;
    hn_memory_free(&memory, d, sizeof *d);
}

/* --- what came of it ----------------------------------------------------- */

hn_counts hn_difference_counts(const hn_difference *difference)
{
    return difference->counts;
}

const char *hn_difference_award(const hn_difference *difference)
{
    return difference->awards[difference->award].name;
}

const char *hn_difference_key(const hn_difference *difference, int index)
{
    return index < difference->largest_count
               ? difference->largest[index].key : NULL;
}

const char *hn_difference_holds(const hn_difference *difference, int index)
{
    for (int i = 0; i < difference->condition_count; i++)
        if (difference->conditions[i].holds && index-- == 0)
            return difference->conditions[i].text;
    return NULL;
}

hn_status hn_difference_print(const hn_difference *difference,
                              const char *old_title, const char *new_title,
                              hn_format format, const hn_sink *sink)
{
    const char *const titles[2] = {old_title, new_title};
    hn_memory memory = difference->memory;
    hn_text out;
    hn_memory_init(&memory, memory.resize, memory.ctx, memory.limit);
    hn_text_init(&out, &memory);
    if (format == HN_FORMAT_TABLE || format == HN_FORMAT_MARKDOWN)
        hn_diff_say(difference, titles, format == HN_FORMAT_MARKDOWN, &out);
    else if (format == HN_FORMAT_CSV)
        hn_diff_csv(difference, &out);
    else
        hn_diff_json(difference, &out);
    bool refused = out.failed;
    bool written = !refused && hn_flush(sink, &out);
    hn_text_dispose(&out);
    return refused ? HN_NO_MEMORY : written ? HN_OK : HN_IO;
}
