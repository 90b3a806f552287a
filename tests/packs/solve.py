#!/usr/bin/python3
# also: asan
"""`hn solve` against the policy worked out again, and on packs whose answer
can be seen by looking.

An answer is right when, by hand, one of the two steps that are shown meets the
target and the other does not; and where there are few steps, when going
through all of them by hand finds the same two.
"""
import json
from fractions import Fraction

import common
import pre_ehcp
import pre_ehcp_data
from common import hn

PACK = pre_ehcp.PACK
DATA = "examples/pre_ehcp/caseload.csv"
TALLY = common.Tally()
CASES = [pre_ehcp.from_export(row) for row in pre_ehcp_data.caseload()]
TERMS = pre_ehcp.Terms(pre_ehcp.shipped_terms())
TESTS = {"<=": lambda a, b: a <= b, "<": lambda a, b: a < b,
         "=": lambda a, b: a == b, ">=": lambda a, b: a >= b,
         ">": lambda a, b: a > b}

SIMPLE = """pack "simple" { title = "Simple", version = "1", language = 1,
  owner = "illustration", source = "illustration" }
param "x" { type = "GBP", label = "X",
  { from = "2026-04-01", value = 5, source = "illustration" } }
param "p" { type = "percent", label = "P", min = 0, max = 100,
  { from = "2026-04-01", value = 50, source = "illustration" } }
param "limit" { type = "GBP", label = "Limit",
  { from = "2026-04-01", value = 20, source = "illustration" } }
param "some_day" { type = "date", label = "Day",
  { from = "2026-04-01", value = "2026-04-01", source = "illustration" } }
figure "up"    { label = "Up", type = "GBP", value = param.x + param.x }
figure "down"  { label = "Down", type = "GBP", value = param.limit - param.x }
figure "hump"  { label = "Hump", type = "GBP",
  value = lower_of { param.x, param.limit - param.x } }
figure "still" { label = "Still", type = "GBP", value = param.limit }
figure "part"  { label = "Part", type = "percent", value = param.p }
figure "last"  { label = "Last", value = param.some_day }
"""


def total(**changes):
    policy = type("Changed", (pre_ehcp.Policy,), changes)
    outs = [pre_ehcp.price(case, TERMS, policy) for case in CASES]
    return Fraction(dict((n, v) for n, v, _ in pre_ehcp.totals(
        CASES, outs, policy))["total"])


def solve(pack, *words, code=0, data=DATA):
    more = (data,) if data else ()
    got, out, told = hn("solve", pack, *more, "--on", common.ON, "--quiet",
                        *words)
    TALLY.check("exit code of " + " ".join(words), got == code,
                "%d: %s%s" % (got, out.decode(), told))
    return out.decode(), told


def shown(pack, param, target, *words, code=0, data=DATA):
    text, _ = solve(pack, "--param", param, "--target", target, "--out",
                    "csv", *words, code=code, data=data)
    return common.rows_of(text)


# --- the shipped pack --------------------------------------------------------

def check_pennies():
    """Two million steps: the two pennies on either side, each by hand."""
    for op in ("<=", ">=", "<", ">", "="):
        rows = shown(PACK, "cap", "total %s 500000" % op)
        values = [Fraction(row["cap"]) for row in rows]
        TALLY.check("two neighbours", len(rows) == 2
                    and values[1] - values[0] == Fraction(1, 100), str(rows))
        for value, row in zip(values, rows):
            by_hand = total(cap=value)
            TALLY.same("total at %s" % row["cap"], row["total"],
                       common.money(by_hand))
            TALLY.same("meets %s" % op, row["meets"], "yes"
                       if TESTS[op](by_hand, 500000) else "no")
        if op != "=":
            TALLY.same("one meets, one does not",
                       sorted(row["meets"] for row in rows), ["no", "yes"])


def check_steps():
    """Few steps: all of them by hand."""
    values = [Fraction(5000 + 1000 * n) for n in range(8)]
    totals = [total(school_first=v) for v in values]
    for op, amount in (("<=", 450000), (">", 450000), ("<=", totals[3]),
                       ("<", totals[3]), ("=", totals[3]),
                       (">=", totals[3])):
        target = "total%s%s" % (op, common.money(Fraction(amount)))
        rows = shown(PACK, "school_first", target, "--between",
                     "5000..12000", "--step", "1000")
        meets = [op != "=" and TESTS[op](t, amount)
                 or op == "=" and t >= amount for t in totals]
        at = next(i for i in range(7) if meets[i] != meets[i + 1])
        TALLY.same("the two steps of " + target,
                   [Fraction(r["school_first"]) for r in rows],
                   values[at:at + 2])
        TALLY.same("exactly, of " + target, [r["exactly"] for r in rows],
                   ["yes" if t == amount else "no"
                    for t in totals[at:at + 2]])


def check_exactly():
    amount = total(cap=Fraction(9000))
    text, _ = solve(PACK, "--param", "cap", "--target",
                    "total = %s" % common.money(amount), "--step", "500")
    TALLY.check("met exactly", "It is met exactly at £9,000.00 a year."
                in text, text)
    TALLY.check("it says how much was looked at", "All 41 values from "
                "£0.00 a year to £20,000.00 a year were looked at: total "
                "rises with cap." in text, text)
    text, _ = solve(PACK, "--param", "cap", "--target", "total = 500000")
    TALLY.check("or not", "No step meets it exactly: £8,048.73 a year and "
                "£8,048.74 a year are on either side." in text, text)
    TALLY.check("and of how many", " of 2,000,001 values from " in text, text)
    text, _ = solve(PACK, "--param", "cap", "--target", "total <= 500000")
    TALLY.check("the highest", "The highest value that meets it is "
                "£8,048.73 a year." in text, text)
    TALLY.check("rows left out are said", "47 rows left out" in text, text)


# --- packs by hand -----------------------------------------------------------

def check_simple(pack):
    def rows(param, target, *words, code=0):
        return [(r[param], r["meets"]) for r in shown(
            pack, param, target, *words, code=code, data=None)]

    span = ("--between", "0..20", "--step", "1")
    TALLY.same("up", rows("x", "up <= 7", *span), [("3", "yes"), ("4", "no")])
    TALLY.same("down", rows("x", "down <= 7.50", *span),
               [("12", "no"), ("13", "yes")])
    TALLY.same("exactly", rows("x", "up = 8", *span),
               [("3", "no"), ("4", "yes")])
    TALLY.same("exactly, falling", rows("x", "down = 8", *span),
               [("12", "yes"), ("13", "no")])
    TALLY.same("at the first step", rows("x", "up = 0", *span),
               [("0", "yes")])
    TALLY.same("at the last step", rows("x", "up=40", *span),
               [("19", "no"), ("20", "yes")])
    TALLY.same("a hump is crossed twice",
               rows("x", "hump >= £5.00", *span, code=1),
               [("4", "no"), ("5", "yes"), ("15", "yes"), ("16", "no")])
    TALLY.same("a hump in halves", rows(
        "x", "hump >= 5.01", "--between", "0..20", code=1),
        [("5", "no"), ("5.01", "yes"), ("14.99", "yes"), ("15", "no")])
    TALLY.same("never", rows("x", "hump > 11", *span, code=1),
               [("0", "no"), ("20", "no")])
    TALLY.same("always", rows("x", "hump < 11", *span, code=1),
               [("0", "yes"), ("20", "yes")])
    TALLY.same("nothing moves", rows("x", "still > 1", *span, code=1),
               [("0", "yes"), ("20", "yes")])
    TALLY.same("a percentage, within the limits of the pack",
               rows("p", "part >= 31.25%"),
               [("31.24", "no"), ("31.25", "yes")])
    text, _ = solve(pack, "--param", "x", "--target", "hump >= 5", *span,
                    code=1, data=None)
    TALLY.check("it says that it turns", "crossed at 2 places" in text
                and "neither rises throughout nor falls" in text, text)
    text, _ = solve(pack, "--param", "x", "--target", "hump < 11", *span,
                    code=1, data=None)
    TALLY.check("and that all meet it", "Every value that was looked at meets"
                in text, text)
    check_refusals(pack)


def check_refusals(pack):
    for words, told_of in (
            (("x", "up"), "`up` is no target"),
            (("x", "<= 3"), "is no target"),
            (("x", "up <= three"), "is no target"),
            (("x", "up <= 3 + 4"), "is no target"),
            (("x", "upp <= 3"), "did you mean `up`?"),
            (("x", "last <= 3"), "no figure of the run `last`"),
            (("some_day", "up <= 3"), "no param `some_day` that is a number"),
            (("z", "up <= 3"), "no param `z`"),
            (("x", "up <= 3", "--between", "3"), "is no range"),
            (("x", "up <= 3", "--between", "3..2"), "does not rise"),
            (("x", "up <= 3", "--between", "3..4", "--step", "2"),
             "narrower than one step"),
            (("x", "up <= 3", "--between", "0..9", "--step", "0"),
             "no step above nought"),
            (("x", "up <= 3", "--between", "0..99999999999999"),
             "more steps than")):
        _, told = solve(pack, "--param", words[0], "--target", words[1],
                        *words[2:], code=2, data=None)
        TALLY.check("refuses %r" % (words,), told_of in told, told)
    _, told = solve(pack, "--target", "up <= 3", code=2, data=None)
    TALLY.check("wants --param", "lacks --param" in told, told)
    _, told = solve(pack, "--param", "x", code=2, data=None)
    TALLY.check("wants --target", "lacks --target" in told, told)


def check_json():
    """The same in JSON as in rows of CSV, solved or not."""
    for target, code, more in (
            ("total <= 500000.00", 0, ("--set", "cycles=1")),
            ("total = 500000.00", 0, ()), ("total > 99000000.00", 1, ())):
        words = (PACK, "--param", "cap", "--target", target, *more)
        text, _ = solve(*words, "--out", "csv", code=code)
        made = json.loads(solve(*words, "--out", "json", code=code)[0])
        rows = [[at["value"], str(at["figure"]), str(at["left_out"]),
                 str(at["rejected"]), "yes" if at["meets"] else "no",
                 "yes" if at["exactly"] else "no"] for at in made["looks"]]
        TALLY.same("in JSON: " + target, rows,
                   [line.split(",") for line in text.splitlines()[1:]])
        TALLY.same("of what: " + target, (
            made["format"], made["param"], made["target"], made["on"],
            made["of"]["set"], made["solved"]), (
                "hn.solve.v1", "cap", target, common.ON,
                dict([more[1].split("=")] if more else []), code == 0))


check_pennies()
check_steps()
check_exactly()
check_json()
with common.scratch() as FOLDER:
    common.write(FOLDER + "/rules.lua", SIMPLE)
    check_simple(FOLDER)
TALLY.end()
