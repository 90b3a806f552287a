/*
 * snapshot.h - all that the examples come to, as a text to keep.
 *
 *     example "one penny over the threshold"
 *       a pupil for whom a school asks support
 *         In a mainstream setting: met
 *         Award: £0.01
 *       for the run
 *         Awarded: £0.01
 *
 * Of each row stands what people are shown of it, under the label and not the
 * name, so that a thing may be called otherwise or stand elsewhere.  The text
 * begins with lines of explanation and a blank one; a blank line ends each
 * example.
 */
#ifndef HN_SNAPSHOT_H
#define HN_SNAPSHOT_H

#include "engine.h"
#include "trial.h"

/* What stands before the first example. */
void hn_snapshot_begin(hn_text *out, const hn_pack *pack);
/* Adds what an example came to; of one that did not run its name. */
void hn_snapshot_add(hn_text *out, hn_trial *trial);

/* Passes over what stands before the first example. */
hn_slice hn_snapshot_examples(hn_slice snapshot);
/* Takes the next example off the front of `rest`: its name as
 * hn_snapshot_add() wrote it, and its lines.  False: there is none. */
bool hn_snapshot_next(hn_slice *rest, hn_slice *name, hn_slice *lines);

/* Writes what became of the lines of an example, in whatever order they stand:
 * under its row each that differs, after `indent`, "-" before what is gone and
 * "+" before what is new.  False: nothing differs.  `arena` is for what is
 * needed on the way. */
bool hn_snapshot_compare(hn_text *out, hn_slice before, hn_slice now,
                         const char *indent, hn_arena *arena);

#endif
