/* test_notice.c - what a notice looks like, and what a report keeps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "../../core/base/codes.h"
#include "../../core/base/notice.h"
#include "starve.h"

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

static void prints(hn_notice notice, const char *expect)
{
    hn_text out;
    hn_text_init(&out, &memory);
    hn_notice_print(&out, &notice);
    assert_string_equal(hn_text_string(&out), expect);
    hn_text_dispose(&out);
}

static void a_notice_shows_its_line_and_what_to_write(void **state)
{
    (void)state;
    prints((hn_notice){
        .code = 401, .place = { "caseload.csv", 118, 13 }, .width = 6,
        .message = "provision_cost must be between £0.00 and £120,000.00",
        .context = "…,725000,…", .caret = 3, .note = "why", .help = "what" },
        "error[HN401]: provision_cost must be between £0.00 and £120,000.00\n"
        "  --> caseload.csv:118:13\n"
        "   |\n"
        "118| …,725000,…\n"
        "   |   ^^^^^^\n"
        "   = note: why\n"
        "   = help: what\n");
}

static void what_is_not_known_is_left_out(void **state)
{
    (void)state;
    prints((hn_notice){ .code = 500, .message = "no" }, "error[HN500]: no\n");
    prints((hn_notice){ .code = 302, .severity = HN_WARNING, .help = "check",
                        .message = "cap changes tenfold" },
           "warning[HN302]: cap changes tenfold\n   = help: check\n");
    prints((hn_notice){ .code = 402, .place = { "a.csv", 0, 0 },
                        .message = "no column" },
           "error[HN402]: no column\n  --> a.csv\n");
    prints((hn_notice){ .code = 402, .place = { "a.csv", 7, 0 },
                        .message = "m", .context = "a,b" },
           "error[HN402]: m\n  --> a.csv:7\n   |\n  7| a,b\n");
    prints((hn_notice){ .code = 101, .place = { "r.lua", 12345, 1 },
                        .message = "m", .context = "x", .note = "n" },
           "error[HN101]: m\n    --> r.lua:12345:1\n     |\n12345| x\n"
           "     | ^\n     = note: n\n");
}

static void the_caret_stays_below_its_character(void **state)
{
    (void)state;
    hn_notice n = { .code = 100, .message = "m", .place = { "f", 1, 3 } };
    n.context = "\ta\tbc";
    n.place.column = 4;
    prints(n, "error[HN100]: m\n  --> f:1:4\n   |\n  1| \ta\tbc\n"
              "   | \t \t^\n");
    n.context = "£££x";
    prints(n, "error[HN100]: m\n  --> f:1:4\n   |\n  1| £££x\n   |    ^\n");
    n.context = "a\x01" "b!";
    prints(n, "error[HN100]: m\n  --> f:1:4\n   |\n  1| a\\x01b!\n"
              "   |       ^\n");
    n.context = "abc";   /* just past the end: something is missing */
    prints(n, "error[HN100]: m\n  --> f:1:4\n   |\n  1| abc\n   |    ^\n");
    n.context = "ab";
    prints(n, "error[HN100]: m\n  --> f:1:4\n   |\n  1| ab\n");
    n.context = "abcdef\r\nnot this";
    n.width = 99;
    prints(n, "error[HN100]: m\n  --> f:1:4\n   |\n  1| abcdef\n"
              "   |    ^^^\n");
}

static void no_control_character_is_passed_on(void **state)
{
    (void)state;
    prints((hn_notice){ .code = 100, .place = { "f\x1b", 1, 1 }, .width = 3,
                        .message = "a\x1b[31mb\tc\nd\x7F\xFF",
                        .context = "\x1b]0;x\x07",
                        .note = "\xC2\x9B\xE2\x80\xAE",
                        .help = "one\ntwo\rthree" },
           "error[HN100]: a\\x1b[31mb\\x09c\\x0ad\\x7f\\xff\n"
           "  --> f\\x1b:1:1\n"
           "   |\n"
           "  1| \\x1b]0;x\\x07\n"
           "   | ^^^^^^\n"
           "   = note: \\u009b\\u202e\n"
           "   = help: one\n"
           "           two\\x0dthree\n");
}

/* The first and last of each span that is hidden, and their neighbours. */
static void what_cannot_be_seen_is_shown(void **state)
{
    (void)state;
    prints((hn_notice){ .code = 100, .message =
           "\x1F\x20\x7E\x7F\u00A0 \u061B\u061C\u061D "
           "\u200A\u200B\u200F\u2010 \u2027\u2028\u202E\u202F "
           "\u205F\u2060\u2069\u206A \uFEFE\uFEFF\uFF00" },
           "error[HN100]: \\x1f\x20\x7E\\x7f\u00A0 \u061B\\u061c\u061D "
           "\u200A\\u200b\\u200f\u2010 \u2027\\u2028\\u202e\u202F "
           "\u205F\\u2060\\u2069\u206A \uFEFE\\ufeff\uFF00\n");
    prints((hn_notice){ .code = 100, .message = "\xC2\x80\xC2\x9F" },
           "error[HN100]: \\u0080\\u009f\n");
}

/* `before` letters, an x and `after` letters. */
static char *long_line(size_t before, size_t after)
{
    static char line[5000];
    memset(line, 'a', before);
    line[before] = 'x';
    memset(line + before + 1, 'b', after);
    line[before + 1 + after] = '\0';
    return line;
}

/* The context's line and the caret's, without their gutters. */
static void look(const hn_notice *notice, char *line, char *under)
{
    hn_text out;
    hn_text_init(&out, &memory);
    hn_notice_print(&out, notice);
    const char *at = strstr(hn_text_string(&out), "  1| ");
    assert_non_null(at);
    *under = '\0';
    assert_true(sscanf(at, "  1| %[^\n]\n   |%[^\n]", line, under) >= 1);
    hn_text_dispose(&out);
}

static void a_long_line_is_cut_around_its_caret(void **state)
{
    (void)state;
    static const struct { size_t before, after; int cut_before, cut_after; }
    cases[] = {
        { 0, 101, 0, 0 }, { 0, 102, 0, 1 }, { 101, 0, 0, 0 },
        { 102, 0, 1, 0 }, { 3000, 1000, 1, 1 }, { 40, 1000, 0, 1 },
        { 41, 1000, 1, 1 }, { 1000, 20, 1, 0 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char line[600], under[600];
        hn_notice n = { .code = 100, .message = "m", .width = 1,
                        .place = { "f", 1, (int)cases[i].before + 1 },
                        .context = long_line(cases[i].before,
                                             cases[i].after) };
        look(&n, line, under);
        size_t len = strlen(line);
        assert_in_range(len, 40, 106);
        assert_int_equal(strncmp(line, "…", 3) == 0, cases[i].cut_before);
        assert_int_equal(strcmp(line + len - 3, "…") == 0,
                         cases[i].cut_after);
        size_t at = strcspn(under, "^") - 1;   /* a blank after the bar */
        assert_int_equal(line[at + (cases[i].cut_before ? 2 : 0)], 'x');
    }
}

static void a_caret_past_a_long_line_shows_its_end(void **state)
{
    (void)state;
    char line[600], under[600];
    hn_notice n = { .code = 100, .message = "m", .place = { "f", 1, 9000 },
                    .context = long_line(2990, 9) };
    look(&n, line, under);
    assert_non_null(strstr(line, "aaaxbbbbbbbbb"));
    assert_string_equal(under, "");
}

/* --- reports ------------------------------------------------------------- */

static void tell(hn_report *report, int code, hn_severity severity, int line,
                 const char *message)
{
    hn_notice n = { .code = code, .severity = severity,
                    .place = { "f.csv", line, 1 }, .message = message };
    hn_report_add(report, &n);
}

static void a_report_copies_what_it_is_told(void **state)
{
    (void)state;
    hn_report report;
    hn_report_init(&report, &memory);
    char file[] = "f.lua", message[] = "m", context[] = "c", note[] = "n",
         help[] = "h";
    hn_notice n = { .code = 110, .place = { file, 1, 1 }, .message = message,
                    .context = context, .note = note, .help = help };
    hn_report_add(&report, &n);
    file[0] = message[0] = context[0] = note[0] = help[0] = '?';
    prints(report.notices[0], "error[HN110]: m\n  --> f.lua:1:1\n   |\n"
           "  1| c\n   | ^\n   = note: n\n   = help: h\n");
    assert_int_equal(report.errors, 1);
    hn_report_addf(&report, 404, HN_WARNING, (hn_place){ "g", 2, 3 }, NULL,
                   "column %s stands %d times", "need", 2);
    prints(report.notices[1],
           "warning[HN404]: column need stands 2 times\n  --> g:2:3\n");
    assert_int_equal(report.count, 2);
    assert_int_equal(report.errors, 1);
    hn_report_dispose(&report);
    assert_int_equal(report.count, 0);
}

static void the_same_thing_is_told_once(void **state)
{
    (void)state;
    hn_report report;
    hn_report_init(&report, &memory);
    for (int i = 0; i < 3; i++) {
        tell(&report, 401, HN_ERROR, 1, "a");
        tell(&report, 401, HN_ERROR, 2, "a");
        tell(&report, 401, HN_ERROR, 1, "b");
        tell(&report, 405, HN_ERROR, 1, "a");
        hn_report_addf(&report, 401, HN_ERROR, (hn_place){ NULL, 1, 1 }, NULL,
                       "%s", "a");
    }
    assert_int_equal(report.count, 5);
    assert_int_equal(report.errors, 5);
    assert_int_equal(report.dropped, 0);
    hn_report_dispose(&report);
}

static void warnings_make_room_for_errors(void **state)
{
    (void)state;
    hn_report report;
    hn_report_init(&report, &memory);
    for (int i = 1; i <= 1500; i++)
        tell(&report, 302, HN_WARNING, i, "warning");
    assert_int_equal(report.count, 1000);
    assert_int_equal(report.dropped, 500);
    assert_int_equal(report.errors, 0);
    tell(&report, 401, HN_ERROR, 9999, "wrong");
    tell(&report, 401, HN_ERROR, 9999, "wrong");
    assert_int_equal(report.count, 1000);
    assert_int_equal(report.errors, 1);
    assert_int_equal(report.notices[999].code, 401);
    assert_int_equal(report.notices[998].place.line, 999);
    for (int i = 1; i <= 1200; i++)
        tell(&report, 401, HN_ERROR, i, "wrong");
    assert_int_equal(report.count, 1000);
    assert_int_equal(report.errors, 1000);
    assert_int_equal(report.dropped, 500 + 1 + 1200);
    hn_report_dispose(&report);
}

static void a_report_is_put_in_order_of_place(void **state)
{
    (void)state;
    static const struct { const char *file; int line, column; } told[] = {
        { "b", 1, 1 }, { "a", 2, 5 }, { "a", 10, 1 }, { "a", 2, 4 },
        { NULL, 0, 0 }, { "a", 2, 4 }, { "b", 1, 0 },
    };
    static const int sorted[] = { 4, 3, 5, 1, 2, 6, 0 };
    hn_report report;
    hn_report_init(&report, &memory);
    for (int i = 0; i < 7; i++)
        hn_report_addf(&report, 100 + i, HN_ERROR,
                       (hn_place){ told[i].file, told[i].line,
                                   told[i].column }, NULL, "m");
    hn_report_sort(&report);
    for (int i = 0; i < 7; i++)
        assert_int_equal(report.notices[i].code, 100 + sorted[i]);
    hn_report_dispose(&report);
}

static void what_is_kept_has_a_bound(void **state)
{
    (void)state;
    static char huge[1 << 20];
    for (size_t i = 0; i + 2 < sizeof huge; i += 2)
        memcpy(huge + i, "£", 2);
    hn_report report;
    hn_report_init(&report, &memory);
    hn_notice n = { .code = 401, .place = { "f", 1, 400000 }, .width = 5,
                    .message = huge, .context = huge, .note = huge,
                    .help = huge };
    hn_report_add(&report, &n);
    assert_in_range(memory.used, 10000, 60000);
    const hn_notice *kept = &report.notices[0];
    assert_int_equal(strlen(kept->message), 4000);
    assert_in_range(strlen(kept->context), 190, 210);
    assert_int_equal(kept->place.column, 400000);
    hn_text before, after;
    hn_text_init(&before, &memory);
    hn_text_init(&after, &memory);
    n.message = n.note = n.help = "m";
    hn_notice_print(&before, &n);
    hn_notice cut = *kept;
    cut.message = cut.note = cut.help = "m";
    hn_notice_print(&after, &cut);
    assert_string_equal(hn_text_string(&before), hn_text_string(&after));
    hn_text_dispose(&before);
    hn_text_dispose(&after);
    hn_report_dispose(&report);
}

static void a_long_message_ends_with_a_whole_character(void **state)
{
    (void)state;
    static char text[8001];
    hn_report report;
    hn_report_init(&report, &memory);
    for (int shift = 0; shift < 2; shift++) {
        memset(text, 'a', 1);
        for (size_t i = (size_t)shift; i + 2 < sizeof text; i += 2)
            memcpy(text + i, "£", 2);
        hn_report_addf(&report, 100, HN_ERROR, (hn_place){ 0 }, NULL, "%s",
                       text);
        const char *kept = report.notices[shift].message;
        assert_int_equal(strlen(kept), 4000 - shift);
        assert_true(hn_text_is_utf8(kept, strlen(kept), NULL));
    }
    hn_report_dispose(&report);
}

static bool report_and_print(hn_memory *m)
{
    hn_report report;
    hn_text out;
    hn_report_init(&report, m);
    hn_text_init(&out, m);
    hn_notice n = { .code = 401, .place = { "f", 1, 100 }, .message = "m",
                    .context = long_line(99, 400), .note = "n", .help = "h" };
    hn_report_add(&report, &n);
    for (int i = 0; i < 60; i++)
        hn_report_addf(&report, 402, HN_ERROR, (hn_place){ "f", i, 1 }, "do",
                       "column %d of %s", i, "a longer name than that");
    hn_report_sort(&report);
    for (int i = 0; i < report.count; i++)
        hn_notice_print(&out, &report.notices[i]);
    bool well = !report.failed && !out.failed && report.count == 61;
    hn_report_dispose(&report);
    hn_text_dispose(&out);
    return well;
}

static void reports_live_through_every_refusal(void **state)
{
    (void)state;
    assert_in_range(starve_walk(report_and_print), 60, 500);
}

/* --- codes --------------------------------------------------------------- */

static void every_code_has_a_title_and_a_page(void **state)
{
    (void)state;
    static const int codes[] = {
#define NUMBER_OF(number, title, page) number,
        HN_CODES(NUMBER_OF)
    };
    size_t count = sizeof codes / sizeof codes[0];
    for (size_t i = 0; i < count; i++) {
        assert_in_range(codes[i], 100, 699);
        assert_true(i == 0 || codes[i] > codes[i - 1]);
        const char *page = hn_code_page(codes[i]);
        assert_true(strlen(hn_code_title(codes[i])) > 5);
        assert_non_null(strchr(".?", page[strlen(page) - 1]));
    }
    assert_null(hn_code_title(99));
    assert_null(hn_code_page(0));
    assert_string_equal(hn_code_title(110), "unknown name");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_notice_shows_its_line_and_what_to_write),
        cmocka_unit_test(what_is_not_known_is_left_out),
        cmocka_unit_test(the_caret_stays_below_its_character),
        cmocka_unit_test(no_control_character_is_passed_on),
        cmocka_unit_test(what_cannot_be_seen_is_shown),
        cmocka_unit_test(a_long_line_is_cut_around_its_caret),
        cmocka_unit_test(a_caret_past_a_long_line_shows_its_end),
        cmocka_unit_test(a_report_copies_what_it_is_told),
        cmocka_unit_test(the_same_thing_is_told_once),
        cmocka_unit_test(warnings_make_room_for_errors),
        cmocka_unit_test(a_report_is_put_in_order_of_place),
        cmocka_unit_test(what_is_kept_has_a_bound),
        cmocka_unit_test(a_long_message_ends_with_a_whole_character),
        cmocka_unit_test(reports_live_through_every_refusal),
        cmocka_unit_test(every_code_has_a_title_and_a_page),
    };
    return cmocka_run_group_tests(tests, plain_memory, nothing_is_left);
}
