/*
 * faults.c - keeping what is wrong with rows.
 *
 * Only faulty rows come here, so nothing is counted in advance: the line and
 * the character of a cell are found by walking from the row's beginning.
 */
#include "decode.h"

#include <string.h>

void hn_faults_init(hn_faults *faults, hn_memory *memory)
{
    *faults = (hn_faults){ 0 };
    hn_arena_init(&faults->arena, memory);
}

void hn_faults_clear(hn_faults *faults)
{
    hn_faults_dispose(faults);
}

void hn_faults_dispose(hn_faults *faults)
{
    hn_memory *memory = faults->arena.memory;
    hn_arena_dispose(&faults->arena);
    hn_faults_init(faults, memory);
}

static hn_fault *one_more(hn_faults *faults)
{
    hn_fault *items = hn_arena_grow(&faults->arena, faults->items,
                                    faults->count, &faults->cap,
                                    sizeof *items);
    if (!items) {
        faults->failed = true;
        return NULL;
    }
    faults->items = items;
    return &items[faults->count];
}

/* --- where --------------------------------------------------------------- */

int hn_count_characters(const char *at, const char *end)
{
    int count = 0;
    for (; at < end; at++)
        count += ((unsigned char)*at & 0xC0) != 0x80;
    return count;
}

/* A quoted cell may hold newlines: the line is that on which it begins. */
static void find_place(hn_fault *fault, const hn_origin *origin,
                       hn_slice where)
{
    const char *line = origin->at;
    int before = (int)origin->before;
    fault->line = origin->line;
    for (const char *at = line; at < where.at; at++) {
        bool pair = at + 1 < where.at && at[1] == '\n';
        if (*at == '\n' || (*at == '\r' && !pair)) {
            fault->line++;
            line = at + 1;
            before = 0;
        }
    }
    fault->column = 1 + before + hn_count_characters(line, where.at);
    fault->width = hn_count_characters(where.at, where.at + where.len);
}

/* --- telling ------------------------------------------------------------- */

static const char *copy(hn_faults *faults, const char *text)
{
    const char *kept = hn_arena_text(&faults->arena, text);
    faults->failed |= !kept;
    return kept ? kept : "";
}

static bool is_private(const hn_decoder *d, const hn_input *input)
{
    return input ? input->is_private : d->layout->has_private;
}

void hn_tell(hn_decoder *d, const hn_origin *origin, int code,
             const hn_input *input, hn_slice column, hn_slice where,
             const char *message, const char *help)
{
    hn_fault *fault = one_more(d->faults);
    if (!fault)
        return;
    *fault = (hn_fault){ .code = code, .input = input, .where = where,
                         .line = origin->line, .column_name = column };
    fault->row = (hn_slice){ origin->at, origin->len };
    if (where.at)
        find_place(fault, origin, where);
    if (!is_private(d, input))
        fault->value = where;
    fault->message = copy(d->faults, message);
    fault->help = help ? copy(d->faults, help) : NULL;
    d->faults->count++;
}

void hn_tell_value(hn_decoder *d, const hn_origin *origin, int input,
                   hn_slice stands, hn_slice text)
{
    const hn_reading *reading = &d->layout->readings[input];
    hn_value value = hn_value_read(reading, text);
    if (value.state != HN_REFUSED)
        return;
    hn_arena *arena = &d->faults->arena;
    hn_slice column = d->layout->columns[d->layout->column_of[input]].name;
    const char *message = hn_value_message(reading, column, text, &value,
                                           arena);
    const char *help = hn_value_help(reading, text, &value, arena);
    d->faults->failed |= !message || arena->failed;
    hn_tell(d, origin, value.code, reading->input, column, stands,
            message ? message : "", help);
}

const char *hn_bytes_help(const char *at, const char *end)
{
    unsigned char c = at < end ? (unsigned char)*at : 0;
    if (c == 0xA3)
        return "a pound sign of Windows-1252: save the file as CSV UTF-8";
    if (c == 0x92 || c == 0x91)
        return "an apostrophe of Windows-1252: save the file as CSV UTF-8";
    if (c == 0x96 || c == 0x97)
        return "a dash of Windows-1252: save the file as CSV UTF-8";
    return "save the file as CSV UTF-8";
}

bool hn_tell_bytes(hn_decoder *d, const hn_origin *origin)
{
    size_t bad;
    if (hn_bytes_fit(origin->at, origin->len, &bad))
        return true;
    const char *at = origin->at + bad, *end = origin->at + origin->len;
    hn_slice where = { at, 1 }, none = { NULL, 0 };
    if (*at == '\0')
        hn_tell(d, origin, 408, NULL, none, where, "the row has a NUL byte",
                "a text file has none: export the data again");
    else
        hn_tell(d, origin, 408, NULL, none, where,
                "the row has bytes that are not UTF-8",
                hn_bytes_help(at, end));
    if (d->faults->count > 0)
        d->faults->items[d->faults->count - 1].value = none;
    return false;
}

void hn_tell_id(hn_decoder *d, int from, hn_slice id)
{
    for (int i = from; i < d->faults->count; i++)
        d->faults->items[i].row_id = id;
}

/* By insertion: the faults of a row are few, and nearly in order. */
void hn_tell_sort(hn_decoder *d, int from)
{
    hn_fault *items = d->faults->items;
    for (int i = from + 1; i < d->faults->count; i++) {
        hn_fault fault = items[i];
        int to = i;
        for (; to > from && items[to - 1].where.at > fault.where.at; to--)
            items[to] = items[to - 1];
        items[to] = fault;
    }
}
