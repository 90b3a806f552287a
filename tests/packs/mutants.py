#!/usr/bin/python3
# seconds: 600
"""The examples of every pack under rules/ notice every change of a rule that
can be noticed (hn mutate).

A pack is held from the day that it is there: it need not be named here.  What
survives all the same stands in KNOWN, with the reason, which is a proof in
words that no row can tell the two rules apart.  NOT_YET lists the packs whose
examples are still being written; a pack that passes may not stand there.
"""
import csv
import io
import os
import subprocess
import sys

HN = os.path.join(os.environ.get("HN_BUILD", "build"), "hn")

HALF_A_PENNY = (1, "Half a penny needs part of a week, and a pupil who asks "
                "for that is refused: the last day of the award could not be "
                "worked out.")
ALONE = (1, "Of one area and day a value is taken only where it stands once, "
         "and all others are missing: the lowest is the highest.")

PENNY = (2, "What is beside it is in whole pounds, and so is what it becomes: "
         "a penny is rounded to nought.")

# By pack: by file and change, how many survive and why no example can be
# written that notices.
KNOWN = {
    "benchmark": {
        "rules.lua: `minimum` for `maximum`":
            (4, "The key of authorities is unique: of the one value that is "
                "asked for the highest is the lowest."),
    },
    "bands": {
        "rules.lua: `ends` for `starts`":
            (1, "A top-up that runs over the end of a financial year is not "
                "let in: its first and its last day are of one."),
    },
    "grant_position": {
        "rules.lua: `mean` for `sum`":
            (1, "It asks whether there is a plan at all: of numbers that are "
                "not below nought the mean is above it where the sum is, and "
                "of none the figure is missing either way."),
        "rules.lua: `transfer_most`: from a day later":
            (1, "It is read on 1 April of the years of the plan, the first of "
                "which is a year later."),
        "rules.lua: without entry 1":
            (1, "The first year's transfer is nought, which any limit allows; "
                "and a transfer that an example sets is that of every year, "
                "so that the other entries answer the same."),
        "rules.lua: the number: £0.01 for £0.00": PENNY,
        "rules.lua: the number: -£0.01 for £0.00": PENNY,
    },
    "place_funding": {
        "rules.lua: the number: -£0.01 for £0.00":
            (1, "A penny below nought is rounded up to the pound: nought."),
        "rules.lua: `additional_part`: rounded up for ceiling":
            (1, "The part of a basis above nought in a whole above nought (any "
             "other is refused) of a grant that its limit keeps from falling "
             "below nought is not below nought: up is towards plus infinity."),
    },
    "panels/exceptional_needs": {
        "rules.lua: `school`: each term begins a day later":
            (1, "A week counts by any of its school days, and no term begins "
             "on a Friday, so that its first week has another; nor on a 31 "
             "March, where the count of a year's weeks ends."),
    },
    "pre_ehcp": {
        "rules.lua: `targeted_funding`: rounded half even for half away from "
        "zero": HALF_A_PENNY,
        "rules.lua: `this_year`: rounded half even for half away from zero":
            HALF_A_PENNY,
        "rules.lua: `school`: each term begins a day later":
            (1, "A week counts by any of its school days, and no term begins "
             "on a Friday, so that its first week has another; nor on a 31 "
             "March, where the count of a year's weeks ends."),
    },
    "scorecard": {
        "rules.lua: the order: entry 2 the other way round":
            (1, "It parts readings of one area and day, and no value is taken "
             "of any of them: whichever is the one before has none."),
        "rules.lua: `minimum` for `maximum`": (3, ALONE[1]),
    },
}

NOT_YET = set()


def packs():
    """The folders below rules/ that have a rules.lua, by name."""
    for folder, _, files in sorted(os.walk("rules")):
        if "rules.lua" in files:
            yield os.path.relpath(folder, "rules"), folder


def changes(folder):
    done = subprocess.run([HN, "mutate", folder, "--tries", "0", "--out",
                           "csv"], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode not in (0, 1):
        return None, done.stderr.strip()
    return list(csv.DictReader(io.StringIO(done.stdout))), ""


def told(row):
    return "%s:%s: %s" % (row["file"], row["line"], row["change"])


def judge(name, folder):
    """What is wrong, a line each."""
    rows, why = changes(folder)
    if rows is None:
        yield why
        return
    left = {change: count for change, (count, _) in KNOWN.get(name,
                                                              {}).items()}
    killed = sum(r["status"] == "killed" for r in rows)
    print("%-24s %4d changes, %4d killed, %4d equivalent, %4d survive" % (
        name, len(rows), killed,
        sum(r["status"] == "equivalent" for r in rows),
        sum(r["status"] == "survived" for r in rows)))
    if len(rows) < 20 or killed * 10 < len(rows) * 8:
        yield "of %d changes only %d are killed" % (len(rows), killed)
    for row in rows:
        change = "%s: %s" % (row["file"], row["change"])
        if row["status"] == "over a limit":
            yield told(row) + " runs into a limit"
        if row["status"] != "survived":
            continue
        if left.get(change, 0) == 0:
            yield told(row) + " is noticed by no example"
        else:
            left[change] -= 1
    for change in sorted(c for c in left if left[c]):
        yield change + " does not survive: take it from KNOWN"


passed = failed = 0
seen = set()
for pack, where in packs():
    seen.add(pack)
    if pack in NOT_YET:
        continue
    wrong = list(judge(pack, where))
    for line in wrong:
        print("%s: %s" % (pack, line))
    passed += not wrong
    failed += bool(wrong)
for pack in sorted((NOT_YET | set(KNOWN)) - seen):
    print("%s: there is no such pack" % pack)
    failed += 1
print("%d passed, %d failed" % (passed, failed))
sys.exit(failed > 0)
