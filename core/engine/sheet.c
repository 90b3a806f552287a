/*
 * sheet.c - turns an evaluated chunk into results: faults, counts, lists of
 * names and printed rows.
 */
#include <string.h>
#include "../graph/eval.h"
#include "engine.h"

/* --- room ------------------------------------------------------------------------ */

bool hn_sheet_init(hn_sheet *sheet, const hn_results *results,
                   const hn_plan *plan, hn_memory *memory)
{
    *sheet = (hn_sheet){.results = results};
    hn_arena *arena = &sheet->arena;
    hn_arena_init(arena, memory);
    size_t columns = (size_t)results->count + 1, words = HN_CHUNK_WORDS * 8;
    sheet->lists = hn_arena_alloc(arena, columns * sizeof *sheet->lists);
    sheet->list_texts =
        hn_arena_alloc(arena, columns * sizeof *sheet->list_texts);
    sheet->vectors = hn_arena_alloc(arena, columns * sizeof *sheet->vectors);
    sheet->marks = hn_arena_alloc(
        arena, (size_t)results->mark_words * HN_CHUNK * sizeof *sheet->marks);
    sheet->needs = hn_arena_alloc(
        arena, ((size_t)results->records->input_count + 1) * words);
    sheet->work = hn_arena_alloc(
        arena, ((size_t)plan->graph->node_count + 1) * words);
    for (int c = 0; !arena->failed && c < results->count; c++) {
        if (results->columns[c].node)
            continue;
        hn_text_init(&sheet->list_texts[c], memory);
        sheet->lists[c].plain = true;
        sheet->lists[c].known = hn_arena_alloc(arena, words);
        sheet->lists[c].text =
            hn_arena_alloc(arena, HN_CHUNK * sizeof(hn_slice));
    }
    return !arena->failed;
}

void hn_sheet_dispose(hn_sheet *sheet)
{
    if (!sheet->results)
        return;
    for (int c = 0; sheet->list_texts && c < sheet->results->count; c++)
        if (sheet->list_texts[c].memory)
            hn_text_dispose(&sheet->list_texts[c]);
    hn_arena_dispose(&sheet->arena);
}

/* --- lists of names ------------------------------------------------------------------- */

/* Name `k` is in the lists of the rows in `bits`. */
static void mark_name(hn_sheet *sheet, int k, const uint64_t *bits)
{
    int words = sheet->results->mark_words;
    HN_EACH_BIT(i, bits, {
        sheet->marks[i * words + k / 64] |= (uint64_t)1 << (k % 64);
    })
}

/* Writes the names marked for a row and takes the marks away: how long. */
static size_t list_row(hn_sheet *sheet, hn_text *text, const hn_slice *names,
                       int i)
{
    size_t from = text->len;
    int words = sheet->results->mark_words;
    for (int w = 0; w < words; w++) {
        uint64_t bits = sheet->marks[i * words + w];
        for (; bits; bits &= bits - 1) {
            hn_slice name = names[w * 64 + __builtin_ctzll(bits)];
            size_t skip = text->len == from ? 2 : 0;
            hn_text_add_n(text, name.at + skip, name.len - skip);
        }
        sheet->marks[i * words + w] = 0;
    }
    return text->len - from;
}

/* Writes the lists of a column for all marked rows.  The slices are set at the
 * end, since the text may move while it grows. */
static void write_lists(hn_sheet *sheet, int c, const hn_slice *names,
                        const uint64_t *rows, const uint64_t *live)
{
    hn_vector *lists = &sheet->lists[c];
    hn_text *text = &sheet->list_texts[c];
    size_t at = 0;
    hn_text_clear(text);
    memcpy(lists->known, live, HN_CHUNK_WORDS * sizeof *live);
    for (int i = 0; i < HN_CHUNK; i++)
        lists->text[i].len = 0;
    HN_EACH_BIT(i, rows, {
        lists->text[i].len = list_row(sheet, text, names, i);
    })
    HN_EACH_BIT(i, rows, {
        hn_slice *slice = &lists->text[i];
        slice->at = text->failed || !text->at ? "" : text->at + at;
        slice->len = text->failed ? 0 : slice->len;
        at += slice->len;
    })
    sheet->failed = sheet->failed || text->failed;
}

/* Rows of an award by decision. */
typedef struct decided {
    uint64_t met[HN_CHUNK_WORDS], unmet[HN_CHUNK_WORDS], open[HN_CHUNK_WORDS];
} decided;

static decided decide(const hn_frame *frame, const hn_award *award,
                      const uint64_t *live)
{
    decided d;
    const hn_vector *when =
        award->when ? hn_frame_vector(frame, award->when) : NULL;
    for (int w = 0; w < HN_CHUNK_WORDS; w++) {
        uint64_t known = when ? when->known[w] : ~(uint64_t)0;
        uint64_t yes = when ? when->yes[w] : ~(uint64_t)0;
        d.met[w] = live[w] & known & yes;
        d.unmet[w] = live[w] & known & ~yes;
        d.open[w] = live[w] & ~known;
    }
    return d;
}

static int64_t count_bits(const uint64_t *bits)
{
    int64_t count = 0;
    for (int w = 0; w < HN_CHUNK_WORDS; w++)
        count += __builtin_popcountll(bits[w]);
    return count;
}

/* The rows where a criterion is unmet, among those of `rows`. */
static void unmet_rows(const hn_frame *frame, const hn_criterion *criterion,
                       const uint64_t *rows, uint64_t *out)
{
    const hn_vector *v = hn_frame_vector(frame, criterion->thing.node);
    for (int w = 0; w < HN_CHUNK_WORDS; w++)
        out[w] = rows[w] & v->known[w] & ~v->yes[w];
}

static void list_unmet(hn_sheet *sheet, const hn_frame *frame,
                       const hn_award_parts *parts, const decided *d, int c,
                       const uint64_t *live)
{
    uint64_t unmet[HN_CHUNK_WORDS];
    for (int k = 0; k < parts->criteria_count; k++) {
        unmet_rows(frame, parts->criteria[k], d->unmet, unmet);
        mark_name(sheet, k, unmet);
    }
    write_lists(sheet, c, parts->names, d->unmet, live);
}

static void list_needs(hn_sheet *sheet, const uint64_t *rows, int c,
                       const uint64_t *live)
{
    for (int k = 0; k < sheet->results->records->input_count; k++)
        mark_name(sheet, k, sheet->needs + (size_t)k * HN_CHUNK_WORDS);
    write_lists(sheet, c, sheet->results->inputs, rows, live);
}

/* --- counting --------------------------------------------------------------------------- */

/* Adds the known values of a vector over `rows`; how many are not known. */
static int64_t add_up(hn_award_tally *tally, hn_ratio *into,
                      const hn_vector *vector, const uint64_t *rows)
{
    uint64_t known[HN_CHUNK_WORDS];
    hn_wide total = 0;
    hn_ratio sum;
    for (int w = 0; w < HN_CHUNK_WORDS; w++)
        known[w] = rows[w] & vector->known[w];
    HN_EACH_BIT(i, known, {
        if (vector->den)
            total += vector->value[i];
        else if (!hn_ratio_add(into, *into, vector->wide[i]))
            tally->fault = true;
    })
    if (vector->den && (!hn_ratio_make(&sum, total, vector->den)
                        || !hn_ratio_add(into, *into, sum)))
        tally->fault = true;
    return count_bits(rows) - count_bits(known);
}

static void tally_money(hn_award_tally *tally, const hn_frame *frame,
                        const hn_award *award, const decided *d)
{
    const hn_vector *amount = hn_frame_vector(frame, award->amount);
    tally->missing += add_up(tally, &tally->certain, amount, d->met);
    tally->unpriced += add_up(tally, &tally->could_be, amount, d->open);
    if (!award->full_year_amount)
        return;
    const hn_vector *year = hn_frame_vector(frame, award->full_year_amount);
    add_up(tally, &tally->certain_year, year, d->met);
    add_up(tally, &tally->could_be_year, year, d->open);
}

static void tally_award(hn_award_tally *tally, const hn_frame *frame,
                        const hn_award_parts *parts, const decided *d,
                        const uint64_t *live)
{
    tally->met += count_bits(d->met);
    tally->unmet += count_bits(d->unmet);
    tally->open += count_bits(d->open);
    for (int k = 0; k < parts->criteria_count; k++) {
        const hn_criterion *criterion = parts->criteria[k];
        const hn_vector *v = hn_frame_vector(frame, criterion->thing.node);
        uint64_t unmet[HN_CHUNK_WORDS];
        unmet_rows(frame, criterion, d->unmet, unmet);
        tally->criterion_unmet[k] += count_bits(unmet);
        for (int w = 0; w < HN_CHUNK_WORDS; w++)
            unmet[w] = live[w] & ~v->known[w];
        tally->criterion_open[k] += count_bits(unmet);
    }
    tally_money(tally, frame, parts->award, d);
}

/* Rows in which the award, or the money of one that is met, is not known. */
static bool open_rows(const hn_frame *frame, const hn_award *award,
                      const uint64_t *live, uint64_t *out)
{
    const hn_vector *v = hn_frame_vector(frame, award->thing.node);
    uint64_t any = 0;
    for (int w = 0; w < HN_CHUNK_WORDS; w++)
        any |= out[w] = live[w] & ~v->known[w];
    return any != 0;
}

static void find_needs(hn_sheet *sheet, const hn_frame *frame,
                       const hn_award *award, const uint64_t *rows,
                       hn_award_tally *tally)
{
    hn_frame_needs(frame, award->thing.node, rows, sheet->needs, sheet->work);
    for (int k = 0; k < frame->records->input_count; k++)
        tally->needs[k] +=
            count_bits(sheet->needs + (size_t)k * HN_CHUNK_WORDS);
}

static void sheet_award(hn_sheet *sheet, const hn_frame *frame,
                        const uint64_t *live, hn_tally *tally, int award)
{
    const hn_results *results = sheet->results;
    const hn_award_parts *parts = &results->awards[award];
    decided d = decide(frame, parts->award, live);
    uint64_t open[HN_CHUNK_WORDS] = {0};
    tally_award(&tally->awards[award], frame, parts, &d, live);
    if (open_rows(frame, parts->award, live, open))
        find_needs(sheet, frame, parts->award, open, &tally->awards[award]);
    else
        memset(sheet->needs, 0, (size_t)frame->records->input_count
                                    * sizeof open);
    for (int c = 0; c < results->count; c++) {
        const hn_result *column = &results->columns[c];
        if (column->award != award)
            continue;
        if (column->kind == HN_RESULT_UNMET && column->list == c)
            list_unmet(sheet, frame, parts, &d, c, live);
        else if (column->kind == HN_RESULT_NEEDS)
            list_needs(sheet, open, c, live);
    }
}

static void count_outcomes(const hn_results *results, const hn_frame *frame,
                           const uint64_t *live, hn_tally *tally)
{
    for (int c = 0; c < results->count; c++) {
        const hn_node *node = results->columns[c].node;
        int64_t *counts = tally->outcomes[c];
        if (!counts)
            continue;
        const hn_vector *is = hn_frame_vector(frame, node);
        HN_EACH_BIT(i, live, {
            counts[hn_bit(is->known, i) ? is->value[i]
                                        : node->type.choices->count]++;
        })
    }
}

bool hn_sheet_rows(hn_sheet *sheet, const hn_frame *frame,
                   const uint64_t *live, hn_tally *tally, hn_text *out)
{
    const hn_results *results = sheet->results;
    tally->rows += count_bits(live);
    for (int a = 0; a < results->award_count; a++)
        sheet_award(sheet, frame, live, tally, a);
    count_outcomes(results, frame, live, tally);
    if (!out || sheet->failed)
        return !sheet->failed;
    for (int c = 0; c < results->count; c++)
        sheet->vectors[c] = results->columns[c].node
            ? hn_frame_vector(frame, results->columns[c].node)
            : &sheet->lists[results->columns[c].list];
    hn_writer_rows(&results->writer, out, sheet->vectors, frame->count, live);
    return !out->failed;
}
