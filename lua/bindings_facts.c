/*
 * bindings_facts.c - what is as it should be, taken in one step.
 *
 * Nearly every key of a declaration and every cell of an example holds just
 * what it may.  Those are taken here, without a place, for nothing will be
 * told of them; whatever else stands there is left to the vocabulary, which
 * looks at it again and finds the words.
 */
#include "bindings.h"

#include <lauxlib.h>
#include <string.h>
#include "library.h"

/* --- values that a key takes --------------------------------------------- */

static bool is_plain(lua_State *L, int index, size_t *len)
{
    if (lua_type(L, index) != LUA_TSTRING)
        return false;
    const char *text = lua_tolstring(L, index, len);
    hn_sandbox_charge(L, *len / 8 + 1);
    return hn_bind_is_plain(text, *len);
}

static bool is_text(lua_State *L, int index)
{
    size_t len;
    return is_plain(L, index, &len) && len > 0;
}

static bool is_flag(lua_State *L, int index)
{
    return lua_isboolean(L, index);
}

static bool is_whole(lua_State *L, int index)
{
    return lua_isinteger(L, index);
}

/* Things and nodes of the language have a metatable. */
static bool is_list(lua_State *L, int index)
{
    if (!lua_istable(L, index))
        return false;
    bool has = lua_getmetatable(L, index);
    if (has)
        lua_pop(L, 1);
    return !has;
}

static bool is_node(lua_State *L, int index)
{
    return hn_bind_node(L, index) != NULL;
}

static bool is_date(lua_State *L, int index)
{
    size_t len;
    hn_date date;
    return is_plain(L, index, &len)
           && hn_date_read(&date, (hn_slice){ lua_tostring(L, index), len })
              == NULL;
}

/* By the field `plain` of what a key takes (check.lua). */
static const struct fit {
    const char *name;
    bool (*is)(lua_State *L, int index);
} fits[] = {
    { "text", is_text }, { "node", is_node }, { "flag", is_flag },
    { "date", is_date }, { "list", is_list }, { "whole", is_whole }
};

/* Whether the value at `value` is plainly what the table on top takes. */
static bool is_taken(lua_State *L, int value)
{
    const char *plain = lua_getfield(L, -1, "plain") == LUA_TSTRING
                        ? lua_tostring(L, -1) : "";
    bool taken = false;
    for (size_t i = 0; i < sizeof fits / sizeof *fits; i++) {
        if (strcmp(fits[i].name, plain) == 0)
            taken = fits[i].is(L, value);
    }
    lua_pop(L, 1);
    return taken;
}

/* take(given, keys, facts, entries, other): the values of keys that are as
 * they should be become facts; with `entries`, those without a key go there;
 * other(key, value) is called for the rest.  All in order of the keys. */
static int take(lua_State *L)
{
    enum { GIVEN = 1, KEYS, FACTS, ENTRIES, OTHER, ORDERED, KEY = ORDERED + 2,
           VALUE, TAKE };
    size_t count;
    lua_Integer entries = 0;
    lua_settop(L, OTHER);
    const uint32_t *order = hn_library_keys(L, GIVEN, &count);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, ORDERED, order[i]);
        lua_pushvalue(L, KEY);
        lua_rawget(L, GIVEN);
        lua_pushvalue(L, KEY);
        hn_sandbox_charge(L, 20);
        if (lua_isinteger(L, KEY) && lua_istable(L, ENTRIES)) {
            lua_pushvalue(L, VALUE);
            lua_rawseti(L, ENTRIES, ++entries);
        } else if (lua_type(L, KEY) == LUA_TSTRING
                   && lua_rawget(L, KEYS) == LUA_TTABLE
                   && is_taken(L, VALUE)) {
            lua_pushvalue(L, KEY);
            lua_pushvalue(L, VALUE);
            lua_rawset(L, FACTS);
        } else {
            lua_pushvalue(L, OTHER);
            lua_pushvalue(L, KEY);
            lua_pushvalue(L, VALUE);
            lua_call(L, 2, 0);
        }
        lua_settop(L, KEY - 1);
    }
    return 0;
}

/* --- cells --------------------------------------------------------------- */

/* The value at `index` as it would stand in a file; NULL for the word missing
 * (at `missing`).  False when it is neither a whole number nor plain text. */
static bool cell_text(lua_State *L, int index, int missing, const char **text)
{
    size_t len;
    hn_arena *arena = &hn_binding_of(L)->graph->arena;
    *text = NULL;
    if (lua_rawequal(L, index, missing))
        return true;
    if (!lua_isinteger(L, index) && !is_plain(L, index, &len))
        return false;
    lua_pushvalue(L, index);       /* which lua_tostring would turn to text */
    *text = hn_bind_got(L, hn_arena_text(arena, lua_tostring(L, -1)));
    lua_pop(L, 1);
    return true;
}

static hn_cell *find_cell(hn_cells cells, hn_slice name)
{
    int low = 0, high = cells.count;
    while (low < high) {
        int middle = (low + high) / 2;
        const char *at = cells.list[middle].name;
        int order = strncmp(at, name.at, name.len);
        if (order == 0 && at[name.len] == '\0')
            return &cells.list[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* Each cell is at its key, the first of that name, and those that have none
 * are at the place of the whole. */
static void place_cells(lua_State *L, hn_cells cells, int index)
{
    hn_place whole = hn_bind_place(L, index);
    for (hn_key_walk w = hn_bind_keys(L, index); hn_bind_next_key(&w); ) {
        hn_cell *cell = find_cell(cells, hn_token_inside(
                                      w.source, &w.source->tokens[w.name]));
        const hn_token *key = &w.source->tokens[w.key];
        if (cell != NULL && cell->place.file == NULL)
            cell->place = (hn_place){ whole.file, key->line, key->column };
    }
    for (int i = 0; i < cells.count; i++) {
        if (cells.list[i].place.file == NULL)
            cells.list[i].place = whole;
    }
}

/* cells(given, place, missing): the names and values of a table, in the order
 * of the names; nil when some are not plain. */
static int cells(lua_State *L)
{
    enum { GIVEN = 1, PLACE, MISSING, ORDERED, KEY = ORDERED + 2, VALUE };
    size_t count;
    lua_settop(L, MISSING);
    const uint32_t *order = hn_library_keys(L, GIVEN, &count);
    hn_cells *made = hn_bind_room(L, 1, sizeof *made);
    made->list = hn_bind_room(L, (int)count, sizeof *made->list);
    for (size_t i = 0; i < count; i++) {
        hn_cell *cell = &made->list[made->count++];
        lua_rawgeti(L, ORDERED, order[i]);
        lua_pushvalue(L, KEY);
        lua_rawget(L, GIVEN);
        hn_sandbox_charge(L, 20);
        if (!is_text(L, KEY) || !cell_text(L, VALUE, MISSING, &cell->text))
            return 0;
        cell->name = hn_bind_got(L, hn_arena_text(
            &hn_binding_of(L)->graph->arena, lua_tostring(L, KEY)));
        lua_settop(L, KEY - 1);
    }
    place_cells(L, *made, PLACE);
    lua_pushlightuserdata(L, made);
    return 1;
}

void hn_bind_facts(lua_State *L, hn_binding *binding)
{
    static const hn_entry entries[] = { { "take", take }, { "cells", cells } };
    hn_bind_all(L, binding, entries, sizeof entries / sizeof *entries);
}
