#!/usr/bin/python3
# also: asan
"""hn check --as-at: parameters without a value for the coming year."""
import os
import re
import subprocess
import sys
import tempfile

HN = os.path.join(os.environ.get("HN_BUILD", "build"), "hn")
PACK = """pack "p" { title = "P", version = "1", language = 1, owner = "o",
  source = "illustration" }
param "rate" { type = "GBP", label = "R", %s }
figure "f" { label = "F", type = "GBP", value = param.rate }
"""
ROW = '{ from = "%s", value = %s, source = "illustration"%s }'
wrong = passed = 0


def row(first, value="1", review=None):
    return ROW % (first, value,
                  ', review_by = "%s"' % review if review else "")


def told(rows, on, strict=False):
    """The codes and sentences that are told, and the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        with open(folder + "/rules.lua", "w", encoding="utf-8") as file:
            file.write(PACK % ", ".join(rows))
        done = subprocess.run(
            [HN, "check", folder, "--as-at", on]
            + ["--strict"] * strict, text=True, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, check=False)
    return re.findall(r"\[(HN\d+)\]: (.*)", done.stderr), done.returncode


def want(what, rows, on, code, part=""):
    global wrong, passed
    found, _ = told(rows, on)
    good = [c for c, _ in found] == ([code] if code else []) \
        and all(part in text for _, text in found)
    _, exit_code = told(rows, on, strict=True)
    good = good and exit_code == (1 if code else 0)
    passed += good
    wrong += not good
    if not good:
        print("failed: %s: %r, exit %d" % (what, found, exit_code))


want("a value that stands", [row("2026-04-01")], "2030-01-01", None)
want("a review to come", [row("2026-04-01", review="2027-02-28")],
     "2027-02-28", None)
want("a review overdue", [row("2026-04-01", review="2027-02-28")],
     "2027-03-01", "HN304", "by 28 February 2027")
want("a year to the day", [row("2026-04-01", review="2027-02-28")],
     "2027-04-01", "HN304")
want("a year and a day", [row("2026-04-01", review="2027-02-28")],
     "2027-04-02", "HN305", "more than a year old and was to be looked at by "
     "28 February 2027")
want("a new row", [row("2026-04-01", review="2027-02-28"),
                   row("2027-04-01", "2")], "2027-04-02", None)
want("a row that begins within the year",
     [row("2026-04-01", review="2027-02-28"), row("2028-04-01", "2")],
     "2027-04-02", "HN304")
want("expected within the year",
     [row("2026-04-01"), row("2027-04-01", '"expected"')], "2026-09-01",
     "HN305", "one is expected from 1 April 2027")
want("expected on the last day",
     [row("2026-04-01"), row("2027-04-01", '"expected"')], "2026-04-01",
     "HN305")
want("expected later than that",
     [row("2026-04-01"), row("2027-04-02", '"expected"')], "2026-04-01", None)
want("not begun", [row("2030-04-01")], "2026-04-01", "HN305",
     "its first is of 1 April 2030")
print("%d passed, %d failed" % (passed, wrong))
sys.exit(wrong > 0)
