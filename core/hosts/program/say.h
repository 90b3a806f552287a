/*
 * say.h - what is told to the person: messages, notes, progress.
 *
 * All of it goes to standard error and looks like the library's messages.
 * Colours and progress are for terminals only.
 */
#ifndef HN_SAY_H
#define HN_SAY_H

#include <stdint.h>
#include "../../highneeds.h"

/* The same fault in one column, told so many times. */
typedef struct hn_say_group {
    int code;
    int is_error;
    uint32_t words;        /* of the message, without what differs by row    */
    char file[64], column[64];
    int64_t told, untold;
} hn_say_group;

#define HN_SAY_GROUPS 64

typedef struct hn_say {
    int quiet;             /* 1: errors only                                 */
    int debug;             /* 1: status, code and place of a failure as well */
    int colour;            /* 1: on standard error                           */
    int live;              /* 1: standard error is a terminal                */
    int errors, warnings;  /* messages told so far                           */
    int lint;              /* errors among them of HN3xx                     */
    int last;              /* code of the last error of the library          */
    int64_t faults;        /* messages of HN4xx, but for what is grouped     */
    hn_say_group groups[HN_SAY_GROUPS];
    int group_count;
    int64_t began;         /* ms; when the run began, for progress           */
    int64_t drawn;         /* ms; when progress was last drawn, 0: never     */
    int64_t bytes;         /* to be read in all; 0: not known                */
} hn_say;

void hn_say_start(hn_say *say);

/* A host that tells `say`, draws progress and stops when asked. */
hn_host hn_say_host(hn_say *say);

/* "error: ...", and below it what to do; a line without markings. */
void hn_say_error(hn_say *say, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* "error[HN416]: ..."; without the code where that is 0. */
void hn_say_coded(hn_say *say, int code, const char *text);
void hn_say_help(hn_say *say, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void hn_say_line(hn_say *say, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Tells how many faults of the data were not told, once. */
void hn_say_untold(hn_say *say);

/* Progress over `bytes` to come begins, and is wiped away. */
void hn_say_begin(hn_say *say, int64_t bytes);
void hn_say_end(hn_say *say);

/* "1,204" into `out`, which is returned. */
char *hn_say_count(char out[32], int64_t count);

#endif
