/* verb_why.c - `hn why`: every figure of one case, explained. */
#include <stdlib.h>
#include <string.h>
#include "feeds.h"
#include "verbs.h"

static hn_audience audience(const char *name)
{
    if (name && strcmp(name, "school") == 0)
        return HN_SCHOOL;
    return name && strcmp(name, "family") == 0 ? HN_FAMILY : HN_STAFF;
}

static int explain(const hn_options *options, hn_say *say,
                   const hn_pack *pack, const hn_feeds *feeds)
{
    const char *out = options->value[HN_FLAG_OUT];
    char today[16];
    hn_host host = hn_say_host(say);
    hn_why_options why = {
        .on = hn_verb_date(today, options),
        .key = options->value[HN_FLAG_KEY],
        .figure = options->value[HN_FLAG_FIGURE],
        .depth = (int)hn_options_number(options, HN_FLAG_DEPTH, 0),
        .extra_columns = options->value[HN_FLAG_EXTRA] != NULL,
        .audience = audience(options->value[HN_FLAG_AUDIENCE]),
        .flip = options->value[HN_FLAG_FLIP] != NULL,
        .table = options->value[HN_FLAG_TABLE],
        .out = out ? hn_feeds_format(out) : HN_FORMAT_TABLE};
    hn_file file;
    hn_sink sink;
    hn_error err = {0};
    hn_status status;
    int code;

    hn_file_open(&file, NULL, 0);
    sink = hn_file_sink(&file);
    hn_say_begin(say, feeds->size);
    status = hn_why(pack, &host, &why, feeds->sources, feeds->count, &sink,
                    &err);
    hn_say_end(say);
    hn_feeds_tell(feeds, say);
    hn_file_tell(&file, say);
    code = hn_verb_fail(say, status, &err);
    hn_say_untold(say);
    return hn_verb_close(&file, say, code);
}

static int why(const hn_options *options, hn_say *say)
{
    hn_pack *pack = NULL;
    char *folder = NULL;
    hn_feeds feeds = {0};
    const char *table = options->value[HN_FLAG_TABLE];
    int code = hn_verb_load_reform(&pack, &folder, say, options->operands[0],
                                   (hn_load_options){0},
                                   options->value[HN_FLAG_REFORM]);

    if (code == HN_EXIT_DONE && table
        && hn_feeds_records(pack, table, strlen(table)) < 0)
        code = hn_feeds_no_records(say, pack, table, NULL);
    if (code == HN_EXIT_DONE)
        code = hn_feeds_open(&feeds, say, pack, folder,
                             options->value[HN_FLAG_IN],
                             options->operands + 1,
                             options->operand_count - 1);
    if (code == HN_EXIT_DONE)
        code = explain(options, say, pack, &feeds);
    hn_feeds_close(&feeds);
    hn_pack_free(pack);
    free(folder);
    return code;
}

static const hn_flag flags[] = {
    {HN_FLAG_KEY, 0, "key", "ID", "the row; without it the first"},
    {HN_FLAG_TABLE, 0, "table", "NAME",
     "the records whose row it is; without it the first of the pack"},
    {HN_FLAG_FIGURE, 0, "figure", "NAME", "one thing only"},
    {HN_FLAG_DEPTH, 0, "depth", "N",
     "how far figures are taken apart; without it, all the way"},
    {HN_FLAG_FLIP, 0, "flip", NULL,
     "of panels and awards, the nearest change of one input that turns them"},
    {HN_FLAG_AUDIENCE, 0, "audience", "staff,school,family",
     "for whom it is; a school and a family are told it in sentences"},
    {HN_FLAG_REFORM, 0, "reform", "FILE",
     "the pack with the changes that this file names"},
    {HN_FLAG_ON, 0, "on", "DATE",
     "the run's date, such as 2026-09-01, or the word today"},
    {HN_FLAG_IN, 0, "in", "csv,jsonl,json",
     "the form of the data; without it, by the ending of its name"},
    {HN_FLAG_OUT, 0, "out", "text,json", "text for people, if not said"},
    {HN_FLAG_EXTRA, 0, "extra", "ignore",
     "columns that no input reads are no error"},
    {0}
};

const hn_verb hn_verb_why = {
    "why", "PACK [DATA...]", "explains every figure of one case",
    flags, 1, 64,
    "For each criterion and figure: the sentence with its numbers, the "
    "working, the source and the line of the rule.  DATA is as for hn calc, "
    "and a pack that needs --on there needs it here.",
    "hn why rules/pre_ehcp caseload.csv --key P0001 --on 2026-09-01",
    why
};
