/*
 * explain.h - why a row came out as it did: an explanation as data, and
 * printed for people or as JSON.
 *
 * An item is one criterion, score, band, figure or award, with its value, the
 * sentence, what it read and where the rule stands.  A figure that another one
 * reads is an item of its own, once, and elsewhere only its name and value.
 */
#ifndef HN_EXPLAIN_H
#define HN_EXPLAIN_H

#include "engine.h"
#include "formula.h"
#include "turns.h"

/* A value that an item reads.  Texts that do not apply are NULL. */
typedef struct hn_read {
    const hn_node *node;
    const hn_thing *thing;    /* what it is called after; NULL               */
    const char *name, *label;
    const char *said;         /* for people                                  */
    const char *exact;        /* JSON, as in results; "null"                 */
    const char *missing;      /* why it is not known                         */
    const char *column;       /* of an input                                 */
    bool has_from;
    hn_date from;             /* of the value in force                       */
    const char *source;
    hn_place place;
} hn_read;

typedef struct hn_item {
    const hn_thing *thing;
    bool known, is_test;
    const char *said, *exact;
    const char *sentence;     /* of a criterion, or what became of an award  */
    const char **working;     /* lines                                       */
    int working_count, working_cap;
    hn_read *reads;
    int read_count, read_cap;
    const hn_input **needs;   /* what would settle it                        */
    int need_count, need_cap;
    bool is_turned;           /* it was asked what would turn it:            */
    hn_turns turns;
    const char *source;
    hn_place place;
    int order;                /* among the items                             */
} hn_item;

typedef struct hn_explanation {
    hn_arena *arena;          /* holds all of it                             */
    const hn_pack *pack;
    hn_case here;
    const hn_tables *tables;  /* NULL: nothing is said of rows left out      */
    const hn_thing *only;     /* NULL: all that is shown                     */
    int depth;                /* 0: all the way down                         */
    const char *key;          /* as it was asked for; NULL: a private id is not
                               * shown                                       */
    hn_audience audience;     /* who it is printed for                       */
    hn_item **items;
    int count, cap;
    uint64_t *needs, *work;   /* of hn_frame_needs()                         */
    int *distance;            /* by node id: 1 + how far down it is read     */
    int *seen;                /* by node id: the number of the item it is in */
} hn_explanation;

/* Explains row `row` of a frame that has been run to the last level; the run's
 * figures where the frame is the run's.  False: no memory. */
bool hn_explain(hn_explanation *out, const hn_pack *pack,
                const hn_tables *tables, const hn_frame *frame, int row,
                const hn_thing *only, int depth, hn_arena *arena);

/* Finds what would turn each panel, matrix and award of it, of which the
 * value is known.  False: no memory. */
bool hn_explanation_turn(hn_explanation *explanation);

/* Whether an item is printed for the audience. */
bool hn_item_is_for(const hn_explanation *explanation, const hn_item *item);

/* Whether a thing can be asked about by itself. */
bool hn_explains(const hn_thing *thing);

/* Prints it under a heading. */
void hn_explanation_text(hn_text *out, const hn_explanation *explanation);
void hn_explanation_json(hn_text *out, const hn_explanation *explanation);
/* The items alone, each line after `indent`. */
void hn_explanation_items(hn_text *out, const hn_explanation *explanation,
                          const char *indent);

#endif
