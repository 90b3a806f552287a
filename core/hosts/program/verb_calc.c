/*
 * verb_calc.c - `hn calc`: rows in, rows out.
 *
 * With --set and --out table the pack is loaded and run a second time as it
 * stands, so that the two can be seen side by side; everything else, rows and
 * seal too, is of the what-if.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include "outlets.h"
#include "stop.h"
#include "verbs.h"

#define BYTES_A_JOB 4000000   /* of data, before another thread is worth it */
#define MOST_JOBS 256

typedef struct calc {
    const hn_options *options;
    hn_say *say;
    int table;               /* 1: the summary goes to standard output       */
    hn_format format;        /* of the rows                                  */
    char today[16];
    char *folder;
    hn_pack *pack, *before;  /* `before`: as it stands, where there are sets */
    hn_feeds feeds;
    hn_outlets results;
    hn_sink log;
    hn_summary *summary, *summary_before;
    int keep;                /* 1: what the run gave is to be kept           */
} calc;

/* --- what is asked ------------------------------------------------------- */

static int refuse(hn_say *say, const char *what, const char *help)
{
    hn_say_error(say, "%s", what);
    hn_say_help(say, "%s", help);
    return HN_EXIT_USE;
}

static int check_together(const calc *c)
{
    const hn_options *o = c->options;
    const char *out = o->value[HN_FLAG_OUT];

    if (o->value[HN_FLAG_MAX_REJECTS] && !hn_outlets_path(o))
        return refuse(c->say, "--max-rejects needs -o",
                      "rows on standard output cannot be taken back; write "
                      "-o FILE");
    if (o->value[HN_FLAG_TABLE] && hn_outlets_path(o))
        return refuse(c->say, "--table does not go with -o",
                      "-o writes every kind of results, each to a file");
    if (o->value[HN_FLAG_TABLE] && out && strcmp(out, "table") == 0)
        return refuse(c->say, "--table does not go with --out table",
                      "the summary is of all results; --table picks rows");
    return HN_EXIT_DONE;
}

/* Whether rows of the form `said` may go to a file with an ending that tells
 * none: a name without one may hold anything, a workbook no text. */
static int is_form_of(const char *ending, hn_format said)
{
    static const char *const books[] = {
        ".xlsx", ".xls", ".xlsm", ".ods", ".pdf", ".docx"};

    for (size_t i = 0; i < sizeof books / sizeof *books; i++)
        if (strcasecmp(ending, books[i]) == 0)
            return 0;
    return *ending == '\0' || said != HN_FORMAT_TABLE;
}

static int refuse_ending(const calc *c, const char *path)
{
    hn_say_error(c->say, "%s: results are not written in the form that \"%s\" "
                 "tells", path, hn_path_ending(path));
    hn_say_help(c->say, "write -o FILE.csv, which a spreadsheet opens, or "
                ".jsonl (.ndjson) or .json");
    return HN_EXIT_USE;
}

/* The ending of -o tells the format; --out may not say another. */
static int choose_rows(calc *c, hn_format said)
{
    const char *path = hn_outlets_path(c->options);
    hn_format told = path ? hn_path_format(path, HN_FORMAT_TABLE)
                          : HN_FORMAT_TABLE;

    c->format = told != HN_FORMAT_TABLE ? told
              : said != HN_FORMAT_TABLE ? said : HN_FORMAT_CSV;
    if (path && told == HN_FORMAT_TABLE &&
        !is_form_of(hn_path_ending(path), said))
        return refuse_ending(c, path);
    if (said == HN_FORMAT_TABLE || said == c->format)
        return HN_EXIT_DONE;
    hn_say_error(c->say, "%s does not end as --out %s asks", path,
                 c->options->value[HN_FLAG_OUT]);
    hn_say_help(c->say, "leave --out away, or change the ending");
    return HN_EXIT_USE;
}

static int choose_forms(calc *c)
{
    const hn_options *o = c->options;
    const char *out = o->value[HN_FLAG_OUT];

    if (out)
        c->table = strcmp(out, "table") == 0;
    else
        c->table = !o->value[HN_FLAG_OUTPUT] && !o->value[HN_FLAG_TABLE] &&
                   isatty(STDOUT_FILENO);
    return choose_rows(c, out ? hn_feeds_format(out) : HN_FORMAT_TABLE);
}

/* --- packs --------------------------------------------------------------- */

static int is_what_if(const calc *c)
{
    return c->options->set_count > 0 || c->options->value[HN_FLAG_REFORM];
}

/* As it stands: silently, for the other has told what there is to tell. */
static int load_before(calc *c)
{
    hn_host host = {.cancel = hn_stop_asked};
    hn_error err = {0};
    hn_status status = hn_pack_load(&c->before, &host, c->folder, NULL, &err);

    return hn_verb_fail(c->say, status, &err);
}

static int load(calc *c)
{
    const hn_options *o = c->options;
    hn_load_options sets = {.sets = o->sets, .set_count = o->set_count};
    int code = hn_verb_load_reform(&c->pack, &c->folder, c->say,
                                   o->operands[0], sets,
                                   o->value[HN_FLAG_REFORM]);

    if (code == HN_EXIT_DONE && c->table && is_what_if(c))
        code = load_before(c);
    return code;
}

/* --- running ------------------------------------------------------------- */

static int jobs(const calc *c)
{
    int64_t asked = hn_options_number(c->options, HN_FLAG_JOBS, 0);
    int64_t most = asked ? MOST_JOBS : sysconf(_SC_NPROCESSORS_ONLN);

    if (!asked)
        asked = c->feeds.size / BYTES_A_JOB + 1;
    return (int)(asked < most ? asked : most);
}

static hn_calc_options calc_options(calc *c)
{
    const hn_options *o = c->options;

    return (hn_calc_options){
        .on = hn_verb_date(c->today, o),
        .out = c->format,
        .jobs = jobs(c),
        .extra_columns = o->value[HN_FLAG_EXTRA] != NULL,
        .repeats = o->value[HN_FLAG_REPEATS] != NULL,
        .max_rejects = hn_options_number(o, HN_FLAG_MAX_REJECTS, -1),
        .seal = o->value[HN_FLAG_SEAL] != NULL,
        .log = o->value[HN_FLAG_LOG] ? &c->log : NULL};
}

/* A run whose rows are not all calculated has a summary nevertheless. */
static int run_before(calc *c)
{
    hn_calc_options options = calc_options(c);
    hn_host host = hn_say_host(c->say);
    hn_error err = {0};
    hn_status status;
    int code = hn_feeds_hold(&c->feeds, c->say);

    if (code)
        return code;
    hn_feeds_rewind(&c->feeds);
    host.message = NULL;
    options.max_rejects = -1;
    options.seal = 0;
    options.log = NULL;
    hn_say_begin(c->say, c->feeds.size);
    status = hn_calc(&c->summary_before, c->before, &host, &options,
                     c->feeds.sources, c->feeds.count, NULL, 0, NULL, &err);
    hn_say_end(c->say);
    if (hn_feeds_tell(&c->feeds, c->say))
        return HN_EXIT_USE;
    hn_feeds_rewind(&c->feeds);
    return c->summary_before ? HN_EXIT_DONE
                             : hn_verb_fail(c->say, status, &err);
}

/* Good rows are kept where others were rejected, but not if too many were,
 * nor if the data was not read to its end. */
static int judge(calc *c, hn_status status, const hn_error *err)
{
    int unread = hn_feeds_tell(&c->feeds, c->say) || hn_stop_asked(NULL);
    int too_many = status != HN_OK && err->code == HN_TOO_MANY_REJECTS;
    int code;

    hn_outlets_tell(&c->results, c->say);
    code = hn_verb_fail(c->say, status, err);
    hn_say_untold(c->say);
    c->keep = c->summary && !too_many && !unread &&
              (status == HN_OK || status == HN_BAD_DATA);
    return unread ? HN_EXIT_USE : too_many ? HN_EXIT_DATA : code;
}

static int run(calc *c)
{
    hn_calc_options options = calc_options(c);
    hn_host host = hn_say_host(c->say);
    hn_outlets *out = &c->results;
    hn_sink rejects = {0};
    hn_error err = {0};
    hn_status status;

    if (out->rejects)
        rejects = hn_file_sink(out->rejects);
    if (out->log)
        c->log = hn_file_sink(out->log);
    hn_say_begin(c->say, c->feeds.size);
    status = hn_calc(&c->summary, c->pack, &host, &options, c->feeds.sources,
                     c->feeds.count, out->outputs, out->output_count,
                     out->rejects ? &rejects : NULL, &err);
    hn_say_end(c->say);
    return judge(c, status, &err);
}

/* --- what came of it ----------------------------------------------------- */

static void tell_rejected(const calc *c, hn_counts counts)
{
    const hn_file *file = c->results.rejects;
    const char *path = file && file->made ? file->path : NULL;
    char bad[32], all[32];

    if (counts.rejected == 0)
        return;
    hn_say_line(c->say, "%s of %s rows rejected; nothing was calculated for "
                "them. %s%s%s", hn_say_count(bad, counts.rejected),
                hn_say_count(all, counts.rows),
                path ? "See " : "Write --rejects FILE to have them",
                path ? path : "", ".");
}

/* Paying twice is the costliest fault: told even when quiet. */
static void tell_repeated(const calc *c, hn_counts counts)
{
    char twice[32];

    if (counts.repeated > 0)
        hn_say_line(c->say, "%s row%s an id that stood before (HN410), and %s "
                    "calculated as well.",
                    hn_say_count(twice, counts.repeated),
                    counts.repeated == 1 ? " has" : "s have",
                    counts.repeated == 1 ? "was" : "were");
}

static void tell_calculated(const calc *c, hn_counts counts)
{
    const char *path = hn_outlets_path(c->options);
    char done[32];

    if (c->say->quiet || (c->table && !path))
        return;
    hn_say_line(c->say, "%s row%s calculated%s%s.",
                hn_say_count(done, counts.calculated),
                counts.calculated == 1 ? "" : "s", path ? ", in " : "",
                path ? path : "");
}

/* "Dearer, cap = £12,000.00 a year": as the pack has taken them. */
static void name_sets(char *out, size_t size, const calc *c)
{
    int reform = c->options->value[HN_FLAG_REFORM] != NULL;
    size_t len = (size_t)snprintf(out, size, "%s",
                                  reform ? hn_pack_title(c->pack) : "");

    for (int i = 0; i < c->options->set_count && len < size; i++)
        len += (size_t)snprintf(out + len, size - len, "%s%s", len ? ", " : "",
                                hn_pack_set_text(c->pack, i));
}

static void tell_sets(const calc *c)
{
    char sets[512];

    if (!is_what_if(c) || c->say->quiet)
        return;
    name_sets(sets, sizeof sets, c);
    if (!c->table || hn_outlets_path(c->options))
        hn_say_line(c->say, "The rows are those of the what-if: %s.", sets);
}

static int print_table(calc *c)
{
    static const char *const titles[] = {"as it stands", "what if"};
    const hn_summary *both[] = {c->summary_before, c->summary};
    int two = c->summary_before != NULL;
    hn_error none = {0};
    hn_status status;
    hn_file out;
    hn_sink sink;
    char sets[512];
    int code;

    hn_file_open(&out, NULL, 0);
    sink = hn_file_sink(&out);
    name_sets(sets, sizeof sets, c);
    if (two)
        hn_file_print(&out, "What if: %s\n\n", sets);
    status = hn_summary_print(two ? both : both + 1, two ? titles : NULL,
                              1 + two, &sink);
    code = out.error ? HN_EXIT_USE : hn_verb_fail(c->say, status, &none);
    return hn_verb_close(&out, c->say, code);
}

static int write_seal(calc *c)
{
    hn_sink sink;
    hn_error none = {0};
    hn_status status;

    if (!c->results.seal)
        return HN_EXIT_DONE;
    sink = hn_file_sink(c->results.seal);
    status = hn_summary_seal(c->summary, &sink);
    hn_outlets_tell(&c->results, c->say);
    return hn_verb_fail(c->say, status, &none);
}

/* Files first, and what is said about them only when they stand. */
static int deliver(calc *c)
{
    hn_counts counts = hn_summary_counts(c->summary);
    int code = write_seal(c);

    if (code == HN_EXIT_DONE)
        code = hn_outlets_keep(&c->results, c->say);
    if (code == HN_EXIT_DONE && c->table)
        code = print_table(c);
    if (code != HN_EXIT_DONE)
        return code;
    tell_rejected(c, counts);
    tell_repeated(c, counts);
    tell_calculated(c, counts);
    tell_sets(c);
    return HN_EXIT_DONE;
}

/* --- the verb ------------------------------------------------------------ */

static int prepare(calc *c)
{
    int code = check_together(c);

    if (code == HN_EXIT_DONE)
        code = choose_forms(c);
    if (code == HN_EXIT_DONE)
        code = load(c);
    if (code == HN_EXIT_DONE)
        code = hn_feeds_open(&c->feeds, c->say, c->pack, c->folder,
                             c->options->value[HN_FLAG_IN],
                             c->options->operands + 1,
                             c->options->operand_count - 1);
    if (code == HN_EXIT_DONE)
        code = hn_outlets_open(&c->results, c->say, c->pack, c->folder,
                               &c->feeds, c->options, !c->table);
    return code;
}

static int work(calc *c)
{
    int code = c->before ? run_before(c) : HN_EXIT_DONE, came;

    if (code != HN_EXIT_DONE)
        return code;
    code = run(c);
    if (!c->keep)
        return code;
    came = deliver(c);
    return came == HN_EXIT_DONE ? code : came;
}

static void dispose(calc *c)
{
    hn_summary_free(c->summary);
    hn_summary_free(c->summary_before);
    hn_outlets_drop(&c->results);
    hn_feeds_close(&c->feeds);
    hn_pack_free(c->pack);
    hn_pack_free(c->before);
    free(c->folder);
}

static int calculate(const hn_options *options, hn_say *say)
{
    calc c = {.options = options, .say = say};
    int code = prepare(&c);

    if (code == HN_EXIT_DONE)
        code = work(&c);
    dispose(&c);
    return code;
}

static const hn_flag flags[] = {
    {HN_FLAG_ON, 0, "on", "DATE",
     "the run's date, such as 2026-09-01, or the word today"},
    {HN_FLAG_IN, 0, "in", "csv,jsonl,json",
     "the form of the data; without it, by the ending of its name"},
    {HN_FLAG_OUT, 0, "out", "csv,jsonl,json,table",
     "the form of the rows, or table: a summary on standard output"},
    {HN_FLAG_TABLE, 0, "table", "NAME",
     "the results to print: of the records of that name, or run"},
    {HN_FLAG_OUTPUT, 'o', "output", "FILE",
     "write all results to files; see below"},
    {HN_FLAG_REJECTS, 0, "rejects", "FILE",
     "write the rows that were rejected, whole, as CSV"},
    {HN_FLAG_MAX_REJECTS, 0, "max-rejects", "N",
     "beyond so many give up and write nothing (with -o)"},
    {HN_FLAG_REFORM, 0, "reform", "FILE",
     "the pack with the changes that this file names"},
    {HN_FLAG_SET, 0, "set", "PARAM=VALUE",
     "what if a parameter were that throughout; may be given again"},
    {HN_FLAG_SEAL, 0, "seal", "FILE",
     "write what made the results: versions and hashes, as JSON"},
    {HN_FLAG_LOG, 0, "log", "FILE",
     "write each decision with what it was made from, as JSON Lines"},
    {HN_FLAG_EXTRA, 0, "extra", "ignore",
     "columns that no input reads are no error"},
    {HN_FLAG_REPEATS, 0, "repeats", "ignore",
     "do not look for ids that stand twice"},
    {HN_FLAG_JOBS, 0, "jobs", "N",
     "threads; without it, as many as the data is worth"},
    {0}
};

const hn_verb hn_verb_calc = {
    "calc", "PACK [DATA...]", "rows in, rows out",
    flags, 1, 64,
    "DATA is FILE for the main records, RECORDS=FILE for others, or - for "
    "standard input.  Records that are not given take the file that the pack "
    "names for them; where it names none, the main records are read from "
    "standard input.\n"
    "\n"
    "Without --out, a terminal is shown the summary, and a pipe or a file is "
    "given rows as CSV.  Rows are in the order of the data, whatever --jobs "
    "says.\n"
    "\n"
    "With -o results.csv the main rows go there, those of other records to "
    "results.NAME.csv, figures of the run to results.run.csv and rejected "
    "rows, if there are any, to results.rejects.csv; rejects that an earlier "
    "run left there are removed.  The ending tells the form: .csv, .jsonl or "
    ".json.  Only you can read these files, and each is whole or not there.  "
    "With --out table as well, the summary is printed.\n"
    "\n"
    "With --set, --out table shows the summary as the pack stands and the "
    "what-if side by side; rows, seal and log are those of the what-if.\n"
    "\n"
    "A log holds private values, as the rejects do: it is for whoever has to "
    "say later why a case was decided so.",
    "hn calc rules/pre_ehcp caseload.csv --on 2026-09-01 -o results.csv",
    calculate
};
