#!/usr/bin/python3
# also: asan
"""The life of an award over thousands of random rows: its last day, what ends
it, its state on a day, its review and the weeks that it runs, against Python,
which goes through the days one by one where it can."""
import calendar
import collections
import csv
import datetime
import io
import os
import random
import sys
import tempfile
sys.dont_write_bytecode = True
from common import HN, end, hn, test  # noqa: E402

TOP = tempfile.TemporaryDirectory()
ROWS = 300 if "asan" in HN else 3000
DAY = datetime.timedelta(1)
TERMS = [("Autumn 2023", "2023-09-04", "2023-10-20"),
         ("Winter 2023", "2023-10-30", "2023-12-21"),
         ("Spring 2024", "2024-01-08", "2024-03-28"),
         ("Summer 2024", "2024-04-15", "2024-07-19"),
         ("Autumn 2024", "2024-09-03", "2024-12-20"),
         ("Spring 2025", "2025-01-06", "2025-04-04"),
         ("Summer 2025", "2025-04-22", "2025-07-18"),
         ("Autumn 2025", "2025-09-02", "2025-12-19"),
         ("Spring 2026", "2026-01-05", "2026-03-27")]
# Bank holidays, an inset day, a week in which a school was closed, and a day on
# which it would have been closed anyhow.
CLOSED = ["2023-09-04", "2024-02-12", "2024-02-13", "2024-02-14",
          "2024-02-15", "2024-02-16", "2024-03-29", "2024-05-06",
          "2024-05-27", "2025-05-05", "2025-05-26", "2024-03-02"]
STOPS = ("superseded by a plan", "left the school", "moved away")
FORMS = ("weekly", "school", "termly", "monthly", "dated")
RULES = """pack "t" { title = "t", version = "1", source = "illustration" }
records "case" { what = "an award", key = "id",
  input "id" { type = "id", required = true },
  input "starts" { type = "date", required = true },
  input "number" { type = "count", min = 1, max = 60 },
  input "last" { type = "date" },
  input "extended_to" { type = "date", blank = "not extended" },
  input "plan_from" { type = "date", blank = "no plan" },
  input "left_on" { type = "date", blank = "has not left" },
  input "moved_on" { type = "date", blank = "has not moved" },
  input "counts" { type = "yes/no" },
  input "terms" { type = "count", min = 1, max = 9 } }
calendar "school" { source = "illustration", terms = "terms.csv",
  weekend = { "Saturday", "Sunday" }, closed = "closed.csv" }
for form, facts in pairs {
  weekly = { weeks = weeks(case.number), review_after = weeks(6) },
  school = { weeks = weeks(case.number), calendar = calendar.school,
             review_after = weeks(6), review_before_end = days(10) },
  termly = { terms = case.terms, calendar = calendar.school },
  monthly = { months = months(case.number), review_before_end = months(1) },
  dated = { ends = case.last } } do
  facts.label, facts.source, facts.starts = form, "illustration", case.starts
  facts.extended_to = case.extended_to
  facts.stops = {
    { from = case.plan_from, why = "superseded by a plan" },
    { after = case.left_on, why = "left the school" },
    { from = case.moved_on, when = case.counts, why = "moved away" } }
  life(form)(facts)
end
"""
HEADING = ["id", "starts", "number", "last", "extended_to", "plan_from",
           "left_on", "moved_on", "counts", "terms"]


def pack():
    folder = tempfile.mkdtemp(dir=TOP.name)
    for name, text in (
            ("rules.lua", RULES),
            ("terms.csv", "name,first,last\n"
             + "".join("%s,%s,%s\n" % term for term in TERMS)),
            ("closed.csv", "date\n" + "\n".join(sorted(CLOSED)) + "\n")):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
            out.write(text)
    return folder


# --- the oracle --------------------------------------------------------------

SPANS = [(datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))
         for _, first, last in TERMS]
SHUT = {datetime.date.fromisoformat(day) for day in CLOSED}


def is_school_day(day):
    return (day.weekday() < 5 and day not in SHUT
            and any(first <= day <= last for first, last in SPANS))


def monday(day):
    return day - day.weekday() * DAY


SCHOOL_DAYS = [SPANS[0][0] + n * DAY
               for n in range((SPANS[-1][1] - SPANS[0][0]).days + 1)
               if is_school_day(SPANS[0][0] + n * DAY)]


def school_weeks(first, last):
    return len({monday(day) for day in SCHOOL_DAYS if first <= day <= last})


def school_week_end(first, weeks):
    mondays = sorted({monday(day) for day in SCHOOL_DAYS if day >= first})
    return mondays[weeks - 1] + 6 * DAY if weeks <= len(mondays) else "fault"


def term_end(first, terms):
    left = [last for _, last in SPANS if last >= first]
    return left[terms - 1] if terms <= len(left) else "fault"


def months_end(first, months):
    """The day before the same day of the month so many on; where that month
    has no such day, its last."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    days = calendar.monthrange(year, month + 1)[1]
    if first.day > days:
        return datetime.date(year, month + 1, days)
    return datetime.date(year, month + 1, first.day) - DAY


def months_off(day, months):
    """The same day of another month, or its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    days = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, days))


def planned(form, row):
    number = row["terms" if form == "termly" else "number"]
    first = row["starts"]
    if form == "dated":
        return row["last"]
    if number is None:
        return None
    return {"weekly": lambda: first + number * 7 * DAY - DAY,
            "school": lambda: school_week_end(first, number),
            "termly": lambda: term_end(first, number),
            "monthly": lambda: months_end(first, number)}[form]()


def lives(form, row, today):
    """Its figures: None what is missing."""
    first, until = row["starts"], planned(form, row)
    if until == "fault":
        return "fault"
    names = {"planned": None, "ends": None, "ended_by": None, "state": None}
    late = row["moved_on"] is not None and row["counts"] is None
    if row["extended_to"] and until:
        until = max(until, row["extended_to"])
    names["planned"] = until
    found = [(until, "expiry")] if until else []
    for name, why, day in (("plan_from", STOPS[0], -1), ("left_on", STOPS[1], 0),
                           ("moved_on", STOPS[2], -1)):
        if row[name] and (name != "moved_on" or row["counts"] == "yes"):
            found.append((row[name] + day * DAY, why))
    if until and not late:
        ends = min(day for day, _ in found)
        by = [why for day, why in found if day == ends][0]
        names.update(ends=ends, ended_by=by)
        names["state"] = (("not begun" if today < first else "in force")
                          if today <= ends
                          else "expired" if by == "expiry" else by)
    ends = names["ends"]
    names["days"] = ends and max(0, (ends - first).days + 1)
    if form in ("school", "termly"):
        names["weeks"] = None if ends is None else school_weeks(first, ends)
        names["weeks_so_far"] = None if ends is None else school_weeks(
            first, min(ends, today))
    after = first + 42 * DAY
    if form == "weekly":
        names["review_by"] = after
    if form == "school":
        names["review_by"] = until and min(after, max(first, until - 10 * DAY))
    if form == "monthly":
        names["review_by"] = until and max(first, months_off(until, -1))
    return names


# --- rows at random ----------------------------------------------------------

def a_day(rng, near):
    pick = rng.random()
    if pick < 0.1:
        return datetime.date(2024, 2, 29)
    if pick < 0.2:
        return rng.choice(SPANS)[rng.randint(0, 1)]
    if pick < 0.5:
        return near + rng.randint(-3, 3) * DAY
    return near + rng.randint(-60, 400) * DAY


def invent(rng, number):
    starts = a_day(rng, datetime.date(2023, 9, 4)
                   + rng.randint(-30, 500) * DAY)
    row = {"id": str(number), "starts": starts,
           "number": rng.choice((None, 1, 1, 2, 2, 3, 6, 12, 13, 39)),
           "last": rng.choice((None, a_day(rng, starts)))
           if rng.random() < 0.2 else a_day(rng, starts)}
    for name in HEADING[4:8]:
        row[name] = a_day(rng, starts) if rng.random() < 0.35 else None
    if row["plan_from"] and rng.random() < 0.3:
        row["left_on"] = row["plan_from"] - DAY
    row["terms"] = rng.choice((None, 1, 1, 1, 2, 2, 3, 5))
    row["counts"] = rng.choice(("yes", "no", None))
    return row


def text_of(value):
    return "" if value is None else str(value)


@test
def lives_at_random_against_a_walk_through_the_days():
    rng, folder = random.Random(20240229), pack()
    rows = [invent(rng, n) for n in range(ROWS)]
    data = io.StringIO()
    writer = csv.writer(data, lineterminator="\n")
    writer.writerow(HEADING)
    writer.writerows([text_of(row[name]) for name in HEADING] for row in rows)
    path = os.path.join(folder, "rows.csv")
    with open(path, "w", encoding="utf-8") as out:
        out.write(data.getvalue())
    seen = collections.Counter()
    for today in ("2024-02-28", "2024-02-29", "2024-03-01", "2024-09-02",
                  "2025-01-06"):
        text, _ = hn("calc", folder, path, "--on", today, "--out", "csv",
                     code=3)
        got = {row["id"]: row for row in csv.DictReader(io.StringIO(text))}
        check(rows, got, datetime.date.fromisoformat(today), seen)
    assert ROWS / 20 < seen["fault"] < ROWS, seen
    for name in ("not begun", "in force", "expired", "expiry") + STOPS:
        assert seen[name] > ROWS // 30, seen


def check(rows, got, today, seen):
    for row in rows:
        want = {form: lives(form, row, today) for form in FORMS}
        faulty = "fault" in want.values()
        seen["fault"] += faulty
        assert (row["id"] not in got) == faulty, (row, want)
        if faulty:
            continue
        for form in FORMS:
            for name, value in want[form].items():
                found = got[row["id"]][form + "_" + name]
                assert found == text_of(value), (form, name, found, value,
                                                 row, today)
                seen[value] += name in ("state", "ended_by")


if __name__ == "__main__":
    end()
