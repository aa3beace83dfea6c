# A sound study of four zones, six cells and three sites that each fault test breaks in one place.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "${BASH_SOURCE[0]}")/../shell.sh"

# zone CODE NAME_FI REGION X Y [POPULATION]: a square of 10 km as a GeoJSON feature.
zone() {
    printf '{"type":"Feature","properties":{"code":"%s","name_fi":"%s","name_sv":"%s","region_code":"%s","population":%s},' \
        "$1" "$2" "$2" "$3" "${6:-1000}"
    printf '"geometry":{"type":"Polygon","coordinates":[[[%d,%d],[%d,%d],[%d,%d],[%d,%d],[%d,%d]]]}}' \
        "$4" "$5" $(($4 + 10000)) "$5" $(($4 + 10000)) $(($5 + 10000)) "$4" $(($5 + 10000)) "$4" "$5"
}
# zones FEATURE...: the collection.
zones() {
    echo '{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3067"}},"features":['
    local separator=''
    for feature; do
        printf '%s%s\n' "$separator" "$feature"
        separator=,
    done
    echo ']}'
}
zone_a() { zone 101 Alku 11 400000 6800000 1000; }
zone_b() { zone 102 Loppu 11 410000 6800000 500; }
zone_c() { zone 103 Keski 12 400000 6810000 800; }
zone_d() { zone 104 Reuna 12 410000 6810000 300; }

# base DIR: writes the sound study there.
base() {
    mkdir -p "$1"
    zones "$(zone_a)" "$(zone_b)" "$(zone_c)" "$(zone_d)" >"$1/zones.geojson"
    cat >"$1/regions.csv" <<'CSV'
code,name_fi,name_sv,name_en
11,Etelämaa,Söderlandet,Southland
12,Pohjoismaa,Norrlandet,Northland
CSV
    cat >"$1/people.csv" <<'CSV'
id,name,x,y,kunta,total,a0,a16,a65,a75,sv
c1,Keskusta,405000,6805000,101,700,100,400,120,80,70
c2,Kylä,402000,6802000,101,300,40,140,70,50,10
c3,Loppu,415000,6805000,102,500,60,250,100,90,5
c4,Keski,405000,6815000,103,800,100,450,150,100,300
c5,Reuna,415000,6815000,104,200,20,90,50,40,2
c6,Korpi,418000,6818000,104,100,10,30,30,30,1
CSV
    cat >"$1/sites.csv" <<'CSV'
id,name_fi,name_sv,provider_name,provider_type,form,municipality,x,y,languages,hours_week,supports,updated_on
s1,Alun kirjasto,Alku bibliotek,Alku,library,near,101,405500,6805500,fi;sv,20,yes,2020-03-01
s2,Keskin palvelu,Keski service,Keski,municipality,near,103,405000,6814000,fi,8,yes,2020-03-01
s3,Reunan kirjasto,Reuna bibliotek,Reuna,library,near,104,415000,6815500,fi,,no,2020-03-01
CSV
    cat >"$1/rates.csv" <<'CSV'
layer,year,age_min,age_max,rate,n_eff,source
1,2018,16,64,0.02,1000,test
1,2018,65,74,0.22,310,test
1,2018,75,999,0.60,200,test
2,2018,16,64,0.03,,test
2,2018,65,74,0.10,,test
2,2018,75,999,0.15,,test
3,2018,16,64,0.20,,test
3,2018,65,74,0.30,,test
3,2018,75,999,0.20,,test
CSV
    cat >"$1/study.yaml" <<'YAML'
study: {id: pieni, title_fi: Pieni, title_sv: Liten, title_en: Small, year: 2019, date: 2020-06-01}
zones:
  - level: municipality
    source: zones.geojson
    columns: {code: code, name_fi: name_fi, name_sv: name_sv, parent: region_code, population: population}
  - level: region
    table: regions.csv
    columns: {code: code, name_fi: name_fi, name_sv: name_sv, name_en: name_en}
people:
  source: people.csv
  columns: {id: id, name: name, x: x, y: y, zone: kunta, total: total}
  ages: {"0-15": a0, "16-64": a16, "65-74": a65, "75-": a75}
  languages: {sv: sv}
sites:
  source: sites.csv
  columns: {id: id, name_fi: name_fi, name_sv: name_sv, provider_name: provider_name, provider_type: provider_type,
            form: form, municipality: municipality, x: x, y: y, languages: languages, hours_week: hours_week,
            supports: supports, updated_on: updated_on}
rates:
  source: rates.csv
methods:
  need_layers: {draws: 50}
report:
  languages: [fi]
  pages: [cover]
run: {seed: 1, out: output}
YAML
}
# A sound study in a folder of its own for every case.
fresh() {
    begin "$1"
    rm -rf s
    base s
}
check() { katve check s/study.yaml "$@"; }
