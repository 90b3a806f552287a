#!/usr/bin/python3
# also: asan
"""The pack rules/topup_reconciliation: it finds every error that was planted
in a synthetic census of 20,000 pupils, with the sum at stake, and queries
nothing else; and the same worked out again by hand, in exact fractions and
without reading rules.lua, on thousands of made-up payments of every sort, with
what is missing.  The order of rows does not matter.
"""
import calendar
import datetime
import os
import random
from fractions import Fraction as F

import common
from common import hn, money, write
import topup_reconciliation_data as data

PACK = "rules/topup_reconciliation"
SMALL = "asan" in os.environ.get("HN_BUILD", "")
PUPILS, EACH = (1500, 3) if SMALL else (20600, 40)
MANY = 300 if SMALL else 4000
FILES = (("pupil", "census.csv", data.PUPIL),
         ("placement", "placements.csv", data.PLACEMENT),
         ("payment", "payments.csv", data.PAYMENT))
DAY = datetime.timedelta(1)


def date(text):
    return datetime.date.fromisoformat(text)


def month_end(day):
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def year_start(day):
    return datetime.date(day.year - (day.month < 4), 4, 1)


def month_ends(first, last):
    """Of the months that have their last day from `first` to `last`."""
    found, day = [], month_end(first)
    while day <= last:
        found.append(day)
        day = month_end(day + DAY)
    return found


def calc(folder, tables, on):
    paths = {name: write(os.path.join(folder, file), common.as_csv(
        columns, tables[file][1])) for name, file, columns in FILES}
    out = os.path.join(folder, "out.csv")
    code, _, err = hn("calc", PACK, paths["pupil"],
                      "placement=" + paths["placement"],
                      "payment=" + paths["payment"], "--on", str(on),
                      "--quiet", "-o", out)
    assert (code, err) == (0, ""), (code, err)
    return {name: common.rows_of(common.read(path)) for name, path in (
        ("placement", out[:-4] + ".placement.csv"),
        ("payment", out[:-4] + ".payment.csv"),
        ("run", out[:-4] + ".run.csv"))}


# --- what was planted, and nothing else --------------------------------------

def stake(row, kind, monthly):
    if kind == "another amount":
        return money(F(row["amount"]) - F(monthly[row["placement"]]))
    return money(F(row["amount"]))


def planted(tally, what, pupils, schools, each):
    tables, payments, placements = data.made(pupils, schools, each)
    with common.scratch() as folder:
        got = calc(folder, tables, data.ON)
    monthly = {row["placement_id"]: row["monthly"]
               for row in tables["placements.csv"][1]}
    wanted = {row["payment_id"]: (
        payments[row["payment_id"]],
        stake(row, payments[row["payment_id"]], monthly))
              for row in tables["payments.csv"][1]
              if row["payment_id"] in payments}
    found = {row["payment_id"]: (row["query"], row["at_stake"])
             for row in got["payment"] if row["query"] != "none"}
    tally.same(what + ": queries of payments", found, wanted)
    wanted = {name: (kind, money(months * F(monthly[name])))
              for name, (kind, months) in placements.items()}
    found = {row["placement_id"]: (row["placement_query"], row["not_paid"])
             for row in got["placement"] if row["placement_query"] != "none"}
    tally.same(what + ": queries of placements", found, wanted)
    kinds = set(payments.values()) | {kind for kind, _ in
                                      placements.values()}
    tally.same(what + ": every kind was planted", sorted(kinds),
               sorted(data.KINDS))
    tally.check(what + ": enough was planted",
                len(payments) >= 8 * each and len(placements) >= 4 * each)
    for row in got["payment"]:
        tally.check(what + ": a sentence for each",
                    (row["says"] == "Nothing is queried.")
                    == (row["query"] == "none"), row["payment_id"])
    return tables, got


# --- the same by hand --------------------------------------------------------

def by_id(rows, key):
    return {row[key]: row for row in rows}


def same(a, b):
    return a == b if a and b else None


def on_census_day(placement):
    return date(placement["starts"]) <= data.CENSUS and (
        not placement["ends"] or date(placement["ends"]) >= data.CENSUS)


def checks(payment, placement, pupil, end):
    """What is asked of a payment, in order: the kind of query, and whether it
    is met; None where it cannot be told.  Of a pupil who was not placed on
    the day of the census it need not have anything."""
    yield "no placement", placement is not None
    if pupil is None:
        yield "not in the census", not on_census_day(placement)
    else:
        yield "another authority's", same(pupil["home"], "OURS")
    yield "before it began", date(placement["starts"]) <= end
    yield "a leaver", not placement["ends"] or date(placement["ends"]) >= end
    yield "to another school", same(payment["school"], placement["school"])


def first_unmet(asked):
    for kind, met in asked:
        if met is None:
            return None
        if not met:
            return kind
    return "none"


def apart(payment, placement):
    if not placement["monthly"]:
        return None
    return abs(F(payment["amount"]) - F(placement["monthly"]))


def judged(tables):
    """{payment: (query, at stake)}; None for what cannot be told."""
    pupils = by_id(tables["census.csv"][1], "upn")
    placements = by_id(tables["placements.csv"][1], "placement_id")
    out, sound = {}, {}
    for row in tables["payments.csv"][1]:
        placement = placements.get(row["placement"])
        pupil = pupils.get(placement["upn"]) if placement else None
        end = month_end(date(row["month"]))
        wrong = first_unmet(checks(row, placement, pupil, end))
        out[row["payment_id"]] = (wrong, F(row["amount"]) if wrong else None)
        if wrong == "none":
            sound.setdefault((placement["upn"], end), []).append(
                (row, placement))
    for group in sound.values():
        group.sort(key=lambda pair: (
            apart(*pair) is None, apart(*pair) or 0, pair[0]["payment_id"]))
        for at, (row, placement) in enumerate(group):
            off = apart(row, placement)
            one = ("none", F(0))
            if not placement["upn"]:
                one = (None, None)
            elif at > 0:
                one = ("paid twice", F(row["amount"]))
            elif off is None:
                one = (None, None)
            elif off:
                one = ("another amount",
                       F(row["amount"]) - F(placement["monthly"]))
            out[row["payment_id"]] = one
    return out


def months(placement, payments, queries, on):
    """Months due and months paid; None where that cannot be told."""
    last = min(date(placement["ends"]), on) if placement["ends"] else on
    due = month_ends(max(date(placement["starts"]), year_start(on)), last)
    paid = 0
    for row in payments:
        if year_start(on) <= month_end(date(row["month"])) <= on:
            query = queries[row["payment_id"]][0]
            if query is None:
                return len(due), None
            paid += query in ("none", "another amount")
    return len(due), paid


def of_placement(placement, pupil, due, paid):
    """(query, not paid)"""
    if pupil is None and on_census_day(placement) or (
            pupil and pupil["home"] not in ("OURS", "")):
        return "none", F(0)
    if pupil and not pupil["home"] or paid is None:
        return None, None
    monthly = F(placement["monthly"]) if placement["monthly"] else None
    short = None if monthly is None else (due - paid) * monthly
    if paid < due:
        return "months not paid" if paid else "never paid", short
    if on_census_day(placement):
        here = same(pupil["school"], placement["school"])
        if here is not True:
            return (None, None) if here is None else (
                "another school in the census", F(0))
    return "none", F(0)


def text(value):
    if value is None:
        return ""
    return money(value) if isinstance(value, F) else str(value)


def by_hand(tally, what, tables, on):
    with common.scratch() as folder:
        got = calc(folder, tables, on)
    queries = judged(tables)
    for row in got["payment"]:
        tally.same(what + ": payment", (row["payment_id"], row["query"],
                                        row["at_stake"]),
                   (row["payment_id"],) + tuple(
                       text(part) for part in queries[row["payment_id"]]))
    pupils = by_id(tables["census.csv"][1], "upn")
    of = {}
    for row in tables["payments.csv"][1]:
        of.setdefault(row["placement"], []).append(row)
    found = {}
    placements = by_id(tables["placements.csv"][1], "placement_id")
    for row in got["placement"]:
        name = row["placement_id"]
        placement = placements[name]
        due, paid = months(placement, of.get(name, []), queries, on)
        found[name] = of_placement(placement, pupils.get(placement["upn"]),
                                   due, paid)
        tally.same(what + ": placement", (name, row["months_due"], row[
            "months_paid"], row["placement_query"], row["not_paid"]),
                   (name, str(due), text(paid)) + tuple(
                       text(part) for part in found[name]))
    report(tally, what, tables, got, queries, found)
    return got


NAMES = {"no_placement": "no placement", "no_pupil": "not in the census",
         "not_ours": "another authority's", "too_early": "before it began",
         "leavers": "a leaver", "elsewhere": "to another school",
         "twice": "paid twice", "amounts": "another amount"}


def report(tally, what, tables, got, queries, placements):
    totals = {row["name"]: row["value"] for row in got["run"]}

    def total(values):
        return money(sum(values, F(0)))

    stakes = [at for _, at in queries.values() if at is not None]
    wanted = {
        "payments": total(F(row["amount"])
                          for row in tables["payments.csv"][1]),
        "queries": str(sum(kind not in (None, "none")
                           for kind, _ in queries.values())),
        "unsure": str(sum(kind is None for kind, _ in queries.values())),
        "over_paid": total(at for at in stakes if at > 0),
        "under_paid": total(-at for at in stakes if at < 0),
        "owed": total(at for _, at in placements.values()
                      if at is not None)}
    for name, kind in NAMES.items():
        of_kind = [at for one, at in queries.values() if one == kind]
        wanted[name] = str(len(of_kind))
        wanted[name + "_sum"] = total(of_kind)
    for name, kind in (("never_paid", "never paid"),
                       ("gaps", "months not paid"),
                       ("moved", "another school in the census"),
                       ("placements_unsure", None)):
        wanted[name] = str(sum(one == kind for one, _ in
                               placements.values()))
    tally.same(what + ": the report", totals, wanted)


def some_day(dice):
    edges = ["2026-04-01", "2026-03-31", "2026-09-30", "2026-10-01",
             "2026-10-02", "2026-10-31", "2026-11-30", "2026-12-01",
             "2028-02-29", "2028-02-28"]
    if dice.random() < 0.3:
        return dice.choice(edges)
    return str(date("2025-12-01") + DAY * dice.randrange(420))


def maybe(dice, value, often=0.05):
    return "" if dice.random() < often else value


def made_up(dice):
    schools = ["S1", "S2", "S3"]
    pupils = [{"upn": "U%04d" % at,
               "home": maybe(dice, dice.choice(["OURS"] * 8 + ["THEIRS"])),
               "school": maybe(dice, dice.choice(schools))}
              for at in range(MANY // 8)]
    placements = []
    for at in range(MANY // 6):
        starts = some_day(dice)
        placements.append({
            "placement_id": "A%04d" % at, "starts": starts,
            "upn": maybe(dice, "U%04d" % dice.randrange(MANY // 8 + 20)),
            "school": maybe(dice, dice.choice(schools)),
            "monthly": maybe(dice, dice.choice(["0", "100", "712.55"])),
            "ends": "" if dice.random() < 0.6 else str(
                date(starts) + DAY * dice.randrange(-2, 300))})
    payments = []
    for at in range(MANY):
        of = dice.choice(placements)
        payments.append({
            "payment_id": "P%05d" % at,
            "placement": maybe(dice, of["placement_id"] if dice.random()
                               < 0.97 else "A9999"),
            "school": maybe(dice, of["school"] if dice.random() < 0.9
                            else dice.choice(schools), 0.02),
            "month": some_day(dice),
            "amount": dice.choice([of["monthly"] or "5", of["monthly"] or "0",
                                   "100", "99.99"])})
    return {"census.csv": (data.PUPIL, pupils),
            "placements.csv": (data.PLACEMENT, placements),
            "payments.csv": (data.PAYMENT, payments)}


def main():
    tally = common.Tally()
    tables, _ = planted(tally, "a census", PUPILS, 180, EACH)
    tally.check("of 20,000 pupils", SMALL
                or len(tables["census.csv"][1]) >= 20000)
    tables, _ = planted(tally, "shipped", 500, 12, 2)
    by_hand(tally, "shipped", tables, data.ON)
    dice = random.Random(9)
    for on in ("2026-12-01", "2026-11-30", "2026-04-01", "2027-03-31"):
        tables = made_up(dice)
        before = by_hand(tally, "made up, " + on, tables, date(on))
    for _, rows in tables.values():
        dice.shuffle(rows)
    after = by_hand(tally, "shuffled", tables, date(on))
    for name in before:
        tally.check("the order of rows does not matter: " + name, sorted(
            map(str, before[name])) == sorted(map(str, after[name])))
    tally.end()


if __name__ == "__main__":
    main()
