"""The dedicated schools grant: places, high needs block, balances."""
from fractions import Fraction

from found import (HERE, Sums, calc, number, shown, table, to_the_pound,
                   up)

PLACES = "dsg_high_needs_place_deductions_2020-21_2021-22.csv"
BLOCK = "dsg_high_needs_block_2020-21_2021-22.csv"
TOTALS = "dsg_total_allocation_2019-20_to_2023-24.csv"
BALANCE = "dsg_cumulative_balance_pct_2019-20_to_2021-22.csv"
PLACE_FUNDING = "rules/place_funding"
HUNDREDTH = Fraction(1, 200)     # half of it


def year_start(row):
    return row["financial_year"][:4] + "-04-01"


# --- places -----------------------------------------------------------------

def name_of(row):
    return "%s, %s, %s: %s" % (row["financial_year"], row["la_name"],
                               row["provider_group"], row["place_type"])


def authority_of(row):
    return "%s %s" % (row["financial_year"], row["la_code"])


def is_hospital(row):
    return row["provider_group"] == "Hospital Academies"


def how_rounded(published, exact):
    """The three classes; a fourth is told if there ever is one."""
    over = published - up(exact)
    if over == 0:
        return "equal to the amount rounded up"
    if over == 1:
        return "£1 over the amount rounded up"
    if over == -1 and exact.denominator > 1:
        return "rounded down"
    return "further out"


def deduction(row, kind):
    """A year's pounds: so many months at the one number of places, the rest
    at the other.  A hospital has pounds in both columns."""
    before, after = (number(row["places_period_%d" % i]) for i in (1, 2))
    if is_hospital(row):
        return before + after
    months = int(kind["months_before"])
    return int(kind["rate"]) * (before * months + after * (12 - months)) / 12


def line_of(place, row, kind):
    """A row as a line of the pack."""
    line = {"line_id": place, "year_start": year_start(row),
            "block": authority_of(row), "kind": kind["kind"],
            "paid_by": "Department"}
    if is_hospital(row):
        line["sum_of_money"] = shown(deduction(row, kind))
    else:
        line["places_before"] = row["places_period_1"]
        line["places_after"] = row["places_period_2"]
    return line


def place_lines(rows, kinds, worked, findings):
    for place, row in enumerate(rows):
        exact = deduction(row, kinds[place])
        published = number(row["deduction_gbp"])
        kind = "hospital lines: pounds in the places columns" \
            if is_hospital(row) else "lines with places"
        findings.kernel(PLACES, kind, name_of(row), up(exact),
                        worked["line"][str(place)]["place_funding"])
        findings.add(PLACES, kind, name_of(row), published, up(exact),
                     to_the_pound(published, up(exact)),
                     "" if is_hospital(row) else
                     how_rounded(published, exact))


def place_totals(totals, rows, kinds, worked, findings):
    """An authority's total: of its lines as they are published, and of its
    lines as they are worked out."""
    sums, published, exact = Sums(PLACES), {}, {}
    for row, kind in zip(rows, kinds):
        of = authority_of(row)
        published.setdefault(of, []).append(number(row["deduction_gbp"]))
        exact[of] = exact.get(of, 0) + up(deduction(row, kind))
    for row in totals:
        of, name = authority_of(row), "%s, %s" % (row["financial_year"],
                                                  row["la_name"])
        total, kind = number(row["deduction_gbp"]), \
            "TOTAL rows: of the lines as they are worked out"
        sums.add("TOTAL rows: of the lines as they are published", name,
                 total, published[of])
        findings.kernel(PLACES, kind, name, exact[of],
                        worked["authority"][of]["deductions"])
        findings.add(PLACES, kind, name, total, exact[of],
                     to_the_pound(total, exact[of]), "")
    sums.into(findings)


def places(folder, findings):
    kind_of = {(kind["provider_group"], kind["place_type"]): kind
               for kind in table(HERE, "place_types.csv")}
    totals, rows = [], []
    for row in table(folder, PLACES):
        (totals if row["provider_group"] == "TOTAL" else rows).append(row)
    kinds = [kind_of[row["provider_group"], row["place_type"]]
             for row in rows]
    worked = calc(PLACE_FUNDING, {
        "authority": [{"block_id": authority_of(row),
                       "starts_on": year_start(row)} for row in totals],
        "line": [line_of(place, row, kind)
                 for place, (row, kind) in enumerate(zip(rows, kinds))]})
    place_lines(rows, kinds, worked, findings)
    place_totals(totals, rows, kinds, worked, findings)


# --- high needs block -------------------------------------------------------

LETTERS = {"formula": "A_nff_excl_basic_entitlement_import_export",
           "entitlement": "B_basic_entitlement_rate",
           "special_pupils": "C_basic_entitlement_pupils",
           "imports_sum": "D_import_export_adjustment",
           "free_schools": "E_special_free_schools",
           "hospital_sum": "F_hospital_ap_pay_pension_supplementary"}
TOTAL = "total_hnb_before_deductions"


def build_up(row):
    """A + B x C + D + E + F.  An empty F is one that its year does not have;
    G and H are empty in both years."""
    a, b, c, d, e, f = (number(row[column] or "0")
                        for column in LETTERS.values())
    return a + b * c + d + e + f


def authorities(rows, findings):
    worked = calc(PLACE_FUNDING, {
        "authority": [dict({name: row[column]
                            for name, column in LETTERS.items()},
                           block_id=authority_of(row),
                           starts_on=year_start(row)) for row in rows],
        "line": []})["authority"]
    for row in rows:
        answer, published = up(build_up(row)), number(row[TOTAL])
        kind = "authorities, " + row["financial_year"]
        findings.kernel(BLOCK, kind, row["la_name"], answer,
                        worked[authority_of(row)]["high_needs_block"])
        findings.add(BLOCK, kind, row["la_name"], published, answer,
                     to_the_pound(published, answer), "")


def england(whole, rows, sums):
    """The row of England is the sum of authorities; the formula on its own
    averages is something else."""
    year = whole["financial_year"]
    for column in list(LETTERS.values()) + [TOTAL]:
        if whole[column] and column != LETTERS["entitlement"]:
            sums.add("England: the sum of authorities, each column",
                     "%s, %s" % (year, column), number(whole[column]),
                     [number(row[column]) for row in rows])
    sums.add("England: the build-up of its own averages", year,
             number(whole[TOTAL]), [build_up(whole)])


def block(folder, findings):
    rows = table(folder, BLOCK)
    wholes = [row for row in rows if row["la_code"] == "ENGLAND"]
    rows = [row for row in rows if row["la_code"] != "ENGLAND"]
    authorities(rows, findings)
    sums = Sums(BLOCK)
    for whole in wholes:
        england(whole, [row for row in rows if row["financial_year"]
                        == whole["financial_year"]], sums)
    sums.into(findings)


# --- the whole grant, and balances ------------------------------------------

AMOUNT = "Total DSG allocation (£s)"


def whole_grant(folder, findings):
    rows, sums = table(folder, TOTALS), Sums(TOTALS)
    for year in sorted({row["time_period"] for row in rows}):
        mine = [row for row in rows if row["time_period"] == year]
        england, *above = [row for row in mine if not row["la_name"]]
        ways = {"authorities": [row for row in mine if row["la_name"]],
                "types of authority": above[:4], "regions": above[4:]}
        for what, beneath in ways.items():
            sums.add("England: the sum of its " + what, year,
                     number(england[AMOUNT]),
                     [number(row[AMOUNT]) for row in beneath], HUNDREDTH)
    sums.into(findings)


def plain(name):
    """A name as both files have it: without the words that only one has."""
    words = name.lower().replace(",", " ").replace(".", " ").split()
    return " ".join(sorted(set(words) - {"city", "of", "county", "and",
                                         "borough"}))


def balances(folder, findings):
    """The percentages of authorities are rounded, and so is their mean: each
    may be half of a hundredth out."""
    rows, sums = table(folder, BALANCE), Sums(BALANCE)
    for row in rows:
        sums.add("the same as the deficit with its sign turned",
                 "%s, %s" % (row["time_period"], row["la_name"] or
                             row["region_name"]),
                 number(row["DSG cumulative balance as a % of the total "
                            "income"]), [-number(row["deficit"])])
    grant = {(row["time_period"], plain(row["la_name"])): number(row[AMOUNT])
             for row in table(folder, TOTALS) if row["la_name"]}
    for whole in rows:
        if whole["geographic_level"] == "Local authority":
            continue
        beneath = [row for row in rows
                   if row["geographic_level"] == "Local authority"
                   and row["time_period"] == whole["time_period"]
                   and whole["region_name"] in ("England",
                                                row["region_name"])]
        sums.add("England and regions: the mean of authorities, each by its "
                 "whole grant",
                 "%s, %s" % (whole["time_period"], whole["region_name"]),
                 number(whole["deficit"]),
                 [number(row["deficit"]) for row in beneath], 2 * HUNDREDTH,
                 weights=[grant.get((row["time_period"],
                                     plain(row["la_name"])))
                          for row in beneath])
    sums.into(findings)


SUBJECTS = [([PLACES], places), ([BLOCK], block), ([TOTALS], whole_grant),
            ([BALANCE, TOTALS], balances)]
