/*
 * lexer.c - reading tokens as Lua 5.4 does, and saying where things stand.
 *
 * A text is read twice: once to count its tokens, once to keep them, so that
 * the arena holds one array of the right size.  Faults are told the second
 * time only.
 */
#include "lexer.h"

/* --- characters ---------------------------------------------------------- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_word_char(char c)
{
    return is_letter(c) || is_digit(c);
}

static bool is_newline(char c)
{
    return c == '\n' || c == '\r';
}

static int characters(const char *at, int len)
{
    int count = 0;
    for (int i = 0; i < len; i++)
        count += ((unsigned char)at[i] & 0xC0) != 0x80;
    return count;
}

bool hn_char_hidden(const char *at, size_t len)
{
    const unsigned char *b = (const unsigned char *)at;
    if (len == 1)
        return (b[0] < 0x20 && b[0] != '\t' && !is_newline(at[0]))
            || b[0] == 0x7F;
    if (len == 2)
        return (b[0] == 0xC2 && b[1] < 0xA0)          /* U+0080 - U+009F   */
            || (b[0] == 0xD8 && b[1] == 0x9C);        /* U+061C            */
    if (len != 3)
        return false;
    int code = (b[0] & 0x0F) << 12 | (b[1] & 0x3F) << 6 | (b[2] & 0x3F);
    return (code >= 0x200B && code <= 0x200F)
        || (code >= 0x2028 && code <= 0x202E)
        || (code >= 0x2060 && code <= 0x2069) || code == 0xFEFF;
}

/* --- looking things up --------------------------------------------------- */

void hn_sources_init(hn_sources *sources, hn_arena *arena)
{
    *sources = (hn_sources){ .arena = arena };
}

const hn_source *hn_sources_find(const hn_sources *sources,
                                 const char *chunk)
{
    chunk += *chunk == '@';
    for (int i = 0; i < sources->count; i++)
        if (strcmp(sources->list[i]->name, chunk) == 0)
            return sources->list[i];
    return NULL;
}

hn_slice hn_source_line(const hn_source *source, int line)
{
    if (line < 1 || line > source->line_count)
        return (hn_slice){ "", 0 };
    int at = source->lines[line - 1];
    int end = at;
    while (end < source->len && !is_newline(source->text[end]))
        end++;
    return (hn_slice){ source->text + at, (size_t)(end - at) };
}

hn_slice hn_token_text(const hn_source *source, const hn_token *token)
{
    return (hn_slice){ source->text + token->at, (size_t)token->len };
}

hn_slice hn_token_inside(const hn_source *source, const hn_token *token)
{
    hn_slice text = hn_token_text(source, token);
    if (token->kind != HN_TOKEN_STRING)
        return text;
    size_t edge = 1;
    if (text.at[0] == '[')
        while (text.at[edge++] != '[')
            ;
    return (hn_slice){ text.at + edge, text.len - 2 * edge };
}

bool hn_token_is(const hn_source *source, const hn_token *token,
                 const char *text)
{
    return hn_slice_is(hn_token_text(source, token), text);
}

/* Whether `word` begins at the token and ends where a token may end: so
 * "param.cap" is found and "cap" is not found in "capital". */
static bool stands_at(const hn_source *source, const hn_token *token,
                      const char *word, size_t len)
{
    if (token->kind == HN_TOKEN_END || len == 0)
        return false;
    if (token->kind == HN_TOKEN_STRING) {
        hn_slice inside = hn_token_inside(source, token);
        if (inside.len == len && memcmp(inside.at, word, len) == 0)
            return true;
    }
    const char *at = source->text + token->at;
    size_t left = (size_t)(source->len - token->at);
    if (len > left || memcmp(at, word, len) != 0)
        return false;
    return !is_word_char(word[len - 1]) || !is_word_char(at[len]);
}

static int width_of(const hn_source *source, const hn_token *token, int len)
{
    int whole = characters(source->text + token->at, len);
    int line = (int)hn_source_line(source, token->line).len;
    int rest = characters(source->text + token->at,
                          source->lines[token->line - 1] + line - token->at);
    return whole < rest || rest < 1 ? whole : rest;
}

bool hn_source_locate(hn_place *place, int *width, const hn_source *source,
                      int line, const char *word)
{
    *place = (hn_place){ source->name, line, 0 };
    *width = 0;
    size_t len = word ? strlen(word) : 0;
    for (int i = 0; i < source->count; i++) {
        const hn_token *token = &source->tokens[i];
        if (token->line < line || !stands_at(source, token, word, len))
            continue;
        *place = (hn_place){ source->name, token->line, token->column };
        *width = width_of(source, token, token->kind == HN_TOKEN_STRING
                                         ? token->len : (int)len);
        return true;
    }
    return false;
}

/* --- telling ------------------------------------------------------------- */

static void tell(const hn_source *source, hn_report *report,
                 const hn_notice *what, const char *format, va_list parts)
{
    hn_text message;
    hn_text_init(&message, report->arena.memory);
    hn_text_addv(&message, format, parts);
    hn_notice notice = *what;
    notice.message = hn_text_string(&message);
    if (notice.place.line >= 1 && notice.place.line <= source->line_count)
        notice.context = source->text + source->lines[notice.place.line - 1];
    report->failed |= message.failed;
    hn_report_add(report, &notice);
    hn_text_dispose(&message);
}

void hn_source_tell(const hn_source *source, hn_report *report, int code,
                    hn_severity severity, hn_place place, int width,
                    const char *help, const char *format, ...)
{
    va_list parts;
    hn_notice notice = { .code = code, .severity = severity, .place = place,
                         .width = width, .help = help };
    va_start(parts, format);
    tell(source, report, &notice, format, parts);
    va_end(parts);
}

/* --- reading ------------------------------------------------------------- */

typedef struct reader {
    hn_source *source;
    hn_report *report;       /* NULL while counting                       */
    hn_token *tokens;        /* NULL while counting                       */
    int count;
    const char *text;
    int at, len;
    int line;
    int counted, column;     /* the column of offset `counted`            */
    bool failed;
} reader;

/* After the character at `at`, a line end, has been seen. */
static void next_line(reader *r)
{
    char first = r->text[r->at++];
    if (r->at < r->len && is_newline(r->text[r->at])
        && r->text[r->at] != first)
        r->at++;
    r->line++;
    r->counted = r->at;
    r->column = 1;
}

/* Columns are not asked for while tokens are counted. */
static int column_of(reader *r, int at)
{
    if (r->tokens) {
        r->column += characters(r->text + r->counted, at - r->counted);
        r->counted = at;
    }
    return r->column;
}

static char look(const reader *r, int ahead)
{
    return r->at + ahead < r->len ? r->text[r->at + ahead] : '\0';
}

static void keep(reader *r, hn_token_kind kind, hn_lexeme is, int at,
                 int line, int column)
{
    if (r->tokens)
        r->tokens[r->count] = (hn_token){ .kind = kind, .is = is, .at = at,
            .len = r->at - at, .line = line, .column = column };
    r->count++;
}

static void complain(reader *r, int code, hn_place place, int width,
                     const char *help, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

static void complain(reader *r, int code, hn_place place, int width,
                     const char *help, const char *format, ...)
{
    va_list parts;
    r->failed = true;
    if (!r->report)
        return;
    hn_notice notice = { .code = code, .place = place, .width = width,
                         .help = help };
    va_start(parts, format);
    tell(r->source, r->report, &notice, format, parts);
    va_end(parts);
}

static hn_place place_at(const reader *r, int line, int column)
{
    return (hn_place){ r->source->name, line, column };
}

/* The = signs of a long bracket that opens here, or -1. */
static int long_level(const reader *r)
{
    int level = 0;
    if (look(r, 0) != '[')
        return -1;
    while (look(r, level + 1) == '=')
        level++;
    return look(r, level + 1) == '[' ? level : -1;
}

static bool closes(const reader *r, int level)
{
    if (look(r, 0) != ']' || look(r, level + 1) != ']')
        return false;
    for (int i = 1; i <= level; i++)
        if (look(r, i) != '=')
            return false;
    return true;
}

static bool skip_long(reader *r, int level)
{
    r->at += level + 2;
    while (r->at < r->len) {
        if (closes(r, level)) {
            r->at += level + 2;
            return true;
        }
        if (is_newline(r->text[r->at]))
            next_line(r);
        else
            r->at++;
    }
    return false;
}

static void read_long(reader *r, int level, bool comment, int at)
{
    int line = r->line, column = column_of(r, at);
    if (!skip_long(r, level))
        complain(r, 101, place_at(r, line, column), 2,
                 "write ]] where it ends", "this %s has no end",
                 comment ? "comment" : "text");
    else if (!comment)
        keep(r, HN_TOKEN_STRING, HN_IS_OTHER, at, line, column);
}

static void skip_comment(reader *r)
{
    int at = r->at;
    r->at += 2;
    int level = long_level(r);
    if (level >= 0) {
        read_long(r, level, true, at);
        return;
    }
    r->at += (int)strcspn(r->text + r->at, "\r\n");
}

/* After a backslash: the character that it protects; a \z passes over blanks
 * and line ends. */
static void skip_escape(reader *r)
{
    r->at++;
    if (r->at >= r->len)
        return;
    if (is_newline(r->text[r->at])) {
        next_line(r);
    } else if (r->text[r->at++] == 'z') {
        while (r->at < r->len && strchr(" \t\r\n", r->text[r->at])) {
            if (is_newline(r->text[r->at]))
                next_line(r);
            else
                r->at++;
        }
    }
}

static void read_string(reader *r)
{
    int at = r->at, line = r->line, column = column_of(r, at);
    char quote = r->text[r->at++];
    while (r->at < r->len && r->text[r->at] != quote
           && !is_newline(r->text[r->at])) {
        if (r->text[r->at] == '\\')
            skip_escape(r);
        else
            r->at++;
    }
    if (look(r, 0) == quote && r->at < r->len) {
        r->at++;
        keep(r, HN_TOKEN_STRING, HN_IS_OTHER, at, line, column);
        return;
    }
    complain(r, 101, place_at(r, line, column),
             r->line == line ? characters(r->text + at, r->at - at) : 1,
             quote == '"' ? "write \" where the text ends"
                          : "write ' where the text ends",
             "this text has no closing quote");
}

/* As Lua's own: what follows is taken in even if it makes no number, which
 * Lua then refuses. */
static void read_number(reader *r)
{
    int at = r->at;
    bool hex = look(r, 0) == '0' && (look(r, 1) | 32) == 'x';
    char mark = hex ? 'p' : 'e';
    r->at += hex ? 2 : 0;
    while (r->at < r->len) {
        char c = r->text[r->at];
        if ((c | 32) == mark && (look(r, 1) == '-' || look(r, 1) == '+'))
            r->at += 2;
        else if (is_word_char(c) || c == '.')
            r->at++;
        else
            break;
    }
    keep(r, HN_TOKEN_NUMBER, HN_IS_OTHER, at, r->line, column_of(r, at));
}

typedef struct spelling { const char *text; int len; } spelling;

static const spelling spellings[HN_LEXEMES] = {
#define HN_SPELLING(name, text) \
    [HN_IS_##name] = { text, (int)sizeof text - 1 },
    HN_WORDS(HN_SPELLING)
    HN_SIGNS(HN_SPELLING)
#undef HN_SPELLING
};

/* The first reserved word with that letter; HN_LEXEMES where there is none. */
static hn_lexeme first_word(char letter)
{
    switch (letter) {
    case 'a': return HN_IS_AND;
    case 'b': return HN_IS_BREAK;
    case 'd': return HN_IS_DO;
    case 'e': return HN_IS_ELSE;
    case 'f': return HN_IS_FALSE;
    case 'g': return HN_IS_GOTO;
    case 'i': return HN_IS_IF;
    case 'l': return HN_IS_LOCAL;
    case 'n': return HN_IS_NIL;
    case 'o': return HN_IS_OR;
    case 'r': return HN_IS_REPEAT;
    case 't': return HN_IS_THEN;
    case 'u': return HN_IS_UNTIL;
    case 'w': return HN_IS_WHILE;
    default: return HN_LEXEMES;
    }
}

static hn_lexeme word_at(const char *at, int len)
{
    for (hn_lexeme i = first_word(at[0]);
         i <= HN_IS_WHILE && spellings[i].text[0] == at[0]; i++)
        if (spellings[i].len == len
            && memcmp(spellings[i].text, at, (size_t)len) == 0)
            return i;
    return HN_IS_OTHER;
}

static void read_name(reader *r)
{
    int at = r->at++;
    while (is_word_char(r->text[r->at]))
        r->at++;
    hn_lexeme word = word_at(r->text + at, r->at - at);
    keep(r, word == HN_IS_OTHER ? HN_TOKEN_NAME : HN_TOKEN_WORD, word, at,
         r->line, column_of(r, at));
}

/* What people write, and their word processors make of it. */
static const struct { const char *sign; int code; const char *help; } odd[] = {
    { "!=", 103, "write a:is_not(b)" },
    { "!", 103, "write none { a } or :is(\"no\")" },
    { "\xC2\xA3", 101, "leave the pound sign out: `type` says GBP" },
    { "\xE2\x82\xAC", 101, "leave the sign out: `type` says the unit" },
    { "\xE2\x80\x9C", 101, "write a straight quote: \"" },
    { "\xE2\x80\x9D", 101, "write a straight quote: \"" },
    { "\xE2\x80\x98", 101, "write a straight quote: '" },
    { "\xE2\x80\x99", 101, "write a straight quote: '" },
    { "\xE2\x80\x93", 101, "write an ordinary minus: -" },
    { "\xE2\x80\x94", 101, "write -- before a comment, - for a minus" },
    { "\xE2\x88\x92", 101, "write an ordinary minus: -" },
    { "\xE2\x80\xA6", 101, "write the list out in full" },
    { "\xC3\x97", 101, "write *" },
    { "\xC3\xB7", 101, "write /" },
    { "\xC2\xA0", 101, "write an ordinary blank: this is a fixed one" },
    { "\xE2\x89\xA4", 103, "write a:at_most(b)" },
    { "\xE2\x89\xA5", 103, "write a:at_least(b)" },
    { "\xE2\x89\xA0", 103, "write a:is_not(b)" },
};

static void refuse_sign(reader *r)
{
    int at = r->at;
    hn_place place = place_at(r, r->line, column_of(r, at));
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        int n = (int)strlen(odd[i].sign);
        if (n > r->len - at || memcmp(r->text + at, odd[i].sign, (size_t)n))
            continue;
        r->at += n;
        complain(r, odd[i].code, place, characters(odd[i].sign, n),
                 odd[i].help, "%s cannot be written in a rule pack",
                 odd[i].sign[0] == '\xC2' && n == 2 && odd[i].sign[1] == '\xA0'
                 ? "this blank" : odd[i].sign);
        return;
    }
    size_t n = hn_text_char_len(r->text + at, (size_t)(r->len - at));
    r->at += n > 0 ? (int)n : 1;
    complain(r, 101, place, 1, n > 1 ? "names are made of a to z, 0 to 9 and "
             "_; other characters stand in quotes" : NULL,
             "`%.*s` is no sign of Lua", r->at - at, r->text + at);
}

static hn_lexeme dots_at(const char *at)
{
    if (at[1] != '.')
        return HN_IS_DOT;
    return at[2] == '.' ? HN_IS_DOTS : HN_IS_JOIN;
}

static hn_lexeme angle_at(const char *at)
{
    bool under = at[0] == '<';
    if (at[1] == '=')
        return under ? HN_IS_AT_MOST : HN_IS_AT_LEAST;
    if (at[1] == at[0])
        return under ? HN_IS_LEFT : HN_IS_RIGHT;
    return under ? HN_IS_UNDER : HN_IS_OVER;
}

/* The longest sign that stands there; the text ends with a NUL. */
static hn_lexeme sign_at(const char *at)
{
    switch (at[0]) {
    case '.': return dots_at(at);
    case '<': case '>': return angle_at(at);
    case '=': return at[1] == '=' ? HN_IS_SAME : HN_IS_EQUALS;
    case '~': return at[1] == '=' ? HN_IS_DIFFERENT : HN_IS_TILDE;
    case '/': return at[1] == '/' ? HN_IS_WHOLE : HN_IS_SLASH;
    case ':': return at[1] == ':' ? HN_IS_LABEL : HN_IS_COLON;
    case '+': return HN_IS_PLUS;
    case '-': return HN_IS_MINUS;
    case '*': return HN_IS_TIMES;
    case '%': return HN_IS_PERCENT;
    case '^': return HN_IS_POWER;
    case '#': return HN_IS_LENGTH;
    case '&': return HN_IS_BOTH;
    case '|': return HN_IS_EITHER;
    case '(': return HN_IS_ROUND;
    case ')': return HN_IS_ROUND_END;
    case '{': return HN_IS_BRACE;
    case '}': return HN_IS_BRACE_END;
    case '[': return HN_IS_SQUARE;
    case ']': return HN_IS_SQUARE_END;
    case ';': return HN_IS_SEMICOLON;
    case ',': return HN_IS_COMMA;
    default: return HN_IS_OTHER;
    }
}

static void read_sign(reader *r)
{
    int at = r->at;
    hn_lexeme sign = sign_at(r->text + at);
    if (sign == HN_IS_OTHER) {
        refuse_sign(r);
        return;
    }
    r->at += spellings[sign].len;
    keep(r, HN_TOKEN_SIGN, sign, at, r->line, column_of(r, at));
}

static void read_token(reader *r)
{
    char c = r->text[r->at];
    int level;
    if (c == ' ' || c == '\t')
        r->at++;
    else if (is_letter(c))
        read_name(r);
    else if (is_newline(c))
        next_line(r);
    else if (c == '-' && look(r, 1) == '-')
        skip_comment(r);
    else if (c == '"' || c == '\'')
        read_string(r);
    else if (is_digit(c) || (c == '.' && is_digit(look(r, 1))))
        read_number(r);
    else if (c == '[' && (level = long_level(r)) >= 0)
        read_long(r, level, false, r->at);
    else
        read_sign(r);
}

static int read_tokens(hn_source *source, hn_token *tokens,
                       hn_report *report, bool *failed)
{
    reader r = { .source = source, .report = report, .tokens = tokens,
                 .text = source->text, .len = source->len, .line = 1,
                 .column = 1 };
    while (r.at < r.len)
        read_token(&r);
    keep(&r, HN_TOKEN_END, HN_IS_OTHER, r.at, r.line, column_of(&r, r.at));
    *failed = r.failed;
    return r.count;
}

/* --- adding a file ------------------------------------------------------- */

/* The text may hold a NUL: it has not been looked at yet. */
static int line_end(const char *text, int len, int at)
{
    while (at < len && !is_newline(text[at])) {
        at += (int)strcspn(text + at, "\r\n");
        at += at < len && text[at] == '\0';
    }
    return at;
}

static int mark_lines(const char *text, int len, int *lines)
{
    int count = 0;
    for (int at = 0; ; ) {
        if (lines)
            lines[count] = at;
        count++;
        at = line_end(text, len, at);
        if (at == len)
            return count;
        at++;
        if (at < len && is_newline(text[at]) && text[at] != text[at - 1])
            at++;
    }
}

/* The place of an offset, before there are tokens. */
static hn_place place_of_offset(const hn_source *source, int at)
{
    int line = source->line_count;
    while (line > 1 && source->lines[line - 1] > at)
        line--;
    int begin = source->lines[line - 1];
    return (hn_place){ source->name, line,
                       1 + characters(source->text + begin, at - begin) };
}

static bool refuse_at(const hn_source *source, hn_report *report, size_t at,
                      const char *help, const char *message)
{
    hn_source_tell(source, report, 101, HN_ERROR,
                   place_of_offset(source, (int)at), 1, help, "%s", message);
    return false;
}

/* The text is characters that can be seen and nothing else. */
static bool is_plain(const hn_source *source, hn_report *report)
{
    size_t bad, n, len = (size_t)source->len;
    if (source->text[0] == '\x1B' && len > 0)
        return refuse_at(source, report, 0, "give the text it was made from",
                         "this is a compiled program, not a text");
    if (!hn_text_is_utf8(source->text, len, &bad))
        return refuse_at(source, report, bad, "save the file as UTF-8",
                         "this is not UTF-8 text");
    for (size_t at = 0; at < len; at += n) {
        n = 1;
        if (source->text[at] >= ' ' && source->text[at] < 0x7F)
            continue;
        n = hn_text_char_len(source->text + at, len - at);
        if (source->text[at] == '\0')
            return refuse_at(source, report, at, "save the file as UTF-8",
                             "a NUL byte stands here: this is not text");
        if (hn_char_hidden(source->text + at, n))
            return refuse_at(source, report, at, "delete it",
                             "a character that cannot be seen stands here");
    }
    return true;
}

static bool fits(const hn_sources *sources, const char *name, size_t len,
                 hn_report *report)
{
    hn_place place = { name, 0, 0 };
    if (len > HN_SOURCE_MOST)
        hn_report_addf(report, 503, HN_ERROR, place,
                       "divide it into several files and `require` them",
                       "this file is longer than 64 kB");
    else if (sources->total + len > HN_SOURCES_MOST)
        hn_report_addf(report, 503, HN_ERROR, place, NULL,
                       "the files of this pack are longer than 1 MB in all");
    else
        return true;
    return false;
}

static bool copy_text(hn_sources *sources, hn_source *source,
                      const char *name, const char *text, size_t len)
{
    hn_arena *arena = sources->arena;
    source->name = hn_arena_text(arena, name);
    source->text = hn_arena_text_n(arena, text, len);
    source->len = (int)len;
    if (!source->name || !source->text)
        return false;
    source->line_count = mark_lines(source->text, source->len, NULL);
    int *lines = hn_arena_alloc(arena, (size_t)source->line_count
                                       * sizeof *lines);
    if (lines)
        mark_lines(source->text, source->len, lines);
    source->lines = lines;
    return lines != NULL;
}

static bool keep_source(hn_sources *sources, hn_source *source)
{
    hn_source **list = hn_arena_grow(sources->arena, sources->list,
                                     sources->count, &sources->cap,
                                     sizeof *list);
    if (!list)
        return false;
    sources->list = list;
    list[sources->count++] = source;
    sources->total += (size_t)source->len;
    return true;
}

/* False with `*told` when the fault is in the report, without when memory was
 * refused. */
static bool read_source(hn_sources *sources, hn_source *source,
                        hn_report *report, bool *told)
{
    *told = !is_plain(source, report);
    if (*told)
        return false;
    int count = read_tokens(source, NULL, NULL, told);
    hn_token *tokens = hn_arena_alloc(sources->arena,
                                      (size_t)count * sizeof *tokens);
    if (!tokens) {
        *told = false;
        return false;
    }
    source->tokens = tokens;
    source->count = read_tokens(source, tokens, report, told);
    return !*told && keep_source(sources, source);
}

const hn_source *hn_sources_add(hn_sources *sources, const char *name,
                                const char *text, size_t len,
                                hn_report *report)
{
    bool told = false;
    if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        len -= 3;
    }
    if (!fits(sources, name, len, report))
        return NULL;
    hn_source *source = hn_arena_alloc(sources->arena, sizeof *source);
    if (source && copy_text(sources, source, name, text, len)
        && read_source(sources, source, report, &told))
        return source;
    if (!told)
        hn_report_addf(report, 500, HN_ERROR, (hn_place){ name, 0, 0 }, NULL,
                       "there is not enough memory to read this file");
    return NULL;
}

/* --- what Lua says of a text that does not compile ----------------------- */

typedef struct complaint {
    const hn_source *source;
    hn_report *report;
    const char *what;     /* the message without file and line            */
    size_t what_len;      /* up to " near "                               */
    hn_slice near;        /* the token that Lua stopped at; may be empty  */
    bool at_end;          /* near <eof>                                   */
    int line;
    const hn_token *token;  /* NULL if it could not be found              */
} complaint;

const char *hn_after_place(const char *message, int *line)
{
    for (const char *at = strchr(message, ':'); at; at = strchr(at + 1, ':')) {
        const char *digit = at + 1;
        int number = 0;
        while (is_digit(*digit) && number < 10000000)
            number = number * 10 + (*digit++ - '0');
        if (digit > at + 1 && digit[0] == ':' && digit[1] == ' ') {
            *line = number;
            return digit + 2;
        }
    }
    return message;
}

static const char *last_near(const char *what)
{
    const char *found = NULL;
    for (const char *at = strstr(what, " near "); at;
         at = strstr(at + 1, " near "))
        found = at;
    return found;
}

static bool ends_operand(const hn_token *token)
{
    switch (token->is) {
    case HN_IS_ROUND_END: case HN_IS_BRACE_END: case HN_IS_SQUARE_END:
    case HN_IS_END: case HN_IS_TRUE: case HN_IS_FALSE:
        return true;
    default:
        return token->kind == HN_TOKEN_NAME || token->kind == HN_TOKEN_NUMBER
            || token->kind == HN_TOKEN_STRING;
    }
}

static bool begins_operand(const hn_token *token)
{
    return token->kind == HN_TOKEN_NAME || token->kind == HN_TOKEN_NUMBER
        || token->kind == HN_TOKEN_STRING || token->is == HN_IS_BRACE
        || token->is == HN_IS_SQUARE || token->is == HN_IS_FUNCTION;
}

/* Whether a comma is missing before token i.  A text or a brace may follow a
 * name, and whatever may be called, without one. */
static bool lacks_comma(const hn_source *source, int i)
{
    const hn_token *token = &source->tokens[i];
    if (i == 0 || !begins_operand(token) || !ends_operand(token - 1))
        return false;
    bool argument = token->kind == HN_TOKEN_STRING
                 || token->is == HN_IS_BRACE;
    bool callable = token[-1].kind == HN_TOKEN_NAME
        || token[-1].is == HN_IS_ROUND_END
        || token[-1].is == HN_IS_SQUARE_END
        || (token[-1].kind == HN_TOKEN_STRING && i > 1
            && ends_operand(token - 2));
    return !argument || !callable;
}

/* Lua names a text up to where it stopped reading. */
static bool reads(const hn_source *source, const hn_token *token,
                  hn_slice near)
{
    hn_slice text = hn_token_text(source, token);
    bool enough = text.len == near.len
        || (token->kind == HN_TOKEN_STRING && text.len > near.len);
    return enough && near.len > 0 && memcmp(text.at, near.at, near.len) == 0;
}

/* Of the tokens on the line that read so, the first that lacks a comma before
 * it, or else the first. */
static const hn_token *token_near(const complaint *c)
{
    const hn_source *source = c->source;
    const hn_token *first = NULL;
    if (c->at_end)
        return &source->tokens[source->count - 1];
    for (int i = 0; i < source->count; i++) {
        const hn_token *token = &source->tokens[i];
        if (token->line != c->line || !reads(source, token, c->near))
            continue;
        if (lacks_comma(source, i))
            return token;
        if (!first)
            first = token;
    }
    return first;
}

static complaint complaint_of(const hn_source *source, const char *message,
                              hn_report *report)
{
    complaint c = { .source = source, .report = report };
    c.what = hn_after_place(message, &c.line);
    c.what_len = strlen(c.what);
    const char *near = last_near(c.what);
    if (near) {
        c.what_len = (size_t)(near - c.what);
        c.near = hn_slice_of(near + 6);
        c.at_end = hn_slice_is(c.near, "<eof>");
        if (c.near.len >= 2 && c.near.at[0] == '\'')
            c.near = (hn_slice){ c.near.at + 1, c.near.len - 2 };
    }
    c.token = near ? token_near(&c) : NULL;
    return c;
}

static bool says(const complaint *c, const char *part)
{
    const char *found = strstr(c->what, part);
    return found && found < c->what + c->what_len;
}

static bool near_is(const complaint *c, const char *text)
{
    return hn_slice_is(c->near, text);
}

static void tell_there(const complaint *c, int code, const char *help,
                       const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static void tell_there(const complaint *c, int code, const char *help,
                       const char *format, ...)
{
    va_list parts;
    hn_notice notice = { .code = code, .help = help,
                         .place = { c->source->name, c->line, 0 } };
    if (c->token) {
        notice.place.line = c->token->line;
        notice.place.column = c->token->column;
        notice.width = width_of(c->source, c->token, c->token->len);
    }
    va_start(parts, format);
    tell(c->source, c->report, &notice, format, parts);
    va_end(parts);
}

/* The last bracket that is opened and not closed. */
static const hn_token *unclosed(const hn_source *source)
{
    const hn_token *open[200];
    int depth = 0;
    for (int i = 0; i < source->count; i++) {
        const hn_token *token = &source->tokens[i];
        char c = token->kind == HN_TOKEN_SIGN ? source->text[token->at] : ' ';
        if (token->len == 1 && strchr("({[", c) && depth < 200)
            open[depth++] = token;
        else if (token->len == 1 && strchr(")}]", c) && depth > 0)
            depth--;
    }
    return depth > 0 ? open[depth - 1] : NULL;
}

/* "'}' expected (to close '{' at line 10) near ...": the opening bracket, the
 * last of its kind on that line. */
static const hn_token *opening(const complaint *c)
{
    const char *close = strstr(c->what, "(to close '");
    const char *line = close ? strstr(close, "' at line ") : NULL;
    if (!line)
        return NULL;
    hn_slice text = { close + 11, (size_t)(line - close) - 11 };
    int number = 0;
    for (const char *at = line + 10; is_digit(*at); at++)
        number = number * 10 + (*at - '0');
    for (int i = c->source->count - 1; i >= 0; i--) {
        const hn_token *token = &c->source->tokens[i];
        hn_slice is = hn_token_text(c->source, token);
        if (token->line == number && is.len == text.len
            && memcmp(is.at, text.at, is.len) == 0)
            return token;
    }
    return NULL;
}

#define SHOWN(c) (int)((c)->near.len < 60 ? (c)->near.len : 60), (c)->near.at

/* Lua wanted a closing bracket, or `end`, and met something else. */
static void tell_unclosed(complaint *c, const char *closing, const char *name)
{
    const hn_token *open = opening(c);
    if (c->at_end && open) {
        c->token = open;
        tell_there(c, 101, "write the closing one where the list ends",
                   "the %s that opens here is never closed", name);
    } else if (c->at_end) {
        tell_there(c, 101, NULL, "a closing %s is missing at the end", name);
    } else if (near_is(c, "=") && closing[0] == '}') {
        tell_there(c, 101, "write name = value, or [\"name\"] = value",
                   "only a plain name can stand before `=`");
    } else if (c->token && begins_operand(c->token)) {
        tell_there(c, 101, "write , after the entry before it",
                   "a comma or a closing %s is missing before `%.*s`",
                   name, SHOWN(c));
    } else {
        tell_there(c, 101, NULL, "a closing %s is missing before `%.*s`",
                   name, SHOWN(c));
    }
}

static void tell_end(complaint *c)
{
    const hn_token *open = opening(c);
    if (open)
        c->token = open;
    tell_there(c, 101, "write end where it is finished",
               "what begins here has no `end`");
}

static void tell_unexpected(complaint *c)
{
    const hn_token *open = c->at_end ? unclosed(c->source) : NULL;
    if (open) {
        c->token = open;
        tell_there(c, 101, "write the closing one where the list ends",
                   "the bracket that opens here is never closed");
    } else if (c->at_end) {
        tell_there(c, 101, NULL, "the file ends in the middle of a sentence");
    } else if (near_is(c, "}") || near_is(c, ")") || near_is(c, "]")
               || near_is(c, ",") || near_is(c, "end")) {
        tell_there(c, 101, "put in what is missing, or take this out",
                   "something is missing before `%.*s`, or it is one too many",
                   SHOWN(c));
    } else {
        tell_there(c, 101, NULL, "`%.*s` cannot stand here", SHOWN(c));
    }
}

static bool is_limit(const complaint *c)
{
    return says(c, "too many") || says(c, "overflow") || says(c, "too long")
        || says(c, "levels");
}

/* { end = 1 } */
static bool is_word_as_key(const complaint *c)
{
    return c->token && c->token->kind == HN_TOKEN_WORD
        && c->token[1].is == HN_IS_EQUALS;
}

static void tell_plainly(const complaint *c)
{
    tell_there(c, 101, NULL, "Lua cannot read this: %.*s",
               (int)(c->what_len < 200 ? c->what_len : 200), c->what);
}

void hn_source_syntax(const hn_source *source, const char *message,
                      hn_report *report)
{
    complaint c = complaint_of(source, message, report);
    if (is_limit(&c))
        tell_there(&c, 505, "divide it into smaller parts",
                   "this is too deep or too much for one piece of Lua: %.*s",
                   (int)(c.what_len < 200 ? c.what_len : 200), c.what);
    else if (is_word_as_key(&c))
        tell_there(&c, 101, "write [\"name\"] = for such a key",
                   "`%.*s` is a word of Lua and cannot be a plain name",
                   SHOWN(&c));
    else if (says(&c, "'}' expected"))
        tell_unclosed(&c, "}", "brace");
    else if (says(&c, "')' expected"))
        tell_unclosed(&c, ")", "bracket");
    else if (says(&c, "']' expected"))
        tell_unclosed(&c, "]", "square bracket");
    else if (says(&c, "'end' expected"))
        tell_end(&c);
    else if (says(&c, "unexpected symbol") || says(&c, "<eof> expected"))
        tell_unexpected(&c);
    else if (says(&c, "syntax error"))
        tell_there(&c, 101, "give it to the key where it belongs, or write "
                   "local name = in front of it",
                   "a name or a formula by itself does nothing%s",
                   c.at_end ? "" : ": what stands before this is unfinished");
    else if (says(&c, "malformed number"))
        tell_there(&c, 101, "write digits only; anything else in quotes",
                   "`%.*s` is not a number", SHOWN(&c));
    else if (says(&c, "escape") || says(&c, "digit expected"))
        tell_there(&c, 101, "write \\\\ for a backslash",
                   "a backslash in quotes begins something that Lua does not "
                   "know");
    else if (says(&c, "<name> expected"))
        tell_there(&c, 101, NULL, "a name is missing before `%.*s`",
                   SHOWN(&c));
    else if (says(&c, "' expected") && !c.at_end)
        tell_there(&c, 101, NULL, "%.*s before `%.*s`",
                   (int)(c.what_len < 60 ? c.what_len : 60), c.what,
                   SHOWN(&c));
    else
        tell_plainly(&c);
}
