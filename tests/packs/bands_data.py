#!/usr/bin/python3
"""Makes examples/bands/: synthetic needs profiles of pupils with EHC plans.

No pupil in it exists.  The same bytes come out every time.  Run without
arguments it compares the file in the tree with what it makes, byte for byte;
`--write` writes it.
"""
import datetime
import sys

import common

FOLDER = "examples/bands"
AREAS = ["learning", "communication", "social", "physical"]
COLUMNS = ["pupil_id", "moderated_on", *AREAS, "starts", "ends",
           "paid_before"]
PUPILS = 120
FIRST, LAST = datetime.date(2026, 4, 1), datetime.date(2027, 3, 31)


def pupil(dice, number):
    row = dict.fromkeys(COLUMNS, "")
    starts = FIRST if dice.often(70) else FIRST + datetime.timedelta(
        dice.between(1, 330))
    ends = LAST if dice.often(90) else starts + datetime.timedelta(
        dice.between(20, (LAST - starts).days))
    row.update(pupil_id="SYN-B%03d" % number, starts=str(starts),
               ends=str(ends), moderated_on=str(
                   starts - datetime.timedelta(dice.between(0, 20))))
    main = dice.one_of(AREAS)
    for area in AREAS:
        row[area] = dice.weighted(
            [("mild", 2), ("moderate", 4), ("severe", 3)] if area == main
            else [("none", 5), ("mild", 4), ("moderate", 2), ("severe", 1)])
    if dice.often(50):
        row["paid_before"] = str(dice.between(8, 160) * 100)
    if dice.often(5):
        row[dice.one_of(AREAS)] = ""
    return row


def made():
    dice = common.Dice(0xE7037ED1A0B428DB)
    rows = [pupil(dice, i + 1) for i in range(PUPILS)]
    rows[40]["ends"] = "2027-04-30"            # over the end of the year
    return {"profiles.csv": common.as_csv(COLUMNS, rows)}


if __name__ == "__main__":
    common.files(FOLDER, made(), "--write" in sys.argv)
