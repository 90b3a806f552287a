#!/usr/bin/python3
# also: asan
"""A change of a rule that crashes hn is told as that, and is no kill; and who
stops hn mutate stops all of it."""
import os
import signal
import subprocess
import sys
import time

HN = os.path.join(os.environ.get("HN_BUILD", "build"), "hn")
WORDS = [HN, "mutate", "rules/topup", "--tries", "0", "--jobs", "1"]


def children(pid):
    try:
        with open("/proc/%d/task/%d/children" % (pid, pid)) as file:
            return [int(word) for word in file.read().split()]
    except OSError:
        return []


def begin():
    run = subprocess.Popen(WORDS, stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE, text=True)
    for _ in range(600):
        found = children(run.pid)
        if found:
            time.sleep(0.05)
            return run, found[0]
        time.sleep(0.01)
    raise AssertionError("hn mutate works in no process of its own")


def a_crash_is_told_and_is_no_kill():
    run, child = begin()
    os.kill(child, signal.SIGKILL)
    out, err = run.communicate(timeout=60)
    assert run.returncode == 70, (run.returncode, out, err)
    assert "signal 9 at a change after number" in err, err
    assert "no change was judged by that" in err, err
    assert "changes:" not in out, out


def who_stops_it_stops_all_of_it():
    run, child = begin()
    run.send_signal(signal.SIGTERM)
    run.communicate(timeout=60)
    assert run.returncode == -signal.SIGTERM, run.returncode
    try:
        os.kill(child, 0)
        raise AssertionError("the other process goes on")
    except ProcessLookupError:
        pass


passed = failed = 0
for test in (a_crash_is_told_and_is_no_kill, who_stops_it_stops_all_of_it):
    try:
        test()
        passed += 1
    except Exception as wrong:
        failed += 1
        print("failed: %s: %s" % (test.__name__, wrong))
print("%d passed, %d failed" % (passed, failed))
sys.exit(failed > 0)
