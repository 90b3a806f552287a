#!/usr/bin/python3
# also: asan
"""Faults that were put into packs are caught, each with a case that shows it.

A sound pack is told nothing of. Then one fault at a time is put in: a gap, an
overlap, a band that no row reaches, an award that falls as need rises, a
cliff, a rule that is not fair ... Each must be told by its code or by the name
of its property, with examples that can be pasted. They are pasted, and
`hn test` works them out: they hold, and what they give and expect is worked
out here once more, in fractions, and held against the fault.
"""
import re
import shutil
import sys
import tempfile
from fractions import Fraction as F
sys.dont_write_bytecode = True
from common import end, has, hn, lacks, test                      # noqa: E402

SOUND = '''
pack "seeded" { title = "Support", version = "1", source = "illustration",
  approved = "draft" }
records "pupil" {
  what = "a pupil", key = "pupil_id",
  input "pupil_id" { type = "id", required = true },
  input "cost" { type = "GBP", min = 0, max = 20000, label = "Cost" },
  input "hours" { type = "hours", min = 0, max = 40, label = "Hours" },
  input "need" { type = "choice", one_of = { "HI", "SEMH" }, label = "Need" },
  input "asked" { type = "yes/no", label = "Asked for" },
}
param "first" { type = "GBP", label = "Met by the school",
  { from = "2026-04-01", value = 6000, source = "illustration" } }
param "dear" { type = "GBP", label = "High cost",
  { from = "2026-04-01", value = 12000, source = "illustration" } }
param "most" { type = "GBP", label = "Most that is paid",
  { from = "2026-04-01", value = 10000, source = "illustration" } }

criterion "costs_more" { label = "It costs more", source = "illustration",
  test = pupil.cost:over(param.first), if_met = "More.",
  if_unmet = "Not more." }
criterion "is_dear" { label = "It is dear", source = "illustration",
  test = pupil.cost:at_least(param.dear), if_met = "Dear.",
  if_unmet = "Not dear." }
bands "band" { of = pupil.hours, label = "Band", source = "illustration",
  types = { topup = "GBP" }, cliff_warning = 4000,
  below = { name = "none", topup = 0 },
  { at_least = 10, name = "A", topup = 3000 },
  { over = 25, name = "B", topup = 6000 } }
award "support" { label = "Support", type = "GBP", source = "illustration",
  when = criterion.costs_more,
  amount = lower_of { pupil.cost - param.first, param.most } }
award "topup" { label = "Top-up", type = "GBP", source = "illustration",
  when = pupil.asked, amount = bands.band.topup }
panel "tier" { label = "Tier", source = "illustration", on_missing = "refer",
  { outcome = "one", when = criterion.costs_more:is("unmet"), say = "One." },
  { outcome = "two", when = all { criterion.costs_more,
      criterion.is_dear:is("unmet") }, say = "Two." },
  { outcome = "three", when = all { criterion.costs_more,
      criterion.is_dear }, say = "Three." } }
figure "part" { label = "Part", value = choose {
  { when = pupil.cost:over(param.dear), take = 2 },
  { when = pupil.cost:over(param.first), take = 1 }, otherwise = 0 } }
figure "needed" { label = "Needed", value = choose {
  { when = pupil.need:is("HI"), take = 1 }, otherwise = 2 } }

property "more cost never pays less" {
  rises(award.support, { with = pupil.cost }) }
property "more hours never pay less" {
  rises(award.topup, { with = pupil.hours }) }
property "never above the cap" { never_over(award.support, param.most) }
property "no cliff" {
  no_cliff(award.support, { with = pupil.cost, above = 100 }) }
property "need decides nothing" { same_for(award.support, { but = "need" }) }
'''

# --- the pack by hand --------------------------------------------------------

FIRST, DEAR, MOST = 6000, 12000, 10000


def band_of(hours):
    return "none" if hours < 10 else "A" if hours <= 25 else "B"


def topup_of(hours):
    return {"none": 0, "A": 3000, "B": 6000}[band_of(hours)]


def support_of(cost):
    return F(0) if cost <= FIRST else min(cost - FIRST, F(MOST))


# --- examples that are printed -----------------------------------------------

class Case:
    """An example as it was printed: `text`, `name`, `given`, `expect`."""

    def __init__(self, text):
        self.text = text
        self.name = re.search(r'example "([^"]*)"', text)[1]
        self.given = cells(re.search(r"given = \{(.*?)\}", text, re.S)[1])
        self.expect = cells(re.search(r"expect = \{(.*?)\}", text, re.S)[1])

    def cost(self):
        return F(self.given["cost"])

    def hours(self):
        return F(self.given["hours"])


def cells(text):
    return {name: value.strip('"') for name, value in
            re.findall(r'(\w+) = ("[^"]*"|\w+)', text)}


def cases_in(output):
    lines = [line.strip() for line in output.splitlines()]
    text = "\n".join(lines)
    return [Case(found) for found in
            re.findall(r'example "[^"]*" \{\n.*?\} \}', text, re.S)]


# --- one fault ---------------------------------------------------------------

class Pack:
    """The sound pack with some of its text changed, in a folder."""

    def __init__(self, *changes):
        self.rules = SOUND
        for old, new in changes:
            assert self.rules.count(old) == 1, (self.rules.count(old), old)
            self.rules = self.rules.replace(old, new)
        self.folder = tempfile.mkdtemp()
        self.write(self.rules)

    def write(self, text):
        with open(self.folder + "/rules.lua", "w", encoding="utf-8") as file:
            file.write(text)

    def told_by_check(self, code, *parts, exit_code=0):
        """The cases that stand under that notice alone."""
        text = hn("check", self.folder, code=exit_code)[1]
        notices = re.split(r"^(?=(?:warning|error)\[)", text, flags=re.M)
        found = [one for one in notices if "[HN%d]" % code in one]
        assert len(found) == 1, text
        has(found[0], *parts)
        return cases_in(found[0])

    def told_by_test(self, name, *parts):
        text = hn("test", self.folder, code=1)[0]
        has(text, "FAIL %s (rules.lua:" % name, *parts)
        assert text.count("FAIL") == 1, text
        return cases_in(text)

    def paste(self, cases, *holds, code=0):
        """All of them hold; `holds`: what else hn test tells."""
        self.write(self.rules + "\n".join(case.text for case in cases) + "\n")
        text = hn("test", self.folder, code=code)[0]
        for case in cases:
            has(text, "ok   %s\n" % case.name)
        has(text, *holds)

    def gone(self):
        shutil.rmtree(self.folder)


def seeded(*changes):
    """A test of the sound pack with these changes."""
    def run(function):
        def whole():
            pack = Pack(*changes)
            function(pack)
            pack.gone()
        whole.__name__ = function.__name__
        return test(whole)
    return run


# --- nothing is wrong --------------------------------------------------------

@seeded()
def of_a_sound_pack_nothing_is_told(pack):
    out, error = hn("check", pack.folder)
    has(out, "nothing is wrong")
    assert error == "", error
    lacks(hn("test", pack.folder)[0], "FAIL")


# --- a gap, an overlap -------------------------------------------------------

@seeded((":is(\"unmet\") }, say = \"Two.\"",
         ":is(\"unmet\"), pupil.asked }, say = \"Two.\""))
def a_gap_between_the_rows_of_a_panel(pack):
    (case,) = pack.told_by_check(313, "`tier` comes to no outcome",
                                 exit_code=1)
    # Above the first sum and below the second, and not asked for.
    assert FIRST < case.cost() < DEAR and case.given["asked"] == "no", case
    assert case.expect["costs_more"] == "met", case.expect
    assert case.expect["is_dear"] == "unmet", case.expect
    pack.write(pack.rules + case.text + "\n")
    has(hn("test", pack.folder, code=1)[0], "FAIL " + case.name,
        "it comes to no outcome of panel `tier`")
    # Mended, the example says what the case comes to.
    pack.write(SOUND + case.text.replace("tier = missing", 'tier = "two"'))
    has(hn("test", pack.folder)[0], "ok   " + case.name)


@seeded(("  { outcome = \"two\", when = all { criterion.costs_more,\n"
         "      criterion.is_dear:is(\"unmet\") }",
         "  { outcome = \"two\", when = criterion.costs_more"))
def an_overlap_between_the_rows_of_a_panel(pack):
    (case,) = pack.told_by_check(
        313, 'comes to "two" and to "three" for the same case', exit_code=1)
    assert case.cost() >= DEAR, case.given
    pack.write(pack.rules + case.text + "\n")
    has(hn("test", pack.folder, code=1)[0], "FAIL " + case.name,
        'it comes to "two" and to "three" of panel `tier` at once')
    pack.write(SOUND + case.text.replace("tier = missing", 'tier = "three"'))
    has(hn("test", pack.folder)[0], "ok   " + case.name)


@test
def bands_have_neither_gaps_nor_overlaps():
    """Each begins where the one below it ends: edges that do not rise are
    refused, so that there is no row to be shown."""
    for edge in ("9", "10"):
        pack = Pack(("{ over = 25, name = \"B\"",
                     "{ at_least = %s, name = \"B\"" % edge))
        has(hn("check", pack.folder, code=2)[1], "error[HN115]",
            "band `B` does not begin above `A`")
        pack.gone()


# --- what no row reaches -----------------------------------------------------

@seeded(('{ over = 25, name = "B"', '{ over = 40, name = "B"'))
def a_band_above_all_that_there_is(pack):
    (case,) = pack.told_by_check(310, 'no row comes to band "B" of `band`')
    assert case.hours() == 40 and case.expect == {"band": "A"}, case.text
    pack.paste([case])


@seeded(('type = "hours", min = 0', 'type = "hours", min = 10'))
def a_band_below_all_that_there_is(pack):
    (case,) = pack.told_by_check(310, 'no row comes to band "none"')
    assert case.hours() == 10 and case.expect == {"band": "A"}, case.text
    pack.paste([case])


@seeded(("max = 20000", "max = 6000"), ("value = 12000", "value = 5000"))
def a_criterion_that_is_never_met(pack):
    (case,) = pack.told_by_check(309, "`costs_more` can never be met")
    assert case.cost() == 6000, case.text
    assert case.expect == {"costs_more": "unmet"}, case.text
    pack.paste([case])


@seeded(("min = 0, max = 20000", 'min = "6000.01", max = 20000'))
def a_criterion_that_is_always_met(pack):
    (case,) = pack.told_by_check(309, "`costs_more` can never be unmet")
    assert case.cost() == F("6000.01"), case.text
    assert case.expect == {"costs_more": "met"}, case.text
    pack.paste([case])


@seeded(("  { when = pupil.cost:over(param.dear), take = 2 },\n"
         "  { when = pupil.cost:over(param.first), take = 1 },",
         "  { when = pupil.cost:over(param.first), take = 1 },\n"
         "  { when = pupil.cost:over(param.dear), take = 2 },"))
def an_arm_that_another_hides(pack):
    (case,) = pack.told_by_check(311, "no row comes to arm 2 of this `choose`",
                                 "an arm above it takes all of them")
    assert case.cost() > DEAR and case.expect == {"part": "1"}, case.text
    pack.paste([case])


@seeded(("{ when = pupil.cost:over(param.dear), take = 2 }",
         "{ when = (pupil.cost * 2):over(40000), take = 2 }"))
def an_arm_whose_test_never_holds(pack):
    (case,) = pack.told_by_check(311, "no row comes to arm 1")
    assert case.cost() == 20000 and case.expect == {"part": "1"}, case.text
    pack.paste([case])


# --- awards ------------------------------------------------------------------

@seeded(("amount = lower_of { pupil.cost - param.first, param.most }",
         "amount = choose { { when = criterion.is_dear, take = 5000 },\n"
         "    otherwise = pupil.cost - param.first }"),
        ("above = 100 }", "above = 10000 }"))
def an_award_that_falls_as_the_cost_rises(pack):
    cases = pack.told_by_test("more cost never pays less",
                              "`support` goes from", "`cost` goes from")
    low, high = cases
    assert low.cost() < high.cost(), cases
    for case in cases:
        cost = case.cost()
        by_hand = (F(0) if cost <= FIRST else F(5000) if cost >= DEAR
                   else cost - FIRST)
        assert F(case.expect["support"]) == by_hand, case.text
    assert F(low.expect["support"]) > F(high.expect["support"]), cases
    pack.paste(cases, "FAIL more cost never pays less", code=1)


@seeded(('{ over = 25, name = "B", topup = 6000 }',
         '{ over = 25, name = "B", topup = 2999 }'))
def a_band_that_pays_less_than_the_one_below_it(pack):
    cases = pack.told_by_test("more hours never pay less",
                              "`hours` goes from 25 to ")
    low, high = cases
    assert low.hours() <= 25 < high.hours(), cases
    assert (F(low.expect["topup"]), F(high.expect["topup"])) == (3000, 2999)
    assert low.given["asked"] == high.given["asked"] == "yes", cases
    pack.paste(cases, "FAIL more hours never pay less", code=1)


@seeded(("pupil.cost - param.first, param.most }",
         "pupil.cost - param.first, param.dear }"))
def a_cap_that_is_exceeded(pack):
    (case,) = pack.told_by_test("never above the cap", "which is over `most`")
    by_hand = min(case.cost() - FIRST, F(DEAR))
    assert F(case.expect["support"]) == by_hand > MOST, case.text
    pack.paste([case], "FAIL never above the cap", code=1)


# --- cliffs ------------------------------------------------------------------

@seeded(("amount = lower_of { pupil.cost - param.first, param.most }",
         "amount = lower_of { pupil.cost, param.most }"))
def a_cliff_at_the_threshold(pack):
    cases = pack.told_by_test("no cliff", "`support` goes from £0.00 to £6,00")
    low, high = cases
    assert (low.cost(), high.cost()) == (6000, F("6000.01")), cases
    assert (F(low.expect["support"]), F(high.expect["support"])) == (
        0, F("6000.01")), cases
    pack.paste(cases, "FAIL no cliff", code=1)


@seeded(("cliff_warning = 4000", "cliff_warning = 2999"))
def a_step_between_two_bands(pack):
    text = hn("check", pack.folder)[1]
    assert text.count("warning[HN315]") == 2, text
    cases = cases_in(text)
    assert len(cases) == 4, text
    for low, high, edge in ((*cases[:2], "10"), (*cases[2:], "25")):
        assert low.hours() <= F(edge) <= high.hours(), text
        assert high.hours() - low.hours() <= 1, text
        for case in (low, high):
            hours = case.hours()
            assert case.expect["band"] == band_of(hours), case.text
            paid = topup_of(hours) if case.given["asked"] == "yes" else 0
            assert F(case.expect["topup"]) == paid, case.text
        assert topup_of(high.hours()) - topup_of(low.hours()) == 3000
        alike = {name for name in low.given
                 if low.given[name] == high.given.get(name)}
        assert set(low.given) - alike == {"hours"}, (low.text, high.text)
    pack.paste(cases)


@seeded((", cliff_warning = 4000", ""))
def without_cliff_warning_nothing_is_told_of_steps(pack):
    assert hn("check", pack.folder)[1] == ""


# --- fairness ----------------------------------------------------------------

@seeded(("amount = lower_of { pupil.cost - param.first, param.most }",
         "amount = choose { { when = pupil.need:is(\"HI\"),\n"
         "      take = lower_of { pupil.cost - param.first, param.most } },\n"
         "    otherwise = lower_of { (pupil.cost - param.first) * \"0.9\", "
         "param.most } }"))
def a_rule_that_is_not_fair(pack):
    cases = pack.told_by_test("need decides nothing", "`need` goes from")
    one, other = cases
    assert {one.given["need"], other.given["need"]} == {"HI", "SEMH"}, cases
    assert {k: v for k, v in one.given.items() if k != "need"} == {
        k: v for k, v in other.given.items() if k != "need"}, cases
    for case in cases:
        above = max(case.cost() - FIRST, F(0))
        by_hand = min(above if case.given["need"] == "HI"
                      else above * F("0.9"), F(MOST))
        assert abs(F(case.expect["support"]) - by_hand) <= F("0.005"), case
    assert one.expect["support"] != other.expect["support"], cases
    pack.paste(cases, "FAIL need decides nothing", code=1)


end()
