/*
 * main.c - the program `hn`: the table of verbs, and which is meant.
 *
 * A client of highneeds.h and of nothing else of the library.  Data goes to
 * standard output, messages to standard error, and the exit code tells what
 * came of it (exits.h).
 */
#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include "stop.h"
#include "verbs.h"

static const hn_verb *const verbs[] = {
    &hn_verb_new, &hn_verb_check, &hn_verb_calc, &hn_verb_why, &hn_verb_test,
    &hn_verb_mutate, &hn_verb_diff, &hn_verb_sweep, &hn_verb_solve,
    &hn_verb_verify, &hn_verb_replay, &hn_verb_reconcile, &hn_verb_schema,
    &hn_verb_help, NULL
};

const hn_verb *const *hn_verb_table(void)
{
    return verbs;
}

const hn_verb *hn_verb_find(hn_say *say, const char *name)
{
    const char *names[sizeof verbs / sizeof *verbs], *near;
    int count = 0;

    for (; verbs[count]; count++) {
        names[count] = verbs[count]->name;
        if (strcmp(names[count], name) == 0)
            return verbs[count];
    }
    near = hn_options_nearest(name, names, count);
    hn_say_error(say, "hn has no verb \"%s\"", name);
    if (near)
        hn_say_help(say, "did you mean hn %s?", near);
    else
        hn_say_help(say, "`hn help` lists them");
    return NULL;
}

/* Case data stays out of core files and of other processes' sight. */
static void guard_data(void)
{
    struct rlimit none = {0, 0};

    setrlimit(RLIMIT_CORE, &none);
#ifdef __linux__
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

/* A number that the caller left closed would be taken by the next file that is
 * opened, and messages would land in it.  These fail when used. */
static void fill_standard_files(void)
{
    for (int fd = 0; fd < 3; fd++)
        if (fcntl(fd, F_GETFD) < 0 &&
            open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) < 0)
            return;
}

static int wrong_count(hn_say *say, const hn_verb *verb, int count)
{
    hn_say_error(say, count < verb->least ? "hn %s lacks an operand"
                                          : "hn %s is given too much",
                 verb->name);
    hn_say_help(say, "write hn %s %s; `hn help %s` tells more", verb->name,
                verb->operands, verb->name);
    return HN_EXIT_USE;
}

static int print_help(hn_say *say, const hn_verb *verb)
{
    hn_file out;

    hn_file_open(&out, NULL, 0);
    if (verb)
        hn_verb_print(&out, verb);
    else
        hn_verb_print_all(&out);
    return hn_verb_close(&out, say, HN_EXIT_DONE);
}

static int run_verb(hn_say *say, const hn_verb *verb, int argc, char **argv)
{
    hn_options options;
    int code = hn_options_read(&options, say, verb->name, verb->flags, argc,
                               argv);

    say->quiet = options.value[HN_FLAG_QUIET] != NULL;
    say->debug = options.value[HN_FLAG_DEBUG] != NULL;
    if (code)
        ;
    else if (options.value[HN_FLAG_HELP])
        code = print_help(say, verb);
    else if (options.operand_count < verb->least ||
             options.operand_count > verb->most)
        code = wrong_count(say, verb, options.operand_count);
    else
        code = verb->run(&options, say);
    hn_options_dispose(&options);
    return code;
}

static int print_version(hn_say *say)
{
    hn_file out;

    hn_file_open(&out, NULL, 0);
    hn_file_print(&out, "hn %s\n", hn_version());
    return hn_verb_close(&out, say, HN_EXIT_DONE);
}

static int no_verb(hn_say *say)
{
    hn_say_error(say, "hn lacks a verb");
    hn_say_help(say, "`hn help` lists them; `hn new DIR` is a good start");
    return HN_EXIT_USE;
}

static int dispatch(hn_say *say, int argc, char **argv)
{
    const hn_verb *verb;

    if (argc < 2)
        return no_verb(say);
    if (strcmp(argv[1], "--version") == 0)
        return print_version(say);
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        return print_help(say, NULL);
    verb = hn_verb_find(say, argv[1]);
    return verb ? run_verb(say, verb, argc - 2, argv + 2) : HN_EXIT_USE;
}

int main(int argc, char **argv)
{
    hn_say say;
    int code;

    guard_data();
    fill_standard_files();
    hn_stop_watch();
    hn_say_start(&say);
    code = dispatch(&say, argc, argv);
    hn_stop_leave();
    return code;
}
