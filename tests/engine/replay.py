#!/usr/bin/python3
# also: asan
"""hn replay: decisions come out as they were recorded, by the pack that made
them and by no other; what was changed in a log is noticed and named by line;
what is private, or a small number, is not told."""
import csv
import hashlib
import io
import json
import os
import re
import shutil
import sys
import tempfile
sys.dont_write_bytecode = True
from common import HERE, STAYS, VISITS, end, has, hn, lacks, out, test  # noqa: E402

PACK = ["rules/pre_ehcp", "examples/pre_ehcp/caseload.csv", "--on",
        "2026-09-01"]
SLOW = "asan" in os.environ.get("HN_BUILD", "")


def log_of(folder, words, code=0, name="log", data=None):
    path = os.path.join(folder, name)
    hn("calc", *words, "--log", path, "-o", path + ".csv", code=code,
       data=data)
    return path


def read(path):
    with open(path, "rb") as one:
        return one.read()


def write(path, data):
    with open(path, "wb") as one:
        one.write(data if isinstance(data, bytes) else data.encode())
    return path


def logged(*words, code=0):
    """Runs a test with a folder and the log of a run in it."""
    def run(function):
        def whole():
            with tempfile.TemporaryDirectory() as folder:
                function(folder, log_of(folder, words, code))
        whole.__name__ = function.__name__
        return test(whole)
    return run


def replay(log, *packs, code=0, more=()):
    given = [word for pack in packs for word in ("--pack", pack)]
    return hn("replay", log, *given, *more, code=code)


# --- as they were recorded ---------------------------------------------------

EXAMPLES = "examples/%s/%s.csv"
# Pack, main data, other data, and the exit code of `hn calc`.
SHIPPED = [
    ("benchmark", "printed", {"neighbour": "printed_neighbours"}, 0),
    ("cost_avoidance", "initiatives", {"place": "places"}, 0),
    ("grant_position", "settings", {"move": "moves", "measure": "measures"},
     0),
    ("place_funding", "authorities", {"line": "lines"}, 0),
    ("pre_ehcp", "caseload", {}, 0),
    ("topup", "authorities", {"school": "schools", "spell": "spells"}, 0)]


@test
def decisions_of_the_shipped_packs_come_out_as_they_were_recorded():
    with tempfile.TemporaryDirectory() as folder:
        for pack, main, others, code in SHIPPED:
            log = log_of(folder, [
                "rules/" + pack, EXAMPLES % (pack, main), "--on",
                "2026-09-01"] + ["%s=%s" % (kind, EXAMPLES % (pack, name))
                                 for kind, name in others.items()], code)
            text, error = replay(log, "rules/" + pack)
            count = sum(line.get("awards", {}) not in ({}, None)
                        for line in map(json.loads, read(log).splitlines()))
            has(text, "%d decision" % count, ": a whole run\n",
                "%d come%s out as " % (count, "s" * (count == 1)))
            lacks(text + error, "otherwise", "judged", "error")


@test
def decisions_come_out_as_they_were_recorded():
    with tempfile.TemporaryDirectory() as folder:
        for words, code, count in ((STAYS, 3, 6), (VISITS, 0, 5)):
            text = replay(log_of(folder, words, code), words[0])[0]
            has(text, "%d decisions by " % count, ": a whole run\n",
                "%d come out as they were recorded\n" % count)
            lacks(text, "otherwise", "judged")


@test
def rows_that_go_by_an_order_or_by_peers_come_out_again():
    claims = (
        "place_id,child,opened,note,saved,share,paid,gone\n"
        "A1,A,2026-09-01,a,10.01,60,1,1\nA2,A,2026-09-02,b,7,40,0,0\n"
        "A3,B,,c,5,60,0,4\nA4,B,2026-09-01,,5,41,0,2\nA5,C,,,,,,\n"
        "A6,,2026-09-02,d,0,10,0,0\nA6,A,2026-09-02,d,1,10,0,0\n")
    with tempfile.TemporaryDirectory() as folder:
        log = log_of(folder, [HERE + "/claims", "-", "--on", "2026-09-01"], 3,
                     data=claims)
        has(replay(log, HERE + "/claims")[0], "come out as they were")
        councils = write(folder + "/c.csv", "code,region,spend,heads\n"
                         "A,N,100,3\nB,N,200,7\nC,S,300,11\nD,S,,4\n"
                         "E,S,500,3\n")
        pairs = write(folder + "/p.csv", "of,is_near\nA,B\nA,C\nA,D\nA,Z\n"
                      "B,A\nB,A\nC,C\nC,E\n,A\n")
        log = log_of(folder, [HERE + "/neighbours", councils, "near=" + pairs],
                     3)
        hn("replay", log, "--pack", HERE + "/neighbours")


@logged(*PACK)
def a_line_by_itself_can_be_judged(folder, log):
    lines = read(log).splitlines(True)
    for at in (0, 57, 399):
        one = write(folder + "/one", lines[at])
        assert replay(one, PACK[0])[0] == (
            "1 decision by pre_ehcp 2026.1, on 1 September 2026: part of a "
            "log\n1 comes out as it was recorded\n")
    some = write(folder + "/some", b"".join(lines[10:40] + lines[100:120]))
    has(replay(some, PACK[0])[0], "50 decisions", "part of a log")


@logged(*VISITS)
def a_part_of_what_goes_by_other_rows_cannot(folder, log):
    lines = read(log).splitlines(True)
    part = write(folder + "/part", b"".join(lines[:4]))
    told, error = replay(part, VISITS[0], code=1)
    has(error, "error[HN614]: visits 1 goes by other rows as well, and a part "
        "of a log does not hold them: 2 decisions by visits 1, on 2026-09-01",
        part + ":1")
    has(told, "0 come out as they were recorded, 2 were not judged\n")


@test
def logs_stand_one_behind_the_other():
    with tempfile.TemporaryDirectory() as folder:
        logs = [log_of(folder, words, code, str(at))
                for at, (words, code) in enumerate((
                    (PACK, 0), (PACK + ["--set", "cap=9000"], 0), (STAYS, 3),
                    (VISITS, 0), (VISITS, 0)))]
        both = write(folder + "/all", b"".join(map(read, logs)))
        text = replay(both, PACK[0], STAYS[0], VISITS[0])[0]
        has(text, "400 decisions by pre_ehcp 2026.1, on 1 September 2026: a "
            "whole run\n", "400 decisions by pre_ehcp 2026.1 with cap = 9000, "
            "on 1 September 2026: a whole run\n", "6 decisions by stays 3: a "
            "whole run\n", "5 decisions by visits 1", "5 decisions by visits",
            "816 come out as they were recorded\n")
        told, error = replay(both, PACK[0], VISITS[0], code=1)
        has(error, "error[HN613]: no pack that is given made 6 decisions by "
            "stays 3\n")
        has(told, "810 come out as they were recorded, 6 were not judged\n")


@test
def standard_input_will_do():
    with tempfile.TemporaryDirectory() as folder:
        text = read(log_of(folder, PACK)).decode()
    has(out("replay", "-", "--pack", PACK[0], data=text), "400 come out")


# --- by the pack that made them ----------------------------------------------

@logged(*PACK)
def another_pack_is_refused_and_its_files_are_named(folder, log):
    pack = shutil.copytree(PACK[0], folder + "/pack")
    has(replay(log, pack)[0], "400 come out as they were recorded\n")
    write(pack + "/terms.csv", read(pack + "/terms.csv") + b"\n")
    told, error = replay(log, pack, code=1)
    has(error, "error[HN613]: no pack that is given made 400 decisions by "
        "pre_ehcp 2026.1, on 2026-09-01: `terms.csv` is another now\n",
        "help: give the pack as it was then: --pack FOLDER, and --reform FILE "
        "where there was one")
    has(told, "0 come out as they were recorded, 400 were not judged\n")
    has(replay(log, pack, PACK[0])[0], "400 come out as they were recorded\n")
    lacks(replay(log, STAYS[0], code=1)[1], "another now")


@logged(*PACK)
def what_cannot_be_read_was_not_judged(folder, log):
    for words in ([], [log], [log, "--pack", "/nowhere"],
                  ["/nowhere", "--pack", PACK[0]],
                  [log, "--pack", PACK[0], "--with", "/nowhere"],
                  [log, "--pack", PACK[0], "--set", "cap=1"],
                  [log, "--pack", PACK[0], "--with", PACK[0], "--set",
                   "cpa=1"], [PACK[1], "--pack", PACK[0]],
                  [write(folder + "/empty", b""), "--pack", PACK[0]]):
        text = hn("replay", *words, code=2)
        has(text[1], "error")
        assert text[0] == "", text


@logged(*PACK)
def decisions_under_a_reform_are_judged_by_it(folder, log):
    reform = write(folder + "/lower.lua", 'reform "lower" { of = "pre_ehcp", '
                   'title = "A lower cap", source = "illustration", '
                   'params = { cap = 9000 } }\n')
    other = log_of(folder, PACK + ["--reform", reform], name="lower")
    set_ = log_of(folder, PACK + ["--reform", reform, "--set", "cycles=1"],
                  name="set")
    has(replay(other, PACK[0], code=1)[1], "error[HN613]", "`lower.lua`")
    every = write(folder + "/all", read(log) + read(other) + read(set_))
    told = replay(every, PACK[0], more=["--reform", reform])[0]
    has(told, "1,200 come out as they were recorded\n")
    # As a change of it, it is what --set is.
    told = [replay(log, PACK[0], more=["--internal", "--out", "csv", *more])[0]
            for more in (["--with", reform],
                         ["--with", PACK[0], "--set", "cap=9000"])]
    assert told[0] == told[1] and told[0].count("\n") > 40, told
    has(replay(log, PACK[0], more=["--with", reform])[0],
        "Under pre_ehcp 2026.1 (lower.lua)\n")
    for words in (["--reform", folder + "/none.lua"],
                  ["--with", folder + "/none.lua"],
                  ["--with", write(folder + "/bad.lua", "nothing\n")],
                  ["--reform", reform, "--pack", STAYS[0]],
                  ["--with", reform, "--pack", STAYS[0]]):
        text = hn("replay", log, "--pack", PACK[0], *words, code=2)
        has(text[1], "error")
        assert text[0] == "", text


# --- what was changed is named -----------------------------------------------

def changed(line, change):
    told = json.loads(line)
    change(told)
    return json.dumps(told, separators=(",", ":"),
                      ensure_ascii=False).encode() + b"\n"


@logged(*PACK)
def a_decision_that_was_changed_is_told_by_its_line(folder, log):
    lines = read(log).splitlines(True)
    assert changed(lines[0], lambda told: None) == lines[0]

    def award(name, **values):
        return lambda told: told["awards"][name].update(values)

    for change, said in (
            (award("targeted_funding", amount="6666.68"), "targeted_funding"),
            (award("targeted_funding", full_year="9.00"), "targeted_funding"),
            (award("this_year", decision="unmet"), "this_year"),
            (award("this_year", unmet=["no_plan"]), "this_year"),
            (award("this_year", needs=["need"]), "this_year"),
            (lambda told: told["awards"].pop("this_year"), "this_year"),
            (lambda told: told["awards"].update(more={"amount": "1.00"}),
             "more"),
            (lambda told: told.update(awards=None), "targeted_funding"),
            (lambda told: told["inputs"].update(annual_cost="16001.00"),
             None),
            (lambda told: told["inputs"].update(annual_cost="7000.00"),
             "targeted_funding"),
            (lambda told: told["inputs"].update(annual_cost="many"),
             "targeted_funding"),
            (lambda told: told["inputs"].pop("pupil_id"), "targeted_funding"),
            (lambda told: told.update(id="SYN-9999"), None),
            (lambda told: told.update(decided="2026-11-19"), None),
            (lambda told: told.update(records="pupils"), "targeted_funding")):
        one = write(folder + "/one", b"".join(
            [lines[1], changed(lines[0], change), lines[2]]))
        told = replay(one, PACK[0], code=0 if said is None and
                      b"16001" in read(one) else 1)[0]
        if b"16001" in read(one):    # the values make the same decision
            has(told, "3 come out as they were recorded\n")
            continue
        has(told, "otherwise  line 2: ", said or "what stands beside them",
            "2 come out as they were recorded, 1 otherwise\n")
        lacks(told, "SYN-", "6666", "16000", "£")
        whole = replay(one, PACK[0], code=1, more=["--internal"])[0]
        has(whole, "otherwise  line 2: pupil" if b"pupils" not in read(one)
            else "otherwise  line 2: pupils")


@logged(*PACK)
def a_run_that_was_changed_says_so(folder, log):
    lines = read(log).splitlines(True)

    def judged(some, *parts, code=1):
        path = write(folder + "/other", b"".join(some))
        told, error = replay(path, PACK[0], code=code)
        has(error, "error[HN612]: the lines of the run that ends here are "
            "not as they were written\n", path + ":%d" % len(some))
        has(told, *parts)

    judged(lines[1:], "399 decisions", ": not as it was written\n",
           "399 come out as they were recorded\n")
    judged(lines[:7] + lines[8:], "399 decisions", "not as it was written")
    judged([lines[1], lines[0]] + lines[2:], "400 decisions", "400 come out")
    judged([lines[0]] + lines, "401 decisions", "401 come out")
    one = re.sub(rb'"annual_cost":"1', b'"annual_cost":"2', lines[1])
    assert one != lines[1], one
    judged([lines[0], one] + lines[2:], "400 decisions")
    other = lines[-1].replace(b'"lines":400', b'"lines":401')
    judged(lines[:-1] + [other], "400 come out")
    judged(lines[:-1] + [lines[-1].replace(b"2026-09-01", b"2026-09-02")],
           "400 decisions", "0 decisions", "2 September 2026: not as it was")


@logged(*STAYS, code=3)
def a_changed_byte_of_a_log_is_noticed(folder, log):
    whole = read(log)
    step = 23 if SLOW else 5
    for at in range(0, len(whole), step):
        text = whole[:at] + bytes([whole[at] ^ 1 << at % 7]) + whole[at + 1:]
        path = write(folder + "/other", text)
        for code in (1, 2):
            try:
                told, error = replay(path, STAYS[0], code=code)
                break
            except AssertionError:
                assert code == 1, (at, text)
        assert "error[HN61" in error, (at, text, told, error)


@logged(*STAYS, code=3)
def lines_that_are_none_are_told_and_passed_over(folder, log):
    lines = read(log).splitlines(True)
    one = json.loads(lines[0])
    bad = [b"\n", b"{}\n", b"[]\n", b"nothing\n", b"\xff\n", b"1e99\n",
           b'{"format":"hn.seal.v1"}\n', b"[" * 5000 + b"\n",
           b'{"format":"hn.decision.v1"}\n']
    for name in one:
        less = {k: v for k, v in one.items() if k != name}
        bad.append(json.dumps(less).encode() + b"\n")
    for name, value in (("set", {"a": 1}), ("set", []), ("id", 3),
                        ("inputs", []), ("inputs", None), ("awards", "x"),
                        ("awards", {str(n): {} for n in range(1001)}),
                        ("on", 3), ("records", None), ("end", {}),
                        ("end", {"lines": 0, "sha256": "", "files": 3}),
                        ("end", {"lines": 0, "files": [{"name": "a"}]})):
        bad.append(json.dumps({**one, name: value}).encode() + b"\n")
    for line in bad:
        path = write(folder + "/other", lines[0] + line + lines[1])
        told, error = replay(path, STAYS[0], code=1)
        has(error, "error[HN610]: this line ", path + ":2")
        has(told, "2 come out as they were recorded\n")
    path = write(folder + "/other", b"".join(bad))
    error = replay(path, STAYS[0], code=2)[1]
    assert error.count("error[HN610]") == 4, error
    has(error, "%d more lines are not decisions" % (len(bad) - 3))
    path = write(folder + "/other", lines[0].replace(b"decision.v1",
                                                     b"decision.v2"))
    has(replay(path, STAYS[0], code=2)[1], "error[HN611]")


@logged(*STAYS, code=3)
def hostile_values_are_contained(folder, log):
    lines = read(log).splitlines(True)
    one = json.loads(lines[0])
    deep = json.loads("[" * 60 + "]" * 60)
    for change in ({"inputs": {**one["inputs"], "price": deep}},
                   {"inputs": {**one["inputs"], "price": "1e400"}},
                   {"inputs": {str(n): n for n in range(4000)}},
                   {"inputs": {}}, {"id": "\x1b[2J"},
                   {"awards": {"\x1b[31m": {"amount": "\x1b[0m"}}},
                   {"awards": {"paid": {"amount": "9" * 300}}},
                   {"awards": {"paid": {"amount": [], "unmet": {"a": 1}}}},
                   {"awards": {"paid": []}}, {"records": "\x1b[2J"},
                   {"records": ""}):
        text = json.dumps({**one, **change}).encode() + b"\n"
        path = write(folder + "/other", text)
        for more in ([], ["--internal"], ["--with", STAYS[0], "--internal"],
                     ["--with", STAYS[0], "--out", "json"]):
            told, error = replay(path, STAYS[0], code=1, more=more)
            lacks(told + error, "\x1b")
    for change in ({"pack": "\x1b[2J"}, {"version": "\x1b[2J"},
                   {"on": "\x1b[2J"}, {"engine": "\x1b[2J"},
                   {"set": {"\x1b": "\x1b"}}, {"pack_sha256": "0" * 64},
                   {"pack_sha256": ""}, {"on": "tomorrow"}):
        text = json.dumps({**one, **change}).encode() + b"\n"
        path = write(folder + "/other", text)
        for code in (0, 1, 2):
            try:
                told, error = replay(path, STAYS[0], code=code)
                break
            except AssertionError:
                assert code < 2
        lacks(told + error, "\x1b")


@logged(*STAYS, code=3)
def another_version_of_hn_is_said(folder, log):
    lines = [line.replace(b'"engine":"', b'"engine":"9')
             for line in read(log).splitlines(True)]
    last = lines.pop().rpartition(b',"sha256":')[0]
    digest = hashlib.sha256(b"".join(lines) + last).hexdigest().encode()
    lines.append(last + b',"sha256":"' + digest + b'"}}\n')
    path = write(folder + "/other", b"".join(lines))
    has(replay(path, STAYS[0])[0], ": a whole run\n",
        "  They were made by hn 9", "6 come out as they were recorded\n")


# --- what another pack would change ------------------------------------------

def copy_of(folder, change):
    """The pack of stays with some of its text changed."""
    pack = shutil.copytree(STAYS[0], folder + "/other_pack",
                           dirs_exist_ok=True)
    text = read(STAYS[0] + "/rules.lua").decode()
    text = text[:text.index('example "the share')]
    for old, new in change:
        assert text.count(old) == 1, (text.count(old), old)
        text = text.replace(old, new)
    write(pack + "/rules.lua", text)
    return pack


def numbers(log, other, *more, code=0):
    told = json.loads(replay(log, STAYS[0], code=code, more=[
        "--with", other, "--internal", "--out", "json", *more])[0])
    return {one["award"]: one for one in told["with"]["awards"]}, told


@logged(*STAYS, code=3)
def the_same_pack_changes_nothing(folder, log):
    has(replay(log, STAYS[0], more=["--with", STAYS[0], "--internal"])[0],
        "Under stays 3 (%s) nothing would be otherwise\n" % STAYS[0])


@logged(*STAYS, code=3)
def an_input_that_is_new_is_missing(folder, log):
    pack = copy_of(folder, [
        ('  input "asked" ', '  input "agreed" { type = "yes/no", column = '
         '"Agreed" },\n  input "asked" '),
        ("when = all { criterion.asked_for, ",
         "when = all { stay.agreed, criterion.asked_for, ")])
    paid, told = numbers(log, pack)
    assert paid["paid"]["newly_open"] == 1, told
    case = told["with"]["otherwise"][0]
    assert case["id"] == "S1" and case["comes_out"] == {
        "decision": "cannot tell", "amount": None}, case


@logged(*STAYS, code=3)
def an_input_that_goes_is_not_asked_for(folder, log):
    pack = copy_of(folder, [
        ('  input "asked"    { type = "yes/no", column = "Asked", label = '
         '"The family has asked" },\n', ""),
        ('criterion "asked_for" { label = "The family has asked", source = '
         '"illustration", test = stay.asked,\n  asks = "Ask the family.", '
         'if_met = "The family has asked.", if_unmet = "The family has not '
         'asked." }\n', ""),
        ("all { criterion.asked_for, criterion.rested }",
         "criterion.rested")])
    paid, told = numbers(log, pack)
    assert paid["paid"]["cases"] == 4, told
    assert paid["paid"]["newly_met"] == paid["paid"]["otherwise"] == 1, told
    assert told["with"]["otherwise"][0]["id"] == "S4", told


@logged(*STAYS, code=3)
def an_input_that_is_called_otherwise_in_the_file_is_the_same(folder, log):
    pack = copy_of(folder, [('column = "Price"', 'column = "What It Costs"'),
                            ('column = "Stay"', 'column = "No"')])
    assert numbers(log, pack)[0]["paid"]["otherwise"] == 0


@logged(*STAYS, code=3)
def an_award_that_goes_or_comes_is_told(folder, log):
    pack = copy_of(folder, [('award "paid" { label = "Paid"',
                             'award "handed" { label = "Handed"')])
    text = read(pack + "/rules.lua").decode()
    write(pack + "/rules.lua", text.replace("award.paid", "award.handed"))
    told = numbers(log, pack)[0]
    assert told["paid"]["award_gone"] == told["handed"]["award_new"] == 4
    assert told["paid"]["money_recorded"] == "612.51"
    assert told["paid"]["money_now"] == "0.00"
    has(replay(log, STAYS[0], more=["--with", pack, "--internal"])[0],
        "\nPaid\n", "no longer such an award", "\nHanded\n", "a new award")


@logged(*STAYS, code=3)
def a_row_that_the_other_pack_rejects_is_told_with_the_reason(folder, log):
    pack = copy_of(folder, [("max = 99999", "max = 500")])
    paid, told = numbers(log, pack)
    assert paid["paid"]["newly_rejected"] == 2, told
    assert told["with"]["otherwise"][0]["why"] == (
        'price (column "Price") must be between £0.00 and £500.00'), told


@logged(*STAYS, code=3)
def a_row_that_was_rejected_may_come_out(folder, log):
    pack = copy_of(folder, [("stay.price / stay.nights", "stay.price / 2")])
    paid, told = numbers(log, pack)
    one = [case for case in told["with"]["otherwise"] if case["id"] == "S6"]
    assert one[0]["recorded"]["decision"] == "rejected", told
    assert one[0]["comes_out"] == {"decision": "met", "amount": "72.50"}, told


@logged(*VISITS)
def records_that_the_other_pack_has_not_are_no_fault(folder, log):
    told, error = replay(log, VISITS[0], more=["--with", STAYS[0],
                                               "--internal"])
    has(told, "\nFee\n", "no longer such an award", " 5\n")
    assert error == "", error


@logged(*STAYS, code=3)
def what_another_pack_changes_is_no_fault_of_the_log(folder, log):
    replay(log, STAYS[0], more=["--with", STAYS[0], "--set", "share=70"])
    told = replay(log, STAYS[0], more=["--with", STAYS[0], "--set",
                                       "share=70", "--internal"])[0]
    has(told, "Under stays 3 with share = 70% (", "money as recorded",
        "£612.51", "money under the other pack", "£712.51", "difference",
        "+£100.00", "otherwise  line 1: stay S1: paid was met, 612.51; comes "
        "out met, 712.51\n")


# --- what is told ------------------------------------------------------------

@logged(*STAYS, code=3)
def single_cases_and_small_numbers_are_for_internal_use(folder, log):
    more = ["--with", STAYS[0], "--set", "share=70"]
    for form in ("table", "csv", "json"):
        told = replay(log, STAYS[0], more=more + ["--out", form])[0]
        lacks(told, "S1", "612", "712", "100.00")
    told = replay(log, STAYS[0], more=more)[0]
    has(told, "\nPaid\n  all   c\n", "withheld, so that no count below 5")
    has(replay(log, STAYS[0], more=more + ["--suppress", "0"])[0],
        "£712.51")


@test
def the_full_year_of_few_is_withheld_by_itself():
    rows = ["Stay,Begins,Price,Nights,Need,Asked,Last End"] + [
        "S%d,2026-09-01,%d,2,ASD,yes," % (n, 600 if n < 2 else 100)
        for n in range(20)]
    with tempfile.TemporaryDirectory() as folder:
        pack = copy_of(folder, [(
            "full_year = figure.part * 2", "full_year = choose { { when = "
            "stay.price:over(500), take = figure.part * 3 }, otherwise = "
            "figure.part * 2 }")])
        log = log_of(folder, [STAYS[0], "-", "--on", "2026-09-01"],
                     data="\n".join(rows) + "\n")
        told = replay(log, STAYS[0], more=["--with", pack])[0]
        has(told, "the same money                      20\n",
            "money as recorded            £2,050.00\n",
            "for a full year                      c\n")
        lacks(told, "full year as recorded", "+£720.00")
        told = replay(log, STAYS[0], more=["--with", pack, "--out", "csv"])[0]
        has(told, "money_now,2050.00\n", "stay,paid,year_difference,\n")
        has(replay(log, STAYS[0], more=["--with", pack, "--internal"])[0],
            "difference                        +£720.00\n")


@logged(*PACK)
def rows_for_programs_can_be_read(folder, log):
    more = ["--with", PACK[0], "--set", "cap=9000"]
    rows = list(csv.DictReader(io.StringIO(replay(
        log, PACK[0], more=more + ["--out", "csv"])[0])))
    assert {row["award"] for row in rows} == {"targeted_funding",
                                              "this_year"}, rows
    told = {row["measure"]: row["value"] for row in rows
            if row["award"] == "targeted_funding"}
    assert told["cases"] == "400" and told["less_money"] == "48", told
    assert told["money_difference"] == "-24659.91", told
    cases = list(csv.DictReader(io.StringIO(replay(
        log, PACK[0], more=more + ["--out", "csv", "--internal"])[0])))
    less = [row for row in cases if row["award"] == "targeted_funding"]
    assert len(less) == 48 and {row["under"] for row in cases} == {"with"}
    whole = json.loads(replay(log, PACK[0], more=more + [
        "--out", "json", "--internal"])[0])
    assert len(whole["with"]["otherwise"]) == len(cases)
    assert whole["runs"][0]["whole"] and whole["as_written"]


end()
