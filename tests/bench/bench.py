#!/usr/bin/python3
"""bench.py - how fast `hn calc` is beside C written by hand.

Both read the same made-up cases (generate.py) as CSV, work out the pack
rules/pre_ehcp and write the same bytes, which is seen to before anything is
timed.  Like is set beside like: hn looks for ids that stand twice unless told
not to, by_hand only with --repeats.  The commands take turns, so that a
machine that is busy for a while is busy for all of them; what is printed are
medians, a ratio being the median of each turn's own.  Only the ratios mean
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


# Each command that is timed, by its name, and what it is set beside.
BESIDE = {
    "C by hand, repeats": "C by hand, repeats",
    "hn calc": "C by hand, repeats",
    "hn calc, 2 threads": "C by hand, repeats",
    "C by hand": "C by hand",
    "hn calc, no repeats": "C by hand",
}


def commands_for(data):
    hn = [HN, "calc", PACK, data, "--on", ON, "--quiet", "--jobs"]
    return dict(zip(BESIDE, (
        [BY_HAND, "--repeats", data], hn + ["1"], hn + ["2"],
        [BY_HAND, data], hn + ["1", "--repeats", "ignore"])))


def measured(command, out):
    """(wall seconds, processor seconds, peak MB) of one run.  What the one
    before wrote is taken away first: to free that takes time too."""
    if os.path.exists(out):
        os.remove(out)
    done = subprocess.run([MEASURE, out] + command, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True, check=False)
    told = done.stdout.split()
    if len(told) != 4 or told[3] != "0":
        sys.exit("bench: %s failed:\n%s%s" % (" ".join(command), done.stdout,
                                              done.stderr))
    return float(told[0]), float(told[1]), int(told[2]) / 1024


def in_turns(commands, runs, out):
    """What each command took in each turn, by its name."""
    seen = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            seen[name].append(measured(command, out))
    return seen


def median(seen, name, which=0):
    return statistics.median(taken[which] for taken in seen[name])


def ratio(seen, name, beside):
    """How many times as long as the other it took, turn by turn."""
    return statistics.median(
        mine[0] / its[0] for mine, its in zip(seen[name], seen[beside]))


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


def show_times(rows, seen):
    print("%-20s %8s %8s %12s %9s %9s" % (
        "", "wall s", "cpu s", "rows/s", "x by hand", "x wc -l"))
    for name in seen:
        wall, cpu = median(seen, name), median(seen, name, 1)
        beside = "%.2f" % ratio(seen, name, BESIDE[name]) \
            if name in BESIDE else ""
        print("%-20s %8.4f %8.4f %12s %9s %9.1f" % (
            name, wall, cpu, format(int(rows / wall), ","), beside,
            ratio(seen, name, "wc -l")))


def show_memory(few, many, rows):
    print("\n%-20s %8s at %s rows, then at %s" % (
        "", "peak MB", format(FEW, ","), format(rows, ",")))
    for name in few:
        print("%-20s %8.1f %8.1f" % (name, median(few, name, 2),
                                     median(many, name, 2)))


def show_one(seen):
    print("\none case, the whole process")
    for name in seen:
        print("%-20s %8.1f ms" % (name, median(seen, name) * 1000))


def bench(rows, runs, folder):
    data = cases(folder, rows)
    out = os.path.join(folder, "out.csv")
    print("%s cases, %.1f MB, the median of %d runs in turn" % (
        format(rows, ","), os.path.getsize(data) / 1e6, runs))
    commands = commands_for(data)
    same_bytes(commands, folder)
    many = in_turns(dict(commands, **{"wc -l": ["wc", "-l", data]}), runs, out)
    print("hn calc takes %.2f times as long as C by hand, both on one thread "
          "and looking\nfor ids that stand twice.\n" % ratio(
              many, "hn calc", BESIDE["hn calc"]))
    show_times(rows, many)
    few = in_turns(commands_for(cases(folder, FEW)), runs, out)
    show_memory(few, many, rows)
    show_one(in_turns(commands_for(cases(folder, 1)), runs, out))


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
