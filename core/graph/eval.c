/*
 * eval.c - the evaluator: a frame goes through its nodes in order and works out
 * each for a chunk of rows.
 *
 * The idea: loops over whole columns without a branch where the plan has proved
 * that nothing can go wrong; missing values travel beside them as bits, and what
 * lies under a missing bit is never read as a value.
 */
#include "eval.h"
#include "sentence.h"
#include "tables.h"

/* --- what the ops share ------------------------------------------------------------ */

void hn_eval_known_in(const hn_vector *arg, hn_vector *out)
{
    for (int w = 0; w < HN_CHUNK_WORDS; w++)
        out->known[w] &= arg->known[w];
    for (int w = 0; arg->fault && out->fault && w < HN_CHUNK_WORDS; w++)
        out->fault[w] |= arg->fault[w];
}

void hn_eval_known_args(const hn_frame *frame, const hn_node *node,
                        hn_vector *out)
{
    for (int i = 0; i < node->count; i++)
        hn_eval_known_in(hn_arg(frame, node, i), out);
}

hn_ratio hn_vector_ratio(const hn_vector *vector, int i)
{
    hn_ratio out = {0, 1};
    if (!vector->den)
        return vector->wide[i];
    hn_ratio_make(&out, vector->value[i], vector->den);
    return out;
}

bool hn_frame_date(const hn_frame *frame, int i, hn_date *out)
{
    const hn_input *by = frame->records ? frame->records->dated_by : NULL;
    if (by) {
        const hn_vector *dates = &frame->rows->vectors[by->index];
        *out = (hn_date)dates->value[i];
        return hn_bit(dates->known, i);
    }
    *out = frame->plan->on;
    return frame->plan->has_on;
}

static const hn_vector *frame_dates(const hn_frame *frame)
{
    const hn_input *by = frame->records ? frame->records->dated_by : NULL;
    return by ? &frame->rows->vectors[by->index] : NULL;
}

/* The earliest and the latest date of the chunk; false where one is missing. */
static bool span_of(const hn_frame *frame, const hn_vector *dates,
                    hn_date *low, hn_date *high)
{
    int64_t from = INT64_MAX, to = INT64_MIN;
    for (int w = 0; w < HN_CHUNK_WORDS; w++)
        if (frame->live[w] & ~dates->known[w])
            return false;
    for (int i = 0; i < frame->count; i++) {
        from = dates->value[i] < from ? dates->value[i] : from;
        to = dates->value[i] > to ? dates->value[i] : to;
    }
    *low = (hn_date)from;
    *high = (hn_date)to;
    return frame->count > 0;
}

/* The common case: the earliest and the latest date share a period. */
static int shared_period(const hn_frame *frame, const hn_period *periods,
                         int count, const hn_vector *date)
{
    hn_date low = frame->first_date, high = frame->last_date;
    if (date ? !span_of(frame, date, &low, &high) : !frame->all_dated)
        return -3;
    int at = hn_period_at(periods, count, low);
    return at == hn_period_at(periods, count, high) ? at : -3;
}

static int constant_period(const hn_frame *frame, const hn_period *periods,
                           int count)
{
    return frame->plan->has_on
               ? hn_period_at(periods, count, frame->plan->on)
               : -2;
}

int hn_eval_periods(hn_frame *frame, const hn_period *periods, int count,
                    const hn_vector *date)
{
    const hn_vector *dates = date ? date : frame_dates(frame);
    if (count == 0 || (count == 1 && periods[0].from <= HN_DATE_FIRST))
        return 0;
    int same = dates ? shared_period(frame, periods, count, date)
                     : constant_period(frame, periods, count);
    for (int i = 0; same == -3 && i < frame->count; i++)
        frame->periods[i] = hn_bit(dates->known, i)
            ? hn_period_at(periods, count, (hn_date)dates->value[i]) : -2;
    return same;
}

static void take_one(const hn_node *node, const hn_step *step, hn_vector *out,
                     int i, int at)
{
    if (at == -1 || (at >= 0 && step->gaps[at] == HN_GAP_NO_ROW)) {
        hn_eval_fault(out, i);
    } else if (at < 0 || step->gaps[at] == HN_GAP_MISSING) {
        hn_bit_clear(out->known, i);
    } else if (out->wide) {
        out->wide[i] = step->nodes[at]->u.constant.number;
    } else if (node->type.kind == HN_TEXT) {
        out->text[i] = hn_slice_of((const char *)(intptr_t)step->table[at]);
    } else if (node->type.kind == HN_YESNO) {
        out->yes[i >> 6] |= (uint64_t)step->table[at] << (i & 63);
    } else {
        out->value[i] = step->table[at];
    }
}

void hn_eval_take(hn_frame *frame, const hn_node *node, const hn_step *step,
                  hn_vector *out, const int32_t *index, int same)
{
    bool plain = !index && same >= 0 && step->gaps[same] == HN_GAP_NONE
                 && out->value && !out->wide;
    if (plain && frame->filled[node->id] == same + 1)
        return;
    frame->filled[node->id] = plain ? same + 1 : 0;
    if (plain) {
        for (int i = 0; i < frame->room; i++)
            out->value[i] = step->table[same];
        return;
    }
    if (out->yes)
        memset(out->yes, 0, HN_CHUNK_WORDS * sizeof *out->yes);
    for (int i = 0; i < frame->count; i++)
        if (hn_bit(out->known, i))
            take_one(node, step, out, i, index ? index[i] : same);
}

/* --- leaves ---------------------------------------------------------------------------- */

void hn_eval_constant(hn_frame *frame, const hn_node *node,
                      const hn_step *step, hn_vector *out)
{
    hn_eval_take(frame, node, step, out, NULL, 0);
}

void hn_eval_param(hn_frame *frame, const hn_node *node, const hn_step *step,
                   hn_vector *out)
{
    const hn_vector *at = node->count ? hn_arg(frame, node, 0) : NULL;
    int same = hn_eval_periods(frame, step->periods, step->period_count, at);
    hn_eval_take(frame, node, step, out,
                 same == -3 ? frame->periods : NULL, same);
    for (int w = 0; at && at->fault && w < HN_CHUNK_WORDS; w++) {
        out->fault[w] |= at->fault[w];
        out->known[w] &= ~at->fault[w];
    }
}

void hn_eval_decision_date(hn_frame *frame, const hn_node *node,
                           const hn_step *step, hn_vector *out)
{
    (void)node;
    (void)step;
    for (int i = 0; i < frame->count; i++) {
        hn_date date;
        if (hn_frame_date(frame, i, &date))
            out->value[i] = date;
        else
            hn_bit_clear(out->known, i);
    }
}

static void eval_link(hn_frame *frame, const hn_node *node,
                      const hn_step *step, hn_vector *out)
{
    (void)step;
    hn_tables_read(frame, node, out);
}

static void eval_sentence(hn_frame *frame, const hn_node *node,
                          const hn_step *step, hn_vector *out)
{
    (void)step;
    hn_sentence_vector(frame, node, out);
}

/* --- the table of ops ------------------------------------------------------------------- */

static const hn_eval_fn evaluators[HN_OPS] = {
    [HN_OP_CONSTANT] = hn_eval_constant,
    [HN_OP_PARAM] = hn_eval_param,
    [HN_OP_DECISION_DATE] = hn_eval_decision_date,
    [HN_OP_LINK] = eval_link,
    [HN_OP_ADD] = hn_eval_add,
    [HN_OP_SUB] = hn_eval_add,
    [HN_OP_MUL] = hn_eval_mul,
    [HN_OP_DIV] = hn_eval_div,
    [HN_OP_NEG] = hn_eval_neg,
    [HN_OP_ROUND] = hn_eval_round,
    [HN_OP_LOWER] = hn_eval_lower,
    [HN_OP_HIGHER] = hn_eval_lower,
    [HN_OP_MEDIAN_OF] = hn_eval_median_of,
    [HN_OP_OVER] = hn_eval_compare,
    [HN_OP_AT_LEAST] = hn_eval_compare,
    [HN_OP_UNDER] = hn_eval_compare,
    [HN_OP_AT_MOST] = hn_eval_compare,
    [HN_OP_IS] = hn_eval_is,
    [HN_OP_IS_NOT] = hn_eval_is,
    [HN_OP_ONE_OF] = hn_eval_is,
    [HN_OP_KNOWN] = hn_eval_known,
    [HN_OP_REFUSE] = hn_eval_refuse,
    [HN_OP_GIVEN] = hn_eval_given,
    [HN_OP_ALL] = hn_eval_join,
    [HN_OP_ANY] = hn_eval_join,
    [HN_OP_NONE] = hn_eval_join,
    [HN_OP_AT_LEAST_N] = hn_eval_at_least_n,
    [HN_OP_CHOOSE] = hn_eval_choose,
    [HN_OP_PANEL] = hn_eval_panel,
    [HN_OP_DECIDED] = hn_eval_decided,
    [HN_OP_DATED] = hn_eval_dated,
    [HN_OP_LOOKUP] = hn_eval_lookup,
    [HN_OP_BANDS] = hn_eval_bands,
    [HN_OP_BAND_COLUMN] = hn_eval_band_column,
    [HN_OP_SCORE] = hn_eval_score,
    [HN_OP_GATE] = hn_eval_gate,
    [HN_OP_DATE_SHIFT] = hn_eval_date_shift,
    [HN_OP_DATE_DIFF] = hn_eval_date_pair,
    [HN_OP_PART_OF_YEAR] = hn_eval_part_of_year,
    [HN_OP_COMPLETED_MONTHS] = hn_eval_date_pair,
    [HN_OP_COMPLETED_YEARS] = hn_eval_date_pair,
    [HN_OP_FINANCIAL_YEAR] = hn_eval_year,
    [HN_OP_ACADEMIC_YEAR] = hn_eval_year,
    [HN_OP_FINANCIAL_YEAR_END] = hn_eval_year,
    [HN_OP_MONTH_END] = hn_eval_year,
    [HN_OP_ACADEMIC_YEAR_END] = hn_eval_year,
    [HN_OP_CALENDAR_ADD] = hn_eval_calendar,
    [HN_OP_CALENDAR_DAYS] = hn_eval_calendar,
    [HN_OP_SCHOOL_WEEKS] = hn_eval_calendar,
    [HN_OP_SCHOOL_WEEK_END] = hn_eval_calendar,
    [HN_OP_TERM_END] = hn_eval_calendar,
    [HN_OP_SCHOOL_DAY] = hn_eval_calendar,
    [HN_OP_INSTALMENT] = hn_eval_instalment,
    [HN_OP_FUNDING] = hn_eval_funding,
    [HN_OP_VIA] = eval_link,
    [HN_OP_SUM] = eval_link,
    [HN_OP_COUNT] = eval_link,
    [HN_OP_MEAN] = eval_link,
    [HN_OP_MINIMUM] = eval_link,
    [HN_OP_MAXIMUM] = eval_link,
    [HN_OP_MEDIAN] = eval_link,
    [HN_OP_LOWER_QUARTILE] = eval_link,
    [HN_OP_UPPER_QUARTILE] = eval_link,
    [HN_OP_QUARTILE] = eval_link,
    [HN_OP_RANK] = eval_link,
    [HN_OP_PREVIOUS] = eval_link,
    [HN_OP_ATTRIBUTED] = eval_link,
    [HN_OP_ALLOCATED] = eval_link,
    [HN_OP_QUEUED] = eval_link,
    [HN_OP_FARED] = eval_link,
    [HN_OP_SENTENCE] = eval_sentence,
};

/* --- frames --------------------------------------------------------------------------- */

/* A value of the run that a frame of rows takes over as it is. */
static bool is_taken_over(const hn_frame *frame, const hn_node *node)
{
    return node->for_run && frame->records;
}

/* A node whose vector is another's. */
static bool is_alias(const hn_frame *frame, const hn_node *node)
{
    return node->op == HN_OP_INPUT
           || (node->op == HN_OP_SAME && !is_taken_over(frame, node));
}

static void mark_read(const hn_node *arg, void *ctx)
{
    ((bool *)ctx)[arg->id] = true;
}

/* Whether the frame's rows need what the node reads: theirs, or what goes
 * through them. */
static bool reads_for(const hn_frame *frame, const hn_node *node)
{
    bool fold = hn_op_is_fold(node->op);
    return frame->records
           && (node->records == frame->records
               || (fold && node->u.fold->over == frame->records));
}

/* Which nodes the frame works out: its rows' and what floats; and of the run's,
 * for a frame of rows, those that its rows read. */
static bool *nodes_here(hn_frame *frame)
{
    const hn_graph *graph = frame->plan->graph;
    size_t size = (size_t)graph->node_count;
    bool *here = hn_arena_alloc(&frame->arena, size);
    if (!here)
        return NULL;
    for (int i = 0; i < graph->node_count; i++)
        if (reads_for(frame, graph->nodes[i]))
            hn_node_each(graph->nodes[i], mark_read, here);
    for (int i = 0; i < graph->node_count; i++) {
        const hn_node *node = graph->nodes[i];
        if (!is_taken_over(frame, node))
            here[i] = node->records == NULL
                      || node->records == frame->records;
        else
            here[i] = here[i] && !node->records;
    }
    return here;
}

/* By level, and within one by id: each after all that it reads. */
static void put_in_order(hn_frame *frame, bool *here)
{
    const hn_plan *plan = frame->plan;
    for (int i = 0; i < plan->graph->node_count; i++) {
        here[i] = here[i] && plan->steps[i].level < plan->levels;
        if (here[i])
            frame->begins[plan->steps[i].level + 1]++;
    }
    for (int level = 0; level < plan->levels; level++)
        frame->begins[level + 1] += frame->begins[level];
    frame->order_count = frame->begins[plan->levels];
    for (int i = 0; i < plan->graph->node_count; i++)
        if (here[i])
            frame->order[frame->begins[plan->steps[i].level]++] = i;
    for (int level = plan->levels; level > 0; level--)
        frame->begins[level] = frame->begins[level - 1];
    frame->begins[0] = 0;
    frame->begins[plan->levels + 1] = frame->order_count;
}

static bool vector_init(hn_frame *frame, const hn_node *node,
                        const hn_step *step, hn_vector *vector)
{
    hn_arena *arena = &frame->arena;
    size_t bits = HN_CHUNK_WORDS * sizeof(uint64_t);
    size_t rows = (size_t)frame->room;
    vector->den = step->den;
    vector->known = hn_arena_alloc(arena, bits);
    vector->fault = step->can_fault ? hn_arena_alloc(arena, bits) : NULL;
    if (node->op == HN_OP_VIA)
        vector->none = hn_arena_alloc(arena, bits);
    switch (node->type.kind) {
    case HN_YESNO:
        vector->yes = hn_arena_alloc(arena, bits);
        break;
    case HN_TEXT:
        vector->text = hn_arena_alloc(arena, rows * sizeof(hn_slice));
        break;
    case HN_NUMBER:
        if (step->den == 0) {
            vector->wide = hn_arena_alloc(arena, rows * sizeof(hn_ratio));
            break;
        } /* fall through */
    default:
        vector->value = hn_arena_alloc(arena, rows * sizeof(int64_t));
    }
    return !arena->failed;
}

bool hn_frame_init(hn_frame *frame, const hn_plan *plan,
                   const hn_records *records, hn_memory *memory)
{
    const hn_graph *graph = plan->graph;
    size_t nodes = (size_t)graph->node_count;
    *frame = (hn_frame){.plan = plan, .records = records,
                        .room = records ? plan->room : 64};
    hn_arena_init(&frame->arena, memory);
    frame->vectors = hn_arena_alloc(&frame->arena, nodes * sizeof(hn_vector));
    frame->order = hn_arena_alloc(&frame->arena, nodes * sizeof(int));
    frame->filled = hn_arena_alloc(&frame->arena, nodes * sizeof(int));
    frame->periods = hn_arena_alloc(&frame->arena,
                                    HN_CHUNK * sizeof *frame->periods);
    frame->begins = hn_arena_alloc(&frame->arena, ((size_t)plan->levels + 2)
                                                      * sizeof(int));
    bool *here = nodes_here(frame);
    if (frame->arena.failed)
        return false;
    put_in_order(frame, here);
    for (int i = 0; i < graph->node_count; i++) {
        const hn_node *node = graph->nodes[i];
        if (!here[i])
            continue;
        if (!is_alias(frame, node)
            && !vector_init(frame, node, &plan->steps[i], &frame->vectors[i]))
            return false;
    }
    return true;
}

void hn_frame_dispose(hn_frame *frame)
{
    if (frame->vectors)
        hn_sentence_dispose(frame);
    hn_arena_dispose(&frame->arena);
}

static void start_rows(hn_frame *frame, const hn_rows *rows)
{
    frame->rows = rows;
    frame->count = rows ? rows->count : 1;
    for (int w = 0; w < HN_CHUNK_WORDS; w++) {
        int left = frame->count - w * 64;
        frame->live[w] = left >= 64 ? ~(uint64_t)0
                         : left > 0 ? ((uint64_t)1 << left) - 1 : 0;
    }
    const hn_vector *dates = frame_dates(frame);
    frame->all_dated = dates && span_of(frame, dates, &frame->first_date,
                                        &frame->last_date);
}

static void eval_node(hn_frame *frame, const hn_node *node,
                      const hn_step *step)
{
    hn_vector *out = &frame->vectors[node->id];
    if (node->op == HN_OP_INPUT) {
        int64_t den = step->den;
        *out = frame->rows->vectors[node->u.input->index];
        out->den = den;
        return;
    }
    if (is_alias(frame, node)) {
        *out = *hn_arg(frame, node, 0);
        return;
    }
    memcpy(out->known, frame->live, sizeof frame->live);
    if (out->fault)
        memset(out->fault, 0, sizeof frame->live);
    if (is_taken_over(frame, node)) {
        hn_tables_read(frame, node, out);
        return;
    }
    evaluators[node->op](frame, node, step, out);
}

void hn_frame_run_from(hn_frame *frame, const hn_rows *rows, int from,
                       int level)
{
    const hn_plan *plan = frame->plan;
    int levels = plan->levels;
    int end = level < levels ? level + 1 : levels;
    start_rows(frame, rows);
    for (int i = frame->begins[from < levels ? from : levels];
         i < frame->begins[end]; i++) {
        int id = frame->order[i];
        eval_node(frame, plan->graph->nodes[id], &plan->steps[id]);
    }
}

void hn_frame_run(hn_frame *frame, const hn_rows *rows, int level)
{
    hn_frame_run_from(frame, rows, 0, level);
}
