/*
 * sweep.h - figures of a pack at the points of a grid; shared by what works
 * them out and what prints them.
 */
#ifndef HN_SWEEP_H
#define HN_SWEEP_H

#include "probe.h"

#define HN_SWEEP_MOST 10000   /* points                                      */

/* What goes through values. */
typedef struct hn_axis {
    const char *name, *label;
    const hn_input *input;    /* of the one row; NULL: a parameter           */
    hn_type type;
    const char **values;      /* as a parameter is set                       */
    const char **said;        /* for people                                  */
    hn_ratio *numbers;        /* where they are numbers or dates; NULL       */
    int count;
} hn_axis;

/* A figure that is asked for. */
typedef struct hn_wanted_figure {
    hn_word word;
    const char *name, *label;
    hn_type type;
} hn_wanted_figure;

/* What it is at one point. */
typedef struct hn_swept { hn_told told; int64_t left_out; } hn_swept;

typedef struct hn_sweep_run {
    const hn_sweep_options *options;
    hn_probe probe;
    hn_date on;
    bool has_on;
    const hn_records *records;        /* of the one row; NULL: the run       */
    const hn_example *example;        /* whose row; NULL: of the data        */
    hn_axis *axes;
    int axis_count;
    hn_wanted_figure *figures;
    int figure_count;
    int points;
    hn_swept *swept;          /* by point, by figure                         */
    int64_t *rejected;        /* by point                                    */
    hn_status status;
} hn_sweep_run;

/* The axes that the options ask for (axis.c). */
hn_status hn_axes_read(hn_sweep_run *sweep);
/* Which value of an axis a point has. */
int hn_axis_at(const hn_sweep_run *sweep, int axis, int point);

/* Whether a figure is not the same at every point, and whether a chart has it:
 * those that are asked for, or those that move (cliffs.c). */
bool hn_swept_moves(const hn_sweep_run *sweep, int figure);
bool hn_swept_drawn(const hn_sweep_run *sweep, int figure, bool asked);
/* Whether a figure jumps from the point before to this one, over one axis: by
 * more than twice what it changes by beside it; then `*out` is by how much. */
bool hn_swept_cliff(const hn_sweep_run *sweep, int figure, int point,
                    hn_ratio *out);

/* What is asked of one row (sweep_row.c): finds whose it is, and works out its
 * figures at a point. */
hn_status hn_sweep_find_row(hn_sweep_run *sweep);
hn_status hn_sweep_row(hn_sweep_run *sweep, const hn_pack *pack, int point);

/* Prints all points (sweep_print.c, sweep_chart.c): false when memory is
 * refused. */
bool hn_sweep_table(hn_sweep_run *sweep, hn_text *out);
bool hn_sweep_rows(hn_sweep_run *sweep, hn_text *out);
bool hn_sweep_json(hn_sweep_run *sweep, hn_text *out);
bool hn_sweep_chart(hn_sweep_run *sweep, hn_text *out);

static inline const hn_swept *hn_swept_at(const hn_sweep_run *sweep,
                                          int point, int figure)
{
    return &sweep->swept[point * sweep->figure_count + figure];
}

#endif
