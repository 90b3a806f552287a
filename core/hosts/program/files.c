/* files.c - see files.h. */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>
#include "files.h"
#include "stop.h"

/* --- names --------------------------------------------------------------- */

/*
 * The number in /dev/fd/63 or of /dev/stdout; -1: an ordinary path.  Such
 * paths cannot be opened by name once the process may not be dumped, and
 * `hn calc PACK <(zcat x.gz)` is one.
 */
static int open_number(const char *path)
{
    static const char *const names[] = {"/dev/stdin", "/dev/stdout",
                                        "/dev/stderr"};
    int number = 0, read = 0;

    for (int i = 0; i < 3; i++)
        if (strcmp(path, names[i]) == 0)
            return i;
    if (sscanf(path, "/dev/fd/%5d%n", &number, &read) == 1 &&
        path[read] == '\0' && number >= 0)
        return number;
    if (sscanf(path, "/proc/self/fd/%5d%n", &number, &read) == 1 &&
        path[read] == '\0' && number >= 0)
        return number;
    return -1;
}

static int status_of(const char *path, struct stat *out)
{
    int number = strcmp(path, "-") == 0 ? STDIN_FILENO : open_number(path);

    return number < 0 ? stat(path, out) : fstat(number, out);
}

int hn_path_same(const char *a, const char *b)
{
    struct stat x, y;

    return status_of(a, &x) == 0 && status_of(b, &y) == 0 &&
           S_ISREG(x.st_mode) && x.st_dev == y.st_dev &&
           x.st_ino == y.st_ino;
}

int hn_path_is_device(const char *path)
{
    struct stat st;

    if (open_number(path) >= 0)
        return 1;
    return stat(path, &st) == 0 && !S_ISREG(st.st_mode) &&
           !S_ISDIR(st.st_mode);
}

const char *hn_path_ending(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');

    return dot && dot > name ? dot : path + strlen(path);
}

char *hn_path_join(const char *folder, const char *name)
{
    size_t size = strlen(folder) + strlen(name) + 2;
    char *path = malloc(size);
    size_t end = strlen(folder);

    if (!path)
        return NULL;
    if (*name == '/' || *folder == '\0')
        snprintf(path, size, "%s", name);
    else
        snprintf(path, size, "%s%s%s", folder,
                 folder[end - 1] == '/' ? "" : "/", name);
    return path;
}

hn_format hn_path_format(const char *path, hn_format otherwise)
{
    static const struct { const char *ending; hn_format format; } known[] = {
        {".csv", HN_FORMAT_CSV}, {".jsonl", HN_FORMAT_JSONL},
        {".ndjson", HN_FORMAT_JSONL}, {".json", HN_FORMAT_JSON}};
    const char *ending = hn_path_ending(path);

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcasecmp(ending, known[i].ending) == 0)
            return known[i].format;
    return otherwise;
}

/* --- out ----------------------------------------------------------------- */

static int fail(hn_file *file)
{
    if (!file->error)
        file->error = errno ? errno : EIO;
    return -1;
}

/* A short name, so that it fits wherever the name itself does. */
static char *temporary_name(const char *path)
{
    static const char last[] = ".hn-XXXXXX";
    const char *slash = strrchr(path, '/');
    size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
    char *name = malloc(folder + sizeof last);

    if (name) {
        memcpy(name, path, folder);
        memcpy(name + folder, last, sizeof last);
    }
    return name;
}

/* mkstemp() lets nobody but the owner read, whatever the umask. */
static int open_temporary(hn_file *file)
{
    file->temporary = temporary_name(file->path);
    if (!file->temporary)
        return -1;
    file->fd = mkstemp(file->temporary);
    if (file->fd < 0) {
        int why = errno;

        free(file->temporary);
        file->temporary = NULL;
        errno = why;
    }
    return file->fd;
}

/* Standard output as well is a number of our own, so that closing it tells
 * whether everything arrived. */
static int open_target(hn_file *file)
{
    int number = file->path ? open_number(file->path) : STDOUT_FILENO;
    struct stat st;

    if (number >= 0)
        file->fd = fcntl(number, F_DUPFD_CLOEXEC, 3);
    else if (hn_path_is_device(file->path))
        file->fd = open(file->path, O_WRONLY | O_CLOEXEC);
    else if (stat(file->path, &st) == 0 && S_ISDIR(st.st_mode))
        errno = EISDIR;
    else
        open_temporary(file);
    file->made = file->fd >= 0;
    return file->made ? 0 : fail(file);
}

int hn_file_open(hn_file *out, const char *path, int lazy)
{
    memset(out, 0, sizeof *out);
    out->fd = -1;
    out->lazy = lazy;
    out->buffer = malloc(HN_FILE_BUFFER);
    out->path = path ? strdup(path) : NULL;
    errno = ENOMEM;
    if (!out->buffer || (path && !out->path))
        return fail(out);
    return lazy ? 0 : open_target(out);
}

static int write_all(hn_file *file, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t written = write(file->fd, bytes, len);

        if (written < 0 && errno == EINTR && !hn_stop_asked(NULL))
            continue;
        if (written < 0)
            return fail(file);
        bytes += written;
        len -= (size_t)written;
    }
    return 0;
}

static int flush(hn_file *file)
{
    size_t used = file->used;

    file->used = 0;
    return write_all(file, file->buffer, used);
}

static int write_bytes(void *ctx, const char *bytes, size_t len)
{
    hn_file *file = ctx;

    if (file->error)
        return -1;
    if (len == 0)
        return 0;
    if (file->fd < 0 && open_target(file) != 0)
        return -1;
    if (len > HN_FILE_BUFFER - file->used && flush(file) != 0)
        return -1;
    if (len >= HN_FILE_BUFFER)
        return write_all(file, bytes, len);
    memcpy(file->buffer + file->used, bytes, len);
    file->used += len;
    return 0;
}

hn_sink hn_file_sink(hn_file *file)
{
    return (hn_sink){write_bytes, file};
}

void hn_file_put(hn_file *file, const char *text)
{
    write_bytes(file, text, strlen(text));
}

void hn_file_print(hn_file *file, const char *format, ...)
{
    char text[2048];
    va_list list;

    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    hn_file_put(file, text);
}

void hn_file_put_cell(hn_file *file, const char *text, const char *end)
{
    const char *risk = *text && strchr("=+-@\t", *text) ? "'" : "";
    const char *quote = *risk || strpbrk(text, "\",\r\n") ? "\"" : "";

    hn_file_print(file, "%s%s", quote, risk);
    for (size_t len; *text; text += len) {
        len = strcspn(text, "\"");
        hn_file_print(file, "%.*s%s", (int)len, text,
                      text[len] ? "\"\"" : "");
        len += text[len] == '"';
    }
    hn_file_print(file, "%s%s", quote, end);
}

int hn_file_finish(hn_file *file)
{
    int fd = file->fd;

    if (file->error)
        return -1;
    if (fd < 0)
        return 0;
    if (flush(file) != 0)
        return -1;
    if (file->temporary && fsync(fd) != 0)
        return fail(file);
    file->fd = -1;
    return close(fd) == 0 ? 0 : fail(file);
}

int hn_file_keep(hn_file *file)
{
    if (!file->temporary)
        return 0;
    if (rename(file->temporary, file->path) != 0)
        return fail(file);
    free(file->temporary);
    file->temporary = NULL;
    return 0;
}

void hn_file_drop(hn_file *file)
{
    if (file->fd >= 0)
        close(file->fd);
    if (file->temporary)
        unlink(file->temporary);
    free(file->temporary);
    free(file->buffer);
    free(file->path);
    memset(file, 0, sizeof *file);
    file->fd = -1;
}

void hn_file_tell(hn_file *file, hn_say *say)
{
    if (!file->error || file->told || hn_stop_asked(NULL))
        return;
    file->told = 1;
    if (file->error == ENOMEM) {
        hn_say_error(say, "there is no memory left");
        return;
    }
    hn_say_error(say, "%s cannot be written: %s",
                 file->path ? file->path : "standard output",
                 strerror(file->error));
    if (file->path && !hn_path_is_device(file->path))
        hn_say_help(say, "nothing was left half written; what stood there "
                         "before still does");
}

/* --- in ------------------------------------------------------------------ */

static int feed_fail(hn_feed *feed)
{
    feed->error = errno ? errno : EIO;
    return -1;
}

static int open_feed(const char *path)
{
    int number = strcmp(path, "-") == 0 ? STDIN_FILENO : open_number(path);

    if (number >= 0)
        return fcntl(number, F_DUPFD_CLOEXEC, 3);
    return open(path, O_RDONLY | O_CLOEXEC);
}

int hn_feed_open(hn_feed *out, const char *path)
{
    struct stat st;

    memset(out, 0, sizeof *out);
    out->path = strdup(path);
    out->fd = open_feed(path);
    out->name = strcmp(path, "-") == 0 ? "standard input" :
                out->path ? out->path : "the data";
    if (out->fd < 0 || !out->path || fstat(out->fd, &st) != 0)
        return feed_fail(out);
    errno = EISDIR;
    if (S_ISDIR(st.st_mode))
        return feed_fail(out);
    out->begin = lseek(out->fd, 0, SEEK_CUR);
    if (S_ISREG(st.st_mode) && st.st_size > out->begin)
        out->size = st.st_size - out->begin;
    return 0;
}

static long read_held(hn_feed *feed, char *buf, size_t cap)
{
    size_t left = feed->held_len - feed->held_at;
    size_t len = left < cap ? left : cap;

    if (len > 0)
        memcpy(buf, feed->held + feed->held_at, len);
    feed->held_at += len;
    return (long)len;
}

long hn_feed_read(void *ctx, char *buf, size_t cap)
{
    hn_feed *feed = ctx;
    ssize_t got;

    if (feed->held)
        return read_held(feed, buf, cap);
    do
        got = read(feed->fd, buf, cap);
    while (got < 0 && errno == EINTR && !hn_stop_asked(NULL));
    return got < 0 ? feed_fail(feed) : (long)got;
}

static int grow(char **bytes, size_t *cap)
{
    size_t more = *cap ? *cap * 2 : HN_FILE_BUFFER;
    char *larger = realloc(*bytes, more);

    if (!larger)
        return -1;
    *bytes = larger;
    *cap = more;
    return 0;
}

/* Reads to the end; a byte is left over behind it. */
static int read_all(hn_feed *feed, char **bytes, size_t *len)
{
    size_t cap = 0;
    long got;

    *bytes = NULL;
    *len = 0;
    do {
        if (*len + 1 >= cap && grow(bytes, &cap) != 0)
            got = feed_fail(feed);
        else
            got = hn_feed_read(feed, *bytes + *len, cap - *len - 1);
        *len += got > 0 ? (size_t)got : 0;
    } while (got > 0);
    return got < 0 ? -1 : 0;
}

int hn_feed_hold(hn_feed *feed)
{
    char *bytes;
    size_t len;
    int code;

    if (feed->begin >= 0)
        return 0;
    code = read_all(feed, &bytes, &len);
    feed->held = bytes;
    feed->held_len = len;
    return code;
}

char *hn_feed_text(hn_feed *feed, size_t *len)
{
    char *bytes;

    if (read_all(feed, &bytes, len) != 0) {
        free(bytes);
        return NULL;
    }
    bytes[*len] = '\0';
    return bytes;
}

void hn_feed_rewind(hn_feed *feed)
{
    feed->held_at = 0;
    if (!feed->held)
        lseek(feed->fd, feed->begin, SEEK_SET);
}

void hn_feed_close(hn_feed *feed)
{
    if (feed->fd >= 0)
        close(feed->fd);
    free(feed->path);
    free(feed->held);
    memset(feed, 0, sizeof *feed);
    feed->fd = -1;
}

void hn_feed_tell(const hn_feed *feed, hn_say *say)
{
    if (feed->error && !hn_stop_asked(NULL))
        hn_say_error(say, "%s cannot be read: %s", feed->name,
                     strerror(feed->error));
}
