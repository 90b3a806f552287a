#!/usr/bin/python3
# also: asan
"""Medians, quartiles, ranks and what goes over peers, against Python.

Tables are made up at random, with ties, blanks and marks; what must come is
worked out here with fractions, by definition: sorted(), counting.
"""
import csv
import io
import os
import random
import sys
import tempfile
import time
from fractions import Fraction
sys.dont_write_bytecode = True
from common import end, has, hn, lacks, test  # noqa: E402

TOP = tempfile.TemporaryDirectory()
HEAD = ('pack "t" { title = "t", version = "1", source = "illustration",'
        ' approved = "draft" }\n')
PLACES = ('records "place" { what = "a place", key = "id",'
          ' missing = { c = "confidential" },'
          ' input "id" { type = "id", required = true },'
          ' input "g" { type = "id" },'
          ' input "x" { type = "GBP/year" },'
          ' input "n" { type = "heads", min = 1, max = 1000000 },'
          ' input "ok" { type = "yes/no" } }\n'
          'figure "v" { label = "v", type = "GBP/head/year",'
          ' value = place.x / place.n }\n')
VALUES = ("median", "lower_quartile", "upper_quartile", "minimum", "maximum")
UNIT = "GBP/head/year"
chance = random.Random(20260401)


def file(name, text):
    folder = tempfile.mkdtemp(dir=TOP.name)
    with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
        out.write(text)
    return os.path.join(folder, name)


def pack(*texts):
    return os.path.dirname(file("rules.lua", HEAD + "".join(texts)))


def table(rows):
    out = io.StringIO()
    csv.DictWriter(out, list(rows[0]), lineterminator="\n").writeheader()
    csv.DictWriter(out, list(rows[0]), lineterminator="\n").writerows(rows)
    return file("rows.csv", out.getvalue())


def calc(rules, *words, code=0):
    text, told = hn("calc", rules, *words, "--out", "csv", code=code)
    return list(csv.DictReader(io.StringIO(text))), told


def shuffled(rows):
    return chance.sample(rows, len(rows))


def figure(name, value, unit=""):
    return 'figure "%s" { label = "%s", %svalue = %s }\n' % (
        name, name, 'type = "%s", ' % unit if unit else "", value)


def same(got, want):
    assert got == want, "%.900r, not %.900r" % (got, want)


def of(text):
    """A cell of results: exact, or None where it is empty."""
    return Fraction(text) if text else None


# --- by definition -----------------------------------------------------------

def quartile(ordered, which):
    place = Fraction((len(ordered) - 1) * which, 4)
    low = ordered[int(place)]
    high = ordered[min(int(place) + 1, len(ordered) - 1)]
    return low + (place - int(place)) * (high - low)


class Members:
    """Values that stand together, of which None is missing."""

    def __init__(self, values):
        self.known = sorted(v for v in values if v is not None)
        self.left_out = len(values) - len(self.known)
        if self.known:
            self.edges = [quartile(self.known, i) for i in (1, 2, 3)]

    def says(self, leave_out):
        return self.known and (leave_out or not self.left_out)

    def summary(self, word, leave_out):
        """What a word that makes one value makes of them."""
        if not self.says(leave_out):
            return None
        return {"minimum": self.known[0], "maximum": self.known[-1],
                "lower_quartile": self.edges[0], "median": self.edges[1],
                "upper_quartile": self.edges[2]}[word]

    def place(self, word, own, leave_out, highest):
        """Where a value stands among them."""
        if own is None or not self.says(leave_out):
            return None
        if word == "rank":
            return 1 + sum(m > own if highest else m < own
                           for m in self.known)
        return 1 + sum(own < edge if highest else own > edge
                       for edge in self.edges)


def value_of(row):
    return (Fraction(row["x"]) / Fraction(row["n"])
            if row["x"] not in ("", "c") and row["n"] else None)


def row_of(key, groups, missing):
    spread = chance.choice([3, 40, 10 ** 6])
    return {"id": "P%d" % key, "g": "G%d" % chance.randrange(groups),
            "x": chance.choice(["", "c"]) if chance.random() < missing else
            "%.2f" % (chance.randrange(-spread, spread) / 4),
            "n": "%d" % chance.choice([1, 2, 3, 7, 7, 39, 365]),
            "ok": chance.choice(["yes", "yes", "yes", "no"]
                                + ["", ""] * (chance.random() < missing))}


def members_of(rows, where):
    """Values of those that count; None where it cannot be told."""
    found = []
    for row in rows:
        if where and row["ok"] == "no":
            continue
        known = not where or row["ok"]
        found.append(value_of(row) if known else None)
    return found


def own_of(row, where):
    return value_of(row) if not where or row["ok"] == "yes" else None


# --- all rows, and groups ----------------------------------------------------

def variants():
    """Figures, and how each is worked out."""
    for where in ("", "where = place.ok"):
        for missing in ("", 'missing = "left out"'):
            for first in ("highest", "lowest"):
                yield where, missing, first


def lua(*parts):
    return "{ %s }" % ", ".join(p for p in parts if p)


def group_pack(by):
    """Every word in every form, and for each name what it must come to."""
    texts, asked = [], []
    for number, (where, missing, first) in enumerate(variants()):
        for word in VALUES + ("rank", "quartile"):
            place = word in ("rank", "quartile")
            if not place and first == "lowest":
                continue
            name = "%s_%d" % (word, number)
            texts.append(figure(name, "%s(figure.v, %s)" % (word, lua(
                by, where, missing, 'first = "%s"' % first if place else "")),
                "" if place else UNIT))
            asked.append((name, word, bool(where), bool(missing),
                          first == "highest"))
    return pack(PLACES, *texts), asked


def expected(asked, rows):
    """The figures of each row by its id, the rows being of one group."""
    sets = [Members(members_of(rows, where)) for where in (False, True)]
    return {row["id"]: {
        name: sets[where].summary(word, leave_out) if word in VALUES else
        sets[where].place(word, own_of(row, where), leave_out, highest)
        for name, word, where, leave_out, highest in asked} for row in rows}


def check(rows, want, told):
    for row in rows:
        for name, value in want[row["id"]].items():
            assert of(row[name]) == value, "%s of %s is %s, not %s\n%s" % (
                name, row["id"], row[name], value, told)


@test
def groups_have_the_statistics_of_their_own_rows():
    """Some thousands of groups, from one row to dozens."""
    rules, asked = group_pack("by = { place.g }")
    for count, groups, missing in ((1500, 1400, 0.0), (3000, 900, 0.02),
                                   (1500, 60, 0.01), (900, 250, 0.3)):
        rows = [row_of(i, groups, missing) for i in range(count)]
        by = {}
        for row in rows:
            by.setdefault(row["g"], []).append(row)
        want = {}
        for some in by.values():
            want.update(expected(asked, some))
        first = None
        for turn in (rows, shuffled(rows)):
            got, told = calc(rules, table(turn))
            same([r["id"] for r in got], [r["id"] for r in turn])
            check(got, want, told)
            got.sort(key=lambda r: r["id"])
            first = first or got
            same(got, first)


@test
def all_rows_are_one_group_where_none_is_asked_for():
    rules, asked = group_pack("")
    names = {name for name, word, *_ in asked if word in VALUES}
    for count, missing in ((1, 0), (2, 0), (3, 0), (4, 0), (5, 0), (12, 0),
                           (2, 0.5), (9, 0.1), (40, 0.02), (600, 0.001)):
        rows = [row_of(i, 3, missing) for i in range(count)]
        want = expected(asked, rows)
        data = table(shuffled(rows))
        got, told = calc(rules, data)
        check(got, {row["id"]: {n: v for n, v in want[row["id"]].items()
                                if n not in names} for row in rows}, told)
        run, told = calc(rules, data, "--table", "run")
        same({r["name"]: of(r["value"]) for r in run},
             {n: want[rows[0]["id"]][n] for n in names})


@test
def figures_of_the_run_are_the_same_for_any_number_of_threads():
    """No row reads them, so that rows stream and each thread keeps its own."""
    rules = pack(PLACES, *(figure(
        word, word + '(figure.v, { where = place.ok, missing = "left out" })',
        UNIT) for word in VALUES))
    rows = [row_of(i, 3, 0.1) for i in range(20000)]
    members = Members(members_of(rows, True))
    for jobs in ("1", "2", "4"):
        for turn in (rows, shuffled(rows)):
            run, told = calc(rules, table(turn), "--table", "run", "--jobs",
                             jobs)
            same({r["name"]: of(r["value"]) for r in run},
                 {word: members.summary(word, True) for word in VALUES})
            same({r["left_out"] for r in run}, {str(members.left_out)})


@test
def each_row_of_another_table_has_its_own():
    """for_each: rows find theirs over a link."""
    rules = pack(
        'records "group" { what = "a group", key = "id",'
        ' input "id" { type = "id", required = true } }\n',
        PLACES.replace(' } }\n', ' }, link "in_group" { to = "group",'
                       ' by = "g" } }\n', 1),
        *(figure(word, word + "(figure.v, { for_each = place.in_group, "
                 'missing = "left out" })', UNIT) for word in VALUES))
    rows = [row_of(i, 300, 0.05) for i in range(1200)]
    groups = ["G%d" % i for i in range(320)]
    got, told = calc(rules, table([{"id": g} for g in shuffled(groups)]),
                     "place=" + table(shuffled(rows)))
    for line in got:
        members = Members(members_of(
            [r for r in rows if r["g"] == line["id"]], False))
        for word in VALUES:
            same(of(line[word]), members.summary(word, True))


@test
def a_row_that_does_not_say_its_group_has_none():
    rules = pack(PLACES, figure("m", "median(figure.v, { by = { place.g } })",
                                UNIT),
                 figure("r", 'rank(figure.v, { first = "lowest",'
                        ' by = { place.g } })'))
    rows, told = calc(rules, file("rows.csv", "id,g,x,n,ok\n1,A,4,1,\n"
                                  "2,,9,1,\n3,A,8,1,\n"))
    same([(r["m"], r["r"]) for r in rows],
         [("6.00", "1"), ("", ""), ("6.00", "2")])


@test
def what_a_statistic_is_made_of_may_be_rounded_and_used_again():
    rules = pack(PLACES, figure("m", "median(figure.v)", UNIT),
                 figure("d", "figure.v - figure.m", UNIT),
                 figure("far", "maximum(figure.d)", UNIT),
                 'bands "b" { of = figure.v / figure.m, label = "b",'
                 ' source = "s", below = { name = "low" },'
                 ' { at_least = "0.95", name = "middling" },'
                 ' { at_least = "1.05", name = "high" } }\n')
    data = file("rows.csv", "id,g,x,n,ok\n1,,10,3,\n2,,10,7,\n3,,10,6,\n"
                "4,,10,6,\n")
    rows, told = calc(rules, data)
    same([r["b"] for r in rows], ["high", "low", "middling", "middling"])
    run, told = calc(rules, data, "--table", "run")
    same({r["name"]: of(r["value"]) for r in run},
         {"m": Fraction(5, 3), "far": Fraction(5, 3)})


@test
def a_sum_of_group_medians_that_are_not_rounded_is_refused():
    rules = [PLACES, 'figure "m" { label = "m", type = "%s", value ='
             " median(figure.v, { by = { place.g } })%%s }\n" % UNIT,
             figure("t", "sum(figure.m)", UNIT)]
    told = hn("check", pack("".join(rules) % ""), code=2)[1]
    has(told, "HN210", "`m` was divided by a value of each row")
    same(told.count("error["), 1)
    hn("check", pack("".join(rules) % ', rounding = { to = "0.01",'
                     ' mode = "half away from zero" }'))


@test
def a_middle_that_does_not_fit_is_a_fault_of_its_row():
    """Two members whose half has too large a denominator."""
    rules = pack(PLACES.replace("min = 1, max = 1000000", "min = 1"),
                 figure("w", "figure.v / place.n / place.n / place.n",
                        "GBP/head/head/head/head/year"),
                 figure("m", "median(figure.w, { by = { place.g } })",
                        "GBP/head/head/head/head/year"))
    rows, told = calc(rules, file(
        "rows.csv", "id,g,x,n,ok\n1,A,1,40009,\n2,A,2,39989,\n3,B,3,7,\n"),
        code=3)
    same([r["id"] for r in rows], ["3"])
    has(told, "HN412", "`m` of this row is beyond", "rows.csv:2")
    same(told.count("HN412"), 2)


@test
def a_row_that_is_left_out_needs_nothing_of_others():
    rules = pack(PLACES, figure("r", 'rank(figure.v, { first = "highest",'
                                ' missing = "left out" })'),
                 'criterion "top" { label = "top", source = "s",'
                 ' test = figure.r:at_most(figure.r), if_met = "m",'
                 ' if_unmet = "u" }\n'
                 'award "a" { label = "a", type = "GBP", source = "s",'
                 ' when = criterion.top, amount = 5 }\n')
    rows, told = calc(rules, file("rows.csv", "id,g,x,n,ok\n1,,5,1,\n"
                                  "2,,c,1,\n3,,,,\n"))
    same([r["a_needs"] for r in rows], ["", "x", "x; n"])


@test
def a_hundred_thousand_rows_are_ranked_in_good_time():
    """No more than some dozen times a plain sum: nothing is quadratic."""
    rows = "".join("%d,G%d,%d,%d,\n" % (i, i % 7, i * 7919 % 100003,
                                        1 + i % 3) for i in range(100000))
    data = file("rows.csv", "id,g,x,n,ok\n" + rows)
    took = []
    for word in ("maximum(figure.v, { by = { place.g } })",
                 'rank(figure.v, { by = { place.g }, first = "highest" })'):
        rules = pack(PLACES, figure("f", word, "" if "rank" in word else
                                    UNIT))
        start = time.monotonic()
        got, told = calc(rules, data)
        took.append(time.monotonic() - start)
    assert took[1] < 12 * took[0] + 1, took
    value = [Fraction(i * 7919 % 100003, 1 + i % 3) for i in range(100000)]
    for i in (0, 5, 4711, 99999):
        same(int(got[i]["f"]), 1 + sum(
            value[k] > value[i] for k in range(i % 7, 100000, 7)))


# --- telling -----------------------------------------------------------------

FEW = "id,g,x,n,ok\n1,A,100,3,\n2,B,200,7,\n3,B,10,1,\n4,B,c,1,\n5,B,10,1,\n"


def why(rules, data, name, key):
    return hn("why", rules, data, "--figure", name, *(
        ("--key", key) if key else ()))[0]


@test
def why_says_what_a_statistic_was_found_among():
    left_out = 'missing = "left out" })'
    rules = pack(PLACES, figure("m", "median(figure.v, { " + left_out, UNIT),
                 figure("q", "lower_quartile(figure.v, { " + left_out, UNIT),
                 figure("r", 'rank(figure.v, { first = "highest", '
                        + left_out),
                 figure("l", 'rank(figure.v, { first = "lowest", ' + left_out),
                 figure("k", "quartile(figure.v, { by = { place.g } })"),
                 figure("u", "upper_quartile(figure.v, { by = { place.g } })",
                        UNIT))
    data = file("rows.csv", FEW)
    has(why(rules, data, "m", None), "m = the median of v over all `place` "
        "rows, leaving out what is missing\n", "half-way between the two in "
        "the middle of 4 values: £10.00, £10.00, about £28.571429, about "
        "£33.333333; 1 left out\n")
    has(why(rules, data, "q", None), "a quarter of the way up 4 values: ")
    has(why(rules, data, "r", "1"), "r: 1\n",
        "r = the rank of v, highest first, among all `place` rows, leaving "
        "out what is missing\n", "highest of 4 values: about £33.333333, "
        "about £28.571429, £10.00, £10.00; 1 left out\n",
        "v = about £33.333333 a head a year (figure)")
    has(why(rules, data, "r", "2"), "2nd highest of 4 values")
    has(why(rules, data, "r", "3"), "r: 3\n", "equal 3rd highest of 4")
    has(why(rules, data, "l", "3"), "l: 1\n", "equal lowest of 4 values: "
        "£10.00, £10.00, about")
    has(why(rules, data, "l", "4"), "l: not known\n", "needs x", "4 values: ",
        "v is not known")
    has(why(rules, data, "k", "1"), "in the 1st quarter, lowest first, of 1 "
        "value: about £33.333333\n")
    has(why(rules, data, "k", "2"), "k: not known\n",
        "1 of 4 values is not known\n")
    has(why(rules, data, "u", "2"), "u: not known\n", "the upper quartile of "
        "v over all `place` rows of the same g\n", "1 of 4 values is not")


@test
def why_counts_in_words():
    rules = pack(PLACES, figure("r", 'rank(figure.v, { first = "lowest" })'))
    data = file("rows.csv", "id,g,x,n,ok\n" + "".join(
        "%d,,%d,1,\n" % (i, i) for i in range(1, 125)))
    for key, says in (("1", "lowest of 124 values\n"), ("2", "2nd lowest"),
                      ("3", "3rd lowest"), ("4", "4th"), ("11", "11th"),
                      ("12", "12th"), ("13", "13th"), ("21", "21st"),
                      ("22", "22nd"), ("101", "101st"), ("111", "111th"),
                      ("112", "112th"), ("123", "123rd")):
        has(why(rules, data, "r", key), says)


@test
def values_of_private_rows_are_not_shown():
    few = file("rows.csv", FEW)
    word = 'rank(figure.v, { first = "highest", missing = "left out" })'
    for change in (('"id" { type = "id", ',
                    '"id" { type = "id", private = true, '),
                   ('"n" { ', '"n" { private = true, ')):
        rules = pack(PLACES.replace(*change), figure("r", word))
        text = why(rules, few, "r", "2")
        has(text, "2nd highest of 4 values; 1 left out\n")
        lacks(text, "33.33")


end()
