/* verb_test.c - `hn test`: do the pack's examples hold? */
#include <stdlib.h>
#include "verbs.h"

static int verdict(hn_say *say, hn_file *out, const hn_options *options,
                   hn_test_counts counts, int code)
{
    const char *wanted = options->value[HN_FLAG_RUN];

    if (wanted && counts.passed + counts.failed == 0) {
        hn_say_error(say, "no example has \"%s\" in its name", wanted);
        return HN_EXIT_USE;
    }
    if (!options->value[HN_FLAG_QUIET] || counts.failed > 0)
        hn_file_print(out, "%d passed, %d failed\n", counts.passed,
                      counts.failed);
    return code;
}

static int run_examples(const hn_options *options, hn_say *say,
                        const hn_pack *pack)
{
    hn_host host = hn_say_host(say);
    hn_test_options wanted = {
        .run = options->value[HN_FLAG_RUN],
        .quiet = options->value[HN_FLAG_QUIET] != NULL};
    hn_test_counts counts = {0, 0};
    hn_file out;
    hn_sink sink;
    hn_error err = {0};
    hn_status status;
    int code;

    hn_file_open(&out, NULL, 0);
    sink = hn_file_sink(&out);
    status = hn_test(&counts, pack, &host, &wanted, &sink, &err);
    hn_file_tell(&out, say);
    code = hn_verb_fail(say, status, &err);
    if (code == HN_EXIT_DONE || code == HN_EXIT_FINDINGS)
        code = verdict(say, &out, options, counts, code);
    return hn_verb_close(&out, say, code);
}

static int test(const hn_options *options, hn_say *say)
{
    hn_pack *pack = NULL;
    char *folder = NULL;
    int code = hn_verb_load(&pack, &folder, say, options->operands[0], NULL);

    if (code == HN_EXIT_DONE)
        code = run_examples(options, say, pack);
    hn_pack_free(pack);
    free(folder);
    return code;
}

static const hn_flag flags[] = {
    {HN_FLAG_RUN, 0, "run", "PATTERN",
     "only the examples whose name has this in it"},
    {0}
};

const hn_verb hn_verb_test = {
    "test", "PACK", "do the examples of the pack hold?",
    flags, 1, 1,
    "Each example is printed with what it expects and what came; with "
    "--quiet those that fail only.  The exit code is 1 where one fails.",
    NULL, test
};
