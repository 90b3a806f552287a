#!/usr/bin/python3
"""Data that is wrong, cell by cell: each fault is told once, by row and
column; the good rows come out as if the bad ones were not there; nothing is
lost, nothing is written by halves, and no private value is repeated.
"""
import csv
import io
import os
import re

import common
from common import hn, read, write

PACK = "rules/pre_ehcp"
DATA = "examples/pre_ehcp/bad_rows.csv"

# Line of the file: column and code of each fault there.
FAULTS = {
    3: [("Annual Cost", 401)],      # words
    4: [("Annual Cost", 401)],      # half a penny
    5: [("Annual Cost", 401)],      # pence entered as pounds
    6: [("Annual Cost", 401)],      # below nought
    7: [("Annual Cost", 401)],      # a comma out of place
    8: [("Annual Cost", 401)],      # scientific notation
    9: [("Setting", 401)],          # misspelt
    10: [("Phase", 401)],           # not one of the choices
    11: [("EHC Plan", 401)],        # neither yes nor no
    12: [("APDR Cycles", 401)],     # half a cycle
    13: [("APDR Cycles", 401)],     # too many
    14: [("Review Date", 401)],     # no such day
    15: [("Last Award End", 401)],  # April or July
    16: [("Start Date", 401)],      # in words
    17: [("Weeks Asked", 401)],     # none
    18: [("Weeks Asked", 401)],     # more than a year has
    19: [("Panel Date", 405)],      # required
    20: [("Pupil ID", 405)],        # required
    21: [("", 406)],                # a cell too few
    22: [("", 406)],                # a cell too many
    23: [("", 407)],                # text after a closing quote
    24: [("", 407)],                # a quote inside a plain cell
    25: [("Pupil ID", 417)],        # an id that a spreadsheet has damaged
    26: [("", 418)],                # before the rules began
    27: [("Annual Cost", 401), ("APDR Cycles", 401)],
    29: [("Annual Cost", 401)],     # brackets: below nought
}
GOOD = ["SYN-9001", "SYN-9027", "SYN-9029"]


def calc(data, *args):
    return hn("calc", PACK, data, "--on", common.ON, *args)


def table(text):
    return list(csv.DictReader(io.StringIO(text.decode())))


def check_rejects(tally, path, source):
    """One line a fault, with its place; and the whole row somewhere."""
    found = {}
    for row in table(read(path)):
        found.setdefault(int(row["line"]), []).append(
            (row["column_name"], int(row["error_code"].lstrip("HN"))))
    tally.same("lines with faults", sorted(found), sorted(FAULTS))
    for line, faults in FAULTS.items():
        got = found.get(line, [])
        tally.same("line %d: codes" % line, [code for _, code in got],
                   [code for _, code in faults])
        for (column, _), (expected, _) in zip(got, faults):
            if expected:
                tally.same("line %d: column" % line, column, expected)


def check_messages(tally, messages):
    for line in FAULTS:
        place = re.compile(r"%s:%d(:\d+)?$" % (re.escape(DATA), line), re.M)
        tally.check("line %d is named" % line, place.search(messages))
    for value in ("SYN-9002", "SYN-9020", "1.23E+11"):
        tally.check("no private value in messages", value not in messages,
                    value)


def check_good_rows(tally, folder):
    """The good rows, alone and among the bad: the same bytes."""
    lines = read(DATA).split(b"\n")
    alone = [lines[0]] + [line for at, line in enumerate(lines[1:], 2)
                          if line and at not in FAULTS]
    clean = write(os.path.join(folder, "good.csv"), b"\n".join(alone) + b"\n")
    code, text, messages = calc(clean, "--out", "csv")
    tally.check("good rows alone: exit code", code == 0, messages)
    tally.same("good rows", [r["pupil_id"] for r in table(text)], GOOD)
    rejects = os.path.join(folder, "rejects.csv")
    code, among, messages = calc(DATA, "--out", "csv", "--rejects", rejects)
    tally.same("exit code when rows are rejected", code, 3)
    tally.check("good rows among bad ones", among == text)
    check_messages(tally, messages)
    check_rejects(tally, rejects, DATA)
    tally.check("how many were rejected is said",
                "%d of 29 rows" % len(FAULTS) in messages, messages[-400:])


def check_whole_or_nothing(tally, folder):
    out = os.path.join(folder, "out.csv")
    most = str(len(FAULTS) - 1)
    for limit in ("0", most):
        code, _, _ = calc(DATA, "-o", out, "--max-rejects", limit)
        tally.same("--max-rejects %s: exit code" % limit, code, 3)
        tally.check("--max-rejects %s writes nothing" % limit,
                    not os.path.exists(out))
    write(out, "what stood here before\n")
    calc(DATA, "-o", out, "--max-rejects", "0")
    tally.same("an older file stays", read(out), b"what stood here before\n")
    code, _, _ = calc(DATA, "-o", out, "--max-rejects", str(len(FAULTS)))
    tally.same("--max-rejects not passed: exit code", code, 3)
    tally.same("then the good rows are written",
               [r["pupil_id"] for r in table(read(out))], GOOD)
    left = sorted(f for f in os.listdir(folder) if f.startswith("out"))
    tally.same("the rows, the rejected and the totals", left,
               ["out.csv", "out.rejects.csv", "out.run.csv"])
    tally.same("no torn or temporary file", len(os.listdir(folder)), 5)


HEADER = read(DATA).split(b"\n")[0]
ROW = read(DATA).split(b"\n")[1]

# Files that cannot be read as a whole: what is done to a good one, the code.
WHOLE_FILES = [
    ("a column is missing", lambda h, r: (
        h.replace(b"Annual Cost,", b""), r.replace(b"9000.00,", b"")), 402),
    ("an unknown column", lambda h, r: (h + b",Notes", r + b",none"), 403),
    ("a column twice", lambda h, r: (
        h + b",Annual Cost", r + b",9000.00"), 404),
    ("semicolons", lambda h, r: (
        h.replace(b",", b";"), r.replace(b",", b";")), 400),
    ("UTF-16", lambda h, r: (h.decode().encode("utf-16"), b""), 400),
    ("not UTF-8", lambda h, r: (h, r.replace(b"Synthetic", b"Synth\xe9")),
     408),
    ("a NUL byte", lambda h, r: (h, r.replace(b"Synthetic", b"Syn\0th")), 408),
    ("a quote never closed", lambda h, r: (
        h, r.replace(b"Synthetic", b'"Synthetic')), 407),
    ("nothing at all", lambda h, r: (b"", b""), 400),
]


def check_whole_files(tally, folder):
    for title, change, code in WHOLE_FILES:
        header, row = change(HEADER, ROW)
        data = write(os.path.join(folder, "whole.csv"),
                     header + b"\n" + row + b"\n" if header else b"")
        got, text, messages = calc(data, "--out", "csv")
        tally.check(title + ": exit code", got in (2, 3), str(got))
        tally.check(title + ": code", "HN%d" % code in messages, messages)
        tally.check(title + ": no result", b"SYN-9001" not in text)
    data = write(os.path.join(folder, "whole.csv"),
                 HEADER + b",Notes\n" + ROW + b",none\n")
    code, text, messages = calc(data, "--out", "csv", "--extra", "ignore")
    tally.check("--extra ignore", code == 0 and b"SYN-9001" in text, messages)


def check_repeats(tally, folder):
    data = write(os.path.join(folder, "whole.csv"),
                 b"\n".join([HEADER, ROW, ROW]) + b"\n")
    _, text, messages = calc(data, "--out", "csv")
    tally.check("an id that stands twice is told", "HN410" in messages,
                messages)
    tally.check("without its value", "SYN-9001" not in messages, messages)


def main():
    tally = common.Tally()
    with common.scratch() as folder:
        check_good_rows(tally, folder)
        check_whole_or_nothing(tally, folder)
        check_whole_files(tally, folder)
        check_repeats(tally, folder)
    tally.end()


if __name__ == "__main__":
    main()
