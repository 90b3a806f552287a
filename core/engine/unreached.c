/*
 * unreached.c - shows what no row comes to by a row that comes nearest.
 *
 * That a criterion is never met, or a band never reached, follows from limits
 * (graph/check_reach.c).  Whoever has to put it right is helped by a case: the
 * highest or lowest that the amount in question can be, or, of an arm that
 * others hide, a row that is meant for it.  It is looked for, and added to the
 * warning as an example.
 */
#include <string.h>
#include "../graph/ranges.h"
#include "../quantity/number.h"
#include "cases.h"
#include "cover_cone.h"
#include "cover_search.h"
#include "engine.h"
#include "example_text.h"

enum { MOST_BASES = 6, MOST_ROUNDS = 4, MOST_WORK = 200000,
       MOST_TRIALS = 400,     /* where each takes one of its own             */
       MOST_SHOWN = 3600 };   /* bytes of a note that are sure to be told    */

typedef struct shower {
    hn_pack *pack;
    hn_memory *memory;
    hn_arena arena;
    hn_trials trials;
    hn_cover cover;
    const hn_range *ranges;
    bool stopped;
} shower;

/* What is to be shown: of `own` a row in which `of` is as high as can be, or
 * as low, or one that hits the point. */
typedef struct target {
    const hn_thing *own;
    hn_node *of;
    bool lowest;
    bool by_point;
    hn_point point;
    const char *what;         /* that no row comes to                        */
    int number;               /* of the arm; 0: it is none                   */
} target;

/* --- the highest, the lowest --------------------------------------------- */

typedef struct climber {
    shower *s;
    hn_cases cases;
    hn_promise promise;
    bool lowest;
    hn_arena arena;
    hn_made_case best;
    hn_ratio value;
    bool known;               /* there is a best                             */
    int trials;
} climber;

static bool is_better(const climber *c, const hn_outcome *out)
{
    int order = hn_ratio_compare(out->value, c->value);
    return out->asked && (!c->known || (c->lowest ? order < 0 : order > 0));
}

/* Tries cases of one base; false when memory is refused. */
static bool try_cases(climber *c, const hn_made_case *list, int count)
{
    hn_outcome *out = hn_arena_alloc(&c->arena, (size_t)count * sizeof *out);
    if (!out || !hn_cases_run(&c->cases, list, count, out))
        return false;
    c->trials += c->cases.reads.alone ? 0 : count;
    for (int i = 0; i < count; i++)
        if (is_better(c, &out[i])) {
            c->best = list[i];
            c->value = out[i].value;
            c->known = true;
        }
    return true;
}

/* Every value of one input, the others as they are in `from`. */
static bool try_domain(climber *c, const hn_made_case *from, int at)
{
    const hn_domain *domain = &c->cases.reads.domains[at];
    hn_made_case *list = hn_arena_alloc(&c->arena, ((size_t)domain->count + 1)
                                                       * sizeof *list);
    int count = 0;
    for (int i = 0; list && i < domain->count; i++) {
        hn_made_case *made = &list[count];
        *made = hn_case_make(&c->cases, from->base, &c->arena);
        if (!made->at)
            return false;
        memcpy(made->at, from->at,
               (size_t)c->cases.reads.count * sizeof *made->at);
        made->at[at] = (int16_t)i;
        count++;
    }
    return list && (count == 0 || try_cases(c, list, count));
}

/* What the base does not say has some value. */
static void fill(const climber *c, hn_made_case *made)
{
    const hn_reads *reads = &c->cases.reads;
    for (int i = 0; i < reads->count; i++) {
        const hn_domain *domain = &reads->domains[i];
        int at = 0;
        while (at < domain->count && !domain->texts[at])
            at++;
        if (at < domain->count
            && !hn_base_says(&c->cases, made->base, domain->input))
            made->at[i] = (int16_t)at;
    }
}

/* Input by input, until nothing is better. */
static bool climb(climber *c, int base)
{
    hn_made_case from = hn_case_make(&c->cases, base, &c->arena);
    if (!from.at)
        return false;
    fill(c, &from);
    if (!try_cases(c, &from, 1))
        return false;
    for (int round = 0; round < MOST_ROUNDS; round++) {
        hn_ratio before = c->value;
        bool known = c->known;
        for (int i = 0; i < c->cases.reads.count
                        && c->trials < MOST_TRIALS; i++) {
            from = c->known && c->best.base == base ? c->best : from;
            if (!try_domain(c, &from, i))
                return false;
        }
        if (known && hn_ratio_compare(before, c->value) == 0)
            break;
    }
    return true;
}

static bool climb_all(climber *c, hn_example *out)
{
    const hn_host *host = &c->s->pack->host;
    for (int i = 0; i < c->cases.base_count && i < MOST_BASES; i++) {
        if (host->cancel && host->cancel(host->cancel_ctx)) {
            c->s->stopped = true;
            return true;
        }
        if (!climb(c, i))
            return false;
    }
    return !c->known || hn_case_example(&c->cases, &c->best, out, &c->arena);
}

/* --- the example --------------------------------------------------------- */

static bool write_note(shower *s, const target *want, const hn_example *found,
                       hn_text *out)
{
    hn_trial trial;
    hn_text name;
    hn_text_init(&name, s->memory);
    hn_text_addf(&name, "%s: as near as a row comes to %s", want->own->name,
                 want->what);
    if (want->number)
        hn_text_add_int(&name, want->number);
    hn_text_add(out, "pasted into the pack, this example holds and shows "
                     "it:\n");
    hn_trial_run(&trial, &s->trials, found, NULL);
    bool ok = !trial.failed && !name.failed;
    bool written = ok && trial.ran
                   && hn_example_write(out, &trial, hn_text_string(&name),
                                       &want->own, 1, "");
    out->len -= written;      /* its last line has an end already            */
    if (!written || out->len > MOST_SHOWN)
        hn_text_clear(out);
    hn_text_dispose(&name);
    hn_trial_dispose(&trial);
    return ok;
}

/* False when memory is refused, here and below. */
static bool show_extreme(shower *s, const target *want, hn_text *out)
{
    climber c = {.s = s, .lowest = want->lowest,
                 .promise = {.kind = HN_NEVER_OVER, .of = want->of,
                             .test = want->own->node}};
    hn_example found;
    hn_arena_init(&c.arena, s->memory);
    bool ok = hn_cases_init(&c.cases, &s->pack->graph, &c.promise, s->memory)
              && climb_all(&c, &found);
    if (ok && c.known && !s->stopped)
        ok = write_note(s, want, &found, out);
    ok = ok && !c.arena.failed;
    hn_cases_dispose(&c.cases);
    hn_arena_dispose(&c.arena);
    return ok;
}

static bool show_hit(shower *s, const target *want, hn_text *out)
{
    hn_point point = want->point;
    hn_cover_search search = {.cover = &s->cover, .trials = &s->trials,
                              .cancel = s->pack->host.cancel,
                              .cancel_ctx = s->pack->host.cancel_ctx,
                              .work = MOST_WORK};
    hn_example found;
    s->cover.points = &point;
    s->cover.count = 1;
    hn_sought sought = hn_cover_search_for(&search, 0, &s->arena, &found);
    s->cover.points = NULL;
    s->cover.count = 0;
    s->stopped = sought == HN_SOUGHT_STOPPED;
    return sought != HN_SOUGHT_NO_MEMORY
           && (sought != HN_SOUGHT_FOUND
               || write_note(s, want, &found, out));
}

/* --- what is to be shown ------------------------------------------------- */

static bool same_place(hn_place a, hn_place b)
{
    return a.line == b.line && a.column == b.column && a.file && b.file
           && strcmp(a.file, b.file) == 0;
}

/* Several things may stand in one line: the sentence says which it is of. */
static bool says(const hn_notice *notice, hn_text *part)
{
    bool found = !part->failed
                 && strstr(notice->message, hn_text_string(part));
    hn_text_dispose(part);
    return found;
}

static bool is_of_band(const shower *s, const hn_notice *notice,
                       const hn_band *band)
{
    hn_text part;
    hn_text_init(&part, s->memory);
    hn_text_addf(&part, "band \"%s\" of", band->name);
    return says(notice, &part) && same_place(band->place, notice->place);
}

static bool is_of_arm(const shower *s, const hn_notice *notice, int arm,
                      const hn_node *when)
{
    hn_text part;
    hn_text_init(&part, s->memory);
    hn_text_addf(&part, " arm %d of", arm);
    return says(notice, &part) && same_place(when->place, notice->place);
}

/* What a test that never holds, or always does, comes nearest by: the amount
 * that it compares. */
static void aim(target *want, const hn_node *test, bool never)
{
    const hn_node *behind = hn_node_behind(test);
    bool compares = behind->op >= HN_OP_OVER && behind->op <= HN_OP_AT_MOST;
    bool up = behind->op == HN_OP_OVER || behind->op == HN_OP_AT_LEAST;
    want->of = (hn_node *)test;
    want->lowest = false;
    if (!compares)
        return;
    bool left = behind->args[0]->records != NULL;
    want->of = behind->args[left ? 0 : 1];
    want->lowest = (up == never) != left;
}

static bool find_criterion(const shower *s, const hn_criterion *criterion,
                           const hn_notice *notice, target *out)
{
    for (int i = 0; i < criterion->count; i++) {
        const hn_wording *wording = &criterion->wordings[i];
        if (!same_place(wording->place, notice->place))
            continue;
        bool never = !s->ranges[wording->test->id].yes;
        aim(out, wording->test, never);
        out->what = never ? "being met" : "being unmet";
        out->by_point = criterion->count > 1;
        out->point = (hn_point){
            .kind = HN_POINT_CRITERION, .node = criterion->thing.node,
            .thing = &criterion->thing, .of = i,
            .index = never ? HN_UNMET : HN_MET, .place = wording->place};
        return true;
    }
    return false;
}

static bool find_band(const shower *s, const hn_bands *bands,
                      const hn_notice *notice, target *out)
{
    int lowest = 0;
    while (lowest + 1 < bands->count
           && !hn_band_reached(s->ranges, bands, lowest))
        lowest++;
    for (int i = 0; i < bands->count; i++)
        if (is_of_band(s, notice, &bands->bands[i])) {
            out->what = bands->bands[i].name;
            out->of = bands->of;
            out->lowest = i < lowest;
            return true;
        }
    return false;
}

/* An example can name it; NULL: nothing that goes by the choice. */
static const hn_thing *shown_by(const shower *s, const hn_node *choose)
{
    const hn_graph *graph = &s->pack->graph;
    const hn_thing *owner = s->cover.owners[choose->id];
    if (owner && hn_can_expect(owner))
        return owner;
    for (int i = 0; i < graph->thing_count; i++)
        if (hn_can_expect(graph->things[i])
            && hn_cone_reads(graph, graph->things[i]->node, choose,
                             (hn_arena *)&s->arena))
            return graph->things[i];
    return NULL;
}

static bool find_arm(const shower *s, const hn_node *choose,
                     const hn_notice *notice, target *out)
{
    for (int i = 0; i < choose->count / 2; i++) {
        hn_node *when = choose->args[2 * i];
        if (!is_of_arm(s, notice, i + 1, when))
            continue;
        out->own = shown_by(s, choose);
        out->number = i + 1;
        aim(out, when, true);
        out->by_point = s->ranges[when->id].yes;
        out->point = (hn_point){.kind = HN_POINT_AWARD, .node = when,
                                .thing = out->own, .index = HN_MET,
                                .place = when->place};
        return out->own != NULL;
    }
    return false;
}

static bool find_thing(const shower *s, const hn_thing *thing,
                       const hn_notice *notice, target *out)
{
    bool found = false;
    if (thing->word == HN_WORD_CRITERION && notice->code == 309)
        found = find_criterion(s, (const hn_criterion *)thing, notice, out);
    if (thing->word == HN_WORD_BANDS && notice->code == 310)
        found = find_band(s, (const hn_bands *)thing, notice, out);
    out->own = found ? thing : out->own;
    return found;
}

static bool find(const shower *s, const hn_notice *notice, target *out)
{
    const hn_graph *graph = &s->pack->graph;
    *out = (target){.what = "arm "};
    for (int i = 0; notice->code != 311 && i < graph->thing_count; i++)
        if (graph->things[i]->node
            && find_thing(s, graph->things[i], notice, out))
            return true;
    for (int i = 0; notice->code == 311 && i < graph->node_count; i++)
        if (hn_op_has_arms(graph->nodes[i]->op)
            && find_arm(s, graph->nodes[i], notice, out))
            return true;
    return false;
}

/* --- all together -------------------------------------------------------- */

static bool is_unreached(const hn_notice *notice)
{
    return notice->code >= 309 && notice->code <= 311 && !notice->note;
}

static bool show(shower *s, hn_notice *notice)
{
    hn_arena *arena = &s->pack->report.arena;
    target want;
    hn_text note;
    if (!find(s, notice, &want))
        return true;
    hn_text_init(&note, s->memory);
    bool ok = want.by_point ? show_hit(s, &want, &note)
                            : show_extreme(s, &want, &note);
    if (ok && note.len)
        notice->note = hn_arena_text_n(arena, note.at, note.len);
    ok = ok && !note.failed && !arena->failed;
    hn_text_dispose(&note);
    return ok;
}

static bool show_all(shower *s)
{
    hn_report *report = &s->pack->report;
    s->ranges = hn_ranges_make(&s->pack->graph, s->pack->graph.node_count,
                               &s->arena);
    bool ok = s->ranges != NULL;
    for (int i = 0; ok && !s->stopped && i < report->count; i++)
        if (is_unreached(&report->notices[i]))
            ok = show(s, &report->notices[i]);
    return ok && !s->arena.failed && !s->cover.arena.failed;
}

static bool any_unreached(const hn_report *report)
{
    for (int i = 0; i < report->count; i++)
        if (is_unreached(&report->notices[i]))
            return true;
    return false;
}

hn_status hn_unreached_show(hn_pack *pack, hn_error *err)
{
    shower s = {.pack = pack, .memory = &pack->memory};
    if (!any_unreached(&pack->report))
        return HN_OK;
    hn_arena_init(&s.arena, s.memory);
    bool ok = hn_cover_init(&s.cover, &pack->graph, s.memory,
                            1u << HN_POINT_ROWS);
    ok = hn_trials_init(&s.trials, &pack->graph, s.memory) && ok;
    s.cover.points = NULL;
    s.cover.count = 0;
    ok = ok && show_all(&s);
    hn_cover_dispose(&s.cover);
    hn_trials_dispose(&s.trials);
    hn_arena_dispose(&s.arena);
    if (s.stopped)
        return hn_fail(err, HN_OVER_LIMIT, 504, "",
                       "stopped as asked; not all that no row reaches was "
                       "shown");
    return ok ? HN_OK : hn_no_memory(err);
}
