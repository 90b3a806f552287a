/*
 * written.c - see written.h.
 */
#include "written.h"

/* The words that an op is written with; an op without any is not looked at. */
static const char *const words[HN_OPS][2] = {
    [HN_OP_OVER] = { "over", "after" },
    [HN_OP_AT_LEAST] = { "at_least", "on_or_after" },
    [HN_OP_UNDER] = { "under", "before" },
    [HN_OP_AT_MOST] = { "at_most", "on_or_before" },
    [HN_OP_IS] = { "is" },
    [HN_OP_IS_NOT] = { "is_not" },
    [HN_OP_ONE_OF] = { "one_of" },
    [HN_OP_KNOWN] = { "known" },
    [HN_OP_GIVEN] = { "given" },
    [HN_OP_ALL] = { "all" },
    [HN_OP_ANY] = { "any" },
    [HN_OP_NONE] = { "none" },
    [HN_OP_CHOOSE] = { "choose" },
    [HN_OP_LOWER] = { "lower_of", "earliest" },
    [HN_OP_HIGHER] = { "higher_of", "latest" },
    [HN_OP_ADD] = { "+" },
    [HN_OP_SUB] = { "-" },
    [HN_OP_MUL] = { "*" },
    [HN_OP_DIV] = { "/" },
    [HN_OP_SUM] = { "sum" },
    [HN_OP_COUNT] = { "count" },
};

/* The first token of a line, or of what comes after it. */
static int first_of(const hn_source *source, int line)
{
    int low = 0, high = source->count - 1;
    while (low < high) {
        int middle = (low + high) / 2;
        if (source->tokens[middle].line < line)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* How often the words of an op stand in a line. */
static int times(const hn_source *source, int line, hn_op op)
{
    int count = 0;
    for (int i = first_of(source, line); i < source->count
         && source->tokens[i].line == line; i++)
        for (int k = 0; k < 2 && words[op][k] != NULL; k++)
            count += source->tokens[i].kind != HN_TOKEN_STRING
                     && hn_token_is(source, &source->tokens[i], words[op][k]);
    return count;
}

/* The line of a helper whose last word is a call is that of its caller, which
 * need not have the word: it is taken to have it once. */
int hn_written_times(const hn_sources *sources, hn_place place, hn_op op)
{
    if (words[op][0] == NULL || place.file == NULL)
        return 0;
    const hn_source *source = hn_sources_find(sources, place.file);
    int found = source != NULL ? times(source, place.line, op) : 0;
    return source != NULL && found == 0 ? 1 : found;
}

void hn_mark_written(hn_graph *graph, const hn_sources *sources)
{
    for (int i = 0; i < graph->node_count; i++) {
        hn_node *node = graph->nodes[i];
        node->once = hn_written_times(sources, node->place, node->op) == 1;
    }
}
