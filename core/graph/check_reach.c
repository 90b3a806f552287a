/*
 * check_reach.c - criteria, bands and arms that no row can come to.
 *
 * Only what is proved is told (ranges.h): it follows from the limits of the
 * inputs and from the parameters at every date.  A test that reads parameters
 * alone is a switch, which --set turns, and nothing is said of it.  Bands have neither gaps nor
 * overlaps to look for: each begins where the one below it ends, at one edge
 * that says to which of them it belongs.
 */
#include "make.h"

#include "ranges.h"
#include "../quantity/number.h"

typedef struct reach {
    hn_graph *graph;
    const hn_range *ranges;
} reach;

/* --- what shows it ------------------------------------------------------- */

static void write_amount(hn_text *out, const hn_node *node, hn_ratio value)
{
    if (node->type.form == HN_PERCENT)
        hn_percent_write(out, value);
    else
        hn_amount_write(out, value, node->type.unit);
}

/* "`cost` is from 0 to 5,000": nothing where it can be anything. */
static void write_range(const reach *r, hn_text *out, const hn_node *node,
                        const char *before)
{
    hn_interval range = r->ranges[node->id].number;
    const char *name = hn_make_name(r->graph, node, NULL);
    if (range.no_low && range.no_high)
        return;
    hn_text_add(out, before);
    if (name)
        hn_text_addf(out, "%s is ", name);
    else
        hn_text_add(out, node->op == HN_OP_CONSTANT ? "the limit is "
                                                    : "the amount is ");
    if (range.no_low)
        hn_text_add(out, "at most ");
    else if (range.no_high)
        hn_text_add(out, "at least ");
    else if (!hn_interval_is_point(range))
        hn_text_add(out, "from ");
    if (!range.no_low)
        write_amount(out, node, range.low);
    if (!range.no_low && !range.no_high && !hn_interval_is_point(range))
        hn_text_add(out, " to ");
    if (!range.no_high && (range.no_low || !hn_interval_is_point(range)))
        write_amount(out, node, range.high);
}

/* Both sides of a comparison, in the arena. */
static const char *shown(const reach *r, const hn_node *test)
{
    hn_text text;
    test = hn_node_behind(test);
    if (test->op < HN_OP_OVER || test->op > HN_OP_AT_MOST
        || test->args[0]->type.kind != HN_NUMBER)
        return "";
    hn_text_init(&text, r->graph->memory);
    write_range(r, &text, test->args[0], ": ");
    write_range(r, &text, test->args[1], text.len ? " and " : ": ");
    const char *kept = hn_arena_text(&r->graph->arena, hn_text_string(&text));
    if (text.failed)
        r->graph->arena.failed = 1;
    hn_text_dispose(&text);
    return kept ? kept : "";
}

/* --- criteria ------------------------------------------------------------ */

static void check_criterion(const reach *r, const hn_criterion *criterion)
{
    for (int i = 0; i < criterion->count; i++) {
        const hn_wording *wording = &criterion->wordings[i];
        const hn_range *range = &r->ranges[wording->test->id];
        if ((range->yes && range->no) || !wording->test->records)
            continue;
        hn_report_addf(r->graph->report, 309, HN_WARNING, wording->place,
                       range->yes ? "leave it out, or correct the limits"
                                  : "correct the test, or the limits of its "
                                    "inputs",
                       "criterion `%s` can never be %s%s",
                       criterion->thing.name, range->yes ? "unmet" : "met",
                       shown(r, wording->test));
    }
}

/* --- bands --------------------------------------------------------------- */

static void check_bands(const reach *r, const hn_bands *bands)
{
    hn_text range;
    hn_text_init(&range, r->graph->memory);
    write_range(r, &range, bands->of, ": ");
    for (int i = 0; i < bands->count && !range.failed; i++)
        if (!hn_band_reached(r->ranges, bands, i))
            hn_report_addf(r->graph->report, 310, HN_WARNING,
                           bands->bands[i].place,
                           "leave the band out, or correct the edges",
                           "no row comes to band \"%s\" of `%s`%s",
                           bands->bands[i].name, bands->thing.name,
                           hn_text_string(&range));
    if (range.failed)
        r->graph->arena.failed = 1;
    hn_text_dispose(&range);
}

/* --- choose -------------------------------------------------------------- */

/* `otherwise` must be there, reached or not. */
static void check_arms(const reach *r, const hn_node *choose)
{
    for (int i = 0; i < choose->count / 2; i++) {
        const hn_node *when = choose->args[2 * i];
        bool never = !r->ranges[when->id].yes;
        if (!when->records)
            return;
        if (hn_arm_reached(r->ranges, choose, i))
            continue;
        hn_report_addf(r->graph->report, 311, HN_WARNING, when->place,
                       never ? "leave it out, or correct the test"
                             : "leave it out, or put the narrower test first",
                       "no row comes to arm %d of this `choose`%s", i + 1,
                       never ? shown(r, when)
                             : ": an arm above it takes all of them");
    }
}

/* --- panels -------------------------------------------------------------- */

static void check_outcomes(const reach *r, const hn_panel *panel)
{
    const hn_node *node = panel->thing.node;
    for (int i = 0; node->op == HN_OP_PANEL && i < panel->count; i++) {
        const hn_node *when = node->args[2 * i];
        if (!when->records || r->ranges[when->id].yes)
            continue;
        hn_report_addf(r->graph->report, 311, HN_WARNING,
                       panel->rows[i].place,
                       "leave the row out, or correct its test",
                       "no row comes to the outcome \"%s\" of `%s`%s",
                       panel->rows[i].outcome, panel->thing.name,
                       shown(r, when));
    }
}

/* --- all together -------------------------------------------------------- */

static void check_thing(const reach *r, const hn_thing *thing)
{
    if (!thing->node || hn_node_broken(thing->node))
        return;
    if (thing->word == HN_WORD_CRITERION)
        check_criterion(r, (const hn_criterion *)thing);
    if (thing->word == HN_WORD_BANDS)
        check_bands(r, (const hn_bands *)thing);
    if (thing->word == HN_WORD_PANEL)
        check_outcomes(r, (const hn_panel *)thing);
}

void hn_check_reach(hn_graph *graph)
{
    hn_arena arena;
    if (graph->report->errors > 0 || graph->arena.failed)
        return;
    hn_arena_init(&arena, graph->memory);
    reach r = { graph, hn_ranges_make(graph, graph->node_count, &arena) };
    for (int i = 0; r.ranges && i < graph->thing_count; i++)
        check_thing(&r, graph->things[i]);
    for (int i = 0; r.ranges && i < graph->node_count; i++)
        if (graph->nodes[i]->op == HN_OP_CHOOSE)
            check_arms(&r, graph->nodes[i]);
    if (!r.ranges)
        graph->arena.failed = 1;
    hn_arena_dispose(&arena);
}
