/* verb_test.c - `hn test`: do the pack's examples and properties hold? */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "verbs.h"

/* What one call works with. */
typedef struct tester {
    const hn_options *options;
    hn_say *say;
    hn_pack *pack;
    char *folder, *path;        /* path: of the snapshot                     */
    char *before;               /* the snapshot as it stands; NULL: none     */
    hn_file out, after;
} tester;

static int is_asked(const tester *t, hn_flag_id flag)
{
    return t->options->value[flag] != NULL;
}

static int is_form(const tester *t, const char *form)
{
    const char *out = t->options->value[HN_FLAG_OUT];

    return out && strcmp(out, form) == 0;
}

static int is_junit(const tester *t)
{
    return is_form(t, "junit");
}

/* Whether the points of coverage are wanted as rows, and nothing else. */
static int is_rows(const tester *t)
{
    return is_form(t, "csv") || is_form(t, "json");
}

static int is_text(const tester *t)
{
    return !is_junit(t) && !is_rows(t);
}

static int wants_coverage(const tester *t)
{
    return is_asked(t, HN_FLAG_COVERAGE) || is_asked(t, HN_FLAG_THRESHOLD);
}

/* --- the snapshot -------------------------------------------------------- */

/* A pack need not have one, and a reform has none. */
static int read_snapshot(tester *t)
{
    hn_feed feed;
    size_t len;
    int code = HN_EXIT_DONE;

    if (is_asked(t, HN_FLAG_REFORM))
        return HN_EXIT_DONE;
    t->path = hn_path_join(t->folder, HN_SNAPSHOT_FILE);
    if (!t->path)
        return HN_EXIT_LIMIT;
    if (is_asked(t, HN_FLAG_BLESS))
        return HN_EXIT_DONE;
    if (hn_feed_open(&feed, t->path) == 0)
        t->before = hn_feed_text(&feed, &len);
    if (feed.error && feed.error != ENOENT) {
        hn_feed_tell(&feed, t->say);
        code = HN_EXIT_USE;
    }
    hn_feed_close(&feed);
    return code;
}

static int keep_snapshot(tester *t, hn_test_counts counts)
{
    if (hn_file_finish(&t->after) != 0 || hn_file_keep(&t->after) != 0) {
        hn_file_tell(&t->after, t->say);
        return HN_EXIT_USE;
    }
    if (is_text(t) && !is_asked(t, HN_FLAG_QUIET))
        hn_file_print(&t->out, "%s has what %d example%s to\n", t->path,
                      counts.passed, counts.passed == 1 ? " comes" : "s come");
    return HN_EXIT_DONE;
}

/* --- the examples -------------------------------------------------------- */

static int verdict(tester *t, hn_test_counts counts, int code)
{
    const char *wanted = t->options->value[HN_FLAG_RUN];

    if (wanted && counts.passed + counts.failed == 0) {
        hn_say_error(t->say, "no example has \"%s\" in its name", wanted);
        return HN_EXIT_USE;
    }
    if (is_text(t) && (!is_asked(t, HN_FLAG_QUIET) || counts.failed > 0))
        hn_file_print(&t->out, "%d passed, %d failed\n", counts.passed,
                      counts.failed);
    if (is_asked(t, HN_FLAG_BLESS) && code == HN_EXIT_DONE)
        return keep_snapshot(t, counts);
    if (is_asked(t, HN_FLAG_BLESS))
        hn_say_error(t->say, "no snapshot was taken: not every example holds");
    return code;
}

static int run_examples(tester *t)
{
    hn_host host = hn_say_host(t->say);
    hn_sink after = hn_file_sink(&t->after), out = hn_file_sink(&t->out);
    hn_test_options wanted = {
        .run = t->options->value[HN_FLAG_RUN],
        .quiet = is_asked(t, HN_FLAG_QUIET),
        .junit = is_junit(t),
        .snapshot = t->before,
        .bless = is_asked(t, HN_FLAG_BLESS) ? &after : NULL};
    hn_test_counts counts = {0, 0};
    hn_error err = {0};
    hn_status status = hn_test(&counts, t->pack, &host, &wanted,
                               is_rows(t) ? NULL : &out, &err);
    int code;

    hn_file_tell(&t->out, t->say);
    hn_file_tell(&t->after, t->say);
    code = hn_verb_fail(t->say, status, &err);
    if (code == HN_EXIT_DONE || code == HN_EXIT_FINDINGS)
        code = verdict(t, counts, code);
    return code;
}

/* --- coverage ------------------------------------------------------------ */

static int below_threshold(const tester *t, hn_coverage_counts counts)
{
    int64_t least = hn_options_number(t->options, HN_FLAG_THRESHOLD, 0);
    int64_t all = counts.reached + counts.missing;

    if (counts.reached * INT64_C(100) >= least * all)
        return 0;
    hn_say_error(t->say, "%d of %d points are reached, which is below the "
                 "threshold of %s%%", counts.reached, (int)all,
                 t->options->value[HN_FLAG_THRESHOLD]);
    return 1;
}

/* What is missing is news, and a finding only below the threshold. */
static int run_coverage(tester *t)
{
    hn_host host = hn_say_host(t->say);
    hn_sink out = hn_file_sink(&t->out);
    hn_coverage_options wanted = {
        .run = t->options->value[HN_FLAG_RUN],
        .brief = is_asked(t, HN_FLAG_QUIET) || is_junit(t),
        .out = is_form(t, "csv") ? HN_FORMAT_CSV
               : is_form(t, "json") ? HN_FORMAT_JSON : HN_FORMAT_TABLE};
    hn_coverage_counts counts = {0, 0, 0};
    hn_error err = {0};
    hn_status status;
    int code;

    if (is_text(t) && !is_asked(t, HN_FLAG_QUIET))
        hn_file_put(&t->out, "\n");
    status = hn_coverage(&counts, t->pack, &host, &wanted,
                         is_junit(t) ? NULL : &out, &err);
    hn_file_tell(&t->out, t->say);
    code = hn_verb_fail(t->say, status, &err);
    if (code == HN_EXIT_FINDINGS)
        code = HN_EXIT_DONE;
    if (code == HN_EXIT_DONE && below_threshold(t, counts))
        code = HN_EXIT_FINDINGS;
    return code;
}

/* --- the verb ------------------------------------------------------------ */

static int run_all(tester *t)
{
    int code = run_examples(t), also;

    if (!wants_coverage(t)
        || (code != HN_EXIT_DONE && code != HN_EXIT_FINDINGS))
        return code;
    also = run_coverage(t);
    return also == HN_EXIT_DONE ? code : also;
}

static int check_options(const tester *t)
{
    if (is_asked(t, HN_FLAG_BLESS) && is_asked(t, HN_FLAG_REFORM)) {
        hn_say_error(t->say, "--bless keeps what the pack's own examples come "
                     "to, and those of a reform are not");
        hn_say_help(t->say, "leave --bless away");
        return HN_EXIT_USE;
    }
    if (!is_rows(t) || wants_coverage(t))
        return HN_EXIT_DONE;
    hn_say_error(t->say, "--out %s is a form of --coverage",
                 t->options->value[HN_FLAG_OUT]);
    hn_say_help(t->say, "add --coverage, or write --out junit");
    return HN_EXIT_USE;
}

static int test(const hn_options *options, hn_say *say)
{
    tester t = {.options = options, .say = say};
    int code = check_options(&t);

    if (code == HN_EXIT_DONE)
        code = hn_verb_load_reform(&t.pack, &t.folder, say,
                                   options->operands[0],
                                   (hn_load_options){0},
                                   options->value[HN_FLAG_REFORM]);
    if (code == HN_EXIT_DONE)
        code = read_snapshot(&t);
    if (code == HN_EXIT_DONE) {
        hn_file_open(&t.out, NULL, 0);
        hn_file_open(&t.after, t.path, 1);
        code = run_all(&t);
        hn_file_drop(&t.after);
        code = hn_verb_close(&t.out, say, code);
    }
    hn_pack_free(t.pack);
    free(t.before);
    free(t.path);
    free(t.folder);
    return code;
}

static const hn_flag flags[] = {
    {HN_FLAG_RUN, 0, "run", "PATTERN",
     "only those whose name has this in it"},
    {HN_FLAG_REFORM, 0, "reform", "FILE",
     "the pack with the changes that this file names"},
    {HN_FLAG_BLESS, 0, "bless", NULL,
     "keep what the examples come to in " HN_SNAPSHOT_FILE},
    {HN_FLAG_COVERAGE, 0, "coverage", NULL,
     "which points of the rules the examples reach"},
    {HN_FLAG_THRESHOLD, 0, "threshold", "N",
     "a finding where fewer of them than N in a hundred are reached"},
    {HN_FLAG_OUT, 0, "out", "text,junit,csv,json",
     "for people, as JUnit XML, or a row for each point of --coverage"},
    {0}
};

const hn_verb hn_verb_test = {
    "test", "PACK", "do the examples and properties of the pack hold?",
    flags, 1, 1,
    "Each example is printed with what it expects and what came; with "
    "--quiet those that fail only.  The exit code is 1 where one fails.\n"
    "\n"
    "So is each property, with how it is known: proved, by all cases, or by a "
    "search for one against it.\n"
    "\n"
    "Where the pack has a " HN_SNAPSHOT_FILE ", an example that comes to "
    "anything else than stands there fails too, whatever it expects.  "
    "--bless writes it anew.\n"
    "\n"
    "With --reform the examples are those of that file: the pack's are of the "
    "rules as they stand.\n"
    "\n"
    "Points of the rules are criteria and awards met, unmet and not to be "
    "told, arms of choices, bands, scores, lines of tables, periods of "
    "parameters, and values exactly at a threshold and one step beside it.  "
    "What no example reaches is listed, and examples that do are printed, "
    "ready to paste; with --quiet they are not looked for.",
    "hn test rules/pre_ehcp --coverage --threshold 100", test
};
