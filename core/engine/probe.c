/*
 * probe.c - see probe.h.
 */
#include "probe.h"

#include <string.h>
#include "formula.h"

void hn_probe_open(hn_probe *out, const hn_pack *pack, const hn_host *host,
                   hn_error *err)
{
    static const hn_host no_host;
    host = host ? host : &no_host;
    *out = (hn_probe){.pack = pack, .host = host, .err = err};
    out->calc.max_rejects = -1;
    hn_memory_init(&out->memory, host->resize, host->resize_ctx,
                   host->memory_limit);
    hn_arena_init(&out->arena, &out->memory);
    hn_fail(err, HN_OK, 0, "", "");
}

void hn_probe_close(hn_probe *probe)
{
    for (int i = 0; i < probe->source_count; i++)
        hn_text_dispose(&probe->kept[i].bytes);
    hn_arena_dispose(&probe->arena);
}

/* --- what is wrong ------------------------------------------------------- */

hn_status hn_probe_refuse(hn_probe *probe, int code, const char *where,
                          const char *help, const char *message)
{
    hn_report report;
    hn_place place = {.file = where};
    hn_report_init(&report, &probe->memory);
    hn_report_addf(&report, code, HN_ERROR, place, help, "%s",
                   message ? message : "");
    hn_status status = HN_BAD_USE;
    if (report.failed || !message)
        status = hn_no_memory(probe->err);
    else
        hn_tell_all(probe->host, &report, 0, probe->err);
    if (probe->err)
        probe->err->status = status;
    hn_report_dispose(&report);
    return status;
}

const char *hn_probe_text(hn_probe *probe, const char *format, ...)
{
    hn_text text;
    va_list parts;
    hn_text_init(&text, &probe->memory);
    va_start(parts, format);
    hn_text_addv(&text, format, parts);
    va_end(parts);
    const char *copy = text.failed
        ? NULL : hn_arena_text_n(&probe->arena, text.at ? text.at : "",
                                 text.len);
    hn_text_dispose(&text);
    return copy;
}

/* --- data ---------------------------------------------------------------- */

static long read_kept(void *ctx, char *buf, size_t cap)
{
    hn_kept *kept = ctx;
    size_t left = kept->bytes.len - kept->at;
    size_t len = left < cap ? left : cap;
    if (len)
        memcpy(buf, kept->bytes.at + kept->at, len);
    kept->at += len;
    return (long)len;
}

/* 0 at the end, -1 where the source failed. */
static long read_whole(const hn_source *source, hn_text *out)
{
    char part[16384];
    long got;
    while ((got = source->read(source->ctx, part, sizeof part)) > 0)
        hn_text_add_n(out, part, (size_t)got);
    return got;
}

static hn_status unread(hn_probe *probe, const hn_source *source)
{
    hn_status status = hn_probe_refuse(
        probe, 400, source->name,
        "check that the file is whole and can be opened",
        hn_probe_text(probe, "reading `%s` failed before its end",
                      source->name));
    if (status != HN_BAD_USE)
        return status;
    if (probe->err)
        probe->err->status = HN_IO;
    return HN_IO;
}

hn_status hn_probe_hold(hn_probe *probe, const hn_source *sources, int count)
{
    size_t room = (size_t)count + 1;
    probe->sources = hn_arena_alloc(&probe->arena,
                                    room * sizeof *probe->sources);
    probe->kept = hn_arena_alloc(&probe->arena, room * sizeof *probe->kept);
    if (!probe->sources || !probe->kept)
        return hn_no_memory(probe->err);
    for (int i = 0; i < count; i++) {
        hn_kept *kept = &probe->kept[i];
        hn_text_init(&kept->bytes, &probe->memory);
        probe->source_count = i + 1;
        probe->sources[i] = sources[i];
        probe->sources[i].read = read_kept;
        probe->sources[i].ctx = kept;
        if (read_whole(&sources[i], &kept->bytes) < 0)
            return unread(probe, &sources[i]);
        if (kept->bytes.failed)
            return hn_no_memory(probe->err);
    }
    return HN_OK;
}

void hn_probe_rewind(hn_probe *probe)
{
    for (int i = 0; i < probe->source_count; i++)
        probe->kept[i].at = 0;
}

/* --- loading and running ------------------------------------------------- */

static void tell_errors(void *ctx, const hn_message *message)
{
    const hn_host *host = ctx;
    if (message->is_error)
        host->message(host->message_ctx, message);
}

/* As the pack was loaded, but that it tells errors alone, and to the host that
 * is there now. */
static hn_host loading_host(const hn_probe *probe)
{
    hn_host host = probe->pack->host;
    host.message = probe->host->message ? tell_errors : NULL;
    host.message_ctx = (void *)probe->host;
    host.cancel = probe->host->cancel;
    host.cancel_ctx = probe->host->cancel_ctx;
    return host;
}

hn_status hn_probe_load(hn_pack **out, hn_probe *probe, const hn_set *more,
                        int count)
{
    const hn_pack *pack = probe->pack;
    int own = pack->set_count;
    size_t size = ((size_t)(own + count) + 1) * sizeof(hn_set);
    hn_host host = loading_host(probe);
    hn_set *sets = hn_memory_alloc(&probe->memory, size);
    if (!sets)
        return hn_no_memory(probe->err);
    for (int i = 0; i < own + count; i++)
        sets[i] = i < own ? pack->sets[i] : more[i - own];
    hn_load_options load = {
        .sets = sets, .set_count = own + count,
        .reform = pack->reform.text.at,
        .reform_len = pack->reform.text.len,
        .reform_name = pack->reform.name};
    hn_status status = hn_pack_load(out, &host, pack->folder, &load,
                                    probe->err);
    hn_memory_free(&probe->memory, sets, size);
    return status;
}

/* As the pack has taken it, which says what the value is counted in. */
const char *hn_probe_said(hn_probe *probe, const hn_pack *pack,
                          const char *name)
{
    const hn_thing *thing = hn_graph_find(&pack->graph, HN_WORD_PARAM, name);
    const hn_param *param = (const hn_param *)thing;
    hn_text text;
    if (!param || param->count == 0)
        return "";
    hn_text_init(&text, &probe->memory);
    hn_constant_say(&text, param->periods[0].value);
    const char *said = text.failed
        ? NULL : hn_arena_text_n(&probe->arena, text.at, text.len);
    hn_text_dispose(&text);
    return said;
}

hn_status hn_probe_run(hn_summary **out, hn_probe *probe, const hn_pack *pack)
{
    hn_host host = *probe->host;
    hn_calc_options calc = probe->calc;
    if (probe->ran)
        host.message = NULL;
    calc.repeats = calc.repeats || probe->ran;
    host.progress = NULL;
    hn_probe_rewind(probe);
    hn_status status = hn_calc(out, pack, &host, &calc, probe->sources,
                               probe->source_count, NULL, 0, NULL,
                               probe->err);
    probe->ran = true;
    return status;
}
