/*
 * bindings_claims.c - figures as a report prints them, and claims about them.
 */
#include "bindings.h"

#include <lauxlib.h>

static hn_graph *graph_of(lua_State *L)
{
    return hn_binding_of(L)->graph;
}

/* printed(text, step or nil, exact, place): broken after a report. */
static int printed(lua_State *L)
{
    hn_node *node = hn_build_printed(graph_of(L), luaL_checkstring(L, 1),
                                     lua_tostring(L, 2),
                                     lua_toboolean(L, 3),
                                     hn_bind_place(L, 4));
    return hn_bind_push_node(L, node, 0);
}

/* is_printed(value): whether it is such a figure and nothing more. */
static int is_printed(lua_State *L)
{
    const hn_node *node = hn_bind_node(L, 1);
    lua_pushboolean(L, node != NULL && node->op == HN_OP_PRINTED);
    return 1;
}

/* claim({ name, place, printed, equals, source, note }) */
static int claim(lua_State *L)
{
    hn_printed_claim proto = { .name = hn_bind_text(L, 1, "name"),
                       .place = hn_bind_place_at(L, 1, "place"),
                       .printed = hn_bind_node_at(L, 1, "printed"),
                       .equals = hn_bind_node_at(L, 1, "equals"),
                       .source = hn_bind_text(L, 1, "source"),
                       .note = hn_bind_text(L, 1, "note") };
    hn_bind_got(L, hn_build_claim(graph_of(L), &proto));
    hn_sandbox_charge(L, (size_t)graph_of(L)->claim_count / 16 + 1);
    return 0;
}

void hn_bind_claims(lua_State *L, hn_binding *binding)
{
    static const hn_entry entries[] = {
        { "printed", printed }, { "is_printed", is_printed },
        { "claim", claim }
    };
    hn_bind_all(L, binding, entries, sizeof entries / sizeof *entries);
}
