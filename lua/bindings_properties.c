/*
 * bindings_properties.c - what must hold of every row.
 */
#include "bindings.h"

#include <lauxlib.h>

/* The field of the promise on top, as a list of texts. */
static const char **names_of(lua_State *L, int t, int *count)
{
    lua_getfield(L, t, "but");
    *count = lua_istable(L, -1) ? (int)lua_rawlen(L, -1) : 0;
    const char **names = hn_bind_room(L, *count + 1, sizeof *names);
    for (int i = 0; i < *count; i++) {
        lua_rawgeti(L, -1, i + 1);
        names[i] = hn_bind_got(L, hn_arena_text(
            &hn_binding_of(L)->graph->arena, luaL_checkstring(L, -1)));
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return names;
}

static hn_promise_kind kind_of(lua_State *L, int t)
{
    static const char *const words[] = {
        [HN_RISES] = "rises", [HN_FALLS] = "falls",
        [HN_NEVER_OVER] = "never_over", [HN_NEVER_UNDER] = "never_under",
        [HN_NO_CLIFF] = "no_cliff", [HN_SAME_FOR] = "same_for", NULL
    };
    lua_getfield(L, t, "kind");
    int kind = luaL_checkoption(L, -1, NULL, words);
    lua_pop(L, 1);
    return (hn_promise_kind)kind;
}

static hn_promised promised_of(lua_State *L, int t)
{
    hn_promised it = { .promise = { .kind = kind_of(L, t),
                                    .place = hn_bind_place_at(L, t, "place"),
                                    .of = hn_bind_node_at(L, t, "of"),
                                    .limit = hn_bind_node_at(L, t, "limit"),
                                    .where = hn_bind_node_at(L, t, "where") },
                       .with = hn_bind_node_at(L, t, "with"),
                       .above = hn_bind_node_at(L, t, "above") };
    it.but = names_of(L, t, &it.but_count);
    return it;
}

/* property({ name, place, promises = { { kind, place, of, limit, where, with,
 * above, but } } }) */
static int property(lua_State *L)
{
    lua_getfield(L, 1, "promises");
    int list = lua_gettop(L), count = (int)lua_rawlen(L, -1);
    hn_promised *all = hn_bind_room(L, count + 1, sizeof *all);
    for (int i = 0; i < count; i++) {
        lua_rawgeti(L, list, i + 1);
        all[i] = promised_of(L, lua_gettop(L));
        lua_pop(L, 1);
    }
    hn_graph *graph = hn_binding_of(L)->graph;
    hn_bind_got(L, hn_build_property(graph, hn_bind_text(L, 1, "name"),
                                     hn_bind_place_at(L, 1, "place"), all,
                                     count));
    hn_sandbox_charge(L, (size_t)graph->property_count / 16 + 1);
    return 0;
}

void hn_bind_properties(lua_State *L, hn_binding *binding)
{
    static const hn_entry entries[] = { { "property", property } };
    hn_bind_all(L, binding, entries, sizeof entries / sizeof *entries);
}
