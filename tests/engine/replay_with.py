#!/usr/bin/python3
# also: asan
"""hn replay --with against an independent recomputation, to the penny.

The decisions of the shipped caseload and of made-up cases are recorded, and
judged under other values of the policy.  What they would be then is worked out
case by case by the oracle of tests/packs/pre_ehcp.py, in fractions, and
counted here.  What is told without --internal is tried for small numbers: as
it stands, and by every subtraction.
"""
import collections
import csv
import io
import json
import os
import random
import sys
from fractions import Fraction

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "packs"))
import pre_ehcp as oracle          # noqa: E402
from common import Tally, hn, scratch, write, read   # noqa: E402

PACK = "rules/pre_ehcp"
CASELOAD = "examples/pre_ehcp/caseload.csv"
ON = "2026-09-01"
ASAN = os.environ.get("HN_BUILD", "").endswith("asan")
CASES = 300 if ASAN else 3000
AWARDS = {"targeted_funding": True, "this_year": False}   # has a full year
LEAST = 5
CHANGES = {
    "the cap": {"cap": 9000},
    "the threshold": {"school_first": 7000},
    "a little more threshold": {"school_first": 6001},
    "cycles": {"cycles": 3},
    "the gap": {"gap": 30},
    "weeks": {"most_weeks": 13},
    "two at once": {"cap": 12000, "cycles": 1},
    "nothing": {"cap": 10000},
}


def policy_of(values):
    class Changed(oracle.Policy):
        pass
    for name, value in values.items():
        if name == "gap":
            setattr(Changed, name, oracle.DAY * 7 * value)
        else:
            setattr(Changed, name, type(getattr(oracle.Policy, name))(value))
    return Changed


# --- by hand -----------------------------------------------------------------

def outcome(out, award):
    """(decision, amount, full year): None is not known."""
    year = out[award + "_full_year"].value if AWARDS[award] else None
    return out[award + "_decision"].value, out[award].value, year


def expected(before, after, award):
    """What is told of an award with --internal."""
    count = collections.Counter()
    money = collections.Counter()
    for old, new in zip(before, after):
        (was, paid, year), (now, pays, later) = (
            outcome(old, award), outcome(new, award))
        count["cases"] += 1
        if was is now:
            count["same_decision"] += 1
        else:
            count[{True: "newly_met", False: "newly_unmet",
                   None: "newly_open"}[now]] += 1
        same = was is now and paid == pays and year == later
        count["otherwise"] += not same
        money["money_recorded"] += paid or 0
        money["money_now"] += pays or 0
        if AWARDS[award]:
            money["year_recorded"] += year or 0
            money["year_now"] += later or 0
        if paid is None or pays is None:
            count["unknown_money"] += 1
        elif pays == paid:
            count["same_money"] += 1
        else:
            way = "more" if pays > paid else "less"
            count[way + "_money"] += 1
            money["money_" + way] += pays - paid
    money["money_difference"] = money["money_now"] - money["money_recorded"]
    if AWARDS[award]:
        money["year_difference"] = money["year_now"] - money["year_recorded"]
    return count, money


def way(before, after):
    known = before is not None and after is not None
    return known, known and (after > before) - (after < before)


def joint(before, after, award, years):
    """Cases by which way the decision goes and which way the money, and where
    `years` that for a full year; and how many have any."""
    cells = collections.Counter()
    for old, new in zip(before, after):
        (was, paid, year), (now, pays, later) = (outcome(old, award),
                                                 outcome(new, award))
        cells[was is now, now, way(paid, pays),
              years and way(year, later)] += 1
        for at, amount in enumerate((paid, pays, years and year,
                                     years and later)):
            if amount:
                cells[at] += 1
    return cells


# --- hn ----------------------------------------------------------------------

def replay(log, values, *more):
    sets = [word for name, value in values.items()
            for word in ("--set", "%s=%s" % (name, value))]
    code, out, messages = hn("replay", log, "--pack", PACK, "--with", PACK,
                             *sets, *more)
    assert code == 0, messages
    return out.decode()


def told_of(text):
    """{award: {measure: value}} of --out csv; what is withheld is None."""
    told = collections.defaultdict(dict)
    for row in csv.DictReader(io.StringIO(text)):
        told[row["award"]][row["measure"]] = row["value"] or None
    return told


def compare(tally, title, before, after, internal):
    awards = {one["award"]: one for one in internal["with"]["awards"]}
    for award in AWARDS:
        count, money = expected(before, after, award)
        told = awards[award]
        for name, value in told.items():
            what = "%s: %s of %s" % (title, name, award)
            if name in ("records", "award"):
                continue
            if name.startswith(("money", "year")):
                tally.same(what, Fraction(value), Fraction(money[name]))
            else:
                tally.same(what, value, count[name])
        tally.same(title + ": the parts are the whole",
                   Fraction(told["money_more"]) + Fraction(told["money_less"])
                   if not count["unknown_money"] else None,
                   Fraction(told["money_difference"])
                   if not count["unknown_money"] else None)


def compare_cases(tally, title, cases, before, after, internal):
    """Every single case that is otherwise, by id."""
    expect = collections.Counter()
    for case, old, new in zip(cases, before, after):
        for award in AWARDS:
            if outcome(old, award) != outcome(new, award):
                expect[case["pupil_id"], award,
                       oracle.shown(award, new[award]) or None] += 1
    got = collections.Counter(
        (one["id"], one["award"], one["comes_out"]["amount"])
        for one in internal["with"]["otherwise"])
    tally.check(title + ": single cases", got == expect,
                str(list((got - expect) + (expect - got))[:5]))


# --- what can be found out ---------------------------------------------------

def is_small(count):
    return 0 < count < LEAST


def counts_of(measures):
    return [int(value) for name, value in measures.items()
            if value is not None and not name.startswith(("money", "year"))]


def check_counts(tally, title, told):
    """No count is small.  Those of two awards may lie within each other: no
    two are apart by a small number."""
    for award, measures in told.items():
        counts = counts_of(measures)
        tally.check(title + ": small counts",
                    not any(map(is_small, counts)), str(counts))
        for other in told:
            if other != award:
                tally.check(title + ": counts apart by little", not any(
                    is_small(abs(a - b)) for a in counts
                    for b in counts_of(told[other])), str(told))


def try_to_find_out(tally, title, before, after, text):
    """Two divisions of the same cases are told only where all that they come
    to together is nought or large enough, and so is whatever one leaves of the
    other."""
    told = told_of(text)
    check_counts(tally, title, told)
    for award, measures in told.items():
        for years in (False, True):
            if any(value is not None for name, value in measures.items()
                   if ("year" in name if years else "money" in name)):
                cells = joint(before, after, award, years)
                tally.check(title + ": money of few", not any(
                    map(is_small, cells.values())), str(cells))


def go_through(tally, folder, title, data, cases, terms):
    log = os.path.join(folder, "log")
    code, _, messages = hn("calc", PACK, data, "--on", ON, "--log", log, "-o",
                           os.path.join(folder, "rows.csv"), "--quiet")
    before = [oracle.price(case, terms) for case in cases]
    tally.same(title + ": exit code", code, 0)
    for name, values in CHANGES.items():
        what = "%s, %s" % (title, name)
        after = [oracle.price(case, terms, policy_of(values))
                 for case in cases]
        internal = json.loads(replay(log, values, "--internal", "--out",
                                     "json"))
        compare(tally, what, before, after, internal)
        compare_cases(tally, what, cases, before, after, internal)
        try_to_find_out(tally, what, before, after,
                        replay(log, values, "--out", "csv"))


def small_logs(tally, folder, log):
    """Parts of a log, of all sizes: the fewer, the less is told."""
    lines = read(log).splitlines(True)[:-1]
    dice = random.Random(20261123)
    told = 0
    for round_ in range(10 if ASAN else 60):
        size = dice.choice([1, 2, 4, 5, 6, 9, 14, 30, 60, 120, 250])
        some = dice.sample(lines, min(size, len(lines)))
        path = write(os.path.join(folder, "part"), b"".join(some))
        values = dice.choice(list(CHANGES.values()))
        internal = json.loads(replay(path, values, "--internal", "--out",
                                     "json"))
        measures = told_of(replay(path, values, "--out", "csv"))
        title = "part %d of %d rows" % (round_, size)
        told += sum(len(counts_of(one)) for one in measures.values())
        check_counts(tally, title, measures)
        for award, one in measures.items():
            whole = [w for w in internal["with"]["awards"]
                     if w["award"] == award][0]
            for name, value in one.items():
                tally.check(title + ": as with --internal",
                            value is None or value == str(whole[name]))
            if whole["cases"] < LEAST:
                tally.check(title + ": nothing of few",
                            not any(one.values()), str(one))
    tally.check("something is told of some of them", told > 50, str(told))


def main():
    tally = Tally()
    spans = oracle.shipped_terms()
    terms = oracle.Terms(spans)
    with scratch() as folder:
        with open(CASELOAD, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            row["Annual Cost"] = row["Annual Cost"].replace(
                "£", "").replace(",", "")
        go_through(tally, folder, "caseload", CASELOAD,
                   [oracle.from_export(row) for row in rows], terms)
        small_logs(tally, folder, os.path.join(folder, "log"))
        maker = oracle.Maker(20260901, spans)
        cases = [case for case in (maker.case(n, terms)
                                   for n in range(CASES))
                 if not oracle.runs_out(oracle.price(case, terms))]
        data = write(os.path.join(folder, "cases.csv"), oracle.as_csv(cases))
        go_through(tally, folder, "made up", data, cases, terms)
    tally.end()


if __name__ == "__main__":
    main()
