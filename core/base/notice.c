/*
 * notice.c - collecting notices and printing them.
 *
 * What is printed may come from a stranger's file.  Everything passes through
 * one place, add_shown, which shows control characters instead of sending
 * them: no text can move a cursor, colour a line or turn its direction.
 */
#include "notice.h"

#include <string.h>
#include "codes.h"

#define MOST_NOTICES 1000
#define MOST_TEXT    4000   /* bytes kept of a message, note or help      */
#define MOST_SHOWN   102    /* characters of a context; more is cut to ... */
#define WINDOW       100    /* ... this many and an ellipsis at each end  */
#define BEFORE_CARET 40     /* of those, in front of the caret            */

static const char ellipsis[] = "\xE2\x80\xA6";

/* --- codes --------------------------------------------------------------- */

#define TITLE_OF(number, title, page) case number: return title;
#define PAGE_OF(number, title, page)  case number: return page;

const char *hn_code_title(int code)
{
    switch (code) {
        HN_CODES(TITLE_OF)
    }
    return NULL;
}

const char *hn_code_page(int code)
{
    switch (code) {
        HN_CODES(PAGE_OF)
    }
    return NULL;
}

/* --- characters ---------------------------------------------------------- */

/* A character of a context.  `code` is -1 for a byte that is not UTF-8. */
typedef struct glyph { const char *at; size_t len; int code; } glyph;

static glyph glyph_at(const char *at, const char *end)
{
    static const unsigned char mask[] = { 0, 0x7F, 0x1F, 0x0F, 0x07 };
    size_t n = hn_text_char_len(at, (size_t)(end - at));
    if (n == 0)
        return (glyph){ at, 1, -1 };
    int code = (unsigned char)at[0] & mask[n];
    for (size_t i = 1; i < n; i++)
        code = code << 6 | ((unsigned char)at[i] & 0x3F);
    return (glyph){ at, n, code };
}

/* Control characters, line separators, and those that turn the direction of
 * writing or cannot be seen. */
static bool is_hidden(int code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x61C
        || (code >= 0x200B && code <= 0x200F)
        || (code >= 0x2028 && code <= 0x202E)
        || (code >= 0x2060 && code <= 0x2069) || code == 0xFEFF;
}

static void add_hex(hn_text *out, unsigned value, int digits)
{
    while (digits-- > 0)
        hn_text_add_char(out, "0123456789abcdef"[value >> digits * 4 & 15]);
}

/* Adds one character so that it can do no harm; returns the columns taken. */
static int add_shown(hn_text *out, glyph g)
{
    if (!is_hidden(g.code)) {
        hn_text_add_n(out, g.at, g.len);
        return 1;
    }
    if (g.code >= 0x80) {
        hn_text_add(out, "\\u");
        add_hex(out, (unsigned)g.code, 4);
        return 6;
    }
    hn_text_add(out, "\\x");
    add_hex(out, (unsigned char)*g.at, 2);
    return 4;
}

void hn_notice_show(hn_text *out, const char *text)
{
    const char *end = text + strlen(text);
    while (text < end) {
        glyph g = glyph_at(text, end);
        add_shown(out, g);
        text += g.len;
    }
}

static void add_times(hn_text *out, char c, int times)
{
    while (times-- > 0)
        hn_text_add_char(out, c);
}

/* --- the part of a context that is shown --------------------------------- */

typedef struct window {
    const char *at, *end;
    bool cut_before, cut_after;
    int caret;              /* counted in the window from 1; 0: none      */
} window;

static const char *line_end(const char *text)
{
    const char *end = text + strcspn(text, "\n");
    return end > text && end[-1] == '\r' ? end - 1 : end;
}

/* Moves over `*count` characters, or to the end; `*count` is what it did. */
static const char *skip(const char *at, const char *end, int *count)
{
    int done = 0;
    while (done < *count && at < end) {
        at += glyph_at(at, end).len;
        done++;
    }
    *count = done;
    return at;
}

static window window_of(const hn_notice *notice)
{
    const char *text = notice->context;
    window w = { .at = text, .end = line_end(text),
                 .caret = notice->caret > 0 ? notice->caret
                                            : notice->place.column };
    int shown = MOST_SHOWN;
    const char *whole = skip(text, w.end, &shown);
    if (whole == w.end)
        return w;
    int before = w.caret > BEFORE_CARET ? w.caret - 1 - BEFORE_CARET : 0;
    w.at = skip(text, w.end, &before);
    if (w.at == w.end) {   /* a caret past the end: show the last of it */
        before = before > WINDOW ? before - WINDOW : 0;
        w.at = skip(text, w.end, &before);
    }
    w.cut_before = before > 0;
    w.caret -= w.caret > 0 ? before : 0;
    shown = WINDOW;
    const char *end = skip(w.at, w.end, &shown);
    w.cut_after = end < w.end;
    w.end = end;
    return w;
}

/* --- printing ------------------------------------------------------------ */

static int digits_of(int number)
{
    int digits = 1;
    while (number >= 10) {
        number /= 10;
        digits++;
    }
    return digits;
}

static void print_head(hn_text *out, const hn_notice *notice)
{
    hn_text_addf(out, "%s[HN%d]: ",
                 notice->severity == HN_WARNING ? "warning" : "error",
                 notice->code);
    hn_notice_show(out, notice->message ? notice->message : "");
    hn_text_add_char(out, '\n');
}

static void print_place(hn_text *out, hn_place place, int gutter)
{
    add_times(out, ' ', gutter - 1);
    hn_text_add(out, "--> ");
    hn_notice_show(out, place.file);
    if (place.line > 0) {
        hn_text_addf(out, ":%d", place.line);
        if (place.column > 0)
            hn_text_addf(out, ":%d", place.column);
    }
    hn_text_add_char(out, '\n');
}

/* Prints the context and writes what stands under it to `under`: a tab below
 * a tab, so that the two lines stay in step. */
static void print_window(hn_text *out, hn_text *under, window w, int width)
{
    int column = 1;
    if (w.cut_before) {
        hn_text_add(out, ellipsis);
        hn_text_add_char(under, ' ');
    }
    for (const char *at = w.at; at < w.end; column++) {
        glyph g = glyph_at(at, w.end);
        bool tab = g.code == '\t';
        int taken = 1;
        if (tab)
            hn_text_add_char(out, '\t');
        else
            taken = add_shown(out, g);
        if (column < w.caret)
            add_times(under, tab ? '\t' : ' ', taken);
        else if (w.caret > 0 && column - w.caret < width)
            add_times(under, '^', taken);
        at += g.len;
    }
    if (w.caret == column)   /* just past the end: something is missing */
        hn_text_add_char(under, '^');
    if (w.cut_after)
        hn_text_add(out, ellipsis);
}

static void print_bar(hn_text *out, int line, int gutter)
{
    add_times(out, ' ', line > 0 ? gutter - digits_of(line) : gutter);
    if (line > 0)
        hn_text_add_int(out, line);
    hn_text_add_char(out, '|');
}

static void print_context(hn_text *out, const hn_notice *notice, int gutter)
{
    hn_text under;
    hn_text_init(&under, out->memory);
    window w = window_of(notice);
    int width = notice->width > 0 ? notice->width : 1;
    print_bar(out, 0, gutter);
    hn_text_add_char(out, '\n');
    print_bar(out, notice->place.line, gutter);
    hn_text_add_char(out, ' ');
    print_window(out, &under, w, width);
    hn_text_add_char(out, '\n');
    if (w.caret > 0 && under.len > 0 && under.at[under.len - 1] == '^') {
        print_bar(out, 0, gutter);
        hn_text_add_char(out, ' ');
        hn_text_add_n(out, under.at, under.len);
        hn_text_add_char(out, '\n');
    }
    out->failed |= under.failed;
    hn_text_dispose(&under);
}

/* A note or help of several lines is indented below its first. */
static void print_remark(hn_text *out, const char *word, const char *text,
                         int gutter)
{
    add_times(out, ' ', gutter);
    hn_text_addf(out, "= %s: ", word);
    const char *end = text + strlen(text);
    while (text < end) {
        glyph g = glyph_at(text, end);
        if (g.code == '\n') {
            hn_text_add_char(out, '\n');
            add_times(out, ' ', gutter + (int)strlen(word) + 4);
        } else {
            add_shown(out, g);
        }
        text += g.len;
    }
    hn_text_add_char(out, '\n');
}

void hn_notice_print(hn_text *out, const hn_notice *notice)
{
    int gutter = digits_of(notice->place.line);
    if (gutter < 3)
        gutter = 3;
    print_head(out, notice);
    if (notice->place.file)
        print_place(out, notice->place, gutter);
    if (notice->context)
        print_context(out, notice, gutter);
    if (notice->note)
        print_remark(out, "note", notice->note, gutter);
    if (notice->help)
        print_remark(out, "help", notice->help, gutter);
}

/* --- collecting ---------------------------------------------------------- */

void hn_report_init(hn_report *report, hn_memory *memory)
{
    *report = (hn_report){ 0 };
    hn_arena_init(&report->arena, memory);
}

void hn_report_dispose(hn_report *report)
{
    hn_memory *memory = report->arena.memory;
    hn_arena_dispose(&report->arena);
    hn_report_init(report, memory);
}

static int compare_text(const char *a, const char *b)
{
    if (!a || !b)
        return (a != NULL) - (b != NULL);
    return strcmp(a, b);
}

static int compare_number(int a, int b)
{
    return (a > b) - (a < b);
}

static int compare_place(hn_place a, hn_place b)
{
    int order = compare_text(a.file, b.file);
    if (order == 0)
        order = compare_number(a.line, b.line);
    return order != 0 ? order : compare_number(a.column, b.column);
}

/* Messages are compared as far as they are kept. */
static bool told(const hn_report *report, const hn_notice *notice)
{
    for (int i = report->count - 1; i >= 0; i--) {
        const hn_notice *old = &report->notices[i];
        if (old->code == notice->code
            && compare_place(old->place, notice->place) == 0
            && strncmp(old->message, notice->message, MOST_TEXT) == 0)
            return true;
    }
    return false;
}

/* A copy of at most MOST_TEXT bytes, ending with a whole character. */
static const char *keep(hn_report *report, const char *text)
{
    if (!text)
        return NULL;
    size_t len = strnlen(text, MOST_TEXT + 1);
    if (len > MOST_TEXT) {
        len = MOST_TEXT;
        while (((unsigned char)text[len] & 0xC0) == 0x80
               && len > MOST_TEXT - 4)
            len--;
    }
    const char *copy = hn_arena_text_n(&report->arena, text, len);
    report->failed |= !copy;
    return copy;
}

static void keep_context(hn_report *report, hn_notice *notice)
{
    window w = window_of(notice);
    hn_text text;
    hn_text_init(&text, report->arena.memory);
    if (w.cut_before)
        hn_text_add(&text, ellipsis);
    hn_text_add_n(&text, w.at, (size_t)(w.end - w.at));
    if (w.cut_after)
        hn_text_add(&text, ellipsis);
    notice->caret = w.caret > 0 ? w.caret + w.cut_before : 0;
    notice->context = hn_arena_text_n(&report->arena, text.at, text.len);
    report->failed |= text.failed || !notice->context;
    hn_text_dispose(&text);
}

/* The place for one more, or NULL when it is not to be kept.  When there is
 * room for no more, an error takes the place of the last warning: a report
 * full of warnings must not hide that something is wrong. */
static hn_notice *place_for(hn_report *report, hn_severity severity)
{
    if (report->count < MOST_NOTICES) {
        hn_notice *notices = hn_arena_grow(&report->arena, report->notices,
                                           report->count, &report->cap,
                                           sizeof *notices);
        report->failed |= !notices;
        if (!notices)
            return NULL;
        report->notices = notices;
        return &notices[report->count];
    }
    if (report->dropped < 1000000000)
        report->dropped++;
    if (severity != HN_ERROR || report->errors == report->count)
        return NULL;
    int i = report->count - 1;
    while (report->notices[i].severity == HN_ERROR)
        i--;
    return &report->notices[i];
}

void hn_report_add(hn_report *report, const hn_notice *notice)
{
    hn_notice new = *notice;
    if (!new.message)
        new.message = "";
    bool full = report->count == MOST_NOTICES;
    bool welcome = !full || (new.severity == HN_ERROR
                             && report->errors < report->count);
    if (welcome && told(report, &new))
        return;
    hn_notice *to = place_for(report, new.severity);
    if (!to)
        return;
    new.message = keep(report, new.message);
    new.place.file = keep(report, new.place.file);
    new.note = keep(report, new.note);
    new.help = keep(report, new.help);
    if (new.context)
        keep_context(report, &new);
    if (!new.message)
        return;
    *to = new;
    report->count += !full;
    report->errors += new.severity == HN_ERROR;
}

void hn_report_addf(hn_report *report, int code, hn_severity severity,
                    hn_place place, const char *help, const char *format, ...)
{
    hn_text message;
    va_list parts;
    hn_text_init(&message, report->arena.memory);
    va_start(parts, format);
    hn_text_addv(&message, format, parts);
    va_end(parts);
    hn_notice notice = { .code = code, .severity = severity, .place = place,
                         .message = hn_text_string(&message), .help = help };
    report->failed |= message.failed;
    hn_report_add(report, &notice);
    hn_text_dispose(&message);
}

/* By insertion: it keeps equals in order, and notices mostly come in order. */
void hn_report_sort(hn_report *report)
{
    for (int i = 1; i < report->count; i++) {
        hn_notice moving = report->notices[i];
        int j = i;
        for (; j > 0 && compare_place(report->notices[j - 1].place,
                                      moving.place) > 0; j--)
            report->notices[j] = report->notices[j - 1];
        report->notices[j] = moving;
    }
}
