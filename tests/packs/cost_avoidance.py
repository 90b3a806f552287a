#!/usr/bin/python3
# also: asan
"""The pack rules/cost_avoidance again, by hand, against what hn makes of it.

Written from the words of the policy, in exact fractions, without reading
rules.lua.  Thousands of made-up places of dozens of initiatives: children
claimed by several, whole and shared; places that opened or closed on every
edge of the year reported; everything missing that may be; other orders of the
rows.  And the shipped data, which must come to what the report prints.
"""
import datetime
import os
import random
from fractions import Fraction as F

import common
from common import hn, money, rounded, write
import cost_avoidance_data as data

PACK = "rules/cost_avoidance"
PLACES = 400 if "asan" in os.environ.get("HN_BUILD", "") else 5000
DAYS = ("2024-04-01", "2026-01-27", "2028-02-29")
COSTS = {"independent special place": (64000, 26000),
         "specialist place": (47000, 0)}
# Filled, not there anyway, kept after optimism: what is left in each case.
CASES = {"low": (F(85, 100), F(80, 100) * F(80, 100)),
         "central": (F(95, 100), F(90, 100) * F(90, 100)),
         "high": (F(1), F(1))}
STATUSES = ("delivered", "pipeline", "proposed")
CATEGORIES = ("invest to save", "invest to cost avoid", "grant funding")
FUNDS = ("High Needs Block", "General Fund", "DfE grant",
         "schools block transfer")


def number(text):
    return F(text) if text else None


def day(text):
    return datetime.date.fromisoformat(text) if text else None


def total(values):
    """The sum of what is known; None where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known, F(0)) if known else None


# --- time --------------------------------------------------------------------

def april(year):
    return datetime.date(year, 4, 1)


def year_begins(on):
    return on.year - (on.month < 4)


def school_year(date):
    first = date.year - (date.month < 9)
    return "%d-%02d" % (first, (first + 1) % 100)


def whole_months(first, until):
    """How often the day of the month of `first` has come round by `until`, to
    the last day in a shorter month."""
    count = 0
    while True:
        month = first.month + count
        year, month = first.year + month // 12, month % 12 + 1
        after = datetime.date(year + month // 12, month % 12 + 1, 1)
        last = (after - datetime.timedelta(1)).day
        if datetime.date(year, month, min(first.day, last)) > until:
            return count
        count += 1


# --- places ------------------------------------------------------------------

def claimed(row, initiative):
    """Places; None where it cannot be told."""
    if row["commissioned_at"] == "Autism Unlimited" \
            or row["displaces"] == "nothing":
        return F(0)
    if not row["commissioned_at"] or initiative["evidence"] != "auditable":
        return None
    return F(row["places"])


def turn(row, of):
    """Who goes first: what is not given goes last."""
    priority = number(of[row["initiative"]]["priority"])
    status = STATUSES.index(row["status"]) if row["status"] else len(STATUSES)
    return (status, priority is None, priority or 0, row["opened"] == "",
            row["opened"], row["place_id"].encode())


def attribute_in_order(group, out, of):
    taken = False
    for row in sorted(group, key=lambda row: turn(row, of)):
        one = out[row["place_id"]]
        one["counted"] = (F(0) if taken and one["claimed"] is not None
                          else one["claimed"])
        taken = taken or bool(one["claimed"])


def part_of(row, one, claims):
    if one["claimed"] is None:
        return None
    if one["claimed"] == 0:
        return F(0)
    return F(row["share"]) / 100 if row["share"] else F(1, claims)


def attribute_by_share(group, out):
    """In hundredths of a place that add up: the largest remainder, and of
    equal ones the first id, has what is left."""
    claims = sum(1 for row in group if out[row["place_id"]]["claimed"])
    exact = {}
    for row in group:
        one = out[row["place_id"]]
        part = part_of(row, one, claims)
        one["part"] = None if part is None else part * 100
        one["shared"] = None
        if part is not None:
            exact[row["place_id"]] = one["claimed"] * part * 100
    left = rounded(sum(exact.values(), F(0)), F(1), "half away from zero") \
        - sum(value.__floor__() for value in exact.values())
    for name in sorted(exact, key=lambda name: (
            -(exact[name] - exact[name].__floor__()), name.encode())):
        out[name]["shared"] = F(exact[name].__floor__() + (left > 0), 100)
        left -= 1


def times(*factors):
    product = F(1)
    for factor in factors:
        if factor is None:
            return None
        product *= factor
    return product


def months(row, begins):
    """To date and in the year reported."""
    opened, closed = day(row["opened"]), day(row["closed"])
    if opened is None:
        return None, None
    counts = []
    for until in (april(begins + 1), april(begins)):
        end = min(until, closed + datetime.timedelta(1)) if closed else until
        counts.append(F(whole_months(opened, end) if opened <= end else 0))
    return counts[0], counts[0] - counts[1]


def worth(row, one, initiative, case, units):
    """Pounds a month, before months; None where it cannot be told."""
    if initiative["counterfactual"] not in COSTS:
        return None
    otherwise, as_it_is = COSTS[initiative["counterfactual"]]
    filled, kept = CASES[case]
    filled = {"yes": F(1), "no": F(0), "": filled}[row["filled"]]
    return times(units, F(otherwise - as_it_is), filled, kept, F(1, 12))


def place(row, one, initiative, begins):
    one["to_date"], one["in_year"] = months(row, begins)
    closed = day(row["closed"])
    one["goes_on"] = closed is None or closed >= april(begins + 1)
    one["lasting"] = one["counted"] if one["goes_on"] else F(0)
    for case in CASES:
        one["a_year " + case] = times(
            worth(row, one, initiative, case, one["lasting"]), 12)
        monthly = worth(row, one, initiative, case, one["counted"])
        one["in_year " + case] = times(monthly, one["in_year"])
        one["to_date " + case] = times(monthly, one["to_date"])
    again = (None if one["claimed"] is None
             else one["claimed"] - one["counted"])
    one["again"] = again
    for name, units in (("shared", one["shared"]), ("twice", again)):
        one[name + " a_year"] = F(0) if not one["goes_on"] else times(
            worth(row, one, initiative, "high", units), 12)


def all_places(initiatives, places, begins):
    of = {row["initiative_id"]: row for row in initiatives}
    out, groups = {}, {}
    for row in places:
        out[row["place_id"]] = {
            "row": row,
            "claimed": claimed(row, of[row["initiative"]])}
        thing = ("child", row["child"]) if row["child"] else (
            "place", row["place_id"])
        groups.setdefault(thing, []).append(row)
    for group in groups.values():
        attribute_in_order(group, out, of)
        attribute_by_share(group, out)
    for row in places:
        place(row, out[row["place_id"]], of[row["initiative"]], begins)
    return out


# --- initiatives -------------------------------------------------------------

def pounds(value):
    return None if value is None else rounded(value, F(1),
                                              "half away from zero")


def added(initiative, places, value, statuses, shown_as=pounds):
    """What is known of its places; None where some may count and nothing is
    known of any, or there is no auditable figure."""
    if initiative["evidence"] != "auditable":
        return None
    found = [one[value] for one in places if one["row"]["status"] in statuses]
    doubtful = [one for one in places if not one["row"]["status"]]
    if total(found) is None and (found or doubtful):
        return None
    return shown_as(total(found) or F(0))


def up(value):
    return None if value is None else F(-(-value.numerator
                                          // value.denominator))


def divided(amount, by):
    return None if amount is None or by is None or by <= 0 else amount / by


def plus(*values):
    return None if None in values else sum(values)


def initiative(row, places):
    out = {}
    running = number(row["running"])
    outlay = plus(number(row["invested"]), number(row["capital"]))
    for case in CASES:
        for name, statuses in (("a_year", STATUSES[:1]),
                               ("planned", STATUSES[1:]),
                               ("in_year", STATUSES[:1]),
                               ("to_date", STATUSES[:1])):
            value = "a_year" if name == "planned" else name
            out[name + "_" + case] = added(row, places, value + " " + case,
                                           statuses)
        gain = plus(out["a_year_" + case], out["planned_" + case])
        net = None if gain is None or running is None else gain - running
        out["net_" + case] = net
        out["payback_" + case] = up(times(divided(outlay, net), 12))
    otherwise, as_it_is = COSTS.get(row["counterfactual"], (None, None))
    difference = None if otherwise is None else F(otherwise - as_it_is)
    out.update(otherwise=otherwise, as_it_is=as_it_is, difference=difference,
               pay_running=up(divided(running, difference)),
               pay_outlay=up(divided(outlay, difference)),
               shared_a_year=added(row, places, "shared a_year",
                                   STATUSES[:1]),
               twice_a_year=added(row, places, "twice a_year", STATUSES[:1]),
               places_a_year=added(row, places, "lasting", STATUSES[:1], F),
               untold=sum((F(one["row"]["places"]) for one in places
                           if one["claimed"] is None
                           or not one["row"]["status"]), F(0)))
    return out


# --- the run -----------------------------------------------------------------

def some(ones, *tests):
    return sum((F(one["row"]["places"]) for one in ones
                if all(test(one) for test in tests)), F(0))


def delivered(one):
    return one["row"]["status"] == "delivered"


def column(name, value):
    return lambda one: one["row"][name] == value


def scope(out):
    """The specialist places delivered, and what becomes of them."""
    ones = [one for one in out.values() if delivered(one)
            and one["row"]["initiative"] == "sufficiency"]
    apart = column("commissioned_at", "Autism Unlimited")
    nothing = column("displaces", "nothing")
    return {
        "delivered": some(ones), "left_out": some(ones, apart),
        "extra": some(ones, nothing, column("commissioned_at",
                                            "local school")),
        "again": total(one["again"] for one in ones) or F(0),
        "in_doubt": some(ones, lambda one: one["claimed"] is None),
        "in_count": total(one["counted"] for one in ones) or F(0)}


def opened_in(out, year, statuses):
    return pounds(total(
        one["a_year high"] for one in out.values()
        if one["row"]["initiative"] == "sufficiency"
        and one["row"]["status"] in statuses and one["row"]["opened"]
        and school_year(day(one["row"]["opened"])) == year) or F(0))


def unproven(out):
    ones = [one for one in out.values() if delivered(one)]
    claims = lambda one: bool(one["claimed"])
    return {"unlooked": some(ones, claims, column("displaces", "")),
            "uncounted": some(ones, claims, column("filled", "")),
            "undated": some(ones, column("opened", ""))}


def run(initiatives, results, out, begins):
    def of(name, which=lambda row: True):
        return total(results[row["initiative_id"]][name]
                     for row in initiatives if which(row))

    def is_(name):
        return lambda row: row["initiative_id"] == name

    want = dict(scope(out), **unproven(out))
    for i, year in enumerate(("2022-23", "2023-24", "2024-25", "2025-26")):
        want["opened_%d" % (i + 1)] = opened_in(out, year, STATUSES[:1])
    for i, year in enumerate(("2025-26", "2026-27")):
        want["planned_for_%d" % (i + 1)] = opened_in(out, year, STATUSES[1:])
    want.update(
        sufficiency=of("a_year_high", is_("sufficiency")),
        pipeline=of("planned_high", is_("sufficiency")),
        free_school=of("planned_high", is_("instead_of_free_school")),
        dingleys_promise=of("a_year_high", is_("dingleys_promise")),
        portage=of("a_year_high", is_("portage")),
        dingleys_shared=of("shared_a_year", is_("dingleys_promise")),
        portage_shared=of("shared_a_year", is_("portage")),
        all_delivered=of("a_year_high"), twice=of("twice_a_year"))
    want["both"] = plus(want["sufficiency"], want["pipeline"])
    for names, field, label in ((CATEGORIES, "category", "category"),
                                (FUNDS, "funded_from", "fund")):
        for i, name in enumerate(names):
            want["%s_%d" % (label, i + 1)] = of(
                "a_year_high", lambda row, n=name, f=field: row[f] == n)
    for case in CASES:
        for name in ("a_year", "in_year", "to_date"):
            want["total_%s_%s" % (name, case)] = of(name + "_" + case)
    for name, field in (("laid_out", "invested"), ("running_cost", "running"),
                        ("capital_laid_out", "capital")):
        want[name] = total(number(row[field]) for row in initiatives)
    for name, evidence in (("none_yet", "none yet"), ("no_claim", "no claim")):
        want[name] = sum(row["evidence"] == evidence for row in initiatives)
    want["year_end"] = "%d-03-31" % (begins + 1)
    return want


# --- made-up rows on the edges -----------------------------------------------

def maybe(dice, value, chance=0.1):
    return "" if dice.random() < chance else value


def made_initiative(dice, name):
    row = dict.fromkeys(data.INITIATIVE, "")
    row.update(
        initiative_id=name, name="Synthetic " + name,
        category=maybe(dice, dice.choice(CATEGORIES)),
        funded_from=maybe(dice, dice.choice(FUNDS)),
        evidence=maybe(dice, dice.choice(["auditable"] * 6
                                         + ["none yet", "no claim"]), 0.05),
        counterfactual=maybe(dice, dice.choice(sorted(COSTS))),
        priority=maybe(dice, str(dice.randint(1, 5))),
        invested=maybe(dice, dice.choice(["0", "0.01", str(
            dice.randrange(10 ** 7))])),
        capital=maybe(dice, dice.choice(["0", str(dice.randrange(10 ** 8))])),
        running=maybe(dice, dice.choice(["0", "38000", str(
            dice.randrange(10 ** 6)), "9000000000"])))
    return row


def made_initiatives(dice):
    named = ["sufficiency", "dingleys_promise", "portage",
             "instead_of_free_school"]
    rows = [made_initiative(dice, name) for name in named]
    for row in rows[:3]:
        row["evidence"] = "auditable"
    return rows + [made_initiative(dice, "i%02d" % at) for at in range(100)]


def some_day(dice):
    """Often on the edge of a month or year."""
    year = dice.randint(2019, 2029)
    edges = ["%d-04-01" % year, "%d-03-31" % year, "%d-09-01" % year,
             "%d-08-31" % year, "%d-04-02" % year, "%d-02-28" % year,
             "%d-01-31" % year, "2024-02-29", "2028-02-29"]
    other = datetime.date(year, 1, 1) + datetime.timedelta(dice.randrange(365))
    return dice.choice(edges + [other.isoformat()] * 4)


def whose(dice, initiatives):
    """The last of them have a place or two."""
    if dice.random() < 100 / PLACES:
        return dice.choice(initiatives[-60:])
    return dice.choice(initiatives[:3] * 8 + initiatives[:-60])


def made_place(dice, at, initiatives):
    row = dict.fromkeys(data.PLACE, "")
    row.update(
        place_id="P%05d" % at,
        initiative=whose(dice, initiatives)["initiative_id"],
        places=dice.choice(["1"] * 8 + ["0", "0.5", "2.25", "180"]),
        status=maybe(dice, dice.choice(STATUSES[:1] * 4 + STATUSES)),
        commissioned_at=maybe(dice, dice.choice(
            ["local school"] * 8 + ["Autism Unlimited"]), 0.05),
        opened=maybe(dice, some_day(dice)),
        closed=maybe(dice, some_day(dice), 0.7),
        displaces=dice.choice(["", "", "as agreed", "nothing"]),
        filled=dice.choice(["", "", "yes", "no"]))
    return row


def made_places(dice, initiatives):
    rows = [made_place(dice, at, initiatives) for at in range(PLACES)]
    at, child = 0, 0
    while at < len(rows):
        group = rows[at:at + dice.choice((1, 1, 2, 2, 3, 7))]
        at += len(group)
        child += 1
        if dice.random() < 0.6:
            deal(dice, group, "C%05d" % child)
    return rows


def deal(dice, group, child):
    """Several claims for a child; half of them with shares agreed, which come
    to a whole, or less."""
    left, agreed = 10000, dice.random() < 0.5
    for row in group:
        row["child"] = child
        if agreed:
            share = dice.choice((0, left, dice.randint(0, left)))
            left -= share
            row["share"] = "%d.%02d" % divmod(share, 100)


# --- the comparison ----------------------------------------------------------

def shown(value):
    """As a result without pence has it: exact."""
    if value is None:
        return ""
    value = F(value)
    scale = 1
    while scale < 10 ** 12 and (value * scale).denominator != 1:
        scale *= 10
    if (value * scale).denominator != 1:
        return "%d/%d" % (value.numerator, value.denominator)
    whole = "%0*d" % (len(str(scale)), int(value * scale))
    return whole if scale == 1 else (whole[:-len(str(scale)) + 1] + "."
                                     + whole[-len(str(scale)) + 1:])


AMOUNTS = ("otherwise", "as_it_is", "difference", "a_year", "planned",
           "in_year", "to_date", "net", "shared_a_year", "twice_a_year")
COUNTS = ("delivered", "left_out", "extra", "again", "in_doubt", "in_count",
          "none_yet", "no_claim", "unlooked", "uncounted", "undated",
          "untold", "places_a_year")


def as_printed(name, value):
    if name == "year_end":
        return value
    if name in COUNTS or name.startswith("pay"):
        return shown(value)
    return "" if value is None else money(F(value))


def compare(tally, what, got, want):
    for name, value in want.items():
        tally.same("%s: %s" % (what, name), got.get(name),
                   as_printed(name, value))


def compare_place(tally, what, got, one):
    for name, key in (("claimed", "claimed"), ("counted", "counted"),
                      ("counted_removed", "again"), ("part", "part"),
                      ("shared", "shared"), ("lasting", "lasting"),
                      ("months_to_date", "to_date"),
                      ("months_in_year", "in_year")):
        tally.same("%s: %s of a place" % (what, name), got[name],
                   shown(one[key]))


def criteria(tally, what, got, one, initiative_):
    row = one["row"]
    tally.same(what + ": in_scope", got["in_scope"], {
        "": "cannot tell", "local school": "met",
        "Autism Unlimited": "unmet"}[row["commissioned_at"]])
    tally.same(what + ": stands_in", got["stands_in"],
               "unmet" if row["displaces"] == "nothing" else "met")
    tally.same(what + ": auditable", got["auditable"], {
        "": "cannot tell", "auditable": "met"}.get(initiative_["evidence"],
                                                   "unmet"))


def calc(folder, initiatives, places, on):
    first = write(os.path.join(folder, "i.csv"),
                  common.as_csv(data.INITIATIVE, initiatives))
    second = write(os.path.join(folder, "p.csv"),
                   common.as_csv(data.PLACE, places))
    out = os.path.join(folder, "out.csv")
    code, _, err = hn("calc", PACK, first, "place=" + second, "--on", on,
                      "--quiet", "-o", out)
    assert (code, err) == (0, ""), (code, err)
    return {name: common.rows_of(common.read(os.path.join(folder, name)))
            for name in ("out.csv", "out.place.csv", "out.run.csv")}


def whole(tally, what, initiatives, places, on):
    """Compares everything; the results of the run by name."""
    begins = year_begins(day(on))
    with common.scratch() as folder:
        got = calc(folder, initiatives, places, on)
    ones = all_places(initiatives, places, begins)
    of = {row["initiative_id"]: row for row in initiatives}
    for row in got["out.place.csv"]:
        one = ones[row["place_id"]]
        compare_place(tally, what, row, one)
        criteria(tally, what, row, one, of[one["row"]["initiative"]])
    results = {}
    for name, row in of.items():
        mine = [one for one in ones.values()
                if one["row"]["initiative"] == name]
        results[name] = initiative(row, mine)
    for row in got["out.csv"]:
        compare(tally, what, row, results[row["initiative_id"]])
    totals = {row["name"]: row["value"] for row in got["out.run.csv"]}
    want = run(initiatives, results, ones, begins)
    tally.same(what + ": figures of the run", sorted(totals), sorted(want))
    compare(tally, what, totals, want)
    never_more(tally, what, ones, of)
    return totals, got


def never_more(tally, what, ones, of):
    """A child is counted for no more than the greatest claim, by order and by
    shares, and what is counted and taken out are the claim."""
    groups = {}
    for one in ones.values():
        if one["row"]["child"] and one["claimed"] is not None:
            groups.setdefault(one["row"]["child"], []).append(one)
    for group in groups.values():
        most = max(one["claimed"] for one in group)
        for way in ("counted", "shared"):
            came = sum(one[way] for one in group)
            tally.check(what + ": never counted twice, " + way,
                        came <= most + F(1, 200), str(came))


# --- what the report prints --------------------------------------------------

PRINTED = {                    # £000 of Tables 1 and 3
    "opened_1": 1748, "opened_2": 684, "opened_3": 5320, "opened_4": 2280,
    "planned_for_1": 3648, "planned_for_2": 4864, "sufficiency": 10032,
    "pipeline": 8512, "both": 18544, "dingleys_promise": 564, "portage": 94,
    "all_delivered": 10690, "category_2": 10690, "fund_1": 10690}
COUNTED = {"delivered": "295", "left_out": "31", "extra": "0", "again": "0",
           "in_count": "264", "none_yet": "5"}


def printed(tally):
    made = data.made()
    totals, got = whole(tally, "shipped", made["initiatives.csv"][1],
                        made["places.csv"][1], "2026-01-27")
    for name, value in PRINTED.items():
        tally.same("the report: " + name, totals[name], "%d000.00" % value)
    for name, value in COUNTED.items():
        tally.same("the report: " + name, totals[name], value)
    tally.same("no figure is not £0", totals["category_1"], "")
    tally.same("three children claimed twice", totals["twice"], "141000.00")
    tally.same("shares come to as much", F(totals["dingleys_shared"])
               + F(totals["portage_shared"]), F(658000))
    apart = [row for row in got["out.place.csv"]
             if row["in_scope"] == "unmet"]
    tally.same("31 places left out, by name", len(apart), 31)


def years_add_up(tally, initiatives, places):
    """The months of all years reported are those to date."""
    months_ = {}
    places = [row for row in places if row["opened"] >= "2022-04-01"]
    for begins in range(2022, 2031):
        on = "%d-06-01" % begins
        with common.scratch() as folder:
            rows = calc(folder, initiatives, places, on)["out.place.csv"]
        for row in rows:
            name, one = row["place_id"], row["months_in_year"]
            months_[name] = months_.get(name, 0) + F(one or 0)
            tally.same("months of the years add up", months_[name],
                       F(row["months_to_date"] or 0))


def shares_over_one(tally):
    initiatives = [dict.fromkeys(data.INITIATIVE, "")]
    initiatives[0].update(initiative_id="a", evidence="auditable")
    rows = [data.place(name, "a", child="C1", opened="2022-09-01", share=share)
            for name, share in (("1", "60"), ("2", "40.01"))]
    with common.scratch() as folder:
        first = write(os.path.join(folder, "i.csv"),
                      common.as_csv(data.INITIATIVE, initiatives))
        second = write(os.path.join(folder, "p.csv"),
                       common.as_csv(data.PLACE, rows))
        code, _, err = hn("calc", PACK, first, "place=" + second, "--on",
                          "2026-01-27")
    tally.check("shares of more than the whole are refused",
                code == 3 and err.count("HN420") >= 2 and "C1" not in err, err)


def main():
    tally = common.Tally()
    printed(tally)
    shares_over_one(tally)
    dice = random.Random(7)
    for on in DAYS:
        initiatives = made_initiatives(dice)
        places = made_places(dice, initiatives)
        _, before = whole(tally, "made up, " + on, initiatives, places, on)
        dice.shuffle(initiatives)
        dice.shuffle(places)
        _, after = whole(tally, "shuffled, " + on, initiatives, places, on)
        for name in before:
            tally.check("the order of rows does not matter: " + name,
                        sorted(map(str, before[name]))
                        == sorted(map(str, after[name])))
    years_add_up(tally, initiatives, places[:400])
    tally.end()


if __name__ == "__main__":
    main()
