/*
 * engine.h - shared by the files that implement highneeds.h over the parts.
 */
#ifndef HN_ENGINE_H
#define HN_ENGINE_H

#include "../../lua/loader.h"
#include "../data/hash.h"
#include "../data/rejects.h"
#include "../data/write.h"
#include "../graph/tables.h"
#include "../highneeds.h"

/* A file of a pack. */
typedef struct hn_sealed_file {
    const char *name;
    char hash[HN_HASH_TEXT];
} hn_sealed_file;

struct hn_pack {
    hn_host host;             /* as it was when the pack was loaded           */
    hn_memory memory;         /* all of the pack; runs have their own         */
    hn_arena arena;
    hn_report report;
    hn_graph graph;
    char hash[HN_HASH_TEXT];
    hn_sealed_file *files;    /* in the order of their names                  */
    int file_count;
    const char *folder;       /* that it was loaded from                      */
    const char *printed;      /* by the pack, while it was loaded             */
    const hn_set *sets;       /* the parameters given another value             */
    const char **set_texts;   /* "cap = £12,000.00 a year"                    */
    int set_count;
    hn_pack_file reform;      /* text.at NULL: none                           */
};

/* Hashes a file of a folder as a pack's are; not `*found`: it cannot be read. */
hn_status hn_folder_hash(const hn_host *host, const char *path,
                         const char *name, bool *found,
                         char out[HN_HASH_TEXT]);

/* Whether the `i`-th of its sets holds: no later one is of the same parameter. */
bool hn_set_holds(const hn_pack *pack, int i);
/* --- packs (pack.c) ----------------------------------------------------------- */

/* hn_pack_load() with a change to the rules: `edits`, which lives longer. */
hn_status hn_pack_load_edited(hn_pack **out, const hn_host *host,
                              const char *path, struct hn_edits *edits,
                              hn_error *err);

/* What a text of JSON says of its pack: an object, with the parameters that were
 * set; and the member with the run's date. */
void hn_pack_json(hn_text *out, const hn_pack *pack);
void hn_on_json(hn_text *out, bool has_on, hn_date on);

/* --- examples (examples.c) ------------------------------------------------------ */

/* The first example that does not hold, by its number; -1: all of them do. */
hn_status hn_test_first(int *failed, const hn_pack *pack, hn_error *err);
/* Whether one holds that is not of the pack; false when memory is refused. */
bool hn_test_example(bool *holds, const hn_pack *pack,
                     const hn_example *example);

/* Warns of criteria that no example tries both ways (cover_warn.c). */
hn_status hn_cover_warn(hn_pack *pack, hn_error *err);
/* Warns of bands whose money is further apart than the pack says it may be;
 * `with_rows`: with two rows that show it (band_steps.c). */
hn_status hn_steps_warn(hn_pack *pack, bool with_rows, hn_error *err);

/* Adds to the warnings of what no row comes to a row that comes nearest, as an
 * example (unreached.c). */
hn_status hn_unreached_show(hn_pack *pack, hn_error *err);

/* --- telling (tell.c) --------------------------------------------------------- */

/* Fills `err`, which may be NULL, and gives back `status`. */
hn_status hn_fail(hn_error *err, hn_status status, int code,
                  const char *where, const char *message);
hn_status hn_no_memory(hn_error *err);
/* There is no function of `funding` of that name: which may be meant. */
hn_status hn_no_function(const char *name, hn_error *err);
/* Tells one notice to the host; `as_error`: a warning counts as one. */
void hn_tell_one(const hn_host *host, hn_memory *memory, const hn_notice *notice,
             int as_error);
/* Tells all of a report; the first error fills `err`. */
void hn_tell_all(const hn_host *host, hn_report *report, int as_error,
                 hn_error *err);
/* Tells one fault of a row, and which column it is about. */
void hn_tell_fault(const hn_host *host, hn_memory *memory,
                   const hn_layout *layout, const hn_fault *fault);
/* Reads the date that `flag` was given; `err` says what is wrong with it. */
hn_status hn_read_date(const hn_host *host, const char *flag,
                       const char *text, hn_date *out, hn_error *err);
/* Reads the date of a run. */
hn_status hn_read_on(const hn_host *host, const char *text, bool *has_on,
                     hn_date *on, hn_error *err);

/* Writes a text to a sink and empties it: false when the sink failed. */
bool hn_flush(const hn_sink *sink, hn_text *text);

/* --- results (results.c) -------------------------------------------------------- */

typedef enum hn_result_kind {
    HN_RESULT_VALUE, HN_RESULT_DECISION, HN_RESULT_UNMET, HN_RESULT_NEEDS
} hn_result_kind;

/* A column of the results of one kind of records. */
typedef struct hn_result {
    hn_result_kind kind;
    const char *name;
    const hn_node *node;      /* of VALUE and DECISION                         */
    int award;                /* of the others: in hn_results.awards           */
    int list;                 /* the column whose list it prints: its own, or
                               * that of an earlier award with the same test   */
} hn_result;

/* An award, with what its test reads. */
typedef struct hn_award_parts {
    const hn_award *award;
    const hn_criterion **criteria;      /* under `when`, in order              */
    hn_slice *names;                    /* theirs, each after "; "             */
    int criteria_count;
} hn_award_parts;

typedef struct hn_results {
    const hn_records *records;
    hn_result *columns;
    int count;
    hn_award_parts *awards;
    int award_count;
    hn_slice *inputs;         /* the names of the inputs, each after "; "      */
    int mark_words;           /* to mark any of them, or any criterion         */
    hn_node **checked;        /* what is shown: a fault there is the row's     */
    int checked_count;
    hn_writer writer;
} hn_results;

/* Settles the columns for `records`; false when memory is refused. */
bool hn_results_init(hn_results *results, const hn_graph *graph,
                     const hn_records *records, hn_table_format format,
                     hn_arena *arena);

/* --- tallies (tally.c) ------------------------------------------------------------ */

/* What was counted over one award. */
typedef struct hn_award_tally {
    int64_t met, unmet, open;         /* rows by decision                       */
    int64_t missing;                  /* met, and the amount is not known       */
    hn_ratio certain, certain_year;   /* money of the rows that are met         */
    hn_ratio could_be, could_be_year; /* more, if what is missing favours it    */
    int64_t unpriced;                 /* open rows whose amount is not known    */
    int64_t *criterion_unmet;         /* by criterion: unmet rows it is among   */
    int64_t *criterion_open;          /* by criterion: cannot tell              */
    int64_t *needs;                   /* by input: open rows that need it       */
    bool fault;                       /* a sum left the range                   */
} hn_award_tally;

typedef struct hn_tally {
    const hn_results *results;
    hn_award_tally *awards;
    int64_t **outcomes;               /* by column: of a panel, its rows by
                                       * outcome, the last those that cannot be
                                       * told; NULL for any other               */
    int64_t rows;                     /* calculated                             */
} hn_tally;

bool hn_tally_init(hn_tally *tally, const hn_results *results,
                   hn_arena *arena);
/* How many outcomes a column has to be counted by; 0: it is of no panel. */
int hn_result_outcomes(const hn_result *column);
void hn_tally_merge(hn_tally *tally, const hn_tally *other);

/* --- one chunk (sheet.c) ------------------------------------------------------------ */

/* What a thread needs to turn an evaluated chunk into results. */
struct hn_run;

typedef struct hn_sheet {
    const hn_results *results;
    hn_vector *lists;         /* of UNMET and NEEDS columns                     */
    hn_text *list_texts;
    const hn_vector **vectors;
    uint64_t *marks;          /* by row: which names are in its list            */
    uint64_t *needs, *work;   /* of hn_frame_needs()                            */
    bool failed;              /* memory was refused                             */
    hn_arena arena;
} hn_sheet;

bool hn_sheet_init(hn_sheet *sheet, const hn_results *results,
                   const hn_plan *plan, hn_memory *memory);
void hn_sheet_dispose(hn_sheet *sheet);

/* Counts the live rows and prints them (`out` NULL: not). */
bool hn_sheet_rows(hn_sheet *sheet, const hn_frame *frame,
                   const uint64_t *live, hn_tally *tally, hn_text *out);

/* --- rows that cannot be worked out (row_faults.c) ------------------------------------- */

/* Takes the rows with a fault in what is shown, at `level` or below, out of
 * `live` and adds a fault for each: their number.  (Rows that stream have level
 * 0 alone, and held rows, once settled, were withdrawn for any other.)  The
 * faults from `from` on are the chunk's: they are put in order of line. */
int hn_row_faults(const hn_results *results, const hn_frame *frame, int level,
                  uint64_t *live, hn_faults *faults, int from);
/* Writes why a node with a fault in that row could not be worked out, for
 * after "it": "would be divided by `nights`, which is nought". */
void hn_fault_say(hn_text *out, const hn_frame *frame, const hn_node *node,
                  int row);
/* Tells which figures of the run could not be worked out. */
void hn_run_faults(struct hn_run *run);
/* Tells which rows lead to no row of the table that adds them up. */
void hn_run_unlinked(struct hn_run *run);

/* --- rows that sums had counted (withdrawn.c) ------------------------------------------ */

/* When a row was withdrawn, and what was found wrong with it. */
typedef struct hn_withdrawal {
    int level;                /* 0: it was not                                  */
    int fault, fault_count;   /* the first in hn_withdrawn.faults, how many     */
} hn_withdrawal;

/* The rows of one table that were withdrawn at a level above 0. */
typedef struct hn_withdrawn {
    hn_faults faults;
    hn_withdrawal *rows;      /* by row; NULL: none was                         */
} hn_withdrawn;

void hn_withdrawn_init(hn_withdrawn *withdrawn, hn_memory *memory);
void hn_withdrawn_dispose(hn_withdrawn *withdrawn);
/* Settles held rows once; `results` and `withdrawn` by records index.  Again,
 * while the tables are stale.  False when memory is refused. */
bool hn_settle(hn_tables *tables, const hn_results *results,
               hn_withdrawn *withdrawn);
/* Of a held row; NULL: it was not. */
const hn_withdrawal *hn_withdrawn_row(const hn_withdrawn *withdrawn,
                                      int64_t row);
/* Takes the withdrawn rows of a chunk out of `live` and adds their faults, which
 * live as long as `withdrawn`: their number. */
int hn_withdrawn_take(const hn_withdrawn *withdrawn, const hn_rows *rows,
                      uint64_t *live, hn_faults *faults);

/* --- reading (input.c) ----------------------------------------------------------------- */

/* A source being read, block after block. */
typedef struct hn_input_file {
    const hn_source *source;
    hn_layout layout;
    bool has_layout;
    hn_table_format format;
    const hn_records *records;
    int64_t line;             /* of the next block                              */
    int64_t bytes;            /* read so far                                    */
    hn_hash *hash;            /* of them; NULL: not wanted                      */
    bool ended, failed;
    char *rest;               /* read and not yet part of a block               */
    size_t rest_len, rest_cap;
    hn_memory *memory;
    hn_arena arena;
} hn_input_file;

/* Whole records of a file. */
typedef struct hn_block {
    char *bytes;
    size_t len, cap;
    size_t begins;            /* where its rows begin: after the header         */
    int64_t line;
    bool last;
} hn_block;

void hn_input_file_init(hn_input_file *file, const hn_source *source,
                        const hn_records *records, hn_memory *memory);
void hn_input_file_dispose(hn_input_file *file);
/* The next block: 1; 0 at the end; -1 after a report (or memory refused).  The
 * first one makes the layout. */
int hn_input_block(hn_input_file *file, bool extra_columns, hn_block *block,
                   hn_report *report);

/* --- values that are told (told.c) ----------------------------------------------------- */

typedef struct hn_told {
    bool known;
    bool counts;              /* it is a number that is known                   */
    hn_ratio number;
    const char *said;         /* for people                                     */
    const char *exact;        /* as in results of the format                    */
} hn_told;

/* What a node has at a row of a frame that has been run; false when memory is
 * refused. */
bool hn_told_make(hn_told *out, const hn_frame *frame, const hn_node *node,
                  int row, hn_table_format format, hn_arena *arena);

/* --- summary ------------------------------------------------------------------------------ */

/* A figure of the run, as the summary keeps it. */
typedef struct hn_run_line {
    const hn_thing *thing;
    hn_told told;
    int64_t left_out;
} hn_run_line;

struct hn_summary {
    hn_memory memory;
    hn_arena arena;
    const hn_pack *pack;
    hn_counts counts;         /* of the main records                             */
    hn_counts *of;            /* by records index: of each kind                  */
    bool has_on;
    hn_date on;
    hn_results *results;      /* by records index                                */
    hn_tally *tallies;
    hn_run_line *lines;
    int line_count;
    struct hn_pot_line *pots; /* of every allocation: queues.h                   */
    int pot_count, pot_cap;
    hn_seal *seal;            /* in the arena; NULL: none was asked for         */
};

/* --- a run (run.c, calc.c) ------------------------------------------------------------------ */

/* A block and what comes of it: one thread fills it, another writes it out. */
typedef struct hn_job {
    hn_block block;
    hn_arena scratch;         /* cells that had to be written out               */
    hn_faults faults;
    hn_text out;              /* printed rows                                   */
    hn_text canon;            /* typed input, for the hash                      */
    hn_text log;              /* lines of the decision log                      */
    struct hn_seen *ids;      /* of the rows, for repeats                       */
    int64_t id_count, id_cap;
    int64_t read, rejected, calculated;
    bool failed;              /* memory was refused                             */
    bool done;                /* of the threads: guarded by their lock          */
} hn_job;

typedef struct hn_seen { hn_fingerprint id; int64_t line; } hn_seen;

/* What one thread works with. */
typedef struct hn_worker {
    hn_frame frame;
    hn_tables sums;           /* what its rows add up to                        */
    hn_sheet sheet;
    hn_tally tally;
    hn_rows rows;
    hn_arena arena;
} hn_worker;

/* A call of hn_calc() or hn_why() under way. */
typedef struct hn_run {
    const hn_pack *pack;
    const hn_host *host;
    const hn_calc_options *options;
    hn_error *err;
    hn_memory memory;
    hn_arena arena;
    hn_report report;         /* of what stops the run                          */
    hn_plan plan;
    hn_tables tables;
    hn_withdrawn *withdrawn;  /* by records index                               */
    hn_summary *summary;
    hn_block *kept;           /* blocks whose rows are held                     */
    int kept_count, kept_cap;
    hn_arena kept_scratch;
    hn_id_set ids;            /* of the source in hand                          */
    struct hn_sealing *sealing;   /* by records index, and one for the run's
                               * results; NULL: no seal is asked for (seal.h)   */
    struct hn_log *log;       /* NULL: none is asked for (decisions.h)          */
    const hn_sink *rejects;
    bool rejects_begun;
    int64_t bytes;            /* read, all told                                 */
    int64_t rejected;         /* rows of all kinds                              */
    struct hn_changes *changes;       /* in a row; NULL: none                 */
    bool stopped;             /* nothing is to be kept: a file that cannot be
                               * read as a whole, too many rejects              */
    hn_status status;
} hn_run;

/* Makes the plan, the tables and the summary; the status is the run's too. */
hn_status hn_run_open(hn_run *run, const hn_pack *pack, const hn_host *host,
                      const hn_calc_options *options, hn_error *err);
void hn_run_close(hn_run *run);
hn_status hn_run_no_memory(hn_run *run);
/* Tells run->report and gives up. */
hn_status hn_run_refuse(hn_run *run, hn_status status);
/* Whether the host wants to stop: the run's status says so then. */
bool hn_run_cancelled(hn_run *run);

/* The source for a kind of records, or NULL. */
const hn_source *hn_run_source(const hn_run *run, const hn_records *records,
                               const hn_source *sources, int count);
/* Reads all rows of a source and holds them. */
hn_status hn_run_hold(hn_run *run, const hn_records *records,
                      const hn_source *source);
/* Settles what is held, until no row is withdrawn any more. */
hn_status hn_run_settle(hn_run *run);
/* Tells the faults, repeats and hashes of a job, in order of the rows. */
hn_status hn_run_account(hn_run *run, const hn_input_file *file, hn_job *job);

/* hn_calc() over one source for each kind of records, for its log alone: each
 * line begins with the number of its row's line in its source. */
hn_status hn_calc_log(const hn_pack *pack, const hn_host *host,
                      const hn_calc_options *options,
                      const hn_source *sources, int source_count,
                      hn_error *err);

bool hn_job_init(hn_job *job, hn_memory *memory);
void hn_job_clear(hn_job *job);
void hn_job_dispose(hn_job *job);
/* Notes the id of every row, and what is hashed. */
bool hn_job_note(hn_job *job, const hn_run *run, const hn_rows *rows);

/* The nodes of the run that are shown: figures and the like with a label. */
bool hn_is_run_line(const hn_thing *thing);
bool hn_is_shown(const hn_thing *thing);
/* What refuses a row that fails a `must`, at fault there; NULL for all else. */
hn_node *hn_refusal_of(const hn_thing *thing);
/* Whether it is shown, or decides which rows are. */
bool hn_is_of_account(const hn_thing *thing);

#endif
