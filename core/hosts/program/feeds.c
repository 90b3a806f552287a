/* feeds.c - see feeds.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "exits.h"
#include "feeds.h"

#define MOST_RECORDS 64   /* kinds of records that a suggestion looks among */

typedef struct plan {
    hn_feeds *out;
    hn_say *say;
    const hn_pack *pack;
    const char *folder;
    const char *in;          /* the form that is said for all; NULL          */
    char **data;             /* as on the line                               */
    int data_count;
    const char **given;      /* for each kind: the path on the line, or NULL */
    int kinds;
} plan;

int hn_feeds_records(const hn_pack *pack, const char *name, size_t len)
{
    int count = hn_pack_records_count(pack);

    for (int i = 0; i < count; i++) {
        const char *known = hn_pack_records_name(pack, i);

        if (strlen(known) == len && strncmp(known, name, len) == 0)
            return i;
    }
    return -1;
}

hn_format hn_feeds_format(const char *word)
{
    static const char *const words[] = {
        [HN_FORMAT_CSV] = "csv", [HN_FORMAT_JSONL] = "jsonl",
        [HN_FORMAT_JSON] = "json", [HN_FORMAT_TABLE] = "table",
        [HN_FORMAT_SVG] = "svg", [HN_FORMAT_MARKDOWN] = "markdown"};

    for (int i = 0; i < 6; i++)
        if (strcmp(word, words[i]) == 0)
            return (hn_format)i;
    return HN_FORMAT_TABLE;   /* "text" of `hn why` */
}

int hn_feeds_no_records(hn_say *say, const hn_pack *pack, const char *name,
                        const char *also)
{
    const char *names[MOST_RECORDS + 1], *near;
    int kinds = hn_pack_records_count(pack), count = 0;

    while (count < kinds && count < MOST_RECORDS) {
        names[count] = hn_pack_records_name(pack, count);
        count++;
    }
    if (also)
        names[count++] = also;
    near = hn_options_nearest(name, names, count);
    hn_say_error(say, "%s has no records \"%s\"", hn_pack_name(pack), name);
    if (near)
        hn_say_help(say, "did you mean %s?", near);
    else if (count > 0)
        hn_say_help(say, "the first of its records is %s; `hn check` lists "
                         "the others", names[0]);
    return HN_EXIT_USE;
}

/* --- what the line says -------------------------------------------------- */

static int no_such_records(plan *p, const char *operand, size_t len)
{
    char word[MOST_RECORDS + 1];

    snprintf(word, sizeof word, "%.*s", (int)len, operand);
    return hn_feeds_no_records(p->say, p->pack, word, NULL);
}

static int give(plan *p, int kind, const char *path)
{
    if (p->given[kind]) {
        hn_say_error(p->say, "two files are given for %s",
                     hn_pack_records_name(p->pack, kind));
        hn_say_help(p->say, "name the records of the other: RECORDS=%s",
                    path);
        return HN_EXIT_USE;
    }
    p->given[kind] = path;
    return 0;
}

/* A file whose name has an equals sign is still a file. */
static int read_operand(plan *p, const char *operand)
{
    const char *equals = strchr(operand, '=');
    size_t len = equals ? (size_t)(equals - operand) : 0;
    int kind = equals ? hn_feeds_records(p->pack, operand, len) : 0;

    if (!equals || (kind < 0 && access(operand, F_OK) == 0))
        return give(p, 0, operand);
    return kind < 0 ? no_such_records(p, operand, len)
                    : give(p, kind, equals + 1);
}

/* For how many records standard input is given. */
static int input_wanted(const plan *p)
{
    int found = 0;

    for (int i = 0; i < p->kinds; i++)
        found += p->given[i] && strcmp(p->given[i], "-") == 0;
    return found;
}

static int one_standard_input(plan *p)
{
    if (input_wanted(p) < 2)
        return 0;
    hn_say_error(p->say, "standard input can be one kind of records only");
    return HN_EXIT_USE;
}

static int read_operands(plan *p)
{
    int code = 0;

    if (p->kinds == 0 && p->data_count > 0) {
        hn_say_error(p->say, "%s reads no data", hn_pack_name(p->pack));
        return HN_EXIT_USE;
    }
    for (int i = 0; i < p->data_count && !code; i++)
        code = read_operand(p, p->data[i]);
    return code ? code : one_standard_input(p);
}

/* --- opening ------------------------------------------------------------- */

static hn_format format_of(const plan *p, const char *path)
{
    return p->in ? hn_feeds_format(p->in)
                 : hn_path_format(path, HN_FORMAT_CSV);
}

static int open_one(plan *p, int kind, const char *path)
{
    hn_feeds *out = p->out;
    hn_feed *feed = &out->feeds[out->count];
    int failed = hn_feed_open(feed, path);

    out->sources[out->count++] = (hn_source){
        hn_pack_records_name(p->pack, kind), feed->name, format_of(p, path),
        hn_feed_read, feed};
    out->size += feed->size;
    if (failed)
        hn_feed_tell(feed, p->say);
    return failed ? HN_EXIT_USE : 0;
}

/* Rows that were piped in and are not read would be missed too late. */
static void tell_input_unread(const plan *p, const char *path)
{
    struct stat st;

    if (!p->say->quiet && input_wanted(p) == 0 &&
        fstat(STDIN_FILENO, &st) == 0 &&
        (S_ISFIFO(st.st_mode) || st.st_size > 0))
        hn_say_line(p->say, "The data is %s; for standard input write -.",
                    path);
}

static int no_memory(hn_say *say)
{
    hn_say_error(say, "there is no memory left");
    return HN_EXIT_LIMIT;
}

/* Opens the file that stands beside the pack.  `*found` is 0 if none does. */
static int open_own(plan *p, int kind, int *found)
{
    const char *name = hn_pack_records_file(p->pack, kind);
    char *path = name ? hn_path_join(p->folder, name) : NULL;
    int code = HN_EXIT_DONE;

    if (name && !path)
        return no_memory(p->say);
    *found = path && access(path, F_OK) == 0;
    if (*found) {
        code = open_one(p, kind, path);
        if (kind == 0)
            tell_input_unread(p, path);
    }
    free(path);
    return code;
}

static int no_data(plan *p)
{
    const char *name = hn_pack_records_name(p->pack, 0);

    hn_say_error(p->say, "no data is given for %s", name);
    hn_say_help(p->say, "write a file after the pack, or - for standard "
                        "input; `hn schema %s` prints an empty table",
                p->folder);
    return HN_EXIT_USE;
}

/* Whether a run can do without a kind is for the library to say. */
static int open_kind(plan *p, int kind)
{
    int found = 0, code;

    if (p->given[kind])
        return open_one(p, kind, p->given[kind]);
    code = open_own(p, kind, &found);
    if (code || found || kind > 0)
        return code;
    if (isatty(STDIN_FILENO) || input_wanted(p) > 0)
        return no_data(p);
    return open_one(p, 0, "-");
}

static int open_all(plan *p)
{
    int code = read_operands(p);

    for (int i = 0; i < p->kinds && !code; i++)
        code = open_kind(p, i);
    return code;
}

int hn_feeds_open(hn_feeds *out, hn_say *say, const hn_pack *pack,
                  const char *folder, const char *in, char **data, int count)
{
    int kinds = hn_pack_records_count(pack), code;
    size_t room = (size_t)kinds + 1;
    plan p = {out, say, pack, folder, in, data, count, NULL, kinds};

    memset(out, 0, sizeof *out);
    p.given = calloc(room, sizeof *p.given);
    out->feeds = calloc(room, sizeof *out->feeds);
    out->sources = calloc(room, sizeof *out->sources);
    if (p.given && out->feeds && out->sources)
        code = open_all(&p);
    else
        code = no_memory(say);
    free(p.given);
    return code;
}

/* --- together ------------------------------------------------------------ */

int hn_feeds_hold(hn_feeds *feeds, hn_say *say)
{
    for (int i = 0; i < feeds->count; i++)
        if (hn_feed_hold(&feeds->feeds[i]) != 0) {
            hn_feed_tell(&feeds->feeds[i], say);
            return HN_EXIT_USE;
        }
    return 0;
}

void hn_feeds_rewind(hn_feeds *feeds)
{
    for (int i = 0; i < feeds->count; i++)
        hn_feed_rewind(&feeds->feeds[i]);
}

int hn_feeds_tell(const hn_feeds *feeds, hn_say *say)
{
    int failed = 0;

    for (int i = 0; i < feeds->count; i++) {
        hn_feed_tell(&feeds->feeds[i], say);
        failed |= feeds->feeds[i].error != 0;
    }
    return failed;
}

const char *hn_feeds_holding(const hn_feeds *feeds, const char *path)
{
    for (int i = 0; i < feeds->count; i++)
        if (hn_path_same(feeds->feeds[i].path, path))
            return feeds->feeds[i].name;
    return NULL;
}

void hn_feeds_close(hn_feeds *feeds)
{
    for (int i = 0; feeds->feeds && i < feeds->count; i++)
        hn_feed_close(&feeds->feeds[i]);
    free(feeds->feeds);
    free(feeds->sources);
    memset(feeds, 0, sizeof *feeds);
}
