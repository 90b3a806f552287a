/*
 * build_sentence.c - text with names in braces.
 *
 * {cost} is the last part of a name: a column of the rows in hand, or a thing
 * of the pack; {pupil.left_on} goes over a link, or names a column of a table.
 * {{ and }} are braces.
 */
#include "make.h"

#include <string.h>

typedef struct reader {
    hn_graph *graph;
    const hn_records *records;     /* whose rows; NULL: the run             */
    bool any;                      /* it is the names that say whose        */
    const char *what;
    hn_place place;
    hn_sentence_part *parts;
    int count, cap;
    hn_text text;                  /* since the last name                   */
} reader;

static bool fault(reader *r, const char *help, const char *message)
{
    hn_report_addf(r->graph->report, 122, HN_ERROR, r->place, help, "%s",
                   message);
    return false;
}

static bool add_part(reader *r, hn_sentence_part part)
{
    hn_sentence_part *parts = hn_arena_grow(&r->graph->arena, r->parts,
                                            r->count, &r->cap, sizeof part);
    if (!parts)
        return false;
    r->parts = parts;
    r->parts[r->count++] = part;
    return true;
}

static bool flush(reader *r)
{
    hn_sentence_part part = { NULL, NULL, NULL };
    if (r->text.len == 0)
        return true;
    part.text = hn_arena_text_n(&r->graph->arena, r->text.at, r->text.len);
    hn_text_clear(&r->text);
    return part.text && add_part(r, part);
}

static bool add_value(reader *r, const hn_thing *thing, hn_node *node)
{
    if (!thing || !node)
        return false;
    node->uses++;
    if (r->any && node->records) {   /* the first column says whose */
        r->records = node->records;
        r->any = false;
    }
    return add_part(r, (hn_sentence_part){ NULL, thing, node });
}

/* --- names --------------------------------------------------------------- */

/* The columns and things that a name here could mean, for a suggestion. */
static const char *nearest(reader *r, const char *name)
{
    const hn_graph *graph = r->graph;
    const char **names = hn_arena_alloc(&r->graph->arena, sizeof *names
                                        * ((size_t)graph->thing_count + 1));
    int count = 0;
    for (int i = 0; names && i < graph->thing_count; i++) {
        const hn_thing *thing = graph->things[i];
        bool other = thing->word == HN_WORD_INPUT && !r->any
                     && thing->records != r->records;
        if (thing->node && !other)
            names[count++] = thing->name;
    }
    return names ? hn_make_nearest(r->graph, name, names, count) : NULL;
}

static bool unknown(reader *r, const char *name)
{
    const hn_thing *column = hn_graph_find(r->graph, HN_WORD_INPUT, name);
    const char *help = nearest(r, name);
    if (!help && column && column->records && !r->any)
        help = hn_make_text(r->graph, "`%s` is a column of `%s`: reach it "
                            "over a link", name,
                            column->records->thing.name);
    return fault(r, help, hn_make_text(r->graph, "%s names `%s`, which is "
                                       "nothing here", r->what, name));
}

/* A column of the rows in hand, or of the one kind of records that has it. */
static bool find_column(reader *r, const char *name, hn_input **out)
{
    *out = NULL;
    if (!r->any) {
        *out = r->records ? hn_records_input(r->records, name) : NULL;
        return true;
    }
    for (int i = 0; i < r->graph->records_count; i++) {
        hn_records *records = r->graph->records[i];
        hn_input *input = hn_records_input(records, name);
        if (input && *out)
            return fault(r, hn_make_text(r->graph, "write {%s.%s} or {%s.%s}",
                                         (*out)->thing.records->thing.name,
                                         name, records->thing.name, name),
                         hn_make_text(r->graph, "%s names `%s`, a column of "
                                      "two kinds of records", r->what,
                                      name));
        *out = input ? input : *out;
    }
    return true;
}

static bool add_thing(reader *r, hn_thing *thing)
{
    bool fits = !thing->records || r->any || thing->records == r->records;
    if (fits)
        return add_value(r, thing,
                         hn_build_reference(r->graph, thing, r->place));
    return fault(r, "reach it over a link, or add up its rows",
                 hn_make_text(r->graph, "%s names `%s`, which is of `%s`",
                              r->what, thing->name,
                              thing->records->thing.name));
}

static bool add_plain(reader *r, const char *name)
{
    hn_input *input;
    if (!find_column(r, name, &input))
        return false;
    if (input)
        return add_thing(r, &input->thing);
    for (int i = 0; i < r->graph->thing_count; i++) {
        hn_thing *thing = r->graph->things[i];
        if (strcmp(thing->name, name) == 0 && thing->node
            && thing->word != HN_WORD_INPUT && thing->word != HN_WORD_LINK)
            return add_thing(r, thing);
    }
    return unknown(r, name);
}

/* --- names of two parts -------------------------------------------------- */

static hn_link *find_link(const reader *r, const char *name)
{
    hn_link *link = r->records ? hn_records_link(r->records, name) : NULL;
    for (int i = 0; !link && r->any && i < r->graph->records_count; i++)
        link = hn_records_link(r->graph->records[i], name);
    return link;
}

static bool add_over_link(reader *r, hn_link *link, const char *name)
{
    hn_thing *thing = NULL;
    hn_input *input = link->to ? hn_records_input(link->to, name) : NULL;
    if (input)
        thing = &input->thing;
    for (int i = 0; link->to && !thing && i < r->graph->thing_count; i++) {
        hn_thing *other = r->graph->things[i];
        if (strcmp(other->name, name) == 0 && other->records == link->to
            && other->node)
            thing = other;
    }
    if (!link->to || hn_node_broken(link->thing.node))
        return false;
    if (!thing)
        return unknown(r, hn_make_text(r->graph, "%s.%s", link->thing.name,
                                       name));
    link->thing.uses++;
    return add_value(r, thing, hn_build_via(r->graph, link->thing.node,
                                            thing, r->place));
}

static int column_index(const hn_column_name *columns, int count,
                        const char *name)
{
    for (int i = 0; i < count; i++)
        if (columns[i].name && strcmp(columns[i].name, name) == 0)
            return i;
    return -1;
}

/* `*found`: whether the first name is a table with that column. */
static bool add_cell(reader *r, const char *first, const char *last,
                     bool *found)
{
    hn_lookup *lookup = (hn_lookup *)hn_graph_find(r->graph, HN_WORD_LOOKUP,
                                                   first);
    hn_bands *bands = (hn_bands *)hn_graph_find(r->graph, HN_WORD_BANDS,
                                                first);
    int at = -1;
    hn_node *node = NULL;
    if (lookup)
        at = column_index(lookup->columns, lookup->column_count, last);
    else if (bands)
        at = column_index(bands->columns, bands->column_count, last);
    *found = at >= 0;
    if (lookup && at >= 0)
        node = hn_build_lookup_column(r->graph, lookup, at, r->place);
    else if (bands && at >= 0)
        node = hn_build_band_column(r->graph, bands, at, r->place);
    if (node && node->records && !r->any && node->records != r->records)
        return unknown(r, hn_make_text(r->graph, "%s.%s", first, last));
    return node && add_value(r, lookup ? &lookup->thing : &bands->thing,
                             node);
}

static bool add_dotted(reader *r, const char *first, const char *last)
{
    hn_records *records = hn_graph_records(r->graph, first);
    hn_input *input = records && (r->any || records == r->records)
                      ? hn_records_input(records, last) : NULL;
    hn_link *link = find_link(r, first);
    if (input && (r->any || !link))
        return add_thing(r, &input->thing);
    if (link)
        return add_over_link(r, link, last);
    bool found;
    bool added = add_cell(r, first, last, &found);
    return found ? added
                 : unknown(r, hn_make_text(r->graph, "%s.%s", first, last));
}

static bool add_name(reader *r, const char *at, size_t len)
{
    char *name = hn_arena_text_n(&r->graph->arena, at, len);
    if (!name || !flush(r))
        return false;
    char *dot = strchr(name, '.');
    if (!dot)
        return add_plain(r, name);
    *dot = '\0';
    return add_dotted(r, name, dot + 1);
}

/* --- the text ------------------------------------------------------------ */

/* Reads the name at `at`, which stands on a brace; NULL after a report. */
static const char *read_name(reader *r, const char *at, bool *fit)
{
    size_t len = strcspn(at + 1, "{}");
    if (at[1 + len] != '}' || len == 0) {
        fault(r, "close it with }, or write {{ for a brace",
              hn_make_text(r->graph, "%s has a brace without a name",
                           r->what));
        return NULL;
    }
    *fit = add_name(r, at + 1, len) && *fit;
    return at + len + 2;
}

static bool read_all(reader *r, const char *at)
{
    bool fit = true;
    while (at && *at) {
        if ((at[0] == '{' || at[0] == '}') && at[1] == at[0]) {
            hn_text_add_char(&r->text, *at);
            at += 2;
        } else if (*at == '{') {
            at = read_name(r, at, &fit);
        } else {
            hn_text_add_char(&r->text, *at++);
        }
    }
    return at && flush(r) && fit;
}

const hn_sentence *hn_make_sentence(hn_graph *graph, const char *text,
                                    const hn_records *records, bool any,
                                    const char *what, hn_place place)
{
    reader r = { .graph = graph, .records = records, .any = any,
                 .what = what, .place = place };
    hn_sentence *sentence = hn_arena_alloc(&graph->arena, sizeof *sentence);
    hn_text_init(&r.text, graph->memory);
    bool fit = sentence && read_all(&r, text);
    if (r.text.failed)
        graph->arena.failed = 1;
    hn_text_dispose(&r.text);
    if (!fit || graph->arena.failed)
        return NULL;
    *sentence = (hn_sentence){ r.parts, r.count };
    return sentence;
}

hn_node *hn_build_sentence(hn_graph *graph, const char *text, hn_place place)
{
    const hn_sentence *sentence = hn_make_sentence(graph, text, NULL, true,
                                                   "the sentence", place);
    if (!sentence)
        return hn_build_broken(graph, place);
    hn_node **args = hn_arena_alloc(&graph->arena, sizeof *args
                                    * ((size_t)sentence->count + 1));
    int count = 0;
    for (int i = 0; args && i < sentence->count; i++)
        if (sentence->parts[i].node)
            args[count++] = sentence->parts[i].node;
    if (!args)
        return NULL;
    hn_node *node = hn_make(graph, HN_OP_SENTENCE, hn_type_of(HN_TEXT), args,
                            count, place);
    if (node && !hn_node_broken(node))
        node->u.sentence = sentence;
    return node;
}
