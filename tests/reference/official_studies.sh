# One study for each official source, from the file as the authority gives it to a PDF.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/../shell.sh"

facts=$root/../shared/finland

# one NAME PERSONS PDF [ARGUMENT ...]: the persons of the source are in the country's figure, the PDF is there.
one() {
    name=$1 want=$2 pdf=$3
    shift 3
    begin "$name runs to a PDF"
    if [ ! -d "$facts" ]; then
        skip "no ../shared/finland beside the project"
        return
    fi
    katve run "$root/tests/studies/$name.yaml" --out "made-$name" --lang en --quiet "$@"
    expect_rc 0
    made=$(echo "made-$name"/*/*/pdf/en/"$pdf")
    if [ -s "$made" ]; then
        [ "$(head -c 4 "$made")" = %PDF ] || wrong "$made is no PDF"
    else
        wrong "no $pdf"
        find "made-$name" -name '*.pdf'
    fi
    got=$(awk -F, '$1 == "country" && $6 == "population" { printf "%d", $7 }' "made-$name"/*/*/data/data.csv)
    [ "$got" = "$want" ] || wrong "$got persons, not $want"
}

# The layer vaki2023_5km, built from the persons of postal areas at their centres: under ten persons -1 stands for
# the ages, as at the source. The sum of the cells is that of the postal areas.
grid() {
    python3 -B - "$facts/paavo_postal_2024.csv" "$1" <<'PY'
import csv, json, sys
cells = {}
for r in csv.DictReader(open(sys.argv[1], encoding="utf-8-sig")):
    if not r["euref_x"]:
        continue  # a postal area of nobody
    n = lambda *keys: sum(max(int(float(r[k] or 0)), 0) for k in keys)
    corner = int(float(r["euref_x"])) // 5000 * 5000, int(float(r["euref_y"])) // 5000 * 5000
    young = n("he_0_2", "he_3_6", "he_7_12") + 2 * n("he_13_15") // 3
    old = n("he_65_69", "he_70_74", "he_75_79", "he_80_84", "he_85_")
    cell = cells.setdefault(corner, {"kunta": r["kunta_2020"], "vaesto": 0, "ika_0_14": 0, "ika_65_": 0})
    cell["vaesto"] += n("he_vakiy")
    cell["ika_0_14"] += young
    cell["ika_65_"] += old
features = []
for i, ((x, y), c) in enumerate(sorted(cells.items()), 1):
    if c["vaesto"] == 0:
        continue  # only inhabited cells are listed
    few = c["vaesto"] < 10
    ages = {"ika_0_14": c["ika_0_14"], "ika_15_64": c["vaesto"] - c["ika_0_14"] - c["ika_65_"], "ika_65_": c["ika_65_"]}
    features.append({"type": "Feature", "id": f"vaki2023_5km.{i}", "geometry_name": "geom",
        "geometry": {"type": "Polygon", "coordinates": [[[x, y], [x, y + 5000], [x + 5000, y + 5000], [x + 5000, y], [x, y]]]},
        "properties": {"id": i, "kunta": c["kunta"], "grd_id": f"5kmN{y // 1000}E{x // 1000}", "xkoord": x, "ykoord": y,
                       "vuosi": 2023, "vaesto": c["vaesto"], **{k: -1 if few else v for k, v in ages.items()}}})
json.dump({"type": "FeatureCollection", "features": features, "totalFeatures": len(features),
           "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3067"}}}, open(sys.argv[2], "w"))
PY
}

# Sums of he_vakiy, of the grid, and of the postal areas of the four municipalities.
one paavo 5557765 04-satakunta.pdf --only 04
one hsy_grid 1117552 01-uusimaa.pdf --only 01
one statfi 345825 00-situational-picture.pdf
[ -d "$facts" ] && grid "$work/grid-5km-2023.geojson"
one statfi_grid 5557765 00-situational-picture.pdf --set "people.source=$work/grid-5km-2023.geojson"
finish
