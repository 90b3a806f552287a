#!/usr/bin/python3
# also: asan
"""Medians, quartiles, ranks and quarters against Python's fractions.

Each is done again here by its definition: sorted(), the place of a quartile
as a fraction, a rank by counting.  The seed is fixed.
"""
import os
import random
import statistics
import subprocess
from fractions import Fraction

DRIVER = os.path.join(os.environ.get("HN_BUILD", "build"), "tests",
                      "statistics_driver")
chance = random.Random(20260331)


def words(*values):
    return " ".join("%d %d" % (v.numerator, v.denominator) for v in values)


def told(value):
    return "%d/%d" % (value.numerator, value.denominator)


def numbers(most):
    """Of one denominator or of many, and often the same ones again."""
    count = chance.choice([1, 1, 2, 3, 4, 5, 6, 7, 8, 11, chance.randrange(
        1, most)])
    size = chance.choice([3, 10, 1000, 10 ** 9, 2 ** 100])
    dens = chance.choice([[1], [100], [1, 2, 3, 7], [100, 365, 39, 1261]])
    return [Fraction(chance.randrange(-size, size), chance.choice(dens))
            for _ in range(count)]


def quartile(ordered, which):
    """Type 7: at 1 + (n - 1) * which / 4, in proportion between two."""
    place = Fraction((len(ordered) - 1) * which, 4)
    at = int(place)
    if place == at:
        return ordered[at]
    return ordered[at] + (place - at) * (ordered[at + 1] - ordered[at])


def rank(value, members, highest):
    return 1 + sum(m > value if highest else m < value for m in members)


def quarter(value, ordered, highest):
    edges = [quartile(ordered, i) for i in (1, 2, 3)]
    if highest:
        return 1 + sum(value < edge for edge in edges)
    return 1 + sum(value > edge for edge in edges)


def fits(value):
    return abs(value.numerator) < 2 ** 127 and value.denominator < 2 ** 63


def cases():
    for _ in range(3000):
        members = numbers(60)
        ordered = sorted(members)
        yield "sort %d %s" % (len(members), words(*members)), " ".join(
            map(told, ordered))
        here = "%d %s" % (len(ordered), words(*ordered))
        for which in (1, 2, 3):
            yield "value %d %s" % (which, here), told(quartile(ordered,
                                                               which))
        value = chance.choice(members + numbers(2))
        for highest in (0, 1):
            yield ("rank %d %s %s" % (highest, words(value), here),
                   str(rank(value, members, highest)))
            yield ("quarter %d %s %s" % (highest, words(value), here),
                   str(quarter(value, ordered, highest)))
    # Exactly at an edge, and hard by it.
    for _ in range(1000):
        ordered = sorted(numbers(20))
        edge = quartile(ordered, chance.choice([1, 2, 3]))
        edge += chance.choice([0, 0, Fraction(1, 10 ** 6), -Fraction(
            1, 10 ** 6)])
        for highest in (0, 1):
            if fits(edge):
                yield ("quarter %d %s %d %s" % (
                    highest, words(edge), len(ordered), words(*ordered)),
                    str(quarter(edge, ordered, highest)))
    # What does not fit is said, and only that.
    for _ in range(2000):
        pair = sorted(Fraction(chance.randrange(2 ** 90), chance.choice(
            [2 ** 62, 2 ** 61 - 1, 2 ** 31, 2 ** 33, 3 ** 39, 6])
            + chance.randrange(9)) for _ in range(2))
        which = chance.choice([1, 2, 3])
        value = quartile(pair, which)
        yield ("value %d 2 %s" % (which, words(*pair)),
               told(value) if fits(value) else "no")
    # Many, in ways that are bad for some kinds of sorting.
    for count in (1000, 4000):
        for make in (lambda i: i, lambda i: -i, lambda i: i % 2,
                     lambda i: 7, lambda i: i * 7919 % 4001):
            members = [Fraction(make(i), 1 + i % 3) for i in range(count)]
            yield "sort %d %s" % (count, words(*members)), " ".join(
                map(told, sorted(members)))


def printed():
    """Figures that are printed, and what spreadsheets and R come to."""
    # Independent providers, pounds a head: BCP (525) and its ten neighbours,
    # section 251 benchmarking table, budget 2025-26.
    ten = [70, 93, 113, 119, 144, 227, 248, 352, 355, 454]
    for ordered, which, want in (
            (ten + [525], 2, Fraction(227)),
            (ten, 2, Fraction("185.5")),
            ([1, 2, 4, 7, 8, 9, 10, 12], 1, Fraction("3.5")),   # QUARTILE's
            ([1, 2, 4, 7, 8, 9, 10, 12], 3, Fraction("9.25")),
            ([6, 7, 15, 36, 39, 40, 41, 42, 43, 47, 49], 1, Fraction("25.5")),
            ([7, 15, 36, 39, 40, 41], 3, Fraction("39.75"))):   # type 7
        members = [Fraction(v) for v in ordered]
        yield ("value %d %d %s" % (which, len(members), words(*members)),
               told(want))


def against_the_library():
    """This file's own definition against Python's `statistics`."""
    for _ in range(300):
        members = numbers(30)
        if len(members) > 1:
            want = statistics.quantiles(members, n=4, method="inclusive")
            assert [quartile(sorted(members), i) for i in (1, 2, 3)] == want
        assert quartile(sorted(members), 2) == statistics.median(members)
    return 300


def main():
    passed, asked = against_the_library(), list(cases()) + list(printed())
    done = subprocess.run([DRIVER], input="".join(
        question + "\n" for question, _ in asked), stdout=subprocess.PIPE,
        text=True, check=True)
    answers = done.stdout.splitlines()
    assert len(answers) == len(asked)
    failed = 0
    for (question, want), got in zip(asked, answers):
        if got == want:
            passed += 1
        else:
            failed += 1
            print("%s\n  is %s, not %s" % (question[:200], got[:200],
                                           want[:200]))
    print("%d passed, %d failed" % (passed, failed))
    return failed > 0


raise SystemExit(main())
