#!/usr/bin/python3
# also: asan
"""The pack rules/panels/exceptional_needs again, by hand, against what hn makes
of it.

Written from the words of the policy, in whole pennies and exact fractions:
made-up applications on the edges of every mark, with what is missing and what
is not let in, and pots that are empty, of a penny, too small and enough; each
again with its rows in another order.  And each outcome is told to a school in
a sentence.
"""
import datetime
import os
import random
from fractions import Fraction

import common
import exceptional_needs_data as data
from common import hn, rounded, rows_of, write

PACK = "rules/panels/exceptional_needs"
ON = "2026-09-01"
ASAN = "asan" in os.environ.get("HN_BUILD", "")
DAY = datetime.timedelta(1)
BEGINS, ENDS = datetime.date(2026, 4, 1), datetime.date(2027, 3, 31)
GRADES = {"ordinary": 0, "predictable": 1, "exceptional": 3}
tally = common.Tally()


def date(text):
    return datetime.date.fromisoformat(text)


def pennies(text):
    return int(Fraction(text) * 100) if text != "" else None


class Money:
    """What there is in a year, in pounds; the pack's own where not said."""

    def __init__(self, envelope="240000", committed="62000", kept="5"):
        self.words = ["--set", "envelope=" + envelope, "--set", "committed="
                      + committed, "--set", "contingency_share=" + kept]
        self.envelope = Fraction(envelope) * 100
        self.committed = Fraction(committed) * 100
        self.contingency = self.envelope * Fraction(kept) / 100
        self.to_share = self.envelope - self.committed - self.contingency


# --- school weeks --------------------------------------------------------------

def sundays():
    """The day of the week's end for each school day."""
    for term in rows_of(common.read(PACK + "/terms.csv")):
        day = date(term["first"])
        while day <= date(term["last"]):
            if day.weekday() < 5:
                yield day, day + (6 - day.weekday()) * DAY
            day += DAY


SCHOOL_DAYS = list(sundays())


def weeks_from(first, last=datetime.date.max):
    return sorted({end for day, end in SCHOOL_DAYS if first <= day <= last})


# --- one application -----------------------------------------------------------

def is_let_in(row):
    panel, starts = date(row["Panel"]), date(row["Start"])
    override = row["Chair Outcome"] == "" or "" not in (
        row["Chair"], row["Chair Reason"], row["Chair Date"])
    return (date(row["Received"]) <= panel and BEGINS <= panel <= ENDS
            and starts >= panel and weeks_from(starts, ENDS) != []
            and row["Chaired By"] != row["School"] and override)


def all_of(answers):
    if False in answers:
        return False
    return None if None in answers else True


def is_not(answer):
    return None if answer is None else not answer


def asked(cells):
    """What the rules make of the form, without the money."""
    need = None if "" in (cells[a] for a in data.AREAS) else sum(
        GRADES[cells[a]] for a in data.AREAS)
    cost, devolved = pennies(cells["Annual Cost"]), pennies(
        cells["Devolved Money"])
    above = None if None in (cost, devolved) else cost - 600000 - devolved
    weeks = min(int(cells["Weeks Asked"]), 26)
    starts = date(cells["Start"])
    cycles = cells["APDR Cycles"]
    tests = [None if cells["EHC Plan"] == "" else cells["EHC Plan"] == "no",
             None if need is None else need >= 4,
             None if above is None else above > 0]
    tried = None if cycles == "" else int(cycles) >= 2
    return {"need": need, "weeks": weeks, "scope": all_of(tests),
            "tried": tried,
            "a_year": None if above is None else max(0, min(above, 1200000)),
            "ends": weeks_from(starts)[weeks - 1],
            "in_year": min(weeks, len(weeks_from(starts, ENDS)))}


def decision(a):
    if a["scope"] is False:
        return "decline"
    if all_of([a["scope"], a["tried"]]):
        return "agree"
    if all_of([a["scope"], is_not(a["tried"])]):
        return "refer"
    return "refer"


def amount(a, weeks, agreed):
    if agreed is False:
        return 0
    if agreed is None or a["a_year"] is None:
        return None
    return int(rounded(Fraction(a["a_year"] * weeks, 39), Fraction(1),
                       "half away from zero"))


def judged(cells):
    row = asked(cells)
    row.update(cluster=cells["Cluster"], key=cells["Application"])
    row["decision"] = decision(row)
    row["decided"] = cells["Chair Outcome"] or row["decision"]
    agreed = all_of([row["scope"], row["tried"]])
    if cells["Chair Outcome"]:
        agreed = cells["Chair Outcome"] == "agree"
    row["grant"] = amount(row, row["weeks"], agreed)
    row["this_years"] = amount(row, row["in_year"], agreed)
    row["full_year"] = {True: row["a_year"], False: 0, None: None}[agreed]
    row["could_cost"] = 0 if row["this_years"] is not None else amount(
        row, row["in_year"], True)
    row["order"] = (cells["Panel"], row["need"] is None, -(row["need"] or 0),
                    cells["Received"], cells["Application"])
    return row


# --- the pots ------------------------------------------------------------------

def shares(clusters, pot):
    """Pro rata, odd pennies by largest remainder."""
    asked_for = {c["Cluster"]: int(c["Pupils"]) * 2800 for c in clusters}
    pot = int(pot)
    whole = sum(asked_for.values())
    if whole <= pot:
        return asked_for
    exact = {n: Fraction(pot * c, whole) for n, c in asked_for.items()}
    paid = {n: int(e) for n, e in exact.items()}
    odd = pot - sum(paid.values())
    for name in sorted(exact, key=lambda n: (paid[n] - exact[n], n))[:odd]:
        paid[name] += 1
    return paid


def pay(rows, pot, claim, paid, place, stops):
    """In order; a claim too large stops the queue, or is passed over."""
    left, closed, at = int(pot), False, 0
    for row in sorted(rows, key=lambda r: r["order"]):
        row[paid], row[place] = row[claim], None
        if not row[claim]:
            continue
        at += 1
        row[place] = at
        closed = closed or (stops and row[claim] > left)
        row[paid] = 0 if closed or row[claim] > left else row[claim]
        left -= row[paid]
    return left


def minus(a, b):
    return None if a is None or b is None else a - b


def for_contingency(row):
    unpaid = minus(row["this_years"], row["paid"])
    if not unpaid:
        return unpaid
    return None if row["need"] is None else unpaid * (row["need"] >= 7)


def settled(clusters, cells, money):
    rows = [judged(c) for c in cells if is_let_in(c)]
    given = shares(clusters, money.to_share)
    for name, share in given.items():
        mine = [r for r in rows if r["cluster"] == name]
        left = pay(mine, share, "this_years", "paid", "place", True)
        for row in mine:
            row["paid_left"] = left
    for row in rows:
        row["urgent"] = for_contingency(row)
    kept = pay(rows, money.contingency, "urgent", "from", "from_place", False)
    for row in rows:
        row["all"] = minus(row["paid"], minus(0, row["from"]))
        row["waiting"] = minus(row["this_years"], row["all"])
        whole = row["waiting"] == 0
        row["next"] = row["carried"] = None
        if row["waiting"] is not None:
            row["next"] = (row["grant"] - row["this_years"]) * whole
            row["carried"] = row["full_year"] * whole
    return rows, given, kept


# --- against hn ----------------------------------------------------------------

PRINTED = {"need": "need", "weeks": "weeks", "weeks_this_year": "in_year",
           "ends": "ends", "decision": "decision",
           "decision_decided": "decided", "paid_place": "place",
           "from_contingency_place": "from_place"}
IN_MONEY = {"a_year": "a_year", "grant": "grant", "this_years": "this_years",
            "paid": "paid", "paid_left": "paid_left",
            "paid_could_cost": "could_cost", "waiting_in_need": "urgent",
            "from_contingency": "from", "all_paid": "all",
            "waiting": "waiting", "next_year": "next", "carried": "carried"}


def calc(folder, clusters, cells, money, table, code):
    files = [write(os.path.join(folder, name), common.as_csv(heading, rows))
             for name, heading, rows in
             (("clusters.csv", data.CLUSTER, clusters),
              ("applications.csv", data.COLUMNS, cells))]
    got, out, told = hn("calc", PACK, files[0], "application=" + files[1],
                        "--on", ON, "--out", "csv", "--table", table,
                        "--rejects", os.path.join(folder, "rejects.csv"),
                        *money.words)
    tally.check("hn calc", got == code, told[-400:])
    return rows_of(out)


def check_rows(what, got, rows):
    tally.same(what + ": let in", set(got), {r["key"] for r in rows})
    for row in rows:
        mine = got.get(row["key"])
        for name, key in PRINTED.items():
            want = "" if row[key] is None else str(row[key])
            tally.same("%s: %s of %s" % (what, name, row["key"]),
                       mine and mine[name], want)
        for name, key in IN_MONEY.items():
            tally.same("%s: %s of %s" % (what, name, row["key"]),
                       mine and pennies(mine[name]), row[key])


def total(rows, key):
    return sum(row[key] for row in rows if row[key] is not None)


def check_run(what, got, rows, kept, money):
    spent = total(rows, "paid") + total(rows, "from")
    wanted = {"claimed": total(rows, "this_years"),
              "from_shares": total(rows, "paid"),
              "from_the_rest": total(rows, "from"),
              "all_waiting": total(rows, "waiting"),
              "at_stake": total(rows, "could_cost"),
              "left_over": money.envelope - money.committed - spent,
              "all_next_year": total(rows, "next"),
              "all_carried": total(rows, "carried")}
    for name, want in wanted.items():
        tally.same("%s: %s" % (what, name), Fraction(got[name]) * 100, want)
    tally.same(what + ": left of the contingency",
               int(Fraction(got["from_contingency_left"]) * 100), kept)
    tally.check(what + ": no pot is exceeded", total(rows, "paid")
                <= money.to_share and total(rows, "from")
                <= money.contingency)


def compare(what, folder, clusters, cells, money):
    rows, given, kept = settled(clusters, cells, money)
    code = 3 if len(rows) < len(cells) else 0
    got = {r["application"]: r for r in calc(folder, clusters, cells, money,
                                             "application", code)}
    check_rows(what, got, rows)
    for row in calc(folder, clusters, cells, money, "cluster", code):
        tally.same("%s: share of %s" % (what, row["cluster"]),
                   pennies(row["share"]), given[row["cluster"]])
    run = calc(folder, clusters, cells, money, "run", code)
    check_run(what, {r["name"]: r["value"] for r in run}, rows, kept, money)
    random.Random(7).shuffle(cells)
    again = calc(folder, clusters[::-1], cells, money, "application", code)
    tally.same(what + ": in another order",
               {r["application"]: r for r in again}, got)
    return rows


# --- applications at random ----------------------------------------------------

def edges(dice, row):
    """Moves some cells to where a rule turns, and empties some."""
    above = dice.one_of(["0", "0.01", "0.04", "39", "5000.13", "11999.99",
                         "12000", "12000.01"])
    if dice.often(50):
        row["Annual Cost"] = str(float(Fraction(above) + 6000
                                       + int(row["Devolved Money"])))
    if dice.often(20):
        row["Panel"] = dice.one_of(["2026-04-01", "2027-03-31", "2027-04-01",
                                    "2026-03-31", "2027-03-18"])
        row["Received"] = row["Panel"]
        row["Start"] = str(date(row["Panel"])
                           + dice.one_of((-1, 0, 1, 7, 8)) * DAY)
    if dice.often(20):
        row["Received"] = dice.one_of([row["Panel"], "2026-04-20"])
    row["Weeks Asked"] = dice.one_of([1, 2, 10, 25, 26, 27, 39])
    for column in ("Devolved Money", "Learning", "APDR Cycles"):
        if dice.often(3):
            row[column] = ""
    if dice.often(10):
        data.override(dice, row, dice.one_of(["agree", "decline", "refer"]))
        if dice.often(20):
            row[dice.one_of(["Chair", "Chair Reason", "Chair Date"])] = ""
    return row


def drawn(seed, pupils, count):
    dice = common.Dice(seed)
    clusters = [{"Cluster": name, "Pupils": dice.between(0, pupils)}
                for name, _ in data.CLUSTERS]
    return clusters, [edges(dice, data.application(dice, i))
                      for i in range(count // (10 if ASAN else 1))]


POTS = [("enough", Money(), 2000, 300), ("cut", Money(), 6000, 900),
        ("cut by odd pennies", Money("240000.07"), 7000, 900),
        ("next to nothing", Money("70000"), 3000, 1500),
        ("only shares", Money("65000", "0", "0"), 900, 900),
        ("only a contingency", Money("20000", "0", "100"), 900, 900),
        ("empty", Money("0", "0"), 900, 300),
        ("a penny", Money("0.01", "0", "0"), 900, 300),
        ("a penny for the contingency", Money("0.01", "0", "100"), 900, 600),
        ("parts of a penny", Money("0.01", "0", "50"), 900, 300)]


# --- in a sentence -------------------------------------------------------------

SENTENCES = {
    "agree": "The panel agrees a grant for ",
    "decline": "Anyone can still ask for an EHC needs assessment.",
    "refer": "The panel looks at it again when 2 cycles",
    # Agreed whatever the grade that is missing comes to; it is asked for once.
    "not known": "It cannot be told yet: it needs Social, emotional and mental "
                 "health.\n",
    "overridden": "Decided otherwise than the rules have it",
    "in full": "Paid in full.",
    "behind": "a claim before it was more than was left, and nobody is "
              "overtaken",
    "too large": "Not paid: it is more than is left.",
    "open": "it takes nothing from the pot until it can",
}


def first_of(rows, holds):
    return next((row["key"] for row in rows if holds(row)), None)


def told_cases(rows):
    def left_out(row):
        return row["this_years"] and not row["paid"]
    yield "agree", first_of(rows, lambda r: r["decided"] == "agree"
                            and r["decision"] == "agree")
    yield "decline", first_of(rows, lambda r: r["decision"] == "decline")
    yield "refer", first_of(rows, lambda r: r["scope"] and not r["tried"])
    yield "not known", first_of(rows, lambda r: r["this_years"] is None)
    yield "overridden", first_of(rows, lambda r: r["decision"]
                                 != r["decided"])
    yield "in full", first_of(rows, lambda r: r["paid"])
    queue = sorted((r for r in rows if left_out(r)), key=lambda r: r["place"])
    yield "too large", first_of(queue, lambda r: r["this_years"]
                                > r["paid_left"])
    yield "behind", first_of(queue, lambda r: r["this_years"]
                             <= r["paid_left"])
    yield "open", first_of(rows, lambda r: r["this_years"] is None)


def sentences(rows):
    for name, key in told_cases(rows):
        tally.check("the shipped data has one: " + name, key)
        _, out, _ = hn("why", PACK, data.FOLDER + "/clusters.csv",
                       "application=" + data.FOLDER + "/applications.csv",
                       "--on", ON, "--table", "application", "--key",
                       key or "", "--audience", "school")
        told = out.decode("utf-8")
        tally.check("a school is told: " + name, SENTENCES[name] in told, told)
        tally.check("and nothing for staff: " + name, "rules.lua" not in told
                    and "in the queue:" not in told
                    and "would be agree" not in told, told)


def main():
    with common.scratch() as folder:
        rows = compare("examples", folder,
                       rows_of(common.read(data.FOLDER + "/clusters.csv")),
                       rows_of(common.read(data.FOLDER
                                           + "/applications.csv")), Money())
        sentences(rows)
        for seed, (what, money, pupils, count) in enumerate(POTS, 1):
            compare(what, folder, *drawn(seed, pupils, count), money)
    tally.end()


if __name__ == "__main__":
    main()
