/*
 * panels.c - see panels.h.
 *
 * First by what the tests are made of (core/graph/partition.h), which takes
 * no row.  Where that is not enough a row is looked for that none of them
 * holds for, or two: going through all cases there are is a proof as well.
 */
#include "panels.h"

#include "../graph/partition.h"
#include "cover_search.h"
#include "example_text.h"
#include "formula.h"

enum { MOST_WORK = 6000000, MOST_EXPECTED = 6, NONE = 0, TWO = 1 };

typedef struct judge {
    hn_pack *pack;
    const hn_panel *panel;
    hn_memory *memory;
    hn_cover *cover;
    hn_trials *trials;
    hn_arena arena;           /* of what is found                            */
} judge;

/* --- telling ------------------------------------------------------------- */

static void add_criteria(const hn_node *node, const hn_thing **out,
                         int *count, int depth)
{
    const hn_thing *thing = node->thing;
    if (thing && thing->word == HN_WORD_CRITERION) {
        for (int i = 0; i < *count; i++)
            if (out[i] == thing)
                return;
        if (*count < MOST_EXPECTED)
            out[(*count)++] = thing;
        return;
    }
    for (int i = 0; depth > 0 && i < node->count; i++)
        add_criteria(node->args[i], out, count, depth - 1);
}

static bool is_held(const judge *j, const hn_trial *trial, int row)
{
    const hn_node *node = j->panel->thing.node;
    const hn_tables *tables = &trial->tables;
    hn_case here = {&tables->run, 0, &tables->run};
    if (node->records)
        here.frame = &tables->held[node->records->index].frame;
    return hn_case_known(&here, node->args[2 * row])
           && hn_case_yes(&here, node->args[2 * row]);
}

/* "panel `tier` comes to "a" and to "b" for the same case" */
static hn_place say_rows(const judge *j, const hn_trial *trial, hn_text *out,
                         int kind)
{
    const hn_panel *panel = j->panel;
    hn_place place = panel->thing.place;
    int held = 0;
    hn_text_addf(out, "panel `%s` comes to %s", panel->thing.name,
                 kind == NONE ? "no outcome for some case" : "");
    for (int i = 0; kind == TWO && i < panel->count && held < 2; i++) {
        if (!is_held(j, trial, i))
            continue;
        hn_text_addf(out, "%s\"%s\"", held++ ? " and to " : "",
                     panel->rows[i].outcome);
        place = panel->rows[i].place;
    }
    if (kind == TWO)
        hn_text_add(out, " for the same case");
    return place;
}

static bool write_case(const judge *j, const hn_trial *trial, hn_text *out,
                       int kind)
{
    const hn_thing *things[MOST_EXPECTED + 1];
    const hn_node *node = j->panel->thing.node;
    int count = 0;
    hn_text name;
    for (int i = 0; i + 1 < node->count; i += 2)
        add_criteria(node->args[i], things, &count, 8);
    things[count++] = &j->panel->thing;
    hn_text_init(&name, j->memory);
    hn_text_addf(&name, "%s: %s", j->panel->thing.name,
                 kind == NONE ? "no outcome" : "two outcomes");
    bool fits = hn_example_write(out, trial, hn_text_string(&name), things,
                                 count, "");
    out->failed = out->failed || name.failed;
    hn_text_dispose(&name);
    return fits;
}

static void tell_case(judge *j, const hn_example *found, int kind)
{
    hn_trial trial;
    hn_text message, help;
    hn_text_init(&message, j->memory);
    hn_text_init(&help, j->memory);
    hn_trial_run(&trial, j->trials, found, NULL);
    hn_place place = say_rows(j, &trial, &message, kind);
    hn_text_add(&help, kind == NONE
                ? "add a row for it, or widen a test; such a case, which "
                  "fails until then, is\n"
                : "add to one of them what keeps it from the other; such a "
                  "case, which fails until then, is\n");
    write_case(j, &trial, &help, kind);
    if (help.len && help.at[help.len - 1] == '\n')
        help.len--;
    if (message.failed || help.failed || trial.failed)
        j->pack->arena.failed = 1;
    else
        hn_report_addf(&j->pack->report, 313, HN_ERROR, place,
                       hn_text_string(&help), "%s",
                       hn_text_string(&message));
    hn_trial_dispose(&trial);
    hn_text_dispose(&message);
    hn_text_dispose(&help);
}

static void tell_open(judge *j)
{
    hn_report_addf(&j->pack->report, 314, HN_WARNING, j->panel->thing.place,
                   "make criteria of its tests, and let each row say of each "
                   "criterion whether it is met",
                   "the rows of panel `%s` are not proved to leave nobody "
                   "out and to meet nowhere: no case against it was found",
                   j->panel->thing.name);
}

/* --- looking ------------------------------------------------------------- */

static hn_sought look_for(judge *j, int kind, hn_example *found)
{
    hn_point point = {.kind = HN_POINT_ROWS, .index = kind,
                      .node = j->panel->thing.node,
                      .thing = &j->panel->thing};
    const hn_host *host = &j->pack->host;
    hn_cover_search search = {.cover = j->cover, .trials = j->trials,
                              .cancel = host->cancel,
                              .cancel_ctx = host->cancel_ctx,
                              .work = MOST_WORK};
    j->cover->points = &point;
    j->cover->count = 1;
    hn_sought sought = hn_cover_search_for(&search, 0, &j->arena, found);
    j->cover->points = NULL;
    j->cover->count = 0;
    return sought;
}

static void judge_panel(judge *j, const hn_range *ranges)
{
    const hn_node *node = j->panel->thing.node;
    hn_example found;
    bool all = true;
    if (hn_tests_part(ranges, node->args, node->count / 2, 2, &j->arena))
        return;
    for (int kind = NONE; kind <= TWO; kind++) {
        hn_sought sought = look_for(j, kind, &found);
        if (sought == HN_SOUGHT_NO_MEMORY)
            j->pack->arena.failed = 1;
        if (sought == HN_SOUGHT_FOUND) {
            tell_case(j, &found, kind);
            return;
        }
        all = all && sought == HN_SOUGHT_IMPOSSIBLE;
    }
    if (!all)
        tell_open(j);
}

static void judge_all(judge *j)
{
    const hn_graph *graph = &j->pack->graph;
    const hn_range *ranges = hn_ranges_make(graph, graph->node_count,
                                            &j->arena);
    for (int i = 0; ranges && i < graph->thing_count; i++) {
        const hn_thing *thing = graph->things[i];
        if (thing->word != HN_WORD_PANEL || !thing->node
            || thing->node->op != HN_OP_PANEL)
            continue;
        j->panel = (const hn_panel *)thing;
        judge_panel(j, ranges);
    }
}

void hn_panels_prove(hn_pack *pack)
{
    hn_cover cover;
    hn_trials trials;
    judge j = {.pack = pack, .memory = &pack->memory, .cover = &cover,
               .trials = &trials};
    hn_arena_init(&j.arena, &pack->memory);
    bool ready = hn_cover_init(&cover, &pack->graph, &pack->memory,
                               1u << HN_POINT_ROWS);
    ready = hn_trials_init(&trials, &pack->graph, &pack->memory) && ready;
    if (ready)
        judge_all(&j);
    if (!ready || j.arena.failed)
        pack->arena.failed = 1;
    hn_cover_dispose(&cover);
    hn_trials_dispose(&trials);
    hn_arena_dispose(&j.arena);
}
