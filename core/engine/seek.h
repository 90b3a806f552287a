/*
 * seek.h - looks for an example that two packs answer differently.
 *
 * It begins with the rows of the examples, and changes a few of their inputs at
 * a time to what is worth trying there (domains.h), always in the same order.
 * What is found holds for the one pack, and not for the other: both were asked.
 */
#ifndef HN_SEEK_H
#define HN_SEEK_H

#include "engine.h"

/* Writes the example, as it can be pasted into the pack, under `name`; nothing
 * where none was found in so many tries.  False when memory is refused. */
bool hn_seek(hn_text *out, const hn_pack *pack, const hn_pack *other,
             int tries, const char *name, hn_memory *memory);

#endif
