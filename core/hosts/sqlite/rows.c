/*
 * rows.c - the table-valued function hn_rows(pack, rows [, date]).
 *
 * A row for each case, with all that it comes to as an object of JSON, then
 * one for each figure of the run and for each fault of a refused row.  The
 * pack is run when the table is opened; SQLite's own json_each goes through
 * the answer, so that a cursor here is a statement there.
 */
#include <string.h>
#include "rows.h"

SQLITE_EXTENSION_INIT3

enum { COLUMN_PACK = 2 };     /* from here on the arguments                  */
enum { NEEDED = 2, MOST = 3 };

static const char declared[] =
    "create table hn_rows(table_name text, result text, "
    "pack hidden, cases hidden, on_date hidden)";

static const char answered[] =
    "select t.key, r.value, ?2, ?3, ?4"
    " from json_each(?1, '$.results') t, json_each(t.value) r "
    "union all select 'run', value, ?2, ?3, ?4 from json_each(?1, '$.run') "
    "union all select 'rejected', value, ?2, ?3, ?4"
    " from json_each(?1, '$.rejected')";

typedef struct table {
    sqlite3_vtab base;
    sqlite3 *db;
    packs *all;
} table;

typedef struct cursor {
    sqlite3_vtab_cursor base;
    sqlite3_stmt *each;       /* NULL: nothing was asked for                 */
    sqlite3_int64 at;
    bool ended;
} cursor;

static int connect(sqlite3 *db, void *all, int argc, const char *const *argv,
                   sqlite3_vtab **out, char **wrong)
{
    (void)argc;
    (void)argv;
    (void)wrong;
    int code = sqlite3_declare_vtab(db, declared);
    table *t = code == SQLITE_OK ? sqlite3_malloc(sizeof *t) : NULL;
    if (!t)
        return code == SQLITE_OK ? SQLITE_NOMEM : code;
    *t = (table){.db = db, .all = all};
    *out = &t->base;
    return sqlite3_vtab_config(db, SQLITE_VTAB_DIRECTONLY);
}

static int disconnect(sqlite3_vtab *t)
{
    sqlite3_free(t);
    return SQLITE_OK;
}

/* `idxNum` holds a bit for each argument that is given, in order. */
static int plan(sqlite3_vtab *t, sqlite3_index_info *info)
{
    int at[MOST] = {-1, -1, -1}, given = 0;
    (void)t;
    for (int i = 0; i < info->nConstraint; i++) {
        int column = info->aConstraint[i].iColumn - COLUMN_PACK;
        if (column < 0
            || info->aConstraint[i].op != SQLITE_INDEX_CONSTRAINT_EQ)
            continue;
        if (!info->aConstraint[i].usable)
            return SQLITE_CONSTRAINT;
        at[column] = i;
    }
    for (int i = 0; i < MOST; i++)
        if (at[i] >= 0) {
            info->aConstraintUsage[at[i]].argvIndex = ++given;
            info->aConstraintUsage[at[i]].omit = 1;
            info->idxNum |= 1 << i;
        }
    info->estimatedRows = 1000;
    info->estimatedCost = 100000;
    return SQLITE_OK;
}

static int open(sqlite3_vtab *t, sqlite3_vtab_cursor **out)
{
    cursor *c = sqlite3_malloc(sizeof *c);
    (void)t;
    if (!c)
        return SQLITE_NOMEM;
    *c = (cursor){.ended = true};
    *out = &c->base;
    return SQLITE_OK;
}

static int close(sqlite3_vtab_cursor *base)
{
    cursor *c = (cursor *)base;
    sqlite3_finalize(c->each);
    sqlite3_free(c);
    return SQLITE_OK;
}

static int failed(cursor *c, char *wrong)
{
    sqlite3_vtab *t = c->base.pVtab;
    sqlite3_free(t->zErrMsg);
    t->zErrMsg = wrong;
    return wrong ? SQLITE_ERROR : SQLITE_NOMEM;
}

static int next(sqlite3_vtab_cursor *base)
{
    cursor *c = (cursor *)base;
    int code = sqlite3_step(c->each);
    c->at++;
    c->ended = code != SQLITE_ROW;
    if (code == SQLITE_ROW || code == SQLITE_DONE)
        return SQLITE_OK;
    return code;
}

/* Begins to go through an answer, of which SQLite takes a copy. */
static int begin(cursor *c, const hn_buffer *answer, sqlite3_value **values,
                 int count)
{
    table *t = (table *)c->base.pVtab;
    int code = sqlite3_prepare_v2(t->db, answered, -1, &c->each, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_bind_text64(c->each, 1, answer->at, answer->len,
                                   SQLITE_TRANSIENT, SQLITE_UTF8);
    for (int i = 0; code == SQLITE_OK && i < count; i++)
        code = sqlite3_bind_value(c->each, 2 + i, values[i]);
    return code == SQLITE_OK ? next(&c->base) : code;
}

static int filter(sqlite3_vtab_cursor *base, int given, const char *name,
                  int count, sqlite3_value **values)
{
    cursor *c = (cursor *)base;
    hn_buffer answer = {0};
    char *wrong = NULL;
    (void)name;
    sqlite3_finalize(c->each);
    *c = (cursor){.base = c->base, .ended = true};
    if ((given & 3) != 3)
        return failed(c, sqlite3_mprintf("hn_rows takes a pack, rows of JSON "
                                         "and perhaps a date"));
    for (int i = 0; i < NEEDED; i++)
        if (sqlite3_value_type(values[i]) == SQLITE_NULL)
            return SQLITE_OK;
    int code = packs_calc(((table *)base->pVtab)->all, values, count, &answer,
                          &wrong)
        ? begin(c, &answer, values, count) : failed(c, wrong);
    hn_buffer_free(&answer);
    return code;
}

static int ended(sqlite3_vtab_cursor *base)
{
    return ((cursor *)base)->ended;
}

static int column(sqlite3_vtab_cursor *base, sqlite3_context *context, int at)
{
    sqlite3_result_value(context,
                         sqlite3_column_value(((cursor *)base)->each, at));
    return SQLITE_OK;
}

static int row_id(sqlite3_vtab_cursor *base, sqlite3_int64 *out)
{
    *out = ((cursor *)base)->at;
    return SQLITE_OK;
}

/* Without xCreate it is there from the start, and cannot be created. */
static const sqlite3_module module = {
    .xConnect = connect, .xDisconnect = disconnect, .xBestIndex = plan,
    .xOpen = open, .xClose = close, .xFilter = filter, .xNext = next,
    .xEof = ended, .xColumn = column, .xRowid = row_id,
};

int rows_declare(sqlite3 *db, packs *all)
{
    return sqlite3_create_module_v2(db, "hn_rows", &module, all,
                                    packs_release);
}
