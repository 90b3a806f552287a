/*
 * test_sandbox.c - every attack of this folder, and what the sandbox promises.
 *
 * Each *.lua beside this file is read, checked and run as a pack's file would
 * be, in one process: it must be stopped, in time and within its memory, with
 * the file and the line named, and a good text must load after it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
#include <locale.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>
#include <lauxlib.h>
#include "../base/starve.h"
#include "../../lua/sandbox.h"
#include "../../lua/words.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])
#define FOLDER "tests/hostile"
#define MOST_FILES 1000
#define FEWER_STEPS 1000000   /* where time is of no interest             */

/* What an attack may take: seconds of this thread, bytes, bytes of a message.
 * Sanitizers and valgrind slow the machine down, not the count. */
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
#define MOST_SECONDS 20.0
#define SMALL_STACK ((size_t)4 << 20)
#else
#define MOST_SECONDS 2.0
#define SMALL_STACK ((size_t)256 << 10)
#endif
#define MOST_BYTES   ((size_t)36 << 20)
#define MOST_MESSAGE 4100

typedef struct world {
    hn_memory memory;
    hn_arena arena;
    hn_report report;
    hn_sources sources;
    hn_sandbox_settings settings;
    hn_sandbox *box;
    const hn_source *source;    /* what `load_and_run` runs                */
} world;

static const char *const words[] = { "all", "any", "param" };

static void begin(world *w)
{
    *w = (world){ 0 };
    hn_memory_init(&w->memory, NULL, NULL, 0);
}

static void open_parts(world *w)
{
    hn_arena_init(&w->arena, &w->memory);
    hn_report_init(&w->report, &w->memory);
    hn_sources_init(&w->sources, &w->arena);
    w->settings.memory = &w->memory;
    w->settings.sources = &w->sources;
}

static void open_world(world *w)
{
    begin(w);
    open_parts(w);
}

static void close_world(world *w)
{
    hn_sandbox_close(w->box);
    w->box = NULL;
    hn_report_dispose(&w->report);
    hn_arena_dispose(&w->arena);
    if (w->memory.used != 0)
        fail_msg("%zu bytes are left", w->memory.used);
}

static int load_and_run(lua_State *L)
{
    world *w = lua_touserdata(L, 1);
    if (hn_sandbox_load_text(L, w->source, &w->report))
        lua_call(L, 0, 0);
    return 0;
}

/* `force`: even if the token check refuses it. */
static bool run_text(world *w, const char *name, const char *text, size_t len,
                     bool force)
{
    w->source = hn_sources_add(&w->sources, name, text, len, &w->report);
    if (!w->source)
        return false;
    bool good = hn_source_check(w->source, words, (int)COUNT(words),
                                &w->report);
    if (!good && !force)
        return false;
    if (!w->box && !hn_sandbox_open(&w->box, &w->settings))
        return false;
    return hn_sandbox_call(w->box, load_and_run, w, &w->report)
        && w->report.errors == 0;
}

static bool run_string(world *w, const char *text)
{
    return run_text(w, "rules.lua", text, strlen(text), false);
}

/* --- a good text --------------------------------------------------------- */

static const char good[] =
    "local rows = { { year = 2026, n = 3 }, { year = 2027, n = 4 } }\n"
    "local names, total = {}, 0\n"
    "local function label(row) return 'y' .. row.year .. ':' .. row.n end\n"
    "for i, row in ipairs(rows) do\n"
    "  names[i] = label(row)\n"
    "  total = total + row.n\n"
    "end\n"
    "for k, v in pairs { b = 2, a = 1, [2] = 'two', [1] = 'one' } do\n"
    "  names[#names + 1] = tostring(k) .. '=' .. tostring(v)\n"
    "end\n"
    "print(table.concat(names, ' '), total, string.format('%05.1f', 1))\n";

static const char good_output[] =
    "y2026:3 y2027:4 1=one 2=two a=1 b=2\t7\t001.0\n";

static bool good_text_loads(hn_memory *memory)
{
    world w = { .memory = *memory };
    w.memory = *memory;
    open_parts(&w);
    w.settings.memory = memory;
    w.arena.memory = w.report.arena.memory = memory;
    bool loads = run_text(&w, "good.lua", good, strlen(good), false)
        && !w.report.failed;
    if (loads) {
        hn_slice output = hn_sandbox_output(w.box);
        loads = hn_slice_is(output, good_output);
    }
    hn_sandbox_close(w.box);
    hn_report_dispose(&w.report);
    hn_arena_dispose(&w.arena);
    return loads;
}

static void is_still_good(void)
{
    hn_memory memory;
    hn_memory_init(&memory, NULL, NULL, 0);
    assert_true(good_text_loads(&memory));
    assert_int_equal(memory.used, 0);
}

/* --- the attacks --------------------------------------------------------- */

typedef struct attack {
    char *name;
    char *text;
    size_t len;
} attack;

static attack attacks[MOST_FILES];
static int attack_count;

static void read_attack(attack *a, const char *name)
{
    char path[300];
    snprintf(path, sizeof path, FOLDER "/%s", name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    a->name = strdup(name);
    a->text = malloc(HN_SOURCE_MOST);
    a->len = fread(a->text, 1, HN_SOURCE_MOST, file);
    fclose(file);
}

static int compare_attacks(const void *a, const void *b)
{
    return strcmp(((const attack *)a)->name, ((const attack *)b)->name);
}

static int read_attacks(void **state)
{
    (void)state;
    DIR *folder = opendir(FOLDER);
    if (!folder)
        return -1;
    for (struct dirent *e; (e = readdir(folder)) != NULL; ) {
        size_t len = strlen(e->d_name);
        if (len > 4 && strcmp(e->d_name + len - 4, ".lua") == 0
            && attack_count < MOST_FILES)
            read_attack(&attacks[attack_count++], e->d_name);
    }
    closedir(folder);
    qsort(attacks, (size_t)attack_count, sizeof *attacks, compare_attacks);
    return attack_count < 150 ? -1 : 0;
}

static int forget_attacks(void **state)
{
    (void)state;
    for (int i = 0; i < attack_count; i++) {
        free(attacks[i].name);
        free(attacks[i].text);
    }
    return 0;
}

/* Whether the notice is one of "-- expect: HN501 steps | HN500 memory". */
static bool is_expected(const attack *a, const hn_notice *notice)
{
    char line[400];
    size_t len = strcspn(a->text, "\n");
    assert_true(len < sizeof line && memcmp(a->text, "-- expect: ", 11) == 0);
    memcpy(line, a->text, len);
    line[len] = '\0';
    for (char *one = strtok(line + 11, "|"); one; one = strtok(NULL, "|")) {
        one += strspn(one, " ");
        char *part = one + strcspn(one, " ");
        part += strspn(part, " ");
        for (size_t n = strlen(part); n > 0 && part[n - 1] == ' '; n--)
            part[n - 1] = '\0';
        if (atoi(one + 2) == notice->code && strstr(notice->message, part))
            return true;
    }
    return false;
}

static bool is_clean(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7F)
            return false;
    return true;
}

static void look_at_notice(const attack *a, const hn_notice *notice)
{
    if (!notice->place.file || strcmp(notice->place.file, a->name) != 0)
        fail_msg("%s: the file is not named", a->name);
    if (notice->place.line < 1)
        fail_msg("%s: the line is not named", a->name);
    if (strlen(notice->message) > MOST_MESSAGE || !is_clean(notice->message))
        fail_msg("%s: the message is too long or not clean", a->name);
    if (strstr(notice->message, "0x"))
        fail_msg("%s: an address is shown", a->name);
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void look_at_cost(const attack *a, const world *w, double before)
{
    if (seconds() - before > MOST_SECONDS)
        fail_msg("%s: took %.2f s", a->name, seconds() - before);
    if (w->memory.peak > MOST_BYTES)
        fail_msg("%s: took %zu bytes", a->name, w->memory.peak);
}

static void every_attack_is_stopped_and_told(void **state)
{
    (void)state;
    for (int i = 0; i < attack_count; i++) {
        const attack *a = &attacks[i];
        world w;
        bool expected = false;
        double before = seconds();
        open_world(&w);
        if (run_text(&w, a->name, a->text, a->len, false))
            fail_msg("%s: was let through", a->name);
        look_at_cost(a, &w, before);
        for (int n = 0; n < w.report.count; n++) {
            look_at_notice(a, &w.report.notices[n]);
            expected |= is_expected(a, &w.report.notices[n]);
        }
        if (!expected)
            fail_msg("%s: HN%d %s", a->name, w.report.notices[0].code,
                     w.report.notices[0].message);
        close_world(&w);
        is_still_good();
    }
}

/* The token check is the first line; the sandbox must hold without it. */
static void no_attack_needs_the_token_check(void **state)
{
    (void)state;
    for (int i = 0; i < attack_count; i++) {
        const attack *a = &attacks[i];
        world w;
        double before = seconds();
        open_world(&w);
        w.settings.limits.work = FEWER_STEPS;
        run_text(&w, a->name, a->text, a->len, true);
        look_at_cost(a, &w, before);
        for (int n = 0; n < w.report.count; n++)
            if (!w.report.notices[n].place.file)
                fail_msg("%s: the file is not named", a->name);
        close_world(&w);
    }
    is_still_good();
}

static void the_limit_is_hit_at_the_same_step_every_time(void **state)
{
    (void)state;
    for (int i = 0; i < attack_count; i++) {
        int64_t first = 0;
        for (int run = 0; run < 2; run++) {
            world w;
            open_world(&w);
            w.settings.limits.work = FEWER_STEPS;
            run_text(&w, attacks[i].name, attacks[i].text, attacks[i].len,
                     false);
            int64_t work = w.box ? hn_sandbox_work(w.box) : 0;
            if (run > 0 && work != first)
                fail_msg("%s: %ld, then %ld steps", attacks[i].name,
                         (long)first, (long)work);
            first = work;
            close_world(&w);
        }
    }
}

static void *attack_on_a_small_stack(void *arg)
{
    (void)arg;
    for (int i = 0; i < attack_count; i++) {
        const char *name = attacks[i].name;
        if (strncmp(name, "deep", 4) != 0 && strncmp(name, "source", 6) != 0)
            continue;
        world w;
        open_world(&w);
        run_text(&w, name, attacks[i].text, attacks[i].len, false);
        close_world(&w);
    }
    return NULL;
}

static void a_small_stack_is_enough(void **state)
{
    (void)state;
    pthread_t thread;
    pthread_attr_t how;
    assert_int_equal(pthread_attr_init(&how), 0);
    assert_int_equal(pthread_attr_setstacksize(&how, SMALL_STACK), 0);
    assert_int_equal(pthread_create(&thread, &how, attack_on_a_small_stack,
                                    NULL), 0);
    pthread_join(thread, NULL);
    pthread_attr_destroy(&how);
}

static void *load_again_and_again(void *arg)
{
    int *failures = arg;
    for (int i = 0; i < 50; i++) {
        hn_memory memory;
        hn_memory_init(&memory, NULL, NULL, 0);
        *failures += !good_text_loads(&memory) || memory.used != 0;
    }
    return NULL;
}

static void states_of_several_threads_do_not_meet(void **state)
{
    (void)state;
    pthread_t threads[4];
    int failures[4] = { 0 };
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL,
                                        load_again_and_again, &failures[i]),
                         0);
    for (int i = 0; i < 4; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(failures[i], 0);
    }
}

/* --- limits -------------------------------------------------------------- */

static const char endless[] = "for i = 1, math.maxinteger do end";

static int cancel_after(void *ctx)
{
    int *left = ctx;
    return --*left <= 0;
}

static void the_host_can_stop_a_load(void **state)
{
    (void)state;
    static const char *const texts[] = {
        endless,
        "local t = {} for i = 1, 2000 do t[i] = -i end\n"
        "for i = 1, math.maxinteger do table.sort(t) end",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        world w;
        int left = 100;
        open_world(&w);
        w.settings.cancel = cancel_after;
        w.settings.cancel_ctx = &left;
        assert_false(run_string(&w, texts[i]));
        assert_int_equal(w.report.notices[0].code, 504);
        assert_int_equal(w.report.notices[0].place.line, i + 1);
        assert_int_equal(hn_sandbox_stopped(w.box), 504);
        close_world(&w);
    }
}

static void a_stop_is_final(void **state)
{
    (void)state;
    world w;
    open_world(&w);
    assert_false(run_string(&w, endless));
    assert_int_equal(hn_sandbox_stopped(w.box), 501);
    hn_sandbox_refill(w.box, 1000000);
    assert_int_equal(hn_sandbox_stopped(w.box), 501);
    assert_false(hn_sandbox_call(w.box, load_and_run, &w, &w.report));
    assert_int_equal(w.report.count, 1);
    close_world(&w);
}

static void an_error_is_not_final(void **state)
{
    (void)state;
    world w;
    open_world(&w);
    assert_false(run_string(&w, "error('one')"));
    w.report.errors = 0;
    assert_true(run_string(&w, "print('two')"));
    assert_true(hn_slice_is(hn_sandbox_output(w.box), "two\n"));
    close_world(&w);
}

static void the_host_sets_the_limits(void **state)
{
    (void)state;
    world w;
    open_world(&w);
    w.settings.limits.work = 5000;
    w.settings.limits.output = 10;
    assert_true(run_string(&w, "for i = 1, 9 do print('abc') end"));
    assert_true(hn_sandbox_output(w.box).len <= 16);
    assert_false(run_string(&w, "for i = 1, 6000 do end"));
    assert_int_equal(w.report.notices[0].code, 501);
    assert_non_null(strstr(w.report.notices[0].message, "5,000"));
    close_world(&w);

    open_world(&w);
    w.settings.limits.memory = 100000;
    assert_false(run_string(&w, "local t = {} for i = 1, 9999 do t[i] = i "
                                "end"));
    assert_int_equal(w.report.notices[0].code, 500);
    assert_true(hn_sandbox_peak(w.box) <= 100000);
    close_world(&w);
}

static void a_refill_is_a_fresh_budget(void **state)
{
    (void)state;
    world w;
    open_world(&w);
    w.settings.limits.work = 20000;
    for (int i = 0; i < 5; i++) {
        assert_true(run_string(&w, "for i = 1, 10000 do end"));
        hn_sandbox_refill(w.box, 20000);
    }
    assert_true(hn_sandbox_work(w.box) > 50000);
    close_world(&w);
}

/* --- what a pack gets ---------------------------------------------------- */

static void the_library_works(void **state)
{
    (void)state;
    static const struct { const char *text, *output; } cases[] = {
        { "print(tostring(1), tostring(0 - 3), tostring(true), {}, print)",
          "1\t-3\ttrue\ttable\tfunction\n" },
        { "print(math.pi, math.huge, -math.huge, math.maxinteger)",
          "3.141592653589793\tinf\t-inf\t9223372036854775807\n" },
        { "print(tonumber('0.1') + tonumber('0.2'), tonumber('1e15'), "
          "tonumber('2') * 1, tonumber('x'))",
          "0.30000000000000004\t1e+15\t2\tnil\n" },
        { "print(math.huge - math.huge)", "nan\n" },
        { "print(string.format('%d %5s|%-5s|%s %x %.2f %c %%', 3, 'a', 'b', "
          "{}, 255, 2, 65))", "3     a|b    |table ff 2.00 A %\n" },
        { "print(('aBc'):upper(), ('aBc'):lower(), ('abc'):reverse(), "
          "('abc'):sub(2), ('abc'):len(), ('a'):byte(), string.char(97))",
          "ABC\tabc\tcba\tbc\t3\t97\ta\n" },
        { "local t = { 3, 1, 2 } table.sort(t) print(table.concat(t, ','))",
          "1,2,3\n" },
        { "local t = { 'b', 'B', 'a', '', 10, 9, '10', true, false } "
          "table.sort(t) for i, v in ipairs(t) do t[i] = tostring(v) end "
          "print(table.concat(t, ','))", "9,10,,10,B,a,b,false,true\n" },
        { "local t = {} for i = 1, 40 do t[i] = { k = (i * 7 - "
          "math.tointeger(math.fmod(i * 7, 5))) , i = i } end "
          "table.sort(t, function(a, b) return math.ult(a.k, b.k) end) "
          "local ok = 'yes' for i = 2, 40 do "
          "ok = select(2, ok, math.min(1, t[i].k - t[i - 1].k + 1)) end "
          "print(ok)", "1\n" },
        { "local t = {} for i = 1, 20 do t[i] = i end "
          "table.sort(t, function() return false end) "
          "print(table.concat(t, ' ', 1, 5))", "1 2 3 4 5\n" },
        { "local t = { 1, 2 } table.insert(t, 3) table.insert(t, 1, 0) "
          "print(table.concat(t), table.remove(t), table.remove(t, 1), "
          "table.concat(t), table.remove({}))", "0123\t3\t0\t12\tnil\n" },
        { "print(table.unpack({ 1, 2, 3 }, 2)) print(table.pack(1, 2).n)",
          "2\t3\n2\n" },
        { "local t = { z = 1, a = 2, [10] = 3, [9] = 4, [true] = 5 } "
          "for k, v in pairs(t) do print(k, v) end",
          "9\t4\n10\t3\na\t2\nz\t1\ntrue\t5\n" },
        { "local t = { a = 1, b = 2, c = 3 } for k in pairs(t) do "
          "t.b = t.none print(k) end", "a\nc\n" },
        { "print(utf8.len('\xC2\xA3\xC2\xA3'), utf8.char(163), "
          "utf8.codepoint('\xC2\xA3'), utf8.offset('a\xC2\xA3', 2))",
          "2\t\xC2\xA3\t163\t2\n" },
        { "print(select('#', 1, 2), select(2, 'a', 'b'), type(print), "
          "math.type(1), math.floor(7), math.max(1, 3), math.abs(-2))",
          "2\tb\tfunction\tinteger\t7\t3\t2\n" },
        { "print('a\\27[31m\\r\\tb')", "a\\x1b[31m\\x0d\tb\n" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        world w;
        open_world(&w);
        if (!run_string(&w, cases[i].text))
            fail_msg("%s: %s", cases[i].text, w.report.notices[0].message);
        hn_slice out = hn_sandbox_output(w.box);
        if (!hn_slice_is(out, cases[i].output))
            fail_msg("%s: %.*s", cases[i].text, (int)out.len, out.at);
        close_world(&w);
    }
}

typedef struct told { const char *text; int code, line, column;
                      const char *says; } told;

static void faults_are_told_with_their_place(void **state)
{
    (void)state;
    static const told cases[] = {
        { "\nlocal x = { paramm \"a\" }", 110, 2, 13, "`paramm`" },
        { "local a = {}\nprint(a.b.c)", 130, 2, 9, "`b` is nothing" },
        { "local a = {}\n\na.f(1)", 130, 3, 3, "`f` is not something" },
        { "local a\nlocal b = a + 1", 130, 2, 11, "`a` cannot be calc" },
        { "local a\nlocal b = a .. ''", 130, 2, 11, "`a` cannot be joined" },
        { "local a = 1\nlocal b = #a", 130, 2, 12, "`a` is not a list" },
        { "local f = function(a)\n  error('oh ' .. a)\nend\nf('no')", 130, 2,
          0, "oh no" },
        { "assert(false, 'not so')", 130, 1, 0, "not so" },
        { "assert(false)", 130, 1, 0, "assertion failed!" },
        { "table.concat({ {} })", 130, 1, 0, "place 1" },
        { "local s = ('a'):sub({})", 130, 1, 17, "value 1 given to `sub`" },
        { "local t = {\n  a = 1\n  b = 2 }", 101, 3, 3, "comma" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        world w;
        open_world(&w);
        assert_false(run_string(&w, cases[i].text));
        assert_int_equal(w.report.count, 1);
        const hn_notice *n = w.report.notices;
        if (n->code != cases[i].code || n->place.line != cases[i].line
            || n->place.column != cases[i].column
            || !strstr(n->message, cases[i].says)
            || strcmp(n->place.file, "rules.lua") != 0 || !n->context)
            fail_msg("%s: HN%d %d:%d %s", cases[i].text, n->code,
                     n->place.line, n->place.column, n->message);
        close_world(&w);
    }
}

static void without_the_token_check_globals_stay_closed(void **state)
{
    (void)state;
    static const told cases[] = {
        { "x = 1", 106, 1, 1, "`x`" },
        { "_ENV.x = 1", 106, 1, 6, "`x`" },
        { "string = 1", 106, 1, 1, "`string`" },
        { "local x = _ENV[{}]", 110, 1, 0, "table" },
        { "local x = _ENV.os", 114, 1, 16, "`os`" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        world w;
        open_world(&w);
        run_text(&w, "rules.lua", cases[i].text, strlen(cases[i].text), true);
        const hn_notice *n = &w.report.notices[w.report.count - 1];
        if (n->code != cases[i].code || !strstr(n->message, cases[i].says))
            fail_msg("%s: HN%d %s", cases[i].text, n->code, n->message);
        close_world(&w);
    }
}

/* --- what the loader gets ------------------------------------------------ */

static bool poison(lua_State *L, const char *name, void *ctx)
{
    int *asked = ctx;
    ++*asked;
    lua_pushfstring(L, "<%s>", name);
    return strcmp(name, "refused") != 0;
}

static void the_loader_is_asked_for_unknown_names(void **state)
{
    (void)state;
    world w;
    int asked = 0;
    open_world(&w);
    w.settings.unknown = poison;
    w.settings.unknown_ctx = &asked;
    assert_true(run_string(&w, "print(one, two)"));
    assert_true(hn_slice_is(hn_sandbox_output(w.box), "<one>\t<two>\n"));
    assert_int_equal(asked, 2);
    assert_false(run_string(&w, "local x = os"));
    assert_int_equal(asked, 2);
    assert_false(run_string(&w, "local x = refused"));
    assert_int_equal(asked, 3);
    assert_int_equal(w.report.notices[1].code, 110);
    close_world(&w);
}

static int raise_fault(lua_State *L)
{
    return hn_sandbox_raise(L, 113, "take another",
                            "the name `%s` is used twice",
                            luaL_checkstring(L, 1));
}

static int add_words(lua_State *L)
{
    static const char text[] =
        "words.twice = function(name) return fault(name) end\n"
        "words.add = function(a, b) local t = setmetatable({}, {\n"
        "  __tostring = function() return a .. '+' .. b end,\n"
        "  __name = 'sum' })\n"
        "  return t end\n"
        "words.spin = function() while true do end end\n"
        "words.oops = function() return mistyped end\n"
        "global = 1\n";
    hn_sandbox_inner(L);
    lua_pushcfunction(L, raise_fault);
    lua_setfield(L, -2, "fault");
    hn_sandbox_environment(L);
    lua_setfield(L, -2, "words");
    hn_sandbox_load_trusted(L, "vocabulary", text, sizeof text - 1);
    lua_call(L, 0, 0);
    return 0;
}

static void trusted_text_makes_words(void **state)
{
    (void)state;
    static const told cases[] = {
        { "\ntwice \"cap\"", 113, 2, 7, "the name `cap` is used twice" },
        { "\nspin()", 501, 2, 0, "steps" },
        { "oops()", 130, 1, 0, "`mistyped`" },
        { "local x = fault", 110, 1, 11, "`fault`" },
        { "local x = global", 110, 1, 11, "`global`" },
        { "local x = setmetatable", 114, 1, 11, "`setmetatable`" },
        { "local x = add(1, 2) x.y = 1 error(x)", 130, 1, 0, "not a text" },
    };
    static const char uses[] = "print(add(1, 2), tostring(add(3, 4)))";
    for (size_t i = 0; i < COUNT(cases); i++) {
        world w;
        open_world(&w);
        assert_true(hn_sandbox_open(&w.box, &w.settings));
        assert_true(hn_sandbox_call(w.box, add_words, NULL, &w.report));
        assert_true(run_text(&w, "good.lua", uses, strlen(uses), false));
        assert_true(hn_slice_is(hn_sandbox_output(w.box), "1+2\t3+4\n"));
        assert_false(run_string(&w, cases[i].text));
        const hn_notice *n = w.report.notices;
        if (n->code != cases[i].code || n->place.line != cases[i].line
            || n->place.column != cases[i].column
            || !strstr(n->message, cases[i].says))
            fail_msg("%s: HN%d %d:%d %s", cases[i].text, n->code,
                     n->place.line, n->place.column, n->message);
        close_world(&w);
    }
}

static int bad_trusted(lua_State *L)
{
    hn_sandbox_load_trusted(L, "vocabulary", "local = 1", 9);
    return 0;
}

static void faults_of_trusted_text_are_told(void **state)
{
    (void)state;
    world w;
    open_world(&w);
    assert_true(hn_sandbox_open(&w.box, &w.settings));
    assert_false(hn_sandbox_call(w.box, bad_trusted, NULL, &w.report));
    assert_int_equal(w.report.notices[0].code, 130);
    close_world(&w);
}

/* --- the machine --------------------------------------------------------- */

static void the_locale_of_the_host_does_not_matter(void **state)
{
    (void)state;
    static const char *const names[] = { "de_DE.UTF-8", "fr_FR.UTF-8",
                                         "C.UTF-8", "C" };
    for (size_t i = 0; i < COUNT(names); i++) {
        if (!setlocale(LC_ALL, names[i]))
            continue;
        world w;
        open_world(&w);
        assert_true(run_string(&w, "print(tonumber('1.5'), string.format("
                                   "'%.1f', tonumber('2.5')), ('\\xE4'):"
                                   "upper():byte())"));
        assert_true(hn_slice_is(hn_sandbox_output(w.box),
                                "1.5\t2.5\t228\n"));
        close_world(&w);
    }
    setlocale(LC_ALL, "C");
}

/* Lua collects everything and tries again, so one refusal may do no harm;
 * either way nothing is left and the answer is a plain one. */
static int refusals_lived_through(bool from_then_on,
                                  bool (*task)(hn_memory *memory))
{
    for (int n = 0; n < 20000; n++) {
        starve s = { .left = n };
        hn_memory memory;
        hn_memory_init(&memory, starve_resize, &s, 0);
        memory.limit = 0;
        if (from_then_on)
            memory.limit = 1 + (size_t)n * 40;
        s.left = from_then_on ? -1 : n;
        bool well = task(&memory);
        if (s.held != 0 || memory.used != 0)
            return -1;
        if (well && (from_then_on || !s.refused))
            return n;
    }
    return -1;
}

static bool bad_text_is_told(hn_memory *memory)
{
    static const char *const texts[] = {
        "local t = {}\nfor i = 1, 100 do t[i] = { i } end\nerror(t[1])",
        "local function f(x) return 1 + f(x) end f(1)",
        "error('a' .. ('b'):upper())", "local x = unknown",
        "local x = {", "local s = table.concat({ 'a', 'b' }) s.x.y = 1" };
    bool well = true;
    for (size_t i = 0; i < COUNT(texts); i++) {
        world w = { 0 };
        open_parts(&w);
        w.settings.memory = memory;
        w.arena.memory = w.report.arena.memory = memory;
        run_text(&w, "bad.lua", texts[i], strlen(texts[i]), false);
        well &= w.report.count == 1 && w.report.notices[0].code != 500
             && !w.report.failed;
        hn_sandbox_close(w.box);
        hn_report_dispose(&w.report);
        hn_arena_dispose(&w.arena);
    }
    return well;
}

static void refused_memory_is_survived(void **state)
{
    (void)state;
    assert_true(refusals_lived_through(false, good_text_loads) > 100);
    assert_true(refusals_lived_through(true, good_text_loads) > 100);
    assert_true(refusals_lived_through(false, bad_text_is_told) > 100);
    assert_true(refusals_lived_through(true, bad_text_is_told) > 100);
}

static void text_is_cleaned(void **state)
{
    (void)state;
    hn_memory memory;
    hn_text out;
    hn_memory_init(&memory, NULL, NULL, 0);
    hn_text_init(&out, &memory);
    static const char text[] = "a\xC2\xA3\t\n\r\x1B\x7F\xFF\xE2\x80\xAE\0z";
    hn_sandbox_clean(&out, text, sizeof text - 1, 1000);
    assert_string_equal(hn_text_string(&out), "a\xC2\xA3\t\n\\x0d\\x1b\\x7f"
                        "\\xff\\xe2\\x80\\xae\\x00z");
    hn_text_clear(&out);
    hn_sandbox_clean(&out, "abcdef", 6, 3);
    assert_string_equal(hn_text_string(&out), "abc");
    hn_text_dispose(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_attack_is_stopped_and_told),
        cmocka_unit_test(no_attack_needs_the_token_check),
        cmocka_unit_test(the_limit_is_hit_at_the_same_step_every_time),
        cmocka_unit_test(a_small_stack_is_enough),
        cmocka_unit_test(states_of_several_threads_do_not_meet),
        cmocka_unit_test(the_host_can_stop_a_load),
        cmocka_unit_test(a_stop_is_final),
        cmocka_unit_test(an_error_is_not_final),
        cmocka_unit_test(the_host_sets_the_limits),
        cmocka_unit_test(a_refill_is_a_fresh_budget),
        cmocka_unit_test(the_library_works),
        cmocka_unit_test(faults_are_told_with_their_place),
        cmocka_unit_test(without_the_token_check_globals_stay_closed),
        cmocka_unit_test(the_loader_is_asked_for_unknown_names),
        cmocka_unit_test(trusted_text_makes_words),
        cmocka_unit_test(faults_of_trusted_text_are_told),
        cmocka_unit_test(the_locale_of_the_host_does_not_matter),
        cmocka_unit_test(refused_memory_is_survived),
        cmocka_unit_test(text_is_cleaned),
    };
    return cmocka_run_group_tests(tests, read_attacks, forget_attacks);
}
