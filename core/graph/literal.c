/*
 * literal.c - numbers and texts of the pack, and the type they take.
 *
 * A literal is kept as it is written until it meets something: "50" is £50
 * beside money, 50% beside a percentage and the choice "50" beside a choice.
 * Two rules that are not obvious: beside a percentage a number is a percentage
 * in a comparison or a list, but a plain number in + and -, so that
 * `1 - percent "3"` is 0.97; and in * and / it is always a plain number.
 */
#include "make.h"

#include <string.h>
#include "edit.h"
#include "../quantity/number.h"

hn_node *hn_build_literal(hn_graph *graph, const char *text, bool quoted,
                          hn_place place)
{
    hn_node *node = hn_make_constant(graph, hn_type_of(HN_LITERAL), place);
    if (!node)
        return NULL;
    node->u.constant.missing = text == NULL;
    node->u.constant.text = hn_make_copy(graph, text);
    node->u.constant.quoted = quoted;
    return text && !node->u.constant.text ? NULL : node;
}

hn_node *hn_build_number(hn_graph *graph, hn_ratio value, hn_unit unit,
                         hn_form form, hn_place place)
{
    hn_type type = { .kind = HN_NUMBER, .form = form, .unit = unit };
    hn_node *node = hn_make_constant(graph, type, place);
    if (!node)
        return NULL;
    if (form != HN_PERCENT
        || hn_ratio_div(&value, value, hn_ratio_of(100))) {
        node->u.constant.number = value;
        return hn_edit_constant(graph, node, "the number", place);
    }
    hn_report_addf(graph->report, 206, HN_ERROR, place,
                   "write it with fewer digits", "the number is too large");
    return hn_build_broken(graph, place);
}

/* --- reading by type ----------------------------------------------------- */

static bool refuse(hn_graph *graph, const hn_node *node, int code,
                   const char *help, const char *message)
{
    hn_report_addf(graph->report, code, HN_ERROR, node->place, help, "%s",
                   message);
    return false;
}

static const char *advise_number(hn_graph *graph, const hn_constant *from)
{
    hn_text advice;
    hn_text_init(&advice, graph->memory);
    bool any = hn_number_advise(&advice, hn_slice_of(from->text),
                                from->quoted ? HN_MONEY : HN_PLAIN);
    const char *made = any ? hn_make_text(graph, "%s",
                                          hn_text_string(&advice)) : NULL;
    hn_text_dispose(&advice);
    return made;
}

static bool read_number(hn_graph *graph, const hn_node *literal,
                        hn_node *out)
{
    const hn_constant *from = &literal->u.constant;
    const char *type = hn_make_type_text(graph, out->type);
    hn_ratio value;
    const char *why = hn_ratio_read(&value, hn_slice_of(from->text),
                                    from->quoted ? HN_MONEY : HN_PLAIN);
    const char *advice = why ? advise_number(graph, from) : NULL;
    if (why)
        return refuse(graph, literal, 205,
                      "write digits and at most one point, in quotes if it "
                      "has one: \"7250.50\"",
                      hn_make_text(graph, "`%s` cannot be read as %s: it %s",
                                   from->text, type,
                                   advice ? advice : why));
    if (out->type.form == HN_PERCENT
        && !hn_ratio_div(&value, value, hn_ratio_of(100)))
        return refuse(graph, literal, 206, NULL, "the number is too large");
    if (out->type.form == HN_COUNT && value.den != 1)
        out->type.form = HN_AMOUNT;
    out->u.constant.number = value;
    return true;
}

static const char *advise_date(hn_graph *graph, const char *text)
{
    hn_text advice;
    hn_text_init(&advice, graph->memory);
    bool any = hn_date_advise(&advice, hn_slice_of(text));
    const char *made = any ? hn_make_text(graph, "%s",
                                          hn_text_string(&advice)) : NULL;
    hn_text_dispose(&advice);
    return made;
}

static bool read_date(hn_graph *graph, const hn_node *literal, hn_node *out)
{
    const char *text = literal->u.constant.text;
    hn_date date = 0;
    const char *why = hn_date_read(&date, hn_slice_of(text));
    static const char again[] = "is not a date: ";
    out->u.constant.index = date;
    if (!why)
        return true;
    const char *advice = advise_date(graph, text);
    if (strncmp(why, again, sizeof again - 1) == 0)
        why += sizeof again - 1;
    return refuse(graph, literal, 202,
                  "write year, month and day in quotes: \"2026-09-01\"",
                  advice ? hn_make_text(graph, "`%s` %s", text, advice)
                         : hn_make_text(graph, "`%s` is not a date: %s", text,
                                        why));
}

static const char *list_of(hn_graph *graph, const hn_choices *choices)
{
    const char *list = "";
    for (int i = 0; i < choices->count && i < 12; i++)
        list = hn_make_text(graph, "%s%s\"%s\"", list, i ? ", " : "",
                            choices->names[i]);
    return hn_make_text(graph, choices->count > 12 ? "write one of %s ..."
                                                   : "write one of %s",
                        list);
}

static bool read_choice(hn_graph *graph, const hn_node *literal,
                        const hn_node *like, hn_node *out)
{
    const char *text = literal->u.constant.text;
    const hn_choices *choices = out->type.choices;
    for (int i = 0; choices && i < choices->count; i++) {
        if (strcmp(choices->names[i], text) == 0) {
            out->u.constant.index = i;
            return true;
        }
    }
    const char *help = choices ? hn_make_nearest(graph, text, choices->names,
                                                 choices->count) : NULL;
    if (!help && choices)
        help = list_of(graph, choices);
    const char *name = hn_make_name(graph, like, "");
    return refuse(graph, literal, 204, help,
                  hn_make_text(graph, "`%s` is not one of the choices%s%s",
                               text, *name ? " of " : "", name));
}

static bool read_yesno(hn_graph *graph, const hn_node *literal,
                       const hn_node *like, hn_node *out)
{
    static const char *const answers[] = { "no", "yes", "unmet", "met" };
    const char *text = literal->u.constant.text;
    like = hn_node_leaf(like);
    bool criterion = like && like->thing
                     && like->thing->word == HN_WORD_CRITERION;
    for (int i = 0; i < (criterion ? 4 : 2); i++) {
        if (strcmp(answers[i], text) == 0) {
            out->u.constant.index = i & 1;
            return true;
        }
    }
    if (strcmp(text, "cannot tell") == 0)
        return refuse(graph, literal, 204,
                      "ask whether the answer is known: "
                      ":known():is(\"no\")",
                      "`cannot tell` is not an answer");
    const char *name = hn_make_name(graph, like, "");
    return refuse(graph, literal, 204,
                  criterion ? "write \"met\" or \"unmet\""
                            : "write \"yes\" or \"no\"",
                  hn_make_text(graph, "`%s` is not an answer%s%s", text,
                               *name ? " of " : "", name));
}

static bool read_as(hn_graph *graph, const hn_node *literal,
                    const hn_node *like, hn_node *out)
{
    switch (out->type.kind) {
    case HN_NUMBER:
        return read_number(graph, literal, out);
    case HN_DATE:
        return read_date(graph, literal, out);
    case HN_CHOICE:
        return read_choice(graph, literal, like, out);
    case HN_YESNO:
        return read_yesno(graph, literal, like, out);
    default:
        return true;
    }
}

hn_node *hn_make_typed(hn_graph *graph, hn_node *node, hn_type type,
                       const hn_node *like)
{
    if (!hn_node_literal(node))
        return node;
    if (type.kind == HN_BROKEN)
        return hn_build_broken(graph, node->place);
    hn_node *out = hn_make_constant(graph, type, node->place);
    if (!out)
        return NULL;
    out->u.constant.text = node->u.constant.text;
    out->u.constant.quoted = node->u.constant.quoted;
    out->u.constant.missing = node->u.constant.missing;
    if (out->u.constant.missing || read_as(graph, node, like, out))
        return out;
    return hn_build_broken(graph, node->place);
}

hn_type hn_make_guess(const hn_node *literal)
{
    const hn_constant *constant = &literal->u.constant;
    hn_ratio number;
    hn_date date;
    if (constant->missing)
        return hn_type_form(HN_AMOUNT);
    hn_slice text = hn_slice_of(constant->text);
    if (!hn_ratio_read(&number, text,
                       constant->quoted ? HN_MONEY : HN_PLAIN))
        return hn_type_form(HN_AMOUNT);
    if (constant->quoted && !hn_date_read(&date, text))
        return hn_type_of(HN_DATE);
    return hn_type_of(HN_TEXT);
}

/* --- declared values ----------------------------------------------------- */

static hn_node *unfit(hn_graph *graph, const hn_node *node, int code,
                      const char *what, const char *is)
{
    hn_report_addf(graph->report, code, HN_ERROR, node->place, NULL,
                   "%s is %s", what, is);
    return hn_build_broken(graph, node->place);
}

hn_node *hn_make_declared(hn_graph *graph, hn_node *node, hn_type type,
                          const char *what)
{
    node = hn_make_typed(graph, node, type, NULL);
    if (!node || hn_node_broken(node) || type.kind == HN_BROKEN)
        return node;
    if (node->op != HN_OP_CONSTANT)
        return unfit(graph, node, 119, what,
                     "a formula where a value stands");
    if (!hn_type_like(node->type, type))
        return unfit(graph, node, 200, what,
                     hn_make_text(graph, "%s and is declared as %s",
                                  hn_make_type_text(graph, node->type),
                                  hn_make_type_text(graph, type)));
    if (type.form == HN_COUNT && type.kind == HN_NUMBER
        && node->u.constant.number.den != 1)
        return unfit(graph, node, 205, what, "a count, and not whole");
    return node;
}

int hn_make_compare(const hn_node *a, const hn_node *b)
{
    const hn_constant *x = &a->u.constant, *y = &b->u.constant;
    if (a->type.kind == HN_NUMBER)
        return hn_ratio_compare(x->number, y->number);
    return (x->index > y->index) - (x->index < y->index);
}

bool hn_make_within(hn_graph *graph, const hn_node *value, const hn_node *min,
                    const hn_node *max, const char *what)
{
    if (!value || hn_node_broken(value) || value->u.constant.missing)
        return true;
    bool low = min && !hn_node_broken(min) && hn_make_compare(value, min) < 0;
    bool high = max && !hn_node_broken(max)
                && hn_make_compare(value, max) > 0;
    if (!low && !high)
        return true;
    const char *limit = (low ? min : max)->u.constant.text;
    hn_report_addf(graph->report, 214, HN_ERROR, value->place, NULL,
                   "%s is %s its %s%s%s", what, low ? "below" : "above",
                   low ? "min" : "max", limit ? " of " : "",
                   limit ? limit : "");
    return false;
}
