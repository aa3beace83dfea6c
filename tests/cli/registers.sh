# Several registers of sites in one study: a list beside a single section, one place told twice, one id in two
# files, hours that are not understood.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/../shell.sh"

katve init s >/dev/null
python3 - <<'PY'
import re
text = open("s/study.yaml", encoding="utf-8").read()
head, rest = text.split("\nsites:\n", 1)
block = re.match(r"(?: .*\n)*", rest).group()
tail = rest[len(block):]
lines = [l for l in block.split("\n") if l.strip() and not l.strip().startswith("#")]
entry = "\n".join(("  - " if i == 0 else "    ") + l.strip() for i, l in enumerate(lines))
open("s/list.yaml", "w", encoding="utf-8").write(
    f"{head}\nsites:\n{entry}\n  - source: more.csv\n  - {{importer: kirkanta, source: libraries.json}}\n{tail}")
rows = open("s/sites.csv", encoding="utf-8").read().split("\n")
cell = rows[1].split(",")
x, y = float(cell[9]), float(cell[10])
open("s/more.csv", "w", encoding="utf-8").write(
    "id,name_fi,x,y,hours\n"
    f"p1,{cell[1].upper()},{x + 30},{y + 40},Mo-Fr 10:00-18:00\n"
    f"q2,Aivan muu,{x + 30},{y + 40},Seasonal\n")
open("s/libraries.json", "w", encoding="utf-8").write(
    '{"items":[{"id":5,"name":"Auto","address":null,"coordinates":null,"services":[]}]}')
PY

begin "a list of registers is read one after the other"
katve check s/study.yaml --json
before=$(python3 -c 'import json; print(json.load(open("out"))["counts"]["sites"])' 2>/dev/null || echo 0)
katve check s/list.yaml --json
expect_rc 0
python3 - "$before" <<'PY' || wrong "the registers were not merged as they should be"
import json, sys
r = json.load(open("out"))
assert r["counts"]["sites"] == int(sys.argv[1]) + 3, (r["counts"], sys.argv[1])
codes = [i["code"] for i in r["issues"]]
assert codes.count("possible-duplicate") == 1, codes
assert "duplicate-code" not in codes, codes
assert codes.count("hours-not-understood") == 1, codes
assert "unknown-hours" in codes, codes
PY

begin "what is wrong with the second register is told under the key that was written"
sed 's/{importer: kirkanta, source/{importer: kirkanta, wrong: 1, source/' s/list.yaml >s/wrong.yaml
katve check s/wrong.yaml
expect_err "sites[2].wrong"
reject_err "more_sites"

finish
