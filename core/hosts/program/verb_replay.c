/*
 * verb_replay.c - `hn replay`: do the decisions of a log come out as they were
 * made, and how would they under another pack?
 */
#include <stdlib.h>
#include <string.h>
#include "feeds.h"
#include "verbs.h"

typedef struct replayer {
    const hn_options *options;
    hn_say *say;
    char **packs;             /* folders; each owned, as is the array         */
    int pack_count;
    char *with;               /* likewise; NULL: none                         */
    char *reform_text, *with_text;          /* likewise                       */
    hn_load_options reform, with_reform;
    hn_feed log;
    hn_replayed *replayed;
} replayer;

/* --- what is asked ------------------------------------------------------- */

static int refuse(hn_say *say, const char *what, const char *help)
{
    hn_say_error(say, "%s", what);
    hn_say_help(say, "%s", help);
    return HN_EXIT_USE;
}

static int read_packs(replayer *p)
{
    const hn_options *o = p->options;
    int count;

    p->packs = calloc((size_t)o->given_count + 1, sizeof *p->packs);
    if (!p->packs) {
        hn_say_error(p->say, "there is no memory left");
        return HN_EXIT_LIMIT;
    }
    count = hn_options_all(o, HN_FLAG_PACK, p->packs);
    for (int i = 0; i < count; i++) {
        char *folder = hn_verb_folder(p->say, p->packs[i]);

        p->packs[i] = NULL;
        if (!folder)
            return HN_EXIT_USE;
        p->packs[p->pack_count++] = folder;
    }
    return count > 0 ? HN_EXIT_DONE
                     : refuse(p->say, "no pack is given",
                              "write --pack FOLDER with the pack that made "
                              "the decisions");
}

static int read_with(replayer *p)
{
    const hn_options *o = p->options;
    const char *with = o->value[HN_FLAG_WITH];

    if (!with)
        return o->set_count == 0 ? HN_EXIT_DONE
               : refuse(p->say, "--set needs --with",
                        "a decision is judged by the pack as it was; write "
                        "--with PACK for a what-if");
    if (hn_verb_is_reform(with)) {
        p->with_text = hn_verb_read_reform(&p->with_reform, p->say, with);
        if (!p->with_text)
            return HN_EXIT_USE;
        with = p->packs[0];
    }
    p->with = hn_verb_folder(p->say, with);
    return p->with ? HN_EXIT_DONE : HN_EXIT_USE;
}

/* A reform is of one pack: there must be no doubt of which. */
static int read_reform(replayer *p)
{
    const char *reform = p->options->value[HN_FLAG_REFORM];
    const char *with = p->options->value[HN_FLAG_WITH];

    if (p->pack_count > 1 && (reform || (with && hn_verb_is_reform(with))))
        return refuse(p->say, "a reform needs one pack that it is of",
                      "write --pack once, with the pack that the reform "
                      "changes");
    if (!reform)
        return HN_EXIT_DONE;
    p->reform_text = hn_verb_read_reform(&p->reform, p->say, reform);
    return p->reform_text ? HN_EXIT_DONE : HN_EXIT_USE;
}

static int open_log(replayer *p)
{
    if (hn_feed_open(&p->log, p->options->operands[0]) == 0)
        return HN_EXIT_DONE;
    hn_feed_tell(&p->log, p->say);
    return HN_EXIT_USE;
}

/* --- replaying ----------------------------------------------------------- */

static int judge(replayer *p)
{
    const hn_options *o = p->options;
    int64_t least = hn_options_number(o, HN_FLAG_SUPPRESS, -1);
    hn_replay_options wanted = {
        .packs = (const char *const *)p->packs,
        .pack_count = p->pack_count,
        .reform = p->reform_text ? &p->reform : NULL,
        .with = p->with,
        .with_reform = p->with_text ? &p->with_reform : NULL,
        .sets = o->sets,
        .set_count = o->set_count,
        .internal = o->value[HN_FLAG_INTERNAL] != NULL,
        .suppress = least == 0 ? 1 : least > 0 ? (int)least : 0};
    hn_source log = {.name = p->log.name, .read = hn_feed_read,
                     .ctx = &p->log};
    hn_host host = hn_say_host(p->say);
    hn_error err = {0};
    hn_status status;
    int code;

    hn_say_begin(p->say, 0);
    status = hn_replay(&p->replayed, &host, &wanted, &log, &err);
    hn_say_end(p->say);
    hn_feed_tell(&p->log, p->say);
    code = hn_verb_fail(p->say, status, &err);
    return code == HN_EXIT_DATA ? HN_EXIT_USE : code;
}

static int print(replayer *p, int code)
{
    const char *out = p->options->value[HN_FLAG_OUT];
    hn_error none = {0};
    hn_file file;
    hn_sink sink;
    hn_status status;

    hn_file_open(&file, NULL, 0);
    sink = hn_file_sink(&file);
    status = hn_replayed_print(p->replayed,
                               out ? hn_feeds_format(out) : HN_FORMAT_TABLE,
                               &sink);
    if (status != HN_OK && !file.error)
        code = hn_verb_fail(p->say, status, &none);
    return hn_verb_close(&file, p->say, code);
}

static void dispose(replayer *p)
{
    hn_replayed_free(p->replayed);
    hn_feed_close(&p->log);
    for (int i = 0; i < p->pack_count; i++)
        free(p->packs[i]);
    free(p->packs);
    free(p->with);
    free(p->with_text);
    free(p->reform_text);
}

static int replay(const hn_options *options, hn_say *say)
{
    replayer p = {.options = options, .say = say, .log = {.fd = -1}};
    int code = read_packs(&p);

    if (code == HN_EXIT_DONE)
        code = read_reform(&p);
    if (code == HN_EXIT_DONE)
        code = read_with(&p);
    if (code == HN_EXIT_DONE)
        code = open_log(&p);
    if (code == HN_EXIT_DONE)
        code = judge(&p);
    if (p.replayed)
        code = print(&p, code);
    dispose(&p);
    return code;
}

static const hn_flag flags[] = {
    {HN_FLAG_PACK, 0, "pack", "PACK...",
     "a pack that made decisions of the log; may be given again"},
    {HN_FLAG_REFORM, 0, "reform", "FILE",
     "a reform of the pack under which decisions were made"},
    {HN_FLAG_WITH, 0, "with", "PACK",
     "what would another pack have decided, or a reform of the pack?"},
    {HN_FLAG_SET, 0, "set", "PARAM=VALUE",
     "and that one with another value throughout; may be given again"},
    {HN_FLAG_OUT, 0, "out", "table,csv,json", "for people, or for programs"},
    {HN_FLAG_INTERNAL, 0, "internal", NULL,
     "single cases and small numbers too: not for publication"},
    {HN_FLAG_SUPPRESS, 0, "suppress", "N",
     "withhold counts below N; without it, below 5"},
    {0}
};

const hn_verb hn_verb_replay = {
    "replay", "LOG", "do logged decisions come out as they were made?",
    flags, 1, 1,
    "LOG is what `hn calc --log` wrote; logs may stand one behind the other, "
    "and of a pack whose rows stand by themselves single lines will do, such "
    "as that of an appeal.  Each decision is worked out again from the values "
    "it was made from, by the very pack that made it: its hash says which of "
    "those given.  A decision that comes out otherwise is told by its line.\n"
    "\n"
    "With --with each is made under another pack as well, or under a reform of "
    "the pack.  Another pack may have other inputs: one that it lacks is "
    "missing.  Counts are told, and so are sums "
    "of money, where no small number can be found out from them.\n"
    "\n"
    "The exit code is 1 where a decision comes out otherwise than it was "
    "recorded or could not be judged, or the log is not as it was written; "
    "what another pack would change is no fault.",
    "hn replay decisions.jsonl --pack rules/2026 --with rules/2027",
    replay
};
