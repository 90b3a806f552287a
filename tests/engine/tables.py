#!/usr/bin/python3
# also: asan
"""Rows that read other rows, rows that cannot be worked out and what is told
of them: tiny packs and data, each held against what it must come to."""
import calendar
import collections
import csv
import datetime
import io
import json
import os
import random
import sys
import tempfile
from fractions import Fraction
sys.dont_write_bytecode = True
from common import end, has, hn, lacks, test  # noqa: E402

TOP = tempfile.TemporaryDirectory()
HEAD = ('pack "t" { title = "t", version = "1", source = "illustration",'
        ' approved = "draft" }\n')
ID = 'input "id" { type = "id", required = true }'
PUPIL = 'records "pupil" { what = "a pupil", key = "id", %s%s }\n'
DATED = 'dated_by = "d", ' + ID + ', input "d" { type = "date", required = '\
        'true }, input "x" { type = "GBP" }'
PAYMENT = ('records "payment" { what = "a payment", key = "no",'
           ' input "no" { type = "id", required = true },'
           ' input "who" { type = "id" }, input "a" { type = "GBP" }, %s'
           ' link "pupil" { to = "pupil", by = "who"%s } }\n')
CENTS = 'rounding = { to = "0.01", mode = "half away from zero" }'
JOBS = ("1", "2", "4")


def file(name, text):
    """A file of a name of its own."""
    folder = tempfile.mkdtemp(dir=TOP.name)
    with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
        out.write(text)
    return os.path.join(folder, name)


def pack(*texts):
    return os.path.dirname(file("rules.lua", HEAD + "".join(texts)))


def pupils(*inputs):
    return PUPIL % (ID, "".join(
        ', input "%s" { type = "%s" }' % (name, kind)
        for name, kind in (word.split(":") for word in inputs)))


def figure(name, value, kind="", more=""):
    return 'figure "%s" { label = "%s", %svalue = %s%s }\n' % (
        name, name, 'type = "%s", ' % kind if kind else "", value,
        ", " + more if more else "")


def data(*lines):
    return file("rows.csv", "\n".join(lines) + "\n")


def calc(rules, *words, code=0):
    """The rows that come, and what is told."""
    text, told = hn("calc", rules, *words, "--out", "csv", code=code)
    return list(csv.DictReader(io.StringIO(text))), told


def column(rows, name):
    return [row[name] for row in rows]


def run_of(rules, *words, code=0):
    """The figures of the run: values, what was left out, what is told."""
    rows, told = calc(rules, *words, "--table", "run", code=code)
    return ({row["name"]: row["value"] for row in rows},
            {row["name"]: row["left_out"] for row in rows}, told)


def same(got, want):
    assert got == want, "%.900r, not %.900r" % (got, want)


# --- values of a date --------------------------------------------------------

WORDINGS = ('criterion "k" { label = "k", source = "s",'
            ' { from = "2021-01-01", test = pupil.x:over(pupil.x),'
            ' if_met = "m", if_unmet = "u" },'
            ' { from = "2022-01-01", test = pupil.x:is(pupil.x),'
            ' if_met = "m", if_unmet = "u" } }\n')


@test
def a_wording_has_no_answer_before_its_first_date():
    rules = pack(PUPIL % (DATED, ""), WORDINGS)
    rows, told = calc(rules, data("id,d,x", "1,2020-05-05,5", "2,2021-05-05,5",
                                  "3,2022-05-05,5"), code=3)
    same(column(rows, "k"), ["unmet", "met"])
    has(told, "HN418", "5 May 2020", "1 January 2021", "rows.csv:2")
    same(told.count("error["), 1)


@test
def a_wording_of_one_date_stands_beside_a_param_of_many():
    rules = pack(
        PUPIL % (DATED, ""),
        'param "p" { type = "ratio", label = "p", source = "s",'
        + ",".join(' { from = "%s", value = %d }' % (day, n + 1)
                   for n, day in enumerate(("2018-01-01", "2018-07-01",
                                            "2019-01-01", "2020-01-01",
                                            "2020-07-01"))) + "}\n",
        figure("q", "pupil.x * param.p", "GBP"), WORDINGS)
    calc(rules, data("id,d,x", "1,2020-05-05,5", "2,2020-08-05,6"), code=3)
    rows, told = calc(rules, data("id,d,x", "1,2020-05-05,5",
                                  "2,2021-08-05,6", "3,2019-01-01,1",
                                  "4,2022-01-01,7"), code=3)
    same(column(rows, "id"), ["2", "4"])
    same(column(rows, "q"), ["30.00", "35.00"])
    same(column(rows, "k"), ["unmet", "met"])
    same(told.count("HN418"), 2)


@test
def an_award_under_a_cap_that_has_no_value_rejects_its_row():
    rules = pack(
        PUPIL % (DATED, ""),
        'param "cap" { type = "GBP", label = "c", source = "s",'
        ' { from = "2026-04-01", value = 3 },'
        ' { from = "2027-04-01", value = 4 } }\n'
        'award "w" { label = "w", type = "GBP", source = "s",'
        ' amount = lower_of { pupil.x, param.cap } }\n')
    rows, told = calc(rules, data("id,d,x", "1,2026-05-01,10",
                                  "2,2025-01-01,20"), code=3)
    same([list(row.values()) for row in rows], [["1", "3.00"]])
    has(told, "HN418", "`cap`", "1 January 2025", "rows.csv:3")


@test
def a_lookup_without_dates_needs_no_date():
    rules = pack(
        'records "pupil" { what = "p", key = "id", dated_by = "d", ', ID,
        ', input "d" { type = "date" }, input "x" { type = "GBP" },'
        ' input "c" { type = "choice", one_of = { "A", "B" } } }\n'
        'lookup "l" { by = { c = pupil.c }, source = "s",'
        ' types = { v = "GBP" }, { c = "A", v = 3 }, { c = "B", v = 4 } }\n'
        'param "cap" { type = "GBP", label = "c", source = "s",'
        ' { from = "1600-01-01", value = 3 } }\n',
        figure("f", "lookup.l.v", "GBP"),
        figure("g", "pupil.x + param.cap", "GBP"))
    rows, told = calc(rules, data("id,x,d,c", "1,10,2026-05-01,A",
                                  "2,20,,B"))
    same([list(row.values()) for row in rows],
         [["1", "3.00", "13.00"], ["2", "4.00", "23.00"]])


@test
def a_blank_that_is_a_fact_is_not_needed():
    rules = pack(
        'records "pupil" { what = "p", key = "id", ', ID,
        ', input "last" { type = "date", blank = "none so far" },'
        ' input "ok" { type = "yes/no" } }\n'
        'criterion "k" { label = "k", source = "s", if_met = "m",'
        ' if_unmet = "u", test = all { pupil.ok,'
        ' pupil.last:before("2026-01-01") } }\n'
        'award "w" { label = "w", type = "GBP", source = "s",'
        ' when = criterion.k, amount = 5 }\n')
    rows, told = calc(rules, data("id,last,ok", "1,,", "2,2025-01-01,"))
    same(column(rows, "w_needs"), ["ok", "ok"])


@test
def what_is_needed_is_asked_by_the_wording_in_force():
    rules = pack(
        'records "pupil" { what = "p", key = "id", dated_by = "d", ', ID,
        ', input "d" { type = "date" }, input "x" { type = "GBP" },'
        ' input "y" { type = "yes/no" } }\n'
        'criterion "k" { label = "k", source = "s",'
        ' { from = "2020-01-01", test = pupil.y,'
        ' if_met = "m", if_unmet = "u" },'
        ' { from = "2026-04-01", test = pupil.x:over(pupil.x),'
        ' if_met = "m", if_unmet = "u" } }\n'
        'award "w" { label = "w", type = "GBP", source = "s",'
        ' when = criterion.k, amount = 5 }\n')
    rows, told = calc(rules, data("id,x,y,d", "1,,,2026-05-01",
                                  "2,,,2021-05-01", "3,1,yes,",
                                  "4,,yes,2021-05-01"))
    same(column(rows, "w_needs"), ["x", "y", "d", ""])
    same(column(rows, "w_decision"), ["cannot tell"] * 3 + ["met"])
    same(column(rows, "w"), ["", "", "", "5.00"])


@test
def the_end_of_a_month_is_that_of_the_calendar():
    """Of many days in no order, of every month of leap and other years."""
    days = [datetime.date(year, month, day)
            for year in (1900, 2000, 2023, 2024, 2100)
            for month in range(1, 13)
            for day in (1, 2, 15, calendar.monthrange(year, month)[1])]
    days = days[::7] + days[::3] + [datetime.date(9999, 12, 31)] + days
    rules = pack(pupils("d:date"), figure("f", "month_end(pupil.d)"))
    rows, _ = calc(rules, data("id,d", *["%d,%s" % pair for pair in
                                         enumerate(days)]))
    same(column(rows, "f"),
         [str(day.replace(day=calendar.monthrange(day.year, day.month)[1]))
          for day in days])


@test
def the_end_of_a_year_beyond_the_last_is_a_fault():
    rules = pack(pupils("d:date"), figure("f", "academic_year_end(pupil.d)"),
                 figure("g", "financial_year_end(pupil.d)"))
    rows, told = calc(rules, data("id,d", "1,9999-12-31", "2,2026-09-01",
                                  "3,9999-03-31"), code=3)
    same([list(row.values()) for row in rows],
         [["2", "2027-08-31", "2027-03-31"],
          ["3", "9999-08-31", "9999-03-31"]])
    has(told, "HN412", "rows.csv:2")


# --- what the loader refuses -------------------------------------------------


@test
def a_key_that_is_not_an_id_is_refused():
    rules = pack('records "s" { what = "s", key = "n", input "n" {'
                 ' type = "count", required = true } }\n',
                 figure("f", "s.n * 2"))
    has(hn("check", rules, code=2)[1], "HN213", "`n`", 'type = "id"')


@test
def a_sum_of_means_that_are_not_rounded_is_refused():
    rules = [pupils(), PAYMENT % ("", ""),
             figure("avg", "mean(payment.a, { for_each = payment.pupil })",
                    "GBP", "%s"),
             figure("tot", "sum(figure.avg)", "GBP")]
    bare = pack("".join(rules).replace(", %s", ""))
    has(hn("check", bare, code=2)[1], "HN210", "`avg`")
    rounded = pack("".join(rules).replace("%s", CENTS))
    values, left, told = run_of(
        rounded, data("id", "1", "2"),
        "payment=" + data("no,who,a", "A,1,1", "B,1,1", "C,1,2", "D,2,5"))
    same(values, {"tot": "6.33"})


@test
def records_named_run_are_refused():
    rules = pack('records "run" { what = "r", key = "id", ', ID, " }\n")
    has(hn("check", rules, code=2)[1], "HN107", "`run`")


@test
def a_lookup_of_too_many_places_is_refused():
    rules = pack('local names = {}\n'
                 'for i = 1, 900 do names[i] = "c" .. i end\n',
                 PUPIL % (DATED, ', input "n" { type = "choice",'
                                 ' one_of = names }'),
                 'local rows = { by = { n = pupil.n,'
                 ' y = financial_year(pupil.d) }, source = "s",'
                 ' types = { v = "GBP" } }\n'
                 'for i = 1, 900 do rows[i] = { n = "c" .. i, v = i,'
                 ' y = "2026-27", from = (1600 + i) .. "-01-01" } end\n'
                 'lookup "k" (rows)\n', figure("v", "lookup.k.v", "GBP"))
    rows = data("id,d,x,n", "1,2026-05-05,1,c3")
    has(hn("calc", rules, rows, code=2)[1], "HN502", "`k`")


# --- values of other rows ----------------------------------------------------


@test
def a_text_is_compared_with_a_choice_by_name():
    rules = pack(PUPIL % (ID, ', input "c" { type = "choice",'
                              ' one_of = { "A", "B" } },'
                              ' input "t" { type = "text" }'),
                 figure("e", "pupil.t:is(pupil.c)"),
                 figure("f", "pupil.c:is(pupil.t)"),
                 figure("g", "pupil.t:is_not(pupil.c)"))
    rows, told = calc(rules, data("id,c,t", "1,A,A", "2,B,A", "3,A,B",
                                  "4,B,B", "5,,A", "6,A,"))
    same(column(rows, "e"), ["yes", "no", "no", "yes", "", ""])
    same(column(rows, "f"), column(rows, "e"))
    same(column(rows, "g"), ["no", "yes", "yes", "no", "", ""])


@test
def a_sum_may_ask_what_holds_for_the_run():
    rules = pack(pupils("x:GBP"), figure("total", "sum(pupil.x)", "GBP"),
                 figure("more", "sum(pupil.x, { where = figure.total:over(5)"
                                " })", "GBP"),
                 figure("less", "sum(pupil.x, { where = figure.total:under(5)"
                                " })", "GBP"))
    rows = data("id,x", "1,10", "2,20")
    for jobs in JOBS:
        same(run_of(rules, rows, "--jobs", jobs)[0],
             {"total": "30.00", "more": "30.00", "less": "0.00"})


@test
def each_row_has_the_sentence_of_its_own_link():
    rules = pack(pupils("x:GBP"), PAYMENT % ("", ""),
                 figure("says", 'sentence "Pupil {id} has {x}."'),
                 figure("told", "payment.pupil.says"))
    count = 2000
    pupil = data("id,x", *("%d,%d" % (i, i * 7) for i in range(count)))
    payment = data("no,who,a", *("P%d,%d,1" % (i, i * 7 % count)
                                 for i in range(count)))
    rows, told = calc(rules, pupil, "payment=" + payment, "--table",
                      "payment")
    same(column(rows, "told"), ["Pupil %d has £%s.00." % (
        i * 7 % count, format(i * 7 % count * 7, ","))
        for i in range(count)])


@test
def a_key_that_stands_twice_is_found_by_no_link():
    rules = pack(pupils("x:GBP"), PAYMENT % ("", ""),
                 figure("px", "payment.pupil.x", "GBP"),
                 figure("paid", "sum(payment.a, { for_each = payment.pupil })",
                        "GBP"))
    payment = "payment=" + data("no,who,a", "A,1,5", "B,2,7")
    for order in (("1,10", "1,99", "2,20"), ("1,99", "2,20", "1,10")):
        for more in ((), ("--repeats", "ignore")):
            pupil = data("id,x", *order)
            rows, told = calc(rules, pupil, payment, "--table", "payment",
                              *more, code=3)
            same([list(row.values()) for row in rows], [["B", "20.00"]])
            has(told, "HN414", "rows.csv:2")
            rows, told = calc(rules, pupil, payment, *more, code=3)
            same(sorted(column(rows, "paid")), ["0.00", "0.00", "7.00"])


@test
def rows_that_find_nothing_are_told_beside_the_sums():
    rules = pack(pupils(), PAYMENT % ("", ""),
                 figure("paid", "sum(payment.a, { for_each = payment.pupil })",
                        "GBP"),
                 figure("n", "count(payment, { for_each = payment.pupil })"),
                 figure("all", "sum(payment.a)", "GBP"))
    words = (rules, data("id", "1", "2"), "payment=" + data(
        "no,who,a", "A,1,5", "B,9,7", "C,,8"))
    rows, told = calc(*words)
    same([list(row.values()) for row in rows],
         [["1", "5.00", "1"], ["2", "0.00", "0"]])
    has(told, "warning[HN414]", "2 rows of `payment`")
    same(told.count("HN414"), 1)
    same(run_of(*words)[0]["all"], "20.00")


@test
def a_blank_link_that_is_a_fact_is_not_told():
    rules = pack(pupils(), PAYMENT.replace(
        'input "who" { type = "id" }',
        'input "who" { type = "id", blank = "of nobody" }') % ("", ""),
        figure("paid", "sum(payment.a, { for_each = payment.pupil })", "GBP"))
    for row, told_of in (("C,,8", 0), ("C,9,8", 1)):
        rows, told = calc(rules, data("id", "1"), "payment=" + data(
            "no,who,a", "A,1,5", row))
        same([list(row.values()) for row in rows], [["1", "5.00"]])
        same(told.count("HN414"), told_of)


@test
def rows_that_must_find_one_are_rejected():
    rules = pack(pupils(), PAYMENT % ("", ", required = true"),
                 figure("paid", "sum(payment.a, { for_each = payment.pupil })",
                        "GBP"), figure("all", "sum(payment.a)", "GBP"))
    words = (rules, data("id", "1", "2"), "payment=" + data(
        "no,who,a", "A,1,5", "B,9,7", "C,,8"))
    values, left, told = run_of(*words, code=3)
    same(values, {"all": "5.00"})
    same(told.count("error[HN414]"), 2)
    lacks(told, "warning[")


@test
def a_row_without_a_group_is_of_none():
    rules = pack(pupils("who:id", "c:yes/no", "a:GBP"),
                 figure("n", "count(pupil, { by = { pupil.who } })"),
                 figure("s", "sum(pupil.a, { by = { pupil.who, pupil.c } })",
                        "GBP"))
    rows, told = calc(rules, data("id,who,c,a", "A,1,yes,5", "B,,yes,7",
                                  "C,,yes,9", "D,?,no,11", "E,1,yes,2",
                                  "F,1,,3"))
    same(column(rows, "n"), ["3", "", "", "1", "3", "3"])
    same(column(rows, "s"), ["7.00", "", "", "11.00", "7.00", ""])


# --- rows that cannot be worked out ------------------------------------------

PER = figure("per", "pupil.x / pupil.n", "GBP", CENTS)
SUMS = (PER, figure("t", "sum(pupil.x)", "GBP"),
        figure("c", "count(pupil)"), figure("tp", "sum(figure.per)", "GBP"))
HELD = figure("share", "pupil.x / figure.t", "", CENTS)


@test
def a_rejected_row_counts_in_no_sum():
    rows = data("id,x,n", "1,10,1", "2,20,0", "3,5,2", "4,bad,1")
    for more in ((), (HELD,)):
        rules = pack(pupils("x:GBP", "n:count"), *SUMS, *more)
        for jobs in JOBS:
            values, left, told = run_of(rules, rows, "--jobs", jobs, code=3)
            same(values, {"t": "15.00", "c": "2", "tp": "12.50"})
            has(told, "HN401")
            has(told, "HN411", "2 of 4 rows rejected")
    same(column(calc(rules, rows, code=3)[0], "share"), ["0.67", "0.33"])


@test
def a_rejected_row_of_another_table_counts_in_no_sum():
    rules = pack(pupils(), PAYMENT % ('input "n" { type = "count" },', ""),
                 figure("per", "payment.a / payment.n", "GBP", CENTS),
                 figure("paid", "sum(figure.per, { for_each = payment.pupil"
                                " })", "GBP"),
                 figure("whole", "sum(payment.a, { for_each = payment.pupil"
                                 " })", "GBP"),
                 figure("same", "count(payment, { by = { payment.who } })"),
                 figure("tot", "sum(figure.paid)", "GBP"))
    words = (rules, data("id", "1", "2", "3"), "payment=" + data(
        "no,who,a,n", "A,1,6,2", "B,2,7,0", "C,2,8,1", "D,3,bad,1"))
    rows, told = calc(*words, code=3)
    same([list(row.values()) for row in rows],
         [["1", "3.00", "6.00"], ["2", "8.00", "8.00"],
          ["3", "0.00", "0.00"]])
    rows, told = calc(*words, "--table", "payment", code=3)
    same([list(row.values()) for row in rows],
         [["A", "3.00", "1"], ["C", "8.00", "1"]])
    same(run_of(*words, code=3)[0], {"tot": "11.00"})


@test
def the_rows_read_are_the_calculated_and_the_rejected():
    for more in ((), (HELD,)):
        rules = pack(pupils("x:GBP", "n:count"), *SUMS, *more)
        text, told = hn("calc", rules, data("id,x,n", "1,10,1", "2,20,0",
                                            "3,5,2", "4,bad,1"), "--out",
                        "table", code=3)
        has(" ".join(text.split()), "read 4 calculated 2 rejected 2")
    linked = pack(pupils(), PAYMENT % ("", ""), figure(
        "paid", "sum(payment.a, { for_each = payment.pupil })", "GBP"))
    text, told = hn("calc", linked, data("id", "1", "2"), "payment=" + data(
        "no,who,a", "A,1,bad", "B,2,7"), "--out", "table", code=3)
    has(" ".join(text.split()), "read 2 calculated 2 rejected 0")


@test
def a_lookup_of_what_cannot_be_worked_out_rejects_its_row():
    base = (
        pupils("x:ratio", "n:count", "d:date"),
        'bands "b" { of = pupil.x / pupil.n, source = "s",'
        ' types = { extra = "ratio" }, below = { name = "low", extra = 1 },'
        ' { at_least = 10, name = "high", extra = 2 } }\n'
        'lookup "l" { by = { b = bands.b }, source = "s",'
        ' types = { v = "ratio" }, { b = "low", v = 3 },'
        ' { b = "high", v = 4 } }\n')
    rows = data("id,x,n,d", "1,20,1,2026-05-01", "2,20,0,2026-05-01",
                "3,1,1,2026-05-01")
    for value, want in (("lookup.l.v", ["4", "3"]),
                        ("bands.b.extra + lookup.l.v * 0", ["2", "1"])):
        found, told = calc(pack(*base, figure("o", value)), rows, code=3)
        same(column(found, "o"), want)
        has(told, "HN411", "rows.csv:3")
    score = pack(pupils("x:ratio", "n:count"),
                 'score "s" { label = "s", source = "s",'
                 ' { when = (pupil.x / pupil.n):over(pupil.n), points = 2 }'
                 ' }\n')
    rows = data("id,x,n", "1,20,1", "2,20,0", "3,1,1")
    found, told = calc(score, rows, code=3)
    same(column(found, "s"), ["2", "0"])


@test
def a_value_asked_for_on_a_day_it_does_not_have_rejects_the_row():
    rules = pack(
        pupils("d:date"),
        'param "cap" { type = "ratio", label = "c", source = "s",'
        ' { from = "2020-01-01", value = 3 },'
        ' { from = "2021-01-01", value = 4 } }\n',
        figure("o", "param.cap:at(pupil.d + years(7950))"),
        figure("p", "param.cap:at(pupil.d)"))
    rows, told = calc(rules, data("id,d", "1,2026-05-01", "2,2101-05-01",
                                  "3,2019-12-31", "4,2020-12-31"), code=3)
    same([list(row.values()) for row in rows],
         [["1", "4", "4"], ["4", "4", "3"]])
    has(told, "HN412", "rows.csv:3", "HN418", "`cap`",
        "1 January 2020", "rows.csv:4")
    lacks(told, "2019")


@test
def a_quotient_too_long_is_not_a_division_by_nought():
    rules = pack(pupils("a:ratio", "b:ratio", "c:ratio", "d:ratio",
                        "e:ratio"),
                 figure("o", "1 / pupil.a / pupil.b / pupil.c / pupil.d"
                             " / pupil.e"))
    rows, told = calc(rules, data(
        "id,a,b,c,d,e", "1,47.292949,38.365977,12.345679,99.999989,77.777777",
        "2,1,1,0,1,1", "3,2,1,1,1,1"), code=3)
    same(column(rows, "o"), ["0.5"])
    has(told, "HN412", "rows.csv:2", "HN411", "rows.csv:3")
    same(told.count("HN411"), 1)


@test
def why_tells_the_faults_of_its_row_alone():
    rules = pack(PUPIL % (DATED, ""),
                 'param "cap" { type = "GBP", label = "c", source = "s",'
                 ' { from = "2026-04-01", value = 3 },'
                 ' { from = "2027-04-01", value = 4 } }\n',
                 figure("w", "lower_of { pupil.x, param.cap }", "GBP"))
    rows = data("id,x,d", "1,10,2026-05-01", "2,20,2025-01-01",
                "3,10,2026-05-01", "4,bad,2026-05-01", "5,1,2024-01-01")
    has(hn("why", rules, rows, "--key", "3")[0], "w: £3.00")
    for key, code in (("2", "HN418"), ("4", "HN401"), ("5", "HN418")):
        shown, told = hn("why", rules, rows, "--key", key, code=3)
        has(told, code, "rows.csv:%d" % (int(key) + 1))
        same((shown, told.count("error[")), ("", 1))


# --- figures of the run ------------------------------------------------------

MONEY = ('param "env" { type = "GBP", label = "e", source = "s",'
         ' { from = "2026-04-01", value = 100 },'
         ' { from = "2027-04-01", value = "expected" } }\n')


@test
def what_the_run_cannot_work_out_is_told():
    rules = pack(pupils("x:GBP"), MONEY, figure("t", "sum(pupil.x)", "GBP"),
                 figure("left", "param.env - figure.t", "GBP"),
                 figure("ratio", "figure.t / figure.left"))
    rows = data("id,x", "1,50", "2,25")
    values, left, told = run_of(rules, rows, "--on", "2026-05-01")
    same(values, {"t": "75.00", "left": "25.00", "ratio": "3"})
    for day, code in (("2025-05-01", "HN418"), ("2027-05-01", "HN418")):
        values, left, told = run_of(rules, rows, "--on", day, code=3)
        same(values, {"t": "75.00", "left": "", "ratio": ""})
        has(told, code, "`left`", "`env`", code, "`ratio`")
    values, left, told = run_of(rules, data("id,x", "1,50", "2,50"), "--on",
                                "2026-05-01", code=3)
    same(values, {"t": "100.00", "left": "0.00", "ratio": ""})
    has(told, "HN411", "`ratio`", "`left`")


@test
def a_value_that_is_expected_is_said_to_be():
    rules = pack(pupils("x:GBP"), MONEY,
                 figure("left", "param.env - sum(pupil.x)", "GBP"))
    told = run_of(rules, data("id,x", "1,50"), "--on", "2027-05-01",
                  code=3)[2]
    has(told, "HN418", "expected")
    lacks(told, "first is from")


@test
def nothing_is_offered_as_help_where_there_is_none():
    rules = pack(pupils("d:date"), figure("f", "academic_year_end(pupil.d)"))
    told = calc(rules, data("id,d", "1,9999-12-31"), code=3)[1]
    assert not [line for line in told.splitlines()
                if line.rstrip().endswith("help:")], told


@test
def what_a_sum_left_out_is_told_through_arithmetic():
    rules = pack(pupils("x:GBP"), MONEY, figure(
        "l", 'param.env - sum(pupil.x, { missing = "left out" })', "GBP"),
        figure("m", 'sum(pupil.x, { missing = "left out" })', "GBP"),
        figure("n", "count(pupil)"))
    values, left, told = run_of(rules, data("id,x", "1,5", "2,", "3,"),
                                "--on", "2026-05-01")
    same(values, {"l": "95.00", "m": "5.00", "n": "3"})
    same(left, {"l": "2", "m": "2", "n": "0"})


# --- numbers at the limits ---------------------------------------------------


@test
def numbers_at_the_limits_beside_missing_values():
    big = "1000000000000000"
    rules = pack(
        PUPIL % (ID, "".join(', input "%s" { type = "count", min = %s,'
                             ' max = %s }' % (name, big, big) for name in "ab")
                 + ', input "c" { type = "count" }'),
        figure("f", "(pupil.a - pupil.b) * pupil.c", "", CENTS),
        figure("g", "((pupil.a - pupil.b) * pupil.c):at_least(0)"),
        figure("h", "choose { { when = pupil.a:known(),"
                    " take = (pupil.a - pupil.b) * pupil.c },"
                    ' otherwise = "0.001" }'))
    rows, told = calc(rules, data("id,a,b,c", "1,%s,%s,5" % (big, big),
                                  "2,,%s,999999999999999" % big))
    same([list(row.values())[1:] for row in rows],
         [["0", "yes", "0"], ["", "", "0.001"]])


@test
def rounding_beyond_what_fits_is_a_fault():
    rules = pack(pupils("a:count", "b:count", "c:count"),
                 figure("f", "pupil.a * pupil.b * pupil.c", "",
                        'rounding = { to = "2.5", mode = "up" }'))
    nines = "999999999999999"
    rows, told = calc(rules, data(
        "id,a,b,c", "1,%s,%s,170141183" % (nines, nines), "2,-1,1,1",
        "3,,%s,%s" % (nines, nines), "4,3,1,1"), code=3)
    same(column(rows, "f"), ["-2.5", "", "5"])
    has(told, "HN412", "rows.csv:2")


@test
def params_and_bands_far_apart():
    rules = pack(
        'records "pupil" { what = "p", key = "id", dated_by = "d", ', ID,
        ', input "d" { type = "date" }, input "a" { type = "ratio" } }\n'
        'param "p" { type = "ratio", label = "l", source = "s",'
        ' { from = "2020-01-01", value = "1', "0" * 38, '" },'
        ' { from = "2021-01-01", value = "0.', "0" * 17, '1" } }\n',
        figure("f", "pupil.a * param.p"),
        'bands "b" { of = pupil.a, label = "b", source = "s",'
        ' types = { v = "ratio" }, below = { name = "a", v = 1 },'
        ' { over = "0.', "0" * 17, '1", name = "b", v = 2 },'
        ' { over = "1', "0" * 38, '", name = "c", v = 3 } }\n',
        figure("v", "bands.b.v + pupil.a"))
    rows, told = calc(rules, data("id,d,a", "1,2020-05-05,1",
                                  "2,2021-05-05,2", "3,2021-05-05,-2",
                                  "4,2021-05-05,"))
    same(column(rows, "f"), ["1" + "0" * 38, "0." + "0" * 17 + "2",
                             "-0." + "0" * 17 + "2", ""])
    same(column(rows, "b"), ["b", "b", "a", ""])
    same(column(rows, "v"), ["3", "4", "-1", ""])


# --- a file that ends within quotes ------------------------------------------


@test
def a_file_that_cannot_be_read_on_is_told_alike_by_any_number_of_jobs():
    rules = pack(pupils("x:GBP"), figure("w", "pupil.x * 2", "GBP"))
    rows = ["%d,%s" % (i, "bad" if i % 5000 == 7 else i % 997)
            for i in range(120000)]
    rejects = file("rejects.csv", "")
    for tail in ("x", "x" * 1200000):
        broken = data("id,x", *rows, 'z,"unclosed', tail)
        heard = []
        for jobs in JOBS:
            shown, told = hn("calc", rules, broken, "--jobs", jobs, "--out",
                             "csv", "--rejects", rejects, code=3)
            with open(rejects, encoding="utf-8") as kept:
                heard.append((shown, told, kept.read()))
        same(heard[0][2].count("HN401"), 24)
        has(heard[0][1], "HN407", ":120002")
        same(len(heard[0][0].splitlines()), 120001 - 24)
        for other in heard[1:]:
            for mine, theirs in zip(heard[0], other):
                assert mine == theirs, "%s, not %s" % (theirs[-900:],
                                                       mine[-900:])


# --- three tables, worked out a second time ----------------------------------

THREE = '''
records "school" { what = "a school", key = "sid",
  input "sid" { type = "id", required = true }, input "base" { type = "GBP" },
  input "kind" { type = "choice", one_of = { "P", "S" } } }
records "pupil" { what = "a pupil", key = "id",
  input "id" { type = "id", required = true }, input "at" { type = "id" },
  input "left" { type = "date", blank = "has not left" },
  input "need" { type = "choice", one_of = { "A", "B", "C" } },
  link "school" { to = "school", by = "at" } }
records "pay" { what = "a payment", key = "no", dated_by = "m",
  input "no" { type = "id", required = true }, input "who" { type = "id" },
  input "m" { type = "date", required = true }, input "a" { type = "GBP" },
  input "ok" { type = "yes/no" }, input "weeks" { type = "count" },
  link "pupil" { to = "pupil", by = "who" } }
param "rate" { type = "percent", label = "r", source = "s",
  { from = "2020-01-01", value = "3.5" }, { from = "2021-01-01", value = 4 } }
lookup "k" { by = { n = pupil.need, s = pupil.school.kind }, source = "s",
  types = { v = "GBP" },
  { n = "A", s = "P", v = 10 }, { n = "A", s = "S", v = "20.5" },
  { n = "B", s = "P", v = missing }, { n = "B", s = "S", v = 40 },
  { n = "C", s = "P", v = 50 }, { n = "C", s = "S", v = 60 } }
'''
EACH = "for_each = pay.pupil"
LOOSE = ', missing = "left out" })'


def rounds(to, mode):
    return 'rounding = { to = "%s", mode = "%s" }' % (to, mode)


FIGURES = (
    figure("weekly", "pay.a / pay.weeks", "GBP", CENTS),
    figure("paid", "sum(pay.a, { " + EACH + LOOSE, "GBP"),
    figure("strict", "sum(pay.a, { " + EACH + ", where = pay.ok })", "GBP"),
    figure("n", "count(pay, { " + EACH + " })"),
    figure("latest", "maximum(pay.m, { " + EACH + " })"),
    figure("least", "minimum(pay.a, { " + EACH + LOOSE, "GBP"),
    figure("avg", "mean(pay.a, { " + EACH + LOOSE, "GBP",
           rounds("0.01", "half even")),
    figure("due", "lookup.k.v + pupil.school.base", "GBP"),
    figure("school_paid", "sum(figure.paid, { for_each = pupil.school })",
           "GBP"),
    figure("part", "pay.a / pay.pupil.paid", "",
           rounds("0.0001", "half away from zero")),
    figure("over_due", "pay.pupil.paid - pay.pupil.due", "GBP"),
    figure("rated", "pay.a * param.rate", "GBP"),
    figure("deep", "pay.pupil.school.school_paid", "GBP"),
    figure("parts", "sum(figure.part, { " + EACH + " })"),
    figure("again", "count(pay, { by = { pay.who, pay.m } })"),
    figure("group", "sum(pay.a, { by = { pay.ok }" + LOOSE, "GBP"),
    figure("has_left", "pay.pupil.left:given()"),
    figure("found", "pay.pupil:known()"),
    figure("in_time", "any { pay.pupil.left:given():is(\"no\"),"
                      " pay.m:on_or_before(pay.pupil.left) }"),
    figure("all_paid", "sum(figure.paid)", "GBP"),
    figure("all_over", "sum(figure.over_due, { where = pay.a:known()"
           + LOOSE, "GBP"),
    figure("of_all", "pay.a / figure.all_paid", "",
           rounds("0.000001", "floor")),
    figure("all_parts", "sum(figure.of_all, { missing = \"left out\" })"),
    figure("last", "maximum(figure.latest, { where = figure.n:over(0) })"),
)
VALUES = {("A", "P"): Fraction(10), ("A", "S"): Fraction(41, 2),
          ("B", "S"): Fraction(40), ("C", "P"): Fraction(50),
          ("C", "S"): Fraction(60)}
School = collections.namedtuple("School", "sid base kind")
Pupil = collections.namedtuple("Pupil", "id at left need")
Pay = collections.namedtuple("Pay", "no who m a ok weeks")


def invent(seed, schools, pupils_, pays):
    dice = random.Random(seed)

    def maybe(part, make):
        return None if dice.random() < part else make()

    def day(most):
        return datetime.date(2020, 1, 1) + datetime.timedelta(
            dice.randint(0, most))
    return (
        [School("s%d" % i, maybe(.05, lambda: Fraction(
            dice.randint(0, 10000), 100)), maybe(.05, lambda: dice.choice(
                "PS"))) for i in range(schools)],
        [Pupil("u%d" % i, maybe(.05, lambda: "s%d" % dice.randint(
            0, schools)), maybe(.7, lambda: day(700)),
            maybe(.05, lambda: dice.choice("ABC"))) for i in range(pupils_)],
        [Pay("q%d" % i, maybe(.02, lambda: "u%d" % dice.randint(0, pupils_)),
             day(720), maybe(.02, lambda: Fraction(
                 dice.randint(1, 100000), 100)), maybe(
                     .02, lambda: dice.random() < .6),
             maybe(.02, lambda: dice.randint(0, 39)))
         for i in range(pays)])


def cell(value):
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Fraction):
        return "%d.%02d" % divmod(value * 100, 100)
    return str(value)


def written(name, rows, form):
    """The rows of one table as a file of one form."""
    fields = rows[0]._fields
    if form == "csv":
        return name + "=" + data(",".join(fields), *(
            ",".join(map(cell, row)) for row in rows))
    lines = [json.dumps({f: cell(v) if v is not None else None
                         for f, v in zip(fields, row)}) for row in rows]
    text = "\n".join(lines) if form == "jsonl" else (
        "[" + ",\n".join(lines) + "]")
    return name + "=" + file("rows." + form, text + "\n")


def rounded(value, to, mode):
    """A value to a multiple of `to`."""
    steps = value / Fraction(to)
    whole, rest = divmod(abs(steps), 1)
    if mode == "floor":
        return (steps.numerator // steps.denominator) * Fraction(to)
    up = rest > Fraction(1, 2) or (rest == Fraction(1, 2) and (
        mode == "half away from zero" or whole % 2 == 1))
    return (whole + up) * Fraction(to) * (1 if steps >= 0 else -1)


def total(values):
    return sum(values, Fraction(0))


def of_pupil(pupil, school, pays):
    known = [pay.a for pay in pays if pay.a is not None]
    open_ = [pay for pay in pays
             if pay.ok is None or (pay.ok and pay.a is None)]
    value = school and VALUES.get((pupil.need, school.kind))
    return {
        "paid": total(known), "n": len(pays),
        "strict": None if open_ else total(pay.a for pay in pays if pay.ok),
        "latest": max((pay.m for pay in pays), default=None),
        "least": min(known, default=None),
        "avg": rounded(total(known) / len(known), "0.01", "half even")
        if known else None,
        "due": None if not value or school.base is None
        else value + school.base}


def of_pay(pay, pupil, facts, sums, tables):
    """What a payment comes to; `facts` are those of its pupil."""
    paid, due = (facts or {}).get("paid"), (facts or {}).get("due")
    a, school = pay.a, pupil and tables["school"].get(pupil.at)
    return {
        "weekly": None if a is None or pay.weeks is None
        else rounded(a / pay.weeks, "0.01", "half away from zero"),
        "part": None if a is None or not paid
        else rounded(a / paid, "0.0001", "half away from zero"),
        "over_due": None if paid is None or due is None else paid - due,
        "rated": None if a is None
        else a * (Fraction("0.035") if pay.m.year < 2021
                  else Fraction("0.04")),
        "deep": school and sums["school"][school.sid],
        "again": sums["again"][pay.who, pay.m] if pay.who else None,
        "group": sums["group"][pay.ok] if pay.ok is not None else None,
        "has_left": pupil and pupil.left is not None,
        "found": pupil is not None,
        "in_time": pupil and (pupil.left is None or pay.m <= pupil.left),
        "of_all": None if a is None
        else rounded(a / sums["all_paid"], "0.000001", "floor")}


def worked_out(schools, pupils_, pays):
    """By table and key, what each row must come to; a payment over no weeks
    is rejected."""
    pays = [pay for pay in pays if pay.weeks != 0 or pay.a is None]
    tables = {"school": {row.sid: row for row in schools},
              "pupil": {row.id: row for row in pupils_}}
    of = collections.defaultdict(list)
    for pay in pays:
        of[pay.who].append(pay)
    pupil = {row.id: of_pupil(row, tables["school"].get(row.at), of[row.id])
             for row in pupils_}
    sums = {"again": collections.Counter((p.who, p.m) for p in pays),
            "group": {ok: total(p.a or 0 for p in pays if p.ok is ok)
                      for ok in (True, False)},
            "all_paid": total(row["paid"] for row in pupil.values()),
            "school": {row.sid: total(pupil[p.id]["paid"] for p in pupils_
                                      if p.at == row.sid)
                       for row in schools}}
    pay = {row.no: of_pay(row, tables["pupil"].get(row.who),
                          pupil.get(row.who), sums, tables) for row in pays}
    for key, facts in pupil.items():
        parts = [pay[row.no]["part"] for row in of[key]]
        facts["parts"] = None if None in parts else total(parts)
    known = {row.no for row in pays if row.a is not None}
    return {
        "school": {key: {"school_paid": value}
                   for key, value in sums["school"].items()},
        "pupil": pupil, "pay": pay,
        "run": {
            "all_paid": {"value": sums["all_paid"]},
            "all_over": {"value": total(
                facts["over_due"] for no, facts in pay.items()
                if no in known and facts["over_due"] is not None)},
            "all_parts": {"value": total(
                facts["of_all"] for facts in pay.values()
                if facts["of_all"] is not None)},
            "last": {"value": max(facts["latest"] for facts in pupil.values()
                                  if facts["latest"])}}}


def agrees(text, want):
    if want is None or isinstance(want, bool):
        return text == cell(want)
    if isinstance(want, (Fraction, int)):
        return text != "" and Fraction(text) == want
    return text == str(want)


def three_tables(seed, *sizes):
    made = invent(seed, *sizes)
    want = worked_out(*made)
    rules = pack(THREE, *FIGURES)
    words = [written(name, rows, "csv") for name, rows in zip(
        ("school", "pupil", "pay"), made)]
    for table, key in (("school", "sid"), ("pupil", "id"), ("pay", "no"),
                       ("run", "name")):
        rows, told = calc(rules, *words, "--table", table, code=3)
        has(told, "warning[HN414]", "HN411")
        same(column(rows, key), list(want[table]))
        wrong = [(row[key], name, row[name], value) for row in rows
                 for name, value in want[table][row[key]].items()
                 if not agrees(row[name], value)]
        assert not wrong, "%s: %d, such as %r" % (table, len(wrong),
                                                  wrong[:4])


@test
def three_tables_come_to_what_python_makes_of_them():
    three_tables(9, 60, 700, 3000)
    three_tables(10, 520, 2100, 1500)
    three_tables(11, 3, 1, 40)


@test
def the_same_values_in_any_form_and_any_jobs_give_the_same_bytes():
    made = invent(12, 40, 600, 2200)
    rules = pack(THREE, *FIGURES)
    for table in ("school", "pupil", "pay", "run"):
        seen = set()
        for form in ("csv", "jsonl", "json"):
            words = [written(name, rows, form) for name, rows in zip(
                ("school", "pupil", "pay"), made)]
            for jobs in JOBS:
                seen.add(hn("calc", rules, *words, "--table", table, "--out",
                            "csv", "--jobs", jobs, code=3)[0])
        same(len(seen), 1)


@test
def rows_that_stream_past_a_held_table_are_the_same_for_any_jobs():
    rules = pack(
        'records "pupil" { what = "p", key = "id", ', ID,
        ', input "s" { type = "id" }, input "x" { type = "GBP" } }\n',
        figure("y", "pupil.x * 3", "GBP"),
        figure("t", 'sum(figure.y, { where = pupil.s:known(),'
                    ' missing = "left out" })', "GBP"))
    count = 30000
    rows = data("id,s,x", *("p%d,%s,%s" % (
        i, "" if i % 5 == 0 else "s%d" % (i % 7),
        "" if i % 11 == 0 else "%d.%02d" % (i, i % 100))
        for i in range(count)))
    cents = sum(i * 100 + i % 100 for i in range(count)
                if i % 5 and i % 11) * 3
    heard = {hn("calc", rules, rows, "--jobs", jobs, "--out", "csv")[0]
             for jobs in JOBS}
    same(len(heard), 1)
    for jobs in JOBS:
        values, left, told = run_of(rules, rows, "--jobs", jobs)
        same(values, {"t": "%d.%02d" % divmod(cents, 100)})
        same(left, {"t": str(sum(1 for i in range(count)
                                 if i % 5 and i % 11 == 0))})


end()
