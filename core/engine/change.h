/*
 * change.h - one row of the data with other values in it: what if a pupil's
 * cost were another, with everything else as it is.
 */
#ifndef HN_CHANGE_H
#define HN_CHANGE_H

#include "engine.h"
#include "../data/value.h"

typedef struct hn_change { const hn_input *input; hn_value value; } hn_change;

/* Which row of the main records, and what stands in it. */
typedef struct hn_changes {
    const char *key;          /* NULL: the first row                         */
    const hn_change *at;
    int count;
    bool made;                /* of the first row                            */
} hn_changes;

/* Puts the values into the row where it is among these. */
void hn_changes_make(hn_changes *changes, hn_rows *rows);
void hn_change_put(hn_vector *to, int row, const hn_value *value);

/* As hn_why() finds and works out a row, with the changes in it, which then
 * is visited in place of being explained. */
typedef void (*hn_row_visit)(void *ctx, const hn_frame *frame, int row);
hn_status hn_row_find(const hn_pack *pack, const hn_host *host,
                      const hn_why_options *options, hn_changes *changes,
                      hn_row_visit visit, void *ctx, const hn_source *sources,
                      int source_count, hn_error *err);

#endif
