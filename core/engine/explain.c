/*
 * explain.c - from an evaluated row to the items of an explanation.
 *
 * Everything has been worked out already: every node's value stands in the
 * frame.  What is left is to go from what is shown down to what it reads, and
 * to put names, values, dates and sources beside each other.
 */
#include "explain.h"

#include <string.h>
#include "../data/layout.h"
#include "../graph/eval.h"
#include "../graph/ordered.h"
#include "../graph/sentence.h"
#include "../quantity/number.h"
#include "members.h"
#include "queues.h"

/* One item in the making. */
typedef struct maker {
    hn_explanation *e;
    hn_item *item;
    hn_case here;             /* of the item: the row, or the run            */
    int number;               /* of the item, from 1                         */
    const char *rounded;      /* what the formula comes to, for people       */
} maker;

/* --- texts --------------------------------------------------------------- */

static void begin(const maker *m, hn_text *text)
{
    hn_text_init(text, m->e->arena->memory);
}

/* The text, in the arena; "" where memory was refused. */
static const char *end(const maker *m, hn_text *text)
{
    const char *copy = NULL;
    if (!text->failed)
        copy = hn_arena_text_n(m->e->arena, text->at ? text->at : "",
                               text->len);
    else
        m->e->arena->failed = 1;
    hn_text_dispose(text);
    return copy ? copy : "";
}

static const char *text_of(const maker *m, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static const char *text_of(const maker *m, const char *format, ...)
{
    hn_text text;
    va_list parts;
    begin(m, &text);
    va_start(parts, format);
    hn_text_addv(&text, format, parts);
    va_end(parts);
    return end(m, &text);
}

static const char *said(const maker *m, const hn_node *node)
{
    hn_text text;
    begin(m, &text);
    hn_case_say(&text, &m->here, node);
    return end(m, &text);
}

static const char *formula(const maker *m, const hn_node *node,
                           const hn_case *here)
{
    hn_text text;
    begin(m, &text);
    hn_formula_write(&text, &m->e->pack->graph, node, m->item->thing, here);
    return end(m, &text);
}

static void work(maker *m, const char *line)
{
    hn_item *item = m->item;
    const char **lines = hn_arena_grow(m->e->arena, item->working,
                                       item->working_count,
                                       &item->working_cap, sizeof *lines);
    if (!lines)
        return;
    item->working = lines;
    lines[item->working_count++] = line;
}

/* --- exact values -------------------------------------------------------- */

static bool is_criterion(const hn_node *node)
{
    return node->thing && node->thing->word == HN_WORD_CRITERION;
}

/* As it stands in results, as JSON. */
static const char *exact(const maker *m, const hn_node *node)
{
    hn_writer writer;
    hn_text text;
    int row;
    const hn_vector *vector = hn_case_vector(&m->here, node, &row);
    hn_words words = is_criterion(node) ? HN_WORDS_MET : HN_WORDS_YES_NO;
    if (!vector || node->op == HN_OP_LINK)
        return "null";
    if (!hn_writer_init(&writer, HN_TABLE_JSON, 1, m->e->arena)
        || !hn_writer_column(&writer, 0, "value", node->type, words)) {
        m->e->arena->failed = 1;
        return "null";
    }
    begin(m, &text);
    hn_writer_cell(&writer, &text, 0, vector, row);
    return end(m, &text);
}

/* --- what is read -------------------------------------------------------- */

/* Why an input is not known. */
static const char *why_missing(const maker *m, const hn_input *input)
{
    const hn_frame *frame = m->here.frame;
    if (!frame->rows || input->thing.records != frame->records)
        return "missing";
    const hn_vector *vector = &frame->rows->vectors[input->index];
    if (vector->none && hn_bit(vector->none, m->here.row))
        return "nothing stands there, which means so";
    int mark = vector->mark ? vector->mark[m->here.row] : 0;
    if (mark == 0 || mark > input->thing.records->mark_count)
        return "missing";
    return text_of(m, "missing: %s",
                   input->thing.records->marks[mark - 1].reason);
}

static bool date_of(const maker *m, const hn_node *node, hn_date *out)
{
    int row;
    const hn_vector *at;
    if (node->op != HN_OP_PARAM || node->count == 0)
        return hn_frame_date(m->here.frame, m->here.row, out);
    at = hn_case_vector(&m->here, node->args[0], &row);
    if (!at || !hn_bit(at->known, row))
        return false;
    *out = (hn_date)at->value[row];
    return true;
}

/* Who gave it another value than the pack's; NULL: nobody. */
static const char *set_by(const maker *m, const hn_param *param, int period)
{
    const hn_node *value = param->periods[period].value;
    if (hn_plan_set(m->here.frame->plan, param))
        return "set in this example";
    return value && value->place.file
           && strcmp(value->place.file, "--set") == 0
               ? "set for this run" : NULL;
}

static void read_param(const maker *m, hn_read *read)
{
    const hn_param *param = read->node->u.param.param;
    hn_date date = HN_DATE_LAST;
    bool dated = date_of(m, read->node, &date);
    if (!dated && (param->count != 1
                   || param->periods[0].from > HN_DATE_FIRST))
        return;
    int at = hn_period_at(param->periods, param->count, date);
    if (at < 0)
        return;
    const hn_period *period = &param->periods[at];
    const char *by = set_by(m, param, at);
    read->source = by ? by : period->source;
    read->place = period->place;
    read->from = period->from;
    read->has_from = period->from > HN_DATE_FIRST && !by;
}

static bool row_matches(const maker *m, const hn_lookup *lookup,
                        const hn_lookup_row *line)
{
    for (int i = 0; i < lookup->by_count; i++) {
        int row;
        const hn_vector *key = hn_case_vector(&m->here, lookup->by[i], &row);
        if (!key || !hn_bit(key->known, row)
            || key->value[row] != line->keys[i])
            return false;
    }
    return true;
}

/* The line of the table in force for the row's keys. */
static void read_lookup(const maker *m, hn_read *read)
{
    const hn_lookup *lookup = read->node->u.lookup.lookup;
    hn_date date = HN_DATE_LAST;
    date_of(m, read->node, &date);
    for (int i = 0; i < lookup->row_count; i++) {
        const hn_lookup_row *line = &lookup->rows[i];
        if (line->from > date || !row_matches(m, lookup, line))
            continue;
        read->source = line->source ? line->source : lookup->thing.source;
        read->place = line->place;
        read->from = line->from;
        read->has_from = line->from > HN_DATE_FIRST;
    }
}

static const hn_thing *thing_of(const hn_node *node)
{
    if (node->op == HN_OP_PARAM)
        return &node->u.param.param->thing;
    if (node->op == HN_OP_LOOKUP)
        return &node->u.lookup.lookup->thing;
    if (node->op == HN_OP_BAND_COLUMN)
        return &node->u.bands.bands->thing;
    if (node->op == HN_OP_VIA)
        return thing_of(node->args[1]);
    return node->thing;
}

static void read_more(const maker *m, hn_read *read)
{
    const hn_node *node = read->node;
    if (node->op == HN_OP_INPUT)
        read->column = hn_input_column(node->u.input);
    if (node->op == HN_OP_PARAM)
        read_param(m, read);
    if (node->op == HN_OP_LOOKUP)
        read_lookup(m, read);
    if (node->op == HN_OP_VIA && node->args[0]->op == HN_OP_LINK
        && node->args[0]->u.link->on)
        read->source = text_of(m, "over the link: %s",
                               said(m, node->args[0]));
    if (hn_case_known(&m->here, node) || node->op == HN_OP_LINK)
        return;
    read->missing = node->op == HN_OP_INPUT
                        ? why_missing(m, node->u.input) : "not known";
}

static void add_read(maker *m, const hn_node *node)
{
    hn_item *item = m->item;
    hn_text name;
    hn_read *reads = hn_arena_grow(m->e->arena, item->reads, item->read_count,
                                   &item->read_cap, sizeof *reads);
    if (!reads)
        return;
    item->reads = reads;
    hn_read *read = &reads[item->read_count++];
    *read = (hn_read){.node = node, .thing = thing_of(node)};
    begin(m, &name);
    hn_formula_name(&name, &m->e->pack->graph, node);
    read->name = end(m, &name);
    read->label = read->thing ? read->thing->label : NULL;
    read->said = said(m, node);
    read->exact = exact(m, node);
    if (read->thing)
        read->place = read->thing->place;
    read_more(m, read);
}

/* What a function of the kernel works out, by which rule; once. */
static void work_function(maker *m, const hn_funding_function *function)
{
    const char *line = text_of(m, "funding.%s: %s (%s)", function->name,
                               function->says, function->source);
    for (int i = 0; i < m->item->working_count; i++)
        if (strcmp(m->item->working[i], line) == 0)
            return;
    work(m, line);
}

static void collect(const hn_node *node, void *ctx)
{
    maker *m = ctx;
    bool fold = hn_op_is_fold(node->op);
    if (node->id < 0 || m->e->seen[node->id] == m->number)
        return;
    m->e->seen[node->id] = m->number;
    bool named = hn_formula_named(node, m->item->thing)
                 || node->op == HN_OP_LINK;
    if (named)
        add_read(m, node);
    bool keys = node->op == HN_OP_LOOKUP
                || (node->op == HN_OP_PARAM && node->count > 0);
    if (!named && hn_op_is_place(node->op))
        collect(node->u.fold->of, m);
    for (int k = hn_ordered_own(node);
         hn_op_is_ordered(node->op) && !named && k < hn_ordered_ends(node);
         k++)
        collect(node->args[k], m);
    if ((named && !keys) || fold)
        return;
    if (node->op == HN_OP_FUNDING)
        work_function(m, node->u.funding);
    hn_node_each(node, collect, m);
}

/* What a formula reads, in the order in which it reads. */
static void collect_from(maker *m, const hn_node *node)
{
    if (node)
        collect(node, m);
}

/* --- what is needed ------------------------------------------------------ */

static void add_need(maker *m, const hn_input *input)
{
    hn_item *item = m->item;
    const hn_input **needs;
    for (int i = 0; i < item->need_count; i++)
        if (item->needs[i] == input)
            return;
    needs = hn_arena_grow(m->e->arena, item->needs, item->need_count,
                          &item->need_cap, sizeof *needs);
    if (!needs)
        return;
    item->needs = needs;
    needs[item->need_count++] = input;
}

/* Nothing stands there, and that is a fact: there is nothing to ask for. */
static bool is_fact(const maker *m, const hn_input *input)
{
    const hn_vector *vector = &m->here.frame->rows->vectors[input->index];
    return vector->none && hn_bit(vector->none, m->here.row);
}

static void find_needs(maker *m, const hn_node *node)
{
    hn_explanation *e = m->e;
    const hn_frame *frame = m->here.frame;
    uint64_t rows[HN_CHUNK_WORDS] = {0};
    if (!frame->records || node->records != frame->records
        || hn_case_known(&m->here, node))
        return;
    hn_bit_set(rows, m->here.row);
    hn_frame_needs(frame, node, rows, e->needs, e->work);
    for (int i = 0; i < frame->records->input_count; i++)
        if (hn_bit(e->needs + (size_t)i * HN_CHUNK_WORDS, m->here.row)
            && !is_fact(m, frame->records->inputs[i]))
            add_need(m, frame->records->inputs[i]);
}

/* --- formulas ------------------------------------------------------------ */

static const hn_node *inside(const hn_node *node)
{
    while (node->op == HN_OP_SAME
           || (node->count == 1
               && (node->op == HN_OP_ALL || node->op == HN_OP_ANY)))
        node = node->args[0];
    return node;
}

static void work_left_out(maker *m, const hn_node *node)
{
    const hn_tables *tables = m->e->tables;
    hn_text text;
    int64_t out = tables && node->for_run && hn_op_is_fold(node->op)
                      ? hn_tables_left_out(tables, node) : 0;
    if (out == 0)
        return;
    begin(m, &text);
    hn_text_add_grouped(&text, out);
    hn_text_add(&text, out == 1 ? " row was left out: its value is not known"
                                : " rows were left out: their values are not "
                                  "known");
    work(m, end(m, &text));
}

/* What the middle or a place was found among. */
static void work_members(maker *m, const hn_node *node)
{
    const hn_peers *peers = node->u.fold->peers;
    hn_text text;
    if (peers)
        work(m, text_of(m, "%s: %s (%s)", peers->thing.name,
                        peers->thing.label, peers->thing.source));
    begin(m, &text);
    hn_members_say(&text, &m->here, node, &m->e->pack->graph, m->e->arena);
    if (text.len || text.failed)
        work(m, end(m, &text));
    else
        hn_text_dispose(&text);
}

/* "= £3,333.333333, rounded to 0.01, half away from zero", if that changed
 * the value. */
static void work_rounding(maker *m, const hn_node *node,
                          const hn_rounding *rounding)
{
    hn_node shown = *node;   /* a percent is rounded as one */
    shown.type.form = m->item->thing->node->type.form;
    const char *whole = said(m, &shown);
    hn_text text;
    if (!rounding || !hn_case_known(&m->here, node)
        || strcmp(whole, m->rounded) == 0)
        return;
    begin(m, &text);
    hn_text_addf(&text, "= %s, rounded to ", whole);
    hn_rounding_say(&text, *rounding);
    work(m, end(m, &text));
}

/* The formula in names, and in numbers where that says more. */
static void work_formula(maker *m, const hn_node *node,
                         const hn_rounding *rounding)
{
    const char *names = formula(m, node, NULL);
    const char *numbers = formula(m, node, &m->here);
    work(m, text_of(m, "%s = %s", m->item->thing->name, names));
    if (!hn_op_is_fold(inside(node)->op) && strcmp(names, numbers) != 0
        && strcmp(numbers, m->rounded) != 0)
        work(m, text_of(m, "= %s", numbers));
    work_rounding(m, node, rounding);
    if (hn_members_told(inside(node)))
        work_members(m, inside(node));
    else
        work_left_out(m, inside(node));
    collect_from(m, node);
}

/* --- tests --------------------------------------------------------------- */

static bool is_join(const hn_node *node)
{
    return node->op == HN_OP_ALL || node->op == HN_OP_ANY
           || node->op == HN_OP_NONE || node->op == HN_OP_AT_LEAST_N;
}

static const char *answer(const maker *m, const hn_node *test)
{
    if (!hn_case_known(&m->here, test))
        return "cannot tell";
    if (is_criterion(test))
        return hn_case_yes(&m->here, test) ? "met" : "unmet";
    return hn_case_yes(&m->here, test) ? "yes" : "no";
}

/* What nothing means for the first input below that has none, such as "no
 * award before". */
typedef struct blank_search {
    const maker *m;
    const char *found;
} blank_search;

static void find_blank(const hn_node *node, void *ctx)
{
    blank_search *s = ctx;
    const hn_input *input = node->op == HN_OP_INPUT ? node->u.input : NULL;
    const hn_rows *rows = s->m->here.frame->rows;
    if (s->found)
        return;
    if (input && rows && input->blank
        && input->thing.records == s->m->here.frame->records) {
        const hn_vector *vector = &rows->vectors[input->index];
        if (vector->none && hn_bit(vector->none, s->m->here.row))
            s->found = input->blank;
    }
    if (!hn_formula_named(node, NULL))
        hn_node_each(node, find_blank, s);
}

/* The answer of one of several tests: one that asks after a fact that is not
 * there says so, since nothing is left to be found out. */
static const char *arm_answer(const maker *m, const hn_node *test)
{
    blank_search s = {.m = m};
    if (!hn_case_known(&m->here, test))
        find_blank(test, &s);
    return s.found ? s.found : answer(m, test);
}

static const char *join_word(const maker *m, const hn_node *node)
{
    switch (node->op) {
    case HN_OP_ALL: return "all of these are asked for:";
    case HN_OP_ANY: return "any of these is enough:";
    case HN_OP_NONE: return "none of these may hold:";
    default:
        return text_of(m, "at least %d of these are asked for:",
                       node->u.at_least);
    }
}

/* Several tests, each with its answer; or the one, whose answer is known by
 * then.  A bare column says no more than its value does. */
static void work_test(maker *m, const hn_node *node)
{
    const hn_node *test = inside(node);
    bool named = hn_formula_named(test, m->item->thing);
    if (!named && is_join(test)) {
        work(m, join_word(m, test));
        for (int i = 0; i < test->count; i++)
            work(m, text_of(m, "- %s: %s", formula(m, test->args[i], NULL),
                            arm_answer(m, test->args[i])));
    } else if (!named) {
        work(m, formula(m, test, NULL));
    }
    collect_from(m, node);
}

/* --- criteria ------------------------------------------------------------ */

static const char *sentence(const maker *m, const hn_sentence *parts)
{
    hn_text text;
    begin(m, &text);
    for (int i = 0; parts && i < parts->count; i++) {
        const hn_sentence_part *part = &parts->parts[i];
        if (part->node)
            hn_case_say(&text, &m->here, part->node);
        else if (part->text)
            hn_text_add(&text, part->text);
    }
    return end(m, &text);
}

static void explain_criterion(maker *m, const hn_criterion *criterion)
{
    const hn_wording *wording = hn_wording_at(m->here.frame, criterion,
                                              m->here.row);
    hn_item *item = m->item;
    item->is_test = true;
    if (!wording) {
        item->sentence = "No test of it is in force on this date.";
        return;
    }
    item->source = wording->source ? wording->source : item->source;
    item->place = wording->place;
    if (wording->from > HN_DATE_FIRST) {
        hn_text text;
        begin(m, &text);
        hn_text_add(&text, "in force from ");
        hn_date_write_long(&text, wording->from);
        work(m, end(m, &text));
    }
    if (!item->known)
        item->sentence = wording->asks;
    else
        item->sentence = sentence(m, hn_case_yes(&m->here,
                                                 criterion->thing.node)
                                         ? wording->met : wording->unmet);
    work_test(m, wording->test);
}

/* --- figures and awards -------------------------------------------------- */

/* The arms that were asked, down to the one that holds. */
static void work_choose(maker *m, const hn_node *node)
{
    const char *name = m->item->thing->name;
    work(m, text_of(m, "%s = the first that holds:", name));
    for (int i = 0; i + 1 < node->count; i += 2) {
        const char *when = formula(m, node->args[i], NULL);
        const char *take = formula(m, node->args[i + 1], NULL);
        work(m, text_of(m, "- if %s, %s: %s", when, take,
                        answer(m, node->args[i])));
        if (!hn_case_known(&m->here, node->args[i])
            || hn_case_yes(&m->here, node->args[i]))
            return;
    }
    work(m, text_of(m, "- otherwise %s",
                    formula(m, node->args[node->count - 1], NULL)));
}

/* What the rules say stands beside it, as an item of its own. */
static void work_decided(maker *m, const hn_node *node)
{
    const char *name = m->item->thing->name;
    if (!hn_case_known(&m->here, node->args[1])) {
        m->item->sentence = "As the rules have it.";
    } else {
        m->item->sentence = text_of(
            m, "Decided otherwise than the rules have it (%s), by %s on %s: "
            "%s", said(m, node->args[0]), said(m, node->args[2]),
            said(m, node->args[4]), said(m, node->args[3]));
    }
    work(m, text_of(m, "%s = %s", name, formula(m, node, NULL)));
    collect_from(m, node);
}

static void work_value(maker *m, const hn_node *node,
                       const hn_rounding *rounding)
{
    const hn_node *choose = inside(node);
    if (choose->op == HN_OP_CHOOSE
        && !hn_formula_named(choose, m->item->thing)) {
        work_choose(m, choose);
        work_rounding(m, node, rounding);
        collect_from(m, node);
    } else {
        work_formula(m, node, rounding);
    }
}

static void explain_figure(maker *m, const hn_figure *figure)
{
    const hn_node *node = figure->thing.node;
    const hn_rounding *rounding = figure->rounding;
    if (node->op == HN_OP_SAME)
        node = node->args[0];
    if (rounding && node->op == HN_OP_ROUND)
        node = node->args[0];
    if (node->type.kind == HN_YESNO)
        work_test(m, node);
    else if (node->op == HN_OP_SENTENCE)
        collect_from(m, node);
    else if (node->op == HN_OP_DECIDED)
        work_decided(m, node);
    else
        work_value(m, node, rounding);
}

/* A criterion, or a figure that is a test. */
static bool is_reason(const maker *m, const hn_read *read, bool open)
{
    const hn_node *node = read->node;
    if (node->type.kind != HN_YESNO || !read->thing)
        return false;
    return open ? !hn_case_known(&m->here, node)
                : hn_case_known(&m->here, node)
                  && !hn_case_yes(&m->here, node);
}

/* The labels of the tests that were read and are unmet, or open; where none
 * of them has a name, the formula. */
static void list_reasons(const maker *m, hn_text *out, const hn_node *when,
                         bool open)
{
    size_t from = out->len;
    for (int i = 0; i < m->item->read_count; i++) {
        const hn_read *read = &m->item->reads[i];
        if (!is_reason(m, read, open))
            continue;
        hn_text_add(out, out->len > from ? "; " : "");
        hn_text_add(out, read->label ? read->label : read->name);
    }
    if (out->len == from)
        hn_text_add(out, formula(m, when, NULL));
}

static const char *award_sentence(const maker *m, const hn_award *award)
{
    hn_text text;
    if (!award->when)
        return NULL;
    begin(m, &text);
    if (!hn_case_known(&m->here, award->when)) {
        hn_text_add(&text, "Cannot tell yet: ");
        list_reasons(m, &text, award->when, true);
        hn_text_add_char(&text, '.');
    } else if (hn_case_yes(&m->here, award->when)) {
        hn_text_add(&text, "All that it asks for is met.");
    } else {
        hn_text_add(&text, "Not met: ");
        list_reasons(m, &text, award->when, false);
        hn_text_add_char(&text, '.');
    }
    return end(m, &text);
}

static const hn_node *unrounded(const hn_node *amount)
{
    return amount->op == HN_OP_ROUND ? amount->args[0] : amount;
}

static void work_full_year(maker *m, const hn_award *award)
{
    const hn_node *node = m->item->known ? award->full_year
                                         : award->full_year_amount;
    if (!node)
        return;
    work(m, text_of(m, "for a full year: %s = %s",
                    formula(m, unrounded(award->full_year_amount), NULL),
                    said(m, node)));
    collect_from(m, unrounded(award->full_year_amount));
}

/* The criteria are items of their own: only what is read for the money is
 * listed. */
static void explain_award(maker *m, const hn_award *award)
{
    hn_item *item = m->item;
    const hn_node *when = award->when;
    bool unmet = when && hn_case_known(&m->here, when)
                 && !hn_case_yes(&m->here, when);
    if (when)
        collect_from(m, when);
    item->sentence = award_sentence(m, award);
    if (unmet)
        return;
    if (!item->known && hn_case_known(&m->here, award->amount))
        work(m, text_of(m, "if what is missing favours it: %s",
                        said(m, award->amount)));
    m->rounded = said(m, award->amount);
    work_value(m, unrounded(award->amount), award->rounding);
    work_full_year(m, award);
}

/* --- bands and scores ---------------------------------------------------- */

static void say_edges(hn_text *out, const hn_bands *bands, int at)
{
    const hn_band *band = &bands->bands[at];
    const hn_band *next = at + 1 < bands->count ? band + 1 : NULL;
    if (band->edge) {
        hn_text_add(out, band->over ? "over " : "from ");
        hn_constant_say(out, band->edge);
    }
    if (next) {
        hn_text_add(out, band->edge ? next->over ? " up to " : " to under "
                                    : next->over ? "up to " : "under ");
        hn_constant_say(out, next->edge);
    }
}

static void explain_bands(maker *m, const hn_bands *bands)
{
    int row;
    const hn_vector *vector = hn_case_vector(&m->here, bands->thing.node,
                                             &row);
    hn_text text;
    work(m, text_of(m, "the band of %s", formula(m, bands->of, NULL)));
    if (vector && hn_bit(vector->known, row)) {
        begin(m, &text);
        hn_formula_write(&text, &m->e->pack->graph, bands->of, NULL,
                         &m->here);
        hn_text_addf(&text, " lies in `%s`: ",
                     bands->bands[vector->value[row]].name);
        say_edges(&text, bands, (int)vector->value[row]);
        work(m, end(m, &text));
    }
    collect_from(m, bands->of);
}

/* Which of its points the row has; -1: none. */
static int points_at(const maker *m, const hn_score_row *line)
{
    int row;
    const hn_vector *vector;
    if (line->when)
        return hn_case_yes(&m->here, line->when) ? 0 : -1;
    vector = hn_case_vector(&m->here, line->of, &row);
    return vector && hn_bit(vector->known, row) ? (int)vector->value[row]
                                                : -1;
}

/* "6 points", "3 points x 2 = 6 points" */
static void say_points(hn_text *out, const hn_score_row *line, int at)
{
    if (line->weight) {
        hn_constant_say(out, line->unweighted[at]);
        hn_text_add(out, " x ");
        hn_constant_say(out, line->weight);
        hn_text_add(out, " = ");
    }
    hn_constant_say(out, line->points[at]);
}

static void work_points(maker *m, const hn_score_row *line)
{
    const hn_node *reads = line->when ? line->when : line->of;
    int at = points_at(m, line);
    hn_text text;
    begin(m, &text);
    hn_formula_write(&text, &m->e->pack->graph, reads, m->item->thing, NULL);
    hn_text_addf(&text, ": %s, ", line->when ? answer(m, reads)
                                             : said(m, reads));
    if (at >= 0)
        say_points(&text, line, at);
    else
        hn_text_add(&text, hn_case_known(&m->here, reads) ? "0 points"
                                                          : "points unknown");
    work(m, end(m, &text));
    if (at >= 0 && line->descriptors)
        work(m, text_of(m, "- %s: %s", said(m, reads),
                        line->descriptors[at]));
    collect_from(m, reads);
}

static void explain_score(maker *m, const hn_score *score)
{
    hn_text text;
    for (int i = 0; i < score->count; i++)
        work_points(m, &score->rows[i]);
    if (!score->out_of)
        return;
    begin(m, &text);
    hn_text_add(&text, "out of ");
    hn_constant_say(&text, score->out_of);
    work(m, end(m, &text));
}

/* --- panels -------------------------------------------------------------- */

/* By the tests alone: all that is missing in those that are open. */
static void find_open(maker *m, const hn_node *node, int step)
{
    for (int i = 0; i + step - 1 < node->count; i += step)
        find_needs(m, node->args[i]);
}

/* What would settle it: where all cases can be gone through, only what can
 * make a difference.  Where each of them comes to the same and it is open all
 * the same (points that are not known are not known in part), what is missing
 * in its tests. */
static void find_settling(maker *m, const hn_node *node, int step)
{
    const hn_input **inputs = NULL;
    int count = 0;
    bool judged = false;
    if (!m->here.frame->records || node->records != m->here.frame->records)
        return;
    if (!hn_turns_settle(&inputs, &count, &judged, m->e->pack, &m->here,
                         node, m->e->arena))
        m->e->arena->failed = 1;
    for (int i = 0; judged && i < count; i++)
        add_need(m, inputs[i]);
    if (!judged || count == 0)
        find_open(m, node, step);
}

/* "It cannot be told yet: it needs the days suspended and the plan." */
static const char *open_sentence(maker *m, const hn_node *node, int step)
{
    const hn_item *item = m->item;
    hn_text text;
    find_settling(m, node, step);
    begin(m, &text);
    hn_text_add(&text, "It cannot be told yet");
    for (int i = 0; i < item->need_count; i++) {
        const hn_thing *thing = &item->needs[i]->thing;
        hn_text_addf(&text, "%s%s", i == 0 ? ": it needs "
                     : i + 1 < item->need_count ? ", " : " and ",
                     thing->label ? thing->label : thing->name);
    }
    hn_text_add_char(&text, '.');
    return end(m, &text);
}

/* The row that holds; NULL where none does. */
static const hn_panel_row *held_row(const maker *m, const hn_panel *panel)
{
    hn_node **args = panel->thing.node->args;
    for (int i = 0; i < panel->count; i++)
        if (hn_case_known(&m->here, args[2 * i])
            && hn_case_yes(&m->here, args[2 * i]))
            return &panel->rows[i];
    return NULL;
}

/* A row that holds comes first, and then no other is of interest. */
static void explain_panel(maker *m, const hn_panel *panel)
{
    const hn_panel_row *held = held_row(m, panel);
    if (held) {
        m->item->sentence = sentence(m, held->sentence);
        m->item->place = held->place;
    } else {
        m->item->sentence = open_sentence(m, panel->thing.node, 2);
    }
    for (int i = 0; i < panel->count; i++) {
        const hn_panel_row *row = &panel->rows[i];
        const hn_node *when = panel->thing.node->args[2 * i];
        if (held && held != row)
            continue;
        work(m, text_of(m, "%s if %s: %s", row->outcome,
                        formula(m, when, NULL), answer(m, when)));
        collect_from(m, when);
    }
    if (!held && panel->on_missing)
        work(m, text_of(m, "%s where that cannot be told",
                        panel->on_missing));
}

/* The cell that the keys lead to; NULL where one of them is not known. */
static const hn_lookup_row *cell_of(const maker *m, const hn_lookup *matrix)
{
    for (int i = 0; i < matrix->row_count; i++)
        if (row_matches(m, matrix, &matrix->rows[i]))
            return &matrix->rows[i];
    return NULL;
}

/* "complexity is high, time is long" */
static const char *keys_of(const maker *m, const hn_lookup *matrix)
{
    hn_text text;
    begin(m, &text);
    for (int i = 0; i < matrix->by_count; i++) {
        hn_text_add(&text, i > 0 ? ", " : "");
        hn_formula_write(&text, &m->e->pack->graph, matrix->by[i],
                         m->item->thing, NULL);
        hn_text_add(&text, " is ");
        hn_case_say(&text, &m->here, matrix->by[i]);
    }
    return end(m, &text);
}

static void explain_matrix(maker *m, const hn_lookup *matrix)
{
    int row;
    const hn_node *node = matrix->thing.node;
    const hn_lookup_row *cell = cell_of(m, matrix);
    const hn_vector *vector = hn_case_vector(&m->here, node, &row);
    bool open = !cell && matrix->otherwise && m->item->known
                && vector->value[row]
                       == matrix->otherwise->u.constant.index;
    if (!m->item->known || open)
        m->item->sentence = open_sentence(m, node, 1);
    else if (matrix->sentences)
        m->item->sentence = sentence(
            m, matrix->sentences[vector->value[row]]);
    if (cell)
        m->item->place = cell->place;
    work(m, text_of(m, "%s: %s", keys_of(m, matrix), m->item->said));
    if (!cell && m->item->known)
        work(m, open ? text_of(m, "%s where the cells differ that are left",
                               m->item->said)
                     : "all cells that are left come to that");
    for (int i = 0; i < matrix->by_count; i++)
        collect_from(m, matrix->by[i]);
}

/* --- attributions -------------------------------------------------------- */

/* "child" of `place.child`, for after "the same". */
static const char *same_of(const maker *m, const hn_node *node)
{
    return formula(m, node->u.fold->by[0], NULL);
}

static const char *first_sentence(const maker *m, const hn_node *node,
                                  hn_attributed at)
{
    if (at.fate == HN_CLAIM_LATER)
        return text_of(m, "Not counted: an earlier claim for the same %s is "
                       "counted.", same_of(m, node));
    if (at.claims == 1)
        return text_of(m, "Counted here: the only claim for its %s.",
                       same_of(m, node));
    return text_of(m, "Counted here: the first of %ld claims for the same "
                   "%s.", (long)at.claims, same_of(m, node));
}

/* How it came out, without a word of what other rows claim. */
static const char *claim_sentence(const maker *m, const hn_node *node,
                                  hn_attributed at)
{
    const hn_fold *fold = node->u.fold;
    if (at.fate == HN_CLAIM_NOUGHT)
        return "Nothing is claimed.";
    if (at.fate == HN_CLAIM_UNKNOWN && at.named)
        return "The claim cannot be told; it takes nothing from others.";
    if (at.fate == HN_CLAIM_UNKNOWN)
        return text_of(m, "It is not known for which %s: whether it is "
                       "counted twice cannot be told.", same_of(m, node));
    return fold->share ? text_of(m, "Counted by its share of the %s.",
                                 same_of(m, node))
                       : first_sentence(m, node, at);
}

static void explain_attribution(maker *m, const hn_node *node)
{
    int64_t row = m->here.frame->rows->first + m->here.row;
    if (m->e->tables)
        m->item->sentence = claim_sentence(
            m, node, hn_attributed_at(m->e->tables, node, row));
    work(m, text_of(m, "%s = %s", m->item->thing->name,
                    formula(m, node, NULL)));
    collect_from(m, node);
}

/* --- allocations --------------------------------------------------------- */

static void explain_claim(maker *m, const hn_node *node)
{
    int64_t row = m->here.frame->rows->first + m->here.row;
    hn_text text;
    begin(m, &text);
    hn_queue_say(&text, m->e->tables, node, row);
    m->item->sentence = end(m, &text);
    begin(m, &text);
    hn_queue_detail(&text, m->e->tables, node, row);
    bool more = text.len > 0;
    const char *line = end(m, &text);
    if (more)
        work(m, line);
}

static void explain_allocation(maker *m, const hn_node *node)
{
    if (m->e->tables && node->op == HN_OP_ALLOCATED)
        explain_claim(m, node);
    work(m, text_of(m, "%s = %s", m->item->thing->name,
                    formula(m, node, NULL)));
    collect_from(m, node);
}

/* --- items --------------------------------------------------------------- */

static bool is_item(const hn_thing *thing)
{
    return thing->node
           && (thing->word == HN_WORD_CRITERION
               || thing->word == HN_WORD_SCORE || thing->word == HN_WORD_BANDS
               || thing->word == HN_WORD_FIGURE
               || thing->word == HN_WORD_AWARD
               || thing->word == HN_WORD_ATTRIBUTION
               || thing->word == HN_WORD_PANEL
               || thing->word == HN_WORD_MATRIX
               || thing->word == HN_WORD_ALLOCATION);
}

bool hn_explains(const hn_thing *thing)
{
    return is_item(thing)
           || (thing->node && (thing->word == HN_WORD_PARAM
                               || thing->word == HN_WORD_INPUT));
}

static void explain_thing(maker *m, const hn_thing *thing)
{
    switch (thing->word) {
    case HN_WORD_CRITERION:
        explain_criterion(m, (const hn_criterion *)thing);
        break;
    case HN_WORD_SCORE:
        explain_score(m, (const hn_score *)thing);
        break;
    case HN_WORD_BANDS:
        explain_bands(m, (const hn_bands *)thing);
        break;
    case HN_WORD_FIGURE:
        explain_figure(m, (const hn_figure *)thing);
        break;
    case HN_WORD_AWARD:
        explain_award(m, (const hn_award *)thing);
        break;
    case HN_WORD_PANEL:
        explain_panel(m, (const hn_panel *)thing);
        break;
    case HN_WORD_MATRIX:
        explain_matrix(m, (const hn_lookup *)thing);
        break;
    case HN_WORD_ATTRIBUTION:
        explain_attribution(m, thing->node);
        break;
    case HN_WORD_ALLOCATION:
        explain_allocation(m, thing->node);
        break;
    default:
        add_read(m, thing->node);
    }
}

static hn_case case_of(const hn_explanation *e, const hn_node *node)
{
    hn_case here = e->here;
    if (node->for_run && here.run) {
        here.frame = here.run;
        here.row = 0;
    }
    return here;
}

static hn_item *make_item(hn_explanation *e, const hn_thing *thing)
{
    hn_item *item = hn_arena_alloc(e->arena, sizeof *item);
    maker m = {.e = e, .item = item, .here = case_of(e, thing->node),
               .number = e->count + 1};
    if (!item)
        return NULL;
    item->thing = thing;
    item->known = hn_case_known(&m.here, thing->node);
    item->said = m.rounded = said(&m, thing->node);
    item->exact = exact(&m, thing->node);
    item->source = thing->source;
    item->place = thing->place;
    explain_thing(&m, thing);
    if (thing->word != HN_WORD_PANEL && thing->word != HN_WORD_MATRIX)
        find_needs(&m, thing->node);
    return item;
}

/* --- which items --------------------------------------------------------- */

/* Whether a value that is read is one of this row, or of the run. */
static const hn_thing *item_behind(const hn_explanation *e,
                                   const hn_read *read)
{
    const hn_thing *thing = read->thing;
    const hn_award *award = thing ? NULL : hn_full_year_of(
                                        &e->pack->graph, read->node);
    if (award)
        thing = &award->thing;
    if (!thing || !is_item(thing) || read->node->op == HN_OP_VIA)
        return NULL;
    return thing;
}

static bool add_item(hn_explanation *e, const hn_thing *thing, int distance)
{
    if (e->distance[thing->node->id])
        return true;
    hn_item **items = hn_arena_grow(e->arena, e->items, e->count, &e->cap,
                                    sizeof *items);
    if (!items)
        return false;
    e->items = items;
    e->distance[thing->node->id] = distance;
    items[e->count] = make_item(e, thing);
    if (!items[e->count])
        return false;
    e->count++;
    return true;
}

static bool is_of_frame(const hn_explanation *e, const hn_thing *thing)
{
    const hn_frame *frame = e->here.frame;
    return frame->records ? thing->node->records == frame->records
                          : thing->node->for_run;
}

static bool add_roots(hn_explanation *e)
{
    const hn_graph *graph = &e->pack->graph;
    if (e->only)
        return add_item(e, e->only, 1);
    for (int i = 0; i < graph->thing_count; i++)
        if (hn_is_shown(graph->things[i]) && is_of_frame(e, graph->things[i])
            && !add_item(e, graph->things[i], 1))
            return false;
    return true;
}

/* Items are added while the list is gone through: what they read in turn. */
static bool add_read_items(hn_explanation *e)
{
    for (int i = 0; i < e->count; i++) {
        const hn_item *item = e->items[i];
        int distance = e->distance[item->thing->node->id] + 1;
        if (e->depth && distance > e->depth)
            continue;
        for (int k = 0; k < item->read_count; k++) {
            const hn_thing *thing = item_behind(e, &item->reads[k]);
            if (thing && !add_item(e, thing, distance))
                return false;
        }
    }
    return true;
}

static int order_of(const hn_explanation *e, const hn_item *item)
{
    const hn_graph *graph = &e->pack->graph;
    int at = 0;
    if (item->thing == e->only)
        return -1;
    while (at < graph->thing_count && graph->things[at] != item->thing)
        at++;
    return item->thing->node->for_run && e->here.frame->records
               ? graph->thing_count + at : at;
}

/* What was asked for, then in order of declaration, the run's last. */
static void sort_items(hn_explanation *e)
{
    for (int i = 0; i < e->count; i++)
        e->items[i]->order = order_of(e, e->items[i]);
    for (int i = 1; i < e->count; i++)
        for (int k = i; k > 0 && e->items[k]->order
                                     < e->items[k - 1]->order; k--) {
            hn_item *other = e->items[k];
            e->items[k] = e->items[k - 1];
            e->items[k - 1] = other;
        }
}

static bool take_room(hn_explanation *e)
{
    size_t nodes = (size_t)e->pack->graph.node_count;
    size_t words = HN_CHUNK_WORDS * sizeof *e->work;
    const hn_records *records = e->here.frame->records;
    size_t inputs = records ? (size_t)records->input_count : 0;
    e->distance = hn_arena_alloc(e->arena, nodes * sizeof *e->distance);
    e->seen = hn_arena_alloc(e->arena, nodes * sizeof *e->seen);
    e->work = hn_arena_alloc(e->arena, (nodes + 1) * words);
    e->needs = hn_arena_alloc(e->arena, (inputs + 1) * words);
    return e->distance && e->seen && e->work && e->needs;
}

bool hn_explain(hn_explanation *out, const hn_pack *pack,
                const hn_tables *tables, const hn_frame *frame, int row,
                const hn_thing *only, int depth, hn_arena *arena)
{
    *out = (hn_explanation){
        .arena = arena, .pack = pack, .tables = tables, .only = only,
        .depth = depth,
        .here = {frame, row, tables ? &tables->run : NULL},
    };
    if (!take_room(out) || !add_roots(out) || !add_read_items(out))
        return false;
    sort_items(out);
    return !arena->failed;
}
