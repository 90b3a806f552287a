/*
 * decisions.c - writes the decision log of a run.
 *
 * Values are written as results in JSON are, so that they can be read again as
 * data and are the same then; a mark of a missing value stands as it was.  A
 * line depends on its row alone, not on threads or blocks.
 */
#include <string.h>
#include "decisions.h"

/* What is written of an award. */
typedef struct hn_log_award {
    hn_slice lead;            /* "name":{                                     */
    const hn_node *when;      /* NULL: there is no test                       */
    const hn_node *amount, *full_year;     /* full_year: or NULL              */
    int unmet, needs;         /* their columns in the results                 */
} hn_log_award;

/* --- preparing ----------------------------------------------------------- */

static hn_slice keep(hn_arena *arena, hn_text *text)
{
    hn_slice kept = {NULL, text->len};
    if (text->failed)
        arena->failed = 1;
    else
        kept.at = hn_arena_text_n(arena, text->at ? text->at : "", text->len);
    hn_text_dispose(text);
    return kept;
}

static void add_member(hn_text *out, const char *before, const char *text)
{
    hn_text_add(out, before);
    hn_write_json_text(out, hn_slice_of(text));
}

static void add_date(hn_text *out, bool known, hn_date date)
{
    if (!known) {
        hn_text_add(out, "null");
        return;
    }
    hn_text_add_char(out, '"');
    hn_date_write(out, date);
    hn_text_add_char(out, '"');
}

static void add_sets(hn_text *out, const hn_pack *pack)
{
    const char *before = "";
    hn_text_add(out, ",\"set\":{");
    for (int i = 0; i < pack->set_count; i++) {
        if (!hn_set_holds(pack, i))
            continue;
        add_member(out, before, pack->sets[i].param);
        add_member(out, ":", pack->sets[i].value);
        before = ",";
    }
    hn_text_add_char(out, '}');
}

static void make_head(hn_run *run, hn_log *log)
{
    const hn_pack *pack = run->pack;
    hn_text head;
    hn_text_init(&head, &run->memory);
    add_member(&head, "{\"format\":", HN_LOG_FORMAT);
    add_member(&head, ",\"engine\":", hn_version());
    add_member(&head, ",\"pack\":", hn_pack_name(pack));
    add_member(&head, ",\"version\":", hn_pack_version(pack));
    add_member(&head, ",\"pack_sha256\":", pack->hash);
    add_sets(&head, pack);
    hn_text_add(&head, ",\"on\":");
    add_date(&head, run->plan.has_on, run->plan.on);
    log->head = keep(&run->arena, &head);
}

static void make_lead(hn_run *run, const hn_log *log, hn_logbook *book)
{
    hn_text lead;
    hn_text_init(&lead, &run->memory);
    hn_text_add_n(&lead, log->head.at, log->head.at ? log->head.len : 0);
    add_member(&lead, ",\"records\":", book->results->records->thing.name);
    hn_text_add(&lead, ",\"id\":");
    book->lead = keep(&run->arena, &lead);
}

static bool make_inputs(hn_run *run, hn_logbook *book)
{
    const hn_records *records = book->results->records;
    bool ok = hn_writer_init(&book->inputs, HN_TABLE_JSONL,
                             records->input_count, &run->arena);
    for (int i = 0; ok && i < records->input_count; i++)
        ok = hn_writer_column(&book->inputs, i, records->inputs[i]->thing.name,
                              records->inputs[i]->type, HN_WORDS_YES_NO);
    return ok;
}

static int column_of(const hn_results *results, int award,
                     hn_result_kind kind)
{
    for (int c = 0; c < results->count; c++)
        if (results->columns[c].kind == kind
            && results->columns[c].award == award)
            return results->columns[c].list;
    return -1;
}

static bool make_award(hn_run *run, hn_logbook *book, int at)
{
    const hn_results *results = book->results;
    const hn_award *award = results->awards[at].award;
    hn_type type = award->thing.node->type;
    hn_text lead;
    hn_text_init(&lead, &run->memory);
    add_member(&lead, at ? "," : "", award->thing.name);
    hn_text_add(&lead, ":{");
    book->awards[at] = (hn_log_award){
        .lead = keep(&run->arena, &lead), .when = award->when,
        .amount = award->thing.node, .full_year = award->full_year,
        .unmet = column_of(results, at, HN_RESULT_UNMET),
        .needs = column_of(results, at, HN_RESULT_NEEDS)};
    if (!hn_writer_column(&book->amounts, at * 2, "amount", type,
                          HN_WORDS_YES_NO))
        return false;
    type = award->full_year ? award->full_year->type : type;
    return hn_writer_column(&book->amounts, at * 2 + 1, "full_year", type,
                            HN_WORDS_YES_NO);
}

static bool make_awards(hn_run *run, hn_logbook *book)
{
    int count = book->results->award_count;
    book->awards = hn_arena_alloc(&run->arena, ((size_t)count + 1)
                                                   * sizeof *book->awards);
    bool ok = book->awards
              && hn_writer_init(&book->amounts, HN_TABLE_JSONL, count * 2,
                                &run->arena);
    for (int i = 0; ok && i < count; i++)
        ok = make_award(run, book, i);
    return ok;
}

bool hn_log_begin(hn_run *run, const hn_sink *sink, bool numbered)
{
    const hn_graph *graph = &run->pack->graph;
    hn_log *log = hn_arena_alloc(&run->arena, sizeof *log);
    hn_logbook *books = hn_arena_alloc(
        &run->arena, ((size_t)graph->records_count + 1) * sizeof *books);
    if (!log || !books)
        return false;
    *log = (hn_log){.sink = sink, .books = books, .numbered = numbered};
    hn_hash_init(&log->hash);
    make_head(run, log);
    for (int i = 0; i < graph->records_count; i++) {
        books[i].results = &run->summary->results[i];
        make_lead(run, log, &books[i]);
        if (!make_inputs(run, &books[i]) || !make_awards(run, &books[i]))
            return false;
    }
    run->log = log;
    return !run->arena.failed;
}

/* --- a row --------------------------------------------------------------- */

static void add_id(hn_text *out, const hn_rows *rows, int row)
{
    const hn_input *key = rows->records->key;
    const hn_vector *ids = key ? &rows->vectors[key->index] : NULL;
    if (ids && hn_bit(ids->known, row))
        hn_write_json_text(out, ids->text[row]);
    else
        hn_text_add(out, "null");
}

static void add_inputs(hn_text *out, const hn_writer *writer,
                       const hn_rows *rows, int row)
{
    const hn_records *records = rows->records;
    hn_text_add(out, ",\"inputs\":");
    for (int i = 0; i < records->input_count; i++) {
        const hn_vector *v = &rows->vectors[i];
        hn_slice lead = writer->columns[i].lead;
        hn_text_add_n(out, lead.at, lead.len);
        if (v->mark && v->mark[row])
            hn_write_json_text(out, hn_slice_of(
                                   records->marks[v->mark[row] - 1].mark));
        else
            hn_writer_cell(writer, out, i, v, row);
    }
    hn_text_add(out, records->input_count ? "}" : "{}");
}

static void add_decision(hn_text *out, const hn_vector *when, int row)
{
    hn_text_add(out, !hn_bit(when->known, row)
                     ? "\"decision\":\"cannot tell\","
                     : hn_bit(when->yes, row) ? "\"decision\":\"met\","
                                              : "\"decision\":\"unmet\",");
}

/* Names with "; " between them, none of which needs an escape. */
static void add_names(hn_text *out, const char *before, hn_slice names)
{
    hn_text_add(out, before);
    for (size_t i = 0; i < names.len; i++) {
        bool between = names.at[i] == ';';
        if (i == 0)
            hn_text_add_char(out, '"');
        hn_text_add_n(out, between ? "\",\"" : &names.at[i], between ? 3 : 1);
        i += between;
    }
    hn_text_add(out, names.len ? "\"]" : "]");
}

static void add_award(hn_text *out, const hn_logbook *book, int at,
                      const hn_sheet *sheet, const hn_frame *frame, int row)
{
    const hn_log_award *award = &book->awards[at];
    hn_text_add_n(out, award->lead.at, award->lead.len);
    if (award->when)
        add_decision(out, hn_frame_vector(frame, award->when), row);
    hn_text_add(out, "\"amount\":");
    hn_writer_cell(&book->amounts, out, at * 2,
                   hn_frame_vector(frame, award->amount), row);
    if (award->full_year) {
        hn_text_add(out, ",\"full_year\":");
        hn_writer_cell(&book->amounts, out, at * 2 + 1,
                       hn_frame_vector(frame, award->full_year), row);
    }
    if (award->when) {
        add_names(out, ",\"unmet\":[", sheet->lists[award->unmet].text[row]);
        add_names(out, ",\"needs\":[", sheet->lists[award->needs].text[row]);
    }
    hn_text_add_char(out, '}');
}

static void add_row(const hn_log *log, const hn_sheet *sheet,
                    const hn_frame *frame, int row, bool live, hn_text *out)
{
    const hn_rows *rows = frame->rows;
    const hn_logbook *book = &log->books[rows->records->index];
    hn_date decided = 0;
    bool dated = hn_frame_date(frame, row, &decided);
    if (log->numbered) {
        hn_text_add_int(out, rows->origins[row].line);
        hn_text_add_char(out, ' ');
    }
    hn_text_add_n(out, book->lead.at, book->lead.len);
    add_id(out, rows, row);
    hn_text_add(out, ",\"decided\":");
    add_date(out, dated, decided);
    add_inputs(out, &book->inputs, rows, row);
    hn_text_add(out, live ? ",\"awards\":{" : ",\"awards\":null");
    for (int i = 0; live && i < book->results->award_count; i++)
        add_award(out, book, i, sheet, frame, row);
    hn_text_add(out, live ? "}}\n" : "}\n");
}

bool hn_log_rows(const hn_run *run, const hn_sheet *sheet,
                 const hn_frame *frame, const uint64_t *live, hn_text *out)
{
    for (int i = 0; run->log && i < frame->count; i++)
        add_row(run->log, sheet, frame, i, hn_bit(live, i), out);
    return !out->failed;
}

/* --- writing ------------------------------------------------------------- */

static bool put(hn_run *run, const char *bytes, size_t len)
{
    if (run->log->sink->write(run->log->sink->ctx, bytes, len) == 0)
        return true;
    run->status = hn_fail(run->err, HN_IO, 0, "",
                          "the decision log could not be written");
    return false;
}

bool hn_log_put(hn_run *run, const hn_text *lines)
{
    hn_log *log = run->log;
    if (!log || lines->len == 0)
        return true;
    hn_hash_add(&log->hash, lines->at, lines->len);
    for (size_t i = 0; i < lines->len; i++)
        log->lines += lines->at[i] == '\n';
    return put(run, lines->at, lines->len);
}

void hn_log_seal(hn_text *out, hn_hash *hash)
{
    char hex[HN_HASH_TEXT];
    hn_hash_hex(hash, hex);
    hn_text_addf(out, ",\"sha256\":\"%s\"}}", hex);
}

bool hn_log_end(hn_run *run)
{
    hn_log *log = run->log;
    const hn_pack *pack = run->pack;
    hn_text end;
    if (!log || log->numbered)
        return true;
    hn_text_init(&end, &run->memory);
    hn_text_add_n(&end, log->head.at, log->head.len);
    hn_text_add(&end, ",\"end\":{\"lines\":");
    hn_text_add_int(&end, log->lines);
    for (int i = 0; i < pack->file_count; i++) {
        add_member(&end, i ? ",{\"name\":" : ",\"files\":[{\"name\":",
                   pack->files[i].name);
        add_member(&end, ",\"sha256\":", pack->files[i].hash);
        hn_text_add_char(&end, '}');
    }
    hn_text_add_char(&end, ']');
    hn_hash_add(&log->hash, end.at, end.failed ? 0 : end.len);
    hn_log_seal(&end, &log->hash);
    hn_text_add_char(&end, '\n');
    bool refused = end.failed;
    bool ok = !refused && put(run, end.at, end.len);
    hn_text_dispose(&end);
    if (refused)
        hn_run_no_memory(run);
    return ok;
}
