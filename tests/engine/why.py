#!/usr/bin/python3
# also: asan
"""hn why: every figure of one row, with its formula, values and sources."""
import json
import sys
sys.dont_write_bytecode = True
from common import STAYS, VISITS, end, has, hn, lacks, out, test  # noqa: E402


def why(key, *words, **more):
    return out("why", *STAYS, "--key", key, *words, **more)


def one(key, name, *words):
    return why(key, "--figure", name, "--depth", "1", *words)


# --- criteria --------------------------------------------------------------------


@test
def the_heading_says_what_is_explained():
    has(why("S1"), "Short stays (stays 3, draft)\n",
        "stay S1, decided on 10 September 2026\n", "Paid: £612.51.")


@test
def a_criterion_has_its_sentence_values_and_place():
    has(one("S1", "asked_for"), "MET          The family has asked\n",
        "The family has asked.\n", "asked = yes (column `Asked`)\n",
        "rules.lua:28 - illustration\n")
    has(one("S3", "asked_for"), "UNMET ", "The family has not asked.")


@test
def what_cannot_be_told_says_what_it_needs():
    has(one("S4", "asked_for"), "CANNOT TELL  The family has asked\n",
        "Ask the family.\n",
        "needs asked: The family has asked (column `Asked`)\n",
        "asked is missing (column `Asked`)\n")


@test
def the_wording_of_the_day_is_used():
    has(one("S2", "rested"), "The last stay ended on 12 July 2026.\n",
        "in force from 1 January 2026\n", "any of these is enough:\n",
        "- last_end is not given: no\n",
        "- last_end + gap is on or before begins: no\n", "first decision\n")
    has(one("S3", "rested"), "There was one, to 1 January 2026.\n",
        "in force from 1 September 2026\n", "second decision\n")


@test
def a_test_of_a_fact_that_is_not_there_says_the_fact():
    rested = out("why", STAYS[0], "-", "--figure", "rested", "--depth", "1",
                 data="Stay,Begins,Price,Nights,Need,Asked,Last End\n"
                      "S8,2026-08-10,,,,,\n")
    has(rested, "MET ", "any of these is enough:\n",
        "- last_end is not given: yes\n",
        "- last_end + gap is on or before begins: no stay before\n")


@test
def an_id_that_stands_twice_among_held_rows_is_told():
    data = "school_id,rate,closed_on\nA,5,\nB,6,\nA,7,\n"
    shown, told = hn("why", VISITS[0], "-", *VISITS[2:], "--key", "A",
                     data=data)
    has(shown, "school A")
    has(told, "2 rows have this id; this is the one of line 2\n")
    lacks(hn("why", VISITS[0], "-", *VISITS[2:], "--key", "B",
             data=data)[1], "this id;")


@test
def nothing_that_is_a_fact_says_so():
    has(one("S1", "rested"), "last_end = no stay before (column `Last End`)")


# --- figures ---------------------------------------------------------------------


@test
def a_formula_is_shown_in_names_and_in_numbers():
    has(one("S1", "a_night"), "figure       Price of a night: £333.34\n",
        "a_night = price / nights\n", "= £1,000.01 / 3\n",
        "= about £333.336667, rounded to 0.01, half even\n",
        "price = £1,000.01 (column `Price`)\n")


@test
def rounding_that_changes_nothing_is_not_shown():
    lacks(one("S2", "a_night"), "rounded")


@test
def a_parameter_has_its_date_and_source():
    has(one("S1", "part"), "the lower of price x share and most\n",
        "share = 60%, from 1 September 2026 (second decision)\n")
    has(one("S2", "part"), "= the lower of £2,000.00 x 50% and £900.00\n",
        "share = 50%, from 1 January 2026 (first decision)\n")


@test
def a_value_of_the_pack_can_be_asked_for():
    has(one("S1", "most"), "param        Most that is paid: £900.00\n",
        "most = £900.00, from 1 January 2026 (illustration)")
    has(one("S1", "price"), "input        Price of the stay: £1,000.01\n",
        "price = £1,000.01 (column `Price`)")


@test
def points_are_counted_row_by_row():
    has(one("S3", "points"), "score        Points: 2 points\n",
        "need: HI, 0 points\n", "nights is over long: yes, 2 points\n",
        "out of 3 points\n")
    has(one("S1", "points"), "nights is over long: no, 0 points\n")


@test
def a_band_says_where_it_lies():
    has(one("S3", "length"), "band         Length: middle\n",
        "2 points lies in `middle`: from 1 point up to 2 points\n")
    has(one("S2", "length"), "3 points lies in `long`: over 2 points\n")


@test
def a_choice_stops_at_the_arm_that_holds():
    has(one("S1", "kind"), "kind = the first that holds:\n",
        "- if nights is over long, long: no\n",
        "- if need is HI, other: no\n", "- otherwise short\n")
    lacks(one("S2", "kind"), "other")


@test
def why_a_value_is_missing_is_told():
    has(one("S4", "a_night"), "Price of a night: not known\n",
        "needs price: Price of the stay (column `Price`)\n",
        "= not known / 5\n", "price is missing: confidential (column `Price`)")


# --- awards ----------------------------------------------------------------------


@test
def an_award_that_is_met_shows_its_working():
    has(one("S1", "paid"), "award        Paid: £612.51\n",
        "All that it asks for is met.\n", "paid = part + extra.amount\n",
        "= £600.006 + £12.50\n",
        "= £612.506, rounded to 0.01, half away from zero\n",
        "for a full year: part x 2 = £1,200.01\n",
        "part = £600.006 (figure)\n", "extra.amount = £12.50 (illustration)\n")


@test
def an_award_that_is_not_met_says_which():
    text = one("S3", "paid")
    has(text, "Paid: £0.00\n",
        "Not met: The family has asked; Long enough since the last stay.\n")
    lacks(text, "part + extra")


@test
def an_award_that_is_open_says_what_is_needed():
    has(one("S4", "paid"), "Paid: not known\n",
        "Cannot tell yet: The family has asked.\n", "needs price",
        "needs asked")


# --- which ------------------------------------------------------------------------


@test
def depth_says_how_far_figures_are_taken_apart():
    deep = why("S1", "--figure", "paid")
    has(deep, "award        Paid", "MET ", "figure       part: £600.006")
    assert deep.count("\nfigure       part") == 1
    lacks(one("S1", "paid"), "\nfigure       part")
    lacks(why("S1", "--depth", "1"), "\nfigure       part")


@test
def the_first_row_is_explained_without_its_private_id():
    text = out("why", *STAYS)
    has(text, "stay in line 2, decided on 10 September 2026")
    lacks(text, "S1")


@test
def a_figure_of_the_run_reads_all_rows():
    text = out("why", STAYS[0], "-", "--figure", "total", data="".join(
        line for line in open(STAYS[1], encoding="utf-8")
        if line[:2] not in ("S5", "S6", "S7")))
    has(text, "for the run\n", "Paid in all: £612.51\n",
        "the sum of paid over all `stay` rows, leaving out what is missing\n",
        "1 row was left out: its value is not known\n")


@test
def an_unknown_figure_suggests_the_nearest():
    has(hn("why", *STAYS, "--figure", "piad", code=2)[1], "HN110", "`paid`")


@test
def a_row_that_is_not_there_is_told_without_its_id():
    wrong = hn("why", *STAYS, "--key", "S99", code=2)[1]
    has(wrong, "HN413")
    lacks(wrong, "S99")


@test
def a_row_that_was_rejected_has_its_faults_told():
    for key, code in [("S5", "HN401"), ("S6", "HN411"), ("S7", "HN418")]:
        shown, wrong = hn("why", *STAYS, "--key", key, code=3)
        assert shown == "", shown
        has(wrong, code)
        assert wrong.count("error[") == 1, wrong


@test
def control_characters_are_not_passed_on():
    text = out("why", *VISITS[:1], "-", VISITS[2], "--on", "2026-09-01",
               "--key", "A\x1b[31m", data="school_id,rate,closed_on\n"
               "A\x1b[31m,5,\n")
    lacks(text, "\x1b")
    has(text, "school A?[31m")


# --- rows that read other rows --------------------------------------------------------


@test
def values_over_a_link_are_named_by_it():
    has(out("why", *VISITS, "--figure", "fee"),
        "visit in line 2", "fee = school.double x hours\n",
        "= £10.00 x 3\n", "school.double = £10.00 (over the link)\n",
        "school = found\n", "school.closed_on = is open (over the link)\n")


@test
def a_row_of_other_records_is_explained_whole():
    told = out("why", *VISITS, "--table", "visit")
    has(told, "visit in line 2", "fee = school.double x hours\n")
    one_thing = out("why", *VISITS, "--table", "visit", "--figure", "fee")
    has(one_thing, "visit in line 2", "fee = school.double x hours\n")
    has(out("why", *VISITS, "--table", "school", "--key", "A"), "school A")
    has(hn("why", *VISITS, "--table", "visits", code=2)[1],
        'has no records "visits"', "did you mean visit?")
    has(hn("why", *VISITS, "--table", "school", "--figure", "fee", code=2)[1],
        "HN110")


@test
def what_other_rows_add_up_to_is_told_in_words():
    has(out("why", *VISITS, "--key", "A"), "Fees for the school: £30.00\n",
        "earned = the sum of fee over all `visit` rows whose school this is,"
        " leaving out what is missing\n")


@test
def an_award_of_the_run_is_explained():
    has(out("why", *VISITS, "--figure", "bonus"), "for the run, on 1 Sept",
        "Not met: all_fees is over limit_of_fees.\n",
        "All fees: £30.00\n", "1 row was left out")


@test
def rows_without_an_id_have_no_key():
    has(hn("why", *VISITS, "--figure", "fee", "--key", "1", code=2)[1],
        "HN413", "no id")


# --- JSON -----------------------------------------------------------------------------


@test
def json_has_the_same_facts():
    told = json.loads(why("S1", "--out", "json"))
    assert list(told) == ["pack", "version", "records", "key", "date",
                          "items"], told
    assert told["key"] == "S1" and told["date"] == "2026-09-10", told
    items = {item["name"]: item for item in told["items"]}
    assert list(items["asked_for"])[:4] == ["word", "name", "label", "status"]
    assert items["asked_for"]["status"] == "met", items["asked_for"]
    paid = items["paid"]
    assert paid["value"] == "612.51" and paid["needs"] == [], paid
    reads = {read["name"]: read for read in items["part"]["reads"]}
    assert reads["price"]["value"] == "1000.01", reads
    assert reads["price"]["column"] == "Price", reads
    assert reads["share"]["value"] == 60, reads
    assert reads["share"]["from"] == "2026-09-01", reads
    assert reads["share"]["source"] == "second decision", reads
    assert reads["share"]["place"].startswith("rules.lua:"), reads


@test
def json_says_what_is_not_known():
    told = json.loads(why("S4", "--figure", "paid", "--depth", "1", "--out",
                          "json"))
    item = told["items"][0]
    assert item["value"] is None and item["needs"] == ["price", "asked"], item
    read = json.loads(one("S4", "a_night", "--out", "json"))
    price = read["items"][0]["reads"][0]
    assert price["value"] is None, price
    assert price["missing"] == "missing: confidential", price


@test
def the_pack_of_the_main_job_is_explained_row_by_row():
    with open("examples/pre_ehcp/caseload.csv", encoding="utf-8") as file:
        keys = [line.split(",")[0] for line in file][1:12]
    for key in keys:
        told = json.loads(out("why", "rules/pre_ehcp",
                              "examples/pre_ehcp/caseload.csv", "--on",
                              "2026-09-01", "--key", key, "--out", "json"))
        assert len(told["items"]) == 19, (key, len(told["items"]))


end()
