"""What is found: published figures beside what the kernel makes of them.

Every figure is worked out three times: as it is published, by `hn calc`, and
here in fractions.  The last two have to agree to the last digit; how the
first stands to them is a verdict.
"""
import collections
import csv
import os
import re
import subprocess
import tempfile
from fractions import Fraction

HERE = os.path.dirname(os.path.abspath(__file__))
HN = os.path.join(os.environ.get("HN_BUILD", "build"), "hn")
ADDED_UP = os.path.join(HERE, "added_up")
ON = "2026-04-01"
VERDICTS = ["reproduced", "within £1", "not", "not known"]
STRAY = Fraction(1, 10000)   # added_up reads stray decimals to this

# `key` names it in its file; `answer` is what the rule gives, as a fraction,
# None where something beneath it is not given; `how` says more than `verdict`.
Figure = collections.namedtuple("Figure", "file kind key published answer "
                                          "verdict how")


# --- numbers and files ------------------------------------------------------

def number(text):
    """A cell as a fraction; None where nothing, or a mark, stands."""
    return Fraction(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None


def up(amount):
    return Fraction(-(-amount.numerator // amount.denominator))


def shown(amount):
    """To six decimals: nothing that is read here has more but by accident."""
    if amount is None:
        return ""
    whole, part = divmod(round(abs(amount) * 10 ** 6), 10 ** 6)
    text = ("%d.%06d" % (whole, part)).rstrip("0").rstrip(".")
    return "-" + text if amount < 0 and text != "0" else text


def table(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8-sig",
              newline="") as file:
        return list(csv.DictReader(file))


def write(path, headings, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(headings)
        out.writerows(rows)


# --- the kernel -------------------------------------------------------------

class Refused(Exception):
    """hn would not work it out."""


def hn(*words):
    done = subprocess.run([HN] + list(words), stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=False)
    if done.returncode:
        raise Refused("hn %s: exit code %d\n%s" % (
            " ".join(words[:2]), done.returncode,
            done.stderr.decode("utf-8", "replace")))
    return done.stdout.decode("utf-8")


def data_of(pack, records, rows):
    """Rows by the names of the pack's columns; what they do not have is left
    empty."""
    headings = hn("schema", pack, "--records", records).strip().split(",")
    strange = {name for row in rows for name in row} - set(headings)
    if strange:
        raise Refused("%s: %s: no column %s" % (pack, records,
                                                ", ".join(sorted(strange))))
    return headings, [[row.get(name, "") for name in headings]
                      for row in rows]


def calc(pack, tables, *options):
    """The results of each kind of records, by key.  `tables` has rows by the
    name of the records; the main ones come first."""
    with tempfile.TemporaryDirectory(prefix="hn-reproduce-") as folder:
        data = []
        for records, rows in tables.items():
            path = os.path.join(folder, records + ".csv")
            write(path, *data_of(pack, records, rows))
            data.append("%s=%s" % (records, path) if data else path)
        hn("calc", pack, *data, "--on", ON, "--quiet", *options,
           "-o", os.path.join(folder, "results.csv"))
        return {records: by_key(table(
                    folder, "results.%s.csv" % records if place else
                    "results.csv"))
                for place, records in enumerate(tables)}


def by_key(rows):
    """A row by what stands in its first column."""
    return {next(iter(row.values())): row for row in rows}


def answer_of(text):
    """What hn made of a figure, such as 1.25 or 8/7; None: not known."""
    return Fraction(text) if text else None


# --- what is found ----------------------------------------------------------

def to_the_pound(published, answer):
    if published is None or answer is None:
        return "not known"
    away = abs(published - answer)
    return "reproduced" if away == 0 else "within £1" if away <= 1 else "not"


def to_the_digit(published, answer, half):
    """`half` of the last digit that is published; a half goes either way."""
    if published is None or answer is None:
        return "not known"
    return "reproduced" if abs(published - answer) <= half else "not"


class Findings:
    def __init__(self):
        self.figures, self.wrong = [], []

    def kernel(self, file, kind, key, exact, text):
        """Holds the kernel's answer against the exact one."""
        if exact != answer_of(text):
            self.wrong.append("%s, %s, %s: the kernel has %s, not %s" % (
                file, kind, key, text or "nothing", shown(exact) or "nothing"))

    def add(self, *fields):
        self.figures.append(Figure(*fields))

    def counts(self):
        """How many of each verdict, by file and kind."""
        found = collections.OrderedDict()
        for figure in self.figures:
            row = found.setdefault((figure.file, figure.kind),
                                   dict.fromkeys(VERDICTS, 0))
            row[figure.verdict] += 1
        return found

    def ways(self):
        """How many of each way that is told, by file and kind."""
        found = collections.OrderedDict()
        for figure in self.figures:
            if figure.how:
                row = found.setdefault((figure.file, figure.kind), {})
                row[figure.how] = row.get(figure.how, 0) + 1
        return found


# --- sums -------------------------------------------------------------------

Total = collections.namedtuple("Total", "kind key published amounts half "
                                        "whole weights how")


def exactly(total):
    """The sum of the lines; with a whole its share, with weights the mean."""
    if None in total.amounts or total.weights and None in total.weights:
        return None
    if total.weights:
        return sum(map(Fraction.__mul__, total.amounts, total.weights)
                   ) / sum(total.weights)
    together = sum(total.amounts)
    return together if total.whole is None else together / total.whole


def given_of(total):
    """Of a sum with lines that are not given: how the rest stands to it."""
    if None not in total.amounts or total.published is None or total.weights \
            or total.whole is not None:
        return ""
    given = sum(amount for amount in total.amounts if amount is not None)
    return "what is given %s" % (
        "adds up to it" if given == total.published else
        "comes to less" if given < total.published else "comes to more")


class Sums:
    """Published totals and their lines, worked out in one run of added_up."""

    def __init__(self, file):
        self.file, self.totals = file, []

    def add(self, kind, key, published, amounts, half=Fraction(0), whole=None,
            weights=None, how=""):
        """Each amount has its sign; None is one that is not given.  A share
        is published in per cent."""
        def read(numbers):
            return [None if one is None else round(one / STRAY) * STRAY
                    for one in numbers]
        self.totals.append(Total(kind, key, published, read(amounts), half,
                                 whole, weights and read(weights), how))

    def worked(self):
        totals, lines = [], []
        for place, total in enumerate(self.totals):
            totals.append({"total_id": place, "whole": shown(total.whole)})
            for i, amount in enumerate(total.amounts):
                weight = total.weights[i] if total.weights else None
                lines.append({"line_id": len(lines), "total": place,
                              "amount": shown(amount),
                              "weight": shown(weight)})
        return calc(ADDED_UP, {"total": totals, "line": lines})["total"]

    def into(self, findings):
        rows = self.worked()
        for place, total in enumerate(self.totals):
            exact = exactly(total)
            text = rows[str(place)]["weighted" if total.weights else
                                    "together" if total.whole is None
                                    else "share"]
            findings.kernel(self.file, total.kind, total.key, exact, text)
            if exact is not None and total.whole is not None:
                exact *= 100
            findings.add(self.file, total.kind, total.key, total.published,
                         exact, to_the_digit(total.published, exact,
                                             total.half),
                         total.how or given_of(total))
