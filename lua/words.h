/*
 * words.h - what a rule pack may not write, read from its tokens.
 *
 * Lua would settle `and`, `==` and `if` when the pack loads, before any row
 * is known, and drop half of a rule without a word; so they are refused
 * before anything runs.  The same pass closes the faults of the stock Lua
 * that only odd source text can reach.
 */
#ifndef HN_WORDS_H
#define HN_WORDS_H

#include "lexer.h"

/* Reports all that is refused: words (HN102), signs (HN103), bare decimals
 * (HN104), keys given twice (HN105), assignment without local (HN106), a
 * local, parameter or loop variable that hides one of the `count` words of
 * the language (HN107), `_ENV` (HN114), whole numbers that Lua cannot hold
 * (HN206) and nesting that Lua cannot read (HN505).
 * False if there was an error: the text should then not be given to Lua, which
 * would tell the same again in worse words.  Brackets that do not match are
 * left to Lua and hn_source_syntax. */
bool hn_source_check(const hn_source *source, const char *const *words,
                     int count, hn_report *report);

#endif
