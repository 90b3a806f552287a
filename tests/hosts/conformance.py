#!/usr/bin/python3
"""One kernel, the same bytes: every host gives the answers of tests/conformance,
byte for byte, and the program the same rows."""
import csv
import json
import os
import shlex
import sqlite3
import subprocess
import sys
import tempfile

BUILD = os.path.abspath(os.environ.get("HN_BUILD", "build"))
HERE = "tests/conformance"
TOP = tempfile.TemporaryDirectory()
os.environ["HIGHNEEDS_LIBRARY"] = BUILD + "/libhighneeds.so"
sys.path.insert(0, "core/hosts/python")
sys.dont_write_bytecode = True
import highneeds  # noqa: E402


def table(name):
    with open(os.path.join(HERE, name), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def text(*path):
    with open(os.path.join(HERE, *path), encoding="utf-8", newline="") as file:
        return file.read()


def run(*words, data=None):
    done = subprocess.run(words, input=data, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, check=False)
    return done.stdout


# --- the hosts: the answer to a vector, and a call of the calculator ----------

class C:
    """examples/embed/c/decide.c over the library."""

    def __init__(self):
        self.program = os.path.join(TOP.name, "decide")
        parts = run("pkg-config", "--libs", "lua5.4", "libcjson", "libmd")
        subprocess.run(["gcc", "-Icore", "examples/embed/c/decide.c",
                        BUILD + "/libhighneeds.a", *parts.split(), "-pthread",
                        "-o", self.program], check=True)

    def answer(self, pack, on, rows):
        return run(self.program, pack, on, data=rows)

    def funding(self, name, given):
        return None                    # tests/engine/test_answer.c asks it


class Lua:
    """The module for lua5.4, under its tables."""

    def __init__(self):
        self.path = ('package.path, package.cpath = "%s/lua/?.lua", '
                     '"%s/lua/?.so" ' % (BUILD, BUILD))

    def answer(self, pack, on, rows):
        return run("lua5.4", "-e", self.path + (
            'local core = require "highneeds.core" io.write(core.methods.'
            'calc(core.load("%s", {}, {}), io.read("a"), "%s"))' % (pack, on)),
            data=rows)

    def funding(self, name, given):
        return run("lua5.4", "-e", self.path + (
            'io.write(require "highneeds".funding.%s { %s })' % (
                name, ", ".join('%s = "%s"' % pair for pair in given))))


class Python:
    def answer(self, pack, on, rows):
        return highneeds.Pack.load(pack).calc_json(rows, on)

    def funding(self, name, given):
        return str(highneeds.funding(name, **dict(given)))


class SQLite:
    def __init__(self):
        self.db = sqlite3.connect(":memory:")
        self.db.enable_load_extension(True)
        self.db.load_extension(BUILD + "/highneeds.so")

    def ask(self, call, *values):
        return self.db.execute("select " + call, values).fetchone()[0]

    def answer(self, pack, on, rows):
        return self.ask("hn_calc(?, ?, ?)", pack, rows, on)

    def funding(self, name, given):
        values = [part for pair in given for part in pair]
        return self.ask("hn_funding(%s)" % ", ".join(
            "?" * (1 + len(values))), name, *values)


HOSTS = (C, Lua, Python, SQLite)
failed = passed = 0


def same(what, got, wanted):
    global failed, passed
    if got == wanted:
        passed += 1
        return
    failed += 1
    print("failed: %s:\n%.600s\nnot\n%.600s" % (what, got, wanted))


def program_gives_the_same_rows(vector, rows, answer):
    """hn reads a file for each kind of records and prints its rows."""
    files = []
    for kind, some in json.loads(rows).items():
        path = os.path.join(TOP.name, kind + ".json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(some, file)
        files.append("%s=%s" % (kind, path) if files else path)
        kinds = list(json.loads(rows))
    for kind in [*kinds, "run"]:
        got = run(BUILD + "/hn", "calc", vector["pack"], *files, "--on",
                  vector["on"], "--out", "json", "--table", kind, "-q")
        same("%s: hn: %s" % (vector["name"], kind),
             got.strip() in answer and len(got) > 20, True)


def main():
    hosts = [host() for host in HOSTS]
    for vector in table("vectors.csv"):
        rows = text(vector["name"], "rows.json")
        kept = os.path.join(HERE, vector["name"], "answer.json")
        if "--write" in sys.argv:
            with open(kept, "w", encoding="utf-8") as file:
                file.write(hosts[0].answer(vector["pack"], vector["on"],
                                           rows))
        answer = text(vector["name"], "answer.json")
        for host in hosts:
            same("%s: %s" % (vector["name"], type(host).__name__),
                 host.answer(vector["pack"], vector["on"], rows), answer)
        same("%s: something was refused" % vector["name"],
             '"rejected": [\n' in answer, True)
        program_gives_the_same_rows(vector, rows, answer)
    for call in table("funding.csv"):
        given = [tuple(word.split("=")) for word in
                 shlex.split(call["arguments"])]
        for host in hosts[1:]:
            same("%s: funding.%s" % (type(host).__name__, call["function"]),
                 host.funding(call["function"], given), call["result"])
    print("%d passed, %d failed" % (passed, failed))
    return failed > 0


sys.exit(main())
