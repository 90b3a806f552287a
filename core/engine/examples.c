/*
 * examples.c - hn_test(): runs the examples of a pack.
 *
 * What was expected of a row is asked of the first row of its kind.
 */
#include <string.h>
#include "expect.h"
#include "properties.h"
#include "snapshot.h"
#include "trial.h"
#include "verdicts.h"
#include "../quantity/number.h"

#define INDENT HN_TRIAL_INDENT

typedef struct tester {
    const hn_pack *pack;
    const hn_host *host;
    const hn_test_options *options;
    hn_memory memory;
    hn_trials trials;
    hn_verdicts verdicts;
    hn_slice snapshot;        /* the examples of the one to compare with     */
    hn_text now;              /* what all examples come to, where there is a
                               * snapshot to compare with or to take         */
} tester;

/* One example under way. */
typedef struct attempt {
    tester *t;
    hn_trial trial;
    hn_arena arena;
    hn_text wrong;            /* what did not hold, as it will be printed    */
    const hn_thing **told;    /* what was explained already                  */
    int told_count, told_cap;
    bool failed;              /* memory was refused                          */
} attempt;

/* --- telling ------------------------------------------------------------- */

static void say_expected(hn_text *out, const hn_wanted *target,
                         const hn_cell *cell)
{
    const hn_node *node = target->node;
    hn_ratio number;
    hn_date date;
    if (!cell->text)
        hn_text_add(out, "missing");
    else if (!target->is_test && node->type.kind == HN_NUMBER
             && hn_wanted_number(node, cell->text, &number)) {
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

static void say_got(hn_text *out, const hn_wanted *target, const hn_case *here)
{
    int row;
    if (target->is_test) {
        hn_text_add(out, hn_wanted_answer(here, target->node));
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

static bool was_told(const attempt *a, const hn_thing *thing)
{
    for (int i = 0; i < a->told_count; i++)
        if (a->told[i] == thing)
            return true;
    return false;
}

static void note_told(attempt *a, const hn_thing *thing)
{
    const hn_thing **told = hn_arena_grow(
        &a->arena, a->told, a->told_count, &a->told_cap,
        sizeof *told);
    if (!told)
        return;
    a->told = told;
    told[a->told_count++] = thing;
}

/* What failed, and beneath it what is unmet or cannot be told: nobody looks
 * for the fault in what is met. */
static bool is_of_interest(const hn_item *item, const hn_thing *failed)
{
    return item->thing == failed || !item->known
           || (item->is_test && strcmp(item->said, "met") != 0);
}

static void pick_items(attempt *a, hn_explanation *e,
                       const hn_thing *failed)
{
    int kept = 0;
    for (int i = 0; i < e->count; i++) {
        hn_item *item = e->items[i];
        if (!is_of_interest(item, failed) || was_told(a, item->thing))
            continue;
        note_told(a, item->thing);
        e->items[kept++] = item;
    }
    e->count = kept;
}

static void explain(attempt *a, const hn_wanted *target, const hn_case *here)
{
    hn_explanation explanation;
    if (!hn_explain(&explanation, a->t->pack, &a->trial.tables, here->frame,
                    here->row, target->thing, 2, &a->arena)) {
        a->failed = true;
        return;
    }
    pick_items(a, &explanation, target->thing);
    hn_explanation_items(&a->wrong, &explanation, INDENT "  ");
}

static void say_wrong(attempt *a, const hn_wanted *target,
                      const hn_case *here, const hn_cell *cell)
{
    hn_text *out = &a->wrong;
    hn_text_addf(out, INDENT "%s: expected ", cell->name);
    say_expected(out, target, cell);
    hn_text_add(out, ", got ");
    say_got(out, target, here);
    hn_text_add_char(out, '\n');
    explain(a, target, here);
}

static void say_rejected(attempt *a, const hn_wanted *target,
                         const hn_cell *cell, const char *why)
{
    hn_text_addf(&a->wrong, INDENT "%s: expected ", cell->name);
    say_expected(&a->wrong, target, cell);
    hn_text_addf(&a->wrong, ", but the row is rejected: %s\n", why);
}

static void check_value(attempt *a, const hn_wanted *target,
                        const hn_case *here, const hn_cell *cell)
{
    const char *why = hn_trial_rejected(
        &a->trial, target->node ? target->node : target->thing->node,
        here->row);
    if (why)
        say_rejected(a, target, cell, why);
    else if (!hn_wanted_holds(target, here, cell))
        say_wrong(a, target, here, cell);
}

static void check(attempt *a, const hn_cell *cell)
{
    hn_wanted target;
    hn_case here;
    if (!hn_wanted_find(&target, &a->t->pack->graph, cell->name))
        hn_text_addf(&a->wrong, INDENT "%s: the pack works out nothing "
                     "of that name\n", cell->name);
    else if (!hn_wanted_case(&here, &a->trial.tables, target.thing->node))
        hn_text_addf(&a->wrong, INDENT "%s: the example has no row of "
                     "`%s`\n", cell->name,
                     target.thing->node->records->thing.name);
    else
        check_value(a, &target, &here, cell);
}

/* --- rows that a `must` refuses ------------------------------------------ */

static bool is_expected(const hn_example *example, const hn_thing *thing)
{
    for (int i = 0; i < example->expect_count; i++)
        if (strcmp(example->expect[i].name, thing->name) == 0)
            return true;
    return false;
}

static void say_refused(hn_text *out, const hn_frame *frame,
                        const hn_node *refusal, int row)
{
    hn_text_addf(out, INDENT "a row of `%s` is not let in: ",
                 frame->records->thing.name);
    hn_fault_say(out, frame, refusal, row);
    hn_text_add_char(out, '\n');
}

/* What is worked out of a row that is refused is nobody's figure: an example
 * has no such row but where it says so. */
static void find_refused(void *ctx, const hn_frame *frame)
{
    attempt *a = ctx;
    const hn_graph *graph = &a->t->pack->graph;
    for (int i = 0; i < graph->thing_count; i++) {
        const hn_node *refusal = hn_refusal_of(graph->things[i]);
        if (!refusal || refusal->records != frame->records
            || is_expected(a->trial.example, graph->things[i]))
            continue;
        const hn_vector *vector = hn_frame_vector(frame, refusal);
        for (int row = 0; row < frame->count; row++)
            if (hn_bit(vector->fault, row))
                say_refused(&a->wrong, frame, refusal, row);
    }
}

/* --- against the snapshot ------------------------------------------------ */

/* The lines of the example whose name is written so; false: it has none. */
static bool find_lines(hn_slice snapshot, hn_slice name, hn_slice *lines)
{
    hn_slice other;
    while (hn_snapshot_next(&snapshot, &other, lines))
        if (other.len == name.len
            && memcmp(other.at, name.at, name.len) == 0)
            return true;
    return false;
}

static void compare(attempt *a, hn_slice now)
{
    hn_slice name, lines, before;
    size_t was = a->wrong.len;
    if (!hn_snapshot_next(&now, &name, &lines))
        return;
    if (!find_lines(a->t->snapshot, name, &before)) {
        hn_text_add(&a->wrong, INDENT "the snapshot does not have this "
                                      "example yet\n");
        return;
    }
    hn_text_add(&a->wrong, INDENT "it is not what the snapshot has:\n");
    if (!hn_snapshot_compare(&a->wrong, before, lines, INDENT, &a->arena))
        a->wrong.len = was;
}

static void note_snapshot(attempt *a)
{
    tester *t = a->t;
    hn_text now;
    if (!t->options->snapshot && !t->options->bless)
        return;
    hn_text_init(&now, &t->memory);
    hn_snapshot_add(&now, &a->trial);
    hn_text_add_n(&t->now, now.at, now.len);
    if (!t->options->bless && a->trial.ran)
        compare(a, (hn_slice){now.at, now.len});
    a->failed = a->failed || now.failed || t->now.failed;
    hn_text_dispose(&now);
}

static int line_of(const char *text, const char *at)
{
    int line = 1;
    for (; text < at; text++)
        line += *text == '\n';
    return line;
}

/* Examples that only the snapshot has. */
static void find_gone(tester *t)
{
    hn_slice rest = t->snapshot, name, lines, ignored;
    hn_text wrong, said;
    hn_text_init(&wrong, &t->memory);
    hn_text_init(&said, &t->memory);
    while (hn_snapshot_next(&rest, &name, &lines)) {
        if (find_lines((hn_slice){t->now.at, t->now.len}, name, &ignored))
            continue;
        hn_text_clear(&wrong);
        hn_text_clear(&said);
        hn_text_addf(&said, "%.*s", (int)name.len, name.at);
        hn_text_add(&wrong, INDENT "the snapshot has it and the pack does "
                                   "not\n");
        hn_verdict_add(&t->verdicts, hn_text_string(&said),
                       (hn_place){HN_SNAPSHOT_FILE,
                                  line_of(t->options->snapshot, name.at), 1},
                       &wrong);
    }
    t->now.failed = t->now.failed || wrong.failed || said.failed;
    hn_text_dispose(&wrong);
    hn_text_dispose(&said);
}

/* --- one example --------------------------------------------------------- */

static void try(attempt *a, const hn_example *example)
{
    hn_trial_run(&a->trial, &a->t->trials, example, &a->wrong);
    a->failed = a->trial.failed;
    for (int i = 0; a->trial.ran && i < example->expect_count; i++)
        check(a, &example->expect[i]);
    if (a->trial.ran)
        hn_trial_each(&a->trial, find_refused, a);
    note_snapshot(a);
    hn_trial_dispose(&a->trial);
}

/* False where memory was refused. */
static bool run_example(tester *t, const hn_example *example)
{
    attempt a = {.t = t};
    hn_arena_init(&a.arena, &t->memory);
    hn_text_init(&a.wrong, &t->memory);
    try(&a, example);
    bool ok = !a.failed && !a.wrong.failed && !a.arena.failed;
    if (ok)
        hn_verdict_add(&t->verdicts, example->name, example->place, &a.wrong);
    hn_text_dispose(&a.wrong);
    hn_arena_dispose(&a.arena);
    return ok;
}

/* --- all of them --------------------------------------------------------- */

static hn_status stopped(hn_error *err)
{
    return hn_fail(err, HN_OVER_LIMIT, 504, "",
                   "stopped as asked; not every example was run");
}

static hn_status run_examples(tester *t, hn_error *err)
{
    const hn_graph *graph = &t->pack->graph;
    for (int i = 0; i < graph->example_count; i++) {
        const hn_example *example = graph->examples[i];
        if (t->host->cancel && t->host->cancel(t->host->cancel_ctx))
            return stopped(err);
        if (hn_verdict_wanted(t->options, example->name)
            && !run_example(t, example))
            return hn_no_memory(err);
    }
    return HN_OK;
}

static hn_status run_property(tester *t, const hn_property *property,
                              hn_error *err)
{
    hn_text wrong, how;
    hn_text_init(&wrong, &t->memory);
    hn_text_init(&how, &t->memory);
    hn_status status = hn_property_judge(&wrong, &how, t->pack, property,
                                         t->host, &t->memory);
    if (status == HN_OVER_LIMIT)
        status = stopped(err);
    else if (status != HN_OK || wrong.failed || how.failed)
        status = hn_no_memory(err);
    else
        hn_verdict_property(&t->verdicts, property->name, property->place,
                            &wrong, &how);
    hn_text_dispose(&wrong);
    hn_text_dispose(&how);
    return status;
}

static hn_status run_properties(tester *t, hn_error *err)
{
    const hn_graph *graph = &t->pack->graph;
    hn_status status = HN_OK;
    for (int i = 0; i < graph->property_count && status == HN_OK; i++)
        if (hn_verdict_wanted(t->options, graph->properties[i]->name))
            status = run_property(t, graph->properties[i], err);
    return status;
}

/* The snapshot is taken of a pack whose examples all hold. */
static hn_status bless(tester *t, hn_error *err)
{
    hn_text all;
    hn_status status = HN_OK;
    hn_text_init(&all, &t->memory);
    hn_snapshot_begin(&all, t->pack);
    hn_text_add_n(&all, t->now.at, t->now.len);
    if (all.failed || t->now.failed)
        status = hn_no_memory(err);
    else if (!hn_flush(t->options->bless, &all))
        status = hn_fail(err, HN_IO, 0, "",
                         "the snapshot could not be written");
    hn_text_dispose(&all);
    return status;
}

static hn_status run_all(tester *t, const hn_sink *sink, hn_error *err)
{
    if (t->options->bless && t->options->run)
        return hn_fail(err, HN_BAD_USE, 0, "", "a snapshot is taken of all "
                                               "examples, not of some");
    if (!hn_trials_init(&t->trials, &t->pack->graph, &t->memory))
        return hn_no_memory(err);
    hn_status status = run_examples(t, err);
    if (status == HN_OK)
        status = run_properties(t, err);
    if (status == HN_OK && t->snapshot.at && !t->options->run)
        find_gone(t);
    if (status == HN_OK && t->now.failed)
        status = hn_no_memory(err);
    if (status == HN_OK)
        status = hn_verdicts_print(&t->verdicts, sink, err);
    if (status == HN_OK && t->options->bless)
        status = bless(t, err);
    return status;
}

hn_status hn_test(hn_test_counts *out, const hn_pack *pack,
                  const hn_host *host, const hn_test_options *options,
                  const hn_sink *sink, hn_error *err)
{
    static const hn_host no_host;
    static const hn_test_options no_options;
    tester t = {.pack = pack, .host = host ? host : &no_host,
                .options = options ? options : &no_options};
    hn_memory_init(&t.memory, t.host->resize, t.host->resize_ctx,
                   t.host->memory_limit);
    hn_verdicts_init(&t.verdicts, pack, t.options, &t.memory);
    hn_text_init(&t.now, &t.memory);
    if (t.options->snapshot && !t.options->bless)
        t.snapshot = hn_snapshot_examples(hn_slice_of(t.options->snapshot));
    hn_status status = run_all(&t, sink, err);
    if (out && (status == HN_OK || status == HN_FINDINGS))
        *out = t.verdicts.counts;
    hn_trials_dispose(&t.trials);
    hn_verdicts_dispose(&t.verdicts);
    hn_text_dispose(&t.now);
    return status;
}

/* --- whether they hold ---------------------------------------------------- */

static bool example_holds(tester *t, const hn_example *example, bool *failed)
{
    attempt a = {.t = t};
    hn_arena_init(&a.arena, &t->memory);
    hn_text_init(&a.wrong, &t->memory);
    try(&a, example);
    *failed = a.failed || a.wrong.failed || a.arena.failed;
    bool holds = a.wrong.len == 0;
    hn_text_dispose(&a.wrong);
    hn_arena_dispose(&a.arena);
    return holds;
}

hn_status hn_test_first(int *failed, const hn_pack *pack, hn_error *err)
{
    static const hn_test_options no_options;
    tester t = {.pack = pack, .host = &pack->host, .options = &no_options};
    hn_memory_init(&t.memory, t.host->resize, t.host->resize_ctx,
                   t.host->memory_limit);
    hn_text_init(&t.now, &t.memory);
    bool refused = !hn_trials_init(&t.trials, &pack->graph, &t.memory);
    int count = pack->graph.example_count, i = 0;
    while (!refused && i < count
           && example_holds(&t, pack->graph.examples[i], &refused))
        i++;
    hn_trials_dispose(&t.trials);
    hn_text_dispose(&t.now);
    *failed = i < count ? i : -1;
    return refused ? hn_no_memory(err) : HN_OK;
}

bool hn_test_example(bool *holds, const hn_pack *pack,
                     const hn_example *example)
{
    static const hn_test_options no_options;
    tester t = {.pack = pack, .host = &pack->host, .options = &no_options};
    hn_memory_init(&t.memory, t.host->resize, t.host->resize_ctx,
                   t.host->memory_limit);
    hn_text_init(&t.now, &t.memory);
    bool refused = !hn_trials_init(&t.trials, &pack->graph, &t.memory);
    if (!refused)
        *holds = example_holds(&t, example, &refused);
    hn_trials_dispose(&t.trials);
    hn_text_dispose(&t.now);
    return !refused;
}
