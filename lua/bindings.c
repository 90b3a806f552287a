/*
 * bindings.c - what bindings*.c share, and the places of things in the text.
 *
 * Lua knows only the line that runs.  The tokens of the file give the rest: a
 * declaration is found by its word and name from that line on, and its keys,
 * values and rows by counting braces from there.  Where the text is not as
 * expected, because a list was built in a loop, the place of the declaration
 * stands for them.
 */
#include "bindings.h"

#include <lauxlib.h>
#include <string.h>

#define COLUMN_BITS 20
#define LINE_BITS   24

/* --- shared -------------------------------------------------------------- */

hn_binding *hn_binding_of(lua_State *L)
{
    return lua_touserdata(L, lua_upvalueindex(1));
}

void hn_bind_all(lua_State *L, hn_binding *binding, const hn_entry *entries,
                 int count)
{
    for (int i = 0; i < count; i++) {
        lua_pushlightuserdata(L, binding);
        lua_pushcclosure(L, entries[i].function, 1);
        lua_setfield(L, -2, entries[i].name);
    }
}

int hn_bind_no_memory(lua_State *L)
{
    return hn_sandbox_raise(L, 500, NULL, "memory ran out");
}

void *hn_bind_got(lua_State *L, void *pointer)
{
    if (pointer == NULL)
        hn_bind_no_memory(L);
    return pointer;
}

void *hn_bind_room(lua_State *L, int count, size_t item)
{
    size_t size = (size_t)(count > 0 ? count : 1) * item;
    hn_sandbox_charge(L, size / 64 + 1);
    return hn_bind_got(L, hn_arena_alloc(&hn_binding_of(L)->graph->arena,
                                         size));
}

const char *hn_bind_text(lua_State *L, int t, const char *key)
{
    lua_getfield(L, t, key);
    const char *text = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1)
                                                      : NULL;
    lua_pop(L, 1);
    return text;
}

bool hn_bind_flag(lua_State *L, int t, const char *key)
{
    lua_getfield(L, t, key);
    bool flag = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return flag;
}

hn_place hn_bind_place_at(lua_State *L, int t, const char *key)
{
    lua_getfield(L, t, key);
    hn_place place = hn_bind_place(L, -1);
    lua_pop(L, 1);
    return place;
}

hn_node *hn_bind_node_at(lua_State *L, int t, const char *key)
{
    lua_getfield(L, t, key);
    hn_node *node = hn_bind_node(L, -1);
    lua_pop(L, 1);
    return node;
}

hn_date hn_bind_date_at(lua_State *L, int t, const char *key,
                        hn_date otherwise)
{
    const char *text = hn_bind_text(L, t, key);
    hn_date date = otherwise;
    if (text != NULL)
        hn_date_read(&date, hn_slice_of(text));
    return date;
}

/* --- places -------------------------------------------------------------- */

hn_place hn_bind_place(lua_State *L, int index)
{
    const hn_load *load = hn_binding_of(L)->load;
    lua_Integer code = lua_tointeger(L, index);
    lua_Integer file = code >> (LINE_BITS + COLUMN_BITS);
    hn_place place = { NULL, 0, 0 };
    if (file >= 1 && file <= load->file_count) {
        place.file = load->files[file - 1].name;
        place.line = (int)(code >> COLUMN_BITS & ((1 << LINE_BITS) - 1));
        place.column = (int)(code & ((1 << COLUMN_BITS) - 1));
    }
    return place;
}

void hn_bind_push_place(lua_State *L, hn_place place)
{
    const hn_load *load = hn_binding_of(L)->load;
    lua_Integer code = 0;
    for (int i = 0; place.file != NULL && i < load->file_count; i++) {
        if (strcmp(load->files[i].name, place.file) == 0)
            code = ((lua_Integer)(i + 1) << (LINE_BITS + COLUMN_BITS))
                   + ((lua_Integer)place.line << COLUMN_BITS)
                   + place.column;
    }
    lua_pushinteger(L, code);
}

/* The tokens of a place's file; NULL for a table. */
static const hn_source *source_of(lua_State *L, int index)
{
    hn_place place = hn_bind_place(L, index);
    return place.file == NULL ? NULL
           : hn_sources_find(&hn_binding_of(L)->sources, place.file);
}

static int here(lua_State *L)
{
    hn_place place;
    hn_sandbox_place(L, &place);
    hn_bind_push_place(L, place);
    return 1;
}

/* The first token of a place. */
static int token_from(const hn_source *source, hn_place place)
{
    int low = 0, high = source->count - 1;
    while (low < high) {
        int middle = (low + high) / 2;
        const hn_token *token = &source->tokens[middle];
        if (token->line < place.line || (token->line == place.line
                                         && token->column < place.column))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_sign(const hn_source *source, int i, hn_lexeme sign)
{
    return source->tokens[i].is == sign;
}

static int step(const hn_source *source, int i)
{
    switch (source->tokens[i].is) {
    case HN_IS_BRACE: case HN_IS_ROUND: case HN_IS_SQUARE:
        return 1;
    case HN_IS_BRACE_END: case HN_IS_ROUND_END: case HN_IS_SQUARE_END:
        return -1;
    default:
        return 0;
    }
}

static bool is_text(const hn_source *source, int i, const char *text)
{
    const hn_token *token = &source->tokens[i];
    if (token->kind == HN_TOKEN_STRING)
        return hn_slice_is(hn_token_inside(source, token), text);
    return token->kind != HN_TOKEN_END
           && hn_slice_is(hn_token_text(source, token), text);
}

/* What every search starts from: the file and the token of a place. */
typedef struct search { const hn_source *source; int from; } search;

static search search_of(lua_State *L, int index)
{
    search s = { source_of(L, index), 0 };
    if (s.source != NULL) {
        s.from = token_from(s.source, hn_bind_place(L, index));
        hn_sandbox_charge(L, 10);
    }
    return s;
}

/* Pushes the place of a token, or the one that was given. */
static int answer(lua_State *L, search s, int token)
{
    if (token < 0) {
        lua_pushvalue(L, 1);
        return 1;
    }
    const hn_token *found = &s.source->tokens[token];
    hn_bind_push_place(L, (hn_place){ s.source->name, found->line,
                                      found->column });
    return 1;
}

/* place_of(place, word, name): the name of a declaration on that line. */
static int place_of(lua_State *L)
{
    search s = search_of(L, 1);
    const char *word = luaL_checkstring(L, 2);
    const char *name = lua_tostring(L, 3);
    int first = -1;
    for (int i = s.from; s.source != NULL && i + 2 < s.source->count
         && s.source->tokens[i].line == hn_bind_place(L, 1).line; i++) {
        if (s.source->tokens[i].kind != HN_TOKEN_NAME
            || !is_text(s.source, i, word))
            continue;
        int next = i + 1 + (is_sign(s.source, i + 1, HN_IS_ROUND) ? 1 : 0);
        if (name != NULL && is_text(s.source, next, name))
            return answer(L, s, next);
        if (first < 0)
            first = i;
    }
    return answer(L, s, first);
}

/* The brace that opens what is declared at a place; -1 if none is near. */
static int opening(search s)
{
    for (int i = s.from; s.source != NULL && i < s.source->count
         && i < s.from + 40; i++) {
        if (is_sign(s.source, i, HN_IS_BRACE))
            return i;
    }
    return -1;
}

static hn_key_walk keys_in(search s)
{
    return (hn_key_walk){ .source = s.source, .next = opening(s) };
}

hn_key_walk hn_bind_keys(lua_State *L, int index)
{
    return keys_in(search_of(L, index));
}

/* What follows the bracket of ["key"] is taken for its end. */
bool hn_bind_next_key(hn_key_walk *w)
{
    for (int i = w->next; i >= 0 && i + 3 < w->source->count; i++) {
        w->depth += step(w->source, i);
        if (w->depth == 0)
            break;
        bool bracket = w->depth == 2
                       && is_sign(w->source, i, HN_IS_SQUARE);
        bool plain = w->depth == 1
                     && w->source->tokens[i].kind == HN_TOKEN_NAME;
        int equals = i + (bracket ? 3 : 1);
        if ((!bracket && !plain) || !is_sign(w->source, equals, HN_IS_EQUALS))
            continue;
        w->key = i;
        w->name = bracket ? i + 1 : i;
        w->value = equals + 1;
        w->next = i + 1;
        return true;
    }
    w->next = -1;
    return false;
}

/* key_at(place, key, of_value): a key between the braces of a declaration. */
static int key_at(lua_State *L)
{
    search s = search_of(L, 1);
    const char *key = luaL_checkstring(L, 2);
    for (hn_key_walk w = keys_in(s); hn_bind_next_key(&w); ) {
        if (is_text(s.source, w.name, key))
            return answer(L, s, lua_toboolean(L, 3) ? w.value : w.key);
    }
    return answer(L, s, -1);
}

/* row_at(place, n): the brace of the n-th entry without a key. */
static int row_at(lua_State *L)
{
    search s = search_of(L, 1);
    lua_Integer wanted = luaL_checkinteger(L, 2);
    int brace = opening(s), depth = 0;
    for (int i = brace; brace >= 0 && i < s.source->count; i++) {
        if (depth == 1 && (is_sign(s.source, i - 1, HN_IS_BRACE)
                           || is_sign(s.source, i - 1, HN_IS_COMMA)
                           || is_sign(s.source, i - 1, HN_IS_SEMICOLON))
            && !is_sign(s.source, i, HN_IS_SQUARE)
            && !is_sign(s.source, i + 1, HN_IS_EQUALS) && --wanted == 0)
            return answer(L, s, i);
        depth += step(s.source, i);
        if (depth == 0)
            break;
    }
    return answer(L, s, -1);
}

/* text_at(place, text): a name, text or sign, in the braces or brackets that
 * open at the place, else on its line. */
static int text_at(lua_State *L)
{
    search s = search_of(L, 1);
    const char *text = luaL_checkstring(L, 2);
    int line = hn_bind_place(L, 1).line, depth = 0;
    for (int i = s.from; s.source != NULL && i < s.source->count; i++) {
        if (s.source->tokens[i].line != line && depth <= 0)
            break;
        if (is_text(s.source, i, text))
            return answer(L, s, i);
        depth += step(s.source, i);
    }
    return answer(L, s, -1);
}

/* --- telling ------------------------------------------------------------- */

static int width_at(const hn_source *source, hn_place place)
{
    const hn_token *token = &source->tokens[token_from(source, place)];
    if (place.column == 0 || token->line != place.line
        || token->column != place.column)
        return 0;
    int width = 0;
    for (int i = 0; i < token->len; i++)
        width += (source->text[token->at + i] & 0xC0) != 0x80;
    return width;
}

static void tell(lua_State *L, hn_severity severity)
{
    hn_binding *binding = hn_binding_of(L);
    hn_place place = hn_bind_place(L, 2);
    int code = (int)luaL_checkinteger(L, 1);
    const char *message = luaL_checkstring(L, 3), *help = lua_tostring(L, 4);
    const hn_source *source = source_of(L, 2);
    if (source == NULL)
        hn_report_addf(binding->graph->report, code, severity, place, help,
                       "%s", message);
    else
        hn_source_tell(source, binding->graph->report, code, severity, place,
                       width_at(source, place), help, "%s", message);
    if (binding->graph->report->failed)
        hn_bind_no_memory(L);
}

/* report(code, place, message, help) */
static int report(lua_State *L)
{
    tell(L, HN_ERROR);
    return 0;
}

/* nearest(name, names): the name that may have been meant, or nil. */
static int nearest(lua_State *L)
{
    const char *name = luaL_checkstring(L, 1);
    int count = (int)lua_rawlen(L, 2);
    const char **names = hn_bind_room(L, count, sizeof *names);
    for (int i = 0; i < count; i++) {
        lua_rawgeti(L, 2, i + 1);
        names[i] = luaL_checkstring(L, -1);    /* the list keeps it        */
        lua_pop(L, 1);
    }
    hn_sandbox_charge(L, (size_t)count * 10);
    lua_pushstring(L, hn_text_nearest(name, names, count));
    return 1;
}

void hn_bind_places(lua_State *L, hn_binding *binding)
{
    static const hn_entry entries[] = {
        { "here", here }, { "place_of", place_of }, { "key_at", key_at },
        { "row_at", row_at }, { "text_at", text_at }, { "report", report },
        { "nearest", nearest }
    };
    hn_bind_all(L, binding, entries, sizeof entries / sizeof *entries);
}

void hn_bind(lua_State *L, hn_binding *binding)
{
    hn_sandbox_inner(L);
    lua_newtable(L);
    hn_bind_places(L, binding);
    hn_bind_nodes(L, binding);
    hn_bind_things(L, binding);
    hn_bind_tables(L, binding);
    hn_bind_facts(L, binding);
    hn_bind_claims(L, binding);
    hn_bind_properties(L, binding);
    hn_bind_reform(L, binding);
    lua_setfield(L, -2, "core");
    lua_pop(L, 1);
}
