/*
 * funding_help.c - the functions of `funding` for people, made from their list.
 */
#include <string.h>
#include "../funding/functions.h"
#include "engine.h"

#define WIDTH 79

/* A page as it grows; `at` is the column. */
typedef struct page {
    hn_text text;
    size_t at;
} page;

static void put(page *p, const char *text, size_t len)
{
    hn_text_add_n(&p->text, text, len);
    p->at += len;
}

static void end_line(page *p)
{
    hn_text_add_char(&p->text, '\n');
    p->at = 0;
}

static void pad(page *p, size_t column)
{
    while (p->at < column && !p->text.failed)
        put(p, " ", 1);
}

/* The words of a text from column `from` on. */
static void wrap(page *p, size_t from, const char *text)
{
    bool first = true;
    pad(p, from);
    while (*text) {
        size_t len = strcspn(text, " ");
        if (!first && p->at + 1 + len > WIDTH) {
            end_line(p);
            pad(p, from);
        } else if (!first) {
            put(p, " ", 1);
        }
        put(p, text, len);
        first = false;
        text += len + strspn(text + len, " ");
    }
}

static size_t wider(size_t width, const char *text)
{
    return strlen(text) > width ? strlen(text) : width;
}

static void put_args(page *p, const hn_funding_function *of)
{
    size_t names = strlen("gives"), units = strlen(of->unit);
    for (int i = 0; i < of->count; i++) {
        names = wider(names, of->args[i].name);
        units = wider(units, of->args[i].unit);
    }
    for (int i = 0; i <= of->count; i++) {
        const hn_funding_arg *arg = i < of->count ? &of->args[i] : NULL;
        wrap(p, 2, arg ? arg->name : "gives");
        wrap(p, names + 4, arg ? arg->unit : of->unit);
        wrap(p, names + units + 6, arg ? arg->says : of->says);
        if (arg && arg->otherwise) {
            put(p, " [", 2);
            put(p, arg->otherwise, strlen(arg->otherwise));
            put(p, "]", 1);
        }
        end_line(p);
    }
}

static void put_function(page *p, const hn_funding_function *of)
{
    wrap(p, 0, "funding.");
    put(p, of->name, strlen(of->name));
    end_line(p);
    put_args(p, of);
    wrap(p, 2, "=");
    put(p, " ", 1);
    wrap(p, 4, of->formula);
    end_line(p);
    wrap(p, 2, "Source:");
    put(p, " ", 1);
    wrap(p, 4, of->source);
    end_line(p);
}

static void put_all(page *p)
{
    int count;
    const hn_funding_function *const *all = hn_funding_functions(&count);
    wrap(p, 0, "In a pack: funding.NAME { argument = value, ... }. Brackets say "
               "what an argument is where it is left out; what is [0], but for "
               "a percentage, takes a list as well, and { first, second } is "
               "added up. * stands for what is counted (places, pupils, heads, "
               "plans), money for any amount: the same throughout one "
               "function. Nothing is rounded.");
    end_line(p);
    for (int i = 0; i < count; i++) {
        end_line(p);
        put_function(p, all[i]);
    }
}

hn_status hn_no_function(const char *name, hn_error *err)
{
    int count;
    const hn_funding_function *const *all = hn_funding_functions(&count);
    const char *names[64], *near;
    hn_memory memory;
    hn_text text;
    count = count < 64 ? count : 64;
    for (int i = 0; i < count; i++)
        names[i] = all[i]->name;
    near = hn_text_nearest(name, names, count);
    hn_memory_init(&memory, NULL, NULL, 0);
    hn_text_init(&text, &memory);
    hn_text_addf(&text, "there is no function funding.%s%s%s%s", name,
                 near ? ": did you mean funding." : "", near ? near : "",
                 near ? "?" : "");
    hn_fail(err, HN_BAD_USE, 0, name, hn_text_string(&text));
    hn_text_dispose(&text);
    return HN_BAD_USE;
}

hn_status hn_funding_help(const char *name, const hn_sink *sink,
                          hn_error *err)
{
    const hn_funding_function *of = name ? hn_funding_find(name) : NULL;
    hn_memory memory;
    page p = {.at = 0};
    if (name && !of)
        return hn_no_function(name, err);
    hn_memory_init(&memory, NULL, NULL, 0);
    hn_text_init(&p.text, &memory);
    if (of)
        put_function(&p, of);
    else
        put_all(&p);
    bool refused = p.text.failed, written = !refused
                                            && hn_flush(sink, &p.text);
    hn_text_dispose(&p.text);
    if (refused)
        return hn_no_memory(err);
    return written ? HN_OK : hn_fail(err, HN_IO, 0, "", "");
}
