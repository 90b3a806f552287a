/*
 * graph.c - finding what a pack declares, and types as text.
 */
#include "graph.h"

#include <string.h>

/* --- finding ------------------------------------------------------------- */

hn_thing *hn_graph_find(const hn_graph *graph, int word, const char *name)
{
    for (int i = 0; name && i < graph->thing_count; i++) {
        hn_thing *thing = graph->things[i];
        if ((word < 0 || (int)thing->word == word)
            && strcmp(thing->name, name) == 0)
            return thing;
    }
    return NULL;
}

hn_records *hn_graph_records(const hn_graph *graph, const char *name)
{
    for (int i = 0; name && i < graph->records_count; i++)
        if (strcmp(graph->records[i]->thing.name, name) == 0)
            return graph->records[i];
    return NULL;
}

hn_input *hn_records_input(const hn_records *records, const char *name)
{
    for (int i = 0; name && i < records->input_count; i++)
        if (strcmp(records->inputs[i]->thing.name, name) == 0)
            return records->inputs[i];
    return NULL;
}

hn_link *hn_records_link(const hn_records *records, const char *name)
{
    for (int i = 0; name && i < records->link_count; i++)
        if (strcmp(records->links[i]->thing.name, name) == 0)
            return records->links[i];
    return NULL;
}

const char *hn_word_name(hn_word word)
{
    static const char *const names[] = {
        [HN_WORD_RECORDS] = "records", [HN_WORD_INPUT] = "input",
        [HN_WORD_LINK] = "link", [HN_WORD_PARAM] = "param",
        [HN_WORD_LOOKUP] = "lookup", [HN_WORD_BANDS] = "bands",
        [HN_WORD_CRITERION] = "criterion", [HN_WORD_SCORE] = "score",
        [HN_WORD_FIGURE] = "figure", [HN_WORD_AWARD] = "award",
        [HN_WORD_CALENDAR] = "calendar", [HN_WORD_PEERS] = "peers",
        [HN_WORD_ATTRIBUTION] = "attribution", [HN_WORD_PANEL] = "panel",
        [HN_WORD_MATRIX] = "matrix",
        [HN_WORD_ALLOCATION] = "allocation"
    };
    return names[word];
}

const char *hn_thing_word(const hn_thing *thing)
{
    return thing->word == HN_WORD_CRITERION
                   && ((const hn_criterion *)thing)->refuses
               ? "must" : hn_word_name(thing->word);
}

/* --- types --------------------------------------------------------------- */

/* The types that are not units. */
static const struct { const char *name; hn_kind kind; hn_form form; }
named_types[] = {
    { "count", HN_NUMBER, HN_COUNT },
    { "ratio", HN_NUMBER, HN_RATIO },
    { "percent", HN_NUMBER, HN_PERCENT },
    { "date", HN_DATE, HN_AMOUNT },
    { "yes/no", HN_YESNO, HN_AMOUNT },
    { "choice", HN_CHOICE, HN_AMOUNT },
    { "id", HN_TEXT, HN_ID },
    { "text", HN_TEXT, HN_AMOUNT }
};

#define NAMED_TYPES (int)(sizeof named_types / sizeof named_types[0])

void hn_type_write(hn_text *out, hn_type type)
{
    if (type.kind == HN_NUMBER && type.form == HN_AMOUNT) {
        hn_unit_write(out, type.unit);
        return;
    }
    for (int i = 0; i < NAMED_TYPES; i++) {
        if (named_types[i].kind == type.kind
            && named_types[i].form == type.form) {
            hn_text_add(out, named_types[i].name);
            return;
        }
    }
    hn_text_add(out, "value");
}

const char *hn_type_read(hn_type *out, const char *text,
                         const hn_choices *choices)
{
    for (int i = 0; i < NAMED_TYPES; i++) {
        if (strcmp(named_types[i].name, text) == 0) {
            *out = (hn_type){ .kind = named_types[i].kind,
                              .form = named_types[i].form };
            out->choices = out->kind == HN_CHOICE ? choices : NULL;
            return NULL;
        }
    }
    hn_unit unit;
    if (!hn_unit_read(&unit, text))
        return "is neither a unit nor one of count ratio percent date yes/no "
               "choice id text";
    *out = (hn_type){ .kind = HN_NUMBER, .unit = unit };
    return NULL;
}

int hn_type_decimals(hn_type type)
{
    if (type.kind != HN_NUMBER || type.form == HN_COUNT)
        return 0;
    if (type.form == HN_RATIO)
        return 6;
    if (type.form == HN_PERCENT || !hn_unit_is_money(type.unit))
        return 4;
    return 2;
}

bool hn_graph_is_draft(const hn_graph *graph)
{
    static const char draft[] = "draft";
    const char *approved = graph->pack.approved;
    size_t same = 0;
    while (approved && same < sizeof draft - 1
           && (approved[same] | 0x20) == draft[same])
        same++;
    return !approved || (same == sizeof draft - 1 && !approved[same]);
}
