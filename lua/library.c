/*
 * library.c - Lua's libraries, cut down to what cannot hurt.
 *
 * What is kept is kept by name.  A function of the stock library whose cost
 * grows with its texts is called through `charged`, which counts their bytes
 * first; what could loop, reach an address or depend on the machine is
 * written anew here.  No pattern matching: it cannot be bounded from outside.
 */
#include "library.h"

#include <lauxlib.h>
#include <lualib.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "sandbox.h"

#define MOST_VALUES 250   /* that one call may return                     */
#define TEXT_COST   10    /* steps to write a number                      */

/* --- stock functions, charged -------------------------------------------- */

static size_t length_of_texts(lua_State *L)
{
    size_t sum = 1, len;
    for (int i = lua_gettop(L); i > 0; i--)
        if (lua_type(L, i) == LUA_TSTRING && lua_tolstring(L, i, &len))
            sum += len;
    return sum;
}

static int few(lua_State *L, int values)
{
    if (values <= MOST_VALUES)
        return values;
    return hn_sandbox_raise(L, 505, NULL,
                            "more than %d values at once", MOST_VALUES);
}

static int charged(lua_State *L)
{
    hn_sandbox_charge(L, length_of_texts(L));
    return few(L, lua_tocfunction(L, lua_upvalueindex(1))(L));
}

/* The stock utf8 functions shift out of range on bytes that are no UTF-8. */
static int strict(lua_State *L)
{
    size_t len;
    const char *text = luaL_checklstring(L, 1, &len);
    hn_sandbox_charge(L, len + 1);
    luaL_argcheck(L, hn_text_is_utf8(text, len, NULL), 1, "not UTF-8 text");
    if (lua_gettop(L) > 3)
        lua_settop(L, 3);
    return few(L, lua_tocfunction(L, lua_upvalueindex(1))(L));
}

/* --- texts --------------------------------------------------------------- */

/* The shortest digits that read back as the same number. */
static void push_float(lua_State *L, double number)
{
    char digits[40];
    if (isnan(number)) {
        lua_pushliteral(L, "nan");
        return;
    }
    for (int precision = 15; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, number);
        if (strtod(digits, NULL) == number)
            break;
    }
    bool whole = digits[strspn(digits, "-0123456789")] == '\0';
    lua_pushfstring(L, whole ? "%s.0" : "%s", digits);
}

static void push_plain(lua_State *L, int index)
{
    switch (lua_type(L, index)) {
    case LUA_TNUMBER:
        if (lua_isinteger(L, index))
            lua_pushfstring(L, "%I", (LUAI_UACINT)lua_tointeger(L, index));
        else
            push_float(L, lua_tonumber(L, index));
        break;
    case LUA_TSTRING:
        lua_pushvalue(L, index);
        break;
    case LUA_TBOOLEAN:
        lua_pushstring(L, lua_toboolean(L, index) ? "true" : "false");
        break;
    default:
        lua_pushstring(L, luaL_typename(L, index));
    }
}

/* Only what trusted text made can have a text of its own. */
static bool push_own_text(lua_State *L, int index)
{
    if (lua_type(L, index) != LUA_TTABLE
        && lua_type(L, index) != LUA_TUSERDATA)
        return false;
    if (luaL_callmeta(L, index, "__tostring")) {
        if (lua_type(L, -1) == LUA_TSTRING)
            return true;
        lua_pop(L, 1);
    }
    int kind = luaL_getmetafield(L, index, "__name");
    if (kind != LUA_TNIL && kind != LUA_TSTRING)
        lua_pop(L, 1);
    return kind == LUA_TSTRING;
}

void hn_sandbox_tostring(lua_State *L, int index)
{
    index = lua_absindex(L, index);
    if (!push_own_text(L, index))
        push_plain(L, index);
}

static int base_tostring(lua_State *L)
{
    luaL_checkany(L, 1);
    hn_sandbox_charge(L, TEXT_COST);
    hn_sandbox_tostring(L, 1);
    return 1;
}

static const char *skip_flags(const char *at)
{
    return at + strspn(at, "-+ #0123456789.");
}

/* Of the stock conversions all but %p %a %q, which show an address, binary
 * digits, or write Lua. */
static void check_format(lua_State *L, const char *format)
{
    int argument = 1;
    for (const char *at = strchr(format, '%'); at; at = strchr(at + 1, '%')) {
        if (at[1] == '%') {
            at++;
            continue;
        }
        const char *end = skip_flags(at + 1);
        argument++;
        if (*end == '\0' || !strchr("diucsxXoeEfgG", *end))
            luaL_error(L, "string.format cannot write '%%%c'",
                       *end ? *end : ' ');
        luaL_checkany(L, argument);
        if (*end == 's' && lua_type(L, argument) != LUA_TSTRING) {
            hn_sandbox_tostring(L, argument);
            lua_replace(L, argument);
        }
    }
}

static int string_format(lua_State *L)
{
    size_t len;
    const char *format = luaL_checklstring(L, 1, &len);
    luaL_argcheck(L, strlen(format) == len, 1, "text with a NUL");
    hn_sandbox_charge(L, length_of_texts(L));
    check_format(L, format);
    hn_sandbox_charge(L, length_of_texts(L) + 100 * (size_t)lua_gettop(L));
    return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

/* --- lists --------------------------------------------------------------- */

/* A plain table of the pack's own; libraries and words have a metatable. */
static lua_Integer check_list(lua_State *L, int index)
{
    luaL_checktype(L, index, LUA_TTABLE);
    if (lua_getmetatable(L, index))
        return luaL_argerror(L, index, "a plain list expected");
    return (lua_Integer)lua_rawlen(L, index);
}

static int table_concat(lua_State *L)
{
    lua_Integer last = check_list(L, 1);
    size_t gap, len;
    const char *between = luaL_optlstring(L, 2, "", &gap);
    lua_Integer first = luaL_optinteger(L, 3, 1);
    last = luaL_optinteger(L, 4, last);
    luaL_Buffer buffer;
    luaL_buffinit(L, &buffer);
    for (lua_Integer i = first; i <= last; i++) {
        lua_rawgeti(L, 1, i);
        if (!lua_isstring(L, -1))
            return luaL_error(L, "a text is missing at place %I of the list",
                              (LUAI_UACINT)i);
        lua_tolstring(L, -1, &len);
        hn_sandbox_charge(L, len + gap + 1);
        luaL_addvalue(&buffer);
        if (i == last)
            break;        /* i + 1 could wrap */
        luaL_addlstring(&buffer, between, gap);
    }
    luaL_pushresult(&buffer);
    return 1;
}

static int table_insert(lua_State *L)
{
    lua_Integer end = check_list(L, 1) + 1;
    lua_Integer at = end;
    if (lua_gettop(L) == 3) {
        at = luaL_checkinteger(L, 2);
        luaL_argcheck(L, at >= 1 && at <= end, 2, "outside the list");
    } else if (lua_gettop(L) != 2) {
        return luaL_error(L, "insert takes a list, a place and a value");
    }
    hn_sandbox_charge(L, (size_t)(end - at) + 1);
    for (lua_Integer i = end; i > at; i--) {
        lua_rawgeti(L, 1, i - 1);
        lua_rawseti(L, 1, i);
    }
    lua_rawseti(L, 1, at);
    return 0;
}

static int table_remove(lua_State *L)
{
    lua_Integer size = check_list(L, 1);
    lua_Integer at = luaL_optinteger(L, 2, size);
    if (!lua_isnoneornil(L, 2))
        luaL_argcheck(L, (at >= 1 && at <= size + 1) || (at == 0 && size == 0),
                      2, "outside the list");
    lua_rawgeti(L, 1, at);
    if (at < 1 || at > size)
        return 1;
    hn_sandbox_charge(L, (size_t)(size - at) + 1);
    for (lua_Integer i = at; i < size; i++) {
        lua_rawgeti(L, 1, i + 1);
        lua_rawseti(L, 1, i);
    }
    lua_pushnil(L);
    lua_rawseti(L, 1, size);
    return 1;
}

static int table_unpack(lua_State *L)
{
    lua_Integer last = check_list(L, 1);
    lua_Integer first = luaL_optinteger(L, 2, 1);
    last = luaL_optinteger(L, 3, last);
    if (first > last)
        return 0;
    if ((lua_Unsigned)last - (lua_Unsigned)first >= MOST_VALUES)
        return few(L, MOST_VALUES + 1);
    luaL_checkstack(L, MOST_VALUES, "too many values");
    hn_sandbox_charge(L, (size_t)(last - first) + 1);
    for (lua_Integer i = first; ; i++) {
        lua_rawgeti(L, 1, i);
        if (i == last)
            return (int)(last - first) + 1;
    }
}

/* --- sorting ------------------------------------------------------------- */

/* A value as it is compared in the usual order: numbers, then texts by their
 * bytes, then no and yes. */
typedef struct item {
    enum { NUMBER, TEXT, ANSWER } kind;
    bool whole;           /* a number that is `number`                     */
    lua_Integer number;   /* or 1 for yes, or the bytes of the text        */
    const char *text;
} item;

/* Values to be put in order stand in the table at `values`, so that a
 * comparing function cannot change them; only their places are moved. */
typedef struct sorting {
    lua_State *L;
    int values;
    int less;             /* stack index of a function; 0: the usual order */
    const item *items;    /* by place from 1; for the usual order          */
} sorting;

static item item_at(lua_State *L, int index)
{
    size_t len;
    int whole;
    item it = { NUMBER, false, 0, NULL };
    switch (lua_type(L, index)) {
    case LUA_TNUMBER:
        it.number = lua_tointegerx(L, index, &whole);
        it.whole = whole && lua_isinteger(L, index);
        break;
    case LUA_TSTRING:
        it.kind = TEXT;
        it.text = lua_tolstring(L, index, &len);
        it.number = (lua_Integer)len;
        break;
    case LUA_TBOOLEAN:
        it.kind = ANSWER;
        it.number = lua_toboolean(L, index);
        break;
    default:
        luaL_error(L, "only numbers, texts and true or false can be "
                   "put in order, not a %s", luaL_typename(L, index));
    }
    return it;
}

static bool text_less(lua_State *L, const item *a, const item *b)
{
    size_t n = (size_t)(a->number < b->number ? a->number : b->number);
    if (n >= 16)
        hn_sandbox_charge(L, n / 16);
    int order = memcmp(a->text, b->text, n);
    return order != 0 ? order < 0 : a->number < b->number;
}

static bool number_less(const sorting *s, uint32_t a, uint32_t b)
{
    lua_rawgeti(s->L, s->values, (lua_Integer)a);
    lua_rawgeti(s->L, s->values, (lua_Integer)b);
    bool less = lua_compare(s->L, -2, -1, LUA_OPLT);
    lua_pop(s->L, 2);
    return less;
}

static bool plain_less(const sorting *s, uint32_t a, uint32_t b)
{
    const item *x = &s->items[a - 1], *y = &s->items[b - 1];
    if (x->kind != y->kind)
        return x->kind < y->kind;
    if (x->kind == TEXT)
        return text_less(s->L, x, y);
    if (x->kind == ANSWER || (x->whole && y->whole))
        return x->number < y->number;
    return number_less(s, a, b);
}

static bool is_less(const sorting *s, uint32_t a, uint32_t b)
{
    if (s->less == 0)
        return plain_less(s, a, b);
    lua_State *L = s->L;
    lua_pushvalue(L, s->less);
    lua_rawgeti(L, s->values, (lua_Integer)a);
    lua_rawgeti(L, s->values, (lua_Integer)b);
    lua_call(L, 2, 1);
    bool less = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return less;
}

static void merge(const sorting *s, const uint32_t *from, uint32_t *to,
                  size_t begin, size_t middle, size_t end)
{
    size_t a = begin, b = middle;
    for (size_t i = begin; i < end; i++) {
        bool right = a == middle
                  || (b < end && is_less(s, from[b], from[a]));
        to[i] = right ? from[b++] : from[a++];
    }
}

/* Leaves the places 1..n in order in the array that is returned, a part of
 * `room`, which has 2n.  Equals keep their order. */
static uint32_t *sorted(const sorting *s, size_t n, uint32_t *room)
{
    uint32_t *from = room, *to = room + n;
    for (size_t i = 0; i < n; i++)
        from[i] = (uint32_t)i + 1;
    for (size_t run = 1; run < n; run *= 2) {
        hn_sandbox_charge(s->L, 4 * n);
        for (size_t i = 0; i < n; i += 2 * run) {
            size_t middle = i + run < n ? i + run : n;
            size_t end = i + 2 * run < n ? i + 2 * run : n;
            merge(s, from, to, i, middle, end);
        }
        uint32_t *other = from;
        from = to;
        to = other;
    }
    return from;
}

/* The items of the table at s->values; pushes the userdata that holds them.
 * Their texts are the table's. */
static void take_items(sorting *s, size_t n)
{
    hn_sandbox_charge(s->L, n);
    item *items = lua_newuserdatauv(s->L, n * sizeof *items, 0);
    for (size_t i = 0; i < n; i++) {
        lua_rawgeti(s->L, s->values, (lua_Integer)i + 1);
        items[i] = item_at(s->L, -1);
        lua_pop(s->L, 1);
    }
    s->items = items;
}

static int table_sort(lua_State *L)
{
    lua_Integer n = check_list(L, 1);
    lua_settop(L, 2);
    bool own = !lua_isnil(L, 2);
    if (own)
        luaL_checktype(L, 2, LUA_TFUNCTION);
    hn_sandbox_charge(L, 3 * (size_t)n);
    lua_createtable(L, n < 65536 ? (int)n : 65536, 0);
    for (lua_Integer i = 1; i <= n; i++) {
        lua_rawgeti(L, 1, i);
        lua_rawseti(L, 3, i);
    }
    sorting s = { L, 3, own ? 2 : 0, NULL };
    uint32_t *room = lua_newuserdatauv(L, 2 * (size_t)n * sizeof *room, 0);
    if (!own && n > 1)
        take_items(&s, (size_t)n);
    const uint32_t *order = sorted(&s, (size_t)n, room);
    for (lua_Integer i = 1; i <= n; i++) {
        lua_rawgeti(L, 3, order[i - 1]);
        lua_rawseti(L, 1, i);
    }
    return 0;
}

/* --- pairs, in the order of the keys ------------------------------------- */

/* Of a table that is gone through; the keys stand in another table. */
typedef struct walk {
    size_t count, given;
    const uint32_t *order;
    uint32_t room[];
} walk;

/* Upvalues: the keys, and the walk over them. */
static int next_pair(lua_State *L)
{
    walk *w = lua_touserdata(L, lua_upvalueindex(2));
    luaL_checktype(L, 1, LUA_TTABLE);
    while (w->given < w->count) {
        lua_rawgeti(L, lua_upvalueindex(1), w->order[w->given++]);
        lua_pushvalue(L, -1);
        if (lua_rawget(L, 1) != LUA_TNIL)
            return 2;             /* else: taken out in the meantime */
        lua_pop(L, 2);
        hn_sandbox_charge(L, 1);
    }
    lua_pushnil(L);
    return 1;
}

static size_t count_keys(lua_State *L, int table)
{
    size_t n = 0;
    lua_pushnil(L);
    for (; lua_next(L, table); n++)
        lua_pop(L, 1);
    hn_sandbox_charge(L, n);
    return n;
}

/* Pushes the keys as they come and the items that they are compared by. */
static void push_keys(lua_State *L, int table, size_t n, sorting *s)
{
    lua_createtable(L, n < 65536 ? (int)n : 65536, 0);
    s->values = lua_gettop(L);
    item *items = lua_newuserdatauv(L, n * sizeof *items, 0);
    s->items = items;
    lua_pushnil(L);
    for (size_t i = 0; i < n && lua_next(L, table); i++) {
        lua_pop(L, 1);
        items[i] = item_at(L, -1);
        lua_pushvalue(L, -1);
        lua_rawseti(L, s->values, (lua_Integer)i + 1);
    }
    lua_settop(L, s->values + 1);
}

const uint32_t *hn_library_keys(lua_State *L, int table, size_t *count)
{
    table = lua_absindex(L, table);
    size_t n = *count = count_keys(L, table);
    sorting s = { L, 0, 0, NULL };
    push_keys(L, table, n, &s);
    walk *w = lua_newuserdatauv(L, sizeof *w + 2 * n * sizeof *w->room, 0);
    w->count = n;
    w->given = 0;
    w->order = sorted(&s, n, w->room);
    lua_remove(L, -2);
    return w->order;
}

static int base_pairs(lua_State *L)
{
    size_t count;
    luaL_checkany(L, 1);
    if (luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL) {
        lua_pushvalue(L, 1);
        lua_call(L, 1, 3);
        return 3;
    }
    luaL_checktype(L, 1, LUA_TTABLE);
    hn_library_keys(L, 1, &count);
    lua_pushcclosure(L, next_pair, 2);
    lua_pushvalue(L, 1);
    return 2;
}

/* --- what a pack gets ---------------------------------------------------- */

/* `how` NULL: the stock function as it is. */
typedef struct part { const char *name; lua_CFunction how; } part;

static const part base_parts[] = {
    { "assert", NULL }, { "error", NULL }, { "ipairs", NULL },
    { "select", NULL }, { "type", NULL }, { "tonumber", charged },
    { "tostring", base_tostring }, { "pairs", base_pairs }, { NULL, NULL }
};
static const part string_parts[] = {
    { "char", NULL }, { "len", NULL }, { "byte", charged },
    { "lower", charged }, { "upper", charged }, { "reverse", charged },
    { "sub", charged }, { "format", string_format }, { NULL, NULL }
};
static const part table_parts[] = {
    { "pack", NULL }, { "concat", table_concat }, { "insert", table_insert },
    { "remove", table_remove }, { "unpack", table_unpack },
    { "sort", table_sort }, { NULL, NULL }
};
static const part math_parts[] = {
    { "abs", charged }, { "ceil", charged }, { "floor", charged },
    { "fmod", charged }, { "max", charged }, { "min", charged },
    { "tointeger", charged }, { "type", charged }, { "ult", charged },
    { "sqrt", charged }, { "huge", NULL }, { "pi", NULL },
    { "maxinteger", NULL }, { "mininteger", NULL }, { NULL, NULL }
};
static const part utf8_parts[] = {
    { "char", NULL }, { "charpattern", NULL }, { "codepoint", strict },
    { "len", strict }, { "offset", strict }, { NULL, NULL }
};

int hn_library_withheld(const char *name)
{
    static const char *const names[] = {
        "_ENV", "_G", "_VERSION", "bit32", "collectgarbage", "coroutine",
        "debug", "dofile", "getfenv", "getmetatable", "io", "load",
        "loadfile", "loadstring", "module", "newproxy", "next", "os",
        "package", "pcall", "rawequal", "rawget", "rawlen",
        "rawset", "setfenv", "setmetatable", "unpack", "warn", "xpcall" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            return 1;
    return 0;
}

/* From the stock table on top to the table below it; pops the stock table. */
static void take_parts(lua_State *L, const part *parts)
{
    for (; parts->name; parts++) {
        lua_getfield(L, -1, parts->name);
        if (parts->how)
            lua_pushcclosure(L, parts->how, 1);
        lua_setfield(L, -3, parts->name);
    }
    lua_pop(L, 1);
}

static int refuse_part(lua_State *L)
{
    hn_sandbox_tostring(L, 2);
    return hn_sandbox_raise(L, 114, NULL,
                            "`%s.%s` cannot be used in a rule pack",
                            lua_tostring(L, lua_upvalueindex(1)),
                            lua_tostring(L, -1));
}

static int refuse_change(lua_State *L)
{
    return hn_sandbox_raise(L, 106, "only a table of your own, made with "
                            "`local`, can be changed",
                            "`%s` cannot be changed",
                            lua_tostring(L, lua_upvalueindex(1)));
}

void hn_library_front(lua_State *L, const char *name)
{
    lua_createtable(L, 0, 1);
    lua_pushstring(L, name);
    lua_pushcclosure(L, refuse_part, 1);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
    lua_newtable(L);
    lua_createtable(L, 0, 3);
    lua_pushvalue(L, -3);
    lua_setfield(L, -2, "__index");
    lua_pushstring(L, name);
    lua_pushcclosure(L, refuse_change, 1);
    lua_setfield(L, -2, "__newindex");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    lua_remove(L, -2);
}

/* Texts find their functions and nothing else: no arithmetic on them. */
static void set_text_metatable(lua_State *L, int strings)
{
    lua_pushliteral(L, "");
    lua_createtable(L, 0, 2);
    lua_pushvalue(L, strings);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    lua_pop(L, 1);
}

static void open_part(lua_State *L, const char *name, lua_CFunction stock,
                      const part *parts)
{
    lua_newtable(L);
    lua_pushcfunction(L, stock);
    lua_call(L, 0, 1);
    take_parts(L, parts);
    if (stock == luaopen_string)
        set_text_metatable(L, lua_gettop(L));
    hn_library_front(L, name);
    lua_setfield(L, -2, name);
}

void hn_library_open(lua_State *L)
{
    lua_newtable(L);
    lua_pushcfunction(L, luaopen_base);
    lua_call(L, 0, 1);
    take_parts(L, base_parts);
    open_part(L, "string", luaopen_string, string_parts);
    open_part(L, "table", luaopen_table, table_parts);
    open_part(L, "math", luaopen_math, math_parts);
    open_part(L, "utf8", luaopen_utf8, utf8_parts);
}
