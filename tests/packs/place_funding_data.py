#!/usr/bin/python3
"""Makes examples/place_funding/: synthetic authorities and their places.

No authority, school or figure in it exists.  The same bytes come out every
time.  Run without arguments it compares the files in the tree with what it
makes, byte for byte; `--write` writes them.
"""
import sys

import common

FOLDER = "examples/place_funding"
NAMES = ["Eastmarch", "Northfold", "Southmere", "Westholt"]
LINE = ["line_id", "year_start", "block", "institution", "kind", "paid_by",
        "places_before", "places_after", "filled_before", "filled_after",
        "sum_of_money"]
AUTHORITY = ["block_id", "starts_on", "name", "formula", "entitlement",
             "special_pupils", "imports_sum", "net_imports", "free_schools",
             "hospital_sum", "basis", "basis_england"]

# Kind, institution, most places, who may pay it.
KINDS = [
    ("special pre-16", "Special School", 180, ("authority", "Department")),
    ("special post-16", "Special School", 40, ("authority", "Department")),
    ("alternative provision pre-16", "AP Academy", 60, ("Department",)),
    ("unit", "Primary with a Unit", 30, ("authority", "Department")),
    ("unit at 6000", "Academy with a Unit", 20, ("Department",)),
    ("unit at 10000", "Academy with a Unit", 9, ("Department",)),
    ("mainstream post-16", "Sixth Form", 8, ("Department",)),
    ("college", "College", 300, ("Department",)),
    ("hospital", "Hospital School", 0, ("Department",)),
]


def places(dice, most):
    whole = dice.between(1, most)
    return "%d.5" % whole if dice.often(8) else str(whole)


def line(dice, number, block, kind):
    name, school, most, payers = kind
    row = dict.fromkeys(LINE, "")
    row.update(line_id="SYN-L%03d" % number, year_start="2023-04-01",
               block=block, institution="Synthetic %s %02d" % (school, number),
               kind=name, paid_by=dice.one_of(payers))
    if name == "hospital":
        row["sum_of_money"] = str(dice.between(50000, 900000))
        return row
    before = places(dice, most)
    row["places_before"] = before
    row["places_after"] = before if dice.often(40) else places(dice, most)
    if name == "unit":
        for when in ("before", "after"):
            most = int(float(row["places_" + when]))
            row["filled_" + when] = str(dice.between(0, most))
    return row


def authority(dice, block, name):
    row = dict.fromkeys(AUTHORITY, "")
    formula = dice.between(20000000, 90000000)
    row.update(block_id=block, starts_on="2023-04-01", name=name,
               formula=str(formula),
               entitlement="%d.%02d" % (dice.between(4660, 5600),
                                        dice.below(100)),
               special_pupils=str(dice.between(300, 1600)),
               free_schools=str(6000 * dice.between(0, 12)),
               hospital_sum=str(dice.between(0, 2500000)),
               basis=str(formula + dice.between(0, 2000000)),
               basis_england="8712000000")
    if dice.often(50):
        row["net_imports"] = "%d.%s" % (dice.between(-300, 300),
                                        dice.one_of(["0", "25", "5", "75"]))
    else:
        row["imports_sum"] = str(1500 * dice.between(-600, 600))
    return row


def made():
    dice = common.Dice(20230401)
    blocks = [("SYN-%s-2023" % name.upper(), name) for name in NAMES]
    authorities = [authority(dice, block, name) for block, name in blocks]
    lines = []
    for block, _ in blocks:
        for kind in KINDS:
            for _ in range(dice.between(1, 3)):
                lines.append(line(dice, len(lines) + 1, block, kind))
    return {"lines.csv": (LINE, lines),
            "authorities.csv": (AUTHORITY, authorities)}


if __name__ == "__main__":
    common.files(FOLDER, {name: common.as_csv(columns, rows)
                          for name, (columns, rows) in made().items()},
                 "--write" in sys.argv)
