#!/usr/bin/python3
# also: asan
"""What hn diff tells cannot be undone.

Random parts of the shipped caseload under random changes: every number that
is told is nought or comes from enough cases, and no small number follows from
those that are told.  The attacker knows every school, phase and need that go together in
some case, but not what becomes of it, unless a number that is told is nought;
he may add and take away every table from every other.  What is told is also
what is true, by the oracle of diff.py.
"""
import collections
import csv
import datetime
import io
import os
import random
import sys

sys.path.insert(0, os.path.dirname(__file__))
import diff                        # noqa: E402
from diff import SUMS, TURNS, WAYS, numbers, oracle, pence   # noqa: E402
from common import Tally, read, scratch, write               # noqa: E402

RUNS = 12 if diff.ASAN else 60
PRIME = 2 ** 61 - 1
COLUMNS = ["phase", "need", "school", "at_risk", "looked_after"]
LINES = WAYS + TURNS
MONEY = [name + end for name in SUMS for end in ("", "_could_be")]
CHANGES = [
    {"cap": 12000}, {"cap": 10500, "school_first": 6500},
    {"school_first": 7000, "cap": 12000}, {"cycles": 3}, {"most_weeks": 25},
    {"cap": 9000, "cycles": 1, "most_weeks": 20, "school_first": 6200},
    {"start_within": 8}, {"gap": 4, "cap": 10001}]


# --- the attack --------------------------------------------------------------

class Span:
    """The numbers that follow from some by adding and taking away."""

    def __init__(self, rows):
        self.rows = []                   # (column, {column: value}), reduced
        for row in rows:
            self.enter(row)

    def reduce(self, row):
        row = dict(row)
        for at, own in self.rows:
            times = row.get(at, 0)
            if times:
                for key, value in own.items():
                    left = (row.get(key, 0) - times * value) % PRIME
                    row[key] = left
        return {key: value for key, value in row.items() if value % PRIME}

    def enter(self, row):
        row = self.reduce(row)
        if not row:
            return
        at = min(row)
        turn = pow(row[at], PRIME - 2, PRIME)
        self.rows.append((at, {k: v * turn % PRIME for k, v in row.items()}))

    def holds(self, row):
        return not self.reduce(row)


def vector(cells, chosen):
    return {i: 1 for i, cell in enumerate(cells) if chosen(cell)}


# --- the truth ---------------------------------------------------------------

# `alone` is the money that moves by each change, and "together" what is left.
Case = collections.namedtuple("Case", "values way turn money alone")


WORKED = {}                        # by policy and case: many come again


def policy_of(change):
    class Changed(oracle.Policy):
        pass
    for name, value in change.items():
        setattr(Changed, name, datetime.timedelta(weeks=value)
                if name in ("start_within", "gap")
                else type(getattr(oracle.Policy, name))(value))
    return Changed


def work(case, terms, policy):
    """As diff.work(), by the longer way, which knows every parameter."""
    out = oracle.price(case, terms, policy)
    year = out["a_year"].value

    def part(weeks):
        return None if year is None or weeks is None else diff.BASE.rounded(
            int(year * 100) * weeks, diff.SCHOOL_WEEKS)

    return (out["targeted_funding_decision"].value, part(out["weeks"].value),
            None if year is None else int(year * 100),
            part(out["weeks_this_year"].value))


def results_of(cases, terms, change):
    policy, name = policy_of(change), tuple(sorted(change.items()))
    results = []
    for case in cases:
        key = name, tuple(case.values())
        if key not in WORKED:
            WORKED[key] = work(case, terms, policy)
        results.append(WORKED[key])
    return results


def money_of(result):
    return dict(zip(diff.MONEY, diff.certain(result)))


def less(a, b):
    return {name: a[name] - b[name] for name in a}


def truth(cases, terms, change, columns):
    before = results_of(cases, terms, {})
    after = results_of(cases, terms, change)
    alone = {"param " + name: results_of(cases, terms, {name: value})
             for name, value in change.items()}
    out = []
    for i, case in enumerate(cases):
        a, b, was = before[i], after[i], money_of(before[i])
        moved = less(money_of(b), was)
        each = {title: less(money_of(results[i]), was)
                for title, results in alone.items()}
        each["together"] = {
            name: moved[name] - sum(m[name] for m in each.values())
            for name in moved}
        out.append(Case(
            tuple(diff.show(case[name]) for name in columns),
            diff.way_of(diff.award_of(a), diff.award_of(b)),
            diff.turn_of(a[0], b[0]), moved, each))
    return out


def members(told, columns):
    """For each (table, row) that is told, whether a case is in it."""
    out = {("all", ""): lambda values: True}
    for at, column in enumerate(columns):
        table = "by " + column
        own = {row for t, row, _ in told if t == table} - {"others together"}
        for row in own:
            out[table, row] = lambda values, at=at, row=row: values[at] == row
        if (table, "others together", "cases") in told:
            out[table, "others together"] = \
                lambda values, at=at, own=own: values[at] not in own
    return out


# --- judging one report --------------------------------------------------------

def is_of(line, way, turn):
    return line in ("cases", way, turn)


def check_true(tally, title, told, rows, cases, least):
    for (table, row, line), value in told.items():
        if value == "" or (table, row) not in rows:
            continue
        here = [c for c in cases if rows[table, row](c.values)]
        if line in MONEY:
            moved = [c.money[line] for c in here if c.money[line]]
            tally.same(title + ": money", pence(value), sum(moved))
            tally.check(title + ": money comes from enough",
                        not 0 < len(moved) < least, "%s %s" % (row, line))
        else:
            count = sum(is_of(line, c.way, c.turn) for c in here)
            tally.same(title + ": count", int(value), count)
            tally.check(title + ": no small count",
                        not 0 < count < least, "%s %s" % (row, line))


def possible(told, rows, cases):
    """What may become of cases, as far as no nought that is told denies it."""
    nought = [(rows[key[:2]], key[2]) for key, value in told.items()
              if value == "0" and key[:2] in rows and key[2] not in MONEY]
    return [(values, way, turn)
            for values in sorted({c.values for c in cases})
            for way in WAYS for turn in [""] + TURNS
            if not any(inside(values) and is_of(line, way, turn)
                       for inside, line in nought)]


def check_counts(tally, title, told, rows, cases, columns, least):
    cells = possible(told, rows, cases)
    count = collections.Counter((c.values, c.way, c.turn or "")
                                for c in cases)
    span = Span([vector(cells, lambda c, k=key: rows[k[:2]](c[0])
                        and is_of(k[2], c[1], c[2]))
                 for key, value in told.items()
                 if value != "" and key[:2] in rows and key[2] not in MONEY])
    targets = [("all", None)] + [
        (at, value) for at in range(len(columns))
        for value in {c.values[at] for c in cases}]
    for at, value in targets:
        for line in ["cases"] + LINES:
            chosen = [c for c in cells if is_of(line, c[1], c[2])
                      and (value is None or c[0][at] == value)]
            size = sum(count[c] for c in chosen)
            if 0 < size < least:
                tally.check(title + ": a small count follows",
                            not span.holds(vector(cells, set(chosen)
                                                  .__contains__)),
                            "%s=%s %s: %d" % (at, value, line, size))
    check_differences(tally, title, span, cells, count, told, rows, least)


def check_differences(tally, title, span, cells, count, told, rows, least):
    """One told number less another that lies within it."""
    sets = {}
    for key, value in told.items():
        if value != "" and key[:2] in rows and key[2] not in MONEY:
            sets[key] = frozenset(
                i for i, c in enumerate(cells)
                if rows[key[:2]](c[0]) and is_of(key[2], c[1], c[2]))
    for a, whole in sets.items():
        within = [part for b, part in sets.items() if part < whole]
        for part in within:
            left = sum(count[cells[i]] for i in whole - part)
            tally.check(title + ": a small difference",
                        not 0 < left < least, "%s: %d" % (a, left))
        for table in {b[0] for b in sets}:
            for line in {b[2] for b in sets}:
                inner = [sets[b] for b in sets if b[0] == table
                         and b[2] == line and sets[b] <= whole]
                left = whole - frozenset().union(*inner)
                size = sum(count[cells[i]] for i in left)
                tally.check(title + ": a small remainder",
                            not 0 < size < least,
                            "%s less %s %s: %d" % (a, table, line, size))


def check_money(tally, title, told, rows, cases, columns, least):
    cells = sorted({c.values for c in cases})
    for name in MONEY:
        span = Span([vector(cells, rows[key[:2]])
                     for key, value in told.items()
                     if value != "" and key[:2] in rows and key[2] == name])
        for at in range(len(columns)):
            for value in {c.values[at] for c in cases}:
                size = sum(c.values[at] == value and c.money[name] != 0
                           for c in cases)
                if 0 < size < least:
                    tally.check(
                        title + ": the money of a few follows",
                        not span.holds(vector(
                            cells, lambda v, at=at: v[at] == value)),
                        "%s=%s %s" % (at, value, name))


def check_changes(tally, title, told, cases, least):
    """The changes add up to the whole, and none is told of a few cases."""
    lines = {row for table, row, _ in told if table == "change"}
    if not lines:
        return
    pool = set(cases[0].alone) - lines
    for name in MONEY:
        values = {row: told["change", row, name] for row in lines}
        if told["all", "", name] == "" or name not in SUMS:
            tally.check(title + ": changes tell no more than the whole",
                        not any(values.values()))
            continue
        tally.same(title + ": changes add up",
                   sum(map(pence, values.values())),
                   pence(told["all", "", name]))
        for row, value in values.items():
            members = pool if row == "others and together" else {row}
            behind = [[c.alone[m][name] for m in members] for c in cases]
            tally.same(title + ": money of a change", pence(value),
                       sum(map(sum, behind)))
            tally.check(title + ": a change of enough cases",
                        not 0 < sum(map(any, behind)) < least, row)


def check_bins(tally, title, told, cases, least):
    for table in ("more by", "less by"):
        bins = {row: int(value) for (t, row, _), value in told.items()
                if t == table}
        tally.check(title + ": no small bin",
                    not any(0 < n < least for n in bins.values()), str(bins))
        way = "winners" if table == "more by" else "losers"
        if bins:
            tally.same(title + ": bins add up", sum(bins.values()),
                       sum(c.way == way for c in cases))
            tally.check(title + ": bins only where their sum is told",
                        told["all", "", way] != "")


# --- reports --------------------------------------------------------------------

def report(data, change, columns, least, *more):
    sets = [word for name, value in change.items()
            for word in ("--set", "%s=%s" % (name, value))]
    by = ["--by", ",".join(columns)] if columns else []
    return diff.diff(diff.PACK, data, *sets, *by, "--out", "csv",
                     "--suppress", str(least), *more)


def nest(dice, rows, cases):
    """Schools of one phase each, some of them with few cases."""
    schools = [("School %d" % n, dice.choice(["primary", "secondary"]))
               for n in range(dice.randint(2, 7))]
    weights = [dice.choice([1, 1, 3, 20, 60]) for _ in schools]
    for row, case in zip(rows, cases):
        school, phase = dice.choices(schools, weights)[0]
        row["School"] = case["school"] = school
        row["Phase"] = case["phase"] = phase


def run_one(tally, dice, all_rows, all_cases, terms, data):
    many = dice.choice([3, 30, 60, 100, 200, 400])
    chosen = sorted(dice.sample(range(len(all_rows)), many))
    rows_in = [dict(all_rows[i]) for i in chosen]
    cases_in = [dict(all_cases[i]) for i in chosen]
    least = dice.choice([2, 3, 5, 5, 5, 10])
    change = dice.choice(CHANGES)
    columns = dice.sample(COLUMNS, dice.randint(0, 3))
    if dice.random() < 0.6:
        nest(dice, rows_in, cases_in)
        columns = dice.sample(["school", "phase"], 2) + dice.sample(
            ["need", "at_risk"], dice.choice([0, 0, 1]))
    title = "%d cases, %s, by %s, least %d" % (many, change,
                                               ",".join(columns), least)
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerows([rows_in[0].keys()]
                  + [list(row.values()) for row in rows_in])
    write(data, text.getvalue())
    code, got, err = report(data, change, columns, least)
    tally.same(title + ": exit code", code, 0)
    if code:
        print(err)
        return
    told = numbers(got)
    cases = truth(cases_in, terms, change, columns)
    rows = members(told, columns)
    if many < least:
        tally.check(title + ": nothing is told", not any(told.values()))
        return
    check_true(tally, title, told, rows, cases, least)
    check_counts(tally, title, told, rows, cases, columns, least)
    check_money(tally, title, told, rows, cases, columns, least)
    check_changes(tally, title, told, cases, least)
    check_bins(tally, title, told, cases, least)


def main():
    tally = Tally()
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    dice = random.Random(seed)
    terms = oracle.Terms(oracle.shipped_terms())
    rows = list(csv.DictReader(io.StringIO(read(diff.CASELOAD).decode())))
    cases = [oracle.from_export(row) for row in
             diff.pre_ehcp_data.caseload()]
    with scratch() as folder:
        data = os.path.join(folder, "part.csv")
        for _ in range(RUNS):
            run_one(tally, dice, rows, cases, terms, data)
    tally.end()


if __name__ == "__main__":
    main()
