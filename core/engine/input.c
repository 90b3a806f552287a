/*
 * input.c - reading a source in blocks of whole records.
 *
 * What was read and does not make a whole record yet is carried over to the
 * next block, so that no row is ever split and memory stays as large as a block.
 */
#include <string.h>
#include "engine.h"

enum { BLOCK_SIZE = 256 * 1024 };

static hn_table_format format_of(hn_format format)
{
    return format == HN_FORMAT_JSONL ? HN_TABLE_JSONL
           : format == HN_FORMAT_JSON ? HN_TABLE_JSON : HN_TABLE_CSV;
}

void hn_input_file_init(hn_input_file *file, const hn_source *source,
                        const hn_records *records, hn_memory *memory)
{
    *file = (hn_input_file){
        .source = source, .records = records, .memory = memory, .line = 1,
        .format = format_of(source->format),
    };
    hn_arena_init(&file->arena, memory);
}

void hn_input_file_dispose(hn_input_file *file)
{
    if (!file->memory)
        return;
    hn_memory_free(file->memory, file->rest, file->rest_cap);
    hn_arena_dispose(&file->arena);
    file->rest = NULL;
    file->rest_cap = 0;
}

static bool block_room(hn_input_file *file, hn_block *block, size_t cap)
{
    if (block->cap >= cap)
        return true;
    char *more = hn_memory_resize(file->memory, block->bytes, block->cap, cap);
    if (!more)
        return false;
    block->bytes = more;
    block->cap = cap;
    return true;
}

/* Reads until the block is full or the source ends. */
static bool fill(hn_input_file *file, hn_block *block)
{
    while (!file->ended && block->len < block->cap) {
        long got = file->source->read(file->source->ctx,
                                      block->bytes + block->len,
                                      block->cap - block->len);
        if (got < 0) {
            file->failed = true;
            return false;
        }
        file->ended = got == 0;
        if (file->hash)
            hn_hash_add(file->hash, block->bytes + block->len, (size_t)got);
        block->len += (size_t)got;
        file->bytes += got;
    }
    return true;
}

static size_t most_of(hn_table_format format)
{
    return format == HN_TABLE_JSON ? HN_DOCUMENT_MOST : HN_RECORD_MOST;
}

/* Keeps the bytes after `cut` for the next block. */
static bool carry_over(hn_input_file *file, const hn_block *block, size_t cut)
{
    size_t left = block->len - cut;
    if (left > file->rest_cap) {
        char *more = hn_memory_resize(file->memory, file->rest,
                                      file->rest_cap, left);
        if (!more)
            return false;
        file->rest = more;
        file->rest_cap = left;
    }
    if (left)
        memcpy(file->rest, block->bytes + cut, left);
    file->rest_len = left;
    return true;
}

static void tell_failed(hn_input_file *file, hn_report *report)
{
    hn_place place = {.file = file->source->name};
    hn_report_addf(report, 400, HN_ERROR, place,
                   "check that the file is whole and can be opened",
                   "reading `%s` failed before its end", file->source->name);
}

/* How many bytes of the block are whole records; grows it until one is. */
static size_t cut_block(hn_input_file *file, hn_block *block, int64_t *lines,
                        hn_report *report)
{
    for (;;) {
        if (!fill(file, block)) {
            tell_failed(file, report);
            return 0;
        }
        size_t cut = hn_table_cut(file->format, block->bytes, block->len,
                                  file->ended, lines);
        if (cut > 0 || file->ended || block->len >= most_of(file->format)) {
            if (cut == 0 && block->len > 0)
                hn_table_stuck(file->format, block->bytes, block->len,
                               file->source->name, file->line, report);
            return cut;
        }
        size_t cap = block->cap * 2 < most_of(file->format)
                         ? block->cap * 2 : most_of(file->format);
        if (!block_room(file, block, cap))
            return 0;
    }
}

static bool read_layout(hn_input_file *file, bool extra_columns,
                        hn_block *block, hn_report *report)
{
    block->begins = 0;
    if (file->has_layout)
        return true;
    file->has_layout = hn_layout_read(&file->layout, file->format,
                                      file->records, file->source->name,
                                      extra_columns, block->bytes, block->len,
                                      &file->arena, report);
    if (!file->has_layout)
        return false;
    block->begins = file->layout.begins;
    block->line = file->layout.line;
    return true;
}

int hn_input_block(hn_input_file *file, bool extra_columns, hn_block *block,
                   hn_report *report)
{
    int64_t lines = 0;
    bool first = !file->has_layout;
    size_t least = file->rest_len > BLOCK_SIZE ? file->rest_len : BLOCK_SIZE;
    if (file->ended && file->rest_len == 0 && !first)
        return 0;
    if (!block_room(file, block, least))
        return -1;
    if (file->rest_len)
        memcpy(block->bytes, file->rest, file->rest_len);
    block->len = file->rest_len;
    size_t cut = cut_block(file, block, &lines, report);
    if (report->errors || file->failed || (cut == 0 && !file->ended))
        return -1;
    if (!carry_over(file, block, cut))
        return -1;
    block->len = cut;
    block->line = file->line;
    block->last = file->ended && file->rest_len == 0;
    file->line += lines;
    if (!read_layout(file, extra_columns, block, report))
        return -1;
    return block->len > 0 || first;
}
