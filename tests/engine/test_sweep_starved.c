/*
 * test_sweep_starved.c - memory refused at every so many moments of a sweep
 * and of a solution: it is told, and nothing leaks.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "../../core/highneeds.h"

#define VISITS "tests/engine/visits"
#define EACH 211              /* a prime, so that all kinds of moments come  */

typedef struct meter { long left; int refused; size_t held; } meter;

static void *resize(void *ctx, void *ptr, size_t old_size, size_t new_size)
{
    meter *m = ctx;
    if (new_size > old_size && m->left-- == 0) {
        m->refused = 1;
        return NULL;
    }
    void *out = NULL;
    if (new_size)
        out = realloc(ptr, new_size);
    else
        free(ptr);
    m->held += new_size - old_size;
    return out;
}

static const char schools[] = "school_id,rate,closed_on\nA,5.00,\nB,10.00,\n";
static const char visits[] = "at,hours,visited_on\nA,3,2026-08-01\n";

typedef struct text { const char *at; size_t len; } text;

static long read_text(void *ctx, char *buf, size_t cap)
{
    text *t = ctx;
    size_t len = t->len < cap ? t->len : cap;
    memcpy(buf, t->at, len);
    t->at += len;
    t->len -= len;
    return (long)len;
}

static int write_nothing(void *ctx, const char *bytes, size_t len)
{
    (void)ctx, (void)bytes, (void)len;
    return 0;
}

typedef hn_status (*task)(const hn_pack *, const hn_host *,
                          const hn_source *, const hn_sink *);

static hn_status chart(const hn_pack *pack, const hn_host *host,
                       const hn_source *sources, const hn_sink *sink)
{
    hn_set over = {"limit_of_fees", "10..30/10"};
    hn_sweep_options options = {.over = &over, .over_count = 1,
                                .on = "2026-09-01", .out = HN_FORMAT_SVG};
    return hn_sweep(pack, host, &options, sources, 2, sink, NULL);
}

static hn_status row(const hn_pack *pack, const hn_host *host,
                     const hn_source *sources, const hn_sink *sink)
{
    hn_set over = {"rate", "5..7/1"};
    hn_sweep_options options = {.over = &over, .over_count = 1, .key = "A",
                                .on = "2026-09-01", .out = HN_FORMAT_TABLE};
    return hn_sweep(pack, host, &options, sources, 2, sink, NULL);
}

static hn_status solve(const hn_pack *pack, const hn_host *host,
                       const hn_source *sources, const hn_sink *sink)
{
    hn_solve_options options = {
        .param = "limit_of_fees", .target = "bonus <= 10", .step = "10",
        .between = "0..30", .on = "2026-09-01"};
    return hn_solve(pack, host, &options, sources, 2, sink, NULL);
}

static hn_status attempt(task run, const hn_pack *pack, meter *m)
{
    hn_host host = {.resize = resize, .resize_ctx = m};
    text texts[] = {{schools, sizeof schools - 1}, {visits, sizeof visits - 1}};
    hn_source sources[] = {
        {"school", "school.csv", HN_FORMAT_CSV, read_text, &texts[0]},
        {"visit", "visit.csv", HN_FORMAT_CSV, read_text, &texts[1]}};
    hn_sink sink = {write_nothing, NULL};
    return run(pack, &host, sources, &sink);
}

static void walk(task run)
{
    hn_pack *pack = NULL;
    meter loading = {.left = -1};
    hn_host host = {.resize = resize, .resize_ctx = &loading};
    assert_int_equal(hn_pack_load(&pack, &host, VISITS, NULL, NULL), HN_OK);
    for (long n = 0;; n += EACH) {
        meter m = {.left = n};
        size_t held = loading.held;
        loading.left = n;
        loading.refused = 0;
        hn_status status = attempt(run, pack, &m);
        assert_int_equal(m.held, 0);
        assert_int_equal(loading.held, held);
        if (!m.refused && !loading.refused) {
            assert_int_equal(status, HN_OK);
            break;
        }
        assert_true(status == HN_NO_MEMORY || status == HN_OK);
    }
    hn_pack_free(pack);
    assert_int_equal(loading.held, 0);
}

static void a_chart(void **state) { (void)state; walk(chart); }
static void one_row(void **state) { (void)state; walk(row); }
static void a_solution(void **state) { (void)state; walk(solve); }

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chart), cmocka_unit_test(one_row),
        cmocka_unit_test(a_solution)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
