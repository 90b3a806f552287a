/*
 * sandbox.c - limits that a pack cannot catch, and the telling of faults.
 *
 * Whatever stops a pack is noted in the box, outside of Lua, with the line at
 * which it happened; what Lua itself carries is a light userdata, which needs
 * no memory.  After that the hook fires at every instruction and every call.
 */
#include "sandbox.h"

#include <lauxlib.h>
#include <locale.h>
#include <lualib.h>
#include <setjmp.h>
#include <stdio.h>
#include "library.h"
#include "pool.h"

#define WORK_LIMIT    10000000
#define WORK_MOST     ((size_t)1 << 60)   /* so that no sum overflows       */
#define MEMORY_LIMIT  ((size_t)32 << 20)
#define TEXT_LIMIT    65536   /* the longest single text                   */
#define OUTPUT_LIMIT  65536
#define STEP          1000    /* instructions between two counts           */
#define ASK_EVERY     256     /* steps between two questions to the host   */
#define MOST_REFUSALS 16      /* of memory, each after a full collection   */
#define MOST_CALLS    1000    /* functions that wait for each other        */
#define MOST_HANDED   250     /* values handed to a function with ...      */
#define MOST_NODES    8192    /* named entries of one table of a pack      */
#define COLLECT_FROM  ((size_t)4 << 20)   /* bytes: less is not collected   */
#define MOST_MESSAGE  4000    /* bytes of a message                        */
#define MOST_BELOW    50      /* lines that a call may go on               */
#define NODE_SIZE     24      /* bytes of a named entry in Lua 5.4         */
/* Bytes from which a text or a table makes an instruction cost more than one
 * step, and bytes for each further step. */
#define DEAR_TEXT     8192
#define TEXT_UNIT     2048
#define DEAR_TABLE    (64 * NODE_SIZE)
#define TABLE_UNIT    1024

struct hn_sandbox {
    lua_State *L;
    hn_memory *memory;
    hn_pool pool;
    const hn_sources *sources;
    hn_sandbox_limits limits;
    hn_cancel_fn cancel;
    void *cancel_ctx;
    hn_unknown_fn unknown;
    void *unknown_ctx;
    int64_t work;        /* steps done since the last refill              */
    int64_t spent;       /* and before it                                 */
    int64_t asked;       /* `work` when the host was last asked           */
    int64_t rate;        /* steps that one instruction may cost           */
    size_t used, peak;   /* bytes, as counted against limits.memory       */
    int refusals;
    bool capped;         /* limits.memory refused some, not the host     */
    int stop;            /* code of the limit that was hit, or 0          */
    const char *why;     /* of the stop; NULL: the usual                  */
    hn_place stopped_at;
    hn_place refused_at; /* where memory was last refused                 */
    hn_place failed_at;  /* where the last error was raised               */
    hn_text output;
    locale_t locale;
    jmp_buf *panic;
    bool broken;         /* Lua gave up: its state cannot be used         */
    char hidden, inner, front, fault;   /* keys in the registry: addresses */
};

/* --- where we are -------------------------------------------------------- */

hn_sandbox *hn_sandbox_of(lua_State *L)
{
    return *(hn_sandbox **)lua_getextraspace(L);
}

static bool is_pack(const lua_Debug *ar)
{
    return ar->source[0] == '@';
}

/* The innermost function in Lua, the pack's own if `own`; reading it takes no
 * memory, so the allocator may ask. */
static bool find_function(lua_State *L, lua_Debug *ar, bool own)
{
    for (int level = 0; level <= MOST_CALLS && lua_getstack(L, level, ar);
         level++) {
        lua_getinfo(L, "S", ar);
        if (ar->what[0] != 'C' && (!own || is_pack(ar)))
            return true;
    }
    return false;
}

bool hn_sandbox_place(lua_State *L, hn_place *place)
{
    const hn_sandbox *box = hn_sandbox_of(L);
    lua_Debug ar;
    *place = (hn_place){ NULL, 0, 0 };
    if (!find_function(L, &ar, true))
        return false;
    lua_getinfo(L, "l", &ar);
    const hn_source *source = hn_sources_find(box->sources, ar.source);
    if (!source)
        return false;
    *place = (hn_place){ source->name, ar.currentline, 0 };
    return true;
}

/* --- stopping ------------------------------------------------------------ */

static void on_hook(lua_State *L, lua_Debug *ar);

static void stop(hn_sandbox *box, int code, const char *why)
{
    if (box->stop)
        return;
    box->stop = code;
    box->why = why;
    if (!box->L)
        return;
    hn_sandbox_place(box->L, &box->stopped_at);
    lua_sethook(box->L, on_hook, LUA_MASKCOUNT | LUA_MASKCALL, 1);
}

static int raise_stop(lua_State *L)
{
    lua_pushlightuserdata(L, hn_sandbox_of(L));
    return lua_error(L);
}

static void count_work(hn_sandbox *box)
{
    if (box->work > box->limits.work)
        stop(box, 501, NULL);
    if (box->cancel && box->work - box->asked >= ASK_EVERY) {
        box->asked = box->work;
        if (box->cancel(box->cancel_ctx))
            stop(box, 504, NULL);
    }
}

/* Deep recursion is seen at a count, for a function in Lua needs a few
 * instructions for each call; many arguments are seen at the call that would
 * copy them, which is one instruction however many they are. */
static void on_hook(lua_State *L, lua_Debug *ar)
{
    hn_sandbox *box = hn_sandbox_of(L);
    lua_Debug deep;
    if (box->stop)
        raise_stop(L);
    if (ar->event != LUA_HOOKCOUNT) {
        if (lua_getlocal(L, ar, -MOST_HANDED - 1))
            stop(box, 505, "more than 250 values are handed to a function");
    } else {
        box->work += STEP * box->rate;
        if (box->used > COLLECT_FROM && !lua_gc(L, LUA_GCISRUNNING))
            lua_gc(L, LUA_GCRESTART);
        if (lua_getstack(L, MOST_CALLS, &deep))
            stop(box, 505,
                 "functions call each other more than 1,000 deep");
        count_work(box);
    }
    if (box->stop)
        raise_stop(L);
}

void hn_sandbox_charge(lua_State *L, size_t steps)
{
    hn_sandbox *box = hn_sandbox_of(L);
    box->work += steps > WORK_MOST ? (int64_t)WORK_MOST : (int64_t)steps;
    if (!box->stop)
        count_work(box);
    if (box->stop)
        raise_stop(L);
}

/* --- memory -------------------------------------------------------------- */

static size_t cost_of(size_t size)
{
    return size > 0 ? ((size + 15) & ~(size_t)15) + 16 : 0;
}

/* The named part of a table: a power of two of nodes, made at once. */
static bool is_nodes(size_t kind, size_t size)
{
    size_t nodes = size / NODE_SIZE;
    return kind == 0 && nodes * NODE_SIZE == size
        && (nodes & (nodes - 1)) == 0;
}

/* Whether the innermost function in Lua is the pack's own. */
static bool in_pack(lua_State *L)
{
    lua_Debug ar;
    return find_function(L, &ar, false) && is_pack(&ar);
}

static bool raise_rate(hn_sandbox *box, size_t by, bool beyond,
                       const char *why)
{
    int64_t rate = 1 + (int64_t)by;
    if (rate > box->rate)
        box->rate = rate;
    if (beyond)
        stop(box, 500, why);
    return !beyond;
}

/* Comparing two long texts, or looking up whole numbers chosen to meet in one
 * place of a large table, is a single instruction that may take as many steps
 * as they are long.  False when the size is beyond what may be had. */
static bool weigh(hn_sandbox *box, const void *ptr, size_t kind, size_t size)
{
    if (ptr || !box->L)
        return true;
    if (kind == LUA_TSTRING && size >= DEAR_TEXT)
        return raise_rate(box, size / TEXT_UNIT, size > TEXT_LIMIT + 64,
                          "a single text is longer than 64 kB");
    if (is_nodes(kind, size) && size >= DEAR_TABLE && in_pack(box->L))
        return raise_rate(box, size / TABLE_UNIT,
                          size > MOST_NODES * NODE_SIZE,
                          "a table has more than 8,192 named entries");
    return true;
}

static void *refuse(hn_sandbox *box)
{
    hn_place place;
    if (box->L && hn_sandbox_place(box->L, &place))
        box->refused_at = place;
    if (++box->refusals > MOST_REFUSALS)
        stop(box, 500, NULL);
    return NULL;
}

/* Every call is charged by the new size, even where it does not grow: Lua
 * passes each table here that it hashes anew. */
static void *allocate(void *ud, void *ptr, size_t old_size, size_t new_size)
{
    hn_sandbox *box = ud;
    size_t old = ptr ? old_size : 0;
    if (new_size == 0) {
        hn_pool_resize(&box->pool, ptr, old, 0);
        box->used -= cost_of(old);
        return NULL;
    }
    box->work += (int64_t)(new_size / 64);
    if (box->work > box->limits.work)
        stop(box, 501, NULL);
    size_t then = box->used - cost_of(old) + cost_of(new_size);
    bool over = new_size > old && then > box->limits.memory;
    box->capped |= over;
    if (over || (new_size > old && (box->stop == 500
                 || !weigh(box, ptr, old_size, new_size))))
        return refuse(box);
    void *moved = hn_pool_resize(&box->pool, ptr, old, new_size);
    if (!moved)
        return refuse(box);
    box->used = then;
    if (then > box->peak)
        box->peak = then;
    return moved;
}

/* --- raising and telling ------------------------------------------------- */

int hn_sandbox_raise(lua_State *L, int code, const char *help,
                     const char *format, ...)
{
    va_list parts;
    luaL_checkstack(L, 6, NULL);
    lua_createtable(L, 3, 0);
    va_start(parts, format);
    lua_pushvfstring(L, format, parts);
    va_end(parts);
    lua_rawseti(L, -2, 1);
    lua_pushinteger(L, code);
    lua_rawseti(L, -2, 2);
    if (help) {
        lua_pushstring(L, help);
        lua_rawseti(L, -2, 3);
    }
    lua_rawgetp(L, LUA_REGISTRYINDEX, &hn_sandbox_of(L)->fault);
    lua_setmetatable(L, -2);
    return lua_error(L);
}

/* The message handler: takes nothing but the place. */
static int on_error(lua_State *L)
{
    hn_sandbox_place(L, &hn_sandbox_of(L)->failed_at);
    return 1;
}

void hn_sandbox_clean(hn_text *out, const char *bytes, size_t len,
                      size_t most)
{
    static const char digits[] = "0123456789abcdef";
    size_t begin = out->len, n;
    for (size_t at = 0; at < len && out->len - begin < most; at += n) {
        n = hn_text_char_len(bytes + at, len - at);
        if (n > 0 && bytes[at] != '\r' && !hn_char_hidden(bytes + at, n)) {
            hn_text_add_n(out, bytes + at, n);
            continue;
        }
        n = n > 0 ? n : 1;
        for (size_t i = 0; i < n; i++) {
            unsigned char byte = (unsigned char)bytes[at + i];
            hn_text_addf(out, "\\x%c%c", digits[byte >> 4],
                         digits[byte & 15]);
        }
    }
}

/* What Lua says, and what that means; %s is the name it speaks of. */
static const struct { const char *says, *means; } plain_words[] = {
    { "attempt to call a ", "`%s` is not something that can be called" },
    { "attempt to index a ", "`%s` is nothing that has parts" },
    { "attempt to perform arithmetic on a ",
      "`%s` cannot be calculated with" },
    { "attempt to concatenate a ", "`%s` cannot be joined to a text" },
    { "attempt to get length of a ", "`%s` is not a list or a text" },
};

/* The foo of "(global 'foo')" at the end of Lua's message; empty if none. */
static hn_slice name_in(const char *message)
{
    const char *open = strrchr(message, '(');
    const char *from = open ? strchr(open, '\'') : NULL;
    const char *to = from ? strchr(from + 1, '\'') : NULL;
    if (!to || strcmp(to, "')") != 0)
        return (hn_slice){ "", 0 };
    return (hn_slice){ from + 1, (size_t)(to - from) - 1 };
}

/* "bad argument #1 to 'insert' (a plain list expected)" */
static bool add_argument(hn_text *out, const char *message)
{
    int which;
    char name[40], what[200];
    if (sscanf(message, "bad argument #%d to '%39[^']' (%199[^)])", &which,
               name, what) != 3)
        return false;
    hn_text_addf(out, "value %d given to `", which);
    hn_sandbox_clean(out, name, strlen(name), sizeof name);
    hn_text_add(out, "` does not fit: ");
    hn_sandbox_clean(out, what, strlen(what), sizeof what);
    return true;
}

static void add_plainly(hn_text *out, const char *message)
{
    hn_slice name = name_in(message);
    if (add_argument(out, message))
        return;
    for (size_t i = 0; i < sizeof plain_words / sizeof *plain_words; i++) {
        const char *says = plain_words[i].says, *means = plain_words[i].means;
        if (strncmp(message, says, strlen(says)) != 0 || name.len == 0)
            continue;
        const char *gap = strstr(means, "%s");
        hn_text_add_n(out, means, (size_t)(gap - means));
        hn_sandbox_clean(out, name.at, name.len, 200);
        hn_text_add(out, gap + 2);
        return;
    }
    hn_sandbox_clean(out, message, strlen(message), MOST_MESSAGE);
}

/* The word between the first two backquotes, in `word`; else NULL. */
static const char *quoted(const char *message, char *word, size_t room)
{
    const char *from = strchr(message, '`');
    const char *to = from ? strchr(from + 1, '`') : NULL;
    size_t len = to ? (size_t)(to - from) - 1 : 0;
    if (len == 0 || len >= room)
        return NULL;
    memcpy(word, from + 1, len);
    word[len] = '\0';
    return word;
}

/* The column of the word that a message quotes.  Lua knows a call over several
 * lines by its first, so the word may stand a little below. */
static void find_word(const hn_source *source, hn_place *place, int *width,
                      const char *word)
{
    const char *last = word ? strrchr(word, '.') : NULL;
    hn_place found;
    bool there = hn_source_locate(&found, width, source, place->line, word)
        || (last && hn_source_locate(&found, width, source, place->line,
                                     last + 1));
    if (there && found.line <= place->line + MOST_BELOW)
        *place = found;
    else
        *width = 0;
}

static void tell(hn_sandbox *box, hn_report *report, int code, hn_place place,
                 const char *help, const char *message)
{
    char word[100];
    int width = 0;
    const hn_source *source = place.file
        ? hn_sources_find(box->sources, place.file) : NULL;
    if (!source) {
        hn_report_addf(report, code, HN_ERROR, place, help, "%s", message);
        return;
    }
    find_word(source, &place, &width, quoted(message, word, sizeof word));
    hn_source_tell(source, report, code, HN_ERROR, place, width, help, "%s",
                   message);
}

static void describe_stop(const hn_sandbox *box, hn_text *out)
{
    if (box->why) {
        hn_text_add(out, box->why);
    } else if (box->stop == 501) {
        hn_text_add(out, "the pack took more than ");
        hn_text_add_grouped(out, box->limits.work);
        hn_text_add(out, " steps to load");
    } else if (box->stop == 504) {
        hn_text_add(out, "the host asked to stop while the pack was loaded");
    } else if (box->capped) {
        hn_text_add(out, "the pack needs more than the ");
        hn_text_add_grouped(out, (int64_t)(box->limits.memory >> 10));
        hn_text_add(out, " kB of memory it may use");
    } else {
        hn_text_add(out, "there is not enough memory to load the pack");
    }
}

static void tell_stop(hn_sandbox *box, hn_report *report)
{
    hn_text message;
    hn_place place = box->stopped_at;
    hn_text_init(&message, report->arena.memory);
    describe_stop(box, &message);
    if (!place.file)
        place = box->failed_at;
    if (!place.file && box->sources->count > 0)
        place.file = box->sources->list[0]->name;
    tell(box, report, box->stop, place, box->stop == 501
         ? "a loop without end, or one over far too many, is the usual cause"
         : NULL, hn_text_string(&message));
    hn_text_dispose(&message);
}

/* A text of Lua's, or of error() in the pack. */
static void tell_text(hn_sandbox *box, hn_report *report, const char *text)
{
    hn_text message;
    hn_place place = box->failed_at;
    int line = 0;
    const char *rest = hn_after_place(text, &line);
    bool deep = strstr(text, "stack overflow") != NULL;
    hn_text_init(&message, report->arena.memory);
    if (deep)
        hn_text_add(&message, "functions call each other too deep");
    else
        add_plainly(&message, rest);
    tell(box, report, deep ? 505 : 130, place, NULL,
         hn_text_string(&message));
    hn_text_dispose(&message);
}

/* Made by hn_sandbox_raise.  Everything read here is in the table already, so
 * nothing is allocated outside of Lua's protection. */
static void tell_fault(hn_sandbox *box, hn_report *report)
{
    lua_State *L = box->L;
    hn_text message;
    size_t len;
    hn_text_init(&message, report->arena.memory);
    lua_rawgeti(L, -1, 1);
    lua_rawgeti(L, -2, 2);
    lua_rawgeti(L, -3, 3);
    const char *text = lua_tolstring(L, -3, &len);
    hn_sandbox_clean(&message, text, len, MOST_MESSAGE);
    tell(box, report, (int)lua_tointeger(L, -2), box->failed_at,
         lua_tostring(L, -1), hn_text_string(&message));
    hn_text_dispose(&message);
}

static bool is_fault(hn_sandbox *box)
{
    lua_State *L = box->L;
    if (lua_type(L, -1) != LUA_TTABLE || !lua_getmetatable(L, -1))
        return false;
    lua_rawgetp(L, LUA_REGISTRYINDEX, &box->fault);
    bool same = lua_rawequal(L, -1, -2);
    lua_pop(L, 2);
    return same;
}

static bool out_of_memory(lua_State *L, int status)
{
    return status == LUA_ERRMEM
        || (lua_type(L, -1) == LUA_TSTRING
            && strcmp(lua_tostring(L, -1), "not enough memory") == 0);
}

static void tell_error(hn_sandbox *box, hn_report *report, int status)
{
    lua_State *L = box->L;
    if (!box->stop && out_of_memory(L, status)) {
        stop(box, 500, NULL);
        box->stopped_at = box->refused_at;
    }
    if (box->stop)
        tell_stop(box, report);
    else if (is_fault(box))
        tell_fault(box, report);
    else if (lua_type(L, -1) == LUA_TSTRING)
        tell_text(box, report, lua_tostring(L, -1));
    else
        tell(box, report, 130, box->failed_at, NULL,
             "the script stopped with an error that is not a text");
}

/* --- calling ------------------------------------------------------------- */

static int on_panic(lua_State *L)
{
    hn_sandbox *box = hn_sandbox_of(L);
    if (box->panic)
        longjmp(*box->panic, 1);
    return 0;
}

static int run(hn_sandbox *box, lua_CFunction function, void *ud)
{
    jmp_buf here;
    box->panic = &here;
    if (setjmp(here) != 0) {
        box->broken = true;
        return LUA_ERRERR;
    }
    lua_settop(box->L, 0);
    lua_pushcfunction(box->L, on_error);
    lua_pushcfunction(box->L, function);
    lua_pushlightuserdata(box->L, ud);
    return lua_pcall(box->L, 1, 0, 1);
}

/* Numbers are read and written as in C, whatever the host's locale. */
static int run_in_locale(hn_sandbox *box, lua_CFunction function, void *ud)
{
    locale_t before = uselocale(box->locale);
    box->failed_at = box->refused_at = (hn_place){ NULL, 0, 0 };
    int status = run(box, function, ud);
    box->panic = NULL;
    uselocale(before);
    return status;
}

bool hn_sandbox_call(hn_sandbox *box, lua_CFunction function, void *ud,
                     hn_report *report)
{
    if (box->stop || box->broken)
        return false;
    int status = run_in_locale(box, function, ud);
    if (box->broken) {
        stop(box, 500, NULL);
        tell_stop(box, report);
        return false;
    }
    /* The budget may be overrun by the very last instructions. */
    if (status == LUA_OK && !box->stop)
        return true;
    tell_error(box, report, status);
    lua_settop(box->L, 0);
    return false;
}

/* --- what a pack sees ---------------------------------------------------- */

static int unknown_name(lua_State *L)
{
    hn_sandbox *box = hn_sandbox_of(L);
    hn_sandbox_tostring(L, 2);
    const char *name = lua_tostring(L, -1);
    if (hn_library_withheld(name))
        return hn_sandbox_raise(L, 114, NULL,
                                "`%s` cannot be used in a rule pack", name);
    if (box->unknown && box->unknown(L, name, box->unknown_ctx))
        return 1;
    return hn_sandbox_raise(L, 110, NULL, "unknown name `%s`", name);
}

static int set_global(lua_State *L)
{
    hn_sandbox_tostring(L, 2);
    return hn_sandbox_raise(L, 106, "write local in front of it",
                            "`%s` is set without `local`",
                            lua_tostring(L, -1));
}

static int unknown_inside(lua_State *L)
{
    hn_sandbox_tostring(L, 2);
    return luaL_error(L, "unknown name `%s` in the built-in text",
                      lua_tostring(L, -1));
}

static int print(lua_State *L)
{
    hn_sandbox *box = hn_sandbox_of(L);
    hn_text *out = &box->output;
    int n = lua_gettop(L);
    for (int i = 1; i <= n; i++) {
        size_t len, room = box->limits.output;
        hn_sandbox_tostring(L, i);
        const char *text = lua_tolstring(L, -1, &len);
        hn_sandbox_charge(L, len + 1);
        hn_text_add(out, i > 1 && out->len < room ? "\t" : "");
        if (out->len < room)
            hn_sandbox_clean(out, text, len, room - out->len);
        lua_pop(L, 1);
    }
    if (out->len < box->limits.output)
        hn_text_add_char(out, '\n');
    return 0;
}

/* Copies every entry of the table at `from` to the one at `to`. */
static void copy_entries(lua_State *L, int from, int to)
{
    lua_pushnil(L);
    while (lua_next(L, from)) {
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, to);
    }
}

static void set_index(lua_State *L, int table, lua_CFunction index)
{
    lua_createtable(L, 0, 1);
    lua_pushcfunction(L, index);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, table);
}

/* The empty table in front of the hidden one at `hidden`: pushes it. */
static void push_front(lua_State *L, int hidden)
{
    lua_newtable(L);
    lua_createtable(L, 0, 3);
    lua_pushvalue(L, hidden);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, set_global);
    lua_setfield(L, -2, "__newindex");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
}

static void take_raw(lua_State *L, int inner)
{
    static const char *const names[] = { "next", "rawequal", "rawget",
        "rawlen", "rawset", "getmetatable", "setmetatable" };
    lua_pushglobaltable(L);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        lua_getfield(L, -1, names[i]);
        lua_setfield(L, inner, names[i]);
    }
    lua_pop(L, 1);
}

/* The text is anchored because Lua 5.4.4 makes it while it handles an error,
 * where a refused allocation would have nobody to catch it. */
static int set_up(lua_State *L)
{
    hn_sandbox *box = hn_sandbox_of(L);
    lua_pushliteral(L, "error in error handling");
    luaL_ref(L, LUA_REGISTRYINDEX);
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &box->fault);
    lua_settop(L, 0);
    hn_library_open(L);                       /* 1: becomes the hidden one */
    lua_pushcfunction(L, print);
    lua_setfield(L, 1, "print");
    lua_newtable(L);                          /* 2: the inner one          */
    copy_entries(L, 1, 2);
    take_raw(L, 2);
    set_index(L, 1, unknown_name);
    set_index(L, 2, unknown_inside);
    push_front(L, 1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &box->front);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &box->inner);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &box->hidden);
    lua_newtable(L);                          /* no way to the stock ones  */
    lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    return 0;
}

void hn_sandbox_environment(lua_State *L)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &hn_sandbox_of(L)->hidden);
}

void hn_sandbox_inner(lua_State *L)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &hn_sandbox_of(L)->inner);
}

/* --- loading texts ------------------------------------------------------- */

/* Only a function with ... copies what it is handed, so calls are looked at
 * from the first text that has one. */
static void look_at_calls(lua_State *L, const hn_source *source)
{
    for (int i = 0; i < source->count; i++) {
        if (source->tokens[i].is == HN_IS_DOTS) {
            lua_sethook(L, on_hook, LUA_MASKCOUNT | LUA_MASKCALL, STEP);
            return;
        }
    }
}

bool hn_sandbox_load_text(lua_State *L, const hn_source *source,
                          hn_report *report)
{
    hn_sandbox *box = hn_sandbox_of(L);
    hn_sandbox_charge(L, (size_t)source->len + 1);
    if (!(lua_gethookmask(L) & LUA_MASKCALL))
        look_at_calls(L, source);
    const char *name = lua_pushfstring(L, "@%s", source->name);
    int status = luaL_loadbufferx(L, source->text, (size_t)source->len, name,
                                  "t");
    lua_remove(L, -2);
    if (status == LUA_OK) {
        lua_rawgetp(L, LUA_REGISTRYINDEX, &box->front);
        lua_setupvalue(L, -2, 1);
        return true;
    }
    /* Too deep a nesting is no fault of syntax to Lua. */
    if (status == LUA_ERRMEM || lua_type(L, -1) != LUA_TSTRING)
        lua_error(L);
    hn_source_syntax(source, lua_tostring(L, -1), report);
    lua_pop(L, 1);
    return false;
}

static void load_inner(lua_State *L, const char *name, const char *bytes,
                       size_t len, const char *mode)
{
    const char *chunk = lua_pushfstring(L, "=%s", name);
    if (luaL_loadbufferx(L, bytes, len, chunk, mode) != LUA_OK)
        lua_error(L);
    lua_remove(L, -2);
    hn_sandbox_inner(L);
    lua_setupvalue(L, -2, 1);
}

void hn_sandbox_load_trusted(lua_State *L, const char *name,
                             const char *text, size_t len)
{
    load_inner(L, name, text, len, "t");
}

void hn_sandbox_load_builtin(lua_State *L, const struct hn_builtin *part)
{
    if (strcmp(lua_ident, hn_builtin_for) == 0)
        load_inner(L, part->name, part->code, part->code_len, "b");
    else
        load_inner(L, part->name, part->text, part->len, "t");
}

/* --- opening and closing ------------------------------------------------- */

static int64_t work_limit(int64_t work)
{
    if (work <= 0)
        return WORK_LIMIT;
    return work < (int64_t)WORK_MOST ? work : (int64_t)WORK_MOST;
}

static void set_limits(hn_sandbox *box, const hn_sandbox_limits *limits)
{
    box->limits = *limits;
    box->limits.work = work_limit(limits->work);
    if (limits->memory == 0)
        box->limits.memory = MEMORY_LIMIT;
    if (limits->output == 0)
        box->limits.output = OUTPUT_LIMIT;
}

/* Setting up is not the pack's work. */
static bool start(hn_sandbox *box)
{
    lua_State *L = lua_newstate(allocate, box);
    if (!L)
        return false;
    *(hn_sandbox **)lua_getextraspace(L) = box;
    lua_atpanic(L, on_panic);
    lua_gc(L, LUA_GCSTOP);       /* until there is something to collect    */
    box->L = L;
    if (run_in_locale(box, set_up, NULL) != LUA_OK)
        return false;
    lua_sethook(L, on_hook, LUA_MASKCOUNT, STEP);
    box->work = 0;
    return !box->stop;
}

bool hn_sandbox_open(hn_sandbox **out, const hn_sandbox_settings *settings)
{
    hn_sandbox *box = hn_memory_alloc(settings->memory, sizeof *box);
    *out = NULL;
    if (!box)
        return false;
    box->memory = settings->memory;
    box->sources = settings->sources;
    box->cancel = settings->cancel;
    box->cancel_ctx = settings->cancel_ctx;
    box->unknown = settings->unknown;
    box->unknown_ctx = settings->unknown_ctx;
    box->rate = 1;
    set_limits(box, &settings->limits);
    hn_pool_init(&box->pool, box->memory, box->limits.memory);
    hn_text_init(&box->output, box->memory);
    box->locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (!box->locale || !start(box)) {
        hn_sandbox_close(box);
        return false;
    }
    *out = box;
    return true;
}

/* Nothing in the state has a finalizer, and all of its memory is the pool's:
 * it need not be taken apart. */
void hn_sandbox_close(hn_sandbox *box)
{
    if (!box)
        return;
    hn_pool_dispose(&box->pool);
    if (box->locale)
        freelocale(box->locale);
    hn_text_dispose(&box->output);
    hn_memory_free(box->memory, box, sizeof *box);
}

/* --- asking -------------------------------------------------------------- */

lua_State *hn_sandbox_state(hn_sandbox *box)
{
    return box->L;
}

int hn_sandbox_stopped(const hn_sandbox *box)
{
    return box->stop;
}

int64_t hn_sandbox_work(const hn_sandbox *box)
{
    return box->spent + box->work;
}

size_t hn_sandbox_peak(const hn_sandbox *box)
{
    return box->peak;
}

void hn_sandbox_refill(hn_sandbox *box, int64_t work)
{
    if (box->stop)
        return;
    box->spent += box->work;
    box->work = box->asked = 0;
    box->limits.work = work_limit(work);
}

hn_slice hn_sandbox_output(const hn_sandbox *box)
{
    return (hn_slice){ box->output.at, box->output.len };
}
