/*
 * json_text.h - the text of JSON by RFC 8259, exactly.
 *
 * A scan goes over one value and stops at the first thing that is wrong.  It
 * refuses more than the grammar does, because each of these would be lost
 * without a word further on: a key given twice, NUL, a number that a double
 * cannot hold, nesting deeper than 64.
 */
#ifndef HN_JSON_TEXT_H
#define HN_JSON_TEXT_H

#include "../base/text.h"

#define HN_JSON_DEPTH 64

/* A value of a tree.  `text` is what a string says; of others it is how they
 * stand. */
typedef struct hn_json_item {
    hn_slice name;           /* of a member of an object                     */
    hn_slice text, stands;   /* `stands`: with its quotes or brackets        */
    struct hn_json_item *child, *next;
} hn_json_item;

typedef struct hn_json_scan {
    const char *begin, *at, *end;
    hn_memory *memory;
    hn_arena *scratch;       /* strings with escapes, written out            */
    int depth;
    const char *bad;         /* where it is wrong; NULL: nothing is          */
    const char *why, *help;  /* fixed texts                                  */
    bool failed;             /* memory was refused                           */
    hn_slice *keys;          /* of the objects that are open               */
    size_t key_count, key_cap;
    /* Every value in the order of the text, if they are asked for. */
    bool keep_values;
    hn_slice *values;
    size_t value_count, value_cap;
    hn_json_item *into;      /* of a tree: what the next value fills; NULL   */
} hn_json_scan;

void hn_json_scan_init(hn_json_scan *scan, const char *at, const char *end,
                       hn_memory *memory, hn_arena *scratch);
void hn_json_scan_dispose(hn_json_scan *scan);

/* Says what is wrong, unless something was before; always false. */
bool hn_json_wrong(hn_json_scan *scan, const char *at, const char *why,
                   const char *help);

static inline void hn_json_space(hn_json_scan *scan)
{
    while (scan->at < scan->end
           && (*scan->at == ' ' || *scan->at == '\n' || *scan->at == '\t'
               || *scan->at == '\r'))
        scan->at++;
}

/* Passes the character if it stands next. */
static inline bool hn_json_take(hn_json_scan *scan, char c)
{
    if (scan->at == scan->end || *scan->at != c)
        return false;
    scan->at++;
    return true;
}

/* A string, from its quote on: what it says.  Not written out when it has no
 * escapes. */
bool hn_json_string(hn_json_scan *scan, hn_slice *text);
/* A number: as it stands. */
bool hn_json_number(hn_json_scan *scan, hn_slice *token);
/* true, false or null. */
bool hn_json_word(hn_json_scan *scan, hn_slice *token);
/* Any value, with all that is in it. */
bool hn_json_value(hn_json_scan *scan);

/* All of the text as one value and what is in it, in the scratch, for a text
 * of our own that is small; NULL where it is wrong.  The text, which has been
 * found to be UTF-8, lives as long as the tree. */
const hn_json_item *hn_json_tree(hn_json_scan *scan);
/* The member of that name of an object; NULL: none, or no object. */
const hn_json_item *hn_json_member(const hn_json_item *item,
                                   const char *name);

static inline bool hn_json_begins(const hn_json_item *item, char c)
{
    return item && *item->stands.at == c;
}

/* A number as plain digits, without an exponent: the token itself where it
 * has none.  NULL `at`: it is too large or too small to be written out, or
 * memory was refused (scan->failed). */
hn_slice hn_json_plain(hn_json_scan *scan, hn_slice token);

/* Keys of one object: opened, entered, and closed, which finds repeats. */
size_t hn_json_keys_open(const hn_json_scan *scan);
bool hn_json_keys_add(hn_json_scan *scan, hn_slice key);
bool hn_json_keys_close(hn_json_scan *scan, size_t opened);

#endif
