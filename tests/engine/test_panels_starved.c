/*
 * test_panels_starved.c - memory refused at every moment of a pack of panels:
 * loading it and proving it, running it, and asking what would settle or turn
 * an outcome.  It is told, nothing leaks, and what is written is whole or not
 * there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "../base/starve.h"
#include "../../core/highneeds.h"

#define PACK "tests/engine/panelled"

static const char rows[] =
    "case_id,lost,more,need,age,said,who,day\n"
    "A,15,10,low,,,,\nB,,3,high,high,,,\n"
    "C,1,2,,high,yes,The chair,2026-11-03\nD,1,2,high,,yes,,2026-11-03\n";

/* A text that grows. */
typedef struct kept { char *at; size_t len; } kept;

static int keep(void *ctx, const char *bytes, size_t len)
{
    kept *k = ctx;
    k->at = realloc(k->at, k->len + len + 1);
    memcpy(k->at + k->len, bytes, len);
    k->len += len;
    k->at[k->len] = '\0';
    return 0;
}

static long read_text(void *ctx, char *buf, size_t cap)
{
    const char **text = ctx;
    size_t left = strlen(*text), part = left < cap ? left : cap;
    memcpy(buf, *text, part);
    *text += part;
    return (long)part;
}

typedef hn_status (*task_fn)(const hn_pack *pack, const hn_host *host,
                             kept *out);

/* Refuses the first 300 allocations one by one, and then every `step`-th. */
static void walk(const hn_pack *pack, task_fn task, int step)
{
    hn_host plenty = {0};
    kept whole = {NULL, 0};
    hn_status expected = task(pack, &plenty, &whole);
    int n = 0;
    for (bool again = true; again; n += n < 300 ? 1 : step) {
        starve s = {.left = n};
        hn_host host = {.resize = starve_resize, .resize_ctx = &s};
        kept out = {NULL, 0};
        hn_status status = task(pack, &host, &out);
        bool same = out.len == whole.len
                    && (out.len == 0
                        || memcmp(out.at, whole.at, out.len) == 0);
        assert_int_equal(s.held, 0);
        assert_true(status == HN_NO_MEMORY ? s.refused
                                           : status == expected && same);
        free(out.at);
        again = s.refused;
    }
    assert_true(n > 50);
    free(whole.at);
}

/* --- tasks --------------------------------------------------------------- */

static hn_status load(const hn_pack *none, const hn_host *host, kept *out)
{
    hn_load_options options = {.prove = 1};
    hn_pack *pack = NULL;
    (void)none;
    (void)out;
    hn_status status = hn_pack_load(&pack, host, PACK, &options, NULL);
    assert_true((status == HN_OK) == (pack != NULL));
    hn_pack_free(pack);
    return status;
}

static hn_status calculate(const hn_pack *pack, const hn_host *host,
                           kept *out)
{
    const char *text = rows;
    hn_source source = {.name = "rows.csv", .read = read_text, .ctx = &text};
    hn_output output = {"case", {keep, out}};
    hn_sink rejects = output.sink;
    hn_calc_options options = {.on = "2026-09-01", .max_rejects = -1};
    return hn_calc(NULL, pack, host, &options, &source, 1, &output, 1,
                   &rejects, NULL);
}

static hn_status ask(const hn_pack *pack, const hn_host *host, kept *out,
                     const hn_why_options *options)
{
    const char *text = rows;
    hn_source source = {.name = "rows.csv", .read = read_text, .ctx = &text};
    hn_sink sink = {keep, out};
    return hn_why(pack, host, options, &source, 1, &sink, NULL);
}

static hn_status turn(const hn_pack *pack, const hn_host *host, kept *out)
{
    return ask(pack, host, out, &(hn_why_options){
        .on = "2026-09-01", .key = "A", .out = HN_FORMAT_TABLE, .flip = 1});
}

static hn_status settle(const hn_pack *pack, const hn_host *host, kept *out)
{
    return ask(pack, host, out, &(hn_why_options){
        .on = "2026-09-01", .key = "B", .out = HN_FORMAT_JSON, .flip = 1});
}

static hn_status tell(const hn_pack *pack, const hn_host *host, kept *out)
{
    return ask(pack, host, out, &(hn_why_options){
        .on = "2026-09-01", .key = "C", .out = HN_FORMAT_TABLE,
        .audience = HN_SCHOOL});
}

/* --- tests --------------------------------------------------------------- */

static void walk_with(task_fn task)
{
    hn_pack *pack = NULL;
    assert_int_equal(hn_pack_load(&pack, NULL, PACK, NULL, NULL), HN_OK);
    walk(pack, task, 1);
    hn_pack_free(pack);
}

static void a_pack_is_proved_or_not_loaded(void **state)
{
    (void)state;
    walk(NULL, load, 61);
}

static void a_run_is_whole_or_not(void **state)
{
    (void)state;
    walk_with(calculate);
}

static void an_outcome_is_explained_whole_or_not(void **state)
{
    (void)state;
    walk_with(turn);
    walk_with(settle);
    walk_with(tell);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pack_is_proved_or_not_loaded),
        cmocka_unit_test(a_run_is_whole_or_not),
        cmocka_unit_test(an_outcome_is_explained_whole_or_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
