#!/usr/bin/python3
"""Makes examples/panels/assessment/: synthetic requests for an assessment, and
the votes of a synthetic panel.

No child, member or request in it exists.  The same bytes come out every time.
Run without arguments it compares the files in the tree with what it makes,
byte for byte; `--write` writes them.
"""
import datetime
import sys

import common

FOLDER = "examples/panels/assessment"
GRADED = ["attainment", "needs", "action", "intervention", "wider"]
REQUEST = ["request_id", "received", "may_have_sen", *GRADED,
           "chair_outcome", "chair", "chair_reason", "chair_on"]
VOTE = ["vote_id", "of", "interest", "in_chair", "cast"]
REQUESTS, MEMBERS = 40, 5
PANEL = datetime.date(2026, 9, 22)
GRADES = ["none", "some", "clear"]
POINTS = {"none": 0, "some": 1, "clear": 2}


def request(dice, number):
    row = dict.fromkeys(REQUEST, "")
    strong = dice.often(60)
    row.update(request_id="SYN-R%02d" % number,
               received=str(PANEL - datetime.timedelta(dice.between(3, 30))),
               may_have_sen="no" if dice.often(6) else "yes")
    for name in GRADED:
        row[name] = dice.weighted([("none", 1), ("some", 3), ("clear", 4)]
                                  if strong else
                                  [("none", 4), ("some", 3), ("clear", 1)])
    if dice.often(12):
        row[dice.one_of(["may_have_sen", *GRADED])] = ""
    return row


def votes(dice, row, first):
    """Most members see what the evidence shows, and some do not."""
    points = sum(POINTS.get(row[name], 1) for name in GRADED)
    likely = "assess" if points >= 5 else "do not assess"
    other = "do not assess" if points >= 5 else "assess"
    away = dice.weighted([(0, 6), (1, 3), (3, 1)])
    doubt = dice.weighted([(5, 3), (25, 3), (60, 1)])
    for i in range(MEMBERS - away):
        interest = dice.often(6)
        yield {"vote_id": "V%03d" % (first + i), "of": row["request_id"],
               "interest": "yes" if interest else "no",
               "in_chair": "yes" if i == 0 else "no",
               "cast": "" if interest or dice.often(5)
               else other if dice.often(doubt) else likely}


def made():
    dice = common.Dice(0xA0761D6478BD642F)
    requests = [request(dice, i + 1) for i in range(REQUESTS)]
    cast = []
    for row in requests:
        cast += votes(dice, row, len(cast) + 1)
    requests[8].update(chair_outcome="assess", chair="the chair",
                       chair_reason="A report came in on the day.",
                       chair_on=str(PANEL))
    requests[15].update(chair_outcome="assess", chair="the chair",
                        chair_on=str(PANEL))      # it does not say why
    return {"requests.csv": common.as_csv(REQUEST, requests),
            "votes.csv": common.as_csv(VOTE, cast)}


if __name__ == "__main__":
    common.files(FOLDER, made(), "--write" in sys.argv)
