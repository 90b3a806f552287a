/*
 * test_data_starved.c - reading and writing tables while memory is refused, at
 * each allocation in turn.
 */
#include "sample.h"
#include "../base/starve.h"
#include "data/hash.h"
#include "data/write.h"

static const char csv[] = HEADER "\n"
    "P1,2026-09-01,,special,no,7250.5,,0,VI,y,n,,2020-01-01,no,38.5,-3.25\n"
    "\"a \"\"b\"\"\",2026-02-30,,Special,x,7250.555,,21,ASB,y,n,,,no,99,-3\n"
    "P3,\"a\"b,,\nP\"4\n\nP\xFF,2026-09-01\n"
    "\"q \"\"r\"\"\",2026-09-01,,,,\"1,250\",,,,,,,,,,\n";

#define ROW "{\"pupil_id\":\"P\\n\",\"panel_date\":\"2026-09-01\","
static const char lines[] = ROW "\"Annual Cost\":1e2}\n"
    ROW "\"need\":\"x\",\"rate\":1e-90}\n" ROW "\"need\":[1,{\"a\":2}]}\n"
    ROW "\"a\":1,\"a\":2}\n{\n\n" ROW "\"x\":{\"b\":[],\"c\":1}}\n";

static const char document[] = "[" ROW "\"Annual Cost\":1e2}, "
    ROW "\"need\":\"x\",\"rate\":1e-90},\n" ROW "\"need\":[1,{\"a\":2}]}]";

/* Reads, tells and writes all of the text. */
static bool pass(hn_memory *memory, hn_table_format format, const char *text)
{
    sample s;
    hn_text out;
    hn_writer writer;
    hn_id_set set;
    bool well = false;
    sample_init_over(&s, memory);
    hn_text_init(&out, &s.memory);
    hn_id_set_init(&set, &s.memory);
    if (!sample_read(&s, format, text))
        goto end;
    do {
        hn_canon_rows(&out, &s.rows);
    } while (hn_table_rows(&s.layout, &s.cursor, &s.rows, &s.faults));
    hn_rejects_begin(&out);
    hn_rejects_write(&out, &s.layout, &s.faults, 0, s.faults.count);
    for (int i = 0; i < s.faults.count; i++)
        hn_fault_tell(&s.report, &s.layout, &s.faults.items[i]);
    if (!hn_writer_init(&writer, format, 2, &s.arena)
        || !hn_writer_column(&writer, 0, "id", s.inputs[ID].type,
                             HN_WORDS_YES_NO)
        || !hn_writer_column(&writer, 1, "need", s.inputs[NEED].type,
                             HN_WORDS_YES_NO))
        goto end;
    const hn_vector *columns[] = { &s.rows.vectors[ID],
                                   &s.rows.vectors[NEED] };
    hn_writer_begin(&writer, &out);
    hn_writer_rows(&writer, &out, columns, s.rows.count, NULL);
    hn_writer_end(&writer, &out);
    well = hn_id_set_add(&set, (hn_fingerprint){ 1, 2 }, 3) == 0
        && !out.failed && !s.faults.failed && !s.report.failed
        && !s.scratch.failed;
end:
    hn_id_set_dispose(&set);
    hn_text_dispose(&out);
    sample_dispose(&s);
    return well;
}

static bool pass_csv(hn_memory *memory)
{
    return pass(memory, HN_TABLE_CSV, csv);
}

static bool pass_lines(hn_memory *memory)
{
    return pass(memory, HN_TABLE_JSONL, lines);
}

static bool pass_document(hn_memory *memory)
{
    return pass(memory, HN_TABLE_JSON, document);
}

/* A header with every kind of fault: well when all of them were kept. */
static bool pass_header(hn_memory *memory)
{
    sample s;
    const char *text = "pupil_id,panel_date,annual cost,need,need,,\"x \"\"y\"\
\"\"\n";
    sample_init_over(&s, memory);
    bool made = sample_layout(&s, HN_TABLE_CSV, text, strlen(text));
    bool well = !made && !s.report.failed && s.report.count > 10;
    sample_dispose(&s);
    return well;
}

static void csv_survives(void **state)
{
    (void)state;
    assert_true(starve_walk(pass_csv) > 10);
}

static void lines_survive(void **state)
{
    (void)state;
    assert_true(starve_walk(pass_lines) > 10);
}

static void a_document_survives(void **state)
{
    (void)state;
    assert_true(starve_walk(pass_document) > 10);
}

static void a_header_survives(void **state)
{
    (void)state;
    assert_true(starve_walk(pass_header) > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_survives),
        cmocka_unit_test(lines_survive),
        cmocka_unit_test(a_document_survives),
        cmocka_unit_test(a_header_survives)
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
