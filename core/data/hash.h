/*
 * hash.h - SHA-256, fingerprints of ids, and the canonical form of rows.
 */
#ifndef HN_HASH_H
#define HN_HASH_H

#include "../graph/rows.h"

#define HN_HASH_TEXT 65                            /* 64 hex digits and NUL  */

typedef struct hn_hash { uint64_t state[32]; } hn_hash;

void hn_hash_init(hn_hash *hash);
void hn_hash_add(hn_hash *hash, const void *bytes, size_t len);
/* Ends the hash; it must be begun again before more is added. */
void hn_hash_hex(hn_hash *hash, char out[HN_HASH_TEXT]);

/* 128 bits of an id: the same on every machine, and not meant to withstand
 * anyone who makes ids collide on purpose. */
typedef struct hn_fingerprint { uint64_t high, low; } hn_fingerprint;

hn_fingerprint hn_fingerprint_of(hn_slice text);

typedef struct hn_id_entry {
    uint64_t high;
    uint32_t low, line;                            /* line 0: free           */
} hn_id_entry;

/* The ids seen so far, 96 bits of each, with the line where it stood first
 * (lines from 2^32 - 1 on are kept as that). */
typedef struct hn_id_set {
    hn_memory *memory;
    hn_id_entry *entries;
    size_t count, cap;                             /* cap is a power of two  */
    bool failed;
} hn_id_set;

void hn_id_set_init(hn_id_set *set, hn_memory *memory);
void hn_id_set_dispose(hn_id_set *set);
/* 0 when the id is new; the line where it stood first when it is not; -1 when
 * memory is refused. */
int64_t hn_id_set_add(hn_id_set *set, hn_fingerprint id, int64_t line);

/* Rows in a form that depends on their typed values alone, not on the format
 * or on how a number was written: for hashing.  The heading names the records,
 * their inputs and types. */
void hn_canon_heading(hn_text *out, const hn_records *records);
void hn_canon_rows(hn_text *out, const hn_rows *rows);

#endif
