# Real figures of three divisions join to the municipalities of 2020, and their sums stay.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/../shell.sh"

shared=$root/../shared
facts=$shared/finland

begin "official persons of 2018, 2022 and 2024 keep their sums in the division of 2020"
if [ ! -d "$facts" ]; then
    skip "no ../shared/finland beside the project"
    finish
fi
python3 - "$shared" <<'PY' || wrong "the tables could not be made"
import csv, sys
shared = sys.argv[1]
facts = shared + "/finland/"
rows = lambda name, enc="utf-8-sig": list(csv.reader(open(name, encoding=enc, newline="")))
def write(name, persons):
    with open(name, "w", newline="") as f:
        w = csv.writer(f)
        w.writerow(["code", "n"])
        w.writerows(sorted(persons.items()))
    print(name, len(persons), sum(persons.values()))
# 2018, 311 municipalities: Valtimo taken back out of Nurmes with the figure of the table of its year.
p = {}
for r in csv.DictReader(open(facts + "population_by_single_year_age.csv")):
    if r["year"] == "2018":
        p[r["code"]] = p.get(r["code"], 0) + int(r["males"]) + int(r["females"])
valtimo = next(r for r in rows(shared + "/formats/pxweb/11re_2018_fi_comma_latin1.csv", "latin-1") if r[:2] == ["Valtimo", "Yhteensä"])
p["911"] = int(valtimo[2]) + int(valtimo[3])
p["541"] -= p["911"]
write("y2018.csv", p)
write("y2022.csv", {r["code"]: int(r["population"]) for r in csv.DictReader(open(facts + "population_total_2000_2022.csv"))
                    if r["year"] == "2022" and r["population"]})
p = {}
for r in csv.DictReader(open(facts + "population_by_age.csv")):
    if r["year"] == "2024" and r["source"] == "kunta_vaki":
        p[r["code"]] = p.get(r["code"], 0) + int(r["total"])
write("y2024.csv", p)
PY
for case in 2018:5517919:311 2022:5563970:309 2024:5635971:308; do
    IFS=: read -r year want rows <<<"$case"
    [ "$(($(wc -l <"y$year.csv") - 1))" = "$rows" ] || wrong "y$year.csv has not $rows rows"
    cat >"s$year.yaml" <<YAML
study: {id: d$year, year: 2024, division_year: 2020, date: 2026-10-01, title_fi: d, title_sv: d, title_en: d}
zones:
  - level: municipality
    source: $facts/municipalities_2020.gpkg
    columns: {code: code, name_fi: name_fi, name_sv: name_sv, parent: region_code}
  - level: region
    source: $facts/regions_2020.gpkg
    columns: {code: region_code}
people:
  source: $facts/paavo_postal_2024.csv
  columns: {id: pno, x: euref_x, y: euref_y, zone: kunta_2025, total: he_vakiy}
  ages: {"0-": he_vakiy}
  zone_ages: y$year.csv
  zone_ages_columns: {code: code, "0-": n}
  rake: true
sites: {source: $facts/providers_libraries.csv, columns: {id: id, name_fi: name, municipality: code, lon: lon, lat: lat, hours_week: staffed_h_week}}
rates: {source: $root/geodata/rates/finland.csv}
YAML
    katve check "s$year.yaml"
    expect_rc 0
    sum=$(awk -F, 'NR > 1 { n += $2 } END { printf "%d", n }' "y$year.csv")
    [ "$year" = 2022 ] || [ "$sum" = "$want" ] || wrong "y$year.csv has $sum persons, not $want"
    # Which zones were recoded, added up or divided, is said.
    case $year in
    2018) expect_err "911 Valtimo merged into 541 Nurmes on 2020-01-01: 1 row with 2143 persons were added to it" ;;
    2022) expect_err "099 Honkajoki merged into 214 Kankaanpää on 2021-01-01: 1 row" ;;
    2024) expect_err "588 Pertunmaa merged into 507 Mäntyharju on 2025-01-01: 1 row" ;;
    esac
    # Every person is in the study: thousands stand apart by a no-break space of some kind.
    got=$(sed -E 's/.*acceptable; ([^a-z]*) persons.*/\1/; s/[^0-9]//g' out)
    [ "$got" = "$sum" ] || { wrong "$year: $got persons in place of $sum"; cat out; }
done
finish
