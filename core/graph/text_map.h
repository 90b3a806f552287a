/*
 * text_map.h - from a text to a number: the ids of a table, the groups of a
 * fold.  Open addressing; the texts are copied.
 */
#ifndef HN_TEXT_MAP_H
#define HN_TEXT_MAP_H

#include "../base/memory.h"
#include "../base/text.h"

typedef struct hn_text_map_entry { hn_slice key; int64_t value; } hn_text_map_entry;

typedef struct hn_text_map {
    hn_memory *memory;
    hn_arena arena;               /* the texts                               */
    hn_text_map_entry *entries;   /* key.at NULL: empty                      */
    int64_t count, cap;           /* cap is a power of two, or 0             */
} hn_text_map;

void hn_text_map_init(hn_text_map *map, hn_memory *memory);
void hn_text_map_dispose(hn_text_map *map);

/* What no value may be: there is none; memory was refused; see below. */
enum { HN_TEXT_MAP_NONE = -1, HN_TEXT_MAP_TWICE = -2 };

/* The value of `key`, or HN_TEXT_MAP_NONE. */
int64_t hn_text_map_find(const hn_text_map *map, hn_slice key);
/* Enters `key` with `value` unless it is there; the value that stands then.
 * -1 when memory is refused. */
int64_t hn_text_map_enter(hn_text_map *map, hn_slice key, int64_t value);
/* Marks a key that is there as standing twice: its value is now
 * HN_TEXT_MAP_TWICE. */
void hn_text_map_twice(hn_text_map *map, hn_slice key);

#endif
