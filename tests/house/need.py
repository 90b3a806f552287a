#!/usr/bin/python3
""".ci/need on machines of our making: the PATH holds only what each case puts
there, and apt-get is a script that writes down what it was asked for."""
import os
import shutil
import subprocess
import tempfile

NEED = os.path.abspath(".ci/need")
TOOLS = ["sh", "cat", "grep", "cut", "sort", "tr", "sed", "env", "chmod"]
CORE = ["gcc", "make", "pkg-config"]
NOTHING = "#!/bin/sh\n"
ROOT = "#!/bin/sh\necho 0\n"
SOMEONE = "#!/bin/sh\necho 1000\n"
# Notes its arguments beside itself, and "installs" gcc.
APT = ("#!/bin/sh\nhere=${0%/*}\necho \"$*\" >> $here/asked\n"
       "echo '#!/bin/sh' > $here/gcc; chmod +x $here/gcc\n")
REFUSES = "#!/bin/sh\nexit 100\n"
PASSES_ON = "#!/bin/sh\nexec \"$@\"\n"

# Name: programs there, arguments, exit code, what is said, what is asked of
# apt-get.  A need of "core" without gcc is the case throughout.
LACKING = {name: NOTHING for name in CORE[1:]}
CASES = {
    "nothing is said or done when all is there": (
        {name: NOTHING for name in CORE}, ["core"], 0, None, ""),
    "root installs, and what is missing is named": (
        dict(LACKING, **{"id": ROOT, "apt-get": APT}), ["core"], 0,
        "gcc: compiles the C", "install -y --no-install-recommends gcc\n"),
    "someone else installs by sudo": (
        dict(LACKING, **{"id": SOMEONE, "apt-get": APT, "sudo": PASSES_ON}),
        ["core"], 0, "Installing: gcc",
        "install -y --no-install-recommends gcc\n"),
    "without sudo the command is told": (
        dict(LACKING, **{"id": SOMEONE, "apt-get": APT}), ["core"], 1,
        "sudo apt-get update && sudo apt-get install -y "
        "--no-install-recommends gcc\n", ""),
    "without apt-get the command is told": (
        dict(LACKING, id=ROOT), ["core"], 1,
        "    apt-get update && apt-get install -y "
        "--no-install-recommends gcc\n", ""),
    "a refusal is told": (
        dict(LACKING, **{"id": ROOT, "apt-get": REFUSES}), ["core"], 1,
        "That could not be installed.", ""),
    "installed and still not there is told": (
        {"id": ROOT, "pkg-config": NOTHING, "apt-get": APT}, ["core"], 1,
        "still not found: make", "--no-install-recommends gcc make\n"),
    "an unknown group is told": (
        {}, ["cores"], 2, 'there is no group "cores"', ""),
}


def outcome(programs, arguments):
    with tempfile.TemporaryDirectory() as path:
        for tool in TOOLS:
            os.symlink(shutil.which(tool), os.path.join(path, tool))
        for name, text in programs.items():
            with open(os.path.join(path, name), "w",
                      encoding="ascii") as file:
                file.write(text)
            os.chmod(os.path.join(path, name), 0o755)
        done = subprocess.run([NEED] + arguments, env={"PATH": path},
                              text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
        asked = os.path.join(path, "asked")
        if not os.path.exists(asked):
            return done.returncode, done.stdout, ""
        with open(asked, encoding="ascii") as file:
            return done.returncode, done.stdout, file.read()


def main():
    passed = failed = 0
    for name, (programs, arguments, code, words, asked) in CASES.items():
        got, output, apt = outcome(programs, arguments)
        said = output == "" if words is None else words in output
        right = got == code and said and (asked in apt if asked else not apt)
        passed, failed = passed + right, failed + (not right)
        if not right:
            print("%s: exit code %d\n%s%s" % (name, got, output, apt))
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
