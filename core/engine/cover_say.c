/*
 * cover_say.c - what a point of coverage is called.
 */
#include "cover.h"

#include "formula.h"

static void add_formula(hn_text *out, const hn_cover *cover,
                        const hn_point *point, const hn_node *node)
{
    hn_formula_write(out, cover->graph, node, point->thing, NULL);
}

static void add_from(hn_text *out, hn_date from)
{
    if (from <= HN_DATE_FIRST)
        return;
    hn_text_add(out, " from ");
    hn_date_write_long(out, from);
}

static void say_answer(hn_text *out, const hn_point *point)
{
    static const char *const says[] = {
        [HN_MET] = "is met", [HN_UNMET] = "is unmet",
        [HN_CANNOT_TELL] = "cannot be told"
    };
    const hn_criterion *criterion = (const hn_criterion *)point->thing;
    hn_text_add(out, says[point->index]);
    if (point->kind == HN_POINT_CRITERION)
        add_from(out, criterion->wordings[point->of].from);
}

static void say_outcome(hn_text *out, const hn_panel *panel, int row)
{
    if (row < panel->count)
        hn_text_addf(out, "is %s", panel->rows[row].outcome);
    else if (panel->on_missing)
        hn_text_addf(out, "cannot be told and is %s", panel->on_missing);
    else
        hn_text_add(out, "cannot be told");
}

static void say_arm(hn_text *out, const hn_cover *cover,
                    const hn_point *point)
{
    const hn_node *node = point->node;
    int last = node->count / 2;
    if (node->op == HN_OP_PANEL) {
        say_outcome(out, node->u.panel, point->index);
        return;
    }
    if (point->index == last) {
        hn_text_add(out, "takes `otherwise`");
        return;
    }
    hn_text_addf(out, "takes arm %d, when ", point->index + 1);
    add_formula(out, cover, point, node->args[2 * point->index]);
}

static void say_least(hn_text *out, const hn_cover *cover,
                      const hn_point *point)
{
    bool lower = point->node->op == HN_OP_LOWER;
    bool dates = point->node->type.kind == HN_DATE;
    hn_text_addf(out, "the %s is ", dates ? (lower ? "earliest" : "latest")
                                          : lower ? "lower" : "higher");
    add_formula(out, cover, point, point->node->args[point->index]);
}

static void say_score(hn_text *out, const hn_cover *cover,
                      const hn_point *point)
{
    const hn_score_row *row = &point->node->u.score->rows[point->of];
    if (row->when) {
        hn_text_add(out, point->index == 0 ? "points for " : "no points for ");
        add_formula(out, cover, point, row->when);
        return;
    }
    hn_text_add(out, "points for ");
    add_formula(out, cover, point, row->of);
    hn_text_addf(out, " is %s", row->of->type.choices->names[point->index]);
}

static void say_line(hn_text *out, const hn_point *point)
{
    const hn_lookup *lookup = point->node->u.lookup.lookup;
    const hn_lookup_row *line = &lookup->rows[point->index];
    hn_text_add(out, lookup->thing.word == HN_WORD_MATRIX ? "the cell of "
                                                          : "the line of ");
    for (int k = 0; k < lookup->by_count; k++)
        hn_text_addf(out, "%s%s", k > 0 ? ", " : "",
                     lookup->by[k]->type.choices->names[line->keys[k]]);
    add_from(out, line->from);
}

static void say_period(hn_text *out, const hn_point *point)
{
    const hn_param *param = point->node->u.param.param;
    hn_text_add(out, "its value");
    add_from(out, param->periods[point->index].from);
}

static void say_edge(hn_text *out, const hn_cover *cover,
                     const hn_point *point)
{
    static const char *const amounts[] = {
        [HN_BELOW] = " just below ", [HN_AT] = " exactly ",
        [HN_ABOVE] = " just above "
    };
    static const char *const dates[] = {
        [HN_BELOW] = " the day before ", [HN_AT] = " on the day of ",
        [HN_ABOVE] = " the day after "
    };
    const hn_node *node = point->node;
    bool is_date = node->args[0]->type.kind == HN_DATE;
    add_formula(out, cover, point, node->args[0]);
    hn_text_add(out, is_date ? dates[point->index] : amounts[point->index]);
    if (node->op == HN_OP_BANDS)
        hn_constant_say(out, node->u.bands.bands->bands[point->of].edge);
    else
        add_formula(out, cover, point, node->args[1]);
}

void hn_point_say(hn_text *out, const hn_cover *cover, const hn_point *point)
{
    switch (point->kind) {
    case HN_POINT_CRITERION: case HN_POINT_AWARD:
        say_answer(out, point);
        break;
    case HN_POINT_ARM:
        say_arm(out, cover, point);
        break;
    case HN_POINT_LEAST:
        say_least(out, cover, point);
        break;
    case HN_POINT_BAND:
        hn_text_addf(out, "is %s",
                     point->node->u.bands.bands->bands[point->index].name);
        break;
    case HN_POINT_SCORE_TEST: case HN_POINT_SCORE_CHOICE:
        say_score(out, cover, point);
        break;
    case HN_POINT_LINE:
        say_line(out, point);
        break;
    case HN_POINT_PERIOD:
        say_period(out, point);
        break;
    default:
        say_edge(out, cover, point);
        break;
    }
}

const char *hn_point_kind_name(hn_point_kind kind)
{
    static const char *const names[HN_POINT_KINDS] = {
        [HN_POINT_CRITERION] = "criterion", [HN_POINT_AWARD] = "award",
        [HN_POINT_ARM] = "choice", [HN_POINT_LEAST] = "choice",
        [HN_POINT_BAND] = "band", [HN_POINT_SCORE_TEST] = "score",
        [HN_POINT_SCORE_CHOICE] = "score", [HN_POINT_LINE] = "lookup",
        [HN_POINT_PERIOD] = "period", [HN_POINT_EDGE] = "threshold",
        [HN_POINT_ROWS] = "panel"
    };
    return names[kind];
}
