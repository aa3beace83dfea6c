# Hostile texts in the register: harmless in CSV, XLSX, GeoPackage, PDF and file names.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/base.sh"

hostile() { # NAME: the name of site s2 and of zone 103
    python3 - "$1" <<'PY'
import csv, json, sys
rows = list(csv.reader(open("s/sites.csv")))
rows[2][1] = rows[2][2] = rows[2][3] = sys.argv[1]
csv.writer(open("s/sites.csv", "w"), lineterminator="\n").writerows(rows)
zones = json.load(open("s/zones.geojson"))
zones["features"][2]["properties"]["name_fi"] = sys.argv[1]
json.dump(zones, open("s/zones.geojson", "w"))
PY
}

# Fails where a cell of a CSV begins like a formula, a workbook holds one, or a file left its folder.
cat >harmless.py <<'PY'
import csv, glob, os, re, sys, zipfile
out = sys.argv[1]
files = [os.path.join(d, f) for d, _, names in os.walk(out) for f in names]
assert files
for path in files:
    assert re.fullmatch(r"[A-Za-z0-9._/-]+", os.path.relpath(path, out)), path
    if path.endswith(".csv"):
        text = open(path, encoding="utf-8-sig", newline="").read()
        for row in csv.reader(text.splitlines(), delimiter=";" if "tiedot" in path else ","):
            for cell in row:
                if cell[:1] in "=+@\t\r" and cell[:1]:
                    raise SystemExit(f"{path}: formula {cell!r}")
                if cell[:1] == "-" and not re.fullmatch(r"-?[0-9.,eE+-]*", cell):
                    raise SystemExit(f"{path}: formula {cell!r}")
    if path.endswith(".xlsx"):
        for name in zipfile.ZipFile(path).namelist():
            text = zipfile.ZipFile(path).read(name).decode("utf-8", "replace")
            assert "<f>" not in text and "<hyperlink" not in text and "<script>" not in text, (path, name)
    if path.endswith((".svg", ".html", ".xml")):
        assert "<script>" not in open(path, encoding="utf-8").read(), path
PY

n=0
for text in '=HYPERLINK("http://example.org","x")' '<script>alert(1)</script>' '../../x' '@SUM(A1)' '+1+1' \
    '"; DROP TABLE zones; --' '%s%n%x' '<b>&amp;' $'\u202eoikea' 'a/../../../b'; do
    n=$((n + 1))
    fresh "a name like $text"
    hostile "$text"
    katve run s/study.yaml --out "deep/er/$n" --set 'report.formats=[pdf, svg]'
    expect_rc 0
    python3 harmless.py "deep/er/$n" >said 2>&1 || wrong "$(tail -n 1 said)"
    expect test "$(ls deep/er | wc -l)" -eq "$n"
    expect test "$(ls deep)" = er
    reject test -e x
done

fresh "a study id that climbs out of the folder"
sed -i 's|id: pieni|id: ../../../climbed|' s/study.yaml
katve run s/study.yaml --out deep/er/id
reject test -e climbed
reject test -e ../climbed
reject test -e deep/climbed

fresh "control characters in a name do not reach the terminal"
printf 's4,Esc\033[2Jape,x,Keski,library,near,103,999,999,fi,300,yes,2020-03-01\n' >>s/sites.csv
check
reject grep -q $'\033' err

fresh "a field of 10 MB"
{
    printf 's4,'
    head -c 10000000 /dev/zero | tr '\0' a
    printf ',x,Keski,library,near,103,406000,6815000,fi,3,yes,2020-03-01\n'
    printf 's5,Viimeinen,x,Keski,library,near,103,406000,6815000,fi,3,yes,2020-03-01\n'
} >>s/sites.csv
check
expect_rc 0
expect_err "katve: sites.csv:5: warning: a text of 10000000 bytes was cut to 4000; Check the row; a quote may be missing."
expect_out " 5 sites "
expect test "$(wc -c <err)" -lt 20000

finish
