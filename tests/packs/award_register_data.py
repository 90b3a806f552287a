#!/usr/bin/python3
"""Makes examples/award_register/: a synthetic register of awards.

No pupil, school or award in it exists.  The position it is made for is that of
2 November 2026.  The same bytes come out every time.  Run without arguments it
compares the file in the tree with what it makes, byte for byte; `--write`
writes it.
"""
import datetime
import sys

import common

FOLDER = "examples/award_register"
COLUMNS = ["Award", "First Day", "School Weeks", "A Week", "Extended To",
           "Plan From", "Left On", "Moved On", "Reviewed On", "Paid",
           "Parts Paid"]
TODAY = datetime.date(2026, 11, 2)
AWARDS = 240


def after(date, days):
    return date + datetime.timedelta(days)


def stops(dice, row, starts, days):
    """Most run their time.  A few are stopped, some of them before they
    begin, some by two things on one day."""
    if dice.often(70):
        return TODAY
    day = after(starts, dice.weighted([(dice.between(7, days), 9),
                                       (-dice.between(0, 20), 1)]))
    kind = dice.weighted([("Plan From", 5), ("Left On", 3), ("Moved On", 2)])
    row[kind] = str(day)
    if kind == "Plan From" and dice.often(15):
        row["Left On"] = str(after(day, -1))
    return day


def payments(dice, row, starts, stopped, weekly, weeks):
    """A sixth of the whole award for each that was due by now, or until it was
    heard that the award was stopped."""
    heard = min(TODAY, after(stopped, dice.between(0, 40)))
    done = min(5, max(0, (heard - starts).days // 28))
    if done and not dice.often(5):
        part = weekly * weeks * 100 // 6
        row.update({"Parts Paid": str(done), "Paid": "%d.%02d" % divmod(
            part * done, 100)})


def award(dice, number):
    row = dict.fromkeys(COLUMNS, "")
    starts = after(TODAY, -dice.between(-50, 420))
    weeks = dice.weighted([(6, 2), (12, 5), (13, 3), (26, 2), (39, 3)])
    weekly = dice.between(8, 50) * 10
    row.update({"Award": "SYN-%03d" % number, "First Day": str(starts),
                "School Weeks": str(weeks), "A Week": "%d.00" % weekly})
    if dice.often(12):
        row["Extended To"] = str(after(starts, weeks * 9
                                       + dice.between(10, 80)))
    stopped = stops(dice, row, starts, weeks * 8)
    reviewed = after(starts, weeks * 7)
    if reviewed <= TODAY and dice.often(70):
        row["Reviewed On"] = str(reviewed)
    payments(dice, row, starts, stopped, weekly, weeks)
    if dice.often(2):
        row["School Weeks"] = ""
    elif dice.often(2):
        row["A Week"] = ""
    return row


def made():
    dice = common.Dice(20261102)
    return [award(dice, number) for number in range(1, AWARDS + 1)]


if __name__ == "__main__":
    common.files(FOLDER, {"awards.csv": common.as_csv(COLUMNS, made())},
                 "--write" in sys.argv)
