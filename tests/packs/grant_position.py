#!/usr/bin/python3
# also: asan
"""The pack rules/grant_position again, by hand, against what hn makes of it.

Written from the words of the policy, in exact fractions, without reading
rules.lua.  Two dozen small made-up councils, each with its own what-ifs,
and a large one: no plans, hundredths of a plan, nothing a year before, falling
prices, measures that begin, end, move nothing or have no figure, cells that
are missing.  Every column of every row and every total is compared, in the
order of the file and shuffled; the shipped data; and the same plan begun a
year later, which is another `first` and other rows of years.csv.
"""
import os
import random
import re
from fractions import Fraction as F

import common
from common import hn, money, rounded, write
import grant_position_data as data

PACK = "rules/grant_position"
ASAN = "asan" in os.environ.get("HN_BUILD", "")
COUNCILS = 10 if ASAN else 24
LARGE = 60 if ASAN else 600
YEARS = range(2026, 2041)
SHOWN = (2031, 2036, 2041)
PLACEMENTS = [row[1] for row in data.SETTINGS]
AGES = list(data.AGES.values())
HUNDREDTH, POUND, PART = F(1, 100), F(1), F(1, 10000)
PER_CENT_TENTH = F(1, 1000)


def near(value, step):
    return rounded(value, step, "half away from zero")


# --- what a council decides ------------------------------------------------------

def dated(*rows):
    """The value in force in a financial year; rows of (first year, value)."""
    return lambda y: [value for begins, value in rows if begins <= y][-1]


def always(value):
    return lambda y: value


SCENARIOS = {
    "as_is": ("Unmitigated: nothing more is done", 0, 0, 0, "no", "no", 0),
    "planned": ("Mitigated: as planned", 0, 0, 100, "yes", "yes", 0),
    "best": ("Best case", -1, "-0.5", 100, "yes", "yes", 100),
    "worst": ("Worst case", 1, "0.5", 50, "no", "no", 0),
}


def parameters():
    """By name: a value for each year; a percentage is its fraction."""
    def percent(*rows):
        return dated(*[(y, F(value) / 100) for y, value in rows])

    out = {
        "growth": percent((2026, 1), (2029, 0)),
        "unexplained_goes_on": percent((2026, 100)),
        "block_2025": always(F(62000000)),
        "block_growth": percent((2026, 0), (2027, 3)),
        "other_2025": always(F(45900000)),
        "other_growth": percent((2026, 3)),
        "schools_2025": always(F(270000000)),
        "dsg_2024": always(F(365830000)),
        "dsg_growth": percent((2025, 3)),
        "transfer": percent((2026, 0), (2027, "0.5")),
        "transfer_most": percent((2026, "0.5")),
        "interest": percent((2026, 5)),
        "override_ends": always("2028-03-31"),
        "opening": always(F(113300000)),
        "stability_share": percent((2026, 90)),
        "deficit_elsewhere": always(F(183600000)),
        "not_high_needs": always(F(0)),
    }
    for name, (_, growth, prices, delivered, pays, approved,
               support) in SCENARIOS.items():
        out["growth_" + name] = percent((2026, growth))
        out["prices_" + name] = percent((2026, prices))
        out["delivered_" + name] = percent((2026, delivered))
        out["pays_in_" + name] = always(pays)
        out["approved_" + name] = always(approved)
        out["support_" + name] = percent((2026, 0), (2028, support))
    return out


WHAT_IFS = [
    ("growth", ["-10", "0", "12.5"]), ("unexplained_goes_on", ["0", "50"]),
    ("block_growth", ["-2", "11"]), ("other_growth", ["0", "-3.25"]),
    ("dsg_growth", ["0", "7"]), ("transfer", ["0.51", "1", "0.5"]),
    ("transfer_most", ["1", "0"]), ("interest", ["0", "4.75"]),
    ("override_ends", ["2026-03-31", "2027-03-31", "2028-04-01",
                       "2041-03-31", "2041-04-01"]),
    ("opening", ["-5000000", "0", "113257000"]),
    ("stability_share", ["0", "100", "33.3"]),
    ("deficit_elsewhere", ["0", "180000000.01", "-7"]),
    ("not_high_needs", ["0.5", "2000000"]),
    ("growth_best", ["-25"]), ("prices_worst", ["3"]),
    ("delivered_planned", ["0", "33.3", "100"]), ("delivered_as_is", ["7"]),
    ("pays_in_planned", ["no"]), ("pays_in_as_is", ["yes"]),
    ("approved_planned", ["no"]), ("approved_worst", ["yes"]),
    ("support_planned", ["50"]), ("support_best", ["99.9", "0"]),
]
PERCENT = re.compile("growth|goes_on|transfer|interest|share|prices|delivered|"
                     "support")
WORDS = re.compile("pays_in|approved|override")


def what_if(given):
    """The parameters with some of them set, throughout."""
    out = parameters()
    for name, text in given.items():
        value = (text if WORDS.match(name)
                 else F(text) / 100 if PERCENT.search(name) else F(text))
        out[name] = always(value)
    return out


# --- known or not ------------------------------------------------------------------

def on(function, *values):
    """Missing if any of them is."""
    return None if None in values else function(*values)


def total(values):
    values = list(values)
    return None if None in values else sum(values, F(0))


def less(a, b):
    return on(lambda x, y: x - y, a, b)


def times(*values):
    def product(*known):
        out = F(1)
        for value in known:
            out *= value
        return out
    return on(product, *values)


def number(text):
    return F(text) if text != "" else None


class BelowNought(Exception):
    """More plans leave a setting than there are."""


# --- the policy --------------------------------------------------------------------

class Council:
    """The plan of one council, in words of the policy."""

    def __init__(self, settings, moves, measures, given):
        self.param = what_if(given)
        self.settings = {row["setting_id"]: row for row in settings}
        self.moves, self.measures = moves, measures
        self.setting = {name: {} for name in self.settings}
        self.move = {row["move_id"]: {} for row in moves}
        self.run, self.year = {}, {y: {} for y in YEARS}
        self.support = {}
        self.reported()
        self.last_year()
        self.averages()
        self.funds()
        for name in SCENARIOS:
            self.scenario(name)
        self.page()

    def at(self, name, y=2026):
        return self.param[name](y)

    def reported(self):
        opening = self.at("opening")
        self.deficit = (opening + 57500000 + 500000 + 15500000
                        - 1900000 - 1300000)
        eligible = (min(self.deficit, self.at("deficit_elsewhere"))
                    - self.at("not_high_needs"))
        self.stability = near(max(eligible, 0) * self.at("stability_share"),
                              POUND)
        dsg = self.at("dsg_2024")
        self.dsg = {}
        for y in range(2025, YEARS[-1] + 1):
            dsg = self.dsg[y] = near(dsg * (1 + self.at("dsg_growth", y)),
                                     POUND)
        self.run.update({
            "line_opening": opening, "line_earlier_funding": F(1900000),
            "line_budget_gap": F(57500000), "line_less_funding": F(500000),
            "line_overspend": F(15500000), "line_other_blocks": F(1300000),
            "reported_2026": self.deficit, "line_next_gap": F(95700000),
            "reported_2027": self.deficit + 95700000,
            "eligible_deficit": eligible,
            "stability_grant": self.stability})
        self.run["in_year_part_2024"] = self.part(49745000, F(365830000))
        self.run["part_2025"] = self.part(113257000, F(365830000))
        self.run["part_2026"] = self.part(self.deficit, self.dsg[2025])

    @staticmethod
    def part(amount, whole):
        """Per cent, to the tenth."""
        return on(lambda a: near(a / whole, PER_CENT_TENTH) * 100, amount)

    def last_year(self):
        """What stocks and flows leave open, and how often plans end."""
        def rate(flow, stock):
            if stock is None:
                return None
            return on(lambda f: near(f / stock, PART), flow) if stock else F(0)

        for row in self.moves:
            before = number(self.settings[row["from"]]["plans_before"])
            self.move[row["move_id"]]["moving"] = rate(number(row["plans"]),
                                                       before)
        came = {name: [] for name in self.settings}
        went = {name: [] for name in self.settings}
        for row in self.moves:
            came[row["to"]].append(number(row["plans"]))
            went[row["from"]].append(number(row["plans"]))
        for name, row in self.settings.items():
            cells = {key: number(row[key]) for key in (
                "plans_before", "joined", "came", "ceased", "went", "plans")}
            into = total([cells["plans_before"], cells["joined"],
                          cells["came"]] + came[name])
            out = total([cells["ceased"], cells["went"]] + went[name])
            explained = less(into, out)
            if explained is not None and explained < 0:
                raise BelowNought(name)
            self.setting[name].update(
                unexplained=less(cells["plans"], explained),
                ceasing=rate(cells["ceased"], cells["plans_before"]),
                going=rate(cells["went"], cells["plans_before"]))
        self.run["plans_first"] = total(number(row["plans"])
                                        for row in self.settings.values())
        self.run["unexplained_first"] = total(
            row["unexplained"] for row in self.setting.values())

    def averages(self):
        """None where any placement is not known: a plan could be of it."""
        rows = self.settings.values()
        known = all(row["placement"] for row in rows)
        for at, placement in enumerate(PLACEMENTS, 1):
            here = [row for row in rows if row["placement"] == placement]
            plans = total(number(row["plans"]) for row in here)
            cost = total(times(number(row["plans"]), number(row["unit_cost"]))
                         for row in here)
            average = (on(lambda p, c: near(c / p, POUND), plans, cost)
                       if known and plans else None)
            self.run["average_%d" % at] = average

    def funds(self):
        self.block, self.other, self.schools = {}, {}, {}
        for into, name, growth in ((self.block, "block_2025", "block_growth"),
                                   (self.other, "other_2025", "other_growth"),
                                   (self.schools, "schools_2025",
                                    "dsg_growth")):
            amount = self.at(name)
            for y in range(2026, YEARS[-1] + 1):
                amount = into[y] = near(amount * (1 + self.at(growth, y)),
                                        POUND)
        over = any(self.at("transfer", y) > self.at("transfer_most", y)
                   for y in YEARS)
        self.run["forum_can_agree"] = "unmet" if over else "met"
        figures = [bool(row["plans"] or row["cheaper"])
                   for row in self.measures]
        self.run["measures"] = F(len(figures))
        self.run["measures_without"] = F(figures.count(False))

    def in_force(self, y):
        day = "%d-04-01" % y
        return [row for row in self.measures if row["starts"] <= day
                and not (row["ends"] and row["ends"] <= day)]

    def effects(self, y):
        """By setting: not made, taken away, given, made cheaper; and what
        the measures cost."""
        out = {name: [F(0)] * 4 for name in self.settings}
        for row in self.in_force(y):
            plans, cheaper = F(row["plans"] or 0), F(row["cheaper"] or 0)
            out[row["acts_on"]][1 if row["instead"] else 0] += plans
            if row["instead"]:
                out[row["instead"]][2] += plans
            out[row["acts_on"]][3] += cheaper / 100
        return out, sum((F(row["running"] or 0) for row in self.in_force(y)),
                        F(0))

    def scenario(self, name):
        deficit = self.deficit + (95700000 if YEARS[0] == 2027 else 0)
        rows = {key: {"plans": number(row["plans"]),
                      "joiners": number(row["joined"]),
                      "unit_cost": number(row["unit_cost"])}
                for key, row in self.settings.items()}
        for y in YEARS:
            costs = self.caseload(name, y, rows)
            deficit = self.money(name, y, costs, deficit)

    def caseload(self, name, y, rows):
        """Moves `rows` on by a year; what plans cost in it."""
        delivered = self.at("delivered_" + name, y)
        effects, _ = self.effects(y)
        into = {key: [] for key in rows}
        out = {key: [] for key in rows}
        for row in self.moves:
            moved = on(lambda a, b: near(a * b, HUNDREDTH),
                       rows[row["from"]]["plans"],
                       self.move[row["move_id"]]["moving"])
            out[row["from"]].append(moved)
            into[row["to"]].append(moved)
        costs = []
        for key, row in rows.items():
            own, facts = self.setting[key], self.settings[key]
            unmade, taken, given, cheaper = (e * delivered
                                             for e in effects[key])
            growth = 1 + self.at("growth", y) + self.at("growth_" + name, y)
            row["joiners"] = on(lambda j: near(j * growth, HUNDREDTH),
                                row["joiners"])
            before = row["plans"]
            after = total([
                before, on(lambda j: max(j - unmade, 0), row["joiners"]),
                number(facts["came"]), given, times(own["unexplained"],
                                                    self.at("unexplained_goes_on", y))]
                + into[key])
            after = less(after, total([times(before, own["ceasing"]),
                                       times(before, own["going"]), taken]
                                      + out[key]))
            if after is not None and after < 0:
                raise BelowNought(key)
            row["plans"] = on(lambda a: near(a, HUNDREDTH), after)
            rise = on(lambda p: 1 + p / 100 + self.at("prices_" + name, y),
                      number(facts["prices"]))
            row["unit_cost"] = on(lambda u, r: near(u * r, POUND),
                                  row["unit_cost"], rise)
            cost = on(lambda a, b, u: near((a + b) / 2 * u * (1 - cheaper),
                                           POUND),
                      before, row["plans"], row["unit_cost"])
            own["plans_%s_%d" % (name, y)] = row["plans"]
            own["cost_%s_%d" % (name, y)] = cost
            costs.append(cost)
        return costs

    def money(self, name, y, costs, deficit):
        """The deficit at the end of a year."""
        _, running = self.effects(y)
        if self.at("delivered_" + name, y) <= 0:
            running = F(0)
        spending = total(costs + [self.other[y], running])
        transfer = F(0)
        if self.at("pays_in_" + name) == "yes":
            transfer = near(self.schools[y] * self.at("transfer", y), POUND)
        gap = less(spending, self.block[y] + transfer)
        support = on(lambda g: near(max(g, 0) * self.at("support_" + name, y),
                                    POUND), gap)
        gap = less(gap, support)
        self.support[name, y] = support
        closing = on(lambda d, g: d + g, deficit, gap)
        if y == YEARS[0] and self.at("approved_" + name) == "yes":
            closing = less(closing, self.stability)
        interest = on(lambda a, b: near((a + b) / 2 * self.at("interest", y),
                                        POUND), deficit, closing)
        self.year[y].update({
            name + "_spending": spending, name + "_gap": gap,
            name + "_deficit": closing, name + "_interest": interest,
            name + "_gap_part": self.part(gap, self.dsg[y]),
            name + "_part": self.part(closing, self.dsg[y])})
        return closing

    def page(self):
        self.run["first_gap"] = self.year[YEARS[0]]["as_is_gap"]
        self.run["growth_of_plans"] = None
        first = self.run["plans_first"]
        if first:
            five = total(row["plans_as_is_%d" % (YEARS[0] + 4)]
                         for row in self.setting.values())
            self.run["growth_of_plans"] = on(
                lambda f: near(f / first - 1, PER_CENT_TENTH) * 100, five)
        ends = self.run["override"] = self.at("override_ends")
        until = [y for y in YEARS if ends <= "%d-03-31" % (y + 1)][:1]
        for name in SCENARIOS:
            of = [self.year[y] for y in YEARS]
            self.run["override_" + name] = self.run["interest_" + name] = None
            for y in until:
                self.run["override_" + name] = self.year[y][name + "_deficit"]
                self.run["interest_" + name] = total(
                    self.year[k][name + "_interest"] for k in YEARS if k <= y)
            for y in SHOWN:
                self.run["shown_%s_%d" % (name, y)] = (
                    self.year[y - 1][name + "_deficit"])
            self.run["supported_" + name] = total(
                self.support[name, y] for y in YEARS)
            self.run["balances_" + name] = self.balances(
                [row[name + "_gap"] for row in of])
        taken = less(self.run["override_as_is"], self.run["override_planned"])
        granted = (self.stability if self.at("approved_planned") == "yes"
                   else F(0))
        self.run["taken_off"] = taken
        self.run["by_measures"] = less(taken, granted)

    @staticmethod
    def balances(gaps):
        for y, gap in zip(YEARS, gaps):
            if gap is None:
                return None
            if gap <= 0:
                return "in %d-%02d" % (y, (y + 1) % 100)
        return "not by %d-%02d" % (YEARS[-1], (YEARS[-1] + 1) % 100)


# --- made-up councils ----------------------------------------------------------------

def plans_cell(dice, most):
    return dice.choice(["0", "1", str(dice.randrange(most)),
                        str(dice.randrange(most)),
                        "%d.%02d" % (dice.randrange(most),
                                     dice.randrange(100))])


def made_settings(dice, count):
    rows = []
    for at in range(count):
        before = dice.choice(["0", "0.01", "7", "120.5",
                              str(dice.randrange(60, 900)),
                              str(dice.randrange(60, 900))])
        some = max(int(float(before)) // 12, 1)
        rows.append(dict(zip(data.SETTING, (
            "S%04d" % at, dice.choice(PLACEMENTS), dice.choice(AGES), before,
            plans_cell(dice, 60), plans_cell(dice, 3), plans_cell(dice, some),
            plans_cell(dice, some), str(int(float(before))
                                        + dice.randrange(-3, 30))
            if float(before) > 5 else plans_cell(dice, 40),
            dice.choice(["0", "26000", "64000", "0.01", "%d.%02d" % (
                dice.randrange(90000), dice.randrange(100))]),
            dice.choice(["0", "2.5", "-3", "4.25", "12"]), "made up"))))
    return rows


def made_moves(dice, settings, count):
    rows = []
    for at in range(count):
        out, into = dice.choice(settings), dice.choice(settings)
        most = max(int(float(out["plans_before"])) // 20, 1)
        rows.append({"move_id": "M%04d" % at, "from": out["setting_id"],
                     "to": into["setting_id"],
                     "plans": plans_cell(dice, most)})
    return rows


def made_measures(dice, settings, count):
    rows = []
    names = [row["setting_id"] for row in settings]
    for at in range(count):
        starts = dice.choice(["2020-04-01", "2026-04-01", "2026-04-02",
                              "2029-04-01", "2041-04-01"])
        rows.append(dict(zip(data.MEASURE, (
            "A%03d" % at, "made up %d" % at, dice.choice(names),
            dice.choice(["", dice.choice(names)]), starts,
            dice.choice(["", "2026-04-01", "2026-04-02", "2027-03-31",
                         "2033-03-31"]),
            dice.choice(["", "0", "0.33", "2", "400" if at == 0 else "1"]),
            dice.choice(["", "", "0", "1.5", "12"]),
            dice.choice(["", "", "0", "143000", "1500000.50"]), "made up"))))
    return rows


def forget(dice, settings, moves):
    """Leaves one cell empty; never an id."""
    cells = [(row, key) for row in settings for key in data.SETTING[1:11]]
    cells += [(row, "plans") for row in moves]
    row, key = dice.choice(cells)
    row[key] = ""


# --- the comparison --------------------------------------------------------------------

MONEY = re.compile(r"^cost_|_(spending|gap|deficit|interest)$|^line_|^reported|"
                   r"^stability|^average|^first_gap|^override_|^interest_|"
                   r"^shown|^taken_off|^by_measures")


def same(tally, what, name, got, expected):
    if expected is None:
        tally.same("%s: %s" % (what, name), got, "")
    elif isinstance(expected, str):
        tally.same("%s: %s" % (what, name), got, expected)
    elif MONEY.search(name):
        tally.same("%s: %s" % (what, name), got, money(expected))
    else:
        tally.same("%s: %s" % (what, name), got and F(got), expected)


def spoken(value, unit):
    """A number as a sentence says it."""
    if value is None:
        return "not known"
    whole, _, rest = ("%.2f" % float(value)).partition(".")
    rest = rest.rstrip("0")
    text = "{:,}".format(int(whole)) + ("." + rest if rest else "")
    return text + " " + unit + ("" if value == 1 else "s")


def setting_says(row):
    cost = number(row["unit_cost"])
    return "%s, %s: %s at %s (%s)." % (
        row["placement"] or "not known", row["age"] or "not known",
        spoken(number(row["plans"]), "plan"),
        "not known" if cost is None else "£{:,.2f} a plan a year".format(
            float(cost)), row["cost_source"])


def calc(folder, council, given, *more, pack=PACK):
    paths = []
    for name, columns, rows in zip(
            ("setting", "move", "measure"),
            (data.SETTING, data.MOVE, data.MEASURE), council):
        path = write(os.path.join(folder, name + ".csv"),
                     common.as_csv(columns, rows))
        paths.append(path if name == "setting" else name + "=" + path)
    sets = [word for name, text in given.items()
            for word in ("--set", "%s=%s" % (name, text))]
    return hn("calc", pack, *paths, "--on", "2026-04-01", "--quiet", *sets,
              *more)


def results(folder, out):
    """All files that hn has written, by the kind of rows, key and column."""
    found = {}
    for kind, key in (("setting", "setting_id"), ("move", "move_id"),
                      ("year", "year_id"), ("run", "name")):
        path = out if kind == "setting" else out[:-4] + ".%s.csv" % kind
        found[kind] = {row[key]: row for row in
                       common.rows_of(common.read(path))}
    return found


def compare(tally, what, council, given, pack=PACK):
    """True where there is a plan to compare."""
    try:
        expected = Council(*council, given)
    except BelowNought:
        expected = None
    with common.scratch() as folder:
        out = os.path.join(folder, "out.csv")
        code, _, err = calc(folder, council, given, "-o", out, pack=pack)
        if expected is None:
            tally.check(what + ": below nought is refused", code == 3
                        and "more leave the caseload than there are" in err,
                        err)
            return False
        tally.same(what + ": exit code", (code, err), (0, ""))
        got = results(folder, out)
    for key, row in expected.setting.items():
        for name, value in row.items():
            same(tally, what, name, got["setting"][key].get(name), value)
        tally.same(what + ": in words", got["setting"][key]["setting_says"],
                   setting_says(expected.settings[key]))
    for key, row in expected.move.items():
        same(tally, what, "moving", got["move"][key]["moving"], row["moving"])
    tally.same(what + ": years", sorted(got["year"]),
               ["%d-%02d" % (y, (y + 1) % 100) for y in YEARS])
    for y, row in expected.year.items():
        cells = got["year"]["%d-%02d" % (y, (y + 1) % 100)]
        tally.same(what + ": columns", set(cells), set(row) | {"year_id"})
        for name, value in row.items():
            same(tally, what, name, cells[name], value)
    tally.same(what + ": lines", set(got["run"]), set(expected.run))
    for name, value in expected.run.items():
        same(tally, what, name, got["run"][name]["value"], value)
    return True


def made_up(tally, dice):
    compared = 0
    for at in range(COUNCILS):
        settings = made_settings(dice, dice.choice([1, 2, 3, 8, 20]))
        moves = made_moves(dice, settings, dice.choice([0, 1, 6, 15]))
        measures = made_measures(dice, settings, dice.choice([0, 1, 4, 9]))
        given = {name: dice.choice(values) for name, values in
                 dice.sample(WHAT_IFS, dice.choice([0, 0, 1, 3, 8]))}
        if at % 3 == 0:
            forget(dice, settings, moves)
        compared += compare(tally, "made up %d" % at,
                            (settings, moves, measures), given)
    tally.check("most councils have a plan", compared * 4 > COUNCILS,
                str(compared))


def large(tally, dice):
    settings = made_settings(dice, LARGE)
    for row in settings:
        row.update(plans_before=str(dice.randrange(500, 900)), ceased="11",
                   plans=str(dice.randrange(1000, 1100)))
    moves = made_moves(dice, settings, LARGE)
    council = settings, moves, made_measures(dice, settings, LARGE // 20)
    tally.check("the large council has a plan",
                compare(tally, "large", council, {}))
    shuffled = [dice.sample(rows, len(rows)) for rows in council]
    with common.scratch() as folder:
        for table in ("run", "year"):
            both = [calc(folder, each, {}, "--table", table, "--out", "csv")
                    for each in (council, shuffled)]
            tally.check("the order of rows does not matter: " + table,
                        both[0] == both[1])


def nobody(tally):
    """No plans at all: nothing to divide by, and everything else stands."""
    row = dict.fromkeys(data.SETTING, "0")
    row.update(setting_id="A", placement=PLACEMENTS[0], age=AGES[0])
    compare(tally, "no plans", ([row], [], []), {})


def a_year_later(tally, council):
    """`first` is the one number that moves."""
    global YEARS, SHOWN
    YEARS, SHOWN = range(2027, 2042), (2032, 2037, 2042)
    text = common.read(os.path.join(PACK, "rules.lua")).decode("utf-8")
    moved = text.replace("local first = 2026 ", "local first = 2027 ")
    tally.check("the pack says `first` once", moved != text)
    with common.scratch() as folder:
        write(os.path.join(folder, "rules.lua"), moved)
        write(os.path.join(folder, "years.csv"), "year\n" + "".join(
            "%d-%02d\n" % (y, (y + 1) % 100) for y in YEARS))
        compare(tally, "a year later", council, {}, folder)
    YEARS, SHOWN = range(2026, 2041), (2031, 2036, 2041)


def main():
    tally = common.Tally()
    dice = random.Random(20260401)
    shipped = tuple(rows for _, rows in data.made().values())
    text = [common.rows_of(common.as_csv(columns, rows))
            for columns, rows in data.made().values()]
    tally.check("there is a row for every placement",
                {row["placement"] for row in shipped[0]} == set(PLACEMENTS))
    compare(tally, "shipped", text, {})
    compare(tally, "shipped, half delivered", text,
            {"delivered_planned": "50", "transfer": "1"})
    nobody(tally)
    a_year_later(tally, text)
    made_up(tally, dice)
    large(tally, dice)
    tally.end()


if __name__ == "__main__":
    main()
