/*
 * search.c - see search.h.
 *
 * A promise about one row is held against cases; one about two rows against
 * lines of cases, which are alike but for what the promise goes along.
 */
#include "search.h"

#include <string.h>
#include "../graph/proof.h"
#include "../quantity/number.h"

enum {
    MOST_TOGETHER = 20000,    /* cases that are rows of one trial             */
    MOST_APART = 300,         /* trials                                       */
    BATCH = 2048,
    MOST_LINES = 2048,        /* of a batch                                   */
    MOST_GAPS = 24            /* jumps that are looked into                   */
};

typedef struct line { int first, count; } line;

/* The cases of a line under way, and what they came to. */
typedef struct batch {
    hn_search *s;
    hn_arena arena;
    hn_made_case list[BATCH];
    hn_outcome out[BATCH];
    line lines[MOST_LINES];
    int count, line_count;
    int gaps;                 /* jumps looked into so far                     */
    uint64_t random;
} batch;

static int most(const batch *b)
{
    return b->s->cases.reads.alone ? MOST_TOGETHER : MOST_APART;
}

static bool is_over(const batch *b)
{
    const hn_search *s = b->s;
    return s->found || s->failed || s->stopped
           || s->tried + b->count >= most(b);
}

static bool goes_on(const hn_search *s)
{
    return !s->found && !s->failed && !s->stopped;
}

/* --- judging ------------------------------------------------------------- */

static bool run_again(batch *b, const hn_made_case *made, hn_example *example,
                      hn_outcome *out)
{
    hn_trial trial;
    hn_search *s = b->s;
    if (!hn_case_example(&s->cases, made, example, &s->cases.arena)) {
        s->failed = true;
        return false;
    }
    s->failed = !hn_case_run(&s->cases, example, &trial, out);
    hn_trial_dispose(&trial);
    return !s->failed && out->asked;
}

/* Whether two outcomes, in order of the line, break the promise. */
static bool breaks(const hn_promise *p, const hn_outcome *a,
                   const hn_outcome *b)
{
    int order = hn_ratio_compare(b->value, a->value);
    hn_ratio jump;
    switch (p->kind) {
    case HN_RISES:
        return order < 0;
    case HN_FALLS:
        return order > 0;
    case HN_SAME_FOR:
        return order != 0;
    case HN_NO_CLIFF:
        return (order > 0 ? hn_ratio_sub(&jump, b->value, a->value)
                          : hn_ratio_sub(&jump, a->value, b->value))
               && hn_ratio_compare(jump, p->above) > 0;
    default:
        return !b->kept;
    }
}

/* What is told is what each case comes to as an example by itself. */
static void take(batch *b, const hn_made_case *one, const hn_made_case *two)
{
    hn_search *s = b->s;
    hn_outcome x, y;
    if (!run_again(b, one, &s->against[0], &x)
        || (two && !run_again(b, two, &s->against[1], &y)))
        return;
    s->count = two ? 2 : 1;
    s->found = breaks(s->promise, &x, two ? &y : &x);
}

static const hn_domain *along(const hn_search *s, int *at)
{
    for (int i = 0; s->promise->with && i < s->cases.reads.count; i++)
        if (s->cases.reads.domains[i].input == s->promise->with) {
            *at = i;
            return &s->cases.reads.domains[i];
        }
    return NULL;
}

/* --- between two values -------------------------------------------------- */

/* Works out cases that are alike but for one input, whose values are not of
 * its domain: `texts` is put there for the while. */
static bool run_between(batch *b, const hn_made_case *like, int at,
                        const char **texts, int count, hn_made_case *made,
                        hn_outcome *out)
{
    hn_search *s = b->s;
    hn_domain *d = &s->cases.reads.domains[at];
    const char **were = d->texts;
    d->texts = texts;
    for (int i = 0; i < count; i++) {
        made[i] = hn_case_make(&s->cases, like->base, &b->arena);
        if (!made[i].at) {
            d->texts = were;
            return false;
        }
        memcpy(made[i].at, like->at,
               sizeof *like->at * (size_t)s->cases.reads.count);
        made[i].at[at] = (int16_t)i;
    }
    bool fine = hn_cases_run(&s->cases, made, count, out);
    s->tried += count;
    d->texts = were;
    return fine;
}

static const char *value_text(batch *b, const hn_input *input, int64_t value)
{
    hn_text text;
    hn_text_init(&text, b->arena.memory);
    if (input->type.kind == HN_DATE)
        hn_date_write(&text, (hn_date)value);
    else
        hn_number_write(&text, value, input->decimals);
    const char *kept = hn_arena_text(&b->s->cases.arena,
                                     hn_text_string(&text));
    b->s->failed = b->s->failed || text.failed;
    hn_text_dispose(&text);
    return kept;
}

enum { PARTS = 16 };

/* A jump between two values that are steps apart: it is followed into the part
 * where it is largest, until that is one step or no jump. */
static void look_between(batch *b, const hn_made_case *like, int at,
                         int64_t low, int64_t high)
{
    hn_search *s = b->s;
    hn_domain *d = &s->cases.reads.domains[at];
    const char *texts[PARTS + 1];
    int64_t values[PARTS + 1];
    hn_made_case made[PARTS + 1];
    hn_outcome out[PARTS + 1];
    while (goes_on(s) && high > low) {
        int parts = high - low < PARTS ? (int)(high - low) : PARTS, widest = -1;
        hn_ratio most_jump = s->promise->above, jump;
        for (int i = 0; i <= parts; i++) {
            values[i] = low + (int64_t)((hn_wide)(high - low) * i / parts);
            texts[i] = value_text(b, d->input, values[i]);
            if (!texts[i])
                s->failed = true;
        }
        if (s->failed
            || !run_between(b, like, at, texts, parts + 1, made, out)) {
            s->failed = true;
            return;
        }
        for (int i = 1; i <= parts; i++) {
            if (!out[i].asked || !out[i - 1].asked
                || !breaks(s->promise, &out[i - 1], &out[i])
                || !hn_ratio_sub(&jump, out[i].value, out[i - 1].value))
                continue;
            if (jump.num < 0)
                jump.num = -jump.num;
            if (widest < 0 || hn_ratio_compare(jump, most_jump) > 0) {
                widest = i;
                most_jump = jump;
            }
        }
        if (widest < 0)
            return;
        low = values[widest - 1];
        high = values[widest];
        if (high - low == 1) {
            const char **were = d->texts;
            d->texts = texts;
            take(b, &made[widest - 1], &made[widest]);
            d->texts = were;
            return;
        }
    }
}

static void look_into(batch *b, const hn_made_case *from,
                      const hn_made_case *to)
{
    int at = 0;
    const hn_domain *d = along(b->s, &at);
    int64_t low = d->values[from->at[at]], high = d->values[to->at[at]];
    if (high - low == 1)
        take(b, from, to);
    else if (b->gaps++ < MOST_GAPS)
        look_between(b, from, at, low, high);
}

/* --- a batch ------------------------------------------------------------- */

static void judge_line(batch *b, line it)
{
    hn_search *s = b->s;
    const hn_promise *p = s->promise;
    int last = -1;
    for (int i = it.first; i < it.first + it.count && goes_on(s); i++) {
        if (!b->out[i].asked)
            continue;
        if (p->test) {
            s->asked++;
            if (!b->out[i].kept)
                take(b, &b->list[i], NULL);
        } else if (last >= 0) {
            s->asked++;
            if (breaks(p, &b->out[last], &b->out[i])
                && p->kind == HN_NO_CLIFF)
                look_into(b, &b->list[last], &b->list[i]);
            else if (breaks(p, &b->out[last], &b->out[i]))
                take(b, &b->list[last], &b->list[i]);
        }
        if (p->kind != HN_SAME_FOR || last < 0)
            last = i;
    }
}

static void flush(batch *b)
{
    hn_search *s = b->s;
    if (s->host && s->host->cancel && s->host->cancel(s->host->cancel_ctx))
        s->stopped = true;
    if (b->count && goes_on(s)) {
        s->failed = !hn_cases_run(&s->cases, b->list, b->count, b->out);
        s->tried += b->count;
        for (int i = 0; i < b->line_count && goes_on(s); i++)
            judge_line(b, b->lines[i]);
    }
    b->count = b->line_count = 0;
    hn_arena_dispose(&b->arena);
    hn_arena_init(&b->arena, s->cases.arena.memory);
}

static bool other_day(const batch *b, int base)
{
    const hn_example *a = &b->s->cases.bases[b->list[0].base].example;
    const hn_example *c = &b->s->cases.bases[base].example;
    return a->has_on != c->has_on || a->on != c->on;
}

/* Makes room for a line of `count` cases. */
static void make_room(batch *b, int count, int base)
{
    if (b->count && (b->count + count > BATCH
                     || b->line_count == MOST_LINES || other_day(b, base)))
        flush(b);
}

static hn_made_case *add_case(batch *b, const hn_made_case *like)
{
    hn_search *s = b->s;
    if (b->count == BATCH)
        return NULL;
    hn_made_case *made = &b->list[b->count];
    *made = hn_case_make(&s->cases, like->base, &b->arena);
    if (!made->at) {
        s->failed = true;
        return NULL;
    }
    memcpy(made->at, like->at,
           sizeof *like->at * (size_t)s->cases.reads.count);
    b->count++;
    return made;
}

/* --- lines --------------------------------------------------------------- */

/* What the promise goes along: `with`, or each of `but` in turn. */
static bool is_along(const hn_promise *p, const hn_input *input)
{
    bool is = input == p->with;
    for (int i = 0; i < p->but_count; i++)
        is = is || p->but[i] == input;
    return is;
}

static int length_along(const hn_search *s)
{
    int length = 1;
    for (int i = 0; i < s->cases.reads.count; i++) {
        const hn_domain *d = &s->cases.reads.domains[i];
        if (is_along(s->promise, d->input))
            length += s->promise->with ? d->ordered : d->count;
    }
    return length;
}

/* Whether the case does not say something that the promise goes along: what
 * is missing is not another value. */
static bool lacks_along(const hn_search *s, const hn_made_case *made)
{
    for (int i = 0; i < s->cases.reads.count; i++) {
        const hn_domain *d = &s->cases.reads.domains[i];
        if (!is_along(s->promise, d->input))
            continue;
        if (made->at[i] >= 0 ? !d->texts[made->at[i]]
                             : !hn_base_says(&s->cases, made->base, d->input))
            return true;
    }
    return false;
}

/* The case itself, and it with each other value along the way. */
static void add_line(batch *b, const hn_made_case *like)
{
    hn_search *s = b->s;
    const hn_promise *p = s->promise;
    make_room(b, length_along(s), like->base);
    line it = {b->count, 0};
    if (!p->with && !lacks_along(s, like) && !add_case(b, like))
        return;
    for (int i = 0; i < s->cases.reads.count; i++) {
        const hn_domain *d = &s->cases.reads.domains[i];
        int values = p->with ? d->ordered : d->count;
        for (int j = 0; is_along(p, d->input) && j < values; j++) {
            hn_made_case *made = add_case(b, like);
            if (!made)
                return;
            made->at[i] = (int16_t)j;
            if (lacks_along(s, made))
                b->count--;
        }
    }
    it.count = b->count - it.first;
    b->lines[b->line_count++] = it;
}

/* Every way in which the inputs from `at` on can be set. */
static void add_every(batch *b, hn_made_case *like, int at)
{
    const hn_reads *reads = &b->s->cases.reads;
    if (at == reads->count) {
        add_line(b, like);
        return;
    }
    bool skip = is_along(b->s->promise, reads->domains[at].input);
    if (skip) {
        add_every(b, like, at + 1);
        return;
    }
    for (int i = 0; i < reads->domains[at].count && goes_on(b->s); i++) {
        like->at[at] = (int16_t)i;
        add_every(b, like, at + 1);
    }
    like->at[at] = HN_AS_GIVEN;
}

/* --- ways to search ------------------------------------------------------ */

/* How many cases there are; 0: more than are gone through. */
static int64_t all_there_are(const hn_search *s)
{
    int64_t count = 1;
    if (!s->cases.reads.alone || s->promise->but_count > 1)
        return 0;
    for (int i = 0; i < s->cases.reads.count; i++) {
        const hn_domain *d = &s->cases.reads.domains[i];
        if (!d->whole || d->count == 0)
            return 0;
        count *= d->count;
        if (count > MOST_TOGETHER)
            return 0;
    }
    return count;
}

static hn_made_case begin(batch *b, int base)
{
    hn_made_case like = hn_case_make(&b->s->cases, base, &b->s->cases.arena);
    b->s->failed = b->s->failed || !like.at;
    return like;
}

/* Each date on which something changes, or one; the rows of a base do not
 * matter where every input is set. */
static void go_through_all(batch *b)
{
    hn_cases *c = &b->s->cases;
    for (int i = 0; i < c->base_count && !b->s->failed; i++) {
        bool again = false;
        for (int j = 0; j < i; j++)
            again = again
                    || (c->bases[j].example.has_on == c->bases[i].example.has_on
                        && c->bases[j].example.on == c->bases[i].example.on);
        if (again)
            continue;
        hn_made_case like = begin(b, i);
        if (like.at)
            add_every(b, &like, 0);
    }
}

static void change_one(batch *b, int base)
{
    hn_reads *reads = &b->s->cases.reads;
    hn_made_case like = begin(b, base);
    if (!like.at)
        return;
    add_line(b, &like);
    for (int i = 0; i < reads->count; i++) {
        const hn_domain *d = &reads->domains[i];
        for (int j = 0; !is_along(b->s->promise, d->input) && j < d->count
                        && b->s->tried + b->count < most(b) / 2
                        && !is_over(b); j++) {
            like.at[i] = (int16_t)j;
            add_line(b, &like);
        }
        like.at[i] = HN_AS_GIVEN;
    }
}

/* The same sequence on every machine. */
static int pick(batch *b, int count)
{
    b->random = b->random * UINT64_C(6364136223846793005)
                + UINT64_C(1442695040888963407);
    return (int)((b->random >> 33) % (uint64_t)count);
}

static void change_several(batch *b, int base)
{
    hn_reads *reads = &b->s->cases.reads;
    hn_made_case like = begin(b, base);
    int changes = pick(b, 4) == 0 ? reads->count * 2 : 2 + pick(b, 2);
    for (int i = 0; like.at && i < changes && reads->count > 0; i++) {
        int at = pick(b, reads->count);
        if (reads->domains[at].count > 0)
            like.at[at] = (int16_t)pick(b, reads->domains[at].count);
    }
    if (like.at)
        add_line(b, &like);
}

/* Every base as it is and with one change takes half of the cases at most. */
static void look_about(batch *b)
{
    hn_cases *c = &b->s->cases;
    for (int i = 0; i < c->base_count && !is_over(b); i++) {
        hn_made_case like = begin(b, i);
        if (like.at)
            add_line(b, &like);
    }
    for (int i = 0; i < c->base_count && !is_over(b)
                    && b->s->tried + b->count < most(b) / 2; i++)
        change_one(b, i);
    int turns = most(b) / 2 / length_along(b->s) / (c->base_count + 1) + 1;
    for (int i = 0; i < c->base_count; i++)
        for (int j = 0; j < turns && !is_over(b); j++)
            change_several(b, i);
}

/* What does not read an input is the same whatever stands there. */
static bool reads_none(const hn_search *s)
{
    for (int i = 0; i < s->promise->but_count; i++)
        if (hn_reads_domain(&s->cases.reads, s->promise->but[i]))
            return false;
    return s->promise->but_count > 0;
}

void hn_search_run(hn_search *out, const hn_graph *graph,
                   const hn_promise *promise, const hn_host *host,
                   hn_memory *memory)
{
    *out = (hn_search){.promise = promise, .host = host};
    batch *b = NULL;
    out->failed = !hn_cases_init(&out->cases, graph, promise, memory);
    if (!out->failed)
        b = hn_memory_alloc(memory, sizeof *b);
    out->failed = !b;
    if (!b)
        return;
    b->s = out;
    hn_arena_init(&b->arena, memory);
    out->proved = reads_none(out)
                  || hn_promise_proved(&out->cases.graph, promise,
                                       &out->cases.arena);
    out->all = !out->proved && all_there_are(out) > 0;
    if (out->all)
        go_through_all(b);
    else if (!out->proved)
        look_about(b);
    flush(b);
    out->failed = out->failed || out->cases.arena.failed;
    hn_arena_dispose(&b->arena);
    hn_memory_free(memory, b, sizeof *b);
}

void hn_search_dispose(hn_search *search)
{
    hn_cases_dispose(&search->cases);
}
