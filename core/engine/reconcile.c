/*
 * reconcile.c - hn_reconcile(): claims judged, and what is said of them.
 */
#include <string.h>
#include "engine.h"
#include "../graph/claims.h"
#include "../quantity/number.h"

typedef struct reconciler {
    const hn_host *host;
    hn_memory memory;
    hn_arena arena;           /* of the judge                                */
    hn_judge *judge;
    const hn_printed_claim *claim;
    hn_claim_answer answer;
    hn_text point, low, high, gap, said, sentence, cause;
} reconciler;

/* --- in words ------------------------------------------------------------ */

/* "`46`", or which of them it is where several have that text. */
static void add_input(hn_text *out, const reconciler *r, const hn_node *node)
{
    int of, nth = hn_judge_nth(r->judge, node, &of);
    hn_text_add_char(out, '`');
    hn_claim_input_write(out, node);
    hn_text_add_char(out, '`');
    if (of > 1)
        hn_text_addf(out, " (number %d of %d)", nth, of);
}

static hn_number_look look_of(const reconciler *r)
{
    return hn_claim_look(r->claim->printed);
}

/* "£137,500", "0.5 percentage points"; without its sign. */
static void add_gap(hn_text *out, hn_ratio gap, hn_number_look look)
{
    hn_ratio hundred;
    if (gap.num < 0)
        gap.num = -gap.num;
    if (look == HN_LOOK_PERCENT
        && hn_ratio_mul(&hundred, gap, hn_ratio_of(100))) {
        hn_look_write(out, hundred, HN_LOOK_PLAIN);
        hn_text_add(out, " percentage points");
    } else {
        hn_look_write(out, gap, look);
    }
}

/* Where no single figure is bound, all of them together are. */
static void say_together(reconciler *r)
{
    const hn_claim_answer *a = &r->answer;
    hn_interval at = hn_interval_point(a->point);
    hn_ratio needed, possible;
    hn_number_look look = look_of(r);
    hn_interval printed = r->claim->printed->u.printed->figure.between;
    if (!hn_interval_apart(&needed, at, printed))
        return;
    bool more = needed.num > 0;
    bool open = more ? a->between.no_high : a->between.no_low;
    hn_text_add(&r->sentence, "the figures, before they were rounded, come "
                              "to ");
    add_gap(&r->sentence, needed, look);
    hn_text_addf(&r->sentence, " %s in all", more ? "more" : "less");
    if (open || !hn_ratio_sub(&possible, more ? a->between.high
                                              : a->between.low, a->point))
        return;
    hn_text_add(&r->sentence, "; ");
    add_gap(&r->sentence, possible, look);
    hn_text_add(&r->sentence, " is possible");
}

static void say_needs(reconciler *r)
{
    const hn_claim_answer *a = &r->answer;
    int kept = a->need_count < HN_CLAIM_NEEDS ? a->need_count
                                              : HN_CLAIM_NEEDS;
    hn_text_add(&r->sentence, "reconciles only if ");
    for (int i = 0; i < kept; i++) {
        hn_text_add(&r->sentence, i ? ", and " : "");
        add_input(&r->sentence, r, a->needs[i].input);
        hn_text_add(&r->sentence, " is ");
        hn_interval_write(&r->sentence, a->needs[i].within,
                          hn_claim_look(a->needs[i].input));
    }
    if (kept == 0)
        say_together(r);
    if (a->need_count > kept)
        hn_text_addf(&r->sentence, ", and %d more are on the same side of "
                     "theirs", a->need_count - kept);
}

static void say_cause(reconciler *r)
{
    const hn_claim_cause *cause = &r->answer.cause;
    if (!cause->node) {
        hn_text_add(&r->sentence, "; no single figure in it explains that");
        return;
    }
    add_input(&r->cause, r, cause->node);
    hn_text_addf(&r->sentence, "; would reconcile if %s ",
                 hn_text_string(&r->cause));
    if (cause->left_out) {
        hn_text_add(&r->sentence, "were left out");
        hn_text_add(&r->cause, " left out");
        return;
    }
    hn_text_add(&r->sentence, "were ");
    hn_text_add(&r->cause, " as ");
    hn_claim_value_write(&r->sentence, cause->value, cause->node);
    hn_claim_value_write(&r->cause, cause->value, cause->node);
}

static void say_gap(reconciler *r)
{
    const hn_claim_answer *a = &r->answer;
    if (a->wrong) {
        hn_text_addf(&r->sentence, "cannot be worked out: %s", a->wrong);
        return;
    }
    hn_text_add(&r->sentence, hn_interval_is_point(a->between)
                              ? "that is " : "with rounding it is still ");
    add_gap(&r->sentence, a->gap, look_of(r));
    hn_text_addf(&r->sentence, " %s than `%s` can stand for",
                 a->gap.num > 0 ? "more" : "less",
                 r->claim->printed->u.printed->text);
    say_cause(r);
}

static void say_all(reconciler *r)
{
    const hn_claim_answer *a = &r->answer;
    if (a->verdict == HN_CLAIM_ONLY_IF)
        say_needs(r);
    else if (a->verdict == HN_CLAIM_FAILS)
        say_gap(r);
    if (a->wrong)
        return;
    hn_look_write(&r->said, a->point, look_of(r));
    hn_ratio_write(&r->point, a->point, 0);
    if (!a->between.no_low)
        hn_ratio_write(&r->low, a->between.low, 0);
    if (!a->between.no_high)
        hn_ratio_write(&r->high, a->between.high, 0);
    if (a->verdict == HN_CLAIM_FAILS)
        hn_ratio_write(&r->gap, a->gap, 0);
}

/* --- telling ------------------------------------------------------------- */

static hn_text *const *texts_of(reconciler *r, hn_text **list)
{
    hn_text *all[] = { &r->point, &r->low, &r->high, &r->gap, &r->said,
                       &r->sentence, &r->cause };
    memcpy(list, all, sizeof all);
    return list;
}

enum { TEXTS = 7 };

/* False where memory was refused. */
static bool tell_claim(reconciler *r, hn_told_claim_fn tell, void *ctx)
{
    hn_text *list[TEXTS];
    hn_text *const *texts = texts_of(r, list);
    for (int i = 0; i < TEXTS; i++)
        hn_text_clear(texts[i]);
    say_all(r);
    const hn_printed_claim *claim = r->claim;
    hn_told_claim told = {
        .name = claim->name, .source = claim->source ? claim->source : "",
        .note = claim->note ? claim->note : "",
        .file = claim->place.file ? claim->place.file : "",
        .line = claim->place.line,
        .printed = claim->printed->u.printed->text,
        .said = hn_text_string(&r->said),
        .recomputed = hn_text_string(&r->point),
        .low = hn_text_string(&r->low), .high = hn_text_string(&r->high),
        .gap = hn_text_string(&r->gap),
        .verdict = (hn_verdict)r->answer.verdict,
        .sentence = hn_text_string(&r->sentence),
        .explained_by = hn_text_string(&r->cause)};
    for (int i = 0; i < TEXTS; i++)
        if (texts[i]->failed)
            return false;
    tell(ctx, &told);
    return true;
}

static void count(hn_claim_counts *counts, hn_claim_verdict verdict)
{
    counts->reconcile += verdict == HN_CLAIM_HOLDS;
    counts->only_if += verdict == HN_CLAIM_ONLY_IF;
    counts->do_not += verdict == HN_CLAIM_FAILS;
}

static hn_status judge_all(reconciler *r, const hn_graph *graph,
                           hn_claim_counts *counts, hn_told_claim_fn tell,
                           void *ctx, hn_error *err)
{
    r->judge = hn_judge_new(graph, &r->arena);
    if (!r->judge)
        return hn_no_memory(err);
    for (int i = 0; i < graph->claim_count; i++) {
        if (r->host->cancel && r->host->cancel(r->host->cancel_ctx))
            return hn_fail(err, HN_OVER_LIMIT, 504, "",
                           "stopped as asked; not every claim was judged");
        r->claim = graph->claims[i];
        hn_judge_claim(r->judge, &r->answer, r->claim);
        if (!tell_claim(r, tell, ctx))
            return hn_no_memory(err);
        count(counts, r->answer.verdict);
    }
    return counts->do_not ? HN_FINDINGS : HN_OK;
}

hn_status hn_reconcile(hn_claim_counts *out, const hn_pack *pack,
                       const hn_host *host, hn_told_claim_fn tell, void *ctx,
                       hn_error *err)
{
    static const hn_host no_host;
    reconciler r = {.host = host ? host : &no_host};
    hn_claim_counts counts = {0, 0, 0};
    hn_text *list[TEXTS];
    hn_memory_init(&r.memory, r.host->resize, r.host->resize_ctx,
                   r.host->memory_limit);
    hn_arena_init(&r.arena, &r.memory);
    hn_text *const *texts = texts_of(&r, list);
    for (int i = 0; i < TEXTS; i++)
        hn_text_init(texts[i], &r.memory);
    hn_status status = judge_all(&r, &pack->graph, &counts, tell, ctx, err);
    for (int i = 0; i < TEXTS; i++)
        hn_text_dispose(texts[i]);
    hn_arena_dispose(&r.arena);
    if (out && (status == HN_OK || status == HN_FINDINGS))
        *out = counts;
    return status;
}
