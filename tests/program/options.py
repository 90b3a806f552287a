#!/usr/bin/python3
# also: asan
"""The words of the command line: verbs, flags, help, exit codes."""
import os
import sys
sys.dont_write_bytecode = True
from hn_program import hn, main, starter, test, want, write  # noqa: E402

VERBS = ["new", "check", "calc", "why", "test", "reconcile", "schema", "help"]


@test
def no_verb_is_an_error():
    want(hn(), 2, "", "hn help")


@test
def the_help_of_why_shows_the_day():
    want(hn("help", "why"), 0, ["--on 2026-09-01\n", "or the word\n"])
    want(hn("help", "calc"), 0, "or the word\n")


@test
def a_misspelt_verb_has_a_suggestion():
    want(hn("clac", "x"), 2, "", "did you mean hn calc?")
    want(hn("chekc"), 2, "", "did you mean hn check?")


@test
def a_word_like_nothing_has_no_suggestion():
    ran = want(hn("qqqqqqqq"), 2, "", "`hn help` lists them")
    assert "did you mean" not in ran.err


@test
def a_misspelt_flag_has_a_suggestion():
    want(hn("calc", "p", "--rejcts", "x"), 2, "", "did you mean --rejects?")
    want(hn("check", "p", "--stict"), 2, "", "did you mean --strict?")
    want(hn("check", "p", "--stict=1"), 2, "", "did you mean --strict?")
    want(hn("check", "-x", "p"), 2, "", "takes no flag \"-x\"")


@test
def a_flag_of_another_verb_is_refused():
    want(hn("check", "p", "--key", "x"), 2, "", "takes no flag")


@test
def numbers_are_whole():
    for text in ["x", "1.5", "1x", "-1", "9999999999999999"]:
        want(hn("calc", "p", "--jobs=" + text), 2, "", "whole number")


@test
def choices_are_those_of_the_list():
    want(hn("calc", "p", "--in", "xlsx"), 2, "", "csv,jsonl,json")
    want(hn("calc", "p", "--extra", "keep"), 2, "", "ignore")
    want(hn("calc", "p", "--out", "csv,json"), 2)


@test
def a_flag_given_twice_is_refused():
    want(hn("calc", "p", "--on", "today", "--on=today"), 2, "", "twice")


@test
def a_flag_without_its_value_is_refused():
    want(hn("calc", "p", "--on"), 2, "", "write --on DATE")
    want(hn("calc", "p", "--on", "--quiet"), 2, "", "write --on DATE")
    want(hn("calc", "p", "--on="), 2, "", "write --on DATE")
    want(hn("check", "p", "--strict=yes"), 2, "", "takes no value")


@test
def set_wants_a_name_and_a_value():
    for text in ["cap", "=3"]:
        want(hn("calc", "p", "--set", text), 2, "", "PARAM=VALUE")


@test
def operands_are_counted():
    want(hn("check"), 2, "", "lacks an operand")
    want(hn("check", "a", "b"), 2, "", "too much")
    want(hn("new"), 2, "", "write hn new DIR")


@test
def flags_stand_anywhere():
    starter(own_data=True)
    first = want(hn("check", "--quiet", "pack"), 0)
    last = want(hn("check", "pack", "-q"), 0)
    assert first.out == last.out == "", (first, last)


@test
def two_dashes_end_the_flags():
    want(hn("new", "--", "--odd"), 0)
    want(hn("check", "-q", "--", "--odd"), 0)


@test
def help_fits_the_width_and_names_every_flag():
    for words in [["help"], ["--help"], ["-h"]] + [["help", v] for v in VERBS]:
        ran = want(hn(*words), 0, "hn ")
        assert ran.err == "", ran
        for line in ran.out.splitlines():
            assert len(line) <= 79 and line == line.rstrip(), line
    for verb in VERBS:
        same = want(hn("help", verb), 0, "--quiet").out
        assert want(hn(verb, "--help"), 0).out == same
    want(hn("help", "calc"), 0, ["--on DATE", "-o, --output FILE", "--set"])


@test
def help_knows_codes():
    want(hn("help", "HN110"), 0, "HN110: ")
    assert hn("help", "110").out == hn("help", "hn110").out
    want(hn("help", "HN999"), 2, "", "no code HN999")
    lines = want(hn("help", "codes"), 0, "HN401  ").out.splitlines()
    assert lines == sorted(lines), lines
    for line in lines:
        want(hn("help", line.split()[0]), 0, line.split("  ")[1])


@test
def help_on_what_is_not_there():
    want(hn("help", "clac"), 2, "", "did you mean hn calc?")


@test
def version_is_a_line():
    ran = want(hn("--version"), 0)
    assert ran.out.startswith("hn ") and ran.out.count("\n") == 1


@test
def a_pack_that_is_not_there():
    for verb in ["check", "calc", "why", "test", "schema"]:
        ran = want(hn(verb, "nowhere"), 2, "")
        assert ran.out == "" and "error" in ran.err, ran


@test
def a_pack_may_be_named_by_its_file():
    starter(own_data=True)
    want(hn("check", "pack/rules.lua", "-q"), 0)
    want(hn("check", "rules.lua", "-q", cwd="pack"), 0)
    want(hn("check", ".", "-q", cwd="pack"), 0)
    want(hn("check", "pack/", "-q"), 0)


@test
def a_pack_with_a_fault():
    starter()
    write("pack/rules.lua", "pack \"x\" {\n")
    ran = want(hn("check", "pack"), 2, "", "error[HN")
    assert ran.out == "", ran


@test
def a_date_that_is_none():
    starter(own_data=True)
    for date in ["2026-13-01", "2026-02-30", "soon", "1 May 2026"]:
        ran = want(hn("calc", "pack", "--on", date), 2)
        assert ran.out == "" and ran.err, ran
    want(hn("check", "pack", "--as-at", "never"), 2)
    want(hn("calc", "pack", "--on", "today"), 0)


@test
def debug_tells_how_a_failure_was_reported():
    os.mkdir("empty")
    want(hn("check", "empty", "--debug"), 2, "", "debug: status ")


@test
def standard_output_that_is_full():
    for words in [["help"], ["--version"], ["help", "codes"]]:
        with open("/dev/full", "w") as full:
            want(hn(*words, stdout=full), 2, None, "cannot be written")


main()
