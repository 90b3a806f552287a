#!/usr/bin/python3
"""The pack rules/targeted_envelope again, by hand, against what hn makes of it.

Written from the words of the policy, in whole pennies and exact fractions,
without reading rules.lua.  The made-up caseload of examples/ and several that
are drawn at random, with money for next to nobody, for some and for all, are
worked out row by row and in total; each again with its rows in another order.
"""
import datetime
import os
import random
from fractions import Fraction

import common
import targeted_envelope_data as data
from common import hn, rounded, rows_of, write

PACK = "rules/targeted_envelope"
POINTS = {"no": 0, "part-time timetable": 3, "exclusion": 5}
tally = common.Tally()


class Policy:
    envelope, committed, reserve = 150000000, 31000000, 7500000
    each, least, school_cap = 30000, 6000000, 6000000
    high_cost, urgent = 600000, 3
    begins, ends = datetime.date(2026, 4, 1), datetime.date(2027, 3, 31)


def pennies(text):
    return int(Fraction(text) * 100) if text != "" else None


def support(row):
    """In pennies, and a full year of it; None where it cannot be told."""
    in_year = (Policy.begins <= datetime.date.fromisoformat(row["panel_date"])
               <= Policy.ends)
    if row["panel_agrees"] == "no" or not in_year:
        return 0, 0
    if row["panel_agrees"] == "":
        return None, None
    a_year = pennies(row["a_year"])
    if a_year is None or row["weeks"] == "":
        return None, a_year
    amount = Fraction(a_year) * Fraction(row["weeks"]) / 39
    return int(rounded(amount, Fraction(1), "half away from zero")), a_year


def could_cost(row):
    """While it cannot be told; None where there is no amount."""
    if row["support"] is not None:
        return 0
    return support(dict(row, panel_agrees="yes",
                        a_year=row["cost"]))[0]


def priority(row):
    risk, after, cost = row["at_risk"], row["looked_after"], row["a_year"]
    if "" in (risk, after, cost):
        return None
    return (POINTS[risk] + 2 * (after == "yes")
            + (pennies(cost) >= Policy.high_cost))


def shares(clusters, total):
    """By largest remainder: those cut below the least share have it."""
    asked = {c["cluster"]: int(c["on_support"]) * Policy.each
             for c in clusters}
    if sum(asked.values()) <= total:
        return asked
    least = {name: min(Policy.least, claim) for name, claim in asked.items()}
    assert sum(least.values()) < total
    fixed = {}
    while True:
        others = {n: c for n, c in asked.items() if n not in fixed}
        rest = total - sum(fixed.values())
        part = Fraction(rest, sum(others.values()))
        below = [n for n, c in others.items() if c * part < least[n]]
        if not below:
            break
        name = max(below, key=lambda n: Fraction(least[n], asked[n]))
        fixed[name] = least[name]
    paid = {n: int(c * part) for n, c in others.items()}
    odd = rest - sum(paid.values())
    for name in sorted(others, key=lambda n: (paid[n] - others[n] * part,
                                              n))[:odd]:
        paid[name] += 1
    return {**fixed, **paid}


def queue(rows):
    """A cluster's queue: panel by panel, then by priority, what is not known
    last, then as they came in."""
    def key(row):
        points = row["priority"]
        return (row["panel_date"], points is None, -(points or 0),
                row["received"], row["request_id"])
    return sorted((r for r in rows if r["support"]), key=key)


def pay_cluster(rows, share):
    left, closed, schools, shut = share, False, {}, set()
    for place, row in enumerate(queue(rows), 1):
        row["place"] = place
        school = row["school"]
        room = schools.setdefault(school, Policy.school_cap)
        row["paid"] = 0
        if closed or school in shut:
            continue
        if row["support"] > room:
            shut.add(school)
        elif row["support"] > left:
            closed = True
        else:
            row["paid"] = row["support"]
            schools[school] -= row["paid"]
            left -= row["paid"]
    return left


def urgent(row):
    if row["support"] is None:
        return None
    unpaid = row["support"] - row["paid"]
    if unpaid == 0:
        return 0
    if row["priority"] is None:
        return None
    return unpaid if row["priority"] >= Policy.urgent else 0


def pay_reserve(rows):
    left, place = Policy.reserve, 0
    for row in sorted(rows, key=lambda r: (r["received"], r["request_id"])):
        claim = row["urgent"] = urgent(row)
        row["from_reserve"] = claim if not claim else 0
        if not claim:
            continue
        place += 1
        row["reserve_place"] = place
        if claim <= left:
            row["from_reserve"] = claim
            left -= claim
    return left


def work_out(clusters, requests):
    rows = [dict(r, cost=r["a_year"]) for r in requests]
    for row in rows:
        row["support"], row["a_full_year"] = support(row)
        row["priority"] = priority(row)
        row["place"] = row["reserve_place"] = None
        row["paid"] = row["support"] if not row["support"] else 0
    given = shares(clusters, Policy.envelope - Policy.committed
                   - Policy.reserve)
    left = {c["cluster"]: pay_cluster([r for r in rows
                                       if r["cluster"] == c["cluster"]],
                                      given[c["cluster"]]) for c in clusters}
    for row in rows:
        row["left"] = left[row["cluster"]]
    kept = pay_reserve(rows)
    return rows, given, kept


def minus(a, b):
    return None if a is None or b is None else a - b


def plus(a, b):
    return None if a is None or b is None else a + b


def carried(row):
    if row["from_reserve"] is None or row["paid"] is None:
        return None
    return row["a_full_year"] if row["paid"] or row["from_reserve"] else 0


def columns(row):
    """Of one request, as results print them."""
    both = plus(row["paid"], row["from_reserve"])
    return {"support": row["support"], "paid": row["paid"],
            "paid_left": row["left"],
            "paid_unpaid": minus(row["support"], row["paid"]),
            "paid_could_cost": could_cost(row), "urgent": row["urgent"], "from_reserve": row["from_reserve"],
            "all_paid": both, "waiting": minus(row["support"], both),
            "carried": carried(row)}


def check_rows(what, got, rows):
    for row in rows:
        mine = got[row["request_id"]]
        for name, want in columns(row).items():
            tally.same("%s, %s of %s" % (what, name, row["request_id"]),
                       pennies(mine[name]), want)
        for name, want in (("paid_place", row["place"]),
                           ("from_reserve_place", row["reserve_place"]),
                           ("priority", row["priority"])):
            tally.same("%s, %s of %s" % (what, name, row["request_id"]),
                       mine[name], "" if want is None else str(want))


def total(rows, of):
    return sum(v for v in (of(row) for row in rows) if v is not None)


def check_run(what, got, rows, given, kept):
    def of(name):
        return lambda row: columns(row)[name]
    spent = total(rows, of("paid")) + total(rows, of("from_reserve"))
    wanted = {"shares": sum(given.values()), "claimed": total(rows,
                                                              of("support")),
              "from_shares": total(rows, of("paid")),
              "from_reserves": total(rows, of("from_reserve")),
              "all_waiting": total(rows, of("waiting")),
              "full_year": total(rows, of("carried")),
              "at_stake": total(rows, could_cost),
              "from_reserve_left": kept,
              "rest": Policy.envelope - Policy.committed - spent}
    for name, want in wanted.items():
        tally.same("%s, %s" % (what, name), pennies(got[name]), want)


def calc(folder, clusters, requests, table):
    files = [write(os.path.join(folder, name), common.as_csv(heading, rows))
             for name, heading, rows in
             (("clusters.csv", data.CLUSTER, clusters),
              ("requests.csv", data.REQUEST, requests))]
    code, out, told = hn("calc", PACK, files[0], "request=" + files[1],
                         "--on", "2026-09-01", "--out", "csv", "--table",
                         table)
    tally.check("hn calc", code == 0, told)
    return rows_of(out)


def compare(what, folder, clusters, requests):
    rows, given, kept = work_out(clusters, requests)
    got = calc(folder, clusters, requests, "request")
    check_rows(what, {r["request_id"]: r for r in got}, rows)
    for row in calc(folder, clusters, requests, "cluster"):
        tally.same("%s, share of %s" % (what, row["cluster"]),
                   pennies(row["share"]), given[row["cluster"]])
    run = calc(folder, clusters, requests, "run")
    check_run(what, {r["name"]: r["value"] for r in run}, rows, given, kept)
    random.Random(5).shuffle(requests)
    again = calc(folder, list(reversed(clusters)), requests, "request")
    tally.same(what + ", in another order",
               {r["request_id"]: r for r in again},
               {r["request_id"]: r for r in got})


def drawn(seed, pupils, count):
    dice = common.Dice(seed)
    clusters = [{"cluster": name, "on_support": dice.between(0, pupils)}
                for name, _ in data.CLUSTERS]
    return clusters, data.requests(dice, count)


def main():
    with common.scratch() as folder:
        compare("examples", folder,
                rows_of(common.read(data.FOLDER + "/clusters.csv")),
                rows_of(common.read(data.FOLDER + "/requests.csv")))
        for seed, pupils, count in ((1, 20, 300), (2, 200, 500),
                                    (3, 1500, 900), (4, 4000, 1500),
                                    (5, 0, 60)):
            compare("seed %d" % seed, folder, *drawn(seed, pupils, count))
    tally.end()


main()
