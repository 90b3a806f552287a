/*
 * text.h - building text without printf's locale or a fixed size.
 *
 * An hn_text grows by doubling through an hn_memory.  When memory is refused
 * it stays valid and `failed` is set: a writer checks once, at the end.  From
 * then on nothing more is added, so that a text never has a hole, and
 * clearing does not forget it.
 */
#ifndef HN_TEXT_H
#define HN_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "memory.h"

typedef struct hn_slice { const char *at; size_t len; } hn_slice;

typedef struct hn_text {
    hn_memory *memory;
    char *at;       /* not NUL-terminated; see hn_text_string()           */
    size_t len, cap;
    bool failed;
} hn_text;

void hn_text_init(hn_text *text, hn_memory *memory);
void hn_text_dispose(hn_text *text);
void hn_text_clear(hn_text *text);              /* keeps the room         */
bool hn_text_reserve(hn_text *text, size_t more);
void hn_text_add(hn_text *text, const char *string);
/* Room for at least `more` bytes at the end, or NULL: for a writer of many
 * small pieces, who adds to `len` what it wrote. */
char *hn_text_room(hn_text *text, size_t more);

static inline void hn_text_add_n(hn_text *text, const char *bytes, size_t len)
{
    if (len == 0)
        return;
    if (text->cap - text->len < len || text->failed) {
        if (!hn_text_reserve(text, len))
            return;
    }
    memcpy(text->at + text->len, bytes, len);
    text->len += len;
}

static inline void hn_text_add_char(hn_text *text, char c)
{
    if (text->len == text->cap || text->failed) {
        if (!hn_text_reserve(text, 1))
            return;
    }
    text->at[text->len++] = c;
}

void hn_text_add_int(hn_text *text, int64_t value);
void hn_text_add_grouped(hn_text *text, int64_t value);   /* 1,234,567    */
/* %s, %d (int), %ld (int64_t through long), %c, %.*s and %% only; the
 * compiler checks the arguments as it does printf's. */
void hn_text_addf(hn_text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void hn_text_addv(hn_text *text, const char *format, va_list parts);
/* NUL-terminated, owned by `text`, valid until it next changes; "" when
 * memory was refused. */
const char *hn_text_string(hn_text *text);

hn_slice hn_slice_of(const char *string);
bool hn_slice_is(hn_slice slice, const char *string);

/* The number of single edits between two names, capped at `most` + 1: a letter
 * put in, left out or replaced, or two neighbours swapped. */
int hn_text_distance(const char *a, const char *b, int most);
/* The nearest of `names` to `name`, if near enough to be a slip; else NULL.
 * Capitals count as small letters here. */
const char *hn_text_nearest(const char *name, const char *const *names,
                            int count);
/* The bytes of the UTF-8 character that `bytes` begins with; 0 if it begins
 * with none.  Nothing overlong, no surrogates (RFC 3629). */
size_t hn_text_char_len(const char *bytes, size_t len);
/* Whether `len` bytes are UTF-8; if not, `*bad` (which may be NULL) is the
 * offset of the first character that is not. */
bool hn_text_is_utf8(const char *bytes, size_t len, size_t *bad);

#endif
