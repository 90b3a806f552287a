#!/usr/bin/python3
"""A program that was built against the library goes on working with it: what
highneeds.h declares is what highneeds.abi holds, but for what was added.

Where it is meant to change, the second number of HN_VERSION goes up (before
1.0; from then on the first), and `tests/house/abi.py --write` writes the
baseline anew.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

BUILD = os.environ.get("HN_BUILD", "build")
LIBRARY = os.path.join(BUILD, "libhighneeds.so")
BASELINE = "tests/house/highneeds.abi"
TOP = tempfile.TemporaryDirectory()
HEADERS = os.path.join(TOP.name, "include")
os.mkdir(HEADERS)
shutil.copy("core/highneeds.h", HEADERS)


def run(*words):
    done = subprocess.run(words, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False)
    return done.returncode, done.stdout


def write():
    code, said = run(
        "abidw", "--headers-dir", HEADERS, "--drop-private-types",
        "--exported-interfaces-only", "--no-corpus-path",
        "--no-comp-dir-path", "--no-show-locs", "--no-elf-needed",
        "--out-file", BASELINE, LIBRARY)
    assert code == 0, said


def compared(baseline):
    return run("abidiff", "--no-added-syms", "--headers-dir1", HEADERS,
               "--headers-dir2", HEADERS, baseline, LIBRARY)


def the_library_is_what_the_baseline_holds():
    code, said = compared(BASELINE)
    assert code == 0, said + "see the head of tests/house/abi.py"


def a_parameter_more_would_be_noticed():
    with open(BASELINE, encoding="utf-8") as file:
        text = file.read()
    found = re.search(r"<function-decl name='hn_pack_free'.*?<parameter [^>]*>",
                      text, re.S)
    other = os.path.join(TOP.name, "other.abi")
    parameter = re.search(r"\n *<parameter [^>]*>$", found.group()).group()
    with open(other, "w", encoding="utf-8") as file:
        file.write(text.replace(found.group(), found.group() + parameter))
    code, said = compared(other)
    assert code != 0 and "hn_pack_free" in said, said


def main():
    if "--write" in sys.argv:
        write()
    failed = 0
    for test in (the_library_is_what_the_baseline_holds,
                 a_parameter_more_would_be_noticed):
        try:
            test()
        except Exception as wrong:
            failed += 1
            print("failed: %s: %s" % (test.__name__, wrong))
    print("%d passed, %d failed" % (2 - failed, failed))
    return failed > 0


sys.exit(main())
