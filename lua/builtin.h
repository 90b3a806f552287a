/*
 * builtin.h - the Lua that is built into the library.
 *
 * Every file *.lua under lua/ becomes an array of its own bytes and one of
 * what Lua makes of them, written by vocabulary/compile.c when the library is
 * built: line numbers in messages are those of the file.  The list is in the
 * order of the names.
 */
#ifndef HN_BUILTIN_H
#define HN_BUILTIN_H

#include <stddef.h>

struct hn_builtin {
    const char *name;  /* the path below lua/ without .lua: "vocabulary"   */
    const char *text;  /* the bytes of the file and one NUL                */
    size_t len;        /* of the file, so without that NUL                 */
    const char *code;  /* compiled; good for one Lua only                  */
    size_t code_len;
};

extern const struct hn_builtin hn_builtins[];
extern const int hn_builtin_count;
extern const char hn_builtin_for[];   /* lua_ident of the Lua that compiled */

#endif
