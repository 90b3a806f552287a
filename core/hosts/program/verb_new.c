/*
 * verb_new.c - `hn new`: a pack to begin with.
 *
 * Nothing that stands is touched: the folder must be new or empty, and what
 * was made of it is taken away again if the rest cannot be made.
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "starter.h"
#include "verbs.h"

#define NAME_SIZE 48

/* A name as rules have it, from the last part of the path: small letters,
 * digits and underscores, a letter first. */
static void pack_name(char name[NAME_SIZE], const char *path)
{
    size_t end = strlen(path), begin, at = 0;

    while (end > 0 && path[end - 1] == '/')
        end--;
    for (begin = end; begin > 0 && path[begin - 1] != '/';)
        begin--;
    for (; begin < end && at + 1 < NAME_SIZE; begin++) {
        char c = path[begin];

        c = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        if ((c >= 'a' && c <= 'z') || (at > 0 && c >= '0' && c <= '9'))
            name[at++] = c;
        else if (at > 0 && name[at - 1] != '_')
            name[at++] = '_';
    }
    while (at > 0 && name[at - 1] == '_')
        at--;
    name[at] = '\0';
    if (at == 0)
        strcpy(name, "my_pack");
}

static int is_empty(const char *folder)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    int count = 0;

    if (!dir)
        return 0;
    while ((entry = readdir(dir)) != NULL)
        count += strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..");
    closedir(dir);
    return count == 0;
}

/* `*made` is told whether the folder is ours to take away. */
static int make_folder(hn_say *say, const char *folder, int *made)
{
    *made = mkdir(folder, 0777) == 0;
    if (*made || (errno == EEXIST && is_empty(folder)))
        return HN_EXIT_DONE;
    if (errno == EEXIST || errno == ENOTDIR) {
        hn_say_error(say, "%s stands already", folder);
        hn_say_help(say, "name a folder that is new or empty");
    } else {
        hn_say_error(say, "%s cannot be made: %s", folder, strerror(errno));
    }
    return HN_EXIT_USE;
}

static void put_text(FILE *file, const char *text, const char *name)
{
    const char *next;

    while ((next = strstr(text, HN_STARTER_NAME)) != NULL) {
        fwrite(text, 1, (size_t)(next - text), file);
        fputs(name, file);
        text = next + strlen(HN_STARTER_NAME);
    }
    fputs(text, file);
}

/* "x": never over a file that stands. */
static int write_text(const char *path, const char *text, const char *name)
{
    FILE *file = fopen(path, "wx");
    int failed;

    if (!file)
        return -1;
    put_text(file, text, name);
    failed = ferror(file);
    failed |= fclose(file);
    if (failed)
        unlink(path);
    return failed ? -1 : 0;
}

static int write_one(hn_say *say, const char *folder, const char *name,
                     const hn_starter_file *file)
{
    char *path = hn_path_join(folder, file->name);
    int failed;

    errno = ENOMEM;
    failed = path ? write_text(path, file->text, name) : -1;
    if (failed)
        hn_say_error(say, "%s cannot be written: %s",
                     path ? path : file->name, strerror(errno));
    free(path);
    return failed ? HN_EXIT_USE : HN_EXIT_DONE;
}

/* The first `count` files. */
static void take_away(const char *folder, int count, int made)
{
    for (int i = 0; i < count; i++) {
        char *path = hn_path_join(folder, hn_starter_files[i].name);

        if (path)
            unlink(path);
        free(path);
    }
    if (made)
        rmdir(folder);
}

static int write_pack(hn_say *say, const char *folder, int made)
{
    char name[NAME_SIZE];
    int code = HN_EXIT_DONE, done = 0;

    pack_name(name, folder);
    while (hn_starter_files[done].name) {
        code = write_one(say, folder, name, &hn_starter_files[done]);
        if (code)
            break;
        done++;
    }
    if (code)
        take_away(folder, done, made);
    return code;
}

/* A word as a shell takes it. */
static void put_word(hn_file *out, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-+,:@%";

    if (word[strspn(word, plain)] == '\0') {
        hn_file_put(out, word);
        return;
    }
    hn_file_put(out, "'");
    for (; *word; word++) {
        if (*word == '\'')
            hn_file_put(out, "'\\'");
        hn_file_print(out, "%c", *word);
    }
    hn_file_put(out, "'");
}

static int print_made(hn_say *say, const char *folder)
{
    static const char *const tries[] = {"check", "test", "calc"};
    hn_file out;

    hn_file_open(&out, NULL, 0);
    hn_file_print(&out, "%s:", folder);
    for (const hn_starter_file *f = hn_starter_files; f->name; f++)
        hn_file_print(&out, " %s", f->name);
    hn_file_put(&out, "\nNow try\n\n");
    for (int i = 0; i < 3; i++) {
        hn_file_print(&out, "    hn %s ", tries[i]);
        put_word(&out, folder);
        hn_file_put(&out, "\n");
    }
    hn_file_put(&out, "\nwhere hn is the program: build/hn, until it is "
                      "installed.\n");
    return hn_verb_close(&out, say, HN_EXIT_DONE);
}

static int new_pack(const hn_options *options, hn_say *say)
{
    const char *folder = options->operands[0];
    int made, code = make_folder(say, folder, &made);

    if (code == HN_EXIT_DONE)
        code = write_pack(say, folder, made);
    if (code == HN_EXIT_DONE && !say->quiet)
        code = print_made(say, folder);
    return code;
}

static const hn_flag flags[] = {{0}};

const hn_verb hn_verb_new = {
    "new", "DIR", "a starter pack with data and examples",
    flags, 1, 1,
    "Makes the folder, which must be new or empty, with rules, examples, a "
    "little data and a README to begin from.",
    NULL, new_pack
};
