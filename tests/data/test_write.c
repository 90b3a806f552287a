/*
 * test_write.c - results out, and what is written read again.
 */
#include "sample.h"
#include "data/hash.h"
#include "data/write.h"

typedef struct sheet {
    hn_memory memory;
    hn_arena arena;
    hn_text out;
    hn_writer writer;
    uint64_t known[HN_CHUNK_WORDS], yes[HN_CHUNK_WORDS];
    int64_t value[HN_CHUNK];
    hn_ratio wide[HN_CHUNK];
    hn_slice text[HN_CHUNK];
    hn_vector vector;
} sheet;

static int setup(void **state)
{
    sheet *s = calloc(1, sizeof *s);
    hn_memory_init(&s->memory, NULL, NULL, 0);
    hn_arena_init(&s->arena, &s->memory);
    hn_text_init(&s->out, &s->memory);
    s->vector = (hn_vector){ .den = 1, .known = s->known, .yes = s->yes,
                             .value = s->value, .wide = s->wide,
                             .text = s->text };
    *state = s;
    return 0;
}

static int teardown(void **state)
{
    sheet *s = *state;
    hn_text_dispose(&s->out);
    hn_arena_dispose(&s->arena);
    int left = s->memory.used != 0;
    free(s);
    return left;
}

/* What the first row of the vector is printed as. */
static const char *cell(sheet *s, hn_table_format format, hn_type type,
                        hn_words words)
{
    hn_text_clear(&s->out);
    assert_true(hn_writer_init(&s->writer, format, 1, &s->arena));
    assert_true(hn_writer_column(&s->writer, 0, "x", type, words));
    hn_writer_cell(&s->writer, &s->out, 0, &s->vector, 0);
    return hn_text_string(&s->out);
}

static void prints(sheet *s, hn_type type, const char *csv, const char *json)
{
    assert_string_equal(cell(s, HN_TABLE_CSV, type, HN_WORDS_YES_NO), csv);
    assert_string_equal(cell(s, HN_TABLE_JSONL, type, HN_WORDS_YES_NO), json);
}

static hn_type number_type(const char *unit, hn_form form)
{
    hn_type type = { .kind = HN_NUMBER, .form = form };
    if (unit)
        assert_true(hn_unit_read(&type.unit, unit));
    return type;
}

static void number(sheet *s, hn_type type, int64_t value, int64_t den,
                   const char *csv, const char *json)
{
    s->known[0] = 1;
    s->vector.den = den;
    s->value[0] = value;
    prints(s, type, csv, json);
}

static void money_has_pence(void **state)
{
    sheet *s = *state;
    hn_type money = number_type("GBP/year", HN_AMOUNT);
    number(s, money, 125000, 100, "1250.00", "\"1250.00\"");
    number(s, money, 1250, 1, "1250.00", "\"1250.00\"");
    number(s, money, -5, 100, "-0.05", "\"-0.05\"");
    number(s, money, 0, 1, "0.00", "\"0.00\"");
    number(s, money, 12345, 10000, "1.2345", "\"1.2345\"");
    number(s, money, 10, 4, "2.50", "\"2.50\"");
    number(s, money, 10, 3, "10/3", "\"10/3\"");
    number(s, money, INT64_MIN, 100, "-92233720368547758.08",
           "\"-92233720368547758.08\"");
    number(s, money, INT64_MAX, 1, "9223372036854775807.00",
           "\"9223372036854775807.00\"");
}

static void other_numbers_are_as_short_as_they_are_exact(void **state)
{
    sheet *s = *state;
    hn_type weeks = number_type("weeks", HN_AMOUNT);
    hn_type percent = number_type(NULL, HN_PERCENT);
    number(s, weeks, 26, 1, "26", "26");
    number(s, weeks, 250, 100, "2.5", "2.5");
    number(s, weeks, 5, 1000000, "0.000005", "0.000005");
    number(s, weeks, 1, 3, "1/3", "\"1/3\"");
    number(s, weeks, 1, 8, "0.125", "0.125");
    number(s, weeks, 7, 7, "1", "1");
    number(s, weeks, INT64_C(1234567890123456), 1, "1234567890123456",
           "\"1234567890123456\"");
    number(s, percent, 35, 1000, "3.5", "3.5");
    number(s, percent, 1, 10, "10", "10");
    number(s, percent, 1, 1, "100", "100");
    number(s, percent, -350, 10000, "-3.5", "-3.5");
    number(s, percent, 1, 3, "100/3", "\"100/3\"");
}

static void ratios_are_printed_exactly(void **state)
{
    sheet *s = *state;
    s->known[0] = 1;
    s->vector.den = 0;
    s->wide[0] = (hn_ratio){ 7, 2 };
    prints(s, number_type("GBP", HN_AMOUNT), "3.50", "\"3.50\"");
    s->wide[0] = (hn_ratio){ 7, 3 };
    prints(s, number_type("weeks", HN_AMOUNT), "7/3", "\"7/3\"");
    s->wide[0] = (hn_ratio){ 7, 200 };
    prints(s, number_type(NULL, HN_PERCENT), "3.5", "3.5");
}

static void dates_words_and_choices(void **state)
{
    sheet *s = *state;
    hn_type date = { .kind = HN_DATE }, yes_no = { .kind = HN_YESNO };
    static const char *names[] = { "A", "b, c", "=d", "e\"f" };
    hn_choices list = { names, 4 };
    hn_type choice = { .kind = HN_CHOICE, .choices = &list };
    s->known[0] = 1;
    s->value[0] = 20697;
    prints(s, date, "2026-09-01", "\"2026-09-01\"");
    s->value[0] = -135140;
    prints(s, date, "1600-01-01", "\"1600-01-01\"");
    prints(s, yes_no, "no", "\"no\"");
    assert_string_equal(cell(s, HN_TABLE_CSV, yes_no, HN_WORDS_MET), "unmet");
    s->yes[0] = 1;
    prints(s, yes_no, "yes", "\"yes\"");
    assert_string_equal(cell(s, HN_TABLE_JSON, yes_no, HN_WORDS_MET),
                        "\"met\"");
    s->known[0] = 0;
    prints(s, yes_no, "", "null");
    assert_string_equal(cell(s, HN_TABLE_CSV, yes_no, HN_WORDS_MET),
                        "cannot tell");
    assert_string_equal(cell(s, HN_TABLE_JSONL, yes_no, HN_WORDS_MET),
                        "\"cannot tell\"");
    prints(s, date, "", "null");
    s->known[0] = 1;
    s->value[0] = 0;
    prints(s, choice, "A", "\"A\"");
    s->value[0] = 1;
    prints(s, choice, "\"b, c\"", "\"b, c\"");
    s->value[0] = 2;
    prints(s, choice, "'=d", "\"=d\"");
    s->value[0] = 3;
    prints(s, choice, "\"e\"\"f\"", "\"e\\\"f\"");
}

static void texts_are_quoted_and_defused(void **state)
{
    static const struct { const char *text, *csv, *json; } rows[] = {
        { "P1", "P1", "\"P1\"" },
        { "a b", "a b", "\"a b\"" },
        { "a,b", "\"a,b\"", "\"a,b\"" },
        { "a\"b", "\"a\"\"b\"", "\"a\\\"b\"" },
        { "a\nb", "\"a\nb\"", "\"a\\nb\"" },
        { "=1+1", "'=1+1", "\"=1+1\"" },
        { "+1", "'+1", "\"+1\"" },
        { "-1,2", "\"'-1,2\"", "\"-1,2\"" },
        { "@x", "'@x", "\"@x\"" },
        { "\tx", "'\tx", "\"\\tx\"" },
        { "\rx", "\"'\rx\"", "\"\\rx\"" },
        { "\x01\x1F", "\x01\x1F", "\"\\u0001\\u001f\"" },
        { "\\", "\\", "\"\\\\\"" },
        { "Zo\xC3\xAB", "Zo\xC3\xAB", "\"Zo\xC3\xAB\"" }
    };
    sheet *s = *state;
    hn_type text = { .kind = HN_TEXT };
    s->known[0] = 1;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        s->text[0] = hn_slice_of(rows[i].text);
        prints(s, text, rows[i].csv, rows[i].json);
    }
}

static void long_texts_find_room(void **state)
{
    sheet *s = *state;
    hn_type text = { .kind = HN_TEXT };
    char *many = malloc(100001);
    memset(many, '"', 100000);
    many[100000] = '\0';
    s->known[0] = 1;
    s->text[0] = hn_slice_of(many);
    assert_int_equal(strlen(cell(s, HN_TABLE_CSV, text, HN_WORDS_YES_NO)),
                     200002);
    memset(many, 'x', 100000);
    assert_int_equal(strlen(cell(s, HN_TABLE_JSON, text, HN_WORDS_YES_NO)),
                     100002);
    free(many);
}

/* --- tables -------------------------------------------------------------- */

static const char *table(sheet *s, hn_table_format format,
                         const uint64_t *live)
{
    hn_type id = { .kind = HN_TEXT, .form = HN_ID };
    hn_type money = number_type("GBP", HN_AMOUNT);
    const hn_vector *columns[] = { &s->vector, &s->vector };
    hn_text_clear(&s->out);
    assert_true(hn_writer_init(&s->writer, format, 2, &s->arena));
    assert_true(hn_writer_column(&s->writer, 0, "id", id, HN_WORDS_YES_NO));
    assert_true(hn_writer_column(&s->writer, 1, "a, b", money,
                                 HN_WORDS_YES_NO));
    s->known[0] = 3;
    s->vector.den = 100;
    for (int i = 0; i < 3; i++) {
        s->value[i] = i * 150;
        s->text[i] = hn_slice_of("P");
    }
    hn_writer_begin(&s->writer, &s->out);
    hn_writer_rows(&s->writer, &s->out, columns, 3, live);
    hn_writer_end(&s->writer, &s->out);
    return hn_text_string(&s->out);
}

static void tables_are_written_whole(void **state)
{
    sheet *s = *state;
    uint64_t live[HN_CHUNK_WORDS] = { 6 }, none[HN_CHUNK_WORDS] = { 0 };
    assert_string_equal(table(s, HN_TABLE_CSV, NULL),
                        "id,\"a, b\"\nP,0.00\nP,1.50\n,\n");
    assert_string_equal(table(s, HN_TABLE_CSV, live),
                        "id,\"a, b\"\nP,1.50\n,\n");
    assert_string_equal(table(s, HN_TABLE_JSONL, NULL),
                        "{\"id\":\"P\",\"a, b\":\"0.00\"}\n"
                        "{\"id\":\"P\",\"a, b\":\"1.50\"}\n"
                        "{\"id\":null,\"a, b\":null}\n");
    assert_string_equal(table(s, HN_TABLE_JSON, live),
                        "[\n{\"id\":\"P\",\"a, b\":\"1.50\"},\n"
                        "{\"id\":null,\"a, b\":null}\n]\n");
    assert_string_equal(table(s, HN_TABLE_JSON, none), "[\n\n]\n");
}

static void one_empty_cell_is_not_an_empty_line(void **state)
{
    sheet *s = *state;
    hn_type date = { .kind = HN_DATE };
    const hn_vector *columns[] = { &s->vector };
    assert_true(hn_writer_init(&s->writer, HN_TABLE_CSV, 1, &s->arena));
    assert_true(hn_writer_column(&s->writer, 0, "d", date, HN_WORDS_YES_NO));
    s->known[0] = 2;
    s->value[1] = 0;
    hn_writer_rows(&s->writer, &s->out, columns, 2, NULL);
    assert_string_equal(hn_text_string(&s->out), "\"\"\n1970-01-01\n");
}

/* Inputs that are written and read again are the same. */
static void what_is_written_can_be_read(void **state)
{
    sheet *s = *state;
    for (int format = HN_TABLE_CSV; format <= HN_TABLE_JSON; format++) {
        sample a, b;
        hn_text one, two;
        const hn_vector *columns[SAMPLE_INPUTS];
        sample_init(&a);
        sample_init(&b);
        hn_text_init(&one, &s->memory);
        hn_text_init(&two, &s->memory);
        hn_text_clear(&s->out);
        assert_true(sample_read(&a, HN_TABLE_CSV, HEADER "\n"
            "\"a, \"\"b\"\"\n\\c\",2026-09-01,1999-12-31,special,no,7250.5,,0,"
            "VI,y,n,,2020-01-01,part-time timetable,38.5,-3.25\n"
            "P2,2026-09-01,,,,,,,,,,,,,,\n"));
        assert_int_equal(a.rows.count, 2);
        assert_true(hn_writer_init(&s->writer, (hn_table_format)format,
                                   SAMPLE_INPUTS, &s->arena));
        for (int i = 0; i < SAMPLE_INPUTS; i++) {
            columns[i] = &a.rows.vectors[i];
            assert_true(hn_writer_column(&s->writer, i,
                                         hn_input_column(&a.inputs[i]),
                                         a.inputs[i].type, HN_WORDS_YES_NO));
        }
        hn_writer_begin(&s->writer, &s->out);
        hn_writer_rows(&s->writer, &s->out, columns, 2, NULL);
        hn_writer_end(&s->writer, &s->out);
        assert_true(sample_read(&b, (hn_table_format)format,
                                hn_text_string(&s->out)));
        assert_int_equal(b.faults.count, 0);
        hn_canon_rows(&one, &a.rows);
        hn_canon_rows(&two, &b.rows);
        assert_int_equal(one.len, two.len);
        assert_memory_equal(one.at, two.at, one.len);
        hn_text_dispose(&one);
        hn_text_dispose(&two);
        sample_dispose(&a);
        sample_dispose(&b);
    }
}

/* --- hashes -------------------------------------------------------------- */

static void sha_256_is_the_standard_one(void **state)
{
    hn_hash hash;
    char hex[HN_HASH_TEXT];
    (void)state;
    hn_hash_init(&hash);
    hn_hash_add(&hash, "a", 1);
    hn_hash_add(&hash, "bc", 2);
    hn_hash_hex(&hash, hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223"
                             "b00361a396177a9cb410ff61f20015ad");
}

static void ids_are_seen_once(void **state)
{
    sheet *s = *state;
    hn_id_set set;
    hn_id_set_init(&set, &s->memory);
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 50000; i++) {
            char id[32];
            snprintf(id, sizeof id, "%s%d", i % 2 ? "P" : "a longer id ", i);
            int64_t line = hn_id_set_add(&set,
                                         hn_fingerprint_of(hn_slice_of(id)),
                                         i + 2);
            assert_int_equal(line, round == 0 ? 0 : i + 2);
        }
    assert_int_equal(set.count, 50000);
    hn_id_set_dispose(&set);
}

static void fingerprints_differ_in_every_part(void **state)
{
    static const char *const near[] = {
        "", "a", "b", "aa", "aaaaaaaa", "aaaaaaab", "aaaaaaaaa", "aaaaaaaab",
        "baaaaaaaa", "aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaab"
    };
    (void)state;
    for (size_t i = 0; i < sizeof near / sizeof near[0]; i++)
        for (size_t j = 0; j < i; j++) {
            hn_fingerprint a = hn_fingerprint_of(hn_slice_of(near[i]));
            hn_fingerprint b = hn_fingerprint_of(hn_slice_of(near[j]));
            assert_true(a.high != b.high);
            assert_true((uint32_t)a.low != (uint32_t)b.low);
        }
    hn_fingerprint p = hn_fingerprint_of(hn_slice_of("P0000001"));
    hn_fingerprint q = hn_fingerprint_of((hn_slice){ "xP0000001" + 1, 8 });
    assert_true(p.high == q.high && p.low == q.low);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(money_has_pence, setup, teardown),
        cmocka_unit_test_setup_teardown(
            other_numbers_are_as_short_as_they_are_exact, setup, teardown),
        cmocka_unit_test_setup_teardown(ratios_are_printed_exactly, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(dates_words_and_choices, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(texts_are_quoted_and_defused, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(long_texts_find_room, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(tables_are_written_whole, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(one_empty_cell_is_not_an_empty_line,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_written_can_be_read, setup,
                                        teardown),
        cmocka_unit_test(sha_256_is_the_standard_one),
        cmocka_unit_test_setup_teardown(ids_are_seen_once, setup, teardown),
        cmocka_unit_test(fingerprints_differ_in_every_part)
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
