/*
 * text.c - growing text, a small formatter, names that are nearly right.
 *
 * All numbers are written by hand: no locale can reach them.
 */
#include "text.h"

/* --- growing ------------------------------------------------------------- */

void hn_text_init(hn_text *text, hn_memory *memory)
{
    *text = (hn_text){ .memory = memory };
}

void hn_text_dispose(hn_text *text)
{
    hn_memory_free(text->memory, text->at, text->cap);
    hn_text_init(text, text->memory);
}

void hn_text_clear(hn_text *text)
{
    text->len = 0;
}

static bool grow(hn_text *text, size_t more)
{
    size_t need, cap = text->cap < 32 ? 64 : text->cap;
    if (__builtin_add_overflow(text->len, more, &need)
        || __builtin_mul_overflow(cap, (size_t)2, &cap))
        return false;
    if (cap < need)
        cap = need;
    char *at = hn_memory_resize(text->memory, text->at, text->cap, cap);
    if (!at)
        return false;
    text->at = at;
    text->cap = cap;
    return true;
}

bool hn_text_reserve(hn_text *text, size_t more)
{
    if (text->failed)
        return false;
    if (text->cap - text->len < more && !grow(text, more))
        text->failed = true;
    return !text->failed;
}

char *hn_text_room(hn_text *text, size_t more)
{
    return hn_text_reserve(text, more > 0 ? more : 1) ? text->at + text->len
                                                      : NULL;
}

const char *hn_text_string(hn_text *text)
{
    if (!hn_text_reserve(text, 1))
        return "";
    text->at[text->len] = '\0';
    return text->at;
}

void hn_text_add(hn_text *text, const char *string)
{
    hn_text_add_n(text, string, strlen(string));
}

/* --- numbers ------------------------------------------------------------- */

/* Writes the digits of `value` so that they end before `end`; returns where
 * they begin.  Room for 20 is needed. */
static char *digits_before(char *end, uint64_t value)
{
    static const char pairs[] =
        "00010203040506070809101112131415161718192021222324"
        "25262728293031323334353637383940414243444546474849"
        "50515253545556575859606162636465666768697071727374"
        "75767778798081828384858687888990919293949596979899";
    while (value >= 100) {
        end -= 2;
        memcpy(end, pairs + value % 100 * 2, 2);
        value /= 100;
    }
    if (value >= 10) {
        end -= 2;
        memcpy(end, pairs + value * 2, 2);
    } else {
        *--end = (char)('0' + value);
    }
    return end;
}

static uint64_t magnitude(int64_t value)
{
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

void hn_text_add_int(hn_text *text, int64_t value)
{
    char room[24];
    char *end = room + sizeof room;
    char *at = digits_before(end, magnitude(value));
    if (value < 0)
        *--at = '-';
    hn_text_add_n(text, at, (size_t)(end - at));
}

void hn_text_add_grouped(hn_text *text, int64_t value)
{
    char room[20];
    char *end = room + sizeof room;
    char *at = digits_before(end, magnitude(value));
    if (value < 0)
        hn_text_add_char(text, '-');
    for (; at < end; at++) {
        hn_text_add_char(text, *at);
        if (end - at > 1 && (end - at - 1) % 3 == 0)
            hn_text_add_char(text, ',');
    }
}

/* --- the formatter ------------------------------------------------------- */

static void add_at_most(hn_text *text, const char *string, int most)
{
    if (string && most >= 0)
        hn_text_add_n(text, string, strnlen(string, (size_t)most));
    else if (string)
        hn_text_add(text, string);
}

void hn_text_addv(hn_text *text, const char *format, va_list parts)
{
    for (;;) {
        size_t plain = strcspn(format, "%");
        hn_text_add_n(text, format, plain);
        format += plain;
        if (*format == '\0')
            return;
        format++;
        if (*format == 's') {
            add_at_most(text, va_arg(parts, const char *), -1);
        } else if (strncmp(format, ".*s", 3) == 0) {
            int most = va_arg(parts, int);
            add_at_most(text, va_arg(parts, const char *), most);
            format += 2;
        } else if (*format == 'd') {
            hn_text_add_int(text, va_arg(parts, int));
        } else if (strncmp(format, "ld", 2) == 0) {
            hn_text_add_int(text, va_arg(parts, long));
            format++;
        } else if (*format == 'c') {
            hn_text_add_char(text, (char)va_arg(parts, int));
        } else {
            hn_text_add_char(text, '%');   /* %%, or no format of ours */
            format -= *format != '%';
        }
        format++;
    }
}

void hn_text_addf(hn_text *text, const char *format, ...)
{
    va_list parts;
    va_start(parts, format);
    hn_text_addv(text, format, parts);
    va_end(parts);
}

/* --- slices and names ---------------------------------------------------- */

hn_slice hn_slice_of(const char *string)
{
    return (hn_slice){ string, strlen(string) };
}

bool hn_slice_is(hn_slice slice, const char *string)
{
    size_t len = strlen(string);
    return slice.len == len && (len == 0 || !memcmp(slice.at, string, len));
}

#define LONGEST_NAME 80   /* longer names are near nothing but themselves */

static char small_letter(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static void lower(char *to, const char *from, size_t len)
{
    for (size_t i = 0; i < len; i++)
        to[i] = small_letter(from[i]);
}

static int lesser(int a, int b)
{
    return a < b ? a : b;
}

/* One row of the table of edits: `now[j]` is the least number of edits from
 * the first `i` letters of a to the first j of b; `last` and `older` are the
 * two rows above. */
static int fill_row(int *now, const int *last, const int *older,
                    const char *a, int i, const char *b, int b_len)
{
    int least = now[0] = i;
    for (int j = 1; j <= b_len; j++) {
        int best = last[j - 1] + (a[i - 1] != b[j - 1]);
        best = lesser(best, lesser(last[j], now[j - 1]) + 1);
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            best = lesser(best, older[j - 2] + 1);
        now[j] = best;
        least = lesser(least, best);
    }
    return least;
}

static int edits(const char *a, int a_len, const char *b, int b_len, int most)
{
    int rows[3][LONGEST_NAME + 1];
    for (int j = 0; j <= b_len; j++)
        rows[0][j] = j;
    for (int i = 1; i <= a_len; i++) {
        int least = fill_row(rows[i % 3], rows[(i + 2) % 3],
                             rows[(i + 1) % 3], a, i, b, b_len);
        if (least > most && i < a_len)
            return most + 1;
    }
    return lesser(rows[a_len % 3][b_len], most + 1);
}

int hn_text_distance(const char *a, const char *b, int most)
{
    size_t a_len = strlen(a), b_len = strlen(b);
    if (strcmp(a, b) == 0)
        return 0;
    if (a_len > LONGEST_NAME || b_len > LONGEST_NAME)
        return most + 1;
    return edits(a, (int)a_len, b, (int)b_len, most);
}

/* How many edits still make a slip of a name of `len` letters. */
static int slips(size_t len)
{
    return len < 2 ? 0 : len < 6 ? 1 : len < 9 ? 2 : 3;
}

const char *hn_text_nearest(const char *name, const char *const *names,
                            int count)
{
    char mine[LONGEST_NAME], other[LONGEST_NAME];
    size_t len = strlen(name);
    if (len > LONGEST_NAME)
        return NULL;
    lower(mine, name, len);
    const char *nearest = NULL;
    int most = slips(len);
    for (int i = 0; i < count && most >= 0; i++) {
        size_t n = strlen(names[i]);
        if (n > LONGEST_NAME || n + (size_t)most < len
            || n > len + (size_t)most)
            continue;
        lower(other, names[i], n);
        int far = edits(mine, (int)len, other, (int)n, most);
        if (far <= most && far < (int)n) {
            nearest = names[i];
            most = far - 1;   /* from here on only a nearer one will do */
        }
    }
    return nearest;
}

/* --- UTF-8 --------------------------------------------------------------- */

size_t hn_text_char_len(const char *bytes, size_t left)
{
    const unsigned char *at = (const unsigned char *)bytes;
    unsigned char c = left > 0 ? at[0] : 0xFF;
    size_t n = c < 0x80 ? 1 : c < 0xC2 ? 0 : c < 0xE0 ? 2 : c < 0xF0 ? 3
             : c < 0xF5 ? 4 : 0;
    if (n > left)
        return 0;
    for (size_t i = 1; i < n; i++)
        if ((at[i] & 0xC0) != 0x80)
            return 0;
    bool bad = (c == 0xE0 && at[1] < 0xA0) || (c == 0xED && at[1] > 0x9F)
            || (c == 0xF0 && at[1] < 0x90) || (c == 0xF4 && at[1] > 0x8F);
    return bad ? 0 : n;
}

static bool eight_plain(const char *at)
{
    uint64_t bytes;
    memcpy(&bytes, at, 8);
    return (bytes & 0x8080808080808080u) == 0;
}

bool hn_text_is_utf8(const char *bytes, size_t len, size_t *bad)
{
    size_t i = 0;
    while (i < len) {
        if (len - i >= 8 && eight_plain(bytes + i)) {
            i += 8;
            continue;
        }
        size_t n = hn_text_char_len(bytes + i, len - i);
        if (n == 0) {
            if (bad)
                *bad = i;
            return false;
        }
        i += n;
    }
    return true;
}
