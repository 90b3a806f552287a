/*
 * schema.c - what a pack reads, for whoever makes a form or a file for it.
 *
 * An empty table says the columns.  The JSON Schema says what each cell can be
 * and, of each `must`, its sentence and which columns it looks at: that a form
 * is asked again for what is wrong before it is sent.  It helps a form; what
 * is let in the pack decides.
 */
#include <string.h>
#include "engine.h"
#include "../graph/plan.h"
#include "../quantity/number.h"

/* A column that several inputs read stands once. */
static bool is_first(const hn_records *records, int i)
{
    const char *name = hn_input_column(records->inputs[i]);
    for (int k = 0; k < i; k++)
        if (strcmp(hn_input_column(records->inputs[k]), name) == 0)
            return false;
    return true;
}

static const hn_records *records_of(const hn_pack *pack, const char *name)
{
    const hn_graph *graph = &pack->graph;
    return name ? hn_graph_records(graph, name)
                : graph->records_count ? graph->records[0] : NULL;
}

/* One schema being written. */
typedef struct schema {
    const hn_pack *pack;
    const hn_records *records;
    hn_memory memory;
    hn_text out;
    bool *read;               /* by node id: what a must reads                */
} schema;

static bool open(schema *s, const hn_pack *pack, const char *records)
{
    *s = (schema){.pack = pack, .records = records_of(pack, records)};
    if (!s->records)
        return false;
    hn_memory_init(&s->memory, pack->host.resize, pack->host.resize_ctx,
                   pack->host.memory_limit);
    hn_text_init(&s->out, &s->memory);
    return true;
}

static hn_status finish(schema *s, const hn_sink *sink)
{
    bool refused = s->out.failed;
    bool written = !refused && hn_flush(sink, &s->out);
    hn_text_dispose(&s->out);
    return refused ? HN_NO_MEMORY : written ? HN_OK : HN_IO;
}

/* --- an empty table ------------------------------------------------------ */

hn_status hn_schema_csv(const hn_pack *pack, const char *records,
                        const hn_sink *sink)
{
    schema s;
    if (!open(&s, pack, records))
        return HN_BAD_USE;
    for (int i = 0; i < s.records->input_count; i++) {
        if (!is_first(s.records, i))
            continue;
        hn_text_add(&s.out, i ? "," : "");
        hn_write_csv_text(&s.out, hn_slice_of(hn_input_column(
                                      s.records->inputs[i])));
    }
    hn_text_add_char(&s.out, '\n');
    return finish(&s, sink);
}

/* --- JSON Schema: cells -------------------------------------------------- */

static void add_text(schema *s, const char *text)
{
    hn_write_json_text(&s->out, hn_slice_of(text ? text : ""));
}

/* `, "key": "text"`, where there is a text. */
static void add_key(schema *s, const char *key, const char *text)
{
    if (!text)
        return;
    hn_text_addf(&s->out, ", \"%s\": ", key);
    add_text(s, text);
}

/* One more than `count` in a list. */
static void add_item(schema *s, int *count, const char *text)
{
    hn_text_add(&s->out, (*count)++ ? ", " : "");
    add_text(s, text);
}

static void add_limit(schema *s, const char *key, bool has, int64_t limit,
                      int decimals)
{
    if (!has)
        return;
    hn_text_addf(&s->out, ", \"%s\": ", key);
    hn_number_write(&s->out, limit, decimals);
}

static void add_number(schema *s, const hn_input *input)
{
    static const char *const steps[] = {
        "1", "0.1", "0.01", "0.001", "0.0001", "0.00001", "0.000001"
    };
    int decimals = input->decimals;
    hn_text_add(&s->out, input->required ? "\"type\": \"number\""
                                : "\"type\": [\"number\", \"null\"]");
    if (decimals < (int)(sizeof steps / sizeof *steps) && !input->read)
        hn_text_addf(&s->out, ", \"multipleOf\": %s", steps[decimals]);
    add_limit(s, "minimum", input->has_min, input->min, decimals);
    add_limit(s, "maximum", input->has_max, input->max, decimals);
}

static void add_choices(schema *s, const char *const *names, int count,
                        bool required)
{
    int items = 0;
    hn_text_add(&s->out, "\"enum\": [");
    for (int i = 0; i < count; i++)
        add_item(s, &items, names[i]);
    hn_text_add(&s->out, required ? "]" : ", null]");
}

static void add_type(schema *s, const hn_input *input)
{
    static const char *const answers[] = {"yes", "no"};
    const hn_choices *choices = input->type.choices;
    switch (input->type.kind) {
    case HN_NUMBER:
        add_number(s, input);
        break;
    case HN_CHOICE:
        add_choices(s, choices->names, choices->count, input->required);
        break;
    case HN_YESNO:
        add_choices(s, answers, 2, input->required);
        break;
    default:
        hn_text_add(&s->out, input->required ? "\"type\": \"string\""
                                    : "\"type\": [\"string\", \"null\"]");
        if (input->type.kind == HN_DATE)
            hn_text_add(&s->out, ", \"format\": \"date\"");
    }
}

static void add_unit(schema *s, const hn_input *input)
{
    hn_text unit;
    hn_text_init(&unit, &s->memory);
    hn_type_write(&unit, input->type);
    add_key(s, "x-type", hn_text_string(&unit));
    s->out.failed = s->out.failed || unit.failed;
    hn_text_dispose(&unit);
}

static void add_input(schema *s, const hn_input *input)
{
    hn_text_add(&s->out, "\n    ");
    add_text(s, hn_input_column(input));
    hn_text_add(&s->out, ": { ");
    add_type(s, input);
    add_key(s, "title", input->thing.label);
    add_key(s, "x-blank", input->blank);
    add_unit(s, input);
    if (input->is_private)
        hn_text_add(&s->out, ", \"x-private\": true");
    hn_text_add(&s->out, " }");
}

static void add_inputs(schema *s)
{
    int count = 0;
    hn_text_add(&s->out, "  \"properties\": {");
    for (int i = 0; i < s->records->input_count; i++) {
        if (!is_first(s->records, i))
            continue;
        hn_text_add(&s->out, count++ ? "," : "");
        add_input(s, s->records->inputs[i]);
    }
    hn_text_add(&s->out, "\n  },\n  \"required\": [");
    count = 0;
    for (int i = 0; i < s->records->input_count; i++)
        if (s->records->inputs[i]->required && is_first(s->records, i))
            add_item(s, &count, hn_input_column(s->records->inputs[i]));
    hn_text_add(&s->out, "],\n  \"additionalProperties\": false,\n");
}

/* --- JSON Schema: what a row must be ------------------------------------- */

static void mark(const hn_node *arg, void *ctx)
{
    ((schema *)ctx)->read[arg->id] = true;
}

/* The columns that a test looks at, in the order of the form. */
static void add_columns(schema *s, const hn_node *test)
{
    const hn_graph *graph = &s->pack->graph;
    int count = 0;
    memset(s->read, 0, (size_t)graph->node_count * sizeof *s->read);
    s->read[test->id] = true;
    for (int id = test->id; id >= 0; id--)
        if (s->read[id])
            hn_node_each(graph->nodes[id], mark, s);
    hn_text_add(&s->out, ", \"reads\": [");
    for (int i = 0; i < s->records->input_count; i++) {
        const hn_input *input = s->records->inputs[i];
        if (input->thing.node && s->read[input->thing.node->id])
            add_item(s, &count, hn_input_column(input));
    }
    hn_text_add(&s->out, "]");
}

static void add_must(schema *s, const hn_criterion *must, int before)
{
    const hn_wording *wording = &must->wordings[0];
    hn_text_add(&s->out, before ? ",\n    { \"name\": "
                                : "\n    { \"name\": ");
    add_text(s, must->thing.name);
    add_key(s, "say", wording->if_unmet);
    add_key(s, "asks", wording->asks);
    add_key(s, "at", must->at ? hn_input_column(must->at) : NULL);
    add_columns(s, must->thing.node);
    add_key(s, "source", wording->source);
    hn_text_add(&s->out, " }");
}

static void add_musts(schema *s)
{
    const hn_graph *graph = &s->pack->graph;
    int count = 0;
    hn_text_add(&s->out, "  \"x-must\": [");
    for (int i = 0; i < graph->thing_count; i++) {
        const hn_node *refusal = hn_refusal_of(graph->things[i]);
        if (refusal && refusal->records == s->records)
            add_must(s, (const hn_criterion *)graph->things[i], count++);
    }
    hn_text_add(&s->out, count ? "\n  ]\n}\n" : "]\n}\n");
}

static void add_heading(schema *s)
{
    const hn_pack_facts *facts = &s->pack->graph.pack;
    hn_text_add(&s->out, "{\n  \"$schema\": \"https://json-schema.org/"
                         "draft/2020-12/schema\",\n  \"title\": ");
    add_text(s, s->records->what ? s->records->what
                                 : s->records->thing.name);
    hn_text_add(&s->out, ",\n  \"description\": ");
    hn_text text;
    hn_text_init(&text, &s->memory);
    hn_text_addf(&text, "%s (%s %s)", facts->title ? facts->title : "",
                 facts->name ? facts->name : "",
                 facts->version ? facts->version : "");
    add_text(s, hn_text_string(&text));
    s->out.failed = s->out.failed || text.failed;
    hn_text_dispose(&text);
    hn_text_add(&s->out, ",\n  \"type\": \"object\",\n");
}

hn_status hn_schema_json(const hn_pack *pack, const char *records,
                         const hn_sink *sink)
{
    schema s;
    if (!open(&s, pack, records))
        return HN_BAD_USE;
    size_t size = ((size_t)pack->graph.node_count + 1) * sizeof *s.read;
    s.read = hn_memory_alloc(&s.memory, size);
    if (s.read) {
        add_heading(&s);
        add_inputs(&s);
        add_musts(&s);
    }
    s.out.failed = s.out.failed || !s.read;
    hn_memory_free(&s.memory, s.read, size);
    return finish(&s, sink);
}

/* --- the columns of results ---------------------------------------------- */

/* The names and types of what a row of results has. */
static void add_result(schema *s, const hn_result *column, int before)
{
    const hn_node *node = column->node;
    const hn_thing *thing = node ? node->thing : NULL;
    hn_text type;
    hn_text_init(&type, &s->memory);
    if (column->kind == HN_RESULT_DECISION
        || (thing && thing->word == HN_WORD_CRITERION))
        hn_text_add(&type, "met or unmet");
    else if (node)
        hn_type_write(&type, node->type);
    else
        hn_text_add(&type, "list of names");
    hn_text_add(&s->out, before ? ",\n  { \"name\": " : "\n  { \"name\": ");
    add_text(s, column->name);
    add_key(s, "type", hn_text_string(&type));
    add_key(s, "label", column->kind == HN_RESULT_VALUE && thing
                            ? thing->label : NULL);
    hn_text_add(&s->out, " }");
    s->out.failed = s->out.failed || type.failed;
    hn_text_dispose(&type);
}

static void add_results(schema *s)
{
    hn_arena arena;
    hn_results results;
    hn_arena_init(&arena, &s->memory);
    bool fits = hn_results_init(&results, &s->pack->graph, s->records,
                                HN_TABLE_JSON, &arena);
    for (int i = 0; fits && i < results.count; i++)
        add_result(s, &results.columns[i], i);
    s->out.failed = s->out.failed || !fits;
    hn_arena_dispose(&arena);
}

static void add_run(schema *s)
{
    const hn_graph *graph = &s->pack->graph;
    int count = 0;
    for (int i = 0; i < graph->thing_count; i++) {
        const hn_thing *thing = graph->things[i];
        if (hn_is_run_line(thing))
            add_result(s, &(hn_result){HN_RESULT_VALUE, thing->name,
                                       thing->node, 0, 0}, count++);
    }
}

hn_status hn_schema_results(const hn_pack *pack, const char *table,
                            const hn_sink *sink)
{
    schema s;
    bool run = table && strcmp(table, "run") == 0;
    if (!open(&s, pack, run ? NULL : table))
        return HN_BAD_USE;
    hn_text_add(&s.out, "[");
    if (run)
        add_run(&s);
    else
        add_results(&s);
    hn_text_add(&s.out, "\n]\n");
    return finish(&s, sink);
}
