#!/usr/bin/python3
# also: asan
"""oracle [FOLDER...] - the claims of examples/reports, worked out again.

Shares nothing with the kernel: the packs are read by stock Lua with words of
its own (shim.lua), and worked out here in fractions, once at the figures as
they are printed and once with each anywhere in the interval that it was
rounded from.  The verdicts:

  reconciles   what comes out at the printed figures would be printed so
  only if      what could come out, with the figures before rounding, might
  does not     nothing that could come out would be printed so

With a FOLDER its verdicts are shown, as CSV (--found: those that do not
reconcile).  Without one this is a test: of each report, the claims that do
not plainly reconcile must be those of found/REPORT.csv beside this file,
which were worked out by hand; and `hn reconcile` must agree on every claim.
"""
import csv
import glob
import io
import json
import math
import os
import re
import subprocess
import sys
from fractions import Fraction

HERE = os.path.dirname(os.path.abspath(__file__))
HN = os.path.join(os.environ.get("HN_BUILD", "build"), "hn")
REPORTS = "examples/reports"
FOUND = ["claim", "verdict", "recomputed"]
TIMES = {"": 1, "k": 10**3, "thousand": 10**3, "m": 10**6, "million": 10**6,
         "bn": 10**9, "billion": 10**9}
PRINTED = re.compile(r"(-|\(?)(£?)(-?)(\d[\d,]*(?:\.(\d+))?) ?"
                     r"(k|thousand|m|million|bn|billion|%|)\)?(\+?)", re.I)


# --- intervals --------------------------------------------------------------

def times(a, b):
    return Fraction(0) if a == 0 or b == 0 else a * b


class Interval:
    """All between two ends, both counted; an end may be infinite."""

    def __init__(self, low, high=None):
        self.low, self.high = low, low if high is None else high

    def __add__(self, other):
        return Interval(self.low + other.low, self.high + other.high)

    def __neg__(self):
        return Interval(-self.high, -self.low)

    def __sub__(self, other):
        return self + -other

    def __mul__(self, other):
        ends = [times(a, b) for a in (self.low, self.high)
                for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def __truediv__(self, other):
        if other.low == 0 == other.high:
            raise ZeroDivisionError("divided by nought")
        if other.low <= 0 <= other.high:
            return Interval(-math.inf, math.inf)
        return self * Interval(*(Fraction(0) if math.isinf(end) else 1 / end
                                 for end in (other.high, other.low)))

    def meets(self, other):
        return self.low <= other.high and other.low <= self.high

    def holds(self, number):
        return self.low <= number <= self.high


def ends_by(pick):
    """Of a list, what never falls when a member rises."""
    return lambda parts: Interval(pick([part.low for part in parts]),
                                  pick([part.high for part in parts]))


def median(numbers):
    inside = sorted(numbers)
    half = len(inside) // 2
    if len(inside) % 2:
        return inside[half]
    return (inside[half - 1] + inside[half]) / 2


OF_TWO = {"+": Interval.__add__, "-": Interval.__sub__,
          "*": Interval.__mul__, "/": Interval.__truediv__}
OF_LIST = {"lower": ends_by(min), "higher": ends_by(max),
           "median": ends_by(median)}


# --- figures as printed -----------------------------------------------------

def unit_of(scale):
    return Fraction(1, 100) if scale == "%" else Fraction(TIMES[scale.lower()])


def figure(text):
    """(amount, half of its last digit, whether it is money, "+" at its end)
    of a figure such as "-£7,098k", "31%", "£2.25bn" or "£30,000+"."""
    found = PRINTED.fullmatch(text)
    assert found, "%r is not a printed figure" % text
    before, pound, behind, digits, decimals, scale, plus = found.groups()
    assert not (before and behind), "%r has two signs" % text
    unit = unit_of(scale)
    amount = Fraction(digits.replace(",", "")) * unit
    step = unit / 10 ** len(decimals or "")
    return (-amount if before or behind else amount, step / 2,
            bool(pound), bool(plus))


def between(node):
    """The interval that a figure was rounded from."""
    amount, half, _, plus = figure(node["text"])
    if "to" in node:
        half = figure(node["to"])[0] / 2
    if plus:
        return Interval(amount, math.inf)
    return Interval(amount - half, amount + half)


# --- formulas ---------------------------------------------------------------

def worked(node, exactly):
    """What a formula comes to: at the printed figures, or all it can be."""
    op = node["op"]
    if op == "number":
        return Interval(Fraction(node["text"]))
    if op == "exact" or op == "printed" and exactly:
        return Interval(figure(node["text"])[0])
    if op == "printed":
        return between(node)
    args = [worked(arg, exactly) for arg in node["args"]]
    return OF_TWO[op](*args) if op in OF_TWO else OF_LIST[op](args)


def pounds(node):
    """The power of money in a formula, None for a bare number: money is not
    added to what is none.  The kernel does this, and all other units."""
    op = node["op"]
    if op == "number":
        return None
    if op in ("exact", "printed"):
        return int(figure(node["text"])[2])
    powers = [pounds(arg) for arg in node["args"]]
    if op in "*/":
        a, b = (power or 0 for power in powers)
        if powers == [None, None]:
            return None
        return a + b if op == "*" else a - b
    known = {power for power in powers if power is not None}
    assert len(known) < 2, "money and plain numbers are mixed"
    return known.pop() if known else None


class Claim:
    def __init__(self, given):
        self.name = given["name"]
        self.text = given["printed"]["text"]
        self.point = figure(self.text)[0]
        self.printed = between(given["printed"])
        self.result = worked(given["equals"], True).low
        self.spread = worked(given["equals"], False)
        assert pounds(given["equals"]) in (
            None, pounds(given["printed"])), "money beside a plain number"

    @property
    def verdict(self):
        if self.printed.holds(self.result):
            return "reconciles"
        return "only if" if self.printed.meets(self.spread) else "does not"

    def says(self, amount):
        """An amount in the way that the printed figure is written."""
        if isinstance(amount, float):
            return ""
        found = PRINTED.fullmatch(self.text)
        scale = found.group(6)
        places = len(found.group(5) or "") + 2
        number = round(abs(amount) / unit_of(scale) * 10 ** places)
        whole, part = divmod(number, 10 ** places)
        digits = "%s.%0*d" % (format(whole, ","), places, part)
        return ("-" if amount < 0 and number else "") + found.group(2) \
            + digits.rstrip("0").rstrip(".") + scale


def load(folder):
    shim = os.path.join(HERE, "shim.lua")
    done = subprocess.run(["lua5.4", shim, folder], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 0, done.stderr
    claims = []
    for given in json.loads(done.stdout)["claims"]:
        try:
            claims.append(Claim(given))
        except (AssertionError, ZeroDivisionError, KeyError) as wrong:
            raise AssertionError("%s: claim %r: %s" % (folder, given["name"],
                                                       wrong)) from wrong
    return claims


# --- the test ---------------------------------------------------------------

# What a printed figure stands for, by hand: its point and two ends.
STANDS_FOR = [
    ("£38k", None, 38000, 37500, 38500),
    ("31%", None, "0.31", "0.305", "0.315"),
    ("£30,000", "£1,000", 30000, 29500, 30500),
    ("£30,000+", None, 30000, 30000, None),
    ("-£7,098k", None, -7098000, -7098500, -7097500),
    ("(1,234)", None, -1234, "-1234.5", "-1233.5"),
    ("£2.25bn", None, 2250000000, 2245000000, 2255000000),
    ("0.12", None, "0.12", "0.115", "0.125"),
]


def check_figures():
    for text, to, point, low, high in STANDS_FOR:
        node = {"op": "printed", "text": text}
        if to:
            node["to"] = to
        ends = between(node)
        wanted = [math.inf if end is None else Fraction(end)
                  for end in (point, low, high)]
        if [worked(node, True).low, ends.low, ends.high] != wanted:
            yield "%s stands for %s to %s" % (text, ends.low, ends.high)


def found_by_hand(report):
    path = os.path.join(HERE, "found", report + ".csv")
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["claim"]: row for row in rows}


def check_found(report, claims):
    """The claims that do not plainly reconcile are those found by hand."""
    wanted = found_by_hand(report)
    for claim in claims:
        row = wanted.pop(claim.name, None)
        want = row["verdict"] if row else "reconciles"
        if claim.verdict != want:
            yield "%r: %s (%s), not %s" % (claim.name, claim.verdict,
                                           claim.says(claim.result), want)
        elif row:
            amount, half = figure(row["recomputed"])[:2]
            if abs(claim.result - amount) > half:
                yield "%r: comes to %s, not %s" % (
                    claim.name, claim.says(claim.result), row["recomputed"])
    for name in wanted:
        yield "%r: found by hand, and no claim any more" % name


def kernel_rows(report):
    """What `hn reconcile` says of each claim, by name."""
    done = subprocess.run([HN, "reconcile", os.path.join(REPORTS, report),
                           "--out", "csv"], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return {row["claim"]: row
            for row in csv.DictReader(io.StringIO(done.stdout))}


def as_told(end):
    """An end as hn writes it, nothing where there is none."""
    return None if end == "" else Fraction(end)


def gap(claim):
    """From the printed interval to the nearest that could come out."""
    if claim.verdict != "does not":
        return None
    if claim.spread.low > claim.printed.high:
        return claim.spread.low - claim.printed.high
    return claim.spread.high - claim.printed.low


def check_kernel(report, claims):
    """`hn reconcile` comes to the same amounts, ends, verdicts and gaps."""
    rows = kernel_rows(report)
    for claim in claims:
        row = rows.pop(claim.name, None)
        if not row:
            yield "%r: hn does not tell of it" % claim.name
            continue
        ours = [claim.verdict.replace(" ", "-"), claim.result, gap(claim)] + [
            None if math.isinf(end) else end
            for end in (claim.spread.low, claim.spread.high)]
        theirs = [row["verdict"]] + [
            as_told(row[key]) for key in ("recomputed", "gap", "low", "high")]
        if ours != theirs:
            yield "%r: hn says %s, not %s" % (
                claim.name, " ".join(map(str, theirs)),
                " ".join(map(str, ours)))
    for name in rows:
        yield "%r: only hn tells of it" % name


def test():
    checks = [("figures", STANDS_FOR, list(check_figures()))]
    for path in sorted(glob.glob(REPORTS + "/*/rules.lua")):
        report = os.path.basename(os.path.dirname(path))
        claims = load(os.path.dirname(path))
        checks.append((report, claims, list(check_found(report, claims))))
        checks.append((report, claims, list(check_kernel(report, claims))))
    passed = failed = 0
    for what, cases, wrong in checks:
        for line in wrong:
            print("failed: %s: %s" % (what, line))
        passed += max(len(cases) - len(wrong), 0)
        failed += len(wrong)
    print("%d passed, %d failed" % (passed, failed))
    return failed > 0


def show(folder, only_found):
    out = csv.writer(sys.stdout, lineterminator="\n")
    claims = load(folder)
    out.writerow(FOUND if only_found
                 else ["claim", "printed", "recomputed", "low", "high",
                       "verdict"])
    for claim in claims:
        result = claim.says(claim.result)
        if not only_found:
            out.writerow([claim.name, claim.text, result,
                          claim.says(claim.spread.low),
                          claim.says(claim.spread.high), claim.verdict])
        elif claim.verdict != "reconciles":
            out.writerow([claim.name, claim.verdict, result])
    counts = {}
    for claim in claims:
        counts[claim.verdict] = counts.get(claim.verdict, 0) + 1
    print("%s: %d claims; %s" % (folder, len(claims), ", ".join(
        "%d %s" % (n, verdict) for verdict, n in sorted(counts.items()))),
        file=sys.stderr)


if __name__ == "__main__":
    folders = [word for word in sys.argv[1:] if word != "--found"]
    for name in folders:
        show(name, "--found" in sys.argv)
    sys.exit(test() if not folders else 0)
