/*
 * domains.c - see domains.h.
 */
#include "domains.h"

#include <string.h>
#include "../quantity/number.h"

enum {
    MOST_VALUES = 400,        /* of one input                                 */
    MOST_PAIRED = 6,          /* amounts that are added to each other         */
    SPREAD = 8,               /* parts that its range is divided into         */
    WHOLE = 120               /* values that are all gone through             */
};

/* --- what is read -------------------------------------------------------- */

static void add_input(hn_reads *r, const hn_input *input)
{
    if (!input || hn_reads_domain(r, input))
        return;
    hn_domain *all = hn_arena_grow(r->arena, r->domains, r->count, &r->cap,
                                   sizeof *all);
    if (!all)
        return;
    r->domains = all;
    all[r->count++] = (hn_domain){.input = input};
}

static void add_break(hn_reads *r, hn_date date)
{
    int at = 0;
    while (at < r->break_count && r->breaks[at] < date)
        at++;
    if (date <= HN_DATE_FIRST
        || (at < r->break_count && r->breaks[at] == date))
        return;
    hn_date *all = hn_arena_grow(r->arena, r->breaks, r->break_count,
                                 &r->break_cap, sizeof *all);
    if (!all)
        return;
    r->breaks = all;
    memmove(all + at + 1, all + at,
            sizeof *all * (size_t)(r->break_count - at));
    all[at] = date;
    r->break_count++;
}

static void note_dates(hn_reads *r, const hn_node *node)
{
    int before = r->break_count;
    if (node->op == HN_OP_PARAM)
        for (int i = 0; i < node->u.param.param->count; i++)
            add_break(r, node->u.param.param->periods[i].from);
    if (node->op == HN_OP_LOOKUP)
        for (int i = 0; i < node->u.lookup.lookup->row_count; i++)
            add_break(r, node->u.lookup.lookup->rows[i].from);
    if (node->op == HN_OP_DATED)
        for (int i = 0; i < node->u.criterion->count; i++)
            add_break(r, node->u.criterion->wordings[i].from);
    if (node->op == HN_OP_DECISION_DATE || r->break_count > before)
        r->dated = true;
}

static void add_link(hn_reads *r, const hn_link *link)
{
    const hn_lasting *lasts = &link->to->lasts;
    add_input(r, link->by);
    add_input(r, link->on ? lasts->of : link->to->key);
    if (!link->on)
        return;
    add_input(r, link->on);
    add_input(r, lasts->starts);
    add_input(r, lasts->ends);
}

static void note(hn_reads *r, const hn_node *node)
{
    if (node->op == HN_OP_INPUT)
        add_input(r, node->u.input);
    if (node->op == HN_OP_LINK)
        add_link(r, node->u.link);
    if (hn_op_is_fold(node->op) || node->op == HN_OP_LINK
        || node->op == HN_OP_VIA)
        r->alone = false;
    note_dates(r, node);
}

static void visit(const hn_node *node, void *ctx)
{
    hn_reads *r = ctx;
    if (node->id < 0 || r->node[node->id])
        return;
    r->node[node->id] = true;
    note(r, node);
    hn_node_each(node, visit, r);
}

/* Rows take what is dated at the date of their own that they say. */
static void add_dates(hn_reads *r)
{
    for (int i = 0; r->dated && i < r->count; i++)
        add_input(r, r->domains[i].input->thing.records->dated_by);
}

bool hn_reads_find(hn_reads *out, const hn_graph *graph,
                   const hn_node *const *roots, int count, hn_arena *arena)
{
    *out = (hn_reads){.graph = graph, .arena = arena, .alone = true};
    out->node = hn_arena_alloc(arena, (size_t)graph->node_count + 1);
    if (!out->node)
        return false;
    for (int i = 0; i < count; i++)
        if (roots[i])
            visit(roots[i], out);
    add_dates(out);
    return !arena->failed;
}

hn_domain *hn_reads_domain(const hn_reads *reads, const hn_input *input)
{
    for (int i = 0; i < reads->count; i++)
        if (reads->domains[i].input == input)
            return &reads->domains[i];
    return NULL;
}

/* --- amounts and dates that are read ------------------------------------- */

/* What is gathered for one input, in steps of its own. */
typedef struct basket {
    hn_reads *r;
    const hn_input *input;
    int64_t low, high;
    int64_t *values;
    int count, cap;
    int read;                 /* that stand in the pack: the first            */
} basket;

static void put_in_order(int64_t *values, int count)
{
    for (int i = 1; i < count; i++) {
        int64_t value = values[i];
        int at = i;
        for (; at > 0 && values[at - 1] > value; at--)
            values[at] = values[at - 1];
        values[at] = value;
    }
}

static void put(basket *b, int64_t value)
{
    if (value < b->low || value > b->high)
        return;
    for (int i = 0; i < b->count; i++)
        if (b->values[i] == value)
            return;
    if (b->count >= MOST_VALUES)
        return;
    int64_t *all = hn_arena_grow(b->r->arena, b->values, b->count, &b->cap,
                                 sizeof *all);
    if (!all)
        return;
    b->values = all;
    all[b->count++] = value;
}

/* An amount of the pack in steps of the input, rounded down. */
static void put_number(basket *b, const hn_node *constant)
{
    hn_type type = b->input->type;
    hn_ratio value = constant->u.constant.number;
    hn_wide scale = type.form == HN_PERCENT ? 100 : 1;
    for (int i = 0; i < b->input->decimals; i++)
        scale *= 10;
    if (constant->u.constant.missing
        || !hn_unit_same(type.unit, constant->type.unit)
        || value.num > HN_INPUT_LIMIT || value.num < -HN_INPUT_LIMIT)
        return;
    hn_wide whole = value.num * scale / value.den;
    put(b, (int64_t)(whole - (value.num < 0 && whole * value.den
                                                   != value.num * scale)));
}

static void put_constant(basket *b, const hn_node *constant)
{
    if (!constant || constant->type.kind != b->input->type.kind)
        return;
    if (constant->type.kind == HN_NUMBER)
        put_number(b, constant);
    else if (!constant->u.constant.missing)
        put(b, constant->u.constant.index);
}

static void put_bands(basket *b, const hn_node *node)
{
    const hn_bands *bands = node->u.bands.bands;
    for (int i = 0; i < bands->count; i++) {
        put_constant(b, bands->bands[i].edge);
        if (node->op == HN_OP_BAND_COLUMN)
            put_constant(b, bands->bands[i].cells[node->u.bands.column]);
    }
}

static void put_node(basket *b, const hn_node *node)
{
    if (node->op == HN_OP_CONSTANT)
        put_constant(b, node);
    if (node->op == HN_OP_PARAM)
        for (int i = 0; i < node->u.param.param->count; i++)
            put_constant(b, node->u.param.param->periods[i].value);
    if (node->op == HN_OP_BANDS || node->op == HN_OP_BAND_COLUMN)
        put_bands(b, node);
    if (node->op == HN_OP_LOOKUP)
        for (int i = 0; i < node->u.lookup.lookup->row_count; i++)
            put_constant(b, node->u.lookup.lookup->rows[i]
                                .cells[node->u.lookup.column]);
    if (b->input->type.kind == HN_DATE
        && (node->op == HN_OP_CALENDAR_ADD || node->op == HN_OP_CALENDAR_DAYS
            || node->op == HN_OP_SCHOOL_WEEKS
            || node->op == HN_OP_SCHOOL_WEEK_END
            || node->op == HN_OP_TERM_END
            || node->op == HN_OP_SCHOOL_DAY))
        for (int i = 0; i < node->u.calendar->term_count; i++) {
            put(b, node->u.calendar->terms[i].first);
            put(b, node->u.calendar->terms[i].last);
        }
}

/* What examples have for any input of that kind. */
static void put_examples(basket *b)
{
    const hn_graph *graph = b->r->graph;
    hn_date date;
    int64_t number;
    for (int i = 0; i < graph->example_count; i++) {
        const hn_example *example = graph->examples[i];
        if (example->has_on && b->input->type.kind == HN_DATE)
            put(b, example->on);
        for (int j = 0; j < example->row_count; j++)
            for (int k = 0; k < example->rows[j].count; k++) {
                const hn_cell *cell = &example->rows[j].cells[k];
                const hn_input *of = hn_records_input(
                    example->rows[j].records, cell->name);
                if (!cell->text || !of
                    || of->type.kind != b->input->type.kind)
                    continue;
                if (of->type.kind == HN_DATE
                    && !hn_date_read(&date, hn_slice_of(cell->text)))
                    put(b, date);
                else if (of == b->input && of->type.kind == HN_NUMBER
                         && !hn_number_read(&number, hn_slice_of(cell->text),
                                            of->decimals, HN_MONEY))
                    put(b, number);
            }
    }
}

/* --- a domain ------------------------------------------------------------ */

static void put_sums(basket *b)
{
    int read = b->count < MOST_PAIRED ? b->count : MOST_PAIRED;
    int64_t one[MOST_PAIRED];
    for (int i = 0; i < read; i++)
        one[i] = b->values[i];
    for (int i = 0; i < read && b->input->type.kind == HN_NUMBER; i++)
        for (int j = 0; j < read; j++) {
            int64_t sum, less;
            if (!__builtin_add_overflow(one[i], one[j], &sum))
                put(b, sum);
            if (!__builtin_sub_overflow(one[i], one[j], &less))
                put(b, less);
        }
}

static void put_steps(basket *b)
{
    int count = b->count;
    for (int i = 0; i < count; i++) {
        int64_t value = b->values[i];
        if (value < b->high)
            put(b, value + 1);
        if (value > b->low)
            put(b, value - 1);
    }
}

static void put_spread(basket *b)
{
    const hn_input *input = b->input;
    int64_t most = b->count ? b->values[0] : 0;
    for (int i = 0; i < b->count; i++)
        most = b->values[i] > most ? b->values[i] : most;
    int64_t low = input->has_min ? input->min : 0;
    int64_t high = input->has_max ? input->max : most * 2;
    for (int i = 0; input->type.kind == HN_NUMBER && i <= SPREAD; i++)
        put(b, low + (int64_t)((hn_wide)(high - low) * i / SPREAD));
    for (int i = 0; input->type.kind == HN_DATE && i < 2 && b->count; i++)
        put(b, most + (i ? 365 : 30));
}

static bool is_whole(const hn_input *input)
{
    return input->type.kind == HN_NUMBER && input->has_min && input->has_max
           && input->max - input->min < WHOLE;
}

static void gather(basket *b)
{
    const hn_input *input = b->input;
    hn_reads *r = b->r;
    bool date = input->type.kind == HN_DATE;
    b->low = date ? HN_DATE_FIRST : input->has_min ? input->min
                                                   : -HN_INPUT_LIMIT;
    b->high = date ? HN_DATE_LAST : input->has_max ? input->max
                                                   : HN_INPUT_LIMIT;
    for (int64_t i = input->min; is_whole(input) && i <= input->max; i++)
        put(b, i);
    for (int i = 0; i < r->graph->node_count; i++)
        if (r->node[i])
            put_node(b, r->graph->nodes[i]);
    for (int i = 0; date && i < r->break_count; i++)
        put(b, r->breaks[i]);
    put_sums(b);
    put_examples(b);
    if (input->has_min)
        put(b, input->min);
    if (input->has_max)
        put(b, input->max);
    put_spread(b);
    put_steps(b);
    put_in_order(b->values, b->count);
}

/* Those behind the point that say nothing. */
static void cut_noughts(hn_text *text)
{
    if (text->failed || !memchr(text->at, '.', text->len))
        return;
    while (text->at[text->len - 1] == '0')
        text->len--;
    text->len -= text->at[text->len - 1] == '.';
}

static const char *write_value(hn_reads *r, const hn_input *input,
                               int64_t value)
{
    hn_text text;
    hn_text_init(&text, r->graph->memory);
    if (input->type.kind == HN_DATE)
        hn_date_write(&text, (hn_date)value);
    else
        hn_number_write(&text, value, input->decimals);
    if (input->type.kind == HN_NUMBER
        && !hn_unit_is_money(input->type.unit))
        cut_noughts(&text);
    const char *kept = hn_arena_text(r->arena, hn_text_string(&text));
    r->arena->failed = r->arena->failed || text.failed;
    hn_text_dispose(&text);
    return kept;
}

static void add_text(hn_domain *d, const char *text)
{
    d->texts[d->count++] = text;
}

/* Whether an input is read by its own name, not only as the date in use. */
static bool read_itself(const hn_reads *r, const hn_input *input)
{
    const hn_node *node = input->thing.node;
    return node && node->id >= 0 && node->id < r->graph->node_count
           && r->node[node->id];
}

static void fill_ordered(hn_reads *r, hn_domain *d)
{
    basket b = {.r = r, .input = d->input};
    gather(&b);
    d->texts = hn_arena_alloc(r->arena,
                              sizeof *d->texts * ((size_t)b.count + 2));
    if (!d->texts)
        return;
    d->values = b.values;
    d->ordered = b.count;
    d->whole = is_whole(d->input)
               || (d->input->type.kind == HN_DATE
                   && !read_itself(r, d->input));
    for (int i = 0; i < b.count; i++)
        add_text(d, write_value(r, d->input, b.values[i]));
}

/* The texts that the examples have, the first few. */
static void fill_texts(hn_reads *r, hn_domain *d)
{
    enum { MOST = 6 };
    const hn_graph *graph = r->graph;
    d->texts = hn_arena_alloc(r->arena, sizeof *d->texts * (MOST + 3));
    for (int i = 0; d->texts && i < graph->example_count; i++)
        for (int j = 0; j < graph->examples[i]->row_count; j++) {
            const hn_example_row *row = &graph->examples[i]->rows[j];
            for (int k = 0; k < row->count && d->count < MOST; k++) {
                const char *text = row->cells[k].text;
                bool fresh = text && *text
                             && strcmp(row->cells[k].name,
                                       d->input->thing.name) == 0;
                for (int m = 0; fresh && m < d->count; m++)
                    fresh = strcmp(d->texts[m], text) != 0;
                if (fresh)
                    add_text(d, text);
            }
        }
    if (d->texts && d->count == 0)
        add_text(d, "EXAMPLE");
}

static void fill_named(hn_reads *r, hn_domain *d)
{
    static const char *const answers[] = { "yes", "no" };
    hn_type type = d->input->type;
    bool choice = type.kind == HN_CHOICE;
    int count = choice ? type.choices->count : 2;
    d->texts = hn_arena_alloc(r->arena,
                              sizeof *d->texts * ((size_t)count + 2));
    for (int i = 0; d->texts && i < count; i++)
        add_text(d, choice ? type.choices->names[i] : answers[i]);
    d->whole = true;
}

bool hn_reads_fill(hn_reads *r)
{
    for (int i = 0; i < r->count; i++) {
        hn_domain *d = &r->domains[i];
        hn_kind kind = d->input->type.kind;
        if (kind == HN_NUMBER || kind == HN_DATE)
            fill_ordered(r, d);
        else if (kind == HN_CHOICE || kind == HN_YESNO)
            fill_named(r, d);
        else
            fill_texts(r, d);
        if (d->texts && !d->input->required)
            add_text(d, NULL);
        if (d->texts && d->input->blank)
            add_text(d, "");
    }
    return !r->arena->failed;
}
