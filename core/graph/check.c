/*
 * check.c - the end of building: what can only be seen when all has been
 * declared.  Sentences and examples are resolved; what is unused, missing or
 * doubtful is told; then the graph is frozen.
 */
#include "make.h"

#include <string.h>

static const hn_criterion *as_criterion(const hn_thing *thing)
{
    return thing->word == HN_WORD_CRITERION ? (const hn_criterion *)thing
                                            : NULL;
}

/* --- what must be there -------------------------------------------------- */

static void check_pack(hn_graph *graph)
{
    hn_place nowhere = { NULL, 0, 0 };
    if (!graph->pack.declared && graph->report->errors == 0)
        hn_report_addf(graph->report, 120, HN_ERROR, nowhere,
                       "begin with pack \"name\" { title = \"...\", ... }",
                       "the pack does not declare `pack`");
    for (int i = 0; i < graph->records_count; i++) {
        const hn_records *records = graph->records[i];
        if (records->input_count == 0)
            hn_report_addf(graph->report, 120, HN_ERROR,
                           records->thing.place,
                           "add input \"...\" { type = \"...\" }",
                           "records `%s` has no input",
                           records->thing.name);
    }
}

/* Of a fault in `lasts` it was told there. */
static bool check_lasts(hn_graph *graph, const hn_link *link)
{
    if (!link->to->lasts.of)
        hn_report_addf(graph->report, 112, HN_ERROR, link->thing.place,
                       hn_make_text(graph, "add lasts = { \"...\", \"...\", of "
                                    "= \"...\" } to records \"%s\": the inputs "
                                    "with its first and last day and whose it "
                                    "is", link->to->thing.name),
                       "link `%s` goes by a day to `%s`, whose rows do not say "
                       "how long they last", link->thing.name,
                       link->to->thing.name);
    return link->to->lasts.starts != NULL;
}

static void check_link(hn_graph *graph, const hn_link *link)
{
    const hn_input *key = !link->to ? NULL
                          : link->on ? link->to->lasts.of : link->to->key;
    if (!link->to || !link->by || (link->on && !check_lasts(graph, link)))
        return;
    if (!key) {
        hn_report_addf(graph->report, 112, HN_ERROR, link->thing.place,
                       hn_make_text(graph, "add key = \"...\" to records "
                                    "\"%s\"", link->to->thing.name),
                       "link `%s` leads to `%s`, which has no key",
                       link->thing.name, link->to->thing.name);
        return;
    }
    if (key->type.kind == HN_BROKEN || link->by->type.kind == HN_BROKEN
        || hn_type_like(key->type, link->by->type))
        return;
    hn_report_addf(graph->report, 213, HN_ERROR, link->thing.place,
                   "declare both with the same type",
                   "link `%s` goes by `%s`, which is %s, to `%s`, which is "
                   "%s", link->thing.name, link->by->thing.name,
                   hn_make_type_text(graph, link->by->type), key->thing.name,
                   hn_make_type_text(graph, key->type));
}

static void check_links(hn_graph *graph)
{
    for (int i = 0; i < graph->records_count; i++)
        for (int j = 0; j < graph->records[i]->link_count; j++)
            check_link(graph, graph->records[i]->links[j]);
}

/* --- sentences ----------------------------------------------------------- */

/* The line alone: the column is found by the name in the message. */
static hn_place line_of(hn_place place)
{
    place.column = 0;
    return place;
}

static void warn_digits(hn_graph *graph, const hn_thing *thing,
                        const char *key, const hn_sentence *sentence,
                        hn_place place)
{
    for (int i = 0; sentence && i < sentence->count; i++) {
        const char *text = sentence->parts[i].text;
        if (!text || !strpbrk(text, "0123456789"))
            continue;
        hn_report_addf(graph->report, 301, HN_WARNING, line_of(place),
                       "make it a param and name it in braces",
                       "the `%s` of \"%s\" has a number in it", key,
                       thing->name);
        return;
    }
}

static const hn_sentence *resolve(hn_graph *graph, const hn_thing *thing,
                                  const char *key, const char *text,
                                  hn_place place)
{
    const char *what = hn_make_text(graph, "the %s of \"%s\"", key,
                                    thing->name);
    if (!text || hn_node_broken(thing->node))
        return NULL;
    const hn_sentence *sentence = hn_make_sentence(
        graph, text, thing->records, false, what, line_of(place));
    warn_digits(graph, thing, key, sentence, place);
    return sentence;
}

static void resolve_criterion(hn_graph *graph, hn_criterion *criterion)
{
    const hn_thing *thing = &criterion->thing;
    for (int i = 0; i < criterion->count; i++) {
        hn_wording *w = &criterion->wordings[i];
        w->met = resolve(graph, thing, "if_met", w->if_met, w->place);
        w->unmet = resolve(graph, thing,
                           criterion->refuses ? "say" : "if_unmet",
                           w->if_unmet, w->place);
        resolve(graph, thing, "asks", w->asks, w->place);
    }
}

static void resolve_panel(hn_graph *graph, hn_panel *panel)
{
    for (int i = 0; i < panel->count; i++)
        panel->rows[i].sentence = resolve(graph, &panel->thing, "say",
                                          panel->rows[i].say,
                                          panel->rows[i].place);
}

static void resolve_matrix(hn_graph *graph, hn_lookup *matrix)
{
    for (int i = 0; matrix->says && matrix->thing.node
                    && !hn_node_broken(matrix->thing.node)
                    && i < matrix->thing.node->type.choices->count; i++)
        matrix->sentences[i] = resolve(graph, &matrix->thing, "say",
                                       matrix->says[i],
                                       matrix->thing.place);
}

static void resolve_sentences(hn_graph *graph)
{
    for (int i = 0; i < graph->thing_count; i++) {
        hn_thing *thing = graph->things[i];
        if (as_criterion(thing))
            resolve_criterion(graph, (hn_criterion *)thing);
        if (thing->word == HN_WORD_PANEL)
            resolve_panel(graph, (hn_panel *)thing);
        if (thing->word == HN_WORD_MATRIX)
            resolve_matrix(graph, (hn_lookup *)thing);
    }
}

/* --- what nothing uses --------------------------------------------------- */

static bool has_award(const hn_graph *graph)
{
    for (int i = 0; i < graph->thing_count; i++)
        if (graph->things[i]->word == HN_WORD_AWARD
            || graph->things[i]->word == HN_WORD_PANEL)
            return true;
    return false;
}

static void unused_input(hn_graph *graph, const hn_input *input)
{
    if (input->type.kind == HN_TEXT && (input->required || input->is_private))
        return;
    hn_report_addf(graph->report, 300, HN_WARNING, input->thing.place,
                   "use it, or leave it out",
                   "nothing uses the input `%s` of `%s`", input->thing.name,
                   input->thing.records->thing.name);
}

static void unused(hn_graph *graph, int code, const hn_thing *thing,
                   const char *help)
{
    hn_report_addf(graph->report, code, HN_ERROR, thing->place, help,
                   "nothing uses the %s `%s`", hn_word_name(thing->word),
                   thing->name);
}

static void unused_thing(hn_graph *graph, const hn_thing *thing, bool awards)
{
    switch (thing->word) {
    case HN_WORD_INPUT:
        unused_input(graph, (const hn_input *)thing);
        break;
    case HN_WORD_PARAM:
        unused(graph, 118, thing, "use it, or leave it out");
        break;
    case HN_WORD_PEERS:
        unused(graph, 118, thing,
               "use them with over = peers.name, or leave them out");
        break;
    case HN_WORD_CRITERION:
        if (awards && !((const hn_criterion *)thing)->refuses)
            unused(graph, 306, thing,
                   "put it into the `when` of an award or of a panel's "
                   "row");
        break;
    case HN_WORD_LOOKUP: case HN_WORD_BANDS: case HN_WORD_SCORE:
    case HN_WORD_FIGURE: case HN_WORD_PANEL: case HN_WORD_MATRIX:
        if (!thing->label)
            unused(graph, 118, thing,
                   "use it, or give it a label if it is to be shown");
        break;
    default:
        break;
    }
}

static void check_unused_things(hn_graph *graph)
{
    bool awards = has_award(graph);
    for (int i = 0; i < graph->thing_count; i++)
        if (graph->things[i]->uses == 0)
            unused_thing(graph, graph->things[i], awards);
}

/* What was built, in words; NULL for what is only a way to a value. */
static const char *built(const hn_node *node)
{
    switch (node->op) {
    case HN_OP_CONSTANT: case HN_OP_INPUT: case HN_OP_PARAM:
    case HN_OP_LINK: case HN_OP_VIA: case HN_OP_DECISION_DATE:
    case HN_OP_LOOKUP: case HN_OP_BAND_COLUMN: case HN_OP_PRINTED:
        return NULL;
    case HN_OP_ALL: case HN_OP_ANY: case HN_OP_NONE: case HN_OP_AT_LEAST_N:
        return "a list of tests";
    case HN_OP_SUM: case HN_OP_COUNT: case HN_OP_MEAN: case HN_OP_MINIMUM:
    case HN_OP_MAXIMUM:
        return "a sum over rows";
    case HN_OP_MEDIAN: case HN_OP_LOWER_QUARTILE:
    case HN_OP_UPPER_QUARTILE: case HN_OP_QUARTILE: case HN_OP_RANK:
        return "a value over rows";
    case HN_OP_PREVIOUS:
        return "a value of the row before";
    case HN_OP_SENTENCE:
        return "a sentence";
    default:
        return node->type.kind == HN_YESNO ? "a comparison"
                                           : "a calculation";
    }
}

static void check_unused_nodes(hn_graph *graph)
{
    for (int i = 0; i < graph->node_count; i++) {
        const hn_node *node = graph->nodes[i];
        const char *what = node->thing || node->uses ? NULL : built(node);
        if (what)
            hn_report_addf(graph->report, 123, HN_ERROR, node->place,
                           "give it to the key where it belongs, or leave it "
                           "out", "%s was built here and nothing uses it",
                           what);
    }
}

/* --- doubtful numbers ---------------------------------------------------- */

static bool is_bare(const hn_node *node)
{
    const hn_constant *constant = &node->u.constant;
    if (node->op != HN_OP_CONSTANT || node->type.kind != HN_NUMBER
        || constant->missing)
        return false;
    return constant->number.den != 1
           || (constant->number.num != 0 && constant->number.num != 1);
}

static void warn_threshold(hn_graph *graph, const hn_node *node)
{
    if (node->op < HN_OP_OVER || node->op > HN_OP_ONE_OF)
        return;
    for (int i = 0; i < node->count; i++) {
        const hn_node *arg = node->args[i];
        if (!is_bare(arg))
            continue;
        const char *text = arg->u.constant.text;
        hn_report_addf(graph->report, 301, HN_WARNING, arg->place,
                       "make it a param, so that it has a date and a source "
                       "and can be tried out", "%s%s%s is a bare number in "
                       "a test", text ? "`" : "the threshold",
                       text ? text : "", text ? "`" : "");
    }
}

static bool is_nought(const hn_node *value)
{
    return value && value->op == HN_OP_CONSTANT
           && value->type.kind == HN_NUMBER && !value->u.constant.missing
           && value->u.constant.number.num == 0;
}

static void check_divisor(hn_graph *graph, const hn_node *node)
{
    if (node->op != HN_OP_DIV)
        return;
    const hn_node *by = node->args[1];
    while (by->op == HN_OP_SAME)
        by = by->args[0];
    bool nought = is_nought(by);
    if (by->op == HN_OP_PARAM)
        for (int i = 0; i < by->u.param.param->count; i++)
            nought = nought || is_nought(by->u.param.param->periods[i].value);
    if (nought)
        hn_report_addf(graph->report, 211, HN_ERROR, node->place, NULL,
                       "%s is nought%s and divides",
                       hn_make_name(graph, by, "the number"),
                       by->op == HN_OP_PARAM ? ", at some date," : "");
}

/* A promise may say its limit in a number: it decides nothing. */
static bool is_promise(const hn_graph *graph, const hn_node *node)
{
    for (int i = 0; i < graph->property_count; i++)
        for (int j = 0; j < graph->properties[i]->count; j++)
            if (graph->properties[i]->promises[j].test == node)
                return true;
    return false;
}

static void check_numbers(hn_graph *graph)
{
    for (int i = 0; i < graph->node_count; i++) {
        if (!is_promise(graph, graph->nodes[i]))
            warn_threshold(graph, graph->nodes[i]);
        check_divisor(graph, graph->nodes[i]);
    }
}

/* --- columns of results -------------------------------------------------- */

/* An award fills columns of its own beside the one of its name. */
static void check_columns(hn_graph *graph)
{
    static const char *const ends[] = { "_full_year", "_decision" };
    for (int i = 0; i < graph->thing_count; i++) {
        const hn_thing *award = graph->things[i];
        for (int j = 0; j < 2 && award->word == HN_WORD_AWARD; j++) {
            const char *name = hn_make_text(graph, "%s%s", award->name,
                                            ends[j]);
            const hn_thing *other = hn_graph_find(graph, -1, name);
            if (other && other->word != HN_WORD_INPUT)
                hn_report_addf(graph->report, 113, HN_ERROR, other->place,
                               "give it another name",
                               "`%s` is a column that award `%s` fills",
                               name, award->name);
        }
    }
}

/* --- the end ------------------------------------------------------------- */

/* Whoever approves a pack has a name and did it on a day. */
static void check_approved(hn_graph *graph)
{
    const char *approved = graph->pack.approved;
    if (!hn_graph_is_draft(graph) && !strpbrk(approved, "0123456789"))
        hn_report_addf(graph->report, 308, HN_ERROR, graph->pack.place,
                       "write \"draft\", or who approved it and when: "
                       "\"Schools Forum, 10 December 2026\"",
                       "`approved` does not say who approved the pack and "
                       "when");
}

void hn_graph_finish(hn_graph *graph)
{
    graph->edits = NULL;
    if (graph->arena.failed)
        return;
    check_pack(graph);
    check_approved(graph);
    check_links(graph);
    resolve_sentences(graph);
    check_columns(graph);
    hn_check_examples(graph);
    /* After an error part of a rule may be missing, and what it would have
     * read looks unused. */
    if (graph->report->errors == 0) {
        check_unused_nodes(graph);
        check_unused_things(graph);
    }
    check_numbers(graph);
    hn_check_awards(graph);
    hn_check_musts(graph);
    hn_check_claims(graph);
    hn_check_sources(graph);
    hn_check_reach(graph);
    graph->frozen = !graph->arena.failed;
}

static const hn_period *in_force(const hn_param *param, hn_date date)
{
    const hn_period *found = NULL;
    for (int i = 0; i < param->count; i++)
        if (param->periods[i].from <= date)
            found = &param->periods[i];
    return found;
}

/* Warns with a date at the end of the sentence. */
static void warn_dated(hn_graph *graph, int code, hn_place place,
                       const char *help, const char *sentence, hn_date date)
{
    hn_text said;
    hn_text_init(&said, graph->memory);
    hn_date_write_long(&said, date);
    hn_report_addf(graph->report, code, HN_WARNING, place, help, "%s%s",
                   sentence, hn_text_string(&said));
    if (said.failed)
        graph->arena.failed = 1;
    hn_text_dispose(&said);
}

/* Whether the value that holds then is to be looked at again, and stood for
 * more than a year: nobody has set one since. */
static bool is_stale(const hn_period *period, hn_date date)
{
    hn_date year;
    return period && period->value && period->review_by != 0
           && period->review_by < date
           && hn_date_add_months(&year, period->from, 12) && year < date;
}

/* Whether it was told that the coming year, which is the twelve months after
 * the date, has no value. */
static bool check_coming(hn_graph *graph, const hn_param *param, hn_date date)
{
    static const char help[] = "write a row with the day from which the new "
                               "value holds, even where it is the same";
    const char *name = param->thing.name;
    const hn_period *now = in_force(param, date), *then = now;
    hn_date last;
    if (hn_date_add_months(&last, date, 12))
        then = in_force(param, last);
    if (!then && param->count > 0)
        warn_dated(graph, 305, param->thing.place, help,
                   hn_make_text(graph, "`%s` has no value for the coming "
                                "year: its first is of ", name),
                   param->periods[0].from);
    else if (then && !then->value)
        warn_dated(graph, 305, then->place, help,
                   hn_make_text(graph, "`%s` has no value for the coming "
                                "year: one is expected from ", name),
                   then->from);
    else if (then == now && is_stale(now, date))
        warn_dated(graph, 305, now->place, help,
                   hn_make_text(graph, "`%s` has no value for the coming "
                                "year: its last is more than a year old and "
                                "was to be looked at by ", name),
                   now->review_by);
    else
        return false;
    return true;
}

void hn_graph_overdue(hn_graph *graph, hn_date date)
{
    for (int i = 0; i < graph->param_count; i++) {
        const hn_param *param = graph->params[i];
        const hn_period *period = in_force(param, date);
        if (check_coming(graph, param, date) || !period
            || period->review_by == 0 || period->review_by >= date)
            continue;
        warn_dated(graph, 304, period->place,
                   "look at it again and set a new review_by",
                   hn_make_text(graph, "the review of `%s` was due by ",
                                param->thing.name), period->review_by);
    }
}
