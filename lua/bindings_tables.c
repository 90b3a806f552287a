/*
 * bindings_tables.c - the small tables that stand beside rules.lua, and the
 * few readings of text that the vocabulary needs.
 *
 * A table of policy is CSV by RFC 4180 and nothing looser: one header, the
 * same number of cells in every row, quotes closed, UTF-8.  Cells are texts;
 * what they mean is for the word that asked for them.
 */
#include "bindings.h"

#include <lauxlib.h>
#include <string.h>
#include "../core/quantity/number.h"

/* Where the reader stands. */
typedef struct csv {
    lua_State *L;
    const char *file;
    const char *at, *end;
    int line, column;              /* of `at`                               */
    bool faulty;                   /* something was told                    */
    bool stopped;                  /* and nothing after it is sure          */
} csv;

static void fault(csv *c, int code, hn_place place, const char *help,
                  const char *message)
{
    c->faulty = true;
    hn_report_addf(hn_binding_of(c->L)->graph->report, code, HN_ERROR, place,
                   help, "%s", message);
}

static hn_place place_now(const csv *c)
{
    return (hn_place){ c->file, c->line, c->column };
}

static char next(csv *c)
{
    char byte = *c->at++;
    if (byte == '\n') {
        c->line++;
        c->column = 1;
    } else if (((unsigned char)byte & 0xC0) != 0x80) {
        c->column++;
    }
    return byte;
}

static bool at_end_of_row(const csv *c)
{
    return c->at == c->end || *c->at == '\n'
           || (*c->at == '\r' && (c->at + 1 == c->end || c->at[1] == '\n'));
}

static void quoted_cell(csv *c, luaL_Buffer *cell)
{
    hn_place opened = place_now(c);
    next(c);
    for (;;) {
        if (c->at == c->end) {
            fault(c, 407, opened, NULL, "a quote is opened and never closed");
            c->stopped = true;
            return;
        }
        char byte = next(c);
        if (byte != '"')
            luaL_addchar(cell, byte);
        else if (c->at < c->end && *c->at == '"')
            luaL_addchar(cell, next(c));
        else
            break;
    }
    if (!at_end_of_row(c) && *c->at != ',') {
        fault(c, 407, place_now(c), "a quoted cell ends with its quote",
              "there is text after a closing quote");
        c->stopped = true;
    }
}

static void plain_cell(csv *c, luaL_Buffer *cell)
{
    while (!at_end_of_row(c) && *c->at != ',') {
        if (*c->at == '"') {
            fault(c, 407, place_now(c),
                  "put the whole cell in quotes and double those inside",
                  "there is a quote inside a cell that is not in quotes");
            c->stopped = true;
            return;
        }
        luaL_addchar(cell, next(c));
    }
}

/* Pushes { cells ..., place, at = { places } } and passes over the row. */
static int row(csv *c)
{
    lua_State *L = c->L;
    int count = 0;
    lua_newtable(L);
    hn_bind_push_place(L, place_now(c));
    lua_setfield(L, -2, "place");
    lua_newtable(L);
    for (;;) {
        hn_bind_push_place(L, place_now(c));
        lua_rawseti(L, -2, ++count);
        luaL_Buffer cell;
        luaL_buffinit(L, &cell);
        if (c->at < c->end && *c->at == '"')
            quoted_cell(c, &cell);
        else
            plain_cell(c, &cell);
        luaL_pushresult(&cell);
        lua_rawseti(L, -3, count);
        hn_sandbox_charge(L, 4);
        if (c->stopped || at_end_of_row(c))
            break;
        next(c);
    }
    lua_setfield(L, -2, "at");
    while (c->at < c->end && next(c) != '\n')
        continue;
    return count;
}

static void check_header(csv *c, int count)
{
    lua_State *L = c->L;
    hn_place place = { c->file, 1, 0 };
    for (int i = 1; i <= count; i++) {
        lua_rawgeti(L, -1, i);
        const char *name = lua_tostring(L, -1);
        if (*name == '\0')
            fault(c, 402, place, NULL, "a column of the table has no name");
        for (int j = 1; j < i; j++) {
            lua_rawgeti(L, -2, j);
            bool same = lua_rawequal(L, -1, -2);
            lua_pop(L, 1);
            if (!same)
                continue;
            fault(c, 404, place, NULL,
                  lua_pushfstring(L, "the column `%s` stands twice", name));
            lua_pop(L, 1);
        }
        hn_sandbox_charge(L, (size_t)i);
        lua_pop(L, 1);
    }
}

static bool readable(csv *c, hn_slice text)
{
    size_t bad;
    bool fits = hn_text_is_utf8(text.at, text.len, &bad)
                && memchr(text.at, '\0', text.len) == NULL;
    if (!fits)
        fault(c, 408, (hn_place){ c->file, 0, 0 },
              "save it as CSV UTF-8", "the table is not UTF-8 text");
    return fits;
}

/* Pushes { header = { names }, rows ... }. */
static void table(csv *c)
{
    lua_State *L = c->L;
    int rows = 0;
    lua_newtable(L);
    int columns = row(c);
    check_header(c, columns);
    lua_setfield(L, -2, "header");
    while (c->at < c->end && !c->stopped) {
        hn_place place = place_now(c);
        bool blank = at_end_of_row(c);
        int count = row(c);
        if (blank) {
            lua_pop(L, 1);
        } else if (count != columns && !c->stopped) {
            fault(c, 406, place, count < columns
                  ? "every heading needs a cell; an empty one is nothing between"
                    " two commas"
                  : "a comma inside a text needs quotes around the text",
                  lua_pushfstring(L, "the row has %d cells and the header %d",
                                  count, columns));
            lua_pop(L, 2);
        } else {
            lua_rawseti(L, -2, ++rows);
        }
    }
}

/* csv(file): the table, or nil when it cannot be read; then it is told. */
static int read_csv(lua_State *L)
{
    hn_binding *binding = hn_binding_of(L);
    int file = hn_load_file(binding, luaL_checkstring(L, 1));
    if (file < 0)
        return 0;
    hn_slice text = binding->load->files[file].text;
    if (text.len > HN_SOURCES_MOST)
        return hn_sandbox_raise(L, 503, "a table of a pack has at most 1 MB",
                                "the table `%s` is too long",
                                binding->load->files[file].name);
    if (text.len >= 3 && memcmp(text.at, "\xEF\xBB\xBF", 3) == 0)
        text = (hn_slice){ text.at + 3, text.len - 3 };
    csv c = { .L = L, .file = binding->load->files[file].name,
              .at = text.at, .end = text.at + text.len,
              .line = 1, .column = 1 };
    hn_sandbox_charge(L, text.len);
    if (!readable(&c, text))
        return 0;
    table(&c);
    return c.faulty ? 0 : 1;
}

/* has_file(name): whether the pack has it; it is read. */
static int has_file(lua_State *L)
{
    lua_pushboolean(L, hn_load_file(hn_binding_of(L),
                                    luaL_checkstring(L, 1)) >= 0);
    return 1;
}

/* --- readings ------------------------------------------------------------ */

/* date_fault(text): nil for a date, else what is wrong, to stand after a
 * colon. */
static int date_fault(lua_State *L)
{
    size_t len;
    const char *text = luaL_checklstring(L, 1, &len);
    hn_date ignored;
    const char *why = hn_date_read(&ignored, (hn_slice){ text, len });
    static const char again[] = "is not a date: ";
    if (why && strncmp(why, again, sizeof again - 1) == 0)
        lua_pushstring(L, why + sizeof again - 1);
    else if (why && strncmp(why, "is ", 3) == 0)
        lua_pushfstring(L, "it %s", why);
    else
        lua_pushstring(L, why);
    return 1;
}

bool hn_bind_is_plain(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)text[i] < ' ' && text[i] != '\n'
            && text[i] != '\t')
            return false;
    }
    return true;
}

/* is_plain(text): no NUL and no control character but tab and newline. */
static int is_plain(lua_State *L)
{
    size_t len;
    const char *text = luaL_checklstring(L, 1, &len);
    hn_sandbox_charge(L, len / 8 + 1);
    lua_pushboolean(L, hn_bind_is_plain(text, len));
    return 1;
}

/* is_name(value): a text of small and capital letters, digits and _, with no
 * digit first. */
static int is_name(lua_State *L)
{
    size_t len;
    if (lua_type(L, 1) != LUA_TSTRING)
        return 0;
    const char *text = lua_tolstring(L, 1, &len);
    bool is = len > 0 && len <= 64 && !(text[0] >= '0' && text[0] <= '9');
    for (size_t i = 0; is && i < len; i++)
        is = (text[i] >= 'a' && text[i] <= 'z')
             || (text[i] >= 'A' && text[i] <= 'Z')
             || (text[i] >= '0' && text[i] <= '9') || text[i] == '_';
    lua_pushboolean(L, is);
    return 1;
}

void hn_bind_tables(lua_State *L, hn_binding *binding)
{
    static const hn_entry entries[] = {
        { "csv", read_csv }, { "has_file", has_file },
        { "date_fault", date_fault }, { "is_plain", is_plain },
        { "is_name", is_name }
    };
    hn_bind_all(L, binding, entries, sizeof entries / sizeof *entries);
}
