/*
 * row_faults.c - rows that were read and cannot be worked out.
 *
 * A fault in what is shown takes the whole row out, like a cell that cannot be
 * read.  It is told from where it began: the node furthest down that has it.
 */
#include <string.h>
#include "../graph/allocated.h"
#include "../graph/eval.h"
#include "../graph/ordered.h"
#include "../graph/peers.h"
#include "../graph/sentence.h"
#include "../quantity/number.h"
#include "engine.h"

/* --- where it began ----------------------------------------------------------------- */

typedef struct culprit {
    const hn_frame *frame;
    int row;
    const hn_node *found;
} culprit;

static bool has_fault(const hn_frame *frame, const hn_node *node, int row)
{
    const uint64_t *fault = hn_frame_vector(frame, node)->fault;
    return fault && hn_bit(fault, row);
}

static void find_culprit(const hn_node *arg, void *ctx)
{
    culprit *c = ctx;
    if (has_fault(c->frame, arg, c->row))
        c->found = arg;
}

/* --- what is said ------------------------------------------------------------------ */

/* The sentence and the help about one fault, as they grow. */
typedef struct saying {
    const hn_frame *frame;
    const hn_node *node;      /* where it began                               */
    int row;
    int code;
    hn_text text, help;
} saying;

/* Goes down to the node where the fault began.  What a row reads of the run was
 * worked out in the frame of the run. */
static void go_to_origin(saying *s)
{
    for (;;) {
        if (s->node->for_run && s->frame->records) {
            s->frame = &s->frame->tables->run;
            s->row = 0;
        }
        culprit c = {.frame = s->frame, .row = s->row};
        if (!hn_op_is_fold(s->node->op))
            hn_node_each(s->node, find_culprit, &c);
        int ends = hn_op_is_ordered(s->node->op) ? hn_ordered_ends(s->node)
                                                 : 0;
        for (int k = 0; k < ends; k++)
            find_culprit(s->node->args[k], &c);
        if (!c.found)
            return;
        s->node = c.found;
    }
}

/* A value of a param on another date has no name of its own. */
static const char *name_of(const hn_node *node)
{
    if (node->op == HN_OP_PARAM)
        return node->u.param.param->thing.name;
    if (node->op == HN_OP_LOOKUP)
        return node->u.lookup.lookup->thing.name;
    return node->thing ? node->thing->name : NULL;
}

static void say_name(hn_text *out, const char *before, const hn_node *node,
                     const char *otherwise)
{
    const char *name = name_of(node);
    if (name)
        hn_text_addf(out, "%s`%s`", before, name);
    else
        hn_text_addf(out, "%s%s", before, otherwise);
}

static void say_division(saying *s)
{
    const hn_vector *by = hn_frame_vector(s->frame, s->node->args[1]);
    if (hn_vector_ratio(by, s->row).num != 0) {
        s->code = 412;
        hn_text_add(&s->text, "is beyond what can be worked out exactly");
        return;
    }
    s->code = 411;
    say_name(&s->text, "would be divided by ", s->node->args[1], "a figure");
    hn_text_add(&s->text, ", which is nought");
    hn_text_add(&s->help, "correct the value, or let `choose` take another way "
                          "where it is nought");
}

/* What `:at(...)` asks for, or NULL: the date in use. */
static const hn_node *other_date(const hn_node *node)
{
    return node->op == HN_OP_PARAM && node->count > 0 ? node->args[0] : NULL;
}

static bool date_of(const saying *s, hn_date *out)
{
    const hn_node *other = other_date(s->node);
    if (!other)
        return hn_frame_date(s->frame, s->row, out);
    *out = (hn_date)hn_frame_vector(s->frame, other)->value[s->row];
    return true;
}

/* A date that is private, or may be worked out from what is, is not told. */
static void say_date(saying *s, hn_date date)
{
    const hn_input *by = s->frame->records ? s->frame->records->dated_by
                                           : NULL;
    if (other_date(s->node))
        hn_text_add(&s->text, "the date that is asked for");
    else if (by && by->is_private)
        hn_text_add(&s->text, "the date of this row");
    else
        hn_date_write_long(&s->text, date);
}

static void say_too_early(saying *s, hn_date first)
{
    hn_text_add(&s->text, ": its first is from ");
    hn_date_write_long(&s->text, first);
    hn_text_add(&s->help, "give it a row with an earlier `from`, or ");
    hn_text_add(&s->help, s->frame->records
                              ? "leave earlier cases out of the file"
                              : "write a later date after --on");
}

static void say_period(saying *s)
{
    const hn_step *step = &s->frame->plan->steps[s->node->id];
    hn_date date;
    s->code = 418;
    say_name(&s->text, "needs ", s->node, "a table");
    hn_text_add(&s->text, ", which has no value for ");
    if (!date_of(s, &date))
        hn_text_add(&s->text, "its date");
    else
        say_date(s, date);
    if (step->period_count > 0 && date_of(s, &date)
        && date < step->periods[0].from) {
        say_too_early(s, step->periods[0].from);
    } else if (s->node->op == HN_OP_PARAM) {
        hn_text_add(&s->text, ": it is still expected");
        hn_text_add(&s->help, "write the value in place of \"expected\"");
    } else {
        hn_text_add(&s->help, "give it a row for this case that is in force on "
                    "that day");
    }
}

static bool is_whole(const hn_vector *vector, int row)
{
    hn_ratio number = hn_vector_ratio(vector, row);
    return number.den == 1;
}

static void say_shift(saying *s)
{
    const hn_node *by = s->node->args[1];
    const hn_vector *number = hn_frame_vector(s->frame, by);
    if (by->type.kind == HN_NUMBER && !is_whole(number, s->row)) {
        s->code = 412;
        say_name(&s->text, "needs ", by, "a length of time");
        hn_text_add(&s->text, " to be a whole number of ");
        hn_unit_write(&s->text, by->type.unit);
        hn_text_add(&s->help, "a date moves by whole days, weeks, months and "
                              "years only");
    } else if (s->node->op == HN_OP_SCHOOL_WEEK_END
               || s->node->op == HN_OP_TERM_END
               || s->node->op == HN_OP_SCHOOL_DAY) {
        s->code = 418;
        hn_text_add(&s->text, "runs past the last term that the calendar gives");
        hn_text_add(&s->help, "add the later terms to the calendar");
    } else {
        s->code = 412;
        hn_text_add(&s->text, "comes to a date before 1600 or after 9999");
    }
}

static void say_pair(saying *s, int64_t wrong)
{
    const hn_tables *tables = s->frame->tables;
    const hn_link *link = s->node->u.link;
    int64_t row = s->frame->rows->first + s->row;
    s->code = 423;
    if (wrong == HN_PEER_ITSELF) {
        hn_text_add(&s->text, "leads to the very row whose peer it is");
        hn_text_add(&s->help, "take it out: whether a row counts among its "
                              "own is what `own` says in the pack");
        return;
    }
    row = hn_peers_first(tables, link, row);
    const hn_held *held = &tables->held[link->thing.records->index];
    const hn_rows *rows = held->chunks[row / HN_CHUNK];
    hn_text_addf(&s->text, "makes a pair that stands already, in line %ld",
                 (long)rows->origins[row % HN_CHUNK].line);
    hn_text_add(&s->help, "a pair stands once: take this row out, or correct "
                          "the peer that was meant");
}

/* By its key, or by its line where that is private. */
static void name_row(hn_text *out, const hn_held *held, int64_t row)
{
    const hn_rows *rows = held->chunks[row / HN_CHUNK];
    const hn_input *key = held->records->key;
    const hn_vector *ids = key ? &rows->vectors[key->index] : NULL;
    int i = (int)(row % HN_CHUNK);
    if (ids && !key->is_private && hn_bit(ids->known, i))
        hn_text_add_n(out, ids->text[i].at, ids->text[i].len);
    else
        hn_text_addf(out, "that of line %ld", (long)rows->origins[i].line);
}

/* The days themselves are not told. */
static void say_overlap(saying *s)
{
    const hn_link *link = s->node->u.link;
    const hn_rows *rows = s->frame->rows;
    const hn_held *held = &s->frame->tables->held[link->to->index];
    int64_t two[2];
    hn_spells_find(&held->spells, held->chunks,
                   rows->vectors[link->by->index].text[s->row],
                   rows->vectors[link->on->index].value[s->row], two);
    hn_text_addf(&s->text, "finds two rows of `%s` for its `%s`: ",
                 link->to->thing.name, link->on->thing.name);
    name_row(&s->text, held, two[0]);
    hn_text_add(&s->text, " and ");
    name_row(&s->text, held, two[1]);
    hn_text_addf(&s->help, "these two overlap, and on no day two rows of one "
                 "`%s` may last: correct `%s` or `%s` of one of them",
                 link->to->lasts.of->thing.name,
                 link->to->lasts.starts->thing.name,
                 link->to->lasts.ends->thing.name);
}

static void say_link(saying *s)
{
    const hn_vector *found = hn_frame_vector(s->frame, s->node);
    bool twice = found->value[s->row] == HN_TEXT_MAP_TWICE;
    if (found->value[s->row] < HN_TEXT_MAP_TWICE) {
        say_pair(s, found->value[s->row]);
        return;
    }
    s->code = 414;
    if (twice && s->node->u.link->on) {
        say_overlap(s);
        return;
    }
    hn_text_addf(&s->text, twice ? "finds more than one row of `%s`"
                                 : "needs a row of `%s` that is not there",
                 s->node->u.link->to->thing.name);
    if (twice)
        hn_text_add(&s->help, "a key that links look for stands once in its "
                              "table: take the other rows out");
}

/* The value itself, and what is wrong with the other row, are not told. */
static void say_via(saying *s)
{
    const hn_node *value = s->node->args[1];
    s->code = 421;
    say_name(&s->text, "reads ", value, "a value");
    hn_text_addf(&s->text, " of a row of `%s`, which cannot be worked out",
                 value->records->thing.name);
    hn_text_add(&s->help, "correct that row first");
}

/* The values were known, or the fault would have begun further down. */
static void say_refusal(saying *s)
{
    hn_ratio out;
    const char *why = hn_eval_funding_row(s->frame, s->node, s->row, &out);
    bool range = why && strcmp(why, HN_FUNDING_OUT_OF_RANGE) == 0;
    s->code = range ? 412 : 419;
    if (range)
        hn_text_add(&s->text, "is beyond what can be worked out exactly");
    else
        hn_text_addf(&s->text, "has no result: %s", why ? why : "");
    if (!range)
        hn_text_addf(&s->help, "correct the value; `hn help funding.%s` tells "
                               "what it goes by", s->node->u.funding->name);
}

/* Which other row it is, and what that one claims, are not told. */
static void say_level(saying *s)
{
    const hn_input *key = s->frame->records->key;
    s->code = 421;
    hn_text_addf(&s->text, "stands level with another row in its order: they "
                 "have the same `%s`, or none", key->thing.name);
    hn_text_add(&s->help, "an id should stand once: take the other row out, "
                          "or give it an id of its own");
}

static int64_t row_of(const saying *s)
{
    return s->frame->rows->first + s->row;
}

static void say_share(saying *s, hn_ratio sum)
{
    const hn_node *share = s->node->u.fold->share;
    say_name(&s->text, "is one of those for the same ",
             s->node->u.fold->by[0], "thing");
    hn_text_add(&s->text, " whose shares come to ");
    if (share->type.form == HN_PERCENT)
        hn_percent_write(&s->text, sum);
    else
        hn_ratio_write(&s->text, sum, 0);
    hn_text_add(&s->text, ", more than the whole");
    hn_text_add(&s->help, "correct the shares: for one thing they come to at "
                          "most 1, which is 100%");
}

static void say_attributed(saying *s)
{
    hn_attributed at = hn_attributed_at(s->frame->tables, s->node,
                                        row_of(s));
    s->code = 420;
    if (at.level) {
        say_level(s);
    } else if (at.fate == HN_CLAIM_OVER) {
        say_share(s, at.sum);
    } else if (at.fate == HN_CLAIM_OUTSIDE) {
        say_name(&s->text, "has a ", s->node->u.fold->share, "share");
        hn_text_add(&s->text, " that is below 0 or above 1");
        hn_text_add(&s->help, "a share is a part of the whole: 0.25, or 25% "
                              "of a percentage");
    } else {
        s->code = 412;
        hn_text_add(&s->text, "is beyond what can be worked out exactly");
    }
}

static void say_allocated(saying *s)
{
    const hn_queue *queue = hn_allocated_queue(s->frame->tables, s->node);
    if (queue->states[row_of(s)] != HN_STANDS_BELOW) {
        say_level(s);
        return;
    }
    s->code = 440;
    say_name(&s->text, "cannot be settled: its claim ", s->node->u.fold->of,
             "on the pot");
    hn_text_add(&s->text, ", or a cap or floor of it, is below nought");
    hn_text_add(&s->help, "what is owed back is settled outside the pot: "
                          "write higher_of { ..., 0 }, or correct the row");
}

/* The values were known, or the fault would have begun further down. */
static void say_instalment(saying *s)
{
    hn_ratio out;
    const char *why = hn_eval_instalment_row(s->frame, s->node, s->row, &out);
    if (!why || strcmp(why, HN_FUNDING_OUT_OF_RANGE) == 0) {
        s->code = 412;
        hn_text_add(&s->text, "is beyond what can be worked out exactly");
        return;
    }
    s->code = 422;
    hn_text_addf(&s->text, "cannot be dealt out: %s", why);
    hn_text_add(&s->help, "correct what is paid and done, or settle the rest "
                          "outside the instalments");
}

/* The tests were worked out, or the fault would have begun further down. */
static void say_panel(saying *s)
{
    const hn_panel *panel = s->node->u.panel;
    int held = 0;
    s->code = 424;
    hn_text_add(&s->text, "comes to ");
    for (int i = 0; i < panel->count; i++) {
        const hn_vector *when = hn_frame_vector(s->frame,
                                                s->node->args[2 * i]);
        if (!hn_bit(when->known, s->row) || !hn_bit(when->yes, s->row))
            continue;
        hn_text_addf(&s->text, "%s\"%s\"", held++ ? " and to " : "",
                     panel->rows[i].outcome);
    }
    hn_text_addf(&s->text, "%s of panel `%s`%s",
                 held ? "" : "no outcome", panel->thing.name,
                 held ? " at once" : "");
    hn_text_add(&s->help, "`hn check` shows which rows of the panel to "
                          "correct");
}

static void say_refused(saying *s)
{
    const hn_wording *wording = hn_wording_at(s->frame,
                                              s->node->u.criterion, s->row);
    s->code = 430;
    if (!wording || !wording->unmet) {
        hn_text_addf(&s->text, "the row is not let in: it is not what must "
                     "`%s` asks", s->node->u.criterion->thing.name);
        return;
    }
    hn_sentence_say(&s->text, s->frame, wording->unmet, s->row);
    if (wording->asks)
        hn_text_add(&s->help, wording->asks);
}

static void say_decided(saying *s)
{
    static const char *const parts[] = {"who", "why", "when"};
    const hn_node *node = s->node;
    s->code = 425;
    hn_text_addf(&s->text, "overrides `%s` and does not say",
                 node->args[0]->thing->name);
    for (int k = 2, count = 0; k < node->count; k++)
        if (!hn_bit(hn_frame_vector(s->frame, node->args[k])->known, s->row))
            hn_text_addf(&s->text, "%s %s", count++ ? " and" : "",
                         parts[k - 2]);
    hn_text_add(&s->help, "an override is recorded with a name, a reason and "
                          "a date, or it is none");
}

static void say(saying *s)
{
    switch (s->node->op) {
    case HN_OP_DIV:
        say_division(s);
        break;
    case HN_OP_PARAM:
    case HN_OP_DATED:
    case HN_OP_LOOKUP:
        say_period(s);
        break;
    case HN_OP_DATE_SHIFT:
    case HN_OP_SCHOOL_WEEK_END:
    case HN_OP_TERM_END:
    case HN_OP_SCHOOL_DAY:
    case HN_OP_CALENDAR_ADD:
        say_shift(s);
        break;
    case HN_OP_LINK:
        say_link(s);
        break;
    case HN_OP_VIA:
        say_via(s);
        break;
    case HN_OP_FUNDING:
        say_refusal(s);
        break;
    case HN_OP_PANEL:
        say_panel(s);
        break;
    case HN_OP_DECIDED:
        say_decided(s);
        break;
    case HN_OP_INSTALMENT:
        say_instalment(s);
        break;
    case HN_OP_REFUSE:
        say_refused(s);
        break;
    case HN_OP_PREVIOUS:
        say_level(s);
        break;
    case HN_OP_ATTRIBUTED:
        say_attributed(s);
        break;
    case HN_OP_ALLOCATED:
        say_allocated(s);
        break;
    default:
        s->code = 412;
        hn_text_add(&s->text, "is beyond what can be worked out exactly");
    }
}

void hn_fault_say(hn_text *out, const hn_frame *frame, const hn_node *node,
                  int row)
{
    saying s = {.frame = frame, .row = row, .node = node};
    hn_text_init(&s.text, out->memory);
    hn_text_init(&s.help, out->memory);
    go_to_origin(&s);
    say(&s);
    hn_text_add(out, hn_text_string(&s.text));
    out->failed = out->failed || s.text.failed;
    hn_text_dispose(&s.text);
    hn_text_dispose(&s.help);
}

static const char *kept(hn_arena *arena, hn_text *text)
{
    const char *copy = text->failed
        ? NULL : hn_arena_text_n(arena, text->len ? text->at : "", text->len);
    hn_text_dispose(text);
    return copy;
}

/* --- the faults of a chunk ------------------------------------------------------------ */

static void enter(hn_faults *faults, const hn_fault *fault)
{
    hn_fault *items = hn_arena_grow(&faults->arena, faults->items,
                                    faults->count, &faults->cap,
                                    sizeof *items);
    if (!items || !fault->message || !fault->help) {
        faults->failed = true;
        return;
    }
    faults->items = items;
    items[faults->count] = *fault;
    if (!*fault->help)
        items[faults->count].help = NULL;
    faults->count++;
}

/* Where what a `must` is about can be put right. */
static void point_at(hn_fault *fault, const hn_input *at)
{
    if (!at)
        return;
    fault->input = at;
    fault->column_name = hn_slice_of(hn_input_column(at));
}

/* A refusal speaks for itself; what cannot be worked out is told from the
 * figure that is shown. */
static void begin(saying *s, const hn_node *shown)
{
    if (s->node->op == HN_OP_REFUSE)
        return;
    if (shown->op == HN_OP_REFUSE)
        hn_text_addf(&s->text, "what `%s` asks",
                     shown->u.criterion->thing.name);
    else
        say_name(&s->text, "", shown, "a figure");
    hn_text_add(&s->text, " of this row ");
}

static void add_fault(hn_faults *faults, const hn_frame *frame,
                      const hn_node *shown, int row)
{
    const hn_origin *from = &frame->rows->origins[row];
    const hn_input *key = frame->records->key;
    saying s = {.frame = frame, .row = row, .node = shown};
    hn_text_init(&s.text, faults->arena.memory);
    hn_text_init(&s.help, faults->arena.memory);
    go_to_origin(&s);
    begin(&s, shown);
    say(&s);
    hn_text_addf(&s.text, " (%s:%d)", s.node->place.file
                                          ? s.node->place.file : "rules.lua",
                 s.node->place.line);
    hn_fault fault = {.code = s.code, .line = from->line,
                      .row = {from->at, from->len}};
    fault.message = kept(&faults->arena, &s.text);
    fault.help = kept(&faults->arena, &s.help);
    if (s.node->op == HN_OP_REFUSE)
        point_at(&fault, s.node->u.criterion->at);
    if (key && hn_bit(frame->rows->vectors[key->index].known, row))
        fault.row_id = frame->rows->vectors[key->index].text[row];
    enter(faults, &fault);
}

/* Whether the row of `a` stands after that of `b`: a line of JSON may hold
 * several. */
static bool is_after(const hn_fault *a, const hn_fault *b)
{
    return a->line != b->line ? a->line > b->line : a->row.at > b->row.at;
}

/* Faults of reading and of working out, by line: `from` is where the chunk's
 * begin. */
static void sort_faults(hn_faults *faults, int from)
{
    for (int i = from + 1; i < faults->count; i++) {
        hn_fault fault = faults->items[i];
        int at = i;
        for (; at > from && is_after(&faults->items[at - 1], &fault); at--)
            faults->items[at] = faults->items[at - 1];
        faults->items[at] = fault;
    }
}

/* Whether the row is found at fault there by that level. */
static bool is_at_fault(const hn_frame *frame, const hn_node *shown,
                        int level, int row)
{
    return frame->plan->steps[shown->id].level <= level
           && has_fault(frame, shown, row);
}

/* All that refuses a row is told; of what cannot be worked out the first. */
static void add_row(hn_faults *faults, const hn_results *results,
                    const hn_frame *frame, int level, int row)
{
    for (int k = 0; k < results->checked_count; k++) {
        const hn_node *shown = results->checked[k];
        if (!is_at_fault(frame, shown, level, row))
            continue;
        add_fault(faults, frame, shown, row);
        if (shown->op != HN_OP_REFUSE)
            return;
    }
}

int hn_row_faults(const hn_results *results, const hn_frame *frame, int level,
                  uint64_t *live, hn_faults *faults, int from)
{
    int count = 0;
    uint64_t out[HN_CHUNK_WORDS] = {0};
    for (int k = 0; k < results->checked_count; k++) {
        const hn_node *shown = results->checked[k];
        const hn_vector *vector = hn_frame_vector(frame, shown);
        if (!vector->fault || frame->plan->steps[shown->id].level > level)
            continue;
        for (int w = 0; w < HN_CHUNK_WORDS; w++)
            out[w] |= vector->fault[w] & live[w];
    }
    HN_EACH_BIT(i, out, {
        add_row(faults, results, frame, level, i);
        hn_bit_clear(live, i);
        count++;
    })
    if (count)
        sort_faults(faults, from);
    return count;
}

/* --- the run ------------------------------------------------------------------------------ */

static void tell_run_fault(hn_run *run, const hn_thing *thing)
{
    hn_report one;
    saying s = {.frame = &run->tables.run, .row = 0, .node = thing->node};
    hn_report_init(&one, &run->memory);
    hn_text_init(&s.text, &run->memory);
    hn_text_init(&s.help, &run->memory);
    go_to_origin(&s);
    say_name(&s.text, "", thing->node, "a figure of the run");
    hn_text_add_char(&s.text, ' ');
    say(&s);
    hn_report_addf(&one, s.code, HN_ERROR, s.node->place,
                   s.help.len ? hn_text_string(&s.help) : NULL, "%s",
                   hn_text_string(&s.text));
    hn_tell_all(run->host, &one, 0, NULL);
    hn_text_dispose(&s.text);
    hn_text_dispose(&s.help);
    hn_report_dispose(&one);
}

void hn_run_faults(hn_run *run)
{
    for (int i = 0; i < run->summary->line_count; i++) {
        const hn_thing *thing = run->summary->lines[i].thing;
        if (!has_fault(&run->tables.run, thing->node, 0))
            continue;
        tell_run_fault(run, thing);
        if (run->status == HN_OK)
            run->status = HN_BAD_DATA;
    }
}

/* The link that rows go by; NULL: none. */
static const hn_link *way_of(const hn_fold *fold)
{
    return fold->peers ? fold->peers->of
           : fold->for_each ? fold->for_each->u.link : NULL;
}

/* Whether an earlier sum has told of the same rows. */
static bool is_told(const hn_run *run, int id)
{
    const hn_graph *graph = &run->pack->graph;
    const hn_fold_states *folds = run->tables.folds;
    for (int i = 0; i < id; i++)
        if ((folds[i].unlinked > 0 || folds[i].absent > 0)
            && way_of(graph->nodes[i]->u.fold)
                   == way_of(graph->nodes[id]->u.fold))
            return true;
    return false;
}

static void tell_unlinked(hn_run *run, const hn_node *node, int64_t rows)
{
    const hn_link *way = way_of(node->u.fold);
    hn_report one;
    hn_report_init(&one, &run->memory);
    hn_report_addf(&one, 414, HN_WARNING, node->place,
                   "if each must find one, write required = true in the link",
                   "%ld row%s of `%s` find%s no `%s` and %s in none of its "
                   "sums", (long)rows, rows == 1 ? "" : "s",
                   way->thing.records->thing.name, rows == 1 ? "s" : "",
                   way->to->thing.name, rows == 1 ? "is" : "are");
    hn_tell_all(run->host, &one, 0, NULL);
    hn_report_dispose(&one);
}

static void tell_absent(hn_run *run, const hn_node *node, int64_t rows)
{
    const hn_link *are = node->u.fold->peers->are;
    hn_report one;
    hn_report_init(&one, &run->memory);
    hn_report_addf(&one, 414, HN_WARNING, node->place,
                   "add their rows, or say missing = \"left out\" where they "
                   "may be missing",
                   "%ld row%s of `%s` name%s a peer that is not among the `%s` "
                   "rows: its value counts as not known", (long)rows,
                   rows == 1 ? "" : "s", are->thing.records->thing.name,
                   rows == 1 ? "s" : "", are->to->thing.name);
    hn_tell_all(run->host, &one, 0, NULL);
    hn_report_dispose(&one);
}

void hn_run_unlinked(hn_run *run)
{
    const hn_graph *graph = &run->pack->graph;
    for (int i = 0; i < graph->node_count; i++) {
        const hn_fold_states *states = &run->tables.folds[i];
        if ((states->unlinked == 0 && states->absent == 0) || is_told(run, i))
            continue;
        if (states->unlinked > 0)
            tell_unlinked(run, graph->nodes[i], states->unlinked);
        if (states->absent > 0)
            tell_absent(run, graph->nodes[i], states->absent);
    }
}
