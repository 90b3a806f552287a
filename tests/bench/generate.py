"""generate.py ROWS - prints that many made-up pupils for rules/pre_ehcp.

The same rows on every machine: each comes from its own number alone, through
a generator of our own, so that the first 10,000 of a million are the 10,000.
Most pupils meet most criteria, some cells are empty or "unknown", and no row
is rejected.
"""
import datetime
import sys

MASK = (1 << 64) - 1

DAY = datetime.timedelta(days=1)
FIRST, DAYS = datetime.date(2025, 9, 1), 1100
DATES = [(FIRST + n * DAY).isoformat() for n in range(DAYS)]
# Every second Wednesday from September 2026 to July 2027, as numbers of DATES.
PANELS = range((datetime.date(2026, 9, 2) - FIRST).days,
               (datetime.date(2027, 7, 7) - FIRST).days, 14)

MOSTLY_YES = ["yes"] * 27 + ["no"] * 2 + [""]
MOSTLY_NO = ["no"] * 27 + ["yes"] * 2 + ["unknown"]
SCHOOLS = ["School %03d" % n for n in range(1, 151)]
SETTINGS = ["mainstream"] * 28 + ["special", "alternative provision"]
NEEDS = ["ASD", "ASD", "HI", "MLD", "MSI", "OTH", "PD", "PMLD", "SEMH",
         "SEMH", "SLCN", "SLCN", "SLD", "SPLD", "VI", ""]
CYCLES = ["0", "1", "2", "2", "2", "3", "3", "4", "5", ""]
RISKS = ["no"] * 6 + ["part-time timetable", "exclusion", ""]

# Each column, in the order of the file, by the heading that the pack reads.
HEADINGS = [
    "Pupil ID", "School", "Phase", "Setting", "Primary Need", "EHC Plan",
    "Annual Cost", "School Spend Evidenced", "APDR Cycles",
    "Specialist Advice", "Parents Agree", "Outcomes Set", "Review Date",
    "Last Award End", "Panel Date", "Start Date", "Weeks Asked",
    "Exclusion Risk", "Looked After"]


def mixed(n):
    """64 bits from a number (splitmix64)."""
    n = n * 0x9E3779B97F4A7C15 & MASK
    n = (n ^ n >> 30) * 0xBF58476D1CE4E5B9 & MASK
    n = (n ^ n >> 27) * 0x94D049BB133111EB & MASK
    return n ^ n >> 31


class Dice:
    """Choices cut from the bits of one row."""

    def __init__(self, row):
        self.bits = mixed(3 * row + 1) << 128 | mixed(3 * row + 2) << 64 \
            | mixed(3 * row + 3)

    def below(self, n):
        self.bits, choice = divmod(self.bits, n)
        return choice

    def one(self, things):
        self.bits, choice = divmod(self.bits, len(things))
        return things[choice]


def cost(dice):
    """Mostly over the threshold, to the penny or in whole pounds."""
    kind = dice.below(30)
    if kind < 2:
        return ("", "6000")[kind]
    pounds = 4000 + dice.below(15000)
    return "%d.%02d" % (pounds, dice.below(100)) if kind < 20 else pounds


def dates(dice):
    """(review, last award's end, panel, start)"""
    panel = dice.one(PANELS)
    start = panel + dice.below(100)
    review = start + 20 + dice.below(180)
    last = panel - dice.below(300)
    return ("" if dice.below(25) == 0 else DATES[review],
            "" if dice.below(5) else DATES[last],
            DATES[panel], DATES[start])


def row(number):
    dice = Dice(number)
    one = dice.one
    review, last, panel, start = dates(dice)
    return "P%07d,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s" % (
        number, one(SCHOOLS), one(("primary", "secondary")), one(SETTINGS),
        one(NEEDS), one(MOSTLY_NO), cost(dice), one(MOSTLY_YES), one(CYCLES),
        one(MOSTLY_YES), one(MOSTLY_YES), one(MOSTLY_YES), review, last,
        panel, start, 1 + dice.below(39), one(RISKS), one(MOSTLY_NO))


def write(out, rows):
    """Writes the heading and rows 1 to `rows`, a few at a time."""
    out.write(",".join(HEADINGS) + "\n")
    for start in range(1, rows + 1, 1000):
        end = min(start + 1000, rows + 1)
        out.write("\n".join(map(row, range(start, end))) + "\n")


if __name__ == "__main__":
    write(sys.stdout, int(sys.argv[1]))
