/*
 * expect.c - see expect.h.
 */
#include "expect.h"

#include <string.h>
#include "../quantity/number.h"

static bool ends_with(const char *name, const hn_thing *thing,
                      const char *end)
{
    size_t len = strlen(thing->name);
    return strncmp(name, thing->name, len) == 0
           && strcmp(name + len, end) == 0;
}

bool hn_wanted_match(hn_wanted *out, const hn_thing *thing, const char *name)
{
    const hn_award *award = (const hn_award *)thing;
    bool is_award = thing->word == HN_WORD_AWARD;
    if (!hn_explains(thing) || thing->word == HN_WORD_INPUT
        || thing->word == HN_WORD_PARAM)
        return false;
    *out = (hn_wanted){thing, thing->node, thing->word == HN_WORD_CRITERION};
    if (strcmp(thing->name, name) == 0)
        return true;
    if (is_award && award->full_year && ends_with(name, thing, "_full_year"))
        out->node = award->full_year;
    else if (is_award && ends_with(name, thing, "_decision")) {
        out->node = award->when;
        out->is_test = true;
    } else {
        return false;
    }
    return true;
}

bool hn_wanted_find(hn_wanted *out, const hn_graph *graph, const char *name)
{
    for (int i = 0; i < graph->thing_count; i++)
        if (hn_wanted_match(out, graph->things[i], name))
            return true;
    return false;
}

bool hn_wanted_case(hn_case *out, const hn_tables *tables,
                    const hn_node *node)
{
    *out = (hn_case){&tables->run, 0, &tables->run};
    if (!node || !node->records)
        return true;
    const hn_held *held = &tables->held[node->records->index];
    out->frame = &held->frame;
    return held->chunk_count > 0;
}

const char *hn_wanted_answer(const hn_case *here, const hn_node *node)
{
    if (node && !hn_case_known(here, node))
        return "cannot tell";
    return !node || hn_case_yes(here, node) ? "met" : "unmet";
}

bool hn_wanted_number(const hn_node *node, const char *text, hn_ratio *out)
{
    if (hn_ratio_read(out, hn_slice_of(text), HN_MONEY))
        return false;
    return node->type.form != HN_PERCENT
           || hn_ratio_div(out, *out, hn_ratio_of(100));
}

static bool same_value(const hn_node *node, const hn_vector *vector, int row,
                       const char *text)
{
    hn_ratio number;
    hn_date date;
    switch (node->type.kind) {
    case HN_NUMBER:
        return hn_wanted_number(node, text, &number)
               && hn_ratio_compare(number, hn_vector_ratio(vector, row)) == 0;
    case HN_DATE:
        return !hn_date_read(&date, hn_slice_of(text))
               && date == vector->value[row];
    case HN_CHOICE:
        return strcmp(node->type.choices->names[vector->value[row]], text)
               == 0;
    case HN_YESNO:
        return strcmp(hn_bit(vector->yes, row) ? "yes" : "no", text) == 0;
    default:
        return hn_slice_is(vector->text[row], text);
    }
}

bool hn_wanted_holds(const hn_wanted *target, const hn_case *here,
                     const hn_cell *cell)
{
    int row;
    if (target->is_test)
        return cell->text
               && strcmp(cell->text, hn_wanted_answer(here, target->node)) == 0;
    const hn_vector *vector = hn_case_vector(here, target->node, &row);
    if (!vector || !hn_bit(vector->known, row))
        return !cell->text && !(vector && vector->fault
                                && hn_bit(vector->fault, row));
    return cell->text && same_value(target->node, vector, row, cell->text);
}
