/*
 * verb_diff.c - `hn diff`: what another pack, or another value, changes for a
 * caseload.
 *
 * OLD and NEW are two packs; or NEW is a reform, a file of changes to OLD; where
 * the second operand is neither, NEW is OLD with what --set says.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "outlets.h"
#include "stop.h"
#include "verbs.h"

#define MOST_COLUMNS 8        /* of --by                                     */

typedef struct diff {
    const hn_options *options;
    hn_say *say;
    int two;                  /* 1: NEW is the second operand                 */
    int reform;               /* 1: it is a reform of OLD                     */
    char *folders[2];
    hn_pack *packs[2];
    hn_feeds feeds;
    char today[16];
    char titles[2][512];
    char columns[512];        /* of --by, cut in pieces                       */
    const char *by[MOST_COLUMNS];
    int by_count;
    char **conditions;        /* of --fail-if; owned                         */
    hn_difference *difference;
} diff;

/* --- what is asked ------------------------------------------------------- */

static int refuse(hn_say *say, const char *what, const char *help)
{
    hn_say_error(say, "%s", what);
    hn_say_help(say, "%s", help);
    return HN_EXIT_USE;
}

static int read_packs(diff *d)
{
    const hn_options *o = d->options;

    d->reform = o->operand_count > 1
                && hn_verb_is_reform(o->operands[1]);
    d->two = d->reform || (o->operand_count > 1
                          && hn_verb_is_pack(o->operands[1]));
    if (d->two || o->set_count > 0)
        return HN_EXIT_DONE;
    return refuse(d->say, "there is nothing to compare with",
                  "write hn diff OLD NEW DATA with two packs or a pack and a "
                  "reform, or hn diff PACK DATA --set cap=12000");
}

static int read_columns(diff *d)
{
    const char *by = d->options->value[HN_FLAG_BY];
    char *rest = NULL;

    if (!by)
        return HN_EXIT_DONE;
    if (snprintf(d->columns, sizeof d->columns, "%s", by)
        >= (int)sizeof d->columns)
        return refuse(d->say, "--by is too long", "name a few columns");
    for (char *name = strtok_r(d->columns, ",", &rest); name;
         name = strtok_r(NULL, ",", &rest)) {
        if (d->by_count == MOST_COLUMNS)
            return refuse(d->say, "--by takes eight columns at most",
                          "group by the others in another run");
        d->by[d->by_count++] = name;
    }
    return HN_EXIT_DONE;
}

/* --- packs --------------------------------------------------------------- */

/* OLD as it stands: silently where NEW is the same pack, which told of it. */
static int load_old(diff *d)
{
    hn_host host = {.cancel = hn_stop_asked};
    hn_error err = {0};

    if (d->two && !d->reform)
        return hn_verb_load(&d->packs[0], &d->folders[0], d->say,
                            d->options->operands[0], NULL);
    return hn_verb_fail(d->say, hn_pack_load(&d->packs[0], &host,
                                             d->folders[1], NULL, &err),
                        &err);
}

static int load_new(diff *d)
{
    const hn_options *o = d->options;
    hn_load_options options = {.sets = o->sets, .set_count = o->set_count};

    return hn_verb_load_reform(&d->packs[1], &d->folders[1], d->say,
                               o->operands[d->two && !d->reform], options,
                               d->reform ? o->operands[1] : NULL);
}

/* "rules/pre_ehcp with cap = £12,000.00 a year". */
static void name_packs(diff *d)
{
    const hn_options *o = d->options;
    char *out = d->titles[1];
    size_t size = sizeof d->titles[1];
    int len = snprintf(out, size, "%s", o->operands[d->two]);

    snprintf(d->titles[0], sizeof d->titles[0], "%s", o->operands[0]);
    for (int i = 0; i < o->set_count && len >= 0 && (size_t)len < size; i++)
        len += snprintf(out + len, size - (size_t)len, "%s%s",
                        i ? ", " : " with ", hn_pack_set_text(d->packs[1],
                                                              i));
}

/* Whichever pack reads more kinds of records says whose the files are. */
static int open_data(diff *d)
{
    const hn_options *o = d->options;
    int before = 1 + d->two;
    int more = hn_pack_records_count(d->packs[1]) >
               hn_pack_records_count(d->packs[0]);

    return hn_feeds_open(&d->feeds, d->say, d->packs[more],
                         d->folders[0] && !more ? d->folders[0]
                                                : d->folders[1],
                         o->value[HN_FLAG_IN], o->operands + before,
                         o->operand_count - before);
}

/* --- running ------------------------------------------------------------- */

static int run(diff *d)
{
    const hn_options *o = d->options;
    const char **conditions = (const char **)d->conditions;
    int64_t least = hn_options_number(o, HN_FLAG_SUPPRESS, -1);
    hn_diff_options options = {
        .on = hn_verb_date(d->today, o),
        .award = o->value[HN_FLAG_AWARD],
        .by = d->by, .by_count = d->by_count,
        .internal = o->value[HN_FLAG_INTERNAL] != NULL,
        .suppress = least == 0 ? 1 : least > 0 ? (int)least : 0,
        .largest = (int)hn_options_number(o, HN_FLAG_LARGEST, 0),
        .extra_columns = o->value[HN_FLAG_EXTRA] != NULL,
        .fail_if = conditions,
        .fail_if_count = hn_options_all(o, HN_FLAG_FAIL_IF, d->conditions)};
    hn_host host = hn_say_host(d->say);
    hn_error err = {0};
    hn_status status;
    int code = options.internal ? hn_feeds_hold(&d->feeds, d->say) : 0;

    if (code)
        return code;
    hn_feeds_rewind(&d->feeds);
    hn_say_begin(d->say, d->feeds.size);
    status = hn_diff(&d->difference, d->packs[0], d->packs[1], &host,
                     &options, d->feeds.sources, d->feeds.count, &err);
    hn_say_end(d->say);
    if (hn_feeds_tell(&d->feeds, d->say))
        return HN_EXIT_USE;
    code = hn_verb_fail(d->say, status, &err);
    hn_say_untold(d->say);
    return code;
}

static void tell_rejected(const diff *d)
{
    hn_counts counts = hn_difference_counts(d->difference);
    char bad[32], all[32];

    if (counts.rejected > 0)
        hn_say_line(d->say, "%s of %s rows rejected: one of the packs does "
                    "not calculate them, and they are in no figure.",
                    hn_say_count(bad, counts.rejected),
                    hn_say_count(all, counts.rows));
    for (int i = 0; hn_difference_holds(d->difference, i); i++)
        hn_say_line(d->say, "Fails: %s",
                    hn_difference_holds(d->difference, i));
}

/* --- what makes the largest changes ---------------------------------------- */

/* What one pack makes of a case.  An award that the pack does not have is not
 * explained. */
static void explain(diff *d, int which, const char *key, hn_file *out)
{
    static const char *const names[2] = {"Before", "After"};
    hn_host host = {.cancel = hn_stop_asked};
    hn_why_options why = {
        .on = hn_verb_date(d->today, d->options), .key = key,
        .figure = hn_difference_award(d->difference), .depth = 1,
        .extra_columns = 1, .out = HN_FORMAT_TABLE};
    hn_sink sink = hn_file_sink(out);

    hn_file_print(out, "\n%s: ", names[which]);
    hn_feeds_rewind(&d->feeds);
    if (hn_why(d->packs[which], &host, &why, d->feeds.sources,
               d->feeds.count, &sink, NULL) != HN_OK)
        hn_file_put(out, "there is nothing to explain\n");
}

static void explain_largest(diff *d, hn_file *out)
{
    const char *key;

    for (int i = 0; (key = hn_difference_key(d->difference, i)); i++) {
        if (!*key)
            continue;
        explain(d, 0, key, out);
        explain(d, 1, key, out);
    }
}

/* As --out says, or the ending of the file. */
static hn_format form_of(const hn_options *o)
{
    const char *form = o->value[HN_FLAG_OUT], *path = hn_outlets_path(o);

    if (form)
        return hn_feeds_format(form);
    if (path && strcmp(hn_path_ending(path), ".md") == 0)
        return HN_FORMAT_MARKDOWN;
    return path ? hn_path_format(path, HN_FORMAT_TABLE) : HN_FORMAT_TABLE;
}

static int print(diff *d, int code)
{
    hn_format format = form_of(d->options);
    hn_error none = {0};
    hn_status status;
    hn_file out;
    hn_sink sink;

    if (hn_outlets_one(&out, d->say, d->options, d->folders[1], &d->feeds))
        return hn_verb_close(&out, d->say, HN_EXIT_USE);
    sink = hn_file_sink(&out);
    status = hn_difference_print(d->difference, d->titles[0], d->titles[1],
                                 format, &sink);
    if (status != HN_OK && !out.error)
        code = hn_verb_fail(d->say, status, &none);
    else if (format == HN_FORMAT_TABLE)
        explain_largest(d, &out);
    code = hn_verb_close(&out, d->say, code);
    tell_rejected(d);
    return code;
}

/* --- the verb ------------------------------------------------------------ */

static int compare(diff *d)
{
    int code = read_packs(d);

    d->conditions = calloc((size_t)d->options->given_count + 1,
                           sizeof *d->conditions);
    if (!d->conditions)
        return hn_verb_fail(d->say, HN_NO_MEMORY, &(hn_error){0});
    if (code == HN_EXIT_DONE)
        code = read_columns(d);
    if (code == HN_EXIT_DONE)
        code = load_new(d);
    if (code == HN_EXIT_DONE)
        code = load_old(d);
    if (code == HN_EXIT_DONE)
        code = open_data(d);
    if (code != HN_EXIT_DONE)
        return code;
    name_packs(d);
    code = run(d);
    return d->difference ? print(d, code) : code;
}

static int verb(const hn_options *options, hn_say *say)
{
    diff d = {.options = options, .say = say};
    int code = compare(&d);

    hn_difference_free(d.difference);
    hn_feeds_close(&d.feeds);
    free(d.conditions);
    for (int i = 0; i < 2; i++) {
        hn_pack_free(d.packs[i]);
        free(d.folders[i]);
    }
    return code;
}

static const hn_flag flags[] = {
    {HN_FLAG_SET, 0, "set", "PARAM=VALUE",
     "NEW has this value of a parameter throughout"},
    {HN_FLAG_ON, 0, "on", "DATE",
     "the run's date, such as 2026-09-01, or the word today"},
    {HN_FLAG_BY, 0, "by", "COLUMNS",
     "by columns too, with commas between: a choice, a yes or no, a text, a count, bands"},
    {HN_FLAG_AWARD, 0, "award", "NAME",
     "whose winners and losers; the first of the pack, if not said"},
    {HN_FLAG_FAIL_IF, 0, "fail-if", "CONDITION...",
     "the exit code is 1 where it holds, such as 'cost > 0'; as often as "
     "wanted"},
    {HN_FLAG_SUPPRESS, 0, "suppress", "N",
     "numbers of fewer cases are not told; below 5, if not said"},
    {HN_FLAG_INTERNAL, 0, "internal", NULL,
     "small numbers and the largest changes too: for staff only"},
    {HN_FLAG_LARGEST, 0, "largest", "N",
     "how many of those; 5, if not said"},
    {HN_FLAG_OUT, 0, "out", "table,markdown,csv,json",
     "for people, for a paper, or a row for each number"},
    {HN_FLAG_OUTPUT, 'o', "output", "FILE",
     "into this file, which only you can read, instead of standard output"},
    {HN_FLAG_IN, 0, "in", "csv,jsonl,json",
     "the form of the data; without it, by the ending of its name"},
    {HN_FLAG_EXTRA, 0, "extra", "ignore",
     "columns that neither pack reads are no error"},
    {0}
};

const hn_verb hn_verb_diff = {
    "diff", "OLD [NEW] [DATA...]", "what another pack changes for a caseload",
    flags, 1, 65,
    "OLD and NEW are packs, or NEW is a reform: a file that names changes to "
    "OLD.  Without NEW it is OLD with what --set says.  The data has the "
    "columns of both.  A case counts where both packs calculate it.\n"
    "\n"
    "Each change is also taken alone, as if nothing else had changed; what "
    "that leaves is their acting together, so that the lines add up to the "
    "whole, to the penny.\n"
    "\n"
    "The quantities of --fail-if: cases, changed, winners, losers, unchanged, "
    "newly_eligible, newly_refused, newly_cannot_tell, no_longer_cannot_tell, "
    "cost, cost_full_year, could_be, could_be_full_year.",
    "hn diff rules/pre_ehcp caseload.csv --set cap=12000 --on 2026-09-01 "
    "--by school",
    verb
};
