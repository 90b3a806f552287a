#!/usr/bin/python3
"""Tests reproduce.py on small files of its own: made-up figures, of which
some agree with the rules and some are spoilt on purpose.

Where the published files are, beside the project or where HN_DATA says, it
also has to find in them what published.csv has: how many figures of each file
and class are reproduced, within £1, not, or not known.
"""
import os
import subprocess
import sys
import tempfile

import dsg
import found
import reproduce
import sen2
import tool

PUBLISHED = os.environ.get("HN_DATA", "../shared/real")

PLACES = """\
financial_year,la_code,la_name,provider_group,place_type,places_period_1,places_period_2,deduction_gbp
2020-21,901,Northtown,Special academies,Pre-16 SEN Places,3,2,24167
2020-21,901,Northtown,Special academies,Post-16 SEN Places,1,2,16666
2020-21,901,Northtown,Special academies,Pre-16 AP Places,5.5,5.5,55001
2020-21,901,Northtown,Further education (FE) and independent learning provider (ILP),FE and ILP,12,18,96002
2020-21,901,Northtown,Hospital Academies,Hospital Academies funding,100,250,350
2020-21,901,Northtown,TOTAL,,,,192186
2020-21,902,Southtown,Special free schools,Pre-16 SEN places,12,0,50000
2020-21,902,Southtown,Hospital Academies,Hospital Academies funding,100,250,351
2020-21,902,Southtown,TOTAL,,,,50354
"""

BLOCK = """\
financial_year,la_code,la_name,%s,%s
2020-21,ENGLAND,,3000000,4000.5,20.5,-6000,2,,3076010
2020-21,901,Northtown,1000000,4000.5,10.25,-6000,0,,1035006
2020-21,902,Southtown,1000000,4000.5,0.25,0,1,,1001001
2020-21,903,Easttown,1000000,4000,10,0,1,,1040003
""" % (",".join(dsg.LETTERS.values()), dsg.TOTAL)

GRANT = """\
la_code,la_name,%s,time_period
ENGLAND,,400.25,202021
901,"Northtown, City of",100,202021
902,Southtown,300.25,202021
LONDON,,0,202021
METROPOLITAN AUTHORITIES,,100,202021
UNITARY AUTHORITIES,,300.25,202021
UPPER TIER AUTHORITIES,,0.01,202021
North,,100,202021
South,,300.25,202021
""" % dsg.AMOUNT

BALANCE = """\
time_period,geographic_level,region_name,la_name,deficit,%s
202021,National,England,,1.75,-1.75
202021,Regional,North,,1.03,-1.03
202021,Local authority,North,Northtown,1.00,1.00
202021,Local authority,South,Southtown,2.00,-2.00
""" % "DSG cumulative balance as a % of the total income"


def text_of(headings, rows):
    """A file whose rows give what they have; the rest is 0."""
    lines = [",".join(headings)]
    for row in rows:
        lines.append(",".join(str(row.get(name, 0)) for name in headings))
    return "\n".join(lines) + "\n"


def tool_file():
    """Twelve authorities: in one the plans do not add up to anything, in one
    the places add up to less; one has given no money."""
    money = ["%s_%s" % (stage, rest) for stage in ("budget", "outturn")
             for rest in ["place_special", "place_pru_ap"]
             + ["topup_%s_total" % sector for sector in ("state", "nonstate")]
             + [part for parts, income in tool.LINES.values()
                for part in parts + [income] * bool(income)]]
    rows = [{"la_code": 900 + one, "la_name": 900 + one,
             "population_2_18": "1%d0.12499999999" % one,
             "outturn_sen_support_and_inclusion": "%d00.1" % (one % 7),
             "budget_topup_state_primary": "10.11",
             "budget_topup_state_income": "4.01",
             "budget_topup_state_total": "6.0999999999"}
            for one in range(12)]
    rows[0].update(ehcp_total=3, ehcp_mainstream=1, ehcp_post16=2)
    rows[1].update(ehcp_total="", ehcp_mainstream="")
    rows[2].update(budget_place_special=5,
                   budget_place_total_special_and_ap=6)
    rows[3].update((name, "") for name in money)
    return text_of(["region", "la_code", "la_name", "population_2_18",
                    "ehcp_total"] + tool.PLACEMENTS + money, rows)


def neighbours_file():
    """Twelve authorities in a ring; the last has a stranger for a
    neighbour."""
    rows = [{"model": "2025-05", "la_code": 900 + one, "la_name": one,
             "rank": rank, "neighbour_code": 900 + (one + rank) % 12}
            for one in range(12) for rank in range(1, 11)]
    rows[-1]["neighbour_code"] = 999
    return text_of(["model", "la_code", "la_name", "rank", "neighbour_code"],
                   rows)


def plans(year, level, region, code, **cells):
    row = {"time_period": year, "geographic_level": level, "region_name":
           region, "new_la_code": code, "la_name": code, "old_la_code": ""}
    row.update(cells)
    return row


def caseload_file():
    """North has one authority, South two, one of which does not say where
    its children are."""
    inside = [part for parts in sen2.PARTS.values() for part in parts]
    headings = list(dict.fromkeys(sen2.ABOUT + ["ehcplans"] + inside
                                  + list(sen2.SHARES)))
    one = {"ehcplans": 40, "mainstream_total": 40, "mainstream_academy": 40,
           "mainstream_total_pc": 100}
    first = dict(one, ehcplans=45, other_placement_settings=5,
                 mainstream_total_pc="88.9")
    silent = {name: "x" for name in headings if name not in sen2.ABOUT}
    rows = []
    for year, north in (("202223", first), ("202324", one)):
        rows += [plans(year, "Local authority", "North", "E1", **north),
                 plans(year, "Local authority", "South", "E2", **one),
                 plans(year, "Local authority", "South", "E3", **dict(
                     silent, ehcplans=1) if year == "202324" else {}),
                 plans(year, "Regional", "North", "", **north),
                 plans(year, "Regional", "South", "", **dict(
                     one, ehcplans=41 if year == "202324" else 40)),
                 plans(year, "National", "", "", **dict(
                     first if year == "202223" else one,
                     ehcplans=85 if year == "202223" else 81,
                     mainstream_total=80, mainstream_academy=80,
                     mainstream_total_pc="94.1" if year == "202223"
                     else "98.7"))]
    return text_of(headings, rows)


def flows_file():
    headings = list(dict.fromkeys(
        sen2.ABOUT + ["new_ehc_plans"] + sen2.REASONS + list(sen2.ENDS)
        + [part for parts in sen2.ENDS.values() for part in parts]
        + [name for pair in sen2.IN_TIME.values() for name in pair]
        + list(sen2.IN_TIME)))
    north = {"new_ehc_plans": 2, "total_ceased": 7, "max_age": 4,
             "needs_met": 3, "plans_issued_den": 3,
             "plans_issued_within_20_weeks": 2,
             "pc_plans_issued_within_20_weeks": "66.7"}
    south = {"new_ehc_plans": 3, "total_ceased": 4, "max_age": 3}
    none = {"new_ehc_plans": "x"}
    whole = dict(north, new_ehc_plans=5, total_ceased=11, max_age=7,
                 needs_met=4)
    return text_of(headings, [
        plans(2023, "Local authority", "North", "E1", **north),
        plans(2023, "Local authority", "South", "E2", **south),
        plans(2023, "Local authority", "South", "E3", **none),
        plans(2023, "Regional", "North", "", **north),
        plans(2023, "Regional", "South", "", **south),
        plans(2023, "National", "", "", **whole)])


FILES = {dsg.PLACES: PLACES, dsg.BLOCK: BLOCK, dsg.TOTALS: GRANT,
         dsg.BALANCE: BALANCE, tool.TOOL: tool_file(),
         tool.NEIGHBOURS: neighbours_file(), sen2.CASELOAD: caseload_file(),
         sen2.FLOWS: flows_file()}


# --- the tests --------------------------------------------------------------

# How lines with places stand to the amount that is worked out.
CLASSES = {
    "small.csv": {"equal to the amount rounded up": 2, "rounded down": 1,
                  "£1 over the amount rounded up": 1, "further out": 1},
    "published.csv": {"equal to the amount rounded up": 1680,
                      "rounded down": 8,
                      "£1 over the amount rounded up": 73},
}


def counted(findings):
    return {(file, kind, verdict): count
            for (file, kind), row in findings.counts().items()
            for verdict, count in row.items() if count}


def expected(name):
    return {(row["file"], row["class"], verdict): int(row[verdict])
            for row in found.table(found.HERE, name)
            for verdict in found.VERDICTS if int(row[verdict])}


def differences(what, findings, name):
    """Yields what differs from a list of expected counts; first of all the
    figures that the kernel works out differently."""
    for line in findings.wrong[:5]:
        yield "%s: %s" % (what, line)
    got, wanted = counted(findings), expected(name)
    for of in sorted(set(got) | set(wanted)):
        if got.get(of) != wanted.get(of):
            yield "%s: %s: %s: %d %s, not %d" % (
                what, of[0], of[1], got.get(of, 0), of[2], wanted.get(of, 0))
    classes = findings.ways()[dsg.PLACES, "lines with places"]
    if classes != CLASSES[name]:
        yield "%s: lines with places: %r" % (what, classes)


def program(*words, **env):
    return subprocess.run(
        ["/usr/bin/python3", os.path.join(found.HERE, "reproduce.py")]
        + list(words), env=dict(os.environ, **env), stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, check=False)


def whole_run(folder, scratch):
    """All that is not equal stands in the file that -o names."""
    out = os.path.join(scratch, "out.csv")
    done = program(folder, "-o", out)
    if done.returncode or done.stderr:
        yield "the program: exit code %d %s" % (done.returncode, done.stderr)
        return
    wanted = sum(count for (_, _, verdict), count
                 in expected("small.csv").items() if verdict != "reproduced")
    rows = found.table(scratch, "out.csv")
    if len(rows) != wanted:
        yield "-o: %d rows, not %d" % (len(rows), wanted)
    down = [row for row in rows if row["how"] == "rounded down"]
    if [(row["published"], row["worked_out"], row["verdict"])
            for row in down] != [("16666", "16667", "within £1")]:
        yield "-o: rounded down: %r" % down
    for line in ("        1 £1 over the amount rounded up", "and 37 more",
                 "Northtown: published 24167"):
        if (line in done.stdout) == line.startswith("Northtown"):
            yield "the screen: %r" % line


LIAR = """\
#!/bin/sh
"$HN_REAL" "$@" || exit
for word; do
    case $word in */results.csv) sed -i '2s/,[^,]*/,7/' "$word";; esac
done
"""


def another_kernel(folder, scratch):
    """One that is wrong about one figure is found out."""
    path = os.path.join(scratch, "hn")
    with open(path, "w", encoding="utf-8") as file:
        file.write(LIAR)
    os.chmod(path, 0o700)
    done = program(folder, HN_BUILD=scratch, HN_REAL=os.path.abspath(found.HN))
    if done.returncode != 1 or "failed: " not in done.stdout:
        yield "a wrong kernel: exit code %d" % done.returncode


def some_files(_, scratch):
    """A folder with one of the files will do; one that is not there won't."""
    one = os.path.join(scratch, "one")
    os.mkdir(one)
    with open(os.path.join(one, dsg.TOTALS), "w", encoding="utf-8") as file:
        file.write(GRANT)
    done = program(one)
    if done.returncode or dsg.BLOCK in done.stdout:
        yield "one file: exit code %d" % done.returncode
    done = program(os.path.join(scratch, "none"))
    if done.returncode != 1 or "No such file" not in done.stderr:
        yield "no folder: exit code %d %s" % (done.returncode, done.stderr)


def small_files(folder, _):
    return differences("small files", reproduce.reproduced(folder),
                       "small.csv")


def published(*_):
    return differences("published", reproduce.reproduced(PUBLISHED),
                       "published.csv")


def main():
    tests = [small_files, whole_run, another_kernel, some_files]
    if os.path.isdir(PUBLISHED):
        tests.append(published)
    else:
        print("skipped: the published files are not at %s" % PUBLISHED)
    failed = 0
    for test in tests:
        with tempfile.TemporaryDirectory(prefix="hn-reproduce-") as scratch:
            folder = os.path.join(scratch, "data")
            os.mkdir(folder)
            for name, text in FILES.items():
                with open(os.path.join(folder, name), "w",
                          encoding="utf-8") as file:
                    file.write(text)
            wrong = list(test(folder, scratch))
        for line in wrong[:20]:
            print("failed: " + line)
        failed += bool(wrong)
    print("%d passed, %d failed" % (len(tests) - failed, failed))
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
