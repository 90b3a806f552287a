/*
 * cover_near.c - how near a row comes to a point, for a search that goes from
 * one case to a better one.
 *
 * The idea: a list of tests is nearer the more of them have the answer that is
 * wanted, and where one will do as near as the nearest of them.
 */
#include "cover.h"

#include "../graph/eval.h"

enum { FAULTY = -1, FAR = 0, HERE = 1000, MOST_DEPTH = 12 };

typedef struct looker {
    const hn_frame *frame;
    int row;
} looker;

static int near(const looker *l, const hn_node *test, int want, int depth);

/* All of them, on the average. */
static int average(const looker *l, const hn_node *list, int want, int depth)
{
    int sum = 0;
    for (int i = 0; i < list->count; i++)
        sum += near(l, list->args[i], want, depth);
    return list->count > 0 ? sum / list->count : HERE;
}

/* The nearest of them. */
static int nearest(const looker *l, const hn_node *list, int want, int depth)
{
    int most = FAR;
    for (int i = 0; i < list->count; i++) {
        int one = near(l, list->args[i], want, depth);
        most = one > most ? one : most;
    }
    return most;
}

/* A list that cannot be told: none of it settles the matter. */
static int open_list(const looker *l, const hn_node *list, int settles,
                     int depth)
{
    int other = settles == HN_MET ? HN_UNMET : HN_MET, sum = 0;
    for (int i = 0; i < list->count; i++) {
        int open = near(l, list->args[i], HN_CANNOT_TELL, depth);
        int turned = near(l, list->args[i], other, depth) * 9 / 10;
        sum += open > turned ? open : turned;
    }
    return list->count > 0 ? sum / list->count : FAR;
}

static int near_list(const looker *l, const hn_node *test, int want,
                     int depth)
{
    bool all = test->op == HN_OP_ALL, none = test->op == HN_OP_NONE;
    if (want == HN_CANNOT_TELL)
        return open_list(l, test, all ? HN_UNMET : HN_MET, depth);
    bool each = all ? want == HN_MET : (want == HN_MET) == none;
    int answer = none ? (want == HN_MET ? HN_UNMET : HN_MET) : want;
    return each ? average(l, test, answer, depth)
                : nearest(l, test, answer, depth);
}

static int answer_of(const looker *l, const hn_node *test)
{
    const hn_vector *vector = &l->frame->vectors[test->id];
    if (vector->fault && hn_bit(vector->fault, l->row))
        return FAULTY;
    if (!vector->known || !hn_bit(vector->known, l->row))
        return HN_CANNOT_TELL;
    return hn_bit(vector->yes, l->row) ? HN_MET : HN_UNMET;
}

static int near(const looker *l, const hn_node *test, int want, int depth)
{
    int is = answer_of(l, test);
    if (is == want || is == FAULTY || depth == 0)
        return is == want ? HERE : FAR;
    switch (test->op) {
    case HN_OP_ALL: case HN_OP_ANY: case HN_OP_NONE:
        return near_list(l, test, want, depth - 1);
    case HN_OP_SAME:
        return near(l, test->args[0], want, depth - 1);
    default:
        return FAR;
    }
}

/* Its own test, and those before it not. */
static int near_arm(const looker *l, const hn_point *point)
{
    const hn_node *node = point->node;
    int sum = 0, count = 0;
    for (int k = 0; k <= point->index && 2 * k + 1 < node->count; k++) {
        sum += near(l, node->args[2 * k],
                    k == point->index ? HN_MET : HN_UNMET, MOST_DEPTH);
        count++;
    }
    return count > 0 ? sum / count : HERE;
}

/* No row of the panel, or the two that are nearest. */
static int near_rows(const looker *l, const hn_point *point)
{
    const hn_node *node = point->node;
    int first = 0, second = 0, sum = 0;
    for (int k = 0; k + 1 < node->count; k += 2) {
        int is = near(l, node->args[k], point->index ? HN_MET : HN_UNMET,
                      MOST_DEPTH);
        sum += is;
        second = is > first ? first : is > second ? is : second;
        first = is > first ? is : first;
    }
    return point->index ? (first + second) / 2 : sum / (node->count / 2);
}

int hn_point_near(const hn_point *point, const hn_frame *frame, int row)
{
    looker l = {frame, row};
    switch (point->kind) {
    case HN_POINT_CRITERION: case HN_POINT_AWARD:
        return near(&l, point->node, point->index, MOST_DEPTH);
    case HN_POINT_ARM:
        return near_arm(&l, point);
    case HN_POINT_ROWS:
        return near_rows(&l, point);
    default:
        return 0;
    }
}
