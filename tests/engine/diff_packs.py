#!/usr/bin/python3
# also: asan
"""hn diff over packs of every kind: what is matched and what is a change, what
fits only together, columns that come and go, rows of several kinds, and what
is refused.  Small packs are worked out by hand; of the large ones, diff has to
say what two runs of hn calc say."""
import csv
import io
import itertools
import json
import os
import random
import re
import sys
import tempfile
from fractions import Fraction
sys.dont_write_bytecode = True
from common import VISITS, end, has, hn, lacks, out, test  # noqa: E402

TOP = tempfile.TemporaryDirectory()
NUMBER = itertools.count()
HEAD = '''pack "small" { title = "A small pack", version = "1",
  source = "illustration", approved = "draft" }
'''
PUPIL = '''records "pupil" { what = "a pupil", key = "id",
  input "id" { type = "id", required = true },
  input "cost" { type = "GBP", min = 0, max = 1000, label = "Cost" },
  input "kind" { type = "choice", one_of = { "A", "B" }, label = "Kind" }%s }
'''
SET = ["--set", "rate=3", "--on", "2026-09-01"]
ROWS = "id,cost,kind\n1,10,A\n2,20,B\n3,30,A\n4,,A\n5,50,\n"


def file(name, text):
    folder = os.path.join(TOP.name, str(next(NUMBER)))
    os.mkdir(folder)
    with open(os.path.join(folder, name), "w", encoding="utf-8") as to:
        to.write(text)
    return os.path.join(folder, name)


def pack(*texts, inputs="", head=HEAD):
    return os.path.dirname(file("rules.lua", head + PUPIL % inputs
                                + "".join(texts)))


def param(name, value, unit="GBP"):
    return ('param "%s" { type = "%s", label = "%s", { from = "2020-04-01", '
            'value = %s, source = "illustration" } }\n'
            % (name, unit, name, value))


def figure(name, value, more='type = "GBP", '):
    return 'figure "%s" { %svalue = %s }\n' % (name, more, value)


def award(amount, when=None, name="grant"):
    return ('award "%s" { label = "Grant", type = "GBP", source = '
            '"illustration", %samount = %s }\n'
            % (name, "when = %s, " % when if when else "", amount))


def criterion(name, formula):
    return ('criterion "%s" { label = "%s", source = "illustration", test = '
            '%s, if_met = "Yes.", if_unmet = "No." }\n'
            % (name, name, formula))


def rows(text):
    return {(r["table"], r["row"], r["measure"]): r["value"]
            for r in csv.DictReader(io.StringIO(text))}


def diff(*words, code=0, told=False):
    """Every number, with nothing left out."""
    text, err = hn("diff", *words, "--internal", "--out", "csv", "--on",
                   "2026-09-01", code=code)
    return (rows(text), err) if told else rows(text)


def compare(old, new, text=ROWS, *more, **also):
    return diff(old, new, file("rows.csv", text), *more, **also)


def changes(got, measure="grant"):
    return {row: value for (table, row, m), value in got.items()
            if table == "change" and m == measure}


def say(old, new, text=ROWS, *more, code=0):
    return out("diff", old, new, file("rows.csv", text), "--on",
               "2026-09-01", "--internal", *more, code=code)


# --- what is a change ----------------------------------------------------------

@test
def the_same_pack_changes_nothing():
    one = pack(award("pupil.cost"))
    text = say(one, one)
    has(text, "old  /", ": A small pack (small 1, draft)\nnew  /",
        "\non   1 September 2026\n", "changed 0 of 5 cases")
    lacks(text, "Which change")


@test
def a_label_and_a_source_are_words_and_no_change():
    old = pack(param("rate", 2, "ratio"), award("pupil.cost * param.rate"))
    new = pack(param("rate", 2, "ratio").replace('"rate", {', '"Rate", {'),
               award("pupil.cost * param.rate").replace("Grant", "Paid"))
    text = say(old, new)
    has(text, "Changed in words or sources only: ",
        "param rate", "award grant", "changed 0 of 5 cases")


@test
def a_change_is_found_where_it_was_made():
    old = pack(param("rate", 2, "ratio"),
               figure("double", "pupil.cost * param.rate"),
               award("figure.double"))
    new = pack(param("rate", 3, "ratio"),
               figure("double", "pupil.cost * param.rate"),
               award("figure.double"))
    got = compare(old, new)
    assert changes(got) == {"param rate": "110.00", "together": "0.00"}
    assert got["all", "", "winners"] == "4"


@test
def the_order_of_declarations_is_no_change():
    first, last = param("a", 1, "ratio"), param("b", 2, "ratio")
    amount = award("pupil.cost * param.a * param.b")
    has(say(pack(first, last, amount), pack(last, first, amount)),
        "changed 0 of 5 cases")


@test
def what_no_award_reads_is_told_apart():
    old = pack(param("rate", 2, "ratio"), award("pupil.cost"),
               figure("other", "pupil.cost * param.rate",
                      'label = "Other", type = "GBP", '))
    new = pack(param("rate", 3, "ratio"), award("pupil.cost"),
               figure("other", "pupil.cost * param.rate",
                      'label = "Other", type = "GBP", '))
    has(say(old, new), "What changes, and no award reads it\n"
        "  param rate: rate: 2 becomes 3", "changed 0 of 5 cases")


@test
def a_thing_that_is_new_is_told_with_what_reads_it():
    old = pack(award("pupil.cost"))
    new = pack(param("rate", 3, "ratio"), award("pupil.cost * param.rate"))
    got = compare(old, new)
    assert changes(got) == {"award grant": "220.00", "together": "0.00"}
    has(say(old, new), "New, and told with what reads it: param rate")
    has(say(new, old), "Gone, and told with what read it: param rate")


@test
def changes_and_their_acting_together_add_up():
    old = pack(param("rate", 2, "ratio"), param("more", 5),
               award("(pupil.cost + param.more) * param.rate"))
    new = pack(param("rate", 3, "ratio"), param("more", 7),
               award("(pupil.cost + param.more) * param.rate"))
    # known costs 10 20 30 50: 110 + 4 x 5 = 130 of them
    assert changes(compare(old, new)) == {
        "param rate": "130.00", "param more": "16.00", "together": "8.00"}


@test
def a_criterion_that_lists_gain_is_the_change():
    tests = [criterion("dear", "pupil.cost:at_least(20)"),
             criterion("right", 'pupil.kind:is("A")')]
    old = pack(tests[0], award("pupil.cost", "all { criterion.dear }"),
               award("pupil.cost * 2", "all { criterion.dear }", "twice"))
    both = "all { criterion.right, criterion.dear }"
    new = pack(*tests, award("pupil.cost", both),
               award("pupil.cost * 2", both, "twice"))
    got = compare(old, new)
    assert changes(got) == {"criterion right": "-70.00", "together": "0.00"}
    assert changes(got, "twice") == {"criterion right": "-140.00",
                                     "together": "0.00"}
    assert got["all", "", "newly_refused"] == "1"
    assert got["all", "", "newly_cannot_tell"] == "1"
    back = compare(new, old)
    assert changes(back) == {"criterion right": "70.00", "together": "0.00"}
    assert back["all", "", "no_longer_cannot_tell"] == "1"


@test
def one_criterion_for_another_is_two_changes():
    old = pack(criterion("dear", "pupil.cost:at_least(30)"),
               award("pupil.cost", "all { criterion.dear }"))
    new = pack(criterion("right", 'pupil.kind:is("A")'),
               award("pupil.cost", "all { criterion.right }"))
    got = compare(old, new)
    # dear: 30 and 50; without it all 110; right: 10 and 30, and dear of them 30
    assert changes(got) == {"criterion dear": "30.00",
                            "criterion right": "-50.00",
                            "together": "-20.00"}
    assert got["all", "", "grant"] == "-40.00"


@test
def a_list_that_differs_otherwise_is_the_award_that_changed():
    old = pack(criterion("dear", "pupil.cost:at_least(20)"),
               award("pupil.cost", "all { criterion.dear }"))
    new = pack(criterion("dear", "pupil.cost:at_least(20)"),
               award("pupil.cost", "none { criterion.dear }"))
    assert changes(compare(old, new)) == {"award grant": "-90.00",
                                          "together": "0.00"}


# --- what fits only together ----------------------------------------------------

@test
def a_unit_and_what_reads_it_change_together():
    old = pack(param("rate", 2, "ratio"), figure("sum", "pupil.cost * "
               "param.rate"), award("figure.sum"))
    new = pack(param("rate", 3), figure("sum", "pupil.cost + param.rate"),
               award("figure.sum"))
    assert changes(compare(old, new)) == {
        "param rate, figure sum": "-98.00", "together": "0.00"}


@test
def units_that_met_in_a_criterion_that_did_not_change():
    old = pack(param("a", 20), param("b", 30),
               criterion("more", "param.b:over(param.a)"),
               award("pupil.cost", "all { criterion.more }"))
    new = pack(param("a", 20, "weeks"), param("b", 10, "weeks"),
               criterion("more", "param.b:over(param.a)"),
               award("pupil.cost", "all { criterion.more }"))
    assert changes(compare(old, new)) == {"param a, param b": "-110.00",
                                          "together": "0.00"}


@test
def what_would_read_itself_changes_together():
    old = pack(figure("b", "pupil.cost"), figure("a", "figure.b * 2"),
               award("figure.a"))
    new = pack(figure("a", "pupil.cost"), figure("b", "figure.a * 3"),
               award("figure.b"))
    got = compare(old, new)
    assert got["all", "", "grant"] == "110.00"
    assert sum(map(Fraction, changes(got).values())) == 110
    assert "figure a" in " ".join(changes(got))


@test
def a_figure_of_the_run_that_becomes_one_of_each_row():
    old = pack(figure("most", "maximum(pupil.cost, { missing = "
                      '"left out" })'), award("figure.most - pupil.cost"))
    new = pack(figure("most", "pupil.cost + 0"),
               award("figure.most - pupil.cost"))
    got = compare(old, new)
    # 50 is the most: 40, 30, 20 and 0 to those that are known; then nothing
    assert changes(got) == {"figure most": "-90.00", "together": "0.00"}


# --- choices, tables and dates ---------------------------------------------------

@test
def choices_are_matched_by_name():
    score = ('score "points" { label = "Points", source = "illustration", { of = bands.size, '
             'points = { %s } } }\n')
    bands = ('bands "size" { of = pupil.cost, source = "illustration", below '
             '= { name = "low" }, %s }\n')
    pay = award('choose { { when = bands.size:is("high"), take = pupil.cost '
                '}, otherwise = 1 }')
    two = '{ over = 25, name = "high" }'
    three = '{ over = 15, name = "middle" }, ' + two
    old = pack(bands % two, score % "low = 0, high = 1", pay)
    new = pack(bands % three, score % "low = 0, middle = 5, high = 9", pay)
    got = compare(old, new)
    assert got["all", "", "unchanged"] == "4", got
    lower = pack(bands % three.replace("25", "18"),
                 score % "low = 0, middle = 5, high = 9", pay)
    assert changes(compare(old, lower)) == {"bands size": "19.00",
                                            "together": "0.00"}


@test
def a_lookup_goes_with_the_bands_that_it_is_looked_up_by():
    bands = ('bands "size" { of = pupil.cost, source = "illustration", below '
             '= { name = "low" }, %s }\n')
    table = ('lookup "rate" { by = { size = bands.size }, source = '
             '"illustration", types = { pay = "GBP" }, %s }\n')
    pay = award("lookup.rate.pay")
    old = pack(bands % '{ over = 25, name = "high" }',
               table % '{ size = "low", pay = 1 }, { size = "high", pay = 2 }',
               pay)
    new = pack(bands % ('{ over = 15, name = "middle" }, { over = 25, name = '
                        '"high" }'),
               table % ('{ size = "low", pay = 1 }, { size = "middle", pay = '
                        '5 }, { size = "high", pay = 3 }'), pay)
    got = compare(old, new)
    # 10 20 30 50: 1 1 2 2, then 1 5 3 3
    assert changes(got) == {"bands size, lookup rate": "6.00",
                            "together": "0.00"}


@test
def the_cells_of_a_lookup_change_alone():
    table = ('lookup "rate" { by = { kind = pupil.kind }, source = '
             '"illustration", types = { pay = "GBP", less = "GBP" }, { kind '
             '= "A", pay = %d, less = 1 }, { kind = "B", pay = %d, less = 2 } '
             '}\n')
    pay = award("lookup.rate.pay - lookup.rate.less")
    got = compare(pack(table % (5, 6), pay), pack(table % (8, 6), pay))
    assert changes(got) == {"lookup rate": "9.00", "together": "0.00"}


@test
def a_calendar_that_changes():
    text = ('calendar "days" { source = "illustration", weekend = { '
            '"Saturday", "Sunday" }, closed = { %s } }\n')
    inputs = (', input "from" { type = "date" }, input "to" { type = '
              '"date" }')
    pay = award('pupil.cost * calendar.days:days(pupil.from, pupil.to) / '
                'days(1)')
    data = ("id,cost,kind,from,to\n1,10,A,2026-08-31,2026-09-04\n"
            "2,20,B,2026-09-01,2026-09-02\n")
    got = compare(pack(text % '"2026-08-31"', pay, inputs=inputs),
                  pack(text % '"2026-08-31", "2026-09-02"', pay,
                       inputs=inputs), data)
    assert changes(got) == {"calendar days": "-30.00", "together": "0.00"}


@test
def a_parameter_on_another_date():
    rate = ('param "rate" { type = "ratio", label = "Rate", { from = '
            '"2020-04-01", value = 2, source = "illustration" }, { from = '
            '"2026-04-01", value = %d, source = "illustration" } }\n')
    inputs = ', input "on" { type = "date" }'
    pay = award("pupil.cost * param.rate:at(pupil.on)")
    data = "id,cost,kind,on\n1,10,A,2025-05-01\n2,20,B,2026-05-01\n3,30,A,\n"
    got = compare(pack(rate % 3, pay, inputs=inputs),
                  pack(rate % 5, pay, inputs=inputs), data)
    assert changes(got) == {"param rate": "40.00", "together": "0.00"}
    assert got["all", "", "cannot_tell"] == "1"


# --- columns and awards that come and go -------------------------------------------

@test
def a_column_that_only_one_pack_reads():
    plain = pack(award("pupil.cost"))
    more = pack(award("pupil.cost + pupil.extra"),
                inputs=', input "extra" { type = "GBP" }')
    data = "id,cost,kind,extra\n1,10,A,1\n2,20,B,\n3,30,A,3\n"
    got = compare(plain, more, data)
    assert got["all", "", "grant"] == "-16.00"
    assert got["all", "", "newly_cannot_tell"] == "1"
    back = compare(more, plain, data)
    assert back["all", "", "grant"] == "16.00"
    _, err = diff(plain, more, file("rows.csv", ROWS), code=3, told=True)
    has(err, "HN402", 'there is no column "extra"')


@test
def a_column_that_both_read_in_another_way():
    old = pack(award("pupil.cost", 'pupil.kind:is("A")'))
    new = os.path.dirname(file(
        "rules.lua", HEAD + (PUPIL % "").replace('{ "A", "B" }',
                                                 '{ "C", "A", "B" }')
        .replace("max = 1000", "max = 40")
        + award("pupil.cost", 'pupil.kind:one_of { "A", "C" }')))
    data = "id,cost,kind\n1,10,A\n2,20,B\n3,30,C\n4,50,A\n5,30,A\n"
    got, err = diff(old, new, file("rows.csv", data), code=3, told=True)
    assert got["all", "", "cases"] == "3", got
    assert got["all", "", "unchanged"] == "3"
    has(err, "HN4", "rejected: one of the packs does not calculate them")


@test
def a_column_with_another_heading():
    old = pack(award("pupil.cost"))
    new = os.path.dirname(file("rules.lua", HEAD + (PUPIL % "").replace(
        'label = "Cost"', 'column = "Price"') + award("pupil.cost")))
    data = "id,cost,kind,Price\n1,10,A,11\n2,20,B,22\n"
    assert changes(compare(old, new, data)) == {"input cost": "3.00",
                                                "together": "0.00"}


@test
def an_award_that_only_one_pack_has():
    old = pack(award("pupil.cost"))
    new = pack(award("pupil.cost * 2", name="gift"))
    got = compare(old, new)
    assert got["all", "", "grant"] == "-110.00"
    assert got["all", "", "gift"] == "220.00"
    assert got["all", "", "newly_refused"] == "5"
    assert got["all", "", "losers"] == "4"
    got = compare(old, new, ROWS, "--award", "gift")
    assert got["all", "", "newly_eligible"] == "5"
    assert got["all", "", "winners"] == "4"


@test
def a_case_that_a_change_alone_cannot_work_out():
    old = pack(param("by", 2, "ratio"), param("less", 0, "ratio"),
               award("pupil.cost / (param.by - param.less)"))
    new = pack(param("by", 3, "ratio"), param("less", 2, "ratio"),
               award("pupil.cost / (param.by - param.less)"))
    got = compare(old, new)
    assert changes(got) == {"param by": "-18.33", "param less": "0.00",
                            "together": "73.33"}, changes(got)
    has(say(old, new), "4 cases cannot be worked out with param less alone")


# --- reforms --------------------------------------------------------------------

def reform(old, keys, text=ROWS, more="", code=0):
    """What a reform of a small pack does, or what is wrong with it."""
    path = file("new.lua", 'reform "new" { of = "small", title = "New", '
                'source = "illustration", %s }\n%s' % (keys, more))
    words = ["diff", old, path, file("rows.csv", text), "--on", "2026-09-01",
             "--internal", "--out", "csv"]
    said, err = hn(*words, code=code)
    return err if code else rows(said)


def two_params(more=""):
    return pack(
        'param "rate" { type = "ratio", label = "Rate", min = 1, max = 9, { '
        'from = "2020-04-01", value = 2, source = "illustration" }, { from = '
        '"2026-04-01", value = 4, source = "illustration" } }\n',
        criterion("dear", "pupil.cost:at_least(20)"),
        criterion("right", 'pupil.kind:is("A")'), more,
        award("pupil.cost * param.rate",
              "all { criterion.right, criterion.dear }"))


@test
def a_reform_is_the_pack_with_named_changes():
    old = two_params()
    # of 30 alone it is certain that both criteria are met, and it counts 4
    assert changes(reform(old, 'params = { rate = 5 }')) == {
        "param rate": "30.00", "together": "0.00"}
    got = reform(old, 'params = { rate = "2.5" }, drop = { "right" }')
    # without the kind 20, 30 and 50 are dear
    assert changes(got) == {"param rate": "-45.00", "criterion right":
                            "280.00", "together": "-105.00"}
    assert got["all", "", "newly_eligible"] == "1"
    assert got["all", "", "no_longer_cannot_tell"] == "1"


@test
def a_reform_begins_on_its_day():
    old = two_params()
    later = reform(old, 'from = "2026-09-02", params = { rate = 9 }')
    assert later["all", "", "unchanged"] != "0"
    assert changes(later)["param rate"] == "0.00"
    now = reform(old, 'from = "2026-09-01", params = { rate = 9 }')
    assert changes(now)["param rate"] == "150.00"


@test
def a_reform_has_the_examples_of_no_pack():
    old = two_params(more='example "of the pack" { on = "2026-09-01", given = '
                     '{ id = 1, cost = 30, kind = "A" }, expect = { right = '
                     '"met", grant = 120 } }\n')
    assert changes(reform(old, 'drop = { "right" }'))["criterion right"]


@test
def what_is_wrong_with_a_reform():
    old = two_params(more=figure("n", "count(pupil, { where = criterion.dear "
                                 "})", 'label = "Dear", '))
    for keys, code, what in (
            ('params = { rat = 3 }', "HN110", "did you mean `rate`?"),
            ('drop = { "righ" }', "HN110", "did you mean `right`?"),
            ('params = { rate = 10 }', "HN214", "rate = 10"),
            ('params = { rate = "much" }', "HN2", "rate"),
            ('drop = { "dear" }', "HN119", "read by more than lists"),
            ('params = { }', "HN112", "changes nothing"),
            ('params = { 3 }', "HN119", "the name of each parameter"),
            ('form = "2026-09-01", params = { rate = 3 }', "HN111",
             "did you mean `from`?"),
            ('from = "soon", params = { rate = 3 }', "HN202", "date")):
        told = reform(old, keys, code=2)
        has(told, "error[" + code, "new.lua:")
        has(told, what)
    has(reform(old, 'params = { rate = 3 }', more='param "x" { }', code=2),
        "HN119", "a reform declares nothing but examples")
    one = pack(criterion("dear", "pupil.cost:at_least(20)"),
               award("pupil.cost", "any { criterion.dear }"))
    has(reform(one, 'drop = { "dear" }', code=2), "HN119",
        "too few entries are left")
    empty, data = file("empty.lua", "local x = 1\n"), file("rows.csv", ROWS)
    has(refused(old, empty, data), "HN119", "the file says no `reform`")
    other = file("other.lua", 'reform "new" { of = "large", title = "New", '
                 'source = "illustration", params = { rate = 3 } }\n')
    has(refused(old, other, data), "HN119", 'is of the pack "large"')
    has(refused(old, other + ".lua", data), "other.lua.lua")


# --- the report ------------------------------------------------------------------

@test
def conditions_are_judged_on_the_numbers():
    old = pack(param("rate", 2, "ratio"), award("pupil.cost * param.rate"))
    data = file("rows.csv", ROWS)
    for text, code in (
            ("cost > 109.99", 1), ("cost > 110", 0), ("cost>=110.00", 1),
            ("cost = £110", 1), ("cost == 110", 1), ("cost < 110", 0),
            ("cost <= 110", 1), ("losers > 0", 0), ("winners >= 4", 1),
            ("changed = 4", 1), ("unchanged = 1", 1), ("cases < 6", 1),
            ("could_be = 0", 1), ("newly_cannot_tell > 0", 0)):
        said, err = hn("diff", old, data, *SET, "--fail-if", text, code=code)
        has(said, "%s: %s" % (text, "yes" if code else "no"))
        assert ("Fails: " + text in err) == bool(code), err
    hn("diff", old, data, *SET, "--fail-if", "cost > 200", "--fail-if",
       "winners > 1", code=1)


@test
def conditions_that_cannot_be_read():
    old = pack(param("rate", 2, "ratio"), award("pupil.cost * param.rate"))
    data = file("rows.csv", ROWS)
    for text in ("price > 0", "cost", "cost >", "cost > much", "cost ! 3",
                 "cost > 1 and cost < 3", "cost_full_year > 0"):
        _, err = hn("diff", old, data, *SET, "--fail-if", text, code=2)
        has(err, "HN623", "write it like 'cost > 0'")


@test
def the_largest_changes_are_explained_to_staff_only():
    old = pack(param("rate", 2, "ratio"), award("pupil.cost * param.rate"))
    data = file("rows.csv", ROWS)
    words = ["diff", old, data, *SET, "--largest", "2"]
    text = out(*words, "--internal")
    has(text, "The largest changes", "5", "£100.00   £150.00   +£50.00",
        "Before: ", "= £50.00 x 2", "After: ", "= £50.00 x 3",
        "= £30.00 x 2")
    lacks(text, "= £20.00 x 2")
    lacks(out(*words), "largest", "Before")


@test
def json_holds_the_same_numbers():
    old = pack(param("rate", 2, "ratio"), award("pupil.cost * param.rate"))
    words = ["diff", old, file("rows.csv", ROWS), *SET, "--by", "kind",
             "--fail-if", "cost > 1"]
    made = json.loads(out(*words, "--out", "json", code=1))
    table = list(csv.DictReader(io.StringIO(out(*words, "--out", "csv",
                                                code=1))))
    assert made["format"] == "hn.diff.v1"
    assert made["new"]["set"] == {"rate": "3"} and not made["old"]["set"]
    assert made["fail_if"] == [{"condition": "cost > 1", "holds": True}]
    assert [[r["table"], r["row"], r["measure"],
             "" if r["value"] is None else str(r["value"])]
            for r in made["numbers"]] == [list(r.values()) for r in table]


@test
def markdown_is_the_same_for_a_paper():
    """Nothing of the data is taken for a mark, or breaks a table."""
    old = pack(param("rate", 2, "ratio"), award("pupil.cost * param.rate"),
               inputs=', input "school" { type = "text", label = "School" }')
    data = file("rows.csv", "id,cost,kind,school\n1,10,A,St *A* | <b>\n2,20,"
                "B,A_b_ [x](y)\n3,30,A,Long_name & co\n")
    to = file("paper.md", "old")
    words = [old, data, *SET, "--by", "school", "--internal", "--fail-if",
             "cost > 99"]
    hn("diff", *words, "-o", to)
    with open(to, encoding="utf-8") as made:
        text = made.read()
    assert text == out("diff", *words, "--out", "markdown"), text
    has(text, "# What a change would do\n\n- old: ", ": A small pack (small "
        "1, draft)\n- new: ", "- on: 1 September 2026\n\n## What changes\n\n"
        "- param rate: rate: 2 becomes 3 from 1 April 2020\n\n"
        "Changed: 3 of 3 cases\n\n## Who gets what: Grant\n\n"
        "|  |  |\n|---|---:|\n| get more | 3 |\n",
        "|  | certain | could be, besides |\n|---|---:|---:|\n"
        "| Grant | +£60.00 | £0.00 |\n",
        "## By school: School\n\n|  | cases | get more |",
        "| A_b\\_ \\[x\\](y) | 1 |", "| Long_name \\& co | 1 |",
        "| St \\*A\\* \\| \\<b> | 1 |", "- cost > 99: no\n")
    for line in text.splitlines():
        assert not line.startswith("  "), line
    new = file("new.lua", 'reform "new" { of = "small", title = "A *new* one",'
               ' source = "illustration", params = { rate = 3 } }\n')
    has(out("diff", old, new, data, "--on", "2026-09-01", "--out", "markdown"),
        "# A \\*new\\* one\n\n- old: ")
    has(hn("diff", old, data, *SET, "-o", data, code=2)[1],
        "read by this command")
    has(hn("diff", old, data, *SET, "-o", old + "/rules.lua", code=2)[1],
        "a file of the pack")


@test
def groups_stand_in_order_and_what_is_not_known_last():
    old = pack(param("rate", 2, "ratio"), award("pupil.cost * param.rate"),
               'bands "size" { of = pupil.cost, label = "Size", source = '
               '"illustration", below = { name = "small" }, { over = 15, name '
               '= "large" } }\n')
    got = diff(old, file("rows.csv", ROWS), "--set", "rate=3", "--by",
               "kind,size")
    order = [key[:2] for key in got if key[2] == "cases"]
    assert order[:7] == [
        ("all", ""), ("by kind", "A"), ("by kind", "B"),
        ("by kind", "not known"), ("by size", "small"), ("by size", "large"),
        ("by size", "not known")], order
    assert got["by kind", "A", "grant"] == "40.00"
    assert got["by size", "large", "winners"] == "3"


@test
def a_few_cases_are_not_told_of():
    old = pack(param("rate", 2, "ratio"), award("pupil.cost * param.rate"))
    data = file("rows.csv", "\n".join(ROWS.split("\n")[:5]) + "\n")
    text = out("diff", old, data, *SET)
    has(text, "There are fewer than 5 cases: nothing is shown")
    lacks(text, "£180", "winners", "get more")
    assert not any(rows(out("diff", old, data, *SET, "--out", "csv")).values())
    text = out("diff", old, data, *SET, "--suppress", "3")
    has(text, "changed c of 4 cases", "get more                        c")
    has(out("diff", old, data, *SET, "--suppress", "1"),
        "changed 3 of 4 cases")


# --- what is refused ---------------------------------------------------------------

def refused(*words, code=2):
    return hn("diff", *words, code=code)[1]


@test
def there_must_be_something_to_compare():
    one, data = pack(award("pupil.cost")), file("rows.csv", ROWS)
    has(refused(one, data), "nothing to compare with", "--set cap=12000")
    has(refused(one, data, "--set", "no=1"), "HN110")
    has(refused(one, one + "x", data), "nothing to compare with")


@test
def packs_must_read_the_same_records():
    one, data = pack(award("pupil.cost")), file("rows.csv", ROWS)
    for old, new, what in (
            ('records "pupil"', 'records "child"', "the same records"),
            ('key = "id"', 'key = "other"', "the key"),
            ('key = "id"', 'key = "id", dated_by = "day"', "the date"),
            ('key = "id"', 'key = "id", missing = { x = "no" }', "marks")):
        text = (HEAD + PUPIL % ', input "other" { type = "id" }, input "day" '
                '{ type = "date" }' + award("pupil.cost")).replace(old, new)
        other = os.path.dirname(file("rules.lua", text.replace(
            "pupil.cost", "child.cost") if "child" in new else text))
        has(refused(one, other, data), "HN620", what)


@test
def awards_must_be_of_one_kind():
    data = file("rows.csv", ROWS)
    one = pack(award("pupil.cost"))
    has(refused(one, pack(award("pupil.cost / years(1)").replace(
        '"GBP"', '"GBP/year"')), data), "HN620", "money of the same kind")
    has(refused(one, one, data, "--award", "gran"), "HN621",
        "did you mean `grant`?")
    none = pack(figure("total", 'sum(pupil.cost, { missing = "left out" })',
                       'label = "Total", type = "GBP", '))
    has(refused(none, none, data), "HN621", "neither pack has an award")


@test
def cases_are_grouped_by_what_can_be_told():
    one, data = pack(param("rate", 2, "ratio"),
                     award("pupil.cost * param.rate"), figure(
                         "twice", "pupil.cost * 2", 'label = "Twice", '
                         'type = "GBP", ')), file("rows.csv", ROWS)
    words = [one, data, "--set", "rate=3", "--by"]
    has(refused(*words, "kin"), "HN622", "did you mean `kind`?")
    has(refused(*words, "kind,twice"), "HN622", "into `bands`")
    text, _ = hn("diff", *words, "cost", "--on", "2026-09-01", "--internal",
                 "--out", "json")
    told = {line["row"]: line["value"] for line in json.loads(text)["numbers"]
            if line["table"] == "by cost" and line["measure"] == "cases"}
    assert told == {"10": 1, "20": 1, "30": 1, "50": 1,
                    "not known": 1}, told
    private = os.path.dirname(file("rules.lua", HEAD + (PUPIL % "").replace(
        'type = "id", required', 'type = "id", private = true, required')
        + award("pupil.cost")))
    has(refused(private, one, data, "--by", "id"), "HN622",
        "not grouped by a private column")


# --- packs of every kind --------------------------------------------------------

def calc(folder, data, on, *more):
    """The award of each row, by its place, and whether it is met."""
    text, _ = hn("calc", folder, *data, "--on", on, "--out", "csv", "--quiet",
                 *more, code=0)
    return list(csv.DictReader(io.StringIO(text)))


def total(table, name):
    return sum(Fraction(row[name]) for row in table if row[name])


def moved(table, other, name):
    """Winners, losers and cases that can no longer be told."""
    count = [0, 0, 0]
    for a, b in zip(table, other):
        if a[name] and b[name]:
            count[0] += Fraction(b[name]) > Fraction(a[name])
            count[1] += Fraction(b[name]) < Fraction(a[name])
        count[2] += bool(a[name]) and not b[name]
    return [str(n) for n in count]


def says_what_calc_says(folder, data, on, name, sets, table=None):
    words = [word for s in sets for word in ("--set", s)]
    pick = ["--table", table] if table else []
    before = calc(folder, data, on, *pick)
    after = calc(folder, data, on, *pick, *words)
    got = rows(out("diff", folder, *data, "--on", on, *words, "--award", name,
                   "--internal", "--out", "csv"))
    assert Fraction(got["all", "", name]) == total(after, name) \
        - total(before, name), (sets, got["all", "", name])
    assert [got["all", "", w] for w in
            ("winners", "losers", "newly_cannot_tell")] \
        == moved(before, after, name), sets
    for measure in {m for t, _, m in got if t == "change"}:
        assert sum(Fraction(v) for (t, _, m), v in got.items()
                   if (t, m) == ("change", measure)) \
            == Fraction(got["all", "", measure])
    return got["all", "", "cases"] != got["all", "", "unchanged"]


def params(folder):
    """Each parameter that is a number, and another value for it."""
    text = open(os.path.join(folder, "rules.lua"), encoding="utf-8").read()
    for found in re.finditer(r'^param "(\w+)" \{ type = "([^"]*)"', text,
                             re.M):
        value = re.compile(r'value = "?([\d.]+)').search(text, found.end())
        if value and found[2] not in ("date", "choice", "yes/no"):
            yield found[1], value[1]


@test
def the_top_up_pack_as_calc_has_it():
    folder, on = "rules/topup", "2026-09-01"
    data = ["spell=examples/topup/spells.csv",
            "authority=examples/topup/authorities.csv",
            "school=examples/topup/schools.csv"]
    names = re.findall(r'^award "(\w+)"', open(
        folder + "/rules.lua", encoding="utf-8").read(), re.M)
    changed = 0
    for name, value in params(folder):
        for award_name in names[:2]:
            try:
                changed += says_what_calc_says(
                    folder, data, on, award_name,
                    ["%s=%s" % (name, Fraction(value) + 1)], "spell")
            except AssertionError as wrong:
                if "HN214" not in str(wrong) and "exit 3" not in str(wrong):
                    raise
    assert changed > 2, changed


@test
def the_place_funding_pack_as_calc_has_it():
    folder, on = "rules/place_funding", "2025-04-01"
    data = ["line=examples/place_funding/lines.csv",
            "authority=examples/place_funding/authorities.csv"]
    name = re.findall(r'^award "(\w+)"', open(
        folder + "/rules.lua", encoding="utf-8").read(), re.M)[0]
    for param_name, value in params(folder):
        says_what_calc_says(folder, data, on, name,
                            ["%s=%s" % (param_name, Fraction(value) + 1)],
                            "line")


@test
def rows_that_read_other_rows():
    folder, data, on = VISITS[0], [VISITS[1], VISITS[2]], VISITS[4]
    new = os.path.dirname(file("rules.lua", open(
        folder + "/rules.lua", encoding="utf-8").read().replace(
            "school.rate * 2", "school.rate * 3")))
    text = open("tests/engine/visits/visit.csv", encoding="utf-8").read()
    good = file("visit.csv", "".join(
        line for line in text.splitlines(True) if "many" not in line))
    before = calc(folder, [data[0], "visit=" + good], on, "--table", "visit")
    after = calc(new, [data[0], "visit=" + good], on, "--table", "visit")
    made = rows(out("diff", folder, new, data[0], "visit=" + good, "--on", on,
                    "--internal", "--out", "csv", "--award", "fee"))
    assert Fraction(made["all", "", "fee"]) == total(after, "fee") \
        - total(before, "fee")
    assert changes(made, "fee")["figure double"] == made["all", "", "fee"]


def word_rows(count):
    dice = random.Random(5)
    day = "2026-%02d-%02d"
    lines = ["pupil_id,asked_on,ends_on,Annual Cost,weeks,share,need,agreed"]
    for n in range(count):
        asked = day % (dice.randint(4, 10), dice.randint(1, 28))
        lines.append(",".join([
            str(n), asked, dice.choice(["", "2027-%02d-11"
                                        % dice.randint(1, 3)]),
            dice.choice(["", "%d.5" % dice.randint(5000, 14000), "9000"]),
            dice.choice(["", str(dice.randint(1, 12))]),
            dice.choice(["", "3", "12.5"]),
            dice.choice(["", "HI", "VI", "part-time"]),
            dice.choice(["", "yes", "no"])]))
    return "\n".join(lines) + "\n"


# An award of each figure of the words, so that every word is gone through.
EACH = '''
award "w%d" { label = "A word", type = "GBP", source = "illustration",
  amount = choose { { when = all { figure.%s:known(), pupil.need:known() },
    take = param.pay }, otherwise = 1 } }
'''
VALUES = '''
award "v%d" { label = "A value", type = "GBP", source = "illustration",
  when = any { pupil.agreed, pupil.cost:known() }, amount = %s }
'''


def words_pack(pay, edit=lambda text: text):
    text = open("tests/right/words.lua", encoding="utf-8").read()
    figures = [name for name in re.findall(r'^figure "(\w+)"', text, re.M)
               if name != "until"]
    text = text[:text.index('example "one row"')]
    money = ["figure.money", "figure.by_choice * years(1)",
             "figure.average * years(1)", "figure.least * years(1)",
             "figure.most * years(1)", "param.pay * figure.of_need",
             "param.pay * figure.number", "param.pay * figure.waited / days(1)",
             "param.pay * figure.whole / months(1)",
             "param.pay * figure.years_old / years(1)",
             "param.pay * figure.desk / days(1)",
             "param.pay * figure.at_school / weeks(1)"]
    money = [m for m in money if re.findall(r"figure\.(\w+)", m)[:1] == []
             or re.findall(r"figure\.(\w+)", m)[0] in figures]
    text += param("pay", pay)
    text += "".join(EACH % (n, name) for n, name in enumerate(figures))
    text += "".join(VALUES % (n, m) for n, m in enumerate(money))
    return os.path.dirname(file("rules.lua", edit(text)))


def awards_of(folder):
    return re.findall(r'^award "(\w+)"', open(
        folder + "/rules.lua", encoding="utf-8").read(), re.M)


@test
def every_word_as_calc_has_it():
    """Of two packs that differ everywhere an award reads: each is copied whole
    and says what it says alone."""
    on, data = "2026-09-01", [file("rows.csv", word_rows(300))]
    edits = [
        lambda text: text,
        lambda text: text.replace("take = 1000", "take = 1100"),
        lambda text: text.replace("value = 10000, source",
                                  "value = 10400, source"),
        lambda text: text.replace("{ over = 4, name = \"high\"",
                                  "{ over = 3, name = \"high\""),
        lambda text: text.replace('"2026-12-25", ', ""),
        lambda text: text.replace("HI = 1, VI = 2", "HI = 2, VI = 1"),
    ]
    old = words_pack(7)
    before = calc(old, data, on)
    for number, edit in enumerate(edits):
        new = words_pack(9, edit)
        after = calc(new, data, on)
        made = rows(out("diff", old, new, *data, "--on", on, "--internal",
                        "--out", "csv"))
        for name in awards_of(old):
            assert Fraction(made["all", "", name]) == total(after, name) \
                - total(before, name), (number, name)


@test
def a_renamed_award_is_one_that_goes_and_one_that_comes():
    """So each pack is worked out whole, with what the other has of it."""
    on, data = "2026-09-01", [file("rows.csv", word_rows(120))]
    old = words_pack(7)
    new = words_pack(7, lambda text: re.sub(r'^award "([wv])', r'award "new_\1',
                                            text, flags=re.M))
    before, after = calc(old, data, on), calc(new, data, on)
    made = rows(out("diff", old, new, *data, "--on", on, "--internal",
                    "--out", "csv"))
    for name in awards_of(old):
        if name[0] in "wv":
            assert Fraction(made["all", "", name]) == -total(before, name)
            assert Fraction(made["all", "", "new_" + name]) == total(
                after, "new_" + name)


end()
