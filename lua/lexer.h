/*
 * lexer.h - the files of a pack as tokens of Lua 5.4.
 *
 * What a rule pack may not write is read from its tokens before anything
 * runs, and a fault that is found later, when Lua knows only a line, gets
 * its column from them.  Nothing here runs Lua; the texts, names and tokens
 * live in the arena that the caller gives.
 */
#ifndef HN_LEXER_H
#define HN_LEXER_H

#include "../core/base/notice.h"

#define HN_SOURCE_MOST   65536     /* bytes in one file                   */
#define HN_SOURCES_MOST  1048576   /* bytes in all files of a pack        */

typedef enum hn_token_kind {
    HN_TOKEN_NAME,
    HN_TOKEN_WORD,     /* a reserved word of Lua: local, function, and    */
    HN_TOKEN_NUMBER,
    HN_TOKEN_STRING,   /* with its quotes or long brackets                */
    HN_TOKEN_SIGN,
    HN_TOKEN_END
} hn_token_kind;

/* The reserved words, in order of the alphabet, and the signs of Lua. */
#define HN_WORDS(X) \
    X(AND, "and") X(BREAK, "break") X(DO, "do") X(ELSE, "else") \
    X(ELSEIF, "elseif") X(END, "end") X(FALSE, "false") X(FOR, "for") \
    X(FUNCTION, "function") X(GOTO, "goto") X(IF, "if") X(IN, "in") \
    X(LOCAL, "local") X(NIL, "nil") X(NOT, "not") X(OR, "or") \
    X(REPEAT, "repeat") X(RETURN, "return") X(THEN, "then") \
    X(TRUE, "true") X(UNTIL, "until") X(WHILE, "while")
#define HN_SIGNS(X) \
    X(DOTS, "...") X(JOIN, "..") X(SAME, "==") X(DIFFERENT, "~=") \
    X(AT_MOST, "<=") X(AT_LEAST, ">=") X(WHOLE, "//") X(LEFT, "<<") \
    X(RIGHT, ">>") X(LABEL, "::") X(PLUS, "+") X(MINUS, "-") X(TIMES, "*") \
    X(SLASH, "/") X(PERCENT, "%") X(POWER, "^") X(LENGTH, "#") \
    X(BOTH, "&") X(TILDE, "~") X(EITHER, "|") X(UNDER, "<") X(OVER, ">") \
    X(EQUALS, "=") X(ROUND, "(") X(ROUND_END, ")") X(BRACE, "{") \
    X(BRACE_END, "}") X(SQUARE, "[") X(SQUARE_END, "]") \
    X(SEMICOLON, ";") X(COLON, ":") X(COMMA, ",") X(DOT, ".")

/* Which of them a token is, read once so that it is compared as a number. */
typedef enum hn_lexeme {
    HN_IS_OTHER,       /* a name, a number, a text or the end             */
#define HN_LEXEME(name, text) HN_IS_##name,
    HN_WORDS(HN_LEXEME)
    HN_SIGNS(HN_LEXEME)
#undef HN_LEXEME
    HN_LEXEMES
} hn_lexeme;

typedef struct hn_token {
    hn_token_kind kind;
    hn_lexeme is;
    int at, len;       /* bytes of the source's text                      */
    int line, column;  /* from 1; columns count characters, not bytes     */
} hn_token;

typedef struct hn_source {
    const char *name;        /* as given; also the chunk name in Lua      */
    const char *text;        /* NUL-terminated, without byte order mark   */
    int len;
    const hn_token *tokens;  /* the last is HN_TOKEN_END; none are notes  */
    int count;               /* tokens, with the last                     */
    const int *lines;        /* offset at which each line begins          */
    int line_count;
} hn_source;

typedef struct hn_sources {
    hn_arena *arena;
    hn_source **list;        /* each stays where it is                    */
    int count, cap;
    size_t total;            /* bytes of all texts                        */
} hn_sources;

void hn_sources_init(hn_sources *sources, hn_arena *arena);

/* Copies and reads a file.  NULL, with the fault in `report`, when it is too
 * long, is not text (NUL, binary chunk, invalid UTF-8, control characters),
 * has a quote or a comment without an end or a character that Lua does not
 * know, or when memory is refused. */
const hn_source *hn_sources_add(hn_sources *sources, const char *name,
                                const char *text, size_t len,
                                hn_report *report);

/* By name, or by Lua's chunk name ("@rules.lua"); NULL if there is none. */
const hn_source *hn_sources_find(const hn_sources *sources,
                                 const char *chunk);

/* A line without its end, for notice.context; empty where there is none. */
hn_slice hn_source_line(const hn_source *source, int line);

hn_slice hn_token_text(const hn_source *source, const hn_token *token);
/* What stands between the quotes, escapes not yet read. */
hn_slice hn_token_inside(const hn_source *source, const hn_token *token);
bool hn_token_is(const hn_source *source, const hn_token *token,
                 const char *text);

/* The first token at or after `line` that is `word`, or is a quoted text with
 * `word` in the quotes.  `*width` is in characters.  False, with the line
 * alone and width 0, when there is none (or `word` is NULL). */
bool hn_source_locate(hn_place *place, int *width, const hn_source *source,
                      int line, const char *word);

/* Adds a notice about a place of the source, with its line as context. */
void hn_source_tell(const hn_source *source, hn_report *report, int code,
                    hn_severity severity, hn_place place, int width,
                    const char *help, const char *format, ...)
    __attribute__((format(printf, 8, 9)));

/* Past the "name:12: " that a message of Lua begins with, if it does; `*line`
 * is then 12, and otherwise left alone. */
const char *hn_after_place(const char *message, int *line);

/* Whether a UTF-8 character of `len` bytes is a control character (other than
 * tab and line end) or one that cannot be seen or turns the direction of
 * writing: a text must be what it looks like. */
bool hn_char_hidden(const char *at, size_t len);

/* Turns Lua's message about a text that does not compile into HN101 (or
 * HN505) in plain words, with line, column and help. */
void hn_source_syntax(const hn_source *source, const char *message,
                      hn_report *report);

#endif
