/*
 * feeds.h - from the DATA of a command line to the sources of a run.
 *
 * DATA is FILE (the main records), RECORDS=FILE, or - for standard input.
 * Records that are not named take the file that the pack names for them.
 */
#ifndef HN_FEEDS_H
#define HN_FEEDS_H

#include "files.h"
#include "options.h"

typedef struct hn_feeds {
    hn_feed *feeds;          /* owned, as are all arrays here                */
    hn_source *sources;      /* beside `feeds`                               */
    int count;
    int64_t size;            /* bytes of all of them; 0: not known           */
} hn_feeds;

/* Opens the `count` DATA of a line; `in` is the form of --in, or NULL.  0; or
 * the exit code, after the fault was told.  hn_feeds_close() either way. */
int hn_feeds_open(hn_feeds *out, hn_say *say, const hn_pack *pack,
                  const char *folder, const char *in, char **data,
                  int count);
/* So that all can be read twice: 0 or the exit code.  Then, to do so. */
int hn_feeds_hold(hn_feeds *feeds, hn_say *say);
void hn_feeds_rewind(hn_feeds *feeds);
/* Tells which of them failed: whether any did. */
int hn_feeds_tell(const hn_feeds *feeds, hn_say *say);
/* The name of the one that is the file `path`, or NULL. */
const char *hn_feeds_holding(const hn_feeds *feeds, const char *path);
void hn_feeds_close(hn_feeds *feeds);

/* The number of the records called `name`, of `len` letters, or -1. */
int hn_feeds_records(const hn_pack *pack, const char *name, size_t len);
/* Tells that there are no records `name`, and what is; `also` is one name
 * more that would do, or NULL.  The exit code. */
int hn_feeds_no_records(hn_say *say, const hn_pack *pack, const char *name,
                        const char *also);
/* The format called by one of the words that --in and --out take. */
hn_format hn_feeds_format(const char *word);

#endif
