/*
 * seals.h - any bytes at all, read as a seal: what must hold whatever they
 * are.
 *
 * Nothing is read beyond the bytes; it is a seal, or it is told why not; and a
 * seal is one whole text, so that one byte more, less or other is none.
 */
#ifndef SEALS_H
#define SEALS_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "highneeds.h"

static void must(int holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "does not hold: %s\n", what);
        abort();
    }
}

static void count_message(void *ctx, const hn_message *message)
{
    must(message->code >= 600 && message->code < 603, "the code is ours");
    must(strlen(message->printed) > strlen(message->text), "it is printed");
    ++*(int *)ctx;
}

/* What there is to know of a seal leads nowhere out of it. */
static size_t use_seal(const hn_seal *seal)
{
    hn_load_options load = hn_seal_load_options(seal);
    hn_calc_options calc = hn_seal_calc_options(seal);
    size_t sum = strlen(hn_seal_title(seal)) + (calc.on ? strlen(calc.on) : 0);
    for (int i = 0; i < load.set_count; i++)
        sum += strlen(load.sets[i].param) + strlen(load.sets[i].value);
    for (int i = 0; i < hn_seal_table_count(seal); i++)
        sum += strlen(hn_seal_table(seal, i));
    return sum;
}

/* 1: it is a seal. */
static int read_any_seal(const char *at, size_t len)
{
    int told = 0;
    hn_host host = {.message = count_message, .message_ctx = &told};
    hn_seal *seal = NULL;
    hn_error err;
    char *bytes = malloc(len > 0 ? len : 1);   /* its end is seen           */
    memcpy(bytes, at, len);
    hn_status status = hn_seal_read(&seal, &host, "seal.json", bytes, len,
                                    &err);
    free(bytes);
    must((status == HN_OK) == (seal != NULL), "there is one if it is one");
    must(status == HN_OK || status == HN_BAD_DATA, "one of two");
    must((told > 0) == (status == HN_BAD_DATA), "it is told why not");
    if (seal)
        use_seal(seal);
    hn_seal_free(seal);
    return status == HN_OK;
}

#endif
