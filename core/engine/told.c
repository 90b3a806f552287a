/*
 * told.c - a value kept as it is told, when what it came from is gone.
 */
#include "engine.h"
#include "../graph/sentence.h"

static const char *keep(hn_arena *arena, const hn_text *text)
{
    return text->failed ? NULL
                        : hn_arena_text_n(arena, text->at ? text->at : "",
                                          text->len);
}

static bool is_test(const hn_node *node)
{
    return node->thing && node->thing->word == HN_WORD_CRITERION;
}

static const char *exact(const hn_frame *frame, const hn_node *node, int row,
                         hn_table_format format, hn_text *text,
                         hn_arena *arena)
{
    hn_writer writer;
    if (!hn_writer_init(&writer, format, 1, arena)
        || !hn_writer_column(&writer, 0, "value", node->type,
                             is_test(node) ? HN_WORDS_MET : HN_WORDS_YES_NO))
        return NULL;
    hn_text_clear(text);
    hn_writer_cell(&writer, text, 0, hn_frame_vector(frame, node), row);
    return keep(arena, text);
}

bool hn_told_make(hn_told *out, const hn_frame *frame, const hn_node *node,
                  int row, hn_table_format format, hn_arena *arena)
{
    const hn_vector *vector = hn_frame_vector(frame, node);
    hn_text text;
    *out = (hn_told){.known = vector->known && hn_bit(vector->known, row)};
    out->counts = out->known && node->type.kind == HN_NUMBER;
    if (out->counts)
        out->number = hn_vector_ratio(vector, row);
    hn_text_init(&text, arena->memory);
    hn_value_say(&text, frame, node, row);
    out->said = keep(arena, &text);
    out->exact = exact(frame, node, row, format, &text, arena);
    hn_text_dispose(&text);
    return out->said && out->exact;
}
