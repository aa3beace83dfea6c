# The centre of Helsinki: streets of OpenStreetMap, people of the 250 m grid, one library; by foot, slowly, by car, by cycle.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/../shell.sh"
shared=$root/../shared/finland
if [ ! -e "$shared/roads_helsinki_centre_2019.osm.pbf" ]; then
    begin "the streets of Helsinki"
    skip "../shared/finland is not here"
    finish
    exit
fi

begin "the centre of Helsinki along its streets"
python3 - <<'PY'
x, y = (385500, 386050, 386600), (6671300, 6672125, 6672950)
part = []
for i, name in enumerate(("Kamppi", "Kaartinkaupunki", "Kluuvi", "Kruununhaka")):
    a, c, b, d = x[i % 2], x[i % 2 + 1], y[i // 2], y[i // 2 + 1]
    part.append('{"type":"Feature","properties":{"code":"%03d","name_fi":"%s","region":"01"},"geometry":{"type":"Polygon",'
                '"coordinates":[%s]}}' % (i + 1, name, [[a, b], [c, b], [c, d], [a, d], [a, b]]))
open("zones.geojson", "w").write('{"type":"FeatureCollection","crs":{"type":"name","properties":'
    '{"name":"urn:ogc:def:crs:EPSG::3067"}},"features":[' + ",".join(part) + "]}")
open("regions.csv", "w").write("code,name_fi,name_sv,name_en\n01,Kantakaupunki,Innerstaden,Inner city\n")
PY
cat >study.yaml <<Y
study: {id: centre, title_fi: Kantakaupunki, title_sv: Innerstaden, title_en: Inner city, year: 2019, division_year: 2019, date: 2026-10-01}
zones:
  - level: municipality
    source: zones.geojson
    columns: {parent: region}
  - level: region
    table: regions.csv
people:
  importer: hsy_grid
  source: $shared/population_grid_helsinki_2015.gpkg
  sql: "SELECT * FROM population_grid_250m WHERE ST_MinX(geom) > 385380 AND ST_MaxX(geom) < 386700 AND ST_MinY(geom) > 6671200 AND ST_MaxY(geom) < 6673000"
sites:
  source: $shared/providers_libraries.csv
  columns: {id: id, name_fi: name, provider_type: type, lon: lon, lat: lat, hours_week: staffed_h_week}
  sql: "SELECT * FROM providers_libraries WHERE name LIKE 'Rikhard%'"
  supports_when: "digituki=1|enter_ry=1|it_guidance=1"
roads:
  source: $shared/roads_helsinki_centre_2019.osm.pbf
rates:
  source: $root/geodata/rates/finland.csv
methods:
  road_network: {modes: [walk, walk_slow, car, cycle]}
  isochrones: {minutes: [5, 10, 20]}
Y
katve run study.yaml --out first --lang fi,sv,en
expect_rc 0
for where in fi/01-kantakaupunki:kävellen sv/01-innerstaden:"till fots" en/01-inner-city:"on foot"; do
    pdftotext -layout first/centre/*/pdf/"${where%%:*}".pdf text
    grep -q "${where##*:}" text || wrong "${where%%:*}.pdf does not say \"${where##*:}\""
done

begin "slow walkers come less far, nobody is counted twice"
value() { awk -F, -v row="$1" -v at="$2" '$1 == row { print $at }' first/centre/*/data/tables/isochrones.csv; }
for min in 5 10 20; do
    python3 -c "import sys; sys.exit(not $(value "walk_slow $min" 6) < $(value "walk $min" 6) < $(value "cycle $min" 6))" ||
        wrong "areas within $min minutes are not in order"
    python3 -c "import sys; sys.exit(not $(value "walk_slow $min" 2) <= $(value "walk $min" 2) <= 5148)" || wrong "people within $min minutes are not in order"
done
[ "$(value "walk 20" 2)" = 5148 ] || wrong "not everyone walks there in 20 minutes: $(value "walk 20" 2)"
sql() { ogr2ogr -f CSV /vsistdout/ first/centre/*/data/centre.gpkg -dialect SQLite -sql "$1" | tail -n +2 | tr -d '\r",'; }
[ "$(sql 'SELECT count(*) FROM isochrones WHERE ST_IsValid(geom) = 1')" = 12 ] || wrong "not twelve valid outlines"
[ "$(sql 'SELECT count(*) FROM isochrones a JOIN isochrones b ON a.mode = b.mode AND a.minutes < b.minutes WHERE ST_Area(ST_Difference(a.geom, b.geom)) > 0.01')" = 0 ] || wrong "outlines are not nested"
[ "$(sql "SELECT CAST(persons AS INTEGER) FROM isochrones WHERE mode = 'walk' AND minutes = 10")" = "$(value "walk 10" 2)" ] ||
    wrong "people of the layer are not those of the table"

finish
