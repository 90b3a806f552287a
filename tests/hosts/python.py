#!/usr/bin/python3
"""The package for Python: its structures are those of the header, a wheel of it
works alone, and what it gives is what hn gives, exact."""
import csv
import datetime
import doctest
import io
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
from decimal import Decimal
from fractions import Fraction

BUILD = os.path.abspath(os.environ.get("HN_BUILD", "build"))
HERE = os.path.abspath("core/hosts/python")
os.environ["HIGHNEEDS_LIBRARY"] = BUILD + "/libhighneeds.so"
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True
import highneeds  # noqa: E402
from highneeds import _library, _values  # noqa: E402

TOP = tempfile.TemporaryDirectory()
PACK, DATA = "rules/pre_ehcp", "examples/pre_ehcp/caseload.csv"
DATE = "2026-09-01"
FORM = '''pack "f" { title = "f", version = "1", source = "illustration" }
records "form" { what = "a form", key = "id",
  input "id" { type = "id", required = true },
  input "day" { type = "date" }, input "cost" { type = "GBP" },
  input "many" { type = "count", min = 0, max = 99 },
  input "yes" { type = "yes/no" },
  input "kind" { type = "choice", one_of = { "a", "b" } } }
records "visit" { what = "a visit", key = "no", input "no" { type = "id" },
  input "of" { type = "id" }, link "form" { to = "form", by = "of" } }
must "cost_is_no_debt" { test = form.cost:at_least(0), at = form.cost,
  say = "The cost is {cost}.", source = "illustration" }
figure "third" { label = "A third", type = "GBP", value = form.cost / 3 }
figure "next" { label = "Next day", value = form.day + days(1) }
figure "more" { label = "More", value = form.many + 1 }
figure "says" { label = "Yes", value = form.yes }
figure "a_kind" { label = "Kind", value = form.kind }
figure "visits" { label = "Visits", value = count(visit, { for_each = visit.form }) }
criterion "dear" { label = "Dear", test = form.cost:over(param.much),
  if_met = "It costs {cost}.", if_unmet = "It costs {cost}.", source = "s" }
figure "all_cost" { label = "All", type = "GBP", value = sum(form.cost, { missing = "left out" }) }
'''.replace('criterion "dear"', 'param "much" { type = "GBP", label = "Much",'
            ' { from = "2026-01-01", value = 100, source = "s" } }\n'
            'criterion "dear"')
tests = []


def test(function):
    tests.append(function)


def folder(text):
    made = tempfile.mkdtemp(dir=TOP.name)
    with open(made + "/rules.lua", "w", encoding="utf-8") as file:
        file.write(text)
    return made


def refused(kind, function, *words):
    try:
        function()
    except kind as wrong:
        for word in words:
            assert word in str(wrong), (word, str(wrong))
        return wrong
    raise AssertionError("%s was not raised" % kind.__name__)


# --- the header ---------------------------------------------------------------

@test
def structures_are_those_of_the_header():
    lines = ['#include <highneeds.h>', '#include <stdio.h>', 'int main(void)',
             '{']
    for name, structure in _library.STRUCTURES.items():
        lines.append('printf("%s %%zu\\n", sizeof(%s));' % (name, name))
        for field, *_ in structure._fields_:
            lines.append('printf("%s.%s %%zu\\n", offsetof(%s, %s));'
                         % (name, field, name, field))
    source = TOP.name + "/layout.c"
    with open(source, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\nreturn 0;\n}\n")
    subprocess.run(["gcc", "-Icore", source, "-o", source[:-2]], check=True)
    told = subprocess.run([source[:-2]], stdout=subprocess.PIPE, text=True,
                          check=True).stdout
    compared = 0
    for line in told.splitlines():
        name, value = line.split()
        name, _, field = name.partition(".")
        import ctypes
        structure = _library.STRUCTURES[name]
        mine = getattr(structure, field).offset if field \
            else ctypes.sizeof(structure)
        assert mine == int(value), line
        compared += 1
    assert compared > 60, compared


# --- values -------------------------------------------------------------------

@test
def every_kind_of_value_comes_back_as_it_should():
    with highneeds.Pack.load(folder(FORM)) as pack:
        rows = [{"id": "A", "day": datetime.date(2028, 2, 28),
                 "cost": Decimal("100.01"), "many": 3, "yes": True,
                 "kind": "b"}, {"id": "B"},
                {"id": "C", "cost": -1}]
        result = pack.calc({"form": rows, "visit": [{"no": "1", "of": "A"},
                                                    {"no": "2", "of": "A"}]},
                           on=datetime.date(2026, 9, 1))
    first, second = result.rows
    assert first == {
        "id": "A", "third": Fraction(10001, 300),
        "next": datetime.date(2028, 2, 29), "more": 4, "says": True,
        "a_kind": "b", "visits": 2, "dear": "met"}, first
    assert second == dict.fromkeys(first, None) | {"id": "B", "visits": 0,
                                                   "dear": None} \
        or second["dear"] == "cannot tell", second
    assert result.run == {"all_cost": Decimal("100.01")}, result.run
    assert result.left_out == {"all_cost": 1}
    assert result.counts[:3] == (3, 2, 1)
    assert [(case["row_id"], case["column_name"], case["error_code"])
            for case in result.rejected] == [("C", "cost", "HN430")]
    assert result.rejected[0]["message"].startswith("The cost is -£1.00.")
    assert result.columns()["more"] == [4, None]
    assert [row["no"] for row in result.tables["visit"]] == ["1", "2"] \
        if result.tables["visit"] else True


@test
def a_file_rows_and_one_row_come_to_the_same():
    with open(DATA, encoding="utf-8") as file:
        rows = [{name: value or None for name, value in row.items()}
                for row in csv.DictReader(file)]
    pack = highneeds.Pack.load(PACK)
    by_file, by_rows = pack.calc(DATA, on=DATE), pack.calc(rows, on=DATE)
    assert by_file.rows == by_rows.rows and by_file.run == by_rows.run
    assert pack.calc(rows[7], on=DATE).rows == by_file.rows[7:8]
    total = sum(row["targeted_funding"] or 0 for row in by_file.rows)
    said = subprocess.run([BUILD + "/hn", "calc", PACK, DATA, "--on", DATE,
                           "--table", "run", "--out", "csv", "-q"],
                          stdout=subprocess.PIPE, text=True, check=True).stdout
    figures = {row["name"]: row["value"]
               for row in csv.DictReader(io.StringIO(said))}
    assert len(by_file.rows) == 400 and total > 0
    assert {name: str(value) for name, value in by_file.run.items()} \
        == figures, (by_file.run, figures)


@test
def a_file_goes_through_byte_for_byte():
    out = TOP.name + "/out.csv"
    pack = highneeds.Pack.load(PACK)
    counts = pack.calc_file(DATA, out, on=DATE, jobs=2)
    said = subprocess.run([BUILD + "/hn", "calc", PACK, DATA, "--on", DATE,
                           "--out", "csv", "-q"], stdout=subprocess.PIPE,
                          check=True).stdout
    with open(out, "rb") as file:
        assert file.read() == said
    assert counts.rows == 400


@test
def random_amounts_are_kept_to_the_penny():
    pick = random.Random(5)
    rows = [{"id": str(i), "cost": Decimal(pick.randrange(10 ** 9)) / 100}
            for i in range(3000)]
    with highneeds.Pack.load(folder(FORM)) as pack:
        result = pack.calc({"form": rows, "visit": []}, on=DATE)
    assert [row["third"] * 3 for row in result.rows] == \
        [row["cost"] for row in rows]
    assert result.run["all_cost"] == sum(row["cost"] for row in rows)


# --- what goes wrong ----------------------------------------------------------

@test
def errors_say_what_to_write():
    wrong = refused(highneeds.PackError, lambda: highneeds.Pack.load(
        folder('pack "x" { title = 3 }')), "rules.lua:1", "HN1")
    assert wrong.messages[0].line == 1 and wrong.messages[0].code
    pack = highneeds.Pack.load(folder(FORM))
    refused(TypeError, lambda: pack.calc(
        {"form": [{"id": "A", "cost": 0.1}], "visit": []}, on=DATE), "penny")
    result = pack.calc({"form": [{"id": "A", "cots": 1}], "visit": []},
                       on=DATE)
    assert [case["column_name"] for case in result.rejected] == ["cots"]
    refused(highneeds.UseError, lambda: pack.explain(
        {"form": [{"id": "A"}], "visit": []}, key="Z", on=DATE))
    refused(FileNotFoundError, lambda: pack.calc("no.csv"))
    refused(ZeroDivisionError, lambda: pack.calc(
        {"form": ({"id": str(1 // n)} for n in (1, 0)), "visit": []},
        on=DATE))
    pack.close()
    refused(ValueError, lambda: pack.name, "closed")
    refused(highneeds.UseError, lambda: highneeds.funding("plac"), "place")
    assert "HN110" not in highneeds.help_code("HN110")


@test
def parameters_can_be_set_and_rules_explained():
    pack = highneeds.Pack.load(folder(FORM), set={"much": Decimal("99.5")})
    told = pack.explain({"form": [{"id": "A", "cost": 100}], "visit": []},
                        on=DATE, figure="dear")
    assert "It costs £100.00." in told and "£99.50" in told, told
    listed = pack.explain({"form": [{"id": "A", "cost": 100}], "visit": []},
                          on=DATE, as_json=True)
    assert "dear" in json.dumps(listed, default=str)
    assert pack.test()[:2] == (0, 0)
    assert pack.schema()["required"] == ["id"]
    assert "criterion" in pack.describe() and pack.records[0] == "form"
    assert len(pack.hash) == 64 and pack.approved == "draft"


@test
def threads_share_a_pack():
    pack, found = highneeds.Pack.load(PACK), []

    def work():
        found.append(pack.calc(DATA, on=DATE).run)
    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4 and all(run == found[0] for run in found)


# --- the docstrings, the wheel, the example -----------------------------------

@test
def docstrings_hold():
    for module in (highneeds, _values):
        failed, tried = doctest.testmod(module)
        assert tried and not failed, module


@test
def a_wheel_works_alone():
    subprocess.run(["make", "-s", "wheel"], check=True,
                   stdout=subprocess.DEVNULL)
    wheels = [name for name in os.listdir("build/wheel")
              if name.endswith(".whl")]
    assert len(wheels) == 1 and "-py3-none-linux_" in wheels[0], wheels
    target = TOP.name + "/site"
    subprocess.run(["/usr/bin/python3", "-m", "installer", "--destdir",
                    target, "build/wheel/" + wheels[0]], check=True)
    site = next(path for path, _, names in os.walk(target)
                if "py.typed" in names)
    env = {"PYTHONPATH": os.path.dirname(site), "PATH": "/usr/bin",
           "LC_ALL": "C.UTF-8"}
    cases = [{"Pupil ID": "A", "Panel Date": "2026-10-06",
              "Annual Cost": "11200"}, {"Pupil ID": "B"}]
    done = subprocess.run(
        ["/usr/bin/python3", "examples/embed/python/decide.py", PACK, DATE],
        input=json.dumps(cases), env=env, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "£137500" in done.stderr and "B " in done.stderr, done.stderr
    assert "'pupil_id': 'A'" in done.stdout, done.stdout


def main():
    failed = 0
    for function in tests:
        try:
            function()
        except Exception as wrong:
            failed += 1
            print("failed: %s: %s: %s" % (function.__name__,
                                          type(wrong).__name__, wrong))
    print("%d passed, %d failed" % (len(tests) - failed, failed))
    return failed > 0


sys.exit(main())
