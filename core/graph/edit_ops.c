/*
 * edit_ops.c - what a formula could have been instead; see edit.h.
 */
#include "edit.h"

#include <string.h>
#include "make.h"
#include "../quantity/number.h"

/* --- another op ---------------------------------------------------------- */

typedef struct op_way {
    hn_op op, to;
    const char *says, *of_dates;   /* of_dates NULL: the same              */
} op_way;

static const op_way others[] = {
    { HN_OP_OVER, HN_OP_AT_LEAST, "`at_least` for `over`",
      "`on_or_after` for `after`" },
    { HN_OP_AT_LEAST, HN_OP_OVER, "`over` for `at_least`",
      "`after` for `on_or_after`" },
    { HN_OP_UNDER, HN_OP_AT_MOST, "`at_most` for `under`",
      "`on_or_before` for `before`" },
    { HN_OP_AT_MOST, HN_OP_UNDER, "`under` for `at_most`",
      "`before` for `on_or_before`" },
    { HN_OP_OVER, HN_OP_AT_MOST, "`at_most` for `over`",
      "`on_or_before` for `after`" },
    { HN_OP_AT_LEAST, HN_OP_UNDER, "`under` for `at_least`",
      "`before` for `on_or_after`" },
    { HN_OP_UNDER, HN_OP_AT_LEAST, "`at_least` for `under`",
      "`on_or_after` for `before`" },
    { HN_OP_AT_MOST, HN_OP_OVER, "`over` for `at_most`",
      "`after` for `on_or_before`" },
    { HN_OP_IS, HN_OP_IS_NOT, "`is_not` for `is`", NULL },
    { HN_OP_IS_NOT, HN_OP_IS, "`is` for `is_not`", NULL },
    { HN_OP_ALL, HN_OP_ANY, "`any` for `all`", NULL },
    { HN_OP_ANY, HN_OP_ALL, "`all` for `any`", NULL },
    { HN_OP_NONE, HN_OP_ANY, "`any` for `none`", NULL },
    { HN_OP_LOWER, HN_OP_HIGHER, "`higher_of` for `lower_of`",
      "`latest` for `earliest`" },
    { HN_OP_HIGHER, HN_OP_LOWER, "`lower_of` for `higher_of`",
      "`earliest` for `latest`" },
    { HN_OP_ADD, HN_OP_SUB, "`-` for `+`", NULL },
    { HN_OP_SUB, HN_OP_ADD, "`+` for `-`", NULL },
    { HN_OP_MUL, HN_OP_DIV, "`/` for `*`", NULL },
    { HN_OP_DIV, HN_OP_MUL, "`*` for `/`", NULL },
    { HN_OP_FINANCIAL_YEAR, HN_OP_ACADEMIC_YEAR,
      "`academic_year` for `financial_year`", NULL },
    { HN_OP_ACADEMIC_YEAR, HN_OP_FINANCIAL_YEAR,
      "`financial_year` for `academic_year`", NULL },
    { HN_OP_FINANCIAL_YEAR_END, HN_OP_ACADEMIC_YEAR_END,
      "`academic_year_end` for `financial_year_end`", NULL },
    { HN_OP_ACADEMIC_YEAR_END, HN_OP_FINANCIAL_YEAR_END,
      "`financial_year_end` for `academic_year_end`", NULL },
    { HN_OP_MONTH_END, HN_OP_FINANCIAL_YEAR_END,
      "`financial_year_end` for `month_end`", NULL },
};

static bool is_plain(const hn_node *node)
{
    return hn_node_literal(node)
           || (node->type.kind == HN_NUMBER
               && hn_unit_is_plain(node->type.unit));
}

/* Whether the other op could stand here: what its units or kinds refuse would
 * tell nothing of the examples. */
static bool could_be(const op_way *way, hn_node *const *args, int count)
{
    bool two_dates = count == 2 && args[0]->type.kind == HN_DATE
                     && (args[1]->type.kind == HN_DATE
                         || (hn_node_literal(args[1])
                             && hn_make_guess(args[1]).kind == HN_DATE));
    switch (way->op) {
    case HN_OP_MUL: case HN_OP_DIV: return is_plain(args[1]);
    case HN_OP_SUB: return !two_dates;
    case HN_OP_ALL: case HN_OP_ANY: case HN_OP_LOWER: case HN_OP_HIGHER:
        return count > 1;
    default: return true;
    }
}

static void other_op(hn_graph *graph, hn_op *op, hn_node *const *args,
                     int count, hn_place place)
{
    hn_op was = *op;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        const op_way *way = &others[i];
        bool date = args[0]->type.kind == HN_DATE && way->of_dates;
        if (way->op == was && could_be(way, args, count)
            && hn_edit_asked(graph, place, "%s",
                             date ? way->of_dates : way->says))
            *op = way->to;
    }
}

/* --- fewer entries, and others in their place ---------------------------- */

static void drop(hn_node **args, int *count, int at, int how_many)
{
    for (int i = at; i < at + how_many; i++)
        args[i]->uses++;
    memmove(args + at, args + at + how_many,
            sizeof *args * (size_t)(*count - at - how_many));
    *count -= how_many;
}

static void fewer(hn_graph *graph, hn_op op, hn_node **args, int *count,
                  hn_place place)
{
    bool list = op == HN_OP_ALL || op == HN_OP_ANY || op == HN_OP_NONE
                || op == HN_OP_LOWER || op == HN_OP_HIGHER;
    int first = op == HN_OP_ONE_OF ? 1 : 0, all = *count;
    if ((!list && op != HN_OP_ONE_OF) || all - first < 2)
        return;
    for (int i = first, at = first; i < all; i++) {
        const char *name = hn_node_literal(args[at])
            ? hn_make_text(graph, "`%s`", args[at]->u.constant.text
                           ? args[at]->u.constant.text : "missing")
            : hn_make_name(graph, args[at], hn_make_text(
                  graph, "entry %d", i - first + 1));
        if (hn_edit_asked(graph, place, "without %s", name))
            drop(args, count, at, 1);
        else
            at++;
    }
}

static void exchange(hn_node **args, int a, int b)
{
    hn_node *kept = args[a];
    args[a] = args[b];
    args[b] = kept;
}

/* when take when take ... otherwise */
static void other_arms(hn_graph *graph, hn_node **args, int *count,
                       hn_place place)
{
    int all = *count;
    for (int i = 1; i + 1 < all; i += 2)
        if (hn_edit_asked(graph, place, "what arms %d and %d take exchanged",
                          i / 2 + 1, i / 2 + 2))
            exchange(args, i, i + 2 < all ? i + 2 : i + 1);
    for (int i = 0; i + 2 < all && *count == all && all > 3; i += 2)
        if (hn_edit_asked(graph, place, "without arm %d", i / 2 + 1))
            drop(args, count, i, 2);
}

static void turned(hn_graph *graph, hn_op op, hn_node **args, hn_place place)
{
    if (op == HN_OP_SUB && args[0]->type.kind == args[1]->type.kind
        && hn_edit_asked(graph, place, "the two sides of `-` exchanged"))
        exchange(args, 0, 1);
}

/* --- literals ------------------------------------------------------------ */

static hn_node *as_literal(hn_graph *graph, const hn_node *typed,
                           const hn_node *was)
{
    hn_text text;
    hn_ratio number = typed->u.constant.number;
    hn_text_init(&text, graph->memory);
    if (typed->type.kind == HN_DATE)
        hn_date_write(&text, (hn_date)typed->u.constant.index);
    else
        hn_ratio_write(&text, number, 0);
    hn_node *made = hn_build_literal(graph, hn_text_string(&text),
                                     was->u.constant.quoted, was->place);
    hn_text_dispose(&text);
    return made;
}

/* What it is worth beside `like`, for its step; false: it is a name. */
static bool worth(hn_node *out, const hn_node *literal, const hn_node *like)
{
    hn_slice text = hn_slice_of(literal->u.constant.text);
    hn_date date;
    *out = *literal;
    out->u.constant.text = NULL;
    if (!hn_date_read(&date, text)) {
        out->type = hn_type_of(HN_DATE);
        out->u.constant.index = date;
        return true;
    }
    out->type = hn_type_form(HN_AMOUNT);
    if (like && like->type.kind == HN_NUMBER
        && hn_type_is_money(like->type))
        out->type = like->type;
    return !hn_ratio_read(&out->u.constant.number, text, HN_MONEY);
}

static bool is_number_op(hn_op op)
{
    switch (op) {
    case HN_OP_ADD: case HN_OP_SUB: case HN_OP_MUL: case HN_OP_DIV:
    case HN_OP_LOWER: case HN_OP_HIGHER: case HN_OP_OVER:
    case HN_OP_AT_LEAST: case HN_OP_UNDER: case HN_OP_AT_MOST:
    case HN_OP_CALENDAR_ADD: case HN_OP_SCHOOL_WEEK_END:
    case HN_OP_TERM_END:
    case HN_OP_SCHOOL_DAY:
    case HN_OP_PART_OF_YEAR: case HN_OP_CHOOSE:
        return true;
    default:
        return false;
    }
}

static void other_literals(hn_graph *graph, hn_op op, hn_node **args,
                           int count, hn_place place)
{
    const hn_node *like = NULL;
    hn_node typed;
    for (int i = 0; i < count; i++)
        if (!hn_node_literal(args[i]) && op != HN_OP_MUL && op != HN_OP_DIV)
            like = args[i];
    for (int i = 0; is_number_op(op) && i < count; i++) {
        if (!hn_node_literal(args[i]) || args[i]->u.constant.missing
            || !worth(&typed, args[i], like))
            continue;
        hn_node *other = hn_edit_constant(graph, &typed, "the number", place);
        if (other != &typed)
            args[i] = as_literal(graph, other, args[i]);
    }
}

/* --- all of it ----------------------------------------------------------- */

void hn_edit_op(hn_graph *graph, hn_op *op, hn_node **args, int *count,
                hn_place place)
{
    if (*count == 0 || !hn_edit_may_ask(graph, place))
        return;
    for (int i = 0; i < *count; i++)
        if (!args[i] || hn_node_broken(args[i]))
            return;
    hn_op was = *op;
    hn_edit_begin(graph, was, place);
    other_literals(graph, was, args, *count, place);
    turned(graph, was, args, place);
    if (was == HN_OP_CHOOSE)
        other_arms(graph, args, count, place);
    fewer(graph, was, args, count, place);
    other_op(graph, op, args, *count, place);
    hn_edit_end(graph);
}

void hn_edit_least(hn_graph *graph, int *n, int count, hn_place place)
{
    int was = *n;
    if (!graph->edits)
        return;
    if (was < count && hn_edit_asked(graph, place, "%d for %d", was + 1, was))
        *n = was + 1;
    if (was > 1 && hn_edit_asked(graph, place, "%d for %d", was - 1, was))
        *n = was - 1;
}

/* The next input of those that could stand in its place. */
static hn_thing *alike(const hn_input *input)
{
    const hn_records *records = input->thing.records;
    for (int i = 1; records && i < records->input_count; i++) {
        hn_input *other =
            records->inputs[(input->index + i) % records->input_count];
        bool private = other->is_private != input->is_private
                       || input->type.kind == HN_TEXT;
        if (!private && hn_type_like(other->type, input->type)
            && other->thing.node && !hn_node_broken(other->thing.node)
            && !other->blank == !input->blank)
            return &other->thing;
    }
    return NULL;
}

hn_thing *hn_edit_reference(hn_graph *graph, hn_thing *thing, hn_place place)
{
    if (!hn_edit_may_ask(graph, place) || thing->word != HN_WORD_INPUT
        || !thing->node || hn_node_broken(thing->node))
        return thing;
    hn_thing *other = alike((const hn_input *)thing);
    if (!other || !hn_edit_asked_as(graph, place, "another input",
                                    "`%s` for `%s`", other->name,
                                    thing->name))
        return thing;
    thing->uses++;
    return other;
}
