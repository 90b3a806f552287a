#!/usr/bin/python3
"""What `make install` installs is enough: a program in C and in C++ builds
from it without a warning, with the shared library and the static one, runs
clean under valgrind, and says what `hn` says."""
import json
import os
import re
import subprocess
import sys
import tempfile

BUILD = os.path.abspath(os.environ.get("HN_BUILD", "build"))
PACK, DATE = "rules/pre_ehcp", "2026-09-01"
STRICT = ["-Wall", "-Wextra", "-pedantic", "-Wconversion", "-Werror"]
CASE = [{"Pupil ID": "A", "Panel Date": "2026-10-06",
         "Annual Cost": "11200"}, {"Pupil ID": "B"}]
TOP = tempfile.TemporaryDirectory()
PREFIX = os.path.join(TOP.name, "usr")
HERE = {**os.environ, "PKG_CONFIG_PATH": PREFIX + "/lib/pkgconfig",
        "LD_LIBRARY_PATH": PREFIX + "/lib"}
tests = []


def test(function):
    tests.append(function)


def run(*words, data=None, code=0):
    done = subprocess.run(words, input=data, stdout=subprocess.PIPE, env=HERE,
                          stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == code, "%r: exit %d\n%s%s" % (
        words, done.returncode, done.stdout, done.stderr)
    return done.stdout, done.stderr


def flags(*words):
    return run("pkg-config", *words, "highneeds")[0].split()


def built(name, *command):
    path = os.path.join(TOP.name, name)
    run(*command, "-o", path)
    return path


def answer(program, *before):
    # One row of two lacks its date: that is told, and the other calculated.
    out, told = run(*before, program, PACK, DATE, data=json.dumps(CASE),
                    code=1)
    assert "£137500" in told and "HN405" in told, told
    return out


def shared(compiler, standard):
    return [compiler, "-std=" + standard, "-O1", "-g", *STRICT,
            *(["-x", "c++"] if "++" in compiler else []),
            "examples/embed/c/decide.c", *flags("--cflags", "--libs")]


@test
def the_files_are_where_pkg_config_says():
    version = run("pkg-config", "--modversion", "highneeds")[0].strip()
    with open(PREFIX + "/include/highneeds.h", encoding="utf-8") as header:
        assert '#define HN_VERSION "%s"' % version in header.read()
    assert version in run(PREFIX + "/bin/hn", "--version")[0]
    library = PREFIX + "/lib/libhighneeds.so"
    soname = re.search(r"soname: \[(.*)\]",
                       run("readelf", "-d", library)[0]).group(1)
    assert os.path.realpath(library) == os.path.realpath(
        PREFIX + "/lib/" + soname), soname
    assert os.path.realpath(library).endswith(".so." + version)


@test
def a_program_in_c_and_in_cpp_builds_without_a_warning_and_answers():
    rows = "".join(json.dumps(row) + "\n" for row in CASE)
    said = subprocess.run(
        [BUILD + "/hn", "calc", PACK, "-", "--in", "jsonl", "--out", "json",
         "--on", DATE, "-q"], input=rows, stdout=subprocess.PIPE, text=True,
        stderr=subprocess.PIPE, check=False).stdout
    in_c = answer(built("in_c", *shared("gcc", "c11")))
    results = json.loads(in_c)["results"]["pupil"]
    assert len(results) == 1 and results == json.loads(said), in_c
    assert answer(built("in_cpp", *shared("g++", "c++17"))) == in_c
    static = [word for word in flags("--static", "--cflags", "--libs")
              if word != "-lhighneeds"]
    assert answer(built("static", "gcc", "-std=c11", *STRICT,
                        "examples/embed/c/decide.c",
                        PREFIX + "/lib/libhighneeds.a", *static)) == in_c


@test
def the_program_is_clean_under_valgrind():
    program = built("checked", *shared("gcc", "c11"))
    answer(program, "valgrind", "-q", "--error-exitcode=9",
           "--leak-check=full", "--show-leak-kinds=all")


def main():
    run("make", "install", "PREFIX=" + PREFIX)
    failed = 0
    for function in tests:
        try:
            function()
        except Exception as wrong:
            failed += 1
            print("failed: %s: %s" % (function.__name__, wrong))
    print("%d passed, %d failed" % (len(tests) - failed, failed))
    return failed > 0


sys.exit(main())
