/*
 * value.h - one cell, read as an input declares it.
 *
 * There is one meaning of a cell whatever the file's format: this is where it
 * is.  Blanks around a cell are passed over; nothing is guessed.
 *
 *   amount      -?digits[.digits]; money also with a pound sign, thousands
 *               in their places and brackets for a negative
 *   date        YYYY-MM-DD
 *   yes/no      yes no y n true false: small, with a capital, or in capitals
 *   choice      one of the names, exactly
 *   id, text    as it stands
 *   nothing     missing, or none where the input says what blank means
 *   a mark of the records (marks): missing, for that reason
 */
#ifndef HN_VALUE_H
#define HN_VALUE_H

#include "../graph/rows.h"

typedef struct hn_choice_slot {
    uint64_t first, last;     /* the first and the last 8 bytes, 0-filled   */
    uint32_t len;
    int32_t index;            /* of the choice; -1: free                    */
} hn_choice_slot;

/* How the cells of one input are read: prepared once. */
typedef struct hn_reading {
    const hn_input *input;
    const hn_records *records;
    bool money;               /* a money cell may have thousands and so on  */
    bool quick;               /* short plain numbers need no rounding       */
    int64_t scale;            /* 10^decimals                                */
    int64_t least, most;      /* limits, or the ends of int64               */
    hn_choice_slot *slots;    /* of choices, open addressing                */
    int slot_mask;
    uint64_t mix;             /* spreads them over the slots                */
    const bool *mark_first;   /* by first byte: a mark begins so; NULL      */
} hn_reading;

bool hn_reading_init(hn_reading *out, const hn_records *records,
                     const hn_input *input, hn_arena *arena);

typedef enum hn_state { HN_KNOWN, HN_NONE, HN_MISSING, HN_REFUSED } hn_state;

typedef struct hn_value {
    hn_state state;
    bool rounded;             /* by input->read                             */
    uint8_t mark;             /* 1 + the mark that stood there; 0           */
    int code;                 /* HN_REFUSED: why                            */
    const char *why;          /* of HN401: what is wrong with its form; NULL:
                                 it is outside the limits, or no choice     */
    int64_t value;            /* amount, date, choice, 1 or 0 for yes/no    */
    hn_slice text;
} hn_value;

/* Reads one cell. */
hn_value hn_value_read(const hn_reading *reading, hn_slice cell);

/* The sentence about a refused value, and the help or NULL, in the arena.
 * `column` is the file's name of it.  A private value is never in them. */
const char *hn_value_message(const hn_reading *reading, hn_slice column,
                             hn_slice cell, const hn_value *value,
                             hn_arena *arena);
const char *hn_value_help(const hn_reading *reading, hn_slice cell,
                          const hn_value *value, hn_arena *arena);

/* Text without the blanks around it. */
hn_slice hn_slice_trim(hn_slice slice);

#endif
