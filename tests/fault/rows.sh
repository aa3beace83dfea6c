# Faults in rows: no row is lost in silence, and each is listed with file, row, field and remedy.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/base.sh"

fresh "duplicate zone code"
zones "$(zone_a)" "$(zone_b)" "$(zone_c)" "$(zone_d)" "$(zone_a)" >s/zones.geojson
check
expect_err "katve: zones.geojson:5: code: code 101 is in rows 1 and 5; the second was left out; Give each zone a code of its own."

fresh "duplicate site id"
sed -n '2p' s/sites.csv >>s/sites.csv
check
expect_err "katve: sites.csv:5: id: id s1 is used twice; Give each site an id of its own; the later row was left out."

fresh "a table whose codes are not the zones'"
sed -i '2s/^[0-9]*,/77,/' s/regions.csv
check
expect_err "katve: regions.csv:2: warning: code: code 77 of the table is no zone of this level; Use the codes of the outlines, or leave the row out."

fresh "invalid polygon is repaired and said"
bowtie=$(zone_d | sed 's/\[\[\[.*\]\]\]/[[[410000,6810000],[420000,6820000],[420000,6810000],[410000,6820000],[410000,6810000]]]/')
zones "$(zone_a)" "$(zone_b)" "$(zone_c)" "$bowtie" >s/zones.geojson
check
expect_err "zone 104: the outline crosses itself; it was repaired"

fresh "a count that is no number"
sed -i 's/^c2,\(.*\),40,140,/c2,\1,NaN,140,/' s/people.csv
check
expect_err "is not a number; taken as unknown"

fresh "a negative count"
sed -i 's/^c2,\(.*\),40,140,/c2,\1,-40,140,/' s/people.csv
check
expect_err "-40 persons; taken as unknown"

fresh "suppressed counts are unknown, imputed and counted"
sed -i 's/^c6,.*/c6,Korpi,418000,6818000,104,100,..,..,..,..,1/' s/people.csv
check
expect_rc 0
expect_err "katve: people.csv: note: ages: ages of 100 persons in 1 cells are suppressed or missing; they follow their zone"
expect_out "2 600 persons"

fresh "a zone without people"
sed -i '/,102,/d' s/people.csv
check
expect_err "katve: zones.geojson:2: warning: no cell with people lies in zone 102 (Loppu); Check that the cells cover every zone."

fresh "a region without sites"
sed -i '/,10[34],/d' s/sites.csv
katve run s/study.yaml --out nosites
expect_rc 0
expect test -s "$(grep -m1 'data.csv$' out)"

fresh "no site at all"
sed -i '2,$d' s/sites.csv
check
expect_err "sites.csv"

fresh "a site without hours is unknown, not zero"
sed -i 's/^\(s2,.*,fi,\)8,/\1,/' s/sites.csv
check
expect_rc 0
expect_err "katve: sites.csv:3: warning: hours_week: site s2 gives support, but its hours are unknown; Ask the provider for staffed support hours."
expect_out "20 h of support a week"

fresh "more than 168 hours a week"
sed -i 's/^\(s2,.*,fi,\)8,/\1180,/' s/sites.csv
check
expect_err "katve: sites.csv:3: warning: hours_week: 180 hours a week; taken as unknown; Give staffed hours a week between 0 and 168."

fresh "an unknown language"
sed -i 's/^\(s2,.*\),fi,8/\1,klingon,8/' s/sites.csv
check
expect_err 'katve: sites.csv:3: warning: languages: "klingon" is no language code; Use ISO 639 codes such as fi;sv;en.'

fresh "two overlapping zones"
zones "$(zone_a)" "$(zone 102 Loppu 11 405000 6800000 500)" "$(zone_c)" "$(zone_d)" >s/zones.geojson
check
expect_err "zones 101 and 102 share 50.0 km2"

fresh "a site off the map"
sed -i 's/,405000,6814000,fi/,705000,6814000,fi/' s/sites.csv
check
expect_err "katve: sites.csv:3: warning: site s2 lies off the map, at x 705000, y 6814000; Check the coordinates; the site counts for no zone."

fresh "a code without a zone"
sed -i 's/^\(c2,.*\),101,300/\1,999,300/' s/people.csv
check
expect_err "katve: people.csv:3: warning: zone: cell c2 names zone 999, which does not exist; Use codes of the study"

fresh "people that do not add up to the zone"
sed -i 's/"population":500/"population":900/' s/zones.geojson
check
expect_err "katve: zones.geojson:2: warning: population: population of Loppu is 900, its cells have 500; Use figures of one day and one division."

fresh "a stale record"
sed -i 's/^\(s2,.*\)2020-03-01/\12015-03-01/' s/sites.csv
check
expect_rc 0
expect_err "katve: sites.csv:3: warning: updated_on: site s2 was last checked on 2015-03-01, more than 12 months before the study; Check the record with the provider."

begin "--strict makes it an error"
check --strict
expect_rc 3
expect_err "katve: sites.csv:3: warning: updated_on: site s2 was last checked on 2015-03-01, more than 12 months before the study; Check the record with the provider."
expect_err "run.strict: 1 warnings or errors in the data, and the run is strict; mend the data, or run without --strict"
katve run s/study.yaml --strict --out strict
expect_rc 3
reject test -e strict/pieni

finish
