/* verb_mutate.c - `hn mutate`: would the examples notice a wrong rule? */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "apart.h"
#include "verbs.h"

#define TRIES "3000"         /* examples tried for each survivor             */

typedef struct printer {
    hn_file out;
    int survivors;           /* 1: those alone                               */
    const hn_apart *apart;
} printer;

/* As --out csv has them. */
static const char *const words[] = {
    [HN_MUTANT_KILLED] = "killed", [HN_MUTANT_SURVIVED] = "survived",
    [HN_MUTANT_EQUIVALENT] = "equivalent", [HN_MUTANT_REFUSED] = "not loaded",
    [HN_MUTANT_OVER_LIMIT] = "over a limit"
};

static int is_wanted(const printer *p, const hn_told_mutant *mutant)
{
    return !p->survivors || mutant->status == HN_MUTANT_SURVIVED;
}

/* --- for people ---------------------------------------------------------- */

static void tell_mutant(void *ctx, const hn_told_mutant *mutant)
{
    printer *p = ctx;

    *p->apart->reached = mutant->number;
    if (!is_wanted(p, mutant))
        return;
    hn_file_print(&p->out, "%-12s %s:%d  %s", words[mutant->status],
                  mutant->file, mutant->line, mutant->change);
    if (mutant->times > 1)
        hn_file_print(&p->out, ", %d times over", mutant->times);
    hn_file_put(&p->out, "\n");
    if (*mutant->because)
        hn_file_print(&p->out, "             %s%s\n",
                      mutant->status == HN_MUTANT_KILLED ? "by: " : "",
                      mutant->because);
    if (*mutant->example) {
        hn_file_put(&p->out, "             nothing notices; this would:\n");
        hn_file_put(&p->out, mutant->example);
    }
}

static void print_counts(hn_file *out, hn_mutant_counts counts)
{
    int tried = counts.killed + counts.survived + counts.equivalent
                + counts.refused + counts.over_limit;

    if (tried < counts.all)
        hn_file_print(out, "%d of %d changes were tried, evenly spread\n",
                      tried, counts.all);
    hn_file_print(out, "%d change%s: %d killed, %d survived, %d equivalent, "
                  "%d did not load, %d over a limit\n", tried,
                  tried == 1 ? "" : "s", counts.killed, counts.survived,
                  counts.equivalent, counts.refused, counts.over_limit);
}

/* --- for programs -------------------------------------------------------- */

static void tell_row(void *ctx, const hn_told_mutant *mutant)
{
    printer *p = ctx;

    *p->apart->reached = mutant->number;
    if (!is_wanted(p, mutant))
        return;
    hn_file_print(&p->out, "%d,", mutant->number);
    hn_file_put_cell(&p->out, mutant->file, ",");
    hn_file_print(&p->out, "%d,%d,", mutant->line, mutant->column);
    hn_file_put_cell(&p->out, mutant->change, ",");
    hn_file_put_cell(&p->out, words[mutant->status], ",");
    hn_file_put_cell(&p->out, mutant->because, ",");
    hn_file_print(&p->out, "%d,", mutant->times);
    hn_file_put_cell(&p->out, mutant->example, "\n");
}

/* --- the verb ------------------------------------------------------------ */

/* What the work in a process of its own is given. */
typedef struct judging {
    const hn_options *options;
    hn_say *say;
    const char *folder;
} judging;

static int judge(void *ctx, const hn_apart *apart)
{
    const judging *j = ctx;
    const hn_options *options = j->options;
    hn_say *say = j->say;
    const char *format = options->value[HN_FLAG_OUT];
    int rows = format && strcmp(format, "csv") == 0, code;
    hn_host host = hn_say_host(say);
    hn_mutate_options wanted = {
        .jobs = (int)hn_options_number(options, HN_FLAG_JOBS,
                                       sysconf(_SC_NPROCESSORS_ONLN)),
        .most = (int)hn_options_number(options, HN_FLAG_MOST, 0),
        .tries = (int)hn_options_number(options, HN_FLAG_TRIES, atoi(TRIES))};
    hn_mutant_counts counts = {0};
    printer p = {.survivors = options->value[HN_FLAG_SURVIVORS] != NULL,
                 .apart = apart};
    hn_error err = {0};
    hn_status status;

    host.message = NULL;     /* the pack's were told when it was loaded      */
    hn_file_open(&p.out, NULL, 0);
    if (rows)
        hn_file_put(&p.out,
                    "number,file,line,column,change,status,because,times,"
                    "example\n");
    status = hn_mutate(&counts, &host, j->folder, &wanted,
                       rows ? tell_row : tell_mutant, &p, &err);
    code = hn_verb_fail(say, status, &err);
    if (!rows && (code == HN_EXIT_DONE || code == HN_EXIT_FINDINGS))
        print_counts(&p.out, counts);
    return hn_verb_close(&p.out, say, code);
}

/* A crash is neither a kill nor a survivor. */
static int judge_apart(const hn_options *options, hn_say *say,
                       const char *folder)
{
    judging j = {options, say, folder};
    hn_apart apart;
    int number, code = hn_apart_run(judge, &j, &apart, &number);

    if (number)
        hn_say_error(say, "hn was ended by signal %d at a change after number "
                     "%d: no change was judged by that, and those after it "
                     "were not tried", number, *apart.reached);
    hn_apart_end(&apart);
    return code;
}

static int mutate(const hn_options *options, hn_say *say)
{
    hn_pack *pack = NULL;
    char *folder = NULL;
    int code = hn_verb_load(&pack, &folder, say, options->operands[0], NULL);

    if (code == HN_EXIT_DONE)
        code = judge_apart(options, say, folder);
    hn_pack_free(pack);
    free(folder);
    return code;
}

static const hn_flag flags[] = {
    {HN_FLAG_SURVIVORS, 0, "survivors", NULL,
     "only the changes that nothing notices"},
    {HN_FLAG_MOST, 0, "most", "N",
     "try so many changes, evenly spread over all there are"},
    {HN_FLAG_TRIES, 0, "tries", "N",
     "examples tried for each survivor; without it " TRIES},
    {HN_FLAG_JOBS, 0, "jobs", "N",
     "threads; without it, as many as there are processors"},
    {HN_FLAG_OUT, 0, "out", "table,csv",
     "for people, or a row for each change"},
    {0}
};

const hn_verb hn_verb_mutate = {
    "mutate", "PACK", "would the examples notice a wrong rule?",
    flags, 1, 1,
    "One rule of the pack is changed at a time: a threshold by a penny, "
    "`over` for `at_least`, a criterion left out, a date by a day.  What a "
    "line in a loop builds many times is one rule.  A change is killed when "
    "an example or a property does not hold any more.  Where it survives, an "
    "example is looked for that would have noticed, and printed to be pasted "
    "into the pack.  A change that does not load, runs into a limit or crashes "
    "hn is not counted as noticed.\n"
    "\n"
    "The exit code is 1 where a change survives.",
    "hn mutate rules/pre_ehcp --survivors", mutate
};
