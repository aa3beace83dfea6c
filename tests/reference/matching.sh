# Swedish speakers and their way to support in Swedish, over the real libraries beside the project: no
# library says its languages, so the figure is a range; counted again from the sources by a program of
# its own. Evening and weekend support from the libraries' real opening hours.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/../shell.sh"

facts=$root/../shared/finland
begin "Swedish speakers of every bilingual municipality, from what is known to what may be"
if [ ! -d "$facts" ]; then
    skip "no ../shared/finland beside the project"
    finish
fi
katve run "$root/tests/studies/finland.yaml" --out range --lang en --quiet --set report.suppress_k=0
expect_rc 0
katve run "$root/tests/studies/finland.yaml" --out law --lang en --quiet --set report.suppress_k=0 \
    --set methods.matched_access.unknown_languages=official
expect_rc 0
python3 - "$facts" range/finland/*/data/data.csv law/finland/*/data/data.csv >told 2>&1 <<'PY' || { wrong "the sources say otherwise"; cat told; }
import csv, math, sys
facts, by_range, by_law = sys.argv[1:]
read = lambda path: list(csv.DictReader(open(path, encoding="utf-8-sig", newline="")))
status, share = {}, {}
for r in read(f"{facts}/languages.csv"):
    status[r["code"]] = r["lang_status_2020"]
    if r["year"] == "2022" and r["swedish_share"]: share[r["code"]] = float(r["swedish_share"])
sites = [(float(r["x"]), float(r["y"]), status.get(r["code"], "fi")) for r in read(f"{facts}/providers_libraries.csv")
         if "1" in (r["digituki"], r["enter_ry"], r["it_guidance"])]
# A way of 30 km at a detour of 1.3, from postal areas; None: whichever the site's languages are.
def reached(x, y, speaks):
    return any(math.hypot(x - a, y - b) * 1.3 <= 30000 for a, b, s in sites if speaks is None or s in speaks)
kinds = {"majority": ("sv-fi", "sv"), "official": ("fi-sv", "sv-fi", "sv"), "all": None}
want = {}
for r in read(f"{facts}/paavo_postal_2024.csv"):
    n = float(r["he_vakiy"] or 0) * share.get(r["kunta_2020"], 0.0)
    w = want.setdefault(r["kunta_2020"], {"speakers": 0.0, **{k: 0.0 for k in kinds}})
    w["speakers"] += n
    for k, speaks in kinds.items():
        if n and reached(float(r["euref_x"]), float(r["euref_y"]), speaks): w[k] += n
def figures(path):
    out = {}
    for r in read(path):
        if r["level"] == "municipality" and r["mark"] == "shown": out[r["code"], r["variable"]] = r
    return out
known, law, n = figures(by_range), figures(by_law), 0
num = lambda r, k="value": float(r[k])
for code, s in status.items():
    if s not in ("fi-sv", "sv-fi"): continue
    w, got = want[code], known[code, "sv_reach"]
    assert abs(num(known[code, "sv_speakers"]) - w["speakers"]) <= 0.51, (code, w)
    assert abs(num(got) - w["majority"]) <= 0.51 and abs(num(got, "lower") - w["majority"]) <= 0.51, (code, w, got)
    assert abs(num(got, "upper") - w["all"]) <= 0.51, (code, w, got)
    assert abs(num(law[code, "sv_reach"]) - w["official"]) <= 0.51, (code, w, law[code, "sv_reach"])
    n += 1
assert n == 33, n
total = lambda k: sum(w[k] for c, w in want.items() if "-" in status.get(c, ""))
held = {k: round(total(k)) for k in ("speakers", *kinds)}
assert held == {"speakers": 243663, "majority": 50654, "official": 182509, "all": 203324}, held
PY

begin "evenings and weekends from the libraries' opening hours"
awk -F, '$1 == "country" && ($6 == "access_fi" || $6 == "access_evening" || $6 == "access_weekend") { v[$6] = $7 }
    END { print v["access_fi"], v["access_evening"], v["access_weekend"]
          exit !(v["access_fi"] > v["access_evening"] && v["access_evening"] > v["access_weekend"] && v["access_weekend"] > 0) }' \
    range/finland/*/data/data.csv >told || wrong "hours by time are out of order: $(cat told)"

finish
