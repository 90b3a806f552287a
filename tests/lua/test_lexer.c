/* test_lexer.c - tokens and their places, what a pack may not write, and how
 * Lua's own complaints are told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "../../lua/words.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static const char *const words[] = { "all", "any", "param", "sum" };

typedef struct world {
    hn_memory memory;
    hn_arena arena;
    hn_report report;
    hn_sources sources;
} world;

static void open_world(world *w)
{
    hn_memory_init(&w->memory, NULL, NULL, 0);
    hn_arena_init(&w->arena, &w->memory);
    hn_report_init(&w->report, &w->memory);
    hn_sources_init(&w->sources, &w->arena);
}

static void close_world(world *w)
{
    hn_report_dispose(&w->report);
    hn_arena_dispose(&w->arena);
    assert_int_equal(w->memory.used, 0);
}

/* Reads a copy without room behind it, so that a byte too far is seen. */
static const hn_source *add_n(world *w, const char *text, size_t len)
{
    char *copy = malloc(len > 0 ? len : 1);
    memcpy(copy, text, len);
    const hn_source *source = hn_sources_add(&w->sources, "rules.lua", copy,
                                             len, &w->report);
    free(copy);
    return source;
}

static const hn_source *add(world *w, const char *text)
{
    return add_n(w, text, strlen(text));
}

static void check_text(world *w, const char *text)
{
    const hn_source *source = add(w, text);
    bool good = source && hn_source_check(source, words, (int)COUNT(words),
                                          &w->report);
    assert_true(good == (w->report.errors == 0));
    hn_report_sort(&w->report);
}

/* --- tokens -------------------------------------------------------------- */

static void tokens_have_kind_text_and_place(void **state)
{
    (void)state;
    static const struct { hn_token_kind kind; const char *text; int line,
                          column; } expect[] = {
        { HN_TOKEN_WORD, "local", 1, 1 }, { HN_TOKEN_NAME, "x1_", 1, 7 },
        { HN_TOKEN_SIGN, "=", 1, 11 }, { HN_TOKEN_STRING, "\"\xC2\xA3 a\"",
        1, 13 }, { HN_TOKEN_SIGN, "..", 1, 19 },
        { HN_TOKEN_STRING, "[=[\n]] ]=]", 1, 22 },
        { HN_TOKEN_SIGN, "..", 2, 8 }, { HN_TOKEN_NUMBER, "0x1F", 2, 11 },
        { HN_TOKEN_SIGN, "...", 2, 16 }, { HN_TOKEN_SIGN, "~=", 4, 3 },
        { HN_TOKEN_STRING, "'\\'\\\n'", 4, 6 },
        { HN_TOKEN_NUMBER, "1e+5", 5, 3 }, { HN_TOKEN_NUMBER, ".5", 5, 8 },
        { HN_TOKEN_NAME, "ende", 5, 11 }, { HN_TOKEN_END, "", 5, 15 },
    };
    world w;
    open_world(&w);
    const hn_source *source = add(&w,
        "local x1_ = \"\xC2\xA3 a\" .. [=[\n]] ]=] .. 0x1F ... -- note\n"
        "--[[ a\n]]~= '\\'\\\n' 1e+5 .5 ende");
    assert_non_null(source);
    assert_int_equal(source->count, COUNT(expect));
    for (int i = 0; i < source->count; i++) {
        const hn_token *t = &source->tokens[i];
        if (!hn_token_is(source, t, expect[i].text)
            || t->kind != expect[i].kind || t->line != expect[i].line
            || t->column != expect[i].column)
            fail_msg("token %d: %.*s at %d:%d", i, t->len,
                     source->text + t->at, t->line, t->column);
    }
    close_world(&w);
}

static void insides_of_texts(void **state)
{
    (void)state;
    static const struct { const char *text, *inside; } cases[] = {
        { "\"a\"", "a" }, { "''", "" }, { "[[b]]", "b" },
        { "[==[c]==]", "c" }, { "[[]]", "" }, { "name", "name" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        world w;
        open_world(&w);
        const hn_source *source = add(&w, cases[i].text);
        assert_non_null(source);
        assert_true(hn_slice_is(hn_token_inside(source, source->tokens),
                                cases[i].inside));
        close_world(&w);
    }
}

static void lines_end_as_in_lua(void **state)
{
    (void)state;
    world w;
    open_world(&w);
    const hn_source *s = add(&w, "\xEF\xBB\xBF" "a\r\nb\rc\n\rd\n\ne");
    assert_non_null(s);
    static const char *const lines[] = { "a", "b", "c", "d", "", "e" };
    assert_int_equal(s->line_count, COUNT(lines));
    for (int i = 0; i < 6; i++)
        assert_true(hn_slice_is(hn_source_line(s, i + 1), lines[i]));
    assert_true(hn_slice_is(hn_source_line(s, 0), ""));
    assert_true(hn_slice_is(hn_source_line(s, 7), ""));
    assert_int_equal(s->tokens[4].line, 6);
    assert_int_equal(s->tokens[0].column, 1);
    close_world(&w);
}

static void an_empty_file_is_one_line(void **state)
{
    (void)state;
    world w;
    open_world(&w);
    const hn_source *s = add(&w, "");
    assert_non_null(s);
    assert_int_equal(s->count, 1);
    assert_int_equal(s->line_count, 1);
    assert_true(hn_source_check(s, words, (int)COUNT(words), &w.report));
    close_world(&w);
}

static void sources_are_found_by_chunk_name(void **state)
{
    (void)state;
    world w;
    open_world(&w);
    const hn_source *s = add(&w, "a()");
    assert_ptr_equal(hn_sources_find(&w.sources, "@rules.lua"), s);
    assert_ptr_equal(hn_sources_find(&w.sources, "rules.lua"), s);
    assert_null(hn_sources_find(&w.sources, "@other.lua"));
    close_world(&w);
}

static void words_are_located(void **state)
{
    (void)state;
    static const struct { int from; const char *word; int line, column,
                          width; } cases[] = {
        { 1, "cap", 1, 7, 5 }, { 2, "cap", 3, 20, 3 },
        { 1, "param.cap", 3, 14, 9 }, { 1, "figure", 3, 1, 6 },
        { 1, "value", 3, 5 + 1, 0 }, { 4, "cap", 4, 0, 0 },
        { 1, "\xC2\xA3", 2, 3, 3 }, { 1, "ca", 1, 0, 0 },
        { 1, "", 1, 0, 0 },
    };
    world w;
    open_world(&w);
    const hn_source *s = add(&w, "param \"cap\"\n  '\xC2\xA3'\n"
                                 "figure = x + param.cap\n\n");
    assert_non_null(s);
    for (size_t i = 0; i < COUNT(cases); i++) {
        hn_place place;
        int width;
        bool found = hn_source_locate(&place, &width, s, cases[i].from,
                                      cases[i].word);
        if (cases[i].width == 0) {
            assert_false(found);
            assert_int_equal(place.line, cases[i].from);
            assert_int_equal(place.column, 0);
        } else if (!found || place.line != cases[i].line
                   || place.column != cases[i].column
                   || width != cases[i].width) {
            fail_msg("%s: %d:%d, %d", cases[i].word, place.line,
                     place.column, width);
        }
    }
    close_world(&w);
}

/* --- what is refused ----------------------------------------------------- */

typedef struct refused { const char *text; int code, line, column, width;
                         const char *help; } refused;

static void is_refused(const refused *r, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        world w;
        open_world(&w);
        check_text(&w, r[i].text);
        const hn_notice *n = w.report.notices;
        if (w.report.count != 1)
            fail_msg("%s: %d notices, first %s", r[i].text, w.report.count,
                     w.report.count > 0 ? n->message : "none");
        if (n->code != r[i].code || n->place.line != r[i].line
            || n->place.column != r[i].column || n->width != r[i].width)
            fail_msg("%s: HN%d at %d:%d, %d wide", r[i].text, n->code,
                     n->place.line, n->place.column, n->width);
        if (r[i].help && (!n->help || !strstr(n->help, r[i].help)))
            fail_msg("%s: help is %s", r[i].text, n->help ? n->help : "none");
        assert_non_null(n->context);
        close_world(&w);
    }
}

static void words_of_lua(void **state)
{
    (void)state;
    static const refused cases[] = {
        { "f(a and b)", 102, 1, 5, 3, "all { a, b }" },
        { "f(a or b)", 102, 1, 5, 2, "any { a, b }" },
        { "f(not a)", 102, 1, 3, 3, ":is(\"no\")" },
        { "if a then f() elseif b then g() else h() end", 102, 1, 1, 2,
          "choose" },
        { "else", 102, 1, 1, 4, "choose" },
        { "\n  while a do f() end", 102, 2, 3, 5, "ipairs(list)" },
        { "repeat f() until a", 102, 1, 1, 6, "ipairs(list)" },
        { "goto a", 102, 1, 1, 4, "ipairs(list)" },
        { "f { a = nil }", 102, 1, 9, 3, "write missing" },
        { "f { g = function(a) return nil end }", 102, 1, 28, 3, "missing" },
    };
    is_refused(cases, COUNT(cases));
}

static void signs_of_lua(void **state)
{
    (void)state;
    static const refused cases[] = {
        { "f(a == b)", 103, 1, 5, 2, "a:is(b)" },
        { "f(a ~= b)", 103, 1, 5, 2, "a:is_not(b)" },
        { "f(a < b)", 103, 1, 5, 1, "a:under(b)" },
        { "f(a > b)", 103, 1, 5, 1, "a:over(b)" },
        { "f(a <= b)", 103, 1, 5, 2, "a:at_most(b)" },
        { "f(a >= b)", 103, 1, 5, 2, "a:at_least(b)" },
        { "f(a // b)", 103, 1, 5, 2, "`rounding`" },
        { "f(a % b)", 103, 1, 5, 1, "`rounding`" },
        { "f(a ^ b)", 103, 1, 5, 1, "a * a" },
        { "f(a & b)", 103, 1, 5, 1, "all" },
        { "f(a && b)", 103, 1, 5, 1, "all" },
        { "f(a || b)", 103, 1, 5, 1, "any" },
        { "f(~b)", 103, 1, 3, 1, "none" },
        { "f(a << b)", 103, 1, 5, 2, NULL },
        { "f(a >> b)", 103, 1, 5, 2, NULL },
        { "f(a != b)", 103, 1, 5, 2, "a:is_not(b)" },
        { "f(a \xE2\x89\xA4 b)", 103, 1, 5, 1, "a:at_most(b)" },
        { "local a <const> = 1", 103, 1, 9, 7, "leave it out" },
        { "local a, b <close> = 1", 103, 1, 12, 7, "leave it out" },
    };
    is_refused(cases, COUNT(cases));
}

static void numbers_that_are_not_exact(void **state)
{
    (void)state;
    static const refused cases[] = {
        { "f(7.5)", 104, 1, 3, 3, "write \"7.5\"" },
        { "f(-7.5)", 104, 1, 4, 3, "write \"-7.5\"" },
        { "f(a - 7.5)", 104, 1, 7, 3, "write \"7.5\"" },
        { "f(.5)", 104, 1, 3, 2, "write \"0.5\"" },
        { "f(5.)", 104, 1, 3, 2, "write \"5.0\"" },
        { "f(1e3)", 104, 1, 3, 3, "digits" },
        { "f(0x1p4)", 104, 1, 3, 5, "digits" },
        { "f { a = 10,000 }", 104, 1, 9, 6, "write 10000" },
        { "f { a = 1,500,000, b = 1 }", 104, 1, 9, 9, "write 1500000" },
        { "f { 1,200 }", 104, 1, 5, 5, "write 1200" },
        { "f(x * (7 / 12))", 104, 1, 8, 6, "write * 7 / 12" },
        { "f(7 / 12 * x)", 104, 1, 3, 6, "write * 7 / 12" },
        { "f(2 * 7 / 12)", 104, 1, 7, 6, "write * 7 / 12" },
        { "f(x + 7 / 12)", 104, 1, 7, 6, "write * 7 / 12" },
        { "f(9223372036854775808)", 206, 1, 3, 19, NULL },
        { "f(0xFFFFFFFFFFFFFFFF)", 206, 1, 3, 18, NULL },
        { "f(10_000)", 101, 1, 3, 6, "write 10000" },
        { "f(12th)", 101, 1, 3, 4, "digits" },
    };
    is_refused(cases, COUNT(cases));
}

static void keys_given_twice(void **state)
{
    (void)state;
    static const refused cases[] = {
        { "f { a = 1,\n  a = 2 }", 105, 2, 3, 1, "keep one" },
        { "f { a = 1, [\"a\"] = 2 }", 105, 1, 13, 3, NULL },
        { "f { ['a b'] = 1; [\"a b\"] = 2 }", 105, 1, 19, 5, NULL },
        { "f { [1] = 1, [1] = 2 }", 105, 1, 15, 1, NULL },
        { "f { x = { a = 1, b = { a = 1 } }, x = 1 }", 105, 1, 35, 1, NULL },
        { "f { g = function() local t = { a = 1, a = 2 } end }", 105, 1, 39,
          1, NULL },
    };
    is_refused(cases, COUNT(cases));
    world w;
    open_world(&w);
    check_text(&w, "f {\n  a = 1,\n  b = 2,\n  a = 3 }");
    assert_non_null(strstr(w.report.notices[0].message, "line 2"));
    close_world(&w);
}

static void assignments_without_local(void **state)
{
    (void)state;
    static const refused cases[] = {
        { "x = 1", 106, 1, 1, 1, "local" },
        { "local y y, x = 1, 2", 106, 1, 12, 1, "local" },
        { "function f() end", 106, 1, 10, 1, "local function" },
        { "for i = 1, 2 do end i = 3", 106, 1, 21, 1, "local" },
        { "local function f(a) end a = 3", 106, 1, 25, 1, "local" },
        { "do local a end a = 3", 106, 1, 16, 1, "local" },
        { "f { g = function() x = 1 end }", 106, 1, 20, 1, "local" },
        { "t.x = 1", 106, 1, 1, 1, "of your own" },
        { "t[1].x[2] = 1", 106, 1, 1, 1, "of your own" },
        { "function t.f() end", 106, 1, 10, 1, "of your own" },
        { "for i = 1, f(function() local q = 1 x = 2 end) do end", 106, 1,
          37, 1, "local" },
    };
    is_refused(cases, COUNT(cases));
}

static void names_that_hide_a_word(void **state)
{
    (void)state;
    static const refused cases[] = {
        { "local all = 1", 107, 1, 7, 3, NULL },
        { "local a, any = 1, 2", 107, 1, 10, 3, NULL },
        { "local function sum(a) end", 107, 1, 16, 3, NULL },
        { "local function f(a, param) end", 107, 1, 21, 5, NULL },
        { "f(function(sum) end)", 107, 1, 12, 3, NULL },
        { "for _, param in ipairs(l) do end", 107, 1, 8, 5, NULL },
        { "for all = 1, 2 do end", 107, 1, 5, 3, NULL },
        { "f(_ENV)", 114, 1, 3, 4, NULL },
    };
    is_refused(cases, COUNT(cases));
}

static void files_that_are_no_text(void **state)
{
    (void)state;
    static const refused cases[] = {
        { "\x1BLua", 101, 1, 1, 1, NULL },
        { "f()\n g(\"\xFF\")", 101, 2, 5, 1, "UTF-8" },
        { "-- \x1B[31m", 101, 1, 4, 1, "delete" },
        { "-- \xE2\x80\xAE", 101, 1, 4, 1, "delete" },
        { "f(\"\x07\")", 101, 1, 4, 1, "delete" },
        { "f(\"abc)", 101, 1, 3, 5, "\"" },
        { "f('abc\n')", 101, 1, 3, 4, "'" },
        { "\n--[[ abc", 101, 2, 1, 2, "]]" },
        { "f([==[ abc ]=]", 101, 1, 3, 2, "]]" },
        { "f(\xC2\xA3" "5)", 101, 1, 3, 1, "GBP" },
        { "f(a, $)", 101, 1, 6, 1, NULL },
        { "caf\xC3\xA9()", 101, 1, 4, 1, "a to z" },
        { "f(1 \xE2\x88\x92 2)", 101, 1, 5, 1, "minus" },
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        if (i != 6)
            is_refused(&cases[i], 1);
    world w;
    open_world(&w);
    assert_null(add_n(&w, "f()\0g()", 7));
    assert_int_equal(w.report.notices[0].code, 101);
    assert_int_equal(w.report.notices[0].place.column, 4);
    close_world(&w);
}

static void files_that_are_too_long(void **state)
{
    (void)state;
    world w;
    open_world(&w);
    static char text[HN_SOURCE_MOST + 1];
    memset(text, ' ', sizeof text);
    assert_null(add_n(&w, text, sizeof text));
    assert_int_equal(w.report.notices[0].code, 503);
    for (int i = 0; i < HN_SOURCES_MOST / HN_SOURCE_MOST; i++)
        assert_non_null(add_n(&w, text, HN_SOURCE_MOST));
    assert_null(add_n(&w, text, 1));
    assert_int_equal(w.report.count, 2);
    assert_int_equal(w.report.notices[1].code, 503);
    close_world(&w);
}

/* `before` and `after` as often as said, with `middle` between them. */
static int code_of_nested(const char *start, const char *before, int times,
                          const char *middle, const char *after)
{
    world w;
    hn_text text;
    open_world(&w);
    hn_text_init(&text, &w.memory);
    hn_text_add(&text, start);
    for (int i = 0; i < times; i++)
        hn_text_add(&text, before);
    hn_text_add(&text, middle);
    for (int i = 0; i < times; i++)
        hn_text_add(&text, after);
    check_text(&w, hn_text_string(&text));
    int code = w.report.count > 0 ? w.report.notices[0].code : 0;
    assert_true(w.report.count <= 1);
    hn_text_dispose(&text);
    close_world(&w);
    return code;
}

static void depth_is_bounded(void **state)
{
    (void)state;
    static const struct { const char *start, *before, *middle, *after;
                          int most; } cases[] = {
        { "local x = ", "{", "", "}", 100 },
        { "local x = ", "(", "1", ")", 100 },
        { "local x = y", "[z", "", "]", 100 },
        { "", "do ", "", " end", 100 },
        { "local x = ", "function() return ", "1", " end", 49 },
        { "local x = a", " .. a", "", "", 100 },
        { "local x = ", "- ", "1", "", 100 },
        { "local x = ", "# ", "a", "", 100 },
        { "local x = a", ".b", "", "", 32 },
        { "local x = a", "[1]", "", "", 32 },
        { "local x = a", ".f(a)", "", "", 32 },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int most = code_of_nested(cases[i].start, cases[i].before,
            cases[i].most, cases[i].middle, cases[i].after);
        int more = code_of_nested(cases[i].start, cases[i].before,
            cases[i].most + 1, cases[i].middle, cases[i].after);
        if (most != 0 || more != 505)
            fail_msg("%s: %d, then %d", cases[i].before, most, more);
    }
}

static void what_packs_write_is_allowed(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "pack \"x\" { title = \"a\", version = \"1.0\" }",
        "award \"x\" { amount = figure.a * 7 / 12, b = a / 39 / 2 }",
        "local a, b = 1, 2 a, b = b, a",
        "local t = {} t.x = 1 t[#t + 1] = 2 t.a.b[1].c = 3",
        "local total = x for _, r in ipairs(l) do total = total + r.n end",
        "for i = 1, 3 do local y = i end for k, v in pairs(t) do f(k) end",
        "local function f(a, ...) a = 1 return function() a = 2 end end",
        "f { 10, 000 } f { 10, 200 } f(10,000) f { 1000,200 }",
        "f { a = 1, b = { a = 1 }, c = { a = 1 } } f { a = 1 }",
        "f { [1] = 1, [\"1\"] = 2, [a] = 3, [a .. b] = 4 }",
        "f { \"a\", \"a\", a, a }",
        "local x = { value = 5; other = 6; } local s = a .. b .. 'c'",
        "f(-1, - 2, a - 1) local n = #t do local y = true end",
        "local t = {} function t.f() end function t:g() self.x = 1 end",
        "f \"and or not if == nil 7.5\" -- and or == nil 7.5",
        "f [[ while 1.5 ]] --[==[ goto ]==]",
        "param(\"name_\" .. year) { value = \"7.5\", from = \"2026-09-01\" }",
        "f { all = 1, [\"param\"] = 2 } t.all(x) x:sum()",
        "local t = { x = function(a) local b = a b = 2 end }",
        "f(9223372036854775807, 0x7FFFFFFFFFFFFFF)",
        "for i = 1, g(function(x) x = 2 end) do i = 3 end",
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        world w;
        open_world(&w);
        check_text(&w, cases[i]);
        if (w.report.count > 0)
            fail_msg("%s: %s", cases[i], w.report.notices[0].message);
        close_world(&w);
    }
}

static void all_faults_are_told(void **state)
{
    (void)state;
    world w;
    open_world(&w);
    check_text(&w, "x = a and b\nlocal all = 7.5\nf { a = 1, a = 2 }\n"
                   "f(a == b)\nlocal t = a.b c = nil");
    static const int codes[] = { 106, 102, 107, 104, 105, 103, 106, 102 };
    assert_int_equal(w.report.count, COUNT(codes));
    for (int i = 0; i < w.report.count; i++)
        assert_int_equal(w.report.notices[i].code, codes[i]);
    close_world(&w);
}

/* --- what Lua says ------------------------------------------------------- */

static void complaints_of_lua(void **state)
{
    (void)state;
    static const struct { const char *text, *lua; int code, line, column;
                          const char *says; } cases[] = {
        { "p {\n  title = \"a\"\n  version = 1,\n}",
          "rules.lua:3: '}' expected (to close '{' at line 1) near 'version'",
          101, 3, 3, "a comma or a closing brace is missing before "
          "`version`" },
        { "p \"x\" { a = \"b\" { c } }",
          "rules.lua:1: '}' expected near '{'", 101, 1, 17, "comma" },
        { "p { { c { a } } { b } }",
          "rules.lua:1: '}' expected near '{'", 101, 1, 17, "comma" },
        { "p { \"a\" = 1 }", "rules.lua:1: '}' expected near '='", 101, 1, 9,
          "plain name" },
        { "f(\n{ a = 1,\n", "rules.lua:3: unexpected symbol near <eof>", 101,
          2, 1, "never closed" },
        { "f { a = 1",
          "rules.lua:1: '}' expected near <eof>", 101, 1, 10, "missing" },
        { "f {\n a = 1",
          "rules.lua:2: '}' expected (to close '{' at line 1) near <eof>",
          101, 1, 3, "never closed" },
        { "f(1\nlocal x",
          "rules.lua:2: ')' expected (to close '(' at line 1) near 'local'",
          101, 2, 1, "closing bracket" },
        { "for i = 1, 2 do",
          "rules.lua:1: 'end' expected near <eof>", 101, 1, 16, "`end`" },
        { "do\nf()",
          "rules.lua:2: 'end' expected (to close 'do' at line 1) near <eof>",
          101, 1, 1, "`end`" },
        { "f { end = 1 }", "rules.lua:1: unexpected symbol near 'end'", 101,
          1, 5, "a word of Lua" },
        { "a.b\nc()", "rules.lua:2: syntax error near 'c'", 101, 2, 1,
          "by itself" },
        { "f { a = , b }", "rules.lua:1: unexpected symbol near ','", 101, 1,
          9, "something is missing" },
        { "f(\"a\\qb\")",
          "rules.lua:1: invalid escape sequence near '\"a\\q'", 101, 1, 3,
          "backslash" },
        { "f()", "C stack overflow", 505, 0, 0, "too deep" },
        { "local a", "rules.lua:1: too many local variables (limit is 200) in "
          "main function near 'a'", 505, 1, 7, "too" },
        { "local = 1", "rules.lua:1: <name> expected near '='", 101, 1, 7,
          "a name is missing" },
        { "for i do end", "rules.lua:1: '=' or 'in' expected near 'do'", 101,
          1, 7, "before `do`" },
        { "break", "rules.lua:1: break outside a loop at line 1 near <eof>",
          101, 1, 6, "break" },
        { "f()", "something else", 101, 0, 0, "something else" },
        { "f()", "", 101, 0, 0, "" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        world w;
        open_world(&w);
        const hn_source *source = add(&w, cases[i].text);
        assert_non_null(source);
        hn_source_syntax(source, cases[i].lua, &w.report);
        assert_int_equal(w.report.count, 1);
        const hn_notice *n = w.report.notices;
        if (n->code != cases[i].code || n->place.line != cases[i].line
            || n->place.column != cases[i].column
            || !strstr(n->message, cases[i].says))
            fail_msg("%s: HN%d %d:%d %s", cases[i].lua, n->code,
                     n->place.line, n->place.column, n->message);
        close_world(&w);
    }
}

/* --- without memory ------------------------------------------------------ */

static const char much[] = "x = a and b\nf { a = 1, a = 7.5, b = 10,000 }\n"
                           "local all = g(x / (7 / 12)) goto y";

static void refused_memory_is_survived(void **state)
{
    (void)state;
    for (size_t limit = 0; limit < 20000; limit += 16) {
        world w;
        open_world(&w);
        w.memory.limit = limit > 0 ? limit : 1;
        const hn_source *source = add(&w, much);
        bool good = source && hn_source_check(source, words,
                                              (int)COUNT(words), &w.report);
        assert_false(good);
        close_world(&w);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_have_kind_text_and_place),
        cmocka_unit_test(insides_of_texts),
        cmocka_unit_test(lines_end_as_in_lua),
        cmocka_unit_test(an_empty_file_is_one_line),
        cmocka_unit_test(sources_are_found_by_chunk_name),
        cmocka_unit_test(words_are_located),
        cmocka_unit_test(words_of_lua),
        cmocka_unit_test(signs_of_lua),
        cmocka_unit_test(numbers_that_are_not_exact),
        cmocka_unit_test(keys_given_twice),
        cmocka_unit_test(assignments_without_local),
        cmocka_unit_test(names_that_hide_a_word),
        cmocka_unit_test(files_that_are_no_text),
        cmocka_unit_test(files_that_are_too_long),
        cmocka_unit_test(depth_is_bounded),
        cmocka_unit_test(what_packs_write_is_allowed),
        cmocka_unit_test(all_faults_are_told),
        cmocka_unit_test(complaints_of_lua),
        cmocka_unit_test(refused_memory_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
