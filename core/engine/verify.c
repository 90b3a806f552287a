/*
 * verify.c - holds a seal against what the pack and the data are now.
 *
 * The run is made again, sealed anew, and each part of the two seals is
 * compared.  Where data cannot be read any more there is no second seal; its
 * bytes still tell whether it is the data that was sealed, so every source is
 * hashed on its way and read to its end.
 */
#include <string.h>
#include "seal.h"

/* A source that is hashed on its way. */
typedef struct watched {
    const hn_source *of;
    hn_hash hash;
    bool ended, failed;
    char bytes[HN_HASH_TEXT];
} watched;

typedef struct checker {
    const hn_seal *seal;
    const hn_host *host;
    hn_told_sealed_fn tell;
    void *ctx;
    hn_memory memory;
    hn_arena arena;
    hn_error *err;
    const hn_pack *pack;
    const hn_seal *now;       /* of the second run; NULL: it came to no end   */
    const char *why;          /* then: what stopped it                        */
    watched *sources;
    int source_count;
    bool differs;
} checker;

static void checker_init(checker *c, const hn_seal *seal,
                         const hn_host *host, hn_told_sealed_fn tell,
                         void *ctx, hn_error *err)
{
    *c = (checker){.seal = seal, .host = host, .tell = tell, .ctx = ctx,
                   .err = err};
    hn_fail(err, HN_OK, 0, "", "");
    hn_memory_init(&c->memory, host->resize, host->resize_ctx,
                   host->memory_limit);
    hn_arena_init(&c->arena, &c->memory);
}

/* --- telling ------------------------------------------------------------- */

static const char *keep(checker *c, hn_text *text)
{
    const char *kept = text->failed ? NULL : hn_arena_text_n(
        &c->arena, text->at ? text->at : "", text->len);
    if (!kept)
        c->arena.failed = 1;
    hn_text_dispose(text);
    return kept ? kept : "";
}

/* A name as a seal has it may hold anything. */
static const char *shown(checker *c, const char *name)
{
    hn_text text;
    hn_text_init(&text, &c->memory);
    hn_notice_show(&text, name);
    return keep(c, &text);
}

static void same(checker *c, const char *what, const char *name,
                 const char *given, const char *sentence)
{
    hn_told_sealed told = {.what = what, .name = shown(c, name),
                           .given = given, .sentence = sentence};
    c->tell(c->ctx, &told);
}

static void differs(checker *c, int code, const char *what, const char *name,
                    const char *given, const char *sentence)
{
    hn_told_sealed told = {.what = what, .name = shown(c, name),
                           .given = given, .differs = 1, .code = code,
                           .sentence = sentence};
    c->differs = true;
    c->tell(c->ctx, &told);
}

static const char *sentence(checker *c, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static const char *sentence(checker *c, const char *format, ...)
{
    hn_text text;
    va_list parts;
    hn_text_init(&text, &c->memory);
    va_start(parts, format);
    hn_text_addv(&text, format, parts);
    va_end(parts);
    return keep(c, &text);
}

/* --- the pack ------------------------------------------------------------ */

static const char as_sealed[] = "as it was sealed";

static const hn_sealed_file *file_named(const hn_sealed_file *files,
                                        int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (strcmp(files[i].name, name) == 0)
            return &files[i];
    return NULL;
}

/* `now` NULL: it is not there. */
static void compare_file(checker *c, const hn_sealed_file *sealed,
                         const char *now)
{
    if (!now)
        differs(c, 603, "file", sealed->name, "",
                "it was part of the pack, and is not now");
    else if (strcmp(sealed->hash, now) != 0)
        differs(c, 603, "file", sealed->name, "",
                "it was changed since the pack was sealed");
    else
        same(c, "file", sealed->name, "", as_sealed);
}

static void compare_pack(checker *c)
{
    const hn_seal *seal = c->seal;
    const hn_pack *pack = c->pack;
    for (int i = 0; i < seal->file_count; i++) {
        const hn_sealed_file *now = file_named(pack->files, pack->file_count,
                                               seal->files[i].name);
        compare_file(c, &seal->files[i], now ? now->hash : NULL);
    }
    for (int i = 0; i < pack->file_count; i++)
        if (!file_named(seal->files, seal->file_count, pack->files[i].name))
            differs(c, 603, "file", pack->files[i].name, "",
                    "it is part of the pack now, and was not");
}

static void compare_engine(checker *c)
{
    if (strcmp(c->seal->engine, hn_version()) != 0)
        same(c, "run", "engine", "", sentence(
                 c, "it was sealed by hn %s, and this is hn %s",
                 shown(c, c->seal->engine), hn_version()));
}

hn_status hn_seal_check_pack(const hn_seal *seal, const hn_host *host,
                             const char *folder, hn_told_sealed_fn tell,
                             void *ctx, hn_error *err)
{
    checker c;
    hn_status status = HN_OK;
    checker_init(&c, seal, host, tell, ctx, err);
    for (int i = 0; status == HN_OK && i < seal->file_count; i++) {
        char hash[HN_HASH_TEXT] = "";
        bool found;
        status = hn_folder_hash(host, folder, seal->files[i].name, &found,
                                hash);
        if (status == HN_OK)
            compare_file(&c, &seal->files[i], found ? hash : NULL);
    }
    if (c.arena.failed)
        status = HN_NO_MEMORY;
    hn_arena_dispose(&c.arena);
    if (status != HN_OK)
        return hn_no_memory(err);
    return c.differs ? HN_FINDINGS : HN_OK;
}

/* --- sources, hashed on their way ---------------------------------------- */

static long read_watched(void *ctx, char *buf, size_t cap)
{
    watched *w = ctx;
    long got = w->of->read(w->of->ctx, buf, cap);
    if (got > 0)
        hn_hash_add(&w->hash, buf, (size_t)got);
    w->ended = got == 0;
    w->failed = w->failed || got < 0;
    return got;
}

/* Reads to the end of what a run has left. */
static void end_watched(watched *w)
{
    char rest[4096];
    while (!w->ended && !w->failed)
        read_watched(w, rest, sizeof rest);
    hn_hash_hex(&w->hash, w->bytes);
}

static hn_source *watch(checker *c, const hn_source *sources, int count)
{
    size_t room = (size_t)count + 1;
    hn_source *out = hn_arena_alloc(&c->arena, room * sizeof *out);
    c->sources = hn_arena_alloc(&c->arena, room * sizeof *c->sources);
    c->source_count = count;
    for (int i = 0; out && c->sources && i < count; i++) {
        c->sources[i].of = &sources[i];
        hn_hash_init(&c->sources[i].hash);
        out[i] = sources[i];
        out[i].read = read_watched;
        out[i].ctx = &c->sources[i];
    }
    return c->sources ? out : NULL;
}

static const watched *source_of(const checker *c, const char *records)
{
    const char *first = c->seal->data_count ? c->seal->data[0].records : "";
    for (int i = 0; i < c->source_count; i++) {
        const char *name = c->sources[i].of->records;
        if (strcmp(name ? name : first, records) == 0)
            return &c->sources[i];
    }
    return NULL;
}

/* --- the data ------------------------------------------------------------ */

static const hn_sealed_data *data_named(const hn_seal *seal,
                                        const char *records)
{
    for (int i = 0; seal && i < seal->data_count; i++)
        if (strcmp(seal->data[i].records, records) == 0)
            return &seal->data[i];
    return NULL;
}

/* Rows that were rejected have no values to go by: where the bytes are others,
 * nobody can tell whether those rows are the same. */
static void compare_values(checker *c, const hn_sealed_data *sealed,
                           const hn_sealed_data *now, const char *given)
{
    const char *what = "data", *name = sealed->records;
    if (!now)
        differs(c, 604, what, name, given, sentence(
                    c, "it is not what was sealed, and cannot be read: %s",
                    c->why));
    else if (now->rows != sealed->rows)
        differs(c, 604, what, name, given, sentence(
                    c, "%ld row%s were sealed, and %ld read now",
                    (long)sealed->rows, sealed->rows == 1 ? "" : "s",
                    (long)now->rows));
    else if (strcmp(now->values, sealed->values) != 0)
        differs(c, 604, what, name, given,
                "a value in it is not what was sealed");
    else if (sealed->rejected || now->rejected)
        differs(c, 604, what, name, given,
                "it was changed, perhaps in the rows that were rejected: "
                "only the rows that were read are as they were sealed");
    else
        same(c, what, name, given,
             "its values are as they were sealed, and written in another "
             "way");
}

static void compare_data(checker *c)
{
    for (int i = 0; i < c->seal->data_count; i++) {
        const hn_sealed_data *sealed = &c->seal->data[i];
        const watched *w = source_of(c, sealed->records);
        if (!w)
            differs(c, 604, "data", sealed->records, "",
                    "it was sealed, and the pack does not read it now");
        else if (strcmp(w->bytes, sealed->bytes) == 0)
            same(c, "data", sealed->records, w->of->name, as_sealed);
        else
            compare_values(c, sealed, data_named(c->now, sealed->records),
                           w->of->name);
    }
}

/* --- the results --------------------------------------------------------- */

static const hn_sealed_result *result_named(const hn_seal *seal,
                                            const char *table)
{
    for (int i = 0; seal && i < seal->result_count; i++)
        if (!table || strcmp(seal->results[i].table, table) == 0)
            return &seal->results[i];
    return NULL;
}

static void compare_worked_out(checker *c)
{
    for (int i = 0; i < c->seal->result_count; i++) {
        const hn_sealed_result *sealed = &c->seal->results[i];
        const hn_sealed_result *now = result_named(c->now, sealed->table);
        if (!c->now)
            differs(c, 605, "result", sealed->table, "", sentence(
                        c, "it cannot be worked out again: %s", c->why));
        else if (!now || strcmp(now->hash, sealed->hash) != 0)
            differs(c, 605, "result", sealed->table, "",
                    "it comes out otherwise now");
        else
            same(c, "result", sealed->table, "",
                 "it comes out as it was sealed");
    }
}

static void compare_counts(checker *c)
{
    const hn_counts *was = &c->seal->counts;
    if (!c->now)
        return;
    const hn_counts *is = &c->now->counts;
    if (was->rows == is->rows && was->calculated == is->calculated
        && was->rejected == is->rejected && was->repeated == is->repeated)
        return;
    differs(c, 605, "run", "counts", "", sentence(
                c, "%ld rows were calculated and %ld rejected, and now %ld "
                "and %ld", (long)was->calculated, (long)was->rejected,
                (long)is->calculated, (long)is->rejected));
}

static hn_status compare_given(checker *c, const hn_source *given)
{
    const hn_sealed_result *sealed = result_named(c->seal, given->records);
    watched w = {.of = given};
    if (!sealed)
        return hn_fail(c->err, HN_BAD_USE, 0, given->name,
                       "the seal has no results of that name");
    hn_hash_init(&w.hash);
    end_watched(&w);
    if (w.failed)
        return hn_fail(c->err, HN_IO, 400, given->name,
                       "the results could not be read");
    if (strcmp(w.bytes, sealed->hash) == 0)
        same(c, "result", sealed->table, given->name, as_sealed);
    else
        differs(c, 605, "result", sealed->table, given->name,
                "it is not what was sealed: it was changed since");
    return HN_OK;
}

/* --- all together -------------------------------------------------------- */

/* Whether a run that stopped may have done so because something is not what
 * was sealed. */
static bool is_other(const checker *c)
{
    if (c->differs)
        return true;
    for (int i = 0; i < c->seal->data_count; i++) {
        const watched *w = source_of(c, c->seal->data[i].records);
        if (!w || strcmp(w->bytes, c->seal->data[i].bytes) != 0)
            return true;
    }
    return false;
}

static bool is_of_data(hn_status status)
{
    return status == HN_BAD_DATA || status == HN_BAD_USE;
}

/* What was told when it was sealed need not be told again. */
static hn_status run_again(checker *c, hn_summary **summary,
                           const hn_source *sources, int count)
{
    hn_host host = *c->host;
    hn_calc_options options = hn_seal_calc_options(c->seal);
    hn_error why = {.status = HN_OK};
    hn_source *watching = watch(c, sources, count);
    if (!watching)
        return hn_no_memory(c->err);
    host.message = NULL;
    hn_status status = hn_calc(summary, c->pack, &host, &options, watching,
                               count, NULL, 0, NULL, &why);
    bool failed = false;
    for (int i = 0; i < count; i++) {
        end_watched(&c->sources[i]);
        failed = failed || c->sources[i].failed;
    }
    c->now = *summary ? (*summary)->seal : NULL;
    c->why = sentence(c, "%s", why.message);
    if (c->arena.failed)
        return hn_no_memory(c->err);
    if (*summary || (is_of_data(status) && !failed && is_other(c)))
        return HN_OK;
    if (c->err)
        *c->err = why;
    return status;
}

static hn_status compare(checker *c, const hn_source *results, int count)
{
    hn_status status = HN_OK;
    compare_data(c);
    compare_worked_out(c);
    compare_counts(c);
    for (int i = 0; status == HN_OK && i < count; i++)
        status = compare_given(c, &results[i]);
    if (c->arena.failed)
        return hn_no_memory(c->err);
    return status != HN_OK ? status : c->differs ? HN_FINDINGS : HN_OK;
}

hn_status hn_seal_verify(const hn_seal *seal, const hn_pack *pack,
                         const hn_host *host, const hn_source *sources,
                         int source_count, const hn_source *results,
                         int result_count, hn_told_sealed_fn tell, void *ctx,
                         hn_error *err)
{
    checker c;
    hn_summary *summary = NULL;
    checker_init(&c, seal, host, tell, ctx, err);
    c.pack = pack;
    compare_pack(&c);
    compare_engine(&c);
    hn_status status = run_again(&c, &summary, sources, source_count);
    if (status == HN_OK)
        status = compare(&c, results, result_count);
    hn_summary_free(summary);
    hn_arena_dispose(&c.arena);
    return status;
}
