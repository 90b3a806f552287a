/*
 * logs.h - any bytes at all, read as a decision log and judged: what must hold
 * whatever they are.
 *
 * Nothing is read beyond the bytes; what is not as it should be is told; and
 * what becomes of it can be printed in every form.
 */
#ifndef LOGS_H
#define LOGS_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "highneeds.h"

static const char log_rules[] =
    "pack \"t\" { title = \"t\", version = \"1\", source = \"s\" }\n"
    "records \"pupil\" { what = \"p\", key = \"id\",\n"
    "  missing = { c = \"confidential\" },\n"
    "  input \"id\" { type = \"id\", required = true },\n"
    "  input \"need\" { type = \"choice\", one_of = { \"A\", \"B\" } },\n"
    "  input \"cost\" { type = \"GBP\", min = 0, max = 1000 },\n"
    "  input \"left_on\" { type = \"date\", blank = \"has not left\" } }\n"
    "param \"most\" { type = \"GBP\", label = \"most\", source = \"s\",\n"
    "  { from = \"2026-01-01\", value = 500 } }\n"
    "criterion \"here\" { label = \"h\", source = \"s\", if_met = \"y\",\n"
    "  if_unmet = \"n\", test = pupil.left_on:given():is(\"no\") }\n"
    "award \"paid\" { label = \"Paid\", type = \"GBP\", source = \"s\",\n"
    "  when = criterion.here, amount = lower_of { pupil.cost, param.most },\n"
    "  full_year = pupil.cost * 2 }\n"
    "award \"for_need\" { label = \"Need\", type = \"GBP\", source = \"s\",\n"
    "  when = pupil.need:is(\"A\"), amount = param.most }\n";

static void must(int holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "does not hold: %s\n", what);
        abort();
    }
}

static int give_file(void *ctx, const char *folder, const char *name,
                     char **text, size_t *len)
{
    (void)ctx, (void)folder;
    if (strcmp(name, "rules.lua") != 0)
        return -1;
    *len = sizeof log_rules - 1;
    *text = malloc(*len);
    memcpy(*text, log_rules, *len);
    return 0;
}

static inline void count_message(void *ctx, const hn_message *message)
{
    *(int *)ctx += message->is_error;
    must(strlen(message->printed) > 0, "it is printed");
}

typedef struct left { const char *at; size_t len; } left;

static long read_left(void *ctx, char *buf, size_t cap)
{
    left *l = ctx;
    size_t part = l->len < cap ? l->len : cap;
    if (part)
        memcpy(buf, l->at, part);
    l->at += part;
    l->len -= part;
    return (long)part;
}

static inline int count_bytes(void *ctx, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        must(bytes[i] != '\x1b', "nothing moves the cursor");
    *(size_t *)ctx += len;
    return 0;
}

/* What the log comes to: HN_OK, HN_FINDINGS or HN_BAD_DATA. */
static inline hn_status judge_any_log(const char *at, size_t len)
{
    static const char *const packs[] = {"t"};
    int told = 0;
    hn_host host = {.read_file = give_file, .message = count_message,
                    .message_ctx = &told};
    hn_set set = {"most", "100"};
    hn_replay_options options = {.packs = packs, .pack_count = 1, .with = "t",
                                 .sets = &set, .set_count = 1,
                                 .internal = len % 2 == 0};
    char *bytes = malloc(len > 0 ? len : 1);   /* its end is seen           */
    memcpy(bytes, at, len);
    left rest = {bytes, len};
    hn_source log = {.name = "log", .read = read_left, .ctx = &rest};
    hn_replayed *replayed = NULL;
    hn_error err;
    hn_status status = hn_replay(&replayed, &host, &options, &log, &err);
    free(bytes);
    must(status == HN_OK || status == HN_FINDINGS || status == HN_BAD_DATA
             || status == HN_BAD_PACK, "it comes to an end");
    must((replayed != NULL) == (status == HN_OK || status == HN_FINDINGS),
         "it is there if it was judged");
    must(status != HN_OK || told == 0, "what is told is a finding");
    for (int form = HN_FORMAT_CSV; replayed && form <= HN_FORMAT_TABLE;
         form++) {
        size_t written = 0;
        hn_sink sink = {count_bytes, &written};
        must(hn_replayed_print(replayed, (hn_format)form, &sink) == HN_OK
                 && written > 0, "it can be printed");
    }
    if (replayed) {
        hn_replay_counts c = hn_replayed_counts(replayed);
        must(c.same + c.otherwise + c.not_judged == c.decisions,
             "every decision is counted once");
    }
    hn_replayed_free(replayed);
    return status;
}

#endif
