#!/usr/bin/python3
# also: asan
"""hn test --coverage: which points of the rules the examples reach."""
import csv
import datetime
import io
import json
import os
import random
import shutil
import sys
import tempfile
from fractions import Fraction
sys.dont_write_bytecode = True
from common import HERE, end, has, hn, lacks, out, test  # noqa: E402

PACK = HERE + "/covered"
KEPT = "\n-- kept\n"
IMPOSSIBLE = {
    "criterion seldom cannot be told from 1 April 2020",
    "criterion seldom cannot be told from 1 September 2026",
    "criterion never is met", "criterion never cannot be told",
    "threshold never times just above ever",
    "choice paid takes arm 2, when never",
    "band size is none so large",
    "threshold size cost just above £1,000.00"}


class Copy:
    """A pack in a folder of its own, with more rules and tables."""

    def __init__(self, pack, more="", **tables):
        self.more, self.tables = more, tables
        self.pack = pack

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        path = os.path.join(self.folder.name, "pack")
        shutil.copytree(self.pack, path)
        with open(path + "/rules.lua", "a", encoding="utf-8") as file:
            file.write(KEPT + self.more)
        for name, text in self.tables.items():
            with open(path + "/%s.csv" % name, "w", encoding="utf-8",
                      newline="") as file:
                file.write(text)
        return path

    def __exit__(self, *what):
        self.folder.cleanup()


def points(pack, *words, code=0):
    """The rows of the table of points, by what each is."""
    text = out("test", pack, "--coverage", "--out", "csv", *words, code=code)
    rows = list(csv.DictReader(io.StringIO(text)))
    found = {}
    for row in rows:
        name = "%(kind)s %(name)s %(what)s" % row
        if name in found:          # of two wordings, the later one
            name += " @%(line)s" % row
        assert name not in found, name
        found[name] = row
    return found


def in_state(found, state):
    return {name for name, row in found.items() if row["state"] == state}


# --- which points there are --------------------------------------------------

@test
def each_kind_of_point_is_found():
    found = points(PACK)
    assert in_state(found, "impossible") == IMPOSSIBLE
    assert in_state(found, "reached") == set()
    kinds = {}
    for row in found.values():
        kinds[row["kind"]] = kinds.get(row["kind"], 0) + 1
    # five criteria, one of them with two wordings; the edges of seven
    # comparisons, of which two stand in one line that a loop runs twice, and
    # of three bands; two choices, a lower of two
    assert kinds == {
        "criterion": 18, "award": 3, "choice": 4 + 2 + 2, "band": 4,
        "score": 5, "lookup": 4, "period": 8 - 1, "threshold": 7 * 3 + 9}, \
        kinds


@test
def each_point_has_its_line():
    with open(PACK + "/rules.lua", encoding="utf-8") as file:
        lines = file.read().splitlines()
    words = {"criterion": ("criterion", "from ="), "award": ("award",),
             "choice": ("choose", "lower_of"), "band": ("name =",),
             "score": ("points =",), "lookup": ("each =",),
             "period": ("from =",),
             "threshold": (":over", ":under", ":at_", ":on_or", "name =")}
    for name, row in points(PACK).items():
        line = lines[int(row["line"]) - 1]
        assert row["file"] == "rules.lua" and any(
            word in line for word in words[row["kind"]]), (name, line)


@test
def why_a_point_cannot_be_reached_is_told():
    found = points(PACK)
    has(found["band size is none so large"]["why"], "the limits")
    has(found["criterion never is met"]["why"], "its test never holds")
    has(found["criterion never cannot be told"]["why"], "must be given")
    has(found["choice paid takes arm 2, when never"]["why"], "never holds")


# --- which are reached, against a reckoning of its own -------------------------

def day(text):
    return datetime.date.fromisoformat(text)


EACH = {"home": [("2020-04-01", 10), ("2026-04-01", 11)],
        "school": [("2020-04-01", 5)], "online": [("2020-04-01", 2)]}
ANSWERS = {True: "is met", False: "is unmet", None: "cannot be told"}
LONG_DAYS = {"2020-04-01": "1 April 2020", "2025-04-01": "1 April 2025",
             "2026-04-01": "1 April 2026",
             "2026-09-01": "1 September 2026"}


def in_force(dates, on):
    return max((d for d in dates if d <= on.isoformat()), default=None)


def edge(name, text, value, threshold, step):
    """The points of a threshold that a value reaches."""
    gap = Fraction(value) - Fraction(threshold)
    if gap == 0:
        return {"threshold %s %s" % (name, text % "exactly")}
    if abs(gap) <= Fraction(step):
        return {"threshold %s %s" % (
            name, text % ("just above" if gap > 0 else "just below"))}
    return set()


def day_edge(name, left, gap, right):
    says = {0: "on the day of", 1: "the day after", -1: "the day before"}
    return {"threshold %s %s %s %s" % (name, left, says[gap], right)} \
        if gap in says else set()


def reached(row):
    """All that one row reaches; its values are texts, None what is missing,
    "" what is blank."""
    on, found = day(row["day"]), set()
    most = {"2025-04-01": 100, "2026-04-01": 120, "2027-04-01": None}[
        in_force(("2025-04-01", "2026-04-01", "2027-04-01"), on)]
    cost = None if row["cost"] is None else Fraction(row["cost"])
    hours = None if row["hours"] is None else Fraction(row["hours"])
    times, kind = int(row["times"]), row["kind"]
    urgent = {"yes": True, "no": False, None: None}[row["urgent"]]

    # parameters that every row asks for
    for name in ("often", "ever", "gap", "limit"):
        found.add("period %s its value from 1 April 2020" % name)
    faulty = most is None
    if not faulty:
        found.add("period most its value from " + LONG_DAYS[
            in_force(("2025-04-01", "2026-04-01"), on)])

    # criteria
    costs = None
    if not faulty:
        costs = None if cost is None else cost > most
        found.add("criterion costs " + ANSWERS[costs])
        if cost is not None:
            found |= edge("costs", "cost %s most", cost, most, "0.01")
    found.add("criterion wanted " + ANSWERS[urgent])
    wording = in_force(("2020-04-01", "2026-09-01"), on)
    seldom = times <= 3 if wording == "2026-09-01" else times < 3
    found.add("criterion seldom %s from %s" % (ANSWERS[seldom],
                                               LONG_DAYS[wording]))
    near = edge("seldom", "times %s often", times, 3, 1)
    found |= {(point, wording) for point in near}
    until = row["until_on"]
    last = None if not until else (on - day(until)).days + 14
    in_time = True if until == "" else None if until is None else last <= 0
    found.add("criterion in_time " + ANSWERS[in_time])
    if last is not None:
        found |= day_edge("in_time", "day + gap", last, "until_on")
    found.add("criterion never is unmet")
    found |= edge("never", "times %s ever", times, 9, 1)

    # the award: unmet as soon as one is
    parts = [costs, urgent, seldom, in_time]
    grant = False if False in parts else None if None in parts else True
    if grant is False or not faulty:
        found.add("award grant " + ANSWERS[grant])
    if grant and not faulty:
        since = in_force([d for d, _ in EACH[kind]], on)
        line = "lookup rate the line of %s from %s" % (kind,
                                                       LONG_DAYS[since])
        found |= paid(kind, hours, cost, dict(EACH[kind])[since], line)

    # bands and points, which go by nothing else
    if cost is not None:
        found.add("band size is " + ("small" if cost < 50 else "middle"
                                     if cost <= 200 else "large"))
        for at in (50, 200, 1000):
            found |= edge("size", "cost %%s £%s.00" % format(at, ","), cost,
                          at, "0.01")
    found.add("score weight points for kind is " + kind)
    if urgent is not None:
        found.add("score weight %s for urgent" % ("points" if urgent
                                                  else "no points"))

    # the sums of the run: a loop made two of them, in which no row is that is
    # rejected
    for place in ("home", "school"):
        total = cost if kind == place and cost is not None and not faulty \
            else 0
        found.add("sum over" if total > 400 else "sum otherwise")
        found |= edge("all_home", "SUM %s limit", total, 400, "0.01")
    return found


def paid(kind, hours, cost, each, line):
    """What stands in the award's amount counts where it is paid, and a table
    where an arm that asks it is taken."""
    if kind == "online":
        return {"choice paid takes arm 1, when kind is online", line}
    found = {"period long its value from 1 April 2020"}
    if hours is None:
        return found
    found.add(line)
    found |= edge("paid", "hours %s long", hours, 6, 1)
    if hours >= 6:
        return found | {"choice paid takes arm 3, when hours is at least "
                        "long"}
    found.add("choice paid takes `otherwise`")
    if cost < each * 20:
        found.add("choice paid the lower is cost")
    if cost > each * 20:
        found.add("choice paid the lower is rate.each x 20")
    return found


def plain(found):
    """Points as the reckoning calls them."""
    names = set()
    for name, row in found.items():
        if "all_home" in name:
            assert "or the same of another of the 2 that are made there" \
                in name, name
            if row["kind"] == "choice":
                names.add("sum otherwise" if "otherwise" in name
                          else "sum over")
            else:
                side = name.split(" leaving out what is missing ")[1]
                names.add("threshold all_home SUM " + side.split(" limit")[0]
                          + " limit")
        elif name.startswith("threshold seldom"):
            names.add((name.split(" @")[0], wording_at(row["line"])))
        else:
            names.add(name)
    return names


def wording_at(line):
    with open(PACK + "/rules.lua", encoding="utf-8") as file:
        lines = file.read().splitlines()
    return lines[int(line) - 1].split('from = "')[1][:10]


def any_row(pick):
    def some(*values):
        return pick.choice(values)
    dates = ["2025-04-01", "2026-03-31", "2026-04-01", "2026-08-31",
             "2026-09-01", "2027-03-31", "2027-04-01", "2025-12-24"]
    on = some(*dates)
    until = some("", None, *(
        (day(on) + datetime.timedelta(days=d)).isoformat()
        for d in (13, 14, 15, 60)))
    return {
        "day": on,
        "cost": some(None, "0", "49.99", "50", "50.01", "99.99", "100",
                     "100.01", "119.99", "120", "120.01", "150", "200",
                     "200.01", "219", "220", "220.01", "399.99", "400",
                     "400.01", "1000"),
        "hours": some(None, "0", "5", "5.9999", "6", "7", "7.5"),
        "times": some("0", "2", "2", "3", "4", "8", "9"), "until_on": until,
        "kind": some("home", "school", "online"),
        "urgent": some("yes", "yes", "yes", "no", None)}


COLUMNS = ["day", "cost", "hours", "times", "until_on", "kind", "urgent"]


def table_of(rows):
    lines = ["example,on,visit_id," + ",".join(COLUMNS) + ",expect never"]
    for i, row in enumerate(rows):
        cells = ["missing" if row[c] is None else row[c] for c in COLUMNS]
        lines.append("row %d,%s,%d,%s,unmet" % (i, row["day"], i,
                                                ",".join(cells)))
    return "\n".join(lines) + "\n"


@test
def what_is_reached_is_what_python_says_is_reached():
    pick = random.Random(4)
    met = 0
    for count in [1] * 30 + [3] * 15 + [60] * 5:
        rows = [any_row(pick) for _ in range(count)]
        expected = set().union(*map(reached, rows))
        met += "award grant is met" in expected
        with Copy(PACK, examples=table_of(rows)) as pack:
            found = points(pack, "--quiet")
        got = plain({name: row for name, row in found.items()
                     if row["state"] == "reached"})
        assert got == expected, "%r\nmore: %s\nless: %s" % (
            rows, sorted(map(str, got - expected)),
            sorted(map(str, expected - got)))
    assert met > 5, met


@test
def the_first_example_that_reaches_it_is_named():
    rows = [dict(any_row(random.Random(1)), urgent=u)
            for u in ("yes", "no", "yes", "no")]
    with Copy(PACK, examples=table_of(rows)) as pack:
        found = points(pack, "--quiet")
        assert found["criterion wanted is met"]["by"] == "row 0"
        assert found["criterion wanted is unmet"]["by"] == "row 1"
        some = points(pack, "--quiet", "--run", "row 2")
        assert some["criterion wanted is met"]["by"] == "row 2"
        assert some["criterion wanted is unmet"]["state"] == "missing"


# --- stubs --------------------------------------------------------------------

def stubs(pack):
    """The examples that are offered, each as it is printed."""
    text = out("test", pack, "--coverage", code=0)
    if "\nexample " not in text:
        return []
    _, _, rest = text.partition("ready to paste")
    return ["example " + one for one in rest.split("\nexample ")[1:]]


@test
def every_point_of_the_pack_gets_a_stub_that_reaches_it():
    offered = points(PACK)
    assert not [n for n, r in offered.items()
                if r["state"] == "missing" and not r["by"]]
    with_stub = {n: r for n, r in offered.items() if r["stub"]}
    assert len(with_stub) > 20
    for name, row in with_stub.items():
        has(row["stub"], 'example "' + row["by"] + '" {\n',
            " } }  -- check what it expects\n")
        with Copy(PACK, row["stub"]) as pack:
            has(out("test", pack), "1 passed, 0 failed")
            assert points(pack, "--quiet")[name]["state"] == "reached", name


@test
def all_stubs_together_reach_all():
    with Copy(PACK, "\n".join(stubs(PACK))) as pack:
        text = out("test", pack, "--coverage", "--threshold", "100")
        has(text, " passed, 0 failed\n", "71 of 71 points (100%)\n",
            "Cannot be reached\n")
        lacks(text, "\nexample ", "Not reached\n")


def without_examples(pack, folder):
    shutil.copytree(pack, folder)
    if os.path.exists(folder + "/examples.lua"):
        os.remove(folder + "/examples.lua")
    with open(folder + "/rules.lua", encoding="utf-8") as file:
        rules = file.read().split('\nexample "')[0]
    with open(folder + "/rules.lua", "w", encoding="utf-8") as file:
        file.write(rules + "\n")


@test
def packs_without_examples_get_them():
    for name, least in [(HERE + "/stays", 100), ("rules/pre_ehcp", 100),
                        ("rules/place_funding", 95)]:
        with tempfile.TemporaryDirectory() as folder:
            path = folder + "/pack"
            without_examples(name, path)
            with Copy(path, "\n".join(stubs(path))) as pack:
                has(out("test", pack, "--threshold", str(least)),
                    " passed, 0 failed\n")


@test
def a_stub_begins_from_an_example_that_is_there():
    with Copy(PACK, """
example "paid" { on = "2026-05-01",
  given = { visit_id = "A1", day = "2026-05-01", cost = "150.50", hours = 7, times = 1, until_on = "", kind = "home",
            urgent = "yes" },
  expect = { grant = 22 } }
""") as pack:
        row = points(pack)["criterion wanted cannot be told"]
        has(row["stub"], 'visit_id = "A1"', 'cost = "150.50"',
            "urgent = missing", 'expect = { wanted = "cannot tell", '
            "grant = missing }")


# --- the program ----------------------------------------------------------------

@test
def the_threshold_decides_the_exit_code():
    table = table_of([any_row(random.Random(n)) for n in range(40)])
    with Copy(PACK, examples=table) as pack:
        found = points(pack, "--quiet")
        reach = len(in_state(found, "reached"))
        all_of = reach + len(in_state(found, "missing"))
        percent = reach * 100 // all_of
        assert 50 < percent < 100
        has(out("test", pack, "--threshold", str(percent)),
            "%d of %d points (%d%%)\n" % (reach, all_of, percent))
        told = hn("test", pack, "--threshold", str(percent + 1), code=1)
        has(told[1], "error: %d of %d points are reached, which is below the "
            "threshold of %d%%" % (reach, all_of, percent + 1))


@test
def an_example_that_fails_is_still_a_finding():
    with Copy(PACK, """
example "wrong" { on = "2026-05-01", given = { times = 1, kind = "home" }, expect = { never = "met" } }
""") as pack:
        has(out("test", pack, "--coverage", code=1), "FAIL wrong",
            "Coverage of covered 1 by 1 example:")


@test
def quiet_looks_for_no_stubs():
    text = out("test", PACK, "--coverage", "--quiet")
    assert text.startswith("Coverage of covered 1 by 0 examples: 0 of 71 ")
    has(text, "Not reached\n  rules.lua:", "Cannot be reached\n")
    lacks(text, "example \"")


@test
def rows_for_programs_hold_the_same():
    rows = json.loads(out("test", PACK, "--coverage", "--out", "json"))
    table = points(PACK)
    assert len(rows) == len(table)
    for row, (_, cells) in zip(rows, table.items()):
        assert row["line"] == int(cells["line"])
        assert {k: v for k, v in row.items() if k != "line"} == {
            k: v for k, v in cells.items() if k != "line"}


@test
def rows_are_of_coverage():
    has(hn("test", PACK, "--out", "csv", code=2)[1],
        "--out csv is a form of --coverage")


@test
def junit_tells_of_coverage_by_the_exit_code():
    told = hn("test", PACK, "--out", "junit", "--threshold", "1", code=1)
    has(told[0], "<testsuites>")
    lacks(told[0], "Coverage")
    has(told[1], "which is below the threshold of 1%")


@test
def the_same_is_found_every_time():
    for pack in (PACK, HERE + "/visits", HERE + "/neighbours"):
        first = out("test", pack, "--coverage")
        assert first == out("test", pack, "--coverage")


end()
