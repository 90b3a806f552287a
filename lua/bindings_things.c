/*
 * bindings_things.c - what a pack declares, from tables that the vocabulary
 * has checked.
 *
 * Every function takes one table of facts with fixed fields: texts, nodes,
 * places, lists.  Keys, required keys and kinds of value have been looked at
 * in Lua; what is read here are types, roundings and dates, and build.h checks
 * the rest.
 */
#include "bindings.h"

#include <lauxlib.h>
#include <string.h>
#include "../core/quantity/number.h"

static hn_graph *graph_of(lua_State *L)
{
    return hn_binding_of(L)->graph;
}

static int push_thing(lua_State *L, void *thing)
{
    lua_pushlightuserdata(L, hn_bind_got(L, thing));
    return 1;
}

static const char *keep(lua_State *L, const char *text)
{
    if (text == NULL)
        return NULL;
    return hn_bind_got(L, hn_arena_text(&graph_of(L)->arena, text));
}

/* What is common to all that has a name. */
static hn_thing thing_of(lua_State *L, int t)
{
    return (hn_thing){ .name = hn_bind_text(L, t, "name"),
                       .label = hn_bind_text(L, t, "label"),
                       .source = hn_bind_text(L, t, "source"),
                       .place = hn_bind_place_at(L, t, "place") };
}

/* Pushes the list in the field, or an empty one, and sets its length. */
static int push_list(lua_State *L, int t, const char *key, int *count)
{
    lua_getfield(L, t, key);
    if (!lua_istable(L, -1)) {
        lua_pop(L, 1);
        lua_newtable(L);
    }
    *count = (int)lua_rawlen(L, -1);
    return lua_gettop(L);
}

/* The nodes of a list in a field; false in it is NULL. */
static hn_node **nodes_of(lua_State *L, int t, const char *key, int *count)
{
    int list = push_list(L, t, key, count);
    hn_node **nodes = hn_bind_room(L, *count, sizeof *nodes);
    for (int i = 0; i < *count; i++) {
        lua_rawgeti(L, list, i + 1);
        nodes[i] = hn_bind_node(L, -1);
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return nodes;
}

/* The texts of a list in a field, copied. */
static const char **texts_of(lua_State *L, int t, const char *key, int *count)
{
    int list = push_list(L, t, key, count);
    const char **texts = hn_bind_room(L, *count, sizeof *texts);
    for (int i = 0; i < *count; i++) {
        lua_rawgeti(L, list, i + 1);
        texts[i] = keep(L, lua_tostring(L, -1));
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return texts;
}

/* --- types and roundings ------------------------------------------------- */

/* The unit with its first word that is none corrected; NULL where no word is
 * near.  Leaves texts on Lua's stack. */
static const char *unit_meant(lua_State *L, const char *text)
{
    int count;
    const char *const *words = hn_unit_words(&count);
    for (size_t at = 0, len; text[at]; at += len + (text[at + len] != 0)) {
        len = strcspn(text + at, "/ ");
        const char *word = lua_pushlstring(L, text + at, len);
        const char *near = hn_text_nearest(word, words, count);
        bool is = strcmp(word, "GBP") == 0
                  || (near != NULL && strcmp(word, near) == 0);
        lua_pop(L, 1);
        if (is)
            continue;
        if (near == NULL)
            return NULL;
        lua_pushlstring(L, text, at);
        lua_pushstring(L, near);
        lua_pushstring(L, text + at + len);
        lua_concat(L, 3);
        return lua_tostring(L, -1);
    }
    return NULL;
}

static const char *type_meant(lua_State *L, const char *text)
{
    static const char *const plain[] = {
        "count", "ratio", "percent", "date", "yes/no", "choice", "id", "text"
    };
    const char *near = hn_text_nearest(text, plain,
                                       sizeof plain / sizeof *plain);
    return near != NULL ? near : unit_meant(L, text);
}

static bool has_tag(const char *text)
{
    return strstr(text, "net") != NULL || strstr(text, "gross") != NULL;
}

/* The type in field `type`; HN_BROKEN, told, when it is none. */
static hn_type type_of(lua_State *L, int t)
{
    hn_type type = { .kind = HN_BROKEN };
    const char *text = hn_bind_text(L, t, "type");
    if (text == NULL)
        return type;
    hn_choices *choices = hn_bind_room(L, 1, sizeof *choices);
    choices->names = texts_of(L, t, "one_of", &choices->count);
    const char *wrong = hn_type_read(&type, text,
                                     choices->count > 0 ? choices : NULL);
    if (wrong == NULL)
        return type;
    const char *meant = type_meant(L, text);
    hn_report_addf(graph_of(L)->report, 207, HN_ERROR,
                   hn_bind_place_at(L, t, "type_place"),
                   meant != NULL
                       ? hn_bind_got(L, (void *)lua_pushfstring(
                             L, "did you mean \"%s\"?", meant))
                       : has_tag(text)
                       ? "net or gross stands once, before money: \"net "
                         "GBP/year\""
                       : "a type is a unit such as GBP/year or weeks, or one "
                         "of count ratio percent date yes/no choice id text",
                   "the type `%s` %s", text, wrong);
    type.kind = HN_BROKEN;
    return type;
}

static const char *mode_meant(const char *text)
{
    const char *names[HN_CEILING + 1];
    for (int i = 0; i <= HN_CEILING; i++)
        names[i] = hn_round_mode_name((hn_round_mode)i);
    return hn_text_nearest(text, names, HN_CEILING + 1);
}

/* Reads { to, mode, place } in field `key`; NULL when there is none or it is
 * wrong, and then it is told. */
static const hn_rounding *rounding_of(lua_State *L, int t, const char *key)
{
    lua_getfield(L, t, key);
    if (!lua_istable(L, -1)) {
        lua_pop(L, 1);
        return NULL;
    }
    int r = lua_gettop(L);
    const char *to = hn_bind_text(L, r, "to");
    const char *mode = hn_bind_text(L, r, "mode");
    hn_rounding *rounding = hn_bind_room(L, 1, sizeof *rounding);
    hn_ratio step = { 0, 1 };
    hn_report *report = graph_of(L)->report;
    bool fits = to != NULL && mode != NULL
                && hn_ratio_read(&step, hn_slice_of(to), HN_PLAIN) == NULL
                && step.num > 0 && step.num <= INT64_MAX;
    if (to != NULL && !fits)
        hn_report_addf(report, 209, HN_ERROR,
                       hn_bind_place_at(L, r, "to_place"),
                       "write for instance to = \"0.01\" or to = \"1.00\"",
                       "`%s` is not a step to round to", to);
    if (mode != NULL && !hn_round_mode_read(&rounding->mode, mode)) {
        const char *meant = mode_meant(mode);
        hn_report_addf(report, 209, HN_ERROR,
                       hn_bind_place_at(L, r, "mode_place"),
                       meant != NULL ? lua_pushfstring(
                           L, "did you mean \"%s\"?", meant)
                       : "half away from zero, half even, up, down, floor or "
                         "ceiling",
                       "`%s` is not a way to round", mode);
        fits = false;
    }
    rounding->step_num = (int64_t)step.num;
    rounding->step_den = step.den;
    lua_settop(L, r - 1);
    return fits ? rounding : NULL;
}

/* --- pack and records ---------------------------------------------------- */

static int pack(lua_State *L)
{
    hn_pack_facts *facts = &graph_of(L)->pack;
    const hn_rounding *rounding = rounding_of(L, 1, "rounding");
    facts->name = keep(L, hn_bind_text(L, 1, "name"));
    facts->title = keep(L, hn_bind_text(L, 1, "title"));
    facts->version = keep(L, hn_bind_text(L, 1, "version"));
    facts->owner = keep(L, hn_bind_text(L, 1, "owner"));
    facts->source = keep(L, hn_bind_text(L, 1, "source"));
    facts->approved = keep(L, hn_bind_text(L, 1, "approved"));
    facts->place = hn_bind_place_at(L, 1, "place");
    if (rounding != NULL)
        facts->rounding = *rounding;
    facts->declared = true;
    return 0;
}

/* under_heading(text): of what is declared from here on. */
static int under_heading(lua_State *L)
{
    hn_build_heading(hn_binding_of(L)->graph, luaL_checkstring(L, 1));
    return 0;
}

/* records(name, what, place) */
static int records(lua_State *L)
{
    return push_thing(L, hn_build_records(graph_of(L), luaL_checkstring(L, 1),
                                          lua_tostring(L, 2),
                                          hn_bind_place(L, 3)));
}

/* input(records, facts) */
static int input(lua_State *L)
{
    hn_input proto = { .thing = thing_of(L, 2), .type = type_of(L, 2),
                       .column = hn_bind_text(L, 2, "column"),
                       .blank = hn_bind_text(L, 2, "blank"),
                       .required = hn_bind_flag(L, 2, "required"),
                       .is_private = hn_bind_flag(L, 2, "private"),
                       .read = rounding_of(L, 2, "read") };
    return push_thing(L, hn_build_input(graph_of(L), lua_touserdata(L, 1),
                                        &proto, hn_bind_node_at(L, 2, "min"),
                                        hn_bind_node_at(L, 2, "max")));
}

/* link(records, { name, to, by, on, required, place }) */
static int link(lua_State *L)
{
    hn_link *made = hn_build_link(
        graph_of(L), lua_touserdata(L, 1), hn_bind_text(L, 2, "name"),
        hn_bind_text(L, 2, "to"), hn_bind_text(L, 2, "by"), hn_bind_text(L, 2, "on"),
        hn_bind_flag(L, 2, "required"), hn_bind_place_at(L, 2, "place"));
    return push_thing(L, made);
}

/* records_end(records, { key, dated_by, file, of, starts, ends, marks }) */
static int records_end(lua_State *L)
{
    int count, list = push_list(L, 2, "marks", &count);
    hn_mark *marks = hn_bind_room(L, count, sizeof *marks);
    for (int i = 0; i < count; i++) {
        lua_rawgeti(L, list, i + 1);
        marks[i].mark = keep(L, hn_bind_text(L, lua_gettop(L), "mark"));
        marks[i].reason = keep(L, hn_bind_text(L, lua_gettop(L), "reason"));
        lua_pop(L, 1);
    }
    hn_records_facts facts = {
        .key = hn_bind_text(L, 2, "key"),
        .dated_by = hn_bind_text(L, 2, "dated_by"),
        .file = hn_bind_text(L, 2, "file"), .of = hn_bind_text(L, 2, "of"),
        .starts = hn_bind_text(L, 2, "starts"),
        .ends = hn_bind_text(L, 2, "ends"),
        .marks = marks, .mark_count = count};
    hn_build_records_end(graph_of(L), lua_touserdata(L, 1), &facts);
    return 0;
}

/* --- parameters and tables ----------------------------------------------- */

static int param(lua_State *L)
{
    int count, list = push_list(L, 1, "rows", &count);
    hn_period *periods = hn_bind_room(L, count, sizeof *periods);
    for (int i = 0; i < count; i++) {
        lua_rawgeti(L, list, i + 1);
        int row = lua_gettop(L);
        periods[i] = (hn_period){
            .from = hn_bind_date_at(L, row, "from", HN_DATE_FIRST),
            .value = hn_bind_node_at(L, row, "value"),
            .source = hn_bind_text(L, row, "source"),
            .review_by = hn_bind_date_at(L, row, "review_by", 0),
            .place = hn_bind_place_at(L, row, "place") };
        lua_pop(L, 1);
    }
    hn_param proto = { .thing = thing_of(L, 1), .type = type_of(L, 1),
                       .basis = hn_bind_text(L, 1, "basis"),
                       .periods = periods, .count = count };
    return push_thing(L, hn_build_param(graph_of(L), &proto,
                                        hn_bind_node_at(L, 1, "min"),
                                        hn_bind_node_at(L, 1, "max")));
}

/* The columns in field `columns`: { name, type, type_place } each. */
static hn_column_name *columns_of(lua_State *L, int *count)
{
    int list = push_list(L, 1, "columns", count);
    hn_column_name *columns = hn_bind_room(L, *count, sizeof *columns);
    for (int i = 0; i < *count; i++) {
        lua_rawgeti(L, list, i + 1);
        int column = lua_gettop(L);
        columns[i].name = keep(L, hn_bind_text(L, column, "name"));
        columns[i].type = type_of(L, column);
        lua_settop(L, list);
    }
    lua_pop(L, 1);
    return columns;
}

static hn_lookup_line *lines_of(lua_State *L, int *count)
{
    int list = push_list(L, 1, "rows", count), ignored;
    hn_lookup_line *lines = hn_bind_room(L, *count, sizeof *lines);
    for (int i = 0; i < *count; i++) {
        lua_rawgeti(L, list, i + 1);
        int row = lua_gettop(L);
        lines[i] = (hn_lookup_line){
            .keys = texts_of(L, row, "keys", &ignored),
            .from = hn_bind_date_at(L, row, "from", HN_DATE_FIRST),
            .cells = nodes_of(L, row, "cells", &ignored),
            .source = hn_bind_text(L, row, "source"),
            .place = hn_bind_place_at(L, row, "place") };
        lua_pop(L, 1);
    }
    return lines;
}

static int lookup(lua_State *L)
{
    int count;
    hn_lookup proto = { .thing = thing_of(L, 1) };
    proto.by = nodes_of(L, 1, "by", &proto.by_count);
    proto.by_names = texts_of(L, 1, "by_names", &proto.by_count);
    proto.columns = columns_of(L, &proto.column_count);
    hn_lookup_line *lines = lines_of(L, &count);
    return push_thing(L, hn_build_lookup(graph_of(L), &proto, lines, count));
}

/* matrix({ ..., by, by_names, rows, on_missing, says }) */
static int matrix(lua_State *L)
{
    int count, said;
    hn_column_name outcome = { "outcome", { .kind = HN_CHOICE } };
    hn_lookup proto = { .thing = thing_of(L, 1), .columns = &outcome,
                        .column_count = 1,
                        .on_missing = keep(L, hn_bind_text(L, 1,
                                                           "on_missing")) };
    proto.thing.word = HN_WORD_MATRIX;
    proto.by = nodes_of(L, 1, "by", &proto.by_count);
    proto.by_names = texts_of(L, 1, "by_names", &proto.by_count);
    proto.says = texts_of(L, 1, "says", &said);
    if (said == 0)
        proto.says = NULL;
    hn_lookup_line *lines = lines_of(L, &count);
    return push_thing(L, hn_build_lookup(graph_of(L), &proto, lines, count));
}

static int bands(lua_State *L)
{
    int ignored;
    hn_bands proto = { .thing = thing_of(L, 1),
                       .of = hn_bind_node_at(L, 1, "of"),
                       .cliff = hn_bind_node_at(L, 1, "cliff_warning") };
    proto.columns = columns_of(L, &proto.column_count);
    int list = push_list(L, 1, "bands", &proto.count);
    proto.bands = hn_bind_room(L, proto.count, sizeof *proto.bands);
    for (int i = 0; i < proto.count; i++) {
        lua_rawgeti(L, list, i + 1);
        int row = lua_gettop(L);
        proto.bands[i] = (hn_band){
            .name = keep(L, hn_bind_text(L, row, "name")),
            .edge = hn_bind_node_at(L, row, "edge"),
            .over = hn_bind_flag(L, row, "over"),
            .cells = nodes_of(L, row, "cells", &ignored),
            .place = hn_bind_place_at(L, row, "place") };
        lua_pop(L, 1);
    }
    return push_thing(L, hn_build_bands(graph_of(L), &proto));
}

/* --- criteria, scores, figures, awards ----------------------------------- */

static int criterion(lua_State *L)
{
    hn_criterion proto = { .thing = thing_of(L, 1),
                           .refuses = hn_bind_flag(L, 1, "refuses") };
    const hn_node *at = hn_bind_node_at(L, 1, "at");
    int list = push_list(L, 1, "wordings", &proto.count);
    proto.wordings = hn_bind_room(L, proto.count, sizeof *proto.wordings);
    for (int i = 0; i < proto.count; i++) {
        lua_rawgeti(L, list, i + 1);
        int row = lua_gettop(L);
        proto.wordings[i] = (hn_wording){
            .from = hn_bind_date_at(L, row, "from", HN_DATE_FIRST),
            .test = hn_bind_node_at(L, row, "test"),
            .if_met = keep(L, hn_bind_text(L, row, "if_met")),
            .if_unmet = keep(L, hn_bind_text(L, row, "if_unmet")),
            .asks = keep(L, hn_bind_text(L, row, "asks")),
            .source = keep(L, hn_bind_text(L, row, "source")),
            .place = hn_bind_place_at(L, row, "place") };
        lua_pop(L, 1);
    }
    return push_thing(L, hn_build_criterion(graph_of(L), &proto, at));
}

static int score(lua_State *L)
{
    int said;
    hn_score proto = { .thing = thing_of(L, 1),
                       .out_of = hn_bind_node_at(L, 1, "out_of") };
    int list = push_list(L, 1, "rows", &proto.count);
    proto.rows = hn_bind_room(L, proto.count, sizeof *proto.rows);
    for (int i = 0; i < proto.count; i++) {
        lua_rawgeti(L, list, i + 1);
        int row = lua_gettop(L);
        hn_score_row *to = &proto.rows[i];
        to->when = hn_bind_node_at(L, row, "when");
        to->of = hn_bind_node_at(L, row, "of");
        to->points = nodes_of(L, row, "points", &to->count);
        to->weight = hn_bind_node_at(L, row, "weight");
        to->descriptors = texts_of(L, row, "descriptors", &said);
        if (said == 0)
            to->descriptors = NULL;
        to->place = hn_bind_place_at(L, row, "place");
        lua_pop(L, 1);
    }
    return push_thing(L, hn_build_score(graph_of(L), &proto));
}

static int panel(lua_State *L)
{
    hn_panel proto = { .thing = thing_of(L, 1),
                       .on_missing = keep(L, hn_bind_text(L, 1,
                                                          "on_missing")) };
    int list = push_list(L, 1, "rows", &proto.count);
    proto.rows = hn_bind_room(L, proto.count, sizeof *proto.rows);
    for (int i = 0; i < proto.count; i++) {
        lua_rawgeti(L, list, i + 1);
        int row = lua_gettop(L);
        proto.rows[i] = (hn_panel_row){
            .outcome = keep(L, hn_bind_text(L, row, "outcome")),
            .when = hn_bind_node_at(L, row, "when"),
            .say = keep(L, hn_bind_text(L, row, "say")),
            .place = hn_bind_place_at(L, row, "place") };
        lua_pop(L, 1);
    }
    return push_thing(L, hn_build_panel(graph_of(L), &proto));
}

/* decided({ thing, outcome, by, reason, on, place }): the figure of what was
 * decided; nil after a fault of the thing. */
static int decided(lua_State *L)
{
    lua_getfield(L, 1, "thing");
    const hn_thing *thing = lua_touserdata(L, -1);
    hn_override override = { .outcome = hn_bind_node_at(L, 1, "outcome"),
                             .by = hn_bind_node_at(L, 1, "by"),
                             .reason = hn_bind_node_at(L, 1, "reason"),
                             .on = hn_bind_node_at(L, 1, "on"),
                             .place = hn_bind_place_at(L, 1, "place") };
    if (!thing->node)
        return 0;
    return push_thing(L, hn_build_decided(graph_of(L), thing, &override));
}

static int figure(lua_State *L)
{
    hn_figure proto = { .thing = thing_of(L, 1), .declared = type_of(L, 1),
                        .rounding = rounding_of(L, 1, "rounding") };
    return push_thing(L, hn_build_figure(graph_of(L), &proto,
                                         hn_bind_node_at(L, 1, "value")));
}

static int award(lua_State *L)
{
    hn_award proto = { .thing = thing_of(L, 1), .declared = type_of(L, 1),
                       .when = hn_bind_node_at(L, 1, "when"),
                       .rounding = rounding_of(L, 1, "rounding") };
    return push_thing(L, hn_build_award(graph_of(L), &proto,
                                        hn_bind_node_at(L, 1, "amount"),
                                        hn_bind_node_at(L, 1, "full_year")));
}

/* attribution({ ..., claim, once_for, order or share, rounding }): it, and the
 * figure of what is not counted. */
static int attribution(lua_State *L)
{
    hn_thing thing = thing_of(L, 1);
    hn_node *once_for = hn_bind_node_at(L, 1, "once_for");
    hn_fold facts = { .of = hn_bind_node_at(L, 1, "claim"), .by = &once_for,
                      .by_count = 1,
                      .share = hn_bind_node_at(L, 1, "share"),
                      .rounding = rounding_of(L, 1, "rounding") };
    facts.order = hn_bind_order(L, 1, &facts.order_count);
    hn_attribution *made = hn_bind_got(L, hn_build_attribution(
        graph_of(L), &thing, &facts, facts.order != NULL));
    push_thing(L, made);
    return 1 + push_thing(L, hn_bind_got(L, made->removed));
}

static hn_pot_way way_of(lua_State *L)
{
    const char *share = hn_bind_text(L, 1, "share");
    return share && strcmp(share, "pro rata") == 0 ? HN_POT_PRO_RATA
           : share && strcmp(share, "equal") == 0 ? HN_POT_EQUAL
                                                  : HN_POT_IN_ORDER;
}

static bool is_given(lua_State *L, const char *key)
{
    bool given = lua_getfield(L, 1, key) != LUA_TNIL;
    lua_pop(L, 1);
    return given;
}

static hn_pot pot_of(lua_State *L)
{
    const char *when_short = hn_bind_text(L, 1, "if_short");
    hn_pot pot = { .of = hn_bind_node_at(L, 1, "pot"),
                   .floor = hn_bind_node_at(L, 1, "floor"),
                   .cap = hn_bind_node_at(L, 1, "cap"),
                   .most = hn_bind_node_at(L, 1, "most") };
    pot.most_by = hn_bind_nodes_at(L, 1, "most_by", &pot.most_by_count);
    pot.rule = (hn_pot_rule){
        .way = way_of(L), .part = hn_bind_flag(L, 1, "part_award"),
        .goes_on = when_short && strcmp(when_short, "stop") != 0 };
    return pot;
}

/* allocation({ ..., claim, pot, by, share, order, part_award, if_short, floor,
 * cap, most, most_by }): it, and the figures beside it by their names. */
static int allocation(lua_State *L)
{
    hn_allocating facts = { .thing = thing_of(L, 1), .pot = pot_of(L),
                            .says_part = is_given(L, "part_award"),
                            .says_short = is_given(L, "if_short") };
    facts.fold.of = hn_bind_node_at(L, 1, "claim");
    facts.fold.by = hn_bind_nodes_at(L, 1, "by", &facts.fold.by_count);
    facts.fold.order = hn_bind_order(L, 1, &facts.fold.order_count);
    facts.has_order = facts.fold.order != NULL;
    hn_allocation *made = hn_bind_got(L, hn_build_allocation(graph_of(L),
                                                             &facts));
    const struct { const char *name; hn_figure *figure; } beside[] = {
        { "left", made->left }, { "unpaid", made->unpaid },
        { "place_in_queue", made->place }, { "full_year", made->full_year },
        { "outcome", made->outcome }, { "could_cost", made->could } };
    push_thing(L, made);
    lua_createtable(L, 0, 6);
    for (int i = 0; i < 6; i++) {
        if (!beside[i].figure)
            continue;
        push_thing(L, beside[i].figure);
        lua_setfield(L, -2, beside[i].name);
    }
    return 2;
}

/* "15 April 2026" for each date; NULL where there are none. */
static const char **days_of(lua_State *L, int *count)
{
    const char **texts = texts_of(L, 1, "dates", count);
    for (int i = 0; i < *count; i++) {
        hn_text day;
        hn_date date = 0;
        hn_date_read(&date, hn_slice_of(texts[i]));
        hn_text_init(&day, graph_of(L)->memory);
        hn_date_write_long(&day, date);
        texts[i] = hn_arena_text(&graph_of(L)->arena, hn_text_string(&day));
        hn_text_dispose(&day);
        hn_bind_got(L, (void *)texts[i]);
    }
    return *count > 0 ? texts : NULL;
}

static hn_remainder remainder_of(lua_State *L)
{
    const char *text = hn_bind_text(L, 1, "remainder");
    return text == NULL || strcmp(text, "last") == 0 ? HN_REMAINDER_LAST
         : strcmp(text, "first") == 0 ? HN_REMAINDER_FIRST
         : HN_REMAINDER_SPREAD;
}

/* instalments({ ..., of, paid, done, into, dates, remainder }): a figure for
 * each part. */
static int instalments(lua_State *L)
{
    int dated;
    hn_thing thing = thing_of(L, 1);
    const char **when = days_of(L, &dated);
    hn_node *args[] = { hn_bind_node_at(L, 1, "of"),
                        hn_bind_node_at(L, 1, "paid"),
                        hn_bind_node_at(L, 1, "done") };
    lua_getfield(L, 1, "into");
    hn_dealing dealing = { .parts = when ? dated : (int)lua_tointeger(L, -1),
                           .remainder = remainder_of(L) };
    hn_figure **made = hn_bind_room(L, dealing.parts, sizeof *made);
    if (!hn_build_instalments(graph_of(L), &thing, args, &dealing, when,
                              made))
        return hn_bind_no_memory(L);
    lua_createtable(L, dealing.parts, 0);
    for (int i = 0; i < dealing.parts; i++) {
        push_thing(L, made[i]);
        lua_rawseti(L, -2, i + 1);
    }
    return 1;
}

/* peers({ ..., of, are, own }) */
static int peers(lua_State *L)
{
    hn_peers proto = { .thing = thing_of(L, 1),
                       .own = hn_bind_flag(L, 1, "own") };
    return push_thing(L, hn_build_peers(graph_of(L), &proto,
                                        hn_bind_node_at(L, 1, "of"),
                                        hn_bind_node_at(L, 1, "are")));
}

/* --- calendars ----------------------------------------------------------- */

/* Puts the date in its place among `count` rising ones; one twice is one. */
static int insert_date(hn_date *dates, int count, hn_date date)
{
    int at = count;
    while (at > 0 && dates[at - 1] > date)
        at--;
    if (at > 0 && dates[at - 1] == date)
        return count;
    memmove(dates + at + 1, dates + at,
            (size_t)(count - at) * sizeof *dates);
    dates[at] = date;
    return count + 1;
}

static void closed_of(lua_State *L, hn_calendar *calendar)
{
    int count;
    const char **texts = texts_of(L, 1, "closed", &count);
    hn_date *dates = hn_bind_room(L, count + 1, sizeof *dates);
    for (int i = 0; i < count; i++) {
        hn_date date = 0;
        hn_sandbox_charge(L, (size_t)i / 64 + 1);
        hn_date_read(&date, hn_slice_of(texts[i]));
        calendar->closed_count = insert_date(dates, calendar->closed_count,
                                             date);
    }
    calendar->closed = dates;
}

/* Whether the term at `at` is in order and apart from its neighbours. */
static bool fits(lua_State *L, const hn_term *terms, int at, int count,
                 hn_place place)
{
    const hn_term *term = &terms[at];
    const char *wrong = NULL;
    if (term->last < term->first)
        wrong = "ends before it begins";
    else if (at > 0 && terms[at - 1].last >= term->first)
        wrong = "begins before the term before it has ended";
    else if (at + 1 < count && terms[at + 1].first <= term->last)
        wrong = "ends after the next term has begun";
    if (wrong != NULL)
        hn_report_addf(graph_of(L)->report, 115, HN_ERROR, place,
                       "a term has its first and last day, and the next "
                       "begins later", "the term `%s` %s", term->name, wrong);
    return wrong == NULL;
}

/* In order of date; none of them when one is told to be wrong. */
static void terms_of(lua_State *L, hn_calendar *calendar)
{
    int count;
    bool good = true;
    int list = push_list(L, 1, "terms", &count);
    hn_term *terms = hn_bind_room(L, count, sizeof *terms);
    for (int i = 0; i < count; i++) {
        lua_rawgeti(L, list, i + 1);
        int row = lua_gettop(L), at = i;
        hn_term term = { hn_bind_date_at(L, row, "first", 0),
                         hn_bind_date_at(L, row, "last", 0),
                         keep(L, hn_bind_text(L, row, "name")) };
        for (; at > 0 && terms[at - 1].first > term.first; at--)
            terms[at] = terms[at - 1];
        terms[at] = term;
        good = fits(L, terms, at, i + 1, hn_bind_place_at(L, row, "place"))
               && good;
        hn_sandbox_charge(L, (size_t)(i - at) / 16 + 1);
        lua_pop(L, 1);
    }
    calendar->terms = terms;
    calendar->term_count = good ? count : 0;
}

/* calendar({ ..., weekend = bits, closed = dates, terms }) */
static int calendar(lua_State *L)
{
    hn_calendar_thing proto = { .thing = thing_of(L, 1) };
    lua_getfield(L, 1, "weekend");
    proto.calendar.weekend = (uint8_t)lua_tointeger(L, -1);
    closed_of(L, &proto.calendar);
    terms_of(L, &proto.calendar);
    return push_thing(L, hn_build_calendar(graph_of(L), &proto));
}

/* --- examples ------------------------------------------------------------ */

/* Cells { name, text, place }; without a text it is the word missing.  Or
 * what core.cells made. */
static hn_cell *cells_of(lua_State *L, int t, const char *key, int *count)
{
    lua_getfield(L, t, key);
    const hn_cells *made = lua_touserdata(L, -1);
    lua_pop(L, 1);
    if (made != NULL) {
        *count = made->count;
        return made->list;
    }
    int list = push_list(L, t, key, count);
    hn_cell *cells = hn_bind_room(L, *count, sizeof *cells);
    for (int i = 0; i < *count; i++) {
        lua_rawgeti(L, list, i + 1);
        int cell = lua_gettop(L);
        cells[i] = (hn_cell){ keep(L, hn_bind_text(L, cell, "name")),
                              keep(L, hn_bind_text(L, cell, "text")),
                              hn_bind_place_at(L, cell, "place") };
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return cells;
}

/* The records of a row: the named ones, else the first that are declared. */
static const hn_records *records_of(lua_State *L, int row)
{
    lua_getfield(L, row, "records");
    const hn_records *of = lua_touserdata(L, -1);
    lua_pop(L, 1);
    const hn_graph *graph = graph_of(L);
    if (of == NULL && graph->records_count > 0)
        of = graph->records[0];
    return of;
}

/* example({ name, place, on, rows = { { records, cells } }, expect, params }) */
static int example(lua_State *L)
{
    hn_example proto = { .name = keep(L, hn_bind_text(L, 1, "name")),
                         .place = hn_bind_place_at(L, 1, "place"),
                         .has_on = hn_bind_text(L, 1, "on") != NULL,
                         .on = hn_bind_date_at(L, 1, "on", 0) };
    int list = push_list(L, 1, "rows", &proto.row_count);
    proto.rows = hn_bind_room(L, proto.row_count, sizeof *proto.rows);
    for (int i = 0; i < proto.row_count; i++) {
        lua_rawgeti(L, list, i + 1);
        int row = lua_gettop(L);
        proto.rows[i].records = records_of(L, row);
        proto.rows[i].cells = cells_of(L, row, "cells", &proto.rows[i].count);
        lua_pop(L, 1);
    }
    proto.expect = cells_of(L, 1, "expect", &proto.expect_count);
    proto.params = cells_of(L, 1, "params", &proto.param_count);
    hn_bind_got(L, hn_build_example(graph_of(L), &proto));
    return 0;
}

/* heading(text): what a column of a table of examples is for ("example", "on",
 * "given" or "expect"), the name that its cells have, the records, and a text
 * that is the same for every heading of that meaning; or nil and help. */
static int heading(lua_State *L)
{
    static const char *const kinds[] = {
        [HN_HEADS_EXAMPLE] = "example", [HN_HEADS_ON] = "on",
        [HN_HEADS_EXPECT] = "expect", [HN_HEADS_INPUT] = "given"
    };
    const char *text = luaL_checkstring(L, 1), *help = NULL;
    hn_heading found;
    hn_sandbox_charge(L, (size_t)graph_of(L)->thing_count);
    if (!hn_graph_heading(graph_of(L), text, &found, &help)) {
        lua_pushnil(L);
        lua_pushstring(L, help);
        return 2;
    }
    lua_pushstring(L, kinds[found.is]);
    if (found.is != HN_HEADS_INPUT) {
        lua_pushstring(L, found.name);
        lua_pushnil(L);
        lua_pushvalue(L, 1);
        return 4;
    }
    const hn_records *records = found.input->thing.records;
    lua_pushstring(L, found.input->thing.name);
    lua_pushlightuserdata(L, (void *)records);
    lua_pushfstring(L, "%s.%s", records->thing.name, found.input->thing.name);
    return 4;
}

/* main_records(): the first that are declared; nil: there are none. */
static int main_records(lua_State *L)
{
    const hn_graph *graph = graph_of(L);
    if (graph->records_count == 0)
        return 0;
    lua_pushlightuserdata(L, graph->records[0]);
    return 1;
}

void hn_bind_things(lua_State *L, hn_binding *binding)
{
    static const hn_entry entries[] = {
        { "pack", pack }, { "records", records }, { "input", input },
        { "link", link }, { "records_end", records_end }, { "param", param },
        { "lookup", lookup }, { "matrix", matrix }, { "bands", bands }, { "criterion", criterion },
        { "score", score }, { "panel", panel }, { "decided", decided }, { "figure", figure }, { "award", award },
        { "attribution", attribution }, { "allocation", allocation },
        { "instalments", instalments },
        { "peers", peers }, { "under_heading", under_heading },
        { "calendar", calendar }, { "example", example },
        { "heading", heading }, { "main_records", main_records }
    };
    hn_bind_all(L, binding, entries, sizeof entries / sizeof *entries);
}
