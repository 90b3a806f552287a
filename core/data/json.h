/*
 * json.h - JSON Lines, and one JSON document.
 *
 * JSON Lines come in bulk and have a scanner of their own (jsonl.c).  A single
 * document is small: it is checked, then given to cJSON (json.c, the only file
 * that knows it).  Both take the same values for the same cells; a row that is
 * to be told is gone through again by hn_json_tell, whichever it came from.
 */
#ifndef HN_JSON_H
#define HN_JSON_H

#include "decode.h"
#include "json_text.h"

/* Tells every fault of the object at `origin`. */
void hn_json_tell(hn_decoder *d, const hn_origin *origin);

/* What a member of a row is. */
typedef enum hn_json_kind {
    HN_JSON_ABSENT, HN_JSON_NULL, HN_JSON_TEXT, HN_JSON_NUMBER,
    HN_JSON_TRUTH, HN_JSON_NESTED
} hn_json_kind;

static inline hn_json_kind hn_json_kind_of(const char *at, const char *end)
{
    switch (at < end ? *at : '\0') {
    case '"': return HN_JSON_TEXT;
    case '{': case '[': return HN_JSON_NESTED;
    case 't': case 'f': return HN_JSON_TRUTH;
    case 'n': return HN_JSON_NULL;
    default: return HN_JSON_NUMBER;
    }
}

/* Whether a column may hold what is of that kind. */
static inline bool hn_json_takes(const hn_column *column, hn_json_kind kind)
{
    return kind <= HN_JSON_TEXT || (kind == HN_JSON_NUMBER && column->number)
        || (kind == HN_JSON_TRUTH && column->yes_no);
}

/* Of JSON: lets go of what cJSON holds. */
void hn_json_close(hn_cursor *cursor);

#endif
