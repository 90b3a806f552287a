#!/usr/bin/python3
"""Makes examples/grant_position/: a synthetic caseload and what is done.

The totals of four placements a year before the plan begins are what BCP
Council's scorecard of January 2025 prints (4,453 plans; 49.2% mainstream,
11.5% independent, 3.5% specialist post-16, 6.2% otherwise than at school), the
costs of two placements and the effects of two measures what its report of
January 2026 prints; the cells say so.  Ages, flows, moves and all the rest are
made up.  The same bytes come out every time.  Run without arguments it
compares the files in the tree with what it makes; `--write` writes them.
"""
import sys

import common

FOLDER = "examples/grant_position"
SETTING = ["setting_id", "placement", "age", "plans_before", "joined", "came",
           "ceased", "went", "plans", "unit_cost", "prices", "cost_source"]
MOVE = ["move_id", "from", "to", "plans"]
MEASURE = ["measure_id", "name", "acts_on", "instead", "starts", "ends",
           "plans", "cheaper", "running", "evidence"]
REPORT = "Invest to Save report, 27 January 2026, "
AGES = {"u5": "under 5", "5": "5 to 10", "11": "11 to 15", "16": "16 to 19",
        "20": "20 to 25"}

# Placement, its cost and yearly rise and where the cost is from; then for each
# age the plans a year before, new ones and those that ceased.
SETTINGS = [
    ("MS", "mainstream school", 9000, "2.5", "synthetic",
     [("u5", 40, 60, 1), ("5", 900, 330, 15), ("11", 1000, 200, 40),
      ("16", 251, 15, 90)]),
    ("UN", "unit or resourced provision", 16000, "2.5", "synthetic",
     [("5", 120, 20, 1), ("11", 100, 15, 2)]),
    ("SS", "state special school", 26000, "2.5", REPORT + "4.5",
     [("5", 300, 40, 2), ("11", 360, 25, 3), ("16", 100, 5, 25)]),
    ("IS", "independent special school", 64000, "4", REPORT + "4.5",
     [("5", 90, 8, 1), ("11", 290, 30, 5), ("16", 132, 5, 35)]),
    ("FE", "further education", 9500, "2.5", "synthetic",
     [("16", 250, 15, 85), ("20", 88, 5, 45)]),
    ("SP", "specialist post-16", 38000, "4", "synthetic",
     [("16", 100, 5, 20), ("20", 56, 2, 25)]),
    ("OT", "otherwise than at school", 48000, "4", "synthetic",
     [("5", 30, 5, 1), ("11", 120, 25, 5), ("16", 126, 15, 45)]),
]

# Older, and placed elsewhere.
MOVES = [
    ("MS-u5", "MS-5", 30), ("MS-5", "MS-11", 150), ("MS-11", "MS-16", 60),
    ("MS-11", "FE-16", 110), ("UN-5", "UN-11", 18), ("UN-11", "MS-16", 12),
    ("SS-5", "SS-11", 50), ("SS-11", "SS-16", 55), ("SS-16", "FE-16", 20),
    ("SS-16", "SP-16", 15), ("IS-5", "IS-11", 18), ("IS-11", "IS-16", 48),
    ("IS-16", "SP-16", 20), ("IS-16", "SP-20", 5), ("FE-16", "FE-20", 60),
    ("SP-16", "SP-20", 25), ("OT-5", "OT-11", 8), ("OT-11", "OT-16", 25),
    ("MS-5", "SS-5", 25), ("MS-5", "UN-5", 15), ("MS-11", "IS-11", 25),
    ("MS-11", "SS-11", 15), ("MS-11", "OT-11", 30), ("SS-11", "IS-11", 6),
    ("OT-11", "MS-11", 6),
]

# Name, acts on, takes its place, starts, ends, plans, cheaper, running, where
# it comes from.
MEASURES = [
    ("Resourced provision, secondary", "IS-11", "UN-11", "2026-04-01",
     "2028-03-31", "18", "", "", "synthetic"),
    ("Special school places, primary", "IS-5", "SS-5", "2026-04-01",
     "2029-03-31", "6", "", "", "synthetic"),
    ("Special school places, secondary", "IS-11", "SS-11", "2027-04-01",
     "2030-03-31", "20", "", "", "synthetic"),
    ("Fees agreed with independent schools", "IS-11", "", "2027-04-01", "",
     "", "3", "", "synthetic"),
    ("Dingley's Promise", "SS-5", "MS-5", "2026-04-01", "", "12", "", "",
     REPORT + "4.9: at least 12 children; that they are so many a year is"
     " synthetic"),
    ("Portage", "SS-5", "MS-5", "2026-04-01", "", "2", "", "",
     REPORT + "4.13: two children"),
    ("Targeted funding before a plan", "MS-5", "", "2026-04-01", "", "", "",
     "1500000", REPORT + "4.14(c): no auditable figure yet"),
    ("Digital funding processes", "MS-5", "", "2026-04-01", "", "", "", "",
     REPORT + "4.14(a): no auditable figure yet"),
    ("Case management system", "MS-5", "", "2026-04-01", "", "", "", "",
     REPORT + "4.14(b): no auditable figure yet"),
    ("Alternative provision in three tiers", "OT-11", "", "2026-04-01", "",
     "", "", "", REPORT + "4.14(d): no auditable figure yet"),
    ("Ordinarily available provision", "MS-5", "", "2026-04-01", "", "", "",
     "", REPORT + "4.14(e): no auditable figure yet"),
]


def moved(setting):
    """Into and out of a setting."""
    return (sum(n for _, to, n in MOVES if to == setting),
            sum(n for out, _, n in MOVES if out == setting))


def settings(dice):
    rows = []
    for code, placement, cost, prices, source, ages in SETTINGS:
        for age, before, joined, ceased in ages:
            name = "%s-%s" % (code, age)
            came, went = dice.between(0, before // 60), dice.between(
                0, before // 50)
            into, out = moved(name)
            open_ = dice.between(-1, 5) if dice.often(60) else 0
            now = before + joined + came + into - ceased - went - out + open_
            rows.append(dict(zip(SETTING, (
                name, placement, AGES[age], before, joined, came, ceased,
                went, now, cost, prices, source))))
    return rows


def made():
    dice = common.Dice(20260401)
    moves = [dict(zip(MOVE, ("M%02d" % at, out, to, plans)))
             for at, (out, to, plans) in enumerate(MOVES, 1)]
    measures = [dict(zip(MEASURE, ("A%02d" % at,) + row))
                for at, row in enumerate(MEASURES, 1)]
    return {"settings.csv": (SETTING, settings(dice)),
            "moves.csv": (MOVE, moves), "measures.csv": (MEASURE, measures)}


if __name__ == "__main__":
    common.files(FOLDER, {name: common.as_csv(columns, rows)
                          for name, (columns, rows) in made().items()},
                 "--write" in sys.argv)
