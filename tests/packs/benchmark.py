#!/usr/bin/python3
# also: asan
"""The pack rules/benchmark again, by hand, against what hn makes of it.

Written from the words of the policy, in exact fractions, without reading
rules.lua.  The printed figures: everything that the section 251 tables print
of neighbours, both years, every column, must come out.  The synthetic
amounts, and thousands of made-up authorities on the edges of levels: marks,
blanks, noughts, income above spending, authorities without neighbours, with
too few, with one that is not in the data; every column of every row.
"""
import os
import random
from fractions import Fraction as F

import common
from common import hn, money, rounded, write
import benchmark_data as data

PACK = "rules/benchmark"
ASAN = "asan" in os.environ.get("HN_BUILD", "")
ROUNDS = 1 if ASAN else 10
ROWS = 30 if ASAN else 120
PENNY, THOUSANDTH = F(1, 100), F(1, 1000)
HALF = "half away from zero"
FEWEST, NEAR = 5, 10
NOT_ENGLAND = ("201", "420")
WHOLE = ["median", "mean", "lower_quartile", "upper_quartile", "highest",
         "lowest"]
PEOPLE = {"heads_0_19": "a head aged 0 to 19",
          "heads_16_18": "a head aged 16 to 18",
          "heads_19_25": "a head aged 19 to 25",
          "pupils_3_19": "a pupil aged 3 to 19",
          "pupils_3_15": "a pupil aged 3 to 15"}
SAYS = {
    "places": "High needs places (1.0.2)",
    "topup_maintained": "Top-up, maintained schools (1.2.1)",
    "topup_academies": "Top-up, academies and colleges (1.2.2)",
    "independent": "Independent and non-maintained providers (1.2.3)",
    "targeted": "Additional targeted funding, mainstream (1.2.4)",
    "sen_support": "SEN support services (1.2.5)",
    "hospital": "Hospital education (1.2.6)",
    "alternative": "Other alternative provision (1.2.7)",
    "inclusion": "Support for inclusion (1.2.8)",
    "in_difficulty": "Special schools and PRUs in difficulty (1.2.9)",
    "pfi": "PFI and BSF costs (1.2.10)",
    "direct_payments": "Direct payments (1.2.11)",
    "therapies": "Therapies and other health services (1.2.13)",
    "psychology": "Educational psychology (2.1.1)",
    "administration": "SEN administration and assessment (2.1.2)",
    "advice": "Information, advice and support (2.1.3)",
    "transport_pre_16": "SEN transport before 16 (2.1.4)",
    "transport_16_18": "SEN transport, 16 to 18 (2.1.6)",
    "transport_19_25": "SEN transport, 19 to 25 (2.1.7)",
    "central": "Central total (1.2.1 to 1.2.13, without places)",
    "topup": "Top-up in state schools (1.2.1 and 1.2.2)",
    "all": "Places and central total (1.0.2 and 1.2.1 to 1.2.13)",
}
SUMMARY = ["places", "topup", "independent", "targeted", "sen_support",
           "alternative", "inclusion", "therapies", "central", "all"]


def number(text):
    """None where a cell is blank or has a mark."""
    text = str(text)
    return None if text in data.MARKS else F(text)


def penny(value):
    return None if value is None else rounded(value, PENNY, HALF)


# --- pounds a head ----------------------------------------------------------------

def amount_a_head(row, table, line, by):
    gross, people = number(row[line + "_gross"]), number(row[by])
    income = number(row[line + "_income"]) if table == "net" else F(0)
    if None in (gross, income, people):
        return None
    return (gross - income) / people


def line_a_head(row, table, line, by):
    """As printed where it is; a mark there is a figure that is not known."""
    as_printed = str(row["%s_%s_a_head" % (line, table)])
    if as_printed:
        return number(as_printed)
    return amount_a_head(row, table, line, by)


def total(parts):
    return None if None in parts else sum(parts, F(0))


def a_head(row, table):
    """Every line and total of an authority, not rounded."""
    out = {name: line_a_head(row, table, name, by)
           for name, by, _, _ in data.LINES}
    as_printed = str(row["central_%s_a_head" % table])
    out["central"] = (number(as_printed) if as_printed
                      else total([out[name] for name in data.CENTRAL]))
    out["topup"] = total([out["topup_maintained"], out["topup_academies"]])
    out["all"] = total([out["places"], out["central"]])
    return out


# --- among others -------------------------------------------------------------------

def at(values, part):
    """Where `part` of the way from the lowest to the highest is."""
    values, far = sorted(values), part * (len(values) - 1)
    below = far.numerator // far.denominator
    above = min(below + 1, len(values) - 1)
    return values[below] + (values[above] - values[below]) * (far - below)


def statistic(which, values):
    if not values:
        return None
    return {"mean": lambda: sum(values) / len(values),
            "median": lambda: at(values, F(1, 2)),
            "lower_quartile": lambda: at(values, F(1, 4)),
            "upper_quartile": lambda: at(values, F(3, 4)),
            "highest": lambda: max(values),
            "lowest": lambda: min(values)}[which]()


def place(mine, values):
    return None if mine is None else 1 + sum(v > mine for v in values)


def above(mine, usual):
    if mine is None or usual is None:
        return None
    apart = mine - usual
    if abs(apart) < NEAR:
        return F(0)
    if usual <= 0:
        return F(1 if apart > 0 else -1)
    return rounded(apart / usual, THOUSANDTH, HALF)


def level(part):
    if part is None:
        return ""
    for most, name in ((F("-0.5"), "very low"), (F("-0.2"), "low")):
        if part < most or (part == most and name == "low"):
            return name
    if part < F("0.2"):
        return "around average"
    return "high" if part < F("0.5") else "very high"


def plain(part):
    """A rounded part as results have it."""
    if part is None:
        return ""
    text = ("%.3f" % float(part)).rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def pounds(value, by, table):
    if value is None:
        return "not known"
    whole, _, pence = money(abs(value)).partition(".")
    return "%s£%s.%s %s a year, %s" % (
        "-" if value < 0 else "", format(int(whole), ","), pence, PEOPLE[by],
        table)


def names():
    """Line or total, the population, the statistics that it has."""
    for name, by, _, _ in data.LINES:
        yield name, by, WHOLE
    yield "central", "heads_0_19", WHOLE
    yield "topup", "heads_0_19", ["mean"]
    yield "all", "heads_0_19", ["mean"]


def expected(rows, pairs, own):
    """What stands in each row of results; `own` is whether an authority is
    one of its neighbours."""
    shown = [{table: {name: penny(value)
                      for name, value in a_head(row, table).items()}
              for table in data.TABLES} for row in rows]
    where = {row["authority_year"]: i for i, row in enumerate(rows)}
    others = {}
    for pair in pairs:
        others.setdefault(pair["authority_year"], []).append(
            where.get(pair["neighbour_year"]))
    england = {year: england_of(rows, shown, year)
               for year in {row["year"] for row in rows}}
    for i, row in enumerate(rows):
        group = [i] * own + others.get(row["authority_year"], [])
        yield row["authority_year"], {
            key: value for table in data.TABLES
            for name, by, which in names()
            for key, value in one(shown, i, group, england[row["year"]], row,
                                  table, name, by, which)}


def known(values):
    return [value for value in values if value is not None]


def england_of(rows, shown, year):
    """By table and line: the values, and their statistics."""
    those = [i for i, row in enumerate(rows)
             if row["year"] == year and row["la_code"] not in NOT_ENGLAND]
    out = {}
    for table in data.TABLES:
        for name, _, which in names():
            values = known(shown[i][table][name] for i in those)
            out[table, name] = values, {
                what: penny(statistic(what, values)) for what in which}
    return out


def one(shown, i, group, england, row, table, name, by, which):
    """The columns of one line of one table for authority `i`."""
    key, mine = "%s_%s" % (table, name), shown[i][table][name]
    values = known(shown[j][table][name] for j in group if j is not None)
    land, of_england = england[table, name]
    enough = len(values) >= FEWEST
    yield key, money(mine) if mine is not None else ""
    found = {}
    for what in which:
        found[what] = penny(statistic(what, values)) if enough else None
        yield "%s_%s" % (key, what), cell(found[what])
        yield "%s_england_%s" % (key, what), cell(of_england[what])
    yield key + "_values", str(len(values))
    rank = place(mine, values) if enough else None
    yield key + "_rank", "" if rank is None else str(rank)
    counted = row["la_code"] not in NOT_ENGLAND
    rank_in_england = place(mine, land) if counted else None
    yield key + "_england_rank", \
        "" if rank_in_england is None else str(rank_in_england)
    part = above(mine, found[which[0]])
    yield key + "_above", plain(part)
    yield key + "_level", level(part)
    yield key + "_says", "%s, %s: %s. %s; the neighbours' %s is %s; place " \
        "%s of %s." % (row["name"], SAYS[name], level(part) or "not known",
                       pounds(mine, by, table), which[0],
                       pounds(found[which[0]], by, table),
                       rank or "not known", len(values))


def cell(value):
    return "" if value is None else money(value)


# --- the comparison --------------------------------------------------------------------

def calc(folder, rows, pairs, pack=PACK):
    """Results by authority and year, and those of the run."""
    out = os.path.join(folder, "out.csv")
    code, _, err = hn(
        "calc", pack,
        write(os.path.join(folder, "rows.csv"),
              common.as_csv(data.COLUMNS, rows)),
        "neighbour=" + write(os.path.join(folder, "pairs.csv"),
                             common.as_csv(data.NEIGHBOUR, pairs)),
        "--on", "2026-04-01", "--quiet", "-o", out)
    read = [common.rows_of(common.read(path)) for path in
            (out, os.path.join(folder, "out.run.csv"))]
    return (code, err), {row["authority_year"]: row for row in read[0]}, \
        {row["name"]: row["value"] for row in read[1]}


def whole(tally, what, rows, pairs, pack=PACK, own=True):
    with common.scratch() as folder:
        ended, got, run = calc(folder, rows, pairs, pack)
    tally.same(what + ": how it ended", ended, (0, ""))
    wanted = dict(expected(rows, pairs, own))
    tally.same(what + ": rows", sorted(got), sorted(wanted))
    for key, columns in wanted.items():
        row = dict(got.get(key, {}))
        row.pop("authority_year", None)
        tally.same("%s: columns" % what, sorted(row), sorted(columns))
        for name, value in columns.items():
            tally.same("%s: %s, %s" % (what, key, name.split("_", 1)[0]),
                       (name, row.get(name)), (name, value))
    ours = wanted.get("839 2025-26")
    if ours:
        for name in SUMMARY:
            usual = "mean" if name in ("topup", "all") else "median"
            tally.same(what + ": the summary", [
                run["%s_net_%s" % (of, name)]
                for of in ("ours", "usual", "level")],
                [ours["net_" + name], ours["net_%s_%s" % (name, usual)],
                 ours["net_%s_level" % name]])
    return got


# --- what is printed of neighbours --------------------------------------------------------

STATISTICS = {"median": "median", "maximum": "highest", "minimum": "lowest"}


def as_printed(tally, got, key, table, lines, printed):
    """A row of figures that the report prints, against a row of results."""
    which = printed[0].split()[-1]
    for line, figure in zip(lines, printed[1:]):
        figure = data.pounds(figure)
        column = "%s_%s_%s" % (table, line, STATISTICS[which])
        wanted = "%s.00" % figure if figure else None
        tally.same("printed %s of neighbours" % which,
                   (column, got[key].get(column)), (column, wanted))


def printed(tally, got):
    """All columns of both years; those that are blank there are not made."""
    lines = (["places", "topup_maintained", "topup_academies", "topup"]
             + data.HIGH_NEEDS[3:] + ["central", "all"])
    tables = [
        ("examples/reports/invest_to_save_2026/statistics.csv",
         "839 2025-26", "net", lines, None),
        ("examples/reports/benchmarking_2025/high_needs_summary.csv",
         "839 2024-25", "gross", data.HIGH_NEEDS + ["central"], -1),
        ("examples/reports/benchmarking_2025/general_fund_summary.csv",
         "839 2024-25", "gross",
         [line[0] for line in data.LINES[len(data.HIGH_NEEDS):]], -1)]
    told = 0
    for path, key, table, of, end in tables:
        for row in common.rows_of(common.read(path)):
            cells = list(row.values())[:end]
            if "eighbours" in cells[0]:
                tally.same(path + ": columns", len(cells), len(of) + 1)
                as_printed(tally, got, key, table, of, cells)
                told += len(of)
    tally.same("printed figures of neighbours", told, 3 * (16 + 14 + 6))


# What the reports say of BCP, line by line, where it is one of the levels.
NARRATIVE = {
    "839 2025-26": {
        "net_places": "around average", "net_topup": "around average",
        "net_independent": "very high", "net_targeted": "around average",
        "net_sen_support": "around average", "net_alternative": "very high",
        "net_inclusion": "around average", "net_therapies": "around average",
        "net_all": "high"},
    "839 2024-25": {
        "gross_places": "around average", "gross_topup": "high",
        "gross_independent": "high", "gross_sen_support": "low",
        "gross_alternative": "very high", "gross_central": "high"},
}


def narrative(tally, got):
    for key, levels in NARRATIVE.items():
        for name, wanted in levels.items():
            tally.same("narrative of " + key,
                       (name, got[key][name + "_level"]), (name, wanted))


def without_its_own(tally, shipped):
    """One word of the pack leaves an authority out of its own neighbours."""
    with common.scratch() as folder:
        text = common.read(os.path.join(PACK, "rules.lua")).decode()
        word = 'own = "included"'
        tally.same("one word", text.count(word), 1)
        write(os.path.join(folder, "rules.lua"),
              text.replace(word, 'own = "left out"'))
        got = whole(tally, "own left out", shipped["printed.csv"],
                    shipped["printed_neighbours.csv"], folder, own=False)
        whole(tally, "own left out", shipped["amounts.csv"],
              shipped["amounts_neighbours.csv"], folder, own=False)
    ours = got["839 2025-26"]
    tally.same("ten values", [ours["net_independent_" + what]
                              for what in ("values", "median", "rank")],
               ["10", "185.50", "1"])


# --- made-up rows on the edges ------------------------------------------------------------

def made(dice):
    usual = dice.choice([-20, 0, 3, 10, 50, 100, 200])
    rows = []
    for number_ in range(ROWS):
        code = dice.choice(["201", "420"] + ["E%d" % i for i in range(20)])
        row = data.blank(code, "Made up %d" % number_,
                         dice.choice(["2024-25", "2025-26"]))
        row["authority_year"] = "M%d" % number_
        for people in data.POPULATIONS:
            row[people] = dice.choice(["", "x", "1", "3", "7", "1000",
                                       str(dice.randrange(1, 300000))])
        for name, _, _, _ in data.LINES:
            for what in ("gross", "income"):
                row["%s_%s" % (name, what)] = dice.choice(
                    data.MARKS + ["0", "1", "1000.01", "0.05"]
                    + [str(dice.randrange(10 ** 7)) for _ in range(7)])
            for table in data.TABLES:
                row["%s_%s_a_head" % (name, table)] = edge(dice, usual)
        for table in data.TABLES:
            row["central_%s_a_head" % table] = edge(dice, 10 * usual)
        rows.append(row)
    return rows


def edge(dice, usual):
    """Mostly one figure, so that medians are it, and others near a level."""
    return dice.choice(
        [""] * 8 + data.MARKS + [str(usual)] * 12
        + [str(usual + by) for by in (-11, -10, -9, 9, 10, 11)]
        + [money(F(usual) * part / 100 + cents) for part in
           (50, 80, 120, 150) for cents in (0, F(1, 100), F(-1, 100))])


def made_pairs(dice, rows):
    """Some without any, some with few; one that is not in the data."""
    out = []
    for row in rows:
        others = [other["authority_year"] for other in rows
                  if other is not row]
        for other in dice.sample(others, dice.choice([0, 1, 3, 4, 5, 10])):
            out.append({"authority_year": row["authority_year"],
                        "neighbour_year": other})
        if dice.random() < 0.1:
            out.append({"authority_year": row["authority_year"],
                        "neighbour_year": "NOBODY"})
    return out


def main():
    tally = common.Tally()
    shipped = {name: rows for name, (_, rows) in data.made().items()}
    got = whole(tally, "printed", shipped["printed.csv"],
                shipped["printed_neighbours.csv"])
    printed(tally, got)
    narrative(tally, got)
    whole(tally, "amounts", shipped["amounts.csv"],
          shipped["amounts_neighbours.csv"])
    without_its_own(tally, shipped)
    for seed in range(ROUNDS):
        dice = random.Random(seed)
        rows = made(dice)
        pairs = made_pairs(dice, rows)
        first = whole(tally, "made up %d" % seed, rows, pairs)
        dice.shuffle(rows)
        dice.shuffle(pairs)
        with common.scratch() as folder:
            tally.check("the order of rows does not matter",
                        calc(folder, rows, pairs)[1] == first)
    tally.end()


if __name__ == "__main__":
    main()
