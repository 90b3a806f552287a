/* test_unit.c - the algebra of units, and how they are read and said. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "../../core/quantity/unit.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static hn_memory memory;

static hn_unit u(const char *text)
{
    hn_unit unit;
    if (!hn_unit_read(&unit, text))
        fail_msg("%s", text);
    return unit;
}

static void is_written(hn_unit unit, const char *expect)
{
    hn_text t;
    hn_text_init(&t, &memory);
    hn_unit_write(&t, unit);
    assert_string_equal(hn_text_string(&t), expect);
    hn_text_dispose(&t);
}

static void units_are_read_and_written(void **state)
{
    (void)state;
    static const struct { const char *read, *written; } cases[] = {
        { "GBP", "GBP" }, { "GBP/year", "GBP/year" },
        { "GBP/places/years", "GBP/place/year" },
        { "GBP/year/place", "GBP/place/year" }, { "week", "weeks" },
        { "weeks/year", "weeks/year" }, { "heads", "heads" },
        { "head", "heads" }, { "pupils/plan", "pupils/plan" },
        { "points", "points" }, { "hours/week", "hours/week" },
        { "days", "days" }, { "months", "months" },
        { "GBP/year/year", "GBP/year/year" },
        { "net GBP/year", "net GBP/year" }, { "gross GBP", "gross GBP" },
        { "gross GBP/year/heads_0_19", "gross GBP/head_0_19/year" },
        { "head_16_18", "heads_16_18" }, { "pupils_3_15", "pupils_3_15" },
        { "GBP/pupil_3_19/year", "GBP/pupil_3_19/year" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        is_written(u(cases[i].read), cases[i].written);
        assert_true(hn_unit_same(u(cases[i].written), u(cases[i].read)));
    }
}

static void anything_else_is_no_unit(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "", "/", "GBP/", "/year", "gbp", "GBP /year", " GBP", "GBPs", "pence",
        "number", "1/year", "GBP*weeks", "GBP//year", "count", "percent",
        "GBP/y", "yearly", "net", "net ", "net weeks", "net heads/GBP",
        "net gross GBP", "net net GBP", "gross GBP/GBP", "GBP/net GBP",
        "netGBP", "net  GBP", "GBP net", "heads_0_18", "heads_0_1", "net/year",
        "day/year/year/year/year/year/year/year/year/year/year",
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        hn_unit unit = hn_unit_of(HN_GBP);
        assert_false(hn_unit_read(&unit, cases[i]));
        assert_true(hn_unit_same(unit, hn_unit_of(HN_GBP)));
    }
}

static void units_multiply_and_divide(void **state)
{
    (void)state;
    hn_unit a;
    assert_true(hn_unit_mul(&a, u("GBP/year"), u("weeks")));
    is_written(a, "GBP*weeks/year");
    assert_true(hn_unit_div(&a, a, u("weeks/year")));
    assert_true(hn_unit_same(a, u("GBP")));
    assert_true(hn_unit_div(&a, a, u("GBP")));
    assert_true(hn_unit_is_plain(a));
    assert_true(hn_unit_same(a, hn_unit_plain()));
    is_written(a, "number");
    assert_true(hn_unit_div(&a, a, u("year")));
    is_written(a, "1/year");
    assert_false(hn_unit_is_plain(a));
}

static void each_pound_is_net_gross_or_neither(void **state)
{
    (void)state;
    hn_unit net = u("net GBP/year"), gross = u("gross GBP/year");
    hn_unit plain = u("GBP/year"), a, b;
    assert_true(hn_unit_div(&a, net, net));
    assert_true(hn_unit_is_plain(a));
    assert_true(hn_unit_mul(&a, net, u("years")));
    assert_true(hn_unit_same(a, u("net GBP")));
    assert_true(hn_unit_div(&a, net, u("heads_0_19")));
    assert_true(hn_unit_same(a, u("net GBP/head_0_19/year")));
    assert_true(hn_unit_div(&a, net, gross));
    assert_false(hn_unit_is_sound(a));
    assert_true(hn_unit_div(&a, net, plain));
    assert_false(hn_unit_is_sound(a));
    assert_true(hn_unit_div(&a, plain, net));
    assert_false(hn_unit_is_sound(a));
    assert_true(hn_unit_mul(&a, net, gross));
    assert_true(hn_unit_is_sound(a));
    is_written(a, "net GBP*gross GBP/year/year");
    assert_true(hn_unit_div(&b, a, gross));
    assert_true(hn_unit_same(b, net));
    assert_true(hn_unit_div(&b, a, plain));
    assert_false(hn_unit_is_sound(b));
    assert_true(hn_unit_mul(&a, gross, plain));
    is_written(a, "gross GBP*GBP/year/year");
    assert_true(hn_unit_div(&a, u("points"), net));
    assert_true(hn_unit_is_sound(a));
    is_written(a, "points*years/net GBP");
}

static void tags_differ_between_money_only(void **state)
{
    (void)state;
    assert_true(hn_unit_tags_differ(u("net GBP"), u("gross GBP")));
    assert_true(hn_unit_tags_differ(u("net GBP/year"), u("GBP/year")));
    assert_false(hn_unit_tags_differ(u("net GBP"), u("net GBP/year")));
    assert_false(hn_unit_tags_differ(u("GBP"), u("GBP/year")));
    assert_false(hn_unit_tags_differ(u("weeks"), u("gross GBP")));
}

static void a_power_stops_at_nine(void **state)
{
    (void)state;
    hn_unit a = hn_unit_plain(), b = a;
    for (int i = 0; i < 9; i++) {
        assert_true(hn_unit_mul(&a, a, hn_unit_of(HN_DAYS)));
        assert_true(hn_unit_div(&b, b, hn_unit_of(HN_DAYS)));
    }
    hn_unit nine = a, less = b;
    assert_false(hn_unit_mul(&a, a, hn_unit_of(HN_DAYS)));
    assert_false(hn_unit_div(&b, b, hn_unit_of(HN_DAYS)));
    assert_true(hn_unit_same(a, nine));
    assert_true(hn_unit_same(b, less));
}

static void money_is_pounds_with_or_without_a_divisor(void **state)
{
    (void)state;
    hn_unit product, square;
    assert_true(hn_unit_is_money(u("GBP")));
    assert_true(hn_unit_is_money(u("GBP/place/year")));
    assert_true(hn_unit_is_money(u("net GBP/head_0_19/year")));
    assert_true(hn_unit_is_money(u("gross GBP")));
    assert_false(hn_unit_is_money(u("heads_0_19")));
    assert_false(hn_unit_is_money(u("weeks")));
    assert_false(hn_unit_is_money(u("weeks/GBP")));
    assert_false(hn_unit_is_money(hn_unit_plain()));
    assert_true(hn_unit_mul(&product, u("GBP"), u("weeks")));
    assert_false(hn_unit_is_money(product));
    assert_true(hn_unit_mul(&square, u("GBP"), u("GBP")));
    assert_false(hn_unit_is_money(square));
}

static void units_are_said_after_their_number(void **state)
{
    (void)state;
    static const struct { const char *unit, *one, *many; } cases[] = {
        { "GBP", "", "" }, { "GBP/year", " a year", " a year" },
        { "GBP/year/place", " a place a year", " a place a year" },
        { "GBP/hour", " an hour", " an hour" },
        { "weeks", " week", " weeks" },
        { "weeks/year", " week a year", " weeks a year" },
        { "heads_0_19", " head aged 0 to 19", " heads aged 0 to 19" },
        { "heads_16_18", " head aged 16 to 18", " heads aged 16 to 18" },
        { "pupils_3_15", " pupil aged 3 to 15", " pupils aged 3 to 15" },
        { "GBP/pupil_3_19", " a pupil aged 3 to 19", " a pupil aged 3 to 19" },
        { "net GBP/head_0_19/year", " a head aged 0 to 19 a year, net",
          " a head aged 0 to 19 a year, net" },
        { "gross GBP", ", gross", ", gross" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        hn_text t;
        hn_text_init(&t, &memory);
        hn_unit_say(&t, u(cases[i].unit), true);
        assert_string_equal(hn_text_string(&t), cases[i].one);
        hn_text_clear(&t);
        hn_unit_say(&t, u(cases[i].unit), false);
        assert_string_equal(hn_text_string(&t), cases[i].many);
        hn_text_dispose(&t);
    }
}

static void every_word_of_a_unit_can_be_read(void **state)
{
    (void)state;
    int count;
    const char *const *words = hn_unit_words(&count);
    assert_int_equal(count, 37);
    assert_string_equal(words[count - 2], "net");
    assert_string_equal(words[count - 1], "gross");
    for (int i = 0; i < count; i++) {
        if (i < count - 2)
            u(words[i]);
        for (int j = 0; j < i; j++)
            assert_string_not_equal(words[i], words[j]);
    }
    assert_string_equal(hn_text_nearest("yeras", words, count), "years");
    assert_string_equal(hn_text_nearest("heads_0_18", words, count),
                        "heads_0_19");
}

static int plain_memory(void **state)
{
    (void)state;
    hn_memory_init(&memory, NULL, NULL, 0);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_are_read_and_written),
        cmocka_unit_test(anything_else_is_no_unit),
        cmocka_unit_test(units_multiply_and_divide),
        cmocka_unit_test(each_pound_is_net_gross_or_neither),
        cmocka_unit_test(tags_differ_between_money_only),
        cmocka_unit_test(a_power_stops_at_nine),
        cmocka_unit_test(money_is_pounds_with_or_without_a_divisor),
        cmocka_unit_test(units_are_said_after_their_number),
        cmocka_unit_test(every_word_of_a_unit_can_be_read),
    };
    return cmocka_run_group_tests(tests, plain_memory, NULL);
}
