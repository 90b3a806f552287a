/*
 * examples.c - hn_test(): runs the examples of a pack.
 *
 * The rows of an example are read cell by cell as data is, held, and worked
 * out as a run of their own; a cell that is not given is missing, and "" is
 * what nothing means for that input.  What was expected of a row is asked of
 * the first row of its kind.
 */
#include <string.h>
#include "explain.h"
#include "../quantity/number.h"

#define INDENT "     "

typedef struct tester {
    const hn_pack *pack;
    const hn_host *host;
    hn_memory memory;
    hn_arena arena;
    hn_reading **readings;    /* by records index, by input                  */
    hn_plan plan;             /* of the date of the last example             */
    bool planned;
    hn_text out;
    hn_text names;            /* of the examples that failed, a line each    */
} tester;

/* One example under way. */
typedef struct attempt {
    tester *t;
    const hn_example *example;
    hn_tables tables;
    hn_arena arena;
    hn_text wrong;            /* what did not hold, as it will be printed    */
    const hn_thing **told;    /* what was explained already                  */
    int told_count, told_cap;
    bool failed;              /* memory was refused                          */
} attempt;

/* --- preparing ----------------------------------------------------------- */

static bool make_readings(tester *t)
{
    const hn_graph *graph = &t->pack->graph;
    t->readings = hn_arena_alloc(&t->arena, ((size_t)graph->records_count + 1)
                                                * sizeof *t->readings);
    for (int i = 0; t->readings && i < graph->records_count; i++) {
        const hn_records *records = graph->records[i];
        hn_reading *all = hn_arena_alloc(
            &t->arena, ((size_t)records->input_count + 1) * sizeof *all);
        t->readings[i] = all;
        for (int k = 0; all && k < records->input_count; k++)
            if (!hn_reading_init(&all[k], records, records->inputs[k],
                                 &t->arena))
                return false;
    }
    return !t->arena.failed;
}

static void drop_plan(tester *t)
{
    if (t->plan.graph)
        hn_plan_dispose(&t->plan);
    t->plan = (hn_plan){.graph = NULL};
    t->planned = false;
}

static void say_report(attempt *trial, const hn_report *report)
{
    for (int i = 0; i < report->count; i++) {
        const hn_notice *notice = &report->notices[i];
        hn_text_addf(&trial->wrong, INDENT "%s\n", notice->message);
        if (notice->code == 415)
            hn_text_add(&trial->wrong, INDENT "write on = \"2026-09-01\" in "
                                              "the example\n");
    }
    trial->failed = trial->failed || report->failed;
}

/* A plan for the example's date.  All rows are held: there are few. */
static bool make_plan(attempt *trial)
{
    tester *t = trial->t;
    const hn_example *example = trial->example;
    hn_report report;
    if (t->planned && t->plan.has_on == example->has_on
        && t->plan.on == example->on)
        return true;
    drop_plan(t);
    hn_report_init(&report, &t->memory);
    t->planned = hn_plan_make(&t->plan, &t->pack->graph, &t->memory,
                              example->has_on, example->on, &report);
    t->plan.streams = false;
    say_report(trial, &report);
    trial->failed = trial->failed || (!t->planned && report.count == 0);
    hn_report_dispose(&report);
    return t->planned && !trial->failed;
}

/* --- rows ---------------------------------------------------------------- */

static void put_value(hn_vector *to, int row, const hn_value *value)
{
    if (value->state == HN_NONE && to->none)
        hn_bit_set(to->none, row);
    if (to->mark)
        to->mark[row] = value->mark;
    if (value->state != HN_KNOWN)
        return;
    hn_bit_set(to->known, row);
    if (to->yes && value->value)
        hn_bit_set(to->yes, row);
    if (to->value)
        to->value[row] = value->value;
    if (to->text)
        to->text[row] = value->text;
}

static void refuse_cell(attempt *trial, const hn_reading *reading,
                        const hn_cell *cell, const hn_value *value)
{
    const char *why = hn_value_message(reading, hn_slice_of(cell->name),
                                       hn_slice_of(cell->text), value,
                                       &trial->arena);
    hn_text_addf(&trial->wrong, INDENT "what is given cannot be read (%s:%d): "
                 "%s\n", cell->place.file ? cell->place.file : "",
                 cell->place.line, why ? why : "");
}

static void read_cell(attempt *trial, hn_rows *rows, int row,
                      const hn_cell *cell)
{
    const hn_records *records = rows->records;
    const hn_input *input = hn_records_input(records, cell->name);
    if (!input || !cell->text)
        return;
    const hn_reading *reading =
        &trial->t->readings[records->index][input->index];
    hn_value value = hn_value_read(reading, hn_slice_of(cell->text));
    if (value.state == HN_REFUSED)
        refuse_cell(trial, reading, cell, &value);
    else
        put_value(&rows->vectors[input->index], row, &value);
}

static bool gives(const hn_example_row *given, const hn_input *input)
{
    for (int i = 0; i < given->count; i++)
        if (strcmp(given->cells[i].name, input->thing.name) == 0)
            return true;
    return false;
}

/* The example's date is that of a row which gives none. */
static void date_row(const attempt *trial, hn_rows *rows, int row,
                     const hn_example_row *given)
{
    const hn_input *by = rows->records->dated_by;
    if (!by || !trial->example->has_on || gives(given, by))
        return;
    hn_bit_set(rows->vectors[by->index].known, row);
    rows->vectors[by->index].value[row] = trial->example->on;
}

static bool hold_rows(attempt *trial, const hn_records *records)
{
    hn_rows *rows = NULL;
    for (int i = 0; i < trial->example->row_count; i++) {
        const hn_example_row *given = &trial->example->rows[i];
        if (given->records != records)
            continue;
        if (rows && rows->count == HN_CHUNK
            && !hn_tables_enter(&trial->tables, rows))
            return false;
        if (!rows || rows->count == HN_CHUNK)
            rows = hn_tables_chunk(&trial->tables, records);
        if (!rows)
            return false;
        for (int k = 0; k < given->count; k++)
            read_cell(trial, rows, rows->count, &given->cells[k]);
        date_row(trial, rows, rows->count++, given);
    }
    return !rows || hn_tables_enter(&trial->tables, rows);
}

static bool work_out(attempt *trial)
{
    const hn_plan *plan = &trial->t->plan;
    const hn_graph *graph = plan->graph;
    if (!hn_tables_init(&trial->tables, plan, &trial->t->memory))
        return false;
    for (int i = 0; i < graph->records_count; i++)
        if (!hold_rows(trial, graph->records[i]))
            return false;
    if (!hn_tables_settle(&trial->tables))
        return false;
    hn_tables_finish(&trial->tables);
    for (int i = 0; i < graph->records_count; i++) {
        hn_held *held = &trial->tables.held[i];
        if (held->chunk_count > 0)
            hn_frame_run(&held->frame, held->chunks[0], plan->levels);
        if (held->frame.failed)
            return false;
    }
    return !trial->tables.run.failed;
}

/* --- what is expected ---------------------------------------------------- */

/* A name of `expect`: the node, and the thing to explain if it fails. */
typedef struct wanted {
    const hn_thing *thing;
    const hn_node *node;      /* NULL: an award without a test is met        */
    bool is_test;
} wanted;

static bool ends_with(const char *name, const hn_thing *thing,
                      const char *end)
{
    size_t len = strlen(thing->name);
    return strncmp(name, thing->name, len) == 0
           && strcmp(name + len, end) == 0;
}

static bool match(wanted *out, const hn_thing *thing, const char *name)
{
    const hn_award *award = (const hn_award *)thing;
    bool is_award = thing->word == HN_WORD_AWARD;
    if (!hn_explains(thing) || thing->word == HN_WORD_INPUT
        || thing->word == HN_WORD_PARAM)
        return false;
    *out = (wanted){thing, thing->node, thing->word == HN_WORD_CRITERION};
    if (strcmp(thing->name, name) == 0)
        return true;
    if (is_award && award->full_year && ends_with(name, thing, "_full_year"))
        out->node = award->full_year;
    else if (is_award && ends_with(name, thing, "_decision")) {
        out->node = award->when;
        out->is_test = true;
    } else {
        return false;
    }
    return true;
}

static bool find_target(const attempt *trial, const char *name, wanted *out)
{
    const hn_graph *graph = &trial->t->pack->graph;
    for (int i = 0; i < graph->thing_count; i++)
        if (match(out, graph->things[i], name))
            return true;
    return false;
}

/* Where the value stands; false where the example has no such row. */
static bool find_case(const attempt *trial, const hn_node *node, hn_case *out)
{
    const hn_tables *tables = &trial->tables;
    *out = (hn_case){&tables->run, 0, &tables->run};
    if (!node || !node->records)
        return true;
    const hn_held *held = &tables->held[node->records->index];
    out->frame = &held->frame;
    return held->chunk_count > 0;
}

static const char *answer(const hn_case *here, const hn_node *node)
{
    if (node && !hn_case_known(here, node))
        return "cannot tell";
    return !node || hn_case_yes(here, node) ? "met" : "unmet";
}

/* What is expected, as a number of the node's type. */
static bool read_number(const hn_node *node, const char *text, hn_ratio *out)
{
    if (hn_ratio_read(out, hn_slice_of(text), HN_MONEY))
        return false;
    return node->type.form != HN_PERCENT
           || hn_ratio_div(out, *out, hn_ratio_of(100));
}

static bool same_value(const hn_node *node, const hn_vector *vector, int row,
                       const char *text)
{
    hn_ratio number;
    hn_date date;
    switch (node->type.kind) {
    case HN_NUMBER:
        return read_number(node, text, &number)
               && hn_ratio_compare(number, hn_vector_ratio(vector, row)) == 0;
    case HN_DATE:
        return !hn_date_read(&date, hn_slice_of(text))
               && date == vector->value[row];
    case HN_CHOICE:
        return strcmp(node->type.choices->names[vector->value[row]], text)
               == 0;
    case HN_YESNO:
        return strcmp(hn_bit(vector->yes, row) ? "yes" : "no", text) == 0;
    default:
        return hn_slice_is(vector->text[row], text);
    }
}

static bool holds(const wanted *target, const hn_case *here,
                  const hn_cell *cell)
{
    int row;
    if (target->is_test)
        return cell->text
               && strcmp(cell->text, answer(here, target->node)) == 0;
    const hn_vector *vector = hn_case_vector(here, target->node, &row);
    if (!vector || !hn_bit(vector->known, row))
        return !cell->text && !(vector && vector->fault
                                && hn_bit(vector->fault, row));
    return cell->text && same_value(target->node, vector, row, cell->text);
}

/* --- telling ------------------------------------------------------------- */

static void say_expected(hn_text *out, const wanted *target,
                         const hn_cell *cell)
{
    const hn_node *node = target->node;
    hn_ratio number;
    hn_date date;
    if (!cell->text)
        hn_text_add(out, "missing");
    else if (!target->is_test && node->type.kind == HN_NUMBER
             && read_number(node, cell->text, &number)) {
        if (node->type.form == HN_PERCENT)
            hn_percent_write(out, number);
        else
            hn_amount_write(out, number, node->type.unit);
    } else if (!target->is_test && node->type.kind == HN_DATE
               && !hn_date_read(&date, hn_slice_of(cell->text))) {
        hn_date_write_long(out, date);
    } else {
        hn_text_add(out, cell->text);
    }
}

static void say_got(hn_text *out, const wanted *target, const hn_case *here)
{
    int row;
    if (target->is_test) {
        hn_text_add(out, answer(here, target->node));
        return;
    }
    const hn_vector *vector = hn_case_vector(here, target->node, &row);
    if (vector && vector->fault && hn_bit(vector->fault, row)) {
        const hn_frame *frame = hn_case_frame(here, target->node, &row);
        hn_text_add(out, "a value that cannot be worked out: it ");
        hn_fault_say(out, frame, target->node, row);
    } else if (!vector || !hn_bit(vector->known, row))
        hn_text_add(out, "missing");
    else
        hn_case_say(out, here, target->node);
}

static bool was_told(const attempt *trial, const hn_thing *thing)
{
    for (int i = 0; i < trial->told_count; i++)
        if (trial->told[i] == thing)
            return true;
    return false;
}

static void note_told(attempt *trial, const hn_thing *thing)
{
    const hn_thing **told = hn_arena_grow(
        &trial->arena, trial->told, trial->told_count, &trial->told_cap,
        sizeof *told);
    if (!told)
        return;
    trial->told = told;
    told[trial->told_count++] = thing;
}

/* What failed, and beneath it what is unmet or cannot be told: nobody looks
 * for the fault in what is met. */
static bool is_of_interest(const hn_item *item, const hn_thing *failed)
{
    return item->thing == failed || !item->known
           || (item->is_test && strcmp(item->said, "met") != 0);
}

static void pick_items(attempt *trial, hn_explanation *e,
                       const hn_thing *failed)
{
    int kept = 0;
    for (int i = 0; i < e->count; i++) {
        hn_item *item = e->items[i];
        if (!is_of_interest(item, failed) || was_told(trial, item->thing))
            continue;
        note_told(trial, item->thing);
        e->items[kept++] = item;
    }
    e->count = kept;
}

static void explain(attempt *trial, const wanted *target, const hn_case *here)
{
    hn_explanation explanation;
    if (!hn_explain(&explanation, trial->t->pack, &trial->tables, here->frame,
                    here->row, target->thing, 2, &trial->arena)) {
        trial->failed = true;
        return;
    }
    pick_items(trial, &explanation, target->thing);
    hn_explanation_items(&trial->wrong, &explanation, INDENT "  ");
}

static void say_wrong(attempt *trial, const wanted *target,
                      const hn_case *here, const hn_cell *cell)
{
    hn_text *out = &trial->wrong;
    hn_text_addf(out, INDENT "%s: expected ", cell->name);
    say_expected(out, target, cell);
    hn_text_add(out, ", got ");
    say_got(out, target, here);
    hn_text_add_char(out, '\n');
    explain(trial, target, here);
}

static void check(attempt *trial, const hn_cell *cell)
{
    wanted target;
    hn_case here;
    if (!find_target(trial, cell->name, &target))
        hn_text_addf(&trial->wrong, INDENT "%s: the pack works out nothing "
                     "of that name\n", cell->name);
    else if (!find_case(trial, target.thing->node, &here))
        hn_text_addf(&trial->wrong, INDENT "%s: the example has no row of "
                     "`%s`\n", cell->name,
                     target.thing->node->records->thing.name);
    else if (!holds(&target, &here, cell))
        say_wrong(trial, &target, &here, cell);
}

/* --- one example --------------------------------------------------------- */

static void try(attempt *trial)
{
    const hn_example *example = trial->example;
    if (!make_plan(trial))
        return;
    trial->failed = !work_out(trial);
    for (int i = 0; !trial->failed && i < example->expect_count; i++)
        check(trial, &example->expect[i]);
    if (trial->tables.plan)
        hn_tables_dispose(&trial->tables);
}

static void print(tester *t, const hn_example *example, const hn_text *wrong,
                  int quiet)
{
    if (wrong->len == 0) {
        if (!quiet)
            hn_text_addf(&t->out, "ok   %s\n", example->name);
        return;
    }
    hn_text_addf(&t->out, "FAIL %s (%s:%d)\n", example->name,
                 example->place.file ? example->place.file : "",
                 example->place.line);
    hn_text_add_n(&t->out, wrong->at, wrong->len);
    hn_text_addf(&t->names, "  %s\n", example->name);
}

/* False where memory was refused. */
static bool run_example(tester *t, const hn_example *example, int quiet,
                        hn_test_counts *counts)
{
    attempt trial = {.t = t, .example = example};
    hn_arena_init(&trial.arena, &t->memory);
    hn_text_init(&trial.wrong, &t->memory);
    try(&trial);
    bool ok = !trial.failed && !trial.wrong.failed && !trial.arena.failed;
    if (ok) {
        counts->passed += trial.wrong.len == 0;
        counts->failed += trial.wrong.len > 0;
        print(t, example, &trial.wrong, quiet);
    }
    hn_text_dispose(&trial.wrong);
    hn_arena_dispose(&trial.arena);
    return ok;
}

/* --- all of them --------------------------------------------------------- */

static hn_status stopped(hn_error *err)
{
    return hn_fail(err, HN_OVER_LIMIT, 504, "",
                   "stopped as asked; not every example was run");
}

static hn_status run_all(tester *t, const hn_test_options *options,
                         const hn_sink *sink, hn_test_counts *counts,
                         hn_error *err)
{
    const hn_graph *graph = &t->pack->graph;
    if (!make_readings(t))
        return hn_no_memory(err);
    if (graph->example_count == 0 && !options->quiet)
        hn_text_add(&t->out, "The pack has no examples.\n");
    for (int i = 0; i < graph->example_count; i++) {
        const hn_example *example = graph->examples[i];
        if (t->host->cancel && t->host->cancel(t->host->cancel_ctx))
            return stopped(err);
        if (options->run && !strstr(example->name, options->run))
            continue;
        if (!run_example(t, example, options->quiet, counts))
            return hn_no_memory(err);
    }
    if (counts->failed)
        hn_text_addf(&t->out, "Failed:\n%s", hn_text_string(&t->names));
    if (t->out.failed || t->names.failed)
        return hn_no_memory(err);
    if (!hn_flush(sink, &t->out))
        return hn_fail(err, HN_IO, 0, "", "the answers could not be written");
    return counts->failed ? HN_FINDINGS : HN_OK;
}

hn_status hn_test(hn_test_counts *out, const hn_pack *pack,
                  const hn_host *host, const hn_test_options *options,
                  const hn_sink *sink, hn_error *err)
{
    static const hn_host no_host;
    static const hn_test_options no_options;
    hn_test_counts counts = {0, 0};
    tester t = {.pack = pack, .host = host ? host : &no_host};
    hn_memory_init(&t.memory, t.host->resize, t.host->resize_ctx,
                   t.host->memory_limit);
    hn_arena_init(&t.arena, &t.memory);
    hn_text_init(&t.out, &t.memory);
    hn_text_init(&t.names, &t.memory);
    hn_status status = run_all(&t, options ? options : &no_options, sink,
                               &counts, err);
    drop_plan(&t);
    hn_text_dispose(&t.out);
    hn_text_dispose(&t.names);
    hn_arena_dispose(&t.arena);
    if (out && (status == HN_OK || status == HN_FINDINGS))
        *out = counts;
    return status;
}
