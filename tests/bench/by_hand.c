/*
 * by_hand.c - by_hand [--repeats] DATA.csv: what `hn calc rules/pre_ehcp DATA
 * --on 2026-09-01 --out csv` writes, by a program written for that alone.
 *
 * This is what hn is timed against: what somebody makes in an afternoon who
 * knows the pack, the columns and their order.  Nothing looks for the end of a
 * cell first; each is read in the form that its column has, and what does not
 * have it (quotes, blanks around it, a mark, CR LF) is tidied and read again.
 * School weeks and the words for the criteria are laid out beforehand.
 *
 * The first row that hn would refuse ends the run.  So do some that hn takes:
 * columns in another order, a line break in quotes, empty lines at the end, an
 * amount with a pound sign or commas, a count with decimals, a panel, start or
 * award's end after the last of DAYS.  An id like 1.23E+11 is let through, and
 * nothing adds up totals.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FORCE_INLINE inline __attribute__((always_inline))
#define BIT(number) (1u << (number))

/* --- the columns, and what the pack says --------------------------------- */

#define EACH_COLUMN(X)                                                        \
    X(PUPIL_ID, "Pupil ID", "pupil_id") X(SCHOOL, "School", "school")         \
    X(PHASE, "Phase", "phase") X(SETTING, "Setting", "setting")               \
    X(NEED, "Primary Need", "need") X(PLAN, "EHC Plan", "plan_in_force")      \
    X(COST, "Annual Cost", "annual_cost")                                     \
    X(EVIDENCE, "School Spend Evidenced", "school_evidence")                  \
    X(CYCLES, "APDR Cycles", "cycles_done")                                   \
    X(ADVICE, "Specialist Advice", "advice")                                  \
    X(AGREE, "Parents Agree", "parents_agree")                                \
    X(OUTCOMES, "Outcomes Set", "outcomes_set")                               \
    X(REVIEW, "Review Date", "review_date")                                   \
    X(LAST_END, "Last Award End", "last_award_end")                           \
    X(PANEL, "Panel Date", "panel_date") X(START, "Start Date", "start_date") \
    X(ASKED, "Weeks Asked", "weeks_asked")                                    \
    X(RISK, "Exclusion Risk", "at_risk")                                      \
    X(CARE, "Looked After", "looked_after")
#define COLUMN_NUMBER(number, heading, name) number,
#define COLUMN_HEADING(number, heading, name) heading,

/* Each criterion with the columns that may leave it open. */
#define EACH_CRITERION(X)                                                     \
    X(IN_MAINSTREAM, "mainstream", BIT(SETTING))                              \
    X(NO_PLAN, "no_plan", BIT(PLAN)) X(COSTS_MORE, "costs_more", BIT(COST))   \
    X(SCHOOL_PAYS, "school_pays", BIT(EVIDENCE))                              \
    X(GRADUATED, "graduated", BIT(CYCLES) | BIT(NEED))                        \
    X(ADVISED, "advised", BIT(ADVICE)) X(AGREED, "agreed", BIT(AGREE))        \
    X(REVIEWABLE, "reviewable",                                               \
      BIT(OUTCOMES) | BIT(REVIEW) | BIT(START) | BIT(ASKED))                  \
    X(STARTS_SOON, "starts_soon", BIT(START))                                 \
    X(GAP_KEPT, "gap_kept", BIT(LAST_END))
#define CRITERION_NUMBER(number, name, columns) number,
#define CRITERION_COLUMNS(number, name, columns) columns,

#define COLUMN_NAME(number, heading, name) { name, sizeof name - 1 },
#define CRITERION_NAME(number, name, columns) { name, sizeof name - 1 },

enum { EACH_COLUMN(COLUMN_NUMBER) COLUMNS };
enum { EACH_CRITERION(CRITERION_NUMBER) CRITERIA };

/* Copied whole; only `len` of it counts. */
typedef struct word { char text[16]; size_t len; } word;

static const char *const headings[] = { EACH_COLUMN(COLUMN_HEADING) };
static const word names[] = { EACH_COLUMN(COLUMN_NAME) };
static const word criteria[] = { EACH_CRITERION(CRITERION_NAME) };
static const unsigned columns_of[] = { EACH_CRITERION(CRITERION_COLUMNS) };

/* What is not known is never 0.  NONE is an empty cell that is a fact: no
 * review is set, no award was before. */
enum { MISSING = -1, NONE = -2 };

/* None begins with one that stands before it. */
static const char *const choices[COLUMNS][13] = {
    [PHASE] = { "primary", "secondary" },
    [SETTING] = { "mainstream", "special", "alternative provision" },
    [NEED] = { "HI", "MSI", "PD", "VI", "ASD", "MLD", "OTH", "PMLD", "SEMH",
               "SLCN", "SLD", "SPLD" },
    [RISK] = { "no", "part-time timetable", "exclusion" }
};
enum { MAINSTREAM = 0, LAST_SENSORY = 3 /* or physical need */ };
static const int risk_points[] = { 0, 3, 5 };
static const char *const noes_and_yeses[] = {
    "no", "yes", "No", "Yes", "NO", "YES", "false", "true", "False", "True",
    "FALSE", "TRUE", "n", "y", "N", "Y"
};

enum {                                /* pence, weeks, days                  */
    SCHOOL_FIRST = 600000, CAP = 1000000, HIGH_COST = 1200000,
    MOST_COST = 12000000, ENOUGH_CYCLES = 2, MOST_CYCLES = 20,
    MOST_WEEKS = 26, MOST_ASKED = 39, YEAR_WEEKS = 39, GAP = 91, WAIT = 91
};

/* As in rules/pre_ehcp/terms.csv, from the day on when the rules begin. */
static const char *const terms[][2] = {
    { "2026-04-01", "2026-04-02" }, { "2026-04-20", "2026-05-22" },
    { "2026-06-01", "2026-07-17" }, { "2026-09-02", "2026-10-23" },
    { "2026-11-02", "2026-12-18" }, { "2027-01-04", "2027-02-12" },
    { "2027-02-22", "2027-03-25" }, { "2027-04-12", "2027-05-28" },
    { "2027-06-07", "2027-07-16" }, { "2027-09-02", "2027-10-22" },
    { "2027-11-01", "2027-12-17" }, { "2028-01-04", "2028-02-11" },
    { "2028-02-21", "2028-03-31" }, { "2028-04-18", "2028-05-26" },
    { "2028-06-05", "2028-07-14" }
};

static const char results_heading[] =
    "pupil_id,first_day,weeks,last_day,weeks_this_year,mainstream,no_plan,"
    "costs_more,school_pays,graduated,advised,agreed,reviewable,starts_soon,"
    "gap_kept,a_year,targeted_funding_decision,targeted_funding,"
    "targeted_funding_full_year,targeted_funding_unmet,targeted_funding_needs,"
    "this_year_decision,this_year,this_year_unmet,this_year_needs,next_year,"
    "priority\n";

/* --- what the program holds ---------------------------------------------- */

enum {
    BLOCK = 1 << 17,                  /* bytes read at once; the longest row */
    AHEAD = 32,                       /* bytes a form may look at in vain    */
    ROW_ROOM = 1024,                  /* a row of results but for its id     */
    DAYS = 1096,                      /* the financial years 2026 to 2028    */
    HALF = CRITERIA / 2,              /* as many answers are put at once     */
    BATCH = 64                        /* ids are looked up together          */
};

/* Dates are days since 1 March of the year 0, which was a Wednesday. */
typedef struct day {
    char text[12];                    /* 2026-09-01                          */
    int over;                         /* school weeks whose last day is past */
    int year_end;                     /* 31 March on or after it             */
    int begun_by_then;                /* school weeks                        */
} day;

typedef struct choice {
    uint64_t first, mask;             /* of its bytes, up to 8               */
    const char *name;
    size_t len;
} choice;

typedef struct answers { char text[63]; uint8_t len; } answers;
typedef struct slice { const char *at; size_t len; } slice;

typedef struct work {
    const char *path;
    int64_t line;                     /* of the row at hand                  */
    int begin;                        /* the day on which the rules do       */
    int weeks;                        /* school weeks from then on           */
    int sundays[DAYS / 7 + 2];        /* theirs: days from `begin`           */
    day days[DAYS];                   /* from `begin` on                     */
    choice sets[COLUMNS][17];         /* of each column that has choices     */
    answers answers[1 << 2 * HALF];   /* by the bits of unmet and open       */
    bool plain[256];                  /* stands for itself in a text         */
    bool repeats;                     /* are looked for                      */
    int batched;
    uint64_t *seen, batch[BATCH];     /* hashes of ids; 0: free              */
    size_t seen_cap, seen_count;      /* the first a power of two            */
    size_t out_len;
    char in[BLOCK + AHEAD], out[2 * BLOCK];
} work;

__attribute__((noreturn))
static void give_up(const work *w, const char *what, const char *why)
{
    fprintf(stderr, "error: %s %s\n  --> %s:%ld\n", what, why, w->path,
            (long)w->line);
    exit(1);
}

/* --- forms of cells ------------------------------------------------------ */

/* Reads what begins at `at` as `column` has it: gives what follows, or NULL.
 * It may look at AHEAD bytes. */
typedef const char *form(const work *w, int column, const char *at, int *out);

/* 100 where two digits are not. */
static inline unsigned two_digits(const char *at)
{
    unsigned tens = (unsigned char)at[0] - (unsigned)'0';
    unsigned ones = (unsigned char)at[1] - (unsigned)'0';
    return ((tens > 9) | (ones > 9)) ? 100 : tens * 10 + ones;
}

static FORCE_INLINE const char *date_at(const work *w, int column,
                                        const char *at, int *out)
{
    static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
                                   31 };
    static const int from_march[] = { 306, 337, 0, 31, 61, 92, 122, 153, 184,
                                      214, 245, 275 };
    unsigned century = two_digits(at), year = two_digits(at + 2);
    unsigned m = two_digits(at + 5) - 1, d = two_digits(at + 8) - 1;
    (void)w, (void)column;
    if ((century - 16 > 83) | (year > 99) | (m > 11) | (at[4] != '-')
        | (at[7] != '-'))
        return NULL;
    bool leap = ((year ? year : century) & 3) == 0;
    int y = (int)(century * 100 + year) - (m < 2);
    *out = y * 365 + y / 4 - y / 100 + y / 400 + from_march[m] + (int)d;
    return (int)d < lengths[m] + (leap & (m == 1)) ? at + 10 : NULL;
}

/* One to nine digits. */
static FORCE_INLINE const char *digits_at(const char *at, int *out)
{
    const char *begin = at, *end = at + 9;
    unsigned number = 0, digit;
    while ((digit = (unsigned char)*at - (unsigned)'0') <= 9 && at < end) {
        number = number * 10 + digit;
        at++;
    }
    *out = (int)number;
    return at > begin ? at : NULL;
}

static FORCE_INLINE const char *count_at(const work *w, int column,
                                         const char *at, int *out)
{
    int least = column == ASKED;
    int most = column == ASKED ? MOST_ASKED : MOST_CYCLES;
    (void)w;
    at = digits_at(at, out);
    return *out >= least && *out <= most ? at : NULL;
}

/* Pounds, with one decimal or two or none. */
static FORCE_INLINE const char *pence_at(const work *w, int column,
                                         const char *at, int *out)
{
    (void)w, (void)column;
    at = digits_at(at, out);
    if (!at || *out > MOST_COST / 100)
        return NULL;
    *out *= 100;
    if (*at != '.')
        return at;
    unsigned pence = two_digits(at + 1);
    unsigned tenths = (unsigned char)at[1] - (unsigned)'0';
    bool two = pence <= 99;
    *out += (int)(two ? pence : tenths * 10);
    return (two || tenths <= 9) && *out <= MOST_COST ? at + 2 + two : NULL;
}

static FORCE_INLINE const char *choice_at(const work *w, int column,
                                          const char *at, int *out)
{
    uint64_t first;
    memcpy(&first, at, sizeof first);
    for (const choice *c = w->sets[column]; c->name; c++)
        if ((first & c->mask) == c->first
            && (c->len <= 8 || memcmp(at + 8, c->name + 8, c->len - 8) == 0)) {
            *out = (int)(c - w->sets[column]);
            return at + c->len;
        }
    return NULL;
}

static FORCE_INLINE const char *yes_no_at(const work *w, int column,
                                          const char *at, int *out)
{
    at = choice_at(w, column, at, out);
    *out &= 1;
    return at;
}

/* --- cells --------------------------------------------------------------- */

static bool is_utf8(const unsigned char *at, const unsigned char *end)
{
    while (at < end) {
        unsigned c = *at++;
        unsigned least = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80;
        unsigned most = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
        int more = (c >= 0xC2) + (c >= 0xE0) + (c >= 0xF0);
        if (c == 0 || (c >= 0x80 && c < 0xC2) || c > 0xF4 || end - at < more)
            return false;
        for (; more > 0; more--, at++, least = 0x80, most = 0xBF)
            if (*at < least || *at > most)
                return false;
    }
    return true;
}

/* The closing quote of the text at `at`, in this line, or NULL. */
static const char *find_close(const char *at)
{
    for (; *at != '\n'; at++)
        if (*at == '"' && *++at != '"')
            return at - 1;
    return NULL;
}

/* Any cell, without the blanks around it: gives the next cell.  Doubled quotes
 * are left doubled. */
static const char *cell_at(const work *w, int column, const char *at,
                           slice *out)
{
    bool quoted = *at == '"', is_last = column == COLUMNS - 1;
    const char *begin = at + quoted;
    const char *end = quoted ? find_close(begin)
                             : begin + strcspn(begin, ",\"\r\n");
    if (!end)
        give_up(w, headings[column], "opens a quote and does not close it");
    at = end + quoted;
    at += is_last && at[0] == '\r' && at[1] == '\n';
    if (*at != (is_last ? '\n' : ','))
        give_up(w, headings[column], "has a quote, or the row too few or too "
                                     "many cells");
    if (!is_utf8((const unsigned char *)begin, (const unsigned char *)end))
        give_up(w, headings[column], "is not in UTF-8");
    while (begin < end && (*begin == ' ' || *begin == '\t'))
        begin++;
    while (begin < end && (end[-1] == ' ' || end[-1] == '\t'))
        end--;
    *out = (slice){ begin, (size_t)(end - begin) };
    return at + 1;
}

static bool is_unknown(slice cell)
{
    return cell.len == 7 && memcmp(cell.at, "unknown", 7) == 0;
}

static inline int nothing_in(int column)
{
    return column == REVIEW || column == LAST_END ? NONE : MISSING;
}

__attribute__((noinline))
static const char *take_odd(const work *w, form *read_form, int column,
                            const char *at, int *out)
{
    slice cell;
    char tidy[2 * AHEAD] = "";
    const char *next = cell_at(w, column, at, &cell);
    if (cell.len == 0 || is_unknown(cell)) {
        *out = cell.len == 0 ? nothing_in(column) : MISSING;
        return next;
    }
    memcpy(tidy, cell.at, cell.len < AHEAD ? cell.len : AHEAD);
    if (cell.len >= AHEAD
        || read_form(w, column, tidy, out) != tidy + cell.len)
        give_up(w, headings[column], "is not what the pack asks for there");
    return next;
}

/* Reads a cell into its place in `values`: gives the next. */
static FORCE_INLINE const char *take(const work *w, form *read_form,
                                     int column, const char *at, int *values)
{
    char stop = column == COLUMNS - 1 ? '\n' : ',';
    if (*at == stop) {
        values[column] = nothing_in(column);
        return at + 1;
    }
    const char *end = read_form(w, column, at, &values[column]);
    if (end && *end == stop)
        return end + 1;
    return take_odd(w, read_form, column, at, &values[column]);
}

static inline const char *take_text(const work *w, int column, const char *at,
                                    slice *out)
{
    const char *begin = at;
    while (w->plain[(unsigned char)*at])
        at++;
    if (*at != ',' || at == begin || *begin == ' ' || at[-1] == ' ')
        return cell_at(w, column, begin, out);
    *out = (slice){ begin, (size_t)(at - begin) };
    return at + 1;
}

typedef struct row {
    slice id;
    int v[COLUMNS];                   /* pence, days, choices; 1 for yes     */
} row;

static inline void check_row(const work *w, const row *r)
{
    int end = w->begin + DAYS;
    if (r->id.len == 0 || is_unknown(r->id))
        give_up(w, headings[PUPIL_ID], "is required");
    if (r->v[PANEL] < w->begin || r->v[PANEL] >= end)
        give_up(w, headings[PANEL], "is required, and after the rules began");
    if (r->v[START] >= end || r->v[LAST_END] >= end)
        give_up(w, headings[START], "or the last award's end is too late");
}

static const char *take_row(const work *w, const char *at, row *r)
{
    slice school;
    at = take_text(w, PUPIL_ID, at, &r->id);
    at = take_text(w, SCHOOL, at, &school);
    at = take(w, choice_at, PHASE, at, r->v);
    at = take(w, choice_at, SETTING, at, r->v);
    at = take(w, choice_at, NEED, at, r->v);
    at = take(w, yes_no_at, PLAN, at, r->v);
    at = take(w, pence_at, COST, at, r->v);
    at = take(w, yes_no_at, EVIDENCE, at, r->v);
    at = take(w, count_at, CYCLES, at, r->v);
    at = take(w, yes_no_at, ADVICE, at, r->v);
    at = take(w, yes_no_at, AGREE, at, r->v);
    at = take(w, yes_no_at, OUTCOMES, at, r->v);
    at = take(w, date_at, REVIEW, at, r->v);
    at = take(w, date_at, LAST_END, at, r->v);
    at = take(w, date_at, PANEL, at, r->v);
    at = take(w, date_at, START, at, r->v);
    at = take(w, count_at, ASKED, at, r->v);
    at = take(w, choice_at, RISK, at, r->v);
    at = take(w, yes_no_at, CARE, at, r->v);
    check_row(w, r);
    return at;
}

/* --- working it out ------------------------------------------------------ */

typedef struct result {
    int first, last;                  /* from w->begin, or MISSING           */
    int weeks, weeks_this_year;       /* or MISSING                          */
    unsigned unmet, open;             /* bits by criterion, apart            */
    int a_year, priority;             /* pence a year, points, or MISSING    */
} result;

static inline int lower(int a, int b)
{
    return a < b ? a : b;
}

static inline int higher(int a, int b)
{
    return a > b ? a : b;
}

static inline void find_weeks(const work *w, const int *v, result *x)
{
    x->first = v[START] < 0 ? MISSING : higher(v[START], v[PANEL]) - w->begin;
    x->weeks = lower(v[ASKED], MOST_WEEKS);
    x->last = x->weeks_this_year = MISSING;
    if (x->first < 0 || x->weeks < 0)
        return;
    const day *panel = &w->days[v[PANEL] - w->begin];
    int over = w->days[x->first].over, begun = panel->begun_by_then - over;
    if (over + x->weeks > w->weeks)
        give_up(w, headings[ASKED], "goes beyond the last of the terms");
    x->last = w->sundays[over + x->weeks - 1];
    x->weeks_this_year =
        x->first > panel->year_end ? 0 : lower(x->weeks, begun);
}

/* Where a criterion is open it is not unmet. */
static inline void judge(result *x, int criterion, bool unmet, bool open)
{
    x->unmet |= (unsigned)(unmet & !open) << criterion;
    x->open |= (unsigned)open << criterion;
}

static inline void judge_all(const work *w, const int *v, result *x)
{
    int last = x->last < 0 ? INT32_MAX : x->last + w->begin;
    bool few = (v[CYCLES] < ENOUGH_CYCLES)
             & ((v[NEED] < 0) | (v[NEED] > LAST_SENSORY));
    bool none = (v[OUTCOMES] == 0) | (v[REVIEW] == NONE) | (v[REVIEW] > last);
    bool open = (v[OUTCOMES] < 0) | (v[REVIEW] < 0) | (x->last < 0);
    x->unmet = x->open = 0;
    judge(x, IN_MAINSTREAM, v[SETTING] != MAINSTREAM, v[SETTING] < 0);
    judge(x, NO_PLAN, v[PLAN] != 0, v[PLAN] < 0);
    judge(x, COSTS_MORE, v[COST] <= SCHOOL_FIRST, v[COST] < 0);
    judge(x, SCHOOL_PAYS, v[EVIDENCE] == 0, v[EVIDENCE] < 0);
    judge(x, GRADUATED, few, few & ((v[CYCLES] < 0) | (v[NEED] < 0)));
    judge(x, ADVISED, v[ADVICE] == 0, v[ADVICE] < 0);
    judge(x, AGREED, v[AGREE] == 0, v[AGREE] < 0);
    judge(x, REVIEWABLE, none, open & !none);
    judge(x, STARTS_SOON, v[START] > v[PANEL] + WAIT, v[START] < 0);
    judge(x, GAP_KEPT, v[LAST_END] + GAP > v[PANEL], v[LAST_END] == MISSING);
}

static inline void price(const work *w, const int *v, result *x)
{
    bool known = (v[RISK] >= 0) & (v[CARE] >= 0) & (v[COST] >= 0);
    int a_year = higher(0, lower(v[COST] - SCHOOL_FIRST, CAP));
    find_weeks(w, v, x);
    judge_all(w, v, x);
    x->a_year = v[COST] < 0 ? MISSING : a_year;
    x->priority = !known ? MISSING : risk_points[v[RISK]] + 2 * v[CARE]
                                         + (v[COST] >= HIGH_COST);
}

/* Half a penny goes up; no amount is below nought. */
static inline int64_t for_weeks(int64_t a_year, int weeks)
{
    return (2 * a_year * weeks + YEAR_WEEKS) / (2 * YEAR_WEEKS);
}

/* --- a row of results ---------------------------------------------------- */

static inline char *put(char *to, const char *text)
{
    size_t len = strlen(text);
    memcpy(to, text, len);
    return to + len;
}

static inline char *put_number(char *to, int64_t number)
{
    unsigned rest = (unsigned)number;
    int len = 1 + (rest > 9) + (rest > 99) + (rest > 999) + (rest > 9999);
    for (int i = len - 1; i >= 0; i--, rest /= 10)
        to[i] = (char)('0' + rest % 10);
    return to + len;
}

static inline char *put_money(char *to, int64_t pence)
{
    to = put_number(to, pence / 100);
    to[0] = '.';
    to[1] = (char)('0' + pence % 100 / 10);
    to[2] = (char)('0' + pence % 10);
    return to + 3;
}

static inline char *put_count(char *to, int number)
{
    *to++ = ',';
    return number < 0 ? to : put_number(to, number);
}

static inline char *put_date(const work *w, char *to, int d)
{
    *to++ = ',';
    if (d < 0)
        return to;
    memcpy(to, w->days[d].text, sizeof w->days[d].text);
    return to + 10;
}

/* Quotes inside are still doubled, as they have to be. */
static inline char *put_id(const work *w, char *to, slice id)
{
    bool quotes = false;
    for (size_t i = 0; i < id.len; i++)
        quotes |= !w->plain[(unsigned char)id.at[i]]
               && strchr(",\"\r", id.at[i]);
    if (quotes)
        *to++ = '"';
    if (strchr("=+-@\r", *id.at))
        *to++ = '\'';
    memcpy(to, id.at, id.len);
    to[id.len] = '"';
    return to + id.len + quotes;
}

/* The words whose bits are set, with "; " between them. */
static inline char *put_words(char *to, const word *words, unsigned bits)
{
    for (; bits; bits &= bits - 1) {
        const word *one = &words[__builtin_ctz(bits)];
        memcpy(to, one->text, sizeof one->text);
        to = put(to + one->len, "; ");
    }
    return to - 2;
}

static inline char *put_answers(const work *w, char *to, const result *x,
                                int from)
{
    unsigned unmet = x->unmet >> from & (BIT(HALF) - 1);
    unsigned open = x->open >> from & (BIT(HALF) - 1);
    const answers *five = &w->answers[unmet | open << HALF];
    memcpy(to, five, sizeof *five);
    return to + five->len;
}

static inline char *put_unmet(char *to, const result *x)
{
    char *unmet = put(to, ",unmet,0.00,0.00,");
    to = put_words(unmet, criteria, x->unmet);
    size_t len = (size_t)(to - unmet);
    to = put(to, ",,unmet,0.00,");
    memcpy(to, unmet, len);
    return put(to + len, ",,0.00");
}

/* What is missing in the columns that leave a criterion open: the pack's
 * awards ask for nothing besides. */
static inline char *put_open(char *to, const result *x, const int *v)
{
    unsigned columns = 0, needs = 0;
    for (unsigned open = x->open; open; open &= open - 1)
        columns |= columns_of[__builtin_ctz(open)];
    for (; columns; columns &= columns - 1)
        if (v[__builtin_ctz(columns)] == MISSING)
            needs |= columns & -columns;
    to = put_words(put(to, ",cannot tell,,,,"), names, needs);
    to = put_words(put(to, ",cannot tell,,,"), names, needs);
    return put(to, ",");
}

static inline char *put_met(char *to, const result *x)
{
    int64_t whole = for_weeks(x->a_year, x->weeks);
    int64_t this_year = for_weeks(x->a_year, x->weeks_this_year);
    to = put_money(put(to, ",met,"), whole);
    to = put_money(put(to, ","), x->a_year);
    to = put_money(put(to, ",,,met,"), this_year);
    return put_money(put(to, ",,,"), whole - this_year);
}

static char *put_row(const work *w, char *to, const row *r, const result *x)
{
    to = put_date(w, put_id(w, to, r->id), x->first);
    to = put_date(w, put_count(to, x->weeks), x->last);
    to = put_count(to, x->weeks_this_year);
    to = put_answers(w, to, x, 0);
    to = put(put_answers(w, to, x, HALF), ",");
    to = x->a_year < 0 ? to : put_money(to, x->a_year);
    to = x->unmet  ? put_unmet(to, x)
       : x->open   ? put_open(to, x, r->v)
                   : put_met(to, x);
    return put(put_count(to, x->priority), "\n");
}

/* --- ids that stand twice ------------------------------------------------ */

static uint64_t hash_of(slice id)
{
    uint64_t hash = id.len;
    for (size_t i = 0; i < id.len; i += 8) {
        uint64_t eight = 0;
        memcpy(&eight, id.at + i, id.len - i < 8 ? id.len - i : 8);
        hash = (hash ^ eight) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 32;
    }
    return hash ? hash : 1;
}

/* False when it is there. */
static bool enter(uint64_t *seen, size_t cap, uint64_t hash)
{
    size_t i = hash & (cap - 1);
    while (seen[i] && seen[i] != hash)
        i = (i + 1) & (cap - 1);
    bool is_new = seen[i] == 0;
    seen[i] = hash;
    return is_new;
}

static void make_room(work *w)
{
    size_t cap = w->seen_cap ? w->seen_cap * 2 : 4096;
    uint64_t *seen = calloc(cap, sizeof *seen);
    if (!seen)
        give_up(w, "the memory", "does not suffice");
    for (size_t i = 0; i < w->seen_cap; i++)
        if (w->seen[i])
            enter(seen, cap, w->seen[i]);
    free(w->seen);
    w->seen = seen;
    w->seen_cap = cap;
}

/* All at once, so that the memory they need is on its way together. */
static void enter_batch(work *w)
{
    if ((w->seen_count + BATCH) * 4 > w->seen_cap * 3)
        make_room(w);
    for (int i = 0; i < w->batched; i++)
        __builtin_prefetch(&w->seen[w->batch[i] & (w->seen_cap - 1)], 1);
    for (int i = 0; i < w->batched; i++)
        if (!enter(w->seen, w->seen_cap, w->batch[i]))
            fprintf(stderr, "warning: this id stood before\n  --> %s:%ld\n",
                    w->path, (long)w->line - w->batched + i + 1);
    w->seen_count += (size_t)w->batched;
    w->batched = 0;
}

/* --- what is laid out beforehand ----------------------------------------- */

static void lay_terms(work *w, bool *open)
{
    int first = 0, last = 0;
    date_at(w, START, terms[0][0], &w->begin);
    for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++) {
        date_at(w, START, terms[i][0], &first);
        date_at(w, START, terms[i][1], &last);
        for (int date = first; date <= last; date++)
            open[date - w->begin] = (date + 2) % 7 < 5;
    }
}

/* Every text that is a date within DAYS. */
static void lay_dates(work *w)
{
    char text[48];
    int date = 0;
    for (int i = 0; i < 4 * 12 * 31; i++) {
        snprintf(text, sizeof text, "%04d-%02d-%02d", 2026 + i / 372,
                 i / 31 % 12 + 1, i % 31 + 1);
        if (date_at(w, START, text, &date) && date >= w->begin
            && date < w->begin + DAYS)
            memcpy(w->days[date - w->begin].text, text, 11);
    }
}

/* No week of these terms shuts and opens again; so the school weeks from one
 * day to another are those begun by the one less those over by the other. */
static void lay_weeks(work *w)
{
    bool open[DAYS] = { false };
    int begun[DAYS], over, end = 0;
    lay_terms(w, open);
    lay_dates(w);
    for (int i = 0; i < DAYS; i++) {
        int sunday = i + 6 - (w->begin + i + 2) % 7;
        if (open[i] && (!w->weeks || w->sundays[w->weeks - 1] != sunday))
            w->sundays[w->weeks++] = sunday;
        begun[i] = w->weeks;
    }
    over = w->weeks;
    for (int i = DAYS - 1; i >= 0; i--) {
        over = open[i] ? begun[i] - 1 : over;
        end = memcmp(w->days[i].text + 5, "03-31", 5) == 0 ? i : end;
        w->days[i].over = over;
        w->days[i].year_end = end;
        w->days[i].begun_by_then = begun[end];
    }
}

static void lay_choices(choice *to, const char *const *from, int most)
{
    for (int i = 0; i < most && from[i]; i++, to++) {
        *to = (choice){ .name = from[i], .len = strlen(from[i]) };
        memcpy(&to->first, to->name, to->len < 8 ? to->len : 8);
        memset(&to->mask, 0xFF, to->len < 8 ? to->len : 8);
    }
}

static void lay_answers(work *w)
{
    for (unsigned i = 0; i < BIT(2 * HALF); i++) {
        char *to = w->answers[i].text;
        for (int c = 0; c < HALF; c++)
            to = i >> HALF >> c & 1 ? put(to, ",cannot tell")
               : i >> c & 1         ? put(to, ",unmet")
                                    : put(to, ",met");
        w->answers[i].len = (uint8_t)(to - w->answers[i].text);
    }
}

static void prepare(work *w)
{
    for (int c = ' '; c < 0x7F; c++)
        w->plain[c] = c != ',' && c != '"';
    for (int column = PHASE; column < COLUMNS; column++)
        if (choices[column][0])
            lay_choices(w->sets[column], choices[column], 13);
        else
            lay_choices(w->sets[column], noes_and_yeses, 16);
    lay_weeks(w);
    lay_answers(w);
}

/* --- the file ------------------------------------------------------------ */

static void write_out(work *w)
{
    for (size_t done = 0; done < w->out_len;) {
        ssize_t n = write(STDOUT_FILENO, w->out + done, w->out_len - done);
        if (n < 0)
            give_up(w, "the results", "cannot be written");
        done += (size_t)n;
    }
    w->out_len = 0;
}

static const char *take_headings(work *w, const char *at)
{
    slice cell;
    w->line = 1;
    at += memcmp(at, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    for (int i = 0; i < COLUMNS; i++) {
        at = cell_at(w, i, at, &cell);
        if (cell.len != strlen(headings[i])
            || memcmp(cell.at, headings[i], cell.len) != 0)
            give_up(w, headings[i], "is not the heading in its place");
    }
    w->out_len = (size_t)(put(w->out, results_heading) - w->out);
    return at;
}

static void take_rows(work *w, const char *at, const char *end)
{
    row r;
    result x;
    while (at < end) {
        w->line++;
        at = take_row(w, at, &r);
        price(w, r.v, &x);
        if (w->out_len + r.id.len + ROW_ROOM > sizeof w->out)
            write_out(w);
        char *to = put_row(w, w->out + w->out_len, &r, &x);
        w->out_len = (size_t)(to - w->out);
        if (w->repeats)
            w->batch[w->batched++] = hash_of(r.id);
        if (w->batched == BATCH)
            enter_batch(w);
    }
}

/* Whole lines at a time; the last of the file may lack its end. */
static void take_file(work *w, int fd)
{
    size_t len = 0;
    ssize_t n = 1;
    while (n > 0) {
        n = read(fd, w->in + len, BLOCK - len);
        if (n < 0 || len == BLOCK)
            give_up(w, "the file", n < 0 ? "cannot be read"
                                         : "has a row that is too long");
        len += (size_t)n;
        if (n == 0 && len > 0)
            w->in[len++] = '\n';
        const char *at = w->in, *last = memrchr(at, '\n', len);
        const char *end = last ? last + 1 : at;
        if (w->line == 0 && end > at)
            at = take_headings(w, at);
        take_rows(w, at, end);
        len -= (size_t)(end - w->in);
        memmove(w->in, end, len);
    }
    if (w->line == 0)
        give_up(w, "the file", "is empty");
}

int main(int argc, char **argv)
{
    work *w = calloc(1, sizeof *w);
    bool repeats = argc == 3 && strcmp(argv[1], "--repeats") == 0;
    int fd = argc == 2 + repeats ? open(argv[1 + repeats], O_RDONLY) : -1;
    if (!w || fd < 0) {
        fprintf(stderr, "usage: by_hand [--repeats] DATA.csv\n");
        return 2;
    }
    w->path = argv[1 + repeats];
    w->repeats = repeats;
    prepare(w);
    take_file(w, fd);
    if (repeats)
        enter_batch(w);
    write_out(w);
    free(w->seen);
    free(w);
    return 0;
}
