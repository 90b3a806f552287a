/*
 * build_tables.c - lookups, bands and scores: tables from choices and ranges
 * to values, complete or refused.
 */
#include "make.h"

#include <string.h>
#include "edit.h"
#include "../quantity/date.h"

#define MOST_CELLS 100000    /* combinations of the keys of one table      */

static void list(hn_graph *graph, const char **text, const char *item,
                 int count)
{
    if (count < 12)
        *text = hn_make_text(graph, "%s%s%s", *text, count ? ", " : "",
                             item);
    else if (count == 12)
        *text = hn_make_text(graph, "%s and more", *text);
}

/* --- columns, of lookups and bands --------------------------------------- */

/* A choice whose list was not given has the texts that stand in the column. */
static hn_type type_from_cells(hn_graph *graph, hn_node *const *cells,
                               int count)
{
    hn_choices *choices = hn_arena_alloc(&graph->arena, sizeof *choices);
    const char **names = hn_arena_alloc(&graph->arena, sizeof *names
                                        * ((size_t)count + 1));
    if (!choices || !names)
        return hn_type_of(HN_BROKEN);
    choices->names = names;
    for (int i = 0; i < count; i++) {
        if (!hn_node_literal(cells[i]) || cells[i]->u.constant.missing)
            continue;
        const char *name = cells[i]->u.constant.text;
        int at = 0;
        while (at < choices->count && strcmp(names[at], name) != 0)
            at++;
        names[at] = name;
        choices->count += at == choices->count;
    }
    return (hn_type){ .kind = HN_CHOICE, .choices = choices };
}

static hn_column_name *copy_columns(hn_graph *graph, const hn_thing *thing,
                                    const hn_column_name *columns, int count)
{
    hn_column_name *copy = hn_make_array(graph, columns, count,
                                         sizeof *copy);
    for (int i = 0; copy && i < count; i++) {
        copy[i].name = hn_make_copy(graph, copy[i].name);
        copy[i].type = hn_make_type(graph, copy[i].type, thing->place);
        for (int j = 0; j < i && copy[i].name && copy[j].name; j++)
            if (strcmp(copy[i].name, copy[j].name) == 0)
                hn_report_addf(graph->report, 113, HN_ERROR, thing->place,
                               NULL, "`%s` has two columns called `%s`",
                               thing->name, copy[i].name);
    }
    return copy;
}

/* False where a cell was reported. */
static bool type_cells(hn_graph *graph, const hn_thing *thing,
                       const hn_column_name *columns, int count,
                       hn_node **cells)
{
    bool fit = true;
    for (int i = 0; i < count; i++) {
        if (!cells[i])
            continue;
        const char *what = hn_make_text(graph, "`%s` of `%s`",
                                        columns[i].name, thing->name);
        cells[i] = hn_make_declared(graph, cells[i], columns[i].type, what);
        fit = fit && cells[i] && !hn_node_broken(cells[i]);
    }
    return fit;
}

/* --- lookups ------------------------------------------------------------- */

static bool is_matrix(const hn_lookup *lookup)
{
    return lookup->thing.word == HN_WORD_MATRIX;
}

typedef struct table {
    hn_graph *graph;
    hn_lookup *lookup;
    bool spoilt;                   /* something was told: look no further  */
    int64_t combinations;
} table;

static void check_key(table *t, int i)
{
    hn_node *by = t->lookup->by[i];
    if (!by || hn_node_broken(by)) {
        t->spoilt = true;
        return;
    }
    if (by->type.kind == HN_CHOICE && by->type.choices) {
        t->combinations *= by->type.choices->count;
        if (t->combinations <= MOST_CELLS)
            return;
        hn_report_addf(t->graph->report, 502, HN_ERROR,
                       t->lookup->thing.place, "split it in two",
                       "the keys of `%s` have more than %d combinations",
                       t->lookup->thing.name, MOST_CELLS);
    } else {
        hn_report_addf(t->graph->report, 213, HN_ERROR,
                       t->lookup->thing.place,
                       "look up by an input of type choice, bands, or "
                       "financial_year()",
                       "%s is not a choice: `%s` cannot be looked up by it",
                       hn_make_name(t->graph, by, t->lookup->by_names[i]),
                       t->lookup->thing.name);
    }
    t->combinations = 1;
    t->spoilt = true;
}

static bool read_keys(table *t, hn_lookup_row *row,
                      const hn_lookup_line *line)
{
    hn_lookup *lookup = t->lookup;
    for (int i = 0; i < lookup->by_count; i++) {
        const hn_node *by = lookup->by[i];
        hn_node *key = hn_build_literal(t->graph, line->keys[i] ? line->keys[i]
                                        : "", true, line->place);
        key = hn_make_typed(t->graph, key, by->type, by);
        if (!key || hn_node_broken(key))
            return false;
        row->keys[i] = (int)key->u.constant.index;
    }
    return true;
}

static int compare_keys(const hn_lookup *lookup, const hn_lookup_row *a,
                        const hn_lookup_row *b)
{
    for (int i = 0; i < lookup->by_count; i++)
        if (a->keys[i] != b->keys[i])
            return a->keys[i] < b->keys[i] ? -1 : 1;
    return 0;
}

static void clashing_row(table *t, const hn_lookup_row *row, bool same)
{
    t->spoilt = true;
    if (same)
        hn_report_addf(t->graph->report, 113, HN_ERROR, row->place,
                       "leave one of them out",
                       "`%s` has two rows for the same key and date",
                       t->lookup->thing.name);
    else
        hn_report_addf(t->graph->report, 115, HN_ERROR, row->place,
                       "put the earliest first",
                       "the dates of one key of `%s` do not rise",
                       t->lookup->thing.name);
}

/* Rows of one key come together, in the order in which they are written. */
static void put_row(table *t, hn_lookup_row row)
{
    hn_lookup *lookup = t->lookup;
    int at = lookup->row_count;
    while (at > 0 && compare_keys(lookup, &lookup->rows[at - 1], &row) > 0)
        at--;
    if (at > 0) {
        const hn_lookup_row *before = &lookup->rows[at - 1];
        if (compare_keys(lookup, before, &row) == 0
            && before->from >= row.from)
            clashing_row(t, &row, before->from == row.from);
    }
    memmove(lookup->rows + at + 1, lookup->rows + at,
            sizeof row * (size_t)(lookup->row_count - at));
    lookup->rows[at] = row;
    lookup->row_count++;
}

static void read_line(table *t, const hn_lookup_line *line)
{
    hn_graph *graph = t->graph;
    hn_lookup *lookup = t->lookup;
    hn_lookup_row row = { .from = line->from, .place = line->place };
    row.source = hn_make_copy(graph, line->source);
    row.keys = hn_arena_alloc(&graph->arena, sizeof *row.keys
                              * ((size_t)lookup->by_count + 1));
    row.cells = hn_make_array(graph, line->cells, lookup->column_count,
                              sizeof *row.cells);
    if (!row.keys || !row.cells)
        return;
    bool cells = type_cells(graph, &lookup->thing, lookup->columns,
                            lookup->column_count, row.cells);
    if (!read_keys(t, &row, line) || !cells)
        t->spoilt = true;
    else
        put_row(t, row);
}

/* By choice, whether the key asks for a row: of all choices, but of years only
 * where one of them is written.  NULL when memory is refused. */
static char *asked_of(const table *t, int key)
{
    const hn_choices *choices = t->lookup->by[key]->type.choices;
    char *asked = hn_arena_alloc(&t->graph->arena, (size_t)choices->count + 1);
    if (asked && choices != t->graph->years)
        memset(asked, 1, (size_t)choices->count);
    for (int i = 0; asked && i < t->lookup->row_count; i++)
        asked[t->lookup->rows[i].keys[key]] = 1;
    return asked;
}

/* The choices of combination `n`, last key fastest: "A / mild". */
static const char *combination(table *t, int64_t n)
{
    const char *text = "";
    for (int i = t->lookup->by_count - 1; i >= 0; i--) {
        const hn_choices *choices = t->lookup->by[i]->type.choices;
        int choice = (int)(n % choices->count);
        n /= choices->count;
        text = hn_make_text(t->graph, *text ? "%s / %s" : "%s%s",
                            choices->names[choice], text);
    }
    return text;
}

static int64_t number_of(const hn_lookup *lookup, const hn_lookup_row *row)
{
    int64_t n = 0;
    for (int i = 0; i < lookup->by_count; i++)
        n = n * lookup->by[i]->type.choices->count + row->keys[i];
    return n;
}

/* A byte for each combination: 1 where a row is asked for and not there. */
static char *missing_rows(table *t)
{
    const hn_lookup *lookup = t->lookup;
    size_t count = (size_t)t->combinations;
    char *missing = hn_arena_alloc(&t->graph->arena, count + 1);
    if (!missing)
        return NULL;
    memset(missing, 1, count);
    size_t below = 1;              /* combinations of the keys after this    */
    for (int k = lookup->by_count - 1; k >= 0; k--) {
        size_t choices = (size_t)lookup->by[k]->type.choices->count;
        const char *asked = asked_of(t, k);
        if (!asked)
            return NULL;
        for (size_t n = 0; n < count; n++)
            if (!asked[n / below % choices])
                missing[n] = 0;
        below *= choices;
    }
    for (int i = 0; i < lookup->row_count; i++)
        missing[number_of(lookup, &lookup->rows[i])] = 0;
    return missing;
}

static void check_complete(table *t)
{
    const hn_lookup *lookup = t->lookup;
    const char *missing = missing_rows(t), *names = "";
    int count = 0;
    for (int64_t n = 0; missing && n < t->combinations && count < 13; n++)
        if (missing[n])
            list(t->graph, &names, hn_make_text(t->graph, "`%s`",
                                                combination(t, n)), count++);
    if (count > 0)
        hn_report_addf(t->graph->report, 116, HN_ERROR, lookup->thing.place,
                       is_matrix(lookup)
                           ? "add them: every case has an outcome"
                           : "add them; a cell may be `missing`",
                       "%s `%s` has no row for %s",
                       hn_word_name(lookup->thing.word), lookup->thing.name,
                       names);
}

static void columns_from_cells(table *t, const hn_lookup_line *lines,
                               int count)
{
    hn_lookup *lookup = t->lookup;
    for (int i = 0; i < lookup->column_count; i++) {
        hn_type *type = &lookup->columns[i].type;
        if (type->kind != HN_CHOICE || type->choices)
            continue;
        hn_node **cells = hn_arena_alloc(&t->graph->arena, sizeof *cells
                                         * ((size_t)count + 1));
        for (int j = 0; cells && j < count; j++)
            cells[j] = lines[j].cells[i];
        if (cells)
            *type = type_from_cells(t->graph, cells, count);
    }
}

static hn_lookup *copy_lookup(hn_graph *graph, const hn_lookup *proto,
                              int count)
{
    hn_lookup *lookup = hn_make_array(graph, proto, 1, sizeof *lookup);
    if (!lookup)
        return NULL;
    hn_make_thing(graph, &lookup->thing,
                  is_matrix(proto) ? HN_WORD_MATRIX : HN_WORD_LOOKUP);
    lookup->on_missing = hn_make_copy(graph, proto->on_missing);
    lookup->thing.node = NULL;
    lookup->thing.records = NULL;
    lookup->by = hn_make_array(graph, proto->by, proto->by_count,
                               sizeof *lookup->by);
    lookup->by_names = hn_make_array(graph, proto->by_names, proto->by_count,
                                     sizeof *lookup->by_names);
    lookup->columns = copy_columns(graph, &lookup->thing, proto->columns,
                                   proto->column_count);
    lookup->rows = hn_arena_alloc(&graph->arena, sizeof *lookup->rows
                                  * ((size_t)count + 1));
    lookup->row_count = 0;
    for (int i = 0; lookup->by_names && i < lookup->by_count; i++)
        lookup->by_names[i] = hn_make_copy(graph, lookup->by_names[i]);
    return graph->arena.failed ? NULL : lookup;
}

static void check_keys(table *t)
{
    const hn_lookup *lookup = t->lookup;
    for (int i = 0; i < lookup->by_count; i++)
        check_key(t, i);
    if (lookup->by_count > 0)
        return;
    t->spoilt = true;
    if (hn_make_told(t->graph))
        return;
    hn_report_addf(t->graph->report, 112, HN_ERROR, lookup->thing.place,
                   is_matrix(lookup) ? "add down = pupil.need"
                                     : "add by = { need = pupil.need }",
                   "`%s` does not say what it is looked up by",
                   lookup->thing.name);
}

/* --- matrices ------------------------------------------------------------ */

/* What is said where the cells differ is one of the outcomes, if need be one
 * more. */
static void add_on_missing(hn_graph *graph, hn_lookup *matrix)
{
    const hn_choices *were = matrix->columns[0].type.choices;
    const char *name = matrix->on_missing;
    hn_choices *choices = hn_make_array(graph, were, 1, sizeof *choices);
    if (!name || !were || !choices)
        return;
    for (int i = 0; i < were->count; i++)
        if (strcmp(were->names[i], name) == 0)
            return;
    const char **names = hn_arena_alloc(&graph->arena, sizeof *names
                                        * ((size_t)were->count + 1));
    if (!names)
        return;
    for (int i = 0; i < were->count; i++)
        names[i] = were->names[i];
    names[were->count] = name;
    *choices = (hn_choices){ names, were->count + 1 };
    matrix->columns[0].type.choices = choices;
}

static void copy_says(hn_graph *graph, hn_lookup *matrix)
{
    int count = matrix->columns[0].type.choices
                    ? matrix->columns[0].type.choices->count : 0;
    if (!matrix->says)
        return;
    matrix->says = hn_make_array(graph, matrix->says, count,
                                 sizeof *matrix->says);
    matrix->sentences = hn_arena_alloc(&graph->arena,
                                       sizeof *matrix->sentences
                                       * ((size_t)count + 1));
    for (int i = 0; matrix->says && i < count; i++)
        matrix->says[i] = hn_make_copy(graph, matrix->says[i]);
}

/* The matrix is the value of its one column. */
static void matrix_node(hn_graph *graph, hn_lookup *matrix)
{
    hn_type type = matrix->columns[0].type;
    hn_place place = matrix->thing.place;
    if (matrix->on_missing)
        matrix->otherwise = hn_make_typed(
            graph, hn_build_literal(graph, matrix->on_missing, true, place),
            type, NULL);
    hn_node *node = hn_make(graph, HN_OP_LOOKUP, type, matrix->by,
                            matrix->by_count, place);
    if (node && !hn_node_broken(node)) {
        node->u.lookup.lookup = matrix;
        node->u.lookup.column = 0;
    }
    hn_make_own(&matrix->thing, node);
}

/* --- all of it ----------------------------------------------------------- */

hn_lookup *hn_build_lookup(hn_graph *graph, const hn_lookup *proto,
                           const hn_lookup_line *lines, int count)
{
    hn_lookup *lookup = copy_lookup(graph, proto, count);
    if (!lookup)
        return NULL;
    table t = { graph, lookup, false, 1 };
    check_keys(&t);
    bool readable = !t.spoilt;
    columns_from_cells(&t, lines, count);
    if (is_matrix(lookup)) {
        add_on_missing(graph, lookup);
        copy_says(graph, lookup);
    }
    for (int i = 0; readable && i < count; i++)
        read_line(&t, &lines[i]);
    hn_edit_lookup(graph, lookup);
    for (int i = 0; i < lookup->by_count; i++)
        if (lookup->by[i])
            lookup->by[i]->uses++;
    if (t.spoilt)
        lookup->thing.node = hn_build_broken(graph, lookup->thing.place);
    else
        check_complete(&t);
    if (is_matrix(lookup) && !t.spoilt)
        matrix_node(graph, lookup);
    return graph->arena.failed ? NULL : lookup;
}

static hn_node *find_column(const hn_graph *graph, const hn_lookup *lookup,
                            int column)
{
    for (int i = 0; i < graph->node_count; i++) {
        hn_node *node = graph->nodes[i];
        if (node->op == HN_OP_LOOKUP && node->u.lookup.lookup == lookup
            && node->u.lookup.column == column)
            return node;
    }
    return NULL;
}

hn_node *hn_build_lookup_column(hn_graph *graph, const hn_lookup *lookup,
                                int column, hn_place place)
{
    hn_make_use(graph, &lookup->thing);
    if (lookup->thing.node)
        return lookup->thing.node;
    hn_node *node = find_column(graph, lookup, column);
    if (node)
        return node;
    node = hn_make(graph, HN_OP_LOOKUP, lookup->columns[column].type,
                   lookup->by, lookup->by_count, place);
    if (!node || hn_node_broken(node))
        return node;
    node->u.lookup.lookup = lookup;
    node->u.lookup.column = column;
    return node;
}

/* --- bands --------------------------------------------------------------- */

static bool check_of(hn_graph *graph, const hn_bands *bands)
{
    const hn_node *of = bands->of;
    if (!of || hn_node_broken(of))
        return false;
    if (of->type.kind == HN_NUMBER && !hn_node_is_link(of))
        return true;
    hn_report_addf(graph->report, 201, HN_ERROR, bands->thing.place,
                   "give it an input, a figure or a score",
                   "%s is no amount: bands `%s` are of amounts",
                   hn_make_name(graph, of, "what `of` says"),
                   bands->thing.name);
    return false;
}

static bool rises(const hn_band *below, const hn_band *band)
{
    if (!below->edge)
        return true;
    int order = hn_make_compare(below->edge, band->edge);
    return order < 0 || (order == 0 && !below->over && band->over);
}

static bool fault(hn_graph *graph, int code, const hn_band *band,
                  const char *help, const char *message)
{
    hn_report_addf(graph->report, code, HN_ERROR, band->place, help, "%s",
                   message);
    return false;
}

static bool build_edge(hn_graph *graph, hn_bands *bands, int i)
{
    hn_band *band = &bands->bands[i];
    const char *what = hn_make_text(graph, "the edge of `%s`", band->name);
    if (i == 0 && band->edge && !hn_make_told(graph))
        fault(graph, 112, band, "add below = { name = ... } before it",
              hn_make_text(graph, "nothing says what lies below `%s`",
                           band->name));
    if (i > 0 && !band->edge && !hn_make_told(graph))
        fault(graph, 112, band, "add over = or at_least =",
              hn_make_text(graph, "band `%s` does not say where it begins",
                           band->name));
    if (i == 0 || !band->edge)
        return (i == 0) == !band->edge;
    band->edge = hn_make_declared(graph, band->edge, bands->of->type, what);
    if (!band->edge || hn_node_broken(band->edge))
        return false;
    if (band->edge->u.constant.missing)
        return fault(graph, 119, band, NULL, hn_make_text(
                     graph, "%s is missing", what));
    hn_make_enter(graph, band->edge);
    band->edge->uses++;
    return true;
}

static bool build_band(hn_graph *graph, hn_bands *bands, int i)
{
    hn_band *band = &bands->bands[i];
    band->name = hn_make_copy(graph, band->name);
    band->cells = hn_make_array(graph, band->cells, bands->column_count,
                                sizeof *band->cells);
    if (!band->name || !band->cells)
        return false;
    bool fit = type_cells(graph, &bands->thing, bands->columns,
                          bands->column_count, band->cells);
    for (int j = 0; j < i; j++)
        if (strcmp(bands->bands[j].name, band->name) == 0)
            fit = fault(graph, 113, band, NULL, hn_make_text(
                        graph, "two bands are called `%s`", band->name));
    return build_edge(graph, bands, i) && fit;
}

static void band_columns_from_cells(hn_graph *graph, hn_bands *bands)
{
    for (int i = 0; i < bands->column_count; i++) {
        hn_type *type = &bands->columns[i].type;
        if (type->kind != HN_CHOICE || type->choices)
            continue;
        hn_node **cells = hn_arena_alloc(&graph->arena, sizeof *cells
                                         * ((size_t)bands->count + 1));
        for (int j = 0; cells && j < bands->count; j++)
            cells[j] = bands->bands[j].cells[i];
        if (cells)
            *type = type_from_cells(graph, cells, bands->count);
    }
}

static bool check_bands(hn_graph *graph, hn_bands *bands)
{
    bool fit = true;
    band_columns_from_cells(graph, bands);
    for (int i = 0; i < bands->count; i++)
        fit = build_band(graph, bands, i) && fit;
    if (fit)
        hn_edit_bands(graph, bands);
    for (int i = 1; fit && i < bands->count; i++)
        if (!rises(&bands->bands[i - 1], &bands->bands[i]))
            fit = fault(graph, 115, &bands->bands[i],
                        "put the lowest first", hn_make_text(
                        graph, "band `%s` does not begin above `%s`",
                        bands->bands[i].name, bands->bands[i - 1].name));
    return fit;
}

/* The first column of money; NULL: there is none. */
static const hn_column_name *money_column(const hn_bands *bands)
{
    for (int i = 0; i < bands->column_count; i++)
        if (hn_type_is_money(bands->columns[i].type))
            return &bands->columns[i];
    return NULL;
}

static bool cliff_fault(hn_graph *graph, const hn_bands *bands,
                        const char *help, const char *message)
{
    hn_report_addf(graph->report, 119, HN_ERROR, bands->thing.place, help,
                   "`cliff_warning` of bands `%s` %s", bands->thing.name,
                   message);
    return false;
}

static bool check_cliff(hn_graph *graph, hn_bands *bands)
{
    const hn_column_name *money = money_column(bands);
    if (!bands->cliff)
        return true;
    if (!money)
        return cliff_fault(graph, bands,
                           "add types = { amount = \"GBP/year\" }, or leave "
                           "it out", "has no column of money to look at");
    bands->cliff = hn_make_declared(graph, bands->cliff, money->type,
                                    "`cliff_warning`");
    if (!bands->cliff || hn_node_broken(bands->cliff))
        return false;
    hn_make_enter(graph, bands->cliff);
    bands->cliff->uses++;
    const hn_constant *step = &bands->cliff->u.constant;
    return (!step->missing && step->number.num >= 0)
           || cliff_fault(graph, bands, "write the largest step that is meant",
                          "is not an amount of nought or more");
}

static hn_type band_names(hn_graph *graph, const hn_bands *bands)
{
    hn_choices *choices = hn_arena_alloc(&graph->arena, sizeof *choices);
    const char **names = hn_arena_alloc(&graph->arena, sizeof *names
                                        * ((size_t)bands->count + 1));
    if (!choices || !names)
        return hn_type_of(HN_BROKEN);
    for (int i = 0; i < bands->count; i++)
        names[i] = bands->bands[i].name;
    *choices = (hn_choices){ names, bands->count };
    return (hn_type){ .kind = HN_CHOICE, .choices = choices };
}

static hn_node *band_node(hn_graph *graph, hn_bands *bands)
{
    if (!check_of(graph, bands) || !check_bands(graph, bands)
        || !check_cliff(graph, bands))
        return hn_make_spoiled(graph, &bands->of, 1, bands->thing.place);
    hn_node *node = hn_make(graph, HN_OP_BANDS, band_names(graph, bands),
                            &bands->of, 1, bands->thing.place);
    if (node && !hn_node_broken(node)) {
        node->u.bands.bands = bands;
        node->u.bands.column = -1;
    }
    return node;
}

hn_bands *hn_build_bands(hn_graph *graph, const hn_bands *proto)
{
    hn_bands *bands = hn_make_array(graph, proto, 1, sizeof *bands);
    if (!bands)
        return NULL;
    hn_make_thing(graph, &bands->thing, HN_WORD_BANDS);
    bands->bands = hn_make_array(graph, proto->bands, proto->count,
                                 sizeof *bands->bands);
    bands->columns = copy_columns(graph, &bands->thing, proto->columns,
                                  proto->column_count);
    if (graph->arena.failed)
        return NULL;
    if (bands->count == 0 && !hn_make_told(graph))
        hn_report_addf(graph->report, 120, HN_ERROR, bands->thing.place,
                       "add below = { name = ... } and bands above it",
                       "bands `%s` has no band", bands->thing.name);
    bands->thing.node = NULL;
    hn_make_own(&bands->thing, bands->count
                ? band_node(graph, bands)
                : hn_build_broken(graph, bands->thing.place));
    return graph->arena.failed ? NULL : bands;
}

hn_node *hn_build_band_column(hn_graph *graph, const hn_bands *bands,
                              int column, hn_place place)
{
    hn_node *of = bands->thing.node;
    hn_make_use(graph, &bands->thing);
    hn_node *node = hn_make(graph, HN_OP_BAND_COLUMN,
                            bands->columns[column].type, &of, 1, place);
    if (node && !hn_node_broken(node)) {
        node->u.bands.bands = bands;
        node->u.bands.column = column;
    }
    return node;
}

/* --- scores -------------------------------------------------------------- */

static hn_type points(void)
{
    return hn_type_number(hn_unit_of(HN_POINTS));
}

static bool score_fault(hn_graph *graph, const hn_score_row *row, int code,
                        const char *help, const char *message)
{
    hn_report_addf(graph->report, code, HN_ERROR, row->place, help, "%s",
                   message);
    return false;
}

/* Points for every choice that `of` has, in its order. */
static bool check_choices(hn_graph *graph, const hn_score *score,
                          const hn_score_row *row)
{
    const hn_choices *choices = row->of->type.choices;
    const char *missing = "";
    int count = 0;
    if (row->of->type.kind != HN_CHOICE || !choices)
        return score_fault(graph, row, 213,
                           "write { when = ..., points = ... } for each case",
                           hn_make_text(graph, "%s is not a choice",
                                        hn_make_name(graph, row->of,
                                                     "what `of` says")));
    for (int i = 0; i < choices->count; i++)
        if (i >= row->count || !row->points[i])
            list(graph, &missing,
                 hn_make_text(graph, "`%s`", choices->names[i]), count++);
    return count == 0
           || score_fault(graph, row, 116, "add points for each",
                          hn_make_text(graph, "score `%s` has no points for "
                                       "%s", score->thing.name, missing));
}

static bool check_row(hn_graph *graph, const hn_score *score,
                      hn_score_row *row)
{
    const char *what = hn_make_text(graph, "the points of `%s`",
                                    score->thing.name);
    hn_node *asks = row->when ? row->when : row->of;
    if (!asks || hn_node_broken(asks))
        return false;
    bool fit = row->when
        ? hn_make_test(graph, row->when, "the when of a score")
        : check_choices(graph, score, row);
    if (row->when && (row->count < 1 || !row->points[0]))
        return score_fault(graph, row, 112, "add points = 1", hn_make_text(
                           graph, "a row of `%s` has no points",
                           score->thing.name));
    for (int i = 0; fit && i < row->count; i++) {
        row->points[i] = hn_make_declared(graph, row->points[i], points(),
                                          what);
        fit = row->points[i] && !hn_node_broken(row->points[i]);
    }
    return fit;
}

/* Points times their weight, which may be changed as they may. */
static bool weigh(hn_graph *graph, const hn_score *score, hn_score_row *row)
{
    const char *what = hn_make_text(graph, "the weight of a row of `%s`",
                                    score->thing.name);
    row->unweighted = hn_make_array(graph, row->points, row->count,
                                    sizeof *row->unweighted);
    row->weight = hn_make_declared(graph, row->weight,
                                   hn_type_form(HN_AMOUNT), what);
    if (!row->unweighted || !row->weight || hn_node_broken(row->weight))
        return false;
    if (row->weight->u.constant.missing
        || row->weight->u.constant.number.num <= 0)
        return score_fault(graph, row, 214, "leave the row out if it does "
                           "not count", hn_make_text(graph, "%s is above 0",
                                                     what));
    row->weight = hn_edit_constant(graph, row->weight, what, row->place);
    for (int i = 0; i < row->count; i++) {
        hn_node *point = hn_make_array(graph, row->points[i], 1,
                                       sizeof *point);
        if (!point)
            return false;
        if (!hn_ratio_mul(&point->u.constant.number,
                          point->u.constant.number,
                          row->weight->u.constant.number))
            return score_fault(graph, row, 206, NULL,
                               "the points times their weight are beyond "
                               "what can be held exactly");
        row->points[i] = point;
    }
    return true;
}

static bool weigh_all(hn_graph *graph, hn_score *score)
{
    bool fit = true;
    for (int i = 0; i < score->count; i++)
        if (score->rows[i].weight)
            fit = weigh(graph, score, &score->rows[i]) && fit;
    return fit;
}

static void copy_descriptors(hn_graph *graph, hn_score_row *row)
{
    row->descriptors = row->descriptors
        ? hn_make_array(graph, row->descriptors, row->count,
                        sizeof *row->descriptors) : NULL;
    for (int i = 0; row->descriptors && i < row->count; i++)
        row->descriptors[i] = hn_make_copy(graph, row->descriptors[i]);
}

static hn_node *score_node(hn_graph *graph, hn_score *score)
{
    bool fit = true;
    hn_node **args = hn_arena_alloc(&graph->arena, sizeof *args
                                    * ((size_t)score->count + 1));
    for (int i = 0; args && i < score->count; i++) {
        hn_score_row *row = &score->rows[i];
        row->points = hn_make_array(graph, row->points, row->count,
                                    sizeof *row->points);
        if (!row->points)
            return NULL;
        copy_descriptors(graph, row);
        fit = check_row(graph, score, row) && fit;
        args[i] = row->when ? row->when : row->of;
    }
    if (fit) {
        hn_edit_score(graph, score);
        fit = weigh_all(graph, score);
    }
    if (!args)
        return NULL;
    if (!fit)
        return hn_make_spoiled(graph, args, score->count,
                               score->thing.place);
    hn_node *node = hn_make(graph, HN_OP_SCORE, points(), args, score->count,
                            score->thing.place);
    if (node && !hn_node_broken(node))
        node->u.score = score;
    return node;
}

hn_score *hn_build_score(hn_graph *graph, const hn_score *proto)
{
    hn_score *score = hn_make_array(graph, proto, 1, sizeof *score);
    if (!score)
        return NULL;
    hn_make_thing(graph, &score->thing, HN_WORD_SCORE);
    score->rows = hn_make_array(graph, proto->rows, proto->count,
                                sizeof *score->rows);
    if (!score->rows)
        return NULL;
    if (score->count == 0 && !hn_make_told(graph))
        hn_report_addf(graph->report, 120, HN_ERROR, score->thing.place,
                       "add { when = ..., points = 1 }",
                       "score `%s` gives no points", score->thing.name);
    if (score->out_of)
        score->out_of = hn_make_declared(graph, score->out_of, points(),
            hn_make_text(graph, "the out_of of `%s`", score->thing.name));
    score->thing.node = NULL;
    hn_make_own(&score->thing, score->count
                ? score_node(graph, score)
                : hn_build_broken(graph, score->thing.place));
    return graph->arena.failed ? NULL : score;
}
