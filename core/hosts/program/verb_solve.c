/* verb_solve.c - `hn solve`: the value of a parameter that meets a target. */
#include <stdlib.h>
#include "outlets.h"
#include "verbs.h"

static int print(const hn_options *o, hn_say *say, const hn_pack *pack,
                 const hn_feeds *feeds, hn_file *out)
{
    const char *form = o->value[HN_FLAG_OUT];
    char today[16];
    hn_solve_options options = {
        .param = o->value[HN_FLAG_PARAM],
        .target = o->value[HN_FLAG_TARGET],
        .between = o->value[HN_FLAG_BETWEEN],
        .step = o->value[HN_FLAG_STEP],
        .on = hn_verb_date(today, o),
        .extra_columns = o->value[HN_FLAG_EXTRA] != NULL,
        .out = form ? hn_feeds_format(form) : HN_FORMAT_TABLE};
    hn_host host = hn_say_host(say);
    hn_sink sink = hn_file_sink(out);
    hn_error err = {0};
    hn_status status = hn_solve(pack, &host, &options, feeds->sources,
                                feeds->count, &sink, &err);
    int code;

    if (hn_feeds_tell(feeds, say))
        return HN_EXIT_USE;
    hn_file_tell(out, say);
    code = hn_verb_fail(say, status, &err);
    hn_say_untold(say);
    return code;
}

static int lacks(hn_say *say, const char *flag, const char *write)
{
    hn_say_error(say, "hn solve lacks --%s", flag);
    hn_say_help(say, "write --%s %s", flag, write);
    return HN_EXIT_USE;
}

static int prepare(const hn_options *o, hn_say *say, hn_pack **pack,
                   char **folder, hn_feeds *feeds)
{
    hn_load_options load = {.sets = o->sets, .set_count = o->set_count};
    int code;

    if (!o->value[HN_FLAG_PARAM])
        return lacks(say, "param", "NAME, such as cap");
    if (!o->value[HN_FLAG_TARGET])
        return lacks(say, "target", "'total <= 1500000.00'");
    code = hn_verb_load_reform(pack, folder, say, o->operands[0], load,
                               o->value[HN_FLAG_REFORM]);
    if (code == HN_EXIT_DONE)
        code = hn_feeds_open(feeds, say, *pack, *folder,
                             o->value[HN_FLAG_IN], o->operands + 1,
                             o->operand_count - 1);
    return code;
}

static int solve(const hn_options *options, hn_say *say)
{
    hn_pack *pack = NULL;
    char *folder = NULL;
    hn_feeds feeds = {0};
    hn_file out;
    int code = prepare(options, say, &pack, &folder, &feeds);

    if (code == HN_EXIT_DONE) {
        code = hn_outlets_one(&out, say, options, folder, &feeds);
        if (code == HN_EXIT_DONE)
            code = print(options, say, pack, &feeds, &out);
        code = hn_verb_close(&out, say, code);
    }
    hn_feeds_close(&feeds);
    hn_pack_free(pack);
    free(folder);
    return code;
}

static const hn_flag flags[] = {
    {HN_FLAG_PARAM, 0, "param", "NAME", "the parameter to find a value for"},
    {HN_FLAG_TARGET, 0, "target", "TARGET",
     "a figure of the run, one of <= < = > >= and an amount"},
    {HN_FLAG_BETWEEN, 0, "between", "FROM..TO",
     "where to look; without it, within the limits that the parameter "
     "declares, or from nought to twice its highest value"},
    {HN_FLAG_STEP, 0, "step", "STEP",
     "what the value is a step of; without it, a penny, a hundredth of a "
     "percentage or of a plain number, or one"},
    {HN_FLAG_REFORM, 0, "reform", "FILE",
     "the pack with the changes that this file names"},
    {HN_FLAG_SET, 0, "set", "PARAM=VALUE",
     "what if a parameter were that throughout; may be given again"},
    {HN_FLAG_ON, 0, "on", "DATE",
     "the run's date, such as 2026-09-01, or the word today"},
    {HN_FLAG_IN, 0, "in", "csv,jsonl,json",
     "the form of the data; without it, by the ending of its name"},
    {HN_FLAG_OUT, 0, "out", "table,csv,json",
     "for people, if not said, or a row for each value shown"},
    {HN_FLAG_OUTPUT, 'o', "output", "FILE",
     "into this file, which only you can read, instead of standard output"},
    {HN_FLAG_EXTRA, 0, "extra", "ignore",
     "columns that no input reads are no error"},
    {0}
};

const hn_verb hn_verb_solve = {
    "solve", "PACK [DATA...]", "the value of a parameter that meets a target",
    flags, 1, 64,
    "Shows the two neighbouring steps of which one meets the target and the "
    "other does not, and says whether one meets it exactly.  Where there are "
    "few steps all are looked at; otherwise some, evenly spread, and between "
    "two of them on either side of the target the stretch is halved.  A "
    "figure that rises and falls again is said to, with each place where the "
    "target is crossed.\n"
    "\n"
    "The exit code is 1 where there is no one answer.",
    "hn solve rules/pre_ehcp caseload.csv --on 2026-09-01 --param cap "
    "--target 'total <= 500000'",
    solve
};
