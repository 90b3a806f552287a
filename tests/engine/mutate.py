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
                          stderr=subprocess.DEVNULL, text=True, check=False)
    assert code.returncode in (0, 1), code
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
