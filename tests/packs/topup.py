#!/usr/bin/python3
# also: asan
"""The pack rules/topup again, by hand, against what hn makes of it.

Written from the words of the policy, in exact fractions, without reading
rules.lua.  Thousands of made-up spells on the edges of the year, of months,
of terms and of the limit of backdating, with gaps, overlaps, spells that
carry on and what is missing; in each way of counting, in four runs of which
one is in a leap year; the shipped data; and what must hold of any data: a
year that is split is the whole year, and the parts of a sum are the sum.
"""
import datetime
import os
import random
import shutil
from fractions import Fraction as F

import common
from common import hn, money, rounded, write
import topup_data as data

PACK = "rules/topup"
SMALL = "asan" in os.environ.get("HN_BUILD", "")
PUPILS = 25 if SMALL else 260
PENNY = F(1, 100)
DAY = datetime.timedelta(1)
COUNTS = ["days", "weeks", "months, part by days", "months, part whole",
          "months, part left out", "half-terms", "terms"]
RUNS = ["2026-04-01", "2026-09-15", "2027-03-31", "2027-12-10"]
MEETS = {"special": 10000, "non-maintained special": 10000,
         "independent special": 0, "mainstream": 6000, "unit": 6000,
         "further education": 6000}
LATER = 150      # what each rate is more in 2027-28 than in 2026-27


def date(text):
    return datetime.date.fromisoformat(text) if text else None


def april(day):
    """1 April of the financial year of a day."""
    return datetime.date(day.year - (day < datetime.date(day.year, 4, 1)),
                         4, 1)


def name_of(start):
    return "%d-%02d" % (start.year, (start.year + 1) % 100)


def number(text):
    return F(text) if text else None


# --- the tables of the pack, and a year more ---------------------------------

def pack_with_a_year_more(folder):
    """A copy whose tables of rates have 2027-28 too, and those rates."""
    path = os.path.join(folder, "pack")
    shutil.copytree(PACK, path)
    rates = {}
    for name, keys in (("bands.csv", ["band"]),
                       ("matrix.csv", ["need", "level"])):
        table = os.path.join(path, name)
        rows = common.rows_of(common.read(table))
        rows += [dict(row, year="2027-28", topup=str(
            int(row["topup"]) + LATER)) for row in rows
                 if row["year"] == "2026-27"]
        write(table, common.as_csv(keys + ["year", "topup", "source"], rows))
        for row in rows:
            rates[tuple(row[key] for key in keys) + (row["year"],)] = F(
                row["topup"])
    return path, rates


def terms(name):
    return [(date(row["first"]), date(row["last"])) for row in common.rows_of(
        common.read(os.path.join(PACK, name)))]


TERMS = {"half-terms": terms("half_terms.csv"), "terms": terms("terms.csv")}


# --- parts of a year, period by period ---------------------------------------

def periods(count, start):
    """First and last day of each period of the year from `start`; of a term
    that runs into April, the days that lie in the year."""
    end = start.replace(year=start.year + 1) - DAY
    if count in TERMS:
        return [(first, min(last, end)) for first, last in TERMS[count]
                if start <= first <= end]
    if count == "weeks":
        firsts = [start + 7 * DAY * week for week in range(52)]
    elif count == "days":
        firsts = [start + DAY * i for i in range((end - start).days + 1)]
    else:
        firsts = [datetime.date(start.year + (month > 12),
                                (month - 1) % 12 + 1, 1)
                  for month in range(4, 16)]
    return list(zip(firsts, [day - DAY for day in firsts[1:]] + [end]))


KNOWN = {}


def paid_periods(count, start, first, last):
    """What of each period is paid, by its number; 1 is all of it."""
    if (count, start) not in KNOWN:
        KNOWN[count, start] = periods(count, start)
    out = {}
    for i, (begins, ends) in enumerate(KNOWN[count, start]):
        days = (min(last, ends) - max(first, begins)).days + 1
        length = (ends - begins).days + 1
        if days <= 0 or count.endswith("left out") and days < length:
            continue
        out[i] = F(days, length) if count.endswith("by days") else F(1)
    return out


def part_of(count, start, first, last, carried_to):
    """The part of a year; of a spell that carries on, what is left by it."""
    of = len(KNOWN.get((count, start)) or periods(count, start))
    if carried_to is None:
        return sum(paid_periods(count, start, first, last).values(), F(0)) / of
    mine = paid_periods(count, start, start, last)
    gone = paid_periods(count, start, start, carried_to)
    return sum((mine[i] - gone.get(i, 0) for i in mine), F(0)) / of


# --- the policy --------------------------------------------------------------

def every(tests):
    """Unmet if any is, else cannot tell if any cannot."""
    if False in tests:
        return False
    return None if None in tests else True


def money_when(met, amount):
    if met is None or met and amount is None:
        return None
    return rounded(amount, PENNY, "half away from zero") if met else F(0)


def core_funding(row, setting):
    if not row["basis"]:
        return None
    if row["basis"] != "costed":
        return F(0)
    return F(MEETS[setting]) if setting else None


def full_cost(row, rates, year):
    if row["basis"] == "costed":
        return number(row["cost"])
    if not row["basis"]:
        return None
    keys = (("band",) if row["basis"] == "band" else ("need", "level"))
    if not all(row[key] for key in keys):
        return None
    return rates[tuple(row[key] for key in keys) + (year,)]


def yearly(row, setting, rates, year):
    cost, met = full_cost(row, rates, year), core_funding(row, setting)
    return None if cost is None or met is None else max(F(0), cost - met)


def first_paid(row, back):
    """The first day that is paid."""
    decided, asked = date(row["decided_on"]), date(row["asked_on"])
    if not decided:
        return None
    reach = decided - 7 * DAY * back
    if asked:
        reach = min(decided, max(reach, asked + 140 * DAY))
    return max(date(row["starts"]), reach)


def chains(spells, year_end):
    """For each spell the last day of the one before, and for each pupil the
    first day on which two overlap."""
    before, clash = {}, {}
    last = {}
    for row in sorted(spells, key=lambda r: (r["starts"], r["spell_id"])):
        who, starts = row["pupil"], date(row["starts"])
        before[row["spell_id"]] = last.get(who)
        if who in last and starts <= last[who]:
            clash[who] = min(clash.get(who, starts), starts)
        last[who] = date(row["ends"]) or year_end
    return before, clash


def dealt(amount, paid, done):
    """The twelve instalments, the last with the odd pennies."""
    left, of = amount - paid, 12 - done
    each = abs(left) * 100 // of * PENNY
    each = -each if left < 0 else each
    parts = [F(0)] * done + [each] * of
    parts[11] = left - each * (of - 1)
    return parts


def one_spell(row, school, rates, run, before, clash):
    start = april(run["on"])
    end, earlier = start.replace(year=start.year + 1) - DAY, start.replace(
        year=start.year - 1)
    decided, first = date(row["decided_on"]), first_paid(row, run["back"])
    last = date(row["ends"]) or end
    carries = before is not None and (
        None if first is None else before + DAY == first <= last)

    def part(begins):
        if first is None:
            return None
        return part_of(run["count"], begins, first, last,
                       before if carries else None)

    def amount(begins):
        rate = yearly(row, school.get("setting"), rates, name_of(begins))
        return None if rate is None or first is None else rate * part(begins)

    ours = row["home"] == "OURS" if row["home"] else None
    here = school["area"] == "OURS" if school.get("area") else None
    theirs = every([None if ours is None else not ours, here])
    met = {"ours": ours, "theirs": theirs,
           "decided": decided <= end if decided else None,
           "some_day": first <= last if first else None,
           "one_at_a_time": clash is None or date(row["starts"]) < clash}
    payable = [met["decided"], met["some_day"], met["one_at_a_time"]]
    met["topup_decision"] = every([ours] + payable)
    topup = money_when(met["topup_decision"], amount(start))
    reaches = [decided >= start if decided else None,
               first < start if first else None]
    when = met["arrears_decision"] = every([ours] + payable + reaches)
    arrears = money_when(when, amount(earlier) if when else None)
    due = None if topup is None or arrears is None else topup + arrears
    paid = number(row["paid"]) or F(0)
    met["others_decision"] = every([theirs] + payable)
    out = {"topup": topup, "arrears": arrears, "due": due, "so_far": paid,
           "others": money_when(met["others_decision"], amount(start)),
           "a_year": yearly(row, school.get("setting"), rates,
                            name_of(start))}
    parts = [None] * 12 if due is None else dealt(due, paid, run["done"])
    out.update(("monthly_%d" % (i + 1), one) for i, one in enumerate(parts))
    out = {name: "" if value is None else money(value)
           for name, value in out.items()}
    out.update((name, {True: "met", False: "unmet", None: "cannot tell"}[one])
               for name, one in met.items())
    out.update(paid_from=str(first or ""), paid_to=str(last),
               earlier_to=str(before or ""),
               part=None if first is None else part(start),
               part_before=None if first is None else part(earlier),
               carries_on={True: "yes", False: "no", None: ""}[carries])
    return out, here, due


def shortfall(row, percent):
    if not row["baseline_income"]:
        return F(0)
    income, places, of, now = (number(row[name]) for name in (
        "baseline_income", "baseline_places", "income", "places"))
    if None in (places, of, now):
        return None
    return rounded(max(F(0), income / places * (1 + F(percent) / 100) * now
                       - of), PENNY, "half away from zero")


def left_out(values):
    """The sum of what is known, and how many are not."""
    return (money(sum((one for one in values if one is not None), F(0))),
            str(sum(one is None for one in values)))


def whole_run(authorities, schools, spells, rates, run):
    """Results by records and id, and of the run with what was left out."""
    start = april(run["on"])
    before, clash = chains(spells, start.replace(year=start.year + 1) - DAY)
    by_id = {row["school_id"]: row for row in schools}
    out, due, others, here = {}, {}, {}, {}
    for row in spells:
        one = row["spell_id"]
        out[one], here[one], due[one] = one_spell(
            row, by_id.get(row["school"], {}), rates, run,
            before[one], clash.get(row["pupil"]))
        others[one] = number(out[one]["others"])
    short = {row["school_id"]: shortfall(row, run["guaranteed"])
             for row in schools}
    school_due = {name: sum((due[r["spell_id"]] or 0 for r in spells
                             if r["school"] == name), F(0)) for name in by_id}
    schools_out = {name: {
        "short": "" if short[name] is None else money(short[name]),
        "guarantee_kept": "" if short[name] is None else
                          "no" if short[name] else "yes",
        "school_due": money(school_due[name])} for name in by_id}
    authorities_out = {row["authority_id"]: {
        "owed_there": money(sum((school_due[s["school_id"]] for s in schools
                                 if s["area"] == row["authority_id"]), F(0))),
        "owed_here": money(sum((others[s["spell_id"]] or 0 for s in spells
                                if s["home"] == row["authority_id"]), F(0)))}
        for row in authorities}

    def where(test):
        return left_out([None if here[one] is None else due[one]
                         for one in due if here[one] in (test, None)])

    totals = {"total_here": where(True), "total_elsewhere": where(False),
              "total_due": left_out(list(due.values())),
              "total_unsure": left_out(
                  [number(out[one]["so_far"]) for one in due
                   if due[one] is None]),
              "total_to_pay": left_out(
                  [None if due[one] is None else
                   due[one] - number(out[one]["so_far"]) for one in due]),
              "total_others": left_out(list(others.values())),
              "total_before": left_out([number(row["arrears"])
                                        for row in out.values()]),
              "total_paid": left_out([number(row["so_far"])
                                      for row in out.values()]),
              "total_short": left_out(list(short.values()))}
    return {"spell": out, "school": schools_out, "authority": authorities_out,
            "run": totals}


# --- made-up rows on the edges -----------------------------------------------

def edge_days(dice):
    """Days on which a period, a year or a term begins, and those beside."""
    days = [datetime.date(year, month, 1) for year in (2025, 2026, 2027, 2028)
            for month in range(1, 13)]
    days += [first for every_term in TERMS.values() for first, _ in every_term]
    days += [last for every_term in TERMS.values() for _, last in every_term]
    days += [april(days[0]) + 7 * DAY * week for week in (51, 52, 53, 103)]
    days += [datetime.date(2028, 2, 29), datetime.date(2026, 2, 28)]
    return lambda: (dice.choice(days) + DAY * dice.choice([-1, 0, 0, 1])
                    if dice.random() < 0.6 else
                    datetime.date(2025, 3, 1) + DAY * dice.randrange(1100))


def made_schools(dice):
    rows = []
    for at in range(24):
        row = dict.fromkeys(data.SCHOOL, "")
        row.update(school_id="S%02d" % at, setting=dice.choice(
            sorted(MEETS) * 2 + [""]), area=dice.choice(
                ["OURS", "OURS", "SYN-EASTMARCH", ""]))
        if at % 2:
            row.update(baseline_income="%d.%02d" % (
                dice.randrange(10 ** 6, 2 * 10 ** 6), dice.randrange(100)),
                       baseline_places=dice.choice(["60", "73.5", "97", ""]),
                       places=dice.choice(["0", "61", "88.25", "97", ""]),
                       income=dice.choice([str(dice.randrange(2 * 10 ** 6)),
                                           "1500000.55", ""]))
        rows.append(row)
    rows[1].update(baseline_income="1500000", baseline_places="60",
                   places="61", income="1525000")     # exactly at 0%
    return rows


def made_support(dice):
    basis = dice.choice(["band", "band", "matrix", "costed", "costed", ""])
    row = {"basis": basis}
    row["band"] = dice.choice(["A", "B", "C", "D", "A", "B", "C", "D", ""])
    row["need"] = dice.choice(data.NEEDS * 2 + [""])
    row["level"] = dice.choice(["1", "2", "3"] * 3 + [""])
    row["cost"] = dice.choice(["0", "6000", "6000.01", "10000", "10000.01",
                               "5999.99", "31234.56", "",
                               "%d.%02d" % (dice.randrange(40000),
                                            dice.randrange(100))])
    return row


def made_decision(dice, starts, day):
    decided = starts + DAY * dice.choice([
        -40, -1, 0, 1, 20, 181, 182, 183, 250, 363, 364, 365,
        dice.randrange(300)])
    if dice.random() < 0.15:
        decided = day()
    if dice.random() < 0.1:
        decided = datetime.date(dice.choice([2026, 2027]), 4, 1)
    asked = decided - DAY * dice.choice([139, 140, 141, 200, 321, 322, 323])
    return {"decided_on": "" if dice.random() < 0.04 else str(decided),
            "asked_on": str(asked) if dice.random() < 0.3 else ""}


def made_spells(dice, schools):
    rows, day = [], edge_days(dice)
    for number_of in range(PUPILS):
        starts = day()
        for _ in range(dice.choice([1, 1, 2, 2, 3, 4])):
            row = dict.fromkeys(data.SPELL, "")
            ends = starts + DAY * dice.choice(
                [-2, 0, 1, 6, 7, 30, 60, 364, 365, dice.randrange(250)])
            row.update(spell_id="X%05d" % len(rows), starts=str(starts),
                       pupil="P%04d" % number_of,
                       home=dice.choice(["OURS"] * 8 + ["SYN-EASTMARCH", ""]),
                       school=dice.choice(schools)["school_id"],
                       ends="" if dice.random() < 0.2 else str(ends),
                       paid=dice.choice(["", "0", "1234.56", "20000"]),
                       **made_support(dice),
                       **made_decision(dice, starts, day))
            if dice.random() < 0.02:
                row["school"] = dice.choice(["", "NOWHERE"])
            rows.append(row)
            starts = ends + DAY * dice.choice([1, 1, 1, 1, 1, 0, 2, 9, -20])
    return rows


# --- the comparison ----------------------------------------------------------

def calc(pack, folder, rows, run):
    """The tables of results, each a list of dictionaries."""
    paths = [write(os.path.join(folder, name + ".csv"),
                   common.as_csv(columns, rows[name]))
             for name, columns in (("authority", data.AUTHORITY),
                                   ("school", data.SCHOOL),
                                   ("spell", data.SPELL))]
    out = os.path.join(folder, "out.csv")
    done = hn("calc", pack, paths[0], "school=" + paths[1],
              "spell=" + paths[2], "--on", str(run["on"]), "--set",
              "count=" + run["count"], "--set",
              "furthest_back=%d" % run["back"], "--set",
              "guaranteed=%s" % run["guaranteed"], "--quiet", "-o", out)
    return done, {name: common.rows_of(common.read(path)) for name, path in (
        ("authority", out), ("school", out[:-4] + ".school.csv"),
        ("spell", out[:-4] + ".spell.csv"), ("run", out[:-4] + ".run.csv"))}


def a_run(on, count, back=26, guaranteed=0):
    day = date(on)
    return {"on": day, "count": count, "back": back, "guaranteed": guaranteed,
            "done": (day.month - 4) % 12}


def compare(tally, pack, rates, rows, run):
    with common.scratch() as folder:
        (code, _, err), got = calc(pack, folder, rows, run)
    what = "%s, %s" % (run["on"], run["count"])
    tally.same(what + ": exit code", (code, err), (0, ""))
    expected = whole_run(rows["authority"], rows["school"], rows["spell"],
                         rates, run)
    for name in ("spell", "school", "authority"):
        tally.same("%s: rows of %s" % (what, name),
                   [row[name + "_id"] for row in got[name]],
                   [row[name + "_id"] for row in rows[name]])
        for row in got[name]:
            for column, value in expected[name][row[name + "_id"]].items():
                as_text = column not in ("part", "part_before")
                tally.same("%s: %s %s" % (what, name, column),
                           (row[name + "_id"], row[column] if as_text
                            else number(row[column])),
                           (row[name + "_id"], value))
    totals = {row["name"]: (row["value"], row["left_out"])
              for row in got["run"]}
    for name, value in expected["run"].items():
        tally.same("%s: %s" % (what, name), totals[name], value)
    return got


# --- what must hold of any data ----------------------------------------------

def a_split_year(dice):
    """One band all year, in up to six spells that meet end to end."""
    rows = []
    for pupil in range(40 if SMALL else 300):
        starts = datetime.date(2026, 4, 1)
        cuts = sorted({starts + DAY * dice.randrange(1, 365)
                       for _ in range(dice.randrange(6))})
        for first, after in zip([starts] + cuts,
                                cuts + [datetime.date(2027, 4, 1)]):
            row = dict.fromkeys(data.SPELL, "")
            row.update(spell_id="X%05d" % len(rows), pupil="P%03d" % pupil,
                       home="OURS", school="S", basis="band",
                       band="ABCD"[pupil % 4], starts=str(first),
                       ends=str(after - DAY), decided_on="2026-03-01",
                       paid="%d.%02d" % (dice.randrange(900),
                                         dice.randrange(100)))
            rows.append(row)
    return rows


def properties(tally, pack, rates, dice):
    rows = {"authority": [{"authority_id": "OURS"}],
            "school": [dict(dict.fromkeys(data.SCHOOL, ""), school_id="S",
                            area="OURS", setting="mainstream")],
            "spell": a_split_year(dice)}
    whose = {row["spell_id"]: row["pupil"] for row in rows["spell"]}
    for count in COUNTS:
        got = compare(tally, pack, rates, rows, a_run("2026-09-15", count))
        for pupil in sorted(set(whose.values())):
            mine = [row for row in got["spell"]
                    if whose[row["spell_id"]] == pupil]
            tally.same(count + ": a split year is the whole year",
                       sum(F(row["part"]) for row in mine), 1)
            tally.check(count + ": and so is its money, but for the pennies",
                        abs(sum(F(row["topup"]) for row in mine)
                            - F(mine[0]["a_year"])) <= len(mine) * PENNY / 2)
        for row in got["spell"]:
            tally.same("instalments and what was paid are what is due",
                       sum(F(row["monthly_%d" % i]) for i in range(1, 13))
                       + F(row["so_far"]), F(row["due"]))
        tally.same("what is due here is the sum of what is due",
                   F(got["run"][[r["name"] for r in got["run"]].index(
                       "total_here")]["value"]),
                   sum(F(row["due"]) for row in got["spell"]))


def order(tally, pack, rows, dice):
    tables = []
    for _ in range(2):
        with common.scratch() as folder:
            got = calc(pack, folder, rows, a_run("2026-09-15", "weeks"))[1]
        tables.append({name: sorted(map(str, of)) for name, of in got.items()})
        rows = dict(rows, spell=dice.sample(rows["spell"], len(rows["spell"])))
    tally.check("the order of spells does not matter", tables[0] == tables[1])


def refused(tally, pack):
    """A baseline of no places is told, and that school not calculated."""
    school = dict.fromkeys(data.SCHOOL, "")
    school.update(school_id="S", baseline_income="1", baseline_places="0",
                  income="1", places="1")
    with common.scratch() as folder:
        (code, _, err), _ = calc(pack, folder, {
            "authority": [], "school": [school], "spell": []},
            a_run("2026-09-15", "days"))
    tally.check("no baseline places", code == 3 and "`short`" in err, err)


def main():
    tally = common.Tally()
    dice = random.Random(1)
    with common.scratch() as folder:
        pack, rates = pack_with_a_year_more(folder)
        schools = made_schools(dice)
        rows = {"authority": [{"authority_id": name}
                              for name in data.AUTHORITIES],
                "school": schools, "spell": made_spells(dice, schools)}
        for at, on in enumerate(RUNS):
            for count in COUNTS:
                compare(tally, pack, rates, rows, a_run(
                    on, count, [26, 52, 0, 26][at], [0, 3, "-1.5", 0][at]))
        made = data.made()
        compare(tally, PACK, rates, {
            "authority": made["authorities.csv"][1],
            "school": made["schools.csv"][1],
            "spell": made["spells.csv"][1]}, a_run("2026-09-01", "days"))
        properties(tally, pack, rates, dice)
        order(tally, pack, rows, dice)
        refused(tally, pack)
    tally.end()


if __name__ == "__main__":
    main()
