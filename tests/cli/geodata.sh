# The embedded data: tables add up to the published totals, codes agree between the files, and the
# checksums of geodata/SOURCES are those of the files.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/../shell.sh"
demo=$work/demo
cp -r "$root/geodata/demo" "$demo"
# Awk splits at every comma: those inside quotes become semicolons in the copies.
sed -i ':a;s/^\(\([^"]*"[^"]*"\)*[^"]*"[^",]*\),/\1;/;ta' "$demo"/*.csv

# The column NAME of a table.
column() {
    awk -F, -v want="$2" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == want) at = i; next } { print $at }' "$1"
}
is() { [ "$2" = "$3" ] || wrong "$1 is $2, expected $3"; }
sum() { awk '{ s += $1 } END { printf "%.2f\n", s }'; }

begin "310 municipalities in 19 regions, population of 31.12.2019"
is codes "$(column "$demo/municipalities.csv" code | sort -u | grep -c '^[0-9][0-9][0-9]$')" 310
is rows "$(column "$demo/municipalities.csv" code | wc -l)" 310
is regions "$(column "$demo/municipalities.csv" region_code | sort -u | wc -l)" 19
is population "$(column "$demo/municipalities.csv" population | sum)" 5525292.00
is "municipalities whose ages do not add up" "$(awk -F, 'NR > 1 { s = 0; for (i = 13; i <= NF; i++) s += $i; n += s != $12 } END { print n + 0 }' "$demo/municipalities.csv")" 0
is bilingual "$(column "$demo/municipalities.csv" lang_status | grep -c -e fi-sv -e sv-fi)" 33
is "Swedish-speaking only" "$(column "$demo/municipalities.csv" lang_status | grep -cx sv)" 16

begin "postal areas of 31.12.2016: all that have a total, in every municipality"
is cells "$(column "$demo/people.csv" id | sort -u | wc -l)" 3014
is persons "$(column "$demo/people.csv" total | sum)" 5432778.00
is "areas without ages" "$(column "$demo/people.csv" a0_15 | grep -cx '')" 61
is "areas without total" "$(column "$demo/people.csv" total | grep -cx '')" 0
is "municipalities with people" "$(column "$demo/people.csv" municipality | sort -u | wc -l)" 310
is "areas whose ages do not add up" "$(awk -F, 'NR > 1 && $7 != "" { s = 0; for (i = 7; i <= NF; i++) s += $i; n += s != $6 } END { print n + 0 }' "$demo/people.csv")" 0

begin "720 libraries, 155 of them with digital support"
is libraries "$(column "$demo/sites.csv" id | sort -u | wc -l)" 720
is supporting "$(column "$demo/sites.csv" supports | grep -cx 1)" 155
is "of unknown service" "$(column "$demo/sites.csv" supports | grep -cx '')" 143
is "hours of support" "$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) { if ($i == "supports") s = i; if ($i == "hours_week") h = i }; next } $s == 1 { t += $h } END { printf "%.2f\n", t }' "$demo/sites.csv")" 6452.75
for table in sites people; do
    is "unknown municipalities in $table" "$(comm -13 <(column "$demo/municipalities.csv" code | sort) <(column "$demo/$table.csv" municipality | sort -u) | wc -l)" 0
done

begin "outlines: one feature for each municipality and region, the same codes and people"
is features "$(grep -c '"type":"Feature",' "$demo/municipalities.geojson")" 310
is regions "$(grep -c '"type":"Feature",' "$demo/regions.geojson")" 19
expect cmp <(grep -o '"properties":{"code":"[0-9]*"' "$demo/municipalities.geojson" | grep -o '[0-9]*') <(column "$demo/municipalities.csv" code)
for level in municipalities regions; do
    is "people of $level" "$(grep -o '"population":[0-9]*' "$demo/$level.geojson" | cut -d: -f2 | sum)" 5525292.00
    expect grep -q 'EPSG::3067' "$demo/$level.geojson"
done

begin "rates: five survey years of seven bands, shares between 0 and 1"
is "rows of layer 1" "$(grep -c '^1,20[12][0-9],' "$root/geodata/rates/finland.csv")" 35
is "rates out of range" "$(awk -F, 'NR > 1 && !($5 > 0 && $5 < 1)' "$root/geodata/rates/finland.csv" | wc -l)" 0
expect grep -q '^1,2018,75,89,0.6000,200,' "$root/geodata/rates/finland.csv"
expect grep -q '^1,2021,65,74,0.1500,310,' "$root/geodata/rates/finland.csv"

begin "checksums of SOURCES"
is checksums "$(grep -cE '^[0-9a-f]{64}  ' "$root/geodata/SOURCES")" 7
(cd "$root/geodata" && grep -E '^[0-9a-f]{64}  ' SOURCES | sha256sum --check --quiet) >sums 2>&1 || wrong "$(head -n 3 sums)"

begin "small enough to keep"
is "bytes over 1.5 MB" "$(cat "$root"/geodata/demo/* | wc -c | awk '{ print ($1 > 1500000) }')" 0
finish
