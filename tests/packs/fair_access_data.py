#!/usr/bin/python3
"""Makes examples/panels/fair_access/: synthetic children without a school
place, and synthetic schools that take turns.

No child or school in it exists.  The same bytes come out every time.  Run
without arguments it compares the files in the tree with what it makes, byte
for byte; `--write` writes them.
"""
import datetime
import sys

import common

FOLDER = "examples/panels/fair_access"
CHILD = ["Child ID", "Referred On", "Area", "Last Day In School",
         "Complexity", "On A Roll"]
SCHOOL = ["School", "Area", "Pupils On Roll", "Taken This Year"]
AREAS = ["east", "north", "west"]
CHILDREN, SCHOOLS = 30, 14
PANEL = datetime.date(2026, 11, 24)


def before(date, days):
    return date - datetime.timedelta(days)


def child(dice, number):
    referred = before(PANEL, dice.between(1, 40))
    row = {"Child ID": "SYN-FA%02d" % number, "Referred On": str(referred),
           "Area": dice.one_of(AREAS),
           "Last Day In School": str(before(referred, dice.weighted(
               [(5, 2), (20, 3), (45, 3), (100, 2), (200, 1)]))),
           "Complexity": dice.weighted([("low", 4), ("some", 4),
                                        ("high", 3)]),
           "On A Roll": "no"}
    if dice.often(15):
        row[dice.one_of(["Last Day In School", "Complexity"])] = ""
    return row


def school(dice, number):
    return {"School": "SYN School %d" % number,
            "Area": AREAS[number % len(AREAS)],
            "Pupils On Roll": str(dice.between(300, 1600)),
            "Taken This Year": str(dice.between(0, 6))}


def made():
    dice = common.Dice(0xD1B54A32D192ED03)
    children = [child(dice, i + 1) for i in range(CHILDREN)]
    children[11]["On A Roll"] = "yes"
    return {"children.csv": common.as_csv(CHILD, children),
            "schools.csv": common.as_csv(SCHOOL, [
                school(dice, i + 1) for i in range(SCHOOLS)])}


if __name__ == "__main__":
    common.files(FOLDER, made(), "--write" in sys.argv)
