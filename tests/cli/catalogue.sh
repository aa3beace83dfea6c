# katve list and katve explain.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/../shell.sh"

begin "list names every line of the catalogue, and nothing else"
katve list --json
expect_rc 0
expect_no_err
cat >same.py <<'PY'
import json, re, sys
lines = re.findall(r"^KT\((\w+),[^,]+,\s*(\w+)\)", open(sys.argv[1]).read(), re.M)
shown = json.load(open("out"))
for kind in ("method", "importer", "chart", "page"):
    want = [name for k, name in lines if k == kind]
    assert [item["name"] for item in shown[kind + "s"]] == want, (kind, want)
    assert all(item["summary"] for item in shown[kind + "s"]), kind
PY
expect python3 same.py "$root/include/katve/catalogue.def"

begin "list of one kind as plain lines"
katve list methods
expect_rc 0
expect_out "e2sfca"
reject grep -q "people_cells" out

begin "list keys has every key once"
katve list keys
expect_rc 0
expect_out "study.year"
expect_out "zones[].source"
expect test -z "$(cut -d' ' -f1 out | sort | uniq -d)"

begin "list of what is not there"
katve list metods
expect_rc 2
expect_err_line "katve: list: there is no list 'metods', nearest is 'methods'; the lists are methods, importers, charts, pages and keys"

begin "every name of the catalogue can be explained"
for name in $(sed -n 's/^KT([a-z]*, *[a-z/]*, *\([a-z0-9_]*\)).*/\1/p' "$root/include/katve/catalogue.def"); do
    katve explain "$name"
    expect_rc 0
    expect_no_err
    mv out "told.$name"
    katve explain "$name" --json
    expect_rc 0
    mv out "$name.json"
done
expect python3 -c 'import glob, json
read = [json.load(open(f))["summary"] for f in glob.glob("*.json")]
assert len(read) > 100 and all(read)'
# What was told of the name, as if it had just been asked for again.
told() { cp "told.$1" out; }

begin "a method has formula, source and parameters with defaults"
for name in $("$KATVE" list methods | cut -d' ' -f1); do
    told "$name"
    expect_out "Formula"
    expect_out "Source"
done
katve explain need_layers
expect_out "default 1000"

begin "every statistical method tells where packages differ"
for name in $(sed -n 's/^KT(method, analysis[a-z/]*, *\([a-z0-9_]*\)).*/\1/p' "$root/include/katve/catalogue.def"); do
    told "$name"
    expect_out "Where packages differ"
done
katve explain weights
for word in symmetric "rows sum to 1" "class of their own"; do expect_out "$word"; done

begin "sections and keys of the study file"
katve explain people
expect_rc 0
expect_out "people (section of the study file)"
katve explain study.year
expect_out "whole number, 1990 to 2100; required"
katve explain 'zones[1].source'
expect_rc 0
expect_out "zones.source (key of the study file)"

begin "a column of the open data leads to its method, also where modes and limits stand in its name"
for pair in need_in_30_car:isochrones pop_in_10_walk_slow:isochrones pop_16_64:left_out travel_min_car:travel_times; do
    katve explain "${pair%:*}"
    expect_rc 0
    expect_out "${pair#*:} (method)"
done

begin "what is not there names the nearest"
katve explain e2sfc
expect_rc 2
expect_err_line "katve: explain: nothing is called 'e2sfc'; did you mean 'e2sfca'?"

finish
