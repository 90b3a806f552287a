/*
 * files.h - bytes from files and into files.
 *
 * What is written to a file is whole or not there at all: it goes into a
 * temporary file in the same folder, which only its owner can read, and takes
 * the name when everything has gone well.  What is not a file (a terminal, a
 * pipe, /dev/null) is written straight.
 */
#ifndef HN_FILES_H
#define HN_FILES_H

#include <sys/types.h>
#include "say.h"

/* --- out ----------------------------------------------------------------- */

#define HN_FILE_BUFFER 65536

typedef struct hn_file {
    char *path;            /* owned; NULL: standard output                   */
    char *temporary;       /* owned; NULL: none stands                       */
    int fd;                /* -1: not open                                   */
    int lazy;              /* 1: made by its first byte, or never            */
    int made;              /* 1: there is or was something to write into     */
    int error;             /* errno of the first failure; 0: none            */
    int told;              /* 1: the person knows of the error               */
    size_t used;           /* bytes in `buffer`                              */
    char *buffer;          /* owned; HN_FILE_BUFFER bytes                    */
} hn_file;

/* Begins a file; `path` NULL is standard output.  0, or -1 with `error` set.
 * hn_file_drop() either way, which after hn_file_keep() only frees. */
int hn_file_open(hn_file *out, const char *path, int lazy);
hn_sink hn_file_sink(hn_file *file);
/* A failure shows in hn_file_finish(). */
void hn_file_put(hn_file *file, const char *text);
void hn_file_print(hn_file *file, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* A text as a cell of CSV, and what follows it: one that a spreadsheet would
 * take for a formula has an apostrophe before it. */
void hn_file_put_cell(hn_file *file, const char *text, const char *end);
/* Everything written is out; to be asked of all files before one is kept. */
int hn_file_finish(hn_file *file);
int hn_file_keep(hn_file *file);
void hn_file_drop(hn_file *file);
void hn_file_tell(hn_file *file, hn_say *say);   /* its error, once          */

/* --- in ------------------------------------------------------------------ */

typedef struct hn_feed {
    char *path;            /* owned; "-": standard input                     */
    const char *name;      /* for messages                                   */
    int fd;
    int error;             /* errno of a failure; 0: none                    */
    off_t begin;           /* where its bytes begin, if it can be rewound    */
    int64_t size;          /* bytes; 0: not known                            */
    char *held;            /* owned; all of it, when it had to be held       */
    size_t held_len, held_at;
} hn_feed;

/* 0, or -1 with `error` set.  hn_feed_close() either way. */
int hn_feed_open(hn_feed *out, const char *path);
/* An hn_source's `read`; the context is the feed. */
long hn_feed_read(void *feed, char *buf, size_t cap);
/* Sees to it that hn_feed_rewind() can be used: 0, or -1. */
int hn_feed_hold(hn_feed *feed);
void hn_feed_rewind(hn_feed *feed);
/* All of it, `*len` bytes, and a NUL; freed by free().  NULL with `error`
 * set. */
char *hn_feed_text(hn_feed *feed, size_t *len);
void hn_feed_close(hn_feed *feed);
void hn_feed_tell(const hn_feed *feed, hn_say *say);   /* its error          */

/* --- names --------------------------------------------------------------- */

/* Whether two paths lead to one file on a disk; not, if either leads nowhere.
 * "-" is standard input. */
int hn_path_same(const char *a, const char *b);
/* Whether `path` is something other than a file or nothing. */
int hn_path_is_device(const char *path);
/* The ending with its dot, or the end of the path. */
const char *hn_path_ending(const char *path);
/* "folder/name"; a path from the root stays as it is.  Freed by free(). */
char *hn_path_join(const char *folder, const char *name);
/* The format that an ending tells, or `otherwise`. */
hn_format hn_path_format(const char *path, hn_format otherwise);

#endif
