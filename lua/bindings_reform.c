/*
 * bindings_reform.c - named changes to the pack that has been read.
 */
#include "bindings.h"

#include <lauxlib.h>

static hn_graph *graph_of(lua_State *L)
{
    return hn_binding_of(L)->graph;
}

/* reforming(): whether the file in hand is a reform. */
static int reforming(lua_State *L)
{
    lua_pushboolean(L, hn_binding_of(L)->reforming);
    return 1;
}

/* pack_name(): "" where the pack has none. */
static int pack_name(lua_State *L)
{
    const char *name = graph_of(L)->pack.name;
    lua_pushstring(L, name ? name : "");
    return 1;
}

/* reform_param({ name, value, from, source, place }) */
static int reform_param(lua_State *L)
{
    hn_build_reform_param(graph_of(L), hn_bind_text(L, 1, "name"),
                          hn_bind_node_at(L, 1, "value"),
                          hn_bind_date_at(L, 1, "from", HN_DATE_FIRST),
                          hn_bind_text(L, 1, "source"),
                          hn_bind_place_at(L, 1, "place"));
    return 0;
}

/* reform_criterion({ name, from, test, if_met, if_unmet, asks, source, place }) */
static int reform_criterion(lua_State *L)
{
    hn_wording proto = { .from = hn_bind_date_at(L, 1, "from", HN_DATE_FIRST),
                         .test = hn_bind_node_at(L, 1, "test"),
                         .if_met = hn_bind_text(L, 1, "if_met"),
                         .if_unmet = hn_bind_text(L, 1, "if_unmet"),
                         .asks = hn_bind_text(L, 1, "asks"),
                         .source = hn_bind_text(L, 1, "source"),
                         .place = hn_bind_place_at(L, 1, "place") };
    hn_sandbox_charge(L, (size_t)graph_of(L)->node_count);
    hn_build_reform_criterion(graph_of(L), hn_bind_text(L, 1, "name"), &proto,
                              proto.place);
    return 0;
}

/* reform_drop({ name, from, source, place }) */
static int reform_drop(lua_State *L)
{
    hn_build_reform_drop(graph_of(L), hn_bind_text(L, 1, "name"),
                         hn_bind_date_at(L, 1, "from", HN_DATE_FIRST),
                         hn_bind_text(L, 1, "source"),
                         hn_bind_place_at(L, 1, "place"));
    hn_sandbox_charge(L, (size_t)graph_of(L)->node_count);
    return 0;
}

static const char *kept(lua_State *L, const char *key)
{
    const char *text = hn_bind_text(L, 1, key);
    return text ? hn_bind_got(L, hn_arena_text(&graph_of(L)->arena, text))
                : NULL;
}

/* reformed({ title, source, approved }): what the pack is then called; whether
 * it was called so before.  Who approved the pack has not approved this. */
static int reformed(lua_State *L)
{
    hn_pack_facts *facts = &graph_of(L)->pack;
    lua_pushboolean(L, hn_binding_of(L)->reformed);
    facts->title = kept(L, "title");
    facts->source = kept(L, "source");
    facts->approved = kept(L, "approved");
    hn_binding_of(L)->reformed = true;
    return 1;
}

void hn_bind_reform(lua_State *L, hn_binding *binding)
{
    static const hn_entry entries[] = {
        { "reforming", reforming }, { "pack_name", pack_name },
        { "reform_param", reform_param },
        { "reform_criterion", reform_criterion },
        { "reform_drop", reform_drop },
        { "reformed", reformed }
    };
    hn_bind_all(L, binding, entries, sizeof entries / sizeof *entries);
}
