/*
 * tally.c - what is counted over a run; exact, so that threads may each count
 * their own and be added up.
 */
#include "engine.h"

static int64_t *numbers(hn_arena *arena, int count)
{
    return hn_arena_alloc(arena, ((size_t)count + 1) * sizeof(int64_t));
}

int hn_result_outcomes(const hn_result *column)
{
    const hn_node *node = column->node;
    const hn_thing *thing = node ? node->thing : NULL;
    bool is = thing && (thing->word == HN_WORD_PANEL
                        || thing->word == HN_WORD_MATRIX
                        || node->op == HN_OP_DECIDED);
    return is ? node->type.choices->count : 0;
}

static bool init_outcomes(hn_tally *tally, hn_arena *arena)
{
    const hn_results *results = tally->results;
    tally->outcomes = hn_arena_alloc(
        arena, ((size_t)results->count + 1) * sizeof *tally->outcomes);
    for (int c = 0; tally->outcomes && c < results->count; c++) {
        int count = hn_result_outcomes(&results->columns[c]);
        tally->outcomes[c] = count ? numbers(arena, count + 1) : NULL;
    }
    return tally->outcomes != NULL;
}

bool hn_tally_init(hn_tally *tally, const hn_results *results,
                   hn_arena *arena)
{
    *tally = (hn_tally){.results = results};
    tally->awards = hn_arena_alloc(
        arena, ((size_t)results->award_count + 1) * sizeof *tally->awards);
    for (int i = 0; tally->awards && i < results->award_count; i++) {
        hn_award_tally *award = &tally->awards[i];
        int criteria = results->awards[i].criteria_count;
        award->criterion_unmet = numbers(arena, criteria);
        award->criterion_open = numbers(arena, criteria);
        award->needs = numbers(arena, results->records->input_count);
        award->certain = award->certain_year = award->could_be =
            award->could_be_year = (hn_ratio){0, 1};
    }
    return init_outcomes(tally, arena) && !arena->failed;
}

static void add_numbers(int64_t *into, const int64_t *from, int count)
{
    for (int i = 0; i < count; i++)
        into[i] += from[i];
}

static void add_money(hn_award_tally *tally, hn_ratio *into, hn_ratio from)
{
    if (!hn_ratio_add(into, *into, from))
        tally->fault = true;
}

static void merge_award(hn_award_tally *into, const hn_award_tally *from,
                        int criteria, int inputs)
{
    into->met += from->met;
    into->unmet += from->unmet;
    into->open += from->open;
    into->missing += from->missing;
    into->unpriced += from->unpriced;
    into->fault = into->fault || from->fault;
    add_money(into, &into->certain, from->certain);
    add_money(into, &into->certain_year, from->certain_year);
    add_money(into, &into->could_be, from->could_be);
    add_money(into, &into->could_be_year, from->could_be_year);
    add_numbers(into->criterion_unmet, from->criterion_unmet, criteria);
    add_numbers(into->criterion_open, from->criterion_open, criteria);
    add_numbers(into->needs, from->needs, inputs);
}

void hn_tally_merge(hn_tally *tally, const hn_tally *other)
{
    const hn_results *results = tally->results;
    tally->rows += other->rows;
    for (int i = 0; i < results->award_count; i++)
        merge_award(&tally->awards[i], &other->awards[i],
                    results->awards[i].criteria_count,
                    results->records->input_count);
    for (int c = 0; c < results->count; c++)
        if (tally->outcomes[c])
            add_numbers(tally->outcomes[c], other->outcomes[c],
                        hn_result_outcomes(&results->columns[c]) + 1);
}
