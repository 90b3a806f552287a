/*
 * build_instalments.c - an amount in parts: a figure for each, that add up.
 */
#include "make.h"
#include "edit.h"

typedef struct parting {
    hn_graph *graph;
    const hn_thing *thing;         /* as it is declared                    */
    hn_node *args[3];              /* amount, paid, done                   */
    hn_dealing dealing;
} parting;

static bool fault(const parting *p, int code, const char *help,
                  const char *message)
{
    hn_report_addf(p->graph->report, code, HN_ERROR, p->thing->place, help,
                   "%s", message);
    return false;
}

/* --- what is dealt --------------------------------------------------------- */

/* Money and nothing beside it: what can be paid. */
static bool is_payable(hn_type type)
{
    hn_unit unit = type.unit;
    unit.power[HN_NET] = unit.power[HN_GROSS] = 0;
    return type.kind == HN_NUMBER
           && hn_unit_same(unit, hn_unit_of(HN_GBP));
}

static bool check_amount(const parting *p)
{
    const hn_node *of = p->args[0];
    const char *name = hn_make_name(p->graph, of, "the amount");
    if (hn_node_literal(of) || hn_node_is_link(of))
        return fault(p, 213, "name what is paid: an award, a figure, a "
                     "column", hn_make_text(p->graph,
                     "the amount of instalments `%s` is no value of the pack",
                     p->thing->name));
    if (is_payable(of->type))
        return true;
    return fault(p, 201, hn_type_is_money(of->type)
                 ? "make it the money of a period: multiply by years(1), or "
                   "by part_of_year { ... }" : NULL,
                 hn_make_text(p->graph, "instalments `%s` pay out GBP, and "
                              "%s is %s", p->thing->name, name,
                              hn_make_type_text(p->graph, of->type)));
}

/* Nought where nothing is said. */
static hn_node *or_nought(const parting *p, hn_node *node, hn_type type)
{
    return node ? hn_make_typed(p->graph, node, type, NULL)
                : hn_make_constant(p->graph, type, p->thing->place);
}

static bool check_paid(parting *p)
{
    const hn_type type = p->args[0]->type;
    p->args[1] = or_nought(p, p->args[1], type);
    const hn_node *paid = p->args[1];
    if (!paid || hn_node_broken(paid))
        return false;
    return (!hn_node_is_link(paid) && hn_type_like(paid->type, type))
           || fault(p, 200, NULL, hn_make_text(p->graph,
                    "instalments `%s` pay out %s, and its paid is %s",
                    p->thing->name, hn_make_type_text(p->graph, type),
                    hn_make_type_text(p->graph, paid->type)));
}

static bool check_done(parting *p)
{
    p->args[2] = or_nought(p, p->args[2], hn_type_form(HN_COUNT));
    const hn_node *done = p->args[2];
    if (!done || hn_node_broken(done))
        return false;
    return (!hn_node_is_link(done) && done->type.kind == HN_NUMBER
            && hn_unit_is_plain(done->type.unit)
            && done->type.form == HN_COUNT)
           || fault(p, 213, "declare it as count: how many parts are done",
                    hn_make_text(p->graph, "the done of instalments `%s` "
                                 "counts parts, and %s is %s",
                                 p->thing->name,
                                 hn_make_name(p->graph, done, "this"),
                                 hn_make_type_text(p->graph, done->type)));
}

/* --- what is whole --------------------------------------------------------- */

/* The step of the amount: as its name rounds it, the decimals of its column,
 * else as the pack rounds. */
static hn_rounding step_of(const hn_graph *graph, const hn_node *of)
{
    const hn_rounding *own = hn_node_rounding(of);
    const hn_node *leaf = hn_node_leaf(of);
    hn_rounding step = own ? *own : graph->pack.rounding;
    if (own || leaf->op != HN_OP_INPUT)
        return step;
    step.step_num = step.step_den = 1;
    for (int i = 0; i < leaf->u.input->decimals; i++)
        step.step_den *= 10;
    return step;
}

/* --- the parts ------------------------------------------------------------- */

static hn_node *part_node(const parting *p, int part)
{
    hn_dealing *dealing = hn_make_array(p->graph, &p->dealing, 1,
                                        sizeof *dealing);
    hn_node *node = hn_make_node(p->graph, HN_OP_INSTALMENT,
                                 p->args[0]->type, p->args, 3,
                                 p->thing->place);
    if (!dealing || !node || hn_node_broken(node))
        return dealing ? node : NULL;
    dealing->part = part;
    node->u.dealing = dealing;
    node->uneven = false;
    return hn_make_enter(p->graph, node);
}

static hn_figure *part_figure(const parting *p, int part, const char *when,
                              hn_node *node)
{
    hn_figure proto = { .thing = *p->thing };
    const char *label = p->thing->label ? p->thing->label : p->thing->name;
    proto.thing.name = hn_make_text(p->graph, "%s_%d", p->thing->name, part);
    proto.thing.label = when
        ? hn_make_text(p->graph, "%s, %s", label, when)
        : hn_make_text(p->graph, "%s, %d of %d", label, part,
                       p->dealing.parts);
    if (node && !hn_node_broken(node))
        proto.declared = node->type;
    return hn_build_figure(p->graph, &proto, node);
}

static bool whole(const parting *p)
{
    for (int i = 0; i < 3; i++)
        if (p->args[i] && hn_node_broken(p->args[i]))
            return false;
    return p->args[0] != NULL;
}

bool hn_build_instalments(hn_graph *graph, const hn_thing *thing,
                          hn_node *const *args, const hn_dealing *dealing,
                          const char *const *when, hn_figure **out)
{
    parting p = { .graph = graph, .thing = thing, .dealing = *dealing,
                  .args = { args[0], args[1], args[2] } };
    hn_edit_dealing(graph, &p.dealing, thing);
    bool fits = whole(&p) && check_amount(&p) && check_paid(&p)
                && check_done(&p);
    if (fits)
        p.dealing.step = step_of(graph, p.args[0]);
    hn_node *spoiled = fits ? NULL : hn_make_spoiled(graph, p.args, 3,
                                                     thing->place);
    for (int i = 0; i < dealing->parts; i++) {
        hn_node *node = fits ? part_node(&p, i + 1) : spoiled;
        out[i] = part_figure(&p, i + 1, when ? when[i] : NULL, node);
        if (!out[i])
            return false;
    }
    return true;
}
