#!/usr/bin/python3
# also: asan
"""hn test --bless, and --out junit: what examples come to is kept, and told
to other programs."""
import os
import shutil
import sys
import tempfile
import xml.etree.ElementTree
sys.dont_write_bytecode = True
from common import HERE, end, has, hn, lacks, out, test  # noqa: E402

PACK = HERE + "/stays"


class Folder:
    """A copy of the pack whose rules can be changed."""

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = self.folder.name
        shutil.copy(PACK + "/rules.lua", self.path)
        self.snapshot = os.path.join(self.path, "snapshot.txt")
        return self

    def __exit__(self, *what):
        self.folder.cleanup()

    def change(self, old, new, name="rules.lua"):
        path = os.path.join(self.path, name)
        with open(path, encoding="utf-8", newline="") as file:
            text = file.read()
        assert old in text, old
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text.replace(old, new))

    def read(self):
        with open(self.snapshot, encoding="utf-8") as file:
            return file.read()

    def test(self, *words, **more):
        return out("test", self.path, *words, **more)


@test
def a_pack_without_a_snapshot_is_not_compared():
    with Folder() as pack:
        has(pack.test(), "4 passed, 0 failed\n")
        assert not os.path.exists(pack.snapshot)


@test
def what_is_kept_is_what_people_are_shown():
    with Folder() as pack:
        has(pack.test("--bless"), "4 passed, 0 failed\n",
            "snapshot.txt has what 4 examples come to\n")
        has(pack.read(), "of `stays`", "hn test --bless", """
example "the share is paid"
  a short stay
    The family has asked: met
    Long enough since the last stay: met
    Price of a night: £50.00
    Points: 1 point
    Length: middle
    Kind: short
    In words: 2 nights, short, middle.
    Paid: £72.51
    Paid, for a full year: £120.01
    Paid, decision: met
  for the run
    Paid in all: £72.51
    Stays: 1

example "half is half, to even"
""", "    The family has asked: cannot tell\n",
            "    Paid: not known\n", "    Paid, decision: cannot tell\n",
            "example \"several stays\"\n  a short stay\n",
            "  a short stay (row 2)\n", "  a short stay (row 3)\n")
        lacks(pack.read(), "part:", "stay_id")


@test
def the_same_again_holds():
    with Folder() as pack:
        pack.test("--bless")
        before = pack.read()
        has(pack.test(), "4 passed, 0 failed\n")
        pack.test("--bless", "--quiet")
        assert pack.read() == before


@test
def what_differs_is_told_and_nothing_else():
    with Folder() as pack:
        pack.test("--bless")
        pack.change("value = 60, ", "value = 61, ")
        pack.change('paid = "72.51", paid_full_year = "120.01", ', "")
        pack.change('total = "72.51", ', "")
        told = pack.test("--run", "the share", code=1)
        has(told, "FAIL the share is paid (rules.lua:",
            "     it is not what the snapshot has:\n"
            "       a short stay\n"
            "         Paid: was £72.51, is £73.51\n"
            "         Paid, for a full year: was £120.01, is £122.01\n"
            "       for the run\n"
            "         Paid in all: was £72.51, is £73.51\n"
            "Failed:\n")


@test
def a_name_or_a_place_may_change():
    with Folder() as pack:
        pack.test("--bless")
        pack.change("a_night", "each_night")
        pack.change("asked_for", "wanted")
        count = 'figure "stays" { label = "Stays", value = count(stay) }\n'
        pack.change(count, "")
        pack.change('figure "total"', count.replace("stays", "how_many")
                    + 'figure "total"')
        pack.change(", stays = ", ", how_many = ")
        has(pack.test(), "4 passed, 0 failed\n")


@test
def a_label_is_what_people_are_shown():
    with Folder() as pack:
        pack.test("--bless")
        pack.change('label = "Points"', 'label = "Priority"')
        has(pack.test("--run", "the share", code=1), "       a short stay\n"
            "       - Points: 1 point\n", "       + Priority: 1 point\n")


@test
def an_example_more_or_less_is_told():
    with Folder() as pack:
        pack.test("--bless")
        pack.change('example "a stay before"', 'example "a stay & before"')
        told = pack.test(code=1)
        has(told, "FAIL a stay & before (rules.lua:",
            "     the snapshot does not have this example yet\n",
            'FAIL example "a stay before" (snapshot.txt:',
            "     the snapshot has it and the pack does not\n",
            "3 passed, 2 failed\n")
        line = told.split("(snapshot.txt:")[1].split(")")[0]
        assert pack.read().splitlines()[int(line) - 1] == \
            'example "a stay before"'
        lacks(pack.test("--run", "several"), "the snapshot has it")


@test
def nothing_is_kept_of_examples_that_fail():
    with Folder() as pack:
        pack.test("--bless")
        before = pack.read()
        pack.change("value = 60, ", "value = 61, ")
        told = hn("test", pack.path, "--bless", code=1)
        has(told[0], "FAIL the share is paid")
        has(told[1], "error: no snapshot was taken: not every example holds")
        assert pack.read() == before
        assert sorted(os.listdir(pack.path)) == ["rules.lua", "snapshot.txt"]


@test
def a_part_of_the_examples_is_no_snapshot():
    with Folder() as pack:
        has(hn("test", pack.path, "--bless", "--run", "the", code=2)[1],
            "a snapshot is taken of all examples, not of some")
        assert os.listdir(pack.path) == ["rules.lua"]


@test
def an_editor_may_end_lines_as_it_likes():
    with Folder() as pack:
        pack.test("--bless")
        pack.change("\n", "\r\n", "snapshot.txt")
        has(pack.test(), "4 passed, 0 failed\n")


@test
def a_snapshot_that_cannot_be_read_is_told():
    with Folder() as pack:
        os.mkdir(pack.snapshot)
        has(hn("test", pack.path, code=2)[1], "snapshot.txt cannot be read")


@test
def an_example_that_does_not_run_is_not_gone():
    with Folder() as pack:
        pack.test("--bless")
        pack.change('price = 10, need = "ASD"', 'price = 10, need = "ASD", '
                    'begins = "2020-01-01"')
        told = pack.test(code=1)
        has(told, "Price", "1 failed")
        lacks(told, "the pack does not")


def cases(text):
    suite = xml.etree.ElementTree.fromstring(text)
    assert suite.tag == "testsuites" and len(suite) == 1
    return suite[0]


@test
def other_programs_are_told_the_same():
    with Folder() as pack:
        suite = cases(pack.test("--out", "junit"))
        assert suite.attrib == {"name": "stays", "tests": "4",
                                "failures": "0", "errors": "0"}
        assert [c.get("name") for c in suite] == [
            "the share is paid", "half is half, to even", "a stay before",
            "several stays"]
        assert all(len(c) == 0 and c.get("classname") == "stays"
                   and c.get("file") == "rules.lua" for c in suite)
        with open(pack.path + "/rules.lua", encoding="utf-8") as file:
            line = file.read().splitlines()[int(suite[2].get("line")) - 1]
        assert line == 'example "a stay before" {', line


@test
def other_programs_are_told_what_failed_and_why():
    with Folder() as pack:
        pack.change('"several stays"', "'<several> & \"stays\"'")
        pack.change('paid = "18.50"', 'paid = "18.51"')
        suite = cases(pack.test("--out", "junit", code=1))
        assert suite.get("failures") == "1" and len(suite) == 4
        failed = suite[3]
        assert failed.get("name") == '<several> & "stays"'
        assert failed[0].tag == "failure"
        assert failed[0].get("message") == "paid: expected £18.51, got £18.50"
        has(failed[0].text, "     paid: expected £18.51, got £18.50\n",
            "       award        Paid: £18.50\n")


@test
def other_programs_are_told_of_the_snapshot():
    with Folder() as pack:
        pack.test("--bless")
        pack.change('label = "Stays"', 'label = "How many"')
        suite = cases(pack.test("--out", "junit", "--quiet", code=1))
        assert [c[0].get("message") for c in suite] == \
            ["it is not what the snapshot has:"] * 4


end()
