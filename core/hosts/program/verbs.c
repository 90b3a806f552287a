/* verbs.c - what verbs share; see verbs.h. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include "stop.h"
#include "verbs.h"

static int exit_of(hn_status status)
{
    switch (status) {
    case HN_OK: return HN_EXIT_DONE;
    case HN_FINDINGS: return HN_EXIT_FINDINGS;
    case HN_BAD_PACK: return HN_EXIT_USE;
    case HN_BAD_DATA: return HN_EXIT_DATA;
    case HN_BAD_USE: return HN_EXIT_USE;
    case HN_OVER_LIMIT: return HN_EXIT_LIMIT;
    case HN_NO_MEMORY: return HN_EXIT_LIMIT;
    case HN_IO: return HN_EXIT_USE;
    }
    return HN_EXIT_BUG;
}

static const char *fallback(hn_status status)
{
    switch (status) {
    case HN_OVER_LIMIT: return "a limit was hit";
    case HN_NO_MEMORY: return "there is no memory left";
    case HN_IO: return "something could not be read or written";
    default: return "that could not be done, and the reason was not told";
    }
}

/* That a limit was hit is news even after faults of the data were told. */
static int is_told(const hn_say *say, hn_status status, const hn_error *err)
{
    if (hn_stop_asked(NULL))
        return 1;
    if (status == HN_OVER_LIMIT || status == HN_NO_MEMORY ||
        err->code == HN_TOO_MANY_REJECTS)
        return say->errors > 0 && say->last == err->code;
    return say->errors > 0;
}

int hn_verb_fail(hn_say *say, hn_status status, const hn_error *err)
{
    int silent = status == HN_OK || status == HN_FINDINGS;

    if (!silent && !is_told(say, status, err))
        hn_say_coded(say, err->code,
                     err->message[0] ? err->message : fallback(status));
    if (!silent && say->debug)
        hn_say_line(say, "debug: status %d, HN%d, %s:%d:%d", (int)status,
                    err->code, err->where, err->line, err->column);
    return exit_of(status);
}

/* --- packs --------------------------------------------------------------- */

/* Whoever names the file means its folder. */
static char *folder_of(const char *path)
{
    static const char file[] = "rules.lua";
    size_t len = strlen(path), end = sizeof file - 1;
    char *folder = strdup(path);

    if (!folder || len < end || strcmp(path + len - end, file) != 0)
        return folder;
    if (len == end)
        strcpy(folder, ".");
    else if (path[len - end - 1] == '/')
        folder[len - end - 1 + (len == end + 1)] = '\0';
    return folder;
}

static int is_folder(hn_say *say, const char *folder)
{
    struct stat st;

    errno = 0;
    if (stat(folder, &st) == 0 && S_ISDIR(st.st_mode))
        return 1;
    if (errno == ENOENT)
        hn_say_error(say, "there is no folder `%s`", folder);
    else if (errno == EACCES)
        hn_say_error(say, "the folder `%s` cannot be opened", folder);
    else
        hn_say_error(say, "`%s` is not a folder", folder);
    hn_say_help(say, "a pack is a folder with a rules.lua in it; `hn new DIR` "
                     "makes one");
    return 0;
}

int hn_verb_load(hn_pack **out, char **folder, hn_say *say, const char *path,
                 const hn_load_options *options)
{
    hn_host host = hn_say_host(say);
    hn_error err = {0};
    hn_status status = HN_NO_MEMORY;

    *folder = folder_of(path);
    if (*folder && !is_folder(say, *folder))
        return HN_EXIT_USE;
    if (*folder)
        status = hn_pack_load(out, &host, *folder, options, &err);
    return hn_verb_fail(say, status, &err);
}

char *hn_verb_folder(hn_say *say, const char *path)
{
    char *folder = folder_of(path);

    if (!folder)
        hn_say_error(say, "there is no memory left");
    else if (!is_folder(say, folder)) {
        free(folder);
        return NULL;
    }
    return folder;
}

/* A folder, or the rules.lua in it: data never is one. */
int hn_verb_is_pack(const char *path)
{
    static const char file[] = "rules.lua";
    size_t len = strlen(path), end = sizeof file - 1;
    struct stat st;

    if (len >= end && strcmp(path + len - end, file) == 0)
        return 1;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

int hn_verb_is_reform(const char *path)
{
    return strcmp(hn_path_ending(path), ".lua") == 0
           && !hn_verb_is_pack(path);
}

/* The name that messages and seals know it by, wherever it lies. */
static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

char *hn_verb_read_reform(hn_load_options *options, hn_say *say,
                          const char *path)
{
    hn_feed feed;
    char *text = NULL;

    if (hn_feed_open(&feed, path) == 0)
        text = hn_feed_text(&feed, &options->reform_len);
    hn_feed_tell(&feed, say);
    hn_feed_close(&feed);
    options->reform = text;
    options->reform_name = name_of(path);
    return text;
}

int hn_verb_load_reform(hn_pack **out, char **folder, hn_say *say,
                        const char *path, hn_load_options options,
                        const char *reform)
{
    char *text;
    int code = HN_EXIT_USE;

    if (!reform)
        return hn_verb_load(out, folder, say, path, &options);
    text = hn_verb_read_reform(&options, say, reform);
    if (text)
        code = hn_verb_load(out, folder, say, path, &options);
    free(text);
    return code;
}

/* --- the rest ------------------------------------------------------------ */

const char *hn_verb_day(char buf[16], const char *day)
{
    time_t now;
    struct tm local;

    if (!day || strcmp(day, "today") != 0)
        return day;
    now = time(NULL);
    if (!localtime_r(&now, &local) ||
        strftime(buf, 16, "%Y-%m-%d", &local) == 0)
        return NULL;
    return buf;
}

const char *hn_verb_date(char buf[16], const hn_options *options)
{
    return hn_verb_day(buf, options->value[HN_FLAG_ON]);
}

/* A file stands only where there is something in it to read. */
static int keep(hn_file *out, int code)
{
    int whole = code == HN_EXIT_DONE || code == HN_EXIT_FINDINGS ||
                code == HN_EXIT_DATA;

    if (hn_file_finish(out) != 0)
        return -1;
    return whole ? hn_file_keep(out) : 0;
}

int hn_verb_close(hn_file *out, hn_say *say, int code)
{
    if (keep(out, code) != 0) {
        hn_file_tell(out, say);
        code = HN_EXIT_USE;
    }
    hn_file_drop(out);
    return code;
}
