#!/usr/bin/python3
# also: asan
"""Quantities against Python's own fractions and dates, on random cases.

Every kind of question is asked with the answer that Python gives; the seed is
fixed, so a failure comes back.  Where Python has no such thing (largest
remainders, parts of a year, school weeks) it is done again here in the plain,
slow way.
"""
import datetime
import fractions
import math
import os
import random
import re
import subprocess

Fraction = fractions.Fraction
DRIVER = os.path.join(os.environ.get("HN_BUILD", "build"), "tests",
                      "oracle_driver")
WIDE_MIN, WIDE_MAX = -2 ** 127, 2 ** 127 - 1
LONG_MIN, LONG_MAX = -2 ** 63, 2 ** 63 - 1
EPOCH = datetime.date(1970, 1, 1)
FIRST = (datetime.date(1600, 1, 1) - EPOCH).days
LAST = (datetime.date(9999, 12, 31) - EPOCH).days

chance = random.Random(20260901)


# --- ratios ----------------------------------------------------------------

def fits(value):
    return (WIDE_MIN <= value.numerator <= WIDE_MAX
            and value.denominator <= LONG_MAX)


def told(value):
    return ("%d/%d" % (value.numerator, value.denominator)
            if value is not None and fits(value) else "no")


def any_number(bits):
    """Of every size, and often at or beside an edge."""
    size = chance.choice([2, 5, 10, bits // 2, bits - 2, bits - 1, bits])
    value = chance.randrange(2 ** size)
    if chance.random() < 0.15:
        value = 2 ** size - chance.randrange(3)
    return value


def any_ratio():
    while True:
        num, den = any_number(127), max(1, any_number(63))
        if chance.random() < 0.3:
            den = chance.choice([1, 2, 3, 7, 12, 39, 52, 100, 365, 10 ** 6])
        value = Fraction(chance.choice([num, -num]), den)
        if fits(value):
            return value


def words(value):
    return "%d %d" % (value.numerator, value.denominator)


def near_ratio(a):
    """One that shares factors with `a`, so that much cancels."""
    factor = chance.choice([a.denominator, 6, 35, max(1, abs(a.numerator))])
    for _ in range(20):
        b = Fraction(any_number(64) - 2 ** 63, factor)
        if chance.random() < 0.5:
            b = Fraction(chance.choice([WIDE_MIN, WIDE_MAX, -a.numerator])
                         + chance.randrange(-3, 4), a.denominator)
        if fits(b):
            return b
    return any_ratio()


def ratio_cases(count):
    for _ in range(count):
        a = any_ratio()
        b = near_ratio(a) if chance.random() < 0.5 else any_ratio()
        pair = "%s %s" % (words(a), words(b))
        yield "add " + pair, told(a + b)
        yield "sub " + pair, told(a - b)
        yield "mul " + pair, told(a * b)
        yield "div " + pair, told(a / b if b else None)
        yield "compare " + pair, str((a > b) - (a < b))
        num, den = any_number(127) - 2 ** 126, any_number(127) - 2 ** 126
        num, den = min(num, WIDE_MAX), min(den, WIDE_MAX)
        yield ("make %d %d" % (num, den),
               told(Fraction(num, den) if den else None))
        x, y = any_number(63) - 2 ** 62, any_number(63)
        y = min(y, LONG_MAX)
        lcm = x * y // math.gcd(x, y) if x > 0 and y > 0 else 0
        yield ("divisor %d %d" % (x, y), "%d %s"
               % (math.gcd(x, y), lcm if 0 < lcm <= LONG_MAX else "no"))


# --- rounding and shares ---------------------------------------------------

def rounded(value, mode):
    low = math.floor(value)
    high = math.ceil(value)
    if mode == 0:
        near = math.floor(abs(value) + Fraction(1, 2))
        return near if value >= 0 else -near
    if mode == 1:
        return round(value)
    outward = high if value >= 0 else low
    inward = low if value >= 0 else high
    return [outward, inward, low, high][mode - 2]


def rounding_cases(count):
    for i in range(count):
        step = chance.choice([Fraction(1, 100), Fraction(1), Fraction(1000),
                              Fraction(5), Fraction(3, 4),
                              Fraction(max(1, any_number(62)),
                                       max(1, any_number(62)))])
        value = any_ratio()
        if i % 2:    # a half of a step, or nearly
            value = step * Fraction(2 * chance.randrange(-999, 999) + 1, 2)
            value += chance.choice([0, 0, Fraction(1, 10 ** 6),
                                    Fraction(-1, 10 ** 6)])
            if not fits(value):
                value = any_ratio()
        mode = i % 6
        steps = rounded(value / step, mode)
        good = WIDE_MIN <= steps <= WIDE_MAX
        yield ("round %s %s %d" % (words(value), words(step), mode),
               "%s %s" % (steps if good else "no",
                          told(steps * step) if good else "no"))


def shared(total, weights):
    sign, left, whole = (1 if total >= 0 else -1), abs(total), sum(weights)
    exact = [Fraction(abs(total) * w, whole) for w in weights]
    parts = [math.floor(x) for x in exact]
    order = sorted(range(len(weights)),
                   key=lambda i: (parts[i] - exact[i], i))
    for i in order[:left - sum(parts)]:
        parts[i] += 1
    assert sum(parts) == left
    return [sign * part for part in parts]


def share_cases(count):
    for _ in range(count):
        size = chance.choice([1, 2, 3, 12, 39, 300])
        bits = chance.choice([1, 2, 4, 16, 50, 62])
        weights = [chance.randrange(2 ** bits) for _ in range(size)]
        if chance.random() < 0.3:
            weights = [weights[0]] * size
        total = (chance.choice([-1, 1])
                 * min(any_number(chance.choice([8, 20, 63])), LONG_MAX))
        unfit = not 0 < sum(weights) <= LONG_MAX
        yield ("share %d %s" % (total, " ".join(map(str, weights))),
               "no" if unfit else
               " ".join(map(str, shared(total, weights))))


# --- dates -----------------------------------------------------------------

def day(number):
    return EPOCH + datetime.timedelta(days=number)


def number_of(date):
    return (date - EPOCH).days


def any_day():
    if chance.random() < 0.3:    # about the end of a month
        year, month = chance.randrange(1990, 2040), chance.randrange(1, 13)
        about = number_of(datetime.date(year, month, 1))
        return about + chance.randrange(-4, 2)
    return chance.choice([chance.randrange(FIRST, LAST + 1),
                          chance.randrange(10000, 25000)])


def plus_months(date, months):
    count = date.year * 12 + date.month - 1 + months
    year, month = divmod(count, 12)
    if not 1600 <= year <= 9999:
        return None
    for last in range(date.day, 0, -1):
        try:
            return datetime.date(year, month + 1, last)
        except ValueError:
            continue


def completed(a, b):
    if b < a:
        return -completed(b, a)
    months = max(0, (b.year - a.year) * 12 + b.month - a.month - 2)
    while True:
        later = plus_months(a, months + 1)
        if later is None or later > b:
            return months
        months += 1


def part_of_year(start, end, begin, count, part):
    """Day by day."""
    if plus_months(begin, 12) is None:
        return None
    firsts = [plus_months(begin, k) for k in range(13)]
    days = set(range(max(number_of(start), number_of(begin)),
                     min(number_of(end) + 1, number_of(firsts[12]))))
    if count == 0:
        return Fraction(len(days), (firsts[12] - begin).days)
    if count == 1:
        return Fraction(len({min((d - number_of(begin)) // 7, 51)
                             for d in days}), 52)
    total = Fraction(0)
    for k in range(12):
        month = range(number_of(firsts[k]), number_of(firsts[k + 1]))
        share = Fraction(len(days.intersection(month)), len(month))
        total += [share, math.ceil(share), math.floor(share)][part]
    return total / 12


def date_cases(count):
    for _ in range(count):
        a, b = any_day(), any_day()
        if chance.random() < 0.5:
            b = min(LAST, a + chance.randrange(800))
        date = day(a)
        long = "%d %s %d" % (date.day, date.strftime("%B"), date.year)
        yield ("date " + date.isoformat(), "%d %d %s %d %s"
               % (a, date.weekday(), date.isoformat(),
                  date.year - (date.month < 4), long))
        months = chance.choice([1, -1, 12, chance.randrange(-90000, 90000),
                                chance.randrange(-40, 40)])
        later = plus_months(date, months)
        yield ("months %d %d" % (a, months),
               "no" if later is None else str(number_of(later)))
        done = completed(date, day(b))
        years = abs(done) // 12 * (1 if done > 0 else -1)
        yield "completed %d %d" % (a, b), "%d %d" % (done, years)


def part_cases(count):
    for i in range(count):
        begin = day(any_day())
        start = number_of(begin) + chance.randrange(-200, 400)
        end = start + chance.choice([chance.randrange(40),
                                     chance.randrange(-10, 500)])
        start, end = (min(max(x, FIRST), LAST) for x in (start, end))
        value = part_of_year(day(start), day(end), begin, i % 3, i // 3 % 3)
        yield ("part %d %d %d %d %d" % (start, end, number_of(begin), i % 3,
                                        i // 3 % 3), told(value))


def text_dates(count):
    """Every text of the right shape is a date, or is refused."""
    for _ in range(count):
        text = "%04d-%02d-%02d" % (
            chance.choice([chance.randrange(10000), 2024, 2100, 1599, 1600]),
            chance.randrange(14), chance.randrange(33))
        try:
            date = datetime.date.fromisoformat(text)
            if date.year < 1600:
                raise ValueError
        except ValueError:
            yield "date " + text, "no"


def calendar_cases(count):
    for _ in range(count):
        base = chance.randrange(10000, 25000)
        weekend = chance.choice([0, 0x60, 0x60, 0x60, 0x40, 0x7F])
        closed = sorted(chance.sample(range(base, base + 400),
                                      chance.randrange(60)))
        ends = sorted(chance.sample(range(base, base + 400),
                                    2 * chance.randrange(6)))
        terms = list(zip(ends[::2], ends[1::2]))
        start = base + chance.randrange(-20, 400)
        end = start + chance.randrange(-20, 300)

        def is_open(d):
            return (not weekend >> day(d).weekday() & 1
                    and d not in closed)

        def weeks_to(last):
            return len({(d + 3) // 7 for d in range(start, last + 1)
                        if is_open(d)
                        and any(a <= d <= b for a, b in terms)})

        low, high = min(start, end), max(start, end)
        days = sum(map(is_open, range(low, high + 1)))
        weeks = weeks_to(end)
        expect = "%d %d" % (days if end >= start else -days, weeks)
        steps = int((end - start) / 2)
        moved, step = start, 1 if steps > 0 else -1
        if steps and weekend == 0x7F:
            expect += " no"
        else:
            for _ in range(abs(steps)):
                moved += step
                while not is_open(moved):
                    moved += step
            expect += " %d" % moved
        if weeks > 0:
            last = next(d for d in range(start, end + 7)
                        if weeks_to(d) == weeks)
            expect += " %d" % (last + 6 - day(last).weekday())
        yield ("calendar %d %d %d %s - %s"
               % (start, end, weekend, " ".join(map(str, closed)),
                  " ".join("%d %d" % t for t in terms)), expect)


# --- numbers as text -------------------------------------------------------

BODY = r"(\d+|[1-9]\d{0,2}(?:,\d{3})+)(\.\d{1,18})?"
PLAIN = re.compile(r"(-?)(\d+)(\.\d{1,18})?", re.A)
MONEY = re.compile(r"(?:(-?)£?|£(-)|(\()£?)%s(\))?" % BODY, re.A)


def python_reads(text, money):
    """The exact value, or None: the grammar as one regular expression."""
    text = text.strip(" \t")
    match = (MONEY if money else PLAIN).fullmatch(text)
    if not match or text.startswith("(") != text.endswith(")"):
        return None
    digits = re.sub(r"[^\d.]", "", text)
    value = Fraction(digits)
    if abs(int(digits.replace(".", ""))) > WIDE_MAX:
        return None
    return -value if "-" in text or "(" in text else value


def reading(text, decimals, money):
    exact = python_reads(text, money)
    value = None
    if exact is not None and len(text.strip(" \t").strip(
            ")").partition(".")[2]) <= decimals:
        value = exact * 10 ** decimals
        if not LONG_MIN <= value <= LONG_MAX:
            value = None
    return ("read %d %d %s" % (decimals, money, text),
            "%s %s" % ("no" if value is None else value, told(exact)))


def written(value, decimals):
    digits = str(abs(value)).rjust(decimals + 1, "0")
    whole, rest = digits[:len(digits) - decimals], digits[-decimals:]
    return whole, "." + rest if decimals else "", "-" if value < 0 else ""


def number_cases(count):
    for _ in range(count):
        decimals = chance.choice([0, 1, 2, 2, 2, 6, 18])
        value = chance.choice([-1, 1]) * any_number(63)
        value = min(max(value, LONG_MIN), LONG_MAX)
        whole, rest, minus = written(value, decimals)
        grouped = "{:,}".format(int(whole))
        yield "write %d %d" % (value, decimals), minus + whole + rest
        yield reading(minus + whole + rest, decimals, False)
        yield reading(" %s£%s%s\t" % (minus, grouped, rest), decimals, True)
        yield reading("£" + minus + whole + rest, decimals, True)
        yield reading("(%s%s%s)" % (chance.choice(["", "£"]), grouped, rest),
                      decimals, True)
        yield reading(minus + whole + rest, max(0, decimals - 1), True)


def odd_text(most):
    body = chance.choice([
        "".join(chance.choices("0123456789.,", k=chance.randrange(1, most))),
        "{:,}".format(any_number(40)), "1,234.50", "1234"])
    for _ in range(chance.randrange(3)):
        at = chance.randrange(len(body) + 1)
        body = (body[:at] + chance.choice("0-£(),. +e1x%")
                + body[at + chance.randrange(2):])
    return (chance.choice(["", "", "-", "£", "(", "-£", "£-", "(£"]) + body
            + chance.choice(["", "", ")"]))


def odd_cases(count):
    for _ in range(count):
        yield reading(odd_text(chance.choice([6, 10, 60])),
                      chance.choice([0, 2, 2, 18]),
                      chance.random() < 0.8)


def show_cases(count):
    """Decimals are exact, or a fraction; for people to six places."""
    for i in range(count):
        value = any_ratio()
        if i % 2:
            value = Fraction(any_number(100), 2 ** chance.randrange(30)
                             * 5 ** chance.randrange(14))
        least = chance.randrange(4)
        den, places = value.denominator, 0
        while den % 2 == 0 or den % 5 == 0:
            den = den // math.gcd(den, 10)
            places += 1
        if den == 1:
            text = shown(value, max(places, least))
            people = shown(value, places, ",")
        else:
            text = told(value)
            near = rounded(value * 10 ** 6, 0)
            if not WIDE_MIN <= near <= WIDE_MAX:
                near = rounded(value, 0) * 10 ** 6
            people = shown(Fraction(near, 10 ** 6), 6, ",")
            people = "about " + people.rstrip("0").rstrip(".")
            if near == 0:
                people = "about 0"
        yield "show %s %d" % (words(value), least), text + " " + people


def shown(value, places, comma=""):
    digits = abs(value) * 10 ** places
    assert digits.denominator == 1
    whole, rest = divmod(digits.numerator, 10 ** places)
    text = ("{:%sd}" % comma).format(whole)
    if places:
        text += "." + str(rest).rjust(places, "0")
    return ("-" if value < 0 else "") + text


# ---------------------------------------------------------------------------

def cases():
    yield from ratio_cases(700)
    yield from rounding_cases(3000)
    yield from share_cases(600)
    yield from date_cases(1200)
    yield from part_cases(2400)
    yield from text_dates(1000)
    yield from calendar_cases(400)
    yield from number_cases(500)
    yield from odd_cases(4000)
    yield from show_cases(1000)


def main():
    asked = list(cases())
    done = subprocess.run(
        [DRIVER], stdout=subprocess.PIPE, encoding="utf-8",
        input="".join(question + "\n" for question, _ in asked))
    answers = done.stdout.split("\n")[:-1]
    failed = abs(len(asked) - len(answers)) + (done.returncode != 0)
    shown_so_far = 0
    for (question, expect), answer in zip(asked, answers):
        if answer != expect:
            failed += 1
            shown_so_far += 1
            if shown_so_far <= 10:
                print("%s\n  Python: %s\n  got:    %s"
                      % (question[:300], expect[:300], answer[:300]))
    print("%d passed, %d failed" % (len(asked) - failed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
