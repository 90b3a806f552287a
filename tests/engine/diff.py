#!/usr/bin/python3
# also: asan
"""hn diff against an independent recomputation, to the penny.

Rule changes of rules/pre_ehcp (threshold, cap, band edge, lookup cell, a new
and a dropped criterion, rounding, a dated replacement, an input that goes and
one that comes, points, several at once, a param of another unit, a reform)
are written into copies of the pack and run over the shipped caseload and over made-up
cases.  The oracle is that of tests/packs/pre_ehcp.py: it works every case out
under the old rules, the new ones and each change alone, in fractions, and
counts by itself.  `diff.py 100000` takes so many made-up cases.
"""
import collections
import csv
import datetime
import io
import json
import os
import re
import shutil
import sys
from fractions import Fraction

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "packs"))
import pre_ehcp as oracle          # noqa: E402
import pre_ehcp_data               # noqa: E402
from common import Tally, hn, read, scratch, write   # noqa: E402
from pre_ehcp import Known, all_of, compute          # noqa: E402

PACK = "rules/pre_ehcp"
CASELOAD = "examples/pre_ehcp/caseload.csv"
ON = "2026-09-01"
ASAN = os.environ.get("HN_BUILD", "").endswith("asan")
SUMS = ["targeted_funding", "targeted_funding_full_year", "this_year"]
WAYS = ["winners", "losers", "unchanged", "newly_cannot_tell",
        "no_longer_cannot_tell", "cannot_tell"]
TURNS = ["newly_eligible", "newly_refused"]
STEPS = [10, 100, 500, 1000, 2500, 5000, 10000, 25000]
NOUGHT = Fraction(0)


# --- the rules, by hand ------------------------------------------------------

class Rules(oracle.Policy):
    """The policy with what a change may turn: see CHANGES."""
    criteria = oracle.CRITERIA
    down_to = None                          # pounds; else half up to a penny
    least_weeks = None                      # of a criterion more
    later_first = None                      # school_first from April 2027
    caps = None                             # by phase, in place of the cap
    edge, part = None, None                 # above it, that part of the money

    def school_first_of(self, case):
        late = case["panel_date"] >= datetime.date(2027, 4, 1)
        return self.later_first if late and self.later_first \
            else self.school_first

    def rounded(self, amount):
        """In pence; no amount here is negative."""
        n, d = amount.numerator, amount.denominator
        if self.down_to:
            return n // (d * self.down_to) * self.down_to * 100
        return (2 * 100 * n + d) // (2 * d)

    def a_year(self, case):
        first, cost = self.school_first_of(case), case["annual_cost"]
        cap, needs = Known(self.cap), ["annual_cost"]
        if self.caps:
            cap = Known(case["phase"] and self.caps[case["phase"]], ["phase"])
        money = compute(
            lambda c, most: max(NOUGHT, min(c - first, most)),
            Known(cost, needs), cap)
        if self.edge is None:
            return money
        return compute(lambda m, c: m * (self.part if c > self.edge else 1),
                       money, Known(cost, needs))


def changed(rules, **values):
    """The same rules with other values."""
    made = type("Changed", (Rules,), {})()
    made.__dict__.update(rules.__dict__)
    made.__dict__.update(values)
    return made


class Late(Exception):
    """The award would run beyond the terms: no pack calculates the case."""


FACTS = {}                         # of the cases in hand


def facts(case, terms, rules):
    """Criteria and weeks, which most changes leave as they were."""
    key = id(case), rules.most_weeks
    if key not in FACTS:
        out = oracle.price(case, terms, rules)
        FACTS[key] = None if oracle.runs_out(out) else {
            name: out[name]
            for name in oracle.CRITERIA + ["weeks", "weeks_this_year"]}
    if FACTS[key] is None:
        raise Late
    return dict(FACTS[key])


def work(case, terms, rules):
    """decision, amount, full year, amount of this year: known or not."""
    out = facts(case, terms, rules)
    first = rules.school_first_of(case)
    out["costs_more"] = compute(lambda c: c > first,
                                Known(case["annual_cost"], ["annual_cost"]))
    out["graduated"] = oracle.any_of(
        compute(lambda n: n >= rules.cycles,
                Known(case["cycles_done"], ["cycles_done"])),
        compute(lambda n: n in oracle.SENSORY_OR_PHYSICAL,
                Known(case["need"], ["need"])))
    if rules.least_weeks:
        out["long_enough"] = compute(
            lambda n: n >= rules.least_weeks,
            Known(case["weeks_asked"], ["weeks_asked"]))
    year = rules.a_year(case)
    def part(weeks):
        return compute(lambda a, w: rules.rounded(a * w / rules.school_weeks),
                       year, weeks)

    decide = all_of(*(out[name] for name in rules.criteria))
    return decide, {
        SUMS[0]: part(out["weeks"]),
        SUMS[1]: compute(rules.rounded, year),
        SUMS[2]: part(out["weeks_this_year"])}


def money_of(result):
    """Certain and what could be, of every sum, in pence."""
    decide, amounts = result
    out = {}
    for name, amount in amounts.items():
        known = amount.value if amount.known else 0
        out[name] = known if decide.value is True else 0
        out[name + "_could_be"] = known if not decide.known else 0
    return out


def award_of(result, name=SUMS[0]):
    decide, amounts = result
    return amounts[name].value if decide.value is True \
        else 0 if decide.value is False else None


# --- what becomes of the cases -----------------------------------------------

def way_of(before, after):
    if before is None:
        return "cannot_tell" if after is None else "no_longer_cannot_tell"
    if after is None:
        return "newly_cannot_tell"
    return "winners" if after > before else \
        "losers" if after < before else "unchanged"


def turn_of(before, after):
    if before.value is False and after.value is True:
        return "newly_eligible"
    return "newly_refused" if before.value is True and after.value is False \
        else None


def steps_of(size):
    return sum(size >= 100 * step for step in STEPS)


class Expected:
    """All numbers by (table, row, measure)."""

    def __init__(self, alone):
        self.count = collections.Counter()
        self.money = collections.defaultdict(int)
        self.alone = alone                  # titles of the changes
        self.moved = []                     # cases by how much

    def case(self, case, before, after, alone, columns):
        way = way_of(award_of(before), award_of(after))
        turn = turn_of(before[0], after[0])
        tables = [("all", "")] + [
            ("by " + name, show(case[name])) for name in columns]
        for table, row in tables:
            for measure in ("cases", way, turn):
                self.count[table, row, measure] += measure is not None
        was, now = money_of(before), money_of(after)
        alone = {t: money_of(r) for t, r in alone.items() if r is not before}
        for name in was:
            self.add(name, was[name], now[name], tables, alone)
        if way in ("winners", "losers"):
            by = award_of(after) - award_of(before)
            table = "less by" if by < 0 else "more by"
            self.count[table, steps_of(abs(by)), "cases"] += 1
            self.moved.append((-abs(by), len(self.moved), case["pupil_id"],
                               award_of(before), award_of(after)))

    def add(self, name, was, now, tables, alone):
        """Money of one sum; most cases move none of it."""
        rest = now - was
        for table, row in tables if rest else ():
            self.money[table, row, name] += rest
        for title, money in alone.items():
            if money[name] != was:
                self.money["change", title, name] += money[name] - was
                rest -= money[name] - was
        if rest:
            self.money["change", "together", name] += rest

    def largest(self, count):
        return [(key, measure, value)
                for _, _, key, before, after in sorted(self.moved)[:count]
                for measure, value in (("before", before), ("after", after))]


def show(value):
    return "not known" if value is None else str(value)


# --- the changes -------------------------------------------------------------

def edit(text, *pairs):
    for old, new in pairs:
        assert text.count(old) == 1, (text.count(old), old)
        text = text.replace(old, new)
    return text


def drop_block(text, begin):
    """A declaration, from its word to the brace that ends it."""
    at = text.index(begin)
    depth = 0
    for end in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[end], 0)
        if depth == 0 and text[end] == "}":
            return text[:at] + text[end + 1:].lstrip(",\n")
    raise AssertionError(begin)


FIRST = '{ from = "2026-04-01", value = 6000, review_by'
CAP = '{ from = "2026-04-01", value = 10000, source'
NEW_CRITERION = '''
param "least_weeks" { type = "weeks", label = "Shortest award",
  { from = "2026-04-01", value = 7, source = "illustration" } }
criterion "long_enough" { label = "Long enough",
  test = pupil.weeks_asked:at_least(param.least_weeks),
  if_met = "It is long enough.", if_unmet = "It is short.",
  source = "illustration" }

local every_criterion = {
  criterion.long_enough,'''
A_YEAR = ("value = higher_of { 0, lower_of { pupil.annual_cost - "
          "param.school_first, param.cap } } }")
TABLES = '''
lookup "most" { by = { phase = pupil.phase }, source = "illustration",
  types = { a_year = "GBP/year" },
  { phase = "primary", a_year = 10000 }, { phase = "secondary", a_year = 9000 } }
bands "size" { of = pupil.annual_cost, label = "Size of the cost",
  source = "illustration", types = { part = "ratio" },
  below = { name = "usual", part = 1 },
  { over = 12000, name = "high", part = "0.9" } }
'''


def with_tables(text):
    """The pack that pays by a lookup and by bands, to have them to change."""
    text = text.replace(CAP, CAP)
    text = drop_block(text, 'param "cap"')
    text = edit(text, (A_YEAR, A_YEAR.replace("param.cap", "lookup.most.a_year")
                       .replace(" } } }", " } } * bands.size.part }")))
    return edit(text, ('figure "a_year"', TABLES + 'figure "a_year"'))


BASE = Rules()
TABLED = changed(BASE, caps={"primary": Fraction(10000),
                             "secondary": Fraction(9000)},
                 edge=Fraction(12000), part=Fraction(9, 10))

REFORM = '''reform "dearer" { of = "pre_ehcp", title = "Dearer, and without ''' \
    '''agreement", source = "illustration", from = "2027-04-01",
  params = { school_first = 6500 }, drop = { "agreed" } }
'''

# title, of which pack, what is edited, what each change is called and is.
CHANGES = [
    ("threshold", "plain",
     lambda t: edit(t, (FIRST, FIRST.replace("6000", "7000"))),
     {"param school_first": {"school_first": Fraction(7000)}}),
    ("cap", "plain", lambda t: edit(t, (CAP, CAP.replace("10000", "12000"))),
     {"param cap": {"cap": Fraction(12000)}}),
    ("new criterion", "plain",
     lambda t: edit(t, ("local every_criterion = {", NEW_CRITERION)),
     {"criterion long_enough": {
         "criteria": oracle.CRITERIA + ["long_enough"], "least_weeks": 7}}),
    ("dropped criterion", "plain",
     lambda t: edit(drop_block(t, 'criterion "agreed"'),
                    ("criterion.agreed, ", "")),
     {"criterion agreed": {
         "criteria": [c for c in oracle.CRITERIA if c != "agreed"]}}),
    ("rounding", "plain",
     lambda t: edit(t, ('{ to = "0.01", mode = "half away from zero" }',
                        '{ to = "5", mode = "down" }')),
     {"award targeted_funding": None, "award this_year": None}),
    ("dated replacement", "plain",
     lambda t: edit(t, ('for a pupil with SEND\\"" } }',
                        'for a pupil with SEND\\"" }, { from = "2027-04-01", '
                        'value = 6500, source = "illustration" } }')),
     {"param school_first": {"later_first": Fraction(6500)}}),
    ("removed input", "plain",
     lambda t: edit(drop_block(drop_block(t, 'criterion "advised"'),
                               'input "advice"'),
                    ("  criterion.advised, ", "  ")),
     {"criterion advised": {
         "criteria": [c for c in oracle.CRITERIA if c != "advised"]}}),
    ("points", "plain",
     lambda t: edit(t, ('["exclusion"] = 5', '["exclusion"] = 7')), {}),
    ("two at once", "plain",
     lambda t: edit(t, (FIRST, FIRST.replace("6000", "7000")),
                    (CAP, CAP.replace("10000", "12000"))),
     {"param school_first": {"school_first": Fraction(7000)},
      "param cap": {"cap": Fraction(12000)}}),
    ("four at once", "plain",
     lambda t: edit(
         edit(drop_block(t, 'criterion "agreed"'), ("criterion.agreed, ", "")),
         (CAP, CAP.replace("10000", "8000")),
         ('{ from = "2026-04-01", value = 2, source',
          '{ from = "2026-04-01", value = 3, source'),
         ('{ from = "2026-04-01", value = 26, source',
          '{ from = "2026-04-01", value = 20, source')),
     {"param cap": {"cap": Fraction(8000)}, "param cycles": {"cycles": 3},
      "param most_weeks": {"most_weeks": 20},
      "criterion agreed": {
          "criteria": [c for c in oracle.CRITERIA if c != "agreed"]}}),
    ("another unit", "plain",
     lambda t: edit(
         t, ('param "cap" { type = "GBP/year"', 'param "cap" { type = '
             '"GBP/week"'), (CAP, CAP.replace("10000", "300")),
         (A_YEAR, A_YEAR.replace("param.cap",
                                 "param.cap * param.school_weeks"))),
     {"param cap, figure a_year": {"cap": Fraction(300 * 39)}}),
    ("band edge", "tabled",
     lambda t: edit(t, ("{ over = 12000,", "{ over = 9000,")),
     {"bands size": {"edge": Fraction(9000)}}),
    ("lookup cell", "tabled",
     lambda t: edit(t, ("a_year = 9000 }", "a_year = 11000 }")),
     {"lookup most": {"caps": {"primary": Fraction(10000),
                               "secondary": Fraction(11000)}}}),
    ("band column and cell", "tabled",
     lambda t: edit(t, ('part = "0.9"', 'part = "0.75"'),
                    ("a_year = 9000 }", "a_year = 11000 }")),
     {"lookup most": {"caps": {"primary": Fraction(10000),
                               "secondary": Fraction(11000)}},
      "bands size": {"part": Fraction(3, 4)}}),
    ("a reform", "plain", lambda t: REFORM,
     {"param school_first": {"later_first": Fraction(6500)},
      "criterion agreed": {
          "criteria": [c for c in oracle.CRITERIA if c != "agreed"]}}),
    ("lookup for param", "across", lambda t: with_tables(t),
     {"figure a_year": {"caps": TABLED.caps, "edge": TABLED.edge,
                        "part": TABLED.part}}),
]


def without_examples(text):
    return text[:text.index("-- What must stay true")]


def make_pack(folder, name, text):
    """The pack with other rules, and without examples: they would be of the
    rules as they were.  A reform is a file of its own."""
    path = os.path.join(folder, name)
    if text == REFORM:
        return write(path + ".lua", text)
    shutil.copytree(PACK, path, ignore=shutil.ignore_patterns("example*"))
    write(os.path.join(path, "rules.lua"), text)
    return path


# --- reading what hn says ----------------------------------------------------

def diff(*args):
    code, out, err = hn("diff", *args, "--on", ON)
    return code, out.decode(), err


def numbers(text):
    out = collections.OrderedDict()
    for row in csv.DictReader(io.StringIO(text)):
        key = row["table"], row["row"], row["measure"]
        assert key not in out, key
        out[key] = row["value"]
    return out


def pence(text):
    whole = Fraction(text) * 100
    assert whole.denominator == 1, text
    return int(whole)


def step_of(name):
    first = int(name.split()[0])
    return 0 if first == 0 else STEPS.index(first) + 1


# --- comparing ---------------------------------------------------------------

# Awards that round differently: each is a change of its own.
ROUNDED = {"down_to": 5}


def results_of(cases, terms, rules):
    out = []
    for case in cases:
        try:
            out.append(work(case, terms, rules))
        except Late:
            out.append(None)
    return out


def rounded_alone(before, after, award):
    """The old result with what one award rounds; `a_year` is of both."""
    names = SUMS[:2] if award == "award targeted_funding" else SUMS[2:]
    return before[0], {n: (after if n in names else before)[1][n]
                       for n in SUMS}


def expect(cases, terms, before, rules, changes, columns):
    every = dict(pair for change in changes.values() if change
                 for pair in change.items())
    if None in changes.values():
        every = ROUNDED
    after = results_of(cases, terms, changed(rules, **every))
    alone = {title: results_of(cases, terms, changed(rules, **change))
             for title, change in changes.items() if change}
    out = Expected(list(changes))
    for i, case in enumerate(cases):
        if before[i] is None or after[i] is None:
            continue
        each = {t: results[i] or before[i] for t, results in alone.items()}
        for title, change in changes.items():
            if change is None:
                each[title] = rounded_alone(before[i], after[i], title)
        out.case(case, before[i], after[i], each, columns)
    return out


def compare(tally, title, got, expected, columns):
    tally.same(title + ": the largest",
               [(row, measure, pence(value)) for (table, row, measure),
                value in got.items() if table == "largest"],
               expected.largest(5))
    for (table, row, measure), value in got.items():
        if table == "largest":
            continue
        what = "%s: %s %s" % (title, table, measure)
        if table in ("more by", "less by"):
            count = expected.count[table, step_of(row), "cases"]
            tally.same(what, int(value), count)
        elif measure in ["cases"] + WAYS + TURNS:
            tally.same(what + " of " + row, int(value),
                       expected.count[table, row, measure])
        else:
            tally.same(what + " of " + row, pence(value),
                       expected.money[table, row, measure])
    for key, count in expected.count.items():
        if key[0] not in ("more by", "less by") and key[2]:
            tally.check("%s: there is a row" % title, key in got, str(key))
    told = [row for table, row, _ in got if table == "change"]
    tally.same(title + ": changes", sorted(set(told) - {"together"}),
               sorted(expected.alone))
    for name in SUMS:
        for measure in (name, name + "_could_be"):
            parts = sum(pence(v) for (t, _, m), v in got.items()
                        if t == "change" and m == measure)
            tally.same(title + ": the parts are the whole", parts,
                       pence(got["all", "", measure]))
    for column in columns:
        for measure in ["cases"] + WAYS + TURNS:
            rows = sum(int(v) for (t, _, m), v in got.items()
                       if t == "by " + column and m == measure)
            tally.same("%s: by %s" % (title, column), rows,
                       int(got["all", "", measure]))


def run_changes(tally, folder, cases, data, terms, label):
    FACTS.clear()
    plain = without_examples(read(os.path.join(PACK, "rules.lua")).decode())
    texts = {"plain": plain, "across": plain, "tabled": with_tables(plain)}
    rules = {"plain": BASE, "across": BASE, "tabled": TABLED}
    old = {name: make_pack(folder, "%s_%s" % (label, name), text)
           for name, text in texts.items()}
    before = {name: results_of(cases, terms, rules[name])
              for name in ("plain", "tabled")}
    before["across"] = before["plain"]
    columns = ["phase", "need", "at_risk"]
    for i, (title, of, change, parts) in enumerate(CHANGES):
        new = make_pack(folder, "%s_new_%d" % (label, i), change(texts[of]))
        code, text, err = diff(old[of], new, data, "--internal", "--out",
                               "csv", "--by", ",".join(columns))
        name = "%s, %s" % (title, label)
        late = any(result is None for result in before[of])
        tally.same(name + ": exit code", (code, err if code not in (0, 3)
                                          else ""), (3 if late else 0, ""))
        if code not in (0, 3):
            continue
        expected = expect(cases, terms, before[of], rules[of], parts, columns)
        compare(tally, name, numbers(text), expected, columns)


def shipped():
    return [oracle.from_export(row) for row in pre_ehcp_data.caseload()]


def main():
    tally = Tally()
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 600 if ASAN else 10000
    spans = oracle.shipped_terms()
    terms = oracle.Terms(spans)
    with scratch() as folder:
        run_changes(tally, folder, shipped(), CASELOAD, terms, "shipped")
        maker = oracle.Maker(20260127, spans)
        cases = [maker.case(n, terms) for n in range(many)]
        data = write(os.path.join(folder, "made.csv"), oracle.as_csv(cases))
        run_changes(tally, folder, cases, data, terms, "made")
    tally.end()


if __name__ == "__main__":
    main()
