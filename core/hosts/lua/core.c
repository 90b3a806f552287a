/*
 * core.c - the module highneeds.core for a stock lua5.4: the calculator, packs,
 * and texts of JSON in and out.  highneeds.lua makes tables of the texts.
 *
 * The program lua5.4 has Lua built in and exports it; this module must not
 * bring another.  It is linked without liblua, so that both this file and the
 * kernel, which runs packs in states of its own, use the Lua of the program.
 *
 * An error of Lua jumps over whatever stands between.  So none is raised while
 * the library is at work: callbacks only write down, and what they wrote is
 * told when the call has returned.
 */
#include <lauxlib.h>
#include <lua.h>
#include <stdint.h>
#include <string.h>
#include "../../highneeds.h"

#define PACK "highneeds.pack"

typedef struct held { hn_pack *pack; } held;

/* --- errors --------------------------------------------------------------- */

static void note(void *ctx, const hn_message *message)
{
    hn_sink sink = hn_sink_of(ctx);
    if (message->is_error)
        sink.write(sink.ctx, message->printed, strlen(message->printed));
}

/* Raises what was told, or the error's own sentence. */
static int raise(lua_State *L, hn_buffer *told, const hn_error *err)
{
    size_t len = told->len;
    while (len > 0 && told->at[len - 1] == '\n')
        len--;
    if (len)
        lua_pushlstring(L, told->at, len);
    else
        lua_pushstring(L, err->message[0] ? err->message : "it did not work");
    hn_buffer_free(told);
    return lua_error(L);
}

/* --- the calculator ------------------------------------------------------- */

/* funding(name, names, values): all texts; the lists are of one length. */
static int funding(lua_State *L)
{
    char out[HN_EXACT_ROOM];
    hn_error err = {0};
    hn_buffer told = {0};
    const char *name = luaL_checkstring(L, 1);
    int count = (int)luaL_len(L, 2);
    hn_argument *given = lua_newuserdatauv(
        L, ((size_t)count + 1) * sizeof *given, 0);
    luaL_checkstack(L, 2 * count, "too many arguments");
    for (int i = 0; i < count; i++) {
        lua_rawgeti(L, 2, i + 1);
        lua_rawgeti(L, 3, i + 1);
        given[i] = (hn_argument){luaL_checkstring(L, -2),
                                 luaL_checkstring(L, -1)};
    }
    if (hn_funding(out, sizeof out, name, given, count, &err) != HN_OK)
        return raise(L, &told, &err);
    lua_pushstring(L, out);
    return 1;
}

/* --- packs ---------------------------------------------------------------- */

static hn_pack *pack_at(lua_State *L)
{
    held *h = luaL_checkudata(L, 1, PACK);
    if (!h->pack)
        luaL_error(L, "the pack was closed");
    return h->pack;
}

/* load(folder, names, values): parameters given another value. */
static int load(lua_State *L)
{
    hn_error err = {0};
    hn_buffer told = {0};
    hn_host host = {.message = note, .message_ctx = &told};
    const char *folder = luaL_checkstring(L, 1);
    int count = (int)luaL_len(L, 2);
    hn_set *sets = lua_newuserdatauv(L, ((size_t)count + 1) * sizeof *sets,
                                     0);
    luaL_checkstack(L, 2 * count + 4, "too many parameters");
    for (int i = 0; i < count; i++) {
        lua_rawgeti(L, 2, i + 1);
        lua_rawgeti(L, 3, i + 1);
        sets[i] = (hn_set){luaL_checkstring(L, -2), luaL_checkstring(L, -1)};
    }
    held *h = lua_newuserdatauv(L, sizeof *h, 0);
    h->pack = NULL;
    luaL_setmetatable(L, PACK);
    hn_load_options options = {.sets = sets, .set_count = count};
    if (hn_pack_load(&h->pack, &host, folder, &options, &err) != HN_OK)
        return raise(L, &told, &err);
    hn_buffer_free(&told);
    return 1;
}

static int let_go(lua_State *L)
{
    held *h = luaL_checkudata(L, 1, PACK);
    hn_pack_free(h->pack);
    h->pack = NULL;
    return 0;
}

static int name(lua_State *L)
{
    lua_pushstring(L, hn_pack_name(pack_at(L)));
    return 1;
}

static int records(lua_State *L)
{
    const hn_pack *pack = pack_at(L);
    lua_newtable(L);
    for (int i = 0; i < hn_pack_records_count(pack); i++) {
        lua_pushstring(L, hn_pack_records_name(pack, i));
        lua_rawseti(L, -2, i + 1);
    }
    return 1;
}

/* Gives the text of a buffer to Lua, which may raise: by then it is Lua's. */
static int give(lua_State *L, hn_buffer *text)
{
    luaL_Buffer copy;
    char *room = luaL_buffinitsize(L, &copy, text->len);
    memcpy(room, text->at ? text->at : "", text->len);
    size_t len = text->len;
    hn_buffer_free(text);
    luaL_pushresultsize(&copy, len);
    return 1;
}

/* pack:calc(json, on): the answer as JSON. */
static int calc(lua_State *L)
{
    hn_error err = {0};
    hn_buffer told = {0}, out = {0};
    hn_host host = {.message = note, .message_ctx = &told};
    const hn_pack *pack = pack_at(L);
    size_t len;
    const char *text = luaL_checklstring(L, 2, &len);
    hn_calc_options options = {.on = luaL_optstring(L, 3, NULL),
                               .max_rejects = -1};
    hn_sink sink = hn_sink_of(&out);
    hn_status status = hn_calc_json(pack, &host, &options, text, len, &sink,
                                    &err);
    if (status != HN_OK && (status != HN_BAD_DATA || out.len == 0)) {
        hn_buffer_free(&out);
        return raise(L, &told, &err);
    }
    hn_buffer_free(&told);
    return give(L, &out);
}

/* pack:why(names, texts, on, key, figure): lists of records and of JSON. */
static int why(lua_State *L)
{
    hn_error err = {0};
    hn_buffer told = {0}, out = {0};
    hn_host host = {.message = note, .message_ctx = &told};
    const hn_pack *pack = pack_at(L);
    int count = (int)luaL_len(L, 2);
    hn_why_options options = {.on = luaL_optstring(L, 4, NULL),
                              .key = luaL_optstring(L, 5, NULL),
                              .figure = luaL_optstring(L, 6, NULL),
                              .out = HN_FORMAT_TABLE};
    hn_reader *readers = lua_newuserdatauv(
        L, ((size_t)count + 1) * sizeof *readers, 0);
    hn_source *sources = lua_newuserdatauv(
        L, ((size_t)count + 1) * sizeof *sources, 0);
    luaL_checkstack(L, 2 * count + 4, "too many records");
    for (int i = 0; i < count; i++) {
        lua_rawgeti(L, 2, i + 1);
        lua_rawgeti(L, 3, i + 1);
        readers[i].at = luaL_checklstring(L, -1, &readers[i].len);
        sources[i] = hn_source_of(&readers[i], luaL_checkstring(L, -2),
                                  luaL_checkstring(L, -2), HN_FORMAT_JSON);
    }
    hn_sink sink = hn_sink_of(&out);
    if (hn_why(pack, &host, &options, sources, count, &sink, &err) != HN_OK) {
        hn_buffer_free(&out);
        return raise(L, &told, &err);
    }
    hn_buffer_free(&told);
    return give(L, &out);
}

/* pack:test(): how many examples hold, how many do not, and the report. */
static int test(lua_State *L)
{
    hn_error err = {0};
    hn_buffer told = {0}, out = {0};
    hn_host host = {.message = note, .message_ctx = &told};
    hn_test_options options = {0};
    hn_test_counts counts = {0};
    hn_sink sink = hn_sink_of(&out);
    hn_status status = hn_test(&counts, pack_at(L), &host, &options, &sink,
                               &err);
    if (status != HN_OK && status != HN_FINDINGS) {
        hn_buffer_free(&out);
        return raise(L, &told, &err);
    }
    hn_buffer_free(&told);
    lua_pushinteger(L, counts.passed);
    lua_pushinteger(L, counts.failed);
    return 2 + give(L, &out);
}

/* --- the module ------------------------------------------------------------ */

static const luaL_Reg methods[] = {
    {"close", let_go}, {"name", name}, {"records", records}, {"calc", calc},
    {"why", why}, {"test", test}, {NULL, NULL}};
static const luaL_Reg functions[] = {
    {"funding", funding}, {"load", load}, {NULL, NULL}};

__attribute__((visibility("default"))) int luaopen_highneeds_core(lua_State *L);

int luaopen_highneeds_core(lua_State *L)
{
    luaL_newmetatable(L, PACK);
    lua_pushcfunction(L, let_go);
    lua_setfield(L, -2, "__gc");
    lua_pushcfunction(L, let_go);
    lua_setfield(L, -2, "__close");
    luaL_newlib(L, functions);
    luaL_newlib(L, methods);
    lua_setfield(L, -2, "methods");
    lua_pushvalue(L, -2);
    lua_setfield(L, -2, "pack");
    lua_pushstring(L, hn_version());
    lua_setfield(L, -2, "version");
    return 1;
}
