/*
 * check_sources.c - a pack that was approved says where its figures are from.
 *
 * "illustration" stands where nobody has agreed on a figure yet.  A draft may
 * have as many of them as it needs; once a pack is approved there are none.
 */
#include "make.h"

#include <string.h>

bool hn_source_is_illustration(const char *source)
{
    static const char word[] = "illustration";
    return source && strncmp(source, word, sizeof word - 1) == 0;
}

static void check_source(hn_graph *graph, const char *word, const char *name,
                         const char *source, hn_place place)
{
    if (hn_source_is_illustration(source))
        hn_report_addf(graph->report, 316, HN_WARNING, place,
                       "say where it is from, or leave `approved` at "
                       "\"draft\"",
                       "the source of %s `%s` is an illustration, and the "
                       "pack is approved", word, name);
}

static void check(hn_graph *graph, const hn_thing *thing, const char *source,
                  hn_place place)
{
    check_source(graph, hn_thing_word(thing), thing->name, source, place);
}

/* Dated rows may each have a source; else it is that of the whole. */
static const char *source_of(const hn_thing *thing, const char *own)
{
    return own ? own : thing->source;
}

static void check_periods(hn_graph *graph, const hn_param *param)
{
    for (int i = 0; i < param->count; i++)
        check(graph, &param->thing,
              source_of(&param->thing, param->periods[i].source),
              param->periods[i].place);
}

static void check_wordings(hn_graph *graph, const hn_criterion *criterion)
{
    for (int i = 0; i < criterion->count; i++)
        check(graph, &criterion->thing,
              source_of(&criterion->thing, criterion->wordings[i].source),
              criterion->wordings[i].place);
}

static void check_rows(hn_graph *graph, const hn_lookup *lookup)
{
    for (int i = 0; i < lookup->row_count; i++)
        check(graph, &lookup->thing,
              source_of(&lookup->thing, lookup->rows[i].source),
              lookup->rows[i].place);
}

static void check_thing(hn_graph *graph, const hn_thing *thing)
{
    switch (thing->word) {
    case HN_WORD_PARAM:
        check_periods(graph, (const hn_param *)thing);
        break;
    case HN_WORD_CRITERION:
        check_wordings(graph, (const hn_criterion *)thing);
        break;
    case HN_WORD_LOOKUP:
        check_rows(graph, (const hn_lookup *)thing);
        break;
    default:
        check(graph, thing, thing->source, thing->place);
        break;
    }
}

void hn_check_sources(hn_graph *graph)
{
    const hn_pack_facts *pack = &graph->pack;
    if (hn_graph_is_draft(graph))
        return;
    check_source(graph, "pack", pack->name, pack->source, pack->place);
    for (int i = 0; i < graph->thing_count; i++)
        check_thing(graph, graph->things[i]);
}
