#!/usr/bin/python3
# also: asan
"""hn test: the examples of a pack, and what is said of one that fails."""
import os
import shutil
import sys
import tempfile
sys.dont_write_bytecode = True
from common import HERE, end, has, hn, lacks, out, test  # noqa: E402

PACK = HERE + "/stays"


def with_examples(text, code, *words):
    """Runs the examples of the pack with more of them."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(PACK + "/rules.lua", folder)
        path = os.path.join(folder, "rules.lua")
        with open(path, "a", encoding="utf-8") as file:
            file.write(text)
        return out("test", folder, *words, code=code)


def wrong(name, *words):
    with open(PACK + "/wrong.txt", encoding="utf-8") as file:
        text = file.read()
    return with_examples(text, 1, *(["--run", name] if name else []), *words)


@test
def examples_that_hold_pass():
    has(out("test", PACK), "ok   the share is paid\n",
        "ok   half is half, to even\n", "ok   a stay before\n",
        "ok   several stays\n", "4 passed, 0 failed\n")


@test
def the_pack_of_the_main_job_passes():
    has(out("test", "rules/pre_ehcp"), " passed, 0 failed\n")


@test
def a_wrong_amount_is_explained():
    has(wrong("wrong amount"), "FAIL wrong amount (rules.lua:",
        "     paid: expected £72.51, got £72.50\n",
        "       award        Paid: £72.50\n", "paid = part + extra.amount",
        "1 failed")


@test
def a_wrong_answer_is_explained():
    has(wrong("wrong answer"), "asked_for: expected met, got unmet\n",
        "UNMET        The family has asked\n")


@test
def a_decision_can_be_expected():
    has(wrong("wrong decision"),
        "paid_decision: expected cannot tell, got unmet\n", "Not met:")


@test
def missing_is_not_nought():
    has(wrong("not missing"), "part: expected missing, got £60.00\n")
    has(wrong("missing"), "part: expected £1.00, got missing\n")


@test
def a_fault_is_not_missing():
    has(wrong("a date"), "a_night: expected missing, got a value that cannot "
        "be worked out: it would be divided by `nights`, which is nought\n")


@test
def what_is_met_is_not_explained_again():
    shown = with_examples("""
example "a" { on = "2026-09-01", given = { asked = "yes", nights = 3, price = 10, last_end = "", need = "ASD" },
  expect = { paid = 1 } }
example "b" { on = "2026-09-01", given = { asked = "no", nights = 3, price = 10, last_end = "" },
  expect = { paid = 1, asked_for = "met" } }
""", 1, "--quiet")
    first, second = shown.split("FAIL b")
    has(first, "paid: expected £1.00", "award        Paid")
    lacks(first, "MET  ", "figure ")
    has(second, "paid: expected £1.00", "award        Paid")
    has(second, "asked_for: expected met, got unmet")
    assert second.count("UNMET        The family has asked") == 1, second
    assert second.count("MET  ") == 1, second


@test
def the_failed_are_named_at_the_end():
    text = wrong("")
    names = [line[5:].split(" (rules")[0] for line in text.splitlines()
             if line.startswith("FAIL ")]
    assert len(names) > 3
    has(text, "\nFailed:\n" + "".join("  %s\n" % n for n in names))
    lacks(out("test", PACK), "Failed")


@test
def the_others_still_run():
    has(wrong("", "--quiet"), "FAIL wrong amount", "FAIL a date")
    lacks(wrong("", "--quiet"), "ok ")


@test
def a_pattern_picks_examples():
    text = out("test", PACK, "--run", "stay")
    has(text, "ok   a stay before\n", "ok   several stays\n", "2 passed")
    lacks(text, "half")


@test
def several_things_can_be_wrong_in_one():
    has(with_examples("""
example "two" { on = "2026-09-01", given = { asked = "no", nights = 3 },
  expect = { asked_for = "met", kind = "long", stays = 1 } }
""", 1, "--run", "two"), "FAIL two", "1 failed")


@test
def an_example_is_dated_where_its_row_is_not():
    has(with_examples("""
example "before" { on = "2026-08-31", given = { price = 10 }, expect = { part = 5 } }
example "after" { on = "2026-09-01", given = { price = 10 }, expect = { part = 6 } }
example "its own date" { on = "2026-09-01", given = { price = 10, begins = "2026-08-01" }, expect = { part = 5 } }
example "a mark" { on = "2026-09-01", given = { price = "c" }, expect = { part = missing } }
""", 0), "ok   before\n", "ok   after\n", "ok   its own date\n",
        "ok   a mark\n")


@test
def a_pack_without_examples_says_so():
    with tempfile.TemporaryDirectory() as folder:
        with open(PACK + "/rules.lua", encoding="utf-8") as file:
            rules = file.read().split("\nexample ")[0]
        with open(folder + "/rules.lua", "w", encoding="utf-8") as file:
            file.write(rules)
        has(out("test", folder), "no examples", "0 passed, 0 failed\n")


@test
def links_are_followed_in_examples():
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(HERE + "/visits/rules.lua", folder)
        with open(folder + "/rules.lua", "a", encoding="utf-8") as file:
            file.write("""
example "two visits" { on = "2026-09-01",
  rows = { school = { { school_id = "A", rate = 5, closed_on = "" } },
           visit = { { at = "A", hours = 3 }, { at = "A", hours = 4 } } },
  expect = { fee = 30, earned = 70, all_fees = 70, bonus = 40 } }
example "no school" { on = "2026-09-01", rows = { visit = { { at = "A", hours = 3 } } },
  expect = { found = "unmet", fee = 0, double = 1 } }
""")
        shown = hn("test", folder, code=1)[0]
        has(shown, "ok   two visits\n", "FAIL no school",
            "double: the example has no row of `school`", "1 passed, 1 failed")


def with_table(table, code, *words, rules=""):
    """Runs the examples of the pack with those of a table."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(PACK + "/rules.lua", folder)
        with open(folder + "/rules.lua", "a", encoding="utf-8") as file:
            file.write(rules)
        with open(folder + "/examples.csv", "w", encoding="utf-8",
                  newline="") as file:
            file.write(table)
        return out("test", folder, "--run", "cell", *words, code=code)


@test
def examples_can_stand_in_a_table():
    has(with_table("""example,on,Price,Nights,expect a_night,expect part
a cell,2026-09-01,10,4,2.50,6.00
a cell with a mark,2026-09-01,c,4,missing,missing
"a cell, of an earlier day",2026-08-31,10,3,3.33,5
""", 0), "ok   a cell\n", "ok   a cell with a mark\n",
        "ok   a cell, of an earlier day\n", "3 passed, 0 failed\n")


@test
def an_empty_cell_is_what_nothing_is_in_data():
    has(with_table("""example,on,Last End,expect rested
an empty cell,2026-09-01,,met
a missing cell,2026-09-01,missing,cannot tell
""", 0), "2 passed, 0 failed\n")


@test
def an_example_of_a_table_that_fails_says_its_line():
    has(with_table("""example,on,Price,expect part
a cell,2026-09-01,10,6
another cell,2026-09-01,10,6.01
""", 1), "ok   a cell\n", "FAIL another cell (examples.csv:3)\n",
        "     part: expected £6.01, got £6.00\n",
        "part = the lower of price x share and most")


@test
def what_is_usual_need_not_stand_in_every_line():
    has(with_table("""example,Nights,expect a_night
a cell,2,10
a cell with more nights,4,5
""", 0, rules="""
examples "examples.csv" { on = "2026-09-01", given = { price = 20 } }
"""), "2 passed, 0 failed\n")


@test
def the_cells_of_a_spreadsheet_are_read_as_data_is():
    has(with_table("\ufeffexample,on,Price,Nights,expect a_night\r\n"
                   "a cell,2026-09-01,\"£1,000.50\",2,500.25\r\n", 0),
        "1 passed, 0 failed\n")


# The property holds of the pack's own 900 alone.
PARAMS = """
property "never over 900" { never_over(figure.part, 900) }
example "more may be paid" { on = "2026-01-01", params = { most = 5000, share = 100 },
  given = { price = 4000, nights = 2 }, expect = { part = %d } }
"""


@test
def a_parameter_has_another_value_in_an_example():
    has(with_examples(PARAMS % 4000, 0), "ok   more may be paid\n",
        "ok   never over 900", "6 passed, 0 failed\n")
    has(with_examples(PARAMS % 5000, 1), "part: expected £5,000.00, got "
        "£4,000.00\n", "share = 100% (set in this example)\n",
        "most = £5,000.00 (set in this example)\n", "1 failed")


end()
