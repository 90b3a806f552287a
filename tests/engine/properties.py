#!/usr/bin/python3
# also: asan
"""Properties: a seeded fault is found, and its case, pasted into the pack,
holds; what is told of it is worked out here again with fractions."""
import os
import re
import tempfile
from fractions import Fraction

from common import end, has, hn, lacks, test

HEAD = """pack "p" { title = "P", version = "1", source = "illustration" }
records "pupil" { what = "a pupil", key = "pupil_id",
  input "pupil_id" { type = "id", required = true },
  input "cost" { type = "GBP/year", min = 0, max = 50000, label = "Cost" },
  input "hours" { type = "count", min = 0, max = 40, label = "Hours" },
  input "need" { type = "choice", one_of = { "HI", "VI", "SEMH" }, label = "Need" },
  input "looked_after" { type = "yes/no", label = "Looked after" } }
param "first" { type = "GBP/year", label = "First",
  { from = "2026-04-01", value = 6000, source = "illustration" } }
param "second" { type = "GBP/year", label = "Second",
  { from = "2026-04-01", value = 15000, source = "illustration" } }
param "cap" { type = "GBP/year", label = "Cap",
  { from = "2026-04-01", value = 10000, source = "illustration" } }
figure "all" { label = "All", type = "GBP/year",
  value = lower_of { param.first, param.second, param.cap } }
"""
AWARD = """award "paid" { label = "Paid", type = "GBP/year", source = "illustration",
  amount = %s }
"""


def run(rules, code=0, *words):
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "rules.lua"), "w",
                  encoding="utf-8") as file:
            file.write(rules)
        return hn("test", folder, *words, code=code)[0]


def pasted(text):
    """The examples in what was printed, as a pack has them."""
    return re.findall(r"^ {5}(example .*\{\n.*\n.* \} \})$", text, re.M)


def money(text):
    return Fraction(text.replace(",", "").replace("\u00a3", ""))


def field(example, name):
    found = re.search(r'[{ ]%s = "?([\w.-]+)"?' % name, example)
    return found.group(1) if found else None


def faulty(rules, name, count):
    """The cases against the property, which hold when they are pasted."""
    said = run(rules, 1, "--run", name)
    cases = pasted(said)
    assert len(cases) == count, said
    again = run(rules + "\n".join(cases) + "\n", 1)
    assert again.count("ok   " + name) == count, again
    return said, cases


NOT_RISING = HEAD + AWARD % """choose {
    { when = pupil.cost:over(param.second), take = 3000 },
    { when = pupil.cost:over(param.first), take = pupil.cost - param.first },
    otherwise = 0 }""" + """
property "rising" { rises(award.paid, { with = pupil.cost }) }
"""


@test
def an_award_that_falls_is_shown_by_two_pupils():
    _, cases = faulty(NOT_RISING, "rising", 2)
    low, high = (money(field(one, "cost")) for one in cases)
    was, now = (money(field(one, "paid")) for one in cases)

    def paid(cost):
        return 3000 if cost > 15000 else max(cost - 6000, 0)
    assert low < high and was > now
    assert (was, now) == (paid(low), paid(high)), cases


@test
def a_gap_between_two_awards_is_shown():
    rules = HEAD + """award "low" { label = "Low", type = "GBP/year", source = "illustration",
  when = all { pupil.cost:over(param.first), pupil.cost:under(param.second) },
  amount = param.cap }
award "high" { label = "High", type = "GBP/year", source = "illustration",
  when = pupil.cost:over(param.second), amount = param.cap }
property "nobody is left out" {
  never_under(award.low + award.high, 1, { where = pupil.cost:over(param.first) }) }
"""
    said, cases = faulty(rules, "nobody is left out", 1)
    assert money(field(cases[0], "cost")) == 15000, said
    assert field(cases[0], "low") == field(cases[0], "high") == "0.00", said


@test
def an_overlap_of_two_awards_is_shown():
    rules = HEAD + """award "low" { label = "Low", type = "GBP/year", source = "illustration",
  when = all { pupil.cost:over(param.first), pupil.cost:at_most(param.second) },
  amount = param.cap }
award "high" { label = "High", type = "GBP/year", source = "illustration",
  when = pupil.cost:at_least(param.second), amount = param.cap }
property "nobody is paid twice" { never_over(award.low + award.high, param.cap) }
"""
    said, cases = faulty(rules, "nobody is paid twice", 1)
    assert money(field(cases[0], "cost")) == 15000, said


@test
def a_cliff_is_found_to_the_penny():
    rules = HEAD + AWARD % """choose {
    { when = pupil.cost:over(param.second), take = 9000 },
    { when = pupil.cost:over(param.first), take = pupil.cost - param.first },
    otherwise = 0 }"""
    good = rules.replace("9000", "9400")
    _, cases = faulty(rules.replace("9000", "9600") + """
property "smooth" { no_cliff(award.paid, { with = pupil.cost, above = 500 }) }
""", "smooth", 2)
    assert [field(one, "cost") for one in cases] == ["15000.00", "15000.01"]
    has(run(good + """
property "smooth" { no_cliff(award.paid, { with = pupil.cost, above = 500 }) }
"""), "ok   smooth (")


@test
def a_cliff_at_a_threshold_that_stands_nowhere_is_found():
    rules = HEAD + AWARD % """choose {
    { when = (pupil.cost * 7):over(param.second), take = pupil.cost }, otherwise = 0 }"""
    _, cases = faulty(rules + """
property "smooth" { no_cliff(award.paid, { with = pupil.cost, above = 1500 }) }
""", "smooth", 2)
    low, high = (money(field(one, "cost")) for one in cases)
    assert high - low == Fraction(1, 100)
    assert low * 7 <= 15000 < high * 7, cases


@test
def an_unfair_rule_is_shown_by_two_pupils_alike_but_for_need():
    rules = HEAD + AWARD % """choose {
    { when = all { pupil.need:is("HI"), pupil.cost:over(param.second) }, take = pupil.cost },
    otherwise = 0 }""" + """
property "fair" { same_for(award.paid, { but = "need" }) }
property "care" { same_for(award.paid, { but = "looked_after" }) }
"""
    _, cases = faulty(rules, "fair", 2)
    assert field(cases[0], "cost") == field(cases[1], "cost")
    assert {field(one, "need") == "HI" for one in cases} == {True, False}
    has(run(rules, 0, "--run", "care"), "ok   care (proved)\n")


@test
def a_cap_that_is_exceeded_is_shown_with_both_amounts():
    rules = HEAD + AWARD % "pupil.cost - param.first" + """
property "capped" { never_over(award.paid, param.cap) }
property "never below nought" { never_under(award.paid, 0) }
"""
    said, cases = faulty(rules, "capped", 1)
    has(said, "which is over `cap`, \u00a310,000.00 a year")
    assert money(field(cases[0], "cost")) - 6000 > 10000
    said, cases = faulty(rules, "never below nought", 1)
    assert money(field(cases[0], "cost")) < 6000, said


@test
def what_falls_as_promised_holds_and_the_other_way_does_not():
    rules = HEAD + AWARD % "higher_of { 0, param.cap - pupil.cost }" + """
property "falls" { falls(award.paid, { with = pupil.cost }) }
property "rises" { rises(award.paid, { with = pupil.cost }) }
"""
    has(run(rules, 1), "ok   falls (", "FAIL rises (rules.lua:")


@test
def few_values_are_all_gone_through():
    rules = HEAD + """figure "points" { label = "Points", value = choose {
    { when = all { pupil.need:is("HI"), pupil.looked_after }, take = pupil.hours },
    otherwise = 3 } }
property "three more" { never_over(figure.points - pupil.hours, 3) }
property "at most 39" { never_over(figure.points, 39) }
"""
    # 41 hours or none, 3 needs or none, yes, no or none.
    has(run(rules, 1), "ok   three more (all 504 cases)", "FAIL at most 39")
    said, cases = faulty(rules, "at most 39", 1)
    assert field(cases[0], "hours") == "40", said


@test
def where_leaves_rows_out():
    rules = HEAD + AWARD % "higher_of { 0, pupil.cost - param.first }" + """
property "some" { never_under(award.paid, 1, { where = pupil.cost:over(param.second) }) }
property "none" { never_under(award.paid, 1, { where = all {
  pupil.cost:over(param.second), pupil.cost:under(param.first) } }) }
"""
    said = run(rules, 1)
    has(said, "ok   some (", "FAIL none (", "nothing was tested")


@test
def what_one_row_adds_to_another_is_searched_row_by_row():
    rules = HEAD + """figure "total" { label = "Total", type = "GBP/year", value = sum(pupil.cost) }
example "two" { on = "2026-09-01", rows = { { pupil_id = "1", cost = 100 }, { pupil_id = "2", cost = 200 } },
  expect = { total = 300 } }
figure "usual" { label = "Usual", type = "GBP/year", value = mean(pupil.cost) }
property "adds up" { rises(figure.total, { with = pupil.cost }) }
property "lifts" { rises(figure.usual, { with = pupil.cost }) }
property "small" { never_over(figure.total, 40000) }
"""
    said, cases = faulty(rules, "small", 1)
    has(cases[0], "rows = { pupil = { {")
    has(run(rules, 1), "ok   two\n", "ok   adds up (proved)",
        "ok   lifts (searched ")


@test
def properties_are_counted_and_named_like_examples():
    said = run(NOT_RISING, 1, "--out", "junit")
    has(said, 'tests="1" failures="1"', 'name="rising"', "`paid` goes from")
    has(run(NOT_RISING, 1, "--quiet"), "Failed:\n  rising\n")
    lacks(run(NOT_RISING, 1, "--quiet"), "ok ")


def told(rules):
    """What hn check warns of: code, line and sentence."""
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "rules.lua"), "w",
                  encoding="utf-8") as file:
            file.write(rules)
        said = "".join(hn("check", folder))
    return [(code, sentence) for code, sentence in re.findall(
        r"^warning\[(HN\d+)\]: (.*)$", said, re.M)
            if code not in ("HN300", "HN301")]


def criterion(test, cost_max=50000):
    return HEAD.replace("max = 50000", "max = %d" % cost_max) + """
criterion "dear" { label = "Dear", test = %s, source = "illustration",
  if_met = "Dear.", if_unmet = "Not dear." }
award "paid" { label = "Paid", type = "GBP/year", source = "illustration",
  when = criterion.dear, amount = pupil.cost }
""" % test


@test
def a_criterion_that_decides_nothing_is_told_with_the_reason():
    never = told(criterion("pupil.cost:over(param.first)", 5000))
    assert never == [("HN309", "criterion `dear` can never be met: `cost` is "
                      "from \u00a30.00 a year to \u00a35,000.00 a year and "
                      "`first` is \u00a36,000.00 a year")], never
    always = told(criterion("pupil.cost:under(param.first)", 5999))
    assert [one[0] for one in always] == ["HN309"], always
    has(always[0][1], "can never be unmet")
    both = told(criterion("all { pupil.cost:over(param.second), "
                          "pupil.cost:under(param.first) }"))
    assert both == [("HN309", "criterion `dear` can never be met")], both
    either = told(criterion("any { pupil.cost:over(param.first), "
                            "pupil.cost:at_most(param.first) }"))
    assert either == [("HN309", "criterion `dear` can never be unmet")], either


@test
def a_criterion_at_the_edge_of_its_limits_is_not_told():
    for test_, most in (("pupil.cost:over(param.first)", 6001),
                        ("pupil.cost:at_least(param.first)", 6000),
                        ("pupil.cost:at_most(param.first)", 6001),
                        ("all { pupil.cost:at_least(param.first), "
                         "pupil.cost:at_most(param.first) }", 50000)):
        assert told(criterion(test_, most)) == [], test_


@test
def an_arm_that_no_row_reaches_is_told():
    choose = """figure "f" { label = "F", type = "GBP/year", value = choose {
  { when = pupil.cost:%s(param.first), take = param.first },
  { when = pupil.cost:%s(param.second), take = param.second },
  otherwise = param.cap } }
"""
    assert told(HEAD + choose % ("over", "over")) == [
        ("HN311", "no row comes to arm 2 of this `choose`: an arm above it "
         "takes all of them")]
    assert told(HEAD + choose % ("under", "over")) == []
    assert told(HEAD + choose % ("at_least", "at_most")) == []
    low = HEAD.replace("max = 50000", "max = 15000") + choose % ("under",
                                                                 "over")
    has(told(low)[0][1], "no row comes to arm 2", "to \u00a315,000.00 a year "
        "and `second` is \u00a315,000.00 a year")


BANDS = """bands "band" { of = pupil.cost, label = "Band", source = "illustration",
  types = { topup = "GBP/year" }, %s
  below = { name = "low", topup = 0 },
  { over = 20000, name = "middle", topup = 4000 },
  { %s = 50000, name = "high", topup = 9000 } }
figure "topup" { label = "Top-up", type = "GBP/year", value = bands.band.topup }
"""


@test
def a_band_that_no_row_reaches_is_told():
    assert told(HEAD + BANDS % ("", "over")) == [
        ("HN310", "no row comes to band \"high\" of `band`: `cost` is from "
         "\u00a30.00 a year to \u00a350,000.00 a year")]
    assert told(HEAD + BANDS % ("", "at_least")) == []


@test
def promises_that_follow_from_the_limits_are_proved():
    rules = HEAD + AWARD % """lower_of { param.cap, higher_of { 0,
    (pupil.cost - param.first) * pupil.hours / 40 } }""" + """
property "capped" { never_over(award.paid, param.cap), never_under(award.paid, 0) }
property "cost" { rises(award.paid, { with = pupil.cost }) }
property "hours" { falls(award.paid, { with = pupil.hours, where = pupil.cost:under(param.first) }) }
property "smooth" { no_cliff(award.paid, { with = pupil.cost, above = "0.01" }) }
property "rough" { no_cliff(award.paid, { with = pupil.cost, above = 0 }) }
"""
    said = run(rules, 1)
    has(said, "ok   capped (proved)", "ok   cost (proved)",
        "ok   hours (searched ", "ok   smooth (proved)", "FAIL rough")

@test
def a_row_that_is_rejected_is_no_case():
    """It is paid nothing, and its example would not hold."""
    hour = """figure "an_hour" { label = "H", type = "GBP/year",
  value = pupil.cost / pupil.hours, rounding = { to = "0.01", mode = "floor" } }
"""
    rules = HEAD + AWARD % "pupil.cost" + """
property "capped" { never_over(award.paid, 10000, { where = pupil.hours:under(1) }) }
"""
    faulty(rules, "capped", 1)
    has(run(rules.replace("award", hour + "award", 1), 1),
        "nothing was tested")


@test
def an_award_that_a_pot_pays_from_is_searched():
    """In order the made-up rows would all stand level."""
    rules = HEAD + AWARD % """choose {
  { when = pupil.cost:over(param.first), take = param.cap }, otherwise = pupil.cost }""" + """
param "pot" { type = "GBP/year", label = "Pot",
  { from = "2026-04-01", value = 900000, source = "illustration" } }
allocation "queue" { label = "Queue", claim = award.paid, pot = param.pot,
  share = "in order", order = { pupil.%s }, source = "illustration" }
property "fair" { same_for(award.paid, { but = "cost" }) }
"""
    key = HEAD[HEAD.index('key = "') + 7:].split('"')[0]
    faulty(rules % key, "fair", 2)


end()
