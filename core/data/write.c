/*
 * write.c - printing rows of results.
 *
 * A row takes room once, for the longest it can be but for its texts, and is
 * then written straight into it.  What is the same in every row (names, choices
 * as they are quoted) is prepared.
 */
#include "write.h"

#include <string.h>
#include "../quantity/date.h"
#include "../quantity/number.h"

#define SHORT 16             /* bytes that are copied at once                */
#define NUMBER_ROOM 48       /* sign, 19 digits, point, quotes, noughts      */

/* --- text --------------------------------------------------------------------- */

static bool runs_as_formula(hn_slice text)
{
    if (text.len == 0)
        return false;
    switch (*text.at) {
    case '=': case '+': case '-': case '@': case '\t': case '\r': case '\0':
        return true;
    default:
        return false;
    }
}

static bool wants_quotes(hn_slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] == ',' || text.at[i] == '"' || text.at[i] == '\n'
            || text.at[i] == '\r')
            return true;
    return false;
}

/* Quotes and doubles; at most 2 * len + 3 bytes. */
static char *put_csv_text(char *to, hn_slice text)
{
    bool quotes = wants_quotes(text);
    if (quotes)
        *to++ = '"';
    if (runs_as_formula(text))
        *to++ = '\'';
    if (!quotes) {
        if (text.len > 0)
            memcpy(to, text.at, text.len);
        return to + text.len;
    }
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '"')
            *to++ = '"';
        *to++ = text.at[i];
    }
    *to++ = '"';
    return to;
}

static char *put_escape(char *to, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    static const char shorts[] = "\bb\ff\nn\rr\tt\"\"\\\\";
    *to++ = '\\';
    for (int i = 0; shorts[i] != '\0'; i += 2)
        if ((unsigned char)shorts[i] == c) {
            *to++ = shorts[i + 1];
            return to;
        }
    memcpy(to, "u00", 3);
    to[3] = hex[c >> 4];
    to[4] = hex[c & 15];
    return to + 5;
}

/* At most 6 * len + 2 bytes. */
static char *put_json_text(char *to, hn_slice text)
{
    *to++ = '"';
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c < 0x20 || c == '"' || c == '\\' || c == 0x7F)
            to = put_escape(to, c);
        else
            *to++ = text.at[i];
    }
    *to++ = '"';
    return to;
}

void hn_write_csv_text(hn_text *out, hn_slice text)
{
    char *to = hn_text_room(out, text.len * 2 + 3);
    if (to)
        out->len += (size_t)(put_csv_text(to, text) - to);
}

void hn_write_json_text(hn_text *out, hn_slice text)
{
    char *to = hn_text_room(out, text.len * 6 + 2);
    if (to)
        out->len += (size_t)(put_json_text(to, text) - to);
}

/* What XML cannot hold becomes a question mark. */
void hn_write_xml_text(hn_text *out, hn_slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '&')
            hn_text_add(out, "&amp;");
        else if (c == '<')
            hn_text_add(out, "&lt;");
        else if (c == '>')
            hn_text_add(out, "&gt;");
        else if (c == '"')
            hn_text_add(out, "&quot;");
        else
            hn_text_add_char(out, (unsigned char)c < ' ' && c != '\n'
                                  && c != '\t' ? '?' : c);
    }
}

/* --- numbers and dates -------------------------------------------------------- */

static const char pairs[] =
    "00010203040506070809101112131415161718192021222324"
    "25262728293031323334353637383940414243444546474849"
    "50515253545556575859606162636465666768697071727374"
    "75767778798081828384858687888990919293949596979899";

/* The digits of `value` up to `end`, at least `least` of them: where they
 * begin. */
static char *put_digits(char *end, uint64_t value, int least)
{
    char *at = end;
    for (; value >= 100; value /= 100) {
        at -= 2;
        memcpy(at, pairs + value % 100 * 2, 2);
    }
    if (value >= 10) {
        at -= 2;
        memcpy(at, pairs + value * 2, 2);
    } else if (value > 0) {
        *--at = (char)('0' + value);
    }
    while (end - at < least)
        *--at = '0';
    return at;
}

static const int64_t tens[] = {
    1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000,
    1000000000, 10000000000, 100000000000, 1000000000000
};

static inline char *put_pair(char *to, uint64_t value)
{
    memcpy(to, pairs + value * 2, 2);
    return to + 2;
}

/* One digit or two. */
static inline char *put_short(char *to, uint64_t value)
{
    if (value >= 10)
        return put_pair(to, value);
    *to = (char)('0' + value);
    return to + 1;
}

/* Amounts of one award have six digits at most; larger ones take the long way. */
static char *put_whole(char *to, uint64_t value)
{
    if (value < 100)
        return put_short(to, value);
    if (value < 10000)
        return put_pair(put_short(to, value / 100), value % 100);
    if (value < 1000000) {
        to = put_short(to, value / 10000);
        to = put_pair(to, value / 100 % 100);
        return put_pair(to, value % 100);
    }
    char digits[24], *end = digits + sizeof digits;
    char *at = put_digits(end, value, 1);
    memcpy(to, at, (size_t)(end - at));
    return to + (end - at);
}

/* The digits behind the point: no noughts at the end beyond `least`. */
static char *put_part(char *to, uint64_t part, int decimals, int least)
{
    *to++ = '.';
    while (decimals > least && part % 10 == 0) {
        part /= 10;
        decimals--;
    }
    put_digits(to + decimals, part, decimals);
    for (to += decimals; decimals < least; decimals++)
        *to++ = '0';
    return to;
}

/* value / 10^decimals, with `least` decimals at least and no more noughts
 * than that. */
static char *put_decimal(char *to, int64_t value, int decimals, int least)
{
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    uint64_t unit = (uint64_t)tens[decimals];
    uint64_t whole = decimals == 2 ? size / 100
                     : decimals == 4 ? size / 10000 : size / unit;
    uint64_t part = size - whole * unit;
    if (value < 0)
        *to++ = '-';
    to = put_whole(to, whole);
    if (decimals == 2 && least == 2) {
        *to++ = '.';
        return put_pair(to, part);
    }
    return part || least ? put_part(to, part, decimals, least) : to;
}

/* n where den is 10^n, up to 12; -1 for any other.  Pence are the most usual. */
static int power_of(int64_t den)
{
    int64_t ten = 1;
    if (den == 100)
        return 2;
    if (den == 10000)
        return 4;
    for (int power = 0; power <= 12; power++, ten *= 10)
        if (den == ten)
            return power;
    return -1;
}

static char *put_date(char *to, hn_date date)
{
    hn_ymd d = hn_date_split(date);
    put_digits(to + 4, (uint64_t)d.year, 4);
    to[4] = '-';
    memcpy(to + 5, pairs + d.month * 2, 2);
    to[7] = '-';
    memcpy(to + 8, pairs + d.day * 2, 2);
    return to + 10;
}

/* --- preparing ------------------------------------------------------------------ */

static bool is_json(const hn_writer *writer)
{
    return writer->format != HN_TABLE_CSV;
}

static hn_slice keep(hn_writer *writer, hn_text *text)
{
    hn_slice kept = { NULL, text->len };
    char *copy = text->failed ? NULL
                              : hn_arena_alloc(writer->arena,
                                               text->len + SHORT);
    if (copy && text->len)
        memcpy(copy, text->at, text->len);
    kept.at = copy;
    hn_text_dispose(text);
    return kept;
}

/* As a cell has it; a short one can be copied SHORT bytes at once. */
static hn_slice prepare_text(hn_writer *writer, const char *text)
{
    hn_text out;
    hn_text_init(&out, writer->arena->memory);
    if (is_json(writer))
        hn_write_json_text(&out, hn_slice_of(text));
    else
        hn_write_csv_text(&out, hn_slice_of(text));
    return keep(writer, &out);
}

/* {"name": or ,"name": in JSON; a comma or nothing in CSV. */
static hn_slice prepare_lead(hn_writer *writer, int index, const char *name)
{
    hn_text out;
    hn_text_init(&out, writer->arena->memory);
    if (is_json(writer)) {
        hn_text_add_char(&out, index == 0 ? '{' : ',');
        hn_write_json_text(&out, hn_slice_of(name));
        hn_text_add_char(&out, ':');
    } else if (index > 0) {
        hn_text_add_char(&out, ',');
    }
    return keep(writer, &out);
}

static bool prepare_choices(hn_writer *writer, hn_printer *p)
{
    const hn_choices *choices = p->type.choices;
    p->choices = hn_arena_alloc(writer->arena, ((size_t)choices->count + 1)
                                                   * sizeof *p->choices);
    if (!p->choices)
        return false;
    for (int i = 0; i < choices->count; i++) {
        p->choices[i] = prepare_text(writer, choices->names[i]);
        if (!p->choices[i].at)
            return false;
        if (p->choices[i].len > p->room)
            p->room = p->choices[i].len;
    }
    return true;
}

static void prepare_words(hn_writer *writer, hn_printer *p)
{
    bool met = p->words == HN_WORDS_MET;
    hn_text none;
    p->yes = prepare_text(writer, met ? "met" : "yes");
    p->no = prepare_text(writer, met ? "unmet" : "no");
    if (met && p->type.kind == HN_YESNO) {
        p->missing = prepare_text(writer, "cannot tell");
        return;
    }
    hn_text_init(&none, writer->arena->memory);
    hn_text_add(&none, is_json(writer) ? "null" : "");
    p->missing = keep(writer, &none);
}

bool hn_writer_init(hn_writer *writer, hn_table_format format, int count,
                    hn_arena *arena)
{
    *writer = (hn_writer){ .format = format, .count = count,
                           .room = 8 + SHORT,
                           .arena = arena };
    writer->columns = hn_arena_alloc(arena, ((size_t)count + 1)
                                                * sizeof *writer->columns);
    return writer->columns != NULL;
}

bool hn_writer_column(hn_writer *writer, int index, const char *name,
                      hn_type type, hn_words words)
{
    hn_printer *p = &writer->columns[index];
    *p = (hn_printer){ .type = type, .words = words, .room = NUMBER_ROOM };
    if (type.kind == HN_NUMBER && hn_unit_is_money(type.unit))
        p->least = 2;
    prepare_words(writer, p);
    p->heading = hn_arena_text(writer->arena, name);
    p->lead = prepare_lead(writer, index, name);
    if (!p->heading || !p->lead.at || !p->yes.at || !p->no.at
        || !p->missing.at)
        return false;
    if (type.kind == HN_CHOICE && !prepare_choices(writer, p))
        return false;
    writer->room += p->room + p->lead.len;
    return true;
}

/* --- cells ---------------------------------------------------------------------- */

/* A prepared text: short ones without asking how long. */
static inline char *put(char *to, hn_slice text)
{
    if (text.len <= SHORT)
        memcpy(to, text.at, SHORT);
    else
        memcpy(to, text.at, text.len);
    return to + text.len;
}

/* Digits that a JSON reader may not keep stand in quotes; so does money. */
static char *put_quotes(const hn_writer *writer, const hn_printer *p,
                        char *from, char *to)
{
    int digits = 0;
    if (!is_json(writer))
        return to;
    for (const char *at = from; at < to; at++)
        digits += *at >= '0' && *at <= '9' ? 1 : *at == '/' ? 16 : 0;
    if (digits <= 15 && p->least == 0)
        return to;
    memmove(from + 1, from, (size_t)(to - from));
    *from = '"';
    to[1] = '"';
    return to + 2;
}

/* A number that is no plain decimal of its column. */
static void add_ratio(const hn_writer *writer, hn_text *out,
                      const hn_printer *p, hn_ratio value)
{
    hn_ratio hundred = hn_ratio_of(100);
    size_t before = out->len;
    if (p->type.form == HN_PERCENT)
        (void)hn_ratio_mul(&value, value, hundred);
    hn_ratio_write(out, value, p->least);
    if (!hn_text_reserve(out, 2))
        return;
    char *from = out->at + before, *to = out->at + out->len;
    out->len = (size_t)(put_quotes(writer, p, from, to) - out->at);
}

static void add_odd_number(const hn_writer *writer, hn_text *out,
                           const hn_printer *p, const hn_vector *v, int row)
{
    hn_ratio value;
    if (v->den == 0)
        add_ratio(writer, out, p, v->wide[row]);
    else if (hn_ratio_make(&value, v->value[row], v->den))
        add_ratio(writer, out, p, value);
}

/* NULL where the number is not over a power of ten. */
__attribute__((noinline))
static char *put_number(const hn_writer *writer, const hn_printer *p,
                        char *to, const hn_vector *v, int row)
{
    int decimals = v->den > 0 ? power_of(v->den) : -1;
    if (p->type.form == HN_PERCENT)
        decimals -= 2;
    if (decimals < 0)
        return NULL;
    char *end = put_decimal(to, v->value[row], decimals, p->least);
    return put_quotes(writer, p, to, end);
}

__attribute__((noinline))
static char *put_date_cell(const hn_writer *writer, char *to, hn_date date)
{
    bool quotes = is_json(writer);
    if (quotes)
        *to++ = '"';
    to = put_date(to, date);
    if (quotes)
        *to++ = '"';
    return to;
}

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

static inline uint64_t has_nought(uint64_t word)
{
    return (word - EACH(1)) & ~word & EACH(0x80);
}

/* Whether one of eight bytes is a control, a comma, a quote or a backslash. */
static inline bool is_special(uint64_t word)
{
    uint64_t controls = (word - EACH(0x20)) & ~word & EACH(0x80);
    return (controls | has_nought(word ^ EACH('"'))
            | has_nought(word ^ EACH(',')) | has_nought(word ^ EACH('\\'))
            | has_nought(word ^ EACH(0x7F))) != 0;
}

/* Copies text up to the first special character, eight bytes at a time and
 * then the rest: whether there was none. */
static bool copy_plain(char *to, const char *at, size_t len)
{
    uint64_t word;
    size_t i = 0;
    for (; i + 8 <= len; i += 8) {
        memcpy(&word, at + i, 8);
        if (is_special(word))
            return false;
        memcpy(to + i, &word, 8);
    }
    word = EACH('a');
    memcpy(&word, at + i, len - i);
    memcpy(to + i, at + i, len - i);
    return !is_special(word);
}

/* Text that needs neither quotes nor escapes, where the room allows; NULL for
 * any other. */
__attribute__((noinline))
static char *put_plain_text(const hn_writer *writer, const hn_text *out,
                            char *to, hn_slice text, bool plain)
{
    size_t used = (size_t)(to - out->at);
    bool json = is_json(writer);
    if (text.len == 0) {
        memcpy(to, "\"\"", 2);
        return json ? to + 2 : to;
    }
    if (out->cap - used < writer->room + text.len + 2
        || (!json && !plain && runs_as_formula(text)))
        return NULL;
    if (json)
        *to++ = '"';
    if (plain)
        memcpy(to, text.at, text.len);
    else if (!copy_plain(to, text.at, text.len))
        return NULL;
    to += text.len;
    if (json)
        *to++ = '"';
    return to;
}

/* What fits the room of the column; NULL for what does not.  In the row's own
 * loop only what is a copy; what takes work is called. */
static inline char *put_cell(const hn_writer *writer, const hn_text *out,
                             const hn_printer *p, char *to,
                             const hn_vector *v, int row)
{
    if (!hn_bit(v->known, row))
        return put(to, p->missing);
    switch (p->type.kind) {
    case HN_YESNO:
        return put(to, hn_bit(v->yes, row) ? p->yes : p->no);
    case HN_CHOICE:
        return put(to, p->choices[v->value[row]]);
    case HN_NUMBER:
        return put_number(writer, p, to, v, row);
    case HN_DATE:
        return put_date_cell(writer, to, (hn_date)v->value[row]);
    default:
        return put_plain_text(writer, out, to, v->text[row], v->plain);
    }
}

static void add_long(const hn_writer *writer, hn_text *out,
                     const hn_printer *p, const hn_vector *v, int row)
{
    if (p->type.kind == HN_NUMBER)
        add_odd_number(writer, out, p, v, row);
    else if (is_json(writer))
        hn_write_json_text(out, v->text[row]);
    else
        hn_write_csv_text(out, v->text[row]);
}

/* A cell, and room for the rest of the row behind it. */
static inline char *put_or_add(const hn_writer *writer, hn_text *out,
                               char *to, const hn_printer *p,
                               const hn_vector *v, int row)
{
    char *end = put_cell(writer, out, p, to, v, row);
    if (end)
        return end;
    out->len = (size_t)(to - out->at);
    add_long(writer, out, p, v, row);
    return hn_text_room(out, writer->room);
}

void hn_writer_cell(const hn_writer *writer, hn_text *out, int column,
                    const hn_vector *vector, int row)
{
    char *to = hn_text_room(out, writer->room);
    if (to)
        to = put_or_add(writer, out, to, &writer->columns[column], vector,
                        row);
    if (to)
        out->len = (size_t)(to - out->at);
}

/* --- rows ----------------------------------------------------------------------- */

static char *put_empty(char *to)
{
    to[0] = to[1] = '"';
    return to + 2;
}

/* A row of one empty cell would be an empty line: it gets quotes. */
static bool add_row(const hn_writer *writer, hn_text *out,
                    const hn_vector *const *vectors, int row)
{
    char *to = hn_text_room(out, writer->room);
    for (int c = 0; to && c < writer->count; c++) {
        const hn_printer *p = &writer->columns[c];
        if (p->lead.len == 1)
            *to++ = *p->lead.at;
        else
            to = put(to, p->lead);
        to = put_or_add(writer, out, to, p, vectors[c], row);
    }
    if (!to)
        return false;
    if (is_json(writer))
        *to++ = '}';
    else if (writer->count == 1 && to == out->at + out->len)
        to = put_empty(to);
    if (writer->format != HN_TABLE_JSON)
        *to++ = '\n';
    out->len = (size_t)(to - out->at);
    return true;
}

void hn_writer_rows(const hn_writer *writer, hn_text *out,
                    const hn_vector *const *vectors, int count,
                    const uint64_t *live)
{
    const char *between = hn_writer_between(writer);
    size_t gap = strlen(between);
    bool first = true;
    for (int i = 0; i < count; i++) {
        if (live && !hn_bit(live, i))
            continue;
        if (!first)
            hn_text_add_n(out, between, gap);
        first = false;
        if (!add_row(writer, out, vectors, i))
            return;
    }
}

void hn_writer_begin(const hn_writer *writer, hn_text *out)
{
    if (writer->format == HN_TABLE_JSON)
        hn_text_add(out, "[\n");
    for (int c = 0; c < writer->count && !is_json(writer); c++) {
        if (c > 0)
            hn_text_add_char(out, ',');
        hn_write_csv_text(out, hn_slice_of(writer->columns[c].heading));
    }
    if (!is_json(writer))
        hn_text_add_char(out, '\n');
}

const char *hn_writer_between(const hn_writer *writer)
{
    return writer->format == HN_TABLE_JSON ? ",\n" : "";
}

void hn_writer_end(const hn_writer *writer, hn_text *out)
{
    if (writer->format == HN_TABLE_JSON)
        hn_text_add(out, "\n]\n");
}
