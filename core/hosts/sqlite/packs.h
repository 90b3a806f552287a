/*
 * packs.h - the packs of one connection, and what is asked of them.
 *
 * A pack is loaded when it is first named and kept until the connection ends:
 * every statement of one connection goes by the same rules, whatever happens
 * to the files meanwhile.
 */
#ifndef HN_SQLITE_PACKS_H
#define HN_SQLITE_PACKS_H

#include <sqlite3ext.h>
#include <stdbool.h>
#include "../../highneeds.h"

/* Shared by all functions of a connection, each of which gives its share
 * back. */
typedef struct packs packs;
packs *packs_new(void);
packs *packs_share(packs *all);
void packs_release(void *all);

/* A question fails with a sentence in `*wrong`, to be freed by sqlite3_free();
 * NULL there: an allocation was refused. */

/* The text of an argument, which may be a whole number.  A REAL is refused: it
 * cannot hold every penny. */
const char *text_of(sqlite3_value *value, char **wrong);

/* What the pack comes to for rows of JSON, as hn_calc_json() says it.  The
 * values are the folder, the rows and, where there are three, the date. */
bool packs_calc(packs *all, sqlite3_value **values, int count, hn_buffer *out,
                char **wrong);
/* The same of one row, an object of JSON, in place of the list. */
bool packs_calc_one(packs *all, sqlite3_value *folder, sqlite3_value *row,
                    sqlite3_value *on, hn_buffer *out, char **wrong);
/* Why: the values are the folder, the rows, the id and perhaps the date. */
bool packs_why(packs *all, sqlite3 *db, sqlite3_value **values, int count,
               hn_buffer *out, char **wrong);

#endif
