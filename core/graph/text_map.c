/*
 * text_map.c - from a text to a number.
 */
#include <string.h>
#include "text_map.h"

static uint64_t hash_of(hn_slice key)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < key.len; i++)
        hash = (hash ^ (unsigned char)key.at[i]) * 0x100000001b3u;
    return hash ^ hash >> 32;
}

void hn_text_map_init(hn_text_map *map, hn_memory *memory)
{
    *map = (hn_text_map){.memory = memory};
    hn_arena_init(&map->arena, memory);
}

void hn_text_map_dispose(hn_text_map *map)
{
    hn_memory_free(map->memory, map->entries,
                   (size_t)map->cap * sizeof *map->entries);
    hn_arena_dispose(&map->arena);
    map->entries = NULL;
    map->count = map->cap = 0;
}

/* The entry of `key`, or the empty one where it belongs. */
static hn_text_map_entry *slot_of(hn_text_map_entry *entries, int64_t cap,
                                  hn_slice key)
{
    uint64_t mask = (uint64_t)cap - 1, at = hash_of(key) & mask;
    while (entries[at].key.at
           && (entries[at].key.len != key.len
               || memcmp(entries[at].key.at, key.at, key.len) != 0))
        at = (at + 1) & mask;
    return &entries[at];
}

int64_t hn_text_map_find(const hn_text_map *map, hn_slice key)
{
    if (map->cap == 0)
        return -1;
    const hn_text_map_entry *slot = slot_of(map->entries, map->cap, key);
    return slot->key.at ? slot->value : -1;
}

static bool make_room(hn_text_map *map)
{
    int64_t cap = map->cap ? map->cap * 2 : 64;
    if (map->count * 2 < map->cap)
        return true;
    hn_text_map_entry *entries =
        hn_memory_alloc(map->memory, (size_t)cap * sizeof *entries);
    if (!entries)
        return false;
    for (int64_t i = 0; i < map->cap; i++)
        if (map->entries[i].key.at)
            *slot_of(entries, cap, map->entries[i].key) = map->entries[i];
    hn_memory_free(map->memory, map->entries,
                   (size_t)map->cap * sizeof *entries);
    map->entries = entries;
    map->cap = cap;
    return true;
}

int64_t hn_text_map_enter(hn_text_map *map, hn_slice key, int64_t value)
{
    if (!make_room(map))
        return -1;
    hn_text_map_entry *slot = slot_of(map->entries, map->cap, key);
    if (slot->key.at)
        return slot->value;
    char *copy = hn_arena_text_n(&map->arena, key.at, key.len);
    if (!copy)
        return -1;
    *slot = (hn_text_map_entry){{copy, key.len}, value};
    map->count++;
    return value;
}

void hn_text_map_twice(hn_text_map *map, hn_slice key)
{
    slot_of(map->entries, map->cap, key)->value = HN_TEXT_MAP_TWICE;
}
