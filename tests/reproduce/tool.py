"""The high needs benchmarking tool, and statistical neighbours."""
import os
import tempfile
from fractions import Fraction

from found import (Sums, answer_of, calc, number, shown, table,
                   to_the_digit)

TOOL = "hn_benchmarking_tool_2021-22_s251_and_ehcp.csv"
NEIGHBOURS = "statistical_neighbours_2021-04_and_2025-05.csv"
PENNY = Fraction(1, 200)     # half of it

PLACEMENTS = ["ehcp_" + kind for kind in (
    "mainstream", "resourced_or_unit", "state_special", "nmss_independent",
    "hospital_or_ap", "post16", "other")]
PHASES = ["early_years", "primary", "secondary", "special", "pru_ap",
          "post_school"]


def identities(row, sums):
    """What adds up within an authority's row."""
    def add(kind, whole, parts, less=()):
        values = [number(row[part]) for part in parts]
        values += [None if number(row[part]) is None else -number(row[part])
                   for part in less]
        sums.add(kind, "%s, %s" % (row["la_name"], whole), number(row[whole]),
                 values, PENNY)
    add("EHC plans by placement add up", "ehcp_total", PLACEMENTS)
    for stage in ("budget", "outturn"):
        place = stage + "_place_"
        add("places in special schools and alternative provision add up",
            place + "total_special_and_ap",
            [place + "special", place + "pru_ap"])
        for sector in ("state", "nonstate"):
            topup = "%s_topup_%s_" % (stage, sector)
            add("top-up by phase, less income, adds up", topup + "total",
                [topup + phase for phase in PHASES], [topup + "income"])


def tool(folder, findings):
    sums = Sums(TOOL)
    for row in table(folder, TOOL):
        identities(row, sums)
    sums.into(findings)


def neighbours(folder, findings):
    """Ten each, ranked 1 to 10, all different and none the authority."""
    groups = {}
    for row in table(folder, NEIGHBOURS):
        groups.setdefault((row["model"], row["la_name"], row["la_code"]),
                          []).append(row)
    codes = {(model, code) for model, _, code in groups}
    for (model, name, code), rows in groups.items():
        others = {row["neighbour_code"] for row in rows
                  if (model, row["neighbour_code"]) in codes - {(model, code)}}
        ranks = sorted(int(row["rank"]) for row in rows)
        sound = len(others) == 10 and ranks == list(range(1, 11))
        findings.add(NEIGHBOURS, "ten others each, ranked 1 to 10",
                     "%s, %s" % (model, name), Fraction(10),
                     Fraction(len(others)), "reproduced" if sound else "not",
                     "")


# --- pounds a head, and neighbours ------------------------------------------

BENCHMARK = "rules/benchmark"
FEWEST = 5                   # values known, as the pack has it

# The lines of the pack and what the tool has of them: amounts, and income to
# be taken off.  Top-up in state schools is one line there and two in the pack:
# it stands in the first.
LINES = {
    "places": (["place_total_special_and_ap"], None),
    "topup_maintained": (["topup_state_" + phase for phase in PHASES],
                         "topup_state_income"),
    "independent": (["topup_nonstate_" + phase for phase in PHASES],
                    "topup_nonstate_income"),
    "sen_support": (["sen_support_and_inclusion"], None),
    "alternative": (["alternative_provision"], None),
    "hospital": (["hospital_education"], None),
    "therapies": (["therapies_health"], None),
}
BASIS = {name: "net" if income else "gross"
         for name, (_, income) in LINES.items()}


def half_away(amount, step):
    whole = abs(amount) / step + Fraction(1, 2)
    return (1 if amount >= 0 else -1) * (whole.numerator
                                         // whole.denominator) * step


def to_the_penny(amount):
    return None if amount is None else half_away(amount, Fraction(1, 100))


def amounts(row, stage, name):
    """(gross, income) of a line; None where it is not given."""
    parts, income = LINES[name]
    parts = [number(row["%s_%s" % (stage, part)]) for part in parts]
    less = number(row["%s_%s" % (stage, income)]) if income else Fraction(0)
    return None if None in parts else sum(parts), less


def a_head(row, stage, name):
    gross, income = amounts(row, stage, name)
    if gross is None or income is None:
        return None
    return to_the_penny((gross - income) / number(row["population_2_18"]))


def median(values):
    inside, half = sorted(values), len(values) // 2
    if len(inside) % 2:
        return inside[half]
    return (inside[half - 1] + inside[half]) / 2


class Stage:
    """Budget or outturn: what each authority spends a head on each line."""

    def __init__(self, stage, rows):
        self.name, self.rows = stage, rows
        self.a_head = {(row["la_code"], name): a_head(row, stage, name)
                       for row in rows for name in LINES}

    def lines(self):
        """Its authorities as the pack reads them.  Stray decimals of the
        spreadsheet are rounded away: pence, and ten-thousandths of a head."""
        for row in self.rows:
            line = {"authority_year": row["la_code"] + " " + self.name,
                    "la_code": row["la_code"], "name": row["la_name"],
                    "year": self.name, "heads_2_18":
                    shown(round(number(row["population_2_18"]), 4))}
            for name in LINES:
                gross, income = amounts(row, self.name, name)
                line[name + "_gross"] = shown(to_the_penny(gross))
                line[name + "_income"] = shown(to_the_penny(income))
            yield line

    def among(self, code, name, near):
        """The values that are known of an authority and its neighbours."""
        values = [self.a_head.get((one, name)) for one in [code] + near[code]]
        return [value for value in values if value is not None]

    def england(self, name):
        return [self.a_head[row["la_code"], name] for row in self.rows
                if self.a_head[row["la_code"], name] is not None]


def by_the_pack(stages, near):
    """The pack's results, with the population of the tool, those aged 2 to
    18, in place of that of the section 251 table."""
    with tempfile.TemporaryDirectory(prefix="hn-reproduce-") as folder:
        with open(os.path.join(BENCHMARK, "rules.lua"),
                  encoding="utf-8") as file:
            text = file.read()
        with open(os.path.join(folder, "rules.lua"), "w",
                  encoding="utf-8") as file:
            file.write(text.replace("0_19", "2_18"))
        return calc(folder, {
            "authority": [line for stage in stages for line in stage.lines()],
            "neighbour": [
                {"authority_year": "%s %s" % (code, stage.name),
                 "neighbour_year": "%s %s" % (other, stage.name)}
                for stage in stages for code in near for other in near[code]]
        })["authority"]


def neighbours_of(folder, codes):
    """By model: the neighbours of each authority that the tool has."""
    models = {}
    for row in table(folder, NEIGHBOURS):
        if row["la_code"] in codes:
            models.setdefault(row["model"], {code: [] for code in codes})[
                row["la_code"]].append(row["neighbour_code"])
    return models


def statistics(stage, code, name, near):
    """What the pack says of a line, worked out here."""
    mine, known = stage.a_head[code, name], stage.among(code, name, near)
    enough = len(known) >= FEWEST
    everyone = stage.england(name)
    return {
        "": mine,
        "_median": to_the_penny(median(known)) if enough else None,
        "_mean": to_the_penny(sum(known) / len(known)) if enough else None,
        "_highest": max(known) if enough else None,
        "_lowest": min(known) if enough else None,
        "_rank": Fraction(1 + sum(value > mine for value in known))
                 if enough and mine is not None else None,
        "_england_median": to_the_penny(median(everyone)),
        "_england_rank": None if mine is None else
                         Fraction(1 + sum(value > mine for value in everyone)),
    }


def compared(folder, findings):
    """Nothing of this is published: the pack is held against fractions.  What
    a line is a head goes by no neighbours, and is told once."""
    rows = table(folder, TOOL)
    stages = [Stage(stage, rows) for stage in ("budget", "outturn")]
    codes = [row["la_code"] for row in rows]
    told = set()
    for model, near in sorted(neighbours_of(folder, codes).items()):
        worked = by_the_pack(stages, near)
        for stage in stages:
            for row in rows:
                results = worked[row["la_code"] + " " + stage.name]
                for name in LINES:
                    exact = statistics(stage, row["la_code"], name, near)
                    key = "%s, %s, %s" % (row["la_name"], stage.name, name)
                    compare(exact, BASIS[name] + "_" + name, results, key,
                            model, findings, told)


def compare(exact, column, results, key, model, findings, told):
    for what, amount in exact.items():
        kind = "not published, worked out twice: " + (
            "beside neighbours of " + model if what else "a head of 2 to 18")
        text = results[column + what]
        findings.kernel(TOOL, kind, key + what, amount, text)
        if what or key not in told:
            findings.add(TOOL, kind, key + what, amount, answer_of(text),
                         to_the_digit(amount, answer_of(text), 0), "")
    told.add(key)


SUBJECTS = [([TOOL], tool), ([TOOL, NEIGHBOURS], compared),
            ([NEIGHBOURS], neighbours)]
