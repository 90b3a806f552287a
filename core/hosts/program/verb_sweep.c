/* verb_sweep.c - `hn sweep`: figures at many values of a parameter. */
#include <stdlib.h>
#include "outlets.h"
#include "verbs.h"

typedef struct sweep {
    const hn_options *options;
    hn_say *say;
    hn_pack *pack;
    char *folder;
    hn_feeds feeds;
    char **figures;          /* of --figure                                 */
    char today[16];
} sweep;

static int print(sweep *s, hn_file *out)
{
    const hn_options *o = s->options;
    const char *form = o->value[HN_FLAG_OUT];
    hn_sweep_options options = {
        .over = o->overs, .over_count = o->over_count,
        .figures = (const char *const *)s->figures,
        .figure_count = hn_options_all(o, HN_FLAG_FIGURE, s->figures),
        .key = o->value[HN_FLAG_KEY],
        .example = o->value[HN_FLAG_EXAMPLE],
        .on = hn_verb_date(s->today, o),
        .extra_columns = o->value[HN_FLAG_EXTRA] != NULL,
        .out = form ? hn_feeds_format(form) : HN_FORMAT_TABLE};
    hn_host host = hn_say_host(s->say);
    hn_sink sink = hn_file_sink(out);
    hn_error err = {0};
    hn_status status = hn_sweep(s->pack, &host, &options, s->feeds.sources,
                                s->feeds.count, &sink, &err);
    int code;

    if (hn_feeds_tell(&s->feeds, s->say))
        return HN_EXIT_USE;
    hn_file_tell(out, s->say);
    code = hn_verb_fail(s->say, status, &err);
    hn_say_untold(s->say);
    return code;
}

static int prepare(sweep *s)
{
    const hn_options *o = s->options;
    hn_load_options load = {.sets = o->sets, .set_count = o->set_count};
    int code;

    if (o->over_count == 0) {
        hn_say_error(s->say, "hn sweep lacks what to go through");
        hn_say_help(s->say, "write --over cap=8000..12000/500, with a "
                            "parameter that `hn check` lists");
        return HN_EXIT_USE;
    }
    s->figures = calloc((size_t)o->given_count + 1, sizeof *s->figures);
    if (!s->figures) {
        hn_say_error(s->say, "there is no memory left");
        return HN_EXIT_LIMIT;
    }
    code = hn_verb_load_reform(&s->pack, &s->folder, s->say, o->operands[0],
                               load, o->value[HN_FLAG_REFORM]);
    if (code == HN_EXIT_DONE && !o->value[HN_FLAG_EXAMPLE])
        code = hn_feeds_open(&s->feeds, s->say, s->pack, s->folder,
                             o->value[HN_FLAG_IN], o->operands + 1,
                             o->operand_count - 1);
    return code;
}

static int go_through(const hn_options *options, hn_say *say)
{
    sweep s = {.options = options, .say = say};
    hn_file out;
    int code = prepare(&s);

    if (code == HN_EXIT_DONE) {
        code = hn_outlets_one(&out, say, options, s.folder, &s.feeds);
        if (code == HN_EXIT_DONE)
            code = print(&s, &out);
        code = hn_verb_close(&out, say, code);
    }
    hn_feeds_close(&s.feeds);
    hn_pack_free(s.pack);
    free(s.folder);
    free(s.figures);
    return code;
}

static const hn_flag flags[] = {
    {HN_FLAG_OVER, 0, "over", "NAME=VALUES",
     "a parameter, or an input of one row, and its values; may be given "
     "again"},
    {HN_FLAG_FIGURE, 0, "figure", "NAME...",
     "a figure to show; may be given again; without it, all of the run"},
    {HN_FLAG_KEY, 0, "key", "ID",
     "figures of the row of that id, and over its inputs"},
    {HN_FLAG_EXAMPLE, 0, "example", "NAME",
     "the same of an example of the pack, which needs no data"},
    {HN_FLAG_REFORM, 0, "reform", "FILE",
     "the pack with the changes that this file names"},
    {HN_FLAG_SET, 0, "set", "PARAM=VALUE",
     "what if a parameter were that at every point; may be given again"},
    {HN_FLAG_ON, 0, "on", "DATE",
     "the run's date, such as 2026-09-01, or the word today"},
    {HN_FLAG_IN, 0, "in", "csv,jsonl,json",
     "the form of the data; without it, by the ending of its name"},
    {HN_FLAG_OUT, 0, "out", "table,csv,json,svg",
     "for people, if not said, a row for each point, or a chart"},
    {HN_FLAG_OUTPUT, 'o', "output", "FILE",
     "into this file, which only you can read, instead of standard output"},
    {HN_FLAG_EXTRA, 0, "extra", "ignore",
     "columns that no input reads are no error"},
    {0}
};

const hn_verb hn_verb_sweep = {
    "sweep", "PACK [DATA...]", "figures at many values of a parameter or input",
    flags, 1, 64,
    "VALUES are from..to/step, such as 8000..12000/500, dates with a step in "
    "days, or a list such as 1,2,3; they are what --set takes.  With several "
    "--over every value of one meets every value of the others, and the last "
    "goes fastest.  DATA is as for hn calc.\n"
    "\n"
    "For people, figures that nothing moves stand below the table.  As CSV "
    "each point is a row: what it is worked out at, each figure, for the "
    "run with how many rows are left out of it since their value is not "
    "known, and how many rows were rejected.\n"
    "\n"
    "Over one thing cliffs are named: changes by more than twice what the "
    "figure changes by beside them.  --out svg draws each figure that moves "
    "as a step chart, with its cliffs in red, in one file that needs no "
    "other.",
    "hn sweep rules/pre_ehcp caseload.csv --on 2026-09-01 "
    "--over cap=8000..12000/1000",
    go_through
};
