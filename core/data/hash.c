/*
 * hash.c - SHA-256 by libmd, fingerprints, and rows as bytes to be hashed.
 */
#include "hash.h"

#include <sha2.h>
#include <string.h>

/* --- SHA-256 ------------------------------------------------------------- */

_Static_assert(sizeof(SHA2_CTX) <= sizeof(hn_hash), "hn_hash is too small");

static SHA2_CTX *context_of(hn_hash *hash)
{
    return (SHA2_CTX *)(void *)hash->state;
}

void hn_hash_init(hn_hash *hash)
{
    SHA256Init(context_of(hash));
}

void hn_hash_add(hn_hash *hash, const void *bytes, size_t len)
{
    SHA256Update(context_of(hash), bytes, len);
}

void hn_hash_hex(hn_hash *hash, char out[HN_HASH_TEXT])
{
    static const char hex[] = "0123456789abcdef";
    uint8_t digest[SHA256_DIGEST_LENGTH];
    SHA256Final(digest, context_of(hash));
    for (int i = 0; i < SHA256_DIGEST_LENGTH; i++) {
        out[i * 2] = hex[digest[i] >> 4];
        out[i * 2 + 1] = hex[digest[i] & 15];
    }
    out[HN_HASH_TEXT - 1] = '\0';
}

/* --- fingerprints -------------------------------------------------------- */

__extension__ typedef unsigned __int128 wide_bits;

/* The product of two words, folded: each bit of it hangs on all of both. */
static uint64_t fold(uint64_t a, uint64_t b)
{
    wide_bits product = (wide_bits)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t word_at(const char *at, size_t len)
{
    uint64_t word = 0;
    for (size_t i = 0; i < len && i < 8; i++)
        word |= (uint64_t)(unsigned char)at[i] << (i * 8);
    return word;
}

hn_fingerprint hn_fingerprint_of(hn_slice text)
{
    const uint64_t a = UINT64_C(0x9E3779B97F4A7C15);
    const uint64_t b = UINT64_C(0xD6E8FEB86659FD93);
    const uint64_t c = UINT64_C(0xA0761D6478BD642F);
    hn_fingerprint print = { a ^ text.len, b ^ text.len };
    for (size_t i = 0; i < text.len; i += 8) {
        uint64_t word = word_at(text.at + i, text.len - i);
        print.high = fold(print.high ^ word, c) + a;
        print.low = fold(print.low + word, b) ^ print.high;
    }
    print.high = fold(print.high ^ b, print.low ^ a);
    print.low = fold(print.low ^ c, print.high ^ b);
    return print;
}

/* --- ids seen ------------------------------------------------------------ */

void hn_id_set_init(hn_id_set *set, hn_memory *memory)
{
    *set = (hn_id_set){ .memory = memory };
}

void hn_id_set_dispose(hn_id_set *set)
{
    hn_memory_free(set->memory, set->entries,
                   set->cap * sizeof *set->entries);
    hn_id_set_init(set, set->memory);
}

static hn_id_entry *find(hn_id_entry *entries, size_t cap, uint64_t high,
                         uint32_t low)
{
    for (size_t at = (size_t)high;; at++) {
        hn_id_entry *entry = &entries[at & (cap - 1)];
        if (entry->line == 0 || (entry->high == high && entry->low == low))
            return entry;
    }
}

static bool grow(hn_id_set *set)
{
    size_t cap = set->cap > 0 ? set->cap * 2 : 1024;
    hn_id_entry *entries = hn_memory_alloc(set->memory,
                                           cap * sizeof *entries);
    if (!entries) {
        set->failed = true;
        return false;
    }
    for (size_t i = 0; i < set->cap; i++) {
        const hn_id_entry *old = &set->entries[i];
        if (old->line != 0)
            *find(entries, cap, old->high, old->low) = *old;
    }
    hn_memory_free(set->memory, set->entries,
                   set->cap * sizeof *set->entries);
    set->entries = entries;
    set->cap = cap;
    return true;
}

int64_t hn_id_set_add(hn_id_set *set, hn_fingerprint id, int64_t line)
{
    if (set->count * 4 >= set->cap * 3 && !grow(set))
        return -1;
    uint32_t low = (uint32_t)id.low;
    hn_id_entry *entry = find(set->entries, set->cap, id.high, low);
    if (entry->line != 0)
        return entry->line;
    *entry = (hn_id_entry){ .high = id.high, .low = low,
                            .line = line < UINT32_MAX ? (uint32_t)line
                                                      : UINT32_MAX };
    set->count++;
    return 0;
}

/* --- rows as bytes ------------------------------------------------------- */

/* Each value begins with one of these; a number is followed by its zigzag form
 * in groups of seven bits, the lowest first, a text by its length and bytes.
 */
enum { CANON_MISSING, CANON_NONE, CANON_KNOWN, CANON_YES, CANON_MARK };

static char *put_bits(char *to, uint64_t value)
{
    for (; value >= 0x80; value >>= 7)
        *to++ = (char)(0x80 | (value & 0x7F));
    *to++ = (char)value;
    return to;
}

static uint64_t zigzag(int64_t value)
{
    return (uint64_t)value << 1 ^ (value < 0 ? UINT64_MAX : 0);
}

static void add_text(hn_text *out, hn_slice text)
{
    char *to = hn_text_room(out, text.len + 12);
    if (!to)
        return;
    *to++ = CANON_KNOWN;
    to = put_bits(to, text.len);
    if (text.len > 0)
        memcpy(to, text.at, text.len);
    out->len = (size_t)(to + text.len - out->at);
}

static void add_value(hn_text *out, const hn_vector *v, int row)
{
    char *to = hn_text_room(out, 12);
    if (!to)
        return;
    if (hn_bit(v->known, row)) {
        *to++ = v->yes && hn_bit(v->yes, row) ? CANON_YES : CANON_KNOWN;
        if (v->value)
            to = put_bits(to, zigzag(v->value[row]));
    } else if (v->none && hn_bit(v->none, row)) {
        *to++ = CANON_NONE;
    } else if (v->mark && v->mark[row]) {
        *to++ = CANON_MARK;
        *to++ = (char)v->mark[row];
    } else {
        *to++ = CANON_MISSING;
    }
    out->len = (size_t)(to - out->at);
}

void hn_canon_heading(hn_text *out, const hn_records *records)
{
    hn_text_addf(out, "hn.rows.v1\n%s\n", records->thing.name);
    for (int i = 0; i < records->input_count; i++) {
        const hn_input *input = records->inputs[i];
        hn_text_addf(out, "%s %d ", input->thing.name, input->decimals);
        hn_type_write(out, input->type);
        if (input->type.kind == HN_CHOICE)
            for (int c = 0; c < input->type.choices->count; c++)
                hn_text_addf(out, " %s", input->type.choices->names[c]);
        hn_text_add_char(out, '\n');
    }
    for (int i = 0; i < records->mark_count; i++)
        hn_text_addf(out, "%s\n", records->marks[i].mark);
}

void hn_canon_rows(hn_text *out, const hn_rows *rows)
{
    for (int row = 0; row < rows->count; row++)
        for (int i = 0; i < rows->records->input_count; i++) {
            const hn_vector *v = &rows->vectors[i];
            if (v->text && hn_bit(v->known, row))
                add_text(out, v->text[row]);
            else
                add_value(out, v, row);
        }
}
