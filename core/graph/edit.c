/*
 * edit.c - see edit.h; what declarations could have said instead.
 */
#include "edit.h"

#include <string.h>
#include "make.h"
#include "../quantity/number.h"

void hn_edits_init(hn_edits *edits, hn_memory *memory, int wanted)
{
    *edits = (hn_edits){.wanted = wanted};
    hn_arena_init(&edits->arena, memory);
}

void hn_edits_dispose(hn_edits *edits)
{
    hn_arena_dispose(&edits->arena);
}

/* --- asking -------------------------------------------------------------- */

static const char *words(hn_edits *edits, const char *format, va_list parts)
{
    hn_text text;
    hn_text_init(&text, edits->arena.memory);
    hn_text_addv(&text, format, parts);
    const char *kept = hn_arena_text_n(&edits->arena, text.at, text.len);
    if (text.failed)
        edits->arena.failed = 1;
    hn_text_dispose(&text);
    return kept ? kept : "";
}

static void note(hn_edits *edits, hn_edit edit)
{
    if (edits->wanted >= 0) {
        edits->made = edit;
        return;
    }
    hn_edit *list = hn_arena_grow(&edits->arena, edits->list, edits->count,
                                  &edits->list_cap, sizeof *list);
    if (!list)
        return;
    edits->list = list;
    list[edits->count] = edit;
}

bool hn_edit_asked(hn_graph *graph, hn_place place, const char *format, ...)
{
    hn_edits *edits = graph->edits;
    if (!edits)
        return false;
    bool made = edits->count == edits->wanted;
    if (made || edits->wanted < 0) {
        va_list parts;
        va_start(parts, format);
        hn_edit edit = {place, words(edits, format, parts)};
        va_end(parts);
        if (place.file)
            edit.place.file = hn_arena_text(&edits->arena, place.file);
        note(edits, edit);
    }
    edits->count++;
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

static bool asked_constant(hn_graph *graph, const hn_node *now,
                           const hn_node *then, const char *name,
                           hn_place place)
{
    hn_text a, b;
    hn_text_init(&a, graph->memory);
    hn_text_init(&b, graph->memory);
    say_constant(&a, then);
    say_constant(&b, now);
    bool made = hn_edit_asked(graph, place, "%s: %s for %s", name,
                              hn_text_string(&a), hn_text_string(&b));
    hn_text_dispose(&a);
    hn_text_dispose(&b);
    return made;
}

hn_node *hn_edit_constant(hn_graph *graph, hn_node *node, const char *name,
                          hn_place place)
{
    if (!graph->edits || !node || node->op != HN_OP_CONSTANT
        || node->u.constant.missing
        || (node->type.kind != HN_NUMBER && node->type.kind != HN_DATE))
        return node;
    hn_node *chosen = node;
    for (int by = 1; by >= -1; by -= 2) {
        hn_node *other = stepped(graph, node, by);
        if (other && asked_constant(graph, node, other, name, place))
            chosen = other;
    }
    return chosen;
}

/* --- parameters ---------------------------------------------------------- */

static void later(hn_graph *graph, const char *name, hn_date *from,
                  hn_date before, hn_place place)
{
    for (int by = 1; by >= -1; by -= 2)
        if (*from > HN_DATE_FIRST && *from + by > before
            && hn_edit_asked(graph, place, "`%s`: from a day %s", name,
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
        period->value = hn_edit_constant(graph, period->value,
                                         hn_make_text(graph, "`%s`", name),
                                         period->place);
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

void hn_edit_rounding(hn_graph *graph, hn_rounding *rounding,
                      const char *name, hn_place place)
{
    hn_rounding was;
    if (!graph->edits || !rounding)
        return;
    was = *rounding;
    for (int mode = HN_HALF_AWAY; mode <= HN_DOWN; mode++)
        if (mode != (int)was.mode
            && hn_edit_asked(graph, place, "`%s`: rounded %s for %s", name,
                             hn_round_mode_name((hn_round_mode)mode),
                             hn_round_mode_name(was.mode)))
            rounding->mode = (hn_round_mode)mode;
    if (hn_edit_asked(graph, place, "`%s`: rounded to ten times the step",
                      name)) {
        hn_ratio step;
        if (hn_ratio_make(&step, (hn_wide)was.step_num * 10, was.step_den)) {
            rounding->step_num = (int64_t)step.num;
            rounding->step_den = step.den;
        }
    }
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
    if (!graph->edits)
        return;
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

void hn_edit_lookup(hn_graph *graph, const hn_lookup *lookup)
{
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
