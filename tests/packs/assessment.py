#!/usr/bin/python3
# also: asan
"""The pack rules/panels/assessment again, by hand, against what hn makes of it:
thousands of made-up requests on the mark, with what is missing, and of votes,
level and not, with interests, chairs and overrides; and that each outcome is
told in a sentence that could be sent.
"""
import os
import random
from fractions import Fraction

import assessment_data as data
import common
from common import hn, rounded, write

PACK = "rules/panels/assessment"
MANY = 250 if "asan" in os.environ.get("HN_BUILD", "") else 4000
ON = "2026-09-22"
OVERRIDE = ["chair_outcome", "chair", "chair_reason", "chair_on"]


def advice(row):
    grades = [row[name] for name in data.GRADED]
    points = sum(data.POINTS[grade] for grade in grades) \
        if all(grades) else None
    enough = None if points is None else points >= 5
    needs = {"yes": True, "no": False, "": None}[row["may_have_sen"]]
    if needs is False or enough is False:
        return points, "do not assess"
    return points, "assess" if needs and enough else "more evidence"


def decision(cast):
    """Votes of members with an interest are not let in."""
    free = [vote for vote in cast if vote["interest"] == "no"]
    if len(free) < 3:
        return "not quorate"

    def number(word, votes):
        return sum(vote["cast"] == word for vote in votes)
    chair = [vote for vote in free if vote["in_chair"] == "yes"]
    for votes in (free, chair):
        more = number("assess", votes) - number("do not assess", votes)
        if more:
            return "assess" if more > 0 else "do not assess"
    return "tied"


def is_refused(row):
    return bool(row["chair_outcome"]) and not all(row[name]
                                                  for name in OVERRIDE)


def judged(row, cast):
    if is_refused(row):
        return None
    points, advised = advice(row)
    outcome = decision(cast)
    decided = row["chair_outcome"] or outcome
    parts = decided in ("assess", "do not assess") and decided != advised
    return {"evidence": "" if points is None else str(points),
            "advice": advised, "decision": outcome,
            "decision_decided": decided, "parts": "yes" if parts else "no"}


def percent(part, whole):
    if whole == 0:
        return ""
    value = rounded(Fraction(part * 100, whole), Fraction(1, 10),
                    "half away from zero")
    return str(float(value)).rstrip("0").rstrip(".")


def figures(rows):
    decided = [row for row in rows
               if row["decision_decided"] in ("assess", "do not assess")]
    yes = [row for row in decided if row["decision_decided"] == "assess"]
    parted = [row for row in decided if row["parts"] == "yes"]
    without = sum(row["parts"] == "yes" for row in yes)
    return {"requests_decided": len(decided), "yes_to_assess": len(yes),
            "yes_rate": percent(len(yes), len(decided)),
            "parted": len(parted),
            "parted_rate": percent(len(parted), len(decided)),
            "yes_without": without, "no_with": len(parted) - without}


def calc(folder, requests, cast, *more):
    return hn("calc", PACK,
              write(folder + "/requests.csv",
                    common.as_csv(data.REQUEST, requests)),
              "vote=" + write(folder + "/votes.csv",
                              common.as_csv(data.VOTE, cast)),
              "--on", ON, "--out", "csv", *more)


def compare(tally, what, requests, cast, folder):
    kept = [vote for vote in cast
            if not (vote["interest"] == "yes" and vote["cast"])]
    by_request = {}
    for vote in kept:
        by_request.setdefault(vote["of"], []).append(vote)
    wanted = {row["request_id"]: judged(row, by_request.get(
        row["request_id"], [])) for row in requests}
    code, out, told = calc(folder, requests, cast)
    got = {row["request_id"]: row for row in common.rows_of(out)}
    refused = {key for key, row in wanted.items() if row is None}
    tally.same(what + ": exit", code,
               3 if refused or len(kept) < len(cast) else 0)
    tally.same(what + ": refused", set(wanted) - set(got), refused)
    for key, row in wanted.items():
        for name, value in (row or {}).items():
            tally.same("%s: %s: %s" % (what, key, name), got[key][name],
                       value)
    _, out, _ = calc(folder, requests, cast, "--table", "run")
    tally.same(what + ": run", {row["name"]: row["value"]
                                for row in common.rows_of(out)},
               {name: str(value) for name, value in figures(
                   [row for row in wanted.values() if row]).items()})
    return wanted


SENTENCES = {
    ("advice", "assess"): "for which a plan may be necessary: an assessment "
                          "is advised.",
    ("advice", "do not assess"): "You may send more, and you may appeal.",
    ("advice", "more evidence"): "It cannot be told yet: it needs ",
    ("decision", "assess"): "The panel advised the authority to assess.",
    ("decision", "do not assess"): "The panel advised the authority not to "
                                   "assess.",
    ("decision", "not quorate"): "it comes to the next panel.",
    ("decision", "tied"): "The votes are level and the chair has not voted",
}


def sentences(tally, requests, cast, wanted, folder):
    calc(folder, requests, cast)
    for (panel, outcome), sentence in SENTENCES.items():
        key = next(key for key, row in wanted.items()
                   if row and row[panel] == outcome)
        _, out, _ = hn("why", PACK, folder + "/requests.csv", "vote="
                       + folder + "/votes.csv", "--key", key, "--on", ON,
                       "--audience", "family", "--figure", panel)
        told = out.decode("utf-8")
        tally.check("a family is told of %s: %s" % (panel, outcome),
                    sentence in told, told)
        tally.check("and nothing for staff", "rules.lua" not in told, told)


def random_request(dice, number):
    row = dict.fromkeys(data.REQUEST, "")
    row.update(request_id="R%d" % number, received="2026-09-01",
               may_have_sen=dice.choice(["yes", "yes", "yes", "no", ""]))
    for name in data.GRADED:
        row[name] = dice.choice(data.GRADES * 4 + [""])
    if dice.random() < 0.1:
        row.update(chair_outcome=dice.choice(["assess", "do not assess"]),
                   chair="C", chair_reason="Because.", chair_on=ON)
        if dice.random() < 0.3:
            row[dice.choice(OVERRIDE[1:])] = ""
    return row


def random_votes(dice, requests):
    for row in requests:
        for i in range(dice.randrange(7)):
            interest = dice.random() < 0.15
            yield {"vote_id": "%s-%d" % (row["request_id"], i),
                   "of": row["request_id"],
                   "interest": "yes" if interest else "no",
                   "in_chair": "yes" if i == 0 else "no",
                   "cast": "" if interest and dice.random() < 0.9
                   else dice.choice(["assess", "do not assess", ""])}


def main():
    tally = common.Tally()
    dice = random.Random(20260922)
    made = {name: common.rows_of(text) for name, text in data.made().items()}
    with common.scratch() as folder:
        compare(tally, "shipped", made["requests.csv"], made["votes.csv"],
                folder)
        requests = [random_request(dice, i) for i in range(MANY)]
        # A request that is refused takes its votes with it: without those,
        # whether votes of it are refused too need not be asked.
        cast = [vote for vote in random_votes(dice, requests)]
        lost = {row["request_id"] for row in requests if is_refused(row)}
        cast = [vote for vote in cast if vote["of"] not in lost]
        wanted = compare(tally, "random", requests, cast, folder)
        sentences(tally, requests, cast, wanted, folder)
    tally.end()


if __name__ == "__main__":
    main()
