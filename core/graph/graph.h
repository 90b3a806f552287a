/*
 * graph.h - what a rule pack leaves behind: typed nodes and the things that
 * name them.
 *
 * A pack declares things (inputs, parameters, figures, awards ...).  The value
 * of a thing is a node; a node is a quantity for each row of one kind of
 * records, or one for the run, and which it is follows from what it reads.
 * Nodes are built through build.h, which checks types and units as it goes;
 * the graph is then finished, frozen and only read.  Everything lives in the
 * graph's arena.
 *
 * The order of `nodes` is an order of dependence: a node stands after all that
 * it reads.
 */
#ifndef HN_GRAPH_H
#define HN_GRAPH_H

#include "../base/notice.h"
#include "../funding/allocation.h"
#include "../funding/functions.h"
#include "../funding/instalments.h"
#include "../quantity/calendar.h"
#include "../quantity/interval.h"
#include "../quantity/ratio.h"
#include "../quantity/round.h"
#include "../quantity/unit.h"

typedef struct hn_node hn_node;
typedef struct hn_thing hn_thing;
typedef struct hn_records hn_records;
typedef struct hn_graph hn_graph;

/* --- types ----------------------------------------------------------------- */

typedef enum hn_kind {
    HN_BROKEN,     /* after an error was reported: fits everywhere         */
    HN_LITERAL,    /* a number or text in the pack that has no type yet    */
    HN_NUMBER,     /* with a unit                                          */
    HN_DATE,
    HN_YESNO,
    HN_CHOICE,     /* one of a list of names                               */
    HN_TEXT        /* id and text: compared for equality, never counted    */
} hn_kind;

typedef enum hn_form {
    HN_AMOUNT,     /* a number with a unit, or a plain one                 */
    HN_COUNT,      /* whole                                                */
    HN_RATIO,
    HN_PERCENT,    /* written 3, means 3/100                               */
    HN_ID          /* of HN_TEXT                                           */
} hn_form;

typedef struct hn_choices { const char **names; int count; } hn_choices;

typedef struct hn_type {
    hn_kind kind;
    hn_form form;
    hn_unit unit;                  /* of HN_NUMBER                         */
    const hn_choices *choices;     /* of HN_CHOICE                         */
} hn_type;

/* --- things ---------------------------------------------------------------- */

typedef enum hn_word {
    HN_WORD_RECORDS, HN_WORD_INPUT, HN_WORD_LINK, HN_WORD_PARAM,
    HN_WORD_LOOKUP, HN_WORD_BANDS, HN_WORD_CRITERION, HN_WORD_SCORE,
    HN_WORD_FIGURE, HN_WORD_AWARD, HN_WORD_CALENDAR, HN_WORD_PEERS,
    HN_WORD_ATTRIBUTION, HN_WORD_PANEL, HN_WORD_MATRIX, HN_WORD_ALLOCATION
} hn_word;

/* What is common to all that has a name. */
struct hn_thing {
    hn_word word;
    const char *name;              /* as declared: "provision_cost"        */
    const char *label;             /* for people; NULL: not shown          */
    const char *source;            /* NULL where none is needed            */
    const char *heading;           /* that it stands under; NULL: none     */
    hn_place place;                /* where it is declared                 */
    const hn_records *records;     /* whose rows it has; NULL: the run's   */
    hn_node *node;                 /* its value; NULL for records, calendar*/
    int uses;                      /* how many nodes and things read it    */
};

/* One mark for a missing value, such as c for confidential. */
typedef struct hn_mark { const char *mark, *reason; } hn_mark;

typedef struct hn_input {
    hn_thing thing;
    hn_type type;
    int decimals;                  /* a value is a whole number of 10^-d   */
    const char *column;            /* in a file; the name where not given  */
    const char *blank;             /* what nothing means; NULL: missing    */
    bool required, is_private;
    bool has_min, has_max;
    int64_t min, max;              /* in 10^-decimals                      */
    const hn_rounding *read;       /* for data with stray decimals; NULL   */
    int index;                     /* in its records                       */
} hn_input;

typedef struct hn_link {
    hn_thing thing;                /* node: the row of `to`, by number     */
    const hn_records *to;
    const hn_input *by;            /* in its own records                   */
    const hn_input *on;            /* the day that the row must hold; NULL:
                                    * the row of that key                  */
    bool required;
    int index;
} hn_link;

/* How long a row lasts: both days are counted. */
typedef struct hn_lasting {
    const hn_input *of;            /* whose it is                          */
    const hn_input *starts;        /* NULL: rows do not last               */
    const hn_input *ends;          /* nothing there: it has no end         */
} hn_lasting;

struct hn_records {
    hn_thing thing;
    const char *what;              /* "a pupil for whom ..."               */
    const char *file;              /* data beside the pack, or NULL        */
    hn_input **inputs;
    int input_count, input_cap;
    hn_link **links;
    int link_count, link_cap;
    const hn_input *key;           /* NULL: rows have no id                */
    const hn_input *dated_by;      /* NULL: rows take the run's date       */
    hn_lasting lasts;
    const hn_mark *marks;          /* for missing values                   */
    int mark_count;
    int index;                     /* in the graph                         */
};

/* A dated row.  The one in force on a day is the last whose `from` is not
 * after it. */
typedef struct hn_period {
    hn_date from;
    hn_node *value;                /* a constant; NULL: "expected"         */
    const char *source;
    hn_date review_by;             /* 0: none                              */
    hn_place place;
} hn_period;

typedef struct hn_param {
    hn_thing thing;
    hn_type type;
    const char *basis;             /* "financial year", or NULL            */
    hn_period *periods;
    int count;
    hn_node *min, *max;            /* limits, constants; NULL: none        */
    int index;
} hn_param;

typedef struct hn_sentence_part {
    const char *text;              /* or                                   */
    const hn_thing *thing;         /* a named thing's value                */
    hn_node *node;                 /* set with `thing`: its value here     */
} hn_sentence_part;

typedef struct hn_sentence {
    hn_sentence_part *parts;
    int count;
} hn_sentence;

/* A table from choices to values, dated.  Rows for one key stand together,
 * rising by date; `cells` has one constant node a column, NULL: missing. */
typedef struct hn_lookup_row {
    int *keys;                     /* a choice number for each key         */
    hn_date from;
    hn_node **cells;
    const char *source;
    hn_place place;
} hn_lookup_row;

typedef struct hn_column_name { const char *name; hn_type type; } hn_column_name;

typedef struct hn_lookup {
    hn_thing thing;                /* node: of a matrix alone              */
    hn_node **by;                  /* choices                              */
    const char **by_names;
    int by_count;
    hn_column_name *columns;
    int column_count;
    hn_lookup_row *rows;
    int row_count;
    /* Of a matrix, which has one column, no dates, and is its value: where a
     * key is not known, what all the cells that it leaves come to. */
    const char *on_missing;        /* where they differ; NULL: missing     */
    hn_node *otherwise;            /* the same as a constant, or NULL      */
    const char **says;             /* by outcome, as written; NULL: none   */
    const hn_sentence **sentences; /* resolved when finished               */
} hn_lookup;

typedef struct hn_band {
    const char *name;
    hn_node *edge;                 /* constant; NULL for the lowest        */
    bool over;                     /* the edge itself lies below           */
    hn_node **cells;               /* a constant for each column           */
    hn_place place;
} hn_band;

typedef struct hn_bands {
    hn_thing thing;                /* node: the band, a choice             */
    hn_node *of;
    hn_band *bands;                /* rising; bands[0] has no edge         */
    int count;
    hn_column_name *columns;
    int column_count;
    hn_node *cliff;                /* constant: the step of money from one
                                    * band to the next that is told of; NULL */
} hn_bands;

/* One dated wording of a criterion; a criterion without dates has one. */
typedef struct hn_wording {
    hn_date from;                  /* HN_DATE_FIRST where not dated        */
    hn_node *test;
    const char *if_met, *if_unmet, *asks;      /* as written               */
    const hn_sentence *met, *unmet;            /* resolved when finished   */
    const char *source;
    hn_place place;
} hn_wording;

typedef struct hn_criterion {
    hn_thing thing;
    hn_wording *wordings;
    int count;
    bool refuses;                  /* a `must`: a row that fails it is     */
    hn_node *refusal;              /* ... refused, by this: a fault there  */
    const hn_input *at;            /* the column to look at; NULL          */
} hn_criterion;

/* What a panel decides: the outcome of the one row whose test holds. */
typedef struct hn_panel_row {
    const char *outcome;
    hn_node *when;
    const char *say;               /* as written; NULL: nothing            */
    const hn_sentence *sentence;   /* resolved when finished               */
    hn_place place;
} hn_panel_row;

typedef struct hn_panel {
    hn_thing thing;                /* node: the outcome, a choice          */
    hn_panel_row *rows;
    int count;
    const char *on_missing;        /* where none holds and one cannot tell;
                                    * NULL: the outcome is missing         */
} hn_panel;

typedef struct hn_score_row {
    hn_node *when;                 /* a test, or NULL and ...              */
    hn_node *of;                   /* ... a choice with points for each    */
    hn_node **points;              /* constants: one, or one for a choice  */
    int count;
    hn_node *weight;               /* a constant, already in the points, or
                                    * NULL                                 */
    hn_node **unweighted;          /* the points as written                */
    const char **descriptors;      /* published words for each choice; NULL*/
    hn_place place;
} hn_score_row;

typedef struct hn_score {
    hn_thing thing;
    hn_score_row *rows;
    int count;
    hn_node *out_of;               /* a constant, or NULL                  */
} hn_score;

typedef struct hn_figure {
    hn_thing thing;
    hn_type declared;              /* HN_BROKEN: not declared              */
    const hn_rounding *rounding;   /* NULL: not rounded                    */
} hn_figure;

typedef struct hn_award {
    hn_thing thing;                /* node: gated and rounded              */
    hn_type declared;
    hn_node *when;                 /* NULL: always                         */
    hn_node *amount;               /* rounded, before the gate             */
    hn_node *full_year;            /* gated and rounded; NULL: not said    */
    hn_node *full_year_amount;     /* before the gate                      */
    const hn_rounding *rounding;   /* never NULL                           */
} hn_award;

typedef struct hn_calendar_thing {
    hn_thing thing;
    hn_calendar calendar;
} hn_calendar_thing;

/* --- examples -------------------------------------------------------------- */

/* A cell of an example: a name and what stands there, as text.  NULL text is
 * the word missing. */
typedef struct hn_cell {
    const char *name, *text;
    hn_place place;
} hn_cell;

typedef struct hn_example_row {
    const hn_records *records;
    hn_cell *cells;
    int count;
} hn_example_row;

typedef struct hn_example {
    const char *name;
    hn_place place;
    bool has_on;
    hn_date on;
    hn_example_row *rows;          /* one, or several                      */
    int row_count;
    hn_cell *expect;
    int expect_count;
    hn_cell *params;               /* have another value in this example   */
    hn_node **values;              /* those, constants; NULL: not readable */
    int param_count;
} hn_example;

/* --- claims ---------------------------------------------------------------- */

/* What a document prints, and the formula that should come to it. */
typedef struct hn_printed_claim {
    const char *name;              /* as people read it, unique             */
    hn_place place;
    hn_node *printed;              /* PRINTED                               */
    hn_node *equals;               /* of PRINTED, constants and arithmetic  */
    const char *source, *note;     /* note: NULL where there is none        */
} hn_printed_claim;

/* --- properties ------------------------------------------------------------ */

/* What holds of every row, or of every two that are alike but for one thing. */
typedef enum hn_promise_kind {
    HN_RISES, HN_FALLS,            /* as `with` rises                      */
    HN_NEVER_OVER, HN_NEVER_UNDER, /* the limit                            */
    HN_NO_CLIFF,                   /* one step of `with`: no more than that*/
    HN_SAME_FOR                    /* rows alike but for `but`             */
} hn_promise_kind;

typedef struct hn_promise {
    hn_promise_kind kind;
    hn_place place;
    hn_node *of;
    hn_node *limit;                /* of NEVER_OVER and NEVER_UNDER        */
    hn_node *test;                 /* that it is kept                      */
    const hn_input *with;          /* of RISES, FALLS and NO_CLIFF         */
    hn_ratio above;                /* of NO_CLIFF                          */
    const hn_input **but;          /* of SAME_FOR                          */
    int but_count;
    hn_node *where;                /* rows that it is made for; NULL: all  */
} hn_promise;

typedef struct hn_property {
    const char *name;              /* as people read it, unique            */
    hn_place place;
    hn_promise *promises;
    int count;
} hn_property;

/* --- nodes ----------------------------------------------------------------- */

typedef enum hn_op {
    HN_OP_CONSTANT,
    HN_OP_INPUT, HN_OP_PARAM, HN_OP_DECISION_DATE, HN_OP_LINK,
    HN_OP_SAME,                         /* a name for another node          */
    HN_OP_ADD, HN_OP_SUB, HN_OP_MUL, HN_OP_DIV, HN_OP_NEG,
    HN_OP_ROUND,
    HN_OP_LOWER, HN_OP_HIGHER,          /* of amounts, or of dates          */
    HN_OP_OVER, HN_OP_AT_LEAST, HN_OP_UNDER, HN_OP_AT_MOST,   /* also dates */
    HN_OP_IS, HN_OP_IS_NOT, HN_OP_ONE_OF,
    HN_OP_KNOWN, HN_OP_GIVEN,
    HN_OP_ALL, HN_OP_ANY, HN_OP_NONE, HN_OP_AT_LEAST_N,
    HN_OP_CHOOSE,                       /* when take when take ... otherwise*/
    HN_OP_PANEL,                        /* the same; of tests that exclude
                                         * one another                      */
    HN_OP_DECIDED,                      /* outcome, another in its place,
                                         * by whom, why, when               */
    HN_OP_DATED,                        /* a criterion's test in force      */
    HN_OP_REFUSE,                       /* a fault where a `must` is unmet  */
    HN_OP_LOOKUP, HN_OP_BANDS, HN_OP_BAND_COLUMN, HN_OP_SCORE,
    HN_OP_GATE,                         /* when, amount                     */
    HN_OP_DATE_SHIFT,                   /* date, duration                   */
    HN_OP_DATE_DIFF,                    /* date, date: days                 */
    HN_OP_PART_OF_YEAR,                 /* from, to, start                  */
    HN_OP_COMPLETED_MONTHS, HN_OP_COMPLETED_YEARS,
    HN_OP_FINANCIAL_YEAR, HN_OP_ACADEMIC_YEAR,              /* choices      */
    HN_OP_FINANCIAL_YEAR_END, HN_OP_ACADEMIC_YEAR_END,      /* dates        */
    HN_OP_MONTH_END,
    HN_OP_CALENDAR_ADD, HN_OP_CALENDAR_DAYS,
    HN_OP_SCHOOL_WEEKS, HN_OP_SCHOOL_WEEK_END, HN_OP_TERM_END,
    HN_OP_SCHOOL_DAY,
    HN_OP_FUNDING,                      /* a function of core/funding       */
    HN_OP_INSTALMENT,                   /* amount, paid, done               */
    HN_OP_PRINTED,                      /* a figure as printed: an interval */
    HN_OP_MEDIAN_OF,                    /* of a list                        */
    HN_OP_VIA,                          /* link: a value of the other row   */
    HN_OP_SUM, HN_OP_COUNT, HN_OP_MEAN, HN_OP_MINIMUM, HN_OP_MAXIMUM,
    /* Of members put in order; from here on they are kept until then. */
    HN_OP_MEDIAN, HN_OP_LOWER_QUARTILE, HN_OP_UPPER_QUARTILE,
    HN_OP_QUARTILE, HN_OP_RANK,         /* where a row stands among them    */
    HN_OP_PREVIOUS,                     /* of the row before                */
    HN_OP_ATTRIBUTED,                   /* a claim counted once             */
    HN_OP_ALLOCATED,                    /* what a pot pays of a claim       */
    HN_OP_QUEUED,                       /* ALLOCATED: its place in the queue*/
    HN_OP_FARED,                        /* ALLOCATED: what became of a claim*/
    HN_OP_SENTENCE,
    HN_OPS
} hn_op;

/* Whether it goes over rows. */
static inline bool hn_op_is_fold(hn_op op)
{
    return op >= HN_OP_SUM && op <= HN_OP_ALLOCATED;
}

/* Whether it takes one of several arms: when, take, when, take, otherwise. */
static inline bool hn_op_has_arms(hn_op op)
{
    return op == HN_OP_CHOOSE || op == HN_OP_PANEL;
}

/* Whether its members are put in order, to find the middle or a place. */
static inline bool hn_op_is_ranked(hn_op op)
{
    return op >= HN_OP_MEDIAN && op <= HN_OP_RANK;
}

/* Whether it says where a row stands among the members. */
static inline bool hn_op_is_place(hn_op op)
{
    return op == HN_OP_QUARTILE || op == HN_OP_RANK;
}

/* Whether it reads the rows of its group in their order: its arguments are
 * those of its own row. */
static inline bool hn_op_is_ordered(hn_op op)
{
    return op >= HN_OP_PREVIOUS && op <= HN_OP_ALLOCATED;
}

/* A value known when the pack loads. */
typedef struct hn_constant {
    bool missing;
    hn_ratio number;               /* HN_NUMBER                            */
    int64_t index;                 /* a date, a choice, 1 or 0 for yes/no  */
    const char *text;              /* HN_TEXT, and every literal           */
    bool quoted;                   /* a literal that stood in quotes       */
} hn_constant;

/* Who stands beside whom: a table of pairs with two links to one kind of
 * records. */
typedef struct hn_peers {
    hn_thing thing;
    const hn_link *of;             /* of the pairs: whose peer it is; NULL:
                                    * what was declared makes no sense      */
    const hn_link *are;            /* of the pairs: the peer                */
    bool own;                      /* a row counts among its own            */
} hn_peers;

/* One key of an order. */
typedef struct hn_order_key {
    hn_node *node;
    bool falling;                  /* highest, latest first; missing is last*/
} hn_order_key;

/* A figure as a document prints it: all that would be printed so, or the
 * figure itself. */
typedef struct hn_printed {
    const char *text;              /* "£38k"                                */
    hn_printed_figure figure;      /* between: a point where it is exact    */
} hn_printed;

/* A pot of money that rows claim. */
typedef struct hn_pot {
    hn_node *of;                   /* what is in it: the run's, or where the
                                    * fold has groups that of each          */
    hn_pot_rule rule;
    hn_node *floor, *cap;          /* of each claim; NULL: none             */
    hn_node *most;                 /* of all claims of the same `most_by`   */
    hn_node **most_by;
    int most_by_count;
    hn_op year;                    /* FINANCIAL_YEAR or ACADEMIC_YEAR: it is
                                    * of the run's, and so are its rows; else
                                    * CONSTANT                              */
    hn_node *could;                /* the amount of an award before its test,
                                    * for who cannot be told; NULL: not one */
} hn_pot;

/* What a node over rows runs over. */
typedef struct hn_fold {
    hn_node *of;                   /* NULL for a count of records          */
    const hn_records *over;        /* whose rows are gone through          */
    hn_node *where;                /* NULL: all                            */
    hn_node **by;                  /* groups; none: all in one             */
    int by_count;
    hn_node *for_each;             /* a link node: a value for its target  */
    bool leave_out;                /* missing = "left out"                 */
    const hn_peers *peers;         /* over = peers.x: a value for each row  */
    bool highest_first;            /* of QUARTILE and RANK                  */
    hn_order_key *order;           /* of PREVIOUS ... ALLOCATED             */
    int order_count;
    hn_node *share;                /* of ATTRIBUTED, in place of an order;
                                    * `order` is then what ties go by       */
    const hn_rounding *rounding;   /* of shares; NULL: exact; the steps that
                                    * a pot is shared out in                */
    const hn_pot *pot;             /* of ALLOCATED                          */
} hn_fold;

/* Whether all of its rows come to one. */
static inline bool hn_fold_is_whole(const hn_fold *fold)
{
    return fold->by_count == 0 && !fold->for_each && !fold->peers;
}

/* Several claims for one thing, of which it is counted once. */
typedef struct hn_attribution {
    hn_thing thing;                /* node: what is counted of a row        */
    hn_figure *removed;            /* the rest of its claim; NULL after an
                                    * error                                 */
} hn_attribution;

/* A pot shared out over the claims on it. */
typedef struct hn_allocation {
    hn_thing thing;                /* node: what is paid to a row           */
    /* Figures beside it; NULL after an error, or where there is none. */
    hn_figure *left, *unpaid, *outcome, *place, *full_year, *could;
} hn_allocation;

struct hn_node {
    hn_op op;
    hn_type type;
    const hn_records *records;     /* whose rows it has; NULL: see for_run */
    bool for_run;                  /* one value, at the run's date; with
                                    * records NULL and not for_run the node
                                    * floats: it is worked out wherever it is
                                    * read, at the date in use there         */
    hn_place place;
    int id;                        /* its index in graph->nodes            */
    int depth;                     /* longest way down to a leaf           */
    int uses;
    bool once;                     /* its line has its word once: all that
                                    * was built there is one rule          */
    bool uneven;                   /* divided by what a row says, and not
                                    * rounded since: no common denominator */
    bool of_report;                /* reads a PRINTED: of claims alone      */
    bool bare;                     /* has a name, and is read without it: by
                                    * a local of the pack with its formula  */
    hn_node **args;
    int count;
    const hn_thing *thing;         /* what it is the value of, or NULL     */
    union {
        hn_constant constant;
        const hn_input *input;
        struct { const hn_param *param; } param;    /* args[0]: at, or none*/
        const hn_link *link;
        hn_rounding rounding;
        int at_least;
        const hn_criterion *criterion;
        struct { const hn_lookup *lookup; int column; } lookup;
        struct { const hn_bands *bands; int column; } bands;
        const hn_panel *panel;
        const hn_score *score;
        struct { hn_year_part by; hn_part_month part;
                 const hn_calendar *terms; } year;
        const hn_calendar *calendar;
        const hn_fold *fold;
        const hn_sentence *sentence;
        int begins;                /* first year of a year's choices       */
        const hn_funding_function *funding;
        const hn_dealing *dealing;
        const hn_printed *printed;
    } u;
};

/* --- the graph ------------------------------------------------------------- */

typedef struct hn_pack_facts {
    const char *name, *title, *version, *owner, *source, *approved;
    hn_place place;
    hn_rounding rounding;          /* of awards; to the penny if not said  */
    bool declared;
} hn_pack_facts;

struct hn_graph {
    hn_memory *memory;
    hn_arena arena;
    hn_report *report;             /* where building reports; the caller's */
    hn_pack_facts pack;
    hn_node **nodes;
    int node_count, node_cap;
    hn_thing **things;             /* in order of declaration              */
    int thing_count, thing_cap;
    hn_records **records;
    int records_count, records_cap;
    hn_param **params;
    int param_count, param_cap;
    hn_example **examples;
    int example_count, example_cap;
    hn_printed_claim **claims;
    int claim_count, claim_cap;
    hn_property **properties;
    int property_count, property_cap;
    /* When finished, what properties alone read stands in `nodes` beyond
     * node_count, and behind it what claims alone read. */
    int property_nodes, claim_nodes;
    const hn_choices *years;       /* 1990-91 ... of financial_year; NULL  */
    const char *heading;           /* of what is declared now, or NULL     */
    struct hn_edits *edits;        /* changes to be made; NULL: none (edit.h)*/
    bool full;                     /* it was told that there are too many  */
    bool frozen;
};

/* The thing of that word and name (any word when `word` is -1), or NULL. */
hn_thing *hn_graph_find(const hn_graph *graph, int word, const char *name);
hn_records *hn_graph_records(const hn_graph *graph, const char *name);
hn_input *hn_records_input(const hn_records *records, const char *name);
hn_link *hn_records_link(const hn_records *records, const char *name);

/* Whether the pack says that it is a draft, in whatever case, or says nothing. */
bool hn_graph_is_draft(const hn_graph *graph);
/* Whether it says that nobody has agreed yet: "illustration", whatever comes
 * after it. */
bool hn_source_is_illustration(const char *source);

/* "criterion", "GBP/year", "yes/no" ... for messages and tables. */
const char *hn_word_name(hn_word word);
/* The word that declared it: a criterion that refuses is a `must`. */
const char *hn_thing_word(const hn_thing *thing);
void hn_type_write(hn_text *out, hn_type type);
/* Reads a type as a pack writes it; NULL, or what is wrong.  `choices` is
 * needed for "choice" and is kept. */
const char *hn_type_read(hn_type *out, const char *text,
                         const hn_choices *choices);
/* A number in data without declared limits lies within this, in its own
 * decimals: far beyond any budget, and far from the edge of 64 bits. */
#define HN_INPUT_LIMIT INT64_C(1000000000000000)

/* How many decimals a value of this type may have in data. */
int hn_type_decimals(hn_type type);

#endif
