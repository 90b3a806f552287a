#!/usr/bin/python3
"""Every attack of this folder as the rules.lua of a pack, given to hn check:
it must be refused with one of the notices that its first line expects, the
file and the line named, in time, in little memory, and with nothing sent to
the terminal that could move its cursor."""
import glob
import os
import re
import resource
import subprocess
import sys
import tempfile

BUILD = os.environ.get("HN_BUILD", "build")
HN = os.path.join(BUILD, "hn")
FOLDER = os.path.dirname(os.path.abspath(__file__))

SECONDS = 2.0     # of processor time for one pack; a limit, not a target
KILOBYTES = 64 * 1024
REFUSED = (2, 4)  # does not load; a limit was hit

# What cannot stand in a file that begins with a comment: bytes, expectation.
MADE = {
    "binary chunk": (b"\x1bLua\x54\0\x19\x93\r\n\x1a\n" + bytes(200), "HN101"),
    "NUL byte": (b"local x = 1\n\0\n", "HN101"),
    "not UTF-8": (b"local x = '\xff\xfe'\n", "HN101"),
    "UTF-16": ("local x = 1\n".encode("utf-16"), "HN101"),
    "64 kB and one": (b" " * 65537, "HN503"),
    "a megabyte": (b"x" * 1048577, "HN503"),
    "one line of 64 kB": (b"f(" + b"1, " * 21000 + b"1)", "HN505 | HN101"),
    "comments only": (b"-" * 65536, "HN120 | HN112"),
    "nothing": (b"", "HN120 | HN112"),
    "16,000 faults": (b"x=1 " * 16000, "HN106"),
    "16,000 keys": (b"local t={" + b"a=1," * 16000 + b"}", "HN105"),
}


def expectations(line):
    """"-- expect: HN501 steps | HN500" as [(code, part of the message)]."""
    found = re.match(r"-- expect: (.*)", line)
    if not found:
        sys.exit("no expectation: " + line)
    pairs = [one.strip().partition(" ") for one in found.group(1).split("|")]
    return [(code, part.strip()) for code, _, part in pairs]


def notices(text):
    """Yields (code, message, place) of what hn printed."""
    pattern = r"^error\[(HN\d+)\]: (.*)\n(?: *--> (.*))?"
    for found in re.finditer(pattern, text, re.M):
        yield found.group(1), found.group(2), found.group(3) or ""


def run(folder):
    """Exit code, output, processor seconds and peak kilobytes of one check."""
    child = subprocess.Popen([HN, "check", folder], stdin=subprocess.DEVNULL,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                             preexec_fn=lambda: resource.setrlimit(
                                 resource.RLIMIT_CPU, (20, 20)))
    output = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.stdout.close()
    child.returncode = os.WEXITSTATUS(status) if os.WIFEXITED(status) else (
        -os.WTERMSIG(status))
    return (child.returncode, output, usage.ru_utime + usage.ru_stime,
            usage.ru_maxrss)


def faults(text, expected, named):
    """What is wrong with how hn takes one pack; empty if nothing."""
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "rules.lua"), "wb") as file:
            file.write(text)
        code, output, seconds, kilobytes = run(folder)
    shown = output.decode("utf-8", "replace")
    told = list(notices(shown))
    if code not in REFUSED:
        yield "exit code %d" % code
    hits = [place for number, message, place in told
            if any(number == e and part in message for e, part in expected)]
    if not hits:
        yield "not told as expected: " + "; ".join(
            "%s %s" % (n, m[:70]) for n, m, _ in told[:3])
    elif named and not any(re.search(r"rules\.lua:\d+", p) for p in hits):
        yield "without file and line"
    if seconds > SECONDS:
        yield "took %.2f s" % seconds
    if kilobytes > KILOBYTES:
        yield "took %d kB" % kilobytes
    if re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", output):
        yield "control characters are shown"
    if re.search(r"0x[0-9a-f]{6,}", shown):
        yield "an address is shown"


def attacks():
    """Yields (name, bytes, expectations, whether the line must be named)."""
    for path in sorted(glob.glob(os.path.join(FOLDER, "*.lua"))):
        with open(path, "rb") as file:
            text = file.read()
        line = text.split(b"\n", 1)[0].decode()
        yield os.path.basename(path), text, expectations(line), True
    for name, (text, expected) in MADE.items():
        yield name, text, expectations("-- expect: " + expected), False


def main():
    passed = failed = 0
    for name, text, expected, named in attacks():
        wrong = list(faults(text, expected, named))
        for what in wrong:
            print("%s: %s" % (name, what))
        passed, failed = passed + (not wrong), failed + bool(wrong)
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
