/*
 * by_hand.c - by_hand [--repeats] DATA.csv: what `hn calc rules/pre_ehcp DATA
 * --on 2026-09-01 --out csv` writes, by a program written for that alone.
 *
 * This is what hn is timed against: what somebody makes in an afternoon who
 * knows the pack, the columns and their order.  Nothing looks for the end of a
 * cell first: each is read in the form that its column has, and what does not
 * have it (quotes, blanks around it, a mark, CR LF) is tidied and read again.
 * The school weeks and the words for the criteria are laid out beforehand.
 *
 * What hn refuses is refused here, and ends the run.  So do some things that
 * hn reads: a line break in quotes, columns in another order, an amount with a
 * pound sign or commas, a count with decimals.  Nothing adds up totals.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ALWAYS_INLINE inline __attribute__((always_inline))
#define LENGTH(array) (int)(sizeof(array) / sizeof(array)[0])
#define BIT(number) (1u << (number))

/* --- the columns, and what the pack says ---------------------------------- */

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
#define COLUMN_NAME(number, heading, name) { name, sizeof name - 1 },

/* Copied whole; only `len` of it counts. */
typedef struct word { char text[16]; size_t len; } word;

enum { EACH_COLUMN(COLUMN_NUMBER) COLUMNS };
static const char *const headings[] = { EACH_COLUMN(COLUMN_HEADING) };
static const word names[] = { EACH_COLUMN(COLUMN_NAME) };

/* What a column holds that is not known: nought is no such thing.  NONE is an
 * empty cell that is a fact: no review is set, or no award was before. */
enum { MISSING = -1, NONE = -2 };

enum { CHOICES = 12 };
static const char *const choices[COLUMNS][CHOICES] = {
    [PHASE] = { "primary", "secondary" },
    [SETTING] = { "mainstream", "special", "alternative provision" },
    [NEED] = { "HI", "MSI", "PD", "VI", "ASD", "MLD", "OTH", "PMLD", "SEMH",
               "SLCN", "SLD", "SPLD" },
    [RISK] = { "no", "part-time timetable", "exclusion" }
};
enum { MAINSTREAM = 0, LAST_SENSORY_OR_PHYSICAL = 3 };
static const int risk_points[] = { 0, 3, 5 };

enum {                                /* pence, weeks, days                  */
    SCHOOL_FIRST = 600000, CAP = 1000000, HIGH_COST = 1200000,
    MOST_COST = 12000000, ENOUGH_CYCLES = 2, MOST_CYCLES = 20,
    MOST_WEEKS = 26, MOST_ASKED = 39, YEAR_WEEKS = 39, WEEK = 7,
    THIRTEEN_WEEKS = 13 * WEEK
};
#define RULES_BEGIN "2026-04-01"

/* As in rules/pre_ehcp/terms.csv, from RULES_BEGIN on. */
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
#define CRITERION_NAME(number, name, columns) { name, sizeof name - 1 },
#define CRITERION_COLUMNS(number, name, columns) columns,

enum { EACH_CRITERION(CRITERION_NUMBER) CRITERIA };
static const word criteria[] = { EACH_CRITERION(CRITERION_NAME) };
static const unsigned columns_of[] = { EACH_CRITERION(CRITERION_COLUMNS) };

#define RESULT_HEADINGS                                                       \
    "pupil_id,first_day,weeks,last_day,weeks_this_year,mainstream,no_plan,"   \
    "costs_more,school_pays,graduated,advised,agreed,reviewable,starts_soon," \
    "gap_kept,a_year,targeted_funding_decision,targeted_funding,"             \
    "targeted_funding_full_year,targeted_funding_unmet,"                      \
    "targeted_funding_needs,this_year_decision,this_year,this_year_unmet,"    \
    "this_year_needs,next_year,priority\n"

/* --- what the program holds ----------------------------------------------- */

enum {
    BLOCK = 1 << 17,                  /* bytes read at once; the longest row */
    AHEAD = 32,                       /* bytes a form may look at in vain    */
    ROW_ROOM = 1024,                  /* a row of results but for its id     */
    DAYS = 1096,                      /* three financial years               */
    FIRST_YEAR = 1600, LAST_YEAR = 9999,
    HALF = CRITERIA / 2,              /* as many answers are put at once     */
    BATCH = 64                        /* ids are looked up together          */
};

/* Dates are days since 1 January 1600, which was a Saturday. */
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
    int begin;                        /* RULES_BEGIN                         */
    int weeks;                        /* school weeks from then on           */
    int sundays[DAYS / WEEK + 2];     /* in each: days from `begin`          */
    day days[DAYS];                   /* from `begin` on                     */
    int new_year[LAST_YEAR - FIRST_YEAR + 2];
    choice sets[COLUMNS][CHOICES + 1];
    answers answers[1 << 2 * HALF];   /* by the bits of unmet and open       */
    bool plain[256];                  /* stands for itself in a text         */
    bool repeats;                     /* asked for                           */
    uint64_t *seen, batch[BATCH];     /* hashes of ids; 0: free              */
    size_t seen_cap, seen_count;      /* the first a power of two            */
    int batched;
    size_t out_len;
    char in[BLOCK + AHEAD], out[2 * BLOCK];
} work;

__attribute__((noreturn))
static void give_up(const work *w, const char *where, const char *why)
{
    fprintf(stderr, "error: %s:%ld: %s%s%s\n", w->path, (long)w->line, where,
            *where ? " " : "", why);
    exit(1);
}

static void write_out(work *w)
{
    for (size_t done = 0; done < w->out_len;) {
        ssize_t n = write(STDOUT_FILENO, w->out + done, w->out_len - done);
        if (n < 0)
            give_up(w, "", "the results cannot be written");
        done += (size_t)n;
    }
    w->out_len = 0;
}

/* --- forms of cells ------------------------------------------------------- */

/* Reads what begins at `at`, in the form that a column has: gives what follows
 * it, or NULL. */
typedef const char *form(const work *w, int column, const char *at, int *out);

static const int month_begin[2][14] = {
    { 0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365 },
    { 0, 0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366 }
};

static inline const int *months_of(const work *w, int year)
{
    return month_begin[w->new_year[year + 1] - w->new_year[year] - 365];
}

/* More than 99 where two digits are not. */
static inline unsigned two_digits(const char *at)
{
    unsigned tens = (unsigned char)at[0] - (unsigned)'0';
    unsigned ones = (unsigned char)at[1] - (unsigned)'0';
    return (tens * 10 + ones) | (unsigned)((tens > 9) | (ones > 9)) << 8;
}

static ALWAYS_INLINE const char *date_at(const work *w, int column,
                                         const char *at, int *out)
{
    unsigned century = two_digits(at), year = two_digits(at + 2);
    unsigned month = two_digits(at + 5), d = two_digits(at + 8) - 1;
    (void)column;
    if ((century - FIRST_YEAR / 100 > 99 - FIRST_YEAR / 100) | (year > 99)
        | (month - 1 > 11) | (at[4] != '-') | (at[7] != '-'))
        return NULL;
    int y = (int)(century * 100 + year) - FIRST_YEAR;
    const int *begin = months_of(w, y) + month;
    *out = w->new_year[y] + begin[0] + (int)d;
    return d < (unsigned)(begin[1] - begin[0]) ? at + 10 : NULL;
}

/* Up to nine digits. */
static ALWAYS_INLINE const char *digits_at(const char *at, int *out)
{
    const char *begin = at;
    unsigned number = 0, digit;
    while ((digit = (unsigned char)*at - (unsigned)'0') <= 9 && at < begin + 9) {
        number = number * 10 + digit;
        at++;
    }
    *out = (int)number;
    return at > begin ? at : NULL;
}

static ALWAYS_INLINE const char *count_at(const work *w, int column,
                                          const char *at, int *out)
{
    int most = column == CYCLES ? MOST_CYCLES : MOST_ASKED;
    (void)w;
    at = digits_at(at, out);
    return *out >= (column == ASKED) && *out <= most ? at : NULL;
}

/* Pounds, or pounds and one or two decimals. */
static ALWAYS_INLINE const char *pence_at(const work *w, int column,
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

static const char *other_yes_no_at(const char *at, int *out)
{
    static const char *const words[] = {
        "No", "Yes", "NO", "YES", "false", "true", "False", "True", "FALSE",
        "TRUE", "n", "y", "N", "Y"
    };
    for (int i = 0; i < LENGTH(words); i++)
        if (strncmp(at, words[i], strlen(words[i])) == 0) {
            *out = i & 1;
            return at + strlen(words[i]);
        }
    return NULL;
}

static ALWAYS_INLINE const char *yes_no_at(const work *w, int column,
                                           const char *at, int *out)
{
    (void)w, (void)column;
    *out = memcmp(at, "yes", 3) == 0;
    if (*out)
        return at + 3;
    return memcmp(at, "no", 2) == 0 ? at + 2 : other_yes_no_at(at, out);
}

/* No choice is the beginning of another. */
static ALWAYS_INLINE const char *choice_at(const work *w, int column,
                                           const char *at, int *out)
{
    const choice *set = w->sets[column];
    uint64_t first;
    memcpy(&first, at, sizeof first);
    for (const choice *c = set; c->name; c++)
        if ((first & c->mask) == c->first
            && (c->len <= 8 || memcmp(at + 8, c->name + 8, c->len - 8) == 0)) {
            *out = (int)(c - set);
            return at + c->len;
        }
    return NULL;
}

/* --- cells ---------------------------------------------------------------- */

static bool is_utf8(const unsigned char *at, const unsigned char *end)
{
    while (at < end) {
        unsigned c = *at++, least = 0x80, most = 0xBF;
        int more = (c >= 0xC2) + (c >= 0xE0) + (c >= 0xF0);
        if (c == 0 || (c >= 0x80 && c < 0xC2) || c > 0xF4 || end - at < more)
            return false;
        least = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : least;
        most = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : most;
        for (; more > 0; more--, at++, least = 0x80, most = 0xBF)
            if (*at < least || *at > most)
                return false;
    }
    return true;
}

/* The closing quote of the text at `at`, on this line, or NULL. */
static const char *find_close(const char *at)
{
    for (; *at != '\n'; at++)
        if (*at == '"' && *++at != '"')
            return at - 1;
    return NULL;
}

static slice trimmed(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\t'))
        at++;
    while (at < end && (end[-1] == ' ' || end[-1] == '\t'))
        end--;
    return (slice){ at, (size_t)(end - at) };
}

/* Any cell: gives the next.  Doubled quotes are left doubled. */
static const char *cell_at(const work *w, int column, const char *at,
                           slice *out)
{
    bool quoted = *at == '"';
    const char *begin = at + quoted, *end = begin;
    end = quoted ? find_close(begin) : begin + strcspn(begin, ",\"\r\n");
    if (!end)
        give_up(w, headings[column], "opens a quote that its line leaves "
                                     "open");
    at = end + quoted;
    at += column == COLUMNS - 1 && at[0] == '\r' && at[1] == '\n';
    if (*at != (column == COLUMNS - 1 ? '\n' : ','))
        give_up(w, headings[column], "is not followed by as many cells as "
                                     "there are headings, or holds a quote");
    if (!is_utf8((const unsigned char *)begin, (const unsigned char *)end))
        give_up(w, headings[column], "holds bytes that are not UTF-8");
    *out = trimmed(begin, end);
    return at + 1;
}

static bool is_unknown(slice cell)
{
    return cell.len == 7 && memcmp(cell.at, "unknown", 7) == 0;
}

static int nothing_in(int column)
{
    return column == REVIEW || column == LAST_END ? NONE : MISSING;
}

__attribute__((noinline))
static const char *take_odd(const work *w, form *form, int column,
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
    if (cell.len >= AHEAD || form(w, column, tidy, out) != tidy + cell.len)
        give_up(w, headings[column], "is not what the pack asks for there");
    return next;
}

/* One cell of `values`: gives the next. */
static ALWAYS_INLINE const char *take(const work *w, form *form, int column,
                                      const char *at, int *values)
{
    char stop = column == COLUMNS - 1 ? '\n' : ',';
    if (*at == stop) {
        values[column] = nothing_in(column);
        return at + 1;
    }
    const char *end = form(w, column, at, &values[column]);
    if (end && *end == stop)
        return end + 1;
    return take_odd(w, form, column, at, &values[column]);
}

static inline const char *take_text(const work *w, int column, const char *at,
                                    slice *out)
{
    const char *begin = at;
    while (w->plain[(unsigned char)*at])
        at++;
    if (*at != ',' || *begin == ' ' || at == begin || at[-1] == ' ')
        return cell_at(w, column, begin, out);
    *out = (slice){ begin, (size_t)(at - begin) };
    return at + 1;
}

/* --- rows ----------------------------------------------------------------- */

typedef struct row {
    slice id;
    int values[COLUMNS];              /* pence, days, choices; 1 for yes     */
} row;

/* What a spreadsheet makes of a long number: 1.23E+11. */
static bool is_damaged(slice id)
{
    const char *at = id.at, *end = at + id.len;
    size_t whole = strspn(at, "0123456789");
    if (whole == 0)
        return false;
    at += whole;
    if (whole == 1 && *at == '.')
        at += 1 + strspn(at + 1, "0123456789");
    if ((*at != 'e' && *at != 'E') || at[1] != '+')
        return false;
    at += 2;
    return (end - at == 2 || end - at == 3)
        && at + strspn(at, "0123456789") >= end;
}

static void check_row(const work *w, const row *r)
{
    const int *v = r->values;
    int last = w->new_year[LAST_YEAR - FIRST_YEAR + 1] - 1;
    if (r->id.len == 0 || is_unknown(r->id) || is_damaged(r->id))
        give_up(w, headings[PUPIL_ID], "is required, in letters and digits");
    if (v[PANEL] < w->begin || v[PANEL] > last - 275)
        give_up(w, headings[PANEL], "is required, from " RULES_BEGIN " on");
    if (v[LAST_END] > last - THIRTEEN_WEEKS)
        give_up(w, headings[LAST_END], "is too late");
}

static const char *take_row(const work *w, const char *at, row *r)
{
    int *v = r->values;
    slice school;
    at = take_text(w, PUPIL_ID, at, &r->id);
    at = take_text(w, SCHOOL, at, &school);
    at = take(w, choice_at, PHASE, at, v);
    at = take(w, choice_at, SETTING, at, v);
    at = take(w, choice_at, NEED, at, v);
    at = take(w, yes_no_at, PLAN, at, v);
    at = take(w, pence_at, COST, at, v);
    at = take(w, yes_no_at, EVIDENCE, at, v);
    at = take(w, count_at, CYCLES, at, v);
    at = take(w, yes_no_at, ADVICE, at, v);
    at = take(w, yes_no_at, AGREE, at, v);
    at = take(w, yes_no_at, OUTCOMES, at, v);
    at = take(w, date_at, REVIEW, at, v);
    at = take(w, date_at, LAST_END, at, v);
    at = take(w, date_at, PANEL, at, v);
    at = take(w, date_at, START, at, v);
    at = take(w, count_at, ASKED, at, v);
    at = take(w, choice_at, RISK, at, v);
    at = take(w, yes_no_at, CARE, at, v);
    check_row(w, r);
    return at;
}

/* --- working it out ------------------------------------------------------- */

typedef struct result {
    int first, weeks, weeks_this_year;   /* or MISSING                       */
    int last;                            /* from w->begin, or MISSING        */
    unsigned unmet, open;                /* bits by criterion; both: unmet   */
    int a_year, priority;                /* pence a year, points; or MISSING */
} result;

static inline int lower(int a, int b)
{
    return a < b ? a : b;
}

static inline int higher(int a, int b)
{
    return a > b ? a : b;
}

static inline void run_weeks(const work *w, const int *v, result *x)
{
    x->first = v[START] < 0 ? MISSING : higher(v[START], v[PANEL]);
    x->weeks = lower(v[ASKED], MOST_WEEKS);
    x->last = x->weeks_this_year = MISSING;
    if (x->first < 0 || x->weeks < 0)
        return;
    int from = x->first - w->begin;
    int end = from < DAYS ? w->days[from].over + x->weeks - 1 : w->weeks;
    if (end >= w->weeks)
        give_up(w, headings[ASKED], "goes beyond the last of the terms");
    const day *panel = &w->days[v[PANEL] - w->begin];
    int begun = panel->begun_by_then - w->days[from].over;
    x->last = w->sundays[end];
    x->weeks_this_year =
        x->first > panel->year_end ? 0 : lower(x->weeks, begun);
}

static inline void judge(result *x, int criterion, bool unmet, bool open)
{
    x->unmet |= (unsigned)unmet << criterion;
    x->open |= (unsigned)open << criterion;
}

static inline void judge_all(const work *w, const int *v, result *x)
{
    bool sensory = (v[NEED] >= 0) & (v[NEED] <= LAST_SENSORY_OR_PHYSICAL);
    int last = x->last < 0 ? INT32_MAX : x->last + w->begin;
    x->unmet = x->open = 0;
    judge(x, IN_MAINSTREAM, v[SETTING] > MAINSTREAM, v[SETTING] < 0);
    judge(x, NO_PLAN, v[PLAN] > 0, v[PLAN] < 0);
    judge(x, COSTS_MORE, v[COST] <= SCHOOL_FIRST, v[COST] < 0);
    judge(x, SCHOOL_PAYS, v[EVIDENCE] == 0, v[EVIDENCE] < 0);
    judge(x, GRADUATED, (v[CYCLES] < ENOUGH_CYCLES) & !sensory,
          (v[CYCLES] < ENOUGH_CYCLES) & !sensory
              & ((v[CYCLES] < 0) | (v[NEED] < 0)));
    judge(x, ADVISED, v[ADVICE] == 0, v[ADVICE] < 0);
    judge(x, AGREED, v[AGREE] == 0, v[AGREE] < 0);
    judge(x, REVIEWABLE,
          (v[OUTCOMES] == 0) | (v[REVIEW] == NONE) | (v[REVIEW] > last),
          (v[OUTCOMES] < 0) | (v[REVIEW] < 0) | (x->last < 0));
    judge(x, STARTS_SOON, v[START] > v[PANEL] + THIRTEEN_WEEKS, v[START] < 0);
    judge(x, GAP_KEPT, v[LAST_END] + THIRTEEN_WEEKS > v[PANEL],
          v[LAST_END] == MISSING);
}
