#!/usr/bin/python3
# also: asan
"""hn mutate: would the examples of a pack notice a wrong rule?

The same changes are made here in the text of the pack, where each can be read,
and what hn test says of that pack is what hn mutate must have said.
"""
import csv
import io
import os
import sys
import tempfile
sys.dont_write_bytecode = True
from common import HERE, HN, end, has, hn, lacks, out, test  # noqa: E402
import subprocess  # noqa: E402

PACK = HERE + "/changes"
with open(PACK + "/rules.lua", encoding="utf-8") as source:
    LINES = source.read().split("\n")


def line(text):
    found = [i for i, one in enumerate(LINES, 1) if text in one]
    assert len(found) == 1, (text, found)
    return found[0]


FIRST, CAP = line("value = 6000"), line('param "cap"')
SECOND, MIDDLE = line("value = 6500"), line("at_least = 10")
OVER, READY = line("test = pupil.cost"), line("test = all")
WHEN, AMOUNT, TOTAL = line("when = all"), line("amount ="), line('"total"')

# Line and change as told; line and text before and after as it is written.  (A
# criterion or parameter that the text leaves out would be refused as unused;
# a change leaves out the reading of it alone.)
CHANGES = [
    (FIRST, "`first`: £6,000.01 a year for £6,000.00 a year",
     FIRST, "6000", '"6000.01"'),
    (FIRST, "`first`: £5,999.99 a year for £6,000.00 a year",
     FIRST, "6000", '"5999.99"'),
    (FIRST, "`first`: from a day later", FIRST, "2026-04-01", "2026-04-02"),
    (SECOND, "`first`: £6,500.01 a year for £6,500.00 a year",
     SECOND, "6500", '"6500.01"'),
    (SECOND, "`first`: from a day later", SECOND, "2027-04-01", "2027-04-02"),
    (SECOND, "`first`: from a day earlier", SECOND, "2027-04-01", "2027-03-31"),
    (CAP, "`cap`: £10,000.01 a year for £10,000.00 a year",
     CAP, "10000", '"10000.01"'),
    (MIDDLE, "the edge of `middle`: 11 hours for 10 hours",
     MIDDLE, "at_least = 10", "at_least = 11"),
    (MIDDLE, "`middle` begins over its edge",
     MIDDLE, "at_least = 10", "over = 10"),
    (MIDDLE + 1, "`large` begins at its edge", MIDDLE + 1, "over", "at_least"),
    (OVER, "`at_least` for `over`", OVER, "over", "at_least"),
    (OVER, "`at_most` for `over`", OVER, "over", "at_most"),
    (READY, "`any` for `all`", READY, "all", "any"),
    (READY, "without `met`", READY, "pupil.met, ", ""),
    (READY, "without `agreed`", READY, ", pupil.agreed", ""),
    (WHEN, "`any` for `all`", WHEN, "all", "any"),
    (AMOUNT, "`higher_of` for `lower_of`", AMOUNT, "lower_of", "higher_of"),
    (AMOUNT, "`+` for `-`", AMOUNT, " - ", " + "),
    (TOTAL, "`mean` for `sum`", TOTAL, "sum", "mean"),
    (TOTAL, "without missing = \"left out\"",
     TOTAL, ', { missing = "left out" }', ""),
]


def told(*words):
    tries = [] if "--tries" in words else ["--tries", "0"]
    code = subprocess.run([HN, "mutate", *words, "--out", "csv", *tries],
                          stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, check=False)
    assert code.returncode in (0, 1), code.stderr
    return list(csv.DictReader(io.StringIO(code.stdout)))


def verdict(at, before, after):
    """What hn test says of the pack with that text in place of the other."""
    lines = list(LINES)
    assert lines[at - 1].count(before) == 1, (at, before)
    lines[at - 1] = lines[at - 1].replace(before, after)
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "rules.lua"), "w",
                  encoding="utf-8") as file:
            file.write("\n".join(lines))
        done = subprocess.run([HN, "test", folder], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True,
                              check=False)
    if done.returncode not in (0, 1):
        return "not loaded", ""
    failed = [x for x in done.stdout.split("\n") if x.startswith("FAIL ")]
    return ("killed", failed[0][5:].rsplit(" (", 1)[0]) if failed \
        else ("survived", "")


@test
def every_change_is_judged_as_hn_test_judges_the_text():
    rows = told(PACK)
    assert len(rows) > len(CHANGES)
    for where, change, at, before, after in CHANGES:
        found = [r for r in rows if int(r["line"]) == where
                 and r["change"] == change]
        assert len(found) == 1, (where, change, len(found))
        wanted, because = verdict(at, before, after)
        got = found[0]["status"]
        assert got == wanted or (got, wanted) == ("equivalent", "survived"), (
            change, got, wanted)
        assert got != "killed" or found[0]["because"] == because, (
            change, found[0]["because"], because)


@test
def some_are_killed_and_some_survive():
    rows = told(PACK)
    statuses = {r["status"] for r in rows}
    assert {"killed", "survived"} <= statuses, statuses


@test
def threads_tell_the_same_in_the_same_order():
    assert told(PACK, "--jobs", "1") == told(PACK, "--jobs", "3")


@test
def an_example_that_is_offered_can_be_pasted_and_kills():
    rows = told(PACK, "--tries", "400")
    offered = {r["number"]: r for r in rows if r["example"]}
    assert len(offered) >= 12, len(offered)
    assert all(r["status"] == "survived" for r in offered.values())
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "rules.lua"), "w",
                  encoding="utf-8") as file:
            file.write("\n".join(LINES) + "\n"
                       + "".join(r["example"] for r in offered.values()))
        out("test", folder)
        for row in told(folder):
            assert row["number"] not in offered \
                or row["status"] == "killed", row


@test
def what_can_never_differ_is_said_to_be_equivalent():
    more = """
figure "some" { label = "Some", value = choose {
  { when = pupil.hours:at_least(0), take = 1 }, otherwise = 2 } }
figure "most" { label = "Most", value = choose {
  { when = pupil.hours:over(39), take = 1 }, otherwise = 2 } }
figure "half" { label = "Half", type = "GBP/year", value = pupil.cost / 3,
  rounding = { to = "0.01", mode = "half even" } }
figure "unread" { value = pupil.hours + 1 }
property "not below" { never_under(figure.unread, 1) }
"""
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "rules.lua"), "w",
                  encoding="utf-8") as file:
            file.write("\n".join(LINES) + more)
        rows = [r for r in told(folder) if int(r["line"]) > len(LINES)]
    found = {(int(r["line"]) - len(LINES), r["change"]): r for r in rows}

    def status(at, change):
        return found[at, change]["status"]

    # Hours lie from 0 to 40, with decimals; a third of pennies is no half.
    assert status(2, "the number: -1 for 0") == "equivalent"
    assert status(2, "the number: 1 for 0") == "survived"
    assert status(2, "`over` for `at_least`") == "survived"
    assert status(4, "`at_least` for `over`") == "survived"
    assert status(5, "`half`: rounded half away from zero for half even") \
        == "equivalent"
    assert status(5, "`half`: rounded up for half even") == "survived"
    assert status(7, "`-` for `+`") == "equivalent"


def judged(more, folder_files=()):
    """What is told of the lines that are added, by line and change."""
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "rules.lua"), "w",
                  encoding="utf-8") as file:
            file.write("\n".join(LINES) + more)
        for name, text in folder_files:
            with open(os.path.join(folder, name), "w",
                      encoding="utf-8") as file:
                file.write(text)
        rows = told(folder)
    return {(int(r["line"]) - len(LINES) if r["file"] == "rules.lua"
             else r["file"], r["change"]): r for r in rows}


def is_equivalent(found, *keys):
    for key in keys:
        assert found[key]["status"] == "equivalent", (key, found[key])


def survives(found, *keys):
    for key in keys:
        assert found[key]["status"] == "survived", (key, found[key])


@test
def what_is_written_once_in_a_loop_is_one_change():
    found = judged("""
for _, name in ipairs { "a", "b", "c" } do
  figure("more_" .. name) { label = "More " .. name, type = "GBP/year", rounding = { to = "1.00", mode = "up" },
    value = pupil.cost + param.cap + param.first }
end
example "one of them" {
  on = "2026-09-01", given = { pupil_id = "1", day = "2026-09-01", cost = "1000.01" }, expect = { more_b = 17001 } }
""")
    down = found[2, "`more_a`: rounded down for up"]
    assert (down["status"], down["times"]) == ("killed", "3"), down
    assert not any("more_b" in change for _, change in found)
    # Two of that sign stand in the line: each is a change of its own.
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "rules.lua"), "w",
                  encoding="utf-8") as file:
            file.write("\n".join(LINES) + """
for _, name in ipairs { "a", "b", "c" } do
  figure("more_" .. name) { label = "More " .. name, type = "GBP/year", value = pupil.cost + param.cap + param.first }
end
""")
        rows = [r for r in told(folder) if r["change"] == "`-` for `+`"
                and int(r["line"]) > len(LINES)]
    assert [r["times"] for r in rows] == ["3", "3"], rows


@test
def a_property_notices_too():
    found = judged("""
figure "kept" { label = "Kept", type = "GBP/year", value = lower_of { pupil.cost, param.cap } }
property "kept within the cap" { never_over(figure.kept, param.cap) }
""")
    row = found[1, "`higher_of` for `lower_of`"]
    assert (row["status"], row["because"]) \
        == ("killed", "kept within the cap"), row
    survives(found, (1, "without `cost`"))


@test
def cells_days_and_terms_are_changed():
    found = judged("""
calendar "school" { source = "illustration", weekend = { "Saturday", "Sunday" }, closed = "closed.csv",
  terms = "terms.csv" }
lookup "rate" { label = "Rate", source = "illustration", by = { size = bands.size },
  types = { pay = "GBP/year" },
  { size = "small", from = "2026-04-01", pay = 100 }, { size = "middle", from = "2026-04-01", pay = 200 },
  { size = "large", from = "2026-04-01", pay = 300 } }
figure "pay" { label = "Pay", type = "GBP/year", value = lookup.rate.pay }
figure "weeks" { label = "Weeks", value = calendar.school:school_weeks(pupil.day, pupil.day + days(10)) }
""", [("closed.csv", "date\n2026-12-25\n"),
                    ("terms.csv", "name,first,last\n"
                                  "Autumn,2026-09-02,2026-12-18\n")])
    changes = {change for _, change in found}
    for change in ("`school`: each closed day a day later",
                   "`school`: each term begins a day later",
                   "`school`: each term ends a day earlier",
                   "`rate.pay`: £100.01 a year for £100.00 a year",
                   "`rate.pay`: £200.01 a year for £200.00 a year"):
        assert change in changes, (change, sorted(changes))


@test
def what_comes_to_the_same_in_any_order_or_way_is_equivalent():
    found = judged("""
param "steady" { type = "GBP/year", label = "Steady", min = 0,
  { from = "2026-04-01", value = 0, source = "illustration" },
  { from = "2027-04-01", value = 0, source = "illustration" } }
figure "a" { label = "A", type = "GBP/year", value = pupil.cost + param.steady }
figure "b" { label = "B", type = "GBP/year", rounding = { to = "1.00", mode = "ceiling" }, value = pupil.cost }
figure "c" { label = "C", type = "GBP/year", rounding = { to = "0.01", mode = "up" }, value = pupil.cost }
figure "d" { label = "D", type = "GBP/year", rounding = { to = "1.00", mode = "ceiling" },
  value = pupil.cost - param.cap }
criterion "e" { label = "E", source = "illustration", test = all { pupil.met, pupil.agreed, pupil.met },
  if_met = "Yes.", if_unmet = "No." }
figure "f" { label = "F", type = "GBP", value = funding.interest { opening = pupil.cost * years(1), closing = param.cap * years(1),
  rate = percent(5) } }
figure "g" { label = "G", type = "GBP", value = funding.interest { opening = param.cap * years(1), closing = pupil.cost * years(1),
  rate = percent(5) } - funding.topup { cost = pupil.cost, met = param.first, part = years(1) } }
award "h" { label = "H", type = "GBP/year", source = "illustration", when = criterion.e, amount = pupil.cost }
""")
    is_equivalent(found,
                  (3, "`steady`: from a day later"),
                  (3, "`steady`: from a day earlier"),
                  (5, "`b`: rounded up for ceiling"),
                  (6, "`c`: rounded down for up"),
                  (6, "`c`: rounded half even for up"),
                  (9, "without `met`"),
                  (11, "`opening` and `closing` exchanged"))
    survives(found,
             (2, "`steady`: from a day later"),
             (5, "`b`: rounded down for ceiling"),
             (6, "`c`: rounded to ten times the step"),
             (7, "`d`: rounded up for ceiling"),
             (9, "without `agreed`"),
             (14, "`cost` and `met` exchanged"))
    assert (2, "`steady`: -£0.01 a year for £0.00 a year") not in found


@test
def a_sample_is_spread_evenly():
    rows, some = told(PACK), told(PACK, "--most", "10")
    assert [r["number"] for r in some] == [
        str(i * len(rows) // 10 + 1) for i in range(10)]
    has(out("mutate", PACK, "--most", "10", "--tries", "0", code=1),
        "10 of %d changes were tried" % len(rows))


@test
def survivors_alone():
    text = out("mutate", PACK, "--survivors", "--tries", "0", code=1)
    lacks(text, "\nkilled ")
    has(text, "survived     rules.lua:%d  `cap`: £10,000.01 a year" % CAP)


@test
def an_example_that_does_not_hold_is_told_first():
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "rules.lua"), "w",
                  encoding="utf-8") as file:
            file.write("\n".join(LINES).replace("paid = 1500", "paid = 1501"))
        has(hn("mutate", folder, code=2)[1],
            "an example does not hold for the pack as it is")


end()
