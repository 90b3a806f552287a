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

# By pack: by change, why no example can be written that notices it.
KNOWN = {
    "targeted_envelope": {
        # Pounds a pupil times pupils are pennies: the rounding says so.
        "`by_pupils`: rounded half even for half away from zero",
        "`by_pupils`: rounded up for half away from zero",
        "`by_pupils`: rounded down for half away from zero",
        "`by_pupils`: rounded to ten times the step",
    },
    "place_funding": {
        "`additional`: -£0.01 for £0.00":
            "The parameter's own min is nought.",
        "the number: -£0.01 for £0.00":
            "Rounded up to the pound, nought less a penny is nought.",
        "`additional_part`: rounded up for ceiling":
            "It is never below nought: neither is the allocation, nor what it "
            "goes by.",
        "`nff` and `import_export` exchanged": "A sum has no order.",
        "`import_export` and `free_schools` exchanged": "A sum has no order.",
        "`free_schools` and `hospital` exchanged": "A sum has no order.",
        "`hospital` and `additional` exchanged": "A sum has no order.",
    },
    "topup": {
        "`guaranteed`: from a day later":
            "The guarantee is nought before that day, too.",
        "`guaranteed`: from a day earlier":
            "The guarantee is nought on that day, too.",
        "`guaranteed` without this row":
            "The guarantee of the year before is nought, too.",
        "`done`: rounded half away from zero for down":
            "Completed months are whole: nothing is rounded.",
        "`done`: rounded half even for down":
            "Completed months are whole: nothing is rounded.",
        "`done`: rounded up for down":
            "Completed months are whole: nothing is rounded.",
    },
    "cost_avoidance": {
        "`deadweight` and `displacement` exchanged":
            "What is avoided is multiplied by (1 - each): a product has no "
            "order.",
    },
    "pre_ehcp": {
        "`school`: each term begins a day later":
            "No term of the table begins on a Friday: the week of its first "
            "day has another school day, and counts all the same.",
        "`targeted_funding`: rounded half even for half away from zero":
            "Half a penny needs part of a week, and a pupil who asks for that "
            "is refused: the last day of the award could not be worked out.",
        "`this_year`: rounded half even for half away from zero":
            "Half a penny needs part of a week, and a pupil who asks for that "
            "is refused: the last day of the award could not be worked out.",
    },
    "award_register": {
        "`due`: rounded half even for half away from zero":
            "Pennies a week times whole weeks are pennies.",
        "`due`: rounded up for half away from zero":
            "Pennies a week times whole weeks are pennies.",
        "`due`: rounded down for half away from zero":
            "Pennies a week times whole weeks are pennies.",
    },
    "scorecard": {
        "the order: entry 2 the other way round":
            "Of two readings of one day neither is taken, so that their order "
            "is nothing.",
        "`minimum` for `maximum`":
            "Of two readings of one day neither is taken, so that there is "
            "one or none, and it is the lowest and the greatest.",
    },
}

NOT_YET = {"benchmark", "grant_position"}


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
    known = KNOWN.get(name, {})
    found = [r for r in rows if r["status"] == "survived"]
    killed = sum(r["status"] == "killed" for r in rows)
    print("%-24s %4d changes, %4d killed, %4d survive" % (
        name, len(rows), killed, len(found)))
    if len(rows) < 20 or killed * 10 < len(rows) * 8:
        yield "of %d changes only %d are killed" % (len(rows), killed)
    for row in rows:
        if row["status"] == "over a limit":
            yield told(row) + " runs into a limit"
    for row in found:
        if row["change"] not in known:
            yield told(row) + " is noticed by no example"
    for change in sorted(set(known) - {r["change"] for r in found}):
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
