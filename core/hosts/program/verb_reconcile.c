/* verb_reconcile.c - `hn reconcile`: do the figures of a report agree? */
#include <stdlib.h>
#include <string.h>
#include "outlets.h"
#include "verbs.h"

typedef struct printer {
    hn_file out;
    const char *only;        /* the word of one verdict; NULL: all           */
    int quiet;               /* 1: does-not only                             */
} printer;

/* As --only has them. */
static const char *const words[] = {
    [HN_RECONCILES] = "reconciles", [HN_ONLY_IF] = "only-if",
    [HN_DOES_NOT] = "does-not"
};

static int is_wanted(const printer *p, const hn_told_claim *claim)
{
    if (p->only)
        return strcmp(p->only, words[claim->verdict]) == 0;
    return !p->quiet || claim->verdict == HN_DOES_NOT;
}

/* --- for people ---------------------------------------------------------- */

static void print_claim(printer *p, const hn_told_claim *claim)
{
    static const char *const says[] = {
        [HN_RECONCILES] = "reconciles  ", [HN_ONLY_IF] = "only if     ",
        [HN_DOES_NOT] = "does not    "
    };
    static const char below[] = "            ";
    int plain = claim->verdict == HN_RECONCILES;

    hn_file_print(&p->out, "%s%s", says[claim->verdict], claim->name);
    if (*claim->said)
        hn_file_print(&p->out, "%s%s is printed; it comes to %s",
                      plain ? ": " : "\n            ", claim->printed,
                      claim->said);
    hn_file_put(&p->out, "\n");
    if (plain)
        return;
    hn_file_print(&p->out, "%s%s\n", below, claim->sentence);
    if (*claim->note)
        hn_file_print(&p->out, "%snote: %s\n", below, claim->note);
    hn_file_print(&p->out, "%s%s:%d - %s\n", below, claim->file, claim->line,
                  claim->source);
}

static void tell_claim(void *ctx, const hn_told_claim *claim)
{
    printer *p = ctx;

    if (is_wanted(p, claim))
        print_claim(p, claim);
}

/* --- for programs -------------------------------------------------------- */

/* A figure, as printed or exact: it can hold a comma, and nothing worse. */
static void put_number(hn_file *out, const char *text)
{
    const char *quote = strchr(text, ',') ? "\"" : "";

    hn_file_print(out, "%s%s%s,", quote, text, quote);
}

static void tell_row(void *ctx, const hn_told_claim *claim)
{
    printer *p = ctx;

    if (!is_wanted(p, claim))
        return;
    hn_file_put_cell(&p->out, claim->name, ",");
    put_number(&p->out, claim->printed);
    put_number(&p->out, claim->recomputed);
    put_number(&p->out, claim->low);
    put_number(&p->out, claim->high);
    hn_file_put_cell(&p->out, words[claim->verdict], ",");
    put_number(&p->out, claim->gap);
    hn_file_put_cell(&p->out, claim->explained_by, ",");
    hn_file_put_cell(&p->out, claim->source, ",");
    hn_file_put_cell(&p->out, claim->note, "\n");
}

/* --- the verb ------------------------------------------------------------ */

static void print_counts(hn_file *out, hn_claim_counts counts)
{
    int all = counts.reconcile + counts.only_if + counts.do_not;

    if (all == 0)
        hn_file_put(out, "The pack has no claims.\n");
    else
        hn_file_print(out, "%d claim%s: %d reconcile%s, %d only if, %d %s "
                      "not\n", all, all == 1 ? "" : "s", counts.reconcile,
                      counts.reconcile == 1 ? "s" : "", counts.only_if,
                      counts.do_not, counts.do_not == 1 ? "does" : "do");
}

static int judge(const hn_options *options, hn_say *say, const hn_pack *pack,
                 const char *folder)
{
    const char *format = options->value[HN_FLAG_OUT];
    int rows = format && strcmp(format, "csv") == 0;
    hn_host host = hn_say_host(say);
    hn_claim_counts counts = {0, 0, 0};
    printer p = {.only = options->value[HN_FLAG_ONLY],
                 .quiet = options->value[HN_FLAG_QUIET] != NULL};
    hn_error err = {0};
    hn_status status;
    int code;

    code = hn_outlets_one(&p.out, say, options, folder, NULL);
    if (code != HN_EXIT_DONE)
        return hn_verb_close(&p.out, say, code);
    if (rows)
        hn_file_put(&p.out, "claim,printed,recomputed,low,high,verdict,gap,"
                    "explained_by,source,note\n");
    status = hn_reconcile(&counts, pack, &host, rows ? tell_row : tell_claim,
                          &p, &err);
    code = hn_verb_fail(say, status, &err);
    if (!rows && (code == HN_EXIT_DONE || code == HN_EXIT_FINDINGS))
        print_counts(&p.out, counts);
    return hn_verb_close(&p.out, say, code);
}

static int reconcile(const hn_options *options, hn_say *say)
{
    hn_pack *pack = NULL;
    char *folder = NULL;
    int code = hn_verb_load(&pack, &folder, say, options->operands[0], NULL);

    if (code == HN_EXIT_DONE)
        code = judge(options, say, pack, folder);
    hn_pack_free(pack);
    free(folder);
    return code;
}

static const hn_flag flags[] = {
    {HN_FLAG_ONLY, 0, "only", "reconciles,only-if,does-not",
     "the claims with that verdict"},
    {HN_FLAG_OUT, 0, "out", "table,csv",
     "for people, or a row for each claim"},
    {HN_FLAG_OUTPUT, 'o', "output", "FILE",
     "into this file, which only you can read, instead of standard output"},
    {0}
};

const hn_verb hn_verb_reconcile = {
    "reconcile", "PACK", "do the printed figures of a report agree?",
    flags, 1, 1,
    "A claim says what a report prints and the formula that should come to "
    "it.  It reconciles when the formula at the printed figures is within "
    "what the printed result can stand for; only if, when the figures before "
    "rounding can make it so; otherwise it does not, and the nearest single "
    "figure that would explain it is named.\n"
    "\n"
    "With --quiet those that do not reconcile only.  The exit code is 1 where "
    "there is one.",
    "hn reconcile examples/reports/benchmarking_2025 --only does-not",
    reconcile
};
