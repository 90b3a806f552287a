/*
 * sentence.c - values as people read them, alone and inside sentences.
 */
#include <string.h>
#include "sentence.h"
#include "../quantity/number.h"

/* The thing that says how a value is spoken of: a criterion is met or unmet. */
static bool is_criterion(const hn_node *node)
{
    return node->thing && node->thing->word == HN_WORD_CRITERION;
}

static void say_number(hn_text *out, const hn_node *node,
                       const hn_vector *vector, int i)
{
    if (node->type.form == HN_PERCENT)
        hn_percent_write(out, hn_vector_ratio(vector, i));
    else
        hn_amount_write(out, hn_vector_ratio(vector, i), node->type.unit);
}

static void say_missing(hn_text *out, const hn_node *node,
                        const hn_vector *vector, int i)
{
    const hn_input *input = node->op == HN_OP_INPUT ? node->u.input : NULL;
    if (input && input->blank && vector->none && hn_bit(vector->none, i))
        hn_text_add(out, input->blank);
    else
        hn_text_add(out, is_criterion(node) ? "cannot tell" : "not known");
}

void hn_value_say(hn_text *out, const hn_frame *frame, const hn_node *node,
                  int i)
{
    const hn_vector *vector = hn_frame_vector(frame, node);
    if (!vector->known || !hn_bit(vector->known, i)) {
        say_missing(out, node, vector, i);
        return;
    }
    switch (node->type.kind) {
    case HN_NUMBER:
        say_number(out, node, vector, i);
        break;
    case HN_DATE:
        hn_date_write_long(out, (hn_date)vector->value[i]);
        break;
    case HN_CHOICE:
        hn_text_add(out, node->type.choices->names[vector->value[i]]);
        break;
    case HN_TEXT:
        hn_text_add_n(out, vector->text[i].at, vector->text[i].len);
        break;
    default:
        if (is_criterion(node))
            hn_text_add(out, hn_bit(vector->yes, i) ? "met" : "unmet");
        else
            hn_text_add(out, hn_bit(vector->yes, i) ? "yes" : "no");
    }
}

void hn_sentence_say(hn_text *out, const hn_frame *frame,
                     const hn_sentence *sentence, int i)
{
    for (int k = 0; sentence && k < sentence->count; k++) {
        const hn_sentence_part *part = &sentence->parts[k];
        if (part->node)
            hn_value_say(out, frame, part->node, i);
        else if (part->text)
            hn_text_add(out, part->text);
    }
}

void hn_sentence_vector(hn_frame *frame, const hn_node *node, hn_vector *out)
{
    size_t nodes = (size_t)frame->plan->graph->node_count;
    if (!frame->texts)
        frame->texts = hn_arena_alloc(&frame->arena,
                                      nodes * sizeof *frame->texts);
    if (!frame->texts) {
        frame->failed = true;
        memset(out->known, 0, sizeof frame->live);
        return;
    }
    hn_text *text = &frame->texts[node->id];
    if (!text->memory)
        hn_text_init(text, frame->arena.memory);
    hn_text_clear(text);
    for (int i = 0; i < frame->count; i++) {
        size_t from = text->len;
        hn_sentence_say(text, frame, node->u.sentence, i);
        out->text[i].len = text->len - from;
    }
    size_t at = 0;
    frame->failed = frame->failed || text->failed;
    for (int i = 0; i < frame->count; i++) {
        out->text[i].at = text->failed ? "" : text->at + at;
        out->text[i].len = text->failed ? 0 : out->text[i].len;
        at += out->text[i].len;
    }
}

void hn_sentence_dispose(hn_frame *frame)
{
    for (int i = 0; frame->texts && i < frame->plan->graph->node_count; i++)
        if (frame->texts[i].memory)
            hn_text_dispose(&frame->texts[i]);
    frame->texts = NULL;
}

const hn_wording *hn_wording_at(const hn_frame *frame,
                                const hn_criterion *criterion, int i)
{
    hn_date date;
    int at = criterion->count - 1;
    if (criterion->count == 1)
        return &criterion->wordings[0];
    if (!hn_frame_date(frame, i, &date))
        return NULL;
    while (at >= 0 && criterion->wordings[at].from > date)
        at--;
    return at < 0 ? NULL : &criterion->wordings[at];
}
