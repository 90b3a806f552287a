#!/usr/bin/python3
# seconds: 300
"""The examples of every pack under rules/ reach every point of its rules that
can be reached (hn test --coverage): each criterion met, unmet and not to be
told, each arm, band and period, each value exactly at a threshold and one step
to either side.

A pack is held from the day that it is there: it need not be named here.
NOT_YET lists those whose examples are still being written; a pack that passes
may not stand there.
"""
import os
import subprocess
import sys

HN = os.path.join(os.environ.get("HN_BUILD", "build"), "hn")

NOT_YET = set()


def packs():
    """The folders below rules/ that have a rules.lua, by name."""
    for folder, _, files in sorted(os.walk("rules")):
        if "rules.lua" in files:
            yield os.path.relpath(folder, "rules"), folder


def lacking(folder):
    """What hn test tells of a pack that is not covered; "" for one that is."""
    done = subprocess.run([HN, "test", folder, "--coverage", "--threshold",
                           "100", "--quiet"], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False)
    return done.stdout if done.returncode else ""


passed = failed = 0
seen = set()
for pack, where in packs():
    seen.add(pack)
    if pack in NOT_YET:
        continue
    text = lacking(where)
    if text:
        print("%s:\n%s" % (pack, text.rstrip()))
    passed += not text
    failed += bool(text)
for pack in sorted(NOT_YET - seen):
    print("%s: there is no such pack" % pack)
    failed += 1
print("%d passed, %d failed" % (passed, failed))
sys.exit(failed > 0)
