#!/usr/bin/python3
# also: asan
"""The pack rules/place_funding again, by hand, against what hn makes of it.

Written from the words of the policy, in exact fractions, without reading
rules.lua.  Thousands of made-up lines and authorities: fractional places,
every kind, nothing before or nothing after, units empty and full, imports as
a sum and as quarters of a pupil, the additional allocation dealt out; and the
shipped data.
"""
import os
import random
from fractions import Fraction as F

import common
from common import hn, money, rounded, write
import place_funding_data as data

PACK = "rules/place_funding"
LINES = 300 if "asan" in os.environ.get("HN_BUILD", "") else 6000
POUND = F(1)
RATES = {"special pre-16": (10000, 5), "special post-16": (10000, 4),
         "alternative provision pre-16": (10000, 5),
         "alternative provision post-16": (6000, 4),
         "unit at 6000": (6000, 5), "unit at 10000": (10000, 5),
         "mainstream post-16": (6000, 4), "16 to 19 academy": (6000, 4),
         "college": (6000, 4)}
ADDITIONAL = {"2020-04-01": 0, "2021-04-01": 0, "2022-04-01": 325000000,
              "2023-04-01": 400000000}


def year(rate, before, after, months):
    """By months: each costs a twelfth of the rate."""
    return sum(F(rate) / 12 * (before if month < months else after)
               for month in range(12))


def number(text):
    return F(text) if text else None


def line(row):
    """The results of one line; None where they are missing."""
    before, after = number(row["places_before"]), number(row["places_after"])
    filled = number(row["filled_before"]), number(row["filled_after"])
    if row["kind"] == "hospital":
        cost, full = number(row["sum_of_money"]), None
    elif row["kind"] == "unit":
        cost = (year(6000, filled[0], filled[1], 5)
                + year(10000, before - filled[0], after - filled[1], 5))
        full = 6000 * filled[1] + 10000 * (after - filled[1])
    else:
        rate, months = RATES[row["kind"]]
        cost, full = year(rate, before, after, months), rate * after
    cost = rounded(cost, POUND, "up")
    return {"place_funding": cost, "full_year": full,
            "deducted": cost if row["paid_by"] == "Department" else F(0)}


def blocks(authorities, lines):
    """The results of every authority, by id."""
    whole = {}
    for row in authorities:
        if row["basis"]:
            whole.setdefault(row["starts_on"], []).append(F(row["basis"]))
    out = {}
    for row in authorities:
        imports = (F(row["imports_sum"]) if row["imports_sum"]
                   else F(row["net_imports"]) * 6000)
        hospital = F(row["hospital_sum"] or 0)
        part = F(0)
        if row["basis"] and F(row["basis"]) > 0:
            of = F(row["basis_england"] or sum(whole[row["starts_on"]]))
            part = rounded(F(row["basis"]) / of * ADDITIONAL[row["starts_on"]],
                           POUND, "ceiling")
        block = rounded(F(row["formula"]) + F(row["entitlement"])
                        * F(row["special_pupils"]) + imports
                        + F(row["free_schools"]) + hospital + part,
                        POUND, "ceiling")
        taken = sum((lines[one["line_id"]]["deducted"] for one in data_lines(
            lines, row["block_id"])), F(0))
        out[row["block_id"]] = {
            "imports": imports, "hospital": hospital,
            "additional_part": part, "high_needs_block": block,
            "deductions": taken, "block_paid": block - taken}
    return out


def data_lines(lines, block):
    return [one["row"] for one in lines.values() if one["row"]["block"] == block]


# --- made-up rows on the edges --------------------------------------------------

def some_places(dice):
    return dice.choice(["0", "1", "2", "3", "7", "12", "0.5", "10.25", "0.01",
                        "33.33", "418", "438", str(dice.randrange(400))])


def made_lines(dice, blocks_):
    rows = []
    for at in range(LINES):
        row = dict.fromkeys(data.LINE, "")
        block = dice.choice(blocks_)
        kind = dice.choice(sorted(RATES) + ["unit", "hospital"])
        row.update(line_id="L%05d" % at, block=block["block_id"], kind=kind,
                   year_start=block["starts_on"],
                   paid_by=dice.choice(["Department", "authority"]))
        if kind == "hospital":
            row["sum_of_money"] = "%d.%02d" % (dice.randrange(10 ** 6),
                                               dice.randrange(100))
        else:
            row["places_before"] = some_places(dice)
            row["places_after"] = some_places(dice)
        if kind == "unit":
            for when in ("before", "after"):
                row["filled_" + when] = dice.choice(
                    ["0", row["places_" + when],
                     str(int(F(row["places_" + when]) / 2))])
        rows.append(row)
    return rows


def made_authorities(dice):
    rows = []
    for at in range(60):
        row = dict.fromkeys(data.AUTHORITY, "")
        row.update(block_id="B%02d" % at, name="Synthetic %02d" % at,
                   starts_on="202%d-04-01" % (at % 4),
                   formula=str(dice.randrange(10 ** 8)),
                   entitlement="%d.%02d" % (dice.randrange(4000, 6000),
                                            dice.randrange(100)),
                   special_pupils="%d.%02d" % (dice.randrange(1500),
                                               dice.randrange(100)),
                   free_schools=str(6000 * dice.randrange(9)),
                   hospital_sum=dice.choice(["", str(dice.randrange(10**6))]),
                   basis=dice.choice(["", "0", str(dice.randrange(10 ** 8))]))
        row["basis_england"] = dice.choice(["", "8000000000"])
        if dice.random() < 0.5:
            row["imports_sum"] = str(dice.randrange(-10 ** 6, 10 ** 6))
        else:
            row["net_imports"] = "%d.%s" % (dice.randrange(-250, 250),
                                            dice.choice(["0", "25", "5"]))
        rows.append(row)
    return rows


# --- the comparison --------------------------------------------------------------

def calc(folder, lines, authorities, *more):
    first = write(os.path.join(folder, "lines.csv"),
                  common.as_csv(data.LINE, lines))
    second = write(os.path.join(folder, "authorities.csv"),
                   common.as_csv(data.AUTHORITY, authorities))
    return hn("calc", PACK, second, "line=" + first, "--on",
              "2023-04-01", "--quiet", *more)


def compare(tally, what, got, expected):
    for name, value in expected.items():
        tally.same("%s: %s" % (what, name), got.get(name),
                   "" if value is None else money(value))


def whole(tally, what, lines, authorities):
    with common.scratch() as folder:
        out = os.path.join(folder, "out.csv")
        code, _, err = calc(folder, lines, authorities, "-o", out)
        tally.same(what + ": exit code", (code, err), (0, ""))
        expected = {row["line_id"]: dict(line(row), row=row) for row in lines}
        path = os.path.join(folder, "out.line.csv")
        for row in common.rows_of(common.read(path)):
            want = dict(expected[row["line_id"]])
            want.pop("row")
            compare(tally, what, row, want)
        of = blocks(authorities, expected)
        for row in common.rows_of(common.read(out)):
            compare(tally, what, row, of[row["block_id"]])
        path = os.path.join(folder, "out.run.csv")
        totals = {row["name"]: row["value"]
                  for row in common.rows_of(common.read(path))}
        compare(tally, what, totals, {
            "total_places": sum(e["place_funding"] for e in expected.values()),
            "total_deducted": sum(e["deducted"] for e in expected.values()),
            "total_block": sum(b["high_needs_block"] for b in of.values()),
            "total_additional": sum(b["additional_part"]
                                    for b in of.values()),
            "total_paid": sum(b["high_needs_block"] for b in of.values())
            - sum(e["deducted"] for e in expected.values())})
        labels = {row["label"]: row["value"]
                  for row in common.rows_of(common.read(path))}
        compare(tally, what + ", by kind", labels, {
            kind: sum((e["place_funding"] for e in expected.values()
                       if e["row"]["kind"] == kind), F(0))
            for kind in sorted(RATES) + ["unit", "hospital"]})


def main():
    tally = common.Tally()
    dice = random.Random(1)
    authorities = made_authorities(dice)
    lines = made_lines(dice, authorities)
    whole(tally, "made up", lines, authorities)
    made = data.made()
    whole(tally, "shipped", made["lines.csv"][1], made["authorities.csv"][1])
    shuffled = list(lines)
    dice.shuffle(shuffled)
    with common.scratch() as folder:
        rows = [common.rows_of(calc(folder, each, authorities, "--out",
                                    "csv")[1]) for each in (lines, shuffled)]
    astray = [dict(lines[0], line_id="ASTRAY", block="NOT-THERE")]
    with common.scratch() as folder:
        code, _, err = calc(folder, lines[:5] + astray, authorities, "--out",
                            "csv")
    tally.check("a line of no block is rejected", code == 3
                and "HN414" in err and "`block_of`" in err, err)
    for when in ("before", "after"):
        over = dict(lines[0], kind="unit", sum_of_money="", places_before="2",
                    places_after="2", filled_before="2", filled_after="2")
        over["filled_" + when] = "3"
        with common.scratch() as folder:
            code, _, err = calc(folder, [over], authorities)
        tally.check("more filled than there are, " + when,
                    code == 3 and "HN419" in err, err)
    tally.check("the order of lines does not matter",
                sorted(map(str, rows[0])) == sorted(map(str, rows[1])))
    tally.end()


if __name__ == "__main__":
    main()
