# Statistical tables of the whole country in the four formats, each to a PDF. No sample beside the project has
# municipalities and ages of all Finland, so the tables are built from Statistics Finland's own figures.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/../shell.sh"

facts=$root/../shared/finland
if [ ! -d "$facts" ]; then
    begin "studies of statistical tables"
    skip "no ../shared/finland beside the project"
    finish
fi

python3 -B - "$facts" <<'PY' || exit 1
import csv, json, pathlib, random, sys
facts = pathlib.Path(sys.argv[1])
years, ages = ["2018", "2019"], ["SSS"] + [f"{a:03d}" for a in range(100)] + ["100-"]
rows = lambda name: csv.DictReader(open(facts / name, encoding="utf-8"))
names = {r["code"]: r["name_fi"] for r in rows("population_by_age.csv") if r["source"] == "11re"}
areas = ["SSS"] + sorted(names)
names |= {"SSS": "KOKO MAA", "478": "Maarianhamina - Mariehamn"}
count = {}  # persons by area, age, sex (all, male, female) and year
for r in rows("population_by_single_year_age.csv"):
    age, sexes = ages[1 + min(int(r["age"]), 100)], (int(r["males"]), int(r["females"]))
    for area in ("SSS", r["code"]):
        for a in ("SSS", age):
            for sex, n in enumerate((sum(sexes), *sexes)):
                key = area, a, sex, r["year"]
                count[key] = count.get(key, 0) + n
code = lambda area: area if area == "SSS" else "KU" + area
age_name = lambda a: "Yhteensä" if a == "SSS" else "100 -" if a == "100-" else str(int(a))

def px(file, head, dims, data):
    quote = lambda texts: ",".join(f'"{t}"' for t in texts)
    text = 'CHARSET="ANSI";\nCODEPAGE="iso-8859-15";\nLANGUAGE="fi";\n' + head
    for name, codes, labels in dims:
        text += f'VALUES("{name}")={quote(labels)};\nCODES("{name}")={quote(codes)};\n'
    text += "DATA=\n" + "\n".join(" ".join(map(str, line)) for line in data) + ";\n"
    pathlib.Path(file).write_bytes(text.replace("\n", "\r\n").encode("iso-8859-15"))

area_dim = [code(a) for a in areas], [names[a] for a in areas]
px("11re.px", 'TABLEID="11re";\nSTUB="Alue","Ikä";\nHEADING="Sukupuoli","Vuosi";\n',
   [("Alue", *area_dim), ("Ikä", ages, map(age_name, ages)),
    ("Sukupuoli", ["SSS", "1", "2"], ["Yhteensä", "Miehet", "Naiset"]), ("Vuosi", years, years)],
   ([count.get((a, k, s, y), 0) for s in range(3) for y in years] for a in areas for k in ages))
# 309 municipalities: Honkajoki is with Kankaanpää already.
lang = {(r["code"], r["year"]): (int(r["population"]), int(r["swedish_speakers"] or -1)) for r in rows("languages.csv")}
shown = lambda sv, x: '"..."' if sv < 0 else x
spoken = sorted({c for c, y in lang})
px("11rm.px", 'TABLEID="11rm";\nSTUB="Alue";\nHEADING="Kieli","Vuosi";\n',
   [("Alue", map(code, spoken), [names[a] for a in spoken]),
    ("Kieli", ["SSS", "SV", "X"], ["KIELET YHTEENSÄ", "ruotsi", "muut kielet"]), ("Vuosi", years, years)],
   ([f(*lang[a, y]) for f in (lambda n, sv: n, lambda n, sv: shown(sv, sv), lambda n, sv: shown(sv, n - sv)) for y in years] for a in spoken))
px("key_figures.px", 'TITLE="Kuntien avainluvut muuttujina Alue 2020, Tiedot ja Vuosi";\nSTUB="Alue 2020";\nHEADING="Tiedot","Vuosi";\n',
   [("Alue 2020", spoken, [names[a] for a in spoken]),
    ("Tiedot", ["M411", "M404"], ["Väkiluku", "Ruotsinkielisten osuus väestöstä, %"]), ("Vuosi", ["2018"], ["2018"])],
   ([n, shown(sv, round(100 * sv / n, 1))] for n, sv in (lang[a, "2018"] for a in spoken)))

category = lambda codes, labels: {"index": {c: i for i, c in enumerate(codes)}, "label": dict(zip(codes, labels))}
json.dump({"class": "dataset", "label": "11re", "id": ["Vuosi", "Alue", "Ikä", "Tiedot"], "size": [2, len(areas), 102, 1],
           "role": {"time": ["Vuosi"], "metric": ["Tiedot"]},
           "dimension": {"Vuosi": {"category": category(years, years)}, "Alue": {"category": category(*area_dim)},
                         "Ikä": {"category": category(ages, [age_name(a) for a in ages])},
                         "Tiedot": {"category": category(["vaesto"], ["Väestö 31.12."])}},
           "value": [count.get((a, k, 0, y), 0) for y in years for a in areas for k in ages]}, open("11re.json", "w"))

with open("11re.csv", "w", encoding="iso-8859-1", newline="\r\n") as f:
    print('"11re -- Väestö iän (1-v.) ja sukupuolen mukaan alueittain, 1972-2019"\n', file=f)
    heads = [f"{s} {y} Väestö 31.12." for y in years for s in ("Yhteensä", "Miehet", "Naiset")]
    print(";".join(f'"{h}"' for h in ["Alue", "Ikä", *heads]), file=f)
    for a in areas:
        for k in ages:
            cells = [str(count.get((a, k, s, y), 0)) for y in years for s in range(3)]
            print(";".join([f'"{names[a]}"', f'"{age_name(k)}"', *cells]), file=f)

ids = {a: 5000 + i for i, a in enumerate(areas)}
json.dump([{"id": i, "code": "358" if a == "SSS" else a, "category": "MAA" if a == "SSS" else "KUNTA",
            "title": {"fi": names[a]}} for a, i in ids.items()], open("regions.json", "w"))
lines = [f"127;{ids[a]};{y};total;{count[a, 'SSS', 0, y]};" for a in areas for y in years]
random.Random(127).shuffle(lines)
with open("indicator_127.csv", "w", newline="\r\n") as f:
    print("indicator;region;year;gender;primary value;absolute value", *lines, sep="\n", file=f)
PY

# one NAME TABLE PERSONS [ARGUMENT ...]: the persons of the table are the country's figure, the PDF is there.
one() {
    name=$1 table=$2 want=$3
    shift 3
    begin "$name runs to a PDF"
    katve run "$root/tests/studies/$name.yaml" --set "people.source=$work/$table" --out "made-$name" --only 01 \
        --lang en --quiet "$@"
    expect_rc 0
    made=$(echo "made-$name"/*/*/pdf/en/01-uusimaa.pdf)
    [ "$(head -c 4 "$made")" = %PDF ] || wrong "no PDF $made"
    got=$(awk -F, '$1 == "country" && $6 == "population" { printf "%d", $7 }' "made-$name"/*/*/data/data.csv)
    [ "$got" = "$want" ] || wrong "$got persons, not $want"
    areas=$(awk -F, '$1 == "municipality" && $6 == "population" && $7 != ""' "made-$name"/*/*/data/data.csv | wc -l)
    [ "$areas" = 310 ] || wrong "$areas municipalities, not 310"
    grep -q ',error,' "made-$name"/*/*/issues.csv && wrong "errors: $(grep -m 1 ',error,' "made-$name"/*/*/issues.csv)"
}

one px 11re.px 5525292 --set "people.zone_languages=$work/11rm.px"
one jsonstat 11re.json 5517919 --set "people.zone_languages=$work/key_figures.px"
one pxweb_csv 11re.csv 5525292
one sotkanet indicator_127.csv 5525292 --set "people.regions=$work/regions.json"
finish
