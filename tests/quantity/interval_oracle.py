#!/usr/bin/python3
# also: asan
"""Intervals against Python's own fractions, on random cases.

An end that is open is None here.  What a product can be is found from its
corners, one after the other and in the plain way; the seed is fixed.
"""
import fractions
import os
import random
import subprocess

Fraction = fractions.Fraction
DRIVER = os.path.join(os.environ.get("HN_BUILD", "build"), "tests",
                      "interval_driver")
INF = float("inf")
chance = random.Random(20260127)


def fits(value):
    return (-2 ** 127 <= value.numerator < 2 ** 127
            and value.denominator < 2 ** 63)


def any_end():
    size = chance.choice([3, 3, 8, 20, 60, 120])
    num = chance.randrange(-2 ** size, 2 ** size + 1)
    return Fraction(num, chance.choice([1, 1, 2, 3, 7, 100, 365, 2 ** 40]))


def any_interval():
    low, high = sorted([any_end(), any_end()])
    kind = chance.random()
    if kind < 0.1:
        high = low
    low = None if kind > 0.9 else low
    high = None if 0.8 < kind < 0.95 else high
    return low, high


def end(value):
    return "-" if value is None else "%d/%d" % (value.numerator,
                                                value.denominator)


def told(ends):
    if ends is None or any(e is not None and not fits(e) for e in ends):
        return "no"
    return " ".join(end(e) for e in ends)


def opened(low, high):
    return (None if low == -INF else low, None if high == INF else high)


def limits(a):
    return (-INF if a[0] is None else a[0], INF if a[1] is None else a[1])


def product(x, y):
    if x == 0 or y == 0:
        return Fraction(0)
    if abs(x) == INF or abs(y) == INF:
        return INF if (x > 0) == (y > 0) else -INF
    return x * y


def inverse(y):
    return Fraction(0) if abs(y) == INF else 1 / y


def of_corners(a, b):
    corners = [product(x, y) for x in a for y in b]
    if any(abs(c) != INF and not fits(c) for c in corners):
        return None
    return opened(min(corners), max(corners))


def work_out(op, a, b):
    (al, ah), (bl, bh) = limits(a), limits(b)
    if op == "add":
        return opened(al + bl if -INF not in (al, bl) else -INF,
                      ah + bh if INF not in (ah, bh) else INF)
    if op == "sub":
        return work_out("add", a, work_out("neg", b, b))
    if op == "neg":
        return opened(-ah, -al)
    if op == "mul":
        return of_corners((al, ah), (bl, bh))
    if op == "div":
        if bl <= 0 <= bh:
            return None
        return of_corners((al, ah), [inverse(bl), inverse(bh)])
    if op == "lower":
        return opened(min(al, bl), min(ah, bh))
    if op == "higher":
        return opened(max(al, bl), max(ah, bh))
    if op == "meet":
        low, high = max(al, bl), min(ah, bh)
        return None if low > high else opened(low, high)
    far = bl - ah if ah < bl else bh - al if bh < al else Fraction(0)
    return far, far


def arithmetic(count):
    ops = ["add", "sub", "neg", "mul", "div", "lower", "higher", "meet",
           "apart"]
    for i in range(count):
        op, a, b = ops[i % len(ops)], any_interval(), any_interval()
        if chance.random() < 0.2:
            b = a
        ends = work_out(op, a, b)
        yield ("%s %s %s %s %s" % (op, end(a[0]), end(a[1]), end(b[0]),
                                   end(b[1])), told(ends))


SCALES = [("", 1), ("k", 1000), ("K", 1000), ("m", 10 ** 6), ("M", 10 ** 6),
          ("bn", 10 ** 9), (" million", 10 ** 6), (" billion", 10 ** 9),
          (" thousand", 1000)]


def figures(count):
    """Figures are made from their number, not read back."""
    for _ in range(count):
        whole = chance.randrange(10 ** chance.choice([1, 3, 5, 8]))
        decimals = chance.choice([0, 0, 1, 2])
        part = chance.randrange(10 ** decimals)
        digits = chance.choice(["%d", "{:,}"])
        digits = digits % whole if "%" in digits else digits.format(whole)
        if decimals:
            digits += ".%0*d" % (decimals, part)
        kind = chance.choice(["money", "percent", "plain"])
        suffix, scale = chance.choice(SCALES if kind != "percent"
                                      else [("%", Fraction(1, 100))])
        sign, form = chance.choice([(1, "%s"), (-1, "-%s"), (-1, "(%s)"),
                                    (1, "%s+"), (1, "+%s")])
        value = (whole + Fraction(part, 10 ** decimals)) * scale * sign
        step = Fraction(scale) / 10 ** decimals
        text = form % (("£" if kind == "money" else "") + digits + suffix)
        low, high = value - step / 2, value + step / 2
        if form == "%s+":
            low, high = value, None
        yield ("read %s|" % text,
               "%s %s %s %s %s" % (end(value), end(step), kind, end(low),
                                   end(high)))


def main():
    asked = list(arithmetic(27000)) + list(figures(4000))
    done = subprocess.run(
        [DRIVER], stdout=subprocess.PIPE, encoding="utf-8",
        input="".join(question + "\n" for question, _ in asked))
    answers = done.stdout.split("\n")[:-1]
    failed = abs(len(asked) - len(answers)) + (done.returncode != 0)
    for (question, expect), answer in zip(asked, answers):
        if answer != expect:
            failed += 1
            if failed <= 10:
                print("%s\n  Python: %s\n  got:    %s"
                      % (question, expect, answer))
    print("%d passed, %d failed" % (len(asked) - failed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
