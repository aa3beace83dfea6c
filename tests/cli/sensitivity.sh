# katve run --sensitivity: methods and values by name, ranks compared, mistakes told.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/../shell.sh"

katve init study --quiet

begin "methods and values are compared with the study's own choice"
katve run study/study.yaml --out made --lang en --quiet --sensitivity=fca2,raam,i2sfca,catchment=20/40,decay=step
expect_rc 0
table=$(cut -d, -f1,3 made/*/*/data/tables/sensitivity_choice.csv | tr '\n' ' ')
case $table in
"row,spearman study,1 catchment 20 km,"*" catchment 40 km,"*" decay step,"*" access_fca2,"*" raam,"*) ;;
*) wrong "other choices: $table" ;;
esac
grep -q 'no_such_column.*crowding' made/*/*/issues.csv || wrong "a measure of sites alone is not told"

begin "the run can be repeated"
katve verify made/*/*
expect_rc 0

begin "what is neither method nor value is told with the nearest name"
katve run study/study.yaml --sensitivity=raamm --out no
expect_rc 2
expect_err "did you mean raam"
katve run study/study.yaml --sensitivity=decay=cubic --out no
expect_rc 3

finish
