#!/usr/bin/python3
"""Makes examples/cost_avoidance/: the initiatives and places of the Invest to
Save report of 27 January 2026, one row each.

What the report prints is in INITIATIVES and COHORTS with where it stands.
Ids of places and children, days and the claims of DOUBLES are made up: the
report prints none.  The same bytes come out every time.  Run without arguments
it compares the files in the tree with what it makes, byte for byte; `--write`
writes them.
"""
import sys

import common

FOLDER = "examples/cost_avoidance"
INITIATIVE = ["initiative_id", "name", "category", "funded_from", "evidence",
              "counterfactual", "priority", "invested", "capital", "running",
              "printed_in"]
PLACE = ["place_id", "initiative", "places", "child", "status",
         "commissioned_at", "opened", "closed", "displaces", "filled", "share"]

AVOID, SAVE, GRANT = ("invest to cost avoid", "invest to save",
                      "grant funding")
HNB, DFE, SCHOOLS = "High Needs Block", "DfE grant", "schools block transfer"
INDEPENDENT, SPECIALIST = "independent special place", "specialist place"

# In the order of INITIATIVE; the priority is made up, and so are the £0 of the
# places instead of the free school.
INITIATIVES = [
    ("sufficiency", "SEND sufficiency programme", AVOID, HNB, "auditable",
     INDEPENDENT, "1", "", "", "", "Tables 1 to 3"),
    ("dingleys_promise", "Dingley's Promise", AVOID, HNB, "auditable",
     SPECIALIST, "2", "", "", "", "Table 1 and 4.9"),
    ("portage", "Portage", AVOID, HNB, "auditable",
     SPECIALIST, "3", "", "", "", "Table 1 and 4.13"),
    ("instead_of_free_school", "Places instead of the free school", GRANT,
     DFE, "auditable", INDEPENDENT, "4", "0", "9000000", "0", "4.6"),
    ("digitisation", "Digitisation of funding processes", SAVE, "",
     "none yet", "", "5", "", "", "", "4.14(a)"),
    ("case_management", "Case management system upgrade", SAVE, "",
     "none yet", "", "6", "", "", "", "4.14(b)"),
    ("pre_ehcp", "Targeted funding before a plan", SAVE, HNB,
     "none yet", SPECIALIST, "7", "", "", "1500000", "4.14(c)"),
    ("alternative_provision", "Alternative provision in three tiers", GRANT,
     DFE, "none yet", "", "8", "143000", "", "", "4.14(d)"),
    ("toolkit", "Ordinarily Available Provision toolkit", GRANT, DFE,
     "none yet", "", "9", "215000", "", "", "4.14(e)"),
    ("outreach", "Innovation Fund: specialist outreach", GRANT, SCHOOLS,
     "no claim", "", "10", "550000", "", "", "Appendix 2"),
    ("inclusion_leads", "Innovation Fund: inclusion leads", GRANT, SCHOOLS,
     "no claim", "", "11", "270000", "", "", "Appendix 2"),
    ("training", "Innovation Fund: training", GRANT, SCHOOLS,
     "no claim", "", "12", "380000", "", "", "Appendix 2"),
]

# Table 2, and the note to Table 3: name, status, where, first day, how many.
COHORTS = [
    ("2022", "delivered", "local school", "2022-09-01", 46),
    ("2023", "delivered", "local school", "2023-09-01", 18),
    ("2023A", "delivered", "Autism Unlimited", "2023-09-01", 31),
    ("2024", "delivered", "local school", "2024-09-01", 140),
    ("2025", "delivered", "local school", "2025-09-01", 60),
    ("2025P", "pipeline", "local school", "2026-04-13", 96),
    ("2026P", "pipeline", "local school", "2026-09-01", 128),
]
# 4.9 and 4.13: children who moved into mainstream.
CHILDREN = [("dingleys_promise", "2025-01-06", 12), ("portage", "2025-09-01",
                                                     2)]
DOUBLES = 3      # children of Dingley's Promise whom Portage claims as well


def place(number, initiative, **more):
    row = dict.fromkeys(PLACE, "")
    row.update(place_id=number, initiative=initiative, places="1",
               status="delivered", commissioned_at="local school")
    row.update(more)
    return row


def child(number, initiative, opened, which):
    return place(number, initiative, child="SYN-C%02d" % which, opened=opened,
                 displaces="as agreed", filled="yes")


def children():
    rows, which = [], 0
    for initiative, opened, count in CHILDREN:
        for at in range(count):
            which += 1
            rows.append(child("SYN-%s-%02d" % (initiative[0].upper(), at + 1),
                              initiative, opened, which))
    for at in range(DOUBLES):
        rows.append(child("SYN-P-DOUBLE-%02d" % (at + 1), "portage",
                          "2025-09-01", at + 1))
    return rows


def made():
    places = [place("SYN-S%s-%03d" % (name, at + 1), "sufficiency",
                    status=status, commissioned_at=where, opened=opened)
              for name, status, where, opened, count in COHORTS
              for at in range(count)]
    places += children()
    places.append(place("SYN-I-ALL", "instead_of_free_school", places="180",
                        status="proposed"))
    return {"initiatives.csv": (INITIATIVE, [dict(zip(INITIATIVE, row))
                                             for row in INITIATIVES]),
            "places.csv": (PLACE, places)}


if __name__ == "__main__":
    common.files(FOLDER, {name: common.as_csv(columns, rows)
                          for name, (columns, rows) in made().items()},
                 "--write" in sys.argv)
