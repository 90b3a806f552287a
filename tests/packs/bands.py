#!/usr/bin/python3
# also: asan
"""The pack rules/bands again, by hand and with fractions, against what hn makes
of it: thousands of made-up profiles on every edge of a band, of the year and of
the protection, with what is missing.
"""
import datetime
import os
import random
from fractions import Fraction as F

import bands_data as data
import common
from common import hn, rounded, write

PACK = "rules/bands"
ON = "2026-09-01"
MANY = 300 if "asan" in os.environ.get("HN_BUILD", "") else 6000
POINTS = {"none": 0, "mild": 1, "moderate": 3, "severe": 6}
EDGES = [(21, "D"), (14, "C"), (8, "B"), (4, "A"), (0, "school funded")]
NEW_RULES = datetime.date(2026, 4, 1)
TOPUPS = {False: {"A": 1500, "B": 4000, "C": 8000, "D": 12000},
          True: {"A": 1575, "B": 4200, "C": 8400, "D": 12600}}


def date(text):
    return datetime.date.fromisoformat(text)


def year_of(day):
    return day.year if (day.month, day.day) >= (4, 1) else day.year - 1


def days_of_year(day):
    first = year_of(day)
    return (datetime.date(first + 1, 4, 1)
            - datetime.date(first, 4, 1)).days


def pennies(value):
    return rounded(value, F(1, 100), "half away from zero")


def read(cell):
    return F(cell) if cell else None


def judged(row):
    starts, ends = date(row["starts"]), date(row["ends"])
    if ends < starts or year_of(starts) != year_of(ends):
        return None
    grades = [row[area] for area in data.AREAS]
    if not all(grades):
        return {"need": "", "band": "", "topup": None, "year": None}
    need = POINTS[grades[0]] * 2 + sum(POINTS[g] for g in grades[1:])
    band = next(name for edge, name in EDGES if need >= edge)
    new = date(row["moderated_on"]) >= NEW_RULES
    pays = F(TOPUPS[new].get(band, 0))
    kept = F(0)
    if row["paid_before"]:
        part = F(80, 100) if new else F(90, 100)
        kept = max(F(row["paid_before"]) * part - pays, F(0))
    days = (ends - starts).days + 1
    return {"need": str(need), "band": band,
            "year": pennies(pays + kept),
            "topup": pennies((pays + kept) * days / days_of_year(starts))}


def compare(tally, what, rows, folder):
    file = write(os.path.join(folder, "rows.csv"),
                 common.as_csv(data.COLUMNS, rows))
    wanted = {row["pupil_id"]: judged(row) for row in rows}
    code, out, told = hn("calc", PACK, file, "--on", ON, "--out", "csv")
    got = {row["pupil_id"]: row for row in common.rows_of(out)}
    refused = {key for key, row in wanted.items() if row is None}
    tally.same(what + ": exit", code, 3 if refused else 0)
    tally.same(what + ": refused", set(wanted) - set(got), refused)
    for key, row in wanted.items():
        if row is None:
            continue
        line = got[key]
        tally.same("%s: %s: need" % (what, key), line["need"], row["need"])
        tally.same("%s: %s: band" % (what, key), line["band"], row["band"])
        tally.same("%s: %s: topup" % (what, key), read(line["topup"]),
                   row["topup"])
        tally.same("%s: %s: a year" % (what, key),
                   read(line["topup_full_year"]), row["year"])
    _, out, _ = hn("calc", PACK, file, "--on", ON, "--out", "csv", "--table",
                   "run")
    run = {row["name"]: row["value"] for row in common.rows_of(out)}
    kept = [row for row in wanted.values() if row]
    tally.same(what + ": in year", F(run["in_year"]),
               sum(row["topup"] or 0 for row in kept))
    tally.same(what + ": a year", F(run["whole"]),
               sum(row["year"] or 0 for row in kept))


def random_row(dice, number):
    starts = date("2025-04-01") + dice.randrange(0, 1100) * datetime.timedelta(1)
    length = dice.choice([-1, 0, 1, 30, 200, 364, 365])
    row = {"pupil_id": "R%d" % number, "starts": str(starts),
           "ends": str(starts + length * datetime.timedelta(1)),
           "moderated_on": str(max(date("2025-04-01"), starts
                                   - dice.randrange(3)
                                   * datetime.timedelta(1))),
           "paid_before": dice.choice(["", "0", "5250", "5250.01", "10000",
                                       "%d.%02d" % (dice.randrange(20000),
                                                    dice.randrange(100))])}
    for area in data.AREAS:
        row[area] = dice.choice(list(POINTS) * 6 + [""])
    return row


def main():
    tally = common.Tally()
    dice = random.Random(20260401)
    with common.scratch() as folder:
        compare(tally, "shipped",
                common.rows_of(data.made()["profiles.csv"]), folder)
        compare(tally, "random", [random_row(dice, i) for i in range(MANY)],
                folder)
    tally.end()


if __name__ == "__main__":
    main()
