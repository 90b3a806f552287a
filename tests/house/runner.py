#!/usr/bin/python3
"""tests/run counts rightly and is red whenever something is: each case is a
small tree of tests, what the runner's last line must be, and its exit code."""
import os
import shutil
import subprocess
import tempfile

RUN = os.path.abspath("tests/run")

PASSES = "#!/bin/sh\necho '[  PASSED  ] 3 test(s).' >&2\n"
FAILS = ("#!/bin/sh\necho '[  PASSED  ] 2 test(s).' >&2\n"
         "echo '[  FAILED  ] 1 test(s), listed below:' >&2\nexit 1\n")
PYTHON = "#!/usr/bin/python3\n%sprint('%s')\n"
GOOD = PYTHON % ("", "2 passed, 0 failed")

# Name: files, arguments, the last line, the exit code.
CASES = {
    "C and Python are added up": (
        {"tests/a/test_c.c": "", "build/tests/test_c": PASSES,
         "tests/b/p.py": GOOD}, [], "5 passed, 0 failed", 0),
    "one failure is red": (
        {"tests/test_c.c": "", "build/tests/test_c": FAILS},
        [], "2 passed, 1 failed", 1),
    "a crash is red": (
        {"tests/test_c.c": "", "build/tests/test_c":
         "#!/bin/sh\nkill -SEGV $$\n"}, [], "0 passed, 1 failed", 1),
    "a crash after all passed is red": (
        {"tests/test_c.c": "", "build/tests/test_c": PASSES + "exit 23\n"},
        [], "3 passed, 1 failed", 1),
    "a program that was not built is red": (
        {"tests/test_c.c": ""}, [], "0 passed, 1 failed", 1),
    "saying nothing is red": (
        {"tests/p.py": PYTHON % ("", "done")}, [], "0 passed, 1 failed", 1),
    "nought passed is red": (
        {"tests/p.py": PYTHON % ("", "0 passed, 0 failed")},
        [], "0 passed, 1 failed", 1),
    "failing with exit code 0 is red": (
        {"tests/p.py": PYTHON % ("", "1 passed, 1 failed")},
        [], "1 passed, 1 failed", 1),
    "no test is red": ({}, [], "0 passed, 1 failed", 1),
    "no test so named is red": (
        {"tests/p.py": GOOD}, ["--only", "q"], "0 passed, 1 failed", 1),
    "one word picks by name": (
        {"tests/p.py": GOOD, "tests/q.py": PYTHON % ("", "no")},
        ["--only", "p"], "2 passed, 0 failed", 0),
    "too slow is red": (
        {"tests/p.py": PYTHON % ("import time; time.sleep(60)\n", "")},
        [], "0 passed, 1 failed", 1),
    "bench and modules are no tests": (
        {"tests/p.py": GOOD, "tests/bench/x.py": PYTHON % ("", "no"),
         "tests/helper.py": "x = 1\n"}, [], "2 passed, 0 failed", 0),
    "a second build runs again what is marked": (
        {"tests/test_c.c": "", "build/tests/test_c": PASSES,
         "build/asan/tests/test_c": PASSES, "tests/p.py": GOOD,
         "tests/q.py": PYTHON % ("# also: asan\n", "1 passed, 0 failed")},
        ["build", "build/asan"], "6 passed, 0 failed", 0),
    "red in the second build is red": (
        {"tests/test_c.c": "", "build/tests/test_c": PASSES,
         "build/asan/tests/test_c": FAILS}, ["build", "build/asan"],
        "3 passed, 1 failed", 1),
    "a Python test knows its build": (
        {"tests/test_c.c": "", "build/tests/test_c": PASSES,
         "build/asan/tests/test_c": PASSES, "tests/q.py": PYTHON % (
             "# also: asan\nimport os; assert os.environ['HN_BUILD'] "
             "== 'build'\n", "1 passed, 0 failed")},
        ["build", "build/asan"], "4 passed, 1 failed", 1),
}


def outcome(files, arguments):
    with tempfile.TemporaryDirectory() as top:
        for name, text in dict(files, **{"tests/README.md": ""}).items():
            path = os.path.join(top, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            if text.startswith("#!"):
                os.chmod(path, 0o755)
        shutil.copy(RUN, os.path.join(top, "tests/run"))
        done = subprocess.run(
            [os.path.join(top, "tests/run")] + arguments, text=True,
            env=dict(os.environ, HN_TEST_SECONDS="5"),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.stdout.rstrip("\n").rpartition("\n")[2], \
            done.returncode, done.stdout


def main():
    passed = failed = 0
    for name, (files, arguments, last, code) in CASES.items():
        *got, output = outcome(files, arguments)
        right = got == [last, code]
        passed, failed = passed + right, failed + (not right)
        if not right:
            print("%s: wanted \"%s\" and exit code %d; came:\n%s"
                  % (name, last, code, output))
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
