#!/usr/bin/python3
# also: asan
"""A reform given to every verb that takes one: a small pack, worked out by
hand.  (What it changes for a caseload, and what is wrong with one: diff.py and
diff_packs.py.)"""
import csv
import io
import itertools
import json
import os
import sys
import tempfile
sys.dont_write_bytecode = True
from common import end, has, hn, lacks, out, test  # noqa: E402

TOP = tempfile.TemporaryDirectory()
NUMBER = itertools.count()
PACK = '''pack "small" { title = "A small pack", version = "1", %s
  source = "illustration" }
records "pupil" { what = "a pupil", key = "id",
  input "id" { type = "id", required = true },
  input "cost" { type = "GBP", min = 0, max = 1000, label = "Cost" } }
param "rate" { type = "ratio", label = "Rate", min = 1, max = 9,
  { from = "2020-04-01", value = 2, source = "illustration" } }
param "least" { type = "GBP", label = "Least",
  { from = "2020-04-01", value = 20, source = "illustration" } }
criterion "dear" { label = "Dear", source = "illustration",
  test = pupil.cost:at_least(param.least), if_met = "Yes.", if_unmet = "No." }
criterion "told" { label = "Told", source = "illustration",
  test = pupil.cost:known(), if_met = "Yes.", if_unmet = "No." }
award "grant" { label = "Grant", type = "GBP", source = "illustration",
  when = all { criterion.dear, criterion.told },
  amount = pupil.cost * param.rate }
figure "total" { label = "Total", type = "GBP",
  value = sum(award.grant, { missing = "left out" }) }
example "of the pack" { on = "2026-09-01", given = { id = 1, cost = 30 },
  expect = { dear = "met", grant = 60 } }
'''
REFORM = '''reform "dearer" { of = "small", title = "Dearer",
  source = "illustration", from = "2026-09-01", params = { rate = 3 },
  drop = { "dear" } }
example "of the reform" { on = "2026-09-01", given = { id = 1, cost = 10 },
  expect = { grant = 30 } }
example "of the day before" { on = "2026-08-31", given = { id = 1, cost = 10 },
  expect = { grant = 0 } }
'''
ON = ["--on", "2026-09-01"]


def file(name, text):
    folder = os.path.join(TOP.name, str(next(NUMBER)))
    os.mkdir(folder)
    with open(os.path.join(folder, name), "w", encoding="utf-8") as to:
        to.write(text)
    return os.path.join(folder, name)


DATA = file("rows.csv", "id,cost\n1,10\n2,20\n3,30\n")
SMALL = os.path.dirname(file("rules.lua", PACK % ""))
DEARER = ["--reform", file("dearer.lua", REFORM)]
THROUGHOUT = ["--reform", file("whole.lua", REFORM[:REFORM.index("example")]
                               .replace('from = "2026-09-01", ', ""))]


def amounts(*words, on="2026-09-01"):
    text = out("calc", SMALL, DATA, "--on", on, "--out", "csv",
               "--quiet", *words)
    return [row["grant"] for row in csv.DictReader(io.StringIO(text))]


@test
def calc_takes_it():
    assert amounts() == ["0.00", "40.00", "60.00"]
    assert amounts(*DEARER) == ["30.00", "60.00", "90.00"]
    assert amounts(*DEARER, on="2026-08-31") == ["0.00", "40.00", "60.00"]
    has(hn("calc", SMALL, DATA, *ON, *DEARER, "--out", "csv")[1],
        "The rows are those of the what-if: Dearer.")


@test
def without_a_date_it_holds_throughout():
    for day in "2020-04-01", "2026-08-31", "2026-09-01":
        assert amounts(*THROUGHOUT, on=day) == ["30.00", "60.00", "90.00"]


@test
def a_criterion_is_dropped_from_a_day_on():
    text = out("why", SMALL, DATA, *ON, *DEARER, "--key", "1", "--figure",
               "dear")
    has(text, "MET", "Dear", "It is no longer asked for.")
    # the last of a list may go: then nothing is asked
    alone = PACK.replace("all { criterion.dear, criterion.told }",
                         "all { criterion.dear }") % "" + """
award "other" { label = "Other", type = "GBP", source = "illustration",
  when = criterion.told, amount = param.least }
"""
    folder = os.path.dirname(file("rules.lua", alone))
    has(out("calc", folder, DATA, *ON, *DEARER, "--out", "csv"), "30.00",
        "60.00", "90.00")
    has(hn("calc", folder, DATA, *ON, *THROUGHOUT, code=2)[1],
        "error[HN119]: without `dear` too few entries are left")
    for word in "any", "none":
        folder = os.path.dirname(file("rules.lua", alone.replace(
            "all {", word + " {")))
        has(hn("check", folder, *DEARER, code=2)[1], "error[HN119]: `dear` "
            "stands in a list other than all { }")


@test
def the_pack_stands_beside_it():
    text = out("calc", SMALL, DATA, *ON, *DEARER, "--out", "table")
    has(text, "What if: Dearer\n\nA small pack", "as it stands", "what if",
        "Total", "£100.00", "£180.00", "+£80.00")


@test
def what_is_set_holds_over_it():
    assert amounts(*DEARER, "--set", "rate=4") == ["40.00", "80.00", "120.00"]
    text = out("calc", SMALL, DATA, *ON, *DEARER, "--out", "table", "--set",
               "rate=4")
    has(text, "What if: Dearer, rate = 4\n")


@test
def check_says_that_it_is_the_pack_with_it():
    text = out("check", SMALL, *DEARER)
    has(text, "small 1, draft, with %s (Dearer): nothing is wrong"
        % DEARER[1])
    has(text, "criterion  dear")
    lacks(out("check", SMALL, *THROUGHOUT), "criterion  dear")


@test
def its_examples_stand_in_for_those_of_the_pack():
    text = out("test", SMALL, *DEARER)
    has(text, "ok   of the reform", "ok   of the day before", "2 passed")
    lacks(text, "of the pack")
    wrong = file("dearer.lua", REFORM.replace("grant = 30", "grant = 20"))
    has(out("test", SMALL, "--reform", wrong, code=1), "FAIL of the reform",
        "expected £20.00, got £30.00", "1 passed, 1 failed")
    _, err = hn("test", SMALL, *DEARER, "--bless", code=2)
    has(err, "those of a reform are not")


@test
def a_snapshot_is_of_the_pack():
    folder = os.path.dirname(file("rules.lua", PACK % ""))
    hn("test", folder, "--bless")
    has(out("test", folder, *DEARER), "2 passed, 0 failed")
    has(out("test", folder), "1 passed, 0 failed")


@test
def why_takes_it():
    has(out("why", SMALL, DATA, *ON, *DEARER, "--key", "1", "--figure",
            "grant"), "Dearer (small 1, draft)", "£30.00", "£10.00 x 3")


@test
def sweep_and_solve_take_it():
    text = out("sweep", SMALL, DATA, *ON, *DEARER, "--over", "rate=1..3/1",
               "--figure", "total", "--out", "csv")
    assert [row["total"] for row in csv.DictReader(io.StringIO(text))] == [
        "60.00", "120.00", "180.00"], text
    has(out("solve", SMALL, DATA, *ON, *DEARER, "--param", "rate",
            "--between", "1..9", "--step", "1", "--target", "total<=400.00"),
        "6      £360.00   meets it")


@test
def a_seal_holds_it():
    folder = os.path.dirname(file("none", ""))
    seal, result = folder + "/seal.json", folder + "/out.csv"
    hn("calc", SMALL, DATA, *ON, *DEARER, "--out", "csv", "-o", result,
       "--seal", seal)
    with open(seal, encoding="utf-8") as made:
        names = [f["name"] for f in json.load(made)["files"]]
    assert names == ["dearer.lua", "rules.lua"], names
    words = ["verify", seal, "--pack", SMALL, "--data", DATA, "--result",
             result]
    has(out(*words, *DEARER), "verified: small 1")
    has(out(*words, code=1), "differs  file    dearer.lua: it was part of")
    other = file("dearer.lua", REFORM.replace("rate = 3", "rate = 4"))
    has(out(*words, "--reform", other, code=1),
        "differs  file    dearer.lua: it was changed", "differs  result")


@test
def logged_decisions_are_made_under_it():
    log = file("log.jsonl", "")
    hn("calc", SMALL, DATA, *ON, "--log", log, "--out", "csv", "--quiet")
    text = out("replay", log, "--pack", SMALL, "--with", DEARER[1],
               "--internal")
    has(text, "3 come out as they were recorded", "money as recorded",
        "£100.00", "money under the other pack", "£180.00")


@test
def who_approved_the_pack_has_not_approved_it():
    folder = os.path.dirname(file("rules.lua", PACK.replace(
        "least)", "least)") % 'approved = "Forum",'))
    has(out("check", folder, *DEARER), "small 1, draft, with")
    mine = file("dearer.lua", REFORM.replace('title = "Dearer"',
                'title = "Dearer", approved = "Forum, June"'))
    _, err = hn("check", folder, "--reform", mine, code=1)
    has(err, "error[HN3")


def changed(formula, keys="", more="", name="dear", pack=PACK % "", code=0):
    """The grants of the rows where a criterion has another formula, or what is
    wrong."""
    folder = os.path.dirname(file("rules.lua", pack))
    reform = file("other.lua", 'reform "other" { of = "small", title = "Other"'
                  ', source = "illustration", %s criteria = { %s = { test = %s'
                  ', if_met = "It is {cost}.", if_unmet = "No." %s } } }\n'
                  % (keys, name, formula, more))
    words = ["calc", folder, DATA, *ON, "--reform", reform, "--out", "csv",
             "--quiet"]
    if code:
        return hn(*words, code=code)[1]
    return [(row["dear"], row["grant"]) for row in csv.DictReader(
        io.StringIO(out(*words)))]


LATE = '{ from = "%s", test = pupil.cost:at_least(param.least), if_met = ' \
    '"Yes.", if_unmet = "No." }'


def dated_pack(*days):
    """The pack whose criterion has a row for each day."""
    at = PACK.index("  test = pupil.cost:at_least")
    end = PACK.index("\n", at)
    return (PACK[:at] + ", ".join(LATE % day for day in days) + " }"
            + PACK[end:]) % ""


@test
def a_criterion_has_another_formula():
    under = "pupil.cost:under(param.least)"
    new = [("met", "20.00"), ("unmet", "0.00"), ("unmet", "0.00")]
    old = [("unmet", "0.00"), ("met", "40.00"), ("met", "60.00")]
    assert changed(under) == new
    for day, expected in (("2026-09-01", new), ("2026-09-02", old)):
        assert changed(under, 'from = "%s",' % day) == expected, day
        assert changed(under, 'from = "%s",' % day, pack=dated_pack(
            "2020-04-01", "2021-04-01", "2027-01-01")) == expected, day
    assert changed(under, pack=dated_pack("2020-04-01")) == new
    has(changed(under, pack=dated_pack("2027-04-01"), code=3), "error[HN418]",
        "its first is from 1 April 2027")
    assert changed(under, 'from = "2026-01-01",',
                   pack=dated_pack("2027-04-01")) == new


@test
def its_formula_may_read_what_is_declared_below_it():
    below = PACK.replace('award "grant"', """figure "twice" { type = "GBP",
  value = pupil.cost + pupil.cost }
award "grant" """.rstrip()) % ""
    formula = "all { figure.twice:at_least(param.least), criterion.told }"
    everyone = [("met", "20.00"), ("met", "40.00"), ("met", "60.00")]
    for keys in "", 'from = "2026-01-01",':
        assert changed(formula, keys, pack=below) == everyone
    # a test that was there before, under its own name or a local's
    assert changed("criterion.told") == everyone
    local = PACK.replace('criterion "dear"', """local some = pupil.cost:over(0)
figure "some" { label = "Some", value = some }
criterion "dear" """.rstrip()) % ""
    assert changed("figure.some", pack=local) == everyone


@test
def it_is_explained_as_it_now_is():
    reform = file("other.lua", 'reform "other" { of = "small", title = "Other"'
                  ', source = "the paper", from = "2026-09-01", criteria = { '
                  'dear = { test = pupil.cost:under(param.least), if_met = '
                  '"Only {cost}.", if_unmet = "Over {least}: {cost}." } } }\n'
                  'example "now" { on = "2026-09-01", given = { id = 1, cost = '
                  '30 }, expect = { dear = "unmet" } }\n'
                  'example "before" { on = "2026-08-31", given = { id = 1, cost '
                  '= 30 }, expect = { dear = "met" } }\n')
    words = ["--reform", reform]
    text = out("why", SMALL, DATA, *ON, *words, "--key", "3", "--figure",
               "dear")
    has(text, "UNMET", "Dear", "Over £20.00: £30.00.", "cost is under least",
        "the paper")
    has(out("test", SMALL, *words), "2 passed, 0 failed")
    has(out("diff", SMALL, reform, DATA, *ON, "--internal"), "criterion dear",
        "get more                        1", "newly eligible    1",
        "criterion dear   -£80.00")


@test
def what_is_wrong_with_a_criterion():
    for formula, more, code, what in (
            ("award.grant:over(param.least)", "", "HN119",
             "the new test of `dear` reads what is decided by `dear`"),
            ("figure.total:over(param.least)", "", "HN119",
             "reads what is decided by `dear`"),
            ("pupil.cost", "", "HN2", "criterion `dear`"),
            ("pupil.cots:known()", "", "HN110", "did you mean `cost`?"),
            ("pupil.cost:known()", ", asked = 1", "HN111", "asks"),
            ("pupil.cost:known()", ", asks = 1", "HN119", "`asks` takes")):
        has(changed(formula, more=more, code=2), "error[" + code, what)
    has(changed("pupil.cost:known()", name="daer", code=2), "error[HN110]",
        "did you mean `dear`?")
    of_run = PACK + """param "open" { type = "count", label = "Open",
  { from = "2020-04-01", value = 1, source = "illustration" } }
figure "n" { label = "Pupils", value = count(pupil) }
criterion "any_open" { label = "Any", source = "illustration",
  test = figure.n:at_least(param.open), if_met = "Yes.", if_unmet = "No." }
award "all" { label = "All", type = "GBP", source = "illustration",
  when = criterion.any_open, amount = param.least }
"""
    has(changed("pupil.cost:known()", name="any_open", pack=of_run % "",
                code=2), "error[HN119]", "not for the same rows")
    assert changed("figure.n:at_least(param.open)", pack=of_run % "")[0] == (
        "met", "20.00")


@test
def a_formula_that_is_read_elsewhere_too_is_left_alone():
    """`same` is the criterion's formula and that of a figure: to drop the
    criterion must not take it out of the list of the figure."""
    formula = "pupil.cost:at_least(param.least)"
    shared = PACK.replace("test = " + formula, "test = same").replace(
        'criterion "dear" {', 'local same = %s\ncriterion "dear" {' % formula)
    figure = """figure "also" { label = "Also",
  value = any { %s, pupil.cost:over(param.least) } }
"""
    for by, code in (("same", 2), ("criterion.dear", 0)):
        folder = os.path.dirname(file("rules.lua", shared % "" + figure % by))
        told = hn("check", folder, *THROUGHOUT, code=code)
        if code:
            has(told[1], "error[HN119]: the pack also reads the formula of "
                "`dear` by a `local`", "write criterion.dear in the pack")
        hn("check", folder)


@test
def what_is_wrong_with_the_file():
    def told(text, code=2, name="dearer.lua"):
        return hn("calc", SMALL, DATA, *ON, "--reform", file(name, text),
                  code=code)[1]
    has(told(REFORM + REFORM.replace('"of the', '"and the')), "error[HN113]: "
        "the file has a second `reform`", "dearer.lua:8:8")
    has(told(REFORM, name="rules.lua"), 
        "error[HN119]: the pack has a file of this name")
    has(told('local x = 1\n'), "error[HN119]: the file says no `reform`")
    has(told(""), "error[HN119]: the file says no `reform`")
    has(told(REFORM + 'figure "x" { value = 1 }\n'), "error[HN119]: a reform "
        "declares nothing but examples, and `figure` stands here")
    whole = REFORM.replace('from = "2026-09-01", ', "")
    has(told(whole.replace('"dear" }', '"dear", "dear" }')), "HN110")
    has(told("reform {"), "error[HN1")
    bad = os.path.dirname(file("rules.lua", PACK % "" + "param.rate = 3\n"))
    text = hn("calc", bad, DATA, *ON, *DEARER, code=2)[1]
    has(text, "error[HN", "rules.lua:21")
    lacks(text, "dearer.lua")
    has(hn("calc", SMALL, DATA, *ON, "--reform", "none.lua", code=2)[1],
        "none.lua")


end()
