/*
 * test_csv.c - CSV in: what is read, what is refused, and with what words.
 */
#include "sample.h"
#include "data/csv.h"
#include "quantity/date.h"

#define GOOD "P1,2026-09-01,2026-08-01,mainstream,no,7250.50,yes,2,ASD,yes,"  \
             "yes,yes,,no,12,3.5"

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

static void read_csv(sample *s, const char *text)
{
    bool read = sample_read(s, HN_TABLE_CSV, text);
    for (int i = 0; !read && i < s->report.count; i++)
        print_error("%s\n", s->report.notices[i].message);
    assert_true(read);
}

/* A good row in which one cell is another. */
static const char *row_with(int input, const char *cell)
{
    static const char *cells[SAMPLE_INPUTS] = {
        "P1", "2026-09-01", "2026-08-01", "mainstream", "no", "7250.50",
        "yes", "2", "ASD", "yes", "yes", "yes", "", "no", "12", "3.5"
    };
    static char text[65536];
    size_t len = (size_t)snprintf(text, sizeof text, "%s\n", HEADER);
    for (int i = 0; i < SAMPLE_INPUTS; i++)
        len += (size_t)snprintf(text + len, sizeof text - len, "%s%s",
                                i > 0 ? "," : "",
                                i == input ? cell : cells[i]);
    snprintf(text + len, sizeof text - len, "\n");
    return text;
}

static int64_t number(const sample *s, int input)
{
    assert_int_equal(s->rows.count, 1);
    assert_true(hn_bit(s->rows.vectors[input].known, 0));
    return s->rows.vectors[input].value[0];
}

static void accepts(int input, const char *cell, int64_t value)
{
    sample s;
    sample_init(&s);
    read_csv(&s, row_with(input, cell));
    if (s.faults.count > 0)
        print_error("%s: %s\n", cell, s.faults.items[0].message);
    assert_int_equal(s.faults.count, 0);
    assert_int_equal(number(&s, input), value);
    sample_dispose(&s);
}

static void refuses(int input, const char *cell, int code,
                    const char *message, const char *help)
{
    sample s;
    sample_init(&s);
    read_csv(&s, row_with(input, cell));
    assert_int_equal(s.faults.count, 1);
    assert_int_equal(s.rows.count, 0);
    assert_int_equal(s.cursor.rejected, 1);
    const hn_fault *fault = &s.faults.items[0];
    assert_int_equal(fault->code, code);
    assert_string_equal(fault->message, message);
    if (!help)
        assert_null(fault->help);
    else
        assert_string_equal(fault->help ? fault->help : "(none)", help);
    sample_dispose(&s);
}

/* --- values -------------------------------------------------------------- */

static void a_good_row_is_read(void **state)
{
    sample *s = *state;
    read_csv(s, HEADER "\n" GOOD "\n");
    const hn_vector *v = s->rows.vectors;
    assert_int_equal(s->rows.count, 1);
    assert_int_equal(s->faults.count, 0);
    assert_true(hn_slice_is(v[ID].text[0], "P1"));
    assert_int_equal(v[PANEL].value[0], 20697);
    assert_int_equal(v[SETTING].value[0], 0);
    assert_false(hn_bit(v[PLAN].yes, 0));
    assert_true(hn_bit(v[PLAN].known, 0));
    assert_int_equal(v[COST].value[0], 725050);
    assert_int_equal(v[COST].den, 100);
    assert_true(hn_bit(v[EVIDENCE].yes, 0));
    assert_int_equal(v[CYCLES].value[0], 2);
    assert_false(hn_bit(v[LAST_END].known, 0));
    assert_true(hn_bit(v[LAST_END].none, 0));
    assert_int_equal(v[WEEKS].value[0], 120);
    assert_int_equal(v[RATE].value[0], 350);
    assert_int_equal(v[RATE].den, 10000);
    assert_int_equal(s->rows.origins[0].line, 2);
}

static void numbers_are_read_exactly(void **state)
{
    (void)state;
    accepts(COST, "0", 0);
    accepts(COST, "0.1", 10);
    accepts(COST, "7.05", 705);
    accepts(COST, "00012.50", 1250);
    accepts(COST, "12345.67", 1234567);
    accepts(COST, "119999.99", 11999999);
    accepts(COST, " 12 ", 1200);
    accepts(COST, "\xC2\xA3" "7250.50", 725050);
    accepts(COST, "\"7,250.50\"", 725050);
    accepts(COST, "\"\xC2\xA3" "7,250\"", 725000);
    accepts(RATE, "-3.5", -350);
    accepts(RATE, "-99", -9900);
    accepts(CYCLES, "20", 20);
    accepts(WEEKS, "39", 390);
    accepts(WEEKS, "38.5", 385);
}

static void numbers_out_of_range_say_the_range(void **state)
{
    (void)state;
    refuses(COST, "725000", 401,
            "provision_cost (column \"Annual Cost\") must be between £0.00 "
            "and £120,000.00 a year",
            "725000 is over the maximum. Pence entered as pounds? 7250.00 "
            "would pass.");
    refuses(COST, "99999999", 401,
            "provision_cost (column \"Annual Cost\") must be between £0.00 "
            "and £120,000.00 a year", "99999999 is over the maximum.");
    refuses(COST, "(5.00)", 401,
            "provision_cost (column \"Annual Cost\") must be between £0.00 "
            "and £120,000.00 a year", "(5.00) is under the minimum.");
    refuses(CYCLES, "21", 401,
            "plan_cycles must be a whole number between 0 and 20",
            "21 is over the maximum.");
    refuses(WEEKS, "0.5", 401, "weeks_asked must be between 1 and 39 weeks",
            "0.5 is under the minimum.");
}

static void other_forms_of_numbers_are_refused(void **state)
{
    static const char *const forms[] = {
        "1.234", "1e3", "1E+5", "0x10", "nan", "inf", "NaN", "-inf",
        "Infinity", "12,5\"", ".5", "5.", "1.2.3", "--5", "+5", "1 000",
        "\xEF\xBC\x91", "\xE2\x88\x92" "5", "7k", "5%", "$5", "-", ".",
        "-.5", "1-", "12a", "\xC2\xA0" "12", "9999999999999999999999"
    };
    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        sample s;
        sample_init(&s);
        read_csv(&s, row_with(COST, forms[i]));
        assert_int_equal(s.rows.count, 0);
        assert_true(s.faults.count > 0);
        sample_dispose(&s);
    }
    refuses(COST, "1.234", 401,
            "provision_cost (column \"Annual Cost\") has more than 2 decimals",
            "write 1.23 or 1.24");
    refuses(COST, "20861.005", 401,
            "provision_cost (column \"Annual Cost\") has more than 2 decimals",
            "write 20861.00 or 20861.01");
    refuses(COST, "120000.005", 401,
            "provision_cost (column \"Annual Cost\") has more than 2 decimals",
            "round it to the penny");
    refuses(WEEKS, "38.55", 401, "weeks_asked has more than 1 decimal",
            "write 38.5 or 38.6");
    refuses(COST, "words", 401,
            "provision_cost (column \"Annual Cost\") is not a number",
            "write digits and at most one point");
    refuses(COST, "\"1,23\"", 401,
            "provision_cost (column \"Annual Cost\"): 1,23 could be 1.23 or "
            "123", "write the one that is meant");
    refuses(COST, "\"\xC2\xA3" "7,5\"", 401,
            "provision_cost (column \"Annual Cost\"): \xC2\xA3" "7,5 could be "
            "\xC2\xA3" "7.5 or \xC2\xA3" "75", "write the one that is meant");
    refuses(CYCLES, "2.5", 401, "plan_cycles has decimals",
            "write a whole number");
    refuses(CYCLES, "\"1,000\"", 401, "plan_cycles has a comma",
            "write a plain number with a point and no thousands");
}

static void stray_decimals_are_rounded_where_that_is_declared(void **state)
{
    sample *s = *state;
    hn_rounding pence = { 1, 100, HN_HALF_AWAY }, pounds = { 1, 1, HN_UP };
    s->inputs[COST].read = &pence;
    s->inputs[WEEKS].read = &pounds;
    s->inputs[WEEKS].decimals = 1;
    read_csv(s, HEADER "\n"
             "P1,2026-09-01,,,,43127.313519999996,,,,,,,,,12.5,\n"
             "P2,2026-09-01,,,,43127.31,,,,,,,,,12.0,\n"
             "P3,2026-09-01,,,,0.005,,,,,,,,,12,\n");
    assert_int_equal(s->faults.count, 0);
    assert_int_equal(s->rows.vectors[COST].value[0], 4312731);
    assert_int_equal(s->rows.vectors[COST].value[1], 4312731);
    assert_int_equal(s->rows.vectors[COST].value[2], 1);
    assert_int_equal(s->rows.vectors[WEEKS].value[0], 130);
    assert_int_equal(s->rows.vectors[WEEKS].value[1], 120);
    assert_int_equal(s->cursor.rounded, 3);
}

static void every_day_is_read_as_the_calendar_has_it(void **state)
{
    (void)state;
    sample s;
    sample_init(&s);
    hn_text text;
    hn_text_init(&text, &s.memory);
    hn_text_add(&text, HEADER "\n");
    for (hn_date date = HN_DATE_FIRST; date < HN_DATE_LAST; date += 9973) {
        hn_text_add(&text, "P,");
        hn_date_write(&text, date);
        hn_text_add(&text, ",,,,,,,,,,,,,,\n");
    }
    read_csv(&s, hn_text_string(&text));
    assert_int_equal(s.faults.count, 0);
    hn_date date = HN_DATE_FIRST;
    for (int i = 0; i < s.rows.count; i++, date += 9973)
        assert_int_equal(s.rows.vectors[PANEL].value[i], date);
    assert_true(s.rows.count > 300);
    hn_text_dispose(&text);
    sample_dispose(&s);
}

static void days_that_are_none_are_refused(void **state)
{
    static const char *const days[] = {
        "2026-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-04-31",
        "1900-02-29", "1599-12-31", "01/09/2026", "2026/09/01", "2026-9-1",
        "20260901", "2026-09-01T00:00", "46266", "2026-09-0a", "a026-09-01",
        "2026-09.01", "tomorrow"
    };
    (void)state;
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        sample s;
        sample_init(&s);
        read_csv(&s, row_with(PANEL, days[i]));
        assert_int_equal(s.faults.count, 1);
        assert_int_equal(s.faults.items[0].code, 401);
        sample_dispose(&s);
    }
    accepts(PANEL, "2024-02-29", 19782);
    accepts(PANEL, "2000-02-29", 11016);
    refuses(REQUEST, "07/04/2026", 401,
            "request_date: 07/04/2026 could be 7 April or 4 July",
            "write 2026-04-07 or 2026-07-04");
    refuses(REQUEST, "28/03/2027", 401,
            "request_date: 28/03/2027 is written the other way round",
            "write 2027-03-28");
    refuses(REQUEST, "2026/04/07", 401, "request_date: 2026/04/07 has slashes",
            "write 2026-04-07");
    refuses(REQUEST, "tomorrow", 401, "request_date is not a date",
            "write year, month and day, such as 2026-04-07");
}

static void yes_and_no_have_a_short_list(void **state)
{
    static const char *const yes[] = { "yes", "Yes", "YES", "y", "Y", "true",
                                       "True", "TRUE", " yes " };
    static const char *const no[] = { "no", "No", "NO", "n", "N", "false",
                                      "False", "FALSE", "no " };
    static const char *const neither[] = { "yEs", "nO", "1", "0", "ja", "t",
                                           "yess", "no!", "?" };
    (void)state;
    for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++) {
        sample s;
        sample_init(&s);
        read_csv(&s, row_with(ADVICE, yes[i]));
        assert_true(hn_bit(s.rows.vectors[ADVICE].yes, 0));
        sample_dispose(&s);
    }
    for (size_t i = 0; i < sizeof no / sizeof no[0]; i++) {
        sample s;
        sample_init(&s);
        read_csv(&s, row_with(ADVICE, no[i]));
        assert_true(hn_bit(s.rows.vectors[ADVICE].known, 0));
        assert_false(hn_bit(s.rows.vectors[ADVICE].yes, 0));
        sample_dispose(&s);
    }
    for (size_t i = 0; i < sizeof neither / sizeof neither[0]; i++) {
        sample s;
        sample_init(&s);
        read_csv(&s, row_with(ADVICE, neither[i]));
        assert_int_equal(s.faults.count, 1);
        sample_dispose(&s);
    }
    refuses(ADVICE, "1", 401, "advice must be yes or no",
            "1 and 0 are numbers here: write yes or no");
}

static void choices_are_exact(void **state)
{
    (void)state;
    for (int i = 0; i < 7; i++)
        accepts(NEED, need_names[i], i);
    for (int i = 0; i < 3; i++)
        accepts(RISK, risk_names[i], i);
    accepts(SETTING, " special", 1);
    refuses(SETTING, "Mainstream", 401,
            "setting must be mainstream, special or alternative",
            "capitals matter: write mainstream");
    refuses(SETTING, "mainstraem", 401,
            "setting must be mainstream, special or alternative",
            "did you mean mainstream?");
    refuses(RISK, "part-time timetablE", 401,
            "at_risk must be no, part-time timetable or exclusion",
            "capitals matter: write part-time timetable");
}

static void ids_are_text(void **state)
{
    sample *s = *state;
    read_csv(s, row_with(ID, " 000123 "));
    assert_true(hn_slice_is(s->rows.vectors[ID].text[0], "000123"));
    refuses(ID, "1.23E+11", 417,
            "pupil_id holds a number that a spreadsheet has damaged",
            "digits are lost: export the column again as text");
    refuses(ID, "1E+11", 417,
            "pupil_id holds a number that a spreadsheet has damaged",
            "digits are lost: export the column again as text");
    refuses(ID, "", 405, "pupil_id is required and nothing stands there",
            "write an id");
}

static void a_private_value_is_never_told(void **state)
{
    sample *s = *state;
    s->inputs[COST].is_private = true;
    s->inputs[NEED].is_private = true;
    read_csv(s, HEADER "\nP1,2026-09-01,,,,725000,,,ASB,,,,,,,\n");
    assert_int_equal(s->faults.count, 2);
    for (int i = 0; i < 2; i++) {
        const hn_fault *fault = &s->faults.items[i];
        assert_null(fault->value.at);
        assert_null(strstr(fault->message, "725"));
        assert_null(strstr(fault->help, "725"));
        assert_null(strstr(fault->message, "ASB"));
        assert_null(strstr(fault->help, "ASD"));
    }
    assert_string_equal(s->faults.items[0].help,
                        "The value is over the maximum. Pence entered as "
                        "pounds? A hundredth of it would pass.");
}

static void a_mark_in_other_capitals_is_told_as_one(void **state)
{
    sample *s = *state;
    const hn_mark marks[] = { { "unknown", "not known" } };
    s->records.marks = marks;
    s->records.mark_count = 1;
    read_csv(s, HEADER "\nP1,2026-09-01,,,,Unknown,,,UNKNOWN,,,,,,,\n");
    assert_int_equal(s->faults.count, 2);
    for (int i = 0; i < 2; i++)
        assert_string_equal(s->faults.items[i].help,
                            "`unknown` is read as missing, and capitals "
                            "matter: write unknown");
}

static void a_private_date_or_number_is_not_quoted(void **state)
{
    sample *s = *state;
    s->inputs[REQUEST].is_private = true;
    s->inputs[COST].is_private = true;
    s->inputs[WEEKS].is_private = true;
    read_csv(s, HEADER "\nP1,2026-09-01,28/03/2027,,,\"9,73\",,,,,,,,,9.73,"
                       "\n");
    assert_int_equal(s->faults.count, 3);
    assert_string_equal(s->faults.items[0].message, "request_date is written "
                        "with the day or the month first");
    assert_string_equal(s->faults.items[2].help, "round it to 1 decimal");
    for (int i = 0; i < 3; i++) {
        assert_null(strstr(s->faults.items[i].message, "73"));
        assert_null(strstr(s->faults.items[i].help, "73"));
        assert_null(strstr(s->faults.items[i].help, "2027"));
    }
}

static void a_mark_says_why_a_value_is_missing(void **state)
{
    sample *s = *state;
    const hn_mark marks[] = { { "c", "confidential" },
                              { "-99", "not known" } };
    s->records.marks = marks;
    s->records.mark_count = 2;
    read_csv(s, HEADER "\nP1,2026-09-01,c,c,c,-99,c,-99,c,,,,c,,,-98\n"
                       "P2,c,,,,,,,,,,,,,,\n");
    assert_int_equal(s->rows.count, 1);
    assert_false(hn_bit(s->rows.vectors[COST].known, 0));
    assert_int_equal(s->rows.vectors[COST].mark[0], 2);
    assert_int_equal(s->rows.vectors[NEED].mark[0], 1);
    assert_int_equal(s->rows.vectors[AGREE].mark[0], 0);
    assert_false(hn_bit(s->rows.vectors[LAST_END].none, 0));
    assert_int_equal(s->rows.vectors[RATE].value[0], -9800);
    assert_int_equal(s->faults.items[0].code, 405);
    assert_string_equal(s->faults.items[0].help,
                        "the mark that stands there says: confidential");
}

/* --- rows ---------------------------------------------------------------- */

static void every_fault_of_a_row_is_told(void **state)
{
    sample *s = *state;
    read_csv(s, HEADER "\n" GOOD "\n"
             ",2026-02-30,x,mainstream,no,7250.505,yes,2,ASD,yes,yes,1,,no,"
             "12,3.5\n" GOOD "\n");
    assert_int_equal(s->rows.count, 2);
    assert_int_equal(s->faults.count, 5);
    static const int columns[] = { 1, 2, 13, 29, 56 };
    for (int i = 0; i < 5; i++) {
        assert_int_equal(s->faults.items[i].line, 3);
        assert_int_equal(s->faults.items[i].column, columns[i]);
    }
    assert_true(hn_slice_is(s->faults.items[3].value, "7250.505"));
    assert_true(hn_slice_is(s->faults.items[3].column_name, "Annual Cost"));
    assert_int_equal(s->cursor.rows, 3);
    assert_int_equal(s->cursor.rejected, 1);
    assert_int_equal(s->rows.origins[1].line, 4);
}

static void quoted_cells_hold_commas_quotes_and_newlines(void **state)
{
    sample *s = *state;
    read_csv(s, HEADER "\n"
             "\"a \"\"b\"\", c\nd\",2026-09-01,,,,,,,,,,,,,,\n"
             "\"\",x,,,,,,,,,,,,,,\n"
             "\"P3\",\"2026-09-01\",,,,,,,,,,,,,,\n");
    assert_int_equal(s->rows.count, 2);
    assert_true(hn_slice_is(s->rows.vectors[ID].text[0], "a \"b\", c\nd"));
    assert_int_equal(s->rows.origins[0].line, 2);
    assert_int_equal(s->rows.origins[1].line, 5);
    assert_int_equal(s->faults.count, 2);
    assert_int_equal(s->faults.items[0].line, 4);
    assert_int_equal(s->faults.items[0].code, 405);
}

static void a_fault_after_a_quoted_newline_has_its_own_line(void **state)
{
    sample *s = *state;
    read_csv(s, HEADER "\n\"a\nb\",x,,,,,,,,,,,,,,\n");
    assert_int_equal(s->faults.count, 1);
    assert_int_equal(s->faults.items[0].line, 3);
    assert_int_equal(s->faults.items[0].column, 4);
}

static void lines_may_end_in_three_ways(void **state)
{
    static const char *const ends[] = { "\n", "\r\n", "\r" };
    (void)state;
    for (int e = 0; e < 3; e++)
        for (int last = 0; last < 3; last++) {
            sample s;
            char text[1024];
            sample_init(&s);
            snprintf(text, sizeof text, "%s%s%s%s%s%s%s", HEADER, ends[e],
                     GOOD, ends[e], GOOD, last > 0 ? ends[e] : "",
                     last > 1 ? ends[e] : "");
            read_csv(&s, text);
            assert_int_equal(s.rows.count, 2);
            assert_int_equal(s.faults.count, 0);
            assert_int_equal(s.rows.origins[1].line, 3);
            sample_dispose(&s);
        }
}

static void an_empty_line_between_rows_is_a_fault(void **state)
{
    sample *s = *state;
    read_csv(s, HEADER "\n" GOOD "\n\n" GOOD "\n\n\n");
    assert_int_equal(s->rows.count, 2);
    assert_int_equal(s->faults.count, 1);
    assert_int_equal(s->faults.items[0].code, 406);
    assert_int_equal(s->faults.items[0].line, 3);
}

static void the_cells_of_a_row_are_counted(void **state)
{
    sample *s = *state;
    read_csv(s, HEADER "\n" GOOD ",\nP1,2026-09-01\n" GOOD "\n");
    assert_int_equal(s->rows.count, 1);
    assert_int_equal(s->faults.count, 2);
    assert_string_equal(s->faults.items[0].message,
                        "the row has 17 cells and the header 16");
    assert_string_equal(s->faults.items[0].help,
                        "a comma inside a text needs quotes around the text");
    assert_string_equal(s->faults.items[1].message,
                        "the row has 2 cells and the header 16");
    assert_true(hn_slice_is(s->faults.items[1].row_id, "P1"));
}

static void a_row_that_holds_newlines_says_so(void **state)
{
    sample *s = *state;
    read_csv(s, HEADER "\n" GOOD "\n\"P2,2026-09-01\nP3,x\nP4\",y\n"
             GOOD "\nP5,\"20\n26\",,,,,,,,,,,,,,\n"
             "\"P\n6\",2026-09-01,,,,words,,,,,,,,,,\n");
    assert_int_equal(s->faults.count, 3);
    assert_string_equal(s->faults.items[0].message,
                        "the row has 2 cells and the header 16");
    assert_string_equal(s->faults.items[0].help,
                        "this row runs from line 3 to line 5: is a quote not "
                        "closed?");
    assert_string_equal(s->faults.items[1].help,
                        "this row runs from line 7 to line 8: is a quote not "
                        "closed?");
    assert_string_equal(s->faults.items[2].help,
                        "write digits and at most one point");
}

static void quotes_out_of_place_are_faults(void **state)
{
    (void)state;
    refuses(SETTING, "main\"stream", 407,
            "a quote stands inside a cell that is not quoted",
            "write quotes around the whole cell and double those inside it: "
            "\"the \"\"old\"\" school\"");
    refuses(SETTING, "\"mainstream\" x", 407,
            "there is text after a closing quote",
            "write quotes around the whole cell and double those inside it: "
            "\"the \"\"old\"\" school\"");
    refuses(SETTING, "\"mainstream", 407,
            "a quote is opened here and never closed",
            "close it; all that follows it in the file was taken as one "
            "cell");
}

static void bytes_that_are_not_text_are_faults(void **state)
{
    sample *s = *state;
    static const char text[] = HEADER "\nP\0 1,2026-09-01,,,,,,,,,,,,,,\n"
        "Zo\xEB,2026-09-01,,,,,,,,,,,,,,\n" GOOD "\n"
        "P2,2026-09-01,,,,\xA3" "500,,,,,,,,,,\n"
        "Zo\xC3\xAB,2026-09-01,,,,,,,,,,,,,,\n";
    assert_true(sample_read_n(s, HN_TABLE_CSV, text, sizeof text - 1));
    assert_int_equal(s->rows.count, 2);
    assert_int_equal(s->faults.count, 3);
    for (int i = 0; i < 3; i++)
        assert_int_equal(s->faults.items[i].code, 408);
    assert_int_equal(s->faults.items[0].column, 2);
    assert_string_equal(s->faults.items[2].help,
                        "a pound sign of Windows-1252: save the file as CSV "
                        "UTF-8");
    assert_true(hn_slice_is(s->rows.vectors[ID].text[1], "Zo\xC3\xAB"));
}

static void many_rows_come_in_chunks_and_add_up(void **state)
{
    sample *s = *state;
    hn_text text;
    hn_text_init(&text, &s->memory);
    hn_text_add(&text, HEADER "\n");
    for (int i = 0; i < 3000; i++) {
        hn_text_addf(&text, "P%d,2026-09-01,,%s,,%d,,,,,,,,,,\n", i,
                     i % 7 == 3 ? "wrong" : i % 11 == 5 ? "\"special\"" : "",
                     i);
        if (i % 100 == 50)
            hn_text_add(&text, "broken\n");
    }
    const char *bytes = hn_text_string(&text);
    read_csv(s, bytes);
    int next = 0, good = 0;
    do {
        for (int i = 0; i < s->rows.count; i++, next++) {
            next += next % 7 == 3;
            assert_int_equal(s->rows.vectors[COST].value[i], next * 100);
        }
        good += s->rows.count;
    } while (hn_table_rows(&s->layout, &s->cursor, &s->rows, &s->faults));
    assert_int_equal(s->cursor.rows, 3030);
    assert_int_equal(good + s->cursor.rejected, 3030);
    assert_int_equal(s->faults.count, s->cursor.rejected);
    for (int i = 1; i < s->faults.count; i++)
        assert_true(s->faults.items[i - 1].line < s->faults.items[i].line);
    hn_text_dispose(&text);
}

/* --- headers ------------------------------------------------------------- */

static void header_fault(const char *text, size_t len, int code,
                         const char *message)
{
    sample s;
    sample_init(&s);
    assert_false(sample_layout(&s, HN_TABLE_CSV, text, len));
    assert_true(s.report.count > 0);
    assert_int_equal(s.report.notices[0].code, code);
    assert_string_equal(s.report.notices[0].message, message);
    sample_dispose(&s);
}

static void a_file_of_another_kind_is_named(void **state)
{
    (void)state;
    header_fault("\xFF\xFEp\0u\0", 6, 400, "the file is UTF-16, not UTF-8");
    header_fault("p\0u\0p\0", 6, 400, "the file is UTF-16, not UTF-8");
    header_fault("PK\x03\x04xx", 6, 400,
                 "the file is a workbook or zip file, not text");
    header_fault("pupil_id;panel_date;need\n", 25, 400,
                 "the file has semicolons between its cells, not commas");
    header_fault("pupil_id\tpanel_date\n", 20, 400,
                 "the file has tabs between its cells, not commas");
    header_fault("sep=;\npupil_id\n", 15, 400,
                 "the file begins with a line sep=");
    header_fault("", 0, 400, "the file is empty");
    header_fault("\npupil_id\n", 10, 400,
                 "the file begins with an empty line");
    static const char title[] = "Requests of the autumn term,,\r\n\r\n" HEADER
                                "\r\n" GOOD "\n";
    header_fault(title, sizeof title - 1, 400,
                 "the headings seem to be in line 3, not in the first");
    header_fault(GOOD "\n" GOOD "\n", sizeof GOOD * 2, 400,
                 "the first line names none of the columns that the pack "
                 "reads: is there a header?");
    header_fault("{\"a\":1}\n", 8, 400, "the file looks like JSON, not CSV");
    header_fault("caf\xE9,x\n", 7, 408,
                 "the header has bytes that are not UTF-8");
    header_fault("pupil_id,\"need\n", 15, 407,
                 "a quote is opened here and never closed");
}

static void all_faults_of_a_header_are_told(void **state)
{
    sample *s = *state;
    const char *text = "pupil_id,panel_date,request_date,setting,"
        "plan_in_force,annual cost,school_evidence,plan_cycles,need,advice,"
        "parents_agree,review_set,need,at_risk,weeks_asked,rate,Postcode,\n";
    assert_false(sample_layout(s, HN_TABLE_CSV, text, strlen(text)));
    assert_int_equal(s->report.count, 6);
    static const int codes[] = { 404, 402, 402, 403, 403, 403 };
    for (int i = 0; i < 6; i++)
        assert_int_equal(s->report.notices[i].code, codes[i]);
    assert_string_equal(s->report.notices[1].message,
                        "there is no column \"Annual Cost\", which "
                        "provision_cost reads");
    assert_string_equal(s->report.notices[1].help,
                        "did you mean the column \"annual cost\"? Rename it, "
                        "or write column = \"annual cost\" at the input");
    assert_string_equal(s->report.notices[5].message,
                        "column 18 has no name");
}

static void a_byte_order_mark_and_blanks_around_names_are_passed(void **state)
{
    sample *s = *state;
    read_csv(s, "\xEF\xBB\xBF\"pupil_id\", panel_date ,request_date,setting,"
        "plan_in_force,Annual Cost,school_evidence,plan_cycles,need,advice,"
        "parents_agree,review_set,last_award_end,at_risk,weeks_asked,rate\r\n"
        GOOD "\r\n");
    assert_int_equal(s->rows.count, 1);
    assert_int_equal(s->rows.origins[0].line, 2);
}

static void extra_columns_are_passed_over_where_that_is_said(void **state)
{
    sample *s = *state;
    const char *text = "x," HEADER ",x,\n1," GOOD ",2,3\n";
    assert_true(hn_layout_read(&s->layout, HN_TABLE_CSV, &s->records, "f",
                               true, text, strlen(text), &s->arena,
                               &s->report));
    assert_true(hn_rows_init(&s->rows, &s->records, &s->arena));
    hn_cursor_init(&s->cursor, text + s->layout.begins, text + strlen(text),
                   s->layout.line, true, &s->scratch);
    assert_true(hn_table_rows(&s->layout, &s->cursor, &s->rows, &s->faults));
    assert_int_equal(s->rows.count, 1);
    assert_int_equal(s->rows.vectors[COST].value[0], 725050);
}

/* --- cutting ------------------------------------------------------------- */

static size_t cut(const char *text, bool final, int64_t *lines)
{
    return hn_table_cut(HN_TABLE_CSV, text, strlen(text), final, lines);
}

static void blocks_are_cut_behind_whole_rows(void **state)
{
    int64_t lines;
    (void)state;
    assert_int_equal(cut("a,b\nc,d\ne", false, &lines), 8);
    assert_int_equal(lines, 2);
    assert_int_equal(cut("a,\"b\nc\",d\ne", false, &lines), 10);
    assert_int_equal(lines, 2);
    assert_int_equal(cut("a,b\n\"c\nd", false, &lines), 4);
    assert_int_equal(cut("a,b\n\"c\"", false, &lines), 4);
    assert_int_equal(cut("a,b\n\n\n", false, &lines), 4);
    assert_int_equal(cut("a,b\r\n\r\n", false, &lines), 5);
    assert_int_equal(lines, 1);
    assert_int_equal(cut("a\rb\r", false, &lines), 2);
    assert_int_equal(cut("a\"\nb", false, &lines), 3);
    assert_int_equal(cut("ab", false, &lines), 0);
    assert_int_equal(cut("ab", true, &lines), 2);
    assert_int_equal(cut("\"a\nb", false, &lines), 0);
    assert_int_equal(cut("\"a\nb", true, &lines), 4);
}

/* However a file is cut into blocks, the same rows and faults come out. */
static void cutting_changes_nothing(void **state)
{
    (void)state;
    const char *text = HEADER "\n" GOOD "\n\"a\nb\"\"c\",2026-09-01,,,,,,,,,,"
        ",,,,\n\nP,x,,,,,,,,,,,,,,\r\n\"q\" z,,,\nP\"9,2026-09-01,,,,,,,,,,"
        ",,,,\n" GOOD "\n\n";
    size_t len = strlen(text);
    for (size_t block = 200; block < len + 2; block++) {
        sample s;
        sample_init(&s);
        size_t at = 0;
        int64_t line = 1, lines, rows = 0, rejected = 0, good = 0;
        while (at < len) {
            size_t room = block < len - at ? block : len - at;
            bool final = at + room == len;
            size_t cut_at = hn_table_cut(HN_TABLE_CSV, text + at, room, final,
                                         &lines);
            assert_true(cut_at > 0);
            hn_cursor c;
            size_t begins = 0;
            if (at == 0) {
                assert_true(sample_layout(&s, HN_TABLE_CSV, text, cut_at));
                assert_true(hn_rows_init(&s.rows, &s.records, &s.arena));
                begins = s.layout.begins;
            }
            hn_cursor_init(&c, text + at + begins, text + at + cut_at,
                           at == 0 ? s.layout.line : line, final, &s.scratch);
            while (hn_table_rows(&s.layout, &c, &s.rows, &s.faults))
                good += s.rows.count;
            rows += c.rows;
            rejected += c.rejected;
            at += cut_at;
            line += lines;
        }
        assert_int_equal(rows, 7);
        assert_int_equal(good, 3);
        assert_int_equal(rejected, 4);
        assert_int_equal(s.faults.items[0].line, 5);
        assert_int_equal(s.faults.items[1].line, 6);
        assert_int_equal(s.faults.items[2].line, 7);
        assert_int_equal(s.faults.items[s.faults.count - 1].line, 8);
        sample_dispose(&s);
    }
}

static void a_block_without_a_whole_row_says_why(void **state)
{
    sample *s = *state;
    const char *text = "a,b\nc,\"d\ne,f\n";
    hn_table_stuck(HN_TABLE_CSV, text, strlen(text), "f.csv", 11, &s->report);
    assert_int_equal(s->report.notices[0].code, 407);
    assert_int_equal(s->report.notices[0].place.line, 12);
    assert_int_equal(s->report.notices[0].place.column, 3);
    hn_table_stuck(HN_TABLE_CSV, "aaa", 3, "f.csv", 1, &s->report);
    assert_int_equal(s->report.notices[1].code, 400);
}

/* --- telling ------------------------------------------------------------- */

static const char *printed(sample *s, const hn_fault *fault)
{
    static char text[4096];
    hn_report report;
    hn_text out;
    hn_report_init(&report, &s->memory);
    hn_text_init(&out, &s->memory);
    hn_fault_tell(&report, &s->layout, fault);
    hn_notice_print(&out, &report.notices[0]);
    snprintf(text, sizeof text, "%s", hn_text_string(&out));
    hn_text_dispose(&out);
    hn_report_dispose(&report);
    return text;
}

static void a_notice_shows_the_cell_and_no_private_neighbour(void **state)
{
    sample *s = *state;
    read_csv(s, HEADER "\nSECRET,2026-09-01,,,,725000,,,,,,,,,,\n"
                       "1.2E+10,2026-09-01,,,,,,,,,,,,,,\n");
    assert_string_equal(
        printed(s, &s->faults.items[0]),
        "error[HN401]: provision_cost (column \"Annual Cost\") must be "
        "between £0.00 and £120,000.00 a year\n"
        "  --> case.csv:2:22\n"
        "   |\n"
        "  2| \xE2\x80\xA6,725000,\xE2\x80\xA6\n"
        "   |   ^^^^^^\n"
        "   = help: 725000 is over the maximum. Pence entered as pounds? "
        "7250.00 would pass.\n");
    assert_null(strstr(printed(s, &s->faults.items[1]), "1.2E"));
}

static void rejects_are_csv(void **state)
{
    sample *s = *state;
    hn_text out;
    read_csv(s, HEADER "\n=P1,2026-09-01,,,,725000,,,,,,,,,,\n"
                       "1.2E+10,2026-09-01,,,,,,,,,,,,,,\n");
    hn_text_init(&out, &s->memory);
    hn_rejects_begin(&out);
    hn_rejects_write(&out, &s->layout, &s->faults, 0, s->faults.count);
    assert_string_equal(
        hn_text_string(&out),
        "file,line,column,column_name,row_id,error_code,value_or_masked,"
        "message,row\n"
        "case.csv,2,19,Annual Cost,'=P1,HN401,725000,\"provision_cost (column "
        "\"\"Annual Cost\"\") must be between £0.00 and £120,000.00 a "
        "year\","
        "\"'=P1,2026-09-01,,,,725000,,,,,,,,,,\"\n"
        "case.csv,3,1,pupil_id,1.2E+10,HN417,masked,pupil_id holds a number "
        "that a spreadsheet has damaged,"
        "\"1.2E+10,2026-09-01,,,,,,,,,,,,,,\"\n");
    hn_text_dispose(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_good_row_is_read, setup, teardown),
        cmocka_unit_test(numbers_are_read_exactly),
        cmocka_unit_test(numbers_out_of_range_say_the_range),
        cmocka_unit_test(other_forms_of_numbers_are_refused),
        cmocka_unit_test_setup_teardown(
            stray_decimals_are_rounded_where_that_is_declared, setup,
            teardown),
        cmocka_unit_test(every_day_is_read_as_the_calendar_has_it),
        cmocka_unit_test(days_that_are_none_are_refused),
        cmocka_unit_test(yes_and_no_have_a_short_list),
        cmocka_unit_test(choices_are_exact),
        cmocka_unit_test_setup_teardown(ids_are_text, setup, teardown),
        cmocka_unit_test_setup_teardown(a_private_value_is_never_told, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(
            a_mark_in_other_capitals_is_told_as_one, setup, teardown),
        cmocka_unit_test_setup_teardown(
            a_private_date_or_number_is_not_quoted, setup, teardown),
        cmocka_unit_test_setup_teardown(
            a_row_that_holds_newlines_says_so, setup, teardown),
        cmocka_unit_test_setup_teardown(a_mark_says_why_a_value_is_missing,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(every_fault_of_a_row_is_told, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(
            quoted_cells_hold_commas_quotes_and_newlines, setup, teardown),
        cmocka_unit_test_setup_teardown(
            a_fault_after_a_quoted_newline_has_its_own_line, setup, teardown),
        cmocka_unit_test(lines_may_end_in_three_ways),
        cmocka_unit_test_setup_teardown(an_empty_line_between_rows_is_a_fault,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(the_cells_of_a_row_are_counted, setup,
                                        teardown),
        cmocka_unit_test(quotes_out_of_place_are_faults),
        cmocka_unit_test_setup_teardown(bytes_that_are_not_text_are_faults,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(many_rows_come_in_chunks_and_add_up,
                                        setup, teardown),
        cmocka_unit_test(a_file_of_another_kind_is_named),
        cmocka_unit_test_setup_teardown(all_faults_of_a_header_are_told,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(
            a_byte_order_mark_and_blanks_around_names_are_passed, setup,
            teardown),
        cmocka_unit_test_setup_teardown(
            extra_columns_are_passed_over_where_that_is_said, setup,
            teardown),
        cmocka_unit_test(blocks_are_cut_behind_whole_rows),
        cmocka_unit_test(cutting_changes_nothing),
        cmocka_unit_test_setup_teardown(a_block_without_a_whole_row_says_why,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(
            a_notice_shows_the_cell_and_no_private_neighbour, setup,
            teardown),
        cmocka_unit_test_setup_teardown(rejects_are_csv, setup, teardown)
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
