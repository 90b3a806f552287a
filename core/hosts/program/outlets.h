/*
 * outlets.h - where everything that `hn calc` writes goes.
 *
 * With -o each kind of results has a file of its own: the main records the one
 * named, the others beside it, `results.csv` giving `results.payment.csv` and
 * `results.run.csv`, and rows that were rejected `results.rejects.csv`.  All
 * take their names together, at the very end, or none does.
 */
#ifndef HN_OUTLETS_H
#define HN_OUTLETS_H

#include "feeds.h"
#include "options.h"

typedef struct hn_outlets {
    hn_file *files;         /* owned; all of them                            */
    int count;
    hn_output *outputs;     /* owned; some of the files                      */
    int output_count;
    hn_file *rejects;       /* within `files`; NULL: not wanted              */
    hn_file *seal, *log;    /* the same                                      */
} hn_outlets;

/* Begins the files that `options` ask for.  `rows` is whether results go to
 * standard output where no -o is given.  0, or the exit code after the fault
 * was told.  hn_outlets_drop() either way. */
int hn_outlets_open(hn_outlets *out, hn_say *say, const hn_pack *pack,
                    const char *folder, const hn_feeds *feeds,
                    const hn_options *options, int rows);
/* Begins the one file that -o asks for, or standard output, for a verb that
 * prints one thing; `feeds` may be NULL.  0 or the exit code, after the fault
 * was told.  hn_verb_close() either way. */
int hn_outlets_one(hn_file *out, hn_say *say, const hn_options *options,
                   const char *folder, const hn_feeds *feeds);
/* The path of -o; NULL where there is none, or it is "-". */
const char *hn_outlets_path(const hn_options *options);
/* Gives all files their names, or tells why not: 0 or the exit code. */
int hn_outlets_keep(hn_outlets *results, hn_say *say);
/* Tells which of them failed, if any. */
void hn_outlets_tell(hn_outlets *results, hn_say *say);
void hn_outlets_drop(hn_outlets *results);

#endif
