#!/usr/bin/python3
"""Makes examples/panels/alternative_provision/: synthetic referrals to a panel.

No child or school in it exists.  The same bytes come out every time.  Run
without arguments it compares the file in the tree with what it makes, byte for
byte; `--write` writes it.
"""
import datetime
import sys

import common

FOLDER = "examples/panels/alternative_provision"
COLUMNS = ["Child ID", "Referred On", "Permanently Excluded",
           "Sessions Lost %", "Days Suspended", "Support Tried",
           "Proposed Start", "Weeks Asked", "New School From"]
REFERRALS = 36
FIRST = datetime.date(2026, 9, 7)


def after(date, days):
    return date + datetime.timedelta(days)


def referral(dice, number):
    excluded = dice.often(25)
    referred = after(FIRST, dice.between(0, 11))
    starts = after(referred, 14 - referred.weekday())
    row = dict.fromkeys(COLUMNS, "")
    row.update({
        "Child ID": "SYN-AP%02d" % number, "Referred On": str(referred),
        "Permanently Excluded": "yes" if excluded else "no",
        "Sessions Lost %": str(dice.between(5, 95)),
        "Days Suspended": str(dice.weighted([(0, 3), (6, 3), (14, 1),
                                             (15, 1), (22, 3)])),
        "Support Tried": "yes" if dice.often(70) else "no",
        "Proposed Start": str(starts),
        "Weeks Asked": dice.weighted([("", 1), ("6", 3), ("12", 4),
                                      ("18", 2), ("39", 1)])})
    if excluded and dice.often(60):
        row["New School From"] = str(after(starts, 7 * dice.between(4, 30)))
    if dice.often(12):
        row[dice.one_of(["Permanently Excluded", "Sessions Lost %",
                         "Days Suspended", "Support Tried"])] = ""
    return row


def made():
    dice = common.Dice(0x9E3779B97F4A7C15)
    rows = [referral(dice, i + 1) for i in range(REFERRALS)]
    rows[20]["Proposed Start"] = "2026-09-01"     # before its referral
    return {"referrals.csv": common.as_csv(COLUMNS, rows)}


if __name__ == "__main__":
    common.files(FOLDER, made(), "--write" in sys.argv)
