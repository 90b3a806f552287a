/*
 * build.h - building a graph, checked as it goes.
 *
 * Every function takes the place where the thing is written.  What is wrong is
 * reported to graph->report at once, and the call gives a node of kind
 * HN_BROKEN (or a thing whose node is broken), which fits everywhere without
 * further complaint: so that all that is wrong in a pack is told, each once.
 * NULL comes back only when memory has run out (graph->arena.failed).
 *
 * Texts handed in are copied; nodes and arrays of nodes are kept or copied
 * into the arena, the caller's arrays are free after the call.
 *
 * A constant enters graph->nodes only when a node reads it: until then, and
 * for ever in the cells of tables and the periods of parameters, its id is -1.
 */
#ifndef HN_BUILD_H
#define HN_BUILD_H

#include "graph.h"

bool hn_graph_init(hn_graph *graph, hn_memory *memory, hn_report *report);
void hn_graph_dispose(hn_graph *graph);

/* --- declarations: each returns the thing, filled in and entered ------------ */
/* The caller fills the fields that it knows (with names and texts of any
 * lifetime) and the place; a name used twice is reported (HN113). */

hn_records *hn_build_records(hn_graph *graph, const char *name,
                             const char *what, hn_place place);
/* `proto`: thing.name label source place, type, column blank required
 * is_private; min and max are given as literals (NULL: none), read too. */
hn_input *hn_build_input(hn_graph *graph, hn_records *records,
                         const hn_input *proto,
                         hn_node *min, hn_node *max);
hn_link *hn_build_link(hn_graph *graph, hn_records *records,
                       const char *name, const char *to, const char *by,
                       const char *on, bool required, hn_place place);

/* What is said of records after their inputs, which it names; NULL: not. */
typedef struct hn_records_facts {
    const char *key, *dated_by, *file;
    const char *of, *starts, *ends; /* `of` is the key where none is said  */
    const hn_mark *marks;
    int mark_count;
} hn_records_facts;

void hn_build_records_end(hn_graph *graph, hn_records *records,
                          const hn_records_facts *facts);

/* `proto`: thing, type, basis; periods with literal values. */
hn_param *hn_build_param(hn_graph *graph, const hn_param *proto,
                         hn_node *min, hn_node *max);

/* `proto`: thing, by and by_names, columns; rows are given as literals: a row
 * has by_count texts in `keys`, and column_count cells (NULL: missing).  Every
 * combination that occurs in a choice must have a row (HN116). */
typedef struct hn_lookup_line {
    const char **keys;
    hn_date from;                  /* HN_DATE_FIRST where not dated        */
    hn_node **cells;
    const char *source;
    hn_place place;
} hn_lookup_line;
hn_lookup *hn_build_lookup(hn_graph *graph, const hn_lookup *proto,
                           const hn_lookup_line *lines, int count);
/* The same of a matrix, whose thing.word says so: it has one column, of
 * choices; on_missing; and says, in the order in which the outcomes stand in
 * the lines, with on_missing last where it is none of them (NULL: none). */
/* The node of one of its columns. */
hn_node *hn_build_lookup_column(hn_graph *graph, const hn_lookup *lookup,
                                int column, hn_place place);

/* `proto`: thing, of, columns, bands (edges and cells as literals). */
hn_bands *hn_build_bands(hn_graph *graph, const hn_bands *proto);
hn_node *hn_build_band_column(hn_graph *graph, const hn_bands *bands,
                              int column, hn_place place);

/* `at`: of a `must`, the column that its sentence is about; or NULL. */
hn_criterion *hn_build_criterion(hn_graph *graph, const hn_criterion *proto,
                                 const hn_node *at);
/* What was decided in place of the outcome of a panel or a matrix, recorded
 * with who, why and when: the figure NAME_decided, which is the outcome where
 * nothing was. */
typedef struct hn_override {
    hn_node *outcome, *by, *reason, *on;
    hn_place place;
} hn_override;
hn_figure *hn_build_decided(hn_graph *graph, const hn_thing *thing,
                            const hn_override *override);
/* `proto`: thing, rows, on_missing. */
hn_panel *hn_build_panel(hn_graph *graph, const hn_panel *proto);
hn_score *hn_build_score(hn_graph *graph, const hn_score *proto);
hn_figure *hn_build_figure(hn_graph *graph, const hn_figure *proto,
                           hn_node *value);
/* `proto`: thing, declared, when, rounding (NULL: the pack's). */
hn_award *hn_build_award(hn_graph *graph, const hn_award *proto,
                         hn_node *amount, hn_node *full_year);
/* `fold`: of, the claim; by, what it is counted once for; order (with
 * `has_order`) or share, and then rounding (NULL: as the claim is). */
hn_attribution *hn_build_attribution(hn_graph *graph, const hn_thing *thing,
                                     const hn_fold *fold, bool has_order);
/* An allocation as a pack gives it: `fold` has of (the claim), by and order;
 * `pot` all but what `could` be. */
typedef struct hn_allocating {
    hn_thing thing;
    hn_fold fold;
    hn_pot pot;
    bool has_order, says_part, says_short;
} hn_allocating;
hn_allocation *hn_build_allocation(hn_graph *graph,
                                   const hn_allocating *from);
/* Figures that pay an amount in parts, named NAME_1 and so on: `args` are the
 * amount, what was paid and how many parts are done (NULL: nothing); `dealing`
 * has parts and remainder; `when` says of each part what its label is to say
 * (NULL: its number).  `out` has room for all of them. */
bool hn_build_instalments(hn_graph *graph, const hn_thing *thing,
                          hn_node *const *args, const hn_dealing *dealing,
                          const char *const *when, hn_figure **out);
hn_calendar_thing *hn_build_calendar(hn_graph *graph,
                                     const hn_calendar_thing *proto);
/* `proto`: thing, own; the nodes of two links. */
hn_peers *hn_build_peers(hn_graph *graph, const hn_peers *proto, hn_node *of,
                         hn_node *are);
/* Rows and expectations are checked when the graph is finished. */
hn_example *hn_build_example(hn_graph *graph, const hn_example *proto);

/* What a column of a table of examples is for, by its heading: "example", "on",
 * "expect costs_more", an input of the first records by its name or its column,
 * or one of others after their name: "visit.hours". */
typedef struct hn_heading {
    enum { HN_HEADS_EXAMPLE, HN_HEADS_ON, HN_HEADS_EXPECT, HN_HEADS_INPUT } is;
    const char *name;              /* of what is expected                  */
    const hn_input *input;
} hn_heading;
/* False: it is nothing; `*help` is what may be meant, or NULL. */
bool hn_graph_heading(hn_graph *graph, const char *text, hn_heading *out,
                      const char **help);

/* `proto`: name place printed equals source note. */
hn_printed_claim *hn_build_claim(hn_graph *graph,
                                 const hn_printed_claim *proto);

/* What is declared from here on stands under this heading. */
void hn_build_heading(hn_graph *graph, const char *text);

/* A promise as it is given: the limit a literal or a formula, `with` and
 * `above` nodes, `but` names of inputs. */
typedef struct hn_promised {
    hn_promise promise;
    hn_node *with, *above;
    const char **but;
    int but_count;
} hn_promised;
hn_property *hn_build_property(hn_graph *graph, const char *name,
                               hn_place place, const hn_promised *promised,
                               int count);

/* --- nodes ------------------------------------------------------------------ */

/* A number or a text as the pack has it; it takes its type from what it meets.
 * `text` NULL is the word missing. */
hn_node *hn_build_literal(hn_graph *graph, const char *text, bool quoted,
                          hn_place place);
/* A number with a unit: weeks(6), years(7, 12), percent "3.5"; a percent as
 * it is written: 7/2 here, and 7/200 in the constant. */
hn_node *hn_build_number(hn_graph *graph, hn_ratio value, hn_unit unit,
                         hn_form form, hn_place place);
/* A figure as a document prints it, rounded to `step` (NULL: to its last
 * digit); `exact`: the figure itself. */
hn_node *hn_build_printed(hn_graph *graph, const char *text, const char *step,
                          bool exact, hn_place place);
hn_node *hn_build_broken(hn_graph *graph, hn_place place);

/* The value of a thing, counted as a use.  For an input the column of its
 * records; a reference is the same node each time. */
hn_node *hn_build_reference(hn_graph *graph, hn_thing *thing, hn_place place);
/* The value of a thing (an input or figure of link->to) over a link node. */
hn_node *hn_build_via(hn_graph *graph, hn_node *link, hn_thing *thing,
                      hn_place place);
/* A parameter at another date than the row's. */
hn_node *hn_build_param_at(hn_graph *graph, hn_param *param, hn_node *date,
                           hn_place place);
hn_node *hn_build_decision_date(hn_graph *graph, hn_place place);

/* Arithmetic, comparisons, joins, choices and dates: the op with its arguments
 * in the order given at hn_op.  ADD and SUB with a date become DATE_SHIFT and
 * DATE_DIFF; OVER ... AT_MOST take dates as well as amounts. */
hn_node *hn_build_op(hn_graph *graph, hn_op op, hn_node **args, int count,
                     hn_place place);
hn_node *hn_build_at_least_n(hn_graph *graph, int n, hn_node **args,
                             int count, hn_place place);
hn_node *hn_build_part_of_year(hn_graph *graph, hn_node *from, hn_node *to,
                               hn_node *start, hn_year_part by,
                               hn_part_month part,
                               const hn_calendar_thing *terms,
                               hn_place place);
/* CALENDAR_ADD (date, number), CALENDAR_DAYS (date, date), SCHOOL_WEEKS (date,
 * date), SCHOOL_WEEK_END (date, weeks), TERM_END and SCHOOL_DAY
 * (date, number). */
hn_node *hn_build_calendar_op(hn_graph *graph, hn_op op,
                              const hn_calendar_thing *calendar,
                              hn_node **args, int count, hn_place place);
/* SUM ... RANK.  `fold->over` is needed for a count of records; elsewhere it
 * follows from `of`. */
hn_node *hn_build_fold(hn_graph *graph, hn_op op, const hn_fold *fold,
                       hn_place place);
/* What stands for one argument of a function of core/funding: a value, or a
 * list of values that are added up. */
typedef struct hn_given {
    const char *name;              /* of the argument, as written          */
    hn_node **nodes;
    int count;
    bool list;
    hn_place place, name_place;    /* of the value and of the name         */
} hn_given;
hn_node *hn_build_funding(hn_graph *graph,
                          const hn_funding_function *function,
                          const hn_given *given, int count, hn_place place);
/* The value of the row before: `fold` has of, by and order. */
hn_node *hn_build_previous(hn_graph *graph, const hn_fold *fold,
                           hn_place place);
/* Text with names in braces, of things declared above it; the first column
 * says whose rows it is of. */
hn_node *hn_build_sentence(hn_graph *graph, const char *text, hn_place place);

/* --- the end ---------------------------------------------------------------- */

/* Gives a parameter another value throughout, before the graph is finished:
 * for a what-if.  What is wrong is reported (place.file "--set"); false then. */
bool hn_graph_set(hn_graph *graph, const char *param, const char *value);

/* A reform, before the graph is finished: a parameter that has another value
 * from a date on (HN_DATE_FIRST: throughout), a criterion with another test from
 * the date of its wording on, and one that is no longer asked for.  What is wrong
 * is reported. */
void hn_build_reform_param(hn_graph *graph, const char *name, hn_node *value,
                           hn_date from, const char *source, hn_place place);
void hn_build_reform_criterion(hn_graph *graph, const char *name,
                               const hn_wording *proto, hn_place place);
void hn_build_reform_drop(hn_graph *graph, const char *name, hn_date from,
                          const char *source, hn_place place);

/* Resolves sentences and examples, reports what is unused, missing or doubtful
 * and freezes the graph. */
void hn_graph_finish(hn_graph *graph);

/* After the end: warns of each value whose review was due before `date`. */
void hn_graph_overdue(hn_graph *graph, hn_date date);

/* The value of a node that reads no row and no parameter, as text for people
 * ("£1,250.00"); false if it does. */
bool hn_graph_constant_text(hn_graph *graph, const hn_node *node,
                            hn_text *out);
/* Why a function of core/funding that reads no row and no parameter has no
 * result; NULL: it has one, or reads data. */
const char *hn_graph_constant_refusal(hn_graph *graph, const hn_node *node);

#endif
