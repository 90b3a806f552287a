#!/usr/bin/python3
# also: asan
"""What a form must be to be let in, against Python: the same forms are refused
with the same sentences from CSV, JSON lines and JSON, all of them at once, and
what is refused is in no sum."""
import csv
import io
import json
import os
import random
import sys
import tempfile
from datetime import date, timedelta
sys.dont_write_bytecode = True
from common import end, has, hn, lacks, test  # noqa: E402

TOP = tempfile.TemporaryDirectory()
PACK = '''pack "door" { title = "Door", version = "1", source = "illustration" }
records "form" { what = "a form", key = "form_id",
  input "form_id" { type = "id", required = true },
  input "starts" { type = "date" }, input "ends" { type = "date", column = "Last day" },
  input "setting" { type = "choice", one_of = { "school", "nursery" } },
  input "hours" { type = "hours", min = 0, max = 60, label = "Hours asked for" },
  input "agreed" { type = "yes/no" },
  input "reason" { type = "text", blank = "no reason given" },
  input "asked" { type = "date", private = true, blank = "nobody was asked" } }
param "most" { type = "hours", label = "Most",
  { from = "2026-09-01", value = 25, source = "illustration" } }
must "in_order" { at = form.ends, source = "illustration",
  test = form.ends:after(form.starts),
  say = "It ends on {ends}, not after {starts}.", asks = "write a later day" }
must "not_too_many" { at = form.hours, source = "illustration",
  when = form.setting:is("nursery"), test = form.hours:at_most(param.most),
  say = "{hours} are more than {most}." }
must "told" { at = form.reason, source = "illustration",
  when = form.agreed:is("no"), needs = { form.reason, form.asked },
  say = "A form without agreement says why, and who was asked." }
figure "days" { label = "Days", value = form.ends - form.starts }
figure "all_days" { label = "All days", value = sum(figure.days, { missing = "left out" }) }
%s'''
COLUMNS = ["form_id", "starts", "ends", "setting", "hours", "agreed", "reason",
           "asked"]
HEADS = ["Last day" if name == "ends" else name for name in COLUMNS]


def file(name, text):
    folder = tempfile.mkdtemp(dir=TOP.name)
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)
    return path


def pack(more=""):
    return os.path.dirname(file("rules.lua", PACK % more))


def said(day):
    return "%d %s" % (day.day, day.strftime("%B %Y"))


def forms(seed, count):
    """Random forms, about a third of each cell empty."""
    pick = random.Random(seed)

    def maybe(value):
        return value if pick.random() < 0.8 else None

    for i in range(count):
        first = date(2026, 9, 1) + timedelta(pick.randrange(400))
        yield {"form_id": "F%d" % i, "starts": maybe(first),
               "ends": maybe(first + timedelta(pick.randrange(-2, 4))),
               "setting": maybe(pick.choice(["school", "nursery"])),
               "hours": maybe(pick.randrange(22, 29)),
               "agreed": maybe(pick.choice(["yes", "no"])),
               "reason": maybe("They moved, then moved back."),
               "asked": maybe(date(2026, 8, 31))}


def faults(form):
    """What is wrong with a form: (column, sentence)."""
    out = []
    if form["starts"] and form["ends"] and form["ends"] <= form["starts"]:
        out.append(("Last day", "It ends on %s, not after %s." % (
            said(form["ends"]), said(form["starts"]))))
    if form["setting"] == "nursery" and (form["hours"] or 0) > 25:
        out.append(("hours", "%d hours are more than 25 hours."
                    % form["hours"]))
    if form["agreed"] == "no" and not (form["reason"] and form["asked"]):
        out.append(("reason", "A form without agreement says why, and who "
                    "was asked."))
    return out


def cell(value):
    return "" if value is None else str(value)


def written(rows, end_of_name):
    if end_of_name == "csv":
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(HEADS)
        writer.writerows([cell(row[name]) for name in COLUMNS]
                         for row in rows)
        return out.getvalue()
    things = [{head: cell(row[name]) for head, name in zip(HEADS, COLUMNS)}
              for row in rows]
    if end_of_name == "json":
        return json.dumps(things)
    return "".join(json.dumps(thing) + "\n" for thing in things)


def refused(rules, rows, form, *more):
    """(id, column, sentence) of all that is refused, the results, and what
    hn says."""
    data = file("forms." + form, written(rows, form))
    rejects = os.path.join(os.path.dirname(data), "rejects.csv")
    wrong = any(faults(row) for row in rows)
    text, told = hn("calc", rules, data, "--on", "2026-09-01", "--out", "csv",
                    "--rejects", rejects, *more, code=3 if wrong else 0)
    found = []
    if os.path.exists(rejects):
        with open(rejects, encoding="utf-8", newline="") as lines:
            for line in csv.DictReader(lines):
                assert line["error_code"] == "HN430", line
                found.append((line["row_id"], line["column_name"],
                              line["message"].rsplit(" (", 1)[0]))
    return found, list(csv.DictReader(io.StringIO(text))), told


def expected(rows):
    return [(row["form_id"], *fault) for row in rows for fault in faults(row)]


@test
def every_form_refuses_the_same_with_the_same_sentences():
    rules = pack()
    for seed in range(3):
        rows = list(forms(seed, 300))
        wanted = expected(rows)
        assert len(wanted) > 100
        kept = [row["form_id"] for row in rows if not faults(row)]
        for form in ("csv", "jsonl", "json"):
            found, results, _ = refused(rules, rows, form)
            assert found == wanted, form
            assert [line["form_id"] for line in results] == kept, form


@test
def what_is_refused_is_in_no_sum():
    held = ('figure "part" { label = "Part", type = "percent", '
            'value = figure.days / figure.all_days }')
    rows = list(forms(7, 400))
    kept = [row for row in rows if not faults(row)]
    total = sum((row["ends"] - row["starts"]).days for row in kept
                if row["ends"] and row["starts"])
    for rules in (pack(), pack(held)):
        data = file("forms.csv", written(rows, "csv"))
        text, _ = hn("calc", rules, data, "--on", "2026-09-01", "--table",
                     "run", code=3)
        has(text, "all_days,All days,%d," % total)


@test
def a_form_is_told_all_that_is_wrong_with_it():
    rows = [dict(zip(COLUMNS, ["A", date(2026, 9, 2), date(2026, 9, 1),
                               "nursery", 26, "no", None, None]))]
    found, results, told = refused(pack(), rows, "csv")
    assert len(found) == 3 and not results, found
    has(told, "error[HN430]: It ends on 1 September 2026, not after "
        "2 September 2026.", "about the column `Last day`",
        "help: write a later day", "26 hours are more than 25 hours.",
        "1 of 1 row", "rejected")


@test
def what_cannot_be_told_is_let_in():
    row = dict.fromkeys(COLUMNS)
    row["form_id"] = "A"
    found, results, _ = refused(pack(), [row], "csv")
    assert not found and len(results) == 1


@test
def a_schema_tells_a_form_what_is_let_in():
    told = json.loads(hn("schema", pack(), "--json")[0])
    assert list(told["properties"]) == HEADS and not \
        told["additionalProperties"] and told["required"] == ["form_id"]
    cells = told["properties"]
    assert cells["hours"] == {
        "type": ["number", "null"], "multipleOf": 0.0001, "minimum": 0,
        "maximum": 60, "title": "Hours asked for", "x-type": "hours"}, cells
    assert cells["setting"]["enum"] == ["school", "nursery", None]
    assert cells["Last day"]["format"] == "date"
    assert cells["asked"]["x-private"] and cells["asked"]["x-blank"]
    assert [(must["name"], must.get("at"), must["reads"])
            for must in told["x-must"]] == [
        ("in_order", "Last day", ["starts", "Last day"]),
        ("not_too_many", "hours", ["setting", "hours"]),
        ("told", "reason", ["agreed", "reason", "asked"])]
    assert told["x-must"][0]["say"] == "It ends on {ends}, not after {starts}."
    hn("schema", pack(), "--json", "--records", "for", code=2)


@test
def nothing_private_is_told():
    rows = [dict(zip(COLUMNS, ["A", date(2026, 9, 1), date(2026, 9, 3),
                               "school", 20, "no", None,
                               date(1999, 12, 31)]))]
    _, _, told = refused(pack(), rows, "csv")
    lacks(told, "1999")


@test
def why_says_what_refused_it():
    rules = pack()
    rows = [dict(zip(COLUMNS, ["A", date(2026, 9, 2), date(2026, 9, 2),
                               None, None, None, None, None]))]
    data = file("forms.csv", written(rows, "csv"))
    _, told = hn("why", rules, data, "--key", "A", "--on", "2026-09-01",
                 code=3)
    has(told, "It ends on 2 September 2026, not after 2 September 2026.")


@test
def an_example_has_no_form_that_is_refused_unless_it_says_so():
    given = 'given = { starts = "2026-09-02", ends = "2026-09-02" }'
    says = ('example "x" { on = "2026-09-01", ' + given
            + ', expect = { in_order = "unmet" } }')
    text, _ = hn("test", pack(says))
    has(text, "1 passed, 0 failed")
    says = says.replace('in_order = "unmet"', "days = 0")
    text, _ = hn("test", pack(says), code=1)
    has(text, "a row of `form` is not let in: It ends on 2 September 2026, "
        "not after 2 September 2026.")


@test
def the_tests_of_a_form_are_covered_and_their_changes_noticed():
    text, _ = hn("test", pack(), "--coverage", code=0)
    has(text, "in_order: is unmet", "not_too_many: hours exactly most")
    says = ('example "x" { on = "2026-09-01", given = { starts = "2026-09-02",'
            ' ends = "2026-09-02" }, expect = { in_order = "unmet" } }')
    text, _ = hn("mutate", pack(says), "--tries", "0", code=1)
    has(text, "killed", "`on_or_after` for `after`")


@test
def two_packs_are_compared_over_what_both_let_in():
    award = ('award "paid" { label = "Paid", type = "GBP", source = "s", '
             'amount = figure.days * param.a_day }\n'
             'param "a_day" { type = "GBP/day", label = "A day", '
             '{ from = "2026-09-01", value = 3, source = "s" } }')
    award = "\n".join(reversed(award.split("\n")))
    old, new = pack(award), pack(award.replace("value = 3", "value = 4"))
    rows = list(forms(5, 200))
    data = file("forms.csv", written(rows, "csv"))
    kept = [row for row in rows if not faults(row)]
    paid = sum((row["ends"] - row["starts"]).days for row in kept
               if row["ends"] and row["starts"])
    text, told = hn("diff", old, new, data, "--on", "2026-09-01",
                    "--internal", code=3)
    has(text, "of %d cases" % len(kept), "+£%d.00" % paid)
    has(told, "must `in_order` asks", "%d of 200 rows rejected"
        % (200 - len(kept)))


end()
