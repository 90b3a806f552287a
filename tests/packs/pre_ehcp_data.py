#!/usr/bin/python3
"""Makes examples/pre_ehcp/caseload.csv and caseload.jsonl: synthetic pupils.

Nobody in it exists.  The same bytes come out every time: a small generator of
our own, a fixed seed, no clock.  Run without arguments it compares the files
in the tree with what it makes, byte for byte; `--write` writes them.
"""
import csv
import datetime
import io
import json
import os
import sys

import common

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(HERE, "..", "..", "examples", "pre_ehcp")
PUPILS = 400

COLUMNS = [
    "Pupil ID", "School", "Phase", "Setting", "Primary Need", "EHC Plan",
    "Annual Cost", "School Spend Evidenced", "APDR Cycles",
    "Specialist Advice", "Parents Agree", "Outcomes Set", "Review Date",
    "Last Award End", "Panel Date", "Start Date", "Weeks Asked",
    "Exclusion Risk", "Looked After",
]

PANELS = [datetime.date.fromisoformat(d) for d in (
    "2026-04-22", "2026-05-20", "2026-06-17", "2026-07-08", "2026-09-16",
    "2026-10-14", "2026-11-18", "2026-12-09", "2027-01-13", "2027-02-10",
    "2027-03-10")]

# Roughly how often each need stands as the primary one at SEN support.
NEEDS = [("SLCN", 27), ("SEMH", 26), ("ASD", 17), ("MLD", 9), ("SPLD", 7),
         ("PD", 4), ("HI", 3), ("VI", 2), ("OTH", 3), ("SLD", 1), ("MSI", 1)]


def cost(dice):
    """Pounds a year with pence: many a little over £6,000, few very high."""
    pounds = dice.weighted([(dice.between(2500, 6000), 7),
                            (6000, 2),
                            (dice.between(6000, 9000), 20),
                            (dice.between(9000, 14000), 40),
                            (dice.between(14000, 22000), 28),
                            (dice.between(22000, 41000), 3)])
    pence = dice.weighted([(0, 70), (50, 10), (dice.below(100), 20)])
    return "%d.%02d" % (pounds, pence)


def start(dice, panel):
    if dice.often(4):
        return panel - datetime.timedelta(dice.between(7, 60))
    if dice.often(3):
        return panel + datetime.timedelta(dice.between(92, 150))
    day = panel + datetime.timedelta(dice.between(3, 45))
    return day - datetime.timedelta(day.weekday())


def yes(dice, percent):
    return "yes" if dice.often(percent) else "no"


def last_award(dice, panel):
    """Most have had none; some ended inside the gap; a few are unknown."""
    if dice.often(82):
        return ""
    if dice.often(8):
        return "unknown"
    return str(panel - datetime.timedelta(dice.between(20, 400)))


def pupil(dice, number):
    phase = dice.weighted([("primary", 62), ("secondary", 38)])
    panel = dice.one_of(PANELS)
    starts = start(dice, panel)
    weeks = dice.weighted([(13, 25), (20, 15), (26, 40), (39, 10),
                           (dice.between(4, 39), 10)])
    paid = min(weeks, 26)
    review = starts + datetime.timedelta(dice.between(paid * 5, paid * 7))
    row = {
        "Pupil ID": "SYN-%04d" % number,
        "School": "Synthetic %s %02d" % (
            phase.title(), dice.between(1, 24 if phase == "primary" else 10)),
        "Phase": phase,
        "Setting": dice.weighted([("mainstream", 96), ("special", 2),
                                  ("alternative provision", 2)]),
        "Primary Need": dice.weighted(NEEDS),
        "EHC Plan": yes(dice, 3),
        "Annual Cost": cost(dice),
        "School Spend Evidenced": yes(dice, 94),
        "APDR Cycles": str(dice.weighted([(0, 2), (1, 8), (2, 45), (3, 25),
                                          (4, 14), (5, 6)])),
        "Specialist Advice": yes(dice, 94),
        "Parents Agree": yes(dice, 97),
        "Outcomes Set": yes(dice, 97),
        "Review Date": "" if dice.often(3) else str(review),
        "Last Award End": last_award(dice, panel),
        "Panel Date": str(panel),
        "Start Date": str(starts),
        "Weeks Asked": str(weeks),
        "Exclusion Risk": dice.weighted([("no", 72),
                                         ("part-time timetable", 19),
                                         ("exclusion", 9)]),
        "Looked After": yes(dice, 7),
    }
    forget(dice, row)
    return row


def forget(dice, row):
    """Leaves cells empty, as schools do; never the id or the panel."""
    for column in COLUMNS:
        rate = {"Annual Cost": 3, "Specialist Advice": 3, "Start Date": 2,
                "Weeks Asked": 2, "APDR Cycles": 2}.get(column, 1)
        if column not in ("Pupil ID", "Panel Date") and dice.often(rate):
            row[column] = ""


def caseload():
    dice = common.Dice(20260127)
    rows = [pupil(dice, n) for n in range(1, PUPILS + 1)]
    for first, again in ((42, 117), (203, 388)):    # sent in twice
        rows[again] = dict(rows[first], **{
            "Panel Date": rows[again]["Panel Date"],
            "Start Date": rows[again]["Start Date"]})
    return rows


def as_csv(rows):
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\r\n")
    out.writerow(COLUMNS)
    for i, row in enumerate(rows):
        cells = [row[c] for c in COLUMNS]
        money = COLUMNS.index("Annual Cost")
        if i % 9 == 4 and cells[money]:      # as a spreadsheet shows money
            pounds, pence = cells[money].split(".")
            cells[money] = "£{:,}.{}".format(int(pounds), pence)
        out.writerow(cells)
    return text.getvalue().encode()


def as_jsonl(rows):
    whole = ("APDR Cycles", "Weeks Asked")
    lines = []
    for row in rows:
        lines.append(json.dumps(
            {c: int(v) if c in whole else v for c, v in row.items() if v},
            ensure_ascii=False))
    return ("\n".join(lines) + "\n").encode()


def main():
    rows = caseload()
    passed = failed = 0
    for name, data in (("caseload.csv", as_csv(rows)),
                       ("caseload.jsonl", as_jsonl(rows))):
        path = os.path.join(FOLDER, name)
        if sys.argv[1:] == ["--write"]:
            with open(path, "wb") as file:
                file.write(data)
            continue
        with open(path, "rb") as file:
            same = file.read() == data
        passed, failed = passed + same, failed + (not same)
        if not same:
            print("%s is not what pre_ehcp_data.py makes" % name)
    if sys.argv[1:] != ["--write"]:
        print("%d passed, %d failed" % (passed, failed))
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
