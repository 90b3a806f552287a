/*
 * cover_look.c - which points a row reaches, read from what was worked out.
 */
#include "cover.h"

#include <string.h>
#include "../graph/eval.h"

static const hn_vector *vector_of(const hn_frame *frame, const hn_node *node)
{
    return &frame->vectors[node->id];
}

static bool is_known(const hn_frame *frame, const hn_node *node, int row)
{
    const hn_vector *vector = vector_of(frame, node);
    return vector->known && hn_bit(vector->known, row);
}

static bool is_fault(const hn_frame *frame, const hn_node *node, int row)
{
    const hn_vector *vector = vector_of(frame, node);
    return vector->fault && hn_bit(vector->fault, row);
}

static bool is_yes(const hn_frame *frame, const hn_node *node, int row)
{
    return is_known(frame, node, row)
           && hn_bit(vector_of(frame, node)->yes, row);
}

static int answer_of(const hn_frame *frame, const hn_node *node, int row)
{
    if (!is_known(frame, node, row))
        return HN_CANNOT_TELL;
    return is_yes(frame, node, row) ? HN_MET : HN_UNMET;
}

/* --- rules --------------------------------------------------------------- */

/* The wording in force on the row's day; -1: none. */
static int wording_of(const hn_criterion *criterion, const hn_frame *frame,
                      int row)
{
    hn_date date;
    int at = criterion->count - 1;
    if (criterion->wordings[at].from <= HN_DATE_FIRST)
        return at;
    if (!hn_frame_date(frame, row, &date))
        return -1;
    while (at >= 0 && criterion->wordings[at].from > date)
        at--;
    return at;
}

static bool hit_answer(const hn_point *point, const hn_frame *frame, int row)
{
    if (is_fault(frame, point->node, row)
        || answer_of(frame, point->node, row) != point->index)
        return false;
    return point->kind != HN_POINT_CRITERION
           || wording_of((const hn_criterion *)point->thing, frame, row)
                  == point->of;
}

/* Two rows of a panel, or none of which any could. */
static bool hit_rows(const hn_point *point, const hn_frame *frame, int row)
{
    const hn_node *node = point->node;
    int held = 0, open = 0;
    for (int k = 0; k + 1 < node->count; k += 2) {
        int answer = answer_of(frame, node->args[k], row);
        held += answer == HN_MET;
        open += answer == HN_CANNOT_TELL;
    }
    return point->index == 0 ? held == 0 && open == 0 : held > 1;
}

/* Of a panel, whose arms stand in no order. */
static int outcome_of(const hn_node *node, const hn_frame *frame, int row)
{
    int held = -1, open = 0;
    for (int k = 0; k + 1 < node->count; k += 2) {
        int answer = answer_of(frame, node->args[k], row);
        if (answer == HN_MET && held >= 0)
            return -1;
        held = answer == HN_MET ? k / 2 : held;
        open += answer == HN_CANNOT_TELL;
    }
    return held < 0 && open > 0 ? node->count / 2 : held;
}

/* The arm that is taken; -1: it is not known which. */
static int arm_of(const hn_node *node, const hn_frame *frame, int row)
{
    if (node->op == HN_OP_PANEL)
        return outcome_of(node, frame, row);
    for (int k = 0; k + 1 < node->count; k += 2) {
        int answer = answer_of(frame, node->args[k], row);
        if (answer != HN_UNMET)
            return answer == HN_MET ? k / 2 : -1;
    }
    return node->count / 2;
}

/* Below 0, 0 or above 0 as `a` is below, like or above `b`. */
static int compare(const hn_frame *frame, const hn_node *a, const hn_node *b,
                   int row)
{
    const hn_vector *x = vector_of(frame, a), *y = vector_of(frame, b);
    if (a->type.kind == HN_NUMBER)
        return hn_ratio_compare(hn_vector_ratio(x, row),
                                hn_vector_ratio(y, row));
    return (x->value[row] > y->value[row]) - (x->value[row] < y->value[row]);
}

/* Whether one entry alone decides what a lower or a higher of them is. */
static bool hit_least(const hn_point *point, const hn_frame *frame, int row)
{
    const hn_node *node = point->node, *mine = node->args[point->index];
    int sign = node->op == HN_OP_LOWER ? -1 : 1;
    if (!is_known(frame, node, row))
        return false;
    for (int k = 0; k < node->count; k++)
        if (k != point->index
            && compare(frame, mine, node->args[k], row) * sign <= 0)
            return false;
    return true;
}

/* --- tables -------------------------------------------------------------- */

static bool same_keys(const hn_lookup *lookup, const hn_lookup_row *line,
                      const hn_frame *frame, int row)
{
    for (int k = 0; k < lookup->by_count; k++) {
        const hn_node *by = lookup->by[k];
        if (!is_known(frame, by, row)
            || vector_of(frame, by)->value[row] != line->keys[k])
            return false;
    }
    return true;
}

/* Lines of one key stand together, rising by date. */
static bool hit_line(const hn_point *point, const hn_frame *frame, int row)
{
    const hn_lookup *lookup = point->node->u.lookup.lookup;
    const hn_lookup_row *line = &lookup->rows[point->index], *next = line + 1;
    hn_date date = HN_DATE_LAST;
    bool dated = hn_frame_date(frame, row, &date);
    if ((!dated && line->from > HN_DATE_FIRST) || line->from > date
        || !same_keys(lookup, line, frame, row))
        return false;
    return next == lookup->rows + lookup->row_count || next->from > date
           || memcmp(next->keys, line->keys,
                     sizeof *line->keys * (size_t)lookup->by_count) != 0;
}

static bool hit_period(const hn_point *point, const hn_frame *frame, int row)
{
    const hn_param *param = point->node->u.param.param;
    hn_date date;
    if (!is_known(frame, point->node, row))
        return false;
    if (point->node->count > 0)
        date = (hn_date)vector_of(frame, point->node->args[0])->value[row];
    else if (!hn_frame_date(frame, row, &date))
        return param->count == 1;
    return hn_period_at(param->periods, param->count, date) == point->index;
}

static bool hit_score(const hn_point *point, const hn_frame *frame, int row)
{
    const hn_score_row *line = &point->node->u.score->rows[point->of];
    if (line->when)
        return answer_of(frame, line->when, row) == point->index;
    return is_known(frame, line->of, row)
           && vector_of(frame, line->of)->value[row] == point->index;
}

/* --- one step ------------------------------------------------------------ */

/* What a value moves by where one of the inputs it is made of moves by one
 * step: num 0 where nothing does, and below 0 where that is not known. */
typedef struct stepper {
    const hn_frame *frame;
    int row;
    int left;                 /* nodes that may still be looked at           */
} stepper;

static const hn_ratio unknown_step = {-1, 1};

static hn_ratio step_of(stepper *s, const hn_node *node);

static hn_ratio magnitude(hn_ratio value)
{
    if (value.num < 0)
        value.num = -value.num;
    return value;
}

/* The smaller of two steps, where both are known. */
static hn_ratio finer(hn_ratio a, hn_ratio b)
{
    if (a.num > 0 && b.num > 0)
        return hn_ratio_compare(a, b) < 0 ? a : b;
    if (a.num > 0 || b.num > 0)
        return a.num > 0 ? a : b;
    return a.num < 0 ? a : b;
}

/* A penny, a day, or one; and what a ratio or a percentage may have. */
static hn_ratio step_of_type(hn_type type)
{
    hn_ratio step = {1, 1};
    bool fine = type.form == HN_RATIO || type.form == HN_PERCENT;
    for (int i = hn_type_decimals(type);
         i > 0 && (fine || hn_unit_is_money(type.unit)); i--)
        step.den *= 10;
    if (type.form == HN_PERCENT)
        step.den *= 100;
    return step;
}

static hn_ratio finest_arg(stepper *s, const hn_node *node, int from, int by)
{
    hn_ratio step = {0, 1};
    for (int i = from; i < node->count; i += by)
        step = finer(step, step_of(s, node->args[i]));
    return step;
}

static bool value_of(const stepper *s, const hn_node *node, hn_ratio *out)
{
    if (!is_known(s->frame, node, s->row))
        return false;
    *out = hn_vector_ratio(vector_of(s->frame, node), s->row);
    return true;
}

/* A step of one side, times or over the other. */
static hn_ratio scaled(stepper *s, const hn_node *moves, const hn_node *other,
                       bool divide)
{
    hn_ratio step = step_of(s, moves), by;
    if (step.num <= 0)
        return step;
    if (!value_of(s, other, &by)
        || !(divide ? hn_ratio_div(&step, step, by)
                    : hn_ratio_mul(&step, step, by)))
        return unknown_step;
    return magnitude(step);
}

static hn_ratio step_of_product(stepper *s, const hn_node *node)
{
    bool divide = node->op == HN_OP_DIV;
    hn_ratio first = scaled(s, node->args[0], node->args[1], divide);
    hn_ratio second = divide ? step_of(s, node->args[1])
                             : scaled(s, node->args[1], node->args[0], false);
    if (divide && second.num != 0)
        return first.num > 0 ? first : unknown_step;
    return finer(first, second);
}

static hn_ratio step_of_op(stepper *s, const hn_node *node)
{
    switch (node->op) {
    case HN_OP_CONSTANT: case HN_OP_PARAM: case HN_OP_LOOKUP:
    case HN_OP_BAND_COLUMN:
        return (hn_ratio){0, 1};
    case HN_OP_INPUT: case HN_OP_COUNT: case HN_OP_RANK: case HN_OP_QUARTILE:
    case HN_OP_SCORE:
        return step_of_type(node->type);
    case HN_OP_ROUND:
        return (hn_ratio){node->u.rounding.step_num,
                          node->u.rounding.step_den};
    case HN_OP_ADD: case HN_OP_SUB: case HN_OP_NEG: case HN_OP_SAME:
    case HN_OP_LOWER: case HN_OP_HIGHER:
        return finest_arg(s, node, 0, 1);
    case HN_OP_CHOOSE:
        return finer(finest_arg(s, node, 1, 2),
                     step_of(s, node->args[node->count - 1]));
    case HN_OP_GATE: case HN_OP_VIA:
        return step_of(s, node->args[1]);
    case HN_OP_MUL: case HN_OP_DIV:
        return step_of_product(s, node);
    case HN_OP_SUM: case HN_OP_MINIMUM: case HN_OP_MAXIMUM:
        return step_of(s, node->u.fold->of);
    default:
        return node->type.form == HN_COUNT ? step_of_type(node->type)
                                           : unknown_step;
    }
}

static hn_ratio step_of(stepper *s, const hn_node *node)
{
    return --s->left < 0 ? unknown_step : step_of_op(s, node);
}

static hn_ratio step_between(const hn_frame *frame, int row, const hn_node *a,
                             const hn_node *b)
{
    stepper s = {frame, row, 200};
    hn_ratio step = step_of(&s, a);
    if (b)
        step = finer(step, step_of(&s, b));
    return step.num > 0 ? step : step_of_type(a->type);
}

/* --- edges --------------------------------------------------------------- */

static bool number_gap(const hn_point *point, const hn_frame *frame, int row,
                       hn_ratio *gap)
{
    const hn_node *a = point->node->args[0], *b = NULL;
    hn_ratio edge;
    if (point->node->op == HN_OP_BANDS) {
        edge = point->node->u.bands.bands->bands[point->of].edge->u.constant.number;
    } else {
        b = point->node->args[1];
        edge = hn_vector_ratio(vector_of(frame, b), row);
    }
    return hn_ratio_sub(gap, hn_vector_ratio(vector_of(frame, a), row), edge);
}

bool hn_point_gap(const hn_point *point, const hn_frame *frame, int row,
                  hn_ratio *gap, hn_ratio *step)
{
    const hn_node *node = point->node, *a = node->args[0];
    const hn_node *b = node->count > 1 ? node->args[1] : NULL;
    if (!is_known(frame, node, row) || !is_known(frame, a, row)
        || (b && !is_known(frame, b, row)))
        return false;
    if (a->type.kind == HN_NUMBER) {
        *step = step_between(frame, row, a, b);
        return number_gap(point, frame, row, gap);
    }
    *step = hn_ratio_of(1);
    *gap = hn_ratio_of(vector_of(frame, a)->value[row]
                       - vector_of(frame, b)->value[row]);
    return true;
}

static bool hit_edge(const hn_point *point, const hn_frame *frame, int row)
{
    hn_ratio gap, step;
    if (!hn_point_gap(point, frame, row, &gap, &step))
        return false;
    int side = gap.num < 0 ? HN_BELOW : gap.num > 0 ? HN_ABOVE : HN_AT;
    return side == point->index
           && hn_ratio_compare(magnitude(gap), step) <= 0;
}

/* --- all together -------------------------------------------------------- */

bool hn_point_hit(const hn_point *point, const hn_frame *frame, int row)
{
    switch (point->kind) {
    case HN_POINT_CRITERION: case HN_POINT_AWARD:
        return hit_answer(point, frame, row);
    case HN_POINT_ARM:
        return arm_of(point->node, frame, row) == point->index;
    case HN_POINT_ROWS:
        return hit_rows(point, frame, row);
    case HN_POINT_LEAST:
        return hit_least(point, frame, row);
    case HN_POINT_BAND:
        return is_known(frame, point->node, row)
               && vector_of(frame, point->node)->value[row] == point->index;
    case HN_POINT_SCORE_TEST: case HN_POINT_SCORE_CHOICE:
        return hit_score(point, frame, row);
    case HN_POINT_LINE:
        return hit_line(point, frame, row);
    case HN_POINT_PERIOD:
        return hit_period(point, frame, row);
    case HN_POINT_EDGE:
        return hit_edge(point, frame, row);
    default:
        return false;
    }
}

bool hn_cover_is_of(const hn_frame *frame, const hn_node *node)
{
    if (node->for_run || node->records)
        return node->records == frame->records;
    return frame->vectors[node->id].known != NULL;
}

typedef struct looking {
    hn_cover *cover;
    const char *name;
    bool stub;
} looking;

static void note(looking *l, hn_point *head)
{
    if (l->stub)
        head->offered = l->name;
    else
        head->by = l->name;
}

static void look_at(looking *l, const hn_frame *frame,
                    const hn_point *point)
{
    hn_point *head = &l->cover->points[point->head];
    for (int row = 0; row < frame->count; row++) {
        if (head->by || head->offered)
            return;
        if (hn_live_at(&l->cover->live, point->node, row)
            && hn_point_hit(point, frame, row))
            note(l, head);
    }
}

static void look(void *ctx, const hn_frame *frame)
{
    looking *l = ctx;
    hn_live_find(&l->cover->live, frame);
    for (int i = 0; i < l->cover->count; i++)
        if (hn_cover_is_of(frame, l->cover->points[i].node))
            look_at(l, frame, &l->cover->points[i]);
}

void hn_cover_look(hn_cover *cover, hn_trial *trial, const char *name,
                   bool stub)
{
    looking l = {cover, name, stub};
    if (trial->ran)
        hn_trial_each(trial, look, &l);
}

hn_point_state hn_point_state_of(const hn_point *point)
{
    return point->by ? HN_POINT_REACHED
           : point->impossible ? HN_POINT_IMPOSSIBLE : HN_POINT_MISSING;
}
