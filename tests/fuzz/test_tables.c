/*
 * test_tables.c - a bounded walk of mutated tables, the same on every run; the
 * fuzz drivers beside this go further.
 */
#include "tables.h"

#define ROUNDS 4000

static const char csv[] = HEADER "\n"
    "P1,2026-09-01,2026-08-01,mainstream,no,7250.50,yes,2,ASD,yes,yes,yes,,"
    "no,12,3.5\n"
    "\"P\"\"2\"\"\",2026-09-01,,special,Yes,\"\xC2\xA3" "7,250\",TRUE,,SEMH,"
    "n,Y,no,2025-01-31,exclusion,38.5,-12.25\r\n"
    "\"a\nb\",2026-09-01,,,,,,,,,,,,,,\n\n"
    "Zo\xC3\xAB,2024-02-29,,alternative,,,,20,VI,,,,,part-time timetable,1,"
    "0\n";

#define ROW "{\"pupil_id\":\"P\\u00e9\",\"panel_date\":\"2026-09-01\","
static const char lines[] = ROW "\"Annual Cost\":12.50,\"advice\":true}\n"
    ROW "\"need\":\"ASD\",\"rate\":-1e1,\"weeks_asked\":\"38.5\"}\r\n\n"
    ROW "\"x\":[1,{\"a\":null}],\"last_award_end\":null}\n";
static const char document[] = "[" ROW "\"Annual Cost\":12.50},\n"
    ROW "\"need\":\"ASD\",\"rate\":-1e1} , "
    ROW "\"x\":[1,{\"a\":null}]}\n]\n";

static uint32_t dice(uint32_t *seed, uint32_t n)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % n;
}

static size_t mutate(char *text, size_t len, size_t from, uint32_t *seed)
{
    static const char bytes[] = ",\"\"\n\r\n{}[]:\\u0eE+-.9 \t\0\xEF\xBB\xBF"
                                "\xA3";
    for (uint32_t n = 1 + dice(seed, 4); n > 0 && len > from + 9; n--) {
        size_t at = from + dice(seed, (uint32_t)(len - from - 8));
        size_t other = from + dice(seed, (uint32_t)(len - from - 8));
        switch (dice(seed, 4)) {
        case 0:
            text[at] = bytes[dice(seed, sizeof bytes - 1)];
            break;
        case 1:
            memmove(text + at, text + at + 1, --len - at);
            break;
        case 2:
            memmove(text + at + 1, text + at, len++ - at);
            text[at] = bytes[dice(seed, sizeof bytes - 1)];
            break;
        default:
            memmove(text + at, text + other, 1 + dice(seed, 7));
        }
    }
    return len;
}

static void walk(hn_table_format format, const char *text, size_t len,
                 size_t from)
{
    uint32_t seed = 20260901;
    int good = 0;
    for (int round = 0; round < ROUNDS; round++) {
        char mutated[4096];
        memcpy(mutated, text, len);
        size_t now = mutate(mutated, len, round % 8 ? from : 0, &seed);
        if (round % 5 == 0)
            now = dice(&seed, (uint32_t)now);
        good += read_any(format, mutated, now);
    }
    assert_true(good > 200);
}

static void mutated_csv_keeps_the_rules(void **state)
{
    (void)state;
    walk(HN_TABLE_CSV, csv, sizeof csv - 1, sizeof HEADER);
}

static void mutated_lines_keep_the_rules(void **state)
{
    (void)state;
    walk(HN_TABLE_JSONL, lines, sizeof lines - 1, 0);
}

static void a_mutated_document_keeps_the_rules(void **state)
{
    (void)state;
    walk(HN_TABLE_JSON, document, sizeof document - 1, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mutated_csv_keeps_the_rules),
        cmocka_unit_test(mutated_lines_keep_the_rules),
        cmocka_unit_test(a_mutated_document_keeps_the_rules)
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
