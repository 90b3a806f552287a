/*
 * test_engines.c - several engines in several threads give the same bytes.
 * also: tsan
 *
 * Four threads each load two packs and run both, some with threads of their
 * own; then all four run one pack that they share.  Under ThreadSanitizer a
 * variable that two of them touch would be told, even where it did no harm.
 */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "../../core/highneeds.h"

#define THREADS 4
#define ENGINES 2                 /* of each thread                            */
#define TIMES 20                  /* the shipped caseload over again           */

static const char folder[] = "rules/pre_ehcp";
static char *rows;
static size_t rows_len;

/* The shipped caseload again and again, so that there are several blocks. */
static void make_rows(void)
{
    static char text[1 << 20];
    FILE *file = fopen("examples/pre_ehcp/caseload.csv", "rb");
    assert_non_null(file);
    size_t len = fread(text, 1, sizeof text, file);
    fclose(file);
    assert_true(len > 1000 && len < sizeof text && text[len - 1] == '\n');
    size_t head = (size_t)(strchr(text, '\n') + 1 - text);
    rows = malloc(len * TIMES);
    assert_non_null(rows);
    memcpy(rows, text, len);
    for (rows_len = len; rows_len + len <= len * TIMES;
         rows_len += len - head)
        memcpy(rows + rows_len, text + head, len - head);
}

/* What a run comes to: its rows and its summary. */
typedef struct result {
    hn_buffer rows, summary;
    hn_status status;
} result;

static hn_status summarise(const hn_summary *summary, hn_buffer *out)
{
    hn_sink sink = hn_sink_of(out);
    return hn_summary_print(&summary, NULL, 1, &sink);
}

static void calc(const hn_pack *pack, int jobs, result *out)
{
    hn_host host = {0};
    hn_calc_options options = {.on = "2026-09-01", .jobs = jobs,
                               .repeats = 1, .max_rejects = -1};
    hn_reader reader = {rows, rows_len};
    hn_source source = hn_source_of(&reader, NULL, "rows.csv",
                                    HN_FORMAT_CSV);
    hn_output to = {hn_pack_records_name(pack, 0), hn_sink_of(&out->rows)};
    hn_summary *summary = NULL;
    out->status = hn_calc(&summary, pack, &host, &options, &source, 1, &to, 1,
                          NULL, NULL);
    if (summary && summarise(summary, &out->summary) != HN_OK)
        out->status = HN_IO;
    hn_summary_free(summary);
}

static int same(const result *a, const result *b)
{
    return a->status == b->status && a->rows.len == b->rows.len
           && memcmp(a->rows.at, b->rows.at, a->rows.len) == 0
           && strcmp(a->summary.at, b->summary.at) == 0;
}

static void let_go(result *of)
{
    hn_buffer_free(&of->rows);
    hn_buffer_free(&of->summary);
}

typedef struct worker {
    pthread_t thread;
    int number;
    const hn_pack *shared;        /* NULL: engines of its own                  */
    result results[ENGINES];
} worker;

static void *work(void *ctx)
{
    worker *w = ctx;
    hn_host host = {0};
    for (int i = 0; i < ENGINES; i++) {
        hn_pack *pack = NULL;
        w->results[i].status = HN_BAD_PACK;
        if (w->shared)
            calc(w->shared, 1 + i, &w->results[i]);
        else if (hn_pack_load(&pack, &host, folder, NULL, NULL) == HN_OK)
            calc(pack, 1 + (w->number + i) % 2, &w->results[i]);
        hn_pack_free(pack);
    }
    return NULL;
}

static void run_all(const hn_pack *shared, const result *alone)
{
    worker workers[THREADS] = {0};
    for (int i = 0; i < THREADS; i++) {
        workers[i].number = i;
        workers[i].shared = shared;
        assert_int_equal(pthread_create(&workers[i].thread, NULL, work,
                                        &workers[i]), 0);
    }
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(workers[i].thread, NULL), 0);
    for (int i = 0; i < THREADS * ENGINES; i++) {
        result *of = &workers[i / ENGINES].results[i % ENGINES];
        assert_true(same(of, alone));
        let_go(of);
    }
}

static void eight_engines_over_four_threads_give_the_same_bytes(void **state)
{
    hn_host host = {0};
    hn_pack *pack = NULL;
    result alone = {0};
    (void)state;
    make_rows();
    assert_int_equal(hn_pack_load(&pack, &host, folder, NULL, NULL), HN_OK);
    calc(pack, 1, &alone);
    assert_int_equal(alone.status, HN_OK);
    assert_true(alone.rows.len > 100000);
    run_all(NULL, &alone);
    run_all(pack, &alone);
    let_go(&alone);
    hn_pack_free(pack);
    free(rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(eight_engines_over_four_threads_give_the_same_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
