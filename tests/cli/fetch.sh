# katve fetch against a server of this machine: pages, retries, cut and slow answers, changed forms,
# stopping and going on, and what is told of a source that changed.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/../shell.sh"

site=$work/site
mkdir -p "$site/rows" "$site/whole" "$site/tables"
python3 -B "$root/tests/servers/official.py" "$site" >"$work/port" 2>"$work/server.err" &
server=$!
trap 'kill $server 2>/dev/null; rm -rf "$work"' EXIT
for _ in $(seq 100); do [ -s "$work/port" ] && break; sleep 0.05; done
base=http://127.0.0.1:$(cat "$work/port")
unset http_proxy HTTP_PROXY https_proxy HTTPS_PROXY ALL_PROXY all_proxy

# fetch PRESET DIR [OPTION...]
fetch() {
    local preset=$1 dir=$2
    shift 2
    katve fetch "$preset" --year 2020 --dir "$dir" --base-url "$base" "$@"
}
mishap() { printf '%s\n' "$*" >"$site/mishaps"; }
requests() { grep -c . "$site/log"; }
is() { [ "$2" = "$3" ] || wrong "$1 is $2, expected $3"; }

python3 - "$site" <<'PY'
import json, pathlib, sys
site = pathlib.Path(sys.argv[1])
square = lambda i: {"type": "Polygon", "coordinates": [[[i * 1000.125, 6700000.5], [i * 1000.125 + 900, 6700000.5],
                    [i * 1000.125 + 900, 6700900.5], [i * 1000.125, 6700000.5]]]}
rows = [{"type": "Feature", "id": f"kunta.{i}", "geometry": square(i),
         "properties": {"kunta": f"{i:03d}", "nimi": f"Kunta {i}", "namn": f"Kommun {i}", "name": None}} for i in range(1, 2501)]
put = lambda name, **data: (site / "rows" / f"{name}.json").write_text(json.dumps(data))
crs = {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3067"}}}
put("kunta4500k_2020", kind="wfs", head=crs, rows=rows)
put("kunta4500k_2021", kind="wfs", head=crs, rows=rows[:10], promise=12)
put("kunta4500k_2022", kind="wfs", head=crs, rows=rows[:5] + rows[:5])
put("kunta4500k_2023", kind="wfs", head=crs, rows=[{**r, "properties": {"kuntanro": 5, "nimi": "x"}} for r in rows[:3]])
put("library", kind="kirkanta", rows=[{"id": i, "name": f"Kirjasto {i}", "type": "municipal", "address": {}, "coordinates": None,
    "services": [], "schedules": []} for i in range(1, 452)])
def channel(i):
    return {"id": f"id-{i}", "serviceChannelType": "ServiceLocation" if i % 2 else "EChannel", "serviceChannelNames": [],
            "addresses": [], "serviceHours": []}
put("091", kind="ptv", most=100, rows=[channel(i) for i in range(250)])
unit = lambda i: {"type": "Feature", "id": f"kunta_1_20200101_{i:03d}", "geometry": square(i), "properties": {
    "inspireId_localId": f"kunta_1_20200101_{i:03d}", "geographicalName_fin": f"Kunta {i}", "geographicalName_swe": f"Kommun {i}"}}
put("AreaStatisticalUnit_4500k_EPSG_3067_2020", kind="features", most=40, rows=[unit(i) for i in range(1, 101)])
put("AreaStatisticalUnit_4500k_EPSG_3067_2021", kind="features", most=40, rows=[{**unit(1), "properties": {"localId": "x"}}])
put("AreaStatisticalUnit_4500k_EPSG_3067_2022", kind="features", most=40, rows=[unit(i) for i in range(1, 101)], promise=101)
codes = ["SSS", "MK01"] + [f"KU{i:03d}" for i in range(1, 1201)]
ages = ["SSS"] + [f"{i:03d}" for i in range(100)] + ["100-"]
variable = lambda code, values, **more: {"code": code, "text": code, "values": values, "valueTexts": [v.lower() for v in values], **more}
table = {"title": "11re", "variables": [variable("Vuosi", ["2018", "2019"], time=True), variable("Alue", codes, elimination=True),
         variable("Ikä", ages), variable("Sukupuoli", ["SSS", "1", "2"], elimination=True), variable("Tiedot", ["vaesto"])]}
(site / "tables/statfin_vaerak_pxt_11re.px").write_text(json.dumps(table))
(site / "whole/csv").write_text("indicator;region;year;gender;primary value;absolute value\r\n" + "127;69;2019;total;2406;\r\n" * 20000)
PY

begin "without a word the presets are listed, the official ones marked"
katve fetch
expect_rc 0
expect_out "municipalities"
expect_out "katve fetch official"
katve fetch --json
expect python3 -c 'import json; d = json.load(open("out")); assert all(p["licence"] and p["attribution"] for p in d) and len(d) > 9'

begin "words that can't be"
katve fetch municipalites --year 2020
expect_rc 2
expect_err_line "katve: fetch: no preset 'municipalites'; did you mean 'municipalities'?"
katve fetch municipalities --dir d --base-url "$base"
expect_rc 3
expect_err_line "katve: preset municipalities needs --year"
katve fetch service_locations --dir d --base-url "$base"
expect_err_line "katve: preset service_locations needs --area"
katve fetch municipalities --year 20
expect_rc 2
katve fetch service_locations --area ../x
expect_rc 2
katve fetch municipalities --base-url ftp://x
expect_rc 2
reject test -e d

begin "WFS: three pages become one GeoJSON with every row once"
fetch municipalities wfs
expect_rc 0
is requests "$(requests)" 3
expect cmp <(printf 'wfs/municipalities-2020.geojson\n') out
expect python3 - <<'PY'
import json
d = json.load(open("wfs/municipalities-2020.geojson"))
assert [f["properties"]["kunta"] for f in d["features"]] == [f"{i:03d}" for i in range(1, 2501)]
assert d["numberMatched"] == d["totalFeatures"] == 2500 and d["type"] == "FeatureCollection" and "3067" in str(d["crs"])
assert d["features"][0]["geometry"]["coordinates"][0][0] == [1000.125, 6700000.5]
PY
is rows "$(ogrinfo -ro -al -so wfs/municipalities-2020.geojson 2>/dev/null | sed -n 's/^Feature Count: //p')" 2500
expect grep -q '"licence": "CC BY 4.0' wfs/SOURCES.json
expect grep -q "$(sha256sum <wfs/municipalities-2020.geojson | cut -d' ' -f1)" wfs/SOURCES.json
expect grep -q '"attribution": "Statistics Finland, municipality-based statistical units 2020"' wfs/SOURCES.json
is "left beside" "$(find wfs -name '.*' -mindepth 1 | wc -l)" 0

begin "OGC API: the pages that the service names one after another; 404, 500, slow, cut, a changed form"
: >"$site/log"
fetch municipalities_ogc ogc
expect_rc 0
is requests "$(requests)" 3
expect python3 - <<'PY'
import json
d = json.load(open("ogc/municipalities-ogc-2020.geojson"))
assert [f["id"][-3:] for f in d["features"]] == [f"{i:03d}" for i in range(1, 101)] and "links" not in d
PY
katve fetch municipalities_ogc --year 1999 --dir gone --base-url "$base"
expect_rc 1
expect_err "there is no such layer or table (404)"
mishap offset=40 500 1
fetch municipalities_ogc ogc500
expect_rc 0
expect_err "status 500; once more in 0.5 s"
mishap offset=80 slow 1
fetch municipalities_ogc ogcslow --timeout 1
expect_rc 0
expect cmp ogc/municipalities-ogc-2020.geojson ogcslow/municipalities-ogc-2020.geojson
mishap offset=40 cut 99
fetch municipalities_ogc ogccut
expect_rc 1
expect_err "the answer was cut short"
reject test -e ogccut/municipalities-ogc-2020.geojson
mishap offset=40 cut 0
fetch municipalities_ogc ogccut
expect_rc 0
expect cmp ogc/municipalities-ogc-2020.geojson ogccut/municipalities-ogc-2020.geojson
katve fetch municipalities_ogc --year 2021 --dir ogcnew --base-url "$base"
expect_rc 3
expect_err 'the answer lacks the field "inspireId_localId"'
katve fetch municipalities_ogc --year 2022 --dir ogcfew --base-url "$base"
expect_rc 1
expect_err "the service promised 101 rows and gave 100; run it again"

begin "again: the same bytes, said so; a row changed upstream: told, the former file kept"
cp wfs/municipalities-2020.geojson before
fetch municipalities wfs
expect_rc 0
expect_err "the same as before"
expect cmp before wfs/municipalities-2020.geojson
sed -i 's/Kunta 7"/Kunta Seitsemän"/' "$site/rows/kunta4500k_2020.json"
fetch municipalities wfs
expect_rc 0
expect_err "municipalities-2020.geojson: changed at the source since"
expect cmp before wfs/municipalities-2020.geojson.former
expect grep -q Seitsemän wfs/municipalities-2020.geojson

begin "a file edited here is not lost silently"
echo " " >>wfs/municipalities-2020.geojson
cp wfs/municipalities-2020.geojson edited
fetch municipalities wfs
expect_rc 0
expect_err "was not what had been fetched; it is kept as municipalities-2020.geojson.former"
expect cmp edited wfs/municipalities-2020.geojson.former

begin "Kirkanta and PTV pages; only service locations are kept"
fetch libraries lib
expect_rc 0
expect python3 -c 'import json; d = json.load(open("lib/libraries.json")); assert d["total"] == 451 and [i["id"] for i in d["items"]] == list(range(1, 452))'
fetch service_locations ptv --area 091
expect_rc 0
expect python3 -c 'import json; d = json.load(open("ptv/service-locations-091.json")); assert d["pageCount"] == 1 and len(d["itemList"]) == 125 == d["pageSize"]'

begin "PxWeb: the limit of cells parts the question, the answers make one table"
: >"$site/log"
fetch population_by_age px
expect_rc 0
is questions "$(grep -c ^POST "$site/log")" 2
expect python3 - <<'PY'
import json
d = json.load(open("px/population-by-age-2020.json"))
assert d["id"] == ["Vuosi", "Alue", "Ikä", "Sukupuoli", "Tiedot"] and d["size"] == [1, 1200, 102, 1, 1], d["size"]
area = d["dimension"]["Alue"]["category"]; ages = list(d["dimension"]["Ikä"]["category"]["index"])
assert area["index"]["KU1200"] == 1199 and area["label"]["KU1200"] == "ku1200" and "SSS" not in area["index"]
for a in ("KU001", "KU980", "KU981", "KU1200"):
    for g in ("SSS", "100-"):
        at = area["index"][a] * 102 + ages.index(g)
        assert d["value"][at] == sum(f"2019|{a}|{g}|SSS|vaesto".encode()), (a, g)
PY
katve fetch population_by_age --year 2031 --dir px --base-url "$base"
expect_rc 3
expect_err 'the table'"'"'s variable "Vuosi" has no value "2030"; it ends with "2019"; is that year published?'

begin "404 with a hint"
katve fetch regions --year 1995 --dir gone --base-url "$base"
expect_rc 1
expect_err "there is no such layer or table (404); the year may not be published"
reject test -e gone/regions-1995.geojson

begin "500 and 429, then an answer; 503 for ever"
mishap kunta4500k 500 1
fetch municipalities retry
expect_rc 0
expect_err "status 500; once more in 0.5 s"
mishap kunta4500k 429 2
fetch municipalities retry
expect_rc 0
mishap kunta4500k 503 99
fetch municipalities never
expect_rc 1
expect_err "the service answered with status 503 (4 tries); run it again later"
reject test -e never/municipalities-2020.geojson
mishap kunta4500k 403 1
fetch municipalities never
expect_err "the service answered with status 403; run it again later"

begin "a slow answer is given up and asked for again"
mishap kunta4500k slow 1
fetch municipalities slow --timeout 1
expect_rc 0
expect_err "once more in 0.5 s"

begin "an error page instead of data"
mishap kunta4500k html 1
fetch municipalities page
expect_rc 1
expect_err "the answer is no whole JSON (line 1:"
fetch municipalities page
expect_rc 0

begin "pages that came before a failure are not asked for again"
mishap startIndex=2000 503 4
fetch municipalities resumed
expect_rc 1
reject test -e resumed/municipalities-2020.geojson
: >"$site/log"
fetch municipalities resumed
expect_rc 0
is requests "$(requests)" 1
expect cmp resumed/municipalities-2020.geojson page/municipalities-2020.geojson

begin "stopped by force: the next fetch goes on"
mishap startIndex=1000 slow 1
"$KATVE" fetch municipalities --year 2020 --dir killed --base-url "$base" -q >out 2>err &
pid=$!
for _ in $(seq 200); do grep -q startIndex=1000 "$site/log" && [ -e killed/.municipalities-2020.geojson.pages/00000.json.request ] && break; sleep 0.02; done
sleep 0.2
kill -9 $pid 2>/dev/null
wait $pid 2>/dev/null
reject test -e killed/municipalities-2020.geojson
: >"$site/log"
fetch municipalities killed
expect_rc 0
is requests "$(requests)" 2
expect cmp killed/municipalities-2020.geojson page/municipalities-2020.geojson

begin "one piece: a cut answer is taken up where it broke, by range and version"
mishap csv cut 1
: >"$site/log"
fetch indicator_population whole
expect_rc 0
expect cmp whole/indicator-127-2020.csv "$site/whole/csv"
expect grep -q 'bytes=2' "$site/log"
mishap csv cut 99
fetch indicator_population cut
expect_rc 1
expect_err "the answer was cut short (4 tries)"
expect test -s cut/.indicator-127-2020.csv.part.part
reject test -e cut/indicator-127-2020.csv
# Changed meanwhile: what lies here is of another version and is not built upon.
sed -i 's/2406/2407/' "$site/whole/csv"
mishap csv cut 0
fetch indicator_population cut
expect_rc 0
expect cmp cut/indicator-127-2020.csv "$site/whole/csv"

begin "fewer rows than promised, and rows twice"
katve fetch municipalities --year 2021 --dir few --base-url "$base"
expect_rc 1
expect_err "the service promised 12 rows and gave 10; run it again"
katve fetch municipalities --year 2022 --dir few --base-url "$base"
expect_rc 1
expect_err "5 rows came twice, so others are missing"
is "left in the folder" "$(find few -mindepth 1 -name '*' | grep -cv 'pages$')" 0

begin "a changed form names the field; the answer is kept aside, the former file stands"
mkdir changed
echo former >changed/municipalities-2023.geojson
katve fetch municipalities --year 2023 --dir changed --base-url "$base"
expect_rc 3
expect_err 'the answer lacks the field "kunta"; the preset expects: kunta nimi namn name; it has: kuntanro nimi'
expect test -s changed/municipalities-2023.geojson.rejected
is file "$(cat changed/municipalities-2023.geojson)" former

begin "no server at all"
katve fetch municipalities --year 2020 --dir none --base-url http://127.0.0.1:9
expect_rc 1
expect_err "check the connection and the proxy"

begin "a secret in the address is not told"
katve fetch municipalities --year 2020 --dir none --base-url http://user:hush@127.0.0.1:9
expect_rc 1
reject grep -q hush err
finish
