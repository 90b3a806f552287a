/*
 * test_answer.c - one text in, one text out; texts in memory; the calculator.
 *
 * The answer is compared whole.  Every single allocation of a call is refused
 * in turn: it fails, and nothing is held afterwards.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "../base/starve.h"
#include "../../core/highneeds.h"

static const char rules[] =
    "pack \"t\" { title = \"t\", version = \"1\", source = \"s\" }\n"
    "records \"pupil\" { what = \"p\", key = \"id\",\n"
    "  input \"id\" { type = \"id\", required = true },\n"
    "  input \"cost\" { type = \"GBP\", min = 0, max = 90000 } }\n"
    "records \"stay\" { what = \"s\", key = \"no\",\n"
    "  input \"no\" { type = \"id\" }, input \"who\" { type = \"id\" },\n"
    "  link \"pupil\" { to = \"pupil\", by = \"who\" } }\n"
    "figure \"stays\" { label = \"n\", value = count(stay, {\n"
    "  for_each = stay.pupil }) }\n"
    "figure \"half\" { label = \"h\", type = \"GBP\",\n"
    "  value = pupil.cost / 2 }\n"
    "figure \"found\" { label = \"k\", value = stay.pupil:known() }\n"
    "figure \"all\" { label = \"a\", type = \"GBP\",\n"
    "  value = sum(pupil.cost) }\n";

static int read_rules(void *ctx, const char *folder, const char *name,
                      char **text, size_t *len)
{
    (void)folder;
    if (strcmp(name, "rules.lua") != 0)
        return -1;
    *len = sizeof rules - 1;
    *text = ctx ? starve_resize(ctx, NULL, 0, *len + 1)
                : malloc(*len + 1);
    if (!*text)
        return -1;
    memcpy(*text, rules, *len + 1);
    return 0;
}

static hn_pack *load(const hn_host *host)
{
    hn_pack *pack = NULL;
    assert_int_equal(hn_pack_load(&pack, host, ".", NULL, NULL), HN_OK);
    return pack;
}

static hn_status ask(const hn_host *host, const hn_pack *pack,
                     const char *text, hn_buffer *out, hn_error *err)
{
    hn_calc_options options = {.on = "2026-09-01", .max_rejects = -1};
    hn_sink sink = hn_sink_of(out);
    return hn_calc_json(pack, host, &options, text, strlen(text), &sink, err);
}

static const char two[] =
    "{\"stay\": [{\"no\":\"1\",\"who\":\"A\"},{\"no\":\"2\",\"who\":\"A\"}],\n"
    " \"pupil\": [{\"id\":\"A\",\"cost\":\"1,000.50\"},"
    "{\"id\":\"B\",\"cost\":-1},{\"id\":\"C\"}]}";
static const char answer[] =
    "{\"counts\": {\"rows\": 3, \"calculated\": 2, \"rejected\": 1},\n"
    "\"results\": {\"pupil\": [\n"
    "{\"id\":\"A\",\"stays\":2,\"half\":\"500.25\"},\n"
    "{\"id\":\"C\",\"stays\":0,\"half\":null}\n"
    "],\n"
    "\"stay\": [\n"
    "{\"no\":\"1\",\"found\":\"yes\"},\n"
    "{\"no\":\"2\",\"found\":\"yes\"}\n"
    "]},\n"
    "\"run\": [{\"name\":\"all\",\"label\":\"a\",\"value\":null,"
    "\"left_out\":1}],\n"
    "\"rejected\": [\n"
    "{\"file\": \"pupil\", \"line\": 1, \"column\": 48, "
    "\"column_name\": \"cost\", \"row_id\": \"B\", "
    "\"error_code\": \"HN401\", \"value_or_masked\": \"-1\", "
    "\"message\": \"cost must be between £0.00 and £90,000.00\", "
    "\"row\": \"{\\\"id\\\":\\\"B\\\",\\\"cost\\\":-1}\"}]}\n";

static void a_text_is_answered_with_a_text(void **state)
{
    hn_host host = {.read_file = read_rules};
    hn_pack *pack = load(&host);
    hn_buffer out = {0};
    hn_error err;
    (void)state;
    assert_int_equal(ask(&host, pack, two, &out, &err), HN_BAD_DATA);
    assert_string_equal(out.at, answer);
    out.len = 0;
    assert_int_equal(ask(&host, pack, "{\"stay\": [], \"pupil\": "
                         "[{\"id\": \"A\"}]}", &out, &err), HN_OK);
    assert_non_null(strstr(out.at, "{\"id\":\"A\",\"stays\":0,"));
    hn_buffer_free(&out);
    assert_null(out.at);
    hn_pack_free(pack);
}

static void results_tell_their_types(void **state)
{
    hn_host host = {.read_file = read_rules};
    hn_pack *pack = load(&host);
    hn_buffer out = {0};
    hn_sink sink = hn_sink_of(&out);
    (void)state;
    assert_int_equal(hn_schema_results(pack, NULL, &sink), HN_OK);
    assert_string_equal(out.at, "[\n  { \"name\": \"id\", \"type\": \"id\" },\n"
        "  { \"name\": \"stays\", \"type\": \"count\", \"label\": \"n\" },\n"
        "  { \"name\": \"half\", \"type\": \"GBP\", \"label\": \"h\" }\n]\n");
    out.len = 0;
    assert_int_equal(hn_schema_results(pack, "run", &sink), HN_OK);
    assert_string_equal(out.at, "[\n  { \"name\": \"all\", \"type\": \"GBP\", "
        "\"label\": \"a\" }\n]\n");
    assert_int_equal(hn_schema_results(pack, "pupils", &sink), HN_BAD_USE);
    hn_buffer_free(&out);
    hn_pack_free(pack);
}

static void what_is_no_question_has_no_answer(void **state)
{
    static const struct { const char *text, *says; hn_status status; } no[] = {
        {"{\"pupils\": []}", "the pack has no records `pupils`", HN_BAD_DATA},
        {"7", "rows stand in a list", HN_BAD_DATA},
        {"[{\"id\": \"A\"", "", HN_BAD_DATA},
        {"", "", HN_BAD_DATA},
        {"[]", "", HN_BAD_USE},                  /* no rows of `stay`        */
    };
    hn_host host = {.read_file = read_rules};
    hn_pack *pack = load(&host);
    (void)state;
    for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
        hn_buffer out = {0};
        hn_error err = {0};
        assert_int_equal(ask(&host, pack, no[i].text, &out, &err),
                         no[i].status);
        assert_non_null(strstr(err.message, no[i].says));
        assert_null(out.at);
    }
    hn_pack_free(pack);
}

static void every_refusal_of_memory_is_told(void **state)
{
    int refusals = 0;
    (void)state;
    for (int n = 0;; n++) {
        hn_host plain = {.read_file = read_rules};
        hn_pack *pack = load(&plain);
        starve s = {.left = n};
        hn_host host = {.resize = starve_resize, .resize_ctx = &s};
        hn_buffer out = {.host = &host};
        hn_status status = ask(&host, pack, two, &out, NULL);
        assert_true(s.refused ? status == HN_NO_MEMORY || status == HN_IO
                              : status == HN_BAD_DATA);
        assert_true(s.refused || strcmp(out.at, answer) == 0);
        hn_buffer_free(&out);
        hn_pack_free(pack);
        assert_true(s.held == 0);
        refusals += s.refused;
        if (!s.refused)
            break;
    }
    assert_true(refusals > 50);
}

static void the_calculator_takes_values_by_name(void **state)
{
    const hn_argument place[] = {{"rate", "£10,000"}, {"before", "12"},
                                 {"after", "15"}, {"months_before", "5"}};
    const hn_argument thirds[] = {{"outlay", "100"}, {"a_year", "700"}};
    const hn_argument grant[] = {{"deficit", "1000"}, {"share", "90"}};
    char out[HN_EXACT_ROOM];
    hn_error err;
    (void)state;
    /* (12 x 5 + 15 x 7) / 12 x 10,000 */
    assert_int_equal(hn_funding(out, sizeof out, "place", place, 4, &err),
                     HN_OK);
    assert_string_equal(out, "137500");
    assert_int_equal(hn_funding(out, sizeof out, "payback", thirds, 2, &err),
                     HN_OK);
    assert_string_equal(out, "12/7");
    assert_int_equal(hn_funding(out, sizeof out, "stability_grant", grant, 2,
                                &err), HN_OK);
    assert_string_equal(out, "900");
    assert_int_equal(hn_funding(out, 3, "place", place, 4, &err),
                     HN_BAD_USE);
}

static void the_calculator_says_what_is_wrong(void **state)
{
    static const struct {
        const char *function;
        hn_argument given[3];
        int count;
        const char *says;
    } wrong[] = {
        {"plac", {{0}}, 0, "did you mean funding.place?"},
        {"payback", {{"outly", "1"}}, 1, "did you mean outlay?"},
        {"payback", {{"outlay", "1"}}, 1, "funding.payback needs a_year"},
        {"payback", {{"outlay", "1"}, {"outlay", "1"}}, 2, "given twice"},
        {"payback", {{"outlay", "ten"}}, 1, "outlay "},
        {"payback", {{"outlay", "1"}, {"a_year", "0"}}, 2, "has no result"},
    };
    char out[HN_EXACT_ROOM] = "as it was";
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        hn_error err = {0};
        assert_int_equal(hn_funding(out, sizeof out, wrong[i].function,
                                    wrong[i].given, wrong[i].count, &err),
                         HN_BAD_USE);
        assert_non_null(strstr(err.message, wrong[i].says));
    }
    assert_string_equal(out, "as it was");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_answered_with_a_text),
        cmocka_unit_test(results_tell_their_types),
        cmocka_unit_test(what_is_no_question_has_no_answer),
        cmocka_unit_test(every_refusal_of_memory_is_told),
        cmocka_unit_test(the_calculator_takes_values_by_name),
        cmocka_unit_test(the_calculator_says_what_is_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
