#!/usr/bin/python3
"""Makes examples/benchmark/: printed figures, and synthetic amounts.

`printed.csv` has what the section 251 tables print of eleven authorities, as
examples/reports has it: pounds a head, net for 2025-26 and gross for 2024-25.
`amounts.csv` has gross spending, income and populations of authorities that do
not exist.  The neighbours of both stand beside them.  The same bytes come out
every time.  Run without arguments it compares the files in the tree with what
it makes, byte for byte; `--write` writes them.
"""
import sys

import common

FOLDER = "examples/benchmark"
NET = "examples/reports/invest_to_save_2026/authorities.csv"
GROSS = "examples/reports/benchmarking_2025/high_needs.csv"
GENERAL = "examples/reports/benchmarking_2025/general_fund.csv"
PROVISIONAL = "examples/reports/benchmarking_2025/budgets_2025_26.csv"

CODES = {"BCP": 839, "Bedford Borough": 822, "Southend-on-Sea": 882,
         "Kent": 886, "Devon": 878, "Milton Keynes": 826, "Bexley": 303,
         "West Sussex": 938, "Norfolk": 926, "East Sussex": 845, "Essex": 881}

POPULATIONS = ["heads_0_19", "heads_16_18", "heads_19_25", "pupils_3_19",
               "pupils_3_15"]
# Line, its population, and for the synthetic amounts: the usual pounds a
# head, and the part of them that comes back as income, in per cent.
LINES = [
    ("places", "heads_0_19", 170, 0),
    ("topup_maintained", "heads_0_19", 210, 1),
    ("topup_academies", "heads_0_19", 230, 1),
    ("independent", "heads_0_19", 215, 2),
    ("targeted", "heads_0_19", 5, 0),
    ("sen_support", "heads_0_19", 44, 8),
    ("hospital", "heads_0_19", 4, 5),
    ("alternative", "heads_0_19", 25, 30),
    ("inclusion", "heads_0_19", 18, 6),
    ("in_difficulty", "heads_0_19", 1, 0),
    ("pfi", "heads_0_19", 2, 0),
    ("direct_payments", "heads_0_19", 3, 0),
    ("therapies", "heads_0_19", 7, 3),
    ("psychology", "pupils_3_19", 24, 20),
    ("administration", "pupils_3_19", 44, 4),
    ("advice", "pupils_3_19", 4, 5),
    ("transport_pre_16", "pupils_3_15", 190, 2),
    ("transport_16_18", "heads_16_18", 97, 10),
    ("transport_19_25", "heads_19_25", 15, 10),
]
HIGH_NEEDS = [line[0] for line in LINES if line[1] == "heads_0_19"]
CENTRAL = HIGH_NEEDS[1:]
TABLES = ("net", "gross")
MARKS = ["c", "x", "z", ":", "u", "low", ""]

COLUMNS = (["authority_year", "la_code", "name", "year"] + POPULATIONS
           + [name + "_" + what for name, _, _, _ in LINES
              for what in ("gross", "income", "net_a_head", "gross_a_head")]
           + ["central_net_a_head", "central_gross_a_head"])
NEIGHBOUR = ["authority_year", "neighbour_year"]


def blank(code, name, year):
    row = dict.fromkeys(COLUMNS, "")
    row.update(authority_year="%s %s" % (code, year), la_code=str(code),
               name=name, year=year)
    return row


# --- what is printed ----------------------------------------------------------

def table(path, name_column="row"):
    return {row[name_column]: row for row in common.rows_of(common.read(path))}


def pounds(text):
    return text.replace("£", "").replace(",", "")


def net_rows():
    headings = None
    rows = []
    for printed in table(NET, "authority").values():
        headings = headings or list(printed)
        values = [pounds(printed[heading]) for heading in headings]
        figures = values[2:5] + values[6:16]     # but not the top-ups' total
        name = printed["authority"]
        row = blank(CODES[name], name, "2025-26")
        for line, figure in zip(HIGH_NEEDS, figures):
            row[line + "_net_a_head"] = figure
        row["central_net_a_head"] = values[16]
        rows.append(row)
    return rows


def gross_rows():
    rows, general = [], table(GENERAL)
    for name, printed in table(GROSS).items():
        row = blank(CODES[name], name, "2024-25")
        figures = dict(printed, direct_payments=printed["direct"],
                       **general[name])
        for line, _, _, _ in LINES:
            row[line + "_gross_a_head"] = figures[line]
        row["central_gross_a_head"] = printed["total"]
        rows.append(row)
    return rows


def pairs(rows):
    """The first of the rows and its neighbours, the others."""
    return [{"authority_year": rows[0]["authority_year"],
             "neighbour_year": row["authority_year"]} for row in rows[1:]]


# --- synthetic amounts ----------------------------------------------------------

def people(dice, row):
    heads = dice.between(18000, 330000)
    row.update(heads_0_19=heads,
               heads_16_18=heads * dice.between(13, 16) // 100,
               heads_19_25=heads * dice.between(26, 41) // 100,
               pupils_3_19=heads * dice.between(60, 70) // 100,
               pupils_3_15=heads * dice.between(52, 59) // 100)


def spending(dice, row):
    for name, by, usual, back in LINES:
        gross = row[by] * usual * dice.between(30, 210) // 100
        row[name + "_gross"] = gross
        row[name + "_income"] = gross * dice.between(0, 2 * back) // 100
        if dice.often(1):
            row[name + "_income"] = dice.one_of(MARKS)


def synthetic(dice):
    codes = [201, 420] + list(range(9001, 9041))
    rows = [blank(code, "Synthetic %02d" % at, "2025-26")
            for at, code in enumerate(codes)]
    for row in rows:
        people(dice, row)
        spending(dice, row)
    rows[5]["alternative_income"] = rows[5]["alternative_gross"] + 60000
    return rows


def some_pairs(dice, rows, each):
    out = []
    for row in rows:
        others = [other for other in rows if other is not row]
        for _ in range(each):
            other = others.pop(dice.below(len(others)))
            out.append({"authority_year": row["authority_year"],
                        "neighbour_year": other["authority_year"]})
    return out


def made():
    dice = common.Dice(20260331)
    net, gross = net_rows(), gross_rows()
    rows = synthetic(dice)
    return {"printed.csv": (COLUMNS, net + gross),
            "printed_neighbours.csv": (NEIGHBOUR, pairs(net) + pairs(gross)),
            "amounts.csv": (COLUMNS, rows),
            "amounts_neighbours.csv": (NEIGHBOUR, some_pairs(dice, rows, 10))}


if __name__ == "__main__":
    common.files(FOLDER, {name: common.as_csv(columns, rows)
                          for name, (columns, rows) in made().items()},
                 "--write" in sys.argv)
