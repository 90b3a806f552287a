/* test_text.c - growing text, the formatter, near names, UTF-8. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "../../core/base/text.h"
#include "starve.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static hn_memory memory;

static int plain_memory(void **state)
{
    (void)state;
    hn_memory_init(&memory, NULL, NULL, 0);
    return 0;
}

static int nothing_is_left(void **state)
{
    (void)state;
    return memory.used == 0 ? 0 : -1;
}

static void text_grows_and_keeps_what_it_has(void **state)
{
    (void)state;
    hn_text t;
    hn_text_init(&t, &memory);
    assert_string_equal(hn_text_string(&t), "");
    for (int i = 0; i < 10000; i++) {
        hn_text_add_char(&t, (char)('a' + i % 26));
        hn_text_add_n(&t, "0123456789", (size_t)(i % 11));
    }
    assert_false(t.failed);
    size_t at = 0;
    for (int i = 0; i < 10000; i++) {
        assert_int_equal(t.at[at++], 'a' + i % 26);
        size_t more = (size_t)(i % 11);
        assert_memory_equal(t.at + at, "0123456789", more);
        at += more;
    }
    assert_int_equal(t.len, at);
    hn_text_clear(&t);
    assert_int_equal(t.len, 0);
    assert_true(t.cap >= at);
    hn_text_add(&t, "again");
    hn_text_add_n(&t, NULL, 0);
    assert_string_equal(hn_text_string(&t), "again");
    assert_int_equal(t.len, 5);
    hn_text_dispose(&t);
}

static void room_can_be_filled_by_hand(void **state)
{
    (void)state;
    hn_text t;
    hn_text_init(&t, &memory);
    assert_non_null(hn_text_room(&t, 0));
    char *at = hn_text_room(&t, 200);
    assert_non_null(at);
    memset(at, 'x', 200);
    t.len += 3;
    assert_string_equal(hn_text_string(&t), "xxx");
    assert_null(hn_text_room(&t, SIZE_MAX));
    assert_true(t.failed);
    hn_text_dispose(&t);
}

static void a_refused_text_has_no_hole(void **state)
{
    (void)state;
    hn_text t;
    hn_memory small;
    hn_memory_init(&small, NULL, NULL, 200);
    hn_text_init(&t, &small);
    hn_text_add(&t, "kept");
    char much[300] = { 0 };
    hn_text_add_n(&t, much, sizeof much);
    assert_true(t.failed);
    hn_text_add_char(&t, 'x');
    hn_text_add(&t, "not added");
    assert_int_equal(t.len, 4);
    assert_memory_equal(t.at, "kept", 4);
    assert_string_equal(hn_text_string(&t), "");
    hn_text_clear(&t);
    assert_true(t.failed);
    hn_text_dispose(&t);
    assert_int_equal(small.used, 0);
}

static void whole_numbers_are_written(void **state)
{
    (void)state;
    static const struct { int64_t value; const char *plain, *grouped; }
    cases[] = {
        { 0, "0", "0" }, { 7, "7", "7" }, { -7, "-7", "-7" },
        { 10, "10", "10" }, { 99, "99", "99" }, { 100, "100", "100" },
        { 999, "999", "999" }, { 1000, "1000", "1,000" },
        { -1000, "-1000", "-1,000" }, { 123456, "123456", "123,456" },
        { -999999, "-999999", "-999,999" },
        { 1234567, "1234567", "1,234,567" },
        { INT64_MAX, "9223372036854775807", "9,223,372,036,854,775,807" },
        { INT64_MIN, "-9223372036854775808", "-9,223,372,036,854,775,808" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        hn_text t;
        hn_text_init(&t, &memory);
        hn_text_add_int(&t, cases[i].value);
        assert_string_equal(hn_text_string(&t), cases[i].plain);
        hn_text_clear(&t);
        hn_text_add_grouped(&t, cases[i].value);
        assert_string_equal(hn_text_string(&t), cases[i].grouped);
        hn_text_dispose(&t);
    }
}

static void numbers_are_written_as_printf_does(void **state)
{
    (void)state;
    hn_text t;
    hn_text_init(&t, &memory);
    uint64_t x = 88172645463325252u;
    for (int i = 0; i < 20000; i++) {
        x ^= x << 13, x ^= x >> 7, x ^= x << 17;
        int64_t value = (int64_t)x >> (x & 63);
        char expect[32];
        snprintf(expect, sizeof expect, "%lld", (long long)value);
        hn_text_clear(&t);
        hn_text_add_int(&t, value);
        assert_string_equal(hn_text_string(&t), expect);
    }
    hn_text_dispose(&t);
}

static void a_format_takes_its_parts(void **state)
{
    (void)state;
    hn_text t;
    hn_text_init(&t, &memory);
    hn_text_addf(&t, "%s is %d%%, %ld %c (%.*s|%.*s)%s", "cap", -5,
                 (long)INT64_MIN, 'x', 3, "school", 9, "ab", "");
    assert_string_equal(hn_text_string(&t),
                        "cap is -5%, -9223372036854775808 x (sch|ab)");
    hn_text_clear(&t);
    const char *volatile nothing = NULL;
    hn_text_addf(&t, "%s.%.*s.", nothing, 0, nothing);
    assert_string_equal(hn_text_string(&t), "..");
    hn_text_dispose(&t);
}

static void slices_compare_with_texts(void **state)
{
    (void)state;
    assert_true(hn_slice_is(hn_slice_of("cap"), "cap"));
    assert_false(hn_slice_is(hn_slice_of("cap"), "caps"));
    assert_false(hn_slice_is(hn_slice_of("caps"), "cap"));
    assert_false(hn_slice_is(hn_slice_of("cat"), "cap"));
    assert_true(hn_slice_is((hn_slice){ NULL, 0 }, ""));
}

static void edits_between_names_are_counted(void **state)
{
    (void)state;
    static const struct { const char *a, *b; int most, edits; } cases[] = {
        { "", "", 3, 0 }, { "cap", "cap", 3, 0 }, { "cap", "", 5, 3 },
        { "cap", "caps", 3, 1 }, { "cap", "cup", 3, 1 }, { "cap", "ap", 3, 1 },
        { "cap", "cpa", 3, 1 }, { "need", "ened", 3, 1 },
        { "kitten", "sitting", 5, 3 }, { "kitten", "sitting", 2, 3 },
        { "kitten", "sitting", 0, 1 }, { "a", "Z", 3, 1 },
        { "provision_cost", "cost_provision", 3, 4 },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int most = cases[i].most;
        assert_int_equal(hn_text_distance(cases[i].a, cases[i].b, most),
                         cases[i].edits);
        assert_int_equal(hn_text_distance(cases[i].b, cases[i].a, most),
                         cases[i].edits);
    }
    char longer[200];
    memset(longer, 'a', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    assert_int_equal(hn_text_distance(longer, longer, 2), 0);
    assert_int_equal(hn_text_distance(longer, "a", 2), 3);
}

static void the_nearest_name_is_found_if_it_is_a_slip(void **state)
{
    (void)state;
    static const char *const names[] = {
        "GBP", "weeks", "provision_cost", "plan_cycles", "plan_in_force",
        "cap", "ZAZA", "transport",
        ("a_very_long_name_that_goes_on_and_on_and_on_until_it_is_"
         "longer_than_eighty_letters_all_in_all")
    };
    static const struct { const char *name, *nearest; } cases[] = {
        { "gbp", "GBP" }, { "week", "weeks" }, { "Weeks", "weeks" },
        { "weesk", "weeks" }, { "provision_costs", "provision_cost" },
        { "provison_cots", "provision_cost" }, { "plan_cycle", "plan_cycles" },
        { "plan_in_forse", "plan_in_force" }, { "cup", "cap" },
        { "zaza", "ZAZA" }, { "ca", "cap" }, { "ab", NULL },
        { "transp", NULL }, { "transpo", "transport" },
        { "capps", NULL }, { "c", NULL }, { "", NULL },
        { "months", NULL }, { "dog", NULL },
        { "plan", NULL },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *got = hn_text_nearest(cases[i].name, names, COUNT(names));
        if (cases[i].nearest)
            assert_string_equal(got, cases[i].nearest);
        else
            assert_null(got);
    }
    assert_null(hn_text_nearest("cap", names, 0));
    static const char *const alike[] = { "rate_b", "rate_a", "rate_c" };
    assert_string_equal(hn_text_nearest("rate_d", alike, 3), "rate_b");
    assert_string_equal(hn_text_nearest("rate_A", alike, 3), "rate_a");
}

static void only_utf8_is_utf8(void **state)
{
    (void)state;
    static const struct { const char *bytes; int bad; } cases[] = {
        { "", -1 }, { "plain text of some length", -1 },
        { "£1,250.00 – ünïcödé 𝄞", -1 }, { "\x7F", -1 },
        { "\xE0\xA0\x80", -1 }, { "\xF0\x90\x80\x80", -1 },
        { "\xEF\xBF\xBF", -1 }, { "\xF4\x8F\xBF\xBF", -1 },
        { "\xED\x9F\xBF", -1 }, { "\xEE\x80\x80", -1 },
        { "\x80", 0 }, { "ab\xFF", 2 }, { "a\xC2", 1 }, { "a\xE2\x82", 1 },
        { "a\xF0\x9D\x84", 1 }, { "\xC0\x80", 0 }, { "\xC1\xBF", 0 },
        { "\xE0\x9F\xBF", 0 }, { "\xF0\x8F\xBF\xBF", 0 },
        { "\xED\xA0\x80", 0 }, { "\xF4\x90\x80\x80", 0 },
        { "\xF5\x80\x80\x80", 0 }, { "\xC2\x41", 0 },
        { "12345678\xA3" "12345678", 8 }, { "1234567\xA3", 7 },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t len = strlen(cases[i].bytes), bad = 999;
        char *copy = malloc(len + 1);   /* so that a byte too far is seen */
        memcpy(copy, cases[i].bytes, len);
        bool good = hn_text_is_utf8(copy, len, &bad);
        assert_int_equal(good, cases[i].bad < 0);
        if (!good)
            assert_int_equal(bad, cases[i].bad);
        assert_int_equal(hn_text_is_utf8(copy, len, NULL), good);
        free(copy);
    }
    assert_true(hn_text_is_utf8("a\0b", 3, NULL));
}

static bool write_much(hn_memory *m)
{
    hn_text t;
    hn_text_init(&t, m);
    for (int i = 0; i < 300; i++) {
        hn_text_addf(&t, "%s %d %c", "row", i, 'x');
        hn_text_add_grouped(&t, i * 1000);
        hn_text_add_int(&t, i);
    }
    bool well = strlen(hn_text_string(&t)) > 3000 && !t.failed;
    hn_text_dispose(&t);
    return well;
}

static void text_lives_through_every_refusal(void **state)
{
    (void)state;
    assert_in_range(starve_walk(write_much), 3, 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_grows_and_keeps_what_it_has),
        cmocka_unit_test(room_can_be_filled_by_hand),
        cmocka_unit_test(a_refused_text_has_no_hole),
        cmocka_unit_test(whole_numbers_are_written),
        cmocka_unit_test(numbers_are_written_as_printf_does),
        cmocka_unit_test(a_format_takes_its_parts),
        cmocka_unit_test(slices_compare_with_texts),
        cmocka_unit_test(edits_between_names_are_counted),
        cmocka_unit_test(the_nearest_name_is_found_if_it_is_a_slip),
        cmocka_unit_test(only_utf8_is_utf8),
        cmocka_unit_test(text_lives_through_every_refusal),
    };
    return cmocka_run_group_tests(tests, plain_memory, nothing_is_left);
}
