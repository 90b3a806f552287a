#!/usr/bin/python3
# also: asan
"""The extension for SQLite: what its functions give is what hn gives, money
adds up to the penny, a pack's error comes with its line, and a database file
cannot reach a pack."""
import csv
import io
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from fractions import Fraction

BUILD = os.path.abspath(os.environ.get("HN_BUILD", "build"))
SANITIZED = os.path.basename(BUILD) == "asan"
TOP = tempfile.TemporaryDirectory()
PACK, DATE = "rules/pre_ehcp", "2026-09-01"
DATA = "examples/pre_ehcp/caseload.csv"
FORM = '''pack "f" { title = "f", version = "1", source = "illustration" }
records "form" { what = "a form", key = "id",
  input "id" { type = "id", required = true },
  input "cost" { type = "GBP", min = 0 } }
records "visit" { what = "a visit", key = "no", input "no" { type = "id" },
  input "of" { type = "id" }, link "form" { to = "form", by = "of" } }
figure "visits" { label = "Visits", value = count(visit, { for_each = visit.form }) }
figure "same" { label = "The same", type = "GBP", value = form.cost }
figure "third" { label = "A third", type = "GBP", value = form.cost / 3 }
'''
tests = []


def test(function):
    tests.append(function)


def folder(text):
    made = tempfile.mkdtemp(dir=TOP.name)
    with open(made + "/rules.lua", "w", encoding="utf-8") as file:
        file.write(text)
    return made


def connect(path=":memory:"):
    base = sqlite3.connect(path)
    base.enable_load_extension(True)
    base.load_extension(BUILD + "/highneeds")
    return base


def ask(sql, *values, base=None):
    """The first value of the first row."""
    own = base or connect()
    try:
        return own.execute(sql, values).fetchone()[0]
    finally:
        if not base:
            own.close()


def refused(sql, *values, words=(), base=None):
    try:
        ask(sql, *values, base=base)
    except sqlite3.Error as wrong:
        for word in words:
            assert word in str(wrong), (word, str(wrong))
        return str(wrong)
    raise AssertionError("no error: %s %r" % (sql, values))


def caseload():
    with open(DATA, encoding="utf-8") as file:
        return list(csv.DictReader(file))


def hn(*arguments):
    return subprocess.run([BUILD + "/hn", *arguments], check=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          text=True).stdout


def shell(script, preload=SANITIZED):
    """The program sqlite3 on a script: code, output, errors."""
    env = dict(os.environ)
    env.pop("LD_PRELOAD", None)
    env["ASAN_OPTIONS"] = "detect_leaks=1"
    if preload:
        env["LD_PRELOAD"] = sanitizer()
    done = subprocess.run(["sqlite3", "-init", "/dev/null", "-batch"],
                          input=script, env=env, text=True, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.returncode, done.stdout, done.stderr


def sanitizer():
    return subprocess.run(["gcc", "-print-file-name=libasan.so"], text=True,
                          stdout=subprocess.PIPE, check=True).stdout.strip()


# --- arithmetic ---------------------------------------------------------------

@test
def places_are_those_of_the_formula():
    pick, base = random.Random(7), connect()
    for _ in range(200):
        rate, before, after, months = (pick.randrange(40000),
                                       pick.randrange(60), pick.randrange(60),
                                       pick.randrange(13))
        want = Fraction(rate * (before * months + after * (12 - months)), 12)
        got = ask("select hn_funding('place', 'rate', ?, 'before', ?, "
                  "'after', ?, 'months_before', ?)", rate, before, str(after),
                  months, base=base)
        assert Fraction(got) == want, (got, want)


@test
def arithmetic_says_what_is_wrong():
    refused("select hn_funding('plac')", words=["funding.place"])
    refused("select hn_funding('place', 'rate')", words=["name and value"])
    refused("select hn_funding()", words=["name and value"])
    refused("select hn_funding('place', 'rate', 0.1)", words=["REAL"])
    refused("select hn_funding('place', 'rate', x'31')", words=["cast"])
    refused("select hn_funding('place', 'rate', 'ten')")
    many = ", ".join("'a', '1'" for _ in range(63))
    refused("select hn_funding('place', %s)" % many)
    assert ask("select hn_funding('place', 'rate', null)") is None
    assert ask("select hn_version()").count(".") == 2


@test
def pence_are_whole():
    base = connect()
    for text, pence in {
            "0": 0, "1": 100, "-1": -100, "0.1": 10, "0.01": 1, "-0.01": -1,
            "1250.50": 125050, "1.2300": 123, 12: 1200, -3: -300,
            "92233720368547758.07": 2 ** 63 - 1,
            "-92233720368547758.08": -2 ** 63, None: None}.items():
        assert ask("select hn_pence(?)", text, base=base) == pence, text
    for text in ("", "-", ".", ".5", "1.", "1..2", "1.001", "175000/3", "1e3",
                 " 1", "£1", "1,000", "+1", "92233720368547758.08",
                 "-92233720368547758.09", "1\0", 2 ** 63 - 1):
        refused("select hn_pence(?)", text, base=base)
    refused("select hn_pence(0.1)", words=["REAL"], base=base)


@test
def random_amounts_add_up_to_the_penny():
    pick, pack, base = random.Random(3), folder(FORM), connect()
    pence = [pick.randrange(10 ** 10) for _ in range(2000)]
    rows = json.dumps({"visit": [], "form": [
        {"id": str(i), "cost": "%d.%02d" % divmod(p, 100)}
        for i, p in enumerate(pence)]})
    assert ask("select sum(hn_pence(result ->> 'same')) from hn_rows(?, ?) "
               "where table_name = 'form'", pack, rows,
               base=base) == sum(pence)
    thirds = base.execute("select result ->> 'third' from hn_rows(?, ?) "
                          "where table_name = 'form'", (pack, rows))
    assert [Fraction(third) for third, in thirds] == \
        [Fraction(p, 300) for p in pence]
    base.close()


# --- a caseload ---------------------------------------------------------------

@test
def a_caseload_comes_to_what_the_program_says():
    base, rows = connect(), json.dumps(caseload())
    said = json.loads(hn("calc", PACK, DATA, "--on", DATE, "--out", "json",
                         "-q"))
    got = [json.loads(text) for text, in base.execute(
        "select result from hn_rows(?, ?, ?) where table_name = 'pupil'",
        (PACK, rows, DATE))]
    assert len(got) == 400 and got == said
    run = {row["name"]: row["value"] for row in csv.DictReader(io.StringIO(
        hn("calc", PACK, DATA, "--on", DATE, "--table", "run", "--out", "csv",
           "-q")))}
    figures = dict(base.execute(
        "select result ->> 'name', result ->> 'value' from hn_rows(?, ?, ?) "
        "where table_name = 'run'", (PACK, rows, DATE)))
    assert figures == run
    answer = json.loads(ask("select hn_calc(?, ?, ?)", PACK, rows, DATE,
                            base=base))
    assert answer["results"]["pupil"] == got and answer["rejected"] == []
    base.close()


@test
def a_table_is_valued_row_by_row():
    base = connect()
    base.execute("create table caseload (row text)")
    base.executemany("insert into caseload values (?)",
                     [(json.dumps(row),) for row in caseload()])
    total, known = base.execute(
        "select sum(hn_pence(hn_value(?, row, 'targeted_funding', ?))), "
        "count(hn_value(?, row, 'targeted_funding', ?)) from caseload",
        (PACK, DATE, PACK, DATE)).fetchone()
    said = json.loads(hn("calc", PACK, DATA, "--on", DATE, "--out", "json",
                         "-q"))
    amounts = [Fraction(row["targeted_funding"]) for row in said
               if row["targeted_funding"] is not None]
    assert Fraction(total, 100) == sum(amounts) and total > 0
    assert known == len(amounts) < 400
    base.close()


@test
def one_value_is_of_one_row():
    base, pack = connect(), folder(FORM.split("records \"visit\"")[0]
                                   + FORM[FORM.index('figure "same"'):])
    one = "select hn_value(?, ?, ?)"
    assert ask(one, pack, '{"id": "A", "cost": 1}', "same", base=base) \
        == "1.00"
    assert ask(one, pack, '{"id": "A"}', "same", base=base) is None
    assert ask(one, pack, None, "same", base=base) is None
    refused(one, pack, '{"id": "A"}', "sane", base=base, words=["`sane`"])
    refused(one, pack, '{"id": "A"}, {"id": "B"}', "same", base=base)
    refused(one, pack, "", "same", base=base)
    refused(one, pack, '{"id": "A"', "same", base=base)
    refused(one, pack, '{"id": "A", "cost": -1}', "same", base=base,
            words=["HN401", "cost"])
    refused(one, pack, '{"id": "A", "cots": 1}', "same", base=base,
            words=["cots"])
    base.close()


@test
def refused_rows_are_told():
    base, pack = connect(), folder(FORM)
    rows = '{"visit": [{"no": "1", "of": "A"}], "form": [' \
           '{"id": "A", "cost": "3"}, {"id": "B", "cost": -1}]}'
    got = base.execute("select table_name, result ->> 'id', result ->> "
                       "'visits', result ->> 'row_id', cases = ?2 "
                       "from hn_rows(?1, ?2)", (pack, rows)).fetchall()
    assert sorted(got, key=str) == [
        ("form", "A", 1, None, 1), ("rejected", None, None, "B", 1),
        ("visit", None, None, None, 1)], got
    refused("select * from hn_rows(?, 'no')", pack, base=base)
    refused("select * from hn_rows(?, '{\"forms\": []}')", pack, base=base,
            words=["`forms`"])
    refused("select * from hn_rows(?)", pack, base=base, words=["rows"])
    refused("select * from hn_rows", base=base, words=["rows"])
    refused("select * from hn_rows(?, 0.5)", pack, base=base)
    assert ask("select count(*) from hn_rows(?, null)", pack, base=base) == 0
    base.close()


@test
def rows_may_come_of_another_table():
    base, pack = connect(), folder(FORM)
    base.execute("create table batch (no integer, rows text)")
    base.executemany("insert into batch values (?, ?)", [
        (n, json.dumps({"visit": [], "form": [
            {"id": "%d" % i, "cost": n} for i in range(n)]}))
        for n in range(1, 6)])
    got = base.execute("select no, sum(hn_pence(result ->> 'same')) from "
                       "batch, hn_rows(?, rows) where table_name = 'form' "
                       "group by no order by no", (pack,)).fetchall()
    assert got == [(n, n * n * 100) for n in range(1, 6)], got
    base.close()


# --- explaining ---------------------------------------------------------------

@test
def why_is_what_the_program_says():
    rows = caseload()
    key = rows[2]["Pupil ID"]
    assert ask("select hn_why(?, ?, ?, ?)", PACK, json.dumps(rows), key, DATE)\
        == hn("why", PACK, DATA, "--on", DATE, "--key", key)


@test
def why_takes_several_kinds_of_records():
    base, pack = connect(), folder(FORM)
    sql = "select hn_why(?, ?, ?)"
    rows = ' {"visit": [{"no": "1", "of": "A"}], "form": [{"id": "A", ' \
           '"cost": 1234567890123.45}]}'
    told = ask(sql, pack, rows, "A", base=base)
    assert "£1,234,567,890,123.45" in told and "Visits: 1" in told, told
    assert ask(sql, pack, rows, None, base=base) is None
    for wrong in ('{"forms": []}', '{"form": null, "visit": []}', "{", "[",
                  '{"form": [], "visit": [], "a": [], "b": []}', "{}"):
        refused(sql, pack, wrong, "A", base=base)
    refused(sql, pack, rows, "Z", base=base, words=["Z"])
    base.close()


# --- packs ----------------------------------------------------------------------

@test
def a_packs_error_comes_with_its_line():
    bad = folder('pack "x" { title = "x", version = "1", source = "s" }\n'
                 'records "p" { what = "p", key = "id",\n'
                 '  input "id" { type = "idd" } }\n')
    for sql in ("select hn_calc(?, '[]')", "select * from hn_rows(?, '[]')",
                "select hn_value(?, '{}', 'x')",
                "select hn_why(?, '[]', 'A')"):
        refused(sql, bad, words=["error[HN", "rules.lua:3:", "idd"])


@test
def hostile_folders_are_refused():
    base = connect()
    os.symlink("loop", TOP.name + "/loop")
    for name in ("", "'", "a\nb", "x" * 100000, "../" * 2000, "/dev/null",
                 "/dev", TOP.name + "/loop", "rules/pre_ehcp\0x", "%s%n",
                 "'); drop table x; --", "\u202e", 3, b"rules/pre_ehcp", 1.5):
        refused("select hn_calc(?, '[]', ?)", name, DATE, base=base)
    assert ask("select hn_calc(null, '[]')", base=base) is None
    base.close()


@test
def a_connection_goes_by_one_pack():
    pack, rows = folder(FORM), '{"visit": [], "form": [{"id": "A", "cost": 9}]}'
    sql = "select result ->> 'third' from hn_rows(?, ?) limit 1"
    base = connect()
    assert ask(sql, pack, rows, base=base) == "3.00"
    with open(pack + "/rules.lua", "w", encoding="utf-8") as file:
        file.write(FORM.replace("/ 3", "/ 2"))
    assert ask(sql, pack, rows, base=base) == "3.00"
    assert ask(sql, pack, rows) == "4.50"
    os.remove(pack + "/rules.lua")
    assert ask(sql, pack, rows, base=base) == "3.00"
    refused(sql, pack, rows)
    base.close()


@test
def a_pack_that_did_not_load_is_tried_again():
    pack, base = folder("pack"), connect()
    refused("select hn_calc(?, '[]')", pack, base=base)
    with open(pack + "/rules.lua", "w", encoding="utf-8") as file:
        file.write(FORM)
    assert ask("select hn_calc(?, '{\"form\":[],\"visit\":[]}')", pack,
               base=base)
    base.close()


@test
def a_database_file_cannot_reach_a_pack():
    path = TOP.name + "/hostile.db"
    base = connect(path)
    base.executescript(
        "create view a as select hn_calc('rules/pre_ehcp', '[]') x;"
        "create view b as select * from hn_rows('rules/pre_ehcp', '[]');"
        "create table t (x);"
        "create trigger c after insert on t begin "
        "select hn_why('rules/pre_ehcp', '[]', 'A'); end;"
        "create temp view mine as select * from "
        "hn_rows('rules/pre_ehcp', '[]', '2026-09-01');"
        "create table u (x text, y generated always as (hn_pence(x)));"
        "create index i on u (hn_pence(x));"
        "insert into u (x) values ('1.50');")
    refused("select * from a", words=["unsafe"], base=base)
    refused("select * from b", words=["unsafe"], base=base)
    refused("insert into t values (1)", words=["unsafe"], base=base)
    refused("create index j on t (hn_calc(x, x))", base=base)
    assert ask("select count(*) from mine", base=base) > 0
    assert ask("select y from u where hn_pence(x) = 150", base=base) == 150
    base.close()


# --- the program sqlite3 ----------------------------------------------------------

@test
def the_example_says_what_the_program_says():
    with open("examples/embed/sqlite/decide.sql", encoding="utf-8") as file:
        script = file.read().replace("load build/", "load %s/" % BUILD)
    code, out, err = shell(script)
    assert code == 0, err
    said = json.loads(hn("calc", PACK, DATA, "--on", DATE, "--out", "json",
                         "-q"))
    assert "12 places, 15 from September: £137500\n" in out
    kinds, total = sorted({row["targeted_funding_decision"] for row in said}), 0
    for kind in kinds:
        amounts = [row["targeted_funding"] for row in said
                   if row["targeted_funding_decision"] == kind]
        known = [Fraction(amount) for amount in amounts if amount]
        total += sum(known)
        assert "%s|%d|%s|%d\n" % (
            kind, len(amounts), sum(known) * 100 if known else "",
            len(amounts) - len(known)) in out, out
    assert "Awarded: £%d.%02d\n" % divmod(total * 100, 100) in out, out


@test
def nothing_is_left_behind():
    script = ".load %s/highneeds\n" % BUILD
    for pack in (folder(FORM), folder("pack"), PACK, PACK + "/", "none"):
        script += ("select count(*) from hn_rows('{0}', '[]', '{1}');"
                   "select hn_why('{0}', '[]', 'A');"
                   "select hn_value('{0}', '{{\"id\": 1}}', 'same');\n"
                   ).format(pack, DATE)
    code, out, err = shell(script)
    assert code == 1 and "Sanitizer" not in err, err[-2000:]
    assert "HN" in err and out


@test
def refused_memory_is_an_error():
    rows = json.dumps(caseload()).replace("'", "''")
    script = ".load %s/highneeds\npragma hard_heap_limit = %%d;\n" \
             "select 'sum', sum(hn_pence(result ->> 'targeted_funding')) " \
             "from hn_rows('%s', '%s', '%s') where table_name = 'pupil';\n" \
             "select 'why', length(hn_why('%s', '{\"pupil\": %s}', " \
             "'SYN-0001', '%s'));\n" % (BUILD, PACK, rows, DATE, PACK, rows,
                                        DATE)
    _, whole, err = shell(script % 0)
    assert not err and "sum|" in whole and "why|" in whole, err
    ended = set()
    for limit in [2 ** 18 + 2 ** 17 * step for step in range(0, 60, 4)]:
        _, out, err = shell(script % limit)
        assert "Sanitizer" not in err, (limit, err[-2000:])
        found = [line for line in out.splitlines() if "|" in line]
        assert set(found) <= set(whole.splitlines()), (limit, found)
        assert len(found) == 2 or "memory" in err, (limit, out, err)
        ended.add(len(found))
    assert 0 in ended and 2 in ended, ended


def main():
    if SANITIZED and "LD_PRELOAD" not in os.environ:
        os.environ.update(LD_PRELOAD=sanitizer(),
                          ASAN_OPTIONS="detect_leaks=0")
        os.execv(sys.executable, [sys.executable] + sys.argv)
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


if __name__ == "__main__":
    sys.exit(main())
