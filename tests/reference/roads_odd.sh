# Roads with speeds below zero, of zero and without any, with loops and lines of no length, an island without a ferry,
# and a network of one crossing: minutes that anyone can count, and each oddity in issues.csv.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/../shell.sh"

python3 - <<'PY'
import json
def layer(name, features):
    json.dump({"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3067"}},
               "features": features}, open(name, "w"))
def line(points, **columns):
    return {"type": "Feature", "properties": {"class": "residential", "name": "Kuja", "speed": None} | columns,
            "geometry": {"type": "LineString", "coordinates": [[500000 + x, 6700000 + y] for x, y in points]}}
square = [(0, 20000), (1000, 20000), (1000, 21000), (0, 21000), (0, 20000)]
layer("roads.geojson", [
    line([(0, 0), (1000, 0)], speed=-60), line([(1000, 0), (2000, 0)], speed=0), line([(2000, 0), (3000, 0)]),
    line([(3000, 0), (4000, 0)], speed=60), line([(1000, 0), (1000, 0)], speed=60),
    line([(4000, 0), (4000, 500), (4500, 500), (4500, 0), (4000, 0)], speed=60), line(square, speed=60)])
layer("loop.geojson", [line(square, speed=60)])
cell = {"B": (1000, 0), "C": (2000, 0), "D": (3000, 0), "E": (4000, 0), "L": (4500, 500), "S": (0, 20000), "T": (1000, 20500)}
zones, people = [], ["id,zone,name,x,y,total,a"]
for i, (k, (x, y)) in enumerate(cell.items()):
    x, y = x + 500000, y + 6700000
    ring = [[x - 90, y - 90], [x + 90, y - 90], [x + 90, y + 90], [x - 90, y + 90], [x - 90, y - 90]]
    zones.append({"type": "Feature", "properties": {"code": "%03d" % (i + 1), "name_fi": k, "region": "01"},
                  "geometry": {"type": "Polygon", "coordinates": [ring]}})
    people.append(f"{k},{i + 1:03d},Place {k},{x},{y},1000,1000")
layer("zones.geojson", zones)
open("regions.csv", "w").write("code,name_fi,name_sv,name_en\n01,Saaristo,Skärgården,Archipelago\n")
open("people.csv", "w").write("\n".join(people) + "\n")
head = "id,name_fi,provider_type,municipality,x,y,supports,hours_week\n"
open("sites.csv", "w").write(head + "a,A,library,001,500000,6700000,1,20\n")
open("island.csv", "w").write(head + "a,A,library,001,500000,6700000,1,20\nm,M,library,006,500000,6721000,1,20\n")
open("one.csv", "w").write(head + "m,M,library,006,500000,6720000,1,20\n")
PY
study() { # roads, sites
    cat <<Y
study: {id: odd, title_fi: Outo, title_sv: Udda, title_en: Odd, year: 2024, division_year: 2024, date: 2026-10-01}
zones:
  - level: municipality
    source: zones.geojson
    columns: {parent: region}
  - level: region
    table: regions.csv
people: {source: people.csv, ages: {"16-": a}}
sites: {source: $2, supports_when: "supports=1"}
roads: {importer: road_lines, source: $1, meet: vertices}
rates: {source: $root/geodata/rates/finland.csv}
methods:
  road_network: {modes: [car, walk], speed_share: 1, parking_min: 0, part_nodes: 1, far_km: 2}
report: {suppress_k: 0}
Y
}
value() { awk -F, -v z="$2" -v v="$3" '$1 == "municipality" && $3 == z && $6 == v { print $7 "/" $NF }' "$1"/odd/*/data/data.csv | tr -d '\r'; }
is() { # run, zone, column, figure
    local got
    got=$(value "$1" "$2" "$3")
    [ "$got" = "$4" ] || wrong "$3 of $2 is $got, not $4"
}
told() { grep -qa -- "$2" "$1"/odd/*/issues.csv || wrong "issues.csv lacks: $2"; }

begin "speeds that are none are the class's, loops are roads, lines of no length are told"
study roads.geojson sites.csv >study.yaml
katve run study.yaml --out first --lang en
expect_rc 0
for pair in B:1.5 C:3 D:4.5 E:5.5 L:6.5; do is first "${pair%:*}" travel_min_car "${pair#*:}/shown"; done
told first 'speed=""-60""'
told first "no-line"

begin "an island without a ferry is a gap in figures and words"
for zone in S T; do
    is first $zone travel_min_car /missing
    is first $zone cut_off_car 1000/shown
    is first $zone unmet_share 1/shown
    is first $zone covered_car 1/shown
done
is first B cut_off_car 0/shown
told first "2 cells with 2000 persons have no way to any site: they count as a gap"
pdftotext -layout first/odd/*/pdf/en/01-archipelago.pdf text
for words in "2,000 residents reach no support by" "Place S" "home without any way to support"; do
    grep -q "$words" text || wrong "the report does not say \"$words\""
done

begin "a site on the island serves the island alone, and is told"
study roads.geojson island.csv >island.yaml
katve run island.yaml --out island --lang en
expect_rc 0
told island "site m: on an island: neither road nor ferry joins it to the largest part"
is island S travel_min_car 1/shown
is island L travel_min_car 6.5/shown
is island S unmet_share 0/shown
grep -q "site m" island/odd/*/data/tables/road_left_car.csv || wrong "the table lacks the site"

begin "a network of one crossing"
study loop.geojson one.csv >one.yaml
katve run one.yaml --out one --lang en
expect_rc 0
is one S travel_min_car 0/shown
is one T travel_min_car 1.5/shown
is one B travel_min_car /missing
is one B covered_car 0/shown
told one "5 cells with 5000 persons are beyond the roads: unknown, no gap"

finish
