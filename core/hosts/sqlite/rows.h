/* rows.h - the table-valued function hn_rows. */
#ifndef HN_SQLITE_ROWS_H
#define HN_SQLITE_ROWS_H

#include "packs.h"

/* Declares it to a connection, SQLITE_OK or another; takes over a share of
 * the packs either way. */
int rows_declare(sqlite3 *db, packs *all);

#endif
