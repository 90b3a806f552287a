#!/usr/bin/python3
# also: asan
"""wrong.py - packs that must be refused, each with the place and the words.

Every NAME.lua here is the rules.lua of a pack with one fault.  Its first lines
say what `hn check` must tell, and it must tell no other error:

    -- expect: HN104 3:12 part of the message or help
    -- expect: HN406 rates.csv:3:1 part of the message or help

A column of - is not looked at.  NAME+FILE is put into the pack as FILE.

Every NAME.lua in ../right is a pack without a fault: it must load, and its
examples hold.
"""

import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
RIGHT = os.path.join(os.path.dirname(HERE), "right")
BUILD = os.environ.get("HN_BUILD", "build")
HN = os.path.abspath(os.path.join(BUILD, "hn"))

HEAD = re.compile(r"^(error|warning)\[HN(\d+)\]: (.*)$")
PLACE = re.compile(r"^\s*--> (?:\S*/)?([^/\s:]+)(?::(\d+))?(?::(\d+))?\s*$")
EXPECT = re.compile(r"^-- expect: HN(\d+) (?:([^\s:]+):)?(\d+):(\d+|-) (.*)$")


def notices(output):
    """What was told: code, file, line, column and all of its text."""
    found = []
    for line in output.splitlines():
        head = HEAD.match(line)
        if head:
            found.append({"error": head[1] == "error", "code": head[2],
                          "file": "", "line": "", "column": "",
                          "text": head[3]})
        elif found:
            place = PLACE.match(line)
            if place and not found[-1]["file"]:
                found[-1].update(file=place[1], line=place[2] or "",
                                 column=place[3] or "")
            found[-1]["text"] += "\n" + line
    return found


def expected(lines):
    """The faults that the first lines of a case announce."""
    faults = []
    for line in lines:
        match = EXPECT.match(line)
        if not match:
            break
        faults.append(match.groups())
    return faults


def meets(notice, fault):
    code, file, line, column, text = fault
    return (notice["code"] == code and notice["file"] == (file or "rules.lua")
            and notice["line"] == line
            and column in ("-", notice["column"])
            and text in notice["text"])


def run(folder, name, verb):
    """Makes the pack and runs hn: its exit code and what it says."""
    case = name[:-len(".lua")]
    with tempfile.TemporaryDirectory() as pack:
        for file in os.listdir(folder):
            target = None
            if file == name:
                target = "rules.lua"
            elif file.startswith(case + "+"):
                target = file[len(case) + 1:]
            if target:
                with open(os.path.join(folder, file), "rb") as source, \
                        open(os.path.join(pack, target), "wb") as copy:
                    copy.write(source.read())
        done = subprocess.run([HN, verb, pack], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=60)
    return done.returncode, done.stdout.decode("utf-8", "replace")


def wrong(name):
    """What does not hold of a case that must be refused; "" if all does."""
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        faults = expected(file.read().splitlines())
    code, output = run(HERE, name, "check")
    told = [n for n in notices(output) if n["error"]]
    problems = [] if faults else ["the file expects nothing"]
    lint = all(fault[0].startswith("3") for fault in faults)
    if code != (1 if lint else 2):
        problems.append("exit code %d" % code)
    for fault in faults:
        match = next((n for n in told if meets(n, fault)), None)
        if match:
            told.remove(match)
        else:
            problems.append("not told: HN%s %s:%s:%s %s" % (
                fault[0], fault[1] or "rules.lua", *fault[2:]))
    for notice in told:
        problems.append("told besides: HN%(code)s %(file)s:%(line)s:%(column)s"
                        " %(text)s" % notice)
    return "\n    ".join(problems)


def right(name):
    """The same of a case that must load."""
    code, output = run(RIGHT, name, "check")
    problems = ["told: HN%(code)s %(file)s:%(line)s:%(column)s %(text)s" % n
                for n in notices(output) if n["error"]]
    if code != 0:
        problems.append("exit code %d, not 0: %s" % (code, output[:400]))
    code, output = run(RIGHT, name, "test")
    if code != 0:
        problems.append("hn test: " + output[-600:])
    return "\n    ".join(problems)


def main():
    passed = failed = 0
    only = sys.argv[1:]
    for folder, test in ((HERE, wrong), (RIGHT, right)):
        for name in sorted(os.listdir(folder)):
            if not name.endswith(".lua") or "+" in name:
                continue
            if only and not any(word in name for word in only):
                continue
            problem = test(name)
            if problem:
                failed += 1
                print("%s/%s:\n    %s" % (os.path.basename(folder), name,
                                          problem))
            else:
                passed += 1
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
