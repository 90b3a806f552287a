/* outlets.c - see outlets.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "exits.h"
#include "outlets.h"

typedef struct plan {
    hn_outlets *out;
    hn_say *say;
    const hn_pack *pack;
    const char *folder;
    const hn_feeds *feeds;
    const hn_options *options;
    const char *path;        /* of -o, or NULL                               */
    int beside;              /* 1: other files may stand beside it           */
} plan;

const char *hn_outlets_path(const hn_options *options)
{
    const char *path = options->value[HN_FLAG_OUTPUT];

    return path && strcmp(path, "-") != 0 ? path : NULL;
}

/* --- never over what is read --------------------------------------------- */

static int refuse(plan *p, const char *path, const char *what)
{
    hn_say_error(p->say, "%s would be written over: it is %s", path, what);
    hn_say_help(p->say, "name another file; nothing has been written");
    return HN_EXIT_USE;
}

/* Without memory to tell, it is as if so. */
static int is_of_pack(plan *p, const char *path)
{
    static const char *const names[] = {"rules.lua", "examples.lua"};
    int same = 0;

    for (int i = 0; i < 2; i++) {
        char *file = hn_path_join(p->folder, names[i]);

        same |= !file || hn_path_same(file, path);
        free(file);
    }
    return same;
}

static int check_path(plan *p, const char *path)
{
    if (hn_feeds_holding(p->feeds, path))
        return refuse(p, path, "read as data");
    if (is_of_pack(p, path))
        return refuse(p, path, "a file of the pack");
    for (int i = 0; i < p->out->count; i++)
        if (p->out->files[i].path && strcmp(p->out->files[i].path, path) == 0)
            return refuse(p, path, "named twice");
    return HN_EXIT_DONE;
}

/* A reform is read, whether it stands behind its flag or not. */
static int is_read(const hn_options *options, const char *path)
{
    const char *reform = options->value[HN_FLAG_REFORM];
    int same = reform && hn_path_same(reform, path);

    for (int i = 0; i < options->operand_count; i++)
        same |= hn_path_same(options->operands[i], path);
    return same;
}

int hn_outlets_one(hn_file *out, hn_say *say, const hn_options *options,
                   const char *folder, const hn_feeds *feeds)
{
    static const hn_feeds none;
    hn_outlets others = {0};
    const char *path = hn_outlets_path(options);
    plan p = {.out = &others, .say = say, .folder = folder,
              .feeds = feeds ? feeds : &none};
    int code = HN_EXIT_DONE;

    if (path && is_read(options, path))
        code = refuse(&p, path, "read by this command");
    else if (path)
        code = check_path(&p, path);
    if (code)
        path = NULL;
    if (hn_file_open(out, path, 0) != 0) {
        hn_file_tell(out, say);
        code = HN_EXIT_USE;
    }
    return code;
}

/* --- beginning files ----------------------------------------------------- */

/* `path` NULL is standard output.  `*file` is within the results. */
static int begin(plan *p, hn_file **file, const char *path, int lazy)
{
    int code = check_path(p, path ? path : "/dev/stdout");

    if (code)
        return code;
    *file = &p->out->files[p->out->count++];
    if (hn_file_open(*file, path, lazy) == 0)
        return HN_EXIT_DONE;
    hn_file_tell(*file, p->say);
    return HN_EXIT_USE;
}

static void add_output(plan *p, const char *table, hn_file *file)
{
    p->out->outputs[p->out->output_count++] =
        (hn_output){table, hn_file_sink(file)};
}

/* "out.csv" and "run" give "out.run.csv"; rejects are CSV always. */
static char *path_beside(const char *path, const char *name,
                         const char *ending)
{
    size_t stem = (size_t)(hn_path_ending(path) - path);
    size_t size = stem + strlen(name) + strlen(ending) + 2;
    char *beside = malloc(size);

    if (beside)
        snprintf(beside, size, "%.*s.%s%s", (int)stem, path, name, ending);
    return beside;
}

static int begin_beside(plan *p, hn_file **file, const char *name,
                        const char *ending)
{
    char *path = path_beside(p->path, name, ending);
    int code = HN_EXIT_LIMIT;

    if (path)
        code = begin(p, file, path, 1);
    else
        hn_say_error(p->say, "there is no memory left");
    free(path);
    return code;
}

static int begin_other(plan *p, const char *table)
{
    hn_file *file = NULL;
    int code = begin_beside(p, &file, table, hn_path_ending(p->path));

    if (code == HN_EXIT_DONE)
        add_output(p, table, file);
    return code;
}

/* The name of the main results: of a pack without records those of the run. */
static const char *main_table(const hn_pack *pack)
{
    return hn_pack_records_count(pack) > 0 ? hn_pack_records_name(pack, 0)
                                           : "run";
}

static int begin_files(plan *p)
{
    int kinds = hn_pack_records_count(p->pack);
    hn_file *file = NULL;
    int code = begin(p, &file, p->path, 0);

    if (code)
        return code;
    add_output(p, main_table(p->pack), file);
    for (int i = 1; i < kinds && p->beside && !code; i++)
        code = begin_other(p, hn_pack_records_name(p->pack, i));
    if (kinds > 0 && p->beside && !code)
        code = begin_other(p, "run");
    return code;
}

static int begin_standard(plan *p)
{
    const char *table = p->options->value[HN_FLAG_TABLE];
    hn_file *file = NULL;
    int code;

    if (table && strcmp(table, "run") != 0 &&
        hn_feeds_records(p->pack, table, strlen(table)) < 0)
        return hn_feeds_no_records(p->say, p->pack, table, "run");
    code = begin(p, &file, NULL, 0);
    if (code == HN_EXIT_DONE)
        add_output(p, table ? table : main_table(p->pack), file);
    return code;
}

static int begin_results(plan *p, int rows)
{
    if (p->path)
        return begin_files(p);
    return rows ? begin_standard(p) : HN_EXIT_DONE;
}

static int begin_rejects(plan *p)
{
    const char *path = p->options->value[HN_FLAG_REJECTS];

    if (path)
        return begin(p, &p->out->rejects, path, 0);
    if (p->beside)
        return begin_beside(p, &p->out->rejects, "rejects", ".csv");
    return HN_EXIT_DONE;
}

static int begin_named(plan *p, hn_file **file, hn_flag_id flag)
{
    const char *path = p->options->value[flag];

    return path ? begin(p, file, path, 0) : HN_EXIT_DONE;
}

int hn_outlets_open(hn_outlets *out, hn_say *say, const hn_pack *pack,
                    const char *folder, const hn_feeds *feeds,
                    const hn_options *options, int rows)
{
    const char *path = hn_outlets_path(options);
    plan p = {out, say, pack, folder, feeds, options, path,
              path && !hn_path_is_device(path)};
    size_t room = (size_t)hn_pack_records_count(pack) + 5;
    int code;

    memset(out, 0, sizeof *out);
    out->files = calloc(room, sizeof *out->files);
    out->outputs = calloc(room, sizeof *out->outputs);
    if (!out->files || !out->outputs) {
        hn_say_error(say, "there is no memory left");
        return HN_EXIT_LIMIT;
    }
    code = begin_results(&p, rows);
    if (code == HN_EXIT_DONE)
        code = begin_rejects(&p);
    if (code == HN_EXIT_DONE)
        code = begin_named(&p, &out->log, HN_FLAG_LOG);
    if (code == HN_EXIT_DONE)
        code = begin_named(&p, &out->seal, HN_FLAG_SEAL);
    return code;
}

/* --- the end ------------------------------------------------------------- */

void hn_outlets_tell(hn_outlets *results, hn_say *say)
{
    for (int i = 0; i < results->count; i++)
        hn_file_tell(&results->files[i], say);
}

/* Rejects that an earlier run left beside would be taken for this one's. */
static void clear_old_rejects(const hn_outlets *results)
{
    const hn_file *file = results->rejects;
    struct stat st;

    if (file && file->lazy && !file->made &&
        lstat(file->path, &st) == 0 && S_ISREG(st.st_mode))
        unlink(file->path);
}

static int finish_all(hn_outlets *results)
{
    int failed = 0;

    for (int i = 0; i < results->count; i++)
        failed |= hn_file_finish(&results->files[i]) != 0;
    return failed;
}

/* The main results last: where they stand, the others do. */
static int keep_all(hn_outlets *results)
{
    int failed = 0;

    for (int i = results->count - 1; i >= 0 && !failed; i--)
        failed = hn_file_keep(&results->files[i]) != 0;
    return failed;
}

int hn_outlets_keep(hn_outlets *results, hn_say *say)
{
    if (!finish_all(results) && !keep_all(results)) {
        clear_old_rejects(results);
        return HN_EXIT_DONE;
    }
    hn_outlets_tell(results, say);
    return HN_EXIT_USE;
}

void hn_outlets_drop(hn_outlets *results)
{
    for (int i = 0; i < results->count; i++)
        hn_file_drop(&results->files[i]);
    free(results->files);
    free(results->outputs);
    memset(results, 0, sizeof *results);
}
