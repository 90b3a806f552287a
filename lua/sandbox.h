/*
 * sandbox.h - a Lua state in which a rule pack cannot do harm.
 *
 * A pack gets very little, and what it gets is counted.  Its environment is
 * an empty table in front of a hidden one; libraries are the named few; there
 * is no way to catch an error, to reach a metatable, a file or a clock.  One
 * budget of work (VM instructions, steps of C helpers, bytes allocated) and a
 * cap on memory decide, the same in every run.  A limit that is hit is final:
 * the count hook is re-armed to fire at every instruction, so that nothing of
 * the pack runs any more.
 *
 * Every use of the state happens in a function run by hn_sandbox_call: an
 * error of Lua outside would have nowhere to go.
 */
#ifndef HN_SANDBOX_H
#define HN_SANDBOX_H

#include <lua.h>
#include "builtin.h"
#include "lexer.h"

typedef struct hn_sandbox hn_sandbox;

/* Not 0: stop.  Asked every 1,000 instructions and every 256 C steps. */
typedef int (*hn_cancel_fn)(void *ctx);

/* Asked for a global name that nothing has declared, in a pack's text.
 * Pushes the value to go on with and returns true; or returns false, and the
 * default error is raised.  May raise. */
typedef bool (*hn_unknown_fn)(lua_State *L, const char *name, void *ctx);

/* 0 in a field takes its default. */
typedef struct hn_sandbox_limits {
    int64_t work;     /* 10,000,000 steps                                 */
    size_t memory;    /* 32 MB, sizes rounded up to 16 plus 16            */
    size_t output;    /* 64 kB: what print may write in all               */
} hn_sandbox_limits;

typedef struct hn_sandbox_settings {
    hn_memory *memory;          /* all of Lua's memory is taken from here */
    const hn_sources *sources;  /* the pack's files; may grow meanwhile   */
    hn_sandbox_limits limits;
    hn_cancel_fn cancel;        /* NULL: never                            */
    void *cancel_ctx;
    hn_unknown_fn unknown;      /* NULL: the default error, HN110         */
    void *unknown_ctx;
} hn_sandbox_settings;

/* False when memory is refused; `*out` is then NULL. */
bool hn_sandbox_open(hn_sandbox **out, const hn_sandbox_settings *settings);
void hn_sandbox_close(hn_sandbox *box);            /* NULL is no harm     */

/* Runs `function` protected, with `ud` as its one argument (a light
 * userdata); results are dropped.  Any error or limit becomes a notice with
 * code, file and line in `report`, and false is returned.  After a limit
 * (hn_sandbox_stopped) every further call returns false at once.  May not be
 * nested: inside, use lua_call. */
bool hn_sandbox_call(hn_sandbox *box, lua_CFunction function, void *ud,
                     hn_report *report);

lua_State *hn_sandbox_state(hn_sandbox *box);
hn_sandbox *hn_sandbox_of(lua_State *L);
/* The code of the limit that was hit (500, 501, 504, 505), or 0. */
int hn_sandbox_stopped(const hn_sandbox *box);
/* Steps and most bytes taken so far. */
int64_t hn_sandbox_work(const hn_sandbox *box);
size_t hn_sandbox_peak(const hn_sandbox *box);
/* A fresh budget of work for the next phase; nothing once stopped. */
void hn_sandbox_refill(hn_sandbox *box, int64_t work);
/* What the pack printed, cleaned of control characters. */
hn_slice hn_sandbox_output(const hn_sandbox *box);

/* --- inside hn_sandbox_call ------------------------------------------- */

/* Compiles a file of the pack and pushes it as a function with the pack's
 * environment; or reports HN101 and returns false, pushing nothing. */
bool hn_sandbox_load_text(lua_State *L, const hn_source *source,
                          hn_report *report);
/* Compiles trusted text with the inner environment and pushes it; a fault in
 * it is raised.  Its lines are never named as the place of a pack's fault. */
void hn_sandbox_load_trusted(lua_State *L, const char *name,
                             const char *text, size_t len);
/* The same of a text that is built in.  What was compiled along with the
 * library is taken if the Lua that did it is the one that runs.  Nothing else
 * may ever come in compiled: Lua does not check what it is given. */
void hn_sandbox_load_builtin(lua_State *L, const struct hn_builtin *part);

/* Pushes the hidden table behind the pack's environment: what is put in it
 * is a word of the rule language.  It holds the safe functions already. */
void hn_sandbox_environment(lua_State *L);
/* Pushes the environment of trusted text: the safe functions, and next,
 * rawequal, rawget, rawlen, rawset, getmetatable, setmetatable.  C bindings
 * are registered here; trusted text may set globals in it. */
void hn_sandbox_inner(lua_State *L);

/* Counts `steps` of a C helper; raises when the budget is spent or the host
 * asks to stop.  To be called before the work is done. */
void hn_sandbox_charge(lua_State *L, size_t steps);

/* Raises an error that is told as notice `code`, at the line of the pack that
 * is running.  `help` may be NULL.  A word between backquotes in the message
 * that stands on that line gives the column.  As lua_pushfstring's, the format
 * knows %s %d %I %c %%.  Never returns. */
int hn_sandbox_raise(lua_State *L, int code, const char *help,
                     const char *format, ...);

/* The line of the pack that is running now: the innermost that is the pack's
 * own.  False (and an empty place) when none is. */
bool hn_sandbox_place(lua_State *L, hn_place *place);

/* The value at `index` as text without an address; pushes it. */
void hn_sandbox_tostring(lua_State *L, int index);

/* Adds text with control characters, hidden marks and invalid UTF-8 written
 * as \x1b, at most `most` bytes of it. */
void hn_sandbox_clean(hn_text *out, const char *bytes, size_t len,
                      size_t most);

#endif
