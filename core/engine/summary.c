/*
 * summary.c - what a run came to, for a finance officer and as a manifest.
 *
 * Several summaries stand side by side, one column each; of two, a third
 * column is the difference.  A line is made for all of them at once, so that
 * columns never slip.
 */
#include <string.h>
#include "queues.h"
#include "seal.h"
#include "lines.h"

#define INDENT 2

typedef struct sheet {
    hn_lines lines;           /* a column for each summary, and for the
                               * difference where there are two              */
    const hn_summary *const *summaries;
    int count;                /* of summaries                                */
} sheet;

/* --- counts -------------------------------------------------------------- */

typedef int64_t (*count_fn)(const hn_summary *summary, const void *ctx);

static bool has_difference(const sheet *s)
{
    return s->lines.columns > s->count;
}

/* A line of counts; left out where all are nought and `quiet`. */
static void add_counts(sheet *s, const char *label, bool quiet,
                       count_fn count, const void *ctx)
{
    bool any = false;
    for (int i = 0; i < s->count; i++)
        any = any || count(s->summaries[i], ctx) != 0;
    const char **cells = any || !quiet
        ? hn_lines_cells(&s->lines, INDENT, label) : NULL;
    for (int i = 0; cells && i < s->count; i++)
        cells[i] = hn_lines_count(&s->lines, count(s->summaries[i], ctx),
                                  false);
    if (cells && has_difference(s))
        cells[s->count] = hn_lines_count(&s->lines,
                                         count(s->summaries[1], ctx)
                                         - count(s->summaries[0], ctx), true);
}

/* --- the cases ----------------------------------------------------------- */

static int64_t rows_read(const hn_summary *summary, const void *kind)
{
    return summary->of[*(const int *)kind].rows;
}

static int64_t rows_calculated(const hn_summary *summary, const void *kind)
{
    return summary->of[*(const int *)kind].calculated;
}

static int64_t rows_rejected(const hn_summary *summary, const void *kind)
{
    return summary->of[*(const int *)kind].rejected;
}

static int64_t rows_repeated(const hn_summary *summary, const void *kind)
{
    return summary->of[*(const int *)kind].repeated;
}

/* Where there are several kinds of records, each by its name: a row that was
 * rejected is missing from the figures, whatever kind it is of. */
static void add_cases(sheet *s)
{
    const hn_graph *graph = &s->summaries[0]->pack->graph;
    for (int i = 0; i < graph->records_count; i++) {
        const char *name = graph->records[i]->thing.name;
        hn_lines_heading(&s->lines, graph->records_count == 1 ? "Cases"
                         : hn_lines_text(&s->lines, "Rows of %s", name));
        add_counts(s, "read", false, rows_read, &i);
        add_counts(s, "calculated", false, rows_calculated, &i);
        add_counts(s, "rejected", false, rows_rejected, &i);
        add_counts(s, "with an id that stood before", true, rows_repeated, &i);
    }
}

/* --- awards -------------------------------------------------------------- */

typedef enum tally_part {
    MET, UNMET, OPEN, MISSING, UNPRICED, CRITERION_UNMET, NEEDED
} tally_part;

/* One number of an award's tally. */
typedef struct count_of {
    int records, award;
    tally_part part;
    int index;                /* of the criterion or the input               */
} count_of;

/* The tally of the same award in another load of the same pack. */
static const hn_award_tally *tally_of(const hn_summary *summary,
                                      const count_of *of)
{
    const hn_graph *graph = &summary->pack->graph;
    if (of->records >= graph->records_count)
        return NULL;
    const hn_results *results = &summary->results[of->records];
    if (of->award >= results->award_count)
        return NULL;
    return &summary->tallies[of->records].awards[of->award];
}

static int64_t part_count(const hn_summary *summary, const void *ctx)
{
    const count_of *of = ctx;
    const hn_award_tally *tally = tally_of(summary, of);
    if (!tally)
        return 0;
    switch (of->part) {
    case MET: return tally->met;
    case UNMET: return tally->unmet;
    case OPEN: return tally->open;
    case MISSING: return tally->missing;
    case UNPRICED: return tally->unpriced;
    case CRITERION_UNMET:
        return of->index < summary->results[of->records]
                               .awards[of->award].criteria_count
                   ? tally->criterion_unmet[of->index] : 0;
    default:
        return of->index < summary->results[of->records].records->input_count
                   ? tally->needs[of->index] : 0;
    }
}

static void add_part(sheet *s, count_of of, tally_part part, const char *label,
                     bool quiet)
{
    of.part = part;
    add_counts(s, label, quiet, part_count, &of);
}

static int64_t over_all(const sheet *s, const count_of *of)
{
    int64_t total = 0;
    for (int i = 0; i < s->count; i++)
        total += part_count(s->summaries[i], of);
    return total;
}

/* The index whose count is highest over all columns, the first of equals; -1
 * where all are nought. */
static int highest(const sheet *s, count_of of, tally_part part, int count)
{
    int64_t most = 0;
    int at = -1;
    of.part = part;
    for (of.index = 0; of.index < count; of.index++) {
        int64_t here = over_all(s, &of);
        at = here > most ? of.index : at;
        most = here > most ? here : most;
    }
    return at;
}

static void add_commonest(sheet *s, count_of of, const hn_results *results)
{
    const hn_award_parts *parts = &results->awards[of.award];
    of.index = highest(s, of, CRITERION_UNMET, parts->criteria_count);
    if (of.index >= 0)
        add_part(s, of, CRITERION_UNMET,
                 hn_lines_text(&s->lines, "most often not met: %s",
                         parts->criteria[of.index]->thing.label), true);
    of.index = highest(s, of, NEEDED, results->records->input_count);
    if (of.index < 0)
        return;
    const hn_input *input = results->records->inputs[of.index];
    add_part(s, of, NEEDED,
             hn_lines_text(&s->lines, "most often lacking: %s (column `%s`)",
                     input->thing.label ? input->thing.label
                                        : input->thing.name,
                     hn_input_column(input)), true);
}

/* --- money --------------------------------------------------------------- */

typedef enum sum { CERTAIN, CERTAIN_YEAR, COULD_BE, COULD_BE_YEAR } sum;

static bool sum_of(const hn_summary *summary, const count_of *of, sum which,
                   hn_ratio *out)
{
    const hn_award_tally *tally = tally_of(summary, of);
    if (!tally || tally->fault)
        return false;
    *out = which == CERTAIN ? tally->certain
           : which == CERTAIN_YEAR ? tally->certain_year
           : which == COULD_BE ? tally->could_be : tally->could_be_year;
    return true;
}

static void add_difference(sheet *s, const char **cells, bool known,
                           hn_ratio before, hn_ratio after, hn_type type)
{
    hn_ratio difference;
    if (known && has_difference(s)
        && hn_ratio_sub(&difference, after, before))
        cells[s->count] = hn_lines_money(&s->lines, difference, type, true);
}

static void add_money(sheet *s, count_of of, sum which, const hn_node *node,
                      const char *label)
{
    const char **cells = hn_lines_cells(&s->lines, INDENT, label);
    hn_ratio sums[2] = {{0, 1}, {0, 1}}, money;
    bool known = true;
    for (int i = 0; cells && i < s->count; i++) {
        if (!sum_of(s->summaries[i], &of, which, &money)) {
            cells[i] = "too large to add up";
            known = false;
            continue;
        }
        cells[i] = hn_lines_money(&s->lines, money, node->type, false);
        sums[i & 1] = money;
    }
    if (cells)
        add_difference(s, cells, known, sums[0], sums[1], node->type);
}

static void add_open_money(sheet *s, count_of of, const hn_award *award)
{
    of.part = OPEN;
    if (over_all(s, &of) == 0)
        return;
    add_money(s, of, COULD_BE, award->amount,
              "more, if what is missing favours it");
    if (award->full_year_amount)
        add_money(s, of, COULD_BE_YEAR, award->full_year_amount,
                  "the same for a full year");
    add_part(s, of, UNPRICED, "of these, with no amount yet", true);
}

static void add_award(sheet *s, count_of of, const hn_results *results)
{
    const hn_award *award = results->awards[of.award].award;
    bool tested = award->when != NULL;
    hn_lines_heading(&s->lines, award->thing.label);
    add_part(s, of, MET, tested ? "eligible" : "rows", false);
    if (tested) {
        add_part(s, of, UNMET, "not eligible", false);
        add_part(s, of, OPEN, "cannot tell yet", false);
    }
    add_part(s, of, MISSING, "eligible, but the amount is not known", true);
    add_money(s, of, CERTAIN, award->amount, "money that is certain");
    if (award->full_year_amount)
        add_money(s, of, CERTAIN_YEAR, award->full_year_amount,
                  "the same for a full year");
    add_open_money(s, of, award);
    add_commonest(s, of, results);
}

static void add_awards(sheet *s)
{
    const hn_summary *first = s->summaries[0];
    for (int r = 0; r < first->pack->graph.records_count; r++)
        for (int a = 0; a < first->results[r].award_count; a++)
            add_award(s, (count_of){.records = r, .award = a},
                      &first->results[r]);
}

/* --- panels -------------------------------------------------------------- */

/* One outcome of a panel's column. */
typedef struct outcome_of { int records, column, outcome; } outcome_of;

static int64_t outcome_count(const hn_summary *summary, const void *ctx)
{
    const outcome_of *of = ctx;
    if (of->records >= summary->pack->graph.records_count
        || of->column >= summary->results[of->records].count)
        return 0;
    const hn_result *column =
        &summary->results[of->records].columns[of->column];
    return of->outcome <= hn_result_outcomes(column)
           && hn_result_outcomes(column) > 0
               ? summary->tallies[of->records].outcomes[of->column]
                                              [of->outcome] : 0;
}

static void add_panel(sheet *s, outcome_of of, const hn_result *column)
{
    int count = hn_result_outcomes(column);
    hn_lines_heading(&s->lines, column->node->thing->label);
    for (of.outcome = 0; of.outcome < count; of.outcome++)
        add_counts(s, column->node->type.choices->names[of.outcome], false,
                   outcome_count, &of);
    add_counts(s, "cannot be told yet", true, outcome_count, &of);
}

static void add_panels(sheet *s)
{
    const hn_summary *first = s->summaries[0];
    for (int r = 0; r < first->pack->graph.records_count; r++)
        for (int c = 0; c < first->results[r].count; c++)
            if (hn_result_outcomes(&first->results[r].columns[c]) > 0)
                add_panel(s, (outcome_of){r, c, 0},
                          &first->results[r].columns[c]);
}

/* --- pots ---------------------------------------------------------------- */

typedef enum pot_part {
    IN_FULL, IN_PART, OUT, UNKNOWN, NO_AMOUNT, NEXT_MORE, NEXT_LESS, UNGROUPED,
    POT, CLAIMED, PAID, LEFT, COULD_COST, NEXT
} pot_part;

typedef struct pot_cell { const hn_pot_line *like; pot_part part; } pot_cell;

/* The same pot of another run; NULL: it has no rows there. */
static const hn_pot_outcome *pot_of(const hn_summary *summary,
                                    const hn_pot_line *like)
{
    for (int i = 0; i < summary->pot_count; i++)
        if (strcmp(summary->pots[i].thing->name, like->thing->name) == 0
            && strcmp(summary->pots[i].name, like->name) == 0)
            return &summary->pots[i].out;
    return NULL;
}

static int64_t pot_count(const hn_summary *summary, const void *ctx)
{
    const pot_cell *cell = ctx;
    const hn_pot_outcome *pot = pot_of(summary, cell->like);
    if (!pot)
        return 0;
    switch (cell->part) {
    case IN_FULL: return pot->in_full;
    case IN_PART: return pot->in_part;
    case OUT: return pot->out;
    case UNKNOWN: return pot->unknown;
    case NO_AMOUNT: return pot->unpriced;
    case NEXT_MORE: return pot->next_more;
    case NEXT_LESS: return pot->next_less;
    default: return cell->like->ungrouped;
    }
}

static void add_pot_count(sheet *s, const hn_pot_line *like, pot_part part,
                          const char *label, bool quiet)
{
    pot_cell cell = {like, part};
    add_counts(s, label, quiet, pot_count, &cell);
}

static bool pot_money(const hn_pot_outcome *pot, pot_part part, hn_ratio *out)
{
    bool shared = pot->is == HN_POT_SHARED;
    switch (part) {
    case POT:
        *out = pot->pot;
        return shared || pot->is == HN_POT_BELOW;
    case LEFT:
        return shared && hn_ratio_sub(out, pot->pot, pot->paid);
    case COULD_COST:
        *out = pot->could_be;
        return true;
    default:
        *out = part == CLAIMED ? pot->claimed : part == PAID ? pot->paid
                                                             : pot->next;
        return shared;
    }
}

static void add_pot_money(sheet *s, const hn_pot_line *like, pot_part part,
                          const char *label)
{
    const char **cells = hn_lines_cells(&s->lines, INDENT, label);
    hn_type type = like->thing->node->type;
    hn_ratio sums[2] = {{0, 1}, {0, 1}}, money;
    bool known = true;
    for (int i = 0; cells && i < s->count; i++) {
        const hn_pot_outcome *pot = pot_of(s->summaries[i], like);
        bool has = pot && pot_money(pot, part, &money);
        cells[i] = has ? hn_lines_money(&s->lines, money, type, false)
                       : pot ? "not known" : "none";
        known = known && has;
        if (has)
            sums[i & 1] = money;
    }
    if (cells)
        add_difference(s, cells, known, sums[0], sums[1], type);
}

static int64_t over_pots(const sheet *s, const hn_pot_line *like,
                         pot_part part)
{
    pot_cell cell = {like, part};
    int64_t total = 0;
    for (int i = 0; i < s->count; i++)
        total += pot_count(s->summaries[i], &cell);
    return total;
}

/* What more money would do, where somebody would be paid more by it. */
static void add_next(sheet *s, const hn_pot_line *like)
{
    if (over_pots(s, like, NEXT_MORE) == 0)
        return;
    add_pot_money(s, like, NEXT, hn_lines_text(&s->lines,
                  "the next %s would pay",
                  hn_lines_money(&s->lines, hn_ratio_of(HN_NEXT),
                                 like->thing->node->type, false)));
    add_pot_count(s, like, NEXT_MORE, "  rows paid more by it", false);
    add_pot_count(s, like, NEXT_LESS, "  rows paid less by it", true);
}

static void add_unknown_claims(sheet *s, const hn_pot_line *like)
{
    if (over_pots(s, like, UNKNOWN) == 0)
        return;
    add_pot_count(s, like, UNKNOWN, "claims that cannot be told yet", false);
    if (!like->thing->node->u.fold->pot->could)
        return;
    add_pot_money(s, like, COULD_COST, "  these could cost at most");
    add_pot_count(s, like, NO_AMOUNT, "  of these, with no amount yet", true);
}

static void add_pot(sheet *s, const hn_pot_line *like)
{
    hn_lines_heading(&s->lines, hn_lines_text(
        &s->lines, "%s%s%s", like->thing->label, *like->name ? ": " : "",
        like->name));
    add_pot_money(s, like, POT, "in the pot");
    add_pot_money(s, like, CLAIMED, "claimed");
    add_pot_money(s, like, PAID, "paid");
    add_pot_money(s, like, LEFT, "left");
    add_pot_count(s, like, IN_FULL, "paid in full", false);
    add_pot_count(s, like, IN_PART, "paid in part", true);
    add_pot_count(s, like, OUT, "left out", false);
    add_unknown_claims(s, like);
    add_next(s, like);
}

/* After the last pot of an allocation. */
static void add_ungrouped(sheet *s, const hn_pot_line *like, bool last)
{
    if (last)
        add_pot_count(s, like, UNGROUPED,
                      "claims that do not say which of these pots", true);
}

/* Each pot of any of the runs, once. */
static void add_pots(sheet *s)
{
    for (int i = 0; i < s->count; i++) {
        const hn_summary *from = s->summaries[i];
        for (int k = 0; k < from->pot_count; k++) {
            bool shown = false;
            for (int j = 0; j < i && !shown; j++)
                shown = pot_of(s->summaries[j], &from->pots[k]) != NULL;
            if (shown)
                continue;
            add_pot(s, &from->pots[k]);
            add_ungrouped(s, &from->pots[k], k + 1 == from->pot_count
                          || from->pots[k + 1].thing != from->pots[k].thing);
        }
    }
}

/* --- figures of the run -------------------------------------------------- */

static int64_t left_out(const hn_summary *summary, const void *ctx)
{
    int at = *(const int *)ctx;
    return at < summary->line_count ? summary->lines[at].left_out : 0;
}

static void add_run_line(sheet *s, int at)
{
    const hn_thing *thing = s->summaries[0]->lines[at].thing;
    const char **cells = hn_lines_cells(&s->lines, INDENT, thing->label);
    hn_ratio sums[2] = {{0, 1}, {0, 1}};
    bool known = true;
    for (int i = 0; cells && i < s->count; i++) {
        const hn_summary *summary = s->summaries[i];
        if (at >= summary->line_count)
            continue;
        const hn_told *told = &summary->lines[at].told;
        cells[i] = told->said;
        known = known && told->counts && thing->node->type.form != HN_PERCENT;
        sums[i & 1] = told->number;
    }
    if (cells)
        add_difference(s, cells, known, sums[0], sums[1], thing->node->type);
    add_counts(s, "  rows left out: their value is not known", true, left_out,
               &at);
}

/* Under the headings of the pack; what stands above the first is all together. */
static void add_run(sheet *s)
{
    const hn_summary *first = s->summaries[0];
    const char *now = NULL;
    for (int i = 0; i < first->line_count; i++) {
        const char *heading = first->lines[i].thing->heading;
        if (!heading)
            heading = "All together";
        if (!now || strcmp(now, heading) != 0)
            hn_lines_heading(&s->lines, heading);
        now = heading;
        add_run_line(s, i);
    }
}

/* --- the heading and the notes ------------------------------------------- */

static void add_title(sheet *s, hn_text *out)
{
    const hn_summary *first = s->summaries[0];
    const hn_pack *pack = first->pack;
    const char *approved = hn_pack_approved(pack);
    hn_text_addf(out, "%s (%s %s%s%s)", hn_pack_title(pack),
                 hn_pack_name(pack), hn_pack_version(pack),
                 *approved ? ", " : "", approved);
    if (first->has_on) {
        hn_text_add(out, ", on ");
        hn_date_write_long(out, first->on);
    }
    hn_text_add_char(out, '\n');
}

static void add_column_titles(sheet *s, const char *const *titles)
{
    if (!titles)
        return;
    const char **cells = hn_lines_cells(&s->lines, 0, "");
    for (int i = 0; cells && i < s->count; i++)
        cells[i] = titles[i];
    if (cells && has_difference(s))
        cells[s->count] = "difference";
}

static bool is_illustration(const hn_param *param)
{
    for (int i = 0; i < param->count; i++)
        if (hn_source_is_illustration(param->periods[i].source))
            return true;
    return false;
}

/* Rows that were rejected are in no figure: said where the figures are, since
 * a total without them looks like any other. */
static void add_rejected(const sheet *s, hn_text *out)
{
    int64_t first = s->summaries[0]->counts.rejected;
    bool differs = false;
    for (int i = 0; i < s->count; i++) {
        int64_t rejected = s->summaries[i]->counts.rejected;
        differs = differs || rejected != first;
        if (rejected == 0 || (i > 0 && !differs))
            continue;
        hn_text_add_char(out, '\n');
        hn_text_add_grouped(out, rejected);
        hn_text_addf(out, " row%s%s %s rejected and in none of %s figures.",
                     rejected == 1 ? "" : "s",
                     i > 0 ? " of the what-if" : "",
                     rejected == 1 ? "is" : "are", i > 0 ? "its" : "these");
    }
    if (differs)
        hn_text_add(out, "\nThe columns are not of the same cases: their "
                         "difference says little.");
    if (differs || first)
        hn_text_add_char(out, '\n');
}

static void add_notes(const sheet *s, hn_text *out)
{
    const hn_pack *pack = s->summaries[0]->pack;
    const hn_graph *graph = &pack->graph;
    int count = 0;
    for (int i = 0; i < graph->param_count; i++)
        count += is_illustration(graph->params[i]);
    bool draft = hn_graph_is_draft(&pack->graph);
    add_rejected(s, out);
    if (draft || count)
        hn_text_add_char(out, '\n');
    if (draft)
        hn_text_add(out, "This pack is a draft.\n");
    if (count)
        hn_text_addf(out, "Amounts marked as illustrations are not agreed "
                     "policy: %d of %d parameters are.\n", count,
                     graph->param_count);
}

hn_status hn_summary_print(const hn_summary *const *summaries,
                           const char *const *titles, int count,
                           const hn_sink *sink)
{
    hn_memory memory;
    hn_text out;
    sheet s = {.summaries = summaries, .count = count};
    if (count < 1)
        return HN_BAD_USE;
    const hn_host *host = &summaries[0]->pack->host;
    hn_memory_init(&memory, host->resize, host->resize_ctx,
                   host->memory_limit);
    hn_lines_init(&s.lines, count == 2 ? 3 : count, &memory);
    hn_text_init(&out, &memory);
    add_title(&s, &out);
    add_column_titles(&s, titles);
    add_cases(&s);
    add_panels(&s);
    add_awards(&s);
    add_pots(&s);
    add_run(&s);
    hn_lines_print(&s.lines, &out);
    add_notes(&s, &out);
    bool refused = s.lines.arena.failed || out.failed;
    bool written = !refused && hn_flush(sink, &out);
    hn_text_dispose(&out);
    hn_lines_dispose(&s.lines);
    return refused ? HN_NO_MEMORY : written ? HN_OK : HN_IO;
}

/* --- the rest ------------------------------------------------------------ */

void hn_summary_free(hn_summary *summary)
{
    if (!summary)
        return;
    hn_arena_dispose(&summary->arena);
    hn_memory memory = summary->memory;
    hn_memory_free(&memory, summary, sizeof *summary);
}

hn_counts hn_summary_counts(const hn_summary *summary)
{
    return summary->counts;
}

const char *hn_summary_input_hash(const hn_summary *summary)
{
    return summary->seal ? summary->seal->input_hash : "";
}

const char *hn_summary_output_hash(const hn_summary *summary)
{
    return summary->seal ? summary->seal->output_hash : "";
}
