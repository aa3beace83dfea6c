# The studies over the real figures beside the project: totals of a run against totals counted from the
# sources by a program of its own, and the non-users of 2018 against the published share.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/../shell.sh"

facts=$root/../shared/finland
# value of VARIABLE at LEVEL in the run's data.csv, added up over its rows
total() { awk -F, -v l="$1" -v v="$2" '$1 == l && $6 == v { s += $7 } END { printf "%.2f", s }' "$data"; }
is() { [ "$2" = "$3" ] || wrong "$1 is $2, not $3"; }

begin "population, hours and sites of 2024 add up to the sources"
if [ ! -d "$facts" ]; then
    skip "no ../shared/finland beside the project"
    begin "non-users of 2018"
    skip "no ../shared/finland beside the project"
    finish
fi
katve run "$root/tests/studies/finland.yaml" --out made --lang en --quiet
expect_rc 0
data=$(echo made/finland/*/data/data.csv)
python3 - "$facts" "$data" >told 2>&1 <<'PY' || { wrong "the sources say otherwise"; cat told; }
import csv, sys
facts, data = sys.argv[1:]
read = lambda name: list(csv.DictReader(open(f"{facts}/{name}", encoding="utf-8-sig", newline="")))
people = sum(float(r["he_vakiy"]) for r in read("paavo_postal_2024.csv"))
sites = [r for r in read("providers_libraries.csv") if "1" in (r["digituki"], r["enter_ry"], r["it_guidance"])]
hours = sum(float(r["staffed_h_week"]) for r in sites if r["staffed_h_week"])
assert (people, len(sites), hours) == (5557765, 155, 6452.75), (people, len(sites), hours)
rows = list(csv.DictReader(open(data, encoding="utf-8", newline="")))
val = {}
for r in rows:
    val.setdefault((r["variable"], r["level"]), []).append((r["value"], r["mark"]))
known = lambda v, l: [float(x) for x, m in val[v, l] if m == "shown"]
for level, n in ("municipality", 310), ("region", 19), ("country", 1):
    assert len(val["population", level]) == n, level
    for name, want in ("population", people), ("sites", len(sites)), ("hours_week", hours):
        got = sum(known(name, level))
        assert abs(got - want) < 0.5 * (n if name == "population" else 1e-6), (level, name, got, want)
# Need adds up: each shown figure is rounded to a person, hidden ones are small.
for name in "need_n1", "need_n2", "need_n3", "need", "need_far":
    whole = known(name, "country")[0]
    for level, n in ("region", 19), ("municipality", 310):
        hidden = sum(m == "suppressed" for _, m in val[name, level])
        assert -0.5 * n <= whole - sum(known(name, level)) <= 0.5 * n + 200 * hidden, (name, level)
# What the register does not tell is no zero: no library names its form or its languages.
for name in "hours_near", "hours_sv":
    assert val[name, "country"] == [("", "missing")], val[name, "country"]
# Capacity against demand: hours over need is hours per 1,000.
need, per = known("need", "country")[0], known("hours_per_1000", "country")[0]
assert abs(per - 1000 * hours / need) < 1e-3, per
PY

begin "non-users of 2018: the published 11 % of persons aged 16 to 89"
katve run "$root/tests/studies/finland_2018.yaml" --out made --lang en --quiet
expect_rc 0
data=$(echo made/finland-2018/*/data/data.csv)
is population "$(total country population)" 5517919.00
# Persons by year of age times the rate of their age group, with awk alone; 90 and over as 75 to 89.
awk -F, 'function rate(a) { return a < 16 ? 0 : a < 25 ? .0025 : a < 35 ? .01 : a < 45 ? .0025 : \
             a < 55 ? .02 : a < 65 ? .07 : a < 75 ? .22 : .6 }
    NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
    $c["year"] == 2018 { a = $c["age"] + 0; p = $c["males"] + $c["females"]; n += p * rate(a)
        if (a >= 16 && a < 90) { m += p * rate(a); q += p } }
    END { printf "%.0f %.4f\n", n, m / q }' "$facts/population_by_single_year_age.csv" >by_hand
read -r persons share <by_hand
is "share of non-users" "$share" 0.1113
[ "$(printf '%.0f' "${share/0./}e-2")" = 11 ] || wrong "published: 11 %, here $share"
made=$(total country need_n1)
awk -v a="$made" -v b="$persons" 'BEGIN { exit !(a - b < 1 && b - a < 1) }' || wrong "need_n1 is $made, by hand $persons"

finish
