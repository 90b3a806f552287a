/*
 * verb_help.c - help, made from the tables of verbs, of flags, of codes and of
 * the funding arithmetic.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "verbs.h"

#define WIDTH 79
#define FLAGS_TO 28   /* the column where the help of a flag begins         */

static void indent(hn_file *out, int columns)
{
    hn_file_print(out, "%*s", columns, "");
}

/* Text as lines from column `from` to WIDTH; the first begins at column `at`.
 * A line break in the text stays one. */
static void wrap(hn_file *out, int at, int from, const char *text)
{
    while (*text) {
        int len = (int)strcspn(text, " \n");

        if (at > from && at + 1 + len > WIDTH) {
            hn_file_put(out, "\n");
            at = 0;
        }
        if (at < from)
            indent(out, from - at);
        else if (at > from)
            hn_file_put(out, " ");
        at = (at < from ? from : at + (at > from)) + len;
        hn_file_print(out, "%.*s", len, text);
        text += len;
        if (*text == '\n') {
            hn_file_put(out, "\n");
            at = 0;
        }
        text += *text != '\0';
    }
    hn_file_put(out, "\n");
}

/* --- verbs --------------------------------------------------------------- */

static void print_flag(hn_file *out, const hn_flag *flag)
{
    char text[WIDTH] = "  ";
    int len = 2;

    if (flag->letter)
        len += snprintf(text + len, 8, "-%c, ", flag->letter);
    len += snprintf(text + len, sizeof text - (size_t)len, "--%s%s%s",
                    flag->name, flag->takes ? " " : "",
                    flag->takes ? flag->takes : "");
    hn_file_put(out, text);
    if (len >= FLAGS_TO)
        hn_file_put(out, "\n");
    wrap(out, len >= FLAGS_TO ? 0 : len, FLAGS_TO, flag->help);
}

static void print_flags(hn_file *out, const hn_flag *flags)
{
    for (; flags->name; flags++)
        print_flag(out, flags);
}

void hn_verb_print(hn_file *out, const hn_verb *verb)
{
    hn_file_print(out, "hn %s %s\n\n", verb->name, verb->operands);
    wrap(out, 0, 0, verb->does);
    hn_file_put(out, "\n");
    print_flags(out, verb->flags);
    print_flags(out, hn_flags_common);
    if (verb->more) {
        hn_file_put(out, "\n");
        wrap(out, 0, 0, verb->more);
    }
    if (verb->example)
        hn_file_print(out, "\n    %s\n", verb->example);
}

void hn_verb_print_all(hn_file *out)
{
    const hn_verb *const *verbs = hn_verb_table();

    hn_file_put(out, "hn - high needs funding, worked out by rule packs\n\n");
    for (; *verbs; verbs++) {
        char line[WIDTH];
        int len = snprintf(line, sizeof line, "  hn %s %s ", (*verbs)->name,
                           (*verbs)->operands);

        hn_file_put(out, line);
        wrap(out, len, FLAGS_TO, (*verbs)->does);
    }
    hn_file_put(out,
        "\n`hn help VERB` tells more, `hn help HN110` what a code means,\n"
        "`hn help funding` what the funding arithmetic of a pack takes.\n"
        "\n"
        "Exit codes: 0 done; 1 findings, such as a failed example; 2 could\n"
        "not run; 3 some rows were not calculated; 4 a limit was hit;\n"
        "70 a fault of hn itself.\n");
}

/* --- codes --------------------------------------------------------------- */

static int print_codes(hn_file *out)
{
    int count = 0;
    const int *codes = hn_help_codes(&count);

    for (int i = 0; i < count; i++)
        hn_file_print(out, "HN%d  %s\n", codes[i], hn_help_title(codes[i]));
    return HN_EXIT_DONE;
}

/* The number of "HN110", "hn110" or "110"; -1: not a code. */
static int code_of(const char *text)
{
    size_t len;

    if (toupper((unsigned char)text[0]) == 'H' &&
        toupper((unsigned char)text[1]) == 'N')
        text += 2;
    len = strspn(text, "0123456789");
    return len > 0 && len < 5 && text[len] == '\0' ? atoi(text) : -1;
}

static int print_code(hn_file *out, hn_say *say, int code)
{
    const char *page = hn_help(code);

    if (!page) {
        hn_say_error(say, "there is no code HN%d", code);
        hn_say_help(say, "`hn help codes` lists them");
        return HN_EXIT_USE;
    }
    hn_file_print(out, "HN%d: %s\n\n", code, hn_help_title(code));
    wrap(out, 0, 0, page);
    return HN_EXIT_DONE;
}

/* --- the funding arithmetic ---------------------------------------------- */

/* What follows "funding." in a topic, "" for all; NULL: another topic. */
static const char *function_of(const char *topic)
{
    static const char word[] = "funding";

    if (strncmp(topic, word, sizeof word - 1) != 0)
        return NULL;
    topic += sizeof word - 1;
    return *topic == '.' ? topic + 1 : *topic == '\0' ? topic : NULL;
}

static int print_funding(hn_file *out, hn_say *say, const char *name)
{
    hn_sink sink = hn_file_sink(out);
    hn_error err = {0};
    hn_status status = hn_funding_help(*name ? name : NULL, &sink, &err);

    if (status == HN_BAD_USE) {
        hn_say_error(say, "%s", err.message);
        hn_say_help(say, "`hn help funding` lists them");
        return HN_EXIT_USE;
    }
    return hn_verb_fail(say, status, &err);
}

/* --- the verb ------------------------------------------------------------ */

static int print_topic(hn_file *out, hn_say *say, const char *topic)
{
    const hn_verb *verb;

    if (strcmp(topic, "codes") == 0)
        return print_codes(out);
    if (code_of(topic) >= 0)
        return print_code(out, say, code_of(topic));
    if (function_of(topic))
        return print_funding(out, say, function_of(topic));
    verb = hn_verb_find(say, topic);
    if (!verb)
        return HN_EXIT_USE;
    hn_verb_print(out, verb);
    return HN_EXIT_DONE;
}

static int help(const hn_options *options, hn_say *say)
{
    hn_file out;
    int code = HN_EXIT_DONE;

    hn_file_open(&out, NULL, 0);
    if (options->operand_count == 0)
        hn_verb_print_all(&out);
    else
        code = print_topic(&out, say, options->operands[0]);
    return hn_verb_close(&out, say, code);
}

static const hn_flag flags[] = {{0}};

const hn_verb hn_verb_help = {
    "help", "[TOPIC]", "help on a verb, a code or the funding arithmetic",
    flags, 0, 1, NULL, NULL, help
};
