/*
 * seek.c - see seek.h.
 */
#include "seek.h"

#include <string.h>
#include "../quantity/number.h"
#include "domains.h"
#include "example_text.h"
#include "trial.h"

#define MOST_EXPECTED 4

typedef struct seeker {
    const hn_pack *pack, *other;
    hn_memory *memory;
    hn_arena arena;           /* of all tries                                */
    hn_arena once;            /* of one                                      */
    hn_reads reads;
    hn_trials mine, its;
    uint64_t state;           /* of what is chosen                           */
    hn_cell expect[MOST_EXPECTED];
    int expected;
} seeker;

/* --- choosing ------------------------------------------------------------ */

static int64_t below(seeker *s, int64_t count)
{
    s->state = s->state * UINT64_C(6364136223846793005)
               + UINT64_C(1442695040888963407);
    return (int64_t)((s->state >> 33) % (uint64_t)count);
}

/* Mostly what is worth trying; now and then an amount or date between. */
static const char *choose_text(seeker *s, const hn_domain *d)
{
    const hn_input *input = d->input;
    hn_text text;
    if (d->ordered < 2 || input->type.kind != HN_NUMBER || below(s, 4) > 0)
        return d->texts[below(s, d->count)];
    int64_t low = d->values[0], high = d->values[d->ordered - 1];
    if (high - low < 2 || high - low > INT64_C(1000000000))
        return d->texts[below(s, d->count)];
    hn_text_init(&text, s->memory);
    hn_number_write(&text, low + below(s, high - low), input->decimals);
    const char *kept = hn_arena_text_n(&s->once, text.at, text.len);
    hn_text_dispose(&text);
    return kept;
}

/* --- an example with something changed ----------------------------------- */

static bool give(seeker *s, hn_example_row *row, const hn_input *input,
                 const char *text)
{
    hn_cell *cells = hn_arena_alloc(&s->once, sizeof *cells
                                              * ((size_t)row->count + 1));
    int at = 0;
    if (!cells)
        return false;
    if (row->count)
        memcpy(cells, row->cells, sizeof *cells * (size_t)row->count);
    while (at < row->count
           && strcmp(cells[at].name, input->thing.name) != 0)
        at++;
    cells[at].name = input->thing.name;
    cells[at].text = text;
    row->cells = cells;
    row->count += at == row->count;
    return true;
}

static bool change_one(seeker *s, hn_example *example)
{
    if (s->reads.break_count > 0 && example->has_on && below(s, 8) == 0)
        example->on = s->reads.breaks[below(s, s->reads.break_count)]
                      - (hn_date)below(s, 2);
    if (s->reads.count == 0 || example->row_count == 0)
        return true;
    const hn_domain *d = &s->reads.domains[below(s, s->reads.count)];
    hn_example_row *row = &example->rows[below(s, example->row_count)];
    if (row->records != d->input->thing.records || d->count == 0
        || d->input == row->records->key)
        return true;
    return give(s, row, d->input, choose_text(s, d));
}

/* Another row like the first, with an id of its own. */
static bool add_row(seeker *s, hn_example *example)
{
    hn_example_row *row = &example->rows[example->row_count];
    *row = example->rows[below(s, example->row_count)];
    const hn_input *key = row->records->key;
    hn_text id;
    example->row_count++;
    if (!key)
        return true;
    hn_text_init(&id, s->memory);
    hn_text_addf(&id, "ANOTHER-%d", example->row_count);
    const char *text = hn_arena_text_n(&s->once, id.at, id.len);
    hn_text_dispose(&id);
    return text && give(s, row, key, text);
}

static bool make_example(seeker *s, int number, hn_example *out)
{
    const hn_graph *graph = &s->pack->graph;
    int bases = graph->example_count;
    *out = *graph->examples[number < bases ? number : below(s, bases)];
    hn_example_row *rows = hn_arena_alloc(
        &s->once, sizeof *rows * ((size_t)out->row_count + 1));
    if (!rows)
        return false;
    if (out->row_count)
        memcpy(rows, out->rows, sizeof *rows * (size_t)out->row_count);
    out->rows = rows;
    out->expect = NULL;
    out->expect_count = out->param_count = 0;
    if (number < bases)
        return true;
    if (out->row_count > 0 && below(s, 4) == 0 && !add_row(s, out))
        return false;
    for (int64_t changes = 1 + below(s, 3); changes > 0; changes--)
        if (!change_one(s, out))
            return false;
    return true;
}

/* The same for the graph of the other pack, whose records are its own. */
static bool for_other(seeker *s, const hn_example *from, hn_example *out)
{
    *out = *from;
    out->rows = hn_arena_alloc(&s->once, sizeof *out->rows
                                         * ((size_t)from->row_count + 1));
    for (int i = 0; out->rows && i < from->row_count; i++) {
        out->rows[i] = from->rows[i];
        out->rows[i].records =
            s->other->graph.records[from->rows[i].records->index];
    }
    return out->rows != NULL;
}

/* --- what differs -------------------------------------------------------- */

/* A value as an example expects it; false: no example can.  "" is missing. */
static bool write_value(hn_text *out, const hn_node *node, bool is_test,
                        const hn_vector *vector, int row)
{
    bool known = hn_bit(vector->known, row);
    if (vector->fault && hn_bit(vector->fault, row))
        return false;
    if (!known) {
        hn_text_add(out, is_test ? "cannot tell" : "");
        return true;
    }
    switch (node->type.kind) {
    case HN_NUMBER: {
        hn_ratio number = hn_vector_ratio(vector, row);
        if (node->type.form == HN_PERCENT
            && !hn_ratio_mul(&number, number, hn_ratio_of(100)))
            return false;
        hn_ratio_write(out, number, 0);
        return out->failed || !memchr(out->at, '/', out->len);
    }
    case HN_DATE:
        hn_date_write(out, (hn_date)vector->value[row]);
        return true;
    case HN_CHOICE:
        hn_text_add(out, node->type.choices->names[vector->value[row]]);
        return true;
    case HN_YESNO:
        hn_text_add(out, hn_bit(vector->yes, row)
                             ? is_test ? "met" : "yes"
                             : is_test ? "unmet" : "no");
        return true;
    default:
        return false;
    }
}

static const hn_vector *value_of(const hn_trial *trial, const hn_node *node)
{
    if (!node->records)
        return hn_frame_vector(&trial->tables.run, node);
    const hn_held *held = &trial->tables.held[node->records->index];
    return held->chunk_count > 0 ? hn_frame_vector(&held->frame, node) : NULL;
}

/* Nothing is shown of such a row, and nothing can be expected of it. */
static bool is_rejected(const hn_trial *trial, const hn_node *node)
{
    return node->records
           && hn_tables_is_withdrawn(&trial->tables, node->records, 0);
}

static void compare(seeker *s, const hn_trial *mine, const hn_trial *its,
                    const hn_thing *thing, const hn_thing *other)
{
    const hn_vector *a = value_of(mine, thing->node);
    const hn_vector *b = value_of(its, other->node);
    bool is_test = thing->word == HN_WORD_CRITERION;
    hn_text x, y;
    if (!a || !b || s->expected == MOST_EXPECTED
        || thing->node->of_report || is_rejected(mine, thing->node))
        return;
    hn_text_init(&x, s->memory);
    hn_text_init(&y, s->memory);
    bool told = write_value(&x, thing->node, is_test, a, 0);
    bool same = !is_rejected(its, other->node)
                && write_value(&y, other->node, is_test, b, 0)
                && x.len == y.len
                && (x.len == 0 || memcmp(x.at, y.at, x.len) == 0);
    if (told && !same)
        s->expect[s->expected++] = (hn_cell){
            .name = thing->name,
            .text = x.len ? hn_arena_text_n(&s->once, x.at, x.len) : NULL};
    hn_text_dispose(&x);
    hn_text_dispose(&y);
}

static const hn_thing *same_thing(const seeker *s, int i)
{
    const hn_thing *thing = s->pack->graph.things[i];
    const hn_graph *graph = &s->other->graph;
    if (i < graph->thing_count
        && strcmp(graph->things[i]->name, thing->name) == 0)
        return graph->things[i];
    return hn_graph_find(graph, (int)thing->word, thing->name);
}

static bool work_out(seeker *s, const hn_example *example)
{
    hn_example its_example;
    hn_trial mine = {.of = NULL}, its = {.of = NULL};
    s->expected = 0;
    if (!for_other(s, example, &its_example))
        return false;
    hn_trial_run(&mine, &s->mine, example, NULL);
    hn_trial_run(&its, &s->its, &its_example, NULL);
    bool failed = mine.failed || its.failed;
    for (int i = 0; mine.ran && its.ran && mine.faults == 0
                    && i < s->pack->graph.thing_count; i++) {
        const hn_thing *thing = s->pack->graph.things[i];
        const hn_thing *other = same_thing(s, i);
        if (hn_is_of_account(thing) && other && other->node
            && thing->node->type.kind != HN_BROKEN)
            compare(s, &mine, &its, thing, other);
    }
    hn_trial_dispose(&mine);
    hn_trial_dispose(&its);
    return !failed;
}

/* --- pasting ------------------------------------------------------------- */

static void put_cells(hn_text *out, const hn_cell *cells, int count)
{
    hn_text_add(out, "{ ");
    for (int i = 0; i < count; i++) {
        hn_text_addf(out, "%s%s = ", i ? ", " : "", cells[i].name);
        hn_example_value(out, cells[i].text);
    }
    hn_text_add(out, " }");
}

static void put_rows(hn_text *out, const hn_graph *graph,
                     const hn_example *example)
{
    if (example->row_count == 1
        && example->rows[0].records == graph->records[0]) {
        hn_text_add(out, "  given = ");
        put_cells(out, example->rows[0].cells, example->rows[0].count);
        hn_text_add(out, ",\n");
        return;
    }
    hn_text_add(out, "  rows = {\n");
    for (int i = 0; i < graph->records_count; i++) {
        bool any = false;
        for (int k = 0; k < example->row_count; k++) {
            if (example->rows[k].records != graph->records[i])
                continue;
            if (!any)
                hn_text_addf(out, "    %s = {\n",
                             graph->records[i]->thing.name);
            any = true;
            hn_text_add(out, "      ");
            put_cells(out, example->rows[k].cells, example->rows[k].count);
            hn_text_add(out, ",\n");
        }
        if (any)
            hn_text_add(out, "    },\n");
    }
    hn_text_add(out, "  },\n");
}

static void put_example(hn_text *out, const hn_graph *graph,
                        const hn_example *example, const char *name)
{
    hn_text_add(out, "example ");
    hn_example_quote(out, name);
    hn_text_add(out, " {\n");
    if (example->has_on) {
        hn_text_add(out, "  on = \"");
        hn_date_write(out, example->on);
        hn_text_add(out, "\",\n");
    }
    put_rows(out, graph, example);
    hn_text_add(out, "  expect = ");
    put_cells(out, example->expect, example->expect_count);
    hn_text_add(out, " }\n");
}

/* --- all together -------------------------------------------------------- */

static bool find_domains(seeker *s)
{
    const hn_graph *graph = &s->pack->graph;
    const hn_node **roots = hn_arena_alloc(
        &s->arena, sizeof *roots * ((size_t)graph->thing_count + 1));
    for (int i = 0; roots && i < graph->thing_count; i++)
        if (hn_is_of_account(graph->things[i]))
            roots[i] = graph->things[i]->node;
    return roots
           && hn_reads_find(&s->reads, graph, roots, graph->thing_count,
                            &s->arena)
           && hn_reads_fill(&s->reads);
}

/* Whether the example, as an example, holds for the one and not the other. */
static bool is_sure(seeker *s, hn_example *example)
{
    hn_example its_example;
    bool holds = false, its = true;
    example->expect = s->expect;
    example->expect_count = s->expected;
    return for_other(s, example, &its_example)
           && hn_test_example(&holds, s->pack, example)
           && hn_test_example(&its, s->other, &its_example) && holds && !its;
}

static bool look(seeker *s, hn_text *out, int tries, const char *name)
{
    bool ok = true;
    for (int i = 0; ok && i < tries && out->len == 0; i++) {
        hn_example example;
        hn_arena_init(&s->once, s->memory);
        ok = make_example(s, i, &example) && work_out(s, &example);
        if (ok && s->expected > 0 && is_sure(s, &example))
            put_example(out, &s->pack->graph, &example, name);
        ok = ok && !s->once.failed && !out->failed;
        hn_arena_dispose(&s->once);
    }
    return ok;
}

bool hn_seek(hn_text *out, const hn_pack *pack, const hn_pack *other,
             int tries, const char *name, hn_memory *memory)
{
    seeker s = {.pack = pack, .other = other, .memory = memory, .state = 1};
    if (pack->graph.example_count == 0)
        return true;
    hn_arena_init(&s.arena, memory);
    bool ok = find_domains(&s)
              && hn_trials_init(&s.mine, &pack->graph, memory)
              && hn_trials_init(&s.its, &other->graph, memory)
              && look(&s, out, tries, name);
    hn_trials_dispose(&s.mine);
    hn_trials_dispose(&s.its);
    hn_arena_dispose(&s.arena);
    return ok;
}
