/*
 * loader.c - reads the files of a pack, runs them and finishes the graph.
 *
 * The vocabulary is loaded first, so that its words are known when the tokens
 * of the pack are checked.  Every step stands in one protected call; whatever
 * is wrong is a notice by then.  A notice that knows only its line gets its
 * column at the end, from the words that its message quotes.
 */
#include "loader.h"

#include <lauxlib.h>
#include <string.h>
#include "bindings.h"
#include "words.h"
#include "written.h"
#include "../core/graph/edit.h"

#define VOCABULARY  "hn.vocabulary"     /* keys in the registry             */
#define PARTS       "hn.parts"
#define REQUIRED    "hn.required"
#define MOST_BELOW  8                   /* lines below, for a word           */
#define MOST_FAR    40                  /* and for a name in a sentence      */
#define MOST_WORD   80                  /* bytes of a quoted word            */

typedef struct loading {
    hn_binding binding;
    hn_sandbox *box;
    const char **words;                 /* of the rule language              */
    int word_count;
    const hn_source *source;            /* that `run` is to run              */
    bool compiled;                      /* `source` is Lua                   */
} loading;

static hn_report *report_of(const loading *l)
{
    return l->binding.graph->report;
}

/* --- files --------------------------------------------------------------- */

bool hn_load_is_bare(const char *name)
{
    size_t len = strlen(name);
    return len > 0 && len <= 100 && name[0] != '.'
           && strpbrk(name, "/\\:") == NULL;
}

int hn_load_file(hn_binding *binding, const char *name)
{
    hn_load *load = binding->load;
    hn_arena *arena = &binding->graph->arena;
    hn_pack_file file = { NULL, { NULL, 0 } };
    for (int i = 0; i < load->file_count; i++) {
        if (strcmp(load->files[i].name, name) == 0)
            return i;
    }
    if (!hn_load_is_bare(name) || !load->file(load->file_ctx, name, &file.text))
        return -1;
    file.name = hn_arena_text(arena, name);
    hn_pack_file *files = hn_arena_grow(arena, load->files, load->file_count,
                                        &load->file_cap, sizeof *files);
    if (file.name == NULL || files == NULL)
        return -1;
    load->files = files;
    files[load->file_count] = file;
    return load->file_count++;
}

/* Reads and checks a file; NULL when it is not fit to be run, or absent and
 * then `*absent` is set. */
static const hn_source *read_source(loading *l, const char *name,
                                    bool *absent)
{
    int file = hn_load_file(&l->binding, name);
    *absent = file < 0;
    if (file < 0)
        return NULL;
    hn_slice text = l->binding.load->files[file].text;
    const hn_source *source = hn_sources_add(&l->binding.sources, name,
                                             text.at, text.len, report_of(l));
    if (source == NULL || !hn_source_check(source, l->words, l->word_count,
                                           report_of(l)))
        return NULL;
    return source;
}

/* --- the vocabulary ------------------------------------------------------ */

static const struct hn_builtin *builtin(const char *name)
{
    for (int i = 0; i < hn_builtin_count; i++) {
        if (strncmp(hn_builtins[i].name, "vocabulary/", 11) == 0
            && strcmp(hn_builtins[i].name + 11, name) == 0)
            return &hn_builtins[i];
    }
    return NULL;
}

static void load_part(lua_State *L, const char *name)
{
    const struct hn_builtin *part = builtin(name);
    if (part == NULL)
        luaL_error(L, "the vocabulary has no part %s", name);
    hn_sandbox_load_builtin(L, part);
}

/* need(name): another part of the vocabulary, loaded once. */
static int need(lua_State *L)
{
    const char *name = luaL_checkstring(L, 1);
    luaL_getsubtable(L, LUA_REGISTRYINDEX, PARTS);
    if (lua_getfield(L, -1, name) != LUA_TNIL)
        return 1;
    lua_pop(L, 1);
    load_part(L, name);
    lua_call(L, 0, 1);
    lua_pushvalue(L, -1);
    lua_setfield(L, -3, name);
    return 1;
}

/* The words as C has them, for the check of tokens. */
static void keep_words(lua_State *L, loading *l)
{
    lua_getfield(L, -1, "words");
    hn_arena *arena = &l->binding.graph->arena;
    int count = (int)lua_rawlen(L, -1);
    l->words = hn_bind_got(L, hn_arena_alloc(arena, sizeof *l->words
                                                        * (size_t)count));
    for (; l->word_count < count; l->word_count++) {
        lua_rawgeti(L, -1, l->word_count + 1);
        l->words[l->word_count] = hn_bind_got(
            L, hn_arena_text(arena, lua_tostring(L, -1)));
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

static int require(lua_State *L);

static int set_up(lua_State *L)
{
    loading *l = lua_touserdata(L, 1);
    hn_bind(L, &l->binding);
    hn_sandbox_inner(L);
    lua_pushcfunction(L, need);
    lua_setfield(L, -2, "need");
    hn_sandbox_environment(L);
    lua_pushlightuserdata(L, l);
    lua_pushcclosure(L, require, 1);
    lua_setfield(L, -2, "require");
    load_part(L, "init");
    hn_sandbox_environment(L);
    lua_call(L, 1, 1);
    keep_words(L, l);
    lua_setfield(L, LUA_REGISTRYINDEX, VOCABULARY);
    return 0;
}

/* A global that is none: the vocabulary tells it, and gives what stands in. */
static bool unknown(lua_State *L, const char *name, void *ctx)
{
    (void)ctx;
    if (lua_getfield(L, LUA_REGISTRYINDEX, VOCABULARY) != LUA_TTABLE)
        return false;
    lua_getfield(L, -1, "unknown");
    lua_pushstring(L, name);
    lua_call(L, 1, 1);
    return true;
}

/* --- running ------------------------------------------------------------- */

static int run(lua_State *L)
{
    loading *l = lua_touserdata(L, 1);
    l->compiled = hn_sandbox_load_text(L, l->source, report_of(l));
    if (l->compiled)
        lua_call(L, 0, 0);
    return 0;
}

static int raise_require(lua_State *L, const char *name, bool absent)
{
    if (absent)
        return hn_sandbox_raise(L, 100, "require names a file beside "
                                "rules.lua, without folder and without .lua",
                                "`require` finds no file %s.lua in the pack",
                                name);
    return hn_sandbox_raise(L, 130, NULL, "`%s`.lua has errors", name);
}

/* require(name): another Lua file of the pack, run once. */
static int require(lua_State *L)
{
    loading *l = lua_touserdata(L, lua_upvalueindex(1));
    bool absent;
    if (lua_type(L, 1) != LUA_TSTRING)
        return hn_sandbox_raise(L, 119, NULL,
                                "`require` takes a name in quotes");
    const char *name = lua_tostring(L, 1);
    lua_settop(L, 1);
    luaL_getsubtable(L, LUA_REGISTRYINDEX, REQUIRED);
    lua_getfield(L, 2, name);
    if (lua_type(L, 3) == LUA_TLIGHTUSERDATA || strcmp(name, "rules") == 0
        || strcmp(name, "examples") == 0)
        return hn_sandbox_raise(L, 130, NULL, "the files of the pack require "
                                "each other in a circle at `%s`", name);
    if (!lua_isnil(L, 3))
        return 1;
    lua_pushlightuserdata(L, l);
    lua_setfield(L, 2, name);
    const hn_source *source = read_source(
        l, lua_pushfstring(L, "%s.lua", name), &absent);
    if (source == NULL || !hn_sandbox_load_text(L, source, report_of(l)))
        return raise_require(L, name, absent);
    lua_call(L, 0, 1);
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        lua_pushboolean(L, 1);
    }
    lua_pushvalue(L, -1);
    lua_setfield(L, 2, name);
    return 1;
}

static int finish(lua_State *L)
{
    const loading *l = lua_touserdata(L, 1);
    lua_getfield(L, LUA_REGISTRYINDEX, VOCABULARY);
    lua_getfield(L, -1, "finish");
    lua_pushboolean(L, l->binding.reformed);
    lua_call(L, 1, 0);
    return 0;
}

/* Whether the file ran to its end; one that is not needed may be absent. */
static bool run_file(loading *l, const char *name, bool needed)
{
    bool absent;
    l->source = read_source(l, name, &absent);
    if (l->source != NULL)
        return hn_sandbox_call(l->box, run, l, report_of(l)) && l->compiled;
    if (absent && needed)
        hn_report_addf(report_of(l), 100, HN_ERROR, (hn_place){ name, 0, 0 },
                       "a rule pack is a folder with a file rules.lua",
                       "there is no file `%s` in the pack", name);
    return absent && !needed;
}

/* --- reforms ------------------------------------------------------------- */

static void refuse_reform(loading *l, int code, const char *help,
                          const char *message)
{
    hn_report_addf(report_of(l), code, HN_ERROR,
                   (hn_place){ l->binding.load->reform.name, 1, 0 }, help,
                   "%s", message);
}

/* The file stands among those of the pack, so that it is hashed with them and
 * its lines can be shown. */
static bool enter_reform(loading *l)
{
    hn_load *load = l->binding.load;
    hn_arena *arena = &l->binding.graph->arena;
    for (int i = 0; i < load->file_count; i++) {
        if (strcmp(load->files[i].name, load->reform.name) != 0)
            continue;
        refuse_reform(l, 119, "call the reform's file otherwise",
                      "the pack has a file of this name");
        return false;
    }
    hn_pack_file *files = hn_arena_grow(arena, load->files, load->file_count,
                                        &load->file_cap, sizeof *files);
    if (files == NULL)
        return false;
    load->files = files;
    files[load->file_count++] = load->reform;
    return true;
}

/* Its examples stand in for those of the pack, which are of the rules as they
 * stand.  A pack that is wrong in itself has to be put right first. */
static bool run_reform(loading *l)
{
    const hn_pack_file *file = &l->binding.load->reform;
    if (report_of(l)->errors > 0)
        return true;
    if (!enter_reform(l))
        return false;
    l->source = hn_sources_add(&l->binding.sources, file->name,
                               file->text.at, file->text.len, report_of(l));
    if (l->source == NULL
        || !hn_source_check(l->source, l->words, l->word_count,
                            report_of(l)))
        return false;
    l->binding.graph->example_count = 0;
    l->binding.reforming = true;
    bool ran = hn_sandbox_call(l->box, run, l, report_of(l)) && l->compiled;
    l->binding.reforming = false;
    if (ran && !l->binding.reformed && report_of(l)->errors == 0)
        refuse_reform(l, 119,
                      "write reform \"name\" { of = ..., params = { ... } }",
                      "the file says no `reform`");
    return ran;
}

static bool run_rest(loading *l)
{
    return l->binding.load->reform.text.at != NULL
               ? run_reform(l) : run_file(l, "examples.lua", false);
}

static bool run_pack(loading *l)
{
    hn_report *report = report_of(l);
    if (!hn_sandbox_call(l->box, set_up, l, report))
        return false;
    hn_sandbox_refill(l->box, l->binding.load->work_limit);
    return run_file(l, "rules.lua", true)
           && run_rest(l)
           && hn_sandbox_call(l->box, finish, l, report);
}

static hn_sandbox_settings settings_of(loading *l)
{
    const hn_load *load = l->binding.load;
    return (hn_sandbox_settings){
        .memory = l->binding.graph->memory,
        .sources = &l->binding.sources,
        .limits = { .work = load->work_limit, .memory = load->script_limit },
        .cancel = load->cancel, .cancel_ctx = load->cancel_ctx,
        .unknown = unknown, .unknown_ctx = l
    };
}

/* Whether all of the pack ran to its end. */
static bool run_boxed(loading *l)
{
    hn_arena *arena = &l->binding.graph->arena;
    hn_sandbox_settings settings = settings_of(l);
    if (!hn_sandbox_open(&l->box, &settings)) {
        hn_report_addf(report_of(l), 500, HN_ERROR, (hn_place){ NULL, 0, 0 },
                       NULL, "there is not enough memory to load the pack");
        return false;
    }
    bool ran = run_pack(l);
    hn_slice printed = hn_sandbox_output(l->box);
    const char *copy = hn_arena_text_n(arena, printed.at, printed.len);
    if (copy != NULL)
        l->binding.load->printed = copy;
    hn_sandbox_close(l->box);
    return ran;
}

/* --- the places of notices ----------------------------------------------- */

/* The next word between backquotes, in `word`; what follows it, or NULL. */
static const char *next_quoted(const char *message, char word[MOST_WORD])
{
    const char *from = strchr(message, '`');
    const char *to = from == NULL ? NULL : strchr(from + 1, '`');
    if (to == NULL)
        return NULL;
    size_t len = (size_t)(to - from) - 1;
    word[0] = '\0';
    if (len > 0 && len < MOST_WORD) {
        memcpy(word, from + 1, len);
        word[len] = '\0';
    }
    return to + 1;
}

/* The first of the quoted words that stands at most `below` lines further. */
static bool find_quoted(hn_notice *notice, const hn_source *source, int below)
{
    char word[MOST_WORD];
    const char *rest = notice->message;
    hn_place found;
    int width;
    while ((rest = next_quoted(rest, word)) != NULL) {
        const char *last = strrchr(word, '.');
        bool there = hn_source_locate(&found, &width, source,
                                      notice->place.line, word)
            || (last != NULL
                && hn_source_locate(&found, &width, source,
                                    notice->place.line, last + 1));
        if (!there || found.line > notice->place.line + below)
            continue;
        notice->place.line = found.line;
        notice->place.column = found.column;
        notice->width = width;
        return true;
    }
    return false;
}

static int characters(hn_slice text)
{
    int count = 0;
    for (size_t i = 0; i < text.len; i++)
        count += (text.at[i] & 0xC0) != 0x80;
    return count;
}

static const char *find_text(hn_slice text, const char *word)
{
    size_t len = strlen(word);
    for (size_t i = 0; i + len <= text.len; i++) {
        if (memcmp(text.at + i, word, len) == 0)
            return text.at + i;
    }
    return NULL;
}

/* A name in the braces of a sentence, below the place of what has it. */
static bool find_in_braces(hn_notice *notice, const hn_source *source)
{
    char word[MOST_WORD + 1] = "{";
    const char *rest = notice->message;
    int line = notice->place.line;
    while ((rest = next_quoted(rest, word + 1)) != NULL) {
        for (int i = 0; i < MOST_FAR && word[1] != '\0'; i++) {
            hn_slice text = hn_source_line(source, line + i);
            const char *at = find_text(text, word);
            if (at == NULL)
                continue;
            notice->place.line = line + i;
            notice->place.column = 2 + characters(
                (hn_slice){ text.at, (size_t)(at - text.at) });
            notice->width = characters(hn_slice_of(word + 1));
            return true;
        }
    }
    return false;
}

static int width_at(const hn_source *source, hn_place place)
{
    for (int i = 0; i < source->count; i++) {
        const hn_token *token = &source->tokens[i];
        if (token->line == place.line && token->column == place.column)
            return characters(hn_token_text(source, token));
    }
    return 0;
}

static hn_slice line_of(hn_slice text, int line)
{
    const char *end = text.at + text.len;
    for (; line > 1 && text.at < end; line--) {
        const char *newline = memchr(text.at, '\n',
                                     (size_t)(end - text.at));
        text.at = newline == NULL ? end : newline + 1;
    }
    const char *stop = memchr(text.at, '\n', (size_t)(end - text.at));
    text.len = (size_t)((stop == NULL ? end : stop) - text.at);
    if (text.len > 0 && text.at[text.len - 1] == '\r')
        text.len--;
    return text;
}

static void place_notice(hn_notice *notice, const loading *l)
{
    const hn_load *load = l->binding.load;
    const hn_source *source = hn_sources_find(&l->binding.sources,
                                              notice->place.file);
    hn_slice line = { NULL, 0 };
    if (source != NULL) {
        if ((notice->code != 122 || !find_in_braces(notice, source))
            && notice->place.column == 0 && !find_quoted(notice, source, 0))
            find_quoted(notice, source, MOST_BELOW);
        if (notice->width == 0 && notice->place.column > 0)
            notice->width = width_at(source, notice->place);
        line = hn_source_line(source, notice->place.line);
    }
    for (int i = 0; source == NULL && i < load->file_count; i++) {
        if (strcmp(load->files[i].name, notice->place.file) == 0)
            line = line_of(load->files[i].text, notice->place.line);
    }
    if (line.at != NULL)
        notice->context = hn_arena_text_n(&report_of(l)->arena, line.at,
                                          line.len);
}

/* Gives every notice its column and its line of text.  They are added anew,
 * because the report cuts long lines as it takes them. */
static void place_notices(loading *l)
{
    hn_report *report = report_of(l);
    int count = report->count;
    hn_notice *all = hn_arena_alloc(&report->arena,
                                    sizeof *all * (size_t)(count + 1));
    if (all == NULL || count == 0)
        return;
    memcpy(all, report->notices, sizeof *all * (size_t)count);
    report->count = 0;
    report->errors = 0;
    for (int i = 0; i < count; i++) {
        if (all[i].context == NULL && all[i].place.file != NULL
            && all[i].place.line > 0)
            place_notice(&all[i], l);
        hn_report_add(report, &all[i]);
    }
    hn_report_sort(report);
}

/* --- all of it ----------------------------------------------------------- */

static void make_sets(loading *l)
{
    const hn_load *load = l->binding.load;
    for (int i = 0; i < load->set_count; i++)
        hn_graph_set(l->binding.graph, load->sets[i].param,
                     load->sets[i].value);
}

static int written(void *ctx, hn_place place, hn_op op)
{
    return hn_written_times(ctx, place, op);
}

bool hn_load_pack(hn_graph *graph, hn_load *load)
{
    loading l = { .binding = { .graph = graph, .load = load } };
    load->files = NULL;
    load->file_count = load->file_cap = 0;
    load->printed = "";
    hn_sources_init(&l.binding.sources, &graph->arena);
    if (graph->edits) {
        graph->edits->written = written;
        graph->edits->written_ctx = &l.binding.sources;
    }
    if (run_boxed(&l)) {
        make_sets(&l);
        hn_graph_finish(graph);
        hn_mark_written(graph, &l.binding.sources);
    }
    if (graph->arena.failed)
        hn_report_addf(graph->report, 500, HN_ERROR, (hn_place){ NULL, 0, 0 },
                       NULL, "there is not enough memory to load the pack");
    place_notices(&l);
    return graph->report->errors == 0 && !graph->report->failed
           && graph->frozen;
}
