/*
 * make.h - shared by the files that build a graph: making nodes, giving
 * literals their type, and the words of messages.
 *
 * A node is made outside the graph and enters `nodes` when it is complete; a
 * constant enters only when another node reads it, so that cells of tables
 * take no room in a run.  Where memory is refused a function gives NULL, and
 * takes NULL as quietly: the caller need not ask.
 */
#ifndef HN_MAKE_H
#define HN_MAKE_H

#include "build.h"

#define HN_MOST_NODES 20000
#define HN_MOST_DEPTH 200

/* --- types --------------------------------------------------------------- */

static inline hn_type hn_type_of(hn_kind kind)
{
    return (hn_type){ .kind = kind };
}

static inline hn_type hn_type_number(hn_unit unit)
{
    return (hn_type){ .kind = HN_NUMBER, .unit = unit };
}

static inline hn_type hn_type_form(hn_form form)
{
    return (hn_type){ .kind = HN_NUMBER, .form = form };
}

static inline bool hn_type_is_money(hn_type type)
{
    return type.kind == HN_NUMBER && hn_unit_is_money(type.unit);
}

/* The same kind, and the same unit or choices. */
bool hn_type_like(hn_type a, hn_type b);

/* --- words for messages: in the graph's arena, never NULL ---------------- */

const char *hn_make_text(hn_graph *graph, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
const char *hn_make_type_text(hn_graph *graph, hn_type type);
/* What to do where net money meets gross, or either meets money that says
 * neither; NULL where that is not so. */
const char *hn_make_tag_help(hn_type a, hn_type b);
/* `name` of the thing that the node is the value of, else `otherwise`. */
const char *hn_make_name(hn_graph *graph, const hn_node *node,
                         const char *otherwise);
/* "`need` is a choice", "the right side is weeks". */
const char *hn_make_says(hn_graph *graph, const hn_node *node,
                         const char *otherwise);
/* "did you mean `need`?", or NULL where nothing is near. */
const char *hn_make_nearest(hn_graph *graph, const char *name,
                            const char *const *names, int count);
/* The same over the things of a word (-1: any). */
const char *hn_make_nearest_thing(hn_graph *graph, int word,
                                  const char *name);

/* --- nodes --------------------------------------------------------------- */

static inline bool hn_node_broken(const hn_node *node)
{
    return node && node->type.kind == HN_BROKEN;
}

static inline bool hn_node_literal(const hn_node *node)
{
    return node && node->type.kind == HN_LITERAL;
}

/* A link, or a link of a linked row: only VIA, KNOWN and folds take it. */
bool hn_node_is_link(const hn_node *node);

/* What stands at the end of a chain of links; NULL for NULL. */
const hn_node *hn_node_leaf(const hn_node *node);

/* How its value was rounded at its own name; NULL: it was not. */
const hn_rounding *hn_node_rounding(const hn_node *node);

/* A constant outside the graph. */
hn_node *hn_make_constant(hn_graph *graph, hn_type type, hn_place place);

/* A node outside the graph: joins the rows of its arguments, which enter if
 * they have not and are counted as used.  Broken after a report. */
hn_node *hn_make_node(hn_graph *graph, hn_op op, hn_type type,
                      hn_node *const *args, int count, hn_place place);
/* Puts it into the graph; broken where there are too many. */
hn_node *hn_make_enter(hn_graph *graph, hn_node *node);
/* Both. */
hn_node *hn_make(hn_graph *graph, hn_op op, hn_type type,
                 hn_node *const *args, int count, hn_place place);
/* Counts arguments as used and gives a broken node: what follows from an
 * error is not told again. */
hn_node *hn_make_spoiled(hn_graph *graph, hn_node *const *args, int count,
                         hn_place place);

/* Makes `node` the value of the thing, under a name of its own where it is
 * read elsewhere too; what floats becomes the run's. */
void hn_make_value(hn_graph *graph, hn_thing *thing, hn_node *node);
/* Copies the texts of a wording and checks its test; false after a report. */
bool hn_make_wording(hn_graph *graph, const hn_thing *thing,
                     hn_wording *wording);
/* The same for a node that was made for the thing. */
void hn_make_own(hn_thing *thing, hn_node *node);

/* --- things -------------------------------------------------------------- */

/* Copies the texts, checks the name and enters the thing.  A name that is used
 * twice is reported and the thing stays outside. */
void hn_make_thing(hn_graph *graph, hn_thing *thing, hn_word word);
/* A use of a thing that a caller holds const. */
void hn_make_use(hn_graph *graph, const hn_thing *thing);
/* For what the loader asks of every declaration, such as a key that must be
 * there: true where it has told of something, so that it is told once. */
static inline bool hn_make_told(const hn_graph *graph)
{
    return graph->report->errors > 0 || graph->arena.failed;
}
const char *hn_make_copy(hn_graph *graph, const char *text);
/* With choices of the graph's own. */
hn_type hn_make_type(hn_graph *graph, hn_type type, hn_place place);
void *hn_make_array(hn_graph *graph, const void *items, int count,
                    size_t item);
hn_rounding *hn_make_rounding(hn_graph *graph, const hn_rounding *rounding);

/* --- literals (literal.c) ------------------------------------------------ */

/* The literal as a constant of `type`; any other node as it is.  `like` (which
 * may be NULL) is what it meets: "met" is an answer of a criterion only. */
hn_node *hn_make_typed(hn_graph *graph, hn_node *node, hn_type type,
                       const hn_node *like);
/* A value that is declared: a constant of exactly that type, whole where it is
 * a count; anything else is reported.  `what` names it in messages. */
hn_node *hn_make_declared(hn_graph *graph, hn_node *node, hn_type type,
                          const char *what);
/* What a literal is by itself: a number, a date or a text. */
hn_type hn_make_guess(const hn_node *literal);
/* The constant that a param is given in place of its own; NULL after reporting
 * that it is none. */
hn_node *hn_make_set(hn_graph *graph, const char *param, const char *text,
                     hn_place place);
/* Reports HN214 where a constant is outside the limits (NULL: none). */
bool hn_make_within(hn_graph *graph, const hn_node *value, const hn_node *min,
                    const hn_node *max, const char *what);
/* Below 0, 0 or above 0: two known constants of one type. */
int hn_make_compare(const hn_node *a, const hn_node *b);

/* --- ops (build_nodes.c) ------------------------------------------------- */

/* Gives the literals among the arguments the type of the others, and checks
 * that all are alike.  `word` is what is being written.  False after a
 * report. */
bool hn_make_alike(hn_graph *graph, const char *word, hn_node **args,
                   int count, hn_place place, hn_type *out);
/* Whether the node is a test; reported if not.  `word` is who asks: "`all`",
 * "criterion `c`". */
bool hn_make_test(hn_graph *graph, const hn_node *node, const char *word);

/* --- sentences (build_sentence.c) ---------------------------------------- */

/* The text with its names resolved, each counted as used: against the rows of
 * `records` (NULL: the run's), or with `any` of whichever kind of records has
 * the name.  NULL after a report, in which `what` holds the sentence. */
const hn_sentence *hn_make_sentence(hn_graph *graph, const char *text,
                                    const hn_records *records, bool any,
                                    const char *what, hn_place place);

/* --- the end ------------------------------------------------------------- */

void hn_check_examples(hn_graph *graph);
/* Parts the nodes; tells where claims read what is worked out for rows, and
 * where a printed figure stands outside claims. */
void hn_check_claims(hn_graph *graph);
/* Puts the nodes that properties alone read behind the others, which are then
 * all that is worked out for rows, and behind those what claims alone read. */
void hn_part_nodes(hn_graph *graph);
void hn_check_awards(hn_graph *graph);
void hn_check_sources(hn_graph *graph);
/* Holds each `must` to what a row can be let in by. */
void hn_check_musts(hn_graph *graph);
/* Tells of what no row can come to. */
void hn_check_reach(hn_graph *graph);

#endif
