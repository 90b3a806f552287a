/*
 * json_tell.c - what is wrong with a row of JSON.
 */
#include "json.h"

#include <string.h>

/* A member as found: what stands there, and what it says. */
typedef struct member {
    hn_json_kind kind;
    hn_slice stands, text;
} member;

static const hn_slice nowhere = { NULL, 0 };

static void tell_unknown(hn_decoder *d, const hn_origin *origin, hn_slice key,
                         hn_slice stands)
{
    hn_text text;
    hn_text_init(&text, d->faults->arena.memory);
    hn_text_addf(&text, "no input reads \"%.*s\"", (int)key.len, key.at);
    hn_tell(d, origin, 403, NULL, key, stands, hn_text_string(&text),
            "take it out, or write --extra ignore if it is meant to be "
            "passed over");
    d->faults->failed |= text.failed;
    hn_text_dispose(&text);
}

static void tell_kind(hn_decoder *d, const hn_origin *origin,
                      const hn_column *column, const member *m)
{
    const char *what = m->kind == HN_JSON_NUMBER ? "a plain number"
                     : m->kind == HN_JSON_TRUTH  ? "true or false"
                                                 : "a list or an object";
    const char *help = m->kind == HN_JSON_NESTED ? "write one value"
                     : m->kind == HN_JSON_TRUTH  ? "only a yes/no may be that"
                     : "write it in quotes: noughts in front would be lost";
    hn_text text;
    hn_text_init(&text, d->faults->arena.memory);
    hn_text_addf(&text, "%s cannot be %s", column->input->thing.name, what);
    hn_tell(d, origin, 401, column->input, column->name, m->stands,
            hn_text_string(&text), help);
    d->faults->failed |= text.failed;
    hn_text_dispose(&text);
}

static void tell_size(hn_decoder *d, const hn_origin *origin,
                      const hn_column *column, const member *m)
{
    hn_text text;
    hn_text_init(&text, d->faults->arena.memory);
    hn_text_addf(&text, "%s has too many decimals",
                 column->input->thing.name);
    hn_tell(d, origin, 401, column->input, column->name, m->stands,
            hn_text_string(&text), "write it without an exponent");
    d->faults->failed |= text.failed;
    hn_text_dispose(&text);
}

/* --- reading ------------------------------------------------------------- */

/* The value at scan->at. */
static bool take_value(hn_json_scan *scan, member *m)
{
    const char *at = scan->at;
    *m = (member){ .kind = hn_json_kind_of(at, scan->end) };
    bool read = m->kind == HN_JSON_TEXT     ? hn_json_string(scan, &m->text)
              : m->kind == HN_JSON_NESTED   ? hn_json_value(scan)
              : at < scan->end && strchr("-0123456789", *at) && *at != '\0'
                  ? hn_json_number(scan, &m->text)
                  : hn_json_word(scan, &m->text);
    m->stands = (hn_slice){ at, (size_t)(scan->at - at) };
    if (read && m->kind == HN_JSON_NUMBER)
        m->text = hn_json_plain(scan, m->text);
    if (m->kind == HN_JSON_NULL)
        m->text.len = 0;
    return read;
}

static bool take_member(hn_decoder *d, const hn_origin *origin,
                        hn_json_scan *scan, member *members)
{
    hn_slice key;
    member m;
    const char *at = scan->at;
    if (at == scan->end || *at != '"')
        return hn_json_wrong(scan, at, "a key in double quotes is needed "
                                       "here", NULL);
    if (!hn_json_string(scan, &key) || !hn_json_keys_add(scan, key))
        return false;
    hn_slice stands = { at, (size_t)(scan->at - at) };
    hn_json_space(scan);
    if (!hn_json_take(scan, ':'))
        return hn_json_wrong(scan, scan->at, "a colon is needed after a key",
                             NULL);
    hn_json_space(scan);
    if (!take_value(scan, &m))
        return false;
    int column = hn_layout_find(d->layout, key);
    if (column >= 0)
        members[column] = m;
    else if (!d->layout->extra_columns)
        tell_unknown(d, origin, key, stands);
    return true;
}

static bool take_members(hn_decoder *d, const hn_origin *origin,
                         hn_json_scan *scan, member *members)
{
    for (;;) {
        hn_json_space(scan);
        if (!take_member(d, origin, scan, members))
            return false;
        hn_json_space(scan);
        if (hn_json_take(scan, '}'))
            return true;
        if (!hn_json_take(scan, ','))
            return hn_json_wrong(scan, scan->at,
                                 "a comma or } is needed here", NULL);
    }
}

static bool take_row(hn_decoder *d, const hn_origin *origin,
                     hn_json_scan *scan, member *members)
{
    hn_json_space(scan);
    if (!hn_json_take(scan, '{'))
        return hn_json_wrong(scan, scan->at, "a row must be an object in "
                                             "braces", NULL);
    scan->depth = 1;
    hn_json_space(scan);
    if (!hn_json_take(scan, '}')
        && !take_members(d, origin, scan, members))
        return false;
    if (!hn_json_keys_close(scan, 0))
        return false;
    hn_json_space(scan);
    if (scan->at < scan->end)
        return hn_json_wrong(scan, scan->at, "text follows the object",
                             "write one object on a line");
    return true;
}

/* --- telling ------------------------------------------------------------- */

static void tell_member(hn_decoder *d, const hn_origin *origin, int input,
                        const member *m)
{
    const hn_column *column =
        &d->layout->columns[d->layout->column_of[input]];
    if (!hn_json_takes(column, m->kind)) {
        if (column->input == d->layout->records->inputs[input])
            tell_kind(d, origin, column, m);
    } else if (m->kind == HN_JSON_NUMBER && !m->text.at) {
        tell_size(d, origin, column, m);
    } else {
        hn_tell_value(d, origin, input, m->stands, m->text);
    }
}

static void tell_syntax(hn_decoder *d, const hn_origin *origin,
                        const hn_json_scan *scan)
{
    const char *end = origin->at + origin->len;
    hn_slice where = { scan->bad, scan->bad < end };
    if (scan->bad)
        hn_tell(d, origin, 409, NULL, nowhere, where, scan->why, scan->help);
}

static void tell_row(hn_decoder *d, const hn_origin *origin,
                     hn_json_scan *scan, member *members)
{
    int from = d->faults->count, key = d->layout->key_column;
    if (!take_row(d, origin, scan, members)) {
        d->faults->count = from;    /* what else it says cannot be trusted */
        tell_syntax(d, origin, scan);
    } else {
        for (int i = 0; i < d->layout->records->input_count; i++)
            tell_member(d, origin, i, &members[d->layout->column_of[i]]);
        hn_tell_sort(d, from);
    }
    if (key >= 0)
        hn_tell_id(d, from, hn_slice_trim(members[key].text));
}

void hn_json_tell(hn_decoder *d, const hn_origin *origin)
{
    hn_json_scan scan;
    size_t columns = (size_t)d->layout->count + 1;
    if (origin->len == 0) {
        hn_tell(d, origin, 409, NULL, nowhere, nowhere, "the line is empty",
                "take the line out");
        return;
    }
    if (!hn_tell_bytes(d, origin))
        return;
    member *members = hn_arena_alloc(&d->faults->arena,
                                     columns * sizeof *members);
    if (!members) {
        d->faults->failed = true;
        return;
    }
    hn_json_scan_init(&scan, origin->at, origin->at + origin->len,
                      d->faults->arena.memory, d->cursor->scratch);
    tell_row(d, origin, &scan, members);
    d->faults->failed |= scan.failed;
    hn_json_scan_dispose(&scan);
}
