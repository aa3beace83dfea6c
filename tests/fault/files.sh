# Faults of whole files: each is refused with exit code 3, and the message says where and what to do.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/base.sh"

fresh "the sound study is accepted without a word"
check
expect_rc 0
reject_err "error"
reject_err "warning"

fresh "wrong CRS: metres declared as degrees"
sed -i 's/EPSG::3067/EPSG::4326/' s/zones.geojson
check
expect_rc 3
expect_err "katve: zones.geojson: crs: 4 of 4 places can't be right: x 405000, y 6805000: the source says degrees, but these are metres of study.crs; Set \`crs\`"

fresh "swapped axes"
sed -i 's/x: x, y: y, zone: kunta/x: y, y: x, zone: kunta/' s/study.yaml
check
expect_rc 3
expect_err_line "katve: people.csv: crs: 6 of 6 places can't be right: x 6805000, y 405000: x and y are the wrong way round; Swap the columns of x and y in the study file, or set \`swap_xy: true\`."

fresh "empty file"
: >s/people.csv
check
expect_rc 3
expect_err_line "katve: people.csv: the file is empty; Fetch or export the file again."

fresh "a header and no rows"
sed -i '2,$d' s/people.csv
check
expect_rc 3
expect_err_line "katve: people.csv: there are no rows in it; Check the export; nothing but a header came."

fresh "missing column"
sed -i '1s/hours_week/hours/' s/sites.csv
check
expect_rc 3
expect_err 'katve: sites.csv: sites.columns.hours_week: there is no column "hours_week"; nearest is "hours"'

fresh "text that is not UTF-8"
printf 's4,Kes\xe4m\xe4ki,Sommar,Keski,library,near,103,406000,6815000,fi,3,yes,2020-03-01\n' >>s/sites.csv
check
expect_err 'katve: sites.csv:5: warning: text that is not UTF-8 was read as ISO-8859-1: "Kesämäki"; Save the file as UTF-8'

fresh "unknown key names the nearest"
sed -i 's/year: 2019/yaer: 2019/' s/study.yaml
check
expect_rc 3
expect_err "katve: s/study.yaml:1: study.yaer: unknown key; nearest known key is 'year'; rename it to 'year', or remove it"
expect_err "katve: s/study.yaml:1: study.year: required key is missing"

fresh "bad YAML"
sed -i 's/^run: .*/run: {seed: 1, out: output/' s/study.yaml
check
expect_rc 3
expect_err "katve: s/study.yaml:27: not valid YAML at column 1: did not find expected ',' or '}'"
expect_err "close the bracket, and put a comma between its parts"

fresh "a key's wrong type, a value out of range and a missing file, all at once"
sed -i -e 's/year: 2019/year: soon/' -e 's/draws: 50/draws: 50, weights: 3/' -e 's/source: rates.csv/source: none.csv/' s/study.yaml
check
expect_rc 3
expect_err "katve: s/study.yaml:1: study.year: expected a whole number (year), found 'soon'"
expect_err "katve: s/study.yaml:20: rates.source: file 'none.csv' is missing; name a file relative to the folder of the study file"
expect_err "katve: s/study.yaml:22: methods.need_layers.weights: 3 is out of range; expected 0 to 1"
expect_err "katve: s/study.yaml: the study file has 3 problems"

fresh "0 draws"
check --set methods.need_layers.draws=0
expect_rc 3
expect_err "katve: command line: methods.need_layers.draws: 0 is out of range; expected 1 to 100000; choose a value of 1 to 100000"

fresh "a folder where a file was expected"
rm s/rates.csv && mkdir s/rates.csv
check
expect_rc 3
expect_err "rates.csv"

begin "a file that may not be read"
if [ "$(id -u)" -ne 0 ]; then
    rm -rf s && base s && chmod 000 s/people.csv
    check
    expect_rc 3
    expect_err "people.csv"
elif command -v setpriv >/dev/null && setpriv --reuid 65534 --regid 65534 --clear-groups test -x "$KATVE" 2>/dev/null; then
    rm -rf s && base s && chmod 000 s/people.csv
    setpriv --reuid 65534 --regid 65534 --clear-groups "$KATVE" check s/study.yaml >out 2>err </dev/null
    rc=$?
    expect_rc 3
    expect_err "people.csv"
else
    skip "root reads everything, and no other user can run the program here"
fi

finish
