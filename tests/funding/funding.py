#!/usr/bin/python3
# also: asan
"""The funding arithmetic against Python's fractions, and its properties.

Each rule is done again here from what the Department and the reports say, on
random and on edge cases; the kernel must give the exact value, or refuse for a
reason that holds.  The formula that explanations print is worked out as well:
it must say what the kernel does.  Then the properties: parts add up, a split
year is the whole year, the order of movements does not matter ...
"""
import itertools
import math
import os
import random
import re
import subprocess
from fractions import Fraction

DRIVER = os.path.join(os.environ.get("HN_BUILD", "build"), "tests",
                      "funding_driver")
WIDE_MIN, WIDE_MAX, LONG_MAX = -2 ** 127, 2 ** 127 - 1, 2 ** 63 - 1
OUT_OF_RANGE = "the exact result is out of range"
ROUNDS = 400               # of each function and property

chance = random.Random(20263103)


# --- asking ----------------------------------------------------------------

class Refused(str):
    """Why there is no result."""


class Kernel:
    def __init__(self):
        self.child = subprocess.Popen([DRIVER], stdin=subprocess.PIPE,
                                      stdout=subprocess.PIPE, text=True)

    def line(self, name, *args):
        self.child.stdin.write(" ".join([name] + [str(a) for a in args])
                               + "\n")
        self.child.stdin.flush()
        answer = self.child.stdout.readline()
        assert answer.endswith("\n"), "no answer to %s %r" % (name, args)
        return answer[:-1]

    def ask(self, name, *args):
        """A Fraction, a list of them, or Refused."""
        answer = self.line(name, *args)
        if answer.startswith("no: "):
            return Refused(answer[4:])
        values = [Fraction(word) for word in answer.split()]
        return values[0] if len(values) == 1 and name != "deal_up" \
            and name != "share" else values

    def end(self):
        self.child.stdin.close()
        return self.child.wait()


class Tally:
    def __init__(self):
        self.passed = self.failed = 0

    def check(self, what, holds, *detail):
        self.passed += bool(holds)
        self.failed += not holds
        if not holds and self.failed <= 20:
            print("failed: %s: %s" % (what, " ".join(map(str, detail))[:400]))


# --- numbers ---------------------------------------------------------------

def money(most=10 ** 9):
    pence = chance.choice([
        0, 1, -1, chance.randint(-999, 999), chance.randint(0, 100 * most),
        -chance.randint(0, 100 * most), 100 * chance.randint(0, most)])
    return Fraction(pence, 100)


def paid(most=10 ** 9):
    """Money above 0."""
    return abs(money(most)) + Fraction(1, 100)


def number(most=5000):
    """Places and the like: whole, halves, quarters, hundredths."""
    return Fraction(chance.choice([0, 1, chance.randint(0, 12),
                                   chance.randint(0, most)])) \
        + Fraction(chance.choice([0, 0, 0, 1, 2, 3]),
                   chance.choice([1, 2, 4, 100]))


def some(most=5000):
    return number(most) + 1


def part():
    """From 0 to 1, the ends often."""
    den = chance.choice([1, 2, 8, 20, 100, 200, 365, 12])
    return Fraction(chance.randint(0, den), den)


def percent():
    return Fraction(chance.choice([0, 3, 5, 10, 24, 41, 90, 100]), 100)


def months():
    return Fraction(chance.choice([0, 4, 5, 12, chance.randint(0, 12)])) \
        if chance.random() < 0.9 else Fraction(chance.randint(0, 48), 4)


def beyond():
    """What lies outside of what arguments may be, and the edges of range."""
    den = chance.choice([1, 1, 2, 7, 12, 100, 365, LONG_MAX, LONG_MAX - 1,
                         2 ** 62, chance.randint(1, LONG_MAX)])
    num = chance.choice([0, 1, 12, 13, 101, WIDE_MAX, WIDE_MAX - 1,
                         chance.randint(0, 2 ** chance.randint(1, 126))])
    value = Fraction(chance.choice([num, -num]), den)
    return value if chance.random() < 0.95 else Fraction(WIDE_MIN)


def fits(value):
    return (WIDE_MIN <= value.numerator <= WIDE_MAX
            and value.denominator <= LONG_MAX)


def is_small(args):
    """Whether no step of any formula can pass the range."""
    product = 1000
    for value in args:
        product *= max(1, abs(value.numerator)) * value.denominator
    return product <= LONG_MAX


# --- the rules, again ------------------------------------------------------
#
# Each gives the value, or a list of the reasons that it is refused for.

def place(rate, before, after, months_before):
    """Twelve months, each paid at the places of its part of the year."""
    if not 0 <= months_before <= 12:
        return ["the months before the change are not from 0 to 12"]
    paid_for = Fraction(0)
    for month in range(12):
        old = min(max(months_before - month, 0), 1)
        paid_for += old * before + (1 - old) * after
    return rate / 12 * paid_for


def unit_places(places, occupied, rate_occupied, rate_empty):
    why = []
    if occupied < 0:
        why.append("fewer than 0 places are occupied")
    if occupied > places:
        why.append("more places are occupied than there are")
    return why or places * rate_empty - occupied * (rate_empty
                                                    - rate_occupied)


def block(nff, rate, pupils, import_export, free_schools, hospital,
          additional):
    return sum([nff, rate * pupils, import_export, free_schools, hospital,
                additional])


def share_of_grant(one, whole, grant):
    if whole <= 0:
        return ["the whole that is shared by is not above 0"]
    return one * (grant / whole)


def net(gross, income):
    return gross - income


def per_head(amount, people):
    if people <= 0:
        return ["the number that divides is not above 0"]
    return amount / people


def topup(cost, met, of_year):
    if of_year < 0:
        return ["the part of the year is below 0"]
    return (cost - met) * of_year if cost > met else Fraction(0)


def guarantee(baseline_income, baseline_places, change, income, places):
    why = []
    if baseline_places <= 0:
        why.append("the places of the baseline are not above 0")
    if places < 0:
        why.append("the number of places is below 0")
    if why:
        return why
    a_place = baseline_income / baseline_places
    return max(places * (a_place + a_place * change) - income, Fraction(0))


def avoided(units, filled, instead_of, cost, over, deadweight, displacement,
            share, optimism, running):
    limits = [
        (units >= 0, "the number of units is below 0"),
        (0 <= filled <= 1, "the part that is filled is not from 0 to 1"),
        (over >= 0, "the number of months is below 0"),
        (0 <= deadweight <= 1, "the deadweight is not from 0% to 100%"),
        (0 <= displacement <= 1, "the displacement is not from 0% to 100%"),
        (0 <= share <= 1, "the share attributed is not from 0 to 1"),
        (0 <= optimism <= 1,
         "the adjustment for optimism is not from 0% to 100%")]
    why = [sentence for holds, sentence in limits if not holds]
    if why:
        return why
    left = units * filled * share
    for off in deadweight, displacement, optimism:
        left -= left * off
    return left * (instead_of - cost) * (over / 12) - running


def payback(outlay, a_year):
    why = []
    if outlay < 0:
        why.append("the outlay is below 0")
    if a_year <= 0:
        why.append("nothing is avoided in a year, so it is never paid back")
    return why or outlay / (a_year / 12)


def break_even(outlay, each):
    why = []
    if outlay < 0:
        why.append("the outlay is below 0")
    if each <= 0:
        why.append("nothing is avoided by each, so no number of them is "
                   "enough")
    return why or outlay / each


def roll_forward(opening, raises, lowers):
    return opening + raises - lowers


def caseload(opening, joiners, moved_in, leavers, moved_out, unexplained):
    closing = opening + unexplained + (joiners - leavers) \
        + (moved_in - moved_out)
    return closing if closing >= 0 else [
        "more leave the caseload than there are"]


def stability_grant(deficit, share):
    if not 0 <= share <= 1:
        return ["the share that is granted is not from 0% to 100%"]
    return deficit * share if deficit > 0 else Fraction(0)


def interest(opening, closing, rate):
    return opening * rate / 2 + closing * rate / 2


def growth(before, after):
    if before <= 0:
        return ["the earlier value is not above 0"]
    return after / before - 1


def growth_over(*rates):
    if any(rate < -1 for rate in rates):
        return ["a rate is a loss of more than all"]
    value = Fraction(100)
    for rate in rates:
        value += value * rate
    return (value - 100) / 100


def deficit_ratio(deficit, grant):
    if grant <= 0:
        return ["the grant is not above 0"]
    return deficit / grant


# The rule, and what its arguments usually are.
RULES = {
    "place": (place, lambda: [paid(20000), number(), number(), months()]),
    "unit_places": (unit_places, lambda: units_of(number(60))),
    "block": (block, lambda: [money(), paid(9999), number(4000),
                              1500 * chance.randint(-900, 900), money(10 ** 6),
                              money(10 ** 7), money(10 ** 7)]),
    "share_of_grant": (share_of_grant, lambda: [money(), paid(), money()]),
    "net": (net, lambda: [money(), money()]),
    "per_head": (per_head, lambda: [money(), some(10 ** 6)]),
    "topup": (topup, lambda: [money(90000), money(12000), part()]),
    "guarantee": (guarantee, lambda: [paid(10 ** 7), some(300), percent(),
                                      money(10 ** 7), number(300)]),
    "avoided": (avoided, lambda: [
        number(500), part(), paid(10 ** 5), paid(10 ** 5), months(), percent(),
        percent(), part(), percent(), money(10 ** 6)]),
    "payback": (payback, lambda: [abs(money()), paid()]),
    "break_even": (break_even, lambda: [abs(money()), paid(10 ** 5)]),
    "roll_forward": (roll_forward, lambda: [money(), money(), money()]),
    "caseload": (caseload, lambda: [number() for _ in range(6)]),
    "stability_grant": (stability_grant, lambda: [money(), percent()]),
    "interest": (interest, lambda: [money(), money(), percent() / 20]),
}
OTHERS = {
    "growth": (growth, lambda: [paid(), abs(money())]),
    "growth_over": (growth_over, lambda: [
        Fraction(chance.randint(-300, 300), 1000)
        for _ in range(chance.randint(0, 4))]),
    "deficit_ratio": (deficit_ratio, lambda: [money(), paid()]),
}


def units_of(places):
    return [places, places * part(), paid(9999), paid(20000)]


# --- values ----------------------------------------------------------------

def judge(tally, name, args, got, expect, usual):
    told = "%s %s gives %s" % (name, " ".join(map(str, args)), got)
    if isinstance(expect, list):
        excused = not usual and not is_small(args) and got == OUT_OF_RANGE
        tally.check("refused", got in expect or excused, told, "not", expect)
    elif isinstance(got, Refused):
        tally.check("refused without reason", got == OUT_OF_RANGE and (
            not fits(expect) or not (usual or is_small(args))), told,
            "not", expect)
    else:
        tally.check("value", got == expect, told, "not", expect)


def values(tally, kernel):
    for name, (rule, usual) in {**RULES, **OTHERS}.items():
        for _ in range(ROUNDS):
            args = usual()
            judge(tally, name, args, kernel.ask(name, *args), rule(*args),
                  True)
            for i in range(len(args)):
                if chance.random() < 0.3:
                    args[i] = beyond()
            judge(tally, name, args, kernel.ask(name, *args), rule(*args),
                  False)


def edges(tally, kernel):
    """Every way of giving the edges to the functions with few arguments."""
    at = [Fraction(n, d) for n, d in (
        (0, 1), (1, 1), (-1, 1), (12, 1), (13, 1), (1, 3), (1, LONG_MAX),
        (WIDE_MAX, 1), (WIDE_MIN, 1))]
    for name, (rule, usual) in {**RULES, **OTHERS}.items():
        count = len(usual()) if name != "growth_over" else 3
        if count > 4:
            continue
        for args in itertools.product(at, repeat=count):
            judge(tally, name, args, kernel.ask(name, *args), rule(*args),
                  False)


def formula(text, names, args):
    """What a printed formula comes to."""
    text = re.sub(r"the higher of (.*) and 0", r"max(\1, 0)", text)
    return eval(text.replace(" x ", " * "), {"__builtins__": {}, "max": max},
                dict(zip(names, args)))


def printed_formulas(tally, kernel):
    described = []
    for i in itertools.count():
        line = kernel.line("describe", i)
        if line.startswith("no: "):
            break
        described.append(line.split("\t"))
    tally.check("the list", [d[0] for d in described] == list(RULES),
                described)
    for name, divides, text, *names in described:
        any_denominator = False
        for _ in range(ROUNDS):
            args = [Fraction(a) for a in RULES[name][1]()]
            got = kernel.ask(name, *args)
            if isinstance(got, Refused):
                continue
            tally.check("formula of " + name,
                        got == formula(text, names, args), text, args, got)
            product = 24 * math.prod(a.denominator for a in args)
            any_denominator |= product % got.denominator != 0
        tally.check("whether %s divides" % name,
                    any_denominator == (divides == "divides"))


# --- properties ------------------------------------------------------------

def split_years(tally, kernel):
    rate, before, after, change = RULES["place"][1]()
    whole = kernel.ask("place", rate, before, after, change)
    first, second = kernel.ask("parts", rate, before, after, change)
    tally.check("a split year is the whole year", first + second == whole,
                rate, before, after, change)
    tally.check("each part is the year with no places in the other",
                first == kernel.ask("place", rate, before, 0, change)
                and second == kernel.ask("place", rate, 0, after, change),
                rate, before, after, change)
    tally.check("the same places all year are a full year", kernel.ask(
        "place", rate, before, before, change) == rate * before, rate, before)
    rounded_up = math.ceil(first) + math.ceil(second) - math.ceil(whole)
    tally.check("rounding the parts costs at most £1", 0 <= rounded_up <= 1,
                first, second)
    more = kernel.ask("place", rate, before, after + 1, change)
    tally.check("more places never cost less", more >= whole, rate, after)


def units(tally, kernel):
    places, occupied, filled, empty = units_of(number(60))
    one = kernel.ask("unit_places", places, occupied, filled, empty)
    two = kernel.ask("unit_places", 7, 3, filled, empty)
    both = kernel.ask("unit_places", places + 7, occupied + 3, filled, empty)
    tally.check("units add up", one + two == both, places, occupied)
    tally.check("no place is paid less than the lower rate or more than the "
                "higher", places * min(filled, empty) <= one
                <= places * max(filled, empty), places, occupied)


def dealing(tally, kernel):
    count = chance.choice([1, 2, 3, 12, 150])
    weights = [chance.choice([0, 1, chance.randint(0, 10 ** 8)])
               for _ in range(count)]
    weights[0] += 1
    grant = chance.choice([0, 1, 400000000, chance.randint(0, 10 ** 10)])
    whole = sum(weights)
    excess, *up = kernel.ask("deal_up", grant, *weights)
    exact = kernel.ask("share", grant, *weights)
    shares = [Fraction(weight * grant, whole) for weight in weights]
    tally.check("each part is rounded up", up == [
        math.ceil(share) for share in shares], grant, weights)
    tally.check("the excess is what was dealt beyond the grant",
                excess == sum(up) - grant and 0 <= excess < count,
                grant, weights)
    tally.check("exact parts add to the grant", sum(exact) == grant,
                grant, weights)
    tally.check("exact parts are within £1", all(
        abs(part - share) < 1 for part, share in zip(exact, shares)),
        grant, weights)
    asked = [kernel.ask("share_of_grant", w, whole, grant)
             for w in weights[:12]]
    tally.check("shares of a grant are in proportion", asked == shares[:12],
                grant, weights)


def heads(tally, kernel):
    gross, income, people = money(), money(), some()
    net_of = kernel.ask("net", gross, income)
    tally.check("net and income are gross", net_of + income == gross)
    a_head = kernel.ask("per_head", net_of, people)
    tally.check("a head times heads is all", a_head * people == net_of)
    values_of_years = [paid(10 ** 4) for _ in range(3)]
    rates = [kernel.ask("growth", a, b)
             for a, b in zip(values_of_years, values_of_years[1:])]
    tally.check("growth year by year is growth overall", kernel.ask(
        "growth_over", *rates) == kernel.ask(
            "growth", values_of_years[0], values_of_years[-1]),
        values_of_years)


def spells(tally, kernel):
    cost, met, one, two = money(90000), money(12000), part(), part()
    first = kernel.ask("topup", cost, met, one)
    second = kernel.ask("topup", cost, met, two)
    tally.check("two spells are one of both", first + second == kernel.ask(
        "topup", cost, met, one + two), cost, met, one, two)
    tally.check("top-up is never below 0", first >= 0, cost, met, one)
    tally.check("more cost never pays less", kernel.ask(
        "topup", cost + 1, met, one) >= first, cost, met, one)
    school = RULES["guarantee"][1]()
    lift = kernel.ask("guarantee", *school)
    income, base, before, change, places = (
        school[3], school[0], school[1], school[2], school[4])
    tally.check("the guarantee is never below 0", lift >= 0, school)
    tally.check("income and guarantee reach what is guaranteed",
                income + lift >= base / before * (1 + change) * places, school)
    tally.check("a school that has the guarantee needs no other",
                kernel.ask("guarantee", base, before, change, income + lift,
                           places) == 0, school)


def avoidance(tally, kernel):
    args = RULES["avoided"][1]()
    args[2] = args[3] + abs(money(10 ** 5))
    args[9] = abs(args[9])
    got = kernel.ask("avoided", *args)
    most = args[0] * (args[2] - args[3]) * args[4] / 12
    tally.check("never above the undiminished amount", got <= most, args)
    args[9] = Fraction(0)
    shares = [Fraction(chance.randint(0, 100)) for _ in range(3)]
    shares[0] += 1
    shares = [share / sum(shares) for share in shares]
    split = [kernel.ask("avoided", *args[:7], share, *args[8:])
             for share in shares]
    tally.check("shares that come to 1 add to the whole", sum(split)
                == kernel.ask("avoided", *args[:7], 1, *args[8:]), args)
    of_year = [kernel.ask("avoided", *args[:4], m, *args[5:])
               for m in (args[4], 12 - args[4], 12)]
    tally.check("two parts of a year are the full year",
                of_year[0] + of_year[1] == of_year[2], args)
    outlay, a_year = abs(money()), paid()
    tally.check("what is avoided by then is the outlay", kernel.ask(
        "payback", outlay, a_year) * a_year / 12 == outlay, outlay, a_year)
    tally.check("so many, each, are the outlay", kernel.ask(
        "break_even", outlay, a_year) * a_year == outlay, outlay, a_year)


def movements(tally, kernel):
    opening = money()
    moves = [(chance.random() < 0.5, money(10 ** 7)) for _ in range(5)]
    at_once = kernel.ask("roll_forward", opening,
                         sum(m for up, m in moves if up),
                         sum(m for up, m in moves if not up))
    chance.shuffle(moves)
    position = opening
    for up, amount in moves:
        position = kernel.ask("roll_forward", position, amount if up else 0,
                              0 if up else amount)
    tally.check("movements may come in any order", position == at_once, moves)
    tally.check("a surplus mirrors a deficit", kernel.ask(
        "roll_forward", -opening, sum(m for up, m in moves if not up),
        sum(m for up, m in moves if up)) == -at_once, moves)


def caseloads(tally, kernel):
    """Two groups with movers between them."""
    one, two = number() + 5000, number() + 5000
    in_one, in_two, to_one, to_two = (number(500) for _ in range(4))
    closing = [kernel.ask("caseload", one, in_one, to_one, 0, to_two, 0),
               kernel.ask("caseload", two, in_two, to_two, 0, to_one, 0)]
    tally.check("who moves is counted once", sum(closing) == kernel.ask(
        "caseload", one + two, in_one + in_two, 0, 0, 0, 0), one, two)
    gap = number(900) - 450
    tally.check("what is unexplained closes the gap", kernel.ask(
        "caseload", one, in_one, 0, 0, 0, gap) - gap == one + in_one, one)


def deficits(tally, kernel):
    deficit, share, rate = money(), percent(), percent() / 20
    granted = kernel.ask("stability_grant", deficit, share)
    tally.check("a grant is within the deficit",
                0 <= granted <= max(deficit, 0), deficit, share)
    closing = money()
    a_year = kernel.ask("interest", deficit, closing, rate)
    tally.check("interest does not mind which end came first",
                a_year == kernel.ask("interest", closing, deficit, rate))
    low, high = sorted([deficit * rate, closing * rate])
    tally.check("interest lies between that on either end",
                low <= a_year <= high, deficit, closing, rate)


PROPERTIES = [split_years, units, dealing, heads, spells, avoidance, movements,
              caseloads, deficits]


def main():
    tally, kernel = Tally(), Kernel()
    values(tally, kernel)
    edges(tally, kernel)
    printed_formulas(tally, kernel)
    for _ in range(ROUNDS):
        for holds in PROPERTIES:
            holds(tally, kernel)
    tally.check("the driver ends well", kernel.end() == 0)
    print("%d passed, %d failed" % (tally.passed, tally.failed))
    return 1 if tally.failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
