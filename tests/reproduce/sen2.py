"""EHC plans: how many there are, how many begin and end (SEN2)."""
from fractions import Fraction

from found import Sums, calc, number, shown, table

CASELOAD = "sen2_2025_caseload_all_plans.csv"
FLOWS = "sen2_2025_flows_totals.csv"
TENTH = Fraction(1, 20)      # half of it
ABOUT = ["time_period", "geographic_level", "region_name", "new_la_code",
         "old_la_code", "la_name"]

PARTS = {
    "mainstream_total": [
        "mainstream_" + kind for kind in (
            "la_maintained", "la_maintained_resourced_provision",
            "la_maintained_senunit", "academy",
            "academy_resourced_provision", "academy_senunit", "free_school",
            "free_school_resourced_provision", "free_school_senunit",
            "independent")],
    "special_total": ["special_la_maintained", "special_academy_free",
                      "special_independent", "special_non_maintained"],
    "ap_pru_total": ["ap_pru_academy", "ap_pru_free_school",
                     "ap_pru_la_maintained"],
    "fe_total": ["general_fe_tertiary_colleges",
                 "specialist_post_16_institutions", "ukrlp_provider"],
    "ed_elsewhere": [
        "elective_home_education", "other_arrangements_la",
        "other_arrangements_parents", "online_provider", "w_settings",
        "other_schools", "other_placement_settings", "neet", "neet_ntci",
        "neet_other", "neet_other_csa"],
    "ehcplans": ["mainstream_total", "special_total", "ap_pru_total",
                 "fe_total", "ed_elsewhere", "nm_early_years",
                 "placement_unknown", "await_prov_2022", "perm_ex_2022"],
}
# Until January 2023 other settings are counted beside education elsewhere,
# then in it: the sums of England show that, in every year.
MOVED, MOVES = "other_placement_settings", "202324"

SHARES = {"mainstream_total_pc": "mainstream_total",
          "special_total_pc": "special_total",
          "AP_PRU_total_pc": "ap_pru_total", "fe_total_pc": "fe_total",
          "ed_elsewhere_pc": "ed_elsewhere",
          "nm_early_years_pc": "nm_early_years",
          "placement_unknown_pc": "placement_unknown"}

REASONS = ["max_age", "needs_met", "he", "employ", "transfer", "no_engage",
           "moved_outside_eng", "deceased", "not_rec", "other"]
ENDS = {"total_ceased": REASONS,
        "requests_received_in_year": [
            "requests_decided_to_assess", "requests_decided_not_to_assess",
            "requests_decision_not_made", "requests_withdrawn"],
        "assess_in_year": ["assess_issued", "assess_not_issued",
                           "assess_not_made", "assess_withdrawn"]}
IN_TIME = {"pc_plans_issued_within_20_weeks": (
               "plans_issued_within_20_weeks", "plans_issued_den"),
           "PC_plans_issued_20_weeks_ex": (
               "plans_issued_20_weeks_ex", "plans_issued_den_ex")}


def who(row):
    return "%s, %s" % (row["time_period"], row["la_name"] or
                       row["region_name"] or "England")


def years(rows):
    return sorted({row["time_period"] for row in rows})


def of_year(rows, year):
    """England, regions and authorities of a year."""
    return [[row for row in rows if row["time_period"] == year
             and row["geographic_level"] == level]
            for level in ("National", "Regional", "Local authority")]


def collected(england):
    """The columns that were asked for in a year: those England has."""
    return {column for column, cell in england.items()
            if column not in ABOUT and number(cell) is not None}


def levels(rows, sums, left_out):
    """England is the sum of its authorities and of its regions, and a region
    that of its authorities, in each column that was collected."""
    for year in years(rows):
        (england,), regions, authorities = of_year(rows, year)
        for column in sorted(collected(england) - set(left_out)):
            def add(kind, whole, parts):
                sums.add("%s: %s" % (kind, "plans" if column == "ehcplans"
                                     else "other columns"),
                         "%s, %s" % (who(whole), column),
                         number(whole[column]),
                         [number(part[column]) for part in parts])
            add("England: the sum of its authorities", england, authorities)
            add("England: the sum of its regions", england, regions)
            for region in regions:
                add("regions: the sum of their authorities", region,
                    [row for row in authorities
                     if row["region_name"] == region["region_name"]])


def placements(rows, sums):
    """Each row's plans by placement, and the percentages beside them."""
    for year in years(rows):
        asked = collected(of_year(rows, year)[0][0])
        for row in (row for row in rows if row["time_period"] == year):
            for whole, parts in PARTS.items():
                inside = [part for part in parts if part in asked]
                if year < MOVES and whole == "ed_elsewhere":
                    inside.remove(MOVED)
                if year < MOVES and whole == "ehcplans":
                    inside.append(MOVED)
                sums.add("placements add up to " + whole, who(row),
                         number(row[whole]),
                         [number(row[part]) for part in inside])
            for column, part in SHARES.items():
                if column in asked and number(row["ehcplans"]):
                    sums.add("percentages of all plans",
                             "%s, %s" % (who(row), column),
                             number(row[column]), [number(row[part])],
                             TENTH, whole=number(row["ehcplans"]))


def caseload(folder, findings):
    rows, sums = table(folder, CASELOAD), Sums(CASELOAD)
    levels(rows, sums, SHARES)
    placements(rows, sums)
    sums.into(findings)


def in_a_row(rows, sums):
    for year in years(rows):
        asked = collected(of_year(rows, year)[0][0])
        for row in (row for row in rows if row["time_period"] == year):
            for whole, parts in ENDS.items():
                if whole in asked and set(parts) <= asked:
                    sums.add("reasons and outcomes add up to " + whole,
                             who(row), number(row[whole]),
                             [number(row[part]) for part in parts])
            for column, (part, whole) in IN_TIME.items():
                if number(row[whole]):
                    sums.add("percentages within 20 weeks",
                             "%s, %s" % (who(row), column),
                             number(row[column]), [number(row[part])],
                             TENTH, whole=number(row[whole]))


def flows(folder, findings):
    rows, sums = table(folder, FLOWS), Sums(FLOWS)
    levels(rows, sums, IN_TIME)
    in_a_row(rows, sums)
    sums.into(findings)


# --- stocks and flows -------------------------------------------------------

LEVELS = {"National": "England", "Regional": "regions",
          "Local authority": "authorities"}


def joined(folder):
    """(plans in January, its year's flows, plans in the next January) of
    England, each region and authority; None where an authority is new or is
    no more."""
    plans = {key_of(row): number(row["ehcplans"])
             for row in table(folder, CASELOAD)}
    for flow in table(folder, FLOWS):
        year = int(flow["time_period"])
        opening, closing = (
            plans.get(key_of(flow, "%d%02d" % (first, first % 100 + 1)))
            for first in (year - 1, year))
        yield opening, flow, closing


def key_of(row, period=None):
    return (period or row["time_period"], row["geographic_level"],
            row["region_name"] if row["geographic_level"] == "Regional"
            else row["new_la_code"])


GRANT_POSITION = "rules/grant_position"


def unexplained(authorities, findings):
    """The reconciling line of each authority by the pack.  Plans that came
    from another authority or went to one have no column: they are among the
    new and the ceased ones, as far as they are counted.  The years to come
    are no part of this: nothing unexplained goes on in them."""
    settings = [{"setting_id": place, "placement": "mainstream school",
                 "age": "5 to 10", "plans_before": shown(opening),
                 "joined": shown(new), "ceased": shown(ceased),
                 "plans": shown(closing), "came": 0, "went": 0}
                for place, (_, opening, new, ceased, closing, _)
                in enumerate(authorities)]
    worked = calc(GRANT_POSITION, {"setting": settings, "move": [],
                                   "measure": []},
                  "--set", "unexplained_goes_on=0")["setting"]
    for place, (name, *_, line) in enumerate(authorities):
        findings.kernel(FLOWS, "reconciling line", name, line,
                        worked[str(place)]["unexplained"])


def stocks_and_flows(folder, findings):
    """January, new plans and those that ceased hardly ever come to the next
    January: the reconciling line is what is left over."""
    sums, left, authorities = Sums(FLOWS), {}, []
    for opening, flow, closing in joined(folder):
        if flow["total_ceased"] == "":          # not yet collected
            continue
        ceased, level = number(flow["total_ceased"]), flow["geographic_level"]
        lines = [opening, number(flow["new_ehc_plans"]),
                 None if ceased is None else -ceased]
        line = None if None in lines + [closing] else closing - sum(lines)
        left.setdefault((flow["time_period"], level), []).append(line)
        if level == "Local authority":
            authorities.append((who(flow), opening, lines[1], ceased, closing,
                                line))
        sums.add("stocks and flows close, " + LEVELS[level],
                 "%s, reconciling line %s" % (
                     who(flow), "not known" if line is None
                     else format(int(line), "+,d")), closing, lines)
    for (year, level), lines in sorted(left.items()):
        if level != "National":
            sums.add("England's reconciling line: the sum of those of "
                     + LEVELS[level], year, left[year, "National"][0], lines)
    sums.into(findings)
    unexplained(authorities, findings)


SUBJECTS = [([CASELOAD], caseload), ([FLOWS], flows),
            ([FLOWS, CASELOAD], stocks_and_flows)]
