#!/usr/bin/python3
# also: asan
"""The pack rules/scorecard again, by hand, against what hn makes of it.

Written in exact fractions without reading rules.lua: the scorecard of the
report, whose printed arrows are compared with those that are worked out; and
thousands of made-up readings with gaps, readings of the same day, areas that
are lacking, and days of the run between them.  The order of rows does not
matter.
"""
import csv
import datetime
import os
import random
from fractions import Fraction as F

import common
from common import hn, write
import scorecard_data as data

PACK = "rules/scorecard"
SMALL = "asan" in os.environ.get("HN_BUILD", "")
MANY = 40 if SMALL else 500
AREAS = {"ours": "ours", "england": "England", "south_west": "South West",
         "neighbours": "statistical neighbours"}
GONE = ["", "?"]


def number(text):
    return None if text in GONE else F(text)


def shown(value):
    """As a result has it: a decimal without noughts at its end."""
    if value is None:
        return ""
    text = "%.6f" % value
    assert F(text) == value, value
    text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def grouped(value):
    """As a sentence has it."""
    whole, _, part = shown(value).partition(".")
    return "{:,}".format(int(whole)) + ("." + part if part else "")


# --- readings ----------------------------------------------------------------

def taken(rows):
    """{reading: value}; None where it is missing or another contradicts it."""
    stands = {}
    for row in rows:
        key = (row["indicator"], row["area"], row["at"])
        stands[key] = stands.get(key, 0) + 1
    return {row["reading_id"]: number(row["value"]) if stands[
        row["indicator"], row["area"], row["at"]] == 1 else None
            for row in rows}


def less(a, b):
    return None if a is None or b is None else a - b


def changes(rows, values):
    out, last = {}, {}
    for row in sorted(rows, key=lambda r: (r["at"], r["reading_id"])):
        key, now = (row["indicator"], row["area"]), values[row["reading_id"]]
        out[row["reading_id"]] = less(now, last.get(key))
        last[key] = now
    return out


def arrow(change):
    return None if change is None else (
        "up" if change > 0 else "down" if change < 0 else "unchanged")


def judged(good, change, same):
    if good == "":
        return "not judged"
    if change is None:
        return None
    if change == 0:
        return same
    return "better" if (change > 0) == (good == "high") else "worse"


# --- indicators --------------------------------------------------------------

def spoken(day):
    return "%d %s" % (day.day, day.strftime("%B %Y"))


def in_words(card, out):
    if out["now"] is None:
        return card["name"] + ": nothing is known."
    sign = "%" if card["unit"] == "percent" else ""
    text = "%s: %s%s on %s" % (card["name"], grouped(out["now"]), sign,
                               spoken(out["last"]))
    if out["way"]:
        text += ", %s (%s)" % (out["way"], out["since"])
    for name, area in AREAS.items():
        if out.get(name) is not None:
            text += "; %s %s%s (%s)" % (area, grouped(out[name]), sign,
                                        out["beside_" + name])
    if card["target"]:
        text += "; target %s%s: %s" % (
            grouped(F(card["target"])), sign,
            out["standing"] or "not known")
    return text + "."


def on_target(card, now):
    if not card["target"] or not card["good"] or now is None:
        return None
    off = now - F(card["target"])
    return off >= 0 if card["good"] == "high" else off <= 0


def standing(card, met, since):
    if not card["target"]:
        return "no target"
    if met is None:
        return None
    if met:
        return "on target"
    return {None: None, "better": "off target, better than before"}.get(
        since, "off target")


def indicator(card, rows, values, moves, on):
    out = {}
    for name, area in AREAS.items():
        known = [row for row in rows if row["area"] == area
                 and date(row["at"]) <= on
                 and values[row["reading_id"]] is not None]
        last = max(known, key=lambda row: row["at"], default=None)
        value = last and values[last["reading_id"]]
        if name == "ours":
            out["last"] = last and date(last["at"])
            out["now"] = value
            out["moved"] = last and moves[last["reading_id"]]
        else:
            out[name] = value
            out["beside_" + name] = judged(
                card["good"], less(out["now"], value), "level")
    out["way"] = arrow(out["moved"])
    out["since"] = judged(card["good"], out["moved"], "steady")
    met = on_target(card, out["now"])
    out["on_target"] = {None: "cannot tell", True: "met", False: "unmet"}[met]
    out["short"] = None if met is None else F(0) if met else abs(
        out["now"] - F(card["target"]))
    out["standing"] = standing(card, met, out["since"])
    out["says"] = in_words(card, out)
    return out


def date(text):
    return datetime.date.fromisoformat(text)


def run(cards, rows, values, moves):
    def of(key, word):
        return str(sum(one[key] == word for one in cards.values()))

    out = {"better": of("since", "better"), "worse": of("since", "worse"),
           "steady": of("since", "steady"),
           "unjudged": of("since", "not judged"),
           "met": of("standing", "on target"),
           "nearer": of("standing", "off target, better than before"),
           "missed": of("standing", "off target"),
           "open": of("standing", "no target")}
    for name in ("england", "south_west", "neighbours"):
        for word in ("better", "worse"):
            out["%s_than_%s" % (word, name)] = of("beside_" + name, word)
    arrows = [arrow(moves[row["reading_id"]]) for row in rows]
    verdicts = [judged(cards[row["indicator"]]["card"]["good"],
                       moves[row["reading_id"]], "steady") for row in rows]
    for word in ("up", "down", "unchanged"):
        out["went_" + word] = str(arrows.count(word))
    for word in ("better", "worse", "steady"):
        out["were_" + word] = str(verdicts.count(word))
    out["doubled"] = str(sum(number(row["value"]) is not None
                             and values[row["reading_id"]] is None
                             for row in rows))
    return out


# --- the comparison ----------------------------------------------------------

def calc(folder, cards, rows, on):
    first = write(os.path.join(folder, "i.csv"),
                  common.as_csv(data.INDICATOR, cards))
    second = write(os.path.join(folder, "r.csv"),
                   common.as_csv(data.READING, rows))
    out = os.path.join(folder, "out.csv")
    code, _, err = hn("calc", PACK, first, "reading=" + second, "--on",
                      str(on), "--quiet", "-o", out)
    assert (code, err) == (0, ""), (code, err)
    return [common.rows_of(common.read(os.path.join(folder, name)))
            for name in ("out.csv", "out.reading.csv", "out.run.csv")]


def as_text(value):
    return shown(value) if isinstance(value, F) else (
        "" if value is None else str(value))


def compare(tally, what, cards, rows, on):
    with common.scratch() as folder:
        got = calc(folder, cards, rows, on)
    values = taken(rows)
    moves = changes(rows, values)
    of = {}
    for row in rows:
        of.setdefault(row["indicator"], []).append(row)
    want = {card["code"]: dict(indicator(
        card, of.get(card["code"], []), values, moves, on), card=card)
            for card in cards}
    for row in got[0]:
        for name, value in want[row["code"]].items():
            if name != "card":
                tally.same("%s: %s" % (what, name), (row["code"], row[name]),
                           (row["code"], as_text(value)))
    by_id = {row["reading_id"]: row for row in rows}
    for row in got[1]:
        name = row["reading_id"]
        good = want[by_id[name]["indicator"]]["card"]["good"]
        tally.same(what + ": reading", (name, row["taken"], row["change"],
                                        row["arrow"], row["verdict"]),
                   (name, shown(values[name]), shown(moves[name]),
                    as_text(arrow(moves[name])),
                    as_text(judged(good, moves[name], "steady"))))
    tally.same(what + ": the run", {row["name"]: row["value"]
                                    for row in got[2]},
               run(want, rows, values, moves))
    return got


# --- the report --------------------------------------------------------------

# The three are young people without work in March 2024 (25.2% to 25.3%,
# printed as unchanged) and complaints in February and March (5, 8, 16, printed
# as down).
AGREE = (169, 3)
PRINTED = {"up": "up", "down": "down", "same": "unchanged"}


def report(tally):
    """Of the arrows that the report prints beside these figures, how many say
    what the figures say."""
    made = data.made()
    cards, rows = (made[name][1] for name in ("indicators.csv",
                                              "readings.csv"))
    got = compare(tally, "the report", cards, rows,
                  datetime.date(2025, 3, 11))
    with open(data.REPORT + "arrows.csv", encoding="utf-8",
              newline="") as file:
        printed = {(row["line"], row["month"]): PRINTED[row["arrow"]]
                   for row in csv.DictReader(file)}
    line = {"K%02d" % at: one[0] for at, one in enumerate(data.TAKEN, 1)}
    month = {str(data.month_end(name)): name for name in data.MONTHS}
    arrows = {row["reading_id"]: row["arrow"] for row in got[1]}
    alike = unlike = 0
    for row in rows:
        key = (line[row["indicator"]], month[row["at"]])
        mine = arrows[row["reading_id"]]
        if row["area"] == "ours" and mine and key in printed:
            alike += mine == printed[key]
            unlike += mine != printed[key]
    tally.same("arrows of the report", (alike, unlike), AGREE)


# --- made-up data ------------------------------------------------------------

def made_up(dice):
    cards, rows = [], []
    for at in range(MANY):
        cards.append({
            "code": "K%03d" % at, "name": "Indicator %d" % at,
            "unit": dice.choice(["percent", "number"]),
            "good": dice.choice(["high", "low", ""]),
            "target": dice.choice(["", "5", "5.25", "0"])})
        for area in AREAS.values():
            for month in range(dice.choice([0, 1, 2, 7])):
                rows.append({
                    "indicator": "K%03d" % at, "area": area,
                    "at": "2025-%02d-28" % (month + 1
                                            + (dice.random() < 0.05)),
                    "value": dice.choice(["", "0", "5", "5.25", "5.26",
                                          "-1", "1234.5", "5"])})
    dice.shuffle(rows)
    for at, row in enumerate(rows):
        row["reading_id"] = "R%05d" % at
    return cards, rows


def main():
    tally = common.Tally()
    report(tally)
    dice = random.Random(2)
    for on in ("2025-03-27", "2025-03-28", "2025-12-31"):
        cards, rows = made_up(dice)
        before = compare(tally, "made up, " + on, cards, rows, date(on))
    dice.shuffle(cards)
    dice.shuffle(rows)
    after = compare(tally, "shuffled", cards, rows, date(on))
    for one, other in zip(before, after):
        tally.check("the order of rows does not matter",
                    sorted(map(str, one)) == sorted(map(str, other)))
    tally.end()


if __name__ == "__main__":
    main()
