#!/bin/sh
# run.sh - the main job: what a caseload costs under rules/pre_ehcp, why one
# pupil gets what they get, and what another threshold would change.
# HN is the program (build/hn); results go beside it.
set -eu
cd "$(dirname "$0")/../.."
HN=${HN:-build/hn}
pack=rules/pre_ehcp
data=examples/pre_ehcp/caseload.csv
results=$(dirname "$HN")/pre_ehcp.csv

say() {
    printf '\n== %s\n\n' "$1"
}

# 3 says that some rows were rejected: that is for the reader, not a failure.
calc() {
    "$HN" calc "$pack" "$data" --on 2026-09-01 --quiet "$@" || [ $? -eq 3 ]
}

say "What the caseload comes to (400 synthetic pupils, on 1 September 2026)"
calc --out table -o "$results"

say "One pupil: why"
"$HN" why "$pack" "$data" --on 2026-09-01 --key SYN-0001 --quiet

say "If schools had to meet the first £7,000"
calc --set school_first=7000 --out table

say "Where the results are"
printf 'every pupil, one row each:  %s\nthe totals:                 %s\n' \
    "$results" "${results%.csv}.run.csv"
