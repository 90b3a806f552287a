/*
 * test_json.c - JSON in: the scanner for many rows and cJSON for one document
 * must take the same values and refuse the same text.
 */
#include "sample.h"
#include "data/hash.h"
#include "data/json_text.h"

static int setup(void **state)
{
    sample *s = malloc(sizeof *s);
    sample_init(s);
    *state = s;
    return 0;
}

static int teardown(void **state)
{
    sample *s = *state;
    sample_dispose(s);
    int left = s->memory.used != 0;
    free(s);
    return left;
}

#define GOOD \
    "{\"pupil_id\":\"P1\",\"panel_date\":\"2026-09-01\"," \
    "\"request_date\":\"2026-08-01\",\"setting\":\"mainstream\"," \
    "\"plan_in_force\":\"no\",\"Annual Cost\":\"7250.50\"," \
    "\"school_evidence\":true,\"plan_cycles\":2,\"need\":\"ASD\"," \
    "\"advice\":\"yes\",\"parents_agree\":true,\"review_set\":\"Y\"," \
    "\"last_award_end\":null,\"at_risk\":\"no\",\"weeks_asked\":12," \
    "\"rate\":3.5}"

static void good_values(const sample *s)
{
    const hn_vector *v = s->rows.vectors;
    assert_int_equal(s->rows.count, 1);
    assert_int_equal(s->faults.count, 0);
    assert_true(hn_slice_is(v[ID].text[0], "P1"));
    assert_int_equal(v[PANEL].value[0], 20697);
    assert_int_equal(v[COST].value[0], 725050);
    assert_true(hn_bit(v[EVIDENCE].yes, 0));
    assert_int_equal(v[CYCLES].value[0], 2);
    assert_false(hn_bit(v[LAST_END].known, 0));
    assert_true(hn_bit(v[LAST_END].none, 0));
    assert_int_equal(v[WEEKS].value[0], 120);
    assert_int_equal(v[RATE].value[0], 350);
}

static void a_row_is_read_from_a_line(void **state)
{
    sample *s = *state;
    assert_true(sample_read(s, HN_TABLE_JSONL, GOOD "\n"));
    good_values(s);
}

static void a_row_is_read_from_a_document(void **state)
{
    sample *s = *state;
    assert_true(sample_read(s, HN_TABLE_JSON, "[\n" GOOD "\n]\n"));
    good_values(s);
    assert_int_equal(s->rows.origins[0].line, 2);
}

static void rows_may_stand_under_a_key(void **state)
{
    sample *s = *state;
    assert_true(sample_read(s, HN_TABLE_JSON, "{ \"rows\": [" GOOD "] }"));
    good_values(s);
}

static void keys_come_in_any_order_and_may_be_left_out(void **state)
{
    sample *s = *state;
    assert_true(sample_read(s, HN_TABLE_JSONL,
        " { \"Annual Cost\" : 1e2 , \"panel_date\":\"2026-09-01\", "
        "\"\\u0070upil_id\":\"a\\\"\\u00e9\\ud83d\\ude00\\n\" } \r\n"));
    assert_int_equal(s->faults.count, 0);
    assert_int_equal(s->rows.count, 1);
    assert_int_equal(s->rows.vectors[COST].value[0], 10000);
    assert_true(hn_slice_is(s->rows.vectors[ID].text[0],
                            "a\"\xC3\xA9\xF0\x9F\x98\x80\n"));
    assert_false(hn_bit(s->rows.vectors[NEED].known, 0));
}

/* Both ways of reading one row; what each of them says. */
typedef struct verdict {
    bool good;
    int code, column;
    char message[256], help[256];
    hn_text canon;
} verdict;

static void judge(verdict *v, hn_memory *memory, hn_table_format format,
                  const char *text, size_t len)
{
    sample s;
    memset(v, 0, sizeof *v);
    hn_text_init(&v->canon, memory);
    sample_init(&s);
    if (sample_read_n(&s, format, text, len)) {
        v->good = s.rows.count > 0 && s.faults.count == 0;
        assert_true(s.rows.count + s.cursor.rejected == s.cursor.rows);
        hn_canon_rows(&v->canon, &s.rows);
        if (s.faults.count > 0) {
            v->code = s.faults.items[0].code;
            v->column = s.faults.items[0].column;
            snprintf(v->message, sizeof v->message, "%s",
                     s.faults.items[0].message);
            snprintf(v->help, sizeof v->help, "%s",
                     s.faults.items[0].help ? s.faults.items[0].help : "");
        }
    }
    sample_dispose(&s);
}

/* Reads `row` as a line and as a document of one row; they must agree. */
static verdict both(const char *row, size_t len)
{
    hn_memory memory;
    verdict line, list;
    char *document = malloc(len + 2);
    document[0] = '[';
    memcpy(document + 1, row, len);
    document[len + 1] = ']';
    hn_memory_init(&memory, NULL, NULL, 0);
    judge(&line, &memory, HN_TABLE_JSONL, row, len);
    judge(&list, &memory, HN_TABLE_JSON, document, len + 2);
    free(document);
    if (line.good != list.good)
        print_error("%.*s: line %d %s, document %d %s\n", (int)len, row,
                    line.good, line.message, list.good, list.message);
    assert_int_equal(line.good, list.good);
    if (line.good) {
        assert_int_equal(line.canon.len, list.canon.len);
        assert_memory_equal(line.canon.at, list.canon.at, line.canon.len);
    }
    hn_text_dispose(&line.canon);
    hn_text_dispose(&list.canon);
    return line;
}

#define ROW(rest) "{\"pupil_id\":\"P\",\"panel_date\":\"2026-09-01\"," rest

static void good(const char *row)
{
    verdict v = both(row, strlen(row));
    if (!v.good)
        print_error("%s: %s\n", row, v.message);
    assert_true(v.good);
}

static void bad(const char *row, int code, const char *message)
{
    verdict v = both(row, strlen(row));
    assert_false(v.good);
    if (message)
        assert_string_equal(v.message, message);
    assert_int_equal(v.code, code);
}

static void values_may_be_written_in_these_ways(void **state)
{
    (void)state;
    good(ROW("\"Annual Cost\":0}"));
    good(ROW("\"Annual Cost\":-0}"));
    good(ROW("\"Annual Cost\":\"\xC2\xA3" "1,250.00\"}"));
    good(ROW("\"Annual Cost\":1.25e3}"));
    good(ROW("\"Annual Cost\":125000e-2}"));
    good(ROW("\"Annual Cost\":0.00001E5}"));
    good(ROW("\"Annual Cost\":1e-2}"));
    good(ROW("\"Annual Cost\":\"\"}"));
    good(ROW("\"Annual Cost\":null}"));
    good(ROW("\"rate\":-12.25}"));
    good(ROW("\"advice\":false}"));
    good(ROW("\"advice\":\"TRUE\"}"));
    good(ROW("\"need\":\"\\u0041SD\"}"));
    good(ROW("\"need\":\" ASD \"}"));
}

static void values_of_the_wrong_kind_are_refused(void **state)
{
    (void)state;
    bad("{\"pupil_id\":12,\"panel_date\":\"2026-09-01\"}", 401,
        "pupil_id cannot be a plain number");
    bad(ROW("\"need\":1}"), 401, "need cannot be a plain number");
    bad(ROW("\"advice\":1}"), 401, "advice cannot be a plain number");
    bad(ROW("\"request_date\":20260901}"), 401,
        "request_date cannot be a plain number");
    bad(ROW("\"Annual Cost\":true}"), 401,
        "provision_cost cannot be true or false");
    bad(ROW("\"need\":[\"ASD\"]}"), 401, "need cannot be a list or an object");
    bad(ROW("\"need\":{}}"), 401, "need cannot be a list or an object");
    bad(ROW("\"Annual Cost\":1.255}"), 401, NULL);
    bad(ROW("\"Annual Cost\":1e-3}"), 401, NULL);
    bad(ROW("\"Annual Cost\":1e-90}"), 401,
        "provision_cost has too many decimals");
    bad(ROW("\"Annual Cost\":1e15}"), 401, NULL);
    bad("{\"pupil_id\":\"P\"}", 405, NULL);
    bad("{}", 405, NULL);
    bad(ROW("\"Postcode\":1}"), 403, "no input reads \"Postcode\"");
}

static void only_json_is_json(void **state)
{
    static const char *const rests[] = {
        "}", "\"need\":\"ASD\",}", "\"need\" \"ASD\"}", "\"need\":}",
        "\"need\":ASD}", "'need':\"ASD\"}", "need:\"ASD\"}",
        "\"Annual Cost\":01}", "\"Annual Cost\":1.}", "\"Annual Cost\":.5}",
        "\"Annual Cost\":+1}", "\"Annual Cost\":1e}", "\"Annual Cost\":-}",
        "\"Annual Cost\":NaN}", "\"Annual Cost\":Infinity}",
        "\"Annual Cost\":0x1}", "\"advice\":True}", "\"advice\":nulll}",
        "\"advice\":truefalse}", "\"need\":\"A\tD\"}", "\"need\":\"\\x\"}",
        "\"need\":\"\\u12\"}", "\"need\":\"\\ud800\"}",
        "\"need\":\"\\udc00\"}", "\"need\":\"\\ud800\\u0041\"}",
        "\"need\":\"\\u0000\"}", "\"need\":\"ASD}", "\"need\":\"ASD\\\"}",
        "\"need\":\"ASD\"", "\"need\":\"ASD\"} x", "\"need\":\"ASD\"}}",
        "\"need\":\"ASD\";}", "\"need\":null,\"need\":null}",
        "\"need\":null,\"\\u006eeed\":null}", "\"need\":\"\xC0\x80\"}",
        "\"need\":\"\xFF\"}", "\"\\u0000\":1}", "/**/\"need\":null}",
        "\"need\":null\x0B}", "\"Annual Cost\":1234567890.123456}",
        "\"Annual Cost\":9007199254740993}", "\"Annual Cost\":1e17}",
        "\"Annual Cost\":1e999}", "\"Annual Cost\":1_000}"
    };
    (void)state;
    for (size_t i = 0; i < sizeof rests / sizeof rests[0]; i++) {
        char row[512];
        int len = snprintf(row, sizeof row, ROW("%s"), rests[i]);
        verdict v = both(row, (size_t)len);
        assert_false(v.good);
        if (v.code != 409 && v.code != 408)
            print_error("%s: %d %s\n", row, v.code, v.message);
        assert_true(v.code == 409 || v.code == 408);
        assert_true(v.column > 0);
    }
}

static void faults_say_the_line_and_the_character(void **state)
{
    sample *s = *state;
    assert_true(sample_read(s, HN_TABLE_JSONL,
        GOOD "\n" ROW("\"need\":\"\xC3\xA9\xC3\xA9\",\"rate\":1e9}") "\n"
        "\n" ROW("\"a\":1,\"a\":2}") "\n[1]\n" GOOD));
    assert_int_equal(s->rows.count, 2);
    assert_int_equal(s->cursor.rejected, 4);
    assert_int_equal(s->faults.count, 5);
    static const int lines[] = { 2, 2, 3, 4, 5 };
    static const int columns[] = { 50, 62, 0, 49, 1 };
    static const int codes[] = { 401, 401, 409, 409, 409 };
    for (int i = 0; i < 5; i++) {
        assert_int_equal(s->faults.items[i].line, lines[i]);
        assert_int_equal(s->faults.items[i].column, columns[i]);
        assert_int_equal(s->faults.items[i].code, codes[i]);
    }
    assert_true(hn_slice_is(s->faults.items[0].row_id, "P"));
}

static void a_document_says_the_line_and_the_character(void **state)
{
    sample *s = *state;
    assert_true(sample_read(s, HN_TABLE_JSON,
        "[\n " GOOD ",\n {\n  \"pupil_id\": \"P\",\n  \"panel_date\": "
        "\"2026-02-30\"\n }, 5\n]\n"));
    assert_int_equal(s->rows.count, 1);
    assert_int_equal(s->faults.count, 2);
    assert_int_equal(s->faults.items[0].line, 5);
    assert_int_equal(s->faults.items[0].column, 17);
    assert_int_equal(s->faults.items[1].line, 6);
    assert_int_equal(s->faults.items[1].column, 5);
}

static void document_fault(const char *text, int code, int line, int column)
{
    sample s;
    sample_init(&s);
    assert_true(sample_read(&s, HN_TABLE_JSON, text));
    assert_true(s.cursor.broken);
    assert_int_equal(s.rows.count, 0);
    assert_int_equal(s.faults.items[0].code, code);
    assert_int_equal(s.faults.items[0].line, line);
    assert_int_equal(s.faults.items[0].column, column);
    sample_dispose(&s);
}

static void a_broken_document_gives_no_row(void **state)
{
    (void)state;
    document_fault("[\n" GOOD ",\n]", 409, 3, 1);
    document_fault("[" GOOD "] x", 409, 1, (int)strlen(GOOD) + 4);
    document_fault("{ \"list\": [] }", 403, 1, 11);
    document_fault("{}", 400, 1, 1);
    document_fault("{ \"rows\": 5 }", 400, 1, 1);
    document_fault("[{\"a\":\n1,\"a\":1}]", 409, 2, 3);
    document_fault("[{\"need\":\"\xFF\"}]", 408, 1, 11);
}

static void brackets_are_nested_64_deep_and_no_deeper(void **state)
{
    (void)state;
    for (int depth = 60; depth < 70; depth++) {
        sample s;
        char text[512] = "{\"x\":";
        size_t len = strlen(text);
        memset(text + len, '[', (size_t)depth);
        memset(text + len + depth, ']', (size_t)depth);
        strcpy(text + len + 2 * depth,
               ",\"pupil_id\":\"P\",\"panel_date\":\"2026-09-01\"}");
        sample_init(&s);
        assert_true(hn_layout_read(&s.layout, HN_TABLE_JSONL, &s.records, "f",
                                   true, text, strlen(text), &s.arena,
                                   &s.report));
        assert_true(hn_rows_init(&s.rows, &s.records, &s.arena));
        hn_cursor_init(&s.cursor, text, text + strlen(text), 1, true,
                       &s.scratch);
        hn_table_rows(&s.layout, &s.cursor, &s.rows, &s.faults);
        assert_int_equal(s.rows.count, depth < 64);
        assert_int_equal(s.faults.count, depth >= 64);
        sample_dispose(&s);
    }
}

static void the_same_values_make_the_same_hash(void **state)
{
    sample *s = *state;
    sample other;
    hn_text a, b;
    sample_init(&other);
    hn_text_init(&a, &s->memory);
    hn_text_init(&b, &s->memory);
    assert_true(sample_read(s, HN_TABLE_JSONL, GOOD));
    assert_true(sample_read(&other, HN_TABLE_CSV, HEADER "\nP1,2026-09-01,"
        "2026-08-01, mainstream,No,\"7,250.5\",TRUE,2,ASD,y,yes,yes,,no,"
        "12.0,3.50\n"));
    assert_int_equal(other.rows.count, 1);
    hn_canon_rows(&a, &s->rows);
    hn_canon_rows(&b, &other.rows);
    assert_int_equal(a.len, b.len);
    assert_memory_equal(a.at, b.at, a.len);
    hn_text_dispose(&a);
    hn_text_dispose(&b);
    sample_dispose(&other);
}

/* --- numbers written out ------------------------------------------------- */

static void exponents_are_written_out(void **state)
{
    static const char *const pairs[][2] = {
        { "12", "12" }, { "1e0", "1" }, { "1e3", "1000" },
        { "1.5e3", "1500" }, { "1.50e1", "15.0" }, { "125e-2", "1.25" },
        { "1e-3", "0.001" }, { "-1.25E+1", "-12.5" }, { "0e9", "0" },
        { "0.001e3", "1" }, { "0.0125e3", "12.5" }, { "-5e-1", "-0.5" }
    };
    sample *s = *state;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        hn_json_scan scan;
        hn_slice token, plain;
        const char *text = pairs[i][0];
        hn_json_scan_init(&scan, text, text + strlen(text), &s->memory,
                          &s->scratch);
        assert_true(hn_json_number(&scan, &token));
        plain = hn_json_plain(&scan, token);
        if (!hn_slice_is(plain, pairs[i][1]))
            print_error("%s: %.*s\n", text, (int)plain.len, plain.at);
        assert_true(hn_slice_is(plain, pairs[i][1]));
        hn_json_scan_dispose(&scan);
    }
}

/* --- mutations ----------------------------------------------------------- */

static uint32_t dice(uint32_t *seed, uint32_t n)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % n;
}

/* A few small changes to a good row: the two ways must still agree. */
static void mutations_are_judged_alike(void **state)
{
    static const char bits[] = "{}[]:,\"\\ 0123456789.-+eEtrufalsn\n\t\x01"
                               "\xC3\xA9\xFF\0u";
    uint32_t seed = 20260901;
    (void)state;
    int goods = 0;
    for (int round = 0; round < 20000; round++) {
        char row[1024];
        size_t len = strlen(GOOD);
        memcpy(row, GOOD, len);
        for (uint32_t n = 1 + dice(&seed, 2); n > 0; n--) {
            size_t at = dice(&seed, (uint32_t)len);
            uint32_t kind = dice(&seed, 3);
            if (kind == 0) {
                row[at] = bits[dice(&seed, sizeof bits - 1)];
            } else if (kind == 1 && len > 1) {
                memmove(row + at, row + at + 1, len - at - 1);
                len--;
            } else if (len < sizeof row - 1) {
                memmove(row + at + 1, row + at, len - at);
                row[at] = bits[dice(&seed, sizeof bits - 1)];
                len++;
            }
        }
        if (memchr(row, '\n', len) || row[0] != '{')
            continue;
        goods += both(row, len).good;
    }
    assert_in_range(goods, 100, 20000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_row_is_read_from_a_line, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_row_is_read_from_a_document, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(rows_may_stand_under_a_key, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(
            keys_come_in_any_order_and_may_be_left_out, setup, teardown),
        cmocka_unit_test(values_may_be_written_in_these_ways),
        cmocka_unit_test(values_of_the_wrong_kind_are_refused),
        cmocka_unit_test(only_json_is_json),
        cmocka_unit_test_setup_teardown(faults_say_the_line_and_the_character,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(
            a_document_says_the_line_and_the_character, setup, teardown),
        cmocka_unit_test(a_broken_document_gives_no_row),
        cmocka_unit_test(brackets_are_nested_64_deep_and_no_deeper),
        cmocka_unit_test_setup_teardown(the_same_values_make_the_same_hash,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(exponents_are_written_out, setup,
                                        teardown),
        cmocka_unit_test(mutations_are_judged_alike)
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
