# Zones read straight from a service by GDAL: `WFS:` with the recorded answers of Statistics Finland, `OAPIF:` page
# by page. Whatever goes wrong on the way ends in words, never in fewer zones.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/../shell.sh"

site=$work/site samples=$root/../shared/formats/statfi_wfs
mkdir -p "$site/rows" "$site/recorded"
python3 - "$site" <<'PY'
import json, pathlib, sys
x = lambda i: 300000 + i * 10000
unit = lambda i: {"type": "Feature", "id": f"u{i}", "properties": {"inspireId_localId": f"kunta_1_20200101_{i:03d}",
    "geographicalName_fin": f"Kunta {i}", "geographicalName_swe": f"Kommun {i}"}, "geometry": {"type": "Polygon",
    "coordinates": [[[x(i), 6900000], [x(i) + 9000, 6900000], [x(i) + 9000, 6909000], [x(i), 6909000], [x(i), 6900000]]]}}
pathlib.Path(sys.argv[1], "rows/Units_EPSG_3067_2020.json").write_text(
    json.dumps({"kind": "features", "most": 4, "rows": [unit(i) for i in range(1, 11)]}))
PY
python3 -B "$root/tests/servers/official.py" "$site" >"$work/port" 2>"$work/server.err" &
server=$!
trap 'kill $server 2>/dev/null; rm -rf "$work"' EXIT
for _ in $(seq 100); do [ -s "$work/port" ] && break; sleep 0.05; done
base=http://127.0.0.1:$(cat "$work/port")
unset http_proxy HTTP_PROXY https_proxy HTTPS_PROXY ALL_PROXY all_proxy
mishap() { printf '%s\n' "$*" >"$site/mishaps"; }

# study FILE SOURCE LAYER: two municipalities with people, the others without.
study() {
    cat >"$1" <<EOF
study: {id: service, year: 2020}
zones: [{level: municipality, importer: statfi_zones, source: "$2", layer: "$3"}]
people: {source: p.csv, ages: {"0-": a}}
sites: {source: s.csv}
rates: {source: $root/geodata/rates/finland.csv}
EOF
}
printf 'id,zone,a\n1,005,3\n2,009,5\n' >p.csv
printf 'id,name_fi,municipality,x,y,hours_week,supports\ns1,Piste,005,355000,6905000,12,yes\n' >s.csv
study pages.yaml "OAPIF:$base/inspire/ogc/api/su" Units_EPSG_3067_2020

begin "OAPIF: pages, identifiers of INSPIRE, metres"
katve check pages.yaml
expect_rc 0
expect_out "8 persons in 2 cells and 10 zones"

begin "OAPIF: 404, 500, a cut page, an error page: no zones rather than some"
for how in "collections 404" "items 500" "offset=4 500" "offset=4 cut" "offset=8 html"; do
    mishap "$how" 9
    katve check pages.yaml
    expect_rc 3
    grep -q -e "can't be read" -e "reading stopped after" err || wrong "$how: $(head -n 1 err)"
done
rm -f "$site/mishaps"

begin "WFS: the recorded answers of Statistics Finland"
if [ -d "$samples" ]; then
    cp "$samples/GetCapabilities_excerpt.xml" "$site/recorded/GetCapabilities.xml"
    cp "$samples/kunta4500k_2019_DescribeFeatureType.xml" "$site/recorded/DescribeFeatureType.xml"
    sed 's/kunta4500k_2020/kunta4500k_2019/g' "$samples/kunta4500k_2020_gml2.xml" >"$site/recorded/GetFeature.xml"
    study wfs.yaml "WFS:$base/geoserver/wfs" tilastointialueet:kunta4500k_2019
    printf 'id,zone,a\n1,005,3\n2,049,5\n' >p.csv
    printf 'id,name_fi,municipality,x,y,hours_week,supports\ns1,Piste,005,345000,6985000,12,yes\n' >s.csv
    katve check wfs.yaml
    expect_rc 0
    expect_out "8 persons in 2 cells and 4 zones"
    begin "WFS: 404, 500, a cut answer, an error page: refused"
    for how in "GetCapabilities 404" "GetFeature 500" "GetFeature cut" "GetFeature html"; do
        mishap "$how" 9
        katve check wfs.yaml
        expect_rc 3
        grep -q -e "can't be read" -e "there are no rows in it" err || wrong "$how: $(head -n 1 err)"
    done
else
    skip "no ../shared/formats beside the project"
fi
finish
