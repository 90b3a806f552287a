#!/usr/bin/python3
# also: asan
"""Panels against Python: what each row comes to, and what is proved of them.

Panels are made up at random out of yes, no and thresholds.  Which rows hold is
worked out here in three values, by definition; whether exactly one holds of
every case is found by going through all of them.
"""
import csv
import io
import itertools
import json
import os
import random
import sys
import tempfile
sys.dont_write_bytecode = True
from common import HN, end, has, hn, lacks, out, test  # noqa: E402

TOP = tempfile.TemporaryDirectory()
HEAD = """pack "t" { title = "t", version = "1", source = "illustration",
  approved = "draft" }
records "row" { what = "a row", key = "id",
  input "id" { type = "id", required = true },
  input "a" { type = "yes/no" }, input "b" { type = "yes/no" },
  input "c" { type = "choice", one_of = { "x", "y", "z" } },
  input "n" { type = "count", min = 0, max = 9 } }
param "low" { type = "count", label = "low",
  { from = "2026-01-01", value = 3, source = "illustration" } }
param "high" { type = "count", label = "high",
  { from = "2026-01-01", value = 6, source = "illustration" } }
criterion "ca" { label = "ca", test = row.a, if_met = "Is.", if_unmet = "Not.",
  source = "illustration" }
criterion "ch" { label = "ch", test = row.n:over(param.high), if_met = "Is.",
  if_unmet = "Not.", source = "illustration" }
figure "used" { label = "used", value = all { criterion.ca, criterion.ch,
  row.b, row.c:is("x"), row.n:at_least(param.low) } }
"""
chance = random.Random(20261123)
DOMAINS = {"a": ["yes", "no", ""], "b": ["yes", "no", ""],
           "c": ["x", "y", "z", ""], "n": ["0", "2", "3", "6", "7", "9", ""]}


def pack(*texts):
    folder = tempfile.mkdtemp(dir=TOP.name)
    with open(os.path.join(folder, "rules.lua"), "w",
              encoding="utf-8") as file:
        file.write(HEAD + "".join(texts))
    return folder


# --- tests in three values: True, False, None ----------------------------

def atom(text, column, holds):
    return text, lambda row: (None if row[column] == ""
                              else holds(row[column]))


ATOMS = [
    atom("row.a", "a", lambda v: v == "yes"),
    atom('row.a:is("no")', "a", lambda v: v == "no"),
    atom("row.b", "b", lambda v: v == "yes"),
    atom("criterion.ca", "a", lambda v: v == "yes"),
    atom('criterion.ca:is("unmet")', "a", lambda v: v == "no"),
    atom('row.c:is("x")', "c", lambda v: v == "x"),
    atom('row.c:is_not("y")', "c", lambda v: v != "y"),
    atom('row.c:one_of { "x", "z" }', "c", lambda v: v in "xz"),
    atom("row.n:at_least(param.low)", "n", lambda v: int(v) >= 3),
    atom("row.n:under(param.low)", "n", lambda v: int(v) < 3),
    atom("criterion.ch", "n", lambda v: int(v) > 6),
    atom('criterion.ch:is("unmet")', "n", lambda v: int(v) <= 6),
]


def every(tests):
    def holds(row):
        found = [t[1](row) for t in tests]
        return False if False in found else None if None in found else True
    return "all { %s }" % ", ".join(t[0] for t in tests), holds


def some(tests):
    def holds(row):
        found = [t[1](row) for t in tests]
        return True if True in found else None if None in found else False
    return "any { %s }" % ", ".join(t[0] for t in tests), holds


def none(tests):
    text, inner = some(tests)
    turn = {True: False, False: True, None: None}
    return "none" + text[3:], lambda row: turn[inner(row)]


def any_test(depth):
    if depth == 0 or chance.random() < 0.3:
        return chance.choice(ATOMS)
    entries = [any_test(depth - 1) for _ in range(chance.randint(1, 3))]
    return chance.choice([every, some, none])(entries)


def split(depth):
    """Tests of which exactly one holds, by halves."""
    if depth == 0:
        return [[]]
    test_ = any_test(1)
    return [[test_] + rest for rest in split(depth - 1)] \
        + [[none([test_])] + rest for rest in split(depth - chance.randint(1, depth))]


def rows_of(parts):
    return [every(p) for p in parts if p]


def panel(tests, on_missing=None):
    lines = ['  { outcome = "o%d", when = %s, say = "O." }' % (i, t[0])
             for i, t in enumerate(tests)]
    return 'panel "p" { label = "p", source = "illustration",%s\n%s }\n' % (
        ' on_missing = "%s",' % on_missing if on_missing else "",
        ",\n".join(lines))


def cases():
    names = list(DOMAINS)
    for values in itertools.product(*DOMAINS.values()):
        yield dict(zip(names, values))


CASES = list(cases())
DATA = os.path.join(TOP.name, "rows.csv")
with open(DATA, "w", encoding="utf-8", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["id", *DOMAINS])
    for number, case in enumerate(CASES):
        writer.writerow([number, *case.values()])


def outcome(tests, case, on_missing):
    """What is told of a case; None: the row has a fault."""
    found = [t[1](case) for t in tests]
    if found.count(True) == 1:
        return "o%d" % found.index(True)
    if True not in found and None in found:
        return on_missing or ""
    return None


def shuffled(lines):
    return chance.sample(lines, len(lines))


def is_partition(tests):
    return all(sum(t[1](case) is True for t in tests) == 1
               for case in CASES if "" not in case.values())


# --- what each row comes to ----------------------------------------------

def agrees(tests, on_missing):
    rules = pack(panel(tests, on_missing))
    wanted = {str(i): outcome(tests, case, on_missing)
              for i, case in enumerate(CASES)}
    faults = sum(w is None for w in wanted.values())
    text, told = hn("calc", rules, DATA, "--on", "2026-09-01", "--out", "csv",
                    "--quiet", code=3 if faults else 0)
    got = {row["id"]: row["p"] for row in csv.DictReader(io.StringIO(text))}
    for number, want in wanted.items():
        assert got.get(number) == want, "%r of %r is %r, not %r\n%s" % (
            CASES[int(number)], number, got.get(number), want, tests)
    if faults:
        has(told, "HN424", "panel `p`")


@test
def every_case_of_random_panels():
    for i in range(40):
        tests = [any_test(2) for _ in range(chance.randint(1, 4))]
        agrees(tests, chance.choice([None, "refer", "o0"]))
    for i in range(40):
        agrees(rows_of(split(2)), chance.choice([None, "refer", "o0"]))


@test
def a_summary_counts_the_outcomes():
    tests = rows_of(split(2))
    while not is_partition(tests):
        tests = rows_of(split(2))
    text = out("calc", pack(panel(tests)), DATA, "--on", "2026-09-01",
               "--out", "table", "--quiet")
    got = dict(line.strip().rsplit(None, 1) for line in
               text[text.index("\np\n") + 3:].split("\n\n")[0].splitlines())
    found = [outcome(tests, case, None) for case in CASES]
    want = {"o%d" % i: str(found.count("o%d" % i))
            for i in range(len(tests))}
    if "" in found:
        want["cannot be told yet"] = str(found.count(""))
    assert got == want, (got, want)


# --- what is proved ------------------------------------------------------

def judged(tests):
    """Whether `hn check` finds the rows to be a partition; None: neither."""
    from subprocess import run
    done = run([HN, "check", pack(panel(tests))],
               capture_output=True, text=True, check=False)
    told = done.stdout + done.stderr
    if "HN313" in told:
        assert done.returncode == 1, told
        return False, told
    assert done.returncode == 0, told
    return (None if "HN314" in told else True), told


@test
def what_is_proved_is_so_and_what_is_not_is_shown():
    proved = refuted = 0
    for i in range(60):
        tests = rows_of(split(2)) if i % 2 else \
            [any_test(2) for _ in range(chance.randint(2, 3))]
        want = is_partition(tests)
        is_, told = judged(tests)
        assert is_ is want, "%r, not %r of %r\n%s" % (is_, want, tests, told)
        proved += want
        refuted += not want
    assert proved > 15 and refuted > 15, (proved, refuted)


@test
def a_case_that_is_shown_can_be_pasted():
    tests = [ATOMS[3], every([ATOMS[4], ATOMS[10]])]
    is_, told = judged(tests)
    assert is_ is False
    at = told.index('example "p: no outcome"')
    example = told[at:told.index("} }", at) + 3]
    rules = pack(panel(tests) + example)
    has(out("test", rules, code=1), "FAIL p: no outcome",
        "p: expected missing, got a value that cannot be worked out: it comes "
        "to no outcome of panel `p`", "0 passed, 1 failed")


@test
def an_outcome_that_no_row_comes_to_is_told():
    rules = pack('param "most" { type = "count", label = "most", '
                 '{ from = "2026-01-01", value = 9, source = '
                 '"illustration" } }\n',
                 panel([("row.n:over(param.most)", None),
                        ("row.n:at_most(param.most)", None)]))
    _, told = hn("check", rules)
    has(told, 'warning[HN311]: no row comes to the outcome "o0" of `p`: '
        "`n` is from 0 to 9 and `most` is 9")
    lacks(told, '"o1"')


@test
def a_panel_that_is_not_proved_still_tells_of_the_row():
    rules = pack(panel([ATOMS[0], ATOMS[2]]))
    data = "id,a,b,c,n\n1,yes,yes,x,1\n2,no,no,x,1\n3,yes,no,x,1\n"
    text, told = hn("calc", rules, "-", "--on", "2026-09-01", "--out", "csv",
                    code=3, data=data)
    has(told, 'comes to "o0" and to "o1" of panel `p` at once')
    has(told, "comes to no outcome of panel `p`")
    has(text, "3,", ",o0")


# --- what is said --------------------------------------------------------

THREE = panel([ATOMS[3], every([ATOMS[4], ATOMS[10]]),
               every([ATOMS[4], ATOMS[11]])], "refer").replace(
    '"O."', '"Chosen with {n}."')


@test
def an_outcome_is_said_in_its_sentence():
    rules = pack(THREE)
    data = "id,a,b,c,n\n1,no,no,x,7\n2,,no,x,7\n"
    words = ("why", rules, "-", "--on", "2026-09-01", "--figure", "p")
    text = out(*words, "--key", "1", data=data)
    has(text, "panel        p: o1", "Chosen with 7.",
        "o1 if all of: ca is unmet; ch: yes", "rules.lua:")
    lacks(text, "o0 if", "o2 if")
    text = out(*words, "--key", "2", data=data)
    has(text, "panel        p: refer", "o0 if ca: cannot tell",
        "o2 if all of: ca is unmet; ch is unmet: no",
        "refer where that cannot be told")


@test
def an_outcome_is_a_point_of_coverage():
    rules = pack(THREE, 'example "e" { on = "2026-09-01", '
                 'given = { a = "yes" }, expect = { p = "o0" } }\n')
    text = out("test", rules, "--coverage")
    has(text, "p: cannot be told and is refer", "p: is o1", "p: is o2")
    lacks(text, "p: is o0\n")


@test
def a_row_exchanged_or_left_out_is_noticed():
    def example(name, given, want):
        return ('example "%s" { on = "2026-09-01", given = { %s }, '
                'expect = { p = "%s" } }\n' % (name, given, want))
    text = out("mutate", pack(THREE, example("one", 'a = "yes"', "o0"),
                              example("two", 'a = "no", n = 7', "o1"),
                              example("three", 'a = "no", n = 6', "o2"),
                              example("open", "n = 6", "refer")), code=1)
    for what in ('"o1" for "o0"', '"o2" for "o1"', 'never "o0"',
                 'never "o2"', "without `on_missing`"):
        at = text.index(what)
        has(text[text.rindex("\n", 0, at) + 1:at], "killed")


@test
def two_packs_with_other_outcomes_are_told_apart():
    from subprocess import run
    award = ('param "fee" { type = "GBP", label = "fee", { from = '
             '"2026-01-01", value = 50, source = "illustration" } }\n'
             'award "paid" { label = "Paid", type = "GBP", amount = choose '
             '{ { when = panel.p:is("o1"), take = param.fee * 2 }, '
             'otherwise = param.fee }, '
             'when = panel.p:is_not("refer"), source = "illustration" }\n')
    old = pack(THREE, award)
    new = pack(THREE.replace("criterion.ch:is", "criterion.XX:is")
               .replace("criterion.ch }", 'criterion.ch:is("unmet") }')
               .replace("criterion.XX:is(\"unmet\")", "criterion.ch"), award)
    data = os.path.join(TOP.name, "two.csv")
    with open(data, "w", encoding="utf-8") as file:
        file.write("id,a,b,c,n\n1,no,no,x,7\n2,no,no,x,1\n3,no,no,x,2\n")
    done = run([HN, "diff", old, new, data, "--on", "2026-09-01",
                "--internal"], capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    has(done.stdout, "p")
    has(done.stdout, "£50.00")


# --- matrices ------------------------------------------------------------

OUTCOMES = ["agree", "refuse", "panel"]


def matrix(deep, grid, on_missing):
    """`grid`: an outcome for each (a, c) or (a, d, c)."""
    across = chance.sample("xyz", 3)
    lines = [", ".join('"%s"' % c for c in [""] * deep + across)]
    downs = list(itertools.product(["k", "l"], ["p", "q"]) if deep == 2
                 else itertools.product(["k", "l"]))
    for down in chance.sample(downs, len(downs)):
        cells = [*down] + [grid[(*down, c)] for c in across]
        lines.append(", ".join('"%s"' % c for c in cells))
    return """pack "t" { title = "t", version = "1", source = "illustration",
  approved = "draft" }
records "row" { what = "a row", key = "id",
  input "id" { type = "id", required = true },
  input "d" { type = "choice", one_of = { "k", "l" } },
  input "e" { type = "choice", one_of = { "p", "q" } },
  input "c" { type = "choice", one_of = { "x", "y", "z" } } }
matrix "m" { label = "m", source = "illustration", across = row.c,
  down = %s,%s
%s }
""" % ("{ row.d, row.e }" if deep == 2 else "row.d",
       ' on_missing = "%s",' % on_missing if on_missing else "",
       ",\n".join("  { %s }" % line for line in lines))


def plain_pack(text):
    folder = tempfile.mkdtemp(dir=TOP.name)
    with open(os.path.join(folder, "rules.lua"), "w",
              encoding="utf-8") as file:
        file.write(text)
    return folder


KEYS = [["k", "l", ""], ["p", "q", ""], ["x", "y", "z", ""]]
ROWS = list(itertools.product(*KEYS))
GRID_DATA = "id,d,e,c\n" + "".join("%d,%s\n" % (i, ",".join(row))
                                  for i, row in enumerate(ROWS))


def wanted(deep, grid, on_missing, row):
    keys = row if deep == 2 else (row[0], row[2])
    left = {outcome for cell, outcome in grid.items()
            if all(k in ("", c) for k, c in zip(keys, cell))}
    return left.pop() if len(left) == 1 else on_missing or ""


@test
def random_matrices_with_what_is_not_known():
    for i in range(40):
        deep = chance.randint(1, 2)
        names = ["kl", "pq", "xyz"] if deep == 2 else ["kl", "xyz"]
        few = chance.sample(OUTCOMES, chance.randint(1, 3))
        grid = {cell: chance.choice(few)
                for cell in itertools.product(*names)}
        on_missing = chance.choice([None, "later", few[0]])
        rules = plain_pack(matrix(deep, grid, on_missing))
        text = out("calc", rules, "-", "--on", "2026-09-01", "--out", "csv",
                   "--quiet", data=GRID_DATA)
        got = [row["m"] for row in csv.DictReader(io.StringIO(text))]
        want = [wanted(deep, grid, on_missing, row) for row in ROWS]
        assert got == want, "%r\n%r\nof %r" % (got, want, grid)


GRID = {("k", "x"): "agree", ("k", "y"): "agree", ("k", "z"): "agree",
        ("l", "x"): "refuse", ("l", "y"): "agree", ("l", "z"): "panel"}


@test
def a_cell_is_said_and_what_is_left_of_it():
    rules = plain_pack(matrix(1, GRID, "later"))
    data = "id,d,e,c\n1,l,,x\n2,k,,\n3,l,,\n"
    words = ("why", rules, "-", "--on", "2026-09-01", "--figure", "m",
             "--key")
    has(out(*words, "1", data=data), "matrix       m: refuse",
        "d is l, c is x: refuse", "rules.lua:")
    has(out(*words, "2", data=data), "matrix       m: agree",
        "d is k, c is not known: agree", "all cells that are left come to")
    has(out(*words, "3", data=data), "matrix       m: later",
        "later where the cells differ that are left")


@test
def a_cell_is_a_point_of_coverage_and_can_be_mutated():
    rules = plain_pack(matrix(1, GRID, None)
                       + 'example "e" { on = "2026-09-01", given = '
                         '{ d = "l", c = "x" }, expect = { m = "refuse" } }\n')
    text = out("test", rules, "--coverage")
    has(text, "m: the cell of l, z")
    lacks(text, "m: the cell of l, x\n")
    has(out("mutate", rules, code=1), "`m`: this row's cells and the next")


@test
def two_packs_with_other_cells_are_told_apart():
    award = ('param "fee" { type = "GBP", label = "fee", { from = '
             '"2026-01-01", value = 50, source = "illustration" } }\n'
             'award "paid" { label = "Paid", type = "GBP", amount = param.fee,'
             ' when = matrix.m:is("agree"), source = "illustration" }\n')
    other = dict(GRID)
    other["l", "x"] = "agree"
    old = plain_pack(matrix(1, GRID, "later") + award)
    new = plain_pack(matrix(1, other, "later") + award)
    data = os.path.join(TOP.name, "grid.csv")
    with open(data, "w", encoding="utf-8") as file:
        file.write("id,d,e,c\n1,l,,x\n2,l,,z\n3,k,,\n")
    text = out("diff", old, new, data, "--on", "2026-09-01", "--internal")
    has(text, "£50.00", "£100.00")


# --- scores --------------------------------------------------------------

@test
def a_weight_and_a_descriptor_are_shown():
    folder = tempfile.mkdtemp(dir=TOP.name)
    with open("tests/right/weights.lua", encoding="utf-8") as file:
        text = file.read()
    with open(os.path.join(folder, "rules.lua"), "w",
              encoding="utf-8") as file:
        file.write(text)
    data = "case_id,learning,social,urgent\n1,severe,mild,no\n"
    text = out("why", folder, "-", "--on", "2026-09-01", "--key", "1",
               data=data)
    has(text, "score        Points of need: 13.5 points",
        "learning: severe, 4 points x 3 = 12 points",
        "- severe: Cannot follow lessons without an adult.",
        "social: mild, 1 point x 1.5 = 1.5 points", "urgent: no, 0 points")


# --- what would settle or turn it ----------------------------------------

def asked(rules, case, *more):
    data = "id,a,b,c,n\n1,%s\n" % ",".join(case[k] for k in "abcn")
    text = out("why", rules, "-", "--on", "2026-09-01", "--figure", "p",
               "--out", "json", *more, data=data)
    return json.loads(text)["items"][0]


def matter(tests, case):
    """The missing inputs of which one other value is another outcome."""
    missing = [k for k in "abcn" if case[k] == ""]
    full = {"a": ["yes", "no"], "b": ["yes", "no"], "c": ["x", "y", "z"],
            "n": [str(n) for n in range(10)]}
    found = set()
    for values in itertools.product(*(full[k] for k in missing)):
        other = dict(case, **dict(zip(missing, values)))
        for k in missing:
            for value in full[k]:
                if outcome(tests, other, None) \
                        != outcome(tests, dict(other, **{k: value}), None):
                    found.add(k)
    return found


def turns(tests, case, on_missing):
    """(input, to, outcome) of the nearest changes of one known input."""
    now, found = outcome(tests, case, on_missing), set()
    for k in "abc":
        for value in {"a": ["yes", "no"], "b": ["yes", "no"],
                      "c": ["x", "y", "z"]}[k] if case[k] else []:
            came = outcome(tests, dict(case, **{k: value}), on_missing)
            if came != now:
                found.add((k, value, came or "not known"))
    for way in (-1, 1) if case["n"] else ():
        n = int(case["n"]) + way
        while 0 <= n <= 9:
            came = outcome(tests, dict(case, n=str(n)), on_missing)
            if came != now:
                found.add(("n", str(n), came or "not known"))
                break
            n += way
    return found


def random_partition():
    while True:
        tests = rows_of(split(2))
        if len(tests) > 1 and is_partition(tests):
            return tests


@test
def what_is_missing_and_can_make_a_difference():
    for i in range(30):
        tests = random_partition()
        on_missing = chance.choice([None, "refer"])
        rules = pack(panel(tests, on_missing))
        case = chance.choice([c for c in CASES if "" in c.values()])
        if outcome(tests, case, None):
            continue
        item = asked(rules, case)
        want = matter(tests, case)
        if want:
            assert set(item["needs"]) == want, "%r, not %r, of %r\n%s" % (
                item["needs"], want, case, tests)
        assert item["needs"], (case, tests)
        assert item["sentence"].startswith("It cannot be told yet"), item


@test
def what_makes_no_difference_is_asked_for_where_nothing_else_is_open():
    rules = pack('score "all" { label = "All", source = "illustration", '
                 '{ of = row.c, points = { x = 1, y = 1, z = 2 } }, '
                 '{ when = row.a, points = 3 } }\n', panel([
                     ("score.all:at_least(1)", None),
                     ("score.all:under(1)", None)], "refer"))
    item = asked(rules, {"a": "yes", "b": "no", "c": "", "n": "1"})
    assert item["needs"] == ["c"], item
    assert item["sentence"] == "It cannot be told yet: it needs c.", item


@test
def the_nearest_change_that_turns_it():
    count = 0
    for i in range(90):
        tests = random_partition()
        on_missing = chance.choice([None, "refer"])
        case = chance.choice(CASES)
        if outcome(tests, case, on_missing) == "":
            continue
        item = asked(pack(panel(tests, on_missing)), case, "--flip")
        got = {(t["input"], t["to"], t["outcome"]) for t in item["turns"]}
        want = turns(tests, case, on_missing)
        assert got == want, "%r, not %r, of %r\n%s" % (got, want, case, tests)
        count += len(want)
    assert count > 60, count


@test
def a_change_of_an_amount_is_found_to_the_penny():
    for i in range(12):
        x, y, cap = (chance.randint(0, 10 ** 7) for _ in range(3))
        rules = plain_pack("""pack "t" { title = "t", version = "1",
  source = "illustration", approved = "draft" }
records "row" { what = "a row", key = "id",
  input "id" { type = "id", required = true },
  input "x" { type = "GBP", min = 0, max = 1000000 },
  input "y" { type = "GBP", min = 0, max = 1000000 } }
param "cap" { type = "GBP", label = "cap", { from = "2026-01-01",
  value = "%d.%02d", source = "illustration" } }
award "p" { label = "p", type = "GBP", amount = row.x, source = "illustration",
  when = (row.x + row.y + row.y):over(param.cap) }
""" % divmod(cap, 100))
        data = "id,x,y\n1,%d.%02d,%d.%02d\n" % (*divmod(x, 100),
                                                *divmod(y, 100))
        text = out("why", rules, "-", "--on", "2026-09-01", "--figure", "p",
                   "--out", "json", "--flip", data=data)
        got = {t["input"]: t["to"] for t in
               json.loads(text)["items"][0]["turns"]}
        met = x + 2 * y > cap
        near = {"x": cap - 2 * y + (not met),
                "y": (cap - x) // 2 + (not met)}
        want = {k: "£{:,}.{:02}".format(*divmod(v, 100))
                for k, v in near.items() if 0 <= v <= 10 ** 8}
        assert got == want, (got, want, x, y, cap)


@test
def a_school_is_told_in_sentences_and_never_what_would_turn_it():
    rules = pack(THREE, 'score "rank" { label = "Rank", source = '
                 '"illustration", { when = row.a, points = 3 } }\n'
                 'figure "all" { label = "All", value = count(row) }\n')
    data = "id,a,b,c,n\n1,no,no,x,7\n"
    words = ("why", rules, "-", "--on", "2026-09-01", "--key", "1")
    staff = out(*words, "--flip", data=data)
    has(staff, "would be o0 if a were yes (it is no)",
        "would be o2 if n were 6 (it is 7)", "score        Rank: 0 points")
    for audience in ("school", "family"):
        text = out(*words, "--audience", audience, data=data)
        has(text, "UNMET        ca", "Not.", "panel        p: o1",
            "Chosen with 7.")
        lacks(text, "rules.lua", "Rank", "would be", "row.a", "All",
              "o1 if")
        _, told = hn(*words, "--audience", audience, "--flip", data=data,
                     code=2)
        has(told, "told to staff only")
    lacks(out(*words, "--audience", "family", data=data), "used")
    has(out(*words, "--audience", "school", data=data), "figure       used")


@test
def what_goes_over_rows_is_not_turned():
    rules = pack('figure "many" { label = "many", value = count(row, '
                 '{ by = { row.c } }) }\n', panel([
                     ("figure.many:over(1)", None),
                     ("figure.many:at_most(1)", None)]))
    data = "id,a,b,c,n\n1,no,no,x,7\n2,no,no,x,7\n"
    text = out("why", rules, "-", "--on", "2026-09-01", "--key", "1",
               "--figure", "p", "--flip", data=data)
    has(text, "p: o0", "it goes over other rows")


# --- overrides and votes -------------------------------------------------

def right(name):
    with open("tests/right/%s.lua" % name, encoding="utf-8") as file:
        return plain_pack(file.read())


@test
def an_override_is_recorded_beside_what_the_rules_say():
    rules = right("override")
    data = ("case_id,evidence,chair_outcome,chair,chair_reason,chair_on\n"
            "1,no,agree,A. Chair,A report came in,2026-11-03\n"
            "2,yes,,,,\n3,yes,decline,A. Chair,,2026-11-03\n"
            "4,yes,decline,,No need,\n")
    text, told = hn("calc", rules, "-", "--on", "2026-11-03", "--out", "csv",
                    "--quiet", code=3, data=data)
    rows = {r["case_id"]: r for r in csv.DictReader(io.StringIO(text))}
    assert sorted(rows) == ["1", "2"], rows
    assert rows["1"]["assess"] == "decline"
    assert rows["1"]["assess_decided"] == "agree"
    assert rows["2"]["assess_decided"] == "agree"
    has(told, "HN425", "overrides `assess` and does not say why (",
        "overrides `assess` and does not say who and when (")
    text = out("why", rules, "-", "--on", "2026-11-03", "--key", "1",
               data=data[:data.index("2,yes")])
    has(text, "panel        Whether to assess: decline",
        "Whether to assess, as decided: agree",
        "Decided otherwise than the rules have it (decline), by A. Chair on "
        "3 November 2026: A report came in")


@test
def whoever_is_told_what_the_rules_have_is_told_what_was_decided():
    rules = right("override")
    data = ("case_id,evidence,chair_outcome,chair,chair_reason,chair_on\n"
            "1,no,agree,A. Chair,A report came in,2026-11-03\n"
            "2,yes,,,,\n")
    words = ("why", rules, "-", "--on", "2026-11-03", "--key")
    for audience in ("school", "family"):
        text = out(*words, "1", "--audience", audience, data=data)
        has(text, "panel        Whether to assess: decline",
            "Whether to assess, as decided: agree",
            "Decided otherwise than the rules have it (decline), by A. Chair "
            "on 3 November 2026: A report came in")
        lacks(text, "rules.lua", "chair_outcome")
    lacks(out(*words, "2", "--audience", "family", data=data), "as decided",
          "As the rules have it")


LINKED = """pack "l" { title = "t", version = "1", source = "illustration",
  approved = "draft" }
records "case" { what = "a case", key = "case_id",
  input "case_id" { type = "id", required = true },
  input "ok" { type = "yes/no" },
  input "said" { type = "choice", one_of = { "agree", "decline" },
    blank = "none" },
  input "who" { type = "text", blank = "none" },
  input "day" { type = "date", blank = "none" } }
records "payment" { what = "a payment", key = "pid",
  input "pid" { type = "id", required = true },
  input "case_id" { type = "id", required = true },
  input "amount" { type = "GBP", min = 0, max = 1000 },
  link "case" { to = "case", by = "case_id" } }
criterion "fine" { label = "Fine", test = case.ok, if_met = "Yes.",
  if_unmet = "No.", source = "illustration" }
panel "tier" { label = "Tier", source = "illustration", on_missing = "refer",
  override = { outcome = case.said, by = case.who, reason = case.who,
    on = case.day },
  { outcome = "agree", when = criterion.fine, say = "Yes." },
  { outcome = "decline", when = criterion.fine:is("unmet"), say = "No." } }
award "paid" { label = "Paid", type = "GBP", source = "illustration",
  when = payment.case.tier:is("agree"), amount = payment.amount }
figure "then" { label = "Then", value = payment.case.tier_decided }
figure "told" { label = "Told",
  value = sentence "{case.tier}, then {case.tier_decided}" }
"""


@test
def an_outcome_is_read_over_a_link():
    rules = plain_pack(LINKED)
    names = []
    for name, text in (("cases", "case_id,ok,said,who,day\nC1,yes,,,\n"
                        "C2,no,agree,Chair,2026-11-01\nC3,,,,\n"),
                       ("payments", "pid,case_id,amount\n1,C1,5\n2,C2,6\n"
                        "3,C3,7\n")):
        names.append(os.path.join(TOP.name, name + ".csv"))
        with open(names[-1], "w", encoding="utf-8") as file:
            file.write(text)
    text = out("calc", rules, names[0], "payment=" + names[1], "--on",
               "2026-09-01", "--out", "csv", "--table", "payment", "--quiet")
    got = [(r["paid"], r["then"], r["told"])
           for r in csv.DictReader(io.StringIO(text))]
    assert got == [("5.00", "agree", "agree, then agree"),
                   ("0.00", "agree", "decline, then agree"),
                   ("0.00", "refer", "refer, then refer")], got


@test
def a_pack_without_its_override_is_noticed():
    text = out("mutate", right("override"), code=1)
    at = text.index("without the override of `assess`")
    has(text[text.rindex("\n", 0, at) + 1:at], "killed")


@test
def random_votes_with_quorum_interest_and_a_casting_vote():
    rules = right("votes")
    cases = ["case_id"]
    votes = ["case_id,interest,cast,chair"]
    want = {}
    for case in range(1, 301):
        members = [(chance.choice("yn"), chance.choice("ada"), False)
                   for _ in range(chance.randint(0, 6))]
        members += [(chance.choice("nnny"), chance.choice("ad"), True)]
        free = [m for m in members if m[0] == "n"]
        agree = sum(m[1] == "a" for m in free)
        decline = sum(m[1] == "d" for m in free)
        chair = any(m[1] == "a" and m[2] for m in free)
        want[str(case)] = ("not quorate" if len(free) < 3 else
                           "agree" if agree > decline
                           or (agree == decline and chair) else "decline")
        cases.append(str(case))
        votes += ["%d,%s,%s,%s" % (
            case, "yes" if m[0] == "y" else "no",
            "agree" if m[1] == "a" else "decline",
            "yes" if m[2] else "no") for m in members]
    names = []
    for name, lines in ("case", cases), ("vote", [votes[0]] + shuffled(
            votes[1:])):
        names.append(os.path.join(TOP.name, name + ".csv"))
        with open(names[-1], "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    text = out("calc", rules, names[0], "vote=" + names[1], "--on",
               "2026-11-03", "--out", "csv", "--quiet")
    got = {r["case_id"]: r["vote_of_panel"]
           for r in csv.DictReader(io.StringIO(text))}
    assert got == want
    assert set(want.values()) == {"agree", "decline", "not quorate"}


end()
