/*
 * words.c - one pass over the tokens with a stack of what is open.
 *
 * No tree is built.  A frame for each bracket and each block is enough to
 * tell a key from an assignment, a local in scope from one that is not, and
 * how deep Lua's parser would have to go.
 */
#include "words.h"

#define MOST_DEEP  100   /* Lua's own limit is 200 levels of C            */
#define MOST_CHAIN 32    /* a.b.c...: naming a longer one in an error
                            message can overflow the stack of Lua 5.4.4   */
#define MOST_SHOWN 80    /* bytes of a name in a message                  */

typedef enum frame_kind {
    IN_FILE, IN_ROUND, IN_SQUARE, IN_BRACES,
    IN_FUNCTION, IN_DO, IN_FOR, IN_IF, IN_REPEAT
} frame_kind;

typedef struct frame {
    frame_kind kind;
    int opened;   /* token that opened it                                 */
    int level;    /* of nesting inside it, without what is joined         */
    int locals;   /* how many were in scope before it                     */
    int chain;    /* links of the field chain being read                  */
} frame;

typedef struct key { uint32_t hash; int braces, token; } key;

typedef struct check {
    const hn_source *source;
    const hn_token *tokens;
    hn_report *report;
    const char *const *words;
    int word_count;
    frame frames[MOST_DEEP + 3];
    int depth;
    int level;
    int *match;       /* of a closing bracket: its opening token; else -1 */
    int *locals;      /* tokens that name the locals in scope             */
    int local_count;
    key *keys;        /* open addressing; token 0: free                   */
    uint32_t mask;
    bool stopped;     /* nesting is broken or too deep: Lua will say why  */
} check;

/* --- tokens -------------------------------------------------------------- */

static bool is(const check *c, int i, hn_lexeme what)
{
    return i >= 0 && i < c->source->count && c->tokens[i].is == what;
}

/* Of a name that is no word of Lua. */
static bool is_text(const check *c, int i, const char *text)
{
    return i >= 0 && i < c->source->count
        && c->tokens[i].kind == HN_TOKEN_NAME
        && hn_token_is(c->source, &c->tokens[i], text);
}

static bool is_kind(const check *c, int i, hn_token_kind kind)
{
    return i >= 0 && i < c->source->count && c->tokens[i].kind == kind;
}

static hn_slice text_of(const check *c, int i)
{
    return hn_token_text(c->source, &c->tokens[i]);
}

static bool same(hn_slice a, hn_slice b)
{
    return a.len == b.len && memcmp(a.at, b.at, a.len) == 0;
}

static bool touches_next(const check *c, int i)
{
    return c->tokens[i].at + c->tokens[i].len == c->tokens[i + 1].at;
}

static bool after_dot(const check *c, int i)
{
    return is(c, i - 1, HN_IS_DOT) || is(c, i - 1, HN_IS_COLON);
}

static bool ends_operand(const check *c, int i)
{
    if (i < 0 || i >= c->source->count)
        return false;
    switch (c->tokens[i].is) {
    case HN_IS_ROUND_END: case HN_IS_SQUARE_END: case HN_IS_BRACE_END:
    case HN_IS_TRUE: case HN_IS_FALSE: case HN_IS_NIL: case HN_IS_DOTS:
    case HN_IS_END:
        return true;
    default:
        return c->tokens[i].kind == HN_TOKEN_NAME
            || c->tokens[i].kind == HN_TOKEN_NUMBER
            || c->tokens[i].kind == HN_TOKEN_STRING;
    }
}

static hn_place place_of(const check *c, int i)
{
    return (hn_place){ c->source->name, c->tokens[i].line,
                       c->tokens[i].column };
}

/* Tells a fault of `n` tokens that stand on one line. */
static void tell(check *c, int code, int i, int n, const char *help,
                 const char *message)
{
    const hn_token *last = &c->tokens[i + n - 1];
    int width = last->column - c->tokens[i].column + last->len;
    hn_source_tell(c->source, c->report, code, HN_ERROR, place_of(c, i),
                   last->line == c->tokens[i].line ? width : 1, help, "%s",
                   message);
}

static void tell_name(check *c, int code, int i, const char *help,
                      const char *before, const char *after)
{
    hn_slice text = text_of(c, i);
    int shown = (int)(text.len < MOST_SHOWN ? text.len : MOST_SHOWN);
    hn_source_tell(c->source, c->report, code, HN_ERROR, place_of(c, i),
                   (int)text.len, help, "%s`%.*s` %s", before, shown,
                   text.at, after);
}

/* --- words and signs that are refused ------------------------------------ */

/* What is refused, and what to write instead. */
static const char *const instead[HN_LEXEMES] = {
    [HN_IS_AND] = "write all { a, b }",
    [HN_IS_OR] = "write any { a, b }",
    [HN_IS_NOT] = "write none { a } or a:is(\"no\")",
    [HN_IS_IF] =
        "write choose { { when = ..., take = ... }, otherwise = ... }",
    [HN_IS_THEN] =
        "write choose { { when = ..., take = ... }, otherwise = ... }",
    [HN_IS_ELSE] =
        "write choose { { when = ..., take = ... }, otherwise = ... }",
    [HN_IS_ELSEIF] =
        "write choose { { when = ..., take = ... }, otherwise = ... }",
    [HN_IS_WHILE] = "write for _, x in ipairs(list) do",
    [HN_IS_REPEAT] = "write for _, x in ipairs(list) do",
    [HN_IS_UNTIL] = "write for _, x in ipairs(list) do",
    [HN_IS_GOTO] = "write for _, x in ipairs(list) do",
    [HN_IS_NIL] = "write missing",
    [HN_IS_SAME] = "write a:is(b)",
    [HN_IS_DIFFERENT] = "write a:is_not(b)",
    [HN_IS_UNDER] = "write a:under(b)",
    [HN_IS_OVER] = "write a:over(b)",
    [HN_IS_AT_MOST] = "write a:at_most(b)",
    [HN_IS_AT_LEAST] = "write a:at_least(b)",
    [HN_IS_WHOLE] = "write / and give the result a name with `rounding`",
    [HN_IS_PERCENT] =
        "write / and give the result a name with `rounding`; "
        "for a percentage write percent \"3.5\"",
    [HN_IS_POWER] = "write the product out: a * a",
    [HN_IS_BOTH] = "write all { a, b }",
    [HN_IS_EITHER] = "write any { a, b }",
    [HN_IS_TILDE] = "write none { a }",
    [HN_IS_LEFT] = "write a * 2",
    [HN_IS_RIGHT] = "write a / 2",
    [HN_IS_LABEL] = "write for _, x in ipairs(list) do",
};

/* `then` and `else` go with their `if`, `until` with its `repeat`: told once.
 */
static bool goes_with_another(const check *c, int i)
{
    frame_kind kind = c->frames[c->depth].kind;
    if (is(c, i, HN_IS_UNTIL))
        return kind == IN_REPEAT;
    return kind == IN_IF
        && (is(c, i, HN_IS_THEN) || is(c, i, HN_IS_ELSE)
            || is(c, i, HN_IS_ELSEIF));
}

static void refuse_word(check *c, int i)
{
    const char *help = instead[c->tokens[i].is];
    if (!help || goes_with_another(c, i))
        return;
    if (is(c, i, HN_IS_NIL))
        tell_name(c, 102, i, help, "", "is not a value of the rule language");
    else
        tell_name(c, 102, i, help, "", "is settled by Lua when the pack "
                  "loads, before any row is known");
}

/* `local x <const>` */
static bool is_attribute(const check *c, int i)
{
    return is(c, i, HN_IS_UNDER) && is_kind(c, i - 1, HN_TOKEN_NAME)
        && is_kind(c, i + 1, HN_TOKEN_NAME) && is(c, i + 2, HN_IS_OVER)
        && (is_text(c, i + 1, "const") || is_text(c, i + 1, "close"));
}

static bool begins_line(const check *c, int i)
{
    return i == 0 || c->tokens[i - 1].line < c->tokens[i].line;
}

/* The signs of a spreadsheet are two of Lua's, and other languages note with
 * what divides here. */
static const char *instead_of_sign(const check *c, int i)
{
    bool pair = i > 0 && touches_next(c, i - 1);
    if (is(c, i, HN_IS_UNDER) && touches_next(c, i)
        && is(c, i + 1, HN_IS_OVER))
        return "for <> write a:is_not(b)";
    if (is(c, i, HN_IS_OVER) && pair && is(c, i - 1, HN_IS_EQUALS))
        return "for => write a:at_least(b)";
    if (is(c, i, HN_IS_UNDER) && pair && is(c, i - 1, HN_IS_EQUALS))
        return "for =< write a:at_most(b)";
    if (is(c, i, HN_IS_WHOLE) && begins_line(c, i))
        return "a note begins with --";
    return instead[c->tokens[i].is];
}

/* The second half of <>, which is told with the first. */
static bool ends_pair(const check *c, int i)
{
    return i > 0 && is(c, i, HN_IS_OVER) && touches_next(c, i - 1)
           && is(c, i - 1, HN_IS_UNDER);
}

static void refuse_sign(check *c, int i)
{
    const char *help = instead_of_sign(c, i);
    if (!help || ends_pair(c, i))
        return;
    bool doubled = i > 0 && touches_next(c, i - 1)
        && same(text_of(c, i), text_of(c, i - 1));
    if (doubled || (is(c, i, HN_IS_OVER) && is_attribute(c, i - 2)))
        return;
    if (is_attribute(c, i))
        tell(c, 103, i, 3, "leave it out",
             "a local of a rule pack has no attribute");
    else
        tell_name(c, 103, i, help, "", "is settled by Lua when the pack "
                  "loads, not for each row");
}

/* --- numbers ------------------------------------------------------------- */

static bool all_in(hn_slice text, const char *set)
{
    for (size_t i = 0; i < text.len; i++)
        if (!strchr(set, text.at[i]))
            return false;
    return text.len > 0;
}

static bool is_hex(hn_slice text)
{
    return text.len > 1 && (text.at[1] | 32) == 'x';
}

static bool has_any(hn_slice text, const char *set)
{
    for (size_t i = 0; i < text.len; i++)
        if (strchr(set, text.at[i]))
            return true;
    return false;
}

/* Lua takes it for a fraction, or for a whole number times a power. */
static bool is_decimal(hn_slice text)
{
    if (is_hex(text))
        return has_any(text, ".pP");
    return has_any(text, ".eE");
}

/* Lua would silently make a fraction (or, of hexadecimal, another number) of
 * what is beyond 63 bits. */
static bool is_beyond(hn_slice text)
{
    bool hex = is_hex(text);
    size_t at = hex ? 2 : 0;
    while (at < text.len && text.at[at] == '0')
        at++;
    hn_slice digits = { text.at + at, text.len - at };
    if (hex)
        return digits.len > 15;
    return digits.len > 19 || (digits.len == 19
        && memcmp(digits.at, "9223372036854775807", 19) > 0);
}

static bool is_malformed(hn_slice text)
{
    return !all_in(text, is_hex(text) ? "0123456789abcdefABCDEFxXpP.+-"
                                      : "0123456789.eE+-");
}

/* 10_000, or 12th. */
static void refuse_malformed(check *c, int i)
{
    hn_slice text = text_of(c, i);
    hn_text help;
    hn_text_init(&help, c->report->arena.memory);
    hn_text_add(&help, "write ");
    for (size_t k = 0; k < text.len; k++)
        if (text.at[k] != '_')
            hn_text_add_char(&help, text.at[k]);
    tell_name(c, 101, i, all_in(text, "0123456789_")
              ? hn_text_string(&help) : "write digits only, or put it in "
              "quotes", "", "is not a number");
    hn_text_dispose(&help);
}

static bool is_negated(const check *c, int i)
{
    return is(c, i - 1, HN_IS_MINUS) && !ends_operand(c, i - 2);
}

static void refuse_decimal(check *c, int i)
{
    hn_slice text = text_of(c, i);
    hn_text help;
    hn_text_init(&help, c->report->arena.memory);
    if (!all_in(text, "0123456789."))
        hn_text_add(&help, "write it out in digits, in quotes");
    else
        hn_text_addf(&help, "write \"%s%s%.*s%s\"",
                     is_negated(c, i) ? "-" : "",
                     text.at[0] == '.' ? "0" : "", (int)text.len, text.at,
                     text.at[text.len - 1] == '.' ? "0" : "");
    tell_name(c, 104, i, hn_text_string(&help), "the number ",
              "has a decimal point outside quotes");
    hn_text_dispose(&help);
}

static bool is_group(const check *c, int i)
{
    return is_kind(c, i, HN_TOKEN_NUMBER) && c->tokens[i].len <= 3
        && all_in(text_of(c, i), "0123456789");
}

/* Whether ",000" follows token i without a blank. */
static bool group_follows(const check *c, int i)
{
    return is(c, i + 1, HN_IS_COMMA) && touches_next(c, i)
        && touches_next(c, i + 1) && is_group(c, i + 2)
        && c->tokens[i + 2].len == 3;
}

/* 10,000 between braces is two entries for Lua: 10 and 0. */
static void check_groups(check *c, int i)
{
    bool inner = is(c, i - 1, HN_IS_COMMA) && touches_next(c, i - 1)
        && is_kind(c, i - 2, HN_TOKEN_NUMBER) && touches_next(c, i - 2);
    if (c->frames[c->depth].kind != IN_BRACES || inner || !is_group(c, i)
        || !group_follows(c, i))
        return;
    hn_text help;
    hn_text_init(&help, c->report->arena.memory);
    int n = 1;
    hn_text_addf(&help, "write %.*s", c->tokens[i].len, text_of(c, i).at);
    for (; group_follows(c, i + n - 1); n += 2)
        hn_text_add_n(&help, text_of(c, i + n + 1).at, 3);
    hn_text_add(&help, "; if these are separate numbers, put a blank after "
                       "each comma");
    tell(c, 104, i, n, hn_text_string(&help),
         "Lua reads a comma in a number as the end of it");
    hn_text_dispose(&help);
}

/* `7 / 12` alone is worked out by Lua, in binary fractions; in `x * 7 / 12`
 * Lua divides what x is. */
static void check_division(check *c, int i)
{
    int first = i - 1;
    if (!is_kind(c, first, HN_TOKEN_NUMBER)
        || !is_kind(c, i + 1, HN_TOKEN_NUMBER))
        return;
    while ((is(c, first - 1, HN_IS_TIMES)
            || is(c, first - 1, HN_IS_SLASH))
           && is_kind(c, first - 2, HN_TOKEN_NUMBER))
        first -= 2;
    if (is(c, first - 1, HN_IS_TIMES) || is(c, first - 1, HN_IS_SLASH))
        return;
    hn_text help;
    hn_slice up = text_of(c, i - 1), down = text_of(c, i + 1);
    hn_text_init(&help, c->report->arena.memory);
    hn_text_addf(&help, "write * %.*s / %.*s, without brackets, behind what "
                 "is multiplied", (int)up.len, up.at, (int)down.len, down.at);
    tell(c, 104, i - 1, 3, hn_text_string(&help),
         "two bare numbers divided make a bare decimal");
    hn_text_dispose(&help);
}

static void check_number(check *c, int i)
{
    hn_slice text = text_of(c, i);
    if (is_malformed(text))
        refuse_malformed(c, i);
    else if (is_decimal(text))
        refuse_decimal(c, i);
    else if (is_beyond(text))
        tell_name(c, 206, i, NULL, "the number ",
                  "is larger than can be held exactly");
    else
        check_groups(c, i);
}

/* --- locals -------------------------------------------------------------- */

static bool is_language(const check *c, hn_slice name)
{
    for (int i = 0; i < c->word_count; i++)
        if (hn_slice_is(name, c->words[i]))
            return true;
    return false;
}

static void declare(check *c, int i)
{
    if (!is_kind(c, i, HN_TOKEN_NAME) || c->local_count == c->source->count)
        return;
    if (is_language(c, text_of(c, i)))
        tell_name(c, 107, i, "give the local another name", "",
                  "is a word of the rule language; this would hide it");
    c->locals[c->local_count++] = i;
}

static bool is_declared(const check *c, int i)
{
    hn_slice name = text_of(c, i);
    for (int k = c->local_count - 1; k >= 0; k--)
        if (same(name, text_of(c, c->locals[k])))
            return true;
    return is_text(c, i, "self");
}

/* Names from token i on, with commas between them. */
static void declare_list(check *c, int i)
{
    while (is_kind(c, i, HN_TOKEN_NAME)) {
        declare(c, i++);
        if (is_attribute(c, i))
            i += 3;
        if (!is(c, i, HN_IS_COMMA))
            return;
        i++;
    }
}

/* --- assignment ---------------------------------------------------------- */

/* The first token of the variable that ends with token i, such as a in
 * a.b[1].c; -1 if it is none. */
static int variable_from(const check *c, int i)
{
    while (i >= 0) {
        if (is_kind(c, i, HN_TOKEN_NAME)) {
            if (!after_dot(c, i))
                return i;
            i -= 2;
        } else if (is_kind(c, i, HN_TOKEN_STRING)) {
            i--;
        } else if (c->match[i] >= 0) {
            i = c->match[i] - 1;
        } else {
            return -1;
        }
    }
    return -1;
}

static void check_target(check *c, int first, int last)
{
    if (is_declared(c, first))
        return;
    if (first == last)
        tell_name(c, 106, first, "write local in front of it", "",
                  "is set without `local`");
    else
        tell_name(c, 106, first, "only a table of your own, made with "
                  "`local`, can be changed", "", "cannot be changed here");
}

/* The `=` at token i stands in a block: everything before it back to the
 * beginning of the list is being set. */
static void check_assignment(check *c, int i)
{
    int last = i - 1;
    int first = variable_from(c, last);
    while (first > 0 && is(c, first - 1, HN_IS_COMMA))
        first = variable_from(c, first - 2);
    if (first < 0 || is(c, first - 1, HN_IS_LOCAL)
        || is(c, first - 1, HN_IS_FOR))
        return;
    for (;;) {
        first = variable_from(c, last);
        check_target(c, first, last);
        if (!is(c, first - 1, HN_IS_COMMA))
            return;
        last = first - 2;
    }
}

/* --- keys ---------------------------------------------------------------- */

static uint32_t hash_of(hn_slice text, int braces)
{
    uint32_t hash = 2166136261u ^ (uint32_t)braces * 2654435761u;
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.at[i]) * 16777619u;
    return hash ^ hash >> 15;
}

/* The token of the key whose `=` is token i, or -1. */
static int key_before(const check *c, int i)
{
    if (is_kind(c, i - 1, HN_TOKEN_NAME))
        return is(c, i - 2, HN_IS_BRACE) || is(c, i - 2, HN_IS_COMMA)
            || is(c, i - 2, HN_IS_SEMICOLON) ? i - 1 : -1;
    bool plain = is(c, i - 1, HN_IS_SQUARE_END) && c->match[i - 1] == i - 3
        && (is_kind(c, i - 2, HN_TOKEN_STRING)
            || is_kind(c, i - 2, HN_TOKEN_NUMBER));
    return plain ? i - 2 : -1;
}

/* name = and ["name"] = are one key; [1] is not ["1"]. */
static bool same_key(const check *c, int a, int b)
{
    return same(hn_token_inside(c->source, &c->tokens[a]),
                hn_token_inside(c->source, &c->tokens[b]))
        && is_kind(c, a, HN_TOKEN_NUMBER) == is_kind(c, b, HN_TOKEN_NUMBER);
}

static void tell_twice(check *c, int i, int first)
{
    hn_slice name = hn_token_inside(c->source, &c->tokens[i]);
    hn_source_tell(c->source, c->report, 105, HN_ERROR, place_of(c, i),
                   c->tokens[i].len, "keep one of the two",
                   "`%.*s` is given twice in these braces; the first is on "
                   "line %d", (int)name.len, name.at, c->tokens[first].line);
}

static void check_key(check *c, int i)
{
    int token = key_before(c, i);
    if (token < 0)
        return;
    int braces = c->frames[c->depth].opened;
    uint32_t hash = hash_of(hn_token_inside(c->source, &c->tokens[token]),
                            braces);
    uint32_t at = hash & c->mask;
    for (; c->keys[at].token > 0; at = (at + 1) & c->mask) {
        const key *k = &c->keys[at];
        if (k->hash == hash && k->braces == braces
            && same_key(c, k->token, token)) {
            tell_twice(c, token, k->token);
            return;
        }
    }
    c->keys[at] = (key){ hash, braces, token };
}

/* --- frames -------------------------------------------------------------- */

static void too_deep(check *c, int i)
{
    c->stopped = true;
    tell(c, 505, i, 1, "give the inner part a name with `local`",
         "brackets, functions or joined texts are nested more than 100 deep");
}

static void deepen(check *c, int i, int by)
{
    c->level += by;
    if (c->level > MOST_DEEP)
        too_deep(c, i);
}

static void open_frame(check *c, frame_kind kind, int i)
{
    deepen(c, i, kind == IN_FUNCTION ? 2 : 1);
    if (c->stopped)
        return;
    c->frames[++c->depth] = (frame){ .kind = kind, .opened = i,
        .level = c->level, .locals = c->local_count };
}

/* The level before a frame was opened may hold joins of the one around it. */
static void close_frame(check *c, int i)
{
    frame *f = &c->frames[c->depth];
    c->match[i] = f->kind <= IN_BRACES ? f->opened : -1;
    c->level = f->level - (f->kind == IN_FUNCTION ? 2 : 1);
    c->local_count = f->locals;
    c->depth--;
}

static void close_bracket(check *c, frame_kind kind, int i)
{
    if (c->frames[c->depth].kind == kind)
        close_frame(c, i);
    else
        c->stopped = true;
}

static void close_block(check *c, int i)
{
    frame_kind kind = c->frames[c->depth].kind;
    if (kind == IN_FUNCTION || kind == IN_DO || kind == IN_IF)
        close_frame(c, i);
    else
        c->stopped = true;
}

/* function name (a, b): as a statement it sets the name. */
static void open_function(check *c, int i)
{
    int at = i + 1, last = -1;
    while (is_kind(c, at, HN_TOKEN_NAME)) {
        last = at++;
        at += is(c, at, HN_IS_DOT) || is(c, at, HN_IS_COLON);
    }
    if (last == i + 1 && !is(c, i - 1, HN_IS_LOCAL) && !is_declared(c, last))
        tell_name(c, 106, last, "write local function", "the function ",
                  "is set without `local`");
    else if (last > i + 1)
        check_target(c, i + 1, last);
    open_frame(c, IN_FUNCTION, i);
    if (!c->stopped && is(c, at, HN_IS_ROUND))
        declare_list(c, at + 1);
}

static void open_do(check *c, int i)
{
    frame *f = &c->frames[c->depth];
    if (f->kind == IN_FOR) {
        f->kind = IN_DO;
        declare_list(c, f->opened + 1);
    } else {
        open_frame(c, IN_DO, i);
    }
}

/* --- the pass ------------------------------------------------------------ */

static void visit_word(check *c, int i)
{
    refuse_word(c, i);
    c->level = c->frames[c->depth].level;
    switch (c->tokens[i].is) {
    case HN_IS_LOCAL:
        declare_list(c, is(c, i + 1, HN_IS_FUNCTION) ? i + 2 : i + 1);
        break;
    case HN_IS_FUNCTION: open_function(c, i); break;
    case HN_IS_FOR: open_frame(c, IN_FOR, i); break;
    case HN_IS_DO: open_do(c, i); break;
    case HN_IS_IF: open_frame(c, IN_IF, i); break;
    case HN_IS_REPEAT: open_frame(c, IN_REPEAT, i); break;
    case HN_IS_UNTIL: close_bracket(c, IN_REPEAT, i); break;
    case HN_IS_END: close_block(c, i); break;
    default: break;
    }
}

/* A chain goes on over .name and [index], over arguments too. */
static void count_chain(check *c, int i)
{
    frame *f = &c->frames[c->depth];
    bool link = false;
    switch (c->tokens[i].is) {
    case HN_IS_DOT: link = true; break;
    case HN_IS_SQUARE: link = ends_operand(c, i - 1); break;
    case HN_IS_COMMA: case HN_IS_SEMICOLON: case HN_IS_EQUALS:
        f->chain = 0;
        break;
    default:
        if (c->tokens[i].kind == HN_TOKEN_NAME && !after_dot(c, i))
            f->chain = 0;
    }
    if (link && ++f->chain == MOST_CHAIN + 1)
        tell(c, 505, i, 1, "give a part of it a name with `local`",
             "more than 32 names are joined with dots or indexes");
}

static void visit_equals(check *c, int i)
{
    frame_kind kind = c->frames[c->depth].kind;
    c->level = c->frames[c->depth].level;
    if (kind == IN_BRACES)
        check_key(c, i);
    else if (kind != IN_FOR && kind != IN_ROUND && kind != IN_SQUARE)
        check_assignment(c, i);
}

static void visit_sign(check *c, int i)
{
    refuse_sign(c, i);
    switch (c->tokens[i].is) {
    case HN_IS_ROUND: open_frame(c, IN_ROUND, i); break;
    case HN_IS_SQUARE: open_frame(c, IN_SQUARE, i); break;
    case HN_IS_BRACE: open_frame(c, IN_BRACES, i); break;
    case HN_IS_ROUND_END: close_bracket(c, IN_ROUND, i); break;
    case HN_IS_SQUARE_END: close_bracket(c, IN_SQUARE, i); break;
    case HN_IS_BRACE_END: close_bracket(c, IN_BRACES, i); break;
    case HN_IS_EQUALS: visit_equals(c, i); break;
    case HN_IS_SLASH: check_division(c, i); break;
    case HN_IS_COMMA: case HN_IS_SEMICOLON:
        c->level = c->frames[c->depth].level;
        break;
    default:
        if (is(c, i, HN_IS_JOIN) || !ends_operand(c, i - 1))
            deepen(c, i, 1);   /* Lua's parser goes down for what follows */
    }
}

static void visit_name(check *c, int i)
{
    if (is_text(c, i, "_ENV") && !after_dot(c, i))
        tell_name(c, 114, i, NULL, "", "cannot be used in a rule pack");
}

static void visit(check *c, int i)
{
    count_chain(c, i);
    switch (c->tokens[i].kind) {
    case HN_TOKEN_WORD: visit_word(c, i); break;
    case HN_TOKEN_SIGN: visit_sign(c, i); break;
    case HN_TOKEN_NAME: visit_name(c, i); break;
    case HN_TOKEN_NUMBER: check_number(c, i); break;
    case HN_TOKEN_STRING:
    case HN_TOKEN_END: break;
    }
}

/* --- room ---------------------------------------------------------------- */

/* Keys fill at most half of the table. */
static uint32_t key_room(const hn_source *source)
{
    uint32_t room = 8;
    int count = 0;
    for (int i = 0; i < source->count; i++)
        count += source->tokens[i].is == HN_IS_EQUALS;
    while (room < 2 * (uint32_t)count)
        room *= 2;
    return room;
}

static bool open_room(check *c, hn_arena *room)
{
    size_t count = (size_t)c->source->count;
    uint32_t keys = key_room(c->source);
    c->match = hn_arena_alloc(room, count * sizeof *c->match);
    c->locals = hn_arena_alloc(room, count * sizeof *c->locals);
    c->keys = hn_arena_alloc(room, keys * sizeof *c->keys);
    c->mask = keys - 1;
    if (!c->match || !c->locals || !c->keys)
        return false;
    memset(c->match, 0xFF, count * sizeof *c->match);
    return true;
}

bool hn_source_check(const hn_source *source, const char *const *words,
                     int count, hn_report *report)
{
    int errors = report->errors;
    check c = { .source = source, .tokens = source->tokens,
                .report = report, .words = words, .word_count = count };
    hn_arena room;
    hn_arena_init(&room, report->arena.memory);
    bool enough = open_room(&c, &room);
    if (!enough)
        hn_report_addf(report, 500, HN_ERROR, (hn_place){ source->name, 0, 0 },
                       NULL, "there is not enough memory to check this file");
    for (int i = 0; enough && i < source->count && !c.stopped; i++)
        visit(&c, i);
    hn_arena_dispose(&room);
    return enough && report->errors == errors && !report->failed;
}
