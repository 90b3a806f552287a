#!/usr/bin/python3
# also: asan
"""Amounts in parts, against Python: random amounts, of one penny and below
nought too; payments over a year that are dealt again after every change."""
import csv
import io
import os
import random
import sys
import tempfile
from fractions import Fraction
sys.dont_write_bytecode = True
from common import HN, end, has, hn, lacks, test  # noqa: E402

TOP = tempfile.TemporaryDirectory()
ROWS = 60 if "asan" in HN else 400
PACK = '''pack "t" { title = "t", version = "1", source = "illustration",
  approved = "draft"%s }
records "spell" { what = "a spell", key = "id",
  input "id" { type = "id", required = true },
  input "owed" { type = "GBP" }, input "paid" { type = "GBP" },
  input "gone" { type = "count" } }
%s
instalments "m" { label = "M", source = "s", of = %s, %s }
%s'''
PENNY = Fraction(1, 100)
COLUMNS = ["id", "owed", "paid", "gone"]


def same(got, want):
    assert got == want, "%.900r, not %.900r" % (got, want)


def file(name, text):
    folder = tempfile.mkdtemp(dir=TOP.name)
    with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
        out.write(text)
    return os.path.join(folder, name)


def pack(more, of="spell.owed", before="", after="", facts=""):
    return os.path.dirname(file("rules.lua", PACK % (facts, before, of, more,
                                                     after)))


def table(rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow(["" if row.get(name) is None else row[name]
                         for name in COLUMNS])
    return file("rows.csv", out.getvalue())


def calc(rules, rows, *more, code=0):
    text, told = hn("calc", rules, table(rows), "--out", "csv", *more,
                    code=code)
    return list(csv.DictReader(io.StringIO(text))), told


def parts_of(row):
    """The columns m_1, m_2 ... of a row of results."""
    cells = [row["m_%d" % (i + 1)] for i in
             range(sum(name.startswith("m_") for name in row))]
    return None if cells[0] == "" else [Fraction(cell) for cell in cells]


# --- the oracle --------------------------------------------------------------

def dealt(steps, parts, way):
    """Whole steps of either sign: what is below nought is mirrored."""
    if steps < 0:
        return [-part for part in dealt(-steps, parts, way)]
    each, rest = divmod(steps, parts)
    out = [each] * parts
    if way == "spread":
        for i in range(rest):
            out[i] += 1
    else:
        out[0 if way == "first" else -1] += rest
    return out


def reckon(owed, paid, gone, parts, way, step=PENNY):
    """The parts; None where all are done and it does not come out."""
    balance = (owed - paid) / step
    assert balance.denominator == 1
    if gone == parts:
        return [Fraction(0)] * parts if balance == 0 else None
    return [Fraction(0)] * gone + [
        part * step for part in dealt(balance.numerator, parts - gone, way)]


def pence(rng):
    return Fraction(rng.choice((0, 1, -1, 2, 1200, rng.randint(0, 10 ** 8),
                                -rng.randint(0, 10 ** 6))), 100)


def written(row):
    return dict(row, **{name: "%.2f" % float(row[name])
                        for name in ("owed", "paid")})


# --- tests -------------------------------------------------------------------

def check_parts(rng, parts, way):
    rules = pack('into = %d, remainder = "%s", paid = spell.paid, '
                 'done = spell.gone' % (parts, way))
    rows, want, refused = [], [], 0
    for number in range(ROWS):
        row = {"id": str(number), "owed": pence(rng), "paid": pence(rng),
               "gone": rng.choice((0, rng.randint(0, parts)))}
        if rng.random() < 0.05:
            row["paid"] = row["owed"]
        rows.append(row)
        want.append(reckon(row["owed"], row["paid"], row["gone"], parts,
                           way))
        refused += want[-1] is None
    got, told = calc(rules, [written(row) for row in rows],
                     code=3 if refused else 0)
    same({row["id"]: parts_of(row) for row in got},
         {row["id"]: parts for row, parts in zip(rows, want) if parts})
    assert not refused or "HN422" in told, told
    for row, parts_ in zip(rows, want):
        same(sum(parts_ or [row["owed"] - row["paid"]]),
             row["owed"] - row["paid"])


@test
def parts_are_whole_pennies_that_add_up():
    rng = random.Random(11)
    for parts in (1, 2, 3, 7, 12, 25, 39):
        for way in ("first", "last", "spread"):
            check_parts(rng, parts, way)


@test
def a_year_that_changes_is_paid_to_the_penny():
    """Month by month: what was paid so far is dealt again, and the last part
    leaves nothing owed."""
    rng = random.Random(12)
    rules = {way: pack('into = 12, remainder = "%s", paid = spell.paid, '
                       'done = spell.gone' % way)
             for way in ("first", "last", "spread")}
    for way, rule in rules.items():
        rows, want = [], []
        for year in range(ROWS // 12 or 5):
            owed, paid = pence(rng), Fraction(0)
            for month in range(12):
                if rng.random() < 0.3:
                    owed = pence(rng)
                parts = reckon(owed, paid, month, 12, way)
                rows.append({"id": "%d-%d" % (year, month), "owed": owed,
                             "paid": paid, "gone": month})
                want.append(parts)
                paid += parts[month]
            same(paid, owed)
            rows.append({"id": "%d-end" % year, "owed": owed, "paid": paid,
                         "gone": 12})
            want.append([Fraction(0)] * 12)
        got, _ = calc(rule, [written(row) for row in rows])
        same([parts_of(row) for row in got], want)


AWARD = ('award "top" { label = "t", type = "GBP", source = "s",'
         ' amount = spell.owed / 7%s }')


@test
def parts_have_the_step_of_what_they_pay():
    rows = [{"id": "1", "owed": "1000"}]
    into = 'into = 3, remainder = "last"'
    uses = ('figure "uses" { label = "u", type = "yes/no", value ='
            ' any { spell.paid:known(), spell.gone:known() } }\n')
    pounds = ', rounding = { to = "1", mode = "half away from zero" }'
    cases = (
        (dict(of="award.top", before=AWARD % ""),
         ["47.62", "47.62", "47.62"]),                     # of 142.86
        (dict(of="award.top", before=AWARD % pounds),
         ["47.00", "47.00", "49.00"]),                     # of 143
        (dict(of="spell.owed / 7"), ["47.62", "47.62", "47.62"]),
        (dict(of="spell.owed / 7", facts=pounds),
         ["47.00", "47.00", "49.00"]),
        (dict(of="spell.owed", facts=pounds),
         ["333.33", "333.33", "333.34"]))
    for more, want in cases:
        got, _ = calc(pack(into, after=uses, **more), rows)
        same([got[0]["m_%d" % i] for i in (1, 2, 3)], want)


@test
def an_unmet_award_has_parts_of_nought_and_an_open_one_none():
    rules = pack('into = 2, remainder = "last", paid = spell.paid, '
                 'done = 0', of="award.top",
                 before='award "top" { label = "t", type = "GBP",'
                 ' source = "s", when = spell.gone:at_least(1),'
                 ' amount = spell.owed }')
    got, _ = calc(rules, [{"id": "1", "owed": "5.01", "paid": 0, "gone": 1},
                          {"id": "2", "owed": "5.01", "paid": 0, "gone": 0},
                          {"id": "3", "owed": "5.01", "paid": 0},
                          {"id": "4", "owed": "5.01", "gone": 1}])
    same([(row["m_1"], row["m_2"]) for row in got],
         [("2.50", "2.51"), ("0.00", "0.00"), ("", ""), ("", "")])


@test
def dates_are_parts_that_say_when():
    rules = pack('dates = { "2026-04-15", "2026-07-15", "2027-01-15" },'
                 ' remainder = "first", paid = spell.paid,'
                 ' done = spell.gone',
                 after='figure "all_first" { label = "a", type = "GBP",'
                 ' value = sum(figure.m_1) }\n')
    rows = [{"id": "1", "owed": "10", "paid": 0, "gone": 0},
            {"id": "2", "owed": "0.01", "paid": 0, "gone": 0}]
    got, _ = calc(rules, rows)
    same([row["m_1"] for row in got], ["3.34", "0.01"])
    text, _ = hn("check", rules)
    has(text, "m_1", "M, 15 April 2026", "m_2", "M, 15 July 2026", "m_3",
        "M, 15 January 2027")
    run, _ = calc(rules, rows, "--table", "run")
    same(run[0]["value"], "3.35")


@test
def why_says_what_is_dealt_and_how():
    rules = pack('into = 12, remainder = "last", paid = spell.paid, '
                 'done = spell.gone')
    rows = [{"id": "1", "owed": "100", "paid": "40", "gone": 3}]
    text, _ = hn("why", rules, table(rows), "--key", "1", "--figure", "m_12")
    has(text, "M, 12 of 12: £6.72", "m_12 = part 12 of 12 of owed less paid, "
        "parts done: gone, in steps of 0.01, the last taking the remainder",
        "= part 12 of 12 of £100.00 less £40.00, parts done: 3, in steps",
        "owed = £100.00", "gone = 3")
    plain = pack('into = 12, remainder = "spread"',
                 after='figure "uses" { label = "u", type = "yes/no", value ='
                 ' any { spell.paid:known(), spell.gone:known() } }\n')
    text, _ = hn("why", plain, table(rows), "--key", "1", "--figure", "m_1")
    has(text, "m_1 = part 1 of 12 of owed, in steps of 0.01, the earliest "
        "taking the remainder")
    lacks(text, "less", "done")


@test
def a_rest_that_no_part_is_left_for_is_a_fault_without_its_amount():
    rules = pack('into = 2, remainder = "last", paid = spell.paid, '
                 'done = spell.gone')
    rows = [{"id": "1", "owed": "77.77", "paid": "11.11", "gone": 2},
            {"id": "2", "owed": "11.11", "paid": "77.77", "gone": 2},
            {"id": "3", "owed": "11.11", "paid": "0", "gone": 3},
            {"id": "4", "owed": "11.11", "paid": "11.11", "gone": 2}]
    got, told = calc(rules, rows, code=3)
    same([row["id"] for row in got], ["4"])
    has(told, "HN422", "all parts are done, and something is still owed",
        "all parts are done, and too much was paid",
        "more parts are done than there are")
    lacks(told.replace(TOP.name, ""), "77.", "66.")


if __name__ == "__main__":
    end()
