/*
 * build_allocation.c - a pot of money shared out over the claims on it.
 *
 * Claims are whole numbers of one step, or their parts could not be: so the
 * claim is an award or another figure that was rounded at its name.  What is
 * left in the pot, what a claim lacks and the full year of what is paid are
 * ordinary figures beside it, built as a pack would write them.
 */
#include "build_ordered.h"

#include <string.h>
#include "allocated.h"
#include "edit.h"
#include "plan.h"

typedef struct sharing {
    hn_ordering o;
    hn_pot *pot;                   /* o.fold's, while it is being made      */
    hn_allocation *made;
    const hn_allocating *from;
} sharing;

static bool fault(const sharing *s, int code, const char *help,
                  const char *message)
{
    hn_report_addf(s->o.graph->report, code, HN_ERROR, s->o.place, help,
                   "%s", message);
    return false;
}

static const char *name_of(const sharing *s, const hn_node *node)
{
    return hn_make_name(s->o.graph, node, "this");
}

/* --- the claim ----------------------------------------------------------- */

static bool step_of(const hn_node *node, hn_rounding *out);

static bool is_nought(const hn_node *node)
{
    return node->op == HN_OP_CONSTANT && node->u.constant.number.num == 0;
}

/* The one step of several values, of which nought has any. */
static bool step_of_all(hn_node *const *args, int count,
                        hn_rounding *out)
{
    bool found = false;
    hn_rounding other;
    for (int i = 0; i < count; i++) {
        if (is_nought(args[i]))
            continue;
        if (!step_of(args[i], &other)
            || (found && (out->step_num != other.step_num
                          || out->step_den != other.step_den)))
            return false;
        *out = other;
        found = true;
    }
    return found;
}

/* What the arms of a choice take: every other one, and the last. */
static bool step_of_arms(const hn_node *node, hn_rounding *out)
{
    hn_node *takes[2] = { node->args[node->count - 1] };
    for (int i = 1; i < node->count; i += 2) {
        hn_rounding arms;
        takes[1] = node->args[i];
        if (is_nought(takes[0]) && is_nought(takes[1]))
            continue;
        if (!step_of_all(takes, 2, &arms))
            return false;
        *out = arms;
        if (is_nought(takes[0]))
            takes[0] = takes[1];
    }
    return !is_nought(takes[0]);
}

/* The step of which all its values are whole numbers; false: there is none. */
static bool step_of(const hn_node *node, hn_rounding *out)
{
    const hn_rounding *rounded = hn_node_rounding(node);
    if (rounded) {
        *out = *rounded;
        return true;
    }
    switch (node->op) {
    case HN_OP_SAME: case HN_OP_GATE: case HN_OP_VIA:
        return step_of(node->args[node->count - 1], out);
    case HN_OP_INPUT:
        *out = (hn_rounding){ 1, 1, HN_HALF_AWAY };
        for (int i = 0; i < node->u.input->decimals; i++)
            out->step_den *= 10;
        return true;
    case HN_OP_SUM: case HN_OP_MINIMUM: case HN_OP_MAXIMUM:
        return step_of(node->u.fold->of, out);
    case HN_OP_ADD: case HN_OP_SUB: case HN_OP_LOWER: case HN_OP_HIGHER:
        return step_of_all(node->args, node->count, out);
    case HN_OP_CHOOSE:
        return step_of_arms(node, out);
    default:
        return false;
    }
}

static bool settle_step(const sharing *s)
{
    hn_graph *graph = s->o.graph;
    hn_rounding step;
    if (step_of(s->o.fold->of, &step)) {
        s->o.fold->rounding = hn_make_array(graph, &step, 1, sizeof step);
        return s->o.fold->rounding != NULL;
    }
    return fault(s, 213, "claim an award, or a figure with rounding = { to = "
                 "\"0.01\", mode = \"half away from zero\" }",
                 hn_make_text(graph, "the claim of %s is not rounded: a pot is "
                              "shared out in whole pennies", s->o.what));
}

static bool check_claim(const sharing *s)
{
    hn_graph *graph = s->o.graph;
    const hn_node *claim = s->o.fold->of;
    if (hn_node_is_link(claim) || hn_node_literal(claim) || !claim->records)
        return fault(s, 213, "name an award, or a figure of each row",
                     hn_make_text(graph, "the claim of %s is not one for each "
                                  "row", s->o.what));
    if (!hn_type_is_money(claim->type))
        return fault(s, 201, NULL, hn_make_text(graph, "the claim of %s is "
                     "money, and %s is %s", s->o.what, name_of(s, claim),
                     hn_make_type_text(graph, claim->type)));
    s->o.fold->over = claim->records;
    return settle_step(s);
}

/* --- amounts beside it --------------------------------------------------- */

/* Gives `*node` the type of the claim; `what` is "pot", "floor" ... */
static bool check_amount(const sharing *s, hn_node **node, const char *what)
{
    hn_graph *graph = s->o.graph;
    const hn_fold *fold = s->o.fold;
    *node = hn_make_typed(graph, *node, fold->of->type, NULL);
    if (!*node || hn_node_broken(*node))
        return false;
    if (hn_node_is_link(*node) || !hn_type_like((*node)->type, fold->of->type))
        return fault(s, 200, NULL, hn_make_text(graph, "the %s of %s is %s, "
                     "and its claim is %s", what, s->o.what,
                     hn_node_is_link(*node) ? "a link"
                     : hn_make_type_text(graph, (*node)->type),
                     hn_make_type_text(graph, fold->of->type)));
    if ((*node)->records && (*node)->records != fold->over)
        return fault(s, 121, NULL, hn_make_text(graph, "%s goes through `%s`, "
                     "and its %s is of `%s`", s->o.what,
                     fold->over->thing.name, what,
                     (*node)->records->thing.name));
    return true;
}

/* The same, and one for each row. */
static bool check_of_rows(const sharing *s, hn_node **node, const char *what)
{
    if (!*node)
        return true;
    if (!check_amount(s, node, what))
        return false;
    *node = hn_ordering_of_rows(&s->o, *node);
    return *node && !hn_node_broken(*node);
}

/* The one of the run, at its date. */
static hn_node *of_run(const sharing *s, hn_node *node)
{
    if (node->for_run)
        return node;
    hn_node *same = hn_make_node(s->o.graph, HN_OP_SAME, node->type, &node, 1,
                                 s->o.place);
    if (!same || hn_node_broken(same))
        return same;
    same->for_run = true;
    return hn_make_enter(s->o.graph, same);
}

/* --- the year of a pot --------------------------------------------------- */

/* How a node is read: at the date of the row, or as the run has it. */
enum { UNREAD, AT_ROW, OF_RUN };

typedef struct reading {
    const hn_graph *graph;
    unsigned char *of;             /* by node id                            */
    const hn_node *by;
} reading;

static void mark(const hn_node *arg, void *ctx)
{
    reading *r = ctx;
    bool run = r->by && (r->of[r->by->id] == OF_RUN || r->by->for_run
                         || (r->by->op == HN_OP_VIA
                             && arg == r->by->args[1]));
    if (arg->id >= 0)
        r->of[arg->id] = run ? OF_RUN : AT_ROW;
}

/* What `node` reads, and how; `of` NULL: memory was refused. */
static reading read_by(const sharing *s, const hn_node *node)
{
    reading r = { s->o.graph, hn_arena_alloc(
        &s->o.graph->arena, (size_t)s->o.graph->node_count + 1), NULL };
    if (r.of)
        mark(node, &r);
    for (int id = node->id; r.of && id >= 0; id--) {
        r.by = r.graph->nodes[id];
        if (r.of[id] != UNREAD)
            hn_node_each(r.by, mark, &r);
    }
    return r;
}

/* A parameter that holds for a year, read so; NULL: there is none. */
static const hn_param *yearly(const reading *r, int so)
{
    for (int id = 0; r->of && id < r->graph->node_count; id++) {
        const hn_node *node = r->graph->nodes[id];
        if (r->of[id] == so && node->op == HN_OP_PARAM && node->count == 0
            && node->u.param.param->basis)
            return node->u.param.param;
    }
    return NULL;
}

static hn_op year_of(const hn_param *param)
{
    return strcmp(param->basis, "academic year") == 0 ? HN_OP_ACADEMIC_YEAR
                                                      : HN_OP_FINANCIAL_YEAR;
}

static bool divides_by(const sharing *s, hn_op year)
{
    for (int i = 0; i < s->o.fold->by_count; i++) {
        reading r = read_by(s, s->o.fold->by[i]);
        for (int id = 0; r.of && id < r.graph->node_count; id++)
            if (r.of[id] != UNREAD && r.graph->nodes[id]->op == year)
                return true;
    }
    return false;
}

/* Rows of two years must not claim the money of one.  Where it is that of the
 * run's year, which rows claim it is only known when they are there. */
static bool check_years(const sharing *s)
{
    hn_graph *graph = s->o.graph;
    const hn_records *over = s->o.fold->over;
    if (!over->dated_by || s->pot->of->id < 0)
        return true;
    reading r = read_by(s, s->pot->of);
    const hn_param *param = yearly(&r, AT_ROW), *run = yearly(&r, OF_RUN);
    if (run)
        s->pot->year = year_of(run);
    if (!param || divides_by(s, year_of(param)))
        return !graph->arena.failed;
    return fault(s, 112, hn_make_text(graph, "write by = { %s_year(%s.%s) }",
                 year_of(param) == HN_OP_ACADEMIC_YEAR ? "academic"
                                                       : "financial",
                 over->thing.name, over->dated_by->thing.name),
                 hn_make_text(graph, "the pot of %s is the `%s` of one %s, and "
                 "its rows are of any", s->o.what, param->thing.name,
                 param->basis));
}

static bool check_pot(const sharing *s)
{
    hn_node **pot = &s->pot->of;
    bool groups = s->o.fold->by_count > 0;
    if (!check_amount(s, pot, "pot"))
        return false;
    if ((*pot)->records && !groups)
        return fault(s, 112, "write by = { ... }: the column that says whose "
                     "pot it is", hn_make_text(s->o.graph,
                     "the pot of %s is one for each row, and nothing says "
                     "which rows share it", s->o.what));
    if (!check_years(s))
        return false;
    *pot = groups ? hn_ordering_of_rows(&s->o, *pot) : of_run(s, *pot);
    return *pot && !hn_node_broken(*pot);
}

/* --- caps and floors ----------------------------------------------------- */

static bool check_limits(const sharing *s)
{
    hn_pot *pot = s->pot;
    if (pot->floor && pot->rule.way != HN_POT_PRO_RATA)
        return fault(s, 119, "leave it out", hn_make_text(s->o.graph,
                     "%s has a floor: only claims that are cut pro rata have "
                     "one", s->o.what));
    if (!check_of_rows(s, &pot->floor, "floor")
        || !check_of_rows(s, &pot->cap, "cap")
        || !check_of_rows(s, &pot->most, "most in cap_for"))
        return false;
    for (int i = 0; i < pot->most_by_count; i++)
        if (!hn_ordering_groups(&s->o, pot->most_by[i], "by in cap_for"))
            return false;
    return true;
}

/* --- the rule ------------------------------------------------------------ */

static bool check_rule(const sharing *s)
{
    const hn_pot_rule *rule = &s->from->pot.rule;   /* as it was given      */
    if (rule->way != HN_POT_IN_ORDER && (s->from->says_part
                                         || s->from->says_short))
        return fault(s, 119, "leave it out", hn_make_text(s->o.graph,
                     "%s says `%s`: that is a question only where claims are "
                     "met in order", s->o.what,
                     s->from->says_part ? "part_award" : "if_short"));
    if (rule->way != HN_POT_IN_ORDER || !rule->part || !s->from->says_short)
        return true;
    return fault(s, 119, "leave `if_short` out, or write part_award = false",
                 hn_make_text(s->o.graph, "%s pays in part, so that no claim "
                 "is too large for what is left", s->o.what));
}

static bool check_order(const sharing *s)
{
    if (s->from->has_order)
        return hn_ordering_decides(&s->o);
    if (s->pot->rule.way != HN_POT_IN_ORDER)
        return hn_ordering_by_key(&s->o);
    return fault(s, 112, "write order = { ... }: who is paid first, and at its "
                 "end the key", hn_make_text(s->o.graph,
                 "%s is shared out in order and says none", s->o.what));
}

static bool check_by(const sharing *s)
{
    for (int i = 0; i < s->o.fold->by_count; i++)
        if (!hn_ordering_groups(&s->o, s->o.fold->by[i], "by"))
            return false;
    return true;
}

/* The award that is claimed; NULL: it is another figure. */
static const hn_award *award_of(const sharing *s)
{
    const hn_thing *thing = s->o.fold->of->thing;
    return thing && thing->word == HN_WORD_AWARD ? (const hn_award *)thing
                                                 : NULL;
}

static void edit_rule(const sharing *s)
{
    hn_graph *graph = s->o.graph;
    hn_pot_rule *rule = &s->pot->rule;
    hn_edit_order(graph, s->o.fold, s->o.place);
    if (!graph->edits || rule->way != HN_POT_IN_ORDER)
        return;
    if (hn_edit_asked(graph, s->o.place, "part_award = %s for %s",
                      rule->part ? "false" : "true",
                      rule->part ? "true" : "false"))
        rule->part = !rule->part;
    if (!rule->part
        && hn_edit_asked(graph, s->o.place, "if_short = \"%s\"",
                         rule->goes_on ? "stop" : "next that fits"))
        rule->goes_on = !rule->goes_on;
}

static hn_node *allocated(const sharing *s)
{
    if (!hn_ordering_whole(&s->o) || !check_rule(s) || !check_claim(s)
        || !check_by(s) || !check_pot(s) || !check_limits(s) || !check_order(s))
        return hn_ordering_spoiled(&s->o);
    const hn_award *award = award_of(s);
    s->pot->could = award && award->amount != s->o.fold->of ? award->amount
                                                             : NULL;
    hn_make_use(s->o.graph, &s->o.fold->over->thing);
    return hn_ordering_make(&s->o, HN_OP_ALLOCATED, false);
}

/* --- figures beside it --------------------------------------------------- */

static hn_figure *beside(const sharing *s, const char *name,
                         const char *label, const hn_rounding *rounding,
                         hn_node *value)
{
    hn_graph *graph = s->o.graph;
    const hn_thing *thing = &s->made->thing;
    hn_figure proto = { .declared = { .kind = HN_BROKEN },
                        .rounding = rounding };
    proto.thing = (hn_thing){
        .name = hn_make_text(graph, "%s_%s", thing->name, name),
        .label = hn_make_text(graph, "%s, %s", thing->label ? thing->label
                              : thing->name, label),
        .source = thing->source, .place = thing->place };
    if (value && !hn_node_broken(value))
        proto.declared = value->type;
    return hn_build_figure(graph, &proto, value);
}

static hn_node *minus(const sharing *s, hn_node *a, hn_node *b)
{
    hn_node *args[] = { a, b };
    return hn_build_op(s->o.graph, HN_OP_SUB, args, 2, s->o.place);
}

/* What is in the pot, less all that is paid out of it. */
static hn_node *left(const sharing *s)
{
    const hn_fold *fold = s->o.fold;
    hn_fold all = { .of = s->made->thing.node, .by = fold->by,
                    .by_count = fold->by_count, .leave_out = true };
    return minus(s, s->pot->of,
                 hn_build_fold(s->o.graph, HN_OP_SUM, &all, s->o.place));
}

/* The full year of the award, as far as it is paid. */
static hn_node *full_year(const sharing *s, hn_node *full)
{
    hn_graph *graph = s->o.graph;
    hn_place place = s->o.place;
    hn_node *paid = s->made->thing.node;
    hn_node *test[] = { paid, hn_build_literal(graph, "0", false, place) };
    hn_node *part[] = { full, paid };
    hn_node *of[] = { hn_build_op(graph, HN_OP_MUL, part, 2, place),
                      s->o.fold->of };
    hn_node *arms[] = {
        hn_build_op(graph, HN_OP_IS, test, 2, place),
        hn_build_literal(graph, "0", false, place),
        hn_build_op(graph, HN_OP_DIV, of, 2, place) };
    return hn_build_op(graph, HN_OP_CHOOSE, arms, 3, place);
}

static hn_node *place_of(const sharing *s)
{
    hn_node *of = s->made->thing.node;
    return hn_make(s->o.graph, HN_OP_QUEUED, hn_type_form(HN_COUNT), &of, 1,
                   s->o.place);
}

/* What became of each claim, by name. */
static hn_node *outcome_of(const sharing *s)
{
    static const char *names[] = {
        [HN_FARED_NOT_CLAIMED] = "not claimed",
        [HN_FARED_IN_FULL] = "in full", [HN_FARED_TO_CAP] = "to the cap",
        [HN_FARED_IN_PART] = "in part",
        [HN_FARED_CAP_REACHED] = "cap reached",
        [HN_FARED_TOO_LARGE] = "more than is left",
        [HN_FARED_BEHIND] = "behind another" };
    hn_choices choices = { names, sizeof names / sizeof *names };
    hn_type type = { .kind = HN_CHOICE, .choices = &choices };
    hn_node *of = s->made->thing.node;
    return hn_make(s->o.graph, HN_OP_FARED,
                   hn_make_type(s->o.graph, type, s->o.place), &of, 1,
                   s->o.place);
}

/* The amount of the award where its test is open: nought elsewhere. */
static hn_node *could_cost(const sharing *s)
{
    hn_graph *graph = s->o.graph;
    hn_place place = s->o.place;
    hn_node *claim = s->o.fold->of;
    hn_node *arms[] = { hn_build_op(graph, HN_OP_KNOWN, &claim, 1, place),
                        hn_build_literal(graph, "0", false, place),
                        s->pot->could };
    return hn_build_op(graph, HN_OP_CHOOSE, arms, 3, place);
}

/* What nobody wrote is not changed to see whether an example notices. */
static void build_beside(const sharing *s)
{
    hn_graph *graph = s->o.graph;
    struct hn_edits *edits = graph->edits;
    hn_allocation *made = s->made;
    const hn_award *award = award_of(s);
    graph->edits = NULL;
    made->left = beside(s, "left", "left in the pot", NULL, left(s));
    made->unpaid = beside(s, "unpaid", "claimed and not paid", NULL,
                          minus(s, s->o.fold->of, made->thing.node));
    made->outcome = beside(s, "outcome", "what became of the claim", NULL,
                           outcome_of(s));
    if (s->pot->could)
        made->could = beside(s, "could_cost", "could cost while it cannot be "
                             "told", NULL, could_cost(s));
    if (s->pot->rule.way == HN_POT_IN_ORDER)
        made->place = beside(s, "place", "place in the queue", NULL,
                             place_of(s));
    if (award && award->full_year)
        made->full_year = beside(s, "full_year", "for a full year",
                                 award->rounding,
                                 full_year(s, award->full_year));
    graph->edits = edits;
}

/* --- all together -------------------------------------------------------- */

static hn_pot *copy_pot(hn_graph *graph, const hn_pot *from)
{
    hn_pot *pot = hn_make_array(graph, from, 1, sizeof *pot);
    if (pot)
        pot->most_by = hn_make_array(graph, from->most_by,
                                     from->most_by_count,
                                     sizeof *pot->most_by);
    return pot && pot->most_by ? pot : NULL;
}

hn_allocation *hn_build_allocation(hn_graph *graph,
                                   const hn_allocating *from)
{
    hn_allocation *made = hn_arena_alloc(&graph->arena, sizeof *made);
    if (!made)
        return NULL;
    made->thing = from->thing;
    hn_make_thing(graph, &made->thing, HN_WORD_ALLOCATION);
    made->thing.node = NULL;
    sharing s = { { graph, hn_ordering_copy(graph, &from->fold),
                    hn_make_text(graph, "allocation `%s`", made->thing.name),
                    made->thing.place },
                  copy_pot(graph, &from->pot), made, from };
    if (!s.o.fold || !s.pot)
        return NULL;
    s.o.fold->pot = s.pot;
    edit_rule(&s);
    hn_make_own(&made->thing, allocated(&s));
    if (made->thing.node && !hn_node_broken(made->thing.node))
        build_beside(&s);
    return graph->arena.failed ? NULL : made;
}
