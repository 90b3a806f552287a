/*
 * tables.h - any bytes at all, read as a table: what must hold whatever they
 * are.
 *
 * Nothing is read beyond the bytes; rows = good + left out; a row that is left
 * out has a fault that says why; and it makes no difference where the file is
 * cut into blocks.
 */
#ifndef TABLES_H
#define TABLES_H

#include "../data/sample.h"
#include "data/hash.h"

typedef struct outcome {
    hn_text canon;
    int64_t good, rejected, lines, faults;
} outcome;

static void must(bool holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "does not hold: %s\n", what);
        abort();
    }
}

static void read_block(sample *s, outcome *o, const char *at, size_t len,
                       int64_t line, bool last)
{
    /* A copy of its own: one byte too far is then seen. */
    char *bytes = malloc(len > 0 ? len : 1);
    hn_cursor c;
    memcpy(bytes, at, len);
    hn_cursor_init(&c, bytes, bytes + len, line, last, &s->scratch);
    int64_t good = 0, before = s->faults.count;
    while (hn_table_rows(&s->layout, &c, &s->rows, &s->faults)) {
        hn_canon_rows(&o->canon, &s->rows);
        good += s->rows.count;
        for (int i = 0; i < s->rows.count; i++) {
            o->lines += s->rows.origins[i].line;
            must(s->rows.origins[i].at >= bytes
                     && s->rows.origins[i].at + s->rows.origins[i].len
                            <= bytes + len, "a row lies in its block");
        }
    }
    must(c.rows == good + c.rejected, "rows = good + left out");
    must(s->faults.count - before >= c.rejected, "each has a fault");
    for (int64_t i = before; i < s->faults.count; i++) {
        o->lines += s->faults.items[i].line * 3 + s->faults.items[i].column;
        hn_fault_tell(&s->report, &s->layout, &s->faults.items[i]);
    }
    o->good += good;
    o->rejected += c.rejected;
    hn_cursor_dispose(&c);
    free(bytes);
}

/* Reads the file in blocks of at most `block` bytes, more where a row is
 * longer. */
static void read_file(outcome *o, hn_memory *memory, hn_table_format format,
                      const char *at, size_t len, size_t block)
{
    sample s;
    size_t done = 0;
    int64_t line = 1, lines;
    sample_init(&s);
    memset(o, 0, sizeof *o);
    hn_text_init(&o->canon, memory);
    for (size_t room = block; done < len || done == 0; room = block) {
        size_t cut = 0;
        bool final;
        do {
            if (room > len - done)
                room = len - done;
            final = done + room == len;
            cut = hn_table_cut(format, at + done, room, final, &lines);
            room += block;
        } while (cut == 0 && !final);
        size_t begins = 0;
        if (done == 0) {
            if (!sample_layout(&s, format, at, cut)
                || !hn_rows_init(&s.rows, &s.records, &s.arena))
                break;
            begins = s.layout.begins;
            line = s.layout.line;
        }
        read_block(&s, o, at + done + begins, cut - begins, line,
                   done + cut == len);
        line = done == 0 ? 1 + lines : line + lines;
        done += cut;
        if (cut == 0)
            break;
    }
    o->faults = s.faults.count;
    sample_dispose(&s);
}

static int read_any(hn_table_format format, const char *at, size_t len)
{
    hn_memory memory;
    outcome whole, parts;
    hn_memory_init(&memory, NULL, NULL, 0);
    read_file(&whole, &memory, format, at, len, len + 1);
    read_file(&parts, &memory, format, at, len, 64);
    must(whole.good == parts.good && whole.rejected == parts.rejected
             && whole.faults == parts.faults && whole.lines == parts.lines,
         "cutting changes nothing");
    must(whole.canon.len == parts.canon.len
             && (whole.canon.len == 0
                 || memcmp(whole.canon.at, parts.canon.at, whole.canon.len)
                        == 0),
         "cutting changes no value");
    int good = (int)whole.good;
    hn_text_dispose(&whole.canon);
    hn_text_dispose(&parts.canon);
    return good;
}

#endif
