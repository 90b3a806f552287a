/*
 * test_stops.c - runs that come to no good end say which: rows that were left
 * out, memory that was refused, a caller who asks to stop.
 *
 * A run over a few blocks of rows, some of which cannot be read, is done again
 * and again with something refused at another moment, by one thread and by
 * several.  Nothing may pass for the lesser fault of a row left out, and what
 * is not told must have been written as if nothing had happened.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "../../core/highneeds.h"

#define ROWS 40000            /* several blocks                              */
#define WALKS 60              /* moments that are tried of each run          */

static const char streamed[] =
    "pack \"t\" { title = \"t\", version = \"1\", source = \"s\" }\n"
    "records \"pupil\" { what = \"p\", key = \"id\",\n"
    "  input \"id\" { type = \"id\", required = true },\n"
    "  input \"x\" { type = \"GBP\" } }\n"
    "figure \"says\" { label = \"s\", value = sentence \"{id} has {x}\" }\n"
    "figure \"all\" { label = \"a\", type = \"GBP\",\n"
    "  value = sum(pupil.x) }\n";
static const char linked[] =
    "records \"pay\" { what = \"p\", key = \"no\",\n"
    "  input \"no\" { type = \"id\", required = true },\n"
    "  input \"who\" { type = \"id\" }, input \"a\" { type = \"GBP\" },\n"
    "  link \"pupil\" { to = \"pupil\", by = \"who\" } }\n"
    "figure \"told\" { label = \"t\", value = pay.pupil.says }\n"
    "figure \"paid\" { label = \"p\", type = \"GBP\",\n"
    "  value = sum(pay.a, { for_each = pay.pupil }) }\n"
    "figure \"same\" { label = \"n\", value = count(pay, {\n"
    "  by = { pay.who } }) }\n"
    "param \"each\" { type = \"GBP\", label = \"e\",\n"
    "  { from = \"1600-01-01\", value = 1, source = \"s\" } }\n"
    "figure \"pays\" { label = \"n\", value = count(pay) }\n"
    "figure \"late\" { label = \"l\", value = choose {\n"
    "  { when = all { pay.a:over(1490), pay.a:at_most(1500) },\n"
    "    take = pay.a / (figure.pays * param.each + param.each * 2 - pay.a)\n"
    "  },\n"
    "  otherwise = 0 }, rounding = { to = \"0.01\", mode = \"floor\" } }\n";

/* --- a host that refuses ------------------------------------------------- */

typedef struct world {
    long left;                /* allocations until one is refused; -1: none  */
    int for_good;             /* and all that follow it                      */
    long asked;
    int refused;
    long cancel_at;           /* the call of cancel that says yes; -1: none  */
    long cancels;
    int with_link;
    int jobs;
    uint64_t written;         /* a hash of all that was written              */
} world;

/* Called by several threads at once. */
static void *resize(void *ctx, void *ptr, size_t old_size, size_t new_size)
{
    world *w = ctx;
    if (new_size > old_size) {
        long n = __atomic_fetch_add(&w->asked, 1, __ATOMIC_RELAXED);
        if (w->left >= 0 && (n == w->left || (w->for_good && n > w->left))) {
            __atomic_store_n(&w->refused, 1, __ATOMIC_RELAXED);
            return NULL;
        }
    }
    if (new_size > 0)
        return realloc(ptr, new_size);
    free(ptr);
    return NULL;
}

static int cancel(void *ctx)
{
    world *w = ctx;
    return w->cancel_at >= 0 && w->cancels++ >= w->cancel_at;
}

static int give_file(void *ctx, const char *folder, const char *name,
                     char **text, size_t *len)
{
    const world *w = ctx;
    (void)folder;
    if (strcmp(name, "rules.lua") != 0)
        return -1;
    size_t more = w->with_link ? sizeof linked - 1 : 0;
    *len = sizeof streamed - 1 + more;
    *text = malloc(*len);
    assert_non_null(*text);
    memcpy(*text, streamed, sizeof streamed - 1);
    memcpy(*text + sizeof streamed - 1, linked, more);
    return 0;
}

/* --- bytes in and out ---------------------------------------------------- */

/* Rows that are made up as they are read: one in a thousand is bad. */
typedef struct rows {
    const char *heading;
    long next, count;
    int payments, fine;
    char line[64];            /* what has not been given yet                 */
    size_t at, len;
} rows;

static void next_line(rows *r)
{
    long i = r->next++;
    int bad = i % 1000 == 7 && !r->fine;
    int len = i == 0 ? snprintf(r->line, sizeof r->line, "%s\n", r->heading)
              : r->payments
                  ? snprintf(r->line, sizeof r->line, "q%ld,%ld,%s%ld\n", i,
                             i / 3, bad ? "bad" : "", i)
                  : snprintf(r->line, sizeof r->line, "%ld,%s%ld\n", i,
                             bad ? "bad" : "", i);
    r->at = 0;
    r->len = (size_t)len;
}

static long read_rows(void *ctx, char *buf, size_t cap)
{
    rows *r = ctx;
    size_t given = 0;
    while (given < cap && (r->at < r->len || r->next <= r->count)) {
        if (r->at == r->len)
            next_line(r);
        size_t part = r->len - r->at < cap - given ? r->len - r->at
                                                   : cap - given;
        memcpy(buf + given, r->line + r->at, part);
        r->at += part;
        given += part;
    }
    return (long)given;
}

static int note(void *ctx, const char *bytes, size_t len)
{
    world *w = ctx;
    for (size_t i = 0; i < len; i++)
        w->written = (w->written ^ (unsigned char)bytes[i]) * 1099511628211u;
    return 0;
}

/* --- running ------------------------------------------------------------- */

static hn_pack *load(world *w)
{
    hn_pack *pack = NULL;
    hn_host host = {.read_file = give_file, .read_file_ctx = w};
    assert_int_equal(hn_pack_load(&pack, &host, "t", NULL, NULL), HN_OK);
    return pack;
}

static hn_status run(const hn_pack *pack, world *w, long count, int fine,
                     hn_error *err, hn_counts *counts)
{
    rows pupils = {.heading = "id,x", .count = count, .fine = fine};
    rows payments = {.heading = "no,who,a", .count = count, .fine = fine,
                     .payments = 1};
    hn_source sources[] = {
        {.name = "pupils.csv", .read = read_rows, .ctx = &pupils},
        {.name = "pays.csv", .read = read_rows, .ctx = &payments,
         .records = "pay"}};
    hn_sink sink = {note, w};
    hn_output outputs[] = {{"pupil", sink}, {"run", sink}, {"pay", sink}};
    hn_host host = {.resize = resize, .resize_ctx = w, .cancel = cancel,
                    .cancel_ctx = w};
    hn_calc_options options = {.jobs = w->jobs, .max_rejects = -1};
    hn_summary *summary = NULL;
    hn_status status = hn_calc(&summary, pack, &host, &options, sources,
                               1 + w->with_link, outputs, 2 + w->with_link,
                               &sink, err);
    if (counts && summary)
        *counts = hn_summary_counts(summary);
    hn_summary_free(summary);
    return status;
}

/* Tries moments of a run of `count` rows; how many end wrongly. */
static int refuse(world kind, long count)
{
    world whole = kind;
    hn_pack *pack = load(&whole);
    int wrong = 0;
    whole.left = whole.cancel_at = -1;
    assert_int_equal(run(pack, &whole, count, 0, NULL, NULL), HN_BAD_DATA);
    for (long n = 0; n < whole.asked; n += whole.asked / WALKS + 1) {
        world w = kind;
        hn_error err = {.status = HN_OK};
        w.left = n;
        w.cancel_at = -1;
        hn_status status = run(pack, &w, count, 0, &err, NULL);
        int fine = status == err.status
                   && ((status == HN_NO_MEMORY && w.refused)
                       || (status == HN_BAD_DATA
                           && w.written == whole.written));
        if (!fine)
            print_message("%d jobs, allocation %ld of %ld: status %d, err "
                          "%d, %s\n", w.jobs, n, whole.asked, (int)status,
                          (int)err.status, w.written == whole.written
                              ? "all is written" : "other output");
        wrong += !fine;
    }
    hn_pack_free(pack);
    return wrong;
}

static void refused_memory_is_told_by_any_number_of_jobs(void **state)
{
    (void)state;
    for (int jobs = 1; jobs <= 4; jobs *= 2)
        assert_int_equal(refuse((world){.jobs = jobs}, ROWS), 0);
}

static void memory_that_runs_out_is_told(void **state)
{
    (void)state;
    for (int jobs = 1; jobs <= 2; jobs++)
        assert_int_equal(
            refuse((world){.jobs = jobs, .for_good = 1}, ROWS), 0);
}

static void rows_that_read_others_are_written_whole_or_not(void **state)
{
    (void)state;
    for (int for_good = 0; for_good <= 1; for_good++)
        assert_int_equal(refuse((world){.jobs = 1, .with_link = 1,
                                        .for_good = for_good}, 3000), 0);
}

/* --- stopping ------------------------------------------------------------ */

static int stop_at_each(world kind, long count)
{
    hn_pack *pack = load(&kind);
    int wrong = 0, stopped = 1;
    for (long n = 0; stopped && n < 1000; n++) {
        world w = kind;
        hn_error err = {.status = HN_OK};
        w.left = -1;
        w.cancel_at = n;
        hn_status status = run(pack, &w, count, 0, &err, NULL);
        stopped = w.cancels > n;
        int fine = status == (stopped ? HN_OVER_LIMIT : HN_BAD_DATA)
                   && err.status == status;
        if (!fine)
            print_message("%d jobs, cancelled at %ld: status %d, err %d\n",
                          w.jobs, n, (int)status, (int)err.status);
        wrong += !fine;
    }
    assert_false(stopped);
    hn_pack_free(pack);
    return wrong;
}

static void a_run_that_is_stopped_says_so(void **state)
{
    (void)state;
    for (int jobs = 1; jobs <= 4; jobs *= 2)
        assert_int_equal(stop_at_each((world){.jobs = jobs}, ROWS), 0);
    assert_int_equal(stop_at_each((world){.jobs = 1, .with_link = 1}, 1500),
                     0);
}

/* Of 1500 rows two are bad, the last is at fault for how many are left; without
 * it the one before is, and so on to the tenth. */
static void a_run_can_be_stopped_between_two_rounds(void **state)
{
    world w = {.with_link = 1, .jobs = 1};
    hn_pack *pack = load(&w);
    long asked[2];
    (void)state;
    for (int fine = 0; fine < 2; fine++) {
        w.left = -1;
        w.cancel_at = 1000000;
        w.cancels = 0;
        assert_int_equal(run(pack, &w, 1500, fine, NULL, NULL),
                         fine ? HN_OK : HN_BAD_DATA);
        asked[fine] = w.cancels;
    }
    assert_int_equal(asked[0] - asked[1], 10);
    hn_pack_free(pack);
}

/* --- rows left out ------------------------------------------------------- */

static void rows_left_out_fill_the_error(void **state)
{
    (void)state;
    for (int with_link = 0; with_link <= 1; with_link++) {
        world w = {.left = -1, .cancel_at = -1, .jobs = 1,
                   .with_link = with_link};
        hn_pack *pack = load(&w);
        hn_error err = {.status = HN_IO, .message = "before"};
        hn_counts counts = {.rows = 0};
        assert_int_equal(run(pack, &w, 3000, 0, &err, &counts), HN_BAD_DATA);
        assert_int_equal(err.status, HN_BAD_DATA);
        assert_string_not_equal(err.message, "");
        assert_string_not_equal(err.message, "before");
        assert_int_equal(counts.rows, 3000);
        assert_int_equal(counts.rejected, 3);
        assert_int_equal(counts.calculated, 2997);
        err = (hn_error){.status = HN_IO, .message = "before"};
        assert_int_equal(run(pack, &w, 3000, 1, &err, &counts), HN_OK);
        assert_int_equal(err.status, HN_OK);
        assert_int_equal(counts.calculated, 3000);
        hn_pack_free(pack);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refused_memory_is_told_by_any_number_of_jobs),
        cmocka_unit_test(memory_that_runs_out_is_told),
        cmocka_unit_test(rows_that_read_others_are_written_whole_or_not),
        cmocka_unit_test(a_run_that_is_stopped_says_so),
        cmocka_unit_test(a_run_can_be_stopped_between_two_rounds),
        cmocka_unit_test(rows_left_out_fill_the_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
