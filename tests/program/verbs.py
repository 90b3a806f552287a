#!/usr/bin/python3
# also: asan
"""The other verbs: new, check, test, why, schema; and terminals."""
import json
import os
import pty
import re
import resource
import subprocess
import sys
sys.dont_write_bytecode = True
from hn_program import (HEADER, HN, good, hn, left, main, read,  # noqa: E402
                        starter, test, want, write)


# --- hn new -----------------------------------------------------------------


@test
def a_new_pack_works_at_once():
    ran = want(hn("new", "north"), 0, ["rules.lua", "hn check north"])
    assert ran.err == "", ran
    files = ["README.md", "examples.lua", "pupils.csv", "rules.lua"]
    assert left("north") == files
    want(hn("check", "north", "--strict"), 0, "north 2026.1, draft: nothing")
    want(hn("test", "north"), 0, "5 passed, 0 failed")
    want(hn("calc", "north"), 0, ["P001", "3500.00"])
    want(hn("calc", "north", "--out", "table"), 0)
    want(hn("why", "north", "--key", "P001"), 0, ["3,500", "rules.lua"])
    want(hn("schema", "north", "--csv"), 0, HEADER.strip())


@test
def what_the_readme_says_can_be_run():
    want(hn("new", "north"), 0)
    write("north/other.csv", HEADER + good(3))
    lines = re.findall(r"^    hn (.*)$", read("north/README.md"), re.M)
    assert len(lines) >= 5, lines
    for line in lines:
        words = re.split(r"  +", line)[0].split()
        want(hn(*words, cwd="north"), 0)


@test
def the_name_of_a_pack_is_that_of_its_folder():
    for folder, name in [("North-East 2", "north_east_2"), ("7", "my_pack"),
                         ("a//", "a"), ("2026 rules", "rules")]:
        want(hn("new", folder), 0)
        assert 'pack "%s" {' % name in read(folder + "/rules.lua"), folder
        want(hn("check", "-q", folder), 0)


@test
def the_commands_of_a_new_pack_can_be_pasted():
    for folder in ["My Policy", "it's", "plain"]:
        ran = want(hn("new", folder), 0)
        lines = re.findall(r"^    hn (.*)$", ran.out, re.M)
        assert len(lines) == 3, ran
        for line in lines:
            subprocess.run("%s %s" % (HN, line), shell=True, check=True,
                           stdout=subprocess.DEVNULL)


@test
def a_folder_that_is_not_there_is_told():
    for verb in ["check", "test", "calc", "why", "reconcile", "schema"]:
        want(hn(verb, "nowhere"), 2, "", "error: there is no folder `nowhere`")
    write("file", "")
    want(hn("check", "file"), 2, "", "`file` is not a folder")


@test
def a_folder_with_something_in_it_is_left_alone():
    os.mkdir("full")
    write("full/x", "")
    want(hn("new", "full"), 2, "", "full stands already")
    assert left("full") == ["x"]
    write("file", "")
    want(hn("new", "file"), 2, "", "stands already")
    os.mkdir("empty")
    want(hn("new", "empty"), 0)
    want(hn("new", "no/such"), 2, "", "No such file")


@test
def a_new_pack_is_whole_or_not_there():
    for size in (0, 1000, 2500):
        ran = hn("new", "torn", preexec_fn=lambda: resource.setrlimit(
            resource.RLIMIT_FSIZE, (size, size)))
        want(ran, 2, "", "cannot be written")
        assert left() == [], (size, left())


# --- hn check, hn test, hn why, hn schema -----------------------------------


UNUSED = 'input "unused" { type = "count", label = "Unused" },\n'


@test
def warnings_are_findings_when_strict():
    starter()
    rules = read("pack/rules.lua")
    write("pack/rules.lua", rules.replace("  input \"need\"",
                                          UNUSED + "  input \"need\""))
    want(hn("check", "pack"), 0, "1 warning\n", "warning[HN300]")
    ran = want(hn("check", "pack", "--quiet"), 0)
    assert ran.out == "" and ran.err == "", ran
    ran = want(hn("check", "pack", "--strict"), 1, None, "error[HN300]")
    assert ran.out == "", ran


@test
def a_criterion_is_tried_both_ways_before_approval():
    starter()
    rules, examples = read("pack/rules.lua"), read("pack/examples.lua")
    told = "HN312]: criterion `tried` is unmet in no example"
    write("pack/examples.lua", examples.replace("plan_cycles = 1, need",
                                                "plan_cycles = 2, need")
          .replace('expect = { tried = "unmet", support = 0 }',
                   "expect = { support = 3500 }"))
    want(hn("check", "pack"), 0, "nothing is wrong")
    want(hn("check", "pack", "--strict"), 1, "", "error[" + told)
    write("pack/rules.lua", rules.replace(
        '"draft"', '"Schools Forum, 10 December 2026"').replace(
            '"illustration"', '"Schools Forum, 10 December 2026"'))
    want(hn("check", "pack"), 1, "", "error[" + told)
    offered = want(hn("test", "pack", "--coverage"), 0).out
    stub = re.search(r'(example "tried: is unmet.*?\} \})', offered,
                     re.DOTALL)
    write("pack/examples.lua", read("pack/examples.lua") + stub[1])
    want(hn("check", "pack"), 0, "nothing is wrong")


@test
def an_overdue_review_is_told_as_at_a_day():
    starter()
    rules = read("pack/rules.lua")
    write("pack/rules.lua", rules.replace(
        'value = 6000,', 'value = 6000, review_by = "2026-04-02",'))
    want(hn("check", "pack", "--as-at", "today"), 0, None, "HN30")
    write("pack/rules.lua", rules.replace(
        'value = 6000,', 'value = 6000, review_by = "2027-02-28",'))
    want(hn("check", "pack", "--as-at", "2027-02-01"), 0, "nothing is wrong")
    want(hn("check", "pack", "--as-at", "2027-03-01"), 0, None, "HN304")
    want(hn("check", "pack", "--as-at", "2027-03-01", "--strict"), 1)


@test
def an_example_that_fails_is_a_finding():
    starter()
    examples = read("pack/examples.lua")
    write("pack/examples.lua", examples.replace("3500", "3501"))
    want(hn("test", "pack"), 1, "Failed:\n  the cost above the school's share is "
         "paid\n4 passed, 1 failed\n")
    ran = want(hn("test", "pack", "--quiet"), 1, "above the school's share")
    assert "no more than the cap" not in ran.out, ran
    want(hn("test", "pack", "--run", "the cap"), 0, "1 passed, 0 failed")
    ran = want(hn("test", "pack", "--run", "the cap", "--quiet"), 0)
    assert ran.out == "", ran
    want(hn("test", "pack", "--run", "nonesuch"), 2, "", "nonesuch")


@test
def one_row_is_explained():
    starter(own_data=True)
    ran = want(hn("why", "pack", "--key", "P004"), 0, ["40,000", "10,000"])
    first = want(hn("why", "pack"), 0, "9,500")
    assert first.out != ran.out
    want(hn("why", "pack", "-", "--key", "P004",
            stdin=read("pack/pupils.csv")), 0, "40,000")
    json.loads(want(hn("why", "pack", "--key", "P004", "--out", "json"),
                    0).out)
    one = want(hn("why", "pack", "--key", "P004", "--figure", "above_share"),
               0)
    assert len(one.out) < len(ran.out), one
    ran = hn("why", "pack", "--key", "P999")
    assert ran.code in (2, 3) and "HN413" in ran.err, ran
    want(hn("why", "pack", "--figure", "above_shaer"), 2, "", "above_share")


@test
def an_id_that_stands_twice_is_told():
    starter()
    write("data.csv", HEADER + good(20000) + good(1) + "P000001,x,,,\n" +
          good(9, 2))
    ran = want(hn("why", "pack", "data.csv", "--key", "P000001"), 0,
               "P000001", "3 rows have this id; this is the one of line 2\n")
    assert ran.out.count("pupil P000001") == 1, ran
    ran = want(hn("why", "pack", "data.csv", "--key", "P000011"), 0)
    assert ran.err == "", ran
    assert want(hn("why", "pack", "data.csv"), 0).err == ""


@test
def a_schema_is_a_table_without_rows():
    starter()
    assert want(hn("schema", "pack"), 0).out == \
        want(hn("schema", "pack", "--csv", "--records", "pupil"), 0).out
    want(hn("schema", "pack", "--records", "pupl"), 2, "",
         "did you mean pupil?")
    write("empty.csv", hn("schema", "pack").out)
    want(hn("calc", "pack", "empty.csv"), 0, "", "0 rows calculated.")


# --- terminals --------------------------------------------------------------


def on_terminal(*words, **env):
    """Runs hn with both outputs on a terminal: exit code and what is seen."""
    lead, follow = pty.openpty()
    run = subprocess.Popen([HN, *words], stdin=follow, stdout=follow,
                           stderr=follow, env={**clean_env(), **env})
    os.close(follow)
    seen = b""
    while True:
        try:
            part = os.read(lead, 65536)
        except OSError:
            part = b""
        if not part:
            break
        seen += part
    os.close(lead)
    return run.wait(), seen.decode()


def clean_env():
    env = {**os.environ, "TERM": "xterm"}
    env.pop("NO_COLOR", None)
    return env


@test
def a_terminal_is_shown_the_summary():
    starter(own_data=True)
    code, seen = on_terminal("calc", "pack")
    assert code == 0 and "Support" in seen and "P001" not in seen, seen
    code, seen = on_terminal("calc", "pack", "--out", "csv")
    assert code == 0 and "P001" in seen, seen
    code, seen = on_terminal("calc", "pack", "--table", "pupil")
    assert code == 0 and "P001" in seen, seen


@test
def colours_are_for_terminals_that_want_them():
    code, seen = on_terminal("clac")
    assert code == 2 and "\033[" in seen, seen
    for env in [{"NO_COLOR": "1"}, {"TERM": "dumb"}]:
        assert "\033[" not in on_terminal("clac", **env)[1], env
    assert "\033[" in on_terminal("clac", NO_COLOR="")[1]
    assert "\033" not in hn("clac").err


@test
def a_terminal_is_not_read_for_data():
    starter()
    code, seen = on_terminal("calc", "pack")
    assert code == 2 and "no data is given for pupil" in seen, seen


main()
