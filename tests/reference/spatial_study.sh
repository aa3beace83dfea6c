# A map of the packages' own through the whole program: the columns of its table as zones.variables, neighbours from
# outlines and from a .gal file; the tables and columns of the run against spdep's figures.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/../shell.sh"

stats=$root/../shared/golden/stats
begin "columbus: statistics and regression of named columns agree with spdep"
if [ ! -e "$stats/columbus.gpkg" ]; then
    skip "no ../shared/golden beside the project"
    finish
fi
ogr2ogr -f GeoJSON plain.json "$stats/columbus.gpkg" 2>told || wrong "$(head -n 1 told)"
python3 - "$stats/columbus.json" <<'PY'
import json, sys
gal = json.load(open(sys.argv[1]))["results"]["nb_col_gal"]["value"]
zones = json.load(open("plain.json"))
code = ["P%02d" % (i + 1) for i in range(len(zones["features"]))]
put = lambda c: [put(p) for p in c] if isinstance(c[0], list) else [4e5 + 1e4 * c[0], 6.8e6 + 1e4 * c[1]]
people = ["id,x,y,total"]
zones["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3067"}}
for c, f in zip(code, zones["features"]):
    f["properties"] = {"code": c, "name_fi": c, **{k: f["properties"][k] for k in ("CRIME", "HOVAL")}}
    f["geometry"]["coordinates"] = put(f["geometry"]["coordinates"])
json.dump(zones, open("zones.json", "w"))
# Income stands in a table beside the outlines.
plain = json.load(open("plain.json"))["features"]
with open("income.csv", "w") as t:
    t.write("code,INC\n" + "".join(f"{c},{f['properties']['INC']!r}\n" for c, f in zip(code, plain)))
with open("people.csv", "w") as t:
    t.write("id,zone,x,y,total,a0,a16,a75\n")
    for c, f in zip(code, zones["features"]):
        ring = f["geometry"]["coordinates"]
        while isinstance(ring[0][0], list): ring = ring[0]
        t.write(f"{c},{c},{ring[0][0]},{ring[0][1]},1000,200,600,200\n")
with open("col.gal", "w") as t:
    t.write(f"0 {len(gal)} columbus code\n")
    for c, row in zip(code, gal):
        row = row if isinstance(row, list) else [row]
        t.write(f"{c} {len(row)}\n{' '.join(code[j - 1] for j in row)}\n")
open("sites.csv", "w").write("id,name_fi,form,x,y,languages,hours_week,supports\ns,S,near,480000,6920000,fi,20,yes\n")
open("rates.csv", "w").write("layer,year,age_min,age_max,rate,n_eff,source\n1,2018,16,999,0.1,500,t\n2,2018,16,999,0.1,500,t\n")
PY
cat >study.yaml <<'YAML'
study: {id: columbus, year: 2019}
zones:
  - {level: area, source: zones.json, table: income.csv, variables: {crime: CRIME, income: INC, housing: HOVAL}}
people: {source: people.csv, columns: {zone: zone}, ages: {0-15: a0, 16-74: a16, 75-: a75}}
sites: {source: sites.csv}
rates: {source: rates.csv}
report: {languages: [en], formats: [pdf], pages: [cover, cluster_map]}
methods:
  need_layers: {draws: 50}
  moran: {variable: crime}
  geary: {enabled: true, variable: crime}
  getis_ord_g: {enabled: true, variable: crime}
  local_moran: {variable: crime}
  local_geary: {enabled: true, variable: crime}
  getis_ord: {enabled: true, variable: crime}
  regression: {enabled: true, variable: crime, factors: [income, housing]}
YAML
katve run study.yaml --out queen --quiet
expect_rc 0
sed -i 's/^report/weights: {kind: file, file: col.gal}\nreport/' study.yaml
katve run study.yaml --out gal --quiet
expect_rc 0
expect grep -q "$(sha256sum <col.gal | cut -d' ' -f1)" gal/columbus/*/ro-crate-metadata.json
python3 - "$stats/columbus.json" queen/columbus/*/data gal/columbus/*/data >told 2>&1 <<'PY' || { wrong "other figures"; head -n 20 told; }
import csv, json, sys
gold = {k: v["value"] for k, v in json.load(open(sys.argv[1]))["results"].items()}
def table(run, name):
    return {r["row"]: r for r in csv.DictReader(open(f"{run}/tables/{name}.csv", encoding="utf-8-sig"))}
def column(run, name):
    rows = [r for r in csv.DictReader(open(f"{run}/data.csv")) if r["level"] == "area" and r["variable"] == name]
    return [float(r["value"]) for r in sorted(rows, key=lambda r: r["code"])]
seen = 0
def near(what, got, want, tol):  # tables hold six digits, columns of data.csv three decimals
    global seen
    seen += 1
    assert abs(float(got) - want) <= tol, (what, got, want)
def six(what, got, want): near(what, got, want, 1e-5 * abs(want) + 1e-12)
queen, gal = sys.argv[2:]
g = table(queen, "spatial_global")
for label, key in ("Moran's I", "moran_rand_W"), ("Geary's C", "geary_rand_W"):
    row, want = g[f"{label}: crime"], gold[key]
    for field, v in zip(("value", "expected", "variance"), want["estimate"].values()): six(label, row[field], v)
    six(label, row["z"], want["statistic"])
for name, key, field in ("lisa_i", "localmoran_W_conditional", "Ii"), ("geary_c", "localC_W", None), \
        ("getis_z", "localGstar_W", "z"), ("lisa_z", "localmoran_W_conditional", "Z.Ii"):
    want = gold[key][field] if field else gold[key]
    for i, (a, b) in enumerate(zip(column(queen, name), want, strict=True)): near((name, i), a, b, 6e-4)
b, f = table(gal, "regression_coefficients"), table(gal, "regression_fit")
for j, name in enumerate(("constant", "income", "housing")):
    six(name, b[f"OLS: {name}"]["estimate"], gold["ols"]["coef"]["Estimate"][j])
    six(name, b[f"OLS: {name}"]["se"], gold["ols"]["coef"]["Std. Error"][j])
    for model, key in ("LAG", "SAR_lagsarlm_eigen"), ("ERROR", "SEM_errorsarlm_eigen"):
        six((model, name), b[f"{model}: {name}"]["estimate"], list(gold[key]["coefficients"].values())[j])
six("rho", b["LAG: rho"]["estimate"], gold["SAR_lagsarlm_eigen"]["rho"])
six("lambda", b["ERROR: lambda"]["estimate"], gold["SEM_errorsarlm_eigen"]["lambda"])
for label, key in ("LM error", "LMerr"), ("LM lag", "LMlag"), ("robust LM error", "RLMerr"), ("robust LM lag", "RLMlag"):
    six(label, f[label]["value"], gold["LMtests"][key]["statistic"])
assert seen > 200, seen
PY

begin "a variable that no column holds, or whose name is taken, is refused"
sed 's/income: INC/income: INCOME/' study.yaml >odd.yaml
katve run odd.yaml --out odd --quiet
expect_rc 3
expect_err "INCOME"
sed 's/variables: {crime: CRIME/variables: {population: CRIME/; s/variable: crime/variable: population/' study.yaml >odd.yaml
katve run odd.yaml --out odd --quiet
expect_rc 3
expect_err "population"
sed 's/{variable: crime}/{variable: crimes}/' study.yaml >odd.yaml
katve run odd.yaml --out odd --quiet
expect_rc 3
expect_err "zones.variables"

begin "words in a variable's column are told and taken as unknown"
sed 's/^P07,.*/P07,a lot/' income.csv >i && mv i income.csv
katve run study.yaml --out words --quiet
expect_rc 0
expect grep -q 'income.csv,8,.*a lot' words/columbus/*/issues.csv

finish
