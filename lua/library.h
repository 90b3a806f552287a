/*
 * library.h - the part of Lua's libraries that a rule pack may use.
 */
#ifndef HN_LIBRARY_H
#define HN_LIBRARY_H

#include <lua.h>
#include <stdint.h>

/* Pushes a new table with the safe functions and, for string, table, math and
 * utf8, an empty table in front of a hidden one; sets the metatable of texts.
 * For use inside hn_sandbox_call, once for a state. */
void hn_library_open(lua_State *L);

/* Puts `name` of the hidden table at `hidden` behind an empty one that cannot
 * be written to, and pushes that; pops the hidden table.  A part that is not
 * there is an error that names it. */
void hn_library_front(lua_State *L, const char *name);

/* Pushes a list of the keys of the table at `table` and a value that keeps
 * what is returned: the places of the keys in that list, in their order, which
 * is that of `pairs`.  Raises an error for a key that has no order. */
const uint32_t *hn_library_keys(lua_State *L, int table, size_t *count);

/* Whether a name of Lua is kept from packs. */
int hn_library_withheld(const char *name);

#endif
