#!/usr/bin/python3
"""The pack rules/pre_ehcp again, by hand, against what hn makes of it.

Written from the words of the policy, in exact fractions, without reading
rules.lua: two ways to the same penny.  Ten thousand made-up cases sit on
every edge (the threshold, one penny either side, the cap, the first and last
week, 29 February, 31 March, weekends, anything missing), and every column of
every row is compared, and every total.  A second pack with the same rules and
wilful term dates (terms of a day, terms that begin on a Saturday or run over
31 March) is compared in the same way.
"""
import bisect
import csv
import datetime
import io
import json
import os
import random
import shutil
from fractions import Fraction

import common
import pre_ehcp_data
from common import hn, read, write

PACK = "rules/pre_ehcp"
CASES = 10000
DAY = datetime.timedelta(1)
SENSORY_OR_PHYSICAL = ("HI", "MSI", "PD", "VI")

# Name in messages and results, heading in the file; in order of declaration.
INPUTS = [
    ("pupil_id", "Pupil ID"), ("school", "School"), ("phase", "Phase"),
    ("setting", "Setting"), ("need", "Primary Need"),
    ("plan_in_force", "EHC Plan"), ("annual_cost", "Annual Cost"),
    ("school_evidence", "School Spend Evidenced"),
    ("cycles_done", "APDR Cycles"), ("advice", "Specialist Advice"),
    ("parents_agree", "Parents Agree"), ("outcomes_set", "Outcomes Set"),
    ("review_date", "Review Date"), ("last_award_end", "Last Award End"),
    ("panel_date", "Panel Date"), ("start_date", "Start Date"),
    ("weeks_asked", "Weeks Asked"), ("at_risk", "Exclusion Risk"),
    ("looked_after", "Looked After"),
]
ORDER = {name: at for at, (name, _) in enumerate(INPUTS)}
CRITERIA = ["mainstream", "no_plan", "costs_more", "school_pays", "graduated",
            "advised", "agreed", "reviewable", "starts_soon", "gap_kept"]
COLUMNS = (["pupil_id", "first_day", "weeks", "last_day", "weeks_this_year"]
           + CRITERIA
           + ["a_year", "targeted_funding_decision", "targeted_funding",
              "targeted_funding_full_year", "targeted_funding_unmet",
              "targeted_funding_needs", "this_year_decision", "this_year",
              "this_year_unmet", "this_year_needs", "next_year", "priority"])


class Policy:
    school_first = Fraction(6000)
    cap = Fraction(10000)
    cycles = 2
    most_weeks = 26
    school_weeks = 39
    start_within = datetime.timedelta(weeks=13)
    gap = datetime.timedelta(weeks=13)
    high_cost = Fraction(12000)
    envelope = Fraction(1500000)


# --- known or not ------------------------------------------------------------

class Known:
    """A value, or None with the names of the inputs that would settle it."""

    def __init__(self, value, needs=()):
        self.value = value
        self.needs = frozenset(needs if value is None else ())

    @property
    def known(self):
        return self.value is not None


def compute(function, *values):
    unknown = [v for v in values if not v.known]
    if unknown:
        return Known(None, set().union(*(v.needs for v in unknown)))
    return Known(function(*(v.value for v in values)))


def settle(decisive, values):
    """`all` is settled by one False, `any` by one True."""
    if any(v.value is decisive for v in values):
        return Known(decisive)
    unknown = [v for v in values if not v.known]
    if unknown:
        return Known(None, set().union(*(v.needs for v in unknown)))
    return Known(not decisive)


def all_of(*values):
    return settle(False, values)


def any_of(*values):
    return settle(True, values)


# --- calendars ---------------------------------------------------------------

def monday(day):
    return day - DAY * day.weekday()


def year_end(day):
    return datetime.date(day.year + (day.month > 3), 3, 31)


class Terms:
    def __init__(self, spans):
        days = set()
        for first, last in spans:
            while first <= last:
                if first.weekday() < 5:
                    days.add(first)
                first += DAY
        self.open_days = sorted(days)

    def school_weeks(self, first, last):
        low = bisect.bisect_left(self.open_days, first)
        high = bisect.bisect_right(self.open_days, last)
        return len({monday(day) for day in self.open_days[low:high]})

    def week_end(self, first, weeks):
        """The Sunday of the weeks-th school week; None: no terms so late."""
        at = bisect.bisect_left(self.open_days, first)
        seen = None
        for day in self.open_days[at:]:
            if monday(day) != seen:
                seen = monday(day)
                weeks -= 1
                if weeks == 0:
                    return seen + 6 * DAY
        return None


def shipped_terms():
    path = os.path.join(PACK, "terms.csv")
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    day = datetime.date.fromisoformat
    return [(day(row["first"]), day(row["last"])) for row in rows]


# --- the policy --------------------------------------------------------------

def to_the_penny(amount):
    """Half away from zero; no amount here is negative."""
    return Fraction(int(amount * 100 + Fraction(1, 2)), 100)


def price(case, terms, policy=Policy):
    """What the panel's rules give for one pupil: names to Known values."""
    def given(name):
        return Known(case[name], [name])

    def is_yes(name):
        return compute(lambda answer: answer == "yes", given(name))

    blank = ""
    panel, start = given("panel_date"), given("start_date")
    cost, asked = given("annual_cost"), given("weeks_asked")
    out = {}
    first = out["first_day"] = compute(max, start, panel)
    weeks = out["weeks"] = compute(lambda n: min(n, policy.most_weeks), asked)
    last = compute(terms.week_end, first, weeks)
    out["last_day"] = last
    in_year = compute(lambda day, met: terms.school_weeks(day, year_end(met)),
                      first, panel)
    in_year = out["weeks_this_year"] = compute(min, weeks, in_year)

    review, before = case["review_date"], case["last_award_end"]
    if review == blank:
        review_set, in_time = Known(False), Known(None, ["review_date"])
    else:
        review_set = compute(lambda _: True, given("review_date"))
        in_time = compute(lambda a, b: a <= b, given("review_date"), last)
    if before == blank:
        never, long_ago = Known(True), Known(None, ["last_award_end"])
    else:
        never = compute(lambda _: False, given("last_award_end"))
        long_ago = compute(lambda end, met: end + policy.gap <= met,
                           given("last_award_end"), panel)

    out["mainstream"] = compute(lambda s: s == "mainstream", given("setting"))
    out["no_plan"] = compute(lambda a: a == "no", given("plan_in_force"))
    out["costs_more"] = compute(lambda c: c > policy.school_first, cost)
    out["school_pays"] = is_yes("school_evidence")
    out["graduated"] = any_of(
        compute(lambda n: n >= policy.cycles, given("cycles_done")),
        compute(lambda n: n in SENSORY_OR_PHYSICAL, given("need")))
    out["advised"] = is_yes("advice")
    out["agreed"] = is_yes("parents_agree")
    out["reviewable"] = all_of(is_yes("outcomes_set"), review_set, in_time)
    out["starts_soon"] = compute(
        lambda day, met: day <= met + policy.start_within, start, panel)
    out["gap_kept"] = any_of(never, long_ago)

    a_year = out["a_year"] = compute(
        lambda c: max(Fraction(0), min(c - policy.school_first, policy.cap)),
        cost)
    decide = all_of(*(out[name] for name in CRITERIA))
    unmet = [name for name in CRITERIA if out[name].value is False]
    part = lambda n: compute(
        lambda a, w: to_the_penny(a * w / policy.school_weeks), a_year, n)
    out["targeted_funding"] = award(decide, part(weeks))
    out["targeted_funding_full_year"] = award(decide, a_year)
    out["this_year"] = award(decide, part(in_year))
    out["next_year"] = compute(lambda whole, now: whole - now,
                               out["targeted_funding"], out["this_year"])
    for name in ("targeted_funding", "this_year"):
        out[name + "_decision"] = decide
        out[name + "_unmet"] = unmet if decide.value is False else []
        out[name + "_needs"] = sorted(out[name].needs, key=ORDER.get)
    out["priority"] = compute(
        lambda *points: sum(points),
        compute({"no": 0, "part-time timetable": 3, "exclusion": 5}.get,
                given("at_risk")),
        compute(lambda a: 2 if a == "yes" else 0, given("looked_after")),
        compute(lambda c: 1 if c >= policy.high_cost else 0, cost))
    return out


def award(decide, amount):
    """An open award needs what its criteria need, and what its amount does."""
    if decide.known:
        return amount if decide.value else Known(Fraction(0))
    return Known(None, decide.needs | amount.needs)


# --- as hn writes it ---------------------------------------------------------

def money(amount):
    pence = amount * 100
    assert pence.denominator == 1
    sign = "-" if pence < 0 else ""
    return "%s%d.%02d" % (sign, abs(pence) // 100, abs(pence) % 100)


def shown(name, out):
    if isinstance(out, list):
        return "; ".join(out)
    if name in CRITERIA or name.endswith("_decision"):
        return {True: "met", False: "unmet", None: "cannot tell"}[out.value]
    if not out.known:
        return ""
    return money(out.value) if isinstance(out.value, Fraction) \
        else str(out.value)


def as_row(case, out):
    return [case["pupil_id"]] + [shown(n, out[n]) for n in COLUMNS[1:]]


def totals(cases, outs, policy=Policy, on=common.ON):
    """The figures of the run: name, value, how many rows were left out."""
    end = year_end(datetime.date.fromisoformat(on))
    here = [(c, o) for c, o in zip(cases, outs)
            if year_end(c["panel_date"]) == end]

    def add(name, phase=None):
        total, left_out = Fraction(0), 0
        for case, out in here:
            if phase and case["phase"] not in (phase, None):
                continue
            if not out[name].known or (phase and case["phase"] is None):
                left_out += 1
            else:
                total += out[name].value
        return total, left_out

    figures = [("year_end", str(end), None)]
    for name, of in (("total", "targeted_funding"),
                     ("total_full_year", "targeted_funding_full_year"),
                     ("total_this_year", "this_year"),
                     ("total_next_year", "next_year")):
        total, left_out = add(of)
        figures.append((name, money(total), left_out))
        if name == "total_this_year":
            left = money(policy.envelope - total)
    figures.append(("money", money(policy.envelope), None))
    figures.append(("left", left, None))
    for phase in ("primary", "secondary"):
        total, left_out = add("this_year", phase)
        figures.append(("this_year_" + phase, money(total), left_out))
    return figures


# --- cases -------------------------------------------------------------------

class Maker:
    def __init__(self, seed, spans):
        self.random = random.Random(seed)
        day = datetime.date
        self.special_days = [
            day(2027, 3, 30), day(2027, 3, 31), day(2027, 4, 1),
            day(2028, 2, 28), day(2028, 2, 29), day(2028, 3, 1),
            day(2026, 4, 1), day(2026, 9, 1), day(2027, 3, 24),
        ] + [edge + DAY * n for span in spans for edge in span
             for n in (-3, -1, 0, 1, 3)
             if day(2026, 4, 4) <= edge <= day(2027, 11, 20)]

    def day(self, low, high):
        if self.random.random() < 0.35:
            day = self.random.choice(self.special_days)
            if low <= day <= high:
                return day
        return low + DAY * self.random.randint(0, (high - low).days)

    def cost(self):
        edge = self.random.choice([6000, 7000, 12000, 16000, 17000])
        near = Fraction(self.random.choice([-1, 0, 1]), 100)
        anywhere = Fraction(self.random.randint(0, 4000000), 100)
        likely = Fraction(self.random.randint(600000, 1800000), 100)
        return self.random.choices(
            [edge + near, anywhere, likely, Fraction(0), Fraction(120000)],
            [30, 10, 57, 1, 2])[0]

    def yes(self, share):
        return "yes" if self.random.random() < share else "no"

    def case(self, number, terms):
        pick, date = self.random.choice, datetime.date
        panel = self.day(date(2026, 4, 1), date(2027, 11, 30))
        near = self.random.choice([-1, 0, 1])
        start = self.random.choices(
            [self.day(panel, panel + DAY * 91), panel + DAY * near,
             panel + DAY * (91 + near),
             panel + DAY * self.random.randint(-60, 150)],
            [60, 15, 15, 10])[0]
        weeks = pick([1, 2, 13, 25, 26, 27, 39, self.random.randint(1, 39)])
        last = terms.week_end(max(start, panel), min(weeks, 26))
        review = (last or start) + DAY * self.random.choices(
            [near, self.random.randint(-60, 0), 30], [50, 40, 10])[0]
        before = self.random.choices(
            ["", panel - DAY * (91 + near), date(2024, 2, 29),
             panel - DAY * self.random.randint(-20, 300)],
            [60, 25, 5, 10])[0]
        case = {
            "pupil_id": "%06d" % number,
            "school": pick(["St Mary's, Upper", "The \"Old\" School",
                            "Ysgol Ŵy", "Plain Primary"]),
            "phase": pick(["primary", "secondary"]),
            "setting": self.random.choices(
                ["mainstream", "special", "alternative provision"],
                [95, 3, 2])[0],
            "need": pick(["ASD", "HI", "MLD", "MSI", "OTH", "PD", "PMLD",
                          "SEMH", "SLCN", "SLD", "SPLD", "VI"]),
            "plan_in_force": self.yes(0.04),
            "annual_cost": self.cost(),
            "school_evidence": self.yes(0.95),
            "cycles_done": self.random.choices(
                [0, 1, 2, 3, 20], [3, 12, 40, 40, 5])[0],
            "advice": self.yes(0.95), "parents_agree": self.yes(0.96),
            "outcomes_set": self.yes(0.97),
            "review_date": "" if self.random.random() < 0.03 else review,
            "last_award_end": before, "panel_date": panel,
            "start_date": start, "weeks_asked": weeks,
            "at_risk": pick(["no", "part-time timetable", "exclusion"]),
            "looked_after": self.yes(0.1),
        }
        self.forget(case)
        return case

    def forget(self, case):
        """A third of the cases have one to three values missing."""
        if self.random.random() > 0.33:
            return
        names = [n for n, _ in INPUTS if n not in ("pupil_id", "panel_date")]
        for name in self.random.sample(names, self.random.randint(1, 3)):
            case[name] = None


def cell(name, value):
    """As a file has it: `unknown` where an empty cell would be a fact."""
    if value is None:
        return "unknown" if name in ("review_date", "last_award_end") else ""
    return money(value) if isinstance(value, Fraction) else str(value)


def as_csv(cases):
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow([column for _, column in INPUTS])
    for case in cases:
        out.writerow([cell(name, case[name]) for name, _ in INPUTS])
    return text.getvalue()


def as_jsonl(cases):
    lines = []
    for case in cases:
        row = {}
        for name, column in INPUTS:
            text = cell(name, case[name])
            if name in ("cycles_done", "weeks_asked") and text:
                row[column] = int(text)
            elif text or len(lines) % 2:     # "" and no key are the same
                row[column] = text
        lines.append(json.dumps(row, ensure_ascii=len(lines) % 3 == 0))
    return "\n".join(lines) + "\n"


def from_export(row):
    """A row of the caseload as the cases above are."""
    case = {}
    for name, column in INPUTS:
        text = row[column]
        if name in ("review_date", "last_award_end"):
            value = None if text == "unknown" else \
                text and datetime.date.fromisoformat(text)
        elif not text:
            value = None
        elif name in ("panel_date", "start_date"):
            value = datetime.date.fromisoformat(text)
        elif name == "annual_cost":
            value = Fraction(text)
        elif name in ("cycles_done", "weeks_asked"):
            value = int(text)
        else:
            value = text
        case[name] = value
    return case


# --- comparing ---------------------------------------------------------------

def calc(*args, env=None):
    return hn("calc", *args, "--on", common.ON, "--quiet", env=env)


def runs_out(out):
    """The award would end after the last of the terms: no answer, a fault."""
    return out["first_day"].known and out["weeks"].known \
        and not out["last_day"].known


def compare(tally, title, pack, data, cases, terms, policy=Policy, sets=()):
    """Every cell of the results, and the totals; gives what was compared."""
    outs = [price(case, terms, policy) for case in cases]
    late = [case for case, out in zip(cases, outs) if runs_out(out)]
    got, text, messages = calc(pack, data, "--out", "csv", *sets)
    tally.check(title + ": exit code", got == (3 if late else 0),
                "%d %s" % (got, messages))
    cases, outs = zip(*[(case, out) for case, out in zip(cases, outs)
                        if not runs_out(out)])
    rows = list(csv.reader(io.StringIO(text.decode())))
    tally.same(title + ": header", rows[:1], [COLUMNS])
    tally.same(title + ": number of rows", len(rows) - 1, len(cases))
    for case, out, row in zip(cases, outs, rows[1:]):
        expected = as_row(case, out)
        for column, a, b in zip(COLUMNS, row, expected):
            tally.check("%s: %s" % (title, column), a == b,
                        "%s: got %r, expected %r" % (row[0], a, b))
        tally.same(title + ": cells of a row", len(row), len(expected))
    compare_totals(tally, title, (pack, data) + tuple(sets),
                   totals(cases, outs, policy))
    return text, cases, outs


def compare_totals(tally, title, args, expected):
    _, text, _ = calc(*args, "--out", "csv", "--table", "run")
    rows = list(csv.DictReader(io.StringIO(text.decode())))
    tally.same(title + ": names of totals", [r.get("name") for r in rows],
               [name for name, _, _ in expected])
    for row, (name, value, left_out) in zip(rows, expected):
        tally.same("%s: %s" % (title, name), row["value"], value)
        if left_out is not None:
            tally.same("%s: %s left out" % (title, name),
                       row["left_out"], str(left_out))


def same_bytes(tally, pack, data, jsonl, text):
    """Same pack, same data, same date: the same bytes."""
    for title, args, env in (
            ("JSON Lines", (jsonl,), {}),
            ("a second run", (data,), {}),
            ("four threads", (data, "--jobs", "4"), {}),
            ("another locale", (data,), {"LC_ALL": "de_DE.UTF-8"}),
            ("the C locale", (data,), {"LC_ALL": "C"}),
            ("another time zone", (data,), {"TZ": "Pacific/Kiritimati"}),
            ("no environment", (data,), {"HOME": "", "TZ": "", "LANG": ""})):
        _, again, messages = calc(pack, *args, "--out", "csv", env=env)
        tally.check("the same bytes: " + title, again == text, messages)


def check_late(tally, folder, data, cases, good):
    """Awards that run beyond the terms are rejected rows, every one told."""
    rejects = os.path.join(folder, "rejects.csv")
    calc(PACK, data, "--out", "csv", "--rejects", rejects)
    rows = list(csv.DictReader(io.StringIO(read(rejects).decode())))
    kept = {case["pupil_id"] for case in good}
    late = [c["pupil_id"] for c in cases if c["pupil_id"] not in kept]
    tally.check("some awards run beyond the terms", len(late) > 100)
    tally.same("rejected rows", [row["row_id"] for row in rows], late)


def check_policy(tally, outs, cases):
    """What the pack promises in words, on the oracle's own figures."""
    for case, out in zip(cases, outs):
        whole, now, later = (out[n].value for n in (
            "targeted_funding", "this_year", "next_year"))
        if whole is None or now is None:
            continue
        tally.check("the parts are the whole", now + later == whole)
        tally.check("no part is negative", now >= 0 and later >= 0)
        if out["last_day"].known and whole > 0:
            after_next = year_end(year_end(case["panel_date"]) + DAY)
            tally.check("it ends in the next financial year",
                        out["last_day"].value <= after_next,
                        case["pupil_id"])


def check_spread(tally, outs):
    """The cases are worth something only if they fall on every side."""
    for name in CRITERIA + ["targeted_funding_decision"]:
        for value in (True, False, None):
            count = sum(out[name].value is value for out in outs)
            tally.check("%s is %s in some cases" % (name, value), count >= 50,
                        "%d" % count)
    divided = sum(out["this_year"].known and out["this_year"].value > 0
                  and out["next_year"].value > 0 for out in outs)
    tally.check("awards that two years share", divided > 300, "%d" % divided)


def check_terms(tally, spans):
    terms = Terms(spans)
    for year in range(2024, 2028):
        tally.same("school weeks of %d" % year, terms.school_weeks(
            datetime.date(year, 9, 1), datetime.date(year + 1, 8, 31)),
            Policy.school_weeks)


def wilful_terms(seed):
    """Terms that no council has: single days, weekends, over 31 March."""
    dice, spans = random.Random(seed), []
    day = datetime.date(2025, 9, 6)
    while day < datetime.date(2030, 1, 1):
        last = day + DAY * dice.choice([0, 1, 2, 4, 6, 11, 30, 45])
        spans.append((day, last))
        day = last + DAY * dice.choice([1, 2, 3, 5, 10, 15])
    return [s for s in spans if s[0] != s[1] or s[0].weekday() < 5]


def wilful_pack(folder, spans):
    pack = os.path.join(folder, "pack")
    shutil.copytree(PACK, pack)
    lines = ["%d,%s,%s" % (n, a, b) for n, (a, b) in enumerate(spans)]
    write(os.path.join(pack, "terms.csv"),
          "\n".join(["name,first,last"] + lines) + "\n")
    return pack


class Dearer(Policy):
    school_first = Fraction(7000)
    cap = Fraction("9999.99")
    most_weeks = 13


def main():
    tally = common.Tally()
    spans = shipped_terms()
    terms = Terms(spans)
    check_terms(tally, spans)
    with common.scratch() as folder:
        maker = Maker(20260127, spans)
        cases = [maker.case(n, terms) for n in range(CASES)]
        data = write(os.path.join(folder, "cases.csv"), as_csv(cases))
        jsonl = write(os.path.join(folder, "cases.jsonl"), as_jsonl(cases))
        text, good, outs = compare(tally, "cases", PACK, data, cases,
                                   terms)
        check_late(tally, folder, data, cases, good)
        check_policy(tally, outs, good)
        check_spread(tally, outs)
        same_bytes(tally, PACK, data, jsonl, text)
        compare(tally, "other values", PACK, data, cases, terms, Dearer,
                ("--set", "school_first=7000", "--set", "cap=9999.99",
                 "--set", "most_weeks=13"))

        spans = wilful_terms(7)
        terms, maker = Terms(spans), Maker(7, spans)
        pack = wilful_pack(folder, spans)
        cases = [maker.case(n, terms) for n in range(CASES // 5)]
        data = write(os.path.join(folder, "wilful.csv"), as_csv(cases))
        compare(tally, "wilful terms", pack, data, cases, terms)

    cases = [from_export(row) for row in pre_ehcp_data.caseload()]
    compare(tally, "the caseload", PACK,
            "examples/pre_ehcp/caseload.csv", cases, Terms(shipped_terms()))
    tally.end()


if __name__ == "__main__":
    main()
