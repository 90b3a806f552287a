/*
 * cover_search.c - see cover_search.h.
 *
 * The idea: begin from the examples that people wrote and change what lies
 * beneath the point, one cell first, then two; from what came nearest, go on.
 * Towards a threshold go by halves, or rather by five hundredths, since a
 * chunk of rows is worked out at once.  Where all that lies beneath is a few choices, or numbers that are
 * only held against thresholds, try every case there is: then nothing found
 * means that there is nothing.
 *
 * A point that is settled within a row is tried with many rows at a time; one
 * that goes by other rows or the run, an example at a time.
 */
#include "cover_search.h"

#include <string.h>
#include "cover_cone.h"

#define MOST_CHANGES 12       /* of one case                                 */
#define MOST_CASES 40000      /* that are gone through one and all           */
#define MOST_MEMBERS 3        /* points of a head that are looked for        */
#define MOST_BASES 4          /* examples from which two are changed         */
#define MOST_FOUND 24         /* bases that were found for other points      */
#define ALIVE 1001            /* nearer than any that does not matter        */
#define MOST_PAIRED 8         /* cells of an input that are tried in pairs   */

typedef struct change {
    int row;                  /* of the base                                 */
    const hn_input *input;
    const char *cell;         /* NULL: the word missing                      */
} change;

/* A base with changes. */
typedef struct variant {
    const hn_example *base;
    bool has_on;
    hn_date on;
    change changes[MOST_CHANGES];
    int count;
} variant;

typedef struct seeker {
    hn_cover_search *search;
    const hn_point *point;
    const hn_node *root;      /* what is worked out: the point's node, or what
                               * it must matter to                           */
    hn_live live;             /* where it must                               */
    hn_arena *arena;          /* of what is found                            */
    hn_arena own;             /* of this point                               */
    hn_arena batch_arena;     /* of the examples in hand                     */
    hn_cone cone;
    const hn_example **bases;
    int base_count;
    bool made;                /* the base is none of the pack's examples     */
    variant *batch;
    int count, room;          /* of the batch                                */
    int8_t *sides;            /* of EDGE, by variant: below, at or above;
                               * -1 where it is not known                    */
    hn_sought result;         /* FOUND and STOPPED end the search            */
    bool done, spent;
    variant found;
    variant best;             /* what came nearest                           */
    int nearest;              /* how near                                    */
} seeker;

/* --- examples of variants ------------------------------------------------ */

static const change *change_of(const variant *v, int row, const char *name)
{
    for (int i = v->count - 1; i >= 0; i--)
        if (v->changes[i].row == row
            && strcmp(v->changes[i].input->thing.name, name) == 0)
            return &v->changes[i];
    return NULL;
}

static bool gives(const hn_example_row *row, const hn_input *input)
{
    for (int i = 0; i < row->count; i++)
        if (strcmp(row->cells[i].name, input->thing.name) == 0)
            return true;
    return false;
}

/* The cells of a row with its changes; what is missing and was not given stays
 * away. */
static bool make_row(hn_example_row *out, const variant *v, int row,
                     hn_arena *arena)
{
    const hn_example_row *from = &v->base->rows[row];
    hn_cell *cells = hn_arena_alloc(arena, sizeof *cells
                                    * (size_t)(from->count + MOST_CHANGES));
    int count = 0;
    if (!cells)
        return false;
    for (int i = 0; i < from->count; i++) {
        const change *c = change_of(v, row, from->cells[i].name);
        cells[count] = from->cells[i];
        if (c)
            cells[count].text = c->cell;
        count++;
    }
    for (int i = 0; i < v->count; i++)
        if (v->changes[i].row == row && v->changes[i].cell
            && !gives(from, v->changes[i].input))
            cells[count++] = (hn_cell){
                .name = v->changes[i].input->thing.name,
                .text = v->changes[i].cell};
    *out = (hn_example_row){from->records, cells, count};
    return true;
}

/* All rows of a variant. */
static bool make_example(hn_example *out, const variant *v, hn_arena *arena)
{
    int count = v->base->row_count;
    *out = (hn_example){.name = "", .has_on = v->has_on, .on = v->on};
    out->rows = hn_arena_alloc(arena, sizeof *out->rows
                                          * ((size_t)count + 1));
    for (int i = 0; out->rows && i < count; i++)
        if (!make_row(&out->rows[out->row_count++], v, i, arena))
            return false;
    return out->rows != NULL;
}

/* With texts that outlive the search. */
static bool keep_example(hn_example *out, const variant *v, hn_arena *arena)
{
    if (!make_example(out, v, arena))
        return false;
    for (int i = 0; i < out->row_count; i++)
        for (int k = 0; k < out->rows[i].count; k++) {
            hn_cell *cell = &out->rows[i].cells[k];
            if (cell->text)
                cell->text = hn_arena_text(arena, cell->text);
        }
    return !arena->failed;
}

/* The first row of the point's records; -1: there is none. */
static int row_of(const seeker *s, const hn_example *base)
{
    for (int i = 0; i < base->row_count; i++)
        if (base->rows[i].records == s->root->records)
            return i;
    return -1;
}

/* The point's row of every variant of the batch. */
static bool make_rows(seeker *s, hn_example *out)
{
    *out = (hn_example){.name = "", .has_on = s->batch[0].has_on,
                        .on = s->batch[0].on};
    out->rows = hn_arena_alloc(&s->batch_arena,
                               sizeof *out->rows * (size_t)s->count);
    for (int i = 0; out->rows && i < s->count; i++)
        if (!make_row(&out->rows[out->row_count++], &s->batch[i],
                      row_of(s, s->batch[i].base), &s->batch_arena))
            return false;
    return out->rows != NULL;
}

/* --- trying -------------------------------------------------------------- */

static void end(seeker *s, hn_sought result)
{
    if (!s->done)
        s->result = result;
    s->done = true;
}

static void look_at_row(seeker *s, const hn_frame *frame, int row, int i)
{
    hn_ratio gap, step;
    if (s->point->kind == HN_POINT_EDGE)
        s->sides[i] = hn_point_gap(s->point, frame, row, &gap, &step)
                          ? (int8_t)((gap.num > 0) - (gap.num < 0) + 1) : -1;
    bool alive = !s->search->alive
                 || hn_live_at(&s->live, s->point->node, row);
    int near = hn_point_near(s->point, frame, row) + (alive ? ALIVE : 0);
    if (near > s->nearest) {
        s->nearest = near;
        s->best = s->batch[i];
    }
    if (s->done || !alive || !hn_point_hit(s->point, frame, row))
        return;
    s->found = s->batch[i];
    end(s, HN_SOUGHT_FOUND);
}

/* Of a batch of rows each is a variant; else all rows are of the first. */
static void look(void *ctx, const hn_frame *frame)
{
    seeker *s = ctx;
    if (!hn_cover_is_of(frame, s->point->node)
        || frame->records != s->root->records)
        return;
    if (s->search->alive)
        hn_live_find(&s->live, frame);
    for (int row = 0; row < frame->count; row++)
        look_at_row(s, frame, row, s->cone.local ? row : 0);
}

static void try_example(seeker *s, const hn_example *example)
{
    hn_trial trial;
    hn_trial_run(&trial, s->search->trials, example, NULL);
    if (trial.failed)
        end(s, HN_SOUGHT_NO_MEMORY);
    else if (trial.ran && (s->cone.local || trial.faults == 0))
        hn_trial_each(&trial, look, s);
    hn_trial_dispose(&trial);
}

static void spend(seeker *s)
{
    hn_cover_search *search = s->search;
    search->work -= s->cone.nodes;
    if (search->work < 0)
        s->spent = true;
    if (search->cancel && search->cancel(search->cancel_ctx))
        end(s, HN_SOUGHT_STOPPED);
}

/* Tries the batch and empties it. */
static void flush(seeker *s)
{
    hn_example example;
    if (s->count == 0 || s->done)
        return;
    for (int i = 0; i < s->count; i++)
        s->sides[i] = -1;
    hn_arena_init(&s->batch_arena, s->own.memory);
    bool made = s->cone.local ? make_rows(s, &example)
                              : make_example(&example, &s->batch[0],
                                             &s->batch_arena);
    if (made)
        try_example(s, &example);
    else
        end(s, HN_SOUGHT_NO_MEMORY);
    hn_arena_dispose(&s->batch_arena);
    s->count = 0;
    spend(s);
}

/* Whether the search goes on. */
static bool goes_on(const seeker *s)
{
    return !s->done && !s->spent;
}

/* Puts a variant into the batch, which has one day. */
static bool add(seeker *s, const variant *v)
{
    if (s->count > 0 && (s->batch[0].has_on != v->has_on
                         || s->batch[0].on != v->on))
        flush(s);
    if (!goes_on(s))
        return false;
    s->batch[s->count++] = *v;
    if (s->count == s->room)
        flush(s);
    return goes_on(s);
}

static variant variant_of(const hn_example *base)
{
    return (variant){.base = base, .has_on = base->has_on, .on = base->on};
}

static void change_cell(variant *v, int row, const hn_input *input,
                        const char *cell)
{
    if (v->count < MOST_CHANGES)
        v->changes[v->count++] = (change){row, input, cell};
}

/* --- one cell ------------------------------------------------------------ */

/* Whether the input is of that row, and is to be changed there. */
static bool is_row(const seeker *s, const hn_example *base, int row,
                   const hn_input *input)
{
    return base->rows[row].records == input->thing.records
           && (!s->cone.local || row == row_of(s, base));
}

static bool try_cells(seeker *s, const variant *from, int row,
                      const hn_cone_input *in, int most)
{
    for (int i = 0; i < in->count && i < most; i++) {
        variant v = *from;
        change_cell(&v, row, in->input, in->cells[i]);
        if (!add(s, &v))
            return false;
    }
    return true;
}

static bool try_inputs(seeker *s, const variant *from, int after, int most)
{
    for (int k = after; k < s->cone.count; k++)
        for (int row = 0; row < from->base->row_count; row++)
            if (is_row(s, from->base, row, s->cone.inputs[k].input)
                && !try_cells(s, from, row, &s->cone.inputs[k], most))
                return false;
    return true;
}

static variant on_day(const hn_example *base, hn_date day)
{
    variant v = variant_of(base);
    v.has_on = true;
    v.on = day;
    return v;
}

static bool try_days(seeker *s, const hn_example *base)
{
    for (int i = 0; i < s->cone.day_count; i++) {
        variant v = on_day(base, s->cone.days[i]);
        if (!add(s, &v))
            return false;
    }
    return true;
}

static void try_one(seeker *s)
{
    for (int i = 0; i < s->base_count && goes_on(s); i++) {
        variant v = variant_of(s->bases[i]);
        if ((s->made && !add(s, &v)) || !try_inputs(s, &v, 0, INT32_MAX)
            || !try_days(s, s->bases[i]))
            break;
    }
    flush(s);
}

/* --- two cells ----------------------------------------------------------- */

static bool try_second(seeker *s, const variant *first, int k)
{
    return try_inputs(s, first, k + 1, MOST_PAIRED);
}

static bool try_first(seeker *s, const hn_example *base, int row, int k)
{
    const hn_cone_input *in = &s->cone.inputs[k];
    for (int i = 0; i < in->count && i < MOST_PAIRED; i++) {
        variant v = variant_of(base);
        change_cell(&v, row, in->input, in->cells[i]);
        if (!try_second(s, &v, k))
            return false;
    }
    return true;
}

static bool try_days_and_one(seeker *s, const hn_example *base)
{
    for (int i = 0; i < s->cone.day_count; i++) {
        variant v = on_day(base, s->cone.days[i]);
        if (!try_inputs(s, &v, 0, MOST_PAIRED))
            return false;
    }
    return true;
}

static void try_two(seeker *s)
{
    for (int i = 0; i < s->base_count && i < MOST_BASES; i++)
        if (!try_days_and_one(s, s->bases[i]))
            return;
    for (int i = 0; i < s->base_count && i < MOST_BASES && goes_on(s); i++)
        for (int k = 0; k < s->cone.count; k++)
            for (int row = 0; row < s->bases[i]->row_count; row++)
                if (is_row(s, s->bases[i], row, s->cone.inputs[k].input)
                    && !try_first(s, s->bases[i], row, k))
                    return;
    flush(s);
}

/* --- from better to better ----------------------------------------------- */

static void climb(seeker *s, const hn_example *base)
{
    variant v = variant_of(base);
    int before = -1;
    s->nearest = 0;
    while (s->nearest > before && v.count < MOST_CHANGES) {
        before = s->nearest;
        if (!try_inputs(s, &v, 0, INT32_MAX))
            return;
        flush(s);
        if (!goes_on(s))
            return;
        v = s->nearest > before ? s->best : v;
    }
}

static void try_climbing(seeker *s)
{
    for (int i = 0; i < s->base_count && i < MOST_BASES && goes_on(s); i++)
        climb(s, s->bases[i]);
}

/* --- towards a threshold ------------------------------------------------- */

typedef struct narrowing {
    seeker *s;
    variant from;
    int row;
    const hn_input *input;
    int64_t values[HN_CHUNK]; /* rising; those of the batch                  */
    int8_t sides[HN_CHUNK];
    int count;
} narrowing;

/* Tries the values; their sides are known after it. */
static bool try_values(narrowing *n)
{
    seeker *s = n->s;
    int at = 0;
    flush(s);
    for (int i = 0; i < n->count && goes_on(s); i++) {
        variant v = n->from;
        change_cell(&v, n->row, n->input,
                    hn_cone_cell(&s->cone, n->input, n->values[i]));
        int last = s->count;
        add(s, &v);
        if (s->count <= last) {
            memcpy(n->sides + at, s->sides, (size_t)(i + 1 - at));
            at = i + 1;
        }
    }
    int left = s->count;
    flush(s);
    memcpy(n->sides + at, s->sides, (size_t)left);
    return goes_on(s);
}

/* Two neighbours of which one is below and the other above; false: none. */
static bool find_turn(const narrowing *n, int64_t *low, int64_t *high)
{
    for (int i = 0; i + 1 < n->count; i++)
        if (n->sides[i] >= 0 && n->sides[i + 1] >= 0
            && n->sides[i] != n->sides[i + 1]
            && n->values[i + 1] - n->values[i] > 1) {
            *low = n->values[i];
            *high = n->values[i + 1];
            return true;
        }
    return false;
}

/* As many values as a batch holds, from one to the other. */
static void spread(narrowing *n, int64_t low, int64_t high)
{
    int64_t between = high - low;
    int64_t parts = n->s->room > 1 ? n->s->room - 1 : 2;
    parts = parts < between ? parts : between;
    n->count = 0;
    for (int64_t i = 0; i <= parts; i++)
        n->values[n->count++] = low + (int64_t)((hn_wide)between * i / parts);
}

static void narrow(narrowing *n)
{
    int64_t low, high;
    for (int round = 0; round < 60 && try_values(n)
                        && find_turn(n, &low, &high); round++)
        spread(n, low, high);
}

static void put_value(narrowing *n, int64_t value)
{
    int at = n->count;
    for (int i = 0; i < n->count; i++)
        if (n->values[i] == value)
            return;
    if (n->count == HN_CHUNK - 1)
        return;
    for (n->count++; at > 0 && n->values[at - 1] > value; at--)
        n->values[at] = n->values[at - 1];
    n->values[at] = value;
}

/* What the base has in cells of that kind. */
static void put_base(narrowing *n)
{
    const hn_example_row *row = &n->from.base->rows[n->row];
    int64_t value;
    for (int i = 0; i < row->count; i++) {
        const hn_input *other = hn_records_input(row->records,
                                                 row->cells[i].name);
        if (other && other->type.kind == n->input->type.kind
            && other->decimals == n->input->decimals
            && hn_cone_value(other, row->cells[i].text, &value))
            put_value(n, value);
    }
}

/* The values to begin with: those that are tried anyway, and the ends. */
static void begin_narrowing(narrowing *n, const hn_cone_input *in)
{
    int64_t value;
    n->count = 0;
    n->input = in->input;
    put_base(n);
    for (int i = 0; i < in->count; i++)
        if (hn_cone_value(in->input, in->cells[i], &value))
            put_value(n, value);
    if (in->input->type.kind == HN_NUMBER && !in->input->has_max)
        put_value(n, HN_INPUT_LIMIT / 1000);
    if (in->input->type.kind == HN_NUMBER && !in->input->has_min)
        put_value(n, -HN_INPUT_LIMIT / 1000);
    if (in->input->type.kind != HN_DATE || n->count == 0)
        return;
    put_value(n, n->values[0] - 1500);
    put_value(n, n->values[n->count - 1] + 1500);
}

static void narrow_from(seeker *s, narrowing *n, const hn_example *base)
{
    n->s = s;
    n->from = variant_of(base);
    for (int k = 0; k < s->cone.count; k++) {
        const hn_cone_input *in = &s->cone.inputs[k];
        hn_kind kind = in->input->type.kind;
        for (n->row = 0; n->row < base->row_count && goes_on(s); n->row++) {
            if ((kind != HN_NUMBER && kind != HN_DATE)
                || !is_row(s, base, n->row, in->input))
                continue;
            begin_narrowing(n, in);
            narrow(n);
        }
    }
}

static void try_narrowing(seeker *s)
{
    narrowing *n = hn_arena_alloc(&s->own, sizeof *n);
    for (int i = 0; n && i < s->base_count && goes_on(s); i++)
        narrow_from(s, n, s->bases[i]);
}

/* --- every case ---------------------------------------------------------- */

/* Whether the cases can be gone through one and all. */
static bool is_small(const seeker *s)
{
    int64_t cases = s->cone.day_count + 1;
    int64_t most = s->cone.local ? MOST_CASES : MOST_CASES / HN_CHUNK;
    for (int k = 0; k < s->cone.count; k++) {
        cases *= s->cone.inputs[k].count + 1;
        if (cases > most || s->cone.count > MOST_CHANGES)
            return false;
    }
    return s->cone.local || s->cone.count == 0;
}

/* Whether there are no other cases. */
static bool is_exact(const seeker *s)
{
    bool exact = s->cone.exact;
    for (int k = 0; exact && k < s->cone.count; k++)
        exact = s->cone.inputs[k].exact;
    return exact;
}

/* The case of that number; false where there are no more. */
static bool case_of(const seeker *s, variant *v, int64_t number)
{
    const hn_cone *cone = &s->cone;
    int row = row_of(s, v->base);
    for (int k = 0; k < cone->count; k++) {
        const hn_cone_input *in = &cone->inputs[k];
        if (in->count > 0)
            change_cell(v, row, in->input, in->cells[number % in->count]);
        number /= in->count > 0 ? in->count : 1;
    }
    if (number < cone->day_count) {
        v->has_on = true;
        v->on = cone->days[number];
    }
    return number < (cone->day_count ? cone->day_count : 1);
}

/* Whether nothing is left that could be tried. */
static bool try_all(seeker *s)
{
    if (!is_small(s) || s->base_count == 0)
        return false;
    for (int64_t number = 0;; number++) {
        variant v = variant_of(s->bases[0]);
        if (!case_of(s, &v, number) || !add(s, &v))
            break;
    }
    flush(s);
    return goes_on(s) && is_exact(s);
}

/* --- bases --------------------------------------------------------------- */

static void add_base(seeker *s, const hn_example *base, int *cap)
{
    const hn_example **bases = hn_arena_grow(&s->own, s->bases,
                                             s->base_count, cap,
                                             sizeof *bases);
    if (!bases)
        return;
    s->bases = bases;
    bases[s->base_count++] = base;
}

static const char *first_cell(const seeker *s, const hn_input *input)
{
    if (input->type.kind == HN_YESNO)
        return "yes";
    if (input->type.kind == HN_CHOICE)
        return input->type.choices->names[0];
    if (input->type.kind == HN_TEXT)
        return "1";
    if (input->type.kind == HN_DATE)
        return "2026-09-01";
    int64_t hundred = 100;
    for (int i = 0; i < input->decimals; i++)
        hundred *= 10;
    return hn_cone_cell(&s->cone, input,
                        input->has_max && input->max < hundred ? input->max
                        : input->has_min && input->min > hundred
                            ? input->min : hundred);
}

static bool fill_row(const seeker *s, hn_example_row *row,
                     const hn_records *records, hn_arena *arena)
{
    *row = (hn_example_row){.records = records};
    row->cells = hn_arena_alloc(arena, sizeof *row->cells
                                * ((size_t)records->input_count + 1));
    for (int i = 0; row->cells && i < records->input_count; i++)
        row->cells[row->count++] = (hn_cell){
            .name = records->inputs[i]->thing.name,
            .text = first_cell(s, records->inputs[i])};
    return row->cells != NULL;
}

static hn_date start_of(const hn_thing *thing)
{
    const hn_param *param = (const hn_param *)thing;
    const hn_criterion *criterion = (const hn_criterion *)thing;
    const hn_lookup *lookup = (const hn_lookup *)thing;
    hn_date first = HN_DATE_FIRST;
    if (thing->word == HN_WORD_PARAM && param->count > 0)
        return param->periods[0].from;
    if (thing->word == HN_WORD_CRITERION && criterion->count > 0)
        return criterion->wordings[0].from;
    for (int i = 0; thing->word == HN_WORD_LOOKUP && i < lookup->row_count;
         i++)
        if (i == 0 || lookup->rows[i].from < first)
            first = lookup->rows[i].from;
    return first;
}

static hn_date latest_start(const hn_graph *graph)
{
    hn_date latest = HN_DATE_FIRST;
    for (int i = 0; i < graph->thing_count; i++) {
        hn_date start = start_of(graph->things[i]);
        latest = start > latest ? start : latest;
    }
    return latest;
}

/* A row of every kind with something in every cell, on a day when all that is
 * dated holds; no day where nothing is. */
static const hn_example *make_base(const seeker *s)
{
    const hn_graph *graph = s->cone.graph;
    hn_arena *arena = s->arena;
    hn_example *base = hn_arena_alloc(arena, sizeof *base);
    if (!base)
        return NULL;
    *base = (hn_example){.name = "", .on = latest_start(graph)};
    base->has_on = base->on > HN_DATE_FIRST;
    base->rows = hn_arena_alloc(arena, sizeof *base->rows
                                * ((size_t)graph->records_count + 1));
    for (int i = 0; base->rows && i < graph->records_count; i++)
        if (!fill_row(s, &base->rows[base->row_count++], graph->records[i],
                      arena))
            return NULL;
    return base->rows ? base : NULL;
}

static bool has_row(const seeker *s, const hn_example *example)
{
    return !s->root->records || row_of(s, example) >= 0;
}

/* The examples of the pack, and what was found for other points: what came
 * last of it is likeliest to be of use. */
static void find_bases(seeker *s)
{
    const hn_graph *graph = s->cone.graph;
    const hn_cover_search *search = s->search;
    int cap = 0;
    for (int i = 0; !search->from_found && i < graph->example_count; i++)
        if (has_row(s, graph->examples[i])
            && graph->examples[i]->param_count == 0)
            add_base(s, graph->examples[i], &cap);
    for (int i = search->found_count - 1;
         i >= 0 && s->base_count < graph->example_count + MOST_FOUND; i--)
        if (has_row(s, search->found[i]))
            add_base(s, search->found[i], &cap);
    if (s->base_count > 0)
        return;
    const hn_example *base = make_base(s);
    s->made = true;
    if (base)
        add_base(s, base, &cap);
}

/* --- all together -------------------------------------------------------- */

/* The first value above the point's that matters by itself; the point's own
 * node where there is none. */
static const hn_node *find_root(const hn_cover *cover, const hn_node *node,
                                hn_arena *arena)
{
    const hn_graph *graph = cover->graph;
    for (int id = node->id; id < graph->node_count; id++) {
        const hn_node *root = graph->nodes[id];
        if (cover->live.roots[id]
            && (!node->records || root->records == node->records)
            && hn_cone_reads(graph, root, node, arena))
            return root;
    }
    return node;
}

static bool prepare(seeker *s)
{
    const hn_graph *graph = s->search->cover->graph;
    hn_arena_init(&s->own, s->search->trials->memory);
    s->root = s->search->alive
                  ? find_root(s->search->cover, s->point->node, &s->own)
                  : s->point->node;
    hn_arena_init(&s->live.arena, s->own.memory);
    if (!hn_cone_make(&s->cone, graph, s->root, &s->own)
        || (s->search->alive
            && !hn_live_init(&s->live, graph, s->root, s->own.memory)))
        return false;
    s->room = s->cone.local ? HN_CHUNK : 1;
    s->batch = hn_arena_alloc(&s->own, sizeof *s->batch * (size_t)s->room);
    s->sides = hn_arena_alloc(&s->own, (size_t)s->room);
    find_bases(s);
    hn_trials_narrow(s->search->trials, s->cone.seen);
    return s->batch && s->sides && !s->own.failed && !s->arena->failed;
}

/* `quickly`: only whether every case can be tried. */
static void seek(seeker *s, bool quickly)
{
    if (!quickly && s->cone.count > 0)
        try_one(s);
    if (goes_on(s) && (!quickly || is_exact(s)) && try_all(s)
        && !s->search->alive) {
        end(s, HN_SOUGHT_IMPOSSIBLE);
        return;
    }
    if (goes_on(s) && !quickly)
        try_climbing(s);
    if (goes_on(s) && !quickly && s->point->kind == HN_POINT_EDGE)
        try_narrowing(s);
    if (goes_on(s) && !quickly)
        try_two(s);
}

static hn_sought search_one(hn_cover_search *search, const hn_point *point,
                            bool quickly, hn_arena *arena, hn_example *out)
{
    seeker s = {.search = search, .point = point, .arena = arena,
                .result = HN_SOUGHT_NOTHING};
    if (!prepare(&s))
        end(&s, HN_SOUGHT_NO_MEMORY);
    else
        seek(&s, quickly);
    if (s.result == HN_SOUGHT_FOUND
        && (!keep_example(out, &s.found, arena) || s.own.failed))
        s.result = HN_SOUGHT_NO_MEMORY;
    hn_trials_narrow(search->trials, NULL);
    hn_live_dispose(&s.live);
    hn_arena_dispose(&s.own);
    return s.result;
}

hn_sought hn_cover_search_for(hn_cover_search *search, int head,
                              hn_arena *arena, hn_example *out)
{
    const hn_cover *cover = search->cover;
    bool impossible = true;
    int tried = 0;
    for (int i = head; i < cover->count && search->work > 0; i++) {
        if (cover->points[i].head != head)
            continue;
        bool quickly = search->quickly || tried >= MOST_MEMBERS;
        hn_sought sought = search_one(search, &cover->points[i], quickly,
                                      arena, out);
        if (sought != HN_SOUGHT_NOTHING && sought != HN_SOUGHT_IMPOSSIBLE)
            return sought;
        impossible = impossible && sought == HN_SOUGHT_IMPOSSIBLE;
        if (!impossible && quickly)
            break;
        tried++;
    }
    return impossible && search->work > 0 ? HN_SOUGHT_IMPOSSIBLE
                                          : HN_SOUGHT_NOTHING;
}
