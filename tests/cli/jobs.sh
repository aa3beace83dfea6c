# check, plan, run and verify over a small study: what goes where, and exit codes.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/../fault/base.sh"

fresh "check accepts and writes nothing"
ls -R s >before
katve check s/study.yaml
expect_rc 0
expect_out "s/study.yaml: acceptable; 2 600 persons in 6 cells and 4 zones, 3 sites with 28 h of support a week"
ls -R s >after
expect cmp before after
reject test -e output

begin "check as JSON"
katve check s/study.yaml --json
expect_rc 0
expect python3 -c 'import json; r = json.load(open("out")); assert r["status"] == "acceptable" and r["counts"]["persons"] == 2600, r'

begin "plan writes nothing"
katve plan s/study.yaml
expect_rc 0
expect test -s out
katve plan s/study.yaml --json
expect_rc 0
expect python3 -c 'import json; json.load(open("out"))'
reject test -e output

begin "run lists what it made, one path a line, and all of it exists"
katve run s/study.yaml --out results
expect_rc 0
expect test -s out
while read -r path; do [ -s "$path" ] || wrong "missing or empty: $path"; done <out
made=$(find results -type f | wc -l)
expect test "$made" -eq "$(wc -l <out)"
expect_err "files in results/pieni/"
dir=$(sed -n 's/.* files in //p' err)

begin "no progress and no colour where stderr is not a terminal"
reject grep -q $'\r' err
reject grep -q $'\033' err

begin "PDFs open and hold text"
if command -v pdftotext >/dev/null; then
    for pdf in $(grep '\.pdf$' out); do
        pdftotext "$pdf" text.txt || wrong "not a PDF: $pdf"
        grep -q '[a-z]' text.txt || wrong "no text in $pdf"
    done
    expect grep -q '\.pdf$' out
fi

begin "quiet says nothing"
katve run s/study.yaml --out quiet --quiet
expect_rc 0
expect_no_err
reject test -s out

begin "run as JSON"
katve run s/study.yaml --out json --json
expect_rc 0
cat >whole.py <<'PY'
import json, os
r = json.load(open("out"))
assert r["status"] == "done" and r["files"]
assert all(os.path.getsize(os.path.join(r["dir"], f)) for f in r["files"])
low, high = r["need"][1:]
assert low <= r["need"][0] <= high
PY
expect python3 whole.py

begin "only one region"
katve run s/study.yaml --out one --only Pohjoismaa
expect_rc 0
expect test "$(grep -c '\.pdf$' out)" -lt 3
katve run s/study.yaml --out none --only Atlantis
expect_rc 3
expect_err "katve: s/study.yaml: report.only: no region has the code or name 'Atlantis'; the study has"
reject test -e none/pieni

begin "languages of the command line win"
katve run s/study.yaml --out lang --lang sv
expect_rc 0
expect grep -q '/sv/' out
reject grep -q '/fi/' out

begin "a key of the command line wins"
katve check s/study.yaml --set study.yaer=2018
expect_rc 3
expect_err "study.yaer"
expect_err "nearest known key is 'study.year'"

begin "verify: the same bytes"
if [ -n "$dir" ]; then
    katve verify "$dir"
    expect_rc 0
fi

begin "verify: a changed output and a changed input are found"
if [ -n "$dir" ]; then
    cp -r "$dir" copy
    echo x >>"$dir/data/data.csv"
    katve verify "$dir"
    expect_rc 1
    expect_out "data.csv"
    sed -i 's/,700,/,701,/' s/people.csv
    katve verify copy
    expect_rc 1
    expect_out "people.csv"
fi

begin "verify: what is no run"
mkdir empty
katve verify empty
reject test "$rc" -eq 0
expect test -s err

finish
