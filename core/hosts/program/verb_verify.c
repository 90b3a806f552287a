/*
 * verb_verify.c - `hn verify`: is a sealed result still what the pack and the
 * data come to?
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "feeds.h"
#include "verbs.h"

#define HN_SEAL_CHANGED 602

typedef struct verifier {
    const hn_options *options;
    hn_say *say;
    hn_seal *seal;
    hn_pack *pack;
    char *folder;
    hn_feeds feeds;
    hn_feed *files;          /* of results                                   */
    hn_source *results;      /* beside `files`                               */
    int result_count;
    hn_file out;
    int rows;                /* 1: for programs                              */
    int compared, differing;
} verifier;

/* --- the seal and the pack ----------------------------------------------- */

static int read_seal(verifier *v)
{
    hn_host host = hn_say_host(v->say);
    hn_feed feed;
    hn_error err = {0};
    hn_status status;
    size_t len = 0;
    char *text = NULL;
    int code = HN_EXIT_USE;

    if (hn_feed_open(&feed, v->options->operands[0]) == 0)
        text = hn_feed_text(&feed, &len);
    hn_feed_tell(&feed, v->say);
    if (text) {
        status = hn_seal_read(&v->seal, &host, feed.name, text, len, &err);
        code = hn_verb_fail(v->say, status, &err);
        if (status == HN_BAD_DATA)
            code = err.code == HN_SEAL_CHANGED ? HN_EXIT_FINDINGS
                                               : HN_EXIT_USE;
    }
    free(text);
    hn_feed_close(&feed);
    return code;
}

static void tell(void *ctx, const hn_told_sealed *told);

/* A pack that was changed need not load any more: it is still told in which of
 * its files. */
static int check_pack(verifier *v, int code)
{
    hn_host host = hn_say_host(v->say);
    hn_error err = {0};
    struct stat st;
    hn_status status;

    if (code != HN_EXIT_USE || !v->folder || stat(v->folder, &st) != 0 ||
        !S_ISDIR(st.st_mode))
        return code;
    status = hn_seal_check_pack(v->seal, &host, v->folder, tell, v, &err);
    return status == HN_FINDINGS ? HN_EXIT_FINDINGS : code;
}

static int load_pack(verifier *v)
{
    const char *path = v->options->value[HN_FLAG_PACK];
    hn_load_options load = hn_seal_load_options(v->seal);
    int code;

    if (!path) {
        hn_say_error(v->say, "no pack is given");
        hn_say_help(v->say, "write --pack FOLDER: %s",
                    hn_seal_title(v->seal));
        return HN_EXIT_USE;
    }
    code = hn_verb_load_reform(&v->pack, &v->folder, v->say, path, load,
                               v->options->value[HN_FLAG_REFORM]);
    return code == HN_EXIT_DONE ? code : check_pack(v, code);
}

/* --- data and results ---------------------------------------------------- */

static int open_data(verifier *v)
{
    char **data = calloc((size_t)v->options->given_count + 1, sizeof *data);
    int count, code = HN_EXIT_LIMIT;

    if (data) {
        count = hn_options_all(v->options, HN_FLAG_DATA, data);
        code = hn_feeds_open(&v->feeds, v->say, v->pack, v->folder,
                             v->options->value[HN_FLAG_IN], data, count);
    } else {
        hn_say_error(v->say, "there is no memory left");
    }
    free(data);
    return code;
}

/* The results that "NAME=FILE" is of; NULL: the main ones, of FILE. */
static const char *table_of(const verifier *v, const char *given)
{
    const char *equals = strchr(given, '=');
    int count = hn_seal_table_count(v->seal);

    for (int i = 0; equals && i < count; i++) {
        const char *table = hn_seal_table(v->seal, i);
        size_t len = strlen(table);

        if (len == (size_t)(equals - given) && !strncmp(table, given, len))
            return table;
    }
    return NULL;
}

static int open_result(verifier *v, const char *given)
{
    const char *table = table_of(v, given);
    hn_feed *file = &v->files[v->result_count];
    int failed = hn_feed_open(file, table ? strchr(given, '=') + 1 : given);

    v->results[v->result_count++] = (hn_source){
        table, file->name, HN_FORMAT_CSV, hn_feed_read, file};
    hn_feed_tell(file, v->say);
    return failed ? HN_EXIT_USE : HN_EXIT_DONE;
}

static int open_results(verifier *v)
{
    size_t room = (size_t)v->options->given_count + 1;
    char **given = calloc(room, sizeof *given);
    int count, code = HN_EXIT_DONE;

    v->files = calloc(room, sizeof *v->files);
    v->results = calloc(room, sizeof *v->results);
    if (!given || !v->files || !v->results) {
        hn_say_error(v->say, "there is no memory left");
        code = HN_EXIT_LIMIT;
    } else {
        count = hn_options_all(v->options, HN_FLAG_RESULT, given);
        for (int i = 0; i < count && !code; i++)
            code = open_result(v, given[i]);
    }
    free(given);
    return code;
}

/* --- telling ------------------------------------------------------------- */

static void print_line(verifier *v, const hn_told_sealed *told)
{
    hn_file_print(&v->out, "%-8s %-7s %s", told->differs ? "differs" : "same",
                  told->what, told->name);
    if (*told->given)
        hn_file_print(&v->out, " (%s)", told->given);
    hn_file_print(&v->out, ": %s", told->sentence);
    if (told->code)
        hn_file_print(&v->out, " (HN%d)", told->code);
    hn_file_put(&v->out, "\n");
}

static void print_row(verifier *v, const hn_told_sealed *told)
{
    char code[16] = "";

    if (told->code)
        snprintf(code, sizeof code, "HN%d", told->code);
    hn_file_print(&v->out, "%s,%s,", told->differs ? "differs" : "same",
                  told->what);
    hn_file_put_cell(&v->out, told->name, ",");
    hn_file_put_cell(&v->out, told->given, ",");
    hn_file_put_cell(&v->out, code, ",");
    hn_file_put_cell(&v->out, told->sentence, "\n");
}

static void tell(void *ctx, const hn_told_sealed *told)
{
    verifier *v = ctx;

    v->compared++;
    v->differing += told->differs;
    if (v->rows)
        print_row(v, told);
    else if (told->differs || !v->say->quiet)
        print_line(v, told);
}

static void print_verdict(verifier *v)
{
    if (v->rows)
        return;
    if (v->differing == 0)
        hn_file_print(&v->out, "verified: %s gives from this data what was "
                      "sealed\n", hn_seal_title(v->seal));
    else
        hn_file_print(&v->out, "not verified: %d of %d differ%s\n",
                      v->differing, v->compared,
                      v->differing == 1 ? "s" : "");
}

/* --- the verb ------------------------------------------------------------ */

static int compare(verifier *v)
{
    hn_host host = hn_say_host(v->say);
    hn_error err = {0};
    hn_status status;
    int unread;

    hn_say_begin(v->say, v->feeds.size);
    status = hn_seal_verify(v->seal, v->pack, &host, v->feeds.sources,
                            v->feeds.count, v->results, v->result_count, tell,
                            v, &err);
    hn_say_end(v->say);
    unread = hn_feeds_tell(&v->feeds, v->say);
    for (int i = 0; i < v->result_count; i++)
        hn_feed_tell(&v->files[i], v->say);
    return unread ? HN_EXIT_USE : hn_verb_fail(v->say, status, &err);
}

static int work(verifier *v)
{
    int code = load_pack(v);

    if (code == HN_EXIT_DONE)
        code = open_data(v);
    if (code == HN_EXIT_DONE)
        code = open_results(v);
    if (code == HN_EXIT_DONE)
        code = compare(v);
    if (code == HN_EXIT_DONE || code == HN_EXIT_FINDINGS)
        print_verdict(v);
    return code;
}

static void dispose(verifier *v)
{
    for (int i = 0; i < v->result_count; i++)
        hn_feed_close(&v->files[i]);
    free(v->files);
    free(v->results);
    hn_feeds_close(&v->feeds);
    hn_pack_free(v->pack);
    hn_seal_free(v->seal);
    free(v->folder);
}

static int verify(const hn_options *options, hn_say *say)
{
    const char *format = options->value[HN_FLAG_OUT];
    verifier v = {.options = options, .say = say,
                  .rows = format && strcmp(format, "csv") == 0};
    int code = read_seal(&v);

    if (code == HN_EXIT_DONE) {
        hn_file_open(&v.out, NULL, 0);
        if (v.rows)
            hn_file_put(&v.out, "verdict,what,name,given,code,sentence\n");
        code = work(&v);
        code = hn_verb_close(&v.out, say, code);
    }
    dispose(&v);
    return code;
}

static const hn_flag flags[] = {
    {HN_FLAG_PACK, 0, "pack", "PACK", "the pack that was sealed"},
    {HN_FLAG_REFORM, 0, "reform", "FILE",
     "the reform of the pack that was sealed, where there was one"},
    {HN_FLAG_DATA, 0, "data", "DATA...",
     "the data that was sealed, as for hn calc; may be given again"},
    {HN_FLAG_IN, 0, "in", "csv,jsonl,json",
     "the form of the data; without it, by the ending of its name"},
    {HN_FLAG_RESULT, 0, "result", "FILE...",
     "results to hold against the seal: FILE for the main ones, NAME=FILE for "
     "others; may be given again"},
    {HN_FLAG_OUT, 0, "out", "table,csv",
     "for people, or a row for each thing that is compared"},
    {0}
};

const hn_verb hn_verb_verify = {
    "verify", "SEAL", "is a sealed result still what comes out?",
    flags, 1, 1,
    "SEAL is what `hn calc --seal` wrote.  The pack is run over the data "
    "again, as it was then: the same date, parameters and form.  Each file of "
    "the pack, the data of each kind of records and all results are held "
    "against the seal, and what differs is named.\n"
    "\n"
    "Data that says the same in another form (JSON for CSV) is the same.  The "
    "exit code is 1 where something differs or the seal is not as it was "
    "written, and 2 where that could not be found out.\n"
    "\n"
    "A seal is a proof against accident and oversight, not against a forger: "
    "keep it where the results cannot be changed along with it.",
    "hn verify seal.json --pack rules/pre_ehcp --data caseload.csv "
    "--result results.csv",
    verify
};
