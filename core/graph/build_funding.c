/*
 * build_funding.c - a function of the funding arithmetic as a node.
 *
 * What a function takes stands in its table (core/funding/functions.h), where
 * two signs stand for units that the arguments bring along: "*" for what is
 * counted and "money".  They are settled by the arguments that have a unit, in
 * their order; then a number alone takes the unit of its argument, and
 * whatever has another unit is told with what the function wants.
 *
 * A printed figure of a claim takes the unit of its argument as well: a report
 * seldom says what an amount is of.
 *
 * An argument that may be left out as nought takes a list as well: its entries
 * are added up.
 */
#include "make.h"

#include <string.h>
#include "edit.h"

/* A unit of the table, taken apart: `fixed`, times what is counted and money
 * to these powers; `tag` is net or gross where money is said to be that. */
typedef struct shape {
    hn_form form;
    hn_unit fixed, tag;
    int counted, money;
} shape;

/* What stands for one argument. */
typedef struct slot {
    const hn_funding_arg *arg;
    shape shape;
    hn_node **entries;             /* one, or those of a list; NULL: nothing */
    int count;
    hn_place place;
    bool meant;                    /* by a name that is misspelt            */
} slot;

typedef struct call {
    hn_graph *graph;
    const hn_funding_function *function;
    hn_place place;
    slot slots[HN_FUNDING_MOST_ARGS];
    bool broken;                   /* something was told                    */
    hn_unit counted, money, tag;   /* of money: without its tag, and that   */
    const slot *counts, *pays;     /* who settled them; NULL: nobody        */
} call;

/* --- units of the table -------------------------------------------------- */

static hn_unit tag_of(hn_unit unit)
{
    hn_unit tag = hn_unit_plain();
    tag.power[HN_NET] = unit.power[HN_NET];
    tag.power[HN_GROSS] = unit.power[HN_GROSS];
    return tag;
}

static hn_unit without_tag(hn_unit unit)
{
    unit.power[HN_NET] = unit.power[HN_GROSS] = 0;
    return unit;
}

/* "net money" becomes "money"; the tag is what "net GBP" has over "GBP". */
static const char *read_tag(shape *out, const char *text)
{
    static const char *const words[] = { "net ", "gross " };
    for (int i = 0; i < 2; i++) {
        size_t len = strlen(words[i]);
        if (strncmp(text, words[i], len) != 0)
            continue;
        out->tag.power[i == 0 ? HN_NET : HN_GROSS] = 1;
        return text + len;
    }
    return text;
}

static void read_word(shape *out, hn_slice word, int sign)
{
    char name[32] = "";
    hn_unit unit = hn_unit_plain();
    if (hn_slice_is(word, "*"))
        out->counted = sign;
    else if (hn_slice_is(word, "money"))
        out->money = sign;
    else if (word.len < sizeof name) {
        memcpy(name, word.at, word.len);
        hn_unit_read(&unit, name);
    }
    if (sign > 0)
        hn_unit_mul(&out->fixed, out->fixed, unit);
    else
        hn_unit_div(&out->fixed, out->fixed, unit);
}

static shape shape_of(const char *text)
{
    shape out = { .form = HN_AMOUNT };
    hn_type type;
    if (!strchr(text, '*') && !strstr(text, "money")) {
        if (!hn_type_read(&type, text, NULL)) {
            out.form = type.form;
            out.fixed = type.unit;
        }
        return out;
    }
    text = read_tag(&out, text);
    for (int sign = 1; ; sign = -1) {
        size_t len = strcspn(text, "/");
        read_word(&out, (hn_slice){ text, len }, sign);
        if (!text[len])
            return out;
        text += len + 1;
    }
}

static void times(hn_unit *out, hn_unit unit, int power)
{
    if (power > 0)
        hn_unit_mul(out, *out, unit);
    else if (power < 0)
        hn_unit_div(out, *out, unit);
}

/* The unit that an argument, or the result, has by now. */
static hn_unit unit_of(const call *c, const shape *s)
{
    hn_unit out = s->fixed;
    bool own = !hn_unit_is_plain(s->tag);
    times(&out, c->counted, s->counted);
    times(&out, c->money, s->money);
    times(&out, own ? s->tag : c->tag, s->money);
    return out;
}

static hn_type type_of(const call *c, const shape *s)
{
    return (hn_type){ .kind = HN_NUMBER, .form = s->form,
                      .unit = unit_of(c, s) };
}

/* --- settling the signs -------------------------------------------------- */

static bool is_time(int base)
{
    return base == HN_YEARS || base == HN_WEEKS || base == HN_DAYS
           || base == HN_MONTHS || base == HN_HOURS;
}

/* One unit that is neither money nor time, or a plain number. */
static bool is_counted(hn_unit unit)
{
    int ones = 0;
    for (int i = 0; i < HN_BASE_UNITS; i++) {
        bool counted = i != HN_GBP && i != HN_NET && i != HN_GROSS
                       && !is_time(i) && unit.power[i] == 1;
        if (unit.power[i] != 0 && !counted)
            return false;
        ones += unit.power[i];
    }
    return ones <= 1;
}

/* What is left of the unit of an entry is the sign. */
static hn_unit rest_of(hn_unit unit, const shape *s)
{
    hn_unit rest = unit;
    hn_unit_div(&rest, unit, s->fixed);
    if (s->counted + s->money < 0) {
        hn_unit inverse = hn_unit_plain();
        hn_unit_div(&inverse, inverse, rest);
        rest = inverse;
    }
    return rest;
}

static void learn_money(call *c, const slot *from, hn_unit rest)
{
    hn_unit tag = tag_of(rest), own = from->shape.tag;
    if (!hn_unit_is_money(rest)
        || (!hn_unit_is_plain(own) && !hn_unit_same(tag, own)))
        return;
    c->money = without_tag(rest);
    c->tag = hn_unit_is_plain(own) ? tag : hn_unit_plain();
    c->pays = from;
}

static void learn(call *c, const slot *from, const hn_node *entry)
{
    const shape *s = &from->shape;
    if (!entry || entry->type.kind != HN_NUMBER || entry->of_report)
        return;
    hn_unit rest = rest_of(entry->type.unit, s);
    if (s->money && !c->pays)
        learn_money(c, from, rest);
    if (s->counted && !c->counts && is_counted(rest)) {
        c->counted = rest;
        c->counts = from;
    }
}

/* What nobody settles: pounds, and plain numbers. */
static void settle(call *c)
{
    c->money = hn_unit_of(HN_GBP);
    for (int i = 0; i < c->function->count; i++)
        for (int k = 0; k < c->slots[i].count; k++)
            learn(c, &c->slots[i], c->slots[i].entries[k]);
}

/* --- telling ------------------------------------------------------------- */

static void tell(call *c, int code, hn_place place, const char *help,
                 const char *message)
{
    hn_report_addf(c->graph->report, code, HN_ERROR, place, help, "%s",
                   message);
    c->broken = true;
}

static const char *names_of(call *c)
{
    const char *list = "";
    for (int i = 0; i < c->function->count; i++)
        list = hn_make_text(c->graph, "%s%s%s", list, i ? ", " : "",
                            c->function->args[i].name);
    return list;
}

static void tell_unknown(call *c, const hn_given *given)
{
    const char *names[HN_FUNDING_MOST_ARGS];
    for (int i = 0; i < c->function->count; i++)
        names[i] = c->function->args[i].name;
    const char *near = hn_text_nearest(given->name, names,
                                       c->function->count);
    for (int i = 0; near && i < c->function->count; i++)
        c->slots[i].meant |= strcmp(near, names[i]) == 0;
    tell(c, 111, given->name_place, near
         ? hn_make_text(c->graph, "did you mean `%s`?", near)
         : hn_make_text(c->graph, "it takes %s", names_of(c)),
         hn_make_text(c->graph, "`%s` is no argument of `funding.%s`",
                      given->name, c->function->name));
}

static bool is_percent(const shape *s)
{
    return s->form == HN_PERCENT;
}

/* What an argument takes, in words: its unit, or where that was not settled
 * what may settle it. */
static const char *wanted(call *c, const slot *s)
{
    bool no_count = s->shape.counted && !c->counts;
    if (s->shape.money && !c->pays)
        return hn_make_text(c->graph, "%s, such as %s", s->arg->unit,
                            hn_make_type_text(c->graph,
                                              type_of(c, &s->shape)));
    if (no_count && hn_unit_is_plain(s->shape.fixed))
        return "places, pupils, heads, plans or the like";
    if (no_count) {
        call example = *c;
        example.counted = hn_unit_of(HN_PLACES);
        return hn_make_text(c->graph, "%s or the like", hn_make_type_text(
                                c->graph, type_of(&example, &s->shape)));
    }
    return hn_make_type_text(c->graph, type_of(c, &s->shape));
}

static void tell_missing(call *c, const slot *s)
{
    c->broken = true;
    if (s->meant)
        return;
    tell(c, 112, c->place,
         hn_make_text(c->graph, "add %s = ..., in %s%s", s->arg->name,
                      wanted(c, s), is_percent(&s->shape) ? ": 3 is 3%"
                                                          : ""),
         hn_make_text(c->graph, "`funding.%s` has no `%s` (%s)",
                      c->function->name, s->arg->name, s->arg->says));
}

/* Who settled the unit that an entry does not have. */
static const char *settled_by(call *c, const slot *s)
{
    const slot *by = s->shape.counted ? c->counts : s->shape.money ? c->pays
                                                                   : NULL;
    if (!by || by == s)
        return "";
    return hn_make_text(c->graph, ", as `%s` is %s", by->arg->name,
                        hn_make_type_text(c->graph,
                                          type_of(c, &by->shape)));
}

static const char *duration_help(call *c, hn_unit is, hn_unit wants)
{
    hn_unit year = hn_unit_of(HN_YEARS), other;
    if (hn_unit_mul(&other, is, year) && hn_unit_same(other, wants))
        return "for a whole year write `* years(1)` behind it; for part of "
               "one multiply by `part_of_year`";
    if (hn_unit_div(&other, is, year) && hn_unit_same(other, wants))
        return "if it is for one year write `/ years(1)` behind it";
    for (int base = HN_YEARS; base <= HN_MONTHS; base++)
        if (hn_unit_is_plain(is)
            && hn_unit_same(wants, hn_unit_of((hn_base_unit)base))) {
            const char *name = hn_make_type_text(c->graph,
                                                 hn_type_number(wants));
            return hn_make_text(c->graph, "write %s(...) around it, or "
                                "declare it with type = \"%s\"", name, name);
        }
    return NULL;
}

/* What is too much, or lacks, where that is no money. */
static const char *factor_help(call *c, hn_type is, hn_type wants)
{
    hn_unit more, less;
    if (!hn_unit_div(&more, is.unit, wants.unit)
        || !hn_unit_div(&less, wants.unit, is.unit)
        || more.power[HN_GBP] != 0)
        return NULL;
    bool divide = false;
    for (int i = 0; i < HN_BASE_UNITS; i++)
        divide = divide || more.power[i] > 0;
    return hn_make_text(c->graph, "%s it by %s to make it %s",
                        divide ? "divide" : "multiply",
                        hn_make_type_text(c->graph,
                                          hn_type_number(divide ? more
                                                                : less)),
                        hn_make_type_text(c->graph, wants));
}

static const char *unit_help(call *c, const slot *s, hn_type is)
{
    hn_type wants = type_of(c, &s->shape);
    const char *help = duration_help(c, is.unit, wants.unit);
    bool open = (s->shape.counted && !c->counts)
                || (s->shape.money && !c->pays);
    if (is_percent(&s->shape) && hn_unit_is_plain(is.unit))
        return "declare it with type = \"percent\": 3 is 3%, and a count of "
               "3 would be 300%";
    if (hn_unit_tags_differ(is.unit, wants.unit))
        return hn_make_text(c->graph, "declare it with type = \"%s\"",
                            hn_make_type_text(c->graph, wants));
    if (!help && *settled_by(c, s))
        return hn_make_text(c->graph, "it is the same throughout "
                            "`funding.%s`", c->function->name);
    if (!help && !open)
        help = factor_help(c, is, wants);
    return help ? help : "write a number alone, or a value of that unit";
}

static void tell_unit(call *c, const slot *s, const hn_node *entry)
{
    tell(c, 200, s->place, unit_help(c, s, entry->type),
         hn_make_text(c->graph, "%s: `%s` of `funding.%s` (%s) takes %s%s",
                      hn_make_says(c->graph, entry, "the value"),
                      s->arg->name, c->function->name, s->arg->says,
                      wanted(c, s), settled_by(c, s)));
}

static void tell_kind(call *c, const slot *s, const hn_node *entry)
{
    hn_kind kind = entry->type.kind;
    if (hn_node_is_link(entry)) {
        tell(c, 213, s->place, "name a column of the row it leads to",
             hn_make_text(c->graph, "%s is a link and no value",
                          hn_make_name(c->graph, hn_node_leaf(entry),
                                       "this")));
        return;
    }
    tell(c, 201, s->place,
         kind == HN_CHOICE ? "a choice becomes an amount by a `lookup`"
         : kind == HN_YESNO ? "to take an amount by a test use choose { { "
                              "when = ..., take = ... }, otherwise = 0 }"
                            : NULL,
         hn_make_text(c->graph, "%s: `%s` of `funding.%s` (%s) takes %s",
                      hn_make_says(c->graph, entry, "the value"),
                      s->arg->name, c->function->name, s->arg->says,
                      wanted(c, s)));
}

/* --- what stands for the arguments --------------------------------------- */

static bool takes_list(const slot *s)
{
    return s->arg->otherwise && strcmp(s->arg->otherwise, "0") == 0
           && !is_percent(&s->shape);
}

static void take(call *c, const hn_given *given)
{
    for (int i = 0; i < c->function->count; i++) {
        slot *s = &c->slots[i];
        if (strcmp(s->arg->name, given->name) != 0)
            continue;
        s->place = given->place;
        if (given->list && !takes_list(s))
            tell(c, 119, given->place, "write one value, or add up with +",
                 hn_make_text(c->graph, "`%s` of `funding.%s` takes one "
                              "value, and a list stands here", s->arg->name,
                              c->function->name));
        s->count = given->count;
        s->entries = hn_make_array(c->graph, given->nodes, given->count,
                                   sizeof *s->entries);
        return;
    }
    tell_unknown(c, given);
}

/* What was not given, or is an empty list. */
static void take_otherwise(call *c, slot *s)
{
    if (s->count > 0)
        return;
    s->place = c->place;
    s->entries = hn_arena_alloc(&c->graph->arena, sizeof *s->entries);
    if (!s->arg->otherwise || !s->entries)
        return;
    s->entries[0] = hn_build_literal(c->graph, s->arg->otherwise, true,
                                     c->place);
    s->count = s->entries[0] != NULL;
}

static void take_all(call *c, const hn_given *given, int count)
{
    for (int i = 0; i < c->function->count; i++) {
        c->slots[i].arg = &c->function->args[i];
        c->slots[i].shape = shape_of(c->function->args[i].unit);
    }
    for (int i = 0; i < count; i++)
        take(c, &given[i]);
    for (int i = 0; i < c->function->count; i++)
        take_otherwise(c, &c->slots[i]);
}

/* --- fitting ------------------------------------------------------------- */

/* A figure of a report is what the report says it is of, but for money. */
static bool fits(const call *c, const slot *s, const hn_node *entry)
{
    hn_unit unit = unit_of(c, &s->shape);
    if (entry->of_report)
        return entry->type.unit.power[HN_GBP] == unit.power[HN_GBP];
    if (!hn_unit_same(entry->type.unit, unit))
        return false;
    return !is_percent(&s->shape) || entry->type.form != HN_COUNT;
}

/* A plain number that is counted is a count where it is whole. */
static hn_type literal_type(const call *c, const slot *s)
{
    hn_type type = type_of(c, &s->shape);
    if (s->shape.counted && type.form == HN_AMOUNT
        && hn_unit_is_plain(type.unit))
        type.form = HN_COUNT;
    return type;
}

static void fit(call *c, slot *s, int k)
{
    hn_node *entry = hn_make_typed(c->graph, s->entries[k],
                                   literal_type(c, s), NULL);
    s->entries[k] = entry;
    if (!entry || hn_node_broken(entry))
        c->broken = true;
    else if (entry->type.kind != HN_NUMBER || hn_node_is_link(entry))
        tell_kind(c, s, entry);
    else if (!fits(c, s, entry))
        tell_unit(c, s, entry);
}

static void fit_all(call *c)
{
    for (int i = 0; i < c->function->count; i++) {
        slot *s = &c->slots[i];
        for (int k = 0; k < s->count; k++)
            fit(c, s, k);
        if (s->count == 0)
            tell_missing(c, s);
    }
}

/* --- the node ------------------------------------------------------------ */

static hn_node *add_up(call *c, const slot *s)
{
    hn_node *sum = s->entries[0];
    for (int k = 1; k < s->count; k++) {
        hn_node *pair[] = { sum, s->entries[k] };
        sum = hn_build_op(c->graph, HN_OP_ADD, pair, 2, s->place);
    }
    return sum;
}

static hn_node *spoil(call *c)
{
    for (int i = 0; i < c->function->count; i++)
        hn_make_spoiled(c->graph, c->slots[i].entries, c->slots[i].count,
                        c->place);
    return hn_build_broken(c->graph, c->place);
}

/* Counts give a count where the function does not divide. */
static hn_type result_of(const call *c)
{
    shape s = shape_of(c->function->unit);
    hn_type type = type_of(c, &s);
    bool counts = s.counted == 1 && hn_unit_is_plain(type.unit)
                  && !c->function->divided_by;
    for (int i = 0; i < c->function->count; i++)
        for (int k = 0; k < c->slots[i].count; k++)
            counts = counts
                     && c->slots[i].entries[k]->type.form == HN_COUNT;
    if (counts)
        type.form = HN_COUNT;
    return type;
}

/* Whether it is divided by what a row says. */
static bool is_uneven(const hn_node *node)
{
    const hn_funding_function *function = node->u.funding;
    for (int i = 0; i < node->count; i++)
        if (function->divided_by && node->args[i]->records
            && strcmp(function->args[i].name, function->divided_by) == 0)
            return true;
    return false;
}

static hn_node *make(call *c)
{
    const hn_funding_function *function = c->function;
    hn_node *args[HN_FUNDING_MOST_ARGS];
    for (int i = 0; i < function->count; i++)
        args[i] = add_up(c, &c->slots[i]);
    hn_node *node = hn_make_node(c->graph, HN_OP_FUNDING, result_of(c), args,
                                 function->count, c->place);
    if (!node || hn_node_broken(node))
        return node;
    node->u.funding = function;
    node->uneven = node->uneven || is_uneven(node);
    return hn_make_enter(c->graph, node);
}

/* What reads no data gives its result, or none, when the pack loads. */
static hn_node *check_constant(call *c, hn_node *node)
{
    const char *why = hn_graph_constant_refusal(c->graph, node);
    if (!why)
        return node;
    node->uses++;
    tell(c, 212, c->place,
         hn_make_text(c->graph, "correct the value; `hn help funding.%s` "
                      "tells what it goes by", c->function->name),
         hn_make_text(c->graph, "`funding.%s` has no result: %s",
                      c->function->name, why));
    return hn_build_broken(c->graph, c->place);
}

/* Two values of one kind exchanged; where there are more, with the next. */
static void edit_pair(call *c, int i)
{
    slot *a = &c->slots[i];
    for (int j = i + 1; a->count == 1 && j < c->function->count; j++) {
        slot *b = &c->slots[j];
        if (b->count != 1 || !hn_type_like(a->entries[0]->type,
                                           b->entries[0]->type))
            continue;
        if (hn_edit_asked(c->graph, c->place, "`%s` and `%s` exchanged",
                          a->arg->name, b->arg->name)) {
            hn_node *kept = a->entries[0];
            a->entries[0] = b->entries[0];
            b->entries[0] = kept;
        }
        return;
    }
}

static void edit_slots(call *c)
{
    if (!c->graph->edits || c->broken)
        return;
    for (int i = 0; i < c->function->count; i++) {
        slot *s = &c->slots[i];
        for (int k = 0; k < s->count; k++)
            s->entries[k] = hn_edit_constant(
                c->graph, s->entries[k],
                hn_make_text(c->graph, "`%s`", s->arg->name), s->place);
        edit_pair(c, i);
    }
}

hn_node *hn_build_funding(hn_graph *graph,
                          const hn_funding_function *function,
                          const hn_given *given, int count, hn_place place)
{
    call c = { .graph = graph, .function = function, .place = place };
    take_all(&c, given, count);
    if (graph->arena.failed)
        return NULL;
    settle(&c);
    fit_all(&c);
    if (graph->arena.failed)
        return NULL;
    edit_slots(&c);
    if (c.broken)
        return spoil(&c);
    hn_node *node = make(&c);
    return node && !hn_node_broken(node) ? check_constant(&c, node) : node;
}
