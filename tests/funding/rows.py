#!/usr/bin/python3
# also: asan
"""The words of `funding` over random rows, against Python's fractions.

For each function a pack is made whose columns are its arguments, and rows
with values, gaps and what the function refuses.  `hn calc` must give the exact
result, an empty cell where an argument is missing, and reject the rows that
are refused, with the reason; once with every argument and once with those
alone that must be given.  What a function comes to is written here again, from
its description.
"""
import csv
import os
import random
import subprocess
import sys
import tempfile
from fractions import Fraction

HN = os.path.join(os.environ.get("HN_BUILD", "build"), "hn")
ROWS = 300
twelve = Fraction(12)


class Refused(Exception):
    pass


def unless(holds, why):
    if not holds:
        raise Refused(why)


# --- what each comes to ------------------------------------------------------

def place(rate, before, after, months_before):
    unless(0 <= months_before <= 12, "not from 0 to 12")
    first, second = months_before / twelve, 1 - months_before / twelve
    return rate * before * first + rate * after * second


def unit_places(places, occupied, rate_occupied, rate_empty):
    unless(occupied >= 0, "fewer than 0 places")
    unless(occupied <= places, "more places are occupied than there are")
    return places * rate_empty - occupied * (rate_empty - rate_occupied)


def block(nff, rate, pupils, import_export, free_schools=Fraction(0),
          hospital=Fraction(0), additional=Fraction(0)):
    return sum([nff, rate * pupils, import_export, free_schools, hospital,
                additional])


def share_of_grant(part, whole, grant):
    unless(whole > 0, "not above 0")
    return grant * (part / whole)


def net(gross, income):
    return gross - income


def per_head(amount, people):
    unless(people > 0, "not above 0")
    return amount / people


def topup(cost, met, part):
    unless(part >= 0, "the part of the year is below 0")
    return max(cost - met, Fraction(0)) * part


def guarantee(baseline_income, baseline_places, change, income, places):
    unless(baseline_places > 0, "not above 0")
    unless(places >= 0, "below 0")
    rate = baseline_income / baseline_places
    return max(places * (rate + rate * change / 100) - income, Fraction(0))


def avoided(units, instead_of, cost, filled=Fraction(1), months=twelve,
            deadweight=Fraction(0), displacement=Fraction(0),
            share=Fraction(1), optimism=Fraction(0), running=Fraction(0)):
    unless(units >= 0, "below 0")
    unless(0 <= filled <= 1, "not from 0 to 1")
    unless(months >= 0, "below 0")
    for percent in (deadweight, displacement):
        unless(0 <= percent <= 100, "not from 0% to 100%")
    left = (100 - deadweight) * (100 - displacement) * (100 - optimism)
    return (instead_of - cost) * units * filled * share * months / 12 \
        * left / 1000000 - running


def payback(outlay, a_year):
    unless(outlay >= 0, "below 0")
    unless(a_year > 0, "nothing is avoided")
    return 12 * outlay / a_year


def break_even(outlay, each):
    unless(outlay >= 0, "below 0")
    unless(each > 0, "nothing is avoided")
    return outlay / each


def roll_forward(opening, raises=Fraction(0), lowers=Fraction(0)):
    return opening - lowers + raises


def caseload(opening, joiners=Fraction(0), moved_in=Fraction(0),
             leavers=Fraction(0), moved_out=Fraction(0),
             unexplained=Fraction(0)):
    closing = opening + joiners + moved_in + unexplained \
        - (leavers + moved_out)
    unless(closing >= 0, "more leave the caseload than there are")
    return closing


def stability_grant(deficit, share):
    unless(0 <= share <= 100, "not from 0% to 100%")
    return max(deficit, Fraction(0)) * share / 100


def interest(opening, closing, rate):
    return (opening + closing) * rate / 200


# --- their arguments: the type of the column, and where its values lie --------

MONEY = ("GBP", -9999999, 99999999, 2)
INCOME = ("GBP/year", 0, 9999999, 2)
RATE = ("GBP/place/year", 0, 70000, 2)
PLACES = ("places", 0, 500, 2)
PERCENT = ("percent", 0, 100, 0)
PART = ("ratio", 0, 1, 1)
PLANS = ("plans", 0, 900, 0)

FUNCTIONS = [
    (place, "GBP", {"rate": RATE, "before": PLACES, "after": PLACES,
                    "months_before": ("months", -1, 13, 0)}),
    (unit_places, "GBP/year", {"places": PLACES, "occupied": PLACES,
                               "rate_occupied": RATE, "rate_empty": RATE}),
    (block, "GBP", {"nff": MONEY, "rate": ("GBP/pupil", 4000, 6000, 2),
                    "pupils": ("pupils", 0, 2000, 2),
                    "import_export": MONEY, "free_schools": MONEY,
                    "hospital": MONEY, "additional": MONEY}),
    (share_of_grant, "GBP", {"part": MONEY, "whole": ("GBP", -1, 9, 0),
                             "grant": MONEY}),
    (net, "net GBP/year", {"gross": ("gross GBP/year", 0, 9999999, 2),
                           "income": INCOME}),
    (per_head, "net GBP/head_0_19",
     {"amount": ("net GBP", -999, 999999, 2),
      "people": ("heads_0_19", -2, 20, 0)}),
    (topup, "GBP", {"cost": INCOME, "met": INCOME,
                    "part": ("years", -1, 3, 2)}),
    (guarantee, "GBP/year",
     {"baseline_income": INCOME, "baseline_places": ("places", -1, 9, 0),
      "change": ("percent", -5, 9, 1), "income": INCOME,
      "places": ("places", -1, 9, 1)}),
    (avoided, "GBP",
     {"units": PLACES, "filled": ("ratio", 0, "1.1", 1),
      "instead_of": RATE, "cost": RATE, "months": ("months", -1, 24, 0),
      "deadweight": PERCENT, "displacement": ("percent", -5, 105, 0),
      "share": PART, "optimism": PERCENT, "running": MONEY}),
    (payback, "months", {"outlay": MONEY,
                         "a_year": ("GBP/year", -9, 99, 0)}),
    (break_even, "plans", {"outlay": MONEY,
                           "each": ("GBP/plan", -9, 99, 0)}),
    (roll_forward, "GBP", {"opening": MONEY, "raises": MONEY,
                           "lowers": MONEY}),
    (caseload, "plans", {"opening": PLANS, "joiners": PLANS,
                         "moved_in": PLANS, "leavers": PLANS,
                         "moved_out": PLANS,
                         "unexplained": ("plans", -99, 99, 0)}),
    (stability_grant, "GBP", {"deficit": MONEY,
                              "share": ("percent", -9, 109, 2)}),
    (interest, "GBP", {"opening": MONEY, "closing": MONEY,
                       "rate": ("percent", 0, 9, 2)}),
]


def needed(function):
    count = function.__code__.co_argcount - len(function.__defaults__ or ())
    return function.__code__.co_varnames[:count]


# --- packs and rows ----------------------------------------------------------

def pack(name, result, columns):
    inputs = "".join(',\n  input "in_%s" { type = "%s" }' % (arg, of[0])
                     for arg, of in columns.items())
    given = ", ".join("%s = row.in_%s" % (arg, arg) for arg in columns)
    return ('pack "p" { title = "P", version = "1", source = "illustration" }'
            '\nrecords "row" { what = "a row", key = "row_id",\n'
            '  input "row_id" { type = "id", required = true }%s }\n'
            'figure "result" { label = "Result", type = "%s",\n'
            '  value = funding.%s { %s } }\n' % (inputs, result, name, given))


def value_of(chance, of):
    _, low, high, decimals = of
    if chance.random() < 0.02:
        return ""
    scale = 10 ** decimals
    whole = chance.randint(int(Fraction(low) * scale),
                           int(Fraction(high) * scale))
    if chance.random() < 0.1:
        whole = 0
    sign, digits = "-" if whole < 0 else "", str(abs(whole))
    if decimals:
        digits = digits.rjust(decimals + 1, "0")
        digits = digits[:-decimals] + "." + digits[-decimals:]
    return sign + digits


def expected(function, row):
    """The exact result, "" where it is missing, or why it is refused."""
    if "" in row.values():
        return ""
    try:
        return function(**{arg: Fraction(text) for arg, text in row.items()})
    except Refused as why:
        return why


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def check(folder, function, result, columns, rows):
    """What is wrong; None where all is as it should be."""
    rejects = os.path.join(folder, "rejects.csv")
    with open(os.path.join(folder, "rules.lua"), "w", encoding="utf-8") as f:
        f.write(pack(function.__name__, result, columns))
    data = os.path.join(folder, "rows.csv")
    with open(data, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["row_id"] + ["in_" + arg for arg in columns])
        out.writerows([str(i)] + list(row.values())
                      for i, row in enumerate(rows))
    done = subprocess.run([HN, "calc", folder, data, "--out", "csv",
                           "--rejects", rejects], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, check=False)
    wants = [expected(function, row) for row in rows]
    refused = {str(i): str(want) for i, want in enumerate(wants)
               if isinstance(want, Refused)}
    if done.returncode != (3 if refused else 0):
        return "exit %d\n%s" % (done.returncode, done.stderr[-600:])
    got = {row["row_id"]: row["result"]
           for row in csv.DictReader(done.stdout.splitlines())}
    for i, want in enumerate(wants):
        key = str(i)
        if key in refused:
            continue
        cell = got.get(key)
        if cell is None or (cell == "") != (want == ""):
            return "row %s: %r, not %s" % (rows[i], cell, want)
        if cell and Fraction(cell) != want:
            return "row %s: %s, not %s" % (rows[i], cell, want)
    told = {row["row_id"]: row for row in rows_of(rejects)} if refused else {}
    if set(told) != set(refused) or set(got) & set(refused):
        return "rejected %s, not %s" % (sorted(told), sorted(refused))
    for key, why in refused.items():
        if why not in told[key]["message"] \
                or told[key]["error_code"] != "HN419":
            return "row %s: told %s, not %s" % (rows[int(key)], told[key],
                                                why)
    return None


def main():
    passed = failed = 0
    only = sys.argv[1:]
    for function, result, columns in FUNCTIONS:
        if only and function.__name__ not in only:
            continue
        least = {arg: columns[arg] for arg in needed(function)}
        for part in [columns] + ([least] if least != columns else []):
            chance = random.Random(function.__name__)
            rows = [{arg: value_of(chance, of) for arg, of in part.items()}
                    for _ in range(ROWS)]
            with tempfile.TemporaryDirectory() as folder:
                wrong = check(folder, function, result, part, rows)
            if wrong:
                print("failed: funding.%s { %s }: %s" % (
                    function.__name__, " ".join(part), wrong))
            failed += bool(wrong)
            passed += not wrong
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
