#!/usr/bin/python3
# also: asan
"""Figures that stand on a function of `funding`: what hn why says of them,
what is told where there is no result, and what hn help and print show."""
import json
import os
import sys
import tempfile
sys.dont_write_bytecode = True
from common import HERE, end, has, hn, lacks, out, test  # noqa: E402

PACK = HERE + "/funding"
LINES = [PACK, PACK + "/lines.csv", "--on", "2022-06-01"]
PLACE = "rate x (places_before x kind.months_before + places_after x " \
        "(12 - kind.months_before)) / 12\n"
DEDUCTIONS = "funding.place: place funding of a financial year " \
             "(recomputed from the Department's high needs place " \
             "deductions, 2020-21 to 2023-24)\n"


def why(key, name, *words):
    return out("why", *LINES, "--key", key, "--figure", name, "--depth", "1",
               *words)


def run_figure(name):
    return out("why", *LINES, "--figure", name, "--depth", "1")


def check(text, code=0):
    """What `hn check` prints of a pack of one file, and what it tells."""
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "rules.lua"), "w",
                  encoding="utf-8") as file:
            file.write('pack "t" { title = "t", version = "1", source = '
                       '"illustration" }\n' + text)
        return hn("check", folder, code=code)


# --- hn why --------------------------------------------------------------------


@test
def the_formula_stands_in_names_and_in_numbers():
    has(why("L1", "deduction"), "Place funding: £24,167.00\n",
        "deduction = " + PLACE,
        "= £10,000.00 a place a year x (3 places x 5 months + 2 places x "
        "(12 - 5 months)) / 12\n",
        "= about £24,166.666667, rounded to 1, up\n")
    has(why("L2", "deduction"), "= £10,500.00 a place a year x (418 places x "
        "4 months + 438 places x (12 - 4 months)) / 12\n")


@test
def the_rule_of_a_function_has_its_sentence_and_source():
    has(why("L1", "deduction"), "rounded to 1, up\n", DEDUCTIONS,
        "rate = £10,000.00 a place a year, from 1 April 2021 (first table)\n",
        "places_before = 3 places (column `Before`)\n",
        "kind.months_before = 5 months (the guide)\n",
        "kind = school (column `Kind`)\n")
    item = json.loads(why("L1", "deduction", "--out", "json"))["items"][0]
    assert DEDUCTIONS.strip() in item["working"], item["working"]
    assert [read["name"] for read in item["reads"]] == [
        "rate", "places_before", "places_after", "kind.months_before",
        "kind"], item["reads"]


@test
def a_function_within_another_has_its_own_rule():
    text = why("L1", "lost_money")
    has(text, "lost_money = (the higher of ((" + PLACE.strip()
        + ") - deduction + £100.00) and 0) x lost\n",
        "- £24,167.00 + £100.00) and 0) x 50%\n",
        "funding.stability_grant: grant towards the deficit (", DEDUCTIONS)
    assert text.count("funding.place:") == 1, text


@test
def an_argument_that_is_a_sum_has_brackets_where_it_is_divided_by():
    has(why("L1", "each"), "each = deduction / (places_after + "
        "places_before)\n", "= £24,167.00 / (2 places + 3 places)\n")


@test
def each_entry_of_a_list_has_its_sign():
    has(run_figure("closing"), "closing = £1,000,000.00 + total + £2,500.00 - "
        "£99.50 - total x 2 - ((the higher of £100.00 and 0) x granted)\n",
        "= £1,000,000.00 + £4,553,167.00 + £2,500.00 - £99.50 - "
        "£4,553,167.00 x 2 - ((the higher of £100.00 and 0) x 12.5%)\n",
        "funding.roll_forward: deficit at the end (Invest to Save report")


@test
def what_is_missing_is_asked_for():
    has(why("L3", "deduction"), "Place funding: not known\n",
        "needs places_before (column `Before`)\n",
        "x (not known x 4 months + 438 places", DEDUCTIONS)


# --- no result -------------------------------------------------------------------


@test
def a_row_that_is_refused_is_told_with_the_reason():
    shown, told = hn("calc", *LINES, "--out", "csv", code=3)
    has(told, "HN419", "`unit` of this row has no result: more places are "
        "occupied than there are (rules.lua:21)", "lines.csv:5",
        "`hn help funding.unit_places`", "HN419", "`each` of this row has no "
        "result: the number that divides is not above 0", "lines.csv:6",
        "2 of 6 rows rejected")
    lacks(shown, "L4", "L5")
    has(shown, "L1,24167.00,12000.00,49.83,4833.40\n",
        "L3,,2799000.00,,\n", "L6,,6000.00,,\n")


@test
def a_row_that_is_asked_about_tells_it_as_well():
    _, told = hn("why", *LINES, "--key", "L4", code=3)
    has(told, "HN419", "more places are occupied than there are")


@test
def a_figure_of_the_run_is_refused_as_a_whole():
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "rules.lua"), "w",
                  encoding="utf-8") as file:
            file.write(
                'pack "t" { title = "t", version = "1", source = '
                '"illustration" }\nrecords "row" { what = "a row", key = "id",'
                ' input "id" { type = "id", required = true }, input "x" { '
                'type = "GBP" } }\nfigure "a_row" { label = "A row", type = '
                '"GBP", value = funding.per_head { amount = sum(row.x), people'
                ' = count(row, { where = row.x:over(row.x) }) } }\n')
        _, told = hn("calc", folder, "-", "--out", "csv", code=3,
                     data="id,x\n1,5\n")
    has(told, "HN419", "`a_row` has no result: the number that divides is "
        "not above 0")


@test
def what_is_out_of_range_is_told_as_such():
    big = "9" * 15
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "rules.lua"), "w",
                  encoding="utf-8") as file:
            file.write(
                'pack "t" { title = "t", version = "1", source = '
                '"illustration" }\nrecords "row" { what = "a row", key = "id",'
                ' input "id" { type = "id", required = true }, input "x" { '
                'type = "GBP/plan/year" }, input "n" { type = "plans" } }\n'
                'figure "all" { label = "All", type = "GBP", value = '
                'funding.avoided { units = row.n, instead_of = row.x, cost = '
                '1, deadweight = "0.00000000001", optimism = "0.00000000001" '
                '} }\n')
        _, told = hn("calc", folder, "-", "--out", "csv", code=3,
                     data="id,x,n\n1,%s.01,%s.0001\n" % (big[:12], big[:10]))
    has(told, "HN412", "`all` of this row is beyond what can be worked out "
        "exactly")


# --- on plain values, and help ----------------------------------------------------


@test
def print_shows_what_plain_values_come_to():
    shown, _ = check(
        'print(funding.place { rate = 10000, before = 3, after = 2, '
        'months_before = 5 })\n'
        'local left = funding.caseload { opening = 3769, joiners = 1034, '
        'leavers = 447, unexplained = 76 }\n'
        'print(left, funding.net { gross = "100.50", income = 30 })\n'
        'print(funding.stability_grant { deficit = 1000, share = 3 }, '
        'funding.stability_grant { deficit = 1000, share = percent "0.5" })\n'
        'print(funding.topup { cost = 12000, met = 6000, part = missing })\n')
    has(shown, "about £24,166.666667\n4,432\t£70.50, net\n£30.00\t£5.00\n"
        "not known\nt 1, draft: nothing is wrong\n")


@test
def help_shows_every_function():
    every = out("help", "funding")
    for name in ("place unit_places block share_of_grant net per_head topup "
                 "guarantee avoided payback break_even roll_forward caseload "
                 "stability_grant interest").split():
        one = out("help", "funding." + name)
        assert one in every, name
        assert max(map(len, one.splitlines())) < 80, one
    has(out("help", "funding.place"), "funding.place\n",
        "  rate           GBP/place/year  a place for a full year\n",
        "  gives          GBP             place funding of a financial year\n",
        "  = rate x (before x months_before + after x (12 - months_before)) "
        "/ 12\n", "  Source: recomputed from the Department's")
    has(out("help", "funding.avoided"), "that are counted [12]\n")


@test
def help_on_a_function_that_is_not_there():
    _, told = hn("help", "funding.plaice", code=2)
    has(told, "there is no function funding.plaice: did you mean "
        "funding.place?", "`hn help funding` lists them")
    hn("help", "fundings", code=2)


end()
