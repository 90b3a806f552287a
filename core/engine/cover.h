/*
 * cover.h - coverage of policy: the points of a pack that an example should
 * reach, and which examples do.
 *
 * A point is one thing that a rule can come to: a criterion met, a band, the
 * arm of a choice, a line of a table, a value just above a threshold.  Nothing
 * is noted while rules are worked out: after a trial every node's values still
 * stand in its frame, and the points are looked up there.
 *
 * A rule that is written once and built many times, in a loop or by a helper,
 * is one rule: its points have one head, and whatever reaches one of them
 * reaches that.  Criteria and awards are apart: of each people are told what
 * it came to.
 */
#ifndef HN_COVER_H
#define HN_COVER_H

#include "cover_live.h"

typedef enum hn_point_kind {
    HN_POINT_CRITERION,       /* `of` its wording, `index` an answer         */
    HN_POINT_AWARD,           /* `index` an answer of its test               */
    HN_POINT_ARM,             /* of a choice                                 */
    HN_POINT_LEAST,           /* which entry is the lower, the latest ...    */
    HN_POINT_BAND,
    HN_POINT_SCORE_TEST,      /* `of` its row; `index` 0: points, 1: none    */
    HN_POINT_SCORE_CHOICE,    /* `of` its row; `index` the choice            */
    HN_POINT_LINE,            /* of a lookup                                 */
    HN_POINT_PERIOD,          /* of a parameter                              */
    HN_POINT_EDGE,            /* of a comparison or (`of`) a band; `index` a
                               * side                                        */
    HN_POINT_ROWS,            /* of a panel; `index` 0: none of its rows
                               * holds, 1: two do.  Looked for, never counted*/
    HN_POINT_KINDS
} hn_point_kind;

enum { HN_MET, HN_UNMET, HN_CANNOT_TELL };
enum { HN_BELOW, HN_AT, HN_ABOVE };

typedef struct hn_point {
    hn_point_kind kind;
    const hn_node *node;      /* whose values tell                           */
    const hn_thing *thing;    /* that it is part of; NULL: of none by name   */
    int of, index;
    hn_place place;
    int nth;                  /* of its thing's nodes with the same word in
                               * that line, where it is not the only one     */
    int head;                 /* the point that stands for it; its own       */
    int times;                /* of a head: how many it stands for           */
    const char *by;           /* of a head: the first example that reaches
                               * it; NULL                                    */
    const char *impossible;   /* why none can; NULL: nothing is proved       */
    const char *offered;      /* the first stub that reaches it; NULL        */
    const char *stub;         /* that stub, where it was made for it; NULL   */
} hn_point;

typedef struct hn_cover {
    const hn_graph *graph;
    hn_arena arena;
    hn_point *points;         /* in order of place                           */
    int count, cap;
    const hn_thing **owners;  /* by node id: the thing it is worked out for  */
    hn_live live;
} hn_cover;

/* Finds the points of those kinds (a bit each; 0: all).  False when memory is
 * refused; hn_cover_dispose() either way. */
bool hn_cover_init(hn_cover *cover, const hn_graph *graph, hn_memory *memory,
                   unsigned kinds);
void hn_cover_dispose(hn_cover *cover);

/* Notes which points an example reaches that nothing before it did; `stub`: it
 * is one that was found. */
void hn_cover_look(hn_cover *cover, hn_trial *trial, const char *name,
                   bool stub);

/* Whether the node is worked out in that frame for itself. */
bool hn_cover_is_of(const hn_frame *frame, const hn_node *node);
/* Whether row `row` of such a frame reaches the point, if the point matters to
 * the row at all. */
bool hn_point_hit(const hn_point *point, const hn_frame *frame, int row);
/* Of EDGE: how far the row's value is above the edge, and what is one step
 * there.  False: it is not known. */
bool hn_point_gap(const hn_point *point, const hn_frame *frame, int row,
                  hn_ratio *gap, hn_ratio *step);

/* How near the row comes to a point that an answer decides: the nearer the
 * more, up to 1,000; 0 for other points. */
int hn_point_near(const hn_point *point, const hn_frame *frame, int row);

/* What it is, after the name of its thing: "is unmet", "annual_cost just above
 * school_first". */
void hn_point_say(hn_text *out, const hn_cover *cover, const hn_point *point);
/* "criterion", "award", "choice", "band", "score", "lookup", "period" or
 * "threshold". */
const char *hn_point_kind_name(hn_point_kind kind);

typedef enum hn_point_state {
    HN_POINT_REACHED,         /* by an example                               */
    HN_POINT_MISSING,         /* by none, and nothing proves that none could */
    HN_POINT_IMPOSSIBLE       /* by none, and none could                     */
} hn_point_state;

hn_point_state hn_point_state_of(const hn_point *point);
/* Whether it is told: it stands for itself, or for others too. */
static inline bool hn_point_is_head(const hn_cover *cover, int i)
{
    return cover->points[i].head == i;
}

/* Proves of heads that nothing can reach them (cover_reach.c).  False when
 * memory is refused. */
bool hn_cover_prove(hn_cover *cover, hn_memory *memory);

#endif
