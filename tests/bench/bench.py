#!/usr/bin/python3
"""bench.py - how fast `hn calc` is beside C written by hand.

Both read the same made-up cases (generate.py) as CSV, work out the pack
rules/pre_ehcp and write the same bytes, which is seen to before anything is
timed.  The commands take turns, so that a machine that is busy for a while
is busy for all of them; what is printed are medians.  Only the ratios mean
anything on another machine.  `make bench` builds what this runs.
"""
import argparse
import filecmp
import os
import statistics
import subprocess
import sys
import tempfile

import generate

BUILD = os.environ.get("HN_BUILD", "build")
HN = os.path.join(BUILD, "hn")
BY_HAND = os.path.join(BUILD, "bench", "by_hand")
MEASURE = os.path.join(BUILD, "bench", "measure")
PACK = "rules/pre_ehcp"
ON = "2026-09-01"
FEW = 10000


def hn(data, jobs=1):
    return [HN, "calc", PACK, data, "--on", ON, "--quiet",
            "--jobs", str(jobs)]


def measured(command, out):
    """(wall seconds, processor seconds, peak MB) of one run."""
    done = subprocess.run([MEASURE, out] + command, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True, check=False)
    told = done.stdout.split()
    if len(told) != 4 or told[3] != "0":
        sys.exit("bench: %s failed:\n%s%s" % (" ".join(command), done.stdout,
                                              done.stderr))
    return float(told[0]), float(told[1]), int(told[2]) / 1024


def in_turns(commands, runs, out):
    """The median of each command's measures, by its name."""
    seen = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            seen[name].append(measured(command, out))
    return {name: tuple(map(statistics.median, zip(*measures)))
            for name, measures in seen.items()}


def cases(folder, rows):
    path = os.path.join(folder, "cases-%d.csv" % rows)
    with open(path, "w", encoding="ascii") as file:
        generate.write(file, rows)
    return path


def same_bytes(commands, folder):
    """Ends the bench unless all the commands write the same."""
    paths = []
    for number, (name, command) in enumerate(commands.items()):
        paths.append(os.path.join(folder, "out-%d.csv" % number))
        measured(command, paths[-1])
        if not filecmp.cmp(paths[0], paths[-1], shallow=False):
            subprocess.run(["sh", "-c", "diff %s %s | head" %
                            (paths[0], paths[-1])], check=False)
            sys.exit("bench: \"%s\" writes other bytes than \"%s\""
                     % (name, next(iter(commands))))
    print("the same %.1f MB come out of: %s\n" % (
        os.path.getsize(paths[0]) / 1e6, ", ".join(commands)))
    for path in paths:
        os.remove(path)


def commands_for(data):
    commands = {}
    if os.path.exists(BY_HAND):
        commands["C by hand"] = [BY_HAND, data]
    commands["hn calc"] = hn(data)
    commands["hn calc --jobs 2"] = hn(data, 2)
    return commands


def show_times(rows, medians):
    base = medians.get("C by hand", medians["hn calc"])[0]
    print("%-18s %9s %9s %12s %9s" % (
        "", "wall s", "cpu s", "rows/s", "ratio"))
    for name, (wall, cpu, _) in medians.items():
        print("%-18s %9.4f %9.4f %12s %9.2f" % (
            name, wall, cpu, format(int(rows / wall), ","), wall / base))


def show_memory(few, many, rows):
    print("\n%-18s %9s at %s rows, then at %s" % (
        "", "peak MB", format(FEW, ","), format(rows, ",")))
    for name in few:
        print("%-18s %9.1f %9.1f" % (name, few[name][2], many[name][2]))


def bench(rows, runs, folder):
    data = cases(folder, rows)
    out = os.path.join(folder, "out.csv")
    print("%s cases, %.1f MB, the median of %d runs in turn" % (
        format(rows, ","), os.path.getsize(data) / 1e6, runs))
    commands = commands_for(data)
    if "C by hand" not in commands:
        print("there is no tests/bench/by_hand.c: hn alone is timed")
    same_bytes(commands, folder)
    timed = dict(commands, **{"wc -l": ["wc", "-l", data]})
    many = in_turns(timed, runs, out)
    show_times(rows, many)
    few = in_turns(commands_for(cases(folder, FEW)), runs, out)
    show_memory(few, many, rows)
    one = in_turns(commands_for(cases(folder, 1)), runs, out)
    print("\none case, the whole process: " + ", ".join(
        "%s %.1f ms" % (name, wall * 1000)
        for name, (wall, _, _) in one.items()))


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--rows", type=int, default=638745,
                           help="every EHC plan in England, January 2025")
    arguments.add_argument("--runs", type=int, default=7)
    asked = arguments.parse_args()
    os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))
    with tempfile.TemporaryDirectory() as folder:
        bench(asked.rows, asked.runs, folder)


if __name__ == "__main__":
    main()
