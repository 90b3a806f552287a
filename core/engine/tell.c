/*
 * tell.c - what the library says to its host.
 */
#include <string.h>
#include "engine.h"

static void copy_into(char *out, size_t room, const char *text)
{
    size_t len = text ? strlen(text) : 0;
    len = len < room ? len : room - 1;
    if (text)
        memcpy(out, text, len);
    out[len] = '\0';
}

hn_status hn_fail(hn_error *err, hn_status status, int code,
                  const char *where, const char *message)
{
    if (!err)
        return status;
    *err = (hn_error){.status = status, .code = code};
    copy_into(err->where, sizeof err->where, where);
    copy_into(err->message, sizeof err->message, message);
    return status;
}

hn_status hn_no_memory(hn_error *err)
{
    return hn_fail(err, HN_NO_MEMORY, 500, "",
                   "more memory was needed than there is or is allowed");
}

/* `about`: the column, or "". */
static void tell(const hn_host *host, hn_memory *memory,
                 const hn_notice *notice, int as_error, const char *about)
{
    hn_text printed;
    hn_notice told = *notice;
    if (!host->message)
        return;
    if (as_error)
        told.severity = HN_ERROR;
    hn_text_init(&printed, memory);
    hn_notice_print(&printed, &told);
    hn_message message = {
        .code = told.code,
        .is_error = told.severity == HN_ERROR,
        .file = told.place.file ? told.place.file : "",
        .line = told.place.line,
        .column = told.place.column,
        .text = told.message,
        .printed = hn_text_string(&printed),
        .about = about,
    };
    host->message(host->message_ctx, &message);
    hn_text_dispose(&printed);
}

void hn_tell_one(const hn_host *host, hn_memory *memory,
                 const hn_notice *notice, int as_error)
{
    tell(host, memory, notice, as_error, "");
}

void hn_tell_fault(const hn_host *host, hn_memory *memory,
                   const hn_layout *layout, const hn_fault *fault)
{
    hn_report one;
    hn_text about;
    hn_report_init(&one, memory);
    hn_text_init(&about, memory);
    hn_text_add_n(&about, fault->column_name.at, fault->column_name.len);
    hn_fault_tell(&one, layout, fault);
    for (int i = 0; i < one.count; i++)
        tell(host, memory, &one.notices[i], 0, hn_text_string(&about));
    hn_text_dispose(&about);
    hn_report_dispose(&one);
}

static void fill(hn_error *err, const hn_notice *notice)
{
    hn_fail(err, HN_BAD_PACK, notice->code, notice->place.file,
            notice->message);
    err->line = notice->place.line;
    err->column = notice->place.column;
}

void hn_tell_all(const hn_host *host, hn_report *report, int as_error,
                 hn_error *err)
{
    bool filled = err == NULL;
    for (int i = 0; i < report->count; i++) {
        const hn_notice *notice = &report->notices[i];
        hn_tell_one(host, report->arena.memory, notice, as_error);
        if (!filled && (as_error || notice->severity == HN_ERROR)) {
            fill(err, notice);
            filled = true;
        }
    }
}

hn_status hn_read_date(const hn_host *host, const char *flag,
                       const char *text, hn_date *out, hn_error *err)
{
    const char *wrong = hn_date_read(out, hn_slice_of(text));
    hn_memory memory;
    hn_text advice, told;
    if (!wrong)
        return HN_OK;
    hn_memory_init(&memory, host->resize, host->resize_ctx, 0);
    hn_text_init(&advice, &memory);
    hn_text_init(&told, &memory);
    bool any = hn_date_advise(&advice, hn_slice_of(text));
    bool verb = any || strncmp(wrong, "is ", 3) == 0
                || strncmp(wrong, "has ", 4) == 0
                || strncmp(wrong, "looks ", 6) == 0;
    hn_text_addf(&told, "%s: %.*s%s%s", flag,
                 (int)strnlen(text, 80), text, verb ? " " : ": ",
                 any ? hn_text_string(&advice) : wrong);
    hn_status status = told.failed
        ? hn_no_memory(err)
        : hn_fail(err, HN_BAD_USE, 202, flag, hn_text_string(&told));
    hn_text_dispose(&advice);
    hn_text_dispose(&told);
    return status;
}

hn_status hn_read_on(const hn_host *host, const char *text, bool *has_on,
                     hn_date *on, hn_error *err)
{
    *has_on = text != NULL;
    return text ? hn_read_date(host, "--on", text, on, err) : HN_OK;
}

bool hn_flush(const hn_sink *sink, hn_text *text)
{
    bool ok = !text->failed;
    if (ok && sink && text->len)
        ok = sink->write(sink->ctx, text->at, text->len) == 0;
    hn_text_clear(text);
    return ok;
}

/* --- codes ------------------------------------------------------------------------- */

#include "../base/codes.h"

const char *hn_version(void)
{
    return HN_VERSION;
}

const char *hn_help(int code)
{
    return hn_code_page(code);
}

const char *hn_help_title(int code)
{
    return hn_code_title(code);
}

const int *hn_help_codes(int *count)
{
#define HN_CODE_NUMBER(number, title, page) number,
    static const int codes[] = {HN_CODES(HN_CODE_NUMBER)};
#undef HN_CODE_NUMBER
    *count = (int)(sizeof codes / sizeof *codes);
    return codes;
}
