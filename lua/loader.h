/*
 * loader.h - from the text of a rule pack to a frozen graph.
 *
 * rules.lua is read, and what it requires, the tables that it names and
 * examples.lua where there is one; each text is checked by its tokens, then
 * run once in the sandbox with the words of the rule language (vocabulary/),
 * and the graph is finished.  All that is wrong is told, not only the first.
 */
#ifndef HN_LOADER_H
#define HN_LOADER_H

#include "../core/graph/build.h"

/* Gives the text of a file of the pack by its bare name ("rules.lua"), into
 * memory of the graph's arena or of any that outlives the graph.  False: there
 * is no such file. */
typedef bool (*hn_file_fn)(void *ctx, const char *name, hn_slice *text);

typedef struct hn_pack_file {
    const char *name;
    hn_slice text;           /* as read, byte order mark and all          */
} hn_pack_file;

/* A parameter that takes another value throughout. */
typedef struct hn_load_set { const char *param, *value; } hn_load_set;

/* 0 or NULL in a field that limits takes the default of sandbox.h. */
typedef struct hn_load {
    hn_file_fn file;
    void *file_ctx;
    int64_t work_limit;      /* steps                                     */
    size_t script_limit;     /* bytes that the script may hold            */
    int (*cancel)(void *ctx);  /* not 0: stop */
    void *cancel_ctx;
    const hn_load_set *sets;
    int set_count;
    hn_pack_file reform;     /* named changes, made when rules.lua has run;
                              * text.at NULL: none                        */
    /* Set by hn_load_pack: the files that were read, in that order, in the
     * graph's arena, and what the pack printed. */
    hn_pack_file *files;
    int file_count, file_cap;
    const char *printed;     /* never NULL                                */
} hn_load;

/* Whether a file may be called so: without folder, and not hidden. */
bool hn_load_is_bare(const char *name);

/* `graph` has been initialised.  True when it is finished without an error;
 * what is wrong stands in graph->report, sorted, each with its line of text.
 * A limit that was hit, or memory refused, is a notice as well (HN5xx). */
bool hn_load_pack(hn_graph *graph, hn_load *load);

#endif
