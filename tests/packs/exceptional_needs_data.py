#!/usr/bin/python3
"""Makes examples/panels/exceptional_needs/: synthetic clusters and applications.

No cluster, school or child in it exists.  The same bytes come out every time.
Run without arguments it compares the files in the tree with what it makes,
byte for byte; `--write` writes them.
"""
import datetime
import sys

import common

FOLDER = "examples/panels/exceptional_needs"
CLUSTER = ["Cluster", "Pupils"]
AREAS = ["Learning", "Communication", "Social And Emotional",
         "Sensory And Physical"]
OVERRIDE = ["Chair Outcome", "Chair", "Chair Reason", "Chair Date"]
COLUMNS = ["Application", "Cluster", "School", "Received", "Panel",
           "Chaired By", "EHC Plan"] + AREAS + \
          ["APDR Cycles", "Annual Cost", "Devolved Money", "Start",
           "Weeks Asked"] + OVERRIDE
CLUSTERS = [("Canal", 2300), ("Hill", 1300), ("Park", 1900), ("Quay", 700)]
PANELS = [datetime.date(2026, month, day) for month, day in
          ((4, 22), (6, 10), (7, 8), (9, 16), (11, 11), (12, 9))] + [
              datetime.date(2027, 1, 20), datetime.date(2027, 3, 3)]
GRADES = [("ordinary", 4), ("predictable", 4), ("exceptional", 3)]
APPLICATIONS = 160
WHY = ["A report came in on the day", "The family moved last month"]


def heads():
    """The schools whose heads take the chair, in turn."""
    return ["%s %d" % (name, 1 + turn) for turn in range(2)
            for name, _ in CLUSTERS]


def chair(panel, school):
    """Whose turn it is; at an own case, the next in turn."""
    turn = PANELS.index(panel)
    first, second = heads()[turn], heads()[(turn + 1) % len(heads())]
    return second if first == school else first


def override(dice, row, outcome):
    row.update({"EHC Plan": "no", "Chair Outcome": outcome,
                "Chair": "A. Head", "Chair Reason": dice.one_of(WHY),
                "Chair Date": row["Panel"]})


def application(dice, number):
    cluster = dice.weighted([("Canal", 5), ("Hill", 5), ("Park", 3),
                             ("Quay", 3)])
    school = "%s %d" % (cluster, dice.between(1, 5))
    panel = dice.one_of(PANELS)
    row = dict.fromkeys(COLUMNS, "")
    row.update({
        "Application": "SYN-EN%03d" % number, "Cluster": cluster,
        "School": school, "Panel": str(panel),
        "Received": str(panel - datetime.timedelta(dice.between(5, 30))),
        "Chaired By": chair(panel, school),
        "EHC Plan": "yes" if dice.often(5) else "no",
        "APDR Cycles": dice.weighted([(0, 1), (1, 2), (2, 9), (3, 6)]),
        "Annual Cost": "%d.%02d" % (dice.between(6500, 21000),
                                    dice.one_of((0, 0, 50))),
        "Devolved Money": str(dice.between(0, 12) * 100),
        "Start": str(panel + datetime.timedelta(dice.between(5, 14))),
        "Weeks Asked": dice.one_of([6, 13, 13, 20, 26, 26, 30])})
    for area in AREAS:
        row[area] = dice.weighted(GRADES)
    for column, chance in (("EHC Plan", 3), (AREAS[2], 2), ("Annual Cost", 2),
                           ("APDR Cycles", 2)):
        if dice.often(chance):
            row[column] = ""
    if dice.often(4):
        override(dice, row, dice.one_of(["agree", "decline", "refer"]))
    return row


def made():
    dice = common.Dice(0x2545F4914F6CDD1D)
    rows = [application(dice, i + 1) for i in range(APPLICATIONS)]
    override(dice, rows[2], "agree")                # two cycles are lacking
    rows[30]["Chaired By"] = rows[30]["School"]     # an own case
    rows[71]["Start"] = rows[71]["Received"]        # before the panel
    clusters = [dict(zip(CLUSTER, pair)) for pair in CLUSTERS]
    return {"clusters.csv": common.as_csv(CLUSTER, clusters),
            "applications.csv": common.as_csv(COLUMNS, rows)}


if __name__ == "__main__":
    common.files(FOLDER, made(), "--write" in sys.argv)
