#!/usr/bin/python3
"""Every pack under rules/ is held to what an approved one is held to, but for
its illustrations: it has no warning, and each criterion is met in some example
and unmet in another."""
import glob
import os
import subprocess
import sys

HN = os.path.join(os.environ.get("HN_BUILD", "build"), "hn")

packs = sorted(glob.glob("rules/**/rules.lua", recursive=True))
failed = 0
for pack in packs:
    done = subprocess.run([HN, "check", "--strict", os.path.dirname(pack)],
                          text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False)
    if done.returncode != 0 or "nothing is wrong" not in done.stdout:
        failed += 1
        print("failed: %s: exit %d\n%s" % (pack, done.returncode,
                                           done.stdout))
if not packs:
    failed += 1
    print("failed: there are no packs")
print("%d passed, %d failed" % (len(packs) - failed, failed))
sys.exit(failed > 0)
