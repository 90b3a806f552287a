/*
 * test_logs_starved.c - decisions judged again while memory is refused, at
 * each allocation in turn: it is told, nothing leaks, and what is not told is
 * printed as if nothing had been refused.
 *
 * A replay begins with two loads, which are walked elsewhere.
 */
#include <setjmp.h>
#include "logs.h"
#include <cmocka.h>

#define MOST 8192
#ifdef __SANITIZE_ADDRESS__
#define WALKS 150             /* each loads two packs                        */
#else
#define WALKS 1500
#endif

typedef struct meter {
    long left;                /* allocations until the one that is refused   */
    long asked;
    int refused;
    size_t held;
    uint64_t written;         /* a hash of all that was written              */
} meter;

static void *resize(void *ctx, void *ptr, size_t old_size, size_t new_size)
{
    meter *m = ctx;
    if (new_size > old_size) {
        m->asked++;
        if (m->left-- == 0) {
            m->refused = 1;
            return NULL;
        }
    }
    m->held += new_size - old_size;
    if (new_size > 0)
        return realloc(ptr, new_size);
    free(ptr);
    return NULL;
}

static int give_metered(void *ctx, const char *folder, const char *name,
                        char **text, size_t *len)
{
    char *plain;
    if (give_file(NULL, folder, name, &plain, len) != 0)
        return -1;
    *text = resize(ctx, NULL, 0, *len);
    if (*text)
        memcpy(*text, plain, *len);
    free(plain);
    return *text ? 0 : -1;
}

static int note(void *ctx, const char *bytes, size_t len)
{
    meter *m = ctx;
    for (size_t i = 0; i < len; i++)
        m->written = (m->written ^ (unsigned char)bytes[i]) * 1099511628211u;
    return 0;
}

static hn_host host_of(meter *m)
{
    return (hn_host){.resize = resize, .resize_ctx = m,
                     .read_file = give_metered, .read_file_ctx = m};
}

static char logged[MOST];
static size_t logged_len;

static int keep(void *ctx, const char *bytes, size_t len)
{
    (void)ctx;
    assert_true(logged_len + len <= MOST);
    memcpy(logged + logged_len, bytes, len);
    logged_len += len;
    return 0;
}

/* The log, and how many allocations a load takes. */
static long make_log(void)
{
    static const char rows[] = "id,need,cost,left_on\na,A,1,\nb,B,c,\n"
                               "e,A,1000.5,\ng,A,999.99,2026-01-01\n";
    left rest = {rows, sizeof rows - 1};
    meter m = {.left = -1};
    hn_host host = host_of(&m);
    hn_sink sink = {keep, NULL};
    hn_calc_options calc = {.on = "2026-09-01", .max_rejects = -1,
                            .log = &sink};
    hn_source source = {.name = "rows.csv", .read = read_left, .ctx = &rest};
    hn_pack *pack = NULL;
    assert_int_equal(hn_pack_load(&pack, &host, "t", NULL, NULL), HN_OK);
    long asked = m.asked;
    assert_int_equal(hn_calc(NULL, pack, &host, &calc, &source, 1, NULL, 0,
                             NULL, NULL), HN_BAD_DATA);
    hn_pack_free(pack);
    assert_int_equal(m.held, 0);
    return asked;
}

/* One line is changed, so that there is a case to tell. */
static hn_status replay(meter *m, int internal)
{
    static const char *const packs[] = {"t"};
    hn_host host = host_of(m);
    hn_set set = {"most", "100"};
    hn_replay_options options = {.packs = packs, .pack_count = 1, .with = "t",
                                 .sets = &set, .set_count = 1,
                                 .internal = internal};
    left rest = {logged, logged_len};
    hn_source log = {.name = "log", .read = read_left, .ctx = &rest};
    hn_sink sink = {note, m};
    hn_replayed *replayed = NULL;
    hn_status status = hn_replay(&replayed, &host, &options, &log, NULL);
    hn_status printed = HN_OK;
    for (int form = HN_FORMAT_CSV; replayed && printed == HN_OK
                                   && form <= HN_FORMAT_TABLE; form++)
        printed = hn_replayed_print(replayed, (hn_format)form, &sink);
    hn_replayed_free(replayed);
    return printed == HN_OK ? status : printed;
}

static int walk(long from, int internal)
{
    meter whole = {.left = -1};
    int wrong = 0;
    assert_int_equal(replay(&whole, internal), HN_FINDINGS);
    assert_int_equal(whole.held, 0);
    long step = (whole.asked - from) / WALKS + 1;
    for (long n = from; n < whole.asked; n += step) {
        meter m = {.left = n};
        hn_status status = replay(&m, internal);
        int same = status == HN_FINDINGS && m.written == whole.written;
        int fine = m.held == 0
                   && (same || (status == HN_NO_MEMORY && m.refused));
        if (!fine)
            print_message("allocation %ld of %ld: status %d, %zu bytes "
                          "left\n", n, whole.asked, (int)status, m.held);
        wrong += !fine;
    }
    return wrong;
}

static void replaying_survives_refused_memory(void **state)
{
    (void)state;
    long load = make_log();
    char *amount = strstr(logged, "\"999.99\"");
    assert_non_null(amount);
    amount[1] = '8';
    assert_int_equal(walk(load * 2 - 100, 1), 0);
    assert_int_equal(walk(load * 2 - 100, 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(replaying_survives_refused_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
