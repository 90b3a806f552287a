/*
 * cover_cone.c - see cover_cone.h.
 */
#include "cover_cone.h"

#include <string.h>
#include "../quantity/number.h"

#define MOST_CELLS 60         /* of an input                                 */

/* --- cells --------------------------------------------------------------- */

static const char *kept(const hn_cone *cone, hn_text *text)
{
    const char *copy = text->failed ? NULL : hn_arena_text_n(
                                          cone->arena, text->at, text->len);
    if (!copy)
        cone->arena->failed = 1;
    hn_text_dispose(text);
    return copy ? copy : "";
}

const char *hn_cone_cell(const hn_cone *cone, const hn_input *input,
                         int64_t value)
{
    hn_text text;
    hn_text_init(&text, cone->arena->memory);
    if (input->type.kind == HN_DATE)
        hn_date_write(&text, (hn_date)value);
    else
        hn_number_write(&text, value, input->decimals);
    while (!text.failed && input->type.kind == HN_NUMBER
           && memchr(text.at, '.', text.len)
           && (text.at[text.len - 1] == '0' || text.at[text.len - 1] == '.'))
        if (text.at[--text.len] == '.')
            break;
    return kept(cone, &text);
}

bool hn_cone_value(const hn_input *input, const char *cell, int64_t *value)
{
    hn_date date;
    if (!cell || !*cell)
        return false;
    if (input->type.kind == HN_NUMBER)
        return !hn_number_read(value, hn_slice_of(cell), input->decimals,
                               HN_MONEY);
    if (input->type.kind != HN_DATE
        || hn_date_read(&date, hn_slice_of(cell)))
        return false;
    *value = date;
    return true;
}

static bool has_cell(const hn_cone_input *in, const char *cell)
{
    for (int i = 0; i < in->count; i++)
        if (in->cells[i] == cell
            || (cell && in->cells[i] && strcmp(in->cells[i], cell) == 0))
            return true;
    return false;
}

static void add_cell(hn_cone *cone, hn_cone_input *in, const char *cell)
{
    if (in->count >= MOST_CELLS || has_cell(in, cell)) {
        in->exact = in->exact && in->count < MOST_CELLS;
        return;
    }
    const char **cells = hn_arena_grow(cone->arena, in->cells, in->count,
                                       &in->cap, sizeof *cells);
    if (!cells)
        return;
    in->cells = cells;
    cells[in->count++] = cell;
}

/* A value, if the input can have it. */
static void add_value(hn_cone *cone, hn_cone_input *in, int64_t value)
{
    const hn_input *input = in->input;
    bool date = input->type.kind == HN_DATE;
    if ((date && (value < HN_DATE_FIRST || value > HN_DATE_LAST))
        || (input->has_min && value < input->min)
        || (input->has_max && value > input->max))
        return;
    add_cell(cone, in, hn_cone_cell(cone, input, value));
}

/* --- inputs -------------------------------------------------------------- */

static hn_cone_input *input_of(hn_cone *cone, const hn_input *input)
{
    for (int i = 0; i < cone->count; i++)
        if (cone->inputs[i].input == input)
            return &cone->inputs[i];
    hn_cone_input *inputs = hn_arena_grow(cone->arena, cone->inputs,
                                          cone->count, &cone->cap,
                                          sizeof *inputs);
    if (!inputs)
        return NULL;
    cone->inputs = inputs;
    inputs[cone->count] = (hn_cone_input){.input = input, .exact = true};
    return &inputs[cone->count++];
}

static void add_choices(hn_cone *cone, hn_cone_input *in)
{
    const hn_type *type = &in->input->type;
    if (type->kind == HN_YESNO) {
        add_cell(cone, in, "yes");
        add_cell(cone, in, "no");
    }
    for (int i = 0; type->kind == HN_CHOICE && i < type->choices->count; i++)
        add_cell(cone, in, type->choices->names[i]);
    if (type->kind == HN_TEXT)
        add_cell(cone, in, "1");
}

static void add_missing(hn_cone *cone, hn_cone_input *in)
{
    if (in->input->required)
        return;
    add_cell(cone, in, NULL);
    if (in->input->blank)
        add_cell(cone, in, "");
}

static void add_limits(hn_cone *cone, hn_cone_input *in)
{
    if (in->input->type.kind != HN_NUMBER)
        return;
    if (in->input->has_min)
        add_value(cone, in, in->input->min);
    if (in->input->has_max)
        add_value(cone, in, in->input->max);
    add_value(cone, in, 0);
}

/* What stands in the examples, which is what people would write. */
static void add_examples(hn_cone *cone, hn_cone_input *in)
{
    const hn_graph *graph = cone->graph;
    for (int i = 0; i < graph->example_count; i++)
        for (int j = 0; j < graph->examples[i]->row_count; j++) {
            const hn_example_row *row = &graph->examples[i]->rows[j];
            for (int k = 0; row->records == in->input->thing.records
                            && k < row->count; k++)
                if (strcmp(row->cells[k].name, in->input->thing.name) == 0
                    && row->cells[k].text && *row->cells[k].text)
                    add_cell(cone, in, row->cells[k].text);
        }
}

/* --- thresholds ---------------------------------------------------------- */

/* A penny, a day or one, in 10^-decimals. */
static int64_t one_step(const hn_input *input)
{
    int64_t step = 1;
    bool whole = input->type.kind == HN_NUMBER
                 && input->type.form == HN_AMOUNT
                 && !hn_unit_is_money(input->type.unit);
    for (int i = 0; whole && i < input->decimals; i++)
        step *= 10;
    return step;
}

static void add_around(hn_cone *cone, hn_cone_input *in, int64_t value)
{
    int64_t step = one_step(in->input);
    add_value(cone, in, value);
    add_value(cone, in, value - step);
    add_value(cone, in, value + step);
    if (step > 1) {
        add_value(cone, in, value - 1);
        add_value(cone, in, value + 1);
    }
}

/* A value that stands in the pack, beside an input of its kind. */
static void add_constant(hn_cone *cone, hn_cone_input *in,
                         const hn_node *constant)
{
    const hn_type *type = &in->input->type;
    hn_ratio scaled;
    int64_t scale = type->form == HN_PERCENT ? 100 : 1;
    if (!constant || constant->u.constant.missing
        || constant->type.kind != type->kind)
        return;
    if (type->kind == HN_DATE)
        add_around(cone, in, constant->u.constant.index);
    if (type->kind == HN_TEXT)
        add_cell(cone, in, constant->u.constant.text);
    if (type->kind != HN_NUMBER
        || !hn_unit_same(type->unit, constant->type.unit))
        return;
    for (int i = 0; i < in->input->decimals; i++)
        scale *= 10;
    if (hn_ratio_mul(&scaled, constant->u.constant.number,
                     hn_ratio_of(scale))
        && scaled.num / scaled.den <= HN_INPUT_LIMIT
        && scaled.num / scaled.den >= -HN_INPUT_LIMIT)
        add_around(cone, in, (int64_t)(scaled.num / scaled.den));
}

static void add_fixed(hn_cone *cone, hn_cone_input *in, const hn_node *node)
{
    if (node->op == HN_OP_CONSTANT)
        add_constant(cone, in, node);
    for (int i = 0; node->op == HN_OP_PARAM
                    && i < node->u.param.param->count; i++)
        add_constant(cone, in, node->u.param.param->periods[i].value);
    for (int i = 1; node->op == HN_OP_BANDS
                    && i < node->u.bands.bands->count; i++)
        add_constant(cone, in, node->u.bands.bands->bands[i].edge);
}

/* Every threshold beneath, for every input: one may come to the
 * other by a sum. */
static void add_thresholds(hn_cone *cone, hn_cone_input *in)
{
    for (int i = 0; i < cone->graph->node_count; i++)
        if (cone->seen[i])
            add_fixed(cone, in, cone->graph->nodes[i]);
}

/* --- days ---------------------------------------------------------------- */

/* A day for what takes the run's date. */
static void add_run_day(hn_cone *cone, hn_date day)
{
    for (int i = 0; i < cone->day_count; i++)
        if (cone->days[i] == day)
            return;
    hn_date *days = hn_arena_grow(cone->arena, cone->days, cone->day_count,
                                  &cone->day_cap, sizeof *days);
    if (!days)
        return;
    cone->days = days;
    int at = cone->day_count++;
    for (; at > 0 && days[at - 1] > day; at--)
        days[at] = days[at - 1];
    days[at] = day;
}

/* A day on which something comes into force for what the node is of. */
static void add_day(hn_cone *cone, const hn_node *node, hn_date from)
{
    const hn_input *by = node->records ? node->records->dated_by : NULL;
    if (from <= HN_DATE_FIRST)
        return;
    hn_cone_input *in = by ? input_of(cone, by) : NULL;
    if (in)
        add_value(cone, in, from);
    if (in)
        add_value(cone, in, from - 1);
    add_run_day(cone, from);
}

/* Where years matter: the days of the examples, a year earlier and later. */
static void add_other_years(hn_cone *cone)
{
    const hn_graph *graph = cone->graph;
    hn_date date;
    for (int i = 0; i < graph->example_count && cone->day_count < MOST_CELLS;
         i++)
        for (int months = -12; months <= 12; months += 12)
            if (graph->examples[i]->has_on
                && hn_date_add_months(&date, graph->examples[i]->on, months))
                add_run_day(cone, date);
}

static void add_days(hn_cone *cone, const hn_node *node)
{
    const hn_node *root = node->records || node->for_run ? node : cone->root;
    if (node->op == HN_OP_PARAM && node->count == 0)
        for (int i = 0; i < node->u.param.param->count; i++)
            add_day(cone, root, node->u.param.param->periods[i].from);
    if (node->op == HN_OP_LOOKUP)
        for (int i = 0; i < node->u.lookup.lookup->row_count; i++)
            add_day(cone, root, node->u.lookup.lookup->rows[i].from);
    if (node->op == HN_OP_DATED)
        for (int i = 0; i < node->u.criterion->count; i++)
            add_day(cone, root, node->u.criterion->wordings[i].from);
}

/* --- how an input is read ------------------------------------------------ */

static bool is_fixed(const hn_node *node)
{
    return node->op == HN_OP_CONSTANT
           || (node->op == HN_OP_PARAM && node->count == 0);
}

/* Whether all that the node asks of its arguments is how those that are no
 * inputs lie to them. */
static bool only_compares(const hn_cone *cone, const hn_node *node)
{
    switch (node->op) {
    case HN_OP_KNOWN: case HN_OP_GIVEN: case HN_OP_BANDS:
        return true;
    case HN_OP_LOWER: case HN_OP_HIGHER:
        if (node != cone->root)
            return false;
        break;
    case HN_OP_OVER: case HN_OP_AT_LEAST: case HN_OP_UNDER:
    case HN_OP_AT_MOST: case HN_OP_IS: case HN_OP_IS_NOT: case HN_OP_ONE_OF:
        break;
    default:
        return false;
    }
    int others = 0;
    for (int i = 0; i < node->count; i++)
        others += !is_fixed(node->args[i]);
    return others == 1;
}

typedef struct walk { hn_cone *cone; const hn_node *reader; } walk;

static void visit(const hn_node *node, void *ctx);

static void note_input(hn_cone *cone, const hn_node *reader,
                       const hn_node *node)
{
    hn_kind kind = node->type.kind;
    hn_cone_input *in = input_of(cone, node->u.input);
    if (in && kind != HN_CHOICE && kind != HN_YESNO
        && (!reader || !only_compares(cone, reader)))
        in->exact = false;
}

static void note_node(hn_cone *cone, const hn_node *node)
{
    bool links = node->op == HN_OP_LINK || node->op == HN_OP_VIA;
    if (links || hn_op_is_fold(node->op))
        cone->local = cone->exact = false;
    if (node->op == HN_OP_DECISION_DATE
        || (node->op == HN_OP_PARAM && node->count > 0
            && !is_fixed(node->args[0])))
        cone->exact = false;
    add_days(cone, node);
}

/* What goes over peers reads the links of their pairs. */
static void visit_pairs(const hn_node *node, walk *below)
{
    const hn_peers *peers = hn_op_is_fold(node->op) ? node->u.fold->peers
                                                    : NULL;
    if (!peers)
        return;
    visit(peers->of->thing.node, below);
    visit(peers->are->thing.node, below);
}

static void visit(const hn_node *node, void *ctx)
{
    const walk *w = ctx;
    walk below = {w->cone, node};
    if (node->id < 0)
        return;
    if (node->op == HN_OP_INPUT)
        note_input(w->cone, w->reader, node);
    if (w->cone->seen[node->id])
        return;
    w->cone->seen[node->id] = true;
    w->cone->nodes++;
    note_node(w->cone, node);
    hn_node_each(node, visit, &below);
    visit_pairs(node, &below);
}

/* --- all together -------------------------------------------------------- */

/* A year later and earlier, for rules that go by years. */
static void add_years(hn_cone *cone, hn_cone_input *in)
{
    int count = in->count;
    for (int i = 0; i < count; i++) {
        int64_t value;
        hn_date date;
        if (in->input->type.kind != HN_DATE
            || !hn_cone_value(in->input, in->cells[i], &value))
            continue;
        for (int months = -12; months <= 12; months += 24)
            if (hn_date_add_months(&date, (hn_date)value, months))
                add_value(cone, in, date);
    }
}

static void fill_cells(hn_cone *cone, hn_cone_input *in)
{
    add_choices(cone, in);
    add_thresholds(cone, in);
    add_missing(cone, in);
    add_limits(cone, in);
    if (in->exact)
        return;
    add_examples(cone, in);
    add_years(cone, in);
}

bool hn_cone_make(hn_cone *out, const hn_graph *graph, const hn_node *root,
                  hn_arena *arena)
{
    const hn_records *records = root->records;
    *out = (hn_cone){.graph = graph, .arena = arena, .root = root,
                     .exact = true, .local = records != NULL};
    out->seen = hn_arena_alloc(arena, (size_t)graph->node_count + 1);
    if (!out->seen)
        return false;
    walk w = {out, NULL};
    visit(root, &w);
    /* A parameter and a criterion are dated by the row that reads them. */
    if (records && records->dated_by && out->day_count > 0)
        input_of(out, records->dated_by);
    if (!out->exact)
        add_other_years(out);
    for (int i = 0; i < out->count; i++)
        fill_cells(out, &out->inputs[i]);
    return !arena->failed;
}

typedef struct quest { const hn_node *wanted; bool *seen, found; } quest;

static void look_for(const hn_node *node, void *ctx)
{
    quest *q = ctx;
    if (node->id < 0 || q->found || q->seen[node->id])
        return;
    q->seen[node->id] = true;
    q->found = node == q->wanted;
    hn_node_each(node, look_for, ctx);
}

bool hn_cone_reads(const hn_graph *graph, const hn_node *root,
                   const hn_node *node, hn_arena *arena)
{
    quest q = {node, hn_arena_alloc(arena, (size_t)graph->node_count + 1),
               false};
    if (q.seen)
        look_for(root, &q);
    return q.found;
}
