"""reproduce DATA [-o FILE] - published figures, worked out again.

Reads the files of the folder DATA, those that are there, turns each into the
input of a rule pack, runs `hn calc` on it and puts what comes out beside what
is published.  The kernel has to agree, to the last digit, with what is worked
out here in fractions; if it does not, this fails.  What is published need not
agree: where it does not, that is told, and no cause is given for it that the
data does not show.

  reproduced   what is published is what comes out, rounded as it is there
  within £1    it is a pound or less away
  not          it is further away
  not known    something beneath it is not given: missing is not nought

Policies are worked out by the packs of rules/, by the names of inputs.csv
beside this file; plain sums by added_up beside it.  With -o all figures that
are not equal are written to FILE; the first of each class are shown anyway.
"""
import argparse
import os
import sys

import dsg
import sen2
import tool
from found import VERDICTS, Findings, Refused, shown, write

SUBJECTS = dsg.SUBJECTS + tool.SUBJECTS + sen2.SUBJECTS
SHOWN = 3                          # of each class, on the screen
WORST = ["not", "within £1", "not known"]


def reproduced(folder):
    """What is found in the files that the folder has."""
    findings, there = Findings(), set(os.listdir(folder))
    for files, subject in SUBJECTS:
        if there.issuperset(files):
            subject(folder, findings)
    return findings


def unequal(findings):
    return [figure for figure in findings.figures
            if figure.verdict != "reproduced"]


def show_classes(findings):
    before = None
    counts, ways = findings.counts(), findings.ways()
    for (file, kind), row in counts.items():
        if file != before:
            print("\n%-72s %10s %9s %5s %9s" % ((file,) + tuple(VERDICTS)))
            before = file
        print("  %-70s %10d %9d %5d %9d" % (
            (kind,) + tuple(row[verdict] for verdict in VERDICTS)))
        for how, count in sorted(ways.get((file, kind), {}).items()):
            print("    %6d %s" % (count, how))


def show_unequal(findings):
    """The first of each class, but for what nobody has published."""
    told = {}
    for figure in unequal(findings):
        if figure.published is not None:
            told.setdefault((figure.file, figure.kind), []).append(figure)
    for of, figures in told.items():
        figures.sort(key=lambda figure: WORST.index(figure.verdict))
        print("\n%s: %s" % of)
        for figure in figures[:SHOWN]:
            print("  %s: published %s, worked out %s%s" % (
                figure.key, shown(figure.published),
                shown(figure.answer) or "not known",
                "; " + figure.how if figure.how else ""))
        if len(figures) > SHOWN:
            print("  and %d more" % (len(figures) - SHOWN))


def main():
    said = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    said.add_argument("data", metavar="DATA")
    said.add_argument("-o", metavar="FILE", dest="out")
    asked = said.parse_args()
    try:
        findings = reproduced(asked.data)
    except (OSError, Refused) as wrong:
        sys.exit("reproduce: %s" % wrong)
    show_classes(findings)
    show_unequal(findings)
    if asked.out:
        write(asked.out, ["file", "class", "figure", "published",
                          "worked_out", "verdict", "how"],
              [[figure.file, figure.kind, figure.key,
                shown(figure.published), shown(figure.answer),
                figure.verdict, figure.how] for figure in unequal(findings)])
        print("\nAll %d that are not equal: %s" % (len(unequal(findings)),
                                                   asked.out))
    for line in findings.wrong[:20]:
        print("failed: " + line)
    sys.exit(bool(findings.wrong))


if __name__ == "__main__":
    main()
