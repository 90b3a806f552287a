/* say.c - see say.h. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "say.h"
#include "stop.h"

#define RED    "\033[1;31m"
#define YELLOW "\033[1;33m"
#define CYAN   "\033[36m"
#define PLAIN  "\033[0m"

/* Faults of data told in full: of one kind in one column, and in all.  The
 * rest is counted: a file saved in the wrong form has one in every row. */
#define MOST_ALIKE 3
#define MOST_FAULTS 100

#define FIRST_DRAWN 1000   /* ms before there is any progress to see        */
#define DRAWN_EVERY 200    /* ms                                            */

static int wants_colour(void)
{
    const char *off = getenv("NO_COLOR"), *term = getenv("TERM");

    return !(off && *off) && !(term && strcmp(term, "dumb") == 0);
}

void hn_say_start(hn_say *say)
{
    memset(say, 0, sizeof *say);
    say->live = isatty(STDERR_FILENO);
    say->colour = say->live && wants_colour();
}

/* --- lines --------------------------------------------------------------- */

static void wipe(hn_say *say)
{
    if (say->drawn)
        fputs("\r\033[K", stderr);
    say->drawn = 0;
}

/* One write a message, so that those of two programs do not mix. */
static void put(hn_say *say, const char *colour, const char *mark,
                const char *format, va_list list)
{
    char text[2048], line[2304];

    wipe(say);
    vsnprintf(text, sizeof text, format, list);
    snprintf(line, sizeof line, "%s%s%s%s\n", say->colour ? colour : "", mark,
             say->colour && *colour ? PLAIN : "", text);
    fputs(line, stderr);
}

void hn_say_error(hn_say *say, const char *format, ...)
{
    va_list list;

    say->errors++;
    va_start(list, format);
    put(say, RED, "error: ", format, list);
    va_end(list);
}

void hn_say_coded(hn_say *say, int code, const char *text)
{
    char line[512];

    wipe(say);
    say->errors++;
    if (code)
        snprintf(line, sizeof line, "%serror[HN%d]%s: %s\n",
                 say->colour ? RED : "", code, say->colour ? PLAIN : "",
                 text);
    else
        snprintf(line, sizeof line, "%serror%s: %s\n",
                 say->colour ? RED : "", say->colour ? PLAIN : "", text);
    fputs(line, stderr);
}

void hn_say_help(hn_say *say, const char *format, ...)
{
    va_list list;

    va_start(list, format);
    put(say, CYAN, "   = help: ", format, list);
    va_end(list);
}

void hn_say_line(hn_say *say, const char *format, ...)
{
    va_list list;

    va_start(list, format);
    put(say, "", "", format, list);
    va_end(list);
}

char *hn_say_count(char out[32], int64_t count)
{
    char digits[24];
    int len = snprintf(digits, sizeof digits, "%lld", (long long)count);
    int at = 0;

    for (int i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0 && digits[i - 1] != '-')
            out[at++] = ',';
        out[at++] = digits[i];
    }
    out[at] = '\0';
    return out;
}

/* --- the library's messages ---------------------------------------------- */

/* The word before the first colon is coloured: "error[HN401]". */
static void put_message(hn_say *say, const hn_message *message)
{
    const char *text = message->printed, *colon = strchr(text, ':');
    const char *colour = message->is_error ? RED : YELLOW;

    wipe(say);
    if (!say->colour || !colon)
        fputs(text, stderr);
    else
        fprintf(stderr, "%s%.*s" PLAIN "%s", colour, (int)(colon - text),
                text, colon);
}

static void count(hn_say *say, const hn_message *message)
{
    if (message->is_error) {
        say->errors++;
        say->lint += message->code / 100 == 3;
        say->last = message->code;
    } else {
        say->warnings++;
    }
}

/* Faults of rows; those of the header stand once. */
static int is_of_row(const hn_message *message)
{
    return message->code == 401 || (message->code > 404 &&
                                    message->code < 500);
}

/* A hash of the words that begin with a small letter: numbers, months and what
 * else is quoted of a row are no part of what is wrong with it. */
static uint32_t words_of(const char *text)
{
    uint32_t hash = 2166136261u;

    while (*text) {
        size_t len = strcspn(text, " ");

        for (size_t i = 0; *text >= 'a' && *text <= 'z' && i < len; i++)
            hash = (hash ^ (unsigned char)text[i]) * 16777619u;
        text += len + (text[len] == ' ');
    }
    return hash;
}

static int same_start(const char *kept, size_t size, const char *text)
{
    return strncmp(kept, text, size - 1) == 0;
}

/* The group of a fault; NULL where there are too many. */
static hn_say_group *group_of(hn_say *say, const hn_message *message)
{
    hn_say_group *group = say->groups;
    uint32_t words = words_of(message->text);

    for (int i = 0; i < say->group_count; i++, group++)
        if (group->code == message->code && group->words == words &&
            same_start(group->file, sizeof group->file, message->file) &&
            same_start(group->column, sizeof group->column, message->about))
            return group;
    if (say->group_count == HN_SAY_GROUPS)
        return NULL;
    say->group_count++;
    memset(group, 0, sizeof *group);
    group->code = message->code;
    group->words = words;
    group->is_error = message->is_error;
    snprintf(group->file, sizeof group->file, "%s", message->file);
    snprintf(group->column, sizeof group->column, "%s", message->about);
    return group;
}

/* Whether this one is told, or only counted. */
static int is_shown(hn_say *say, const hn_message *message)
{
    hn_say_group *group = is_of_row(message) ? group_of(say, message) : NULL;

    if (group && group->told >= MOST_ALIKE) {
        group->untold++;
        return 0;
    }
    say->faults += message->code / 100 == 4;
    if (message->code / 100 == 4 && say->faults > MOST_FAULTS)
        return 0;
    if (group)
        group->told++;
    return 1;
}

static void tell(void *ctx, const hn_message *message)
{
    hn_say *say = ctx;

    count(say, message);
    if ((say->quiet && !message->is_error) || hn_stop_asked(NULL))
        return;
    if (is_shown(say, message))
        put_message(say, message);
}

static void tell_group(hn_say *say, const hn_say_group *group)
{
    char more[32];
    int one = group->untold == 1;

    hn_say_count(more, group->untold);
    if (*group->column)
        hn_say_line(say, "\xE2\x80\xA6" "and %s more row%s with the same fault "
                    "in column `%s` (HN%d)", more, one ? "" : "s",
                    group->column, group->code);
    else
        hn_say_line(say, "\xE2\x80\xA6" "and %s more row%s with the same %s "
                    "(HN%d)", more, one ? "" : "s",
                    group->is_error ? "fault" : "warning", group->code);
}

void hn_say_untold(hn_say *say)
{
    char more[32];

    for (int i = 0; i < say->group_count && !hn_stop_asked(NULL); i++)
        if (say->groups[i].untold > 0)
            tell_group(say, &say->groups[i]);
    if (say->faults > MOST_FAULTS && !hn_stop_asked(NULL))
        hn_say_line(say, "%s more messages like these are not shown.",
                    hn_say_count(more, say->faults - MOST_FAULTS));
    say->group_count = 0;
    say->faults = 0;
}

/* --- progress ------------------------------------------------------------ */

static int64_t now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* ", 40%, 12 s left", or nothing where the end is not known. */
static void time_left(char *out, size_t size, const hn_say *say,
                      int64_t bytes, int64_t ms)
{
    *out = '\0';
    if (bytes <= 0 || say->bytes < bytes)
        return;
    snprintf(out, size, ", %d%%, %lld s left",
             (int)(bytes * 100 / say->bytes),
             (long long)((say->bytes - bytes) / 1000 * ms / bytes));
}

static void draw(void *ctx, int64_t rows, int64_t bytes)
{
    hn_say *say = ctx;
    int64_t at = now(), ms = at - say->began;
    char done[32], rate[32], left[64];

    if (ms < FIRST_DRAWN || at - say->drawn < DRAWN_EVERY)
        return;
    hn_say_count(done, rows);
    hn_say_count(rate, rows * 1000 / ms);
    time_left(left, sizeof left, say, bytes, ms);
    fprintf(stderr, "\r%s rows, %s a second%s\033[K", done, rate, left);
    say->drawn = at;
}

void hn_say_begin(hn_say *say, int64_t bytes)
{
    say->bytes = bytes;
    say->drawn = 0;
    if (say->live && !say->quiet)
        say->began = now();
}

void hn_say_end(hn_say *say)
{
    wipe(say);
}

hn_host hn_say_host(hn_say *say)
{
    hn_host host = {.message = tell, .message_ctx = say,
                    .cancel = hn_stop_asked};

    if (say->live && !say->quiet) {
        host.progress = draw;
        host.progress_ctx = say;
    }
    return host;
}
