/*
 * explain_print.c - an explanation as text for people and as JSON.
 *
 * Values come from data: control characters in them are never passed on to a
 * terminal.
 */
#include "explain.h"

#include <string.h>

#define MARGIN 13             /* of the column with the status               */

/* --- lines --------------------------------------------------------------- */

static bool is_control(const char *at, size_t left)
{
    unsigned char c = (unsigned char)*at;
    return c < ' ' || c == 0x7F
           || (c == 0xC2 && left > 1 && (unsigned char)at[1] < 0xA0);
}

static void add_shown(hn_text *out, const char *text)
{
    size_t len = strlen(text);
    for (size_t i = 0; i < len; i++) {
        if (!is_control(text + i, len - i)) {
            hn_text_add_char(out, text[i]);
            continue;
        }
        i += (unsigned char)text[i] == 0xC2;
        hn_text_add_char(out, '?');
    }
}

static void pad(hn_text *out, size_t from, size_t width)
{
    while (out->len - from < width && !out->failed)
        hn_text_add_char(out, ' ');
}

static void add_line(hn_text *out, const char *indent, const char *text)
{
    size_t from = out->len;
    if (!text)
        return;
    hn_text_add(out, indent);
    pad(out, from, strlen(indent) + MARGIN);
    add_shown(out, text);
    hn_text_add_char(out, '\n');
}

static const char *word_of(const hn_thing *thing)
{
    return thing->word == HN_WORD_BANDS ? "band" : hn_thing_word(thing);
}

/* --- reads --------------------------------------------------------------- */

static void add_origin(hn_text *out, const hn_read *read)
{
    if (read->has_from) {
        hn_text_add(out, ", from ");
        hn_date_write_long(out, read->from);
    }
    if (read->column)
        hn_text_addf(out, " (column `%s`)", read->column);
    else if (read->source)
        hn_text_addf(out, " (%s)", read->source);
    else if (read->node->op == HN_OP_VIA)
        hn_text_add(out, " (over the link)");
    else if (read->thing && read->thing->word != HN_WORD_LINK)
        hn_text_addf(out, " (%s)", word_of(read->thing));
}

/* "last_award_end = no award before" where nothing is a fact. */
static bool says_itself(const hn_read *read)
{
    return !read->missing || strcmp(read->said, "not known") != 0;
}

static void add_read(hn_text *out, const hn_read *read, const char *indent,
                     hn_text *line)
{
    hn_text_clear(line);
    if (says_itself(read))
        hn_text_addf(line, "%s = %s", read->name, read->said);
    else
        hn_text_addf(line, "%s is %s", read->name, read->missing);
    add_origin(line, read);
    add_line(out, indent, hn_text_string(line));
}

/* The criteria of an award are items of their own. */
static bool is_told_apart(const hn_item *item, const hn_read *read)
{
    return item->thing->word == HN_WORD_AWARD && read->thing
           && read->thing->word == HN_WORD_CRITERION;
}

static void add_need(hn_text *out, const hn_input *input, const char *indent,
                     hn_text *line)
{
    hn_text_clear(line);
    hn_text_addf(line, "needs %s", input->thing.name);
    if (input->thing.label)
        hn_text_addf(line, ": %s", input->thing.label);
    hn_text_addf(line, " (column `%s`)", hn_input_column(input));
    add_line(out, indent, hn_text_string(line));
}

static void add_place(hn_text *out, const hn_item *item, const char *indent,
                      hn_text *line)
{
    hn_text_clear(line);
    hn_text_addf(line, "%s:%d", item->place.file ? item->place.file : "",
                 item->place.line);
    if (item->source)
        hn_text_addf(line, " - %s", item->source);
    if (item->place.file)
        add_line(out, indent, hn_text_string(line));
}

/* --- items --------------------------------------------------------------- */

static const char *status_of(const hn_item *item)
{
    if (!item->is_test)
        return word_of(item->thing);
    return !item->known ? "CANNOT TELL"
           : strcmp(item->said, "met") == 0 ? "MET" : "UNMET";
}

static void add_title(hn_text *out, const hn_item *item, const char *indent,
                      hn_text *line)
{
    const hn_thing *thing = item->thing;
    size_t from = out->len;
    hn_text_add(out, indent);
    hn_text_add(out, status_of(item));
    pad(out, from, strlen(indent) + MARGIN);
    hn_text_clear(line);
    hn_text_add(line, thing->label ? thing->label : thing->name);
    if (!item->is_test)
        hn_text_addf(line, ": %s", item->said);
    add_shown(out, hn_text_string(line));
    hn_text_add_char(out, '\n');
}

/* "would be tier 2", "would not be given" */
static void say_turned(hn_text *line, const hn_item *item,
                       const hn_turn *turn)
{
    bool award = item->thing->word == HN_WORD_AWARD;
    if (strcmp(turn->outcome, "not known") == 0)
        hn_text_add(line, "could not be told");
    else if (award)
        hn_text_add(line, strcmp(turn->outcome, "met") == 0
                          ? "would be given" : "would not be given");
    else
        hn_text_addf(line, "would be %s", turn->outcome);
}

/* "would be tier 2 if sessions_lost were 50% (it is 10%)" */
static void add_turns(hn_text *out, const hn_item *item, const char *indent,
                      hn_text *line)
{
    for (int i = 0; i < item->turns.count; i++) {
        const hn_turn *turn = &item->turns.list[i];
        hn_text_clear(line);
        say_turned(line, item, turn);
        hn_text_addf(line, " if %s were %s (it is %s)",
                     turn->input->thing.name, turn->to, turn->from);
        add_line(out, indent, hn_text_string(line));
    }
    if (item->turns.over_rows)
        add_line(out, indent, "it goes over other rows: what would turn it "
                              "is not looked for");
    else if (item->is_turned && item->turns.count == 0)
        add_line(out, indent, "no change of one input alone was found to "
                              "turn it");
}

static void add_item(hn_text *out, const hn_item *item, const char *indent,
                     hn_text *line, bool brief)
{
    add_title(out, item, indent, line);
    add_line(out, indent, item->sentence);
    if (brief)
        return;
    add_turns(out, item, indent, line);
    for (int i = 0; i < item->need_count; i++)
        add_need(out, item->needs[i], indent, line);
    for (int i = 0; i < item->working_count; i++)
        add_line(out, indent, item->working[i]);
    for (int i = 0; i < item->read_count; i++)
        if (!is_told_apart(item, &item->reads[i]))
            add_read(out, &item->reads[i], indent, line);
    add_place(out, item, indent, line);
}

void hn_explanation_items(hn_text *out, const hn_explanation *explanation,
                          const char *indent)
{
    hn_text line;
    hn_text_init(&line, explanation->arena->memory);
    for (int i = 0, count = 0; i < explanation->count; i++) {
        if (!hn_item_is_for(explanation, explanation->items[i]))
            continue;
        if (count++ > 0)
            hn_text_add_char(out, '\n');
        add_item(out, explanation->items[i], indent, &line,
                 explanation->audience != HN_STAFF);
    }
    out->failed = out->failed || line.failed;
    hn_text_dispose(&line);
}

/* --- the heading --------------------------------------------------------- */

/* The id of the row; false where it has none, or it is private and was not
 * asked for. */
static bool key_of(const hn_explanation *e, hn_slice *out)
{
    const hn_frame *frame = e->here.frame;
    const hn_input *key = frame->records ? frame->records->key : NULL;
    if (!key || !frame->rows || (key->is_private && !e->key))
        return false;
    const hn_vector *ids = &frame->rows->vectors[key->index];
    if (!hn_bit(ids->known, e->here.row))
        return false;
    *out = ids->text[e->here.row];
    return true;
}

static void add_subject(hn_text *out, const hn_explanation *e)
{
    const hn_frame *frame = e->here.frame;
    hn_slice key;
    if (!frame->records) {
        hn_text_add(out, "for the run");
        return;
    }
    hn_text_add(out, frame->records->thing.name);
    if (key_of(e, &key)) {
        hn_text_add_char(out, ' ');
        hn_text_add_n(out, key.at, key.len);
    } else if (frame->rows->origins[e->here.row].line > 0) {
        hn_text_add(out, " in line ");
        hn_text_add_int(out, frame->rows->origins[e->here.row].line);
    }
}

static void add_heading(hn_text *out, const hn_explanation *e, hn_text *line)
{
    const char *approved = hn_pack_approved(e->pack);
    hn_date date;
    hn_text_addf(line, "%s (%s %s%s%s)", hn_pack_title(e->pack),
                 hn_pack_name(e->pack), hn_pack_version(e->pack),
                 *approved ? ", " : "", approved);
    add_shown(out, hn_text_string(line));
    hn_text_add_char(out, '\n');
    hn_text_clear(line);
    add_subject(line, e);
    if (hn_frame_date(e->here.frame, e->here.row, &date)) {
        hn_text_add(line, e->here.frame->records ? ", decided on " : ", on ");
        hn_date_write_long(line, date);
    }
    add_shown(out, hn_text_string(line));
    hn_text_add(out, "\n\n");
}

static bool is_award(const hn_item *item)
{
    return item->thing->word == HN_WORD_AWARD;
}

/* The answer before the reasons. */
static void add_awards(hn_text *out, const hn_explanation *e)
{
    bool any = false;
    for (int i = 0; i < e->count; i++) {
        const hn_item *item = e->items[i];
        if (!is_award(item))
            continue;
        any = true;
        add_shown(out, item->thing->label ? item->thing->label
                                          : item->thing->name);
        hn_text_add(out, ": ");
        add_shown(out, item->said);
        if (item->sentence) {
            hn_text_add(out, ".  ");
            add_shown(out, item->sentence);
        }
        hn_text_add_char(out, '\n');
    }
    if (any)
        hn_text_add_char(out, '\n');
}

void hn_explanation_text(hn_text *out, const hn_explanation *explanation)
{
    hn_text line;
    hn_text_init(&line, explanation->arena->memory);
    add_heading(out, explanation, &line);
    if (!explanation->only)
        add_awards(out, explanation);
    out->failed = out->failed || line.failed;
    hn_text_dispose(&line);
    hn_explanation_items(out, explanation, "");
}

/* --- JSON ---------------------------------------------------------------- */

static void add_json(hn_text *out, const char *name, const char *text)
{
    hn_text_addf(out, ",\"%s\":", name);
    if (text)
        hn_write_json_text(out, hn_slice_of(text));
    else
        hn_text_add(out, "null");
}

static void add_json_date(hn_text *out, const char *name, bool has,
                          hn_date date)
{
    hn_text_addf(out, ",\"%s\":", name);
    hn_text_add(out, has ? "\"" : "null");
    if (has) {
        hn_date_write(out, date);
        hn_text_add_char(out, '"');
    }
}

static void add_json_place(hn_text *out, hn_place place)
{
    hn_text text;
    hn_text_init(&text, out->memory);
    hn_text_addf(&text, "%s:%d", place.file ? place.file : "", place.line);
    add_json(out, "place", place.file ? hn_text_string(&text) : NULL);
    out->failed = out->failed || text.failed;
    hn_text_dispose(&text);
}

static void add_json_read(hn_text *out, const hn_read *read)
{
    hn_text_add(out, "{\"name\":");
    hn_write_json_text(out, hn_slice_of(read->name));
    add_json(out, "label", read->label);
    hn_text_addf(out, ",\"value\":%s", read->exact);
    add_json(out, "said", read->said);
    add_json(out, "missing", read->missing);
    add_json(out, "column", read->column);
    add_json_date(out, "from", read->has_from, read->from);
    add_json(out, "source", read->source);
    add_json_place(out, read->place);
    hn_text_add_char(out, '}');
}

static void add_json_turns(hn_text *out, const hn_item *item)
{
    hn_text_add(out, ",\"turns\":[");
    for (int i = 0; i < item->turns.count; i++) {
        const hn_turn *turn = &item->turns.list[i];
        hn_text_addf(out, "%s{\"input\":\"%s\"", i ? "," : "",
                     turn->input->thing.name);
        add_json(out, "from", turn->from);
        add_json(out, "to", turn->to);
        add_json(out, "outcome", turn->outcome);
        hn_text_add_char(out, '}');
    }
    hn_text_add_char(out, ']');
}

static void add_json_lists(hn_text *out, const hn_item *item, bool brief)
{
    hn_text_add(out, ",\"reads\":[");
    for (int i = 0; !brief && i < item->read_count; i++) {
        hn_text_add(out, i ? "," : "");
        add_json_read(out, &item->reads[i]);
    }
    hn_text_add(out, "],\"working\":[");
    for (int i = 0; !brief && i < item->working_count; i++) {
        hn_text_add(out, i ? "," : "");
        hn_write_json_text(out, hn_slice_of(item->working[i]));
    }
    hn_text_add(out, "],\"needs\":[");
    for (int i = 0; i < item->need_count; i++) {
        hn_text_add(out, i ? "," : "");
        hn_write_json_text(out, hn_slice_of(item->needs[i]->thing.name));
    }
    hn_text_add_char(out, ']');
}

static void add_json_item(hn_text *out, const hn_item *item, bool brief)
{
    const hn_thing *thing = item->thing;
    hn_text_addf(out, "\n{\"word\":\"%s\",\"name\":\"%s\"",
                 hn_thing_word(thing), thing->name);
    add_json(out, "label", thing->label);
    hn_text_addf(out, ",\"%s\":%s", item->is_test ? "status" : "value",
                 item->exact);
    add_json(out, "said", item->said);
    add_json(out, "sentence", item->sentence);
    add_json_lists(out, item, brief);
    if (item->is_turned)
        add_json_turns(out, item);
    add_json(out, "source", item->source);
    if (!brief)
        add_json_place(out, item->place);
    hn_text_add_char(out, '}');
}

void hn_explanation_json(hn_text *out, const hn_explanation *explanation)
{
    const hn_explanation *e = explanation;
    const hn_records *records = e->here.frame->records;
    hn_slice key;
    hn_date date = 0;
    hn_text_add(out, "{\"pack\":");
    hn_write_json_text(out, hn_slice_of(hn_pack_name(e->pack)));
    add_json(out, "version", hn_pack_version(e->pack));
    add_json(out, "records", records ? records->thing.name : NULL);
    hn_text_add(out, ",\"key\":");
    if (key_of(e, &key))
        hn_write_json_text(out, key);
    else
        hn_text_add(out, "null");
    bool has_date = hn_frame_date(e->here.frame, e->here.row, &date);
    add_json_date(out, "date", has_date, date);
    hn_text_add(out, ",\"items\":[");
    for (int i = 0, count = 0; i < e->count; i++) {
        if (!hn_item_is_for(e, e->items[i]))
            continue;
        hn_text_add(out, count++ ? "," : "");
        add_json_item(out, e->items[i], e->audience != HN_STAFF);
    }
    hn_text_add(out, "\n]}\n");
}
