#!/usr/bin/python3
# also: asan
"""`hn sweep` over the shipped caseload against the policy worked out again.

Every figure of every point is what pre_ehcp.py, which reads no rules.lua,
makes of the same pupils under the same parameters.
"""
import datetime
import itertools
import json
import re
import xml.etree.ElementTree
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
FIGURES = ["total", "total_full_year", "total_this_year", "left",
           "this_year_primary"]


def sweep(*words, code=0, on=common.ON):
    got, out, told = hn("sweep", PACK, DATA, "--on", on, "--quiet", *words)
    TALLY.check("exit code of " + " ".join(words), got == code,
                "%d: %s" % (got, told))
    return out.decode(), told


def policy_of(**changes):
    return type("Changed", (pre_ehcp.Policy,), changes)


def by_hand(policy):
    outs = [pre_ehcp.price(case, TERMS, policy) for case in CASES]
    kept = [(c, o) for c, o in zip(CASES, outs) if not pre_ehcp.runs_out(o)]
    cases, outs = zip(*kept)
    return {name: (value, left_out) for name, value, left_out
            in pre_ehcp.totals(cases, outs, policy)}


def check_points(over, names, types):
    """Rows of the CSV: the grid in order, and each figure by hand."""
    words = [w for text in over for w in ("--over", text)]
    figures = [w for name in FIGURES for w in ("--figure", name)]
    text, _ = sweep(*words, *figures, "--out", "csv")
    rows = common.rows_of(text)
    TALLY.check("a sweep has points", len(rows) > 1, text)
    for row in rows:
        given = {n: t(row[n]) for n, t in zip(names, types)}
        expected = by_hand(policy_of(**given))
        for name in FIGURES:
            value, left_out = expected[name]
            TALLY.same("%s at %r" % (name, given), row[name], value)
            if left_out is not None:
                TALLY.same("%s left out at %r" % (name, given),
                           row[name + "_left_out"], str(left_out))
        TALLY.same("rejected", row["rejected"], "0")
    return rows


def check_grid():
    rows = check_points(["school_first=6000..8000/500"], ["school_first"],
                        [Fraction])
    TALLY.same("both ends", [r["school_first"] for r in rows],
               ["6000", "6500", "7000", "7500", "8000"])
    rows = check_points(["cap=£9,999.99..10,000.02/0.01"], ["cap"],
                        [Fraction])
    TALLY.same("steps of a penny", [r["cap"] for r in rows],
               ["9999.99", "10000", "10000.01", "10000.02"])
    rows = check_points(["cycles=3,1", "most_weeks=10..26/13"],
                        ["cycles", "most_weeks"], [int, int])
    TALLY.same("the last goes fastest, in the order of the list",
               [(r["cycles"], r["most_weeks"]) for r in rows],
               list(itertools.product(["3", "1"], ["10", "23"])))


def check_set():
    text, _ = sweep("--set", "school_first=7000", "--over", "cap=8000,9000",
                    "--out", "csv", "--figure", "total")
    for row in common.rows_of(text):
        given = policy_of(school_first=Fraction(7000),
                          cap=Fraction(row["cap"]))
        TALLY.same("beside --set", row["total"], by_hand(given)["total"][0])


def check_table():
    text, _ = sweep("--over", "cap=8000..10000/1000")
    expected = by_hand(policy_of(cap=Fraction(8000)))
    line = next(l for l in text.splitlines() if l.startswith("£8,000.00"))
    TALLY.check("the table has the same", "£{:,.2f}".format(
        float(expected["total"][0])) in line, line)
    TALLY.check("what stays is below", "The same at every point" in text
                and "£1,500,000.00" in text.split("The same")[1], text)
    TALLY.check("it says what is left out",
                "Awarded: 47 rows left out: their value is not known."
                in text, text)
    again, _ = sweep("--over", "cap=8000..10000/1000")
    TALLY.same("the same bytes", again, text)


def check_refusals():
    for over, words in (
            ("cap=8000..7000/1", "begins above its end"),
            ("cap=8000..9000", "has no step"),
            ("cap=8000..9000/0", "not above nought"),
            ("cap=8000..9000/-1", "not above nought"),
            ("cap=8000..nine/1", "no number and no date"),
            ("cap=8000..2026-01-01/1", "no number and no date"),
            ("cap=2026-01-01..2026-02-01/0.5", "whole number of days"),
            ("cap=0..100001/1", "more than 10,000 values"),
            ("cap=1,,2", "a value that is empty"),
            ("caps=1,2", "did you mean `cap`?"),
            ("annual_cost=1,2", "has no param `annual_cost`")):
        _, told = sweep("--over", over, code=2)
        TALLY.check("refuses " + over, words in told, told)
    _, told = sweep("--over", "cap=1..200/1", "--over", "cycles=1..200/1",
                    code=2)
    TALLY.check("refuses a large grid", "more than 10,000 points" in told,
                told)
    _, told = sweep("--over", "cap=1,2", "--over", "cap=3", code=2)
    TALLY.check("refuses one twice", "is given twice" in told, told)
    for figure, words in (("totl", "did you mean `total`?"),
                          ("weeks", "is a figure of each row"),
                          ("zzzzz", "no figure `zzzzz`")):
        _, told = sweep("--over", "cap=1,2", "--figure", figure, code=2)
        TALLY.check("refuses " + figure, words in told, told)
    _, told = sweep(code=2)
    TALLY.check("wants --over", "lacks what to go through" in told, told)
    out, told = sweep("--over", "cap=8000,abc", code=2)
    TALLY.check("a value that does not fit prints nothing",
                out == "" and "HN" in told, told)


def check_rejected():
    """Awards that would run beyond the last term are rejected at some points
    and not at others, and it says so."""
    maker = pre_ehcp.Maker(7, pre_ehcp.shipped_terms())
    cases = [maker.case(n, TERMS) for n in range(400)]
    with common.scratch() as folder:
        data = common.write(folder + "/cases.csv", pre_ehcp.as_csv(cases))
        got, out, _ = hn("sweep", PACK, data, "--on", common.ON, "--quiet",
                         "--over", "most_weeks=1,39", "--out", "csv",
                         "--figure", "total")
        _, text, _ = hn("sweep", PACK, data, "--on", common.ON, "--quiet",
                        "--over", "most_weeks=1,39")
    rows = common.rows_of(out)
    for row in rows:
        given = policy_of(most_weeks=int(row["most_weeks"]))
        outs = [pre_ehcp.price(case, TERMS, given) for case in cases]
        kept = [(c, o) for c, o in zip(cases, outs)
                if not pre_ehcp.runs_out(o)]
        total = pre_ehcp.totals(*zip(*kept), given)[1]
        TALLY.same("total of the kept", row["total"], total[1])
        TALLY.same("rejected", row["rejected"], str(len(cases) - len(kept)))
    TALLY.same("exit code of rejected rows", got, 3)
    TALLY.check("points differ in rejects",
                rows[0]["rejected"] != rows[1]["rejected"])
    TALLY.check("and it is said", "not of the same cases" in text.decode(),
                text.decode())


# --- charts and cliffs -------------------------------------------------------

CLIFFS = """pack "cliffs" { title = "Cliffs & <edges>", version = "1",
  language = 1, owner = "illustration", source = "illustration" }
param "x" { type = "GBP", label = "X \\"&\\" Y",
  { from = "2026-04-01", value = 5, source = "illustration" } }
param "edge" { type = "GBP", label = "Edge",
  { from = "2026-04-01", value = 6000, source = "illustration" } }
figure "jump" { label = "A jump & a slope", type = "GBP", value = choose {
  { when = param.x:over(param.edge), take = param.x },
  otherwise = param.x - param.edge } }
figure "flat" { label = "Flat", type = "GBP", value = param.edge }
param "a_day" { type = "date", label = "D",
  { from = "2026-04-01", value = "2026-04-01", source = "illustration" } }
figure "some_day" { label = "Day", value = param.a_day }
"""
SVG = "{http://www.w3.org/2000/svg}"


def hn_simple(folder, *words, code=0):
    got, out, told = hn("sweep", folder, "--quiet", "--on",
                        common.ON, *words)
    TALLY.same("exit code of %r" % (words,), got, code)
    return out.decode(), told


def steps_of(path):
    """The corners of "M1 2H3V4H5": (x, y) of each value in turn."""
    corners, x = [], None
    for sign, rest in re.findall(r"([MHV])([0-9 ]+)", path):
        if sign == "M":
            x, y = map(int, rest.split())
        elif sign == "H":
            x = int(rest)
            continue
        else:
            y = int(rest)
        corners.append((x, y))
    return corners


def check_chart(folder):
    """Each value of the chart stands where exact arithmetic puts it."""
    text, _ = hn_simple(folder, "--over", "x=5000..7000/200", "--out", "svg")
    root = xml.etree.ElementTree.fromstring(text)
    texts = ["".join(t.itertext()) for t in root.iter(SVG + "text")]
    TALLY.check("texts are whole", "Cliffs & <edges>" in texts
                and 'X "&" Y' in texts and "A jump & a slope" in texts
                and "+£6,200 at £6,200" in texts, str(texts))
    TALLY.check("what stays is not drawn", "Flat" not in texts, str(texts))
    values = [5000 + 200 * n for n in range(11)]
    figures = [x if x > 6000 else x - 6000 for x in values]
    lines = {t: int(node.get("y")) - 4 for t, node in zip(
        texts, root.iter(SVG + "text")) if node.get("text-anchor") == "end"
        and t.replace("-", "").startswith("£")}
    numbers = {Fraction(t.replace("£", "").replace(",", "")): y
               for t, y in lines.items()}
    low, high = min(numbers), max(numbers)
    TALLY.check("the lines hold all values", low <= min(figures)
                and high >= max(figures), str(numbers))
    where = lambda v: numbers[low] - (v - low) * (
        numbers[low] - numbers[high]) // (high - low)
    for value, y in numbers.items():
        TALLY.same("a line at %s" % value, y, where(value))
    path = next(p for p in root.iter(SVG + "path")
                if p.get("fill") == "none").get("d")
    corners = steps_of(path)
    TALLY.same("corners", [y for _, y in corners],
               [where(f) for f in figures])
    left, right = corners[0][0], corners[-1][0]
    TALLY.same("across", [x for x, _ in corners],
               [left + (v - 5000) * (right - left) // 2000 for v in values])
    red = [p.get("d") for p in root.iter(SVG + "path")
           if p.get("stroke") == "#b3261e"]
    TALLY.same("one cliff", red, ["M%d %dV%d" % (
        corners[6][0], corners[5][1], corners[6][1])])
    again, _ = hn_simple(folder, "--over", "x=5000..7000/200", "--out", "svg")
    TALLY.same("the same bytes", again, text)


def check_cliffs(folder):
    text, _ = hn_simple(folder, "--over", "x=5000..7000/200")
    TALLY.check("the table names it", re.search(
        r"Cliffs: .*\n  A jump & a slope +\+£6,200.00 +at £6,200.00\n",
        text), text)
    text, _ = hn_simple(folder, "--over", "x=5000..5800/200")
    TALLY.check("a slope has none", "Cliffs:" not in text, text)
    text, _ = hn_simple(folder, "--over", "x=5800,6200")
    TALLY.check("two values have none", "Cliffs:" not in text, text)


def check_chart_refusals(folder):
    for words, told_of in (
            (("--over", "x=1,2", "--over", "edge=1,2"),
             "a chart goes over one thing"),
            (("--over", "x=1,2", "--figure", "some_day"),
             "`some_day` is not a number")):
        _, told = hn_simple(folder, "--out", "svg", *words, code=2)
        TALLY.check("refuses %r" % (words,), told_of in told, told)


# --- one row -----------------------------------------------------------------

ROW_FIGURES = ["weeks", "weeks_this_year", "last_day", "a_year", "costs_more",
               "reviewable", "starts_soon", "targeted_funding", "this_year",
               "next_year", "priority"]


def check_row(case, over, read):
    """A pupil of the caseload with another value in one column."""
    name = over.split("=")[0]
    words = [w for f in ROW_FIGURES for w in ("--figure", f)]
    text, _ = sweep("--key", case["pupil_id"], "--over", over, *words,
                    "--out", "csv")
    rows = common.rows_of(text)
    for row in rows:
        out = pre_ehcp.price(dict(case, **{name: read(row[name])}), TERMS)
        for figure in ROW_FIGURES:
            TALLY.same("%s where %s is %s" % (figure, name, row[name]),
                       row[figure], pre_ehcp.shown(figure, out[figure]))
    TALLY.check("points of a row", len(rows) > 2, text)


def check_rows():
    ids = [case["pupil_id"] for case in CASES]
    once = [case for case in CASES if ids.count(case["pupil_id"]) == 1]
    for case in once[:3] + once[200:203]:
        check_row(case, "annual_cost=5999.99..6000.02/0.01", Fraction)
        check_row(case, "annual_cost=4000..18000/3500", Fraction)
        check_row(case, "start_date=2026-09-01..2027-02-01/31",
                  datetime.date.fromisoformat)
        check_row(case, "weeks_asked=1,26,27,39", int)
        check_row(case, "at_risk=no,exclusion,part-time timetable", str)
    text, _ = sweep("--key", once[0]["pupil_id"], "--over", "cap=5000,6000",
                    "--over", "annual_cost=9000..19000/5000", "--out", "csv",
                    "--figure", "a_year")
    for row in common.rows_of(text):
        out = pre_ehcp.price(
            dict(once[0], annual_cost=Fraction(row["annual_cost"])), TERMS,
            policy_of(cap=Fraction(row["cap"])))
        TALLY.same("a parameter and an input", row["a_year"],
                   common.money(out["a_year"].value))
    text, _ = sweep("--key", once[0]["pupil_id"], "--over",
                    "annual_cost=5000,9000")
    TALLY.check("a private id is not shown", "One row of pupil\n" in text
                and once[0]["pupil_id"] not in text, text)


def check_row_refusals():
    key = ("--key", CASES[0]["pupil_id"])
    for words, told_of in (
            (key + ("--over", "annual_cost=-1,5"), "must be between"),
            (key + ("--over", "annual_cst=1,5"), "did you mean `annual_cost`"),
            (key + ("--over", "pupil_id=1,5"), "has no param and the row no"),
            (key + ("--over", "cap=1,5", "--figure", "total"),
             "`total` is no figure of this row"),
            (key + ("--over", "cap=1,5", "--example", "x"), "are two rows"),
            (("--key", "nobody", "--over", "cap=1,5"), "no row has the id"),
            (("--example", "nothing of that name at all", "--over",
              "cap=1,5"), "the pack has no example"),
            (("--over", "annual_cost=1,5"), "an input needs --key")):
        _, told = sweep(*words, code=2)
        TALLY.check("refuses %r" % (words,), told_of in told, told)


def check_example():
    got, out, told = hn("sweep", PACK, "--example",
                        "exactly at the threshold is not over it", "--over",
                        "annual_cost=5999.99..6000.02/0.01", "--out", "csv",
                        "--figure", "targeted_funding", "--figure",
                        "costs_more", "--quiet")
    TALLY.same("exit code of an example", got, 0)
    # For 26 of 39 weeks: a penny and two pence, each rounded by itself.
    TALLY.same("an example", [(r["annual_cost"], r["targeted_funding"],
                               r["costs_more"])
                              for r in common.rows_of(out)],
               [("5999.99", "0.00", "unmet"), ("6000", "0.00", "unmet"),
                ("6000.01", "0.01", "met"), ("6000.02", "0.01", "met")])


def in_json(*words, code=0):
    """The same sweep as rows of CSV and in JSON, as the rows would be."""
    text, _ = sweep(*words, "--out", "csv", code=code)
    made = json.loads(sweep(*words, "--out", "json", code=code)[0])
    TALLY.same("its format", made["format"], "hn.sweep.v1")
    rows = []
    for point in made["points"]:
        row = dict(point["at"], rejected=str(point["rejected"]))
        for name, told in point["figures"].items():
            value = told["value"]
            row[name] = "" if value is None else str(value)
            if "left_out" in told:
                row[name + "_left_out"] = str(told["left_out"])
        rows.append(row)
    TALLY.same("in JSON: " + " ".join(words), rows,
               [dict(row) for row in common.rows_of(text)])
    return made


def check_json():
    made = in_json("--over", "cap=8000..10000/1000", "--over", "cycles=1,2",
                   "--figure", "total", "--figure", "year_end", "--set",
                   "gap=0")
    TALLY.same("what it is of", (made["of"]["pack"], made["of"]["set"],
                                 made["on"], len(made["of"]["pack_sha256"])),
               ("pre_ehcp", {"gap": "0"}, common.ON, 64))
    TALLY.same("what it goes over", made["over"], {
        "cap": "Most that can be paid for one pupil",
        "cycles": "Assess-plan-do-review cycles asked for"})
    TALLY.same("its figures", made["figures"], {
        "total": "Awarded", "year_end": "Last day of the financial year"})
    key = ("--key", CASES[0]["pupil_id"])
    in_json(*key, "--over", "annual_cost=9000,19000")
    # beyond the last of the terms nothing can be worked out
    in_json(*key, "--over", "start_date=2026-12-01,2039-12-01", code=3)


def check_linked_rows():
    """What other rows read of it changes as well: A has one visit of three
    hours at twice its rate."""
    folder = "tests/engine/visits"
    got, out, told = hn("sweep", folder, folder + "/school.csv",
                        "visit=" + folder + "/visit.csv", "--on", common.ON,
                        "--key", "A", "--over", "rate=5..8/1", "--out", "csv",
                        "--quiet")
    TALLY.same("a school's rate", [(r["rate"], r["double"], r["earned"])
                                   for r in common.rows_of(out)],
               [("5", "10.00", "30.00"), ("6", "12.00", "36.00"),
                ("7", "14.00", "42.00"), ("8", "16.00", "48.00")])
    _, out, _ = hn("sweep", folder, folder + "/school.csv",
                   "visit=" + folder + "/visit.csv", "--on", common.ON,
                   "--key", "A", "--over", "closed_on=2026-08-01..2026-08-02/1",
                   "--out", "csv", "--quiet", "--figure", "earned")
    TALLY.same("the visit of 1 August", [r["earned"]
                                         for r in common.rows_of(out)],
               ["0.00", "30.00"])


check_rows()
check_row_refusals()
check_example()
check_json()
check_linked_rows()
check_grid()
check_set()
check_table()
check_refusals()
check_rejected()
with common.scratch() as FOLDER:
    common.write(FOLDER + "/rules.lua", CLIFFS)
    check_chart(FOLDER)
    check_cliffs(FOLDER)
    check_chart_refusals(FOLDER)
TALLY.end()
