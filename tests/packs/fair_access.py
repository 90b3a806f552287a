#!/usr/bin/python3
# also: asan
"""The pack rules/panels/fair_access again, by hand, against what hn makes of
it: thousands of made-up children and schools; weeks and school days by going
through the days one by one; the matrix read from its own file; and that each
outcome is told to a school in a sentence.
"""
import datetime
import os
import random
from fractions import Fraction

import common
import fair_access_data as data
from common import hn, rounded, write

PACK = "rules/panels/fair_access"
MANY = 300 if "asan" in os.environ.get("HN_BUILD", "") else 4000
ON = "2026-11-24"
DAY = datetime.timedelta(1)


def date(text):
    return datetime.date.fromisoformat(text)


DAYS = common.school_days(PACK)
MATRIX = {row.pop("complexity"): row for row in common.rows_of(
    common.read(PACK + "/placement.csv"))}


def weeks_between(first, last):
    return len({day - day.weekday() * DAY for day in DAYS
                if first <= day <= last})


def band(weeks):
    return "short" if weeks < 4 else "medium" if weeks < 13 else "long"


def placement(complexity, weeks):
    """What all cells that are left agree on; else the panel meets."""
    grades = [complexity] if complexity else list(MATRIX)
    times = [band(weeks)] if weeks is not None else ["short", "medium",
                                                     "long"]
    found = {MATRIX[grade][time] for grade in grades for time in times}
    return found.pop() if len(found) == 1 else "panel meets"


def judged(row):
    referred = date(row["Referred On"])
    last = row["Last Day In School"] and date(row["Last Day In School"])
    if not row["Area"] or row["On A Roll"] == "yes" or (
            last and last >= referred):
        return None
    weeks = weeks_between(last + DAY, referred) if last else None
    by = [day for day in DAYS if day > referred][19]
    return {"weeks_out": "" if weeks is None else str(weeks),
            "placement": placement(row["Complexity"], weeks),
            "place_by": str(by)}


def turns(schools):
    def share(row):
        return rounded(Fraction(int(row["Taken This Year"]) * 1000,
                                int(row["Pupils On Roll"])), Fraction(1, 10),
                       "half away from zero")
    return {row["School"]: 1 + sum(
        other["Area"] == row["Area"] and share(other) < share(row)
        for other in schools) for row in schools}


def calc(folder, children, schools, *more):
    child = write(folder + "/children.csv", common.as_csv(data.CHILD,
                                                          children))
    school = write(folder + "/schools.csv", common.as_csv(data.SCHOOL,
                                                          schools))
    return hn("calc", PACK, child, "school=" + school, "--on", ON, "--out",
              "csv", *more)


def figures(wanted):
    kept = [row for row in wanted.values() if row]
    weeks = [int(row["weeks_out"]) for row in kept if row["weeks_out"]]
    panel = sum(row["placement"] == "panel meets" for row in kept)
    return {"for_the_panel": panel, "at_once": len(kept) - panel,
            "longest": max(weeks),
            "late": sum(row["place_by"] < ON for row in kept)}


def compare(tally, what, children, schools, folder):
    wanted = {row["Child ID"]: judged(row) for row in children}
    code, out, told = calc(folder, children, schools)
    got = {row["child_id"]: row for row in common.rows_of(out)}
    refused = {key for key, row in wanted.items() if row is None}
    tally.same(what + ": exit", code, 3 if refused else 0)
    tally.same(what + ": refused", set(wanted) - set(got), refused)
    for key, row in wanted.items():
        for name, value in (row or {}).items():
            tally.same("%s: %s: %s" % (what, key, name), got[key][name],
                       value)
    _, out, _ = calc(folder, children, schools, "--table", "school")
    tally.same(what + ": turns", {row["school_id"]: int(row["turn"])
                                  for row in common.rows_of(out)},
               turns(schools))
    _, out, _ = calc(folder, children, schools, "--table", "run")
    tally.same(what + ": run", {row["name"]: row["value"]
                                for row in common.rows_of(out)},
               {name: str(value) for name, value in figures(wanted).items()})
    return wanted


SENTENCES = {
    "local school": "A place at the school of the ",
    "with support": "with a plan of support agreed before the first day.",
    "panel meets": "The panel meets about it, with the family",
}


def sentences(tally, wanted):
    for outcome, sentence in SENTENCES.items():
        key = next(key for key, row in wanted.items()
                   if row and row["placement"] == outcome
                   and row["weeks_out"])
        _, out, _ = hn("why", PACK, data.FOLDER + "/children.csv", "school="
                       + data.FOLDER + "/schools.csv", "--key", key, "--on",
                       ON, "--audience", "school", "--figure", "placement")
        told = out.decode("utf-8")
        tally.check("a school is told of " + outcome, sentence in told, told)
        tally.check("and nothing for staff", "rules.lua" not in told, told)


def random_child(dice, number):
    referred = date("2026-09-02") + dice.randrange(400) * DAY
    last = referred - dice.randrange(-1, 150) * DAY

    def maybe(value):
        return "" if dice.random() < 0.15 else str(value)
    return {"Child ID": "R%d" % number, "Referred On": str(referred),
            "Area": dice.choice(data.AREAS * 6 + [""]),
            "Last Day In School": maybe(last),
            "Complexity": maybe(dice.choice(["low", "some", "high"])),
            "On A Roll": maybe(dice.choice(["no"] * 9 + ["yes"]))}


def random_school(dice, number):
    return {"School": "S%d" % number, "Area": dice.choice(data.AREAS),
            "Pupils On Roll": str(dice.choice([1, 100, 150, 1500, 2000])),
            "Taken This Year": str(dice.randrange(12))}


def main():
    tally = common.Tally()
    dice = random.Random(20261124)
    made = data.made()
    with common.scratch() as folder:
        wanted = compare(tally, "shipped",
                         common.rows_of(made["children.csv"]),
                         common.rows_of(made["schools.csv"]), folder)
        sentences(tally, wanted)
        compare(tally, "random", [random_child(dice, i) for i in range(MANY)],
                [random_school(dice, i) for i in range(200)], folder)
    tally.end()


if __name__ == "__main__":
    main()
