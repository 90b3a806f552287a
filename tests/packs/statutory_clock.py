#!/usr/bin/python3
# also: asan
"""The pack rules/statutory_clock again, by hand, against what hn makes of it.

Written from the words of the regulations, with Python's own dates, without
reading rules.lua.  Thousands of made-up requests and plans on the edges of
every time, of leap years, bank holidays and the day of the run, with what is
missing; the shipped data; the bank holidays, worked out from the calendar;
and that the order of rows does not matter.
"""
import calendar
import datetime
import os
import random
from fractions import Fraction as F

import common
from common import hn, rounded, write
import statutory_clock_data as data

PACK = "rules/statutory_clock"
SMALL = "asan" in os.environ.get("HN_BUILD", "")
MANY = 300 if SMALL else 4000
RUNS = ["2026-09-01", "2024-02-29", "2028-03-01", "2025-12-24"]
DAY, WEEK = datetime.timedelta(1), datetime.timedelta(7)
NONE = "none"      # an empty cell that is a fact


def date(text):
    return datetime.date.fromisoformat(text)


# --- the calendar ------------------------------------------------------------

def easter(year):
    """The Gregorian computus, by Meeus."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    turn = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * turn) // 451
    month, day = divmod(h + turn - 7 * m + 114, 31)
    return datetime.date(year, month, day + 1)


def monday(year, month, last):
    days = [week[0] for week in calendar.monthcalendar(year, month) if week[0]]
    return datetime.date(year, month, days[-1 if last else 0])


def bank_holidays(year):
    """England and Wales: those on a weekend are moved to the next weekday
    that is none."""
    days = {easter(year) - 2 * DAY, easter(year) + DAY, monday(year, 5, False),
            monday(year, 5, True), monday(year, 8, True)}
    for month, day in ((1, 1), (12, 25), (12, 26)):
        free = datetime.date(year, month, day)
        while free.weekday() > 4 or free in days:
            free += DAY
        days.add(free)
    return days


CLOSED = {day for year in range(2024, 2029) for day in bank_holidays(year)}


def is_working(day):
    return day.weekday() < 5 and day not in CLOSED


def working_on_or_before(day):
    while not is_working(day):
        day -= DAY
    return day


def working_before(day, count):
    while count:
        day -= DAY
        count -= is_working(day)
    return day


def working_days(first, last):
    """Both counted; below nought where the last is earlier."""
    low, high = min(first, last), max(first, last)
    found = sum(is_working(low + DAY * i)
                for i in range((high - low).days + 1))
    return found if first <= last else -found


def months_after(day, months):
    """The same day so many months later, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(
        day.day, calendar.monthrange(year, month + 1)[1]))


def end_of_year_from(day):
    """The last day of the twelve months that begin on `day`: the day before
    its date comes round, or before 1 March where it never does."""
    try:
        return day.replace(year=day.year + 1) - DAY
    except ValueError:
        return datetime.date(day.year + 1, 3, 1) - DAY


# --- what may be missing -----------------------------------------------------

class Missing(Exception):
    """Something is needed that the data do not tell."""


def value(made):
    """What `made` gives, or None where it needs what is missing."""
    try:
        return made()
    except Missing:
        return None


def both(*tests):
    """No if any says no; else unknown if any is."""
    answers = [value(test) for test in tests]
    if False in answers:
        return False
    if None in answers:
        raise Missing
    return True


def either(*tests):
    return not both(*[lambda test=test: not test() for test in tests])


class Row:
    """The cells of a row: a day, a choice, NONE, or missing where it is
    asked for."""

    def __init__(self, cells, blanks, on):
        self.cells, self.blanks, self.on = cells, blanks, on

    def given(self, name):
        if self.cells[name] == "?":
            raise Missing
        return self.cells[name] != ""

    def day(self, name):
        if self.cells[name] in ("", "?"):
            raise Missing
        return date(self.cells[name])

    def text(self, name):
        if self.cells[name] in ("", "?"):
            raise Missing
        return self.cells[name]

    def done(self, name):
        return both(lambda: self.given(name),
                    lambda: self.day(name) <= self.on)


def taken(row, name, due, no_more):
    """The day it was done; today where it ought to be; else unknown."""
    if row.done(name):
        return row.day(name)
    if either(no_more, lambda: row.on <= due()):
        raise Missing
    return row.on


# --- a request ---------------------------------------------------------------

def excuses_from(row):
    """Regulations 5(4), 10(4) and 13(3): what falls due from then on."""
    kind = row.text("exception")
    if kind == "school closed":
        return row.day("advice_asked")
    first = max(row.day("exception_from"), row.day("received"))
    return first + 27 * DAY if kind == "child away" else first


def excepted(row):
    """Do the days fit the exception?"""
    def over():
        if not row.given("exception_to"):
            return row.on
        return min(row.day("exception_to"), row.on)

    def is_closed():
        return row.text("exception") == "school closed"

    return both(lambda: row.given("exception"), lambda: either(
        lambda: both(lambda: not is_closed(),
                     lambda: excuses_from(row) <= over()),
        lambda: both(
            is_closed,
            lambda: (over() + DAY - row.day("exception_from")).days >= 28,
            lambda: row.day("advice_asked") >= row.day(
                "exception_from") - WEEK,
            lambda: row.day("advice_asked") <= over() + DAY - WEEK)))


def excused(row, due):
    return both(lambda: excepted(row), lambda: excuses_from(row) <= due())


def settled(row):
    return either(
        lambda: row.done("finalised"), lambda: row.done("withdrawn"),
        lambda: row.done("refused"), lambda: both(
            lambda: row.done("decided"),
            lambda: row.text("decision") == "do not assess"))


def next_step(row):
    if settled(row):
        return "closed"
    if not row.done("decided"):
        return "decision"
    if not row.done("draft_sent"):
        return "draft plan or refusal"
    return "final plan"


def answered(row, due):
    if row.done("draft_sent"):
        return row.day("draft_sent")
    return taken(row, "refused", due, lambda: either(
        lambda: settled(row), lambda: not row.done("decided")))


def spoken(day):
    return "%d %s %d" % (day.day, calendar.month_name[day.month], day.year)


def said_days(count):
    return "{:,} day{}".format(count, "" if count == 1 else "s")


def says(row, out):
    if out["settled"] is None:
        return None
    if out["settled"]:
        return "Nothing is left to do."
    if out["late"] is None or out["is_excused"] is None and out["late"]:
        return None
    text = "Next is the %s, due by %s" % (out["step"], spoken(out["due"]))
    if not out["late"]:
        return text + "; the last working day for it is %s." % spoken(
            out["send_by"])
    text += ": %s late" % said_days(out["days_late"])
    if out["is_excused"]:
        return text + "; exception claimed: %s." % row.text("exception")
    return text + "."


def request(cells, on):
    row, received = Row(cells, data.REQUEST, on), date(cells["received"])
    due = {"decision": received + 6 * WEEK,
           "draft plan or refusal": received + 16 * WEEK,
           "final plan": received + 20 * WEEK}
    out = {"decide_by": due["decision"], "final_by": due["final plan"],
           "answer_by": due["draft plan or refusal"],
           "comment_by": value(lambda: row.day("draft_sent") + 14 * DAY),
           "excuses_from": value(lambda: excuses_from(row)),
           "excepted": value(lambda: excepted(row)),
           "settled": value(lambda: settled(row)),
           "step": value(lambda: next_step(row)),
           "days_to_decide": value(lambda: working_days(
               received + DAY, row.day("decided")))}
    out["due"] = due.get(out["step"])
    open_step = out["settled"] is False

    def late():
        return None if out["due"] is None else on > out["due"]

    out["late"] = False if out["settled"] else late()
    out["days_late"] = None if out["late"] is None else (
        (on - out["due"]).days if out["late"] else 0)
    out["is_excused"] = out["late"]
    if out["late"] is not False:
        out["is_excused"] = value(lambda: both(
            lambda: needed(out["late"]),
            lambda: excused(row, lambda: needed(out["due"]))))
    out["soon"] = False if out["settled"] else (
        on <= out["due"] <= on + 4 * WEEK if open_step and out["due"]
        else None)
    out["send_by"] = working_on_or_before(out["due"]) if out["due"] else None
    out["says"] = says(row, out)
    gone = lambda: either(lambda: settled(row),
                          lambda: not row.done("decided"))
    for name, by, when in (
            ("in_six", "decide_by", lambda: taken(
                row, "decided", lambda: out["decide_by"],
                lambda: settled(row))),
            ("in_sixteen", "answer_by",
             lambda: answered(row, lambda: out["answer_by"])),
            ("in_twenty", "final_by", lambda: taken(
                row, "finalised", lambda: out["final_by"], gone))):
        out[name] = value(lambda: when() <= out[by])
    for name, by in (("six", "decide_by"), ("twenty", "final_by")):
        out[name + "_excused"] = value(
            lambda by=by: excused(row, lambda: out[by]))
    return out


def needed(thing):
    if thing is None:
        raise Missing
    return thing


# --- a plan ------------------------------------------------------------------

def transfer_by(row):
    kind, moves = row.text("moves_to"), row.day("moves_on")
    if kind == "post-16 from post-16":
        return months_after(moves, -5)
    year = moves.year - (moves.month < 4)
    return datetime.date(year, *((3, 31) if kind == "post-16 from school"
                                 else (2, 15)))


def has_ended(row):
    return either(lambda: row.done("ended_on"), lambda: both(
        lambda: row.done("told_on"), lambda: row.text("outcome") == "cease"))


def is_amended(row):
    return both(lambda: row.done("told_on"),
                lambda: row.text("outcome") == "amend")


def review_step(row):
    if has_ended(row):
        return "ended"
    if both(lambda: is_amended(row), lambda: not row.done("notice_on")):
        return "notice of the amendments"
    if both(lambda: is_amended(row), lambda: not row.done("amended_on")):
        return "final amended plan"
    if not row.done("told_on") and row.done("met_on"):
        return "decision"
    return "review"


def last_review(row):
    return row.day("reviewed") if row.done("reviewed") else row.day(
        "first_made")


def amend_by(row):
    return min(row.day("notice_on") + 8 * WEEK, row.day("met_on") + 12 * WEEK)


def review_due(row):
    step = review_step(row)
    if step == "ended":
        raise Missing
    if step == "final amended plan":
        return amend_by(row)
    if step in ("decision", "notice of the amendments"):
        return row.day("met_on") + 4 * WEEK
    return end_of_year_from(row.day("told_on") if row.done("told_on")
                            else last_review(row))


def under_five(row):
    fifth = row.day("born")
    return months_after(fifth, 60) > row.on


def review_says(out):
    if out["ended"] is None:
        return None
    if out["ended"]:
        return "There are no more reviews."
    if out["review_late"] is None:
        return None
    text = "Next is the %s, due by %s" % (out["review_step"],
                                          spoken(out["review_due"]))
    if out["review_late"]:
        text += ": %s late" % said_days(out["review_days_late"])
    return text + "."


def plan(cells, on):
    row = Row(cells, data.PLAN, on)
    ended = lambda: has_ended(row)
    by = {"review_by": lambda: end_of_year_from(last_review(row)),
          "tell_by": lambda: row.day("met_on") + 4 * WEEK,
          "amend_by": lambda: amend_by(row),
          "transfer_by": lambda: transfer_by(row),
          "next_review_by": lambda: end_of_year_from(row.day("told_on")),
          "counted_from": lambda: last_review(row),
          "ended": ended, "review_step": lambda: review_step(row),
          "review_due": lambda: review_due(row)}

    def late():
        return both(lambda: not ended(), lambda: on > review_due(row))

    def near(day):
        return both(lambda: day() >= on, lambda: day() <= on + 4 * WEEK)

    def moving():
        return both(lambda: row.given("moves_on"),
                    lambda: row.day("moves_on") <= months_after(on, 12),
                    lambda: not ended(), lambda: not row.done("named_on"))

    def young(months):
        if not both(lambda: not ended(), lambda: under_five(row)):
            raise Missing
        last = row.day("told_on") if row.done("told_on") else last_review(row)
        return months_after(last, months)

    by.update({
        "review_late": late,
        "review_days_late": lambda: (on - review_due(row)).days if late()
        else 0,
        "review_soon": lambda: both(lambda: not ended(),
                                    lambda: near(lambda: review_due(row))),
        "under_five": lambda: both(lambda: not ended(),
                                   lambda: under_five(row)),
        "young_from": lambda: young(3), "young_to": lambda: young(6),
        "moving": moving,
        "transfer_late": lambda: both(moving, lambda: on > transfer_by(row)),
        "transfer_soon": lambda: both(
            moving, lambda: near(lambda: transfer_by(row)))})
    for name, done, limit, no_more in (
            ("reviewed_in_time", "told_on", "review_by", ended),
            ("told_in_time", "told_on", "tell_by", lambda: either(
                ended, lambda: not row.done("met_on"))),
            ("amended_in_time", "amended_on", "amend_by", lambda: either(
                ended, lambda: not is_amended(row))),
            ("named_in_time", "named_on", "transfer_by", lambda: either(
                ended, lambda: not row.given("moves_on")))):
        by[name] = lambda done=done, limit=limit, no_more=no_more: taken(
            row, done, by[limit], no_more) <= by[limit]()
    out = {name: value(made) for name, made in by.items()}
    out["review_says"] = review_says(out)
    return out


# --- days in an order --------------------------------------------------------

ORDERS = {"request": (("received", "decided"), ("decided", "draft_sent"),
                      ("draft_sent", "finalised"),
                      ("exception_from", "exception_to")),
          "plan": (("met_on", "told_on"), ("notice_on", "amended_on")),
          "sitting": ()}


def is_let_in(cells, kind):
    """Whether no day comes before the one that it comes after."""
    return not any(cells[later] < cells[first] for first, later
                   in ORDERS[kind] if not {cells[first], cells[later]}
                   & {"", "?"})


# --- the run -----------------------------------------------------------------

def count(rows, *keys):
    """Rows of which every test holds; those are left out of which it cannot
    be told."""
    return sum(value(lambda row=row: both(*[lambda key=key: needed(key(row))
                                            for key in keys])) is True
               for row in rows)


def at(name, wanted=True):
    return lambda row: None if row[name] is None else row[name] == wanted


def within_a_year(name, on):
    def test(row):
        return value(lambda: both(
            lambda: row["row"].done(name),
            lambda: row["row"].day(name) > months_after(on, -12)))
    return test


STEPS = {"decision": "decision", "draft": "draft plan or refusal",
         "final": "final plan"}
REVIEW_STEPS = {"review": "review", "decision": "decision",
                "notice": "notice of the amendments",
                "amended": "final amended plan"}


def rate(rows, of, met, out, name):
    whole = count(rows, *of)
    out[name] = None if whole == 0 else rounded(
        F(count(rows, *of, met), whole) * 100, F(1, 10),
        "half away from zero")


def run(requests, plans, panels, on):
    out = {}
    for name, step in STEPS.items():
        out["open_" + name] = count(requests, at("step", step))
        out["late_" + name] = count(requests, at("step", step), at("late"))
    out["late_excused"] = count(requests, at("is_excused"))
    late = [row["days_late"] for row in requests
            if row["days_late"] is not None]
    out["latest"] = max(late) if late else None
    out["due_soon"] = count(requests, at("soon"))
    for name, done, met, excuse in (
            ("decisions six", "decided", "in_six", "six_excused"),
            ("finals twenty", "finalised", "in_twenty", "twenty_excused")):
        counted, short = name.split()
        lately = within_a_year(done, on)
        out[counted] = count(requests, lately)
        rate(requests, [lately], at(met), out, short + "_all")
        rate(requests, [lately, at(excuse, False)], at(met), out,
             short + "_plain")
    for name, step in REVIEW_STEPS.items():
        out["plans_" + name] = count(plans, at("review_step", step))
        out["plans_late_" + name] = count(plans, at("review_step", step),
                                          at("review_late"))
    out["plans_soon"] = count(plans, at("review_soon"))
    out["plans_young"] = count(plans, at("under_five"), lambda row: (
        None if row["young_to"] is None else on > row["young_to"]))
    for name, key in (("moves_open", "moving"), ("moves_late",
                      "transfer_late"), ("moves_soon", "transfer_soon")):
        out[name] = count(plans, at(key))
    still = [(working_before(day, 5), day) for day in panels
             if working_before(day, 5) >= on]
    out["next_papers"] = min((papers for papers, _ in still), default=None)
    out["next_panel"] = min((day for _, day in still), default=None)
    out["for_panel"] = count(
        requests, at("step", "decision"), lambda row: (
            None if out["next_panel"] is None
            else row["decide_by"] <= out["next_panel"]))
    out["before_panel"] = count(
        requests, at("step", "decision"), lambda row: (
            None if out["next_panel"] is None
            else row["decide_by"] < out["next_panel"]))
    return out


# --- made-up data ------------------------------------------------------------

SPANS = [0, 1, 13, 14, 15, 27, 28, 29, 41, 42, 43, 55, 56, 57, 111, 112, 113,
         139, 140, 141, 364, 365, 366]
EDGES = ["2024-02-29", "2024-02-28", "2024-03-01", "2025-02-28", "2025-03-01",
         "2028-02-29", "2023-03-01", "2025-12-25", "2026-12-28", "2026-04-06"]


def some_day(dice, on):
    """Often so far from the day of the run that an edge falls on it."""
    if dice.random() < 0.15:
        return date(dice.choice(EDGES))
    back = dice.choice(SPANS) if dice.random() < 0.6 else dice.randrange(500)
    return on - DAY * back


def later(dice, day, blank):
    """A day some edge after another; or none, or one that is missing."""
    throw = dice.random()
    if throw < blank:
        return ""
    if throw < blank + 0.02:
        return "?"
    return str(day + DAY * (dice.choice(SPANS) if dice.random() < 0.7
                            else dice.randrange(200)))


def made_request(dice, at_, on):
    received = some_day(dice, on)
    row = dict.fromkeys(data.REQUEST, "")
    row.update(case_id="R%05d" % at_, received=str(received),
               decided=later(dice, received, 0.3),
               draft_sent=later(dice, received + 42 * DAY, 0.4),
               refused=later(dice, received + 42 * DAY, 0.9),
               finalised=later(dice, received + 60 * DAY, 0.6),
               withdrawn=later(dice, received, 0.9))
    if row["decided"]:
        row["decision"] = dice.choice(["assess"] * 5 + [
            "do not assess", "", "?"])
    if dice.random() < 0.4:
        starts = received + DAY * dice.choice([-30, -7, -1, 0, 14, 15, 90])
        row.update(exception=dice.choice(data.EXCEPTIONS + ["?"]),
                   exception_from=str(starts),
                   exception_to=later(dice, starts, 0.2),
                   advice_asked=later(dice, starts - 7 * DAY, 0.1))
        if dice.random() < 0.05:
            row["exception_from"] = ""
    return row


def made_plan(dice, at_, on):
    made = some_day(dice, on) - DAY * dice.choice([0, 0, 200, 366])
    row = dict.fromkeys(data.PLAN, "")
    row.update(plan_id="P%05d" % at_, first_made=str(made),
               born=str(months_after(some_day(dice, on),
                                     -12 * dice.choice([2, 4, 5, 5, 11]))),
               reviewed=later(dice, made, 0.6))
    met = made + DAY * dice.choice([250, 300, 337, 338, 364])
    row["met_on"] = later(dice, met - 14 * DAY, 0.4)
    if dice.random() < 0.6:
        row.update(told_on=later(dice, met, 0.1), outcome=dice.choice(
            ["maintain", "amend", "amend", "amend", "cease", "", "?"]))
        row.update(notice_on=later(dice, met + 14 * DAY, 0.3),
                   amended_on=later(dice, met + 14 * DAY, 0.5))
    row["ended_on"] = later(dice, met, 0.9)
    if dice.random() < 0.4:
        moves = on + DAY * dice.choice([-40, 100, 153, 154, 181, 200, 365,
                                        366, 400, 200 + dice.randrange(300)])
        row.update(moves_on=str(moves), moves_to=dice.choice(data.MOVES),
                   named_on=later(dice, moves - 200 * DAY, 0.5))
        if dice.random() < 0.05:
            row["moves_on"] = "?"
    return row


def made_sittings(dice, on):
    return [{"sitting_id": "N%02d" % i, "sits_on": str(
        on + DAY * dice.randrange(-60, 90))} for i in range(dice.choice(
            [0, 1, 12]))]


# --- the comparison ----------------------------------------------------------

CRITERIA = {True: "met", False: "unmet", None: "cannot tell"}
TESTED = ("in_six", "in_sixteen", "in_twenty", "six_excused",
          "twenty_excused", "reviewed_in_time", "told_in_time",
          "amended_in_time", "named_in_time")


def as_text(name, thing):
    if name in TESTED:
        return CRITERIA[thing]
    if thing is None:
        return ""
    if isinstance(thing, bool):
        return "yes" if thing else "no"
    if isinstance(thing, F):
        whole, tenths = divmod(int(thing * 10), 10)
        return "%d.%d" % (whole, tenths) if tenths else str(whole)
    return str(thing)


def pack_with_marks(folder):
    """A copy of the pack in which `?` stands for what is missing: in the
    shipped one an empty cell is a fact wherever it has a meaning."""
    path = os.path.join(folder, "pack")
    os.mkdir(path)
    for name in os.listdir(PACK):
        text = common.read(os.path.join(PACK, name)).decode()
        for key in ("case_id", "plan_id"):
            text = text.replace('key  = "%s",' % key,
                                'key  = "%s", missing = { ["?"] = "not '
                                'known" },' % key)
        write(os.path.join(path, name), text)
    return path


def calc(pack, folder, rows, on):
    paths = [write(os.path.join(folder, name + ".csv"),
                   common.as_csv(columns, rows[name]))
             for name, columns in (("request", data.REQUEST),
                                   ("plan", data.PLAN),
                                   ("sitting", data.SITTING))]
    out = os.path.join(folder, "out.csv")
    code, _, err = hn("calc", pack, paths[0], "plan=" + paths[1],
                      "sitting=" + paths[2], "--on", on, "--quiet", "-o", out)
    slips = sum(not is_let_in(row, kind) for kind in ORDERS
                for row in rows[kind])
    assert code == (3 if slips else 0), (code, err)
    assert err == "" if not slips else "error[HN430]" in err, err
    return {name: common.rows_of(common.read(path)) for name, path in (
        ("request", out), ("plan", out[:-4] + ".plan.csv"),
        ("sitting", out[:-4] + ".sitting.csv"),
        ("run", out[:-4] + ".run.csv"))}


def compare(tally, pack, what, rows, on):
    with common.scratch() as folder:
        got = calc(pack, folder, rows, on)
    rows = {kind: [row for row in of if is_let_in(row, kind)]
            for kind, of in rows.items()}
    day, want = date(on), {}
    for name, key, make, columns in (
            ("request", "case_id", request, data.REQUEST),
            ("plan", "plan_id", plan, data.PLAN)):
        want[name] = {}
        for cells in rows[name]:
            one = make(cells, day)
            want[name][cells[key]] = dict(one, row=Row(cells, columns, day))
        tally.same("%s: rows of %s" % (what, name), [
            row[key] for row in got[name]], [row[key] for row in rows[name]])
        for row in got[name]:
            for column, thing in want[name][row[key]].items():
                if column != "row":
                    tally.same("%s: %s of a %s" % (what, column, name),
                               (row[key], row[column]),
                               (row[key], as_text(column, thing)))
    for row in got["sitting"]:
        sits = [cells["sits_on"] for cells in rows["sitting"]
                if cells["sitting_id"] == row["sitting_id"]][0]
        tally.same(what + ": papers", row["papers_by"],
                   str(working_before(date(sits), 5)))
    figures = run(list(want["request"].values()),
                  list(want["plan"].values()),
                  [date(cells["sits_on"]) for cells in rows["sitting"]], day)
    totals = {row["name"]: row["value"] for row in got["run"]}
    tally.same(what + ": figures of the run", sorted(totals), sorted(figures))
    for name, thing in figures.items():
        tally.same(what + ": " + name, totals.get(name), as_text(name, thing))
    return got


def holidays(tally):
    rows = common.rows_of(common.read(os.path.join(PACK,
                                                   "bank_holidays.csv")))
    tally.same("the bank holidays of five years",
               [row["date"] for row in rows], sorted(map(str, CLOSED)))


def main():
    tally = common.Tally()
    holidays(tally)
    made = data.made()
    compare(tally, PACK, "shipped", {
        name: made[name + "s.csv"][1] for name in (
            "request", "plan", "sitting")}, "2026-09-01")
    dice = random.Random(4)
    with common.scratch() as folder:
        pack = pack_with_marks(folder)
        for on in RUNS:
            day = date(on)
            rows = {"request": [made_request(dice, i, day)
                                for i in range(MANY)],
                    "plan": [made_plan(dice, i, day) for i in range(MANY)],
                    "sitting": made_sittings(dice, day)}
            before = compare(tally, pack, on, rows, on)
        rows = {name: dice.sample(of, len(of)) for name, of in rows.items()}
        after = compare(tally, pack, on + ", shuffled", rows, on)
        for name in before:
            tally.check("the order of rows does not matter: " + name,
                        sorted(map(str, before[name]))
                        == sorted(map(str, after[name])))
    tally.end()


if __name__ == "__main__":
    main()
