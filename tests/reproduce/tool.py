"""The high needs benchmarking tool, and statistical neighbours."""
from fractions import Fraction

from found import Sums, number, table

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


SUBJECTS = [(TOOL, tool), (NEIGHBOURS, neighbours)]
