#!/usr/bin/python3
"""What README.md and the pages of docs/, rules/ and examples/ show is what
happens.

In each page, from top to bottom, in a copy of the tree that is thrown away:

  ```console   the commands after `$ ` are run, and what they print, messages
               too, must be what stands below them; a line `...` stands for
               any number of lines, `(exit code 1)` for that exit code, and
               where there is none the code must be 0
  ```diff      is applied to the file that its `+++` line names; a file that
               is not there is made

So a walk that edits a rule and runs it again is really walked.

`--write` puts what is printed into the pages instead, but for commands whose
lines have a `...`: look at the difference before it is kept.
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

BUILD = os.path.abspath(os.environ.get("HN_BUILD", "build"))
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
CODE = re.compile(r"^\(exit code (\d+)\)$")


def pages():
    found = ["README.md"]
    for folder in ("docs", "rules", "examples"):
        found += sorted(glob.glob(folder + "/**/*.md", recursive=True))
    return [page for page in found if os.path.exists(page)]


def copy_of_the_tree(folder):
    for name in ("rules", "examples", "tests"):
        shutil.copytree(name, os.path.join(folder, name))
    os.mkdir(os.path.join(folder, "build"))
    os.symlink(os.path.join(BUILD, "hn"), os.path.join(folder, "build", "hn"))


def steps(block):
    """Commands of a console block with the lines expected of each."""
    found = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif found and found[-1][0].endswith("\\"):
            found[-1] = (found[-1][0] + "\n" + line, [])
        elif found:
            found[-1][1].append(line)
    return found


def pattern(lines):
    text = "".join(".*" if line == "..." else re.escape(line + "\n")
                   for line in lines)
    return re.compile(text, re.S)


def run(command, lines, folder, printed_now):
    """None, or what is wrong; what was printed is added to `printed_now`."""
    expected = 0
    if lines and CODE.match(lines[-1]):
        expected = int(CODE.match(lines.pop()).group(1))
    done = subprocess.run(["sh", "-c", command], cwd=folder, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    printed = done.stdout.decode("utf-8", "replace")
    printed_now.append("$ %s\n%s" % (command, printed))
    if done.returncode:
        printed_now.append("(exit code %d)\n" % done.returncode)
    if done.returncode != expected:
        return "exit code %d, not %d:\n%s" % (done.returncode, expected,
                                              printed)
    if not pattern(lines).fullmatch(printed):
        return "it prints:\n%s" % printed
    return None


def edit(block, folder):
    """None, or what is wrong."""
    lines = block.splitlines()
    names = [line[4:] for line in lines if line.startswith("+++ ")]
    lines = [line for line in lines if not line.startswith(("+++ ", "--- "))]
    if len(names) != 1:
        return "no `+++` line names the file"
    path = os.path.join(folder, names[0])
    old = "".join(l[1:] + "\n" for l in lines if l[:1] in (" ", "-"))
    new = "".join(l[1:] + "\n" for l in lines if l[:1] in (" ", "+"))
    text = ""
    if old:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    if old and text.count(old) != 1:
        return "its old lines stand %d times in %s" % (text.count(old),
                                                       names[0])
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace(old, new) if old else new)
    return None


def walk(page, folder, write):
    """What is done on a page: its place, and None or what is wrong."""
    with open(page, encoding="utf-8") as file:
        text = file.read()
    fresh, kept = "", 0
    for match in FENCE.finditer(text):
        kind, block = match.groups()
        line = text.count("\n", 0, match.start()) + 1
        if kind == "diff":
            yield line, "the change", edit(block, folder)
        printed = []
        for command, lines in steps(block) if kind == "console" else []:
            yield line, command, run(command, lines, folder, printed)
        if printed and "\n...\n" not in block:
            fresh += text[kept:match.start(2)] + "".join(printed)
            kept = match.end(2)
    if write:
        with open(page, "w", encoding="utf-8") as file:
            file.write(fresh + text[kept:])


def main():
    passed = failed = 0
    for page in pages():
        with tempfile.TemporaryDirectory(prefix="hn-docs-") as folder:
            copy_of_the_tree(folder)
            for line, what, wrong in walk(page, folder,
                                          sys.argv[1:] == ["--write"]):
                passed, failed = passed + (not wrong), failed + bool(wrong)
                if wrong:
                    print("%s:%d: %s\n%s" % (page, line, what, wrong))
    if passed + failed == 0:
        print("no page shows a command")
        failed = 1
    print("%d passed, %d failed" % (passed, failed))
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
