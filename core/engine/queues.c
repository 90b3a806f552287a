/* queues.c - pots and queues, as queues.h says. */
#include "queues.h"

#include <string.h>
#include "../quantity/number.h"
#include "engine.h"

/* --- one claim ----------------------------------------------------------- */

typedef struct telling {
    hn_text *out;
    const hn_node *node;
    const hn_queue *queue;
    const hn_pot_outcome *pot;      /* NULL: the row has none                */
    int64_t row;
} telling;

static void add_amount(const telling *t, hn_ratio amount)
{
    hn_amount_write(t->out, amount, t->node->type.unit);
}

static void add_steps(const telling *t, int64_t steps)
{
    add_amount(t, hn_allocated_amount(t->node, steps));
}

static hn_ratio left_for(const telling *t)
{
    hn_ratio left = {0, 1};
    hn_ratio_sub(&left, t->pot->pot,
                 hn_allocated_amount(t->node, t->queue->before[t->row]));
    return left;
}

/* Of claims that are met in order. */
static void say_queued(const telling *t)
{
    int64_t paid = t->queue->paid[t->row];
    switch ((hn_pot_limit)t->queue->limits[t->row]) {
    case HN_LIMIT_NONE:
        hn_text_add(t->out, "Paid in full.");
        break;
    case HN_LIMIT_CAP:
        hn_text_add(t->out, "Paid as far as the cap of one claim goes.");
        break;
    case HN_LIMIT_SHARED:
        hn_text_add(t->out, paid ? "Paid in part: the rest is above the cap "
                                   "that it shares with others."
                                 : "Not paid: what is left under the cap that "
                                   "it shares with others is less.");
        break;
    case HN_LIMIT_POT:
        hn_text_add(t->out, paid ? "Paid in part: with it the pot is spent."
                                 : "Not paid: it is more than is left.");
        break;
    default:
        hn_text_add(t->out, "Not paid: a claim before it was more than was "
                            "left, and nobody is overtaken.");
    }
}

/* Of claims that are not. */
static void say_share(const telling *t)
{
    bool equal = t->node->u.fold->pot->rule.way == HN_POT_EQUAL;
    switch ((hn_pot_limit)t->queue->limits[t->row]) {
    case HN_LIMIT_NONE:
        hn_text_add(t->out, equal ? "Paid in full: it is no more than an "
                                    "equal part."
                                  : "Paid in full.");
        break;
    case HN_LIMIT_CAP:
        hn_text_add(t->out, "Paid as far as the cap of one claim goes.");
        break;
    case HN_LIMIT_SHARED:
        hn_text_add(t->out, "Paid in part: the rest is above the cap that it "
                            "shares with others.");
        break;
    default:
        hn_text_add(t->out, equal ? "Paid an equal part of the pot."
                                  : "Cut: the pot does not meet all claims.");
    }
}

/* Why a pot was not shared out, after "the pot". */
static void say_pot(const telling *t)
{
    switch (t->pot->is) {
    case HN_POT_MISSING:
        hn_text_add(t->out, "is not known");
        break;
    case HN_POT_BELOW:
        hn_text_add(t->out, "is ");
        add_amount(t, t->pot->pot);
        hn_text_add(t->out, " before anything is paid from it");
        break;
    case HN_POT_DIFFERS:
        hn_text_add(t->out, "is ");
        add_amount(t, t->pot->pot);
        hn_text_add(t->out, " for one of its rows and ");
        add_amount(t, t->pot->other);
        hn_text_add(t->out, " for another");
        break;
    case HN_POT_YEARS:
        hn_text_add(t->out, "is of ");
        hn_year_name(t->out, t->pot->year);
        hn_text_add(t->out, ", and one of its rows is of ");
        hn_year_name(t->out, t->pot->other_year);
        break;
    case HN_POT_CAP_DIFFERS:
        hn_text_add(t->out, "has rows that share a cap and do not agree how "
                            "much it is");
        break;
    default:
        hn_text_add(t->out, "is claimed by more than can be added up exactly");
    }
}

static telling telling_of(hn_text *out, const hn_tables *tables,
                          const hn_node *node, int64_t row)
{
    return (telling){out, node, hn_allocated_queue(tables, node),
                     hn_allocated_pot(tables, node, row), row};
}

void hn_queue_say(hn_text *out, const hn_tables *tables, const hn_node *node,
                  int64_t row)
{
    telling t = telling_of(out, tables, node, row);
    switch ((hn_claim_state)t.queue->states[row]) {
    case HN_STANDS_NOUGHT:
        hn_text_add(out, "Nothing is claimed: it is not in the queue.");
        break;
    case HN_STANDS_UNKNOWN:
        hn_text_add(out, "What it claims cannot be told: it takes nothing "
                         "from the pot until it can.");
        break;
    case HN_STANDS_UNGROUPED:
        hn_text_add(out, "It does not say which pot it claims.");
        break;
    case HN_STANDS_WITHOUT:
        hn_text_add(out, "The pot could not be shared out.");
        break;
    case HN_STANDS_IN:
        if (node->u.fold->pot->rule.way == HN_POT_IN_ORDER)
            say_queued(&t);
        else
            say_share(&t);
        break;
    default:
        hn_text_add(out, "It cannot be worked out.");
    }
}

static void detail_place(const telling *t)
{
    hn_text_addf(t->out, "place %ld of %ld in the queue: ",
                 (long)t->queue->places[t->row],
                 (long)(t->pot->in_full + t->pot->in_part + t->pot->out));
    add_steps(t, t->queue->before[t->row]);
    hn_text_add(t->out, " paid before it, ");
    add_amount(t, left_for(t));
    hn_text_add(t->out, " left for it");
}

static void detail_share(const telling *t)
{
    add_amount(t, t->pot->pot);
    hn_text_add(t->out, " in the pot, ");
    add_amount(t, t->pot->claimed);
    hn_text_addf(t->out, " claimed in all, by %ld rows",
                 (long)(t->pot->in_full + t->pot->in_part + t->pot->out));
}

void hn_queue_detail(hn_text *out, const hn_tables *tables,
                     const hn_node *node, int64_t row)
{
    telling t = telling_of(out, tables, node, row);
    hn_claim_state is = (hn_claim_state)t.queue->states[row];
    if (is == HN_STANDS_WITHOUT) {
        hn_text_add(out, "the pot ");
        say_pot(&t);
    } else if (is == HN_STANDS_IN) {
        if (node->u.fold->pot->rule.way == HN_POT_IN_ORDER)
            detail_place(&t);
        else
            detail_share(&t);
    }
}

/* --- the name of a pot --------------------------------------------------- */

static const hn_node *leaf_of(const hn_node *node)
{
    while (node->op == HN_OP_SAME || node->op == HN_OP_VIA)
        node = node->args[node->count - 1];
    return node;
}

static void say_cell(hn_text *out, const hn_tables *tables,
                     const hn_node *node, int64_t row)
{
    const hn_vector *cell = hn_tables_cell(tables, node, row);
    const hn_node *leaf = leaf_of(node);
    int i = (int)(row % HN_CHUNK);
    if (leaf->op == HN_OP_INPUT && leaf->u.input->is_private)
        hn_text_add(out, "(private)");
    else if (node->type.kind == HN_TEXT)
        hn_text_add_n(out, cell->text[i].at, cell->text[i].len);
    else if (node->type.kind == HN_CHOICE)
        hn_text_add(out, node->type.choices->names[cell->value[i]]);
    else if (node->type.kind == HN_DATE)
        hn_date_write_long(out, (hn_date)cell->value[i]);
    else if (node->type.kind == HN_YESNO)
        hn_text_add(out, hn_bit(cell->yes, i) ? "yes" : "no");
    else
        hn_amount_write(out, hn_vector_ratio(cell, i), node->type.unit);
}

/* "2026-27, North"; NULL: memory was refused. */
static const char *name_of(const hn_tables *tables, const hn_node *node,
                           const hn_pot_outcome *pot, hn_arena *arena)
{
    const hn_fold *fold = node->u.fold;
    hn_text text;
    hn_text_init(&text, tables->memory);
    for (int i = 0; i < fold->by_count && pot->row >= 0; i++) {
        hn_text_add(&text, i ? ", " : "");
        say_cell(&text, tables, fold->by[i], pot->row);
    }
    const char *kept = text.failed ? NULL
        : hn_arena_text_n(arena, text.len ? text.at : "", text.len);
    hn_text_dispose(&text);
    return kept;
}

/* --- all pots ------------------------------------------------------------ */

static bool is_allocation(const hn_thing *thing)
{
    return thing->word == HN_WORD_ALLOCATION && thing->node
           && thing->node->op == HN_OP_ALLOCATED;
}

/* A group whose rows were all taken out has no pot. */
static bool is_pot(const hn_node *node, const hn_pot_outcome *pot)
{
    return pot->row >= 0 || node->u.fold->by_count == 0;
}

/* By their names: groups are numbered as rows come. */
static void sort_pots(hn_pot_line *pots, int from, int count)
{
    for (int i = from + 1; i < count; i++) {
        hn_pot_line line = pots[i];
        int at = i;
        for (; at > from && strcmp(pots[at - 1].name, line.name) > 0; at--)
            pots[at] = pots[at - 1];
        pots[at] = line;
    }
}

static bool keep_pots(hn_run *run, const hn_thing *thing)
{
    hn_summary *s = run->summary;
    int from = s->pot_count;
    const hn_queue *queue = hn_allocated_queue(&run->tables, thing->node);
    int64_t count = hn_allocated_pots(&run->tables, thing->node);
    for (int64_t i = 0; i < count; i++) {
        const hn_pot_outcome *pot = &queue->pots[i];
        if (!is_pot(thing->node, pot))
            continue;
        hn_pot_line *pots = hn_arena_grow(&s->arena, s->pots, s->pot_count,
                                          &s->pot_cap, sizeof *pots);
        const char *name = pots ? name_of(&run->tables, thing->node, pot,
                                          &s->arena) : NULL;
        if (!name)
            return false;
        s->pots = pots;
        pots[s->pot_count++] = (hn_pot_line){thing, name, queue->ungrouped,
                                             *pot};
    }
    sort_pots(s->pots, from, s->pot_count);
    return true;
}

bool hn_run_pots(hn_run *run)
{
    const hn_graph *graph = &run->pack->graph;
    bool fits = true;
    for (int i = 0; fits && i < graph->thing_count; i++)
        if (is_allocation(graph->things[i]))
            fits = keep_pots(run, graph->things[i]);
    return fits;
}

static const char *help_of(hn_pot_state is)
{
    switch (is) {
    case HN_POT_BELOW:
        return "more is taken out of it in advance than is in it: look at "
               "what its formula subtracts";
    case HN_POT_DIFFERS:
        return "divide by what makes the difference: by = { ... }";
    case HN_POT_YEARS:
        return "let rows of other years claim nothing, with a criterion; or "
               "name the parameter itself as the pot, and divide it by = { "
               "financial_year(...) }";
    case HN_POT_CAP_DIFFERS:
        return "rows that share a cap must give the same amount: name a "
               "parameter, or a value of what they share";
    default:
        return "look for a claim that is far too large";
    }
}

static void tell(hn_run *run, const hn_pot_line *line)
{
    hn_report one;
    hn_text text;
    telling t = {.out = &text, .node = line->thing->node, .pot = &line->out};
    hn_report_init(&one, &run->memory);
    hn_text_init(&text, &run->memory);
    say_pot(&t);
    hn_report_addf(&one, 441, HN_ERROR, line->thing->place,
                   help_of(line->out.is), "the pot of allocation `%s`%s%s %s",
                   line->thing->name, *line->name ? " for " : "", line->name,
                   hn_text_string(&text));
    hn_tell_all(run->host, &one, 0, NULL);
    hn_text_dispose(&text);
    hn_report_dispose(&one);
}

void hn_run_pot_faults(hn_run *run)
{
    const hn_summary *s = run->summary;
    for (int i = 0; i < s->pot_count; i++) {
        hn_pot_state is = s->pots[i].out.is;
        if (is == HN_POT_SHARED || is == HN_POT_MISSING)
            continue;
        tell(run, &s->pots[i]);
        if (run->status == HN_OK)
            run->status = HN_BAD_DATA;
    }
}
