#!/usr/bin/python3
# also: asan
"""Files are whole or not there, and nothing that is read is written over."""
import os
import resource
import signal
import subprocess
import sys
import time
sys.dont_write_bytecode = True
from hn_program import (HEADER, HN, good, hn, left, main, read,  # noqa: E402
                        starter, test, want, write)


def small_files(size):
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def default_pipe():
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)


@test
def a_disk_that_fills_leaves_what_stood_before():
    starter()
    write("data.csv", HEADER + good(20000))
    write("out.csv", "before\n")
    was = left()
    for size in (0, 1, 70000, 131072):
        ran = want(hn("calc", "pack", "data.csv", "-o", "out.csv",
                      preexec_fn=small_files(size)), 2, "",
                   "out.csv cannot be written")
        assert "error:" in ran.err, ran
        assert left() == was and read("out.csv") == "before\n", size


@test
def a_seal_that_cannot_be_written_takes_the_rows_with_it():
    starter(own_data=True)
    ran = want(hn("calc", "pack", "-o", "out.csv", "--seal", "/dev/full"), 2)
    assert "/dev/full cannot be written" in ran.err, ran
    assert left() == ["pack"], left()


@test
def a_full_standard_output_is_told():
    starter()
    write("data.csv", HEADER + good(20000))
    for words in [[], ["--out", "table"], ["--rejects", "r.csv"]]:
        with open("/dev/full", "w") as full:
            want(hn("calc", "pack", "data.csv", *words, stdout=full), 2, None,
                 "standard output cannot be written")
        if words != ["--out", "table"]:
            assert "r.csv" not in left(), left()


@test
def a_device_is_written_and_stays():
    starter(own_data=True)
    want(hn("calc", "pack", "-o", "/dev/null"), 0)
    assert os.path.exists("/dev/null") and not os.path.isfile("/dev/null")
    assert not os.path.exists("/dev/null.run")
    want(hn("calc", "pack", "-o", "/dev/full"), 2, "", "/dev/full")
    want(hn("calc", "pack", "-o", "/dev/stdout"), 0, "P001")


@test
def a_reader_that_goes_away_ends_it_quietly():
    starter()
    write("data.csv", HEADER + good(60000))
    was = left()
    run = subprocess.Popen([HN, "calc", "pack", "data.csv", "--rejects",
                            "r.csv"], stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE, preexec_fn=default_pipe)
    run.stdout.read(10)
    run.stdout.close()
    err = run.stderr.read()
    assert run.wait() == -signal.SIGPIPE, (run.returncode, err)
    assert err == b"" and left() == was, (err, left())


@test
def a_reader_that_goes_away_is_an_error_where_the_signal_is_ignored():
    starter()
    write("data.csv", HEADER + good(60000))
    run = subprocess.Popen([HN, "calc", "pack", "data.csv"],
                           stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                           restore_signals=False)
    run.stdout.read(10)
    run.stdout.close()
    err = run.stderr.read()
    assert run.wait() == 2 and b"Broken pipe" in err, (run.returncode, err)


def stopped_by(number):
    # What runs in the background ignores an interrupt, and hands that on.
    run = subprocess.Popen([HN, "calc", "pack", "-", "-o", "out.csv"],
                           stdin=subprocess.PIPE, stderr=subprocess.PIPE,
                           preexec_fn=lambda: signal.signal(number,
                                                            signal.SIG_DFL))
    run.stdin.write((HEADER + good(1000)).encode())
    run.stdin.flush()
    for _ in range(500):
        if any(name.startswith(".hn-") for name in left()):
            break
        time.sleep(0.01)
    run.send_signal(number)
    err = run.stderr.read()
    run.stdin.close()
    assert run.wait(20) == -number, (run.returncode, err)
    assert left() == ["pack"], (left(), err)


@test
def a_signal_leaves_nothing():
    starter()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        stopped_by(number)


@test
def a_read_that_fails_leaves_nothing():
    starter()
    with open("/proc/self/mem", "rb") as broken:   # address 0: EIO
        ran = hn("calc", "pack", "-", "-o", "out.csv", stdin_file=broken)
    want(ran, 2, "", "standard input cannot be read: Input/output error")
    assert left() == ["pack"], left()


@test
def what_is_read_is_never_written_over():
    starter(own_data=True)
    data = "pack/pupils.csv"
    was = read(data)
    os.symlink(data, "link.csv")
    os.link(data, "hard.csv")
    for path in [data, "./" + data, "link.csv", "hard.csv"]:
        for flag in ["-o", "--rejects", "--seal"]:
            want(hn("calc", "pack", data, flag, path), 2, "",
                 "would be written over")
        want(hn("calc", "pack", flag, path), 2, "", "read as data")
    with open(data) as opened:
        want(hn("calc", "pack", "-", "-o", data, stdin_file=opened), 2)
    with open(data, "a") as opened:
        want(hn("calc", "pack", data, stdout=opened), 2, None, "read as data")
    assert read(data) == was


@test
def a_file_beside_may_be_what_is_read():
    starter()
    write("out.run.csv", HEADER + good(2))
    want(hn("calc", "pack", "out.run.csv", "-o", "out.csv"), 2, "",
         "out.run.csv would be written over")
    assert "out.csv" not in left()


@test
def the_pack_is_never_written_over():
    starter(own_data=True)
    for name in ["rules.lua", "examples.lua"]:
        want(hn("calc", "pack", "-o", "pack/" + name, "--out", "csv"), 2, "",
             "of the pack")
        want(hn("calc", "pack", "-o", "pack/" + name), 2)
    want(hn("check", "-q", "pack"), 0)


@test
def what_a_verb_prints_can_go_into_a_file():
    starter(own_data=True)
    data = "pack/pupils.csv"
    verbs = [["sweep", "pack", "--over", "cap=5000..6000/1000"],
             ["solve", "pack", "--param", "cap", "--target", "total<=9000.00"],
             ["diff", "pack", "--set", "cap=5000"], ["reconcile", "pack"]]
    for words in verbs:
        on = [] if words[0] == "reconcile" else ["--on", "2026-09-01"]
        plain = want(hn(*words, *on), 0).out
        assert plain, words
        want(hn(*words, *on, "-o", "out.txt"), 0)
        assert read("out.txt") == plain, words
        os.remove("out.txt")
        want(hn(*words, *on, "-o", "-"), 0, plain)
        want(hn(*words, *on, "-o", "pack/rules.lua"), 2, "",
             "a file of the pack")
        want(hn(*words, *on, "-o", "no/x"), 2, "", "No such file")
        want(hn(*words, *on, "-o", "/dev/full"), 2, "", "cannot be written")
        if on:
            want(hn(*words, *on, "-o", data), 2, "", "read as data")
    name = hn("check", "pack").out.split()[0]
    reform = ('reform "r" { of = "%s", title = "R", source = "illustration", '
              'params = { cap = 5000 } }\n' % name)
    write("r.lua", reform)
    for words in [verbs[0] + ["--reform", "r.lua"], ["diff", "pack", "r.lua"]]:
        want(hn(*words, "--on", "2026-09-01", "-o", "r.lua"), 2, "",
             "r.lua would be written over")
    assert read("r.lua") == reform and left() == ["pack", "r.lua"], left()


@test
def one_file_is_not_named_twice():
    starter(own_data=True)
    for flag in ["--seal", "--rejects"]:
        want(hn("calc", "pack", "-o", "x.csv", flag, "x.csv"), 2, "", "twice")
    assert left() == ["pack"], left()


@test
def a_place_that_cannot_be_written_is_told_before_any_work():
    starter(own_data=True)
    want(hn("calc", "pack", "-o", "no/x.csv"), 2, "", "No such file")
    want(hn("calc", "pack", "-o", "pack"), 2, "", "Is a directory")


@test
def standard_output_that_is_closed():
    starter(own_data=True)
    line = '"$0" calc pack -o out.csv --out table >&-'
    run = subprocess.run(["sh", "-c", line, HN], stderr=subprocess.PIPE,
                         stdin=subprocess.DEVNULL)
    assert run.returncode == 2 and b"standard output" in run.stderr, run
    line = '"$0" calc pack >&- <&- 2>&-'
    assert subprocess.run(["sh", "-c", line, HN]).returncode == 2


@test
def without_root_pipes_can_still_be_named():
    starter()
    if os.getuid() != 0:
        return
    os.chmod(".", 0o755)
    nobody = {"user": 65534, "group": 65534, "extra_groups": []}
    for path in [HN, "pack"]:
        probe = subprocess.run(["test", "-r", path], **nobody)
        if probe.returncode:
            return
    ran = hn("calc", "pack", "/dev/stdin", "-o", "/dev/stdout",
             stdin=HEADER + good(3), **nobody)
    want(ran, 0, "P000003")


main()
