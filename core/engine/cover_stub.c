/*
 * cover_stub.c - see cover_stub.h.
 */
#include "cover_stub.h"

#include <string.h>
#include "cover_cone.h"
#include "example_text.h"

#define MOST_EXPECTED 8

/* --- its name ------------------------------------------------------------ */

static bool is_taken(const hn_cover *cover, const char *name)
{
    const hn_graph *graph = cover->graph;
    for (int i = 0; i < graph->example_count; i++)
        if (strcmp(graph->examples[i]->name, name) == 0)
            return true;
    for (int i = 0; i < cover->count; i++)
        if (cover->points[i].stub
            && strcmp(cover->points[i].offered, name) == 0)
            return true;
    return false;
}

/* "costs_more: annual_cost just below school_first", with a number behind it
 * where that is taken; in the cover's arena, NULL where memory is refused. */
static const char *name_of(hn_cover *cover, const hn_point *point)
{
    hn_text text;
    const char *name = NULL;
    hn_text_init(&text, cover->arena.memory);
    for (int i = 1; !name || is_taken(cover, name); i++) {
        hn_text_clear(&text);
        if (point->thing)
            hn_text_addf(&text, "%s: ", point->thing->name);
        hn_point_say(&text, cover, point);
        if (i > 1)
            hn_text_addf(&text, " (%d)", i);
        name = text.failed ? NULL : hn_arena_text_n(&cover->arena, text.at,
                                                    text.len);
        if (!name)
            break;
    }
    hn_text_dispose(&text);
    return name;
}

/* --- what it expects ----------------------------------------------------- */

typedef struct expecting {
    const hn_cover *cover;
    const hn_point *point;
    const hn_thing *things[MOST_EXPECTED];
    int count;
    hn_arena *arena;
} expecting;

static bool goes_by(const expecting *e, const hn_thing *thing)
{
    return hn_cone_reads(e->cover->graph, thing->node, e->point->node,
                         e->arena);
}

static void expect(expecting *e, const hn_thing *thing)
{
    if (e->count < MOST_EXPECTED)
        e->things[e->count++] = thing;
}

/* The point's own thing and the awards that go by it; where there are none,
 * what does, the first of it. */
static void find_expected(expecting *e)
{
    const hn_graph *graph = e->cover->graph;
    const hn_thing *own = e->point->thing;
    if (own && hn_can_expect(own))
        expect(e, own);
    for (int i = 0; i < graph->thing_count; i++) {
        const hn_thing *thing = graph->things[i];
        if (thing->word == HN_WORD_AWARD && thing != own
            && hn_can_expect(thing) && goes_by(e, thing))
            expect(e, thing);
    }
    for (int i = 0; i < graph->thing_count && e->count == 0; i++)
        if (hn_can_expect(graph->things[i]) && goes_by(e, graph->things[i]))
            expect(e, graph->things[i]);
}

/* --- all together -------------------------------------------------------- */

/* False: the example does not reach the point, and is not offered. */
static bool keep(hn_cover *cover, hn_trial *trial, hn_point *point,
                 const char *name, const hn_text *text)
{
    hn_cover_look(cover, trial, name, true);
    if (point->offered)
        point->stub = hn_arena_text_n(&cover->arena, text->at, text->len);
    for (int i = 0; !point->offered && i < cover->count; i++)
        if (cover->points[i].offered == name)
            cover->points[i].offered = NULL;
    return point->offered != NULL;
}

bool hn_cover_offer(hn_cover *cover, hn_trials *trials, hn_point *point,
                    const hn_example *found, bool *offered)
{
    hn_memory *memory = cover->arena.memory;
    hn_arena own;
    expecting e = {.cover = cover, .point = point, .arena = &own};
    const char *name = name_of(cover, point);
    hn_trial trial;
    hn_text text;
    hn_arena_init(&own, memory);
    hn_text_init(&text, memory);
    hn_trial_run(&trial, trials, found, NULL);
    bool ok = name && !trial.failed;
    if (ok)
        find_expected(&e);
    bool written = ok && trial.ran
                   && hn_example_write(&text, &trial, name, e.things, e.count,
                                       "");
    text.len -= written;
    hn_text_add(&text, "  -- check what it expects\n");
    *offered = written && !text.failed
               && keep(cover, &trial, point, name, &text);
    ok = ok && !text.failed && !cover->arena.failed && !own.failed;
    hn_trial_dispose(&trial);
    hn_text_dispose(&text);
    hn_arena_dispose(&own);
    return ok;
}
