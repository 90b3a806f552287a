/*
 * options.h - the words after `hn VERB`, read by a table.
 *
 * To add a flag: a name in hn_flag_id, and a line in the table of each verb
 * that takes it; its help is made from there.  Flags may stand after
 * operands; `--flag=value` and `--flag value` are the same; `--` ends them.
 */
#ifndef HN_OPTIONS_H
#define HN_OPTIONS_H

#include "say.h"

typedef enum hn_flag_id {
    HN_FLAG_AS_AT, HN_FLAG_AUDIENCE, HN_FLAG_AWARD, HN_FLAG_FLIP, HN_FLAG_BY, HN_FLAG_FAIL_IF,
    HN_FLAG_INTERNAL, HN_FLAG_LARGEST, HN_FLAG_SUPPRESS,
    HN_FLAG_BLESS, HN_FLAG_COVERAGE, HN_FLAG_CSV, HN_FLAG_DEBUG,
    HN_FLAG_DEPTH, HN_FLAG_EXTRA,
    HN_FLAG_FIGURE, HN_FLAG_HELP, HN_FLAG_IN, HN_FLAG_JOBS, HN_FLAG_JSON,
    HN_FLAG_KEY,
    HN_FLAG_MAX_REJECTS, HN_FLAG_MOST, HN_FLAG_ON, HN_FLAG_ONLY, HN_FLAG_OUT,
    HN_FLAG_BETWEEN, HN_FLAG_EXAMPLE, HN_FLAG_OUTPUT, HN_FLAG_OVER, HN_FLAG_PARAM,
    HN_FLAG_STEP, HN_FLAG_TARGET,
    HN_FLAG_QUIET, HN_FLAG_RECORDS, HN_FLAG_REFORM, HN_FLAG_REJECTS, HN_FLAG_REPEATS,
    HN_FLAG_DATA, HN_FLAG_LOG, HN_FLAG_PACK, HN_FLAG_RESULT,
    HN_FLAG_RUN, HN_FLAG_SEAL, HN_FLAG_SET, HN_FLAG_STRICT, HN_FLAG_SURVIVORS,
    HN_FLAG_TABLE, HN_FLAG_THRESHOLD, HN_FLAG_TRIES, HN_FLAG_WITH,
    HN_FLAG_COUNT
} hn_flag_id;

typedef struct hn_flag {
    hn_flag_id id;
    char letter;         /* 'o': -o as well; 0: none                         */
    const char *name;    /* without the dashes; NULL ends a table            */
    const char *takes;   /* NULL: nothing; "N": a whole number; "a,b": one of
                            these words; "PARAM=VALUE", and what ends in
                            "...": many times                                */
    const char *help;
} hn_flag;

/* What a flag that may be given again was given. */
typedef struct hn_given {
    hn_flag_id id;
    char *value;         /* within argv                                      */
} hn_given;

typedef struct hn_options {
    const char *value[HN_FLAG_COUNT];  /* NULL: not given                    */
    char **operands;                   /* within argv                        */
    int operand_count;
    hn_set *sets;                      /* of --set, in the order given       */
    int set_count;
    hn_given *given;                   /* likewise, of all "..." flags       */
    int given_count;
    hn_set *overs;                     /* of --over                          */
    int over_count;
} hn_options;

/* The flags that every verb takes. */
extern const hn_flag hn_flags_common[];

/* Reads `argv`, which it reorders.  0; or the exit code, after the fault was
 * told.  hn_options_dispose() either way. */
int hn_options_read(hn_options *out, hn_say *say, const char *verb,
                    const hn_flag *flags, int argc, char **argv);
void hn_options_dispose(hn_options *options);

/* The values of a flag of "..." in the order given, into `out`, which has room
 * for options->given_count: how many. */
int hn_options_all(const hn_options *options, hn_flag_id id, char **out);

/* The number that a flag of "N" was given, or `otherwise`. */
int64_t hn_options_number(const hn_options *options, hn_flag_id id,
                          int64_t otherwise);

/* The one of `names` most like `word`, or NULL where none is near. */
const char *hn_options_nearest(const char *word, const char *const *names,
                               int count);

#endif
