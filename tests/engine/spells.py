#!/usr/bin/python3
# also: asan
"""Links by a day: which of somebody's rows holds it, against a search of all of
them in Python, and what is told where two do or none does."""
import csv
import datetime
import io
import os
import random
import sys
import tempfile
sys.dont_write_bytecode = True
from common import HN, end, has, hn, lacks, test  # noqa: E402

TOP = tempfile.TemporaryDirectory()
SLOW = "asan" in HN
HEAD = 'pack "t" { title = "t", version = "1", source = "illustration" }\n'
SPELLS = ('records "spell" { what = "an award", key = "spell_id",'
          ' lasts = { "starts", "ends", of = "upn" },'
          ' input "spell_id" { type = "id", required = true%s },'
          ' input "upn" { type = "id", private = true },'
          ' input "starts" { type = "date", required = true },'
          ' input "ends" { type = "date", blank = "no end yet" },'
          ' input "rate" { type = "GBP" } }\n')
PAYMENTS = ('records "payment" { what = "a payment", key = "no",'
            ' input "no" { type = "id", required = true },'
            ' input "payee" { type = "id", private = true },'
            ' input "month" { type = "date" }, input "paid" { type = "GBP" },'
            ' link "spell" { to = "spell", by = "payee", on = "month"%s } }\n')
FIGURES = ('figure "there" { label = "t", type = "yes/no",'
           ' value = payment.spell:known() }\n'
           'figure "due" { label = "d", type = "GBP",'
           ' value = payment.spell.rate }\n'
           'figure "so_far" { label = "s", type = "GBP",'
           ' value = sum(payment.paid, { for_each = payment.spell,'
           ' missing = "left out" }) }\n')
SPELL_HEADING = "spell_id,upn,starts,ends,rate"
PAYMENT_HEADING = "no,payee,month,paid"
FIRST = datetime.date(2023, 9, 1)
LEAP = datetime.date(2024, 2, 29)


def same(got, want):
    assert got == want, "%.900r, not %.900r" % (got, want)


def file(name, text):
    folder = tempfile.mkdtemp(dir=TOP.name)
    with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
        out.write(text)
    return os.path.join(folder, name)


def pack(*texts):
    return os.path.dirname(file("rules.lua", HEAD + "".join(texts)))


def rules(key="", link="", more=FIGURES):
    return pack(SPELLS % key, PAYMENTS % link, more)


def tables(spells, payments):
    return (file("spells.csv", "\n".join((SPELL_HEADING,) + tuple(spells))
                 + "\n"),
            "payment=" + file("payments.csv", "\n".join(
                (PAYMENT_HEADING,) + tuple(payments)) + "\n"))


def calc(*words, table="payment", code=0):
    text, told = hn("calc", *words, "--out", "csv", "--table", table,
                    code=code)
    return list(csv.DictReader(io.StringIO(text))), told


# --- spells at random --------------------------------------------------------

def a_day(rng):
    return LEAP + datetime.timedelta(rng.randint(-1, 1)) \
        if rng.random() < 0.1 else FIRST + datetime.timedelta(
            rng.randint(0, 900))


def a_pupil(rng):
    """First and last days: one after the other, with and without days between,
    of one day, without an end, ending before they begin, and now and then on
    top of each other."""
    spells, day = [], FIRST - datetime.timedelta(rng.randint(0, 60))
    for _ in range(rng.randint(0, 9)):
        day += datetime.timedelta(rng.choice((1, 1, 1, 2, 30, 200)))
        if rng.random() < 0.1:
            day = a_day(rng)
        last = day + datetime.timedelta(rng.choice((0, 0, 1, 6, 27, 90, 365)))
        if rng.random() < 0.05:
            last = day - datetime.timedelta(rng.randint(1, 9))
        spells.append((day, last if rng.random() < 0.95 else None))
        day = max(day, last)
    return spells


def invent(rng):
    spells, payments = [], []
    for n in range(rng.randint(1, 60)):
        upn = "U%d" % n
        mine = a_pupil(rng)
        spells += [{"upn": upn if rng.random() < 0.97 else "",
                    "starts": starts, "ends": ends,
                    "rate": rng.choice(("", "10.00", "20.00"))}
                   for starts, ends in mine]
        edges = [day + datetime.timedelta(by) for spell in mine
                 for day in spell if day for by in (-1, 0, 1)]
        days = [a_day(rng) for _ in range(6)]
        payments += [{"payee": upn, "month": day, "paid": rng.choice((0, 1, 2))}
                     for day in edges + days + [None]]
    payments += [{"payee": rng.choice(("", "none")), "month": FIRST,
                  "paid": 1} for _ in range(4)]
    rng.shuffle(spells)
    rng.shuffle(payments)
    for rows, name in (spells, "spell_id"), (payments, "no"):
        for n, row in enumerate(rows):
            row[name] = "%s%d" % (name[0], n)
    return spells, payments


def holds(spell, payment):
    return (spell["upn"] != "" and spell["upn"] == payment["payee"]
            and payment["month"] is not None
            and spell["starts"] <= payment["month"]
            and (spell["ends"] is None or payment["month"] <= spell["ends"]))


def lines(heading, rows):
    return [",".join("" if row[name] is None else str(row[name])
                     for name in heading.split(",")) for row in rows]


def check(rng, folder):
    spells, payments = invent(rng)
    words = (folder,) + tables(lines(SPELL_HEADING, spells),
                               lines(PAYMENT_HEADING, payments))
    found = [[spell for spell in spells if holds(spell, payment)]
             for payment in payments]
    twice = [n for n, rows in enumerate(found) if len(rows) > 1]
    rejects = os.path.join(os.path.dirname(words[1]), "rejects.csv")
    got, _ = calc(*words, "--rejects", rejects, "--jobs",
                  rng.choice(("1", "3")), code=3 if twice else 0)
    same([tuple(row.values()) for row in got],
         [(payment["no"], "yes" if rows else "no",
           rows[0]["rate"] if rows else "")
          for payment, rows in zip(payments, found) if len(rows) < 2])
    with open(rejects, encoding="utf-8") as text:
        told = list(csv.DictReader(text))
    same([(int(row["line"]), row["error_code"]) for row in told],
         [(n + 2, "HN414") for n in twice])
    for row, n in zip(told, twice):
        two = row["message"].split(": ")[1].split(" (")[0].split(" and ")
        ids = [spell["spell_id"] for spell in found[n]]
        assert len(two) == 2 and set(two) <= set(ids), (two, ids)
        same(two, [name for name in ids if name in two])
    sums, _ = calc(*words, table="spell", code=3 if twice else 0)
    same([(row["spell_id"], row["so_far"]) for row in sums],
         [(spell["spell_id"], "%d.00" % sum(
             payment["paid"] for payment, rows in zip(payments, found)
             if len(rows) == 1 and rows[0] is spell)) for spell in spells])
    return len(payments), len(twice), sum(len(rows) == 1 for rows in found)


@test
def spells_at_random_against_a_search_of_all():
    rng = random.Random(20240229)
    folder = rules()
    counts = [check(rng, folder) for _ in range(6 if SLOW else 60)]
    asked, twice, once = map(sum, zip(*counts))
    assert asked > (3000 if SLOW else 30000), asked
    assert twice * 20 > asked and once * 4 > asked, (asked, twice, once)


# --- what is told ------------------------------------------------------------

def two_that_overlap():
    return tables(["A1,U1,2026-04-01,2026-06-01,5",
                   "A2,U1,2026-06-01,2026-06-30,5"],
                  ["1,U1,2026-06-01,3", "2,U1,2026-06-02,3"])


@test
def two_rows_for_a_day_are_told_by_their_keys():
    words = (rules(),) + two_that_overlap()
    got, told = calc(*words, code=3)
    same([row["no"] for row in got], ["2"])
    has(told, "HN414", "`spell` of this row finds two rows of `spell` for its "
        "`month`: A1 and A2", "payments.csv:2",
        "on no day two rows of one `upn` may last: correct `starts` or `ends`")
    lacks(told, "U1", "2026-06-01")
    _, why = hn("why", *words, "--key", "A1", "--figure", "so_far", code=0)
    lacks(why, "U1")


@test
def a_private_key_is_told_by_its_line():
    _, told = calc(rules(", private = true"), *two_that_overlap(), code=3)
    has(told, "for its `month`: that of line 2 and that of line 3")
    lacks(told, "A1", "A2")


@test
def a_link_that_must_find_a_row_must_find_one_on_the_day():
    words = (rules(link=", required = true"),) + tables(
        ["A1,U1,2026-04-01,,5"], ["1,U1,2026-03-31,3", "2,U1,2026-04-01,3"])
    got, told = calc(*words, code=3)
    same([row["no"] for row in got], ["2"])
    has(told, "needs a row of `spell` that is not there", "payments.csv:2")


@test
def why_says_which_row_was_found_and_what_would_find_one():
    words = (rules(),) + tables(
        ["A1,U1,2026-04-01,2026-04-30,5", "A2,U1,2026-05-01,,6"],
        ["1,U1,2026-04-30,3", "2,U1,2030-01-01,3", "3,U1,,3",
         "4,U1,2026-03-01,3"])
    for key, wanted in (
            ("1", "spell.rate = £5.00 (over the link: found, from 1 April 2026"
                  " to 30 April 2026)"),
            ("2", "spell.rate = £6.00 (over the link: found, from 1 May 2026,"
                  " no end yet)"),
            ("3", "needs month (column `month`)\n"),
            ("4", "spell.rate is not known (over the link: not found)")):
        text, _ = hn("why", *words, "--key", key, "--figure", "due")
        has(text, wanted)
    lacks(hn("why", *words, "--key", "3", "--figure", "due")[0],
          "needs payee")


@test
def whose_a_row_is_is_its_key_where_nothing_else_is_said():
    folder = pack(
        'records "spell" { what = "s", key = "who", lasts = { "a", "b" },'
        ' input "who" { type = "id", required = true },'
        ' input "a" { type = "date", required = true },'
        ' input "b" { type = "date", required = true } }\n'
        'records "visit" { what = "v", input "of" { type = "id" },'
        ' input "day" { type = "date" },'
        ' link "in_spell" { to = "spell", by = "of", on = "day" },'
        ' link "ever" { to = "spell", by = "of" } }\n'
        'figure "then" { label = "t", type = "yes/no",'
        ' value = visit.in_spell:known() }\n'.replace('"then"', '"at_all"')
        + 'figure "whenever" { label = "w", type = "yes/no",'
        ' value = visit.ever:known() }\n')
    got, _ = calc(folder, file("s.csv", "who,a,b\nX,2026-01-01,2026-01-02\n"),
                  "visit=" + file("v.csv", "of,day\nX,2026-01-02\n"
                                  "X,2026-01-03\nY,2026-01-02\n"),
                  table="visit")
    same([tuple(row.values()) for row in got],
         [("yes", "yes"), ("no", "yes"), ("no", "no")])


@test
def what_another_day_to_go_by_changes_is_a_change():
    plain = PAYMENTS % ""
    other = plain.replace(', on = "month"', ', on = "booked"')
    booked = ' input "booked" { type = "date" }, input "paid"'
    folders = [pack(SPELLS % "", text.replace(' input "paid"', booked),
                    FIGURES, 'award "owed" { label = "o", type = "GBP",'
                    ' source = "s", amount = spell.rate + figure.so_far }\n')
               for text in (plain, other)]
    words = (tables(["A1,U1,2026-04-01,2026-04-30,5"], [])[0],
             "payment=" + file("p.csv", "no,payee,month,booked,paid\n"
                               "1,U1,2026-04-30,2026-05-01,3\n"))
    text, _ = hn("diff", *folders, *words, "--internal")
    has(text, "link spell", "A1   £8.00   £5.00   -£3.00")
    text, _ = hn("diff", folders[0], folders[0], *words, "--internal")
    has(text, "changed 0 of 1 case")


if __name__ == "__main__":
    end()
