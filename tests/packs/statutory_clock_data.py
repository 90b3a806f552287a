#!/usr/bin/python3
"""Makes examples/statutory_clock/: synthetic requests, plans and days of a
panel.

No child or case in it exists.  The position it is made for is that of
1 September 2026.  The same bytes come out every time.  Run without arguments
it compares the files in the tree with what it makes, byte for byte; `--write`
writes them.
"""
import datetime
import sys

import common

FOLDER = "examples/statutory_clock"
REQUEST = ["case_id", "received", "decided", "decision", "draft_sent",
           "refused", "finalised", "withdrawn", "exception",
           "exception_from", "exception_to", "advice_asked"]
PLAN = ["plan_id", "born", "first_made", "reviewed", "met_on", "told_on",
        "outcome", "notice_on", "amended_on", "ended_on", "moves_on",
        "moves_to", "named_on"]
SITTING = ["sitting_id", "sits_on"]
EXCEPTIONS = ["child away", "exceptional circumstances", "school closed"]
MOVES = ["another school", "post-16 from school", "post-16 from post-16"]
TODAY = datetime.date(2026, 9, 1)
REQUESTS, PLANS = 240, 300


def after(date, days):
    return date + datetime.timedelta(days)


def exception(dice, received):
    kind = dice.one_of(EXCEPTIONS)
    starts = after(received, dice.between(5, 90))
    row = {"exception": kind, "exception_from": str(starts),
           "exception_to": str(after(starts, dice.between(20, 50)))}
    if kind == "school closed":
        starts = datetime.date(received.year, 7, 22)
        row.update(exception_from=str(starts), exception_to=str(
            after(starts, dice.weighted([(42, 9), (20, 1)]))),
                   advice_asked=str(after(starts, dice.between(-5, 20))))
    return row


def request(dice, number):
    """What came of it by the day of the position; later days are left out."""
    row = dict.fromkeys(REQUEST, "")
    received = after(TODAY, -dice.between(0, 420))
    slow = dice.weighted([(0, 10), (10, 5), (25, 2), (60, 1)])
    decided = after(received, dice.between(20, 42) + slow)
    row.update(case_id="SYN-%03d" % number, received=str(received))
    if dice.often(45 if slow else 8):
        row.update(exception(dice, received))
    if dice.often(4):
        row["withdrawn"] = str(after(received, dice.between(3, 60)))
        decided = after(TODAY, 1)
    drafted = after(decided, dice.between(45, 70) + slow)
    finalised = after(drafted, dice.between(17, 35) + slow)
    if decided > TODAY:
        return row
    row.update(decided=str(decided), decision=dice.weighted([
        ("assess", 3), ("do not assess", 1)]))
    if row["decision"] != "assess" or drafted > TODAY:
        return row
    if dice.often(8):
        row["refused"] = str(drafted)
        return row
    row["draft_sent"] = str(drafted)
    if finalised <= TODAY:
        row["finalised"] = str(finalised)
    return row


def moves(dice, row, born):
    age = 2026 - born.year
    if age not in (4, 11, 16, 18):
        return
    kind = MOVES[{16: 1, 18: 2}.get(age, 0)]
    due = {0: datetime.date(2026, 2, 15), 1: datetime.date(2026, 3, 31),
           2: datetime.date(2026, 4, 1)}[MOVES.index(kind)]
    row.update(moves_on=str(datetime.date(2026, 9, 1)), moves_to=kind)
    if dice.often(93):
        row["named_on"] = str(after(due, dice.between(-40, 12)))


def plan(dice, number):
    row = dict.fromkeys(PLAN, "")
    born = after(datetime.date(2003, 1, 1), dice.between(0, 7200))
    made = after(TODAY, -dice.between(30, 1500))
    made = max(made, after(born, 700))
    row.update(plan_id="SYN-P%03d" % number, born=str(born),
               first_made=str(made))
    moves(dice, row, born)
    last = made
    while after(last, 400) < TODAY:
        last = after(last, dice.between(300, 390))
        row["reviewed"] = str(last)
    met = after(last, dice.between(290, 420))
    if met > TODAY:
        return row
    row["met_on"] = str(met)
    told = after(met, dice.between(10, 34))
    if told > TODAY or dice.often(8):
        return row
    row.update(told_on=str(told), outcome=dice.weighted([
        ("maintain", 5), ("amend", 4), ("cease", 1)]))
    if row["outcome"] == "cease" and after(told, 70) <= TODAY:
        row["ended_on"] = str(after(told, 70))
    notice = after(told, dice.weighted([(0, 4), (9, 1)]))
    amended = after(notice, dice.between(30, 62))
    if row["outcome"] == "amend" and notice <= TODAY:
        row["notice_on"] = str(notice)
        if amended <= TODAY:
            row["amended_on"] = str(amended)
    return row


def sittings():
    """Every second Thursday but in August and at Christmas."""
    day, rows = datetime.date(2026, 1, 8), []
    while day.year == 2026:
        if day.month != 8 and day < datetime.date(2026, 12, 20):
            rows.append({"sitting_id": "SYN-%02d" % (len(rows) + 1),
                         "sits_on": str(day)})
        day = after(day, 14)
    return rows


def made():
    dice = common.Dice(20260901)
    return {"requests.csv": (REQUEST, [request(dice, number) for number
                                       in range(1, REQUESTS + 1)]),
            "plans.csv": (PLAN, [plan(dice, number) for number
                                 in range(1, PLANS + 1)]),
            "sittings.csv": (SITTING, sittings())}


if __name__ == "__main__":
    common.files(FOLDER, {name: common.as_csv(columns, rows)
                          for name, (columns, rows) in made().items()},
                 "--write" in sys.argv)
