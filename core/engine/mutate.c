/*
 * mutate.c - hn_mutate(): what would nobody notice?
 *
 * The pack is loaded again for every change (graph/edit.h) and its examples
 * are run until one does not hold.  Each thread takes a change at a time; what
 * they found is told in order.
 */
#include <string.h>
#include "../graph/edit.h"
#include "engine.h"
#include "heed.h"
#include "properties.h"
#include "seek.h"
#include "threads.h"

/* A change, and what became of it. */
typedef struct mutant {
    int number;               /* from 0                                      */
    hn_mutant_status status;
    int failed;               /* the example that noticed; -1: none did      */
    int broken;               /* the property that it breaks, where none did */
    char because[256];        /* of a pack that did not load                 */
    hn_text example;          /* of one that survived                        */
    hn_status trouble;        /* what stops everything: no memory, a stop    */
    hn_error err;
} mutant;

typedef struct mutating {
    const hn_host *host;      /* of the caller                               */
    hn_host quiet;            /* the same, told nothing                      */
    const char *folder;
    const hn_mutate_options *options;
    hn_told_mutant_fn tell;
    void *ctx;
    hn_memory memory;
    hn_pack *pack;            /* as it is                                    */
    hn_edits edits;           /* all that could be changed                   */
    hn_likeness likeness;     /* of the pack as it is                        */
    hn_heed heed;
    hn_mutant_counts counts;
} mutating;

/* --- one of them --------------------------------------------------------- */

static bool is_trouble(const mutating *m, hn_status status)
{
    return status == HN_NO_MEMORY || status == HN_IO
           || (m->host->cancel && m->host->cancel(m->host->cancel_ctx));
}

static void not_loaded(mutating *m, mutant *one, hn_status status)
{
    one->status = status == HN_OVER_LIMIT ? HN_MUTANT_OVER_LIMIT
                                          : HN_MUTANT_REFUSED;
    memcpy(one->because, one->err.message, sizeof one->because);
    if (is_trouble(m, status))
        one->trouble = status;
}

static void seek(mutating *m, mutant *one, const hn_pack *pack)
{
    const hn_edit *edit = &m->edits.list[one->number];
    hn_text name;
    hn_text_init(&name, &m->memory);
    hn_text_addf(&name, "change %d, %s:%d: %s", one->number + 1,
                 edit->place.file ? edit->place.file : "",
                 edit->place.line, edit->what);
    if (!hn_seek(&one->example, m->pack, pack, m->options->tries,
                 hn_text_string(&name), &m->memory) || name.failed)
        one->trouble = hn_no_memory(&one->err);
    hn_text_dispose(&name);
}

/* What no example can notice is no fault of the examples. */
static void prove(mutating *m, mutant *one, hn_likeness *likeness)
{
    bool failed;
    const char *why = hn_likeness_same(likeness, &failed);
    (void)m;
    if (failed) {
        one->trouble = hn_no_memory(&one->err);
        return;
    }
    if (!why)
        return;
    one->status = HN_MUTANT_EQUIVALENT;
    strcpy(one->because, why);
}

/* A row may be rejected for a figure that no example asks about. */
static void ask_all(mutating *m, mutant *one, const hn_pack *pack)
{
    hn_status status = hn_test_first(&one->failed, pack, &one->err);
    (void)m;
    if (status != HN_OK)
        one->trouble = status;
    else if (one->failed >= 0)
        one->status = HN_MUTANT_KILLED;
}

static bool changed(const hn_likeness *likeness, const hn_node *mine,
                    const hn_node *its)
{
    const hn_forms *forms = &likeness->plain;
    return mine && its && forms->base->nodes[mine->id] != forms->nodes[its->id];
}

static bool may_break(const hn_likeness *likeness, const hn_property *mine,
                      const hn_property *its)
{
    for (int i = 0; i < mine->count && i < its->count; i++) {
        const hn_promise *a = &mine->promises[i], *b = &its->promises[i];
        if (changed(likeness, a->of, b->of)
            || changed(likeness, a->limit, b->limit)
            || changed(likeness, a->test, b->test)
            || changed(likeness, a->where, b->where))
            return true;
    }
    return false;
}

static bool breaks(mutating *m, mutant *one, const hn_pack *pack,
                   const hn_property *property)
{
    hn_text wrong, how;
    hn_text_init(&wrong, &m->memory);
    hn_text_init(&how, &m->memory);
    hn_status status = hn_property_judge(&wrong, &how, pack, property,
                                         m->host, &m->memory);
    if (status == HN_OK && (wrong.failed || how.failed))
        status = hn_no_memory(&one->err);
    one->trouble = status;
    bool broken = status == HN_OK && wrong.len > 0;
    hn_text_dispose(&wrong);
    hn_text_dispose(&how);
    return broken;
}

/* What must always hold notices as well. */
static void ask_properties(mutating *m, mutant *one, const hn_pack *pack,
                           const hn_likeness *likeness)
{
    const hn_graph *graph = &m->pack->graph;
    for (int i = 0; i < graph->property_count && one->trouble == HN_OK
                    && one->status == HN_MUTANT_SURVIVED; i++) {
        if (i >= pack->graph.property_count)
            return;
        const hn_property *its = pack->graph.properties[i];
        if (!may_break(likeness, graph->properties[i], its)
            || !breaks(m, one, pack, its))
            continue;
        one->status = HN_MUTANT_KILLED;
        one->broken = i;
    }
}

static void judge(mutating *m, mutant *one, hn_pack *pack,
                  hn_likeness *likeness)
{
    hn_status status = hn_heed_first(&one->failed, &m->heed, pack, likeness,
                                     &m->memory, &one->err);
    if (status != HN_OK || is_trouble(m, HN_OK)) {
        one->trouble = status == HN_OK ? HN_OVER_LIMIT : status;
        return;
    }
    one->status = one->failed >= 0 ? HN_MUTANT_KILLED : HN_MUTANT_SURVIVED;
    if (one->status == HN_MUTANT_SURVIVED)
        prove(m, one, likeness);
    if (one->status == HN_MUTANT_SURVIVED)
        ask_all(m, one, pack);
    if (one->status == HN_MUTANT_SURVIVED && one->trouble == HN_OK)
        ask_properties(m, one, pack, likeness);
    if (one->status == HN_MUTANT_SURVIVED && one->trouble == HN_OK
        && m->options->tries > 0)
        seek(m, one, pack);
}

static void hold_against(mutating *m, mutant *one, hn_pack *pack)
{
    hn_likeness likeness;
    if (hn_likeness_find(&likeness, pack, &m->likeness, &m->memory))
        judge(m, one, pack, &likeness);
    else
        one->trouble = hn_no_memory(&one->err);
    hn_likeness_dispose(&likeness);
}

static void try_mutant(void *ctx, void *worker, void *item)
{
    mutating *m = ctx;
    mutant *one = item;
    hn_pack *pack = NULL;
    hn_edits edits;
    (void)worker;
    hn_edits_init(&edits, &m->memory, &m->edits.list[one->number]);
    hn_status status = hn_pack_load_edited(&pack, &m->quiet, m->folder,
                                           &edits, &one->err);
    if (edits.arena.failed)
        one->trouble = HN_NO_MEMORY;
    else if (status != HN_OK)
        not_loaded(m, one, status);
    else if (edits.made == 0)
        one->trouble = hn_fail(&one->err, HN_BAD_USE, 0, "", "the pack is "
                               "not built the same way twice: its changes "
                               "cannot be told apart");
    else
        hold_against(m, one, pack);
    hn_pack_free(pack);
    hn_edits_dispose(&edits);
}

/* --- telling ------------------------------------------------------------- */

static void count_one(hn_mutant_counts *counts, hn_mutant_status status)
{
    switch (status) {
    case HN_MUTANT_KILLED: counts->killed++; break;
    case HN_MUTANT_SURVIVED: counts->survived++; break;
    case HN_MUTANT_EQUIVALENT: counts->equivalent++; break;
    case HN_MUTANT_REFUSED: counts->refused++; break;
    case HN_MUTANT_OVER_LIMIT: counts->over_limit++; break;
    }
}

static void tell_mutant(mutating *m, mutant *one)
{
    const hn_edit *edit = &m->edits.list[one->number];
    hn_told_mutant told = {
        .number = one->number + 1,
        .file = edit->place.file ? edit->place.file : "",
        .line = edit->place.line, .column = edit->place.column,
        .change = edit->what, .status = one->status, .times = edit->times,
        .because = one->because,
        .example = hn_text_string(&one->example)};
    if (one->status == HN_MUTANT_KILLED)
        told.because = one->failed >= 0
            ? m->pack->graph.examples[one->failed]->name
            : m->pack->graph.properties[one->broken]->name;
    count_one(&m->counts, one->status);
    if (m->tell)
        m->tell(m->ctx, &told);
}

/* --- all of them --------------------------------------------------------- */

/* The change that is the `i`-th to be tried. */
static int number_of(const mutating *m, int i, int tried)
{
    return (int)((int64_t)i * m->counts.all / tried);
}

static hn_status gather(mutating *m, hn_threads *threads, mutant *slots,
                        int slot_count, int tried, hn_error *err)
{
    hn_status status = HN_OK;
    for (int i = 0, given = 0; i < tried && status == HN_OK; i++) {
        for (; given < tried && given < i + slot_count; given++) {
            mutant *next = &slots[given % slot_count];
            *next = (mutant){.number = number_of(m, given, tried)};
            hn_text_init(&next->example, &m->memory);
            if (threads)
                hn_threads_give(threads, next);
        }
        mutant *one = &slots[i % slot_count];
        if (threads)
            hn_threads_wait(threads, one);
        else
            try_mutant(m, NULL, one);
        status = one->trouble;
        if (status == HN_OK)
            tell_mutant(m, one);
        else if (err)
            *err = one->err;
        hn_text_dispose(&one->example);
    }
    return status;
}

static hn_status try_all(mutating *m, hn_error *err)
{
    int jobs = m->options->jobs < HN_JOBS_MOST ? m->options->jobs
                                               : HN_JOBS_MOST;
    int slot_count = jobs > 1 ? jobs * 4 : 1;
    int most = m->options->most;
    int tried = most > 0 && most < m->counts.all ? most : m->counts.all;
    void *workers[HN_JOBS_MOST] = {NULL};
    hn_arena arena;
    hn_arena_init(&arena, &m->memory);
    mutant *slots = hn_arena_alloc(&arena, sizeof *slots
                                           * (size_t)slot_count);
    hn_threads *threads = slots && jobs > 1
        ? hn_threads_open(&m->memory, jobs, slot_count, try_mutant, m,
                          workers)
        : NULL;
    hn_status status = slots
        ? gather(m, threads, slots, slot_count, tried, err)
        : hn_no_memory(err);
    if (threads)
        hn_threads_close(threads);
    for (int i = 0; slots && i < slot_count; i++)
        if (slots[i].example.memory)
            hn_text_dispose(&slots[i].example);
    hn_arena_dispose(&arena);
    if (status == HN_OVER_LIMIT)
        return hn_fail(err, HN_OVER_LIMIT, 504, "",
                       "stopped as asked; not every change was tried");
    return status != HN_OK ? status
           : m->counts.survived > 0 ? HN_FINDINGS : HN_OK;
}

static hn_status check_pack(mutating *m, hn_error *err)
{
    int failed;
    hn_status status = hn_test_first(&failed, m->pack, err);
    if (status != HN_OK || failed < 0)
        return status;
    return hn_fail(err, HN_BAD_USE, 0, "", "an example does not hold for the "
                   "pack as it is: run hn test first");
}

hn_status hn_mutate(hn_mutant_counts *out, const hn_host *host,
                    const char *folder, const hn_mutate_options *options,
                    hn_told_mutant_fn tell, void *ctx, hn_error *err)
{
    static const hn_host no_host;
    static const hn_mutate_options no_options;
    mutating m = {.host = host ? host : &no_host, .folder = folder,
                  .options = options ? options : &no_options, .tell = tell,
                  .ctx = ctx};
    m.quiet = *m.host;
    m.quiet.message = NULL;
    hn_memory_init(&m.memory, m.host->resize, m.host->resize_ctx,
                   m.host->memory_limit);
    hn_edits_init(&m.edits, &m.memory, NULL);
    hn_status status = hn_pack_load_edited(&m.pack, m.host, folder, &m.edits,
                                           err);
    if (status == HN_OK && m.edits.arena.failed)
        status = hn_no_memory(err);
    if (status == HN_OK)
        status = check_pack(&m, err);
    if (status == HN_OK
        && !(hn_likeness_find(&m.likeness, m.pack, NULL, &m.memory)
             && hn_likeness_normal(&m.likeness)
             && hn_heed_init(&m.heed, &m.likeness, &m.memory)))
        status = hn_no_memory(err);
    m.counts.all = m.edits.count;
    if (status == HN_OK)
        status = try_all(&m, err);
    if (out && (status == HN_OK || status == HN_FINDINGS))
        *out = m.counts;
    if (m.heed.pack)
        hn_heed_dispose(&m.heed);
    if (m.likeness.pack)
        hn_likeness_dispose(&m.likeness);
    hn_pack_free(m.pack);
    hn_edits_dispose(&m.edits);
    return status;
}
