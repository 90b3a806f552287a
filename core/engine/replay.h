/*
 * replay.h - a decision log, read again, and what becomes of its decisions.
 *
 * A log is a row of runs.  The rows of one run are put before a pack again as
 * data, through the same reader and evaluator as ever, with a log of their
 * own; the lines of the two logs are then held beside each other.  So there is
 * one way to decide, and a decision that comes out otherwise is told by its
 * line.
 */
#ifndef HN_REPLAY_H
#define HN_REPLAY_H

#include "decisions.h"
#include "../data/json_text.h"

/* A row of a log.  Slices of JSON point into its text. */
typedef struct hn_logged_case {
    int64_t line;
    const char *records;
    const char *id, *decided; /* NULL: none                                  */
    hn_slice inputs, awards;  /* `awards` null: the row was rejected         */
    hn_slice rest;            /* of its line, behind the head                */
    bool decides;             /* it has an award, or was rejected            */
} hn_logged_case;

/* Rows that were worked out together, or a part of them. */
typedef struct hn_logged_run {
    const char *engine, *pack, *version, *hash;
    const char *on;           /* NULL: none                                  */
    hn_set *sets;
    int set_count;
    hn_slice head;            /* as it stands in each line                   */
    int first, count;         /* of the cases                                */
    bool whole;               /* closed, and as it was written               */
    bool changed;             /* closed, and not as it was written           */
    hn_sealed_file *files;    /* of a closed one                             */
    int file_count;
} hn_logged_run;

typedef struct hn_logged {
    hn_text text;
    const char *name;         /* of its file                                 */
    hn_logged_case *cases;
    int count, cap;
    hn_logged_run *runs;
    int run_count, run_cap;
    bool changed;             /* some of it is not as it was written         */
} hn_logged;

/* Reads a log into `arena`; what is wrong with it is in `report`.  HN_IO,
 * HN_NO_MEMORY; HN_BAD_DATA where nothing in it is a decision. */
hn_status hn_logged_read(hn_logged *out, const hn_source *source,
                         hn_arena *arena, hn_report *report);
void hn_logged_dispose(hn_logged *logged);
/* How many rows of a run have decisions. */
int64_t hn_logged_decisions(const hn_logged *log, const hn_logged_run *run);

/* What an award comes to for a row. */
typedef enum hn_came {
    HN_CAME_MET, HN_CAME_UNMET, HN_CAME_OPEN,
    HN_CAME_PLAIN,            /* the award has no test                       */
    HN_CAME_REJECTED,         /* the row cannot be worked out                */
    HN_CAME_ABSENT,           /* there is no such award                      */
    HN_CAMES
} hn_came;

typedef struct hn_outcome {
    hn_came came;
    hn_slice amount, full_year;     /* as numbers; `at` NULL: not known      */
    hn_slice unmet, needs;          /* as they stand in the line             */
} hn_outcome;

/* An award of a row that comes out otherwise. */
typedef struct hn_otherwise {
    int index;                /* of the case                                 */
    const char *award;        /* NULL: what stands beside its decisions      */
    hn_outcome was, is;
    const char *why;          /* it cannot be worked out; NULL               */
} hn_otherwise;

/* Which way a decision goes, and which way the money, under another pack. */
typedef enum hn_went {
    HN_WENT_SAME, HN_WENT_MET, HN_WENT_UNMET, HN_WENT_OPEN, HN_WENT_REJECTED,
    HN_WENT_GONE, HN_WENT_NEW, HN_WENTS
} hn_went;

typedef enum hn_paid {
    HN_PAID_MORE, HN_PAID_LESS, HN_PAID_SAME, HN_PAID_UNKNOWN, HN_PAIDS
} hn_paid;

/* How much of what became of an award may be told. */
typedef enum hn_detail {
    HN_DETAIL_NONE, HN_DETAIL_CASES, HN_DETAIL_OTHERWISE, HN_DETAIL_WENT,
    HN_DETAIL_ALL
} hn_detail;

/* What becomes of one award under another pack. */
typedef struct hn_replayed_award {
    const char *records, *name, *label;
    hn_type type;
    bool has_year;
    int64_t cases, otherwise;
    int64_t by[HN_WENTS][HN_PAIDS][HN_PAIDS];   /* last: for a full year     */
    int64_t paid_was, paid_is;          /* cases with an amount above nought */
    int64_t year_paid_was, year_paid_is;
    hn_ratio was, is, more, less;       /* sums                              */
    hn_ratio year_was, year_is;
    bool fault;                         /* a sum left the range              */
    hn_detail detail;
    bool tells_year;                    /* of HN_DETAIL_ALL                  */
} hn_replayed_award;

struct hn_replayed {
    hn_memory memory;
    hn_arena arena;
    hn_logged log;
    hn_replay_counts counts;
    const hn_pack **packs;    /* by run: which one made it; NULL: none given */
    hn_pack *with;            /* NULL: judged by the rules of then alone     */
    hn_pack **loaded;
    int loaded_count, loaded_cap;
    const char *with_folder;
    hn_otherwise *otherwise;
    int otherwise_count, otherwise_cap;
    hn_replayed_award *awards;
    int award_count, award_cap;
    hn_otherwise *changed;    /* under `with`: kept with `internal` alone    */
    int changed_count, changed_cap;
    bool internal;
    int64_t least;            /* counts below it are not told, but for 0     */
};

/* What is left of a text to be read as a source. */
typedef struct hn_replay_feed { const hn_text *text; size_t at; }
    hn_replay_feed;

/* One run under one pack. */
typedef struct hn_replaying {
    hn_replayed *r;
    const hn_host *host;
    const hn_logged_run *run;
    const hn_pack *pack;
    bool as_then;             /* the pack that made the decisions             */
    hn_arena arena;           /* of this run                                 */
    int **rows;               /* by records index: which case each row is     */
    int *row_counts;
    hn_text *texts;           /* its data                                    */
    hn_source *sources;
    hn_replay_feed *feeds;
    const char **why;         /* by row of the run: what was told of it; NULL */
    bool *seen;               /* likewise: it came out                       */
    hn_text lines;            /* the log of the second time                  */
    hn_error *err;
} hn_replaying;

/* A value of JSON that has been read before, in the scratch; false where memory
 * is refused. */
bool hn_replay_parse(hn_slice text, hn_arena *scratch,
                     const hn_json_item **out);
/* Works the rows of a run out again by a pack and compares each. */
hn_status hn_replay_rows(hn_replayed *r, const hn_host *host,
                         const hn_logged_run *run, const hn_pack *pack,
                         bool as_then, hn_error *err);
/* Holds a case beside what it comes to now: the `rest` of its line and the
 * awards in it, NULL where it was rejected; false where memory is refused. */
bool hn_replay_compare(hn_replaying *p, int index, hn_slice rest,
                       const hn_json_item *is);

/* Cases whose decision goes one way, and whose money does. */
int64_t hn_replayed_went(const hn_replayed_award *award, hn_went went);
int64_t hn_replayed_paid(const hn_replayed_award *award, hn_paid paid);
/* Settles how much may be told of each award. */
void hn_replay_guard(hn_replayed *r);

#endif
