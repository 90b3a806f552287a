/*
 * turns.c - see turns.h.
 */
#include "turns.h"

#include <string.h>
#include "change.h"
#include "cover_cone.h"

enum { MOST_CASES = 16384, MOST_MISSING = 8, MOST_ROUNDS = 12 };

/* What a case comes to, beside the number of a choice, or 0 and 1. */
enum { OPEN = -1, FAULTY = -2 };

typedef struct turner {
    const hn_pack *pack;
    const hn_case *here;
    const hn_node *target;
    hn_arena *arena;
    hn_cone cone;
    hn_plan plan;
    hn_frame frame;
    hn_rows rows;
    bool over_rows;
    int is;                   /* what the row comes to                       */
} turner;

/* --- making ready -------------------------------------------------------- */

static bool goes_over_rows(const turner *t)
{
    const hn_graph *graph = &t->pack->graph;
    for (int i = 0; i < graph->node_count; i++)
        if (t->cone.seen[i] && hn_op_is_fold(graph->nodes[i]->op))
            return true;
    return false;
}

static int came_to(const turner *t, const hn_vector *vector, int row)
{
    if (vector->fault && hn_bit(vector->fault, row))
        return FAULTY;
    if (!hn_bit(vector->known, row))
        return OPEN;
    return t->target->type.kind == HN_YESNO ? hn_bit(vector->yes, row)
                                            : (int)vector->value[row];
}

/* Only what the target reads is worked out. */
static bool open_turner(turner *t, const hn_pack *pack, const hn_case *here,
                        const hn_node *target, hn_arena *arena)
{
    const hn_plan *plan = here->frame->plan;
    hn_report report;
    *t = (turner){.pack = pack, .here = here, .target = target,
                  .arena = arena};
    hn_report_init(&report, arena->memory);
    bool ok = hn_cone_make(&t->cone, &pack->graph, target, arena)
              && hn_plan_make(&t->plan, &pack->graph, arena->memory,
                              plan->has_on, plan->on, &report);
    if (ok) {
        t->over_rows = goes_over_rows(t);
        hn_plan_narrow(&t->plan, t->cone.seen);
    }
    hn_report_dispose(&report);
    ok = ok && hn_frame_init(&t->frame, &t->plan, target->records,
                             arena->memory)
         && hn_rows_init(&t->rows, target->records, arena);
    t->frame.tables = here->frame->tables;
    if (ok)
        t->is = came_to(t, hn_frame_vector(here->frame, target), here->row);
    return ok;
}

static void close_turner(turner *t)
{
    hn_frame_dispose(&t->frame);
    hn_plan_dispose(&t->plan);
}

/* --- cases --------------------------------------------------------------- */

static void copy_bit(uint64_t *to, int i, const uint64_t *from, int row)
{
    if (to && from && hn_bit(from, row))
        hn_bit_set(to, i);
}

static void copy_cell(hn_vector *to, int i, const hn_vector *from, int row)
{
    copy_bit(to->known, i, from->known, row);
    copy_bit(to->none, i, from->none, row);
    copy_bit(to->yes, i, from->yes, row);
    if (to->value && from->value)
        to->value[i] = from->value[row];
    if (to->text && from->text)
        to->text[i] = from->text[row];
    if (to->mark && from->mark)
        to->mark[i] = from->mark[row];
}

static void begin(turner *t)
{
    hn_rows_clear(&t->rows);
    t->rows.count = 0;
}

/* One more case, as the row is. */
static int add(turner *t)
{
    const hn_rows *from = t->here->frame->rows;
    int i = t->rows.count++;
    for (int k = 0; k < from->records->input_count; k++)
        copy_cell(&t->rows.vectors[k], i, &from->vectors[k], t->here->row);
    t->rows.origins[i] = from->origins[t->here->row];
    return i;
}

static void set(turner *t, int i, const hn_input *input, int64_t value)
{
    hn_change_put(&t->rows.vectors[input->index], i,
                  &(hn_value){.state = HN_KNOWN, .value = value});
}

static void run(turner *t)
{
    hn_frame_run(&t->frame, &t->rows, t->plan.levels);
}

static int result(const turner *t, int i)
{
    return came_to(t, hn_frame_vector(&t->frame, t->target), i);
}

/* --- values -------------------------------------------------------------- */

/* Values that are worth trying in an input; false for one that has none. */
typedef struct values { int64_t *at; int count; } values;

static bool has_values(const turner *t, const hn_input *input)
{
    return input->thing.records == t->target->records
           && input->type.kind != HN_TEXT;
}

static values values_of(const turner *t, const hn_cone_input *in)
{
    const hn_type *type = &in->input->type;
    values v = {hn_arena_alloc(t->arena, sizeof *v.at
                               * ((size_t)in->count + 66)), 0};
    int choices = type->kind == HN_CHOICE ? type->choices->count
                  : type->kind == HN_YESNO ? 2 : 0;
    for (int i = 0; v.at && i < choices && i < 64; i++)
        v.at[v.count++] = i;
    for (int i = 0; v.at && choices == 0 && i < in->count; i++)
        if (hn_cone_value(in->input, in->cells[i], &v.at[v.count]))
            v.count++;
    return v;
}

static bool is_known(const turner *t, const hn_input *input)
{
    return hn_bit(t->here->frame->rows->vectors[input->index].known,
                  t->here->row);
}

/* --- what would settle it ------------------------------------------------ */

typedef struct settling {
    turner *t;
    const hn_input *inputs[MOST_MISSING];
    values values[MOST_MISSING];
    int count;
    int64_t cases;
    int16_t *results;         /* by case: the last input goes fastest        */
} settling;

static bool is_fact(const turner *t, const hn_input *input)
{
    const hn_vector *v = &t->here->frame->rows->vectors[input->index];
    return v->none && hn_bit(v->none, t->here->row);
}

/* False where there are too many to go through. */
static bool find_missing(settling *s)
{
    turner *t = s->t;
    s->cases = 1;
    for (int i = 0; i < t->cone.count; i++) {
        const hn_input *input = t->cone.inputs[i].input;
        if (input->thing.records != t->target->records || is_known(t, input)
            || is_fact(t, input))
            continue;
        if (!has_values(t, input) || s->count == MOST_MISSING)
            return false;
        s->values[s->count] = values_of(t, &t->cone.inputs[i]);
        s->cases *= s->values[s->count].count;
        s->inputs[s->count++] = input;
        if (s->cases > MOST_CASES || s->cases == 0)
            return false;
    }
    return true;
}

static void set_case(settling *s, int i, int64_t number)
{
    for (int k = s->count - 1; k >= 0; k--) {
        set(s->t, i, s->inputs[k],
            s->values[k].at[number % s->values[k].count]);
        number /= s->values[k].count;
    }
}

static bool work_out(settling *s)
{
    turner *t = s->t;
    s->results = hn_arena_alloc(t->arena,
                                (size_t)s->cases * sizeof *s->results);
    for (int64_t from = 0; s->results && from < s->cases; from += HN_CHUNK) {
        begin(t);
        for (int64_t n = from; n < s->cases && n < from + HN_CHUNK; n++)
            set_case(s, add(t), n);
        run(t);
        for (int i = 0; i < t->rows.count; i++)
            s->results[from + i] = (int16_t)result(t, i);
    }
    return s->results != NULL;
}

/* Whether two cases that are alike but for input `k` differ. */
static bool matters(const settling *s, int k)
{
    int64_t below = 1;
    for (int i = k + 1; i < s->count; i++)
        below *= s->values[i].count;
    for (int64_t n = 0; n < s->cases; n++) {
        int64_t first = n - n / below % s->values[k].count * below;
        if (s->results[n] != s->results[first])
            return true;
    }
    return false;
}

static bool take_those_that_matter(settling *s, const hn_input ***out,
                                   int *count)
{
    *out = hn_arena_alloc(s->t->arena,
                          sizeof **out * ((size_t)s->count + 1));
    *count = 0;
    for (int k = 0; *out && k < s->count; k++)
        if (matters(s, k))
            (*out)[(*count)++] = s->inputs[k];
    return *out != NULL;
}

bool hn_turns_settle(const hn_input ***out, int *count, bool *judged,
                     const hn_pack *pack, const hn_case *here,
                     const hn_node *target, hn_arena *arena)
{
    turner t;
    settling s = {.t = &t};
    bool ok = open_turner(&t, pack, here, target, arena);
    *judged = ok && !t.over_rows && find_missing(&s);
    if (*judged)
        ok = work_out(&s) && take_those_that_matter(&s, out, count);
    ok = ok && !t.frame.failed && !arena->failed;
    close_turner(&t);
    return ok;
}

/* --- what would turn it -------------------------------------------------- */

static const char *said(turner *t, const hn_case *here, const hn_node *node)
{
    hn_text text;
    hn_text_init(&text, t->arena->memory);
    hn_case_say(&text, here, node);
    const char *copy = text.failed
        ? NULL : hn_arena_text_n(t->arena, text.at ? text.at : "", text.len);
    if (text.failed)
        t->arena->failed = 1;
    hn_text_dispose(&text);
    return copy ? copy : "";
}

static const char *outcome_of(turner *t, const hn_case *there)
{
    int is = result(t, there->row);
    if (is == OPEN)
        return "not known";
    if (t->target->type.kind == HN_YESNO)
        return is ? "met" : "not met";
    return said(t, there, t->target);
}

static bool is_turned(const turner *t, int is)
{
    return is != t->is && is != FAULTY;
}

/* Row 0 of the frame has the change. */
static void note(turner *t, hn_turns *out, const hn_input *input)
{
    hn_case there = {&t->frame, 0, t->here->run};
    hn_turn *list = hn_arena_grow(t->arena, out->list, out->count, &out->cap,
                                  sizeof *list);
    if (!list)
        return;
    out->list = list;
    list[out->count++] = (hn_turn){
        input, said(t, t->here, input->thing.node),
        said(t, &there, input->thing.node), outcome_of(t, &there)};
}

static void turn_to(turner *t, hn_turns *out, const hn_input *input,
                    int64_t value)
{
    begin(t);
    set(t, add(t), input, value);
    run(t);
    if (is_turned(t, result(t, 0)))
        note(t, out, input);
}

static void turn_choice(turner *t, hn_turns *out, const hn_cone_input *in)
{
    values v = values_of(t, in);
    for (int i = 0; i < v.count; i++)
        turn_to(t, out, in->input, v.at[i]);
}

/* --- amounts and dates --------------------------------------------------- */

/* Steps away from the row's own value, to one side. */
typedef struct side {
    turner *t;
    const hn_input *input;
    int64_t value, step;      /* `step` is below 0 downwards                 */
    int64_t most;             /* steps that its limits leave                 */
} side;

static int64_t whole_of(const hn_input *input)
{
    int64_t whole = 1;
    for (int i = 0; i < input->decimals; i++)
        whole *= 10;
    return whole;
}

/* A penny, a day, or one; of a value with decimals its last decimal. */
static int64_t step_of(const hn_input *input, int64_t value)
{
    bool fine = input->type.kind == HN_DATE
                || hn_unit_is_money(input->type.unit)
                || value % whole_of(input) != 0;
    return fine ? 1 : whole_of(input);
}

static int64_t limit_of(const hn_input *input, bool up)
{
    if (input->type.kind == HN_DATE)
        return up ? HN_DATE_LAST : HN_DATE_FIRST;
    if (up ? input->has_max : input->has_min)
        return up ? input->max : input->min;
    return up ? HN_INPUT_LIMIT : -HN_INPUT_LIMIT;
}

/* The case of `steps` away; its number among those in hand. */
static int add_step(const side *s, int64_t steps)
{
    int i = add(s->t);
    set(s->t, i, s->input, s->value + steps * s->step);
    return i;
}

/* The nearest of what is worth trying that turns it, in steps; 0: none. */
static int64_t nearest_tried(const side *s, const values *v)
{
    turner *t = s->t;
    int64_t steps[2 * HN_CHUNK], best = 0;
    int count = 0;
    begin(t);
    for (int i = 0; i < v->count && count + 2 < HN_CHUNK; i++) {
        int64_t away = (v->at[i] - s->value) / s->step;
        for (int64_t k = away; k <= away + 1; k++)
            if (k > 0 && k <= s->most) {
                add_step(s, k);
                steps[count++] = k;
            }
    }
    run(t);
    for (int i = 0; i < count; i++)
        if (is_turned(t, result(t, i)) && (best == 0 || steps[i] < best))
            best = steps[i];
    return best;
}

/* `far` turns it and `near` does not: as many in between as a chunk holds. */
static void narrow(const side *s, int64_t *near, int64_t *far)
{
    turner *t = s->t;
    int64_t between = *far - *near, from = *near;
    int64_t parts = between < HN_CHUNK ? between : HN_CHUNK;
    begin(t);
    for (int64_t i = 1; i < parts; i++)
        add_step(s, from + (int64_t)((hn_wide)between * i / parts));
    run(t);
    for (int64_t i = 1; i < parts; i++) {
        int64_t at = from + (int64_t)((hn_wide)between * i / parts);
        if (is_turned(t, result(t, (int)i - 1))) {
            *far = at;
            return;
        }
        *near = at;
    }
}

static void turn_side(turner *t, hn_turns *out, const hn_cone_input *in,
                      bool up)
{
    const hn_input *input = in->input;
    int64_t value = t->here->frame->rows->vectors[input->index]
                        .value[t->here->row];
    side s = {t, input, value, step_of(input, value), 0};
    values v = values_of(t, in);
    s.step = up ? s.step : -s.step;
    s.most = (limit_of(input, up) - value) / s.step;
    int64_t far = nearest_tried(&s, &v), near = 0;
    for (int i = 0; i < MOST_ROUNDS && far - near > 1; i++)
        narrow(&s, &near, &far);
    if (far > 0)
        turn_to(t, out, input, value + far * s.step);
}

bool hn_turns_find(hn_turns *out, const hn_pack *pack, const hn_case *here,
                   const hn_node *target, hn_arena *arena)
{
    turner t;
    *out = (hn_turns){.count = 0};
    bool ok = open_turner(&t, pack, here, target, arena);
    out->over_rows = ok && t.over_rows;
    for (int i = 0; ok && !t.over_rows && i < t.cone.count; i++) {
        const hn_cone_input *in = &t.cone.inputs[i];
        hn_kind kind = in->input->type.kind;
        if (!has_values(&t, in->input) || in->input->is_private
            || !is_known(&t, in->input))
            continue;
        if (kind == HN_CHOICE || kind == HN_YESNO) {
            turn_choice(&t, out, in);
        } else {
            turn_side(&t, out, in, false);
            turn_side(&t, out, in, true);
        }
    }
    ok = ok && !t.frame.failed && !arena->failed;
    close_turner(&t);
    return ok;
}
