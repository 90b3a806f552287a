/*
 * test_memory_walk.c - memory refused at every moment of a load, a run, a
 * verification, an explanation and a test: it is told, nothing leaks and
 * nothing is half done; what is not told is written as if nothing had been
 * refused.
 *
 * One task is run again and again while allocation 0, 1, 2 ... is refused, so
 * that a failure can be run again.  Only under a sanitizer, where a load is
 * slow, are all of the first walked and then every so many.
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

#define PACK "rules/pre_ehcp"
#define VISITS "tests/engine/visits"   /* rows that read other rows         */
#define NEIGHBOURS "tests/engine/neighbours"   /* that stand beside others  */
#define MIDDLE "tests/engine/middle"   /* rows that stream, put in order    */
#define FUNDING "tests/engine/funding" /* functions of core/funding          */
#define CLAIMS "tests/engine/claims"   /* rows that go by an order          */
#define POTS "tests/engine/pots"       /* money shared out over rows         */
#define LEVELS "tests/engine/levels"   /* rows that sums make faulty         */
#define LIVES "tests/engine/lives"     /* links by a day, and lives          */
#define REPORT "tests/engine/report"   /* claims about printed figures       */
#define MOST_WALKS 1000000    /* of one task                                 */
#ifdef __SANITIZE_ADDRESS__
#define MOST_LOADS 450        /* a walk of them all takes minutes here        */
#else
#define MOST_LOADS 6000       /* spread evenly: each takes 5 ms               */
#endif
#define FEW_LOADS 400         /* of a pack that differs little from another   */
#define EACH_OF 100           /* the first, without a step                   */

static const char data[] =
    "Pupil ID,School,Phase,Setting,Primary Need,EHC Plan,Annual Cost,"
    "School Spend Evidenced,APDR Cycles,Specialist Advice,Parents Agree,"
    "Outcomes Set,Review Date,Last Award End,Panel Date,Start Date,"
    "Weeks Asked,Exclusion Risk,Looked After\n"
    "A1,One,primary,mainstream,SEMH,no,16000.00,yes,2,yes,yes,yes,2027-01-20,"
    ",2026-09-01,2026-09-02,26,no,no\n"
    "A2,\"Two, or \"\"2\"\"\",primary,mainstream,VI,no,7000,yes,,yes,unknown,"
    "yes,2027-01-20,,2026-09-01,2026-09-02,13,exclusion,yes\n"
    "A3,Three,primary,mainstream,VI,no,seven,yes,,yes,yes,yes,2027-01-20,,"
    "2026-09-01,2026-09-02,13,no,no\n";
static const char schools[] =
    "school_id,rate,closed_on\nA,5.00,\nB,10.00,2026-09-01\nB,1,\n";
static const char visits[] =
    "at,hours,visited_on\nA,3,2026-08-01\nB,2,2026-09-02\n"
    "X,2,2026-09-02\n,1,2026-09-02\nA,many,2026-09-02\nA,1,2026-01-01\n";

static const char lines[] =
    "Line,Starts,Kind,Before,After,Filled,Lost\n"
    "A1,2021-04-01,school,3,2,2,50\nA2,2022-04-01,college,,438,400.5,0\n"
    "A3,2022-04-01,school,2,3,4,10\n";

static const char claims[] =
    "place_id,child,opened,note,saved,share,paid,gone\n"
    "A1,A,2026-09-01,a,10.01,60,1,1\nA2,A,2026-09-02,b,7,40,0,0\n"
    "A3,B,,c,5,60,0,4\nA4,B,2026-09-01,,5,41,0,2\nA5,C,,,,,,\n"
    "A6,,2026-09-02,d,0,10,0,0\nA6,A,2026-09-02,d,1,10,0,0\n";
static const char pots[] =
    "place_id,area,school,agreed,cost,pot,most\nA1,N,s,yes,8,10,9\n"
    "A2,N,s,yes,5,10,9\nA3,N,t,yes,-1,10,9\nA4,N,t,,7,10,9\n"
    "A5,S,s,yes,3,-2,9\nA6,W,s,yes,3,2,9\nA7,W,s,yes,4,3,9\n"
    "A8,,s,yes,4,3,9\nA9,E,s,yes,3,5,1\nB1,E,s,yes,2,5,2\n";
static const char councils[] =
    "code,region,spend,heads\nA,N,100,3\nB,N,200,7\nC,S,300,11\nD,S,,4\n"
    "E,S,500,3\n";
static const char pairs[] =
    "of,is_near\nA,B\nA,C\nA,D\nA,Z\nB,A\nB,A\nC,C\nC,E\n,A\n";
static const char pupils[] =
    "pupil_id,at,child,amount,k,share,cut,z\n1,S,a,8,2,50,0,2\n"
    "2,T,a,4,1,20,12,1\n3,T,b,2,2,100,0,3\n4,U,b,1,1,10,0,3\n"
    "5,S,c,1,0,10,0,3\n6,S,c,3,1,10,9,9\n";
static const char rooms[] = "school_id,room,spare\nS,9,2\nT,3,1\nU,0,1\n";

static const char spells[] =
    "spell_id,upn,starts,ends,left_on\nA,U,2026-04-01,2026-04-30,\n"
    "B,U,2026-05-01,,2026-06-01\nC,V,2026-04-01,,\nD,V,2026-05-01,,\n";
static const char paid[] =
    "no,payee,month,paid\n1,U,2026-04-30,3\n2,V,2026-05-01,3\n3,U,,3\n";

/* --- a host that counts -------------------------------------------------- */

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

static void ignore(void *ctx, const hn_message *message)
{
    (void)ctx;
    (void)message->printed;
}

static hn_host host_of(meter *m)
{
    return (hn_host){.resize = resize, .resize_ctx = m, .message = ignore};
}

/* --- bytes in and out ---------------------------------------------------- */

/* `ctx` is what is left of a text. */
static long read_text(void *ctx, char *buf, size_t cap)
{
    const char **text = ctx;
    size_t left = strlen(*text), part = left < cap ? left : cap;
    memcpy(buf, *text, part);
    *text += part;
    return (long)part;
}

static int note(void *ctx, const char *bytes, size_t len)
{
    meter *m = ctx;
    for (size_t i = 0; i < len; i++)
        m->written = (m->written ^ (unsigned char)bytes[i]) * 1099511628211u;
    return 0;
}

static const char *rows_of(const hn_pack *pack)
{
    const char *name = hn_pack_name(pack);
    return strcmp(name, "funding") == 0 ? lines
           : strcmp(name, "claims") == 0 ? claims
           : strcmp(name, "pots") == 0 ? pots : data;
}

/* --- tasks: with a pack (NULL: it loads one), each frees all that it has - */

typedef hn_status (*task_fn)(const hn_pack *pack, const hn_host *host);

static hn_status load_with(const char *folder, const hn_host *host,
                           const hn_load_options *options)
{
    hn_pack *pack = NULL;
    hn_status status = hn_pack_load(&pack, host, folder, options, NULL);
    assert_true((status == HN_OK) == (pack != NULL));
    hn_pack_free(pack);
    return status;
}

static hn_status load_from(const char *folder, const hn_host *host)
{
    return load_with(folder, host, NULL);
}

static hn_status load_reform(const hn_pack *none, const hn_host *host)
{
    static const char text[] =
        "reform \"dearer\" { of = \"pre_ehcp\", title = \"Dearer\", "
        "source = \"illustration\", from = \"2026-09-01\", "
        "params = { cap = 9000 }, drop = { \"agreed\" }, criteria = { "
        "advised = { test = all { pupil.advice, pupil.annual_cost:known() }, "
        "if_met = \"Yes.\", if_unmet = \"No.\" } } }\n"
        "example \"one\" { on = \"2026-09-01\", given = { pupil_id = 1, "
        "panel_date = \"2026-09-01\" }, "
        "expect = { no_plan = \"cannot tell\" } }\n";
    hn_load_options options = {.reform = text, .reform_len = sizeof text - 1};
    (void)none;
    return load_with(PACK, host, &options);
}

static hn_status load(const hn_pack *none, const hn_host *host)
{
    (void)none;
    return load_from(PACK, host);
}

static hn_status load_funding(const hn_pack *none, const hn_host *host)
{
    (void)none;
    return load_from(FUNDING, host);
}

static hn_status load_pots(const hn_pack *none, const hn_host *host)
{
    (void)none;
    return load_from(POTS, host);
}

static hn_status load_report(const hn_pack *none, const hn_host *host)
{
    (void)none;
    return load_from(REPORT, host);
}

static hn_status calculate(const hn_pack *pack, const hn_host *host)
{
    const char *rows = rows_of(pack), *others = schools;
    int linked = hn_pack_records_count(pack) > 1;
    hn_source source[] = {
        {.name = "rows.csv", .read = read_text, .ctx = &rows},
        {.name = "schools.csv", .read = read_text, .ctx = &others,
         .records = "school"}};
    hn_sink sink = {note, host->resize_ctx}, rejects = sink;
    hn_output outputs[] = {{hn_pack_records_name(pack, linked), sink},
                           {"run", sink}, {"school", sink}};
    if (linked) {
        rows = visits;
        source[0].records = "visit";
    }
    hn_calc_options options = {.on = "2026-09-01", .max_rejects = -1,
                               .seal = 1, .log = &sink};
    hn_summary *summary = NULL;
    hn_status status = hn_calc(&summary, pack, host, &options, source,
                               1 + linked, outputs, 2 + linked, &rejects,
                               NULL);
    if (summary) {
        const hn_summary *one = summary;
        assert_int_equal(hn_summary_print(&one, NULL, 1, &sink), HN_OK);
        assert_int_equal(hn_summary_seal(one, &sink), HN_OK);
    }
    hn_summary_free(summary);
    return status;
}

/* The seal of a run over the same rows, made before anything is refused. */
static char sealed[8192];
static size_t sealed_len;

static int keep_seal(void *ctx, const char *bytes, size_t len)
{
    (void)ctx;
    assert_true(sealed_len + len <= sizeof sealed);
    memcpy(sealed + sealed_len, bytes, len);
    sealed_len += len;
    return 0;
}

static void seal(const hn_pack *pack)
{
    const char *rows = data;
    hn_host host = {.message = ignore};
    hn_source source = {.name = "rows.csv", .read = read_text, .ctx = &rows};
    hn_calc_options options = {.on = "2026-09-01", .max_rejects = -1,
                               .seal = 1};
    hn_summary *summary = NULL;
    hn_sink sink = {keep_seal, NULL};
    sealed_len = 0;
    assert_int_equal(hn_calc(&summary, pack, &host, &options, &source, 1,
                             NULL, 0, NULL, NULL), HN_BAD_DATA);
    assert_int_equal(hn_summary_seal(summary, &sink), HN_OK);
    hn_summary_free(summary);
}

static void note_told(void *ctx, const hn_told_sealed *told)
{
    note(ctx, told->sentence, strlen(told->sentence));
}

static hn_status verify(const hn_pack *pack, const hn_host *host)
{
    const char *rows = data, *results = "not these";
    hn_source source = {.name = "rows.csv", .read = read_text, .ctx = &rows};
    hn_source result = {.name = "r.csv", .read = read_text, .ctx = &results};
    hn_seal *seal = NULL;
    hn_status status = hn_seal_read(&seal, host, "seal.json", sealed,
                                    sealed_len, NULL);
    if (status == HN_OK)
        status = hn_seal_check_pack(seal, host, PACK, note_told,
                                    host->resize_ctx, NULL);
    if (status == HN_OK)
        status = hn_seal_verify(seal, pack, host, &source, 1, &result, 1,
                                note_told, host->resize_ctx, NULL);
    hn_seal_free(seal);
    return status == HN_FINDINGS ? HN_OK : status;
}

/* A pack against itself with other values, told as closely as can be, or so
 * that a few cases are hidden among others. */
static const hn_pack *other_pack;

static hn_status differ(const hn_pack *pack, const hn_host *host,
                        int internal)
{
    static const char *const by[] = {"need", "phase"};
    static const char *const conditions[] = {"cost > 1"};
    const char *rows = data;
    hn_source source = {.name = "rows.csv", .read = read_text, .ctx = &rows};
    hn_diff_options options = {
        .on = "2026-09-01", .by = by, .by_count = 2, .internal = internal,
        .suppress = 2, .fail_if = conditions, .fail_if_count = 1};
    hn_sink sink = {note, host->resize_ctx};
    hn_difference *difference = NULL;
    hn_status status = hn_diff(&difference, pack, other_pack, host, &options,
                               &source, 1, NULL), printed = HN_OK;
    for (int f = HN_FORMAT_CSV; difference && f <= HN_FORMAT_MARKDOWN; f++)
        if (printed == HN_OK && f != HN_FORMAT_SVG)
            printed = hn_difference_print(difference, "old", "new",
                                          (hn_format)f, &sink);
    hn_difference_free(difference);
    return printed != HN_OK ? printed : status;
}

static hn_status differ_openly(const hn_pack *pack, const hn_host *host)
{
    return differ(pack, host, 1);
}

static hn_status differ_guarded(const hn_pack *pack, const hn_host *host)
{
    return differ(pack, host, 0);
}

/* Councils beside their neighbours: all of them, or one explained. */
static hn_status compare(const hn_pack *pack, const hn_host *host,
                         const char *key)
{
    const char *rows = councils, *others = pairs;
    int tables = hn_pack_records_count(pack);
    hn_source source[] = {
        {.name = "councils.csv", .read = read_text, .ctx = &rows},
        {.name = "pairs.csv", .read = read_text, .ctx = &others,
         .records = "near"}};
    hn_sink sink = {note, host->resize_ctx}, rejects = sink;
    hn_output outputs[] = {{"council", sink}, {"run", sink}};
    hn_calc_options calc = {.max_rejects = -1};
    hn_why_options why = {.figure = "middle", .key = key,
                          .out = HN_FORMAT_TABLE};
    if (key)
        return hn_why(pack, host, &why, source, tables, &sink, NULL);
    return hn_calc(NULL, pack, host, &calc, source, tables, outputs, 2,
                   &rejects, NULL);
}

static hn_status compare_all(const hn_pack *pack, const hn_host *host)
{
    return compare(pack, host, NULL);
}

/* Pupils of schools; what is settled is settled again and again. */
static hn_status settle(const hn_pack *pack, const hn_host *host,
                        const char *key)
{
    const char *rows = rooms, *others = pupils;
    hn_source source[] = {
        {.name = "rooms.csv", .read = read_text, .ctx = &rows},
        {.name = "pupils.csv", .read = read_text, .ctx = &others,
         .records = "pupil"}};
    hn_sink sink = {note, host->resize_ctx}, rejects = sink;
    hn_output outputs[] = {{"pupil", sink}, {"run", sink}};
    hn_calc_options calc = {.max_rejects = -1};
    hn_why_options why = {.figure = "once", .key = key,
                          .out = HN_FORMAT_TABLE};
    if (key)
        return hn_why(pack, host, &why, source, 2, &sink, NULL);
    return hn_calc(NULL, pack, host, &calc, source, 2, outputs, 2, &rejects,
                   NULL);
}

static hn_status settle_all(const hn_pack *pack, const hn_host *host)
{
    return settle(pack, host, NULL);
}

static hn_status ask_settled(const hn_pack *pack, const hn_host *host)
{
    return settle(pack, host, "1");
}

static hn_status ask_withdrawn(const hn_pack *pack, const hn_host *host)
{
    return settle(pack, host, "3");
}

/* Payments that find an award by the day, or two of them, or none. */
static hn_status find_by_day(const hn_pack *pack, const hn_host *host,
                             const char *key)
{
    const char *rows = spells, *others = paid;
    hn_source source[] = {
        {.name = "spells.csv", .read = read_text, .ctx = &rows},
        {.name = "paid.csv", .read = read_text, .ctx = &others,
         .records = "payment"}};
    hn_sink sink = {note, host->resize_ctx}, rejects = sink;
    hn_output outputs[] = {{"spell", sink}, {"payment", sink}};
    hn_calc_options calc = {.max_rejects = -1, .on = "2026-05-01"};
    hn_why_options why = {.figure = "begun", .key = key, .on = "2026-05-01",
                          .out = HN_FORMAT_TABLE};
    if (key)
        return hn_why(pack, host, &why, source, 2, &sink, NULL);
    return hn_calc(NULL, pack, host, &calc, source, 2, outputs, 2, &rejects,
                   NULL);
}

static hn_status find_all(const hn_pack *pack, const hn_host *host)
{
    return find_by_day(pack, host, NULL);
}

static hn_status ask_found(const hn_pack *pack, const hn_host *host)
{
    return find_by_day(pack, host, "1");
}

static hn_status ask_overlapping(const hn_pack *pack, const hn_host *host)
{
    return find_by_day(pack, host, "2");
}

static hn_status compare_one(const hn_pack *pack, const hn_host *host)
{
    return compare(pack, host, "A");
}

static hn_status ask(const hn_pack *pack, const hn_host *host,
                     const hn_why_options *options)
{
    const char *rows = rows_of(pack);
    const meter *m = host->resize_ctx;
    hn_source source = {.name = "rows.csv", .read = read_text, .ctx = &rows};
    hn_sink sink = {note, host->resize_ctx};
    hn_status status = hn_why(pack, host, options, &source, 1, &sink, NULL);
    assert_true(status != HN_OK || m->written);
    return status;
}

static hn_status ask_text(const hn_pack *pack, const hn_host *host)
{
    return ask(pack, host, &(hn_why_options){
        .on = "2026-09-01", .key = "A2", .out = HN_FORMAT_TABLE});
}

static hn_status ask_json(const hn_pack *pack, const hn_host *host)
{
    return ask(pack, host, &(hn_why_options){
        .on = "2026-09-01", .key = "A1", .out = HN_FORMAT_JSON});
}

static hn_status ask_run(const hn_pack *pack, const hn_host *host)
{
    return ask(pack, host, &(hn_why_options){
        .on = "2026-09-01", .figure = "left", .out = HN_FORMAT_TABLE});
}

static hn_status ask_bad(const hn_pack *pack, const hn_host *host)
{
    hn_status status = ask(pack, host, &(hn_why_options){
        .on = "2026-09-01", .key = "A3", .out = HN_FORMAT_TABLE});
    assert_true(status == HN_BAD_DATA || status == HN_NO_MEMORY);
    return status == HN_BAD_DATA ? HN_OK : status;
}

static hn_status ask_absent(const hn_pack *pack, const hn_host *host)
{
    hn_status status = ask(pack, host, &(hn_why_options){
        .on = "2026-09-01", .key = "nobody", .out = HN_FORMAT_TABLE});
    assert_true(status == HN_BAD_USE || status == HN_NO_MEMORY);
    return status == HN_BAD_USE ? HN_OK : status;
}

static hn_status run_examples(const hn_pack *pack, const hn_host *host)
{
    hn_sink sink = {note, host->resize_ctx};
    hn_test_counts counts = {-1, -1};
    /* Its properties, with thousands of cases, have a test of their own. */
    int many = strcmp(hn_pack_name(pack), "pre_ehcp") == 0;
    hn_test_options options = {.run = many ? "one" : NULL};
    hn_status status = hn_test(&counts, pack, host, &options, &sink, NULL);
    assert_true((status == HN_OK) == (counts.passed > 0));
    return status;
}

static void note_claim(void *ctx, const hn_told_claim *claim)
{
    const char *texts[] = { claim->name, claim->recomputed, claim->low,
                            claim->high, claim->gap, claim->said,
                            claim->sentence, claim->explained_by };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        note(ctx, texts[i], strlen(texts[i]));
}

static hn_status reconcile(const hn_pack *pack, const hn_host *host)
{
    hn_claim_counts counts = {-1, -1, -1};
    hn_status status = hn_reconcile(&counts, pack, host, note_claim,
                                    host->resize_ctx, NULL);
    assert_true((status == HN_FINDINGS) == (counts.do_not > 0));
    return status == HN_FINDINGS ? HN_OK : status;
}

/* These take the memory of the pack's host, and no other: the pack is loaded
 * before anything is refused. */
static hn_status describe(const hn_pack *none, const hn_host *host)
{
    hn_sink sink = {note, host->resize_ctx};
    hn_pack *pack = NULL;
    meter *m = host->resize_ctx;
    long left = m->left;
    (void)none;
    m->left = -1;
    assert_int_equal(hn_pack_load(&pack, host, PACK, NULL, NULL), HN_OK);
    m->left = left;
    m->asked = 0;
    hn_status status = hn_pack_describe(pack, &sink);
    if (status == HN_OK)
        status = hn_schema_csv(pack, NULL, &sink);
    if (status == HN_OK)
        status = hn_schema_json(pack, NULL, &sink);
    if (status == HN_OK)
        status = hn_schema_results(pack, NULL, &sink);
    hn_pack_free(pack);
    return status;
}

/* --- walking ------------------------------------------------------------- */

/* What a refused allocation may lead to: the call says so, or all that was
 * lost is a message. */
static int is_fine(hn_status status, const meter *m, long n,
                   hn_status whole_status, const meter *whole)
{
    int same = status == whole_status && m->written == whole->written;
    int fine = m->held == 0
               && (same || (status == HN_NO_MEMORY && m->refused));
    if (!fine)
        print_message("allocation %ld: status %d, %zu bytes left, %s\n", n,
                      (int)status, m->held,
                      m->written == whole->written ? "all is written"
                                                   : "other output");
    return fine;
}

/* How many refusals went wrong; about `most` are tried.  (A load asks for a
 * little more or less each time: a table of Lua depends on addresses.) */
static int walk(long most, task_fn task, const hn_pack *pack)
{
    meter whole = {.left = -1};
    hn_host host = host_of(&whole);
    hn_status status = task(pack, &host);
    long step = whole.asked / most + 1;
    int wrong = 0;
    assert_true(status == HN_OK || status == HN_BAD_DATA);
    assert_int_equal(whole.held, 0);
    for (long n = 0; n < whole.asked; n += n < EACH_OF ? 1 : step) {
        meter m = {.left = n};
        host = host_of(&m);
        wrong += !is_fine(task(pack, &host), &m, n, status, &whole);
    }
    return wrong;
}

static void walk_with(const char *folder, task_fn task)
{
    hn_pack *pack = NULL;
    hn_host host = {.message = ignore};
    assert_int_equal(hn_pack_load(&pack, &host, folder, NULL, NULL), HN_OK);
    int wrong = walk(MOST_WALKS, task, pack);
    hn_pack_free(pack);
    assert_int_equal(wrong, 0);
}

static void a_load_survives_refused_memory(void **state)
{
    (void)state;
    assert_int_equal(walk(MOST_LOADS, load, NULL), 0);
    assert_int_equal(walk(FEW_LOADS, load_funding, NULL), 0);
    assert_int_equal(walk(FEW_LOADS, load_pots, NULL), 0);
    assert_int_equal(walk(FEW_LOADS, load_report, NULL), 0);
    assert_int_equal(walk(FEW_LOADS, load_reform, NULL), 0);
}

static void a_description_survives_refused_memory(void **state)
{
    (void)state;
    assert_int_equal(walk(FEW_LOADS, describe, NULL), 0);
}

static void a_run_survives_refused_memory(void **state)
{
    (void)state;
    walk_with(PACK, calculate);
    walk_with(VISITS, calculate);
    walk_with(NEIGHBOURS, compare_all);
    walk_with(MIDDLE, compare_all);
    walk_with(FUNDING, calculate);
    walk_with(CLAIMS, calculate);
    walk_with(POTS, calculate);
    walk_with(LEVELS, settle_all);
    walk_with(LIVES, find_all);
}

static void verifying_survives_refused_memory(void **state)
{
    (void)state;
    hn_pack *pack = NULL;
    hn_host host = {.message = ignore};
    assert_int_equal(hn_pack_load(&pack, &host, PACK, NULL, NULL), HN_OK);
    seal(pack);
    int wrong = walk(MOST_WALKS, verify, pack);
    hn_pack_free(pack);
    assert_int_equal(wrong, 0);
}

static void a_comparison_survives_refused_memory(void **state)
{
    (void)state;
    static const hn_set sets[] = {{"cap", "9000"}, {"school_first", "6500"}};
    hn_load_options with = {.sets = sets, .set_count = 2};
    hn_host host = {.message = ignore};
    hn_pack *other = NULL;
    assert_int_equal(hn_pack_load(&other, &host, PACK, &with, NULL), HN_OK);
    other_pack = other;
    walk_with(PACK, differ_openly);
    walk_with(PACK, differ_guarded);
    hn_pack_free(other);
}

static void an_explanation_survives_refused_memory(void **state)
{
    (void)state;
    walk_with(PACK, ask_text);
    walk_with(PACK, ask_json);
    walk_with(PACK, ask_run);
    walk_with(PACK, ask_bad);
    walk_with(PACK, ask_absent);
    walk_with(NEIGHBOURS, compare_one);
    walk_with(MIDDLE, compare_one);
    walk_with(FUNDING, ask_text);
    walk_with(FUNDING, ask_bad);
    walk_with(CLAIMS, ask_text);
    walk_with(CLAIMS, ask_bad);
    walk_with(POTS, ask_text);
    walk_with(POTS, ask_bad);
    walk_with(LEVELS, ask_settled);
    walk_with(LEVELS, ask_withdrawn);
    walk_with(LIVES, ask_found);
    walk_with(LIVES, ask_overlapping);
}

static void examples_survive_refused_memory(void **state)
{
    (void)state;
    walk_with(PACK, run_examples);
    walk_with(NEIGHBOURS, run_examples);
    walk_with(FUNDING, run_examples);
    walk_with(CLAIMS, run_examples);
    walk_with(POTS, run_examples);
    walk_with(LEVELS, run_examples);
    walk_with(LIVES, run_examples);
}

static void claims_survive_refused_memory(void **state)
{
    (void)state;
    walk_with(REPORT, reconcile);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_load_survives_refused_memory),
        cmocka_unit_test(a_description_survives_refused_memory),
        cmocka_unit_test(a_run_survives_refused_memory),
        cmocka_unit_test(verifying_survives_refused_memory),
        cmocka_unit_test(a_comparison_survives_refused_memory),
        cmocka_unit_test(an_explanation_survives_refused_memory),
        cmocka_unit_test(examples_survive_refused_memory),
        cmocka_unit_test(claims_survive_refused_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
