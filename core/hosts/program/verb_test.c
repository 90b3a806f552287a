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

static int is_junit(const tester *t)
{
    const char *out = t->options->value[HN_FLAG_OUT];

    return out && strcmp(out, "junit") == 0;
}

/* --- the snapshot -------------------------------------------------------- */

/* A pack need not have one. */
static int read_snapshot(tester *t)
{
    hn_feed feed;
    size_t len;
    int code = HN_EXIT_DONE;

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
    if (!is_junit(t) && !is_asked(t, HN_FLAG_QUIET))
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
    if (!is_junit(t) && (!is_asked(t, HN_FLAG_QUIET) || counts.failed > 0))
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
    hn_status status = hn_test(&counts, t->pack, &host, &wanted, &out, &err);
    int code;

    hn_file_tell(&t->out, t->say);
    hn_file_tell(&t->after, t->say);
    code = hn_verb_fail(t->say, status, &err);
    if (code == HN_EXIT_DONE || code == HN_EXIT_FINDINGS)
        code = verdict(t, counts, code);
    return code;
}

static int test(const hn_options *options, hn_say *say)
{
    tester t = {.options = options, .say = say};
    int code = hn_verb_load(&t.pack, &t.folder, say, options->operands[0],
                            NULL);

    if (code == HN_EXIT_DONE)
        code = read_snapshot(&t);
    if (code == HN_EXIT_DONE) {
        hn_file_open(&t.out, NULL, 0);
        hn_file_open(&t.after, t.path, 1);
        code = run_examples(&t);
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
    {HN_FLAG_BLESS, 0, "bless", NULL,
     "keep what the examples come to in " HN_SNAPSHOT_FILE},
    {HN_FLAG_OUT, 0, "out", "text,junit", "for people, or as JUnit XML"},
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
    "--bless writes it anew.",
    NULL, test
};
