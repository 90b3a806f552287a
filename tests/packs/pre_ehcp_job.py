#!/usr/bin/python3
"""The main job, examples/pre_ehcp/run.sh: it runs, its figures are those of
the oracle, with and without the other threshold, and its file is the rows."""
import os
import subprocess
from fractions import Fraction

import common
import pre_ehcp
import pre_ehcp_data


class Dearer(pre_ehcp.Policy):
    school_first = Fraction(7000)


def pounds(text):
    whole, pence = text.split(".")
    return "£{:,}.{}".format(int(whole), pence)


def main():
    tally = common.Tally()
    env = dict(os.environ, HN=common.HN)
    done = subprocess.run(["sh", "examples/pre_ehcp/run.sh"], env=env,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          check=False)
    printed = done.stdout.decode()
    tally.check("exit code", done.returncode == 0, done.stderr.decode())
    now, other = printed.split("== If schools had to meet", 1)
    cases = [pre_ehcp.from_export(row) for row in pre_ehcp_data.caseload()]
    terms = pre_ehcp.Terms(pre_ehcp.shipped_terms())
    for policy, text in ((pre_ehcp.Policy, now), (Dearer, other)):
        outs = [pre_ehcp.price(case, terms, policy) for case in cases]
        for name, value, _ in pre_ehcp.totals(cases, outs, policy):
            if name != "year_end":
                tally.check("%s of the summary" % name, pounds(value) in text,
                            pounds(value))
        for title, decision in (("met", True), ("not met", False),
                                ("open", None)):
            count = sum(out["targeted_funding_decision"].value is decision
                        for out in outs)
            tally.check("how many are %s" % title, " %d" % count in text)
    tally.check("one pupil is explained", "pupil SYN-0001" in now)
    rows = common.read(os.path.join(common.BUILD, "pre_ehcp.csv"))
    _, expected, _ = pre_ehcp.calc(pre_ehcp.PACK, "examples/pre_ehcp/caseload.csv",
                                 "--out", "csv")
    tally.check("the file of results", rows == expected and len(rows) > 30000)
    tally.end()


if __name__ == "__main__":
    main()
