#!/usr/bin/python3
"""Rounding, mode by mode, where it is hardest: exactly half way.

A pack is written whose award is an amount times a number of weeks divided by
8 and by 200, so that halves of a penny come up all the time, above and below
nought; in each of the six modes every row must be what Fraction makes of it.
"""
import csv
import io
import os
import random
from fractions import Fraction

import common
from common import hn, write

ROWS = 4000

PACK = '''
pack "rounding" {
  title = "Rounding", version = "1", language = 1, owner = "tests",
  source = "tests", approved = "draft",
  rounding = { to = "%(step)s", mode = "%(mode)s" },
}
records "row" {
  what = "an amount", key = "id",
  input "id"     { type = "id", required = true },
  input "amount" { type = "GBP", min = -100000000, max = 100000000 },
  input "weeks"  { type = "weeks", min = 0, max = 53 },
}
award "eighth" { label = "By eight", type = "GBP", source = "tests",
  amount = row.amount * row.weeks / weeks(8) }
award "part" { label = "By two hundred", type = "GBP", source = "tests",
  amount = row.amount / 200 }
figure "own" { label = "With a rounding of its own", type = "GBP",
  rounding = { to = "1.00", mode = "%(mode)s" },
  value = row.amount * row.weeks / weeks(8) }
figure "total" { label = "Total", type = "GBP", value = sum(award.eighth) }
'''


def whole(value, mode):
    """`value` as a whole number, by the words of each mode."""
    below = value.numerator // value.denominator
    part = value - below
    towards_nought = below + (value < 0 and part > 0)
    away = below + (value > 0 and part > 0)
    if mode == "floor":
        return below
    if mode == "ceiling":
        return below + (part > 0)
    if mode == "down":
        return towards_nought
    if mode == "up":
        return away
    if part != Fraction(1, 2):
        return below + (part > Fraction(1, 2))
    return away if mode == "half away from zero" else below + below % 2


def rounded(value, step, mode):
    return whole(value / step, mode) * step


def money(value):
    pence = value * 100
    assert pence.denominator == 1
    pence = int(pence)
    return "%s%d.%02d" % ("-" * (pence < 0), abs(pence) // 100,
                          abs(pence) % 100)


def cases(dice):
    rows = []
    for number in range(ROWS):
        pence = dice.choice([
            dice.randint(-999, 999), dice.randint(-10 ** 9, 10 ** 9),
            dice.choice([-1, 1]) * (100 * dice.randint(0, 10 ** 6)),
            4 * dice.randint(-5000, 5000) + 2, 100 * dice.randint(-99, 99),
            0, 1, -1, 10 ** 10, -10 ** 10])
        rows.append((str(number), Fraction(pence, 100), dice.choice(
            [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 20, 39, 53])))
    return rows


def try_mode(tally, folder, rows, data, mode, step):
    title = "%s to %s" % (mode, step)
    pack = os.path.join(folder, title.replace(" ", "_"))
    os.mkdir(pack)
    write(os.path.join(pack, "rules.lua"), PACK % {"mode": mode, "step": step})
    code, text, messages = hn("calc", pack, data, "--out", "csv",
                              "--on", common.ON, "--quiet")
    tally.check(title + ": exit code", code == 0, "%d %s" % (code, messages))
    got = list(csv.DictReader(io.StringIO(text.decode())))
    tally.same(title + ": rows", len(got), len(rows))
    halves, total = 0, Fraction(0)
    for (name, amount, weeks), row in zip(rows, got):
        exact = amount * weeks / 8
        halves += (exact / Fraction(step) * 2).denominator == 1 \
            and (exact / Fraction(step)).denominator == 2
        total += rounded(exact, Fraction(step), mode)
        for column, value in (
                ("eighth", rounded(exact, Fraction(step), mode)),
                ("part", rounded(amount / 200, Fraction(step), mode)),
                ("own", rounded(exact, Fraction(1), mode))):
            tally.check("%s: %s" % (title, column),
                        row[column] == money(value),
                        "%s: %s of %s, expected %s" % (
                            name, row[column], money(amount), money(value)))
    tally.check(title + ": enough halves", halves > 50, str(halves))
    _, text, _ = hn("calc", pack, data, "--out", "csv", "--table", "run",
                    "--on", common.ON, "--quiet")
    run = list(csv.DictReader(io.StringIO(text.decode())))
    tally.same(title + ": total", [r["value"] for r in run], [money(total)])


def main():
    tally = common.Tally()
    rows = cases(random.Random(8200))
    lines = ["%s,%s,%d" % (n, money(a), w) for n, a, w in rows]
    with common.scratch() as folder:
        data = write(os.path.join(folder, "rows.csv"),
                     "\n".join(["id,amount,weeks"] + lines) + "\n")
        for mode in ("half away from zero", "half even", "up", "down",
                     "floor", "ceiling"):
            for step in ("0.01", "1.00", "5.00"):
                try_mode(tally, folder, rows, data, mode, step)
    tally.end()


if __name__ == "__main__":
    main()
