"""What the tests of the program share: running hn, and counting.

A test is a function marked @test whose name is a sentence.  Each has a folder
of its own, with a starter pack as `pack` where it asks for one.  One word on
the command line runs the tests that have it in their names.
"""
import os
import subprocess
import sys
import tempfile
import traceback

ROOT = os.getcwd()
BUILD = os.path.join(ROOT, os.environ.get("HN_BUILD", "build"))
HN = os.path.join(BUILD, "hn")
HEADER = "pupil_id,asked_on,support_cost,plan_cycles,need\n"
GOOD = "P{:06d},2026-09-{:02d},{}.50,{},SEMH\n"

tests = []


def test(function):
    tests.append(function)
    return function


class Ran:
    def __init__(self, done):
        self.code = done.returncode
        self.out = done.stdout
        self.err = done.stderr

    def __repr__(self):
        return "exit %s\n--- out\n%s\n--- err\n%s" % (
            self.code, (self.out or "")[:3000], self.err[:3000])


def hn(*words, stdin=None, **more):
    """Runs hn; `stdin` is text, and without it there is none."""
    if stdin is None and "stdin_file" not in more:
        more["stdin_file"] = subprocess.DEVNULL
    if "stdin_file" in more:
        more["stdin"] = more.pop("stdin_file")
    else:
        more["input"] = stdin
    more.setdefault("stdout", subprocess.PIPE)
    more.setdefault("timeout", 120)
    return Ran(subprocess.run([HN, *words], stderr=subprocess.PIPE,
                              text=True, **more))


def want(ran, code, out=None, err=None):
    """Exit code, and texts that are to be in the two outputs."""
    assert ran.code == code, "wanted exit %s\n%r" % (code, ran)
    for text in [out] if isinstance(out, str) else out or []:
        assert text in ran.out, "no %r in the output\n%r" % (text, ran)
    for text in [err] if isinstance(err, str) else err or []:
        assert text in ran.err, "no %r in the messages\n%r" % (text, ran)
    return ran


def good(count, first=1):
    return "".join(GOOD.format(i, i % 28 + 1, 5000 + i % 9000, i % 5)
                   for i in range(first, first + count))


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def starter(own_data=False):
    """A starter pack in ./pack, without its data unless asked."""
    want(hn("new", "pack"), 0)
    if not own_data:
        os.remove("pack/pupils.csv")


def left(folder="."):
    """What is in a folder, hidden files too."""
    return sorted(os.listdir(folder))


def run_one(function):
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            function()
            return True
        except Exception:
            print("FAILED %s" % function.__name__)
            traceback.print_exc(file=sys.stdout)
            return False
        finally:
            os.chdir(ROOT)


def main():
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    results = [run_one(t) for t in tests if wanted in t.__name__]
    print("%d passed, %d failed" % (results.count(True),
                                    results.count(False)))
    sys.exit(0 if all(results) else 1)
