/*
 * bindings.h - what the vocabulary, written in Lua, may do to a graph.
 *
 * The words of a rule pack are trusted Lua (vocabulary/), and this is all that
 * they stand on: functions of a table `core` that make nodes and declare
 * things through core/graph/build.h, and that find the place of a key or a
 * value in the text.  A pack sees none of it; it sees nodes, as userdata, and
 * what the vocabulary gives it.
 *
 * To Lua a place is one whole number and a thing a light userdata.  What C
 * needs meanwhile lives in the graph's arena, so that an error of Lua, which
 * jumps, leaks nothing.
 */
#ifndef HN_BINDINGS_H
#define HN_BINDINGS_H

#include <lua.h>
#include "loader.h"
#include "sandbox.h"

typedef struct hn_binding {
    hn_graph *graph;
    hn_sources sources;      /* the files that are Lua                    */
    hn_load *load;           /* its `files` are all of them               */
    bool reforming;          /* the file in hand is a reform              */
    bool reformed;           /* it has said so                            */
} hn_binding;

/* Reads a file of the pack and keeps its text: its index in load->files; -1 if
 * there is none or memory is refused.  Each file is read once. */
int hn_load_file(hn_binding *binding, const char *name);

/* Puts the table `core` into the environment of trusted text. */
void hn_bind(lua_State *L, hn_binding *binding);

/* --- shared by bindings*.c ----------------------------------------------- */

#define HN_NODE_TYPE "hn.node"

void hn_bind_places(lua_State *L, hn_binding *binding);
void hn_bind_nodes(lua_State *L, hn_binding *binding);
void hn_bind_things(lua_State *L, hn_binding *binding);
void hn_bind_tables(lua_State *L, hn_binding *binding);
void hn_bind_facts(lua_State *L, hn_binding *binding);
void hn_bind_claims(lua_State *L, hn_binding *binding);
void hn_bind_properties(lua_State *L, hn_binding *binding);
void hn_bind_reform(lua_State *L, hn_binding *binding);

/* Adds functions to the table on top, with the binding as their upvalue. */
typedef struct hn_entry { const char *name; lua_CFunction function; } hn_entry;
void hn_bind_all(lua_State *L, hn_binding *binding, const hn_entry *entries,
                 int count);
hn_binding *hn_binding_of(lua_State *L);

/* Raises HN500. */
int hn_bind_no_memory(lua_State *L);
/* The pointer, or HN500 is raised. */
void *hn_bind_got(lua_State *L, void *pointer);
/* Room in the graph's arena for `count` items. */
void *hn_bind_room(lua_State *L, int count, size_t item);

/* A place as Lua has it, and back. */
hn_place hn_bind_place(lua_State *L, int index);
void hn_bind_push_place(lua_State *L, hn_place place);

/* The keys with a value, between the braces that open at a place: name = and
 * ["name"] =.  What it stands at are tokens. */
typedef struct hn_key_walk {
    const hn_source *source;
    int next, depth;
    int key, name, value;    /* where it begins, what it is called, is set */
} hn_key_walk;

hn_key_walk hn_bind_keys(lua_State *L, int index);
bool hn_bind_next_key(hn_key_walk *walk);

/* Cells of an example: made by core.cells, taken by core.example. */
typedef struct hn_cells { hn_cell *list; int count; } hn_cells;

/* Fields of the table at `t` (an absolute index), which keeps their texts. */
const char *hn_bind_text(lua_State *L, int t, const char *key);
bool hn_bind_flag(lua_State *L, int t, const char *key);
hn_place hn_bind_place_at(lua_State *L, int t, const char *key);
hn_node *hn_bind_node_at(lua_State *L, int t, const char *key);
/* The nodes of the list in the field; NULL when there is none. */
hn_node **hn_bind_nodes_at(lua_State *L, int t, const char *key, int *count);
/* The entries { node, falling } in the field `order`; NULL when there is
 * none. */
hn_order_key *hn_bind_order(lua_State *L, int t, int *count);
/* The date in the field; `otherwise` when there is none.  The vocabulary has
 * seen to it that it is one. */
hn_date hn_bind_date_at(lua_State *L, int t, const char *key,
                        hn_date otherwise);

/* Whether a text has no NUL and no control character but tab and newline. */
bool hn_bind_is_plain(const char *text, size_t len);

/* The node at `index`, NULL for nil. */
hn_node *hn_bind_node(lua_State *L, int index);
/* Pushes the node; `extra` is the index of its user value, or 0. */
int hn_bind_push_node(lua_State *L, hn_node *node, int extra);

#endif
