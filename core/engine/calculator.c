/*
 * calculator.c - the functions of `funding` on values, by name.
 */
#include <string.h>
#include "../funding/functions.h"
#include "../quantity/number.h"
#include "engine.h"

static hn_status refuse(hn_error *err, const char *where, const char *format,
                        const char *first, const char *second)
{
    hn_memory memory;
    hn_text text;
    hn_memory_init(&memory, NULL, NULL, 0);
    hn_text_init(&text, &memory);
    hn_text_addf(&text, format, first, second);
    hn_fail(err, HN_BAD_USE, 0, where, hn_text_string(&text));
    hn_text_dispose(&text);
    return HN_BAD_USE;
}

static int find(const hn_funding_function *function, const char *name)
{
    for (int i = 0; i < function->count; i++)
        if (strcmp(function->args[i].name, name) == 0)
            return i;
    return -1;
}

static hn_status unknown(const hn_funding_function *function,
                         const char *name, hn_error *err)
{
    const char *names[HN_FUNDING_MOST_ARGS];
    for (int i = 0; i < function->count; i++)
        names[i] = function->args[i].name;
    const char *near = hn_text_nearest(name, names, function->count);
    return near ? refuse(err, name, "there is no argument %s: did you mean "
                         "%s?", name, near)
                : refuse(err, name, "there is no argument %s of funding.%s",
                         name, function->name);
}

/* A percent is written 3 and means 3/100. */
static hn_status read(const hn_funding_arg *arg, const char *text,
                      hn_ratio *out, hn_error *err)
{
    const char *wrong = hn_ratio_read(out, hn_slice_of(text), HN_MONEY);
    if (wrong)
        return refuse(err, arg->name, "%s %s", arg->name, wrong);
    if (strcmp(arg->unit, "percent") == 0
        && !hn_ratio_div(out, *out, hn_ratio_of(100)))
        return refuse(err, arg->name, "%s %s", arg->name, "is out of range");
    return HN_OK;
}

static hn_status take(const hn_funding_function *function,
                      const hn_argument *given, int count, hn_ratio *values,
                      bool *is_given, hn_error *err)
{
    for (int i = 0; i < count; i++) {
        int at = find(function, given[i].name);
        if (at < 0)
            return unknown(function, given[i].name, err);
        if (is_given[at])
            return refuse(err, given[i].name, "%s is given %s", given[i].name,
                          "twice");
        is_given[at] = true;
        hn_status status = read(&function->args[at], given[i].value,
                                &values[at], err);
        if (status != HN_OK)
            return status;
    }
    return HN_OK;
}

static hn_status fill(const hn_funding_function *function, hn_ratio *values,
                      const bool *is_given, hn_error *err)
{
    for (int i = 0; i < function->count; i++) {
        const hn_funding_arg *arg = &function->args[i];
        if (is_given[i])
            continue;
        if (!arg->otherwise)
            return refuse(err, arg->name, "funding.%s needs %s",
                          function->name, arg->name);
        hn_status status = read(arg, arg->otherwise, &values[i], err);
        if (status != HN_OK)
            return status;
    }
    return HN_OK;
}

static hn_status put(char *out, size_t room, hn_ratio value, hn_error *err)
{
    hn_memory memory;
    hn_text text;
    hn_memory_init(&memory, NULL, NULL, 0);
    hn_text_init(&text, &memory);
    hn_ratio_write(&text, value, 0);
    bool failed = text.failed, fits = text.len < room;
    if (!failed && fits) {
        memcpy(out, text.at, text.len);
        out[text.len] = '\0';
    }
    hn_text_dispose(&text);
    if (failed)
        return hn_no_memory(err);
    return fits ? HN_OK : refuse(err, "", "the result needs more room%s%s",
                                 "", "");
}

hn_status hn_funding(char *out, size_t room, const char *name,
                     const hn_argument *given, int count, hn_error *err)
{
    const hn_funding_function *function = hn_funding_find(name);
    hn_ratio values[HN_FUNDING_MOST_ARGS], value;
    bool is_given[HN_FUNDING_MOST_ARGS] = {false};
    if (!function)
        return hn_no_function(name, err);
    hn_status status = take(function, given, count, values, is_given, err);
    if (status == HN_OK)
        status = fill(function, values, is_given, err);
    if (status != HN_OK)
        return status;
    const char *why = function->work(&value, values);
    if (why)
        return refuse(err, name, "funding.%s has no result: %s", name, why);
    return put(out, room, value, err);
}
