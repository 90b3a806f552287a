/*
 * decisions.h - the decision log: a line of JSON for each row that was read,
 * with all that is needed to judge it again (docs/schemas/hn.decision.v1.json).
 *
 * Every line stands by itself: the pack and how it was run, the row's values,
 * and what was decided.  The last line of a run says how many there are and
 * their hash, so that a whole log is told from a part of one.
 */
#ifndef HN_DECISIONS_H
#define HN_DECISIONS_H

#include "engine.h"

#define HN_LOG_FORMAT "hn.decision.v1"

/* Prepared for the rows of one kind of records, and then only read. */
typedef struct hn_logbook {
    const hn_results *results;
    hn_slice lead;            /* of a line, up to the name of the records     */
    hn_writer inputs;         /* a column for each input                      */
    hn_writer amounts;        /* two for each award: itself, for a full year  */
    struct hn_log_award *awards;
} hn_logbook;

/* The log of a run under way. */
typedef struct hn_log {
    const hn_sink *sink;
    hn_logbook *books;        /* by records index                             */
    hn_slice head;            /* of every line: the pack, and how it is run   */
    hn_hash hash;             /* of all that was written                      */
    int64_t lines;
    bool numbered;            /* each line begins with that of its source     */
} hn_log;

/* Prepares run->log, where one is wanted; false when memory is refused. */
bool hn_log_begin(hn_run *run, const hn_sink *sink, bool numbered);
/* Adds the lines of an evaluated chunk to `out`; rows that are not in `live`
 * were rejected. */
bool hn_log_rows(const hn_run *run, const hn_sheet *sheet,
                 const hn_frame *frame, const uint64_t *live, hn_text *out);
/* Writes the lines of a job, and the last one; false: the run's status says
 * why. */
bool hn_log_put(hn_run *run, const hn_text *lines);
bool hn_log_end(hn_run *run);
/* How the last line ends: with the hash of all that stands before. */
void hn_log_seal(hn_text *out, hn_hash *hash);

#endif
