#!/usr/bin/python3
# also: asan
"""hn calc --seal and hn verify: a seal holds what its schema says, every hash
in it can be worked out without hn, and a byte that is changed in the pack, in
the data, in the results or in the seal itself is noticed and named."""
import csv
import datetime
import hashlib
import json
import os
import shutil
import struct
import sys
import tempfile
from fractions import Fraction
sys.dont_write_bytecode = True
from common import HERE, STAYS, VISITS, end, has, hn, lacks, out, test  # noqa: E402
from json_schema import Schema  # noqa: E402

PACK = "rules/pre_ehcp"
CASES = "examples/pre_ehcp/caseload.csv"
SLOW = "asan" in os.environ.get("HN_BUILD", "")
with open("docs/schemas/hn.seal.v1.json", encoding="utf-8") as file:
    SCHEMA = Schema(json.load(file))


def read(path):
    with open(path, "rb") as one:
        return one.read()


def write(path, data):
    with open(path, "wb") as one:
        one.write(data)
    return path


def sha(data):
    return hashlib.sha256(data).hexdigest()


class Sealed:
    """A pack, data, results and their seal in a folder of their own."""

    def __init__(self, folder, pack, data, *words, code=0, ending=".csv"):
        self.folder = folder
        self.pack = shutil.copytree(pack, folder + "/pack")
        self.data = [name + shutil.copy(path, folder)
                     for name, path in data]
        self.rows = folder + "/results" + ending
        self.seal = folder + "/seal.json"
        hn("calc", self.pack, *self.data, *words, "-o", self.rows, "--seal",
           self.seal, code=code)

    def told(self):
        return json.loads(read(self.seal))

    def verify(self, *words, code=0, data=None, seal=None, pack=None):
        given = [w for path in data or self.data for w in ("--data", path)]
        return out("verify", seal or self.seal, "--pack", pack or self.pack,
                   *given, *words, code=code)


def sealed(*arguments, **more):
    """Runs a test with the folder of a sealed run."""
    def run(function):
        def whole():
            with tempfile.TemporaryDirectory() as folder:
                function(Sealed(folder, *arguments, **more))
        whole.__name__ = function.__name__
        return test(whole)
    return run


STAY = (STAYS[0], [("", STAYS[1])])
VISIT = (HERE + "/visits", [("", HERE + "/visits/school.csv"),
                            ("visit=", HERE + "/visits/visit.csv")],
         "--on", "2026-09-01")
CASE = (PACK, [("", CASES)], "--on", "2026-09-01")


# --- what a seal holds -------------------------------------------------------

def varint(number):
    groups = b""
    while number >= 0x80:
        groups += bytes([0x80 | number & 0x7f])
        number >>= 7
    return groups + bytes([number])


def number(value):
    return b"\2" + varint(value * 2 if value >= 0 else -value * 2 - 1)


def days(text):
    date = datetime.date.fromisoformat(text)
    return number((date - datetime.date(1970, 1, 1)).days)


def canonical_stays(rows):
    """The values of tests/engine/stays as docs/design.md sets them out; rows
    that cannot be read are left out."""
    text = (b"hn.rows.v1\nstay\nstay_id 0 id\nbegins 0 date\nprice 2 GBP\n"
            b"nights 0 count\nneed 0 choice ASD HI\nasked 0 yes/no\n"
            b"last_end 0 date\nc\n")
    for row in rows:
        price = row["Price"].replace(",", "")
        if price == "12x":
            continue
        key = row["Stay"].encode()
        text += b"\2" + varint(len(key)) + key + days(row["Begins"])
        text += b"\4\1" if price == "c" else number(
            int(Fraction(price) * 100))
        text += number(int(row["Nights"]))
        text += number(["ASD", "HI"].index(row["Need"]))
        text += {"yes": b"\3", "no": b"\2", "": b"\0"}[row["Asked"]]
        text += days(row["Last End"]) if row["Last End"] else b"\1"
    return text


@sealed(*STAY, code=3)
def every_hash_can_be_worked_out_by_hand(run):
    told = run.told()
    assert SCHEMA.faults(told) == [], SCHEMA.faults(told)
    text = read(run.pack + "/rules.lua")
    assert told["files"] == [{"name": "rules.lua", "sha256": sha(text)}]
    assert told["pack_sha256"] == sha(
        b"rules.lua\0" + struct.pack("<Q", len(text)) + text)
    with open(run.data[0], encoding="utf-8", newline="") as one:
        values = sha(canonical_stays(csv.DictReader(one)))
    assert told["data"] == [{
        "records": "stay", "rows": 7, "rejected": 3, "sha256": values,
        "bytes_sha256": sha(read(run.data[0]))}], told
    assert told["input_sha256"] == sha(b"stay %s\n" % values.encode())
    assert told["results"] == [
        {"table": "stay", "sha256": sha(read(run.rows))},
        {"table": "run",
         "sha256": sha(read(run.folder + "/results.run.csv"))}], told
    assert told["output_sha256"] == told["results"][0]["sha256"]
    assert told["on"] is None and told["set"] == {}, told
    own = read(run.seal).split(b'  "seal_sha256"')[0]
    assert told["seal_sha256"] == sha(own)
    run.verify()


@sealed(*VISIT)
def each_kind_of_records_has_its_own(run):
    told = run.told()
    assert SCHEMA.faults(told) == [], SCHEMA.faults(told)
    assert [one["records"] for one in told["data"]] == ["school", "visit"]
    assert [one["rows"] for one in told["data"]] == [2, 5]
    for one, name in zip(told["results"], ["", ".visit", ".run"]):
        path = run.folder + "/results" + name + ".csv"
        assert one["sha256"] == sha(read(path)), (one, name)
    whole = "".join("%s %s\n" % (one["records"], one["sha256"])
                    for one in told["data"])
    assert told["input_sha256"] == sha(whole.encode())
    has(run.verify("--result", run.rows, "--result",
                   "visit=" + run.folder + "/results.visit.csv"),
        "same     data    school", "same     data    visit",
        "same     result  school (", "same     result  visit (",
        "verified: visits 1 gives from this data what was sealed\n")


@test
def a_schema_that_would_take_anything_is_noticed():
    with tempfile.TemporaryDirectory() as folder:
        told = Sealed(folder, *STAY, code=3).told()
    for change in [{"format": "hn.seal.v2"}, {"on": 3}, {"out": "table"},
                   {"set": {"a": 1}}, {"pack_sha256": "A" * 64}, {"more": 1},
                   {"counts": {"rows": 1}}, {"files": [{"name": "a"}]}]:
        assert SCHEMA.faults({**told, **change}), change
    for name in told:
        less = {k: v for k, v in told.items() if k != name}
        assert SCHEMA.faults(less), name


@test
def the_number_of_threads_does_not_show():
    with tempfile.TemporaryDirectory() as one, \
            tempfile.TemporaryDirectory() as two:
        a, b = (Sealed(folder, *CASE, "--jobs", jobs)
                for folder, jobs in ((one, "1"), (two, "4")))
        assert read(a.seal) == read(b.seal)


@test
def results_that_are_not_written_are_sealed_all_the_same():
    with tempfile.TemporaryDirectory() as folder:
        run = Sealed(folder, *CASE)
        hn("calc", run.pack, *run.data, "--on", "2026-09-01", "--out",
           "table", "--seal", folder + "/again.json")
        assert read(run.seal) == read(folder + "/again.json")


# --- it verifies -------------------------------------------------------------

@sealed(*CASE)
def what_was_copied_elsewhere_verifies(run):
    with tempfile.TemporaryDirectory() as away:
        seal = shutil.copy(run.seal, away + "/s")
        pack = shutil.copytree(run.pack, away + "/p")
        data = shutil.copy(run.data[0], away + "/d.csv")
        rows = shutil.copy(run.rows, away + "/r")
        text = run.verify("--result", rows, seal=seal, pack=pack,
                          data=[data])
        files = len(run.told()["files"])
        assert text.count("same ") == files + 4, text
        lacks(text, "differs")
        assert run.verify("--quiet", seal=seal, pack=pack, data=[data]) == (
            "verified: pre_ehcp 2026.1 gives from this data what was "
            "sealed\n")


@sealed(PACK, [("", CASES)], "--on", "2027-05-01", "--set", "cap=9000",
        "--set", "gap=12", "--set", "cap=9500", "--repeats", "ignore",
        ending=".jsonl")
def it_is_worked_out_as_it_was_asked_for(run):
    told = run.told()
    assert SCHEMA.faults(told) == [], SCHEMA.faults(told)
    assert told["set"] == {"gap": "12", "cap": "9500"}, told["set"]
    assert (told["on"], told["repeats"], told["out"]) == (
        "2027-05-01", "ignored", "jsonl"), told
    run.verify("--result", run.rows)


@sealed(*CASE)
def the_same_values_in_another_form_are_the_same(run):
    lines = run.folder + "/same.jsonl"
    with open(run.data[0], encoding="utf-8", newline="") as one:
        rows = [json.dumps(row) for row in csv.DictReader(one)]
    write(lines, ("\n".join(rows) + "\n").encode())
    has(run.verify(data=[lines]), "same     data    pupil (", "same.jsonl): "
        "its values are as they were sealed, and written in another way\n",
        "verified: ")


@sealed(*STAY, code=3)
def other_bytes_cannot_vouch_for_rows_that_were_rejected(run):
    text = read(run.data[0]).replace(b"12x", b"13x")
    data = write(run.folder + "/other.csv", text)
    has(run.verify(data=[data], code=1), "differs  data    stay (",
        "perhaps in the rows that were rejected", "(HN604)")


@sealed(*STAY, code=3)
def columns_that_nothing_reads_may_have_been_passed_over(run):
    wider = write(run.folder + "/wider.csv", b"".join(
        line.rstrip(b"\n") + b",x\n"
        for line in read(run.data[0]).splitlines(True)))
    seal = run.folder + "/wider.json"
    hn("calc", run.pack, wider, "--extra", "ignore", "--seal", seal, code=3)
    assert json.loads(read(seal))["extra_columns"] == "ignored"
    run.verify(data=[wider], seal=seal)


@test
def a_pack_without_records_is_sealed_by_its_run():
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(folder + "/pack")
        write(folder + "/pack/rules.lua", b"""
pack "p" { title = "p", version = "1", source = "s" }
param "a" { type = "GBP", label = "A", source = "s",
  { from = "2026-01-01", value = 5 } }
figure "b" { label = "B", type = "GBP", value = param.a * 2 }
""")
        seal = folder + "/s.json"
        hn("calc", folder + "/pack", "--on", "2026-09-01", "-o",
           folder + "/r.csv", "--seal", seal)
        told = json.loads(read(seal))
        assert SCHEMA.faults(told) == [], SCHEMA.faults(told)
        assert told["data"] == [] and told["output_sha256"] == sha(
            read(folder + "/r.csv")), told
        has(out("verify", seal, "--pack", folder + "/pack", "--result",
                folder + "/r.csv"), "same     result  run (", "verified")


# --- what was changed is named -----------------------------------------------

def flips(data, most):
    """Copies with one bit of one byte changed; about `most` of them."""
    step = max(1, len(data) // (most // 10 if SLOW else most))
    for at in range(0, len(data), step):
        yield at, data[:at] + bytes([data[at] ^ 1 << at % 7]) + data[at + 1:]


def lines_of(text, word):
    """"what name" of the lines that begin with the word."""
    return [" ".join(line.split()[1:3]).rstrip(":")
            for line in text.splitlines() if line.startswith(word)]


def verify(run, *words):
    """(exit code, standard output), whatever it comes to."""
    for code in (0, 1, 2):
        try:
            return code, run.verify(*words, code=code)
        except AssertionError as wrong:
            if code == 2:
                raise
            last = wrong
    raise last


@sealed(*CASE)
def a_changed_byte_of_the_pack_names_its_file(run):
    for name, other in (("rules.lua", "terms.csv"), ("terms.csv",
                                                     "rules.lua")):
        path = run.pack + "/" + name
        whole = read(path)
        for at, text in flips(whole, 150):
            write(path, text)
            code, told = verify(run)
            assert code == 1, (name, at, code, told)
            assert "file " + name in lines_of(told, "differs"), (at, told)
            assert "file " + other in lines_of(told, "same"), (at, told)
            assert "data pupil" not in lines_of(told, "differs"), (at, told)
        write(path, whole)


@sealed(*CASE)
def files_that_come_and_go_are_named(run):
    path = run.pack + "/examples.lua"
    there = os.path.exists(path)
    if not there:
        write(path, b"-- nothing\n")
    else:
        os.remove(path)
    has(run.verify(code=1), "differs  file    examples.lua: ",
        "and is not now" if there else "and was not")
    os.remove(run.pack + "/terms.csv")
    has(run.verify(code=1), "differs  file    terms.csv: it was part of the "
        "pack, and is not now (HN603)\n", "not verified: ")


@sealed(*VISIT)
def a_changed_byte_of_the_data_names_its_records(run):
    for kind, name, other in ((0, "school", "visit"), (1, "visit", "school")):
        path = run.data[kind].split("=")[-1]
        whole = read(path)
        for at, text in flips(whole, 150):
            write(path, text)
            code, told = verify(run)
            noticed = lines_of(told, "differs")
            if code == 0:    # written in another way, and it says so
                noticed = lines_of("\n".join(
                    line for line in told.splitlines()
                    if "another way" in line), "same")
            assert code < 2 and "data " + name in noticed, (at, text, told)
            assert "data " + other in lines_of(told, "same"), (at, told)
            assert not any(one.startswith("file") for one in noticed), told
        write(path, whole)


@sealed(*STAY, code=3)
def a_changed_byte_of_the_results_names_them(run):
    whole = read(run.rows)
    for at, text in flips(whole, 60):
        write(run.rows, text)
        told = run.verify("--result", run.rows, code=1)
        assert [line for line in told.splitlines()
                if line.startswith("differs")] == [
            "differs  result  stay (%s): it is not what was sealed: it was "
            "changed since (HN605)" % run.rows], (at, told)


@sealed(*STAY, code=3)
def a_changed_byte_of_the_seal_is_told_of_the_seal(run):
    whole = read(run.seal)
    for at, text in flips(whole, 200):
        write(run.seal, text)
        for code in (1, 2):
            try:
                told = hn("verify", run.seal, "--pack", run.pack, "--data",
                          run.data[0], code=code)
                break
            except AssertionError:
                assert code == 1, (at, text)
        assert told[0] == "", (at, told)
        has(told[1], "error[HN60", run.seal)
        assert any("HN%d" % n in told[1] for n in (600, 601, 602)), told


@sealed(*STAY, code=3)
def a_seal_that_lacks_or_adds_something_is_refused(run):
    whole = read(run.seal)
    told = json.loads(whole)

    def refused(value, *parts, code=1):
        path = write(run.folder + "/bad.json", value)
        has(hn("verify", path, "--pack", run.pack, "--data", run.data[0],
               code=code)[1], *parts)

    for name in told:
        text = json.dumps({k: v for k, v in told.items() if k != name})
        refused(text.encode(), "HN600" if name == "format" else "HN602",
                code=2 if name == "format" else 1)
    refused(json.dumps({**told, "more": 1}).encode(), "HN602")
    refused(json.dumps(told).encode(), "HN602")
    refused(whole + b" ", "HN602")
    refused(whole + b"\0", "HN600", code=2)
    refused(whole.replace(b"\n", b"\r\n"), "HN602")
    refused(whole.replace(b"stay", b"\\u0073tay", 1), "HN602")
    refused(b"", "HN600", code=2)
    refused(b"[1, 2]", "HN600", "not a seal", code=2)
    refused(b'{"format": "hn.decision.v1"}', "HN600", code=2)
    refused(b'{"format": "hn.seal.v7"}', "HN601", "hn.seal.v7", code=2)
    refused(whole.replace(b'"on"', b'"out"', 1), "HN600", code=2)
    refused(b"\xff" + whole, "HN600", code=2)
    refused(b" " * (1 << 20) + whole, "HN600", "too long", code=2)
    refused(b"[" * 100000, "HN600", code=2)


@sealed(*STAY, code=3)
def a_seal_that_names_other_folders_reads_nothing_there(run):
    """Made anew, so that its hash is right: a name is still a bare one."""
    told = json.loads(read(run.seal))
    told["files"][0]["name"] = "../pack/rules.lua"
    text = read(run.seal).decode().replace(
        '"name": "rules.lua"', '"name": "../pack/rules.lua"')
    head = text.split('  "seal_sha256"')[0].encode()
    write(run.seal, head + b'  "seal_sha256": "%s"\n}\n' % sha(head).encode())
    has(run.verify(code=1), "differs  file    ../pack/rules.lua: it was part "
        "of the pack, and is not now")
    write(run.pack + "/rules.lua", b"broken")
    has(run.verify(code=1), "differs  file    ../pack/rules.lua: it was part "
        "of the pack, and is not now")


@sealed(*STAY, code=3)
def what_cannot_be_read_was_not_verified(run):
    for words in (["/nowhere"], [run.seal, "--pack", "/nowhere"], [run.seal],
                  [run.seal, "--pack", run.pack, "--data", "/nowhere"],
                  [run.seal, "--pack", run.pack, "--data", run.data[0],
                   "--result", "/nowhere"],
                  [run.seal, "--pack", run.pack, "--data", run.data[0],
                   "--data", run.data[0]]):
        text = hn("verify", *words, code=2)
        has(text[1], "error")
        lacks(text[0], "verified")


@sealed(*STAY, code=3)
def data_that_cannot_be_read_any_more_is_named_all_the_same(run):
    write(run.data[0], read(run.data[0]).replace(b"Nights", b"Days", 1))
    text = run.verify(code=1)
    has(text, "differs  data    stay (", "cannot be read: ", "(HN604)",
        "differs  result  stay: it cannot be worked out again", "(HN605)",
        "not verified: 3 of 4 differ\n")


@sealed(*STAY, code=3)
def what_was_told_before_is_not_told_again(run):
    told = hn("verify", run.seal, "--pack", run.pack, "--data", run.data[0])
    assert told[1] == "", told
    write(run.data[0], read(run.data[0]).replace(b"1000.01", b"1000.02"))
    told = hn("verify", run.seal, "--pack", run.pack, "--data", run.data[0],
              code=1)
    lacks("".join(told), "1000.0", "S1")


@sealed(*STAY, code=3)
def programs_are_given_rows(run):
    rows = list(csv.reader(run.verify("--out", "csv").splitlines()))
    assert rows[0] == ["verdict", "what", "name", "given", "code",
                       "sentence"], rows
    assert [row[:3] for row in rows[1:]] == [
        ["same", "file", "rules.lua"], ["same", "data", "stay"],
        ["same", "result", "stay"], ["same", "result", "run"]], rows


end()
