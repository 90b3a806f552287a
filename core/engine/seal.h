/*
 * seal.h - what a seal holds: all that is needed to work a run out again and
 * to say which part of it is another one now.
 *
 * A run that is sealed makes one; hn_seal_read() makes the same of the text
 * that was written.  To verify is to run again and hold the two beside each
 * other (verify.c).  The last member of the text is the hash of all before it:
 * not a signature, it tells a seal that was damaged from data that was.
 */
#ifndef HN_SEAL_H
#define HN_SEAL_H

#include "engine.h"

#define HN_SEAL_FORMAT "hn.seal.v1"

/* The data of one kind of records. */
typedef struct hn_sealed_data {
    const char *records;
    char values[HN_HASH_TEXT];   /* of what was read: the same for CSV and
                                  * JSON of the same values                  */
    char bytes[HN_HASH_TEXT];    /* of the file as it stood                  */
    int64_t rows, rejected;
} hn_sealed_data;

/* The results of one kind of records, or of the run. */
typedef struct hn_sealed_result {
    const char *table;
    char hash[HN_HASH_TEXT];
} hn_sealed_result;

struct hn_seal {
    hn_memory memory;            /* of one that was read                     */
    hn_arena arena;
    const char *engine, *pack, *version, *pack_hash;
    const char *title;           /* of one that was read: "pre_ehcp 2026.1"  */
    const hn_sealed_file *files;
    int file_count;
    const hn_set *sets;          /* each parameter once                      */
    int set_count;
    const char *on;              /* NULL: no date was given                  */
    bool extra_columns, repeats;
    hn_format out;
    hn_sealed_data *data;        /* in order of declaration                  */
    int data_count;
    char input_hash[HN_HASH_TEXT];       /* of all data                      */
    hn_sealed_result *results;   /* likewise, and the run's                  */
    int result_count;
    const char *output_hash;     /* of the main results                      */
    hn_counts counts;
};

/* What is hashed for one kind of records while a run goes on. */
typedef struct hn_sealing {
    hn_hash values, bytes, results;
    int64_t rows, rejected;
} hn_sealing;

/* Room, where the run is to be sealed; false when memory is refused. */
bool hn_seal_begin(hn_run *run);
/* A source is about to be read. */
void hn_seal_source(hn_run *run, hn_input_file *file);
/* Rows have been read. */
void hn_seal_rows(hn_run *run, const hn_records *records, const hn_job *job);
/* Results have been printed; `records` NULL: those of the run. */
void hn_seal_results(hn_run *run, const hn_records *records,
                     const char *bytes, size_t len);
/* All has been: the summary gets its seal. */
bool hn_seal_end(hn_run *run);

/* Writes the text of a seal. */
void hn_seal_write(hn_text *out, const hn_seal *seal);

#endif
