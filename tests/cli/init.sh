# katve init: the study it makes is accepted, complete and left alone the second time.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/../shell.sh"

begin "init writes a study and its tables"
katve init mine
expect_rc 0
expect_no_err
expect test "$(sort out | tr '\n' ' ')" = "mine/municipalities.geojson mine/people.csv mine/rates.csv mine/regions.csv mine/sites.csv mine/study.yaml "

begin "the study explains every key"
"$KATVE" list keys | cut -d' ' -f1 | sed 's/.*\.//' | sort -u >keys
while read -r key; do
    grep -qE "^[ #]*(- )?$key:" mine/study.yaml || wrong "study.yaml lacks $key"
done <keys

begin "it is accepted as it stands"
katve check mine/study.yaml
expect_rc 0
reject_err "warning"

begin "its comments can be taken away: every default is accepted where it is written"
sed -E '/^# methods:/,$ s/^# ?//' mine/study.yaml >mine/full.yaml
katve check mine/full.yaml
expect_rc 0

begin "it runs at once"
katve run mine/study.yaml --out results --lang fi --set methods.need_layers.draws=50 --set 'report.pages=[cover]'
expect_rc 0
expect test -s "$(grep -m1 '\.gpkg$' out)"

begin "existing files are left alone"
echo changed >mine/sites.csv
katve init mine
expect_rc 3
expect_err_line "katve: mine/study.yaml: is there already; choose another folder"
expect grep -qx changed mine/sites.csv

begin "a folder that can't be made"
echo file >plain
katve init plain/sub
expect_rc 1
expect_err_line "katve: plain: folder can't be made: a file of that name is in the way"

finish
