/*
 * mix.h - two finished graphs side by side, and graphs made of both.
 *
 * Things are matched by their word and name, columns within their records, and
 * compared by what they say: a definition is followed down to the next thing
 * that has a name, so that a change is found where it was made and not in all
 * that reads it.
 *
 * A version takes some things as NEW has them and all others as OLD does.  Any
 * number of versions stand in one graph and share every node that they have in
 * common, so that the cost of a version is what it changes.  A thing is taken
 * with its definition, in which other things are found by name in the version;
 * choices are matched by name.  Where a definition does not fit the version,
 * because what it reads has another unit or other rows there, or would read
 * itself, what stands in the way is taken along.
 *
 * A criterion that only one of the two has belongs to the lists that it is in:
 * `all { a, b }` against `all { a, b, c }` is a change of `c` and none of what
 * holds the list.
 *
 * The graphs are read and must outlive what is made: texts, tables and
 * constants are not copied.
 */
#ifndef HN_MIX_H
#define HN_MIX_H

#include "graph.h"

typedef enum hn_side { HN_OLD, HN_NEW } hn_side;

typedef enum hn_altered {
    HN_UNALTERED,
    HN_REWORDED,      /* a label, a source, a sentence: it works out the same */
    HN_ALTERED,
    HN_ADDED,         /* only NEW has it                                      */
    HN_DROPPED        /* only OLD has it                                      */
} hn_altered;

/* A thing of OLD and the thing of NEW that it is matched with. */
typedef struct hn_pairing {
    const hn_thing *of[2];         /* NULL: it is not there                   */
    hn_altered altered;
    bool listed;                   /* a criterion that lists gained or lost   */
} hn_pairing;

struct hn_shared;                  /* the nodes made so far                   */

typedef struct hn_mix {
    const hn_graph *of[2];
    hn_graph *graph;               /* holds the versions                      */
    hn_pairing *pairs;             /* as OLD declares them, then NEW's own    */
    int count;
    int *owner[2];                 /* by node id: the pair that the node is a
                                    * value of; -1: of none                   */
    const hn_node **partner[2];    /* by node id of a list: the other graph's
                                    * list, where only whole criteria differ  */
    hn_records **records[2];       /* by index: those of `graph`              */
    hn_node **column[2];           /* by node id of a column: that of `graph` */
    struct hn_shared *shared;      /* the nodes of all versions               */
    hn_node **made[2];             /* by node id: its copy in the version in
                                    * hand                                    */
    bool *busy[2];                 /* by node id: it is being copied          */
    bool too_many;                 /* the versions have too many nodes        */
} hn_mix;

/* One graph of both, within the mix's. */
typedef struct hn_mixture {
    hn_mix *mix;
    bool *taken;                   /* by pair: as NEW has it                  */
    int began;                     /* nodes that the graph had before         */
    int inside;                    /* the pair whose definition is copied     */
    bool unfit;                    /* more has to be taken along              */
} hn_mixture;

/* Matches and compares, and gives `graph`, which was initialised, the records
 * and columns of both: a column that both read in the same way stands once.
 * What cannot be read from one file is reported to graph->report (HN620).
 * False after that, or when memory is refused. */
bool hn_mix_open(hn_mix *mix, hn_graph *graph, const hn_graph *old_graph,
                 const hn_graph *new_graph);

/* The pair of that word and name, or -1; any word when `word` is -1. */
int hn_mix_find(const hn_mix *mix, int word, const char *name);
/* Whether the pair is a change of its own, that a version may take alone: all
 * else that differs is words, or shows only in what reads it. */
bool hn_mix_is_change(const hn_mix *mix, int pair);

/* Makes the version that has the pairs marked in `taken` as NEW has them, with
 * the values of the pairs marked in `wanted`; they can be asked for until the
 * next is made.  `taken` gets marks for what is taken along.  False when memory
 * is refused, or there are too many nodes. */
bool hn_mixture_make(hn_mixture *version, hn_mix *mix, bool *taken,
                     const bool *wanted);
/* Takes back the nodes that were made for the last version. */
void hn_mixture_forget(hn_mixture *version);
/* The value of a wanted pair; NULL: the version does not have it.  Of an award
 * it is the amount as it is gated, and `*out`, unless it is NULL, is the award
 * with the nodes of the version. */
hn_node *hn_mixture_value(const hn_mixture *version, int pair);
/* Of a `must`, what is at fault in the rows that it refuses; it names the must
 * and has no sentence. */
hn_node *hn_mixture_refusal(const hn_mixture *version, int pair);
bool hn_mixture_award(const hn_mixture *version, int pair, hn_award *out);

/* --- shared by the files that mix ---------------------------------------- */

/* The pair that a thing is of. */
int hn_mix_pair(const hn_mix *mix, hn_side side, const hn_thing *thing);
/* The pair whose calendar it is; -1 for NULL. */
int hn_mix_calendar(const hn_mix *mix, hn_side side,
                    const hn_calendar *calendar);
/* The calendar that the node goes by, or NULL. */
const hn_calendar *hn_node_calendar(const hn_node *node);
/* What a value of a pair is among its values: the column of a table, "of a full
 * year" of an award; "" where it is the value. */
const char *hn_mix_part(const hn_node *node);
/* Finds what differs: fills in pairs[].altered and partner. */
bool hn_mix_compare(hn_mix *mix);

#endif
