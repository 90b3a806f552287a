/*
 * packs.c - the packs of one connection, and what is asked of them.
 *
 * The library tells what is wrong in messages; the first error among them, as
 * it is printed with its line of the rules, becomes that of the statement.
 */
#include <stdlib.h>
#include <string.h>
#include "packs.h"

SQLITE_EXTENSION_INIT3

typedef struct loaded {
    struct loaded *next;
    hn_pack *pack;
    char folder[];
} loaded;

struct packs {
    int shares;
    loaded *first;
};

packs *packs_new(void)
{
    packs *all = calloc(1, sizeof *all);
    if (all)
        all->shares = 1;
    return all;
}

packs *packs_share(packs *all)
{
    all->shares++;
    return all;
}

void packs_release(void *all_)
{
    packs *all = all_;
    if (--all->shares > 0)
        return;
    while (all->first) {
        loaded *one = all->first;
        all->first = one->next;
        hn_pack_free(one->pack);
        free(one);
    }
    free(all);
}

/* --- what the library says ---------------------------------------------- */

typedef struct talk {
    hn_host host;
    hn_error err;
    hn_buffer said;           /* the first error, as it is printed           */
    int more;                 /* errors after it                             */
} talk;

static void hear(void *ctx, const hn_message *message)
{
    talk *t = ctx;
    hn_sink said = hn_sink_of(&t->said);
    if (!message->is_error)
        return;
    if (t->said.len)
        t->more++;
    else
        said.write(said.ctx, message->printed, strlen(message->printed));
}

static void begin(talk *t)
{
    memset(t, 0, sizeof *t);
    t->host.message = hear;
    t->host.message_ctx = t;
}

static char *wrong_of(const talk *t)
{
    size_t len = t->said.len;
    while (len > 0 && t->said.at[len - 1] == '\n')
        len--;
    if (!len)
        return sqlite3_mprintf("%s", t->err.message[0] ? t->err.message
                                     : "it could not be worked out");
    if (!t->more)
        return sqlite3_mprintf("%.*s", (int)len, t->said.at);
    return sqlite3_mprintf("%.*s\nand %d more", (int)len, t->said.at, t->more);
}

/* Ends the talk: whether all went well. */
static bool end(talk *t, hn_status status, char **wrong)
{
    if (status != HN_OK)
        *wrong = status == HN_NO_MEMORY ? NULL : wrong_of(t);
    hn_buffer_free(&t->said);
    return status == HN_OK;
}

/* --- arguments ---------------------------------------------------------- */

static const char *bytes_of(sqlite3_value *value, char **wrong)
{
    const char *text = (const char *)sqlite3_value_text(value);
    if (text && strlen(text) != (size_t)sqlite3_value_bytes(value)) {
        *wrong = sqlite3_mprintf("a text has a NUL in it");
        return NULL;
    }
    return text;
}

const char *text_of(sqlite3_value *value, char **wrong)
{
    *wrong = NULL;
    switch (sqlite3_value_type(value)) {
    case SQLITE_TEXT:
    case SQLITE_INTEGER:
        return bytes_of(value, wrong);
    case SQLITE_FLOAT:
        *wrong = sqlite3_mprintf("a REAL cannot hold every penny: keep "
                                 "amounts as text, or say which you mean "
                                 "with printf('%%.2f', amount)");
        return NULL;
    default:
        *wrong = sqlite3_mprintf("a text or a whole number is wanted; of "
                                 "bytes make one with cast(... as text)");
        return NULL;
    }
}

/* The date of the run where there is one. */
static bool date_of(sqlite3_value *value, const char **out, char **wrong)
{
    *out = NULL;
    if (!value || sqlite3_value_type(value) == SQLITE_NULL)
        return true;
    *out = text_of(value, wrong);
    return *out != NULL;
}

/* --- packs -------------------------------------------------------------- */

static hn_pack *keep(packs *all, const char *folder, hn_pack *pack)
{
    loaded *one = malloc(sizeof *one + strlen(folder) + 1);
    if (!one) {
        hn_pack_free(pack);
        return NULL;
    }
    strcpy(one->folder, folder);
    one->pack = pack;
    one->next = all->first;
    all->first = one;
    return pack;
}

static hn_pack *load(packs *all, const char *folder, char **wrong)
{
    talk t;
    hn_pack *pack = NULL;
    begin(&t);
    hn_status status = hn_pack_load(&pack, &t.host, folder, NULL, &t.err);
    return end(&t, status, wrong) ? keep(all, folder, pack) : NULL;
}

static hn_pack *pack_of(packs *all, sqlite3_value *value, char **wrong)
{
    const char *folder = text_of(value, wrong);
    if (!folder)
        return NULL;
    for (const loaded *one = all->first; one; one = one->next)
        if (strcmp(one->folder, folder) == 0)
            return one->pack;
    return load(all, folder, wrong);
}

/* --- calculating -------------------------------------------------------- */

/* Rows that are refused are no error where `*out` can name them. */
static bool calc(const hn_pack *pack, const char *rows, const char *on,
                 bool refusals, hn_buffer *out, char **wrong)
{
    hn_calc_options options = {.on = on, .max_rejects = -1};
    hn_sink sink = hn_sink_of(out);
    talk t;
    begin(&t);
    hn_status status = hn_calc_json(pack, &t.host, &options, rows,
                                    strlen(rows), &sink, &t.err);
    if (status == HN_BAD_DATA && refusals && out->len)
        status = HN_OK;
    return end(&t, status, wrong);
}

bool packs_calc(packs *all, sqlite3_value **values, int count, hn_buffer *out,
                char **wrong)
{
    const char *on;
    const hn_pack *pack = pack_of(all, values[0], wrong);
    const char *rows = pack ? text_of(values[1], wrong) : NULL;
    return rows && date_of(count > 2 ? values[2] : NULL, &on, wrong)
        && calc(pack, rows, on, true, out, wrong);
}

bool packs_calc_one(packs *all, sqlite3_value *folder, sqlite3_value *row,
                    sqlite3_value *on_value, hn_buffer *out, char **wrong)
{
    const char *on;
    const hn_pack *pack = pack_of(all, folder, wrong);
    const char *text = pack ? text_of(row, wrong) : NULL;
    if (!text || !date_of(on_value, &on, wrong))
        return false;
    char *rows = sqlite3_mprintf("[%s]", text);
    bool fine = rows && calc(pack, rows, on, false, out, wrong);
    sqlite3_free(rows);
    return fine;
}

/* --- explaining --------------------------------------------------------- */

/* The lists of rows that a text of JSON has, one for each kind of records. */
typedef struct lists {
    hn_source *sources;
    hn_reader *readers;
    char **texts;
    int count, room;
} lists;

static char *copied(sqlite3_stmt *each, int column)
{
    const char *text = (const char *)sqlite3_column_text(each, column);
    return text ? sqlite3_mprintf("%s", text) : NULL;
}

static void lists_free(lists *l)
{
    for (int i = 0; l->texts && i < 2 * l->count; i++)
        sqlite3_free(l->texts[i]);
    sqlite3_free(l->texts);
    sqlite3_free(l->readers);
    sqlite3_free(l->sources);
}

static bool lists_add(lists *l, char *rows, char *records)
{
    int at = l->count++;
    l->texts[2 * at] = rows;
    l->texts[2 * at + 1] = records;
    if (!rows)
        return false;
    l->readers[at] = (hn_reader){rows, strlen(rows)};
    l->sources[at] = hn_source_of(&l->readers[at], records,
                                  records ? records : "rows",
                                  HN_FORMAT_JSON);
    return true;
}

static const char list_each[] =
    "select key, coalesce(value, 'null') from json_each(?1)";

/* An object has a list for each kind of records.  One list more than there are
 * kinds is enough for the library to say which is not one. */
static bool lists_split(lists *l, sqlite3 *db, const char *text, char **wrong)
{
    sqlite3_stmt *each = NULL;
    bool fine = sqlite3_prepare_v2(db, list_each, -1, &each, NULL) == SQLITE_OK
        && sqlite3_bind_text(each, 1, text, -1, SQLITE_STATIC) == SQLITE_OK;
    int step = SQLITE_DONE;
    while (fine && l->count < l->room
           && (step = sqlite3_step(each)) == SQLITE_ROW) {
        char *records = copied(each, 0), *rows = copied(each, 1);
        fine = lists_add(l, rows, records) && records;
    }
    if (fine && step != SQLITE_DONE && step != SQLITE_ROW) {
        *wrong = sqlite3_mprintf("the rows: %s", sqlite3_errmsg(db));
        fine = false;
    }
    sqlite3_finalize(each);
    return fine;
}

static bool lists_of(lists *l, sqlite3 *db, int room, const char *text,
                     char **wrong)
{
    size_t all = (size_t)room;
    l->room = room;
    l->sources = sqlite3_malloc64(all * sizeof *l->sources);
    l->readers = sqlite3_malloc64(all * sizeof *l->readers);
    l->texts = sqlite3_malloc64(2 * all * sizeof *l->texts);
    if (!l->sources || !l->readers || !l->texts)
        return false;
    if (text[strspn(text, " \t\r\n")] == '{')
        return lists_split(l, db, text, wrong);
    return lists_add(l, sqlite3_mprintf("%s", text), NULL);
}

static bool why(const hn_pack *pack, const lists *l,
                const hn_why_options *options, hn_buffer *out, char **wrong)
{
    hn_sink sink = hn_sink_of(out);
    talk t;
    begin(&t);
    return end(&t, hn_why(pack, &t.host, options, l->sources, l->count, &sink,
                          &t.err), wrong);
}

bool packs_why(packs *all, sqlite3 *db, sqlite3_value **values, int count,
               hn_buffer *out, char **wrong)
{
    hn_why_options options = {.out = HN_FORMAT_TABLE};
    lists l = {0};
    const hn_pack *pack = pack_of(all, values[0], wrong);
    const char *rows = pack ? text_of(values[1], wrong) : NULL;
    options.key = rows ? text_of(values[2], wrong) : NULL;
    bool fine = options.key
        && date_of(count > 3 ? values[3] : NULL, &options.on, wrong)
        && lists_of(&l, db, hn_pack_records_count(pack) + 1, rows, wrong)
        && why(pack, &l, &options, out, wrong);
    lists_free(&l);
    return fine;
}
