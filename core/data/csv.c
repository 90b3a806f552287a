/*
 * csv.c - taking CSV apart.
 *
 * Most rows are taken from a map of the bytes that mean something, 64 at a
 * time (hn_ahead).  A row with doubled quotes or quoted newlines, one that is
 * not right, and any row that is to be told, is read a cell at a time by
 * hn_csv_cell_read, which alone knows all that quotes do; cutting follows the
 * same rule, so that both see the same rows.
 */
#include "csv.h"
#include "decode.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

static inline bool is_newline(char c)
{
    return c == '\n' || c == '\r';
}

/* --- one cell ------------------------------------------------------------ */

static const char *skip_plain(const char *at, const char *end)
{
    while (at < end && *at != ',' && !is_newline(*at))
        at++;
    return at;
}

/* The closing quote of a cell whose text begins at `at`, or NULL. */
static const char *find_close(const char *at, const char *end, bool *doubled)
{
    *doubled = false;
    while ((at = memchr(at, '"', (size_t)(end - at)))) {
        if (at + 1 == end || at[1] != '"')
            return at;
        *doubled = true;
        at += 2;
    }
    return NULL;
}

static void undouble(hn_csv_cell *out, hn_arena *scratch)
{
    char *to = hn_arena_alloc(scratch, out->text.len);
    size_t len = 0;
    if (!to) {
        out->quoting = HN_QUOTE_NO_MEMORY;
        return;
    }
    for (size_t i = 0; i < out->text.len; i++) {
        to[len++] = out->text.at[i];
        i += out->text.at[i] == '"';
    }
    out->text = (hn_slice){ to, len };
}

static const char *read_quoted(hn_csv_cell *out, const char *at,
                               const char *end, hn_arena *scratch)
{
    bool doubled;
    const char *close = find_close(at + 1, end, &doubled);
    if (!close) {
        out->quoting = HN_QUOTE_OPEN;
        out->where = at;
        return end;
    }
    out->text = (hn_slice){ at + 1, (size_t)(close - at - 1) };
    if (doubled)
        undouble(out, scratch);
    at = skip_plain(close + 1, end);
    if (at > close + 1) {
        out->quoting = HN_QUOTE_AFTER;
        out->where = close + 1;
    }
    return at;
}

const char *hn_csv_cell_read(hn_csv_cell *out, const char *at,
                             const char *end, hn_arena *scratch)
{
    const char *begin = at;
    *out = (hn_csv_cell){ .quoting = HN_QUOTES_FINE };
    if (at < end && *at == '"') {
        at = read_quoted(out, at, end, scratch);
    } else {
        at = skip_plain(at, end);
        out->text = (hn_slice){ begin, (size_t)(at - begin) };
        out->where = memchr(begin, '"', out->text.len);
        if (out->where)
            out->quoting = HN_QUOTE_BARE;
    }
    out->stands = (hn_slice){ begin, (size_t)(at - begin) };
    return at;
}

const char *hn_csv_quoting_message(hn_quoting quoting)
{
    switch (quoting) {
    case HN_QUOTE_OPEN:
        return "a quote is opened here and never closed";
    case HN_QUOTE_AFTER:
        return "there is text after a closing quote";
    default:
        return "a quote stands inside a cell that is not quoted";
    }
}

const char *hn_csv_quoting_help(hn_quoting quoting)
{
    if (quoting == HN_QUOTE_OPEN)
        return "close it; all that follows it in the file was taken as one "
               "cell";
    return "write quotes around the whole cell and double those inside it: "
           "\"the \"\"old\"\" school\"";
}

/* --- cutting ------------------------------------------------------------- */

/* Behind the last newline, or NULL.  A CR at the very end may be half of a
 * CR LF and does not count unless the file ends there. */
static const char *last_row_end(const char *at, const char *end)
{
    for (; end > at; end--)
        if (is_newline(end[-1]))
            return end;
    return NULL;
}

static bool begins_cell(const char *bytes, const char *quote)
{
    return quote == bytes || quote[-1] == ',' || is_newline(quote[-1]);
}

/* Behind the last newline that is in no quoted cell, or NULL. */
static const char *whole_rows_end(const char *bytes, const char *end)
{
    const char *at = bytes, *found = NULL;
    bool doubled;
    for (;;) {
        const char *quote = memchr(at, '"', (size_t)(end - at));
        const char *row = last_row_end(at, quote ? quote : end);
        found = row ? row : found;
        if (!quote)
            return found;
        at = quote + 1;
        if (!begins_cell(bytes, quote))
            continue;
        at = find_close(at, end, &doubled);
        /* A quote at the very end may be the first of two. */
        if (!at || at + 1 == end)
            return found;
        at++;
    }
}

/* Leaves empty lines at the end for the next cut. */
static size_t without_empty(const char *bytes, size_t len)
{
    while (len > 0) {
        size_t before = len - 1;
        if (before > 0 && bytes[before] == '\n' && bytes[before - 1] == '\r')
            before--;
        if (before > 0 && !is_newline(bytes[before - 1]))
            break;
        len = before;
    }
    return len;
}

/* Where the text begins: behind a byte order mark. */
static const char *text_of(const char *bytes, size_t len)
{
    return bytes + (len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) * 3;
}

size_t hn_csv_cut(const char *bytes, size_t len, bool final, int64_t *lines)
{
    size_t cut = len;
    if (!final) {
        bool half = len > 0 && bytes[len - 1] == '\r';
        const char *end = whole_rows_end(text_of(bytes, len),
                                         bytes + len - half);
        cut = end ? without_empty(bytes, (size_t)(end - bytes)) : 0;
    }
    *lines = hn_count_lines(bytes, cut);
    return cut;
}

/* The quote that opens a cell and is not closed, or NULL. */
static const char *find_open(const char *bytes, const char *end)
{
    const char *at = bytes;
    bool doubled;
    while ((at = memchr(at, '"', (size_t)(end - at)))) {
        const char *quote = at++;
        if (!begins_cell(bytes, quote))
            continue;
        at = find_close(at, end, &doubled);
        if (!at)
            return quote;
        at++;
    }
    return NULL;
}

void hn_csv_stuck(const char *bytes, size_t len, hn_place place,
                  hn_report *report)
{
    const char *quote = find_open(text_of(bytes, len), bytes + len);
    if (!quote) {
        hn_report_addf(report, 400, HN_ERROR, place,
                       "check that the file is CSV with rows on lines",
                       "a row is longer than %d bytes", HN_RECORD_MOST);
        return;
    }
    const char *line = last_row_end(bytes, quote);
    line = line ? line : bytes;
    place.line += (int)hn_count_lines(bytes, (size_t)(line - bytes));
    place.column = (int)(quote - line) + 1;
    hn_report_addf(report, 407, HN_ERROR, place,
                   hn_csv_quoting_help(HN_QUOTE_OPEN), "%s",
                   hn_csv_quoting_message(HN_QUOTE_OPEN));
}

/* --- looking ahead ------------------------------------------------------- */

/* Commas, quotes and control characters, newlines among them. */
#ifdef __SSE2__

static inline uint64_t look_16(const char *at, __m128i *all)
{
    __m128i v = _mm_loadu_si128((const __m128i *)(const void *)at);
    const __m128i controls = _mm_set1_epi8(0x1F);
    __m128i found = _mm_cmpeq_epi8(_mm_min_epu8(v, controls), v);
    found = _mm_or_si128(found, _mm_cmpeq_epi8(v, _mm_set1_epi8(',')));
    found = _mm_or_si128(found, _mm_cmpeq_epi8(v, _mm_set1_epi8('"')));
    *all = _mm_or_si128(*all, v);
    return (uint64_t)(unsigned)_mm_movemask_epi8(found);
}

static inline uint64_t look_64(const char *at, bool *high)
{
    __m128i all = _mm_setzero_si128();
    uint64_t found = look_16(at, &all);
    found |= look_16(at + 16, &all) << 16;
    found |= look_16(at + 32, &all) << 32;
    found |= look_16(at + 48, &all) << 48;
    *high = _mm_movemask_epi8(all) != 0;
    return found;
}

#else

static inline uint64_t look_64(const char *at, bool *high)
{
    uint64_t found = 0;
    unsigned char all = 0;
    for (int i = 0; i < 64; i++) {
        unsigned char c = (unsigned char)at[i];
        all |= c;
        found |= (uint64_t)(c < 0x20 || c == ',' || c == '"') << i;
    }
    *high = all >= 0x80;
    return found;
}

#endif

static void look_at_rest(hn_ahead *ahead, const char *at, const char *end)
{
    char rest[64] = { 0 };
    size_t len = (size_t)(end - at);
    memcpy(rest, at, len);
    ahead->special = look_64(rest, &ahead->high);
    ahead->special &= ((uint64_t)1 << len) - 1;
}

static inline void look(hn_ahead *ahead, const char *at, const char *end)
{
    ahead->base = at;
    if (end - at >= 64)
        ahead->special = look_64(at, &ahead->high);
    else
        look_at_rest(ahead, at, end);
}

/* The next byte that means something, or `end`. */
__attribute__((always_inline))
static inline const char *peek(hn_ahead *ahead, const char *end, bool *high)
{
    while (ahead->special == 0) {
        if (end - ahead->base <= 64)
            return end;
        look(ahead, ahead->base + 64, end);
        *high |= ahead->high;
    }
    return ahead->base + __builtin_ctzll(ahead->special);
}

static inline void pass(hn_ahead *ahead)
{
    ahead->special &= ahead->special - 1;
}

/* --- splitting ----------------------------------------------------------- */

static void begin(hn_decoder *d)
{
    look(&d->ahead, d->cursor->at, d->cursor->end);
}

/* Behind the newline at `at`, which may be the end. */
static const char *pass_newline(const char *at, const char *end)
{
    if (at < end && *at == '\r') {
        at++;
        return at < end && *at == '\n' ? at + 1 : at;
    }
    return at < end ? at + 1 : at;
}

static void note_origin(hn_decoder *d, int i, const char *row_end)
{
    hn_cursor *cursor = d->cursor;
    d->origins[i] = (hn_origin){ .at = cursor->at, .line = cursor->line,
                                 .len = (uint32_t)(row_end - cursor->at) };
}

/* Passes a newline that `at` points to, in the map too. */
static inline const char *pass_mapped(hn_ahead *ahead, const char *at,
                                      const char *end)
{
    bool high = false;
    pass(ahead);
    if (*at == '\r' && end - at > 1 && at[1] == '\n') {
        peek(ahead, end, &high);
        pass(ahead);
        at++;
    }
    return at + 1;
}

/* A quoted cell whose quote `*stop` points to: sets the cell and `*stop`
 * behind it.  False when there is more to it: doubled quotes, newlines. */
static inline bool take_quoted(hn_slice *cell, hn_ahead *ahead,
                               const char **stop, const char *end,
                               bool *high)
{
    const char *at = *stop + 1, *close;
    do {
        pass(ahead);
        close = peek(ahead, end, high);
    } while (close < end && *close == ',');
    if (close == end || *close != '"')
        return false;
    pass(ahead);
    *cell = (hn_slice){ at, (size_t)(close - at) };
    *stop = peek(ahead, end, high);
    return *stop == close + 1 && *stop < end;
}

/* The cells of a row from `at` on; returns the newline behind it, or NULL when
 * it is anything else.  `quotes` is known where this is called: most files
 * have none, and then there is nothing to look for. */
static inline const char *take_cells(hn_slice *cells, int count, bool quotes,
                                     hn_ahead *ahead, const char *at,
                                     const char *end, bool *high)
{
    for (int c = 0;; c++) {
        const char *stop = peek(ahead, end, high);
        cells[c] = (hn_slice){ at, (size_t)(stop - at) };
        if (stop == end)
            return NULL;
        if (quotes && *stop == '"'
            && (stop > at
                || !take_quoted(&cells[c], ahead, &stop, end, high)))
            return NULL;
        if (c + 1 == count)
            return is_newline(*stop) ? stop : NULL;
        if (*stop != ',')
            return NULL;
        pass(ahead);
        at = stop + 1;
    }
}

/* A row that the map suffices for; false when it is anything else.  The map is
 * worked on in a copy, which no write to a cell can change. */
static inline bool split_mapped(hn_decoder *d, int i, bool quotes)
{
    hn_ahead ahead = d->ahead;
    hn_cursor *cursor = d->cursor;
    const char *at = cursor->at, *end = cursor->end;
    bool high = ahead.high;
    size_t bad;
    const char *stop = take_cells(hn_decoder_row(d, i), d->layout->count,
                                  quotes, &ahead, at, end, &high);
    if (!stop || stop == at
        || (high && !hn_bytes_fit(at, (size_t)(stop - at), &bad)))
        return false;
    note_origin(d, i, stop);
    cursor->at = pass_mapped(&ahead, stop, end);
    cursor->line++;
    d->ahead = ahead;
    return true;
}

__attribute__((noinline))
static bool split_quoted(hn_decoder *d, int i)
{
    return split_mapped(d, i, true);
}

/* Any row, a cell at a time. */
static bool split_careful(hn_decoder *d, int i)
{
    hn_slice *cells = hn_decoder_row(d, i);
    hn_cursor *cursor = d->cursor;
    const char *at = cursor->at, *end = cursor->end;
    bool fine = true;
    size_t bad;
    int count = 0;
    for (;; at++) {
        hn_csv_cell cell;
        at = hn_csv_cell_read(&cell, at, end, cursor->scratch);
        if (cell.quoting == HN_QUOTE_NO_MEMORY)
            d->faults->failed = true;
        if (count < d->layout->count)
            cells[count] = cell.text;
        count++;
        fine &= cell.quoting == HN_QUOTES_FINE;
        if (at == end || *at != ',')
            break;
    }
    size_t len = (size_t)(at - cursor->at);
    fine &= count == d->layout->count && len > 0
         && hn_bytes_fit(cursor->at, len, &bad);
    note_origin(d, i, at);
    cursor->at = pass_newline(at, end);
    cursor->line += hn_count_lines(d->origins[i].at,
                                   (size_t)(cursor->at - d->origins[i].at));
    begin(d);
    return fine;
}

static bool split(hn_decoder *d, int i, bool *broken)
{
    if (d->cursor->at == d->cursor->end || d->faults->failed)
        return false;
    *broken = !split_mapped(d, i, false) && !split_quoted(d, i)
           && !split_careful(d, i);
    return true;
}

/* --- telling ------------------------------------------------------------- */

static const hn_slice nowhere = { NULL, 0 };

static void tell_quoting(hn_decoder *d, const hn_origin *origin, int column,
                         const hn_csv_cell *cell)
{
    const hn_layout *layout = d->layout;
    bool named = column < layout->count;
    const char *row_end = origin->at + origin->len;
    hn_slice where = { cell->where,
                       (size_t)(cell->stands.at + cell->stands.len
                                - cell->where) };
    if (cell->quoting == HN_QUOTE_OPEN)
        where.len = (size_t)(row_end - where.at) > 0;
    hn_tell(d, origin, 407, named ? layout->columns[column].input : NULL,
            named ? layout->columns[column].name : nowhere, where,
            hn_csv_quoting_message(cell->quoting),
            hn_csv_quoting_help(cell->quoting));
}

static void tell_count(hn_decoder *d, const hn_origin *origin, int count)
{
    hn_text text;
    hn_text_init(&text, d->faults->arena.memory);
    hn_text_addf(&text, "the row has %d cell%s and the header %d", count,
                 count == 1 ? "" : "s", d->layout->count);
    hn_tell(d, origin, 406, NULL, nowhere, nowhere, hn_text_string(&text),
            count > d->layout->count
                ? "a comma inside a text needs quotes around the text"
                : "a row needs a comma for each cell, also for an empty one");
    d->faults->failed |= text.failed;
    hn_text_dispose(&text);
}

static void tell_values(hn_decoder *d, const hn_origin *origin,
                        const hn_csv_cell *cells)
{
    for (int i = 0; i < d->layout->records->input_count; i++) {
        const hn_csv_cell *cell = &cells[d->layout->column_of[i]];
        if (cell->quoting == HN_QUOTES_FINE)
            hn_tell_value(d, origin, i, cell->stands, cell->text);
    }
}

/* Splits the row again into `cells` (up to `most` are kept) and tells what is
 * wrong with its quotes: how many cells it has. */
static int split_again(hn_decoder *d, const hn_origin *origin,
                       hn_csv_cell *cells, int most, bool *closed)
{
    const char *at = origin->at, *end = origin->at + origin->len;
    int count = 0;
    for (;; at++) {
        hn_csv_cell cell;
        at = hn_csv_cell_read(&cell, at, end, d->cursor->scratch);
        if (cell.quoting == HN_QUOTE_NO_MEMORY)
            d->faults->failed = true;
        else if (cell.quoting != HN_QUOTES_FINE)
            tell_quoting(d, origin, count, &cell);
        *closed &= cell.quoting != HN_QUOTE_OPEN;
        if (count < most)
            cells[count] = cell;
        count++;
        if (at == end)
            return count;
    }
}

static bool may_be_open(const hn_fault *fault)
{
    return fault->code == 406 || fault->code == 407
        || (fault->where.at && memchr(fault->where.at, '\n',
                                      fault->where.len));
}

/* A quote that is not closed takes the next rows into its cell, and what is
 * told of those seems to be about another line. */
static void tell_lines(hn_decoder *d, const hn_origin *origin, int from)
{
    hn_faults *faults = d->faults;
    int64_t more = hn_count_lines(origin->at, origin->len);
    for (int i = from; more > 0 && i < faults->count; i++) {
        hn_fault *fault = &faults->items[i];
        hn_text text;
        if (!may_be_open(fault))
            continue;
        hn_text_init(&text, faults->arena.memory);
        hn_text_addf(&text, "this row runs from line %ld to line %ld: is a "
                     "quote not closed?", (long)origin->line,
                     (long)(origin->line + more));
        const char *help = hn_arena_text(&faults->arena,
                                         hn_text_string(&text));
        faults->failed |= text.failed || !help;
        hn_text_dispose(&text);
        fault->help = help;
        return;
    }
}

static void tell(hn_decoder *d, const hn_origin *origin)
{
    int from = d->faults->count, most = d->layout->count;
    int key = d->layout->key_column;
    bool closed = true;
    if (origin->len == 0) {
        hn_tell(d, origin, 406, NULL, nowhere, nowhere, "the line is empty",
                "take the line out, or fill it in");
        return;
    }
    hn_csv_cell *cells = hn_arena_alloc(&d->faults->arena,
                                        (size_t)most * sizeof *cells);
    if (!cells) {
        d->faults->failed = true;
        return;
    }
    bool fits = hn_tell_bytes(d, origin);
    int count = split_again(d, origin, cells, most, &closed);
    if (count != most && closed)
        tell_count(d, origin, count);
    if (count == most && fits)
        tell_values(d, origin, cells);
    hn_tell_sort(d, from);
    tell_lines(d, origin, from);
    if (key >= 0 && key < count)
        hn_tell_id(d, from, hn_slice_trim(cells[key].text));
}

const hn_splitter hn_csv_splitter = { split, tell, begin };
