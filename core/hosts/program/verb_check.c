/* verb_check.c - `hn check`: does the pack hold together? */
#include <stdlib.h>
#include "verbs.h"

static void print_verdict(hn_file *out, const hn_say *say,
                          const hn_pack *pack, const char *reform)
{
    hn_file_print(out, "%s %s, %s", hn_pack_name(pack),
                  hn_pack_version(pack), hn_pack_approved(pack));
    if (reform)
        hn_file_print(out, ", with %s (%s)", reform, hn_pack_title(pack));
    hn_file_put(out, ": ");
    if (say->warnings == 0)
        hn_file_put(out, "nothing is wrong\n\n");
    else
        hn_file_print(out, "no errors, %d warning%s\n\n", say->warnings,
                      say->warnings == 1 ? "" : "s");
}

static int describe(const hn_options *options, hn_say *say,
                    const hn_pack *pack)
{
    hn_file out;
    hn_sink sink;
    hn_status status;
    hn_error none = {0};
    int code;

    if (options->value[HN_FLAG_QUIET])
        return HN_EXIT_DONE;
    hn_file_open(&out, NULL, 0);
    sink = hn_file_sink(&out);
    hn_file_put(&out, hn_pack_printed(pack));
    print_verdict(&out, say, pack, options->value[HN_FLAG_REFORM]);
    status = hn_pack_describe(pack, &sink);
    code = out.error ? HN_EXIT_USE : hn_verb_fail(say, status, &none);
    return hn_verb_close(&out, say, code);
}

/* A pack that only lint keeps from loading did run: those are findings. */
static int refused(const hn_say *say, int code)
{
    int only_lint = say->lint > 0 && say->lint == say->errors;

    return code == HN_EXIT_USE && only_lint ? HN_EXIT_FINDINGS : code;
}

static int check(const hn_options *options, hn_say *say)
{
    char as_at[16];
    hn_load_options load = {
        .prove = 1,
        .strict = options->value[HN_FLAG_STRICT] != NULL,
        .as_at = hn_verb_day(as_at, options->value[HN_FLAG_AS_AT])};
    hn_pack *pack = NULL;
    char *folder = NULL;
    int code = hn_verb_load_reform(&pack, &folder, say, options->operands[0],
                                   load, options->value[HN_FLAG_REFORM]);

    if (code == HN_EXIT_DONE)
        code = describe(options, say, pack);
    else
        code = refused(say, code);
    hn_pack_free(pack);
    free(folder);
    return code;
}

static const hn_flag flags[] = {
    {HN_FLAG_REFORM, 0, "reform", "FILE",
     "the pack with the changes that this file names"},
    {HN_FLAG_STRICT, 0, "strict", NULL,
     "warnings are errors, as in an approved pack"},
    {HN_FLAG_AS_AT, 0, "as-at", "DATE",
     "tell which reviews are overdue on that day, such as 2027-03-01 or "
     "today, and which parameters have no value for the year after it"},
    {0}
};

const hn_verb hn_verb_check = {
    "check", "PACK", "does the pack hold together?",
    flags, 1, 1,
    "Tells every fault and warning, shows what the pack prints, then lists "
    "what it holds: each thing with its type, and whether it is for each row "
    "or for the run.\n"
    "\n"
    "With --strict, and always of a pack that is approved, each criterion has "
    "to be met in some example and unmet in another.\n"
    "\n"
    "The exit code is 2 where the pack does not load, and 1 where --strict "
    "or approval turns a warning into an error.",
    NULL, check
};
