/*
 * buffers.c - sources and sinks in memory, for hosts without streams.
 */
#include <stdlib.h>
#include <string.h>
#include "engine.h"

static long read_text(void *ctx, char *buf, size_t cap)
{
    hn_reader *reader = ctx;
    size_t len = reader->len < cap ? reader->len : cap;
    if (len)
        memcpy(buf, reader->at, len);
    reader->at += len;
    reader->len -= len;
    return (long)len;
}

hn_source hn_source_of(hn_reader *reader, const char *records,
                       const char *name, hn_format format)
{
    return (hn_source){.records = records, .name = name, .format = format,
                       .read = read_text, .ctx = reader};
}

static void *resize(const hn_buffer *buffer, size_t cap)
{
    const hn_host *host = buffer->host;
    if (host && host->resize)
        return host->resize(host->resize_ctx, buffer->at, buffer->cap, cap);
    return realloc(buffer->at, cap);
}

/* One byte more, which ends it for readers of C strings. */
static int grow(hn_buffer *buffer, size_t more)
{
    size_t cap = buffer->cap ? buffer->cap : 256;
    if (more >= SIZE_MAX / 4 || buffer->len >= SIZE_MAX / 4)
        return -1;
    while (cap <= buffer->len + more)
        cap *= 2;
    if (cap == buffer->cap)
        return 0;
    char *at = resize(buffer, cap);
    if (!at)
        return -1;
    buffer->at = at;
    buffer->cap = cap;
    return 0;
}

static int add_bytes(void *ctx, const char *bytes, size_t len)
{
    hn_buffer *buffer = ctx;
    if (grow(buffer, len) != 0)
        return -1;
    memcpy(buffer->at + buffer->len, bytes, len);
    buffer->len += len;
    buffer->at[buffer->len] = '\0';
    return 0;
}

hn_sink hn_sink_of(hn_buffer *buffer)
{
    return (hn_sink){.write = add_bytes, .ctx = buffer};
}

void hn_buffer_free(hn_buffer *buffer)
{
    const hn_host *host = buffer->host;
    if (buffer->at && host && host->resize)
        host->resize(host->resize_ctx, buffer->at, buffer->cap, 0);
    else
        free(buffer->at);
    *buffer = (hn_buffer){.host = host};
}
