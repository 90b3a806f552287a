/*
 * extension.c - Highneeds as functions of SQLite.
 *
 * What reads a pack reads a folder, so it may stand only in statements of the
 * connection's own, never in views or triggers that a database file brings
 * along, and is not called deterministic: the files may change between
 * connections.  The arithmetic alone is both.
 */
#include <string.h>
#include "packs.h"
#include "rows.h"

SQLITE_EXTENSION_INIT1

enum { MOST_ARGUMENTS = 64 }; /* SQLite passes no more than 127 values       */

static bool any_null(int count, sqlite3_value **values)
{
    for (int i = 0; i < count; i++)
        if (sqlite3_value_type(values[i]) == SQLITE_NULL)
            return true;
    return false;
}

static void fail(sqlite3_context *context, char *wrong)
{
    if (wrong)
        sqlite3_result_error(context, wrong, -1);
    else
        sqlite3_result_error_nomem(context);
    sqlite3_free(wrong);
}

static void give(sqlite3_context *context, bool fine, hn_buffer *out,
                 char *wrong)
{
    if (fine)
        sqlite3_result_text64(context, out->at ? out->at : "", out->len,
                              SQLITE_TRANSIENT, SQLITE_UTF8);
    else
        fail(context, wrong);
    hn_buffer_free(out);
}

/* --- arithmetic --------------------------------------------------------- */

static void version(sqlite3_context *context, int count,
                    sqlite3_value **values)
{
    (void)count;
    (void)values;
    sqlite3_result_text(context, hn_version(), -1, SQLITE_STATIC);
}

static void funding_of(sqlite3_context *context, const char *name,
                       const hn_argument *arguments, int count)
{
    char out[HN_EXACT_ROOM];
    hn_error err = {0};
    hn_status status = hn_funding(out, sizeof out, name, arguments, count,
                                  &err);
    if (status == HN_OK)
        sqlite3_result_text(context, out, -1, SQLITE_TRANSIENT);
    else
        fail(context, status == HN_NO_MEMORY ? NULL
                      : sqlite3_mprintf("%s", err.message));
}

/* hn_funding(NAME, ARGUMENT, VALUE, ...) */
static void funding(sqlite3_context *context, int count,
                    sqlite3_value **values)
{
    hn_argument arguments[MOST_ARGUMENTS];
    const char *texts[2 * MOST_ARGUMENTS];
    char *wrong;
    if (count % 2 == 0) {
        fail(context, sqlite3_mprintf("hn_funding takes a name, then the name "
                                      "and value of each argument"));
        return;
    }
    if (any_null(count, values))
        return;
    for (int i = 0; i < count; i++)
        if (!(texts[i] = text_of(values[i], &wrong))) {
            fail(context, wrong);
            return;
        }
    for (int i = 0; i < count / 2; i++)
        arguments[i] = (hn_argument){texts[2 * i + 1], texts[2 * i + 2]};
    funding_of(context, texts[0], arguments, count / 2);
}

/* Pounds as whole pence.  Pence that are nought beyond the second are none. */
static bool pence_of(const char *text, sqlite3_int64 *out)
{
    bool below = *text == '-';
    const char *at = text + below;
    sqlite3_int64 pence = 0;
    int places = -1;
    for (; *at; at++) {
        if (*at == '.' && places < 0 && at > text + below) {
            places = 0;
            continue;
        }
        if (*at < '0' || *at > '9' || (places >= 2 && *at != '0'))
            return false;
        if (places < 2
            && (__builtin_mul_overflow(pence, 10, &pence)
                || __builtin_sub_overflow(pence, *at - '0', &pence)))
            return false;
        places += places >= 0;
    }
    if (at == text + below || places == 0)
        return false;
    for (places = places < 0 ? 0 : places; places < 2; places++)
        if (__builtin_mul_overflow(pence, 10, &pence))
            return false;
    *out = pence;
    return below || !__builtin_sub_overflow(0, pence, out);
}

/* hn_pence(AMOUNT): a whole number that SQLite's sum() adds up exactly. */
static void pence(sqlite3_context *context, int count, sqlite3_value **values)
{
    sqlite3_int64 out;
    char *wrong;
    if (any_null(count, values))
        return;
    const char *text = text_of(values[0], &wrong);
    if (!text)
        fail(context, wrong);
    else if (pence_of(text, &out))
        sqlite3_result_int64(context, out);
    else
        fail(context, sqlite3_mprintf("hn_pence takes pounds and whole pence, "
                                      "such as '1250.50'"));
}

/* --- packs -------------------------------------------------------------- */

/* hn_calc(PACK, ROWS [, DATE]) */
static void calc(sqlite3_context *context, int count, sqlite3_value **values)
{
    hn_buffer out = {0};
    char *wrong = NULL;
    if (any_null(2, values))
        return;
    bool fine = packs_calc(sqlite3_user_data(context), values, count, &out,
                           &wrong);
    give(context, fine, &out, wrong);
}

/* hn_why(PACK, ROWS, KEY [, DATE]) */
static void why(sqlite3_context *context, int count, sqlite3_value **values)
{
    hn_buffer out = {0};
    char *wrong = NULL;
    if (any_null(3, values))
        return;
    bool fine = packs_why(sqlite3_user_data(context),
                          sqlite3_context_db_handle(context), values, count,
                          &out, &wrong);
    give(context, fine, &out, wrong);
}

static const char one_value[] =
    "select r.value"
    " from (select value from json_each(?1, '$.results') limit 1) t,"
    " json_each(t.value, '$[0]') r"
    " where r.key = ?2 and json_extract(?1, '$.counts.rows') = 1";

/* Finds one value in the answer for one row: the main results come first. */
static void pick(sqlite3_context *context, const hn_buffer *answer,
                 sqlite3_value *figure)
{
    sqlite3 *db = sqlite3_context_db_handle(context);
    sqlite3_stmt *find = NULL;
    int code = sqlite3_prepare_v2(db, one_value, -1, &find, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_bind_text64(find, 1, answer->at, answer->len,
                                   SQLITE_STATIC, SQLITE_UTF8);
    if (code == SQLITE_OK)
        code = sqlite3_bind_value(find, 2, figure);
    if (code == SQLITE_OK)
        code = sqlite3_step(find);
    if (code == SQLITE_ROW)
        sqlite3_result_value(context, sqlite3_column_value(find, 0));
    else if (code == SQLITE_DONE)
        fail(context, sqlite3_mprintf("one row of this pack comes to no `%s`; "
                                      "hn_calc() shows all that it comes to",
                                      sqlite3_value_text(figure)));
    else
        sqlite3_result_error_code(context, code);
    sqlite3_finalize(find);
}

/* hn_value(PACK, ROW, FIGURE [, DATE]) */
static void value(sqlite3_context *context, int count, sqlite3_value **values)
{
    hn_buffer out = {0};
    char *wrong = NULL;
    if (any_null(3, values))
        return;
    if (packs_calc_one(sqlite3_user_data(context), values[0], values[1],
                       count > 3 ? values[3] : NULL, &out, &wrong))
        pick(context, &out, values[2]);
    else
        fail(context, wrong);
    hn_buffer_free(&out);
}

/* --- all together ------------------------------------------------------- */

typedef struct function {
    const char *name;
    int least, most;          /* arguments; -1: any number                   */
    bool reads;               /* whether it reads a pack                     */
    void (*call)(sqlite3_context *, int, sqlite3_value **);
} function;

static const function functions[] = {
    {"hn_version", 0, 0, false, version},
    {"hn_funding", -1, -1, false, funding},
    {"hn_pence", 1, 1, false, pence},
    {"hn_calc", 2, 3, true, calc},
    {"hn_value", 3, 4, true, value},
    {"hn_why", 3, 4, true, why},
};

static int declare(sqlite3 *db, packs *all, const function *one, int arguments)
{
    int flags = SQLITE_UTF8 | (one->reads ? SQLITE_DIRECTONLY
                               : SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS);
    return sqlite3_create_function_v2(db, one->name, arguments, flags,
                                      packs_share(all), one->call, NULL, NULL,
                                      packs_release);
}

static int declare_all(sqlite3 *db, packs *all)
{
    int code = rows_declare(db, packs_share(all));
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        for (int n = functions[i].least;
             code == SQLITE_OK && n <= functions[i].most; n++)
            code = declare(db, all, &functions[i], n);
    return code;
}

/* The name by which SQLite finds it in a file highneeds.so. */
HN_API int sqlite3_highneeds_init(sqlite3 *db, char **wrong,
                                  const sqlite3_api_routines *api);

int sqlite3_highneeds_init(sqlite3 *db, char **wrong,
                           const sqlite3_api_routines *api)
{
    SQLITE_EXTENSION_INIT2(api);
    (void)wrong;
    packs *all = packs_new();
    if (!all)
        return SQLITE_NOMEM;
    int code = declare_all(db, all);
    packs_release(all);
    return code;
}
