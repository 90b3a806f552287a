/*
 * test_tests_starved.c - memory refused at every moment of a test of a pack:
 * it is told, nothing leaks, and what is written is whole or not there.
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

#define PACK "tests/engine/stays"
#define PROMISED "tests/engine/promised"
#define STEPPED "tests/engine/stepped"

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

static hn_pack *load(const char *path)
{
    hn_pack *pack = NULL;
    assert_int_equal(hn_pack_load(&pack, NULL, path, NULL, NULL), HN_OK);
    return pack;
}

/* What a task writes when nothing is refused. */
typedef hn_status (*task_fn)(const hn_pack *pack, const hn_host *host,
                             kept *out);

/* Refuses the first 200 allocations one by one, and then every `step`-th. */
static int walk_by(const char *path, task_fn task, int step)
{
    hn_pack *pack = load(path);
    kept whole = {NULL, 0};
    hn_status expected = task(pack, NULL, &whole);
    int n = 0;
    for (bool again = true; again; n += n < 200 ? 1 : step) {
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
    free(whole.at);
    hn_pack_free(pack);
    return n;
}

static int walk(const char *path, task_fn task)
{
    return walk_by(path, task, 1);
}

/* --- what is tested ------------------------------------------------------ */

static hn_status bless(const hn_pack *pack, const hn_host *host, kept *out)
{
    hn_sink sink = {keep, out};
    hn_test_options options = {.bless = &sink};
    return hn_test(NULL, pack, host, &options, NULL, NULL);
}

/* A snapshot from which every example differs. */
static hn_status compare(const hn_pack *pack, const hn_host *host, kept *out)
{
    kept snapshot = {NULL, 0};
    hn_sink sink = {keep, out};
    assert_int_equal(bless(pack, NULL, &snapshot), HN_OK);
    *strstr(snapshot.at, "the share") = 'T';
    for (char *at = snapshot.at; (at = strchr(at, '.')); at++)
        *at = '9';
    hn_test_options options = {.snapshot = snapshot.at};
    hn_status status = hn_test(NULL, pack, host, &options, &sink, NULL);
    free(snapshot.at);
    return status;
}

static hn_status write_junit(const hn_pack *pack, const hn_host *host,
                             kept *out)
{
    hn_sink sink = {keep, out};
    hn_test_options options = {.junit = 1};
    return hn_test(NULL, pack, host, &options, &sink, NULL);
}

static void a_snapshot_is_taken_whole_or_not(void **state)
{
    (void)state;
    assert_true(walk(PACK, bless) > 50);
}

static void a_difference_is_told_whole_or_not(void **state)
{
    (void)state;
    assert_true(walk(PACK, compare) > 50);
}

static void junit_is_written_whole_or_not(void **state)
{
    (void)state;
    assert_true(walk(PACK, write_junit) > 50);
}

static hn_status judge(const hn_pack *pack, const hn_host *host, kept *out)
{
    hn_sink sink = {keep, out};
    return hn_test(NULL, pack, host, NULL, &sink, NULL);
}

static void a_property_is_judged_whole_or_not(void **state)
{
    (void)state;
    assert_true(walk(PROMISED, judge) > 50);
}

static hn_status cover(const hn_pack *pack, const hn_host *host, kept *out)
{
    hn_sink sink = {keep, out};
    hn_coverage_options options = {.brief = 1, .out = HN_FORMAT_JSON};
    return hn_coverage(NULL, pack, host, &options, &sink, NULL);
}

static hn_status cover_and_seek(const hn_pack *pack, const hn_host *host,
                                kept *out)
{
    hn_sink sink = {keep, out};
    return hn_coverage(NULL, pack, host, NULL, &sink, NULL);
}

static void coverage_is_told_whole_or_not(void **state)
{
    (void)state;
    assert_true(walk(PACK, cover) > 50);
    assert_true(walk_by(PACK, cover_and_seek, 97) > 50);
}

/* As `hn check --strict` does: two findings, a step and a criterion. */
static hn_status prove(hn_host *host)
{
    hn_load_options options = {.strict = 1, .prove = 1};
    hn_pack *pack = NULL;
    hn_status status = hn_pack_load(&pack, host, STEPPED, &options, NULL);
    assert_null(pack);
    return status;
}

static void a_pack_is_looked_at_closely_or_not_at_all(void **state)
{
    hn_host none = {0};
    int n = 0;
    (void)state;
    assert_int_equal(prove(&none), HN_BAD_PACK);
    for (bool again = true; again; n += n < 200 ? 1 : 7) {
        starve s = {.left = n};
        hn_host host = {.resize = starve_resize, .resize_ctx = &s};
        hn_status status = prove(&host);
        assert_int_equal(s.held, 0);
        assert_true(status == HN_BAD_PACK
                    || (status == HN_NO_MEMORY && s.refused));
        again = s.refused;
    }
    assert_true(n > 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_snapshot_is_taken_whole_or_not),
        cmocka_unit_test(a_difference_is_told_whole_or_not),
        cmocka_unit_test(junit_is_written_whole_or_not),
        cmocka_unit_test(a_property_is_judged_whole_or_not),
        cmocka_unit_test(coverage_is_told_whole_or_not),
        cmocka_unit_test(a_pack_is_looked_at_closely_or_not_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
