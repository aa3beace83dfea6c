# The same bytes in every file: with one thread and with eight, and in another folder and language setting.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/../fault/base.sh"

sums() { (cd "$1" && find . -type f | sort | xargs sha256sum); }
# once FOLDER VARIABLE=VALUE...: runs there, so that the command line is the same each time.
once() {
    mkdir -p "$1"
    (cd "$1" && shift && env "$@" "$KATVE" run ../s/study.yaml --quiet) || wrong "run in $1 failed"
}
same() { cmp -s "$1" "$2" || { wrong "files differ"; diff "$1" "$2" | sed 's/^/    /'; }; }

fresh "one thread and eight"
sed -i -e 's/languages: \[fi\]/languages: [fi, sv, en]/' -e '/pages:/d' -e 's/draws: 50/draws: 200/' s/study.yaml
once one OMP_NUM_THREADS=1
once eight OMP_NUM_THREADS=8
sums one >a
sums eight >b
expect test -s a
same a b

begin "--jobs does not matter either"
mkdir jobs
(cd jobs && "$KATVE" run ../s/study.yaml --quiet --jobs 3) || wrong "run failed"
sums jobs >c
same a c

begin "neither time zone, locale nor time of day"
sleep 1.1
once later TZ=Asia/Tokyo LC_ALL=C LANG=C
sums later >e
same a e

begin "another seed gives other intervals"
mkdir seed
(cd seed && "$KATVE" run ../s/study.yaml --quiet --seed 2) || wrong "run failed"
reject cmp -s one/output/pieni/*/data/data.csv seed/output/pieni/*/data/data.csv

finish
