# Minutes from files, end to end: a long and a wide table give the same findings; two modes, three times of
# departure, decimals at a bound, pairs that are absent, ids that nobody has.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/../shell.sh"

begin "findings by minutes of a long table are those counted by hand"
python3 - <<'PY'
import csv, json
cell = [(20000 * i, 0) for i in range(6)]
zones, people = [], ["id,zone,name,x,y,total,a"]
for i, (x, y) in enumerate(cell):
    x, y = x + 400000, y + 6700000
    ring = [[x - 90, y - 90], [x + 90, y - 90], [x + 90, y + 90], [x - 90, y + 90], [x - 90, y - 90]]
    zones.append({"type": "Feature", "properties": {"code": f"{i + 1:03d}", "name_fi": f"Z{i + 1}", "region": "01"},
                  "geometry": {"type": "Polygon", "coordinates": [ring]}})
    people.append(f"c{i},{i + 1:03d},Place {i},{x},{y},1000,1000")
crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3067"}}
json.dump({"type": "FeatureCollection", "crs": crs, "features": zones}, open("zones.geojson", "w"))
open("regions.csv", "w").write("code,name_fi,name_sv,name_en\n01,Saaristo,Skärgården,Archipelago\n")
open("people.csv", "w").write("\n".join(people) + "\n")
open("sites.csv", "w").write("id,name_fi,provider_type,municipality,x,y,supports,hours_week\n"
    "s,S,library,001,400000,6700000,1,20\nt,T,library,002,420000,6700000,1,10\n")
# By transit at 08:00, 08:10 and 08:20; None: no connection. The middle one of three counts.
transit = {("c0", "s"): (3.25, 9.5, 4.75), ("c1", "t"): (2.1, 2.1, 2.1), ("c1", "s"): (40.7, None, 35.2),
           ("c2", "t"): (30.1, 30.1, 30.1), ("c3", "s"): (None, 12, None), ("c4", "t"): (29.9, 61, 30.2),
           ("zz", "s"): (1, 1, 1)}
walk = {("c0", "s"): 10.5, ("c3", "t"): 55.5}
sites, when = ("s", "t"), ("08:00", "08:10", "08:20")
text = lambda v: "" if v is None else str(v)
with open("long.csv", "w") as f, open("wide.csv", "w") as g:
    print("from_id,to_id,mode,departure_time,travel_time", file=f)
    print("from_id,mode,departure_time,s,t", file=g)
    for d, at in enumerate(when):
        for (c, s), v in transit.items():
            if v[d] is not None: print(f"{c},{s},transit,{at},{v[d]}", file=f)
        for c in sorted({c for c, _ in transit}):
            print(c, "transit", at, *(text(transit.get((c, s), (None,) * 3)[d]) for s in sites), sep=",", file=g)
    for (c, s), v in walk.items(): print(f"{c},{s},walk,,{v}", file=f)
    for c in sorted({c for c, _ in walk}): print(c, "walk", "", *(text(walk.get((c, s))) for s in sites), sep=",", file=g)
PY
cat >study.yaml <<'Y'
study: {id: times, title_fi: Ajat, title_sv: Tider, title_en: Times, year: 2024, division_year: 2024, date: 2026-10-01}
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
travel:
  - {source: TABLE, layout: LAYOUT}
rates:
  source: RATES
report:
  suppress_k: 0
Y
sed -i "s|RATES|$root/geodata/rates/finland.csv|" study.yaml
for layout in long wide; do sed "s/TABLE/$layout.csv/; s/LAYOUT/$layout/" study.yaml >$layout.yaml; done
katve run long.yaml --out long --lang en --set methods.cumulative.cutoff_min=30.1
expect_rc 0
figure() { awk -F, -v z="$1" -v v="$2" '$1 == "municipality" && $3 == z && $6 == v { print $7 "/" $NF }' long/times/*/data/data.csv | tr -d '\r'; }
expect_figure() {
    local got
    got=$(figure "$1" "$2")
    [ "$got" = "$3" ] || wrong "$2 of $1 is $got, not $3: $4"
}
expect_figure Z1 cost_min 4.8/shown "the middle one of 3.25, 4.75 and 9.5"
expect_figure Z2 cost_min 2.1/shown "alike at all times"
expect_figure Z3 cum_sites 1/shown "30.1 minutes are within 30.1 minutes, though no float is"
expect_figure Z5 cost_min 30.2/shown "the middle one of 29.9, 30.2 and 61"
expect_figure Z5 cum_sites 0/shown "30.2 minutes are not within 30.1"
expect_figure Z4 cost_min /missing "one connection of three is none for most of the time"
expect_figure Z4 unmet_share 1/shown "out of reach is unmet, not unknown"
expect_figure Z6 cut_off_transit 1000/shown "the table has no pair of the cell"
expect_figure Z1 travel_min_walk 10.5/shown "the other mode"
expect_figure Z4 travel_min_walk 55.5/shown "the other mode"
expect_figure Z2 cut_off_walk 1000/shown "no pair on foot"

begin "an id that nobody has is an issue with its row"
grep "travel-unknown-id" long/times/*/issues.csv >told
grep -q 'long.csv' told || wrong "the issue does not name the file: $(cat told)"
grep -q ',7,' told && grep -q "zz" told || wrong "the issue names no row or no id: $(cat told)"

begin "the wide table of the same minutes gives the same findings"
katve run wide.yaml --out wide --lang en --set methods.cumulative.cutoff_min=30.1
expect_rc 0
grep "travel-unknown-id" wide/times/*/issues.csv | grep -q ',7,' || wrong "the unknown id of the wide table has no row"
expect cmp long/times/*/data/data.csv wide/times/*/data/data.csv

finish
