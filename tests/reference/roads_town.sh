# A town of OpenStreetMap whose minutes anyone can count: a one-way street, a dead end, a roundabout, a
# private road, a ferry, an island without one and people beyond the extract; searches kept and damaged.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/../shell.sh"

begin "minutes of a town are those of its streets"
python3 - <<'PY'
# Metres from a corner of the town at 500000, 6700000 in EPSG:3067, and the same place as OSM writes it.
place = {
    "A": (0, 0, "27", "60.4362771958027"), "B": (1000, 0, "27.0181680579116", "60.4362759576024"),
    "C": (2000, 0, "27.0363361126136", "60.4362722430019"), "D": (2000, 1000, "27.0363461376622", "60.4452509025485"),
    "E": (1000, 1000, "27.0181730704373", "60.4452546184991"), "Z": (-1000, 0, "26.9818319420884", "60.4362759576024"),
    "R1": (3000, 0, "27.0545041608966", "60.4362660520025"), "R2": (3100, 100, "27.0563225186821", "60.4371631629514"),
    "R3": (3200, 0, "27.0581377695005", "60.4362645166349"), "R4": (3100, -100, "27.056319411914", "60.435367430328"),
    "F": (4200, 0, "27.076305805844", "60.4362553539597"), "G": (3100, 1100, "27.0563380584944", "60.4461418187545"),
    "H": (5200, 0, "27.0944738287074", "60.4362437148916"), "I": (0, -3000, "27", "60.4093411386221"),
    "J": (1000, -3000, "27.0181530395801", "60.4093399017703"), "K": (0, 5000, "27", "60.4811703806967"),
    "L": (1000, 5000, "27.0181931526937", "60.4811691402438"),
    "M": (10000, 10000, "27.1821827463958", "60.5259389903587"), "N": (11000, 10000, "27.2004008963459", "60.5259128935817")}
number = {k: i + 1 for i, k in enumerate(place)}
ways = [("Z A", "highway=residential maxspeed=30"), ("A B C", "highway=residential maxspeed=60"),
        ("C D E B", "highway=residential maxspeed=60 oneway=yes"), ("C R1", "highway=residential maxspeed=60"),
        ("R1 R4 R3 R2 R1", "highway=residential maxspeed=60 junction=roundabout"),
        ("R3 F", "highway=residential maxspeed=60"), ("R2 G", "highway=residential maxspeed=60"),
        ("F H", "highway=residential maxspeed=60 access=private"), ("A I", "route=ferry duration=00:20"),
        ("I J", "highway=residential maxspeed=60"), ("K L", "highway=residential maxspeed=60"),
        ("M N", "highway=residential maxspeed=60")]
with open("town.osm", "w") as f:
    f.write('<?xml version="1.0" encoding="UTF-8"?>\n<osm version="0.6">\n')
    for k, (_, _, lon, lat) in place.items(): f.write(f'<node id="{number[k]}" lat="{lat}" lon="{lon}"/>\n')
    for i, (nodes, tags) in enumerate(ways):
        f.write(f'<way id="{i + 100}">' + "".join(f'<nd ref="{number[k]}"/>' for k in nodes.split()))
        f.write("".join('<tag k="{}" v="{}"/>'.format(*t.split("=")) for t in tags.split()) + "</way>\n")
    f.write("</osm>\n")
# One cell in each zone, so that the figure of a zone is that of its cell; P lives on the one-way street.
cell = {k: place[k][:2] for k in "BCDEZFGHJL"} | {"P": (2000, 500), "Q": (0, 20000)}
zones, people = [], ["id,zone,name,x,y,total,a"]
for i, (k, (x, y)) in enumerate(cell.items()):
    x, y = x + 500000, y + 6700000
    ring = [[x - 90, y - 90], [x + 90, y - 90], [x + 90, y + 90], [x - 90, y + 90], [x - 90, y - 90]]
    zones.append('{"type":"Feature","properties":{"code":"%03d","name_fi":"%s","region":"01"},"geometry":'
                 '{"type":"Polygon","coordinates":[%s]}}' % (i + 1, k, ring))
    people.append(f"{k},{i + 1:03d},Place {k},{x},{y},1000,1000")
open("zones.geojson", "w").write('{"type":"FeatureCollection","crs":{"type":"name","properties":'
    '{"name":"urn:ogc:def:crs:EPSG::3067"}},"features":[' + ",".join(zones) + "]}")
open("regions.csv", "w").write("code,name_fi,name_sv,name_en\n01,Saaristo,Skärgården,Archipelago\n")
open("people.csv", "w").write("\n".join(people) + "\n")
open("sites.csv", "w").write("id,name_fi,provider_type,municipality,x,y,supports,hours_week\n"
    "a,A,library,001,500000,6700000,1,20\nm,M,library,001,510000,6710000,1,20\n")
PY
cat >study.yaml <<'Y'
study: {id: town, title_fi: Kaupunki, title_sv: Staden, title_en: The town, year: 2024, division_year: 2024, date: 2026-10-01}
zones:
  - level: municipality
    source: zones.geojson
    columns: {parent: region}
  - level: region
    table: regions.csv
people:
  source: people.csv
  ages: {"16-": a}
sites:
  source: sites.csv
  supports_when: "supports=1"
roads:
  source: town.osm
rates:
  source: RATES
methods:
  road_network: {speed_share: 1, parking_min: 0, part_nodes: 3, far_km: 2}
report:
  suppress_k: 0
Y
sed -i "s|RATES|$root/geodata/rates/finland.csv|" study.yaml
katve run study.yaml --out first --lang en
expect_rc 0
reject_err "earlier run"
minutes() { awk -F, -v z="$2" '$1 == "municipality" && $3 == z && $6 == "cost_min" { print $7 "/" $NF }' "$1"/town/*/data/data.csv | tr -d '\r'; }
expect_minutes() {
    local got
    got=$(minutes first "$1")
    [ "$got" = "$2" ] || wrong "$1 is $got minutes from support, not $2: $3"
}
expect_minutes B 1/shown "along the street"
expect_minutes C 2/shown "along the street"
expect_minutes E 2/shown "with the one-way street"
expect_minutes D 3/shown "with the one-way street, not against it"
expect_minutes P 3.5/shown "on with the one-way street from its middle"
expect_minutes Z 2/shown "a dead end at 30 km/h"
expect_minutes F 4.3/shown "two quarters of the roundabout"
expect_minutes G 4.1/shown "one quarter of the roundabout"
expect_minutes H 17/shown "on foot along the private road"
expect_minutes J 31/shown "10 minutes of waiting, 20 of crossing, 1 of driving"
expect_minutes L /missing "an island without a ferry"
expect_minutes Q /missing "beyond the extract"

begin "an island without a ferry is a gap; whom the extract leaves out is unknown"
share() { awk -F, -v z="$1" -v v="$2" '$1 == "municipality" && $3 == z && $6 == v { print $7 "/" $NF }' first/town/*/data/data.csv | tr -d '\r'; }
[ "$(share L unmet_share)" = 1/shown ] || wrong "of the island's need $(share L unmet_share) is unmet"
case $(share Q unmet) in /*) ;; *) wrong "unmet need beyond the extract is $(share Q unmet)" ;; esac
case $(share Q no_match) in /*) ;; *) wrong "need without a match beyond the extract is $(share Q no_match)" ;; esac
cat first/town/*/data/tables/road_left_car.csv >left
grep -q "cell L" left && grep -q "cell Q" left && grep -q "site m" left || wrong "not all left out are listed"

pdftotext -layout first/town/*/pdf/en/01-archipelago.pdf report.txt
for words in "82% of people reach" "1,000 residents" "reach no support" "Place L" "Roads are known for 92%"; do
    grep -q "$words" report.txt || wrong "the report does not say \"$words\""
done
awk -F, '$1 == "municipality" && $3 == "L" && $6 == "cut_off_car"' first/town/*/data/data.csv | grep -q ",1000," || wrong "those on the island are not cut off"

pdftotext -layout first/town/*/pdf/en/01-archipelago-digital-support.pdf directory.txt
grep -q "31.min by car on average" directory.txt || wrong "the directory does not tell the minutes beyond the ferry"

begin "outlines of minutes are in the GeoPackage, valid and nested"
sql() { ogr2ogr -f CSV /vsistdout/ first/town/*/data/town.gpkg -dialect SQLite -sql "$1" | tail -n +2 | tr -d '\r",'; }
[ "$(sql 'SELECT count(*) FROM isochrones WHERE ST_IsValid(geom) = 1')" = 5 ] || wrong "not five valid outlines"
[ "$(sql 'SELECT count(*) FROM isochrones a JOIN isochrones b ON a.minutes < b.minutes WHERE ST_Area(ST_Difference(a.geom, b.geom)) > 0.01')" = 0 ] || wrong "they are not nested"
within() { sql "SELECT min(minutes) FROM isochrones WHERE ST_Within(MakePoint(500000 + $1, 6700000 + $2, 3067), geom)"; }
expect_within() { [ "$(within "$1" "$2")" = "$3" ] || wrong "($1, $2) lies within $(within "$1" "$2") minutes, not $3: $4"; }
expect_within 2000 5 10 "along the street"
expect_within 500 -2995 45 "beyond the ferry"
expect_within 0 -1500 "" "on the sea, below the ferry"
expect_within 500 5005 "" "an island without a ferry"
expect_within 4700 5 "" "a private road, which nobody drives"

begin "the plan tells what roads and outlines take"
katve plan study.yaml
expect_rc 0
expect_out "while road_network runs: graph of "
expect_out "while isochrones runs: "
katve plan study.yaml --json
python3 - "$work/out" <<'PY' || wrong "the plan has no bytes of the methods, or they are not in the peak"
import json, sys
plan = json.load(open(sys.argv[1]))
bytes_ = {m["name"]: m.get("bytes", 0) for m in plan["methods"]}
sys.exit(not (bytes_["isochrones"] > bytes_["road_network"] > 0 and plan["peak_bytes"] > 90e6 + bytes_["isochrones"]))
PY
katve plan study.yaml --set methods.isochrones.pixel_m=1000 --json
python3 -c "import json, sys; p = json.load(open(sys.argv[1])); sys.exit(not [m for m in p['methods'] if m['name'] == 'isochrones' and 'pixels of 1000 m' in m['bytes_for']])" "$work/out" ||
    wrong "the plan does not tell the grain that was asked for"

begin "a standard in minutes, and gaps by minutes"
katve run study.yaml --out minutes --lang en --set methods.distance_standard.unit=min --set methods.distance_standard.near=10 --set methods.distance_standard.far=30
expect_rc 0
got() { awk -F, -v z="$1" -v v="$2" '$1 == "municipality" && $3 == z && $6 == v { print $7 "/" $NF }' minutes/town/*/data/data.csv | tr -d '\r'; }
[ "$(got B near_share)" = 1/shown ] && [ "$(got J far_share)" = 1/shown ] && [ "$(got L far_share)" = 1/shown ] || wrong "near and far are not by minutes"
case $(got Q far_share) in /*) ;; *) wrong "whom no road covers is far: $(got Q far_share)" ;; esac
pdftotext -layout minutes/town/*/pdf/en/01-archipelago.pdf report.txt
grep -q "over 30.min" report.txt || wrong "the report does not speak of minutes"

begin "an area of which the roads cover too little has no figures by road, and no rank"
katve run study.yaml --out strict --lang en --set methods.road_network.least_known=0.95
expect_rc 0
strict() { awk -F, -v l="$1" -v v="$2" '$1 == l && $6 == v { print $7 "/" $NF }' strict/town/*/data/data.csv | tr -d '\r'; }
for v in unmet unmet_share access rank pop_in_30_car travel_min_car; do
    case $(strict region $v) in /missing) ;; *) wrong "$v of the region is $(strict region $v)" ;; esac
done
[ "$(strict region covered_car)" = 0.917/shown ] || wrong "covered_car of the region is $(strict region covered_car)"

begin "a second run does not search, and changes no byte"
katve run study.yaml --out first --lang en
expect_rc 0
expect_err "1 search for travel times taken from an earlier run"
katve run study.yaml --out none --lang en --set run.cache=off
expect_rc 0
reject_err "earlier run"
[ ! -e none/.cache ] || wrong "a cache is kept although it is off"
diff -r -x ro-crate-metadata.json first/town none/town >told || wrong "the cache changes findings: $(head -3 told)"

begin "a damaged cache is found and made anew"
for f in first/.cache/*.travel; do
    python3 -c 'import sys; p = sys.argv[1]; b = bytearray(open(p, "rb").read()); b[len(b) // 2] ^= 1; open(p, "wb").write(b)' "$f"
done
katve run study.yaml --out first --lang en
expect_rc 0
expect_err "1 damaged file of searches"
diff -r -x ro-crate-metadata.json first/town none/town >told || wrong "a damaged cache changes findings: $(head -3 told)"
katve verify first/town/*
expect_rc 0

finish
