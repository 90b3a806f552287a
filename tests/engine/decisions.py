#!/usr/bin/python3
# also: asan
"""hn calc --log: the decision log is what its schema says, holds the data as it
was read and the results as they are written, ends by saying what it holds, and
is the same bytes from any number of threads and any form of the data."""
import csv
import hashlib
import io
import json
import os
import stat
import sys
import tempfile
from fractions import Fraction
sys.dont_write_bytecode = True
from common import HERE, STAYS, VISITS, end, has, hn, test  # noqa: E402
from json_schema import Schema  # noqa: E402

PACK = ["rules/pre_ehcp", "examples/pre_ehcp/caseload.csv", "--on",
        "2026-09-01"]
with open("docs/schemas/hn.decision.v1.json", encoding="utf-8") as file:
    SCHEMA = Schema(json.load(file))


def read(path):
    with open(path, "rb") as one:
        return one.read()


def logged(*words, code=0, data=None):
    """(log, results) as bytes and text."""
    with tempfile.TemporaryDirectory() as folder:
        hn("calc", *words, "--log", folder + "/log", "-o",
           folder + "/rows.csv", code=code, data=data)
        with open(folder + "/rows.csv", encoding="utf-8", newline="") as one:
            return read(folder + "/log"), one.read()


def lines_of(log):
    assert log.endswith(b"\n")
    lines = [json.loads(line) for line in log.splitlines()]
    for line in lines:
        assert SCHEMA.faults(line) == [], (SCHEMA.faults(line), line)
    return lines


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


# --- what a line holds -------------------------------------------------------

def same_award(award, row, name):
    """Whether a line says of an award what the results say."""
    def listed(names):
        return "; ".join(names)
    full = row.get(name + "_full_year")
    return (award.get("decision") == row.get(name + "_decision")
            and (award["amount"] or "") == row[name]
            and ((award.get("full_year") or "") == full
                 if full is not None else "full_year" not in award)
            and listed(award.get("unmet", [])) == row.get(name + "_unmet", "")
            and listed(award.get("needs", [])) == row.get(name + "_needs", ""))


@test
def a_line_says_what_the_results_say():
    log, results = logged(*PACK)
    lines, rows = lines_of(log), rows_of(results)
    assert len(lines) == len(rows) + 1 == 401
    for line, row in zip(lines, rows):
        assert line["id"] == row["pupil_id"] and line["records"] == "pupil"
        assert list(line["awards"]) == ["targeted_funding", "this_year"]
        for name, award in line["awards"].items():
            assert same_award(award, row, name), (award, row)
    decisions = [line["awards"]["targeted_funding"]["decision"]
                 for line in lines[:-1]]
    assert (decisions.count("met"), decisions.count("unmet"),
            decisions.count("cannot tell")) == (175, 178, 47)


@test
def a_line_holds_the_values_as_they_were_read():
    lines = lines_of(logged(*PACK)[0])
    with open(PACK[1], encoding="utf-8", newline="") as one:
        cases = list(csv.DictReader(one))
    for line, case in zip(lines, cases):
        values = line["inputs"]
        assert len(values) == len(case) == 19
        assert line["decided"] == case["Panel Date"]
        for value, cell in zip(values.values(), case.values()):
            if value is None or isinstance(value, int):
                assert cell == ("" if value is None else str(value))
            elif value != cell:    # money, written with its pence
                assert value[-3] == "." and Fraction(value) == Fraction(
                    cell.replace("£", "").replace(",", "")), (value, cell)


@test
def marks_blanks_and_rejected_rows_are_told_apart():
    lines = lines_of(logged(*STAYS, code=3)[0])
    by_id = {line["id"]: line for line in lines if "id" in line}
    assert list(by_id) == ["S1", "S2", "S3", "S4", "S6", "S7"]
    assert by_id["S4"]["inputs"] == {
        "stay_id": "S4", "begins": "2026-09-10", "price": "c", "nights": 5,
        "need": "ASD", "asked": None, "last_end": None}
    assert by_id["S4"]["awards"]["paid"] == {
        "decision": "cannot tell", "amount": None, "full_year": None,
        "unmet": [], "needs": ["price", "asked"]}
    assert by_id["S3"]["awards"]["paid"]["unmet"] == ["asked_for", "rested"]
    assert by_id["S6"]["awards"] is None and by_id["S7"]["awards"] is None
    assert {line["on"] for line in lines} == {None}


@test
def rows_that_others_go_by_are_there_too():
    lines = lines_of(logged(*VISITS)[0])
    assert [line.get("records") for line in lines] == (
        ["school"] * 2 + ["visit"] * 5 + [None])
    assert lines[0]["awards"] == {} and lines[2]["id"] is None
    assert lines[2]["awards"]["fee"]["amount"] == "30.00"


@test
def the_head_says_by_what_it_was_decided():
    lines = lines_of(logged(*PACK, "--set", "cap=9000", "--set", "cap=9500",
                            "--set", "gap=12")[0])
    for line in lines:
        assert line["set"] == {"cap": "9500", "gap": "12"}, line
        assert (line["pack"], line["version"], line["on"]) == (
            "pre_ehcp", "2026.1", "2026-09-01")


@test
def the_last_line_closes_the_run():
    for words, code in ((PACK, 0), (STAYS, 3), (VISITS, 0)):
        log = logged(*words, code=code)[0]
        *body, last = log.splitlines(True)
        told = json.loads(last)["end"]
        assert told["lines"] == len(body)
        before = b"".join(body) + last.rpartition(b',"sha256":')[0]
        assert told["sha256"] == hashlib.sha256(before).hexdigest()
        assert told["files"][0]["name"] in ("rules.lua", "examples.lua")
        for one in told["files"]:
            whole = read(words[0] + "/" + one["name"])
            assert one["sha256"] == hashlib.sha256(whole).hexdigest()


@test
def a_caseload_without_rows_has_a_log():
    with open(PACK[1], encoding="utf-8") as one:
        heading = one.readline()
    lines = lines_of(logged(PACK[0], "-", *PACK[2:], data=heading)[0])
    assert len(lines) == 1 and lines[0]["end"]["lines"] == 0, lines


# --- the same bytes ----------------------------------------------------------

@test
def threads_do_not_show():
    with open(PACK[1], encoding="utf-8") as one:
        heading, *rows = one.read().splitlines(True)
    many = heading + "".join(rows * 30)
    logs = {logged(PACK[0], "-", *PACK[2:], "--repeats", "ignore", "--jobs",
                   jobs, data=many)[0] for jobs in ("1", "2", "4")}
    assert len(logs) == 1
    assert len(logs.pop().splitlines()) == 12001


@test
def the_values_of_a_log_give_the_same_log():
    """Written as data by the columns of the pack, in JSON."""
    for words, records, code in ((PACK, "pupil", 0), (STAYS, "stay", 3)):
        log = logged(*words, code=code)[0]
        heading = hn("schema", words[0], "--csv")[0]
        columns = next(csv.reader([heading.strip()]))
        data = "".join(
            json.dumps(dict(zip(columns, line["inputs"].values()))) + "\n"
            for line in lines_of(log) if line.get("records") == records)
        again = logged(words[0], "-", *words[2:], "--in", "jsonl", data=data,
                       code=code)[0]
        assert again == log, words


@test
def what_is_logged_changes_no_result():
    plain = hn("calc", *PACK, "--out", "csv")[0]
    assert logged(*PACK)[1] == plain


# --- the file ----------------------------------------------------------------

@test
def a_log_is_whole_or_not_there_and_for_its_owner_only():
    with tempfile.TemporaryDirectory() as folder:
        log, rows = folder + "/log", folder + "/rows.csv"
        hn("calc", *STAYS, "-o", rows, "--log", log, code=3)
        assert stat.S_IMODE(os.stat(log).st_mode) == 0o600
        for name in os.listdir(folder):
            os.remove(folder + "/" + name)
        hn("calc", *STAYS, "-o", rows, "--log", log, "--max-rejects", "1",
           code=3)
        assert os.listdir(folder) == [], os.listdir(folder)
        hn("calc", *STAYS, "-o", rows, "--log", "/dev/full", code=2)
        assert os.listdir(folder) == [], os.listdir(folder)
        hn("calc", *STAYS, "-o", rows, "--log", rows, code=2)
        has(hn("calc", *STAYS, "-o", rows, "--log", STAYS[1], code=2)[1],
            "would be written over: it is read as data")
        assert os.listdir(folder) == [], os.listdir(folder)


@test
def with_a_what_if_beside_it_the_log_is_that_of_the_what_if():
    with tempfile.TemporaryDirectory() as folder:
        log = folder + "/log"
        hn("calc", *PACK, "--set", "cap=9000", "--out", "table", "--log", log)
        lines = lines_of(read(log))
        assert len(lines) == 401 and lines[0]["set"] == {"cap": "9000"}


@test
def a_schema_that_would_take_anything_is_noticed():
    lines = lines_of(logged(*STAYS, code=3)[0])
    first, last = lines[0], lines[-1]
    for change in [{"format": "hn.decision.v2"}, {"on": "today"}, {"id": 3},
                   {"awards": {"paid": {}}}, {"more": 1},
                   {"awards": {"paid": {"amount": "1", "decision": "no"}}},
                   {"inputs": {"a": []}}, {"end": last["end"]}]:
        assert SCHEMA.faults({**first, **change}), change
    for line in (first, last):
        for name in line:
            less = {k: v for k, v in line.items() if k != name}
            assert SCHEMA.faults(less), name
    assert SCHEMA.faults({**last, "end": {"lines": 1}})


end()
