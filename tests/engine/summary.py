#!/usr/bin/python3
# also: asan
"""hn calc --out table, hn check and hn schema: what a run came to and what a
pack holds."""
import os
import re
import sys
import tempfile
sys.dont_write_bytecode = True
from common import STAYS, VISITS, end, has, hn, lacks, out, test  # noqa: E402

BOTH = ["rules/pre_ehcp", "examples/pre_ehcp/caseload.csv", "--on",
        "2026-09-01", "--out", "table"]


def cells(text, label):
    """The cells of the first line of that label."""
    for line in text.splitlines():
        if line.strip().startswith(label):
            return re.split(r" {2,}", line.strip())[1:]
    raise AssertionError("no line %r in\n%s" % (label, text))


def table():
    return hn("calc", *STAYS, "--out", "table", code=3)[0]


@test
def cases_are_counted():
    text = table()
    has(text, "Short stays (stays 3, draft)\n", "Cases\n")
    assert cells(text, "read") == ["7"]
    assert cells(text, "calculated") == ["4"]
    assert cells(text, "rejected") == ["3"]
    lacks(text, "stood before")


@test
def an_award_has_its_decisions_and_money():
    text = table()
    assert cells(text, "eligible") == ["1"]
    assert cells(text, "not eligible") == ["2"]
    assert cells(text, "cannot tell yet") == ["1"]
    assert cells(text, "money that is certain") == ["£612.51"]
    assert cells(text, "the same for a full year") == ["£1,200.01"]
    assert cells(text, "of these, with no amount yet") == ["1"]


@test
def what_stands_in_the_way_is_named():
    text = table()
    assert cells(text, "most often not met: Long enough since") == ["2"]
    assert cells(text, "most often lacking: Price of the stay") == ["1"]


@test
def figures_of_the_run_say_what_was_left_out():
    has(table(), "All together\n", "Paid in all", "£612.51\n",
        "rows left out: their value is not known", "1\n", "Stays", "4\n")


@test
def figures_of_the_run_stand_under_their_headings():
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "rules.lua"), "w") as rules:
            rules.write("""
pack "p" { title = "P", version = "1", source = "illustration" }
records "visit" { what = "a visit", key = "visit_id",
  input "visit_id" { type = "id", required = true },
  input "cost" { type = "GBP" } }
figure "all" { label = "All", type = "GBP", value = sum(visit.cost) }
heading "The dear ones"
figure "most" { label = "Dearest", type = "GBP", value = maximum(visit.cost) }
figure "hidden" { value = count(visit) }
figure "how_many" { label = "Visits", value = figure.hidden * 1 }
heading "Nothing shown"
heading "The cheap ones"
figure "least" { label = "Cheapest", type = "GBP", value = minimum(visit.cost) }
""")
        text = out("calc", folder, "-", "--in", "csv", "--out", "table",
                   data="visit_id,cost\n1,2\n2,3\n")
    has(text, "\nAll together\n", "All ", "\nThe dear ones\n", "Dearest",
        "Visits", "\nThe cheap ones\n", "Cheapest")
    lacks(text, "Nothing shown")


@test
def rejected_rows_of_every_kind_are_counted():
    with tempfile.TemporaryDirectory() as folder:
        bad = os.path.join(folder, "visit.csv")
        with open(VISITS[2].split("=")[1]) as good, open(bad, "w") as file:
            heading, first, *rest = good.read().splitlines()
            cells = first.split(",")
            file.write("\n".join([heading, first,
                                  ",".join([cells[0], "many", *cells[2:]])]
                                 + rest))
        text, _ = hn("calc", VISITS[0], VISITS[1], "visit=" + bad,
                     *VISITS[3:], "--out", "table", code=3)
    has(text, "Rows of school\n", "rejected", " 0\n", "Rows of visit\n",
        "rejected", " 1\n")


@test
def a_draft_and_its_illustrations_are_noted():
    has(table(), "This pack is a draft.\n", "Amounts marked as illustrations "
        "are not agreed policy: 3 of 4 parameters are.\n")


@test
def columns_are_aligned():
    lines = [line for line in table().splitlines()
             if line.startswith("  ") and line.strip()]
    assert len({len(line) for line in lines}) == 1, lines


@test
def two_runs_stand_side_by_side_with_the_difference():
    text = hn("calc", *BOTH, "--set", "cap=8000")[0]
    has(text, "as it stands", "what if", "difference\n")
    before, after, change = cells(text, "money that is certain")
    pence = [int(re.sub("[^0-9-]", "", cell)) for cell in
             (before, after, change)]
    assert pence[1] - pence[0] == pence[2] and change.startswith("-£"), text
    assert cells(text, "eligible")[2] == "0", text
    left = cells(text, "Left of this year's money")
    assert left[2].startswith("+£"), left
    assert len(cells(text, "Last day of the financial year")) == 2


@test
def one_run_has_no_difference():
    lacks(hn("calc", *BOTH)[0], "difference")


@test
def awards_of_other_records_are_counted():
    text = out("calc", *VISITS, "--out", "table")
    assert cells(text, "read") == ["2"]
    assert cells(text, "eligible, but the amount is not known") == ["1"]
    has(text, "Fee\n", "All together\n", "Bonus", "£0.00\n")


@test
def everything_a_pack_holds_is_described():
    text = out("check", STAYS[0])
    for line in [r"records +stay +7 columns +a short stay",
                 r"input +price +GBP +each stay +Price of the stay +rules",
                 r"param +share +percent +its date +Share that is paid +"
                 r"rules.lua:\d+ - second decision",
                 r"lookup +extra +2 rows",
                 r"criterion +rested +met or unmet +each stay",
                 r"score +points +points +each stay",
                 r"figure +total +GBP +the run +Paid in all"]:
        assert re.search("^" + line, text, re.M), (line, text)


@test
def links_are_described():
    text = out("check", VISITS[0])
    assert re.search("^link +school +a row of school +each visit", text,
                     re.M), text
    assert re.search("^award +bonus +GBP +the run", text, re.M), text


@test
def a_schema_has_the_columns_as_they_are_called():
    text = out("schema", STAYS[0])
    assert text == "Stay,Begins,Price,Nights,Need,Asked,Last End\n", text
    text = out("schema", VISITS[0], "--records", "visit")
    assert text == "at,hours,visited_on\n", text


end()
