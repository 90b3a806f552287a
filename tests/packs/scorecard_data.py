#!/usr/bin/python3
"""Makes examples/scorecard/ from the scorecard of the SEND Improvement Update,
BCP Council, 11 March 2025 (Appendix 1), as examples/reports/improvement_2025
has it: a tidy table of readings, and the indicators.

Values, comparators and targets are as printed.  The comparators and targets
are printed without a day: they stand at the last month here.  Which way is
good is not printed, and is a judgement made here.  The same bytes come out
every time.  Run without arguments it compares the files in the tree with what
it makes, byte for byte; `--write` writes them.
"""
import calendar
import csv
import datetime
import sys

import common

FOLDER = "examples/scorecard"
REPORT = "examples/reports/improvement_2025/"
INDICATOR = ["code", "name", "unit", "good", "target"]
READING = ["reading_id", "indicator", "area", "at", "value"]
MONTHS = ["Dec 23", "Jan 24", "Feb 24", "Mar 24", "Apr 24", "May 24",
          "Jun 24", "Jul 24", "Aug 24", "Sep 24", "Oct 24", "Nov 24",
          "Dec 24", "Jan 25"]
AREAS = [("Nat", "England"), ("SW", "South West"),
         ("SN", "statistical neighbours")]
# The row of the report; the name, which way is good, and the target.
TAKEN = [
    ("No. of EHCPs", "EHC plans", "", ""),
    ("No. of requests for EHC assessment", "Requests for an assessment", "",
     ""),
    ("% of EHCPs in Mainstream", "Plans in mainstream schools", "high", ""),
    ("% of EHCPs in Special: Independent & Non-Maintained",
     "Plans in independent and non-maintained special schools", "low", "5.0"),
    ("% of EHCPs in Post 16 Specialist", "Plans in post-16 specialist places",
     "low", ""),
    ("% of EHCPs in Other - arrangements by LA (EOTAS S61 & S19)",
     "Plans with education otherwise than at school", "low", ""),
    ("% of children with an EHCP Electively Home Educated",
     "Children with a plan educated at home by choice", "", ""),
    ("% of EHCP young people NEET (16-25yrs)",
     "Young people with a plan not in education, work or training", "low",
     ""),
    ("% of EHCP young people in education (16-18yrs)",
     "Young people of 16 to 18 with a plan in education", "high", ""),
    ("No. of children placed in alternative provision due to an EHCP",
     "Children with a plan in alternative provision", "low", ""),
    ("% of EHCP PLRs completed collaboratively",
     "Plan reviews by quality staff and managers together", "high", "90"),
    ("% of EHCP PLRs moderated collaboratively",
     "Plan reviews moderated together", "high", "30"),
    ("% parent/carers who felt they had good communication with the "
     "Case Officer", "Parents who felt well informed by the case officer",
     "high", ""),
    ("No. of compliments from service users", "Compliments", "high", ""),
    ("No. of complaints", "Complaints", "low", ""),
]


def month_end(name):
    day = datetime.datetime.strptime(name, "%b %y").date()
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def table(name):
    with open(REPORT + name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def value(printed):
    return printed.rstrip("%")


def made():
    card = {row["line"]: row for row in table("scorecard.csv")}
    indicators, readings = [], []

    def read(code, area, at, printed):
        if printed:
            readings.append({
                "reading_id": "R%03d" % (len(readings) + 1),
                "indicator": code, "area": area, "at": str(at),
                "value": value(printed)})

    for number, (line, name, good, target) in enumerate(TAKEN, 1):
        row, code = card[line], "K%02d" % number
        indicators.append({
            "code": code, "name": name, "good": good, "target": target,
            "unit": "percent" if row["unit"] == "share" else "number"})
        for month in MONTHS:
            read(code, "ours", month_end(month), row[month])
        for column, area in AREAS:
            read(code, area, month_end(MONTHS[-1]), row[column])
    return {"indicators.csv": (INDICATOR, indicators),
            "readings.csv": (READING, readings)}


if __name__ == "__main__":
    common.files(FOLDER, {name: common.as_csv(columns, rows)
                          for name, (columns, rows) in made().items()},
                 "--write" in sys.argv)
