#!/usr/bin/python3
# also: asan
"""The pack rules/award_register again, by hand, against what hn makes of it.

Written from what a register has to say, with Python's own dates and fractions,
without reading rules.lua: it goes through the days of school one by one.  The
shipped data; thousands of made-up awards that begin on leap days and closed
days, are stopped before, on and after the day they begin, extended after they
were stopped, and paid too much; on days in four years; and that the order of
rows and the number of threads do not matter.
"""
import bisect
import collections
import datetime
import os
import random
from fractions import Fraction as F

import common
from common import hn, rounded, write
import award_register_data as data

PACK = "rules/award_register"
SMALL = "asan" in os.environ.get("HN_BUILD", "")
MANY = 200 if SMALL else 2000
RUNS = ["2026-11-02", "2028-02-29", "2027-03-31", "2027-04-01", "2026-05-04"]
STOPS = (("Plan From", "superseded by a plan", 1),
         ("Left On", "left the school", 0),
         ("Moved On", "moved to another authority", 1))
STATES = ("not begun", "in force", "expired") + tuple(
    why for _, why, _ in STOPS)
DAY = datetime.timedelta(1)
NOTICE = AHEAD = 28 * DAY
PENNY = F(1, 100)


def date(text):
    return datetime.date.fromisoformat(text) if text else None


# --- days of school ----------------------------------------------------------

def table(name):
    return common.rows_of(common.read(os.path.join(PACK, name)))


def school_days():
    shut = {row["date"] for row in table("closed.csv")}
    found = []
    for row in table("terms.csv"):
        day = date(row["first"])
        while day <= date(row["last"]):
            if day.weekday() < 5 and str(day) not in shut:
                found.append(day)
            day += DAY
    return found


SCHOOL = school_days()


def weeks_of(first, last):
    """The Mondays of weeks with a day of school from first to last."""
    days = SCHOOL[bisect.bisect_left(SCHOOL, first):
                  bisect.bisect_right(SCHOOL, last)]
    return sorted({day - day.weekday() * DAY for day in days})


def count(first, last):
    return len(weeks_of(first, last)) if last >= first else 0


# --- one award ---------------------------------------------------------------

FIGURES = ["support_planned", "support_ends", "support_ended_by",
           "support_state", "support_review_by", "support_days",
           "support_weeks", "support_weeks_so_far"]


def life(cells, today):
    """Its figures, or None where the weeks of school run out."""
    first = date(cells["First Day"])
    if not cells["School Weeks"]:
        return dict.fromkeys(FIGURES)
    mondays = weeks_of(first, SCHOOL[-1])
    if len(mondays) < int(cells["School Weeks"]):
        return None
    planned = mondays[int(cells["School Weeks"]) - 1] + 6 * DAY
    if cells["Extended To"]:
        planned = max(planned, date(cells["Extended To"]))
    ends, by = planned, "expiry"
    for column, why, off in STOPS:
        if cells[column] and date(cells[column]) - off * DAY < ends:
            ends, by = date(cells[column]) - off * DAY, why
    state = by if by != "expiry" else "expired"
    if today <= ends:
        state = "not begun" if today < first else "in force"
    return dict(zip(FIGURES, (
        planned, ends, by, state, max(first, planned - NOTICE),
        max(0, (ends - first).days + 1), count(first, ends),
        count(first, min(ends, today)))))


def times(amount, weeks):
    return None if amount is None or weeks is None else amount * weeks


def year_of(today):
    begins = datetime.date(today.year - (today.month < 4), 4, 1)
    return begins, datetime.date(begins.year + 1, 3, 31)


def money(cells, figures, today):
    first, ends = date(cells["First Day"]), figures["support_ends"]
    begins, last = year_of(today)
    weekly = F(cells["A Week"]) if cells["A Week"] else None
    weeks = figures["support_weeks"]
    before = None if ends is None else count(first, min(ends, begins - DAY))
    to_date = None if ends is None else count(first, min(ends, last))
    due = F(0) if weeks == 0 else times(weekly, weeks)
    return {"due": due, "due_before": times(weekly, before),
            "due_this_year": times(weekly, None if ends is None
                                   else to_date - before),
            "due_later": times(weekly, None if ends is None
                               else weeks - to_date),
            "due_so_far": times(weekly, figures["support_weeks_so_far"])}


def payments(cells, due):
    """Six of them, those that are made at nought; the last takes the odd
    pennies.  Pennies are cut off towards nought."""
    paid, made = F(cells["Paid"] or 0), int(cells["Parts Paid"] or 0)
    figures = {"paid_so_far": paid, "parts_done": made,
               "to_pay": None if due is None else due - paid,
               "to_get_back": None if due is None else max(F(0), paid - due)}
    for n in range(1, 7):
        part = figures["to_pay"]
        if part is not None:
            each = rounded(part / (6 - made), PENNY, "down")
            part = (F(0) if n <= made else each if n < 6
                    else part - each * (5 - made))
        figures["payment_%d" % n] = part
    return figures


def review(cells, figures, today):
    if figures["support_state"] is None:
        return None
    if figures["support_state"] != "in force":
        return "not asked for"
    if cells["Reviewed On"] and date(cells["Reviewed On"]) <= today:
        return "done"
    by = figures["support_review_by"]
    return ("overdue" if today > by
            else "coming" if by <= today + AHEAD else "later")


def award(cells, today):
    figures = life(cells, today)
    if figures is None:
        return None
    figures.update(money(cells, figures, today))
    figures.update(payments(cells, figures["due"]))
    figures["review"] = review(cells, figures, today)
    weeks = figures["support_weeks"]
    figures["runs"] = ("cannot tell" if weeks is None
                       else "met" if weeks else "unmet")
    return figures


# --- the register ------------------------------------------------------------

SHORT = dict(zip(STATES, ("not_begun", "in_force", "expired", "superseded",
                          "left", "moved")))


def total(rows, name, where=lambda _: True):
    return sum((row[name] for row in rows
                if row[name] is not None and where(row)), F(0))


def register(rows, today):
    begins, last = year_of(today)
    states = collections.Counter(row["support_state"] for row in rows)
    reviews = collections.Counter(row["review"] for row in rows)
    figures = {"n_" + short: states[state] for state, short in SHORT.items()}
    figures.update({"n_review_" + name: reviews[name] for name in (
        "overdue", "coming", "done", "later")})
    figures.update(
        year_start=begins, year_end=last, n_unknown=states[None],
        n_never=sum(row["runs"] == "unmet" for row in rows),
        a_week=total(rows, "weekly",
                     lambda row: row["support_state"] == "in force"),
        total_due=total(rows, "due"),
        total_before=total(rows, "due_before"),
        total_this_year=total(rows, "due_this_year"),
        total_later=total(rows, "due_later"),
        total_so_far=total(rows, "due_so_far"),
        total_paid=total(rows, "paid_so_far"),
        total_to_pay=total(rows, "to_pay"),
        total_back=total(rows, "to_get_back"),
        total_back_ended=total(
            rows, "to_get_back",
            lambda row: row["support_ends"] is not None
            and row["support_ends"] < today))
    return figures


# --- against hn --------------------------------------------------------------

def as_text(value):
    if value is None:
        return ""
    return common.money(value) if isinstance(value, F) else str(value)


def calc(folder, rows, on, jobs):
    path = write(os.path.join(folder, "awards.csv"),
                 common.as_csv(data.COLUMNS, rows))
    out = os.path.join(folder, "out.csv")
    code, _, err = hn("calc", PACK, path, "--on", on, "--quiet", "--jobs",
                      jobs, "-o", out, "--rejects",
                      os.path.join(folder, "rejects.csv"))
    assert code in (0, 3), (code, err)
    return {name: common.rows_of(common.read(os.path.join(folder, file)))
            for name, file in (("award", "out.csv"), ("run", "out.run.csv"),
                               ("rejects", "rejects.csv"))}


def compare(tally, what, rows, on, jobs="1"):
    today = date(on)
    want = {cells["Award"]: award(cells, today) for cells in rows}
    with common.scratch() as folder:
        got = calc(folder, rows, on, jobs)
    tally.same(what + ": who is rejected",
               [(row["row_id"], row["error_code"]) for row in got["rejects"]],
               [(name, "HN418") for name, one in want.items() if one is None])
    tally.same(what + ": whose results", [row["award_no"] for row in
                                          got["award"]],
               [name for name, one in want.items() if one])
    for row in got["award"]:
        for name, value in want[row["award_no"]].items():
            tally.same("%s: %s" % (what, name), (row["award_no"], row[name]),
                       (row["award_no"], as_text(value)))
    for cells in rows:
        if want[cells["Award"]]:
            want[cells["Award"]]["weekly"] = (F(cells["A Week"])
                                              if cells["A Week"] else None)
    figures = register([one for one in want.values() if one], today)
    totals = {row["name"]: row["value"] for row in got["run"]}
    tally.same(what + ": figures of the run", sorted(totals), sorted(figures))
    for name, value in figures.items():
        tally.same(what + ": " + name, totals.get(name), as_text(value))
    return got, [one for one in want.values() if one]


# --- awards at random --------------------------------------------------------

EDGES = [date(day) for day in ("2024-02-29", "2028-02-29", "2026-03-31",
                               "2026-04-01", "2027-05-03", "2026-09-02",
                               "2026-10-26", "2025-12-31")]


def a_day(dice, near):
    pick = dice.random()
    if pick < 0.1:
        return dice.choice(EDGES)
    if pick < 0.5:
        return near + dice.randint(-3, 3) * DAY
    return near + dice.randint(-90, 300) * DAY


def made_up(dice, number):
    row = dict.fromkeys(data.COLUMNS, "")
    starts = max(date("2024-02-29"), a_day(dice, date("2026-03-01")
                                           + dice.randint(-500, 500) * DAY))
    weeks = dice.choice((1, 2, 6, 6, 12, 13, 26, 39, 78))
    row.update({"Award": "R%04d" % number, "First Day": str(starts),
                "School Weeks": dice.choice([str(weeks)] * 15 + [""]),
                "A Week": dice.choice(["%d.%02d" % (dice.randint(0, 999),
                                                    dice.randint(0, 99))] * 15
                                      + ["", "0.00"])})
    for column, near in (("Extended To", starts + weeks * 9 * DAY),
                         ("Plan From", starts), ("Left On", starts),
                         ("Moved On", starts),
                         ("Reviewed On", starts + weeks * 8 * DAY)):
        if dice.random() < 0.3:
            row[column] = str(a_day(dice, near))
    if row["Plan From"] and dice.random() < 0.3:
        row["Left On"] = str(date(row["Plan From"]) - DAY)
    if dice.random() < 0.6:
        row["Paid"] = "%d.%02d" % (dice.randint(0, 9000), dice.randint(0, 99))
        row["Parts Paid"] = dice.choice(["", "0", "1", "2", "3", "4", "5"])
    return row


def adds_up(tally, what, rows):
    """The years are the whole of it, and the payments what is still to pay."""
    for row in rows:
        parts = [row[name] for name in ("due_before", "due_this_year",
                                        "due_later")]
        if None not in parts:
            tally.same(what + ": the years add up", sum(parts), row["due"])
        if row["to_pay"] is not None:
            tally.same(what + ": the payments add up", sum(
                row["payment_%d" % n] for n in range(1, 7)), row["to_pay"])


def main():
    tally = common.Tally()
    compare(tally, "shipped", data.made(), str(data.TODAY))
    dice = random.Random(29)
    for on in RUNS:
        rows = [made_up(dice, number) for number in range(MANY)]
        got, made = compare(tally, on, rows, on)
        adds_up(tally, on, made)
        seen = collections.Counter(row["support_state"] for row in made)
        seen.update(row["review"] for row in made)
        seen["runs out"] = MANY - len(made)
        tally.check(on + ": every state and review comes up",
                    SMALL or all(seen[name] > 0 for name in STATES + (
                        None, "overdue", "done", "runs out")), str(seen))
    rows = dice.sample(rows, len(rows))
    other, _ = compare(tally, "shuffled", rows, on, "3")
    for name in got:
        if name != "rejects":
            tally.check("the order of rows does not matter: " + name,
                        sorted(map(str, got[name]))
                        == sorted(map(str, other[name])))
    tally.end()


if __name__ == "__main__":
    main()
