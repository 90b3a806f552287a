/*
 * diff.h - shared by the files that compare two packs over a caseload.
 *
 * Cases are counted by which way the award goes and which turn its decision
 * takes, and money is added up with the number of cases that it comes from: a
 * number may be told or not by how many children stand behind it (diff_guard.c).
 */
#ifndef HN_DIFF_H
#define HN_DIFF_H

#include "engine.h"
#include "../graph/mix.h"

/* Which way the award of a case goes. */
typedef enum hn_way {
    HN_WAY_MORE, HN_WAY_LESS, HN_WAY_SAME,
    HN_WAY_OPENED,            /* known in OLD, and in NEW it cannot be told   */
    HN_WAY_SETTLED,           /* the other way round                         */
    HN_WAY_OPEN,              /* it cannot be told in either                 */
    HN_WAYS
} hn_way;

/* Which turn its decision takes, where both are known. */
typedef enum hn_turn {
    HN_TURN_NONE,
    HN_TURN_ELIGIBLE,         /* not eligible in OLD, eligible in NEW         */
    HN_TURN_REFUSED,
    HN_TURNS
} hn_turn;

/* Money by which NEW differs from OLD, and how many cases it comes from. */
typedef struct hn_moved { hn_ratio sum; int64_t cases; } hn_moved;

/* What becomes of some cases. */
typedef struct hn_moves {
    int64_t cases;
    int64_t by[HN_WAYS][HN_TURNS];
    hn_moved *money;          /* two for each sum: certain; what could be     */
} hn_moves;

/* Which numbers of some cases may be told. */
typedef struct hn_telling {
    bool way[HN_WAYS], turn[HN_TURNS];
    bool *money;              /* as in hn_moves                               */
} hn_telling;

/* A sum of money: of an award, or of its full year. */
typedef struct hn_diff_sum {
    int award;                /* in hn_difference.awards                     */
    bool full_year;
    hn_type type;
    const char *name, *label;
} hn_diff_sum;

/* An award that either pack has, for each row of the same records. */
typedef struct hn_diff_award {
    int pair;
    const char *name, *label;
    hn_award of[2];
    bool has[2];
} hn_diff_award;

/* A change that is taken alone: one thing, or several that fit only together. */
typedef struct hn_diff_change {
    bool *taken;              /* by pair                                     */
    const char *title;        /* "param cap"; "param cap, figure a_year"     */
    bool reaches;             /* some award reads it                         */
    bool differs;             /* some case's money differs by it             */
    hn_award *awards;
    bool *has, *touches;      /* by award: the version has it; differs        */
    hn_moved *money;
    int64_t unsettled;        /* cases that cannot be worked out by it alone  */
    bool pooled;              /* told with others only                       */
} hn_diff_change;

/* The cases of one value of a column. */
typedef struct hn_diff_group {
    const char *name;
    int64_t order;            /* by which groups are sorted, before the name  */
    hn_moves moves;
    bool pooled;              /* told with others only                       */
} hn_diff_group;

/* A column that cases are grouped by. */
typedef struct hn_diff_by {
    const char *name, *label;
    const hn_node *node;
    hn_text_map map;          /* values to groups                             */
    hn_diff_group *groups;
    int count, cap;
    int64_t *sorted;          /* the groups in the order in which they stand  */
    hn_telling tells;         /* of each group                               */
    int pool_count;           /* groups that are pooled                      */
    hn_moves pool;
    bool hidden;              /* not told at all                             */
} hn_diff_by;

#define HN_DIFF_STEPS 8       /* amounts that the histogram is divided by     */
extern const int64_t hn_diff_steps[HN_DIFF_STEPS];

/* A row of the histogram as it is told: steps `from` to `to`, both counted. */
typedef struct hn_diff_bin { int from, to; int64_t cases; } hn_diff_bin;

/* One of the largest changes: of internal reports only. */
typedef struct hn_diff_case {
    const char *key;          /* "" where rows have none                      */
    int64_t line;
    hn_ratio before, after, size;
} hn_diff_case;

/* A condition of --fail-if. */
typedef struct hn_diff_condition {
    const char *text;
    bool holds;
} hn_diff_condition;

struct hn_difference {
    hn_memory memory;
    hn_arena arena;
    const hn_pack *of[2];
    bool has_on;
    hn_date on;
    hn_graph graph;           /* of OLD, NEW and each change alone            */
    hn_report report;
    hn_mix mix;
    const hn_records *records;             /* of the graph                   */
    hn_diff_award *awards;
    int award_count;
    int award;                /* whose winners and losers                    */
    hn_diff_sum *sums;
    int sum_count;
    hn_diff_change *changes;
    int change_count;
    hn_moved *together;       /* what the changes do not do alone             */
    hn_counts counts;
    hn_moves all;
    hn_diff_by *by;
    int by_count;
    hn_text_map mixes;        /* of groups that occur: "3,0,17"               */
    const int **mixed;        /* each of them, a group for each column        */
    int mix_count, mix_cap;
    int64_t steps[2][HN_DIFF_STEPS + 1];   /* cases that get more, and less    */
    hn_diff_case *largest;
    int largest_count, largest_most;
    hn_diff_condition *conditions;
    int condition_count;
    bool internal;
    bool fault;               /* a sum left the range                        */
    /* What may be told: settled by hn_diff_guard(). */
    int64_t least;            /* counts below it are not, but for 0           */
    bool tells_any;
    hn_telling tells;         /* of all cases                                */
    hn_telling change_tells;  /* of each change: its money                    */
    bool tells_changes;       /* any of them                                 */
    bool pools_changes;       /* some, with what they do together             */
    hn_moved *pool;           /* the money of those                          */
    hn_diff_bin bins[2][HN_DIFF_STEPS + 1];
    int bin_count[2];
};

/* Room for what becomes of some cases. */
bool hn_moves_init(hn_moves *moves, hn_difference *d);
int64_t hn_moves_way(const hn_moves *moves, hn_way way);
int64_t hn_moves_turn(const hn_moves *moves, hn_turn turn);
/* Cases whose award is another, or that can be told in one pack only. */
int64_t hn_moves_changed(const hn_moves *moves);
/* Adds `other` `times` over, 1 or -1; false where a sum leaves the range. */
bool hn_moves_add(const hn_difference *d, hn_moves *moves,
                  const hn_moves *other, int times);

/* The versions and columns that the comparison is of (diff_versions.c). */
hn_status hn_diff_prepare(hn_difference *d, const hn_diff_options *options,
                          const hn_host *host, hn_error *err);
/* Goes through the cases (diff_rows.c). */
hn_status hn_diff_rows(hn_difference *d, const hn_host *host,
                       const hn_diff_options *options,
                       const hn_source *sources, int source_count,
                       hn_error *err);
/* Settles what may be told (diff_guard.c); false when memory is refused. */
bool hn_diff_guard(hn_difference *d);
/* Reads the conditions before any row is, and judges them after: whether one
 * holds (diff_conditions.c). */
hn_status hn_diff_conditions(hn_difference *d,
                             const hn_diff_options *options,
                             const hn_host *host, hn_error *err);
bool hn_diff_judge(hn_difference *d);

/* As tables for people (diff_print.c), in Markdown or not, and for programs
 * (diff_tables.c). */
void hn_diff_say(const hn_difference *d, const char *const *titles,
                 bool markdown, hn_text *out);
/* What the packs differ in, in words (diff_changes.c). */
void hn_diff_say_changes(const hn_difference *d, bool markdown, hn_text *out);
void hn_diff_csv(const hn_difference *d, hn_text *out);
void hn_diff_json(const hn_difference *d, hn_text *out);

#endif
