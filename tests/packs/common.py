"""What the tests of this folder share: running hn, counting, dice."""
import csv
import datetime
import io
import os
import subprocess
import sys
import tempfile
from fractions import Fraction

BUILD = os.environ.get("HN_BUILD", "build")
HN = os.path.join(BUILD, "hn")
ON = "2026-09-01"


class Tally:
    """Counts; tells of the first failures of each check, not of thousands."""

    def __init__(self):
        self.passed = self.failed = 0
        self.told = {}

    def check(self, what, holds, detail=""):
        if holds:
            self.passed += 1
            return
        self.failed += 1
        self.told[what] = self.told.get(what, 0) + 1
        if self.told[what] <= 5:
            print("failed: %s%s" % (what, ": " + detail if detail else ""))

    def same(self, what, got, expected):
        self.check(what, got == expected,
                   "got %r, expected %r" % (got, expected))

    def end(self):
        print("%d passed, %d failed" % (self.passed, self.failed))
        sys.exit(self.failed != 0)


def hn(*args, env=None, data=None):
    """Runs hn: its exit code, standard output and standard error."""
    whole = dict(os.environ, **(env or {}))
    done = subprocess.run([HN] + list(args), env=whole, input=data,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          check=False)
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


def read(path):
    with open(path, "rb") as file:
        return file.read()


def write(path, data):
    with open(path, "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())
    return path


def scratch():
    return tempfile.TemporaryDirectory(prefix="hn-packs-")


class Dice:
    """xorshift64*: the same numbers on every machine and every Python."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        x = self.state
        x ^= x >> 12
        x ^= (x << 25) & (2 ** 64 - 1)
        x ^= x >> 27
        self.state = x
        return (x * 2685821657736338717 % 2 ** 64 >> 33) % n

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def often(self, percent):
        return self.below(100) < percent

    def one_of(self, things):
        return things[self.below(len(things))]

    def weighted(self, pairs):
        at = self.below(sum(weight for _, weight in pairs))
        for thing, weight in pairs:
            if at < weight:
                return thing
            at -= weight
        raise AssertionError


# --- files that are made ------------------------------------------------------

def as_csv(columns, rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def files(folder, made, write_them):
    """Writes the files of a folder, or tests that they are what is made."""
    tally = Tally()
    for name, text in made.items():
        path = os.path.join(folder, name)
        if write_them:
            os.makedirs(folder, exist_ok=True)
            write(path, text)
        tally.check(path + " is what is made",
                    os.path.exists(path) and read(path) == text.encode(),
                    "write it with --write")
    tally.end()


def rows_of(text):
    """CSV as bytes or text to a list of dictionaries."""
    if isinstance(text, bytes):
        text = text.decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


# --- days ---------------------------------------------------------------------

def school_days(pack):
    """The days of a pack's terms.csv that are no weekend and not in its
    bank_holidays.csv, one by one."""
    def dates(name, *columns):
        return [tuple(datetime.date.fromisoformat(row[column])
                      for column in columns)
                for row in rows_of(read(os.path.join(pack, name)))]
    closed = {day for day, in dates("bank_holidays.csv", "date")}
    return [day for first, last in dates("terms.csv", "first", "last")
            for day in (first + datetime.timedelta(i)
                        for i in range((last - first).days + 1))
            if day.weekday() < 5 and day not in closed]


# --- exact numbers ------------------------------------------------------------

def rounded(value, step, mode):
    """The multiple of `step` (a Fraction) that the mode chooses."""
    steps = value / step
    below = steps.numerator // steps.denominator
    part = steps - below
    if part == 0:
        chosen = below
    elif mode in ("floor", "ceiling"):
        chosen = below + (mode == "ceiling")
    elif mode in ("down", "up"):
        chosen = below + ((mode == "up") == (value > 0))
    elif part != Fraction(1, 2):
        chosen = below + (part > Fraction(1, 2))
    elif mode == "half even":
        chosen = below + below % 2
    else:
        chosen = below + (value > 0)
    return chosen * step


def money(value):
    """A Fraction of pounds with whole pence as results have it."""
    pence = value * 100
    assert pence.denominator == 1, value
    sign = "-" if pence < 0 else ""
    return "%s%d.%02d" % (sign, abs(pence) // 100, abs(pence) % 100)
