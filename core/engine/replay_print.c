/*
 * replay_print.c - what became of the decisions of a log, for people and for
 * programs.
 *
 * A decision that comes out otherwise is told by its line in the log, which
 * says nothing of the child to one who has not got the log.  Whose it is, and
 * what it came to, is told with `internal` alone; so are numbers that
 * replay_guard.c holds back.
 */
#include <string.h>
#include "lines.h"
#include "replay.h"
#include "../quantity/number.h"

#define NOT_TOLD "c"

static const char *const cames[] = {
    [HN_CAME_MET] = "met", [HN_CAME_UNMET] = "unmet",
    [HN_CAME_OPEN] = "cannot tell", [HN_CAME_PLAIN] = "no test",
    [HN_CAME_REJECTED] = "rejected", [HN_CAME_ABSENT] = "no such award"
};

typedef struct printer {
    const hn_replayed *r;
    hn_text *out;
    hn_lines lines;
    bool withheld;
} printer;

/* --- numbers, in the order in which they are told ------------------------ */

/* A row of what became of an award. */
typedef struct measure {
    const char *name, *label;
    hn_detail from;           /* how much must be told for it to be           */
    bool quiet;               /* left out where it is nought                  */
    bool money, year;
} measure;

enum { CASES, OTHERWISE, SAME, MET, UNMET, OPEN, REJECTED, GONE, NEW, MORE,
       LESS, EQUAL, UNKNOWN, WAS, IS, DIFFERENCE, WAS_MORE, WAS_LESS,
       YEAR_WAS, YEAR_IS, YEAR_DIFFERENCE, MEASURES };

static const measure measures[MEASURES] = {
    [CASES] = {"cases", "cases", HN_DETAIL_CASES, false, false, false},
    [OTHERWISE] = {"otherwise", "come out otherwise", HN_DETAIL_OTHERWISE,
                   false, false, false},
    [SAME] = {"same_decision", "decided the same", HN_DETAIL_WENT, false,
              false, false},
    [MET] = {"newly_met", "newly eligible", HN_DETAIL_WENT, false, false,
             false},
    [UNMET] = {"newly_unmet", "newly not eligible", HN_DETAIL_WENT, false,
               false, false},
    [OPEN] = {"newly_open", "newly cannot tell", HN_DETAIL_WENT, false, false,
              false},
    [REJECTED] = {"newly_rejected", "cannot be worked out", HN_DETAIL_WENT,
                  true, false, false},
    [GONE] = {"award_gone", "no longer such an award", HN_DETAIL_WENT, true,
              false, false},
    [NEW] = {"award_new", "a new award", HN_DETAIL_WENT, true, false, false},
    [MORE] = {"more_money", "more money", HN_DETAIL_ALL, false, false, false},
    [LESS] = {"less_money", "less money", HN_DETAIL_ALL, false, false, false},
    [EQUAL] = {"same_money", "the same money", HN_DETAIL_ALL, false, false,
               false},
    [UNKNOWN] = {"unknown_money", "money not known, then or now",
                 HN_DETAIL_ALL, true, false, false},
    [WAS] = {"money_recorded", "money as recorded", HN_DETAIL_ALL, false,
             true, false},
    [IS] = {"money_now", "money under the other pack", HN_DETAIL_ALL, false,
            true, false},
    [DIFFERENCE] = {"money_difference", "difference", HN_DETAIL_ALL, false,
                    true, false},
    [WAS_MORE] = {"money_more", "of it to those with more", HN_DETAIL_ALL,
                  true, true, false},
    [WAS_LESS] = {"money_less", "of it to those with less", HN_DETAIL_ALL,
                  true, true, false},
    [YEAR_WAS] = {"year_recorded", "full year as recorded", HN_DETAIL_ALL,
                  false, true, true},
    [YEAR_IS] = {"year_now", "full year under the other pack", HN_DETAIL_ALL,
                 false, true, true},
    [YEAR_DIFFERENCE] = {"year_difference", "difference", HN_DETAIL_ALL,
                         false, true, true}
};

static int64_t count_of(const hn_replayed_award *award, int which)
{
    if (which == CASES)
        return award->cases;
    if (which == OTHERWISE)
        return award->otherwise;
    if (which < MORE)
        return hn_replayed_went(award, (hn_went)(which - SAME));
    return hn_replayed_paid(award, (hn_paid)(which - MORE));
}

/* False where it left the range. */
static bool money_of(const hn_replayed_award *award, int which,
                     hn_ratio *out)
{
    switch (which) {
    case WAS: *out = award->was; break;
    case IS: *out = award->is; break;
    case WAS_MORE: *out = award->more; break;
    case WAS_LESS: *out = award->less; break;
    case YEAR_WAS: *out = award->year_was; break;
    case YEAR_IS: *out = award->year_is; break;
    case DIFFERENCE:
        return !award->fault && hn_ratio_sub(out, award->is, award->was);
    default:
        return !award->fault
               && hn_ratio_sub(out, award->year_is, award->year_was);
    }
    return !award->fault;
}

/* Whether it is told at all: what is coarser is not told beside what is
 * finer, for the two could be taken from each other. */
static bool is_of(const hn_replayed *r, const hn_replayed_award *award,
                  int which)
{
    if (measures[which].year && !award->has_year)
        return false;
    return which != OTHERWISE || r->internal
           || award->detail <= HN_DETAIL_OTHERWISE;
}

static bool tells(const hn_replayed_award *award, int which)
{
    return award->detail >= measures[which].from
           && (award->tells_year || !measures[which].year);
}

/* --- the runs of the log ------------------------------------------------- */

/* A log may hold anything. */
static void show(printer *p, const char *text, const char *end)
{
    hn_notice_show(p->out, text);
    hn_text_add(p->out, end);
}

/* Shows what was gathered in `text`, which is done with. */
static void show_all(hn_text *out, hn_text *text)
{
    hn_notice_show(out, hn_text_string(text));
    out->failed = out->failed || text->failed;
    hn_text_dispose(text);
}

static void say_run(printer *p, const hn_logged_run *run)
{
    int64_t count = hn_logged_decisions(&p->r->log, run);
    hn_date on;
    hn_text_add_grouped(p->out, count);
    hn_text_add(p->out, count == 1 ? " decision by " : " decisions by ");
    show(p, run->pack, " ");
    show(p, run->version, "");
    for (int i = 0; i < run->set_count; i++) {
        hn_text_add(p->out, i ? ", " : " with ");
        show(p, run->sets[i].param, " = ");
        show(p, run->sets[i].value, "");
    }
    if (run->on && !hn_date_read(&on, hn_slice_of(run->on))) {
        hn_text_add(p->out, ", on ");
        hn_date_write_long(p->out, on);
    }
    hn_text_add(p->out, run->whole ? ": a whole run\n"
                        : run->changed ? ": not as it was written\n"
                                       : ": part of a log\n");
    if (strcmp(run->engine, hn_version()) != 0) {
        hn_text_add(p->out, "  They were made by hn ");
        show(p, run->engine, "; this is hn " HN_VERSION ".\n");
    }
}

static void say_counts(printer *p)
{
    const hn_replay_counts *c = &p->r->counts;
    hn_text_add_grouped(p->out, c->same);
    hn_text_add(p->out, c->same == 1 ? " comes out as it was recorded"
                                     : " come out as they were recorded");
    if (c->otherwise) {
        hn_text_add(p->out, ", ");
        hn_text_add_grouped(p->out, c->otherwise);
        hn_text_add(p->out, " otherwise");
    }
    if (c->not_judged) {
        hn_text_add(p->out, ", ");
        hn_text_add_grouped(p->out, c->not_judged);
        hn_text_add(p->out, c->not_judged == 1 ? " was not judged"
                                               : " were not judged");
    }
    hn_text_add_char(p->out, '\n');
}

/* --- single cases -------------------------------------------------------- */

static void say_amount(hn_text *out, const hn_outcome *outcome)
{
    hn_text amount;
    if (outcome->came == HN_CAME_REJECTED || outcome->came == HN_CAME_ABSENT)
        return;
    hn_text_add(out, ", ");
    if (!outcome->amount.at) {
        hn_text_add(out, "not known");
        return;
    }
    hn_text_init(&amount, out->memory);
    hn_text_add_n(&amount, outcome->amount.at, outcome->amount.len);
    show_all(out, &amount);
}

/* ["a","b"] as "a, b". */
static void say_names(hn_text *out, const char *before, hn_slice names)
{
    hn_text plain;
    if (names.len <= 2)
        return;
    hn_text_init(&plain, out->memory);
    for (size_t i = 1; i + 1 < names.len; i++)
        if (names.at[i] == ',')
            hn_text_add(&plain, ", ");
        else if (names.at[i] != '"')
            hn_text_add_char(&plain, names.at[i]);
    hn_text_add(out, before);
    show_all(out, &plain);
}

static void say_outcome(hn_text *out, const hn_outcome *outcome)
{
    hn_text_add(out, cames[outcome->came]);
    say_amount(out, outcome);
    say_names(out, "; unmet: ", outcome->unmet);
    say_names(out, "; needs: ", outcome->needs);
}

static void say_case(printer *p, const hn_otherwise *one)
{
    const hn_logged_case *of = &p->r->log.cases[one->index];
    hn_text *out = p->out;
    hn_text_addf(out, "otherwise  line %ld: ", (long)of->line);
    if (p->r->internal) {
        show(p, of->records, " ");
        show(p, of->id ? of->id : "", ": ");
    }
    if (!one->award) {
        hn_text_add(out, "its decisions stand, and what stands beside them "
                         "does not: id, date or values\n");
        return;
    }
    show(p, one->award, "");
    if (p->r->internal) {
        hn_text_add(out, " was ");
        say_outcome(out, &one->was);
        hn_text_add(out, "; comes out ");
        say_outcome(out, &one->is);
        if (one->why) {
            hn_text_add(out, " (");
            show(p, one->why, ")");
        }
    }
    hn_text_add_char(out, '\n');
}

/* --- another pack -------------------------------------------------------- */

static const char *told(printer *p, const hn_replayed_award *award,
                        int which)
{
    hn_ratio money;
    if (!measures[which].money)
        return hn_lines_count(&p->lines, count_of(award, which), false);
    return money_of(award, which, &money)
               ? hn_lines_money(&p->lines, money, award->type,
                                which == DIFFERENCE
                                    || which == YEAR_DIFFERENCE)
               : "too large to add up";
}

static bool is_nought(const hn_replayed_award *award, int which)
{
    hn_ratio money;
    return measures[which].money
               ? money_of(award, which, &money) && money.num == 0
               : count_of(award, which) == 0;
}

static void add_cell_of(printer *p, const char *label, const char *cell)
{
    const char **cells = hn_lines_cells(&p->lines, 2, label);
    if (cells)
        cells[0] = cell;
}

static void say_award(printer *p, const hn_replayed_award *award)
{
    hn_lines_heading(&p->lines, award->label);
    for (int i = 0; i < MEASURES; i++) {
        if (tells(award, i) && is_of(p->r, award, i)
            && !(measures[i].quiet && is_nought(award, i)))
            add_cell_of(p, measures[i].label, told(p, award, i));
    }
    bool no_year = award->has_year && !award->tells_year;
    if (award->detail < HN_DETAIL_ALL || no_year) {
        add_cell_of(p, award->detail == HN_DETAIL_ALL ? "for a full year"
                       : award->detail ? "all else" : "all", NOT_TOLD);
        p->withheld = true;
    }
}

static bool changes_nothing(const hn_replayed *r)
{
    int64_t otherwise = 0;
    for (int i = 0; i < r->award_count; i++)
        otherwise += r->awards[i].otherwise;
    return otherwise == 0;
}

static void say_with(printer *p)
{
    const hn_replayed *r = p->r;
    hn_text_addf(p->out, "\nUnder %s %s", hn_pack_name(r->with),
                 hn_pack_version(r->with));
    for (int i = 0; i < r->with->set_count; i++)
        hn_text_addf(p->out, "%s%s", i ? ", " : " with ",
                     r->with->set_texts[i]);
    hn_text_addf(p->out, " (%s)%s\n", r->with_folder,
                 changes_nothing(r) ? " nothing would be otherwise" : "");
    hn_lines_init(&p->lines, 1, p->out->memory);
    for (int i = 0; i < r->award_count; i++)
        say_award(p, &r->awards[i]);
    hn_lines_print(&p->lines, p->out);
    if (p->lines.arena.failed)
        p->out->failed = true;
    hn_lines_dispose(&p->lines);
    if (r->changed_count)
        hn_text_add_char(p->out, '\n');
    for (int i = 0; i < r->changed_count; i++)
        say_case(p, &r->changed[i]);
    if (p->withheld) {
        hn_text_add(p->out, "\n" NOT_TOLD ": withheld, so that no count below ");
        hn_text_add_grouped(p->out, r->least);
        hn_text_add(p->out, " can be found out; --internal tells all\n");
    }
}

static void say(const hn_replayed *r, hn_text *out)
{
    printer p = {.r = r, .out = out};
    for (int i = 0; i < r->log.run_count; i++)
        say_run(&p, &r->log.runs[i]);
    for (int i = 0; i < r->otherwise_count; i++)
        say_case(&p, &r->otherwise[i]);
    say_counts(&p);
    if (r->with)
        say_with(&p);
}

/* --- for programs -------------------------------------------------------- */

static void add_measure(hn_text *out, const hn_replayed_award *award,
                        int which, const char *none)
{
    hn_ratio money;
    const char *quote = *none && measures[which].money ? "\"" : "";
    if (!tells(award, which))
        hn_text_add(out, none);
    else if (!measures[which].money)
        hn_text_add_int(out, count_of(award, which));
    else if (!money_of(award, which, &money))
        hn_text_add(out, none);
    else {
        hn_text_add(out, quote);
        hn_ratio_write(out, money, 2);
        hn_text_add(out, quote);
    }
}

static void add_cell(hn_text *out, hn_slice text, const char *end)
{
    hn_write_csv_text(out, text.at ? text : hn_slice_of(""));
    hn_text_add(out, end);
}

static void add_case_row(hn_text *out, const hn_replayed *r,
                         const hn_otherwise *one, const char *under)
{
    const hn_logged_case *of = &r->log.cases[one->index];
    hn_text_addf(out, "%s,%ld,", under, (long)of->line);
    add_cell(out, hn_slice_of(of->records), ",");
    add_cell(out, hn_slice_of(r->internal && of->id ? of->id : ""), ",");
    add_cell(out, hn_slice_of(one->award ? one->award : ""), ",");
    if (!r->internal || !one->award) {
        hn_text_add(out, ",,,,\n");
        return;
    }
    hn_text_addf(out, "%s,", cames[one->was.came]);
    add_cell(out, one->was.amount, ",");
    hn_text_addf(out, "%s,", cames[one->is.came]);
    add_cell(out, one->is.amount, ",");
    add_cell(out, hn_slice_of(one->why ? one->why : ""), "\n");
}

/* With `internal` the single cases, else the numbers: each is one table. */
static void add_csv(const hn_replayed *r, hn_text *out)
{
    bool numbers = r->with && !r->internal;
    hn_text_add(out, numbers ? "records,award,measure,value\n"
                     : "under,line,records,id,award,recorded,recorded_amount,"
                       "comes_out,amount,why\n");
    for (int i = 0; numbers && i < r->award_count; i++)
        for (int m = 0; m < MEASURES; m++) {
            if (!is_of(r, &r->awards[i], m))
                continue;
            hn_text_addf(out, "%s,%s,%s,", r->awards[i].records,
                         r->awards[i].name, measures[m].name);
            add_measure(out, &r->awards[i], m, "");
            hn_text_add_char(out, '\n');
        }
    for (int i = 0; !numbers && i < r->otherwise_count; i++)
        add_case_row(out, r, &r->otherwise[i], "then");
    for (int i = 0; i < r->changed_count; i++)
        add_case_row(out, r, &r->changed[i], "with");
}

static void add_member(hn_text *out, const char *before, const char *text)
{
    hn_text_add(out, before);
    if (text)
        hn_write_json_text(out, hn_slice_of(text));
    else
        hn_text_add(out, "null");
}

static void add_json_outcome(hn_text *out, const char *before,
                             const hn_outcome *outcome)
{
    hn_text_add(out, before);
    add_member(out, "{\"decision\":", cames[outcome->came]);
    hn_text_add(out, ",\"amount\":");
    if (outcome->amount.at)
        hn_write_json_text(out, outcome->amount);
    else
        hn_text_add(out, "null");
    hn_text_add_char(out, '}');
}

static void add_json_case(hn_text *out, const hn_replayed *r,
                          const hn_otherwise *one, const char *before)
{
    const hn_logged_case *of = &r->log.cases[one->index];
    hn_text_addf(out, "%s{\"line\":%ld", before, (long)of->line);
    add_member(out, ",\"records\":", of->records);
    add_member(out, ",\"award\":", one->award);
    if (r->internal) {
        add_member(out, ",\"id\":", of->id);
        if (one->award) {
            add_json_outcome(out, ",\"recorded\":", &one->was);
            add_json_outcome(out, ",\"comes_out\":", &one->is);
        }
        add_member(out, ",\"why\":", one->why);
    }
    hn_text_add_char(out, '}');
}

static void add_json_cases(hn_text *out, const hn_replayed *r,
                           const hn_otherwise *cases, int count)
{
    hn_text_add_char(out, '[');
    for (int i = 0; i < count; i++)
        add_json_case(out, r, &cases[i], i ? ",\n  " : "\n  ");
    hn_text_add_char(out, ']');
}

static void add_json_run(hn_text *out, const hn_replayed *r, int at)
{
    const hn_logged_run *run = &r->log.runs[at];
    add_member(out, at ? ",\n  {\"pack\":" : "\n  {\"pack\":", run->pack);
    add_member(out, ",\"version\":", run->version);
    add_member(out, ",\"pack_sha256\":", run->hash);
    add_member(out, ",\"on\":", run->on);
    hn_text_add(out, ",\"decisions\":");
    hn_text_add_int(out, hn_logged_decisions(&r->log, run));
    hn_text_addf(out, ",\"whole\":%s,\"pack_given\":%s}",
                 run->whole ? "true" : "false",
                 r->packs[at] ? "true" : "false");
}

static void add_json_award(hn_text *out, const hn_replayed *r, int at)
{
    const hn_replayed_award *award = &r->awards[at];
    add_member(out, at ? ",\n  {\"records\":" : "\n  {\"records\":",
               award->records);
    add_member(out, ",\"award\":", award->name);
    for (int m = 0; m < MEASURES; m++) {
        if (!is_of(r, award, m))
            continue;
        add_member(out, ",", measures[m].name);
        hn_text_add_char(out, ':');
        add_measure(out, award, m, "null");
    }
    hn_text_add_char(out, '}');
}

static void add_json_with(hn_text *out, const hn_replayed *r)
{
    add_member(out, ",\n \"with\":{\"pack\":", hn_pack_name(r->with));
    add_member(out, ",\"version\":", hn_pack_version(r->with));
    add_member(out, ",\"pack_sha256\":", r->with->hash);
    hn_text_add(out, ",\n \"awards\":[");
    for (int i = 0; i < r->award_count; i++)
        add_json_award(out, r, i);
    hn_text_add_char(out, ']');
    if (r->internal) {
        hn_text_add(out, ",\n \"otherwise\":");
        add_json_cases(out, r, r->changed, r->changed_count);
    }
    hn_text_add_char(out, '}');
}

static void add_json(const hn_replayed *r, hn_text *out)
{
    const hn_replay_counts *c = &r->counts;
    hn_text_add(out, "{\"runs\":[");
    for (int i = 0; i < r->log.run_count; i++)
        add_json_run(out, r, i);
    hn_text_addf(out, "],\n \"decisions\":%ld,\"same\":%ld,\"otherwise\":%ld,"
                 "\"not_judged\":%ld,\"as_written\":%s,\n \"cases\":",
                 (long)c->decisions, (long)c->same, (long)c->otherwise,
                 (long)c->not_judged, r->log.changed ? "false" : "true");
    add_json_cases(out, r, r->otherwise, r->otherwise_count);
    if (r->with)
        add_json_with(out, r);
    hn_text_add(out, "}\n");
}

hn_status hn_replayed_print(const hn_replayed *replayed, hn_format format,
                            const hn_sink *sink)
{
    hn_memory memory = replayed->memory;
    hn_text out;
    memory.used = 0;
    hn_text_init(&out, &memory);
    if (format == HN_FORMAT_CSV)
        add_csv(replayed, &out);
    else if (format == HN_FORMAT_TABLE)
        say(replayed, &out);
    else
        add_json(replayed, &out);
    bool refused = out.failed;
    bool written = !refused && hn_flush(sink, &out);
    hn_text_dispose(&out);
    return refused ? HN_NO_MEMORY : written ? HN_OK : HN_IO;
}
