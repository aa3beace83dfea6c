# A survey of regions joined with the model over the demonstration study: from the table to every level of the open data.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/../shell.sh"

demo=$root/geodata/demo/study.yaml
run() { katve run "$demo" --lang en --quiet --set report.pages='[cover]' --set report.formats='[pdf]' --set report.only='[FI]' "$@"; }

begin "regions of a survey, published totals of regions, municipalities below"
run --out plain
expect_rc 0
# Eight in ten regions were asked; the survey finds half as much again as the model, less surely in small regions.
python3 - plain/*/*/data/data.csv <<'PY'
import csv, sys
need = {r["code"]: (float(r["value"]), 0) for r in csv.DictReader(open(sys.argv[1]))
        if r["level"] == "region" and r["variable"] == "need"}
people = {r["code"]: float(r["value"]) for r in csv.DictReader(open(sys.argv[1]))
          if r["level"] == "region" and r["variable"] == "population"}
with open("survey.csv", "w") as s:
    s.write("code,estimate,variance\n")
    for i, c in enumerate(sorted(need)):
        p = 1.5 * need[c][0] / people[c] * (1 + 0.08 * (-1) ** i)
        if i % 5: s.write(f"{c},{p:.5f},{p * (1 - p) / 300:.8f}\n")
with open("totals.csv", "w") as t:
    t.write("code,total\n")
    for i, c in enumerate(sorted(need)):
        t.write(f"{c},{round(1.4 * need[c][0]) if i < 5 else '..'}\n")
PY
run --out made --set methods.fay_herriot.survey="$PWD/survey.csv" --set methods.fay_herriot.totals="$PWD/totals.csv"
expect_rc 0
python3 - made/*/*/data >told 2>&1 <<'PY' || { wrong "other figures"; head -n 20 told; }
import csv, sys
run = sys.argv[1]
rows = list(csv.DictReader(open(f"{run}/data.csv")))
fh = {(r["level"], r["code"]): r for r in rows if r["variable"] == "fh_need"}
value = lambda r: float(r["value"])
regions = {c: r for (l, c), r in fh.items() if l == "region"}
assert len(regions) == 19 and all(float(r["lower"]) <= value(r) <= float(r["upper"]) for r in regions.values())
totals = {r["code"]: r["total"] for r in csv.DictReader(open("totals.csv"))}
for c, t in totals.items():
    if t != "..": assert abs(value(regions[c]) - float(t)) <= 0.01 * float(t), (c, t, regions[c]["value"])
whole = value(fh["country", "FI"])
assert abs(sum(map(value, regions.values())) - whole) < 0.005 * whole, whole
towns = [r for (l, c), r in fh.items() if l == "municipality" and r["mark"] == "shown"]
assert len(towns) > 290 and abs(sum(map(value, towns)) - whole) < 0.01 * whole
shares = [value(r) for r in rows if r["variable"] == "fh_share" and r["mark"] == "shown"]
assert all(0 <= s <= 1 for s in shares)
fit = {r["row"]: r for r in csv.DictReader(open(f"{run}/tables/fay_herriot.csv", encoding="utf-8-sig"))}
assert float(fit["areas"]["estimate"]) == 15 and 1 < float(fit["model_share"]["estimate"]) < 2.2, fit
marks = {r["row"]: r for r in csv.DictReader(open(f"{run}/tables/fh_totals.csv", encoding="utf-8-sig"))}
assert sum("left as it is" in r["note"] for r in marks.values()) == 14, marks
PY
for file in survey totals; do
    expect grep -q "$(sha256sum <$file.csv | cut -d' ' -f1)" made/*/*/ro-crate-metadata.json
done

begin "a total and a table of totals are one too many; a level that is finer is refused"
run --out odd --set methods.fay_herriot.survey="$PWD/survey.csv" --set methods.fay_herriot.totals="$PWD/totals.csv" \
    --set methods.fay_herriot.benchmark=600000
expect_rc 3
expect_err "not both"
run --out odd --set methods.fay_herriot.survey="$PWD/survey.csv" --set methods.fay_herriot.totals="$PWD/totals.csv" \
    --set methods.fay_herriot.totals_level=municipality
expect_rc 3
expect_err "totals_level"

finish
