#!/usr/bin/python3
"""Makes examples/topup/: synthetic authorities, schools and spells.

No authority, school, pupil or figure in it exists.  The same bytes come out
every time.  Run without arguments it compares the files in the tree with what
it makes, byte for byte; `--write` writes them.
"""
import datetime
import sys

import common

FOLDER = "examples/topup"
AUTHORITY = ["authority_id"]
SCHOOL = ["school_id", "area", "setting", "baseline_income",
          "baseline_places", "income", "places"]
SPELL = ["spell_id", "pupil", "home", "school", "basis", "band", "need",
         "level", "cost", "starts", "ends", "decided_on", "asked_on", "paid"]
AUTHORITIES = ["OURS", "SYN-EASTMARCH", "SYN-NORTHFOLD", "SYN-WESTHOLT"]
NEEDS = ["communication and interaction", "cognition and learning",
         "social, emotional and mental health", "sensory or physical"]
SCHOOLS = [("mainstream", 0), ("mainstream", 0), ("mainstream", 0),
           ("mainstream", 1), ("mainstream", 2), ("unit", 0), ("unit", 3),
           ("special", 0), ("special", 0), ("special", 1),
           ("non-maintained special", 2), ("independent special", 3),
           ("further education", 0)]
PUPILS = 90


def day(year, month, date):
    return datetime.date(year, month, date)


def after(date, days):
    return date + datetime.timedelta(days)


def school(dice, at, setting, area):
    row = dict.fromkeys(SCHOOL, "")
    row.update(school_id="SYN-S%02d" % (at + 1), area=AUTHORITIES[area],
               setting=setting)
    if setting == "special":
        before, now = dice.between(60, 110), dice.between(60, 120)
        a_place = 18000 + 250 * dice.between(0, 30)
        row.update(baseline_income=str(before * a_place),
                   baseline_places=str(before), places=str(now),
                   income=str(now * (a_place + dice.between(-400, 900))))
    return row


def support(dice, setting):
    row = {"basis": dice.weighted([("band", 5), ("matrix", 3), ("costed", 2)])}
    if setting == "independent special":
        row["basis"] = "costed"
    if row["basis"] == "band":
        row["band"] = dice.one_of("ABCD")
    elif row["basis"] == "matrix":
        row.update(need=dice.one_of(NEEDS), level=dice.one_of("123"))
    else:
        row["cost"] = str(dice.between(50, 300) * 100)
    return row


def spell(dice, number, pupil, where, starts, ends):
    row = dict.fromkeys(SPELL, "")
    row.update(spell_id="SYN-%03d" % number, starts=str(starts),
               ends=str(ends or ""), **pupil)
    row.update(school=where["school_id"], **support(dice, where["setting"]))
    late = dice.often(18 if starts < day(2026, 1, 1) else 35)
    decided = after(starts, dice.between(10, 190) if late
                    else -dice.between(5, 60))
    row["decided_on"] = "" if dice.often(3) else str(decided)
    if late and dice.often(50):
        row["asked_on"] = str(after(decided, -7 * dice.between(18, 34)))
    if starts < day(2026, 8, 1) and not late:
        row["paid"] = "%d.%02d" % (dice.between(1500, 5000), dice.below(100))
    return row


def pupils(dice, schools):
    rows = []
    for number in range(1, PUPILS + 1):
        where = dice.one_of(schools)
        home = dice.weighted([("OURS", 17), (dice.one_of(AUTHORITIES), 3)])
        pupil = {"pupil": "SYN-P%03d" % number, "home": home}
        starts = dice.weighted([(day(2025, 9, 2), 6), (day(2026, 4, 20), 3), (
            after(day(2026, 1, 5), dice.between(0, 80)), 4), (
            after(day(2026, 4, 20), dice.between(0, 140)), 4)])
        if dice.often(25):
            ends = after(day(2026, 6, 1), dice.between(0, 190))
            ends = max(ends, after(starts, 20))
            rows.append(spell(dice, len(rows) + 1, pupil, where, starts, ends))
            if dice.often(20):
                continue
            starts = after(ends, -3 if dice.often(12) else 1)
            where = where if dice.often(70) else dice.one_of(schools)
        rows.append(spell(dice, len(rows) + 1, pupil, where, starts, None))
    return rows


def made():
    dice = common.Dice(20260901)
    schools = [school(dice, at, *one) for at, one in enumerate(SCHOOLS)]
    return {"authorities.csv": (AUTHORITY, [{"authority_id": name}
                                            for name in AUTHORITIES]),
            "schools.csv": (SCHOOL, schools),
            "spells.csv": (SPELL, pupils(dice, schools))}


if __name__ == "__main__":
    common.files(FOLDER, {name: common.as_csv(columns, rows)
                          for name, (columns, rows) in made().items()},
                 "--write" in sys.argv)
