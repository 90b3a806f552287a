/*
 * test_seals.c - a bounded walk of mutated seals, the same on every run;
 * fuzz_seal.c goes further.
 */
#include <setjmp.h>
#include "seals.h"
#include <cmocka.h>

#define ROUNDS 4000
#define MOST 4096

static const char rules[] =
    "pack \"t\" { title = \"t\", version = \"1 \\u{e9}\", source = \"s\" }\n"
    "records \"pupil\" { what = \"p\", key = \"id\",\n"
    "  input \"id\" { type = \"id\", required = true },\n"
    "  input \"x\" { type = \"GBP\" } }\n"
    "param \"y\" { type = \"GBP\", label = \"y\", source = \"s\",\n"
    "  { from = \"2026-01-01\", value = 1 } }\n"
    "figure \"z\" { label = \"z\", type = \"GBP\",\n"
    "  value = pupil.x + param.y }\n";

static int give_file(void *ctx, const char *folder, const char *name,
                     char **text, size_t *len)
{
    (void)ctx, (void)folder;
    if (strcmp(name, "rules.lua") != 0)
        return -1;
    *len = sizeof rules - 1;
    *text = malloc(*len);
    memcpy(*text, rules, *len);
    return 0;
}

static long read_rows(void *ctx, char *buf, size_t cap)
{
    const char **rows = ctx;
    size_t left = strlen(*rows), part = left < cap ? left : cap;
    memcpy(buf, *rows, part);
    *rows += part;
    return (long)part;
}

typedef struct text { char at[MOST]; size_t len; } text;

static int keep(void *ctx, const char *bytes, size_t len)
{
    text *t = ctx;
    assert_true(t->len + len <= MOST);
    memcpy(t->at + t->len, bytes, len);
    t->len += len;
    return 0;
}

/* A seal as it is written. */
static void make_seal(text *out)
{
    const char *rows = "id,x\na,1\nb,c\n";
    hn_host host = {.read_file = give_file};
    hn_set set = {"y", "2"};
    hn_load_options load = {.sets = &set, .set_count = 1};
    hn_calc_options calc = {.on = "2026-09-01", .max_rejects = -1,
                            .seal = 1};
    hn_source source = {.name = "rows.csv", .read = read_rows, .ctx = &rows};
    hn_sink sink = {keep, out};
    hn_pack *pack = NULL;
    hn_summary *summary = NULL;
    out->len = 0;
    assert_int_equal(hn_pack_load(&pack, &host, "t", &load, NULL), HN_OK);
    assert_int_equal(hn_calc(&summary, pack, &host, &calc, &source, 1, NULL,
                             0, NULL, NULL), HN_BAD_DATA);
    assert_int_equal(hn_summary_seal(summary, &sink), HN_OK);
    hn_summary_free(summary);
    hn_pack_free(pack);
}

static uint32_t dice(uint32_t *seed, uint32_t n)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % n;
}

static void a_seal_is_one_text(void **state)
{
    (void)state;
    text whole, other;
    make_seal(&whole);
    assert_true(read_any_seal(whole.at, whole.len));
    for (size_t at = 0; at < whole.len; at++) {
        for (int bit = 0; bit < 8; bit++) {
            other = whole;
            other.at[at] = (char)(other.at[at] ^ 1 << bit);
            assert_false(read_any_seal(other.at, other.len));
        }
        assert_false(read_any_seal(whole.at, at));
        other = whole;
        memmove(other.at + at, other.at + at + 1, --other.len - at);
        assert_false(read_any_seal(other.at, other.len));
        other = whole;
        memmove(other.at + at + 1, other.at + at, other.len++ - at);
        other.at[at] = ' ';
        assert_false(read_any_seal(other.at, other.len));
    }
}

static void mutated_seals_are_refused(void **state)
{
    (void)state;
    static const char bytes[] = "\"\"{}[]:,\\u0eE+-.9 \n\t\0\xEF\xBB\xBF";
    uint32_t seed = 20260901;
    text whole;
    make_seal(&whole);
    for (int round = 0; round < ROUNDS; round++) {
        text other = whole;
        for (uint32_t n = 1 + dice(&seed, 5); n > 0; n--) {
            uint32_t last = (uint32_t)other.len - 40;
            uint32_t at = dice(&seed, last), from = dice(&seed, last);
            if (dice(&seed, 2))
                other.at[at] = bytes[dice(&seed, sizeof bytes - 1)];
            else
                memmove(other.at + at, other.at + from,
                        1 + dice(&seed, 39));
        }
        int same = memcmp(other.at, whole.at, whole.len) == 0;
        assert_int_equal(read_any_seal(other.at, other.len), same);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_seal_is_one_text),
        cmocka_unit_test(mutated_seals_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
