/*
 * highneeds.h - everything a host program may use.
 *
 * Highneeds calculates English high needs funding by rules that a council
 * writes in Lua.  A host loads a rule pack, gives it rows of data and takes
 * results, explanations and totals.  A name that is not declared here is
 * private and may change.
 *
 * The model.  A pack is loaded once, checked, and from then on only read: it
 * may be shared by threads.  Everything that is wrong with a pack or with data
 * is told through hn_messages, one call a message, ready to print.  Bytes come
 * in through an hn_source and go out through an hn_sink; the library opens no
 * file but those of the pack, prints nothing, and reads no clock, environment
 * or locale.
 *
 * Ownership, for every function below:
 *   - what comes back through `out` is the caller's, who frees it with the
 *     function that its comment names;
 *   - what an accessor returns belongs to the accessor's argument, and lives
 *     as long as that does;
 *   - what is passed in is only read, and only until the call returns.
 *
 * Errors, for every function below: one that can fail returns hn_status and,
 * failing, leaves `*out` as it was.  If it takes an `err`, which may be NULL,
 * it tells there what went wrong.  Any other NULL is the caller's bug.
 */
#ifndef HIGHNEEDS_H
#define HIGHNEEDS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define HN_VERSION "0.1.0"
#define HN_API __attribute__((visibility("default")))

/* The version of the library that runs, in the form of HN_VERSION. */
HN_API const char *hn_version(void);

/* --- errors --------------------------------------------------------------- */

/* What to do next.  Why is told in messages and in hn_error. */
typedef enum hn_status {
    HN_OK,
    HN_FINDINGS,     /* it ran and something did not hold: a failed example  */
    HN_BAD_PACK,     /* the rules do not load                                */
    HN_BAD_DATA,     /* some rows were not calculated                        */
    HN_BAD_USE,      /* what was asked for makes no sense; the message says  */
    HN_OVER_LIMIT,   /* more work or memory than allowed, or cancelled       */
    HN_NO_MEMORY,    /* an allocation was refused                            */
    HN_IO            /* a source or a sink said that it failed               */
} hn_status;

/* Why a call failed.  Plain data of a fixed size: there is nothing to free,
 * and filling it in cannot itself run out of memory. */
typedef struct hn_error {
    hn_status status;
    int  code;           /* 110 for HN110; 0 where there is none             */
    int  line, column;   /* from 1; 0 where none applies                     */
    char where[128];     /* the file, or a name                              */
    char message[256];   /* one line, for a person to read                   */
} hn_error;

/* A message for a person: the first line, place, source line with a caret,
 * note and help, ready to print, ending in a newline. */
typedef struct hn_message {
    int code;            /* 110 for HN110                                    */
    int is_error;        /* 0: a warning                                     */
    const char *file;    /* "" where none applies                            */
    int line, column;
    const char *text;    /* the sentence alone                               */
    const char *printed; /* all of it, several lines                         */
    const char *about;   /* the column of a fault of data; "" where none     */
} hn_message;

typedef void (*hn_message_fn)(void *ctx, const hn_message *message);

/* What a code means, in a paragraph ("HN110" is 110); NULL: no such code. */
HN_API const char *hn_help(int code);
/* The codes there are, rising; `*count` of them. */
HN_API const int *hn_help_codes(int *count);
HN_API const char *hn_help_title(int code);

/* --- the host -------------------------------------------------------------- */

/* What a host provides.  Zero everywhere is a good host. */
typedef struct hn_host {
    /* Allocates, resizes or (new_size 0) frees; called from several threads
     * when a run has several.  NULL: the C library's. */
    void *(*resize)(void *ctx, void *ptr, size_t old_size, size_t new_size);
    void *resize_ctx;
    size_t memory_limit;      /* bytes for all of a pack and its runs; 0: none*/
    int64_t work_limit;       /* steps to load a pack; 0: 10,000,000          */
    size_t script_limit;      /* bytes a script may hold; 0: 32 MB            */
    /* Told every message.  NULL: none are told. */
    hn_message_fn message;
    void *message_ctx;
    /* Asked now and then; not 0 stops the call with HN_OVER_LIMIT. */
    int (*cancel)(void *ctx);
    void *cancel_ctx;
    /* Told, between blocks of data, how many rows and bytes have been read. */
    void (*progress)(void *ctx, int64_t rows, int64_t bytes);
    void *progress_ctx;
    /* Gives the text of a file of the pack by its name within the folder,
     * into memory of `resize` that the library frees; 0, or -1 if there is no
     * such file.  NULL: files of the folder. */
    int (*read_file)(void *ctx, const char *folder, const char *name,
                     char **text, size_t *len);
    void *read_file_ctx;
} hn_host;

/* --- packs ----------------------------------------------------------------- */

typedef struct hn_pack hn_pack;

typedef struct hn_set { const char *param, *value; } hn_set;

typedef struct hn_load_options {
    const hn_set *sets;       /* parameters given another value throughout    */
    int set_count;
    int strict;               /* warnings are errors, as in an approved pack  */
    const char *as_at;        /* "2027-03-01": what is overdue then; NULL     */
    const char *reform;       /* the text of a file that says `reform`: named
                               * changes to the pack; NULL: none               */
    size_t reform_len;
    const char *reform_name;  /* for messages: "dearer.lua"                    */
    int prove;                /* of each panel, that its rows leave nobody out
                               * and meet nowhere; of steps between bands,
                               * with two rows; where warnings are errors, of
                               * criteria that no example tries both ways     */
} hn_load_options;

/* Loads the pack in `folder` (its rules.lua and what that reads), checks it
 * and freezes it.  All that is wrong is told to the host.  `options` may be
 * NULL.  Freed by hn_pack_free(). */
HN_API hn_status hn_pack_load(hn_pack **out, const hn_host *host,
                              const char *folder,
                              const hn_load_options *options, hn_error *err);
HN_API void hn_pack_free(hn_pack *pack);    /* NULL is fine                   */

HN_API const char *hn_pack_name(const hn_pack *pack);
HN_API const char *hn_pack_title(const hn_pack *pack);
HN_API const char *hn_pack_version(const hn_pack *pack);
/* Who approved it and when; "draft" where it does not say. */
HN_API const char *hn_pack_approved(const hn_pack *pack);
/* SHA-256 of its files, in hex: 64 characters. */
HN_API const char *hn_pack_hash(const hn_pack *pack);
/* Its files in the order of their names, and SHA-256 of the bytes of each. */
HN_API int hn_pack_file_count(const hn_pack *pack);
HN_API const char *hn_pack_file_name(const hn_pack *pack, int index);
HN_API const char *hn_pack_file_hash(const hn_pack *pack, int index);
/* What the pack printed while it was loaded, lines for a person; "". */
HN_API const char *hn_pack_printed(const hn_pack *pack);
/* What the parameter of the `index`-th of the sets is now, for people:
 * "share = 50%", "school_first = £7,000.00 a year". */
HN_API const char *hn_pack_set_text(const hn_pack *pack, int index);
HN_API int hn_pack_records_count(const hn_pack *pack);
/* The name of one kind of records, in order of declaration; the first is the
 * main one. */
HN_API const char *hn_pack_records_name(const hn_pack *pack, int index);
/* The data file that stands beside the pack for it, or NULL. */
HN_API const char *hn_pack_records_file(const hn_pack *pack, int index);

/* --- bytes in and out ------------------------------------------------------- */

typedef enum hn_format {
    HN_FORMAT_CSV, HN_FORMAT_JSONL, HN_FORMAT_JSON,
    HN_FORMAT_TABLE,          /* out only: for people                         */
    HN_FORMAT_SVG,            /* out only: a chart, of hn_sweep()             */
    HN_FORMAT_MARKDOWN        /* out only: for a paper, of a hn_difference    */
} hn_format;

/* Fills `buf` with up to `cap` bytes: how many, 0 at the end, -1 on failure. */
typedef struct hn_source {
    const char *records;      /* whose rows; NULL: the main records           */
    const char *name;         /* for messages: "caseload.csv"                 */
    hn_format format;
    long (*read)(void *ctx, char *buf, size_t cap);
    void *ctx;
} hn_source;

/* Takes bytes: 0, or -1 on failure. */
typedef struct hn_sink {
    int (*write)(void *ctx, const char *bytes, size_t len);
    void *ctx;
} hn_sink;

/* A text in memory as a source: its reader goes along it, and like the text
 * lives until the call that reads returns. */
typedef struct hn_reader { const char *at; size_t len; } hn_reader;
HN_API hn_source hn_source_of(hn_reader *reader, const char *records,
                              const char *name, hn_format format);

/* A text that grows as a sink is written to, with a NUL behind it; zero to
 * begin with, or with the host whose `resize` it takes.  Freed by
 * hn_buffer_free(), after which it may be used anew. */
typedef struct hn_buffer {
    char *at;                 /* NULL while nothing was written               */
    size_t len, cap;
    const hn_host *host;
} hn_buffer;
HN_API hn_sink hn_sink_of(hn_buffer *buffer);
HN_API void hn_buffer_free(hn_buffer *buffer);

/* --- calculating ------------------------------------------------------------ */

/* A summary goes on reading its pack: it is freed before the pack. */
typedef struct hn_summary hn_summary;

typedef struct hn_calc_options {
    const char *on;           /* the run's date, "2026-09-01"; NULL: none      */
    hn_format out;            /* of the results                                */
    int jobs;                 /* threads; 0 and 1: one                         */
    int extra_columns;        /* 1: columns that no input reads are ignored    */
    int repeats;              /* 1: ids that stand twice are not looked for    */
    int64_t max_rejects;      /* give up beyond; -1: never                     */
    int seal;                 /* 1: hash what comes in and goes out            */
    const hn_sink *log;       /* takes the decision log: a line of JSON for each
                               * row, private values and all, by which it can
                               * be judged again; NULL: none                   */
    hn_format rejects;        /* of rejected rows: CSV or JSONL                */
} hn_calc_options;

/* What was counted over a run. */
typedef struct hn_counts {
    int64_t rows;             /* read, of the main records                     */
    int64_t calculated;       /* rows = calculated + rejected                  */
    int64_t rejected;
    int64_t repeated;         /* rows whose id stood before                    */
} hn_counts;

/* One kind of results and where they go: the rows of one kind of records by
 * name, or "run" for what holds for the run. */
typedef struct hn_output { const char *table; hn_sink sink; } hn_output;

/* Runs the pack over the sources, one for each kind of records.  Results go to
 * `outputs` in the order of the rows read, whatever `jobs` says; rejected rows
 * go, whole, to `rejects` (NULL: nowhere), and every fault is told to the
 * host.  `*out`, if `out` is not NULL, is a summary, freed by
 * hn_summary_free().  HN_BAD_DATA: some rows were not calculated; the others
 * were. */
HN_API hn_status hn_calc(hn_summary **out, const hn_pack *pack,
                         const hn_host *host, const hn_calc_options *options,
                         const hn_source *sources, int source_count,
                         const hn_output *outputs, int output_count,
                         const hn_sink *rejects, hn_error *err);

/* The same with one text of JSON for all that is read, and one for all that
 * comes back.  `text` is a list of rows of the main records, or an object with
 * a list for each kind of records: {"pupil": [{...}]}.  The answer is an
 * object: "counts"; "results", with a list for each kind of records; "run",
 * the figures of the run; "rejected", what is wrong with which row.  Of the
 * options `out` and `rejects` are passed over.  HN_BAD_DATA as hn_calc(), and
 * the answer is there; where the text is no JSON at all, there is none. */
HN_API hn_status hn_calc_json(const hn_pack *pack, const hn_host *host,
                              const hn_calc_options *options,
                              const char *text, size_t len,
                              const hn_sink *sink, hn_error *err);

HN_API void hn_summary_free(hn_summary *summary);   /* NULL is fine           */
HN_API hn_counts hn_summary_counts(const hn_summary *summary);
/* SHA-256 in hex of all that was read (the same for CSV and JSON of the same
 * values) and of the bytes of the main results; "" without `seal`. */
HN_API const char *hn_summary_input_hash(const hn_summary *summary);
HN_API const char *hn_summary_output_hash(const hn_summary *summary);
/* Prints summaries of the same pack side by side for people, under `titles`
 * (NULL when there is one): counts, each award, its money in the year and for
 * a full year, what stands in the way, and the figures of the run. */
HN_API hn_status hn_summary_print(const hn_summary *const *summaries,
                                  const char *const *titles, int count,
                                  const hn_sink *sink);
/* The manifest of a run with `seal`, as JSON: format hn.seal.v1, set out in
 * docs/schemas.  HN_BAD_USE without. */
HN_API hn_status hn_summary_seal(const hn_summary *summary,
                                 const hn_sink *sink);

/* --- verifying ---------------------------------------------------------------- */

/* What hn_summary_seal() wrote, read again. */
typedef struct hn_seal hn_seal;

/* Reads a seal, `len` bytes that stand in the file `name`.  HN_BAD_DATA, told
 * to the host: it is none, of another format, or not as it was written.  Freed
 * by hn_seal_free(). */
HN_API hn_status hn_seal_read(hn_seal **out, const hn_host *host,
                              const char *name, const char *text, size_t len,
                              hn_error *err);
HN_API void hn_seal_free(hn_seal *seal);    /* NULL is fine                   */

/* How the pack was loaded and how the run was asked for: all that there is to
 * know but the pack and the data.  Both point into the seal. */
HN_API hn_load_options hn_seal_load_options(const hn_seal *seal);
HN_API hn_calc_options hn_seal_calc_options(const hn_seal *seal);
/* The pack it names, for people: "pre_ehcp 2026.1". */
HN_API const char *hn_seal_title(const hn_seal *seal);
/* The results it holds, the main ones first. */
HN_API int hn_seal_table_count(const hn_seal *seal);
HN_API const char *hn_seal_table(const hn_seal *seal, int index);

/* One thing that a seal holds, beside what it is now. */
typedef struct hn_told_sealed {
    const char *what;         /* "file", "data", "result" or "run"              */
    const char *name;         /* of the file of the pack, the records, the table*/
    const char *given;        /* the source that was compared; "": worked out   */
    int differs;
    int code;                 /* 603 for HN603, for what differs; 0             */
    const char *sentence;     /* what was found, for people                     */
} hn_told_sealed;

typedef void (*hn_told_sealed_fn)(void *ctx, const hn_told_sealed *told);

/* Compares the files of the pack in `folder` with those that were sealed,
 * without loading it: for a pack that does not load.  HN_FINDINGS: one is
 * another. */
HN_API hn_status hn_seal_check_pack(const hn_seal *seal, const hn_host *host,
                                    const char *folder,
                                    hn_told_sealed_fn tell, void *ctx,
                                    hn_error *err);

/* Runs the pack, loaded with hn_seal_load_options(), over the sources again
 * and tells each thing that was sealed, whether it is the same now: the files
 * of the pack, the data, the results that come of them, and the bytes of
 * `results`, files of results whose `records` name the table (NULL: the main
 * one).  HN_FINDINGS: something differs. */
HN_API hn_status hn_seal_verify(const hn_seal *seal, const hn_pack *pack,
                                const hn_host *host,
                                const hn_source *sources, int source_count,
                                const hn_source *results, int result_count,
                                hn_told_sealed_fn tell, void *ctx,
                                hn_error *err);

/* --- judging decisions again --------------------------------------------------- */

/* What became of the decisions of a log. */
typedef struct hn_replayed hn_replayed;

typedef struct hn_replay_options {
    const char *const *packs; /* folders, one of which made each decision       */
    int pack_count;
    const hn_load_options *reform;  /* the first of them may have made decisions
                               * with this reform as well; NULL: none           */
    const char *with;         /* the folder of another pack, under which each is
                               * made as well; NULL: none                       */
    const hn_load_options *with_reform;     /* and the reform of that one       */
    const hn_set *sets;       /* parameters of that one given another value     */
    int set_count;
    int internal;             /* 1: single cases and small numbers are told: not
                               * for publication                                */
    int suppress;             /* counts below it are not told; 0: below 5       */
} hn_replay_options;

typedef struct hn_replay_counts {
    int64_t decisions;        /* rows with awards                               */
    int64_t same;             /* come out as they were recorded                 */
    int64_t otherwise;
    int64_t not_judged;       /* no pack that was given made them, or the log
                               * holds only a part of what they go by           */
} hn_replay_counts;

/* Reads the decision log of hn_calc_options.log and works every decision out
 * again by the pack that made it, which its hash tells, and where options say
 * so by another pack beside it.  What is wrong with the log or its lines is
 * told to the host.  HN_FINDINGS: a decision comes out otherwise or was not
 * judged, or the log is not as it was written.  `*out`, there after both, is
 * freed by hn_replayed_free(). */
HN_API hn_status hn_replay(hn_replayed **out, const hn_host *host,
                           const hn_replay_options *options,
                           const hn_source *log, hn_error *err);
HN_API void hn_replayed_free(hn_replayed *replayed);     /* NULL is fine        */
HN_API hn_replay_counts hn_replayed_counts(const hn_replayed *replayed);
/* Prints it: HN_FORMAT_TABLE, for people; CSV, a row for each number or, with
 * `internal`, for each award of a case that is otherwise; JSON.  What is
 * withheld is empty, or null. */
HN_API hn_status hn_replayed_print(const hn_replayed *replayed,
                                   hn_format format, const hn_sink *sink);

/* --- explaining -------------------------------------------------------------- */

/* Who reads it.  A school is told the outcome, the criteria, the money and the
 * figures with a label, in sentences; a family all of that but the figures.
 * Neither is told how the rules are worked out, what puts cases in order, what
 * other rows come to, or what would turn an outcome. */
typedef enum hn_audience { HN_STAFF, HN_SCHOOL, HN_FAMILY } hn_audience;

typedef struct hn_why_options {
    const char *on;           /* as in hn_calc_options                          */
    const char *key;          /* the id of the row; NULL: the first row         */
    const char *figure;       /* one thing only, by name; NULL: all             */
    int depth;                /* how far figures are taken apart; 0: all        */
    int extra_columns;
    hn_format out;            /* HN_FORMAT_TABLE: text; HN_FORMAT_JSON          */
    hn_audience audience;
    int flip;                 /* 1: of each panel and award, the nearest change
                               * of one input that turns it.  HN_STAFF only     */
    const char *table;        /* the records whose row it is; NULL: those of
                               * `figure`, else the first of the pack           */
} hn_why_options;

/* Explains one row: for each criterion and figure the sentence with its
 * numbers, the working, the source and the line of the rule. */
HN_API hn_status hn_why(const hn_pack *pack, const hn_host *host,
                        const hn_why_options *options,
                        const hn_source *sources, int source_count,
                        const hn_sink *sink, hn_error *err);

/* --- the funding arithmetic ---------------------------------------------------- */

/* What a function of `funding` takes, gives and goes by, for people: the one of
 * that name ("place"), or all (NULL).  HN_BAD_USE: there is none of that name;
 * `err` says which may be meant. */
HN_API hn_status hn_funding_help(const char *name, const hn_sink *sink,
                                 hn_error *err);

/* One of them on values, as a calculator: "place" of { "rate", "10000" },
 * { "before", "12" } ...  Amounts are written as in data ("10000", "£1,250.50");
 * of a percent 3 means 3%.  What is left out takes the value that
 * hn_funding_help() shows.  The result, exact, goes to `out` with a NUL: the
 * shortest decimal or, where none ends, a fraction ("2500", "175000/3");
 * nothing is rounded.  HN_EXACT_ROOM bytes hold every one.  HN_BAD_USE: `err`
 * says what is wrong with which argument, or why there is no result. */
#define HN_EXACT_ROOM 96
typedef struct hn_argument { const char *name, *value; } hn_argument;
HN_API hn_status hn_funding(char *out, size_t room, const char *name,
                            const hn_argument *arguments, int count,
                            hn_error *err);

/* --- testing ------------------------------------------------------------------ */

/* Where the program keeps a snapshot: beside the pack's rules.lua. */
#define HN_SNAPSHOT_FILE "snapshot.txt"

typedef struct hn_test_options {
    const char *run;          /* only examples whose name has this; NULL: all    */
    int quiet;                /* 1: failures only                                */
    int junit;                /* 1: JUnit XML in place of text                   */
    const char *snapshot;     /* as `bless` took it: an example that comes to
                               * anything else fails; NULL: not compared         */
    const hn_sink *bless;     /* takes a snapshot in place of comparing, if every
                               * example holds; NULL: none is taken              */
} hn_test_options;

typedef struct hn_test_counts { int passed, failed; } hn_test_counts;

/* Runs the examples of the pack and prints each with what was expected and
 * what came; then its properties, each with how it is known to hold, or a case
 * against it.  HN_FINDINGS when one failed.  A snapshot is a text to keep: all
 * that people are shown of each example's rows and of its run. */
HN_API hn_status hn_test(hn_test_counts *out, const hn_pack *pack,
                         const hn_host *host, const hn_test_options *options,
                         const hn_sink *sink, hn_error *err);

/* --- changing a rule and asking whether anybody notices ----------------------- */

typedef enum hn_mutant_status {
    HN_MUTANT_KILLED,         /* an example does not hold any more              */
    HN_MUTANT_SURVIVED,       /* every example still holds                      */
    HN_MUTANT_EQUIVALENT,     /* nothing that is shown can ever differ: proved  */
    HN_MUTANT_REFUSED,        /* the changed pack does not load                 */
    HN_MUTANT_OVER_LIMIT      /* the changed pack takes more than is allowed    */
} hn_mutant_status;

/* A pack with one change.  All of it lives until the call that tells it
 * returns. */
typedef struct hn_told_mutant {
    int number;               /* from 1, the same each time for the same pack   */
    const char *file;
    int line, column;
    const char *change;       /* "`at_least` for `over`"                         */
    hn_mutant_status status;
    const char *because;      /* of KILLED the example or property, of EQUIVALENT
                               * the proof, of REFUSED the message; else ""     */
    int times;                /* a line in a loop or helper builds it so often  */
    const char *example;      /* of SURVIVED: one that holds for the pack and not
                               * for the change, to be pasted; "": none found   */
} hn_told_mutant;

typedef void (*hn_told_mutant_fn)(void *ctx, const hn_told_mutant *mutant);

typedef struct hn_mutate_options {
    int jobs;                 /* threads; 0 and 1: one                          */
    int most;                 /* so many changes at most, spread evenly over all
                               * there are; 0: all of them                      */
    int tries;                /* examples tried for each survivor; 0: none      */
} hn_mutate_options;

typedef struct hn_mutant_counts {
    int all;                  /* changes there are, tried or not                */
    int killed, survived, equivalent, refused, over_limit;
} hn_mutant_counts;

/* Loads the pack in `folder` again for every change of one rule in it, such as
 * a threshold by a penny, and tells in order whether an example or a property
 * notices.  What a line in a loop builds many times is one rule.
 * HN_FINDINGS when one survived; HN_BAD_USE when an example does not hold for
 * the pack as it is. */
HN_API hn_status hn_mutate(hn_mutant_counts *out, const hn_host *host,
                           const char *folder,
                           const hn_mutate_options *options,
                           hn_told_mutant_fn tell, void *ctx, hn_error *err);

/* --- coverage of policy --------------------------------------------------------- */

typedef struct hn_coverage_options {
    const char *run;          /* by examples whose name has this; NULL: by all   */
    int brief;                /* 1: no examples are looked for that reach what is
                               * missing                                         */
    hn_format out;            /* HN_FORMAT_TABLE, HN_FORMAT_CSV, HN_FORMAT_JSON  */
} hn_coverage_options;

/* A point that no example reaches is missing, unless it is proved that none
 * could. */
typedef struct hn_coverage_counts { int reached, missing, impossible; }
    hn_coverage_counts;

/* Looks up which points of the rules the examples reach, and prints them.  A
 * point is a criterion met, unmet or not to be told, an award's test the same,
 * an arm of a choice, a band, a row of a score, a line of a lookup, a period of
 * a parameter, a value exactly at a threshold and one step to either side.
 * HN_FINDINGS when one is missing: examples that reach those are looked for,
 * and printed ready to paste with what the rules come to now. */
HN_API hn_status hn_coverage(hn_coverage_counts *out, const hn_pack *pack,
                             const hn_host *host,
                             const hn_coverage_options *options,
                             const hn_sink *sink, hn_error *err);

/* --- reconciling -------------------------------------------------------------- */

typedef enum hn_verdict {
    HN_RECONCILES,            /* at the printed figures it would be printed so  */
    HN_ONLY_IF,               /* before they were rounded it may have been      */
    HN_DOES_NOT               /* whatever they were rounded from, it is not     */
} hn_verdict;

/* A claim of the pack: what a report prints, and what its other figures come
 * to.  Numbers for programs are exact ("10032000", "2/3"; 31% is 0.31), and ""
 * where there is none; they live until the call that tells them returns. */
typedef struct hn_told_claim {
    const char *name, *source;
    const char *note;         /* "" where the claim has none                    */
    const char *file;
    int line;
    const char *printed;      /* as printed: "£10,032k"                          */
    const char *said;         /* what it comes to, for people: "£10,032,000"     */
    const char *recomputed;   /* the same, for programs                         */
    const char *low, *high;   /* all it can come to; "" for no end              */
    const char *gap;          /* of DOES_NOT: from what the printed figure can
                               * stand for to it; above 0 where it is more      */
    hn_verdict verdict;
    const char *sentence;     /* what is needed, or how far out it is and which
                               * single figure would explain that; "" where it
                               * reconciles                                     */
    const char *explained_by; /* that figure: "`24` left out"; "" for none      */
} hn_told_claim;

typedef void (*hn_told_claim_fn)(void *ctx, const hn_told_claim *claim);

typedef struct hn_claim_counts { int reconcile, only_if, do_not; }
    hn_claim_counts;

/* Works out every claim of the pack, in the order in which they stand, and
 * tells each.  HN_FINDINGS when one does not reconcile. */
HN_API hn_status hn_reconcile(hn_claim_counts *out, const hn_pack *pack,
                              const hn_host *host, hn_told_claim_fn tell,
                              void *ctx, hn_error *err);

/* --- comparing two packs ------------------------------------------------------- */

/* What another pack changes for a caseload.  It goes on reading both packs: it
 * is freed before them. */
typedef struct hn_difference hn_difference;

typedef struct hn_diff_options {
    const char *on;           /* as in hn_calc_options                          */
    const char *award;        /* whose winners and losers are counted, by name;
                               * NULL: the first that is for each row           */
    const char *const *by;    /* columns to group the cases by, by name          */
    int by_count;
    int internal;             /* 1: small numbers are told, and the largest
                               * changes are kept: not for publication          */
    int suppress;             /* counts below it are not told; 0: below 5        */
    int largest;              /* changes that are kept with `internal`; 0: 5     */
    int extra_columns;
    const char *const *fail_if;      /* "cost > 0": a name, one of > >= < <= =,
                                      * and an amount                            */
    int fail_if_count;
} hn_diff_options;

/* Runs both packs, and each change alone, over the same rows.  A case counts
 * where both packs calculate it; the faults of the others are told to the host.
 * The money of each change taken alone and of their acting together add up to
 * the whole, exactly.  HN_FINDINGS: a condition of `fail_if` holds; HN_BAD_DATA:
 * none does, but some rows were not calculated.  `*out` is there after both. */
HN_API hn_status hn_diff(hn_difference **out, const hn_pack *old_pack,
                         const hn_pack *new_pack, const hn_host *host,
                         const hn_diff_options *options,
                         const hn_source *sources, int source_count,
                         hn_error *err);
HN_API void hn_difference_free(hn_difference *difference);  /* NULL is fine    */
HN_API hn_counts hn_difference_counts(const hn_difference *difference);
/* Prints it under what the two are called: HN_FORMAT_TABLE, for people;
 * HN_FORMAT_MARKDOWN, the same for a paper; CSV, a row for each number; JSON.  What is suppressed is empty, or null. */
HN_API hn_status hn_difference_print(const hn_difference *difference,
                                     const char *old_title,
                                     const char *new_title, hn_format format,
                                     const hn_sink *sink);
/* Whose award is counted, and the ids of the largest changes, the largest
 * first; NULL beyond the last.  What makes each is for hn_why() to say. */
HN_API const char *hn_difference_award(const hn_difference *difference);
HN_API const char *hn_difference_key(const hn_difference *difference,
                                     int index);
/* The conditions that hold; NULL beyond the last. */
HN_API const char *hn_difference_holds(const hn_difference *difference,
                                       int index);

/* --- sweeping ----------------------------------------------------------------- */

typedef struct hn_sweep_options {
    const hn_set *over;       /* what goes through which values: a parameter,
                               * or an input of the one row, and
                               * "6000..8000/500", both ends among them where
                               * the steps meet them, or "a,b,c"              */
    int over_count;           /* the last of several goes fastest             */
    const char *const *figures;   /* by name; none: all that are shown        */
    int figure_count;
    const char *key;          /* figures of the row of that id, and over its
                               * inputs too; NULL: figures of the run         */
    const char *example;      /* the same of an example of the pack           */
    const char *on;           /* as in hn_calc_options; an example has its own*/
    int extra_columns;
    hn_format out;            /* HN_FORMAT_TABLE, _CSV, _JSON; _SVG of one
                               * `over`                                       */
} hn_sweep_options;

/* Works out figures, of the run or of one row, at each of up to 10,000 points.  The pack is
 * loaded again for each, from the folder and with the sets that it was loaded
 * with; the sources are read once.  HN_BAD_DATA: at some point some rows were
 * not calculated; all points are printed. */
HN_API hn_status hn_sweep(const hn_pack *pack, const hn_host *host,
                          const hn_sweep_options *options,
                          const hn_source *sources, int source_count,
                          const hn_sink *sink, hn_error *err);

typedef struct hn_solve_options {
    const char *param;
    const char *target;       /* a figure of the run, one of <= < = > >= and an
                               * amount: "total <= 1500000.00"                */
    const char *between;      /* "0..20000"; NULL: the limits that the parameter
                               * declares, for want of them nought to twice
                               * the highest value that it has                */
    const char *step;         /* NULL: a penny, a hundredth of a percentage or of
                               * a plain number, otherwise one                */
    const char *on;           /* as in hn_calc_options                        */
    int extra_columns;
    hn_format out;            /* HN_FORMAT_TABLE, HN_FORMAT_CSV, _JSON        */
} hn_solve_options;

/* Finds the two neighbouring steps of a parameter of which one meets the
 * target and the other does not, and says if one of them meets it exactly.
 * HN_FINDINGS: the target is not crossed between the ends, or the figure
 * turns back within them; what was found is printed. */
HN_API hn_status hn_solve(const hn_pack *pack, const hn_host *host,
                          const hn_solve_options *options,
                          const hn_source *sources, int source_count,
                          const hn_sink *sink, hn_error *err);

/* --- describing --------------------------------------------------------------- */

/* What the pack holds, for people: each thing with its type and whether it is
 * for each row or for the run. */
HN_API hn_status hn_pack_describe(const hn_pack *pack, const hn_sink *sink);
/* An empty table with the columns that the pack reads. */
HN_API hn_status hn_schema_csv(const hn_pack *pack, const char *records,
                               const hn_sink *sink);
/* The same as a JSON Schema (2020-12) of one row: what each cell can be, and
 * under "x-must" the sentence of each `must`, the column it is about and those
 * that it reads.  It helps a form to ask for what the pack will let in; what
 * is let in hn_calc() decides. */
HN_API hn_status hn_schema_json(const hn_pack *pack, const char *records,
                                const hn_sink *sink);
/* The columns of results as a list of JSON: the name of each, its type as a
 * pack writes it ("GBP", "date", "met or unmet", "list of names"), its label.
 * `table` is the name of records (NULL: the main ones), or "run", whose lines
 * are the figures of the run. */
HN_API hn_status hn_schema_results(const hn_pack *pack, const char *table,
                                   const hn_sink *sink);

#ifdef __cplusplus
}
#endif

#endif
