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
def few_rows_that_stream_are_put_in_order_and_none_is_lost():
    rules = pack(PLACES, *(figure(word, word + "(figure.v)", UNIT)
                           for word in VALUES))
    for values in ((9, 1), (1, 9), (5, 9, 1), (9, 7, 5, 3, 1), (7,)):
        data = file("rows.csv", "id,g,x,n,ok\n" + "".join(
            "%d,,%d,1,\n" % pair for pair in enumerate(values)))
        for jobs in ("1", "2"):
            run, told = calc(rules, data, "--table", "run", "--jobs", jobs)
            members = Members([Fraction(v) for v in values])
            same({r["name"]: of(r["value"]) for r in run},
                 {word: members.summary(word, False) for word in VALUES})


@test
def a_median_of_counts_may_be_a_half_and_of_percentages_is_one():
    rules = pack('records "r" { what = "r", key = "id",'
                 ' input "id" { type = "id", required = true },'
                 ' input "n" { type = "count" },'
                 ' input "p" { type = "percent" } }\n',
                 figure("m", "median(r.n)"), figure("p_", "median(r.p)"),
                 figure("q", 'rank(r.p, { first = "highest" })'))
    data = file("rows.csv", "id,n,p\n1,1,2\n2,2,3\n")
    run, told = calc(rules, data, "--table", "run")
    same({r["name"]: r["value"] for r in run}, {"m": "1.5", "p_": "2.5"})
    has(hn("why", rules, data, "--figure", "p_")[0], "p_: 2.5%\n",
        "the middle of 2 values: 2%, 3%\n")
    has(hn("why", rules, data, "--figure", "q")[0], "2nd highest of 2 values:"
        " 3%, 2%\n")


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
def a_row_that_does_not_say_its_group_needs_it():
    rules = pack(PLACES, figure("r", 'rank(figure.v, { first = "highest",'
                                ' by = { place.g }, where = place.ok })'),
                 figure("t", "sum(place.x, { by = { place.g } })",
                        "GBP/year"), *(
        'criterion "%s" { label = "c", source = "s", if_met = "m",'
        ' if_unmet = "u", test = figure.%s:at_most(figure.%s) }\n'
        'award "%s_" { label = "a", type = "GBP", source = "s",'
        ' when = criterion.%s, amount = 5 }\n' % (name, of_, of_, name, name)
        for name, of_ in (("a", "r"), ("b", "t"))))
    rows, told = calc(rules, file("rows.csv", "id,g,x,n,ok\n1,G,5,1,yes\n"
                                  "2,,7,1,yes\n3,H,7,1,\n4,,,1,no\n"))
    same([r["a__needs"] for r in rows], ["", "g", "ok", "g"])
    same([r["b__needs"] for r in rows], ["", "g", "", "g"])


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


# --- peers -------------------------------------------------------------------

# A row whose d is 0 is rejected: `share` cannot be worked out.
PEOPLE = PLACES.replace(' input "ok"', ' input "d" { type = "count" },'
                        ' input "ok"') + figure(
    "share", "place.x / place.d", "GBP/year")
PAIRS = ('records "pair" { what = "a pair", key = "no",'
         ' input "no" { type = "id", required = true },'
         ' input "la" { type = "id" }, input "other" { type = "id" },'
         ' link "home" { to = "place", by = "la"%s },'
         ' link "peer" { to = "place", by = "other" } }\n')
PEERS = ('peers "%s" { label = "peers", of = pair.home, are = pair.peer,'
         ' own = "%s", source = "illustration" }\n')
BOTH = PEERS % ("with_own", "included") + PEERS % ("others", "left out")


def peers_pack():
    """Every word over peers in every form: name, word, what it is of, ..."""
    texts, asked = [PEOPLE, PAIRS % "", BOTH], []
    for number, (where, missing, first) in enumerate(variants()):
        for own in ("with_own", "others"):
            for word in VALUES + ("rank", "quartile", "sum", "mean", "count",
                                  "count_all"):
                place = word in ("rank", "quartile")
                if not place and first == "lowest":
                    continue
                name = "%s_%s_%d" % (word, own, number)
                thing = {"sum": "place.x", "mean": "place.x",
                         "count_all": "place"}.get(word, "figure.v")
                unit = ("" if place or "count" in word else
                        "GBP/year" if thing == "place.x" else UNIT)
                texts.append(figure(name, "%s(%s, %s)" % (
                    word.split("_all")[0], thing, lua(
                        "over = peers." + own, where, missing,
                        'first = "%s"' % first if place else "")), unit))
                asked.append((name, word, own, bool(where), bool(missing),
                              first == "highest"))
    return pack(*texts), asked


def number_of(row):
    return Fraction(row["x"]) if row["x"] not in ("", "c") else None


KINDS = {"sum": number_of, "mean": number_of, "count_all": lambda row: 1}


def brings(row, kind, where):
    """A list of one value (None: not known), or of none: it does not count."""
    if row is None or (where and row["ok"] not in ("yes", "no")):
        return [None]
    return [] if where and row["ok"] == "no" else [kind(row)]


def read(row):
    """Whether a row of places can be read and worked out."""
    return not (row["x"] == "nothing" or (row["d"] == "0" and row["x"] not in
                                          ("", "c")))


def over_peers(word, members, leave_out, own, paired, highest):
    if members.left_out and not leave_out:
        return None
    if word == "sum":
        return sum(members.known, Fraction(0))
    if "count" in word:
        return len(members.known)
    if not paired or not members.known:
        return None
    if word == "mean":
        return sum(members.known) / len(members.known)
    if word in VALUES:
        return members.summary(word, leave_out)
    return members.place(word, own, leave_out, highest)


def peers_expected(asked, rows, pairs):
    """Figures of each place, and the lines of pairs that are faults."""
    table_of = {row["id"]: row for row in rows if read(row)}
    stood, named, faults = set(), {}, []
    for pair in pairs:
        key = (pair["la"], pair["other"])
        fault = all(key) and (key[0] == key[1] or key in stood)
        stood.add(key)
        if fault:
            faults.append(pair["no"])
        named.setdefault(pair["la"], []).append(
            None if fault else table_of.get(pair["other"]))
    want = {}
    for row in table_of.values():
        want[row["id"]] = here = {}
        peers, sets = named.get(row["id"], []), {}
        for name, word, own, where, leave_out, highest in asked:
            kind = KINDS.get(word, value_of)
            mine = brings(row, kind, where)
            if (kind, own, where) not in sets:
                members = mine if own == "with_own" else []
                for peer in peers:
                    members = members + brings(peer, kind, where)
                sets[kind, own, where] = Members(members)
            here[name] = over_peers(word, sets[kind, own, where], leave_out,
                                    mine[0] if mine else None,
                                    bool(peers), highest)
    return want, faults


def any_pairs(rows, most):
    """Of each row with some others: some again, with itself, or nobody."""
    ids = [row["id"] for row in rows]
    pairs = []
    for key in ids + ["P-"]:
        others = chance.sample(ids, min(len(ids), chance.randrange(most)))
        if chance.random() < 0.9:
            others = [o for o in others if o != key]
        if chance.random() < 0.1 and others:
            others.append(others[0])
        if chance.random() < 0.1:
            others.append(chance.choice(["", "nobody"]))
        pairs += [(key, other) for other in others]
    pairs += [("", ids[0])] * chance.randrange(2)
    return [{"no": "N%d" % i, "la": la, "other": other}
            for i, (la, other) in enumerate(pairs)]


@test
def what_goes_over_peers_is_what_they_and_the_row_bring():
    """Some thousands of rows, each with peers of its own."""
    rules, asked = peers_pack()
    for count, most, missing, bad in (
            (700, 4, 0.0, 0), (700, 13, 0.0, 0), (600, 13, 0.02, 0.01),
            (600, 6, 0.15, 0.05), (200, 100, 0.002, 0), (3, 3, 0.2, 0),
            (1, 2, 0, 0), (700, 12, 0.01, 0.002)):
        rows = [row_of(i, 3, missing) for i in range(count)]
        for row in rows:
            row["d"] = "0" if chance.random() < bad else "1"
            row["x"] = "nothing" if chance.random() < bad else row["x"]
        pairs = any_pairs(rows, most)
        want, faults = peers_expected(asked, rows, pairs)
        first = None
        for turn, other in ((rows, pairs), (shuffled(rows),
                                            shuffled(pairs))):
            told_of = peers_expected(asked, [], other)[1]
            bad_rows = count - len(want)
            got, told = calc(rules, table(turn), "pair=" + table(other),
                             code=3 if bad_rows or faults else 0)
            same(len(told_of), len(faults))
            same({r["id"] for r in got}, set(want))
            check(got, want, told)
            same("HN423" in told, bool(faults))
            got.sort(key=lambda r: r["id"])
            first = first or got
            same(got, first)


@test
def a_pair_again_and_a_row_with_itself_are_told_by_row():
    rules = pack(PEOPLE, PAIRS % "", BOTH,
                 figure("a", "count(place, { over = peers.with_own,"
                        ' missing = "left out" })'),
                 figure("b", "count(place, { over = peers.others })"))
    places = file("rows.csv", "id,g,x,n,d,ok\nA,,1,1,1,\nB,,2,1,1,\n")
    pairs = file("pairs.csv", "no,la,other\n1,A,B\n2,A,A\n3,B,A\n4,A,B\n")
    rows, told = calc(rules, places, "pair=" + pairs, code=3)
    same([(r["a"], r["b"]) for r in rows], [("2", ""), ("2", "1")])
    has(told, "error[HN423]: `peer` of this row leads to the very row whose "
        "peer it is", "pairs.csv:3", "`own`", "error[HN423]: `peer` of this "
        "row makes a pair that stands already, in line 2", "pairs.csv:5")
    same(told.count("HN423"), 2)
    has(hn("help", "HN423")[0], "own")


@test
def ids_that_read_the_same_side_by_side_are_two_pairs():
    rules = pack(PEOPLE, PAIRS % "", BOTH, figure(
        "a", "count(place, { over = peers.with_own })"),
        figure("b", "count(place, { over = peers.others })"))
    places = file("rows.csv", "id,g,x,n,d,ok\nA,,1,1,1,\nAB,,1,1,1,\n"
                  "BC,,1,1,1,\nC,,1,1,1,\n")
    pairs = file("pairs.csv", "no,la,other\n1,A,BC\n2,AB,C\n")
    rows, told = calc(rules, places, "pair=" + pairs)
    same([(r["a"], r["b"]) for r in rows],
         [("2", "1"), ("2", "1"), ("1", "0"), ("1", "0")])


@test
def pairs_of_nobody_and_peers_that_are_not_there_are_counted():
    rules = [PEOPLE, PAIRS, BOTH, figure(
        "a", "mean(place.x, { over = peers.with_own })", "GBP/year"),
        figure("b", 'mean(place.x, { over = peers.others,'
               ' missing = "left out" })', "GBP/year")]
    places = file("rows.csv", "id,g,x,n,d,ok\nA,,4,1,1,\nB,,2,1,1,\n")
    pairs = file("pairs.csv", "no,la,other\n1,A,B\n2,C,B\n3,B,C\n4,B,A\n"
                 "5,,A\n")
    rows, told = calc(pack(rules[0], PAIRS % "", *rules[2:]), places,
                      "pair=" + pairs)
    same([(r["a"], r["b"]) for r in rows], [("3.00", "2.00"), ("", "4.00")])
    has(told, "warning[HN414]: 2 rows of `pair` find no `place` and are in "
        "none of its sums", "warning[HN414]: 1 row of `pair` names a peer "
        "that is not among the `place` rows")
    same(told.count("HN414"), 2)
    absent = file("pairs.csv", "no,la,other\n1,A,B\n2,A,C\n3,B,\n")
    rows, told = calc(pack(rules[0], PAIRS % "", *rules[2:]), places,
                      "pair=" + absent)
    same(told.count("HN414"), 1)
    has(told, "2 rows of `pair` name a peer that is not among")
    rows, told = calc(pack(rules[0], PAIRS % ", required = true", *rules[2:]),
                      places, "pair=" + pairs, code=3)
    has(told, "needs a row of `place` that is not there", "pairs.csv:3")


@test
def a_row_without_peers_is_not_held_against_itself():
    rules = pack(PEOPLE, PAIRS % "", BOTH, figure(
        "m", "median(figure.v, { over = peers.with_own })", UNIT),
        figure("k", "count(place, { over = peers.with_own })"),
        figure("o", "count(place, { over = peers.others })"))
    places = file("rows.csv", "id,g,x,n,d,ok\nA,,4,1,1,\n")
    pairs = file("pairs.csv", "no,la,other\n")
    rows, told = calc(rules, places, "pair=" + pairs)
    same([(r["m"], r["k"], r["o"]) for r in rows], [("", "1", "0")])
    has(hn("why", rules, places, "pair=" + pairs, "--figure", "m")[0],
        "m: not known", "no pair names a peer of this row\n")


@test
def why_says_who_is_among_the_peers():
    out_ = 'missing = "left out"'
    words = [("m", "median(figure.v, { over = peers.with_own, %s })" % out_),
             ("k", "median(figure.v, { over = peers.others })"),
             ("t", "maximum(figure.v, { over = peers.others, %s })" % out_)]
    rules = [PEOPLE, PAIRS % "", BOTH, *(figure(name, word, UNIT)
                                         for name, word in words),
             figure("r", 'rank(figure.v, { over = peers.others,'
                    ' first = "highest", %s })' % out_)]
    places = file("rows.csv", "id,g,x,n,d,ok\nA,,40,1,1,\nB,,20,1,1,\n"
                  "C,,,1,1,\nD,,10,1,1,\nE,,30,1,1,\n")
    pairs = file("pairs.csv", "no,la,other\n1,A,B\n2,A,C\n3,A,D\n4,A,Z\n"
                 "5,A,E\n6,C,A\n7,A,\n")

    def tells(key, name, *parts, more=lambda text: text):
        text = hn("why", pack(*map(more, rules)), places, "pair=" + pairs,
                  "--figure", name, "--key", key)[0]
        has(text, *parts)
        return text

    tells("A", "m", "the median of v over itself and its `with_own`, leaving "
          "out what is missing\n", "with_own: peers (illustration)\n",
          "half-way between the two in the middle of 4 values, its own "
          "included: £10.00, £20.00, £30.00, £40.00; 3 left out: C, Z, one "
          "without an id\n")
    tells("A", "k", "the median of v over its `others`\n",
          "3 of 6 values are not known: C, Z, one without an id\n")
    tells("A", "t", "the highest of 3 values, its own not among them; 3 left "
          "out: C")
    tells("A", "r", "r: 1\n", "the rank of v, highest first, among its "
          "`others`, leaving out what is missing\n", "highest of 3 values, "
          "its own not among them: £30.00, £20.00, £10.00; 3 left out")
    tells("C", "m", "the middle of 1 value: £40.00; 1 left out: its own\n")
    for change in (('"id" { type', '"id" { private = true, type'),
                   ('"n" { type = "heads"', '"n" { private = true,'
                    ' type = "heads"')):
        text = tells("A", "m", "4 values, its own included; 3 left out\n",
                     more=lambda text: text.replace(*change))
        lacks(text, "£10.00")
    tells("A", "m", "£40.00; 3 left out\n", more=lambda text: text.replace(
        '"other" { type', '"other" { private = true, type'))


@test
def an_example_goes_over_peers_as_data_does():
    rules = pack(PEOPLE, PAIRS % "", BOTH, figure(
        "m", 'median(figure.v, { over = peers.with_own,'
        ' missing = "left out" })', UNIT),
        figure("r", 'rank(figure.v, { over = peers.others,'
               ' first = "lowest" })'),
        'example "three" { rows = { place = { { id = "A", x = 4, n = 1 },'
        ' { id = "B", x = 2, n = 1 }, { id = "C", x = 9, n = 1 } },'
        ' pair = { { no = "1", la = "A", other = "B" },'
        ' { no = "2", la = "A", other = "C" } } },'
        ' expect = { m = 4, r = 2 } }\n'
        'example "the same pair again is one that is not known" {'
        ' rows = { place = { { id = "A", x = 4, n = 1 },'
        ' { id = "B", x = 2, n = 1 } },'
        ' pair = { { no = "1", la = "A", other = "B" },'
        ' { no = "2", la = "A", other = "B" } } },'
        ' expect = { m = 3, r = missing } }\n')
    has(hn("test", rules)[0], "2 passed, 0 failed")


@test
def printed_medians_of_neighbours_come_out():
    """Independent providers a head: section 251 budget 2025-26, BCP and its
    ten statistical neighbours of May 2025, its own counted."""
    spend = {"BCP": 525, "Bedford": 119, "Southend": 70, "Kent": 248,
             "Devon": 352, "Milton Keynes": 113, "Bexley": 93,
             "West Sussex": 454, "Norfolk": 355, "East Sussex": 227,
             "Essex": 144}
    over = 'figure.v, { over = peers.%s }'
    rules = pack(PEOPLE, PAIRS % "", BOTH, *(figure(
        name, "%s(%s)" % (word, over % own), UNIT) for name, word, own in (
            ("m", "median", "with_own"), ("o", "median", "others"),
            ("hi", "maximum", "with_own"), ("lo", "minimum", "with_own"))),
        figure("r", 'rank(figure.v, { over = peers.with_own,'
               ' first = "highest" })'))
    places = table([{"id": k, "g": "", "x": v, "n": 1, "d": 1, "ok": ""}
                    for k, v in spend.items()])
    pairs = table([{"no": k, "la": "BCP", "other": k} for k in spend
                   if k != "BCP"])
    rows, told = calc(rules, places, "pair=" + pairs)
    same({k: rows[0][k] for k in ("m", "o", "hi", "lo", "r")},
         {"m": "227.00", "o": "185.50", "hi": "525.00", "lo": "70.00",
          "r": "1"})


end()
