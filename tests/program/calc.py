#!/usr/bin/python3
# also: asan
"""hn calc: data in, results out, what is said about them."""
import csv
import hashlib
import io
import json
import os
import subprocess
import sys
sys.dont_write_bytecode = True
from hn_program import (HEADER, HN, good, hn, left, main, read,  # noqa: E402
                        starter, test, want, write)

BAD = "P900001,2026-09-01,725000,2,SEMH\n"


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


@test
def rows_come_out_as_they_went_in():
    starter()
    write("data.csv", HEADER + good(50))
    ran = want(hn("calc", "pack", "data.csv"), 0, "", "50 rows calculated.")
    ids = [row["pupil_id"] for row in rows(ran.out)]
    assert ids == ["P%06d" % i for i in range(1, 51)], ran


@test
def standard_input_is_read_where_there_is_no_other():
    starter()
    data = HEADER + good(5)
    wanted = want(hn("calc", "pack", "-", stdin=data), 0).out
    assert want(hn("calc", "pack", stdin=data), 0).out == wanted
    write("data.csv", data)
    assert want(hn("calc", "pack", "data.csv"), 0).out == wanted
    assert want(hn("calc", "pack", "pupil=data.csv"), 0).out == wanted


@test
def the_packs_own_data_comes_before_standard_input_and_says_so():
    starter(own_data=True)
    own = want(hn("calc", "pack"), 0).out
    ran = want(hn("calc", "pack", stdin=HEADER + good(5)), 0, None,
               "for standard input write -")
    assert ran.out == own, ran


@test
def files_that_are_not_there():
    starter()
    want(hn("calc", "pack", "no.csv"), 2, "", "no.csv cannot be read")
    want(hn("calc", "pack", "."), 2, "", "cannot be read")
    want(hn("calc", "pack", "pupl=no.csv"), 2, "", "did you mean pupil?")


@test
def two_files_for_one_kind_of_records():
    starter(own_data=True)
    data = "pack/pupils.csv"
    want(hn("calc", "pack", data, data), 2, "", "two files")
    want(hn("calc", "pack", "-", "pupil=-", stdin=""), 2)


@test
def a_file_may_have_an_equals_sign_in_its_name():
    starter()
    write("a=b.csv", HEADER + good(2))
    want(hn("calc", "pack", "a=b.csv"), 0, "P000002")


@test
def a_pipe_may_be_named_as_a_file():
    starter()
    line = "%s calc pack <(cat data.csv) -o /dev/stdout"
    write("data.csv", HEADER + good(3))
    ran = subprocess.run(["bash", "-c", line % HN], capture_output=True,
                         text=True, stdin=subprocess.DEVNULL)
    assert ran.returncode == 0 and "P000003" in ran.stdout, ran


@test
def json_in_is_csv_in():
    starter()
    write("data.csv", HEADER + good(9))
    table = rows(HEADER + good(9))
    write("data.json", json.dumps(table))
    write("data.jsonl", "".join(json.dumps(r) + "\n" for r in table))
    write("data.txt", json.dumps(table))
    wanted = want(hn("calc", "pack", "data.csv"), 0).out
    assert want(hn("calc", "pack", "data.json"), 0).out == wanted
    assert want(hn("calc", "pack", "data.jsonl"), 0).out == wanted
    assert want(hn("calc", "pack", "data.txt", "--in", "json"), 0).out \
        == wanted


@test
def forms_of_output_hold_the_same():
    starter(own_data=True)
    table = rows(want(hn("calc", "pack", "--out", "csv"), 0).out)
    listed = json.loads(want(hn("calc", "pack", "--out", "json"), 0).out)
    lines = [json.loads(line) for line in
             want(hn("calc", "pack", "--out", "jsonl"), 0).out.splitlines()]
    for found in [listed, lines]:
        assert [r["pupil_id"] for r in found] == \
            [r["pupil_id"] for r in table], found
        assert [r["support"] or "" for r in found] == \
            [r["support"] for r in table], found


@test
def the_summary_is_for_people():
    starter(own_data=True)
    ran = want(hn("calc", "pack", "--out", "table"), 0, "Support")
    assert "P001" not in ran.out, ran


@test
def results_of_the_run():
    starter(own_data=True)
    ran = want(hn("calc", "pack", "--table", "run"), 0, ["total", "supported"])
    assert "P001" not in ran.out, ran
    want(hn("calc", "pack", "--table", "rnu"), 2, "", "did you mean run?")
    want(hn("calc", "pack", "--table", "run", "-o", "x.csv"), 2)
    want(hn("calc", "pack", "--table", "run", "--out", "table"), 2)
    assert left() == ["pack"], left()


# --- -o ---------------------------------------------------------------------


@test
def every_kind_of_results_has_its_file():
    starter(own_data=True)
    wanted = want(hn("calc", "pack"), 0).out
    ran = want(hn("calc", "pack", "-o", "out.csv"), 0, "", "in out.csv.")
    assert ran.out == "", ran
    assert left() == ["out.csv", "out.run.csv", "pack"], left()
    assert read("out.csv") == wanted
    assert "total" in read("out.run.csv")
    for name in ["out.csv", "out.run.csv"]:
        assert os.stat(name).st_mode & 0o777 == 0o600, name


@test
def the_ending_tells_the_form():
    starter(own_data=True)
    want(hn("calc", "pack", "-oout.json"), 0)
    assert len(json.loads(read("out.json"))) == 6
    want(hn("calc", "pack", "--output=out.jsonl", "--out", "jsonl"), 0)
    assert len(read("out.jsonl").splitlines()) == 6
    want(hn("calc", "pack", "-o", "x.csv", "--out", "json"), 2, "", "x.csv")
    want(hn("calc", "pack", "-o", "plain", "--out", "json"), 0)
    assert len(json.loads(read("plain"))) == 6
    assert "x.csv" not in left() and "plain.run" in left(), left()


@test
def the_summary_beside_a_file():
    starter(own_data=True)
    want(hn("calc", "pack", "-o", "out.csv", "--out", "table"), 0, "Support")
    assert len(rows(read("out.csv"))) == 6


@test
def a_dash_is_standard_output():
    starter(own_data=True)
    want(hn("calc", "pack", "-o", "-"), 0, "P001")
    assert left() == ["pack"], left()


# --- rejects ----------------------------------------------------------------


@test
def rejected_rows_are_counted_and_kept():
    starter()
    write("data.csv", HEADER + good(1203) + BAD)
    ran = want(hn("calc", "pack", "data.csv", "-o", "out.csv"), 3, "",
               "1 of 1,204 rows rejected; nothing was calculated for them. "
               "See out.rejects.csv.")
    assert "error[HN401]" in ran.err, ran
    assert len(rows(read("out.csv"))) == 1203
    assert os.stat("out.rejects.csv").st_mode & 0o777 == 0o600
    assert len(rows(read("out.rejects.csv"))) == 1


@test
def rejects_of_an_earlier_run_do_not_stay():
    starter()
    write("bad.csv", HEADER + good(3) + BAD)
    write("good.csv", HEADER + good(3))
    want(hn("calc", "pack", "bad.csv", "-o", "out.csv"), 3)
    want(hn("calc", "pack", "good.csv", "-o", "out.csv"), 0)
    assert "out.rejects.csv" not in left(), left()


@test
def rejects_without_a_file_say_how_to_have_them():
    starter()
    write("data.csv", HEADER + good(3) + BAD)
    ran = want(hn("calc", "pack", "data.csv"), 3, "P000003",
               "1 of 4 rows rejected")
    assert "--rejects FILE" in ran.err and "P900001" not in ran.out, ran
    want(hn("calc", "pack", "data.csv", "--rejects", "r.csv"), 3, "P000003",
         "See r.csv.")
    assert len(rows(read("r.csv"))) == 1


@test
def private_ids_are_not_echoed():
    starter()
    write("data.csv", HEADER + good(3) + BAD)
    ran = want(hn("calc", "pack", "data.csv"), 3)
    assert "P900001" not in ran.err, ran


@test
def too_many_rejects_leave_nothing():
    starter()
    write("data.csv", HEADER + good(3) + BAD + BAD.replace("P9", "P8"))
    want(hn("calc", "pack", "data.csv", "--max-rejects", "1"), 2, "", "-o")
    ran = hn("calc", "pack", "data.csv", "--max-rejects", "1", "-o", "o.csv")
    want(ran, 3, "", "HN416")
    assert left() == ["data.csv", "pack"], left()
    want(hn("calc", "pack", "data.csv", "--max-rejects", "2", "-o", "o.csv"),
         3)
    assert len(rows(read("o.csv"))) == 3


@test
def a_flood_of_faults_is_cut_short():
    starter()
    write("data.csv", HEADER + "".join(
        BAD.replace("P900001", "P%06d" % i) for i in range(250)))
    ran = want(hn("calc", "pack", "data.csv", "-o", "out.csv"), 3, "",
               "\u2026and 247 more rows with the same fault in column "
               "`support_cost` (HN401)\n")
    assert ran.err.count("error[HN401]") == 3
    assert len(rows(read("out.rejects.csv"))) == 250


@test
def faults_of_another_kind_are_told_beside_a_flood():
    starter()
    write("data.csv", HEADER + "".join(
        BAD.replace("P900001", "P%06d" % i) +
        "Q%06d,%02d/04/2026,1.00,1,semh\n" % (i, i % 12 + 1)
        for i in range(40)) + "R1,2026-09-01,words,1,SEMH\n")
    ran = want(hn("calc", "pack", "data.csv"), 3, "", [
        "column `support_cost` (HN401)", "column `asked_on` (HN401)",
        "\u2026and 37 more rows with the same fault in column `need` (HN401)",
        "support_cost is not a number", "capitals matter: write SEMH",
        "02/04/2026 could be 2 April or 4 February", "81 of 81 rows rejected"])
    assert ran.err.count("error[HN401]") < 20, ran


@test
def headings_below_a_title_are_pointed_at():
    starter()
    write("data.csv", "Autumn term,,,,\n" + HEADER + good(3))
    ran = want(hn("calc", "pack", "data.csv"), 3, "",
               "the headings seem to be in line 2")
    assert ran.err.count("error") == 1, ran
    write("data.csv", good(3))
    ran = want(hn("calc", "pack", "data.csv", "--extra", "ignore"), 3, "",
               "is there a header?")
    assert ran.err.count("error") == 1, ran


@test
def a_day_that_is_none_names_the_flag():
    starter(own_data=True)
    for verb in ["calc", "why"]:
        want(hn(verb, "pack", "--on", "28/03/2027"), 2, "",
             "--on: 28/03/2027 is written the other way round: write "
             "2027-03-28\n")
    want(hn("calc", "pack", "--on", "2026-02-30"), 2, "",
         "--on: 2026-02-30: there is no 30 February")
    want(hn("calc", "pack", "--on", "soon"), 2, "", "--on: soon is not a date")
    want(hn("check", "pack", "--as-at", "1/2/2027"), 2, "",
         "--as-at: 1/2/2027 could be 1 February or 2 January: write "
         "2027-02-01 or 2027-01-02\n")


@test
def an_ending_that_tells_no_form_is_refused():
    starter(own_data=True)
    for words in [["-o", "out.xlsx"], ["-o", "out.xlsx", "--out", "csv"],
                  ["-o", "out.txt"], ["-o", "out.txt", "--out", "table"]]:
        want(hn("calc", "pack", *words), 2, "", [".csv", ".jsonl", ".json"])
    want(hn("calc", "pack", "-o", "out.txt", "--out", "csv"), 0)
    assert left() == ["out.run.txt", "out.txt", "pack"], left()


@test
def ids_that_stand_twice_are_told_in_short():
    starter()
    write("data.csv", HEADER + good(20) + good(20))
    ran = want(hn("calc", "pack", "data.csv"), 0, None, [
        "\u2026and 17 more rows with the same warning (HN410)",
        "20 rows have an id that stood before"])
    assert ran.err.count("warning[HN410]") == 3, ran


@test
def quiet_leaves_errors_only():
    starter()
    write("good.csv", HEADER + good(3))
    write("bad.csv", HEADER + good(3) + BAD)
    assert want(hn("calc", "pack", "good.csv", "--quiet"), 0).err == ""
    want(hn("calc", "pack", "bad.csv", "--quiet"), 3, None, "1 of 4 rows")


@test
def a_column_too_many():
    starter()
    head = HEADER.replace("need", "need,note")
    write("data.csv", head + good(2).replace("SEMH", "SEMH,x"))
    ran = hn("calc", "pack", "data.csv", "-o", "out.csv")
    assert ran.code in (2, 3) and "HN403" in ran.err, ran
    assert left() == ["data.csv", "pack"], left()
    want(hn("calc", "pack", "data.csv", "--extra", "ignore"), 0, "P000002")


@test
def an_id_that_stands_twice():
    starter()
    write("data.csv", HEADER + good(2) + good(1))
    ran = want(hn("calc", "pack", "data.csv"), 0, None, [
        "warning[HN410]", "1 row has an id that stood before"])
    assert len(rows(ran.out)) == 3, ran
    want(hn("calc", "pack", "data.csv", "--quiet"), 0, None,
         "1 row has an id that stood before")
    ran = want(hn("calc", "pack", "data.csv", "--repeats", "ignore"), 0)
    assert len(rows(ran.out)) == 3 and "HN410" not in ran.err, ran


# --- what if ----------------------------------------------------------------


@test
def a_parameter_set_changes_the_rows_and_says_so():
    starter(own_data=True)
    was = rows(want(hn("calc", "pack"), 0).out)
    ran = want(hn("calc", "pack", "--set", "cap=12000.00"), 0, None,
               "The rows are those of the what-if: cap = "
               "\u00a312,000.00 a year.")
    now = rows(ran.out)
    differ = [(a["pupil_id"], a["support"], b["support"])
              for a, b in zip(was, now) if a != b]
    assert differ == [("P004", "10000.00", "12000.00")], differ


@test
def what_if_stands_beside_what_is():
    starter(own_data=True)
    words = ["--set", "cap=12000", "--set=cycles=1", "--out", "table"]
    ran = want(hn("calc", "pack", *words), 0,
               ["What if: cap = \u00a312,000.00 a year, cycles = 1\n",
                 "as it stands", "what if"])
    data = read("pack/pupils.csv")
    piped = want(hn("calc", "pack", "-", *words, stdin=data), 0)
    assert piped.out == ran.out, piped
    want(hn("calc", "pack", *words, "-o", "out.csv"), 0, "as it stands",
         "what-if")
    assert "12000.00" in read("out.csv")


@test
def a_value_set_is_told_as_it_was_read():
    starter(own_data=True)
    write("pack/rules.lua", read("pack/rules.lua") + """
param "part" { type = "percent", label = "Part", { from = "2026-04-01", value = 80, source = "illustration" } }
figure "partly" { label = "Partly", type = "GBP/year", value = figure.above_share * param.part }
""")
    want(hn("calc", "pack", "--set", "part=0.5"), 0, None,
         "the what-if: part = 0.5%.")


@test
def a_set_by_its_full_name_is_put_right():
    starter(own_data=True)
    want(hn("calc", "pack", "--set", "param.cap=12000"), 2, "",
         "help: write cap=12000\n")


@test
def a_parameter_that_is_not_there():
    starter(own_data=True)
    want(hn("calc", "pack", "--set", "cpa=1"), 2, "", "cap")
    want(hn("calc", "pack", "--set", "cap=lots", "-o", "out.csv"), 2)
    assert left() == ["pack"], left()


# --- seals ------------------------------------------------------------------


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


@test
def a_seal_names_what_made_the_results():
    starter(own_data=True)
    want(hn("calc", "pack", "--on", "2026-09-01", "-o", "out.csv", "--seal",
            "s.json"), 0)
    text = read("s.json")
    assert json.loads(text)["format"] == "hn.seal.v1", text
    for part in [digest("out.csv"), "2026-09-01", "2026.1"]:
        assert part in text, (part, text)
    want(hn("calc", "pack", "-o", "unsealed.csv"), 0)
    assert read("unsealed.csv") == read("out.csv")


@test
def a_seal_of_totals_is_that_of_the_rows():
    starter(own_data=True)
    want(hn("calc", "pack", "--out", "csv", "--seal", "a.json"), 0)
    want(hn("calc", "pack", "--out", "table", "--seal", "b.json"), 0)
    assert read("a.json") == read("b.json")


# --- threads ----------------------------------------------------------------


@test
def jobs_change_no_byte():
    starter()
    write("data.csv", HEADER + good(40000) + BAD + good(20000, 50001))
    runs = [want(hn("calc", "pack", "data.csv", "--jobs", str(n),
                    "--rejects", "r%d" % n), 3) for n in (1, 2, 4)]
    for n, ran in zip((1, 2, 4), runs):
        assert ran.out == runs[0].out, "rows of %d jobs" % n
        assert ran.err.replace("See r%d" % n, "See r1") == runs[0].err, ran
        assert read("r%d" % n) == read("r1"), "rejects of %d jobs" % n


main()
