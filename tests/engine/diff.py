#!/usr/bin/python3
# also: asan
"""hn diff against an independent recomputation, to the penny.

Rule changes of rules/pre_ehcp (threshold, cap, band edge, lookup cell, a new
and a dropped criterion, rounding, a dated replacement, an input that goes,
points, several at once, a param of another unit, two reforms) are written into
copies of the pack and run over the shipped caseload and over 100,000 made-up
cases.  Every case is worked out here under the old rules, the new ones and
each change alone, in whole pence, and counted by hand.  Which criteria are met
and how many weeks there are is worked out quickly, and for some of the cases
again as tests/packs/pre_ehcp.py does it.  `diff.py 2000` takes so many made-up
cases.
"""
import collections
import csv
import datetime
import io
import os
import re
import shutil
import sys
from fractions import Fraction

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "packs"))
import pre_ehcp as oracle          # noqa: E402
import pre_ehcp_data               # noqa: E402
from common import Tally, hn, read, scratch, write   # noqa: E402

PACK = "rules/pre_ehcp"
CASELOAD = "examples/pre_ehcp/caseload.csv"
ON = "2026-09-01"
ASAN = os.environ.get("HN_BUILD", "").endswith("asan")
SUMS = ["targeted_funding", "targeted_funding_full_year", "this_year"]
WAYS = ["winners", "losers", "unchanged", "newly_cannot_tell",
        "no_longer_cannot_tell", "cannot_tell"]
TURNS = ["newly_eligible", "newly_refused"]
STEPS = [10, 100, 500, 1000, 2500, 5000, 10000, 25000]
COLUMNS = ["phase", "need", "at_risk"]
SCHOOL_WEEKS = 39
NEW_YEAR = datetime.date(2027, 4, 1)
AGAIN = 50                                  # each so-many-th case, at length


# --- the rules, by hand ------------------------------------------------------

class Rules:
    """The policy with what a change may turn: see CHANGES.  In pence."""
    criteria = frozenset(oracle.CRITERIA)
    first, cap = 600000, 1000000
    later_first = later_cap = None          # the same from April 2027
    cycles, most_weeks = 2, 26
    down_to = None                          # pence; else half up to a penny
    least_weeks = None                      # of a criterion more
    caps = None                             # by phase, in place of the cap
    edge, part = None, (1, 1)               # above it, that part of the money
    later_gone = frozenset()                # criteria, from April 2027
    spared = ()                             # needs for which parents need not
                                            # agree, from April 2027

    def rounded(self, n, d):
        """n/d pence; no amount here is negative."""
        if self.down_to:
            return n // (d * self.down_to) * self.down_to
        return (2 * n + d) // (2 * d)

    def a_year(self, fact):
        """The pence of a year as n, d; None: not known."""
        first = self.later_first if fact.late and self.later_first \
            else self.first
        cap = self.caps.get(fact.phase) if self.caps else self.later_cap \
            if fact.late and self.later_cap else self.cap
        if fact.cost is None or cap is None:
            return None
        n, d = self.part if self.edge and fact.cost > self.edge else (1, 1)
        return max(0, min(fact.cost - first, cap)) * n, d


def changed(rules, **values):
    """The same rules with other values."""
    made = type("Changed", (Rules,), {})()
    made.__dict__.update(rules.__dict__)
    made.__dict__.update(values)
    return made


# --- the facts of a case -----------------------------------------------------

Fact = collections.namedtuple(
    "Fact", "cost late phase asked weeks weeks_this_year cycles sensory unmet "
    "unknown row")


class Terms(oracle.Terms):
    """Which asks only once what is often asked."""

    def __init__(self, spans):
        super().__init__(spans)
        self.seen = {}

    def ask(self, question, *key):
        if (question, key) not in self.seen:
            self.seen[question, key] = getattr(super(), question)(*key)
        return self.seen[question, key]

    def school_weeks(self, first, last):
        return self.ask("school_weeks", first, last)

    def week_end(self, first, weeks):
        return self.ask("week_end", first, weeks)


def all_of(*answers):
    return False if False in answers else None if None in answers else True


def any_of(*answers):
    return True if True in answers else None if None in answers else False


def reviewable(case, last):
    review = case["review_date"]
    in_time = None if review in (None, "") or last is None else review <= last
    return all_of(is_yes(case["outcomes_set"]),
                  None if review is None else review != "", in_time)


def gap_kept(case):
    before, panel = case["last_award_end"], case["panel_date"]
    if before in (None, ""):
        return None if before is None else True
    return before + oracle.Policy.gap <= panel


def is_yes(answer):
    return None if answer is None else answer == "yes"


def fact_of(case, terms, most_weeks):
    """None: the award would run beyond the terms, and no pack calculates it."""
    start, panel, asked = (case[name] for name in (
        "start_date", "panel_date", "weeks_asked"))
    first = None if start is None else max(start, panel)
    weeks = None if asked is None else min(asked, most_weeks)
    last = in_year = None
    if first is not None and weeks is not None:
        last = terms.week_end(first, weeks)
        if last is None:
            return None
        in_year = min(weeks, terms.school_weeks(first,
                                                oracle.year_end(panel)))
    setting, plan = case["setting"], case["plan_in_force"]
    answers = {
        "mainstream": None if setting is None else setting == "mainstream",
        "no_plan": None if plan is None else plan == "no",
        "school_pays": is_yes(case["school_evidence"]),
        "advised": is_yes(case["advice"]),
        "agreed": is_yes(case["parents_agree"]),
        "reviewable": reviewable(case, last),
        "starts_soon": None if start is None
        else start <= panel + oracle.Policy.start_within,
        "gap_kept": gap_kept(case)}
    cost, need = case["annual_cost"], case["need"]
    return Fact(
        None if cost is None else int(cost * 100), panel >= NEW_YEAR,
        case["phase"], asked, weeks, in_year, case["cycles_done"],
        None if need is None else need in oracle.SENSORY_OR_PHYSICAL,
        frozenset(n for n, met in answers.items() if met is False),
        frozenset(n for n, met in answers.items() if met is None),
        tuple(show(case[name]) for name in COLUMNS))


def agreed(fact, rules):
    """Apart from the others, where it is asked of some needs only."""
    need = fact.row[COLUMNS.index("need")]
    return any_of(False if "agreed" in fact.unmet
                  else None if "agreed" in fact.unknown else True,
                  None if need == "not known" else need in rules.spared)


def decide(fact, rules):
    """Whether all is met that the rules ask for."""
    criteria = rules.criteria - rules.later_gone if fact.late \
        else rules.criteria
    apart = fact.late and rules.spared and "agreed" in criteria
    if apart:
        criteria = criteria - {"agreed"}
    if fact.unmet & criteria:
        return False
    first = rules.later_first if fact.late and rules.later_first \
        else rules.first
    return all_of(
        None if fact.cost is None else fact.cost > first,
        any_of(None if fact.cycles is None else fact.cycles >= rules.cycles,
               fact.sensory),
        None if fact.unknown & criteria else True,
        agreed(fact, rules) if apart else True,
        True if not rules.least_weeks else None if fact.asked is None
        else fact.asked >= rules.least_weeks)


def work(fact, rules):
    """The decision, and the pence of each of SUMS: None where not known."""
    year = rules.a_year(fact)
    if year is None:
        return decide(fact, rules), None, None, None
    n, d = year

    def part(weeks):
        return None if weeks is None \
            else rules.rounded(n * weeks, d * SCHOOL_WEEKS)

    return (decide(fact, rules), part(fact.weeks), rules.rounded(n, d),
            part(fact.weeks_this_year))


def certain(result):
    """The pence of every sum that are certain, and those that could be."""
    yes, *amounts = result
    return [amount or 0 if yes is True else 0 for amount in amounts] \
        + [amount or 0 if yes is None else 0 for amount in amounts]


def award_of(result):
    return result[1] if result[0] else 0 if result[0] is False else None


# --- what becomes of the cases -----------------------------------------------

MONEY = SUMS + [name + "_could_be" for name in SUMS]


def way_of(before, after):
    if before is None:
        return "cannot_tell" if after is None else "no_longer_cannot_tell"
    if after is None:
        return "newly_cannot_tell"
    return "winners" if after > before else \
        "losers" if after < before else "unchanged"


def turn_of(before, after):
    if before is False and after is True:
        return "newly_eligible"
    return "newly_refused" if before is True and after is False else None


def steps_of(size):
    return sum(size >= 100 * step for step in STEPS)


def tables_of(row):
    return [("all", "")] + [("by " + name, value)
                            for name, value in zip(COLUMNS, row)]


class Expected:
    """All numbers by (table, row, measure)."""

    def __init__(self, alone):
        self.kinds = collections.Counter()  # of cases, by all that is counted
        self.count = collections.Counter()
        self.money = collections.defaultdict(int)
        self.alone = alone                  # titles of the changes
        self.moved = []                     # cases by how much

    def case(self, key, fact, before, after, alone):
        old, new = award_of(before), award_of(after)
        self.kinds[fact.row, way_of(old, new),
                   turn_of(before[0], after[0])] += 1
        self.pay(fact, before, after, alone)
        if old is None or new is None or old == new:
            return
        table = "less by" if new < old else "more by"
        self.count[table, steps_of(abs(new - old)), "cases"] += 1
        self.moved.append((-abs(new - old), len(self.moved), key, old, new))

    def pay(self, fact, before, after, alone):
        """Most cases move no money, by themselves or together."""
        alone = {t: certain(r) for t, r in alone.items() if r != before}
        if before == after and not alone:
            return
        was = certain(before)
        for i, (name, now) in enumerate(zip(MONEY, certain(after))):
            rest = now - was[i]
            for table, row in tables_of(fact.row) if rest else ():
                self.money[table, row, name] += rest
            for title, money in alone.items():
                self.money["change", title, name] += money[i] - was[i]
                rest -= money[i] - was[i]
            self.money["change", "together", name] += rest

    def end(self):
        for (row, way, turn), count in self.kinds.items():
            for table, value in tables_of(row):
                for measure in filter(None, ("cases", way, turn)):
                    self.count[table, value, measure] += count
        return self

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
TABLED = changed(BASE, caps={"primary": 1000000, "secondary": 900000},
                 edge=1200000, part=(9, 10))

REFORM = '''reform "dearer" { of = "pre_ehcp", title = "Dearer, and without ''' \
    '''agreement", source = "illustration", from = "2027-04-01",
  params = { school_first = 6500 }, drop = { "agreed" } }
'''

SPARED = '''reform "spared" { of = "pre_ehcp", title = "Some need no agreement",
  source = "illustration", from = "2027-04-01", params = { cap = 9000 },
  criteria = { agreed = {
    test = any { pupil.parents_agree, pupil.need:one_of { "HI", "VI" } },
    if_met = "Parents agree, or need not.", if_unmet = "They do not." } } }
'''

# title, of which pack, what is edited, what each change is called and is.
CHANGES = [
    ("threshold", "plain",
     lambda t: edit(t, (FIRST, FIRST.replace("6000", "7000"))),
     {"param school_first": {"first": 700000}}),
    ("cap", "plain", lambda t: edit(t, (CAP, CAP.replace("10000", "12000"))),
     {"param cap": {"cap": 1200000}}),
    ("new criterion", "plain",
     lambda t: edit(t, ("local every_criterion = {", NEW_CRITERION)),
     {"criterion long_enough": {"least_weeks": 7}}),
    ("dropped criterion", "plain",
     lambda t: edit(drop_block(t, 'criterion "agreed"'),
                    ("criterion.agreed, ", "")),
     {"criterion agreed": {"criteria": BASE.criteria - {"agreed"}}}),
    ("rounding", "plain",
     lambda t: edit(t, ('{ to = "0.01", mode = "half away from zero" }',
                        '{ to = "5", mode = "down" }')),
     {"award targeted_funding": None, "award this_year": None}),
    ("dated replacement", "plain",
     lambda t: edit(t, ('for a pupil with SEND\\"" } }',
                        'for a pupil with SEND\\"" }, { from = "2027-04-01", '
                        'value = 6500, source = "illustration" } }')),
     {"param school_first": {"later_first": 650000}}),
    ("removed input", "plain",
     lambda t: edit(drop_block(drop_block(t, 'criterion "advised"'),
                               'input "advice"'),
                    ("  criterion.advised, ", "  ")),
     {"criterion advised": {"criteria": BASE.criteria - {"advised"}}}),
    ("points", "plain",
     lambda t: edit(t, ('["exclusion"] = 5', '["exclusion"] = 7')), {}),
    ("two at once", "plain",
     lambda t: edit(t, (FIRST, FIRST.replace("6000", "7000")),
                    (CAP, CAP.replace("10000", "12000"))),
     {"param school_first": {"first": 700000},
      "param cap": {"cap": 1200000}}),
    ("four at once", "plain",
     lambda t: edit(
         edit(drop_block(t, 'criterion "agreed"'), ("criterion.agreed, ", "")),
         (CAP, CAP.replace("10000", "8000")),
         ('{ from = "2026-04-01", value = 2, source',
          '{ from = "2026-04-01", value = 3, source'),
         ('{ from = "2026-04-01", value = 26, source',
          '{ from = "2026-04-01", value = 20, source')),
     {"param cap": {"cap": 800000}, "param cycles": {"cycles": 3},
      "param most_weeks": {"most_weeks": 20},
      "criterion agreed": {"criteria": BASE.criteria - {"agreed"}}}),
    ("another unit", "plain",
     lambda t: edit(
         t, ('param "cap" { type = "GBP/year"', 'param "cap" { type = '
             '"GBP/week"'), (CAP, CAP.replace("10000", "300")),
         (A_YEAR, A_YEAR.replace("param.cap",
                                 "param.cap * param.school_weeks"))),
     {"param cap, figure a_year": {"cap": 30000 * 39}}),
    ("band edge", "tabled",
     lambda t: edit(t, ("{ over = 12000,", "{ over = 9000,")),
     {"bands size": {"edge": 900000}}),
    ("lookup cell", "tabled",
     lambda t: edit(t, ("a_year = 9000 }", "a_year = 11000 }")),
     {"lookup most": {"caps": {"primary": 1000000,
                               "secondary": 1100000}}}),
    ("band column and cell", "tabled",
     lambda t: edit(t, ('part = "0.9"', 'part = "0.75"'),
                    ("a_year = 9000 }", "a_year = 11000 }")),
     {"lookup most": {"caps": {"primary": 1000000,
                               "secondary": 1100000}},
      "bands size": {"part": (3, 4)}}),
    ("a reform", "plain", lambda t: REFORM,
     {"param school_first": {"later_first": 650000},
      "criterion agreed": {"later_gone": frozenset(["agreed"])}}),
    ("a reform of a criterion", "plain", lambda t: SPARED,
     {"param cap": {"later_cap": 900000},
      "criterion agreed": {"spared": ("HI", "VI")}}),
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
    if text.startswith("reform"):
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
ROUNDED = {"down_to": 500}


class Cases:
    """Cases and what they come to under some rules; late ones are None."""

    def __init__(self, cases, terms):
        self.cases, self.terms = cases, terms
        self.facts = {}                     # by the longest award

    def facts_for(self, rules):
        weeks = rules.most_weeks
        if weeks not in self.facts:
            self.facts[weeks] = [fact_of(case, self.terms, weeks)
                                 for case in self.cases]
        return self.facts[weeks]

    def results(self, rules):
        return [fact and work(fact, rules) for fact in self.facts_for(rules)]


def rounded_alone(before, after, award):
    """The old result with what one award rounds; `a_year` is of both."""
    if award == "award targeted_funding":
        return before[0], after[1], after[2], before[3]
    return before[0], before[1], before[2], after[3]


def expect(cases, before, rules, changes):
    every = dict(pair for change in changes.values() if change
                 for pair in change.items())
    if None in changes.values():
        every = ROUNDED
    after = cases.results(changed(rules, **every))
    alone = {title: cases.results(changed(rules, **change))
             for title, change in changes.items() if change}
    out = Expected(list(changes))
    for i, fact in enumerate(cases.facts_for(rules)):
        if before[i] is None or after[i] is None:
            continue
        each = {t: results[i] or before[i] for t, results in alone.items()}
        for title, change in changes.items():
            if change is None:
                each[title] = rounded_alone(before[i], after[i], title)
        out.case(cases.cases[i]["pupil_id"], fact, before[i], after[i], each)
    return out.end()


def pence_of(known):
    return None if known.value is None else int(known.value * 100)


def check_again(tally, cases, step):
    """The facts as the longer way has them, under the rules as they stand."""
    for case in cases.cases[::step]:
        out = oracle.price(case, cases.terms)
        fact = fact_of(case, cases.terms, 26)
        what = "at length: "
        tally.same(what + "beyond the terms", fact is None,
                   oracle.runs_out(out))
        if fact is None:
            continue
        yes, year, full, this_year = work(fact, BASE)
        tally.same(what + "decision", yes,
                   out["targeted_funding_decision"].value)
        if yes is not True:
            continue
        tally.same(what + "award", year, pence_of(out["targeted_funding"]))
        tally.same(what + "full year", full, pence_of(out["a_year"]))
        tally.same(what + "this year", this_year, pence_of(out["this_year"]))


def compare(tally, title, got, expected):
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
    for column in COLUMNS:
        for measure in ["cases"] + WAYS + TURNS:
            rows = sum(int(v) for (t, _, m), v in got.items()
                       if t == "by " + column and m == measure)
            tally.same("%s: by %s" % (title, column), rows,
                       int(got["all", "", measure]))


def run_changes(tally, folder, cases, data, label):
    plain = without_examples(read(os.path.join(PACK, "rules.lua")).decode())
    texts = {"plain": plain, "across": plain, "tabled": with_tables(plain)}
    rules = {"plain": BASE, "across": BASE, "tabled": TABLED}
    old = {name: make_pack(folder, "%s_%s" % (label, name), text)
           for name, text in texts.items()}
    before = {name: cases.results(rules[name]) for name in ("plain", "tabled")}
    before["across"] = before["plain"]
    for i, (title, of, change, parts) in enumerate(CHANGES):
        new = make_pack(folder, "%s_new_%d" % (label, i), change(texts[of]))
        code, text, err = diff(old[of], new, data, "--internal", "--out",
                               "csv", "--by", ",".join(COLUMNS))
        name = "%s, %s" % (title, label)
        late = None in before[of]
        tally.same(name + ": exit code", (code, err if code not in (0, 3)
                                          else ""), (3 if late else 0, ""))
        if code in (0, 3):
            compare(tally, name, numbers(text),
                    expect(cases, before[of], rules[of], parts))


def shipped():
    return [oracle.from_export(row) for row in pre_ehcp_data.caseload()]


def main():
    tally = Tally()
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 600 if ASAN else 100000
    spans = oracle.shipped_terms()
    terms = Terms(spans)
    with scratch() as folder:
        cases = Cases(shipped(), terms)
        check_again(tally, cases, 1)
        run_changes(tally, folder, cases, CASELOAD, "shipped")
        maker = oracle.Maker(20260127, spans)
        cases = Cases([maker.case(n, terms) for n in range(many)], terms)
        check_again(tally, cases, AGAIN)
        data = write(os.path.join(folder, "made.csv"),
                     oracle.as_csv(cases.cases))
        run_changes(tally, folder, cases, data, "made")
    tally.end()


if __name__ == "__main__":
    main()
