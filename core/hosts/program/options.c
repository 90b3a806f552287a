/* options.c - see options.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "exits.h"
#include "options.h"

#define MOST_NAMES 64   /* of flags or words that a suggestion looks among  */
#define MOST_DIGITS 15

const hn_flag hn_flags_common[] = {
    {HN_FLAG_QUIET, 'q', "quiet", NULL, "errors only"},
    {HN_FLAG_DEBUG, 0, "debug", NULL, "how a failure was reported, as well"},
    {HN_FLAG_HELP, 'h', "help", NULL, "this text"},
    {0}
};

typedef struct reader {
    hn_options *out;
    hn_say *say;
    const char *verb;
    const hn_flag *flags;
    char **argv;
    int argc, at;
} reader;

/* --- the nearest name ---------------------------------------------------- */

static int least(int a, int b, int c)
{
    int ab = a < b ? a : b;

    return ab < c ? ab : c;
}

/* Letters to change, add, drop or swap, by one row of the usual table and the
 * row before it; words beyond `MOST_NAMES` letters are like nothing. */
static int distance(const char *a, const char *b)
{
    int rows[3][MOST_NAMES + 1], na = (int)strlen(a), nb = (int)strlen(b);

    if (na > MOST_NAMES || nb > MOST_NAMES)
        return MOST_NAMES;
    for (int j = 0; j <= nb; j++)
        rows[0][j] = j;
    for (int i = 1; i <= na; i++) {
        int *now = rows[i % 3], *up = rows[(i + 2) % 3];

        now[0] = i;
        for (int j = 1; j <= nb; j++) {
            now[j] = least(up[j] + 1, now[j - 1] + 1,
                           up[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
                a[i - 2] == b[j - 1])
                now[j] = least(now[j], now[j], rows[(i + 1) % 3][j - 2] + 1);
        }
    }
    return rows[na % 3][nb];
}

const char *hn_options_nearest(const char *word, const char *const *names,
                               int count)
{
    int best = 1 + (int)strlen(word) / 3;
    const char *found = NULL;

    for (int i = 0; i < count; i++) {
        int far = distance(word, names[i]);

        if (far < best || (far == best && !found)) {
            best = far;
            found = names[i];
        }
    }
    return found;
}

/* --- finding a flag ------------------------------------------------------ */

static const hn_flag *find_name(const hn_flag *flags, const char *name,
                                size_t len)
{
    for (; flags->name; flags++)
        if (strlen(flags->name) == len && !strncmp(flags->name, name, len))
            return flags;
    return NULL;
}

static const hn_flag *find_letter(const hn_flag *flags, char letter)
{
    for (; flags->name; flags++)
        if (flags->letter == letter)
            return flags;
    return NULL;
}

static int add_names(const char **names, int count, const hn_flag *flags)
{
    for (; flags->name && count < MOST_NAMES; flags++)
        names[count++] = flags->name;
    return count;
}

static int no_such_flag(reader *r, const char *text)
{
    const char *names[MOST_NAMES], *near;
    char word[MOST_NAMES] = "";
    int count = add_names(names, 0, r->flags);

    count = add_names(names, count, hn_flags_common);
    text += strspn(text, "-");
    snprintf(word, sizeof word, "%.*s", (int)strcspn(text, "="), text);
    near = hn_options_nearest(word, names, count);
    hn_say_error(r->say, "hn %s takes no flag \"%s\"", r->verb,
                 r->argv[r->at]);
    if (near)
        hn_say_help(r->say, "did you mean --%s?", near);
    else
        hn_say_help(r->say, "`hn help %s` lists the flags", r->verb);
    return HN_EXIT_USE;
}

/* --- what a flag takes --------------------------------------------------- */

static int is_number(const char *text)
{
    size_t len = strspn(text, "0123456789");

    return len > 0 && len <= MOST_DIGITS && text[len] == '\0';
}

/* Whether `text` is one of the words of "a,b,c". */
static int is_choice(const char *choices, const char *text)
{
    size_t len = strlen(text);

    while (*choices) {
        size_t word = strcspn(choices, ",");

        if (word == len && strncmp(choices, text, len) == 0)
            return 1;
        choices += word + (choices[word] == ',');
    }
    return 0;
}

static int refuse_value(reader *r, const hn_flag *flag, const char *value)
{
    if (strcmp(flag->takes, "N") == 0) {
        hn_say_error(r->say, "--%s takes a whole number, not \"%s\"",
                     flag->name, value);
    } else {
        hn_say_error(r->say, "--%s cannot be \"%s\"", flag->name, value);
        hn_say_help(r->say, strchr(flag->takes, ',') ? "write one of %s"
                                                     : "write %s",
                    flag->takes);
    }
    return HN_EXIT_USE;
}

/* The text is argv's, so it may be cut in two where it stands. */
static int add_set(reader *r, const hn_flag *flag, char *value)
{
    hn_options *out = r->out;
    char *equals = strchr(value, '=');

    if (!equals || equals == value)
        return refuse_value(r, flag, value);
    if (strncmp(value, "param.", 6) == 0 && value + 6 < equals) {
        hn_say_error(r->say, "--%s takes the bare name of the parameter",
                     flag->name);
        hn_say_help(r->say, "write %s", value + 6);
        return HN_EXIT_USE;
    }
    *equals = '\0';
    if (flag->id == HN_FLAG_OVER)
        out->overs[out->over_count++] = (hn_set){value, equals + 1};
    else
        out->sets[out->set_count++] = (hn_set){value, equals + 1};
    out->value[flag->id] = value;
    return 0;
}

/* A flag whose only word is that word, such as `--extra ignore`, is known by
 * being written small. */
static int is_word(const char *takes)
{
    return strchr(takes, ',') || (*takes >= 'a' && *takes <= 'z');
}

static int add_given(reader *r, const hn_flag *flag, char *value)
{
    hn_options *out = r->out;

    out->given[out->given_count++] = (hn_given){flag->id, value};
    out->value[flag->id] = value;
    return 0;
}

static int store(reader *r, const hn_flag *flag, char *value)
{
    if (strchr(flag->takes, '='))
        return add_set(r, flag, value);
    if (strstr(flag->takes, "..."))
        return add_given(r, flag, value);
    if (r->out->value[flag->id]) {
        hn_say_error(r->say, "--%s is given twice", flag->name);
        return HN_EXIT_USE;
    }
    if ((strcmp(flag->takes, "N") == 0 && !is_number(value)) ||
        (is_word(flag->takes) && !is_choice(flag->takes, value)))
        return refuse_value(r, flag, value);
    r->out->value[flag->id] = value;
    return 0;
}

static int lacks_value(reader *r, const hn_flag *flag)
{
    hn_say_error(r->say, "--%s lacks what it takes", flag->name);
    hn_say_help(r->say, "write --%s %s", flag->name, flag->takes);
    return HN_EXIT_USE;
}

/* `value` is what was joined to the flag, or NULL: the next word then. */
static int take(reader *r, const hn_flag *flag, char *value)
{
    if (!flag->takes) {
        if (value) {
            hn_say_error(r->say, "--%s takes no value", flag->name);
            return HN_EXIT_USE;
        }
        r->out->value[flag->id] = "";
        return 0;
    }
    if (!value && r->at + 1 < r->argc) {
        value = r->argv[r->at + 1];
        if (value[0] == '-' && value[1] != '\0')
            return lacks_value(r, flag);
        r->at++;
    }
    return value && *value ? store(r, flag, value) : lacks_value(r, flag);
}

/* --- the words in turn --------------------------------------------------- */

static int take_long(reader *r, char *text)
{
    char *equals = strchr(text, '=');
    size_t len = equals ? (size_t)(equals - text) : strlen(text);
    const hn_flag *flag = find_name(r->flags, text, len);

    if (!flag)
        flag = find_name(hn_flags_common, text, len);
    if (!flag)
        return no_such_flag(r, text);
    return take(r, flag, equals ? equals + 1 : NULL);
}

/* -o FILE, -oFILE; letters that take nothing may stand together. */
static int take_letters(reader *r, char *text)
{
    int code = 0, again = 1;

    while (again && *text && !code) {
        const hn_flag *flag = find_letter(r->flags, *text);

        if (!flag)
            flag = find_letter(hn_flags_common, *text);
        if (!flag)
            return no_such_flag(r, r->argv[r->at]);
        text++;
        again = !flag->takes;
        code = take(r, flag, flag->takes && *text ? text : NULL);
    }
    return code;
}

static int take_word(reader *r, int *ended)
{
    char *text = r->argv[r->at];

    if (*ended || text[0] != '-' || text[1] == '\0')
        r->out->operands[r->out->operand_count++] = text;
    else if (strcmp(text, "--") == 0)
        *ended = 1;
    else if (text[1] == '-')
        return take_long(r, text + 2);
    else
        return take_letters(r, text + 1);
    return 0;
}

int hn_options_read(hn_options *out, hn_say *say, const char *verb,
                    const hn_flag *flags, int argc, char **argv)
{
    reader r = {out, say, verb, flags, argv, argc, 0};
    int code = 0, ended = 0;

    memset(out, 0, sizeof *out);
    out->operands = argv;   /* never ahead of what is read */
    out->sets = calloc((size_t)argc + 1, sizeof *out->sets);
    out->overs = calloc((size_t)argc + 1, sizeof *out->overs);
    out->given = calloc((size_t)argc + 1, sizeof *out->given);
    if (!out->sets || !out->overs || !out->given) {
        hn_say_error(say, "there is no memory left");
        return HN_EXIT_LIMIT;
    }
    for (; r.at < argc && !code; r.at++)
        code = take_word(&r, &ended);
    return code;
}

void hn_options_dispose(hn_options *options)
{
    free(options->sets);
    free(options->overs);
    free(options->given);
    options->sets = options->overs = NULL;
    options->given = NULL;
}

int hn_options_all(const hn_options *options, hn_flag_id id, char **out)
{
    int count = 0;

    for (int i = 0; i < options->given_count; i++)
        if (options->given[i].id == id)
            out[count++] = options->given[i].value;
    return count;
}

int64_t hn_options_number(const hn_options *options, hn_flag_id id,
                          int64_t otherwise)
{
    const char *text = options->value[id];

    return text ? strtoll(text, NULL, 10) : otherwise;
}
