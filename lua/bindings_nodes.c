/*
 * bindings_nodes.c - nodes as Lua sees them.
 *
 * A node is a userdata that holds one pointer.  All of them share one
 * metatable, which the vocabulary fills; the user value is the vocabulary's
 * too: what a reference such as award.x can be asked for beside its value.
 */
#include "bindings.h"

#include <lauxlib.h>
#include <string.h>
#include "../core/quantity/number.h"

/* The word of each op that takes nodes alone; the vocabulary names them. */
static const struct op_name { const char *name; hn_op op; } op_names[] = {
    { "add", HN_OP_ADD }, { "sub", HN_OP_SUB }, { "mul", HN_OP_MUL },
    { "div", HN_OP_DIV }, { "neg", HN_OP_NEG },
    { "lower", HN_OP_LOWER }, { "higher", HN_OP_HIGHER },
    { "median_of", HN_OP_MEDIAN_OF },
    { "over", HN_OP_OVER }, { "at_least", HN_OP_AT_LEAST },
    { "under", HN_OP_UNDER }, { "at_most", HN_OP_AT_MOST },
    { "is", HN_OP_IS }, { "is_not", HN_OP_IS_NOT },
    { "one_of", HN_OP_ONE_OF },
    { "known", HN_OP_KNOWN }, { "given", HN_OP_GIVEN },
    { "all", HN_OP_ALL }, { "any", HN_OP_ANY }, { "none", HN_OP_NONE },
    { "choose", HN_OP_CHOOSE },
    { "completed_months", HN_OP_COMPLETED_MONTHS },
    { "completed_years", HN_OP_COMPLETED_YEARS },
    { "financial_year", HN_OP_FINANCIAL_YEAR },
    { "academic_year", HN_OP_ACADEMIC_YEAR },
    { "financial_year_end", HN_OP_FINANCIAL_YEAR_END },
    { "month_end", HN_OP_MONTH_END },
    { "academic_year_end", HN_OP_ACADEMIC_YEAR_END },
    { "calendar_add", HN_OP_CALENDAR_ADD },
    { "calendar_days", HN_OP_CALENDAR_DAYS },
    { "school_weeks", HN_OP_SCHOOL_WEEKS },
    { "school_week_end", HN_OP_SCHOOL_WEEK_END },
    { "term_end", HN_OP_TERM_END }, { "school_day", HN_OP_SCHOOL_DAY },
    { "sum", HN_OP_SUM }, { "count", HN_OP_COUNT }, { "mean", HN_OP_MEAN },
    { "minimum", HN_OP_MINIMUM }, { "maximum", HN_OP_MAXIMUM },
    { "median", HN_OP_MEDIAN }, { "lower_quartile", HN_OP_LOWER_QUARTILE },
    { "upper_quartile", HN_OP_UPPER_QUARTILE },
    { "quartile", HN_OP_QUARTILE }, { "rank", HN_OP_RANK }
};

static hn_op op_at(lua_State *L, int index)
{
    const char *name = luaL_checkstring(L, index);
    for (size_t i = 0; i < sizeof op_names / sizeof *op_names; i++) {
        if (strcmp(op_names[i].name, name) == 0)
            return op_names[i].op;
    }
    luaL_error(L, "no op %s", name);
    return HN_OPS;
}

/* What a pack has in hand of a node. */
typedef struct handle {
    hn_node *node;
    bool named;            /* got by a thing's name: criterion.agreed          */
} handle;

/* A formula that has become a thing's can be read by who held it before. */
static hn_node *node_of(const handle *held)
{
    if (held->node->thing != NULL && !held->named)
        held->node->bare = true;
    return held->node;
}

hn_node *hn_bind_node(lua_State *L, int index)
{
    const handle *held = luaL_testudata(L, index, HN_NODE_TYPE);
    return held == NULL ? NULL : node_of(held);
}

static hn_node *node_at(lua_State *L, int index)
{
    return node_of(luaL_checkudata(L, index, HN_NODE_TYPE));
}

int hn_bind_push_node(lua_State *L, hn_node *node, int extra)
{
    hn_bind_got(L, node);
    handle *held = lua_newuserdatauv(L, sizeof *held, 1);
    *held = (handle){ .node = node };
    luaL_setmetatable(L, HN_NODE_TYPE);
    if (extra != 0) {
        lua_pushvalue(L, extra);
        lua_setiuservalue(L, -2, 1);
    }
    return 1;
}

/* The nodes in the list at `index`. */
static hn_node **nodes_at(lua_State *L, int index, int *count)
{
    *count = (int)lua_rawlen(L, index);
    hn_node **nodes = hn_bind_room(L, *count, sizeof *nodes);
    for (int i = 0; i < *count; i++) {
        lua_rawgeti(L, index, i + 1);
        nodes[i] = node_at(L, -1);
        lua_pop(L, 1);
    }
    return nodes;
}

static hn_graph *graph_of(lua_State *L)
{
    return hn_binding_of(L)->graph;
}

/* --- asking -------------------------------------------------------------- */

/* kind(value): "node", "integer", "float", or the type of Lua. */
static int kind(lua_State *L)
{
    if (luaL_testudata(L, 1, HN_NODE_TYPE) != NULL)
        lua_pushliteral(L, "node");
    else if (lua_type(L, 1) == LUA_TNUMBER)
        lua_pushstring(L, lua_isinteger(L, 1) ? "integer" : "float");
    else
        lua_pushstring(L, lua_typename(L, lua_type(L, 1)));
    return 1;
}

/* type(node): what its values are. */
static int type(lua_State *L)
{
    static const char *const names[] = {
        [HN_BROKEN] = "broken", [HN_LITERAL] = "literal",
        [HN_NUMBER] = "number", [HN_DATE] = "date", [HN_YESNO] = "yes/no",
        [HN_CHOICE] = "choice", [HN_TEXT] = "text"
    };
    lua_pushstring(L, names[node_at(L, 1)->type.kind]);
    return 1;
}

/* type_text(node): its type as a pack writes it. */
static int type_text(lua_State *L)
{
    hn_text text;
    hn_text_init(&text, graph_of(L)->memory);
    hn_type_write(&text, node_at(L, 1)->type);
    char *copy = hn_arena_text(&graph_of(L)->arena, hn_text_string(&text));
    hn_text_dispose(&text);
    lua_pushstring(L, hn_bind_got(L, copy));
    return 1;
}

/* choices(node): their names, or nil. */
static int choices(lua_State *L)
{
    const hn_type *of = &node_at(L, 1)->type;
    if (of->kind != HN_CHOICE || of->choices == NULL)
        return 0;
    hn_sandbox_charge(L, (size_t)of->choices->count);
    lua_createtable(L, of->choices->count, 0);
    for (int i = 0; i < of->choices->count; i++) {
        lua_pushstring(L, of->choices->names[i]);
        lua_rawseti(L, -2, i + 1);
    }
    return 1;
}

/* has_blank(node): whether it is an input whose empty cell is a fact, here or
 * over a link. */
static int has_blank(lua_State *L)
{
    const hn_node *leaf = node_at(L, 1);
    while (leaf->op == HN_OP_VIA)
        leaf = leaf->args[1];
    lua_pushboolean(L, leaf->op == HN_OP_INPUT && leaf->u.input->blank);
    return 1;
}

/* word_of(node): "param" for the value of a parameter, nil for none. */
static int word_of(lua_State *L)
{
    const hn_thing *thing = node_at(L, 1)->thing;
    lua_pushstring(L, thing == NULL ? NULL : hn_word_name(thing->word));
    return 1;
}

/* name_of(node): the name of what it is the value of, or nil. */
static int name_of(lua_State *L)
{
    const hn_thing *thing = node_at(L, 1)->thing;
    lua_pushstring(L, thing == NULL ? NULL : thing->name);
    return 1;
}

static int extra(lua_State *L)
{
    node_at(L, 1);
    lua_getiuservalue(L, 1, 1);
    return 1;
}

/* constant_text(node): its value for people, or nil.  Showing it is a use. */
static int constant_text(lua_State *L)
{
    hn_text text;
    hn_node *node = node_at(L, 1);
    node->uses++;
    hn_text_init(&text, graph_of(L)->memory);
    bool is = hn_graph_constant_text(graph_of(L), node, &text);
    char *copy = is ? hn_arena_text(&graph_of(L)->arena,
                                    hn_text_string(&text)) : NULL;
    bool failed = text.failed || (is && copy == NULL);
    hn_text_dispose(&text);
    if (failed)
        return hn_bind_no_memory(L);
    lua_pushstring(L, copy);
    return 1;
}

/* constant_literal(node): the text of a literal, or nil. */
static int constant_literal(lua_State *L)
{
    const hn_node *node = node_at(L, 1);
    bool is = node->op == HN_OP_CONSTANT && !node->u.constant.missing;
    lua_pushstring(L, is ? node->u.constant.text : NULL);
    return 1;
}

/* --- making -------------------------------------------------------------- */

static int broken(lua_State *L)
{
    return hn_bind_push_node(L, hn_build_broken(graph_of(L),
                                                hn_bind_place(L, 1)), 0);
}

/* literal(text, quoted, place): text nil is the word missing. */
static int literal(lua_State *L)
{
    hn_node *node = hn_build_literal(graph_of(L), lua_tostring(L, 1),
                                     lua_toboolean(L, 2),
                                     hn_bind_place(L, 3));
    return hn_bind_push_node(L, node, 0);
}

/* number(text, below, unit, place): text over below, "percent" for that form;
 * nil and what is wrong when the text is not a number. */
static int number(lua_State *L)
{
    hn_ratio value, below;
    hn_unit unit = hn_unit_plain();
    const char *name = luaL_checkstring(L, 3);
    bool percent = strcmp(name, "percent") == 0;
    const char *wrong = hn_ratio_read(&value, hn_slice_of(
                                          luaL_checkstring(L, 1)), HN_PLAIN);
    if (wrong == NULL)
        wrong = hn_ratio_read(&below, hn_slice_of(luaL_checkstring(L, 2)),
                              HN_PLAIN);
    if (wrong == NULL && !hn_ratio_div(&value, value, below))
        wrong = "cannot be divided by that number";
    if (wrong != NULL) {
        lua_pushnil(L);
        lua_pushstring(L, wrong);
        return 2;
    }
    if (!percent)
        hn_unit_read(&unit, name);
    hn_node *node = hn_build_number(graph_of(L), value, unit,
                                    percent ? HN_PERCENT : HN_AMOUNT,
                                    hn_bind_place(L, 4));
    return hn_bind_push_node(L, node, 0);
}

/* reference(thing, place, extra) */
static int reference(lua_State *L)
{
    lua_settop(L, 3);
    hn_node *node = hn_build_reference(graph_of(L), lua_touserdata(L, 1),
                                       hn_bind_place(L, 2));
    hn_bind_push_node(L, node, 3);
    ((handle *)lua_touserdata(L, -1))->named = true;
    return 1;
}

/* use(thing): it was meant, where a name was misspelt. */
static int use(lua_State *L)
{
    hn_thing *thing = lua_touserdata(L, 1);
    if (thing != NULL)
        thing->uses++;
    return 0;
}

/* via(link, thing, place, extra) */
static int via(lua_State *L)
{
    lua_settop(L, 4);
    hn_node *node = hn_build_via(graph_of(L), node_at(L, 1),
                                 lua_touserdata(L, 2), hn_bind_place(L, 3));
    return hn_bind_push_node(L, node, 4);
}

/* param_at(node of the param, date, place) */
static int param_at(lua_State *L)
{
    const hn_thing *thing = node_at(L, 1)->thing;
    hn_node *node = hn_build_param_at(graph_of(L), (hn_param *)thing,
                                      node_at(L, 2), hn_bind_place(L, 3));
    return hn_bind_push_node(L, node, 0);
}

static int decision_date(lua_State *L)
{
    return hn_bind_push_node(L, hn_build_decision_date(
                                    graph_of(L), hn_bind_place(L, 1)), 0);
}

/* lookup_column(thing, column from 1, place) */
static int lookup_column(lua_State *L)
{
    hn_node *node = hn_build_lookup_column(graph_of(L), lua_touserdata(L, 1),
                                           (int)lua_tointeger(L, 2) - 1,
                                           hn_bind_place(L, 3));
    return hn_bind_push_node(L, node, 0);
}

static int band_column(lua_State *L)
{
    hn_node *node = hn_build_band_column(graph_of(L), lua_touserdata(L, 1),
                                         (int)lua_tointeger(L, 2) - 1,
                                         hn_bind_place(L, 3));
    return hn_bind_push_node(L, node, 0);
}

/* full_year(award): nil when the award has none. */
static int full_year(lua_State *L)
{
    const hn_award *award = lua_touserdata(L, 1);
    if (award->full_year == NULL)
        return 0;
    return hn_bind_push_node(L, award->full_year, 0);
}

/* op(name, nodes, place) */
static int op(lua_State *L)
{
    int count;
    hn_node **nodes = nodes_at(L, 2, &count);
    hn_node *node = hn_build_op(graph_of(L), op_at(L, 1), nodes, count,
                                hn_bind_place(L, 3));
    return hn_bind_push_node(L, node, 0);
}

/* at_least_n(n, nodes, place) */
static int at_least_n(lua_State *L)
{
    int count;
    hn_node **nodes = nodes_at(L, 2, &count);
    hn_node *node = hn_build_at_least_n(graph_of(L), (int)lua_tointeger(L, 1),
                                        nodes, count, hn_bind_place(L, 3));
    return hn_bind_push_node(L, node, 0);
}

/* calendar_op(name, calendar, nodes, place) */
static int calendar_op(lua_State *L)
{
    int count;
    hn_node **nodes = nodes_at(L, 3, &count);
    hn_node *node = hn_build_calendar_op(graph_of(L), op_at(L, 1),
                                         lua_touserdata(L, 2), nodes, count,
                                         hn_bind_place(L, 4));
    return hn_bind_push_node(L, node, 0);
}

static int index_of(const char *text, const char *const *names, int count)
{
    for (int i = 0; i < count; i++) {
        if (text != NULL && strcmp(text, names[i]) == 0)
            return i;
    }
    return 0;
}

/* part_of_year({ from, to, start, count, part_month, terms }, place) */
static int part_of_year(lua_State *L)
{
    static const char *const counts[] = { "days", "weeks", "months" };
    static const char *const parts[] = { "by days", "whole", "left out" };
    lua_getfield(L, 1, "terms");
    const hn_calendar_thing *terms = lua_touserdata(L, -1);
    hn_node *node = hn_build_part_of_year(
        graph_of(L), hn_bind_node_at(L, 1, "from"),
        hn_bind_node_at(L, 1, "to"), hn_bind_node_at(L, 1, "start"),
        (hn_year_part)index_of(hn_bind_text(L, 1, "count"), counts, 3),
        (hn_part_month)index_of(hn_bind_text(L, 1, "part_month"), parts, 3),
        terms, hn_bind_place(L, 2));
    return hn_bind_push_node(L, node, 0);
}

/* fold(name, { of, over, peers, where, by, for_each, leave_out,
 * highest_first }, place) */
static int fold(lua_State *L)
{
    hn_fold facts = { .of = hn_bind_node_at(L, 2, "of"),
                      .where = hn_bind_node_at(L, 2, "where"),
                      .for_each = hn_bind_node_at(L, 2, "for_each"),
                      .leave_out = hn_bind_flag(L, 2, "leave_out"),
                      .highest_first = hn_bind_flag(L, 2, "highest_first") };
    lua_getfield(L, 2, "over");
    facts.over = lua_touserdata(L, -1);
    lua_getfield(L, 2, "peers");
    facts.peers = lua_touserdata(L, -1);
    lua_getfield(L, 2, "by");
    if (lua_istable(L, -1))
        facts.by = nodes_at(L, lua_gettop(L), &facts.by_count);
    hn_node *node = hn_build_fold(graph_of(L), op_at(L, 1), &facts,
                                  hn_bind_place(L, 3));
    return hn_bind_push_node(L, node, 0);
}

/* funding_functions(): their names. */
static int funding_functions(lua_State *L)
{
    int count;
    const hn_funding_function *const *all = hn_funding_functions(&count);
    lua_createtable(L, count, 0);
    for (int i = 0; i < count; i++) {
        lua_pushstring(L, all[i]->name);
        lua_rawseti(L, -2, i + 1);
    }
    return 1;
}

static const hn_funding_function *function_at(lua_State *L, int index)
{
    const char *name = luaL_checkstring(L, index);
    const hn_funding_function *found = hn_funding_find(name);
    if (found == NULL)
        luaL_error(L, "no function %s", name);
    return found;
}

/* funding_usage(name): how it is written, with what must be given. */
static int funding_usage(lua_State *L)
{
    const hn_funding_function *of = function_at(L, 1);
    lua_pushfstring(L, "write funding.%s {", of->name);
    for (int i = 0; i < of->count; i++) {
        if (of->args[i].otherwise != NULL)
            continue;
        lua_pushfstring(L, "%s %s = ...", i > 0 ? "," : "",
                        of->args[i].name);
        lua_concat(L, 2);
    }
    lua_pushliteral(L, " }");
    lua_concat(L, 2);
    return 1;
}

/* An argument as the vocabulary gives it: { name, nodes, list, place,
 * name_place }. */
static hn_given given_at(lua_State *L, int t)
{
    hn_given given = { .name = hn_bind_text(L, t, "name"),
                       .list = hn_bind_flag(L, t, "list"),
                       .place = hn_bind_place_at(L, t, "place"),
                       .name_place = hn_bind_place_at(L, t, "name_place") };
    lua_getfield(L, t, "nodes");
    given.nodes = nodes_at(L, lua_gettop(L), &given.count);
    lua_pop(L, 1);
    return given;
}

/* funding(name, args, place) */
static int funding(lua_State *L)
{
    int count = (int)lua_rawlen(L, 2);
    hn_given *given = hn_bind_room(L, count, sizeof *given);
    for (int i = 0; i < count; i++) {
        lua_rawgeti(L, 2, i + 1);
        given[i] = given_at(L, lua_gettop(L));
        lua_pop(L, 1);
    }
    hn_node *node = hn_build_funding(graph_of(L), function_at(L, 1), given,
                                     count, hn_bind_place(L, 3));
    return hn_bind_push_node(L, node, 0);
}

hn_order_key *hn_bind_order(lua_State *L, int t, int *count)
{
    lua_getfield(L, t, "order");
    *count = 0;
    if (!lua_istable(L, -1)) {
        lua_pop(L, 1);
        return NULL;
    }
    int list = lua_gettop(L);
    *count = (int)lua_rawlen(L, list);
    hn_order_key *keys = hn_bind_room(L, *count, sizeof *keys);
    for (int i = 0; i < *count; i++) {
        lua_rawgeti(L, list, i + 1);
        int key = lua_gettop(L);
        keys[i] = (hn_order_key){ hn_bind_node_at(L, key, "node"),
                                  hn_bind_flag(L, key, "falling") };
        lua_settop(L, list);
    }
    lua_pop(L, 1);
    return keys;
}

hn_node **hn_bind_nodes_at(lua_State *L, int t, const char *key, int *count)
{
    hn_node **nodes = NULL;
    *count = 0;
    lua_getfield(L, t, key);
    if (lua_istable(L, -1))
        nodes = nodes_at(L, lua_gettop(L), count);
    lua_pop(L, 1);
    return nodes;
}

/* previous({ of, by, order }, place) */
static int previous(lua_State *L)
{
    hn_fold facts = { .of = hn_bind_node_at(L, 1, "of") };
    facts.by = hn_bind_nodes_at(L, 1, "by", &facts.by_count);
    facts.order = hn_bind_order(L, 1, &facts.order_count);
    return hn_bind_push_node(L, hn_build_previous(graph_of(L), &facts,
                                                  hn_bind_place(L, 2)), 0);
}

/* sentence(text, place) */
static int sentence(lua_State *L)
{
    hn_node *node = hn_build_sentence(graph_of(L), luaL_checkstring(L, 1),
                                      hn_bind_place(L, 2));
    return hn_bind_push_node(L, node, 0);
}

/* node_metatable(): the one of all nodes, for the vocabulary to fill. */
static int node_metatable(lua_State *L)
{
    luaL_newmetatable(L, HN_NODE_TYPE);
    return 1;
}

void hn_bind_nodes(lua_State *L, hn_binding *binding)
{
    static const hn_entry entries[] = {
        { "kind", kind }, { "type", type }, { "type_text", type_text },
        { "choices", choices }, { "word_of", word_of },
        { "has_blank", has_blank },
        { "name_of", name_of }, { "extra", extra },
        { "constant_text", constant_text },
        { "constant_literal", constant_literal }, { "broken", broken },
        { "literal", literal }, { "number", number },
        { "reference", reference }, { "use", use }, { "via", via },
        { "param_at", param_at }, { "decision_date", decision_date },
        { "lookup_column", lookup_column }, { "band_column", band_column },
        { "full_year", full_year }, { "op", op },
        { "at_least_n", at_least_n }, { "calendar_op", calendar_op },
        { "part_of_year", part_of_year }, { "fold", fold },
        { "funding_functions", funding_functions },
        { "funding_usage", funding_usage }, { "funding", funding },
        { "previous", previous },
        { "sentence", sentence }, { "node_metatable", node_metatable }
    };
    hn_bind_all(L, binding, entries, sizeof entries / sizeof *entries);
}
