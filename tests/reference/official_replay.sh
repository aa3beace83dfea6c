# Every preset that a recorded sample of ../shared/formats belongs to: a server of this machine answers with
# the sample, in pages, after errors, slowly, cut in half, and with a field renamed. What is fetched holds
# exactly the sample's rows, or nothing is put in place.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/../shell.sh"

samples=$root/../shared/formats
begin "samples to answer with"
if [ ! -d "$samples" ]; then
    skip "no ../shared/formats here"
    finish
fi
site=$work/site
mkdir -p "$site/rows" "$site/whole" "$site/tables"

# PRESET YEAR FILE PART-OF-ADDRESS FIELD (to be renamed)
cat >cases <<'CASES'
municipalities 2025 municipalities-2025.geojson kunta4500k kunta
grid_1km 2021 grid-1km-2021.geojson vaki2021_1km grd_id
postal_areas 2026 postal-areas-2026.geojson pno_tilasto postinumeroalue
libraries 2026 libraries.json library coordinates
service_locations 2026 service-locations-091.json 091 serviceHours
population_by_age 2020 population-by-age-2020.json 11re Alue
indicator_population 2010 indicator-127-2010.csv csv region
indicator_regions 2010 indicator-regions.json regions category
CASES

cat >site.py <<'PY'
import json, pathlib, sys
samples, site, changed = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), len(sys.argv) > 3
load = lambda name: json.loads((samples / name).read_text())
field = {line.split()[0]: line.split()[4] for line in open("cases")}

def spoilt(preset, text):  # every key of that name gets another
    return text.replace(f'"{field[preset]}"', f'"{field[preset]}_uusi"') if changed else text

def rows(preset, name, kind, data, **more):
    (site / "rows" / f"{name}.json").write_text(spoilt(preset, json.dumps({"kind": kind, "rows": data, **more})))

def wfs(preset, name, sample):
    d = load("statfi_wfs/" + sample)
    rows(preset, name, "wfs", d["features"], most=2, head={"crs": d["crs"]})

wfs("municipalities", "kunta4500k_2025", "kunta_vaki2024.geojson")
wfs("grid_1km", "vaki2021_1km", "vaki2021_1km_BUILT.geojson")
wfs("postal_areas", "pno_tilasto_2026", "pno_tilasto_2026_attributes.geojson")
rows("libraries", "library", "kirkanta", load("kirkanta/library_list_BUILT.json")["items"], most=4)
rows("service_locations", "091", "ptv", load("ptv/servicelocation_list_v11_BUILT.json")["itemList"], most=2)
csv = (samples / "sotkanet/indicator_127_2009.csv").read_bytes()
(site / "whole/csv").write_bytes(csv.replace(b"region", b"region_uusi", 1) if changed else csv)
(site / "whole/regions").write_text(spoilt("indicator_regions", (samples / "sotkanet/regions_excerpt.json").read_text()))
t = load("pxweb/jsonstat2_11re_built.json")
codes = {k: sorted(t["dimension"][k]["category"]["index"], key=t["dimension"][k]["category"]["index"].get) for k in t["id"]}
cells, at = {}, 0
for y in codes["Vuosi"]:
    for a in codes["Alue"]:
        for g in codes["Ikä"]:
            cells[f"{y}|{a}|{g}|SSS|{codes['Tiedot'][0]}"] = t["value"][at]
            at += 1
label = lambda k: [t["dimension"][k]["category"]["label"][c] for c in codes[k]]
meta = {"title": "11re", "cells": cells, "variables": [
    {"code": k if not changed or k != field["population_by_age"] else k + " 2020", "text": k, "values": codes[k], "valueTexts": label(k)}
    for k in ("Vuosi", "Alue", "Ikä")] + [{"code": "Sukupuoli", "text": "Sukupuoli", "values": ["SSS", "1", "2"],
    "valueTexts": ["Yhteensä", "Miehet", "Naiset"], "elimination": True}, {"code": "Tiedot", "text": "Tiedot", "values": codes["Tiedot"], "valueTexts": label("Tiedot")}]}
(site / "tables/statfin_vaerak_pxt_11re.px").write_text(json.dumps(meta))
PY

# same PRESET FILE: the rows are the sample's, all of them, in order.
cat >same.py <<'PY'
import json, pathlib, sys
samples, preset, file = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
sample = {"municipalities": "statfi_wfs/kunta_vaki2024.geojson", "grid_1km": "statfi_wfs/vaki2021_1km_BUILT.geojson",
          "postal_areas": "statfi_wfs/pno_tilasto_2026_attributes.geojson", "libraries": "kirkanta/library_list_BUILT.json",
          "service_locations": "ptv/servicelocation_list_v11_BUILT.json", "population_by_age": "pxweb/jsonstat2_11re_built.json",
          "indicator_population": "sotkanet/indicator_127_2009.csv", "indicator_regions": "sotkanet/regions_excerpt.json"}[preset]
want = (samples / sample).read_bytes()
got = pathlib.Path(file).read_bytes()
if preset.startswith("indicator"):
    assert got == want
elif preset == "population_by_age":
    w, g = json.loads(want), json.loads(got)
    assert g["size"] == [1, 6, 102, 1, 1] and g["value"] == w["value"][612:], g["size"]
    assert list(g["dimension"]["Alue"]["category"]["label"].values()) == list(w["dimension"]["Alue"]["category"]["label"].values())
else:
    w, g = json.loads(want), json.loads(got)
    key = {"libraries": "items", "service_locations": "itemList"}.get(preset, "features")
    rows = w[key]
    if preset == "service_locations":
        rows = [r for r in rows if r["serviceChannelType"] == "ServiceLocation"]
    assert rows and g[key] == rows and g.get("crs") == w.get("crs")
PY

python3 site.py "$samples" "$site"
python3 -B "$root/tests/servers/official.py" "$site" >port 2>server.err &
server=$!
trap 'kill $server 2>/dev/null; rm -rf "$work"' EXIT
for _ in $(seq 200); do [ -s port ] && break; sleep 0.05; done
unset http_proxy HTTP_PROXY https_proxy HTTPS_PROXY ALL_PROXY all_proxy
fetch() { katve fetch "$preset" --year "$year" --area 091 --dir "$1" --base-url "http://127.0.0.1:$(cat port)" --timeout 2 -q; }
whole() {
    expect_rc 0
    expect python3 same.py "$samples" "$preset" "$1/$file"
}

while read -r preset year file part field; do
    begin "$preset: the sample as it is, in pages"
    fetch as-it-is
    whole as-it-is

    begin "$preset: after two errors, after silence, after half an answer"
    echo "$part 500 2" >"$site/mishaps"
    fetch errors
    whole errors
    echo "$part slow 1" >"$site/mishaps"
    fetch slow
    whole slow
    echo "$part cut 1" >"$site/mishaps"
    fetch cut
    whole cut

    begin "$preset: gone, or cut again and again: nothing is put in place, the next try is whole"
    echo "$part 404 1" >"$site/mishaps"
    fetch gone
    expect_rc 1
    expect_err "(404)"
    reject test -e "gone/$file"
    echo "$part cut 99" >"$site/mishaps"
    fetch gone
    expect_rc 1
    reject test -e "gone/$file"
    rm "$site/mishaps"
    fetch gone
    whole gone
done <cases

# The answers of before would do: other folders, so that they are asked for anew.
python3 site.py "$samples" "$site" changed
while read -r preset year file part field; do
    begin "$preset: \"$field\" is called otherwise"
    mkdir -p changed
    echo former >"changed/$file"
    fetch changed
    expect_rc 3
    expect_err "\"$field"
    expect_err "may have changed"
    [ "$(cat "changed/$file")" = former ] || wrong "the former file did not stay"
done <cases
finish
