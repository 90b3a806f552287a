#!/usr/bin/python3
"""The module for a stock lua5.4: it brings no Lua of its own, and gives what hn
gives; and the example of it."""
import csv
import json
import os
import subprocess
import sys

BUILD = os.path.abspath(os.environ.get("HN_BUILD", "build"))
CORE = BUILD + "/lua/highneeds/core.so"
failed = passed = 0


def run(*words, data=None, code=0):
    env = dict(os.environ, LUA_PATH=BUILD + "/lua/?.lua",
               LUA_CPATH=BUILD + "/lua/?.so")
    done = subprocess.run(words, input=data, stdout=subprocess.PIPE, env=env,
                          stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == code, (words, done.stdout, done.stderr)
    return done.stdout, done.stderr


def needs_no_other_lua():
    needed = [line for line in run("readelf", "-d", CORE)[0].splitlines()
              if "NEEDED" in line]
    assert needed and not any("liblua" in line for line in needed), needed


def the_module_does_what_it_says():
    print(run("lua5.4", "tests/hosts/lua_module.lua", BUILD)[0].strip())


def the_answer_is_that_of_hn():
    said = json.loads(run(
        BUILD + "/hn", "calc", "rules/pre_ehcp",
        "examples/pre_ehcp/caseload.csv", "--on", "2026-09-01", "--out",
        "json", "-q")[0])
    with open("examples/pre_ehcp/caseload.csv", encoding="utf-8") as file:
        rows = [{name: cell for name, cell in row.items() if cell}
                for row in csv.DictReader(file)]
    program = ('local answer = require "highneeds".load("rules/pre_ehcp")'
               ':calc(io.read("a"), "2026-09-01") '
               'for _, row in ipairs(answer.results.pupil) do '
               'print(row.pupil_id, row.targeted_funding, row.first_day) end')
    got = [line.split("\t") for line in
           run("lua5.4", "-e", program, data=json.dumps(rows))[0]
           .splitlines()]
    assert len(got) == 400
    assert got == [[row["pupil_id"], row["targeted_funding"] or "nil",
                    row["first_day"] or "nil"] for row in said], got[0]


def the_example_runs():
    cases = [{"Pupil ID": "A", "Panel Date": "2026-10-06",
              "Annual Cost": "11200"}, {"Pupil ID": "B"}]
    out, told = run("lua5.4", "examples/embed/lua/decide.lua",
                    "rules/pre_ehcp", "2026-09-01", data=json.dumps(cases),
                    code=1)
    assert "£137500" in told and "B: " in told, told
    assert "total\t" in out, out


for test in (needs_no_other_lua, the_module_does_what_it_says,
             the_answer_is_that_of_hn, the_example_runs):
    try:
        test()
        passed += 1
    except Exception as wrong:
        failed += 1
        print("failed: %s: %s" % (test.__name__, wrong))
print("%d passed, %d failed" % (passed, failed))
sys.exit(failed > 0)
