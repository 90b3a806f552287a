#!/usr/bin/python3
# also: asan
"""Pots of money shared out over rows, against Python: thousands of random pots
with ties, claims of nought and claims that are missing, empty pots and pots of
a penny, caps, floors and caps that several share; the same rows in another
order of the file and with several threads; and what is refused."""
import csv
import io
import os
import random
import sys
import tempfile
from fractions import Fraction
sys.dont_write_bytecode = True
from common import HN, end, has, hn, lacks, test  # noqa: E402

TOP = tempfile.TemporaryDirectory()
SLOW = "asan" in HN
POTS = 60 if SLOW else 700
HEAD = ('pack "t" { title = "t", version = "1", source = "illustration",'
        ' approved = "draft" }\n')
PLACE = '''records "place" { what = "a place", key = "id",
  input "id" { type = "id" },
  input "area" { type = "id" },
  input "school" { type = "id" },
  input "score" { type = "points" },
  input "pot" { type = "GBP" },
  input "claim" { type = "GBP" },
  input "cap" { type = "GBP" },
  input "floor" { type = "GBP" },
  input "for_school" { type = "GBP" } }
figure "uses" { label = "u", type = "yes/no", value = all {
  place.school:is(place.school), place.score:is(place.score),
  place.area:is(place.area), place.pot:is(place.pot),
  place.claim:is(place.claim), place.cap:is(place.cap),
  place.floor:is(place.floor), place.for_school:is(place.for_school) } }
'''
COLUMNS = ["id", "area", "school", "score", "pot", "claim", "cap", "floor",
           "for_school"]
ORDER = "order = { place.score:highest_first(), place.id }"
# What stands in the pack, and the way, keys and limits that it comes to.
WAYS = {
    "stops": ('share = "in order", ' + ORDER, "order", {}),
    "passes": ('share = "in order", if_short = "next that fits", ' + ORDER,
               "order", {"passes": True}),
    "parts": ('share = "in order", part_award = true, ' + ORDER, "order",
              {"part": True}),
    "rata": ('share = "pro rata", ' + ORDER, "rata", {}),
    "by_key": ('share = "pro rata"', "rata", {"by_key": True}),
    "level": ('share = "equal", ' + ORDER, "equal", {}),
}
LIMITS = {
    "": "",
    "cap": "cap = place.cap",
    "floor": "floor = place.floor",
    "cap_floor": "cap = place.cap, floor = place.floor",
    "shared": "cap_for = { by = { place.school }, most = place.for_school }",
    "all": "cap = place.cap, cap_for = { by = { place.school },"
           " most = place.for_school }",
}


def same(got, want):
    assert got == want, "%.900r, not %.900r" % (got, want)


def file(name, text):
    folder = tempfile.mkdtemp(dir=TOP.name)
    with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
        out.write(text)
    return os.path.join(folder, name)


def pack(*texts):
    return os.path.dirname(file("rules.lua", HEAD + PLACE + "".join(texts)))


def allocation(name, *more):
    return ('allocation "%s" { label = "%s", claim = place.claim, pot ='
            ' place.pot, by = { place.area }, source = "s", %s }\n'
            % (name, name, ", ".join(part for part in more if part)))


def table(rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow(["" if row.get(name) is None else row[name]
                         for name in COLUMNS])
    return file("rows.csv", out.getvalue())


def calc(rules, rows, *more, code=0):
    """The results by id, and what was told."""
    rejects = os.path.join(tempfile.mkdtemp(dir=TOP.name), "rejects.csv")
    text, told = hn("calc", rules, table(rows), "--out", "csv", "--rejects",
                    rejects, *more, code=code)
    return {row["id"]: row for row in csv.DictReader(io.StringIO(text))}, told


def pence(text):
    """In pennies; None: missing."""
    return None if text in ("", None) else int(Fraction(text) * 100)


def pounds(pennies):
    return None if pennies is None else "%d.%02d" % divmod(pennies, 100)


# --- rows at random ----------------------------------------------------------

def maybe(rng, value, chance=0.1):
    return None if rng.random() < chance else value


def an_amount(rng):
    return rng.choice((0, 1, 2, 100, rng.randint(1, 30), rng.randint(1, 10000),
                       rng.randint(1, 9000000)))


def a_pot(rng, area, rows):
    claims = rng.choice((0, 1, 2, 3, 5, 8, 13))
    pot = rng.choice((0, 1, an_amount(rng), rng.randint(0, 20000)))
    schools = {s: an_amount(rng) for s in ("s1", "s2", "s3")}
    for _ in range(claims):
        school = rng.choice(sorted(schools))
        rows.append({
            "id": "r%06d" % len(rows), "area": area, "school": school,
            "score": maybe(rng, rng.randint(0, 2)), "pot": pounds(pot),
            "claim": pounds(maybe(rng, an_amount(rng))),
            "cap": pounds(maybe(rng, an_amount(rng), 0.03)),
            "floor": pounds(rng.randint(0, 300)),
            "for_school": pounds(schools[school])})


def many(seed):
    rng = random.Random(seed)
    rows = []
    for number in range(POTS):
        a_pot(rng, "a%05d" % number, rows)
    return rows


# --- the oracle --------------------------------------------------------------

def largest_remainder(total, weights):
    """`total` dealt in proportion: down, and a penny each to the greatest
    remainders, the first of equals."""
    whole = sum(weights)
    if whole == 0:
        return [0] * len(weights)
    exact = [Fraction(total * w, whole) for w in weights]
    dealt = [int(e) for e in exact]
    order = sorted(range(len(weights)), key=lambda i: (dealt[i] - exact[i], i))
    for i in order[:total - sum(dealt)]:
        dealt[i] += 1
    return dealt


def pro_rata(total, claims, floors):
    if sum(claims) <= total:
        return list(claims)
    least = [min(c, f) for c, f in zip(claims, floors)]
    if sum(least) >= total:
        return largest_remainder(total, least if sum(least) else claims)
    fixed = set()
    while True:
        others = [i for i in range(len(claims)) if i not in fixed]
        rest = total - sum(least[i] for i in fixed)
        whole = sum(claims[i] for i in others)
        below = {i for i in others
                 if Fraction(rest * claims[i], whole) < least[i]} if whole \
            else set()
        if not below:
            break
        # The one that is cut below its floor the furthest goes first.
        fixed.add(max(below, key=lambda i: Fraction(least[i], claims[i])))
    dealt = largest_remainder(rest, [claims[i] for i in others])
    paid = list(least)
    for i, part in zip(others, dealt):
        paid[i] = part
    return paid


def equal(total, claims):
    """Rounds of equal parts of what is left among those who need more."""
    paid = [0] * len(claims)
    while True:
        open_ones = [i for i in range(len(claims)) if paid[i] < claims[i]]
        if not open_ones or total == 0:
            return paid
        part = total // len(open_ones)
        if part == 0:
            for i in open_ones[:total]:
                paid[i] += 1
            return paid
        for i in open_ones:
            more = min(part, claims[i] - paid[i])
            paid[i] += more
            total -= more


def in_order(total, claims, schools, tops, part=False, passes=False):
    left, closed, paid = dict(tops), set(), []
    for claim, school in zip(claims, schools):
        here = left.get(school, claim)
        could = min(claim, here, total)
        if "all" in closed or school in closed:
            could = 0
        elif could < claim and not part:
            could = 0
            if not passes:
                closed.add(school if here < claim else "all")
        paid.append(could)
        total -= could
        if school in left:
            left[school] -= could
    return paid


def by_order(row):
    score = row["score"]
    return (score is None, -(score or 0), row["id"])


def share_out(rows, way, keys, limits):
    """What each of the rows of one pot is paid."""
    rows = sorted(rows, key=(lambda r: r["id"]) if keys.get("by_key")
                  else by_order)
    total = pence(rows[0]["pot"])
    paid, bids = {}, []
    for row in rows:
        claim = pence(row["claim"])
        cap = pence(row["cap"]) if "cap = " in limits else claim
        paid[row["id"]] = 0 if claim == 0 else None
        if claim and cap is not None:
            bids.append((row, min(claim, cap)))
    shared = "cap_for" in limits
    tops = {row["school"]: pence(row["for_school"]) for row, _ in bids} \
        if shared else {}
    claims = [claim for _, claim in bids]
    if way == "order":
        given = in_order(total, claims, [row["school"] for row, _ in bids],
                         tops, **keys)
    else:
        floors = [pence(row["floor"]) if "floor = " in limits else 0
                  for row, _ in bids]
        for school, top in tops.items():
            at = [i for i, (row, _) in enumerate(bids)
                  if row["school"] == school]
            mine = [claims[i] for i in at]
            down = pro_rata(top, mine, [0] * len(mine)) if way == "rata" \
                else equal(top, mine)
            for i, part in zip(at, down):
                claims[i] = part
        given = pro_rata(total, claims, floors) if way == "rata" \
            else equal(total, claims)
    for (row, _), part in zip(bids, given):
        paid[row["id"]] = part
    return paid


def expected(rows, way, keys, limits):
    areas, paid = {}, {}
    for row in rows:
        areas.setdefault(row["area"], []).append(row)
    for those in areas.values():
        paid.update(share_out(those, way, keys, limits))
    return paid


def fits(name, limit):
    return "floor" not in limit or WAYS[name][1] == "rata"


PAIRS = [(name, limit) for name in WAYS for limit in LIMITS
         if fits(name, limit)]
RULES = "".join(allocation("%s_%s" % (name, limit) if limit else name,
                           WAYS[name][0], LIMITS[limit])
                for name, limit in PAIRS)


def column(pair):
    return "%s_%s" % pair if pair[1] else pair[0]


def check(rows, got):
    for name, limit in PAIRS:
        _, way, keys = WAYS[name]
        want = expected(rows, way, keys, LIMITS[limit])
        mine = column((name, limit))
        for row in rows:
            same((mine, row["id"], pence(got[row["id"]][mine])),
                 (mine, row["id"], want[row["id"]]))
            claim = pence(row["claim"])
            unpaid = None if want[row["id"]] is None or claim is None \
                else claim - want[row["id"]]
            same(pence(got[row["id"]][mine + "_unpaid"]), unpaid)
        spent = {}
        for row in rows:
            spent[row["area"]] = (spent.get(row["area"], 0)
                                  + (want[row["id"]] or 0))
        for row in rows:
            left = pence(got[row["id"]][mine + "_left"])
            same(left, pence(row["pot"]) - spent[row["area"]])
            assert left >= 0, (mine, row)


@test
def random_pots_come_out_as_in_python():
    rules = pack(RULES)
    for seed in range(1 if SLOW else 2):
        rows = many(seed)
        check(rows, calc(rules, rows)[0])


@test
def neither_the_order_of_the_rows_nor_threads_change_anything():
    rules = pack(RULES)
    rows = many(7)[:3000]
    first = calc(rules, rows, "--jobs", "1")[0]
    for seed in range(1 if SLOW else 3):
        again = list(rows)
        random.Random(seed).shuffle(again)
        same(calc(rules, again, "--jobs", str(seed % 3 + 1))[0], first)


# --- no penny too many or too few --------------------------------------------

@test
def a_pot_is_spent_wherever_the_rule_would_spend_it():
    """By what was printed alone: pro rata and equal parts spend the pot or
    meet every claim; in order with parts as well."""
    rows = many(11)
    got = calc(pack(RULES), rows)[0]
    areas = {}
    for row in rows:
        areas.setdefault(row["area"], []).append(row)
    for those in areas.values():
        for name in ("rata", "level", "parts"):
            left = pence(got[those[0]["id"]][name + "_left"])
            unmet = [r for r in those
                     if (pence(got[r["id"]][name + "_unpaid"]) or 0) > 0]
            assert left == 0 or not unmet, (name, left, unmet)
        left = pence(got[those[0]["id"]]["passes_left"])
        for row in those:
            unpaid = pence(got[row["id"]]["passes_unpaid"])
            assert not unpaid or unpaid > left, (row, left)


def rows_of(*claims, pot="100.00", **more):
    return [dict({"id": "r%d" % i, "area": "a", "pot": pot, "score": 1,
                  "claim": claim}, **more)
            for i, claim in enumerate(claims, 1)]


def paid(got, name, count):
    return [got["r%d" % i][name] for i in range(1, count + 1)]


@test
def a_claim_that_fits_to_the_penny_is_paid_and_one_penny_more_is_not():
    rules = pack(allocation("stops", WAYS["stops"][0]))
    got = calc(rules, rows_of("60.00", "40.00", "0.01"))[0]
    same(paid(got, "stops", 3), ["60.00", "40.00", "0.00"])
    got = calc(rules, rows_of("60.00", "40.01", "0.01"))[0]
    same(paid(got, "stops", 3), ["60.00", "0.00", "0.00"])
    same(paid(got, "stops_place", 3), ["1", "2", "3"])
    same(got["r1"]["stops_left"], "40.00")


@test
def a_claim_too_large_is_passed_over_only_where_the_pack_says_so():
    rules = pack(allocation("passes", WAYS["passes"][0]),
                 allocation("parts", WAYS["parts"][0]))
    got = calc(rules, rows_of("60.00", "40.01", "0.01"))[0]
    same(paid(got, "passes", 3), ["60.00", "0.00", "0.01"])
    same(paid(got, "parts", 3), ["60.00", "40.00", "0.00"])


@test
def a_penny_among_three_goes_to_the_first():
    rules = pack(allocation("rata", WAYS["rata"][0]),
                 allocation("level", WAYS["level"][0]))
    got = calc(rules, rows_of("5.00", "5.00", "5.00", pot="0.01"))[0]
    same(paid(got, "rata", 3), ["0.01", "0.00", "0.00"])
    same(paid(got, "level", 3), ["0.01", "0.00", "0.00"])


@test
def a_claim_of_nought_or_one_that_is_missing_is_not_in_the_queue():
    rules = pack(allocation("stops", WAYS["stops"][0]))
    got = calc(rules, rows_of("0.00", None, "30.00"))[0]
    same(paid(got, "stops", 3), ["0.00", "", "30.00"])
    same(paid(got, "stops_place", 3), ["", "", "1"])
    same(got["r1"]["stops_left"], "70.00")


@test
def each_claim_says_what_became_of_it():
    rules = pack(allocation("stops", WAYS["stops"][0], LIMITS["all"]),
                 allocation("parts", WAYS["parts"][0], LIMITS["cap"]),
                 allocation("rata", WAYS["rata"][0]))
    rows = rows_of("60.00", "20.00", "0.00", None, "50.00", "1.00",
                   school="s", for_school="70.00", cap="55.00")
    rows[4]["school"], rows[5]["school"] = "t", "t"
    got = calc(rules, rows)[0]
    same(paid(got, "stops_outcome", 6),
         ["to the cap", "cap reached", "not claimed", "",
          "more than is left", "behind another"])
    same(paid(got, "parts_outcome", 6),
         ["to the cap", "in full", "not claimed", "", "in part",
          "more than is left"])
    same(paid(got, "rata_outcome", 6),
         ["in part", "in part", "not claimed", "", "in part", "in part"])


# --- what is refused ---------------------------------------------------------

@test
def a_claim_below_nought_is_a_fault_of_its_row_alone():
    rules = pack(allocation("stops", WAYS["stops"][0]))
    got, told = calc(rules, rows_of("60.00", "-1.00", "40.00"), code=3)
    has(told, "HN440", "its claim `claim`", "below nought", "higher_of")
    same(sorted(got), ["r1", "r3"])
    same([got["r1"]["stops"], got["r3"]["stops"]], ["60.00", "40.00"])
    same(got["r3"]["stops_place"], "2")


@test
def a_pot_below_nought_is_told_once_with_its_figures():
    rules = pack(allocation("stops", WAYS["stops"][0]))
    rows = rows_of("60.00", "40.00", "0.00", pot="-12.50")
    rows += [dict(row, id="x" + row["id"], area="b", pot="60.00")
             for row in rows_of("60.00")]
    got, told = calc(rules, rows, code=3)
    same(told.count("HN441"), 1)
    has(told, "HN441", "`stops` for a is -£12.50 before anything is paid")
    same(paid(got, "stops", 3), ["", "", "0.00"])
    same(got["r1"]["stops_left"], "-12.50")
    same(got["xr1"]["stops"], "60.00")


@test
def a_pot_that_is_missing_leaves_all_its_rows_missing():
    rules = pack(allocation("stops", WAYS["stops"][0]))
    got, told = calc(rules, rows_of("60.00", "40.00", pot=None))
    same(paid(got, "stops", 2), ["", ""])
    lacks(told, "HN441")


@test
def rows_that_do_not_agree_what_is_in_their_pot_are_told_once():
    rules = pack(allocation("stops", WAYS["stops"][0]))
    rows = rows_of("60.00", "40.00", "1.00")
    rows[2]["pot"] = "99.99"
    got, told = calc(rules, rows, code=3)
    same(told.count("HN441"), 1)
    has(told, "is £100.00 for one of its rows and £99.99 for another",
        "divide by what makes the difference")
    same(paid(got, "stops", 3), ["", "", ""])


@test
def rows_that_do_not_agree_on_a_cap_that_they_share_are_told_once():
    rules = pack(allocation("stops", WAYS["stops"][0], LIMITS["shared"]))
    rows = rows_of("60.00", "40.00", "1.00", school="s", for_school="50.00")
    rows[1]["for_school"] = "51.00"
    got, told = calc(rules, rows, code=3)
    has(told, "HN441", "share a cap and do not agree")
    same(paid(got, "stops", 3), ["", "", ""])


@test
def a_cap_that_is_missing_or_below_nought_concerns_its_own_rows_alone():
    rules = pack(allocation("stops", WAYS["stops"][0], LIMITS["all"]))
    rows = rows_of("60.00", "40.00", "30.00", "20.00", for_school="90.00",
                   cap="80.00")
    for row, school in zip(rows, "stuv"):
        row["school"] = school
    rows[0]["for_school"], rows[1]["cap"] = None, None
    got = calc(rules, rows)[0]
    same(paid(got, "stops", 4), ["", "", "30.00", "20.00"])
    rows[0]["for_school"], rows[1]["cap"] = "-1.00", "-1.00"
    got, told = calc(rules, rows, code=3)
    same(told.count("HN440"), 2)
    same((got["r3"]["stops"], got["r4"]["stops"]), ("30.00", "20.00"))


@test
def rows_with_one_id_stand_level_and_are_faults():
    rules = pack(allocation("stops", WAYS["stops"][0]))
    rows = rows_of("60.00", "40.00", "30.00")
    rows[1]["id"] = "r1"
    got, told = calc(rules, rows, code=3)
    has(told, "HN421", "stands level with another row")
    same(sorted(got), ["r3"])
    same(got["r3"]["stops"], "30.00")


DATED = '''records "place" { what = "a place", key = "id", dated_by = "day",
  input "id" { type = "id" }, input "day" { type = "date" },
  input "claim" { type = "GBP" } }
param "envelope" { type = "GBP", label = "Envelope", basis = "%s year",
  { from = "2026-04-01", value = 100, source = "illustration" } }
figure "money" { label = "Money", type = "GBP", value = param.envelope - 10 }
allocation "paid" { label = "Paid", claim = place.claim, pot = figure.money,
  share = "in order", order = { place.id }, source = "illustration" }
'''


def dated(basis, *days, code=0):
    rules = os.path.dirname(file("rules.lua", HEAD + DATED % basis))
    rows = file("rows.csv", "id,day,claim\n" + "".join(
        "r%d,%s,40.00\n" % row for row in enumerate(days, 1)))
    text, told = hn("calc", rules, rows, "--out", "csv", "--on",
                    "2026-09-01", code=code)
    return [row["paid"] for row in csv.DictReader(io.StringIO(text))], told


@test
def rows_of_two_years_do_not_claim_the_money_of_one():
    got, told = dated("financial", "2027-03-31", "2027-04-01", code=3)
    same(got, ["", ""])
    has(told, "HN441", "is of 2026-27, and one of its rows is of 2027-28")
    got, told = dated("financial", "2026-04-01", "2027-03-31", "")
    same(got, ["40.00", "40.00", ""])
    got, told = dated("academic", "2026-08-31", "2026-09-01", code=3)
    has(told, "is of 2026-27, and one of its rows is of 2025-26")
    # The money is that of the run's year, though all rows are of another.
    dated("financial", "2027-04-01", code=3)


# --- pots within pots --------------------------------------------------------

AREAS = '''records "area" { what = "an area", key = "area",
  input "area" { type = "id" } }
records "place" { what = "a place", key = "id",
  input "id" { type = "id" }, input "area" { type = "id" },
  link "in_area" { to = "area", by = "area" },
  input "claim" { type = "GBP" } }
param "envelope" { type = "GBP", label = "Envelope",
  { from = "2026-04-01", value = 100, source = "illustration" } }
figure "asked" { label = "Asked", type = "GBP",
  value = sum(place.claim, { for_each = place.in_area }) }
allocation "upfront" { label = "Up front", claim = figure.asked,
  pot = param.envelope, share = "pro rata", source = "illustration" }
allocation "paid" { label = "Paid", claim = place.claim,
  by = { place.area }, pot = place.in_area.upfront, share = "in order",
  part_award = true, order = { place.id }, source = "illustration" }
figure "kept" { label = "Left up front", type = "GBP",
  value = allocation.upfront.left }
'''


@test
def what_one_pot_pays_can_be_the_pot_of_others():
    rules = os.path.dirname(file("rules.lua", HEAD + AREAS))
    places = file("place.csv", "id,area,claim\np1,n,50.00\np2,n,60.00\n"
                               "p3,s,30.00\np4,s,10.00\n")
    words = ["calc", rules, file("area.csv", "area\ns\nn\n"),
             "place=" + places, "--on", "2026-09-01", "--out", "csv",
             "--table"]
    text = hn(*words, "place")[0]
    # 110 and 40 of 150 share 100: 73.33 and 26.67.
    same([row["paid"] for row in csv.DictReader(io.StringIO(text))],
         ["50.00", "23.33", "26.67", "0.00"])
    has(hn(*words, "run")[0], "upfront_left", "0.00", "kept", "0.00")


# --- for people --------------------------------------------------------------

def why(rules, rows, key, figure, *more):
    return hn("why", rules, table(rows), "--key", key, "--figure", figure,
              "--depth", "1", *more)[0]


@test
def each_row_can_say_where_it_stood_and_why_it_was_left_out():
    rules = pack(allocation("stops", WAYS["stops"][0]),
                 allocation("parts", WAYS["parts"][0], LIMITS["cap"]),
                 allocation("rata", WAYS["rata"][0]),
                 allocation("level", WAYS["level"][0]))
    rows = rows_of("60.00", "50.00", "10.00", "0.00", None, cap="55.00")
    has(why(rules, rows, "r1", "stops"), "Paid in full.", "place 1 of 3 in "
        "the queue: £0.00 paid before it, £100.00 left for it")
    has(why(rules, rows, "r2", "stops"), "Not paid: it is more than is left.",
        "place 2 of 3 in the queue: £60.00 paid before it, £40.00 left for it")
    has(why(rules, rows, "r3", "stops"), "nobody is overtaken")
    has(why(rules, rows, "r4", "stops"), "Nothing is claimed")
    has(why(rules, rows, "r5", "stops"), "cannot be told", "needs claim")
    has(why(rules, rows, "r1", "parts"), "as far as the cap of one claim")
    has(why(rules, rows, "r2", "parts"), "Paid in part", "the pot is spent")
    has(why(rules, rows, "r1", "rata"), "Cut: the pot does not meet all "
        "claims.", "£100.00 in the pot, £120.00 claimed in all, by 3 rows")
    # A school is told nothing of what others are paid.
    for name in ("stops", "rata"):
        text = why(rules, rows, "r2", name, "--audience", "school")
        has(text, "£0.00" if name == "stops" else "£41.67")
        lacks(text, "paid before it", "in all")
    has(why(rules, rows, "r3", "level"), "no more than an equal part")


@test
def the_summary_tells_each_pot_and_what_more_would_do():
    rules = pack(allocation("stops", WAYS["stops"][0]))
    rows = rows_of("60.00", "50.00", "9990.00", None)
    rows.append({"id": "r9", "claim": "5.00"})
    text = hn("calc", rules, table(rows), "--out", "table")[0]
    has(text, "stops: a", "in the pot", "£100.00", "claimed", "£10,100.00",
        "paid", "£60.00", "left", "£40.00", "paid in full", "1", "left out",
        "2", "claims that cannot be told yet", "1",
        "the next £10,000.00 would pay", "£10,040.00", "rows paid more", "2",
        "claims that do not say which of these pots", "1")


if __name__ == "__main__":
    end()
