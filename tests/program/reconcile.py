#!/usr/bin/python3
# also: asan
"""hn reconcile: verdicts, what explains them, and how they are told.

Random claims are worked out again here in fractions, in the plain way: each
formula once at its figures and once on intervals.  What is said to explain a
claim that does not reconcile is put in its place and tried; and every other
value of every input, a step apart, is tried too, to see that none is nearer.
"""
import csv
import io
import os
import random
import re
import sys
from fractions import Fraction
sys.dont_write_bytecode = True
from hn_program import hn, main, test, want, write  # noqa: E402

HEAD = 'pack "p" { title = "P", version = "1", source = "illustration" }\n'
FIELDS = ["claim", "printed", "recomputed", "low", "high", "verdict", "gap",
          "explained_by", "source", "note"]
chance = random.Random(20260127)


def pack(text):
    os.makedirs("report", exist_ok=True)
    write("report/rules.lua", HEAD + text)


def claim(printed, equals, name="c", more=""):
    return ('claim "%s" { printed = "%s", equals = %s, source = "page 1"%s }'
            '\n' % (name, printed, equals, more))


def rows(code=None):
    ran = hn("reconcile", "report", "--out", "csv")
    assert code is None or ran.code == code, ran
    found = list(csv.DictReader(io.StringIO(ran.out)))
    assert ran.out.split("\n")[0] == ",".join(FIELDS), ran
    return found


def told(text, code):
    """What is said of one claim, as one line."""
    pack(text)
    ran = want(hn("reconcile", "report"), code)
    return " ".join(ran.out.split())


# --- formulas, and what they come to -----------------------------------------

class Leaf:
    """printed, exact or a number alone; `low` and `high` are its interval."""

    def __init__(self, kind, value, step):
        self.kind, self.value, self.step = kind, value, step
        self.put(value)

    def put(self, value):
        half = self.step / 2 if self.kind == "printed" else 0
        self.point, self.low, self.high = value, value - half, value + half

    def text(self):
        places = {1: 0, Fraction(1, 2): 1, Fraction(1, 10): 1}[self.step]
        number = "%d" % self.value if places == 0 else "%.1f" % self.value
        return number if self.kind == "number" \
            else '%s "%s"' % (self.kind, number)

    def bare(self):
        return re.sub(r'.*"(.*)"', r"\1", self.text())


class Node:
    def __init__(self, op, args):
        self.op, self.args, self.gone = op, args, False

    def text(self):
        parts = [a.text() for a in self.args]
        if self.op in "+-*/":
            return "(%s %s %s)" % (parts[0], self.op, parts[1])
        return "%s { %s }" % (self.op, ", ".join(parts))


def middle(numbers):
    inside = sorted(numbers)
    half = len(inside) // 2
    return inside[half] if len(inside) % 2 else \
        (inside[half - 1] + inside[half]) / 2


PICK = {"lower_of": min, "higher_of": max, "median_of": middle}


def span(node, exactly, without=None):
    """The interval of a formula; `without`: a term that counts for nought."""
    if node is without:
        return Fraction(0), Fraction(0)
    if isinstance(node, Leaf):
        return (node.point, node.point) if exactly else (node.low, node.high)
    ends = [span(a, exactly, without) for a in node.args]
    if node.op in PICK:
        pick = PICK[node.op]
        return pick([e[0] for e in ends]), pick([e[1] for e in ends])
    (al, ah), (bl, bh) = ends
    if node.op == "+":
        return al + bl, ah + bh
    if node.op == "-":
        return al - bh, ah - bl
    if node.op == "/":
        if bl <= 0 <= bh:
            raise ZeroDivisionError
        bl, bh = 1 / bh, 1 / bl
    corners = [al * bl, al * bh, ah * bl, ah * bh]
    return min(corners), max(corners)


def meets(a, b):
    return a[0] <= b[1] and b[0] <= a[1]


def would_do(formula, printed, by_nought=False):
    """Whether it can come to what is printed; or what is said of a formula
    that may be divided by nought."""
    try:
        return meets(span(formula, False), printed)
    except ZeroDivisionError:
        return by_nought


def leaves(node):
    if isinstance(node, Leaf):
        return [node]
    return [leaf for a in node.args for leaf in leaves(a)]


def any_leaf():
    kind = chance.choice(["printed", "printed", "printed", "exact", "number"])
    step = Fraction(1) if kind == "number" else \
        chance.choice([Fraction(1), Fraction(1), Fraction(1, 10)])
    return Leaf(kind, step * chance.randrange(3, 60), step)


def positive(node):
    return span(node, False)[0] > 0


def any_formula(depth):
    """All that is in it is above nought, whatever was rounded."""
    if depth == 0 or chance.random() < 0.2:
        leaf = any_leaf()
        return leaf if positive(leaf) else any_formula(depth)
    op = chance.choice(["+", "+", "+", "-", "*", "/", "lower_of",
                        "higher_of", "median_of"])
    count = 2 if op in "+-*/" else chance.randrange(2, 6)
    node = Node(op, [any_formula(depth - 1) for _ in range(count)])
    # Lua itself works numbers alone out.
    alone = op in "+-*/" and all(isinstance(a, Leaf) and a.kind == "number"
                                 for a in node.args)
    return node if positive(node) and not alone else any_formula(depth)


def any_claim(number):
    """A formula and a printed result in some relation to it."""
    formula = any_formula(chance.choice([1, 2, 2, 3]))
    low, high = span(formula, False)
    point = span(formula, True)[0]
    step = chance.choice([Fraction(1), Fraction(1, 10)])
    off = chance.choice([0, 0, Fraction(1), Fraction(3), Fraction(12)])
    off *= chance.choice([step, max(high - low, step)])
    value = (point + chance.choice([1, -1]) * off) // step * step
    places = 0 if step == 1 else 1
    sign = "-" if value < 0 else ""
    whole = abs(value) / step
    text = "%s%d" % (sign, whole) if places == 0 else \
        "%s%d.%d" % (sign, whole // 10, whole % 10)
    return {"name": "claim %d" % number, "formula": formula, "text": text,
            "printed": (value - step / 2, value + step / 2)}


def verdict(formula, printed):
    point = span(formula, True)[0]
    if printed[0] <= point <= printed[1]:
        return "reconciles"
    return "only-if" if meets(span(formula, False), printed) else "does-not"


def gap(formula, printed):
    low, high = span(formula, False)
    return low - printed[1] if low > printed[1] else high - printed[0]


# --- what explains a claim ---------------------------------------------------

def terms(node):
    """Entries of sums: inputs, or inputs multiplied and divided."""
    def is_term(n):
        return isinstance(n, Leaf) or (n.op in "*/"
                                       and all(map(is_term, n.args)))
    if isinstance(node, Leaf):
        return []
    own = [a for a in node.args if node.op in "+-" and is_term(a)]
    return own + [t for a in node.args for t in terms(a)]


def left_out(formula, printed):
    return [t for t in terms(formula)
            if printed[0] <= span(formula, True, t)[0] <= printed[1]]


def far(leaf, value):
    return abs(value - leaf.value) / abs(leaf.value)


def tries(leaf, formula, printed, nearer_than):
    """The nearest other value of an input that would do, in some steps."""
    for k in range(1, 200):
        if k * leaf.step / abs(leaf.value) >= nearer_than:
            return None
        for value in (leaf.value - k * leaf.step, leaf.value + k * leaf.step):
            if value <= 0:
                continue
            leaf.put(value)
            fits = would_do(formula, printed)
            leaf.put(leaf.value)
            if fits:
                return value
    return None


def of_text(formula, text, number):
    """The inputs that a message may mean."""
    found = [leaf for leaf in leaves(formula) if leaf.bare() == text]
    return [found[number - 1]] if number else found


def check_cause(case, said):
    formula, printed = case["formula"], case["printed"]
    out = left_out(formula, printed)
    if out:
        assert said.endswith("left out"), "a term left out would explain it"
        return
    named = re.fullmatch(r"`(.*)`(?: \(number (\d+) of \d+\))? as (.*)", said)
    limit = Fraction(10 ** 9)
    if named:
        value = Fraction(named[3].replace(",", ""))
        fits = []
        for leaf in of_text(formula, named[1], 0):
            leaf.put(value)
            if would_do(formula, printed, True):
                fits.append(far(leaf, value))
            leaf.put(leaf.value)
        assert fits, "that does not explain it"
        limit = min(fits)
    elif said:
        assert said.endswith("left out"), said
    for leaf in leaves(formula):
        nearer = tries(leaf, formula, printed, limit)
        assert nearer is None, "%s as %s is nearer" % (leaf.bare(), nearer)


def judged(cases):
    """The rows for some claims, in packs no longer than a file may be."""
    for first in range(0, len(cases), 200):
        part = cases[first:first + 200]
        pack("".join(claim(c["text"], c["formula"].text(), c["name"])
                     for c in part))
        found = rows()
        assert len(found) == len(part), hn("reconcile", "report")
        yield from zip(part, found)


def check_row(case, row, expected):
    formula, printed = case["formula"], case["printed"]
    low, high = span(formula, False)
    point = span(formula, True)[0]
    assert row["claim"] == case["name"]
    assert row["verdict"] == expected, expected
    got = [Fraction(row[k]) for k in ("recomputed", "low", "high")]
    assert got == [point, low, high], (point, low, high)
    if expected == "does-not":
        assert Fraction(row["gap"]) == gap(formula, printed)
        check_cause(case, row["explained_by"])
    else:
        assert row["gap"] == row["explained_by"] == ""


@test
def random_claims_are_judged_as_here():
    seen = {"reconciles": 0, "only-if": 0, "does-not": 0}
    for case, row in judged([any_claim(n) for n in range(800)]):
        expected = verdict(case["formula"], case["printed"])
        seen[expected] += 1
        try:
            check_row(case, row, expected)
        except AssertionError as wrong:
            raise AssertionError("%s = %s: %r: %s" % (
                case["text"], case["formula"].text(), row, wrong)) from wrong
    assert min(seen.values()) > 60, seen


def number_of(text):
    return Fraction(text.replace("about ", "").replace(",", ""))


@test
def what_an_only_if_needs_is_needed():
    """Within the range there is a way; a little outside there is none."""
    cases = [c for c in (any_claim(n) for n in range(900))
             if verdict(c["formula"], c["printed"]) == "only-if"]
    pack("".join(claim(c["text"], c["formula"].text(), c["name"])
                 for c in cases))
    said = re.split(r"^only if     ", want(hn("reconcile", "report"), 0).out,
                    flags=re.M)[1:]
    assert len(said) == len(cases) > 60
    checked = 0
    for case, text in zip(cases, said):
        formula, printed = case["formula"], case["printed"]
        for name, number, low, high in re.findall(
                r"`([^`]*)`(?: \(number (\d+) of \d+\))? is "
                r"((?:about )?[-0-9.,]*\d) to ((?:about )?[-0-9.,]*\d)",
                text):
            found = of_text(formula, name, int(number or 0))
            if len(found) > 1 or "about" in low + high:
                continue
            leaf, ends = found[0], (number_of(low), number_of(high))
            for value, fits in ((ends[0], True), (ends[1], True),
                                (ends[0] - Fraction(1, 10 ** 9), False),
                                (ends[1] + Fraction(1, 10 ** 9), False)):
                if not leaf.low <= value <= leaf.high:
                    continue
                low_end, high_end = leaf.low, leaf.high
                leaf.low = leaf.high = value
                does = would_do(formula, printed)
                leaf.low, leaf.high = low_end, high_end
                assert does == fits, "%s = %s: %s at %s" % (
                    case["text"], formula.text(), name, value)
                checked += 1
    assert checked > 100, checked


# --- what is said ------------------------------------------------------------

@test
def a_column_with_a_row_too_many():
    said = told(claim("519", 'exact "46" + exact "61" + exact "412" + '
                      'exact "24"', "places, all years"), 1)
    assert "does not places, all years" in said, said
    assert "519 is printed; it comes to 543" in said, said
    assert "that is 23.5 more than `519` can stand for; would reconcile if " \
        "`24` were left out" in said, said
    assert "1 claim: 0 reconcile, 0 only if, 1 does not" in said, said


@test
def a_row_that_was_misprinted():
    said = told(claim("£10,032k", '(46 + 18 + 140 + 60) * exact "£36k"'), 1)
    assert "would reconcile if `£36k` were £38k" in said, said
    assert "`264`" not in said, said


@test
def a_term_of_two_figures_left_out():
    said = told(claim("£600k", 'exact "12" * exact "£50k" + exact "5" * '
                      'exact "£20k"'), 1)
    assert "would reconcile if `5 x £20k` were left out" in said, said


@test
def one_of_several_alike_is_told_apart():
    said = told(claim("24", 'exact "5" * exact "5" * exact "1" + '
                      'exact "3" * exact "3" - exact "10" * exact "1"'), 0)
    assert "reconcile" in said
    said = told(claim("56", 'exact "7" * exact "7"'),
                1)
    assert "`7` (number 1 of 2) were 8" in said, said


@test
def no_single_figure_may_explain_it():
    said = told(claim("3", 'exact "10" * exact "10"'), 1)
    assert "no single figure in it explains that" in said, said
    assert rows(1)[0]["explained_by"] == ""


@test
def what_is_needed_is_said():
    said = told(claim("£77k", 'printed "£38k" * 2'), 0)
    assert "only if" in said and "reconciles only if `£38k` is £38,250 to " \
        "£38,500" in said, said
    said = told(claim("103", " + ".join(['printed "10"'] * 10)), 0)
    assert "reconciles only if the figures, before they were rounded, come " \
        "to 2.5 more in all; 5 is possible" in said, said
    said = told(claim("31%", 'printed "30%" + printed "0.3%"'), 0)
    assert "`30%` is 30.15% to 30.5%" in said, said


@test
def a_figure_or_more_has_no_end():
    said = told(claim("£90,000", 'printed "£30,000+" * 2'), 0)
    assert "`£30,000+` is about £44,999.75 to £45,000.25" not in said
    assert "`£30,000+` is £44,999.75 to £45,000.25" in said, said
    assert rows(0)[0]["high"] == ""
    pack(claim("£50,000", 'printed "£30,000+" * 2'))
    assert rows(1)[0]["low"] == "60000"


@test
def percentages_are_told_as_people_say_them():
    said = told(claim("35%", 'printed "£113,257k" / printed "£365m"'), 1)
    assert "percentage points less than `35%` can stand for" in said, said
    assert rows(1)[0]["recomputed"] == "113257/365000"


@test
def a_division_by_nought_is_told():
    said = told(claim("3", 'exact "3" / (exact "2" - exact "2")'), 1)
    assert "cannot be worked out: it divides by nought" in said, said
    assert rows(1)[0]["recomputed"] == ""
    pack(claim("3", 'exact "30" / printed "0"'))
    want(hn("check", "report"), 0)
    assert "divides by nought" in hn("reconcile", "report").out
    pack(claim("3", 'exact "3" / (printed "3" - printed "2")'))
    row = rows(0)[0]
    assert (row["verdict"], row["low"], row["high"]) == ("reconciles", "", "")


@test
def what_funding_refuses_is_told():
    said = told(claim("3", 'funding.caseload { opening = exact "2", '
                      'leavers = exact "5" }'), 1)
    assert "cannot be worked out: " in said and "it it" not in said, said
    said = told(claim("£275k", 'funding.place { rate = exact "£10k", '
                      'before = printed "20", after = printed "33", '
                      'months_before = 5 }'), 0)
    assert "come to about £333.33 less in all; £5,000 is possible" in said
    pack(claim("£275k", 'funding.place { rate = exact "£10k", before = '
               'printed "20+", after = exact "33", months_before = 5 }'))
    row = rows(0)[0]
    assert (row["low"], row["high"]) == ("", ""), row


@test
def digits_without_end_are_told():
    said = told(claim("1", " * ".join(['exact "123456789012345678"'] * 4)), 1)
    assert "more digits on the way than can be kept exactly" in said, said
    pack(claim("1", " * ".join(['exact "0.000000000001"'] * 3) + ' * 0 + 1'))
    assert rows()[0]["verdict"] in ("reconciles", "does-not")


# --- the verb ----------------------------------------------------------------

THREE = (claim("24", 'exact "12" * 2', "one", ', note = "a \\"note\\", read"')
         + claim("£77k", 'printed "£38k" * 2', "two, and more")
         + claim("99", 'exact "12" * 2', "=three"))


@test
def all_are_listed_and_counted():
    pack(THREE)
    ran = want(hn("reconcile", "report"), 1, [
        "reconciles  one: 24 is printed; it comes to 24\n",
        "only if     two, and more\n            £77k is printed; it comes to "
        "£76,000\n", "does not    =three\n", "rules.lua:4 - page 1\n",
        "3 claims: 1 reconciles, 1 only if, 1 does not\n"])
    assert ran.err == "", ran
    want(hn("check", "report"), 0, "3 claims, which `hn reconcile` works out")


@test
def one_verdict_can_be_asked_for():
    pack(THREE)
    for only, has, lacks in [("reconciles", "one", "two"),
                             ("only-if", "two", "=three"),
                             ("does-not", "=three", "one:")]:
        ran = want(hn("reconcile", "report", "--only", only), 1,
                   [has, "3 claims"])
        assert lacks not in ran.out, ran
    quiet = want(hn("reconcile", "report", "--quiet"), 1, "=three")
    assert "two, and" not in quiet.out, quiet
    want(hn("reconcile", "report", "--only", "maybe"), 2, "",
         "--only cannot be")


@test
def a_row_for_each_claim():
    pack(THREE)
    one, two, three = rows(1)
    assert [one[k] for k in FIELDS] == [
        "one", "24", "24", "24", "24", "reconciles", "", "", "page 1",
        'a "note", read']
    assert two["claim"] == "two, and more" and two["verdict"] == "only-if"
    assert three["claim"] == "'=three", three
    assert (three["gap"], three["explained_by"]) == ("-74.5", "")
    assert len(want(hn("reconcile", "report", "--out", "csv", "--only",
                       "only-if"), 1).out.splitlines()) == 2


@test
def a_pack_without_claims_has_none():
    pack("")
    want(hn("reconcile", "report"), 0, "The pack has no claims.")
    want(hn("reconcile", "nowhere"), 2, "", "there is no folder")


@test
def a_claim_beside_rules_changes_nothing_in_them():
    rules = '''records "pupil" { what = "a pupil", key = "pupil_id",
  input "pupil_id" { type = "id", required = true },
  input "cost" { type = "GBP", label = "Cost" } }
figure "twice" { label = "Twice", type = "GBP", value = pupil.cost * 2 }
'''
    write("rows.csv", "pupil_id,cost\na,5\n")
    pack(rules)
    plain = want(hn("calc", "report", "rows.csv"), 0).out
    pack(THREE + rules)
    assert want(hn("calc", "report", "rows.csv"), 0).out == plain
    want(hn("reconcile", "report"), 1, "3 claims")


main()
