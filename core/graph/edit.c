/*
 * edit.c - see edit.h; what declarations could have said instead.
 */
#include "edit.h"

#include <string.h>
#include "make.h"
#include "../quantity/number.h"

void hn_edits_init(hn_edits *edits, hn_memory *memory, const hn_edit *wanted)
{
    *edits = (hn_edits){.wanted = wanted};
    hn_arena_init(&edits->arena, memory);
    hn_text_map_init(&edits->keys, memory);
    hn_text_map_init(&edits->entries, memory);
}

void hn_edits_dispose(hn_edits *edits)
{
    hn_text_map_dispose(&edits->keys);
    hn_text_map_dispose(&edits->entries);
    hn_arena_dispose(&edits->arena);
}

/* --- asking -------------------------------------------------------------- */

static bool is_at(const hn_edit *edit, hn_place place)
{
    return edit->place.line == place.line
           && edit->place.column == place.column
           && strcmp(edit->place.file ? edit->place.file : "",
                     place.file ? place.file : "") == 0;
}

bool hn_edit_may_ask(const hn_graph *graph, hn_place place)
{
    const hn_edits *edits = graph->edits;
    return edits && (!edits->wanted || is_at(edits->wanted, place));
}

void hn_edit_begin(hn_graph *graph, hn_op op, hn_place place)
{
    hn_edits *edits = graph->edits;
    if (!edits)
        return;
    edits->here = edits->written
        ? edits->written(edits->written_ctx, place, op) : 0;
    edits->asked++;
}

void hn_edit_end(hn_graph *graph)
{
    if (graph->edits)
        graph->edits->here = 0;
}

/* Which of the line's words it is.  Where that is not known, what is declared
 * in between tells one time that the line is run from the next. */
static int nth_of(const hn_graph *graph, hn_edit_seen *seen)
{
    const hn_edits *edits = graph->edits;
    int64_t at = edits->here > 0 ? edits->asked : -1 - graph->thing_count;
    if (seen->at != at) {
        seen->at = at;
        seen->in_it = 0;
        seen->before++;
    }
    int in_it = seen->in_it++;
    return edits->here > 0
        ? in_it * edits->here + (seen->before - 1) % edits->here : in_it;
}

/* The number of a text, in the order in which they were first met; -1 when
 * memory is refused. */
static int64_t number_of(hn_edits *edits, hn_text_map *map, int64_t next,
                         hn_place place, const char *key, int nth)
{
    hn_text text;
    hn_text_init(&text, edits->arena.memory);
    hn_text_addf(&text, "%s:%d:%d:%s:%d", place.file ? place.file : "",
                 place.line, place.column, key, nth);
    int64_t number = text.failed ? -1 : hn_text_map_enter(
                         map, (hn_slice){text.at, text.len}, next);
    hn_text_dispose(&text);
    if (number < 0)
        edits->arena.failed = 1;
    return number;
}

static hn_edit_seen *seen_of(hn_edits *edits, hn_place place, const char *key)
{
    hn_edit_seen *all = hn_arena_grow(&edits->arena, edits->all_seen,
                                      edits->seen_count, &edits->seen_cap,
                                      sizeof *all);
    if (!all)
        return NULL;
    edits->all_seen = all;
    int64_t at = number_of(edits, &edits->keys, edits->seen_count, place, key,
                           0);
    if (at == edits->seen_count)
        all[edits->seen_count++] = (hn_edit_seen){0};
    return at < 0 ? NULL : &all[at];
}

static void note(hn_graph *graph, hn_place place, const char *key,
                 const char *what)
{
    hn_edits *edits = graph->edits;
    hn_edit_seen *seen = seen_of(edits, place, key);
    hn_edit *list = hn_arena_grow(&edits->arena, edits->list, edits->count,
                                  &edits->list_cap, sizeof *list);
    if (!list || !seen)
        return;
    edits->list = list;
    int nth = nth_of(graph, seen);
    int64_t at = number_of(edits, &edits->entries, edits->count, place, key,
                           nth);
    if (at == edits->count) {
        hn_edit *edit = &list[edits->count++];
        *edit = (hn_edit){.place = place, .nth = nth};
        if (place.file)
            edit->place.file = hn_arena_text(&edits->arena, place.file);
        edit->what = hn_arena_text(&edits->arena, what);
        edit->key = hn_arena_text(&edits->arena, key);
    }
    if (at >= 0)
        list[at].times++;
}

static bool ask(hn_graph *graph, hn_place place, const char *key,
                const char *format, va_list parts)
{
    hn_edits *edits = graph->edits;
    hn_text text;
    hn_text_init(&text, edits->arena.memory);
    hn_text_addv(&text, format, parts);
    const char *what = hn_text_string(&text);
    bool made = false;
    if (!edits->wanted)
        note(graph, place, key ? key : what, what);
    else
        made = strcmp(edits->wanted->key, key ? key : what) == 0
               && nth_of(graph, &edits->seen) == edits->wanted->nth;
    edits->made += made;
    if (text.failed)
        edits->arena.failed = 1;
    hn_text_dispose(&text);
    return made;
}

bool hn_edit_asked(hn_graph *graph, hn_place place, const char *format, ...)
{
    va_list parts;
    if (!hn_edit_may_ask(graph, place))
        return false;
    va_start(parts, format);
    bool made = ask(graph, place, NULL, format, parts);
    va_end(parts);
    return made;
}

bool hn_edit_asked_as(hn_graph *graph, hn_place place, const char *key,
                      const char *format, ...)
{
    va_list parts;
    if (!hn_edit_may_ask(graph, place))
        return false;
    va_start(parts, format);
    bool made = ask(graph, place, key, format, parts);
    va_end(parts);
    return made;
}

/* --- constants ----------------------------------------------------------- */

/* A penny; a day; else one of the last digit that is written. */
static bool step_of(hn_ratio *step, const hn_node *node)
{
    hn_ratio value = node->u.constant.number;
    if (hn_type_is_money(node->type)
        && hn_ratio_make(step, 1, value.den > 100 ? value.den : 100))
        return true;
    int64_t den = 1;
    int64_t part = node->type.form == HN_PERCENT ? 100 : 1;
    hn_ratio written;
    if (!hn_ratio_mul(&written, value, hn_ratio_of(part)))
        return false;
    while (den < 1000000 && den % written.den != 0)
        den *= 10;
    return hn_ratio_make(step, 1, (den % written.den ? written.den : den)
                                      * (hn_wide)part);
}

static void say_constant(hn_text *out, const hn_node *node)
{
    const hn_constant *constant = &node->u.constant;
    hn_ratio shown = constant->number;
    switch (node->type.kind) {
    case HN_NUMBER:
        if (node->type.form == HN_PERCENT)
            hn_percent_write(out, shown);
        else
            hn_amount_write(out, shown, node->type.unit);
        break;
    case HN_DATE:
        hn_date_write_long(out, (hn_date)constant->index);
        break;
    case HN_YESNO:
        hn_text_add(out, constant->index ? "yes" : "no");
        break;
    case HN_CHOICE:
        hn_text_add(out, node->type.choices->names[constant->index]);
        break;
    default:
        hn_text_add(out, constant->text ? constant->text : "missing");
    }
}

/* The constant one step further; NULL where there is none. */
static hn_node *stepped(hn_graph *graph, const hn_node *node, int by)
{
    hn_node *made = hn_make_array(graph, node, 1, sizeof *made);
    hn_constant *constant = made ? &made->u.constant : NULL;
    hn_ratio step;
    if (!made)
        return NULL;
    made->id = -1;
    made->uses = 0;
    if (node->type.kind == HN_DATE) {
        constant->index += by;
        return made;
    }
    return step_of(&step, node)
           && hn_ratio_mul(&step, step, hn_ratio_of(by))
           && hn_ratio_add(&constant->number, constant->number, step)
               ? made : NULL;
}

/* A number that is written in a loop has the units of each time it is run. */
static bool asked_number(hn_graph *graph, const hn_node *now,
                         const hn_node *then, const char *name,
                         hn_place place, const char *says)
{
    hn_text key;
    hn_text_init(&key, graph->memory);
    hn_ratio_write(&key, then->u.constant.number, 0);
    hn_text_add(&key, " for ");
    hn_ratio_write(&key, now->u.constant.number, 0);
    bool made = hn_edit_asked_as(graph, place, hn_text_string(&key), "%s: %s",
                                 name, says);
    hn_text_dispose(&key);
    return made;
}

static bool asked_constant(hn_graph *graph, const hn_node *now,
                           const hn_node *then, const char *name,
                           hn_place place)
{
    hn_text says;
    hn_text_init(&says, graph->memory);
    say_constant(&says, then);
    hn_text_add(&says, " for ");
    say_constant(&says, now);
    bool is_number = now->type.kind == HN_NUMBER
                     && strcmp(name, "the number") == 0;
    bool made = is_number
        ? asked_number(graph, now, then, name, place, hn_text_string(&says))
        : hn_edit_asked(graph, place, "%s: %s", name,
                        hn_text_string(&says));
    hn_text_dispose(&says);
    return made;
}

typedef struct limits { const hn_node *min, *max; } limits;

/* What its limits refuse cannot be written. */
static bool is_within(const hn_node *node, limits of)
{
    return !(of.min && of.min->op == HN_OP_CONSTANT
             && hn_make_compare(node, of.min) < 0)
           && !(of.max && of.max->op == HN_OP_CONSTANT
                && hn_make_compare(node, of.max) > 0);
}

static hn_node *constant_within(hn_graph *graph, hn_node *node, limits of,
                                const char *name, hn_place place)
{
    if (!node || node->op != HN_OP_CONSTANT
        || !hn_edit_may_ask(graph, place) || node->u.constant.missing
        || (node->type.kind != HN_NUMBER && node->type.kind != HN_DATE))
        return node;
    hn_node *chosen = node;
    for (int by = 1; by >= -1; by -= 2) {
        hn_node *other = stepped(graph, node, by);
        if (other && is_within(other, of)
            && asked_constant(graph, node, other, name, place))
            chosen = other;
    }
    return chosen;
}

hn_node *hn_edit_constant(hn_graph *graph, hn_node *node, const char *name,
                          hn_place place)
{
    return constant_within(graph, node, (limits){NULL, NULL}, name, place);
}

/* --- parameters ---------------------------------------------------------- */

static void later(hn_graph *graph, const char *name, hn_date *from,
                  hn_date before, hn_place place)
{
    for (int by = 1; by >= -1; by -= 2)
        if (*from > HN_DATE_FIRST && *from + by > before
            && hn_edit_asked_as(graph, place, by > 0 ? "later" : "earlier",
                                "`%s`: from a day %s", name,
                                by > 0 ? "later" : "earlier")) {
            *from += by;
            return;
        }
}

/* Before the first of its days a thing has no value, which no example can
 * expect: that day is only ever moved to a later one. */
void hn_edit_param(hn_graph *graph, hn_param *param)
{
    const char *name = param->thing.name;
    for (int i = 0; graph->edits && i < param->count; i++) {
        hn_period *period = &param->periods[i];
        period->value = constant_within(
            graph, period->value, (limits){param->min, param->max},
            hn_make_text(graph, "`%s`", name), period->place);
        later(graph, name, &period->from,
              i ? period[-1].from : period->from, period->place);
    }
    for (int i = 0; graph->edits && param->count > 1 && i < param->count; i++)
        if (hn_edit_asked(graph, param->periods[i].place,
                          "`%s` without this row", name)) {
            param->count--;
            memmove(&param->periods[i], &param->periods[i + 1],
                    sizeof *param->periods * (size_t)(param->count - i));
            return;
        }
}

void hn_edit_criterion(hn_graph *graph, hn_criterion *criterion)
{
    const char *name = criterion->thing.name;
    for (int i = 0; graph->edits && i < criterion->count; i++) {
        hn_wording *wording = &criterion->wordings[i];
        later(graph, name, &wording->from,
              i ? wording[-1].from : wording->from, wording->place);
    }
    if (graph->edits && criterion->count > 1
        && hn_edit_asked(graph, criterion->wordings[criterion->count - 1]
                                    .place, "`%s` without this row", name))
        criterion->count--;
}

/* --- rounding ------------------------------------------------------------ */

static void other_mode(hn_graph *graph, hn_rounding *rounding,
                       hn_round_mode mode, const char *name, hn_place place)
{
    hn_round_mode was = rounding->mode;
    const char *key = hn_make_text(graph, "rounded %s for %s",
                                   hn_round_mode_name(mode),
                                   hn_round_mode_name(was));
    if (mode != was && key
        && hn_edit_asked_as(graph, place, key, "`%s`: %s", name, key))
        rounding->mode = mode;
}

void hn_edit_rounding(hn_graph *graph, hn_rounding *rounding,
                      const char *name, hn_place place)
{
    hn_ratio step;
    if (!rounding || !hn_edit_may_ask(graph, place))
        return;
    hn_rounding made = *rounding;
    for (int mode = HN_HALF_AWAY; mode <= HN_DOWN; mode++) {
        hn_rounding one = *rounding;
        other_mode(graph, &one, (hn_round_mode)mode, name, place);
        made.mode = one.mode != rounding->mode ? one.mode : made.mode;
    }
    if (hn_edit_asked_as(graph, place, "ten times the step",
                         "`%s`: rounded to ten times the step", name)
        && hn_ratio_make(&step, (hn_wide)made.step_num * 10, made.step_den)) {
        made.step_num = (int64_t)step.num;
        made.step_den = step.den;
    }
    *rounding = made;
}

/* --- over rows ----------------------------------------------------------- */

void hn_edit_order(hn_graph *graph, hn_fold *fold, hn_place place)
{
    for (int i = 0; graph->edits && i < fold->order_count; i++)
        if (hn_edit_asked(graph, place, "the order: entry %d the other way "
                          "round", i + 1))
            fold->order[i].falling = !fold->order[i].falling;
    for (int i = 0; graph->edits && i < fold->order_count - 1; i++)
        if (hn_edit_asked(graph, place, "the order without entry %d", i + 1)) {
            if (fold->order[i].node)
                fold->order[i].node->uses++;
            fold->order_count--;
            memmove(&fold->order[i], &fold->order[i + 1],
                    sizeof *fold->order * (size_t)(fold->order_count - i));
            return;
        }
}

static void other_fold(hn_graph *graph, hn_op *op, hn_place place)
{
    static const struct { hn_op op, to; const char *says; } others[] = {
        { HN_OP_SUM, HN_OP_MEAN, "`mean` for `sum`" },
        { HN_OP_MEAN, HN_OP_MEDIAN, "`median` for `mean`" },
        { HN_OP_MINIMUM, HN_OP_MAXIMUM, "`maximum` for `minimum`" },
        { HN_OP_MAXIMUM, HN_OP_MINIMUM, "`minimum` for `maximum`" },
        { HN_OP_MEDIAN, HN_OP_MEAN, "`mean` for `median`" },
        { HN_OP_LOWER_QUARTILE, HN_OP_UPPER_QUARTILE,
          "`upper_quartile` for `lower_quartile`" },
        { HN_OP_UPPER_QUARTILE, HN_OP_LOWER_QUARTILE,
          "`lower_quartile` for `upper_quartile`" },
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (*op == others[i].op
            && hn_edit_asked(graph, place, "%s", others[i].says)) {
            *op = others[i].to;
            return;
        }
}

void hn_edit_fold(hn_graph *graph, hn_op *op, hn_fold *fold, hn_place place)
{
    if (!hn_edit_may_ask(graph, place))
        return;
    hn_edit_begin(graph, *op, place);
    other_fold(graph, op, place);
    if (fold->leave_out
        && hn_edit_asked(graph, place, "without missing = \"left out\""))
        fold->leave_out = false;
    if (hn_op_is_place(*op)
        && hn_edit_asked(graph, place, "the other end first"))
        fold->highest_first = !fold->highest_first;
    if (fold->where && hn_edit_asked(graph, place, "without its `where`")) {
        fold->where->uses++;
        fold->where = NULL;
    }
    hn_edit_end(graph);
}

void hn_edit_peers(hn_graph *graph, hn_peers *peers)
{
    if (graph->edits
        && hn_edit_asked(graph, peers->thing.place, "`%s`: own = \"%s\"",
                         peers->thing.name,
                         peers->own ? "left out" : "included"))
        peers->own = !peers->own;
}

void hn_edit_dealing(hn_graph *graph, hn_dealing *dealing,
                     const hn_thing *thing)
{
    static const char *const names[] = { "first", "last", "spread" };
    hn_remainder was = dealing->remainder;
    for (int i = 0; graph->edits && i < 3; i++)
        if (i != (int)was
            && hn_edit_asked(graph, thing->place, "`%s`: remainder = \"%s\"",
                             thing->name, names[i]))
            dealing->remainder = (hn_remainder)i;
}

void hn_edit_year(hn_graph *graph, hn_year_part *by, hn_part_month *part,
                  bool has_terms, hn_place place)
{
    static const char *const counts[] = { "days", "weeks", "months" };
    static const char *const parts[] = { "days", "whole", "none" };
    hn_year_part was = *by;
    hn_part_month part_was = *part;
    if (!graph->edits || has_terms)
        return;
    for (int i = 0; i < 3; i++)
        if (i != (int)was && hn_edit_asked(graph, place,
                                           "counted in %s for %s", counts[i],
                                           counts[was]))
            *by = (hn_year_part)i;
    for (int i = 0; was == HN_BY_MONTHS && i < 3; i++)
        if (i != (int)part_was
            && hn_edit_asked(graph, place, "part_month = \"%s\"", parts[i]))
            *part = (hn_part_month)i;
}

/* --- tables -------------------------------------------------------------- */

static bool cells_differ(hn_node *const *a, hn_node *const *b, int count)
{
    for (int i = 0; i < count; i++) {
        const hn_node *x = a[i], *y = b[i];
        bool gone_x = !x || x->u.constant.missing;
        bool gone_y = !y || y->u.constant.missing;
        if (gone_x != gone_y)
            return true;
        if (gone_x || x->type.kind == HN_BROKEN || y->type.kind == HN_BROKEN)
            continue;
        if (x->type.kind == HN_TEXT || x->type.kind == HN_LITERAL
                ? strcmp(x->u.constant.text, y->u.constant.text) != 0
                : x->type.kind == HN_NUMBER ? hn_make_compare(x, y) != 0
                : x->u.constant.index != y->u.constant.index)
            return true;
    }
    return false;
}

static void higher_cells(hn_graph *graph, const hn_lookup *lookup,
                         hn_lookup_row *row)
{
    for (int i = 0; i < lookup->column_count; i++) {
        hn_node *cell = row->cells[i];
        hn_node *other = cell && cell->op == HN_OP_CONSTANT
                         && !cell->u.constant.missing
                         && (cell->type.kind == HN_NUMBER
                             || cell->type.kind == HN_DATE)
                             ? stepped(graph, cell, 1) : NULL;
        if (other && hn_edit_may_ask(graph, row->place)
            && asked_constant(graph, cell, other, hn_make_text(
                   graph, "`%s.%s`", lookup->thing.name,
                   lookup->columns[i].name), row->place))
            row->cells[i] = other;
    }
}

void hn_edit_lookup(hn_graph *graph, const hn_lookup *lookup)
{
    for (int i = 0; graph->edits && i < lookup->row_count; i++)
        higher_cells(graph, lookup, &lookup->rows[i]);
    for (int i = 0; graph->edits && i + 1 < lookup->row_count; i++) {
        hn_lookup_row *row = &lookup->rows[i];
        if (cells_differ(row->cells, row[1].cells, lookup->column_count)
            && hn_edit_asked(graph, row->place, "`%s`: this row's cells and "
                             "the next one's exchanged",
                             lookup->thing.name)) {
            hn_node **cells = row->cells;
            row->cells = row[1].cells;
            row[1].cells = cells;
            return;
        }
    }
}

void hn_edit_calendar(hn_graph *graph, const hn_calendar_thing *thing,
                      hn_date *closed, hn_term *terms)
{
    const hn_calendar *calendar = &thing->calendar;
    const char *name = thing->thing.name;
    hn_place place = thing->thing.place;
    if (!hn_edit_may_ask(graph, place))
        return;
    bool days = calendar->closed_count > 0
                && hn_edit_asked(graph, place, "`%s`: each closed day a day "
                                 "later", name);
    bool first = calendar->term_count > 0
                 && hn_edit_asked(graph, place, "`%s`: each term begins a "
                                  "day later", name);
    bool last = calendar->term_count > 0
                && hn_edit_asked(graph, place, "`%s`: each term ends a day "
                                 "earlier", name);
    for (int i = 0; i < calendar->closed_count; i++)
        closed[i] += days;
    for (int i = 0; i < calendar->term_count; i++) {
        terms[i].first += first;
        terms[i].last -= last;
    }
}

static void exchange_bands(hn_graph *graph, hn_bands *bands, int i)
{
    hn_band *band = &bands->bands[i];
    if (hn_edit_asked(graph, band->place, "the names `%s` and `%s` "
                      "exchanged", band->name, band[1].name)) {
        const char *name = band->name;
        band->name = band[1].name;
        band[1].name = name;
    }
    if (cells_differ(band->cells, band[1].cells, bands->column_count)
        && hn_edit_asked(graph, band->place, "the cells of `%s` and `%s` "
                         "exchanged", band->name, band[1].name)) {
        hn_node **cells = band->cells;
        band->cells = band[1].cells;
        band[1].cells = cells;
    }
}

void hn_edit_bands(hn_graph *graph, hn_bands *bands)
{
    for (int i = 0; graph->edits && i < bands->count; i++) {
        hn_band *band = &bands->bands[i];
        if (i > 0) {
            band->edge = hn_edit_constant(
                graph, band->edge,
                hn_make_text(graph, "the edge of `%s`", band->name),
                band->place);
            if (hn_make_enter(graph, band->edge))
                band->edge->uses++;
            if (hn_edit_asked(graph, band->place, "`%s` begins %s its edge",
                              band->name, band->over ? "at" : "over"))
                band->over = !band->over;
        }
        if (i + 1 < bands->count)
            exchange_bands(graph, bands, i);
    }
}

static void exchange_outcomes(hn_graph *graph, hn_panel *panel, int i)
{
    hn_panel_row *row = &panel->rows[i], *next = row + 1;
    hn_node *when = row->when;
    if (!hn_edit_asked(graph, row->place, "\"%s\" for \"%s\"",
                       next->outcome, row->outcome))
        return;
    row->when = next->when;
    next->when = when;
}

/* The outcome stays among the choices. */
static void never(hn_graph *graph, hn_panel_row *row)
{
    hn_node *no = hn_make_constant(graph, hn_type_of(HN_YESNO), row->place);
    if (!no)
        return;
    row->when->uses++;
    row->when = no;
}

void hn_edit_panel(hn_graph *graph, hn_panel *panel)
{
    for (int i = 0; graph->edits && i + 1 < panel->count; i++)
        exchange_outcomes(graph, panel, i);
    for (int i = 0; graph->edits && i < panel->count; i++)
        if (hn_edit_asked(graph, panel->rows[i].place, "never \"%s\"",
                          panel->rows[i].outcome))
            never(graph, &panel->rows[i]);
}

static void negate(hn_graph *graph, hn_node **points)
{
    hn_node *made = hn_make_array(graph, *points, 1, sizeof *made);
    if (made) {
        made->u.constant.number.num = -made->u.constant.number.num;
        *points = made;
    }
}

void hn_edit_score(hn_graph *graph, hn_score *score)
{
    for (int i = 0; graph->edits && i < score->count; i++) {
        hn_score_row *row = &score->rows[i];
        for (int k = 0; k < row->count; k++) {
            if (!row->points[k] || row->points[k]->op != HN_OP_CONSTANT
                || row->points[k]->u.constant.missing)
                continue;
            row->points[k] = hn_edit_constant(
                graph, row->points[k], hn_make_text(
                    graph, "points of `%s`", score->thing.name), row->place);
            if (row->points[k]->u.constant.number.num != 0
                && hn_edit_asked(graph, row->place, "points of `%s`: the "
                                 "other sign", score->thing.name))
                negate(graph, &row->points[k]);
        }
    }
}
