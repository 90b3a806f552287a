#!/usr/bin/python3
"""Makes examples/topup_reconciliation/: a synthetic census, the register of
placements and the payments of eight months, with errors planted in them.

No pupil, school, placement or payment in it exists.  `made` makes them in any
size, and says what it planted; the same bytes come out every time.  Run
without arguments it compares the files in the tree with what it makes, byte
for byte; `--write` writes them.
"""
import calendar
import datetime
import sys

import common

FOLDER = "examples/topup_reconciliation"
PUPIL = ["upn", "home", "school"]
PLACEMENT = ["placement_id", "upn", "school", "monthly", "starts", "ends"]
PAYMENT = ["payment_id", "placement", "school", "month", "amount"]
ON = datetime.date(2026, 12, 1)
CENSUS = datetime.date(2026, 10, 1)
MONTHS = [datetime.date(2026, month, 1) for month in range(4, 12)]
OTHERS = ["SYN-EASTMARCH", "SYN-NORTHFOLD", "SYN-WESTHOLT"]
KINDS = ["no placement", "not in the census", "another authority's",
         "before it began", "a leaver", "to another school", "paid twice",
         "another amount", "never paid", "months not paid",
         "another school in the census"]


def month_end(day):
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


class World:
    """The tables, and what is planted: by payment and by placement the query
    with the sum at stake in pence."""

    def __init__(self, dice, pupils, schools):
        self.dice = dice
        self.schools = ["SYN-S%03d" % at for at in range(1, schools + 1)]
        self.pupils, self.placements, self.payments = [], [], []
        self.away = []
        self.planted, self.placements_planted = {}, {}
        for number in range(1, pupils + 1):
            self.pupils.append({
                "upn": "SYN-U%05d" % number,
                "home": "OURS" if dice.often(94) else dice.one_of(OTHERS),
                "school": dice.one_of(self.schools)})

    def place(self, pupil, starts, ends):
        row = {"placement_id": "SYN-A%05d" % (len(self.placements) + 1),
               "upn": pupil["upn"], "school": pupil["school"],
               "monthly": "%d.%02d" % (self.dice.between(150, 1900),
                                       self.dice.below(100)),
               "starts": str(starts), "ends": str(ends or ""),
               "pupil": pupil}
        self.placements.append(row)
        for month in MONTHS:
            if starts <= month_end(month) and (
                    not ends or ends >= month_end(month)):
                self.pay(row, month)
        return row

    def pay(self, placement, month):
        row = {"placement": placement["placement_id"],
               "school": placement["school"], "month": str(month),
               "amount": placement["monthly"], "of": placement}
        self.payments.append(row)
        return row

    def paid(self, placement):
        return [row for row in self.payments if row["of"] is placement]


def placed(world):
    """About one pupil of seven has top-up; some come, go or change level.
    Who left before the census or came after it is not in it."""
    dice = world.dice
    for pupil in world.pupils:
        if pupil["home"] != "OURS" or not dice.often(15):
            continue
        starts = datetime.date(2025, 9, 1)
        if dice.often(20):
            starts = datetime.date(2026, 4, 1) + datetime.timedelta(
                dice.between(0, 230))
        ends = None
        if dice.often(15):
            ends = starts + datetime.timedelta(dice.between(40, 400))
        world.place(pupil, starts, ends)
        if ends and ends < datetime.date(2026, 11, 1) and dice.often(60):
            world.place(pupil, ends + datetime.timedelta(1), None)
        elif ends and ends < CENSUS or starts > CENSUS:
            world.away.append(pupil)
    world.pupils = [pupil for pupil in world.pupils if not any(
        pupil is one for one in world.away)]


# --- errors, each in a placement of its own ----------------------------------

def flag(world, payment, kind):
    world.planted[id(payment)] = kind


def all_of_it(world, placement, kind):
    for payment in world.paid(placement):
        flag(world, payment, kind)


def no_placement(world, placement):
    month = world.dice.one_of(MONTHS)
    for reference in ("SYN-X%05d" % world.dice.between(1, 99999), ""):
        payment = world.pay(placement, month)
        payment.update(placement=reference, of=None)
        flag(world, payment, "no placement")


def not_in_the_census(world, placement):
    world.pupils.remove(placement["pupil"])
    all_of_it(world, placement, "not in the census")


def another_authority(world, placement):
    placement["pupil"]["home"] = world.dice.one_of(OTHERS)
    all_of_it(world, placement, "another authority's")


def before_it_began(world, placement):
    first = datetime.date.fromisoformat(placement["starts"])
    while month_end(first) >= datetime.date.fromisoformat(
            placement["starts"]):
        first = first.replace(day=1) - datetime.timedelta(1)
    flag(world, world.pay(placement, first.replace(day=1)), "before it began")


def a_leaver(world, placement):
    """Ended in July, and paid for until November."""
    placement["ends"] = "2026-07-%02d" % world.dice.between(1, 30)
    for payment in world.paid(placement):
        if payment["month"] >= "2026-07":
            flag(world, payment, "a leaver")


def to_another_school(world, placement):
    payment = world.dice.one_of(world.paid(placement))
    at = world.schools.index(payment["school"])
    payment["school"] = world.schools[at - 1]
    flag(world, payment, "to another school")
    world.placements_planted[placement["placement_id"]] = (
        "months not paid", 1)


def paid_twice(world, placement):
    payment = world.dice.one_of(world.paid(placement))
    flag(world, world.pay(placement, payment["month"]), "paid twice")


def another_amount(world, placement):
    payment = world.dice.one_of(world.paid(placement))
    pence = round(float(payment["amount"]) * 100)
    pence += world.dice.one_of([-9999, -1, 1, 9999])
    payment["amount"] = "%d.%02d" % divmod(pence, 100)
    flag(world, payment, "another amount")


def leave_out(world, placement, some, kind):
    gone = world.paid(placement)
    gone = gone[:some] if some else gone
    world.payments = [row for row in world.payments
                      if not any(row is one for one in gone)]
    world.placements_planted[placement["placement_id"]] = (kind, len(gone))


def never_paid(world, placement):
    leave_out(world, placement, None, "never paid")


def months_not_paid(world, placement):
    leave_out(world, placement, world.dice.between(1, 3), "months not paid")


def another_school_in_the_census(world, placement):
    at = world.schools.index(placement["school"])
    placement["pupil"]["school"] = world.schools[at - 1]
    world.placements_planted[placement["placement_id"]] = (
        "another school in the census", 0)


PLANT = [no_placement, not_in_the_census, another_authority, before_it_began,
         a_leaver, to_another_school, paid_twice, another_amount, never_paid,
         months_not_paid, another_school_in_the_census]


def plant(world, each):
    """Victims are pupils with one placement, all year."""
    by_pupil = {}
    for placement in world.placements:
        by_pupil.setdefault(placement["upn"], []).append(placement)
    quiet = [rows[0] for rows in by_pupil.values() if len(rows) == 1
             and rows[0]["starts"] == "2025-09-01" and not rows[0]["ends"]]
    for make in PLANT:
        for _ in range(each):
            victim = world.dice.one_of(quiet)
            quiet = [row for row in quiet if row is not victim]
            make(world, victim)


def made(pupils=500, schools=12, each=2, seed=20261201):
    """{file: (columns, rows)}, and the queries planted by payment and by
    placement."""
    world = World(common.Dice(seed), pupils, schools)
    placed(world)
    plant(world, each)
    order = sorted(range(len(world.payments)), key=lambda at: (
        world.payments[at]["month"], at))
    rows, planted = [], {}
    for number, at in enumerate(order, 1):
        row = world.payments[at]
        name = "SYN-%06d" % number
        if id(row) in world.planted:
            planted[name] = world.planted[id(row)]
        rows.append(dict({key: row[key] for key in PAYMENT[1:]},
                         payment_id=name))
    placements = [{key: row[key] for key in PLACEMENT}
                  for row in world.placements]
    return {"census.csv": (PUPIL, world.pupils),
            "placements.csv": (PLACEMENT, placements),
            "payments.csv": (PAYMENT, rows)}, planted, \
        world.placements_planted


if __name__ == "__main__":
    common.files(FOLDER, {name: common.as_csv(columns, rows)
                          for name, (columns, rows) in made()[0].items()},
                 "--write" in sys.argv)
