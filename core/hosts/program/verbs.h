/*
 * verbs.h - what a verb is, and what verbs share.
 *
 * To add a verb: a file verb_NAME.c with its hn_verb, a line below, and one in
 * the table of main.c.  Its help is made from what stands in the hn_verb.
 */
#ifndef HN_VERBS_H
#define HN_VERBS_H

#include "exits.h"
#include "files.h"
#include "options.h"

/* Its code: what --max-rejects asks for. */
#define HN_TOO_MANY_REJECTS 416

typedef struct hn_verb {
    const char *name;
    const char *operands;       /* "PACK [DATA...]"                          */
    const char *does;           /* a line                                    */
    const hn_flag *flags;       /* ended by one without a name               */
    int least, most;            /* operands                                  */
    const char *more;           /* for the help; NULL: nothing               */
    const char *example;        /* the same                                  */
    int (*run)(const hn_options *options, hn_say *say);  /* the exit code    */
} hn_verb;

extern const hn_verb hn_verb_new, hn_verb_check, hn_verb_calc, hn_verb_why,
                     hn_verb_test, hn_verb_mutate, hn_verb_diff,
                     hn_verb_sweep, hn_verb_solve, hn_verb_verify,
                     hn_verb_replay,
                     hn_verb_reconcile, hn_verb_schema, hn_verb_help;

/* The table, in the order of the help; ended by NULL.  In main.c. */
const hn_verb *const *hn_verb_table(void);
/* The verb called `name`; else NULL, after that was told. */
const hn_verb *hn_verb_find(hn_say *say, const char *name);

/* The help of the program and of a verb, and of flags alone. */
void hn_verb_print_all(hn_file *out);
void hn_verb_print(hn_file *out, const hn_verb *verb);

/* Tells why a call failed, if the library has not, and returns the exit code
 * of its status. */
int hn_verb_fail(hn_say *say, hn_status status, const hn_error *err);

/* Loads the pack at `path`, its folder or its rules.lua, and keeps the folder
 * in `*folder`, which is the caller's to free().  0 or the exit code. */
int hn_verb_load(hn_pack **out, char **folder, hn_say *say, const char *path,
                 const hn_load_options *options);

/* The folder that `path` means, its own or that of its rules.lua, the caller's
 * to free(); NULL after that was told: there is none, or no memory. */
char *hn_verb_folder(hn_say *say, const char *path);

/* Loads it with the reform in the file `reform`; NULL: with none. */
int hn_verb_load_reform(hn_pack **out, char **folder, hn_say *say,
                        const char *path, hn_load_options options,
                        const char *reform);
/* Reads the reform in that file into `options`: its text, the caller's to
 * free(); NULL after it was told why there is none. */
char *hn_verb_read_reform(hn_load_options *options, hn_say *say,
                          const char *path);
/* Whether it names a pack, its folder or its rules.lua; whether a reform. */
int hn_verb_is_pack(const char *path);
int hn_verb_is_reform(const char *path);

/* The day that `day` says, which may be "today"; into `buf` where it is.  NULL
 * where there is none. */
const char *hn_verb_day(char buf[16], const char *day);
/* The date of --on into `buf`: "2026-09-01", or the one of "today"; NULL where
 * there is none. */
const char *hn_verb_date(char buf[16], const hn_options *options);

/* Finishes standard output and returns `code`, or what its failure comes to;
 * the file is freed. */
int hn_verb_close(hn_file *out, hn_say *say, int code);

#endif
