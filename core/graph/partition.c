/*
 * partition.c - see partition.h.
 *
 * Tests are made of smaller ones by all, any, none and the like.  Each of the
 * smallest is taken for yes and for no, one after the other, as far as two of
 * them do not rule each other out; wherever what is left open makes no
 * difference, exactly one test must hold.  First a criterion is one of the
 * smallest, then what it is made of is.
 *
 * What cannot be told of a row can be taken for either, so a row that says
 * nothing is no case of its own.
 */
#include "partition.h"

#include <string.h>

#define MOST_ATOMS 48
#define MOST_STEPS 200000
#define MOST_DEPTH 60

enum { OPEN = -1, NO, YES };

typedef struct parting {
    const hn_range *ranges;
    const hn_node *atoms[MOST_ATOMS];
    int8_t is[MOST_ATOMS];
    int count;
    hn_node *const *tests;
    int test_count, step;
    int steps;                     /* that may still be made               */
    bool deep;                     /* criteria are taken apart             */
    bool beyond;                   /* too many, or too deep                */
} parting;

/* --- the smallest tests -------------------------------------------------- */

static bool same_limit(const hn_node *a, const hn_node *b)
{
    a = hn_node_behind(a);
    b = hn_node_behind(b);
    const hn_constant *x = &a->u.constant, *y = &b->u.constant;
    if (a == b)
        return true;
    return a->op == HN_OP_CONSTANT && b->op == HN_OP_CONSTANT
           && a->type.kind == b->type.kind && !x->missing && !y->missing
           && a->type.kind != HN_TEXT
           && (a->type.kind == HN_NUMBER
                   ? hn_ratio_compare(x->number, y->number) == 0
                   : x->index == y->index);
}

/* Whether two tests that were written twice are one. */
static bool same_atom(const hn_node *a, const hn_node *b)
{
    bool same = a->op == b->op && a->count == b->count
                && ((a->op >= HN_OP_OVER && a->op <= HN_OP_ONE_OF)
                    || a->op == HN_OP_KNOWN || a->op == HN_OP_GIVEN);
    for (int i = 0; same && i < a->count; i++)
        same = same_limit(a->args[i], b->args[i]);
    return a == b || same;
}

/* Its number; -1 where it is none of them. */
static int atom_of(const parting *p, const hn_node *node)
{
    for (int i = 0; i < p->count; i++)
        if (same_atom(p->atoms[i], node))
            return i;
    return -1;
}

static bool is_list(const hn_node *node)
{
    return node->op == HN_OP_ALL || node->op == HN_OP_ANY
           || node->op == HN_OP_NONE || node->op == HN_OP_AT_LEAST_N;
}

/* Whether it asks if another test is met or unmet. */
static bool is_question(const hn_node *node)
{
    return (node->op == HN_OP_IS || node->op == HN_OP_IS_NOT)
           && node->count == 2 && node->args[0]->type.kind == HN_YESNO
           && node->args[1]->op == HN_OP_CONSTANT
           && !node->args[1]->u.constant.missing;
}

/* What is behind names, down to a criterion where they are not taken apart. */
static const hn_node *meant(const parting *p, const hn_node *node)
{
    while (node->op == HN_OP_SAME
           && (p->deep || !node->thing
               || node->thing->word != HN_WORD_CRITERION))
        node = node->args[0];
    return node;
}

static bool is_whole(const parting *p, const hn_node *node)
{
    return !p->deep && node->thing
           && node->thing->word == HN_WORD_CRITERION;
}

static void find_atoms(parting *p, const hn_node *node, int depth)
{
    node = meant(p, node);
    p->beyond = p->beyond || depth > MOST_DEPTH;
    if (p->beyond)
        return;
    if (!is_whole(p, node) && is_question(node)) {
        find_atoms(p, node->args[0], depth + 1);
    } else if (!is_whole(p, node) && is_list(node)) {
        for (int i = 0; i < node->count; i++)
            find_atoms(p, node->args[i], depth + 1);
    } else if (node->op != HN_OP_CONSTANT && atom_of(p, node) < 0) {
        p->beyond = p->count == MOST_ATOMS;
        if (!p->beyond)
            p->atoms[p->count++] = node;
    }
}

/* --- what a test comes to ------------------------------------------------ */

static int answer(const parting *p, const hn_node *node);

static int list_answer(const parting *p, const hn_node *node)
{
    int yes = 0, open = 0;
    for (int i = 0; i < node->count; i++) {
        int is = answer(p, node->args[i]);
        yes += is == YES;
        open += is == OPEN;
    }
    int least = node->op == HN_OP_ALL ? node->count
                : node->op == HN_OP_AT_LEAST_N ? node->u.at_least : 1;
    int is = yes >= least ? YES : yes + open < least ? NO : OPEN;
    return node->op == HN_OP_NONE && is != OPEN ? !is : is;
}

static int answer(const parting *p, const hn_node *node)
{
    node = meant(p, node);
    if (node->op == HN_OP_CONSTANT)
        return node->u.constant.missing ? OPEN : node->u.constant.index != 0;
    if (is_whole(p, node) || (!is_question(node) && !is_list(node)))
        return p->is[atom_of(p, node)];
    if (is_list(node))
        return list_answer(p, node);
    int is = answer(p, node->args[0]);
    bool turned = (node->op == HN_OP_IS) != (node->args[1]->u.constant.index
                                             != 0);
    return is == OPEN ? OPEN : turned ? !is : is;
}

/* --- what can be --------------------------------------------------------- */

/* The choices that the answer leaves; all where it is about something else. */
static uint64_t choices_left(const hn_node *test, int is,
                             const hn_node *choice)
{
    const hn_node *node = hn_node_behind(test);
    uint64_t set = 0;
    if ((node->op != HN_OP_IS && node->op != HN_OP_IS_NOT
         && node->op != HN_OP_ONE_OF) || is == OPEN
        || hn_node_behind(node->args[0]) != choice)
        return ~(uint64_t)0;
    for (int i = 1; i < node->count; i++) {
        const hn_node *entry = hn_node_behind(node->args[i]);
        if (entry->op != HN_OP_CONSTANT || entry->u.constant.missing)
            return ~(uint64_t)0;
        set |= (uint64_t)1 << entry->u.constant.index;
    }
    return (is == YES) == (node->op != HN_OP_IS_NOT) ? set : ~set;
}

/* Whether some choice is left. */
static bool choice_can(const parting *p, const hn_node *test)
{
    const hn_node *node = hn_node_behind(test);
    if (node->count == 0 || node->args[0]->type.kind != HN_CHOICE)
        return true;
    const hn_node *choice = hn_node_behind(node->args[0]);
    const hn_choices *list = choice->type.choices;
    if (!list || list->count < 1 || list->count > 63)
        return true;
    uint64_t left = ((uint64_t)1 << list->count) - 1;
    for (int i = 0; i < p->count; i++)
        left &= choices_left(p->atoms[i], p->is[i], choice);
    return left != 0;
}

static bool pair_can(const parting *p, int i, int k)
{
    const hn_node *a = p->atoms[i], *b = p->atoms[k];
    if (p->is[i] == YES && p->is[k] == YES)
        return !hn_tests_apart(p->ranges, a, b);
    if (p->is[i] == YES)
        return !hn_test_implies(p->ranges, a, b);
    if (p->is[k] == YES)
        return !hn_test_implies(p->ranges, b, a);
    return !hn_tests_cover(p->ranges, a, b);
}

/* Whether atom `at` can be what it was set to, beside those before it. */
static bool can(const parting *p, int at)
{
    const hn_range *range = &p->ranges[p->atoms[at]->id];
    if (!(p->is[at] == YES ? range->yes : range->no))
        return false;
    for (int i = 0; i < at; i++)
        if (!pair_can(p, i, at))
            return false;
    return choice_can(p, p->atoms[at]);
}

/* --- going through ------------------------------------------------------- */

/* YES: exactly one holds; NO: two do, or none; else it is open. */
static int judged(const parting *p)
{
    int yes = 0, open = 0;
    for (int i = 0; i < p->test_count; i++) {
        int is = answer(p, p->tests[i * p->step]);
        yes += is == YES;
        open += is == OPEN;
    }
    if (yes > 1 || yes + open == 0)
        return NO;
    return yes == 1 && open == 0 ? YES : OPEN;
}

static bool holds(parting *p, int at)
{
    int is = judged(p);
    bool all = true;
    if (is != OPEN || at == p->count || --p->steps < 0)
        return is == YES;
    for (int value = NO; all && value <= YES; value++) {
        p->is[at] = (int8_t)value;
        all = !can(p, at) || holds(p, at + 1);
    }
    p->is[at] = OPEN;
    return all;
}

static bool parts(parting *p, bool deep)
{
    p->deep = deep;
    p->count = 0;
    p->beyond = false;
    p->steps = MOST_STEPS;
    for (int i = 0; i < p->test_count; i++)
        find_atoms(p, p->tests[i * p->step], 0);
    memset(p->is, OPEN, sizeof p->is);
    return !p->beyond && holds(p, 0);
}

bool hn_tests_part(const hn_range *ranges, hn_node *const *tests, int count,
                   int step, hn_arena *arena)
{
    parting *p = hn_arena_alloc(arena, sizeof *p);
    if (!p)
        return false;
    *p = (parting){ .ranges = ranges, .tests = tests, .test_count = count,
                    .step = step };
    return parts(p, false) || parts(p, true);
}
