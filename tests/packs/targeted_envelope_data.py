#!/usr/bin/python3
"""Makes examples/targeted_envelope/: synthetic clusters and requests.

No cluster, school or child in it exists.  The same bytes come out every time.
Run without arguments it compares the files in the tree with what it makes,
byte for byte; `--write` writes them.
"""
import datetime
import sys

import common

FOLDER = "examples/targeted_envelope"
CLUSTER = ["cluster", "on_support"]
REQUEST = ["request_id", "cluster", "school", "received", "panel_date",
           "panel_agrees", "a_year", "weeks", "at_risk", "looked_after"]
CLUSTERS = [("North", 980), ("South", 840), ("East", 1120), ("West", 610),
            ("Coast", 450), ("Rural", 130)]
RISKS = [("no", 14), ("part-time timetable", 4), ("exclusion", 2)]
BEGINS = datetime.date(2026, 4, 1)


def clusters():
    return [{"cluster": name, "on_support": count}
            for name, count in CLUSTERS]


def request(dice, number, requests_of):
    name = dice.weighted(requests_of)
    received = BEGINS + datetime.timedelta(dice.below(300))
    panel = received + datetime.timedelta(30 - received.day % 15)
    if dice.often(3):
        panel = datetime.date(2027, 4, 1) + datetime.timedelta(dice.below(20))
        received = panel - datetime.timedelta(14)
    row = {"request_id": "SYN-%03d" % number, "cluster": name,
           "school": "%s %d" % (name, dice.between(1, 5)),
           "received": str(received), "panel_date": str(panel),
           "panel_agrees": dice.weighted([("yes", 17), ("no", 3)]),
           "a_year": "%d.%02d" % (dice.between(1200, 13000),
                                  dice.one_of((0, 0, 50, dice.below(100)))),
           "weeks": dice.between(6, 39),
           "at_risk": dice.weighted(RISKS),
           "looked_after": dice.weighted([("no", 12), ("yes", 1)])}
    for column, chance in (("panel_agrees", 3), ("a_year", 2), ("weeks", 1),
                           ("at_risk", 2), ("looked_after", 2)):
        if dice.often(chance):
            row[column] = ""
    return row


def requests(dice, count=380):
    requests_of = [("North", 22), ("South", 20), ("East", 24), ("West", 20),
                   ("Coast", 9), ("Rural", 5)]
    return [request(dice, number, requests_of)
            for number in range(1, count + 1)]


def main():
    dice = common.Dice(20260414)
    common.files(FOLDER, {
        "clusters.csv": common.as_csv(CLUSTER, clusters()),
        "requests.csv": common.as_csv(REQUEST, requests(dice)),
    }, "--write" in sys.argv)


if __name__ == "__main__":
    main()
