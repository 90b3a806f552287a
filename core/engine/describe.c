/*
 * describe.c - what a pack holds.
 */
#include <string.h>
#include "engine.h"

enum { COLUMNS = 6 };

/* A table of texts, aligned when it is printed. */
typedef struct table {
    hn_arena arena;
    const char *(*cells)[COLUMNS];
    int count;
} table;

/* Characters, of which some are several bytes. */
static int width_of(const char *text)
{
    int width = 0;
    for (; *text; text++)
        width += ((unsigned char)*text & 0xC0) != 0x80;
    return width;
}

static const char *keep(table *t, hn_text *text)
{
    char *copy = text->failed ? NULL
                              : hn_arena_text_n(&t->arena, text->at
                                                ? text->at : "", text->len);
    if (text->failed)
        t->arena.failed = 1;
    hn_text_clear(text);
    return copy ? copy : "";
}

/* --- the cells of a thing ------------------------------------------------ */

static const hn_type *declared_type(const hn_thing *thing)
{
    switch (thing->word) {
    case HN_WORD_INPUT: return &((const hn_input *)thing)->type;
    case HN_WORD_PARAM: return &((const hn_param *)thing)->type;
    default: return thing->node ? &thing->node->type : NULL;
    }
}

static void add_link(hn_text *out, const hn_link *link)
{
    hn_text_addf(out, "a row of %s", link->to->thing.name);
    if (link->on)
        hn_text_addf(out, ", by %s", link->on->thing.name);
}

static void add_type(hn_text *out, const hn_thing *thing)
{
    const hn_type *type = declared_type(thing);
    if (thing->word == HN_WORD_CRITERION)
        hn_text_add(out, "met or unmet");
    else if (thing->word == HN_WORD_LINK)
        add_link(out, (const hn_link *)thing);
    else if (thing->word == HN_WORD_RECORDS)
        hn_text_addf(out, "%d columns",
                     ((const hn_records *)thing)->input_count);
    else if (thing->word == HN_WORD_LOOKUP)
        hn_text_addf(out, "%d rows", ((const hn_lookup *)thing)->row_count);
    else if (thing->word == HN_WORD_PEERS)
        hn_text_add(out, ((const hn_peers *)thing)->own ? "its own included"
                                                        : "its own left out");
    else if (type)
        hn_type_write(out, *type);
}

static void add_rows(hn_text *out, const hn_thing *thing)
{
    const hn_records *records = thing->node ? thing->node->records
                                            : thing->records;
    if (thing->word == HN_WORD_RECORDS || thing->word == HN_WORD_CALENDAR
        || thing->word == HN_WORD_LOOKUP)
        return;
    if (records)
        hn_text_addf(out, "each %s", records->thing.name);
    else if (thing->node && thing->node->for_run)
        hn_text_add(out, "the run");
    else
        hn_text_add(out, "its date");
}

static const char *what_of(const hn_thing *thing)
{
    if (thing->label)
        return thing->label;
    if (thing->word == HN_WORD_RECORDS && ((const hn_records *)thing)->what)
        return ((const hn_records *)thing)->what;
    return "";
}

/* The sources of a parameter and of a criterion stand in their rows: the last
 * is the one that holds now. */
static const char *source_of(const hn_thing *thing)
{
    const hn_param *param = (const hn_param *)thing;
    const hn_criterion *criterion = (const hn_criterion *)thing;
    if (thing->word == HN_WORD_PARAM && param->count > 0
        && param->periods[param->count - 1].source)
        return param->periods[param->count - 1].source;
    if (thing->word == HN_WORD_CRITERION && criterion->count > 0
        && criterion->wordings[criterion->count - 1].source)
        return criterion->wordings[criterion->count - 1].source;
    return thing->source ? thing->source : "";
}

static void add_source(hn_text *out, const hn_thing *thing)
{
    const char *source = source_of(thing);
    if (thing->place.file)
        hn_text_addf(out, "%s:%d", thing->place.file, thing->place.line);
    if (*source)
        hn_text_addf(out, " - %s", source);
}

static void fill_line(table *t, const hn_thing *thing, hn_text *text)
{
    const char **cells = t->cells[t->count++];
    cells[0] = hn_thing_word(thing);
    cells[1] = thing->name;
    add_type(text, thing);
    cells[2] = keep(t, text);
    add_rows(text, thing);
    cells[3] = keep(t, text);
    cells[4] = what_of(thing);
    add_source(text, thing);
    cells[5] = keep(t, text);
}

/* --- printing ------------------------------------------------------------ */

static void fill_table(table *t, const hn_graph *graph)
{
    static const char *const heads[COLUMNS] = {
        "", "name", "type", "for", "label", "where"
    };
    hn_text text;
    t->cells = hn_arena_alloc(&t->arena, ((size_t)graph->thing_count + 1)
                                             * sizeof *t->cells);
    if (!t->cells)
        return;
    memcpy(t->cells[t->count++], heads, sizeof heads);
    hn_text_init(&text, t->arena.memory);
    for (int i = 0; i < graph->thing_count; i++)
        fill_line(t, graph->things[i], &text);
    t->arena.failed = t->arena.failed || text.failed;
    hn_text_dispose(&text);
}

/* The last column is as wide as it likes. */
static void print_table(const table *t, hn_text *out)
{
    int widths[COLUMNS] = {0};
    for (int i = 0; i < t->count; i++)
        for (int c = 0; c < COLUMNS; c++)
            if (width_of(t->cells[i][c]) > widths[c])
                widths[c] = width_of(t->cells[i][c]);
    for (int i = 0; i < t->count; i++) {
        for (int c = 0; c < COLUMNS; c++) {
            int pad = c + 1 < COLUMNS
                          ? widths[c] - width_of(t->cells[i][c]) + 2 : 0;
            hn_text_add(out, t->cells[i][c]);
            while (pad-- > 0 && !out->failed)
                hn_text_add_char(out, ' ');
        }
        while (out->len && out->at[out->len - 1] == ' ')
            out->len--;
        hn_text_add_char(out, '\n');
    }
}

static hn_status write_out(const hn_sink *sink, hn_text *out, bool failed)
{
    bool refused = failed || out->failed;
    bool written = !refused && hn_flush(sink, out);
    hn_text_dispose(out);
    return refused ? HN_NO_MEMORY : written ? HN_OK : HN_IO;
}

hn_status hn_pack_describe(const hn_pack *pack, const hn_sink *sink)
{
    hn_memory memory;
    hn_text out;
    table t = {.count = 0};
    hn_memory_init(&memory, pack->host.resize, pack->host.resize_ctx,
                   pack->host.memory_limit);
    hn_arena_init(&t.arena, &memory);
    hn_text_init(&out, &memory);
    if (pack->graph.thing_count > 0 || pack->graph.claim_count == 0)
        fill_table(&t, &pack->graph);
    if (!t.arena.failed)
        print_table(&t, &out);
    if (pack->graph.claim_count > 0)
        hn_text_addf(&out, "%s%d claim%s, which `hn reconcile` works out\n",
                     t.count > 0 ? "\n" : "", pack->graph.claim_count,
                     pack->graph.claim_count == 1 ? "" : "s");
    bool failed = t.arena.failed;
    hn_arena_dispose(&t.arena);
    return write_out(sink, &out, failed);
}
