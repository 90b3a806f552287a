/*
 * notice.h - what the library has to say to a person.
 *
 * A notice is one plain sentence with a stable code, the place it is about,
 * why it matters and what to write instead.  A report collects notices: all
 * that is wrong is told, not only the first.
 */
#ifndef HN_NOTICE_H
#define HN_NOTICE_H

#include <stdbool.h>
#include "memory.h"
#include "text.h"

typedef enum hn_severity { HN_ERROR, HN_WARNING } hn_severity;

/* Where something is written.  `file` lives as long as what holds the place;
 * line and column count from 1; 0 where none applies.  Columns are UTF-8
 * characters; a tab is one. */
typedef struct hn_place { const char *file; int line; int column; } hn_place;

typedef struct hn_notice {
    int code;              /* 110 for HN110; every code is in codes.h     */
    hn_severity severity;
    hn_place place;
    int width;             /* characters to underline; 0: one             */
    const char *message;   /* one plain sentence, no full stop            */
    const char *context;   /* the line, or NULL                           */
    const char *note;      /* why it matters, or NULL                     */
    const char *help;      /* what to write, or NULL                      */
    int caret;             /* where in `context` to underline, from 1; 0:
                              place.column.  For a context that is a part
                              of its line, such as "…,725000,…"           */
} hn_notice;

typedef struct hn_report {
    hn_arena arena;        /* holds the notices and their texts           */
    hn_notice *notices;
    int count, cap;
    int errors;            /* how many of them are errors                 */
    int dropped;           /* how many were told beyond the most kept     */
    bool failed;           /* memory ran out: a notice may be lost        */
} hn_report;

void hn_report_init(hn_report *report, hn_memory *memory);
void hn_report_dispose(hn_report *report);

/* Copies the notice and its texts, the file's name too; a long context is cut
 * to what will be printed.  At most 1,000 are kept, errors before warnings;
 * the same code at the same place with the same message is told once. */
void hn_report_add(hn_report *report, const hn_notice *notice);

/* Adds one with a message made of the parts of `format` (see hn_text_addf);
 * `help` may be NULL. */
void hn_report_addf(hn_report *report, int code, hn_severity severity,
                    hn_place place, const char *help, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

/* Puts the notices in order of file, line and column; those of one place stay
 * in the order they were told. */
void hn_report_sort(hn_report *report);

/* What `hn help HN110` says: a paragraph, or NULL for no such code. */
const char *hn_code_title(int code);
const char *hn_code_page(int code);

/* Adds a stranger's text to a line for people: control characters, and those
 * that cannot be seen, are shown and not passed on. */
void hn_notice_show(hn_text *out, const char *text);

/* The notice as the program prints it: sentence, place, line with a caret,
 * note and help.  Control characters are shown, never passed on. */
void hn_notice_print(hn_text *out, const hn_notice *notice);

#endif
