/*
 * diff_rows.c - goes through the cases once and counts what becomes of each.
 *
 * Rows stream where they can, as in hn_calc(); every version is worked out on
 * the same chunk.  A case is compared where OLD and NEW both calculate it.  One
 * that a change alone cannot calculate is taken as unchanged by it: the rest
 * falls to the line of the changes acting together, so that all add up.
 */
#include <string.h>
#include "diff.h"
#include "../quantity/number.h"

typedef struct going {
    hn_difference *d;
    const hn_diff_options *options;
    hn_run *run;
    hn_ratio *money[3];       /* of OLD, NEW and a change, for a row          */
    hn_ratio *rest;           /* what no change alone has accounted for       */
    hn_text value;            /* of a column, for its group                   */
    int *groups;              /* of the row: one for each column              */
    bool failed;              /* memory was refused                           */
} going;

/* --- one award of one row ------------------------------------------------ */

static const hn_ratio nought = {0, 1};

static bool value_at(const hn_frame *frame, const hn_node *node, int row,
                     hn_ratio *out)
{
    const hn_vector *vector = node ? hn_frame_vector(frame, node) : NULL;
    if (!vector || !hn_bit(vector->known, row))
        return false;
    *out = hn_vector_ratio(vector, row);
    return true;
}

/* A decision; a pack that does not have the award refuses it to everybody. */
typedef enum decision { UNMET, MET, OPEN } decision;

static decision decide(const hn_frame *frame, const hn_award *award, bool has,
                       int row)
{
    if (!has || !award->when)
        return has ? MET : UNMET;
    const hn_vector *when = hn_frame_vector(frame, award->when);
    if (!hn_bit(when->known, row))
        return OPEN;
    return hn_bit(when->yes, row) ? MET : UNMET;
}

/* The award itself: nought where it is unmet. */
static bool award_at(const hn_frame *frame, const hn_award *award, bool has,
                     int row, hn_ratio *out)
{
    *out = nought;
    return !has || value_at(frame, award->thing.node, row, out);
}

/* Money that is certain, and what could be, of each sum of one award. */
static void money_of(const going *g, const hn_frame *frame,
                     const hn_award *award, bool has, int which, int row,
                     hn_ratio *out)
{
    const hn_difference *d = g->d;
    decision is = decide(frame, award, has, row);
    for (int s = 0; s < d->sum_count; s++) {
        hn_ratio value;
        if (d->sums[s].award != which)
            continue;
        out[2 * s] = out[2 * s + 1] = nought;
        if (is == UNMET
            || !value_at(frame, d->sums[s].full_year
                                    ? award->full_year_amount
                                    : award->amount, row, &value))
            continue;
        out[2 * s + (is == OPEN)] = value;
    }
}

static bool has_fault(const hn_frame *frame, const hn_node *node, int row)
{
    const hn_vector *v = node ? hn_frame_vector(frame, node) : NULL;
    return v && v->fault && hn_bit(v->fault, row);
}

static bool is_unsettled(const hn_frame *frame, const hn_award *award,
                         int row)
{
    return has_fault(frame, award->thing.node, row)
           || has_fault(frame, award->full_year, row);
}

/* --- money that moves ---------------------------------------------------- */

static bool same(hn_ratio a, hn_ratio b)
{
    return a.num == b.num && a.den == b.den;
}

static void add_moved(hn_difference *d, hn_moved *moved, hn_ratio by)
{
    if (by.num == 0)
        return;
    moved->cases++;
    if (!hn_ratio_add(&moved->sum, moved->sum, by))
        d->fault = true;
}

static void take_from(hn_difference *d, hn_ratio *rest, hn_ratio by)
{
    if (by.num != 0 && !hn_ratio_sub(rest, *rest, by))
        d->fault = true;
}

/* What one change alone does to the money of the row. */
static void move_alone(going *g, const hn_frame *frame,
                       hn_diff_change *change, int row)
{
    hn_difference *d = g->d;
    bool unsettled = false;
    for (int a = 0; a < d->award_count && !unsettled; a++)
        unsettled = change->touches[a] && change->has[a]
                    && is_unsettled(frame, &change->awards[a], row);
    change->unsettled += unsettled;
    for (int a = 0; a < d->award_count && !unsettled; a++)
        if (change->touches[a])
            money_of(g, frame, &change->awards[a], change->has[a], a, row,
                     g->money[2]);
    for (int k = 0; k < 2 * d->sum_count && !unsettled; k++) {
        hn_ratio by = nought;
        if (!change->touches[d->sums[k / 2].award]
            || same(g->money[2][k], g->money[HN_OLD][k]))
            continue;
        if (!hn_ratio_sub(&by, g->money[2][k], g->money[HN_OLD][k]))
            d->fault = true;
        add_moved(d, &change->money[k], by);
        take_from(d, &g->rest[k], by);
        change->differs = true;
    }
}

static void move_money(going *g, const hn_frame *frame, int row,
                       hn_moved *moved)
{
    hn_difference *d = g->d;
    for (int side = 0; side < 2; side++)
        for (int a = 0; a < d->award_count; a++)
            money_of(g, frame, &d->awards[a].of[side], d->awards[a].has[side],
                     a, row, g->money[side]);
    for (int k = 0; k < 2 * d->sum_count; k++) {
        g->rest[k] = nought;
        if (!same(g->money[HN_OLD][k], g->money[HN_NEW][k])
            && !hn_ratio_sub(&g->rest[k], g->money[HN_NEW][k],
                             g->money[HN_OLD][k]))
            d->fault = true;
        add_moved(d, &moved[k], g->rest[k]);
    }
}

/* --- which way a case goes ----------------------------------------------- */

typedef struct course {
    hn_way way;
    hn_turn turn;
    hn_ratio before, after, by;
} course;

static hn_way way_of(const course *c, bool known, bool known_after)
{
    if (!known)
        return known_after ? HN_WAY_SETTLED : HN_WAY_OPEN;
    if (!known_after)
        return HN_WAY_OPENED;
    return c->by.num > 0 ? HN_WAY_MORE
           : c->by.num < 0 ? HN_WAY_LESS : HN_WAY_SAME;
}

static course course_of(const going *g, const hn_frame *frame, int row)
{
    hn_difference *d = g->d;
    const hn_diff_award *award = &d->awards[d->award];
    course c = {.by = nought};
    bool known = award_at(frame, &award->of[HN_OLD], award->has[HN_OLD], row,
                          &c.before);
    bool after = award_at(frame, &award->of[HN_NEW], award->has[HN_NEW], row,
                          &c.after);
    decision was = decide(frame, &award->of[HN_OLD], award->has[HN_OLD],
                          row);
    decision is = decide(frame, &award->of[HN_NEW], award->has[HN_NEW], row);
    if (known && after && !same(c.before, c.after)
        && !hn_ratio_sub(&c.by, c.after, c.before))
        d->fault = true;
    c.way = way_of(&c, known, after);
    c.turn = was == UNMET && is == MET ? HN_TURN_ELIGIBLE
             : was == MET && is == UNMET ? HN_TURN_REFUSED : HN_TURN_NONE;
    return c;
}

/* --- the histogram and the largest --------------------------------------- */

const int64_t hn_diff_steps[HN_DIFF_STEPS] = {
    10, 100, 500, 1000, 2500, 5000, 10000, 25000
};

static hn_ratio size_of(hn_ratio by)
{
    return (hn_ratio){by.num < 0 ? -by.num : by.num, by.den};
}

static void count_step(hn_difference *d, const course *c)
{
    hn_ratio size = size_of(c->by);
    int step = 0;
    if (c->way != HN_WAY_MORE && c->way != HN_WAY_LESS)
        return;
    while (step < HN_DIFF_STEPS
           && hn_ratio_compare(size, hn_ratio_of(hn_diff_steps[step])) >= 0)
        step++;
    d->steps[c->way == HN_WAY_LESS][step]++;
}

static bool keep_case(going *g, const hn_rows *rows, int row,
                      const course *c, hn_diff_case *out)
{
    const hn_input *key = g->d->records->key;
    *out = (hn_diff_case){.key = "", .line = rows->origins[row].line,
                          .before = c->before, .after = c->after,
                          .size = size_of(c->by)};
    if (!key || !hn_bit(rows->vectors[key->index].known, row))
        return true;
    hn_slice id = rows->vectors[key->index].text[row];
    out->key = hn_arena_text_n(&g->d->arena, id.at, id.len);
    return out->key != NULL;
}

/* The largest first; of equals the one that stands first in the file. */
static void keep_largest(going *g, const hn_rows *rows, int row,
                         const course *c)
{
    hn_difference *d = g->d;
    int at = d->largest_count;
    if (c->by.num == 0 || d->largest_most == 0)
        return;
    while (at > 0 && hn_ratio_compare(d->largest[at - 1].size,
                                      size_of(c->by)) < 0)
        at--;
    if (at == d->largest_most)
        return;
    hn_diff_case kept;
    if (!keep_case(g, rows, row, c, &kept)) {
        g->failed = true;
        return;
    }
    if (d->largest_count == d->largest_most)
        d->largest_count--;
    memmove(d->largest + at + 1, d->largest + at,
            (size_t)(d->largest_count - at) * sizeof *d->largest);
    d->largest[at] = kept;
    d->largest_count++;
}

/* --- groups -------------------------------------------------------------- */

static void say_value(going *g, const hn_frame *frame, const hn_node *node,
                      int row)
{
    const hn_vector *v = hn_frame_vector(frame, node);
    hn_text_clear(&g->value);
    if (!hn_bit(v->known, row))
        hn_text_add(&g->value, "not known");
    else if (node->type.kind == HN_CHOICE)
        hn_text_add(&g->value, node->type.choices->names[v->value[row]]);
    else if (node->type.kind == HN_YESNO)
        hn_text_add(&g->value, hn_bit(v->yes, row) ? "yes" : "no");
    else if (node->type.kind == HN_TEXT)
        hn_text_add_n(&g->value, v->text[row].at, v->text[row].len);
    else
        hn_ratio_write(&g->value, hn_vector_ratio(v, row), 0);
}

/* Choices and numbers in their own order, texts in that of their letters, what
 * is not known last. */
static int64_t order_of(const hn_frame *frame, const hn_node *node, int row)
{
    const hn_vector *v = hn_frame_vector(frame, node);
    if (!hn_bit(v->known, row))
        return INT64_MAX;
    if (node->type.kind == HN_YESNO)
        return !hn_bit(v->yes, row);
    return node->type.kind == HN_TEXT || v->wide ? 0 : v->value[row];
}

static bool new_group(going *g, hn_diff_by *by, const hn_frame *frame,
                      int row)
{
    hn_difference *d = g->d;
    hn_diff_group *groups = hn_arena_grow(&d->arena, by->groups, by->count,
                                          &by->cap, sizeof *groups);
    if (!groups)
        return false;
    by->groups = groups;
    hn_diff_group *group = &groups[by->count];
    *group = (hn_diff_group){.order = order_of(frame, by->node, row)};
    group->name = hn_arena_text_n(&d->arena, g->value.at ? g->value.at : "",
                                  g->value.len);
    if (!group->name || !hn_moves_init(&group->moves, d))
        return false;
    by->count++;
    return true;
}

/* What is not known is told from a text that says so by the sign before it. */
static hn_diff_group *group_of(going *g, int which, const hn_frame *frame,
                               int row)
{
    hn_diff_by *by = &g->d->by[which];
    const hn_vector *v = hn_frame_vector(frame, by->node);
    hn_text key;
    say_value(g, frame, by->node, row);
    hn_text_init(&key, &g->d->memory);
    hn_text_add_char(&key, hn_bit(v->known, row) ? '=' : '?');
    hn_text_add_n(&key, g->value.at, g->value.len);
    int64_t at = key.failed || g->value.failed ? HN_TEXT_MAP_NONE
        : hn_text_map_enter(&by->map, (hn_slice){key.at, key.len},
                            by->count);
    hn_text_dispose(&key);
    if (at < 0 || (at == by->count && !new_group(g, by, frame, row))) {
        g->failed = true;
        return NULL;
    }
    g->groups[which] = (int)at;
    return &by->groups[at];
}

/* Which groups of the columns go together: what is told of one column may tell
 * of another. */
static void note_mix(going *g)
{
    hn_difference *d = g->d;
    size_t size = (size_t)d->by_count * sizeof *g->groups;
    hn_slice key = {(const char *)g->groups, size};
    int64_t at = hn_text_map_enter(&d->mixes, key, d->mix_count);
    if (at != d->mix_count) {
        g->failed = g->failed || at < 0;
        return;
    }
    const int **mixed = hn_arena_grow(&d->arena, d->mixed, d->mix_count,
                                      &d->mix_cap, sizeof *mixed);
    int *one = hn_arena_alloc(&d->arena, size + 1);
    if (!mixed || !one) {
        g->failed = true;
        return;
    }
    memcpy(one, g->groups, size);
    d->mixed = mixed;
    mixed[d->mix_count++] = one;
}

static void add_to(going *g, hn_moves *moves, const course *c,
                   const hn_ratio *by)
{
    moves->cases++;
    moves->by[c->way][c->turn]++;
    for (int k = 0; k < 2 * g->d->sum_count; k++)
        add_moved(g->d, &moves->money[k], by[k]);
}

static void count_groups(going *g, const hn_frame *frame, int row,
                         const course *c, const hn_ratio *by)
{
    hn_difference *d = g->d;
    for (int i = 0; i < d->by_count && !g->failed; i++) {
        hn_diff_group *group = group_of(g, i, frame, row);
        if (group)
            add_to(g, &group->moves, c, by);
    }
    if (d->by_count > 1 && !g->failed)
        note_mix(g);
}

/* --- one row ------------------------------------------------------------- */

static void go_row(going *g, const hn_frame *frame, const hn_rows *rows,
                   int row)
{
    hn_difference *d = g->d;
    course c = course_of(g, frame, row);
    d->all.cases++;
    d->all.by[c.way][c.turn]++;
    move_money(g, frame, row, d->all.money);
    count_step(d, &c);
    keep_largest(g, rows, row, &c);
    if (d->by_count)
        count_groups(g, frame, row, &c, g->rest);
    for (int i = 0; i < d->change_count; i++)
        if (d->changes[i].reaches)
            move_alone(g, frame, &d->changes[i], row);
    for (int k = 0; k < 2 * d->sum_count; k++)
        add_moved(d, &d->together[k], g->rest[k]);
}

static void go_chunk(going *g, const hn_frame *frame, const hn_rows *rows,
                     const uint64_t *live)
{
    for (int i = 0; i < rows->count && !g->failed; i++)
        if (hn_bit(live, i))
            go_row(g, frame, rows, i);
    if (g->failed)
        hn_run_no_memory(g->run);
}

/* --- rows that stream ---------------------------------------------------- */

typedef struct streaming {
    going *g;
    hn_input_file file;
    hn_job job;
    hn_frame frame;
    hn_rows rows;
} streaming;

static bool goes_on(const hn_run *run)
{
    return !run->stopped
           && (run->status == HN_OK || run->status == HN_BAD_DATA);
}

static void stream_chunk(streaming *s, int from)
{
    hn_run *run = s->g->run;
    uint64_t live[HN_CHUNK_WORDS];
    hn_frame_run(&s->frame, &s->rows, run->plan.levels);
    memcpy(live, s->frame.live, sizeof live);
    int faults = hn_row_faults(
        &run->summary->results[s->file.records->index], &s->frame, 0, live,
        &s->job.faults, from);
    s->job.rejected += faults;
    s->job.calculated += s->rows.count - faults;
    if (s->frame.failed || s->job.faults.failed
        || !hn_job_note(&s->job, run, &s->rows))
        hn_run_no_memory(run);
    else
        go_chunk(s->g, &s->frame, &s->rows, live);
}

static void stream_block(streaming *s)
{
    hn_run *run = s->g->run;
    const hn_block *block = &s->job.block;
    hn_cursor cursor;
    int from = 0;
    hn_cursor_init(&cursor, block->bytes + block->begins,
                   block->bytes + block->len, block->line, block->last,
                   &s->job.scratch);
    while (goes_on(run) && hn_table_rows(&s->file.layout, &cursor, &s->rows,
                                         &s->job.faults)) {
        stream_chunk(s, from);
        from = s->job.faults.count;
    }
    s->job.read += cursor.rows;
    s->job.rejected += cursor.rejected;
    hn_cursor_dispose(&cursor);
    if (goes_on(run))
        hn_run_account(run, &s->file, &s->job);
}

static bool next_block(streaming *s)
{
    hn_run *run = s->g->run;
    hn_job_clear(&s->job);
    int got = hn_input_block(&s->file, run->options->extra_columns,
                             &s->job.block, &run->report);
    if (got < 0)
        hn_run_refuse(run, s->file.failed ? HN_IO : HN_BAD_DATA);
    return got > 0;
}

static void stream(going *g, const hn_records *records,
                   const hn_source *source)
{
    hn_run *run = g->run;
    streaming s = {.g = g};
    hn_input_file_init(&s.file, source, records, &run->memory);
    bool ok = hn_job_init(&s.job, &run->memory);
    ok = hn_frame_init(&s.frame, &run->plan, records, &run->memory) && ok;
    ok = ok && hn_rows_init(&s.rows, records, &run->arena);
    s.frame.tables = &run->tables;
    if (!ok)
        hn_run_no_memory(run);
    while (ok && goes_on(run) && !hn_run_cancelled(run) && next_block(&s))
        stream_block(&s);
    hn_frame_dispose(&s.frame);
    hn_job_dispose(&s.job);
    hn_input_file_dispose(&s.file);
}

/* --- rows that are held -------------------------------------------------- */

static void go_held(going *g, const hn_source *source)
{
    hn_run *run = g->run;
    const hn_records *records = g->d->records;
    hn_held *held = &run->tables.held[records->index];
    hn_input_file file;
    hn_job job;
    hn_job_init(&job, &run->memory);
    hn_input_file_init(&file, source, records, &run->memory);
    file.layout.records = records;
    file.layout.file = source->name;
    for (int64_t c = 0; goes_on(run) && c < held->chunk_count; c++) {
        const hn_rows *rows = held->chunks[c];
        uint64_t live[HN_CHUNK_WORDS];
        if (rows->count == 0)
            continue;
        hn_job_clear(&job);
        hn_frame_run(&held->frame, rows, run->plan.levels);
        memcpy(live, held->frame.live, sizeof live);
        job.rejected = hn_withdrawn_take(&run->withdrawn[records->index],
                                         rows, live, &job.faults);
        job.rejected += hn_row_faults(&run->summary->results[records->index],
                                      &held->frame, 0, live, &job.faults, 0);
        job.calculated = -job.rejected;
        job.failed = held->frame.failed;
        if (hn_run_account(run, &file, &job) == HN_OK)
            go_chunk(g, &held->frame, rows, live);
        hn_run_cancelled(run);
    }
    hn_input_file_dispose(&file);
    hn_job_dispose(&job);
}

/* --- all ----------------------------------------------------------------- */

static hn_status no_source(hn_run *run, const hn_records *records)
{
    hn_report_addf(&run->report, 400, HN_ERROR, records->thing.place, NULL,
                   "no data was given for `%s`", records->thing.name);
    return hn_run_refuse(run, HN_BAD_USE);
}

/* Whether rows of another kind than the award's are looked into. */
static void read_records(going *g, const hn_records *records,
                         const hn_source *source)
{
    hn_run *run = g->run;
    if (!source)
        no_source(run, records);
    else if (hn_tables_holds(&run->tables, records))
        hn_run_hold(run, records, source);
    else if (records == g->d->records)
        stream(g, records, source);
}

static void read_all(going *g, const hn_source *sources, int count)
{
    hn_run *run = g->run;
    const hn_graph *graph = &g->d->graph;
    const hn_records *records = g->d->records;
    for (int i = graph->records_count - 1; i >= 0 && goes_on(run); i--)
        read_records(g, graph->records[i],
                     hn_run_source(run, graph->records[i], sources, count));
    if (!goes_on(run) || !hn_tables_holds(&run->tables, records))
        return;
    hn_run_settle(run);
    if (goes_on(run))
        go_held(g, hn_run_source(run, records, sources, count));
}

static bool going_init(going *g)
{
    hn_difference *d = g->d;
    size_t sums = (size_t)d->sum_count * 2 + 1;
    hn_text_init(&g->value, &d->memory);
    hn_text_map_init(&d->mixes, &d->memory);
    for (int i = 0; i < 3; i++)
        g->money[i] = hn_arena_alloc(&d->arena, sums * sizeof(hn_ratio));
    g->rest = hn_arena_alloc(&d->arena, sums * sizeof(hn_ratio));
    g->groups = hn_arena_alloc(&d->arena, ((size_t)d->by_count + 1)
                                              * sizeof(int));
    d->largest = hn_arena_alloc(&d->arena, ((size_t)d->largest_most + 1)
                                               * sizeof *d->largest);
    hn_moves moves[2];
    for (int i = 0; i < d->change_count; i++) {
        if (!hn_moves_init(&moves[0], d))
            return false;
        d->changes[i].money = moves[0].money;
    }
    if (!hn_moves_init(&d->all, d) || !hn_moves_init(&moves[1], d))
        return false;
    d->together = moves[1].money;
    return !d->arena.failed;
}

/* What the run knows of a pack: its graph. */
static hn_pack *as_pack(hn_difference *d)
{
    hn_pack *pack = hn_arena_alloc(&d->arena, sizeof *pack);
    if (pack)
        pack->graph = d->graph;
    return pack;
}

hn_status hn_diff_rows(hn_difference *d, const hn_host *host,
                       const hn_diff_options *options,
                       const hn_source *sources, int source_count,
                       hn_error *err)
{
    hn_calc_options calc = {.on = options->on, .max_rejects = -1,
                            .extra_columns = options->extra_columns};
    hn_pack *pack = as_pack(d);
    hn_run run;
    going g = {.d = d, .options = options, .run = &run};
    if (!pack || !going_init(&g))
        return hn_no_memory(err);
    if (hn_run_open(&run, pack, host, &calc, err) == HN_OK)
        read_all(&g, sources, source_count);
    d->counts = run.summary ? run.summary->counts : d->counts;
    d->has_on = run.plan.has_on;
    d->on = run.plan.on;
    hn_status status = run.status;
    hn_run_close(&run);
    hn_text_dispose(&g.value);
    return status;
}
