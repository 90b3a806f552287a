/* test_functions.c - the list: whole, and of a form its users can rely on. */
#include "exact.h"
#include "../../core/quantity/number.h"
#include "../../core/quantity/unit.h"

static void every_function_is_found_by_its_name(void **state)
{
    (void)state;
    int count = 0;
    const hn_funding_function *const *all = hn_funding_functions(&count);
    assert_int_equal(count, 15);
    for (int i = 0; i < count; i++)
        assert_ptr_equal(hn_funding_find(all[i]->name), all[i]);
    assert_null(hn_funding_find("places"));
    assert_null(hn_funding_find(""));
}

static bool is_name(const char *name)
{
    return *name && strspn(name, "abcdefghijklmnopqrstuvwxyz_")
                    == strlen(name);
}

static void every_function_says_what_it_is(void **state)
{
    (void)state;
    int count = 0;
    const hn_funding_function *const *all = hn_funding_functions(&count);
    for (int i = 0; i < count; i++) {
        const hn_funding_function *f = all[i];
        assert_true(is_name(f->name));
        assert_true(f->says && *f->says && f->formula && f->source);
        assert_in_range(f->count, 1, HN_FUNDING_MOST_ARGS);
        assert_non_null(f->work);
        bool divides = !f->divided_by;
        for (int j = 0; j < f->count; j++) {
            divides |= f->divided_by
                       && strcmp(f->divided_by, f->args[j].name) == 0;
            assert_true(is_name(f->args[j].name));
            assert_true(f->args[j].says && *f->args[j].says);
            assert_non_null(strstr(f->formula, f->args[j].name));
        }
        assert_true(divides);
    }
}

/* The unit with its signs replaced by a unit of their kind. */
static void without_signs(hn_text *out, const char *unit)
{
    for (const char *at = unit; *at;) {
        bool money = strncmp(at, "money", 5) == 0;
        hn_text_add(out, money ? "GBP" : *at == '*' ? "places" : "");
        if (!money && *at != '*')
            hn_text_add_char(out, *at);
        at += money ? 5 : 1;
    }
}

static bool is_unit(const char *unit)
{
    hn_memory memory;
    hn_text text;
    hn_unit read;
    hn_memory_init(&memory, NULL, NULL, 0);
    hn_text_init(&text, &memory);
    without_signs(&text, unit);
    bool plain = strcmp(unit, "percent") == 0 || strcmp(unit, "ratio") == 0;
    bool is = plain || hn_unit_read(&read, hn_text_string(&text));
    hn_text_dispose(&text);
    return is;
}

static void every_unit_is_one_that_a_type_can_be(void **state)
{
    (void)state;
    int count = 0;
    const hn_funding_function *const *all = hn_funding_functions(&count);
    for (int i = 0; i < count; i++) {
        assert_true(is_unit(all[i]->unit));
        for (int j = 0; j < all[i]->count; j++)
            assert_true(is_unit(all[i]->args[j].unit));
    }
}

static void what_may_be_left_out_has_a_value(void **state)
{
    (void)state;
    int count = 0;
    const hn_funding_function *const *all = hn_funding_functions(&count);
    for (int i = 0; i < count; i++)
        for (int j = 0; j < all[i]->count; j++) {
            const char *otherwise = all[i]->args[j].otherwise;
            hn_ratio value;
            if (otherwise)
                assert_null(hn_ratio_read(&value, hn_slice_of(otherwise),
                                          HN_PLAIN));
        }
}

/* Arguments are taken in the order of their list: each function is worked out
 * once with values that tell them apart. */
static void every_function_works_on_its_arguments_in_order(void **state)
{
    (void)state;
    static const struct { const char *name; int args[10]; int num, den; }
    cases[] = {
        { "place", { 12, 3, 2, 5 }, 29, 1 },
        { "unit_places", { 10, 7, 6, 11 }, 75, 1 },
        { "block", { 1, 2, 10, 100, 1000, 10000, 100000 }, 111121, 1 },
        { "share_of_grant", { 1, 3, 100 }, 100, 3 },
        { "net", { 7, 2 }, 5, 1 },
        { "per_head", { 7, 2 }, 7, 2 },
        { "topup", { 9, 6, 2 }, 6, 1 },
        { "guarantee", { 20, 10, 1, 5, 3 }, 7, 1 },
        { "avoided", { 3, 1, 64, 26, 6, 0, 0, 1, 0, 7 }, 50, 1 },
        { "payback", { 3, 2 }, 18, 1 },
        { "break_even", { 10, 3 }, 10, 3 },
        { "roll_forward", { 100, 20, 3 }, 117, 1 },
        { "caseload", { 100, 20, 3, 40, 5, 6 }, 84, 1 },
        { "stability_grant", { 7, 1 }, 7, 1 },
        { "interest", { 1, 2, 5 }, 15, 2 }
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const hn_funding_function *f = hn_funding_find(cases[i].name);
        hn_ratio args[HN_FUNDING_MOST_ARGS], out = untouched;
        for (int j = 0; j < f->count; j++)
            args[j] = w(cases[i].args[j]);
        const char *why = f->work(&out, args);
        is(why, out, cases[i].num, cases[i].den);
    }
}

static void what_is_taken_off_is_told_apart(void **state)
{
    (void)state;
    const hn_funding_function *f = hn_funding_find("avoided");
    static const struct { int at; hn_ratio part; int avoided; } cases[] = {
        { 1, { 1, 2 }, 50 }, { 5, { 1, 5 }, 80 }, { 6, { 1, 4 }, 75 },
        { 7, { 1, 10 }, 10 }, { 8, { 2, 5 }, 60 }
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        hn_ratio out = untouched, args[10] = {
            { 10, 1 }, { 1, 1 }, { 15, 1 }, { 5, 1 }, { 12, 1 }, { 0, 1 },
            { 0, 1 }, { 1, 1 }, { 0, 1 }, { 0, 1 } };
        args[cases[i].at] = cases[i].part;
        const char *why = f->work(&out, args);
        is(why, out, cases[i].avoided, 1);
    }
}

static hn_ratio some(uint64_t *state)
{
    hn_ratio made;
    *state = *state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    int64_t number = (int64_t)(*state >> 40) % 25 - 4;
    *state = *state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    hn_ratio_make(&made, number, (int64_t)(*state >> 40) % 12 + 1);
    return made;
}

static void exchange(const hn_funding_function *f, int i, int j,
                     uint64_t *state)
{
    hn_ratio a[HN_FUNDING_MOST_ARGS], b[HN_FUNDING_MOST_ARGS], x, y;
    for (int k = 0; k < f->count; k++)
        a[k] = b[k] = some(state);
    b[i] = a[j];
    b[j] = a[i];
    const char *why = f->work(&x, a), *its = f->work(&y, b);
    assert_int_equal(!why, !its);
    assert_true(why || hn_ratio_compare(x, y) == 0);
}

static void what_is_alike_can_be_exchanged(void **state)
{
    (void)state;
    int count = 0;
    uint64_t dice = 1;
    const hn_funding_function *const *all = hn_funding_functions(&count);
    for (int i = 0; i < count; i++) {
        const char *alike = all[i]->alike;
        assert_true(!alike || (int)strlen(alike) == all[i]->count);
        for (int j = 0; alike && j < all[i]->count; j++)
            for (int k = 0; alike[j] != '-' && k < j; k++)
                for (int n = 0; alike[k] == alike[j] && n < 2000; n++)
                    exchange(all[i], j, k, &dice);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_function_is_found_by_its_name),
        cmocka_unit_test(every_function_says_what_it_is),
        cmocka_unit_test(what_is_alike_can_be_exchanged),
        cmocka_unit_test(every_unit_is_one_that_a_type_can_be),
        cmocka_unit_test(what_may_be_left_out_has_a_value),
        cmocka_unit_test(every_function_works_on_its_arguments_in_order),
        cmocka_unit_test(what_is_taken_off_is_told_apart)
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
