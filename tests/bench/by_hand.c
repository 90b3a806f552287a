/*
 * by_hand.c - by_hand [--repeats] DATA.csv: what `hn calc rules/pre_ehcp DATA
 * --on 2026-09-01 --out csv` writes, by a program written for that alone.
 *
 * This is what hn is timed against: what somebody makes in an afternoon who
 * knows the pack, the columns and their order.  Nothing looks for the end of a
 * cell first; each is read in the form that its column has, and what does not
 * have it (quotes, blanks around it, a mark, CR LF) is tidied and read again.
 * The school weeks and the words for the criteria are laid out beforehand.
 *
 * All that hn refuses is refused here, and the first row refused ends the run;
 * so do a line break in quotes, columns in another order and an amount written
 * with a pound sign or thousands, all of which hn reads.  A column that is
 * missing is MISSING, never 0; money is whole pence and a date a day number.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    BLOCK = 1 << 17,                  /* bytes read at once; the longest row */
    AHEAD = 32,                       /* bytes a form may look at in vain    */
    ROW_ROOM = 1024,                  /* a row of results but for its id     */
    WEEK = 7, YEARS = 3, DAYS = 1096, /* three financial years               */
    BATCH = 64                        /* ids looked up together              */
};
enum { MISSING = -1, NONE = -2 };     /* NONE: an empty cell that is a fact  */

/* --- the columns and the pack's figures ----------------------------------- */

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
    X(ASKED, "Weeks Asked", "weeks_asked") X(RISK, "Exclusion Risk", "at_risk") \
    X(CARE, "Looked After", "looked_after")
#define COLUMN_NUMBER(number, heading, name) number,
#define COLUMN_HEADING(number, heading, name) heading,
#define COLUMN_NAME(number, heading, name) { name, sizeof name - 1 },

enum { EACH_COLUMN(COLUMN_NUMBER) COLUMNS };
static const char *const headings[] = { EACH_COLUMN(COLUMN_HEADING) };

/* Is copied whole; only `len` of it counts. */
typedef struct word { char text[16]; size_t len; } word;
static const word names[] = { EACH_COLUMN(COLUMN_NAME) };

static const char *const choices[COLUMNS][13] = {
    [PHASE] = { "primary", "secondary" },
    [SETTING] = { "mainstream", "special", "alternative provision" },
    [NEED] = { "HI", "MSI", "PD", "VI", "ASD", "MLD", "OTH", "PMLD", "SEMH",
               "SLCN", "SLD", "SPLD" },
    [RISK] = { "no", "part-time timetable", "exclusion" }
};
enum { MAINSTREAM = 0, SENSORY_OR_PHYSICAL = 3 /* the last of these needs */ };
static const int risk_points[] = { 0, 3, 5 };

enum {
    SCHOOL_FIRST = 600000, CAP = 1000000, HIGH_COST = 1200000,
    MOST_COST = 12000000, ENOUGH_CYCLES = 2, MOST_CYCLES = 20,
    MOST_WEEKS = 26, MOST_ASKED = 39, YEAR_WEEKS = 39, WAIT = 13 * WEEK
};
#define RULES_BEGIN "2026-04-01"

/* As in rules/pre_ehcp/terms.csv, from the days of RULES_BEGIN on. */
static const char *const terms[][2] = {
    { "2026-02-23", "2026-04-02" }, { "2026-04-20", "2026-05-22" },
    { "2026-06-01", "2026-07-17" }, { "2026-09-02", "2026-10-23" },
    { "2026-11-02", "2026-12-18" }, { "2027-01-04", "2027-02-12" },
    { "2027-02-22", "2027-03-25" }, { "2027-04-12", "2027-05-28" },
    { "2027-06-07", "2027-07-16" }, { "2027-09-02", "2027-10-22" },
    { "2027-11-01", "2027-12-17" }, { "2028-01-04", "2028-02-11" },
    { "2028-02-21", "2028-03-31" }, { "2028-04-18", "2028-05-26" },
    { "2028-06-05", "2028-07-14" }
};

enum {
    IN_MAINSTREAM, NO_PLAN, COSTS_MORE, SCHOOL_PAYS, GRADUATED, ADVISED,
    AGREED, REVIEWABLE, STARTS_SOON, GAP_KEPT, CRITERIA
};
#define WORD(text) { text, sizeof text - 1 }
static const word criteria[] = {
    WORD("mainstream"), WORD("no_plan"), WORD("costs_more"),
    WORD("school_pays"), WORD("graduated"), WORD("advised"), WORD("agreed"),
    WORD("reviewable"), WORD("starts_soon"), WORD("gap_kept")
};
#define BIT(number) (1u << (number))
static const unsigned needed_for[] = {       /* by criterion: columns        */
    BIT(SETTING), BIT(PLAN), BIT(COST), BIT(EVIDENCE),
    BIT(CYCLES) | BIT(NEED), BIT(ADVICE), BIT(AGREE),
    BIT(OUTCOMES) | BIT(REVIEW) | BIT(START) | BIT(ASKED), BIT(START),
    BIT(LAST_END)
};

/* --- what the program holds ----------------------------------------------- */

enum { FIRST_YEAR = 1600, LAST_YEAR = 9999, HALF = 5 /* of the criteria */ };

typedef struct day {
    char text[12];                    /* 2026-09-01                          */
    int over;                         /* school weeks that were over before  */
    int year_end;                     /* 31 March on or after it             */
    int begun;                        /* school weeks begun by then          */
} day;

typedef struct choice {
    uint64_t first, mask;             /* its first bytes, up to 8            */
    const char *rest;                 /* the others                          */
    size_t rest_len, len;
} choice;

typedef struct answers { char text[63]; uint8_t len; } answers;

typedef struct work {
    const char *path;
    int64_t line;                     /* of the row at hand                  */
    const char *at;                   /* the cell at hand                    */
    const char *wrong;                /* what is wrong with the row, or NULL */
    int wrong_column;                 /* or COLUMNS                          */
    int begin, last;                  /* RULES_BEGIN, 9999-12-31             */
    int weeks;                        /* school weeks from RULES_BEGIN on    */
    int sundays[DAYS / WEEK + 2];     /* the Sunday of each                  */
    day days[DAYS + WEEK];            /* from RULES_BEGIN on                 */
    int new_year[LAST_YEAR - FIRST_YEAR + 2];
    choice sets[COLUMNS][13];
    answers answers[1 << 2 * HALF][2];  /* by unmet and open; which half     */
    bool repeats;
    uint64_t *seen, batch[BATCH];     /* hashes of ids; 0 is free            */
    size_t seen_cap, seen_count;      /* seen_cap is a power of two          */
    int64_t repeated;
    int batched;
    size_t out_len;
    char in[BLOCK + AHEAD], out[2 * BLOCK];
} work;

typedef struct slice { const char *at; size_t len; } slice;

/* --- dates ---------------------------------------------------------------- */

static const int month_begin[2][14] = {
    { 0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365 },
    { 0, 0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366 }
};

static void lay_years(work *w)
{
    for (int y = FIRST_YEAR; y <= LAST_YEAR; y++) {
        bool leap = y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
        w->new_year[y - FIRST_YEAR + 1] =
            w->new_year[y - FIRST_YEAR] + 365 + leap;
    }
    w->last = w->new_year[LAST_YEAR - FIRST_YEAR + 1] - 1;
}

/* More than 99 where there are no two digits. */
static inline unsigned two_digits(const char *at)
{
    unsigned tens = (unsigned char)at[0] - (unsigned)'0';
    unsigned ones = (unsigned char)at[1] - (unsigned)'0';
    return (tens * 10 + ones) | (unsigned)(tens > 9 || ones > 9) << 8;
}

/* A form: reads what begins at `at` and returns what follows, or NULL. */
typedef const char *form(const work *w, int column, const char *at, int *out);

static inline const char *date_at(const work *w, int column, const char *at,
                                  int *out)
{
    unsigned century = two_digits(at), in_century = two_digits(at + 2);
    unsigned month = two_digits(at + 5), d = two_digits(at + 8) - 1;
    unsigned year = century * 100 + in_century - FIRST_YEAR;
    (void)column;
    if ((century - 16 > 99 - 16) | (in_century > 99) | (month - 1 > 11)
        | (at[4] != '-') | (at[7] != '-'))
        return NULL;
    int new_year = w->new_year[year];
    const int *begin = month_begin[w->new_year[year + 1] - new_year - 365];
    if (d >= (unsigned)(begin[month + 1] - begin[month]))
        return NULL;
    *out = new_year + begin[month] + (int)d;
    return at + 10;
}

static void split_date(const work *w, int date, int *year, int *month, int *d)
{
    int y = date / 366;
    while (w->new_year[y + 1] <= date)
        y++;
    const int *begin = month_begin[w->new_year[y + 1] - w->new_year[y] - 365];
    date -= w->new_year[y];
    *year = y + FIRST_YEAR;
    for (*month = 1; begin[*month + 1] <= date; ++*month)
        ;
    *d = date - begin[*month] + 1;
}

static void print_date(const work *w, char text[12], int date)
{
    int year, month, d;
    split_date(w, date, &year, &month, &d);
    int digits[] = { year / 100, year % 100, month, d };
    const int places[] = { 0, 2, 5, 8 };
    memcpy(text, "0000-00-00", 11);
    for (int i = 0; i < 4; i++) {
        text[places[i]] = (char)('0' + digits[i] / 10);
        text[places[i] + 1] = (char)('0' + digits[i] % 10);
    }
}

/* --- what is laid out beforehand ------------------------------------------ */

static int known_date(const work *w, const char *text)
{
    int date = 0;
    date_at(w, 0, text, &date);
    return date;
}

/* 1 January 1600 was a Saturday. */
static bool is_open(const work *w, int date)
{
    bool open = false;
    for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++)
        open |= known_date(w, terms[i][0]) <= date
             && date <= known_date(w, terms[i][1]);
    return open && (date + 5) % WEEK < 5;
}

/* A week is over on the day after its last open day, and has begun on its
 * first: in this calendar no week closes and opens again. */
static void lay_weeks(work *w, int *begun)
{
    for (int i = 0; i < DAYS; i++) {
        int date = w->begin + i;
        int sunday = date + 6 - (date + 5) % WEEK;
        bool open = is_open(w, date);
        if (open && (w->weeks == 0 || w->sundays[w->weeks - 1] != sunday))
            w->sundays[w->weeks++] = sunday;
        begun[i] = w->weeks;
        w->days[i].over = w->weeks - open;
    }
    for (int i = DAYS - 2; i >= 0; i--)      /* a day off, and the week goes */
        if (w->sundays[begun[i + 1] - 1] == w->sundays[begun[i] - 1]
            && w->days[i + 1].over < begun[i])
            w->days[i].over = begun[i] - 1;
}

static void lay_days(work *w)
{
    int begun[DAYS], end = 0;
    w->begin = known_date(w, RULES_BEGIN);
    lay_weeks(w, begun);
    for (int i = 0; i < DAYS + WEEK; i++)
        print_date(w, w->days[i].text, w->begin + i);
    for (int i = DAYS - 1; i >= 0; i--) {
        if (memcmp(w->days[i].text + 5, "03-31", 5) == 0)
            end = i;
        w->days[i].year_end = w->begin + end;
        w->days[i].begun = begun[end];
    }
}

static void lay_choices(work *w)
{
    for (int column = 0; column < COLUMNS; column++)
        for (int i = 0; i < 13 && choices[column][i]; i++) {
            choice *c = &w->sets[column][i];
            const char *name = choices[column][i];
            size_t first = strlen(name) < 8 ? strlen(name) : 8;
            c->len = strlen(name);
            c->rest = name + first;
            c->rest_len = c->len - first;
            memcpy(&c->first, name, first);
            memset(&c->mask, 0xFF, first);
        }
}

static char *put_text(char *to, const char *text)
{
    size_t len = strlen(text);
    memcpy(to, text, len);
    return to + len;
}

/* ",met,unmet,cannot tell" for five criteria: the bits of `unmet` and `open`
 * never overlap. */
static void lay_answers(work *w)
{
    for (unsigned i = 0; i < 1 << 2 * HALF; i++) {
        unsigned unmet = i & (BIT(HALF) - 1), open = i >> HALF;
        char *begin = w->answers[i]->text, *to = begin;
        if (unmet & open)
            continue;
        for (int c = 0; c < HALF; c++)
            to = put_text(to, unmet >> c & 1 ? ",unmet"
                              : open >> c & 1 ? ",cannot tell" : ",met");
        w->answers[i]->len = (uint8_t)(to - begin);
    }
}
