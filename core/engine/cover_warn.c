/*
 * cover_warn.c - warns of criteria that no example tries both ways.
 *
 * A criterion that is met in every example could be left out of the pack, and
 * no example would notice.  Each of its dated texts is a rule of its own.
 */
#include "cover.h"
#include "engine.h"

#define CRITERIA (1u << HN_POINT_CRITERION)

/* --- the examples -------------------------------------------------------- */

static hn_status look_at_all(hn_pack *pack, hn_cover *cover,
                             hn_trials *trials, hn_error *err)
{
    const hn_graph *graph = &pack->graph;
    const hn_host *host = &pack->host;
    for (int i = 0; i < graph->example_count; i++) {
        hn_trial trial;
        if (host->cancel && host->cancel(host->cancel_ctx))
            return hn_fail(err, HN_OVER_LIMIT, 504, "",
                           "stopped as asked; not every example was looked "
                           "at");
        hn_trial_run(&trial, trials, graph->examples[i], NULL);
        bool failed = trial.failed;
        if (!failed)
            hn_cover_look(cover, &trial, graph->examples[i]->name, false);
        hn_trial_dispose(&trial);
        if (failed)
            return hn_no_memory(err);
    }
    return HN_OK;
}

/* --- warning ------------------------------------------------------------- */

/* "`graduated` from 1 September 2026". */
static void add_name(hn_text *out, const hn_point *point)
{
    const hn_criterion *criterion = (const hn_criterion *)point->thing;
    hn_date from = criterion->wordings[point->of].from;
    hn_text_addf(out, "`%s`", criterion->thing.name);
    if (from <= HN_DATE_FIRST || criterion->count == 1)
        return;
    hn_text_add(out, " from ");
    hn_date_write_long(out, from);
}

static void add_help(hn_text *out, const char *name, bool met, bool unmet)
{
    hn_text_add(out, "add an example that expects ");
    if (met)
        hn_text_addf(out, "%s = \"met\"", name);
    if (unmet)
        hn_text_addf(out, "%s%s = \"unmet\"",
                     met ? ", and one that expects " : "", name);
    hn_text_add(out, "; `hn test --coverage` looks for such a row");
}

static void warn(hn_report *report, const hn_point *met, const hn_point *unmet,
                 hn_memory *memory)
{
    bool no_met = hn_point_state_of(met) == HN_POINT_MISSING;
    bool no_unmet = hn_point_state_of(unmet) == HN_POINT_MISSING;
    hn_text said, help;
    if (!no_met && !no_unmet)
        return;
    hn_text_init(&said, memory);
    hn_text_init(&help, memory);
    add_name(&said, met);
    add_help(&help, met->thing->name, no_met, no_unmet);
    hn_report_addf(report, 312, HN_WARNING, met->place, hn_text_string(&help),
                   "%s %s is %s example", hn_thing_word(met->thing),
                   hn_text_string(&said),
                   !no_unmet ? "met in no" : !no_met ? "unmet in no"
                                           : "neither met nor unmet in any");
    report->failed |= said.failed || help.failed;
    hn_text_dispose(&said);
    hn_text_dispose(&help);
}

/* The three answers of one text stand in a row. */
static void warn_all(const hn_cover *cover, hn_report *report,
                     hn_memory *memory)
{
    for (int i = 0; i + HN_UNMET < cover->count; i++)
        if (cover->points[i].index == HN_MET)
            warn(report, &cover->points[i], &cover->points[i + HN_UNMET],
                 memory);
}

hn_status hn_cover_warn(hn_pack *pack, hn_error *err)
{
    hn_memory *memory = &pack->memory;
    hn_cover cover;
    hn_trials trials;
    hn_status status = HN_OK;
    bool ready = hn_trials_init(&trials, &pack->graph, memory);
    ready = hn_cover_init(&cover, &pack->graph, memory, CRITERIA) && ready;
    status = ready ? look_at_all(pack, &cover, &trials, err)
                   : hn_no_memory(err);
    if (status == HN_OK && !hn_cover_prove(&cover, memory))
        status = hn_no_memory(err);
    if (status == HN_OK)
        warn_all(&cover, &pack->report, memory);
    hn_cover_dispose(&cover);
    hn_trials_dispose(&trials);
    return status;
}
