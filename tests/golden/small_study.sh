# A whole small study from files to data.csv against figures worked out by hand (small_study.csv:
# level, code, variable, value). The study is that of tests/fault/base.sh with steps of 10, 20 and 30 km
# (weights 1, 0.68, 0.22), a standard of 40 h and nothing hidden. The working, need first:
# SPDX-License-Identifier: GPL-3.0-or-later
#
#   zone 101: adults 540, 190, 130 by age.  N1 = 540×.02 + 190×.22 + 130×.60 = 130.6
#             N2 = 540×.03 + 190×.10 + 130×.15 = 54.7;  need = N1 + N2 = 185.3
#   all:      2,270 adults; N1 375.6, N2 151.3; N3 makes 39 % of adults of it: 885.3 - 526.9 = 358.4
#   ways:     km = 1.3 × straight line.  c1 0.919, c2 6.435 (s1); c3 12.367 (s1); c4 1.3, c5 13.065,
#             c6 17.682 (s2).  Far (> 10 km): c3, c5, c6 = 800 persons; near (<= 3 km): c1, c4 = 1,500
#   shares:   demand(s1) = 402.132 and demand(s2) = 404.852 persons, so that c1 reaches
#             1000 (20 / 402.132 + 0.68 × 8 / 404.852) = 63.17 h per 1,000 and c6, at 0.22 and 0.68,
#             24.38 h: of its need 1 - 24.38 / 40 is unmet, and of nobody else's
#   pattern:  unmet shares are 0, 0, 0 and u; every zone touches every other.  In standard deviations (by n) that is
#             -1/sqrt(3) = -0.577 and sqrt(3) = 1.732; the others' mean is (1.732 - 2 × 0.577) / 3 = 0.192 and -0.577;
#             I = -0.577 × 0.192 = -0.111 and -1, their mean -1/3: what every arrangement of these values has
#   funnel:   common share 0.156 × 84 / 527 = 0.0249; z = -2.18, -1.69, -1.93, 7.71, drawn in to -2.10 and 4.89, so
#             phi = 8.7; of 104 the 95 % limit is 0.0249 + 1.96 sqrt(0.0243 × 8.7 / 84) = 0.123 and the 99.8 % one
#             0.180: between them (class 1).  It is the first in every draw; the others cannot be told apart
# shellcheck shell=bash
. "$(dirname "$0")/../fault/base.sh"
sorted() { LC_ALL=C sort "$@"; }

fresh "every figure is the one worked out by hand"
sed -i 's/draws: 50}/draws: 200}\n  e2sfca: {decay: step}\n  capacity_gap: {standard: 40}/
        s/pages: \[cover\]/pages: [cover]\n  suppress_k: 0/' s/study.yaml
katve run s/study.yaml --out whole --quiet
expect_rc 0
data=$(echo whole/pieni/*/data/data.csv)
awk -F, 'NR > 1 { print $1 "," $2 "," $6 "," $7 }' "$data" | sorted >got
sorted "$root/tests/golden/small_study.csv" >want
LC_ALL=C comm -13 got want >lacking
[ -s lacking ] && wrong "$(wc -l <lacking) figures differ, the first: $(head -n 3 lacking | tr '\n' ' ')"
expect test "$(wc -l <want)" -eq 178

begin "intervals hold their value, and nothing else has one"
awk -F, 'NR > 1 && $8 != "" && !($8 <= $7 && $7 <= $9) { print; bad = 1 } END { exit bad }' "$data" >odd ||
    wrong "$(head -n 1 odd)"
for v in population hours_week sites dist_km near_share; do
    awk -F, -v v=$v '$6 == v && $8 != "" { bad = 1 } END { exit bad }' "$data" || wrong "$v has an interval"
done

begin "a hidden count is not told by its neighbours"
# Need of zone 104 is 84 persons; with k = 90 it and the other zone of its region are hidden.
sed -i 's/suppress_k: 0/suppress_k: 90/' s/study.yaml
katve run s/study.yaml --out hidden --quiet
expect_rc 0
data=$(echo hidden/pieni/*/data/data.csv)
for zone in 103 104; do
    expect grep -q "^municipality,$zone,.*,need,,,,persons,suppressed" "$data"
    expect grep -q "^municipality,$zone,.*,need_per_1000,,,,.*,suppressed" "$data"
done
expect grep -q '^region,12,.*,need,230,.*,shown' "$data"

begin "a register without hours or forms leaves them unknown"
base s
sed -i 's/,near,/,,/; s/fi;sv,20,/,,/; s/,fi,8,/,,,/' s/sites.csv
katve run s/study.yaml --out blank --quiet
expect_rc 0
data=$(echo blank/pieni/*/data/data.csv)
for v in hours_week hours_near hours_sv hours_per_1000 access unmet unmet_share; do
    expect grep -q "^country,.*,$v,,,,.*,missing" "$data"
done
expect grep -q '^country,.*,sites,2,' "$data"
expect grep -q '^country,.*,pop_far,800,' "$data"

begin "without any site all people are far and all need is unmet"
base s
sed -i 's/,yes,/,no,/' s/sites.csv
katve run s/study.yaml --out none --quiet
expect_rc 0
data=$(echo none/pieni/*/data/data.csv)
expect grep -q '^country,.*,pop_far,2600,' "$data"
expect grep -q '^country,.*,unmet,527,' "$data"
expect grep -q '^country,.*,hours_week,0,' "$data"
expect grep -q '^country,.*,dist_km,,,,km,missing' "$data"

finish
