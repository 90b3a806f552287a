/*
 * snapshot.c - see snapshot.h.
 */
#include "snapshot.h"

#include "formula.h"

/* --- writing ------------------------------------------------------------- */

/* A label or a name is one line here, whatever it is elsewhere. */
static void add_line(hn_text *out, const char *text)
{
    for (; *text; text++)
        hn_text_add_char(out, (unsigned char)*text < ' ' ? ' ' : *text);
}

/* A row of an example, or the run. */
typedef struct shown {
    const hn_trial *trial;
    hn_case here;
} shown;

static bool is_fault(const shown *s, const hn_node *node)
{
    int row;
    const hn_vector *vector = hn_case_vector(&s->here, node, &row);
    return hn_trial_rejected(s->trial, node, s->here.row)
           || (vector && vector->fault && hn_bit(vector->fault, row));
}

static void add_value(hn_text *out, const shown *s, const hn_node *node)
{
    hn_text said;
    hn_text_init(&said, out->memory);
    if (is_fault(s, node))
        hn_text_add(&said, "cannot be worked out");
    else
        hn_case_say(&said, &s->here, node);
    add_line(out, hn_text_string(&said));
    out->failed = out->failed || said.failed;
    hn_text_dispose(&said);
}

static void add_answer(hn_text *out, const shown *s, const hn_node *test)
{
    if (is_fault(s, test))
        hn_text_add(out, "cannot be worked out");
    else if (!hn_case_known(&s->here, test))
        hn_text_add(out, "cannot tell");
    else
        hn_text_add(out, hn_case_yes(&s->here, test) ? "met" : "unmet");
}

static void begin(hn_text *out, const hn_thing *thing, const char *more)
{
    hn_text_add(out, "    ");
    add_line(out, thing->label);
    hn_text_add(out, more);
}

static void add_award(hn_text *out, const hn_award *award, const shown *s)
{
    if (award->full_year) {
        begin(out, &award->thing, ", for a full year: ");
        add_value(out, s, award->full_year);
        hn_text_add_char(out, '\n');
    }
    if (award->when) {
        begin(out, &award->thing, ", decision: ");
        add_answer(out, s, award->when);
        hn_text_add_char(out, '\n');
    }
}

static void add_thing(hn_text *out, const hn_thing *thing, const shown *s)
{
    begin(out, thing, ": ");
    if (thing->word == HN_WORD_CRITERION)
        add_answer(out, s, thing->node);
    else
        add_value(out, s, thing->node);
    hn_text_add_char(out, '\n');
    if (thing->word == HN_WORD_AWARD)
        add_award(out, (const hn_award *)thing, s);
}

/* What is shown of one row, or of the run. */
static void add_row(hn_text *out, const shown *s)
{
    const hn_graph *graph = s->trial->of->graph;
    for (int i = 0; i < graph->thing_count; i++) {
        const hn_thing *thing = graph->things[i];
        if (hn_is_shown(thing)
            && thing->node->records == s->here.frame->records)
            add_thing(out, thing, s);
    }
}

static void add_heading(hn_text *out, const char *what, int64_t row)
{
    hn_text_add(out, "  ");
    add_line(out, what);
    if (row > 0)
        hn_text_addf(out, " (row %ld)", (long)row + 1);
    hn_text_add_char(out, '\n');
}

static bool is_any_shown(const hn_graph *graph, const hn_records *records)
{
    for (int i = 0; i < graph->thing_count; i++)
        if (hn_is_shown(graph->things[i])
            && graph->things[i]->node->records == records)
            return true;
    return false;
}

static void add_rows(hn_text *out, hn_trial *trial, const hn_held *held)
{
    for (int64_t row = 0; row < held->count; row++) {
        shown s = {trial, {&held->frame, (int)(row % HN_CHUNK),
                           &trial->tables.run}};
        if (row % HN_CHUNK == 0)
            hn_trial_look(trial, held->records, row / HN_CHUNK);
        add_heading(out, held->records->what, row);
        add_row(out, &s);
    }
    hn_trial_look(trial, held->records, 0);
}

void hn_snapshot_begin(hn_text *out, const hn_pack *pack)
{
    hn_text_addf(out, "What each example of `%s` comes to, as people are "
                 "shown it.\n`hn test --bless` writes this file: look at the "
                 "difference before it is kept.\n\n", hn_pack_name(pack));
}

void hn_snapshot_add(hn_text *out, hn_trial *trial)
{
    const hn_graph *graph = trial->of->graph;
    hn_text_add(out, "example \"");
    add_line(out, trial->example->name);
    hn_text_add(out, "\"\n");
    for (int i = 0; trial->ran && i < graph->records_count; i++)
        if (is_any_shown(graph, graph->records[i]))
            add_rows(out, trial, &trial->tables.held[i]);
    if (trial->ran && is_any_shown(graph, NULL)) {
        add_heading(out, "for the run", 0);
        add_row(out, &(shown){trial, {&trial->tables.run, 0,
                                      &trial->tables.run}});
    }
    hn_text_add_char(out, '\n');
}

/* --- reading ------------------------------------------------------------- */

/* Takes a line off the front, without its end; false: nothing is left. */
static bool next_line(hn_slice *rest, hn_slice *line)
{
    if (rest->len == 0)
        return false;
    const char *end = memchr(rest->at, '\n', rest->len);
    size_t len = end ? (size_t)(end - rest->at) : rest->len;
    *line = (hn_slice){rest->at, len};
    len += end != NULL;
    *rest = (hn_slice){rest->at + len, rest->len - len};
    if (line->len > 0 && line->at[line->len - 1] == '\r')
        line->len--;
    return true;
}

hn_slice hn_snapshot_examples(hn_slice snapshot)
{
    hn_slice line;
    while (next_line(&snapshot, &line) && line.len > 0)
        continue;
    return snapshot;
}

bool hn_snapshot_next(hn_slice *rest, hn_slice *name, hn_slice *lines)
{
    hn_slice line;
    do {
        if (!next_line(rest, name))
            return false;
    } while (name->len == 0);
    const char *from = rest->at;
    while (next_line(rest, &line) && line.len > 0)
        continue;
    *lines = (hn_slice){from, (size_t)(rest->at - from)};
    return true;
}

/* --- comparing ----------------------------------------------------------- */

static bool same(hn_slice a, hn_slice b)
{
    return a.len == b.len && memcmp(a.at, b.at, a.len) == 0;
}

static bool is_heading(hn_slice line)
{
    return line.len > 2 && line.at[2] != ' ';
}

/* How often a line stands under that heading, up to `before` (NULL: all). */
static int count_of(hn_slice lines, hn_slice heading, hn_slice wanted,
                    const char *before)
{
    hn_slice line, here = {"", 0};
    int count = 0;
    while (next_line(&lines, &line) && (!before || line.at < before)) {
        if (is_heading(line))
            here = line;
        else
            count += same(here, heading) && same(line, wanted);
    }
    return count;
}

/* A line of an example that its other lines do not have. */
typedef struct odd_line {
    hn_slice heading, line;
    bool told;
} odd_line;

typedef struct odd_lines { odd_line *items; int count, cap; } odd_lines;

/* The lines of `from` that stand there more often than in `other`. */
static odd_lines odd_of(hn_slice from, hn_slice other, hn_arena *arena)
{
    hn_slice rest = from, line, heading = {"", 0};
    odd_lines odd = {NULL, 0, 0};
    while (next_line(&rest, &line)) {
        if (is_heading(line))
            heading = line;
        if (line.len <= 4 || is_heading(line)
            || count_of(from, heading, line, line.at)
                   < count_of(other, heading, line, NULL))
            continue;
        odd_line *items = hn_arena_grow(arena, odd.items, odd.count, &odd.cap,
                                        sizeof *items);
        if (!items)
            break;
        odd.items = items;
        items[odd.count++] = (odd_line){heading, line, false};
    }
    return odd;
}

/* How far two lines are alike, up to a value: the length of "    Award: ". */
static size_t alike(hn_slice a, hn_slice b)
{
    size_t found = 0;
    for (size_t i = 0; i < a.len && i < b.len && a.at[i] == b.at[i]; i++)
        if (i > 0 && a.at[i] == ' ' && a.at[i - 1] == ':')
            found = i + 1;
    return found;
}

/* What now stands where the line stood; NULL: nothing that is alike. */
static odd_line *counterpart(const odd_line *line, const odd_lines *now)
{
    odd_line *best = NULL;
    size_t most = 0;
    for (int i = 0; i < now->count; i++) {
        odd_line *other = &now->items[i];
        size_t reach = alike(line->line, other->line);
        if (!other->told && same(line->heading, other->heading)
            && reach > most) {
            best = other;
            most = reach;
        }
    }
    return best;
}

typedef struct teller {
    hn_text *out;
    const char *indent;
    hn_slice heading;         /* that was written last                       */
} teller;

static void add_heading_of(teller *t, const odd_line *odd)
{
    if (!same(t->heading, odd->heading))
        hn_text_addf(t->out, "%s%.*s\n", t->indent, (int)odd->heading.len,
                     odd->heading.at);
    t->heading = odd->heading;
}

static void tell_one(teller *t, char sign, odd_line *odd)
{
    add_heading_of(t, odd);
    odd->told = true;
    hn_text_addf(t->out, "%s  %c %.*s\n", t->indent, sign,
                 (int)odd->line.len - 4, odd->line.at + 4);
}

static void tell_pair(teller *t, odd_line *was, odd_line *is)
{
    size_t reach = alike(was->line, is->line);
    add_heading_of(t, was);
    was->told = is->told = true;
    hn_text_addf(t->out, "%s    %.*swas %.*s, is %.*s\n", t->indent,
                 (int)reach - 4, was->line.at + 4,
                 (int)(was->line.len - reach), was->line.at + reach,
                 (int)(is->line.len - reach), is->line.at + reach);
}

bool hn_snapshot_compare(hn_text *out, hn_slice before, hn_slice now,
                         const char *indent, hn_arena *arena)
{
    odd_lines gone = odd_of(before, now, arena);
    odd_lines come = odd_of(now, before, arena);
    teller t = {.out = out, .indent = indent, .heading = {"", 0}};
    for (int i = 0; i < gone.count; i++) {
        odd_line *other = counterpart(&gone.items[i], &come);
        if (other)
            tell_pair(&t, &gone.items[i], other);
        else
            tell_one(&t, '-', &gone.items[i]);
    }
    for (int i = 0; i < come.count; i++)
        if (!come.items[i].told)
            tell_one(&t, '+', &come.items[i]);
    return gone.count + come.count > 0;
}
