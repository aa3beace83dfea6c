# One command replaces the demo's outlines by official ones: a server of this machine hands out the real
# layers and figures that ../shared/finland holds in the form of the official services; `katve fetch
# official` takes them, and the study that it writes is run as it is.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/../shell.sh"

begin "official files fetched, the study runs to a PDF"
shared=$root/../shared/finland
if [ ! -f "$shared/municipalities_2020.gpkg" ]; then
    skip "no ../shared/finland here"
    finish
fi
site=$work/site
mkdir -p "$site/rows" "$site/tables" "$site/whole" geodata
ogr2ogr -f GeoJSON -a_srs EPSG:3067 -lco RFC7946=NO -sql 'SELECT geom, code AS kunta, 2020 AS vuosi, name_fi AS nimi, name_sv AS namn, name_en AS name FROM municipalities' m.json "$shared/municipalities_2020.gpkg"
ogr2ogr -f GeoJSON -a_srs EPSG:3067 -lco RFC7946=NO -sql 'SELECT geom, region_code AS maakunta, 2020 AS vuosi, name_fi AS nimi, name_sv AS namn, name_en AS name FROM regions' r.json "$shared/regions_2020.gpkg"
ogr2ogr -f GeoJSON -a_srs EPSG:3067 -lco RFC7946=NO -sql 'SELECT pno AS posti_alue, name_fi AS nimi, name_fi AS namn, kunta_2020 AS kunta, * FROM postal_areas_2018' p.json "$shared/postal_areas.gpkg"
python3 - "$shared" "$site" <<'PY'
import csv, json, pathlib, sys
shared, site = map(pathlib.Path, sys.argv[1:])
crs = {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3067"}}}
for file, layer in (("m", "kunta4500k_2020"), ("r", "maakunta4500k_2020"), ("p", "pno_tilasto_2020")):
    rows = json.load(open(f"{file}.json"))["features"]
    for i, row in enumerate(rows):
        row["id"] = f"{layer}.{i}"
    (site / "rows" / f"{layer}.json").write_text(json.dumps({"kind": "wfs", "head": crs, "rows": rows}))
items = []
for r in csv.DictReader(open(shared / "providers_libraries.csv")):
    hours = float(r["staffed_h_week"] or 0) / 7
    times = [{"from": "00:00", "to": f"{int(hours):02d}:{int(round(hours % 1 * 60)) % 60:02d}", "status": 1}] if hours else []
    items.append({"id": int(r["id"].split(":")[1]), "name": r["name"], "type": "municipal", "address": {},
                  "coordinates": {"lat": float(r["lat"]), "lon": float(r["lon"])},
                  "services": [{"name": None, "standardName": "Digituki" if r["digituki"] == "1" else "Tietokoneet"}],
                  "schedules": [{"date": f"2026-11-{16 + d}", "times": times} for d in range(7)]})
(site / "rows/library.json").write_text(json.dumps({"kind": "kirkanta", "rows": items}))
areas, ages = {}, set()
for r in csv.DictReader(open(shared / "population_by_single_year_age.csv")):
    if r["year"] == "2019":
        age = "100-" if int(r["age"]) >= 100 else f"{int(r['age']):03d}"
        ages.add(age)
        areas[f"2019|KU{r['code']}|{age}|SSS|vaesto"] = int(r["males"]) + int(r["females"])
codes, ages = sorted({k.split("|")[1] for k in areas}), sorted(ages)
var = lambda code, values, **more: {"code": code, "text": code, "values": values, "valueTexts": values, **more}
table = {"title": "11re", "cells": areas, "variables": [var("Vuosi", ["2019"], time=True), var("Alue", ["SSS"] + codes, elimination=True),
         var("Ikä", ages), var("Sukupuoli", ["SSS", "1", "2"], elimination=True), var("Tiedot", ["vaesto"])]}
(site / "tables/statfin_vaerak_pxt_11re.px").write_text(json.dumps(table))
tongues = {}
for r in csv.DictReader(open(shared / "languages.csv")):
    if r["year"] == "2019":
        people, swedish = int(r["population"]), int(r["swedish_speakers"] or 0)
        for code, n in (("SSS", people), ("sv", swedish), ("fi", people - swedish)):
            tongues[f"2019|KU{r['code']}|{code}|SSS|vaesto"] = n
table = {"title": "11rm", "cells": tongues, "variables": [var("Vuosi", ["2019"], time=True), var("Alue", ["SSS"] + codes, elimination=True),
         var("Kieli", ["SSS", "fi", "sv"]), var("Sukupuoli", ["SSS", "1", "2"], elimination=True), var("Tiedot", ["vaesto"])]}
(site / "tables/statfin_vaerak_pxt_11rm.px").write_text(json.dumps(table))
channels = shared.parent / "formats/ptv/servicelocation_list_v11_BUILT.json"
(site / "rows/091.json").write_text(json.dumps({"kind": "ptv", "most": 2, "rows": json.load(open(channels))["itemList"]}))
PY
python3 -B "$root/tests/servers/official.py" "$site" >port 2>server.err &
server=$!
trap 'kill $server 2>/dev/null; rm -rf "$work"' EXIT
for _ in $(seq 100); do [ -s port ] && break; sleep 0.05; done
unset http_proxy HTTP_PROXY https_proxy HTTPS_PROXY ALL_PROXY all_proxy
cp -r "$root/geodata/rates" geodata/
katve fetch official --year 2020 --area 091 --dir geodata/raw --base-url "http://127.0.0.1:$(cat port)"
expect_rc 0
expect grep -qx 'geodata/raw/finland-2020.yaml' out
expect test "$(grep -c '"sha256"' geodata/raw/SOURCES.json)" -eq 7
katve run geodata/raw/finland-2020.yaml --lang fi --only Kainuu --out made -q
expect_rc 0
expect test -n "$(find made -name '*kainuu*.pdf')"
katve check geodata/raw/finland-2020.yaml
expect_rc 0
expect_out "310 zones, 723 sites"
# People are those of table 11re, but for Kaskinen, where none of the postal areas' centres lies.
expect_err "became $(awk -F, '$2 == 2019 && $1 != "231" { n += $4 + $5 } END { printf "%d", n }' "$shared/population_by_single_year_age.csv"),"

begin "again: nothing changed, the study stays as it is"
echo "# mine" >>geodata/raw/finland-2020.yaml
katve fetch official --year 2020 --dir geodata/raw --base-url "http://127.0.0.1:$(cat port)"
expect_rc 0
reject_err "changed at the source"
expect grep -qx '# mine' geodata/raw/finland-2020.yaml
finish
