#!/usr/bin/python3
# also: asan
"""What goes by an order among rows, against Python: random tables with ties in
every key but the last, claims that are missing, shares at one and just over;
and the same rows in another order of the file."""
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
TABLES = 2 if SLOW else 25      # files of a test, each of THINGS groups
THINGS = 60 if SLOW else 250
HEAD = ('pack "t" { title = "t", version = "1", source = "illustration",'
        ' approved = "draft" }\n')
PLACE = '''records "place" { what = "a place", key = "id",
  input "id" { type = "id" },
  input "child" { type = "id", private = true },
  input "score" { type = "points" },
  input "opened" { type = "date" },
  input "kind" { type = "choice", one_of = { "new", "kept", "ended" } },
  input "note" { type = "text" },
  input "claim" { type = "GBP" },
  input "units" { type = "GBP" },
  input "share" { type = "percent", min = -200, max = 200 } }
local use = place.kind:is(place.kind)
figure "uses" { label = "u", type = "yes/no",
  value = all { use, place.note:is(place.note), place.opened:is(place.opened),
    place.score:is(place.score), place.claim:is(place.claim),
    place.units:is(place.units), place.share:is(place.share),
    place.child:is(place.child) } }
'''
KINDS = ["new", "kept", "ended"]
COLUMNS = ["id", "child", "score", "opened", "kind", "note", "claim",
           "units", "share"]
PENNY = Fraction(1, 100)
CENTS = 'rounding = { to = "0.01", mode = "half away from zero" }'


def same(got, want):
    assert got == want, "%.900r, not %.900r" % (got, want)


def file(name, text):
    folder = tempfile.mkdtemp(dir=TOP.name)
    with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
        out.write(text)
    return os.path.join(folder, name)


def pack(*texts):
    return os.path.dirname(file("rules.lua", HEAD + PLACE + "".join(texts)))


def attribution(more, claim="place.claim"):
    return ('attribution "once" { label = "Once", claim = %s,'
            ' once_for = place.child, source = "s", %s }\n' % (claim, more))


def figure(name, value, kind="GBP"):
    return 'figure "%s" { label = "%s", type = "%s", value = %s }\n' % (
        name, name, kind, value)


def table(rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow(["" if row.get(name) is None else row[name]
                         for name in COLUMNS])
    return file("rows.csv", out.getvalue())


def calc(rules, rows, *more):
    """The results by id, the ids and codes of what was rejected, and what was
    told.  Repeated ids come as lists."""
    rejects = os.path.join(tempfile.mkdtemp(dir=TOP.name), "rejects.csv")
    data = table(rows)
    code = 3 if more[:1] == ("faults",) else 0
    text, told = hn("calc", rules, data, "--out", "csv", "--rejects", rejects,
                    *more[1 if code else 0:], code=code)
    refused = []
    if code:
        with open(rejects, encoding="utf-8") as lines:
            for line in csv.DictReader(lines):
                at = int(line["line"]) - 2
                if line["error_code"] != "HN410":
                    refused.append((rows[at]["id"], line["error_code"]))
    return (list(csv.DictReader(io.StringIO(text))),
            sorted(refused, key=str), told)


def money(text):
    return None if text == "" else Fraction(text)


# --- a table at random -------------------------------------------------------

def maybe(rng, value, chance=0.15):
    return None if rng.random() < chance else value


def pence(rng):
    return "%.2f" % (rng.choice((0, 0, 1, 100, rng.randint(1, 9000000),
                                 -rng.randint(1, 5000))) / 100)


def a_row(rng, number, child):
    return {"id": "r%06d" % number, "child": child,
            "score": maybe(rng, rng.randint(0, 2)),
            "opened": maybe(rng, "202%d-09-01" % rng.randint(1, 3)),
            "kind": maybe(rng, rng.choice(KINDS)),
            "note": maybe(rng, rng.choice(("a", "b", "ab", "B"))),
            "claim": maybe(rng, pence(rng)),
            "units": maybe(rng, pence(rng))}


def a_table(rng):
    rows = []
    for thing in range(THINGS):
        child = maybe(rng, "c%04d" % thing, 0.05)
        for _ in range(rng.choice((1, 1, 2, 3, 3, 4, 7))):
            rows.append(a_row(rng, len(rows), child))
    return rows


# --- the oracle --------------------------------------------------------------

class Down:
    """A value of which the greater comes first."""
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        return other.value < self.value

    def __eq__(self, other):
        return other.value == self.value


def words_of(row):
    return "%s, %s" % (row["note"] or "not known", row["kind"] or "not known")


def sort_key(row, keys):
    """Missing is last, whichever way the key goes."""
    out = []
    for name, down in keys:
        value = words_of(row).encode() if name == "words" else row[name]
        if name == "kind" and value is not None:
            value = KINDS.index(value)
        elif value is not None and name in ("id", "note"):
            value = value.encode()
        out.append((1, 0) if value is None
                   else (0, Down(value) if down else value))
    return out


def groups(rows):
    found = {}
    for row in rows:
        if row["child"] is not None:
            found.setdefault(row["child"], []).append(row)
    return found


def first_counted(rows, keys):
    """By id: what is counted, None where that cannot be told."""
    counted = {}
    for row in rows:
        claim = money(row["claim"] or "")
        if row["child"] is None:
            counted[row["id"]] = 0 if claim == 0 else None
    for members in groups(rows).values():
        taken = False
        for row in sorted(members, key=lambda row: sort_key(row, keys)):
            claim = money(row["claim"] or "")
            counted[row["id"]] = claim if not taken or claim is None else 0
            taken = taken or bool(claim)
    return counted


ORDERS = [
    ("place.id", [("id", False)]),
    ("place.score:highest_first(), place.opened, place.id",
     [("score", True), ("opened", False), ("id", False)]),
    ("place.opened:latest_first(), place.kind, place.id",
     [("opened", True), ("kind", False), ("id", False)]),
    ("place.note, place.score, place.id",
     [("note", False), ("score", False), ("id", False)]),
    ("figure.half:highest_first(), place.id", [("score", True),
                                               ("id", False)]),
    ("figure.words, place.id", [("words", False), ("id", False)]),
]
DERIVED = (figure("half", "place.score / 3 * 2 / 3", "points")
           + 'figure "words" { label = "w",'
           ' value = sentence "{note}, {kind}" }\n')


# --- in order ----------------------------------------------------------------

def check_first(rng, order, keys):
    rules = pack(DERIVED,
                 attribution("order = { %s }" % order),
                 figure("total", 'sum(attribution.once, { missing = '
                        '"left out" })'),
                 figure("twice", 'sum(attribution.once.removed, { missing = '
                        '"left out" })'))
    rows = a_table(rng)
    want = first_counted(rows, keys)
    for shuffle in range(2):
        got, _, _ = calc(rules, rows)
        same({row["id"]: money(row["once"]) for row in got}, want)
        for row, given in zip(got, rows):
            if row["once"]:
                same(money(row["once"]) + money(row["once_removed"]),
                     money(given["claim"]))
            same(row["once"] == "", row["once_removed"] == "")
        run, _ = hn("calc", rules, table(rows), "--out", "csv", "--table",
                    "run")
        lines = {row["name"]: row for row in
                 csv.DictReader(io.StringIO(run))}
        same(money(lines["total"]["value"]),
             sum(value for value in want.values() if value is not None))
        same(int(lines["total"]["left_out"]),
             sum(value is None for value in want.values()))
        rng.shuffle(rows)


@test
def the_first_claim_in_order_is_counted_and_no_other():
    rng = random.Random(4)
    for round_ in range(TABLES):
        order, keys = ORDERS[round_ % len(ORDERS)]
        check_first(rng, order, keys)


def place(number, child, claim, **more):
    return {"id": number, "child": child, "claim": claim, **more}


ONCE = attribution("order = { place.score, place.id }")


@test
def what_is_counted_of_one_child_is_told_row_by_row():
    rows = [place("1", "A", "5"), place("2", "A", "7"),
            place("3", "A", None), place("4", "A", "0"),
            place("5", None, "0"), place("6", None, "9"),
            place("7", "B", "-3"), place("8", "B", "4")]
    got, _, _ = calc(pack(ONCE), rows)
    same([row["once"] for row in got],
         ["5.00", "0.00", "", "0.00", "0.00", "", "-3.00", "0.00"])
    same([row["once_removed"] for row in got],
         ["0.00", "7.00", "", "0.00", "0.00", "", "0.00", "4.00"])


@test
def a_missing_claim_takes_nothing_from_the_next():
    got, _, _ = calc(pack(ONCE), [place("1", "A", None),
                                  place("2", "A", "8")])
    same([row["once"] for row in got], ["", "8.00"])


@test
def rows_that_share_an_id_stand_level_and_are_faults():
    rules = pack(ONCE)
    rows = [place("1", "A", "5"), place("1", "A", "6"), place("2", "A", "7"),
            place("1", "B", "8"), place(None, "C", "1"),
            place(None, "C", "2")]
    for _ in range(2):
        got, refused, told = calc(rules, rows, "faults")
        same(sorted((row["id"], row["once"]) for row in got),
             [("1", "8.00"), ("2", "7.00")])
        same(refused, [("1", "HN421")] * 2 + [(None, "HN421")] * 2)
        has(told, "stands level with another row", "`id`")
        lacks(told, "`A`", "`C`")
        rows.reverse()


@test
def a_row_that_is_rejected_is_not_counted_first():
    rules = pack(ONCE, figure("q", "place.claim / place.units", "ratio"))
    rows = [place("1", "A", "5", units="0"), place("2", "A", "7", units="1")]
    got, refused, _ = calc(rules, rows, "faults")
    same([(row["id"], row["once"]) for row in got], [("2", "7.00")])
    same(refused, [("1", "HN411")])


@test
def a_key_that_cannot_be_worked_out_is_its_own_row_s_fault():
    rules = pack(attribution("order = { place.score, place.claim /"
                             " place.units, place.id }"))
    rows = [place("1", "A", "5", units="0", score=1),
            place("2", "A", "7", units="1", score=2)]
    got, refused, told = calc(rules, rows, "faults")
    same([(row["id"], row["once"]) for row in got], [("2", "7.00")])
    same(refused, [("1", "HN411")])
    has(told, "`once` of this row would be divided by `units`")


@test
def a_choice_counts_a_thing_as_an_id_does():
    rules = pack('attribution "once" { label = "Once", claim = place.claim,'
                 ' once_for = place.kind, order = { place.id },'
                 ' source = "s" }\n')
    rows = [place("1", "A", "5", kind="new"), place("2", "B", "7",
                                                    kind="new"),
            place("3", "A", "9", kind="kept")]
    got, _, _ = calc(rules, rows)
    same([row["once"] for row in got], ["5.00", "0.00", "9.00"])


# --- by share ----------------------------------------------------------------

def deal_shares(rng, members):
    """Percentages with two decimals that come to 100, a hundredth more, or
    less: how they do."""
    how = rng.choice(("at one", "at one", "under", "over", "outside",
                      "missing"))
    left = 10000 if how != "under" else rng.randint(0, 9999)
    for row in members[:-1]:
        part = rng.randint(0, left)
        row["share"] = Fraction(part, 100)
        left -= part
    members[-1]["share"] = Fraction(left, 100)
    chosen = rng.choice(members)
    if how == "over":
        chosen["share"] += Fraction(1, 100)
    elif how == "outside":
        chosen["share"] = rng.choice((Fraction(-1, 100), Fraction(20000,
                                                                  100)))
    elif how == "missing":
        chosen["share"] = None


def written(rows):
    return [dict(row, share=None if row["share"] is None
                 else "%.2f" % float(row["share"])) for row in rows]


def outside(row):
    return row["share"] is not None and not 0 <= row["share"] <= 100


def round_half_away(value, step):
    steps = abs(value) / step
    whole = steps.numerator // steps.denominator
    whole += steps - whole >= Fraction(1, 2)
    return whole * step * (1 if value >= 0 else -1)


def dealt(parts, step):
    """Largest remainder, a tie to the lowest id."""
    down = {key: (value / step).__floor__() * step
            for key, value in parts.items()}
    left = (round_half_away(sum(parts.values()), step)
            - sum(down.values())) / step
    order = sorted(parts, key=lambda key: (down[key] - parts[key], key))
    for key in order[:int(left)]:
        down[key] += step
    return down


def by_share(rows, step):
    """By id: what is counted, "fault" or None."""
    counted = {}
    for row in rows:
        claim = money(row["claim"] or "")
        known = claim is not None and row["share"] is not None
        counted[row["id"]] = "fault" if outside(row) else \
            0 if known and claim == 0 and row["child"] is None else None
    for members in groups(rows).values():
        fair = [row for row in members
                if row["share"] is not None and not outside(row)]
        over = sum(row["share"] for row in fair) > 100
        parts = {row["id"]: money(row["claim"]) * row["share"] / 100
                 for row in fair if row["claim"] is not None}
        if over:
            parts = {row["id"]: "fault" for row in fair}
        elif step and parts:
            parts = dealt(parts, step)
        counted.update(parts)
    return counted


def check_shares(rng, rules, step):
    rows = a_table(rng)
    for members in groups(rows).values():
        deal_shares(rng, members)
    for row in rows:
        if row["child"] is None:
            row["share"] = maybe(rng, Fraction(rng.randint(-2000, 12000),
                                               100))
    want = by_share(rows, step)
    for _ in range(2):
        got, refused, _ = calc(rules, written(rows), "faults")
        same({row["id"]: money(row["once"]) for row in got},
             {key: value for key, value in want.items() if value != "fault"})
        same(refused, sorted((key, "HN420") for key, value in want.items()
                             if value == "fault"))
        never_more(rows, got)
        rng.shuffle(rows)


def never_more(rows, got):
    """A thing is never counted for more than the greatest claim for it, where
    none is below nought."""
    counted = {row["id"]: money(row["once"]) or 0 for row in got}
    for members in groups(rows).values():
        claims = [money(row["claim"] or "0") for row in members]
        if min(claims) >= 0:
            total = sum(counted.get(row["id"], 0) for row in members)
            assert total <= max(claims), members


@test
def shares_are_exact_and_come_to_at_most_one():
    rng = random.Random(5)
    rules = pack(attribution("share = place.share"))
    for _ in range(TABLES):
        check_shares(rng, rules, None)


@test
def rounded_shares_add_up_to_the_rounded_whole():
    rng = random.Random(6)
    rules = pack(attribution("share = place.share, " + CENTS))
    for _ in range(TABLES // 2 or 1):
        check_shares(rng, rules, PENNY)
    coarse = pack(attribution('share = place.share, rounding = { to = "100",'
                              ' mode = "half away from zero" }'))
    rows = [place(str(i), "A", "1000", share="33.33") for i in (1, 2, 3)]
    for given in (rows, rows[::-1], rows[1:] + rows[:1]):
        got, _, _ = calc(coarse, given)
        same(sorted((row["id"], row["once"]) for row in got),
             [("1", "400.00"), ("2", "300.00"), ("3", "300.00")])


@test
def shares_are_rounded_as_their_claim_is():
    rules = pack('figure "c" { label = "c", type = "GBP", value = '
                 'place.claim / 7, %s }\n' % CENTS,
                 attribution("share = place.share", "figure.c"))
    rows = [place("3", "A", "700", share="50"),
            place("1", "A", "700.07", share="50")]
    got, _, _ = calc(rules, rows)
    same([row["once"] for row in got], ["50.00", "50.01"])
    same([row["once_removed"] for row in got], ["50.00", "50.00"])


@test
def equal_shares_by_a_count_add_up():
    rules = pack(figure("n", "1 / count(place, { by = { place.child } })",
                        "ratio"),
                 attribution("share = figure.n, " + CENTS),
                 figure("total", "sum(attribution.once)"))
    rows = [place(str(i), "A" if i < 7 else "B", "100") for i in range(10)]
    got, _, _ = calc(rules, rows)
    same([row["once"] for row in got],
         ["14.29"] * 4 + ["14.28"] * 3 + ["33.34"] + ["33.33"] * 2)


@test
def a_share_may_be_one_for_all():
    rules = pack('param "half" { type = "percent", label = "h", source = "s",'
                 ' { from = "2020-01-01", value = 50 } }\n',
                 attribution("share = param.half"))
    rows = [place("1", "A", "5"), place("2", "A", "7"),
            place("3", "B", "9")]
    got, _, _ = calc(rules, rows, "--on", "2026-09-01")
    same([row["once"] for row in got], ["2.50", "3.50", "4.50"])


@test
def shares_over_one_are_told_by_their_sum_and_no_id():
    rows = [place("1", "Secret", "5", share="60"),
            place("2", "Secret", "7", share="40.01"),
            place("3", "Other", "7", share="100"),
            place("4", "Other", "7", share="100.01")]
    got, refused, told = calc(pack(attribution("share = place.share")), rows,
                              "faults")
    same([(row["id"], row["once"]) for row in got], [("3", "7.00")])
    same(refused, [(i, "HN420") for i in ("1", "2", "4")])
    has(told, "is one of those for the same `child` whose shares come to "
        "100.01%, more than the whole", "at most 1")
    has(told, "has a `share` that is below 0 or above 1")
    lacks(told, "Secret", "Other")


# --- the row before ----------------------------------------------------------

def row_before(rows, keys, grouped):
    """By id: the row before, or None."""
    found = {row["id"]: None for row in rows}
    members = groups(rows).values() if grouped else [rows]
    for group in members:
        group = sorted(group, key=lambda row: sort_key(row, keys))
        for row, before in zip(group[1:], group):
            found[row["id"]] = before
    return found


def previous(name, value, order, by):
    return 'figure "%s" { label = "%s", %svalue = previous(%s, { %sorder = ' \
        '{ %s } }) }\n' % (name, name, 'type = "GBP", '
                           if name == "p_claim" else "", value,
                           "by = { place.child }, " if by else "", order)


PREVIOUS = [("p_claim", "place.claim"), ("p_opened", "place.opened"),
            ("p_kind", "place.kind"), ("p_note", "place.note"),
            ("p_new", 'place.kind:is("new")'), ("p_words", "figure.words"),
            ("p_half", "figure.half")]


def shown(row):
    """What each of PREVIOUS is of that row, as results print it."""
    half = "" if row["score"] is None else Fraction(row["score"]) * 2 / 9
    return {"p_claim": row["claim"] or "", "p_opened": row["opened"] or "",
            "p_kind": row["kind"] or "", "p_note": row["note"] or "",
            "p_new": "" if row["kind"] is None
                     else "yes" if row["kind"] == "new" else "no",
            "p_words": words_of(row),
            "p_half": half if half == "" else str(half)}


@test
def the_row_before_is_that_of_its_group_in_order():
    rng = random.Random(7)
    for round_ in range(TABLES):
        order, keys = ORDERS[round_ % len(ORDERS)]
        grouped = round_ % 3 != 0
        rules = pack(DERIVED, *[previous(name, value, order, grouped)
                                for name, value in PREVIOUS])
        rows = a_table(rng)
        before = row_before(rows, keys, grouped)
        for _ in range(2):
            got, _, _ = calc(rules, rows)
            for row in got:
                want = before[row["id"]]
                same({name: row[name] for name, _ in PREVIOUS},
                     shown(want) if want else
                     {name: "" for name, _ in PREVIOUS})
            rng.shuffle(rows)


@test
def a_change_goes_from_row_to_row():
    """Two rows back, a difference, and the sum of differences: the last less
    the first."""
    rules = pack(figure("one", "previous(place.claim, { order = { place.id }"
                        " })"),
                 figure("two", "previous(figure.one, { order = { place.id }"
                        " })"),
                 figure("change", "place.claim - figure.one"),
                 figure("all_change", 'sum(figure.change, { missing = '
                        '"left out" })'))
    rows = [place("r%04d" % i, "A", "%d" % (i * i)) for i in range(1100)]
    got, _, _ = calc(rules, rows)
    same([row["two"] for row in got],
         ["", ""] + ["%d.00" % (i * i) for i in range(1098)])
    run, _ = hn("calc", rules, table(rows[::-1]), "--out", "csv", "--table",
                "run")
    has(run, "all_change,all_change,%d.00,1" % 1099 ** 2)


@test
def a_row_that_was_rejected_is_no_row_before():
    rules = pack(figure("one", "previous(place.claim, { order = { place.id }"
                        " })"),
                 figure("q", "place.claim / place.units", "ratio"))
    rows = [place("1", "A", "5", units="1"), place("2", "A", "7", units="0"),
            place("3", "A", "9", units="1")]
    got, refused, _ = calc(rules, rows, "faults")
    same([row["one"] for row in got], ["", "5.00"])
    same(refused, [("2", "HN411")])


@test
def a_value_that_the_next_row_would_read_is_its_own_row_s_fault():
    """That row is no row before: the next reads the one before it."""
    rules = pack(figure("one", "previous(place.claim / place.units, { order ="
                        " { place.id } })", "ratio"))
    rows = [place("1", "A", "5", units="0"), place("2", "A", "7", units="1"),
            place("3", "A", "9", units="1")]
    got, refused, told = calc(rules, rows, "faults")
    same([(row["id"], row["one"]) for row in got], [("2", ""), ("3", "7")])
    same(refused, [("1", "HN411")])
    has(told, "`one` of this row would be divided by `units`")


@test
def a_row_before_is_not_known_where_its_group_is_not():
    rules = pack(previous("p_claim", "place.claim", "place.id", True))
    rows = [place("1", None, "5"), place("2", None, "7"),
            place("3", "A", "9"), place("4", "A", "1")]
    got, _, _ = calc(rules, rows)
    same([row["p_claim"] for row in got], ["", "", "", "9.00"])
    text = why(rules, rows, "2", "p_claim")
    has(text, "p_claim: not known", "needs child", "p_claim = claim of the "
        "`place` row before of the same child, in order of id")
    text = why(rules, rows, "4", "p_claim")
    has(text, "p_claim: £9.00", "child = A", "id = 4")


# --- over a link -------------------------------------------------------------

LINKED = '''records "scheme" { what = "a scheme", key = "name",
  input "name" { type = "id" }, input "first" { type = "points" } }
records "bid" { what = "a bid", key = "no",
  input "no" { type = "id" }, input "of" { type = "id" },
  input "child" { type = "id" }, input "gbp" { type = "GBP" },
  link "scheme" { to = "scheme", by = "of" } }
attribution "once" { label = "Once", claim = bid.gbp,
  once_for = bid.child, order = { bid.scheme.first, bid.no },
  source = "s" }
attribution "scheme_once" { label = "By scheme", claim = bid.gbp,
  once_for = bid.scheme.name, order = { bid.no }, source = "s" }
figure "for_scheme" { label = "f", type = "GBP",
  value = sum(attribution.once, { for_each = bid.scheme }) }
'''


@test
def an_order_may_reach_over_a_link():
    rules = os.path.dirname(file("rules.lua", HEAD + LINKED))
    schemes = file("scheme.csv", "name,first\nA,2\nB,1\n")
    claims = file("bid.csv", "no,of,child,gbp\n1,A,x,5\n2,B,x,7\n"
                  "3,A,y,3\n4,,y,2\n5,A,x,1\n")
    text, _ = hn("calc", rules, "bid=" + claims, "scheme=" + schemes,
                 "--out", "csv", "--table", "bid")
    rows = list(csv.DictReader(io.StringIO(text)))
    same([row["once"] for row in rows],
         ["0.00", "7.00", "3.00", "0.00", "0.00"])
    same([row["scheme_once"] for row in rows],
         ["5.00", "7.00", "0.00", "", "0.00"])
    text, _ = hn("calc", rules, "bid=" + claims, "scheme=" + schemes,
                 "--out", "csv", "--table", "scheme")
    same(text, "name,for_scheme\nA,3.00\nB,7.00\n")


# --- why ---------------------------------------------------------------------

def why(rules, rows, key, figure_="once"):
    return hn("why", rules, table(rows), "--key", key, "--figure", figure_)[0]


@test
def why_says_how_a_claim_came_out_and_nothing_of_other_rows():
    rules = pack(attribution("order = { place.score:highest_first(),"
                             " place.id }"))
    rows = [place("1", "A", "111.11", score=1), place("2", "A", "222.22",
                                                     score=2),
            place("3", "A", "333.33"), place("4", "A", None),
            place("5", "B", "0"), place("6", "B", "66.60"),
            place("7", None, "5")]
    text = why(rules, rows, "2")
    has(text, "Once: £222.22",
        "Counted here: the first of 3 claims for the same child.",
        "once = claim, counted once for each child, in order of score "
        "(highest first), id", "claim = £222.22 (column `claim`)",
        "child = A")
    lacks(text, "111", "333")
    text = why(rules, rows, "1")
    has(text, "Once: £0.00", "Not counted: an earlier claim for the same "
        "child is counted.")
    lacks(text, "222", "333")
    has(why(rules, rows, "1", "once_removed"), "not counted: £111.11",
        "once_removed = claim - once")
    has(why(rules, rows, "4"), "Once: not known", "The claim cannot be told",
        "needs claim")
    has(why(rules, rows, "5"), "Nothing is claimed.")
    has(why(rules, rows, "6"), "Counted here: the only claim for its child.")
    has(why(rules, rows, "7"), "It is not known for which child",
        "needs child")


@test
def why_says_which_share_was_counted():
    rules = pack(attribution("share = place.share, " + CENTS))
    rows = [place("1", "A", "10", share="25"),
            place("2", "A", "10", share="75")]
    text = why(rules, rows, "1")
    has(text, "Once: £2.50", "Counted by its share of the child.",
        "once = claim x share, dealt in steps of 0.01 to add up for each "
        "child", "share = 25%")


if __name__ == "__main__":
    end()
