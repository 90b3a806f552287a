#!/usr/bin/python3
"""decide.py PACK DATE < cases.json - asks a rule pack about cases, and the
calculator about a place."""
import json
import sys

import highneeds


def main(folder, date):
    place = highneeds.funding("place", rate=10000, before=12, after=15,
                              months_before=5)
    print("12 places, 15 from September: £%s" % place, file=sys.stderr)
    cases = json.load(sys.stdin)
    with highneeds.Pack.load(folder) as pack:
        result = pack.calc(cases, on=date)
        for row in result.rows:
            print(row)
        for case in result.rejected:
            print(case["row_id"], case["message"], file=sys.stderr)
        print(result.summary)
    return 1 if result.rejected else 0


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except highneeds.HighneedsError as wrong:
        sys.exit(str(wrong))
