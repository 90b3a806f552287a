/*
 * build_dates.c - ops on dates, years and calendars.
 */
#include <string.h>
#include "edit.h"
#include "build_ops.h"

#define FIRST_YEAR 1990
#define YEARS      110

/* 1990-91 to 2099-00, made once for a graph. */
static const hn_choices *years_of(hn_graph *graph)
{
    if (graph->years)
        return graph->years;
    hn_choices *years = hn_arena_alloc(&graph->arena, sizeof *years);
    const char **names = hn_arena_alloc(&graph->arena,
                                        sizeof *names * YEARS);
    if (!years || !names)
        return NULL;
    for (int i = 0; i < YEARS; i++)
        names[i] = hn_make_text(graph, "%d-%d%d", FIRST_YEAR + i,
                                (FIRST_YEAR + i + 1) / 10 % 10,
                                (FIRST_YEAR + i + 1) % 10);
    years->names = names;
    years->count = YEARS;
    return graph->years = years;
}

/* What each argument is: d a date, w weeks, n days or a plain number. */
static const struct { const char *args; hn_kind kind; int unit; }
shapes[HN_OPS] = {
    [HN_OP_DATE_DIFF] = { "dd", HN_NUMBER, HN_DAYS },
    [HN_OP_COMPLETED_MONTHS] = { "dd", HN_NUMBER, HN_MONTHS },
    [HN_OP_COMPLETED_YEARS] = { "dd", HN_NUMBER, HN_YEARS },
    [HN_OP_FINANCIAL_YEAR] = { "d", HN_CHOICE, 0 },
    [HN_OP_ACADEMIC_YEAR] = { "d", HN_CHOICE, 0 },
    [HN_OP_FINANCIAL_YEAR_END] = { "d", HN_DATE, 0 },
    [HN_OP_ACADEMIC_YEAR_END] = { "d", HN_DATE, 0 },
    [HN_OP_MONTH_END] = { "d", HN_DATE, 0 },
    [HN_OP_CALENDAR_ADD] = { "dn", HN_DATE, 0 },
    [HN_OP_CALENDAR_DAYS] = { "dd", HN_NUMBER, HN_DAYS },
    [HN_OP_SCHOOL_WEEKS] = { "dd", HN_NUMBER, HN_WEEKS },
    [HN_OP_SCHOOL_WEEK_END] = { "dw", HN_DATE, 0 },
    [HN_OP_TERM_END] = { "dn", HN_DATE, 0 },
    [HN_OP_SCHOOL_DAY] = { "dn", HN_DATE, 0 },
    [HN_OP_PART_OF_YEAR] = { "ddd", HN_NUMBER, HN_YEARS },
};

static hn_type wanted_of(char shape)
{
    if (shape == 'd')
        return hn_type_of(HN_DATE);
    return hn_type_number(hn_unit_of(shape == 'w' ? HN_WEEKS : HN_DAYS));
}

static bool is_wanted(hn_type type, char shape)
{
    bool plain = type.kind == HN_NUMBER && hn_unit_is_plain(type.unit);
    return hn_type_like(type, wanted_of(shape)) || (shape == 'n' && plain);
}

static hn_node *unfit(hn_op_call *job, int i, char shape)
{
    hn_graph *graph = job->graph;
    const hn_node *arg = job->args[i];
    return hn_op_refuse(job, shape == 'd' ? 202 : 200,
        shape == 'd' ? "write a date such as \"2026-09-01\", or a column of "
                       "dates" : NULL,
        hn_make_text(graph, "%s is %s: `%s` takes %s there",
                     hn_make_name(graph, arg,
                                  hn_make_text(graph, "value %d", i + 1)),
                     hn_make_type_text(graph, arg->type), job->word,
                     hn_make_type_text(graph, wanted_of(shape))));
}

static bool fit_args(hn_op_call *job)
{
    const char *args = shapes[job->op].args;
    for (int i = 0; args[i]; i++) {
        job->args[i] = hn_make_typed(job->graph, job->args[i],
                                     wanted_of(args[i]), NULL);
        if (!job->args[i] || hn_node_broken(job->args[i]))
            return false;
        if (!is_wanted(job->args[i]->type, args[i])) {
            unfit(job, i, args[i]);
            return false;
        }
    }
    return true;
}

static hn_type result_of(hn_graph *graph, hn_op op)
{
    hn_type type = hn_type_of(shapes[op].kind);
    if (type.kind == HN_NUMBER)
        type.unit = hn_unit_of((hn_base_unit)shapes[op].unit);
    if (type.kind == HN_CHOICE)
        type.choices = years_of(graph);
    return type;
}

hn_node *hn_op_dates(hn_op_call *job)
{
    if (job->op == HN_OP_DATE_SHIFT)
        return hn_build_op(job->graph, HN_OP_ADD, job->args, job->count,
                           job->place);
    if (!fit_args(job))
        return hn_op_spoiled(job);
    hn_node *node = hn_make(job->graph, job->op,
                            result_of(job->graph, job->op), job->args,
                            job->count, job->place);
    if (node && node->type.kind == HN_CHOICE)
        node->u.begins = FIRST_YEAR;
    return node && node->type.kind == HN_CHOICE && !node->type.choices
           ? NULL : node;
}

hn_node *hn_build_decision_date(hn_graph *graph, hn_place place)
{
    return hn_make(graph, HN_OP_DECISION_DATE, hn_type_of(HN_DATE), NULL, 0,
                   place);
}

static bool lacks_date(hn_graph *graph, hn_node *const *args, hn_place place)
{
    static const char *const keys[] = { "from", "to", "start" };
    for (int i = 0; i < 3 && !graph->arena.failed; i++) {
        if (args[i])
            continue;
        hn_report_addf(graph->report, 112, HN_ERROR, place,
                       hn_make_text(graph, "add %s = and a date", keys[i]),
                       "`part_of_year` has no %s", keys[i]);
        return true;
    }
    return false;
}

hn_node *hn_build_part_of_year(hn_graph *graph, hn_node *from, hn_node *to,
                               hn_node *start, hn_year_part by,
                               hn_part_month part,
                               const hn_calendar_thing *terms,
                               hn_place place)
{
    hn_node *args[] = { from, to, start };
    if (lacks_date(graph, args, place))
        return hn_build_broken(graph, place);
    hn_node *node = hn_build_op(graph, HN_OP_PART_OF_YEAR, args, 3, place);
    if (!node || hn_node_broken(node))
        return node;
    hn_edit_year(graph, &by, &part, terms != NULL, place);
    node->u.year.by = by;
    node->u.year.part = part;
    if (terms) {
        node->u.year.terms = &terms->calendar;
        hn_make_use(graph, &terms->thing);
    }
    return node;
}

static bool needs_terms(hn_op op)
{
    return op == HN_OP_SCHOOL_WEEKS || op == HN_OP_SCHOOL_WEEK_END
           || op == HN_OP_TERM_END || op == HN_OP_SCHOOL_DAY;
}

hn_node *hn_build_calendar_op(hn_graph *graph, hn_op op,
                              const hn_calendar_thing *calendar,
                              hn_node **args, int count, hn_place place)
{
    hn_make_use(graph, &calendar->thing);
    hn_node *node = hn_build_op(graph, op, args, count, place);
    if (!node || hn_node_broken(node))
        return node;
    if (needs_terms(op) && calendar->calendar.term_count == 0) {
        hn_report_addf(graph->report, 112, HN_ERROR, place,
                       "add terms = { { from = ..., to = ... }, ... }",
                       "calendar `%s` has no terms to count weeks in",
                       calendar->thing.name);
        node->uses++;
        return hn_build_broken(graph, place);
    }
    node->u.calendar = &calendar->calendar;
    return node;
}
