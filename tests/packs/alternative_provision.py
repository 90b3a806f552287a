#!/usr/bin/python3
# also: asan
"""The pack rules/panels/alternative_provision again, by hand, against what hn
makes of it: thousands of made-up referrals on the edges of every mark, with
what is missing; every date by going through the days one by one; and that each
outcome is told to a school in a sentence, and nothing that is for staff.
"""
import datetime
import os
import random

import alternative_provision_data as data
import common
from common import hn, write

PACK = "rules/panels/alternative_provision"
FILE = data.FOLDER + "/referrals.csv"
MANY = 300 if "asan" in os.environ.get("HN_BUILD", "") else 5000
ON = "2026-09-14"
DAY = datetime.timedelta(1)
NONE, UNKNOWN = "none", None


def date(text):
    return datetime.date.fromisoformat(text)


# --- the school's days ---------------------------------------------------------

DAYS = common.school_days(PACK)


def week_end(first, weeks):
    """The Sunday of the so many-th week that has a school day from then."""
    sundays = sorted({day + (6 - day.weekday()) * DAY for day in DAYS
                      if day >= first})
    return sundays[weeks - 1]


def next_day(day):
    return next(other for other in DAYS if other > day)


# --- the rules -----------------------------------------------------------------

def any_of(*answers):
    """Yes as soon as one is; cannot tell where one that is open could be."""
    if True in answers:
        return True
    return None if None in answers else False


def all_of(*answers):
    if False in answers:
        return False
    return None if None in answers else True


def tier(row):
    roll = None if row["excluded"] is None else not row["excluded"]
    much = any_of(None if row["lost"] is None else row["lost"] >= 50,
                  None if row["days"] is None else row["days"] >= 15)
    tried = row["tried"]
    no = {True: False, False: True, None: None}
    ways = [("tier 3", no[roll]), ("tier 2", all_of(roll, much, tried)),
            ("tier 1", all_of(roll, no[much])),
            ("school first", all_of(roll, much, no[tried]))]
    held = [name for name, answer in ways if answer]
    assert len(held) <= 1, row
    return held[0] if held else "more to be known"


def judged(row):
    """What comes of a referral; None: it is refused."""
    if isinstance(row["starts"], datetime.date):
        if row["starts"] < row["referred"]:
            return None
        if isinstance(row["new"], datetime.date) \
                and row["new"] <= row["starts"]:
            return None
    out = {"tier": tier(row), "weeks_given": "", "place_ends": "",
           "review_on": "", "back_on": ""}
    most = {"tier 2": 12, "tier 3": 26}.get(out["tier"])
    if most and row["weeks"] is not UNKNOWN:
        weeks = most if row["weeks"] == NONE else min(row["weeks"], most)
        out["weeks_given"] = str(weeks)
        if isinstance(row["starts"], datetime.date):
            ends = week_end(row["starts"], weeks)
            back = next_day(ends)
            out["place_ends"] = str(ends)
            out["review_on"] = str(week_end(row["starts"], min(weeks, 6)))
            if isinstance(row["new"], datetime.date):
                back = min(back, row["new"])
            out["back_on"] = "" if row["new"] is UNKNOWN else str(back)
    return out


# --- referrals -----------------------------------------------------------------

def read_back(cells):
    """A row of the file as the rules see it."""
    def blank(name, make):
        return make(cells[name]) if cells[name] else NONE

    def known(name, make):
        return make(cells[name]) if cells[name] else UNKNOWN
    return {"referred": date(cells["Referred On"]),
            "excluded": known("Permanently Excluded", "yes".__eq__),
            "lost": known("Sessions Lost %", float),
            "days": known("Days Suspended", float),
            "tried": known("Support Tried", "yes".__eq__),
            "starts": blank("Proposed Start", date),
            "weeks": blank("Weeks Asked", int),
            "new": blank("New School From", date)}


def random_cells(dice, number):
    def maybe(value):
        return "" if dice.random() < 0.12 else str(value)
    referred = date("2026-09-01") + dice.randrange(120) * DAY
    starts = referred + dice.randrange(-2, 40) * DAY
    return {"Child ID": "R%d" % number, "Referred On": str(referred),
            "Permanently Excluded": maybe(dice.choice(["yes", "no", "no"])),
            "Sessions Lost %": maybe(dice.choice(
                ["0", "49.99", "50", "50.01", "80"])),
            "Days Suspended": maybe(dice.choice(["0", "14", "15", "16"])),
            "Support Tried": maybe(dice.choice(["yes", "no"])),
            "Proposed Start": maybe(starts),
            "Weeks Asked": maybe(dice.choice([1, 5, 6, 7, 11, 12, 13, 25, 26,
                                              27, 39])),
            "New School From": maybe(starts + dice.randrange(-1, 260) * DAY)
            if dice.random() < 0.5 else ""}


def compare(tally, what, rows, folder):
    file = write(os.path.join(folder, "rows.csv"),
                 common.as_csv(data.COLUMNS, rows))
    wanted = {row["Child ID"]: judged(read_back(row)) for row in rows}
    code, out, _ = hn("calc", PACK, file, "--on", ON, "--out", "csv",
                      "--rejects", os.path.join(folder, "rejects.csv"))
    got = {row["child_id"]: row for row in common.rows_of(out)}
    refused = {key for key, row in wanted.items() if row is None}
    tally.same(what + ": exit", code, 3 if refused else 0)
    tally.same(what + ": refused", set(wanted) - set(got), refused)
    for key, row in wanted.items():
        for name, value in (row or {}).items():
            tally.same("%s: %s: %s" % (what, key, name), got[key][name],
                       value)
    return wanted


def run_figures(tally, wanted, folder):
    places = sum(row is not None and row["tier"] in ("tier 2", "tier 3")
                 for row in wanted.values())
    _, out, _ = hn("calc", PACK, os.path.join(folder, "rows.csv"), "--on", ON,
                   "--out", "csv", "--table", "run")
    got = {row["name"]: row["value"] for row in common.rows_of(out)}
    tally.same("places needed", got["places_needed"], str(places))
    tally.same("places left", got["places_left"], str(24 - places))


SENTENCES = {
    "tier 3": "A transitional place of up to 26 weeks, until the child begins "
              "at a new school.",
    "tier 2": "A time-limited place of up to 12 weeks. The child stays on the "
              "school's roll and goes back to it.",
    "tier 1": "Targeted support in the child's own school, with advice from "
              "specialists.",
    "school first": "The school's own support comes first; specialists will "
                    "help to plan it. Refer again when it has been reviewed.",
    "more to be known": "It cannot be told yet: it needs ",
}


def sentences(tally, wanted):
    for outcome, sentence in SENTENCES.items():
        key = next((key for key, row in wanted.items()
                    if row and row["tier"] == outcome), None)
        tally.check("the shipped data comes to " + outcome, key)
        _, out, _ = hn("why", PACK, FILE, "--key", key or "", "--on", ON,
                       "--audience", "school")
        told = out.decode("utf-8")
        tally.check("a school is told of " + outcome, sentence in told, told)
        tally.check("and nothing for staff", "would be" not in told
                    and "rules.lua" not in told, told)


def main():
    tally = common.Tally()
    dice = random.Random(20260914)
    with common.scratch() as folder:
        shipped = common.rows_of(common.read(FILE))
        wanted = compare(tally, "shipped", shipped, folder)
        run_figures(tally, wanted, folder)
        sentences(tally, wanted)
        compare(tally, "random", [random_cells(dice, i)
                                  for i in range(MANY)], folder)
    tally.end()


if __name__ == "__main__":
    main()
