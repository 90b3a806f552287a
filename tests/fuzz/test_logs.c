/*
 * test_logs.c - a bounded walk of mutated decision logs, the same on every
 * run; fuzz_log.c goes further.
 */
#include <setjmp.h>
#include "logs.h"
#include <cmocka.h>

#define ROUNDS 600
#define MOST 8192

typedef struct text { char at[MOST]; size_t len; } text;

static int keep(void *ctx, const char *bytes, size_t len)
{
    text *t = ctx;
    assert_true(t->len + len <= MOST);
    memcpy(t->at + t->len, bytes, len);
    t->len += len;
    return 0;
}

/* A log as it is written. */
static void make_log(text *out)
{
    static const char rows[] =
        "id,need,cost,left_on\na,A,1,\nb,B,c,2026-01-01\n\"d\xC3\xA9\",,900,"
        "\ne,A,1000.5,\nf,C,1,\ng,A,999.99,\n";
    left rest = {rows, sizeof rows - 1};
    hn_host host = {.read_file = give_file};
    hn_sink sink = {keep, out};
    hn_calc_options calc = {.on = "2026-09-01", .max_rejects = -1,
                            .log = &sink};
    hn_source source = {.name = "rows.csv", .read = read_left, .ctx = &rest};
    hn_pack *pack = NULL;
    out->len = 0;
    assert_int_equal(hn_pack_load(&pack, &host, "t", NULL, NULL), HN_OK);
    assert_int_equal(hn_calc(NULL, pack, &host, &calc, &source, 1, NULL, 0,
                             NULL, NULL), HN_BAD_DATA);
    hn_pack_free(pack);
}

static uint32_t dice(uint32_t *seed, uint32_t n)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % n;
}

static void a_changed_byte_is_noticed(void **state)
{
    (void)state;
    text whole, other;
    make_log(&whole);
    assert_int_equal(judge_any_log(whole.at, whole.len), HN_OK);
    for (size_t at = 0; at < whole.len; at += 7) {
        other = whole;
        other.at[at] = (char)(other.at[at] ^ 1 << at % 8);
        assert_int_not_equal(judge_any_log(other.at, other.len), HN_OK);
    }
}

static void mutated_logs_are_contained(void **state)
{
    (void)state;
    static const char bytes[] = "\"\"{}[]:,\\u0eE+-.9 \n\t\0\xEF\xBB\xBF"
                                "\\u001b";
    uint32_t seed = 20260901;
    text whole;
    make_log(&whole);
    for (int round = 0; round < ROUNDS; round++) {
        text other = whole;
        if (round % 5 == 0)
            other.len = 100 + dice(&seed, (uint32_t)whole.len - 100);
        for (uint32_t n = 1 + dice(&seed, 4); n > 0; n--) {
            uint32_t last = (uint32_t)other.len - 60;
            uint32_t at = dice(&seed, last), from = dice(&seed, last);
            if (dice(&seed, 2))
                other.at[at] = bytes[dice(&seed, sizeof bytes - 1)];
            else
                memmove(other.at + at, other.at + from,
                        1 + dice(&seed, 59));
        }
        judge_any_log(other.at, other.len);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_changed_byte_is_noticed),
        cmocka_unit_test(mutated_logs_are_contained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
