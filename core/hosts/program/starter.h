/*
 * starter.h - the texts of a pack to begin with, which `hn new` writes.
 */
#ifndef HN_STARTER_H
#define HN_STARTER_H

/* Where the pack's name is to stand in a text. */
#define HN_STARTER_NAME "PACK_NAME"

typedef struct hn_starter_file { const char *name, *text; } hn_starter_file;

/* Ended by one without a name. */
extern const hn_starter_file hn_starter_files[];

#endif
