"""What the tests of this folder share: running hn, counting, a folder."""
import os
import subprocess
import sys
import tempfile

BUILD = os.environ.get("HN_BUILD", "build")
HN = os.path.join(BUILD, "hn")
PACK = "rules/pre_ehcp"
ON = "2026-09-01"


class Tally:
    """Counts; tells of the first failures of each check, not of thousands."""

    def __init__(self):
        self.passed = self.failed = 0
        self.told = {}

    def check(self, what, holds, detail=""):
        if holds:
            self.passed += 1
            return
        self.failed += 1
        self.told[what] = self.told.get(what, 0) + 1
        if self.told[what] <= 5:
            print("failed: %s%s" % (what, ": " + detail if detail else ""))

    def same(self, what, got, expected):
        self.check(what, got == expected,
                   "got %r, expected %r" % (got, expected))

    def end(self):
        print("%d passed, %d failed" % (self.passed, self.failed))
        sys.exit(self.failed != 0)


def hn(*args, env=None, data=None):
    """Runs hn: its exit code, standard output and standard error."""
    whole = dict(os.environ, **(env or {}))
    done = subprocess.run([HN] + list(args), env=whole, input=data,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          check=False)
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


def read(path):
    with open(path, "rb") as file:
        return file.read()


def write(path, data):
    with open(path, "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())
    return path


def scratch():
    return tempfile.TemporaryDirectory(prefix="hn-pre-ehcp-")
