/*
 * rejects.h - telling faults: to a person as notices, to a program as a file.
 *
 * The rejects file is data: it holds each faulty row whole, private values
 * too.  A notice goes to a screen or a log and never holds a private value:
 * where the records have a private input it shows the faulty cell alone, and
 * not even that if it is the private one.
 */
#ifndef HN_REJECTS_H
#define HN_REJECTS_H

#include "layout.h"

void hn_rejects_begin(hn_text *out);               /* the header line        */
/* A line for each fault from `from` to `to` - 1. */
void hn_rejects_write(hn_text *out, const hn_layout *layout,
                      const hn_faults *faults, int from, int to);

/* The same as lines of JSON. */
void hn_rejects_write_lines(hn_text *out, const hn_layout *layout,
                            const hn_faults *faults, int from, int to);

/* Adds the fault to the report as an error. */
void hn_fault_tell(hn_report *report, const hn_layout *layout,
                   const hn_fault *fault);

#endif
