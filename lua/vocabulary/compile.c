/*
 * compile.c FILE... - prints C that holds each file of Lua twice: its bytes
 * as they are, and what this machine's Lua makes of them.
 *
 * Reading the vocabulary as text was the longest single part of loading a
 * pack.  What Lua made is only good for that same Lua, so its name is printed
 * along, and the text is there for every other.  Nothing is stripped: faults
 * keep their lines.
 */
#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

/* How many bytes stand on the line that is being printed. */
typedef struct printing { size_t count; } printing;

static void print_bytes(printing *p, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        printf("%u,%s", (unsigned char)bytes[i],
               ++p->count % 18 == 0 ? "\n" : "");
}

static int take(lua_State *L, const void *bytes, size_t len, void *ud)
{
    (void)L;
    print_bytes(ud, bytes, len);
    return 0;
}

/* The name as the library has it: the path below lua/ without .lua. */
static const char *name_of(lua_State *L, const char *path)
{
    const char *name = strncmp(path, "lua/", 4) == 0 ? path + 4 : path;
    return luaL_gsub(L, name, ".lua", "");
}

static char *read_all(lua_State *L, const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    luaL_Buffer text;
    luaL_buffinit(L, &text);
    if (file == NULL)
        luaL_error(L, "%s cannot be read", path);
    for (int c; (c = getc(file)) != EOF; )
        luaL_addchar(&text, (char)c);
    fclose(file);
    luaL_pushresult(&text);
    return (char *)lua_tolstring(L, -1, len);
}

static void print_file(lua_State *L, const char *path, int number)
{
    size_t len;
    const char *text = read_all(L, path, &len);
    const char *name = lua_pushfstring(L, "=%s", name_of(L, path));
    printf("\nstatic const unsigned char text_%d[] = {  /* %s */\n", number,
           path);
    print_bytes(&(printing){ 0 }, text, len);
    printf("0 };\nstatic const unsigned char code_%d[] = {\n", number);
    if (luaL_loadbufferx(L, text, len, name, "t") != LUA_OK)
        lua_error(L);
    lua_dump(L, take, &(printing){ 0 }, 0);
    printf("0 };\n");
}

static int print_all(lua_State *L)
{
    char **paths = lua_touserdata(L, 1);
    int count = 0;
    printf("/* Made by lua/vocabulary/compile.c; do not edit. */\n"
           "#include \"lua/builtin.h\"\n");
    for (; paths[count] != NULL; count++) {
        print_file(L, paths[count], count);
        lua_settop(L, 1);
    }
    printf("\nconst struct hn_builtin hn_builtins[] = {\n");
    for (int i = 0; i < count; i++)
        printf("    { \"%s\", (const char *)text_%d, sizeof text_%d - 1,\n"
               "      (const char *)code_%d, sizeof code_%d - 1 },\n",
               name_of(L, paths[i]), i, i, i, i);
    printf("    { NULL, NULL, 0, NULL, 0 }\n};\n"
           "const int hn_builtin_count = %d;\n"
           "const char hn_builtin_for[] = \"%s\";\n", count, lua_ident);
    return 0;
}

int main(int count, char **arguments)
{
    (void)count;
    lua_State *L = luaL_newstate();
    if (L == NULL)
        return 1;
    lua_pushcfunction(L, print_all);
    lua_pushlightuserdata(L, arguments + 1);
    int status = lua_pcall(L, 1, 0, 0);
    if (status != LUA_OK)
        fprintf(stderr, "compile: %s\n", lua_tostring(L, -1));
    lua_close(L);
    return status != LUA_OK || fflush(stdout) != 0 || ferror(stdout);
}
