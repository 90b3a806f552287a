"""What the tests of the engine share: running hn, and counting."""
import os
import subprocess
import sys

HN = os.path.join(os.environ.get("HN_BUILD", "build"), "hn")
HERE = "tests/engine"
STAYS = [HERE + "/stays", HERE + "/stays/stays.csv"]
VISITS = [HERE + "/visits", HERE + "/visits/school.csv",
          "visit=" + HERE + "/visits/visit.csv", "--on", "2026-09-01"]
tests = []


def test(function):
    """A test is a function whose name is a sentence."""
    tests.append(function)
    return function


def hn(*words, code=0, data=None):
    """Runs hn, which must end with `code`: standard output and error."""
    done = subprocess.run([HN, *words], input=data, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == code, "exit %d, not %d\n%s%s" % (
        done.returncode, code, done.stdout, done.stderr)
    return done.stdout, done.stderr


def out(*words, **more):
    return hn(*words, **more)[0]


def has(text, *parts):
    """Whether all of the parts stand in the text, in that order."""
    at = 0
    for part in parts:
        found = text.find(part, at)
        assert found >= 0, "no %r after character %d of\n%s" % (part, at, text)
        at = found + len(part)


def lacks(text, *parts):
    for part in parts:
        assert part not in text, "%r stands in\n%s" % (part, text)


def end():
    failed = 0
    for function in tests:
        try:
            function()
        except Exception as wrong:
            failed += 1
            print("failed: %s: %s: %s" % (function.__name__,
                                          type(wrong).__name__, wrong))
    print("%d passed, %d failed" % (len(tests) - failed, failed))
    sys.exit(failed > 0)
