/*
 * json_text.c - scanning JSON, strictly.
 */
#include "json_text.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define MOST_LENGTH 60   /* of a number: cJSON takes 63 characters          */
#define AS_STRING  "write it as a string, in quotes"

void hn_json_scan_init(hn_json_scan *scan, const char *at, const char *end,
                       hn_memory *memory, hn_arena *scratch)
{
    *scan = (hn_json_scan){ .begin = at, .at = at, .end = end,
                            .memory = memory, .scratch = scratch };
}

void hn_json_scan_dispose(hn_json_scan *scan)
{
    hn_memory_free(scan->memory, scan->keys,
                   scan->key_cap * sizeof *scan->keys);
    hn_memory_free(scan->memory, scan->values,
                   scan->value_cap * sizeof *scan->values);
    scan->keys = scan->values = NULL;
    scan->key_cap = scan->value_cap = 0;
}

bool hn_json_wrong(hn_json_scan *scan, const char *at, const char *why,
                   const char *help)
{
    if (!scan->bad && !scan->failed) {
        scan->bad = at;
        scan->why = why;
        scan->help = help;
    }
    return false;
}

static bool no_memory(hn_json_scan *scan)
{
    scan->failed = true;
    return false;
}

/* --- small things -------------------------------------------------------- */

static bool push(hn_json_scan *scan, hn_slice **list, size_t *count,
                 size_t *cap, hn_slice item)
{
    if (*count == *cap) {
        size_t more = *cap > 0 ? *cap * 2 : 32;
        hn_slice *moved = hn_memory_resize(scan->memory, *list,
                                           *cap * sizeof item,
                                           more * sizeof item);
        if (!moved)
            return no_memory(scan);
        *list = moved;
        *cap = more;
    }
    (*list)[(*count)++] = item;
    return true;
}

static bool is_digit(const hn_json_scan *scan, const char *at)
{
    return at < scan->end && *at >= '0' && *at <= '9';
}

/* --- strings ------------------------------------------------------------- */

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The four digits after \u; -1 when they are not there. */
static int read_hex(const char *at, const char *end)
{
    int code = 0;
    if (end - at < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        int digit = hex_digit(at[i]);
        if (digit < 0)
            return -1;
        code = code * 16 + digit;
    }
    return code;
}

/* The character at \u; `*len` is how long it is written. */
static int read_unicode(hn_json_scan *scan, const char *at, int *len)
{
    int code = read_hex(at + 2, scan->end), low = -1;
    *len = 6;
    if (code < 0xD800 || code > 0xDFFF)
        return code;
    if (code < 0xDC00 && scan->end - at >= 12 && at[6] == '\\'
        && at[7] == 'u')
        low = read_hex(at + 8, scan->end);
    if (low < 0xDC00 || low > 0xDFFF)
        return -1;
    *len = 12;
    return 0x10000 + (code - 0xD800) * 0x400 + (low - 0xDC00);
}

static size_t put_utf8(char *to, int code)
{
    if (code < 0x80) {
        to[0] = (char)code;
        return 1;
    }
    size_t len = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = len - 1; i > 0; i--, code >>= 6)
        to[i] = (char)(0x80 | (code & 0x3F));
    static const unsigned char leads[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
    to[0] = (char)(leads[len] | code);
    return len;
}

static char short_escape(char c)
{
    switch (c) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case '"': case '\\': case '/': return c;
    default: return '\0';
    }
}

/* One escape; passes it and returns the bytes put at `to`, 0 when wrong. */
static size_t take_escape(hn_json_scan *scan, char *to)
{
    const char *at = scan->at;
    int len = 2, code;
    if (scan->end - at < 2)
        code = -1;
    else if (at[1] == 'u')
        code = read_unicode(scan, at, &len);
    else
        code = short_escape(at[1]) != '\0' ? short_escape(at[1]) : -1;
    if (code == 0)
        hn_json_wrong(scan, at, "a text has a NUL character",
                      "leave it out");
    else if (code < 0)
        hn_json_wrong(scan, at, "this is not an escape that JSON has",
                      "write \\\\ for a backslash itself");
    if (code <= 0)
        return 0;
    scan->at += len;
    return put_utf8(to, code);
}

static const char *plain_end_simply(const char *at, const char *end)
{
    while (at < end && *at != '"' && *at != '\\'
           && (unsigned char)*at >= 0x20)
        at++;
    return at;
}

#ifdef __SSE2__

/* The end of the plain characters from `at` on. */
static const char *plain_end(const hn_json_scan *scan, const char *at)
{
    const __m128i controls = _mm_set1_epi8(0x1F);
    for (; scan->end - at >= 16; at += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)at);
        __m128i found = _mm_cmpeq_epi8(_mm_min_epu8(v, controls), v);
        found = _mm_or_si128(found, _mm_cmpeq_epi8(v, _mm_set1_epi8('"')));
        found = _mm_or_si128(found, _mm_cmpeq_epi8(v, _mm_set1_epi8('\\')));
        unsigned bits = (unsigned)_mm_movemask_epi8(found);
        if (bits)
            return at + __builtin_ctz(bits);
    }
    return plain_end_simply(at, scan->end);
}

#else

static const char *plain_end(const hn_json_scan *scan, const char *at)
{
    return plain_end_simply(at, scan->end);
}

#endif

/* What the string's closing quote should be. */
static bool check_close(hn_json_scan *scan, const char *opened)
{
    if (scan->at == scan->end)
        return hn_json_wrong(scan, opened, "a text is never closed",
                             "end it with a quote");
    if (*scan->at == '\0')
        return hn_json_wrong(scan, scan->at, "the text has a NUL byte",
                             "export the data again");
    if ((unsigned char)*scan->at < 0x20)
        return hn_json_wrong(scan, scan->at,
                             "a text has a newline or control character",
                             "write it as an escape such as \\n");
    scan->at++;
    return true;
}

/* With escapes: written out, never longer than it stands. */
static bool take_escaped(hn_json_scan *scan, const char *opened,
                         hn_slice *text)
{
    const char *close = scan->at;
    while (close < scan->end && *close != '"')
        close += *close == '\\' && scan->end - close > 1 ? 2 : 1;
    char *to = hn_arena_alloc(scan->scratch, (size_t)(close - opened));
    if (!to)
        return no_memory(scan);
    const char *from = opened + 1;
    size_t len = 0;
    for (;;) {
        scan->at = plain_end(scan, from);
        memcpy(to + len, from, (size_t)(scan->at - from));
        len += (size_t)(scan->at - from);
        if (scan->at == scan->end || *scan->at != '\\')
            break;
        size_t put = take_escape(scan, to + len);
        if (put == 0)
            return false;
        len += put;
        from = scan->at;
    }
    *text = (hn_slice){ to, len };
    return check_close(scan, opened);
}

bool hn_json_string(hn_json_scan *scan, hn_slice *text)
{
    const char *opened = scan->at;
    if (!hn_json_take(scan, '"'))
        return hn_json_wrong(scan, opened, "a text in quotes is needed here",
                             NULL);
    const char *stop = plain_end(scan, scan->at);
    *text = (hn_slice){ scan->at, (size_t)(stop - scan->at) };
    scan->at = stop;
    if (stop < scan->end && *stop == '\\')
        return take_escaped(scan, opened, text);
    return check_close(scan, opened);
}

/* --- numbers ------------------------------------------------------------- */

static const char *skip_digits(const hn_json_scan *scan, const char *at)
{
    while (is_digit(scan, at))
        at++;
    return at;
}

/* What the digits of a number say of its size. */
typedef struct size_of_number {
    int significant;     /* digits from the first to the last but noughts   */
    int whole;           /* digits before the point, once written out       */
    int64_t first;       /* the first 16 of them, noughts behind            */
} size_of_number;

/* The power of ten after e; far out of range is 1000 or -1000. */
static int exponent_of(hn_slice token, size_t *mantissa)
{
    size_t i = 0;
    int power = 0;
    while (i < token.len && (token.at[i] | 0x20) != 'e')
        i++;
    *mantissa = i;
    bool minus = i + 1 < token.len && token.at[i + 1] == '-';
    for (i++; i < token.len; i++)
        if (token.at[i] >= '0' && token.at[i] <= '9' && power < 1000)
            power = power * 10 + (token.at[i] - '0');
    power = power < 1000 ? power : 1000;
    return minus ? -power : power;
}

static size_of_number measure(hn_slice token)
{
    size_of_number size = { 0 };
    size_t mantissa;
    int power = exponent_of(token, &mantissa), count = 0, kept = 0;
    bool after = false;
    for (size_t i = 0; i < mantissa; i++) {
        char c = token.at[i];
        after |= c == '.';
        if (c < '0' || c > '9')
            continue;
        if (c != '0' || count > 0)
            count++;
        size.whole += after ? -(count == 0) : count > 0;
        if (c != '0')
            size.significant = count;
        if (count > 0 && kept < 16) {
            size.first = size.first * 10 + (c - '0');
            kept++;
        }
    }
    for (; kept < 16; kept++)
        size.first *= 10;
    size.whole += power;
    return size;
}

static bool has_exponent(hn_slice token)
{
    for (size_t i = 0; i < token.len; i++)
        if ((token.at[i] | 0x20) == 'e')
            return true;
    return false;
}

/* A double holds 15 digits, and whole numbers up to 2^53. */
static bool check_size(hn_json_scan *scan, hn_slice token)
{
    if (token.len <= 15 && !has_exponent(token))
        return true;
    size_of_number size = measure(token);
    if (token.len > MOST_LENGTH)
        return hn_json_wrong(scan, token.at, "a number is too long",
                             AS_STRING);
    if (size.significant > 15)
        return hn_json_wrong(scan, token.at,
                             "a number has more than 15 significant digits",
                             AS_STRING);
    if (size.significant > 0
        && (size.whole > 16
            || (size.whole == 16 && size.first > INT64_C(9007199254740992))))
        return hn_json_wrong(scan, token.at,
                             "a number is beyond what JSON readers keep "
                             "exactly", AS_STRING);
    return true;
}

static bool wrong_number(hn_json_scan *scan, const char *at)
{
    return hn_json_wrong(scan, at, "this is not a number that JSON has",
                         "write digits and at most one point, such as 0.5 or "
                         "-12");
}

bool hn_json_number(hn_json_scan *scan, hn_slice *token)
{
    const char *begin = scan->at, *at = begin;
    at += at < scan->end && *at == '-';
    if (!is_digit(scan, at))
        return wrong_number(scan, begin);
    at = *at == '0' ? at + 1 : skip_digits(scan, at);
    if (is_digit(scan, at))
        return hn_json_wrong(scan, begin, "a number begins with a nought",
                             "leave the nought out; an id with noughts in "
                             "front is written as a string, in quotes");
    if (at < scan->end && *at == '.') {
        if (!is_digit(scan, at + 1))
            return wrong_number(scan, begin);
        at = skip_digits(scan, at + 1);
    }
    if (at < scan->end && (*at == 'e' || *at == 'E')) {
        at++;
        at += at < scan->end && (*at == '+' || *at == '-');
        if (!is_digit(scan, at))
            return wrong_number(scan, begin);
        at = skip_digits(scan, at);
    }
    *token = (hn_slice){ begin, (size_t)(at - begin) };
    scan->at = at;
    return check_size(scan, *token);
}

#define MOST_PLACES 40   /* before or after the point, written out           */

/* Writes the digits of a number with the point `power` places further on. */
static size_t put_shifted(char *to, hn_slice digits, int before)
{
    size_t len = 0;
    int done = 0;
    if (before <= 0) {
        to[len++] = '0';
        to[len++] = '.';
    }
    for (int n = before; n < 0; n++)
        to[len++] = '0';
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.at[i] == '.')
            continue;
        if (done == before && before > 0)
            to[len++] = '.';
        to[len++] = digits.at[i];
        done++;
    }
    for (; done < before; done++)
        to[len++] = '0';
    return len;
}

static hn_slice shift_point(hn_json_scan *scan, hn_slice number, int power)
{
    char *to = hn_arena_alloc(scan->scratch, number.len + 2 * MOST_PLACES);
    bool minus = *number.at == '-';
    if (!to) {
        no_memory(scan);
        return (hn_slice){ NULL, 0 };
    }
    hn_slice digits = { number.at + minus, number.len - minus };
    const char *point = memchr(digits.at, '.', digits.len);
    int whole = (int)(point ? point - digits.at : (long)digits.len);
    *to = '-';
    size_t len = put_shifted(to + minus, digits, whole + power);
    return (hn_slice){ to, len + minus };
}

static bool is_nought(hn_slice number)
{
    for (size_t i = 0; i < number.len; i++)
        if (number.at[i] >= '1' && number.at[i] <= '9')
            return false;
    return true;
}

/* 0012.50 to 12.50: what shifting leaves is no more than the plain form. */
static hn_slice without_noughts(hn_slice number)
{
    char *at = (char *)(uintptr_t)number.at;
    size_t sign = number.len > 0 && *at == '-', skip = sign;
    while (skip + 1 < number.len && at[skip] == '0' && at[skip + 1] >= '0'
           && at[skip + 1] <= '9')
        skip++;
    if (sign && skip > 1)
        at[skip - 1] = '-';
    size_t cut = skip - sign;
    return (hn_slice){ at + cut, number.len - cut };
}

hn_slice hn_json_plain(hn_json_scan *scan, hn_slice token)
{
    if (!has_exponent(token))
        return token;
    size_t mantissa;
    int power = exponent_of(token, &mantissa);
    hn_slice number = { token.at, mantissa };
    if (is_nought(number))
        return hn_slice_of("0");
    if (power > MOST_PLACES || power < -MOST_PLACES)
        return (hn_slice){ NULL, 0 };
    number = shift_point(scan, number, power);
    return number.at ? without_noughts(number) : number;
}

/* --- words and values ---------------------------------------------------- */

bool hn_json_word(hn_json_scan *scan, hn_slice *token)
{
    static const char *const words[] = { "true", "false", "null" };
    const char *begin = scan->at;
    for (int i = 0; i < 3; i++) {
        size_t len = strlen(words[i]);
        if ((size_t)(scan->end - begin) >= len
            && memcmp(begin, words[i], len) == 0) {
            *token = (hn_slice){ begin, len };
            scan->at = begin + len;
            return true;
        }
    }
    if (begin == scan->end)
        return hn_json_wrong(scan, begin, "a value is missing at the end",
                             NULL);
    return hn_json_wrong(scan, begin, "this is not a value that JSON has",
                         "a text stands in double quotes; a number is plain; "
                         "other words are true, false and null");
}

size_t hn_json_keys_open(const hn_json_scan *scan)
{
    return scan->key_count;
}

bool hn_json_keys_add(hn_json_scan *scan, hn_slice key)
{
    return push(scan, &scan->keys, &scan->key_count, &scan->key_cap, key);
}

static int compare_keys(hn_slice a, hn_slice b)
{
    if (a.len != b.len)
        return a.len < b.len ? -1 : 1;
    return a.len > 0 ? memcmp(a.at, b.at, a.len) : 0;
}

static void sift(hn_slice *keys, size_t from, size_t count)
{
    for (size_t child; (child = from * 2 + 1) < count; from = child) {
        if (child + 1 < count
            && compare_keys(keys[child], keys[child + 1]) < 0)
            child++;
        if (compare_keys(keys[from], keys[child]) >= 0)
            return;
        hn_slice swap = keys[from];
        keys[from] = keys[child];
        keys[child] = swap;
    }
}

/* A heap sort: no memory, and no input that makes it slow. */
static void sort_keys(hn_slice *keys, size_t count)
{
    for (size_t i = count / 2; i-- > 0;)
        sift(keys, i, count);
    for (size_t last = count; last-- > 1;) {
        hn_slice swap = keys[0];
        keys[0] = keys[last];
        keys[last] = swap;
        sift(keys, 0, last);
    }
}

/* Which of two equal keys stands later; keys with escapes stand elsewhere, and
 * then it is only known that both are before here. */
static const char *later_of(const hn_json_scan *scan, hn_slice a, hn_slice b)
{
    const char *at = a.at > b.at ? a.at : b.at;
    return at > scan->begin && at < scan->at ? at - 1 : scan->at - 1;
}

bool hn_json_keys_close(hn_json_scan *scan, size_t opened)
{
    size_t count = scan->key_count - opened;
    scan->key_count = opened;
    if (count < 2)
        return true;
    hn_slice *keys = scan->keys + opened;
    sort_keys(keys, count);
    for (size_t i = 1; i < count; i++)
        if (compare_keys(keys[i - 1], keys[i]) == 0)
            return hn_json_wrong(scan, later_of(scan, keys[i - 1], keys[i]),
                                 "a key is given twice",
                                 "keep one of the two");
    return true;
}

static bool open_list(hn_json_scan *scan)
{
    if (++scan->depth > HN_JSON_DEPTH)
        return hn_json_wrong(scan, scan->at - 1,
                             "brackets are nested deeper than 64", NULL);
    return true;
}

static bool take_comma(hn_json_scan *scan, char close, bool *over)
{
    hn_json_space(scan);
    *over = hn_json_take(scan, close);
    if (*over || hn_json_take(scan, ','))
        return true;
    return hn_json_wrong(scan, scan->at, close == '}'
                             ? "a comma or } is needed here"
                             : "a comma or ] is needed here", NULL);
}

/* The next value is put behind `*last` in `parent`, where there is a tree. */
static bool begin_child(hn_json_scan *scan, hn_json_item *parent,
                        hn_json_item **last)
{
    scan->into = NULL;
    if (!parent)
        return true;
    hn_json_item *child = hn_arena_alloc(scan->scratch, sizeof *child);
    if (!child)
        return no_memory(scan);
    if (*last)
        (*last)->next = child;
    else
        parent->child = child;
    scan->into = *last = child;
    return true;
}

static bool take_array(hn_json_scan *scan, hn_json_item *item)
{
    hn_json_item *last = NULL;
    bool over;
    scan->at++;
    if (!open_list(scan))
        return false;
    hn_json_space(scan);
    over = hn_json_take(scan, ']');
    while (!over) {
        if (!begin_child(scan, item, &last) || !hn_json_value(scan)
            || !take_comma(scan, ']', &over))
            return false;
    }
    scan->depth--;
    return true;
}

static bool take_member(hn_json_scan *scan)
{
    hn_slice key;
    hn_json_space(scan);
    if (scan->at == scan->end || *scan->at != '"')
        return hn_json_wrong(scan, scan->at,
                             "a key in double quotes is needed here", NULL);
    if (!hn_json_string(scan, &key) || !hn_json_keys_add(scan, key))
        return false;
    hn_json_space(scan);
    if (!hn_json_take(scan, ':'))
        return hn_json_wrong(scan, scan->at,
                             "a colon is needed after a key", NULL);
    if (scan->into)
        scan->into->name = key;
    return hn_json_value(scan);
}

static bool take_object(hn_json_scan *scan, hn_json_item *item)
{
    size_t opened = hn_json_keys_open(scan);
    hn_json_item *last = NULL;
    bool over;
    scan->at++;
    if (!open_list(scan))
        return false;
    hn_json_space(scan);
    over = hn_json_take(scan, '}');
    while (!over) {
        if (!begin_child(scan, item, &last) || !take_member(scan)
            || !take_comma(scan, '}', &over))
            return false;
    }
    scan->depth--;
    return hn_json_keys_close(scan, opened);
}

static bool take_value(hn_json_scan *scan, hn_json_item *item,
                       hn_slice *token)
{
    char c = scan->at < scan->end ? *scan->at : '\0';
    if (c == '"')
        return hn_json_string(scan, token);
    if (c == '{')
        return take_object(scan, item);
    if (c == '[')
        return take_array(scan, item);
    if (c == '-' || (c >= '0' && c <= '9'))
        return hn_json_number(scan, token);
    return hn_json_word(scan, token);
}

bool hn_json_value(hn_json_scan *scan)
{
    hn_slice none = { NULL, 0 }, token = none;
    hn_json_item *item = scan->into;
    size_t index = scan->value_count;
    hn_json_space(scan);
    const char *begin = scan->at;
    if (scan->keep_values
        && !push(scan, &scan->values, &scan->value_count, &scan->value_cap,
                 none))
        return false;
    if (!take_value(scan, item, &token))
        return false;
    hn_slice stands = { begin, (size_t)(scan->at - begin) };
    if (scan->keep_values)
        scan->values[index] = stands;
    if (item) {
        item->stands = stands;
        item->text = token.at ? token : stands;
    }
    return true;
}

/* --- a tree -------------------------------------------------------------- */

const hn_json_item *hn_json_tree(hn_json_scan *scan)
{
    hn_json_item *root = hn_arena_alloc(scan->scratch, sizeof *root);
    scan->into = root;
    if (!root)
        no_memory(scan);
    else if (hn_json_value(scan)) {
        hn_json_space(scan);
        if (scan->at == scan->end)
            return root;
        hn_json_wrong(scan, scan->at, "text follows the value", NULL);
    }
    return NULL;
}

const hn_json_item *hn_json_member(const hn_json_item *item,
                                   const char *name)
{
    const hn_json_item *child = hn_json_begins(item, '{') ? item->child
                                                          : NULL;
    while (child && !hn_slice_is(child->name, name))
        child = child->next;
    return child;
}
