"""What the tests of this folder share: running hn, counting, dice."""
import os
import subprocess
import sys
import tempfile

BUILD = os.environ.get("HN_BUILD", "build")
HN = os.path.join(BUILD, "hn")
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
    return tempfile.TemporaryDirectory(prefix="hn-packs-")


class Dice:
    """xorshift64*: the same numbers on every machine and every Python."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        x = self.state
        x ^= x >> 12
        x ^= (x << 25) & (2 ** 64 - 1)
        x ^= x >> 27
        self.state = x
        return (x * 2685821657736338717 % 2 ** 64 >> 33) % n

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def often(self, percent):
        return self.below(100) < percent

    def one_of(self, things):
        return things[self.below(len(things))]

    def weighted(self, pairs):
        at = self.below(sum(weight for _, weight in pairs))
        for thing, weight in pairs:
            if at < weight:
                return thing
            at -= weight
        raise AssertionError
